//! FIFO cost layers per product and location (DECISIONS 21).
