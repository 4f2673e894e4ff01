//! Finances 2024-06-19: transactions, balances, summaries. Fields and types are many and grow; sums
//! that must be right come from [`settlement`](super::settlement) reports.
//!
//! ```
//! # mod inside { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/tests.rs")); }
//! # inside::run(async |session, place| {
//! use amazon::api::finances_2024::ListTransactions;
//! use futures::TryStreamExt;
//!
//! let since = session.client().clock().now() - std::time::Duration::from_secs(30 * 24 * 3600);
//! let list = ListTransactions { posted_after: Some(since.into()), ..Default::default() };
//! let pages: Vec<_> = session.pages(list).try_collect().await?;
//! let payloads = pages.into_iter().filter_map(|page| page.body.payload);
//! let found: Vec<_> = payloads.flat_map(|payload| payload.transactions.unwrap_or_default()).collect();
//! for transaction in &found {
//!     println!("{:?} {:?}", transaction.transaction_type, transaction.total_amount);
//! }
//! # assert!(!found.is_empty());
//! # Ok(()) });
//! ```

mod wire;

pub use wire::*;
