//! The stub keeps the contracts, with capabilities quite unlike Amazon's.

use std::time::Duration;

use async_trait::async_trait;
use channels::{
    Error, FulfilmentService, InboundService, SalesChannel,
    contract::{self, Bench, FulfilmentBench, InboundBench, SalesBench},
    fulfilment::{Method, OutboundLine, OutboundOrder, Release},
    sales::ChannelOrder,
    stub::{SHOP, Stub, simple_order},
    words::{Address, Earlier},
};
use jiff::Timestamp;

struct StubBench(Stub);

fn bench() -> StubBench {
    let now: Timestamp = "2026-08-05T00:00:00Z".parse().expect("instant");
    let orders = (0..5)
        .map(|n| simple_order(&format!("order-{n}"), "A", 1 + n, now))
        .collect();
    StubBench(Stub::new(now, &[("A", 100), ("B", 0)], orders))
}

#[async_trait]
impl Bench for StubBench {
    fn run(&self) -> String {
        "run".into()
    }
    fn now(&self) -> Timestamp {
        self.0.now()
    }
    async fn pass(&self, time: Duration) {
        self.0.pass(time);
    }
}

impl FulfilmentBench for StubBench {
    fn service(&self) -> &dyn FulfilmentService {
        &self.0
    }
    fn stocked(&self) -> String {
        "A".into()
    }
    fn exhausted(&self) -> String {
        "B".into()
    }
    fn address(&self) -> Address {
        Address {
            name: "A. Buyer".into(),
            line1: "1 High Street".into(),
            country: "GB".into(),
            ..Address::default()
        }
    }
}

impl InboundBench for StubBench {
    fn inbound(&self) -> &dyn InboundService {
        self.0.inbound().expect("it was made with a house")
    }
    fn taken(&self) -> (String, String) {
        ("A".into(), "P-A".into())
    }
    fn from(&self) -> Address {
        FulfilmentBench::address(self)
    }
    /// The stub's labels have no codes, what they say stands in plain text.
    fn scanned(&self, pdf: &[u8]) -> Vec<String> {
        let text = String::from_utf8_lossy(pdf);
        let shown = text.lines().filter_map(|line| line.strip_prefix("BT "));
        let between = |line: &str| Some(line.split_once('(')?.1.split_once(')')?.0.to_owned());
        shown.filter_map(between).collect()
    }
}

#[async_trait]
impl SalesBench for StubBench {
    fn channel(&self) -> &dyn SalesChannel {
        &self.0
    }
    fn shop(&self) -> String {
        SHOP.into()
    }
    fn currency(&self) -> String {
        "EUR".into()
    }
    fn own_listing(&self) -> String {
        "A".into()
    }
    fn channel_listing(&self) -> Option<String> {
        None
    }
    async fn unshipped_order(&self) -> ChannelOrder {
        self.0.order("order-3").await.expect("there").value
    }
    async fn partly_cancelled_order(&self) -> ChannelOrder {
        self.0.take_back("order-2").expect("there")
    }
    fn offerable(&self) -> Option<(String, String, String)> {
        Some(("P-new".into(), "THING".into(), "new_new".into()))
    }
    fn restricted(&self) -> Option<String> {
        Some("R-1".into())
    }
}

/// Proves GEN-06's contract with a second provider: it binds more than Amazon.
#[tokio::test]
async fn the_stub_keeps_the_contract_of_fulfilment_services() {
    contract::fulfilment(&bench()).await;
}

/// Prepares GEN-06 for sending goods to a service: the contract binds more than Amazon, and a service
/// with a house keeps the other contract all the same.
#[tokio::test]
async fn the_stub_keeps_the_contract_of_taking_goods_in() {
    let with_depot = StubBench(bench().0.with_depot());
    contract::inbound(&with_depot).await;
    contract::fulfilment(&with_depot).await;
}

#[tokio::test]
async fn the_stub_keeps_the_contract_of_sales_channels() {
    contract::sales(&bench()).await;
}

/// Proves GEN-07 at the service: no order of a service that cannot hold is ever held.
#[tokio::test]
async fn a_service_that_cannot_hold_says_so() {
    let bench = bench();
    assert!(!FulfilmentService::capabilities(&bench.0).hold);
    let order = OutboundOrder {
        id: "FO-1".into(),
        number: "FO-1".into(),
        date: bench.0.now(),
        comment: String::new(),
        method: Method("Van".into()),
        address: bench.address(),
        lines: vec![OutboundLine {
            id: "1".into(),
            sku: "A".into(),
            quantity: 1,
        }],
        notify: Vec::new(),
    };
    let held = bench.0.send(&order, Release::Hold, Earlier::Never).await;
    assert!(matches!(held, Err(Error::Unsupported("hold orders"))));
}
