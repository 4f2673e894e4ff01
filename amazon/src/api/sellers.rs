//! Sellers v1: the account's marketplaces, its name and its selling plan. One call a minute: keep what
//! it says. A Professional account is what the whole API needs; see [`is_professional`].

mod wire;

pub use wire::*;

/// Whether an account has the Professional selling plan; nothing when Amazon does not say.
pub fn is_professional(account: &Account) -> Option<bool> {
    account
        .selling_plan
        .as_ref()
        .map(|plan| *plan == AccountSellingPlan::Professional)
}
