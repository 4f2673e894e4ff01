//! What arrives at Amazon of an order that is sent to it, and what is told of its way out, by both generations.

use std::time::Duration;

use channels::{
    Error, FulfilmentService, Reason,
    amazon::{Fba, Fba2026},
    contract::{Bench, FulfilmentBench},
    fulfilment::{OutboundLine, OutboundOrder, Release},
    words::{Address, Earlier, Severity},
};
use serde_json::Value;

use crate::{amazon::FbaBench, simulated::US};

const HOUR: Duration = Duration::from_secs(3600);

struct Stage {
    bench: FbaBench,
    newer: Fba2026,
}

impl Stage {
    fn new(seed: u64) -> Self {
        let bench = FbaBench::new(seed);
        let newer = Fba2026::new(Fba::new(bench.sim.session(), US));
        Self { bench, newer }
    }

    fn generations(&self) -> [(&'static str, &dyn FulfilmentService); 2] {
        [("2020", &self.bench.fba), ("2026", &self.newer)]
    }

    /// What Amazon has of an order's request, in the words of 2020-07-01; those of 2026-07-04 are in `original2026`.
    fn arrived(&self, id: &str) -> Option<Value> {
        self.bench.sim.simulator.with_world(|world| {
            let account = world.account(&self.bench.sim.seller);
            let order = account.outbound.get(id)?;
            Some(Value::Object(order.request.clone()))
        })
    }

    fn lines(&self) -> [OutboundLine; 1] {
        [OutboundLine {
            id: "1".into(),
            sku: self.bench.stocked(),
            quantity: 1,
        }]
    }
}

/// The company arrives in a line of the address that is free, at the create and at the edit of a held order; where none
/// is free the order is refused before anything is sent, and so are its edit and its preview.
#[tokio::test]
async fn the_company_arrives_with_the_address() {
    let stage = Stage::new(91);
    let bench = &stage.bench;
    let address = |line2: &str, line3: &str| Address {
        company: Some("Acme Ltd".into()),
        line2: Some(line2.into()),
        line3: Some(line3.into()),
        ..bench.address()
    };
    let check = |id: &str, lower: [Option<&str>; 2]| {
        let request = stage.arrived(id).expect("it is there");
        let arrived = &request["destinationAddress"];
        let lines = ["addressLine1", "addressLine2", "addressLine3"].map(|at| arrived[at].as_str());
        assert_eq!(
            lines,
            [Some("1200 Harbour Lane"), lower[0], lower[1]],
            "{id}"
        );
    };
    let work = async {
        for (name, service) in stage.generations() {
            for (n, (line2, line3, lower)) in [
                ("", "", [Some("Acme Ltd"), None]),
                ("Apt 4", "", [Some("Apt 4"), Some("Acme Ltd")]),
                ("", "Back yard", [Some("Acme Ltd"), Some("Back yard")]),
            ]
            .into_iter()
            .enumerate()
            {
                let order = OutboundOrder {
                    address: address(line2, line3),
                    ..bench.order(&format!("{name}-{n}"), 1)
                };
                assert_eq!(service.check(&order), []);
                let sent = service.send(&order, Release::Hold, Earlier::Never).await;
                sent.expect("accepted");
                check(&order.id, lower);
            }
            let full = OutboundOrder {
                address: address("Apt 4", "Back yard"),
                ..bench.order(&format!("{name}-full"), 1)
            };
            let problems = service.check(&full);
            let about: Vec<_> = problems.iter().map(|one| one.about.as_deref()).collect();
            assert_eq!(about, [Some("company")], "{problems:?}");
            let calls = bench.sim.n_calls();
            let sent = service.send(&full, Release::Ship, Earlier::Never).await;
            let preview = service.preview(&full.address, &stage.lines()).await;
            for refused in [sent.map(|_| ()), preview.map(|_| ())] {
                assert!(
                    matches!(&refused, Err(Error::Refused { reason: Reason::Invalid, problems: told, .. }) if *told == problems),
                    "{refused:?}"
                );
            }
            assert_eq!(bench.sim.n_calls(), calls, "nothing was sent");
            assert_eq!(stage.arrived(&full.id), None);
        }
        let mut held = OutboundOrder {
            address: address("Apt 5", ""),
            ..bench.order("2020-0", 1)
        };
        bench.fba.edit_held(&held).await.expect("edited");
        check("2020-0", [Some("Apt 5"), Some("Acme Ltd")]);
        held.address.line3 = Some("Back yard".into());
        bench.fba.edit_held(&held).await.expect_err("it is full");
        check("2020-0", [Some("Apt 5"), Some("Acme Ltd")]);
    };
    bench.sim.clock.run(work).await;
}

/// All whom Amazon shall write to arrive by 2020-07-01. By 2026-07-04 an order has place for one: the first arrives, and
/// that the others do not is told before.
#[tokio::test]
async fn whom_amazon_does_not_write_to_is_told() {
    let stage = Stage::new(92);
    let several = ["a@example.com".to_owned(), "b@example.com".to_owned()];
    let work = async {
        for (name, service) in stage.generations() {
            for n in 0..=several.len() {
                let order = OutboundOrder {
                    notify: several[..n].to_vec(),
                    ..stage.bench.order(&format!("{name}-{n}"), 1)
                };
                let problems = service.check(&order);
                let left_out = name == "2026" && n > 1;
                assert_eq!(problems.len(), usize::from(left_out), "{name} {problems:?}");
                for problem in problems {
                    assert_eq!(problem.severity, Severity::Warning);
                    assert_eq!(problem.about.as_deref(), Some("notify"));
                }
                let sent = service.send(&order, Release::Hold, Earlier::Never).await;
                sent.expect("a warning keeps nothing back");
                let request = stage.arrived(&order.id).expect("it is there");
                let newer = request.pointer("/original2026/destination/deliveryAddress/email");
                let older = request.get("notificationEmails").and_then(Value::as_array);
                let expected: Vec<&str> = several[..n].iter().map(String::as_str).collect();
                if name == "2026" {
                    let arrived = newer.and_then(Value::as_str);
                    assert_eq!(arrived, expected.first().copied());
                } else {
                    let arrived = older.into_iter().flatten().filter_map(Value::as_str);
                    assert_eq!(arrived.collect::<Vec<_>>(), expected);
                }
            }
        }
    };
    stage.bench.sim.clock.run(work).await;
}

/// By when goods leave is told of offers and of orders until they have left: by 2020-07-01 from the beginning, by
/// 2026-07-04 as soon as they are packed, and of neither while an order is held. A parcel that is not sent has no
/// instant at which it left.
#[tokio::test]
async fn by_when_goods_leave_is_told_until_they_have() {
    let stage = Stage::new(93);
    let bench = &stage.bench;
    let progress = async |id: &str| {
        let mut told = Vec::new();
        for (name, service) in stage.generations() {
            let progress = service.progress(id, &[]).await.expect("read");
            assert_eq!(progress.unread, [], "{name}");
            assert!(
                !progress.should_have_left(None, bench.now()),
                "{progress:?}"
            );
            told.push(progress);
        }
        told
    };
    let world = |id: &str| {
        bench.sim.simulator.with_world(|world| {
            let order = &world.account(&bench.sim.seller).outbound[id];
            let shipped: Vec<_> = order.shipments.iter().map(|held| held.shipped).collect();
            shipped
        })
    };
    let work = async {
        for (name, service) in stage.generations() {
            let offers = service.preview(&bench.address(), &stage.lines()).await;
            let offers = offers.expect("a preview");
            assert_eq!(offers.unread, [], "{name}");
            let mut to_be_had = offers.iter().filter(|offer| offer.unavailable.is_empty());
            assert!(
                to_be_had.all(|offer| offer.ships_by.is_some_and(|by| by > bench.now())),
                "{name} {offers:?}"
            );
        }
        let order = bench.order("OUT-1", 2);
        let sent = bench.fba.send(&order, Release::Hold, Earlier::Never).await;
        sent.expect("accepted");
        // As long as it would have taken to leave, twice over.
        bench.pass(HOUR * 48).await;
        for held in progress("OUT-1").await {
            assert_eq!(held.ships_by, None, "it waits for us");
            let past = Some(bench.now() - HOUR);
            assert!(!held.should_have_left(past, bench.now()));
        }
        bench.fba.release("OUT-1").await.expect("let go");
        let told = progress("OUT-1").await;
        assert!(told[0].ships_by.is_some_and(|by| by > bench.now()));
        assert_eq!(told[1].ships_by, None, "it is not packed");
        for _ in 0..24 {
            if !world("OUT-1").is_empty() {
                break;
            }
            bench.pass(HOUR / 6).await;
        }
        assert_eq!(world("OUT-1"), [None], "it is packed and has not left");
        let told = progress("OUT-1").await;
        assert!(told[0].ships_by.is_some_and(|by| by > bench.now()));
        assert_eq!(told[0].ships_by, told[1].ships_by);
        let promised = told[0].ships_by;
        for _ in 0..48 {
            if world("OUT-1")[0].is_some() {
                break;
            }
            bench.pass(HOUR).await;
        }
        for gone in progress("OUT-1").await {
            assert_eq!(gone.ships_by, None);
            assert!(
                gone.parcels
                    .iter()
                    .all(|parcel| parcel.shipped_at.is_some())
            );
            assert!(!gone.parcels.is_empty());
            bench.pass(HOUR * 48).await;
            assert!(!gone.should_have_left(promised, bench.now()), "it has left");
        }
    };
    bench.sim.clock.run(work).await;
}
