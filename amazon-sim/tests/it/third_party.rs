//! A third-party client against the simulator, when it is installed.

use std::process::Command;

use amazon_sim::{Config, Simulator, http};
use tokio::net::TcpListener;

use crate::harness::config;

/// Proves that python-amazon-sp-api, hosts changed and nothing else, gets through the whole API. Says so when the package is not
/// installed: then this proves nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_amazon_sp_api_gets_through() {
    let python = std::env::var("SP_API_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let is_installed = Command::new(&python)
        .args(["-c", "import sp_api"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !is_installed {
        eprintln!(
            "NOT PROVEN: {python} has no python-amazon-sp-api (pip install python-amazon-sp-api, or set SP_API_PYTHON)"
        );
        return;
    }
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
    assert_eq!(simulator.faults(), Vec::<String>::new());
}
