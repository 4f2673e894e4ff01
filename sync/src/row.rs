//! Entities as rows: a kind, the bytes of an id, and a versioned body.
//!
//! A row of a kind or version that is not known here keeps its place in the replica and in the sums, and is not
//! shown: "update to see".

use crate::release;
use crate::scope::Scope;
use crate::wire::{Blob, Value};
use domain::books::{Entity, EntityKind, EntityRef, Home};
use domain::ids::{BinId, LocationId, LotId, PassId, ProductId, StocktakeId};
use domain::ledger::StockKey;
use domain::stocktake::Item;
use domain::text::RawCode;

/// Version of the bodies that this release writes.
pub const VERSION: u16 = crate::wire::SCHEMA;

/// Why bytes are no entity that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnknownRow {
    /// A kind or version of a newer server.
    #[error("a row of a kind or version that is not known here")]
    Newer,
    /// A known kind whose bytes make no sense.
    #[error("a damaged row")]
    Damaged,
}

/// The scope that a home of the books is synced by.
pub const fn scope(home: Home) -> Scope {
    match home {
        Home::Catalogue => Scope::Catalogue,
        Home::Cost => Scope::Cost,
        Home::Settings => Scope::Settings,
        Home::Location(id) => Scope::Location(id),
        Home::Stock(id) => Scope::Stock(id),
        Home::Transfers(id) => Scope::Transfers(id),
        Home::Count(id) => Scope::Count(id),
        Home::Review(id) => Scope::Review(id),
    }
}

/// The scopes that an entity is a row of.
pub fn scopes(entity: &Entity) -> Vec<Scope> {
    entity.homes().into_iter().map(scope).collect()
}

/// The number of a kind on the wire.
pub const fn number(kind: EntityKind) -> u16 {
    kind as u16
}

/// The kind with this number, if it is known here.
pub fn kind(number: u16) -> Option<EntityKind> {
    EntityKind::ALL
        .iter()
        .copied()
        .find(|kind| *kind as u16 == number)
        .filter(|kind| release::since_row(*kind) <= release::current().schema)
}

/// Body of an entity in the version written now.
pub fn encode(entity: &Entity) -> Value {
    encode_for(entity, release::current().schema)
}

/// Body of an entity for somebody who reads rows up to this version.
pub fn encode_for(entity: &Entity, schema: u16) -> Value {
    let v = schema.min(release::current().schema);
    let body = match entity {
        Entity::Product(e) => postcard::to_stdvec(e),
        Entity::ProductCost(e) => postcard::to_stdvec(e),
        Entity::Family(e) => postcard::to_stdvec(e),
        Entity::Category(e) => postcard::to_stdvec(e),
        Entity::Brand(e) => postcard::to_stdvec(e),
        Entity::PriceTier(e) => postcard::to_stdvec(e),
        Entity::TaxRule(e) => postcard::to_stdvec(e),
        Entity::Location(e) => postcard::to_stdvec(e),
        Entity::Bin(e) => postcard::to_stdvec(e),
        Entity::Stock(e) => postcard::to_stdvec(e),
        Entity::Transfer(e) => postcard::to_stdvec(e),
        Entity::Stocktake(e) => postcard::to_stdvec(e),
        Entity::Pass(e) => postcard::to_stdvec(e),
        Entity::PassLine(e) => postcard::to_stdvec(e),
        Entity::BinCount(e) => postcard::to_stdvec(e),
        Entity::UnknownCode(e) => postcard::to_stdvec(e),
        Entity::ReviewTask(e) => postcard::to_stdvec(e),
        Entity::Person(e) => postcard::to_stdvec(e),
    };
    let body = body.expect("records serialise into memory");
    Value {
        v,
        body: release::extended(body, v).into(),
    }
}

/// Reads a row of any version that was ever released.
///
/// # Errors
/// Tells what a newer server wrote from what is damaged.
pub fn decode(number: u16, value: &Value) -> Result<Entity, UnknownRow> {
    fn body<T: serde::de::DeserializeOwned + Into<Entity>>(
        bytes: &[u8],
    ) -> Result<Entity, UnknownRow> {
        match postcard::take_from_bytes::<T>(bytes) {
            Ok((record, [])) => Ok(record.into()),
            _ => Err(UnknownRow::Damaged),
        }
    }
    let kind = kind(number)
        .filter(|_| (1..=release::current().schema).contains(&value.v))
        .ok_or(UnknownRow::Newer)?;
    let bytes = release::common(value.body.as_ref(), value.v).ok_or(UnknownRow::Damaged)?;
    match kind {
        EntityKind::Product => body::<domain::catalogue::Product>(bytes),
        EntityKind::ProductCost => body::<domain::catalogue::ProductCost>(bytes),
        EntityKind::Family => body::<domain::catalogue::Family>(bytes),
        EntityKind::Category => body::<domain::catalogue::Category>(bytes),
        EntityKind::Brand => body::<domain::catalogue::Brand>(bytes),
        EntityKind::PriceTier => body::<domain::catalogue::PriceTier>(bytes),
        EntityKind::TaxRule => body::<domain::catalogue::TaxRule>(bytes),
        EntityKind::Location => body::<domain::location::Location>(bytes),
        EntityKind::Bin => body::<domain::location::Bin>(bytes),
        EntityKind::Stock => body::<domain::ledger::StockRow>(bytes),
        EntityKind::Transfer => body::<domain::transfer::Transfer>(bytes),
        EntityKind::Stocktake => body::<domain::stocktake::Stocktake>(bytes),
        EntityKind::Pass => body::<domain::stocktake::pass::Pass>(bytes),
        EntityKind::PassLine => body::<domain::stocktake::pass::PassLine>(bytes),
        EntityKind::BinCount => body::<domain::stocktake::BinCount>(bytes),
        EntityKind::UnknownCode => body::<domain::stocktake::UnknownCode>(bytes),
        EntityKind::ReviewTask => body::<domain::books::ReviewTask>(bytes),
        EntityKind::Person => body::<domain::books::Person>(bytes),
    }
}

/// The id of an entity as bytes: 16 where one id names it, else its parts one after the other. Never changes for a
/// released kind: it is a key in databases and on devices.
pub fn id(key: &EntityRef) -> Blob {
    let mut bytes = Vec::with_capacity(34);
    match key {
        EntityRef::Product(id) | EntityRef::ProductCost(id) => bytes.extend(id.bytes()),
        EntityRef::Family(id) => bytes.extend(id.bytes()),
        EntityRef::Category(id) => bytes.extend(id.bytes()),
        EntityRef::Brand(id) => bytes.extend(id.bytes()),
        EntityRef::PriceTier(id) => bytes.extend(id.bytes()),
        EntityRef::TaxRule(id) => bytes.extend(id.bytes()),
        EntityRef::Location(id) => bytes.extend(id.bytes()),
        EntityRef::Bin(id) => bytes.extend(id.bytes()),
        EntityRef::Stock(key) => {
            bytes.extend(key.product.bytes());
            bytes.extend(key.location.bytes());
            optional(&mut bytes, key.bin.map(BinId::bytes));
            optional(&mut bytes, key.lot.map(LotId::bytes));
        }
        EntityRef::Transfer(id) => bytes.extend(id.bytes()),
        EntityRef::Stocktake(id) => bytes.extend(id.bytes()),
        EntityRef::Pass(id) => bytes.extend(id.bytes()),
        EntityRef::PassLine(pass, item) => {
            bytes.extend(pass.bytes());
            match item {
                Item::Product(product) => {
                    bytes.push(0);
                    bytes.extend(product.bytes());
                }
                Item::Unknown(code) => {
                    bytes.push(1);
                    bytes.extend(code.as_str().as_bytes());
                }
            }
        }
        EntityRef::BinCount(stocktake, bin) => {
            bytes.extend(stocktake.bytes());
            optional(&mut bytes, bin.map(BinId::bytes));
        }
        EntityRef::UnknownCode(stocktake, code) => {
            bytes.extend(stocktake.bytes());
            bytes.extend(code.as_str().as_bytes());
        }
        EntityRef::ReviewTask(id) => bytes.extend(id.bytes()),
        EntityRef::Person(id) => bytes.extend(id.bytes()),
    }
    bytes.into()
}

/// What a kind and the bytes of an id name.
///
/// # Errors
/// Tells a kind that is not known here from bytes that make no sense.
pub fn key(number: u16, id: &[u8]) -> Result<EntityRef, UnknownRow> {
    let kind = kind(number).ok_or(UnknownRow::Newer)?;
    let mut rest = Parts(id);
    let key = match kind {
        EntityKind::Product => EntityRef::Product(ProductId::from_bytes(rest.id()?)),
        EntityKind::ProductCost => EntityRef::ProductCost(ProductId::from_bytes(rest.id()?)),
        EntityKind::Family => EntityRef::Family(domain::ids::FamilyId::from_bytes(rest.id()?)),
        EntityKind::Category => {
            EntityRef::Category(domain::ids::CategoryId::from_bytes(rest.id()?))
        }
        EntityKind::Brand => EntityRef::Brand(domain::ids::BrandId::from_bytes(rest.id()?)),
        EntityKind::PriceTier => {
            EntityRef::PriceTier(domain::ids::PriceTierId::from_bytes(rest.id()?))
        }
        EntityKind::TaxRule => EntityRef::TaxRule(domain::ids::TaxRuleId::from_bytes(rest.id()?)),
        EntityKind::Location => EntityRef::Location(LocationId::from_bytes(rest.id()?)),
        EntityKind::Bin => EntityRef::Bin(BinId::from_bytes(rest.id()?)),
        EntityKind::Stock => EntityRef::Stock(StockKey {
            product: ProductId::from_bytes(rest.id()?),
            location: LocationId::from_bytes(rest.id()?),
            bin: rest.optional()?.map(BinId::from_bytes),
            lot: rest.optional()?.map(LotId::from_bytes),
        }),
        EntityKind::Transfer => {
            EntityRef::Transfer(domain::ids::TransferId::from_bytes(rest.id()?))
        }
        EntityKind::Stocktake => EntityRef::Stocktake(StocktakeId::from_bytes(rest.id()?)),
        EntityKind::Pass => EntityRef::Pass(PassId::from_bytes(rest.id()?)),
        EntityKind::PassLine => {
            let pass = PassId::from_bytes(rest.id()?);
            let item = match rest.byte()? {
                0 => Item::Product(ProductId::from_bytes(rest.id()?)),
                1 => Item::Unknown(rest.code()?),
                _ => return Err(UnknownRow::Damaged),
            };
            EntityRef::PassLine(pass, item)
        }
        EntityKind::BinCount => EntityRef::BinCount(
            StocktakeId::from_bytes(rest.id()?),
            rest.optional()?.map(BinId::from_bytes),
        ),
        EntityKind::UnknownCode => {
            EntityRef::UnknownCode(StocktakeId::from_bytes(rest.id()?), rest.code()?)
        }
        EntityKind::ReviewTask => {
            EntityRef::ReviewTask(domain::ids::ReviewTaskId::from_bytes(rest.id()?))
        }
        EntityKind::Person => EntityRef::Person(domain::ids::UserId::from_bytes(rest.id()?)),
    };
    if rest.0.is_empty() {
        Ok(key)
    } else {
        Err(UnknownRow::Damaged)
    }
}

fn optional(bytes: &mut Vec<u8>, id: Option<[u8; 16]>) {
    bytes.push(u8::from(id.is_some()));
    bytes.extend(id.into_iter().flatten());
}

struct Parts<'a>(&'a [u8]);

impl Parts<'_> {
    fn id(&mut self) -> Result<[u8; 16], UnknownRow> {
        let (id, rest) = self
            .0
            .split_first_chunk::<16>()
            .ok_or(UnknownRow::Damaged)?;
        self.0 = rest;
        Ok(*id)
    }

    fn byte(&mut self) -> Result<u8, UnknownRow> {
        let (byte, rest) = self.0.split_first().ok_or(UnknownRow::Damaged)?;
        self.0 = rest;
        Ok(*byte)
    }

    fn optional(&mut self) -> Result<Option<[u8; 16]>, UnknownRow> {
        match self.byte()? {
            0 => Ok(None),
            1 => self.id().map(Some),
            _ => Err(UnknownRow::Damaged),
        }
    }

    fn code(&mut self) -> Result<RawCode, UnknownRow> {
        let text =
            std::str::from_utf8(std::mem::take(&mut self.0)).map_err(|_| UnknownRow::Damaged)?;
        RawCode::new(text).map_err(|_| UnknownRow::Damaged)
    }
}
