//! Wire types and operations of `merchantFulfillmentV0`: With the Selling Partner API for Merchant Fulfillment, you can build applications that sellers can use to purchase shipping for non-Prime and Prime orders using Amazon's Buy Shipping Services.
//!
//! Written by `cargo run -p amazon --example generate` from `models/merchantFulfillmentV0.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Number,
    lenient::wire_enum,
    operation::Enveloped,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Gets a list of additional seller inputs required for a ship method. This is generally used for international shipping.
///
/// `POST /mfn/v0/additionalSellerInputs`, 1 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetAdditionalSellerInputs {
    /// The request schema for the `GetAdditionalSellerInputs` operation.
    pub body: GetAdditionalSellerInputsRequest,
}

impl Operation for GetAdditionalSellerInputs {
    type Answer = GetAdditionalSellerInputsResponse;
    const API: &'static str = "merchantFulfillmentV0";
    const NAME: &'static str = "getAdditionalSellerInputs";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/mfn/v0/additionalSellerInputs").body(&self.body)
    }
}

/// Returns a list of shipping service offers that satisfy the specified shipment request details.
///
/// `POST /mfn/v0/eligibleShippingServices`, 6 requests per second, burst 12.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetEligibleShipmentServices {
    /// The request schema for the `GetEligibleShipmentServices` operation.
    pub body: GetEligibleShipmentServicesRequest,
}

impl Operation for GetEligibleShipmentServices {
    type Answer = GetEligibleShipmentServicesResponse;
    const API: &'static str = "merchantFulfillmentV0";
    const NAME: &'static str = "getEligibleShipmentServices";
    const PLAN: UsagePlan = UsagePlan::new(6.0, 12);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/mfn/v0/eligibleShippingServices").body(&self.body)
    }
}

/// Create a shipment with the information provided.
///
/// `POST /mfn/v0/shipments`, 2 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateShipment {
    /// The request schema for the `CreateShipment` operation.
    pub body: CreateShipmentRequest,
}

impl Operation for CreateShipment {
    type Answer = CreateShipmentResponse;
    const API: &'static str = "merchantFulfillmentV0";
    const NAME: &'static str = "createShipment";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/mfn/v0/shipments").body(&self.body)
    }
}

/// Cancel the shipment indicated by the specified shipment identifier.
///
/// `DELETE /mfn/v0/shipments/{shipmentId}`, 1 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelShipment {
    /// The Amazon-defined shipment identifier for the shipment to cancel.
    pub shipment_id: String,
}

impl Operation for CancelShipment {
    type Answer = CancelShipmentResponse;
    const API: &'static str = "merchantFulfillmentV0";
    const NAME: &'static str = "cancelShipment";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 1);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("DELETE", "/mfn/v0/shipments/{shipmentId}")
            .segment("shipmentId", &self.shipment_id)
    }
}

/// Returns the shipment information for an existing shipment.
///
/// `GET /mfn/v0/shipments/{shipmentId}`, 1 requests per second, burst 1.
///
/// Trap: needs a restricted data token; the label is gzip within base64.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipment {
    /// The Amazon-defined shipment identifier for the shipment.
    pub shipment_id: String,
}

impl Operation for GetShipment {
    type Answer = GetShipmentResponse;
    const API: &'static str = "merchantFulfillmentV0";
    const NAME: &'static str = "getShipment";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/mfn/v0/shipments/{shipmentId}")
            .segment("shipmentId", &self.shipment_id)
    }
}

/// Maps the additional seller input to the definition. The key to the map is the field name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AdditionalInputs {
    /// The field name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_input_field_name: Option<String>,
    /// Specifies characteristics that apply to a seller input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_input_definition: Option<SellerInputDefinition>,
}

/// Additional information required to purchase shipping.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AdditionalSellerInput {
    /// The data type of the additional information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_type: Option<String>,
    /// The postal address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_address: Option<Address>,
    /// The value when the data type is boolean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_boolean: Option<bool>,
    /// Currency type and amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_currency: Option<CurrencyAmount>,
    /// The length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_dimension: Option<Length>,
    /// The value when the data type is integer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_integer: Option<i64>,
    /// The value when the data type is string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_string: Option<String>,
    /// The value when the data type is a date-time formatted string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_timestamp: Option<DateTime>,
    /// The weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_as_weight: Option<Weight>,
}

/// An additional set of seller inputs required to purchase shipping.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AdditionalSellerInputs {
    /// The name of the additional input field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_input_field_name: Option<String>,
    /// Additional information required to purchase shipping.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_seller_input: Option<AdditionalSellerInput>,
}

/// The postal address information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Address {
    /// The street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// Additional street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line3: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The two-letter country code in [ISO 3166-1 alpha-2](https://www.iban.com/country-codes) format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The district or county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The name of the addressee, or business name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The zip code or postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state or province code. This is a required field in Canada, US, and UK marketplaces, and for shipments that originate in China.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_province_code: Option<String>,
}

/// Indicates whether the carrier will pick up the package, and what fee is charged, if any.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AvailableCarrierWillPickUpOption {
    /// Carrier will pick up option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_will_pick_up_option: Option<CarrierWillPickUpOption>,
    /// The fee charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charge: Option<CurrencyAmount>,
}

/// The available delivery confirmation options, and the fee charged, if any.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AvailableDeliveryExperienceOption {
    /// Currency type and amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charge: Option<CurrencyAmount>,
    /// The delivery confirmation level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_experience_option: Option<DeliveryExperienceOption>,
}

/// The available shipping service options.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct AvailableShippingServiceOptions {
    /// List of available carrier pickup options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_carrier_will_pick_up_options: Option<Vec<AvailableCarrierWillPickUpOption>>,
    /// List of available delivery experience options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_delivery_experience_options: Option<Vec<AvailableDeliveryExperienceOption>>,
}

/// Benefits that are included and excluded for each shipping offer. Benefits represents services provided by Amazon (for example, `CLAIMS_PROTECTED`) when sellers purchase shipping through Amazon. Benefit details are made available for any shipment placed on or after January 1st 2024 00:00 UTC.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Benefits {
    /// A list of excluded benefits. Refer to the `ExcludeBenefit` object for further documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded_benefits: Option<Vec<ExcludedBenefit>>,
    /// A list of included benefits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included_benefits: Option<Vec<String>>,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelShipmentResponse {
    /// One or more unexpected errors occurred during the `cancelShipment` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `cancelShipment` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Shipment>,
}

impl Enveloped for CancelShipmentResponse {
    type Payload = Shipment;

    fn open(self) -> (Option<Shipment>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// A validation constraint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Constraint {
    /// A regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation_reg_ex: Option<String>,
    /// A validation string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation_string: Option<String>,
}

/// Request schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct CreateShipmentRequest {
    /// Hazardous materials options for a package. Consult the terms and conditions for each carrier for more information about hazardous materials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hazmat_type: Option<HazmatType>,
    /// Whether to include a packing slip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_format_option: Option<LabelFormatOptionRequest>,
    /// A list of additional seller inputs required to ship this shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_level_seller_inputs_list: Option<Vec<AdditionalSellerInputs>>,
    /// Shipment information required to create a shipment.
    pub shipment_request_details: ShipmentRequestDetails,
    /// An Amazon-defined shipping service identifier.
    pub shipping_service_id: String,
    /// Identifies a shipping service order made by a carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_offer_id: Option<String>,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateShipmentResponse {
    /// One or more unexpected errors occurred during the `createShipment` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// Shipment information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Shipment>,
}

impl Enveloped for CreateShipmentResponse {
    type Payload = Shipment;

    fn open(self) -> (Option<Shipment>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// Currency type and amount.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct CurrencyAmount {
    /// The currency amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Number>,
    /// Three-digit currency code in ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// Details related to any dangerous goods or items that are shipped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct DangerousGoodsDetails {
    /// The specific packaging group of the item being shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_group: Option<DangerousGoodsDetailsPackingGroup>,
    /// The specific packing instruction of the item being shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_instruction: Option<DangerousGoodsDetailsPackingInstruction>,
    /// The specific regulatory class of the shipped item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transportation_regulatory_class: Option<String>,
    /// The specific UNID of the item being shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub united_nations_regulatory_id: Option<String>,
}

/// An object representing an excluded benefit that is excluded for a shipping offer or rate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ExcludedBenefit {
    /// A benefit that is being excluded from a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benefit: Option<String>,
    /// List of reasons why a benefit is excluded for a shipping offer (for example, `LATE_DELIVERY_RISK`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_codes: Option<Vec<String>>,
}

/// The document data and checksum.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct FileContents {
    /// An MD5 hash to validate the PDF document data, in the form of a Base64 string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checksum: Option<String>,
    /// Data for printing labels encoded into a Base64, GZip-compressed string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<String>,
    /// The file type for a label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_type: Option<FileType>,
}

/// Request schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetAdditionalSellerInputsRequest {
    /// An Amazon defined order identifier
    pub order_id: String,
    /// The address from which to ship.
    pub ship_from_address: Address,
    /// An Amazon-defined shipping service identifier.
    pub shipping_service_id: String,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetAdditionalSellerInputsResponse {
    /// A list of error responses returned when a request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getAdditionalSellerInputs` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetAdditionalSellerInputsResult>,
}

impl Enveloped for GetAdditionalSellerInputsResponse {
    type Payload = GetAdditionalSellerInputsResult;

    fn open(self) -> (Option<GetAdditionalSellerInputsResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload for the `getAdditionalSellerInputs` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetAdditionalSellerInputsResult {
    /// A list of item level fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_level_fields_list: Option<Vec<ItemLevelFields>>,
    /// A list of additional inputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_level_fields: Option<Vec<AdditionalInputs>>,
}

/// Request schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetEligibleShipmentServicesRequest {
    /// Shipment information required for requesting shipping service offers.
    pub shipment_request_details: ShipmentRequestDetails,
    /// Filter for use when requesting eligible shipping services.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_offering_filter: Option<ShippingOfferingFilter>,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetEligibleShipmentServicesResponse {
    /// One or more unexpected errors occurred during this operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getEligibleShipmentServices` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetEligibleShipmentServicesResult>,
}

impl Enveloped for GetEligibleShipmentServicesResponse {
    type Payload = GetEligibleShipmentServicesResult;

    fn open(self) -> (Option<GetEligibleShipmentServicesResult>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload for the `getEligibleShipmentServices` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct GetEligibleShipmentServicesResult {
    /// List of services that are for some reason unavailable for this request
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_shipping_service_list: Option<Vec<RejectedShippingService>>,
    /// A list of shipping services offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_list: Option<Vec<ShippingService>>,
    /// A list of temporarily unavailable carriers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporarily_unavailable_carrier_list: Option<Vec<TemporarilyUnavailableCarrier>>,
    /// List of carriers whose terms and conditions were not accepted by the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms_and_conditions_not_accepted_carrier_list:
        Option<Vec<TermsAndConditionsNotAcceptedCarrier>>,
}

/// Response schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipmentResponse {
    /// One or more unexpected errors occurred during this operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getShipment` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Shipment>,
}

impl Enveloped for GetShipmentResponse {
    type Payload = Shipment;

    fn open(self) -> (Option<Shipment>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// An Amazon order item identifier and a quantity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Item {
    /// Details related to any dangerous goods or items that are shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dangerous_goods_details: Option<DangerousGoodsDetails>,
    /// When true, the item qualifies as hazardous materials (hazmat). Defaults to false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_hazmat: Option<bool>,
    /// The description of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_description: Option<String>,
    /// A list of additional seller inputs required to ship this item using the chosen shipping service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_level_seller_inputs_list: Option<Vec<AdditionalSellerInputs>>,
    /// The weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_weight: Option<Weight>,
    /// Liquid volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liquid_volume: Option<LiquidVolume>,
    /// An Amazon-defined identifier for an individual item in an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_item_id: Option<String>,
    /// The number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// A list of transparency codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transparency_code_list: Option<Vec<String>>,
}

/// A list of item level fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ItemLevelFields {
    /// A list of additional inputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_inputs: Option<Vec<AdditionalInputs>>,
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
}

/// Data for creating a shipping label and dimensions for printing the label.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Label {
    /// Custom text to print on the label. Note: Custom text is only included on labels that are in ZPL format (ZPL203). FedEx does not support `CustomTextForLabel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_text_for_label: Option<String>,
    /// Dimensions for printing a shipping label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<LabelDimensions>,
    /// The document data and checksum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_contents: Option<FileContents>,
    /// The label format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_format: Option<LabelFormat>,
    /// The type of standard identifier to print on the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_id_for_label: Option<StandardIdForLabel>,
}

/// Custom text for shipping labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct LabelCustomization {
    /// Custom text to print on the label. Note: Custom text is only included on labels that are in ZPL format (ZPL203). FedEx does not support `CustomTextForLabel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_text_for_label: Option<String>,
    /// The type of standard identifier to print on the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_id_for_label: Option<StandardIdForLabel>,
}

/// Dimensions for printing a shipping label.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct LabelDimensions {
    /// The length dimension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Number>,
    /// The unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOfLength>,
    /// The width dimension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Number>,
}

/// The label format details and whether to include a packing slip.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct LabelFormatOption {
    /// When true, include a packing slip with the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_packing_slip_with_label: Option<bool>,
    /// The label format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_format: Option<LabelFormat>,
}

/// Whether to include a packing slip.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct LabelFormatOptionRequest {
    /// When true, include a packing slip with the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_packing_slip_with_label: Option<bool>,
}

/// The length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Length {
    /// The unit of length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOfLength>,
    /// The value in units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

/// Liquid volume.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct LiquidVolume {
    /// The unit of measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<LiquidVolumeUnit>,
    /// The measurement value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

/// The dimensions of a package contained in a shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct PackageDimensions {
    /// The height dimension. If you don't specify `PredefinedPackageDimensions`, you must specify the height.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Number>,
    /// The length dimension. If you don't specify `PredefinedPackageDimensions`, you must specify the length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Number>,
    /// An enumeration of predefined parcel tokens. If you specify a `PredefinedPackageDimensions` token, you are not obligated to use a branded package from a carrier. For example, if you specify the `FedEx_Box_10kg` token, you do not have to use that particular package from FedEx. You are only obligated to use a box that matches the dimensions specified by the token. Note: Carriers can have restrictions on the type of package allowed for certain ship methods. Check the carrier website for details. Example: Flat rate pricing is available when materials are sent by USPS in a USPS-produced Flat Rate envelope or box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predefined_package_dimensions: Option<PredefinedPackageDimensions>,
    /// The unit of measurement. If you don't specify `PredefinedPackageDimensions`, you must specify the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOfLength>,
    /// The width dimension. If you don't specify `PredefinedPackageDimensions`, you must specify the width.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Number>,
}

/// Rate item for shipping costs and adjustments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct RateItem {
    /// The monetary value for the RateItem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_item_charge: Option<CurrencyAmount>,
    /// Unique identifier for the RateItem.
    #[serde(rename = "RateItemID", skip_serializing_if = "Option::is_none")]
    pub rate_item_id: Option<RateItemID>,
    /// Localized name for the RateItem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_item_name_localization: Option<String>,
    /// Type of the RateItem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_item_type: Option<RateItemType>,
}

/// Information about a rejected shipping service
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct RejectedShippingService {
    /// The rejected shipping carrier name. For example, USPS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_name: Option<String>,
    /// A reason code meant to be consumed programatically. For example, `CARRIER_CANNOT_SHIP_TO_POBOX`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason_code: Option<String>,
    /// A localized human readable description of the rejected reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason_message: Option<String>,
    /// The rejected shipping service identifier. For example, `FEDEX_PTP_STANDARD_OVERNIGHT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_id: Option<String>,
    /// The rejected shipping service localized name. For example, FedEx Standard Overnight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_name: Option<String>,
}

/// Specifies characteristics that apply to a seller input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SellerInputDefinition {
    /// List of constraints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraints: Option<Vec<Constraint>>,
    /// The data type of the additional input field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_type: Option<String>,
    /// The display text for the additional input field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_display_text: Option<String>,
    /// Whether the seller input applies to the item or the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_target: Option<InputTargetType>,
    /// When true, the additional input field is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_required: Option<bool>,
    /// The set of fixed values in an additional seller input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restricted_set_values: Option<Vec<String>>,
    /// Additional information required to purchase shipping.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stored_value: Option<AdditionalSellerInput>,
}

/// The details of a shipment. Includes the shipment status.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Shipment {
    /// An Amazon-defined order identifier, in 3-7-7 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_order_id: Option<String>,
    /// The date and time the shipment is created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date: Option<DateTime>,
    /// If you specify `DeclaredValue` in a previous call to the `createShipment` operation, then `Insurance` indicates the shipment insurance amount that the carrier uses. If `DeclaredValue` isn't with a previous call to the `createShipment` operation, then the shipment is insured for the carrier's minimum insurance amount, or the combined sale prices that the items are listed for in the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurance: Option<CurrencyAmount>,
    /// The list of items you want to include in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_list: Option<Vec<Item>>,
    /// Data for creating a shipping label and dimensions for printing the label. If the shipment is canceled, an empty label is returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The date and time of the last update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_date: Option<DateTime>,
    /// The dimensions of a package contained in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_dimensions: Option<PackageDimensions>,
    /// A seller-defined order identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_order_id: Option<String>,
    /// The address of the sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_from_address: Option<Address>,
    /// The destination address for the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_to_address: Option<Address>,
    /// An Amazon-defined shipment identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
    /// A shipping service offer made by a carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service: Option<ShippingService>,
    /// The shipment status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ShipmentStatus>,
    /// The shipment tracking identifier provided by the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_id: Option<String>,
    /// The package weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
}

/// Shipment information required for requesting shipping service offers or for creating a shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ShipmentRequestDetails {
    /// An Amazon-defined order identifier in 3-7-7 format.
    pub amazon_order_id: String,
    /// The list of items you want to include in a shipment.
    pub item_list: Vec<Item>,
    /// Label customization options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_customization: Option<LabelCustomization>,
    /// The date by which the package must arrive to keep the promise to the customer, in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format. If `MustArriveByDate` is specified, only shipping service offers that can be delivered by that date are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_arrive_by_date: Option<DateTime>,
    /// The package dimensions.
    pub package_dimensions: PackageDimensions,
    /// A seller-defined order identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_order_id: Option<String>,
    /// When used in a request, this is the date and time that the seller wants to ship the package. When used in a response, this is the date and time that the package can be shipped by the indicated method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_date: Option<DateTime>,
    /// The address of the sender.
    pub ship_from_address: Address,
    /// Extra services offered by the carrier.
    pub shipping_service_options: ShippingServiceOptions,
    /// The package weight.
    pub weight: Weight,
}

/// Filter for use when requesting eligible shipping services.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ShippingOfferingFilter {
    /// Carrier will pick up option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_will_pick_up: Option<CarrierWillPickUpOption>,
    /// The delivery confirmation level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_experience: Option<DeliveryExperienceOption>,
    /// When true, include complex shipping options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_complex_shipping_options: Option<bool>,
    /// When true, include a packing slip with the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_packing_slip_with_label: Option<bool>,
}

/// A shipping service offer made by a carrier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ShippingService {
    /// A list of adjustments applied to a shipping service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjustment_item_list: Option<Vec<RateItem>>,
    /// The available label formats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_format_options_for_label: Option<Vec<LabelFormatOption>>,
    /// List of label formats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_label_formats: Option<Vec<LabelFormat>>,
    /// The available shipping service options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_shipping_service_options: Option<AvailableShippingServiceOptions>,
    /// Benefits that are included and excluded for each shipping offer. Benefits represents services provided by Amazon (for example, `CLAIMS_PROTECTED`) when sellers purchase shipping through Amazon. Benefit details are made available for any shipment placed on or after January 1st 2024 00:00 UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benefits: Option<Benefits>,
    /// The name of the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_name: Option<String>,
    /// The earliest date by which the shipment will be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest_estimated_delivery_date: Option<DateTime>,
    /// The latest date by which the shipment will be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_estimated_delivery_date: Option<DateTime>,
    /// The amount that the carrier will charge for the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<CurrencyAmount>,
    /// The amount that the carrier will charge for the shipment with adjustments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_with_adjustments: Option<CurrencyAmount>,
    /// When true, additional seller inputs are required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_additional_seller_inputs: Option<bool>,
    /// The date that the carrier will ship the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_date: Option<DateTime>,
    /// An Amazon-defined shipping service identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_id: Option<String>,
    /// A plain text representation of a carrier's shipping service. For example, "UPS Ground" or "FedEx Standard Overnight".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_name: Option<String>,
    /// An Amazon-defined shipping service offer identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_offer_id: Option<String>,
    /// Extra services offered by the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_service_options: Option<ShippingServiceOptions>,
}

/// Extra services provided by a carrier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ShippingServiceOptions {
    /// When true, the carrier will pick up the package. Note: Scheduled carrier pickup is available only using Dynamex (US), DPD (UK), and Royal Mail (UK).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_will_pick_up: Option<bool>,
    /// Carrier will pick up option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_will_pick_up_option: Option<CarrierWillPickUpOption>,
    /// The declared value of the shipment. The carrier uses this value to determine the amount to use to insure the shipment. If `DeclaredValue` is greater than the carrier's minimum insurance amount, the seller is charged for the additional insurance, as determined by the carrier. For information about optional insurance coverage, refer to Seller Central Help: [UK](https://sellercentral.amazon.co.uk/gp/help/200204080), [US](https://sellercentral.amazon.com/gp/help/200204080).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_value: Option<CurrencyAmount>,
    /// The delivery confirmation level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_experience: Option<DeliveryExperienceType>,
    /// The seller's preferred label format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_format: Option<LabelFormat>,
}

/// A carrier who is temporarily unavailable, most likely due to a service outage experienced by the carrier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct TemporarilyUnavailableCarrier {
    /// The name of the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_name: Option<String>,
}

/// A carrier whose terms and conditions have not been accepted by the seller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct TermsAndConditionsNotAcceptedCarrier {
    /// The name of the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_name: Option<String>,
}

/// The weight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Weight {
    /// The unit of weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOfWeight>,
    /// The weight value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

wire_enum! {
    /// Carrier will pick up option.
    pub enum CarrierWillPickUpOption {
        /// The carrier will pick up the package.
        CarrierWillPickUp = "CarrierWillPickUp",
        /// The seller is responsible for arranging pickup or dropping off the package to the carrier.
        ShipperWillDropOff = "ShipperWillDropOff",
        /// No preference.
        NoPreference = "NoPreference",
    }
}

wire_enum! {
    /// The specific packaging group of the item being shipped.
    pub enum DangerousGoodsDetailsPackingGroup {
        /// Packing group I indicates great danger.
        I = "I",
        /// Packing group II indicates medium danger.
        Ii = "II",
        /// Packing group III indicates minor danger.
        Iii = "III",
    }
}

wire_enum! {
    /// The specific packing instruction of the item being shipped.
    pub enum DangerousGoodsDetailsPackingInstruction {
        /// Ion PI965 Section IA (LiBa).
        Pi965SectionIa = "PI965_SECTION_IA",
        /// Ion PI965 Section IB (LiBa).
        Pi965SectionIb = "PI965_SECTION_IB",
        /// Ion PI965 Section II (LiBa).
        Pi965SectionIi = "PI965_SECTION_II",
        /// Ion PI966 Section I (LiBa with equipment).
        Pi966SectionI = "PI966_SECTION_I",
        /// Ion PI966 Section II (LiBa with equipment).
        Pi966SectionIi = "PI966_SECTION_II",
        /// Ion PI967 Section I (LiBa in equipment).
        Pi967SectionI = "PI967_SECTION_I",
        /// Ion PI967 Section II (LiBa in equipment).
        Pi967SectionIi = "PI967_SECTION_II",
        /// Metal PI968 Section IA (LiBa).
        Pi968SectionIa = "PI968_SECTION_IA",
        /// Metal PI968 Section IB (LiBa).
        Pi968SectionIb = "PI968_SECTION_IB",
        /// Metal PI969 Section I (LiBa with equipment).
        Pi969SectionI = "PI969_SECTION_I",
        /// Metal PI969 Section II (LiBa with equipment).
        Pi969SectionIi = "PI969_SECTION_II",
        /// Metal PI970 Section I (LiBa in equipment).
        Pi970SectionI = "PI970_SECTION_I",
        /// Metal PI970 Section II (LiBa in equipment).
        Pi970SectionIi = "PI970_SECTION_II",
    }
}

wire_enum! {
    /// The delivery confirmation level.
    pub enum DeliveryExperienceOption {
        /// Delivery confirmation with adult signature.
        DeliveryConfirmationWithAdultSignature = "DeliveryConfirmationWithAdultSignature",
        /// Delivery confirmation with signature. Required for DPD (UK).
        DeliveryConfirmationWithSignature = "DeliveryConfirmationWithSignature",
        /// Delivery confirmation without signature.
        DeliveryConfirmationWithoutSignature = "DeliveryConfirmationWithoutSignature",
        /// No delivery confirmation.
        NoTracking = "NoTracking",
        /// No preference.
        NoPreference = "NoPreference",
    }
}

wire_enum! {
    /// The delivery confirmation level.
    pub enum DeliveryExperienceType {
        /// Delivery confirmation with an adult signature.
        DeliveryConfirmationWithAdultSignature = "DeliveryConfirmationWithAdultSignature",
        /// Delivery confirmation with a signature. Required for DPD (UK).
        DeliveryConfirmationWithSignature = "DeliveryConfirmationWithSignature",
        /// Delivery confirmation without a signature.
        DeliveryConfirmationWithoutSignature = "DeliveryConfirmationWithoutSignature",
        /// No delivery confirmation.
        NoTracking = "NoTracking",
    }
}

wire_enum! {
    /// The file type for a label.
    pub enum FileType {
        /// A Portable Document Format (pdf) file.
        ApplicationPdf = "application/pdf",
        /// A Zebra Programming Language (zpl) file.
        ApplicationZpl = "application/zpl",
        /// A Portable Network Graphics (png) file.
        ImagePng = "image/png",
    }
}

wire_enum! {
    /// Hazardous materials options for a package. Consult the terms and conditions for each carrier for more information on hazardous materials.
    pub enum HazmatType {
        /// The package does not contain hazardous material.
        None = "None",
        /// The package contains limited quantities of hazardous material.
        LQHazmat = "LQHazmat",
    }
}

wire_enum! {
    /// Indicates whether the additional seller input is at the item or shipment level.
    pub enum InputTargetType {
        /// The additional seller input is at the shipment level.
        ShipmentLevel = "SHIPMENT_LEVEL",
        /// The additional seller input is at the item level.
        ItemLevel = "ITEM_LEVEL",
    }
}

wire_enum! {
    /// The label format.
    pub enum LabelFormat {
        /// Portable Document Format (pdf).
        Pdf = "PDF",
        /// Portable Network Graphics (png) format.
        Png = "PNG",
        /// Zebra Programming Language (zpl) format, 203 dots per inch resolution.
        Zpl203 = "ZPL203",
        /// Zebra Programming Language (zpl) format, 300 dots per inch resolution.
        Zpl300 = "ZPL300",
        /// The default provided by the shipping service.
        ShippingServiceDefault = "ShippingServiceDefault",
    }
}

wire_enum! {
    /// The unit of measurement.
    pub enum LiquidVolumeUnit {
        /// Milliliter · Metric unit of volume.
        Ml = "ML",
        /// Liter · Metric unit of volume.
        L = "L",
        /// Fluid ounce · Imperial unit of volume.
        FlOz = "FL_OZ",
        /// Gallon · Imperial unit of volume.
        Gal = "GAL",
        /// Pint · Imperial unit of volume.
        Pt = "PT",
        /// Quart · Imperial unit of volume.
        Qt = "QT",
        /// Cup · Imperial unit of volume.
        C = "C",
    }
}

wire_enum! {
    /// An enumeration of predefined parcel tokens. If you specify a `PredefinedPackageDimensions` token, you are not obligated to use a branded package from a carrier. For example, if you specify the `FedEx_Box_10kg` token, you do not have to use that particular package from FedEx. You are only obligated to use a box that matches the dimensions specified by the token. Note: Carriers can have restrictions on the type of package allowed for certain ship methods. Check the carrier website for details. Example: Flat rate pricing is available when materials are sent by USPS in a USPS-produced Flat Rate envelope or box.
    pub enum PredefinedPackageDimensions {
        /// 15.81 x 12.94 x 10.19 in.
        FedExBox10kg = "FedEx_Box_10kg",
        /// 54.80 x 42.10 x 33.50 in.
        FedExBox25kg = "FedEx_Box_25kg",
        /// 11.88 x 11.00 x 10.75 in.
        FedExBoxExtraLarge1 = "FedEx_Box_Extra_Large_1",
        /// 15.75 x 14.13 x 6.00 in.
        FedExBoxExtraLarge2 = "FedEx_Box_Extra_Large_2",
        /// 17.50 x 12.38 x 3.00 in.
        FedExBoxLarge1 = "FedEx_Box_Large_1",
        /// 11.25 x 8.75 x 7.75 in.
        FedExBoxLarge2 = "FedEx_Box_Large_2",
        /// 13.25 x 11.50 x 2.38 in.
        FedExBoxMedium1 = "FedEx_Box_Medium_1",
        /// 11.25 x 8.75 x 4.38 in.
        FedExBoxMedium2 = "FedEx_Box_Medium_2",
        /// 12.38 x 10.88 x 1.50 in.
        FedExBoxSmall1 = "FedEx_Box_Small_1",
        /// 8.75 x 2.63 x 11.25 in.
        FedExBoxSmall2 = "FedEx_Box_Small_2",
        /// 12.50 x 9.50 x 0.80 in.
        FedExEnvelope = "FedEx_Envelope",
        /// 11.75 x 14.75 x 2.00 in.
        FedExPaddedPak = "FedEx_Padded_Pak",
        /// 15.50 x 12.00 x 0.80 in.
        FedExPak1 = "FedEx_Pak_1",
        /// 12.75 x 10.25 x 0.80 in.
        FedExPak2 = "FedEx_Pak_2",
        /// 38.00 x 6.00 x 6.00 in.
        FedExTube = "FedEx_Tube",
        /// 17.50 x 20.75 x 2.00 in.
        FedExXlPak = "FedEx_XL_Pak",
        /// 41.00 x 33.50 x 26.50 cm.
        UpsBox10kg = "UPS_Box_10kg",
        /// 48.40 x 43.30 x 35.00 cm.
        UpsBox25kg = "UPS_Box_25kg",
        /// 46.00 x 31.50 x 9.50 cm.
        UpsExpressBox = "UPS_Express_Box",
        /// 18.00 x 13.00 x 3.00 in.
        UpsExpressBoxLarge = "UPS_Express_Box_Large",
        /// 15.00 x 11.00 x 3.00 in.
        UpsExpressBoxMedium = "UPS_Express_Box_Medium",
        /// 13.00 x 11.00 x 2.00 in.
        UpsExpressBoxSmall = "UPS_Express_Box_Small",
        /// 12.50 x 9.50 x 2.00 in.
        UpsExpressEnvelope = "UPS_Express_Envelope",
        /// 14.75 x 11.50 x 2.00 in.
        UpsExpressHardPak = "UPS_Express_Hard_Pak",
        /// 15.00 x 9.50 x 2.00 in.
        UpsExpressLegalEnvelope = "UPS_Express_Legal_Envelope",
        /// 16.00 x 12.75 x 2.00 in.
        UpsExpressPak = "UPS_Express_Pak",
        /// 97.00 x 19.00 x 16.50 cm.
        UpsExpressTube = "UPS_Express_Tube",
        /// 17.25 x 12.75 x 2.00 in.
        UpsLaboratoryPak = "UPS_Laboratory_Pak",
        /// 14.75 x 11.00 x 2.00 in.
        UpsPadPak = "UPS_Pad_Pak",
        /// 120.00 x 80.00 x 200.00 cm.
        UpsPallet = "UPS_Pallet",
        /// 6.00 x 4.25 x 0.01 in.
        UspsCard = "USPS_Card",
        /// 15.00 x 12.00 x 0.75 in.
        UspsFlat = "USPS_Flat",
        /// 12.50 x 9.50 x 4.00 in.
        UspsFlatRateCardboardEnvelope = "USPS_FlatRateCardboardEnvelope",
        /// 12.50 x 9.50 x 4.00 in.
        UspsFlatRateEnvelope = "USPS_FlatRateEnvelope",
        /// 10.00 x 7.00 x 4.00 in
        UspsFlatRateGiftCardEnvelope = "USPS_FlatRateGiftCardEnvelope",
        /// 15.00 x 9.50 x 4.00 in.
        UspsFlatRateLegalEnvelope = "USPS_FlatRateLegalEnvelope",
        /// 12.50 x 9.50 x 4.00 in.
        UspsFlatRatePaddedEnvelope = "USPS_FlatRatePaddedEnvelope",
        /// 10.00 x 5.00 x 4.00 in.
        UspsFlatRateWindowEnvelope = "USPS_FlatRateWindowEnvelope",
        /// 24.06 x 11.88 x 3.13 in.
        UspsLargeFlatRateBoardGameBox = "USPS_LargeFlatRateBoardGameBox",
        /// 12.25 x 12.25 x 6.00 in.
        UspsLargeFlatRateBox = "USPS_LargeFlatRateBox",
        /// 11.50 x 6.13 x 0.25 in.
        UspsLetter = "USPS_Letter",
        /// 11.25 x 8.75 x 6.00 in.
        UspsMediumFlatRateBox1 = "USPS_MediumFlatRateBox1",
        /// 14.00 x 12.00 x 3.50 in.
        UspsMediumFlatRateBox2 = "USPS_MediumFlatRateBox2",
        /// 10.13 x 7.13 x 5.00 in.
        UspsRegionalRateBoxA1 = "USPS_RegionalRateBoxA1",
        /// 13.06 x 11.06 x 2.50 in.
        UspsRegionalRateBoxA2 = "USPS_RegionalRateBoxA2",
        /// 16.25 x 14.50 x 3.00 in.
        UspsRegionalRateBoxB1 = "USPS_RegionalRateBoxB1",
        /// 12.25 x 10.50 x 5.50 in.
        UspsRegionalRateBoxB2 = "USPS_RegionalRateBoxB2",
        /// 15.00 x 12.00 x 12.00 in.
        UspsRegionalRateBoxC = "USPS_RegionalRateBoxC",
        /// 8.69 x 5.44 x 1.75 in.
        UspsSmallFlatRateBox = "USPS_SmallFlatRateBox",
        /// 10.00 x 6.00 x 4.00 in.
        UspsSmallFlatRateEnvelope = "USPS_SmallFlatRateEnvelope",
    }
}

wire_enum! {
    /// Unique identifier for the RateItem.
    pub enum RateItemID {
        /// Charge adjustment for FBM Ship+.
        FbmShipPlusCredit = "FBM_SHIP_PLUS_CREDIT",
    }
}

wire_enum! {
    /// Type for the RateItem.
    pub enum RateItemType {
        /// RateItem is included but not guaranteed to offer for the shipping service.
        Included = "INCLUDED",
    }
}

wire_enum! {
    /// The shipment status.
    pub enum ShipmentStatus {
        /// The seller purchased a label by calling the `createShipment` operation.
        Purchased = "Purchased",
        /// The seller requested a label refund by calling the `cancelShipment` operation, and the refund request is being processed by the carrier. Note: A seller can create a new shipment for an order while `Status = RefundPending` for a canceled shipment. After you request a label refund (by calling `cancelShipment`), the status of the order remains `Shipped`.
        RefundPending = "RefundPending",
        /// The label refund request is rejected by the carrier. A refund request is rejected because the cancellation window has expired or the carrier has already accepted the shipment for delivery. Cancellation policies vary by carrier. For more information about carrier cancellation policies, refer to the Seller Central Help for your marketplace.
        RefundRejected = "RefundRejected",
        /// The refund has been approved and credited to the seller's account.
        RefundApplied = "RefundApplied",
    }
}

wire_enum! {
    /// The type of standard identifier to print on the label.
    pub enum StandardIdForLabel {
        /// An Amazon-defined order identifier in 3-7-7 format.
        AmazonOrderId = "AmazonOrderId",
    }
}

wire_enum! {
    /// The unit of length.
    pub enum UnitOfLength {
        /// The unit of length is inches.
        Inches = "inches",
        /// The unit of length is centimeters.
        Centimeters = "centimeters",
    }
}

wire_enum! {
    /// The unit of weight.
    pub enum UnitOfWeight {
        /// The unit of weight is ounces.
        Oz = "oz",
        /// The unit of weight is grams.
        G = "g",
    }
}
