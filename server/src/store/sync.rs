//! What the sync rules ask of a database, in SQL. Each function is about one statement; the rules are in the `sync`
//! crate.

use super::ledger::json;
use super::migrate;
use super::people;
use super::records::{self, parse_json};
use super::sql::{column, list, row, rows, run, tuples, values};
use super::turns::Turns;
use super::{Store, StoreError, answers, tasks, trail};
use crate::clock::real_now;
use ::sync::check::Sum;
use ::sync::scope::{Scope, StocktakeInView, Viewer};
use ::sync::server::{Caller, ClientRow, GrantRow, IndexRow, LossReport, Recorded, ScopeHead, Tx};
use ::sync::wire::{Blob, Epoch, Lane, SCHEMA, Snapshot};
use domain::books::{Answer, Change, Entity, EntityRef, Ref};
use domain::ids::{
    ClientId, DeviceId, GrantId, LocationId, OperationId, PassId, StocktakeId, UserId,
};
use domain::stocktake::Stocktake;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Stocktakes stay in view for so long after they have ended.
const IN_VIEW_MS: i64 = 14 * 86_400_000;

const BATCH: usize = 400;

/// Open counts that a loss report names; nobody has more at once, but a device may say anything.
const MOST_NAMED: usize = 50;

/// An open transaction as the sync rules see it.
pub struct SyncTx {
    tx: super::Tx,
    /// What it has for itself until it ends; none in one that only reads.
    turns: Option<Turns>,
    /// Numbers and sums of scopes whose heads this transaction has locked.
    raised: HashMap<Scope, (i64, i64)>,
    numbers: HashMap<Scope, i64>,
    /// Business time, by which stocktakes leave the view.
    now: Timestamp,
}

impl SyncTx {
    /// A transaction that writes.
    ///
    /// # Errors
    /// Fails if the database does not answer, or has been changed by a newer version.
    pub async fn writing(store: &Store) -> Result<Self, StoreError> {
        Ok(Self::over(store.begin().await?))
    }

    /// A transaction that takes in what devices send: the rules of sync ask by themselves which version the database is
    /// of, and answer in words that a device understands.
    ///
    /// # Errors
    /// Fails if the database does not answer.
    pub async fn receiving(store: &Store) -> Result<Self, StoreError> {
        Ok(Self::over(store.begin_unasked().await?))
    }

    fn over(tx: super::Tx) -> Self {
        Self {
            tx,
            turns: Some(Turns::default()),
            raised: HashMap::new(),
            numbers: HashMap::new(),
            now: real_now(),
        }
    }

    /// A transaction that reads one snapshot.
    ///
    /// # Errors
    /// Fails if the database does not answer.
    pub async fn reading(store: &Store) -> Result<Self, StoreError> {
        Ok(Self {
            tx: store.snapshot().await?,
            turns: None,
            raised: HashMap::new(),
            numbers: HashMap::new(),
            now: real_now(),
        })
    }

    /// The same for a business clock that is elsewhere than real time.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.now = now;
        self
    }

    /// Has a record for itself until it ends, so that what is seen of it now stays so.
    ///
    /// # Errors
    /// Fails if the database does not answer.
    pub async fn seize(&mut self, record: &EntityRef) -> Result<(), StoreError> {
        match &mut self.turns {
            Some(turns) => turns.take_for_record(&self.tx, record).await,
            None => Ok(()),
        }
    }

    /// The transaction itself, for what is not part of the books.
    pub fn db(&self) -> &super::Tx {
        &self.tx
    }

    /// Makes it durable.
    ///
    /// # Errors
    /// Fails if the database does not answer; then nobody knows whether it is durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }

    /// Undoes it.
    ///
    /// # Errors
    /// Fails if the database does not answer; it is undone all the same.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.tx.rollback().await?)
    }

    async fn number_of(&mut self, scope: Scope) -> Result<Option<i64>, StoreError> {
        if let Some(number) = self.numbers.get(&scope) {
            return Ok(Some(*number));
        }
        let sql = "SELECT number FROM sync_scope WHERE scope = $1";
        let Some(row) = row(&self.tx, sql, values![scope.to_string()]).await? else {
            return Ok(None);
        };
        let number = column(&row, "number")?;
        self.numbers.insert(scope, number);
        Ok(Some(number))
    }
}

fn unsigned(row: &QueryResult, name: &str) -> Result<u64, StoreError> {
    let number: i64 = column(row, name)?;
    u64::try_from(number).map_err(|_| StoreError::Unfit {
        table: "sync",
        reason: format!("{name} is {number}"),
    })
}

fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Unfit {
        table: "sync",
        reason: format!("{number} is too large"),
    })
}

fn client_of(row: &QueryResult) -> Result<ClientRow, StoreError> {
    Ok(ClientRow {
        id: ClientId::new(column(row, "id")?),
        device: DeviceId::new(column(row, "device")?),
        user: UserId::new(column(row, "app_user")?),
        last_n: unsigned(row, "last_n")?,
        next_n: unsigned(row, "next_n")?,
        open_passes: parse_json("sync_client", &column::<String>(row, "open_passes")?)?,
        seen: Timestamp::from_millis(column(row, "seen")?),
        outbox_empty: column::<Option<i64>>(row, "outbox_empty")?.map(Timestamp::from_millis),
        app: u32::try_from(column::<i64>(row, "app")?).unwrap_or_default(),
        schema: u16::try_from(column::<i64>(row, "schema")?).unwrap_or_default(),
    })
}

fn index_of(row: &QueryResult) -> Result<IndexRow, StoreError> {
    Ok(IndexRow {
        seq: unsigned(row, "seq")?,
        kind: u16::try_from(column::<i64>(row, "kind")?).unwrap_or_default(),
        id: Blob(column(row, "id")?),
        deleted: column(row, "deleted")?,
    })
}

/// The kind number comes back as 16 bits from one database and as 64 from the other.
const INDEX: &str = "SELECT seq, CAST(kind AS BIGINT) AS kind, id, deleted FROM sync_row";

const fn lane_number(lane: Lane) -> i64 {
    match lane {
        Lane::Fact => 0,
        Lane::Intent => 1,
    }
}

fn recorded_of(row: &QueryResult) -> Result<Recorded, StoreError> {
    let small = |name: &str| -> Result<u16, StoreError> {
        let number: i64 = column(row, name)?;
        u16::try_from(number).map_err(|error| StoreError::Unfit {
            table: "sync_operation",
            reason: error.to_string(),
        })
    };
    let outcome = column::<Option<String>>(row, "outcome")?;
    Ok(Recorded {
        op_id: OperationId::new(column(row, "op_id")?),
        client: ClientId::new(column(row, "client")?),
        n: unsigned(row, "n")?,
        chain: column(row, "chain")?,
        lane: if column::<i64>(row, "lane")? == 0 {
            Lane::Fact
        } else {
            Lane::Intent
        },
        kind: small("kind")?,
        v: small("v")?,
        body: Blob(column(row, "body")?),
        at: parse_json("sync_operation", &column::<String>(row, "stamp")?)?,
        grant: GrantId::new(column(row, "grant_id")?),
        user: UserId::new(column(row, "app_user")?),
        received: Timestamp::from_millis(column(row, "received")?),
        outcome: outcome
            .map(|text| parse_json("sync_operation", &text))
            .transpose()?,
        detail: column(row, "detail")?,
    })
}

/// A snapshot as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct KeptSnapshot {
    /// Version of its rows.
    #[serde(default = "first_schema")]
    schema: u16,
    #[serde(flatten)]
    snapshot: Snapshot,
}

/// What is asked first of a snapshot that is kept.
#[derive(Debug, Deserialize)]
struct SnapshotSchema {
    #[serde(default = "first_schema")]
    schema: u16,
}

const fn first_schema() -> u16 {
    1
}

impl Tx for SyncTx {
    type Error = StoreError;

    fn is_transient(error: &StoreError) -> bool {
        error.is_retryable()
            || matches!(error, StoreError::Constraint(name)
                if name.starts_with("sync_operation") || name.starts_with("sync_client"))
    }

    async fn epoch(&mut self) -> Result<Epoch, StoreError> {
        Ok(Epoch(
            people::company(&self.tx)
                .await?
                .map_or(Uuid::nil(), |company| company.epoch),
        ))
    }

    async fn lock_client(&mut self, client: ClientId) -> Result<Option<ClientRow>, StoreError> {
        if let Some(turns) = &mut self.turns {
            turns.take_for(&self.tx, client).await?;
        }
        self.client(client).await
    }

    async fn client(&mut self, client: ClientId) -> Result<Option<ClientRow>, StoreError> {
        let sql = "SELECT * FROM sync_client WHERE id = $1";
        row(&self.tx, sql, values![client.uuid()])
            .await?
            .as_ref()
            .map(client_of)
            .transpose()
    }

    async fn clients_of(&mut self, device: DeviceId) -> Result<Vec<ClientRow>, StoreError> {
        let sql = "SELECT * FROM sync_client WHERE device = $1 ORDER BY id";
        rows(&self.tx, sql, values![device.uuid()])
            .await?
            .iter()
            .map(client_of)
            .collect()
    }

    async fn put_client(&mut self, client: &ClientRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO sync_client (id, device, app_user, last_n, next_n, open_passes, seen, outbox_empty, app,
                schema) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET app_user = excluded.app_user, last_n = excluded.last_n,
                next_n = excluded.next_n, open_passes = excluded.open_passes, seen = excluded.seen,
                outbox_empty = excluded.outbox_empty, app = excluded.app, schema = excluded.schema";
        let bound = values![
            client.id.uuid(),
            client.device.uuid(),
            client.user.uuid(),
            signed(client.last_n)?,
            signed(client.next_n)?,
            json(&client.open_passes),
            client.seen.millis(),
            client.outbox_empty.map(Timestamp::millis),
            i64::from(client.app),
            i64::from(client.schema),
        ];
        run(&self.tx, sql, bound).await?;
        let sql = "UPDATE device SET last_seen = $2, unsent = $3, open_passes = $4 WHERE id = $1";
        let unsent = signed(client.next_n.saturating_sub(client.last_n + 1))?;
        let open = i64::try_from(client.open_passes.len()).unwrap_or(i64::MAX);
        run(
            &self.tx,
            sql,
            values![client.device.uuid(), client.seen.millis(), unsent, open],
        )
        .await
        .map(drop)
    }

    async fn grants(&mut self, ids: &[GrantId]) -> Result<Vec<GrantRow>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for grant in people::grants(&self.tx, ids).await? {
            let Some(user) = people::user(&self.tx, grant.user).await? else {
                continue;
            };
            let device = people::device(&self.tx, grant.device).await?;
            let revoked = user.disabled || device.is_none_or(|device| device.revoked.is_some());
            found.push(GrantRow {
                id: grant.id,
                user: grant.user,
                device: grant.device,
                permissions: if user.disabled {
                    BTreeSet::new()
                } else {
                    user.permissions
                },
                revoked,
            });
        }
        Ok(found)
    }

    async fn viewer(&mut self, caller: Caller) -> Result<Viewer, StoreError> {
        let user = people::user(&self.tx, caller.user)
            .await?
            .filter(|user| !user.disabled);
        let located = rows(
            &self.tx,
            "SELECT id FROM location WHERE NOT archived ORDER BY id",
            vec![],
        )
        .await?;
        let locations: Result<_, StoreError> = located
            .iter()
            .map(|row| Ok(LocationId::new(column(row, "id")?)))
            .collect();
        let sql = "SELECT body, id IN (SELECT stocktake FROM pass WHERE device = $1 AND open) AS taking_part
            FROM stocktake WHERE ended IS NULL OR ended > $2 ORDER BY id";
        let since = self.now.plus_millis(-IN_VIEW_MS).millis();
        let mut stocktakes = Vec::new();
        for row in rows(&self.tx, sql, values![caller.device.uuid(), since]).await? {
            let stocktake: Stocktake = parse_json("stocktake", &column::<String>(&row, "body")?)?;
            stocktakes.push(StocktakeInView {
                id: stocktake.id,
                location: stocktake.location,
                blind: stocktake.blind,
                taking_part: column(&row, "taking_part")?,
            });
        }
        Ok(Viewer {
            user: caller.user,
            permissions: user.map(|user| user.permissions).unwrap_or_default(),
            locations: locations?,
            stocktakes,
        })
    }

    async fn books_closed_until(&mut self) -> Result<Option<Timestamp>, StoreError> {
        Ok(people::company(&self.tx)
            .await?
            .and_then(|company| company.books_closed_until))
    }

    async fn recorded(&mut self, ids: &[OperationId]) -> Result<Vec<Recorded>, StoreError> {
        let mut found = Vec::new();
        for chunk in ids.chunks(BATCH) {
            let sql = format!(
                "SELECT op_id, client, n, chain, CAST(lane AS BIGINT) AS lane, kind, v, body, stamp, grant_id, app_user,
                    received, outcome, detail FROM sync_operation WHERE op_id IN ({})",
                list(1, chunk.len())
            );
            for row in rows(
                &self.tx,
                &sql,
                chunk.iter().map(|id| Value::from(id.uuid())).collect(),
            )
            .await?
            {
                found.push(recorded_of(&row)?);
            }
        }
        Ok(found)
    }

    async fn is_outdated(&mut self) -> Result<bool, StoreError> {
        Ok(migrate::found(&self.tx).await? > migrate::VERSION)
    }

    async fn opaque(
        &mut self,
        after: Option<(ClientId, u64)>,
        limit: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        let (client, n) = after.unwrap_or((ClientId::new(Uuid::nil()), 0));
        // The condition is word for word that of the index.
        let sql = "SELECT op_id, client, n, chain, CAST(lane AS BIGINT) AS lane, kind, v, body, stamp, grant_id, app_user,
                received, outcome, detail FROM sync_operation WHERE outcome = '\"opaque\"' AND (client, n) > ($1, $2)
                ORDER BY client, n LIMIT $3";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        rows(&self.tx, sql, values![client.uuid(), signed(n)?, limit])
            .await?
            .iter()
            .map(recorded_of)
            .collect()
    }

    async fn record(&mut self, recorded: &[Recorded]) -> Result<(), StoreError> {
        for chunk in recorded.chunks(BATCH) {
            // Only one that was held or not understood may be replaced: the update touches no other row, and then a row is
            // missing.
            let sql = format!(
                "INSERT INTO sync_operation (op_id, client, n, chain, lane, kind, v, body, stamp, grant_id, app_user,
                    received, outcome, detail) VALUES {}
                 ON CONFLICT (op_id) DO UPDATE SET client = excluded.client, n = excluded.n, received = excluded.received,
                    outcome = excluded.outcome, detail = excluded.detail
                 WHERE sync_operation.outcome LIKE '{{\"held\"%' OR sync_operation.outcome = '\"opaque\"'",
                tuples(1, chunk.len(), 14)
            );
            let mut bound = Vec::with_capacity(chunk.len() * 14);
            for row in chunk {
                bound.extend(values![
                    row.op_id.uuid(),
                    row.client.uuid(),
                    signed(row.n)?,
                    row.chain,
                    lane_number(row.lane),
                    i64::from(row.kind),
                    i64::from(row.v),
                    row.body.0.clone(),
                    json(&row.at),
                    row.grant.uuid(),
                    row.user.uuid(),
                    row.received.millis(),
                    row.outcome.as_ref().map(json),
                    row.detail.as_str(),
                ]);
            }
            let touched = run(&self.tx, &sql, bound).await?;
            if touched != chunk.len() as u64 {
                return Err(StoreError::Constraint("sync_operation_id".to_owned()));
            }
        }
        trail::write(&self.tx, recorded).await
    }

    async fn load(&mut self, questions: &[Ref]) -> Result<Vec<Answer>, StoreError> {
        if let Some(turns) = &mut self.turns {
            turns.take_for_questions(&self.tx, questions).await?;
        }
        answers::answer(&self.tx, questions).await
    }

    async fn write(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        if let Some(turns) = &mut self.turns {
            turns.take_for_changes(&self.tx, changes).await?;
        }
        answers::write(&self.tx, changes).await?;
        tasks::tell(&self.tx, changes).await
    }

    async fn savepoint(&mut self) -> Result<(), StoreError> {
        if let Some(turns) = &mut self.turns {
            turns.set_savepoint();
        }
        Ok(self
            .tx
            .execute_unprepared("SAVEPOINT one_operation")
            .await
            .map(drop)?)
    }

    async fn roll_back(&mut self) -> Result<(), StoreError> {
        if let Some(turns) = &mut self.turns {
            turns.go_back();
        }
        self.tx
            .execute_unprepared("ROLLBACK TO SAVEPOINT one_operation")
            .await?;
        Ok(self
            .tx
            .execute_unprepared("RELEASE SAVEPOINT one_operation")
            .await
            .map(drop)?)
    }

    async fn release(&mut self) -> Result<(), StoreError> {
        if let Some(turns) = &mut self.turns {
            turns.keep_savepoint();
        }
        Ok(self
            .tx
            .execute_unprepared("RELEASE SAVEPOINT one_operation")
            .await
            .map(drop)?)
    }

    async fn raise_head(&mut self, scope: Scope, by: u64) -> Result<u64, StoreError> {
        let sql = "INSERT INTO sync_scope (scope, head, floor, sum) VALUES ($1, $2, 0, 0)
            ON CONFLICT (scope) DO UPDATE SET head = sync_scope.head + excluded.head RETURNING number, head, sum";
        let Some(row) = row(&self.tx, sql, values![scope.to_string(), signed(by)?]).await? else {
            return Err(StoreError::Unfit {
                table: "sync_scope",
                reason: format!("no head of {scope}"),
            });
        };
        let number = column(&row, "number")?;
        self.numbers.insert(scope, number);
        self.raised.insert(scope, (number, column(&row, "sum")?));
        unsigned(&row, "head")
    }

    async fn index_rows(
        &mut self,
        scope: Scope,
        keys: &[(u16, Blob)],
    ) -> Result<Vec<IndexRow>, StoreError> {
        let Some(number) = self.number_of(scope).await? else {
            return Ok(Vec::new());
        };
        let mut by_kind: HashMap<u16, Vec<&Blob>> = HashMap::new();
        for (kind, id) in keys {
            by_kind.entry(*kind).or_default().push(id);
        }
        let mut found = Vec::with_capacity(keys.len());
        for (kind, ids) in by_kind {
            for chunk in ids.chunks(BATCH) {
                let sql = format!(
                    "{INDEX} WHERE scope = $1 AND kind = $2 AND id IN ({})",
                    list(3, chunk.len())
                );
                let mut bound = values![number, i64::from(kind)];
                bound.extend(chunk.iter().map(|id| Value::from(id.0.clone())));
                for row in rows(&self.tx, &sql, bound).await? {
                    found.push(index_of(&row)?);
                }
            }
        }
        Ok(found)
    }

    async fn put_index_rows(&mut self, scope: Scope, index: &[IndexRow]) -> Result<(), StoreError> {
        let Some(number) = self.number_of(scope).await? else {
            return Err(StoreError::Unfit {
                table: "sync_scope",
                reason: format!("no head of {scope}"),
            });
        };
        for chunk in index.chunks(BATCH) {
            let sql = format!(
                "INSERT INTO sync_row (scope, kind, id, seq, deleted) VALUES {}
                 ON CONFLICT (scope, kind, id) DO UPDATE SET seq = excluded.seq, deleted = excluded.deleted",
                tuples(1, chunk.len(), 5)
            );
            let mut bound = Vec::with_capacity(chunk.len() * 5);
            for row in chunk {
                bound.extend(values![
                    number,
                    i64::from(row.kind),
                    row.id.0.clone(),
                    signed(row.seq)?,
                    row.deleted
                ]);
            }
            run(&self.tx, &sql, bound).await?;
        }
        Ok(())
    }

    async fn add_to_check(&mut self, scope: Scope, delta: u64) -> Result<(), StoreError> {
        let Some((number, sum)) = self.raised.get_mut(&scope) else {
            return Err(StoreError::Unfit {
                table: "sync_scope",
                reason: format!("the head of {scope} is not locked"),
            });
        };
        // Neither database wraps around, so the sum is made here; the row is locked since its head was raised.
        *sum = sum.wrapping_add(delta.cast_signed());
        run(
            &self.tx,
            "UPDATE sync_scope SET sum = $2 WHERE number = $1",
            values![*number, *sum],
        )
        .await
        .map(drop)
    }

    async fn heads(&mut self, scopes: &[Scope]) -> Result<Vec<ScopeHead>, StoreError> {
        let names: Vec<String> = scopes.iter().map(Scope::to_string).collect();
        let mut found: HashMap<String, ScopeHead> = HashMap::new();
        for chunk in names.chunks(BATCH) {
            let sql = format!(
                "SELECT scope, head, floor, sum FROM sync_scope WHERE scope IN ({})",
                list(1, chunk.len())
            );
            for row in rows(
                &self.tx,
                &sql,
                chunk
                    .iter()
                    .map(|name| Value::from(name.as_str()))
                    .collect(),
            )
            .await?
            {
                let sum: i64 = column(&row, "sum")?;
                let head = ScopeHead {
                    head: unsigned(&row, "head")?,
                    floor: unsigned(&row, "floor")?,
                    check: Sum::from_bits(sum.cast_unsigned()),
                };
                found.insert(column(&row, "scope")?, head);
            }
        }
        Ok(names
            .iter()
            .map(|name| found.get(name).copied().unwrap_or(ScopeHead::EMPTY))
            .collect())
    }

    async fn rows_after(
        &mut self,
        scope: Scope,
        after: u64,
        limit: usize,
    ) -> Result<Vec<IndexRow>, StoreError> {
        let Some(number) = self.number_of(scope).await? else {
            return Ok(Vec::new());
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = format!("{INDEX} WHERE scope = $1 AND seq > $2 ORDER BY seq LIMIT $3");
        rows(&self.tx, &sql, values![number, signed(after)?, limit])
            .await?
            .iter()
            .map(index_of)
            .collect()
    }

    async fn entities(&mut self, keys: &[EntityRef]) -> Result<Vec<Option<Entity>>, StoreError> {
        records::load(&self.tx, keys).await
    }

    async fn snapshot(
        &mut self,
        scope: Scope,
        schema: u16,
    ) -> Result<Option<Snapshot>, StoreError> {
        let Some(number) = self.number_of(scope).await? else {
            return Ok(None);
        };
        let sql = "SELECT body FROM sync_snapshot WHERE scope = $1";
        let Some(row) = row(&self.tx, sql, values![number]).await? else {
            return Ok(None);
        };
        let kept: KeptSnapshot = parse_json("sync_snapshot", &column::<String>(&row, "body")?)?;
        Ok((kept.schema == schema).then_some(kept.snapshot))
    }

    async fn put_snapshot(
        &mut self,
        scope: Scope,
        schema: u16,
        snapshot: &Snapshot,
        pieces: &[(String, Vec<u8>)],
    ) -> Result<(), StoreError> {
        let Some(number) = self.number_of(scope).await? else {
            return Ok(());
        };
        for (hash, bytes) in pieces {
            let sql = "INSERT INTO sync_piece (hash, bytes, made) VALUES ($1, $2, $3)
                ON CONFLICT (hash) DO UPDATE SET made = excluded.made";
            run(
                &self.tx,
                sql,
                values![hash.as_str(), bytes.clone(), real_now().millis()],
            )
            .await?;
        }
        let sql = "INSERT INTO sync_snapshot (scope, seq, body) VALUES ($1, $2, $3)
            ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq, body = excluded.body";
        run(
            &self.tx,
            sql,
            values![
                number,
                signed(snapshot.seq)?,
                json(&KeptSnapshot {
                    schema,
                    snapshot: snapshot.clone(),
                })
            ],
        )
        .await
        .map(drop)
    }

    async fn purge(&mut self, scope: Scope, floor: u64) -> Result<(), StoreError> {
        let Some(number) = self.number_of(scope).await? else {
            return Ok(());
        };
        let floor = signed(floor)?;
        run(
            &self.tx,
            "UPDATE sync_scope SET floor = $2 WHERE number = $1",
            values![number, floor],
        )
        .await?;
        run(
            &self.tx,
            "DELETE FROM sync_row WHERE scope = $1 AND deleted AND seq <= $2",
            values![number, floor],
        )
        .await
        .map(drop)
    }

    async fn report_loss(&mut self, report: &LossReport) -> Result<(), StoreError> {
        let body = serde_json::json!({
            "open_passes": report.open_passes,
            "unsent": report.unsent,
            "seen": report.seen,
        });
        let sql = "INSERT INTO sync_loss (client, device, noticed, body) VALUES ($1, $2, $3, $4)
            ON CONFLICT (client) DO NOTHING";
        let bound = values![
            report.client.uuid(),
            report.device.uuid(),
            report.noticed.millis(),
            body.to_string()
        ];
        if run(&self.tx, sql, bound).await? == 0 {
            return Ok(());
        }
        let device = people::device(&self.tx, report.device).await?;
        let name = device.map_or_else(
            || report.device.to_string(),
            |device| device.name.to_string(),
        );
        let named = report.open_passes.len().min(MOST_NAMED);
        let bins = places_of(&self.tx, &report.open_passes[..named]).await?;
        let entries = match report.unsent {
            1 => "1 entry that never arrived".to_owned(),
            n => format!("{n} entries that never arrived"),
        };
        let what = match bins.as_slice() {
            [] => {
                "No count that this server knows was open. Ask who worked with it what is missing."
                    .to_owned()
            }
            bins => format!(
                "These counts were open: {}. Whatever was counted there after its last contact is lost: have those bins \
                 counted again.",
                bins.join("; ")
            ),
        };
        let text =
            format!("{name} came back with empty storage. Its old storage had {entries}. {what}");
        people::write_audit(
            &self.tx,
            report.noticed,
            (None, Some(report.device)),
            "device/counts-lost",
            Some(report.device.to_string()),
            &text,
        )
        .await?;
        super::notices::add(
            &self.tx,
            &super::notices::Notice {
                weight: api::jobs::Weight::Problem,
                title: format!("{name} may have lost counts"),
                text,
                link: Some("/devices".to_owned()),
                topic: Some(format!("loss/{}", report.client)),
            },
            report.noticed,
        )
        .await
    }
}

/// Where counts are or were under way, in words: the bin, the location, the stocktake and who counts.
async fn places_of<C: ConnectionTrait>(
    db: &C,
    passes: &[PassId],
) -> Result<Vec<String>, StoreError> {
    let names = people::names(db).await?;
    let mut places = Vec::new();
    for pass in passes {
        let key = EntityRef::Pass(*pass);
        let Some(Entity::Pass(pass)) = records::load(db, &[key]).await?.pop().flatten() else {
            places.push("one whose beginning never arrived".to_owned());
            continue;
        };
        let bin = pass.head.bin.map(EntityRef::Bin);
        let keys = [
            Some(EntityRef::Location(pass.head.location)),
            Some(EntityRef::Stocktake(pass.head.stocktake)),
            bin,
        ];
        let keys: Vec<EntityRef> = keys.into_iter().flatten().collect();
        let found = records::load(db, &keys).await?;
        let mut words = Vec::new();
        for entity in found.into_iter().flatten() {
            match entity {
                Entity::Bin(bin) => words.insert(0, bin.name.to_string()),
                Entity::Location(location) => words.push(location.name.to_string()),
                Entity::Stocktake(stocktake) => words.extend(stocktake.number),
                _ => {}
            }
        }
        if let Some(user) = names.user(Some(pass.user)) {
            words.push(user.to_string());
        }
        places.push(words.join(", "));
    }
    Ok(places)
}

/// Scopes with how far their newest snapshot is behind: name, head, number of the snapshot. One in another schema than
/// this counts as none.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn snapshot_lags<C: ConnectionTrait>(
    db: &C,
) -> Result<Vec<(Scope, u64, Option<u64>)>, StoreError> {
    let sql = "SELECT sync_scope.scope AS scope, head, sync_snapshot.seq AS seq, sync_snapshot.body AS body
        FROM sync_scope
        LEFT JOIN sync_snapshot ON sync_snapshot.scope = sync_scope.number";
    let mut lags = Vec::new();
    for row in rows(db, sql, vec![]).await? {
        if let Ok(scope) = column::<String>(&row, "scope")?.parse() {
            let body = column::<Option<String>>(&row, "body")?;
            let made_in = body.map(|body| parse_json::<SnapshotSchema>("sync_snapshot", &body));
            let is_current = made_in
                .transpose()?
                .is_some_and(|kept| kept.schema == SCHEMA);
            let seq = column::<Option<i64>>(&row, "seq")?
                .filter(|_| is_current)
                .and_then(|seq| u64::try_from(seq).ok());
            lags.push((scope, unsigned(&row, "head")?, seq));
        }
    }
    Ok(lags)
}

/// When each device was last heard by any of its storage instances, and whether it then had nothing left to send.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn clients_in<C: ConnectionTrait>(
    db: &C,
    stocktake: StocktakeId,
) -> Result<Vec<ClientRow>, StoreError> {
    let sql = "SELECT * FROM sync_client WHERE device IN
        (SELECT device FROM pass WHERE stocktake = $1 AND device IS NOT NULL) ORDER BY device, id";
    rows(db, sql, values![stocktake.uuid()])
        .await?
        .iter()
        .map(client_of)
        .collect()
}

/// Numbers for whoever watches over the server.
///
/// # Errors
/// Fails if the database does not answer.
pub async fn gauges<C: ConnectionTrait>(db: &C) -> Result<Vec<(&'static str, i64)>, StoreError> {
    let questions = [
        (
            "operations_recorded",
            "SELECT COUNT(*) AS n FROM sync_operation",
        ),
        ("clients", "SELECT COUNT(*) AS n FROM sync_client"),
        ("movements", "SELECT COUNT(*) AS n FROM movement"),
        ("products", "SELECT COUNT(*) AS n FROM product"),
        (
            "review_tasks_open",
            "SELECT COUNT(*) AS n FROM review_task WHERE NOT settled",
        ),
        ("sessions", "SELECT COUNT(*) AS n FROM session"),
    ];
    let mut gauges = Vec::with_capacity(questions.len());
    for (name, sql) in questions {
        if let Some(row) = row(db, sql, vec![]).await? {
            gauges.push((name, column(&row, "n")?));
        }
    }
    Ok(gauges)
}
