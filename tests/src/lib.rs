//! Harness of the boundary tests.
