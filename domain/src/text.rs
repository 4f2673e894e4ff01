//! Texts that people type, checked once at the edge: trimmed, not empty, of bounded length, without control
//! characters. Scripts in names are only text: whoever shows them escapes them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing but spaces.
    #[error("is empty")]
    Empty,
    /// Longer than allowed.
    #[error("has {length} characters; at most {most} are allowed")]
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters allowed.
        most: usize,
    },
    /// A line break or another control character.
    #[error("holds a control character")]
    Control,
}

fn check(text: &str, most: usize) -> Result<String, InvalidText> {
    let text = text.trim();
    let length = text.chars().count();
    if text.is_empty() {
        Err(InvalidText::Empty)
    } else if length > most {
        Err(InvalidText::TooLong { length, most })
    } else if text.chars().any(char::is_control) {
        Err(InvalidText::Control)
    } else {
        Ok(text.to_owned())
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident <= $most:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Most characters it may have.
            pub const MOST: usize = $most;

            /// Checks and trims a text.
            ///
            /// # Errors
            /// Refuses empty and overlong texts and control characters.
            pub fn new(text: &str) -> Result<Self, InvalidText> {
                check(text, Self::MOST).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;
            fn try_from(text: String) -> Result<Self, InvalidText> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

texts! {
    /// The unique code of a product. Compared without regard to case.
    Sku <= 64,
    /// A name of a product, location, bin, user and so on.
    Name <= 200,
    /// A code that was scanned or typed and resolves to nothing yet.
    RawCode <= 200,
    /// A reason or remark of one line.
    Remark <= 500,
    /// An e-mail address, checked for length and shape by who takes it in.
    Email <= 254,
}

impl Sku {
    /// The form that uniqueness is judged by.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl Name {
    /// The form that uniqueness is judged by.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(Sku::new("  TW-1 ").unwrap().as_str(), "TW-1");
        assert_eq!(Sku::new(" \t"), Err(InvalidText::Empty));
        assert_eq!(
            Sku::new(&"x".repeat(65)),
            Err(InvalidText::TooLong {
                length: 65,
                most: 64
            })
        );
        assert_eq!(Name::new("a\nb"), Err(InvalidText::Control));
        assert_eq!(
            Name::new("<script>alert(1)</script>").unwrap().as_str(),
            "<script>alert(1)</script>"
        );
    }
}
