//! Importing files: keep the file, say what it would do, carry it out piece by piece with progress, and go on with
//! it after a restart. Everything is written by the same commands as a person's own changes.

use super::{Act, ActError, App, Caller, Note};
use crate::import::columns::{Kind, Mapping, MappingError, likely_kind};
use crate::import::plan::{CellError, Known, Plan, Planned, Stage, plan};
use crate::import::read::{ReadError, Reading, Row, Sheet, sheet};
use crate::store::imports::{self as stored, Body, Look, Stored};
use crate::store::{StoreError, people, records};
use api::imports::{
    Import, ImportChoice, ImportError, ImportField, ImportKind, ImportPlan, ImportRun, ImportStatus,
};
use domain::books::{Command, Record};
use domain::ids::{ImportId, OperationId, UserId};
use domain::permission::Permission;
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// Most bytes of a file.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Errors and warnings in an answer; the error file has all.
const SHOWN: usize = 200;
/// Rows of the sample.
const SAMPLE: usize = 8;
/// Commands in one transaction.
const CHUNK: usize = 400;

/// Why an import cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// There is no such import.
    #[error("there is no import {0}")]
    Unknown(ImportId),
    /// The file was purged after its time.
    #[error("the file of import {0} is no longer kept")]
    Purged(ImportId),
    /// The file is no table.
    #[error("the file cannot be read")]
    Read(#[from] ReadError),
    /// The mapping does not fit.
    #[error("the mapping does not fit")]
    Mapping(#[from] MappingError),
    /// There are errors, and leaving rows out was not asked for.
    #[error("the file has errors")]
    Errors(Box<ImportPlan>),
    /// The same file has posted this opening stock before, and posting it again was not asked for.
    #[error("the same file was imported before")]
    Repeated {
        /// As this import.
        earlier: ImportId,
        /// When.
        at: Timestamp,
    },
    /// It runs or is done already.
    #[error("import {0} is running or done already")]
    Busy(ImportId),
    /// The permission is missing.
    #[error("the permission {0:?} is missing")]
    Forbidden(Permission),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// Keeps a file that somebody wants to import, and says what it looks like.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub async fn upload_import(
        &self,
        caller: &Caller,
        name: &str,
        encoding: Option<String>,
        bytes: Vec<u8>,
    ) -> Result<Import, ImportFailure> {
        may(caller, Permission::ImportExport)?;
        let read = read(bytes, encoding.clone()).await?;
        let import = Stored {
            id: ImportId::new(self.fresh()),
            name: name.chars().filter(|c| !c.is_control()).take(200).collect(),
            uploaded: self.now(),
            author: caller.actor.user,
            digest: read.digest,
            encoding,
            status: ImportStatus::Uploaded,
            ended: None,
            n_done: 0,
            n_total: 0,
            body: Body {
                kind: likely_kind(&read.sheet.headers).map(shown_kind),
                look: Some(look(&read.sheet)),
                ..Body::default()
            },
        };
        let tx = self.store().begin().await?;
        stored::put(&tx, &import, read.bytes).await?;
        tx.commit().await.map_err(StoreError::from)?;
        self.import_view(import).await
    }

    /// An import as it stands.
    ///
    /// # Errors
    /// Says that there is none.
    pub async fn import(&self, caller: &Caller, id: ImportId) -> Result<Import, ImportFailure> {
        may(caller, Permission::ImportExport)?;
        let mut import = self.stored_import(id).await?;
        if import.body.look.is_none()
            && let Some(bytes) = stored::bytes(self.store().reader(), id).await?
        {
            import.body.look = Some(look(&read(bytes, import.encoding.clone()).await?.sheet));
        }
        self.import_view(import).await
    }

    /// The latest imports.
    ///
    /// # Errors
    /// Refuses who may not import.
    pub async fn imports(&self, caller: &Caller) -> Result<Vec<Import>, ImportFailure> {
        may(caller, Permission::ImportExport)?;
        let mut all = Vec::new();
        for mut import in stored::latest(self.store().reader(), 50).await? {
            // Rows are looked at one file at a time.
            if let Some(look) = &mut import.body.look {
                look.sample.clear();
            }
            all.push(self.import_view(import).await?);
        }
        Ok(all)
    }

    /// The dry run: what the file would do. Nothing is written.
    ///
    /// # Errors
    /// Says why not.
    pub async fn plan_import(
        &self,
        caller: &Caller,
        id: ImportId,
        choice: &ImportChoice,
    ) -> Result<ImportPlan, ImportFailure> {
        may(caller, Permission::ImportExport)?;
        let plan = self.planned(id, choice.kind, &choice.mapping).await?;
        Ok(summary(&plan))
    }

    /// Every error of a file, as rows of row number, column and text.
    ///
    /// # Errors
    /// Says why not.
    pub async fn import_errors(
        &self,
        caller: &Caller,
        id: ImportId,
        choice: &ImportChoice,
    ) -> Result<Vec<CellError>, ImportFailure> {
        may(caller, Permission::ImportExport)?;
        Ok(self.planned(id, choice.kind, &choice.mapping).await?.errors)
    }

    /// Starts carrying an import out; it goes on by itself.
    ///
    /// # Errors
    /// Says why not; then nothing has changed.
    pub async fn run_import(
        &self,
        caller: &Caller,
        id: ImportId,
        run: ImportRun,
    ) -> Result<Import, ImportFailure> {
        may(caller, Permission::ImportExport)?;
        may(caller, needed(run.kind))?;
        let plan = self.planned(id, run.kind, &run.mapping).await?;
        let result = summary(&plan);
        if !plan.errors.is_empty() && !run.skip_errors {
            return Err(ImportFailure::Errors(Box::new(result)));
        }
        let import = self.stored_import(id).await?;
        if run.kind == ImportKind::OpeningStock
            && !run.post_again
            && let Some((earlier, at)) =
                stored::stock_of_same(self.store().reader(), &import).await?
        {
            return Err(ImportFailure::Repeated { earlier, at });
        }
        let body = Body {
            kind: Some(run.kind),
            mapping: Some(run.mapping),
            skip_errors: run.skip_errors,
            result: Some(result),
            failure: None,
            look: import.body.look,
        };
        let n_total = plan.stages.iter().flat_map(Stage::planned).count() as i64;
        if !stored::begin(self.store().writer(), id, &body, n_total).await? {
            return Err(ImportFailure::Busy(id));
        }
        let (app, caller) = (self.clone(), caller.clone());
        tokio::spawn(async move { app.carry_out(&caller, id, plan, body).await });
        let import = self.stored_import(id).await?;
        self.import_view(import).await
    }

    /// Goes on with imports that the last stop of the server interrupted, in the name of who started them.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn resume_imports(&self) -> Result<(), ImportFailure> {
        for import in stored::interrupted(self.store().reader()).await? {
            let (Some(kind), Some(mapping)) = (import.body.kind, import.body.mapping.clone())
            else {
                continue;
            };
            let Some(caller) = self.author(import.author).await? else {
                continue;
            };
            let plan = self.planned(import.id, kind, &mapping).await?;
            tracing::info!(import = %import.id, "going on with an interrupted import");
            let app = self.clone();
            let body = import.body.clone();
            tokio::spawn(async move { app.carry_out(&caller, import.id, plan, body).await });
        }
        Ok(())
    }

    /// Who started an import, if that person may still import.
    async fn author(&self, id: UserId) -> Result<Option<Caller>, StoreError> {
        let found = people::user(self.store().reader(), id).await?;
        Ok(found
            .map(Caller::without_session)
            .filter(|caller| caller.actor.may(Permission::ImportExport)))
    }

    async fn carry_out(&self, caller: &Caller, id: ImportId, plan: Plan, mut body: Body) {
        let outcome = self.try_carry_out(caller, id, plan, &mut body).await;
        let status = match outcome {
            Ok(()) => ImportStatus::Finished,
            // It stays as it stands: the next server that starts goes on with it.
            Err(ActError::Store(StoreError::Newer { .. })) => {
                tracing::info!(import = %id, "an import is left to a newer server");
                return;
            }
            Err(error) => {
                tracing::error!(import = %id, error = &error as &dyn std::error::Error, "an import stopped");
                body.failure = Some(
                    "The server could not write. What was taken in before stays; run the import again to go on."
                        .to_owned(),
                );
                ImportStatus::Failed
            }
        };
        if let Err(error) = stored::end(self.store().writer(), id, status, &body, self.now()).await
        {
            tracing::error!(import = %id, error = &error as &dyn std::error::Error, "the end of an import was not noted");
        }
    }

    async fn try_carry_out(
        &self,
        caller: &Caller,
        id: ImportId,
        plan: Plan,
        body: &mut Body,
    ) -> Result<(), ActError> {
        let mut n_done = 0;
        for stage in plan.stages {
            let planned = match stage {
                Stage::Apart(planned) => planned,
                Stage::Together(planned) => {
                    self.all_or_none(caller, &planned, body).await?;
                    n_done += planned.len() as i64;
                    stored::progress(self.store().writer(), id, n_done).await?;
                    continue;
                }
            };
            for chunk in planned.chunks(CHUNK) {
                let acts: Vec<(OperationId, Act)> =
                    chunk.iter().map(|one| self.act(id, one)).collect();
                match self.perform_named(caller, &acts).await {
                    Ok(_) => {}
                    // Somebody changed something meanwhile: the others of the chunk still go in.
                    Err(ActError::Refused(_)) => {
                        self.one_by_one(caller, chunk, &acts, body).await?
                    }
                    Err(error) => return Err(error),
                }
                n_done += chunk.len() as i64;
                stored::progress(self.store().writer(), id, n_done).await?;
            }
        }
        let note = Note::new("import/finished", id, format!("{n_done} changes"));
        self.perform(caller, &[], None, Some(&note)).await?;
        Ok(())
    }

    fn act(&self, id: ImportId, planned: &Planned) -> (OperationId, Act) {
        let operation = match planned.command {
            Command::OpenStock { .. } => OperationId::derived(id.uuid(), planned.row),
            _ => OperationId::new(self.fresh()),
        };
        (operation, Act::Command(planned.command.clone()))
    }

    async fn one_by_one(
        &self,
        caller: &Caller,
        chunk: &[Planned],
        acts: &[(OperationId, Act)],
        body: &mut Body,
    ) -> Result<(), ActError> {
        for (planned, act) in chunk.iter().zip(acts) {
            match self.perform_named(caller, std::slice::from_ref(act)).await {
                Ok(_) => {}
                Err(ActError::Refused(refusal)) => {
                    let text = format!("{} {}", refusal.sentence(), refusal.advice());
                    note_refused(body, planned.row, text);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Products that hand on variants to each other: if one of them is refused, all stay as they were, and each row is
    /// told so.
    async fn all_or_none(
        &self,
        caller: &Caller,
        planned: &[Planned],
        body: &mut Body,
    ) -> Result<(), ActError> {
        let acts: Vec<Act> = planned
            .iter()
            .map(|one| Act::Command(one.command.clone()))
            .collect();
        let caller = Caller {
            operation: None,
            ..caller.clone()
        };
        let refusal = match self.perform(&caller, &acts, None, None).await {
            Ok(_) => return Ok(()),
            Err(ActError::Refused(refusal)) => refusal,
            Err(error) => return Err(error),
        };
        for one in planned.iter().filter(|one| one.row > 0) {
            let Command::Save(Record::Product(product)) = &one.command else {
                continue;
            };
            let text = format!(
                "{} stays as it was, and so does every product that it hands on a variant to or takes one from. {} {}",
                product.sku,
                refusal.sentence(),
                refusal.advice()
            );
            note_refused(body, one.row, text);
        }
        Ok(())
    }

    async fn planned(
        &self,
        id: ImportId,
        kind: ImportKind,
        mapping: &BTreeMap<String, String>,
    ) -> Result<Plan, ImportFailure> {
        let import = self.stored_import(id).await?;
        let bytes = stored::bytes(self.store().reader(), id)
            .await?
            .ok_or(ImportFailure::Purged(id))?;
        let sheet = read(bytes, import.encoding).await?.sheet;
        let kind = inner_kind(kind);
        let pairs = mapping
            .iter()
            .map(|(field, title)| (field.as_str(), title.as_str()));
        let mapping = Mapping::chosen(kind, &sheet.headers, pairs)?;
        mapping.check(kind)?;
        let known = self.known().await?;
        let app = self.clone();
        let planned = tokio::task::spawn_blocking(move || {
            plan(kind, &sheet, &mapping, &known, id, &mut || app.fresh())
        });
        Ok(planned.await.expect("planning does not panic"))
    }

    async fn known(&self) -> Result<Known, StoreError> {
        let db = self.store().reader();
        Ok(Known {
            products: records::all_products(db).await?,
            costs: records::all_costs(db).await?,
            families: records::all_families(db).await?,
            categories: records::categories(db).await?,
            brands: records::brands(db).await?,
            tiers: records::price_tiers(db)
                .await?
                .into_iter()
                .map(|one| one.record)
                .collect(),
            tax_rules: records::tax_rules(db).await?,
            locations: records::locations(db)
                .await?
                .into_iter()
                .map(|one| one.record)
                .collect(),
            bins: records::all_bins(db).await?,
        })
    }

    async fn stored_import(&self, id: ImportId) -> Result<Stored, ImportFailure> {
        stored::one(self.store().reader(), id)
            .await?
            .ok_or(ImportFailure::Unknown(id))
    }

    async fn import_view(&self, import: Stored) -> Result<Import, ImportFailure> {
        let repeats = stored::same_before(self.store().reader(), &import).await?;
        let kind = import.body.kind;
        let look = import.body.look.unwrap_or_default();
        let mapping = match (import.body.mapping, kind) {
            (Some(mapping), _) => mapping,
            (None, Some(kind)) => suggested(inner_kind(kind), &look.headers),
            (None, None) => BTreeMap::new(),
        };
        let fields = match kind {
            Some(kind) => self.import_fields(kind).await?,
            None => Vec::new(),
        };
        Ok(Import {
            id: import.id,
            name: import.name,
            status: import.status,
            format: look.format,
            kind,
            n_rows: look.n_rows,
            sample: look.sample,
            headers: look.headers,
            mapping,
            fields,
            repeats,
            uploaded: import.uploaded,
            n_done: u32::try_from(import.n_done).unwrap_or(0),
            n_total: u32::try_from(import.n_total).unwrap_or(0),
            result: import.body.result,
            failure: import.body.failure,
        })
    }

    /// Fields that files of a kind may have. Of prices there are as many as price tiers.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn import_fields(&self, kind: ImportKind) -> Result<Vec<ImportField>, ImportFailure> {
        let tiers = records::price_tiers(self.store().reader()).await?;
        let numbers: Vec<u16> = tiers.iter().map(|tier| tier.record.number).collect();
        let all = inner_kind(kind).fields().iter();
        let fields = all.filter(|field| field.is_of(&numbers));
        Ok(fields
            .map(|field| ImportField {
                key: field.key.to_owned(),
                title: field.title.to_owned(),
                required: field.required,
            })
            .collect())
    }
}

/// What a file looks like, without reading all of it again.
fn look(sheet: &Sheet) -> Look {
    let cells = |row: &Row| {
        row.cells
            .iter()
            .map(|cell| cell.chars().take(200).collect())
            .collect()
    };
    Look {
        format: sheet.format.clone(),
        headers: sheet.headers.clone(),
        n_rows: count(sheet.rows.len() + sheet.faults.len()),
        sample: sheet.rows.iter().take(SAMPLE).map(cells).collect(),
    }
}

/// What the titles of a file suggest, for a kind that a person chose.
pub fn suggested(kind: Kind, headers: &[String]) -> BTreeMap<String, String> {
    let mapping = Mapping::suggested(kind, headers);
    mapping
        .pairs()
        .map(|(key, column)| (key.to_owned(), headers[column].clone()))
        .collect()
}

/// The kind as the reader of files has it.
pub const fn inner_kind(kind: ImportKind) -> Kind {
    match kind {
        ImportKind::Products => Kind::Products,
        ImportKind::Barcodes => Kind::Barcodes,
        ImportKind::OpeningStock => Kind::OpeningStock,
        ImportKind::Bins => Kind::Bins,
        ImportKind::AmazonListings => Kind::AmazonListings,
    }
}

/// The kind as answers show it.
pub const fn shown_kind(kind: Kind) -> ImportKind {
    match kind {
        Kind::Products => ImportKind::Products,
        Kind::Barcodes => ImportKind::Barcodes,
        Kind::OpeningStock => ImportKind::OpeningStock,
        Kind::Bins => ImportKind::Bins,
        Kind::AmazonListings => ImportKind::AmazonListings,
    }
}

/// The permission for what the rows do; the commands ask for it too.
const fn needed(kind: ImportKind) -> Permission {
    match kind {
        ImportKind::Products | ImportKind::Barcodes | ImportKind::AmazonListings => {
            Permission::EditProducts
        }
        ImportKind::OpeningStock => Permission::ImportExport,
        ImportKind::Bins => Permission::EditLocations,
    }
}

fn may(caller: &Caller, permission: Permission) -> Result<(), ImportFailure> {
    if caller.actor.may(permission) {
        Ok(())
    } else {
        Err(ImportFailure::Forbidden(permission))
    }
}

struct Read {
    bytes: Vec<u8>,
    digest: String,
    sheet: Sheet,
}

/// Reading 100,000 rows takes a while: not on the thread that answers others.
async fn read(bytes: Vec<u8>, encoding: Option<String>) -> Result<Read, ReadError> {
    let read = tokio::task::spawn_blocking(move || {
        let sheet = sheet(
            &bytes,
            Reading {
                encoding: encoding.as_deref(),
            },
        )?;
        Ok(Read {
            digest: blake3::hash(&bytes).to_hex().to_string(),
            bytes,
            sheet,
        })
    });
    read.await.expect("reading does not panic")
}

/// Tells of a row that was not taken in when it came to it.
fn note_refused(body: &mut Body, row: u32, text: String) {
    let result = body.result.get_or_insert_with(|| summary(&Plan::default()));
    result.n_errors += 1;
    if result.errors.len() < SHOWN {
        result.errors.push(ImportError {
            row,
            column: None,
            text,
        });
    }
}

fn summary(plan: &Plan) -> ImportPlan {
    let mut rejected: Vec<u32> = plan.errors.iter().map(|error| error.row).collect();
    rejected.dedup();
    ImportPlan {
        n_created: count(plan.created),
        n_changed: count(plan.changed),
        n_unchanged: count(plan.unchanged),
        n_rejected: count(rejected.len()),
        n_errors: count(plan.errors.len()),
        errors: plan.errors.iter().take(SHOWN).map(error).collect(),
        warnings: plan.warnings.iter().take(SHOWN).map(error).collect(),
    }
}

fn error(error: &CellError) -> ImportError {
    ImportError {
        row: error.row,
        column: error.column.clone(),
        text: error.text.clone(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
