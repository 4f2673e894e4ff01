//! FBA Inbound Eligibility v1: whether an item may be sent to Amazon. One call a second.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::inbound_eligibility::{GetItemEligibilityPreview, Program};
//!
//! let ask = GetItemEligibilityPreview {
//!     asin: place.asin.clone(),
//!     program: Program::Inbound,
//!     marketplace_ids: Some(vec![place.home.clone()]),
//! };
//! let preview = session.payload(&ask).await?.body;
//! assert_eq!(preview.is_eligible_for_program, Some(true));
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
