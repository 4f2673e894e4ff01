//! Listings: what a seller offers under which SKU, and how submissions become visible later, with issues.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::catalogue::{Catalogue, Product};
use super::{Event, World};
use crate::clock::{MINUTE, Ms, SECOND};
use crate::places::{self, Region};
use crate::small::{Code, Name, SmallMap};

/// Code of the channel a seller fulfils.
pub const DEFAULT_CHANNEL: &str = "DEFAULT";

/// A submission that was accepted and waits to take effect.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Change {
    /// The whole listing anew.
    Put {
        /// Marketplace it was put to.
        marketplace: String,
        /// Product type.
        product_type: String,
        /// Attributes.
        attributes: Map<String, Value>,
    },
    /// Single attributes.
    Patch {
        /// Marketplace it was sent to.
        marketplace: String,
        /// Operations.
        patches: Vec<Value>,
    },
    /// Taking it away.
    Delete {
        /// Marketplace it is taken from.
        marketplace: String,
    },
}

/// One SKU of one seller.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Listing {
    /// The SKU.
    pub sku: Code,
    /// Amazon's own listing id, as reports show it.
    pub listing_id: Code,
    /// ASIN; empty while none could be found.
    pub asin: Code,
    /// Product type it was submitted under.
    pub product_type: Name,
    /// Condition, `new_new` and so on.
    pub condition: Name,
    /// Price in minor units by marketplace.
    pub offers: SmallMap<i64>,
    /// Quantity by fulfilment channel code; Amazon's channels have none.
    pub channels: SmallMap<Option<i64>>,
    /// Handling time in days, if the seller set one.
    pub handling_days: Option<i64>,
    /// Attributes as submitted; none for listings that never were (they are made from the product).
    pub attributes: Option<Map<String, Value>>,
    /// Accepted and not yet in effect.
    pub pending: Vec<Change>,
    /// What is wrong with it.
    pub issues: Vec<Value>,
    /// When it was made.
    pub created: Ms,
    /// When it last changed.
    pub updated: Ms,
    /// Whether it has taken effect at all.
    pub is_live: bool,
}

impl Listing {
    /// Whether Amazon fulfils it.
    pub fn is_fba(&self) -> bool {
        self.channels.keys().any(|code| code != DEFAULT_CHANNEL)
    }

    /// Units the seller offers from own stock.
    pub fn merchant_quantity(&self) -> i64 {
        self.channels
            .get(DEFAULT_CHANNEL)
            .copied()
            .flatten()
            .unwrap_or(0)
    }

    /// Whether an issue forbids the sale.
    pub fn is_suppressed(&self) -> bool {
        self.issues.iter().any(|issue| issue["severity"] == "ERROR")
    }

    /// Whether buyers can buy it in this marketplace.
    pub fn is_buyable(&self, marketplace: &str) -> bool {
        self.is_live
            && !self.asin.is_empty()
            && !self.is_suppressed()
            && self.offers.get(marketplace).is_some_and(|price| *price > 0)
    }

    /// The attributes, submitted or made from the product.
    pub fn attributes(&self, product: Option<&Product>) -> Map<String, Value> {
        self.attributes
            .clone()
            .unwrap_or_else(|| made_attributes(self, product))
    }
}

fn made_attributes(listing: &Listing, product: Option<&Product>) -> Map<String, Value> {
    let mut attributes = Map::new();
    let marketplaces: Vec<&Name> = listing.offers.keys().collect();
    let mut set = |name: &str, make: &dyn Fn(&str) -> Value| {
        let instances: Vec<Value> = marketplaces.iter().map(|id| make(id)).collect();
        attributes.insert(name.to_owned(), Value::Array(instances));
    };
    if let Some(product) = product {
        let language = |id: &str| places::marketplace(id).map_or("en_US", |found| found.language);
        set(
            "item_name",
            &|id| json!({"value": product.title, "language_tag": language(id), "marketplace_id": id}),
        );
        set(
            "brand",
            &|id| json!({"value": product.brand, "language_tag": language(id), "marketplace_id": id}),
        );
        set(
            "externally_assigned_product_identifier",
            &|id| json!({"type": "ean", "value": product.ean, "marketplace_id": id}),
        );
        set(
            "item_package_weight",
            &|id| json!({"unit": "grams", "value": product.weight_g, "marketplace_id": id}),
        );
    }
    set(
        "condition_type",
        &|id| json!({"value": listing.condition, "marketplace_id": id}),
    );
    set(
        "merchant_suggested_asin",
        &|id| json!({"value": listing.asin, "marketplace_id": id}),
    );
    let offers = listing
        .offers
        .iter()
        .map(|(id, price)| offer_attribute(id, *price))
        .collect();
    attributes.insert("purchasable_offer".to_owned(), Value::Array(offers));
    let channels = listing.channels.iter().map(|(code, quantity)| {
        let mut instance = json!({"fulfillment_channel_code": code});
        if let Some(quantity) = quantity {
            instance["quantity"] = json!(quantity);
        }
        if let Some(days) = listing.handling_days.filter(|_| code == DEFAULT_CHANNEL) {
            instance["lead_time_to_ship_max_days"] = json!(days);
        }
        instance
    });
    attributes.insert("fulfillment_availability".to_owned(), channels.collect());
    attributes
}

/// The attribute that holds a price.
pub fn offer_attribute(marketplace_id: &str, price: i64) -> Value {
    let currency = places::marketplace(marketplace_id).map_or("USD", |found| found.currency);
    json!({
        "marketplace_id": marketplace_id, "currency": currency, "audience": "ALL",
        "our_price": [{"schedule": [{"value_with_tax": places::number(price, currency)}]}],
    })
}

/// An issue in Amazon's words.
pub fn issue(code: &str, message: &str, severity: &str, attribute: &str, category: &str) -> Value {
    let mut issue =
        json!({"code": code, "message": message, "severity": severity, "categories": [category]});
    if !attribute.is_empty() {
        issue["attributeNames"] = json!([attribute]);
    }
    if severity == "ERROR" {
        issue["enforcements"] = json!({
            "actions": [{"action": "LISTING_SUPPRESSED"}], "exemption": {"status": "NOT_EXEMPT"},
        });
    }
    issue
}

const MISSING: &str = "MISSING_ATTRIBUTE";
const INVALID: &str = "INVALID_ATTRIBUTE";

/// Attributes each kind of submission must have.
pub fn required_attributes(requirements: &str) -> &'static [&'static str] {
    match requirements {
        "LISTING_OFFER_ONLY" => &[
            "condition_type",
            "merchant_suggested_asin",
            "purchasable_offer",
            "fulfillment_availability",
        ],
        "LISTING_PRODUCT_ONLY" => &[
            "item_name",
            "brand",
            "externally_assigned_product_identifier",
            "product_description",
            "bullet_point",
            "country_of_origin",
        ],
        _ => &[
            "item_name",
            "brand",
            "externally_assigned_product_identifier",
            "product_description",
            "bullet_point",
            "country_of_origin",
            "condition_type",
            "purchasable_offer",
        ],
    }
}

/// What is syntactically wrong with submitted attributes: these issues refuse the submission at once.
pub fn submission_issues(
    attributes: &Map<String, Value>,
    requirements: Option<&str>,
    region: Region,
) -> Vec<Value> {
    let mut issues = Vec::new();
    for name in requirements.map_or(&[][..], required_attributes) {
        if !attributes.contains_key(*name) {
            issues.push(issue(
                "90220",
                &format!("'{name}' is required but not supplied."),
                "ERROR",
                name,
                MISSING,
            ));
        }
    }
    for (name, value) in attributes {
        let Some(instances) = value.as_array() else {
            let message = format!("'{name}' must be an array of objects.");
            issues.push(issue("4000001", &message, "ERROR", name, INVALID));
            continue;
        };
        for instance in instances {
            if !instance.is_object() {
                let message = format!("The value of '{name}' must be an array of objects.");
                issues.push(issue("4000001", &message, "ERROR", name, INVALID));
                continue;
            }
            issues.extend(instance_issue(name, instance, region));
        }
    }
    issues
}

fn instance_issue(name: &str, instance: &Value, region: Region) -> Option<Value> {
    match name {
        "purchasable_offer" => {
            let price = instance
                .pointer("/our_price/0/schedule/0/value_with_tax")
                .and_then(as_number);
            match price {
                Some(price) if price <= 0.0 => Some(issue(
                    "90117",
                    "The price must be greater than zero.",
                    "ERROR",
                    name,
                    INVALID,
                )),
                Some(_) => None,
                None => Some(issue(
                    "90220",
                    "'our_price' is required but not supplied.",
                    "ERROR",
                    name,
                    MISSING,
                )),
            }
        }
        "fulfillment_availability" => {
            let code = instance["fulfillment_channel_code"]
                .as_str()
                .unwrap_or_default();
            if code != DEFAULT_CHANNEL && code != region.channel() {
                let message = format!(
                    "The value '{code}' specified for 'fulfillment_channel_code' is invalid."
                );
                return Some(issue("90244", &message, "ERROR", name, INVALID));
            }
            let is_bad = instance.get("quantity").is_some_and(|quantity| {
                !quantity
                    .as_i64()
                    .is_some_and(|units| (0..=99_999_999).contains(&units))
            });
            is_bad.then(|| {
                issue(
                    "90225",
                    "The value of 'quantity' must be a whole number of 0 or more.",
                    "ERROR",
                    name,
                    INVALID,
                )
            })
        }
        "condition_type" => {
            let known = [
                "new_new",
                "new_open_box",
                "new_oem",
                "refurbished_refurbished",
                "used_like_new",
                "used_very_good",
                "used_good",
                "used_acceptable",
                "collectible_like_new",
                "collectible_very_good",
                "collectible_good",
                "collectible_acceptable",
                "club_club",
            ];
            let value = instance["value"].as_str().unwrap_or_default();
            (!known.contains(&value)).then(|| {
                issue(
                    "90244",
                    &format!("The value '{value}' specified for 'condition_type' is invalid."),
                    "ERROR",
                    name,
                    INVALID,
                )
            })
        }
        _ => None,
    }
}

fn as_number(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

/// The members of an instance that say which instance it is.
fn selectors(instance: &Value) -> Vec<(&'static str, &Value)> {
    [
        "marketplace_id",
        "currency",
        "audience",
        "fulfillment_channel_code",
        "language_tag",
    ]
    .into_iter()
    .filter_map(|name| instance.get(name).map(|value| (name, value)))
    .collect()
}

fn is_same_instance(held: &Value, given: &Value) -> bool {
    selectors(given)
        .iter()
        .all(|(name, value)| held.get(*name).is_none_or(|own| own == *value))
}

/// Applies one patch operation. `replace` and `add` put whole instances in place of those they select, so
/// members that were not sent are lost; `merge` keeps them.
pub fn patch_attribute(
    attributes: &mut Map<String, Value>,
    op: &str,
    name: &str,
    values: &[Value],
) {
    let held = attributes
        .entry(name.to_owned())
        .or_insert_with(|| json!([]));
    let Some(instances) = held.as_array_mut() else {
        return;
    };
    match op {
        "delete" if values.is_empty() => instances.clear(),
        "delete" => instances
            .retain(|instance| !values.iter().any(|given| is_same_instance(instance, given))),
        "merge" => {
            for given in values {
                match instances
                    .iter_mut()
                    .find(|instance| is_same_instance(instance, given))
                {
                    Some(instance) => merge(instance, given),
                    None => instances.push(given.clone()),
                }
            }
        }
        _ => {
            instances
                .retain(|instance| !values.iter().any(|given| is_same_instance(instance, given)));
            instances.extend(values.iter().cloned());
        }
    }
    if instances.is_empty() {
        attributes.remove(name);
    }
}

fn merge(into: &mut Value, from: &Value) {
    if let (Some(into), Some(from)) = (into.as_object_mut(), from.as_object()) {
        for (name, value) in from {
            into.insert(name.clone(), value.clone());
        }
    }
}

impl World {
    /// Takes an accepted submission; it takes effect after a while, or never if so switched.
    pub fn submit_listing(&mut self, seller: &str, sku: &str, change: Change) {
        let now = self.now;
        let is_lost = self
            .misbehaviours
            .strikes("accepted-never-applied", seller, "listings", now);
        let is_new = !self.account(seller).listings.contains_key(sku);
        if is_lost {
            return;
        }
        let listing_id = self.random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 11);
        let listing = self
            .account_mut(seller)
            .listings
            .entry(sku.to_owned())
            .or_insert_with(|| Listing {
                sku: sku.into(),
                listing_id: listing_id.into(),
                condition: "new_new".into(),
                created: now,
                updated: now,
                ..Listing::default()
            });
        listing.pending.push(change);
        let wait = if is_new {
            self.random.between(2 * MINUTE, 9 * MINUTE)
        } else {
            self.random.between(4 * SECOND, 20 * SECOND)
        };
        self.schedule(now + wait, seller, Event::ListingSettles(sku.to_owned()));
    }

    /// Lets accepted submissions of a SKU take effect.
    pub(super) fn listing_settles(&mut self, seller: &str, sku: &str) {
        let now = self.now;
        let price_is_lost =
            self.misbehaviours
                .strikes("listing-price-zero", seller, "listings", now);
        let quantity_is_lost =
            self.misbehaviours
                .strikes("listing-quantity-zero", seller, "listings", now);
        let replaces = self
            .misbehaviours
            .strikes("patch-replaces", seller, "listings", now);
        let Some(mut listing) = self.account_mut(seller).listings.remove(sku) else {
            return;
        };
        let before = listing.clone();
        for mut change in std::mem::take(&mut listing.pending) {
            if let Change::Patch { patches, .. } = &mut change
                && replaces
            {
                for patch in patches.iter_mut().filter(|patch| patch["op"] == "merge") {
                    patch["op"] = json!("replace");
                }
            }
            self.apply_change(&mut listing, change);
        }
        if listing.offers.is_empty() {
            self.publish_listing_status(seller, &listing, &before);
            return;
        }
        if price_is_lost {
            listing.offers.values_mut().for_each(|price| *price = 0);
        }
        if quantity_is_lost {
            let quantities = listing.channels.values_mut().flatten();
            quantities.for_each(|quantity| *quantity = 0);
        }
        listing.updated = now;
        listing.is_live = true;
        if listing.is_fba() && !self.account(seller).stock.contains_key(sku) {
            self.open_stock(seller, &listing);
        }
        self.publish_listing_status(seller, &listing, &before);
        if listing.merchant_quantity() != before.merchant_quantity() && !listing.is_fba() {
            self.publish_quantity(seller, &listing);
        }
        self.account_mut(seller)
            .listings
            .insert(sku.to_owned(), listing);
        self.publish_listing_change(seller, sku, &before);
    }

    fn apply_change(&mut self, listing: &mut Listing, change: Change) {
        match change {
            Change::Delete { marketplace } => {
                listing.offers.remove(&marketplace);
                if let Some(attributes) = &mut listing.attributes {
                    for value in attributes.values_mut().filter_map(Value::as_array_mut) {
                        value.retain(|instance| {
                            instance
                                .get("marketplace_id")
                                .is_none_or(|id| id != &json!(marketplace))
                        });
                    }
                }
            }
            Change::Put {
                marketplace,
                product_type,
                attributes,
            } => {
                listing.product_type = product_type.into();
                let mut kept = listing.attributes.take().unwrap_or_default();
                // A PUT replaces everything the listing had in this marketplace.
                for value in kept.values_mut().filter_map(Value::as_array_mut) {
                    value.retain(|instance| {
                        instance
                            .get("marketplace_id")
                            .is_some_and(|id| id != &json!(marketplace))
                    });
                }
                for (name, value) in attributes {
                    let instances = value.as_array().cloned().unwrap_or_default();
                    let held = kept.entry(name).or_insert_with(|| json!([]));
                    if let Some(held) = held.as_array_mut() {
                        held.extend(instances);
                    }
                }
                kept.retain(|_, value| {
                    value
                        .as_array()
                        .is_none_or(|instances| !instances.is_empty())
                });
                listing.attributes = Some(kept);
                self.derive(listing, &marketplace);
            }
            Change::Patch {
                marketplace,
                patches,
            } => {
                let product = self.catalogue.product(&listing.asin);
                let mut attributes = listing.attributes(product);
                for patch in &patches {
                    let name = patch["path"]
                        .as_str()
                        .unwrap_or_default()
                        .trim_start_matches("/attributes/");
                    let values = patch["value"].as_array().cloned().unwrap_or_default();
                    patch_attribute(
                        &mut attributes,
                        patch["op"].as_str().unwrap_or("replace"),
                        name,
                        &values,
                    );
                }
                listing.attributes = Some(attributes);
                self.derive(listing, &marketplace);
            }
        }
    }

    /// Reads price, stock, condition and product out of the attributes.
    fn derive(&mut self, listing: &mut Listing, marketplace: &str) {
        let attributes = listing.attributes.clone().unwrap_or_default();
        let instances = |name: &str| {
            attributes
                .get(name)
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default()
        };
        let fits = |instance: &Value| {
            instance
                .get("marketplace_id")
                .and_then(Value::as_str)
                .is_none_or(|id| id == marketplace)
        };
        let currency = places::marketplace(marketplace).map_or("USD", |found| found.currency);
        let price = instances("purchasable_offer")
            .iter()
            .filter(|instance| fits(instance))
            .find_map(|instance| {
                instance
                    .pointer("/our_price/0/schedule/0/value_with_tax")
                    .and_then(as_number)
            })
            .and_then(|price| places::minor(&price.to_string(), currency));
        listing
            .offers
            .insert(marketplace.to_owned(), price.unwrap_or(0));
        listing.channels = instances("fulfillment_availability")
            .iter()
            .filter_map(|instance| {
                let code = instance["fulfillment_channel_code"].as_str()?.to_owned();
                let quantity = if code == DEFAULT_CHANNEL {
                    Some(instance["quantity"].as_i64().unwrap_or(0))
                } else {
                    None
                };
                Some((code, quantity))
            })
            .collect();
        listing.handling_days = instances("fulfillment_availability")
            .iter()
            .find_map(|instance| instance["lead_time_to_ship_max_days"].as_i64());
        let text = |name: &str| {
            instances(name)
                .iter()
                .filter(|instance| fits(instance))
                .find_map(|instance| instance["value"].as_str().map(str::to_owned))
        };
        if let Some(condition) = text("condition_type") {
            listing.condition = condition.into();
        }
        listing.issues.clear();
        if listing.asin.is_empty() {
            let code = text("externally_assigned_product_identifier").unwrap_or_default();
            let found = self.find_or_make_product(
                listing,
                text("merchant_suggested_asin"),
                &code,
                text("item_name"),
                text("brand"),
            );
            listing.asin = found.into();
        }
        let product = self.catalogue.product(&listing.asin);
        match product {
            None => {
                listing.asin = Code::default();
                let message = "The SKU does not match any ASIN. Check the product identifier or the suggested ASIN.";
                listing.issues.push(issue(
                    "8560",
                    message,
                    "ERROR",
                    "merchant_suggested_asin",
                    INVALID,
                ));
            }
            Some(product) if is_gated(product) => {
                let message = "You need approval to list in this brand.";
                listing.issues.push(issue(
                    "5461",
                    message,
                    "ERROR",
                    "brand",
                    "QUALIFICATION_REQUIRED",
                ));
            }
            Some(product) if product.n_images < 2 => {
                let message = "Add at least two images to improve this listing.";
                listing.issues.push(issue(
                    "18027",
                    message,
                    "WARNING",
                    "main_product_image_locator",
                    MISSING,
                ));
            }
            Some(_) => {}
        }
        if price.is_none() {
            let message = "The offer has no price and cannot be bought.";
            listing.issues.push(issue(
                "90117",
                message,
                "WARNING",
                "purchasable_offer",
                MISSING,
            ));
        }
        for issue in &mut listing.issues {
            issue["marketplaceIds"] = json!([marketplace]);
        }
    }

    fn find_or_make_product(
        &mut self,
        listing: &Listing,
        suggested: Option<String>,
        code: &str,
        title: Option<String>,
        brand: Option<String>,
    ) -> String {
        if let Some(asin) = suggested {
            return asin;
        }
        if let Some(found) = self
            .catalogue
            .products()
            .find(|product| !code.is_empty() && product.ean == code)
        {
            return String::from(&found.asin);
        }
        let Some(title) = title else {
            return String::new();
        };
        let asin = crate::numbers::asin(&mut self.random);
        self.catalogue.insert(Product {
            asin: (&*asin).into(),
            title,
            brand: brand.unwrap_or_default().into(),
            product_type: listing.product_type.clone(),
            ean: code.into(),
            price_cents: 1999,
            size_mm: (200, 150, 80),
            weight_g: 400,
            parent: None,
            children: Vec::new(),
            variation: SmallMap::default(),
            rank: 250_000,
            n_images: 2,
        });
        asin
    }

    /// Opens an Amazon stock row for a SKU whose channel is Amazon's.
    pub fn open_stock(&mut self, seller: &str, listing: &Listing) {
        let fnsku = crate::numbers::fnsku(&mut self.random);
        let updated = self.now;
        let stock = super::account::FbaStock {
            fnsku: fnsku.into(),
            updated,
            ..Default::default()
        };
        self.account_mut(seller)
            .stock
            .insert(listing.sku.to_string(), stock);
    }
}

/// Whether selling this product needs Amazon's approval.
pub fn is_gated(product: &Product) -> bool {
    product.brand == "Mori Studio"
}

/// The SKUs of one seller that offer variations of the same family.
pub fn family<'a>(
    listings: &'a BTreeMap<String, Listing>,
    catalogue: &'a Catalogue,
    parent: &str,
) -> Vec<&'a Listing> {
    listings
        .values()
        .filter(|listing| {
            catalogue
                .product(&listing.asin)
                .and_then(|product| product.parent.as_deref())
                == Some(parent)
        })
        .collect()
}
