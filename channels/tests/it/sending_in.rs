//! Goods on their way to Amazon, from plan to labels and further, on good days and bad ones.

use std::time::Duration;

use amazon_sim::world::inbound::{InboundPlan, InboundShipment};
use channels::{
    Error, FulfilmentService, InboundService, Reason,
    contract::{self, Bench, FulfilmentBench, InboundBench},
    fulfilment::StockQuery,
    inbound::{
        Carriage, InboundBox, InboundLine, InboundPallet, LabelKind, LabelPaper, LabelRequest,
        OperationId, OperationState, Owner, PlacementOption, Plan, PlanState, Shipment,
        ShipmentBox, ShipmentStatus, Tracking,
    },
    words::{Address, Earlier},
};

use crate::{
    amazon::{FbaBench, persist},
    paper,
};

impl InboundBench for FbaBench {
    fn inbound(&self) -> &dyn InboundService {
        &self.fba
    }
    fn taken(&self) -> (String, String) {
        let sku = self.stocked();
        let asin = self.sim.simulator.with_world(|world| {
            let listings = &world.accounts[&self.sim.seller].listings;
            listings[&sku].asin.to_string()
        });
        (sku, asin)
    }
    fn from(&self) -> Address {
        self.address()
    }
    fn scanned(&self, pdf: &[u8]) -> Vec<String> {
        paper::scanned(pdf)
    }
}

/// Proves GEN-06 for goods sent in, INB-08, INB-09, INB-12, INB-13, INB-29 at the service: Amazon keeps the same contract as
/// the stub; a plan goes to one house or, by another of the placements offered, to several, and all its shipments are accepted
/// together; labels on every paper name each box of their shipment; goods go by a carrier of our own, whose numbers Amazon then
/// has for each box.
#[tokio::test]
async fn amazon_keeps_the_contract_of_taking_goods_in() {
    let bench = FbaBench::new(35);
    bench.sim.clock.run(contract::inbound(&bench)).await;
    for (name, n_shipments) in [("run-shelf-Least", 1), ("run-shelf-Most", 3)] {
        in_world(&bench, name, |plan| {
            assert_eq!(plan.shipments.len(), n_shipments, "{name}");
            for shipment in plan.shipments.values() {
                let tracked = shipment.tracking["spdTrackingDetail"]["spdTrackingItems"]
                    .as_array()
                    .map(Vec::len);
                assert_eq!(tracked, Some(shipment.boxes.len()), "{}", shipment.tracking);
                assert!(shipment.tracking.to_string().contains("1Z5R89390357567127"));
            }
        });
    }
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}

/// Proves INB-30 at the service: of what is sent in again and again, Amazon's houses lose a unit now and then. What came is
/// told, with the unit that is missing, and what can be sold there grows by what came.
#[tokio::test]
async fn what_is_missing_of_a_shipment_is_told() {
    let bench = FbaBench::new(57);
    let sellable = async || {
        let skus = StockQuery::Skus(vec![bench.stocked()]);
        let pass = bench.fba.stock(&skus).await.expect("read");
        i64::from(pass.rows[0].sellable)
    };
    let received = async |confirmation: &str| {
        let rows = bench.fba.received(confirmation).await.expect("read");
        assert_eq!((rows.len(), rows[0].announced), (1, UNITS));
        rows[0].clone()
    };
    let work = async {
        for round in 0..10 {
            let before = sellable().await;
            let mut confirmations = Vec::new();
            for n in 0..8 {
                let name = format!("IS-{round}-{n}");
                let ready = inbound_life(&bench, &name, SIMPLE).await.remove(0);
                confirmations.push(ready.shipment.confirmation.expect("confirmed"));
            }
            bench.pass(Duration::from_secs(15 * 24 * 3600)).await;
            let mut came = 0;
            let mut short = Vec::new();
            for confirmation in &confirmations {
                let row = received(confirmation).await;
                assert_eq!(row.missing(), i64::from(UNITS) - i64::from(row.received));
                came += i64::from(row.received);
                short.extend((row.missing() > 0).then_some(row));
            }
            assert_eq!(sellable().await - before, came, "what came can be sold");
            for row in &short {
                assert_eq!((row.received, row.missing()), (UNITS - 1, 1));
            }
            if !short.is_empty() {
                assert!(short.len() < confirmations.len(), "the others are whole");
                return;
            }
        }
        panic!("no unit is ever lost");
    };
    bench.sim.clock.run(work).await;
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}

/// Looks at the plan of this name, of several at the one that was made last.
fn in_world<T>(bench: &FbaBench, name: &str, look: impl FnOnce(&InboundPlan) -> T) -> T {
    bench.sim.simulator.with_world(|world| {
        let plans = &world.accounts[&bench.sim.seller].inbound.plans;
        let plan = plans
            .values()
            .filter(|plan| plan.name == name)
            .max_by_key(|plan| plan.created);
        look(plan.expect("it was made"))
    })
}

/// Follows a step to its end.
async fn end(bench: &FbaBench, operation: &OperationId) -> OperationState {
    for _ in 0..200 {
        match persist!(bench, _earlier => bench.fba.operation(operation)).expect("can be asked") {
            OperationState::Running => bench.pass(Duration::from_secs(20)).await,
            ended => return ended,
        }
    }
    panic!("a step does not end");
}

async fn done(bench: &FbaBench, operation: &OperationId) {
    let ended = end(bench, operation).await;
    assert!(
        matches!(ended, OperationState::Done(_)),
        "a step failed: {ended:?}"
    );
}

/// Makes the plan. Who prepares is a puzzle (trap 14): the wrong guess fails, and the problem names
/// what would be right.
async fn plan(bench: &FbaBench, plan: &mut Plan) -> String {
    for guess in [Owner::Us, Owner::Nobody] {
        plan.lines[0].preparation = guess;
        let made = persist!(bench, earlier => bench.fba.plan(plan, earlier)).expect("made");
        let problem = match &made.operation {
            Some(operation) => match end(bench, operation).await {
                OperationState::Failed(problems) => Some(problems[0].message.clone()),
                _ => None,
            },
            None => {
                // Found after a lost answer: its step is not known, its state is.
                bench.pass(Duration::from_secs(600)).await;
                let state =
                    persist!(bench, _earlier => bench.fba.plan_state(&made.plan)).expect("read");
                (state == PlanState::Errored).then(|| "Accepted values: [found later]".to_owned())
            }
        };
        match problem {
            Some(message) => assert!(message.contains("Accepted values: ["), "{message}"),
            None => return made.plan,
        }
    }
    panic!("neither guess is right");
}

/// A step that may have been done by a call whose answer was lost, or that came before it in a
/// doubled request: a refusal then is settled by looking.
macro_rules! step {
    ($bench:expr, $call:expr, or $done:expr) => {
        match persist!($bench, _earlier => $call) {
            Ok(operation) => match end($bench, &operation).await {
                OperationState::Failed(problems) => {
                    assert!($done, "failed and not done: {problems:?}")
                }
                _ => {}
            },
            Err(Error::Refused { message, .. }) => assert!($done, "refused and not done: {message}"),
            Err(error) => panic!("{error}"),
        }
    };
}

/// Which way goods are sent in.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// To how many houses, each of which gets a shipment.
    pub shipments: usize,
    /// Whether Amazon's partner carries.
    pub partnered: bool,
    /// Whether they stand on a pallet.
    pub freight: bool,
}

/// To one house, by Amazon's partner.
pub const SIMPLE: Way = Way {
    shipments: 1,
    partnered: true,
    freight: false,
};

/// A shipment that is ready to be handed over.
pub struct Ready {
    pub shipment: Shipment,
    pub boxes: Vec<ShipmentBox>,
    pub carriage: Carriage,
}

impl Ready {
    /// What asks for labels of all its boxes.
    pub fn labels(&self, kind: LabelKind, paper: LabelPaper) -> LabelRequest {
        LabelRequest {
            confirmation: self.shipment.confirmation.clone().expect("confirmed"),
            carriage: self.carriage.clone(),
            kind,
            paper,
            boxes: Vec::new(),
            count: u32::try_from(self.boxes.len()).expect("few"),
        }
    }
}

/// Six boxes can be dealt out evenly to one, two and three houses.
const BOXES: u32 = 6;
pub const UNITS: u32 = 12;

/// From plan to labels; the shipments it came to.
pub async fn inbound_life(bench: &FbaBench, name: &str, way: Way) -> Vec<Ready> {
    let inbound = &bench.fba;
    let mut from = bench.address();
    from.name = "Quayside warehouse".into();
    let mut wish = Plan {
        name: name.into(),
        from,
        lines: vec![InboundLine {
            sku: bench.stocked(),
            quantity: UNITS,
            preparation: Owner::Us,
            labels: Owner::Us,
            expires: None,
        }],
    };
    if let Some(operation) =
        persist!(bench, _earlier => inbound.prepare(&[bench.stocked()])).expect("prepared")
    {
        done(bench, &operation).await;
    }
    let id = plan(bench, &mut wish).await;
    let operation = persist!(bench, _earlier => inbound.ask_packing(&id)).expect("asked");
    done(bench, &operation).await;
    let packing = persist!(bench, _earlier => inbound.packing_options(&id))
        .expect("options")
        .remove(0);
    step!(bench, inbound.choose_packing(&id, &packing.id),
        or persist!(bench, _earlier => inbound.packing_options(&id)).expect("options").iter().any(|option| option.id == packing.id && option.chosen));
    let mut groups = Vec::new();
    for group in &packing.groups {
        let mut lines =
            persist!(bench, _earlier => inbound.group_lines(&id, group)).expect("lines");
        for line in &mut lines {
            line.quantity /= BOXES;
        }
        let one = InboundBox {
            count: 1,
            lines,
            size_mm: [400, 300, 200],
            weight_g: 9_000,
        };
        groups.push((group.clone(), vec![one; BOXES as usize]));
    }
    let operation = persist!(bench, _earlier => inbound.set_boxes(&id, &groups)).expect("told");
    done(bench, &operation).await;
    let placement = placed(bench, &id, way).await;
    let choices = carried(bench, &id, &placement, way).await;
    step!(bench, inbound.choose_transport(&id, &choices),
        or in_world(bench, name, |plan| plan.shipments.values().all(|shipment| shipment.transport.is_some())));
    let shipments = persist!(bench, _earlier => inbound.shipments(&id)).expect("shipments");
    assert_eq!(shipments.len(), placement.shipments.len());
    let mut ready = Vec::new();
    for shipment in shipments {
        assert!(
            !matches!(shipment.status, ShipmentStatus::Unknown(_)),
            "{shipment:?}"
        );
        let confirmation = shipment.confirmation.clone().expect("confirmed");
        assert!(confirmation.starts_with("FBA"), "{confirmation}");
        let boxes = persist!(bench, _earlier => inbound.boxes(&id, &shipment.id)).expect("boxes");
        assert_eq!(boxes.len(), BOXES as usize / way.shipments, "{name}");
        if !way.partnered {
            let numbers = boxes.iter();
            let numbers = numbers.map(|held| (held.id.clone(), format!("OWN-{}", held.id)));
            let tracking = match way.freight {
                true => freight_bill(),
                false => Tracking::Boxes(numbers.collect()),
            };
            let told =
                persist!(bench, _earlier => inbound.set_tracking(&id, &shipment.id, &tracking))
                    .expect("told");
            done(bench, &told).await;
        }
        let choice = choices.iter().find(|choice| choice.shipment == shipment.id);
        let carriage = choice.expect("chosen").carriage();
        let one = Ready {
            shipment,
            boxes: boxes.into_iter().collect(),
            carriage,
        };
        let request = one.labels(LabelKind::Box, LabelPaper::Thermal);
        let labels = persist!(bench, _earlier => inbound.labels(&request)).expect("labels");
        assert!(labels.pdf.starts_with(b"%PDF"));
        let received =
            persist!(bench, _earlier => inbound.received(&confirmation)).expect("received");
        assert!(!received.is_empty(), "{name}: nothing is announced");
        assert!(
            received.iter().all(|received| received.missing() > 0),
            "nothing has arrived yet: {received:?}"
        );
        ready.push(one);
    }
    ready
}

/// What our own carrier of freight gave us.
fn freight_bill() -> Tracking {
    Tracking::Freight {
        freight_bill: "PRO-4711.2".into(),
        bill_of_lading: Some("BOL 99".into()),
    }
}

/// Chooses the placement with as many shipments as are wanted, once it is known how they could travel.
async fn placed(bench: &FbaBench, id: &str, way: Way) -> PlacementOption {
    let inbound = &bench.fba;
    let operation = persist!(bench, _earlier => inbound.ask_placements(id)).expect("asked");
    done(bench, &operation).await;
    let offered = persist!(bench, _earlier => inbound.placements(id)).expect("placements");
    assert!(offered.len() > 1, "there is a choice: {offered:?}");
    let placement = offered
        .into_iter()
        .find(|option| option.shipments.len() == way.shipments)
        .expect("goods can be split so");
    let ready = bench.now() + Duration::from_secs(3 * 24 * 3600);
    let pallet = InboundPallet {
        count: 1,
        size_mm: [1200, 800, 1400],
        weight_g: 60_000,
        stackable: false,
    };
    let pallets: Vec<_> = placement
        .shipments
        .iter()
        .filter(|_| way.freight)
        .map(|shipment| (shipment.clone(), vec![pallet.clone()]))
        .collect();
    let operation =
        persist!(bench, _earlier => inbound.ask_transport(id, &placement, ready, &pallets))
            .expect("asked");
    done(bench, &operation).await;
    placement
}

/// Accepts the placement and picks how each of its shipments travels.
async fn carried(
    bench: &FbaBench,
    id: &str,
    placement: &PlacementOption,
    way: Way,
) -> Vec<channels::inbound::TransportOption> {
    let inbound = &bench.fba;
    let options =
        persist!(bench, _earlier => inbound.transport_options(id, &placement.id)).expect("options");
    step!(bench, inbound.choose_placement(id, &placement.id),
        or persist!(bench, _earlier => inbound.placements(id)).expect("placements").iter().any(|option| option.id == placement.id && option.chosen));
    let mut choices = Vec::new();
    for shipment in &placement.shipments {
        let option = options
            .iter()
            .find(|option| {
                option.shipment == *shipment
                    && option.partnered == way.partnered
                    && option.freight == way.freight
            })
            .expect("every shipment can travel so");
        assert_eq!(
            option.cost.is_some(),
            option.partnered,
            "a partnered carrier has a price, and no other has"
        );
        assert_eq!(option.needs_delivery_window, !option.partnered);
        if option.needs_delivery_window {
            let operation = persist!(bench, _earlier => inbound.ask_delivery_windows(id, shipment))
                .expect("asked");
            done(bench, &operation).await;
            let window = persist!(bench, _earlier => inbound.delivery_windows(id, shipment))
                .expect("windows")
                .remove(0);
            let is_agreed = async || {
                let held = persist!(bench, _earlier => inbound.shipments(id)).expect("shipments");
                let held = held.into_iter().find(|held| held.id == *shipment);
                let agreed = held.and_then(|held| held.window);
                agreed.is_some_and(|agreed| agreed.id == window.id)
            };
            step!(bench, inbound.choose_delivery_window(id, shipment, &window.id), or is_agreed().await);
            assert!(is_agreed().await, "{shipment}");
        }
        choices.push(option.clone());
    }
    choices
}

/// What Amazon's world holds of plans of this name: those that are not given up, and their shipments
/// that have a number.
pub fn plans_and_shipments(bench: &FbaBench, name: &str) -> (usize, usize) {
    bench.sim.simulator.with_world(|world| {
        let plans = world.accounts[&bench.sim.seller].inbound.plans.values();
        let alive: Vec<_> = plans
            .filter(|plan| plan.name == name)
            .filter(|plan| !matches!(plan.status.as_str(), "ERRORED" | "VOIDED"))
            .collect();
        let shipments = alive.iter().flat_map(|plan| plan.confirmed_shipments());
        (alive.len(), shipments.count())
    })
}

/// Proves INB-06, INB-07, INB-08, INB-10, INB-29 at the service: from plan to labels on a good day, to one house, to two
/// and to three, by Amazon's partner and by a carrier of our own. Amazon has the plan with the same lines, as many
/// shipments as the chosen placement has, and each with its boxes; carriage has a price before it is chosen; all shipments
/// are accepted together.
#[tokio::test]
async fn an_inbound_plan_goes_from_lines_to_labels() {
    let bench = FbaBench::new(14);
    for shipments in 1..=3 {
        for partnered in [true, false] {
            let way = Way {
                shipments,
                partnered,
                freight: false,
            };
            let name = format!("IS-{shipments}-{partnered}");
            let life = inbound_life(&bench, &name, way);
            let ready = bench.sim.clock.run(life).await;
            assert_eq!(ready.len(), shipments);
            assert_eq!(plans_and_shipments(&bench, &name), (1, shipments));
            let (lines, boxed) = in_world(&bench, &name, |plan| {
                let lines: Vec<_> = plan
                    .items
                    .iter()
                    .map(|item| (item.msku.clone(), item.quantity))
                    .collect();
                (lines, plan.confirmed_shipments().map(units_boxed).collect())
            });
            assert_eq!(lines, [(bench.stocked(), i64::from(UNITS))]);
            let each = i64::from(UNITS) / i64::try_from(shipments).expect("few");
            let expected: Vec<i64> = vec![each; shipments];
            let boxed: Vec<i64> = boxed;
            assert_eq!(boxed, expected, "{way:?}");
        }
    }
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}

/// Proves INB-09 at the service for freight: the number of the freight bill and that of the bill of lading are with Amazon,
/// for each shipment. What is no such number is refused before it leaves; numbers of boxes are refused for pallets, and a
/// freight bill for parcels, with the reason.
#[tokio::test]
async fn freight_of_another_carrier_is_followed_by_its_bill() {
    let bench = FbaBench::new(59);
    let freight = Way {
        shipments: 2,
        partnered: false,
        freight: true,
    };
    let parcels = Way {
        freight: false,
        ..freight
    };
    let work = async {
        for (name, way) in [("IS-LTL", freight), ("IS-SPD", parcels)] {
            let ready = inbound_life(&bench, name, way).await;
            let id = in_world(&bench, name, |plan| plan.id.clone());
            let boxes = ready[0].boxes.iter();
            let boxes =
                Tracking::Boxes(boxes.map(|held| (held.id.clone(), "OWN".into())).collect());
            let wrong = if way.freight { boxes } else { freight_bill() };
            let step = bench
                .fba
                .set_tracking(&id, &ready[0].shipment.id, &wrong)
                .await;
            let OperationState::Failed(problems) = end(&bench, &step.expect("begun")).await else {
                panic!("{name}: taken")
            };
            let needed = if way.freight {
                "ltlTrackingDetail"
            } else {
                "spdTrackingDetail"
            };
            assert!(problems[0].message.contains(needed), "{problems:?}");
        }
        let (id, shipments) = in_world(&bench, "IS-LTL", |plan| {
            let shipments: Vec<_> = plan.confirmed_shipments().collect();
            assert_eq!(shipments.len(), 2);
            for shipment in &shipments {
                let told = serde_json::json!({
                    "ltlTrackingDetail": {"freightBillNumber": ["PRO-4711.2"], "billOfLadingNumber": "BOL 99"},
                });
                assert_eq!(shipment.tracking, told);
            }
            let ids = shipments.iter().map(|shipment| shipment.id.clone());
            (plan.id.clone(), ids.collect::<Vec<_>>())
        });
        let n_calls = bench.sim.n_calls();
        for (number, lading) in [
            (" ", None),
            ("PRO/4711", None),
            ("Ü-1", None),
            (&*"9".repeat(65), None),
            ("PRO-1", Some("9".repeat(1025))),
        ] {
            let unfit = Tracking::Freight {
                freight_bill: number.into(),
                bill_of_lading: lading,
            };
            let refused = bench.fba.set_tracking(&id, &shipments[0], &unfit).await;
            let reason = Reason::Invalid;
            assert!(
                matches!(&refused, Err(Error::Refused { reason: found, .. }) if *found == reason),
                "{number}: {refused:?}"
            );
        }
        assert_eq!(bench.sim.n_calls(), n_calls, "none of them left");
    };
    bench.sim.clock.run(work).await;
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}

fn units_boxed(shipment: &InboundShipment) -> i64 {
    let items = shipment
        .boxes
        .iter()
        .flat_map(|held| held["items"].as_array().into_iter().flatten());
    items.filter_map(|item| item["quantity"].as_i64()).sum()
}

/// Proves INB-12, INB-13 at the service: what a scanner reads from the paper. Each box of a shipment has one label with
/// its own id, two shipments share none; one box can be printed again; a label printer's page is four by six inches; the
/// two-dimensional code tells what is in the box; a pallet has four labels alike that name its shipment, and what Amazon's
/// partner fetches as freight has a bill of lading.
#[tokio::test]
async fn labels_name_what_they_are_stuck_on() {
    let bench = FbaBench::new(15);
    let two = Way {
        shipments: 2,
        ..SIMPLE
    };
    let ready = bench.sim.clock.run(inbound_life(&bench, "IS-2", two)).await;
    let mut seen = Vec::new();
    for one in &ready {
        let request = one.labels(LabelKind::Box, LabelPaper::Thermal);
        let labels = bench.sim.clock.run(bench.fba.labels(&request)).await;
        let pdf = labels.expect("labels").pdf;
        let codes = paper::scanned(&pdf);
        assert_eq!(codes.len(), 3);
        assert!(
            codes
                .iter()
                .all(|code| code.starts_with(&request.confirmation))
        );
        assert_eq!(paper::pages(&pdf), [(102, 152); 3]);
        seen.extend(codes);

        let last = one.boxes.last().expect("three").id.clone();
        let again = LabelRequest {
            boxes: vec![last.clone()],
            paper: LabelPaper::LetterTwo,
            ..request.clone()
        };
        let labels = bench.sim.clock.run(bench.fba.labels(&again)).await;
        let pdf = labels.expect("labels").pdf;
        assert_eq!(paper::scanned(&pdf), [last]);
        assert_eq!(paper::pages(&pdf), [(216, 279)]);

        let told = one.labels(LabelKind::BoxWithContents, LabelPaper::Thermal);
        let labels = bench.sim.clock.run(bench.fba.labels(&told)).await;
        let contents = paper::contents(&labels.expect("labels").pdf);
        let (_, units) = one.boxes[0].contents[0];
        assert!(
            contents.contains(&format!("PO:{}", request.confirmation))
                && contents.ends_with(&format!("QTY:{units}")),
            "{contents}"
        );
    }
    let mut boxes: Vec<_> = ready
        .iter()
        .flat_map(|one| &one.boxes)
        .map(|held| held.id.clone())
        .collect();
    boxes.sort();
    seen.sort();
    assert_eq!(seen, boxes, "each box once");

    for partnered in [true, false] {
        let freight = Way {
            freight: true,
            partnered,
            ..SIMPLE
        };
        let name = format!("IS-FREIGHT-{partnered}");
        let life = inbound_life(&bench, &name, freight);
        let ready = bench.sim.clock.run(life).await.remove(0);
        let request = LabelRequest {
            count: 1,
            ..ready.labels(LabelKind::Pallet, LabelPaper::Thermal)
        };
        let labels = bench.sim.clock.run(bench.fba.labels(&request)).await;
        let codes = paper::scanned(&labels.expect("labels").pdf);
        assert_eq!(codes, [request.confirmation.as_str(); 4]);
        let bill = bench
            .fba
            .bill_of_lading(&request.confirmation, &ready.carriage);
        let bill = bench.sim.clock.run(bill).await;
        if partnered {
            let codes = paper::scanned(&bill.expect("a bill of lading"));
            assert_eq!(codes, [request.confirmation.as_str()]);
        } else {
            assert!(matches!(bill, Err(Error::Unsupported(_))), "{bill:?}");
        }
    }
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}

/// The same over a way that loses, delays or doubles a quarter of all calls: one plan, and as many
/// shipments as its placement has.
#[tokio::test]
async fn a_stormy_inbound_life_ends_with_one_plan() {
    for seed in 0..6 {
        let bench = FbaBench::new(20 + seed);
        bench.sim.storm(seed, 26);
        let way = Way {
            shipments: 1 + usize::try_from(seed).expect("small") % 3,
            partnered: seed % 2 == 0,
            freight: false,
        };
        let ready = bench
            .sim
            .clock
            .run(inbound_life(&bench, "IS-STORM", way))
            .await;
        bench.sim.calm();
        // A plan that was made twice is given up by a step of its own.
        bench.pass(Duration::from_secs(3600)).await;
        let since = bench.now() - Duration::from_secs(30 * 24 * 3600);
        let seen = bench
            .sim
            .clock
            .run(bench.fba.plans_since(since))
            .await
            .expect("listed");
        let ours = seen.iter().filter(|plan| {
            plan.name == "IS-STORM" && matches!(plan.state, PlanState::Active | PlanState::Shipped)
        });
        assert_eq!(ours.count(), 1, "seed {seed}: {seen:?}");
        assert_eq!(ready.len(), way.shipments);
        assert_eq!(
            plans_and_shipments(&bench, "IS-STORM"),
            (1, way.shipments),
            "seed {seed}"
        );
    }
}
