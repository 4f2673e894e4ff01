//! The sync protocol.
