//! Every provider keeps the contracts.

mod amazon;
mod misbehaviour;
mod simulated;
mod stub;
mod tour;
