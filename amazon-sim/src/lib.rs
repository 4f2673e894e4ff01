//! A simulated Amazon.
