//! A tour of the client against a simulated Amazon, which must be running:
//!
//! ```text
//! cargo run -p amazon-sim -- --listen 127.0.0.1:8090 --seed 1
//! cargo run -p amazon --example tour -- http://127.0.0.1:8090
//! ```
//!
//! The simulator tells the credentials of its accounts; against the real Amazon they come from the
//! seller's authorisation, and `Endpoints::production` is the default.

use std::{fmt, process::ExitCode, time::Duration};

use amazon::{
    Account, Client, Endpoints, Error, Priority,
    api::{
        fba_inventory,
        orders_2026::{self, SearchOrders},
        outbound_2020::{
            self, Address, CreateFulfillmentOrderItem, CreateFulfillmentOrderRequest,
            FulfillmentAction,
        },
        sellers::GetMarketplaceParticipations,
    },
    credentials::{Application, Secret},
    marketplace::{self, Region},
    operation::Earlier,
};
use serde::Deserialize;

/// What the simulator says about an account.
#[derive(Deserialize)]
pub struct Credentials {
    client_id: String,
    client_secret: String,
    refresh_token: String,
    marketplace_ids: Vec<String>,
}

/// What the tour saw.
#[derive(Debug)]
pub struct Seen {
    /// Marketplaces of the account.
    pub marketplaces: usize,
    /// SKUs with stock at Amazon.
    pub stocked: usize,
    /// Orders that changed in the last three days.
    pub orders: usize,
    /// The state of the order that the tour made on hold.
    pub held_order: String,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            marketplaces,
            stocked,
            orders,
            held_order,
        } = self;
        write!(
            f,
            "{marketplaces} marketplaces, {stocked} SKUs in stock, {orders} orders; the held order is {held_order}"
        )
    }
}

/// Walks through reading and writing for one account; `order_id` must be new.
///
/// # Errors
/// A call failed.
pub async fn tour(
    client: &Client,
    credentials: Credentials,
    order_id: &str,
) -> Result<Seen, Error> {
    let home = credentials
        .marketplace_ids
        .first()
        .cloned()
        .unwrap_or_default();
    let account = Account {
        name: "tour".to_owned(),
        region: marketplace::by_id(&home)
            .map_or(Region::NorthAmerica, |marketplace| marketplace.region),
        application: Application {
            client_id: credentials.client_id,
            client_secret: Secret::new(credentials.client_secret),
        },
        refresh_token: Secret::new(credentials.refresh_token),
    };
    let session = client.session(&account);

    // One call: the answer comes in an envelope, which `payload` opens.
    let participations = session
        .payload(&GetMarketplaceParticipations::default())
        .await?;

    // All pages, politely, started over when a page's token dies.
    let stock = fba_inventory::all(&session, &home, None).await?;
    let is_sellable = |row: &&fba_inventory::InventorySummary| {
        row.inventory_details
            .as_ref()
            .and_then(|details| details.fulfillable_quantity)
            > Some(0)
    };
    let stocked: Vec<_> = stock
        .rows
        .iter()
        .filter(is_sellable)
        .filter_map(|row| row.seller_sku.clone())
        .collect();

    // How long a number of calls would take is known before they are made.
    let eta = session.eta::<SearchOrders>(30).await?;
    println!(
        "thirty pages of orders would take {}",
        amazon::plan::in_words(&eta)
    );
    let now = client.clock().now();
    // A little more than the bound must be old, as clocks differ.
    let before = now - orders_2026::SHORTEST_AGE - Duration::from_secs(10);
    let after = before - Duration::from_secs(3 * 24 * 3600);
    let search = orders_2026::updated_between(&credentials.marketplace_ids, after, before);
    let orders = session
        .call(&search)
        .await?
        .body
        .orders
        .unwrap_or_default()
        .len();

    // An order of our own id, created once whatever is lost on the way, and left on hold.
    let request = CreateFulfillmentOrderRequest {
        marketplace_id: Some(home),
        seller_fulfillment_order_id: order_id.to_owned(),
        displayable_order_id: order_id.to_owned(),
        displayable_order_date: now.into(),
        displayable_order_comment: "Thank you for your order".to_owned(),
        shipping_speed_category: "Standard".into(),
        destination_address: Address {
            name: Some("A. Buyer".to_owned()),
            address_line1: Some("1200 Harbour Lane".to_owned()),
            city: Some("Seattle".to_owned()),
            state_or_region: Some("WA".to_owned()),
            postal_code: Some("98101".to_owned()),
            country_code: Some("US".to_owned()),
            ..Address::default()
        },
        fulfillment_action: Some(FulfillmentAction::Hold),
        items: vec![CreateFulfillmentOrderItem {
            seller_sku: stocked.first().cloned().unwrap_or_default(),
            seller_fulfillment_order_item_id: "1".to_owned(),
            quantity: 1,
            ..CreateFulfillmentOrderItem::default()
        }],
        ..CreateFulfillmentOrderRequest::default()
    };
    let writer = session.with_priority(Priority::Write);
    outbound_2020::ensure_created(&writer, &request, Earlier::Never).await?;
    let get = outbound_2020::GetFulfillmentOrder {
        seller_fulfillment_order_id: order_id.to_owned(),
    };
    let order = session
        .payload(&get)
        .await?
        .body
        .fulfillment_order
        .unwrap_or_default();

    Ok(Seen {
        marketplaces: participations.body.len(),
        stocked: stocked.len(),
        orders,
        held_order: order
            .fulfillment_order_status
            .map(|status| status.to_string())
            .unwrap_or_default(),
    })
}

/// The accounts of the simulator at `base`, the most useful first.
///
/// # Errors
/// There is no simulator.
pub async fn accounts(base: &str) -> Result<Vec<Credentials>, reqwest::Error> {
    #[derive(Deserialize)]
    struct Accounts {
        items: Vec<Credentials>,
    }
    let answer = reqwest::get(format!("{base}/sim/accounts"))
        .await?
        .error_for_status()?;
    Ok(answer.json::<Accounts>().await?.items)
}

/// A client whose Amazon is at `base`.
///
/// # Errors
/// The transport cannot be set up.
pub fn client(base: &str) -> Result<Client, amazon::http::HttpError> {
    Client::builder("Tour", "1.0")
        .endpoints(Endpoints::at(base))
        .build()
}

/// Runs the tour for people.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> ExitCode {
    let base = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "http://127.0.0.1:8090".to_owned());
    let Ok(client) = client(&base) else {
        return ExitCode::FAILURE;
    };
    let account = match accounts(&base).await {
        Ok(accounts) => accounts.into_iter().next(),
        Err(error) => {
            eprintln!("there is no simulator at {base}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let Some(account) = account else {
        return ExitCode::FAILURE;
    };
    let id = format!("TOUR-{}", client.clock().now().as_second());
    match tour(&client, account, &id).await {
        Ok(seen) => {
            println!("{seen}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
