//! Wire types and operations of `sellers`: The [Selling Partner API for Sellers](https://developer-docs.amazon.com/sp-api/docs/sellers-api-v1-reference) (Sellers API) provides essential information about seller accounts, such as: · The marketplaces a seller can list in · The default language and currency of a marketplace · Whether the seller has suspended listings Refer to the [Sellers API reference](https://developer-docs.amazon.com/sp-api/docs/sellers-api-v1-reference) for details about this API's operations, data types, and schemas.
//!
//! Written by `cargo run -p amazon --example generate` from `models/sellers.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    error::ErrorItem,
    lenient::wire_enum,
    operation::Enveloped,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns information about a seller account and its marketplaces.
///
/// `GET /sellers/v1/account`, 0.016 requests per second, burst 15.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetAccount {}

impl Operation for GetAccount {
    type Answer = GetAccountResponse;
    const API: &'static str = "sellers";
    const NAME: &'static str = "getAccount";
    const PLAN: UsagePlan = UsagePlan::new(0.016, 15);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/sellers/v1/account")
    }
}

/// Returns a list of marketplaces where the seller can list items and information about the seller's participation in those marketplaces.
///
/// `GET /sellers/v1/marketplaceParticipations`, 0.016 requests per second, burst 15.
///
/// Trap: about one call a minute: keep the answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetMarketplaceParticipations {}

impl Operation for GetMarketplaceParticipations {
    type Answer = GetMarketplaceParticipationsResponse;
    const API: &'static str = "sellers";
    const NAME: &'static str = "getMarketplaceParticipations";
    const PLAN: UsagePlan = UsagePlan::new(0.016, 15);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/sellers/v1/marketplaceParticipations")
    }
}

/// The response schema for the `getAccount` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Account {
    /// Information about the seller's business. Certain fields may be omitted depending on the seller's `businessType`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business: Option<Business>,
    /// The type of business registered for the seller account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_type: Option<AccountBusinessType>,
    /// List of marketplace participations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_participation_list: Option<Vec<MarketplaceParticipation>>,
    /// Information about the seller's primary contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_contact: Option<PrimaryContact>,
    /// The selling plan details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selling_plan: Option<AccountSellingPlan>,
}

/// Represents an address
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Address {
    /// Street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The country code in two-character ISO 3166-1 alpha-2 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state or province code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_province_code: Option<String>,
}

/// Information about the seller's business. Certain fields may be omitted depending on the seller's `businessType`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Business {
    /// The seller's company registration number, if applicable. This field will be absent for individual sellers and sole proprietorships.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_registration_number: Option<String>,
    /// The seller's company tax identification number, if applicable. This field will be present for certain business types only, such as sole proprietorships.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_tax_identification_number: Option<String>,
    /// The registered business name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The non-Latin script version of the registered business name, if applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub non_latin_name: Option<String>,
    /// The registered business address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_business_address: Option<Address>,
}

/// The response schema for the `getAccount` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetAccountResponse {
    /// The errors encountered by the `getAccount` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The response schema for the `getAccount` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Account>,
}

impl Enveloped for GetAccountResponse {
    type Payload = Account;

    fn open(self) -> (Option<Account>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getMarketplaceParticipations` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetMarketplaceParticipationsResponse {
    /// The errors encountered by the `getMarketplaceParticipations` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getMarketplaceParticipations` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Vec<MarketplaceParticipation>>,
}

impl Enveloped for GetMarketplaceParticipationsResponse {
    type Payload = Vec<MarketplaceParticipation>;

    fn open(self) -> (Option<Vec<MarketplaceParticipation>>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// Information about an Amazon marketplace where a seller can list items and customers can view and purchase items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Marketplace {
    /// The ISO 3166-1 alpha-2 format country code of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The ISO 4217 format currency code of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_currency_code: Option<String>,
    /// The ISO 639-1 format language code of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_language_code: Option<String>,
    /// The domain name of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// The encrypted marketplace value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The marketplace name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// `MarketplaceParticipation` of `sellers`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MarketplaceParticipation {
    /// Information about an Amazon marketplace where a seller can list items and customers can view and purchase items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace: Option<Marketplace>,
    /// Information that is specific to a seller in a marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participation: Option<Participation>,
    /// The name of the seller's store as displayed in the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store_name: Option<String>,
}

/// Information that is specific to a seller in a marketplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Participation {
    /// Specifies if the seller has suspended listings. `true` if the seller Listing Status is set to Inactive, otherwise `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_suspended_listings: Option<bool>,
    /// If `true`, the seller participates in the marketplace. Otherwise `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_participating: Option<bool>,
}

/// Information about the seller's primary contact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PrimaryContact {
    /// The primary contact's residential address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The full name of the seller's primary contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The non-Latin script version of the primary contact's name, if applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub non_latin_name: Option<String>,
}

wire_enum! {
    /// The type of business registered for the seller account.
    pub enum AccountBusinessType {
        /// The business is registered as a charity.
        Charity = "CHARITY",
        /// The business is registered as a craftsman.
        Craftsman = "CRAFTSMAN",
        /// The business is a natural person company.
        NaturalPersonCompany = "NATURAL_PERSON_COMPANY",
        /// The business is a publicly listed company.
        PublicListed = "PUBLIC_LISTED",
        /// The business is a private limited company.
        PrivateLimited = "PRIVATE_LIMITED",
        /// The business is a sole proprietorship.
        SoleProprietorship = "SOLE_PROPRIETORSHIP",
        /// The business is state-owned.
        StateOwned = "STATE_OWNED",
        /// The entity is not a business but an individual.
        Individual = "INDIVIDUAL",
    }
}

wire_enum! {
    /// The selling plan details.
    pub enum AccountSellingPlan {
        /// The seller has a professional selling plan.
        Professional = "PROFESSIONAL",
        /// The seller has an individual selling plan.
        Individual = "INDIVIDUAL",
    }
}
