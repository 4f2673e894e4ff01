//! The result of one pass: a set union of its facts less the voided ones.
