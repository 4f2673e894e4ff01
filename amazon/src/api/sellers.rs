//! Sellers v1: the account's marketplaces, its name and its selling plan. One call a minute: keep what
//! it says. A Professional account is what the whole API needs; see [`is_professional`].
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::sellers::{self, GetAccount, GetMarketplaceParticipations};
//!
//! let account = session.payload(&GetAccount::default()).await?.body;
//! assert_eq!(sellers::is_professional(&account), Some(true));
//! let shops = session.payload(&GetMarketplaceParticipations::default()).await?.body;
//! for shop in shops.into_iter().filter_map(|shop| shop.marketplace) {
//!     println!("{:?} in {:?}", shop.id, shop.default_currency_code);
//! }
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;

/// Whether an account has the Professional selling plan; nothing when Amazon does not say.
pub fn is_professional(account: &Account) -> Option<bool> {
    account
        .selling_plan
        .as_ref()
        .map(|plan| *plan == AccountSellingPlan::Professional)
}
