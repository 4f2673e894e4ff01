//! Why an intent or a command was refused: a code for machines, a sentence for its author and what to do next.

use super::entity::{EntityKind, EntityRef};
use super::working_set::Unique;
use crate::ids::{DeviceId, PassId, ProductId};
use crate::permission::Permission;
use crate::quantity::Delta;
use crate::stocktake::review::Blocker;
use crate::text::RawCode;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Why something is not done. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The author lacks a permission.
    NotAllowed(Permission),
    /// The author's device was revoked.
    DeviceRevoked,
    /// It names something that is not there.
    Missing(EntityRef),
    /// There is one with this id already.
    Exists(EntityRef),
    /// A value that only one may have is taken.
    Taken {
        /// The value.
        value: Unique,
        /// Who has it.
        by: EntityRef,
    },
    /// Somebody else changed the same field meanwhile (OFF-33).
    Changed {
        /// What is edited.
        record: EntityRef,
        /// The fields that differ from what the author saw.
        fields: Vec<String>,
    },
    /// It takes part in nothing new.
    Archived(EntityRef),
    /// Its state does not allow this.
    WrongState {
        /// What.
        record: EntityRef,
        /// Its state.
        state: String,
        /// What was wanted.
        action: String,
    },
    /// Kits and services have no stock.
    NotStocked(ProductId),
    /// A quantity or difference of zero says nothing.
    NothingToDo,
    /// From and to are the same.
    SamePlace,
    /// It would change a closed period.
    BooksClosed {
        /// Closed until then.
        until: Timestamp,
    },
    /// External locations have no bins (LOC-01).
    ExternalHasNoBins,
    /// External locations keep their name (LOC-02).
    ExternalKeepsName,
    /// The fulfilment service is still connected (LOC-03).
    ServiceConnected,
    /// A bin belongs to another location.
    BinElsewhere,
    /// Stock lies there, or is promised or on its way there.
    HoldsStock(EntityRef),
    /// More options than a family may have (PRD-02).
    TooManyOptions,
    /// Variants exist, so that options can be renamed but not added or removed.
    HasVariants,
    /// A variant names as many values as its family has options, none of them twice the same.
    WrongVariant,
    /// A pack quantity, component quantity or tier number of zero.
    ZeroQuantity,
    /// A kit that holds nothing, itself, or another kit.
    WrongKit,
    /// A price in another currency than its tier.
    WrongCurrency,
    /// Price tier 1 stays (PRD-04).
    FirstTierStays,
    /// Not enough is available.
    Short {
        /// The product.
        product: ProductId,
        /// Units wanted.
        wanted: Delta,
        /// Units available.
        available: Delta,
    },
    /// Goods were sent already.
    AlreadySent,
    /// Lines name a product twice or none at all.
    WrongLines,
    /// The stocktake cannot be completed yet.
    Blocked(Vec<Blocker>),
    /// A product found where none was on hand needs a unit cost (STK-06).
    CostMissing(Vec<ProductId>),
    /// The code was never scanned in this stocktake.
    CodeNotScanned(RawCode),
    /// A pass that does not take part in the conflict.
    NotInConflict(PassId),
    /// The tablet takes no part in this stocktake.
    DeviceNotInvolved(DeviceId),
    /// Nothing late has to be posted.
    NothingToPost,
    /// The part of the stocktake is not in its location, or empty.
    WrongCoverage,
    /// Only a location held by a fulfilment service is filled with its figures.
    NotExternal,
}

impl Refusal {
    /// Stable, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "permission/missing",
            Self::DeviceRevoked => "device/revoked",
            Self::Missing(_) => "record/missing",
            Self::Exists(_) => "record/exists",
            Self::Taken { value, .. } => match value {
                Unique::ProductSku(_) => "product/sku-taken",
                Unique::ProductName(_) => "product/name-taken",
                Unique::Barcode(_) => "product/barcode-taken",
                Unique::Variant(..) => "product/variant-taken",
                Unique::FamilyName(_) => "family/name-taken",
                Unique::CategoryName(_) => "category/name-taken",
                Unique::BrandName(_) => "brand/name-taken",
                Unique::PriceTierName(_) => "price-tier/name-taken",
                Unique::PriceTierNumber(_) => "price-tier/number-taken",
                Unique::TaxRuleName(_) => "tax-rule/name-taken",
                Unique::LocationName(_) => "location/name-taken",
                Unique::BinName(..) => "bin/name-taken",
            },
            Self::Changed { .. } => "record/changed",
            Self::Archived(_) => "record/archived",
            Self::WrongState { .. } => "record/wrong-state",
            Self::NotStocked(_) => "product/not-stocked",
            Self::NothingToDo => "quantity/nothing-to-do",
            Self::SamePlace => "place/same",
            Self::BooksClosed { .. } => "books/closed",
            Self::ExternalHasNoBins => "location/external-has-no-bins",
            Self::ExternalKeepsName => "location/external-keeps-name",
            Self::ServiceConnected => "location/service-connected",
            Self::BinElsewhere => "bin/elsewhere",
            Self::HoldsStock(_) => "place/holds-stock",
            Self::TooManyOptions => "family/too-many-options",
            Self::HasVariants => "family/has-variants",
            Self::WrongVariant => "product/wrong-variant",
            Self::ZeroQuantity => "quantity/zero",
            Self::WrongKit => "product/wrong-kit",
            Self::WrongCurrency => "price/wrong-currency",
            Self::FirstTierStays => "price-tier/first-stays",
            Self::Short { .. } => "stock/short",
            Self::AlreadySent => "transfer/already-sent",
            Self::WrongLines => "transfer/wrong-lines",
            Self::Blocked(_) => "stocktake/blocked",
            Self::CostMissing(_) => "stocktake/cost-missing",
            Self::CodeNotScanned(_) => "stocktake/code-not-scanned",
            Self::NotInConflict(_) => "stocktake/not-in-conflict",
            Self::DeviceNotInvolved(_) => "stocktake/device-not-involved",
            Self::NothingToPost => "stocktake/nothing-to-post",
            Self::WrongCoverage => "stocktake/wrong-coverage",
            Self::NotExternal => "stocktake/not-external",
        }
    }

    /// What happened, in plain words.
    pub fn sentence(&self) -> String {
        match self {
            Self::NotAllowed(permission) => {
                format!("You need the right “{}” for this.", permission.title())
            }
            Self::DeviceRevoked => "This device has been revoked.".into(),
            Self::Missing(record) => {
                format!("This {} does not exist any more.", noun(record.kind()))
            }
            Self::Exists(record) => format!("This {} exists already.", noun(record.kind())),
            Self::Taken { value, by } => taken(value, by.kind()),
            Self::Changed { fields, .. } => {
                format!(
                    "Somebody else has changed {} since you saw it.",
                    fields.join(", ")
                )
            }
            Self::Archived(record) => format!("This {} is archived.", noun(record.kind())),
            Self::WrongState {
                record,
                state,
                action,
            } => {
                format!(
                    "This {} is {state}, so you cannot {action} it.",
                    noun(record.kind())
                )
            }
            Self::NotStocked(_) => "Kits and services have no stock of their own.".into(),
            Self::NothingToDo => "The quantity is zero, so there is nothing to do.".into(),
            Self::SamePlace => "Both places are the same.".into(),
            Self::BooksClosed { .. } => "The books of that time are closed.".into(),
            Self::ExternalHasNoBins => {
                "A location held by a fulfilment service has no bins.".into()
            }
            Self::ExternalKeepsName => {
                "A location held by a fulfilment service keeps its name.".into()
            }
            Self::ServiceConnected => {
                "The fulfilment service of this location is still connected.".into()
            }
            Self::BinElsewhere => "That bin is in another location.".into(),
            Self::HoldsStock(record) => format!("This {} still holds stock.", noun(record.kind())),
            Self::TooManyOptions => "A family has at most three options.".into(),
            Self::HasVariants => {
                "The family has variants, so its options cannot become more or fewer.".into()
            }
            Self::WrongVariant => "A variant needs one value for each option of its family.".into(),
            Self::ZeroQuantity => "The quantity must be at least one.".into(),
            Self::WrongKit => "A kit needs stocked products as components, each named once.".into(),
            Self::WrongCurrency => "The price is not in the currency of its tier.".into(),
            Self::FirstTierStays => "Price tier 1 cannot be removed.".into(),
            Self::Short {
                wanted, available, ..
            } => format!("{wanted} are wanted and {available} available."),
            Self::AlreadySent => "Goods of this transfer have left already.".into(),
            Self::WrongLines => {
                "A transfer needs lines, each with a quantity and a product of its own.".into()
            }
            Self::Blocked(blockers) => {
                format!("{} things stand in the way of completing.", blockers.len())
            }
            Self::CostMissing(products) => format!("{} products need a unit cost.", products.len()),
            Self::CodeNotScanned(code) => {
                format!("The code {code} was not scanned in this stocktake.")
            }
            Self::NotInConflict(_) => "That count is not one of those that differ.".into(),
            Self::DeviceNotInvolved(_) => "That tablet takes no part in this stocktake.".into(),
            Self::NothingToPost => "No late count differs from what was posted.".into(),
            Self::WrongCoverage => {
                "There is nothing to count: choose bins or products of this location.".into()
            }
            Self::NotExternal => "No fulfilment service holds the stock of this location.".into(),
        }
    }

    /// What to do next.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => {
                "Ask somebody who has the right, or an administrator to give it to you."
            }
            Self::DeviceRevoked => {
                "Ask an administrator. What you counted is kept for a supervisor to decide."
            }
            Self::Missing(_) => "Discard the change, or choose another.",
            Self::Exists(_) => {
                "Nothing needs to be done if it is what you made before; otherwise make it anew."
            }
            Self::Taken { .. } => "Choose another, or change the one that has it.",
            Self::Changed { .. } => "Look at both and decide which shall hold.",
            Self::Archived(_) => "Take it out of the archive first, or choose another.",
            Self::WrongState { .. } => "Look at its log for what happened meanwhile.",
            Self::NotStocked(_) => "Choose the components of the kit, or a stocked product.",
            Self::NothingToDo | Self::ZeroQuantity => "Enter a quantity.",
            Self::SamePlace => "Choose another place.",
            Self::BooksClosed { .. } => "Use a later date, or have the period opened.",
            Self::ExternalHasNoBins => "Leave the bin out.",
            Self::ExternalKeepsName => "Rename the account at the service and connect it again.",
            Self::ServiceConnected => "Disconnect the service first.",
            Self::BinElsewhere => "Choose a bin of this location.",
            Self::HoldsStock(_) => "Move the stock away, or adjust it to zero.",
            Self::TooManyOptions => "Join two options into one.",
            Self::HasVariants => "Make a new family with other options.",
            Self::WrongVariant => "Fill in each option.",
            Self::WrongKit => "Correct the components.",
            Self::WrongCurrency => "Enter the price in the tier's currency.",
            Self::FirstTierStays => "Rename it instead.",
            Self::Short { .. } => "Lower the quantity, or bring stock there first.",
            Self::AlreadySent => "Receive the goods, or close the transfer.",
            Self::WrongLines => "Correct the lines.",
            Self::Blocked(_) => "Settle what the list names, then complete again.",
            Self::CostMissing(_) => "Enter a unit cost for each product that the list names.",
            Self::CodeNotScanned(_) => "Assign the barcode to the product instead.",
            Self::NotInConflict(_) => "Choose among the counts that differ, or order a recount.",
            Self::DeviceNotInvolved(_) => "Reload the list of tablets.",
            Self::NothingToPost => "Nothing needs to be done.",
            Self::WrongCoverage => "Choose again.",
            Self::NotExternal => "Count it bin by bin.",
        }
    }
}

fn taken(value: &Unique, by: EntityKind) -> String {
    let by = noun(by);
    match value {
        Unique::ProductSku(text) => format!("Another {by} has the SKU {text}."),
        Unique::Barcode(code) => format!("Another {by} has the barcode {code}."),
        Unique::PriceTierNumber(number) => format!("Another {by} has the number {number}."),
        Unique::Variant(_, values) => {
            format!("Another {by} of the family is {}.", values.join(" / "))
        }
        Unique::ProductName(text)
        | Unique::FamilyName(text)
        | Unique::CategoryName(text)
        | Unique::BrandName(text)
        | Unique::PriceTierName(text)
        | Unique::TaxRuleName(text)
        | Unique::LocationName(text)
        | Unique::BinName(_, text) => format!("Another {by} is named {text}."),
    }
}

const fn noun(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Product => "product",
        EntityKind::ProductCost => "unit cost",
        EntityKind::Family => "family",
        EntityKind::Category => "category",
        EntityKind::Brand => "brand",
        EntityKind::PriceTier => "price tier",
        EntityKind::TaxRule => "tax rule",
        EntityKind::Location => "location",
        EntityKind::Bin => "bin",
        EntityKind::Stock => "stock figure",
        EntityKind::Transfer => "transfer",
        EntityKind::Stocktake => "stocktake",
        EntityKind::Pass => "count",
        EntityKind::PassLine => "count line",
        EntityKind::BinCount => "bin",
        EntityKind::UnknownCode => "unknown code",
        EntityKind::ReviewTask => "task",
        EntityKind::Person => "user",
    }
}
