//! The table of SM-2 from Amazon's states to ours, row by row, of orders that stand so at Amazon: the state, what is told
//! of each line, and both generations alike.

use std::time::Duration;

use channels::{
    FulfilmentService,
    amazon::{Fba, Fba2026},
    contract::Bench,
    fulfilment::{OutboundLine, Progress, Release, Status},
    words::Earlier,
};
use serde_json::json;

use crate::{amazon::FbaBench, simulated::US};

const DAY: Duration = Duration::from_secs(24 * 3600);
const UNITS: u32 = 2;

/// An order of a row, seen by both generations.
struct Stage {
    bench: FbaBench,
    newer: Fba2026,
}

/// What is told of a line: ordered, shipped, cancelled, unfulfillable.
type Line = [u32; 4];

impl Stage {
    async fn send(&self, id: &str, release: Release) {
        let order = self.bench.order(id, UNITS);
        let sent = self.bench.fba.send(&order, release, Earlier::Never).await;
        sent.expect("accepted");
    }

    /// Amazon puts an order into a state.
    fn put(&self, id: &str, word: &str) {
        let path = format!(
            "/sim/accounts/{}/fulfilment-orders/{id}/status",
            self.bench.sim.seller
        );
        self.bench
            .sim
            .control("POST", &path, &[], &json!({"status": word}));
    }

    /// Looks at an order by both generations: its state, its word in each, and its lines.
    async fn check(&self, id: &str, words: [&str; 2], status: Status, lines: &[Line]) -> Progress {
        let mut seen = None;
        let services: [&dyn FulfilmentService; 2] = [&self.bench.fba, &self.newer];
        for (service, word) in services.into_iter().zip(words) {
            let progress = service.progress(id, &[]).await.expect("read");
            assert_eq!(progress.status.as_ref(), Some(&status), "{id} {word}");
            assert_eq!(progress.service_status, word, "{id}");
            assert_eq!(progress.unread, [], "{id} {word}");
            let told = progress.lines.iter();
            let told: Vec<_> = told
                .map(|line| {
                    [
                        line.ordered,
                        line.shipped,
                        line.cancelled,
                        line.unfulfillable,
                    ]
                })
                .collect();
            let expected: Vec<_> = lines.iter().map(|line| line.map(Some)).collect();
            assert_eq!(told, expected, "{id} {word}");
            let open: u32 = progress.open_quantities().map(|(_, open)| open).sum();
            let expected: u32 = lines.iter().map(|[_, _, gone, lost]| gone + lost).sum();
            assert_eq!(open, expected, "{id} {word}");
            assert_eq!(
                progress.held_until.is_some(),
                status == Status::OnHold,
                "{id} {word}: until when it is held"
            );
            seen = Some(progress);
        }
        seen.expect("two generations")
    }
}

/// Proves the table of SM-2 from Amazon's states to ours, row by row.
#[tokio::test]
async fn each_row_of_the_table_is_told_as_it_says() {
    let bench = FbaBench::new(87);
    let newer = Fba2026::new(Fba::new(bench.sim.session(), US));
    let stage = Stage { bench, newer };
    let (bench, other) = (&stage.bench, {
        let seller = stage.bench.sim.seller.clone();
        stage.bench.sim.simulator.change_world(|world| {
            let sku = world.add_listings(&seller, 1, "OTHER", true).remove(0);
            let stock = &mut world.account_mut(&seller).stock;
            stock.get_mut(&sku).expect("stocked").fulfillable = 3;
            sku
        })
    });
    let open: &[Line] = &[[UNITS, 0, 0, 0]];
    let gone: &[Line] = &[[UNITS, UNITS, 0, 0]];
    let work = async {
        // New, Received, Planning (Processing in 2026-07-04), with a hold: On Hold. The same without one, and
        // Processing: Shipped.
        for word in ["New", "Received", "Planning"] {
            let id = format!("HELD-{word}");
            stage.send(&id, Release::Hold).await;
            stage.put(&id, word);
            stage
                .check(&id, [word, "PROCESSING"], Status::OnHold, open)
                .await;
        }
        for word in ["New", "Received", "Planning", "Processing"] {
            let id = format!("SHIP-{word}");
            stage.send(&id, Release::Ship).await;
            stage.put(&id, word);
            stage
                .check(&id, [word, "PROCESSING"], Status::Shipped, open)
                .await;
        }
        // Complete, with parcels under way: Shipped. All of them delivered: Delivered. No report of it, and the estimate
        // passed: Completed.
        for id in ["DELIVERED", "UNREPORTED"] {
            stage.send(id, Release::Ship).await;
            stage.put(id, "Complete");
            let words = ["Complete", "COMPLETE"];
            let progress = stage.check(id, words, Status::Shipped, gone).await;
            assert!(!progress.parcels.is_empty(), "under way");
            assert!(progress.parcels.iter().all(|parcel| !parcel.delivered));
        }
        bench.sim.simulator.change_world(|world| {
            let account = world.account_mut(&bench.sim.seller);
            let order = account.outbound.get_mut("UNREPORTED").expect("there");
            for parcel in order
                .shipments
                .iter_mut()
                .flat_map(|held| &mut held.parcels)
            {
                parcel.scans.retain(|scan| scan.code != "EVENT_301");
            }
        });
        // CompletePartialled: Shipped with the quantities that are open, then as above.
        let mut order = bench.order("PARTLY", UNITS);
        order.lines.push(OutboundLine {
            id: "2".into(),
            sku: other.clone(),
            quantity: 3,
        });
        let sent = bench.fba.send(&order, Release::Ship, Earlier::Never).await;
        sent.expect("accepted");
        bench.pass(Duration::from_secs(3600)).await;
        let path = format!("/sim/accounts/{}/stock/{other}", bench.sim.seller);
        let lost = json!({"reserved_orders": 1, "researching": 2, "fulfillable": 0});
        bench.sim.control("PATCH", &path, &[], &lost);
        stage.put("PARTLY", "Complete");
        let partly: &[Line] = &[[UNITS, UNITS, 0, 0], [3, 1, 0, 2]];
        let words = ["CompletePartialled", "COMPLETE_PARTIAL"];
        stage.check("PARTLY", words, Status::Shipped, partly).await;
        // Cancelled, held or not: Cancelled. Unfulfillable, Invalid, held or not: Failed, by Amazon's word.
        for (release, name) in [(Release::Hold, "H"), (Release::Ship, "S")] {
            for (words, status) in [
                (["Cancelled", "CANCELLED"], Status::Cancelled),
                (["Unfulfillable", "UNFULFILLABLE"], Status::Failed),
                (["Invalid", "INVALID"], Status::Failed),
            ] {
                let id = format!("{name}-{}", words[0]);
                stage.send(&id, release).await;
                stage.put(&id, words[0]);
                let line = match status {
                    Status::Cancelled => [UNITS, 0, UNITS, 0],
                    _ => [UNITS, 0, 0, UNITS],
                };
                let told = stage.check(&id, words, status.clone(), &[line]).await;
                let why = told.explanation.unwrap_or_default();
                assert_eq!(
                    why.contains(words[1]),
                    status == Status::Failed,
                    "{id}: {why}"
                );
            }
        }
        bench.pass(DAY * 12).await;
        let words = ["Complete", "COMPLETE"];
        stage
            .check("DELIVERED", words, Status::Delivered, gone)
            .await;
        stage
            .check("UNREPORTED", words, Status::Completed, gone)
            .await;
        let words = ["CompletePartialled", "COMPLETE_PARTIAL"];
        stage
            .check("PARTLY", words, Status::Delivered, partly)
            .await;
    };
    bench.sim.clock.run(work).await;
    assert_eq!(bench.sim.simulator.faults(), Vec::<String>::new());
}
