//! Scenarios over HTTP: the router in this process, a real SQLite file, and PostgreSQL where a server is named.

mod books;
mod counting;
mod described;
mod harness;
mod people;
mod site;
mod store;
mod writes;
