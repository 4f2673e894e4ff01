//! The bytes on the wire are a promise: what an old app sends is read for ever (SYNC 5.8).
//!
//! How the files are kept is said in [`crate::kept`].

use super::operation::{UnknownOperation, decode, encode, kind};
use super::*;
use crate::kept::{keeps, kept};
use crate::row;
use domain::books::{EntityKind, EntityRef};
use domain::ids::{BinId, LocationId, ProductId, StocktakeId, TransferId, UserId};
use domain::ledger::StockKey;
use domain::operation::{Fact, Intent, Operation};
use domain::quantity::{Delta, Quantity};
use domain::stocktake::{CountSource, Item, PassHead};
use domain::text::{RawCode, Remark};

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + n)
}

pub fn operations() -> Vec<Operation> {
    let pass = PassId::new(id(1));
    let item = Item::Product(ProductId::new(id(2)));
    let head = PassHead {
        pass,
        stocktake: StocktakeId::new(id(3)),
        location: LocationId::new(id(4)),
        bin: Some(BinId::new(id(5))),
        part: Some(1),
        generation: 2,
        only: Some(vec![ProductId::new(id(2))]),
    };
    let quantity = Quantity::new(12).unwrap();
    let event = OperationId::new(id(6));
    vec![
        Operation::Fact(Fact::PassOpened(head)),
        Operation::Fact(Fact::Counted {
            pass,
            item: item.clone(),
            quantity,
            source: CountSource::Scan,
        }),
        Operation::Fact(Fact::Set {
            pass,
            item: Item::Unknown(RawCode::new("4012").unwrap()),
            quantity,
            voids: vec![event],
            source: CountSource::Hand,
        }),
        Operation::Fact(Fact::Voided { pass, event }),
        Operation::Fact(Fact::PassClosed {
            pass,
            n_events: 3,
            digest: 77,
            empty_confirmed: true,
        }),
        Operation::Fact(Fact::BinMoved {
            product: ProductId::new(id(2)),
            location: LocationId::new(id(4)),
            from: None,
            to: Some(BinId::new(id(5))),
            quantity,
        }),
        Operation::Intent(Intent::HoldTransfer {
            transfer: TransferId::new(id(7)),
        }),
        Operation::Intent(Intent::Adjust {
            product: ProductId::new(id(2)),
            location: LocationId::new(id(4)),
            bin: None,
            delta: Delta::new(-3),
            reason: Remark::new("broken").unwrap(),
        }),
    ]
}

fn request() -> Request {
    let made = operations();
    let items = made.iter().zip(8..).map(|(operation, n)| {
        let (lane, number) = kind(operation);
        PushItem {
            n,
            op_id: OperationId::new(id(100 + u128::from(n))),
            chain: (n > 12).then(|| id(7)),
            after: (n > 13).then(|| OperationId::new(id(113))),
            replaces: None,
            lane,
            kind: number,
            v: operation::VERSION,
            body: encode(operation),
            at: ClockStamp {
                wall: Timestamp::from_millis(1_767_225_600_000),
                monotonic_ms: 12_345,
                boot: 99,
                offset_ms: Some(-250),
                error_ms: 20,
                age_ms: 1_000,
            },
            knew: n - 2,
            seen: Some(Timestamp::from_millis(1_767_225_500_000)),
            grant: GrantId::new(id(8)),
        }
    });
    Request {
        schema: 1,
        app: 7,
        client: ClientId::new(id(9)),
        exchange: 3,
        epoch: Some(Epoch(id(10))),
        t0: Timestamp::from_millis(1_767_225_600_500),
        report: Report {
            next_n: 16,
            open_passes: vec![PassId::new(id(1))],
            formerly: None,
        },
        push: Some(Push {
            first_n: 8,
            items: items.collect(),
        }),
        pull: Some(Pull {
            cursors: vec![
                ReadTo {
                    scope: Scope::Catalogue,
                    seq: 100_000,
                    since: 0,
                },
                ReadTo {
                    scope: Scope::Stock(LocationId::new(id(4))),
                    seq: 12,
                    since: 40,
                },
            ],
            mismatched: vec![Scope::Cost],
            max_bytes: 250_000,
            snapshots: true,
        }),
    }
}

fn response() -> Response {
    let key = EntityRef::Bin(BinId::new(id(5)));
    let gone = Row {
        seq: 41,
        kind: row::number(key.kind()),
        id: row::id(&key),
        value: None,
    };
    let newer = Row {
        seq: 42,
        kind: 900,
        id: Blob(vec![1, 2, 3]),
        value: Some(Value {
            v: 4,
            body: Blob(b"of a newer server".to_vec()),
        }),
    };
    let piece = SegmentRef {
        hash: "00ff".into(),
        bytes: 65_536,
        rows: 500,
    };
    let page = |scope, rows, snapshot| Page {
        scope,
        from: 40,
        to: 42,
        head: 42,
        check: Some(Sum::from_bits(0xfeed_beef)),
        restart: false,
        snapshot,
        rows,
    };
    let snapshot = Snapshot {
        seq: 40,
        check: Sum::from_bits(5),
        segments: vec![piece],
    };
    let outcome = |n, code| Outcome {
        n,
        op_id: OperationId::new(id(100 + u128::from(n))),
        code,
        detail: "why".into(),
    };
    Response {
        exchange: 3,
        t1: Timestamp::from_millis(1_767_225_600_510),
        t2: Timestamp::from_millis(1_767_225_600_520),
        epoch: Epoch(id(10)),
        min_app: 5,
        problem: Some(Problem::Gap { expected: 4 }),
        ack: Some(Ack {
            n: 15,
            outcomes: vec![
                outcome(8, OutcomeCode::Noted("late".into())),
                outcome(9, OutcomeCode::Quarantined),
                outcome(10, OutcomeCode::Opaque),
                outcome(13, OutcomeCode::Refused("stock/short".into())),
                outcome(
                    14,
                    OutcomeCode::Held {
                        behind: OperationId::new(id(113)),
                    },
                ),
            ],
        }),
        pulled: Some(Pulled {
            last_n: 15,
            pages: vec![
                page(
                    Scope::Location(LocationId::new(id(4))),
                    vec![gone, newer],
                    None,
                ),
                page(Scope::Catalogue, Vec::new(), Some(snapshot)),
            ],
            dropped: vec![Scope::User(UserId::new(id(11)))],
        }),
    }
}

/// Proves OFF-37 as far as the bytes go: what is kept from protocol 1 is read, and written the same.
#[test]
fn messages_are_the_bytes_that_apps_in_the_field_send() {
    keeps("request-1.bin", &request().to_bytes());
    keeps("response-1.bin", &response().to_bytes());
    keeps(
        "request-1.json",
        &serde_json::to_vec_pretty(&request()).unwrap(),
    );
    keeps(
        "response-1.json",
        &serde_json::to_vec_pretty(&response()).unwrap(),
    );
    assert_eq!(Request::from_bytes(&kept("request-1.bin")), Ok(request()));
    assert_eq!(
        Response::from_bytes(&kept("response-1.bin")),
        Ok(response())
    );
    let json = serde_json::to_string(&response()).unwrap();
    assert_eq!(serde_json::from_str::<Response>(&json).unwrap(), response());
}

#[test]
fn what_is_cut_off_or_not_ours_is_no_message() {
    let bytes = request().to_bytes();
    for length in 0..bytes.len() {
        assert_eq!(
            Request::from_bytes(&bytes[..length]),
            Err(Unreadable::Damaged),
            "cut at {length}"
        );
    }
    assert_eq!(Response::from_bytes(&bytes), Err(Unreadable::Damaged));
    assert_eq!(
        Response::from_bytes(b"<html>Please sign in to the Wi-Fi</html>"),
        Err(Unreadable::Damaged)
    );
    let mut newer = bytes;
    newer[3] = 9;
    assert_eq!(Request::from_bytes(&newer), Err(Unreadable::Protocol(9)));
}

/// Proves OFF-12 as far as the wire goes: what no kind says cannot be sent, and a label does not make it so.
#[test]
fn only_what_has_a_kind_is_an_operation() {
    for operation in operations() {
        let (lane, number) = kind(&operation);
        let body = encode(&operation);
        assert_eq!(decode(lane, number, 1, &body), Ok(operation));
        assert_eq!(decode(lane, 700, 1, &body), Err(UnknownOperation::Newer));
        assert_eq!(decode(lane, number, 2, &body), Err(UnknownOperation::Newer));
        let other = if number == 2 { 1 } else { 2 };
        assert_eq!(
            decode(Lane::Fact, other, 1, &body),
            Err(UnknownOperation::Damaged)
        );
        assert_eq!(
            decode(lane, number, 1, &body[..body.len() - 1]),
            Err(UnknownOperation::Damaged)
        );
    }
}

#[test]
fn ids_of_rows_name_what_they_named() {
    let location = LocationId::new(id(4));
    let keys = [
        EntityRef::Product(ProductId::new(id(2))),
        EntityRef::Bin(BinId::new(id(5))),
        EntityRef::Stock(StockKey::new(ProductId::new(id(2)), location, None)),
        EntityRef::Stock(StockKey::new(
            ProductId::new(id(2)),
            location,
            Some(BinId::new(id(5))),
        )),
        EntityRef::PassLine(PassId::new(id(1)), Item::Product(ProductId::new(id(2)))),
        EntityRef::PassLine(
            PassId::new(id(1)),
            Item::Unknown(RawCode::new("4012").unwrap()),
        ),
        EntityRef::BinCount(StocktakeId::new(id(3)), None),
        EntityRef::UnknownCode(StocktakeId::new(id(3)), RawCode::new("4012").unwrap()),
        EntityRef::Person(UserId::new(id(11))),
    ];
    for key in keys {
        let bytes = row::id(&key);
        assert_eq!(row::key(row::number(key.kind()), &bytes), Ok(key));
    }
    let product = row::number(EntityKind::Product);
    assert_eq!(row::key(product, &[7; 15]), Err(row::UnknownRow::Damaged));
    assert_eq!(row::key(product, &[7; 17]), Err(row::UnknownRow::Damaged));
    assert_eq!(row::key(900, &[1]), Err(row::UnknownRow::Newer));
}
