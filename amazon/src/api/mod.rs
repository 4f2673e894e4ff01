//! Amazon's APIs, one module for each generation.
//!
//! The types and operations in each are written by `generate/` from Amazon's models; what stands
//! beside them is by hand.

pub mod application;
pub mod catalog_2022;
pub mod fba_inventory;
pub mod feeds;
pub mod fees;
pub mod finances_2024;
pub mod inbound_2024;
pub mod inbound_eligibility;
pub mod inbound_v0;
pub mod listings_2021;
pub mod merchant_fulfilment;
pub mod notifications;
pub mod orders_2026;
pub mod orders_v0;
pub mod outbound_2020;
pub mod outbound_2026;
pub mod pricing_2022;
pub mod pricing_v0;
pub mod product_types;
pub mod registry;
pub mod report_rows;
pub mod reports;
pub mod restrictions;
pub mod sellers;
pub mod settlement;
pub mod tokens;
