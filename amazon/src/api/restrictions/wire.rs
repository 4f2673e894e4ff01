//! Wire types and operations of `listingsRestrictions_2021-08-01`: The Selling Partner API for Listings Restrictions provides programmatic access to restrictions on Amazon catalog listings.
//!
//! Written by `cargo run -p amazon --example generate` from `models/listingsRestrictions_2021-08-01.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    lenient::wire_enum,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns listing restrictions for an item in the Amazon Catalog.
///
/// `GET /listings/2021-08-01/restrictions`, 5 requests per second, burst 10.
///
/// Trap: its errors are a bare array.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetListingsRestrictions {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    pub asin: String,
    /// The condition used to filter restrictions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_type: Option<ConditionType>,
    /// A selling partner identifier, such as a merchant account.
    pub seller_id: String,
    /// A comma-delimited list of Amazon marketplace identifiers for the request.
    pub marketplace_ids: Vec<String>,
    /// A locale for reason text localization. When not provided, the default language code of the first marketplace is used. Examples: "en_US", "fr_CA", "fr_FR". Localized messages default to "en_US" when a localization is not available in the specified locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_locale: Option<String>,
    /// The product type of the item. When provided with the brand name, the API evaluates GTIN exemption restrictions in addition to brand restrictions for the specified product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
}

impl Operation for GetListingsRestrictions {
    type Answer = RestrictionList;
    const API: &'static str = "listingsRestrictions_2021-08-01";
    const NAME: &'static str = "getListingsRestrictions";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/listings/2021-08-01/restrictions")
            .query("asin", &self.asin)
            .query_opt("conditionType", &self.condition_type)
            .query("sellerId", &self.seller_id)
            .list("marketplaceIds", &self.marketplace_ids)
            .query_opt("reasonLocale", &self.reason_locale)
            .query_opt("productType", &self.product_type)
    }
}

/// A link to resources related to a listing restriction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Link {
    /// The URI of the related resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The title of the related resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The media type of the related resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The HTTP verb used to interact with the related resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<LinkVerb>,
}

/// A reason for the restriction, including path forward links that may allow Selling Partners to remove the restriction, if available.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Reason {
    /// A list of path forward links that may allow Selling Partners to remove the restriction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<Link>>,
    /// A message describing the reason for the restriction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// A code indicating why the listing is restricted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<ReasonReasonCode>,
}

/// A listing restriction, optionally qualified by a condition, with a list of reasons for the restriction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Restriction {
    /// The condition that applies to the restriction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_type: Option<RestrictionConditionType>,
    /// A marketplace identifier. Identifies the Amazon marketplace where the restriction is enforced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// A list of reasons for the restriction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<Reason>>,
}

/// A list of restrictions for the specified Amazon catalog item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RestrictionList {
    /// A list of restrictions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restrictions: Option<Vec<Restriction>>,
}

wire_enum! {
    /// The condition used to filter restrictions.
    pub enum ConditionType {
        /// New
        NewNew = "new_new",
        /// New · Open Box.
        NewOpenBox = "new_open_box",
        /// New · OEM.
        NewOem = "new_oem",
        /// Refurbished
        RefurbishedRefurbished = "refurbished_refurbished",
        /// Used · Like New.
        UsedLikeNew = "used_like_new",
        /// Used · Very Good.
        UsedVeryGood = "used_very_good",
        /// Used · Good.
        UsedGood = "used_good",
        /// Used · Acceptable.
        UsedAcceptable = "used_acceptable",
        /// Collectible · Like New.
        CollectibleLikeNew = "collectible_like_new",
        /// Collectible · Very Good.
        CollectibleVeryGood = "collectible_very_good",
        /// Collectible · Good.
        CollectibleGood = "collectible_good",
        /// Collectible · Acceptable.
        CollectibleAcceptable = "collectible_acceptable",
        /// Club
        ClubClub = "club_club",
    }
}

wire_enum! {
    /// The HTTP verb used to interact with the related resource.
    pub enum LinkVerb {
        /// The provided resource is accessed with the HTTP GET method.
        Get = "GET",
    }
}

wire_enum! {
    /// A code indicating why the listing is restricted.
    pub enum ReasonReasonCode {
        /// Approval is required to create a listing for the specified ASIN. A path forward link will be provided that may allow Selling Partners to remove the restriction.
        ApprovalRequired = "APPROVAL_REQUIRED",
        /// The specified ASIN does not exist in the requested marketplace.
        AsinNotFound = "ASIN_NOT_FOUND",
        /// Not eligible to create a listing for the specified ASIN. No path forward link will be provided to remove the restriction.
        NotEligible = "NOT_ELIGIBLE",
    }
}

wire_enum! {
    /// The condition that applies to the restriction.
    pub enum RestrictionConditionType {
        /// New
        NewNew = "new_new",
        /// New · Open Box.
        NewOpenBox = "new_open_box",
        /// New · OEM.
        NewOem = "new_oem",
        /// Refurbished
        RefurbishedRefurbished = "refurbished_refurbished",
        /// Used · Like New.
        UsedLikeNew = "used_like_new",
        /// Used · Very Good.
        UsedVeryGood = "used_very_good",
        /// Used · Good.
        UsedGood = "used_good",
        /// Used · Acceptable.
        UsedAcceptable = "used_acceptable",
        /// Collectible · Like New.
        CollectibleLikeNew = "collectible_like_new",
        /// Collectible · Very Good.
        CollectibleVeryGood = "collectible_very_good",
        /// Collectible · Good.
        CollectibleGood = "collectible_good",
        /// Collectible · Acceptable.
        CollectibleAcceptable = "collectible_acceptable",
        /// Club
        ClubClub = "club_club",
    }
}
