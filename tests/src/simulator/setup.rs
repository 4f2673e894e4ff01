//! The company that the history happens in.

use super::db::{Db, State};
use super::options::Options;
use super::rng::Rng;
use domain::books::{Change, Entity};
use domain::catalogue::{Product, ProductKind};
use domain::ids::{BinId, LocationId, MovementId, ProductId, StocktakeId, UserId};
use domain::ledger::{Account, Cause, Movement, Origin, StockKey};
use domain::location::{Bin, Location, LocationKind};
use domain::quantity::Delta;
use domain::stocktake::{Coverage, Stocktake, StocktakeStatus};
use domain::text::{Name, Sku};
use domain::time::{Moment, Timestamp};
use sync::server::Books;
use sync::wire::Epoch;

/// What there is.
#[derive(Debug, Clone)]
pub struct Place {
    /// Products.
    pub products: Vec<ProductId>,
    /// Locations and their bins.
    pub locations: Vec<(LocationId, Vec<BinId>)>,
    /// Stocktakes and where they are.
    pub stocktakes: Vec<(StocktakeId, LocationId)>,
    /// Stock at the beginning.
    pub opening: Vec<(StockKey, i64)>,
}

fn name(text: String) -> Name {
    Name::new(&text).expect("a short name")
}

/// A database with products, places, stock and open stocktakes.
pub fn database(rng: &mut Rng, options: &Options, now: i64) -> (Db, Place) {
    let (changes, place, epoch) = company(rng, options, now);
    let db = Db::new(State::new(epoch), options.flavour);
    open(&db, changes);
    (db, place)
}

/// Writes changes as an administrator's tools do.
pub fn open(db: &Db, changes: Vec<Change>) {
    let committed = super::run_now(async {
        let mut tx = db.begin().await?;
        let mut books = Books::new(&mut tx);
        books.take(changes).await?;
        books.finish().await?;
        tx.commit()
    });
    committed.expect("nobody else is there");
}

/// What there is at the beginning, and the identity of the database.
pub fn company(rng: &mut Rng, options: &Options, now: i64) -> (Vec<Change>, Place, Epoch) {
    let mut changes: Vec<Change> = Vec::new();
    let mut place = Place {
        products: Vec::new(),
        locations: Vec::new(),
        stocktakes: Vec::new(),
        opening: Vec::new(),
    };
    for number in 0..rng.between(4, 9) {
        let id = ProductId::new(rng.id());
        place.products.push(id);
        changes.push(Change::Put(Entity::Product(Product {
            id,
            sku: Sku::new(&format!("SKU-{number}")).expect("a short SKU"),
            name: name(format!("Product {number}")),
            kind: ProductKind::Stocked,
            barcodes: Vec::new(),
            variant: None,
            category: None,
            brand: None,
            description: String::new(),
            measures: Default::default(),
            prices: Vec::new(),
            tax_rule: None,
            default_location: None,
            reorder_level: None,
            images: Vec::new(),
            archived: false,
        })));
    }
    for number in 0..rng.between(1, 2) {
        let location = LocationId::new(rng.id());
        changes.push(Change::Put(Entity::Location(Location {
            id: location,
            name: name(format!("Warehouse {number}")),
            kind: LocationKind::Own,
            connected: false,
            not_for_sale: false,
            archived: false,
        })));
        let bins: Vec<BinId> = (0..rng.between(2, 4))
            .map(|_| BinId::new(rng.id()))
            .collect();
        for (walk, bin) in (0..).zip(&bins) {
            changes.push(Change::Put(Entity::Bin(Bin {
                id: *bin,
                location,
                name: name(format!("A-{walk:02}")),
                zone: None,
                walk,
                not_for_sale: false,
                archived: false,
            })));
        }
        for product in &place.products {
            for bin in &bins {
                if rng.chance(600) {
                    place.opening.push((
                        StockKey::new(*product, location, Some(*bin)),
                        rng.between(1, 40),
                    ));
                }
            }
        }
        let stocktake = StocktakeId::new(rng.id());
        place.stocktakes.push((stocktake, location));
        changes.push(Change::Put(Entity::Stocktake(Stocktake {
            id: stocktake,
            number: Some(format!("ST-{number}")),
            location,
            coverage: Coverage::Location,
            blind: options.blind,
            status: StocktakeStatus::InProgress,
            started: Timestamp::from_millis(now),
            started_by: UserId::new(rng.id()),
            assignments: Vec::new(),
            title: None,
            overrides: Vec::new(),
            ended: None,
        })));
        place.locations.push((location, bins));
    }
    for (key, units) in &place.opening {
        let at = Timestamp::from_millis(now - 3_600_000);
        changes.push(Change::Post {
            movement: Movement {
                id: MovementId::new(rng.id()),
                key: *key,
                account: Account::OnHand,
                delta: Delta::new(*units),
                effective: at,
                at: Moment::exact(at),
                recorded: at,
                cause: Cause::Opening {
                    import: domain::ids::ImportId::new(rng.id()),
                },
                origin: Origin {
                    user: None,
                    device: None,
                    operation: None,
                },
            },
            unit_cost: None,
        });
    }
    (changes, place, Epoch(rng.id()))
}
