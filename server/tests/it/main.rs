//! Scenarios over HTTP: the router in this process, a real SQLite file, and PostgreSQL where a server is named.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod amazon;
mod books;
mod counting;
mod described;
mod external;
mod following;
mod harness;
mod images;
mod imports;
mod jobs;
mod keys;
mod kinds;
mod labels;
mod letters;
mod people;
mod permissions;
mod photos;
mod pieces;
mod processes;
mod replay;
mod reports;
mod secrets;
mod signatures;
mod site;
mod store;
mod tasks;
mod trouble;
mod versions;
mod writes;
