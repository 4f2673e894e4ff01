//! Wire types and operations of `ordersV0`: Use the Orders Selling Partner API to programmatically retrieve order information.
//!
//! Written by `cargo run -p amazon --example generate` from `models/ordersV0.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

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

/// Returns orders that are created or updated during the specified time period. If you want to return specific types of orders, you can apply filters to your request. `NextToken` doesn't affect any filters that you include in your request; it only impacts the pagination for the filtered orders response.
///
/// `GET /orders/v0/orders`, 0.0167 requests per second, burst 20.
///
/// Trap: personal data need a restricted data token, and without the role are silently absent.
///
/// Amazon flags this operation as deprecated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrders {
    /// Use this date to select orders created after (or at) a specified time. Only orders placed after the specified time are returned. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: Either the `CreatedAfter` parameter or the `LastUpdatedAfter` parameter is required. Both cannot be empty. `LastUpdatedAfter` and `LastUpdatedBefore` cannot be set when `CreatedAfter` is set.
    #[serde(rename = "CreatedAfter", skip_serializing_if = "Option::is_none")]
    pub created_after: Option<String>,
    /// Use this date to select orders created before (or at) a specified time. Only orders placed before the specified time are returned. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: `CreatedBefore` is optional when `CreatedAfter` is set. If specified, `CreatedBefore` must be equal to or after the `CreatedAfter` date and at least two minutes before current time.
    #[serde(rename = "CreatedBefore", skip_serializing_if = "Option::is_none")]
    pub created_before: Option<String>,
    /// Use this date to select orders that were last updated after (or at) a specified time. An update is defined as any change in order status, including the creation of a new order. Includes updates made by Amazon and by the seller. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: Either the `CreatedAfter` parameter or the `LastUpdatedAfter` parameter is required. Both cannot be empty. `CreatedAfter` or `CreatedBefore` cannot be set when `LastUpdatedAfter` is set.
    #[serde(rename = "LastUpdatedAfter", skip_serializing_if = "Option::is_none")]
    pub last_updated_after: Option<String>,
    /// Use this date to select orders that were last updated before (or at) a specified time. An update is defined as any change in order status, including the creation of a new order. Includes updates made by Amazon and by the seller. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: `LastUpdatedBefore` is optional when `LastUpdatedAfter` is set. But if specified, `LastUpdatedBefore` must be equal to or after the `LastUpdatedAfter` date and at least two minutes before current time.
    #[serde(rename = "LastUpdatedBefore", skip_serializing_if = "Option::is_none")]
    pub last_updated_before: Option<String>,
    /// A list of `OrderStatus` values used to filter the results. **Possible values:** · `PendingAvailability` (This status is available for pre-orders only. The order has been placed, payment has not been authorized, and the release date of the item is in the future.) · `Pending` (The order has been placed but payment has not been authorized.) · `Unshipped` (Payment has been authorized and the order is ready for shipment, but no items in the order have been shipped.) · `PartiallyShipped` (One or more, but not all, items in the order have been shipped.) · `Shipped` (All items in the order have been shipped.) · `InvoiceUnconfirmed` (All items in the order have been shipped. The seller has not yet given confirmation to Amazon that the invoice has been shipped to the buyer.) · `Canceled` (The order has been canceled.) · `Unfulfillable` (The order cannot be fulfilled. This state applies only to Multi-Channel Fulfillment orders.)
    #[serde(rename = "OrderStatuses", skip_serializing_if = "Option::is_none")]
    pub order_statuses: Option<Vec<String>>,
    /// A list of `MarketplaceId` values. Used to select orders that were placed in the specified marketplaces. Refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids) for a complete list of `marketplaceId` values.
    #[serde(rename = "MarketplaceIds")]
    pub marketplace_ids: Vec<String>,
    /// A list that indicates how an order was fulfilled. Filters the results by fulfillment channel. **Possible values**: `AFN` (fulfilled by Amazon), `MFN` (fulfilled by seller).
    #[serde(
        rename = "FulfillmentChannels",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_channels: Option<Vec<String>>,
    /// A list of payment method values. Use this field to select orders that were paid with the specified payment methods. **Possible values**: `COD` (cash on delivery), `CVS` (convenience store), `Other` (Any payment method other than COD or CVS).
    #[serde(rename = "PaymentMethods", skip_serializing_if = "Option::is_none")]
    pub payment_methods: Option<Vec<String>>,
    /// The email address of a buyer. Used to select orders that contain the specified email address.
    #[serde(rename = "BuyerEmail", skip_serializing_if = "Option::is_none")]
    pub buyer_email: Option<String>,
    /// An order identifier that is specified by the seller. Used to select only the orders that match the order identifier. If `SellerOrderId` is specified, then `FulfillmentChannels`, `OrderStatuses`, `PaymentMethod`, `LastUpdatedAfter`, `LastUpdatedBefore`, and `BuyerEmail` cannot be specified.
    #[serde(rename = "SellerOrderId", skip_serializing_if = "Option::is_none")]
    pub seller_order_id: Option<String>,
    /// A number that indicates the maximum number of orders that can be returned per page. Value must be 1 · 100. Default 100.
    #[serde(rename = "MaxResultsPerPage", skip_serializing_if = "Option::is_none")]
    pub max_results_per_page: Option<i64>,
    /// A list of `EasyShipShipmentStatus` values. Used to select Easy Ship orders with statuses that match the specified values. If `EasyShipShipmentStatus` is specified, only Amazon Easy Ship orders are returned. **Possible values:** · `PendingSchedule` (The package is awaiting the schedule for pick-up.) · `PendingPickUp` (Amazon has not yet picked up the package from the seller.) · `PendingDropOff` (The seller will deliver the package to the carrier.) · `LabelCanceled` (The seller canceled the pickup.) · `PickedUp` (Amazon has picked up the package from the seller.) · `DroppedOff` (The package is delivered to the carrier by the seller.) · `AtOriginFC` (The packaged is at the origin fulfillment center.) · `AtDestinationFC` (The package is at the destination fulfillment center.) · `Delivered` (The package has been delivered.) · `RejectedByBuyer` (The package has been rejected by the buyer.) · `Undeliverable` (The package cannot be delivered.) · `ReturningToSeller` (The package was not delivered and is being returned to the seller.) · `ReturnedToSeller` (The package was not delivered and was returned to the seller.) · `Lost` (The package is lost.) · `OutForDelivery` (The package is out for delivery.) · `Damaged` (The package was damaged by the carrier.)
    #[serde(
        rename = "EasyShipShipmentStatuses",
        skip_serializing_if = "Option::is_none"
    )]
    pub easy_ship_shipment_statuses: Option<Vec<String>>,
    /// A list of `ElectronicInvoiceStatus` values. Used to select orders with electronic invoice statuses that match the specified values. **Possible values:** · `NotRequired` (Electronic invoice submission is not required for this order.) · `NotFound` (The electronic invoice was not submitted for this order.) · `Processing` (The electronic invoice is being processed for this order.) · `Errored` (The last submitted electronic invoice was rejected for this order.) · `Accepted` (The last submitted electronic invoice was submitted and accepted.)
    #[serde(
        rename = "ElectronicInvoiceStatuses",
        skip_serializing_if = "Option::is_none"
    )]
    pub electronic_invoice_statuses: Option<Vec<String>>,
    /// A string token returned in the response of your previous request.
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A list of `AmazonOrderId` values. An `AmazonOrderId` is an Amazon-defined order identifier, in 3-7-7 format.
    #[serde(rename = "AmazonOrderIds", skip_serializing_if = "Option::is_none")]
    pub amazon_order_ids: Option<Vec<String>>,
    /// The `sourceId` of the location from where you want the order fulfilled.
    #[serde(
        rename = "ActualFulfillmentSupplySourceId",
        skip_serializing_if = "Option::is_none"
    )]
    pub actual_fulfillment_supply_source_id: Option<String>,
    /// When true, this order is marked to be picked up from a store rather than delivered.
    #[serde(rename = "IsISPU", skip_serializing_if = "Option::is_none")]
    pub is_ispu: Option<bool>,
    /// The store chain store identifier. Linked to a specific store in a store chain.
    #[serde(rename = "StoreChainStoreId", skip_serializing_if = "Option::is_none")]
    pub store_chain_store_id: Option<String>,
    /// Use this date to select orders with an earliest delivery date before (or at) a specified time. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(
        rename = "EarliestDeliveryDateBefore",
        skip_serializing_if = "Option::is_none"
    )]
    pub earliest_delivery_date_before: Option<String>,
    /// Use this date to select orders with an earliest delivery date after (or at) a specified time. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(
        rename = "EarliestDeliveryDateAfter",
        skip_serializing_if = "Option::is_none"
    )]
    pub earliest_delivery_date_after: Option<String>,
    /// Use this date to select orders with a latest delivery date before (or at) a specified time. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(
        rename = "LatestDeliveryDateBefore",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_delivery_date_before: Option<String>,
    /// Use this date to select orders with a latest delivery date after (or at) a specified time. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(
        rename = "LatestDeliveryDateAfter",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_delivery_date_after: Option<String>,
}

impl Operation for GetOrders {
    type Answer = GetOrdersResponse;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "getOrders";
    const PLAN: UsagePlan = UsagePlan::new(0.0167, 20);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/v0/orders")
            .query_opt("CreatedAfter", &self.created_after)
            .query_opt("CreatedBefore", &self.created_before)
            .query_opt("LastUpdatedAfter", &self.last_updated_after)
            .query_opt("LastUpdatedBefore", &self.last_updated_before)
            .list_opt("OrderStatuses", &self.order_statuses)
            .list("MarketplaceIds", &self.marketplace_ids)
            .list_opt("FulfillmentChannels", &self.fulfillment_channels)
            .list_opt("PaymentMethods", &self.payment_methods)
            .query_opt("BuyerEmail", &self.buyer_email)
            .query_opt("SellerOrderId", &self.seller_order_id)
            .query_opt("MaxResultsPerPage", &self.max_results_per_page)
            .list_opt(
                "EasyShipShipmentStatuses",
                &self.easy_ship_shipment_statuses,
            )
            .list_opt(
                "ElectronicInvoiceStatuses",
                &self.electronic_invoice_statuses,
            )
            .query_opt("NextToken", &self.next_token)
            .list_opt("AmazonOrderIds", &self.amazon_order_ids)
            .query_opt(
                "ActualFulfillmentSupplySourceId",
                &self.actual_fulfillment_supply_source_id,
            )
            .query_opt("IsISPU", &self.is_ispu)
            .query_opt("StoreChainStoreId", &self.store_chain_store_id)
            .query_opt(
                "EarliestDeliveryDateBefore",
                &self.earliest_delivery_date_before,
            )
            .query_opt(
                "EarliestDeliveryDateAfter",
                &self.earliest_delivery_date_after,
            )
            .query_opt(
                "LatestDeliveryDateBefore",
                &self.latest_delivery_date_before,
            )
            .query_opt("LatestDeliveryDateAfter", &self.latest_delivery_date_after)
    }
}

/// Returns the order that you specify.
///
/// `GET /orders/v0/orders/{orderId}`, 0.5 requests per second, burst 30.
///
/// Amazon flags this operation as deprecated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrder {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    pub order_id: String,
}

impl Operation for GetOrder {
    type Answer = GetOrderResponse;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "getOrder";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/v0/orders/{orderId}").segment("orderId", &self.order_id)
    }
}

/// Returns the shipping address for the order that you specify.
///
/// `GET /orders/v0/orders/{orderId}/address`, 0.5 requests per second, burst 30.
///
/// Amazon flags this operation as deprecated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderAddress {
    /// The Amazon order identifier in 3-7-7 format.
    pub order_id: String,
}

impl Operation for GetOrderAddress {
    type Answer = GetOrderAddressResponse;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "getOrderAddress";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/v0/orders/{orderId}/address")
            .segment("orderId", &self.order_id)
    }
}

/// Returns buyer information for the order that you specify.
///
/// `GET /orders/v0/orders/{orderId}/buyerInfo`, 0.5 requests per second, burst 30.
///
/// Amazon flags this operation as deprecated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderBuyerInfo {
    /// The Amazon order identifier in 3-7-7 format.
    pub order_id: String,
}

impl Operation for GetOrderBuyerInfo {
    type Answer = GetOrderBuyerInfoResponse;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "getOrderBuyerInfo";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/v0/orders/{orderId}/buyerInfo")
            .segment("orderId", &self.order_id)
    }
}

/// Returns detailed order item information for the order that you specify. If `NextToken` is provided, it's used to retrieve the next page of order items. __Note__: When an order is in the Pending state (the order has been placed but payment has not been authorized), the getOrderItems operation does not return information about pricing, taxes, shipping charges, gift status or promotions for the order items in the order. After an order leaves the Pending state (this occurs when payment has been authorized) and enters the Unshipped, Partially Shipped, or Shipped state, the getOrderItems operation returns information about pricing, taxes, shipping charges, gift status and promotions for the order items in the order.
///
/// `GET /orders/v0/orders/{orderId}/orderItems`, 0.5 requests per second, burst 30.
///
/// Amazon flags this operation as deprecated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderItems {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    pub order_id: String,
    /// A string token returned in the response of your previous request.
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for GetOrderItems {
    type Answer = GetOrderItemsResponse;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "getOrderItems";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/v0/orders/{orderId}/orderItems")
            .segment("orderId", &self.order_id)
            .query_opt("NextToken", &self.next_token)
    }
}

/// Returns buyer information for the order items in the order that you specify.
///
/// `GET /orders/v0/orders/{orderId}/orderItems/buyerInfo`, 0.5 requests per second, burst 30.
///
/// Amazon flags this operation as deprecated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderItemsBuyerInfo {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    pub order_id: String,
    /// A string token returned in the response of your previous request.
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for GetOrderItemsBuyerInfo {
    type Answer = GetOrderItemsBuyerInfoResponse;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "getOrderItemsBuyerInfo";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/v0/orders/{orderId}/orderItems/buyerInfo")
            .segment("orderId", &self.order_id)
            .query_opt("NextToken", &self.next_token)
    }
}

/// Returns regulated information for the order that you specify.
///
/// `GET /orders/v0/orders/{orderId}/regulatedInfo`, 0.5 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderRegulatedInfo {
    /// The Amazon order identifier in 3-7-7 format.
    pub order_id: String,
}

impl Operation for GetOrderRegulatedInfo {
    type Answer = GetOrderRegulatedInfoResponse;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "getOrderRegulatedInfo";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/v0/orders/{orderId}/regulatedInfo")
            .segment("orderId", &self.order_id)
    }
}

/// Updates (approves or rejects) the verification status of an order containing regulated products.
///
/// `PATCH /orders/v0/orders/{orderId}/regulatedInfo`, 0.5 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateVerificationStatus {
    /// The Amazon order identifier in 3-7-7 format.
    pub order_id: String,
    /// The request body for the `updateVerificationStatus` operation.
    #[serde(rename = "payload")]
    pub body: UpdateVerificationStatusRequest,
}

impl Operation for UpdateVerificationStatus {
    type Answer = Nothing;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "updateVerificationStatus";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PATCH", "/orders/v0/orders/{orderId}/regulatedInfo")
            .segment("orderId", &self.order_id)
            .body(&self.body)
    }
}

/// Update the shipment status for an order that you specify.
///
/// `POST /orders/v0/orders/{orderId}/shipment`, 5 requests per second, burst 15.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentStatus {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    pub order_id: String,
    /// The request body for the `updateShipmentStatus` operation.
    #[serde(rename = "payload")]
    pub body: UpdateShipmentStatusRequest,
}

impl Operation for UpdateShipmentStatus {
    type Answer = Nothing;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "updateShipmentStatus";
    const PLAN: UsagePlan = UsagePlan::new(5.0, 15);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("POST", "/orders/v0/orders/{orderId}/shipment")
            .segment("orderId", &self.order_id)
            .body(&self.body)
    }
}

/// Updates the shipment confirmation status for a specified order.
///
/// `POST /orders/v0/orders/{orderId}/shipmentConfirmation`, 2 requests per second, burst 10.
///
/// Trap: 204 is no proof: read the order. Packages confirmed elsewhere answer `PackageToUpdateNotFound`.
///
/// Trap: `packageReferenceId` must be a positive number; the same one edits that package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmShipment {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    pub order_id: String,
    /// Request body of `confirmShipment`.
    #[serde(rename = "payload")]
    pub body: ConfirmShipmentRequest,
}

impl Operation for ConfirmShipment {
    type Answer = Nothing;
    const API: &'static str = "ordersV0";
    const NAME: &'static str = "confirmShipment";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 10);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("POST", "/orders/v0/orders/{orderId}/shipmentConfirmation")
            .segment("orderId", &self.order_id)
            .body(&self.body)
    }
}

/// The shipping address for the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Address {
    /// The street address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional street address information, if required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// Additional street address information, if required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line3: Option<String>,
    /// The address type of the shipping address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_type: Option<AddressAddressType>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The company name of the recipient. **Note**: This attribute is only available for shipping address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// The country code. A two-character country code, in ISO 3166-1 alpha-2 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// The district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Extended address fields for additional address components including the street name or number. Note: Available for grocery sellers and Brazil shipping addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_fields: Option<AddressExtendedFields>,
    /// The municipality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone number of the buyer. **Note**: 1. This attribute is only available for shipping address. 2. In some cases, the buyer phone number is suppressed: a. Phone is suppressed for all `AFN` (fulfilled by Amazon) orders. b. Phone is suppressed for the shipped `MFN` (fulfilled by seller) order when the current date is past the Latest Delivery Date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_region: Option<String>,
}

/// Extended address fields for additional address components including the street name or number. Note: Available for grocery sellers and Brazil shipping addresses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AddressExtendedFields {
    /// The floor number/unit number in the building/private house number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complement: Option<String>,
    /// Latitude and longitude coordinates for the shipping address using the WGS84 coordinate system. Note: Available for sellers that support geographic coordinates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geo_coordinates: Option<GeoCoordinates>,
    /// The neighborhood. This value is only used in some countries (such as Brazil).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neighborhood: Option<String>,
    /// The street name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_name: Option<String>,
    /// The house, building, or property number associated with the location's street address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_number: Option<String>,
}

/// Contains the list of programs that Amazon associates with an item. Possible programs are: · **Subscribe and Save**: Offers recurring, scheduled deliveries to Amazon customers and Amazon Business customers for their frequently ordered products. · **FBM Ship+**: Unlocks expedited shipping without the extra cost. Helps you to provide accurate and fast delivery dates to Amazon customers. You also receive protection from late deliveries, a discount on expedited shipping rates, and cash back when you ship.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AmazonPrograms {
    /// A list of the programs that Amazon associates with the order item. **Possible values**: `SUBSCRIBE_AND_SAVE`, `FBM_SHIP_PLUS`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programs: Option<Vec<String>>,
}

/// An order attribute with its original value and the pre-approved alternative value suggested by the vet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ApprovedAttribute {
    /// The pre-approved value that would result in order approval.
    pub approved_value: String,
    /// The name of the attribute requiring correction (for example, `asin`, `petWeight`).
    pub attribute_name: String,
    /// The original value of the attribute in the rejected order.
    pub original_value: String,
}

/// An item that is associated with an order item. For example, a tire installation service that is purchased with tires.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AssociatedItem {
    /// The type of association an item has with an order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub association_type: Option<AssociationType>,
    /// The order item's order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// An Amazon-defined item identifier for the associated item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
}

/// Contains information regarding the Shipping Settings Automation program, such as whether the order's shipping settings were generated automatically, and what those settings are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AutomatedShippingSettings {
    /// Auto-generated carrier for SSA orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automated_carrier: Option<String>,
    /// Auto-generated ship method for SSA orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automated_ship_method: Option<String>,
    /// When true, this order has automated shipping settings generated by Amazon. This order could be identified as an SSA order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_automated_shipping_settings: Option<bool>,
}

/// Business days and hours when the destination is open for deliveries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BusinessHours {
    /// Day of the week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_of_week: Option<BusinessHoursDayOfWeek>,
    /// Time window during the day when the business is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_intervals: Option<Vec<OpenInterval>>,
}

/// Buyer information for custom orders from the Amazon Custom program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BuyerCustomizedInfoDetail {
    /// The location of a ZIP file containing Amazon Custom data.
    #[serde(rename = "CustomizedURL", skip_serializing_if = "Option::is_none")]
    pub customized_url: Option<String>,
}

/// Buyer information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BuyerInfo {
    /// The county of the buyer. **Note**: This attribute is only available in the Brazil marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_county: Option<String>,
    /// The anonymized email address of the buyer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_email: Option<String>,
    /// The buyer name or the recipient name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_name: Option<String>,
    /// Tax information about the buyer. Sellers could use this data to issue electronic invoices for business orders. **Note**: This attribute is only available for business orders in the Brazil, Mexico and India marketplaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_tax_info: Option<BuyerTaxInfo>,
    /// The purchase order (PO) number entered by the buyer at checkout. Only returned for orders where the buyer entered a PO number at checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_order_number: Option<String>,
}

/// Information about whether or not a buyer requested cancellation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BuyerRequestedCancel {
    /// The reason that the buyer requested cancellation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_cancel_reason: Option<String>,
    /// Indicate whether the buyer has requested cancellation. **Possible Values**: `true`, `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_buyer_requested_cancel: Option<String>,
}

/// Tax information about the buyer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BuyerTaxInfo {
    /// The legal name of the company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_legal_name: Option<String>,
    /// A list of tax classifications that apply to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_classifications: Option<Vec<TaxClassification>>,
    /// The country or region imposing the tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxing_region: Option<String>,
}

/// Contains the business invoice tax information. Available only in the TR marketplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BuyerTaxInformation {
    /// Business buyer's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_business_address: Option<String>,
    /// Business buyer's company legal name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_legal_company_name: Option<String>,
    /// Business buyer's tax office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_tax_office: Option<String>,
    /// Business buyer's tax registration ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_tax_registration_id: Option<String>,
}

/// The error response schema for the `confirmShipment` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmShipmentErrorResponse {
    /// One or more unexpected errors occurred during the `confirmShipment` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for ConfirmShipmentErrorResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// A single order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmShipmentOrderItem {
    /// The order item's unique identifier.
    pub order_item_id: String,
    /// The item's quantity.
    pub quantity: i64,
    /// The list of transparency codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transparency_codes: Option<Vec<String>>,
}

/// The request schema for an shipment confirmation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmShipmentRequest {
    /// The COD collection method (only supported in the JP marketplace).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cod_collection_method: Option<ConfirmShipmentRequestCodCollectionMethod>,
    /// The unobfuscated marketplace identifier.
    pub marketplace_id: String,
    /// Properties of packages
    pub package_detail: PackageDetail,
}

/// Contains all of the delivery instructions provided by the customer for the shipping address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct DeliveryPreferences {
    /// Building instructions, nearby landmark or navigation instructions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_instructions: Option<String>,
    /// Drop-off location selected by the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_off_location: Option<String>,
    /// Enumerated list of miscellaneous delivery attributes associated with the shipping address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_attributes: Option<Vec<OtherDeliveryAttributes>>,
    /// Business hours and days when the delivery is preferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_delivery_time: Option<PreferredDeliveryTime>,
}

/// Dates when the business is closed or open with a different time window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ExceptionDates {
    /// Date when the business is closed, in ISO 8601 date format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception_date: Option<String>,
    /// Boolean indicating if the business is closed or open on that date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_open: Option<bool>,
    /// Time window during the day when the business is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_intervals: Option<Vec<OpenInterval>>,
}

/// Contains the instructions about the fulfillment, such as the location from where you want the order filled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FulfillmentInstruction {
    /// The `sourceId` of the location from where you want the order fulfilled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_supply_source_id: Option<String>,
}

/// The latitude and longitude coordinates of the shipping address using the WGS84 coordinate system.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GeoCoordinates {
    /// The latitude coordinate of the shipping address using the WGS84 coordinate system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<Number>,
    /// The longitude coordinate of the shipping address using the WGS84 coordinate system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<Number>,
}

/// The response schema for the `getOrderAddress` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderAddressResponse {
    /// One or more unexpected errors occurred during the `getOrderAddress` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getOrderAddress` operations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<OrderAddress>,
}

impl Enveloped for GetOrderAddressResponse {
    type Payload = OrderAddress;

    fn open(self) -> (Option<OrderAddress>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getOrderBuyerInfo` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderBuyerInfoResponse {
    /// One or more unexpected errors occurred during the `getOrderBuyerInfo` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getOrderBuyerInfo` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<OrderBuyerInfo>,
}

impl Enveloped for GetOrderBuyerInfoResponse {
    type Payload = OrderBuyerInfo;

    fn open(self) -> (Option<OrderBuyerInfo>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getOrderItemsBuyerInfo` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderItemsBuyerInfoResponse {
    /// One or more unexpected errors occurred during the `getOrderItemsBuyerInfo` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getOrderItemsBuyerInfo` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<OrderItemsBuyerInfoList>,
}

impl Enveloped for GetOrderItemsBuyerInfoResponse {
    type Payload = OrderItemsBuyerInfoList;

    fn open(self) -> (Option<OrderItemsBuyerInfoList>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getOrderItems` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderItemsResponse {
    /// One or more unexpected errors occurred during the `getOrderItems` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getOrderItems` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<OrderItemsList>,
}

impl Enveloped for GetOrderItemsResponse {
    type Payload = OrderItemsList;

    fn open(self) -> (Option<OrderItemsList>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getOrderRegulatedInfo` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderRegulatedInfoResponse {
    /// One or more unexpected errors occurred during the `getOrderRegulatedInfo` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getOrderRegulatedInfo` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<OrderRegulatedInfo>,
}

impl Enveloped for GetOrderRegulatedInfoResponse {
    type Payload = OrderRegulatedInfo;

    fn open(self) -> (Option<OrderRegulatedInfo>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getOrder` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderResponse {
    /// One or more unexpected errors occurred during the `getOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getOrder` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Order>,
}

impl Enveloped for GetOrderResponse {
    type Payload = Order;

    fn open(self) -> (Option<Order>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getOrders` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrdersResponse {
    /// One or more unexpected errors occurred during the `getOrders` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getOrders` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<OrdersList>,
}

impl Enveloped for GetOrdersResponse {
    type Payload = OrdersList;

    fn open(self) -> (Option<OrdersList>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// Interim status information provided during the verification process to share granular progress updates while an order is pending verification (for example, vet contacted through email).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InterimStatusDetail {
    /// The identifier for the interim status type. Must be one of the `ValidInterimStatusCodes` values returned by the `getOrderRegulatedInfo` operation.
    pub status_code: String,
    /// The date and time when this interim status was set, in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date and time format.
    pub status_date_time: DateTime,
}

/// A single item's buyer information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ItemBuyerInfo {
    /// Buyer information for custom orders from the Amazon Custom program. **Note**: This attribute is only available for MFN (fulfilled by seller) orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_customized_info: Option<BuyerCustomizedInfoDetail>,
    /// A gift message provided by the buyer. **Note**: This attribute is only available for MFN (fulfilled by seller) orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_message_text: Option<String>,
    /// The gift wrap level specified by the buyer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap_level: Option<String>,
    /// The gift wrap price of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap_price: Option<Money>,
    /// The tax on the gift wrap price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap_tax: Option<Money>,
}

/// Tax information about the marketplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct MarketplaceTaxInfo {
    /// A list of tax classifications that apply to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_classifications: Option<Vec<TaxClassification>>,
}

/// Measurement information for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Measurement {
    /// The unit of measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<MeasurementUnit>,
    /// The measurement value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

/// The monetary value of the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Money {
    /// The currency amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The three-digit currency code. In ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// The time interval for which the business is open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OpenInterval {
    /// The time when the business closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<OpenTimeInterval>,
    /// The time when the business opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<OpenTimeInterval>,
}

/// The time when the business opens or closes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OpenTimeInterval {
    /// The hour when the business opens or closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour: Option<i64>,
    /// The minute when the business opens or closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minute: Option<i64>,
}

/// Order information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Order {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_order_id: Option<String>,
    /// Contains information regarding the Shipping Settings Automaton program, such as whether the order's shipping settings were generated automatically, and what those settings are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automated_shipping_settings: Option<AutomatedShippingSettings>,
    /// Buyer information. **Note**: The `BuyerInfo` contains restricted data. Use the Restricted Data Token (RDT) and restricted SPDS roles to access the restricted data in `BuyerInfo`. For example, `BuyerName`, `BuyerTaxInfo`, and `PurchaseOrderNumber`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_info: Option<BuyerInfo>,
    /// The buyer's invoicing preference. Sellers can use this data to issue electronic invoices for orders in Turkey. **Note**: This attribute is only available in the Turkey marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_invoice_preference: Option<OrderBuyerInvoicePreference>,
    /// Contains the business invoice tax information. Sellers could use this data to issue electronic invoices for business orders in Turkey. **Note**: 1. This attribute is only available in the Turkey marketplace for the orders that `BuyerInvoicePreference` is BUSINESS. 2. The `BuyerTaxInformation` is a restricted data. Use the Restricted Data Token (RDT) and restricted SPDS roles to access this restricted data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_tax_information: Option<BuyerTaxInformation>,
    /// Custom ship label for Checkout by Amazon (CBA).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cba_displayable_shipping_label: Option<String>,
    /// The recommended location for the seller to ship the items from. It is calculated at checkout. The seller may or may not choose to ship from this location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_ship_from_location_address: Option<Address>,
    /// The start of the time period within which you have committed to fulfill the order. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format. Only returned for seller-fulfilled orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest_delivery_date: Option<String>,
    /// The start of the time period within which you have committed to ship the order. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format. Only returned for seller-fulfilled orders. __Note__: `EarliestShipDate` might not be returned for orders placed before February 1, 2013.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest_ship_date: Option<String>,
    /// The status of the Amazon Easy Ship order. This property is only included for Amazon Easy Ship orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub easy_ship_shipment_status: Option<EasyShipShipmentStatus>,
    /// The status of the electronic invoice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub electronic_invoice_status: Option<ElectronicInvoiceStatus>,
    /// Whether the order was fulfilled by Amazon (`AFN`) or by the seller (`MFN`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_channel: Option<OrderFulfillmentChannel>,
    /// Contains the instructions about the fulfillment, such as the location from where you want the order filled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_instruction: Option<FulfillmentInstruction>,
    /// Whether the order contains regulated items which may require additional approval steps before being fulfilled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_regulated_items: Option<bool>,
    /// When true, this order is marked to be delivered to an Access Point. The access location is chosen by the customer. Access Points include Amazon Hub Lockers, Amazon Hub Counters, and pickup points operated by carriers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_access_point_order: Option<bool>,
    /// When true, the order is an Amazon Business order. An Amazon Business order is an order where the buyer is a Verified Business Buyer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_business_order: Option<bool>,
    /// When true, the estimated ship date is set for the order. Only returned for Sourcing on Demand orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_estimated_ship_date_set: Option<bool>,
    /// When true, the order is a `GlobalExpress` order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_global_express_enabled: Option<bool>,
    /// When true, the item within this order was bought and re-sold by Amazon Business EU SARL (ABEU). By buying and instantly re-selling your items, ABEU becomes the seller of record, making your inventory available for sale to customers who would not otherwise purchase from a third-party seller.
    #[serde(rename = "IsIBA", skip_serializing_if = "Option::is_none")]
    pub is_iba: Option<bool>,
    /// When true, this order is marked to be picked up from a store rather than delivered.
    #[serde(rename = "IsISPU", skip_serializing_if = "Option::is_none")]
    pub is_ispu: Option<bool>,
    /// When true, the order has a Premium Shipping Service Level Agreement. For more information about Premium Shipping orders, refer to "Premium Shipping Options" in the Seller Central Help for your marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_premium_order: Option<bool>,
    /// When true, the order is a seller-fulfilled Amazon Prime order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_prime: Option<bool>,
    /// When true, this is a replacement order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_replacement_order: Option<bool>,
    /// When true, the item within this order was bought and re-sold by Amazon Business EU SARL (ABEU). By buying and instantly re-selling your items, ABEU becomes the seller of record, making your inventory available for sale to customers who would not otherwise purchase from a third-party seller.
    #[serde(rename = "IsSoldByAB", skip_serializing_if = "Option::is_none")]
    pub is_sold_by_ab: Option<bool>,
    /// The date when the order was last updated. __Note__: `LastUpdateDate` is returned with an incorrect date for orders that were last updated before 2009-04-01.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_update_date: Option<String>,
    /// The end of the time period within which you have committed to fulfill the order. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format. Only returned for seller-fulfilled orders that do not have a `PendingAvailability`, `Pending`, or `Canceled` status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_delivery_date: Option<String>,
    /// The end of the time period within which you have committed to ship the order. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format. Only returned for seller-fulfilled orders. __Note__: `LatestShipDate` might not be returned for orders placed before February 1, 2013.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_ship_date: Option<String>,
    /// The identifier for the marketplace where the order was placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// Tax information about the marketplace where the sale took place. Sellers can use this data to issue electronic invoices for orders in Brazil. **Note**: This attribute is only available in the Brazil marketplace for the orders with `Pending` or `Unshipped` status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_tax_info: Option<MarketplaceTaxInfo>,
    /// The number of items shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_items_shipped: Option<i64>,
    /// The number of items unshipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_items_unshipped: Option<i64>,
    /// The order channel for the first item in the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_channel: Option<String>,
    /// The current order status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_status: Option<OrderOrderStatus>,
    /// The total charge for this order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_total: Option<Money>,
    /// The order's type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_type: Option<OrderOrderType>,
    /// Information about the sub-payment methods for an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_execution_detail: Option<Vec<PaymentExecutionDetailItem>>,
    /// The payment method for the order. This property is limited to COD and CVS payment methods. Unless you need the specific COD payment information provided by the `PaymentExecutionDetailItem` object, we recommend using the `PaymentMethodDetails` property to get payment method information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<OrderPaymentMethod>,
    /// A list of payment methods for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method_details: Option<Vec<String>>,
    /// Indicates the date by which the seller must respond to the buyer with an estimated ship date. Only returned for Sourcing on Demand orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise_response_due_date: Option<String>,
    /// The date when the order was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_date: Option<String>,
    /// The order ID value for the order that is being replaced. Returned only if IsReplacementOrder = true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_order_id: Option<String>,
    /// The sales channel for the first item in the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_channel: Option<String>,
    /// The seller’s friendly name registered in the marketplace where the sale took place. Sellers can use this data to issue electronic invoices for orders in Brazil. **Note**: This attribute is only available in the Brazil marketplace for the orders with `Pending` or `Unshipped` status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_display_name: Option<String>,
    /// A seller-defined order identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_order_id: Option<String>,
    /// The order's shipment service level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_service_level: Option<String>,
    /// The shipment service level category for the order. **Possible values**: `Expedited`, `FreeEconomy`, `NextDay`, `Priority`, `SameDay`, `SecondDay`, `Scheduled`, and `Standard`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_service_level_category: Option<String>,
    /// The shipping address for the order. **Note**: 1. `ShippingAddress` is only available for orders with the following status values: Unshipped, `PartiallyShipped`, Shipped and `InvoiceUnconfirmed`. 2. The `ShippingAddress` contains restricted data. Use the Restricted Data Token (RDT) and restricted SPDS roles to access the restricted data in `ShippingAddress`. For example, `Name`, `AddressLine1`, `AddressLine2`, `AddressLine3`, `Phone`, `AddressType`, and `ExtendedFields`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Address>,
}

/// The shipping address for the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrderAddress {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_order_id: Option<String>,
    /// The company name of the contact buyer. For IBA orders, the buyer company must be Amazon entities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_company_name: Option<String>,
    /// Contains all of the delivery instructions provided by the customer for the shipping address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_preferences: Option<DeliveryPreferences>,
    /// The shipping address for the order. **Note**: `ShippingAddress` is only available for orders with the following status values: `Unshipped`, `PartiallyShipped`, `Shipped`, and `InvoiceUnconfirmed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Address>,
}

/// Buyer information for an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrderBuyerInfo {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_order_id: Option<String>,
    /// The county of the buyer. **Note**: This attribute is only available in the Brazil marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_county: Option<String>,
    /// The anonymized email address of the buyer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_email: Option<String>,
    /// The buyer name or the recipient name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_name: Option<String>,
    /// Tax information about the buyer. Sellers can use this data to issue electronic invoices for business orders. **Note**: This attribute is only available for business orders in the Brazil, Mexico and India marketplaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_tax_info: Option<BuyerTaxInfo>,
    /// The purchase order (PO) number entered by the buyer at checkout. Only returned for orders where the buyer entered a PO number at checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_order_number: Option<String>,
}

/// A single order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrderItem {
    /// The item's Amazon Standard Identification Number (ASIN).
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Contains the list of programs that are associated with an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_programs: Option<AmazonPrograms>,
    /// A list of associated items that a customer has purchased with a product. For example, a tire installation service purchased with tires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub associated_items: Option<Vec<AssociatedItem>>,
    /// A single item's buyer information. **Note**: The `BuyerInfo` contains restricted data. Use the Restricted Data Token (RDT) and restricted SPDS roles to access the restricted data in `BuyerInfo`. For example, `BuyerCustomizedInfo` and `GiftMessageText`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_info: Option<ItemBuyerInfo>,
    /// Information about whether or not a buyer requested cancellation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_requested_cancel: Option<BuyerRequestedCancel>,
    /// The fee charged for COD service.
    #[serde(rename = "CODFee", skip_serializing_if = "Option::is_none")]
    pub cod_fee: Option<Money>,
    /// The discount on the COD fee.
    #[serde(rename = "CODFeeDiscount", skip_serializing_if = "Option::is_none")]
    pub cod_fee_discount: Option<Money>,
    /// The condition of the item. **Possible values**: `New`, `Used`, `Collectible`, `Refurbished`, `Preorder`, and `Club`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_id: Option<String>,
    /// The condition of the item, as described by the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_note: Option<String>,
    /// The subcondition of the item. **Possible values**: `New`, `Mint`, `Very Good`, `Good`, `Acceptable`, `Poor`, `Club`, `OEM`, `Warranty`, `Refurbished Warranty`, `Refurbished`, `Open Box`, `Any`, and `Other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_subtype_id: Option<String>,
    /// The category of deemed reseller. This applies to selling partners that are not based in the EU and is used to help them meet the VAT Deemed Reseller tax laws in the EU and UK.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deemed_reseller_category: Option<OrderItemDeemedResellerCategory>,
    /// The IOSS number of the marketplace. Sellers shipping to the EU from outside the EU must provide this IOSS number to their carrier when Amazon has collected the VAT on the sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ioss_number: Option<String>,
    /// Indicates whether the item is a gift. **Possible values**: `true` and `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_gift: Option<String>,
    /// When true, the ASIN is enrolled in Transparency. The Transparency serial number that you must submit is determined by: **1D or 2D Barcode:** This has a **T** logo. Submit either the 29-character alpha-numeric identifier beginning with **AZ** or **ZA**, or the 38-character Serialized Global Trade Item Number (SGTIN). **2D Barcode SN:** Submit the 7- to 20-character serial number barcode, which likely has the prefix **SN**. The serial number is applied to the same side of the packaging as the GTIN (UPC/EAN/ISBN) barcode. **QR code SN:** Submit the URL that the QR code generates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_transparency: Option<bool>,
    /// The selling price of the order item. Note that an order item is an item and a quantity. This means that the value of `ItemPrice` is equal to the selling price of the item multiplied by the quantity ordered. `ItemPrice` excludes `ShippingPrice` and GiftWrapPrice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_price: Option<Money>,
    /// The tax on the item price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_tax: Option<Money>,
    /// Measurement information for the order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measurement: Option<Measurement>,
    /// An Amazon-defined order item identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
    /// The number and value of Amazon Points granted with the purchase of an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_granted: Option<PointsGrantedDetail>,
    /// Indicates that the selling price is a special price that is only available for Amazon Business orders. For more information about the Amazon Business Seller Program, refer to the [Amazon Business website](https://www.amazon.com/b2b/info/amazon-business). **Possible values**: `BusinessPrice`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_designation: Option<String>,
    /// The item's product information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_info: Option<ProductInfoDetail>,
    /// The total of all promotional discounts in the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotion_discount: Option<Money>,
    /// The tax on the total of all promotional discounts in the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotion_discount_tax: Option<Money>,
    /// A list of promotion identifiers provided by the seller when the promotions were created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotion_ids: Option<Vec<String>>,
    /// The number of items in the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_ordered: Option<i64>,
    /// The number of items shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_shipped: Option<i64>,
    /// The end date of the scheduled delivery window in the time zone for the order destination. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_delivery_end_date: Option<String>,
    /// The start date of the scheduled delivery window in the time zone for the order destination. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_delivery_start_date: Option<String>,
    /// The item's seller stock keeping unit (SKU).
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// When true, the product type for this item has a serial number. Only returned for Amazon Easy Ship orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number_required: Option<bool>,
    /// A list of serial numbers for electronic products that are shipped to customers. Returned for FBA orders only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_numbers: Option<Vec<String>>,
    /// Shipping constraints applicable to this order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_constraints: Option<ShippingConstraints>,
    /// The discount on the shipping price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_discount: Option<Money>,
    /// The tax on the discount on the shipping price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_discount_tax: Option<Money>,
    /// The item's shipping price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_price: Option<Money>,
    /// The tax on the shipping price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_tax: Option<Money>,
    /// The store chain store identifier. Linked to a specific store in a store chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store_chain_store_id: Option<String>,
    /// Substitution preferences for the order item. This is an optional field that is only present if a seller supports substitutions, as is the case with some grocery sellers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution_preferences: Option<SubstitutionPreferences>,
    /// Information about withheld taxes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_collection: Option<TaxCollection>,
    /// The item's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A single order item's buyer information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrderItemBuyerInfo {
    /// Buyer information for custom orders from the Amazon Custom program. **Note**: This attribute is only available for MFN (fulfilled by seller) orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_customized_info: Option<BuyerCustomizedInfoDetail>,
    /// A gift message provided by the buyer. **Note**: This attribute is only available for MFN (fulfilled by seller) orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_message_text: Option<String>,
    /// The gift wrap level specified by the buyer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap_level: Option<String>,
    /// The gift wrap price of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap_price: Option<Money>,
    /// The tax on the gift wrap price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap_tax: Option<Money>,
    /// An Amazon-defined order item identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
}

/// A single order item's buyer information list with the order ID.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrderItemsBuyerInfoList {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_order_id: Option<String>,
    /// When present and not empty, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A single order item's buyer information list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_items: Option<Vec<OrderItemBuyerInfo>>,
}

/// The order items list along with the order ID.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrderItemsList {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_order_id: Option<String>,
    /// When present and not empty, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A list of order items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_items: Option<Vec<OrderItem>>,
}

/// The order's regulated information along with its verification status.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrderRegulatedInfo {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_order_id: Option<String>,
    /// The regulated information collected during purchase and used to verify the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regulated_information: Option<RegulatedInformation>,
    /// The order's verification status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regulated_order_verification_status: Option<RegulatedOrderVerificationStatus>,
    /// When true, the order requires attaching a dosage information label when shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_dosage_label: Option<bool>,
}

/// A list of orders along with additional information to make subsequent API calls.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct OrdersList {
    /// Use this date to select orders created before (or at) a specified time. Only orders placed before the specified time are returned. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_before: Option<String>,
    /// Use this date to select orders that were last updated before (or at) a specified time. An update is defined as any change in order status, including the creation of a new order. Includes updates made by Amazon and by the seller. Use [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format for all dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_before: Option<String>,
    /// When present and not empty, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A list of orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<Order>>,
}

/// Properties of packages
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackageDetail {
    /// Identifies the carrier that will deliver the package. This field is required for all marketplaces. For more information, refer to the [`CarrierCode` announcement](https://developer-docs.amazon.com/sp-api/changelog/carriercode-value-required-in-shipment-confirmations-for-br-mx-ca-sg-au-in-jp-marketplaces).
    pub carrier_code: String,
    /// Carrier name that will deliver the package. Required when `carrierCode` is "Other"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_name: Option<String>,
    /// The list of order items and quantities to be updated.
    pub order_items: Vec<ConfirmShipmentOrderItem>,
    /// A seller-supplied identifier that uniquely identifies a package within the scope of an order. Only positive numeric values are supported.
    pub package_reference_id: String,
    /// The shipping date for the package. Must be in ISO 8601 date/time format.
    pub ship_date: DateTime,
    /// The unique identifier for the supply source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_from_supply_source_id: Option<String>,
    /// Ship method to be used for shipping the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_method: Option<String>,
    /// The tracking number used to obtain tracking and delivery information.
    pub tracking_number: String,
}

/// Information about a sub-payment method used to pay for a COD order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PaymentExecutionDetailItem {
    /// The Brazilian Taxpayer Identifier (CNPJ) of the payment processor or acquiring bank that authorizes the payment. **Note**: This attribute is only available for orders in the Brazil (BR) marketplace when the `PaymentMethod` is `CreditCard` or `Pix`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquirer_id: Option<String>,
    /// The unique code that confirms the payment authorization. **Note**: This attribute is only available for orders in the Brazil (BR) marketplace when the `PaymentMethod` is `CreditCard` or `Pix`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_code: Option<String>,
    /// The card network or brand used in the payment transaction (for example, Visa or Mastercard). **Note**: This attribute is only available for orders in the Brazil (BR) marketplace when the `PaymentMethod` is `CreditCard`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_brand: Option<String>,
    /// The monetary value of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<Money>,
    /// The sub-payment method for an order. **Possible values**: · `COD`: Cash on delivery · `GC`: Gift card · `PointsAccount`: Amazon Points · `Invoice`: Invoice · `CreditCard`: Credit card · `Pix`: Pix · `Other`: Other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
}

/// The number of Amazon Points offered with the purchase of an item, and their monetary value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PointsGrantedDetail {
    /// The monetary value of the Amazon Points granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_monetary_value: Option<Money>,
    /// The number of Amazon Points granted with the purchase of an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_number: Option<i64>,
}

/// The time window when the delivery is preferred.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PreferredDeliveryTime {
    /// Business hours when the business is open for deliveries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_hours: Option<Vec<BusinessHours>>,
    /// Dates when the business is closed during the next 30 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception_dates: Option<Vec<ExceptionDates>>,
}

/// Information about the prescription that is used to verify a regulated product. This must be provided once per order and reflect the seller’s own records. Only approved orders can have prescriptions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PrescriptionDetail {
    /// The identifier for the clinic which provided the prescription used to verify the regulated product.
    pub clinic_id: String,
    /// The expiration date of the prescription used to verify the regulated product, in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format.
    pub expiration_date: DateTime,
    /// The identifier for the prescription used to verify the regulated product.
    pub prescription_id: String,
    /// The number of refills remaining for the prescription used to verify the regulated product. If a prescription originally had 10 total refills, this value must be `10` for the first order, `9` for the second order, and `0` for the eleventh order. If a prescription originally had no refills, this value must be 0.
    pub refills_remaining: i64,
    /// The total number of refills written in the original prescription used to verify the regulated product. If a prescription originally had no refills, this value must be 0.
    pub total_refills_authorized: i64,
    /// The instructions for the prescription as provided by the approver of the regulated product.
    pub usage_instructions: String,
    /// The number of units in each fill as provided in the prescription.
    pub written_quantity: i64,
}

/// Product information on the number of items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ProductInfoDetail {
    /// The total number of items that are included in the ASIN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_items: Option<String>,
}

/// The regulated information collected during purchase and used to verify the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct RegulatedInformation {
    /// A list of regulated information fields as collected from the regulatory form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<RegulatedInformationField>>,
}

/// A field collected from the regulatory form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct RegulatedInformationField {
    /// The unique identifier of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_id: Option<String>,
    /// The name of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_label: Option<String>,
    /// The type of field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_type: Option<RegulatedInformationFieldFieldType>,
    /// The content of the field as collected in regulatory form. Note that `FileAttachment` type fields contain a URL where you can download the attachment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_value: Option<String>,
}

/// The verification status of the order, along with associated approval or rejection metadata.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct RegulatedOrderVerificationStatus {
    /// The identifier for the order's regulated information reviewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_reviewer_id: Option<String>,
    /// The reason for rejecting the order's regulated information. Not present if the order isn't rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason: Option<RejectionReason>,
    /// When true, the regulated information provided in the order requires a review by the merchant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_merchant_action: Option<bool>,
    /// The date the order was reviewed. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date time format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_date: Option<String>,
    /// The verification status of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<VerificationStatus>,
    /// Valid interim status codes that may be used when populating `InterimStatusDetail`. Each element contains a `StatusCode` identifier and its customer-facing `StatusDescription`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_interim_status_codes: Option<Vec<ValidInterimStatusCode>>,
    /// A list of valid rejection reasons that may be used to reject the order's regulated information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_rejection_reasons: Option<Vec<RejectionReason>>,
    /// A list of valid verification details that may be provided and the criteria required for when the verification detail can be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_verification_details: Option<Vec<ValidVerificationDetail>>,
}

/// The reason for rejecting the order's regulated information. This is only present if the order is rejected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct RejectionReason {
    /// The description of this rejection reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason_description: Option<String>,
    /// The unique identifier for the rejection reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason_id: Option<String>,
}

/// Delivery constraints applicable to this order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ShippingConstraints {
    /// Indicates if the line item needs to be delivered by pallet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pallet_delivery: Option<ConstraintType>,
    /// Indicates that the carrier must confirm the recipient is of the legal age to receive the line item upon delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_age_verification: Option<ConstraintType>,
    /// Indicates that the person receiving the line item must be the same as the intended recipient of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_identity_verification: Option<ConstraintType>,
    /// Indicates that the recipient of the line item must sign to confirm its delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature_confirmation: Option<ConstraintType>,
}

/// Substitution options for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SubstitutionOption {
    /// The item's Amazon Standard Identification Number (ASIN).
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Measurement information for the substitution option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measurement: Option<Measurement>,
    /// The number of items to be picked for this substitution option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_ordered: Option<i64>,
    /// The item's seller stock keeping unit (SKU).
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// The item's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Substitution preferences for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SubstitutionPreferences {
    /// Substitution options for the order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution_options: Option<Vec<SubstitutionOption>>,
    /// The type of substitution that these preferences represent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution_type: Option<SubstitutionPreferencesSubstitutionType>,
}

/// The tax classification of the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct TaxClassification {
    /// The type of tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The buyer's tax identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Information about withheld taxes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct TaxCollection {
    /// The tax collection model applied to the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<TaxCollectionModel>,
    /// The party responsible for withholding the taxes and remitting them to the taxing authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible_party: Option<TaxCollectionResponsibleParty>,
}

/// The error response schema for the `UpdateShipmentStatus` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentStatusErrorResponse {
    /// One or more unexpected errors occurred during the `UpdateShipmentStatus` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for UpdateShipmentStatusErrorResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// The request body for the `updateShipmentStatus` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentStatusRequest {
    /// The unobfuscated marketplace identifier.
    pub marketplace_id: String,
    /// For partial shipment status updates, the list of order items and quantities to be updated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_items: Option<Vec<OrderItemsOrderItems>>,
    /// The shipment status to apply.
    pub shipment_status: ShipmentStatus,
}

/// The error response schema for the `UpdateVerificationStatus` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateVerificationStatusErrorResponse {
    /// One or more unexpected errors occurred during the `UpdateVerificationStatus` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for UpdateVerificationStatusErrorResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// The request body for the `updateVerificationStatus` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateVerificationStatusRequest {
    /// The updated values of the `VerificationStatus` field.
    pub regulated_order_verification_status: UpdateVerificationStatusRequestBody,
}

/// The updated values of the `VerificationStatus` field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateVerificationStatusRequestBody {
    /// The identifier of the order's regulated information reviewer.
    pub external_reviewer_id: String,
    /// The unique identifier of the rejection reason used for rejecting the order's regulated information. Only required if the new status is rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason_id: Option<String>,
    /// The new verification status of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<VerificationStatus>,
    /// Additional information regarding the verification of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_details: Option<VerificationDetails>,
}

/// A valid interim status code and its customer-facing description. Available with the `getOrderRegulatedInfo` operation to indicate which status codes can populate the `InterimStatusDetail` field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ValidInterimStatusCode {
    /// The identifier for the interim status type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// A customer-facing description of the interim status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_description: Option<String>,
}

/// The types of verification details that may be provided for the order and the criteria required for when the type of verification detail can be provided. The types of verification details allowed depend on the type of regulated product and will not change order to order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ValidVerificationDetail {
    /// A list of valid verification statuses where the associated verification detail type may be provided. For example, if the value of this field is \["Approved"], calls to provide the associated verification detail will fail for orders with a `VerificationStatus` of `Pending`, `Rejected`, `Expired`, or `Cancelled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_verification_statuses: Option<Vec<VerificationStatus>>,
    /// A supported type of verification detail. The type indicates which verification detail could be shared while updating the regulated order. Valid values: `prescriptionDetail`, `approvedAlternativeDetails`, `interimStatusDetail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_detail_type: Option<String>,
}

/// Additional information related to the verification of a regulated order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct VerificationDetails {
    /// Pre-approved alternative product attributes provided when a vet rejects an order but suggests a correction. Only valid when the verification status is `Rejected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_alternative_details: Option<Vec<ApprovedAttribute>>,
    /// Interim status information provided during the verification process. Only valid when the verification status is `Pending`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interim_status_detail: Option<InterimStatusDetail>,
    /// Information regarding the prescription tied to the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prescription_detail: Option<PrescriptionDetail>,
}

/// `OrderItemsOrderItems` of `ordersV0`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderItemsOrderItems {
    /// The order item's unique identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
    /// The quantity for which to update the shipment status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
}

wire_enum! {
    /// The address type of the shipping address.
    pub enum AddressAddressType {
        /// The shipping address is a residential address.
        Residential = "Residential",
        /// The shipping address is a commercial address.
        Commercial = "Commercial",
    }
}

wire_enum! {
    /// The type of association an item has with an order item.
    pub enum AssociationType {
        /// The associated item is a service order.
        ValueAddService = "VALUE_ADD_SERVICE",
    }
}

wire_enum! {
    /// Day of the week.
    pub enum BusinessHoursDayOfWeek {
        /// Sunday · Day of the week.
        Sun = "SUN",
        /// Monday · Day of the week.
        Mon = "MON",
        /// Tuesday · Day of the week.
        Tue = "TUE",
        /// Wednesday · Day of the week.
        Wed = "WED",
        /// Thursday · Day of the week.
        Thu = "THU",
        /// Friday · Day of the week.
        Fri = "FRI",
        /// Saturday · Day of the week.
        Sat = "SAT",
    }
}

wire_enum! {
    /// The COD collection method (only supported in the JP marketplace).
    pub enum ConfirmShipmentRequestCodCollectionMethod {
        /// `DirectPayment`.
        DirectPayment = "DirectPayment",
    }
}

wire_enum! {
    /// Details the importance of the constraint present on the item
    pub enum ConstraintType {
        /// Item must follow the constraint to ensure order is met with buyer's delivery requirements.
        Mandatory = "MANDATORY",
    }
}

wire_enum! {
    /// The status of the Amazon Easy Ship order. This property is only included for Amazon Easy Ship orders.
    pub enum EasyShipShipmentStatus {
        /// The package is awaiting the schedule for pick-up.
        PendingSchedule = "PendingSchedule",
        /// Amazon has not yet picked up the package from the seller.
        PendingPickUp = "PendingPickUp",
        /// The seller will deliver the package to the carrier.
        PendingDropOff = "PendingDropOff",
        /// The seller canceled the pickup.
        LabelCanceled = "LabelCanceled",
        /// Amazon has picked up the package from the seller.
        PickedUp = "PickedUp",
        /// The package was delivered to the carrier by the seller.
        DroppedOff = "DroppedOff",
        /// The package is at the origin fulfillment center.
        AtOriginFC = "AtOriginFC",
        /// The package is at the destination fulfillment center.
        AtDestinationFC = "AtDestinationFC",
        /// The package has been delivered.
        Delivered = "Delivered",
        /// The package has been rejected by the buyer.
        RejectedByBuyer = "RejectedByBuyer",
        /// The package cannot be delivered.
        Undeliverable = "Undeliverable",
        /// The package was not delivered and is being returned to the seller.
        ReturningToSeller = "ReturningToSeller",
        /// The package was not delivered and was returned to the seller.
        ReturnedToSeller = "ReturnedToSeller",
        /// The package is lost.
        Lost = "Lost",
        /// The package is out for delivery.
        OutForDelivery = "OutForDelivery",
        /// The package was damaged by the carrier.
        Damaged = "Damaged",
    }
}

wire_enum! {
    /// The status of the electronic invoice. Only available for Easy Ship orders and orders in the BR marketplace.
    pub enum ElectronicInvoiceStatus {
        /// The order does not require an electronic invoice to be uploaded.
        NotRequired = "NotRequired",
        /// The order requires an electronic invoice but it is not uploaded.
        NotFound = "NotFound",
        /// The required electronic invoice was uploaded and is processing.
        Processing = "Processing",
        /// The uploaded electronic invoice was not accepted.
        Errored = "Errored",
        /// The uploaded electronic invoice was accepted.
        Accepted = "Accepted",
    }
}

wire_enum! {
    /// The unit of measure.
    pub enum MeasurementUnit {
        /// The item is measured in ounces.
        Ounces = "OUNCES",
        /// The item is measured in pounds.
        Pounds = "POUNDS",
        /// The item is measured in kilograms.
        Kilograms = "KILOGRAMS",
        /// The item is measured in grams.
        Grams = "GRAMS",
        /// The item is measured in milligrams.
        Milligrams = "MILLIGRAMS",
        /// The item is measured in inches.
        Inches = "INCHES",
        /// The item is measured in feet.
        Feet = "FEET",
        /// The item is measured in meters.
        Meters = "METERS",
        /// The item is measured in centimeters.
        Centimeters = "CENTIMETERS",
        /// The item is measured in millimeters.
        Millimeters = "MILLIMETERS",
        /// The item is measured in square meters.
        SquareMeters = "SQUARE_METERS",
        /// The item is measured in square centimeters.
        SquareCentimeters = "SQUARE_CENTIMETERS",
        /// The item is measured in square feet.
        SquareFeet = "SQUARE_FEET",
        /// The item is measured in square inches.
        SquareInches = "SQUARE_INCHES",
        /// The item is measured in gallons.
        Gallons = "GALLONS",
        /// The item is measured in pints.
        Pints = "PINTS",
        /// The item is measured in quarts.
        Quarts = "QUARTS",
        /// The item is measured in fluid ounces.
        FluidOunces = "FLUID_OUNCES",
        /// The item is measured in liters.
        Liters = "LITERS",
        /// The item is measured in cubic meters.
        CubicMeters = "CUBIC_METERS",
        /// The item is measured in cubic feet.
        CubicFeet = "CUBIC_FEET",
        /// The item is measured in cubic inches.
        CubicInches = "CUBIC_INCHES",
        /// The item is measured in cubic centimeters.
        CubicCentimeters = "CUBIC_CENTIMETERS",
        /// The item is measured by count.
        Count = "COUNT",
    }
}

wire_enum! {
    /// The buyer's invoicing preference. Sellers can use this data to issue electronic invoices for orders in Turkey. **Note**: This attribute is only available in the Turkey marketplace.
    pub enum OrderBuyerInvoicePreference {
        /// Issues an individual invoice to the buyer.
        Individual = "INDIVIDUAL",
        /// Issues a business invoice to the buyer. Tax information is available in `BuyerTaxInformation`.
        Business = "BUSINESS",
    }
}

wire_enum! {
    /// Whether the order was fulfilled by Amazon (`AFN`) or by the seller (`MFN`).
    pub enum OrderFulfillmentChannel {
        /// Fulfilled by the seller.
        Mfn = "MFN",
        /// Fulfilled by Amazon.
        Afn = "AFN",
    }
}

wire_enum! {
    /// The category of deemed reseller. This applies to selling partners that are not based in the EU and is used to help them meet the VAT Deemed Reseller tax laws in the EU and UK.
    pub enum OrderItemDeemedResellerCategory {
        /// Import one stop shop. The item being purchased is not held in the EU for shipment.
        Ioss = "IOSS",
        /// Union one stop shop. The item being purchased is held in the EU for shipment.
        Uoss = "UOSS",
    }
}

wire_enum! {
    /// The current order status.
    pub enum OrderOrderStatus {
        /// The order has been placed but payment has not been authorized. The order is not ready for shipment. Note that for orders with `OrderType = Standard`, the initial order status is Pending. For orders with `OrderType = Preorder`, the initial order status is `PendingAvailability`, and the order passes into the Pending status when the payment authorization process begins.
        Pending = "Pending",
        /// Payment has been authorized and order is ready for shipment, but no items in the order have been shipped.
        Unshipped = "Unshipped",
        /// One or more (but not all) items in the order have been shipped.
        PartiallyShipped = "PartiallyShipped",
        /// All items in the order have been shipped.
        Shipped = "Shipped",
        /// The order was canceled.
        Canceled = "Canceled",
        /// The order cannot be fulfilled. This state applies only to Amazon-fulfilled orders that were not placed on Amazon's retail web site.
        Unfulfillable = "Unfulfillable",
        /// All items in the order have been shipped. The seller has not yet given confirmation to Amazon that the invoice has been shipped to the buyer.
        InvoiceUnconfirmed = "InvoiceUnconfirmed",
        /// This status is available for pre-orders only. The order has been placed, payment has not been authorized, and the release date for the item is in the future. The order is not ready for shipment.
        PendingAvailability = "PendingAvailability",
    }
}

wire_enum! {
    /// The order's type.
    pub enum OrderOrderType {
        /// An order that contains items for which the selling partner currently has inventory in stock.
        StandardOrder = "StandardOrder",
        /// An order that contains items that have a long lead time to ship.
        LongLeadTimeOrder = "LongLeadTimeOrder",
        /// An order that contains items with a release date that is in the future.
        Preorder = "Preorder",
        /// An order that contains items that already have been released in the market but are currently out of stock and will be available in the future.
        BackOrder = "BackOrder",
        /// A Sourcing On Demand order.
        SourcingOnDemandOrder = "SourcingOnDemandOrder",
    }
}

wire_enum! {
    /// The payment method for the order. This property is limited to COD and CVS payment methods. Unless you need the specific COD payment information provided by the `PaymentExecutionDetailItem` object, we recommend using the `PaymentMethodDetails` property to get payment method information.
    pub enum OrderPaymentMethod {
        /// Cash on delivery.
        Cod = "COD",
        /// Convenience store.
        Cvs = "CVS",
        /// A payment method other than COD and CVS.
        Other = "Other",
    }
}

wire_enum! {
    /// Miscellaneous delivery attributes associated with the shipping address.
    pub enum OtherDeliveryAttributes {
        /// Indicates whether the delivery has an access point pickup or drop-off location.
        HasAccessPoint = "HAS_ACCESS_POINT",
        /// Indicates whether pallet delivery is enabled for the address.
        PalletEnabled = "PALLET_ENABLED",
        /// Indicates whether pallet delivery is disabled for the address.
        PalletDisabled = "PALLET_DISABLED",
    }
}

wire_enum! {
    /// The type of field.
    pub enum RegulatedInformationFieldFieldType {
        /// This field is a text representation of the response collected from the regulatory form.
        Text = "Text",
        /// This field contains a link to an attachment collected from the regulatory form.
        FileAttachment = "FileAttachment",
    }
}

wire_enum! {
    /// The shipment status to apply.
    pub enum ShipmentStatus {
        /// Ready for pickup.
        ReadyForPickup = "ReadyForPickup",
        /// Picked up.
        PickedUp = "PickedUp",
        /// Refused pickup.
        RefusedPickup = "RefusedPickup",
    }
}

wire_enum! {
    /// The type of substitution that these preferences represent.
    pub enum SubstitutionPreferencesSubstitutionType {
        /// Customer has provided the substitution preferences.
        CustomerPreference = "CUSTOMER_PREFERENCE",
        /// Amazon has provided the substitution preferences.
        AmazonRecommended = "AMAZON_RECOMMENDED",
        /// Do not provide a substitute if item is not found.
        DoNotSubstitute = "DO_NOT_SUBSTITUTE",
    }
}

wire_enum! {
    /// The tax collection model applied to the item.
    pub enum TaxCollectionModel {
        /// Tax is withheld and remitted to the taxing authority by Amazon on behalf of the seller.
        MarketplaceFacilitator = "MarketplaceFacilitator",
    }
}

wire_enum! {
    /// The party responsible for withholding the taxes and remitting them to the taxing authority.
    pub enum TaxCollectionResponsibleParty {
        /// The `MarketplaceFacilitator` entity for the US marketplace.
        AmazonServicesInc = "Amazon Services, Inc.",
    }
}

wire_enum! {
    /// The verification status of the order.
    pub enum VerificationStatus {
        /// The order is pending approval. Note that the approval might be needed from someone other than the merchant as determined by the `RequiresMerchantAction` property.
        Pending = "Pending",
        /// The order's regulated information has been reviewed and approved.
        Approved = "Approved",
        /// The order's regulated information has been reviewed and rejected.
        Rejected = "Rejected",
        /// The time to review the order's regulated information has expired.
        Expired = "Expired",
        /// The order was cancelled by the purchaser.
        Cancelled = "Cancelled",
    }
}
