//! Wire types and operations of `finances_2024-06-19`: The Selling Partner API for Finances provides financial information relevant to a seller's business.
//!
//! Written by `cargo run -p amazon --example generate` from `models/finances_2024-06-19.json`, Copyright
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

/// Retrieve a balance. This balance can be a past balances at a specified date, or a current balance. Sub-balances are listed by account type and marketplace.
///
/// `GET /finances/2024-06-19/balances`, 0.5 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListBalances {
    /// The marketplaces from which to retrieve balances. If omitted, balances from all applicable marketplaces may be returned. To find the marketplace ID for a region, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The type of balance to include in the response. If omitted, all balance types may be included in the response. **Possible values:** `AVAILABLE`, `RESERVED`, `TOTAL`, `DEFERRED`, `ACCOUNT_LEVEL_RESERVE`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance_type: Option<String>,
    /// The type of account to include in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    /// The date from which you want to retrieve balances. If provided, the response includes historical balances at the specified date. The value must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date format. If omitted, the point in time balance is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of_date: Option<String>,
    /// A token that you use to retrieve subsequent pages of results. When there are more than 500 results available, the response will include a `nextToken` value. To get the next page of results, call the operation with this token and include the same arguments as the call that produced the token. Repeat this process until the `nextToken` value is null to retrieve all results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for ListBalances {
    type Answer = ListBalancesResponse;
    const API: &'static str = "finances_2024-06-19";
    const NAME: &'static str = "listBalances";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/finances/2024-06-19/balances")
            .list_opt("marketplaceIds", &self.marketplace_ids)
            .query_opt("balanceType", &self.balance_type)
            .query_opt("accountType", &self.account_type)
            .query_opt("asOfDate", &self.as_of_date)
            .query_opt("nextToken", &self.next_token)
    }
}

/// Retrieve the financial summary for the specified time period or settlement period.
///
/// `GET /finances/2024-06-19/summary`, 0.5 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListSummary {
    /// The marketplaces from which to retrieve summaries. If omitted, summaries from all applicable marketplaces may be returned. To find the marketplace ID for a region, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// The type of account to include in the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    /// The name of the `relatedIdentifier`. The only possible value is `SETTLEMENT_ID`, the settlement ID associated with the summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifier_name: Option<String>,
    /// The value of the `relatedIdentifier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifier_value: Option<String>,
    /// The start of the period for which to retrieve summaries. When provided, the response will only include summaries with transactions that occurred on or after the specified date. The value must be formatted in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_start: Option<String>,
    /// The end of the period for which to retrieve summaries. When provided, the response will only include summaries with transactions that occurred on or before the specified date. The value must be formatted in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_end: Option<String>,
    /// A token that you use to retrieve subsequent pages of results. When there are more results available, the response will include a `nextToken` value. To get the next page of results, call the operation with this token and include the same arguments as the call that produced the token. Repeat this process until the `nextToken` value is null to retrieve all results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for ListSummary {
    type Answer = SummaryResponse;
    const API: &'static str = "finances_2024-06-19";
    const NAME: &'static str = "listSummary";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/finances/2024-06-19/summary")
            .list_opt("marketplaceIds", &self.marketplace_ids)
            .query_opt("accountType", &self.account_type)
            .query_opt("relatedIdentifierName", &self.related_identifier_name)
            .query_opt("relatedIdentifierValue", &self.related_identifier_value)
            .query_opt("periodStart", &self.period_start)
            .query_opt("periodEnd", &self.period_end)
            .query_opt("nextToken", &self.next_token)
    }
}

/// Returns transactions for the given parameters. Financial events might not include orders from the last 48 hours. **Note:** If you want to retrieve MFN orders in the US store, do not supply the `marketplaceId` parameter.
///
/// `GET /finances/2024-06-19/transactions`, 0.5 requests per second, burst 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListTransactions {
    /// The response includes financial events posted on or after this date. This date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format. The date-time must be more than two minutes before the time of the request. This field is required if you do not specify a related identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted_after: Option<DateTime>,
    /// The response includes financial events posted before (but not on) this date. This date must be in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format. The date-time must be later than `PostedAfter` and more than two minutes before the request was submitted. If `PostedAfter` and `PostedBefore` are more than 180 days apart, the response is empty. **Default:** Two minutes before the time of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted_before: Option<DateTime>,
    /// The identifier of the marketplace from which you want to retrieve transactions. The marketplace ID is the globally unique identifier of a marketplace. To find the ID for a marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The status of the transaction. **Possible values:** · `DEFERRED`: the transaction is currently deferred. · `RELEASED`: the transaction is currently released. · `DEFERRED_RELEASED`: the transaction was deferred in the past, but is now released. The status of a deferred transaction is updated to `DEFERRED_RELEASED` when the transaction is released.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_status: Option<String>,
    /// The name of the `relatedIdentifier`. **Possible values:** · `FINANCIAL_EVENT_GROUP_ID`: the financial event group ID associated with the transaction. · `ORDER_ID`: the order ID associated with the transaction. **Note:** `FINANCIAL_EVENT_GROUP_ID` and `ORDER_ID` are the only `relatedIdentifier` with filtering capabilities at the moment. While other `relatedIdentifier` values will be included in the response when available, they cannot be used for filtering purposes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifier_name: Option<String>,
    /// The value of the `relatedIdentifier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifier_value: Option<String>,
    /// The response includes `nextToken` when the number of results exceeds the specified `pageSize` value. To get the next page of results, call the operation with this token and include the same arguments as the call that produced the token. To get a complete list, call this operation until `nextToken` is null. Note that this operation can return empty pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for ListTransactions {
    type Answer = ListTransactionsResponse;
    const API: &'static str = "finances_2024-06-19";
    const NAME: &'static str = "listTransactions";
    const PLAN: UsagePlan = UsagePlan::new(0.5, 10);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/finances/2024-06-19/transactions")
            .query_opt("postedAfter", &self.posted_after)
            .query_opt("postedBefore", &self.posted_before)
            .query_opt("marketplaceId", &self.marketplace_id)
            .query_opt("transactionStatus", &self.transaction_status)
            .query_opt("relatedIdentifierName", &self.related_identifier_name)
            .query_opt("relatedIdentifierValue", &self.related_identifier_value)
            .query_opt("nextToken", &self.next_token)
    }
}

/// Additional information related to Amazon Pay.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AmazonPayContext {
    /// The channel of the transaction. For example: `MFN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The order type of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_type: Option<String>,
    /// The name of the store that is related to the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store_name: Option<String>,
}

/// All information relevant to a balance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Balance {
    /// Total amount of the balance type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Currency>,
    /// The date for which the ending balance was calculated. This field is present when an `asOfDate` query parameter is provided. Null for point-in-time balance queries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of_date: Option<DateTime>,
    /// The type of balance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance_type: Option<BalanceBalanceType>,
    /// A list of balances that comprise this balance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balances: Option<Vec<Balance>>,
    /// The date and time when the balance was last updated, in [ISO 8601](https://developer-docs.amazon.com/sp-api/docs/iso-8601) date-time format. The value is in the marketplace's local time zone. This field is present for point-in-time balance queries (when no `asOfDate` query parameter is provided). Null for ending balance queries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_time: Option<DateTime>,
    /// Metadata describing the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_metadata: Option<PartnerMetadata>,
}

/// Details about the movement of money in the financial transaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Breakdown {
    /// The monetary amount of the charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdown_amount: Option<Currency>,
    /// The type of charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdown_type: Option<String>,
    /// A list of breakdowns that detail how the total amount is calculated for the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdowns: Option<Vec<Breakdown>>,
}

/// Information about the line of business associated with a transaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BusinessContext {
    /// The store name associated with the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store_name: Option<BusinessContextStoreName>,
}

/// Additional information about the item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Context {
    /// The type of context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context_type: Option<String>,
    /// The channel of the transaction. For example: `MFN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The order type of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_type: Option<String>,
    /// The name of the store that is related to the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store_name: Option<String>,
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The fulfillment network of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_network: Option<String>,
    /// The quantity of the item shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_shipped: Option<i64>,
    /// The Stock Keeping Unit (SKU) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The date of the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_date: Option<DateTime>,
    /// The method of payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
    /// The reference number of the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_reference: Option<String>,
    /// The type of payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_type: Option<String>,
    /// The deferral policy applied to the transaction. **Examples:** `B2B` (invoiced orders), `DD7` (delivery date policy)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deferral_reason: Option<String>,
    /// The release date of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity_date: Option<DateTime>,
    /// The end time of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<DateTime>,
    /// The start time of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<DateTime>,
}

/// A currency type and amount.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Currency {
    /// The monetary value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_amount: Option<Number>,
    /// The three-digit currency code in ISO 4217 format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
}

/// Additional information related to deferred transactions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeferredContext {
    /// The deferral policy applied to the transaction. **Examples:** `B2B` (invoiced orders), `DD7` (delivery date policy)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deferral_reason: Option<String>,
    /// The release date of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity_date: Option<DateTime>,
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// The error responses that are returned when the request is unsuccessful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

/// Additional information about an item in a transaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Item {
    /// A list of breakdowns that detail how the total amount is calculated for the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdowns: Option<Vec<Breakdown>>,
    /// Additional Information about the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contexts: Option<Vec<Context>>,
    /// A description of the items in a transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Related business identifiers of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifiers: Option<Vec<ItemRelatedIdentifier>>,
    /// The total monetary amount of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_amount: Option<Currency>,
}

/// Related business identifiers of the item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ItemRelatedIdentifier {
    /// Enumerated set of related item identifier names for the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_related_identifier_name: Option<ItemRelatedIdentifierItemRelatedIdentifierName>,
    /// Corresponding value to `ItemRelatedIdentifierName`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_related_identifier_value: Option<String>,
}

/// The response to the `listBalances` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListBalancesResponse {
    /// A list of balances.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balances: Option<Vec<Balance>>,
    /// A token to retrieve the next page of results. If null, no more results are available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// The response to the `listTransactions` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListTransactionsResponse {
    /// The payload for the `listTransactions` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<TransactionsPayload>,
}

impl Enveloped for ListTransactionsResponse {
    type Payload = TransactionsPayload;

    fn open(self) -> (Option<TransactionsPayload>, Vec<ErrorItem>) {
        (self.payload, Vec::new())
    }
}

/// Information about the marketplace where the transaction occurred.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MarketplaceDetails {
    /// The identifier of the marketplace where the transaction occurred. The marketplace ID is the globally unique identifier of a marketplace. To find the ID for a marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The name of the marketplace where the transaction occurred. For example: `Amazon.com`,`Amazon.in`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_name: Option<String>,
}

/// Metadata that describes the seller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PartnerMetadata {
    /// The type of account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    /// The identifier of the marketplace where the transaction occurred. The marketplace ID is the globally unique identifier of a marketplace. To find the ID for a marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The unique seller identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_id: Option<String>,
}

/// Additional information related to payments-related transactions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PaymentsContext {
    /// The date of the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_date: Option<DateTime>,
    /// The method of payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
    /// The reference number of the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_reference: Option<String>,
    /// The type of payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_type: Option<String>,
}

/// Additional information related to the product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProductContext {
    /// The Amazon Standard Identification Number (ASIN) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The fulfillment network of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fulfillment_network: Option<String>,
    /// The quantity of the item shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_shipped: Option<i64>,
    /// The Stock Keeping Unit (SKU) of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
}

/// Related business identifier of the transaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RelatedIdentifier {
    /// An enumerated set of related business identifier names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifier_name: Option<RelatedIdentifierRelatedIdentifierName>,
    /// Corresponding value of `RelatedIdentifierName`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifier_value: Option<String>,
}

/// Metadata that describes the seller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SellingPartnerMetadata {
    /// The type of account in the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    /// The identifier of the marketplace where the transaction occurred. The marketplace ID is the globally unique identifier of a marketplace. To find the ID for a marketplace, refer to [Marketplace IDs](https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_id: Option<String>,
    /// The unique seller identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selling_partner_id: Option<String>,
}

/// Contains all information related to the financial summary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Summary {
    /// A list of breakdowns that detail how the net proceeds are calculated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdowns: Option<Vec<Breakdown>>,
    /// The net proceeds for the summary period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net_proceeds: Option<Currency>,
    /// Metadata describing the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_metadata: Option<PartnerMetadata>,
    /// The end date and time of the summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_end: Option<DateTime>,
    /// The start date and time of the summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_start: Option<DateTime>,
    /// Identifiers related to the summary, such as the settlement ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifiers: Option<Vec<RelatedIdentifier>>,
}

/// The response to the `listSummary` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SummaryResponse {
    /// A token to retrieve the next page of results. If null, no more results are available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A list of financial summaries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summaries: Option<Vec<Summary>>,
}

/// Additional information that is related to the time range of the transaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TimeRangeContext {
    /// The end time of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<DateTime>,
    /// The start time of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<DateTime>,
}

/// All the information related to a transaction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Transaction {
    /// A list of breakdowns that detail how the total amount is calculated for the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdowns: Option<Vec<Breakdown>>,
    /// Additional Information about the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contexts: Option<Vec<Context>>,
    /// Describes the reasons for the transaction. **Example:** `Order Payment`, `Refund Order`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Additional information about the items in the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Item>>,
    /// Information about the marketplace where the transaction occurred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_details: Option<MarketplaceDetails>,
    /// The date and time when the transaction was posted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted_date: Option<DateTime>,
    /// Identifiers related to the transaction, such as order and shipment IDs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_identifiers: Option<Vec<RelatedIdentifier>>,
    /// Metadata that describes the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selling_partner_metadata: Option<SellingPartnerMetadata>,
    /// The total amount of money in the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_amount: Option<Currency>,
    /// The unique identifier of the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_id: Option<String>,
    /// The status of the transaction. **Possible values:** · `DEFERRED`: the transaction is currently deferred. · `RELEASED`: the transaction is currently released. · `DEFERRED_RELEASED`: the transaction was deferred in the past, but is now released. The status of a deferred transaction is updated to `DEFERRED_RELEASED` when the transaction is released.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_status: Option<String>,
    /// The type of transaction. **Possible value:** `Shipment`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_type: Option<String>,
}

/// The payload for the `listTransactions` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TransactionsPayload {
    /// The response includes `nextToken` when the number of results exceeds the specified `pageSize` value. To get the next page of results, call the operation with this token and include the same arguments as the call that produced the token. To get a complete list, call this operation until `nextToken` is null. Note that this operation can return empty pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A list of transactions within the specified time period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transactions: Option<Vec<Transaction>>,
}

wire_enum! {
    /// The type of balance.
    pub enum BalanceBalanceType {
        /// The total balance currently available in the account.
        Available = "AVAILABLE",
        /// The reserved balance is sum of Deferred and Account Level Reserved.
        Reserved = "RESERVED",
        /// Balance reserved as a safety measure to cover potential liabilities such as refunds, chargebacks, or other claims. Based on sales volume, product category, and account history.
        AccountLevelReserve = "ACCOUNT_LEVEL_RESERVE",
        /// The deferred balance is a portion of sales revenue that is temporarily withheld before being transferred to the available balance after a specified period.
        Deferred = "DEFERRED",
        /// Overall sum of balances including available and reserved.
        Total = "TOTAL",
    }
}

wire_enum! {
    /// The store name associated with the transaction.
    pub enum BusinessContextStoreName {
        /// `AMAZON_HAUL`.
        AmazonHaul = "AMAZON_HAUL",
    }
}

wire_enum! {
    /// Enumerated set of related item identifier names for the item.
    pub enum ItemRelatedIdentifierItemRelatedIdentifierName {
        /// An Amazon-defined order adjustment identifier defined for refunds, guarantee claims, and chargeback events.
        OrderAdjustmentItemId = "ORDER_ADJUSTMENT_ITEM_ID",
        /// An identifier for a coupon that is applied to a transaction.
        CouponId = "COUPON_ID",
        /// An identifier for an item in a removal shipment.
        RemovalShipmentItemId = "REMOVAL_SHIPMENT_ITEM_ID",
        /// The transaction ID of the item.
        TransactionId = "TRANSACTION_ID",
    }
}

wire_enum! {
    /// An enumerated set of related business identifier names.
    pub enum RelatedIdentifierRelatedIdentifierName {
        /// The `OrderId` that is associated with the transaction.
        OrderId = "ORDER_ID",
        /// The `ShipmentId` that is associated with the transaction.
        ShipmentId = "SHIPMENT_ID",
        /// The identifier that is associated with the transaction's financial event group.
        FinancialEventGroupId = "FINANCIAL_EVENT_GROUP_ID",
        /// The `RefundId` that is associated with the transaction.
        RefundId = "REFUND_ID",
        /// The `InvoiceId` that is associated with the transaction.
        InvoiceId = "INVOICE_ID",
        /// The disbursement ID for Amazon's bank transfer.
        DisbursementId = "DISBURSEMENT_ID",
        /// The `TransferId` associated with the transaction.
        TransferId = "TRANSFER_ID",
        /// The transaction ID for the related deferred transaction
        DeferredTransactionId = "DEFERRED_TRANSACTION_ID",
        /// The transaction ID for the related released transaction
        ReleaseTransactionId = "RELEASE_TRANSACTION_ID",
        /// The identifier that is associated with the transaction's settlement group.
        SettlementId = "SETTLEMENT_ID",
    }
}
