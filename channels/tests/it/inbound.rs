//! Steps of an inbound plan that Amazon ends FAILED, each of them in turn, for a program that starts anew before every
//! look and knows only what it stored.

use std::{collections::BTreeMap, time::Duration};

use amazon_sim::world::misbehaviour::Misbehaviour;
use channels::{
    InboundService,
    amazon::Fba,
    contract::{Bench, FulfilmentBench},
    inbound::{
        InboundBox, InboundLine, LabelKind, LabelPaper, LabelRequest, OperationId, OperationState,
        Owner, PlacementOption, Plan, PlanState, Shipment, Tracking,
    },
    words::{Earlier, Problem, Severity},
};
use serde::{Deserialize, Serialize};

use crate::{amazon::FbaBench, paper, sending_in::plans_and_shipments, simulated::US};

/// The steps from goods that nobody prepared yet to numbers of the boxes, as Amazon calls them.
const STEPS: [&str; 12] = [
    "setPrepDetails",
    "createInboundPlan",
    "generatePackingOptions",
    "confirmPackingOption",
    "setPackingInformation",
    "generatePlacementOptions",
    "generateTransportationOptions",
    "confirmPlacementOption",
    "generateDeliveryWindowOptions",
    "confirmDeliveryWindowOptions",
    "confirmTransportationOptions",
    "updateShipmentTrackingDetails",
];

const UNITS: u32 = 12;
const N_BOXES: u32 = 3;

/// All that the program stores.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// How many steps are done.
    n_done: usize,
    /// The plan, once there is one.
    plan: String,
    /// The step that is under way at Amazon.
    under_way: Option<OperationId>,
}

/// A world with goods for a plan, and the program that sends them.
struct Sending {
    bench: FbaBench,
    wish: Plan,
    kept: Kept,
    /// Which step failed, and what was told about it.
    failed: Vec<(&'static str, Vec<Problem>)>,
}

impl Sending {
    fn new() -> Self {
        let bench = FbaBench::new(92);
        // Goods about whose preparation Amazon has no word, so that this is a step as well.
        let sku = bench.sim.simulator.change_world(|world| {
            let seller = &bench.sim.seller;
            let skus = world.add_listings(seller, 40, "UNPREPARED", true);
            let unknown = skus
                .into_iter()
                .find(|sku| world.prep_details(seller, sku)["prepCategory"] == "UNKNOWN");
            unknown.expect("of some goods nothing is known")
        });
        let mut from = bench.address();
        from.name = "Quayside warehouse".into();
        let line = InboundLine {
            sku,
            quantity: UNITS,
            preparation: Owner::Nobody,
            labels: Owner::Us,
            expires: None,
        };
        let wish = Plan {
            name: "IS-STEPS".into(),
            from,
            lines: vec![line],
        };
        Self {
            bench,
            wish,
            kept: Kept::default(),
            failed: Vec::new(),
        }
    }

    /// The next so many of Amazon's operations that a call starts end FAILED.
    fn fails(&self, step: &str, times: u32) {
        self.bench.sim.switch_on(Misbehaviour {
            name: "operation-fails".into(),
            operation: Some(format!("inbound/{step}")),
            times: Some(times),
            ..Misbehaviour::default()
        });
    }

    /// Goes on until so many steps are done, starting anew before every look: with what was stored and a connection that
    /// has seen nothing.
    async fn until(&mut self, n_steps: usize) {
        for _ in 0..1_000 {
            let stored = serde_json::to_string(&self.kept).expect("it can be stored");
            self.kept = serde_json::from_str(&stored).expect("it can be read");
            if self.kept.n_done == n_steps {
                return;
            }
            let fba = Fba::new(self.bench.sim.session(), US);
            let Some(operation) = self.kept.under_way.take() else {
                self.kept.under_way = Some(self.begin(&fba).await);
                continue;
            };
            match fba.operation(&operation).await.expect("can be asked") {
                OperationState::Running => {
                    self.kept.under_way = Some(operation);
                    self.bench.pass(Duration::from_secs(5)).await;
                }
                OperationState::Done(problems) => {
                    assert_eq!(problems, [], "{}", STEPS[self.kept.n_done]);
                    self.kept.n_done += 1;
                }
                OperationState::Failed(problems) => {
                    self.failed.push((STEPS[self.kept.n_done], problems));
                }
            }
        }
        panic!("it does not end: {:?}", self.kept);
    }

    /// Begins the step that is next. What it chooses among is read anew.
    async fn begin(&mut self, fba: &Fba) -> OperationId {
        let id = self.kept.plan.clone();
        let begun = match STEPS[self.kept.n_done] {
            "setPrepDetails" => {
                let skus = [self.wish.lines[0].sku.clone()];
                let told = fba.prepare(&skus).await;
                told.map(|operation| operation.expect("there is something to tell"))
            }
            "createInboundPlan" => {
                let made = fba.plan(&self.wish, Earlier::Never).await.expect("made");
                self.kept.plan = made.plan;
                Ok(made.operation.expect("it is new"))
            }
            "generatePackingOptions" => fba.ask_packing(&id).await,
            "confirmPackingOption" => {
                let options = fba.packing_options(&id).await.expect("read");
                fba.choose_packing(&id, &options[0].id).await
            }
            "setPackingInformation" => {
                let options = fba.packing_options(&id).await.expect("read");
                let chosen = options.iter().find(|option| option.chosen);
                let group = chosen.expect("one is chosen").groups[0].clone();
                let mut lines = fba.group_lines(&id, &group).await.expect("read");
                for line in &mut lines {
                    line.quantity /= N_BOXES;
                }
                let alike = InboundBox {
                    count: N_BOXES,
                    lines,
                    size_mm: [400, 300, 200],
                    weight_g: 9_000,
                };
                fba.set_boxes(&id, &[(group, vec![alike])]).await
            }
            "generatePlacementOptions" => fba.ask_placements(&id).await,
            "generateTransportationOptions" => {
                let placement = self.placement(fba).await;
                let ready = self.bench.now() + Duration::from_secs(3 * 24 * 3600);
                fba.ask_transport(&id, &placement, ready, &[]).await
            }
            "confirmPlacementOption" => {
                let placement = self.placement(fba).await;
                fba.choose_placement(&id, &placement.id).await
            }
            "generateDeliveryWindowOptions" => {
                let shipment = self.shipment(fba).await;
                fba.ask_delivery_windows(&id, &shipment.id).await
            }
            "confirmDeliveryWindowOptions" => {
                let shipment = self.shipment(fba).await.id;
                let windows = fba.delivery_windows(&id, &shipment).await.expect("read");
                fba.choose_delivery_window(&id, &shipment, &windows[0].id)
                    .await
            }
            "confirmTransportationOptions" => {
                let placement = self.placement(fba).await;
                let options = fba.transport_options(&id, &placement.id).await;
                let mut options = options.expect("read");
                options.retain(|option| !option.partnered);
                assert_eq!(options.len(), 1, "none is there twice: {options:?}");
                fba.choose_transport(&id, &options).await
            }
            "updateShipmentTrackingDetails" => {
                let shipment = self.shipment(fba).await.id;
                let boxes = fba.boxes(&id, &shipment).await.expect("read");
                let numbers: Vec<_> = boxes
                    .into_iter()
                    .map(|held| (held.id.clone(), format!("OWN-{}", held.id)))
                    .collect();
                let tracking = Tracking::Boxes(numbers);
                fba.set_tracking(&id, &shipment, &tracking).await
            }
            other => panic!("{other} is no step"),
        };
        begun.expect("begun")
    }

    /// The placement that makes one shipment.
    async fn placement(&self, fba: &Fba) -> PlacementOption {
        let offered = fba.placements(&self.kept.plan).await.expect("read");
        let mut single: Vec<_> = offered
            .into_iter()
            .filter(|option| option.shipments.len() == 1)
            .collect();
        assert_eq!(single.len(), 1, "it is offered once");
        single.remove(0)
    }

    /// The shipment; there is one.
    async fn shipment(&self, fba: &Fba) -> Shipment {
        let mut shipments = fba.shipments(&self.kept.plan).await.expect("read");
        assert_eq!(shipments.len(), 1, "{shipments:?}");
        shipments.remove(0)
    }

    /// Of each kind of operation that Amazon was asked for, how many failed and how many were done.
    fn ended(&self) -> BTreeMap<String, (usize, usize)> {
        self.bench.sim.simulator.with_world(|world| {
            let inbound = &world.accounts[&self.bench.sim.seller].inbound;
            let mut ended: BTreeMap<String, (usize, usize)> = BTreeMap::new();
            for operation in inbound.operations.values() {
                let (failed, done) = ended.entry(operation.kind.clone()).or_default();
                match operation.status.as_str() {
                    "FAILED" => *failed += 1,
                    "SUCCESS" => *done += 1,
                    other => panic!("{} is {other}", operation.kind),
                }
            }
            ended
        })
    }

    /// One plan with one shipment is there, whole, and its goods are announced once.
    async fn is_whole(&self) {
        let name = &self.wish.name;
        assert_eq!(plans_and_shipments(&self.bench, name), (1, 1));
        let (units, n_packings, n_placements) = self.bench.sim.simulator.with_world(|world| {
            let account = &world.accounts[&self.bench.sim.seller];
            let plan = &account.inbound.plans[&self.kept.plan];
            let accepted = |status: &str| usize::from(status == "ACCEPTED");
            let packings = plan.packing.iter().map(|option| accepted(&option.status));
            let placements = plan
                .placements
                .iter()
                .map(|option| accepted(&option.status));
            let stock = &account.stock[&self.wish.lines[0].sku];
            (stock.inbound_working, packings.sum(), placements.sum())
        });
        let (n_packings, n_placements): (usize, usize) = (n_packings, n_placements);
        assert_eq!(
            (units, n_packings, n_placements),
            (i64::from(UNITS), 1, 1),
            "announced, packed and placed once"
        );

        let fba = Fba::new(self.bench.sim.session(), US);
        let shipment = self.shipment(&fba).await;
        assert!(shipment.window.is_some(), "{shipment:?}");
        let boxes = fba.boxes(&self.kept.plan, &shipment.id).await;
        let mut ids: Vec<_> = boxes.expect("read").into_iter().map(|one| one.id).collect();
        let placement = self.placement(&fba).await;
        let options = fba.transport_options(&self.kept.plan, &placement.id).await;
        let own = options.expect("read").into_iter();
        let own = own.filter(|option| !option.partnered).collect::<Vec<_>>();
        let request = LabelRequest {
            confirmation: shipment.confirmation.expect("it has a number"),
            carriage: own[0].carriage(),
            kind: LabelKind::Box,
            paper: LabelPaper::Thermal,
            boxes: Vec::new(),
            count: N_BOXES,
        };
        let labels = fba.labels(&request).await.expect("labels");
        let mut codes = paper::scanned(&labels.pdf);
        ids.sort();
        codes.sort();
        assert_eq!(codes, ids);
        assert_eq!(codes.len(), N_BOXES as usize);
    }
}

/// What Amazon says of an operation that failed of itself.
fn internal_failure() -> Vec<Problem> {
    vec![Problem {
        code: Some("FBA_INB_9999".into()),
        message: "There was an internal failure. Try again later.".into(),
        about: Some("The operation could not be completed.".into()),
        severity: Severity::Error,
    }]
}

/// Proves INB-06, INB-10, INB-29 at the service, on bad days: each operation from plan to box numbers ends FAILED at Amazon
/// once. The program, which starts anew before every look, is told which step it was and why; it begins that step again,
/// and in the end there is one plan with one shipment, its boxes, its window and its carrier, and no other step was taken
/// twice.
#[tokio::test]
async fn each_step_that_fails_is_told_and_taken_again() {
    for struck in STEPS {
        let mut sending = Sending::new();
        let clock = sending.bench.sim.clock.clone();
        sending.fails(struck, 1);
        clock.run(sending.until(STEPS.len())).await;
        assert_eq!(sending.failed, [(struck, internal_failure())]);
        let expected: BTreeMap<_, _> = STEPS
            .iter()
            .map(|step| ((*step).to_owned(), (usize::from(*step == struck), 1)))
            .collect();
        assert_eq!(sending.ended(), expected, "{struck}");
        clock.run(sending.is_whole()).await;
        assert_eq!(sending.bench.sim.simulator.faults(), Vec::<String>::new());
    }
}

/// The same where every step fails twice, one after another.
#[tokio::test]
async fn all_steps_may_fail_twice() {
    let mut sending = Sending::new();
    let clock = sending.bench.sim.clock.clone();
    for step in STEPS {
        sending.fails(step, 2);
    }
    clock.run(sending.until(STEPS.len())).await;
    let twice = STEPS.iter().flat_map(|step| [*step; 2]);
    let expected: Vec<_> = twice.map(|step| (step, internal_failure())).collect();
    assert_eq!(sending.failed, expected);
    assert!(sending.ended().values().all(|ended| *ended == (2, 1)));
    clock.run(sending.is_whole()).await;
}

/// A plan that could not be given up is still there, and is given up by the next attempt.
#[tokio::test]
async fn giving_up_that_fails_leaves_the_plan() {
    let mut sending = Sending::new();
    let clock = sending.bench.sim.clock.clone();
    clock.run(sending.until(5)).await;
    sending.fails("cancelInboundPlan", 1);
    let work = async {
        let mut states = Vec::new();
        for _ in 0..2 {
            let fba = Fba::new(sending.bench.sim.session(), US);
            let operation = fba.cancel(&sending.kept.plan).await.expect("asked");
            sending.bench.pass(Duration::from_secs(60)).await;
            let ended = fba.operation(&operation).await.expect("asked");
            states.push((
                ended,
                fba.plan_state(&sending.kept.plan).await.expect("read"),
            ));
        }
        states
    };
    let states = clock.run(work).await;
    let failed = OperationState::Failed(internal_failure());
    let done = OperationState::Done(Vec::new());
    assert_eq!(
        states,
        [(failed, PlanState::Active), (done, PlanState::Voided)]
    );
}
