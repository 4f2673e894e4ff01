//! Which types stand for which operation.
//!
//! Written by `cargo run -p amazon --example generate`; edit the generator instead.

use amazon::api::*;

use crate::sandbox::Visitor;

/// Lets `visitor` see the types of an operation.
pub fn dispatch<V: Visitor>(api: &str, operation: &str, visitor: V) -> V::Seen {
    match (api, operation) {
        ("application_2023-11-30", "rotateApplicationClientSecret") => {
            visitor.visit::<application::RotateApplicationClientSecret>()
        }
        ("catalogItems_2022-04-01", "searchCatalogItems") => {
            visitor.visit::<catalog_2022::SearchCatalogItems>()
        }
        ("catalogItems_2022-04-01", "getCatalogItem") => {
            visitor.visit::<catalog_2022::GetCatalogItem>()
        }
        ("definitionsProductTypes_2020-09-01", "searchDefinitionsProductTypes") => {
            visitor.visit::<product_types::SearchDefinitionsProductTypes>()
        }
        ("definitionsProductTypes_2020-09-01", "getDefinitionsProductType") => {
            visitor.visit::<product_types::GetDefinitionsProductType>()
        }
        ("fbaInbound", "getItemEligibilityPreview") => {
            visitor.visit::<inbound_eligibility::GetItemEligibilityPreview>()
        }
        ("fbaInventory", "createInventoryItem") => {
            visitor.visit::<fba_inventory::CreateInventoryItem>()
        }
        ("fbaInventory", "addInventory") => visitor.visit::<fba_inventory::AddInventory>(),
        ("fbaInventory", "deleteInventoryItem") => {
            visitor.visit::<fba_inventory::DeleteInventoryItem>()
        }
        ("fbaInventory", "getInventorySummaries") => {
            visitor.visit::<fba_inventory::GetInventorySummaries>()
        }
        ("feeds_2021-06-30", "createFeedDocument") => visitor.visit::<feeds::CreateFeedDocument>(),
        ("feeds_2021-06-30", "getFeedDocument") => visitor.visit::<feeds::GetFeedDocument>(),
        ("feeds_2021-06-30", "getFeeds") => visitor.visit::<feeds::GetFeeds>(),
        ("feeds_2021-06-30", "createFeed") => visitor.visit::<feeds::CreateFeed>(),
        ("feeds_2021-06-30", "cancelFeed") => visitor.visit::<feeds::CancelFeed>(),
        ("feeds_2021-06-30", "getFeed") => visitor.visit::<feeds::GetFeed>(),
        ("finances_2024-06-19", "listBalances") => visitor.visit::<finances_2024::ListBalances>(),
        ("finances_2024-06-19", "listSummary") => visitor.visit::<finances_2024::ListSummary>(),
        ("finances_2024-06-19", "listTransactions") => {
            visitor.visit::<finances_2024::ListTransactions>()
        }
        ("fulfillmentInboundV0", "getPrepInstructions") => {
            visitor.visit::<inbound_v0::GetPrepInstructions>()
        }
        ("fulfillmentInboundV0", "getShipmentItems") => {
            visitor.visit::<inbound_v0::GetShipmentItems>()
        }
        ("fulfillmentInboundV0", "getShipments") => visitor.visit::<inbound_v0::GetShipments>(),
        ("fulfillmentInboundV0", "getBillOfLading") => {
            visitor.visit::<inbound_v0::GetBillOfLading>()
        }
        ("fulfillmentInboundV0", "getShipmentItemsByShipmentId") => {
            visitor.visit::<inbound_v0::GetShipmentItemsByShipmentId>()
        }
        ("fulfillmentInboundV0", "getLabels") => visitor.visit::<inbound_v0::GetLabels>(),
        ("fulfillmentInbound_2024-03-20", "listInboundPlans") => {
            visitor.visit::<inbound_2024::ListInboundPlans>()
        }
        ("fulfillmentInbound_2024-03-20", "createInboundPlan") => {
            visitor.visit::<inbound_2024::CreateInboundPlan>()
        }
        ("fulfillmentInbound_2024-03-20", "getInboundPlan") => {
            visitor.visit::<inbound_2024::GetInboundPlan>()
        }
        ("fulfillmentInbound_2024-03-20", "listInboundPlanBoxes") => {
            visitor.visit::<inbound_2024::ListInboundPlanBoxes>()
        }
        ("fulfillmentInbound_2024-03-20", "cancelInboundPlan") => {
            visitor.visit::<inbound_2024::CancelInboundPlan>()
        }
        ("fulfillmentInbound_2024-03-20", "listInboundPlanItems") => {
            visitor.visit::<inbound_2024::ListInboundPlanItems>()
        }
        ("fulfillmentInbound_2024-03-20", "updateInboundPlanName") => {
            visitor.visit::<inbound_2024::UpdateInboundPlanName>()
        }
        ("fulfillmentInbound_2024-03-20", "listPackingGroupBoxes") => {
            visitor.visit::<inbound_2024::ListPackingGroupBoxes>()
        }
        ("fulfillmentInbound_2024-03-20", "listPackingGroupItems") => {
            visitor.visit::<inbound_2024::ListPackingGroupItems>()
        }
        ("fulfillmentInbound_2024-03-20", "setPackingInformation") => {
            visitor.visit::<inbound_2024::SetPackingInformation>()
        }
        ("fulfillmentInbound_2024-03-20", "listPackingOptions") => {
            visitor.visit::<inbound_2024::ListPackingOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "generatePackingOptions") => {
            visitor.visit::<inbound_2024::GeneratePackingOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "confirmPackingOption") => {
            visitor.visit::<inbound_2024::ConfirmPackingOption>()
        }
        ("fulfillmentInbound_2024-03-20", "listInboundPlanPallets") => {
            visitor.visit::<inbound_2024::ListInboundPlanPallets>()
        }
        ("fulfillmentInbound_2024-03-20", "listPlacementOptions") => {
            visitor.visit::<inbound_2024::ListPlacementOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "generatePlacementOptions") => {
            visitor.visit::<inbound_2024::GeneratePlacementOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "confirmPlacementOption") => {
            visitor.visit::<inbound_2024::ConfirmPlacementOption>()
        }
        ("fulfillmentInbound_2024-03-20", "getShipment") => {
            visitor.visit::<inbound_2024::GetShipment>()
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentBoxes") => {
            visitor.visit::<inbound_2024::ListShipmentBoxes>()
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentContentUpdatePreviews") => {
            visitor.visit::<inbound_2024::ListShipmentContentUpdatePreviews>()
        }
        ("fulfillmentInbound_2024-03-20", "generateShipmentContentUpdatePreviews") => {
            visitor.visit::<inbound_2024::GenerateShipmentContentUpdatePreviews>()
        }
        ("fulfillmentInbound_2024-03-20", "getShipmentContentUpdatePreview") => {
            visitor.visit::<inbound_2024::GetShipmentContentUpdatePreview>()
        }
        ("fulfillmentInbound_2024-03-20", "confirmShipmentContentUpdatePreview") => {
            visitor.visit::<inbound_2024::ConfirmShipmentContentUpdatePreview>()
        }
        ("fulfillmentInbound_2024-03-20", "getDeliveryChallanDocument") => {
            visitor.visit::<inbound_2024::GetDeliveryChallanDocument>()
        }
        ("fulfillmentInbound_2024-03-20", "listDeliveryWindowOptions") => {
            visitor.visit::<inbound_2024::ListDeliveryWindowOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "generateDeliveryWindowOptions") => {
            visitor.visit::<inbound_2024::GenerateDeliveryWindowOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "confirmDeliveryWindowOptions") => {
            visitor.visit::<inbound_2024::ConfirmDeliveryWindowOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentItems") => {
            visitor.visit::<inbound_2024::ListShipmentItems>()
        }
        ("fulfillmentInbound_2024-03-20", "updateShipmentName") => {
            visitor.visit::<inbound_2024::UpdateShipmentName>()
        }
        ("fulfillmentInbound_2024-03-20", "listShipmentPallets") => {
            visitor.visit::<inbound_2024::ListShipmentPallets>()
        }
        ("fulfillmentInbound_2024-03-20", "cancelSelfShipAppointment") => {
            visitor.visit::<inbound_2024::CancelSelfShipAppointment>()
        }
        ("fulfillmentInbound_2024-03-20", "getSelfShipAppointmentSlots") => {
            visitor.visit::<inbound_2024::GetSelfShipAppointmentSlots>()
        }
        ("fulfillmentInbound_2024-03-20", "generateSelfShipAppointmentSlots") => {
            visitor.visit::<inbound_2024::GenerateSelfShipAppointmentSlots>()
        }
        ("fulfillmentInbound_2024-03-20", "scheduleSelfShipAppointment") => {
            visitor.visit::<inbound_2024::ScheduleSelfShipAppointment>()
        }
        ("fulfillmentInbound_2024-03-20", "updateShipmentSourceAddress") => {
            visitor.visit::<inbound_2024::UpdateShipmentSourceAddress>()
        }
        ("fulfillmentInbound_2024-03-20", "updateShipmentTrackingDetails") => {
            visitor.visit::<inbound_2024::UpdateShipmentTrackingDetails>()
        }
        ("fulfillmentInbound_2024-03-20", "listTransportationOptions") => {
            visitor.visit::<inbound_2024::ListTransportationOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "generateTransportationOptions") => {
            visitor.visit::<inbound_2024::GenerateTransportationOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "confirmTransportationOptions") => {
            visitor.visit::<inbound_2024::ConfirmTransportationOptions>()
        }
        ("fulfillmentInbound_2024-03-20", "listItemComplianceDetails") => {
            visitor.visit::<inbound_2024::ListItemComplianceDetails>()
        }
        ("fulfillmentInbound_2024-03-20", "updateItemComplianceDetails") => {
            visitor.visit::<inbound_2024::UpdateItemComplianceDetails>()
        }
        ("fulfillmentInbound_2024-03-20", "createMarketplaceItemLabels") => {
            visitor.visit::<inbound_2024::CreateMarketplaceItemLabels>()
        }
        ("fulfillmentInbound_2024-03-20", "listPrepDetails") => {
            visitor.visit::<inbound_2024::ListPrepDetails>()
        }
        ("fulfillmentInbound_2024-03-20", "setPrepDetails") => {
            visitor.visit::<inbound_2024::SetPrepDetails>()
        }
        ("fulfillmentInbound_2024-03-20", "getInboundOperationStatus") => {
            visitor.visit::<inbound_2024::GetInboundOperationStatus>()
        }
        ("fulfillmentOutbound_2020-07-01", "deliveryOffers") => {
            visitor.visit::<outbound_2020::DeliveryOffers>()
        }
        ("fulfillmentOutbound_2020-07-01", "getFeatures") => {
            visitor.visit::<outbound_2020::GetFeatures>()
        }
        ("fulfillmentOutbound_2020-07-01", "getFeatureInventory") => {
            visitor.visit::<outbound_2020::GetFeatureInventory>()
        }
        ("fulfillmentOutbound_2020-07-01", "getFeatureSKU") => {
            visitor.visit::<outbound_2020::GetFeatureSKU>()
        }
        ("fulfillmentOutbound_2020-07-01", "listAllFulfillmentOrders") => {
            visitor.visit::<outbound_2020::ListAllFulfillmentOrders>()
        }
        ("fulfillmentOutbound_2020-07-01", "createFulfillmentOrder") => {
            visitor.visit::<outbound_2020::CreateFulfillmentOrder>()
        }
        ("fulfillmentOutbound_2020-07-01", "getFulfillmentPreview") => {
            visitor.visit::<outbound_2020::GetFulfillmentPreview>()
        }
        ("fulfillmentOutbound_2020-07-01", "getFulfillmentOrder") => {
            visitor.visit::<outbound_2020::GetFulfillmentOrder>()
        }
        ("fulfillmentOutbound_2020-07-01", "updateFulfillmentOrder") => {
            visitor.visit::<outbound_2020::UpdateFulfillmentOrder>()
        }
        ("fulfillmentOutbound_2020-07-01", "cancelFulfillmentOrder") => {
            visitor.visit::<outbound_2020::CancelFulfillmentOrder>()
        }
        ("fulfillmentOutbound_2020-07-01", "createFulfillmentReturn") => {
            visitor.visit::<outbound_2020::CreateFulfillmentReturn>()
        }
        ("fulfillmentOutbound_2020-07-01", "submitFulfillmentOrderStatusUpdate") => {
            visitor.visit::<outbound_2020::SubmitFulfillmentOrderStatusUpdate>()
        }
        ("fulfillmentOutbound_2020-07-01", "listReturnReasonCodes") => {
            visitor.visit::<outbound_2020::ListReturnReasonCodes>()
        }
        ("fulfillmentOutbound_2020-07-01", "getPackageTrackingDetails") => {
            visitor.visit::<outbound_2020::GetPackageTrackingDetails>()
        }
        ("fulfillmentOutbound_2026-07-04", "getOffers") => {
            visitor.visit::<outbound_2026::GetOffers>()
        }
        ("fulfillmentOutbound_2026-07-04", "listOrders") => {
            visitor.visit::<outbound_2026::ListOrders>()
        }
        ("fulfillmentOutbound_2026-07-04", "createOrder") => {
            visitor.visit::<outbound_2026::CreateOrder>()
        }
        ("fulfillmentOutbound_2026-07-04", "getOrder") => {
            visitor.visit::<outbound_2026::GetOrder>()
        }
        ("fulfillmentOutbound_2026-07-04", "updateOrder") => {
            visitor.visit::<outbound_2026::UpdateOrder>()
        }
        ("fulfillmentOutbound_2026-07-04", "cancelOrder") => {
            visitor.visit::<outbound_2026::CancelOrder>()
        }
        ("fulfillmentOutbound_2026-07-04", "updatePackage") => {
            visitor.visit::<outbound_2026::UpdatePackage>()
        }
        ("fulfillmentOutbound_2026-07-04", "updateOrderStatus") => {
            visitor.visit::<outbound_2026::UpdateOrderStatus>()
        }
        ("fulfillmentOutbound_2026-07-04", "getOrderPreview") => {
            visitor.visit::<outbound_2026::GetOrderPreview>()
        }
        ("listingsItems_2021-08-01", "searchListingsItems") => {
            visitor.visit::<listings_2021::SearchListingsItems>()
        }
        ("listingsItems_2021-08-01", "deleteListingsItem") => {
            visitor.visit::<listings_2021::DeleteListingsItem>()
        }
        ("listingsItems_2021-08-01", "getListingsItem") => {
            visitor.visit::<listings_2021::GetListingsItem>()
        }
        ("listingsItems_2021-08-01", "patchListingsItem") => {
            visitor.visit::<listings_2021::PatchListingsItem>()
        }
        ("listingsItems_2021-08-01", "putListingsItem") => {
            visitor.visit::<listings_2021::PutListingsItem>()
        }
        ("listingsRestrictions_2021-08-01", "getListingsRestrictions") => {
            visitor.visit::<restrictions::GetListingsRestrictions>()
        }
        ("merchantFulfillmentV0", "getAdditionalSellerInputs") => {
            visitor.visit::<merchant_fulfilment::GetAdditionalSellerInputs>()
        }
        ("merchantFulfillmentV0", "getEligibleShipmentServices") => {
            visitor.visit::<merchant_fulfilment::GetEligibleShipmentServices>()
        }
        ("merchantFulfillmentV0", "createShipment") => {
            visitor.visit::<merchant_fulfilment::CreateShipment>()
        }
        ("merchantFulfillmentV0", "cancelShipment") => {
            visitor.visit::<merchant_fulfilment::CancelShipment>()
        }
        ("merchantFulfillmentV0", "getShipment") => {
            visitor.visit::<merchant_fulfilment::GetShipment>()
        }
        ("notifications", "getDestinations") => visitor.visit::<notifications::GetDestinations>(),
        ("notifications", "createDestination") => {
            visitor.visit::<notifications::CreateDestination>()
        }
        ("notifications", "deleteDestination") => {
            visitor.visit::<notifications::DeleteDestination>()
        }
        ("notifications", "getDestination") => visitor.visit::<notifications::GetDestination>(),
        ("notifications", "getSubscriptions") => visitor.visit::<notifications::GetSubscriptions>(),
        ("notifications", "getSubscription") => visitor.visit::<notifications::GetSubscription>(),
        ("notifications", "createSubscription") => {
            visitor.visit::<notifications::CreateSubscription>()
        }
        ("notifications", "sendTestNotification") => {
            visitor.visit::<notifications::SendTestNotification>()
        }
        ("notifications", "deleteSubscriptionById") => {
            visitor.visit::<notifications::DeleteSubscriptionById>()
        }
        ("notifications", "getSubscriptionById") => {
            visitor.visit::<notifications::GetSubscriptionById>()
        }
        ("ordersV0", "getOrders") => visitor.visit::<orders_v0::GetOrders>(),
        ("ordersV0", "getOrder") => visitor.visit::<orders_v0::GetOrder>(),
        ("ordersV0", "getOrderAddress") => visitor.visit::<orders_v0::GetOrderAddress>(),
        ("ordersV0", "getOrderBuyerInfo") => visitor.visit::<orders_v0::GetOrderBuyerInfo>(),
        ("ordersV0", "getOrderItems") => visitor.visit::<orders_v0::GetOrderItems>(),
        ("ordersV0", "getOrderItemsBuyerInfo") => {
            visitor.visit::<orders_v0::GetOrderItemsBuyerInfo>()
        }
        ("ordersV0", "getOrderRegulatedInfo") => {
            visitor.visit::<orders_v0::GetOrderRegulatedInfo>()
        }
        ("ordersV0", "updateVerificationStatus") => {
            visitor.visit::<orders_v0::UpdateVerificationStatus>()
        }
        ("ordersV0", "updateShipmentStatus") => visitor.visit::<orders_v0::UpdateShipmentStatus>(),
        ("ordersV0", "confirmShipment") => visitor.visit::<orders_v0::ConfirmShipment>(),
        ("orders_2026-01-01", "searchOrders") => visitor.visit::<orders_2026::SearchOrders>(),
        ("orders_2026-01-01", "getOrder") => visitor.visit::<orders_2026::GetOrder>(),
        ("productFeesV0", "getMyFeesEstimates") => visitor.visit::<fees::GetMyFeesEstimates>(),
        ("productFeesV0", "getMyFeesEstimateForASIN") => {
            visitor.visit::<fees::GetMyFeesEstimateForASIN>()
        }
        ("productFeesV0", "getMyFeesEstimateForSKU") => {
            visitor.visit::<fees::GetMyFeesEstimateForSKU>()
        }
        ("productPricingV0", "getItemOffersBatch") => {
            visitor.visit::<pricing_v0::GetItemOffersBatch>()
        }
        ("productPricingV0", "getListingOffersBatch") => {
            visitor.visit::<pricing_v0::GetListingOffersBatch>()
        }
        ("productPricingV0", "getCompetitivePricing") => {
            visitor.visit::<pricing_v0::GetCompetitivePricing>()
        }
        ("productPricingV0", "getItemOffers") => visitor.visit::<pricing_v0::GetItemOffers>(),
        ("productPricingV0", "getListingOffers") => visitor.visit::<pricing_v0::GetListingOffers>(),
        ("productPricingV0", "getPricing") => visitor.visit::<pricing_v0::GetPricing>(),
        ("productPricing_2022-05-01", "getCompetitiveSummary") => {
            visitor.visit::<pricing_2022::GetCompetitiveSummary>()
        }
        ("productPricing_2022-05-01", "getFeaturedOfferExpectedPriceBatch") => {
            visitor.visit::<pricing_2022::GetFeaturedOfferExpectedPriceBatch>()
        }
        ("reports_2021-06-30", "getReportDocument") => {
            visitor.visit::<reports::GetReportDocument>()
        }
        ("reports_2021-06-30", "getReports") => visitor.visit::<reports::GetReports>(),
        ("reports_2021-06-30", "createReport") => visitor.visit::<reports::CreateReport>(),
        ("reports_2021-06-30", "cancelReport") => visitor.visit::<reports::CancelReport>(),
        ("reports_2021-06-30", "getReport") => visitor.visit::<reports::GetReport>(),
        ("reports_2021-06-30", "getReportSchedules") => {
            visitor.visit::<reports::GetReportSchedules>()
        }
        ("reports_2021-06-30", "createReportSchedule") => {
            visitor.visit::<reports::CreateReportSchedule>()
        }
        ("reports_2021-06-30", "cancelReportSchedule") => {
            visitor.visit::<reports::CancelReportSchedule>()
        }
        ("reports_2021-06-30", "getReportSchedule") => {
            visitor.visit::<reports::GetReportSchedule>()
        }
        ("sellers", "getAccount") => visitor.visit::<sellers::GetAccount>(),
        ("sellers", "getMarketplaceParticipations") => {
            visitor.visit::<sellers::GetMarketplaceParticipations>()
        }
        ("tokens_2021-03-01", "createRestrictedDataToken") => {
            visitor.visit::<tokens::CreateRestrictedDataToken>()
        }
        (api, operation) => panic!("no operation {api} {operation}"),
    }
}
