//! Where the stub takes goods in: one house or both, one carrier, boxes as they come.
//!
//! Unlike Amazon's it knows no packing groups that must be kept apart, no fees, no pallets and no
//! delivery windows, its steps take a minute at most, and it counts the day after goods arrived.

use std::{collections::BTreeMap, time::Duration};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{Stub, World};
use crate::{
    error::{Error, Reason},
    inbound::{
        Carriage, DeliveryWindow, InboundBox, InboundLine, InboundPallet, InboundService,
        LabelKind, LabelOptions, LabelPaper, LabelRequest, Labels, OperationId, OperationState,
        PackingOption, PlacementOption, Plan, PlanMade, PlanSeen, PlanState, Received, Shipment,
        ShipmentBox, ShipmentStatus, Tracking, TransportOption,
    },
    words::{Earlier, Problem, Severity, Told},
};

/// How long a step takes.
const STEP: Duration = Duration::from_secs(60);
/// From the choice of the carrier to its van at the door.
const COLLECTION: Duration = Duration::from_secs(24 * 3600);
/// From there to the house.
const TRAVEL: Duration = Duration::from_secs(2 * 24 * 3600);
/// From there to the count.
const COUNTING: Duration = Duration::from_secs(24 * 3600);
const HOUSES: [&str; 2] = ["DEPOT-1", "DEPOT-2"];
const LONGEST_NAME: usize = 60;

#[derive(Default)]
pub(super) struct Depot {
    plans: BTreeMap<String, Kept>,
    operations: BTreeMap<String, Step>,
}

struct Kept {
    plan: Plan,
    made: Timestamp,
    changed: Timestamp,
    failed: bool,
    voided: bool,
    boxes: Option<Vec<InboundBox>>,
    /// Among how many houses the boxes are dealt out, once that is chosen.
    houses: Option<usize>,
    /// When the carrier was chosen.
    handed_over: Option<Timestamp>,
    /// Numbers of the boxes by shipment.
    tracking: BTreeMap<String, Tracking>,
}

struct Step {
    done: Timestamp,
    problems: Vec<Problem>,
}

impl Depot {
    fn plan(&self, id: &str) -> Result<&Kept, Error> {
        self.plans
            .get(id)
            .ok_or_else(|| Error::NotFound(id.to_owned()))
    }

    fn plan_mut(&mut self, id: &str) -> Result<&mut Kept, Error> {
        self.plans
            .get_mut(id)
            .ok_or_else(|| Error::NotFound(id.to_owned()))
    }

    fn step(&mut self, now: Timestamp, problems: Vec<Problem>) -> OperationId {
        let id = format!("step-{}", self.operations.len() + 1);
        let done = now + STEP;
        self.operations.insert(id.clone(), Step { done, problems });
        OperationId(id)
    }
}

impl Kept {
    fn state(&self) -> PlanState {
        match (self.failed, self.voided, self.handed_over) {
            (true, _, _) => PlanState::Errored,
            (_, true, _) => PlanState::Voided,
            (_, _, Some(_)) => PlanState::Shipped,
            _ => PlanState::Active,
        }
    }

    fn shipment_status(&self, now: Timestamp) -> ShipmentStatus {
        match (self.state(), self.handed_over) {
            (PlanState::Errored, _) => ShipmentStatus::Error,
            (PlanState::Voided, _) => ShipmentStatus::Cancelled,
            (_, None) => ShipmentStatus::Working,
            (_, Some(at)) if now < at + COLLECTION => ShipmentStatus::ReadyToShip,
            (_, Some(at)) if now < at + COLLECTION + TRAVEL => ShipmentStatus::InTransit,
            (_, Some(at)) if now < at + COLLECTION + TRAVEL + COUNTING => ShipmentStatus::Receiving,
            _ => ShipmentStatus::Closed,
        }
    }

    /// The boxes one by one, dealt out like cards.
    fn boxes_for(&self, house: usize, houses: usize) -> Vec<&InboundBox> {
        let alike = self.boxes.iter().flatten();
        let each = alike.flat_map(|held| std::iter::repeat_n(held, held.count as usize));
        each.skip(house).step_by(houses).collect()
    }

    /// What goes to one house, by SKU.
    fn announced(&self, house: usize, houses: usize) -> BTreeMap<String, u32> {
        let mut announced = BTreeMap::new();
        for line in self
            .boxes_for(house, houses)
            .iter()
            .flat_map(|held| &held.lines)
        {
            *announced.entry(line.sku.clone()).or_default() += line.quantity;
        }
        announced
    }
}

/// The shipments of a plan that goes to so many houses.
fn shipments_of(plan: &str, houses: usize) -> Vec<String> {
    (1..=houses)
        .map(|house| format!("{plan}/{house}of{houses}"))
        .collect()
}

/// The plan, house and number of houses behind the id of a shipment.
fn parts_of(shipment: &str) -> Result<(&str, usize, usize), Error> {
    let read = || {
        let (plan, place) = shipment.split_once('/')?;
        let (house, houses) = place.split_once("of")?;
        let house = house.parse::<usize>().ok()?.checked_sub(1)?;
        let houses = houses.parse().ok()?;
        (house < houses).then_some((plan, house, houses))
    };
    read().ok_or_else(|| Error::NotFound(shipment.to_owned()))
}

fn not_now(message: &str) -> Error {
    Error::Refused {
        reason: Reason::NotNow,
        message: message.to_owned(),
        problems: Vec::new(),
    }
}

fn refused(about: &str, message: &str) -> Problem {
    Problem {
        severity: Severity::Error,
        ..Problem::of(about, message)
    }
}

fn chosen_once(is_chosen: bool) -> Result<(), Error> {
    if is_chosen {
        Err(not_now("it has been chosen already"))
    } else {
        Ok(())
    }
}

/// What a plan asks for that the house does not take.
fn problems(world: &World, plan: &Plan) -> Vec<Problem> {
    plan.lines
        .iter()
        .filter(|line| !world.stock.contains_key(&line.sku))
        .map(|line| refused(&line.sku, "the house does not know this article"))
        .collect()
}

fn total(boxes: &[InboundBox], sku: &str) -> u32 {
    boxes
        .iter()
        .flat_map(|held| held.lines.iter().map(move |line| (held.count, line)))
        .filter(|(_, line)| line.sku == sku)
        .map(|(count, line)| count * line.quantity)
        .sum()
}

#[async_trait]
impl InboundService for Stub {
    async fn eligibility(&self, catalogue_id: &str) -> Result<Vec<Problem>, Error> {
        let taken = self
            .lock()
            .listings
            .values()
            .any(|listing| listing.catalogue_id.as_deref() == Some(catalogue_id));
        Ok(if taken {
            Vec::new()
        } else {
            vec![refused(
                catalogue_id,
                "the house does not know this product",
            )]
        })
    }

    async fn prepare(&self, _skus: &[String]) -> Result<Option<OperationId>, Error> {
        Ok(None)
    }

    async fn plan(&self, plan: &Plan, _earlier: Earlier) -> Result<PlanMade, Error> {
        let mut wrong = Vec::new();
        if plan.name.trim().is_empty() || plan.name.chars().count() > LONGEST_NAME {
            wrong.push(refused("name", "the plan needs a short name"));
        }
        if plan.lines.is_empty() {
            wrong.push(refused("lines", "there is nothing to send"));
        }
        if !wrong.is_empty() {
            return Err(Error::invalid(wrong));
        }
        let mut world = self.lock();
        let now = world.now;
        let known = world
            .depot
            .plans
            .iter()
            .find(|(_, kept)| kept.plan.name == plan.name && !kept.failed && !kept.voided);
        if let Some((id, _)) = known {
            return Ok(PlanMade {
                plan: id.clone(),
                operation: None,
            });
        }
        let found = problems(&world, plan);
        let id = format!("plan-{}", world.depot.plans.len() + 1);
        let kept = Kept {
            plan: plan.clone(),
            made: now,
            changed: now,
            failed: !found.is_empty(),
            voided: false,
            boxes: None,
            houses: None,
            handed_over: None,
            tracking: BTreeMap::new(),
        };
        world.depot.plans.insert(id.clone(), kept);
        let operation = world.depot.step(now, found);
        Ok(PlanMade {
            plan: id,
            operation: Some(operation),
        })
    }

    async fn plan_state(&self, plan: &str) -> Result<PlanState, Error> {
        Ok(self.lock().depot.plan(plan)?.state())
    }

    async fn plans_since(&self, since: Timestamp) -> Result<Told<PlanSeen>, Error> {
        let world = self.lock();
        let seen = world
            .depot
            .plans
            .iter()
            .filter(|(_, kept)| kept.changed >= since);
        Ok(seen
            .map(|(id, kept)| PlanSeen {
                id: id.clone(),
                name: kept.plan.name.clone(),
                state: kept.state(),
                made_at: Some(kept.made),
                changed_at: Some(kept.changed),
            })
            .collect())
    }

    async fn operation(&self, operation: &OperationId) -> Result<OperationState, Error> {
        let world = self.lock();
        let step = world
            .depot
            .operations
            .get(&operation.0)
            .ok_or_else(|| Error::NotFound(operation.0.clone()))?;
        Ok(if world.now < step.done {
            OperationState::Running
        } else if step.problems.is_empty() {
            OperationState::Done(Vec::new())
        } else {
            OperationState::Failed(step.problems.clone())
        })
    }

    async fn ask_packing(&self, plan: &str) -> Result<OperationId, Error> {
        let mut world = self.lock();
        world.depot.plan(plan)?;
        let now = world.now;
        Ok(world.depot.step(now, Vec::new()))
    }

    async fn packing_options(&self, plan: &str) -> Result<Told<PackingOption>, Error> {
        self.lock().depot.plan(plan)?;
        Ok(Told::from_iter([PackingOption {
            id: "as-it-comes".into(),
            groups: vec!["all".into()],
            fees: Vec::new(),
            expires: None,
            chosen: true,
        }]))
    }

    async fn group_lines(&self, plan: &str, _group: &str) -> Result<Vec<InboundLine>, Error> {
        Ok(self.lock().depot.plan(plan)?.plan.lines.clone())
    }

    async fn choose_packing(&self, plan: &str, _option: &str) -> Result<OperationId, Error> {
        self.ask_packing(plan).await
    }

    async fn set_boxes(
        &self,
        plan: &str,
        groups: &[(String, Vec<InboundBox>)],
    ) -> Result<OperationId, Error> {
        let mut world = self.lock();
        let now = world.now;
        let boxes: Vec<InboundBox> = groups
            .iter()
            .flat_map(|(_, boxes)| boxes.iter().cloned())
            .collect();
        let kept = world.depot.plan_mut(plan)?;
        let wrong: Vec<Problem> = kept
            .plan
            .lines
            .iter()
            .filter(|line| total(&boxes, &line.sku) != line.quantity)
            .map(|line| refused(&line.sku, "the boxes do not hold what the plan says"))
            .collect();
        if wrong.is_empty() {
            kept.boxes = Some(boxes);
            kept.changed = now;
        }
        Ok(world.depot.step(now, wrong))
    }

    async fn ask_placements(&self, plan: &str) -> Result<OperationId, Error> {
        self.ask_packing(plan).await
    }

    async fn placements(&self, plan: &str) -> Result<Told<PlacementOption>, Error> {
        let world = self.lock();
        let kept = world.depot.plan(plan)?;
        let placement = |houses: usize| PlacementOption {
            id: houses.to_string(),
            shipments: shipments_of(plan, houses),
            fees: Vec::new(),
            expires: None,
            chosen: kept.houses == Some(houses),
        };
        Ok((1..=HOUSES.len()).map(placement).collect())
    }

    async fn choose_placement(&self, plan: &str, option: &str) -> Result<OperationId, Error> {
        let mut world = self.lock();
        let now = world.now;
        let kept = world.depot.plan_mut(plan)?;
        chosen_once(kept.houses.is_some())?;
        let houses = option.parse().ok();
        let houses = houses.filter(|houses| (1..=HOUSES.len()).contains(houses));
        kept.houses = Some(houses.ok_or_else(|| Error::NotFound(option.to_owned()))?);
        kept.changed = now;
        Ok(world.depot.step(now, Vec::new()))
    }

    async fn ask_transport(
        &self,
        plan: &str,
        _placement: &PlacementOption,
        _ready: Timestamp,
        pallets: &[(String, Vec<InboundPallet>)],
    ) -> Result<OperationId, Error> {
        if !pallets.is_empty() {
            return Err(Error::Unsupported("take pallets"));
        }
        self.ask_packing(plan).await
    }

    async fn transport_options(
        &self,
        plan: &str,
        placement: &str,
    ) -> Result<Told<TransportOption>, Error> {
        let offered = self.placements(plan).await?;
        let placement = offered.into_iter().find(|option| option.id == placement);
        let van = |shipment| TransportOption {
            id: "own-van".into(),
            shipment,
            partnered: false,
            carrier: Some("Van".into()),
            mode: "parcels".into(),
            cost: None,
            cost_until: None,
            needs_delivery_window: false,
            freight: false,
        };
        let shipments = placement.into_iter().flat_map(|option| option.shipments);
        Ok(shipments.map(van).collect())
    }

    async fn ask_delivery_windows(
        &self,
        plan: &str,
        _shipment: &str,
    ) -> Result<OperationId, Error> {
        self.ask_packing(plan).await
    }

    async fn delivery_windows(
        &self,
        plan: &str,
        _shipment: &str,
    ) -> Result<Told<DeliveryWindow>, Error> {
        self.lock().depot.plan(plan)?;
        Ok(Told::default())
    }

    async fn choose_delivery_window(
        &self,
        plan: &str,
        _shipment: &str,
        _window: &str,
    ) -> Result<OperationId, Error> {
        self.lock().depot.plan(plan)?;
        Err(Error::Unsupported("agree delivery windows"))
    }

    async fn choose_transport(
        &self,
        plan: &str,
        choices: &[TransportOption],
    ) -> Result<OperationId, Error> {
        let mut world = self.lock();
        let now = world.now;
        let kept = world.depot.plan_mut(plan)?;
        chosen_once(kept.handed_over.is_some())?;
        let (Some(houses), Some(_)) = (kept.houses, &kept.boxes) else {
            return Err(not_now("the houses and the boxes must be known first"));
        };
        let all = shipments_of(plan, houses);
        let missing: Vec<Problem> = all
            .iter()
            .filter(|id| !choices.iter().any(|choice| choice.shipment == **id))
            .map(|id| refused(id, "the shipment has no carrier"))
            .collect();
        if missing.is_empty() {
            kept.handed_over = Some(now);
            kept.changed = now;
        }
        Ok(world.depot.step(now, missing))
    }

    async fn shipments(&self, plan: &str) -> Result<Told<Shipment>, Error> {
        let world = self.lock();
        let kept = world.depot.plan(plan)?;
        let ids = kept.houses.map(|houses| shipments_of(plan, houses));
        let shipments = ids.into_iter().flatten().zip(HOUSES);
        Ok(shipments
            .map(|(id, house)| Shipment {
                confirmation: kept.handed_over.map(|_| id.clone()),
                id,
                status: kept.shipment_status(world.now),
                destination: Some(house.into()),
                window: None,
            })
            .collect())
    }

    fn label_options(&self, _carriage: &Carriage) -> LabelOptions {
        LabelOptions {
            kinds: vec![LabelKind::Box],
            papers: vec![LabelPaper::Thermal],
            most_boxes: 50,
            bill_of_lading: false,
        }
    }

    async fn labels(&self, request: &LabelRequest) -> Result<Labels, Error> {
        self.label_options(&request.carriage).check(request)?;
        let (plan, ..) = parts_of(&request.confirmation)?;
        let boxes = self.boxes(plan, &request.confirmation).await?;
        let known: Vec<String> = boxes.into_iter().map(|held| held.id).collect();
        if let Some(unknown) = request.boxes.iter().find(|id| !known.contains(id)) {
            return Err(Error::NotFound(unknown.clone()));
        }
        let wanted = match request.boxes.is_empty() {
            true => known,
            false => request.boxes.clone(),
        };
        Ok(Labels {
            pdf: pages(&wanted),
            whole_shipment: false,
        })
    }

    async fn bill_of_lading(
        &self,
        _confirmation: &str,
        _carriage: &Carriage,
    ) -> Result<Vec<u8>, Error> {
        Err(Error::Unsupported("print a bill of lading"))
    }

    async fn set_tracking(
        &self,
        plan: &str,
        shipment: &str,
        tracking: &Tracking,
    ) -> Result<OperationId, Error> {
        if matches!(tracking, Tracking::Freight { .. }) {
            return Err(Error::Unsupported("follow freight"));
        }
        let mut world = self.lock();
        let now = world.now;
        let kept = world.depot.plan_mut(plan)?;
        if kept.handed_over.is_none() {
            return Err(not_now("the carrier must be chosen first"));
        }
        kept.tracking.insert(shipment.to_owned(), tracking.clone());
        Ok(world.depot.step(now, Vec::new()))
    }

    async fn boxes(&self, plan: &str, shipment: &str) -> Result<Vec<ShipmentBox>, Error> {
        let world = self.lock();
        let kept = world.depot.plan(plan)?;
        let (_, house, houses) = parts_of(shipment)?;
        let boxes = kept.boxes_for(house, houses).into_iter().zip(1..);
        Ok(boxes
            .map(|(held, n): (&InboundBox, u32)| ShipmentBox {
                id: format!("{shipment}-{n}"),
                name: None,
                contents: held
                    .lines
                    .iter()
                    .map(|line| (line.sku.clone(), line.quantity))
                    .collect(),
            })
            .collect())
    }

    async fn received(&self, confirmation: &str) -> Result<Told<Received>, Error> {
        let world = self.lock();
        let (plan, house, houses) = parts_of(confirmation)?;
        let kept = world.depot.plan(plan)?;
        let is_counted = kept.shipment_status(world.now) == ShipmentStatus::Closed;
        let announced = kept.announced(house, houses).into_iter();
        Ok(announced
            .map(|(sku, announced)| Received {
                sku,
                announced,
                received: if is_counted { announced } else { 0 },
            })
            .collect())
    }

    async fn cancel(&self, plan: &str) -> Result<OperationId, Error> {
        let mut world = self.lock();
        let now = world.now;
        let kept = world.depot.plan_mut(plan)?;
        if kept.handed_over.is_some() {
            return Err(not_now("the carrier has been chosen"));
        }
        kept.voided = true;
        kept.changed = now;
        Ok(world.depot.step(now, Vec::new()))
    }
}

/// The plainest PDF: a page for each text.
fn pages(texts: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..texts.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            texts.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (at, text) in texts.iter().enumerate() {
        let drawn = format!("BT /F1 12 Tf 20 100 Td ({}) Tj ET", plain(text));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 200] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + 2 * at
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawn}\nendstream",
            drawn.len()
        ));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}

/// What may stand between the brackets of a PDF text.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || " -_./".contains(c) {
                c
            } else {
                '?'
            }
        })
        .collect()
}
