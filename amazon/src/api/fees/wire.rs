//! Wire types and operations of `productFeesV0`: The Selling Partner API for Product Fees lets you programmatically retrieve estimated fees for a product.
//!
//! Written by `cargo run -p amazon --example generate` from `models/productFeesV0.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Number,
    lenient::wire_enum,
    operation::Enveloped,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns the estimated fees for a list of products.
///
/// `POST /products/fees/v0/feesEstimate`, 0.5 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetMyFeesEstimates {
    /// The request body schema for the getMyFeesEstimates operation
    pub body: Vec<FeesEstimateByIdRequest>,
}

impl Operation for GetMyFeesEstimates {
    type Answer = Vec<FeesEstimateResult>;
    const API: &'static str = "productFeesV0";
    const NAME: &'static str = "getMyFeesEstimates";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/products/fees/v0/feesEstimate").body(&self.body)
    }
}

/// Returns the estimated fees for the item indicated by the specified ASIN in the marketplace specified in the request body. You can call `getMyFeesEstimateForASIN` for an item on behalf of a selling partner before the selling partner sets the item's price. The selling partner can then take estimated fees into account. Each fees request must include an original identifier. This identifier is included in the fees estimate so you can correlate a fees estimate with the original request. **Note:** This identifier value is used to identify an estimate. Actual costs may vary. Search "fees" in [Seller Central](https://sellercentral.amazon.com/) and consult the store-specific fee schedule for the most up-to-date information. **Note:** When using the `getMyFeesEstimateForASIN` operation with an ASIN, the fee estimates might be different. This is because these estimates use the item's catalog size, which might not always match the actual size of the item sent to Amazon.
///
/// `POST /products/fees/v0/items/{Asin}/feesEstimate`, 1 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetMyFeesEstimateForASIN {
    /// The request body schema for the getMyFeesEstimates operation
    pub body: GetMyFeesEstimateRequest,
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "Asin")]
    pub asin: String,
}

impl Operation for GetMyFeesEstimateForASIN {
    type Answer = GetMyFeesEstimateResponse;
    const API: &'static str = "productFeesV0";
    const NAME: &'static str = "getMyFeesEstimateForASIN";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 2);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/products/fees/v0/items/{Asin}/feesEstimate")
            .body(&self.body)
            .segment("Asin", &self.asin)
    }
}

/// Returns the estimated fees for the item indicated by the specified seller SKU in the marketplace specified in the request body. **Note:** The parameters associated with this operation may contain special characters that require URL encoding to call the API. To avoid errors with SKUs when encoding URLs, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding). You can call `getMyFeesEstimateForSKU` for an item on behalf of a selling partner before the selling partner sets the item's price. The selling partner can then take any estimated fees into account. Each fees estimate request must include an original identifier. This identifier is included in the fees estimate so that you can correlate a fees estimate with the original request. **Note:** This identifier value is used to identify an estimate. Actual costs may vary. Search "fees" in [Seller Central](https://sellercentral.amazon.com/) and consult the store-specific fee schedule for the most up-to-date information. **Note:** When sellers use the `getMyFeesEstimateForSKU` operation with their `SellerSKU`, they get accurate fees based on real item measurements, but only after they've sent their items to Amazon.
///
/// `POST /products/fees/v0/listings/{SellerSKU}/feesEstimate`, 1 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetMyFeesEstimateForSKU {
    /// The request body schema for the getMyFeesEstimates operation
    pub body: GetMyFeesEstimateRequest,
    /// Used to identify an item in the given marketplace. SellerSKU is qualified by the seller's SellerId, which is included with every operation that you submit.
    #[serde(rename = "SellerSKU")]
    pub seller_sku: String,
}

impl Operation for GetMyFeesEstimateForSKU {
    type Answer = GetMyFeesEstimateResponse;
    const API: &'static str = "productFeesV0";
    const NAME: &'static str = "getMyFeesEstimateForSKU";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 2);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/products/fees/v0/listings/{SellerSKU}/feesEstimate",
        )
        .body(&self.body)
        .segment("SellerSKU", &self.seller_sku)
    }
}

/// The type of fee, fee amount, and other details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeeDetail {
    /// The amount charged for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_amount: Option<MoneyType>,
    /// The promotion amount for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_promotion: Option<MoneyType>,
    /// The type of fee charged to a seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_type: Option<String>,
    /// The final fee amount for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_fee: Option<MoneyType>,
    /// A list of other fees that contribute to a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_fee_detail_list: Option<Vec<IncludedFeeDetail>>,
    /// The tax amount for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_amount: Option<MoneyType>,
}

/// The total estimated fees for an item and a list of details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeesEstimate {
    /// A list of other fees that contribute to a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_detail_list: Option<Vec<FeeDetail>>,
    /// The time at which the fees were estimated. This defaults to the time the request is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_of_fees_estimation: Option<DateTime>,
    /// Total estimated fees for a given item, price, and fulfillment channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_fees_estimate: Option<MoneyType>,
}

/// A product, marketplace, and proposed price used to request estimated fees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeesEstimateByIdRequest {
    /// A product, marketplace, and proposed price used to request estimated fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_estimate_request: Option<FeesEstimateRequest>,
    /// The type of product identifier used in a `FeesEstimateByIdRequest`.
    pub id_type: IdType,
    /// The item identifier.
    pub id_value: String,
}

/// An unexpected error occurred during this operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeesEstimateError {
    /// An error code that identifies the type of error that occurred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Additional information that can help the caller understand or fix the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Vec<Value>>,
    /// A message that describes the error condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// An error type, identifying either the receiver or the sender as the originator of the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// An item identifier, marketplace, time of request, and other details that identify an estimate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeesEstimateIdentifier {
    /// The type of product identifier used in a `FeesEstimateByIdRequest`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_type: Option<IdType>,
    /// The item identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_value: Option<String>,
    /// When true, the offer is fulfilled by Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_amazon_fulfilled: Option<bool>,
    /// A marketplace identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// An optional enrollment program to return the estimated fees when the offer is fulfilled by Amazon (IsAmazonFulfilled is set to true).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional_fulfillment_program: Option<OptionalFulfillmentProgram>,
    /// The item price on which the fee estimate is based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_to_estimate_fees: Option<PriceToEstimateFees>,
    /// The seller identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<String>,
    /// A unique identifier provided by the caller to track this request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_input_identifier: Option<String>,
}

/// A product, marketplace, and proposed price used to request estimated fees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeesEstimateRequest {
    /// A unique identifier provided by the caller to track this request.
    pub identifier: String,
    /// When true, the offer is fulfilled by Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_amazon_fulfilled: Option<bool>,
    /// A marketplace identifier.
    pub marketplace_id: String,
    /// An optional enrollment program to return the estimated fees when the offer is fulfilled by Amazon (IsAmazonFulfilled is set to true).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional_fulfillment_program: Option<OptionalFulfillmentProgram>,
    /// The product price that the fee estimate is based on.
    pub price_to_estimate_fees: PriceToEstimateFees,
}

/// An item identifier and the estimated fees for the item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FeesEstimateResult {
    /// An error object with a type, code, and message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<FeesEstimateError>,
    /// The total estimated fees for an item and a list of details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_estimate: Option<FeesEstimate>,
    /// Information used to identify a fees estimate request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_estimate_identifier: Option<FeesEstimateIdentifier>,
    /// The status of the fee request. Possible values: Success, ClientError, ServiceError.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Request schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetMyFeesEstimateRequest {
    /// A product, marketplace, and proposed price used to request estimated fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_estimate_request: Option<FeesEstimateRequest>,
}

/// The response object for the GetMyFeesEstimate operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetMyFeesEstimateResponse {
    /// A list of errors that may have occurred during the GetMyFeesEstimate operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetMyFeesEstimateResult>,
}

impl Enveloped for GetMyFeesEstimateResponse {
    type Payload = GetMyFeesEstimateResult;

    fn open(self) -> (Option<GetMyFeesEstimateResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetMyFeesEstimateResult {
    /// The item's estimated fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_estimate_result: Option<FeesEstimateResult>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetMyFeesEstimatesErrorList {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// The type of fee, fee amount, and other details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct IncludedFeeDetail {
    /// The amount charged for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_amount: Option<MoneyType>,
    /// The promotion amount for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_promotion: Option<MoneyType>,
    /// The type of fee charged to a seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_type: Option<String>,
    /// The final fee amount for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_fee: Option<MoneyType>,
    /// The tax amount for a given fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_amount: Option<MoneyType>,
}

/// An object representing a monetary value with its currency information.
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

/// The number of Amazon Points offered with the purchase of an item.The Amazon Points program is only available in Japan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Points {
    /// An object representing a monetary value with its currency information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_monetary_value: Option<MoneyType>,
    /// The number of Amazon Points
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_number: Option<i64>,
}

/// Price information for an item, used to estimate fees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PriceToEstimateFees {
    /// The price of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing_price: Option<MoneyType>,
    /// The number of Amazon Points offered with the purchase of an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The shipping cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<MoneyType>,
}

wire_enum! {
    /// The type of product identifier used in a `FeesEstimateByIdRequest`.
    pub enum IdType {
        /// An Amazon Standard Identification Number (ASIN) of a listings item.
        Asin = "ASIN",
        /// A selling partner provided identifier for an Amazon listing.
        SellerSKU = "SellerSKU",
    }
}

wire_enum! {
    /// An optional enrollment program to return the estimated fees when the offer is fulfilled by Amazon (IsAmazonFulfilled is set to true).
    pub enum OptionalFulfillmentProgram {
        /// Returns the standard Amazon fulfillment fees for the offer. This is the default.
        FbaCore = "FBA_CORE",
        /// Returns the FBA Small and Light (SNL) fees for the offer. The SNL program offers reduced fulfillment costs on qualified items. To check item eligibility for the SNL program, use the getSmallAndLightEligibilityBySellerSKU operation of the FBA Small And Light API. **Note:** The FBA Small and Light program sunset in the US and EU regions on **September 26, 2023**. The program will be deprecated in the JP region on **March 31, 2024** and sunset on **April 1, 2024**. APIs announcing deprecation will no longer be supported after their deprecation date. Calls to deprecated APIs will fail beginning on their sunset date. For more information, refer to [FBA Small and Light program deprecation](https://developer-docs.amazon.com/sp-api/changelog/fba-small-and-light-program-deprecation).
        FbaSnl = "FBA_SNL",
        /// Returns the cross-border European Fulfillment Network fees across EU countries for the offer.
        FbaEfn = "FBA_EFN",
    }
}
