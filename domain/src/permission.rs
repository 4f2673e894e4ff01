//! Permissions, and the roles to begin with (DECISIONS 30). Whether a call is allowed is asked here, on the
//! server for every call and every synced operation, in the browser to explain a disabled control.

use crate::ids::RoleId;
use crate::text::Name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One thing a user may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// See stock figures. Without it a device never receives them.
    ViewStock,
    /// See costs and values.
    ViewCost,
    /// Create and change products, families, categories, brands.
    EditProducts,
    /// Create and change locations and bins.
    EditLocations,
    /// Post stock adjustments and bin moves.
    AdjustStock,
    /// Create, send and receive transfers.
    Transfer,
    /// Count in a started stocktake.
    Count,
    /// Start stocktakes, assign bins, order recounts.
    ManageStocktakes,
    /// Resolve conflicting counts.
    ResolveConflicts,
    /// Complete a stocktake without a tablet that has not reported.
    OverrideBarrier,
    /// Complete or void a stocktake.
    CompleteStocktake,
    /// Import and export files.
    ImportExport,
    /// Authorise, undo and void sales.
    ManageSales,
    /// Company settings, price tiers, tax rules.
    Settings,
    /// Users, roles and devices.
    Users,
    /// See jobs and run them.
    Jobs,
    /// Use the FBA integration (USR-01).
    IntegrationFba,
    /// Use the Amazon store integration.
    IntegrationAmazon,
    /// Publish products to a store.
    Publish,
    /// Delete entries of an order log.
    DeleteLogEntries,
}

impl Permission {
    /// All of them, in declaration order.
    pub const ALL: &'static [Self] = &[
        Self::ViewStock,
        Self::ViewCost,
        Self::EditProducts,
        Self::EditLocations,
        Self::AdjustStock,
        Self::Transfer,
        Self::Count,
        Self::ManageStocktakes,
        Self::ResolveConflicts,
        Self::OverrideBarrier,
        Self::CompleteStocktake,
        Self::ImportExport,
        Self::ManageSales,
        Self::Settings,
        Self::Users,
        Self::Jobs,
        Self::IntegrationFba,
        Self::IntegrationAmazon,
        Self::Publish,
        Self::DeleteLogEntries,
    ];

    /// What people read, in settings and in refusals.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ViewStock => "See stock",
            Self::ViewCost => "See costs and values",
            Self::EditProducts => "Edit products",
            Self::EditLocations => "Edit locations and bins",
            Self::AdjustStock => "Adjust stock",
            Self::Transfer => "Transfer stock",
            Self::Count => "Count",
            Self::ManageStocktakes => "Manage stocktakes",
            Self::ResolveConflicts => "Resolve count conflicts",
            Self::OverrideBarrier => "Complete without a missing tablet",
            Self::CompleteStocktake => "Complete and void stocktakes",
            Self::ImportExport => "Import and export",
            Self::ManageSales => "Authorise, undo and void sales",
            Self::Settings => "Settings",
            Self::Users => "Users, roles and devices",
            Self::Jobs => "Jobs",
            Self::IntegrationFba => "Integration: Fulfilment Service – Fulfilment by Amazon",
            Self::IntegrationAmazon => "Integration: Amazon store",
            Self::Publish => "Publish to stores",
            Self::DeleteLogEntries => "Delete log entries",
        }
    }
}

/// A named set of permissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    pub name: Name,
    /// What it allows.
    pub permissions: BTreeSet<Permission>,
}

/// A role that a new company starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandardRole {
    /// Everything.
    Administrator,
    /// The office: products, stock, stocktakes, sales.
    Office,
    /// Leads counting in the warehouse.
    Supervisor,
    /// Works in the warehouse: counts, picks, moves.
    Warehouse,
    /// Counts only, without seeing stock.
    Counter,
}

impl StandardRole {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Administrator,
        Self::Office,
        Self::Supervisor,
        Self::Warehouse,
        Self::Counter,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Office => "Office",
            Self::Supervisor => "Supervisor",
            Self::Warehouse => "Warehouse",
            Self::Counter => "Counter",
        }
    }

    /// What it allows to begin with.
    pub fn permissions(self) -> BTreeSet<Permission> {
        use Permission as P;
        match self {
            Self::Administrator => P::ALL.iter().copied().collect(),
            Self::Office => P::ALL
                .iter()
                .copied()
                .filter(|p| !matches!(p, P::Users | P::Settings))
                .collect(),
            Self::Supervisor => [
                P::ViewStock,
                P::ViewCost,
                P::EditLocations,
                P::AdjustStock,
                P::Transfer,
                P::Count,
                P::ManageStocktakes,
                P::ResolveConflicts,
                P::OverrideBarrier,
                P::CompleteStocktake,
                P::ImportExport,
            ]
            .into(),
            Self::Warehouse => [P::ViewStock, P::AdjustStock, P::Transfer, P::Count].into(),
            Self::Counter => [P::Count].into(),
        }
    }
}
