//! The training company: invented people, places and goods, made from a seed. Its bins, products, codes and stock come
//! out of files, as a customer's do: the files are sent, tried and run by the use cases behind the import page. What no
//! file brings is made by the other use cases. Nothing is inserted behind their back, and the same seed makes the same
//! company.

mod files;
mod goods;

use super::imports::{ImportFailure, shown_kind, suggested};
use super::people::{Founding, PeopleError};
use super::{Act, ActError, App, Caller};
use crate::export::{Shape, WriteError, write};
use crate::store::{StoreError, records};
use api::imports::{ImportChoice, ImportRun, ImportStatus};
use domain::books::{Command, Record};
use domain::catalogue::{
    KitComponent, Measures, PriceTier, Product, ProductKind, TaxRule, TierPrice,
};
use domain::ids::{LocationId, PriceTierId, ProductId, TaxRuleId};
use domain::location::{Location, LocationKind};
use domain::money::{Currency, Money};
use domain::quantity::Quantity;
use domain::text::{Email, Name, Sku};
use files::{Files, STANDARD_RATE, Table};
use std::collections::HashMap;
use std::time::Duration;

/// What every user of the training company signs in with.
pub const PASSWORD: &str = "harbour-training";

/// Its users: role, name, address.
pub const USERS: [(&str, &str, &str); 6] = [
    ("Administrator", "Mairi Sinclair", "mairi@tidewater.example"),
    ("Office", "Owen Price", "owen@tidewater.example"),
    ("Supervisor", "Ishbel Grant", "ishbel@tidewater.example"),
    ("Warehouse", "Tomasz Nowak", "tomasz@tidewater.example"),
    ("Counter", "Aisha Khan", "aisha@tidewater.example"),
    ("Counter", "Callum Reid", "callum@tidewater.example"),
];

/// Things done in one transaction.
const BATCH: usize = 500;
/// How often a running import is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Why the training company could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Its people.
    #[error("the training company's people could not be made")]
    People(#[from] PeopleError),
    /// What no file brings.
    #[error("the training company's places and kits could not be made")]
    Act(#[from] ActError),
    /// A file could not be written.
    #[error("the training company's files could not be written")]
    Write(#[from] WriteError),
    /// A file was not taken in.
    #[error("the training company's files could not be imported")]
    Import(#[from] ImportFailure),
    /// An import did not bring all there is in its file.
    #[error("{file} was not imported as a whole: {why}")]
    Partly {
        /// The file.
        file: String,
        /// What is known about it.
        why: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Products.
    pub products: usize,
    /// The same seed makes the same company.
    pub seed: u64,
}

/// Whoever makes the company.
struct Maker<'a> {
    app: &'a App,
    caller: Caller,
}

impl App {
    /// Makes the training company in an empty database. Says whether it was made or was there before.
    ///
    /// # Errors
    /// Says what could not be made.
    pub async fn make_training_company(&self, size: Size) -> Result<bool, DemoError> {
        let (_, name, email) = USERS[0];
        let founding = Founding {
            company: words("Tidewater Outdoor"),
            time_zone: "Europe/London".to_owned(),
            base_currency: Currency::GBP,
            name: words(name),
            email: address(email),
            password: PASSWORD.to_owned(),
        };
        match self.found(founding).await {
            Err(PeopleError::SetUpAlready) => return Ok(false),
            other => other?,
        };
        for (role, name, email) in &USERS[1..] {
            self.create_user(role, words(name), address(email), PASSWORD.to_owned())
                .await?;
        }
        let caller = self.caller_by_email(&address(email)).await?;
        Maker { app: self, caller }.make(size).await?;
        self.refresh_snapshots().await?;
        Ok(true)
    }
}

fn words(text: &str) -> Name {
    Name::new(text).expect("the training company's names are plain")
}

fn address(text: &str) -> Email {
    Email::new(text).expect("the training company's addresses are plain")
}

fn save(record: Record) -> Act {
    Act::Command(Command::Save(record))
}

impl Maker<'_> {
    fn id(&self) -> uuid::Uuid {
        self.app.fresh()
    }

    async fn run(&self, acts: Vec<Act>) -> Result<(), ActError> {
        for batch in acts.chunks(BATCH) {
            self.app.perform_together(&self.caller, batch, None).await?;
        }
        Ok(())
    }

    async fn make(self, size: Size) -> Result<(), DemoError> {
        let trade = PriceTierId::new(self.id());
        let standard = TaxRuleId::new(self.id());
        self.run(vec![
            save(Record::PriceTier(PriceTier {
                id: trade,
                number: 2,
                name: words("Trade"),
                currency: Currency::GBP,
            })),
            save(Record::TaxRule(TaxRule {
                id: standard,
                name: words(STANDARD_RATE),
                rate_bp: 2_000,
            })),
            save(Record::TaxRule(TaxRule {
                id: TaxRuleId::new(self.id()),
                name: words("Zero rate"),
                rate_bp: 0,
            })),
        ])
        .await?;
        let retail = self.first_tier().await?;
        self.make_places().await?;
        let files = Files::of(size);
        self.import(&files.bins(), Shape::Xlsx).await?;
        self.import(&files.products(), Shape::Csv).await?;
        self.import(&files.case_codes(), Shape::Csv).await?;
        self.finish_goods(&files, [retail, trade], standard).await?;
        self.import(&files.opening_stock(), Shape::Csv).await
    }

    async fn first_tier(&self) -> Result<PriceTierId, ActError> {
        let tiers = records::price_tiers(self.app.store().reader()).await?;
        Ok(tiers[0].record.id)
    }

    /// Two warehouses, a small shop, and a shelf for damaged goods.
    async fn make_places(&self) -> Result<(), ActError> {
        let sold_from = files::PLACES.map(|name| (name, false));
        let place = |(name, not_for_sale): (&str, bool)| {
            save(Record::Location(Location {
                id: LocationId::new(self.id()),
                name: words(name),
                kind: LocationKind::Own,
                connected: false,
                not_for_sale,
                archived: false,
            }))
        };
        let all = sold_from.into_iter().chain([("Returns cage", true)]);
        self.run(all.map(place).collect()).await
    }

    /// Takes a file in as the import page does: send it, see what it would do, run it, wait for its end.
    async fn import(&self, table: &Table, shape: Shape) -> Result<(), DemoError> {
        if table.sheet.rows.is_empty() {
            return Ok(());
        }
        let file = format!("{}.{}", table.sheet.name, shape.extension());
        let partly = |why: String| {
            let file = file.clone();
            DemoError::Partly { file, why }
        };
        let bytes = write(&table.sheet, shape)?;
        let sent = self
            .app
            .upload_import(&self.caller, &file, None, bytes)
            .await?;
        let choice = ImportChoice {
            kind: shown_kind(table.kind),
            mapping: suggested(table.kind, &sent.headers),
        };
        let plan = self.app.plan_import(&self.caller, sent.id, &choice).await?;
        if let Some(warning) = plan.warnings.first() {
            return Err(partly(format!("row {}: {}", warning.row, warning.text)));
        }
        let run = ImportRun {
            kind: choice.kind,
            mapping: choice.mapping,
            skip_errors: false,
            post_again: false,
        };
        self.app.run_import(&self.caller, sent.id, run).await?;
        loop {
            let import = self.app.import(&self.caller, sent.id).await?;
            let refused = import
                .result
                .and_then(|result| result.errors.into_iter().next());
            match (import.status, refused) {
                (ImportStatus::Running, _) => tokio::time::sleep(LOOK).await,
                (ImportStatus::Finished, None) => return Ok(()),
                (_, Some(error)) => {
                    return Err(partly(format!("row {}: {}", error.row, error.text)));
                }
                (_, None) => return Err(partly(import.failure.unwrap_or_default())),
            }
        }
    }

    /// What is done by hand once the products are there: some are sold no more, and one kit is put together.
    async fn finish_goods(
        &self,
        files: &Files,
        tiers: [PriceTierId; 2],
        tax_rule: TaxRuleId,
    ) -> Result<(), ActError> {
        let products = records::all_products(self.app.store().reader()).await?;
        let by_sku: HashMap<&str, &Product> = products
            .iter()
            .map(|product| (product.sku.as_str(), product))
            .collect();
        let archived = files.archived().filter_map(|sku| by_sku.get(sku));
        let mut acts: Vec<Act> = archived
            .map(|product| {
                let product = Product {
                    archived: true,
                    ..(*product).clone()
                };
                save(Record::Product(Box::new(product)))
            })
            .collect();
        let parts = files.first_skus().and_then(|skus| {
            let [one, other] = skus.map(|sku| by_sku.get(sku).map(|product| product.id));
            Some([(one?, 1), (other?, 2)])
        });
        acts.extend(parts.map(|parts| self.kit(parts, tiers, tax_rule)));
        self.run(acts).await
    }

    fn kit(
        &self,
        parts: [(ProductId, i64); 2],
        tiers: [PriceTierId; 2],
        tax_rule: TaxRuleId,
    ) -> Act {
        let component = |(product, units)| KitComponent {
            product,
            quantity: Quantity::new(units).expect("small and positive"),
        };
        let price = |tier| TierPrice {
            tier,
            price: Money {
                minor: 4_999,
                currency: Currency::GBP,
            },
        };
        save(Record::Product(Box::new(Product {
            id: ProductId::new(self.id()),
            sku: Sku::new("TW-KIT-DAYTRIP").expect("short and plain"),
            name: words("Day trip kit"),
            kind: ProductKind::Kit(parts.map(component).to_vec()),
            barcodes: Vec::new(),
            variant: None,
            category: None,
            brand: None,
            description: String::new(),
            measures: Measures::default(),
            prices: tiers.map(price).to_vec(),
            tax_rule: Some(tax_rule),
            default_location: None,
            reorder_level: None,
            images: Vec::new(),
            archived: false,
        })))
    }
}
