//! Typed ids, one registry. 16 bytes inside (UUID version 7, made by whoever makes the thing), prefixed
//! text outside: `prd_0198…` tells a reader of a log line what it names.
//!
//! The time part of an id is never used for order or trust.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Why a text is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id that starts with `{prefix}_`")]
pub struct InvalidId {
    /// What was given.
    pub text: String,
    /// The prefix that was wanted.
    pub prefix: &'static str,
}

/// Reads the part of an id behind its prefix.
fn parse(text: &str, prefix: &'static str) -> Result<Uuid, InvalidId> {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .and_then(|hex| Uuid::try_parse(hex).ok())
        .ok_or_else(|| InvalidId {
            text: text.chars().take(64).collect(),
            prefix,
        })
}

/// The bits of an id that deriving changes: not the time, the version and the variant.
const MIXED: u64 = (1 << 62) - 1;

/// Mixes these bits so that each input has an output of its own, and so that mixing after adding twice tells which was
/// added first.
const fn mixed(bits: u64) -> u64 {
    let bits = bits & MIXED;
    let bits = (bits ^ (bits >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9) & MIXED;
    let bits = (bits ^ (bits >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb) & MIXED;
    bits ^ (bits >> 31)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(Uuid);

            impl $name {
                /// The prefix of its text form.
                pub const PREFIX: &'static str = $prefix;

                /// Wraps a UUID that names such a thing.
                pub const fn new(uuid: Uuid) -> Self {
                    Self(uuid)
                }

                /// The UUID inside.
                pub const fn uuid(self) -> Uuid {
                    self.0
                }

                /// Its 16 bytes, as stored and sent.
                pub const fn bytes(self) -> [u8; 16] {
                    self.0.into_bytes()
                }

                /// An id that follows from another thing's id: the same thing and number give the same id, so that
                /// whoever repeats a decision repeats its ids and nobody needs randomness. Distinct numbers
                /// give distinct ids; time part, version and variant stay, so that an index stays in order.
                /// What is derived from derived ids differs by the order of the numbers, too.
                pub const fn derived(from: Uuid, number: u32) -> Self {
                    let bits = from.as_u128();
                    let spread = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                    let low = mixed((bits as u64).wrapping_add(spread));
                    Self(Uuid::from_u128(bits & !(MIXED as u128) | low as u128))
                }

                /// Takes 16 stored bytes.
                pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                    Self(Uuid::from_bytes(bytes))
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{}_{}", $prefix, self.0.simple())
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    fmt::Display::fmt(self, f)
                }
            }

            impl FromStr for $name {
                type Err = InvalidId;
                fn from_str(text: &str) -> Result<Self, InvalidId> {
                    parse(text, $prefix).map(Self)
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    if to.is_human_readable() {
                        to.collect_str(self)
                    } else {
                        self.bytes().serialize(to)
                    }
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    if from.is_human_readable() {
                        let text = String::deserialize(from)?;
                        text.parse().map_err(serde::de::Error::custom)
                    } else {
                        <[u8; 16]>::deserialize(from).map(Self::from_bytes)
                    }
                }
            }
        )*

        /// Every prefix in use, in the order of the registry.
        pub const PREFIXES: &[&str] = &[$($prefix),*];
    };
}

ids! {
    /// A position in a location.
    BinId = "bin",
    /// A brand of products.
    BrandId = "brd",
    /// A category of products; one flat level.
    CategoryId = "cat",
    /// A storage instance of a browser: the writer of one outbox.
    ClientId = "cli",
    /// A connection to a fulfilment service.
    ConnectionId = "con",
    /// An accepted count of one stock key.
    CountId = "cnt",
    /// An enrolled tablet or browser.
    DeviceId = "dev",
    /// A product family.
    FamilyId = "fam",
    /// What a user may do on a device for a time.
    GrantId = "grt",
    /// A run or a file of an import.
    ImportId = "imp",
    /// A scheduled job's run.
    JobRunId = "run",
    /// A place that holds stock.
    LocationId = "loc",
    /// A lot of a product.
    LotId = "lot",
    /// One line of the ledger.
    MovementId = "mov",
    /// A message of the notification centre.
    NotificationId = "ntf",
    /// An operation: a fact or an intent made on a device; also the id of a count event.
    OperationId = "op",
    /// One person's count of one bin.
    PassId = "pas",
    /// A price tier.
    PriceTierId = "tier",
    /// A product.
    ProductId = "prd",
    /// Something a person has to decide.
    ReviewTaskId = "tsk",
    /// A role.
    RoleId = "rol",
    /// A stocktake.
    StocktakeId = "stk",
    /// A tax rule.
    TaxRuleId = "tax",
    /// A transfer between locations.
    TransferId = "trf",
    /// A line of a transfer.
    TransferLineId = "trl",
    /// A user.
    UserId = "usr",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_binary_forms_agree_and_prefixes_are_distinct() {
        let id = ProductId::new(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().parse::<BinId>().is_err());
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<ProductId>(&json).unwrap(), id);
        let bytes = postcard::to_stdvec(&id).unwrap();
        assert_eq!(bytes.len(), 16);
        assert_eq!(postcard::from_bytes::<ProductId>(&bytes).unwrap(), id);
        let mut prefixes = PREFIXES.to_vec();
        prefixes.sort_unstable();
        prefixes.dedup();
        assert_eq!(prefixes.len(), PREFIXES.len());
    }

    /// A movement's task and a count's task, all derived from one operation, never share an id.
    #[test]
    fn derived_ids_tell_their_ancestry() {
        let of = Uuid::from_u128(0x0198_0000_0000_7abc_8000_0000_0000_0000);
        let mut known = std::collections::HashSet::from([of]);
        for first in 0..200 {
            let child = MovementId::derived(of, first).uuid();
            assert_eq!(child.get_version_num(), 7);
            assert_eq!(child.as_u128() >> 62, of.as_u128() >> 62);
            assert!(known.insert(child));
            for second in 0..20 {
                let grandchild = ReviewTaskId::derived(child, second).uuid();
                assert!(known.insert(grandchild), "{first} {second}");
            }
        }
    }
}
