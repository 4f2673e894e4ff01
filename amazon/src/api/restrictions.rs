//! Listings Restrictions 2021-08-01: whether a seller may list an item. An empty list means yes;
//! `APPROVAL_REQUIRED` comes with links for the seller. Its errors are a bare array, which the client
//! reads like any other.

mod wire;

pub use wire::*;
