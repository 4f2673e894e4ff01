//! The algebra of counts and movements (SYNC 5.7).
