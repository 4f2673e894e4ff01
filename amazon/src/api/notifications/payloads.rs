//! What notifications say, one type for each kind.
//!
//! The shapes of `ANY_OFFER_CHANGED`, `B2B_ANY_OFFER_CHANGED`, `PRICING_HEALTH`, `ITEM_PRODUCT_TYPE_CHANGE`,
//! `BRANDED_ITEM_CONTENT_CHANGE`, `PRODUCT_TYPE_DEFINITIONS_CHANGE` and `TRANSACTION_UPDATE` are those of
//! `schemas/notifications` of [amzn/selling-partner-api-models](https://github.com/amzn/selling-partner-api-models),
//! `ACCOUNT_STATUS_CHANGED` that of
//! [Notification Type Values](https://developer-docs.amazon.com/sp-api/docs/notification-type-values); the others are
//! held against the published schemas by a test. Everything is optional, and what is not listed is kept in `more`.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{NewSecret, Notification};
use crate::lenient::{self, DateTime, Number, Unread};

/// Declares what stands in a payload; further spellings of a member follow its first.
macro_rules! payload {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty = $wire:literal $(| $other:literal)*,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(rename = $wire $(, alias = $other)*, skip_serializing_if = "Option::is_none")]
                pub $field: Option<$kind>,
            )*
            /// Members that are not listed here, as they came.
            #[serde(flatten)]
            pub more: Map<String, Value>,
        }
    )*};
}

payload! {
    /// `ACCOUNT_STATUS_CHANGED`: how a seller stands with Amazon.
    AccountStatusChanged {
        /// `NORMAL`, `AT_RISK` or `DEACTIVATED` before.
        previous: String = "previousAccountStatus",
        /// The same since.
        current: String = "currentAccountStatus",
    }

    /// `ANY_OFFER_CHANGED`: one of the twenty best offers of a product has changed. `B2B_ANY_OFFER_CHANGED` says the
    /// same of offers to businesses.
    AnyOfferChanged {
        /// The seller who is told.
        seller_id: String = "SellerId" | "sellerId",
        /// What changed.
        trigger: OfferChangeTrigger = "OfferChangeTrigger" | "offerChangeTrigger",
        /// Counts and best prices.
        summary: OfferSummary = "Summary" | "summary",
        /// The best offers for the condition.
        offers: Vec<CompetingOffer> = "Offers" | "offers",
    }

    /// The product whose offers changed.
    OfferChangeTrigger {
        /// Where.
        marketplace_id: String = "MarketplaceId" | "marketplaceId",
        /// The product.
        asin: String = "ASIN" | "asin",
        /// `new`, `used`, ….
        item_condition: String = "ItemCondition" | "itemCondition",
        /// When.
        time: DateTime = "TimeOfOfferChange" | "timeOfOfferChange",
        /// `Internal`, `External`, …; new ones appear.
        change: String = "OfferChangeType",
    }

    /// The offers of a product in figures.
    OfferSummary {
        /// All of them by condition and channel.
        counts: Vec<OfferCount> = "NumberOfOffers" | "numberOfOffers",
        /// Those that could be featured.
        eligible: Vec<OfferCount> = "NumberOfBuyBoxEligibleOffers" | "buyBoxEligibleOffers",
        /// How many could be featured.
        total_eligible: i64 = "TotalBuyBoxEligibleOffers",
        /// The lowest prices by condition and channel.
        lowest: Vec<OfferPrice> = "LowestPrices" | "lowestPrices",
        /// The prices of featured offers.
        featured: Vec<OfferPrice> = "BuyBoxPrices" | "buyBoxPrices",
        /// The list price.
        list_price: Price = "ListPrice",
        /// The lowest price that may be advertised.
        minimum_advertised: Price = "MinimumAdvertisedPrice",
        /// A lower price with shipping that Amazon suggests.
        suggested_lower: Price = "SuggestedLowerPricePlusShipping",
        /// The price at other shops, from which on an offer is not featured.
        competitive_threshold: Price = "CompetitivePriceThreshold",
        /// Ranks in sales.
        ranks: Vec<SalesRank> = "SalesRankings" | "salesRankings",
        /// Prices to compare with (`PRICING_HEALTH`).
        reference: ReferencePrice = "referencePrice",
    }

    /// How many offers there are of a kind.
    OfferCount {
        /// `new`, `used`, ….
        condition: String = "Condition" | "condition",
        /// `Amazon` or `Merchant`; `AFN` or `MFN` in `PRICING_HEALTH`.
        channel: String = "FulfillmentChannel" | "fulfillmentChannel" | "fulfillmentType",
        /// How many.
        count: i64 = "OfferCount" | "offerCount",
    }

    /// What an offer costs.
    OfferPrice {
        /// `new`, `used`, ….
        condition: String = "Condition" | "condition",
        /// As in [`OfferCount`].
        channel: String = "FulfillmentChannel" | "fulfillmentChannel" | "fulfillmentType",
        /// `B2B` or `B2C`.
        offer_type: String = "offerType",
        /// From how many units on.
        quantity_tier: i64 = "quantityTier",
        /// The kind of discount for many units.
        discount_type: String = "discountType",
        /// Goods and shipping together.
        landed: Price = "LandedPrice" | "landedPrice",
        /// The goods.
        listing: Price = "ListingPrice" | "listingPrice",
        /// The shipping.
        shipping: Price = "Shipping" | "shipping",
        /// Points that come with it, in Japan.
        points: Points = "Points" | "points",
        /// Whose offer it is.
        seller_id: String = "SellerId" | "sellerId",
    }

    /// Points that come with a purchase in Japan.
    Points {
        /// How many.
        number: i64 = "PointsNumber" | "pointsNumber",
    }

    /// An amount of money.
    Price {
        /// The amount, digits as they came.
        amount: Number = "Amount" | "amount" | "CurrencyAmount",
        /// The currency.
        currency: String = "CurrencyCode" | "currencyCode",
    }

    /// A rank in sales.
    SalesRank {
        /// Among which products.
        category: String = "ProductCategoryId" | "productCategoryId",
        /// The rank; 1 is the best.
        rank: i64 = "Rank" | "rank",
    }

    /// Prices to compare with.
    ReferencePrice {
        /// What it sold for on average.
        average: Price = "averageSellingPrice",
        /// The price at other shops.
        competitive_threshold: Price = "competitivePriceThreshold",
        /// The highest price of Amazon's own offer in two weeks.
        retail: Price = "retailOfferPrice",
        /// The manufacturer's.
        recommended: Price = "msrpPrice",
    }

    /// One of the best offers of a product.
    CompetingOffer {
        /// Whose.
        seller_id: String = "SellerId" | "sellerId",
        /// `new`, `mint`, ….
        sub_condition: String = "SubCondition" | "subCondition",
        /// What buyers think of the seller.
        feedback: Feedback = "SellerFeedbackRating" | "sellerFeedbackRating",
        /// How soon it is sent.
        shipping_time: ShippingTime = "ShippingTime" | "shippingTime",
        /// The goods.
        listing: Price = "ListingPrice" | "listingPrice",
        /// Points that come with it, in Japan.
        points: Points = "Points",
        /// The shipping.
        shipping: Price = "Shipping" | "shipping",
        /// From where.
        ships_from: ShipsFrom = "ShipsFrom" | "shipsFrom",
        /// Whether Amazon sends it.
        by_amazon: bool = "IsFulfilledByAmazon" | "isFulfilledByAmazon",
        /// Whether it is featured.
        featured: bool = "IsBuyBoxWinner" | "isBuyBoxWinner",
        /// Whether its seller can be featured.
        featured_merchant: bool = "IsFeaturedMerchant" | "isFeaturedMerchant",
        /// Notes on the condition.
        notes: String = "ConditionNotes" | "conditionNotes",
        /// Prime.
        prime: Prime = "PrimeInformation" | "primeInformation",
        /// Whether faster shipping can be had.
        expedited: bool = "IsExpeditedShippingAvailable",
        /// Whether it is sent inside the country.
        domestic: bool = "ShipsDomestically",
        /// Whether it is sent abroad.
        international: bool = "ShipsInternationally",
    }

    /// What buyers think of a seller.
    Feedback {
        /// How many said something.
        count: i64 = "FeedbackCount" | "feedbackCount",
        /// How many of a hundred were content.
        positive: Number = "SellerPositiveFeedbackRating" | "sellerPositiveFeedbackRating",
    }

    /// How soon an offer is sent.
    ShippingTime {
        /// Hours at least.
        minimum_hours: i64 = "MinimumHours" | "minimumHours",
        /// Hours at most.
        maximum_hours: i64 = "MaximumHours" | "maximumHours",
        /// Whether now, or from a day on.
        availability: String = "AvailabilityType" | "availabilityType",
        /// That day; empty where it is now.
        available: DateTime = "AvailableDate" | "availableDate",
    }

    /// Where an offer is sent from.
    ShipsFrom {
        /// Country.
        country: String = "Country" | "country",
        /// State.
        state: String = "State" | "state",
    }

    /// Whether an offer is Prime.
    Prime {
        /// Somewhere in the marketplace.
        prime: bool = "IsOfferPrime" | "isOfferPrime",
        /// Everywhere in it.
        national: bool = "IsOfferNationalPrime" | "isOfferNationalPrime",
    }

    /// `PRICING_HEALTH`: an own offer is not featured because of its price.
    PricingHealth {
        /// `BuyBoxDisqualification`; new ones may appear.
        issue: String = "issueType",
        /// The seller who is told.
        seller_id: String = "sellerId",
        /// The product.
        trigger: OfferChangeTrigger = "offerChangeTrigger",
        /// The own offer.
        own: OfferPrice = "merchantOffer",
        /// The others.
        summary: OfferSummary = "summary",
    }

    /// `BRANDED_ITEM_CONTENT_CHANGE`: the page of a product of an own brand says something else.
    BrandedItemContentChange {
        /// Where.
        marketplace_id: String = "MarketplaceId",
        /// The brand.
        brand: String = "BrandName",
        /// The product.
        asin: String = "Asin",
        /// What changed. All attributes of images are named when one image changes.
        attributes: Vec<String> = "AttributesChanged",
    }

    /// `ITEM_PRODUCT_TYPE_CHANGE`: a product is of another type.
    ItemProductTypeChange {
        /// Where.
        marketplace_id: String = "MarketplaceId",
        /// The product.
        asin: String = "Asin",
        /// Its type before.
        previous: String = "PreviousProductType",
        /// Its type since.
        current: String = "CurrentProductType",
    }

    /// `PRODUCT_TYPE_DEFINITIONS_CHANGE`: product types or their schemas are new.
    ProductTypeDefinitionsChange {
        /// The seller who is told.
        account_id: String = "AccountId",
        /// Where; everywhere when it is absent.
        marketplace_id: String = "MarketplaceId",
        /// The version of the definitions.
        version: String = "ProductTypeVersion",
        /// Types there were not before.
        new_types: Vec<String> = "NewProductTypes",
    }

    /// `FBA_INVENTORY_AVAILABILITY_CHANGES`: what Amazon has of a SKU has changed.
    FbaInventoryAvailabilityChange {
        /// The seller who is told.
        seller_id: String = "SellerId",
        /// Amazon's own label.
        fn_sku: String = "FNSKU",
        /// The product.
        asin: String = "ASIN",
        /// The seller's SKU.
        sku: String = "SKU",
        /// The units by marketplace. One pool may be told for each of several: never add them up.
        marketplaces: Vec<MarketplaceInventory> = "FulfillmentInventoryByMarketplace",
    }

    /// What can be sold of a SKU in a marketplace.
    MarketplaceInventory {
        /// Where.
        marketplace_id: String = "MarketplaceId",
        /// The title.
        title: String = "ItemName",
        /// The units.
        inventory: FulfilmentInventory = "FulfillmentInventory",
        /// Stores that it is enrolled in.
        stores: Vec<String> = "Stores",
    }

    /// Units of a SKU by state.
    FulfilmentInventory {
        /// On their way.
        inbound: InboundUnits = "InboundQuantityBreakdown",
        /// Sellable.
        fulfillable: i64 = "Fulfillable",
        /// Not sellable.
        unfulfillable: i64 = "Unfulfillable",
        /// Being looked for.
        researching: i64 = "Researching",
        /// Spoken for.
        reserved: ReservedUnits = "ReservedQuantityBreakdown",
        /// Sellable although still on their way.
        future_buyable: i64 = "FutureSupplyBuyable",
        /// Sold although still on their way.
        future_sold: i64 = "PendingCustomerOrderInTransit",
    }

    /// Units on their way to Amazon.
    InboundUnits {
        /// Not sent yet.
        working: i64 = "Working",
        /// Sent.
        shipped: i64 = "Shipped",
        /// Being taken in.
        receiving: i64 = "Receiving",
    }

    /// Units that are spoken for.
    ReservedUnits {
        /// Being worked on.
        processing: i64 = "WarehouseProcessing",
        /// On their way between warehouses.
        transfer: i64 = "WarehouseTransfer",
        /// Ordered.
        ordered: i64 = "PendingCustomerOrder",
    }

    /// `FBA_OUTBOUND_SHIPMENT_STATUS`: Amazon has made or cancelled a parcel of an order of its store.
    FbaOutboundShipmentStatus {
        /// The seller who is told.
        seller_id: String = "SellerId",
        /// The order.
        order_id: String = "AmazonOrderId",
        /// The parcel.
        shipment_id: String = "AmazonShipmentId",
        /// `Created`, `CancelledPriorToShipment`, ….
        status: String = "ShipmentStatus",
    }

    /// `FEED_PROCESSING_FINISHED`: a feed has ended.
    FeedProcessingFinished {
        /// The seller; absent for vendors.
        seller_id: String = "sellerId",
        /// The account.
        account_id: String = "accountId",
        /// The feed.
        feed_id: String = "feedId",
        /// Its type.
        feed_type: String = "feedType",
        /// `DONE`, `CANCELLED` or `FATAL`.
        status: String = "processingStatus",
        /// The document of its result.
        document_id: String = "resultFeedDocumentId",
    }

    /// `REPORT_PROCESSING_FINISHED`: a report has ended.
    ReportProcessingFinished {
        /// The seller; absent for vendors.
        seller_id: String = "sellerId",
        /// The account.
        account_id: String = "accountId",
        /// The report.
        report_id: String = "reportId",
        /// Its type.
        report_type: String = "reportType",
        /// `DONE`, `CANCELLED` or `FATAL`.
        status: String = "processingStatus",
        /// Its document.
        document_id: String = "reportDocumentId",
    }

    /// `FULFILLMENT_ORDER_STATUS`: an outbound order has another state. Both parts come in every message, also where
    /// nothing was shipped or sent back.
    FulfillmentOrderStatus {
        /// The seller who is told.
        seller_id: String = "SellerId",
        /// `Order`, `Shipment`, `Return`; the published example has another.
        event: String = "EventType",
        /// When.
        updated: DateTime = "StatusUpdatedDateTime",
        /// Our own id of the order.
        order_id: String = "SellerFulfillmentOrderId",
        /// Its status.
        status: String = "FulfillmentOrderStatus",
        /// The shipment that changed.
        shipment: ShipmentChange = "FulfillmentShipment",
        /// Units that came back.
        returned: ReturnedUnits = "FulfillmentReturnItem",
    }

    /// A shipment of an outbound order.
    ShipmentChange {
        /// Its status.
        status: String = "FulfillmentShipmentStatus",
        /// Amazon's id.
        shipment_id: String = "AmazonShipmentId",
        /// When it should arrive.
        arrives: DateTime = "EstimatedArrivalDateTime",
        /// Its parcels.
        parcels: Vec<Parcel> = "FulfillmentShipmentPackages",
    }

    /// A parcel.
    Parcel {
        /// The number that tracking is asked by.
        number: i64 = "PackageNumber",
        /// Who carries it.
        carrier: String = "CarrierCode",
        /// The carrier's number.
        tracking: String = "TrackingNumber",
    }

    /// Units that came back.
    ReturnedUnits {
        /// When.
        received: DateTime = "ReceivedDateTime",
        /// How many.
        quantity: i64 = "ReturnedQuantity",
        /// Of which SKU.
        sku: String = "SellerSKU",
    }

    /// `LISTINGS_ITEM_ISSUES_CHANGE`: other things are wrong with a listing than before.
    ListingsItemIssuesChange {
        /// The seller.
        seller_id: String = "SellerId",
        /// Where.
        marketplace_id: String = "MarketplaceId",
        /// The product.
        asin: String = "Asin",
        /// The SKU.
        sku: String = "Sku",
        /// `ERROR`, `WARNING`, or `NONE` when nothing is wrong any more.
        severities: Vec<String> = "Severities",
        /// `LISTING_SUPPRESSED`, `SEARCH_SUPPRESSED`, ….
        actions: Vec<String> = "EnforcementActions",
    }

    /// `LISTINGS_ITEM_MFN_QUANTITY_CHANGE`: a listing that the seller ships offers another number of units.
    ListingsItemMfnQuantityChange {
        /// The seller.
        seller_id: String = "SellerId",
        /// `DEFAULT`.
        channel: String = "FulfillmentChannelCode",
        /// The SKU.
        sku: String = "Sku",
        /// The units.
        quantity: i64 = "Quantity",
    }

    /// `LISTINGS_ITEM_STATUS_CHANGE`: a listing can be bought, can be found, or is gone.
    ListingsItemStatusChange {
        /// The seller.
        seller_id: String = "SellerId",
        /// Where.
        marketplace_id: String = "MarketplaceId",
        /// The product.
        asin: String = "Asin",
        /// The SKU.
        sku: String = "Sku",
        /// When it was made.
        created: DateTime = "CreatedDate",
        /// `BUYABLE`, `DISCOVERABLE`, `DELETED`; what is not named does not hold.
        status: Vec<String> = "Status",
    }

    /// `ORDER_CHANGE`: an order of Amazon's store has changed.
    OrderChange {
        /// `OrderLevel` or `OrderItemLevel`.
        level: String = "NotificationLevel",
        /// The seller.
        seller_id: String = "SellerId",
        /// The order.
        order_id: String = "AmazonOrderId",
        /// `OrderStatusChange` or `BuyerRequestedChange`.
        change: String = "OrderChangeType",
        /// Why.
        trigger: OrderChangeTrigger = "OrderChangeTrigger",
        /// The order now.
        summary: OrderSummary = "Summary",
    }

    /// What changed an order.
    OrderChangeTrigger {
        /// When.
        time: DateTime = "TimeOfOrderChange",
        /// Why.
        reason: String = "ChangeReason",
    }

    /// An order in brief.
    OrderSummary {
        /// Where.
        marketplace_id: String = "MarketplaceId",
        /// As in Orders v0: cancelled is `Canceled` here.
        status: String = "OrderStatus",
        /// When it was placed.
        purchased: DateTime = "PurchaseDate",
        /// Where it goes.
        postal_code: String = "DestinationPostalCode",
        /// `AFN` or `MFN`.
        fulfilment: String = "FulfillmentType",
        /// `StandardOrder`, ….
        order_type: String = "OrderType",
        /// Units sent.
        shipped: i64 = "NumberOfItemsShipped",
        /// Units not sent yet.
        unshipped: i64 = "NumberOfItemsUnshipped",
        /// Promised from.
        deliver_from: DateTime = "EarliestDeliveryDate",
        /// Promised by.
        deliver_by: DateTime = "LatestDeliveryDate",
        /// To be sent from.
        ship_from: DateTime = "EarliestShipDate",
        /// To be sent by.
        ship_by: DateTime = "LatestShipDate",
        /// When a cancellation was told.
        cancel_told: DateTime = "CancelNotifyDate",
        /// `Business`, `Prime`, ….
        order_programs: Vec<String> = "OrderPrograms",
        /// `EasyShip`, ….
        shipping_programs: Vec<String> = "ShippingPrograms",
        /// How far an Easy Ship parcel is.
        easy_ship: String = "EasyShipShipmentStatus",
        /// How far the electronic invoice is.
        invoice: String = "ElectronicInvoiceStatus",
        /// The lines.
        items: Vec<OrderItemSummary> = "OrderItems",
    }

    /// A line of an order in brief.
    OrderItemSummary {
        /// The line.
        item_id: String = "OrderItemId",
        /// The SKU.
        sku: String = "SellerSKU",
        /// Where it is sent from.
        supply_source: String = "SupplySourceId",
        /// Its status.
        status: String = "OrderItemStatus",
        /// Units ordered.
        quantity: i64 = "Quantity",
        /// Units sent.
        shipped: i64 = "QuantityShipped",
        /// Whether the buyer wants it cancelled.
        cancel_wished: bool = "IsBuyerRequestedCancel",
        /// Promised from.
        deliver_from: DateTime = "ItemEarliestDeliveryDate",
        /// Promised by.
        deliver_by: DateTime = "ItemLatestDeliveryDate",
    }

    /// `TRANSACTION_UPDATE`: money was booked.
    TransactionUpdate {
        /// Whose account.
        seller: TransactionSeller = "SellingPartnerMetadata",
        /// What it belongs to.
        identifiers: Vec<TransactionIdentifier> = "RelatedIdentifiers",
        /// `Shipment`, `Refund`, ….
        kind: String = "TransactionType",
        /// When.
        posted: DateTime = "PostedDate",
        /// How much, with its sign.
        total: Price = "TotalAmount",
    }

    /// Whose account a transaction is in.
    TransactionSeller {
        /// The seller.
        seller_id: String = "SellingPartnerId",
        /// Where.
        marketplace_id: String = "MarketplaceId",
        /// `PAYABLE`, ….
        account_type: String = "AccountType",
    }

    /// What a transaction belongs to.
    TransactionIdentifier {
        /// `OrderId`, ….
        name: String = "RelatedIdentifierName",
        /// The id.
        value: String = "RelatedIdentifierValue",
    }
}

/// What a notification says.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "read one at a time and taken apart at once"
)]
pub enum Payload {
    /// How the seller stands with Amazon.
    AccountStatusChanged(AccountStatusChanged),
    /// Offers of a product.
    AnyOfferChanged(AnyOfferChanged),
    /// Offers of a product to businesses.
    BusinessOfferChanged(AnyOfferChanged),
    /// The page of a product.
    BrandedItemContentChange(BrandedItemContentChange),
    /// Stock at Amazon.
    FbaInventoryAvailabilityChange(FbaInventoryAvailabilityChange),
    /// A parcel of an order of Amazon's store.
    FbaOutboundShipmentStatus(FbaOutboundShipmentStatus),
    /// A feed.
    FeedProcessingFinished(FeedProcessingFinished),
    /// An outbound order.
    FulfillmentOrderStatus(FulfillmentOrderStatus),
    /// The type of a product.
    ItemProductTypeChange(ItemProductTypeChange),
    /// What is wrong with a listing.
    ListingsItemIssuesChange(ListingsItemIssuesChange),
    /// The units a listing offers.
    ListingsItemMfnQuantityChange(ListingsItemMfnQuantityChange),
    /// Whether a listing can be bought.
    ListingsItemStatusChange(ListingsItemStatusChange),
    /// An application's new secret.
    NewSecret(NewSecret),
    /// An order of Amazon's store.
    OrderChange(OrderChange),
    /// A price that is not competitive.
    PricingHealth(PricingHealth),
    /// Product types.
    ProductTypeDefinitionsChange(ProductTypeDefinitionsChange),
    /// A report.
    ReportProcessingFinished(ReportProcessingFinished),
    /// Money.
    TransactionUpdate(TransactionUpdate),
    /// A type that is not listed here, or a payload that does not fit its type, as it came.
    Other(Value),
}

impl Payload {
    /// What a notification says, and the parts of it that could not be read.
    pub(super) fn read(notification: &Notification) -> (Self, Vec<Unread>) {
        let mut unread = Vec::new();
        let read = match notification
            .notification_type
            .as_deref()
            .unwrap_or_default()
        {
            "ACCOUNT_STATUS_CHANGED" => {
                let name = Some("accountStatusChangeNotification");
                part(notification, name, &mut unread).map(Self::AccountStatusChanged)
            }
            "ANY_OFFER_CHANGED" => {
                let name = Some("AnyOfferChangedNotification");
                part(notification, name, &mut unread).map(Self::AnyOfferChanged)
            }
            "APPLICATION_OAUTH_CLIENT_NEW_SECRET" => {
                NewSecret::read(notification).map(Self::NewSecret)
            }
            "B2B_ANY_OFFER_CHANGED" => {
                let name = Some("b2bAnyOfferChangedNotification");
                part(notification, name, &mut unread).map(Self::BusinessOfferChanged)
            }
            "BRANDED_ITEM_CONTENT_CHANGE" => {
                part(notification, None, &mut unread).map(Self::BrandedItemContentChange)
            }
            "FBA_INVENTORY_AVAILABILITY_CHANGES" => {
                part(notification, None, &mut unread).map(Self::FbaInventoryAvailabilityChange)
            }
            "FBA_OUTBOUND_SHIPMENT_STATUS" => {
                let name = Some("FBAOutboundShipmentStatusNotification");
                part(notification, name, &mut unread).map(Self::FbaOutboundShipmentStatus)
            }
            "FEED_PROCESSING_FINISHED" => {
                let name = Some("feedProcessingFinishedNotification");
                part(notification, name, &mut unread).map(Self::FeedProcessingFinished)
            }
            "FULFILLMENT_ORDER_STATUS" => {
                let name = Some("FulfillmentOrderStatusNotification");
                part(notification, name, &mut unread).map(Self::FulfillmentOrderStatus)
            }
            "ITEM_PRODUCT_TYPE_CHANGE" => {
                part(notification, None, &mut unread).map(Self::ItemProductTypeChange)
            }
            "LISTINGS_ITEM_ISSUES_CHANGE" => {
                part(notification, None, &mut unread).map(Self::ListingsItemIssuesChange)
            }
            "LISTINGS_ITEM_MFN_QUANTITY_CHANGE" => {
                part(notification, None, &mut unread).map(Self::ListingsItemMfnQuantityChange)
            }
            "LISTINGS_ITEM_STATUS_CHANGE" => {
                part(notification, None, &mut unread).map(Self::ListingsItemStatusChange)
            }
            "ORDER_CHANGE" => {
                let name = Some("OrderChangeNotification");
                part(notification, name, &mut unread).map(Self::OrderChange)
            }
            "PRICING_HEALTH" => part(notification, None, &mut unread).map(Self::PricingHealth),
            "PRODUCT_TYPE_DEFINITIONS_CHANGE" => {
                part(notification, None, &mut unread).map(Self::ProductTypeDefinitionsChange)
            }
            "REPORT_PROCESSING_FINISHED" => {
                let name = Some("reportProcessingFinishedNotification");
                part(notification, name, &mut unread).map(Self::ReportProcessingFinished)
            }
            "TRANSACTION_UPDATE" => {
                let name = Some("TransactionUpdateNotification");
                part(notification, name, &mut unread).map(Self::TransactionUpdate)
            }
            _ => None,
        };
        let read = read.unwrap_or_else(|| Self::Other(notification.value()));
        (read, unread)
    }
}

/// The part of a payload that stands under a name, in whatever case, or the payload itself.
fn part<T: DeserializeOwned>(
    notification: &Notification,
    name: Option<&str>,
    unread: &mut Vec<Unread>,
) -> Option<T> {
    let payload = notification.payload.as_deref()?.get();
    let parts: std::collections::BTreeMap<String, &serde_json::value::RawValue> =
        serde_json::from_str(payload).ok()?;
    let inner = name.and_then(|name| {
        let mut parts = parts.iter();
        parts.find(|(held, _)| held.eq_ignore_ascii_case(name))
    });
    let text = inner.map_or(payload, |(_, raw)| raw.get());
    let (read, lost) = lenient::read(text.as_bytes()).ok()?;
    unread.extend(lost);
    Some(read)
}
