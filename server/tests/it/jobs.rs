//! What the server does by itself, by a clock that the test moves; backups and what is put back from them.

use crate::harness::{Browser, Server, Tablet, on_each};
use axum::Router;
use axum::http::StatusCode;
use domain::ids::PassId;
use domain::operation::{Fact, Operation};
use domain::quantity::Quantity;
use domain::stocktake::pass::digest;
use domain::stocktake::{CountSource, Item, PassHead};
use domain::time::Timestamp;
use serde_json::{Value, json};
use server::app::App;
use server::clock::{Ids, real_now};
use server::http::router;
use server::site::Site;
use server::store::{Store, jobs as stored};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use sync::wire::{Message, Problem, PushItem, Response};
use uuid::Uuid;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// Lets one look happen and waits for the runs that it started.
async fn look(app: &App) -> usize {
    let started = app.start_due_jobs().await.unwrap();
    let n = started.len();
    for run in started {
        run.await.unwrap();
    }
    n
}

async fn runs(browser: &mut Browser, job: &str) -> Vec<Value> {
    let page = browser
        .get(&format!("/jobs/{job}/runs?limit=500"))
        .await
        .expect(StatusCode::OK);
    page["items"].as_array().unwrap().clone()
}

async fn job(browser: &mut Browser, name: &str) -> Value {
    let page = browser.get("/jobs").await.expect(StatusCode::OK);
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|job| job["name"] == name)
        .expect("the job is listed")
        .clone()
}

fn instant(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

/// Proves JOB-07, JOB-08: jobs run without a browser, at their instants; what was missed while the server was down is
/// made up by one run.
#[tokio::test(flavor = "multi_thread")]
async fn jobs_run_at_their_instants_and_make_up_once() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        assert_eq!(look(&server.app).await, 0, "nothing is due at first");
        let due = instant(&job(&mut founder, "purge").await["next"]);
        assert_eq!(due % (60 * MINUTE_MS), 10 * MINUTE_MS);

        server
            .clock
            .advance_millis(due - server.clock.now().millis() - 1);
        look(&server.app).await;
        assert_eq!(
            runs(&mut founder, "purge").await,
            Vec::<Value>::new(),
            "a moment too early"
        );
        // Nobody looks for three days.
        server.clock.advance_millis(3 * DAY_MS);
        look(&server.app).await;
        assert_eq!(look(&server.app).await, 0);
        let made_up = runs(&mut founder, "purge").await;
        assert_eq!(made_up.len(), 1);
        assert_eq!(
            (instant(&made_up[0]["due"]), &made_up[0]["outcome"]),
            (due, &json!("succeeded"))
        );
        assert_eq!(instant(&made_up[0]["started"]), server.clock.now().millis());

        for _ in 0..36 {
            server.clock.advance_millis(10 * MINUTE_MS);
            look(&server.app).await;
        }
        let all = runs(&mut founder, "purge").await;
        assert_eq!(all.len(), 1 + 6, "one each hour");
        assert!(all.iter().all(|run| run["outcome"] == "succeeded"));
        let next = instant(&job(&mut founder, "purge").await["next"]);
        assert!(
            next > server.clock.now().millis()
                && next <= server.clock.now().millis() + 60 * MINUTE_MS
        );
        server
    })
    .await;
}

/// Proves JOB-08: of two servers one runs a job, a run that lives is never joined by a second, one that died is
/// followed.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_never_overlaps_itself() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let other = App::new(
            server.app.store().clone(),
            server.clock.clone(),
            Ids::default(),
            None,
        );
        look(&server.app).await;
        server.clock.advance_millis(60 * MINUTE_MS);
        let (here, there) = tokio::join!(look(&server.app), look(&other));
        assert_eq!(
            here + there,
            3,
            "snapshots, purge and stock at services, once each"
        );
        assert_eq!(runs(&mut founder, "purge").await.len(), 1);

        // A run that lives, of a server elsewhere.
        let (db, claim, now) = (server.app.store().writer(), Uuid::now_v7(), real_now());
        assert!(
            stored::claim(
                db,
                "purge",
                claim,
                Timestamp::MAX,
                now,
                now.plus_millis(MINUTE_MS)
            )
            .await
            .unwrap()
        );
        let run = api::jobs::JobRun {
            id: domain::ids::JobRunId::new(Uuid::now_v7()),
            due: server.clock.now(),
            started: server.clock.now(),
            ended: None,
            outcome: api::jobs::RunOutcome::Running,
            summary: String::new(),
        };
        stored::begin_run(db, "purge", &run).await.unwrap();
        server.clock.advance_millis(DAY_MS);
        assert_eq!(job(&mut founder, "purge").await["running"], true);
        let twice = founder.post("/jobs/purge/run", json!({})).await;
        assert_eq!(twice.refused(StatusCode::CONFLICT), "job/running");
        look(&server.app).await;
        assert_eq!(runs(&mut founder, "purge").await.len(), 2);

        // It says no more that it lives.
        stored::renew(db, "purge", claim, real_now().plus_millis(-1))
            .await
            .unwrap();
        look(&server.app).await;
        let all = runs(&mut founder, "purge").await;
        let outcomes: Vec<_> = all
            .iter()
            .map(|run| run["outcome"].as_str().unwrap())
            .collect();
        assert_eq!(outcomes, ["succeeded", "failed", "succeeded"]);
        assert!(
            all[1]["summary"]
                .as_str()
                .unwrap()
                .contains("server stopped"),
            "{}",
            all[1]
        );
        drop(other);
        server
    })
    .await;
}

/// Waits until the newest run of a job has ended.
async fn ended(browser: &mut Browser, job: &str) -> Value {
    for _ in 0..1_000 {
        let run = runs(browser, job).await.swap_remove(0);
        if run["outcome"] != "running" {
            return run;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{job} does not end");
}

fn database(server: &Server) -> PathBuf {
    PathBuf::from(server.sqlite_url().trim_start_matches("sqlite:"))
}

/// What was removed is remembered for devices that were away, for sixty days and no longer; one that was away for longer
/// reads the scope anew.
#[tokio::test(flavor = "multi_thread")]
async fn tombstones_are_forgotten_after_sixty_days() {
    on_each(async |server: Server| {
        let mut founder = server.founded().await;
        let kept = founder.product("TW-1").await;
        let gone = founder.product("TW-2").await;
        look(&server.app).await;
        founder
            .delete(&format!("/products/{gone}"))
            .await
            .expect(StatusCode::NO_CONTENT);
        let tombstones = async || {
            let sql = "SELECT COUNT(*) AS n FROM sync_row WHERE deleted";
            let store = server.app.store();
            let statement = sea_orm::Statement::from_string(store.backend(), sql);
            let row = sea_orm::ConnectionTrait::query_one_raw(store.reader(), statement).await;
            row.unwrap().unwrap().try_get::<i64>("", "n").unwrap()
        };
        assert_eq!(tombstones().await, 1);
        for day in [0, 1, 59] {
            server.clock.advance_millis(60 * MINUTE_MS);
            assert!(look(&server.app).await > 0);
            assert_eq!(tombstones().await, 1, "on day {day}");
            server
                .clock
                .advance_millis(if day == 1 { 57 * DAY_MS } else { DAY_MS });
        }
        server.clock.advance_millis(3 * DAY_MS);
        look(&server.app).await;
        assert_eq!(tombstones().await, 0);
        let purge = runs(&mut founder, "purge").await;
        assert!(
            purge.iter().all(|run| run["outcome"] == "succeeded"),
            "{purge:?}"
        );
        founder
            .get(&format!("/products/{kept}"))
            .await
            .expect(StatusCode::OK);
        server
    })
    .await;
}

/// Proves JOB-09, GEN-13 for jobs: last run, result, next run, run now, last errors, and a message for a failure.
#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_told_and_the_job_can_be_run_now() {
    let server = Server::sqlite().await;
    let mut founder = server.founded().await;
    let folder = database(&server).with_file_name("backups");
    // A file stands where the folder should be.
    std::fs::write(&folder, "in the way").unwrap();
    for _ in 0..2 {
        let begun = founder
            .post("/jobs/backup/run", json!({}))
            .await
            .expect(StatusCode::ACCEPTED);
        assert_eq!(begun["outcome"], "running");
        assert_eq!(ended(&mut founder, "backup").await["outcome"], "failed");
        server.clock.advance_millis(MINUTE_MS);
    }
    let notices = founder
        .get("/notifications?unread=true")
        .await
        .expect(StatusCode::OK);
    let notices = notices["items"].as_array().unwrap();
    assert_eq!(notices.len(), 1, "the same matter is told once");
    assert_eq!(
        (&notices[0]["title"], &notices[0]["link"]),
        (&json!("Backup failed"), &json!("/jobs"))
    );
    assert!(
        notices[0]["text"].as_str().unwrap().contains("backups"),
        "{}",
        notices[0]
    );

    std::fs::remove_file(&folder).unwrap();
    founder
        .post("/jobs/backup/run", json!({}))
        .await
        .expect(StatusCode::ACCEPTED);
    let well = ended(&mut founder, "backup").await;
    assert_eq!(well["outcome"], "succeeded", "{well}");
    let shown = job(&mut founder, "backup").await;
    assert_eq!((&shown["last"], &shown["running"]), (&well, &json!(false)));
    assert_eq!(shown["last_failed"]["outcome"], "failed");
    assert!(instant(&shown["next"]) > server.clock.now().millis());
    let errors = founder
        .get("/jobs/backup/runs?outcome=failed")
        .await
        .expect(StatusCode::OK);
    assert_eq!(errors["items"].as_array().unwrap().len(), 2);

    for _ in 0..20 {
        server.clock.advance_millis(DAY_MS);
        look(&server.app).await;
    }
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort_unstable();
    assert_eq!(files.len(), 14);
    let newest = Store::open(&format!("sqlite:{}", files.pop().unwrap().display()))
        .await
        .unwrap();
    assert!(
        server::store::people::company(newest.reader())
            .await
            .unwrap()
            .is_some()
    );

    let mut counter = server.user("Counter", "Aisha").await;
    for refused in [
        counter.get("/jobs").await,
        counter.post("/jobs/backup/run", json!({})).await,
    ] {
        assert_eq!(refused.refused(StatusCode::FORBIDDEN), "permission/missing");
    }
    let unknown = founder.post("/jobs/none/run", json!({})).await;
    assert_eq!(unknown.refused(StatusCode::NOT_FOUND), "job/unknown");
}

fn quayside(database: &Path, command: &str, file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quayside"))
        .arg(command)
        .arg(file)
        .env(
            "QUAYSIDE_DATABASE_URL",
            format!("sqlite:{}", database.display()),
        )
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

/// Sends entries as a device that knows this epoch.
async fn exchange(
    tablet: &mut Tablet,
    epoch: Option<sync::wire::Epoch>,
    items: Vec<PushItem>,
) -> Response {
    let mut request = sync::wire::Request::from_bytes(&tablet.bytes(items)).unwrap();
    request.epoch = epoch;
    let (status, bytes) = tablet.post_bytes(request.to_bytes()).await;
    assert_eq!(status, StatusCode::OK);
    Response::from_bytes(&bytes).unwrap()
}

/// Proves that a restored backup loses no scan that a tablet still holds: it sees a new epoch, is told from which number
/// on to send again, and does.
#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_gets_back_what_tablets_hold() {
    let server = Server::sqlite().await;
    let (database, clock) = (database(&server), server.clock.clone());
    let mut office = server.founded().await;
    let location = office
        .create("/locations", json!({ "name": "Leith" }))
        .await;
    let bin = office
        .create(
            &format!("/locations/{location}/bins"),
            json!({ "name": "A" }),
        )
        .await;
    let product = office.product("TW-1").await;
    let opening = json!({ "product": product, "location": location, "bin": bin, "delta": 3, "reason": "opening", "unit_cost": "2.50" });
    office
        .post("/adjustments", opening)
        .await
        .expect(StatusCode::CREATED);
    clock.advance_millis(MINUTE_MS);
    let stocktake = office
        .create(
            "/stocktakes",
            json!({ "location": location, "title": "Autumn" }),
        )
        .await;
    let mut tablet = server.tablet("Counter", "Aisha").await;

    let pass = PassId::new(Uuid::now_v7());
    let head = PassHead {
        pass,
        stocktake: stocktake.parse().unwrap(),
        location: location.parse().unwrap(),
        bin: Some(bin.parse().unwrap()),
        part: None,
        generation: 0,
        only: None,
    };
    let mut sum = 0;
    let mut counted = |tablet: &mut Tablet| {
        clock.advance_millis(1_000);
        let (item, quantity) = (
            Item::Product(product.parse().unwrap()),
            Quantity::new(1).unwrap(),
        );
        let fact = Fact::Counted {
            pass,
            item,
            quantity,
            source: CountSource::Scan,
        };
        let item = tablet.item(&Operation::Fact(fact));
        sum ^= digest(item.op_id);
        item
    };
    let first = vec![
        tablet.item(&Operation::Fact(Fact::PassOpened(head))),
        counted(&mut tablet),
    ];
    let n_first = first.len() as u64;
    let answer = exchange(&mut tablet, None, first).await;
    let epoch = answer.epoch;

    let backup = database.with_file_name("copy.db");
    let made = quayside(&database, "backup", &backup);
    assert!(made.status.success(), "{}", said(&made));
    let twice = quayside(&database, "backup", &backup);
    assert!(
        !twice.status.success() && said(&twice).contains("is there already"),
        "{}",
        said(&twice)
    );

    let mut later = vec![counted(&mut tablet), counted(&mut tablet)];
    clock.advance_millis(1_000);
    let closed = Fact::PassClosed {
        pass,
        n_events: 3,
        digest: sum,
        empty_confirmed: false,
    };
    later.push(tablet.item(&Operation::Fact(closed)));
    let answer = exchange(&mut tablet, Some(epoch), later.clone()).await;
    assert_eq!(
        (answer.problem, answer.ack.map(|ack| ack.n)),
        (None, Some(n_first + 3))
    );

    let refused = quayside(&database, "restore", &backup);
    assert!(
        !refused.status.success() && said(&refused).contains("another server"),
        "{}",
        said(&refused)
    );
    let store = server.app.store().clone();
    (tablet.browser.router, office.router) = (Router::new(), Router::new());
    drop(server);
    store.close().await.unwrap();

    let foreign = database.with_file_name("foreign.db");
    std::fs::write(&foreign, "no database").unwrap();
    let damaged = database.with_file_name("damaged.db");
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[4_096..middle].fill(0x5A);
    std::fs::write(&damaged, bytes).unwrap();
    let mut refused = restore_when_free(&database, &foreign).await;
    assert!(
        said(&refused).contains("not a backup"),
        "{}",
        said(&refused)
    );
    let before = std::fs::read(&database).unwrap();
    refused = restore_when_free(&database, &damaged).await;
    assert!(
        !refused.status.success() && said(&refused).contains("damaged"),
        "{}",
        said(&refused)
    );
    assert!(
        std::fs::read(&database).unwrap() == before,
        "a refused file changes nothing"
    );
    let restored = quayside(&database, "restore", &backup);
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(database.with_file_name("test.db.before-restore-1").exists());

    let store = Store::open(&format!("sqlite:{}", database.display()))
        .await
        .unwrap();
    let app = App::new(store, clock.clone(), Ids::default(), None);
    let again = router(app, Site::new(None));
    (tablet.browser.router, office.router) = (again.clone(), again);
    let answer = exchange(&mut tablet, Some(epoch), Vec::new()).await;
    assert_eq!(answer.problem, Some(Problem::Epoch { last_n: n_first }));
    assert_ne!(answer.epoch, epoch);
    let answer = exchange(&mut tablet, Some(answer.epoch), later).await;
    assert_eq!(
        (answer.problem, answer.ack.map(|ack| ack.n)),
        (None, Some(n_first + 3))
    );
    let review = office
        .get(&format!("/stocktakes/{stocktake}/review"))
        .await
        .expect(StatusCode::OK);
    let line = &review["lines"][0];
    assert_eq!(
        (&line["counted"], &line["variance"]),
        (&json!(3), &json!(0)),
        "{review}"
    );
    assert_eq!(review["can_complete"], true, "{}", review["blocks"]);
}

/// The server's last tasks may hold the file for a moment after it was closed.
async fn restore_when_free(database: &Path, file: &Path) -> Output {
    for _ in 0..100 {
        let output = quayside(database, "restore", file);
        if !said(&output).contains("another server") {
            return output;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the file stays locked");
}
