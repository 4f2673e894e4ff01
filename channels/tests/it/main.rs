//! Every provider keeps the contracts.

mod amazon;
mod misbehaviour;
mod needs;
mod publishing;
mod secrets;
mod simulated;
mod stub;
mod sweep;
mod tour;
