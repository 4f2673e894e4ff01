//! The client against Amazon's sandbox cases and against a small Amazon of our own.

mod generated;
mod lenience;
mod many_calls;
mod peer;
mod plans;
mod replay_table;
mod sandbox;
mod shared;
mod transport;
