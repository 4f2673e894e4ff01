//! Fulfilment services and sales channels, in Quayside's words.
//!
//! - [`fulfilment`]: a service that stores our goods and sends them to our customers.
//! - [`inbound`]: sending goods to such a service.
//! - [`sales`]: a shop elsewhere that brings orders and is told stock and prices.
//! - [`publishing`]: making an offer there, stage by stage, over hours and restarts.
//! - [`contract`]: what every provider must keep, as tests that any provider can be put through.
//! - [`stub`]: a provider in memory, which passes them too. It proves that nothing here is Amazon's alone.
//! - [`amazon`]: the adapter to Amazon, the only provider that the product offers.
//!
//! Nothing here stores anything or decides when to call; that is the server's affair. What may have
//! happened without our knowing is an error of its own ([`Error::OutcomeUnknown`]), never a failure.

pub mod amazon;
pub mod contract;
pub mod error;
pub mod fulfilment;
pub mod inbound;
pub mod publishing;
pub mod sales;
pub mod stub;
pub mod words;

pub use error::{Error, Reason};
pub use fulfilment::FulfilmentService;
pub use inbound::InboundService;
pub use sales::SalesChannel;
