//! The examples of the client run against the simulator, each to its end, in virtual time.

use crate::simulated::{Sim, US};

macro_rules! example {
    ($name:ident, $path:literal) => {
        #[path = $path]
        #[expect(dead_code, reason = "its entry point is for people")]
        pub mod $name;
    };
}

example!(documents, "../../../amazon/examples/documents.rs");
example!(selling, "../../../amazon/examples/selling.rs");
example!(sending, "../../../amazon/examples/sending.rs");
example!(supplying, "../../../amazon/examples/supplying.rs");

/// Runs one, and what it said.
macro_rules! said {
    ($example:ident, $seed:literal) => {{
        let sim = Sim::new($seed);
        let place = $example::Place {
            seller_id: sim.seller.clone(),
            marketplace_ids: vec![US.into()],
        };
        let said = sim.clock.run($example::run(sim.session(), place)).await;
        assert_eq!(sim.simulator.faults(), Vec::<String>::new());
        said.expect("it ends well")
    }};
}

#[tokio::test]
async fn the_example_of_sending_runs() {
    let said = said!(sending, 71);
    assert!(said.ends_with(", then Cancelled"), "{said}");
    assert!(
        !said.starts_with("0 speeds") && !said.contains(" 0 "),
        "{said}"
    );
}

#[tokio::test]
async fn the_example_of_selling_runs() {
    let said = said!(selling, 72);
    assert!(said.starts_with("20 listings; 1 item;"), "{said}");
    assert!(said.contains("the patch is VALID; Amazon takes "), "{said}");
    assert!(!said.ends_with("takes "), "{said}");
}

#[tokio::test]
async fn the_example_of_supplying_runs() {
    let said = said!(supplying, 73);
    assert!(
        said.ends_with("given up: true") && !said.contains("; 0 placements"),
        "{said}"
    );
}

#[tokio::test]
async fn the_example_of_documents_runs() {
    let said = said!(documents, 74);
    assert!(said.contains("; 1 message accepted; "), "{said}");
    assert!(
        !said.starts_with("0 rows") && !said.ends_with(" 0 transactions"),
        "{said}"
    );
}
