//! The server: the books in SQL, the sync endpoint, the JSON interface and the built app.
//!
//! `store` keeps the books, `app` holds the use cases, `import` reads files, `export` and `documents` write them, `http`
//! the addresses, `access` passwords, sessions, signatures and sealed secrets, `services` fulfilment services, `mail`
//! carries letters, `site` serves the built app. Rules live in `domain`, the protocol in `sync`.

pub mod access;
pub mod app;
pub mod clock;
pub mod config;
pub mod documents;
pub mod export;
pub mod http;
pub mod import;
pub mod mail;
pub mod services;
pub mod site;
pub mod store;
pub mod tls;
