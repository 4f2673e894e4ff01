//! FBA Inventory v1: stock in Amazon's warehouses, about fifty SKUs a page.
//!
//! Traps:
//! - The token of a page dies after 30 seconds: read on without pausing, and start over when it did
//!   ([`all`] does).
//! - `startDateTime` misses inbound changes and sometimes others: besides the hourly pass by it make
//!   a full one each day, and believe a missing SKU only when two full passes miss it.
//! - North American marketplaces share one pool: never add quantities up over marketplaces.
//! - An account without FBA is refused with 400: see [`is_without_fba`].
//! - Three operations here exist in the sandbox only.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::fba_inventory;
//!
//! let pass = fba_inventory::all(&session, &place.home, None).await?;
//! assert!(pass.unread.is_empty());
//! for row in &pass.rows {
//!     let sellable = row.inventory_details.as_ref().and_then(|held| held.fulfillable_quantity);
//!     // Nothing told is unknown, not none.
//!     println!("{:?}: {sellable:?}", row.seller_sku);
//! }
//! # assert!(pass.rows.len() > 10);
//! # Ok(()) });
//! ```

mod wire;

use futures::TryStreamExt;
use jiff::Timestamp;
pub use wire::*;

pub use crate::paging::is_expired_token;
use crate::{client::Session, error::Error, lenient::Unread};

const PASSES: u32 = 3;

/// The rows of one pass, and what of it could not be read.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    /// The rows.
    pub rows: Vec<InventorySummary>,
    /// What did not fit; rows are counted over the whole pass.
    pub unread: Vec<Unread>,
}

impl Pass {
    /// Takes in the next page.
    pub fn extend(&mut self, page: crate::Answer<GetInventorySummariesResponse>) {
        let before = self.rows.len();
        let counted_on = |lost: Unread| Unread {
            path: counted_on(&lost.path, before),
            ..lost
        };
        self.unread.extend(page.unread.into_iter().map(counted_on));
        let rows = page
            .body
            .payload
            .and_then(|payload| payload.inventory_summaries);
        self.rows.extend(rows.unwrap_or_default());
    }
}

/// The place of a row of a page, where `before` rows came before the page.
fn counted_on(path: &str, before: usize) -> String {
    const ROWS: &str = "payload.inventorySummaries[";
    let counted = path.strip_prefix(ROWS).and_then(|rest| {
        let (number, rest) = rest.split_once(']')?;
        let number = number.parse::<usize>().ok()? + before;
        Some(format!("{ROWS}{number}]{rest}"))
    });
    counted.unwrap_or_else(|| path.to_owned())
}

/// The call for one marketplace.
pub fn of_marketplace(marketplace_id: &str) -> GetInventorySummaries {
    GetInventorySummaries {
        details: Some(true),
        granularity_type: GranularityType::Marketplace,
        granularity_id: marketplace_id.to_owned(),
        marketplace_ids: vec![marketplace_id.to_owned()],
        ..GetInventorySummaries::default()
    }
}

/// All rows of a marketplace, or those changed since an instant. A pass whose token dies on the way
/// is started over.
///
/// # Errors
/// A page could not be had.
pub async fn all(
    session: &Session,
    marketplace_id: &str,
    since: Option<Timestamp>,
) -> Result<Pass, Error> {
    let first = GetInventorySummaries {
        start_date_time: since.map(Into::into),
        ..of_marketplace(marketplace_id)
    };
    let mut passes = 0;
    loop {
        passes += 1;
        match pass(session, &first).await {
            Err(error) if is_expired_token(&error) && passes < PASSES => {
                tracing::info!(
                    account = session.name(),
                    "inventory token expired, starting over"
                );
            }
            outcome => return outcome,
        }
    }
}

async fn pass(session: &Session, first: &GetInventorySummaries) -> Result<Pass, Error> {
    let fold = |mut pass: Pass, page: crate::Answer<GetInventorySummariesResponse>| async move {
        pass.extend(page);
        Ok(pass)
    };
    session
        .pages(first.clone())
        .try_fold(Pass::default(), fold)
        .await
}

/// Whether an error says that the account has no FBA.
pub fn is_without_fba(error: &Error) -> bool {
    matches!(error, Error::Refused { refusal, .. } if refusal.status == 400 && refusal.has_code("InvalidInput"))
        && !is_expired_token(error)
}
