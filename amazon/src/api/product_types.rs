//! Product Type Definitions 2020-09-01: what a listing of a product type must say, as a JSON schema
//! behind a link. Keep a schema by its checksum; it changes rarely.

mod wire;

pub use wire::*;
