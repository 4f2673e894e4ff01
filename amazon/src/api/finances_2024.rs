//! Finances 2024-06-19: transactions, balances, summaries. Fields and types are many and grow; sums
//! that must be right come from [`settlement`](super::settlement) reports.

mod wire;

pub use wire::*;
