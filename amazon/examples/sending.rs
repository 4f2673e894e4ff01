//! Sending goods from Amazon's warehouse (outbound 2020-07-01): preview, order on hold, release, follow, cancel.
//!
//! ```text
//! cargo run -p amazon-sim -- --listen 127.0.0.1:8090 --seed 1
//! cargo run -p amazon --example sending -- http://127.0.0.1:8090
//! ```

mod simulated;

use std::process::ExitCode;

use amazon::{
    Priority, Session,
    api::{
        fba_inventory,
        outbound_2020::{
            self, Address, CancelFulfillmentOrder, CreateFulfillmentOrderItem,
            CreateFulfillmentOrderRequest, FulfillmentAction, GetFulfillmentOrder,
            GetFulfillmentPreview, GetFulfillmentPreviewItem, GetFulfillmentPreviewRequest,
            ListAllFulfillmentOrders, ListReturnReasonCodes,
        },
    },
    operation::Earlier,
};
pub use simulated::{Place, Trouble};

fn address() -> Address {
    Address {
        name: Some("A. Buyer".to_owned()),
        address_line1: Some("1200 Harbour Lane".to_owned()),
        city: Some("Seattle".to_owned()),
        state_or_region: Some("WA".to_owned()),
        postal_code: Some("98101".to_owned()),
        country_code: Some("US".to_owned()),
        ..Address::default()
    }
}

/// Sends one unit of whatever is in stock, and says what was seen.
///
/// # Errors
/// A call failed, or nothing is in stock.
pub async fn run(session: Session, place: Place) -> Result<String, Trouble> {
    let home = place.home().to_owned();
    let stock = fba_inventory::all(&session, &home, None).await?;
    let sellable = stock.rows.into_iter().find(|row| {
        let details = row.inventory_details.as_ref();
        details.and_then(|details| details.fulfillable_quantity) > Some(5)
    });
    let sku = sellable
        .and_then(|row| row.seller_sku)
        .ok_or(Trouble::Missing("stock"))?;

    // What it would cost and when it would arrive. Fees may be missing although it can be sent.
    let preview = GetFulfillmentPreview {
        body: GetFulfillmentPreviewRequest {
            address: address(),
            items: vec![GetFulfillmentPreviewItem {
                seller_sku: sku.clone(),
                seller_fulfillment_order_item_id: "1".to_owned(),
                quantity: 1,
                ..Default::default()
            }],
            marketplace_id: Some(home.clone()),
            ..Default::default()
        },
    };
    // A person waits for it, so it goes before what no one waits for.
    let previews = session
        .with_priority(Priority::Interactive)
        .payload(&preview)
        .await?
        .body
        .fulfillment_previews
        .unwrap_or_default();
    let speeds = previews
        .iter()
        .filter(|preview| preview.is_fulfillable == Some(true));

    // The id is ours, minted and stored before the first call: it is the only guard against sending twice.
    let now = session.client().clock().now();
    let id = format!("EXAMPLE-{}", now.as_second());
    let request = CreateFulfillmentOrderRequest {
        marketplace_id: Some(home),
        seller_fulfillment_order_id: id.clone(),
        displayable_order_id: id.clone(),
        displayable_order_date: now.into(),
        displayable_order_comment: "Thank you for your order".to_owned(),
        shipping_speed_category: "Standard".into(),
        destination_address: address(),
        fulfillment_action: Some(FulfillmentAction::Hold),
        items: vec![CreateFulfillmentOrderItem {
            seller_sku: sku.clone(),
            seller_fulfillment_order_item_id: "1".to_owned(),
            quantity: 1,
            ..Default::default()
        }],
        ..Default::default()
    };
    let writer = session.with_priority(Priority::Write);
    outbound_2020::ensure_created(&writer, &request, Earlier::Never).await?;
    writer.call(&outbound_2020::ship_held(&id)).await?;

    // Orders that changed, those made elsewhere included; then one of them in full.
    let since = now - std::time::Duration::from_secs(3600);
    let changed = ListAllFulfillmentOrders {
        query_start_date: Some(since.into()),
        next_token: None,
    };
    let changed = session.payload(&changed).await?.body;
    let n_changed = changed.fulfillment_orders.unwrap_or_default().len();
    let get = GetFulfillmentOrder {
        seller_fulfillment_order_id: id.clone(),
    };
    let order = session.payload(&get).await?.body;
    let status = |order: &outbound_2020::GetFulfillmentOrderResult| {
        let head = order.fulfillment_order.as_ref();
        let word = head.and_then(|head| head.fulfillment_order_status.as_ref());
        word.map(ToString::to_string).unwrap_or_default()
    };
    let before = status(&order);

    let reasons = ListReturnReasonCodes {
        seller_sku: sku,
        seller_fulfillment_order_id: Some(id.clone()),
        ..Default::default()
    };
    let reasons = session.payload(&reasons).await?.body;
    let n_reasons = reasons.reason_code_details.unwrap_or_default().len();

    // 200 means asked, not done: the order is read until it says so.
    let cancel = CancelFulfillmentOrder {
        seller_fulfillment_order_id: id,
    };
    writer.call(&cancel).await?;
    let mut after = before.clone();
    for _ in 0..20 {
        after = status(&session.payload(&get).await?.body);
        if after == "Cancelled" {
            break;
        }
        let pause = std::time::Duration::from_secs(30);
        session.client().clock().sleep(pause).await;
    }
    Ok(format!(
        "{} speeds; {n_changed} orders changed; {n_reasons} reasons to return; {before}, then {after}",
        speeds.count()
    ))
}

/// Runs it for people.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> ExitCode {
    simulated::present(run).await
}
