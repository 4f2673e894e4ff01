//! Files that bring products, barcodes, stock and bins: reading them ([`read`]), saying which column is what
//! ([`columns`]), reading cells ([`cells`]), and turning rows into commands ([`plan`]), all without touching the books.
//! `app::imports` gives them what the books know and carries the plan out.

pub mod cells;
pub mod columns;
pub mod plan;
pub mod read;
