//! How a world begins: applications, accounts in three regions, their listings and stock, and some weeks of
//! business before the first call.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Application, FbaStock, SellingPlan};
use super::listings::Listing;
use super::{Event, World};
use crate::clock::{DAY, HOUR, Ms};
use crate::numbers;
use crate::places::{self, Region};
use crate::random::Random;

/// How long an application's secret works.
const SECRET_LIFE: Ms = 180 * DAY;

/// How large a founded world is.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Listings of the first account; the others have fewer.
    pub n_listings: usize,
    /// Orders a day of the first account.
    pub orders_per_day: i64,
    /// Days of business before the start.
    pub history_days: i64,
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            n_listings: 240,
            orders_per_day: 24,
            history_days: 30,
        }
    }
}

struct Founder {
    name: &'static str,
    store: &'static str,
    region: Region,
    countries: &'static [&'static str],
    plan: SellingPlan,
    has_fba: bool,
    /// Share of the scale, in percent.
    percent: i64,
    prefix: &'static str,
}

const FOUNDERS: &[Founder] = &[
    Founder {
        name: "Harbour Lane Trading LLC",
        store: "Harbour Lane",
        region: Region::Na,
        countries: &["US", "CA", "MX"],
        plan: SellingPlan::Professional,
        has_fba: true,
        percent: 100,
        prefix: "HL",
    },
    Founder {
        name: "Nordlicht Handel GmbH",
        store: "Nordlicht",
        region: Region::Eu,
        countries: &["DE", "GB", "FR", "IT", "ES", "NL", "PL", "SE", "BE", "IE"],
        plan: SellingPlan::Professional,
        has_fba: true,
        percent: 80,
        prefix: "NL",
    },
    Founder {
        name: "Kitakaze Shoji K.K.",
        store: "Kitakaze",
        region: Region::Fe,
        countries: &["JP"],
        plan: SellingPlan::Professional,
        has_fba: true,
        percent: 40,
        prefix: "KK",
    },
    Founder {
        name: "Southern Cross Outfitters Pty Ltd",
        store: "Southern Cross",
        region: Region::Fe,
        countries: &["AU"],
        plan: SellingPlan::Professional,
        has_fba: true,
        percent: 40,
        prefix: "SC",
    },
    Founder {
        name: "Mill Street Crafts",
        store: "Mill Street",
        region: Region::Na,
        countries: &["US"],
        plan: SellingPlan::Professional,
        has_fba: false,
        percent: 20,
        prefix: "MS",
    },
    Founder {
        name: "Corner Kiosk",
        store: "Corner Kiosk",
        region: Region::Na,
        countries: &["US"],
        plan: SellingPlan::Individual,
        has_fba: false,
        percent: 10,
        prefix: "CK",
    },
];

/// SKUs that have broken clients: slashes, plus signs, spaces, commas, percent signs, apostrophes, letters.
const AWKWARD_SKUS: &[&str] = &[
    "A/B-100",
    "PLUS+ONE",
    "TWO WORDS",
    "50%-OFF",
    "O'NEIL-7",
    "ÄÖÜ-ß-1",
    "#1 & Co",
    "q?=1",
];

/// Founds a world at `now`.
pub fn found(seed: u64, now: Ms, public_url: &str, scale: Scale) -> World {
    let begin = now - scale.history_days * DAY;
    let mut world = World::empty(seed, begin, public_url);
    // Until then merchants ship by themselves.
    world.founded = now;
    let public = new_application(
        &mut world.random,
        "Quayside (public application)",
        true,
        begin,
    );
    world.applications.insert(public.client_id.clone(), public);
    let mut catalogue_random = Random::fork(seed, "catalogue");
    for founder in FOUNDERS {
        let share = scale.n_listings * founder.percent as usize / 100;
        let n = if founder.percent == 100 {
            share
        } else {
            share.min(1_000)
        }
        .max(12);
        let asins = world.catalogue.invent(&mut catalogue_random, n);
        let seller = found_account(&mut world, founder, begin, scale);
        list_products(&mut world, &seller, &asins, founder);
        world.schedule(begin + HOUR, &seller, Event::BuyerArrives);
        world.schedule(begin + 14 * DAY, &seller, Event::Settlement);
    }
    world.advance_to(now);
    for application in world.applications.values_mut() {
        application.secret_expires = now + SECRET_LIFE;
    }
    world
}

/// Adds entries to a map. One that is made of all its entries at once has full nodes; one that grows one by one has half
/// of each empty.
pub(super) fn add_all<K: Ord, V>(map: &mut BTreeMap<K, V>, entries: Vec<(K, V)>) {
    if map.is_empty() {
        *map = entries.into_iter().collect();
    } else {
        map.extend(entries);
    }
}

fn new_application(random: &mut Random, name: &str, is_public: bool, now: Ms) -> Application {
    Application {
        client_id: format!("amzn1.application-oa2-client.{}", numbers::hex(random, 32)),
        application_id: format!("amzn1.sp.solution.{}", numbers::uuid(random)),
        name: name.to_owned(),
        secret: format!("amzn1.oa2-cs.v1.{}", numbers::hex(random, 64)),
        old_secret: None,
        secret_expires: now + SECRET_LIFE,
        redirect_uris: Vec::new(),
        is_public,
    }
}

fn found_account(world: &mut World, founder: &Founder, now: Ms, scale: Scale) -> String {
    let seller = format!(
        "A{}",
        world
            .random
            .text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 13)
    );
    let application = new_application(
        &mut world.random,
        &format!("{} (private application)", founder.store),
        false,
        now,
    );
    let client_id = application.client_id.clone();
    world.applications.insert(client_id.clone(), application);
    let marketplace_ids = founder
        .countries
        .iter()
        .filter_map(|code| places::marketplace_of(code))
        .map(|found| found.id.to_owned())
        .collect();
    let account = new_account(
        &seller,
        founder.name,
        founder.store,
        founder.region,
        marketplace_ids,
        founder.plan,
        founder.has_fba,
        (scale.orders_per_day * founder.percent / 100).max(1),
        now,
    );
    world.accounts.insert(seller.clone(), account);
    world.authorise(&client_id, &seller);
    // Consents live a year from the start of the simulation, not from its prehistory.
    let founded = world.founded;
    for authorisation in &mut world.account_mut(&seller).authorisations {
        authorisation.expires = founded + 365 * DAY;
    }
    seller
}

#[expect(
    clippy::too_many_arguments,
    reason = "the fields of one record, each used once"
)]
fn new_account(
    seller: &str,
    name: &str,
    store: &str,
    region: Region,
    marketplace_ids: Vec<String>,
    plan: SellingPlan,
    has_fba: bool,
    orders_per_day: i64,
    now: Ms,
) -> Account {
    Account {
        seller_id: seller.to_owned(),
        name: name.to_owned(),
        store: store.to_owned(),
        region,
        marketplace_ids,
        plan,
        has_fba,
        missing_roles: BTreeSet::new(),
        authorisations: Vec::new(),
        orders_per_day,
        listings: BTreeMap::new(),
        stock: BTreeMap::new(),
        movements: Vec::new(),
        stale_stock: None,
        orders: BTreeMap::new(),
        outbound: BTreeMap::new(),
        inbound: Default::default(),
        jobs: Default::default(),
        money: super::money::MoneyBooks {
            period_start: now,
            ..Default::default()
        },
        notify: Default::default(),
        labels: BTreeMap::new(),
        idempotency: BTreeSet::new(),
    }
}

fn list_products(world: &mut World, seller: &str, asins: &[String], founder: &Founder) {
    let mut listings = Vec::with_capacity(asins.len());
    let mut stock = Vec::new();
    for (index, asin) in asins.iter().enumerate() {
        let sku = match AWKWARD_SKUS.get(index.wrapping_sub(3)) {
            Some(awkward) => format!("{}-{awkward}", founder.prefix),
            None => format!("{}-{:05}", founder.prefix, index + 1),
        };
        let is_fba = founder.has_fba && (index % 10 < 6);
        let units = world.random.between(0, 300);
        let Some((listing, held)) = world.new_listing(seller, &sku, asin, is_fba, units) else {
            continue;
        };
        stock.extend(held.map(|held| (sku.clone(), held)));
        listings.push((sku, listing));
    }
    let account = world.account_mut(seller);
    add_all(&mut account.listings, listings);
    add_all(&mut account.stock, stock);
}

impl World {
    /// Puts a live listing of a product into an account, with stock at Amazon or at the seller.
    pub fn list_product(&mut self, seller: &str, sku: &str, asin: &str, is_fba: bool, units: i64) {
        let made = self.new_listing(seller, sku, asin, is_fba, units);
        let account = self.account_mut(seller);
        if let Some((listing, held)) = made {
            account.listings.insert(sku.to_owned(), listing);
            if let Some(held) = held {
                account.stock.insert(sku.to_owned(), held);
            }
        }
    }

    fn new_listing(
        &mut self,
        seller: &str,
        sku: &str,
        asin: &str,
        is_fba: bool,
        units: i64,
    ) -> Option<(Listing, Option<FbaStock>)> {
        let now = self.now;
        let product = self.catalogue.product(asin)?;
        let (price_cents, product_type) = (product.price_cents, product.product_type.clone());
        let region = self.account(seller).region;
        let offers = self.account(seller).marketplaces().map(|found| {
            let price = price_cents * found.price_percent / 100;
            (
                found.id.to_owned(),
                if found.n_decimals() == 0 {
                    price
                } else {
                    price - price % 100 + 99
                },
            )
        });
        let offers = offers.collect();
        let channel = if is_fba {
            (region.channel().to_owned(), None)
        } else {
            ("DEFAULT".to_owned(), Some(units))
        };
        let listing = Listing {
            sku: sku.into(),
            listing_id: self
                .random
                .text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 11)
                .into(),
            asin: asin.into(),
            product_type,
            condition: "new_new".into(),
            offers,
            channels: [channel].into_iter().collect(),
            handling_days: (!is_fba && self.random.chance(20)).then_some(2),
            created: now,
            updated: now,
            is_live: true,
            ..Listing::default()
        };
        let stock = is_fba.then(|| FbaStock {
            fnsku: numbers::fnsku(&mut self.random).into(),
            fulfillable: units,
            inbound_shipped: if self.random.chance(10) { 24 } else { 0 },
            reserved_transfer: if self.random.chance(15) {
                self.random.between(1, 8)
            } else {
                0
            },
            warehouse_damaged: if self.random.chance(10) {
                self.random.between(1, 3)
            } else {
                0
            },
            researching: if self.random.chance(4) { 1 } else { 0 },
            updated: now,
            ..FbaStock::default()
        });
        Some((listing, stock))
    }

    /// Opens an account with an application of its own, authorised from the start.
    pub fn open_account(
        &mut self,
        name: &str,
        region: Region,
        marketplace_ids: Vec<String>,
        has_fba: bool,
        is_individual: bool,
    ) -> String {
        let now = self.now;
        let seller = format!(
            "A{}",
            self.random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 13)
        );
        let application = new_application(
            &mut self.random,
            &format!("{name} (private application)"),
            false,
            now,
        );
        let client_id = application.client_id.clone();
        self.applications.insert(client_id.clone(), application);
        let plan = if is_individual {
            SellingPlan::Individual
        } else {
            SellingPlan::Professional
        };
        let account = new_account(
            &seller,
            name,
            name,
            region,
            marketplace_ids,
            plan,
            has_fba,
            0,
            now,
        );
        self.accounts.insert(seller.clone(), account);
        self.authorise(&client_id, &seller);
        self.schedule(now + 14 * DAY, &seller, Event::Settlement);
        seller
    }

    /// Invents products and lists them.
    pub fn add_listings(
        &mut self,
        seller: &str,
        n: usize,
        prefix: &str,
        is_fba: bool,
    ) -> Vec<String> {
        let mut random = self.random.clone();
        let asins = self.catalogue.invent(&mut random, n);
        self.random = random;
        let first = self.account(seller).listings.len();
        asins
            .iter()
            .take(n)
            .enumerate()
            .map(|(index, asin)| {
                let sku = format!("{prefix}-{:06}", first + index + 1);
                let units = self.random.between(0, 300);
                self.list_product(seller, &sku, asin, is_fba, units);
                sku
            })
            .collect()
    }

    /// Lists one article as a person describes it: sku, and perhaps asin, title, ean, fba, quantity.
    pub fn add_listing(&mut self, seller: &str, item: &serde_json::Value) -> Option<String> {
        let sku = item["sku"]
            .as_str()
            .filter(|sku| !sku.is_empty())?
            .to_owned();
        let asin = match item["asin"].as_str() {
            Some(asin) => asin.to_owned(),
            None => {
                let mut random = self.random.clone();
                let asin = self.catalogue.invent(&mut random, 1).into_iter().next()?;
                self.random = random;
                asin
            }
        };
        let mut product = self.catalogue.product(&asin)?.clone();
        let text = |name: &str| item[name].as_str();
        if let Some(title) = text("title") {
            title.clone_into(&mut product.title);
        }
        if let Some(ean) = text("ean") {
            product.ean = ean.into();
        }
        if let Some(brand) = text("brand") {
            product.brand = brand.into();
        }
        if let Some(cents) = item["price_cents"].as_i64() {
            product.price_cents = cents;
        }
        self.catalogue.insert(product);
        self.list_product(
            seller,
            &sku,
            &asin,
            item["fba"] != serde_json::json!(false),
            item["quantity"].as_i64().unwrap_or(0),
        );
        Some(sku)
    }
}
