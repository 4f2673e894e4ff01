//! Wire types and operations of `fbaInbound`: With the FBA Inbound Eligibility API, you can build applications that let sellers get eligibility previews for items before shipping them to Amazon's fulfillment centers.
//!
//! Written by `cargo run -p amazon --example generate` from `models/fbaInbound.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    error::ErrorItem,
    lenient::wire_enum,
    operation::Enveloped,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// This operation gets an eligibility preview for an item that you specify. You can specify the type of eligibility preview that you want (INBOUND or COMMINGLING). For INBOUND previews, you can specify the marketplace in which you want to determine the item's eligibility.
///
/// `GET /fba/inbound/v1/eligibility/itemPreview`, 1 requests per second, burst 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetItemEligibilityPreview {
    /// The identifier for the marketplace in which you want to determine eligibility. Required only when program=INBOUND.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The ASIN of the item for which you want an eligibility preview.
    pub asin: String,
    /// The program that you want to check eligibility against.
    pub program: Program,
}

impl Operation for GetItemEligibilityPreview {
    type Answer = GetItemEligibilityPreviewResponse;
    const API: &'static str = "fbaInbound";
    const NAME: &'static str = "getItemEligibilityPreview";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 1);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/fba/inbound/v1/eligibility/itemPreview")
            .list_opt("marketplaceIds", &self.marketplace_ids)
            .query("asin", &self.asin)
            .query("program", &self.program)
    }
}

/// The response schema for the getItemEligibilityPreview operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetItemEligibilityPreviewResponse {
    /// An unexpected condition occurred during the GetItemEligibilityPreview operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the getItemEligibilityPreview operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<ItemEligibilityPreview>,
}

impl Enveloped for GetItemEligibilityPreviewResponse {
    type Payload = ItemEligibilityPreview;

    fn open(self) -> (Option<ItemEligibilityPreview>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response object which contains the ASIN, marketplaceId if required, eligibility program, the eligibility status (boolean), and a list of ineligibility reason codes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemEligibilityPreview {
    /// The ASIN for which eligibility was determined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// Potential Ineligibility Reason Codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ineligibility_reason_list: Option<Vec<ItemEligibilityPreviewIneligibilityReasonList>>,
    /// Indicates if the item is eligible for the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_eligible_for_program: Option<bool>,
    /// The marketplace for which eligibility was determined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The program for which eligibility was determined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<ItemEligibilityPreviewProgram>,
}

wire_enum! {
    /// Potential Ineligibility Reason Codes.
    pub enum ItemEligibilityPreviewIneligibilityReasonList {
        /// Missing package dimensions. This product is missing necessary information; dimensions need to be provided in the manufacturer's original packaging.
        FbaInb0004 = "FBA_INB_0004",
        /// The SKU for this product is unknown or cannot be found.
        FbaInb0006 = "FBA_INB_0006",
        /// Product Under Dangerous Goods (Hazmat) Review. We do not have enough information to determine what the product is or comes with to enable us to complete our dangerous goods review. Until you provide the necessary information, the products will not be available for sale and you will not be able to send more units to Amazon fulfillment centers. You will need to add more details to the product listings, such as a clear title, bullet points, description, and image. The review process takes 4 business days.
        FbaInb0007 = "FBA_INB_0007",
        /// Product Under Dangerous Goods (Hazmat) Review. We require detailed battery information to correctly classify the product, and until you provide the necessary information, the products will not be available for sale and you will not be able to send more units to Amazon fulfillment centers. Download an exemption sheet for battery and battery-powered products available in multiple languages in "Upload dangerous goods documents: safety data sheet (SDS) or exemption sheet" in Seller Central and follow instructions to submit it through the same page. The review process takes 4 business days.
        FbaInb0008 = "FBA_INB_0008",
        /// Product Under Dangerous Goods (Hazmat) Review. We do not have enough dangerous goods information to correctly classify the product and until you provide the necessary information, the products will not be available for sale and you will not be able to send more units to Amazon fulfillment centers. Please provide a Safety Data Sheet (SDS) through "Upload dangerous goods documents: safety data sheet (SDS) or exemption sheet" in Seller Central, and make sure the SDS complies with all the requirements. The review process takes 4 business days.
        FbaInb0009 = "FBA_INB_0009",
        /// Product Under Dangerous Goods (Hazmat) Review. The dangerous goods information is mismatched and so the product cannot be correctly classified. Until you provide the necessary information, the products will not be available for sale and you will not be able to send more units to Amazon fulfillment centers. Please provide compliant documents through "Upload dangerous goods documents: safety data sheet (SDS) or exemption sheet" in Seller Central, and make sure it complies with all the requirements. The review process takes 4 business days, the product will remain unfulfillable until review process is complete.
        FbaInb0010 = "FBA_INB_0010",
        /// Product Under Dangerous Goods (Hazmat) Review. We have incomplete, inaccurate or conflicting dangerous goods information and cannot correctly classify the product. Until you provide the necessary information, the products will not be available for sale and you will not be able to send more units to Amazon fulfillment centers. Please provide compliant documents through "Upload dangerous goods documents: safety data sheet (SDS) or exemption sheet" in Seller Central, and make sure it complies with all the requirements. The review process takes 4 business days and the product will remain unfulfillable until the review process is complete.
        FbaInb0011 = "FBA_INB_0011",
        /// Product Under Dangerous Goods (Hazmat) Review. We have determined there is conflicting product information (title, bullet points, images, or product description) within the product detail pages or with other offers for the product. Until the conflicting information is corrected, the products will not be available for sale and you will not be able to send more units to Amazon fulfillment centers. We need you to confirm the information on the product detail page The review process takes 4 business days.
        FbaInb0012 = "FBA_INB_0012",
        /// Product Under Dangerous Goods (Hazmat) Review. Additional information is required in order to complete the Hazmat review process.
        FbaInb0013 = "FBA_INB_0013",
        /// Product Under Dangerous Goods (Hazmat) Review. The product has been identified as possible dangerous goods. The review process generally takes 4 · 7 business days and until the review process is complete the product is unfulfillable and cannot be received at Amazon fulfilment centers or ordered by customers. For more information about dangerous goods please see "Dangerous goods identification guide (hazmat)"" help page in Seller Central.
        FbaInb0014 = "FBA_INB_0014",
        /// Dangerous goods (Hazmat). The product is regulated as unfulfillable and not eligible for sale with Amazon. We ask that you refrain from sending additional units in new shipments. We will need to dispose of your dangerous goods inventory in accordance with the terms of the Amazon Business Services Agreement. If you have questions or concerns, please contact Seller Support within five business days of this notice. For more information about dangerous goods please see “Dangerous goods identification guide (hazmat)” help page in Seller Central.
        FbaInb0015 = "FBA_INB_0015",
        /// Dangerous goods (Hazmat). The product is regulated as a fulfillable dangerous good (Hazmat). You may need to be in the FBA dangerous good (Hazmat) program to be able to sell your product. For more information on the FBA dangerous good (Hazmat) program please contact Seller Support. For more information about dangerous goods please see the "Dangerous goods identification guide (hazmat)" help page in Seller Central.
        FbaInb0016 = "FBA_INB_0016",
        /// This product does not exist in the destination marketplace catalog. The necessary product information will need to be provided before it can be inbounded.
        FbaInb0017 = "FBA_INB_0017",
        /// Product missing category. This product must have a category specified before it can be sent to Amazon.
        FbaInb0018 = "FBA_INB_0018",
        /// This product must have a title before it can be sent to Amazon.
        FbaInb0019 = "FBA_INB_0019",
        /// Product cannot be stickerless, commingled. This product must be removed. You can send in new inventory by creating a new listing for this product that requires product labels.
        FbaInb0034 = "FBA_INB_0034",
        /// Expiration-dated/lot-controlled product needs to be labeled. This product requires labeling to be received at our fulfillment centers.
        FbaInb0035 = "FBA_INB_0035",
        /// Expiration-dated or lot-controlled product needs to be commingled. This product cannot be shipped to Amazon without being commingled. This error condition cannot be corrected from here. This product must be removed.
        FbaInb0036 = "FBA_INB_0036",
        /// This product is not eligible to be shipped to our fulfillment center. You do not have all the required tax documents. If you have already filed documents please wait up to 48 hours for the data to propagate.
        FbaInb0037 = "FBA_INB_0037",
        /// Parent ASIN cannot be fulfilled by Amazon. You can send this product by creating a listing against the child ASIN.
        FbaInb0038 = "FBA_INB_0038",
        /// There is currently no fulfillment center in the destination country capable of receiving this product. Please delete this product from the shipment or contact Seller Support if you believe this is an error.
        FbaInb0050 = "FBA_INB_0050",
        /// This product has been blocked by FBA and cannot currently be sent to Amazon for fulfillment.
        FbaInb0051 = "FBA_INB_0051",
        /// Product is not eligible in the destination marketplace. This product is not eligible either because the required shipping option is not available or because the product is too large or too heavy.
        FbaInb0053 = "FBA_INB_0053",
        /// Product unfulfillable due to media region restrictions. This product has a region code restricted for this marketplace. This product must be removed.
        FbaInb0055 = "FBA_INB_0055",
        /// Product is ineligible for inbound. Used non-media goods cannot be shipped to Amazon.
        FbaInb0056 = "FBA_INB_0056",
        /// Unknown Exception. This product must be removed at this time.
        FbaInb0059 = "FBA_INB_0059",
        /// Product cannot be stickerless, commingled. This product must be removed. You can send in new inventory by creating a new listing for this product that requires product labels.
        FbaInb0065 = "FBA_INB_0065",
        /// Unknown Exception. This product must be removed at this time.
        FbaInb0066 = "FBA_INB_0066",
        /// Product ineligible for freight shipping. This item is ineligible for freight shipping with our Global Shipping Service. This item must be removed.
        FbaInb0067 = "FBA_INB_0067",
        /// Account not configured for expiration-dated or lot-controlled products. Please contact TAM if you would like to configure your account to handle expiration-dated or lot-controlled inventory. Once configured, you will be able to send in this product.
        FbaInb0068 = "FBA_INB_0068",
        /// The barcode (UPC/EAN/JAN/ISBN) for this product is associated with more than one product in our fulfillment system. This product must be removed. You can send in new inventory by creating a new listing for this product that requires product labels.
        FbaInb0095 = "FBA_INB_0095",
        /// Fully regulated dangerous good.
        FbaInb0097 = "FBA_INB_0097",
        /// Merchant is not authorized to send item to destination marketplace.
        FbaInb0098 = "FBA_INB_0098",
        /// Seller account previously terminated.
        FbaInb0099 = "FBA_INB_0099",
        /// You do not have the required tax information to send inventory to fulfillment centers in Mexico.
        FbaInb0100 = "FBA_INB_0100",
        /// This is an expiration-dated/lot-controlled product that cannot be handled at this time.
        FbaInb0103 = "FBA_INB_0103",
        /// Item Requires Manufacturer Barcode. Only NEW products can be stored in our fulfillment centers without product labels.
        FbaInb0104 = "FBA_INB_0104",
        /// Item requires safety and compliance documentation. Orders for this product cannot be fulfilled by FBA without required safety and compliance documentation.
        FbaInb0197 = "FBA_INB_0197",
        /// This offer is no longer eligible for sending to Amazon as it is using a manufacturer barcode that has been removed from the ASIN. Please [fix your product](https://sellercentral.amazon.com/fixyourproducts) before you send this product to Amazon. Alternatively, please remove the product from the shipment and re-create the offer with an Amazon barcode and label your units.
        FbaInb0342 = "FBA_INB_0342",
        /// This product is not eligible to use manufacturer barcode as you are not identified as the brand representative for this product in Amazon brand registry: <https://sell.amazon.com/brand-registry>. This product must be removed from the shipment plan. You can send in new inventory by creating a new listing for this product by applying Amazon barcode labels.
        FbaInb0465 = "FBA_INB_0465",
        /// Unknown Ineligibility Reason.
        UnknownInbErrorCode = "UNKNOWN_INB_ERROR_CODE",
    }
}

wire_enum! {
    /// The program for which eligibility was determined.
    pub enum ItemEligibilityPreviewProgram {
        /// Inbound shipment.
        Inbound = "INBOUND",
        /// Using the manufacturer barcode for FBA inventory tracking.
        Commingling = "COMMINGLING",
    }
}

wire_enum! {
    /// The program that you want to check eligibility against.
    pub enum Program {
        /// `INBOUND`.
        Inbound = "INBOUND",
        /// `COMMINGLING`.
        Commingling = "COMMINGLING",
    }
}
