//! What comes and goes as documents: a report with its table, a feed with its result; and what Amazon owes.
//!
//! ```text
//! cargo run -p amazon-sim -- --listen 127.0.0.1:8090 --seed 1
//! cargo run -p amazon --example documents -- http://127.0.0.1:8090
//! ```

mod simulated;

use std::{process::ExitCode, time::Duration};

use amazon::{
    Session,
    api::{
        feeds::{self, ListingsFeed, ListingsMessage, ListingsOperation, ListingsReport},
        finances_2024::ListTransactions,
        listings_2021,
        reports::{self, CreateReportSpecification},
    },
    flat_file::FlatFile,
    polling::Pacing,
};
pub use simulated::{Place, Trouble};

/// Reads the listings by a report, tells one quantity by a feed, and says what was seen.
///
/// # Errors
/// A call failed, or a report or feed did.
pub async fn run(session: Session, place: Place) -> Result<String, Trouble> {
    let home = vec![place.home().to_owned()];

    // Asked for once; waited for; fetched from an address that lives five minutes; read in its own charset.
    let specification = CreateReportSpecification {
        report_type: "GET_MERCHANT_LISTINGS_ALL_DATA".to_owned(),
        marketplace_ids: home.clone(),
        ..Default::default()
    };
    let (report, _) = reports::ensure_created(&session, specification).await?;
    let document = reports::fetch(&session, &report, Pacing::DOCUMENT).await?;
    let file = FlatFile::read(&document.text());
    let ours = file
        .rows()
        .find(|row| row.value("fulfillment-channel") == Some("DEFAULT"))
        .and_then(|row| row.value("seller-sku").map(str::to_owned))
        .ok_or(Trouble::Missing("listing that it ships itself"))?;
    let n_rows = file.rows().count();

    // Feeds under way are waited for, since feeds are not ordered among each other.
    let known = feeds::settle(&session, feeds::JSON_LISTINGS_FEED, Pacing::DOCUMENT).await?;
    let message = ListingsMessage {
        message_id: 1,
        sku: ours,
        operation_type: ListingsOperation::Patch,
        product_type: Some(listings_2021::ANY_PRODUCT.to_owned()),
        patches: Some(vec![listings_2021::quantity_patch(7)]),
        ..Default::default()
    };
    let bytes = ListingsFeed::new(&place.seller_id, vec![message]).to_bytes();
    let (feed, _) = feeds::ensure_submitted(
        &session,
        feeds::JSON_LISTINGS_FEED,
        &home,
        feeds::JSON,
        &bytes,
        &known,
    )
    .await?;
    // DONE says nothing of the messages; the result document does.
    let result = feeds::result(&session, &feed, Pacing::DOCUMENT).await?;
    let result = result.ok_or(Trouble::Missing("result of the feed"))?;
    let accepted = ListingsReport::read(&result)?.summary.messages_accepted;

    let since = session.client().clock().now() - Duration::from_secs(14 * 24 * 3600);
    let transactions = ListTransactions {
        posted_after: Some(since.into()),
        marketplace_id: Some(place.home().to_owned()),
        ..Default::default()
    };
    let posted = session.payload(&transactions).await?.body.transactions;
    Ok(format!(
        "{n_rows} rows; {} message accepted; {} transactions",
        accepted.unwrap_or_default(),
        posted.unwrap_or_default().len()
    ))
}

/// Runs it for people.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> ExitCode {
    simulated::present(run).await
}
