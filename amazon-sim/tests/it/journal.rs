//! Runs that are saved, repeated, and taken up again.

use amazon_sim::clock::{DAY, HOUR, MINUTE, Pace};
use amazon_sim::journal::Journal;
use amazon_sim::world::orders::Wish;
use amazon_sim::{Config, Simulator, StoreError};
use serde_json::json;

use crate::harness::{Amazon, Caller, config, encode, refresh_form, text};

/// A run that touches everything that keeps state.
fn run(amazon: &Amazon) {
    let caller = amazon.caller("US");
    let sku = caller.stocked(9)[0].clone();
    caller.send(
        "POST",
        "/fba/outbound/2020-07-01/fulfillmentOrders",
        caller.outbound("J 1", &sku, 2),
    );
    amazon
        .switch_on(json!({"name": "drop-reply-after-accept", "operation": "outbound", "times": 1}));
    caller.raw(
        "PUT",
        "/fba/outbound/2020-07-01/fulfillmentOrders/J%201/cancel",
        None,
    );
    amazon.switch_on(json!({"name": "revoked-authorisation", "seller_id": caller.seller, "operation": "auth", "times": 1}));
    assert_eq!(amazon.token(&refresh_form(&amazon.account("US"))).0, 400);
    amazon.switch_on(json!({"name": "expired-authorisation", "operation": "auth", "times": 1}));
    assert_eq!(amazon.token(&refresh_form(&amazon.account("US"))).0, 400);
    notified(amazon, &caller);
    // Amazon's sandbox answers by the book, whatever the world holds.
    let published = "/sandbox/na/tokens/2021-03-01/restrictedDataToken";
    caller.call("POST", published, Some(&json!({"restrictedResources": []})));
    caller.get("/sandbox/na/sellers/v1/marketplaceParticipations");
    let caller = caller.later(2 * HOUR);
    let kind = "GET_MERCHANT_LISTINGS_ALL_DATA";
    let report = text(
        &caller.send(
            "POST",
            "/reports/2021-06-30/reports",
            json!({"reportType": kind, "marketplaceIds": [caller.marketplace]}),
        )["reportId"],
    );
    let created = caller.send(
        "POST",
        "/feeds/2021-06-30/documents",
        json!({"contentType": "application/json"}),
    );
    caller.upload(
        &text(&created["url"]),
        "application/json",
        b"{\"not\": \"a feed\"}",
    );
    amazon.control("POST", "/sim/clock", Some(json!({"advance": "PT5M"})));
    caller.get(&format!("/reports/2021-06-30/reports/{report}"));
    let found = caller.get("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&maxResultsPerPage=7&includedData=PROCEEDS");
    caller.get(&format!("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&maxResultsPerPage=7&includedData=PROCEEDS&paginationToken={}", encode(&text(&found["pagination"]["nextToken"]))));
    let id = text(&found["orders"][0]["orderId"]);
    let restricted = caller.send("POST", "/tokens/2021-03-01/restrictedDataToken", json!({"restrictedResources": [{"method": "GET", "path": format!("/orders/v0/orders/{id}"), "dataElements": ["buyerInfo"]}]}));
    Caller {
        token: text(&restricted["restrictedDataToken"]),
        ..caller.clone()
    }
    .get(&format!("/orders/v0/orders/{id}"));
    amazon.control(
        "POST",
        &format!("/sim/accounts/{}/orders", caller.seller),
        Some(json!({"count": 3})),
    );
    caller.call(
        "GET",
        "/orders/2026-01-01/orders?createdAfter=nonsense",
        None,
    );
}

/// Subscribes to what the run brings about.
fn notified(amazon: &Amazon, caller: &Caller<'_>) {
    let account = amazon.account("US");
    let grantless = amazon.without_seller(&account, caller);
    let queue = json!({"name": "q", "resourceSpecification": {"sqs": {"arn": "arn:aws:sqs:us-east-1:123456789012:queue"}}});
    let made = grantless.send("POST", "/notifications/v1/destinations", queue);
    for (kind, version) in [
        ("ORDER_CHANGE", "1.0"),
        ("REPORT_PROCESSING_FINISHED", "2020-09-04"),
    ] {
        let wish =
            json!({"payloadVersion": version, "destinationId": made["payload"]["destinationId"]});
        caller.send(
            "POST",
            &format!("/notifications/v1/subscriptions/{kind}"),
            wish,
        );
        amazon.advance(2_000);
    }
}

/// How many messages an account was sent.
fn n_messages(simulator: &Simulator) -> usize {
    simulator.with_world(|world| {
        let books = world.accounts.values().map(|account| &account.notify);
        books.map(|books| books.messages.len()).sum()
    })
}

/// Proves that a saved run is repeated exactly, call by call, and ends in the same world.
#[test]
fn a_run_is_repeated_exactly() {
    let amazon = Amazon::new();
    run(&amazon);
    let mut file = Vec::new();
    amazon.simulator.journal().write(&mut file).unwrap();
    let journal = Journal::read(file.as_slice()).unwrap();
    assert!(journal.entries.len() > 15, "{}", journal.entries.len());
    let (repeated, differences) = journal.replay("http://elsewhere:1").unwrap();
    assert_eq!(differences, []);
    assert!(n_messages(&amazon.simulator) > 1, "messages were sent");
    let end = amazon.simulator.now() + DAY;
    let world = |simulator: &Simulator| {
        simulator.move_to(end);
        simulator.with_world(|world| {
            (
                serde_json::to_string(&world.accounts)
                    .unwrap()
                    .replace("http://elsewhere:1", "http://127.0.0.1:8090"),
                serde_json::to_string(&world.random).unwrap(),
            )
        })
    };
    assert_eq!(world(&amazon.simulator), world(&repeated));
}

/// When what was asked and how it was answered.
fn told(journal: &Journal) -> Vec<(i64, String, u16, String)> {
    let entries = journal.entries.iter();
    entries
        .map(|entry| {
            let call = format!("{} {}", entry.method, entry.path);
            (entry.at, call, entry.status, entry.digest.clone())
        })
        .collect()
}

/// Proves that a run whose clock runs by itself, is stopped and runs again, is repeated exactly, by its instants alone: however
/// long the repetition takes, and over a kill after which the clock is days further on.
#[test]
fn a_run_on_a_running_clock_is_repeated_exactly() {
    let directory = std::env::temp_dir().join(format!("amazon-sim-runs-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&directory);
    let begin = |start| Amazon {
        simulator: Simulator::new(Config {
            state: Some(directory.clone()),
            pace: Pace::Running,
            start,
            ..config()
        })
        .unwrap(),
    };
    let start = config().start;
    let amazon = begin(start);
    run(&amazon);
    let clock = |amazon: &Amazon, body| amazon.control("POST", "/sim/clock", Some(body));
    clock(&amazon, json!({"running": false}));
    clock(&amazon, json!({"running": true}));
    // Weeks that take a while, and an answer with the instant at their end.
    amazon.advance(60 * DAY);
    clock(&amazon, json!({"advance": "PT5M"}));
    let caller = amazon.caller("US");
    caller.get("/fba/inventory/v1/summaries?details=true&granularityType=Marketplace&granularityId=ATVPDKIKX0DER&marketplaceIds=ATVPDKIKX0DER");
    clock(&amazon, json!({"advance": "PT1H"}));
    let before = amazon.simulator.journal();
    drop(amazon);

    let amazon = begin(start + 90 * DAY);
    assert_eq!(told(&amazon.simulator.journal()), told(&before));
    assert!(amazon.simulator.now() >= start + 90 * DAY, "it runs on");
    clock(&amazon, json!({"advance": "PT5M"}));
    amazon.caller("US").get("/sellers/v1/account");
    let (repeated, differences) = amazon
        .simulator
        .journal()
        .replay("http://elsewhere:1")
        .unwrap();
    assert_eq!(differences, []);
    let entries = amazon.simulator.journal().entries;
    assert_eq!(repeated.now(), entries.last().unwrap().at);
    drop(amazon);
    std::fs::remove_dir_all(&directory).unwrap();
}

/// Proves that a run with more inputs than the journal keeps goes on, also over a kill, and that its journal is refused
/// instead of being repeated in part; a run with as many as it keeps is repeated.
#[test]
fn a_cut_journal_is_not_repeated() {
    let directory = std::env::temp_dir().join(format!("amazon-sim-cut-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&directory);
    let begin = || Amazon {
        simulator: Simulator::new(Config {
            state: Some(directory.clone()),
            max_inputs: 3,
            ..config()
        })
        .unwrap(),
    };
    let amazon = begin();
    let caller = amazon.caller("US");
    caller.get("/sellers/v1/account");
    caller.get("/sellers/v1/account");
    let whole = amazon.simulator.journal();
    assert_eq!((whole.entries.len(), whole.header.is_cut), (3, false));
    assert_eq!(whole.replay("http://elsewhere:1").unwrap().1, []);
    amazon.switch_on(json!({"name": "throttle"}));
    drop(amazon);
    let amazon = begin();
    let active = amazon.control("GET", "/sim/misbehaviours", None);
    assert_eq!(active["items"][0]["name"], "throttle");
    let mut file = Vec::new();
    amazon.simulator.journal().write(&mut file).unwrap();
    let mut cut = Journal::read(file.as_slice()).unwrap();
    assert_eq!(told(&cut), told(&whole));
    let refused = cut.replay("http://elsewhere:1").map(|_| ()).unwrap_err();
    assert!(matches!(refused, StoreError::Cut(3)), "{refused}");
    assert!(cut.record("http://elsewhere:1").is_err());
    drop(amazon);
    std::fs::remove_dir_all(&directory).unwrap();
}

/// Proves that what a program does to the world itself, with no call, is in the journal and is repeated: new listings, stock,
/// orders, something taken away. A change of a secret is not, and a replay says so instead of going on with another.
#[test]
fn changes_without_a_call_are_repeated() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let seller = caller.seller.clone();
    amazon.simulator.with_world(|world| world.accounts.len());
    let before = amazon.simulator.journal().entries.len();
    amazon.simulator.change_world(|_| ());
    assert_eq!(
        amazon.simulator.journal().entries.len(),
        before,
        "nothing was changed"
    );
    let skus = amazon.simulator.change_world(|world| {
        let skus = world.add_listings(&seller, 3, "ADDED/1~", true);
        let account = world.account_mut(&seller);
        for sku in &skus {
            account.stock.get_mut(sku).unwrap().fulfillable = 40;
        }
        account.missing_roles.insert("Pricing".to_owned());
        account.orders_per_day = 0;
        skus
    });
    let order = caller.outbound("C-1", &skus[0], 2);
    caller.send("POST", "/fba/outbound/2020-07-01/fulfillmentOrders", order);
    let caller = caller.later(HOUR);
    amazon.simulator.change_world(|world| {
        world.place_order(&seller, &Wish::default()).unwrap();
        let account = world.account_mut(&seller);
        account.missing_roles.clear();
        account.listings.remove(&skus[1]);
        account.stock.remove(&skus[1]);
    });
    let caller = caller.later(DAY);
    caller.get("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&maxResultsPerPage=7");
    caller.get("/fba/outbound/2020-07-01/fulfillmentOrders/C-1");

    let mut file = Vec::new();
    amazon.simulator.journal().write(&mut file).unwrap();
    let journal = Journal::read(file.as_slice()).unwrap();
    let changes = journal
        .entries
        .iter()
        .filter(|entry| entry.method == "CHANGE");
    assert_eq!(changes.count(), 2);
    let (repeated, differences) = journal.replay("http://elsewhere:1").unwrap();
    assert_eq!(differences, []);
    let end = amazon.simulator.now() + DAY;
    let world = |simulator: &Simulator| {
        simulator.move_to(end);
        simulator.with_world(|world| {
            let accounts = serde_json::to_string(&world.accounts).unwrap();
            accounts.replace("http://elsewhere:1", "http://127.0.0.1:8090")
        })
    };
    assert_eq!(world(&amazon.simulator), world(&repeated));

    amazon.simulator.change_world(|world| {
        let account = world.account_mut(&seller);
        account.authorisations[0].refresh_token = "Atzr|of-somebody-else".to_owned();
    });
    let journal = amazon.simulator.journal();
    let text = serde_json::to_string(&journal.entries.last().unwrap()).unwrap();
    assert!(!text.contains("of-somebody-else"), "{text}");
    let (_, differences) = journal.replay("http://elsewhere:1").unwrap();
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].now.status, 500, "{}", differences[0]);
}

/// Proves that a journal whose world has changed says where.
#[test]
fn a_different_world_is_noticed() {
    let amazon = Amazon::new();
    run(&amazon);
    let mut journal = amazon.simulator.journal();
    journal.header.seed += 1;
    let (_, differences) = journal.replay("http://elsewhere:1").unwrap();
    assert!(!differences.is_empty());
}

/// Proves that neither tokens nor secrets stand in journal or call log.
#[test]
fn nothing_secret_is_written_down() {
    let amazon = Amazon::new();
    run(&amazon);
    let mut file = Vec::new();
    amazon.simulator.journal().write(&mut file).unwrap();
    let written = String::from_utf8(file).unwrap()
        + &amazon
            .control("GET", "/sim/calls?limit=2000", None)
            .to_string();
    let account = amazon.account("US");
    for secret in [
        text(&account["refresh_token"]),
        text(&account["client_secret"]),
        "Atza|".to_owned(),
        "Atzr|".to_owned(),
        "Atz.sprdt|".to_owned(),
    ] {
        assert!(!written.contains(&secret), "{secret}");
    }
    let signature = open_signature(&written);
    assert_eq!(signature, None);
}

/// The first signature of an address in a text that is not blotted out.
fn open_signature(text: &str) -> Option<&str> {
    text.split("X-Amz-Signature").skip(1).find(|rest| {
        rest.trim_start_matches(['=', '"', ',', ' ', '\\'])
            .starts_with(|letter: char| letter.is_ascii_hexdigit())
    })
}

/// Proves that equal seeds give equal worlds and others others, and that time does not matter to identities.
#[test]
fn a_seed_decides_everything() {
    let accounts = |config: Config| {
        let amazon = Amazon {
            simulator: Simulator::new(config).unwrap(),
        };
        let all = amazon.control("GET", "/sim/accounts", None);
        all["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|account| {
                format!(
                    "{}{}{}",
                    account["seller_id"], account["refresh_token"], account["n_orders"]
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(accounts(config()), accounts(config()));
    assert_ne!(
        accounts(config()),
        accounts(Config {
            seed: 8,
            ..config()
        })
    );
}

/// Proves that state survives a stop and a kill: tokens, orders, and what was about to happen.
#[test]
fn state_is_kept_over_restarts() {
    let directory = std::env::temp_dir().join(format!("amazon-sim-{}", std::process::id()));
    let begin = || Amazon {
        simulator: Simulator::new(Config {
            state: Some(directory.clone()),
            ..config()
        })
        .unwrap(),
    };
    let (token, seller, marketplace, sku);
    {
        let amazon = begin();
        let caller = amazon.caller("US");
        sku = caller.stocked(9)[0].clone();
        caller.send(
            "POST",
            "/fba/outbound/2020-07-01/fulfillmentOrders",
            caller.outbound("KEPT-1", &sku, 1),
        );
        amazon.simulator.save();
        caller.send(
            "POST",
            "/fba/outbound/2020-07-01/fulfillmentOrders",
            caller.outbound("KEPT-2", &sku, 1),
        );
        notified(&amazon, &caller);
        let report = json!({"reportType": "GET_MERCHANT_LISTINGS_ALL_DATA", "marketplaceIds": [caller.marketplace]});
        caller.send("POST", "/reports/2021-06-30/reports", report);
        caller.get("/sandbox/na/sellers/v1/marketplaceParticipations");
        amazon.advance(MINUTE);
        caller.get("/fba/outbound/2020-07-01/fulfillmentOrders/KEPT-2");
        (token, seller, marketplace) = (
            caller.token.clone(),
            caller.seller.clone(),
            caller.marketplace.clone(),
        );
        // No save: the process is killed here.
    }
    let amazon = begin();
    let caller = Caller {
        amazon: &amazon,
        token,
        seller,
        marketplace,
    };
    for id in ["KEPT-1", "KEPT-2"] {
        caller.get(&format!("/fba/outbound/2020-07-01/fulfillmentOrders/{id}"));
    }
    let caller = caller.later(3 * DAY);
    for id in ["KEPT-1", "KEPT-2"] {
        assert_eq!(
            caller.get(&format!("/fba/outbound/2020-07-01/fulfillmentOrders/{id}"))["payload"]["fulfillmentOrder"]
                ["fulfillmentOrderStatus"],
            "Complete"
        );
    }
    assert_eq!(
        caller
            .refused(
                "POST",
                "/fba/outbound/2020-07-01/fulfillmentOrders",
                Some(&caller.outbound("KEPT-2", &sku, 1))
            )
            .0,
        400
    );
    // Who subscribed before the kill is told of what ended after it, once.
    let path = format!("/sim/accounts/{}/notifications", caller.seller);
    let told = amazon.control("GET", &path, None)["items"].clone();
    let of = |kind: &str| {
        let items = told.as_array().unwrap().iter();
        items.filter(|message| message["kind"] == kind).count()
    };
    assert_eq!(of("REPORT_PROCESSING_FINISHED"), 1, "{told}");
    drop(amazon);
    std::fs::remove_dir_all(&directory).unwrap();
}

/// A kill may leave half a line behind the last whole one, wherever it is cut.
#[test]
fn a_line_that_was_being_written_at_a_kill_is_left_out() {
    let amazon = Amazon::new();
    run(&amazon);
    let journal = amazon.simulator.journal();
    let mut file = Vec::new();
    journal.write(&mut file).unwrap();
    let last = file[..file.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap();
    for length in last + 1..file.len() {
        let read = Journal::read(&file[..length]).unwrap();
        let n = journal.entries.len() - usize::from(length + 1 < file.len());
        assert_eq!(read.entries, journal.entries[..n], "cut at {length}");
    }
    file.truncate(file.len() - 9);
    file.push(b'\n');
    assert!(
        Journal::read(file.as_slice()).is_err(),
        "a whole line that does not read is damage"
    );
}
