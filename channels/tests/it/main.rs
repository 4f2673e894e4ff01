//! Every provider keeps the contracts.

#![expect(
    clippy::duplicate_mod,
    reason = "each example of the client stands for itself"
)]

mod amazon;
mod examples;
mod inbound;
mod journals;
mod misbehaviour;
mod needs;
mod notifications;
mod orders;
#[path = "../../../amazon-sim/tests/it/paper.rs"]
#[expect(clippy::unwrap_used, reason = "it is part of other tests")]
mod paper;
mod publishing;
mod quota;
mod reports;
mod secrets;
mod sending_in;
mod sending_out;
mod simulated;
mod states;
mod stub;
mod sweep;
mod tour;
mod unknown;
