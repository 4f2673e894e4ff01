//! The server: the books in SQL, the sync endpoint, the JSON interface and the built app.
//!
//! `store` keeps the books, `app` holds the use cases, `import` reads files, `http` the addresses, `access` passwords and sessions, `site`
//! serves the built app. Rules live in `domain`, the protocol in `sync`.

pub mod access;
pub mod app;
pub mod clock;
pub mod config;
pub mod export;
pub mod http;
pub mod import;
pub mod site;
pub mod store;
pub mod tls;
