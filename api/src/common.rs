//! What every part uses: pages, problems, and fields that may be left alone, set or emptied.

use crate::macros::shapes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A page of a collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Given back as `after` for the next page; `null` on the last one.
    pub next: Option<String>,
}

shapes! {
    /// What went wrong (RFC 9457), sent as `application/problem+json`.
    pub struct Problem {
        /// A stable code such as `session/wrong-password`; programs match on this.
        #[serde(rename = "type")]
        pub kind: String,
        /// The HTTP status in words.
        pub title: String,
        /// The HTTP status.
        pub status: u16,
        /// For people: what happened, what it means, what to do.
        pub detail: String,
        /// Names this request in the server's log.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub request: Option<String>,
        /// What is wrong with which field of the request.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub fields: Vec<FieldProblem>,
        /// What stands in the way, one sentence each, such as every open point of a stocktake.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub reasons: Vec<String>,
    }

    /// What is wrong with one field.
    pub struct FieldProblem {
        /// The field, as a path such as `barcodes[2].code`.
        pub field: String,
        /// For people: what is wrong with it.
        pub message: String,
    }
}

/// A field of a change: left alone when absent, emptied by `null`, otherwise set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// Absent: stays as it is.
    #[default]
    Keep,
    /// `null`: emptied.
    Clear,
    /// Set to this.
    Set(T),
}

impl<T> Change<T> {
    /// Whether the field stays as it is.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Puts the change into a field.
    pub fn apply(self, field: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value),
        }
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            // Fields say `skip_serializing_if = "Change::is_keep"`.
            Self::Keep | Self::Clear => to.serialize_none(),
            Self::Set(value) => value.serialize(to),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(from)?.map_or(Self::Clear, Self::Set))
    }
}
