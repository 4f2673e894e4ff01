//! Selling at Amazon: the catalogue, what may be offered, an offer checked before it is made, a listing read and its
//! price changed, what Amazon takes of it.
//!
//! ```text
//! cargo run -p amazon-sim -- --listen 127.0.0.1:8090 --seed 1
//! cargo run -p amazon --example selling -- http://127.0.0.1:8090
//! ```

mod simulated;

use std::process::ExitCode;

use amazon::{
    Session,
    api::{
        catalog_2022::{IncludedData, SearchCatalogItems},
        fees::{
            FeesEstimateRequest, GetMyFeesEstimateForSKU, GetMyFeesEstimateRequest, MoneyType,
            PriceToEstimateFees,
        },
        listings_2021::{self, PatchListingsItem, SearchListingsItems},
        restrictions::GetListingsRestrictions,
    },
    marketplace,
};
use rust_decimal::Decimal;
pub use simulated::{Place, Trouble};

/// Looks at one listing and its product, and says what was seen.
///
/// # Errors
/// A call failed, or nothing is listed.
pub async fn run(session: Session, place: Place) -> Result<String, Trouble> {
    let home = vec![place.home().to_owned()];

    // The search stops at a thousand; whoever has more asks for a report.
    let search = SearchListingsItems {
        seller_id: place.seller_id.clone(),
        marketplace_ids: home.clone(),
        included_data: Some(vec![
            listings_2021::IncludedData::Summaries,
            listings_2021::IncludedData::FulfillmentAvailability,
        ]),
        page_size: Some(20),
        ..Default::default()
    };
    let listed = session.call(&search).await?.body.items.unwrap_or_default();
    let n_listed = listed.len();
    let ours = listed
        .into_iter()
        .find(|item| !listings_2021::is_fulfilled_by_amazon(item))
        .ok_or(Trouble::Missing("listing that it ships itself"))?;
    let sku = ours.sku.clone().unwrap_or_default();
    let asin = ours
        .summaries
        .iter()
        .flatten()
        .find_map(|summary| summary.asin.clone())
        .unwrap_or_default();

    let items = SearchCatalogItems {
        identifiers: Some(vec![asin.clone()]),
        identifiers_type: Some(amazon::api::catalog_2022::IdentifiersType::Asin),
        marketplace_ids: home.clone(),
        included_data: Some(vec![IncludedData::Summaries, IncludedData::Dimensions]),
        ..Default::default()
    };
    let item = session.call(&items).await?.body.items.unwrap_or_default();

    // An empty list means that it may be offered.
    let restrictions = GetListingsRestrictions {
        asin,
        condition_type: Some("new_new".into()),
        seller_id: place.seller_id.clone(),
        marketplace_ids: home.clone(),
        ..Default::default()
    };
    let restrictions = session.call(&restrictions).await?.body.restrictions;

    // A patch by merge keeps what it does not name; an existing listing is never put.
    let currency = marketplace::by_id(place.home()).map_or("USD", |home| home.currency);
    let price = Decimal::new(1_999, 2);
    let patch = PatchListingsItem {
        seller_id: place.seller_id.clone(),
        sku: sku.clone(),
        marketplace_ids: home.clone(),
        // Checked, not applied.
        mode: Some(listings_2021::Mode::ValidationPreview),
        body: listings_2021::ListingsItemPatchRequest {
            product_type: listings_2021::ANY_PRODUCT.to_owned(),
            patches: vec![listings_2021::price_patch(place.home(), currency, price)],
        },
        ..Default::default()
    };
    let checked = session.call(&patch).await?.body;

    let fees = GetMyFeesEstimateForSKU {
        seller_sku: sku,
        body: GetMyFeesEstimateRequest {
            fees_estimate_request: Some(FeesEstimateRequest {
                identifier: "example".to_owned(),
                marketplace_id: place.home().to_owned(),
                price_to_estimate_fees: PriceToEstimateFees {
                    listing_price: Some(MoneyType {
                        amount: Some(price.into()),
                        currency_code: Some(currency.to_owned()),
                    }),
                    ..Default::default()
                },
                ..Default::default()
            }),
        },
    };
    let fees = session.payload(&fees).await?.body;
    let estimate = fees
        .fees_estimate_result
        .and_then(|result| result.fees_estimate);
    let total = estimate.and_then(|estimate| estimate.total_fees_estimate);
    let total = total.and_then(|total| total.amount);
    Ok(format!(
        "{n_listed} listings; {} item; {} restrictions; the patch is {}; Amazon takes {}",
        item.len(),
        restrictions.unwrap_or_default().len(),
        checked.status.unwrap_or_default(),
        total.map(|total| total.to_string()).unwrap_or_default(),
    ))
}

/// Runs it for people.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> ExitCode {
    simulated::present(run).await
}
