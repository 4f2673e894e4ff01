//! One file per page, named like its route: what it shows as plain data, the page, its private rows.

pub mod server;
