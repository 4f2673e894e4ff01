// The simulated Amazon inside an example of the documentation: no network, no waiting, a world by seed. For the real
// Amazon a session comes from a client with `Endpoints::production` instead. Each example includes this file, so it
// begins with no `//!`.

use std::{future::Future, pin::pin, sync::Arc};

use amazon::{
    Account, Client, Session,
    api::{
        feeds::FeedError, report_rows::OtherReport, reports::ReportError,
        settlement::SettlementError,
    },
    clock::{Clock, VirtualClock},
    credentials::{Application, Secret},
    http::{Http, HttpError, HttpRequest, HttpResponse},
    marketplace::Region,
    polling::WaitError,
};
use amazon_sim::{
    Call, Config, Simulator,
    world::{
        founding::Scale,
        orders::{Wish, WishLine},
    },
};
use jiff::Timestamp;

/// Why an example did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] amazon::Error),
    /// An operation did not end.
    #[error(transparent)]
    Wait(#[from] WaitError),
    /// There is no report.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A report is another one.
    #[error(transparent)]
    OtherReport(#[from] OtherReport),
    /// A settlement cannot be read.
    #[error(transparent)]
    Settlement(#[from] SettlementError),
    /// A feed did not go through.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A document is not JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// What there is to show something with.
pub struct Place {
    /// The seller.
    pub seller: String,
    /// The seller's home marketplace.
    pub home: String,
    /// A SKU in stock at Amazon.
    pub stocked: String,
    /// The product of that SKU.
    pub asin: String,
    /// A SKU that the seller ships, and an order of two of it that is to be shipped.
    pub own: String,
    /// That order.
    pub order: String,
    /// What the application is, for calls without a seller.
    pub application: Application,
    /// The world, for what happens there meanwhile.
    pub simulator: Simulator,
}

struct Inside {
    simulator: Simulator,
    clock: VirtualClock,
}

#[async_trait::async_trait]
impl Http for Inside {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        self.simulator.move_to(self.clock.now().as_millisecond());
        let reply = self.simulator.call(&call(request));
        Ok(HttpResponse {
            status: reply.status,
            headers: reply.headers,
            body: reply.body,
        })
    }
}

fn call(request: HttpRequest) -> Call {
    Call::asked(
        request.method,
        &request.url,
        request.headers,
        request.body.unwrap_or_default(),
    )
}

/// Runs an example to its end. It fails where the example does, and where an answer or a request broke its model.
pub fn run(example: impl AsyncFnOnce(Session, Place) -> Result<(), Trouble>) {
    let simulator = Simulator::new(Config {
        public_url: "https://amazon.test".into(),
        scale: Scale {
            orders_per_day: 5,
            history_days: 40,
            ..Scale::default()
        },
        ..Config::default()
    })
    .expect("nothing is kept");
    let now = Timestamp::from_millisecond(simulator.now()).expect("an instant");
    let clock = VirtualClock::new(now);
    let (place, refresh_token) = placed(&simulator);
    let client = Client::builder("Examples", "1.0")
        .http(Arc::new(Inside {
            simulator: simulator.clone(),
            clock: clock.clone(),
        }))
        .clock(Arc::new(clock.clone()))
        .build()
        .expect("a client");
    let account = Account {
        name: place.seller.clone(),
        region: Region::NorthAmerica,
        application: place.application.clone(),
        refresh_token,
    };
    let session = client.session(&account);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let work = pin!(example(session, place));
    let done = runtime.expect("a runtime").block_on(clock.run(work));
    done.expect("the example ends well");
    assert_eq!(simulator.faults(), Vec::<String>::new());
}

fn placed(simulator: &Simulator) -> (Place, Secret) {
    let (mut place, token) = simulator.with_world(|world| {
        let mut accounts = world.accounts.values();
        let us = |id: &str| id == "ATVPDKIKX0DER";
        let account = accounts.find(|held| held.has_fba && us(&held.marketplace_ids[0]));
        let account = account.expect("an American account with FBA");
        let authorisation = &account.authorisations[0];
        let application = &world.applications[&authorisation.client_id];
        let stock = account.stock.iter().find(|(_, held)| held.fulfillable > 9);
        let stocked = stock.expect("stock").0;
        let mut listings = account.listings.values();
        let own = listings.find(|held| !held.is_fba() && held.is_buyable("ATVPDKIKX0DER"));
        let place = Place {
            seller: account.seller_id.clone(),
            home: account.marketplace_ids[0].clone(),
            stocked: stocked.clone(),
            asin: account.listings[stocked].asin.to_string(),
            own: own.expect("a listing of its own").sku.to_string(),
            order: String::new(),
            application: Application {
                client_id: application.client_id.clone(),
                client_secret: Secret::new(application.secret.clone()),
            },
            simulator: simulator.clone(),
        };
        (place, Secret::new(authorisation.refresh_token.clone()))
    });
    let line = WishLine {
        sku: place.own.as_str().into(),
        quantity: 2,
        ..WishLine::default()
    };
    let wish = Wish {
        lines: vec![line],
        marketplace_id: Some("ATVPDKIKX0DER".into()),
        ..Wish::default()
    };
    place.order = simulator.change_world(|world| {
        // Some buyers think better of it at once.
        loop {
            let order = world.place_order(&place.seller, &wish).expect("bought");
            world.order_confirmed(&place.seller, &order);
            if world.accounts[&place.seller].orders[&order]
                .cancelled_by
                .is_none()
            {
                break order;
            }
        }
    });
    (place, token)
}
