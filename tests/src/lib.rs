//! Harness of the boundary tests: the simulation of many tablets, one server and a bad world.

pub mod simulator;
