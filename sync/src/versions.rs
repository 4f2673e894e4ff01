//! Clients and servers of different versions understand each other: what an app of version 1 has on its disk, sends and
//! is sent, kept as files.

use crate::check::Sum;
use crate::client::{
    Client, ClockReading, Draft, Event, Failure, Grant, NEXT_N, Outgoing, POLL_MS, Setup, StoreOp,
    StoreWrite, Table,
};
use crate::kept::{keeps, kept};
use crate::row;
use crate::scope::Scope;
use crate::segment::{Builder, Segment, address};
use crate::wire::tests::{id, operations};
use crate::wire::{
    Blob, Message, Page, Problem, Pulled, Request, Response, Row, SegmentRef, Snapshot, Value,
};
use domain::books::{Entity, EntityRef};
use domain::catalogue::Category;
use domain::ids::{
    BinId, CategoryId, ClientId, DeviceId, GrantId, LocationId, OperationId, PassId, StocktakeId,
    UserId,
};
use domain::location::Bin;
use domain::permission::Permission;
use domain::quantity::Delta;
use domain::stocktake::Item;
use domain::stocktake::pass::PassLine;
use domain::text::{Name, RawCode};
use domain::time::{ClockStamp, Interval, Moment, Timestamp, Written};
use std::collections::BTreeMap;

type Disk = BTreeMap<(Table, Vec<u8>), Vec<u8>>;

fn setup() -> Setup {
    Setup {
        app: 1,
        device: DeviceId::new(id(20)),
        fresh: ClientId::new(id(21)),
        pull_bytes: 250_000,
        snapshots: true,
    }
}

fn clock(ms: u64) -> ClockReading {
    ClockReading {
        wall: Timestamp::from_millis(1_767_225_600_000 + ms as i64),
        monotonic_ms: 5_000 + ms,
        boot: 77,
    }
}

/// Runs a transaction as a browser does.
fn run(disk: &mut Disk, write: &StoreWrite) -> Option<u64> {
    for require in &write.require {
        let there = disk.get(&(require.table, require.key.clone()));
        assert_eq!(there, require.value.as_ref(), "{require:?}");
    }
    let mut first_n = None;
    for op in &write.ops {
        match op.clone() {
            StoreOp::Put { table, key, value } => {
                disk.insert((table, key), value);
            }
            StoreOp::Delete { table, key } => {
                disk.remove(&(table, key));
            }
            StoreOp::DeleteRange { table, from, to } => {
                disk.retain(|(of, key), _| *of != table || *key < from || *key >= to);
            }
            StoreOp::Append { values } => {
                let counter = disk.get(&(Table::Counter, NEXT_N.to_vec()));
                let first = counter.map_or(1, |bytes| {
                    u64::from_be_bytes(bytes.as_slice().try_into().unwrap())
                });
                let mut n = first;
                for value in values {
                    disk.insert((Table::Outbox, n.to_be_bytes().to_vec()), value);
                    n += 1;
                }
                let counter = n.to_be_bytes().to_vec();
                disk.insert((Table::Counter, NEXT_N.to_vec()), counter);
                first_n = Some(first);
            }
        }
    }
    first_n
}

fn write_all(client: &mut Client, disk: &mut Disk) -> Vec<Event> {
    let mut events = Vec::new();
    while let Some(write) = client.next_write() {
        let first_n = run(disk, &write);
        events.extend(client.committed(write.id, first_n));
    }
    events
}

fn open(disk: &Disk) -> Client {
    let rows = disk
        .iter()
        .map(|((table, key), value)| (*table, key.clone(), value.clone()));
    Client::open(rows, setup()).unwrap()
}

fn grant() -> Grant {
    Grant {
        id: GrantId::new(id(8)),
        user: UserId::new(id(11)),
        permissions: Permission::ALL.iter().copied().collect(),
    }
}

/// What version 1 has on its disk after a shift without a network.
fn worked() -> Disk {
    let mut disk = Disk::new();
    let mut client = open(&disk);
    client.sign_in(grant());
    let facts = operations().into_iter().take(6);
    for (operation, n) in facts.zip(1..) {
        let draft = Draft {
            op_id: OperationId::new(id(100 + n)),
            operation,
            chain: None,
            replaces: None,
            grant: GrantId::new(id(8)),
        };
        client.record(draft, clock(n as u64 * 400)).unwrap();
        write_all(&mut client, &mut disk);
    }
    disk
}

fn on_file(disk: &Disk) -> Vec<u8> {
    let rows: Vec<_> = disk
        .iter()
        .map(|((table, key), value)| (*table, Blob(key.clone()), Blob(value.clone())))
        .collect();
    postcard::to_stdvec(&rows).unwrap()
}

fn from_file(bytes: &[u8]) -> Disk {
    let rows: Vec<(Table, Blob, Blob)> = postcard::from_bytes(bytes).unwrap();
    rows.into_iter()
        .map(|(table, key, value)| ((table, key.0), value.0))
        .collect()
}

/// Proves OFF-37 for what waits on a disk: an app that is replaced by this one finds every operation of the old one and
/// sends it under its number.
#[test]
fn the_outbox_of_an_old_app_is_sent_by_this_one() {
    keeps("storage-1.bin", &on_file(&worked()));
    let disk = from_file(&kept("storage-1.bin"));
    let mut client = open(&disk);
    client.lead(true);
    // The clock of this start is measured first; a new start cannot measure the one before.
    let Some(Outgoing::Sync(request)) = client.next_request(clock(9_000)) else {
        panic!("there is something to send");
    };
    let items = match request.push {
        Some(push) => push.items,
        None => {
            let answer = answer(&request, None);
            client.answered(answer, clock(9_100), ClientId::new(id(30)));
            let mut disk = disk.clone();
            write_all(&mut client, &mut disk);
            match client.next_request(clock(9_200)) {
                Some(Outgoing::Sync(request)) => request.push.expect("it is sent").items,
                other => panic!("{other:?}"),
            }
        }
    };
    let sent: Vec<_> = items.iter().map(|item| (item.n, item.op_id)).collect();
    let made: Vec<_> = (1..=6)
        .map(|n| (n, OperationId::new(id(100 + u128::from(n)))))
        .collect();
    assert_eq!(sent, made);
}

/// An entry of an app that is newer than this one is never thrown away unread: the storage is not opened.
#[test]
fn the_outbox_of_a_newer_app_is_left_alone() {
    let mut disk = from_file(&kept("storage-1.bin"));
    let entry = disk.get_mut(&(Table::Outbox, 3_u64.to_be_bytes().to_vec()));
    entry.expect("the third operation")[0] = 9;
    let rows = disk
        .iter()
        .map(|((table, key), value)| (*table, key.clone(), value.clone()));
    assert!(Client::open(rows, setup()).is_err());
}

/// Proves OFF-37, OFF-59 for files: what an old app saved is taken in by this one.
#[test]
fn the_rescue_file_of_an_old_app_is_taken() {
    keeps("rescue-1.bin", &open(&worked()).rescue_file());
    let mut disk = Disk::new();
    let mut client = open(&disk);
    assert_eq!(client.take_rescue(&kept("rescue-1.bin")), Ok(6));
    write_all(&mut client, &mut disk);
    assert_eq!(client.entries().count(), 6);
    assert_eq!(client.take_rescue(&kept("rescue-1.bin")), Ok(0));
}

fn entities() -> Vec<Entity> {
    let at = Moment::settled(
        Interval::new(Timestamp::from_millis(5), Timestamp::from_millis(9)),
        Timestamp::MIN,
        Timestamp::MAX,
        Written::one(ClientId::new(id(9)), 4, 3),
        ClockStamp {
            wall: Timestamp::from_millis(7),
            monotonic_ms: 3,
            boot: 99,
            offset_ms: None,
            error_ms: 0,
            age_ms: 0,
        }
        .ticked(),
    );
    let (pass, stocktake) = (PassId::new(id(1)), StocktakeId::new(id(3)));
    vec![
        Entity::Category(Category {
            id: CategoryId::new(id(12)),
            name: Name::new("Lighting").unwrap(),
        }),
        Entity::Bin(Bin {
            id: BinId::new(id(5)),
            location: LocationId::new(id(4)),
            name: Name::new("A-01").unwrap(),
            zone: None,
            walk: 7,
            not_for_sale: true,
            archived: false,
        }),
        Entity::PassLine(PassLine {
            pass,
            stocktake,
            item: Item::Unknown(RawCode::new("4012").unwrap()),
            quantity: Delta::new(12),
            n_live: 2,
            cut: Some(at),
        }),
    ]
}

fn row_of(entity: &Entity, seq: u64) -> Row {
    let key = entity.key();
    Row {
        seq,
        kind: row::number(key.kind()),
        id: row::id(&key),
        value: Some(row::encode(entity)),
    }
}

/// Rows and snapshots of version 1 are read: whatever a server of that version has packed shows the same records.
#[test]
fn snapshots_of_an_old_server_are_read() {
    let entities = entities();
    let mut builder = Builder::new();
    for (entity, seq) in entities.iter().zip(1..) {
        builder.add(row_of(entity, seq));
    }
    let pieces = builder.finish();
    for (piece, number) in pieces.iter().zip(1..) {
        keeps(&format!("segment-1-{number}.bin"), &piece.bytes);
    }
    let snapshot = Snapshot {
        seq: 3,
        check: Sum::from_bits(5),
        segments: pieces
            .iter()
            .map(|piece| SegmentRef {
                hash: address(&piece.bytes),
                bytes: piece.bytes.len() as u32,
                rows: piece.n_rows,
            })
            .collect(),
    };
    keeps(
        "snapshot-1.json",
        &serde_json::to_vec_pretty(&snapshot).unwrap(),
    );
    let snapshot: Snapshot = serde_json::from_slice(&kept("snapshot-1.json")).unwrap();
    let mut seen = Vec::new();
    for (piece, number) in snapshot.segments.iter().zip(1..) {
        let bytes = kept(&format!("segment-1-{number}.bin"));
        assert_eq!(address(&bytes), piece.hash);
        let segment = Segment::from_bytes(&bytes).unwrap();
        for (kind, id) in segment.keys() {
            let (_, value) = segment.find(kind, &id).unwrap();
            seen.push(row::decode(kind, &value).unwrap());
        }
    }
    let mut wanted = entities;
    wanted.sort_by_key(|entity| row::number(entity.key().kind()));
    seen.sort_by_key(|entity| row::number(entity.key().kind()));
    assert_eq!(seen, wanted);
}

fn answer(request: &Request, pulled: Option<Pulled>) -> Response {
    Response {
        exchange: request.exchange,
        t1: request.t0,
        t2: request.t0,
        epoch: crate::wire::Epoch(id(10)),
        min_app: 0,
        problem: None,
        ack: None,
        pulled,
    }
}

fn asks(client: &mut Client, at: u64) -> Request {
    match client.next_request(clock(at)) {
        Some(Outgoing::Sync(request)) => request,
        other => panic!("{other:?}"),
    }
}

/// Proves OFF-37 against a newer server: rows of a kind that is not known here are kept on disk and in the sums, known ones
/// are shown, and nothing is read anew because of them.
#[test]
fn rows_of_a_newer_server_are_kept() {
    let mut disk = Disk::new();
    let mut client = open(&disk);
    client.sign_in(grant());
    client.lead(true);
    write_all(&mut client, &mut disk);
    let known = entities().swap_remove(0);
    let newer = Row {
        seq: 2,
        kind: 900,
        id: Blob(vec![1, 2, 3]),
        value: Some(Value {
            v: 4,
            body: Blob(b"of a newer server".to_vec()),
        }),
    };
    let rows = vec![row_of(&known, 1), newer];
    let mut check = Sum::default();
    for row in &rows {
        check.add(row.kind, &row.id, row.seq);
    }
    let request = asks(&mut client, 0);
    let page = Page {
        scope: Scope::Catalogue,
        from: 0,
        to: 2,
        head: 2,
        check: Some(check),
        restart: false,
        snapshot: None,
        rows,
    };
    let pulled = Pulled {
        last_n: 0,
        pages: vec![page],
        dropped: Vec::new(),
    };
    // As bytes: what is not known here must survive being read.
    let bytes = answer(&request, Some(pulled)).to_bytes();
    let response = Response::from_bytes(&bytes).unwrap();
    client.answered(response, clock(50), ClientId::new(id(30)));
    let events = write_all(&mut client, &mut disk);
    assert!(events.contains(&Event::Revealed), "{events:?}");
    assert!(
        !events
            .iter()
            .any(|event| matches!(event, Event::Healing(_)))
    );
    for client in [&client, &open(&disk)] {
        assert_eq!(client.sum(Scope::Catalogue), check);
        let key = EntityRef::Category(CategoryId::new(id(12)));
        assert_eq!(client.entity(&key), Some(known.clone()));
    }
    let is_kept = |value: &Vec<u8>| value.windows(17).any(|part| part == b"of a newer server");
    assert!(disk.values().any(is_kept));
}

/// Proves OFF-37 for an app that is too old: it is told so, its work is taken, and it goes on working.
#[test]
fn an_app_that_is_too_old_keeps_working_and_sending() {
    let mut disk = worked();
    let mut client = open(&disk);
    client.lead(true);
    let mut told = answer(&asks(&mut client, 9_000), None);
    told.problem = Some(Problem::Upgrade);
    client.answered(told, clock(9_050), ClientId::new(id(30)));
    write_all(&mut client, &mut disk);
    assert!(client.status().upgrade);
    let request = asks(&mut client, 9_100);
    let push = request.push.clone().expect("its work is sent all the same");
    assert_eq!((push.first_n, push.items.len()), (1, 6));
    assert_eq!(request.pull, None);
    let mut taken = answer(&request, None);
    taken.problem = Some(Problem::Upgrade);
    taken.ack = Some(crate::wire::Ack {
        n: 6,
        outcomes: Vec::new(),
    });
    client.answered(taken, clock(9_150), ClientId::new(id(30)));
    write_all(&mut client, &mut disk);
    assert_eq!(client.status().waiting, 0);
    let draft = Draft {
        op_id: OperationId::new(id(200)),
        operation: operations().swap_remove(1),
        chain: None,
        replaces: None,
        grant: GrantId::new(id(8)),
    };
    client.record(draft, clock(9_200)).unwrap();
    write_all(&mut client, &mut disk);
    assert_eq!(client.status().waiting, 1);
}

/// An acknowledgement counts for what was sent and no further: what the server has beyond it may be of a clone of this
/// storage, and was compared with nothing.
#[test]
fn an_answer_speaks_only_of_what_was_sent() {
    let mut disk = worked();
    let mut client = open(&disk);
    client.lead(true);
    let hello = asks(&mut client, 9_000);
    client.answered(answer(&hello, None), clock(9_050), ClientId::new(id(30)));
    write_all(&mut client, &mut disk);
    let request = asks(&mut client, 9_100);
    let draft = Draft {
        op_id: OperationId::new(id(200)),
        operation: operations().swap_remove(1),
        chain: None,
        replaces: None,
        grant: GrantId::new(id(8)),
    };
    client.record(draft, clock(9_120)).unwrap();
    write_all(&mut client, &mut disk);
    let mut taken = answer(&request, None);
    taken.ack = Some(crate::wire::Ack {
        n: 7,
        outcomes: Vec::new(),
    });
    client.answered(taken, clock(9_150), ClientId::new(id(30)));
    write_all(&mut client, &mut disk);
    assert_eq!(client.status().waiting, 1);
    let next = asks(&mut client, 9_400).push.expect("the last one is sent");
    assert_eq!((next.first_n, next.items.len()), (7, 1));
}

/// A refusal of an exchange that began before somebody signed in says nothing about the new session.
#[test]
fn a_sign_in_outlives_the_refusals_of_before() {
    let mut disk = worked();
    let mut client = open(&disk);
    client.lead(true);
    let before = asks(&mut client, 9_000);
    client.sign_in(grant());
    client.unanswered(before.exchange, Failure::SignIn, clock(9_100));
    write_all(&mut client, &mut disk);
    assert!(!client.status().sign_in);
    let after = asks(&mut client, 9_200);
    client.unanswered(after.exchange, Failure::SignIn, clock(9_300));
    assert!(client.status().sign_in);
}

/// An app that gets no news any more asks again at its interval, not without pause.
#[test]
fn an_outdated_app_does_not_ask_without_pause() {
    let mut disk = Disk::new();
    let mut client = open(&disk);
    client.lead(true);
    write_all(&mut client, &mut disk);
    for at in [0, 100] {
        let Some(Outgoing::Sync(request)) = client.next_request(clock(at)) else {
            break;
        };
        let mut told = answer(&request, None);
        told.problem = Some(Problem::Upgrade);
        client.answered(told, clock(at + 50), ClientId::new(id(30)));
        write_all(&mut client, &mut disk);
    }
    assert_eq!(client.next_request(clock(1_000)), None);
    assert!(client.wake_at() > 5_000 + 1_000);
    assert!(client.next_request(clock(POLL_MS + 1_000)).is_some());
}

/// What a newer server pokes about is heard as far as this app knows it.
#[test]
fn a_poke_of_a_newer_server_is_heard_in_part() {
    let text = r#"{"heads":[{"scope":"wages","seq":4},{"scope":"catalogue","seq":9}]}"#;
    let poke: crate::wire::Poke = serde_json::from_str(text).unwrap();
    let known: Vec<_> = poke
        .heads
        .iter()
        .map(|head| (head.scope, head.seq))
        .collect();
    assert_eq!(known, [(Scope::Catalogue, 9)]);
    let text = serde_json::to_string(&poke).unwrap();
    assert_eq!(
        serde_json::from_str::<crate::wire::Poke>(&text).unwrap(),
        poke
    );
}
