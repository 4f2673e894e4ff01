//! The sync protocol of Quayside: how a browser's copy and the server stay one system.
//!
//! - [`wire`]: what is sent, as versioned bytes;
//! - [`scope`]: the units of permission, paging and compaction, and which entity belongs to which;
//! - [`row`]: entities as versioned bytes;
//! - [`check`]: sums by which both sides see that they hold the same;
//! - [`release`]: the numbers by which releases know each other;
//! - [`segment`]: many rows in few bytes, for snapshots and for the browser's disk;
//! - [`server`]: push, pull and the log, over a trait of small SQL-shaped primitives;
//! - [`client`]: replica and outbox; calls go in, store writes and requests come out.
//!
//! Nothing here does I/O, reads a clock or draws a random number. What runs in the browser and on the server is
//! what the simulator runs.

pub mod check;
pub mod client;
pub mod planted;
pub mod release;
pub mod row;
pub mod scope;
pub mod segment;
pub mod server;
pub mod wire;

#[cfg(test)]
mod kept;
#[cfg(test)]
mod versions;
