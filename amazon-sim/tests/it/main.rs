//! What a caller sees of the simulator, over the same boundary as the network's: a raw request in, a raw reply out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod auth;
mod constraints;
mod control;
mod harness;
mod inbound;
mod inventory;
mod journal;
mod listings;
mod misbehaviours;
mod models;
mod network;
mod orders;
mod outbound;
mod paper;
mod reports;
mod sandbox;
mod scenarios;
mod states;
mod third_party;
mod usage;
