//! A third-party client against the simulator. `cargo xtask test` installs it and names it in `SP_API_PYTHON`.

use std::process::Command;

use amazon_sim::{Config, Simulator, http};
use tokio::net::TcpListener;

use crate::harness::config;

/// The Python that has the client; none on a machine where nobody asked for the proof.
///
/// # Panics
/// When it was asked for, by name or because this is CI, and cannot be had.
fn python() -> Option<String> {
    let named = std::env::var("SP_API_PYTHON").ok();
    let is_wanted = named.is_some() || std::env::var_os("CI").is_some();
    let python = named.unwrap_or_else(|| "python3".to_owned());
    let is_installed = Command::new(&python)
        .args(["-c", "import sp_api"])
        .output()
        .is_ok_and(|output| output.status.success());
    let advice = format!(
        "{python} has no python-amazon-sp-api: run `cargo xtask test`, or install amazon-sim/tests/third_party/requirements.txt and set SP_API_PYTHON"
    );
    assert!(is_installed || !is_wanted, "{advice}");
    if !is_installed {
        eprintln!("NOT PROVEN: {advice}");
    }
    is_installed.then_some(python)
}

/// What the script must say that it got through: the list that a client of others is held to.
const STEPS: [&str; 22] = [
    "marketplace participations",
    "inventory summaries over all pages",
    "outbound preview",
    "outbound create on hold reserves stock",
    "outbound create again is refused",
    "outbound update and ship",
    "outbound list and get",
    "package tracking",
    "outbound cancel",
    "return reasons and return",
    "orders search over all pages",
    "order get and shipment confirmation",
    "restricted data token",
    "report round trip",
    "feed round trip",
    "catalogue search and item",
    "listing restrictions",
    "listings get, put, patch, delete with issues",
    "inbound plan created",
    "inbound labels",
    "token errors",
    "throttling",
];

/// Proves that python-amazon-sp-api, hosts changed and nothing else, gets through the whole API.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_amazon_sp_api_gets_through() {
    let Some(python) = python() else { return };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let scale = amazon_sim::world::founding::Scale::default();
    let simulator = Simulator::new(Config {
        public_url: url.clone(),
        scale,
        ..config()
    })
    .unwrap();
    tokio::spawn(http::serve(
        listener,
        simulator.clone(),
        std::future::pending(),
    ));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/third_party/journey.py");
    let output = tokio::task::spawn_blocking(move || {
        Command::new(python).args(["-B", script, &url]).output()
    })
    .await
    .unwrap()
    .unwrap();
    let (said, errors) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success() && said.ends_with("done\n"),
        "{said}\n{errors}"
    );
    for step in STEPS {
        assert!(
            said.lines()
                .any(|line| line.starts_with("ok: ") && line.contains(step)),
            "{step} is missing from\n{said}"
        );
    }
    assert_eq!(simulator.faults(), Vec::<String>::new());
}
