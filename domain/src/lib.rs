//! The rules that tablet and server both obey: quantities, money, products, places, the stock ledger,
//! counting, transfers and the operations that change them.
//!
//! Nothing here does I/O, reads a clock, draws a random number or awaits: the caller passes `now` and
//! ids in. Nothing here knows HTTP, SQL, the browser or Amazon.

pub mod barcode;
pub mod books;
pub mod catalogue;
pub mod ids;
pub mod ledger;
pub mod location;
pub mod money;
pub mod operation;
pub mod order;
pub mod permission;
pub mod quantity;
pub mod stocktake;
pub mod text;
pub mod time;
pub mod transfer;
