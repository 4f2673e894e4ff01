//! Wire types and operations of `productPricingV0`: The Selling Partner API for Pricing helps you programmatically retrieve product pricing and offer information for Amazon Marketplace products.
//!
//! Written by `cargo run -p amazon --example generate` from `models/productPricingV0.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Number,
    lenient::wire_enum,
    operation::Enveloped,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns the lowest priced offers for a batch of items based on ASIN.
///
/// `POST /batches/products/pricing/v0/itemOffers`, 0.1 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetItemOffersBatch {
    /// The request associated with the `getItemOffersBatch` API call.
    #[serde(rename = "getItemOffersBatchRequestBody")]
    pub body: GetItemOffersBatchRequest,
}

impl Operation for GetItemOffersBatch {
    type Answer = GetItemOffersBatchResponse;
    const API: &'static str = "productPricingV0";
    const NAME: &'static str = "getItemOffersBatch";
    const PLAN: UsagePlan = UsagePlan::new(0.1, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/batches/products/pricing/v0/itemOffers").body(&self.body)
    }
}

/// Returns the lowest priced offers for a batch of listings by SKU.
///
/// `POST /batches/products/pricing/v0/listingOffers`, 0.5 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetListingOffersBatch {
    /// The request associated with the `getListingOffersBatch` API call.
    #[serde(rename = "getListingOffersBatchRequestBody")]
    pub body: GetListingOffersBatchRequest,
}

impl Operation for GetListingOffersBatch {
    type Answer = GetListingOffersBatchResponse;
    const API: &'static str = "productPricingV0";
    const NAME: &'static str = "getListingOffersBatch";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/batches/products/pricing/v0/listingOffers").body(&self.body)
    }
}

/// Returns competitive pricing information for a seller's offer listings based on seller SKU or ASIN. **Note:** The parameters associated with this operation may contain special characters that require URL encoding to call the API. To avoid errors with SKUs when encoding URLs, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding).
///
/// `GET /products/pricing/v0/competitivePrice`, 0.5 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetCompetitivePricing {
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
    /// A list of up to twenty Amazon Standard Identification Number (ASIN) values used to identify items in the given marketplace.
    #[serde(rename = "Asins", skip_serializing_if = "Option::is_none")]
    pub asins: Option<Vec<String>>,
    /// A list of up to twenty seller SKU values used to identify items in the given marketplace.
    #[serde(rename = "Skus", skip_serializing_if = "Option::is_none")]
    pub skus: Option<Vec<String>>,
    /// Indicates whether ASIN values or seller SKU values are used to identify items. If you specify Asin, the information in the response will be dependent on the list of Asins you provide in the Asins parameter. If you specify Sku, the information in the response will be dependent on the list of Skus you provide in the Skus parameter. Possible values: Asin, Sku.
    #[serde(rename = "ItemType")]
    pub item_type: ItemType,
    /// Indicates whether to request pricing information from the point of view of Consumer or Business buyers. Default is Consumer.
    #[serde(rename = "CustomerType", skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<GetCompetitivePricingCustomerType>,
}

impl Operation for GetCompetitivePricing {
    type Answer = GetPricingResponse;
    const API: &'static str = "productPricingV0";
    const NAME: &'static str = "getCompetitivePricing";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/products/pricing/v0/competitivePrice")
            .query("MarketplaceId", &self.marketplace_id)
            .list_opt("Asins", &self.asins)
            .list_opt("Skus", &self.skus)
            .query("ItemType", &self.item_type)
            .query_opt("CustomerType", &self.customer_type)
    }
}

/// Returns the lowest priced offers for a single item based on ASIN.
///
/// `GET /products/pricing/v0/items/{Asin}/offers`, 0.5 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetItemOffers {
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(rename = "ItemCondition")]
    pub item_condition: GetItemOffersItemCondition,
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "Asin")]
    pub asin: String,
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    #[serde(rename = "CustomerType", skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<GetItemOffersCustomerType>,
}

impl Operation for GetItemOffers {
    type Answer = GetOffersResponse;
    const API: &'static str = "productPricingV0";
    const NAME: &'static str = "getItemOffers";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/products/pricing/v0/items/{Asin}/offers")
            .query("MarketplaceId", &self.marketplace_id)
            .query("ItemCondition", &self.item_condition)
            .segment("Asin", &self.asin)
            .query_opt("CustomerType", &self.customer_type)
    }
}

/// Returns the lowest priced offers for a single SKU listing. **Note:** The parameters associated with this operation may contain special characters that require URL encoding to call the API. To avoid errors with SKUs when encoding URLs, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding).
///
/// `GET /products/pricing/v0/listings/{SellerSKU}/offers`, 1 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetListingOffers {
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
    /// Filters the offer listings based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(rename = "ItemCondition")]
    pub item_condition: GetListingOffersItemCondition,
    /// Identifies an item in the given marketplace. SellerSKU is qualified by the seller's SellerId, which is included with every operation that you submit.
    #[serde(rename = "SellerSKU")]
    pub seller_sku: String,
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    #[serde(rename = "CustomerType", skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<GetListingOffersCustomerType>,
}

impl Operation for GetListingOffers {
    type Answer = GetOffersResponse;
    const API: &'static str = "productPricingV0";
    const NAME: &'static str = "getListingOffers";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 2);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/products/pricing/v0/listings/{SellerSKU}/offers")
            .query("MarketplaceId", &self.marketplace_id)
            .query("ItemCondition", &self.item_condition)
            .segment("SellerSKU", &self.seller_sku)
            .query_opt("CustomerType", &self.customer_type)
    }
}

/// Returns pricing information for a seller's offer listings based on seller SKU or ASIN. **Note:** The parameters associated with this operation may contain special characters that require URL encoding to call the API. To avoid errors with SKUs when encoding URLs, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding).
///
/// `GET /products/pricing/v0/price`, 0.5 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetPricing {
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
    /// A list of up to twenty Amazon Standard Identification Number (ASIN) values used to identify items in the given marketplace.
    #[serde(rename = "Asins", skip_serializing_if = "Option::is_none")]
    pub asins: Option<Vec<String>>,
    /// A list of up to twenty seller SKU values used to identify items in the given marketplace.
    #[serde(rename = "Skus", skip_serializing_if = "Option::is_none")]
    pub skus: Option<Vec<String>>,
    /// Indicates whether ASIN values or seller SKU values are used to identify items. If you specify Asin, the information in the response will be dependent on the list of Asins you provide in the Asins parameter. If you specify Sku, the information in the response will be dependent on the list of Skus you provide in the Skus parameter.
    #[serde(rename = "ItemType")]
    pub item_type: ItemType,
    /// Filters the offer listings based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(rename = "ItemCondition", skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<GetPricingItemCondition>,
    /// Indicates whether to request pricing information for the seller's B2C or B2B offers. Default is B2C.
    #[serde(rename = "OfferType", skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<GetPricingOfferType>,
}

impl Operation for GetPricing {
    type Answer = GetPricingResponse;
    const API: &'static str = "productPricingV0";
    const NAME: &'static str = "getPricing";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/products/pricing/v0/price")
            .query("MarketplaceId", &self.marketplace_id)
            .list_opt("Asins", &self.asins)
            .list_opt("Skus", &self.skus)
            .query("ItemType", &self.item_type)
            .query_opt("ItemCondition", &self.item_condition)
            .query_opt("OfferType", &self.offer_type)
    }
}

/// Schema to identify an item by MarketPlaceId and ASIN.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ASINIdentifier {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// A marketplace identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

/// Common request parameters that can be accepted by `ItemOffersRequest` and `ListingOffersRequest`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BatchOffersRequestParams {
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<CustomerType>,
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<ItemCondition>,
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

/// Common schema that present in `ItemOffersResponse` and `ListingOffersResponse`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BatchOffersResponse {
    /// The response schema for the `getListingOffers` and `getItemOffers` operations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<GetOffersResponse>,
    /// A mapping of additional HTTP headers to send/receive for the individual batch request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<HttpResponseHeaders>,
    /// The HTTP status line associated with the response. For more information, consult [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<GetOffersHttpStatusLine>,
}

/// Common properties of batch requests against individual APIs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BatchRequest {
    /// A mapping of additional HTTP headers to send/receive for the individual batch request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// The HTTP method associated with the individual APIs being called as part of the batch request.
    pub method: HttpMethod,
    /// The resource path of the operation you are calling in batch without any query parameters. If you are calling `getItemOffersBatch`, supply the path of `getItemOffers`. **Example:** `/products/pricing/v0/items/B000P6Q7MY/offers` If you are calling `getListingOffersBatch`, supply the path of `getListingOffers`. **Example:** `/products/pricing/v0/listings/B000P6Q7MY/offers`
    pub uri: String,
}

/// Schema for an individual buybox price.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BuyBoxPriceType {
    /// The value calculated by adding ListingPrice + Shipping · Points.
    #[serde(rename = "LandedPrice", skip_serializing_if = "Option::is_none")]
    pub landed_price: Option<MoneyType>,
    /// The price of the item.
    #[serde(rename = "ListingPrice", skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points offered with the purchase of an item.
    #[serde(rename = "Points", skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The shipping cost.
    #[serde(rename = "Shipping", skip_serializing_if = "Option::is_none")]
    pub shipping: Option<MoneyType>,
    /// Indicates the condition of the item. For example: New, Used, Collectible, Refurbished, or Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Indicates the type of customer that the offer is valid for. When the offer type is B2C in a quantity discount, the seller is winning the Buy Box because others do not have inventory at that quantity, not because they have a quantity discount on the ASIN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferCustomerType>,
    /// Indicates the type of quantity discount this price applies to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_discount_type: Option<QuantityDiscountType>,
    /// Indicates at what quantity this price becomes active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_tier: Option<i64>,
    /// The seller identifier for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
}

/// Schema for competitive pricing information
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CompetitivePriceType {
    /// The pricing model for each price that is returned. Possible values: · 1 · New Buy Box Price. · 2 · Used Buy Box Price.
    #[serde(rename = "CompetitivePriceId", skip_serializing_if = "Option::is_none")]
    pub competitive_price_id: Option<String>,
    /// Pricing information for a given CompetitivePriceId value.
    #[serde(rename = "Price", skip_serializing_if = "Option::is_none")]
    pub price: Option<PriceType>,
    /// Indicates whether or not the pricing information is for an offer listing that belongs to the requester. The requester is the seller associated with the SellerId that was submitted with the request. Possible values are: true and false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to_requester: Option<bool>,
    /// Indicates the condition of the item whose pricing information is returned. Possible values are: New, Used, Collectible, Refurbished, or Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Indicates the type of customer that the offer is valid for. When the offer type is B2C in a quantity discount, the seller is winning the Buy Box because others do not have inventory at that quantity, not because they have a quantity discount on the ASIN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferCustomerType>,
    /// Indicates the type of quantity discount this price applies to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_discount_type: Option<QuantityDiscountType>,
    /// Indicates at what quantity this price becomes active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_tier: Option<i64>,
    /// The seller identifier for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// Indicates the subcondition of the item whose pricing information is returned. Possible values are: New, Mint, Very Good, Good, Acceptable, Poor, Club, OEM, Warranty, Refurbished Warranty, Refurbished, Open Box, or Other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subcondition: Option<String>,
}

/// Competitive pricing information for the item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct CompetitivePricingType {
    /// A list of competitive pricing information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competitive_prices: Option<Vec<CompetitivePriceType>>,
    /// The number of active offer listings for the item that was submitted. The listing count is returned by condition, one for each listing condition value that is returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_offer_listings: Option<Vec<OfferListingCountType>>,
    /// The trade-in value of the item in the trade-in program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade_in_value: Option<MoneyType>,
}

/// The time range in which an item will likely be shipped once an order has been placed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DetailedShippingTimeType {
    /// Indicates whether the item is available for shipping now, or on a known or an unknown date in the future. If known, the availableDate property indicates the date that the item will be available for shipping. Possible values: NOW, FUTURE_WITHOUT_DATE, FUTURE_WITH_DATE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_type: Option<DetailedShippingTimeTypeAvailabilityType>,
    /// The date when the item will be available for shipping. Only displayed for items that are not currently available for shipping.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_date: Option<String>,
    /// The maximum time, in hours, that the item will likely be shipped after the order has been placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_hours: Option<i64>,
    /// The minimum time, in hours, that the item will likely be shipped after the order has been placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_hours: Option<i64>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Errors {
    /// One or more unexpected errors occurred during the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// The request associated with the `getItemOffersBatch` API call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetItemOffersBatchRequest {
    /// A list of `getListingOffers` batched requests to run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests: Option<Vec<ItemOffersRequest>>,
}

/// The response associated with the `getItemOffersBatch` API call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetItemOffersBatchResponse {
    /// A list of `getItemOffers` batched responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responses: Option<Vec<ItemOffersResponse>>,
}

/// The request associated with the `getListingOffersBatch` API call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetListingOffersBatchRequest {
    /// A list of `getListingOffers` batched requests to run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests: Option<Vec<ListingOffersRequest>>,
}

/// The response associated with the `getListingOffersBatch` API call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetListingOffersBatchResponse {
    /// A list of `getListingOffers` batched responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responses: Option<Vec<ListingOffersResponse>>,
}

/// The HTTP status line associated with the response. For more information, consult [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOffersHttpStatusLine {
    /// The HTTP response Reason-Phase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_phrase: Option<String>,
    /// The HTTP response Status Code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i64>,
}

/// The response schema for the `getListingOffers` and `getItemOffers` operations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOffersResponse {
    /// One or more unexpected errors occurred during the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getListingOffers` and `getItemOffers` operations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetOffersResult>,
}

impl Enveloped for GetOffersResponse {
    type Payload = GetOffersResult;

    fn open(self) -> (Option<GetOffersResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload for the getListingOffers and getItemOffers operations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetOffersResult {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Metadata that identifies the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<ItemIdentifier>,
    /// The condition of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<ConditionType>,
    /// A list of offer details. The list is the same length as the TotalOfferCount in the Summary or 20, whichever is less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<OfferDetail>>,
    /// The stock keeping unit (SKU) of the item.
    #[serde(rename = "SKU", skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Pricing information about the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// A marketplace identifier.
    #[serde(rename = "marketplaceId", skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The status of the operation.
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// The response schema for the `getPricing` and `getCompetitivePricing` operations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetPricingResponse {
    /// One or more unexpected errors occurred during the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the getPricing and getCompetitivePricing operations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Vec<Price>>,
}

impl Enveloped for GetPricingResponse {
    type Payload = Vec<Price>;

    fn open(self) -> (Option<Vec<Price>>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// A mapping of additional HTTP headers to send/receive for the individual batch request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct HttpResponseHeaders {
    /// The timestamp that the API request was received. For more information, consult [RFC 2616 Section 14](https://www.w3.org/Protocols/rfc2616/rfc2616-sec14.html).
    #[serde(rename = "Date", skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Unique request reference identifier.
    #[serde(rename = "x-amzn-RequestId", skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// Specifies the identifiers used to uniquely identify an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct IdentifierType {
    /// Indicates the item is identified by MarketPlaceId and ASIN.
    #[serde(rename = "MarketplaceASIN", skip_serializing_if = "Option::is_none")]
    pub marketplace_asin: Option<ASINIdentifier>,
    /// Indicates the item is identified by MarketPlaceId, SellerId, and SellerSKU.
    #[serde(rename = "SKUIdentifier", skip_serializing_if = "Option::is_none")]
    pub sku_identifier: Option<SellerSKUIdentifier>,
}

/// Information that identifies an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ItemIdentifier {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The condition of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<ConditionType>,
    /// A marketplace identifier. Specifies the marketplace from which prices are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The seller stock keeping unit (SKU) of the item.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
}

/// List of request parameters can be accepted by `ItemOffersRequests` operation
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemOffersRequest {
    /// A mapping of additional HTTP headers to send/receive for the individual batch request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// The HTTP method associated with the individual APIs being called as part of the batch request.
    pub method: HttpMethod,
    /// The resource path of the operation you are calling in batch without any query parameters. If you are calling `getItemOffersBatch`, supply the path of `getItemOffers`. **Example:** `/products/pricing/v0/items/B000P6Q7MY/offers` If you are calling `getListingOffersBatch`, supply the path of `getListingOffers`. **Example:** `/products/pricing/v0/listings/B000P6Q7MY/offers`
    pub uri: String,
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    #[serde(rename = "CustomerType", skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<CustomerType>,
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(rename = "ItemCondition")]
    pub item_condition: ItemCondition,
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
}

/// List of request parameters that can be accepted by `ItemOffersRequest`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ItemOffersRequestParams {
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<CustomerType>,
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<ItemCondition>,
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The Amazon Standard Identification Number (ASIN) of the item. This is the same Asin passed as a request parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
}

/// Schema for an individual `ItemOffersResponse`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemOffersResponse {
    /// The response schema for the `getListingOffers` and `getItemOffers` operations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<GetOffersResponse>,
    /// A mapping of additional HTTP headers to send/receive for the individual batch request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<HttpResponseHeaders>,
    /// The HTTP status line associated with the response. For more information, consult [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<GetOffersHttpStatusLine>,
    /// List of request parameters that can be accepted by `ItemOffersRequest`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<ItemOffersRequestParams>,
}

/// List of request parameters that can be accepted by `ListingOffersRequest` operation
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingOffersRequest {
    /// A mapping of additional HTTP headers to send/receive for the individual batch request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// The HTTP method associated with the individual APIs being called as part of the batch request.
    pub method: HttpMethod,
    /// The resource path of the operation you are calling in batch without any query parameters. If you are calling `getItemOffersBatch`, supply the path of `getItemOffers`. **Example:** `/products/pricing/v0/items/B000P6Q7MY/offers` If you are calling `getListingOffersBatch`, supply the path of `getListingOffers`. **Example:** `/products/pricing/v0/listings/B000P6Q7MY/offers`
    pub uri: String,
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    #[serde(rename = "CustomerType", skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<CustomerType>,
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(rename = "ItemCondition")]
    pub item_condition: ItemCondition,
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
}

/// List of request parameters that can be accepted by `ListingOffersRequest`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ListingOffersRequestParams {
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_type: Option<CustomerType>,
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<ItemCondition>,
    /// A marketplace identifier. Specifies the marketplace for which prices are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The seller stock keeping unit (SKU) of the item. This is the same SKU passed as a path parameter.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
}

/// Schema for an individual `ListingOffersResponse`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListingOffersResponse {
    /// The response schema for the `getListingOffers` and `getItemOffers` operations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<GetOffersResponse>,
    /// A mapping of additional HTTP headers to send/receive for the individual batch request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<HttpResponseHeaders>,
    /// The HTTP status line associated with the response. For more information, consult [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<GetOffersHttpStatusLine>,
    /// List of request parameters that can be accepted by `ListingOffersRequest`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<ListingOffersRequestParams>,
}

/// Schema for an individual lowest price.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LowestPriceType {
    /// The value calculated by adding ListingPrice + Shipping · Points.
    #[serde(rename = "LandedPrice", skip_serializing_if = "Option::is_none")]
    pub landed_price: Option<MoneyType>,
    /// The price of the item.
    #[serde(rename = "ListingPrice", skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points offered with the purchase of an item.
    #[serde(rename = "Points", skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The shipping cost.
    #[serde(rename = "Shipping", skip_serializing_if = "Option::is_none")]
    pub shipping: Option<MoneyType>,
    /// Indicates the condition of the item. For example: New, Used, Collectible, Refurbished, or Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Indicates whether the item is fulfilled by Amazon or by the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_channel: Option<String>,
    /// Indicates the type of customer that the offer is valid for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferCustomerType>,
    /// Indicates the type of quantity discount this price applies to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_discount_type: Option<QuantityDiscountType>,
    /// Indicates at what quantity this price becomes active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_tier: Option<i64>,
}

/// Currency type and monetary value. Schema for demonstrating pricing info.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct MoneyType {
    /// The monetary value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Number>,
    /// The currency code in ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// The total number of offers for the specified condition and fulfillment channel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferCountType {
    /// The number of offers in a fulfillment channel that meet a specific condition.
    #[serde(rename = "OfferCount", skip_serializing_if = "Option::is_none")]
    pub offer_count: Option<i64>,
    /// Indicates the condition of the item. For example: New, Used, Collectible, Refurbished, or Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Indicates whether the item is fulfilled by Amazon or by the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_channel: Option<FulfillmentChannelType>,
}

/// Schema for an individual offer. Object in `OfferDetailList`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OfferDetail {
    /// Information about the condition of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_notes: Option<String>,
    /// When true, the offer is currently in the Buy Box. There can be up to two Buy Box winners at any time per ASIN, one that is eligible for Prime and one that is not eligible for Prime.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_buy_box_winner: Option<bool>,
    /// When true, the seller of the item is eligible to win the Buy Box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_featured_merchant: Option<bool>,
    /// When true, the offer is fulfilled by Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_fulfilled_by_amazon: Option<bool>,
    /// The price of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// When true, this is the seller's offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_offer: Option<bool>,
    /// The number of Amazon Points offered with the purchase of an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// Amazon Prime information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prime_information: Option<PrimeInformationType>,
    /// Information about the seller's feedback, including the percentage of positive feedback, and the total number of ratings received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_feedback_rating: Option<SellerFeedbackType>,
    /// The seller identifier for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// The shipping cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<MoneyType>,
    /// The maximum time within which the item will likely be shipped once an order has been placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_time: Option<DetailedShippingTimeType>,
    /// The state and country from where the item is shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ships_from: Option<ShipsFromType>,
    /// The subcondition of the item. Subcondition values: New, Mint, Very Good, Good, Acceptable, Poor, Club, OEM, Warranty, Refurbished Warranty, Refurbished, Open Box, or Other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_condition: Option<String>,
    /// Indicates the type of customer that the offer is valid for.
    #[serde(rename = "offerType", skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferCustomerType>,
    /// List of `QuantityDiscountPrice` that contains item's pricing information when buy in bulk.
    #[serde(
        rename = "quantityDiscountPrices",
        skip_serializing_if = "Option::is_none"
    )]
    pub quantity_discount_prices: Option<Vec<QuantityDiscountPriceType>>,
}

/// The number of offer listings with the specified condition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferListingCountType {
    /// The number of offer listings.
    #[serde(rename = "Count", skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The condition of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

/// Schema for an individual offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OfferType {
    /// Contains pricing information that includes promotions and contains the shipping cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buying_price: Option<PriceType>,
    /// The fulfillment channel for the offer listing. Possible values: · Amazon · Fulfilled by Amazon. · Merchant · Fulfilled by the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_channel: Option<String>,
    /// The item condition for the offer listing. Possible values: New, Used, Collectible, Refurbished, or Club.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<String>,
    /// The item subcondition for the offer listing. Possible values: New, Mint, Very Good, Good, Acceptable, Poor, Club, OEM, Warranty, Refurbished Warranty, Refurbished, Open Box, or Other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_sub_condition: Option<String>,
    /// The current price excluding any promotions that apply to the product. Excludes the shipping cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_price: Option<MoneyType>,
    /// The seller stock keeping unit (SKU) of the item.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The current listing price for Business buyers.
    #[serde(rename = "businessPrice", skip_serializing_if = "Option::is_none")]
    pub business_price: Option<MoneyType>,
    /// Indicates the type of customer that the offer is valid for.
    #[serde(rename = "offerType", skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferCustomerType>,
    /// List of `QuantityDiscountPrice` that contains item's pricing information when buy in bulk.
    #[serde(
        rename = "quantityDiscountPrices",
        skip_serializing_if = "Option::is_none"
    )]
    pub quantity_discount_prices: Option<Vec<QuantityDiscountPriceType>>,
}

/// The number of Amazon Points offered with the purchase of an item, and their monetary value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Points {
    /// The monetary value of the points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_monetary_value: Option<MoneyType>,
    /// The number of points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_number: Option<i64>,
}

/// Schema for price info in `getPricing` response
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Price {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// An item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
    /// The seller stock keeping unit (SKU) of the item.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The status of the operation.
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Schema for item's price information, including listing price, shipping price, and Amazon points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PriceType {
    /// The value calculated by adding ListingPrice + Shipping · Points. Note that if the landed price is not returned, the listing price represents the product with the lowest landed price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub landed_price: Option<MoneyType>,
    /// The listing price of the item including any promotions that apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points offered with the purchase of an item, and their monetary value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The shipping cost of the product. Note that the shipping cost is not always available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<MoneyType>,
}

/// Amazon Prime information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PrimeInformationType {
    /// Indicates whether the offer is an Amazon Prime offer throughout the entire marketplace where it is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_national_prime: Option<bool>,
    /// Indicates whether the offer is an Amazon Prime offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_prime: Option<bool>,
}

/// An item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Product {
    /// A list of product attributes if they are applicable to the product that is returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_sets: Option<Vec<Value>>,
    /// Competitive pricing information for the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competitive_pricing: Option<CompetitivePricingType>,
    /// Specifies the identifiers used to uniquely identify an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<IdentifierType>,
    /// A list of offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<OfferType>>,
    /// A list that contains product variation information, if applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationships: Option<Vec<Value>>,
    /// A list of sales rank information for the item, by category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_rankings: Option<Vec<SalesRankType>>,
}

/// Contains pricing information that includes special pricing when buying in bulk.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct QuantityDiscountPriceType {
    /// The price at this quantity tier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// Indicates the type of quantity discount this price applies to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_discount_type: Option<QuantityDiscountType>,
    /// Indicates at what quantity this price becomes active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_tier: Option<i64>,
}

/// Sales rank information for the item, by category
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SalesRankType {
    /// Identifies the item category from which the sales rank is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_category_id: Option<String>,
    /// The sales rank of the item within the item category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<i64>,
}

/// Information about the seller's feedback, including the percentage of positive feedback, and the total number of ratings received.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SellerFeedbackType {
    /// The number of ratings received about the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_count: Option<i64>,
    /// The percentage of positive feedback for the seller in the past 365 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_positive_feedback_rating: Option<Number>,
}

/// Schema to identify an item by MarketPlaceId, SellerId, and SellerSKU.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SellerSKUIdentifier {
    /// A marketplace identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The seller identifier submitted for the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// The seller stock keeping unit (SKU) of the item.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
}

/// The state and country from where the item is shipped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ShipsFromType {
    /// The country from where the item is shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The state from where the item is shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Contains price information about the product, including the LowestPrices and BuyBoxPrices, the ListPrice, the SuggestedLowerPricePlusShipping, and NumberOfOffers and NumberOfBuyBoxEligibleOffers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Summary {
    /// A list that contains the total number of offers that are eligible for the Buy Box for the given conditions and fulfillment channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buy_box_eligible_offers: Option<Vec<OfferCountType>>,
    /// A list of item prices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buy_box_prices: Option<Vec<BuyBoxPriceType>>,
    /// This price is based on competitive prices from other retailers (excluding other Amazon sellers). The offer may be ineligible for the Buy Box if the seller's price + shipping (minus Amazon Points) is greater than this competitive price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competitive_price_threshold: Option<MoneyType>,
    /// The list price of the item as suggested by the manufacturer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_price: Option<MoneyType>,
    /// A list of the lowest prices for the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowest_prices: Option<Vec<LowestPriceType>>,
    /// A list that contains the total number of offers for the item for the given conditions and fulfillment channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_offers: Option<Vec<OfferCountType>>,
    /// When the status is ActiveButTooSoonForProcessing, this is the time when the offers will be available for processing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers_available_time: Option<DateTime>,
    /// A list that contains the sales rank of the item in the given product categories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_rankings: Option<Vec<SalesRankType>>,
    /// The suggested lower price of the item, including shipping and Amazon Points. The suggested lower price is based on a range of factors, including historical selling prices, recent Buy Box-eligible prices, and input from customers for your products.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_lower_price_plus_shipping: Option<MoneyType>,
    /// The number of unique offers contained in NumberOfOffers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_offer_count: Option<i64>,
}

wire_enum! {
    /// Indicates the condition of the item. Possible values: New, Used, Collectible, Refurbished, Club.
    pub enum ConditionType {
        /// New
        New = "New",
        /// Used
        Used = "Used",
        /// Collectible
        Collectible = "Collectible",
        /// Refurbished
        Refurbished = "Refurbished",
        /// Club
        Club = "Club",
    }
}

wire_enum! {
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    pub enum CustomerType {
        /// Consumer
        Consumer = "Consumer",
        /// Business
        Business = "Business",
    }
}

wire_enum! {
    /// Indicates whether the item is available for shipping now, or on a known or an unknown date in the future. If known, the availableDate property indicates the date that the item will be available for shipping. Possible values: NOW, FUTURE_WITHOUT_DATE, FUTURE_WITH_DATE.
    pub enum DetailedShippingTimeTypeAvailabilityType {
        /// The item is available for shipping now.
        Now = "NOW",
        /// The item will be available for shipping on an unknown date in the future.
        FutureWithoutDate = "FUTURE_WITHOUT_DATE",
        /// The item will be available for shipping on a known date in the future.
        FutureWithDate = "FUTURE_WITH_DATE",
    }
}

wire_enum! {
    /// Indicates whether the item is fulfilled by Amazon or by the seller (merchant).
    pub enum FulfillmentChannelType {
        /// Fulfilled by Amazon.
        Amazon = "Amazon",
        /// Fulfilled by the seller.
        Merchant = "Merchant",
    }
}

wire_enum! {
    /// Indicates whether to request pricing information from the point of view of Consumer or Business buyers. Default is Consumer.
    pub enum GetCompetitivePricingCustomerType {
        /// Consumer
        Consumer = "Consumer",
        /// Business
        Business = "Business",
    }
}

wire_enum! {
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    pub enum GetItemOffersCustomerType {
        /// Consumer
        Consumer = "Consumer",
        /// Business
        Business = "Business",
    }
}

wire_enum! {
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    pub enum GetItemOffersItemCondition {
        /// New
        New = "New",
        /// Used
        Used = "Used",
        /// Collectible
        Collectible = "Collectible",
        /// Refurbished
        Refurbished = "Refurbished",
        /// Club
        Club = "Club",
    }
}

wire_enum! {
    /// Indicates whether to request Consumer or Business offers. Default is Consumer.
    pub enum GetListingOffersCustomerType {
        /// Consumer
        Consumer = "Consumer",
        /// Business
        Business = "Business",
    }
}

wire_enum! {
    /// Filters the offer listings based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    pub enum GetListingOffersItemCondition {
        /// New
        New = "New",
        /// Used
        Used = "Used",
        /// Collectible
        Collectible = "Collectible",
        /// Refurbished
        Refurbished = "Refurbished",
        /// Club
        Club = "Club",
    }
}

wire_enum! {
    /// Filters the offer listings based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    pub enum GetPricingItemCondition {
        /// New
        New = "New",
        /// Used
        Used = "Used",
        /// Collectible
        Collectible = "Collectible",
        /// Refurbished
        Refurbished = "Refurbished",
        /// Club
        Club = "Club",
    }
}

wire_enum! {
    /// Indicates whether to request pricing information for the seller's B2C or B2B offers. Default is B2C.
    pub enum GetPricingOfferType {
        /// B2C
        B2c = "B2C",
        /// B2B
        B2b = "B2B",
    }
}

wire_enum! {
    /// The HTTP method associated with the individual APIs being called as part of the batch request.
    pub enum HttpMethod {
        /// GET
        Get = "GET",
        /// PUT
        Put = "PUT",
        /// PATCH
        Patch = "PATCH",
        /// DELETE
        Delete = "DELETE",
        /// POST
        Post = "POST",
    }
}

wire_enum! {
    /// Filters the offer listings to be considered based on item condition. Possible values: New, Used, Collectible, Refurbished, Club.
    pub enum ItemCondition {
        /// New
        New = "New",
        /// Used
        Used = "Used",
        /// Collectible
        Collectible = "Collectible",
        /// Refurbished
        Refurbished = "Refurbished",
        /// Club
        Club = "Club",
    }
}

wire_enum! {
    /// Indicates whether ASIN values or seller SKU values are used to identify items. If you specify Asin, the information in the response will be dependent on the list of Asins you provide in the Asins parameter. If you specify Sku, the information in the response will be dependent on the list of Skus you provide in the Skus parameter. Possible values: Asin, Sku.
    pub enum ItemType {
        /// The Amazon Standard Identification Number (ASIN).
        Asin = "Asin",
        /// The seller SKU.
        Sku = "Sku",
    }
}

wire_enum! {
    /// Indicates whether the offer is a B2B or B2C offer
    pub enum OfferCustomerType {
        /// B2C
        B2c = "B2C",
        /// B2B
        B2b = "B2B",
    }
}

wire_enum! {
    /// Indicates the type of quantity discount this price applies to.
    pub enum QuantityDiscountType {
        /// Quantity Discount
        QuantityDiscount = "QUANTITY_DISCOUNT",
    }
}
