//! What there is a lot of, kept small: names that repeat, and maps of a few entries.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::{Deref, Index};
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Texts longer than this, or more different ones than [`MOST_SHARED`], are not shared.
const LONGEST_SHARED: usize = 40;
const MOST_SHARED: usize = 4_096;

/// A text of which there are few different ones: marketplaces, channels, product types, brands, conditions, colours.
/// Each is kept once for the whole program; an unusual one is kept by itself.
#[derive(Clone)]
pub struct Name(Arc<str>);

static SHARED: Mutex<BTreeSet<Arc<str>>> = Mutex::new(BTreeSet::new());

impl Name {
    /// The name with this text.
    pub fn new(text: &str) -> Self {
        if text.len() > LONGEST_SHARED {
            return Self(text.into());
        }
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        match shared.get(text) {
            Some(held) => Self(held.clone()),
            None => {
                let held: Arc<str> = text.into();
                if shared.len() < MOST_SHARED {
                    shared.insert(held.clone());
                }
                Self(held)
            }
        }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Name {
    fn default() -> Self {
        Self::new("")
    }
}

/// How long a [`Code`] may be without taking memory of its own.
const SHORT: usize = 22;

/// A short text that is seldom like another: an id, a SKU, a barcode.
#[derive(Clone)]
pub struct Code(Written);

#[derive(Clone)]
enum Written {
    Short(u8, [u8; SHORT]),
    Long(Box<str>),
}

impl Code {
    /// The code with this text.
    pub fn new(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(text.as_bytes());
                Self(Written::Short(length, bytes))
            }
            _ => Self(Written::Long(text.into())),
        }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Written::Short(length, bytes) => {
                str::from_utf8(&bytes[..usize::from(*length)]).expect("it was made of a text")
            }
            Written::Long(text) => text,
        }
    }
}

impl Default for Code {
    fn default() -> Self {
        Self::new("")
    }
}

/// What both kinds of text are alike in.
macro_rules! like_text {
    ($($kind:ident)*) => {$(
        impl Deref for $kind {
            type Target = str;

            fn deref(&self) -> &str {
                self.as_str()
            }
        }

        impl Borrow<str> for $kind {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl From<&str> for $kind {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $kind {
            fn from(text: String) -> Self {
                Self::new(&text)
            }
        }

        impl From<&$kind> for String {
            fn from(text: &$kind) -> Self {
                text.as_str().to_owned()
            }
        }

        impl PartialEq for $kind {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $kind {}

        impl PartialEq<str> for $kind {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $kind {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl PartialEq<String> for $kind {
            fn eq(&self, other: &String) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl PartialEq<$kind> for String {
            fn eq(&self, other: &$kind) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl PartialOrd for $kind {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $kind {
            fn cmp(&self, other: &Self) -> Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl std::hash::Hash for $kind {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl fmt::Debug for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::new(&text))
            }
        }
    )*};
}

like_text! { Name Code }

/// A map of a few entries, in the order of their names. It is written like any other map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallMap<V>(Box<[(Name, V)]>);

impl<V> Default for SmallMap<V> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<V> SmallMap<V> {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(held, _)| held.as_str().cmp(name))
    }

    /// What stands under a name.
    pub fn get(&self, name: &str) -> Option<&V> {
        Some(&self.0[self.place(name).ok()?].1)
    }

    /// What stands under a name, to change it.
    pub fn value_mut(&mut self, name: &str) -> Option<&mut V> {
        let place = self.place(name).ok()?;
        Some(&mut self.0[place].1)
    }

    /// Whether something stands under a name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Puts something under a name; what stood there.
    pub fn insert(&mut self, name: impl Into<Name>, value: V) -> Option<V> {
        let name = name.into();
        match self.place(&name) {
            Ok(place) => Some(std::mem::replace(&mut self.0[place].1, value)),
            Err(place) => {
                self.change(|entries| entries.insert(place, (name, value)));
                None
            }
        }
    }

    /// Takes away what stands under a name.
    pub fn remove(&mut self, name: &str) -> Option<V> {
        let place = self.place(name).ok()?;
        Some(self.change(|entries| entries.remove(place)).1)
    }

    /// Keeps the entries that pass.
    pub fn retain(&mut self, mut passes: impl FnMut(&Name, &mut V) -> bool) {
        self.change(|entries| entries.retain_mut(|(name, value)| passes(name, value)));
    }

    fn change<T>(&mut self, change: impl FnOnce(&mut Vec<(Name, V)>) -> T) -> T {
        let mut entries = std::mem::take(&mut self.0).into_vec();
        let changed = change(&mut entries);
        self.0 = entries.into_boxed_slice();
        changed
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &Name> {
        self.0.iter().map(|(name, _)| name)
    }

    /// What stands under them.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// What stands under them, to change it.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// Names and what stands under them.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &V)> {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

impl<'a, V> IntoIterator for &'a SmallMap<V> {
    type Item = (&'a Name, &'a V);
    type IntoIter = std::vec::IntoIter<(&'a Name, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

impl<V> Index<&str> for SmallMap<V> {
    type Output = V;

    fn index(&self, name: &str) -> &V {
        self.get(name).expect("the caller knows that it is there")
    }
}

impl<N: Into<Name>, V> FromIterator<(N, V)> for SmallMap<V> {
    /// The last one of a name stays.
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut entries: Vec<(Name, V)> = entries
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect();
        entries.reverse();
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries.dedup_by(|(later, _), (earlier, _)| later == earlier);
        Self(entries.into_boxed_slice())
    }
}

impl<V: Serialize> Serialize for SmallMap<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for SmallMap<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(std::marker::PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
            type Value = SmallMap<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SmallMap<V>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry::<Name, V>()? {
                    entries.push(entry);
                }
                Ok(entries.into_iter().collect())
            }
        }

        deserializer.deserialize_map(Entries(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_small_map_behaves_like_a_large_one() {
        let mut random = crate::random::Random::new(7);
        let (mut small, mut large) = (SmallMap::default(), BTreeMap::new());
        for step in 0..2_000 {
            let name = format!("k{}", random.between(0, 6));
            match random.between(0, 3) {
                0 => assert_eq!(small.remove(&name), large.remove(&name)),
                1 if step % 50 == 0 => {
                    small.retain(|_, value| *value % 2 == 0);
                    large.retain(|_, value| *value % 2 == 0);
                }
                _ => assert_eq!(small.insert(&*name, step), large.insert(name, step)),
            }
            assert_eq!(small.len(), large.len());
        }
        let text = serde_json::to_string(&large).expect("JSON");
        assert_eq!(serde_json::to_string(&small).expect("JSON"), text);
        let read: SmallMap<i32> = serde_json::from_str(&text).expect("a map");
        assert_eq!(read, small);
        let doubled: SmallMap<i32> = [("a", 1), ("b", 2), ("a", 3)].into_iter().collect();
        assert_eq!((doubled["a"], doubled.len()), (3, 2));
    }

    #[test]
    fn names_are_equal_by_their_text_shared_or_not() {
        let long = "x".repeat(LONGEST_SHARED + 1);
        for text in ["", "MUG", &long] {
            let (one, other) = (Name::new(text), Name::from(text.to_owned()));
            assert_eq!(one, other);
            assert_eq!(one, *text);
        }
        assert!(Name::new("a") < Name::new("b"));
        for length in 0..40 {
            let text = "ä".repeat(length);
            assert_eq!(Code::new(&text).as_str(), text);
        }
        assert_eq!((size_of::<Name>(), size_of::<Code>()), (16, 24));
    }
}
