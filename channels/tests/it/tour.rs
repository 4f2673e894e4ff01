//! The client's tour runs, over real sockets, against the simulator as it is served.

#[path = "../../../amazon/examples/tour.rs"]
#[expect(dead_code, reason = "its entry point is for people")]
mod example;

use amazon_sim::{Config, Simulator};
use tokio::net::TcpListener;

#[tokio::test]
async fn the_tour_of_the_client_runs_against_the_simulator() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("address"));
    // Real time on both sides: the world begins at the present.
    let start = jiff::Timestamp::now().as_millisecond();
    let config = Config {
        public_url: base.clone(),
        start,
        pace: amazon_sim::clock::Pace::Running,
        ..Config::default()
    };
    let simulator = Simulator::new(config).expect("nothing is kept");
    let serving = tokio::spawn(amazon_sim::http::serve(
        listener,
        simulator.clone(),
        std::future::pending(),
    ));
    let client = example::client(&base).expect("client");
    let account = example::accounts(&base).await.expect("accounts").remove(0);
    let seen = example::tour(&client, account, "TOUR-1")
        .await
        .expect("the tour ends well");
    assert!(
        seen.marketplaces > 0 && seen.stocked > 10 && seen.orders > 10,
        "{seen:?}"
    );
    assert!(
        ["Received", "Planning"].contains(&seen.held_order.as_str()),
        "{seen:?}"
    );
    assert_eq!(simulator.faults(), Vec::<String>::new());
    serving.abort();
}
