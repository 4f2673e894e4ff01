//! Wire types and operations of `fbaInventory`: The Selling Partner API for FBA Inventory lets you programmatically retrieve information about inventory in Amazon's fulfillment network.
//!
//! Written by `cargo run -p amazon --example generate` from `models/fbaInventory.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::wire_enum,
    operation::Enveloped,
    operation::Nothing,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Requests that Amazon create product-details in the Sandbox Inventory in the sandbox environment. This is a sandbox-only operation and must be directed to a sandbox endpoint. Refer to [Selling Partner API sandbox](https://developer-docs.amazon.com/sp-api/docs/the-selling-partner-api-sandbox) for more information.
///
/// `POST /fba/inventory/v1/items`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateInventoryItem {
    /// CreateInventoryItem Request Body Parameter.
    #[serde(rename = "createInventoryItemRequestBody")]
    pub body: CreateInventoryItemRequest,
}

impl Operation for CreateInventoryItem {
    type Answer = CreateInventoryItemResponse;
    const API: &'static str = "fbaInventory";
    const NAME: &'static str = "createInventoryItem";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/fba/inventory/v1/items").body(&self.body)
    }
}

/// Requests that Amazon add items to the Sandbox Inventory with desired amount of quantity in the sandbox environment. This is a sandbox-only operation and must be directed to a sandbox endpoint. Refer to [Selling Partner API sandbox](https://developer-docs.amazon.com/sp-api/docs/the-selling-partner-api-sandbox) for more information.
///
/// `POST /fba/inventory/v1/items/inventory`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AddInventory {
    /// A unique token/requestId provided with each call to ensure idempotency.
    #[serde(rename = "x-amzn-idempotency-token")]
    pub idempotency_token: String,
    /// List of items to add to Sandbox inventory.
    #[serde(rename = "addInventoryRequestBody")]
    pub body: AddInventoryRequest,
}

impl Operation for AddInventory {
    type Answer = AddInventoryResponse;
    const API: &'static str = "fbaInventory";
    const NAME: &'static str = "addInventory";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("POST", "/fba/inventory/v1/items/inventory")
            .header("x-amzn-idempotency-token", &self.idempotency_token)
            .body(&self.body)
    }
}

/// Requests that Amazon Deletes an item from the Sandbox Inventory in the sandbox environment. This is a sandbox-only operation and must be directed to a sandbox endpoint. Refer to [Selling Partner API sandbox](https://developer-docs.amazon.com/sp-api/docs/the-selling-partner-api-sandbox) for more information.
///
/// `DELETE /fba/inventory/v1/items/{sellerSku}`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeleteInventoryItem {
    /// A single seller SKU used for querying the specified seller SKU inventory summaries.
    pub seller_sku: String,
    /// The marketplace ID for the marketplace for which the sellerSku is to be deleted.
    pub marketplace_id: String,
}

impl Operation for DeleteInventoryItem {
    type Answer = DeleteInventoryItemResponse;
    const API: &'static str = "fbaInventory";
    const NAME: &'static str = "deleteInventoryItem";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("DELETE", "/fba/inventory/v1/items/{sellerSku}")
            .segment("sellerSku", &self.seller_sku)
            .query("marketplaceId", &self.marketplace_id)
    }
}

/// Returns a list of inventory summaries. The summaries returned depend on the presence or absence of the startDateTime, sellerSkus and sellerSku parameters: · All inventory summaries with available details are returned when the startDateTime, sellerSkus and sellerSku parameters are omitted. · When startDateTime is provided, the operation returns inventory summaries that have had changes after the date and time specified. The sellerSkus and sellerSku parameters are ignored. Important: To avoid errors, use both startDateTime and nextToken to get the next page of inventory summaries that have changed after the date and time specified. · When the sellerSkus parameter is provided, the operation returns inventory summaries for only the specified sellerSkus. The sellerSku parameter is ignored. · When the sellerSku parameter is provided, the operation returns inventory summaries for only the specified sellerSku. Note: The parameters associated with this operation may contain special characters that must be encoded to successfully call the API. To avoid errors with SKUs when encoding URLs, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding). Usage Plan:
///
/// `GET /fba/inventory/v1/summaries`, 2 requests per second, burst 2.
///
/// Trap: the token of the next page dies after 30 seconds; an expired one means starting over.
///
/// Trap: `startDateTime` leaves rows out, and inbound changes are no changes to it: read everything once a day.
///
/// Trap: marketplaces of North America show one pool: never add quantities over marketplaces.
///
/// Trap: an account without FBA gets 400.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetInventorySummaries {
    /// true to return inventory summaries with additional summarized inventory details and quantities. Otherwise, returns inventory summaries only (default value).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<bool>,
    /// The granularity type for the inventory aggregation level.
    pub granularity_type: GranularityType,
    /// The granularity ID for the inventory aggregation level.
    pub granularity_id: String,
    /// A start date and time in ISO8601 format. If specified, all inventory summaries that have changed since then are returned. You must specify a date and time that is no earlier than 18 months prior to the date and time when you call the API. Note: Changes in inboundWorkingQuantity, inboundShippedQuantity and inboundReceivingQuantity are not detected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<DateTime>,
    /// A list of seller SKUs for which to return inventory summaries. You may specify up to 50 SKUs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_skus: Option<Vec<String>>,
    /// A single seller SKU used for querying the specified seller SKU inventory summaries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// String token returned in the response of your previous request. The string token will expire 30 seconds after being created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// The marketplace ID for the marketplace for which to return inventory summaries.
    pub marketplace_ids: Vec<String>,
}

impl Operation for GetInventorySummaries {
    type Answer = GetInventorySummariesResponse;
    const API: &'static str = "fbaInventory";
    const NAME: &'static str = "getInventorySummaries";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inventory/v1/summaries")
            .query_opt("details", &self.details)
            .query("granularityType", &self.granularity_type)
            .query("granularityId", &self.granularity_id)
            .query_opt("startDateTime", &self.start_date_time)
            .list_opt("sellerSkus", &self.seller_skus)
            .query_opt("sellerSku", &self.seller_sku)
            .query_opt("nextToken", &self.next_token)
            .list("marketplaceIds", &self.marketplace_ids)
    }
}

/// The object with the list of Inventory to be added
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AddInventoryRequest {
    /// List of Inventory to be added
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_items: Option<Vec<InventoryItem>>,
}

/// The response schema for the AddInventory operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AddInventoryResponse {
    /// One or more unexpected errors occurred during the AddInventory operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for AddInventoryResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// An item to be created in the inventory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateInventoryItemRequest {
    /// The marketplaceId.
    pub marketplace_id: String,
    /// The name of the item.
    pub product_name: String,
    /// The seller SKU of the item.
    pub seller_sku: String,
}

/// The response schema for the CreateInventoryItem operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateInventoryItemResponse {
    /// One or more unexpected errors occurred during the CreateInventoryItem operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for CreateInventoryItemResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// The response schema for the DeleteInventoryItem operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeleteInventoryItemResponse {
    /// One or more unexpected errors occurred during the DeleteInventoryItem operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for DeleteInventoryItemResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// The Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetInventorySummariesResponse {
    /// One or more unexpected errors occurred during the getInventorySummaries operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The process of returning the results to a request in batches of a defined size called pages. This is done to exercise some control over result size and overall throughput. It's a form of traffic management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// The payload for the getInventorySummaries operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetInventorySummariesResult>,
}

impl Enveloped for GetInventorySummariesResponse {
    type Payload = GetInventorySummariesResult;

    fn open(self) -> (Option<GetInventorySummariesResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload schema for the getInventorySummaries operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetInventorySummariesResult {
    /// Describes a granularity at which inventory data can be aggregated. For example, if you use Marketplace granularity, the fulfillable quantity will reflect inventory that could be fulfilled in the given marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
    /// A list of inventory summaries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_summaries: Option<Vec<InventorySummary>>,
}

/// Describes a granularity at which inventory data can be aggregated. For example, if you use Marketplace granularity, the fulfillable quantity will reflect inventory that could be fulfilled in the given marketplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Granularity {
    /// The granularity ID for the specified granularity type. When granularityType is Marketplace, specify the marketplaceId.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granularity_id: Option<String>,
    /// The granularity type for the inventory aggregation level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granularity_type: Option<String>,
}

/// Summarized inventory details. This object will not appear if the details parameter in the request is false.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InventoryDetails {
    /// The item quantity that can be picked, packed, and shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillable_quantity: Option<i64>,
    /// The number of units that have not yet been received at an Amazon fulfillment center for processing, but are part of an inbound shipment with some units that have already been received and processed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_receiving_quantity: Option<i64>,
    /// The number of units in an inbound shipment that you have notified Amazon about and have provided a tracking number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_shipped_quantity: Option<i64>,
    /// The number of units in an inbound shipment for which you have notified Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_working_quantity: Option<i64>,
    /// The number of misplaced or warehouse damaged units that are actively being confirmed at our fulfillment centers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub researching_quantity: Option<ResearchingQuantity>,
    /// The quantity of reserved inventory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved_quantity: Option<ReservedQuantity>,
    /// The quantity of unfulfillable inventory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfulfillable_quantity: Option<UnfulfillableQuantity>,
}

/// An item in the list of inventory to be added.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InventoryItem {
    /// The marketplaceId.
    pub marketplace_id: String,
    /// The quantity of item to add.
    pub quantity: i64,
    /// The seller SKU of the item.
    pub seller_sku: String,
}

/// Inventory summary for a specific item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InventorySummary {
    /// The Amazon Standard Identification Number (ASIN) of an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The condition of the item as described by the seller (for example, New Item).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Amazon's fulfillment network SKU identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fn_sku: Option<String>,
    /// Summarized inventory details. This object will not appear if the details parameter in the request is false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_details: Option<InventoryDetails>,
    /// The date and time that any quantity was last updated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_time: Option<DateTime>,
    /// The localized language product title of the item within the specific marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_name: Option<String>,
    /// The seller SKU of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// A list of seller-enrolled stores that apply to this seller SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stores: Option<Vec<String>>,
    /// The total number of units in an inbound shipment or in Amazon fulfillment centers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_quantity: Option<i64>,
}

/// The process of returning the results to a request in batches of a defined size called pages. This is done to exercise some control over result size and overall throughput. It's a form of traffic management.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// A generated string used to retrieve the next page of the result. If nextToken is returned, pass the value of nextToken to the next request. If nextToken is not returned, there are no more items to return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// The number of misplaced or warehouse damaged units that are actively being confirmed at our fulfillment centers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ResearchingQuantity {
    /// A list of quantity details for items currently being researched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub researching_quantity_breakdown: Option<Vec<ResearchingQuantityEntry>>,
    /// The total number of units currently being researched in Amazon's fulfillment network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_researching_quantity: Option<i64>,
}

/// The misplaced or warehouse damaged inventory that is actively being confirmed at our fulfillment centers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ResearchingQuantityEntry {
    /// The duration of the research.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<ResearchingQuantityEntryName>,
    /// The number of units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
}

/// The quantity of reserved inventory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReservedQuantity {
    /// The number of units that have been sidelined at the fulfillment center for additional processing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fc_processing_quantity: Option<i64>,
    /// The number of units reserved for customer orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending_customer_order_quantity: Option<i64>,
    /// The number of units being transferred from one fulfillment center to another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending_transshipment_quantity: Option<i64>,
    /// The total number of units in Amazon's fulfillment network that are currently being picked, packed, and shipped; or are sidelined for measurement, sampling, or other internal processes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_reserved_quantity: Option<i64>,
}

/// The quantity of unfulfillable inventory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UnfulfillableQuantity {
    /// The number of units in carrier damaged disposition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_damaged_quantity: Option<i64>,
    /// The number of units in customer damaged disposition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_damaged_quantity: Option<i64>,
    /// The number of units in defective disposition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defective_quantity: Option<i64>,
    /// The number of units in distributor damaged disposition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distributor_damaged_quantity: Option<i64>,
    /// The number of units in expired disposition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expired_quantity: Option<i64>,
    /// The total number of units in Amazon's fulfillment network in unsellable condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_unfulfillable_quantity: Option<i64>,
    /// The number of units in warehouse damaged disposition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warehouse_damaged_quantity: Option<i64>,
}

wire_enum! {
    /// The granularity type for the inventory aggregation level.
    pub enum GranularityType {
        /// Marketplace
        Marketplace = "Marketplace",
    }
}

wire_enum! {
    /// The duration of the research.
    pub enum ResearchingQuantityEntryName {
        /// Short Term for 1-10 days.
        ResearchingQuantityInShortTerm = "researchingQuantityInShortTerm",
        /// Mid Term for 11-20 days.
        ResearchingQuantityInMidTerm = "researchingQuantityInMidTerm",
        /// Long Term for 21 days or longer.
        ResearchingQuantityInLongTerm = "researchingQuantityInLongTerm",
    }
}
