//! The client against Amazon's sandbox cases and against a small Amazon of our own.

mod generated;
mod helpers;
mod peer;
mod plans;
mod replay_table;
mod sandbox;
mod transport;
