//! Every provider keeps the contracts.

mod amazon;
mod simulated;
mod stub;
