//! Wire types and operations of `orders_2026-01-01`: The Selling Partner API for Orders returns orders information.
//!
//! Written by `cargo run -p amazon --example generate` from `models/orders_2026-01-01.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Decimal,
    lenient::Number,
    lenient::wire_enum,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns orders created or updated during the time period that you specify. You can filter the response for specific types of orders.
///
/// `GET /orders/2026-01-01/orders`, 0.0056 requests per second, burst 20.
///
/// Trap: one call in three minutes: ask for everything at once with `includedData`, never order by order.
///
/// Trap: without `FULFILLMENT` there is not even a status.
///
/// Trap: bounds must lie two minutes back, lists leave orders out: overlap the passes and look again each day.
///
/// Trap: a pending order has neither price nor address; a name that is absent may be a missing role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SearchOrders {
    /// The response includes orders created at or after this time. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: You must provide exactly one of `createdAfter` and `lastUpdatedAfter` in your request. If `createdAfter` is provided, neither `lastUpdatedAfter` nor `lastUpdatedBefore` may be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_after: Option<DateTime>,
    /// The response includes orders created at or before this time. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: If you include `createdAfter` in the request, `createdBefore` is optional, and if provided must be equal to or after the `createdAfter` date and at least two minutes before the time of the request. If `createdBefore` is provided, neither `lastUpdatedAfter` nor `lastUpdatedBefore` may be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_before: Option<DateTime>,
    /// The response includes orders updated at or after this time. An update is any change made by Amazon or the seller, including changes to order status. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: You must provide exactly one of `createdAfter` and `lastUpdatedAfter`. If `lastUpdatedAfter` is provided, neither `createdAfter` nor `createdBefore` may be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_after: Option<DateTime>,
    /// The response includes orders updated at or before this time. An update is any change made by Amazon or the seller, including changes to order status. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format. **Note**: If you include `lastUpdatedAfter` in the request, `lastUpdatedBefore` is optional, and if provided must be equal to or after the `lastUpdatedAfter` date and at least two minutes before the time of the request. If `lastUpdatedBefore` is provided, neither `createdAfter` nor `createdBefore` may be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_before: Option<DateTime>,
    /// A list of `FulfillmentStatus` values you can use to filter the results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_statuses: Option<Vec<SearchOrdersFulfillmentStatus>>,
    /// The response includes orders that were placed in marketplaces you include in this list. Refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids) for a complete list of `marketplaceId` values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The response includes orders that are fulfilled by the parties that you include in this list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfilled_by: Option<Vec<FulfilledBy>>,
    /// The maximum number of orders that can be returned per page. The value must be between 1 and 100. **Default:** 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results_per_page: Option<i64>,
    /// Pagination occurs when a request produces a response that exceeds the `maxResultsPerPage`. This means that the response is divided into individual pages. To retrieve the next page, you must pass the `nextToken` value as the `paginationToken` query parameter in the next request. You will not receive a `nextToken` value on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
    /// A list of datasets to include in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<IncludedData>>,
}

impl Operation for SearchOrders {
    type Answer = SearchOrdersResponse;
    const API: &'static str = "orders_2026-01-01";
    const NAME: &'static str = "searchOrders";
    const PLAN: UsagePlan = UsagePlan::new(0.0056, 20);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/2026-01-01/orders")
            .query_opt("createdAfter", &self.created_after)
            .query_opt("createdBefore", &self.created_before)
            .query_opt("lastUpdatedAfter", &self.last_updated_after)
            .query_opt("lastUpdatedBefore", &self.last_updated_before)
            .list_opt("fulfillmentStatuses", &self.fulfillment_statuses)
            .list_opt("marketplaceIds", &self.marketplace_ids)
            .list_opt("fulfilledBy", &self.fulfilled_by)
            .query_opt("maxResultsPerPage", &self.max_results_per_page)
            .query_opt("paginationToken", &self.pagination_token)
            .list_opt("includedData", &self.included_data)
    }
}

/// Returns the order that you specify.
///
/// `GET /orders/2026-01-01/orders/{orderId}`, 0.5 requests per second, burst 30.
///
/// Trap: has no list of ids: for many orders search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrder {
    /// An Amazon-defined order identifier.
    pub order_id: String,
    /// A list of datasets to include in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_data: Option<Vec<IncludedData>>,
}

impl Operation for GetOrder {
    type Answer = GetOrderResponse;
    const API: &'static str = "orders_2026-01-01";
    const NAME: &'static str = "getOrder";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/orders/2026-01-01/orders/{orderId}")
            .segment("orderId", &self.order_id)
            .list_opt("includedData", &self.included_data)
    }
}

/// Additional address components that provide more detailed location information, helping with precise delivery routing. **Note**: Only available with Brazil shipping addresses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AddressExtendedFields {
    /// The floor number / unit number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complement: Option<String>,
    /// The neighborhood. This value is only used in some countries (such as Brazil).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neighborhood: Option<String>,
    /// The name of the street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_name: Option<String>,
    /// The house, building, or property number associated with the location's street address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_number: Option<String>,
}

/// An alternative identifier that provides a different way to reference the same order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Alias {
    /// The alternative identifier value that can be used to reference this order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias_id: Option<String>,
    /// The kind of alternative identifier this represents. **Possible values**: `SELLER_ORDER_ID`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias_type: Option<String>,
}

/// Another order that has a direct business relationship with the current order, such as replacements or exchanges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AssociatedOrder {
    /// The relationship between the current order and the associated order. **Possible values**: `REPLACEMENT_ORIGINAL_ID`, `EXCHANGE_ORIGINAL_ID`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub association_type: Option<String>,
    /// The unique identifier of the related order that is associated with the current order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
}

/// An associated order item that a customer has purchased with the product. For example, a tire installation service purchased with tires.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AssociatedOrderItem {
    /// The type of association between the order items. **Possible values**: · `VALUE_ADD_SERVICE` (The associated item is a service order)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub association_type: Option<String>,
    /// The order identifier of the associated order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The order item identifier of the associated order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
}

/// Business days and hours when the destination is open for deliveries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BusinessHour {
    /// Specific day of the week for which operating hours are being defined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_of_week: Option<BusinessHourDayOfWeek>,
    /// Collection of time windows during which the location is available for deliveries on the specified day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_windows: Option<Vec<TimeWindow>>,
}

/// Information about the customer who purchased the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Buyer {
    /// The name of the company or organization for a business order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_company_name: Option<String>,
    /// The anonymized email address of the buyer. **Note:** Only available for merchant-fulfilled (FBM) orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_email: Option<String>,
    /// The full name of the customer who placed the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_name: Option<String>,
    /// The purchase order (PO) number entered by the buyer at checkout. Only returned for orders where the buyer entered a PO number at checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_purchase_order_number: Option<String>,
}

/// The physical address of the customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CustomerAddress {
    /// The primary street address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// Additional address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line3: Option<String>,
    /// The type of location. **Possible values**: `RESIDENTIAL`, `COMMERCIAL`, `PICKUP_POINT`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_type: Option<String>,
    /// The city of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The name of the business or organization at this address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// The two-letter country code identifying the country of the address, in ISO 3166-1 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The district or county of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// Additional address components specific to certain countries that provide more detailed location information. **Note**: Only available with Brazil shipping addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_fields: Option<AddressExtendedFields>,
    /// The municipality of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// The full name of the person who will receive the delivery at this address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The contact phone number for delivery coordination and customer communication. **Note**: The buyer phone number will be suppressed in some cases, including but not limited to: · All FBA (Fulfillment by Amazon) orders. · Shipped FBM (Fulfilled by the merchant) orders when current date is past the latest delivery date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The postal code, ZIP code, or equivalent mailing code of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state, province, or region of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_region: Option<String>,
}

/// A time period with start and end boundaries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DateTimeRange {
    /// The beginning of the time period, in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest_date_time: Option<DateTime>,
    /// The end of the time period, in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_date_time: Option<DateTime>,
}

/// Contains all delivery instructions that the customer provides for the shipping address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryPreference {
    /// Building instructions, nearby landmark, or navigation instructions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_instruction: Option<String>,
    /// A list of miscellaneous delivery capabilities associated with the shipping address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_capabilities: Option<Vec<String>>,
    /// Business hours and days when the delivery is preferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_time: Option<PreferredDeliveryTime>,
    /// The drop-off location selected by the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_off_location: Option<String>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// A list of errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// Special dates when normal business hours are modified or suspended, requiring different delivery scheduling.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ExceptionDate {
    /// Specific calendar date when normal operating hours do not apply. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format at day granularity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception_date: Option<String>,
    /// Operational status of the business on the specified exception date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception_date_type: Option<ExceptionDateExceptionDateType>,
    /// Alternative operating hours that apply specifically to this exception date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_windows: Option<Vec<TimeWindow>>,
}

/// Information about a fulfillment order associated with a customer order. A fulfillment order represents a unit of fulfillment created by Amazon for the order. **Note:** Only available for EasyShip orders at present.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FulfillmentOrder {
    /// The Fulfillment Order ID assigned by Amazon after fulfillment planning. This identifier is identical to the Shipment ID required by External Fulfillment APIs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_order_id: Option<String>,
}

/// Order details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetOrderResponse {
    /// All available information about the requested order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
}

/// Gift wrapping and personalization options selected by the customer for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GiftOption {
    /// Personal message from the buyer to be included with the gift-wrapped item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
    /// Type or quality level of gift wrapping service selected by the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_wrap_level: Option<String>,
}

/// The time when the business opens or closes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct HourMinute {
    /// The hour when the business opens or closes, in 24-hour format (0-23).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour: Option<i64>,
    /// The minute when the business opens or closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minute: Option<i64>,
}

/// The cancellation information of the order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemCancellation {
    /// Details of how the cancellation was executed for this order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancellation_execution: Option<ItemCancellationExecution>,
    /// Details of the cancellation request submitted for this order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancellation_request: Option<ItemCancellationRequest>,
}

/// Details of how the cancellation was executed for a specific order item, including who performed the cancellation and the reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemCancellationExecution {
    /// Explanation provided for why the cancellation was executed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<String>,
    /// Entity that executed the cancellation for this item. **Possible values**: `BUYER`, `MERCHANT`, `AMAZON`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_by: Option<String>,
}

/// Detailed information about a cancellation request submitted for a specific order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemCancellationRequest {
    /// Explanation provided for why the cancellation was requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<String>,
    /// Entity that initiated the cancellation request for this item. **Possible values**: `BUYER`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
}

/// Detailed information about the physical condition and quality state of the item being sold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemCondition {
    /// Additional details provided by the seller to describe the specific condition of this particular item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_note: Option<String>,
    /// A more specific condition classification that provides additional detail about the item's quality within the main condition type. **Possible values**: `NEW`, `MINT`, `VERY_GOOD`, `GOOD`, `ACCEPTABLE`, `POOR`, `CLUB`, `OEM`, `WARRANTY`, `REFURBISHED_WARRANTY`, `REFURBISHED`, `OPEN_BOX`, `ANY`, `OTHER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_subtype: Option<String>,
    /// The primary condition category that broadly describes the item's state. **Possible values**: `NEW`, `USED`, `COLLECTIBLE`, `REFURBISHED`, `PREORDER`, `CLUB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_type: Option<String>,
}

/// Information about any personalization, customization, or special modifications applied to this order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemCustomization {
    /// The URL of the customized data for custom orders from the Amazon Custom program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customized_url: Option<String>,
}

/// The expense information related to this specific item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemExpense {
    /// The cost of points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_cost: Option<ItemPointsCost>,
}

/// Information about how the order item should be processed, packed, and shipped to the customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemFulfillment {
    /// Information related to the packaging process for this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing: Option<ItemPacking>,
    /// Information related to the warehouse picking process for this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picking: Option<ItemPicking>,
    /// The number of units of this item that have been successfully processed and shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_fulfilled: Option<i64>,
    /// The number of units of this item that remain to be processed and shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_unfulfilled: Option<i64>,
    /// Information related to the shipping and delivery process for this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<ItemShipping>,
}

/// Additional requirements needed for cross-border shipping of an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemInternationalShipping {
    /// Import One-Stop Shop registration number required for EU VAT compliance when shipping from outside the European Union. Sellers shipping to the EU from outside the EU must provide this IOSS number to their carrier when Amazon has collected the VAT on the sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ioss_number: Option<String>,
}

/// Information related to the packaging process for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemPacking {
    /// Gift wrapping and messaging specified for this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gift_option: Option<GiftOption>,
    /// Whether serial numbers must be provided for this line item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number_requirement: Option<SerialNumberRequirement>,
}

/// Information related to the warehouse picking process for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemPicking {
    /// Substitution preference for an order item when it becomes unavailable during fulfillment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution_preference: Option<ItemSubstitutionPreference>,
}

/// Information about Amazon Points granted with the purchase of an item, including both quantity and monetary equivalent value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemPointsCost {
    /// Details of the Amazon Points granted, including count and monetary value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_granted: Option<PointsGranted>,
}

/// Pricing information for the order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemPrice {
    /// Indicates that the selling price is a special price that is only available for Amazon Business orders. For more information about the Amazon Business Seller Program, refer to the [Amazon Business website](https://www.amazon.com/b2b/info/amazon-business). **Possible value**: `BUSINESS_PRICE`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_designation: Option<String>,
    /// The price charged for a single unit of this product, before any quantity-based calculations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Money>,
}

/// The money that the seller receives from the sale of this specific item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemProceeds {
    /// The breakdown of proceeds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdowns: Option<Vec<ItemProceedsBreakdown>>,
    /// The total monetary amount for this order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proceeds_total: Option<Money>,
}

/// Detailed proceeds breakdown for a specific order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemProceedsBreakdown {
    /// Further granular breakdown of the subtotal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detailed_breakdowns: Option<Vec<ItemProceedsDetailedBreakdown>>,
    /// Monetary amount for the proceeds breakdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<Money>,
    /// Category classification of the proceeds breakdown. **Possible values**: `ITEM`, `SHIPPING`, `GIFT_WRAP`, `COD_FEE`, `OTHER`, `TAX`, `DISCOUNT`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Further granular breakdown of the subtotal of the proceeds breakdown, only available for TAX and DISCOUNT proceeds types.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemProceedsDetailedBreakdown {
    /// Specific classification of the further granular breakdown. **Possible values**: `ITEM`, `SHIPPING`, `GIFT_WRAP`, `COD_FEE`, `OTHER`, `DISCOUNT`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtype: Option<String>,
    /// Monetary amount for the further granular breakdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
}

/// Product information for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemProduct {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Information about the physical condition and quality of the item being sold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<ItemCondition>,
    /// Information about any personalization or customization applied to this product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customization: Option<ItemCustomization>,
    /// Pricing information for this product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<ItemPrice>,
    /// The item's seller stock keeping unit (SKU).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// Unique serial numbers for products that require individual tracking, typically provided for FBA orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_numbers: Option<Vec<String>>,
    /// The product name or title as displayed to customers in the marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Details about any discounts, coupons, or promotional offers applied to this item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemPromotion {
    /// A list of promotions applied to the order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdowns: Option<Vec<ItemPromotionBreakdown>>,
}

/// Detailed information about a specific promotional offer applied to an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemPromotionBreakdown {
    /// Unique identifier for the promotion applied to this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotion_id: Option<String>,
}

/// Information related to the shipping and delivery process for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemShipping {
    /// Additional information needed for cross-border delivery of this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub international_shipping: Option<ItemInternationalShipping>,
    /// When this item is expected to be delivered to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_delivery_window: Option<DateTimeRange>,
    /// Special shipping requirements and restrictions that apply to this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_constraints: Option<ItemShippingConstraints>,
}

/// Special shipping requirements and restrictions that must be observed when shipping an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemShippingConstraints {
    /// Payment must be collected from the customer at the time of delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cash_on_delivery: Option<ConstraintType>,
    /// The line item must be delivered by pallet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pallet_delivery: Option<ConstraintType>,
    /// The carrier must confirm that the recipient is of the legal age to receive the line item upon delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_age_verification: Option<ConstraintType>,
    /// The person receiving the line item must be the same as the intended recipient of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_identity_verification: Option<ConstraintType>,
    /// The recipient of the line item must sign to confirm its delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature_confirmation: Option<ConstraintType>,
}

/// Alternative product that can be substituted for an original order item when it becomes unavailable during fulfillment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemSubstitutionOption {
    /// Amazon Standard Identification Number of the substitute product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Unit of measure and quantity specifications for the substitute product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measurement: Option<Measurement>,
    /// Number of units of the substitute item to be selected if substitution occurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_ordered: Option<i64>,
    /// The item's seller stock keeping unit (SKU).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// Product name or title of the substitute item as displayed to customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Substitution preference for an order item when it becomes unavailable during fulfillment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemSubstitutionPreference {
    /// List of alternative products that can be substituted for the original item if it becomes unavailable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution_options: Option<Vec<ItemSubstitutionOption>>,
    /// Source and nature of the substitution preferences for this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution_type: Option<ItemSubstitutionPreferenceSubstitutionType>,
}

/// Tax information for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemTax {
    /// A list of tax calculation breakdowns for the order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_calculation_breakdowns: Option<Vec<ItemTaxCalculationBreakdown>>,
    /// A list of tax collections for the order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_collections: Option<Vec<ItemTaxCollection>>,
}

/// Tax calculation breakdowns for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemTaxCalculationBreakdown {
    /// The tax reporting scheme applied to this order item. **Possible values**: · `UOSS` (Union one stop shop. The item being purchased is held in the EU for shipment) · `IOSS` (Import one stop shop. The item being purchased is not held in the EU for shipment)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporting_scheme: Option<String>,
}

/// Tax collection information for an order item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemTaxCollection {
    /// The tax collection model applied to the item. **Possible values**: · `MARKETPLACE_FACILITATOR` (Tax is withheld and remitted to the taxing authority by Amazon on behalf of the seller)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The party responsible for withholding the taxes and remitting them to the taxing authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible_party: Option<String>,
}

/// Specifies the unit of measure and quantity for items that are sold by weight, volume, length, or other measurements rather than simple count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Measurement {
    /// The specific unit of measurement used to quantify this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<MeasurementUnit>,
    /// The numerical quantity or amount being measured in the specified unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

/// The physical address of the merchant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MerchantAddress {
    /// The primary street address of the merchant's location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// Additional address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line3: Option<String>,
    /// The city of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The two-letter country code for the address, in ISO 3166-1 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The district or county of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The municipality of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// The name of the business or facility at this address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The postal code or ZIP code of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state, province, or region of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_region: Option<String>,
}

/// An amount of money, including units in the form of currency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Money {
    /// A decimal number with no loss of precision. Follows RFC 7159 for number representation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The three-letter currency code that identifies the currency type, following ISO 4217 international standards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// Comprehensive information about a customer order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Order {
    /// Other orders that have a direct relationship to this order, such as replacement or exchange orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub associated_orders: Option<Vec<AssociatedOrder>>,
    /// Information about the customer who purchased this order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer: Option<Buyer>,
    /// The time when the customer placed the order. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_time: Option<DateTime>,
    /// Information about how this order is being processed and shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment: Option<OrderFulfillment>,
    /// The list of fulfillment orders associated with this customer order. Each entry corresponds to one fulfillment unit created by Amazon for this order. **Note:** Only available for EasyShip orders at present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_orders: Option<Vec<FulfillmentOrder>>,
    /// The most recent time when any aspect of this order was modified by Amazon or the seller. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_time: Option<DateTime>,
    /// Alternative identifiers that can be used to reference this order, such as seller-defined order numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_aliases: Option<Vec<Alias>>,
    /// An Amazon-defined order identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The list of all order items included in this order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_items: Option<Vec<OrderItem>>,
    /// Shipping packages created for this order, including tracking information. **Note:** Only available for merchant-fulfilled (FBM) orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packages: Option<Vec<OrderPackage>>,
    /// Payment information for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<OrderPayment>,
    /// Financial information about this order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proceeds: Option<OrderProceeds>,
    /// Special programs associated with this order that may affect fulfillment or customer experience. **Possible values**: `AMAZON_BAZAAR`, `AMAZON_BUSINESS`, `AMAZON_EASY_SHIP`, `AMAZON_HAUL`, `DELIVERY_BY_AMAZON`, `FBM_SHIP_PLUS`, `INVOICE_BY_AMAZON`, `IN_STORE_PICK_UP`, `PREMIUM`, `PREORDER`, `PRIME`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programs: Option<Vec<String>>,
    /// Information about the person or location where this order should be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Recipient>,
    /// Information about where this order was placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_channel: Option<SalesChannel>,
    /// Tax-related information for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<OrderTax>,
}

/// Information about how the order is being processed, packed, and shipped to the customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderFulfillment {
    /// The promised time period within which the order should be delivered to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deliver_by_window: Option<DateTimeRange>,
    /// Specifies whether Amazon or the merchant is responsible for fulfilling this order. **Possible values**: `AMAZON`, `MERCHANT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfilled_by: Option<String>,
    /// The category of the shipping speed option selected by the customer at checkout. **Possible values**: `EXPEDITED`, `FREE_ECONOMY`, `NEXT_DAY`, `PRIORITY`, `SAME_DAY`, `SECOND_DAY`, `SCHEDULED`, `STANDARD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_service_level: Option<String>,
    /// The current status of the order in the fulfillment process, from pending to handover to carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_status: Option<FulfillmentStatus>,
    /// The earliest time available to print the shipping label for the order. Printing is available any time after the earliestDateTime. Response does not include a latestDateTime. Note: If blank, printing is available at any time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_printing_window: Option<DateTimeRange>,
    /// The promised time period within which the order must be shipped to meet the customer's delivery expectations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_by_window: Option<DateTimeRange>,
}

/// Information about a single product within an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderItem {
    /// A list of order items associated with this item. For example, a value-add service purchased with the product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub associated_order_items: Option<Vec<AssociatedOrderItem>>,
    /// The cancellation information of the order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancellation: Option<ItemCancellation>,
    /// The expense information related to this specific item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expense: Option<ItemExpense>,
    /// Information about how the order item should be processed, packed, and shipped to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment: Option<ItemFulfillment>,
    /// The unit of measure and value for items sold by weight, volume, or other measurements rather than simple count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measurement: Option<Measurement>,
    /// A unique identifier for this specific item within the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
    /// The money that the seller receives from the sale of this specific item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proceeds: Option<ItemProceeds>,
    /// Information about the product being ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<ItemProduct>,
    /// Special programs that apply specifically to this item within the order. **Possible values**: `TRANSPARENCY`, `SUBSCRIBE_AND_SAVE`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programs: Option<Vec<String>>,
    /// Details about any discounts, coupons, or promotional offers applied to this item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promotion: Option<ItemPromotion>,
    /// The number of units of this item that the customer ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_ordered: Option<i64>,
    /// Tax-related information for this order item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<ItemTax>,
}

/// Information about a physical shipping package, including tracking details. **Note:** Only available for merchant-fulfilled (FBM) orders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderPackage {
    /// The carrier responsible for transporting this package to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The exact time when this shipping package was created and prepared for shipment. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_time: Option<DateTime>,
    /// A list of all order items included in this specific package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_items: Option<Vec<PackageItem>>,
    /// A unique identifier for this package within the context of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_reference_id: Option<String>,
    /// The current status of this package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_status: Option<PackageStatus>,
    /// The physical address from which this package was shipped, typically the merchant's warehouse or fulfillment center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_from_address: Option<MerchantAddress>,
    /// The exact time when this package was handed over to the carrier and began its journey to the customer. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_time: Option<DateTime>,
    /// The specific shipping method or service used for delivering this package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service: Option<String>,
    /// The carrier-provided tracking number that customers can use to monitor the package's delivery progress.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
}

/// Payment information about the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderPayment {
    /// A list of payment executions for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_executions: Option<Vec<PaymentExecution>>,
}

/// The money that the seller receives from the sale of the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderProceeds {
    /// Categorized proceeds for the order. Proceed categories are either aggregated across all order items (such as `ITEM`, `SHIPPING`, and `TAX`) or applied at the order level (such as `DELIVERY_TIP`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdowns: Option<Vec<OrderProceedsBreakdown>>,
    /// The total amount that the seller receives from the sale of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grand_total: Option<Money>,
}

/// An entry detailing proceeds information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderProceedsBreakdown {
    /// The processing status of the charge. Only present for categories processed separately after checkout, such as `DELIVERY_TIP`. **Possible values**: `PENDING`, `FINALIZED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The monetary amount for the proceeds category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<Money>,
    /// The proceeds category. **Possible values**: `ITEM`, `SHIPPING`, `GIFT_WRAP`, `COD_FEE`, `TAX`, `DISCOUNT`, `DELIVERY_TIP`, `OTHER`. **Note:** `DELIVERY_TIP` is charged separately and not attributed to a specific item. The remaining categories are aggregated across all order items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Tax information about the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderTax {
    /// Tax invoicing information for the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_invoicing: Option<OrderTaxInvoicing>,
    /// A list of tax registrations associated with the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_registrations: Option<Vec<OrderTaxRegistration>>,
}

/// Tax invoicing information for the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderTaxInvoicing {
    /// The buyer's invoicing preference, which indicates whether the seller should issue an individual or a business invoice to the buyer. **Note**: This attribute is only available in the Turkey marketplace. **Possible values**: · `INDIVIDUAL` (Issues an individual invoice to the buyer) · `BUSINESS` (Issues a business invoice to the buyer)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_invoice_preference: Option<String>,
    /// The status of the invoice. Only available for Easy Ship orders and orders in the Brazil marketplace. **Possible values**: · `NOT_REQUIRED` (The order does not require an electronic invoice to be uploaded) · `NOT_FOUND` (The order requires an electronic invoice but it is not uploaded) · `PROCESSING` (The required electronic invoice was uploaded and is processing) · `ERRORED` (The uploaded electronic invoice was not accepted) · `ACCEPTED` (The uploaded electronic invoice was accepted)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice_status: Option<String>,
}

/// Tax registration information for an entity associated with the order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderTaxRegistration {
    /// The type of entity that the tax registration belongs to. **Possible values**: · `BUYER` (Indicates that this is the buyer's tax registration information) · `MERCHANT` (Indicates that this is the merchant's tax registration information) · `MARKETPLACE` (Indicates that this is the marketplace's tax registration information)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_type: Option<String>,
    /// The legal name associated with the tax registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    /// The address associated with the tax registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_registration_address: Option<CustomerAddress>,
    /// Additional attributes related to the tax registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_registration_attributes: Option<Vec<TaxRegistrationAttribute>>,
    /// The tax registration number that identifies the entity for tax purposes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_registration_number: Option<String>,
    /// The type of the tax registration number. **Possible values**: `BUSINESS`, `VAT`, `CST`, `CPF`, `CNPJ`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_registration_type: Option<String>,
}

/// Individual order item contained within a shipping package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackageItem {
    /// Unique identifier of the order item included in this package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
    /// Number of units of this item included in the package shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// The transparency codes associated with this item for product authentication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transparency_codes: Option<Vec<String>>,
}

/// Current status and detailed tracking information for a shipping package throughout the delivery process.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackageStatus {
    /// Granular status information providing specific details about the package's current location and handling stage. **Possible values**: · `PENDING_SCHEDULE` (Package awaiting pickup scheduling) · `PENDING_PICK_UP` (Package ready for carrier collection from seller) · `PENDING_DROP_OFF` (Package awaiting seller delivery to carrier) · `LABEL_CANCELLED` (Shipping label canceled by seller) · `PICKED_UP` (Package collected by carrier from seller location) · `DROPPED_OFF` (Package delivered to carrier by seller) · `AT_ORIGIN_FC` (Package at originating fulfillment center) · `AT_DESTINATION_FC` (Package at destination fulfillment center) · `DELIVERED` (Package successfully delivered to recipient) · `REJECTED_BY_BUYER` (Package refused by intended recipient) · `UNDELIVERABLE` (Package cannot be delivered due to address or access issues) · `RETURNING_TO_SELLER` (Package in transit back to seller) · `RETURNED_TO_SELLER` (Package successfully returned to seller) · `LOST` (Package location unknown or confirmed lost) · `OUT_FOR_DELIVERY` (Package on delivery vehicle for final delivery) · `DAMAGED` (Package damaged during transit)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detailed_status: Option<String>,
    /// Primary status classification of the package in the shipping workflow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<PackageStatusStatus>,
}

/// Pagination occurs when a request has results that exceed the response limit. This means the results are divided into individual pages. To retrieve a different page, you must pass the token value as the `paginationToken` query parameter in the subsequent request. All other parameters must be provided with the same values that were provided with the request that generated this token, with the exception of `maxResultsPerPage` and `includedData`, which can be modified between calls. The token will expire after 24 hours. When there are no other pages to fetch, the `pagination` field will be absent from the response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// A token that can be used to fetch the next page of results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Payment execution details for an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PaymentExecution {
    /// The unique identifier of the payment processor or acquiring bank that authorizes the payment. **Note**: This attribute is only available for orders in the Brazil (BR) marketplace when the `paymentMethod` is `CreditCard` or `Pix`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquirer_id: Option<String>,
    /// The unique code that confirms the payment authorization. **Note**: This attribute is only available for orders in the Brazil (BR) marketplace when the `paymentMethod` is `CreditCard` or `Pix`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_code: Option<String>,
    /// The card network or brand used in the payment transaction (for example, Visa or Mastercard). **Note**: This attribute is only available for orders in the Brazil (BR) marketplace when the `paymentMethod` is `CreditCard`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_brand: Option<String>,
    /// The monetary value of the payment execution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_amount: Option<Money>,
    /// The payment method used for this payment execution (for example, CashOnDelivery, ConvenienceStore, CreditCard, Invoice, Pix, and so on).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
}

/// Information about Amazon Points awarded with an item purchase.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PointsGranted {
    /// Cash equivalent value of the awarded Amazon Points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_monetary_value: Option<Money>,
    /// Total number of Amazon Points granted to the customer's account for this item purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_number: Option<i64>,
}

/// Customer-specified time preferences for when deliveries should be attempted at the destination address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PreferredDeliveryTime {
    /// Business hours when the business is open for deliveries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_hours: Option<Vec<BusinessHour>>,
    /// Specific dates within the next 30 days when normal business hours do not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception_dates: Option<Vec<ExceptionDate>>,
}

/// Information about the recipient to whom the order should be delivered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Recipient {
    /// The address where the order should be delivered to the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_address: Option<CustomerAddress>,
    /// Special instructions and preferences that the customer specifies for how the order should be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_preference: Option<DeliveryPreference>,
}

/// Information about where the customer placed this order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SalesChannel {
    /// The name of the sales platform or channel where the customer placed this order. **Possible values**: `AMAZON`, `NON_AMAZON`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_name: Option<String>,
    /// The unique identifier for the specific marketplace within the sales channel where this order was placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The human-readable name of the marketplace where this order was placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_name: Option<String>,
}

/// A list of orders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SearchOrdersResponse {
    /// Only orders placed before the specified time are returned. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_before: Option<DateTime>,
    /// Only orders updated before the specified time are returned. The date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_before: Option<DateTime>,
    /// An array containing all orders that match the search criteria.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<Order>>,
    /// Pagination occurs when a request has results that exceed the response limit. This means the results are divided into individual pages. To retrieve a different page, you must pass the token value as the `paginationToken` query parameter in the subsequent request. All other parameters must be provided with the same values that were provided with the request that generated this token, with the exception of `maxResultsPerPage` and `includedData`, which can be modified between calls. The token will expire after 24 hours. When there are no other pages to fetch, the `pagination` field will be absent from the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// Whether serial numbers must be provided for this line item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SerialNumberRequirement {
    /// The requirement type for this request. **Possible values**: `REQUIRED`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement_type: Option<String>,
}

/// An additional attribute associated with a tax registration.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TaxRegistrationAttribute {
    /// The name of the tax registration attribute. **Possible values**: `TAX_OFFICE`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The value of the tax registration attribute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Specific time interval defining the start and end times.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TimeWindow {
    /// The end of the time window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<HourMinute>,
    /// The beginning of the time window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<HourMinute>,
}

wire_enum! {
    /// Specific day of the week for which operating hours are being defined.
    pub enum BusinessHourDayOfWeek {
        /// Sunday
        Sun = "SUN",
        /// Monday
        Mon = "MON",
        /// Tuesday
        Tue = "TUE",
        /// Wednesday
        Wed = "WED",
        /// Thursday
        Thu = "THU",
        /// Friday
        Fri = "FRI",
        /// Saturday
        Sat = "SAT",
    }
}

wire_enum! {
    /// Classification of the enforcement level required for shipping and delivery constraints.
    pub enum ConstraintType {
        /// Constraint that must be strictly enforced for delivery.
        Mandatory = "MANDATORY",
    }
}

wire_enum! {
    /// Operational status of the business on the specified exception date.
    pub enum ExceptionDateExceptionDateType {
        /// Business operations are suspended on this date.
        Closed = "CLOSED",
        /// Business operations are active on this date.
        Open = "OPEN",
    }
}

wire_enum! {
    /// Values of `FulfilledBy`.
    pub enum FulfilledBy {
        /// Fulfilled by the merchant
        Merchant = "MERCHANT",
        /// Fulfilled by Amazon
        Amazon = "AMAZON",
    }
}

wire_enum! {
    /// The current fulfillment status of an order, indicating where the order is in the fulfillment process from placement to handover to carrier.
    pub enum FulfillmentStatus {
        /// This status is available for pre-orders only. The order has been placed, payment has not been authorized, and the release date of the item is in the future. The order is not ready for shipment.
        PendingAvailability = "PENDING_AVAILABILITY",
        /// The order has been placed but is not ready for shipment. For standard orders, the initial order status is `PENDING`. For pre-orders, the initial order status is `PENDING_AVAILABILITY`, and the order passes into the `PENDING` status when payment authorization begins.
        Pending = "PENDING",
        /// The order is ready for shipment, but no items in the order have been shipped.
        Unshipped = "UNSHIPPED",
        /// At least one, but not all, items in the order have been shipped.
        PartiallyShipped = "PARTIALLY_SHIPPED",
        /// All items have been shipped to the customer.
        Shipped = "SHIPPED",
        /// The order has been canceled and will not be fulfilled.
        Cancelled = "CANCELLED",
        /// The order cannot be fulfilled. This state only applies to Amazon-fulfilled orders that were not placed on Amazon's retail website.
        Unfulfillable = "UNFULFILLABLE",
    }
}

wire_enum! {
    /// Values of `IncludedData`.
    pub enum IncludedData {
        /// Information about the buyer who purchased the order.
        Buyer = "BUYER",
        /// Information about the recipient to whom the order is delivered.
        Recipient = "RECIPIENT",
        /// The revenue and financial breakdown for the order and order items.
        Proceeds = "PROCEEDS",
        /// The cost information about the order and order items.
        Expense = "EXPENSE",
        /// The discount and promotional offer details applied to the order and order items.
        Promotion = "PROMOTION",
        /// Cancellation information applied to the order and order items.
        Cancellation = "CANCELLATION",
        /// Information about how the order and order items are processed and shipped.
        Fulfillment = "FULFILLMENT",
        /// Information about shipping packages and tracking.
        Packages = "PACKAGES",
        /// The tax information associated with the order.
        Tax = "TAX",
        /// The payment information associated with the order.
        Payment = "PAYMENT",
        /// The fulfillment orders associated with this order.
        FulfillmentOrders = "FULFILLMENT_ORDERS",
    }
}

wire_enum! {
    /// Source and nature of the substitution preferences for this item.
    pub enum ItemSubstitutionPreferenceSubstitutionType {
        /// Substitution preferences defined by the customer
        CustomerPreference = "CUSTOMER_PREFERENCE",
        /// Substitution options suggested by Amazon's system
        AmazonRecommended = "AMAZON_RECOMMENDED",
        /// Prohibition against any item substitutions
        DoNotSubstitute = "DO_NOT_SUBSTITUTE",
    }
}

wire_enum! {
    /// The specific unit of measurement used to quantify this item.
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
    /// Primary status classification of the package in the shipping workflow.
    pub enum PackageStatusStatus {
        /// Package preparation stage before carrier handoff
        Pending = "PENDING",
        /// Package movement phase within carrier network
        InTransit = "IN_TRANSIT",
        /// Package dispatch confirmation to customer
        Shipped = "SHIPPED",
        /// Package completion at final destination
        Delivered = "DELIVERED",
        /// Package shipment termination before delivery
        Cancelled = "CANCELLED",
        /// Package delivery failure
        Undeliverable = "UNDELIVERABLE",
    }
}

wire_enum! {
    /// Values of `SearchOrdersFulfillmentStatus`.
    pub enum SearchOrdersFulfillmentStatus {
        /// This status is available for pre-orders only. The order has been placed, payment has not been authorized, and the release date of the item is in the future. The order is not ready for shipment.
        PendingAvailability = "PENDING_AVAILABILITY",
        /// The order has been placed but is not ready for shipment. For standard orders, the initial order status is `PENDING`. For pre-orders, the initial order status is `PENDING_AVAILABILITY`, and the order passes into the `PENDING` status when payment authorization begins.
        Pending = "PENDING",
        /// The order is ready for shipment, but no items in the order have been shipped.
        Unshipped = "UNSHIPPED",
        /// At least one, but not all, items in the order have been shipped.
        PartiallyShipped = "PARTIALLY_SHIPPED",
        /// All items have been shipped to the customer.
        Shipped = "SHIPPED",
        /// The order has been canceled and will not be fulfilled.
        Cancelled = "CANCELLED",
        /// The order cannot be fulfilled. This state only applies to Amazon-fulfilled orders that were not placed on Amazon's retail website.
        Unfulfillable = "UNFULFILLABLE",
    }
}
