//! Merchant Fulfilment v0: labels that Amazon sells to merchants who ship themselves. Creating,
//! reading and cancelling a shipment gives personal data, so it needs a restricted token
//! ([`tokens`](super::tokens)). Creating buys a label and must not be repeated blindly: after a lost
//! answer look at the order's packages first.

mod wire;

pub use wire::*;
