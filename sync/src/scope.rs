//! Scopes: the units of permission, paging and compaction (DECISIONS 10), which of them a person on a device may
//! hold, and which of them an entity belongs to.

use domain::ids::{InvalidId, LocationId, StocktakeId, UserId};
use domain::permission::Permission;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// A part of the books that is granted, paged and compacted as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Company settings, price tiers, tax rules, roles.
    Settings,
    /// A user's own things.
    User(UserId),
    /// A location and its bins.
    Location(LocationId),
    /// A stocktake, its passes, who counts where.
    Count(StocktakeId),
    /// Conflicts and tasks of a stocktake.
    Review(StocktakeId),
    /// Transfers from or to a location.
    Transfers(LocationId),
    /// Sales of a location.
    Sales(LocationId),
    /// Customers of open work.
    Customers,
    /// Stock levels in a location.
    Stock(LocationId),
    /// Products, families, categories, brands.
    Catalogue,
    /// Unit costs.
    Cost,
}

/// Why a text names no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidScope {
    /// No scope has this name.
    #[error("no scope is called `{0}`")]
    Unknown(String),
    /// What follows the colon is not an id of the kind that the scope wants.
    #[error("the scope names nothing: {0}")]
    Id(#[from] InvalidId),
}

impl InvalidScope {
    fn unknown(text: &str) -> Self {
        Self::Unknown(text.chars().take(64).collect())
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings => f.write_str("settings"),
            Self::User(id) => write!(f, "user:{id}"),
            Self::Location(id) => write!(f, "location:{id}"),
            Self::Count(id) => write!(f, "count:{id}"),
            Self::Review(id) => write!(f, "review:{id}"),
            Self::Transfers(id) => write!(f, "transfers:{id}"),
            Self::Sales(id) => write!(f, "sales:{id}"),
            Self::Customers => f.write_str("customers"),
            Self::Stock(id) => write!(f, "stock:{id}"),
            Self::Catalogue => f.write_str("catalogue"),
            Self::Cost => f.write_str("cost"),
        }
    }
}

impl FromStr for Scope {
    type Err = InvalidScope;
    fn from_str(text: &str) -> Result<Self, InvalidScope> {
        let (name, id) = text
            .split_once(':')
            .map_or((text, None), |(name, id)| (name, Some(id)));
        let scope = match (name, id) {
            ("settings", None) => Self::Settings,
            ("customers", None) => Self::Customers,
            ("catalogue", None) => Self::Catalogue,
            ("cost", None) => Self::Cost,
            ("user", Some(id)) => Self::User(id.parse()?),
            ("location", Some(id)) => Self::Location(id.parse()?),
            ("count", Some(id)) => Self::Count(id.parse()?),
            ("review", Some(id)) => Self::Review(id.parse()?),
            ("transfers", Some(id)) => Self::Transfers(id.parse()?),
            ("sales", Some(id)) => Self::Sales(id.parse()?),
            ("stock", Some(id)) => Self::Stock(id.parse()?),
            _ => return Err(InvalidScope::unknown(text)),
        };
        if scope.is_known() {
            Ok(scope)
        } else {
            Err(InvalidScope::unknown(text))
        }
    }
}

/// The text form everywhere, so that a scope of a newer version can be named in an error.
impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.collect_str(self)
        } else {
            let (tag, id) = self.parts();
            (tag, id).serialize(to)
        }
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        if from.is_human_readable() {
            String::deserialize(from)?.parse().map_err(D::Error::custom)
        } else {
            let (tag, id) = <(u8, Option<[u8; 16]>)>::deserialize(from)?;
            Self::from_parts(tag, id)
                .filter(Self::is_known)
                .ok_or_else(|| D::Error::custom("an unknown scope"))
        }
    }
}

impl Scope {
    /// The first schema that knows scopes of its kind: an older app could not even read its name.
    pub fn since(&self) -> u16 {
        crate::release::since_scope(self.parts().0)
    }

    fn is_known(&self) -> bool {
        self.since() <= crate::release::current().schema
    }

    /// Its number in the binary form, and what it is of.
    fn parts(&self) -> (u8, Option<[u8; 16]>) {
        match self {
            Self::Settings => (0, None),
            Self::Catalogue => (1, None),
            Self::Cost => (2, None),
            Self::Customers => (3, None),
            Self::User(id) => (4, Some(id.bytes())),
            Self::Location(id) => (5, Some(id.bytes())),
            Self::Stock(id) => (6, Some(id.bytes())),
            Self::Transfers(id) => (7, Some(id.bytes())),
            Self::Sales(id) => (8, Some(id.bytes())),
            Self::Count(id) => (9, Some(id.bytes())),
            Self::Review(id) => (10, Some(id.bytes())),
        }
    }

    fn from_parts(tag: u8, id: Option<[u8; 16]>) -> Option<Self> {
        Some(match (tag, id) {
            (0, None) => Self::Settings,
            (1, None) => Self::Catalogue,
            (2, None) => Self::Cost,
            (3, None) => Self::Customers,
            (4, Some(id)) => Self::User(UserId::from_bytes(id)),
            (5, Some(id)) => Self::Location(LocationId::from_bytes(id)),
            (6, Some(id)) => Self::Stock(LocationId::from_bytes(id)),
            (7, Some(id)) => Self::Transfers(LocationId::from_bytes(id)),
            (8, Some(id)) => Self::Sales(LocationId::from_bytes(id)),
            (9, Some(id)) => Self::Count(StocktakeId::from_bytes(id)),
            (10, Some(id)) => Self::Review(StocktakeId::from_bytes(id)),
            _ => return None,
        })
    }
}

/// What the server knows of a person on a device when it decides which scopes they hold.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The person.
    pub user: UserId,
    /// What their role allows.
    pub permissions: BTreeSet<Permission>,
    /// Every location that is not archived.
    pub locations: Vec<LocationId>,
    /// Every open stocktake, and those completed or voided lately.
    pub stocktakes: Vec<StocktakeInView>,
}

/// A stocktake, as far as scopes are concerned.
#[derive(Debug, Clone, Copy)]
pub struct StocktakeInView {
    /// Its id.
    pub id: StocktakeId,
    /// Where.
    pub location: LocationId,
    /// Counters must not see book quantities.
    pub blind: bool,
    /// This device has an open pass in it.
    pub taking_part: bool,
}

impl Viewer {
    /// The scopes this person on this device may hold now. Whatever is not in here never reaches the device.
    pub fn scopes(&self) -> BTreeSet<Scope> {
        let may = |permission| self.permissions.contains(&permission);
        let mut scopes =
            BTreeSet::from([Scope::Settings, Scope::User(self.user), Scope::Catalogue]);
        if may(Permission::ViewCost) {
            scopes.insert(Scope::Cost);
        }
        for &location in &self.locations {
            scopes.insert(Scope::Location(location));
            // OFF-28, DECISIONS 6: while its pass in a blind stocktake is open, a device holds no stock of that place.
            let blind = self
                .stocktakes
                .iter()
                .any(|s| s.location == location && s.blind && s.taking_part);
            if may(Permission::ViewStock) && !blind {
                scopes.insert(Scope::Stock(location));
            }
            if may(Permission::Transfer) {
                scopes.insert(Scope::Transfers(location));
            }
        }
        for stocktake in &self.stocktakes {
            if may(Permission::Count) || may(Permission::ManageStocktakes) {
                scopes.insert(Scope::Count(stocktake.id));
            }
            let blind = stocktake.blind && stocktake.taking_part;
            if may(Permission::ManageStocktakes) && may(Permission::ViewStock) && !blind {
                scopes.insert(Scope::Review(stocktake.id));
            }
        }
        scopes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn every_kind() -> Vec<Scope> {
        let id = Uuid::from_u128(77);
        let (location, stocktake) = (LocationId::new(id), StocktakeId::new(id));
        vec![
            Scope::Settings,
            Scope::User(UserId::new(id)),
            Scope::Location(location),
            Scope::Count(stocktake),
            Scope::Review(stocktake),
            Scope::Transfers(location),
            Scope::Sales(location),
            Scope::Customers,
            Scope::Stock(location),
            Scope::Catalogue,
            Scope::Cost,
        ]
    }

    #[test]
    fn text_and_binary_forms_name_the_same_scope() {
        for scope in every_kind() {
            assert_eq!(scope.to_string().parse(), Ok(scope));
            let bytes = postcard::to_stdvec(&scope).unwrap();
            assert_eq!(postcard::from_bytes::<Scope>(&bytes).unwrap(), scope);
        }
        assert_eq!(
            "wages".parse::<Scope>(),
            Err(InvalidScope::Unknown("wages".into()))
        );
        assert!(matches!(
            "stock:bin_1".parse::<Scope>(),
            Err(InvalidScope::Id(_))
        ));
    }

    fn viewer(permissions: &[Permission]) -> Viewer {
        let id = Uuid::from_u128;
        Viewer {
            user: UserId::new(id(1)),
            permissions: permissions.iter().copied().collect(),
            locations: vec![LocationId::new(id(2)), LocationId::new(id(3))],
            stocktakes: vec![StocktakeInView {
                id: StocktakeId::new(id(4)),
                location: LocationId::new(id(2)),
                blind: true,
                taking_part: false,
            }],
        }
    }

    /// Proves that a blind count takes the stock of its own location from the device, and no other.
    #[test]
    fn a_blind_pass_takes_the_stock_scope_while_it_is_open() {
        let mut viewer = viewer(&[Permission::ViewStock, Permission::Count]);
        let (here, there) = (
            Scope::Stock(viewer.locations[0]),
            Scope::Stock(viewer.locations[1]),
        );
        assert!(viewer.scopes().contains(&here));
        viewer.stocktakes[0].taking_part = true;
        assert!(!viewer.scopes().contains(&here));
        assert!(viewer.scopes().contains(&there));
    }

    #[test]
    fn who_may_not_see_stock_or_cost_never_gets_them() {
        let scopes = viewer(&[Permission::Count]).scopes();
        assert!(
            !scopes
                .iter()
                .any(|s| matches!(s, Scope::Stock(_) | Scope::Cost | Scope::Review(_)))
        );
        assert!(scopes.iter().any(|s| matches!(s, Scope::Count(_))));
    }
}
