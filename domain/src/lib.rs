//! The rules that tablet and server both obey.
