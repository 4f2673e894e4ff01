//! Typed client for the Selling Partner API.
