//! One file per page, named like its route: what it shows as plain data, the page, its private rows.

pub mod acts;
pub mod adjust;
pub mod assign;
pub mod audit;
pub mod count;
pub mod dashboard;
pub mod devices;
pub mod goods;
pub mod import;
pub mod integrations;
pub mod jobs;
pub mod keys;
pub mod location;
pub mod locations;
pub mod not_found;
pub mod notifications;
pub mod outbox;
pub mod parts;
pub mod pictures;
pub mod product;
pub mod product_edit;
pub mod products;
pub mod reference;
pub mod review;
pub mod roles;
pub mod server;
pub mod settings;
pub mod stock;
pub mod stocktake;
pub mod stocktake_new;
pub mod stocktakes;
pub mod tasks;
pub mod transfer;
pub mod transfer_new;
pub mod transfer_task;
pub mod transfers;
pub mod users;
pub mod value;
pub mod why;

#[cfg(test)]
pub(crate) mod tests;
