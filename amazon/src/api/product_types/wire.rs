//! Wire types and operations of `definitionsProductTypes_2020-09-01`: The Selling Partner API for Product Type Definitions provides programmatic access to attribute and data requirements for product types in the Amazon catalog.
//!
//! Written by `cargo run -p amazon --example generate` from `models/definitionsProductTypes_2020-09-01.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    error::ErrorItem,
    lenient::wire_enum,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Search for and return a list of Amazon product types that have definitions available.
///
/// `GET /definitions/2020-09-01/productTypes`, 5 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SearchDefinitionsProductTypes {
    /// A comma-delimited list of keywords to search product types. **Note:** Cannot be used with `itemName`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<String>>,
    /// A comma-delimited list of Amazon marketplace identifiers for the request.
    pub marketplace_ids: Vec<String>,
    /// Title of ASIN to get product type recommendation. **Note:** Cannot be used with `keywords`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_name: Option<String>,
    /// Locale for display names in response. Defaults to primary locale of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Language used for `keywords` or `itemName` parameters. Defaults to primary locale of the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search_locale: Option<String>,
}

impl Operation for SearchDefinitionsProductTypes {
    type Answer = ProductTypeList;
    const API: &'static str = "definitionsProductTypes_2020-09-01";
    const NAME: &'static str = "searchDefinitionsProductTypes";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/definitions/2020-09-01/productTypes")
            .list_opt("keywords", &self.keywords)
            .list("marketplaceIds", &self.marketplace_ids)
            .query_opt("itemName", &self.item_name)
            .query_opt("locale", &self.locale)
            .query_opt("searchLocale", &self.search_locale)
    }
}

/// Retrieve an Amazon product type definition.
///
/// `GET /definitions/2020-09-01/productTypes/{productType}`, 5 requests per second, burst 10.
///
/// Trap: the schema itself is behind an address: keep it by its checksum.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDefinitionsProductType {
    /// The Amazon product type name.
    pub product_type: String,
    /// A selling partner identifier. When provided, seller-specific requirements and values are populated within the product type definition schema, such as brand names associated with the selling partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// A comma-delimited list of Amazon marketplace identifiers for the request. Note: This parameter is limited to one marketplaceId at this time.
    pub marketplace_ids: Vec<String>,
    /// The version of the Amazon product type to retrieve. Defaults to "LATEST". Prerelease versions of product type definitions may be retrieved with "RELEASE_CANDIDATE". If no prerelease version is currently available, the "LATEST" live version will be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type_version: Option<String>,
    /// The name of the requirements set to retrieve requirements for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements: Option<Requirements>,
    /// Identifies if the required attributes for a requirements set are enforced by the product type definition schema. Non-enforced requirements enable structural validation of individual attributes without all the required attributes being present (such as for partial updates).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements_enforced: Option<RequirementsEnforced>,
    /// Locale for retrieving display labels and other presentation details. Defaults to the default language of the first marketplace in the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The parentage level of the listing to retrieve a schema for. When provided, the schema is simplified by resolving all conditional logic related to the specified parentage level, resulting in a smaller schema with fewer conditions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parentage_level: Option<ParentageLevel>,
}

impl Operation for GetDefinitionsProductType {
    type Answer = ProductTypeDefinition;
    const API: &'static str = "definitionsProductTypes_2020-09-01";
    const NAME: &'static str = "getDefinitionsProductType";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/definitions/2020-09-01/productTypes/{productType}")
            .segment("productType", &self.product_type)
            .query_opt("sellerId", &self.seller_id)
            .list("marketplaceIds", &self.marketplace_ids)
            .query_opt("productTypeVersion", &self.product_type_version)
            .query_opt("requirements", &self.requirements)
            .query_opt("requirementsEnforced", &self.requirements_enforced)
            .query_opt("locale", &self.locale)
            .query_opt("parentageLevel", &self.parentage_level)
    }
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// A list of error responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// An Amazon product type with a definition available.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProductType {
    /// Human-readable and localized description of the Amazon product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The Amazon marketplace identifiers for which the product type definition is available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The name of the Amazon product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A product type definition represents the attributes and data requirements for a product type in the Amazon catalog. Product type definitions are used interchangeably between the Selling Partner API for Listings Items, Selling Partner API for Catalog Items, and JSON-based listings feeds in the Selling Partner API for Feeds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProductTypeDefinition {
    /// Human-readable and localized description of the Amazon product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Locale of the display elements contained in the product type definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Amazon marketplace identifiers for which the product type definition is applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// Link to meta-schema describing the vocabulary used by the product type schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta_schema: Option<SchemaLink>,
    /// The name of the Amazon product type that this product type definition applies to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
    /// The version details for the Amazon product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type_version: Option<ProductTypeVersion>,
    /// Mapping of property group names to property groups. Property groups represent logical groupings of schema properties that can be used for display or informational purposes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_groups: Option<BTreeMap<String, PropertyGroup>>,
    /// Name of the requirements set represented in this product type definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements: Option<ProductTypeDefinitionRequirements>,
    /// Identifies if the required attributes for a requirements set are enforced by the product type definition schema. Non-enforced requirements enable structural validation of individual attributes without all of the required attributes being present (such as for partial updates).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements_enforced: Option<ProductTypeDefinitionRequirementsEnforced>,
    /// Link to schema describing the attributes and requirements for the product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<SchemaLink>,
}

/// A list of Amazon product types with definitions available.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProductTypeList {
    /// Amazon product type version identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type_version: Option<String>,
    /// A list of product types.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_types: Option<Vec<ProductType>>,
}

/// The version details for an Amazon product type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProductTypeVersion {
    /// When true, the version indicated by the version identifier is the latest available for the Amazon product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<bool>,
    /// When true, the version indicated by the version identifier is the prerelease (release candidate) for the Amazon product type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release_candidate: Option<bool>,
    /// Version identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// A property group represents a logical grouping of schema properties that can be used for display or informational purposes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PropertyGroup {
    /// The description of the property group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The names of the schema properties for the property group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_names: Option<Vec<String>>,
    /// The display label of the property group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A link to metadata schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SchemaLink {
    /// Checksum hash of the schema (Base64 MD5). Use this to verify schema contents, identify changes between schema versions, and for caching.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checksum: Option<String>,
    /// Link to retrieve the schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<SchemaLinkLink>,
}

/// Link to retrieve the schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SchemaLinkLink {
    /// URI resource for the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// HTTP method for the link operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<SchemaLinkLinkVerb>,
}

wire_enum! {
    /// Locale for retrieving display labels and other presentation details. Defaults to the default language of the first marketplace in the request.
    pub enum Locale {
        /// Default locale of the requested Amazon marketplace.
        Default = "DEFAULT",
        /// Arabic
        Ar = "ar",
        /// Arabic (U.A.E.)
        ArAe = "ar_AE",
        /// German
        De = "de",
        /// German (Germany)
        DeDe = "de_DE",
        /// English
        En = "en",
        /// English (U.A.E.)
        EnAe = "en_AE",
        /// English (Australia)
        EnAu = "en_AU",
        /// English (Canada)
        EnCa = "en_CA",
        /// English (United Kingdom)
        EnGb = "en_GB",
        /// English (India)
        EnIn = "en_IN",
        /// English (Singapore)
        EnSg = "en_SG",
        /// English (United States)
        EnUs = "en_US",
        /// Spanish
        Es = "es",
        /// Spanish (Spain)
        EsEs = "es_ES",
        /// Spanish (Mexico)
        EsMx = "es_MX",
        /// Spanish (United States)
        EsUs = "es_US",
        /// French
        Fr = "fr",
        /// French (Canada)
        FrCa = "fr_CA",
        /// French (France)
        FrFr = "fr_FR",
        /// Italian
        It = "it",
        /// Italian (Italy)
        ItIt = "it_IT",
        /// Japanese
        Ja = "ja",
        /// Japanese (Japan)
        JaJp = "ja_JP",
        /// Dutch
        Nl = "nl",
        /// Dutch (Netherlands)
        NlNl = "nl_NL",
        /// Polish
        Pl = "pl",
        /// Polish (Poland)
        PlPl = "pl_PL",
        /// Portuguese
        Pt = "pt",
        /// Portuguese (Brazil)
        PtBr = "pt_BR",
        /// Portuguese (Portugal)
        PtPt = "pt_PT",
        /// Swedish
        Sv = "sv",
        /// Swedish (Sweden)
        SvSe = "sv_SE",
        /// Turkish
        Tr = "tr",
        /// Turkish (Turkey)
        TrTr = "tr_TR",
        /// Chinese
        Zh = "zh",
        /// Chinese (Simplified)
        ZhCn = "zh_CN",
        /// Chinese (Traditional)
        ZhTw = "zh_TW",
    }
}

wire_enum! {
    /// The parentage level of the listing to retrieve a schema for. When provided, the schema is simplified by resolving all conditional logic related to the specified parentage level, resulting in a smaller schema with fewer conditions.
    pub enum ParentageLevel {
        /// Schema for standalone listings with no variation relationships. Eliminates all variation-related conditional logic.
        None = "NONE",
        /// Schema for variation child listings. Eliminates conditional logic that does not apply to listings with a parent-child variation relationship.
        Child = "CHILD",
        /// Schema for variation parent listings. Eliminates conditional logic that does not apply to variation group containers.
        Parent = "PARENT",
    }
}

wire_enum! {
    /// Name of the requirements set represented in this product type definition.
    pub enum ProductTypeDefinitionRequirements {
        /// Indicates the schema data contains product facts and sales terms.
        Listing = "LISTING",
        /// Indicates the schema data contains product facts only.
        ListingProductOnly = "LISTING_PRODUCT_ONLY",
        /// Indicates the schema data contains sales terms only.
        ListingOfferOnly = "LISTING_OFFER_ONLY",
    }
}

wire_enum! {
    /// Identifies if the required attributes for a requirements set are enforced by the product type definition schema. Non-enforced requirements enable structural validation of individual attributes without all of the required attributes being present (such as for partial updates).
    pub enum ProductTypeDefinitionRequirementsEnforced {
        /// Schema enforces required and conditionally required attributes (used for full payload validation).
        Enforced = "ENFORCED",
        /// Schema does not enforce required and conditionally required attributes (used for partial payload validation, such as for single attributes).
        NotEnforced = "NOT_ENFORCED",
    }
}

wire_enum! {
    /// The name of the requirements set to retrieve requirements for.
    pub enum Requirements {
        /// Request schema containing product facts and sales terms.
        Listing = "LISTING",
        /// Request schema containing product facts only.
        ListingProductOnly = "LISTING_PRODUCT_ONLY",
        /// Request schema containing sales terms only.
        ListingOfferOnly = "LISTING_OFFER_ONLY",
    }
}

wire_enum! {
    /// Identifies if the required attributes for a requirements set are enforced by the product type definition schema. Non-enforced requirements enable structural validation of individual attributes without all the required attributes being present (such as for partial updates).
    pub enum RequirementsEnforced {
        /// Request schema with required and conditionally required attributes enforced (used for full payload validation).
        Enforced = "ENFORCED",
        /// Request schema with required and conditionally required attributes not enforced (used for partial payload validation, such as for single attributes).
        NotEnforced = "NOT_ENFORCED",
    }
}

wire_enum! {
    /// HTTP method for the link operation.
    pub enum SchemaLinkLinkVerb {
        /// The provided resource is accessed with the HTTP GET method.
        Get = "GET",
    }
}
