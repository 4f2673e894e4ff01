//! Fulfilment Inbound v0: what only the old generation has. Labels, bills of lading, shipments, and
//! above all received quantities ([`GetShipmentItemsByShipmentId`]).
//!
//! Its shipment ids are the *confirmation* ids (`FBA…`) of [`inbound_2024`](super::inbound_2024).
//! The address of a label lives 15 seconds: use [`labels`], which fetches it at once.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::inbound_v0::*;
//!
//! let now = session.client().clock().now();
//! let list = GetShipments {
//!     query_type: GetShipmentsQueryType::DateRange,
//!     marketplace_id: place.home.clone(),
//!     last_updated_after: Some((now - std::time::Duration::from_secs(90 * 24 * 3600)).into()),
//!     last_updated_before: Some(now.into()),
//!     ..Default::default()
//! };
//! let found = session.payload(&list).await?.body.shipment_data.unwrap_or_default();
//! for shipment in found.iter().filter_map(|shipment| shipment.shipment_id.clone()) {
//!     let items = GetShipmentItemsByShipmentId {
//!         shipment_id: shipment,
//!         marketplace_id: Some(place.home.clone()),
//!     };
//!     for item in session.payload(&items).await?.body.item_data.into_iter().flatten() {
//!         println!("{:?}: {:?} of {:?}", item.seller_sku, item.quantity_received, item.quantity_shipped);
//!     }
//! }
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;

use crate::{
    client::Session,
    documents::{Document, DocumentError},
    error::Error,
};

/// Why there are no labels.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LabelError {
    /// Amazon gives none.
    #[error("no labels for the shipment")]
    Call(#[source] Error),
    /// The document did not come through.
    #[error("the labels could not be fetched")]
    Document(#[source] DocumentError),
}

/// Labels as they came.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The PDF.
    pub document: Document,
    /// Packages were chosen and Amazon refused them, so that these are the labels of all.
    pub is_whole_shipment: bool,
}

/// Asks for labels and fetches them at once. When Amazon refuses the chosen packages, which it does
/// without reason, all pages are asked for instead.
///
/// # Errors
/// Amazon gives none, or the document did not come through.
pub async fn labels(session: &Session, request: &GetLabels) -> Result<Labels, LabelError> {
    let mut is_whole_shipment = false;
    let url = match session.payload(request).await {
        Err(Error::Refused { .. }) if request.package_labels_to_print.is_some() => {
            is_whole_shipment = true;
            let all = GetLabels {
                package_labels_to_print: None,
                ..request.clone()
            };
            session.payload(&all).await
        }
        answer => answer,
    };
    let url = url
        .map_err(LabelError::Call)?
        .body
        .download_url
        .unwrap_or_default();
    let document = session.client().download(&url, false).await;
    Ok(Labels {
        document: document.map_err(LabelError::Document)?,
        is_whole_shipment,
    })
}

/// Asks for the bill of lading of a pallet shipment and fetches it at once.
///
/// # Errors
/// Amazon gives none, or the document did not come through.
pub async fn bill_of_lading(session: &Session, shipment_id: &str) -> Result<Document, LabelError> {
    let request = GetBillOfLading {
        shipment_id: shipment_id.to_owned(),
    };
    let url = session
        .payload(&request)
        .await
        .map_err(LabelError::Call)?
        .body
        .download_url
        .unwrap_or_default();
    session
        .client()
        .download(&url, false)
        .await
        .map_err(LabelError::Document)
}
