//! Wire types and operations of `catalogItems_2022-04-01`: Use the Selling Partner API for Catalog Items to retrieve information about items in the Amazon catalog.
//!
//! Written by `cargo run -p amazon --example generate` from `models/catalogItems_2022-04-01.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

use crate::{
    error::ErrorItem,
    lenient::Number,
    lenient::wire_enum,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Search for a list of Amazon catalog items and item-related information. You can search by identifier or by keywords.
///
/// `GET /catalog/2022-04-01/items`, 2 requests per second, burst 2.
///
/// Trap: at most 20 identifiers or keywords, never both; the number of results is an estimate and ends at 1000.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SearchCatalogItems {
    /// A comma-delimited list of product identifiers that you can use to search the Amazon catalog. **Note:** You cannot include `identifiers` and `keywords` in the same request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<Vec<String>>,
    /// The type of product identifiers that you can use to search the Amazon catalog. **Note:** `identifiersType` is required when `identifiers` is in the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers_type: Option<IdentifiersType>,
    /// A comma-delimited list of Amazon marketplace identifiers. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_ids: Vec<String>,
    /// A comma-delimited list of datasets to include in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<IncludedData>>,
    /// The locale for which you want to retrieve localized summaries. Defaults to the primary locale of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// A selling partner identifier, such as a seller account or vendor code. **Note:** Required when `identifiersType` is `SKU`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// A comma-delimited list of keywords that you can use to search the Amazon catalog. **Note:** You cannot include `keywords` and `identifiers` in the same request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<String>>,
    /// A comma-delimited list of brand names that you can use to limit the search in queries based on `keywords`. **Note:** Cannot be used with `identifiers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_names: Option<Vec<String>>,
    /// A comma-delimited list of classification identifiers that you can use to limit the search in queries based on `keywords`. **Note:** Cannot be used with `identifiers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification_ids: Option<Vec<String>>,
    /// The number of results to include on each page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token that you can use to fetch a specific page when there are multiple pages of results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// The language of the keywords that are included in queries based on `keywords`. Defaults to the primary locale of the marketplace. **Note:** Cannot be used with `identifiers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords_locale: Option<String>,
}

impl Operation for SearchCatalogItems {
    type Answer = ItemSearchResults;
    const API: &'static str = "catalogItems_2022-04-01";
    const NAME: &'static str = "searchCatalogItems";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/catalog/2022-04-01/items")
            .list_opt("identifiers", &self.identifiers)
            .query_opt("identifiersType", &self.identifiers_type)
            .list("marketplaceIds", &self.marketplace_ids)
            .list_opt("includedData", &self.included_data)
            .query_opt("locale", &self.locale)
            .query_opt("sellerId", &self.seller_id)
            .list_opt("keywords", &self.keywords)
            .list_opt("brandNames", &self.brand_names)
            .list_opt("classificationIds", &self.classification_ids)
            .query_opt("pageSize", &self.page_size)
            .query_opt("pageToken", &self.page_token)
            .query_opt("keywordsLocale", &self.keywords_locale)
    }
}

/// Retrieves details for an item in the Amazon catalog.
///
/// `GET /catalog/2022-04-01/items/{asin}`, 2 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetCatalogItem {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    pub asin: String,
    /// A comma-delimited list of Amazon marketplace identifiers. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_ids: Vec<String>,
    /// A comma-delimited list of datasets to include in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<IncludedData>>,
    /// The locale for which you want to retrieve localized summaries. Defaults to the primary locale of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

impl Operation for GetCatalogItem {
    type Answer = Item;
    const API: &'static str = "catalogItems_2022-04-01";
    const NAME: &'static str = "getCatalogItem";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/catalog/2022-04-01/items/{asin}")
            .segment("asin", &self.asin)
            .list("marketplaceIds", &self.marketplace_ids)
            .list_opt("includedData", &self.included_data)
            .query_opt("locale", &self.locale)
    }
}

/// A brand that you can use to refine your search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BrandRefinement {
    /// The brand name that you can use to refine your search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_name: Option<String>,
    /// The estimated number of results that would be returned if you refine your search by the specified `brandName`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_results: Option<i64>,
}

/// A classification that you can use to refine your search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ClassificationRefinement {
    /// The identifier of the classification that you can use to refine your search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification_id: Option<String>,
    /// Display name for the classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The estimated number of results that would be returned if you refine your search by the specified `classificationId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_results: Option<i64>,
}

/// The value of an individual dimension for an Amazon catalog item or item package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Dimension {
    /// Unit of measurement for the dimension value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Numeric value of the dimension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

/// Dimensions of an Amazon catalog item or item in its packaging.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Dimensions {
    /// Height of an item or item package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Dimension>,
    /// Length of an item or item package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Dimension>,
    /// Weight of an item or item package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Dimension>,
    /// Width of an item or item package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Dimension>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// An item in the Amazon catalog.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Item {
    /// The unique identifier of an item in the Amazon catalog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// A JSON object containing structured item attribute data that is keyed by attribute name. Catalog item attributes conform to the related Amazon product type definitions that you can get from the [Product Type Definitions API](https://developer-docs.amazon.com/sp-api/reference/product-type-definitions-v2020-09-01).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, Value>>,
    /// An array of classifications (browse nodes) that is associated with the item in the Amazon catalog, grouped by `marketplaceId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classifications: Option<Vec<ItemBrowseClassificationsByMarketplace>>,
    /// An array of dimensions that are associated with the item in the Amazon catalog, grouped by `marketplaceId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Vec<ItemDimensionsByMarketplace>>,
    /// Identifiers associated with the item in the Amazon catalog, such as UPC and EAN identifiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<Vec<ItemIdentifiersByMarketplace>>,
    /// The images for an item in the Amazon catalog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub images: Option<Vec<ItemImagesByMarketplace>>,
    /// Product types that are associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_types: Option<Vec<ItemProductTypeByMarketplace>>,
    /// Relationships grouped by `marketplaceId` for an Amazon catalog item (for example, variations).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationships: Option<Vec<ItemRelationshipsByMarketplace>>,
    /// Sales ranks of an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_ranks: Option<Vec<ItemSalesRanksByMarketplace>>,
    /// Summaries of Amazon catalog items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summaries: Option<Vec<ItemSummaryByMarketplace>>,
    /// The vendor details that are associated with an Amazon catalog item. Vendor details are only available to vendors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_details: Option<Vec<ItemVendorDetailsByMarketplace>>,
}

/// Classification (browse node) for an Amazon catalog item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemBrowseClassification {
    /// Identifier of the classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification_id: Option<String>,
    /// Display name for the classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Parent classification of the current classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Box<ItemBrowseClassification>>,
}

/// Classifications (browse nodes) that are associated with the item in the Amazon catalog for the indicated `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemBrowseClassificationsByMarketplace {
    /// Classifications (browse nodes) that are associated with the item in the Amazon catalog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classifications: Option<Vec<ItemBrowseClassification>>,
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

/// Sales rank of an Amazon catalog item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemClassificationSalesRank {
    /// Identifier of the classification that is associated with the sales rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification_id: Option<String>,
    /// Corresponding Amazon retail website URL for the sales category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Sales rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<i64>,
    /// Name of the sales rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Individual contributor to the creation of an item, such as an author or actor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemContributor {
    /// Role of an individual contributor in the creation of an item, such as author or actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<ItemContributorRole>,
    /// Name of the contributor, such as `Jane Austen`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Role of an individual contributor in the creation of an item, such as author or actor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemContributorRole {
    /// Display name of the role in the requested locale, such as `Author` or `Actor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Role value for the Amazon catalog item, such as `author` or `actor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Dimensions that are associated with the item in the Amazon catalog for the indicated `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemDimensionsByMarketplace {
    /// Dimensions of an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Dimensions>,
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Dimensions of a package that contains an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<Dimensions>,
}

/// Sales rank of an Amazon catalog item, grouped by website display group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemDisplayGroupSalesRank {
    /// Corresponding Amazon retail website URL for the sales rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Sales rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<i64>,
    /// Name of the sales rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Name of the website display group that is associated with the sales rank
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website_display_group: Option<String>,
}

/// The identifier that is associated with the item in the Amazon catalog, such as a UPC or EAN identifier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemIdentifier {
    /// Identifier of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Type of identifier, such as UPC, EAN, or ISBN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_type: Option<String>,
}

/// Identifiers that are associated with the item in the Amazon catalog, grouped by `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemIdentifiersByMarketplace {
    /// Identifiers associated with the item in the Amazon catalog for the indicated `marketplaceId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<Vec<ItemIdentifier>>,
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

/// Image for an item in the Amazon catalog.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemImage {
    /// Height of the image in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    /// URL for the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Variant of the image, such as `MAIN` or `PT01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<ItemImageVariant>,
    /// Width of the image in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
}

/// Images for an item in the Amazon catalog, grouped by `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemImagesByMarketplace {
    /// Images for an item in the Amazon catalog, grouped by `marketplaceId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub images: Option<Vec<ItemImage>>,
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

/// Product type that is associated with the Amazon catalog item, grouped by `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemProductTypeByMarketplace {
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Name of the product type that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
}

/// Relationship details for an Amazon catalog item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemRelationship {
    /// ASINs of the related items that are children of this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_asins: Option<Vec<String>>,
    /// ASINs of the related items that are parents of this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_asins: Option<Vec<String>>,
    /// Type of relationship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ItemRelationshipType>,
    /// For `VARIATION` relationships, the variation theme indicates the combination of Amazon catalog item attributes that define the variation family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variation_theme: Option<ItemVariationTheme>,
}

/// Relationship details for the Amazon catalog item for the specified Amazon `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemRelationshipsByMarketplace {
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Relationships for the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationships: Option<Vec<ItemRelationship>>,
}

/// Sales ranks of an Amazon catalog item, grouped by `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemSalesRanksByMarketplace {
    /// Sales ranks of an Amazon catalog item for a `marketplaceId`, grouped by classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification_ranks: Option<Vec<ItemClassificationSalesRank>>,
    /// Sales ranks of an Amazon catalog item for a `marketplaceId`, grouped by website display group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_group_ranks: Option<Vec<ItemDisplayGroupSalesRank>>,
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

/// Items in the Amazon catalog and search-related metadata.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemSearchResults {
    /// A list of items from the Amazon catalog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
    /// For searches that are based on `identifiers`, `numberOfResults` is the total number of Amazon catalog items found. For searches that are based on `keywords`, `numberOfResults` is the estimated total number of Amazon catalog items that are matched by the search query. Only results up to the page count limit are returned per request regardless of the number found. **Note:** The maximum number of items (ASINs) that can be returned and paged through is 1,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_results: Option<i64>,
    /// The `nextToken` and `previousToken` values that are required to retrieve paginated results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// Search refinements for searches that are based on `keywords`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refinements: Option<Refinements>,
}

/// Information about an Amazon catalog item for the indicated `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemSummaryByMarketplace {
    /// When `true`, the Amazon catalog item is intended for an adult audience or is sexual in nature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adult_product: Option<bool>,
    /// When `true`, the Amazon catalog item is autographed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autographed: Option<bool>,
    /// Name of the brand that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Classification (browse node) that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub browse_classification: Option<ItemBrowseClassification>,
    /// The color that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Individual contributors to the creation of the item, such as the authors or actors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributors: Option<Vec<ItemContributor>>,
    /// Classification type that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_classification: Option<ItemSummaryByMarketplaceItemClassification>,
    /// The name that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_name: Option<String>,
    /// The name of the manufacturer that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<String>,
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// When true, the item is classified as memorabilia.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memorabilia: Option<bool>,
    /// The model number that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_number: Option<String>,
    /// The quantity of the Amazon catalog item within one package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_quantity: Option<i64>,
    /// The part number that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_number: Option<String>,
    /// The earliest date on which the Amazon catalog item can be shipped to customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release_date: Option<String>,
    /// The name of the size of the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// The name of the style that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// When true, the Amazon catalog item is eligible for trade-in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade_in_eligible: Option<bool>,
    /// The identifier of the website display group that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website_display_group: Option<String>,
    /// The display name of the website display group that is associated with the Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website_display_group_name: Option<String>,
}

/// The variation theme is a list of Amazon catalog item attributes that define the variation family.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemVariationTheme {
    /// Names of the Amazon catalog item attributes that are associated with the variation theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<String>>,
    /// Variation theme that indicates the combination of Amazon catalog item attributes that define the variation family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

/// The vendor details that are associated with an Amazon catalog item for the specified `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemVendorDetailsByMarketplace {
    /// The brand code that is associated with an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_code: Option<String>,
    /// The manufacturer code that is associated with an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer_code: Option<String>,
    /// The parent vendor code of the manufacturer code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer_code_parent: Option<String>,
    /// Amazon marketplace identifier. To find the ID for your marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The product category that is associated with an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_category: Option<ItemVendorDetailsCategory>,
    /// The product group that is associated with an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_group: Option<String>,
    /// The product subcategory that is associated with an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_subcategory: Option<ItemVendorDetailsCategory>,
    /// The replenishment category that is associated with an Amazon catalog item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replenishment_category: Option<ItemVendorDetailsByMarketplaceReplenishmentCategory>,
}

/// The product category or subcategory that is associated with an Amazon catalog item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemVendorDetailsCategory {
    /// The display name of the product category or subcategory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The code that identifies the product category or subcategory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Pagination occurs when a request produces a response that exceeds the `pageSize`. This means that the response is divided into individual pages. To retrieve the next page or the previous page of results, you must pass the `nextToken` value or the `previousToken` value as the `pageToken` parameter in the next request. There is no `nextToken` in the pagination object on the last page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// A token that you can use to retrieve the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A token that you can use to retrieve the previous page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_token: Option<String>,
}

/// Optional fields that you can use to refine your search results.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Refinements {
    /// A list of brands you can use to refine your search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brands: Option<Vec<BrandRefinement>>,
    /// A list of classifications you can use to refine your search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classifications: Option<Vec<ClassificationRefinement>>,
}

wire_enum! {
    /// The type of product identifiers that you can use to search the Amazon catalog. **Note:** `identifiersType` is required when `identifiers` is in the request.
    pub enum IdentifiersType {
        /// Amazon Standard Identification Number
        Asin = "ASIN",
        /// European Article Number
        Ean = "EAN",
        /// Global Trade Item Number
        Gtin = "GTIN",
        /// International Standard Book Number
        Isbn = "ISBN",
        /// Japanese Article Number
        Jan = "JAN",
        /// Minsan Code
        Minsan = "MINSAN",
        /// Stock Keeping Unit, a seller-specified identifier for an Amazon listing. **Note:** Must be accompanied by `sellerId`.
        Sku = "SKU",
        /// Universal Product Code
        Upc = "UPC",
    }
}

wire_enum! {
    /// Values of `IncludedData`.
    pub enum IncludedData {
        /// A JSON object containing structured item attribute data that is keyed by attribute name. Catalog item attributes conform to the related Amazon product type definitions that you can get from the [Product Type Definitions API](https://developer-docs.amazon.com/sp-api/reference/product-type-definitions-v2020-09-01).
        Attributes = "attributes",
        /// Classifications (browse nodes) for an item in the Amazon catalog.
        Classifications = "classifications",
        /// Dimensions of an item in the Amazon catalog.
        Dimensions = "dimensions",
        /// Identifiers that are associated with the item in the Amazon catalog, such as UPC and EAN.
        Identifiers = "identifiers",
        /// Images for an item in the Amazon catalog.
        Images = "images",
        /// Product types associated with the Amazon catalog item.
        ProductTypes = "productTypes",
        /// Relationship details of an Amazon catalog item (for example, variations).
        Relationships = "relationships",
        /// Sales ranks of an Amazon catalog item.
        SalesRanks = "salesRanks",
        /// Summary of an Amazon catalog item. For more information, refer to the `attributes` of an Amazon catalog item.
        Summaries = "summaries",
        /// Vendor details associated with an Amazon catalog item. Vendor details are only available to vendors.
        VendorDetails = "vendorDetails",
    }
}

wire_enum! {
    /// Variant of the image, such as `MAIN` or `PT01`.
    pub enum ItemImageVariant {
        /// Main image for the item
        Main = "MAIN",
        /// Other image #1 for the item
        Pt01 = "PT01",
        /// Other image #2 for the item
        Pt02 = "PT02",
        /// Other image #3 for the item
        Pt03 = "PT03",
        /// Other image #4 for the item
        Pt04 = "PT04",
        /// Other image #5 for the item
        Pt05 = "PT05",
        /// Other image #6 for the item
        Pt06 = "PT06",
        /// Other image #7 for the item
        Pt07 = "PT07",
        /// Other image #8 for the item
        Pt08 = "PT08",
        /// Swatch image for the item
        Swch = "SWCH",
    }
}

wire_enum! {
    /// Type of relationship.
    pub enum ItemRelationshipType {
        /// The Amazon catalog item in the request is a variation parent or variation child of the related items that are identified by ASIN.
        Variation = "VARIATION",
        /// The Amazon catalog item in the request is a package container or is contained by the related items that are identified by ASIN.
        PackageHierarchy = "PACKAGE_HIERARCHY",
    }
}

wire_enum! {
    /// Classification type that is associated with the Amazon catalog item.
    pub enum ItemSummaryByMarketplaceItemClassification {
        /// A product that can be directly purchased. Can be a standalone ASIN or a variation child item in the Amazon catalog.
        BaseProduct = "BASE_PRODUCT",
        /// An item in the Amazon catalog that is not `BASE_PRODUCT`, `PRODUCT_BUNDLE`, or `VARIATION_PARENT`.
        Other = "OTHER",
        /// A parent catalog item that represents a bundle of items.
        ProductBundle = "PRODUCT_BUNDLE",
        /// A parent catalog item that groups child items into a variation family.
        VariationParent = "VARIATION_PARENT",
    }
}

wire_enum! {
    /// The replenishment category that is associated with an Amazon catalog item.
    pub enum ItemVendorDetailsByMarketplaceReplenishmentCategory {
        /// The vendor allocates the inventory to Amazon and Amazon manually purchases it.
        Allocated = "ALLOCATED",
        /// Inventory is manually purchased.
        BasicReplenishment = "BASIC_REPLENISHMENT",
        /// Seasonal item that is manually purchased.
        InSeason = "IN_SEASON",
        /// Amazon generates orders for this item automatically based on unfilled demand.
        LimitedReplenishment = "LIMITED_REPLENISHMENT",
        /// The vendor is out of stock for an extended period of time and cannot backorder.
        ManufacturerOutOfStock = "MANUFACTURER_OUT_OF_STOCK",
        /// Amazon does not yet stock this item.
        NewProduct = "NEW_PRODUCT",
        /// Indicates assortment parent used for detail page display, not actual items.
        NonReplenishable = "NON_REPLENISHABLE",
        /// Drop ship inventory that Amazon does not stock in its fulfillment centers.
        NonStockupable = "NON_STOCKUPABLE",
        /// The item is obsolete and should not be ordered.
        Obsolete = "OBSOLETE",
        /// Active items that should be automatically ordered.
        PlannedReplenishment = "PLANNED_REPLENISHMENT",
    }
}
