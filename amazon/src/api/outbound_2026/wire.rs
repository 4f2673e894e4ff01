//! Wire types and operations of `fulfillmentOutbound_2026-07-04`: The Selling Partner API for Fulfillment Outbound lets you create applications that help a seller fulfill Multi-Channel Fulfillment orders using their inventory in Amazon's fulfillment network.
//!
//! Written by `cargo run -p amazon --example generate` from `models/fulfillmentOutbound_2026-07-04.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Decimal,
    lenient::wire_enum,
    operation::Nothing,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Retrieve delivery options that include an estimated delivery date and offer expiration, based on criteria that you specify.
///
/// `POST /fulfillment/outbound/2026-07-04/offers`, 5 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOffers {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The request body schema for the `getOffers` operation.
    pub body: GetOffersRequest,
}

impl Operation for GetOffers {
    type Answer = GetOffersResponse;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "getOffers";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/fulfillment/outbound/2026-07-04/offers")
            .header_opt(
                "x-amzn-fulfillment-service-id",
                &self.fulfillment_service_id,
            )
            .body(&self.body)
    }
}

/// Retrieve a list of fulfillment orders that match the criteria you specify.
///
/// `GET /fulfillment/outbound/2026-07-04/orders`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListOrders {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The response includes orders updated after this time. Must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_after: Option<DateTime>,
    /// A token that you use to retrieve the next page of results. The response includes `pageToken` when the number of results exceeds the page size. To get the next page of results, call the operation with this token and include the same arguments as the call that produced the token. To get a complete list, call this operation until `pageToken` is `null`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// Whether to include shipment data in the response. Included by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipments: Option<Shipments>,
}

impl Operation for ListOrders {
    type Answer = ListOrdersResponse;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "listOrders";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fulfillment/outbound/2026-07-04/orders")
            .header_opt(
                "x-amzn-fulfillment-service-id",
                &self.fulfillment_service_id,
            )
            .query_opt("updatedAfter", &self.updated_after)
            .query_opt("pageToken", &self.page_token)
            .query_opt("shipments", &self.shipments)
    }
}

/// Request that Amazon ship items from the seller's inventory in Amazon's fulfillment network to a destination address.
///
/// `POST /fulfillment/outbound/2026-07-04/orders`, 2 requests per second, burst 30.
///
/// Trap: answers 200 with the order or 202 with hardly anything: read it back, as `ensure_created` does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateOrder {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The request body schema for the `createOrder` operation.
    pub body: CreateOrderRequest,
}

impl Operation for CreateOrder {
    type Answer = CreateOrderAnswer;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "createOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/fulfillment/outbound/2026-07-04/orders")
            .header_opt(
                "x-amzn-fulfillment-service-id",
                &self.fulfillment_service_id,
            )
            .body(&self.body)
    }
}

/// The answer of any success of this operation; which fields are set tells which.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateOrderAnswer {
    /// General information about a fulfillment order, including its status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<FulfillmentOrder>,
    /// The fulfillment order identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The current status of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Retrieve a fulfillment order.
///
/// `GET /fulfillment/outbound/2026-07-04/orders/{orderId}`, 2 requests per second, burst 30.
///
/// Trap: no returns and no tracking events: those stay with 2020-07-01.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrder {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The ID of the order you want to retrieve.
    pub order_id: String,
    /// Whether to include shipment data in the response. Included by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipments: Option<Shipments>,
}

impl Operation for GetOrder {
    type Answer = GetOrderResponse;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "getOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fulfillment/outbound/2026-07-04/orders/{orderId}")
            .header_opt(
                "x-amzn-fulfillment-service-id",
                &self.fulfillment_service_id,
            )
            .segment("orderId", &self.order_id)
            .query_opt("shipments", &self.shipments)
    }
}

/// Update and/or request shipment for a fulfillment order with an order hold on it.
///
/// `PUT /fulfillment/outbound/2026-07-04/orders/{orderId}`, 2 requests per second, burst 30.
///
/// Trap: changes the action and nothing else of a held order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateOrder {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The ID of the order that you want to update and/or request shipment of.
    pub order_id: String,
    /// The request body schema for the `updateOrder` operation.
    pub body: UpdateOrderRequest,
}

impl Operation for UpdateOrder {
    type Answer = Nothing;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "updateOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PUT", "/fulfillment/outbound/2026-07-04/orders/{orderId}")
            .header_opt(
                "x-amzn-fulfillment-service-id",
                &self.fulfillment_service_id,
            )
            .segment("orderId", &self.order_id)
            .body(&self.body)
    }
}

/// Request that Amazon stop attempting to fulfill a fulfillment order.
///
/// `PUT /fulfillment/outbound/2026-07-04/orders/{orderId}/cancel`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelOrder {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The ID of the order that you want to cancel.
    pub order_id: String,
}

impl Operation for CancelOrder {
    type Answer = Nothing;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "cancelOrder";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/fulfillment/outbound/2026-07-04/orders/{orderId}/cancel",
        )
        .header_opt(
            "x-amzn-fulfillment-service-id",
            &self.fulfillment_service_id,
        )
        .segment("orderId", &self.order_id)
    }
}

/// Update package information for a specific package in a fulfillment order. This is a sandbox-only operation and must be directed to a sandbox endpoint. Refer to [Fulfillment Outbound Dynamic Sandbox Guide](https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-dynamic-sandbox-guide) and [Selling Partner API sandbox](https://developer-docs.amazon.com/sp-api/docs/the-selling-partner-api-sandbox) for more information.
///
/// `PUT /fulfillment/outbound/2026-07-04/orders/{orderId}/packages/{packageId}`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdatePackage {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The ID of the order that contains the package that you want to update.
    pub order_id: String,
    /// The ID of the package that you want to update.
    pub package_id: String,
    /// The new package information.
    pub body: UpdatePackageRequest,
}

impl Operation for UpdatePackage {
    type Answer = Nothing;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "updatePackage";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/fulfillment/outbound/2026-07-04/orders/{orderId}/packages/{packageId}",
        )
        .header_opt(
            "x-amzn-fulfillment-service-id",
            &self.fulfillment_service_id,
        )
        .segment("orderId", &self.order_id)
        .segment("packageId", &self.package_id)
        .body(&self.body)
    }
}

/// Request that Amazon update the status of an order in the sandbox testing environment. This is a sandbox-only operation and must be directed to a sandbox endpoint. Refer to [Fulfillment Outbound Dynamic Sandbox Guide](https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-dynamic-sandbox-guide) and [Selling Partner API sandbox](https://developer-docs.amazon.com/sp-api/docs/the-selling-partner-api-sandbox) for more information.
///
/// `PUT /fulfillment/outbound/2026-07-04/orders/{orderId}/status`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateOrderStatus {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The ID of the order that you want to update.
    pub order_id: String,
    /// The new status of the fulfillment order.
    pub body: UpdateOrderStatusRequest,
}

impl Operation for UpdateOrderStatus {
    type Answer = Nothing;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "updateOrderStatus";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/fulfillment/outbound/2026-07-04/orders/{orderId}/status",
        )
        .header_opt(
            "x-amzn-fulfillment-service-id",
            &self.fulfillment_service_id,
        )
        .segment("orderId", &self.order_id)
        .body(&self.body)
    }
}

/// Retrieve a list of fulfillment order previews based on shipping criteria that you specify.
///
/// `POST /fulfillment/outbound/2026-07-04/previews`, 2 requests per second, burst 30.
///
/// Trap: the tier `PRIORITY` exists in Canada, India and Mexico only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderPreview {
    /// The identifier of the fulfillment service used for this operation.
    #[serde(
        rename = "x-amzn-fulfillment-service-id",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_service_id: Option<String>,
    /// The request body schema for the `getOrderPreview` operation.
    pub body: GetOrderPreviewRequest,
}

impl Operation for GetOrderPreview {
    type Answer = GetOrderPreviewResponse;
    const API: &'static str = "fulfillmentOutbound_2026-07-04";
    const NAME: &'static str = "getOrderPreview";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/fulfillment/outbound/2026-07-04/previews")
            .header_opt(
                "x-amzn-fulfillment-service-id",
                &self.fulfillment_service_id,
            )
            .body(&self.body)
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
    /// The city where the person, business, or institution is located. This property is required in all countries except Japan. It must not be used in Japan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The two-digit country code (in ISO 3166-1 alpha-2 format) for the country where the person, business or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The district or county where the person, business, or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The email of the person, business, or institution located at the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The name of the person, business or institution at the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone number of the person, business, or institution located at the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The postal code of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state or region where the person, business, or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_region: Option<String>,
}

/// The Amazon facility from which the shipment is sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AmazonFacility {
    /// The facility address from which the shipment originated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// An identifier for the Amazon facility from which the shipment is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility_id: Option<String>,
}

/// Amazon tracking information for a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AmazonTracking {
    /// The amazon tracking number that can be used to obtain tracking and delivery information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
    /// Represents the tracking URL where amazon tracking information is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_url: Option<String>,
}

/// A quantity based on the specified unit of measurement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Amount {
    /// The unit of measure for the amount. Possible values: `EACHES`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The amount of a product in the associated unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
}

/// Carrier tracking information for a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CarrierTracking {
    /// Identifies the carrier who delivers the shipment to the recipient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_code: Option<String>,
    /// The tracking number, if provided, can be used to obtain tracking and delivery information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
    /// Represents the tracking URL where package tracking information is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_url: Option<String>,
}

/// A constraint that may affect a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Constraint {
    /// The constraint code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Array of constraint details
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Vec<ConstraintDetail>>,
    /// A human-readable description of the constraint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The type of constraint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Additional information about a constraint violation, providing the specific type of detail and its corresponding value that caused the violation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConstraintDetail {
    /// The type of the constraint detail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The value of the constraint detail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// The response schema for the `createOrder` operation when the request is accepted for async processing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateOrderAcceptedResponse {
    /// The fulfillment order identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The current status of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Line item information for a create order request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateOrderLineItem {
    /// A quantity based on the specified unit of measurement.
    pub amount: Amount,
    /// Fulfillment configuration for the line item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<LineItemFulfillmentConfiguration>,
    /// The line item identifier for the fulfillment order.
    pub line_item_id: String,
    /// Product information for the line item.
    pub product: OrderProduct,
}

/// The request body schema for `createOrder`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateOrderRequest {
    /// The sales channel of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The destination of the fulfillment order.
    pub destination: OrderDestination,
    /// The fulfillment configuration of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<OrderFulfillmentConfiguration>,
    /// A list of items to include in the fulfillment order, including quantity.
    pub line_items: Vec<CreateOrderLineItem>,
    /// A fulfillment order identifier that the seller creates to track their fulfillment order. The `orderId` must be unique for each fulfillment order that a seller creates. If the seller's system already creates unique order identifiers, then these might be good values for them to use.
    pub order_id: String,
    /// The origin of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OrderOrigin>,
    /// Payment information for the order. Currently only available in India.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_information: Option<PaymentInformation>,
}

/// The response schema for the `createOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateOrderResponse {
    /// General information about a fulfillment order, including its status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<FulfillmentOrder>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// array of errors
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// The estimated price information for the fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct EstimatedPrice {
    /// A breakdown of the price associated with the delivery preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rollup_prices: Option<Vec<RollupPrice>>,
    /// The total price associated with the delivery preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_price: Option<Money>,
}

/// General information about a fulfillment order, including its status.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentOrder {
    /// The sales channel for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The destination for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<OrderDestination>,
    /// Fulfillment configuration for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<OrderResponseFulfillmentConfiguration>,
    /// A list of items in the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_items: Option<Vec<OrderLineItem>>,
    /// The fulfillment order identifier submitted with the `createOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The origin for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OrderOrigin>,
    /// Payment information for the order. Currently only available in India.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_information: Option<PaymentInformation>,
    /// The date and time that the fulfillment order was received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receive_time: Option<DateTime>,
    /// An array of fulfillment shipment information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipments: Option<Vec<Shipment>>,
    /// The current status of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The date and time that the status of the fulfillment order last changed. Must be in ISO 8601 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_update_time: Option<DateTime>,
}

/// The request body schema for `getOffers`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOffersRequest {
    /// The destination of the fulfillment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<OfferDestination>,
    /// The fulfillment configuration of the offers request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<OfferFulfillmentConfiguration>,
    /// A list of items for which to get offers.
    pub items: Vec<OfferItem>,
    /// The origin of the fulfillment order.
    pub origin: OrderOrigin,
}

/// The response schema for `getOffers`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOffersResponse {
    /// Per-item offer results. Each entry contains the item, its available offers, and any constraints that prevented offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer_results: Option<Vec<OfferResult>>,
}

/// The request body schema for `getOrderPreview`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderPreviewRequest {
    /// The sales channel for the fulfillment request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The destination of the fulfillment.
    pub destination: PreviewDestination,
    /// When `true`, excludes estimated fees from the preview response for latency optimization. Default: `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_estimated_fees: Option<bool>,
    /// Fulfillment configuration for the preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<PreviewFulfillmentConfiguration>,
    /// When `true`, includes payment on delivery information in the preview response. Default: `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_payment_on_delivery: Option<bool>,
    /// A list of items to include in the fulfillment preview, including quantity.
    pub line_items: Vec<PreviewLineItem>,
    /// The origin of the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OrderOrigin>,
}

/// The response schema for `getOrderPreview`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderPreviewResponse {
    /// An array of constraints that may affect the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraints: Option<Vec<Constraint>>,
    /// An array of planned shipment information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_shipments: Option<Vec<PreviewPlannedShipment>>,
}

/// The response schema for `getOrder`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderResponse {
    /// General information about a fulfillment order, including its status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<FulfillmentOrder>,
}

/// Fulfillment service configuration for a line item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LineItemFulfillmentConfiguration {
    /// Services for the line item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<OrderLineItemServices>,
}

/// The response schema for the `listOrders` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListOrdersResponse {
    /// A list of fulfillment orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<FulfillmentOrder>>,
    /// A token that you use to retrieve the next page of results. The response includes `nextToken` when the number of results exceeds the page size. To get the next page of results, call the operation with this token and include the same arguments as the call that produced the token. To get a complete list, call this operation until `nextToken` is `null`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// An amount of money, including units in the form of currency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Money {
    /// A decimal number with no loss of precision. Useful when precision loss is unacceptable, as with currencies. Follows [RFC 7159](https://datatracker.ietf.org/doc/html/rfc7159) for number representation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// Three-digit currency code in ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// The destination of the fulfillment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferDestination {
    /// A physical address with varying degrees of precision. A more precise address can provide more accurate results than country code and postal code alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_address: Option<VariablePrecisionAddress>,
    /// The IP address of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
}

/// Fulfillment configuration for offers request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferFulfillmentConfiguration {
    /// Service level configuration for data-plane requests (`getOffers`, `getOrderPreview`). Specifies the tiers for which to get offers or previews.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<PreviewServiceLevel>,
}

/// Item information for a getOffers request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferItem {
    /// The identifier of a product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_identifier: Option<ProductIdentifier>,
}

/// An available offer for delivery of a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferOption {
    /// The time at which this offer expires. This does not represent the efficacy or validity window of the order itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry_time: Option<DateTime>,
    /// Fulfillment configuration for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<OfferOptionFulfillmentConfiguration>,
}

/// Fulfillment configuration for a `getOffers` response offer. Contains only service level (no services).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferOptionFulfillmentConfiguration {
    /// Service level configuration for a `getOffers` response offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<OfferServiceLevel>,
}

/// Per-item offer results including available offers and any constraints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferResult {
    /// Constraints that prevented offers for this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraints: Option<Vec<Constraint>>,
    /// The item this result is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<OfferItem>,
    /// Available delivery offers for this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<OfferOption>>,
}

/// Service level configuration for a `getOffers` response offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OfferServiceLevel {
    /// The delivery interval for this offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_interval: Option<TimeInterval>,
    /// The service tier for this offer. Possible values: `STANDARD`, `EXPEDITED`, `PRIORITY` (only available in Canada, India, and Mexico), `SCHEDULED` (only available in Japan).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tier: Option<String>,
}

/// The destination of the fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderDestination {
    /// A physical address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_address: Option<Address>,
    /// Delivery notes for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_notes: Option<String>,
    /// Drop-off location for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_off_location: Option<OrderDropOffLocation>,
}

/// Drop-off location for the fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderDropOffLocation {
    /// Drop-off location attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, Value>>,
    /// Specifies the preferred location to leave the package at the destination address. Possible values: `FRONT_DOOR`, `DELIVERY_BOX`, `GAS_METER_BOX`, `BICYCLE_BASKET`, `GARAGE`, `RECEPTIONIST`, `FALLBACK_NEIGHBOR_DELIVERY`, `DO_NOT_LEAVE_UNATTENDED`, `LOCKER`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Fulfillment configuration for an order request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderFulfillmentConfiguration {
    /// Specifies whether the fulfillment order should ship now or have an order hold put on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The policy for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Set of service settings that determine the service contract for an order or item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<ServiceLevel>,
    /// Services for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<OrderServices>,
}

/// Line Item information for a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderLineItem {
    /// A quantity based on the specified unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// A quantity based on the specified unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_amount: Option<Amount>,
    /// The fulfillment configuration of the line item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<LineItemFulfillmentConfiguration>,
    /// The line item identifier for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_item_id: Option<String>,
    /// Product information for the line item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<OrderProduct>,
    /// A quantity based on the specified unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfulfillable_amount: Option<Amount>,
}

/// Delivery settings for the line item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderLineItemDeliveryService {
    /// Payment On Delivery costs. Currently only available in India.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_on_delivery: Option<OrderLineItemPaymentOnDelivery>,
}

/// Packaging settings for the line item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderLineItemPackagingService {
    /// Line item packing slip settings. Applying any settings requires that the item has a printed slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_slip: Option<OrderPackingSlip>,
}

/// Payment on delivery settings. Currently only available in India.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderLineItemPaymentOnDelivery {
    /// An amount of money, including units in the form of currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_service_price: Option<Money>,
}

/// Services selected for a line item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderLineItemServices {
    /// Delivery settings for the line item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<OrderLineItemDeliveryService>,
    /// Packaging settings for the line item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packaging: Option<OrderLineItemPackagingService>,
}

/// The origin of the fulfillment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderOrigin {
    /// The two-digit country code (in ISO 3166-1 alpha-2 format) for the country where the items ship from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
}

/// Packing slip settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderPackingSlip {
    /// Packing slip template attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_attributes: Option<BTreeMap<String, String>>,
    /// The template name for the packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
}

/// Product information for the line item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderProduct {
    /// The monetary value assigned by the seller to each unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_declared_value: Option<Money>,
    /// The identifier of a product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_identifier: Option<ProductIdentifier>,
}

/// Fulfillment configuration in order response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderResponseFulfillmentConfiguration {
    /// Specifies whether the fulfillment order should ship now or have an order hold put on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The policy for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Set of service settings that indicate the service contract for an order or item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<ServiceLevel>,
    /// Services for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<OrderServices>,
}

/// Services selected for a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderServices {
    /// Additional services for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<BTreeMap<String, String>>,
    /// Delivery settings for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<OrderServicesDelivery>,
    /// The packaging settings for the fulfillment order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packaging: Option<PackagingService>,
}

/// Package information for a shipment in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Package {
    /// The estimated delivery date and time of the package, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_time: Option<DateTime>,
    /// Identifies a package in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// The shipment item identifiers contained in this package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_item_ids: Option<Vec<String>>,
    /// The current status of a package. Possible values: `PROCESSING`, `IN_TRANSIT`, `DELAYED`, `OUT_FOR_DELIVERY`, `DELIVERED`, `UNDELIVERABLE`, `EXPIRED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tracking information for the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking: Option<Tracking>,
}

/// Specify packaging requirements.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackagingService {
    /// Whether to require an overbox for the shipment. Possible values: `REQUIRED`, `NOT_REQUIRED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overbox: Option<String>,
    /// The packaging option to use for fulfillment. Possible values: `UNBRANDED`, `ANY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packaging_option: Option<String>,
    /// Packing slip settings. Applying any settings requires that the order has a printed slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_slip: Option<OrderPackingSlip>,
}

/// A token that you use to retrieve the next page of results. The response includes `nextToken` when the number of results exceeds the page size. To get the next page of results, call the operation with this token and include the same arguments as the call that produced the token. To get a complete list, call this operation until `nextToken` is `null`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// A token that can be used to fetch the next page of results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Payment details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Payment {
    /// The payment identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_id: Option<String>,
    /// The payment method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
    /// The time of the payment in ISO 8601 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_time: Option<DateTime>,
}

/// Payment information for the order. Currently only available in India.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PaymentInformation {
    /// A list of payments associated with the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payments: Option<Vec<Payment>>,
}

/// An available offer for delivery of a group of items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewDeliveryOffer {
    /// The estimated fees for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_price: Option<EstimatedPrice>,
    /// Fulfillment configuration for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<PreviewOfferFulfillmentConfiguration>,
}

/// Delivery settings for a fulfillment preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewDeliveryService {
    /// Indicates whether to include payment on delivery pricing in the preview. Only present when `includePaymentOnDelivery` is `true` on the request. Possible values: `ENABLED`, `DISABLED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_on_delivery: Option<String>,
}

/// The destination of the fulfillment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewDestination {
    /// A physical address.
    pub delivery_address: Address,
}

/// Fulfillment configuration for preview request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewFulfillmentConfiguration {
    /// Service level configuration for data-plane requests (`getOffers`, `getOrderPreview`). Specifies the tiers for which to get offers or previews.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<PreviewServiceLevel>,
    /// Services for the preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<PreviewServices>,
}

/// Item information for a fulfillment preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewLineItem {
    /// A quantity based on the specified unit of measurement.
    pub amount: Amount,
    /// Product information for the line item.
    pub product: PreviewProduct,
}

/// Fulfillment configuration for a preview offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewOfferFulfillmentConfiguration {
    /// Service configuration for a preview offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<PreviewOfferServiceLevel>,
    /// Services for the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<PreviewOfferServices>,
}

/// Service configuration for a preview offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewOfferServiceLevel {
    /// The delivery interval for this offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_interval: Option<TimeInterval>,
    /// The service tier for this offer. Possible values: `STANDARD`, `EXPEDITED`, `PRIORITY` (only available in Canada, India, and Mexico), `SCHEDULED` (only available in Japan).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tier: Option<String>,
    /// The time range within which the shipment is expected to be sent from the fulfillment center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_interval: Option<TimeInterval>,
}

/// Services for a preview offer response. Includes delivery settings (for example, `paymentOnDelivery`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewOfferServices {
    /// Additional services for this offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<BTreeMap<String, String>>,
    /// Delivery service settings for this offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<PreviewDeliveryService>,
    /// The packaging settings for this offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packaging: Option<PreviewPackagingService>,
}

/// Packaging requirements for a fulfillment preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewPackagingService {
    /// Whether to require an overbox for the shipment. Possible values: `REQUIRED`, `NOT_REQUIRED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overbox: Option<String>,
    /// The packaging option to use for fulfillment. Possible values: `UNBRANDED`, `ANY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packaging_option: Option<String>,
}

/// A group of items to be delivered together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewPlannedShipment {
    /// The estimated shipping weight of the planned shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_shipping_weight: Option<Weight>,
    /// The items in this planned shipment. These can be a subset of lineItems from the request depending on how shipments are planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<PreviewPlannedShipmentItem>>,
    /// An array of offers for this planned shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<PreviewDeliveryOffer>>,
}

/// Item information for a fulfillment preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewPlannedShipmentItem {
    /// A quantity based on the specified unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The identifier of a product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_identifier: Option<ProductIdentifier>,
}

/// Product information for the line item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewProduct {
    /// The monetary value assigned by the seller to each unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit_declared_value: Option<Money>,
    /// The identifier of a product.
    pub product_identifier: ProductIdentifier,
}

/// Service level configuration for data-plane requests (`getOffers`, `getOrderPreview`). Specifies the tiers for which to get offers or previews.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewServiceLevel {
    /// The service tiers to retrieve offers for. Available values: `STANDARD`, `EXPEDITED`, `PRIORITY` (only available in Canada, India, and Mexico), `SCHEDULED` (only available in Japan). Multiple values can be provided to receive offers across different tiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tiers: Option<Vec<String>>,
}

/// Services for a fulfillment preview request. Does not include delivery settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreviewServices {
    /// Additional services for the fulfillment preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<BTreeMap<String, String>>,
    /// The packaging settings for the fulfillment preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packaging: Option<PreviewPackagingService>,
}

/// The identifier of a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProductIdentifier {
    /// The Amazon SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_sku: Option<String>,
}

/// Proof of delivery information for a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProofOfDelivery {
    /// URL of the delivery photo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_photo_url: Option<String>,
    /// The name of the person who received the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_by: Option<String>,
}

/// A component of the total price.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RollupPrice {
    /// The type of price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The total value of a price type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
}

/// Service level configuration for fulfillment. Available service tiers: `STANDARD`, `EXPEDITED`, `PRIORITY` (only available in Canada, India, and Mexico), `SCHEDULED` (only available in Japan).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ServiceLevel {
    /// The time range within which delivery should occur. For `SCHEDULED` service tier orders, this parameter is used to select the scheduled delivery interval (only available in Japan).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_interval: Option<TimeInterval>,
    /// The service tiers that are acceptable for this order, listed in order of preference. The first value is the preferred tier and is used for fulfillment if possible. Available values: `STANDARD`, `EXPEDITED`, `PRIORITY` (only available in Canada, India, and Mexico), `SCHEDULED` (only available in Japan). Currently, only the first value in the array is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tiers: Option<Vec<String>>,
}

/// Delivery and item information for a shipment in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Shipment {
    /// The Amazon facility from which the shipment is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_facility: Option<AmazonFacility>,
    /// A shipment identifier assigned by Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_shipment_id: Option<String>,
    /// The estimated delivery date and time of the shipment, in ISO 8601 date time format. Note that this value can change over time. If a shipment includes more than one package, `deliveryTime` applies to all of the packages in the shipment. If the shipment has been cancelled, `deliveryTime` is not returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_time: Option<DateTime>,
    /// An array of fulfillment shipment item information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ShipmentItem>>,
    /// An array of fulfillment shipment package information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packages: Option<Vec<Package>>,
    /// The actualized service level for this shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<ShipmentServiceLevel>,
    /// The meaning of `shipTime` depends on the current status of the shipment: · Processing · `shipTime` is the estimated time that the shipment will leave the Amazon fulfillment center. · Shipped · `shipTime` is the date that the shipment left the Amazon fulfillment center. If a shipment includes more than one package, `shipTime` applies to all of the packages in the shipment. If the shipment status is `CANCELLED`, `shipTime` is not returned. The value must be in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_time: Option<DateTime>,
    /// Provides additional insight into shipment timeline. Primarily used to communicate that actual delivery dates aren't available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_notes: Option<Vec<String>>,
    /// The current status of the shipment. Possible values: `PROCESSING`, `SHIPPED`, `CANCELLED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Item information for a shipment in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShipmentItem {
    /// A quantity based on the specified unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The fulfillment order item identifier that the seller created and submitted with a call to the `createOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_item_id: Option<String>,
    /// An identifier for the package that contains the item quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// The identifier of a product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_identifier: Option<ProductIdentifier>,
    /// A unique identifier for the shipment item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_item_id: Option<String>,
    /// The manufacturer lot codes of the shipped items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_identifiers: Option<BTreeMap<String, Vec<String>>>,
}

/// The service level for a shipment in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShipmentServiceLevel {
    /// The service tier used for this shipment. Possible values: `STANDARD`, `EXPEDITED`, `PRIORITY` (only available in Canada, India, and Mexico), `SCHEDULED` (only available in Japan).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tier: Option<String>,
}

/// The time range within which an event (for example, a delivery) will occur.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TimeInterval {
    /// The latest point in a date range in ISO 8601 date-time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<DateTime>,
    /// The earliest point in a date range in ISO 8601 date-time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<DateTime>,
}

/// Tracking information for a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Tracking {
    /// Amazon tracking information for a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon: Option<AmazonTracking>,
    /// Carrier tracking information for a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<CarrierTracking>,
    /// The drop off location for a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_off_location: Option<OrderDropOffLocation>,
    /// Proof of delivery information for the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof_of_delivery: Option<ProofOfDelivery>,
}

/// Fulfillment configuration for update order request. Only action can be updated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateOrderFulfillmentConfiguration {
    /// Specifies whether the fulfillment order should ship now or have an order hold put on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
}

/// The request body schema for the `updateOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateOrderRequest {
    /// Fulfillment configuration to update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_configuration: Option<UpdateOrderFulfillmentConfiguration>,
}

/// The request body schema for the `updateOrderStatus` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateOrderStatusRequest {
    /// The status of the fulfillment order to apply.
    pub status: String,
}

/// Package information to update for a specific package in a fulfillment order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdatePackageRequest {
    /// The estimated delivery date and time of the package, in ISO 8601 date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_time: Option<DateTime>,
    /// The current status of a package. Possible values: `PROCESSING`, `IN_TRANSIT`, `DELAYED`, `OUT_FOR_DELIVERY`, `DELIVERED`, `UNDELIVERABLE`, `EXPIRED`.
    pub status: String,
    /// Tracking information for the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking: Option<Tracking>,
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
    /// The city where the person, business, or institution is located. This property must not be used in Japan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The two-digit country code (in ISO 3166-1 alpha-2 format) for the country where the person, business or institution is located.
    pub country_code: String,
    /// The district or county where the person, business, or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The postal code of the address.
    pub postal_code: String,
    /// The state or region where the person, business, or institution is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_region: Option<String>,
}

/// The weight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Weight {
    /// The unit of weight. Possible values: `KG`, `KILOGRAMS`, `LB`, `POUNDS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The weight value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
}

/// Specify delivery settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderServicesDelivery {}

wire_enum! {
    /// Whether to include shipment data in the response. Included by default.
    pub enum Shipments {
        /// Response schema includes shipments data. This is the default behavior.
        Include = "INCLUDE",
        /// Response schema does not include shipments data.
        Exclude = "EXCLUDE",
    }
}
