//! Shapes of the JSON interface below `/api/v1`, shared by server and browser.
//!
//! Plain data: nothing here knows axum, Leptos or SQL. Moments are milliseconds since 1970 in UTC, quantities are
//! whole eaches, money is minor units beside its currency, unit costs are decimal texts of the base currency.

mod macros;

pub mod catalogue;
pub mod common;
pub mod company;
pub mod connections;
pub mod imports;
pub mod jobs;
pub mod people;
pub mod places;
pub mod session;
pub mod stock;
pub mod stocktakes;
pub mod tasks;
pub mod transfers;
