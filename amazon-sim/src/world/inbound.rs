//! Goods on their way to Amazon: plans with packing, placement and transport options, asynchronous operations,
//! and shipments that are received unit by unit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::ledger::SELLABLE;
use super::{Event, World};
use crate::clock::{DAY, HOUR, MINUTE, Ms, SECOND, date, iso, parse_iso};
use crate::numbers;
use crate::places;

/// An article on a plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlanItem {
    /// SKU.
    pub msku: String,
    /// Units.
    pub quantity: i64,
    /// Who labels.
    pub label_owner: String,
    /// Who prepares.
    pub prep_owner: String,
    /// Expiry date.
    pub expiration: Option<String>,
    /// Lot code.
    pub lot: Option<String>,
}

/// A group of articles that may share boxes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackingGroup {
    /// Its id.
    pub id: String,
    /// Articles and units.
    pub items: Vec<PlanItem>,
    /// Boxes as the seller gave them.
    pub boxes: Vec<Value>,
}

/// A way to pack a plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackingOption {
    /// Its id.
    pub id: String,
    /// `OFFERED`, `ACCEPTED` or `EXPIRED`.
    pub status: String,
    /// Until when it stands.
    pub expires: Ms,
    /// Discount in minor units for boxes with known content.
    pub discount: i64,
    /// Groups.
    pub groups: Vec<PackingGroup>,
}

/// A way to divide a plan among centres.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlacementOption {
    /// Its id.
    pub id: String,
    /// `OFFERED`, `ACCEPTED` or `EXPIRED`.
    pub status: String,
    /// Until when it stands.
    pub expires: Ms,
    /// Fee in minor units.
    pub fee: i64,
    /// Discount in minor units.
    pub discount: i64,
    /// Shipments it would make.
    pub shipment_ids: Vec<String>,
}

/// A way to move a shipment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TransportOption {
    /// Its id.
    pub id: String,
    /// Placement it was made for.
    pub placement_id: String,
    /// Shipment.
    pub shipment_id: String,
    /// `GROUND_SMALL_PARCEL`, `FREIGHT_LTL`, …
    pub mode: String,
    /// Whether Amazon's partner carries it.
    pub is_partnered: bool,
    /// Carrier code and name.
    pub carrier: (String, String),
    /// Price in minor units, for partners.
    pub cost: Option<i64>,
    /// Until when the price stands.
    pub expires: Ms,
    /// What must be done before it can be confirmed.
    pub preconditions: Vec<String>,
}

/// A shipment to one centre.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InboundShipment {
    /// Its id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Placement it belongs to.
    pub placement_id: String,
    /// State.
    pub status: String,
    /// Centre.
    pub centre: String,
    /// Sender, if changed.
    pub source: Option<Value>,
    /// Articles.
    pub items: Vec<PlanItem>,
    /// Boxes, in the order Amazon keeps them.
    pub boxes: Vec<Value>,
    /// Pallets.
    pub pallets: Vec<Value>,
    /// `FBA…`, once the placement is confirmed.
    pub confirmation_id: Option<String>,
    /// Amazon's reference.
    pub reference: String,
    /// Start of the ready-to-ship window.
    pub ready: Option<Ms>,
    /// Contact for the carrier.
    pub contact: Option<Value>,
    /// Freight data.
    pub freight: Option<Value>,
    /// Chosen transport.
    pub transport: Option<TransportOption>,
    /// When it was chosen.
    pub transport_confirmed: Option<Ms>,
    /// Delivery windows on offer.
    pub windows: Vec<Value>,
    /// Chosen window.
    pub window: Option<Value>,
    /// Tracking as the seller gave it.
    pub tracking: Value,
    /// Content update previews.
    pub previews: Vec<Value>,
    /// Self-ship appointment slots.
    pub slots: Vec<Value>,
    /// Appointment.
    pub appointment: Option<Value>,
    /// Units received by SKU.
    pub received: BTreeMap<String, i64>,
    /// Last change.
    pub updated: Ms,
    /// The only instant at which it moves by itself.
    pub next_move: Ms,
}

/// An inbound plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InboundPlan {
    /// Its id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Destination marketplace.
    pub marketplace: String,
    /// Sender.
    pub source: Value,
    /// `ACTIVE`, `VOIDED`, `SHIPPED`, `ERRORED`.
    pub status: String,
    /// When it was made.
    pub created: Ms,
    /// Last change.
    pub updated: Ms,
    /// Articles.
    pub items: Vec<PlanItem>,
    /// Packing options.
    pub packing: Vec<PackingOption>,
    /// Placement options.
    pub placements: Vec<PlacementOption>,
    /// Transport options.
    pub transports: Vec<TransportOption>,
    /// Shipments of all placements, by id.
    pub shipments: BTreeMap<String, InboundShipment>,
}

impl InboundPlan {
    /// The confirmed placement.
    pub fn placement(&self) -> Option<&PlacementOption> {
        self.placements
            .iter()
            .find(|option| option.status == "ACCEPTED")
    }

    /// The shipments that count: those of the confirmed placement.
    pub fn confirmed_shipments(&self) -> impl Iterator<Item = &InboundShipment> {
        let ids = self
            .placement()
            .map(|option| option.shipment_ids.clone())
            .unwrap_or_default();
        self.shipments
            .values()
            .filter(move |shipment| ids.contains(&shipment.id))
    }
}

/// An asynchronous operation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// The operationId that started it.
    pub kind: String,
    /// Plan.
    pub plan: String,
    /// Shipment, option or whatever it is about.
    pub target: String,
    /// Further target.
    pub option: String,
    /// The request.
    pub body: Value,
    /// `IN_PROGRESS`, `SUCCESS`, `FAILED`.
    pub status: String,
    /// Problems.
    pub problems: Vec<Value>,
}

/// Everything inbound of one account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct InboundBooks {
    /// Plans by id.
    pub plans: BTreeMap<String, InboundPlan>,
    /// Operations by id.
    pub operations: BTreeMap<String, Operation>,
    /// Compliance details by SKU.
    pub compliance: BTreeMap<String, Value>,
}

impl InboundBooks {
    /// The plan and shipment with this confirmation id or shipment id.
    pub fn shipment(&self, id: &str) -> Option<(&InboundPlan, &InboundShipment)> {
        self.plans.values().find_map(|plan| {
            let found = plan.shipments.values().find(|shipment| {
                shipment.id == id || shipment.confirmation_id.as_deref() == Some(id)
            });
            found.map(|shipment| (plan, shipment))
        })
    }

    fn shipment_mut(&mut self, id: &str) -> Option<&mut InboundShipment> {
        self.plans
            .values_mut()
            .find_map(|plan| plan.shipments.get_mut(id))
    }
}

/// What a misbehaviour calls an operation by its operationId.
fn key(kind: &str) -> String {
    format!("inbound/{kind}")
}

/// A problem of an operation.
pub fn problem(code: &str, message: &str, details: &str) -> Value {
    json!({"code": code, "message": message, "details": details, "severity": "ERROR"})
}

/// The prep category Amazon gives an article by itself, if it knows.
fn natural_prep(product_type: &str) -> Option<(&'static str, &'static str)> {
    match product_type {
        "MUG" | "LAMP" | "PLANTER" => Some(("FRAGILE", "ITEM_BUBBLEWRAP")),
        "KNIFE" => Some(("SHARP", "ITEM_BUBBLEWRAP")),
        "SHIRT" | "TOWEL" => Some(("TEXTILE", "ITEM_POLYBAGGING")),
        "TOY_BUILDING_BLOCK" => Some(("SMALL", "ITEM_POLYBAGGING")),
        "TEA" => None,
        _ => Some(("NONE", "ITEM_NO_PREP")),
    }
}

/// Articles by centre.
type Division = Vec<(String, Vec<PlanItem>)>;

impl World {
    /// The prep details of a SKU as `listPrepDetails` answers them.
    pub fn prep_details(&self, seller: &str, msku: &str) -> Value {
        let account = self.account(seller);
        if let Some(set) = account.stock.get(msku).and_then(|stock| stock.prep.clone()) {
            return set;
        }
        let asin = account
            .listings
            .get(msku)
            .map(|listing| listing.asin.clone())
            .unwrap_or_default();
        let kind = self
            .catalogue
            .product(&asin)
            .and_then(|product| natural_prep(&product.product_type));
        match kind {
            Some(("NONE", prep)) => {
                json!({"msku": msku, "prepCategory": "NONE", "prepTypes": [prep], "prepOwnerConstraint": "NONE_ONLY"})
            }
            Some((category, prep)) => {
                json!({"msku": msku, "prepCategory": category, "prepTypes": [prep], "prepOwnerConstraint": "SELLER_ONLY", "labelOwnerConstraint": "SELLER_ONLY"})
            }
            None => json!({"msku": msku, "prepCategory": "UNKNOWN", "prepTypes": []}),
        }
    }

    /// Starts an asynchronous operation; answers its id.
    pub fn start_operation(
        &mut self,
        seller: &str,
        kind: &str,
        plan: &str,
        target: &str,
        option: &str,
        body: &Value,
    ) -> String {
        let id = numbers::uuid(&mut self.random);
        let now = self.now;
        let is_slow = self
            .misbehaviours
            .strikes("operation-slow", seller, &key(kind), now);
        let wait = if is_slow {
            self.random.between(3 * HOUR, 8 * HOUR)
        } else {
            self.random.between(2 * SECOND, 9 * SECOND)
        };
        self.account_mut(seller).inbound.operations.insert(
            id.clone(),
            Operation {
                id: id.clone(),
                kind: kind.to_owned(),
                plan: plan.to_owned(),
                target: target.to_owned(),
                option: option.to_owned(),
                body: body.clone(),
                status: "IN_PROGRESS".to_owned(),
                problems: Vec::new(),
            },
        );
        self.schedule(now + wait, seller, Event::OperationEnds(id.clone()));
        id
    }

    /// Opens a plan; whether it is good shows when the operation ends.
    pub fn open_plan(&mut self, seller: &str, body: &Value) -> String {
        let id = numbers::inbound_id(&mut self.random, "wf");
        let now = self.now;
        let items = body["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(read_item)
            .collect();
        let default_name = format!(
            "FBA ({}) - {}",
            crate::clock::format(now, "%m/%d/%Y %H:%M"),
            self.account(seller).store
        );
        self.account_mut(seller).inbound.plans.insert(
            id.clone(),
            InboundPlan {
                id: id.clone(),
                name: body["name"].as_str().map_or(default_name, str::to_owned),
                marketplace: body["destinationMarketplaces"][0]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
                source: body["sourceAddress"].clone(),
                status: "ACTIVE".to_owned(),
                created: now,
                updated: now,
                items,
                packing: Vec::new(),
                placements: Vec::new(),
                transports: Vec::new(),
                shipments: BTreeMap::new(),
            },
        );
        id
    }

    pub(super) fn operation_ends(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let Some(operation) = self.account(seller).inbound.operations.get(id).cloned() else {
            return;
        };
        let key = key(&operation.kind);
        let problems = if self
            .misbehaviours
            .strikes("operation-fails", seller, &key, now)
        {
            vec![problem(
                "FBA_INB_9999",
                "There was an internal failure. Try again later.",
                "The operation could not be completed.",
            )]
        } else {
            self.take_effect(seller, &operation)
        };
        let mut problems = problems;
        if self
            .misbehaviours
            .strikes("problems-in-blocks", seller, &key, now)
        {
            problems.truncate(1);
        }
        let is_failed = problems
            .iter()
            .any(|problem| problem["severity"] == "ERROR");
        if let Some(plan) = self
            .account_mut(seller)
            .inbound
            .plans
            .get_mut(&operation.plan)
        {
            plan.updated = now;
            if is_failed && operation.kind == "createInboundPlan" {
                plan.status = "ERRORED".to_owned();
            }
        }
        if let Some(held) = self.account_mut(seller).inbound.operations.get_mut(id) {
            held.status = if is_failed { "FAILED" } else { "SUCCESS" }.to_owned();
            held.problems = problems;
        }
    }

    fn take_effect(&mut self, seller: &str, operation: &Operation) -> Vec<Value> {
        let (plan, target, option, body) = (
            operation.plan.as_str(),
            operation.target.as_str(),
            operation.option.as_str(),
            &operation.body,
        );
        match operation.kind.as_str() {
            "createInboundPlan" => self.plan_checked(seller, plan),
            "setPrepDetails" => self.prep_set(seller, body),
            "generatePackingOptions" => self.packing_generated(seller, plan),
            "confirmPackingOption" => self.with_plan(seller, plan, |plan| {
                accept(
                    plan.packing
                        .iter_mut()
                        .map(|held| (&held.id, &mut held.status)),
                    option,
                )
            }),
            "setPackingInformation" => self.packing_set(seller, plan, body),
            "generatePlacementOptions" => self.placement_generated(seller, plan, body),
            "confirmPlacementOption" => self.placement_confirmed(seller, plan, option),
            "generateTransportationOptions" => self.transport_generated(seller, plan, body),
            "confirmTransportationOptions" => self.transport_confirmed(seller, plan, body),
            "generateDeliveryWindowOptions" => self.windows_generated(seller, target),
            "confirmDeliveryWindowOptions" => self.window_confirmed(seller, target, option),
            "updateShipmentTrackingDetails" => self.tracking_given(seller, target, body),
            "updateShipmentSourceAddress" => self.with_shipment(seller, target, |shipment| {
                shipment.source = Some(body["address"].clone())
            }),
            "cancelInboundPlan" => self.plan_cancelled(seller, plan),
            "updateItemComplianceDetails" => {
                let msku = body["msku"].as_str().unwrap_or_default().to_owned();
                self.account_mut(seller)
                    .inbound
                    .compliance
                    .insert(msku, body["taxDetails"].clone());
                Vec::new()
            }
            "generateShipmentContentUpdatePreviews" => {
                self.preview_generated(seller, plan, target, body)
            }
            "confirmShipmentContentUpdatePreview" => {
                self.preview_confirmed(seller, plan, target, option)
            }
            "generateSelfShipAppointmentSlots" => self.slots_generated(seller, target, body),
            "cancelSelfShipAppointment" => {
                self.with_shipment(seller, target, |shipment| shipment.appointment = None)
            }
            _ => Vec::new(),
        }
    }

    fn with_plan(
        &mut self,
        seller: &str,
        id: &str,
        change: impl FnOnce(&mut InboundPlan),
    ) -> Vec<Value> {
        if let Some(plan) = self.account_mut(seller).inbound.plans.get_mut(id) {
            change(plan);
        }
        Vec::new()
    }

    fn with_shipment(
        &mut self,
        seller: &str,
        id: &str,
        change: impl FnOnce(&mut InboundShipment),
    ) -> Vec<Value> {
        let now = self.now;
        if let Some(shipment) = self.account_mut(seller).inbound.shipment_mut(id) {
            change(shipment);
            shipment.updated = now;
        }
        Vec::new()
    }

    /// Owners must fit what Amazon knows of each article; all problems are told at once.
    fn plan_checked(&mut self, seller: &str, id: &str) -> Vec<Value> {
        let now = self.now;
        let is_puzzle = self
            .misbehaviours
            .strikes("prep-puzzle", seller, "inbound", now);
        if self
            .misbehaviours
            .strikes("plan-voided", seller, "inbound", now)
        {
            return self.with_plan(seller, id, |plan| plan.status = "VOIDED".to_owned());
        }
        let Some(plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        for item in &plan.items {
            let account = self.account(seller);
            let Some(listing) = account
                .listings
                .get(&item.msku)
                .filter(|listing| !listing.asin.is_empty())
            else {
                problems.push(problem(
                    "FBA_INB_0004",
                    "ERROR: The SKU is not in your catalogue or is not active.",
                    &item.msku,
                ));
                continue;
            };
            if !listing.is_fba() {
                problems.push(problem(
                    "FBA_INB_0016",
                    "ERROR: The SKU is not set up for Fulfilment by Amazon.",
                    &item.msku,
                ));
                continue;
            }
            let prep = self.prep_details(seller, &item.msku);
            let is_set = account
                .stock
                .get(&item.msku)
                .is_some_and(|stock| stock.prep.is_some());
            if prep["prepCategory"] == "UNKNOWN" || (is_puzzle && !is_set) {
                let message = "ERROR: This item requires prep classification before it can be added to a shipment.";
                problems.push(problem("FBA_INB_0182", message, &item.msku));
                continue;
            }
            problems.extend(owner_problem(
                item,
                "prepOwner",
                &item.prep_owner,
                prep["prepOwnerConstraint"].as_str(),
            ));
            problems.extend(owner_problem(
                item,
                "labelOwner",
                &item.label_owner,
                prep["labelOwnerConstraint"].as_str(),
            ));
            let country =
                places::marketplace(&plan.marketplace).map_or("US", |found| found.country);
            if country == "US" && (item.prep_owner == "AMAZON" || item.label_owner == "AMAZON") {
                problems.push(problem("FBA_INB_0183", "ERROR: Amazon no longer preps or labels items in the US. Accepted values: [SELLER, NONE]", &item.msku));
            }
        }
        problems
    }

    fn prep_set(&mut self, seller: &str, body: &Value) -> Vec<Value> {
        let mut problems = Vec::new();
        for detail in body["mskuPrepDetails"].as_array().into_iter().flatten() {
            let msku = detail["msku"].as_str().unwrap_or_default();
            let is_none = detail["prepCategory"] == "NONE";
            let mut set = detail.clone();
            set["prepOwnerConstraint"] = json!(if is_none { "NONE_ONLY" } else { "SELLER_ONLY" });
            match self.account_mut(seller).stock.get_mut(msku) {
                Some(stock) => stock.prep = Some(set),
                None => problems.push(problem(
                    "FBA_INB_0004",
                    "ERROR: The SKU is not in your catalogue or is not active.",
                    msku,
                )),
            }
        }
        problems
    }

    fn packing_generated(&mut self, seller: &str, id: &str) -> Vec<Value> {
        let now = self.now;
        let Some(plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        let (small, large): (Vec<_>, Vec<_>) = plan.items.iter().cloned().partition(|item| {
            let account = self.account(seller);
            let asin = account
                .listings
                .get(&item.msku)
                .map(|listing| listing.asin.as_str())
                .unwrap_or_default();
            self.catalogue
                .product(asin)
                .is_none_or(|product| product.weight_g < 1_200)
        });
        let divided: Vec<Vec<PlanItem>> = [small, large]
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect();
        let group = |world: &mut Self, items: Vec<PlanItem>| PackingGroup {
            id: numbers::inbound_id(&mut world.random, "pg"),
            items,
            boxes: Vec::new(),
        };
        let mut options = Vec::new();
        for groups in [divided.clone(), vec![plan.items.clone()]] {
            if options.len() == 1 && divided.len() == 1 {
                break;
            }
            let groups: Vec<PackingGroup> =
                groups.into_iter().map(|items| group(self, items)).collect();
            options.push(PackingOption {
                id: numbers::inbound_id(&mut self.random, "po"),
                status: "OFFERED".to_owned(),
                expires: now + 3 * DAY,
                discount: if options.is_empty() { 250 } else { 0 },
                groups,
            });
        }
        self.with_plan(seller, id, |plan| plan.packing = options)
    }

    fn packing_set(&mut self, seller: &str, id: &str, body: &Value) -> Vec<Value> {
        let Some(mut plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        for grouping in body["packageGroupings"].as_array().into_iter().flatten() {
            let boxes = grouping["boxes"].as_array().cloned().unwrap_or_default();
            let wanted = if let Some(group_id) = grouping["packingGroupId"].as_str() {
                let group = plan
                    .packing
                    .iter_mut()
                    .flat_map(|option| &mut option.groups)
                    .find(|group| group.id == group_id);
                group.map(|group| {
                    group.boxes.clone_from(&boxes);
                    group.items.clone()
                })
            } else {
                let shipment_id = grouping["shipmentId"].as_str().unwrap_or_default();
                plan.shipments
                    .get(shipment_id)
                    .map(|shipment| shipment.items.clone())
            };
            let Some(wanted) = wanted else {
                problems.push(problem(
                    "FBA_INB_0301",
                    "ERROR: There is no packing group or shipment with this id.",
                    &grouping.to_string(),
                ));
                continue;
            };
            problems.extend(content_problems(&wanted, &boxes));
            if let Some(shipment_id) = grouping["shipmentId"].as_str() {
                let confirmation = plan
                    .shipments
                    .get(shipment_id)
                    .and_then(|shipment| shipment.confirmation_id.clone());
                let made = self.make_boxes(&boxes, confirmation.as_deref());
                if let Some(shipment) = plan.shipments.get_mut(shipment_id) {
                    shipment.boxes = made;
                }
            }
        }
        if problems.is_empty() {
            self.account_mut(seller)
                .inbound
                .plans
                .insert(id.to_owned(), plan);
        }
        problems
    }

    /// Boxes with Amazon's ids, one entry for each, in an order of Amazon's own.
    fn make_boxes(&mut self, given: &[Value], confirmation: Option<&str>) -> Vec<Value> {
        let mut boxes = Vec::new();
        for (group, sort) in given.iter().enumerate() {
            for _ in 0..sort["quantity"].as_i64().unwrap_or(1) {
                let mut made = json!({
                    "packageId": numbers::inbound_id(&mut self.random, "pk"), "quantity": 1,
                    "templateName": format!("P{} - B{}", group + 1, boxes.len() + 1),
                    "contentInformationSource": sort["contentInformationSource"], "dimensions": sort["dimensions"], "weight": sort["weight"],
                    "items": sort.get("items").cloned().unwrap_or_else(|| json!([])),
                });
                if let Some(confirmation) = confirmation {
                    made["boxId"] = json!(box_id(confirmation, boxes.len() + 1));
                }
                boxes.push(made);
            }
        }
        let turn = usize::try_from(self.random.between(0, boxes.len() as i64)).unwrap_or(0);
        if boxes.len() > 1 {
            let n = boxes.len();
            boxes.rotate_left(turn % n);
        }
        boxes
    }

    fn placement_generated(&mut self, seller: &str, id: &str, body: &Value) -> Vec<Value> {
        let now = self.now;
        let Some(mut plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        let country = places::marketplace(&plan.marketplace).map_or("US", |found| found.country);
        let price_percent =
            places::marketplace(&plan.marketplace).map_or(100, |found| found.price_percent);
        let centres = places::centres_of(country);
        let n_units: i64 = plan.items.iter().map(|item| item.quantity).sum();
        plan.placements.retain(|option| option.status == "ACCEPTED");
        let custom: Vec<(String, Vec<PlanItem>)> = body["customPlacement"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|placed| {
                (
                    placed["warehouseId"]
                        .as_str()
                        .unwrap_or_default()
                        .to_owned(),
                    placed["items"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(read_item)
                        .collect(),
                )
            })
            .collect();
        let mut ways: Vec<(Division, i64)> = Vec::new();
        if custom.is_empty() {
            ways.push((
                vec![(centres[0].code.to_owned(), plan.items.clone())],
                n_units * 30 * price_percent / 100,
            ));
            for n_parts in 2..=centres.len().min(3) {
                if n_units >= n_parts as i64 {
                    let parts = divide(&plan.items, n_parts);
                    let named = parts
                        .into_iter()
                        .enumerate()
                        .map(|(index, items)| {
                            (centres[index % centres.len()].code.to_owned(), items)
                        })
                        .collect();
                    ways.push((
                        named,
                        if n_parts == 2 {
                            n_units * 12 * price_percent / 100
                        } else {
                            0
                        },
                    ));
                }
            }
        } else {
            ways.push((custom, 0));
        }
        for (parts, fee) in ways {
            let placement_id = numbers::inbound_id(&mut self.random, "pl");
            let mut shipment_ids = Vec::new();
            for (centre, items) in parts {
                let shipment_id = numbers::inbound_id(&mut self.random, "sh");
                shipment_ids.push(shipment_id.clone());
                let reference = self.random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 8);
                plan.shipments.insert(
                    shipment_id.clone(),
                    new_shipment(
                        shipment_id,
                        &plan.name,
                        &placement_id,
                        &centre,
                        items,
                        reference,
                        now,
                    ),
                );
            }
            plan.placements.push(PlacementOption {
                id: placement_id,
                status: "OFFERED".to_owned(),
                expires: now + 2 * DAY,
                fee,
                discount: 0,
                shipment_ids,
            });
        }
        self.account_mut(seller)
            .inbound
            .plans
            .insert(id.to_owned(), plan);
        Vec::new()
    }

    fn placement_confirmed(&mut self, seller: &str, id: &str, option: &str) -> Vec<Value> {
        let now = self.now;
        let Some(mut plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        accept(
            plan.placements
                .iter_mut()
                .map(|held| (&held.id, &mut held.status)),
            option,
        );
        let ids = plan
            .placements
            .iter()
            .find(|held| held.id == option)
            .map(|held| held.shipment_ids.clone())
            .unwrap_or_default();
        let packed: Vec<Value> = plan
            .packing
            .iter()
            .filter(|held| held.status == "ACCEPTED")
            .flat_map(|held| &held.groups)
            .flat_map(|group| group.boxes.clone())
            .collect();
        for (index, shipment_id) in ids.iter().enumerate() {
            let confirmation = numbers::fba_shipment_id(&mut self.random);
            // Boxes packed before the placement are dealt out to its shipments.
            let share: Vec<Value> = packed
                .iter()
                .skip(index)
                .step_by(ids.len().max(1))
                .cloned()
                .collect();
            let made = self.make_boxes(&share, Some(&confirmation));
            let Some(shipment) = plan.shipments.get_mut(shipment_id) else {
                continue;
            };
            shipment.confirmation_id = Some(confirmation);
            shipment.status = "WORKING".to_owned();
            shipment.updated = now;
            if !made.is_empty() {
                shipment.boxes = made;
            }
            for item in shipment.items.clone() {
                if let Some(stock) = self.account_mut(seller).stock.get_mut(&item.msku) {
                    stock.inbound_working += item.quantity;
                }
            }
        }
        plan.shipments
            .retain(|shipment_id, _| ids.contains(shipment_id));
        self.account_mut(seller)
            .inbound
            .plans
            .insert(id.to_owned(), plan);
        Vec::new()
    }

    fn transport_generated(&mut self, seller: &str, id: &str, body: &Value) -> Vec<Value> {
        let now = self.now;
        let Some(mut plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        let placement_id = body["placementOptionId"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let marketplace = places::marketplace(&plan.marketplace);
        let price_percent = marketplace.map_or(100, |found| found.price_percent);
        let country = marketplace.map_or("US", |found| found.country);
        let carrier = numbers::Carrier::of_country(country)
            .iter()
            .find(|carrier| **carrier != numbers::Carrier::AmazonLogistics)
            .copied()
            .unwrap_or(numbers::Carrier::Ups);
        for configuration in body["shipmentTransportationConfigurations"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let shipment_id = configuration["shipmentId"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            let Some(shipment) = plan.shipments.get_mut(&shipment_id) else {
                return vec![problem(
                    "FBA_INB_0302",
                    "ERROR: There is no shipment with this id.",
                    &shipment_id,
                )];
            };
            shipment.ready = configuration
                .pointer("/readyToShipWindow/start")
                .and_then(Value::as_str)
                .and_then(parse_iso);
            shipment.contact = configuration.get("contactInformation").cloned();
            shipment.freight = configuration.get("freightInformation").cloned();
            shipment.pallets = configuration["pallets"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let n_units: i64 = shipment.items.iter().map(|item| item.quantity).sum();
            let has_pallets = !shipment.pallets.is_empty();
            plan.transports
                .retain(|option| option.shipment_id != shipment_id);
            let mode = if has_pallets {
                "FREIGHT_LTL"
            } else {
                "GROUND_SMALL_PARCEL"
            };
            let sorts = [
                (true, mode, carrier.code()),
                (false, mode, carrier.code()),
                (false, "GROUND_SMALL_PARCEL", "Other"),
            ];
            for (index, (is_partnered, mode, code)) in sorts.into_iter().enumerate() {
                if index == 2 && !has_pallets {
                    continue;
                }
                let is_freight = mode == "FREIGHT_LTL";
                plan.transports.push(TransportOption {
                    id: numbers::inbound_id(&mut self.random, "to"),
                    placement_id: placement_id.clone(),
                    shipment_id: shipment_id.clone(),
                    mode: mode.to_owned(),
                    is_partnered,
                    carrier: (code.to_owned(), code.replace('_', " ")),
                    cost: is_partnered.then(|| {
                        (900 + n_units * if is_freight { 40 } else { 22 }) * price_percent / 100
                    }),
                    expires: now + DAY,
                    preconditions: if is_partnered {
                        Vec::new()
                    } else {
                        vec!["CONFIRMED_DELIVERY_WINDOW".to_owned()]
                    },
                });
            }
        }
        self.account_mut(seller)
            .inbound
            .plans
            .insert(id.to_owned(), plan);
        Vec::new()
    }

    fn transport_confirmed(&mut self, seller: &str, id: &str, body: &Value) -> Vec<Value> {
        let now = self.now;
        let Some(mut plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        let mut moves = Vec::new();
        for selection in body["transportationSelections"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let (shipment_id, option_id) = (
                selection["shipmentId"].as_str().unwrap_or_default(),
                selection["transportationOptionId"]
                    .as_str()
                    .unwrap_or_default(),
            );
            let option = plan
                .transports
                .iter()
                .find(|option| option.id == option_id && option.shipment_id == shipment_id)
                .cloned();
            let (Some(option), Some(shipment)) = (option, plan.shipments.get_mut(shipment_id))
            else {
                return vec![problem(
                    "FBA_INB_0303",
                    "ERROR: There is no such transportation option for this shipment.",
                    option_id,
                )];
            };
            if option
                .preconditions
                .iter()
                .any(|condition| condition == "CONFIRMED_DELIVERY_WINDOW")
                && shipment.window.is_none()
            {
                return vec![problem(
                    "FBA_INB_0304",
                    "ERROR: A delivery window must be confirmed first. Unmet precondition: CONFIRMED_DELIVERY_WINDOW",
                    shipment_id,
                )];
            }
            shipment.status = "READY_TO_SHIP".to_owned();
            shipment.transport_confirmed = Some(now);
            shipment.updated = now;
            if let Some(contact) = selection.get("contactInformation") {
                shipment.contact = Some(contact.clone());
            }
            if option.is_partnered {
                shipment.next_move = shipment.ready.unwrap_or(now).max(now) + 6 * HOUR;
                moves.push((shipment.next_move, shipment.id.clone()));
            }
            shipment.transport = Some(option);
        }
        let n_missing = plan
            .confirmed_shipments()
            .filter(|shipment| shipment.transport.is_none())
            .count();
        if n_missing > 0 {
            return vec![problem(
                "FBA_INB_0305",
                "ERROR: A transportation option must be selected for every shipment of the plan.",
                &n_missing.to_string(),
            )];
        }
        self.account_mut(seller)
            .inbound
            .plans
            .insert(id.to_owned(), plan);
        for (at, shipment_id) in moves {
            self.schedule(at, seller, Event::InboundMoves(shipment_id));
        }
        Vec::new()
    }

    fn windows_generated(&mut self, seller: &str, shipment_id: &str) -> Vec<Value> {
        let now = self.now;
        let ready = self
            .account(seller)
            .inbound
            .shipment(shipment_id)
            .and_then(|(_, shipment)| shipment.ready)
            .unwrap_or(now)
            .max(now);
        let kinds = ["AVAILABLE", "AVAILABLE", "CONGESTED", "BLOCKED"];
        let windows: Vec<Value> = (0..kinds.len())
            .map(|index| {
                let start = ready + (3 + 4 * index as i64) * DAY;
                json!({
                    "deliveryWindowOptionId": numbers::inbound_id(&mut self.random, "dw"), "availabilityType": kinds[index],
                    "startDate": iso(start), "endDate": iso(start + 6 * DAY), "validUntil": iso(now + DAY),
                })
            })
            .collect();
        self.with_shipment(seller, shipment_id, |shipment| shipment.windows = windows)
    }

    fn window_confirmed(&mut self, seller: &str, shipment_id: &str, option: &str) -> Vec<Value> {
        let now = self.now;
        self.with_shipment(seller, shipment_id, |shipment| {
            let chosen = shipment.windows.iter().find(|window| window["deliveryWindowOptionId"] == option).cloned();
            shipment.window = chosen.map(|window| {
                json!({
                    "deliveryWindowOptionId": window["deliveryWindowOptionId"], "availabilityType": window["availabilityType"],
                    "startDate": window["startDate"], "endDate": window["endDate"], "editableUntil": iso(now + DAY),
                })
            });
        })
    }

    fn tracking_given(&mut self, seller: &str, shipment_id: &str, body: &Value) -> Vec<Value> {
        let now = self.now;
        let Some((_, shipment)) = self.account(seller).inbound.shipment(shipment_id) else {
            return Vec::new();
        };
        let Some(transport) = shipment.transport.clone() else {
            return vec![problem(
                "FBA_INB_0306",
                "ERROR: Tracking details can be set once transportation is confirmed.",
                shipment_id,
            )];
        };
        if transport.is_partnered {
            return vec![problem(
                "FBA_INB_0307",
                "ERROR: Tracking details of partnered carriers are kept by Amazon.",
                shipment_id,
            )];
        }
        // A carrier of parcels numbers boxes, one of freight its bill.
        let is_freight = transport.mode != "GROUND_SMALL_PARCEL";
        if is_freight != body["trackingDetails"]["ltlTrackingDetail"].is_object() {
            let message = if is_freight {
                "ERROR: Freight is tracked by its freight bill: ltlTrackingDetail is required."
            } else {
                "ERROR: Parcels are tracked box by box: spdTrackingDetail is required."
            };
            return vec![problem("FBA_INB_0309", message, shipment_id)];
        }
        let known: Vec<String> = shipment
            .boxes
            .iter()
            .filter_map(|made| made["boxId"].as_str().map(str::to_owned))
            .collect();
        let given = body
            .pointer("/trackingDetails/spdTrackingDetail/spdTrackingItems")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        if let Some(unknown) = given
            .iter()
            .find(|item| !known.iter().any(|id| item["boxId"] == id.as_str()))
        {
            return vec![problem(
                "FBA_INB_0308",
                "ERROR: There is no box with this id in the shipment.",
                unknown["boxId"].as_str().unwrap_or_default(),
            )];
        }
        let details = body["trackingDetails"].clone();
        let at = now + self.random.between(2 * HOUR, 5 * HOUR);
        self.with_shipment(seller, shipment_id, |shipment| {
            shipment.tracking = details;
            shipment.next_move = at;
        });
        self.schedule(at, seller, Event::InboundMoves(shipment_id.to_owned()));
        Vec::new()
    }

    fn plan_cancelled(&mut self, seller: &str, id: &str) -> Vec<Value> {
        let now = self.now;
        let Some(mut plan) = self.account(seller).inbound.plans.get(id).cloned() else {
            return Vec::new();
        };
        let too_late = plan.shipments.values().find(|shipment| {
            let has_left = !matches!(
                shipment.status.as_str(),
                "UNCONFIRMED" | "WORKING" | "READY_TO_SHIP"
            );
            let is_freight = shipment
                .transport
                .as_ref()
                .is_some_and(|transport| transport.mode != "GROUND_SMALL_PARCEL");
            let grace = if is_freight { HOUR } else { DAY };
            let is_paid = shipment
                .transport
                .as_ref()
                .is_some_and(|transport| transport.is_partnered)
                && shipment
                    .transport_confirmed
                    .is_some_and(|at| now > at + grace);
            has_left || is_paid
        });
        if let Some(shipment) = too_late {
            return vec![problem(
                "FBA_INB_0309",
                "ERROR: The plan can no longer be cancelled: the void window of its transportation has passed.",
                &shipment.id,
            )];
        }
        let ids: Vec<String> = plan
            .confirmed_shipments()
            .map(|shipment| shipment.id.clone())
            .collect();
        for shipment in plan.shipments.values_mut() {
            if ids.contains(&shipment.id) {
                for item in &shipment.items {
                    if let Some(stock) = self.account_mut(seller).stock.get_mut(&item.msku) {
                        stock.inbound_working -= item.quantity;
                    }
                }
            }
            shipment.status = "CANCELLED".to_owned();
            shipment.updated = now;
        }
        plan.status = "VOIDED".to_owned();
        self.account_mut(seller)
            .inbound
            .plans
            .insert(id.to_owned(), plan);
        Vec::new()
    }

    fn preview_generated(
        &mut self,
        seller: &str,
        plan_id: &str,
        shipment_id: &str,
        body: &Value,
    ) -> Vec<Value> {
        let now = self.now;
        let id = numbers::inbound_id(&mut self.random, "cu");
        let Some(plan) = self.account(seller).inbound.plans.get(plan_id) else {
            return Vec::new();
        };
        let transport = plan
            .shipments
            .get(shipment_id)
            .and_then(|shipment| shipment.transport.clone())
            .or_else(|| {
                plan.transports
                    .iter()
                    .find(|option| option.shipment_id == shipment_id)
                    .cloned()
            });
        let Some(transport) = transport else {
            return vec![problem(
                "FBA_INB_0310",
                "ERROR: The content of a shipment can be updated once transportation is confirmed.",
                shipment_id,
            )];
        };
        let currency = places::marketplace(&plan.marketplace).map_or("USD", |found| found.currency);
        let preview = json!({
            "contentUpdatePreviewId": id, "expiration": iso(now + DAY),
            "requestedUpdates": {"boxes": body["boxes"], "items": body["items"]},
            "transportationOption": transport_json(&transport, currency),
        });
        self.with_shipment(seller, shipment_id, |shipment| {
            shipment.previews.push(preview)
        })
    }

    fn preview_confirmed(
        &mut self,
        seller: &str,
        plan_id: &str,
        shipment_id: &str,
        preview_id: &str,
    ) -> Vec<Value> {
        let Some(plan) = self.account(seller).inbound.plans.get(plan_id) else {
            return Vec::new();
        };
        let Some(shipment) = plan.shipments.get(shipment_id) else {
            return Vec::new();
        };
        let Some(preview) = shipment
            .previews
            .iter()
            .find(|preview| preview["contentUpdatePreviewId"] == preview_id)
            .cloned()
        else {
            return Vec::new();
        };
        let before = shipment.items.clone();
        let confirmation = shipment.confirmation_id.clone();
        let items: Vec<PlanItem> = preview["requestedUpdates"]["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(read_item)
            .collect();
        let boxes = preview["requestedUpdates"]["boxes"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let made = self.make_boxes(&boxes, confirmation.as_deref());
        for (list, sign) in [(&before, -1), (&items, 1)] {
            for item in list {
                if let Some(stock) = self.account_mut(seller).stock.get_mut(&item.msku) {
                    stock.inbound_working += sign * item.quantity;
                }
            }
        }
        self.with_shipment(seller, shipment_id, |shipment| {
            shipment.items = items;
            shipment.boxes = made;
        })
    }

    fn slots_generated(&mut self, seller: &str, shipment_id: &str, body: &Value) -> Vec<Value> {
        let start = body["desiredStartDate"]
            .as_str()
            .and_then(parse_iso)
            .unwrap_or(self.now + DAY);
        let slots: Vec<Value> = (0..4)
            .map(|index| {
                let at = start + index * 3 * HOUR;
                json!({"slotId": numbers::inbound_id(&mut self.random, "sl"), "slotTime": {"startTime": iso(at), "endTime": iso(at + HOUR)}})
            })
            .collect();
        self.with_shipment(seller, shipment_id, |shipment| shipment.slots = slots)
    }

    /// Puts a shipment into a state at somebody's word; whether there is one.
    pub fn set_inbound_status(&mut self, seller: &str, id: &str, status: &str) -> bool {
        let now = self.now;
        let Some((_, shipment)) = self.account(seller).inbound.shipment(id) else {
            return false;
        };
        let id = shipment.id.clone();
        const PATH: [&str; 7] = [
            "READY_TO_SHIP",
            "SHIPPED",
            "IN_TRANSIT",
            "DELIVERED",
            "CHECKED_IN",
            "RECEIVING",
            "CLOSED",
        ];
        let place = |name: &str| PATH.iter().position(|held| *held == name);
        if let (Some(from), Some(to)) = (place(&shipment.status.clone()), place(status)) {
            // Along the path everything happens that would have happened by itself.
            for _ in from..to {
                self.with_shipment(seller, &id, |shipment| shipment.next_move = now);
                self.inbound_moves(seller, &id);
            }
        } else {
            self.with_shipment(seller, &id, |shipment| {
                status.clone_into(&mut shipment.status)
            });
        }
        true
    }

    /// A shipment moves on: out, on the way, delivered, checked in, received, closed.
    pub(super) fn inbound_moves(&mut self, seller: &str, id: &str) {
        let now = self.now;
        let Some((plan, shipment)) = self.account(seller).inbound.shipment(id) else {
            return;
        };
        if now < shipment.next_move || plan.status == "VOIDED" {
            return;
        }
        let (plan_id, status, items) = (
            plan.id.clone(),
            shipment.status.clone(),
            shipment.items.clone(),
        );
        let received = shipment.received.clone();
        let reference = shipment.confirmation_id.clone().unwrap_or_default();
        let centre = shipment.centre.clone();
        let (next, wait) = match status.as_str() {
            "READY_TO_SHIP" => ("SHIPPED", (2 * HOUR, 8 * HOUR)),
            "SHIPPED" => ("IN_TRANSIT", (DAY, 3 * DAY)),
            "IN_TRANSIT" => ("DELIVERED", (4 * HOUR, 12 * HOUR)),
            "DELIVERED" => ("CHECKED_IN", (6 * HOUR, DAY)),
            "CHECKED_IN" => ("RECEIVING", (DAY, 2 * DAY)),
            "RECEIVING" => ("CLOSED", (0, 0)),
            _ => return,
        };
        let mut counts = received;
        for item in &items {
            let shortage = if self.random.chance(4) {
                1.min(item.quantity - 1)
            } else {
                0
            };
            let account = self.account_mut(seller);
            let Some(stock) = account.stock.get_mut(&item.msku) else {
                continue;
            };
            let done = counts.entry(item.msku.clone()).or_insert(0);
            let before = *done;
            match next {
                "SHIPPED" => {
                    stock.inbound_working -= item.quantity;
                    stock.inbound_shipped += item.quantity;
                }
                "RECEIVING" => {
                    let first = item.quantity / 2;
                    stock.inbound_shipped -= item.quantity;
                    stock.inbound_receiving += item.quantity - first;
                    stock.fulfillable += first;
                    stock.updated = now;
                    *done = first;
                }
                "CLOSED" => {
                    let rest = item.quantity - *done;
                    stock.inbound_receiving -= rest;
                    stock.fulfillable += rest - shortage;
                    stock.updated = now;
                    *done += rest - shortage;
                }
                _ => {}
            }
            let moved = (&*item.msku, *done - before);
            let (reference, centre) = (&*reference, Some(&*centre));
            account.note_movement(now, "Receipts", moved, SELLABLE, reference, centre);
        }
        let at = now + self.random.between(wait.0, wait.1);
        self.with_shipment(seller, id, |shipment| {
            shipment.status = next.to_owned();
            shipment.received = counts;
            shipment.next_move = at;
        });
        if next != "CLOSED" {
            self.schedule(at, seller, Event::InboundMoves(id.to_owned()));
        }
        self.with_plan(seller, &plan_id, |plan| {
            plan.updated = now;
            if plan
                .confirmed_shipments()
                .all(|shipment| !matches!(shipment.status.as_str(), "WORKING" | "READY_TO_SHIP"))
            {
                plan.status = "SHIPPED".to_owned();
            }
        });
    }
}

/// A transport option in the model's form.
pub fn transport_json(option: &TransportOption, currency: &str) -> Value {
    let mut json = json!({
        "transportationOptionId": option.id, "shipmentId": option.shipment_id, "shippingMode": option.mode,
        "shippingSolution": if option.is_partnered { "AMAZON_PARTNERED_CARRIER" } else { "USE_YOUR_OWN_CARRIER" },
        "carrier": {"alphaCode": option.carrier.0, "name": option.carrier.1}, "preconditions": option.preconditions,
    });
    if let Some(cost) = option.cost {
        json["quote"] = json!({
            "cost": {"amount": places::number(cost, currency), "code": currency},
            "expiration": iso(option.expires), "voidableUntil": iso(option.expires + DAY),
        });
    }
    json
}

/// `FBA…U000001`.
pub fn box_id(confirmation: &str, number: usize) -> String {
    format!("{confirmation}U{number:06}")
}

fn read_item(item: &Value) -> PlanItem {
    let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
    PlanItem {
        msku: text("msku"),
        quantity: item["quantity"].as_i64().unwrap_or(0),
        label_owner: text("labelOwner"),
        prep_owner: text("prepOwner"),
        expiration: item["expiration"].as_str().map(str::to_owned),
        lot: item["manufacturingLotCode"].as_str().map(str::to_owned),
    }
}

fn owner_problem(
    item: &PlanItem,
    field: &str,
    owner: &str,
    constraint: Option<&str>,
) -> Option<Value> {
    let accepted = match constraint {
        Some("NONE_ONLY") => "NONE",
        Some("SELLER_ONLY") => "SELLER",
        Some("AMAZON_ONLY") => "AMAZON",
        _ => return None,
    };
    (owner != accepted).then(|| {
        let message = format!(
            "ERROR: {} requires {field} but {owner} was assigned. Accepted values: [{accepted}]",
            item.msku
        );
        problem("FBA_INB_0182", &message, &item.msku)
    })
}

fn content_problems(wanted: &[PlanItem], boxes: &[Value]) -> Vec<Value> {
    let is_listed = boxes
        .iter()
        .all(|sort| sort["contentInformationSource"] == "BOX_CONTENT_PROVIDED");
    if !is_listed {
        return Vec::new();
    }
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for sort in boxes {
        let n_boxes = sort["quantity"].as_i64().unwrap_or(1);
        for item in sort["items"].as_array().into_iter().flatten() {
            *sums
                .entry(item["msku"].as_str().unwrap_or_default())
                .or_insert(0) += item["quantity"].as_i64().unwrap_or(0) * n_boxes;
        }
    }
    let mut totals: BTreeMap<&str, i64> = BTreeMap::new();
    for item in wanted {
        *totals.entry(item.msku.as_str()).or_insert(0) += item.quantity;
    }
    let names: std::collections::BTreeSet<&str> =
        sums.keys().chain(totals.keys()).copied().collect();
    names
        .into_iter()
        .filter_map(|msku| {
            let (packed, planned) = (
                sums.get(msku).copied().unwrap_or(0),
                totals.get(msku).copied().unwrap_or(0),
            );
            (packed != planned).then(|| {
                let message =
                    format!("ERROR: The boxes hold {packed} units of the SKU, the plan {planned}.");
                problem("FBA_INB_0320", &message, msku)
            })
        })
        .collect()
}

fn divide(items: &[PlanItem], n_parts: usize) -> Vec<Vec<PlanItem>> {
    let mut parts: Vec<Vec<PlanItem>> = vec![Vec::new(); n_parts];
    for item in items {
        let base = item.quantity / n_parts as i64;
        for (index, part) in parts.iter_mut().enumerate() {
            let quantity = if index == 0 {
                item.quantity - base * (n_parts as i64 - 1)
            } else {
                base
            };
            if quantity > 0 {
                part.push(PlanItem {
                    quantity,
                    ..item.clone()
                });
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn accept<'a>(options: impl Iterator<Item = (&'a String, &'a mut String)>, chosen: &str) {
    for (id, status) in options {
        *status = if id == chosen { "ACCEPTED" } else { "EXPIRED" }.to_owned();
    }
}

fn new_shipment(
    id: String,
    plan_name: &str,
    placement_id: &str,
    centre: &str,
    items: Vec<PlanItem>,
    reference: String,
    now: Ms,
) -> InboundShipment {
    InboundShipment {
        name: format!("{plan_name} - {centre} ({})", date(now)),
        id,
        placement_id: placement_id.to_owned(),
        status: "UNCONFIRMED".to_owned(),
        centre: centre.to_owned(),
        source: None,
        items,
        boxes: Vec::new(),
        pallets: Vec::new(),
        confirmation_id: None,
        reference,
        ready: None,
        contact: None,
        freight: None,
        transport: None,
        transport_confirmed: None,
        windows: Vec::new(),
        window: None,
        tracking: Value::Null,
        previews: Vec::new(),
        slots: Vec::new(),
        appointment: None,
        received: BTreeMap::new(),
        updated: now,
        next_move: now + 5 * MINUTE,
    }
}
