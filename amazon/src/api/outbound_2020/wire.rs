//! Wire types and operations of `fulfillmentOutbound_2020-07-01`: The Selling Partner API for Fulfillment Outbound lets you create applications that help a seller fulfill Multi-Channel Fulfillment orders using their inventory in Amazon's fulfillment network.
//!
//! Written by `cargo run -p amazon --example generate` from `models/fulfillmentOutbound_2020-07-01.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Decimal,
    lenient::Number,
    lenient::wire_enum,
    operation::Enveloped,
    operation::Nothing,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns delivery options that include an estimated delivery date and offer expiration, based on criteria that you specify.
///
/// `POST /fba/outbound/2020-07-01/deliveryOffers`, 5 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryOffers {
    /// GetDeliveryOffersRequest parameter
    pub body: GetDeliveryOffersRequest,
}

impl Operation for DeliveryOffers {
    type Answer = GetDeliveryOffersResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "deliveryOffers";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/fba/outbound/2020-07-01/deliveryOffers").body(&self.body)
    }
}

/// Returns a list of features available for Multi-Channel Fulfillment orders in the marketplace you specify, and whether the seller for which you made the call is enrolled for each feature.
///
/// `GET /fba/outbound/2020-07-01/features`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeatures {
    /// The marketplace for which to return the list of features.
    pub marketplace_id: String,
}

impl Operation for GetFeatures {
    type Answer = GetFeaturesResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "getFeatures";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/outbound/2020-07-01/features")
            .query("marketplaceId", &self.marketplace_id)
    }
}

/// Returns a list of inventory items that are eligible for the fulfillment feature you specify.
///
/// `GET /fba/outbound/2020-07-01/features/inventory/{featureName}`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeatureInventory {
    /// The marketplace for which to return a list of the inventory that is eligible for the specified feature.
    pub marketplace_id: String,
    /// The name of the feature for which to return a list of eligible inventory.
    pub feature_name: String,
    /// A string token returned in the response to your previous request that is used to return the next response page. A value of `null` will return the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A date that you can use to select inventory that has been updated since a specified date. An update is defined as any change in feature-enabled inventory availability. The date must be in the format `yyyy-MM-ddTHH:mm:ss.sssZ`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_start_date: Option<DateTime>,
}

impl Operation for GetFeatureInventory {
    type Answer = GetFeatureInventoryResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "getFeatureInventory";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/fba/outbound/2020-07-01/features/inventory/{featureName}",
        )
        .query("marketplaceId", &self.marketplace_id)
        .segment("featureName", &self.feature_name)
        .query_opt("nextToken", &self.next_token)
        .query_opt("queryStartDate", &self.query_start_date)
    }
}

/// Returns the number of items with the `sellerSku` you specify that can have orders fulfilled using the specified feature. Note that if the `sellerSku` isn't eligible, the response will contain an empty `skuInfo` object. The parameters for this operation may contain special characters that require URL encoding. To avoid errors with SKUs when encoding URLs, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding).
///
/// `GET /fba/outbound/2020-07-01/features/inventory/{featureName}/{sellerSku}`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeatureSKU {
    /// The marketplace for which to return the count.
    pub marketplace_id: String,
    /// The name of the feature.
    pub feature_name: String,
    /// Used to identify an item in the given marketplace. `sellerSku` is qualified by the seller's `sellerId`, which is included with every operation that you submit.
    pub seller_sku: String,
}

impl Operation for GetFeatureSKU {
    type Answer = GetFeatureSkuResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "getFeatureSKU";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/fba/outbound/2020-07-01/features/inventory/{featureName}/{sellerSku}",
        )
        .query("marketplaceId", &self.marketplace_id)
        .segment("featureName", &self.feature_name)
        .segment("sellerSku", &self.seller_sku)
    }
}

/// Returns a list of fulfillment orders fulfilled after (or at) a specified date-time, or indicated by the `nextToken` parameter.
///
/// `GET /fba/outbound/2020-07-01/fulfillmentOrders`, 2 requests per second, burst 30.
///
/// Trap: orders come without items and shipments, those made elsewhere too, and the newest ones late.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListAllFulfillmentOrders {
    /// A date used to select fulfillment orders that were last updated after (or at) a specified time. An update is defined as any change in fulfillment order status, including the creation of a new fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_start_date: Option<DateTime>,
    /// A string token returned in the response to your previous request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for ListAllFulfillmentOrders {
    type Answer = ListAllFulfillmentOrdersResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "listAllFulfillmentOrders";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/outbound/2020-07-01/fulfillmentOrders")
            .query_opt("queryStartDate", &self.query_start_date)
            .query_opt("nextToken", &self.next_token)
    }
}

/// Requests that Amazon ship items from the seller's inventory in Amazon's fulfillment network to a destination address.
///
/// `POST /fba/outbound/2020-07-01/fulfillmentOrders`, 2 requests per second, burst 30.
///
/// Trap: the seller's order id is the only guard against shipping twice: use `ensure_created`.
///
/// Trap: ids with `+` or double spaces cannot be read back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentOrder {
    /// CreateFulfillmentOrderRequest parameter
    pub body: CreateFulfillmentOrderRequest,
}

impl Operation for CreateFulfillmentOrder {
    type Answer = CreateFulfillmentOrderResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "createFulfillmentOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/fba/outbound/2020-07-01/fulfillmentOrders").body(&self.body)
    }
}

/// Returns a list of fulfillment order previews based on shipping criteria that you specify.
///
/// `POST /fba/outbound/2020-07-01/fulfillmentOrders/preview`, 2 requests per second, burst 30.
///
/// Trap: `estimatedFees` may be missing although the order can be fulfilled: unknown is not zero.
///
/// Trap: what can be fulfilled may still sit in planning for days once it is ordered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentPreview {
    /// GetFulfillmentPreviewRequest parameter
    pub body: GetFulfillmentPreviewRequest,
}

impl Operation for GetFulfillmentPreview {
    type Answer = GetFulfillmentPreviewResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "getFulfillmentPreview";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/fba/outbound/2020-07-01/fulfillmentOrders/preview").body(&self.body)
    }
}

/// Returns the fulfillment order indicated by the specified order identifier.
///
/// `GET /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}`, 2 requests per second, burst 30.
///
/// Trap: there is no status for delivered: it is read from the tracking of every package.
///
/// Trap: a shipment has no packages at first, and Amazon's own carrier may give no tracking number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentOrder {
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    pub seller_fulfillment_order_id: String,
}

impl Operation for GetFulfillmentOrder {
    type Answer = GetFulfillmentOrderResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "getFulfillmentOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}",
        )
        .segment(
            "sellerFulfillmentOrderId",
            &self.seller_fulfillment_order_id,
        )
    }
}

/// Updates and/or requests shipment for a fulfillment order with an order hold on it.
///
/// `PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}`, 2 requests per second, burst 30.
///
/// Trap: an order that is not held answers 403, which looks like a missing right.
///
/// Trap: to let a held order go, send nothing but the action: `ship_held`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateFulfillmentOrder {
    /// The request body of the `updateFulfillmentOrder` operation.
    pub body: UpdateFulfillmentOrderRequest,
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    pub seller_fulfillment_order_id: String,
}

impl Operation for UpdateFulfillmentOrder {
    type Answer = UpdateFulfillmentOrderResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "updateFulfillmentOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}",
        )
        .body(&self.body)
        .segment(
            "sellerFulfillmentOrderId",
            &self.seller_fulfillment_order_id,
        )
    }
}

/// Requests that Amazon stop attempting to fulfill the fulfillment order indicated by the specified order identifier.
///
/// `PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/cancel`, 2 requests per second, burst 30.
///
/// Trap: 200 means asked, not cancelled: read the order until it says so; from Processing on it is too late.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelFulfillmentOrder {
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    pub seller_fulfillment_order_id: String,
}

impl Operation for CancelFulfillmentOrder {
    type Answer = CancelFulfillmentOrderResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "cancelFulfillmentOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/cancel",
        )
        .segment(
            "sellerFulfillmentOrderId",
            &self.seller_fulfillment_order_id,
        )
    }
}

/// Creates a fulfillment return.
///
/// `PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/return`, 2 requests per second, burst 30.
///
/// Trap: one entry for each unit, since there is no quantity; refused units come in a list of their own beside a success.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentReturn {
    /// The request body of the `createFulfillmentReturn` operation.
    pub body: CreateFulfillmentReturnRequest,
    /// An identifier the seller assigns to the fulfillment order at the time it was created. The seller uses their own records to find the correct `sellerFulfillmentOrderId` value based on the buyer's request to return items.
    pub seller_fulfillment_order_id: String,
}

impl Operation for CreateFulfillmentReturn {
    type Answer = CreateFulfillmentReturnResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "createFulfillmentReturn";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/return",
        )
        .body(&self.body)
        .segment(
            "sellerFulfillmentOrderId",
            &self.seller_fulfillment_order_id,
        )
    }
}

/// Requests that Amazon update the status of an order in the sandbox testing environment. This is a sandbox-only operation and must be directed to a sandbox endpoint. Refer to [Fulfillment Outbound Dynamic Sandbox Guide](https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-dynamic-sandbox-guide) and [Selling Partner API sandbox](https://developer-docs.amazon.com/sp-api/docs/the-selling-partner-api-sandbox) for more information.
///
/// `PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/status`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SubmitFulfillmentOrderStatusUpdate {
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    pub seller_fulfillment_order_id: String,
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    pub body: SubmitFulfillmentOrderStatusUpdateRequest,
}

impl Operation for SubmitFulfillmentOrderStatusUpdate {
    type Answer = SubmitFulfillmentOrderStatusUpdateResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "submitFulfillmentOrderStatusUpdate";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/status",
        )
        .segment(
            "sellerFulfillmentOrderId",
            &self.seller_fulfillment_order_id,
        )
        .body(&self.body)
    }
}

/// Returns a list of return reason codes for a seller SKU in a given marketplace. The parameters for this operation may contain special characters that require URL encoding. To avoid errors with SKUs when encoding URLs, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding).
///
/// `GET /fba/outbound/2020-07-01/returnReasonCodes`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListReturnReasonCodes {
    /// The seller SKU for which return reason codes are required.
    pub seller_sku: String,
    /// The marketplace for which the seller wants return reason codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The identifier assigned to the item by the seller when the fulfillment order was created. The service uses this value to determine the marketplace for which the seller wants return reason codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_id: Option<String>,
    /// The language that the `TranslatedDescription` property of the `ReasonCodeDetails` response object should be translated into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Operation for ListReturnReasonCodes {
    type Answer = ListReturnReasonCodesResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "listReturnReasonCodes";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/outbound/2020-07-01/returnReasonCodes")
            .query("sellerSku", &self.seller_sku)
            .query_opt("marketplaceId", &self.marketplace_id)
            .query_opt(
                "sellerFulfillmentOrderId",
                &self.seller_fulfillment_order_id,
            )
            .query_opt("language", &self.language)
    }
}

/// Returns delivery tracking information for a package in an outbound shipment for a Multi-Channel Fulfillment order.
///
/// `GET /fba/outbound/2020-07-01/tracking`, 2 requests per second, burst 30.
///
/// Trap: package numbers exceed 32 bits; the photo's address lives an hour.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetPackageTrackingDetails {
    /// The unencrypted package identifier. You can obtain this value from the `getFulfillmentOrder` operation.
    pub package_number: i64,
}

impl Operation for GetPackageTrackingDetails {
    type Answer = GetPackageTrackingDetailsResponse;
    const API: &'static str = "fulfillmentOutbound_2020-07-01";
    const NAME: &'static str = "getPackageTrackingDetails";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/outbound/2020-07-01/tracking")
            .query("packageNumber", &self.package_number)
    }
}

/// A physical address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Address {
    /// The first line of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional address information, if required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// Additional address information, if required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line3: Option<String>,
    /// The city where the person, business, or institution is located. This property is required in all countries except Japan. It should not be used in Japan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The two digit country code. In ISO 3166-1 alpha-2 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The district or county where the person, business, or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The name of the person, business or institution at the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone number of the person, business, or institution located at the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The postal code of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state or region where the person, business or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_region: Option<String>,
}

/// A quantity based on the specified unit of measurement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Amount {
    /// The unit of measure for the amount.
    pub unit_of_measure: AmountUnitOfMeasure,
    /// The amount of a product in the associated unit of measurement.
    pub value: Decimal,
}

/// The COD (Cash On Delivery) charges that you associate with a COD fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CODSettings {
    /// The amount of the COD charge to be collected from the recipient for a COD order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cod_charge: Option<Money>,
    /// The amount of the tax on the COD charge to be collected from the recipient for a COD order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cod_charge_tax: Option<Money>,
    /// When true, this fulfillment order requires a COD (Cash On Delivery) payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_cod_required: Option<bool>,
    /// The amount of the tax on the COD charge to be collected from the recipient for a COD order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_charge: Option<Money>,
    /// The amount of the tax on the shipping charge to be collected from the recipient for a COD order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_charge_tax: Option<Money>,
}

/// The response schema for the `cancelFulfillmentOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelFulfillmentOrderResponse {
    /// One or more unexpected errors occurred during the `cancelFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for CancelFulfillmentOrderResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// Item information for creating a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentOrderItem {
    /// Item-specific text that displays in recipient-facing materials such as the outbound shipment packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_comment: Option<String>,
    /// Amazon's fulfillment network SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_network_sku: Option<String>,
    /// A message to the gift recipient, if applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
    /// The monetary value assigned by the seller to this item. This is a required field for India MCF orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_declared_value: Option<Money>,
    /// The amount to be collected from the recipient for this item in a COD (Cash On Delivery) order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_price: Option<Money>,
    /// The tax on the amount to be collected from the recipient for this item in a COD (Cash On Delivery) order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_tax: Option<Money>,
    /// The item quantity.
    pub quantity: i64,
    /// A fulfillment order item identifier that the seller creates to track fulfillment order items. Used to disambiguate multiple fulfillment items that have the same `sellerSku` value. For example, the seller might assign different `sellerFulfillmentOrderItemId` values to two items in a fulfillment order that share the same `sellerSku` value but have different `giftMessage` values.
    pub seller_fulfillment_order_item_id: String,
    /// The seller SKU of the item.
    pub seller_sku: String,
}

/// The request body schema for the `createFulfillmentOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentOrderRequest {
    /// The COD (Cash On Delivery) charges that you associate with a COD fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cod_settings: Option<CODSettings>,
    /// The delivery preferences applied to the destination address. These preferences are applied when possible and are best effort. For eligible orders, the default delivery preference is to leave the package unattended at the front door. This feature is currently supported only in the JP marketplace and not applicable for other marketplaces. For eligible orders, the default delivery preference will be to deliver the package unattended at the front door, unless you specify otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_preferences: Option<DeliveryPreferences>,
    /// The time range within which a Scheduled Delivery fulfillment order should be delivered. This is only available in the JP marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_window: Option<DeliveryWindow>,
    /// The destination address for the fulfillment order.
    pub destination_address: Address,
    /// Order-specific text that appears in recipient-facing materials such as the outbound shipment packing slip.
    pub displayable_order_comment: String,
    /// The date and time of the fulfillment order. Displays as the order date in recipient-facing materials such as the outbound shipment packing slip.
    pub displayable_order_date: DateTime,
    /// A fulfillment order identifier that the seller creates. This value displays as the order identifier in recipient-facing materials such as the outbound shipment packing slip. The value of `displayableOrderId` should match the order identifier that the seller provides to the recipient. The seller can use the SellerFulfillmentOrderId for this value or they can specify an alternate value if they want the recipient to reference an alternate order identifier. The value must be an alpha-numeric or ISO 8859-1 compliant string from one to 40 characters in length. Cannot contain two spaces in a row. Leading and trailing white space is removed.
    pub displayable_order_id: String,
    /// A list of features and their fulfillment policies to apply to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_constraints: Option<Vec<FeatureSettings>>,
    /// Specifies whether the fulfillment order should ship now or have an order hold put on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_action: Option<FulfillmentAction>,
    /// The `FulfillmentPolicy` value specified when you called the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_policy: Option<FulfillmentPolicy>,
    /// A list of items to include in the fulfillment order preview, including quantity. Maximum of 100 line items with a maximum of 250 units per order.
    pub items: Vec<CreateFulfillmentOrderItem>,
    /// The marketplace the fulfillment order is placed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// A list of email addresses that the seller provides that are used by Amazon to send ship-complete notifications to recipients on behalf of the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_emails: Option<Vec<String>>,
    /// An array of various payment attributes related to this fulfillment order. This property is required if the order is placed against the India marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_information: Option<Vec<PaymentInformation>>,
    /// A fulfillment order identifier that the seller creates to track their fulfillment order. The `sellerFulfillmentOrderId` must be unique for each fulfillment order that a seller creates. If the seller's system already creates unique order identifiers, then these might be good values for them to use.
    pub seller_fulfillment_order_id: String,
    /// The two-character country code for the country from which the fulfillment order ships. Must be in ISO 3166-1 alpha-2 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_from_country_code: Option<String>,
    /// The shipping method for the fulfillment order. When this value is `ScheduledDelivery`, choose Ship for the `fulfillmentAction`. Hold is not a valid `fulfillmentAction` value when the `shippingSpeedCategory` value is `ScheduledDelivery`. Note: Shipping method service level agreements vary by marketplace. Sellers can refer to \[Seller Central]( <https://developer-docs.amazon.com/sp-api/docs/seller-central-urls>) for shipping method service-level agreements and multi-channel fulfillment fees.
    pub shipping_speed_category: ShippingSpeedCategory,
}

/// The response schema for the `createFulfillmentOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentOrderResponse {
    /// One or more unexpected errors occurred during the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for CreateFulfillmentOrderResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// The `createFulfillmentReturn` operation creates a fulfillment return for items that were fulfilled using the `createFulfillmentOrder` operation. For calls to `createFulfillmentReturn`, you must include `returnReasonCode` values returned by a previous call to the `listReturnReasonCodes` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentReturnRequest {
    /// An array of items to be returned.
    pub items: Vec<CreateReturnItem>,
}

/// The response schema for the `createFulfillmentReturn` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentReturnResponse {
    /// One or more unexpected errors occurred during the `createFulfillmentReturn` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `createFulfillmentReturn` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<CreateFulfillmentReturnResult>,
}

impl Enveloped for CreateFulfillmentReturnResponse {
    type Payload = CreateFulfillmentReturnResult;

    fn open(self) -> (Option<CreateFulfillmentReturnResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The result for the `createFulfillmentReturn` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateFulfillmentReturnResult {
    /// An array of invalid return item information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invalid_return_items: Option<Vec<InvalidReturnItem>>,
    /// An array of return authorization information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_authorizations: Option<Vec<ReturnAuthorization>>,
    /// An array of items that Amazon accepted for return. Returns empty if no items were accepted for return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_items: Option<Vec<ReturnItem>>,
}

/// An item that Amazon accepted for return.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateReturnItem {
    /// The identifier for the shipment that is associated with the return item.
    pub amazon_shipment_id: String,
    /// An optional comment about the return item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_comment: Option<String>,
    /// The return reason code assigned to the return item by the seller.
    pub return_reason_code: String,
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    pub seller_fulfillment_order_item_id: String,
    /// An identifier the seller assigns to the return item.
    pub seller_return_item_id: String,
}

/// The time range within which something (for example, a delivery) will occur.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DateRange {
    /// The earliest point in a date range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<DateTime>,
    /// The latest point in a date range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<DateTime>,
}

/// A delivery document for a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryDocument {
    /// The delivery document type. The only possible value is `DELIVERY_IMAGE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_type: Option<String>,
    /// A URL that is valid for one hour to download the document. In case of URL expiry, call the API again to get a new url. The URL will have a Content-Type header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The delivery information of the package, this information is only available post package delivery to its intended destination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryInformation {
    /// All of the delivery documents for a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_document_list: Option<Vec<DeliveryDocument>>,
    /// The drop off location for a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_off_location: Option<DropOffLocation>,
}

/// Localized messaging for a delivery offering.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryMessage {
    /// The locale for the message (e.g., `en_US`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The message content for a delivery offering.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An available offer for delivery of a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryOffer {
    /// The range between which delivery is expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_range: Option<DateRange>,
    /// The timestamp at which a delivery offer expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime>,
    /// The policy for a delivery offer, including localized messaging.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<DeliveryPolicy>,
}

/// The policy for a delivery offering.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryPolicy {
    /// Localized messaging for a delivery offering.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<DeliveryMessage>,
}

/// The delivery preferences applied to the destination address. These preferences are applied when possible and are best effort. This feature is currently supported only in the JP marketplace and not applicable for other marketplaces. For eligible orders, the default delivery preference will be to deliver the package unattended at the front door, unless you specify otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryPreferences {
    /// Additional delivery instructions. For example, this could be instructions on how to enter a building, nearby landmark or navigation instructions, or `Beware of dogs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_instructions: Option<String>,
    /// The preferred location to leave packages at the destination address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_off_location: Option<DropOffLocation>,
}

/// The time range within which a Scheduled Delivery fulfillment order should be delivered. This is only available in the JP marketplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryWindow {
    /// The date and time of the end of the Scheduled Delivery window, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<DateTime>,
    /// The date and time of the start of the Scheduled Delivery window, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<DateTime>,
}

/// The destination for the delivery offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Destination {
    /// A physical address with varying degrees of precision. A more precise address can provide more accurate results than country code and postal code alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_address: Option<VariablePrecisionAddress>,
    /// The IP address of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
}

/// The drop-off location at the destination address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DropOffLocation {
    /// Additional information about the drop-off location. This information can vary depending on the type of drop-off location specified in the `type` field. If the `type` is set to `FALLBACK_NEIGHBOR_DELIVERY`, the `attributes` object must include the keys `neighborName` and `houseNumber` to provide the name and house number of the designated neighbor. For `RECEPTIONIST` type, the `attributes` object may include a `recipientName` field that contains the name of the person who received or will receive the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, String>>,
    /// The drop-off location type at the destination address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<DropOffLocationType>,
}

/// A Multi-Channel Fulfillment feature.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Feature {
    /// The feature description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_description: Option<String>,
    /// The feature name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_name: Option<String>,
    /// When true, indicates that the seller is eligible to use the feature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_eligible: Option<bool>,
}

/// Feature settings allows you to apply fulfillment features to an order. To block an order from being shipped using Amazon Logistics (AMZL) and an AMZL tracking number, set `featureName` to `BLOCK_AMZL` and `featureFulfillmentPolicy` to `Required`. Blocking AMZL will incur an additional fee surcharge on your MCF orders and increase the risk of some of your orders being unfulfilled or delivered late if there are no alternative carriers available. Using `BLOCK_AMZL` in an order request will take precedence over your Seller Central account setting. To ship in non-Amazon branded packaging (blank boxes), set `featureName` to `BLANK_BOX`. To require items to be shipped in an overbox rather than in their original product packaging, set `featureName` to `OVERBOX`. To require a packing slip to be included with the order, set `featureName` to `PACKING_SLIP`. To require a signature from the recipient upon delivery, set `featureName` to `SIGNATURE_CONFIRMATION`. Note that using signature confirmation features will incur additional fees on MCF orders and are currently supported only in the US marketplace. To ensure all items in an order are delivered together, set `featureName` to `DELIVER_TOGETHER`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeatureSettings {
    /// Specifies the policy to use when fulfilling an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_fulfillment_policy: Option<FeatureSettingsFeatureFulfillmentPolicy>,
    /// The name of the feature. Valid feature names are: · `BLOCK_AMZL`: Blocks orders from being shipped using Amazon Logistics (AMZL). · Note: Using this feature will incur additional fee surcharges on MCF orders and may increase the risk of unfulfilled or delayed deliveries if alternative carriers are unavailable. Using `BLOCK_AMZL` in an order request will take precedence over your Seller Central account setting. · `BLANK_BOX`: Ships orders in non-Amazon branded packaging (blank boxes). · `OVERBOX`: Requires items to be shipped in an overbox rather than in their original product packaging. · `PACKING_SLIP`: Requires a packing slip to be included with the order. · `SIGNATURE_CONFIRMATION`: Requires a signature from the recipient upon delivery. · Note: Using signature confirmation features will incur additional fees on MCF orders and are currently supported only in the US marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_name: Option<String>,
}

/// Information about an SKU, including the count available, identifiers, and a list of overlapping SKUs that share the same inventory pool.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FeatureSku {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The unique SKU used by Amazon's fulfillment network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fn_sku: Option<String>,
    /// Other seller SKUs that are shared across the same inventory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlapping_skus: Option<Vec<String>>,
    /// Used to identify an item in the given marketplace. SellerSKU is qualified by the seller's SellerId, which is included with every operation that you submit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The number of SKUs available for this service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku_count: Option<Number>,
}

/// Fee type and cost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Fee {
    /// The amount of the fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The type of fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<FeeName>,
}

/// General information about a fulfillment order, including its status.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentOrder {
    /// The COD (Cash On Delivery) charges that you associate with a COD fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cod_settings: Option<CODSettings>,
    /// The time range within which a Scheduled Delivery fulfillment order should be delivered. This is only available in the JP marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_window: Option<DeliveryWindow>,
    /// The destination address submitted with the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_address: Option<Address>,
    /// A text block submitted with the `createFulfillmentOrder` operation. Displays in recipient-facing materials such as the packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_order_comment: Option<String>,
    /// A date and time submitted with the `createFulfillmentOrder` operation. Displays as the order date in recipient-facing materials such as the packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_order_date: Option<DateTime>,
    /// A fulfillment order identifier submitted with the `createFulfillmentOrder` operation. Displays as the order identifier in recipient-facing materials such as the packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_order_id: Option<String>,
    /// A list of features and their fulfillment policies to apply to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_constraints: Option<Vec<FeatureSettings>>,
    /// Specifies whether the fulfillment order should ship now or have an order hold put on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_action: Option<FulfillmentAction>,
    /// The current status of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_order_status: Option<FulfillmentOrderStatus>,
    /// The `FulfillmentPolicy` value specified when you called the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_policy: Option<FulfillmentPolicy>,
    /// The identifier for the marketplace the fulfillment order is placed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// A list of email addresses that the seller provides that are used by Amazon to send ship-complete notifications to recipients on behalf of the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_emails: Option<Vec<String>>,
    /// The date and time that the fulfillment order was received by an Amazon fulfillment center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_date: Option<DateTime>,
    /// The fulfillment order identifier submitted with the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_id: Option<String>,
    /// The shipping method used for the fulfillment order. When this value is `ScheduledDelivery`, choose `Ship` for the `fulfillmentAction`. `Hold` is not a valid `fulfillmentAction` value when the `shippingSpeedCategory` value is `ScheduledDelivery`. Note: Shipping method service level agreements vary by marketplace. Sellers should refer to the [Seller Central](https://developer-docs.amazon.com/sp-api/docs/seller-central-urls) website in their marketplace for shipping method service level agreements and fulfillment fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_speed_category: Option<ShippingSpeedCategory>,
    /// The date and time that the status of the fulfillment order last changed, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_updated_date: Option<DateTime>,
}

/// Item information for a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentOrderItem {
    /// The item quantity that was cancelled by the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_quantity: Option<i64>,
    /// Item-specific text that displays in recipient-facing materials such as the outbound shipment packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_comment: Option<String>,
    /// The estimated arrival date and time of the item quantity. Note that this value can change over time. If the shipment that contains the item quantity is cancelled, `estimatedArrivalDate` is not returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_arrival_date: Option<DateTime>,
    /// The estimated date and time that the item quantity is scheduled to ship from the fulfillment center. Note that this value can change over time. If the shipment that contains the item quantity is cancelled, `estimatedShipDate` is not returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_ship_date: Option<DateTime>,
    /// Amazon's fulfillment network SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_network_sku: Option<String>,
    /// A message to the gift recipient, if applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
    /// Indicates whether the item is sellable or unsellable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_disposition: Option<String>,
    /// The monetary value assigned by the seller to this item. This is a required field for India MCF orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_declared_value: Option<Money>,
    /// The amount to be collected from the recipient for this item in a COD (Cash On Delivery) order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_price: Option<Money>,
    /// The tax on the amount to be collected from the recipient for this item in a COD (Cash On Delivery) order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_tax: Option<Money>,
    /// The item quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// A fulfillment order item identifier submitted with a call to the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_item_id: Option<String>,
    /// The seller SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The item quantity that is unfulfillable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfulfillable_quantity: Option<i64>,
}

/// Information about a fulfillment order preview, including delivery and fee information based on shipping method.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentPreview {
    /// The estimated fulfillment fees for this fulfillment order preview, if applicable. The fees data will not be available for IN marketplace orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_fees: Option<Vec<Fee>>,
    /// Estimated shipping weight for this fulfillment order preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_shipping_weight: Option<Weight>,
    /// A list of features and their fulfillment policies to apply to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_constraints: Option<Vec<FeatureSettings>>,
    /// An array of fulfillment preview shipment information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_preview_shipments: Option<Vec<FulfillmentPreviewShipment>>,
    /// When true, this fulfillment order preview is for COD (Cash On Delivery).
    #[serde(rename = "isCODCapable", skip_serializing_if = "Option::is_none")]
    pub is_cod_capable: Option<bool>,
    /// When true, this fulfillment order preview is fulfillable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_fulfillable: Option<bool>,
    /// The marketplace the fulfillment order is placed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Error codes associated with the fulfillment order preview that indicate why the order is not fulfillable. Error code examples: `DeliverySLAUnavailable` `InvalidDestinationAddress`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_unfulfillable_reasons: Option<Vec<String>>,
    /// Delivery information for a scheduled delivery. This is only available in the JP marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_delivery_info: Option<ScheduledDeliveryInfo>,
    /// The shipping method used for the fulfillment order. When this value is `ScheduledDelivery`, choose `Ship` for the `fulfillmentAction`. `Hold` is not a valid `fulfillmentAction` value when the `shippingSpeedCategory` value is `ScheduledDelivery`. Note: Shipping method service level agreements vary by marketplace. Sellers should refer to the [Seller Central](https://developer-docs.amazon.com/sp-api/docs/seller-central-urls) website in their marketplace for shipping method service level agreements and fulfillment fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_speed_category: Option<ShippingSpeedCategory>,
    /// An array of unfulfillable preview item information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfulfillable_preview_items: Option<Vec<UnfulfillablePreviewItem>>,
}

/// Item information for a shipment in a fulfillment order preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentPreviewItem {
    /// The estimated shipping weight of the item quantity for a single item, as identified by `sellerSku`, in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_shipping_weight: Option<Weight>,
    /// The item quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// A fulfillment order item identifier that the seller created with a call to the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_item_id: Option<String>,
    /// The seller SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The method used to calculate the estimated shipping weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_weight_calculation_method:
        Option<FulfillmentPreviewItemShippingWeightCalculationMethod>,
}

/// Delivery and item information for a shipment in a fulfillment order preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentPreviewShipment {
    /// The earliest date that the shipment is expected to arrive at its destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest_arrival_date: Option<DateTime>,
    /// The earliest date that the shipment is expected to be sent from the fulfillment center, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest_ship_date: Option<DateTime>,
    /// Information about the items in the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_preview_items: Option<Vec<FulfillmentPreviewItem>>,
    /// The latest date that the shipment is expected to arrive at its destination, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_arrival_date: Option<DateTime>,
    /// The latest date that the shipment is expected to be sent from the fulfillment center, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_ship_date: Option<DateTime>,
    /// Provides additional insight into the shipment timeline when exact delivery dates are not able to be precomputed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_notes: Option<Vec<String>>,
}

/// Delivery and item information for a shipment in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentShipment {
    /// A shipment identifier assigned by Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_shipment_id: Option<String>,
    /// The estimated arrival date and time of the shipment, in ISO 8601 date time format. Note that this value can change over time. If a shipment includes more than one package, `estimatedArrivalDate` applies to all of the packages in the shipment. If the shipment is cancelled, `estimatedArrivalDate` is not returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_arrival_date: Option<DateTime>,
    /// An identifier for the fulfillment center from which the shipment is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_center_id: Option<String>,
    /// An array of fulfillment shipment item information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_shipment_item: Option<Vec<FulfillmentShipmentItem>>,
    /// An array of fulfillment shipment package information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_shipment_package: Option<Vec<FulfillmentShipmentPackage>>,
    /// The current status of the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_shipment_status: Option<FulfillmentShipmentFulfillmentShipmentStatus>,
    /// The meaning of the `shippingDate` value depends on the current status of the shipment. If the current value of FulfillmentShipmentStatus is: · Pending · shippingDate represents the estimated time that the shipment will leave the Amazon fulfillment center. · Shipped · shippingDate represents the date that the shipment left the Amazon fulfillment center. If a shipment includes more than one package, `shippingDate` applies to all of the packages in the shipment. If the value of `FulfillmentShipmentStatus` is `CancelledByFulfiller` or `CancelledBySeller`, `shippingDate` is not returned. The value must be in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_date: Option<DateTime>,
    /// Provides additional insight into shipment timeline. Primarily used to communicate that actual delivery dates aren't available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_notes: Option<Vec<String>>,
}

/// Item information for a shipment in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentShipmentItem {
    /// The manufacturer lot codes of the shipped items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer_lot_codes: Option<Vec<String>>,
    /// An identifier for the package that contains the item quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_number: Option<i64>,
    /// The item quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// The fulfillment order item identifier that the seller created and submitted with a call to the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_item_id: Option<String>,
    /// The seller SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The serial number of the shipped item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
}

/// Package information for a shipment in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentShipmentPackage {
    /// The Amazon fulfillment tracking number, if provided, can be used to obtain tracking and delivery information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_fulfillment_tracking_number: Option<String>,
    /// Identifies the carrier who will deliver the shipment to the recipient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_code: Option<String>,
    /// The delivery information of the package, this information is only available post package delivery to its intended destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_information: Option<DeliveryInformation>,
    /// The estimated arrival date and time of the package, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_arrival_date: Option<DateTime>,
    /// The locker details, if provided can be used to access locker delivery box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locker_details: Option<LockerDetails>,
    /// Identifies a package in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_number: Option<i64>,
    /// The tracking number, if provided, can be used to obtain tracking and delivery information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
}

/// The product details for the delivery offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDeliveryOffersProduct {
    /// The amount of the requested product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Product identifier input that locates a product for MCF.
    pub product_identifier: ProductIdentifier,
}

/// The request body schema for the `getDeliveryOffers` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDeliveryOffersRequest {
    /// The product details for the delivery offer.
    pub product: GetDeliveryOffersProduct,
    /// The terms for the delivery offer.
    pub terms: GetDeliveryOffersTerms,
}

/// The response schema for the `getDeliveryOffers` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDeliveryOffersResponse {
    /// One or more unexpected errors occurred during the `getDeliveryOffers` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The response payload for the `getDeliveryOffers` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetDeliveryOffersResult>,
}

impl Enveloped for GetDeliveryOffersResponse {
    type Payload = GetDeliveryOffersResult;

    fn open(self) -> (Option<GetDeliveryOffersResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// A list of delivery offers, including offer expiration, earliest and latest date and time range, and the delivery offer policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDeliveryOffersResult {
    /// An array of delivery offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_offers: Option<Vec<DeliveryOffer>>,
}

/// The delivery terms for the delivery offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDeliveryOffersTerms {
    /// The destination for the delivery offer.
    pub destination: Destination,
    /// The origin for the delivery offer.
    pub origin: Origin,
}

/// The breakdown of eligibility inventory by feature.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeatureInventoryResponse {
    /// One or more unexpected errors occurred during the getFeatureInventory operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getEligibleInventory` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetFeatureInventoryResult>,
}

impl Enveloped for GetFeatureInventoryResponse {
    type Payload = GetFeatureInventoryResult;

    fn open(self) -> (Option<GetFeatureInventoryResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload for the `getEligibleInventory` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeatureInventoryResult {
    /// The name of the feature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_name: Option<String>,
    /// An array of SKUs eligible for this feature and the quantity available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_skus: Option<Vec<FeatureSku>>,
    /// The requested marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// When present and not empty, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// The response schema for the `getFeatureSKU` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeatureSkuResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getFeatureSKU` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetFeatureSkuResult>,
}

impl Enveloped for GetFeatureSkuResponse {
    type Payload = GetFeatureSkuResult;

    fn open(self) -> (Option<GetFeatureSkuResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload for the `getFeatureSKU` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeatureSkuResult {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The name of the feature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_name: Option<String>,
    /// The unique SKU used by Amazon's fulfillment network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fn_sku: Option<String>,
    /// A list of one or more reasons that the seller SKU is ineligible for the feature. Possible values: · `MERCHANT_NOT_ENROLLED`: The merchant isn't enrolled for the feature. · `SKU_NOT_ELIGIBLE`: The SKU doesn't reside in a warehouse that supports the feature. · `INVALID_SKU`: There is an issue with the SKU provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ineligible_reasons: Option<Vec<String>>,
    /// When true, the seller SKU is eligible for the requested feature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_eligible: Option<bool>,
    /// The requested marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Used to identify an item in the given marketplace. SellerSKU is qualified by the seller's SellerId, which is included with every operation that you submit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The number of SKUs available for this service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku_count: Option<Number>,
}

/// The response schema for the `getFeatures` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeaturesResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getFeatures` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetFeaturesResult>,
}

impl Enveloped for GetFeaturesResponse {
    type Payload = GetFeaturesResult;

    fn open(self) -> (Option<GetFeaturesResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload for the `getFeatures` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFeaturesResult {
    /// An array of features.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<Feature>>,
}

/// The response schema for the `getFulfillmentOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentOrderResponse {
    /// One or more unexpected errors occurred during the `getFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetFulfillmentOrderResult>,
}

impl Enveloped for GetFulfillmentOrderResponse {
    type Payload = GetFulfillmentOrderResult;

    fn open(self) -> (Option<GetFulfillmentOrderResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The request for the `getFulfillmentOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentOrderResult {
    /// General information about a fulfillment order, including its status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_order: Option<FulfillmentOrder>,
    /// An array of fulfillment order item information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_order_items: Option<Vec<FulfillmentOrderItem>>,
    /// An array of fulfillment shipment information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_shipments: Option<Vec<FulfillmentShipment>>,
    /// An array of various payment attributes related to this fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_information: Option<Vec<PaymentInformation>>,
    /// An array of return authorization information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_authorizations: Option<Vec<ReturnAuthorization>>,
    /// An array of items that Amazon accepted for return. Returns empty if no items were accepted for return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_items: Option<Vec<ReturnItem>>,
}

/// Item information for a fulfillment order preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentPreviewItem {
    /// The monetary value assigned by the seller to this item. This is a required field if this order is an export order or an India MCF order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_declared_value: Option<Money>,
    /// The item quantity.
    pub quantity: i64,
    /// A fulfillment order item identifier that the seller creates to track items in the fulfillment preview.
    pub seller_fulfillment_order_item_id: String,
    /// The seller SKU of the item.
    pub seller_sku: String,
}

/// The request body schema for the `getFulfillmentPreview` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentPreviewRequest {
    /// The destination address for the fulfillment order preview.
    pub address: Address,
    /// A list of features and their fulfillment policies to apply to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_constraints: Option<Vec<FeatureSettings>>,
    /// When true, returns all fulfillment order previews both for COD and not for COD. Otherwise, returns only fulfillment order previews that are not for COD.
    #[serde(
        rename = "includeCODFulfillmentPreview",
        skip_serializing_if = "Option::is_none"
    )]
    pub include_cod_fulfillment_preview: Option<bool>,
    /// When true, returns the `ScheduledDeliveryInfo` response object, which contains the available delivery windows for a Scheduled Delivery. The `ScheduledDeliveryInfo` response object can only be returned for fulfillment order previews with `ShippingSpeedCategories` equal to `ScheduledDelivery`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_delivery_windows: Option<bool>,
    /// Identifying information and quantity information for the items in the fulfillment order preview. Maximum of 100 line items with a maximum of 250 units per order.
    pub items: Vec<GetFulfillmentPreviewItem>,
    /// The marketplace the fulfillment order is placed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// A list of shipping methods used for creating fulfillment order previews. Possible values: · `Standard`: Standard shipping method. · `Expedited`: Expedited shipping method. · `Priority`: Priority shipping method. · `ScheduledDelivery`: Scheduled Delivery shipping method. **Note:** Shipping method service level agreements vary by marketplace. Sellers should see the Seller Central website in their marketplace for shipping method service level agreements and fulfillment fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_speed_categories: Option<Vec<ShippingSpeedCategory>>,
}

/// The response schema for the `getFulfillmentPreview` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentPreviewResponse {
    /// One or more unexpected errors occurred during the `getFulfillmentPreview` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The response payload for the `getFulfillmentPreview` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetFulfillmentPreviewResult>,
}

impl Enveloped for GetFulfillmentPreviewResponse {
    type Payload = GetFulfillmentPreviewResult;

    fn open(self) -> (Option<GetFulfillmentPreviewResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// A list of fulfillment order previews, including estimated shipping weights, estimated shipping fees, and estimated ship dates and arrival dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetFulfillmentPreviewResult {
    /// An array of fulfillment preview information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_previews: Option<Vec<FulfillmentPreview>>,
}

/// The response schema for the `getPackageTrackingDetails` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetPackageTrackingDetailsResponse {
    /// One or more unexpected errors occurred during the `getPackageTrackingDetails` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getPackageTrackingDetails` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<PackageTrackingDetails>,
}

impl Enveloped for GetPackageTrackingDetailsResponse {
    type Payload = PackageTrackingDetails;

    fn open(self) -> (Option<PackageTrackingDetails>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The reason that the item is invalid for return.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InvalidItemReason {
    /// A human readable description of the invalid item reason code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A code for why the item is invalid for return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invalid_item_reason_code: Option<InvalidItemReasonCode>,
}

/// An item that is invalid for return.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InvalidReturnItem {
    /// The reason that the item is invalid for return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invalid_item_reason: Option<InvalidItemReason>,
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_item_id: Option<String>,
    /// An identifier the seller assigns to the return item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_return_item_id: Option<String>,
}

/// The response schema for the `listAllFulfillmentOrders` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListAllFulfillmentOrdersResponse {
    /// One or more unexpected errors occurred during the `listAllFulfillmentOrders` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `listAllFulfillmentOrders` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<ListAllFulfillmentOrdersResult>,
}

impl Enveloped for ListAllFulfillmentOrdersResponse {
    type Payload = ListAllFulfillmentOrdersResult;

    fn open(self) -> (Option<ListAllFulfillmentOrdersResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The request for the `listAllFulfillmentOrders` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListAllFulfillmentOrdersResult {
    /// An array of fulfillment order information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_orders: Option<Vec<FulfillmentOrder>>,
    /// When present and not empty, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// The response schema for the `listReturnReasonCodes` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListReturnReasonCodesResponse {
    /// One or more unexpected errors occurred during the `listReturnReasonCodes` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `listReturnReasonCodes` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<ListReturnReasonCodesResult>,
}

impl Enveloped for ListReturnReasonCodesResponse {
    type Payload = ListReturnReasonCodesResult;

    fn open(self) -> (Option<ListReturnReasonCodesResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The request for the `listReturnReasonCodes` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListReturnReasonCodesResult {
    /// An array of return reason code details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_code_details: Option<Vec<ReasonCodeDetails>>,
}

/// The locker details, which you can use to access the locker delivery box.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LockerDetails {
    /// Indicates the locker access code
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locker_access_code: Option<String>,
    /// Indicates the locker number
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locker_number: Option<String>,
}

/// An amount of money, including units in the form of currency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Money {
    /// Three digit currency code in ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
    /// A decimal number with no loss of precision. Useful when precision loss is unacceptable, as with currencies. Follows RFC7159 for number representation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
}

/// The origin for the delivery offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Origin {
    /// The two-digit country code (in ISO 3166-1 alpha-2 format) for the country where the items will ship from.
    pub country_code: String,
}

/// Tracking details of package
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackageTrackingDetails {
    /// Additional location information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_location_info: Option<AdditionalLocationInfo>,
    /// The name of the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_code: Option<String>,
    /// The phone number of the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_phone_number: Option<String>,
    /// The URL of the carrier's website.
    #[serde(rename = "carrierURL", skip_serializing_if = "Option::is_none")]
    pub carrier_url: Option<String>,
    /// The current delivery status of the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_status: Option<CurrentStatus>,
    /// Description corresponding to the `CurrentStatus` value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_status_description: Option<String>,
    /// Link on swiship.com that allows customers to track the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_tracking_link: Option<String>,
    /// The delivery window for the package. This is available after the package reaches its destination delivery station.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_window: Option<DateRange>,
    /// The estimated arrival date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_arrival_date: Option<DateTime>,
    /// The package identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_number: Option<i64>,
    /// The shipping date for the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_date: Option<DateTime>,
    /// The destination city for the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_to_address: Option<TrackingAddress>,
    /// The name of the person who signed for the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_for_by: Option<String>,
    /// An array of tracking event information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_events: Option<Vec<TrackingEvent>>,
    /// The tracking number for the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
}

/// The attributes related to the payment made from customer to seller for this order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PaymentInformation {
    /// The transaction date of this payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_date: Option<DateTime>,
    /// The transaction mode of this payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_mode: Option<String>,
    /// The transaction identifier of this payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_transaction_id: Option<String>,
}

/// Product identifier input that locates a product for MCF.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProductIdentifier {
    /// The merchant SKU for the product.
    pub merchant_sku: String,
}

/// A return reason code, a description, and an optional description translation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReasonCodeDetails {
    /// A human readable description of the return reason code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A code that indicates a valid return reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_reason_code: Option<String>,
    /// A translation of the description. The translation is in the language specified in the `language` request parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translated_description: Option<String>,
}

/// Return authorization information for items accepted for return.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReturnAuthorization {
    /// The return merchandise authorization (RMA) that Amazon needs to process the return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_rma_id: Option<String>,
    /// An identifier for the Amazon fulfillment center to which the return items should be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_center_id: Option<String>,
    /// An identifier for the return authorization. This identifier associates return items with the return authorization used to return them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_authorization_id: Option<String>,
    /// The address of the Amazon fulfillment center that the return items should be sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_to_address: Option<Address>,
    /// A URL for a web page that contains the return authorization barcode and the mailing label. This does not include pre-paid shipping.
    #[serde(rename = "rmaPageURL", skip_serializing_if = "Option::is_none")]
    pub rma_page_url: Option<String>,
}

/// An item that Amazon accepted for return.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReturnItem {
    /// The return reason code that the Amazon fulfillment center assigned to the return item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_return_reason_code: Option<String>,
    /// The identifier for the shipment that is associated with the return item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_shipment_id: Option<String>,
    /// The identifier for the Amazon fulfillment center that processed the return item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_center_id: Option<String>,
    /// Identifies the return authorization used to return this item. Refer to `ReturnAuthorization`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_authorization_id: Option<String>,
    /// An optional comment about the return item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_comment: Option<String>,
    /// The condition of the return item when received by an Amazon fulfillment center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_received_condition: Option<ReturnItemDisposition>,
    /// The identifier assigned to the item by the seller when the fulfillment order was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_item_id: Option<String>,
    /// An identifier the seller assigns to the return item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_return_item_id: Option<String>,
    /// The return reason code assigned to the return item by the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_return_reason_code: Option<String>,
    /// Indicates if the return item has been processed by an Amazon fulfillment center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<FulfillmentReturnItemStatus>,
    /// Indicates when the status last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_changed_date: Option<DateTime>,
}

/// Delivery information for a scheduled delivery. This is only available in the JP marketplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ScheduledDeliveryInfo {
    /// The time zone of the destination address for the fulfillment order preview. Must be an IANA time zone name. Example: Asia/Tokyo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_time_zone: Option<String>,
    /// An array of time ranges that are available for scheduled delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_windows: Option<Vec<DeliveryWindow>>,
}

/// The request body schema for the `submitFulfillmentOrderStatusUpdate` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SubmitFulfillmentOrderStatusUpdateRequest {
    /// The current status of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_order_status: Option<FulfillmentOrderStatus>,
}

/// The response schema for the `SubmitFulfillmentOrderStatusUpdate` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SubmitFulfillmentOrderStatusUpdateResponse {
    /// One or more unexpected errors occurred during the `SubmitFulfillmentOrderStatusUpdate` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for SubmitFulfillmentOrderStatusUpdateResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// Address information for tracking the package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TrackingAddress {
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Information for tracking package deliveries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TrackingEvent {
    /// The city where the delivery event took place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_address: Option<TrackingAddress>,
    /// The event code for the delivery event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_code: Option<EventCode>,
    /// The date and time that the delivery event took place, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_date: Option<DateTime>,
    /// A description for the corresponding event code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_description: Option<String>,
}

/// Information about unfulfillable items in a fulfillment order preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UnfulfillablePreviewItem {
    /// Error codes associated with the fulfillment order preview that indicate why the item is unfulfillable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_unfulfillable_reasons: Option<Vec<String>>,
    /// The item quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// A fulfillment order item identifier created with a call to the `getFulfillmentPreview` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_fulfillment_order_item_id: Option<String>,
    /// The seller SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
}

/// Item information for updating a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateFulfillmentOrderItem {
    /// Item-specific text that displays in recipient-facing materials such as the outbound shipment packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_comment: Option<String>,
    /// Amazon's fulfillment network SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_network_sku: Option<String>,
    /// A message to the gift recipient, if applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
    /// Indicates whether the item is sellable or unsellable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_disposition: Option<String>,
    /// The monetary value assigned by the seller to this item. This is a required field for India MCF orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_declared_value: Option<Money>,
    /// The amount to be collected from the recipient for this item in a COD (Cash On Delivery) order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_price: Option<Money>,
    /// The tax on the amount to be collected from the recipient for this item in a COD (Cash On Delivery) order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_tax: Option<Money>,
    /// The item quantity.
    pub quantity: i64,
    /// Identifies the fulfillment order item to update. Created with a previous call to the `createFulfillmentOrder` operation.
    pub seller_fulfillment_order_item_id: String,
    /// The seller SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
}

/// The request body schema for the `updateFulfillmentOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateFulfillmentOrderRequest {
    /// The destination address for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_address: Option<Address>,
    /// Order-specific text that appears in recipient-facing materials such as the outbound shipment packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_order_comment: Option<String>,
    /// The date and time of the fulfillment order. Displays as the order date in recipient-facing materials such as the outbound shipment packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_order_date: Option<DateTime>,
    /// A fulfillment order identifier that the seller creates. This value displays as the order identifier in recipient-facing materials such as the outbound shipment packing slip. The value of `DisplayableOrderId` should match the order identifier that the seller provides to the recipient. The seller can use the `SellerFulfillmentOrderId` for this value or they can specify an alternate value if they want the recipient to reference an alternate order identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub displayable_order_id: Option<String>,
    /// A list of features and their fulfillment policies to apply to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_constraints: Option<Vec<FeatureSettings>>,
    /// Specifies whether the fulfillment order should ship now or have an order hold put on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_action: Option<FulfillmentAction>,
    /// The `FulfillmentPolicy` value specified when you called the `createFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_policy: Option<FulfillmentPolicy>,
    /// A list of items to include in the fulfillment order preview, including quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<UpdateFulfillmentOrderItem>>,
    /// The marketplace the fulfillment order is placed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// A list of email addresses that the seller provides that are used by Amazon to send ship-complete notifications to recipients on behalf of the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_emails: Option<Vec<String>>,
    /// The two-character country code for the country from which the fulfillment order ships. Must be in ISO 3166-1 alpha-2 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_from_country_code: Option<String>,
    /// The shipping method used for the fulfillment order. When this value is `ScheduledDelivery`, choose `Ship` for the `fulfillmentAction`. `Hold` is not a valid `fulfillmentAction` value when the `shippingSpeedCategory` value is `ScheduledDelivery`. Note: Shipping method service level agreements vary by marketplace. Sellers should refer to the [Seller Central](https://developer-docs.amazon.com/sp-api/docs/seller-central-urls) website in their marketplace for shipping method service level agreements and fulfillment fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_speed_category: Option<ShippingSpeedCategory>,
}

/// The response schema for the `updateFulfillmentOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateFulfillmentOrderResponse {
    /// One or more unexpected errors occurred during the `updateFulfillmentOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for UpdateFulfillmentOrderResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// A physical address with varying degrees of precision. A more precise address can provide more accurate results than country code and postal code alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct VariablePrecisionAddress {
    /// The first line of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional address information, if required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// Additional address information, if required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line3: Option<String>,
    /// The city where the person, business, or institution is located. This property should not be used in Japan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The two digit country code. In ISO 3166-1 alpha-2 format.
    pub country_code: String,
    /// The district or county where the person, business, or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The postal code of the address.
    pub postal_code: String,
    /// The state or region where the person, business or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_region: Option<String>,
}

/// The weight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Weight {
    /// The unit of weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<WeightUnit>,
    /// The weight value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

wire_enum! {
    /// Additional location information.
    pub enum AdditionalLocationInfo {
        /// As instructed.
        AsInstructed = "AS_INSTRUCTED",
        /// Carport.
        Carport = "CARPORT",
        /// Picked up by customer.
        CustomerPickup = "CUSTOMER_PICKUP",
        /// Deck.
        Deck = "DECK",
        /// Resident.
        DoorPerson = "DOOR_PERSON",
        /// Front desk.
        FrontDesk = "FRONT_DESK",
        /// Front door.
        FrontDoor = "FRONT_DOOR",
        /// Garage.
        Garage = "GARAGE",
        /// Residential guard.
        Guard = "GUARD",
        /// Mail room.
        MailRoom = "MAIL_ROOM",
        /// Mail slot.
        MailSlot = "MAIL_SLOT",
        /// Mailbox.
        Mailbox = "MAILBOX",
        /// Delivered to male child.
        McBoy = "MC_BOY",
        /// Delivered to female child.
        McGirl = "MC_GIRL",
        /// Delivered to male adult.
        McMan = "MC_MAN",
        /// Delivered to female adult.
        McWoman = "MC_WOMAN",
        /// Delivered to neighbor.
        Neighbor = "NEIGHBOR",
        /// Office.
        Office = "OFFICE",
        /// Outbuilding.
        Outbuilding = "OUTBUILDING",
        /// Patio.
        Patio = "PATIO",
        /// Porch.
        Porch = "PORCH",
        /// Rear door.
        RearDoor = "REAR_DOOR",
        /// Receptionist.
        Receptionist = "RECEPTIONIST",
        /// Resident.
        Receiver = "RECEIVER",
        /// Secure location.
        SecureLocation = "SECURE_LOCATION",
        /// Side door.
        SideDoor = "SIDE_DOOR",
    }
}

wire_enum! {
    /// The unit of measure for the amount.
    pub enum AmountUnitOfMeasure {
        /// Specifies an integer count of units.
        Eaches = "Eaches",
    }
}

wire_enum! {
    /// The current delivery status of the package.
    pub enum CurrentStatus {
        /// In transit to the destination address.
        InTransit = "IN_TRANSIT",
        /// Delivered to the destination address.
        Delivered = "DELIVERED",
        /// In the process of being returned to Amazon's fulfillment network.
        Returning = "RETURNING",
        /// Returned to Amazon's fulfillment network.
        Returned = "RETURNED",
        /// Undeliverable because package was lost or destroyed.
        Undeliverable = "UNDELIVERABLE",
        /// Delayed.
        Delayed = "DELAYED",
        /// Available for pickup.
        AvailableForPickup = "AVAILABLE_FOR_PICKUP",
        /// Requires customer action.
        CustomerAction = "CUSTOMER_ACTION",
        /// Unknown Status Code was returned.
        Unknown = "UNKNOWN",
        /// Out for Delivery.
        OutForDelivery = "OUT_FOR_DELIVERY",
        /// Delivery Attempted.
        DeliveryAttempted = "DELIVERY_ATTEMPTED",
        /// Pickup Successful.
        PickupSuccessful = "PICKUP_SUCCESSFUL",
        /// Pickup Cancelled.
        PickupCancelled = "PICKUP_CANCELLED",
        /// Pickup Attempted.
        PickupAttempted = "PICKUP_ATTEMPTED",
        /// Pickup Scheduled.
        PickupScheduled = "PICKUP_SCHEDULED",
        /// Return Request Accepted.
        ReturnRequestAccepted = "RETURN_REQUEST_ACCEPTED",
        /// Refund Issued.
        RefundIssued = "REFUND_ISSUED",
        /// Return Received In FC.
        ReturnReceivedInFc = "RETURN_RECEIVED_IN_FC",
    }
}

wire_enum! {
    /// The drop-off location type at the destination address.
    pub enum DropOffLocationType {
        /// Front door location.
        FrontDoor = "FRONT_DOOR",
        /// Delivery box location.
        DeliveryBox = "DELIVERY_BOX",
        /// Gas meter box location.
        GasMeterBox = "GAS_METER_BOX",
        /// Bicycle basket location.
        BicycleBasket = "BICYCLE_BASKET",
        /// Garage location.
        Garage = "GARAGE",
        /// Delivery to or via receptionist.
        Receptionist = "RECEPTIONIST",
        /// Delivery to a designated neighbor when the recipient is not available at the destination address.
        FallbackNeighborDelivery = "FALLBACK_NEIGHBOR_DELIVERY",
        /// Attended delivery (package not left unattended).
        DoNotLeaveUnattended = "DO_NOT_LEAVE_UNATTENDED",
    }
}

wire_enum! {
    /// The event code for the delivery event.
    pub enum EventCode {
        /// Carrier notified to pick up package.
        Event101 = "EVENT_101",
        /// Shipment picked up from seller's facility.
        Event102 = "EVENT_102",
        /// Arrival scan.
        Event201 = "EVENT_201",
        /// Departure scan.
        Event202 = "EVENT_202",
        /// Arrived at destination country.
        Event203 = "EVENT_203",
        /// Initiated customs clearance process.
        Event204 = "EVENT_204",
        /// Completed customs clearance process.
        Event205 = "EVENT_205",
        /// In transit to pickup location.
        Event206 = "EVENT_206",
        /// Delivered.
        Event301 = "EVENT_301",
        /// Out for delivery.
        Event302 = "EVENT_302",
        /// Delivery attempted.
        Event304 = "EVENT_304",
        /// Customer contacted to arrange delivery.
        Event306 = "EVENT_306",
        /// Delivery appointment scheduled.
        Event307 = "EVENT_307",
        /// Available for pickup.
        Event308 = "EVENT_308",
        /// Returned to seller.
        Event309 = "EVENT_309",
        /// Held by carrier · incorrect address.
        Event401 = "EVENT_401",
        /// Customs clearance delay.
        Event402 = "EVENT_402",
        /// Customer moved.
        Event403 = "EVENT_403",
        /// Delay in delivery due to external factors.
        Event404 = "EVENT_404",
        /// Shipment damaged.
        Event405 = "EVENT_405",
        /// Held by carrier.
        Event406 = "EVENT_406",
        /// Customer refused delivery.
        Event407 = "EVENT_407",
        /// Returning to seller.
        Event408 = "EVENT_408",
        /// Lost by carrier.
        Event409 = "EVENT_409",
        /// Paperwork received · did not receive shipment.
        Event411 = "EVENT_411",
        /// Shipment received · did not receive paperwork.
        Event412 = "EVENT_412",
        /// Held by carrier · customer refused shipment due to customs charges.
        Event413 = "EVENT_413",
        /// Missorted by carrier.
        Event414 = "EVENT_414",
        /// Received from prior carrier.
        Event415 = "EVENT_415",
        /// Undeliverable.
        Event416 = "EVENT_416",
        /// Shipment missorted.
        Event417 = "EVENT_417",
        /// Shipment delayed.
        Event418 = "EVENT_418",
        /// Address corrected · delivery rescheduled.
        Event419 = "EVENT_419",
        /// Package delivered to locker.
        Event801 = "EVENT_801",
        /// Package picked up from locker.
        Event804 = "EVENT_804",
    }
}

wire_enum! {
    /// Specifies the policy to use when fulfilling an order.
    pub enum FeatureSettingsFeatureFulfillmentPolicy {
        /// If the offer can't be shipped with the selected feature, reject the order.
        Required = "Required",
        /// The feature is not required for shipping.
        NotRequired = "NotRequired",
    }
}

wire_enum! {
    /// The type of fee.
    pub enum FeeName {
        /// Estimated fee for each unit in the fulfillment order.
        FBAPerUnitFulfillmentFee = "FBAPerUnitFulfillmentFee",
        /// Estimated order-level fee.
        FBAPerOrderFulfillmentFee = "FBAPerOrderFulfillmentFee",
        /// Estimated shipping fee.
        FBATransportationFee = "FBATransportationFee",
        /// Estimated COD (Cash On Delivery) fee. This fee applies only to fulfillment order previews for COD.
        FBAFulfillmentCODFee = "FBAFulfillmentCODFee",
    }
}

wire_enum! {
    /// Specifies whether the fulfillment order should ship now or have an order hold put on it.
    pub enum FulfillmentAction {
        /// The fulfillment order ships now.
        Ship = "Ship",
        /// An order hold is put on the fulfillment order.
        Hold = "Hold",
    }
}

wire_enum! {
    /// The current status of the fulfillment order.
    pub enum FulfillmentOrderStatus {
        /// The fulfillment order was received but not yet validated.
        New = "New",
        /// The fulfillment order was received and validated. Validation includes determining that the destination address is valid and that Amazon's records indicate that the seller has enough sellable (undamaged) inventory to fulfill the order. The seller can cancel a fulfillment order that has a status of Received.
        Received = "Received",
        /// The fulfillment order has been sent to Amazon's fulfillment network to begin shipment planning, but no unit in any shipment has been picked from inventory yet. The seller can cancel a fulfillment order that has a status of Planning.
        Planning = "Planning",
        /// The process of picking units from inventory has begun on at least one shipment in the fulfillment order. The seller cannot cancel a fulfillment order that has a status of Processing.
        Processing = "Processing",
        /// The fulfillment order has been cancelled by the seller.
        Cancelled = "Cancelled",
        /// All item quantities in the fulfillment order have been fulfilled.
        Complete = "Complete",
        /// Some item quantities in the fulfillment order were fulfilled; the rest were either cancelled or unfulfillable.
        CompletePartialled = "CompletePartialled",
        /// No item quantities in the fulfillment order could be fulfilled because the Amazon fulfillment center workers found no inventory for those items or found no inventory that was in sellable (undamaged) condition.
        Unfulfillable = "Unfulfillable",
        /// The fulfillment order was received but could not be validated. The reasons for this include an invalid destination address or Amazon's records indicating that the seller does not have enough sellable inventory to fulfill the order. When this happens, the fulfillment order is invalid and no items in the order will ship.
        Invalid = "Invalid",
    }
}

wire_enum! {
    /// The `FulfillmentPolicy` value specified when you called the `createFulfillmentOrder` operation.
    pub enum FulfillmentPolicy {
        /// If an item in a fulfillment order is determined to be unfulfillable before any shipment in the order has acquired the status of Pending (the process of picking units from inventory has begun), then the entire order is considered unfulfillable. However, if an item in a fulfillment order is determined to be unfulfillable after a shipment in the order has acquired the status of Pending, Amazon cancels as much of the fulfillment order as possible. Refer to the `FulfillmentShipment` object for shipment status definitions.
        FillOrKill = "FillOrKill",
        /// All fulfillable items in the fulfillment order are shipped. The fulfillment order remains in a processing state until all items are either shipped by Amazon or cancelled by the seller. **Note:** The `Hold` state overrides the `FillAll` fulfillment policy. `Hold` orders are automatically canceled after 14 days. If you use the `FillAll` policy with the `Ship` state, and there are unshipped items, then the order becomes `Unfulfillable` or `CompletePartialled` after 24 hours.
        FillAll = "FillAll",
        /// All fulfillable items in the fulfillment order are shipped. All unfulfillable items in the order are cancelled.
        FillAllAvailable = "FillAllAvailable",
    }
}

wire_enum! {
    /// The method used to calculate the estimated shipping weight.
    pub enum FulfillmentPreviewItemShippingWeightCalculationMethod {
        /// Based on the actual weight of the items.
        Package = "Package",
        /// Based on the cubic space that the items occupy.
        Dimensional = "Dimensional",
    }
}

wire_enum! {
    /// Indicates if the return item has been processed by a fulfillment center.
    pub enum FulfillmentReturnItemStatus {
        /// The return item has not yet been processed by a fulfillment center.
        New = "New",
        /// The return item has been processed by a fulfillment center.
        Processed = "Processed",
    }
}

wire_enum! {
    /// The current status of the shipment.
    pub enum FulfillmentShipmentFulfillmentShipmentStatus {
        /// The process of picking units from inventory has begun.
        Pending = "PENDING",
        /// All packages in the shipment have left the fulfillment center.
        Shipped = "SHIPPED",
        /// The Amazon fulfillment center could not fulfill the shipment as planned. This might be because the inventory was not at the expected location in the fulfillment center. After cancelling the fulfillment order, Amazon immediately creates a new fulfillment shipment and again attempts to fulfill the order.
        CancelledByFulfiller = "CANCELLED_BY_FULFILLER",
        /// The shipment was cancelled using the CancelFulfillmentOrder request.
        CancelledBySeller = "CANCELLED_BY_SELLER",
    }
}

wire_enum! {
    /// A code for why the item is invalid for return.
    pub enum InvalidItemReasonCode {
        /// The item was not found in a fulfillment order.
        InvalidValues = "InvalidValues",
        /// A fulfillment return has already been requested for this item.
        DuplicateRequest = "DuplicateRequest",
        /// The fulfillment order containing this item has not yet shipped.
        NoCompletedShipItems = "NoCompletedShipItems",
        /// All item quantity available for return has been allocated to other return items.
        NoReturnableQuantity = "NoReturnableQuantity",
    }
}

wire_enum! {
    /// The condition of the return item when received by an Amazon fulfillment center.
    pub enum ReturnItemDisposition {
        /// Item is in sellable condition.
        Sellable = "Sellable",
        /// Item is defective.
        Defective = "Defective",
        /// Item was damaged by the buyer or the seller.
        CustomerDamaged = "CustomerDamaged",
        /// Item was damaged by the carrier.
        CarrierDamaged = "CarrierDamaged",
        /// Item was damaged by Amazon.
        FulfillerDamaged = "FulfillerDamaged",
    }
}

wire_enum! {
    /// The shipping method used for the fulfillment order. When this value is `ScheduledDelivery`, choose `Ship` for the `fulfillmentAction`. `Hold` is not a valid `fulfillmentAction` value when the `shippingSpeedCategory` value is `ScheduledDelivery`. Note: Shipping method service level agreements vary by marketplace. Sellers should refer to the [Seller Central](https://developer-docs.amazon.com/sp-api/docs/seller-central-urls) website in their marketplace for shipping method service level agreements and fulfillment fees.
    pub enum ShippingSpeedCategory {
        /// Standard shipping method.
        Standard = "Standard",
        /// Expedited shipping method.
        Expedited = "Expedited",
        /// Priority shipping method.
        Priority = "Priority",
        /// Scheduled Delivery shipping method. This is only available in the JP marketplace.
        ScheduledDelivery = "ScheduledDelivery",
    }
}

wire_enum! {
    /// The unit of weight.
    pub enum WeightUnit {
        /// Kilograms.
        Kg = "KG",
        /// Kilograms.
        Kilograms = "KILOGRAMS",
        /// Pounds.
        Lb = "LB",
        /// Pounds.
        Pounds = "POUNDS",
    }
}
