//! Reports about stock and orders, from the simulator through the client's typed rows.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use amazon::{
    api::{
        report_rows::{
            self, LedgerEvent, LedgerSummary, OrderRow, ReportRow, ReturnRow, ShipmentRow,
            ShippableRow,
        },
        reports::{self, CreateReportSpecification},
    },
    clock::Clock,
    polling::Pacing,
};
use jiff::Timestamp;

use crate::simulated::{Sim, US};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Asks for a report about a time, and reads it; every column of the simulator's has a field or is expected in `more`.
async fn read<T: ReportRow>(sim: &Arc<Sim>, since: Option<Timestamp>) -> Vec<T> {
    let asked = CreateReportSpecification {
        report_type: T::TYPES[0].to_owned(),
        marketplace_ids: vec![US.to_owned()],
        data_start_time: since.map(Into::into),
        ..CreateReportSpecification::default()
    };
    let session = sim.session();
    let work = async {
        let report = reports::create(&session, asked).await.expect("accepted");
        let document = reports::fetch(&session, &report, Pacing::DOCUMENT).await;
        document.expect("a report").text()
    };
    let text = sim.clock.run(work).await;
    report_rows::rows(&text).expect("its own rows")
}

fn balances(
    rows: &[LedgerSummary],
    of: impl Fn(&LedgerSummary) -> Option<i64>,
) -> BTreeMap<(String, String), i64> {
    let key = |row: &LedgerSummary| Some((row.sku.clone()?, row.disposition.clone()?));
    let held = rows.iter().filter_map(|row| Some((key(row)?, of(row)?)));
    held.filter(|(_, units)| *units != 0).collect()
}

/// The ledger is told twice, by movement and in sum, and over two times that follow one another: what was there at the
/// end of the first is there at the beginning of the second, whatever moved.
#[tokio::test]
async fn ledgers_add_up_and_join() {
    let sim = Sim::new(91);
    let began = sim.clock.now();
    let first: Vec<LedgerSummary> = read(&sim, None).await;
    assert!(first.len() > 50, "{} rows", first.len());
    assert!(first.iter().all(|row| row.difference() == 0));
    let middle = sim.clock.now();
    let stocked = sim.simulator.with_world(|world| {
        let account = world.account(&sim.seller);
        let stock = account
            .stock
            .iter()
            .filter(|(sku, stock)| stock.fulfillable > 9 && account.listings[*sku].is_buyable(US));
        stock
            .map(|(sku, _)| sku.clone())
            .take(12)
            .collect::<Vec<_>>()
    });
    for _ in 0..4 {
        for sku in &stocked {
            sim.buy(sku, 1);
        }
    }
    // Long enough for parcels to leave and for some to come back.
    sim.pass(25 * DAY);
    let second: Vec<LedgerSummary> = read(&sim, Some(middle)).await;
    sim.pass(DAY);
    let events: Vec<LedgerEvent> = read(&sim, Some(middle)).await;

    assert!(middle > began);
    let before = balances(&first, |row| row.ending);
    assert_eq!(balances(&second, |row| row.starting), before);
    assert!(second.len() >= first.len(), "{} rows", second.len());
    assert!(second.iter().all(|row| row.difference() == 0));
    let mut moved: BTreeMap<(String, String), i64> = BTreeMap::new();
    for event in &events {
        assert!(event.more.is_empty(), "{event:?}");
        let key = (event.sku.clone(), event.disposition.clone());
        let (Some(sku), Some(disposition)) = key else {
            panic!("{event:?}")
        };
        *moved.entry((sku, disposition)).or_default() += event.quantity.expect("units");
    }
    moved.retain(|_, units| *units != 0);
    let changed = balances(&second, |row| Some(row.ending? - row.starting?));
    assert_eq!(moved, changed);
    let n_of = |kind: &str| {
        events
            .iter()
            .filter(|event| event.event.as_deref() == Some(kind))
            .count()
    };
    assert!(n_of("Shipments") >= 48, "{} shipments", n_of("Shipments"));
    assert!(n_of("CustomerReturns") > 0, "nothing came back");

    // What came back is told alike by the report on returns.
    let returned: Vec<ReturnRow> = read(&sim, Some(middle)).await;
    for event in events
        .iter()
        .filter(|event| event.event.as_deref() == Some("CustomerReturns"))
    {
        let row = returned
            .iter()
            .find(|row| row.order_id == event.reference && row.sku == event.sku);
        assert_eq!(row.expect("the return").disposition, event.disposition);
    }
}

#[tokio::test]
async fn orders_and_parcels_are_read_whole() {
    let sim = Sim::new(92);
    let orders: Vec<OrderRow> = read(&sim, None).await;
    assert!(orders.len() > 20, "{} rows", orders.len());
    let with_price = orders.iter().filter(|row| row.price.is_some()).count();
    assert!(
        with_price > orders.len() / 2,
        "{with_price} of {}",
        orders.len()
    );
    let open: Vec<ShippableRow> = read(&sim, None).await;
    assert!(!open.is_empty(), "something is to be shipped");
    for row in &open {
        let sum = row
            .shipped
            .zip(row.open)
            .map(|(shipped, open)| shipped + open);
        assert!(sum <= row.quantity && row.recipient.is_some(), "{row:?}");
        assert!(
            orders.iter().any(|order| order.order_id == row.order_id),
            "{row:?}"
        );
    }
    let shipped: Vec<ShipmentRow> = read(&sim, None).await;
    assert!(
        shipped
            .iter()
            .all(|row| row.quantity > Some(0) && row.tracking.is_some())
    );
    assert!(!shipped.is_empty());
    let known = [
        "payments-date",
        "reporting-date",
        "purchase-date",
        "buyer-email",
        "order-channel",
        "price-designation",
    ];
    let others = orders
        .iter()
        .map(|row| &row.more)
        .chain(open.iter().map(|row| &row.more));
    let mut others = others.flat_map(BTreeMap::keys);
    assert_eq!(others.find(|name| !known.contains(&&***name)), None);
}
