//! Nothing secret leaves the process except in the request it is meant for: all output of a full run is searched.

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use amazon::{
    Session,
    api::{
        application::RotateApplicationClientSecret,
        reports::{self, CreateReportSpecification},
    },
    auth::Scope,
    credentials::{Application, Secret},
    marketplace::Region,
    polling::Pacing,
};
use amazon_sim::world::{founding::Scale, misbehaviour::Misbehaviour};
use channels::{
    FulfilmentService, SalesChannel,
    amazon::{Fba, Store},
    contract,
    fulfilment::StockQuery,
};

use crate::{
    amazon::{FbaBench, StoreBench},
    sending_in::{SIMPLE, inbound_life},
    simulated::{Sim, US, watch},
};

/// What goes wrong with credentials and on the way, as the switches of the simulator name it.
const TROUBLES: [&str; 9] = [
    "expired-token",
    "revoked-authorisation",
    "missing-role",
    "wrong-region",
    "throttle",
    "maintenance",
    "html-error",
    "truncated-body",
    "drop-call",
];

/// What the panics of this thread say, besides being shown.
fn panics_of(work: impl FnOnce()) -> String {
    let said: Arc<Mutex<String>> = Arc::default();
    let kept = said.clone();
    let here = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == here {
            kept.lock()
                .expect("unpoisoned")
                .push_str(&format!("{panic}\n"));
        } else {
            before(panic);
        }
    }));
    work();
    drop(std::panic::take_hook());
    let said = said.lock().expect("unpoisoned");
    said.clone()
}

/// A code that a seller gave at the end of the website flow, exchanged; a secret that was rotated; a report
/// that a restricted token opens. All the secrets that came up.
async fn ask_for_every_kind(sim: &Sim, session: &Session) -> Vec<String> {
    let account = sim.account();
    let lwa = session.client().lwa();
    let code = sim.simulator.change_world(|world| {
        let client = &account.application.client_id;
        world.consent_code(client, &sim.seller)
    });
    let redirect = "https://quayside.example/amazon";
    let secret = Secret::new(code.clone());
    let tokens = lwa
        .exchange(&account.application, &secret, redirect)
        .await
        .expect("exchanged");
    let refresh = tokens.refresh_token.expose().to_owned();
    // A code that is spent, and one that never was, are refused without being told.
    for code in [secret, Secret::new("never-was-a-code")] {
        let refused = lwa.exchange(&account.application, &code, redirect).await;
        let refused = refused.expect_err("spent");
        assert!(!format!("{refused} {refused:?}").contains(code.expose()));
    }

    let specification = CreateReportSpecification {
        report_type: "GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING".into(),
        marketplace_ids: vec![US.into()],
        ..Default::default()
    };
    let report = reports::create(session, specification)
        .await
        .expect("asked");
    reports::fetch(session, &report, Pacing::DOCUMENT)
        .await
        .expect("opened by a restricted token");

    let grantless = session.client().grantless(
        Region::NorthAmerica,
        &account.application,
        Scope::ClientCredentialRotation,
    );
    grantless
        .call(&RotateApplicationClientSecret::default())
        .await
        .expect("rotated");
    let rotated = sim.account().application.client_secret;
    assert_ne!(rotated, account.application.client_secret);
    vec![
        code,
        refresh,
        tokens.access_token.expose().to_owned(),
        rotated.expose().to_owned(),
        account.application.client_secret.expose().to_owned(),
    ]
}

/// Every file below a directory but the key that the simulator seals secrets under.
fn files(directory: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(directory).expect("there") {
        let path = entry.expect("readable").path();
        if path.file_name().is_some_and(|name| name != "key") {
            all.push_str(&String::from_utf8_lossy(
                &std::fs::read(path).expect("readable"),
            ));
        }
    }
    all
}

/// Proves OFF-49, OFF-50 for logs and errors of the Amazon side: after a full run in bad weather, through orders,
/// parcels, returns, goods sent in, listings, reports, feeds, payouts, an authorisation, a restricted report and a
/// rotation, all output is searched for every secret that was used: the log at the finest level, every error as it
/// is shown and as it is debugged, what panics say, and the journal, the list of calls and the kept state of the
/// other side.
#[tokio::test]
async fn no_secret_is_in_any_output_of_a_full_run() {
    let folder = std::env::temp_dir().join(format!("quayside-secrets-{}", std::process::id()));
    let scale = Scale {
        orders_per_day: 5,
        history_days: 20,
        ..Scale::default()
    };
    let kept = |name: &str, seed| Sim::kept(seed, scale, Some(folder.join(name)));
    let bench = FbaBench::over(kept("fba", 16));
    let mut errors = String::new();
    let mut failures = Vec::new();
    let mut others = Vec::new();
    bench
        .sim
        .clock
        .run(async {
            contract::fulfilment(&bench).await;
            bench.sim.storm(5, 20);
            inbound_life(&bench, "IS-SECRET", SIMPLE).await;
            bench.sim.calm();
            for trouble in TROUBLES {
                let misbehaviour = Misbehaviour {
                    name: trouble.into(),
                    times: Some(8),
                    ..Default::default()
                };
                bench.sim.switch_on(misbehaviour);
                if let Err(error) = bench.fba.progress("run-sent", &[]).await {
                    errors.push_str(&format!("{trouble}: {error} {error:?}\n"));
                    failures.push(error);
                }
                bench.sim.pass(Duration::from_secs(3600));
            }
            bench.sim.behave();
            others = ask_for_every_kind(&bench.sim, &bench.sim.session()).await;
            // What was presented and refused is as secret.
            let mut wrong = bench.sim.account();
            wrong.refresh_token = Secret::new("Atzr|of-somebody-else");
            others.push("Atzr|of-somebody-else".into());
            wrong.application = Application {
                client_secret: Secret::new("amzn1.oa2-cs.v1.of-last-year"),
                ..wrong.application
            };
            others.push("amzn1.oa2-cs.v1.of-last-year".into());
            let stray = bench.sim.session_of(&wrong);
            let error = Fba::new(stray.clone(), US)
                .stock(&StockQuery::Everything)
                .await
                .expect_err("refused");
            errors.push_str(&format!("wrong: {error} {error:?}\n"));
            failures.push(error);
            let store = Store::new(stray, &bench.sim.seller, vec![US.into()]);
            let error = store.account().await.expect_err("refused");
            errors.push_str(&format!("wrong: {error} {error:?}\n"));
            failures.push(error);
        })
        .await;
    let store = StoreBench::over(kept("store", 17)).await;
    store.sim.clock.run(contract::sales(&store)).await;
    assert!(errors.lines().count() >= 6, "things went wrong: {errors}");

    let n_failures = failures.len();
    let said = panics_of(|| {
        for error in failures {
            let broken = catch_unwind(AssertUnwindSafe(|| panic!("{error} {error:?}")));
            assert!(broken.is_err());
        }
        for sim in [&bench.sim, &store.sim] {
            let account = sim.account();
            let broken = catch_unwind(AssertUnwindSafe(|| panic!("{account:?}")));
            assert!(broken.is_err());
        }
    });
    assert!(said.lines().count() >= n_failures + 2, "{said}");

    let log = watch().text();
    for name in [
        "createInboundPlan",
        "createFulfillmentOrder",
        "getReportDocument",
        "rotateApplicationClientSecret",
        "createRestrictedDataToken",
    ] {
        assert!(log.contains(name), "{name} was logged");
    }
    for (name, sim) in [("fba", &bench.sim), ("store", &store.sim)] {
        sim.simulator.save();
        let state = files(&folder.join(name));
        assert!(state.contains(&sim.seller) && state.contains("sealed:"));
        let mut journal = Vec::new();
        sim.simulator
            .journal()
            .write(&mut journal)
            .expect("written");
        let calls = serde_json::Value::from(sim.recorded()).to_string();
        let outputs = [
            ("log", log.as_str()),
            ("errors", &errors),
            ("panics", &said),
            ("journal", &String::from_utf8(journal).expect("text")),
            ("calls", &calls),
            ("kept state", &state),
        ];
        assert!(sim.tokens().len() > 3, "access tokens were handed out");
        let secrets: BTreeSet<_> = sim.secrets().into_iter().chain(others.clone()).collect();
        assert!(secrets.iter().all(|secret| secret.len() > 8));
        for (place, text) in outputs {
            assert!(!text.is_empty(), "the {place} was kept");
            for secret in &secrets {
                assert!(!text.contains(secret), "a secret is in the {place}");
            }
        }
        // What is sealed is good for taking the world up again.
        let config = sim.simulator.config().clone();
        let again = amazon_sim::Simulator::new(config).expect("taken up");
        let token = again.with_world(|world| {
            let account = &world.accounts[&sim.seller];
            account.authorisations[0].refresh_token.clone()
        });
        assert_eq!(token, sim.account().refresh_token.expose());
    }
    let restricted = |sim: &Sim| {
        sim.tokens()
            .iter()
            .any(|token| token.starts_with("Atz.sprdt"))
    };
    assert!(restricted(&bench.sim), "a restricted token was used");
    let opened = |sim: &Sim| sim.secrets().len() > sim.tokens().len() + 2;
    assert!(
        opened(&bench.sim) && opened(&store.sim),
        "documents were opened"
    );
    std::fs::remove_dir_all(folder).expect("removed");
}
