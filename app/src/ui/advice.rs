//! What a person is told about what they typed. The words are for them; nothing branches on them.

/// A sentence that says what is wrong with something typed, and how it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Advice(String);

impl Advice {
    /// The sentence.
    pub fn into_text(self) -> String {
        self.0
    }
}

impl From<String> for Advice {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Advice {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq<&str> for Advice {
    fn eq(&self, text: &&str) -> bool {
        self.0 == *text
    }
}
