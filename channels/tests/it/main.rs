//! Every provider keeps the contracts.

#![expect(
    clippy::duplicate_mod,
    reason = "each example of the client stands for itself"
)]

mod amazon;
mod examples;
mod misbehaviour;
mod needs;
mod notifications;
mod publishing;
mod reports;
mod secrets;
mod simulated;
mod stub;
mod sweep;
mod tour;
