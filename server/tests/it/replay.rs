//! Scripts of the simulation against real databases (DECISIONS 16): the real server is told, step by step, what the
//! simulated one was told. Each answer, and the books at the end, must be the same, row by row and sum by sum.

use crate::harness::{Server, on_each};
use domain::books::{Answer, Command, Ctx, Ref, command};
use domain::ids::{DeviceId, GrantId, UserId};
use domain::permission::Permission;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, Statement, Value};
use server::clock::real_now;
use server::store::answers;
use server::store::sync::SyncTx;
use std::collections::BTreeSet;
use sync::server::{Books, Tx, purge_tombstones};
use sync::wire::{Epoch, Response};
use tests::simulator::Options;
use tests::simulator::script::{Model, Script, Told};

async fn run(server: &Server, sql: &str, values: Vec<Value>) {
    let db = server.app.store().writer();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.execute_raw(statement).await.unwrap();
}

/// The company, as it is before anybody signs in.
async fn found(server: &Server, epoch: Epoch) {
    let sql = "INSERT INTO company (id, epoch, name, time_zone, base_currency, pin_after_minutes, offline_hours,
        stale_after_hours) VALUES (1, $1, 'Tidewater Outdoor', 'Europe/London', 'GBP', 5, 72, 12)";
    run(server, sql, vec![epoch.0.into()]).await;
}

async fn user(server: &Server, user: UserId, permissions: &BTreeSet<Permission>) {
    let words = serde_json::to_string(permissions).unwrap();
    let name = user.to_string();
    let sql = "INSERT INTO role (id, name, name_folded, permissions) VALUES ($1, $2, $2, $3)
        ON CONFLICT (id) DO UPDATE SET permissions = excluded.permissions";
    let id = user.uuid();
    run(
        server,
        sql,
        vec![id.into(), name.clone().into(), words.into()],
    )
    .await;
    let sql = "INSERT INTO app_user (id, name, email, email_folded, role, disabled, credential)
        VALUES ($1, $2, $3, $3, $1, $4, 1) ON CONFLICT (id) DO NOTHING";
    let email = format!("{name}@tidewater.example");
    run(
        server,
        sql,
        vec![id.into(), name.into(), email.into(), false.into()],
    )
    .await;
}

async fn grant(server: &Server, grant: GrantId, user: UserId, device: DeviceId) {
    let sql = "INSERT INTO device (id, name, secret_hash, enrolled) VALUES ($1, $2, $3, 0)
        ON CONFLICT (id) DO NOTHING";
    let name = device.to_string();
    let secret = vec![0_u8; 32];
    run(
        server,
        sql,
        vec![device.uuid().into(), name.into(), secret.into()],
    )
    .await;
    let sql = "INSERT INTO device_grant (id, app_user, device, valid_from, valid_until)
        VALUES ($1, $2, $3, 0, $4)";
    let values = vec![
        grant.uuid().into(),
        user.uuid().into(),
        device.uuid().into(),
        i64::MAX.into(),
    ];
    run(server, sql, values).await;
}

async fn decide(server: &Server, ctx: &Ctx, what: &Command) {
    let mut tx = SyncTx::writing(server.app.store()).await.unwrap();
    let mut books = Books::new(&mut tx);
    books
        .decide_valued(ctx, |given| command(what, ctx, given))
        .await
        .unwrap();
    books.finish().await.unwrap();
    tx.commit().await.unwrap();
}

async fn put(server: &Server, changes: Vec<domain::books::Change>) {
    let mut tx = SyncTx::writing(server.app.store()).await.unwrap();
    let mut books = Books::new(&mut tx);
    books.take(changes).await.unwrap();
    books.finish().await.unwrap();
    tx.commit().await.unwrap();
}

/// Tells the real server one thing; answers what it answers to a request.
async fn tell(server: &Server, told: &Told) -> Option<Response> {
    match told {
        Told::User {
            user: id,
            permissions,
        } => user(server, *id, permissions).await,
        Told::Grant {
            grant: id,
            user,
            device,
        } => grant(server, *id, *user, *device).await,
        Told::Revoke(device) => {
            let sql = "UPDATE device SET revoked = 0 WHERE id = $1";
            run(server, sql, vec![device.uuid().into()]).await;
        }
        Told::Sync {
            request,
            caller,
            at,
        } => {
            server.clock.stand_at(*at);
            let answer = server.app.sync(*caller, (**request).clone()).await;
            return Some(answer.unwrap());
        }
        Told::Command { ctx, command } => decide(server, ctx, command).await,
        Told::Change(change) => put(server, vec![(**change).clone()]).await,
        Told::Purge(scope, upto) => {
            let mut tx = SyncTx::writing(server.app.store()).await.unwrap();
            purge_tombstones(&mut tx, *scope, *upto).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    None
}

/// What may not differ in an answer: everything but when it was given.
fn content(response: &Response) -> impl PartialEq + std::fmt::Debug + '_ {
    let Response {
        exchange,
        epoch,
        problem,
        ack,
        pulled,
        ..
    } = response;
    (exchange, epoch, problem, ack, pulled)
}

/// The books at the end: the ledger with its costs, counts, sweeps, passes and their logs, tasks.
async fn same_books(server: &Server, script: &Script, model: &Model, name: &str) {
    let mut books = model.books();
    let tx = server.app.store().snapshot().await.unwrap();
    for (stocktake, location) in &script.stocktakes {
        let (stocktake, location) = (*stocktake, *location);
        let from = Timestamp::from_millis(0);
        let asked = [
            Ref::StockOf { location },
            Ref::MovementsAt { location, from },
            Ref::CountsAt { location, from },
            Ref::CountsOf { stocktake },
            Ref::Passes { stocktake },
            Ref::PassLines { stocktake },
            Ref::UnknownCodes { stocktake },
            Ref::BinCounts { stocktake },
            Ref::TasksOf { stocktake },
        ];
        let real = answers::answer(&tx, &asked).await.unwrap();
        for (question, real) in asked.iter().zip(real) {
            let simulated = in_order(books.answer(question));
            assert_eq!(in_order(real), simulated, "{name}: {question:?}");
        }
    }
}

/// Lists without an order of their own, in one.
fn in_order(answer: Answer) -> Vec<String> {
    fn lines<T: std::fmt::Debug>(of: Vec<T>) -> Vec<String> {
        let mut lines: Vec<String> = of.iter().map(|one| format!("{one:?}")).collect();
        lines.sort();
        lines
    }
    match answer {
        Answer::StockOf(rows) => lines(
            rows.into_iter()
                .filter(|row| !row.level.is_empty())
                .collect(),
        ),
        Answer::MovementsAt(movements) => lines(movements),
        Answer::CountsAt(counts) | Answer::CountsOf(counts) => lines(counts),
        Answer::Passes(passes) => lines(passes),
        Answer::PassLines(passes) => lines(passes),
        Answer::UnknownCodes(codes) => lines(codes),
        Answer::BinCounts(bins) => lines(bins),
        Answer::TasksOf(tasks) => lines(tasks),
        other => vec![format!("{other:?}")],
    }
}

async fn replays(server: &Server, script: &Script, name: &str) -> usize {
    let model = Model::new(script).unwrap();
    found(server, script.epoch).await;
    put(server, script.opening.clone()).await;
    let mut n_answers = 0;
    for (at, told) in script.steps.iter().enumerate() {
        let simulated = model.take(told);
        let real = tell(server, told).await;
        if let (Some(real), Some(simulated)) = (&real, &simulated) {
            let (real, simulated) = (content(real), content(simulated));
            assert!(
                real == simulated,
                "{name}, step {at}: {told:?}\nthe real server answers {real:#?}\nthe simulated one {simulated:#?}"
            );
            n_answers += 1;
        }
        assert_eq!(real.is_some(), simulated.is_some(), "{name}, step {at}");
    }
    let (scopes, wanted): (Vec<_>, Vec<_>) = model.scopes().into_iter().unzip();
    let mut tx = SyncTx::reading(server.app.store()).await.unwrap();
    let heads = tx.heads(&scopes).await.unwrap();
    tx.rollback().await.unwrap();
    for ((scope, real), simulated) in scopes.iter().zip(heads).zip(wanted) {
        assert_eq!(
            (real.head, real.floor, real.check),
            (simulated.head, simulated.floor, simulated.check),
            "{name}: {scope}"
        );
    }
    same_books(server, script, &model, name).await;
    n_answers
}

/// Proves OFF-22 on real databases, with what the simulation proves of histories: the same requests get the same answers and
/// make the same books.
#[tokio::test(flavor = "multi_thread")]
async fn real_databases_answer_as_the_simulated_one() {
    // Stocktakes that ended long ago are out of sight, so the histories begin now.
    let began = real_now();
    for seed in 1..=6 {
        let mut options = match seed % 2 {
            0 => Options::of_seed_in_truth(seed),
            _ => Options::of_seed(seed),
        };
        options.steps = 90;
        let name = format!("seed {seed}, {options:?}");
        let script = Script::of(seed, options, began).expect("the history shows nothing");
        on_each(async |server: Server| {
            let n_answers = replays(&server, &script, &name).await;
            assert!(n_answers > 20, "{name}: {n_answers} answers");
            server
        })
        .await;
    }
}
