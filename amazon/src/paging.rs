//! Which operations have pages, and how the next one is asked for. Amazon has four ways.

use crate::{api::*, error::Error, operation::Operation};

/// An operation whose answer may be only the first of several pages.
pub trait Paged: Operation + Sized {
    /// The call that brings the next page; `None` after the last.
    fn next(&self, page: &Self::Answer) -> Option<Self>;
}

/// Whether an error says that a page's token is no longer good. Amazon has no code for it, so its words are looked at.
pub fn is_expired_token(error: &Error) -> bool {
    matches!(error, Error::Refused { refusal, .. }
        if refusal.mentions("token") && (refusal.mentions("expired") || refusal.mentions("invalid")))
}

/// A missing token and an empty one both mean the last page.
fn token(token: Option<&String>) -> Option<String> {
    token.filter(|token| !token.is_empty()).cloned()
}

/// The next call repeats every parameter and adds the token.
macro_rules! same_parameters {
    ($($operation:ty: $page:ident => $token:expr, $field:ident;)*) => {$(
        impl Paged for $operation {
            fn next(&self, $page: &Self::Answer) -> Option<Self> {
                Some(Self { $field: Some(token($token)?), ..self.clone() })
            }
        }
    )*};
}

/// The token must be the only parameter.
macro_rules! token_alone {
    ($($operation:ty: $page:ident => $token:expr, $field:ident;)*) => {$(
        impl Paged for $operation {
            fn next(&self, $page: &Self::Answer) -> Option<Self> {
                Some(Self { $field: Some(token($token)?), ..Self::default() })
            }
        }
    )*};
}

same_parameters! {
    fba_inventory::GetInventorySummaries: page => page.pagination.as_ref()?.next_token.as_ref(), next_token;
    orders_2026::SearchOrders: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    outbound_2020::ListAllFulfillmentOrders: page => page.payload.as_ref()?.next_token.as_ref(), next_token;
    outbound_2020::GetFeatureInventory: page => page.payload.as_ref()?.next_token.as_ref(), next_token;
    catalog_2022::SearchCatalogItems: page => page.pagination.as_ref()?.next_token.as_ref(), page_token;
    listings_2021::SearchListingsItems: page => page.pagination.as_ref()?.next_token.as_ref(), page_token;
    finances_2024::ListTransactions: page => page.payload.as_ref()?.next_token.as_ref(), next_token;
    finances_2024::ListBalances: page => page.next_token.as_ref(), next_token;
    finances_2024::ListSummary: page => page.next_token.as_ref(), next_token;
    notifications::GetSubscriptions: page => page.payload.as_ref()?.next_token.as_ref(), next_token;
    orders_v0::GetOrders: page => page.payload.as_ref()?.next_token.as_ref(), next_token;
    orders_v0::GetOrderItems: page => page.payload.as_ref()?.next_token.as_ref(), next_token;
    orders_v0::GetOrderItemsBuyerInfo: page => page.payload.as_ref()?.next_token.as_ref(), next_token;
}

token_alone! {
    reports::GetReports: page => page.next_token.as_ref(), next_token;
    feeds::GetFeeds: page => page.next_token.as_ref(), next_token;
}

same_parameters! {
    inbound_2024::ListInboundPlans: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListInboundPlanBoxes: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListInboundPlanItems: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListInboundPlanPallets: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListPackingGroupBoxes: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListPackingGroupItems: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListPackingOptions: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListPlacementOptions: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListTransportationOptions: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListDeliveryWindowOptions: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListShipmentBoxes: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListShipmentItems: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListShipmentPallets: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::ListShipmentContentUpdatePreviews: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
    inbound_2024::GetSelfShipAppointmentSlots: page => page.pagination.as_ref()?.next_token.as_ref(), pagination_token;
}

impl Paged for outbound_2026::ListOrders {
    fn next(&self, page: &Self::Answer) -> Option<Self> {
        Some(Self {
            page_token: Some(token(page.pagination.as_ref()?.next_token.as_ref())?),
            ..self.clone()
        })
    }
}

/// v0 wants another `QueryType` for every page after the first.
impl Paged for inbound_v0::GetShipments {
    fn next(&self, page: &Self::Answer) -> Option<Self> {
        let next = token(page.payload.as_ref()?.next_token.as_ref())?;
        Some(Self {
            query_type: "NEXT_TOKEN".into(),
            next_token: Some(next),
            ..self.clone()
        })
    }
}

/// As [`inbound_v0::GetShipments`].
impl Paged for inbound_v0::GetShipmentItems {
    fn next(&self, page: &Self::Answer) -> Option<Self> {
        let next = token(page.payload.as_ref()?.next_token.as_ref())?;
        Some(Self {
            query_type: "NEXT_TOKEN".into(),
            next_token: Some(next),
            ..self.clone()
        })
    }
}
