//! Wire types and operations of `tokens_2021-03-01`: The Selling Partner API for Tokens provides a secure way to access a customer's PII (Personally Identifiable Information).
//!
//! Written by `cargo run -p amazon --example generate` from `models/tokens_2021-03-01.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    credentials::Secret,
    error::ErrorItem,
    lenient::wire_enum,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns a Restricted Data Token (RDT) for one or more restricted resources that you specify. A restricted resource is the HTTP method and path from a restricted operation that returns Personally Identifiable Information (PII), plus a dataElements value that indicates the type of PII requested. See the Tokens API Use Case Guide for a list of restricted operations. Use the RDT returned here as the access token in subsequent calls to the corresponding restricted operations.
///
/// `POST /tokens/2021-03-01/restrictedDataToken`, 1 requests per second, burst 10.
///
/// Trap: old documents show the token inside `payload`; for a report the path must name the one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateRestrictedDataToken {
    /// The restricted data token request details.
    pub body: CreateRestrictedDataTokenRequest,
}

impl Operation for CreateRestrictedDataToken {
    type Answer = CreateRestrictedDataTokenResponse;
    const API: &'static str = "tokens_2021-03-01";
    const NAME: &'static str = "createRestrictedDataToken";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/tokens/2021-03-01/restrictedDataToken").body(&self.body)
    }
}

/// The request schema for the createRestrictedDataToken operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateRestrictedDataTokenRequest {
    /// A list of restricted resources. Maximum: 50
    pub restricted_resources: Vec<RestrictedResource>,
    /// The application ID for the target application to which access is being delegated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_application: Option<String>,
}

/// The response schema for the createRestrictedDataToken operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateRestrictedDataTokenResponse {
    /// The lifetime of the Restricted Data Token, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i64>,
    /// A Restricted Data Token (RDT). This is a short-lived access token that authorizes calls to restricted operations. Pass this value with the x-amz-access-token header when making subsequent calls to these restricted resources.
    #[serde(skip_serializing)]
    pub restricted_data_token: Option<Secret>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// `errors`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// Model of a restricted resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RestrictedResource {
    /// Indicates the type of Personally Identifiable Information requested. This parameter is required only when getting an RDT for use with the getOrder, getOrders, or getOrderItems operation of the Orders API. For more information, see the \[Tokens API Use Case Guide](doc:tokens-api-use-case-guide). Possible values include: · **buyerInfo**. On the order level this includes general identifying information about the buyer and tax-related information. On the order item level this includes gift wrap information and custom order information, if available. · **shippingAddress**. This includes information for fulfilling orders. · **buyerTaxInformation**. This includes information for issuing tax invoices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_elements: Option<Vec<String>>,
    /// The HTTP method in the restricted resource.
    pub method: RestrictedResourceMethod,
    /// The path in the restricted resource. Here are some path examples: · ```/orders/v0/orders```. For getting an RDT for the getOrders operation of the Orders API. For bulk orders. · ```/orders/v0/orders/123-1234567-1234567```. For getting an RDT for the getOrder operation of the Orders API. For a specific order. · ```/orders/v0/orders/123-1234567-1234567/orderItems```. For getting an RDT for the getOrderItems operation of the Orders API. For the order items in a specific order. · ```/mfn/v0/shipments/FBA1234ABC5D```. For getting an RDT for the getShipment operation of the Shipping API. For a specific shipment. · ```/mfn/v0/shipments/{shipmentId}```. For getting an RDT for the getShipment operation of the Shipping API. For any of a selling partner's shipments that you specify when you call the getShipment operation.
    pub path: String,
}

wire_enum! {
    /// The HTTP method in the restricted resource.
    pub enum RestrictedResourceMethod {
        /// The GET method.
        Get = "GET",
        /// The PUT method.
        Put = "PUT",
        /// The POST method.
        Post = "POST",
        /// The DELETE method.
        Delete = "DELETE",
    }
}
