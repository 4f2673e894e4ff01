//! Which type replays which operation's sandbox cases.
//!
//! Written by `cargo run -p amazon --example generate`; edit the generator instead.

use amazon::api::*;

use crate::sandbox::{Case, Outcome, replay};

/// Replays `case` through the types of its operation.
pub fn dispatch(case: &Case) -> Outcome {
    match (case.api.as_str(), case.operation.as_str()) {
        ("application_2023-11-30", "rotateApplicationClientSecret") => {
            replay::<application::RotateApplicationClientSecret>(case)
        }
        ("catalogItems_2022-04-01", "searchCatalogItems") => {
            replay::<catalog_2022::SearchCatalogItems>(case)
        }
        ("catalogItems_2022-04-01", "getCatalogItem") => {
            replay::<catalog_2022::GetCatalogItem>(case)
        }
        ("definitionsProductTypes_2020-09-01", "searchDefinitionsProductTypes") => {
            replay::<product_types::SearchDefinitionsProductTypes>(case)
        }
        ("definitionsProductTypes_2020-09-01", "getDefinitionsProductType") => {
            replay::<product_types::GetDefinitionsProductType>(case)
        }
        ("fbaInbound", "getItemEligibilityPreview") => {
            replay::<inbound_eligibility::GetItemEligibilityPreview>(case)
        }
        ("fbaInventory", "createInventoryItem") => {
            replay::<fba_inventory::CreateInventoryItem>(case)
        }
        ("fbaInventory", "addInventory") => replay::<fba_inventory::AddInventory>(case),
        ("fbaInventory", "deleteInventoryItem") => {
            replay::<fba_inventory::DeleteInventoryItem>(case)
        }
        ("fbaInventory", "getInventorySummaries") => {
            replay::<fba_inventory::GetInventorySummaries>(case)
        }
        ("feeds_2021-06-30", "createFeedDocument") => replay::<feeds::CreateFeedDocument>(case),
        ("feeds_2021-06-30", "getFeedDocument") => replay::<feeds::GetFeedDocument>(case),
        ("feeds_2021-06-30", "getFeeds") => replay::<feeds::GetFeeds>(case),
        ("feeds_2021-06-30", "createFeed") => replay::<feeds::CreateFeed>(case),
        ("feeds_2021-06-30", "cancelFeed") => replay::<feeds::CancelFeed>(case),
        ("feeds_2021-06-30", "getFeed") => replay::<feeds::GetFeed>(case),
        ("finances_2024-06-19", "listBalances") => replay::<finances_2024::ListBalances>(case),
        ("finances_2024-06-19", "listSummary") => replay::<finances_2024::ListSummary>(case),
        ("finances_2024-06-19", "listTransactions") => {
            replay::<finances_2024::ListTransactions>(case)
        }
        ("fulfillmentInboundV0", "getPrepInstructions") => {
            replay::<inbound_v0::GetPrepInstructions>(case)
        }
        ("fulfillmentInboundV0", "getShipmentItems") => {
            replay::<inbound_v0::GetShipmentItems>(case)
        }
        ("fulfillmentInboundV0", "getShipments") => replay::<inbound_v0::GetShipments>(case),
        ("fulfillmentInboundV0", "getBillOfLading") => replay::<inbound_v0::GetBillOfLading>(case),
        ("fulfillmentInboundV0", "getShipmentItemsByShipmentId") => {
            replay::<inbound_v0::GetShipmentItemsByShipmentId>(case)
        }
        ("fulfillmentInboundV0", "getLabels") => replay::<inbound_v0::GetLabels>(case),
        ("fulfillmentInbound_2024-03-20", "listInboundPlans") => {
            replay::<inbound_2024::ListInboundPlans>(case)
        }
        ("fulfillmentInbound_2024-03-20", "createInboundPlan") => {
            replay::<inbound_2024::CreateInboundPlan>(case)
        }
        ("fulfillmentInbound_2024-03-20", "getInboundPlan") => {
            replay::<inbound_2024::GetInboundPlan>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listInboundPlanBoxes") => {
            replay::<inbound_2024::ListInboundPlanBoxes>(case)
        }
        ("fulfillmentInbound_2024-03-20", "cancelInboundPlan") => {
            replay::<inbound_2024::CancelInboundPlan>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listInboundPlanItems") => {
            replay::<inbound_2024::ListInboundPlanItems>(case)
        }
        ("fulfillmentInbound_2024-03-20", "updateInboundPlanName") => {
            replay::<inbound_2024::UpdateInboundPlanName>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listPackingGroupBoxes") => {
            replay::<inbound_2024::ListPackingGroupBoxes>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listPackingGroupItems") => {
            replay::<inbound_2024::ListPackingGroupItems>(case)
        }
        ("fulfillmentInbound_2024-03-20", "setPackingInformation") => {
            replay::<inbound_2024::SetPackingInformation>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listPackingOptions") => {
            replay::<inbound_2024::ListPackingOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "generatePackingOptions") => {
            replay::<inbound_2024::GeneratePackingOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "confirmPackingOption") => {
            replay::<inbound_2024::ConfirmPackingOption>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listInboundPlanPallets") => {
            replay::<inbound_2024::ListInboundPlanPallets>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listPlacementOptions") => {
            replay::<inbound_2024::ListPlacementOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "generatePlacementOptions") => {
            replay::<inbound_2024::GeneratePlacementOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "confirmPlacementOption") => {
            replay::<inbound_2024::ConfirmPlacementOption>(case)
        }
        ("fulfillmentInbound_2024-03-20", "getShipment") => {
            replay::<inbound_2024::GetShipment>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentBoxes") => {
            replay::<inbound_2024::ListShipmentBoxes>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentContentUpdatePreviews") => {
            replay::<inbound_2024::ListShipmentContentUpdatePreviews>(case)
        }
        ("fulfillmentInbound_2024-03-20", "generateShipmentContentUpdatePreviews") => {
            replay::<inbound_2024::GenerateShipmentContentUpdatePreviews>(case)
        }
        ("fulfillmentInbound_2024-03-20", "getShipmentContentUpdatePreview") => {
            replay::<inbound_2024::GetShipmentContentUpdatePreview>(case)
        }
        ("fulfillmentInbound_2024-03-20", "confirmShipmentContentUpdatePreview") => {
            replay::<inbound_2024::ConfirmShipmentContentUpdatePreview>(case)
        }
        ("fulfillmentInbound_2024-03-20", "getDeliveryChallanDocument") => {
            replay::<inbound_2024::GetDeliveryChallanDocument>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listDeliveryWindowOptions") => {
            replay::<inbound_2024::ListDeliveryWindowOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "generateDeliveryWindowOptions") => {
            replay::<inbound_2024::GenerateDeliveryWindowOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "confirmDeliveryWindowOptions") => {
            replay::<inbound_2024::ConfirmDeliveryWindowOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentItems") => {
            replay::<inbound_2024::ListShipmentItems>(case)
        }
        ("fulfillmentInbound_2024-03-20", "updateShipmentName") => {
            replay::<inbound_2024::UpdateShipmentName>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentPallets") => {
            replay::<inbound_2024::ListShipmentPallets>(case)
        }
        ("fulfillmentInbound_2024-03-20", "cancelSelfShipAppointment") => {
            replay::<inbound_2024::CancelSelfShipAppointment>(case)
        }
        ("fulfillmentInbound_2024-03-20", "getSelfShipAppointmentSlots") => {
            replay::<inbound_2024::GetSelfShipAppointmentSlots>(case)
        }
        ("fulfillmentInbound_2024-03-20", "generateSelfShipAppointmentSlots") => {
            replay::<inbound_2024::GenerateSelfShipAppointmentSlots>(case)
        }
        ("fulfillmentInbound_2024-03-20", "scheduleSelfShipAppointment") => {
            replay::<inbound_2024::ScheduleSelfShipAppointment>(case)
        }
        ("fulfillmentInbound_2024-03-20", "updateShipmentSourceAddress") => {
            replay::<inbound_2024::UpdateShipmentSourceAddress>(case)
        }
        ("fulfillmentInbound_2024-03-20", "updateShipmentTrackingDetails") => {
            replay::<inbound_2024::UpdateShipmentTrackingDetails>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listTransportationOptions") => {
            replay::<inbound_2024::ListTransportationOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "generateTransportationOptions") => {
            replay::<inbound_2024::GenerateTransportationOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "confirmTransportationOptions") => {
            replay::<inbound_2024::ConfirmTransportationOptions>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listItemComplianceDetails") => {
            replay::<inbound_2024::ListItemComplianceDetails>(case)
        }
        ("fulfillmentInbound_2024-03-20", "updateItemComplianceDetails") => {
            replay::<inbound_2024::UpdateItemComplianceDetails>(case)
        }
        ("fulfillmentInbound_2024-03-20", "createMarketplaceItemLabels") => {
            replay::<inbound_2024::CreateMarketplaceItemLabels>(case)
        }
        ("fulfillmentInbound_2024-03-20", "listPrepDetails") => {
            replay::<inbound_2024::ListPrepDetails>(case)
        }
        ("fulfillmentInbound_2024-03-20", "setPrepDetails") => {
            replay::<inbound_2024::SetPrepDetails>(case)
        }
        ("fulfillmentInbound_2024-03-20", "getInboundOperationStatus") => {
            replay::<inbound_2024::GetInboundOperationStatus>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "deliveryOffers") => {
            replay::<outbound_2020::DeliveryOffers>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "getFeatures") => {
            replay::<outbound_2020::GetFeatures>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "getFeatureInventory") => {
            replay::<outbound_2020::GetFeatureInventory>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "getFeatureSKU") => {
            replay::<outbound_2020::GetFeatureSKU>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "listAllFulfillmentOrders") => {
            replay::<outbound_2020::ListAllFulfillmentOrders>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "createFulfillmentOrder") => {
            replay::<outbound_2020::CreateFulfillmentOrder>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "getFulfillmentPreview") => {
            replay::<outbound_2020::GetFulfillmentPreview>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "getFulfillmentOrder") => {
            replay::<outbound_2020::GetFulfillmentOrder>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "updateFulfillmentOrder") => {
            replay::<outbound_2020::UpdateFulfillmentOrder>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "cancelFulfillmentOrder") => {
            replay::<outbound_2020::CancelFulfillmentOrder>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "createFulfillmentReturn") => {
            replay::<outbound_2020::CreateFulfillmentReturn>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "submitFulfillmentOrderStatusUpdate") => {
            replay::<outbound_2020::SubmitFulfillmentOrderStatusUpdate>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "listReturnReasonCodes") => {
            replay::<outbound_2020::ListReturnReasonCodes>(case)
        }
        ("fulfillmentOutbound_2020-07-01", "getPackageTrackingDetails") => {
            replay::<outbound_2020::GetPackageTrackingDetails>(case)
        }
        ("fulfillmentOutbound_2026-07-04", "getOffers") => replay::<outbound_2026::GetOffers>(case),
        ("fulfillmentOutbound_2026-07-04", "listOrders") => {
            replay::<outbound_2026::ListOrders>(case)
        }
        ("fulfillmentOutbound_2026-07-04", "createOrder") => {
            replay::<outbound_2026::CreateOrder>(case)
        }
        ("fulfillmentOutbound_2026-07-04", "getOrder") => replay::<outbound_2026::GetOrder>(case),
        ("fulfillmentOutbound_2026-07-04", "updateOrder") => {
            replay::<outbound_2026::UpdateOrder>(case)
        }
        ("fulfillmentOutbound_2026-07-04", "cancelOrder") => {
            replay::<outbound_2026::CancelOrder>(case)
        }
        ("fulfillmentOutbound_2026-07-04", "updatePackage") => {
            replay::<outbound_2026::UpdatePackage>(case)
        }
        ("fulfillmentOutbound_2026-07-04", "updateOrderStatus") => {
            replay::<outbound_2026::UpdateOrderStatus>(case)
        }
        ("fulfillmentOutbound_2026-07-04", "getOrderPreview") => {
            replay::<outbound_2026::GetOrderPreview>(case)
        }
        ("listingsItems_2021-08-01", "searchListingsItems") => {
            replay::<listings_2021::SearchListingsItems>(case)
        }
        ("listingsItems_2021-08-01", "deleteListingsItem") => {
            replay::<listings_2021::DeleteListingsItem>(case)
        }
        ("listingsItems_2021-08-01", "getListingsItem") => {
            replay::<listings_2021::GetListingsItem>(case)
        }
        ("listingsItems_2021-08-01", "patchListingsItem") => {
            replay::<listings_2021::PatchListingsItem>(case)
        }
        ("listingsItems_2021-08-01", "putListingsItem") => {
            replay::<listings_2021::PutListingsItem>(case)
        }
        ("listingsRestrictions_2021-08-01", "getListingsRestrictions") => {
            replay::<restrictions::GetListingsRestrictions>(case)
        }
        ("merchantFulfillmentV0", "getAdditionalSellerInputs") => {
            replay::<merchant_fulfilment::GetAdditionalSellerInputs>(case)
        }
        ("merchantFulfillmentV0", "getEligibleShipmentServices") => {
            replay::<merchant_fulfilment::GetEligibleShipmentServices>(case)
        }
        ("merchantFulfillmentV0", "createShipment") => {
            replay::<merchant_fulfilment::CreateShipment>(case)
        }
        ("merchantFulfillmentV0", "cancelShipment") => {
            replay::<merchant_fulfilment::CancelShipment>(case)
        }
        ("merchantFulfillmentV0", "getShipment") => {
            replay::<merchant_fulfilment::GetShipment>(case)
        }
        ("notifications", "getDestinations") => replay::<notifications::GetDestinations>(case),
        ("notifications", "createDestination") => replay::<notifications::CreateDestination>(case),
        ("notifications", "deleteDestination") => replay::<notifications::DeleteDestination>(case),
        ("notifications", "getDestination") => replay::<notifications::GetDestination>(case),
        ("notifications", "getSubscriptions") => replay::<notifications::GetSubscriptions>(case),
        ("notifications", "getSubscription") => replay::<notifications::GetSubscription>(case),
        ("notifications", "createSubscription") => {
            replay::<notifications::CreateSubscription>(case)
        }
        ("notifications", "sendTestNotification") => {
            replay::<notifications::SendTestNotification>(case)
        }
        ("notifications", "deleteSubscriptionById") => {
            replay::<notifications::DeleteSubscriptionById>(case)
        }
        ("notifications", "getSubscriptionById") => {
            replay::<notifications::GetSubscriptionById>(case)
        }
        ("ordersV0", "getOrders") => replay::<orders_v0::GetOrders>(case),
        ("ordersV0", "getOrder") => replay::<orders_v0::GetOrder>(case),
        ("ordersV0", "getOrderAddress") => replay::<orders_v0::GetOrderAddress>(case),
        ("ordersV0", "getOrderBuyerInfo") => replay::<orders_v0::GetOrderBuyerInfo>(case),
        ("ordersV0", "getOrderItems") => replay::<orders_v0::GetOrderItems>(case),
        ("ordersV0", "getOrderItemsBuyerInfo") => replay::<orders_v0::GetOrderItemsBuyerInfo>(case),
        ("ordersV0", "getOrderRegulatedInfo") => replay::<orders_v0::GetOrderRegulatedInfo>(case),
        ("ordersV0", "updateVerificationStatus") => {
            replay::<orders_v0::UpdateVerificationStatus>(case)
        }
        ("ordersV0", "updateShipmentStatus") => replay::<orders_v0::UpdateShipmentStatus>(case),
        ("ordersV0", "confirmShipment") => replay::<orders_v0::ConfirmShipment>(case),
        ("orders_2026-01-01", "searchOrders") => replay::<orders_2026::SearchOrders>(case),
        ("orders_2026-01-01", "getOrder") => replay::<orders_2026::GetOrder>(case),
        ("productFeesV0", "getMyFeesEstimates") => replay::<fees::GetMyFeesEstimates>(case),
        ("productFeesV0", "getMyFeesEstimateForASIN") => {
            replay::<fees::GetMyFeesEstimateForASIN>(case)
        }
        ("productFeesV0", "getMyFeesEstimateForSKU") => {
            replay::<fees::GetMyFeesEstimateForSKU>(case)
        }
        ("productPricingV0", "getItemOffersBatch") => {
            replay::<pricing_v0::GetItemOffersBatch>(case)
        }
        ("productPricingV0", "getListingOffersBatch") => {
            replay::<pricing_v0::GetListingOffersBatch>(case)
        }
        ("productPricingV0", "getCompetitivePricing") => {
            replay::<pricing_v0::GetCompetitivePricing>(case)
        }
        ("productPricingV0", "getItemOffers") => replay::<pricing_v0::GetItemOffers>(case),
        ("productPricingV0", "getListingOffers") => replay::<pricing_v0::GetListingOffers>(case),
        ("productPricingV0", "getPricing") => replay::<pricing_v0::GetPricing>(case),
        ("productPricing_2022-05-01", "getCompetitiveSummary") => {
            replay::<pricing_2022::GetCompetitiveSummary>(case)
        }
        ("productPricing_2022-05-01", "getFeaturedOfferExpectedPriceBatch") => {
            replay::<pricing_2022::GetFeaturedOfferExpectedPriceBatch>(case)
        }
        ("reports_2021-06-30", "getReportDocument") => replay::<reports::GetReportDocument>(case),
        ("reports_2021-06-30", "getReports") => replay::<reports::GetReports>(case),
        ("reports_2021-06-30", "createReport") => replay::<reports::CreateReport>(case),
        ("reports_2021-06-30", "cancelReport") => replay::<reports::CancelReport>(case),
        ("reports_2021-06-30", "getReport") => replay::<reports::GetReport>(case),
        ("reports_2021-06-30", "getReportSchedules") => replay::<reports::GetReportSchedules>(case),
        ("reports_2021-06-30", "createReportSchedule") => {
            replay::<reports::CreateReportSchedule>(case)
        }
        ("reports_2021-06-30", "cancelReportSchedule") => {
            replay::<reports::CancelReportSchedule>(case)
        }
        ("reports_2021-06-30", "getReportSchedule") => replay::<reports::GetReportSchedule>(case),
        ("sellers", "getAccount") => replay::<sellers::GetAccount>(case),
        ("sellers", "getMarketplaceParticipations") => {
            replay::<sellers::GetMarketplaceParticipations>(case)
        }
        ("tokens_2021-03-01", "createRestrictedDataToken") => {
            replay::<tokens::CreateRestrictedDataToken>(case)
        }
        (api, operation) => panic!("no operation {api} {operation}"),
    }
}
