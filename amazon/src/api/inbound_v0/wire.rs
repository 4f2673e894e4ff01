//! Wire types and operations of `fulfillmentInboundV0`: The Selling Partner API for Fulfillment Inbound lets you create applications that create and update inbound shipments of inventory to Amazon's fulfillment network.
//!
//! Written by `cargo run -p amazon --example generate` from `models/fulfillmentInboundV0.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    credentials::Secret,
    error::ErrorItem,
    lenient::DateTime,
    lenient::Number,
    lenient::wire_enum,
    operation::Enveloped,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns labeling requirements and item preparation instructions to help prepare items for shipment to Amazon's fulfillment network.
///
/// `GET /fba/inbound/v0/prepInstructions`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetPrepInstructions {
    /// The country code of the country to which the items will be shipped. Note that labeling requirements and item preparation instructions can vary by country.
    #[serde(rename = "ShipToCountryCode")]
    pub ship_to_country_code: String,
    /// A list of SellerSKU values. Used to identify items for which you want labeling requirements and item preparation instructions for shipment to Amazon's fulfillment network. The SellerSKU is qualified by the Seller ID, which is included with every call to the Seller Partner API. Note: Include seller SKUs that you have used to list items on Amazon's retail website. If you include a seller SKU that you have never used to list an item on Amazon's retail website, the seller SKU is returned in the InvalidSKUList property in the response.
    #[serde(rename = "SellerSKUList", skip_serializing_if = "Option::is_none")]
    pub seller_sku_list: Option<Vec<String>>,
    /// A list of ASIN values. Used to identify items for which you want item preparation instructions to help with item sourcing decisions. Note: ASINs must be included in the product catalog for at least one of the marketplaces that the seller participates in. Any ASIN that is not included in the product catalog for at least one of the marketplaces that the seller participates in is returned in the InvalidASINList property in the response. You can find out which marketplaces a seller participates in by calling the getMarketplaceParticipations operation in the Selling Partner API for Sellers.
    #[serde(rename = "ASINList", skip_serializing_if = "Option::is_none")]
    pub asin_list: Option<Vec<String>>,
}

impl Operation for GetPrepInstructions {
    type Answer = GetPrepInstructionsResponse;
    const API: &'static str = "fulfillmentInboundV0";
    const NAME: &'static str = "getPrepInstructions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inbound/v0/prepInstructions")
            .query("ShipToCountryCode", &self.ship_to_country_code)
            .list_opt("SellerSKUList", &self.seller_sku_list)
            .list_opt("ASINList", &self.asin_list)
    }
}

/// Returns a list of items in a specified inbound shipment, or a list of items that were updated within a specified time frame.
///
/// `GET /fba/inbound/v0/shipmentItems`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipmentItems {
    /// A date used for selecting inbound shipment items that were last updated after (or at) a specified time. The selection includes updates made by Amazon and by the seller.
    #[serde(rename = "LastUpdatedAfter", skip_serializing_if = "Option::is_none")]
    pub last_updated_after: Option<DateTime>,
    /// A date used for selecting inbound shipment items that were last updated before (or at) a specified time. The selection includes updates made by Amazon and by the seller.
    #[serde(rename = "LastUpdatedBefore", skip_serializing_if = "Option::is_none")]
    pub last_updated_before: Option<DateTime>,
    /// Indicates whether items are returned using a date range (by providing the LastUpdatedAfter and LastUpdatedBefore parameters), or using NextToken, which continues returning items specified in a previous request.
    #[serde(rename = "QueryType")]
    pub query_type: QueryType,
    /// A string token returned in the response to your previous request.
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A marketplace identifier. Specifies the marketplace where the product would be stored.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
}

impl Operation for GetShipmentItems {
    type Answer = GetShipmentItemsResponse;
    const API: &'static str = "fulfillmentInboundV0";
    const NAME: &'static str = "getShipmentItems";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inbound/v0/shipmentItems")
            .query_opt("LastUpdatedAfter", &self.last_updated_after)
            .query_opt("LastUpdatedBefore", &self.last_updated_before)
            .query("QueryType", &self.query_type)
            .query_opt("NextToken", &self.next_token)
            .query("MarketplaceId", &self.marketplace_id)
    }
}

/// Returns a list of inbound shipments based on criteria that you specify.
///
/// `GET /fba/inbound/v0/shipments`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipments {
    /// A list of ShipmentStatus values. Used to select shipments with a current status that matches the status values that you specify.
    #[serde(rename = "ShipmentStatusList", skip_serializing_if = "Option::is_none")]
    pub shipment_status_list: Option<Vec<ShipmentStatusList>>,
    /// A list of shipment IDs used to select the shipments that you want. If both ShipmentStatusList and ShipmentIdList are specified, only shipments that match both parameters are returned.
    #[serde(rename = "ShipmentIdList", skip_serializing_if = "Option::is_none")]
    pub shipment_id_list: Option<Vec<String>>,
    /// A date used for selecting inbound shipments that were last updated after (or at) a specified time. The selection includes updates made by Amazon and by the seller.
    #[serde(rename = "LastUpdatedAfter", skip_serializing_if = "Option::is_none")]
    pub last_updated_after: Option<DateTime>,
    /// A date used for selecting inbound shipments that were last updated before (or at) a specified time. The selection includes updates made by Amazon and by the seller.
    #[serde(rename = "LastUpdatedBefore", skip_serializing_if = "Option::is_none")]
    pub last_updated_before: Option<DateTime>,
    /// Indicates whether shipments are returned using shipment information (by providing the ShipmentStatusList or ShipmentIdList parameters), using a date range (by providing the LastUpdatedAfter and LastUpdatedBefore parameters), or by using NextToken to continue returning items specified in a previous request.
    #[serde(rename = "QueryType")]
    pub query_type: GetShipmentsQueryType,
    /// A string token returned in the response to your previous request.
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A marketplace identifier. Specifies the marketplace where the product would be stored.
    #[serde(rename = "MarketplaceId")]
    pub marketplace_id: String,
}

impl Operation for GetShipments {
    type Answer = GetShipmentsResponse;
    const API: &'static str = "fulfillmentInboundV0";
    const NAME: &'static str = "getShipments";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inbound/v0/shipments")
            .list_opt("ShipmentStatusList", &self.shipment_status_list)
            .list_opt("ShipmentIdList", &self.shipment_id_list)
            .query_opt("LastUpdatedAfter", &self.last_updated_after)
            .query_opt("LastUpdatedBefore", &self.last_updated_before)
            .query("QueryType", &self.query_type)
            .query_opt("NextToken", &self.next_token)
            .query("MarketplaceId", &self.marketplace_id)
    }
}

/// Returns a bill of lading for a Less Than Truckload/Full Truckload (LTL/FTL) shipment. The getBillOfLading operation returns PDF document data for printing a bill of lading for an Amazon-partnered Less Than Truckload/Full Truckload (LTL/FTL) inbound shipment.
///
/// `GET /fba/inbound/v0/shipments/{shipmentId}/billOfLading`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetBillOfLading {
    /// A shipment identifier originally returned by the createInboundShipmentPlan operation.
    pub shipment_id: String,
}

impl Operation for GetBillOfLading {
    type Answer = GetBillOfLadingResponse;
    const API: &'static str = "fulfillmentInboundV0";
    const NAME: &'static str = "getBillOfLading";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inbound/v0/shipments/{shipmentId}/billOfLading")
            .segment("shipmentId", &self.shipment_id)
    }
}

/// Returns a list of items in a specified inbound shipment.
///
/// `GET /fba/inbound/v0/shipments/{shipmentId}/items`, 2 requests per second, burst 30.
///
/// Trap: the only place that has received quantities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipmentItemsByShipmentId {
    /// A shipment identifier used for selecting items in a specific inbound shipment.
    pub shipment_id: String,
    /// Deprecated. Do not use.
    #[serde(rename = "MarketplaceId", skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
}

impl Operation for GetShipmentItemsByShipmentId {
    type Answer = GetShipmentItemsResponse;
    const API: &'static str = "fulfillmentInboundV0";
    const NAME: &'static str = "getShipmentItemsByShipmentId";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inbound/v0/shipments/{shipmentId}/items")
            .segment("shipmentId", &self.shipment_id)
            .query_opt("MarketplaceId", &self.marketplace_id)
    }
}

/// Returns package/pallet labels for faster and more accurate shipment processing at the Amazon fulfillment center.
///
/// `GET /fba/inbound/v0/shipments/{shipmentId}/labels`, 2 requests per second, burst 30.
///
/// Trap: the address lives 15 seconds; package ids are refused at times, then ask for all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetLabels {
    /// A shipment identifier originally returned by the createInboundShipmentPlan operation.
    pub shipment_id: String,
    /// The page type to use to print the labels. Submitting a PageType value that is not supported in your marketplace returns an error.
    #[serde(rename = "PageType")]
    pub page_type: PageType,
    /// The type of labels requested.
    #[serde(rename = "LabelType")]
    pub label_type: LabelType,
    /// The number of packages in the shipment.
    #[serde(rename = "NumberOfPackages", skip_serializing_if = "Option::is_none")]
    pub number_of_packages: Option<i64>,
    /// A list of identifiers that specify packages for which you want package labels printed. If you provide box content information with the [FBA Inbound Shipment Carton Information Feed](https://developer-docs.amazon.com/sp-api/docs/fulfillment-by-amazon-feed-type-values#fba-inbound-shipment-carton-information-feed), then `PackageLabelsToPrint` must match the `CartonId` values you provide through that feed. If you provide box content information with the Fulfillment Inbound API v2024-03-20, then `PackageLabelsToPrint` must match the `boxID` values from the [`listShipmentBoxes`](https://developer-docs.amazon.com/sp-api/reference/listshipmentboxes) response. If these values do not match as required, the operation returns the `IncorrectPackageIdentifier` error code.
    #[serde(
        rename = "PackageLabelsToPrint",
        skip_serializing_if = "Option::is_none"
    )]
    pub package_labels_to_print: Option<Vec<String>>,
    /// The number of pallets in the shipment. This returns four identical labels for each pallet.
    #[serde(rename = "NumberOfPallets", skip_serializing_if = "Option::is_none")]
    pub number_of_pallets: Option<i64>,
    /// The page size for paginating through the total packages' labels. This is a required parameter for Non-Partnered LTL Shipments. Max value:1000.
    #[serde(rename = "PageSize", skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// The page start index for paginating through the total packages' labels. This is a required parameter for Non-Partnered LTL Shipments.
    #[serde(rename = "PageStartIndex", skip_serializing_if = "Option::is_none")]
    pub page_start_index: Option<i64>,
}

impl Operation for GetLabels {
    type Answer = GetLabelsResponse;
    const API: &'static str = "fulfillmentInboundV0";
    const NAME: &'static str = "getLabels";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inbound/v0/shipments/{shipmentId}/labels")
            .segment("shipmentId", &self.shipment_id)
            .query("PageType", &self.page_type)
            .query("LabelType", &self.label_type)
            .query_opt("NumberOfPackages", &self.number_of_packages)
            .list_opt("PackageLabelsToPrint", &self.package_labels_to_print)
            .query_opt("NumberOfPallets", &self.number_of_pallets)
            .query_opt("PageSize", &self.page_size)
            .query_opt("PageStartIndex", &self.page_start_index)
    }
}

/// Item preparation instructions to help with item sourcing decisions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ASINPrepInstructions {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Labeling requirements for the item. For more information about FBA labeling requirements, see the Seller Central Help for your marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barcode_instruction: Option<BarcodeInstruction>,
    /// Item preparation instructions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_guidance: Option<PrepGuidance>,
    /// A list of preparation instructions to help with item sourcing decisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_instruction_list: Option<Vec<PrepInstruction>>,
}

/// Specific details to identify a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Address {
    /// The street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional street address information, if required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The country code in two-character ISO 3166-1 alpha-2 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The district or county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// Name of the individual or business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The postal code. If postal codes are used in your marketplace, we recommended that you include one with your request. This helps Amazon select the most appropriate Amazon fulfillment center for the inbound shipment plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state or province code. If state or province codes are used in your marketplace, it is recommended that you include one with your request. This helps Amazon to select the most appropriate Amazon fulfillment center for your inbound shipment plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_province_code: Option<String>,
}

/// The fees for Amazon to prep goods for shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AmazonPrepFeesDetails {
    /// The fee for Amazon to prepare 1 unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_per_unit: Option<Amount>,
    /// Preparation instructions for shipping an item to Amazon's fulfillment network. For more information about preparing items for shipment to Amazon's fulfillment network, see the Seller Central Help for your marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_instruction: Option<PrepInstruction>,
}

/// The monetary value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Amount {
    /// The currency code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<CurrencyCode>,
    /// The amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

/// Download URL for the bill of lading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BillOfLadingDownloadURL {
    /// URL to download the bill of lading for the package. Note: The URL will only be valid for 15 seconds
    #[serde(rename = "DownloadURL", skip_serializing)]
    pub download_url: Option<Secret>,
}

/// The manual processing fee per unit and total fee for a shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct BoxContentsFeeDetails {
    /// The manual processing fee per unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_per_unit: Option<Amount>,
    /// The total manual processing fee for the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_fee: Option<Amount>,
    /// The number of units to ship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_units: Option<i64>,
}

/// The response schema for the getBillOfLading operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetBillOfLadingResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the getBillOfLading operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<BillOfLadingDownloadURL>,
}

impl Enveloped for GetBillOfLadingResponse {
    type Payload = BillOfLadingDownloadURL;

    fn open(self) -> (Option<BillOfLadingDownloadURL>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the getLabels operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetLabelsResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the getLabels operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<LabelDownloadURL>,
}

impl Enveloped for GetLabelsResponse {
    type Payload = LabelDownloadURL;

    fn open(self) -> (Option<LabelDownloadURL>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the getPrepInstructions operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetPrepInstructionsResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the getPrepInstructions operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetPrepInstructionsResult>,
}

impl Enveloped for GetPrepInstructionsResponse {
    type Payload = GetPrepInstructionsResult;

    fn open(self) -> (Option<GetPrepInstructionsResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// Result for the get prep instructions operation
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetPrepInstructionsResult {
    /// A list of item preparation instructions.
    #[serde(
        rename = "ASINPrepInstructionsList",
        skip_serializing_if = "Option::is_none"
    )]
    pub asin_prep_instructions_list: Option<Vec<ASINPrepInstructions>>,
    /// A list of invalid ASIN values and the reasons they are invalid.
    #[serde(rename = "InvalidASINList", skip_serializing_if = "Option::is_none")]
    pub invalid_asin_list: Option<Vec<InvalidASIN>>,
    /// A list of invalid SKU values and the reason they are invalid.
    #[serde(rename = "InvalidSKUList", skip_serializing_if = "Option::is_none")]
    pub invalid_sku_list: Option<Vec<InvalidSKU>>,
    /// A list of SKU labeling requirements and item preparation instructions.
    #[serde(
        rename = "SKUPrepInstructionsList",
        skip_serializing_if = "Option::is_none"
    )]
    pub sku_prep_instructions_list: Option<Vec<SKUPrepInstructions>>,
}

/// The response schema for the getShipmentItems operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipmentItemsResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the getShipmentItems operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetShipmentItemsResult>,
}

impl Enveloped for GetShipmentItemsResponse {
    type Payload = GetShipmentItemsResult;

    fn open(self) -> (Option<GetShipmentItemsResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// Result for the get shipment items operation
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetShipmentItemsResult {
    /// A list of item information for an inbound shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_data: Option<Vec<InboundShipmentItem>>,
    /// When present and not empty, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// The response schema for the getShipments operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipmentsResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the getShipments operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetShipmentsResult>,
}

impl Enveloped for GetShipmentsResponse {
    type Payload = GetShipmentsResult;

    fn open(self) -> (Option<GetShipmentsResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// Result for the get shipments operation
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetShipmentsResult {
    /// When present and not empty, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Information about your inbound shipments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_data: Option<Vec<InboundShipmentInfo>>,
}

/// Information about the seller's inbound shipments. Returned by the listInboundShipments operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct InboundShipmentInfo {
    /// Indicates whether or not an inbound shipment contains case-packed boxes. When AreCasesRequired = true for an inbound shipment, all items in the inbound shipment must be case packed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub are_cases_required: Option<bool>,
    /// Where the seller provided box contents information for a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub box_contents_source: Option<BoxContentsSource>,
    /// Date by which the shipment must arrive at the Amazon fulfillment center to avoid delivery promise breaks for pre-ordered items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_need_by_date: Option<String>,
    /// An Amazon fulfillment center identifier created by Amazon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_fulfillment_center_id: Option<String>,
    /// An estimate of the manual processing fee charged by Amazon for boxes without box content information. This is only returned when BoxContentsSource is NONE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_box_contents_fee: Option<BoxContentsFeeDetails>,
    /// The type of label preparation that is required for the inbound shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_prep_type: Option<LabelPrepType>,
    /// The return address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_from_address: Option<Address>,
    /// The shipment identifier submitted in the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
    /// The name for the inbound shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_name: Option<String>,
    /// Indicates the status of the inbound shipment. When used with the createInboundShipment operation, WORKING is the only valid value. When used with the updateInboundShipment operation, possible values are WORKING, SHIPPED or CANCELLED.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_status: Option<ShipmentStatus>,
}

/// Item information for an inbound shipment. Submitted with a call to the createInboundShipment or updateInboundShipment operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct InboundShipmentItem {
    /// Amazon's fulfillment network SKU of the item.
    #[serde(
        rename = "FulfillmentNetworkSKU",
        skip_serializing_if = "Option::is_none"
    )]
    pub fulfillment_network_sku: Option<String>,
    /// A list of preparation instructions and who is responsible for that preparation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_details_list: Option<Vec<PrepDetails>>,
    /// The item quantity in each case, for case-packed items. Note that QuantityInCase multiplied by the number of boxes in the inbound shipment equals QuantityShipped. Also note that all of the boxes of an inbound shipment must either be case packed or individually packed. For that reason, when you submit the createInboundShipment or the updateInboundShipment operation, the value of QuantityInCase must be provided for every item in the shipment or for none of the items in the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_in_case: Option<i64>,
    /// The item quantity that has been received at an Amazon fulfillment center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_received: Option<i64>,
    /// The item quantity that you are shipping.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_shipped: Option<i64>,
    /// The date that a pre-order item will be available for sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release_date: Option<String>,
    /// The seller SKU of the item.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
    /// A shipment identifier originally returned by the createInboundShipmentPlan operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
}

/// Contains details about an invalid ASIN
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct InvalidASIN {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The reason that the ASIN is invalid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_reason: Option<ErrorReason>,
}

/// Contains detail about an invalid SKU
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct InvalidSKU {
    /// The reason why the seller SKU is invalid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_reason: Option<ErrorReason>,
    /// The seller SKU of the item.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
}

/// Download URL for a label
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct LabelDownloadURL {
    /// URL to download the label for the package. Note: The URL will only be valid for 15 seconds
    #[serde(rename = "DownloadURL", skip_serializing)]
    pub download_url: Option<Secret>,
}

/// Preparation instructions and who is responsible for the preparation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PrepDetails {
    /// Preparation instructions for shipping an item to Amazon's fulfillment network. For more information about preparing items for shipment to Amazon's fulfillment network, see the Seller Central Help for your marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_instruction: Option<PrepInstruction>,
    /// Indicates who will prepare the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_owner: Option<PrepOwner>,
}

/// Labeling requirements and item preparation instructions to help you prepare items for shipment to Amazon's fulfillment network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SKUPrepInstructions {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(rename = "ASIN", skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// A list of preparation instructions and fees for Amazon to prep goods for shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_prep_fees_details_list: Option<Vec<AmazonPrepFeesDetails>>,
    /// Labeling requirements for the item. For more information about FBA labeling requirements, see the Seller Central Help for your marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barcode_instruction: Option<BarcodeInstruction>,
    /// Item preparation instructions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_guidance: Option<PrepGuidance>,
    /// A list of preparation instructions to help with item sourcing decisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_instruction_list: Option<Vec<PrepInstruction>>,
    /// The seller SKU of the item.
    #[serde(rename = "SellerSKU", skip_serializing_if = "Option::is_none")]
    pub seller_sku: Option<String>,
}

wire_enum! {
    /// Labeling requirements for the item. For more information about FBA labeling requirements, see the Seller Central Help for your marketplace.
    pub enum BarcodeInstruction {
        /// Indicates that a scannable FBA product label must be applied to the item. Cover any original bar codes on the item.
        RequiresFNSKULabel = "RequiresFNSKULabel",
        /// Indicates that the item does not require a scannable FBA product label. The original manufacturer's bar code can be used.
        CanUseOriginalBarcode = "CanUseOriginalBarcode",
        /// Amazon is unable to return labeling requirements. To get labeling requirements for items, call the getPrepInstructions operation.
        MustProvideSellerSKU = "MustProvideSellerSKU",
    }
}

wire_enum! {
    /// Where the seller provided box contents information for a shipment.
    pub enum BoxContentsSource {
        /// There is no box contents information for this shipment. Amazon will manually process the box contents information. This may incur a fee.
        None = "NONE",
        /// Box contents information is provided through the _POST_FBA_INBOUND_CARTON_CONTENTS_ feed.
        Feed = "FEED",
        /// Box contents information is provided by a barcode on the shipment. For more information, see Using 2D barcodes for box content information on Seller Central.
        N2dBarcode = "2D_BARCODE",
        /// Box contents information is provided by an interactive source, such as a web tool.
        Interactive = "INTERACTIVE",
    }
}

wire_enum! {
    /// The currency code.
    pub enum CurrencyCode {
        /// United States Dollar.
        Usd = "USD",
        /// British pound sterling.
        Gbp = "GBP",
    }
}

wire_enum! {
    /// The reason that the ASIN is invalid.
    pub enum ErrorReason {
        /// Indicates that the ASIN is not included in the Amazon product catalog for any of the marketplaces that the seller participates in.
        DoesNotExist = "DoesNotExist",
        /// The ASIN is invalid.
        InvalidASIN = "InvalidASIN",
    }
}

wire_enum! {
    /// Indicates whether shipments are returned using shipment information (by providing the ShipmentStatusList or ShipmentIdList parameters), using a date range (by providing the LastUpdatedAfter and LastUpdatedBefore parameters), or by using NextToken to continue returning items specified in a previous request.
    pub enum GetShipmentsQueryType {
        /// Returns shipments based on the shipment information provided by the ShipmentStatusList or ShipmentIdList parameters.
        Shipment = "SHIPMENT",
        /// Returns shipments based on the date range information provided by the LastUpdatedAfter and LastUpdatedBefore parameters.
        DateRange = "DATE_RANGE",
        /// Returns shipments by using NextToken to continue returning items specified in a previous request.
        NextToken = "NEXT_TOKEN",
    }
}

wire_enum! {
    /// The type of label preparation that is required for the inbound shipment.
    pub enum LabelPrepType {
        /// No label preparation is required. All items in this shipment will be handled as stickerless, commingled inventory.
        NoLabel = "NO_LABEL",
        /// Label preparation by the seller is required.
        SellerLabel = "SELLER_LABEL",
        /// Label preparation by Amazon is required. Note: AMAZON_LABEL is available only if you are enrolled in the FBA Label Service. For more information about the FBA Label Service, see the Seller Central Help for your marketplace.
        AmazonLabel = "AMAZON_LABEL",
    }
}

wire_enum! {
    /// The type of labels requested.
    pub enum LabelType {
        /// This option is provided only for shipments where 2D Barcodes will be applied to all packages. Amazon strongly recommends using the UNIQUE option to get package labels instead of the BARCODE_2D option.
        Barcode2d = "BARCODE_2D",
        /// Document data for printing unique shipping labels and carrier labels for an inbound shipment.
        Unique = "UNIQUE",
        /// Document data for printing pallet labels for a Less Than Truckload/Full Truckload (LTL/FTL) inbound shipment.
        Pallet = "PALLET",
    }
}

wire_enum! {
    /// The page type to use to print the labels. Submitting a PageType value that is not supported in your marketplace returns an error.
    pub enum PageType {
        /// Two labels per US Letter label sheet. This is the only valid value for Amazon-partnered shipments in the US that use United Parcel Service (UPS) as the carrier. Supported in Canada and the US.
        PackageLabelLetter2 = "PackageLabel_Letter_2",
        /// Four labels per US Letter label sheet. This is the only valid value for non-Amazon-partnered shipments in the US. Supported in Canada and the US.
        PackageLabelLetter4 = "PackageLabel_Letter_4",
        /// Six labels per US Letter label sheet. This is the only valid value for non-Amazon-partnered shipments in the US. Supported in Canada and the US.
        PackageLabelLetter6 = "PackageLabel_Letter_6",
        /// PackageLabel_Letter_6_CarrierLeft
        PackageLabelLetter6CarrierLeft = "PackageLabel_Letter_6_CarrierLeft",
        /// Two labels per A4 label sheet.
        PackageLabelA42 = "PackageLabel_A4_2",
        /// Four labels per A4 label sheet.
        PackageLabelA44 = "PackageLabel_A4_4",
        /// One label per sheet of US Letter paper. Only for non-Amazon-partnered shipments.
        PackageLabelPlainPaper = "PackageLabel_Plain_Paper",
        /// PackageLabel_Plain_Paper_CarrierBottom
        PackageLabelPlainPaperCarrierBottom = "PackageLabel_Plain_Paper_CarrierBottom",
        /// For use of a thermal printer. Supports Amazon-partnered shipments with UPS.
        PackageLabelThermal = "PackageLabel_Thermal",
        /// For use of a thermal printer. Supports shipments with ATS.
        PackageLabelThermalUnified = "PackageLabel_Thermal_Unified",
        /// For use of a thermal printer. Supports non-Amazon-partnered shipments.
        PackageLabelThermalNonPCP = "PackageLabel_Thermal_NonPCP",
        /// For use of a thermal printer. Supports Amazon-partnered shipments with DHL.
        PackageLabelThermalNoCarrierRotation = "PackageLabel_Thermal_No_Carrier_Rotation",
    }
}

wire_enum! {
    /// Item preparation instructions.
    pub enum PrepGuidance {
        /// Indicates that Amazon is currently unable to determine the preparation instructions for this item. Amazon might be able to provide guidance at a future date, after evaluating the item.
        ConsultHelpDocuments = "ConsultHelpDocuments",
        /// Indicates that the item does not require preparation in addition to any item labeling that might be required.
        NoAdditionalPrepRequired = "NoAdditionalPrepRequired",
        /// Indicates that the item requires preparation in addition to any item labeling that might be required. See the PrepInstructionList in the response for item preparation instructions.
        SeePrepInstructionsList = "SeePrepInstructionsList",
    }
}

wire_enum! {
    /// Preparation instructions for shipping an item to Amazon's fulfillment network. For more information about preparing items for shipment to Amazon's fulfillment network, see the Seller Central Help for your marketplace.
    pub enum PrepInstruction {
        /// Indicates that polybagging is required.
        Polybagging = "Polybagging",
        /// Indicates that bubble wrapping is required.
        BubbleWrapping = "BubbleWrapping",
        /// Indicates that taping is required.
        Taping = "Taping",
        /// Indicates that black shrink wrapping is required.
        BlackShrinkWrapping = "BlackShrinkWrapping",
        /// Indicates that the FNSKU label should be applied to the item.
        Labeling = "Labeling",
        /// Indicates that the item should be placed on a hanger.
        HangGarment = "HangGarment",
        /// Units that are sets must be labeled as sets on their packaging. The barcodes on the individual items must 1) not face outward and 2) not require covering.
        SetCreation = "SetCreation",
        /// Products may require overboxing when there are safety concerns over sharp items, fragile items, hazardous liquids, and vinyl records. For items over 4.5 kg, use double-wall corrugated boxes.
        Boxing = "Boxing",
        /// Indicates that the item cannot be shipped on a hanger.
        RemoveFromHanger = "RemoveFromHanger",
        /// Indicates requiring taking apart a set of items labeled for individual sale. Remove tape or shrink wrap that groups multiple inventory units together.
        Debundle = "Debundle",
        /// Poly bags with an opening of 12 cm or larger (measured when flat) must have a suffocation warning. This warning must be printed on the bag or attached as a label.
        SuffocationStickering = "SuffocationStickering",
        /// To prevent leakage, product needs to have a secondary seal in one of the following types: Induction seal, safety ring, clips, heat shrink plastic band, or boxing.
        CapSealing = "CapSealing",
        /// Products that are sets (for example, a set of six unique toy cars that is sold as one unit) must be marked as sets on their packaging. Add a label to the unit that clearly states that the products are to be received and sold as a single unit.
        SetStickering = "SetStickering",
        /// Indicates applying a blank sticker to obscure a bad barcode that cannot be covered by another sticker.
        BlankStickering = "BlankStickering",
        /// Indicates that item ships in its original product packaging.
        ShipsInProductPackaging = "ShipsInProductPackaging",
        /// Indicates that the item does not require any prep.
        NoPrep = "NoPrep",
    }
}

wire_enum! {
    /// Indicates who will prepare the item.
    pub enum PrepOwner {
        /// Indicates Amazon will prepare the item.
        Amazon = "AMAZON",
        /// Indicates the seller will prepare the item.
        Seller = "SELLER",
    }
}

wire_enum! {
    /// Indicates whether items are returned using a date range (by providing the LastUpdatedAfter and LastUpdatedBefore parameters), or using NextToken, which continues returning items specified in a previous request.
    pub enum QueryType {
        /// Returns items based on the date range information provided by the LastUpdatedAfter and LastUpdatedBefore parameters.
        DateRange = "DATE_RANGE",
        /// Returns items by using NextToken to continue returning items specified in a previous request.
        NextToken = "NEXT_TOKEN",
    }
}

wire_enum! {
    /// Indicates the status of the inbound shipment. When used with the createInboundShipment operation, WORKING is the only valid value. When used with the updateInboundShipment operation, possible values are WORKING, SHIPPED or CANCELLED.
    pub enum ShipmentStatus {
        /// The shipment was created by the seller, but has not yet shipped.
        Working = "WORKING",
        /// The shipment was picked up by the carrier.
        Shipped = "SHIPPED",
        /// The shipment has arrived at the fulfillment center, but not all items have been marked as received.
        Receiving = "RECEIVING",
        /// The shipment was cancelled by the seller after the shipment was sent to the fulfillment center.
        Cancelled = "CANCELLED",
        /// The shipment was cancelled by the seller before the shipment was sent to the fulfillment center.
        Deleted = "DELETED",
        /// The shipment has arrived at the fulfillment center and all items have been marked as received.
        Closed = "CLOSED",
        /// There was an error with the shipment and it was not processed by Amazon.
        Error = "ERROR",
        /// The carrier has notified the fulfillment center that it is aware of the shipment.
        InTransit = "IN_TRANSIT",
        /// The shipment was delivered by the carrier to the fulfillment center.
        Delivered = "DELIVERED",
        /// The shipment was checked-in at the receiving dock of the fulfillment center.
        CheckedIn = "CHECKED_IN",
    }
}

wire_enum! {
    /// Values of `ShipmentStatusList`.
    pub enum ShipmentStatusList {
        /// The shipment was created by the seller, but has not yet shipped.
        Working = "WORKING",
        /// The seller has printed box labels (for Small parcel shipments) or pallet labels (for Less Than Truckload shipments).
        ReadyToShip = "READY_TO_SHIP",
        /// The shipment was picked up by the carrier.
        Shipped = "SHIPPED",
        /// The shipment has arrived at the fulfillment center, but not all items have been marked as received.
        Receiving = "RECEIVING",
        /// The shipment was cancelled by the seller after the shipment was sent to the fulfillment center.
        Cancelled = "CANCELLED",
        /// The shipment was cancelled by the seller before the shipment was sent to the fulfillment center.
        Deleted = "DELETED",
        /// The shipment has arrived at the fulfillment center and all items have been marked as received.
        Closed = "CLOSED",
        /// There was an error with the shipment and it was not processed by Amazon.
        Error = "ERROR",
        /// The carrier has notified the fulfillment center that it is aware of the shipment.
        InTransit = "IN_TRANSIT",
        /// The shipment was delivered by the carrier to the fulfillment center.
        Delivered = "DELIVERED",
        /// The shipment was checked-in at the receiving dock of the fulfillment center.
        CheckedIn = "CHECKED_IN",
    }
}
