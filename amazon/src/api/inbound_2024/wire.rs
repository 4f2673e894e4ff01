//! Wire types and operations of `fulfillmentInbound_2024-03-20`: The Selling Partner API for Fulfillment By Amazon (FBA) Inbound.
//!
//! Written by `cargo run -p amazon --example generate` from `models/fulfillmentInbound_2024-03-20.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    error::ErrorItem,
    lenient::DateTime,
    lenient::Number,
    lenient::wire_enum,
    operation::Nothing,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Provides a list of inbound plans with minimal information.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlans {
    /// The number of inbound plans to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
    /// The status of an inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Sort by field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<SortBy>,
    /// The sort order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_order: Option<SortOrder>,
}

impl Operation for ListInboundPlans {
    type Answer = ListInboundPlansResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listInboundPlans";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans")
            .query_opt("pageSize", &self.page_size)
            .query_opt("paginationToken", &self.pagination_token)
            .query_opt("status", &self.status)
            .query_opt("sortBy", &self.sort_by)
            .query_opt("sortOrder", &self.sort_order)
    }
}

/// Creates an inbound plan. An inbound plan contains all the necessary information to send shipments into Amazon's fufillment network.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans`, 2 requests per second, burst 2.
///
/// Trap: carries no id of ours but the name: use `ensure_plan`.
///
/// Trap: missing prep details make it fail later, with the owner that would be right in the text of the problem.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateInboundPlan {
    /// The body of the request to `createInboundPlan`.
    pub body: CreateInboundPlanRequest,
}

impl Operation for CreateInboundPlan {
    type Answer = CreateInboundPlanResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "createInboundPlan";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans").body(&self.body)
    }
}

/// Fetches the top level information about an inbound plan.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetInboundPlan {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
}

impl Operation for GetInboundPlan {
    type Answer = InboundPlan;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "getInboundPlan";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
    }
}

/// Provides a paginated list of box packages in an inbound plan.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/boxes`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlanBoxes {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The number of boxes to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListInboundPlanBoxes {
    type Answer = ListInboundPlanBoxesResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listInboundPlanBoxes";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/boxes",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Cancels an Inbound Plan. Charges may apply if the cancellation is performed outside of a void window. The window for Amazon Partnered Carriers is 24 hours for Small Parcel Delivery (SPD) and one hour for Less-Than-Truckload (LTL) carrier shipments.
///
/// `PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/cancellation`, 2 requests per second, burst 2.
///
/// Trap: free for a day, for freight for an hour, after a partnered carrier was confirmed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelInboundPlan {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
}

impl Operation for CancelInboundPlan {
    type Answer = CancelInboundPlanResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "cancelInboundPlan";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/cancellation",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
    }
}

/// Provides a paginated list of item packages in an inbound plan.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/items`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlanItems {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The number of items to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListInboundPlanItems {
    type Answer = ListInboundPlanItemsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listInboundPlanItems";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/items",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Updates the name of an existing inbound plan.
///
/// `PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/name`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateInboundPlanName {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The body of the request to `updateInboundPlanName`.
    pub body: UpdateInboundPlanNameRequest,
}

impl Operation for UpdateInboundPlanName {
    type Answer = Nothing;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "updateInboundPlanName";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/name",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .body(&self.body)
    }
}

/// Retrieves a page of boxes from a given packing group. These boxes were previously provided through the `setPackingInformation` operation. This API is used for workflows where boxes are packed before Amazon determines shipment splits.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingGroups/{packingGroupId}/boxes`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPackingGroupBoxes {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a packing group.
    pub packing_group_id: String,
    /// The number of packing group boxes to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListPackingGroupBoxes {
    type Answer = ListPackingGroupBoxesResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listPackingGroupBoxes";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingGroups/{packingGroupId}/boxes").segment("inboundPlanId", &self.inbound_plan_id).segment("packingGroupId", &self.packing_group_id).query_opt("pageSize", &self.page_size).query_opt("paginationToken", &self.pagination_token)
    }
}

/// Retrieves a page of items in a given packing group. Packing options must first be generated by the corresponding operation before packing group items can be listed.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingGroups/{packingGroupId}/items`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPackingGroupItems {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a packing group.
    pub packing_group_id: String,
    /// The number of packing group items to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListPackingGroupItems {
    type Answer = ListPackingGroupItemsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listPackingGroupItems";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingGroups/{packingGroupId}/items").segment("inboundPlanId", &self.inbound_plan_id).segment("packingGroupId", &self.packing_group_id).query_opt("pageSize", &self.page_size).query_opt("paginationToken", &self.pagination_token)
    }
}

/// Sets packing information for an inbound plan. This should be called after an inbound plan is created to populate the box level information required for planning and transportation estimates.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingInformation`, 2 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SetPackingInformation {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The body of the request to `setPackingInformation`.
    pub body: SetPackingInformationRequest,
}

impl Operation for SetPackingInformation {
    type Answer = SetPackingInformationResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "setPackingInformation";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingInformation",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .body(&self.body)
    }
}

/// Retrieves a list of all packing options for an inbound plan. Packing options must first be generated by the corresponding operation before becoming available.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPackingOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The number of packing options to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListPackingOptions {
    type Answer = ListPackingOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listPackingOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Generates available packing options for the inbound plan.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions`, 2 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GeneratePackingOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
}

impl Operation for GeneratePackingOptions {
    type Answer = GeneratePackingOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "generatePackingOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
    }
}

/// Confirms the packing option for an inbound plan.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions/{packingOptionId}/confirmation`, 2 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmPackingOption {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a packing option.
    pub packing_option_id: String,
}

impl Operation for ConfirmPackingOption {
    type Answer = ConfirmPackingOptionResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "confirmPackingOption";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions/{packingOptionId}/confirmation").segment("inboundPlanId", &self.inbound_plan_id).segment("packingOptionId", &self.packing_option_id)
    }
}

/// Provides a paginated list of pallet packages in an inbound plan. An inbound plan will have pallets when the related details are provided after generating Less-Than-Truckload (LTL) carrier shipments.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/pallets`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlanPallets {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The number of pallets to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListInboundPlanPallets {
    type Answer = ListInboundPlanPalletsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listInboundPlanPallets";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/pallets",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Provides a list of all placement options for an inbound plan. Placement options must first be generated by the corresponding operation before becoming available.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPlacementOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The number of placement options to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListPlacementOptions {
    type Answer = ListPlacementOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listPlacementOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Generates placement options for the inbound plan.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions`, 2 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GeneratePlacementOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The body of the request to `generatePlacementOptions`.
    pub body: GeneratePlacementOptionsRequest,
}

impl Operation for GeneratePlacementOptions {
    type Answer = GeneratePlacementOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "generatePlacementOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .body(&self.body)
    }
}

/// Confirms the placement option for an inbound plan. Once confirmed, it cannot be changed for the Inbound Plan.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions/{placementOptionId}/confirmation`, 2 requests per second, burst 2.
///
/// Trap: cannot be undone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmPlacementOption {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The identifier of a placement option. A placement option represents the shipment splits and destinations of SKUs.
    pub placement_option_id: String,
}

impl Operation for ConfirmPlacementOption {
    type Answer = ConfirmPlacementOptionResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "confirmPlacementOption";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions/{placementOptionId}/confirmation").segment("inboundPlanId", &self.inbound_plan_id).segment("placementOptionId", &self.placement_option_id)
    }
}

/// Provides the full details for a specific shipment within an inbound plan. The `transportationOptionId` inside `acceptedTransportationSelection` can be used to retrieve the transportation details for the shipment.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipment {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
}

impl Operation for GetShipment {
    type Answer = Shipment;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "getShipment";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .segment("shipmentId", &self.shipment_id)
    }
}

/// Provides a paginated list of box packages in a shipment.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/boxes`, 2 requests per second, burst 30.
///
/// Trap: boxes come in another order than they were sent: match them by template name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentBoxes {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The number of boxes to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListShipmentBoxes {
    type Answer = ListShipmentBoxesResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listShipmentBoxes";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/boxes",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .segment("shipmentId", &self.shipment_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Retrieve a paginated list of shipment content update previews for a given shipment. The shipment content update preview is a summary of the requested shipment content changes along with the transportation cost implications of the change that can only be confirmed prior to the expiry date specified.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentContentUpdatePreviews {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The number of content update previews to return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListShipmentContentUpdatePreviews {
    type Answer = ListShipmentContentUpdatePreviewsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listShipmentContentUpdatePreviews";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).query_opt("pageSize", &self.page_size).query_opt("paginationToken", &self.pagination_token)
    }
}

/// Generate a shipment content update preview given a set of intended boxes and/or items for a shipment with a confirmed carrier. The shipment content update preview will be viewable with the updated costs and contents prior to confirmation.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateShipmentContentUpdatePreviews {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The body of the request to `generateShipmentContentUpdatePreviews`.
    pub body: GenerateShipmentContentUpdatePreviewsRequest,
}

impl Operation for GenerateShipmentContentUpdatePreviews {
    type Answer = GenerateShipmentContentUpdatePreviewsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "generateShipmentContentUpdatePreviews";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).body(&self.body)
    }
}

/// Retrieve a shipment content update preview which provides a summary of the requested shipment content changes along with the transportation cost implications of the change that can only be confirmed prior to the expiry date specified.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews/{contentUpdatePreviewId}`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetShipmentContentUpdatePreview {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// Identifier of a content update preview.
    pub content_update_preview_id: String,
}

impl Operation for GetShipmentContentUpdatePreview {
    type Answer = ContentUpdatePreview;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "getShipmentContentUpdatePreview";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews/{contentUpdatePreviewId}").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).segment("contentUpdatePreviewId", &self.content_update_preview_id)
    }
}

/// Confirm a shipment content update preview and accept the changes in transportation cost.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews/{contentUpdatePreviewId}/confirmation`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmShipmentContentUpdatePreview {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// Identifier of a content update preview.
    pub content_update_preview_id: String,
}

impl Operation for ConfirmShipmentContentUpdatePreview {
    type Answer = ConfirmShipmentContentUpdatePreviewResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "confirmShipmentContentUpdatePreview";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews/{contentUpdatePreviewId}/confirmation").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).segment("contentUpdatePreviewId", &self.content_update_preview_id)
    }
}

/// Provide delivery challan document for PCP transportation in IN marketplace.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryChallanDocument`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDeliveryChallanDocument {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
}

impl Operation for GetDeliveryChallanDocument {
    type Answer = GetDeliveryChallanDocumentResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "getDeliveryChallanDocument";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryChallanDocument").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id)
    }
}

/// Retrieves all delivery window options for a shipment. Delivery window options must first be generated by the `generateDeliveryWindowOptions` operation before becoming available.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListDeliveryWindowOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The shipment to get delivery window options for.
    pub shipment_id: String,
    /// The number of delivery window options to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListDeliveryWindowOptions {
    type Answer = ListDeliveryWindowOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listDeliveryWindowOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).query_opt("pageSize", &self.page_size).query_opt("paginationToken", &self.pagination_token)
    }
}

/// Generates available delivery window options for a given shipment.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateDeliveryWindowOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The shipment to generate delivery window options for.
    pub shipment_id: String,
}

impl Operation for GenerateDeliveryWindowOptions {
    type Answer = GenerateDeliveryWindowOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "generateDeliveryWindowOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id)
    }
}

/// Confirms the delivery window option for chosen shipment within an inbound plan. A placement option must be confirmed prior to use of this API. Once confirmed, new delivery window options cannot be generated, but the chosen delivery window option can be updated before shipment closure. The window is used to provide the expected time when a shipment will arrive at the warehouse. All transportation options which have the program `CONFIRMED_DELIVERY_WINDOW` require a delivery window to be confirmed prior to transportation option confirmation.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions/{deliveryWindowOptionId}/confirmation`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmDeliveryWindowOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The shipment to confirm the delivery window option for.
    pub shipment_id: String,
    /// The id of the delivery window option to be confirmed.
    pub delivery_window_option_id: String,
}

impl Operation for ConfirmDeliveryWindowOptions {
    type Answer = ConfirmDeliveryWindowOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "confirmDeliveryWindowOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions/{deliveryWindowOptionId}/confirmation").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).segment("deliveryWindowOptionId", &self.delivery_window_option_id)
    }
}

/// Provides a paginated list of item packages in a shipment.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/items`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentItems {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The number of items to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListShipmentItems {
    type Answer = ListShipmentItemsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listShipmentItems";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/items",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .segment("shipmentId", &self.shipment_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Updates the name of an existing shipment.
///
/// `PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/name`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentName {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The body of the request to `updateShipmentName`.
    pub body: UpdateShipmentNameRequest,
}

impl Operation for UpdateShipmentName {
    type Answer = Nothing;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "updateShipmentName";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "PUT",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/name",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .segment("shipmentId", &self.shipment_id)
        .body(&self.body)
    }
}

/// Provides a paginated list of pallet packages in a shipment. A palletized shipment will have pallets when the related details are provided after generating Less-Than-Truckload (LTL) carrier shipments.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/pallets`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentPallets {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The number of pallets to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for ListShipmentPallets {
    type Answer = ListShipmentPalletsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listShipmentPallets";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/pallets",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .segment("shipmentId", &self.shipment_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
    }
}

/// Cancels a self-ship appointment slot against a shipment. Only available in the following [marketplaces](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids): MX, BR, EG, SA, AE, IN.
///
/// `PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentCancellation`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelSelfShipAppointment {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The body of the request to `cancelSelfShipAppointment`.
    pub body: CancelSelfShipAppointmentRequest,
}

impl Operation for CancelSelfShipAppointment {
    type Answer = CancelSelfShipAppointmentResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "cancelSelfShipAppointment";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PUT", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentCancellation").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).body(&self.body)
    }
}

/// Retrieves a list of available self-ship appointment slots used to drop off a shipment at a warehouse. Only available in the following [marketplaces](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids): MX, BR, EG, SA, AE, IN.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSelfShipAppointmentSlots {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The number of self ship appointment slots to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

impl Operation for GetSelfShipAppointmentSlots {
    type Answer = GetSelfShipAppointmentSlotsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "getSelfShipAppointmentSlots";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).query_opt("pageSize", &self.page_size).query_opt("paginationToken", &self.pagination_token)
    }
}

/// Initiates the process of generating the appointment slots list. Only available in the following [marketplaces](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids): MX, BR, EG, SA, AE, IN.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateSelfShipAppointmentSlots {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The body of the request to `generateSelfShipAppointmentSlots`.
    pub body: GenerateSelfShipAppointmentSlotsRequest,
}

impl Operation for GenerateSelfShipAppointmentSlots {
    type Answer = GenerateSelfShipAppointmentSlotsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "generateSelfShipAppointmentSlots";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).body(&self.body)
    }
}

/// Confirms or reschedules a self-ship appointment slot against a shipment. Only available in the following [marketplaces](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids): MX, BR, EG, SA, AE, IN.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots/{slotId}/schedule`, usage plan not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ScheduleSelfShipAppointment {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// An identifier to a self-ship appointment slot.
    pub slot_id: String,
    /// The body of the request to `scheduleSelfShipAppointment`.
    pub body: ScheduleSelfShipAppointmentRequest,
}

impl Operation for ScheduleSelfShipAppointment {
    type Answer = ScheduleSelfShipAppointmentResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "scheduleSelfShipAppointment";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots/{slotId}/schedule").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).segment("slotId", &self.slot_id).body(&self.body)
    }
}

/// Updates the source address of an existing shipment. The shipment source address can only be updated prior to the confirmation of the shipment carriers. As a result of the updated source address, existing transportation options will be invalidated and will need to be regenerated to capture the potential difference in transportation options and quotes due to the new source address.
///
/// `PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/sourceAddress`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentSourceAddress {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The body of the request to `updateShipmentSourceAddress`.
    pub body: UpdateShipmentSourceAddressRequest,
}

impl Operation for UpdateShipmentSourceAddress {
    type Answer = UpdateShipmentSourceAddressResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "updateShipmentSourceAddress";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PUT", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/sourceAddress").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).body(&self.body)
    }
}

/// Updates a shipment's tracking details.
///
/// `PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/trackingDetails`, 2 requests per second, burst 2.
///
/// Trap: fails until the transportation is confirmed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentTrackingDetails {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
    /// The body of the request to `updateShipmentTrackingDetails`.
    pub body: UpdateShipmentTrackingDetailsRequest,
}

impl Operation for UpdateShipmentTrackingDetails {
    type Answer = UpdateShipmentTrackingDetailsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "updateShipmentTrackingDetails";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PUT", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/trackingDetails").segment("inboundPlanId", &self.inbound_plan_id).segment("shipmentId", &self.shipment_id).body(&self.body)
    }
}

/// Retrieves all transportation options for a shipment. Transportation options must first be generated by the `generateTransportationOptions` operation before becoming available.
///
/// `GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListTransportationOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The number of transportation options to return in the response matching the given query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to fetch a certain page when there are multiple pages worth of results. The value of this token is fetched from the `pagination` returned in the API response. In the absence of the token value from the query parameter the API returns the first page of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
    /// The placement option to get transportation options for. Either `placementOptionId` or `shipmentId` must be specified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement_option_id: Option<String>,
    /// The shipment to get transportation options for. Either `placementOptionId` or `shipmentId` must be specified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
}

impl Operation for ListTransportationOptions {
    type Answer = ListTransportationOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listTransportationOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .query_opt("pageSize", &self.page_size)
        .query_opt("paginationToken", &self.pagination_token)
        .query_opt("placementOptionId", &self.placement_option_id)
        .query_opt("shipmentId", &self.shipment_id)
    }
}

/// Generates available transportation options for a given placement option.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions`, 2 requests per second, burst 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateTransportationOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The body of the request to `generateTransportationOptions`.
    pub body: GenerateTransportationOptionsRequest,
}

impl Operation for GenerateTransportationOptions {
    type Answer = GenerateTransportationOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "generateTransportationOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions",
        )
        .segment("inboundPlanId", &self.inbound_plan_id)
        .body(&self.body)
    }
}

/// Confirms all the transportation options for an inbound plan. A placement option must be confirmed prior to use of this API. Once confirmed, new transportation options can not be generated or confirmed for the Inbound Plan.
///
/// `POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions/confirmation`, 2 requests per second, burst 2.
///
/// Trap: cannot be undone, takes every shipment at once, and has failed for no reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmTransportationOptions {
    /// Identifier of an inbound plan.
    pub inbound_plan_id: String,
    /// The body of the request to `confirmTransportationOptions`.
    pub body: ConfirmTransportationOptionsRequest,
}

impl Operation for ConfirmTransportationOptions {
    type Answer = ConfirmTransportationOptionsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "confirmTransportationOptions";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 2);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions/confirmation").segment("inboundPlanId", &self.inbound_plan_id).body(&self.body)
    }
}

/// List the inbound compliance details for MSKUs in a given marketplace. **Note:** MSKUs that contain certain characters must be encoded. For more information, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding). The following characters must be double percent encoded: · `%` · `+` · `,` **Examples:** An MSKU value of `test%msku` is encoded as `test%2525msku`. An MSKU value of `test,msku` is encoded as `test%252Cmsku`.
///
/// `GET /inbound/fba/2024-03-20/items/compliance`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListItemComplianceDetails {
    /// A list of merchant SKUs, a merchant-supplied identifier of a specific SKU.
    pub mskus: Vec<String>,
    /// The Marketplace ID. For a list of possible values, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_id: String,
}

impl Operation for ListItemComplianceDetails {
    type Answer = ListItemComplianceDetailsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listItemComplianceDetails";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/items/compliance")
            .repeated("mskus", &self.mskus)
            .query("marketplaceId", &self.marketplace_id)
    }
}

/// Update compliance details for a list of MSKUs. The details provided here are only used for the India (IN · A21TJRUUN4KGV) marketplace compliance validation.
///
/// `PUT /inbound/fba/2024-03-20/items/compliance`, 2 requests per second, burst 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateItemComplianceDetails {
    /// The Marketplace ID. For a list of possible values, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_id: String,
    /// The body of the request to `updateItemComplianceDetails`.
    pub body: UpdateItemComplianceDetailsRequest,
}

impl Operation for UpdateItemComplianceDetails {
    type Answer = UpdateItemComplianceDetailsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "updateItemComplianceDetails";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("PUT", "/inbound/fba/2024-03-20/items/compliance")
            .query("marketplaceId", &self.marketplace_id)
            .body(&self.body)
    }
}

/// For a given marketplace · creates labels for a list of MSKUs.
///
/// `POST /inbound/fba/2024-03-20/items/labels`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateMarketplaceItemLabels {
    /// The body of the request to `createMarketplaceItemLabels`.
    pub body: CreateMarketplaceItemLabelsRequest,
}

impl Operation for CreateMarketplaceItemLabels {
    type Answer = CreateMarketplaceItemLabelsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "createMarketplaceItemLabels";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/items/labels").body(&self.body)
    }
}

/// Get preparation details for a list of MSKUs in a specified marketplace. **Note:** MSKUs that contain certain characters must be encoded. For more information, refer to [URL Encoding](https://developer-docs.amazon.com/sp-api/docs/url-encoding). The following characters must be double percent encoded: · `%` · `+` · `,` **Examples:** An MSKU value of `test%msku` is encoded as `test%2525msku`. An MSKU value of `test,msku` is encoded as `test%252Cmsku`.
///
/// `GET /inbound/fba/2024-03-20/items/prepDetails`, usage plan not stated.
///
/// Trap: percent signs, plus signs and commas in `mskus` are encoded twice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPrepDetails {
    /// The marketplace ID. For a list of possible values, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_id: String,
    /// A list of merchant SKUs, a merchant-supplied identifier of a specific SKU.
    pub mskus: Vec<String>,
}

impl Operation for ListPrepDetails {
    type Answer = ListPrepDetailsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "listPrepDetails";
    const PLAN: UsagePlan = UsagePlan::unstated();
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/items/prepDetails")
            .query("marketplaceId", &self.marketplace_id)
            .repeated("mskus", &self.mskus)
    }
}

/// Set the preparation details for a list of MSKUs in a specified marketplace.
///
/// `POST /inbound/fba/2024-03-20/items/prepDetails`, 2 requests per second, burst 30.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SetPrepDetails {
    /// The body of the request to `setPrepDetails`.
    pub body: SetPrepDetailsRequest,
}

impl Operation for SetPrepDetails {
    type Answer = SetPrepDetailsResponse;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "setPrepDetails";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 30);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("POST", "/inbound/fba/2024-03-20/items/prepDetails").body(&self.body)
    }
}

/// Gets the status of the processing of an asynchronous API call.
///
/// `GET /inbound/fba/2024-03-20/operations/{operationId}`, 2 requests per second, burst 6.
///
/// Trap: problems come in blocks: after mending some, others may follow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetInboundOperationStatus {
    /// Identifier of an asynchronous operation.
    pub operation_id: String,
}

impl Operation for GetInboundOperationStatus {
    type Answer = InboundOperationStatus;
    const API: &'static str = "fulfillmentInbound_2024-03-20";
    const NAME: &'static str = "getInboundOperationStatus";
    const PLAN: UsagePlan = UsagePlan::new(2.0, 6);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/inbound/fba/2024-03-20/operations/{operationId}")
            .segment("operationId", &self.operation_id)
    }
}

/// Specific details to identify a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Address {
    /// Street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// Additional street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The name of the business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// The country code in two-character ISO 3166-1 alpha-2 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The district or county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The name of the individual who is the primary contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// The postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The state or province code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_province_code: Option<String>,
}

/// Specific details to identify a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AddressInput {
    /// Street address information.
    pub address_line1: String,
    /// Additional street address information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// The city.
    pub city: String,
    /// The name of the business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// The country code in two-character ISO 3166-1 alpha-2 format.
    pub country_code: String,
    /// The district or county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_or_county: Option<String>,
    /// The email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The name of the individual who is the primary contact.
    pub name: String,
    /// The phone number.
    pub phone_number: String,
    /// The postal code.
    pub postal_code: String,
    /// The state or province code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_province_code: Option<String>,
}

/// The fulfillment center appointment slot for the transportation option.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AppointmentSlot {
    /// An identifier to a self-ship appointment slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot_id: Option<String>,
    /// An appointment slot time with start and end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot_time: Option<AppointmentSlotTime>,
}

/// An appointment slot time with start and end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AppointmentSlotTime {
    /// The end timestamp of the appointment in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<DateTime>,
    /// The start timestamp of the appointment in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<DateTime>,
}

/// Contains information about a box that is used in the inbound plan. The box is a container that holds multiple items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Box {
    /// The ID provided by Amazon that identifies a given box. This ID is comprised of the external shipment ID (which is generated after transportation has been confirmed) and the index of the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub box_id: Option<String>,
    /// Indication of how box content is meant to be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_information_source: Option<BoxContentInformationSource>,
    /// Representation of a location used within the inbounding experience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_region: Option<Region>,
    /// Measurement of a package's dimensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// The external identifier for this container / box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_container_identifier: Option<String>,
    /// Type of the external identifier used. Can be: `AMAZON`, `SSCC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_container_identifier_type: Option<String>,
    /// Items contained within the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
    /// Primary key to uniquely identify a Package (Box or Pallet).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// The number of containers where all other properties like weight or dimensions are identical.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Template name of the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    /// The weight of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
}

/// Input information for a given box.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BoxInput {
    /// Indication of how box content is meant to be provided.
    pub content_information_source: BoxContentInformationSource,
    /// Measurement of a package's dimensions.
    pub dimensions: Dimensions,
    /// The items and their quantity in the box. This must be empty if the box `contentInformationSource` is `BARCODE_2D` or `MANUAL_PROCESS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ItemInput>>,
    /// The number of containers where all other properties like weight or dimensions are identical.
    pub quantity: i64,
    /// The weight of a package.
    pub weight: Weight,
}

/// The requirements for a box in the packing option.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BoxRequirements {
    /// The range of weights that are allowed for a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<WeightRange>,
}

/// Input information for updating a box
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BoxUpdateInput {
    /// Indication of how box content is meant to be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_information_source: Option<BoxContentInformationSource>,
    /// Measurement of a package's dimensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// The items and their quantity in the box. This must be empty if the box `contentInformationSource` is `BARCODE_2D` or `MANUAL_PROCESS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ItemInput>>,
    /// Primary key to uniquely identify a Box Package. PackageId must be provided if the intent is to update an existing box. Adding a new box will not require providing this value. Any existing PackageIds not provided will be treated as to-be-removed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// The number of containers where all other properties like weight or dimensions are identical.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// The weight of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
}

/// The `cancelInboundPlan` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelInboundPlanResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `cancelSelfShipAppointment` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelSelfShipAppointmentRequest {
    /// Reason for cancelling or rescheduling a self-ship appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_comment: Option<ReasonComment>,
}

/// The `CancelSelfShipAppointment` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CancelSelfShipAppointmentResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The carrier for the inbound shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Carrier {
    /// The carrier code. For example, USPS or DHLEX.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha_code: Option<String>,
    /// The name of the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Contains details for a transportation carrier appointment. This appointment is vended out by Amazon and is an indicator for when a transportation carrier is accepting shipments to be picked up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CarrierAppointment {
    /// The end timestamp of the appointment in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<DateTime>,
    /// The start timestamp of the appointment in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<DateTime>,
}

/// Contains item identifiers and related tax information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ComplianceDetail {
    /// The Amazon Standard Identification Number, which identifies the detail page identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The Fulfillment Network SKU, which identifies a real fulfillable item with catalog data and condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fnsku: Option<String>,
    /// The merchant SKU, a merchant-supplied identifier for a specific SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msku: Option<String>,
    /// Information used to determine the tax compliance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_details: Option<TaxDetails>,
}

/// The `confirmDeliveryWindowOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmDeliveryWindowOptionsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `confirmPackingOption` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmPackingOptionResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `confirmPlacementOption` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmPlacementOptionResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `confirmShipmentContentUpdatePreview` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmShipmentContentUpdatePreviewResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `confirmTransportationOptions` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmTransportationOptionsRequest {
    /// Information needed to confirm one of the available transportation options.
    pub transportation_selections: Vec<TransportationSelection>,
}

/// The `confirmTransportationOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ConfirmTransportationOptionsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The seller's contact information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ContactInformation {
    /// The email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The contact's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
}

/// Preview of the changes that will be applied to the shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ContentUpdatePreview {
    /// Identifier of a content update preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_update_preview_id: Option<String>,
    /// The time at which the content update expires. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mm:ss.sssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<DateTime>,
    /// Objects that were included in the update request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_updates: Option<RequestedUpdates>,
    /// Contains information pertaining to a transportation option and the related carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transportation_option: Option<TransportationOption>,
}

/// The `createInboundPlan` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateInboundPlanRequest {
    /// Marketplaces where the items need to be shipped to. Currently only one marketplace can be selected in this request.
    pub destination_marketplaces: Vec<String>,
    /// Items included in this plan.
    pub items: Vec<ItemInput>,
    /// Name for the Inbound Plan. If one isn't provided, a default name will be provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Specific details to identify a place.
    pub source_address: AddressInput,
}

/// The `createInboundPlan` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateInboundPlanResponse {
    /// Identifier of an inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_plan_id: Option<String>,
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `createMarketplaceItemLabels` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateMarketplaceItemLabelsRequest {
    /// The height of the item label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Number>,
    /// Indicates the type of print type for a given label.
    pub label_type: LabelPrintType,
    /// The locale code constructed from ISO 639 language code and ISO 3166-1 alpha-2 standard of country codes separated by an underscore character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale_code: Option<String>,
    /// The Marketplace ID. For a list of possible values, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_id: String,
    /// Represents the quantity of an MSKU to print item labels for.
    pub msku_quantities: Vec<MskuQuantity>,
    /// The page type to use to print the labels. Possible values: 'A4_21', 'A4_24', 'A4_24_64x33', 'A4_24_66x35', 'A4_24_70x36', 'A4_24_70x37', 'A4_24i', 'A4_27', 'A4_40_52x29', 'A4_44_48x25', 'Letter_30'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_type: Option<ItemLabelPageType>,
    /// The width of the item label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Number>,
}

/// The `createMarketplaceItemLabels` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateMarketplaceItemLabelsResponse {
    /// Resources to download the requested document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_downloads: Option<Vec<DocumentDownload>>,
}

/// The type and amount of currency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Currency {
    /// Decimal value of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Number>,
    /// ISO 4217 standard of a currency code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Provide units going to the warehouse.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CustomPlacementInput {
    /// Items included while creating Inbound Plan.
    pub items: Vec<ItemInput>,
    /// Warehouse Id.
    pub warehouse_id: String,
}

/// Specifies the date that the seller expects their shipment will be shipped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Dates {
    /// Contains a start and end DateTime representing a time range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready_to_ship_window: Option<Window>,
}

/// Contains information pertaining to a delivery window option.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeliveryWindowOption {
    /// The type of delivery window availability. Values: `AVAILABLE`, `BLOCKED`, `CONGESTED`, `DISCOUNTED`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_type: Option<String>,
    /// Identifier of a delivery window option. A delivery window option represent one option for when a shipment is expected to be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_window_option_id: Option<String>,
    /// Discounts for the offered option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discounts: Option<Vec<Incentive>>,
    /// The time at which this delivery window option ends. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mmZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<DateTime>,
    /// The time at which this delivery window option starts. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mmZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<DateTime>,
    /// The time at which this window delivery option is no longer valid. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mmZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime>,
}

/// Measurement of a package's dimensions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Dimensions {
    /// The height of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Number>,
    /// The length of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Number>,
    /// Unit of linear measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_of_measurement: Option<UnitOfMeasurement>,
    /// The width of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Number>,
}

/// Resource to download the requested document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DocumentDownload {
    /// The type of download. Possible values: `URL`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_type: Option<String>,
    /// The URI's expiration time. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mm:ss.sssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<DateTime>,
    /// Uniform resource identifier to identify where the document is located.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// List of errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// Freight information describes the SKUs that are in transit. Freight carrier options and quotes will only be returned if the freight information is provided.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FreightInformation {
    /// The type and amount of currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_value: Option<Currency>,
    /// Freight class. Possible values: `NONE`, `FC_50`, `FC_55`, `FC_60`, `FC_65`, `FC_70`, `FC_77_5`, `FC_85`, `FC_92_5`, `FC_100`, `FC_110`, `FC_125`, `FC_150`, `FC_175`, `FC_200`, `FC_250`, `FC_300`, `FC_400`, `FC_500`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freight_class: Option<String>,
}

/// The `generateDeliveryWindowOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateDeliveryWindowOptionsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `generatePackingOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GeneratePackingOptionsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `generatePlacementOptions` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GeneratePlacementOptionsRequest {
    /// Custom placement options you want to add to the plan. This is only used for the India (IN · A21TJRUUN4KGV) marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_placement: Option<Vec<CustomPlacementInput>>,
}

/// The `generatePlacementOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GeneratePlacementOptionsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `generateSelfShipAppointmentSlots` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateSelfShipAppointmentSlotsRequest {
    /// The desired end date. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desired_end_date: Option<DateTime>,
    /// The desired start date. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desired_start_date: Option<DateTime>,
}

/// The `generateSelfShipAppointmentSlots` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateSelfShipAppointmentSlotsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `GenerateShipmentContentUpdatePreviews` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateShipmentContentUpdatePreviewsRequest {
    /// A list of boxes that will be present in the shipment after the update.
    pub boxes: Vec<BoxUpdateInput>,
    /// A list of all items that will be present in the shipment after the update.
    pub items: Vec<ItemInput>,
}

/// The `GenerateShipmentContentUpdatePreviews` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateShipmentContentUpdatePreviewsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `generateTransportationOptions` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateTransportationOptionsRequest {
    /// The placement option to generate transportation options for.
    pub placement_option_id: String,
    /// List of shipment transportation configurations.
    pub shipment_transportation_configurations: Vec<ShipmentTransportationConfiguration>,
}

/// The `generateTransportationOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenerateTransportationOptionsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `getDeliveryChallanDocumentResponse` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDeliveryChallanDocumentResponse {
    /// Resource to download the requested document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_download: Option<DocumentDownload>,
}

/// The `getSelfShipAppointmentSlots` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSelfShipAppointmentSlotsResponse {
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// The self ship appointment time slots availability and an expiration date for which the slots can be scheduled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_ship_appointment_slots_availability: Option<SelfShipAppointmentSlotsAvailability>,
}

/// GetInboundOperationStatus response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InboundOperationStatus {
    /// The name of the operation in the asynchronous API call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The operation ID returned by the asynchronous API call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
    /// The problems in the processing of the asynchronous operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_problems: Option<Vec<OperationProblem>>,
    /// The status of an operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_status: Option<OperationStatus>,
}

/// Inbound plan containing details of the inbound workflow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InboundPlan {
    /// The time at which the inbound plan was created. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime with pattern `yyyy-MM-ddTHH:mm:ssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<DateTime>,
    /// Identifier of an inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_plan_id: Option<String>,
    /// The time at which the inbound plan was last updated. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mm:ssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_at: Option<DateTime>,
    /// A list of marketplace IDs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// Human-readable name of the inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Packing options for the inbound plan. This property will be populated when it has been generated via the corresponding operation. If there is a chosen placement option, only packing options for that placement option will be returned. If there are confirmed shipments, only packing options for those shipments will be returned. Query the packing option for more details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_options: Option<Vec<PackingOptionSummary>>,
    /// Placement options for the inbound plan. This property will be populated when it has been generated via the corresponding operation. If there is a chosen placement option, that will be the only returned option. Query the placement option for more details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement_options: Option<Vec<PlacementOptionSummary>>,
    /// A list of shipment IDs for the inbound plan. This property is populated when it has been generated with the `confirmPlacementOptions` operation. Only shipments from the chosen placement option are returned. Query the shipment for more details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipments: Option<Vec<ShipmentSummary>>,
    /// Specific details to identify a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_address: Option<Address>,
    /// Current status of the inbound plan. Possible values: `ACTIVE`, `VOIDED`, `SHIPPED`, `ERRORED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// A light-weight inbound plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InboundPlanSummary {
    /// The time at which the inbound plan was created. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mm:ssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<DateTime>,
    /// Identifier of an inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_plan_id: Option<String>,
    /// The time at which the inbound plan was last updated. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mm:ssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_at: Option<DateTime>,
    /// A list of marketplace IDs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// Human-readable name of the inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Specific details to identify a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_address: Option<Address>,
    /// The current status of the inbound plan. Possible values: `ACTIVE`, `VOIDED`, `SHIPPED`, `ERRORED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Contains details about cost related modifications to the placement cost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Incentive {
    /// Description of the incentive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Target of the incentive. Possible values: 'Placement Services', 'Fulfillment Fee Discount'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Type of incentive. Possible values: `FEE`, `DISCOUNT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The type and amount of currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Currency>,
}

/// Information associated with a single SKU in the seller's catalog.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Item {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The expiration date of the MSKU. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern`YYYY-MM-DD`. The same MSKU with different expiration dates cannot go into the same box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<String>,
    /// A unique identifier assigned by Amazon to products stored in and fulfilled from an Amazon fulfillment center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fnsku: Option<String>,
    /// Specifies who will label the items. Options include `AMAZON`, `SELLER`, and `NONE`. `AMAZON` is not an accepted value in the US marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_owner: Option<String>,
    /// The manufacturing lot code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturing_lot_code: Option<String>,
    /// The merchant-defined SKU ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msku: Option<String>,
    /// Special preparations that are required for an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_instructions: Option<Vec<PrepInstruction>>,
    /// The number of the specified MSKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
}

/// Defines an item's input parameters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemInput {
    /// The expiration date of the MSKU. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `YYYY-MM-DD`. Items with the same MSKU but different expiration dates cannot go into the same box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<String>,
    /// Specifies who will label the items. Options include `AMAZON`, `SELLER` or `NONE`. `AMAZON` is not an accepted value in the US marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_owner: Option<LabelOwner>,
    /// The manufacturing lot code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturing_lot_code: Option<String>,
    /// The merchant SKU, a merchant-supplied identifier of a specific SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msku: Option<String>,
    /// The owner of the preparations, if special preparations are required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_owner: Option<PrepOwner>,
    /// The number of units of the specified MSKU that will be shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
}

/// The `listDeliveryWindowOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListDeliveryWindowOptionsResponse {
    /// Delivery window options generated for the placement option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_window_options: Option<Vec<DeliveryWindowOption>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listInboundPlanBoxes` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlanBoxesResponse {
    /// A list of boxes in an inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boxes: Option<Vec<Box>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listInboundPlanItems` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlanItemsResponse {
    /// The items in an inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listInboundPlanPallets` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlanPalletsResponse {
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// The pallets in an inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pallets: Option<Vec<Pallet>>,
}

/// The `listInboundPlans` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListInboundPlansResponse {
    /// A list of inbound plans with minimal information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_plans: Option<Vec<InboundPlanSummary>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listItemComplianceDetails` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListItemComplianceDetailsResponse {
    /// List of compliance details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliance_details: Option<Vec<ComplianceDetail>>,
}

/// The `listPackingGroupBoxes` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPackingGroupBoxesResponse {
    /// Provides the information about the list of boxes in the packing group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boxes: Option<Vec<Box>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listPackingGroupItems` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPackingGroupItemsResponse {
    /// Provides the information about the list of items in the packing group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listPlacementOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPackingOptionsResponse {
    /// List of packing options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_options: Option<Vec<PackingOption>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listPlacementOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPlacementOptionsResponse {
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// Placement options generated for the inbound plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement_options: Option<Vec<PlacementOption>>,
}

/// The response to the `listPrepDetails` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListPrepDetailsResponse {
    /// A list of MSKUs and related prep details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msku_prep_details: Option<Vec<MskuPrepDetail>>,
}

/// The `listShipmentBoxes` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentBoxesResponse {
    /// A list of boxes in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boxes: Option<Vec<Box>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `ListShipmentContentUpdatePreviews` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentContentUpdatePreviewsResponse {
    /// A list of content update previews in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_update_previews: Option<Vec<ContentUpdatePreview>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listShipmentItems` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentItemsResponse {
    /// The items in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

/// The `listShipmentPallets` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListShipmentPalletsResponse {
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// The pallets in a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pallets: Option<Vec<Pallet>>,
}

/// The `listTransportationOptions` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListTransportationOptionsResponse {
    /// Contains tokens to fetch from a certain page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// Transportation options generated for the placement option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transportation_options: Option<Vec<TransportationOption>>,
}

/// Contains information related to Less-Than-Truckload (LTL) shipment tracking.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LtlTrackingDetail {
    /// The number of the carrier shipment acknowledgement document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill_of_lading_number: Option<String>,
    /// The number associated with the freight bill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freight_bill_number: Option<Vec<String>>,
}

/// Contains input information to update Less-Than-Truckload (LTL) tracking information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LtlTrackingDetailInput {
    /// The number of the carrier shipment acknowledgement document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill_of_lading_number: Option<String>,
    /// Number associated with the freight bill.
    pub freight_bill_number: Vec<String>,
}

/// An MSKU and its related prep details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MskuPrepDetail {
    /// A constraint that applies to all owners. If no constraint is specified, defer to any individual owner constraints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_owners_constraint: Option<AllOwnersConstraint>,
    /// A constraint that can apply to an individual owner. If no constraint is specified, both `AMAZON` and `SELLER` are acceptable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_owner_constraint: Option<OwnerConstraint>,
    /// The merchant SKU, a merchant-supplied identifier for a specific SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msku: Option<String>,
    /// The preparation category for shipping an item to Amazon's fulfillment network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_category: Option<PrepCategory>,
    /// A constraint that can apply to an individual owner. If no constraint is specified, both `AMAZON` and `SELLER` are acceptable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_owner_constraint: Option<OwnerConstraint>,
    /// A list of preparation types associated with a preparation category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_types: Option<Vec<PrepType>>,
}

/// An MSKU and its related prep details.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MskuPrepDetailInput {
    /// The merchant SKU, a merchant-supplied identifier for a specific SKU.
    pub msku: String,
    /// The preparation category for shipping an item to Amazon's fulfillment network.
    pub prep_category: PrepCategory,
    /// A list of preparation types associated with a preparation category.
    pub prep_types: Vec<PrepType>,
}

/// Represents an MSKU and the related quantity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MskuQuantity {
    /// The merchant SKU, a merchant-supplied identifier for a specific SKU.
    pub msku: String,
    /// A positive integer.
    pub quantity: i64,
}

/// A problem with additional properties persisted to an operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OperationProblem {
    /// An error code that identifies the type of error that occurred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Additional details that can help the caller understand or fix the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// A message that describes the error condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The severity of the problem. Possible values: `WARNING`, `ERROR`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
}

/// Packing information for the inbound plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackageGroupingInput {
    /// Box level information being provided.
    pub boxes: Vec<BoxInput>,
    /// The ID of the `packingGroup` that packages are grouped according to. The `PackingGroupId` can only be provided before placement confirmation, and it must belong to the confirmed `PackingOption`. One of `ShipmentId` or `PackingGroupId` must be provided with every request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_group_id: Option<String>,
    /// The ID of the shipment that packages are grouped according to. The `ShipmentId` can only be provided after placement confirmation, and the shipment must belong to the confirmed placement option. One of `ShipmentId` or `PackingGroupId` must be provided with every request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
}

/// A way to configure this packing option. Some box content information sources might not be allowed. Non-standard minimum and maximum box weights might be enforced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackingConfiguration {
    /// The box content information sources that are allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub box_packing_methods: Option<Vec<BoxContentInformationSource>>,
    /// The requirements for a box in the packing option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub box_requirements: Option<BoxRequirements>,
    /// A list of supported shipping requirements for this packing configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_requirements: Option<Vec<ShippingRequirements>>,
}

/// A packing option contains a set of pack groups plus additional information about the packing option, such as any discounts or fees if it's selected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackingOption {
    /// Discount for the offered option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discounts: Option<Vec<Incentive>>,
    /// The time at which this packing option is no longer valid. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mm:ss.sssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<DateTime>,
    /// Fee for the offered option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees: Option<Vec<Incentive>>,
    /// Packing group IDs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_groups: Option<Vec<String>>,
    /// Identifier of a packing option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_option_id: Option<String>,
    /// The status of the packing option. Possible values: `OFFERED`, `ACCEPTED`, `EXPIRED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// A list of possible configurations for this option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supported_configurations: Option<Vec<PackingConfiguration>>,
    /// **This field is deprecated**. Use the `shippingRequirements` property under `supportedConfigurations` instead. List of supported shipping modes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supported_shipping_configurations: Option<Vec<ShippingConfiguration>>,
}

/// Summary information about a packing option.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PackingOptionSummary {
    /// Identifier of a packing option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing_option_id: Option<String>,
    /// The status of a packing option. Possible values: 'OFFERED', 'ACCEPTED', 'EXPIRED'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Contains tokens to fetch from a certain page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// When present, pass this string token in the next request to return the next response page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Contains information about a pallet that is used in the inbound plan. The pallet is a container that holds multiple items or boxes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pallet {
    /// Measurement of a package's dimensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// Primary key to uniquely identify a Package (Box or Pallet).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// The number of containers where all other properties like weight or dimensions are identical.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Indicates whether pallets will be stacked when carrier arrives for pick-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stackability: Option<Stackability>,
    /// The weight of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
}

/// Contains input information about a pallet to be used in the inbound plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PalletInput {
    /// Measurement of a package's dimensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// The number of containers where all other properties like weight or dimensions are identical.
    pub quantity: i64,
    /// Indicates whether pallets will be stacked when carrier arrives for pick-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stackability: Option<Stackability>,
    /// The weight of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
}

/// Contains information pertaining to the placement of the contents of an inbound plan and the related costs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PlacementOption {
    /// Discount for the offered option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discounts: Option<Vec<Incentive>>,
    /// The expiration date of the placement option. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with pattern `yyyy-MM-ddTHH:mm:ss.sssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<DateTime>,
    /// The fee for the offered option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees: Option<Vec<Incentive>>,
    /// The identifier of a placement option. A placement option represents the shipment splits and destinations of SKUs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement_option_id: Option<String>,
    /// Shipment ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_ids: Option<Vec<String>>,
    /// The status of a placement option. Possible values: `OFFERED`, `ACCEPTED`, `EXPIRED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Summary information about a placement option.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PlacementOptionSummary {
    /// The identifier of a placement option. A placement option represents the shipment splits and destinations of SKUs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement_option_id: Option<String>,
    /// The status of a placement option. Possible values: `OFFERED`, `ACCEPTED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Information pertaining to the preparation of inbound goods.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PrepInstruction {
    /// The type and amount of currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Currency>,
    /// In some situations, special preparations are required for items and this field reflects the owner of the preparations. Options include `AMAZON`, `SELLER` or `NONE`. `AMAZON` is not an accepted value in the US marketplace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_owner: Option<String>,
    /// Type of preparation that should be done. Possible values: `ITEM_LABELING`, `ITEM_BUBBLEWRAP`, `ITEM_POLYBAGGING`, `ITEM_TAPING`, `ITEM_BLACK_SHRINKWRAP`, `ITEM_HANG_GARMENT`, `ITEM_BOXING`, `ITEM_SETCREAT`, `ITEM_RMOVHANG`, `ITEM_SUFFOSTK`, `ITEM_CAP_SEALING`, `ITEM_DEBUNDLE`, `ITEM_SETSTK`, `ITEM_SIOC`, `ITEM_NO_PREP`, `ADULT`, `BABY`, `TEXTILE`, `HANGER`, `FRAGILE`, `LIQUID`, `SHARP`, `SMALL`, `PERFORATED`, `GRANULAR`, `SET`, `FC_PROVIDED`, `UNKNOWN`, `NONE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prep_type: Option<String>,
}

/// The estimated shipping cost associated with the transportation option.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Quote {
    /// The type and amount of currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Currency>,
    /// The time at which this transportation option quote expires. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime with pattern `yyyy-MM-ddTHH:mm:ss.sssZ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<DateTime>,
    /// Voidable until timestamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voidable_until: Option<DateTime>,
}

/// Representation of a location used within the inbounding experience.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Region {
    /// ISO 3166 standard alpha-2 country code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// State.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// An identifier for a warehouse, such as a FC, IXD, upstream storage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warehouse_id: Option<String>,
}

/// Objects that were included in the update request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RequestedUpdates {
    /// A list of boxes that will be present in the shipment after the update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boxes: Option<Vec<BoxUpdateInput>>,
    /// A list of all items that will be present in the shipment after the update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ItemInput>>,
}

/// The `scheduleSelfShipAppointment` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ScheduleSelfShipAppointmentRequest {
    /// Reason for cancelling or rescheduling a self-ship appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_comment: Option<ReasonComment>,
}

/// The `scheduleSelfShipAppointment` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ScheduleSelfShipAppointmentResponse {
    /// Appointment details for carrier pickup or fulfillment center appointments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_ship_appointment_details: Option<SelfShipAppointmentDetails>,
}

/// Selected delivery window attributes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SelectedDeliveryWindow {
    /// The type of delivery window availability. Values: `AVAILABLE`, `BLOCKED`, `CONGESTED`, `DISCOUNTED`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_type: Option<String>,
    /// Identifier of a delivery window option. A delivery window option represent one option for when a shipment is expected to be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_window_option_id: Option<String>,
    /// The timestamp at which this Window can no longer be edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editable_until: Option<DateTime>,
    /// The end timestamp of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<DateTime>,
    /// The start timestamp of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<DateTime>,
}

/// Appointment details for carrier pickup or fulfillment center appointments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SelfShipAppointmentDetails {
    /// Identifier for appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment_id: Option<Number>,
    /// An appointment slot time with start and end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment_slot_time: Option<AppointmentSlotTime>,
    /// Status of the appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment_status: Option<String>,
}

/// The self ship appointment time slots availability and an expiration date for which the slots can be scheduled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SelfShipAppointmentSlotsAvailability {
    /// The time at which the self ship appointment slot expires. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime>,
    /// A list of appointment slots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slots: Option<Vec<AppointmentSlot>>,
}

/// The `setPackingInformation` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SetPackingInformationRequest {
    /// List of packing information for the inbound plan.
    pub package_groupings: Vec<PackageGroupingInput>,
}

/// The `setPackingInformation` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SetPackingInformationResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `setPrepDetails` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SetPrepDetailsRequest {
    /// The marketplace ID. For a list of possible values, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    pub marketplace_id: String,
    /// A list of MSKUs and related prep details.
    pub msku_prep_details: Vec<MskuPrepDetailInput>,
}

/// The `setPrepDetails` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SetPrepDetailsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// Contains information pertaining to a shipment in an inbound plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Shipment {
    /// A unique identifier created by Amazon that identifies this Amazon-partnered, Less Than Truckload/Full Truckload (LTL/FTL) shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amazon_reference_id: Option<String>,
    /// The seller's contact information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_information: Option<ContactInformation>,
    /// Specifies the date that the seller expects their shipment will be shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
    /// The Amazon fulfillment center address and warehouse ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<ShipmentDestination>,
    /// Freight information describes the SKUs that are in transit. Freight carrier options and quotes will only be returned if the freight information is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freight_information: Option<FreightInformation>,
    /// The name of the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The identifier of a placement option. A placement option represents the shipment splits and destinations of SKUs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement_option_id: Option<String>,
    /// Selected delivery window attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected_delivery_window: Option<SelectedDeliveryWindow>,
    /// Identifier of a transportation option. A transportation option represent one option for how to send a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected_transportation_option_id: Option<String>,
    /// List of self ship appointment details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_ship_appointment_details: Option<Vec<SelfShipAppointmentDetails>>,
    /// The confirmed shipment ID which shows up on labels (for example, `FBA1234ABCD`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_confirmation_id: Option<String>,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
    /// Specifies the 'ship from' address for the shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<ShipmentSource>,
    /// The status of a shipment. The state of the shipment will typically start as `UNCONFIRMED`, then transition to `WORKING` after a placement option has been confirmed, and then to `READY_TO_SHIP` once labels are generated. Possible values: `ABANDONED`, `CANCELLED`, `CHECKED_IN`, `CLOSED`, `DELETED`, `DELIVERED`, `IN_TRANSIT`, `MIXED`, `READY_TO_SHIP`, `RECEIVING`, `SHIPPED`, `UNCONFIRMED`, `WORKING`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tracking information for Less-Than-Truckload (LTL) and Small Parcel Delivery (SPD) shipments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_details: Option<TrackingDetails>,
}

/// The Amazon fulfillment center address and warehouse ID.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShipmentDestination {
    /// The address the shipment should be sent to. This can be empty if the destination type is `AMAZON_OPTIMIZED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The type of destination for this shipment. Possible values: `AMAZON_OPTIMIZED`, `AMAZON_WAREHOUSE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_type: Option<String>,
    /// The warehouse that the shipment should be sent to. This can be empty if the destination type is `AMAZON_OPTIMIZED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warehouse_id: Option<String>,
}

/// Specifies the 'ship from' address for the shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShipmentSource {
    /// Specific details to identify a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The type of source for this shipment. Possible values: `SELLER_FACILITY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_type: Option<String>,
}

/// Summary information about a shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShipmentSummary {
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
    /// The status of a shipment. The state of the shipment will typically start as `UNCONFIRMED`, then transition to `WORKING` after a placement option has been confirmed, and then to `READY_TO_SHIP` once labels are generated. Possible values: `ABANDONED`, `CANCELLED`, `CHECKED_IN`, `CLOSED`, `DELETED`, `DELIVERED`, `IN_TRANSIT`, `MIXED`, `READY_TO_SHIP`, `RECEIVING`, `SHIPPED`, `UNCONFIRMED`, `WORKING`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Details needed to generate the transportation options.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShipmentTransportationConfiguration {
    /// The seller's contact information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_information: Option<ContactInformation>,
    /// Freight information describes the SKUs that are in transit. Freight carrier options and quotes will only be returned if the freight information is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freight_information: Option<FreightInformation>,
    /// List of pallet configuration inputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pallets: Option<Vec<PalletInput>>,
    /// The range of dates within which the seller intends to ship their items. This is the pick-up date or 'ready to ship' date, not an estimated delivery date.
    pub ready_to_ship_window: WindowInput,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    pub shipment_id: String,
}

/// The shipping configurations supported for the packing option. Available modes are ground small parcel, freight less-than-truckload (LTL), freight full-truckload (FTL) palletized, freight FTL non-palletized, ocean less-than-container-load (LCL), ocean full-container load (FCL), air small parcel, and air small parcel express.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShippingConfiguration {
    /// Mode of shipment transportation that this option will provide. Possible values: `GROUND_SMALL_PARCEL`, `FREIGHT_LTL`, `FREIGHT_FTL_PALLET`, `FREIGHT_FTL_NONPALLET`, `OCEAN_LCL`, `OCEAN_FCL`, `AIR_SMALL_PARCEL`, `AIR_SMALL_PARCEL_EXPRESS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_mode: Option<String>,
    /// Shipping program for the option. Possible values: `AMAZON_PARTNERED_CARRIER`, `USE_YOUR_OWN_CARRIER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_solution: Option<String>,
}

/// The possible shipping modes for the packing option for a given shipping solution or program. Available solutions are Amazon-Partnered Carrier and Use Your Own Carrier. Available modes are ground small parcel, freight less-than-truckload (LTL), freight full-truckload (FTL) palletized, freight FTL non-palletized, ocean less-than-container-load (LCL), ocean full-container load (FCL), air small parcel, and air small parcel express.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ShippingRequirements {
    /// Available shipment modes for this shipping program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<String>>,
    /// Shipping program for the option. Can be: `AMAZON_PARTNERED_CARRIER`, `USE_YOUR_OWN_CARRIER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
}

/// Contains information related to Small Parcel Delivery (SPD) shipment tracking.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SpdTrackingDetail {
    /// List of Small Parcel Delivery (SPD) tracking items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spd_tracking_items: Option<Vec<SpdTrackingItem>>,
}

/// Contains input information to update Small Parcel Delivery (SPD) tracking information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SpdTrackingDetailInput {
    /// List of Small Parcel Delivery (SPD) tracking items input.
    pub spd_tracking_items: Vec<SpdTrackingItemInput>,
}

/// Contains information used to track and identify a Small Parcel Delivery (SPD) item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SpdTrackingItem {
    /// The ID provided by Amazon that identifies a given box. This ID is comprised of the external shipment ID (which is generated after transportation has been confirmed) and the index of the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub box_id: Option<String>,
    /// The tracking ID associated with each box in a non-Amazon partnered Small Parcel Delivery (SPD) shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_id: Option<String>,
    /// Indicates whether Amazon has validated the tracking number. Because shipment validation is asynchronous, tracking IDs might not be validated immediately, and the status might change after a few hours. If more than 24 hours have passed and the status is not yet 'VALIDATED' or `NOT_SUPPORTED`, verify the number and update it if necessary. **Possible values:** `VALIDATED`, `NOT_VALIDATED`, `NOT_SUPPORTED` (Amazon is unable to find tracking information for the provided tracking ID).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_number_validation_status: Option<String>,
}

/// Small Parcel Delivery (SPD) tracking items input information.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SpdTrackingItemInput {
    /// The ID provided by Amazon that identifies a given box. This ID is comprised of the external shipment ID (which is generated after transportation has been confirmed) and the index of the box.
    pub box_id: String,
    /// The tracking Id associated with each box in a non-Amazon partnered Small Parcel Delivery (SPD) shipment. The seller must provide this information.
    pub tracking_id: String,
}

/// Information used to determine the tax compliance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TaxDetails {
    /// The type and amount of currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_value: Option<Currency>,
    /// Harmonized System of Nomenclature code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hsn_code: Option<String>,
    /// List of tax rates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_rates: Option<Vec<TaxRate>>,
}

/// Contains the type and rate of tax.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TaxRate {
    /// Rate of cess tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cess_rate: Option<Number>,
    /// Rate of gst tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gst_rate: Option<Number>,
    /// Type of tax. Possible values: `CGST`, `SGST`, `IGST`, `TOTAL_TAX`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_type: Option<String>,
}

/// Tracking information for Less-Than-Truckload (LTL) and Small Parcel Delivery (SPD) shipments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TrackingDetails {
    /// Contains information related to Less-Than-Truckload (LTL) shipment tracking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ltl_tracking_detail: Option<LtlTrackingDetail>,
    /// Contains information related to Small Parcel Delivery (SPD) shipment tracking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spd_tracking_detail: Option<SpdTrackingDetail>,
}

/// Tracking information input for Less-Than-Truckload (LTL) and Small Parcel Delivery (SPD) shipments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TrackingDetailsInput {
    /// Contains input information to update Less-Than-Truckload (LTL) tracking information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ltl_tracking_detail: Option<LtlTrackingDetailInput>,
    /// Contains input information to update Small Parcel Delivery (SPD) tracking information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spd_tracking_detail: Option<SpdTrackingDetailInput>,
}

/// Contains information pertaining to a transportation option and the related carrier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TransportationOption {
    /// The carrier for the inbound shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Carrier>,
    /// Contains details for a transportation carrier appointment. This appointment is vended out by Amazon and is an indicator for when a transportation carrier is accepting shipments to be picked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_appointment: Option<CarrierAppointment>,
    /// Identifies a list of preconditions for confirming the transportation option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preconditions: Option<Vec<String>>,
    /// The estimated shipping cost associated with the transportation option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// Identifier of a shipment. A shipment contains the boxes and units being inbounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<String>,
    /// Mode of shipment transportation that this option will provide. Possible values: `GROUND_SMALL_PARCEL`, `FREIGHT_LTL`, `FREIGHT_FTL_PALLET`, `FREIGHT_FTL_NONPALLET`, `OCEAN_LCL`, `OCEAN_FCL`, `AIR_SMALL_PARCEL`, `AIR_SMALL_PARCEL_EXPRESS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_mode: Option<String>,
    /// Shipping program for the option. Possible values: `AMAZON_PARTNERED_CARRIER`, `USE_YOUR_OWN_CARRIER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_solution: Option<String>,
    /// Identifier of a transportation option. A transportation option represent one option for how to send a shipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transportation_option_id: Option<String>,
}

/// The transportation option selected to confirm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TransportationSelection {
    /// The seller's contact information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_information: Option<ContactInformation>,
    /// Shipment ID that the transportation Option is for.
    pub shipment_id: String,
    /// Transportation option being selected for the provided shipment.
    pub transportation_option_id: String,
}

/// The `updateInboundPlanName` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateInboundPlanNameRequest {
    /// A human-readable name to update the inbound plan name to.
    pub name: String,
}

/// The `updateItemComplianceDetails` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateItemComplianceDetailsRequest {
    /// The merchant SKU, a merchant-supplied identifier for a specific SKU.
    pub msku: String,
    /// Information used to determine the tax compliance.
    pub tax_details: TaxDetails,
}

/// The `updateItemComplianceDetails` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateItemComplianceDetailsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `updateShipmentName` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentNameRequest {
    /// A human-readable name to update the shipment name to.
    pub name: String,
}

/// The `UpdateShipmentSourceAddress` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentSourceAddressRequest {
    /// Specific details to identify a place.
    pub address: AddressInput,
}

/// The `UpdateShipmentSourceAddress` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentSourceAddressResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The `updateShipmentTrackingDetails` request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentTrackingDetailsRequest {
    /// Tracking information input for Less-Than-Truckload (LTL) and Small Parcel Delivery (SPD) shipments.
    pub tracking_details: TrackingDetailsInput,
}

/// The `updateShipmentTrackingDetails` response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UpdateShipmentTrackingDetailsResponse {
    /// UUID for the given operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
}

/// The weight of a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Weight {
    /// Unit of the weight being measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOfWeight>,
    /// Value of a weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
}

/// The range of weights that are allowed for a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct WeightRange {
    /// Maximum allowed weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// Minimum allowed weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// Unit of the weight being measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOfWeight>,
}

/// Contains a start and end DateTime representing a time range.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Window {
    /// The timestamp at which this Window can no longer be edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editable_until: Option<DateTime>,
    /// The end timestamp of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTime>,
    /// The start timestamp of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<DateTime>,
}

/// Contains only a starting DateTime.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct WindowInput {
    /// The start date of the window. In [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) datetime format with minute precision. Supports patterns `yyyy-MM-ddTHH:mmZ`, `yyyy-MM-ddTHH:mm:ssZ`, or `yyyy-MM-ddTHH:mm:ss.sssZ`. Note that non-zero second and millisecond components are removed.
    pub start: DateTime,
}

wire_enum! {
    /// A constraint that applies to all owners. If no constraint is specified, defer to any individual owner constraints.
    pub enum AllOwnersConstraint {
        /// All owners must match.
        MustMatch = "MUST_MATCH",
    }
}

wire_enum! {
    /// Indication of how box content is meant to be provided.
    pub enum BoxContentInformationSource {
        /// Box contents have been provided by the seller.
        BoxContentProvided = "BOX_CONTENT_PROVIDED",
        /// Box contents will be manually processed during receive. This service incurs charges.
        ManualProcess = "MANUAL_PROCESS",
        /// Box contents information is provided by a barcode on the shipment. For more information, refer to [Using 2D barcodes for box content information](https://sellercentral.amazon.com/help/hub/reference/GJWALJCN6JKWJX5A) on Seller Central.
        Barcode2d = "BARCODE_2D",
    }
}

wire_enum! {
    /// The page type to use to print the labels. Possible values: 'A4_21', 'A4_24', 'A4_24_64x33', 'A4_24_66x35', 'A4_24_70x36', 'A4_24_70x37', 'A4_24i', 'A4_27', 'A4_40_52x29', 'A4_44_48x25', 'Letter_30'.
    pub enum ItemLabelPageType {
        /// ·
        A421 = "A4_21",
        /// ·
        A424 = "A4_24",
        /// ·
        A42464x33 = "A4_24_64x33",
        /// ·
        A42466x35 = "A4_24_66x35",
        /// ·
        A42470x36 = "A4_24_70x36",
        /// ·
        A42470x37 = "A4_24_70x37",
        /// ·
        A424i = "A4_24i",
        /// ·
        A427 = "A4_27",
        /// ·
        A44052x29 = "A4_40_52x29",
        /// ·
        A44448x25 = "A4_44_48x25",
        /// ·
        Letter30 = "Letter_30",
    }
}

wire_enum! {
    /// Specifies who will label the items. Options include `AMAZON`, `SELLER` or `NONE`. `AMAZON` is not an accepted value in the US marketplace.
    pub enum LabelOwner {
        /// Amazon provides the information.
        Amazon = "AMAZON",
        /// Seller provides the information.
        Seller = "SELLER",
        /// No owner is required for the labelling.
        None = "NONE",
    }
}

wire_enum! {
    /// Indicates the type of print type for a given label.
    pub enum LabelPrintType {
        /// ·
        StandardFormat = "STANDARD_FORMAT",
        /// ·
        ThermalPrinting = "THERMAL_PRINTING",
    }
}

wire_enum! {
    /// The status of an operation.
    pub enum OperationStatus {
        /// Indicates a request has successfully finished processing.
        Success = "SUCCESS",
        /// Indicates a request has finished processing but is in a failed state.
        Failed = "FAILED",
        /// Indicates a request is still processing.
        InProgress = "IN_PROGRESS",
    }
}

wire_enum! {
    /// A constraint that can apply to an individual owner. If no constraint is specified, both `AMAZON` and `SELLER` are acceptable.
    pub enum OwnerConstraint {
        /// Only `AMAZON` is accepted as an owner.
        AmazonOnly = "AMAZON_ONLY",
        /// Only `NONE` is accepted as an owner.
        NoneOnly = "NONE_ONLY",
        /// Only `SELLER` is accepted as an owner.
        SellerOnly = "SELLER_ONLY",
    }
}

wire_enum! {
    /// The preparation category for shipping an item to Amazon's fulfillment network.
    pub enum PrepCategory {
        /// Displays potentially offensive material such as profanity or nudity.
        Adult = "ADULT",
        /// Made for a child aged three years or younger, packaging with cutouts greater than one square inch.
        Baby = "BABY",
        /// A prep type has been defined by the Fulfillment Center. This value is provided by Amazon and cannot be used as an input.
        FcProvided = "FC_PROVIDED",
        /// Glass or otherwise fragile, or a liquid in a glass container.
        Fragile = "FRAGILE",
        /// Made of powder, pellets, or granular material.
        Granular = "GRANULAR",
        /// Made of cloth or fabric and intended to be put on a hanger.
        Hanger = "HANGER",
        /// Liquid or viscous without a double seal.
        Liquid = "LIQUID",
        /// In packaging that has a perforated opening.
        Perforated = "PERFORATED",
        /// Multiple items that are sold as one unit.
        Set = "SET",
        /// Sharp and easily exposed, not already contained in protective packaging.
        Sharp = "SHARP",
        /// Longest side less than 2 1/8 inches (width of a credit card).
        Small = "SMALL",
        /// Made of cloth or fabric that could be damaged by dirt, dust, moisture, or liquid.
        Textile = "TEXTILE",
        /// An unknown prep category was found and needs to be updated. This value is provided by Amazon and cannot be used as an input.
        Unknown = "UNKNOWN",
        /// Does not require prep.
        None = "NONE",
    }
}

wire_enum! {
    /// The owner of the preparations, if special preparations are required.
    pub enum PrepOwner {
        /// Amazon provides the information.
        Amazon = "AMAZON",
        /// The seller provides the information.
        Seller = "SELLER",
        /// No owner is required for the preparations.
        None = "NONE",
    }
}

wire_enum! {
    /// Preparation instructions for shipping an item to Amazon's fulfillment network. For more information about preparing items for shipment to Amazon's fulfillment network, refer to [Seller Central Help for your marketplace](https://developer-docs.amazon.com/sp-api/docs/seller-central-urls).
    pub enum PrepType {
        /// The item requires black shrink wrapping.
        ItemBlackShrinkwrap = "ITEM_BLACK_SHRINKWRAP",
        /// The item requires a blank sticker to obscure a bad barcode that cannot be covered by another sticker.
        ItemBlankstk = "ITEM_BLANKSTK",
        /// Products may require overboxing when there are safety concerns over sharp items, fragile items, hazardous liquids, and vinyl records. For items over 4.5 kg, use double-wall corrugated boxes.
        ItemBoxing = "ITEM_BOXING",
        /// The item requires bubble wrapping.
        ItemBubblewrap = "ITEM_BUBBLEWRAP",
        /// To prevent leakage, the product needs to have a secondary seal in one of the following types: Induction seal, safety ring, clips, heat shrink plastic band, or boxing.
        ItemCapSealing = "ITEM_CAP_SEALING",
        /// The item requires taking apart a set of items labeled for individual sale. Remove tape or shrink wrap that groups multiple inventory units together.
        ItemDebundle = "ITEM_DEBUNDLE",
        /// The item must be placed on a hanger.
        ItemHangGarment = "ITEM_HANG_GARMENT",
        /// The FNSKU label must be applied to the item.
        ItemLabeling = "ITEM_LABELING",
        /// The item does not require any prep.
        ItemNoPrep = "ITEM_NO_PREP",
        /// The item requires polybagging.
        ItemPolybagging = "ITEM_POLYBAGGING",
        /// The item cannot be shipped on a hanger.
        ItemRmovhang = "ITEM_RMOVHANG",
        /// Units that are sets must be labeled as sets on their packaging. The barcodes on the individual items must not face outward and must not require covering.
        ItemSetcreat = "ITEM_SETCREAT",
        /// Products that are sets must be marked as sets on their packaging. Add a label to the unit that clearly states that the products must be received and sold as a single unit. For example, if a set of six unique toy cars is sold as one unit, the packaging for each car must indicate that it is part of the set.
        ItemSetstk = "ITEM_SETSTK",
        /// The item ships in its original product packaging.
        ItemSioc = "ITEM_SIOC",
        /// Poly bags with an opening of 12 cm or larger (measured when flat) must have a suffocation warning. This warning must be printed on the bag or attached as a label.
        ItemSuffostk = "ITEM_SUFFOSTK",
        /// Indicates that taping is required.
        ItemTaping = "ITEM_TAPING",
    }
}

wire_enum! {
    /// Reason for cancelling or rescheduling a self-ship appointment.
    pub enum ReasonComment {
        /// ·
        AppointmentRequestedByMistake = "APPOINTMENT_REQUESTED_BY_MISTAKE",
        /// ·
        VehicleDelay = "VEHICLE_DELAY",
        /// ·
        SlotNotSuitable = "SLOT_NOT_SUITABLE",
        /// ·
        OutsideCarrierBusinessHours = "OUTSIDE_CARRIER_BUSINESS_HOURS",
        /// ·
        UnfavourableExternalConditions = "UNFAVOURABLE_EXTERNAL_CONDITIONS",
        /// ·
        ProcurementDelay = "PROCUREMENT_DELAY",
        /// ·
        ShippingPlanChanged = "SHIPPING_PLAN_CHANGED",
        /// ·
        IncreasedQuantity = "INCREASED_QUANTITY",
        /// ·
        Other = "OTHER",
    }
}

wire_enum! {
    /// Sort by field.
    pub enum SortBy {
        /// Last updated time of the inbound plan.
        LastUpdatedTime = "LAST_UPDATED_TIME",
        /// Inbound plan creation time.
        CreationTime = "CREATION_TIME",
    }
}

wire_enum! {
    /// The sort order.
    pub enum SortOrder {
        /// Ascending order.
        Asc = "ASC",
        /// Descending order.
        Desc = "DESC",
    }
}

wire_enum! {
    /// Indicates whether pallets will be stacked when carrier arrives for pick-up.
    pub enum Stackability {
        /// A pallet that can be stacked on top of another pallet.
        Stackable = "STACKABLE",
        /// A pallet that cannot be stacked on top of another pallet.
        NonStackable = "NON_STACKABLE",
    }
}

wire_enum! {
    /// The status of an inbound plan.
    pub enum Status {
        /// An inbound plan that is being worked on.
        Active = "ACTIVE",
        /// An inbound plan with all shipment cancelled and can no longer be modified.
        Voided = "VOIDED",
        /// A completed inbound plan. Only minor modifications can be made at this time.
        Shipped = "SHIPPED",
    }
}

wire_enum! {
    /// Unit of linear measure.
    pub enum UnitOfMeasurement {
        /// Inches.
        In = "IN",
        /// Centimeters.
        Cm = "CM",
    }
}

wire_enum! {
    /// Unit of the weight being measured.
    pub enum UnitOfWeight {
        /// Pounds.
        Lb = "LB",
        /// Kilograms.
        Kg = "KG",
    }
}
