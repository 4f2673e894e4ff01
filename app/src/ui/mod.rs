//! Shared widgets. They look and behave as the design says and know nothing of stock, stocktakes or the server:
//! pages tell them what to show.

mod advice;
mod control;
mod field;
mod glyph;
mod layer;
mod list;
mod page;
mod show;
mod signs;
mod state;
mod toast;

pub use advice::Advice;
pub use control::*;
pub use field::*;
pub use glyph::Glyph;
pub use layer::*;
pub use list::*;
pub use page::*;
pub use show::*;
pub use signs::*;
pub use state::*;
pub use toast::*;
