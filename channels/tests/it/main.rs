//! Every provider keeps the contracts.

mod stub;
