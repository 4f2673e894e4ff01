//! A typed, lenient, asynchronous client for Amazon's Selling Partner API (SP-API).
//!
//! - [`client`]: sending an operation for an account; politeness, retries, tokens are its affair.
//! - [`api`]: every operation and type, one module for each API and generation, made from Amazon's
//!   own models, with helpers for what takes more than one call.
//! - [`auth`], [`credentials`]: Login with Amazon, and secrets that cannot be printed.
//! - [`plan`]: usage plans as token buckets that several processes can share.
//! - [`documents`]: the presigned addresses of reports, feeds and labels.
//! - [`lenient`]: how answers that break Amazon's own schema are read.
//!
//! The crate stores nothing and decides nothing about a business; see `README.md` for what each API
//! is for and for its traps.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod api;
pub mod auth;
pub mod client;
pub mod clock;
pub mod credentials;
pub mod documents;
pub mod error;
pub mod flat_file;
pub mod http;
pub mod lenient;
pub mod marketplace;
pub mod operation;
pub mod paging;
pub mod plan;
pub mod polling;

pub use client::{Account, Answer, Client, Effort, Endpoints, Session};
pub use error::{Error, ErrorItem, Refusal};
pub use operation::Operation;
pub use plan::Priority;
