//! Wire types and operations of `productPricing_2022-05-01`: The Selling Partner API for Pricing helps you programmatically retrieve product pricing and offer pricing information for Amazon store products.
//!
//! Written by `cargo run -p amazon --example generate` from `models/productPricing_2022-05-01.json`, Copyright
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

/// Returns the competitive summary response, including featured buying options for the ASIN and `marketplaceId` combination.
///
/// `POST /batches/products/pricing/2022-05-01/items/competitiveSummary`, 0.033 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetCompetitiveSummary {
    /// The batch of `getCompetitiveSummary` requests.
    #[serde(rename = "requests")]
    pub body: CompetitiveSummaryBatchRequest,
}

impl Operation for GetCompetitiveSummary {
    type Answer = CompetitiveSummaryBatchResponse;
    const API: &'static str = "productPricing_2022-05-01";
    const NAME: &'static str = "getCompetitiveSummary";
    const PLAN: UsagePlan = UsagePlan::new(0.033, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/batches/products/pricing/2022-05-01/items/competitiveSummary",
        )
        .body(&self.body)
    }
}

/// Returns the set of responses that correspond to the batched list of up to 40 requests defined in the request body. The response for each successful (HTTP status code 200) request in the set includes the computed listing price at or below which a seller can expect to become the featured offer (before applicable promotions). This is called the featured offer expected price (FOEP). Featured offer is not guaranteed because competing offers might change. Other offers might be featured based on factors such as fulfillment capabilities to a specific customer. The response to an unsuccessful request includes the available error text.
///
/// `POST /batches/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice`, 0.033 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeaturedOfferExpectedPriceBatch {
    /// The batch of `getFeaturedOfferExpectedPrice` requests.
    #[serde(rename = "getFeaturedOfferExpectedPriceBatchRequestBody")]
    pub body: GetFeaturedOfferExpectedPriceBatchRequest,
}

impl Operation for GetFeaturedOfferExpectedPriceBatch {
    type Answer = GetFeaturedOfferExpectedPriceBatchResponse;
    const API: &'static str = "productPricing_2022-05-01";
    const NAME: &'static str = "getFeaturedOfferExpectedPriceBatch";
    const PLAN: UsagePlan = UsagePlan::new(0.033, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/batches/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice",
        )
        .body(&self.body)
    }
}

/// Amount-based purchase conditions for basket building promotions. Customers must spend a minimum dollar amount.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AmountThreshold {
    /// Minimum spend amount customers must meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<MoneyType>,
    /// Indicates how the amount requirement is evaluated. For spend-based conditions, the supported value is AT_LEAST, meaning the customer must spend at least the specified dollar amount to qualify.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// The common properties for individual requests within a batch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BatchRequest {
    /// Additional HTTP body information that is associated with an individual request within a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<BTreeMap<String, Value>>,
    /// A mapping of additional HTTP headers to send or receive for an individual request within a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// The HTTP method associated with an individual request within a batch.
    pub method: HttpMethod,
    /// The URI associated with an individual request within a batch. For `FeaturedOfferExpectedPrice`, this is `/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice`.
    pub uri: String,
}

/// The common properties for responses to individual requests within a batch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BatchResponse {
    /// A mapping of additional HTTP headers to send or receive for an individual request within a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// The HTTP status line associated with the response for an individual request within a batch. For more information, refer to [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<HttpStatusLine>,
}

/// The `competitiveSummary` batch request data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CompetitiveSummaryBatchRequest {
    /// A batched list of `competitiveSummary` requests.
    pub requests: Vec<CompetitiveSummaryRequest>,
}

/// The response schema for the `competitiveSummaryBatch` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CompetitiveSummaryBatchResponse {
    /// The response list for the `competitiveSummaryBatch` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responses: Option<Vec<CompetitiveSummaryResponse>>,
}

/// An individual `competitiveSummary` request for an ASIN and `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CompetitiveSummaryRequest {
    /// The Amazon Standard Identification Number for the item.
    pub asin: String,
    /// The list of requested competitive pricing data for the product.
    pub included_data: Vec<CompetitiveSummaryIncludedData>,
    /// The list of `lowestPricedOffersInput` parameters that are used to build `lowestPricedOffers` in the response. This attribute is only valid if `lowestPricedOffers` is requested in `includedData`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowest_priced_offers_inputs: Option<Vec<LowestPricedOffersInput>>,
    /// An Amazon store identifier.
    pub marketplace_id: String,
    /// HTTP method type
    pub method: HttpMethod,
    /// The URI associated with the individual APIs that are called as part of the batch request. For `getCompetitiveSummary`, this is `/products/pricing/2022-05-01/items/competitiveSummary`.
    pub uri: String,
}

/// The response for the individual `competitiveSummary` request in the batch operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CompetitiveSummaryResponse {
    /// The `competitiveSummaryResponse` body for a requested ASIN and `marketplaceId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<CompetitiveSummaryResponseBody>,
    /// The HTTP status line associated with the response. For more information, refer to [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<HttpStatusLine>,
}

/// The `competitiveSummaryResponse` body for a requested ASIN and `marketplaceId`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CompetitiveSummaryResponseBody {
    /// The Amazon identifier for the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// A list of errors
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// A list of featured buying options for the specified ASIN `marketplaceId` combination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured_buying_options: Option<Vec<FeaturedBuyingOption>>,
    /// A list of lowest priced offers for the specified ASIN `marketplaceId` combination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowest_priced_offers: Option<Vec<LowestPricedOffer>>,
    /// An Amazon store identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// A list of reference prices for the specified ASIN `marketplaceId` combination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_prices: Option<Vec<ReferencePrice>>,
    /// A list of similar items for the specified ASIN `marketplaceId` combination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub similar_items: Option<Vec<SimilarItems>>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Errors {
    /// One or more unexpected errors occurred during the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// Describes a featured buying option, which includes a list of segmented featured offers for a particular item condition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedBuyingOption {
    /// The buying option type for the featured offer. `buyingOptionType` represents the buying options that a customer receives on the detail page, such as `B2B`, `Fresh`, and `Subscribe n Save`. `buyingOptionType` currently supports `NEW` as a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buying_option_type: Option<FeaturedBuyingOptionBuyingOptionType>,
    /// A list of segmented featured offers for the current buying option type. A segment can be considered as a group of regional contexts that all have the same featured offer. A regional context is a combination of factors such as customer type, region, or postal code and buying option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segmented_featured_offers: Option<Vec<SegmentedFeaturedOffer>>,
}

/// Schema for `currentFeaturedOffer` or `competingFeaturedOffer`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOffer {
    /// The item condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// An offer identifier used to identify the merchant of the featured offer. Since this may not belong to the requester, the SKU field is omitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_identifier: Option<OfferIdentifier>,
    /// The current active price of the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
}

/// The item price at or below which the target offer may be featured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOfferExpectedPrice {
    /// A computed listing price at or below which a seller can expect to become the featured offer (before applicable promotions).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points that are offered with the purchase of an item and the monetary value of these points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
}

/// An individual FOEP request for a particular SKU.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOfferExpectedPriceRequest {
    /// Additional HTTP body information that is associated with an individual request within a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<BTreeMap<String, Value>>,
    /// A mapping of additional HTTP headers to send or receive for an individual request within a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// The HTTP method associated with an individual request within a batch.
    pub method: HttpMethod,
    /// The URI associated with an individual request within a batch. For `FeaturedOfferExpectedPrice`, this is `/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice`.
    pub uri: String,
    /// The `MarketplaceID` is the globally unique identifier of an Amazon store. To find the ID for your Amazon store, refer to [Amazon store IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_id: String,
    /// Input segment for featured offer expected price. The segment contains the location information for which featured offer expected price is requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<Segment>,
    /// The seller SKU of the item.
    pub sku: String,
}

/// The parameters for an individual request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOfferExpectedPriceRequestParams {
    /// The `MarketplaceID` is the globally unique identifier of an Amazon store. To find the ID for your Amazon store, refer to [Amazon store IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Input segment for featured offer expected price. The segment contains the location information for which featured offer expected price is requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<Segment>,
    /// The seller SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
}

/// Schema for an individual FOEP response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOfferExpectedPriceResponse {
    /// A mapping of additional HTTP headers to send or receive for an individual request within a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    /// The HTTP status line associated with the response for an individual request within a batch. For more information, refer to [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<HttpStatusLine>,
    /// The FOEP response data for a requested SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<FeaturedOfferExpectedPriceResponseBody>,
    /// Use these request parameters to map the response back to the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<FeaturedOfferExpectedPriceRequestParams>,
}

/// The FOEP response data for a requested SKU.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOfferExpectedPriceResponseBody {
    /// The errors that occurred if the operation wasn't successful (HTTP status code non-200).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The FOEP results for the requested target offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured_offer_expected_price_results: Option<Vec<FeaturedOfferExpectedPriceResult>>,
    /// Metadata that identifies the target offer for which the FOEP result data was computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_identifier: Option<OfferIdentifier>,
}

/// The FOEP result data for the requested offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOfferExpectedPriceResult {
    /// The offer that will likely be the featured offer if the target offer is priced above its FOEP. If the target offer is currently the featured offer, this property will be different than `currentFeaturedOffer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competing_featured_offer: Option<FeaturedOffer>,
    /// The offer that is currently the featured offer. If the target offer is not currently featured, then this property will be equal to `competingFeaturedOffer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_featured_offer: Option<FeaturedOffer>,
    /// The item price at or below which the target offer may be featured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured_offer_expected_price: Option<FeaturedOfferExpectedPrice>,
    /// The status of the FOEP computation. Possible values include `VALID_FOEP`, `NO_COMPETING_OFFER`, `OFFER_NOT_ELIGIBLE`, `OFFER_NOT_FOUND`, and `ASIN_NOT_ELIGIBLE`. Additional values might be added in the future.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_status: Option<String>,
}

/// Describes the segment in which the offer is featured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeaturedOfferSegment {
    /// The customer membership type that makes up this segment
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_membership: Option<FeaturedOfferSegmentCustomerMembership>,
    /// The details about the segment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_details: Option<SegmentDetails>,
}

/// The request body for the `getFeaturedOfferExpectedPriceBatch` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeaturedOfferExpectedPriceBatchRequest {
    /// A batched list of FOEP requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests: Option<Vec<FeaturedOfferExpectedPriceRequest>>,
}

/// The response schema for the `getFeaturedOfferExpectedPriceBatch` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeaturedOfferExpectedPriceBatchResponse {
    /// A batched list of FOEP responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responses: Option<Vec<FeaturedOfferExpectedPriceResponse>>,
}

/// The HTTP status line associated with the response for an individual request within a batch. For more information, refer to [RFC 2616](https://www.w3.org/Protocols/rfc2616/rfc2616-sec6.html).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct HttpStatusLine {
    /// The HTTP response reason phrase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_phrase: Option<String>,
    /// The HTTP response status code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i64>,
}

/// A similar item for the specified ASIN `marketplaceId` combination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Item {
    /// The Amazon identifier for the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
}

/// Describes the lowest priced offers for the specified item condition and offer type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LowestPricedOffer {
    /// The filtering criteria that are used to retrieve the lowest priced offers that correspond to the `lowestPricedOffersInputs` request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowest_priced_offers_input: Option<LowestPricedOffersInput>,
    /// A list of up to 20 lowest priced offers that match the criteria specified in `lowestPricedOffersInput`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<Offer>>,
}

/// The input required for building `LowestPricedOffers` data in the response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LowestPricedOffersInput {
    /// The input parameter specifies the `itemCondition` of the offer that is requested for `LowestPricedOffers`. `New` is the default value for `itemCondition`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_condition: Option<Condition>,
    /// The input parameter specifies the type of offers requested for `LowestPricedOffers`. This applies to `Consumer` and `Business` offers. `Consumer` is the default `offerType`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<LowestPricedOffersInputOfferType>,
}

/// Currency type and monetary value schema to demonstrate pricing information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MoneyType {
    /// The monetary value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Number>,
    /// The currency code in ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// The offer data of a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Offer {
    /// Item Condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// The fulfillment type for the offer. Possible values are `AFN` (Amazon Fulfillment Network) and `MFN` (Merchant Fulfillment Network).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_type: Option<FulfillmentType>,
    /// The offer buying price. This doesn't include shipping, points, or applicable promotions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points that are offered with the purchase of an item and the monetary value of these points. Note that the Points element is only returned in Japan (JP).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// Amazon Prime details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prime_details: Option<PrimeDetails>,
    /// A list of live promotions with this offer
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotions: Option<Vec<Promotion>>,
    /// The seller identifier for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// A list of shipping options associated with this offer
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_options: Option<Vec<ShippingOption>>,
    /// The item subcondition of the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_condition: Option<OfferSubCondition>,
}

/// Identifies an offer from a particular seller for a specified ASIN.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferIdentifier {
    /// The Amazon identifier for the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The fulfillment type for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_type: Option<FulfillmentType>,
    /// An Amazon store identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The seller identifier for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// The seller SKU of the item. This will only be present for the target offer, which belongs to the requesting seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
}

/// The number of Amazon Points that are offered with the purchase of an item and the monetary value of these points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Points {
    /// The monetary value of the Amazon Points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_monetary_value: Option<MoneyType>,
    /// The number of Amazon Points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_number: Option<i64>,
}

/// Postal code value with country code
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PostalCode {
    /// Country code value
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// Postal code value
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// The schema for item's price information, including listing price, shipping price, and Amazon Points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Price {
    /// The listing price for the item, excluding any promotions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points that are offered with the purchase of an item and the monetary value of these points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The shipping cost of the product. Note that the shipping cost is not always available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_price: Option<MoneyType>,
}

/// Amazon Prime details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PrimeDetails {
    /// Indicates whether the offer is an Amazon Prime offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<PrimeDetailsEligibility>,
}

/// A promotion applicable to the offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Promotion {
    /// The savings applied by the promotion, including discount amount, percentage off, and discounted price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotion_savings: Option<PromotionSavings>,
    /// The type of promotion, categorized by the customer-facing experience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotion_type: Option<String>,
    /// Purchase requirements for BASKET_BUILDING promotions. Defines what customers must buy to qualify.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_requirements: Option<PurchaseRequirements>,
}

/// Discount details applied by the promotion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PromotionDiscount {
    /// The monetary amount discounted from the original price. Only valid when type is AMOUNT_OFF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_off: Option<MoneyType>,
    /// The percentage discount applied to the original price (1-100). Only valid when type is PERCENTAGE_OFF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent_off: Option<Number>,
    /// The type of discount off, categorized by the customer-facing experience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Details about the savings applied by the promotion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PromotionSavings {
    /// The discount applied by the promotion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<PromotionDiscount>,
    /// The final price after the promotion is applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discounted_price: Option<MoneyType>,
}

/// Specifies minimum purchase requirements using quantity-based or amount-based conditions for basket building promotions. Used in purchase requirements to specify conditions within those configurations. Exactly one of quantityThreshold or amountThreshold must be specified.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PurchaseCondition {
    /// Amount-based purchase conditions for basket building promotions. Customers must purchase a minimum amount for the promotion to apply
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_threshold: Option<AmountThreshold>,
    /// Quantity-based purchase conditions for basket building promotions. Customer must purchase at least the specified quantity of items
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_threshold: Option<QuantityThreshold>,
}

/// Purchase requirements that customers must meet to qualify for basket building promotions. Contains the purchase condition (how much to buy). Represents the 'Buy X' portion of Buy X Get Y promotions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PurchaseRequirements {
    /// Minimum purchase requirement specifying either quantity of items or total spend amount that customers must meet to qualify.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<PurchaseCondition>,
}

/// Quantity-based purchase conditions for basket building promotions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct QuantityThreshold {
    /// Number of items required to meet this purchase condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Indicates how the quantity requirement is evaluated. Possible values include: · AT_LEAST: The customer must purchase at least the specified quantity of items to qualify for the benefit. · FOR_EACH: The benefit applies for every group of the specified quantity purchased (for example, the discount applies for each set of 2 items purchased).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// The reference price for the specified ASIN `marketplaceId` combination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReferencePrice {
    /// Reference price type (e.g., `CompetitivePriceThreshold`, `WasPrice`, `CompetitivePrice`). For definitions, refer to the [Product Pricing API Use Case Guide](https://developer-docs.amazon.com/sp-api/docs/product-pricing-api).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The reference price for the ASIN `marketplaceId` combination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyType>,
}

/// Information about a location. It uses a postal code to identify the location.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SampleLocation {
    /// Postal code value with country code
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<PostalCode>,
}

/// Input segment for featured offer expected price. The segment contains the location information for which featured offer expected price is requested.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Segment {
    /// Segment details
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_details: Option<SegmentDetails>,
}

/// The details about the segment. The FeaturedOfferExpectedPrice API uses only the sampleLocation portion as input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SegmentDetails {
    /// The glance view weighted percentage for this segment, which is the glance views for this segment as a percentage of total glance views across all segments for the ASIN. A higher percentage indicates that more Amazon customers receive this offer as the Featured Offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub glance_view_weight_percentage: Option<Number>,
    /// The representative location that features the offer for the segment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_location: Option<SampleLocation>,
}

/// A product offer with segment information indicating where it's featured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SegmentedFeaturedOffer {
    /// Item Condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// The fulfillment type for the offer. Possible values are `AFN` (Amazon Fulfillment Network) and `MFN` (Merchant Fulfillment Network).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_type: Option<FulfillmentType>,
    /// The offer buying price. This doesn't include shipping, points, or applicable promotions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points that are offered with the purchase of an item and the monetary value of these points. Note that the Points element is only returned in Japan (JP).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// Amazon Prime details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prime_details: Option<PrimeDetails>,
    /// A list of live promotions with this offer
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotions: Option<Vec<Promotion>>,
    /// The seller identifier for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// A list of shipping options associated with this offer
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_options: Option<Vec<ShippingOption>>,
    /// The item subcondition of the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_condition: Option<SegmentedFeaturedOfferSubCondition>,
    /// The list of segment information in which the offer is featured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured_offer_segments: Option<Vec<FeaturedOfferSegment>>,
}

/// The shipping option available for the offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShippingOption {
    /// Shipping price for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyType>,
    /// The type of shipping option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_option_type: Option<ShippingOptionShippingOptionType>,
}

/// The summary of similar items for the specified ASIN `marketplaceId` combination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SimilarItems {
    /// A list of similar items for the specified ASIN `marketplaceId` combination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
}

wire_enum! {
    /// The supported data types in the `getCompetitiveSummary` API.
    pub enum CompetitiveSummaryIncludedData {
        /// Describes the current segmented featured offer information for the item.
        FeaturedBuyingOptions = "featuredBuyingOptions",
        /// Provides reference price points for the item, such as the Competitive Price Threshold.
        ReferencePrices = "referencePrices",
        /// The lowest-priced standard offers that are available for the item in the Amazon store.
        LowestPricedOffers = "lowestPricedOffers",
        /// Provides a list of up to 20 ASINs which are similar to the item.
        SimilarItems = "similarItems",
    }
}

wire_enum! {
    /// The condition of the item.
    pub enum Condition {
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
    /// The buying option type for the featured offer. `buyingOptionType` represents the buying options that a customer receives on the detail page, such as `B2B`, `Fresh`, and `Subscribe n Save`. `buyingOptionType` currently supports `NEW` as a value.
    pub enum FeaturedBuyingOptionBuyingOptionType {
        /// New
        New = "New",
    }
}

wire_enum! {
    /// The customer membership type that makes up this segment
    pub enum FeaturedOfferSegmentCustomerMembership {
        /// Customers that are Prime members.
        Prime = "PRIME",
        /// Customers that are not Prime members.
        NonPrime = "NON_PRIME",
        /// Customers whose Prime membership status is unknown.
        Default = "DEFAULT",
    }
}

wire_enum! {
    /// Indicates whether the item is fulfilled by Amazon or by the seller (merchant).
    pub enum FulfillmentType {
        /// Fulfilled by Amazon.
        Afn = "AFN",
        /// Fulfilled by the seller.
        Mfn = "MFN",
    }
}

wire_enum! {
    /// The HTTP method associated with an individual request within a batch.
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
    /// The input parameter specifies the type of offers requested for `LowestPricedOffers`. This applies to `Consumer` and `Business` offers. `Consumer` is the default `offerType`.
    pub enum LowestPricedOffersInputOfferType {
        /// An offer that is available to all Amazon customers.
        Consumer = "Consumer",
    }
}

wire_enum! {
    /// The item subcondition of the offer.
    pub enum OfferSubCondition {
        /// New
        New = "New",
        /// Mint
        Mint = "Mint",
        /// VeryGood
        VeryGood = "VeryGood",
        /// Good
        Good = "Good",
        /// Acceptable
        Acceptable = "Acceptable",
        /// Poor
        Poor = "Poor",
        /// Club
        Club = "Club",
        /// OEM
        Oem = "OEM",
        /// Warranty
        Warranty = "Warranty",
        /// RefurbishedWarranty
        RefurbishedWarranty = "RefurbishedWarranty",
        /// Refurbished
        Refurbished = "Refurbished",
        /// OpenBox
        OpenBox = "OpenBox",
        /// Other
        Other = "Other",
    }
}

wire_enum! {
    /// Indicates whether the offer is an Amazon Prime offer.
    pub enum PrimeDetailsEligibility {
        /// Indicates that this offer has Amazon Prime eligibility in all regions within the Amazon store.
        National = "NATIONAL",
        /// Indicates that this offer has Amazon Prime eligibility in some (but not all) regions within the Amazon store.
        Regional = "REGIONAL",
        /// Indicates that this offer is not an Amazon Prime offer in any region within the Amazon store.
        None = "NONE",
    }
}

wire_enum! {
    /// The item subcondition of the offer.
    pub enum SegmentedFeaturedOfferSubCondition {
        /// New
        New = "New",
        /// Mint
        Mint = "Mint",
        /// VeryGood
        VeryGood = "VeryGood",
        /// Good
        Good = "Good",
        /// Acceptable
        Acceptable = "Acceptable",
        /// Poor
        Poor = "Poor",
        /// Club
        Club = "Club",
        /// OEM
        Oem = "OEM",
        /// Warranty
        Warranty = "Warranty",
        /// RefurbishedWarranty
        RefurbishedWarranty = "RefurbishedWarranty",
        /// Refurbished
        Refurbished = "Refurbished",
        /// OpenBox
        OpenBox = "OpenBox",
        /// Other
        Other = "Other",
    }
}

wire_enum! {
    /// The type of shipping option.
    pub enum ShippingOptionShippingOptionType {
        /// The estimated shipping cost of the product. Note that the shipping cost is not always available.
        Default = "DEFAULT",
    }
}
