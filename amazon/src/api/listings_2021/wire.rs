//! Wire types and operations of `listingsItems_2021-08-01`: The Selling Partner API for Listings Items (Listings Items API) provides programmatic access to selling partner listings on Amazon.
//!
//! Written by `cargo run -p amazon --example generate` from `models/listingsItems_2021-08-01.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Decimal,
    lenient::wire_enum,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Search for and return a list of selling partner listings items and their respective details.
///
/// `GET /listings/2021-08-01/items/{sellerId}`, 5 requests per second, burst 5.
///
/// Trap: ends after 1000 items: a report has them all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SearchListingsItems {
    /// A selling partner identifier, such as a merchant account or vendor code.
    pub seller_id: String,
    /// A comma-delimited list of Amazon store identifiers for the request.
    pub marketplace_ids: Vec<String>,
    /// A locale that is used to localize issues. When not provided, the default language code of the first Amazon store is used. Examples: "en_US", "fr_CA", "fr_FR". When a localization is not available in the specified locale, localized messages default to "en_US".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_locale: Option<String>,
    /// A comma-delimited list of data sets that you want to include in the response. Default: `summaries`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<IncludedData>>,
    /// A comma-delimited list of product identifiers that you can use to search for listings items. **Note**: 1. This is required when you specify `identifiersType`. 2. You cannot use 'identifiers' if you specify `variationParentSku` or `packageHierarchySku`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<Vec<String>>,
    /// A type of product identifiers that you can use to search for listings items. **Note**: This is required when `identifiers` is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers_type: Option<IdentifiersType>,
    /// Filters results to include listing items that are variation children of the specified SKU. **Note**: You cannot use `variationParentSku` if you include `identifiers` or `packageHierarchySku` in your request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variation_parent_sku: Option<String>,
    /// Filter results to include listing items that contain or are contained by the specified SKU. **Note**: You cannot use `packageHierarchySku` if you include `identifiers` or `variationParentSku` in your request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_hierarchy_sku: Option<String>,
    /// A date-time that is used to filter listing items. The response includes listings items that were created at or after this time. Values are in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_after: Option<DateTime>,
    /// A date-time that is used to filter listing items. The response includes listings items that were created at or before this time. Values are in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_before: Option<DateTime>,
    /// A date-time that is used to filter listing items. The response includes listings items that were last updated at or after this time. Values are in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_after: Option<DateTime>,
    /// A date-time that is used to filter listing items. The response includes listings items that were last updated at or before this time. Values are in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_before: Option<DateTime>,
    /// Filter results to include only listing items that have issues that match one or more of the specified severity levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_issue_severity: Option<Vec<WithIssueSeverity>>,
    /// Filter results to include only listing items that have the specified status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_status: Option<Vec<WithStatus>>,
    /// Filter results to include only listing items that don't contain the specified statuses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_status: Option<Vec<WithoutStatus>>,
    /// An attribute by which to sort the returned listing items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<SortBy>,
    /// The order in which to sort the result items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_order: Option<SortOrder>,
    /// The number of results that you want to include on each page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token that you can use to fetch a specific page when there are multiple pages of results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

impl Operation for SearchListingsItems {
    type Answer = ItemSearchResults;
    const API: &'static str = "listingsItems_2021-08-01";
    const NAME: &'static str = "searchListingsItems";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 5);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/listings/2021-08-01/items/{sellerId}")
            .segment("sellerId", &self.seller_id)
            .list("marketplaceIds", &self.marketplace_ids)
            .query_opt("issueLocale", &self.issue_locale)
            .list_opt("includedData", &self.included_data)
            .list_opt("identifiers", &self.identifiers)
            .query_opt("identifiersType", &self.identifiers_type)
            .query_opt("variationParentSku", &self.variation_parent_sku)
            .query_opt("packageHierarchySku", &self.package_hierarchy_sku)
            .query_opt("createdAfter", &self.created_after)
            .query_opt("createdBefore", &self.created_before)
            .query_opt("lastUpdatedAfter", &self.last_updated_after)
            .query_opt("lastUpdatedBefore", &self.last_updated_before)
            .list_opt("withIssueSeverity", &self.with_issue_severity)
            .list_opt("withStatus", &self.with_status)
            .list_opt("withoutStatus", &self.without_status)
            .query_opt("sortBy", &self.sort_by)
            .query_opt("sortOrder", &self.sort_order)
            .query_opt("pageSize", &self.page_size)
            .query_opt("pageToken", &self.page_token)
    }
}

/// Delete a listings item for a selling partner.
///
/// `DELETE /listings/2021-08-01/items/{sellerId}/{sku}`, 5 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeleteListingsItem {
    /// A selling partner identifier, such as a merchant account or vendor code.
    pub seller_id: String,
    /// A selling partner-provided identifier for an Amazon listing.
    pub sku: String,
    /// A comma-delimited list of Amazon store identifiers for the request.
    pub marketplace_ids: Vec<String>,
    /// A locale for localization of issues. When not provided, the default language code of the first Amazon store is used. Examples: `en_US`, `fr_CA`, `fr_FR`. Localized messages default to `en_US` when localization is not available for the specified locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_locale: Option<String>,
}

impl Operation for DeleteListingsItem {
    type Answer = ListingsItemSubmissionResponse;
    const API: &'static str = "listingsItems_2021-08-01";
    const NAME: &'static str = "deleteListingsItem";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 5);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("DELETE", "/listings/2021-08-01/items/{sellerId}/{sku}")
            .segment("sellerId", &self.seller_id)
            .segment("sku", &self.sku)
            .list("marketplaceIds", &self.marketplace_ids)
            .query_opt("issueLocale", &self.issue_locale)
    }
}

/// Returns details about a listings item for a selling partner.
///
/// `GET /listings/2021-08-01/items/{sellerId}/{sku}`, 5 requests per second, burst 10.
///
/// Trap: SKUs hold slashes, plus signs and spaces: the path is encoded here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetListingsItem {
    /// A selling partner identifier, such as a merchant account or vendor code.
    pub seller_id: String,
    /// A selling partner-provided identifier for an Amazon listing.
    pub sku: String,
    /// A comma-delimited list of Amazon store identifiers for the request.
    pub marketplace_ids: Vec<String>,
    /// A locale for localization of issues. When not provided, the default language code of the first Amazon store is used. Examples: `en_US`, `fr_CA`, `fr_FR`. Localized messages default to `en_US` when localization is not available for the specified locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_locale: Option<String>,
    /// A comma-delimited list of data sets to include in the response. Default: `summaries`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<IncludedData>>,
}

impl Operation for GetListingsItem {
    type Answer = Item;
    const API: &'static str = "listingsItems_2021-08-01";
    const NAME: &'static str = "getListingsItem";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/listings/2021-08-01/items/{sellerId}/{sku}")
            .segment("sellerId", &self.seller_id)
            .segment("sku", &self.sku)
            .list("marketplaceIds", &self.marketplace_ids)
            .query_opt("issueLocale", &self.issue_locale)
            .list_opt("includedData", &self.included_data)
    }
}

/// Partially update (patch) a listings item for a selling partner. Only top-level listings item attributes can be patched. Patching nested attributes is not supported.
///
/// `PATCH /listings/2021-08-01/items/{sellerId}/{sku}`, 5 requests per second, burst 5.
///
/// Trap: `replace` drops sibling fields, so `merge`; deeper paths than a whole attribute fail.
///
/// Trap: a quantity for a SKU that Amazon ships adds a second, merchant channel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PatchListingsItem {
    /// A selling partner identifier, such as a merchant account or vendor code.
    pub seller_id: String,
    /// A selling partner-provided identifier for an Amazon listing.
    pub sku: String,
    /// A comma-delimited list of Amazon store identifiers for the request.
    pub marketplace_ids: Vec<String>,
    /// A comma-delimited list of data sets to include in the response. Default: `issues`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<PatchListingsItemIncludedData>>,
    /// Describes the mode of operation for the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// A locale for localization of issues. When not provided, the default language code of the first Amazon store is used. Examples: `en_US`, `fr_CA`, `fr_FR`. Localized messages default to `en_US` when localization is not available for the specified locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_locale: Option<String>,
    /// The request body schema for the `patchListingsItem` operation.
    pub body: ListingsItemPatchRequest,
}

impl Operation for PatchListingsItem {
    type Answer = ListingsItemSubmissionResponse;
    const API: &'static str = "listingsItems_2021-08-01";
    const NAME: &'static str = "patchListingsItem";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 5);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PATCH", "/listings/2021-08-01/items/{sellerId}/{sku}")
            .segment("sellerId", &self.seller_id)
            .segment("sku", &self.sku)
            .list("marketplaceIds", &self.marketplace_ids)
            .list_opt("includedData", &self.included_data)
            .query_opt("mode", &self.mode)
            .query_opt("issueLocale", &self.issue_locale)
            .body(&self.body)
    }
}

/// Creates a new or fully-updates an existing listings item for a selling partner.
///
/// `PUT /listings/2021-08-01/items/{sellerId}/{sku}`, 5 requests per second, burst 10.
///
/// Trap: replaces the whole listing: never put an existing SKU to change a price.
///
/// Trap: ACCEPTED is a matter of syntax: read the listing until it can be bought or shows issues.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PutListingsItem {
    /// A selling partner identifier, such as a merchant account or vendor code.
    pub seller_id: String,
    /// A selling partner-provided identifier for an Amazon listing.
    pub sku: String,
    /// A comma-delimited list of Amazon store identifiers for the request.
    pub marketplace_ids: Vec<String>,
    /// A comma-delimited list of data sets to include in the response. Default: `issues`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<PutListingsItemIncludedData>>,
    /// Describes the mode of operation for the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// A locale for localization of issues. When not provided, the default language code of the first Amazon store is used. Examples: `en_US`, `fr_CA`, `fr_FR`. Localized messages default to `en_US` when localization is not available for the specified locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_locale: Option<String>,
    /// The request body schema for the `putListingsItem` operation.
    pub body: ListingsItemPutRequest,
}

impl Operation for PutListingsItem {
    type Answer = ListingsItemSubmissionResponse;
    const API: &'static str = "listingsItems_2021-08-01";
    const NAME: &'static str = "putListingsItem";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 10);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PUT", "/listings/2021-08-01/items/{sellerId}/{sku}")
            .segment("sellerId", &self.seller_id)
            .segment("sku", &self.sku)
            .list("marketplaceIds", &self.marketplace_ids)
            .list_opt("includedData", &self.included_data)
            .query_opt("mode", &self.mode)
            .query_opt("issueLocale", &self.issue_locale)
            .body(&self.body)
    }
}

/// Buyer segment or program this offer is applicable to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Audience {
    /// Localized display name for the audience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Name of the audience an offer is applicable to. Common values: · 'ALL' · Standard offer audience for buyers on Amazon retail websites. · 'B2B' · Offer audience for Amazon Business website buyers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// A list of error responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// The listings item's fulfillment availability details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentAvailability {
    /// Designates which fulfillment network is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_channel_code: Option<String>,
    /// The item quantity that you're making available for sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
}

/// An issue with a listings item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Issue {
    /// Names of the attributes that are associated with the issue, if applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_names: Option<Vec<String>>,
    /// List of issue categories. Possible values: · 'INVALID_ATTRIBUTE' · Indicating an invalid attribute in the listing. · 'MISSING_ATTRIBUTE' · Highlighting a missing attribute in the listing. · 'INVALID_IMAGE' · Signifying an invalid image in the listing. · 'MISSING_IMAGE' · Noting the absence of an image in the listing. · 'INVALID_PRICE' · Pertaining to issues with the listing's price-related attributes. · 'MISSING_PRICE' · Pointing out the absence of a price attribute in the listing. · 'DUPLICATE' · Identifying listings with potential duplicate problems, such as this ASIN potentially being a duplicate of another ASIN. · 'QUALIFICATION_REQUIRED' · Indicating that the listing requires qualification-related approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<String>>,
    /// An issue code that identifies the type of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Provides information about the enforcement actions taken by Amazon that affect the publishing or status of a listing. It also includes details about any associated exemptions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforcements: Option<IssueEnforcements>,
    /// List of Amazon store identifiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// A message that describes the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The severity of the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<IssueSeverity>,
}

/// The enforcement action taken by Amazon that affect the publishing or status of a listing
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct IssueEnforcementAction {
    /// The enforcement action name. Possible values: · `LISTING_SUPPRESSED` · This enforcement takes down the current listing item's buyability. · `ATTRIBUTE_SUPPRESSED` · An attribute's value on the listing item is invalid, which causes it to be rejected by Amazon. · `CATALOG_ITEM_REMOVED` · This catalog item is inactive on Amazon, and all offers against it in the applicable Amazon store are non-buyable. · `SEARCH_SUPPRESSED` · This value indicates that the catalog item is hidden from search results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
}

/// Provides information about the enforcement actions taken by Amazon that affect the publishing or status of a listing. It also includes details about any associated exemptions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct IssueEnforcements {
    /// List of enforcement actions taken by Amazon that affect the publishing or status of a listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<IssueEnforcementAction>>,
    /// The `exemption` field serves to convey the status of enforcement actions by Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption: Option<IssueExemption>,
}

/// Conveying the status of the listed enforcement actions and, if applicable, provides information about the exemption's expiry date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct IssueExemption {
    /// Represents the timestamp, in ISO 8601 format, that specifies the date when the temporary exemptions expires, and Amazon begins enforcing the listed actions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry_date: Option<DateTime>,
    /// Indicates the current exemption status for the listed enforcement actions. It can take values such as `EXEMPT`, signifying permanent exemption, `EXEMPT_UNTIL_EXPIRY_DATE` indicating temporary exemption until a specified date, or `NOT_EXEMPT` signifying no exemptions, and enforcement actions were already applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<IssueExemptionStatus>,
}

/// A listings item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Item {
    /// JSON object containing structured listings item attribute data keyed by attribute name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, Value>>,
    /// The listings item's fulfillment availability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_availability: Option<Vec<FulfillmentAvailability>>,
    /// Issues associated with the listings item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issues: Option<Vec<Issue>>,
    /// The listings item's offer details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<ItemOfferByMarketplace>>,
    /// The listings item's vendor procurement information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procurement: Option<Vec<ItemProcurement>>,
    /// Product types for a listing item, by Amazon store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_types: Option<Vec<ItemProductTypeByMarketplace>>,
    /// Relationships for a listing item, by Amazon store (for example, variations).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationships: Option<Vec<ItemRelationshipsByMarketplace>>,
    /// A selling partner-provided identifier for an Amazon listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Summary details for a listings item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summaries: Option<Vec<ItemSummaryByMarketplace>>,
}

/// Identity attributes associated with the item in the Amazon catalog for the indicated Amazon store.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemIdentifiersByMarketplace {
    /// The ASIN of the listings item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Amazon store identifier. Identifies the listings item's Amazon store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

/// The listings item's image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemImage {
    /// The image's height, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    /// The image's link or URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The image's width, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
}

/// Offer details for a listings item for the specified Amazon store.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemOfferByMarketplace {
    /// Buyer segment or program this offer is applicable to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// Amazon store identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The listings item's offer type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<ItemOfferByMarketplaceOfferType>,
    /// The number of Amazon Points offered with the purchase of an item, and their monetary value. Note that the `Points` element is only returned in Japan (JP).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// Purchase price of the listings item
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
}

/// The listings item's vendor procurement information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemProcurement {
    /// The price (numeric value) that you want Amazon to pay you for this product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_price: Option<Money>,
}

/// Product types that are associated with the listing item for the specified Amazon store.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemProductTypeByMarketplace {
    /// Amazon store identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The name of the product type that is submitted by the Selling Partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
}

/// The relationship details for a listing item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemRelationship {
    /// Identifiers (SKUs) of the related items that are children of this listing item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_skus: Option<Vec<String>>,
    /// Identifiers (SKUs) of the related items that are parents of this listing item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_skus: Option<Vec<String>>,
    /// The type of relationship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ItemRelationshipType>,
    /// For `VARIATION` relationships, the variation theme is the combination of listing item attributes that define the variation family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variation_theme: Option<ItemVariationTheme>,
}

/// Relationship details for the listing item in the specified Amazon store.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemRelationshipsByMarketplace {
    /// Amazon store identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Relationships for the listing item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationships: Option<Vec<ItemRelationship>>,
}

/// Selling partner listings items and search related metadata.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemSearchResults {
    /// A list of listings items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
    /// The total number of selling partner listings items found for the search criteria (only results up to the page count limit is returned per request regardless of the number found). Note: The maximum number of items (SKUs) that can be returned and paged through is 1000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_results: Option<i64>,
    /// If available, the `nextToken` and/or `previousToken` values required to return paginated results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// Summary details for a listings item for an Amazon store.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemSummaryByMarketplace {
    /// The ASIN of the listings item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Identifies the condition of the listings item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_type: Option<ItemSummaryByMarketplaceConditionType>,
    /// Date the listings item was created, in ISO 8601 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date: Option<DateTime>,
    /// Fulfillment network stock keeping unit is an identifier used by Amazon fulfillment centers to identify each unique item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fn_sku: Option<String>,
    /// Name, or title, associated with an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_name: Option<String>,
    /// Date the listings item was last updated, in ISO 8601 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_date: Option<DateTime>,
    /// The listings item's main image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_image: Option<ItemImage>,
    /// A marketplace identifier. Identifies the listings item's Amazon store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The listings item's Amazon product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
    /// Statuses that apply to the listings item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Vec<ItemSummaryByMarketplaceStatus>>,
}

/// A variation theme that indicates the combination of listing item attributes that define the variation family.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemVariationTheme {
    /// The names of the listing item attributes that are associated with the variation theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<String>>,
    /// The variation theme that indicates the combination of listing item attributes that define the variation family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

/// The request body schema for the `patchListingsItem` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingsItemPatchRequest {
    /// One or more JSON Patch operations to perform on the listings item.
    pub patches: Vec<PatchOperation>,
    /// The Amazon product type of the listings item.
    pub product_type: String,
}

/// The request body schema for the `putListingsItem` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingsItemPutRequest {
    /// JSON object containing structured listings item attribute data keyed by attribute name.
    pub attributes: BTreeMap<String, Value>,
    /// The listings item's Amazon product type.
    pub product_type: String,
    /// The name of the requirements set for the provided data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements: Option<ListingsItemPutRequestRequirements>,
}

/// Response containing the results of a submission to the Selling Partner API for Listings Items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingsItemSubmissionResponse {
    /// Identity attributes associated with the item in the Amazon catalog, such as the ASIN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<Vec<ItemIdentifiersByMarketplace>>,
    /// Listings item issues related to the listings item submission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issues: Option<Vec<Issue>>,
    /// A selling partner-provided identifier for an Amazon listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The status of the listings item submission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ListingsItemSubmissionResponseStatus>,
    /// The unique identifier of the listings item submission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_id: Option<String>,
}

/// The currency type and the amount.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Money {
    /// The currency amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// Three-digit currency code. In ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// When a request produces a response that exceeds the `pageSize`, pagination occurs. This means the response is divided into individual pages. To retrieve the next page or the previous page, you must pass the `nextToken` value or the `previousToken` value as the `pageToken` parameter in the next request. When you receive the last page, there is no `nextToken` key in the pagination object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// A token that can be used to fetch the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A token that can be used to fetch the previous page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_token: Option<String>,
}

/// Individual JSON Patch operation for an HTTP PATCH request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PatchOperation {
    /// Type of JSON Patch operation. Supported JSON Patch operations include `add`, `replace`, `merge` and `delete`. Refer to <https://tools.ietf.org/html/rfc6902>.
    pub op: PatchOperationOp,
    /// JSON Pointer path of the element to patch. Refer to [JavaScript Object Notation (JSON) Patch](https://tools.ietf.org/html/rfc6902) for more information.
    pub path: String,
    /// JSON value to `add`, `replace`, `merge` or `delete`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Vec<BTreeMap<String, Value>>>,
}

/// The number of Amazon Points offered with the purchase of an item, and their monetary value. Note that the `Points` element is only returned in Japan (JP).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Points {
    /// The number of Amazon Points offered with the purchase of an item, and their monetary value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_number: Option<i64>,
}

wire_enum! {
    /// A type of product identifiers that you can use to search for listings items. **Note**: This is required when `identifiers` is provided.
    pub enum IdentifiersType {
        /// Amazon Standard Identification Number.
        Asin = "ASIN",
        /// European Article Number.
        Ean = "EAN",
        /// Fulfillment Network Stock Keeping Unit.
        Fnsku = "FNSKU",
        /// Global Trade Item Number.
        Gtin = "GTIN",
        /// International Standard Book Number.
        Isbn = "ISBN",
        /// Japanese Article Number.
        Jan = "JAN",
        /// Minsan Code.
        Minsan = "MINSAN",
        /// Stock Keeping Unit (SKU): A seller-specified identifier for an Amazon listing.
        Sku = "SKU",
        /// Universal Product Code.
        Upc = "UPC",
    }
}

wire_enum! {
    /// Values of `IncludedData`.
    pub enum IncludedData {
        /// Summary details for the listing item.
        Summaries = "summaries",
        /// A JSON object that contains structured listing item attribute data, keyed by attribute name.
        Attributes = "attributes",
        /// Issues that are associated with the listing item.
        Issues = "issues",
        /// Current offers for the listing item.
        Offers = "offers",
        /// Fulfillment availability details for the listing item.
        FulfillmentAvailability = "fulfillmentAvailability",
        /// Vendor procurement details for the listing item.
        Procurement = "procurement",
        /// Relationship details for a listing item (for example, variations).
        Relationships = "relationships",
        /// Product types associated with a listing item.
        ProductTypes = "productTypes",
    }
}

wire_enum! {
    /// Indicates the current exemption status for the listed enforcement actions. It can take values such as `EXEMPT`, signifying permanent exemption, `EXEMPT_UNTIL_EXPIRY_DATE` indicating temporary exemption until a specified date, or `NOT_EXEMPT` signifying no exemptions, and enforcement actions were already applied.
    pub enum IssueExemptionStatus {
        /// This status is assigned to a product listing when it has been exempted from the listed enforcement actions. In cases of `EXEMPT`, Amazon acknowledges the existence of enforcement actions but ensures the user that these actions are not applied to the listing. The user is advised to consider addressing the issue, although enforcement actions are not taken.
        Exempt = "EXEMPT",
        /// This status indicates that a product listing has been granted a temporary exemption from the listed enforcement actions. The exemption remains in effect until a specified expiry date. After this date, Amazon enforces the listed actions. The `expiryDate` field provides the timestamp indicating when the temporary exemption ends, adhering to the ISO 8601 format
        ExemptUntilExpiryDate = "EXEMPT_UNTIL_EXPIRY_DATE",
        /// This status is assigned to a product listing when it has no exemptions from the listed enforcement actions. When the status is `NOT_EXEMPT`, it signifies that Amazon has already taken the specified enforcement actions. There is no exemption in place, and the listed actions are actively enforced
        NotExempt = "NOT_EXEMPT",
    }
}

wire_enum! {
    /// The severity of the issue.
    pub enum IssueSeverity {
        /// Indicates an issue has occurred preventing the submission from processing, such as a validation error.
        Error = "ERROR",
        /// Indicates an issue has occurred that should be reviewed, but has not prevented the submission from processing.
        Warning = "WARNING",
        /// Indicates additional information has been provided that should be reviewed.
        Info = "INFO",
    }
}

wire_enum! {
    /// The listings item's offer type.
    pub enum ItemOfferByMarketplaceOfferType {
        /// The offer on this listings item is available for Business to Consumer purchase, meaning that it is available to shoppers on Amazon retail sites.
        B2c = "B2C",
        /// The offer on this listings item is available for Business to Business purchase.
        B2b = "B2B",
    }
}

wire_enum! {
    /// The type of relationship.
    pub enum ItemRelationshipType {
        /// The listing item in the request is a variation parent or variation child of the related listing items, indicated by SKU.
        Variation = "VARIATION",
        /// The listing item in the request is a package container or is contained by the related listing items, indicated by SKU.
        PackageHierarchy = "PACKAGE_HIERARCHY",
    }
}

wire_enum! {
    /// Identifies the condition of the listings item.
    pub enum ItemSummaryByMarketplaceConditionType {
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
    /// Values of `ItemSummaryByMarketplaceStatus`.
    pub enum ItemSummaryByMarketplaceStatus {
        /// The listings item can be purchased by shoppers. This status does not apply to vendor listings.
        Buyable = "BUYABLE",
        /// The listings item is visible to shoppers.
        Discoverable = "DISCOVERABLE",
    }
}

wire_enum! {
    /// The name of the requirements set for the provided data.
    pub enum ListingsItemPutRequestRequirements {
        /// Indicates the submitted data contains product facts and sales terms.
        Listing = "LISTING",
        /// Indicates the submitted data contains product facts only.
        ListingProductOnly = "LISTING_PRODUCT_ONLY",
        /// Indicates the submitted data contains sales terms only.
        ListingOfferOnly = "LISTING_OFFER_ONLY",
    }
}

wire_enum! {
    /// The status of the listings item submission.
    pub enum ListingsItemSubmissionResponseStatus {
        /// The listings submission was accepted for processing.
        Accepted = "ACCEPTED",
        /// The listings submission was not valid and was not accepted for processing.
        Invalid = "INVALID",
        /// The listings submission was valid. Only returned when the `mode` is `VALIDATION_PREVIEW`.
        Valid = "VALID",
    }
}

wire_enum! {
    /// Describes the mode of operation for the request.
    pub enum Mode {
        /// Indicates the submitted data should be validated without persisting to the selling partner's catalog.
        ValidationPreview = "VALIDATION_PREVIEW",
    }
}

wire_enum! {
    /// Values of `PatchListingsItemIncludedData`.
    pub enum PatchListingsItemIncludedData {
        /// Identifiers associated with the item in the Amazon catalog, such as the Amazon Standard Identification Number (ASIN). Can only be requested when `mode` is `VALIDATION_PREVIEW`.
        Identifiers = "identifiers",
        /// Issues associated with the listing item.
        Issues = "issues",
    }
}

wire_enum! {
    /// Type of JSON Patch operation. Supported JSON Patch operations include `add`, `replace`, `merge` and `delete`. Refer to <https://tools.ietf.org/html/rfc6902>.
    pub enum PatchOperationOp {
        /// The `add` operation adds or replaces the target property.
        Add = "add",
        /// The `replace` operation adds or replaces the target property.
        Replace = "replace",
        /// The `merge` operation merges the target property.
        Merge = "merge",
        /// The `delete` operation removes the target property.
        Delete = "delete",
    }
}

wire_enum! {
    /// Values of `PutListingsItemIncludedData`.
    pub enum PutListingsItemIncludedData {
        /// Identifiers associated with the item in the Amazon catalog, such as the Amazon Standard Identification Number (ASIN). Can only be requested when `mode` is `VALIDATION_PREVIEW`.
        Identifiers = "identifiers",
        /// Issues associated with the listing item.
        Issues = "issues",
    }
}

wire_enum! {
    /// An attribute by which to sort the returned listing items.
    pub enum SortBy {
        /// Stock Keeping Unit, a seller-specified identifier for an Amazon listing.
        Sku = "sku",
        /// The date when the listing item was created. Values are in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format.
        CreatedDate = "createdDate",
        /// The date when the listing item was last updated. Values are in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format.
        LastUpdatedDate = "lastUpdatedDate",
    }
}

wire_enum! {
    /// The order in which to sort the result items.
    pub enum SortOrder {
        /// Ascending order.
        Asc = "ASC",
        /// Descending order.
        Desc = "DESC",
    }
}

wire_enum! {
    /// Values of `WithIssueSeverity`.
    pub enum WithIssueSeverity {
        /// Indicates an issue has occurred that should be reviewed, but it has not prevented the submission from processing.
        Warning = "WARNING",
        /// Indicates that an issue has occurred, which prevented the submission from processing. For example, a validation error.
        Error = "ERROR",
    }
}

wire_enum! {
    /// Values of `WithStatus`.
    pub enum WithStatus {
        /// The listings item that shoppers can purchase. This status does not apply to vendor listings.
        Buyable = "BUYABLE",
        /// The listings item is visible to shoppers.
        Discoverable = "DISCOVERABLE",
    }
}

wire_enum! {
    /// Values of `WithoutStatus`.
    pub enum WithoutStatus {
        /// The listings item can be purchased by shoppers. This status does not apply to vendor listings.
        Buyable = "BUYABLE",
        /// The listings item is visible to shoppers.
        Discoverable = "DISCOVERABLE",
    }
}
