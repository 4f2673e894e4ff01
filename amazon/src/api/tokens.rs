//! Tokens 2021-03-01: restricted data tokens (RDT), which some calls need for personal data.
//!
//! Reading orders by [`orders_2026`](super::orders_2026) needs none; restricted reports and
//! merchant fulfilment labels do. Without the role the token is given and the data is missing: treat
//! an absent name or address as "not permitted or not yet", never as lost.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::{orders_v0::GetOrderAddress, tokens};
//!
//! let ask = GetOrderAddress { order_id: place.order.clone() };
//! let may_see = tokens::restricted(&session, &ask, &["shippingAddress"]).await?;
//! let address = may_see.payload(&ask).await?.body.shipping_address;
//! // Missing means "not permitted or not yet".
//! println!("{:?}", address.and_then(|address| address.city));
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;

use crate::{client::Session, error::Error, operation::Operation};

/// A session whose calls of `operation` may give personal data, for an hour.
///
/// `data_elements` (`buyerInfo`, `shippingAddress`, `buyerTaxInformation`) only exist for reading
/// orders by v0.
///
/// # Errors
/// Amazon refuses the token.
pub async fn restricted<O: Operation>(
    session: &Session,
    operation: &O,
    data_elements: &[&str],
) -> Result<Session, Error> {
    let request = operation.request();
    let elements: Vec<String> = data_elements
        .iter()
        .map(|element| (*element).to_owned())
        .collect();
    let resource = RestrictedResource {
        method: request.method.into(),
        path: request.path,
        data_elements: (!elements.is_empty()).then_some(elements),
    };
    let body = CreateRestrictedDataTokenRequest {
        restricted_resources: vec![resource],
        target_application: None,
    };
    let answer = session.call(&CreateRestrictedDataToken { body }).await?;
    match answer.body.restricted_data_token {
        Some(token) if !token.is_empty() => Ok(session.with_restricted_token(token)),
        _ => Err(Error::Unreadable {
            operation: CreateRestrictedDataToken::NAME,
            reason: "the answer holds no token".to_owned(),
            request_id: answer.request_id,
        }),
    }
}
