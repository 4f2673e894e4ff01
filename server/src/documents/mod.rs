//! Paper: what is drawn for a printer. What stands on it is the business of `app`.

pub mod labels;
mod lettering;
pub mod table;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
#[error("the paper cannot be drawn: {0}")]
pub struct PaperError(String);
