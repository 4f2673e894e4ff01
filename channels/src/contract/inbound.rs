//! What every service must keep to which goods can be sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use super::Bench;
use crate::{
    error::{Error, Reason},
    inbound::{
        Carriage, InboundBox, InboundLine, InboundService, LabelKind, LabelPaper, LabelRequest,
        OperationId, OperationState, Owner, PlacementOption, Plan, PlanState, Shipment,
        ShipmentBox, ShipmentStatus, Tracking, TransportOption,
    },
    words::{Address, Earlier, Problem, Severity},
};

/// A service that takes goods in, in a world that can be moved.
pub trait InboundBench: Bench {
    /// The service.
    fn inbound(&self) -> &dyn InboundService;
    /// A SKU that it takes, with its catalogue id.
    fn taken(&self) -> (String, String);
    /// Where the goods come from.
    fn from(&self) -> Address;
    /// What a scanner reads from the labels of a PDF, label by label.
    fn scanned(&self, pdf: &[u8]) -> Vec<String>;
}

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);
const UNITS: u32 = 12;
/// Boxes of a plan: as many as can be dealt out evenly to two houses, and to three.
const BOXES: u32 = 6;

/// Puts a service that takes goods in through all that it must keep.
pub async fn inbound(bench: &dyn InboundBench) {
    what_is_not_there_is_not_found(bench).await;
    bad_plans_never_reach_it(bench).await;
    unknown_goods_are_explained(bench).await;
    a_plan_is_made_once(bench).await;
    a_plan_can_be_given_up(bench).await;
    boxes_must_hold_what_the_plan_says(bench).await;
    for split in [Split::Least, Split::Most] {
        goods_go_from_plan_to_shelf(bench, split).await;
    }
}

/// Which of the placements is chosen: the one with the fewest shipments, or that with the most.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Split {
    Least,
    Most,
}

fn wish(bench: &dyn InboundBench, name: &str, sku: &str) -> Plan {
    Plan {
        name: format!("{}-{name}", bench.run()),
        from: bench.from(),
        lines: vec![InboundLine {
            sku: sku.to_owned(),
            quantity: UNITS,
            preparation: Owner::Nobody,
            labels: Owner::Us,
            expires: None,
        }],
    }
}

/// Waits for a step to end.
async fn ended(bench: &dyn InboundBench, operation: &OperationId) -> OperationState {
    for _ in 0..200 {
        let state = bench
            .inbound()
            .operation(operation)
            .await
            .expect("a step can be asked about");
        if state != OperationState::Running {
            return state;
        }
        bench.pass(Duration::from_secs(20)).await;
    }
    panic!("a step ends within an hour");
}

async fn done(bench: &dyn InboundBench, operation: Result<OperationId, Error>) {
    let operation = operation.unwrap_or_else(|error| panic!("a step can be begun: {error}"));
    let state = ended(bench, &operation).await;
    assert!(
        matches!(state, OperationState::Done(_)),
        "a step that is right succeeds: {state:?}"
    );
}

fn explains(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error && !problem.message.is_empty())
}

/// Makes a plan. Who must prepare is the service's to decide, so that the first guess may be wrong;
/// then the failure says so.
async fn planned(bench: &dyn InboundBench, name: &str) -> String {
    let (sku, _) = bench.taken();
    let prepared = bench.inbound().prepare(std::slice::from_ref(&sku)).await;
    if let Some(operation) = prepared.expect("preparation can be told") {
        done(bench, Ok(operation)).await;
    }
    for guess in [Owner::Nobody, Owner::Us] {
        let mut plan = wish(bench, name, &sku);
        plan.lines[0].preparation = guess;
        let made = bench
            .inbound()
            .plan(&plan, Earlier::Never)
            .await
            .expect("a good plan is taken");
        let operation = made.operation.expect("a new plan is a step");
        match ended(bench, &operation).await {
            OperationState::Failed(problems) => {
                assert!(explains(&problems), "a failed plan says why: {problems:?}");
                let state = bench.inbound().plan_state(&made.plan).await;
                assert_eq!(state.expect("can be read"), PlanState::Errored);
            }
            _ => return made.plan,
        }
    }
    panic!("one of the two who could prepare is right");
}

async fn what_is_not_there_is_not_found(bench: &dyn InboundBench) {
    // As long as a real one's ids.
    let unknown = format!("wf{:0>36}", "0");
    let state = bench.inbound().plan_state(&unknown).await;
    assert!(
        matches!(state, Err(Error::NotFound(_))),
        "an unknown plan is not found: {state:?}"
    );
    let step = bench
        .inbound()
        .operation(&OperationId(format!("{:0>38}", "0")))
        .await;
    assert!(
        matches!(step, Err(Error::NotFound(_))),
        "an unknown step is not found: {step:?}"
    );
}

async fn bad_plans_never_reach_it(bench: &dyn InboundBench) {
    let (sku, _) = bench.taken();
    let since = bench.now() - HOUR;
    let before = bench.inbound().plans_since(since).await.expect("listed");
    let mut nameless = wish(bench, "nameless", &sku);
    nameless.name.clear();
    let mut empty = wish(bench, "empty", &sku);
    empty.lines.clear();
    for bad in [nameless, empty] {
        let made = bench.inbound().plan(&bad, Earlier::Never).await;
        assert!(
            matches!(
                &made,
                Err(Error::Refused {
                    reason: Reason::Invalid,
                    problems,
                    ..
                }) if explains(problems)
            ),
            "a bad plan is refused with its problems: {made:?}"
        );
    }
    let after = bench.inbound().plans_since(since).await.expect("listed");
    assert_eq!(before.len(), after.len(), "and is not there: {after:?}");
}

async fn unknown_goods_are_explained(bench: &dyn InboundBench) {
    let (_, catalogue_id) = bench.taken();
    let good = bench.inbound().eligibility(&catalogue_id).await;
    assert_eq!(good.expect("can be asked"), [], "what it takes it takes");
    let plan = wish(bench, "unknown", &format!("{}-no-such", bench.run()));
    let problems = match bench.inbound().plan(&plan, Earlier::Never).await {
        Err(Error::Refused { problems, .. }) => problems,
        Err(error) => panic!("unknown goods are no passing trouble: {error}"),
        Ok(made) => match made.operation {
            Some(operation) => match ended(bench, &operation).await {
                OperationState::Failed(problems) => problems,
                state => panic!("a plan of unknown goods fails: {state:?}"),
            },
            None => panic!("nothing of this name was there before"),
        },
    };
    assert!(explains(&problems), "with a reason: {problems:?}");
}

async fn a_plan_is_made_once(bench: &dyn InboundBench) {
    let since = bench.now() - HOUR;
    let id = planned(bench, "once").await;
    let (sku, _) = bench.taken();
    for _ in 0..2 {
        let again = bench
            .inbound()
            .plan(&wish(bench, "once", &sku), Earlier::Perhaps)
            .await
            .expect("found");
        assert_eq!(
            (again.plan.as_str(), again.operation),
            (id.as_str(), None),
            "a repetition finds the first"
        );
    }
    let name = wish(bench, "once", &sku).name;
    let seen = bench.inbound().plans_since(since).await.expect("listed");
    let active = seen
        .iter()
        .filter(|plan| plan.name == name && plan.state == PlanState::Active);
    assert_eq!(active.count(), 1, "it is there once: {seen:?}");
}

async fn a_plan_can_be_given_up(bench: &dyn InboundBench) {
    let id = planned(bench, "unwanted").await;
    done(bench, bench.inbound().cancel(&id).await).await;
    let state = bench.inbound().plan_state(&id).await.expect("can be read");
    assert_eq!(state, PlanState::Voided, "given up is given up");
    let wished = wish(bench, "unwanted", &bench.taken().0);
    let again = bench.inbound().plan(&wished, Earlier::Perhaps).await;
    let again = again.expect("the name is free again");
    assert_ne!(again.plan, id, "a plan that was given up is not found");
    if let Some(operation) = again.operation {
        ended(bench, &operation).await;
    }
}

async fn packed(
    bench: &dyn InboundBench,
    plan: &str,
    change: impl Fn(&mut InboundLine),
) -> Result<OperationId, Error> {
    let inbound = bench.inbound();
    let options = inbound
        .packing_options(plan)
        .await
        .expect("packing can be read");
    let mut groups = Vec::new();
    for group in &options.first().expect("there is one").groups {
        let mut lines = inbound
            .group_lines(plan, group)
            .await
            .expect("a group has lines");
        lines
            .iter_mut()
            .for_each(|line| line.quantity = line.quantity.div_ceil(BOXES));
        let one = InboundBox {
            count: 1,
            lines,
            size_mm: [400, 300, 200],
            weight_g: 9_000,
        };
        let mut boxes = vec![one; BOXES as usize];
        boxes[0].lines.iter_mut().for_each(&change);
        groups.push((group.clone(), boxes));
    }
    inbound.set_boxes(plan, &groups).await
}

async fn ready_to_pack(bench: &dyn InboundBench, name: &str) -> String {
    let inbound = bench.inbound();
    let id = planned(bench, name).await;
    done(bench, inbound.ask_packing(&id).await).await;
    let option = inbound
        .packing_options(&id)
        .await
        .expect("packing can be read")
        .into_iter()
        .next()
        .expect("goods can be packed somehow");
    if !option.chosen {
        done(bench, inbound.choose_packing(&id, &option.id).await).await;
    }
    id
}

async fn boxes_must_hold_what_the_plan_says(bench: &dyn InboundBench) {
    let id = ready_to_pack(bench, "short").await;
    let problems = match packed(bench, &id, |line| line.quantity -= 1).await {
        Err(Error::Refused { problems, .. }) => problems,
        Err(error) => panic!("wrong boxes are no passing trouble: {error}"),
        Ok(operation) => match ended(bench, &operation).await {
            OperationState::Failed(problems) => problems,
            state => panic!("boxes that lack a unit are not taken: {state:?}"),
        },
    };
    assert!(explains(&problems), "with a reason: {problems:?}");
    done(bench, packed(bench, &id, |_| {}).await).await;
}

/// Places a plan and chooses how it travels.
async fn confirmed(
    bench: &dyn InboundBench,
    id: &str,
    split: Split,
) -> (PlacementOption, Vec<TransportOption>) {
    let inbound = bench.inbound();
    done(bench, inbound.ask_placements(id).await).await;
    let offered = inbound.placements(id).await;
    let offered = offered.expect("placements can be read").into_iter();
    let placement = match split {
        Split::Least => offered.min_by_key(|option| option.shipments.len()),
        Split::Most => offered.max_by_key(|option| option.shipments.len()),
    };
    let placement = placement.expect("there is one");
    assert!(!placement.shipments.is_empty(), "a placement has shipments");
    let ready = bench.now() + DAY * 3;
    let asked = inbound.ask_transport(id, &placement, ready, &[]).await;
    done(bench, asked).await;
    let options = inbound
        .transport_options(id, &placement.id)
        .await
        .expect("transport can be read");
    done(bench, inbound.choose_placement(id, &placement.id).await).await;
    let again = inbound.choose_placement(id, &placement.id).await;
    is_refused(bench, again, "a placement is chosen once").await;
    let placements = inbound.placements(id).await.expect("can be read");
    let chosen: Vec<_> = placements.iter().filter(|option| option.chosen).collect();
    assert_eq!(chosen.len(), 1, "one is chosen");
    assert_eq!(chosen[0].id, placement.id, "the one that was");
    let mut choices = Vec::new();
    for shipment in &placement.shipments {
        let option = options
            .iter()
            .filter(|option| option.shipment == *shipment)
            .min_by_key(|option| option.partnered)
            .expect("every shipment can travel");
        if option.partnered {
            assert!(option.cost.is_some(), "the service's carrier has a price");
        }
        if option.needs_delivery_window {
            done(bench, inbound.ask_delivery_windows(id, shipment).await).await;
            let windows = inbound.delivery_windows(id, shipment).await;
            let window = windows.expect("windows can be read").remove(0);
            assert!(
                window.start <= window.end,
                "a window has a beginning and an end"
            );
            let chosen = inbound.choose_delivery_window(id, shipment, &window.id);
            done(bench, chosen.await).await;
            let held = inbound.shipments(id).await.expect("can be read");
            let held = held.into_iter().find(|held| held.id == *shipment);
            let agreed = held.and_then(|held| held.window);
            assert_eq!(
                agreed.map(|agreed| agreed.id),
                Some(window.id),
                "the window that was chosen is the one agreed"
            );
        }
        choices.push(option.clone());
    }
    if let [_, others @ ..] = choices.as_slice() {
        let some = inbound.choose_transport(id, others).await;
        is_refused(bench, some, "all shipments are accepted or none").await;
    }
    done(bench, inbound.choose_transport(id, &choices).await).await;
    (placement, choices)
}

/// Checks that a step is refused, at once or when it ends.
async fn is_refused(
    bench: &dyn InboundBench,
    step: Result<OperationId, Error>,
    because: &'static str,
) {
    match step {
        Err(Error::Refused { .. }) => {}
        Err(error) => panic!("{because}, and that is no passing trouble: {error}"),
        Ok(operation) => {
            let state = ended(bench, &operation).await;
            assert!(
                matches!(state, OperationState::Failed(_)),
                "{because}: {state:?}"
            );
        }
    }
}

/// The labels of a shipment name each of its boxes once, on every paper that is declared; those of some boxes name
/// these, and what is not declared is not printed.
async fn labels_name_their_boxes(
    bench: &dyn InboundBench,
    shipment: &Shipment,
    boxes: &[ShipmentBox],
    carriage: Carriage,
) {
    let inbound = bench.inbound();
    let options = inbound.label_options(&carriage);
    let confirmation = shipment
        .confirmation
        .as_deref()
        .expect("what was chosen has a number");
    let all: Vec<String> = boxes.iter().map(|held| held.id.clone()).collect();
    let request = LabelRequest {
        confirmation: confirmation.to_owned(),
        carriage,
        kind: LabelKind::Box,
        paper: LabelPaper::Thermal,
        boxes: Vec::new(),
        count: u32::try_from(boxes.len()).expect("few"),
    };
    assert!(options.kinds.contains(&LabelKind::Box), "boxes have labels");
    assert!(!options.papers.is_empty(), "labels stand on some paper");
    let printed = async |request: &LabelRequest| {
        let labels = inbound.labels(request).await.expect("labels can be had");
        assert!(labels.pdf.starts_with(b"%PDF"), "labels are a PDF");
        let mut codes = bench.scanned(&labels.pdf);
        codes.sort();
        (codes, labels.whole_shipment)
    };
    let mut named = all.clone();
    named.sort();
    assert_eq!(
        named.iter().collect::<BTreeSet<_>>().len(),
        named.len(),
        "boxes have ids of their own"
    );
    assert!(
        named.iter().all(|id| id.starts_with(confirmation)),
        "the id of a box names its shipment: {named:?}"
    );
    for paper in &options.papers {
        let request = LabelRequest {
            paper: *paper,
            ..request.clone()
        };
        assert_eq!(
            printed(&request).await,
            (named.clone(), false),
            "{paper:?} has a label for each box"
        );
    }
    let paper = options.papers[0];
    let some = LabelRequest {
        paper,
        boxes: vec![all[all.len() - 1].clone()],
        ..request.clone()
    };
    assert_eq!(
        printed(&some).await,
        (some.boxes.clone(), false),
        "one box can be printed again"
    );
    let bill = inbound
        .bill_of_lading(confirmation, &request.carriage)
        .await;
    match bill {
        Ok(pdf) => assert!(options.bill_of_lading && pdf.starts_with(b"%PDF")),
        Err(Error::Unsupported(_)) => assert!(!options.bill_of_lading, "it is declared"),
        Err(error) => panic!("a bill of lading that is declared can be had: {error}"),
    }
    const PAPERS: [LabelPaper; 7] = [
        LabelPaper::Thermal,
        LabelPaper::A4Two,
        LabelPaper::A4Four,
        LabelPaper::LetterTwo,
        LabelPaper::LetterFour,
        LabelPaper::LetterSix,
        LabelPaper::Plain,
    ];
    const KINDS: [LabelKind; 3] = [
        LabelKind::Box,
        LabelKind::BoxWithContents,
        LabelKind::Pallet,
    ];
    let other_papers = PAPERS
        .into_iter()
        .filter(|paper| !options.papers.contains(paper))
        .map(|paper| (LabelKind::Box, paper));
    let other_kinds = KINDS
        .into_iter()
        .filter(|kind| !options.kinds.contains(kind))
        .map(|kind| (kind, paper));
    for (kind, paper) in other_papers.chain(other_kinds) {
        let request = LabelRequest {
            kind,
            paper,
            ..request.clone()
        };
        let labels = inbound.labels(&request).await;
        assert!(
            matches!(labels, Err(Error::Unsupported(_))),
            "{kind:?} on {paper:?} is not declared: {labels:?}"
        );
    }
}

async fn goods_go_from_plan_to_shelf(bench: &dyn InboundBench, split: Split) {
    let inbound = bench.inbound();
    let id = ready_to_pack(bench, &format!("shelf-{split:?}")).await;
    done(bench, packed(bench, &id, |_| {}).await).await;
    let (placement, choices) = confirmed(bench, &id, split).await;
    let shipments = inbound.shipments(&id).await.expect("can be read");
    assert_eq!(
        shipments
            .iter()
            .map(|shipment| &shipment.id)
            .collect::<BTreeSet<_>>(),
        placement.shipments.iter().collect(),
        "the shipments of the placement, each once"
    );
    assert_eq!(shipments.len(), placement.shipments.len(), "each once");
    let mut announced: BTreeMap<String, u32> = BTreeMap::new();
    for shipment in &shipments {
        let confirmation = shipment
            .confirmation
            .as_deref()
            .expect("what was chosen has a number");
        let boxes = inbound.boxes(&id, &shipment.id).await.expect("can be read");
        assert!(!boxes.is_empty(), "goods travel in boxes");
        let choice = choices
            .iter()
            .find(|choice| choice.shipment == shipment.id)
            .expect("each was chosen a carrier");
        labels_name_their_boxes(bench, shipment, &boxes, choice.carriage()).await;
        let mut boxed: BTreeMap<String, u32> = BTreeMap::new();
        for (sku, quantity) in boxes.iter().flat_map(|held| &held.contents) {
            *boxed.entry(sku.clone()).or_default() += quantity;
        }
        let mut here: BTreeMap<String, u32> = BTreeMap::new();
        for row in inbound.received(confirmation).await.expect("can be read") {
            assert_eq!(row.received, 0, "nothing has come yet");
            *announced.entry(row.sku.clone()).or_default() += row.announced;
            here.insert(row.sku, row.announced);
        }
        assert_eq!(
            boxed, here,
            "the boxes hold what is announced of a shipment"
        );
        if !choice.partnered {
            let numbers = boxes.iter().map(|held| held.id.clone());
            let tracking = match choice.freight {
                true => Tracking::Freight {
                    freight_bill: "PRO-4711".to_owned(),
                    bill_of_lading: None,
                },
                false => Tracking::Boxes(
                    numbers
                        .map(|id| (id, "1Z5R89390357567127".into()))
                        .collect(),
                ),
            };
            done(
                bench,
                inbound.set_tracking(&id, &shipment.id, &tracking).await,
            )
            .await;
        }
    }
    assert_eq!(
        announced,
        BTreeMap::from([(bench.taken().0, UNITS)]),
        "what is announced is what was planned"
    );
    for _ in 0..40 {
        let shipments = inbound.shipments(&id).await.expect("can be read");
        for shipment in &shipments {
            assert!(
                !matches!(
                    shipment.status,
                    ShipmentStatus::Unknown(_)
                        | ShipmentStatus::Cancelled
                        | ShipmentStatus::Deleted
                        | ShipmentStatus::Error
                ),
                "a shipment goes its way: {shipment:?}"
            );
        }
        if shipments
            .iter()
            .all(|shipment| shipment.status == ShipmentStatus::Closed)
        {
            break;
        }
        bench.pass(DAY).await;
    }
    let mut received = 0;
    for shipment in inbound.shipments(&id).await.expect("can be read") {
        assert_eq!(shipment.status, ShipmentStatus::Closed, "within forty days");
        let confirmation = shipment.confirmation.expect("a number");
        for row in inbound.received(&confirmation).await.expect("can be read") {
            assert!(
                row.received > 0 && row.missing().unsigned_abs() <= u64::from(row.announced),
                "what came was counted: {row:?}"
            );
            received += row.received;
        }
    }
    assert!(received > UNITS / 2, "most of it came: {received}");
    let late = inbound.cancel(&id).await;
    is_refused(bench, late, "what has arrived cannot be cancelled").await;
}
