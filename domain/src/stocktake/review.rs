//! Comparing accepted passes with the book at the cut of each line.
