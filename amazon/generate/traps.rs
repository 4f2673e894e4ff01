//! What the models do not say: how operations have been seen to surprise, put into their documentation.

/// The traps of an operation, by model and operationId.
pub fn of(api: &str, operation: &str) -> impl Iterator<Item = &'static str> {
    TRAPS
        .iter()
        .filter(move |(held, id, _)| *held == api && *id == operation)
        .map(|(_, _, text)| *text)
}

const IN24: &str = "fulfillmentInbound_2024-03-20";
const FO20: &str = "fulfillmentOutbound_2020-07-01";
const FO26: &str = "fulfillmentOutbound_2026-07-04";
const LISTINGS: &str = "listingsItems_2021-08-01";
const REPORTS: &str = "reports_2021-06-30";
const FEEDS: &str = "feeds_2021-06-30";
const ORDERS: &str = "orders_2026-01-01";

/// Model, operationId and what is to be known.
pub const TRAPS: &[(&str, &str, &str)] = &[
    (
        "sellers",
        "getMarketplaceParticipations",
        "about one call a minute: keep the answer",
    ),
    (
        "fbaInventory",
        "getInventorySummaries",
        "the token of the next page dies after 30 seconds; an expired one means starting over",
    ),
    (
        "fbaInventory",
        "getInventorySummaries",
        "`startDateTime` leaves rows out, and inbound changes are no changes to it: read everything once a day",
    ),
    (
        "fbaInventory",
        "getInventorySummaries",
        "marketplaces of North America show one pool: never add quantities over marketplaces",
    ),
    (
        "fbaInventory",
        "getInventorySummaries",
        "an account without FBA gets 400",
    ),
    (
        FO20,
        "getFulfillmentPreview",
        "`estimatedFees` may be missing although the order can be fulfilled: unknown is not zero",
    ),
    (
        FO20,
        "getFulfillmentPreview",
        "what can be fulfilled may still sit in planning for days once it is ordered",
    ),
    (
        FO20,
        "createFulfillmentOrder",
        "the seller's order id is the only guard against shipping twice: use `ensure_created`",
    ),
    (
        FO20,
        "createFulfillmentOrder",
        "ids with `+` or double spaces cannot be read back",
    ),
    (
        FO20,
        "updateFulfillmentOrder",
        "an order that is not held answers 403, which looks like a missing right",
    ),
    (
        FO20,
        "updateFulfillmentOrder",
        "to let a held order go, send nothing but the action: `ship_held`",
    ),
    (
        FO20,
        "cancelFulfillmentOrder",
        "200 means asked, not cancelled: read the order until it says so; from Processing on it is too late",
    ),
    (
        FO20,
        "getFulfillmentOrder",
        "there is no status for delivered: it is read from the tracking of every package",
    ),
    (
        FO20,
        "getFulfillmentOrder",
        "a shipment has no packages at first, and Amazon's own carrier may give no tracking number",
    ),
    (
        FO20,
        "listAllFulfillmentOrders",
        "orders come without items and shipments, those made elsewhere too, and the newest ones late",
    ),
    (
        FO20,
        "getPackageTrackingDetails",
        "package numbers exceed 32 bits; the photo's address lives an hour",
    ),
    (
        FO20,
        "createFulfillmentReturn",
        "one entry for each unit, since there is no quantity; refused units come in a list of their own beside a success",
    ),
    (
        FO26,
        "createOrder",
        "answers 200 with the order or 202 with hardly anything: read it back, as `ensure_created` does",
    ),
    (
        FO26,
        "updateOrder",
        "changes the action and nothing else of a held order",
    ),
    (
        FO26,
        "getOrder",
        "no returns and no tracking events: those stay with 2020-07-01",
    ),
    (
        FO26,
        "getOrderPreview",
        "the tier `PRIORITY` exists in Canada, India and Mexico only",
    ),
    (
        ORDERS,
        "searchOrders",
        "one call in three minutes: ask for everything at once with `includedData`, never order by order",
    ),
    (
        ORDERS,
        "searchOrders",
        "without `FULFILLMENT` there is not even a status",
    ),
    (
        ORDERS,
        "searchOrders",
        "bounds must lie two minutes back, lists leave orders out: overlap the passes and look again each day",
    ),
    (
        ORDERS,
        "searchOrders",
        "a pending order has neither price nor address; a name that is absent may be a missing role",
    ),
    (
        ORDERS,
        "getOrder",
        "has no list of ids: for many orders search",
    ),
    (
        "ordersV0",
        "confirmShipment",
        "204 is no proof: read the order. Packages confirmed elsewhere answer `PackageToUpdateNotFound`",
    ),
    (
        "ordersV0",
        "confirmShipment",
        "`packageReferenceId` must be a positive number; the same one edits that package",
    ),
    (
        "ordersV0",
        "getOrders",
        "personal data need a restricted data token, and without the role are silently absent",
    ),
    (
        "catalogItems_2022-04-01",
        "searchCatalogItems",
        "at most 20 identifiers or keywords, never both; the number of results is an estimate and ends at 1000",
    ),
    (
        LISTINGS,
        "putListingsItem",
        "replaces the whole listing: never put an existing SKU to change a price",
    ),
    (
        LISTINGS,
        "putListingsItem",
        "ACCEPTED is a matter of syntax: read the listing until it can be bought or shows issues",
    ),
    (
        LISTINGS,
        "patchListingsItem",
        "`replace` drops sibling fields, so `merge`; deeper paths than a whole attribute fail",
    ),
    (
        LISTINGS,
        "patchListingsItem",
        "a quantity for a SKU that Amazon ships adds a second, merchant channel",
    ),
    (
        LISTINGS,
        "getListingsItem",
        "SKUs hold slashes, plus signs and spaces: the path is encoded here",
    ),
    (
        LISTINGS,
        "searchListingsItems",
        "ends after 1000 items: a report has them all",
    ),
    (
        "listingsRestrictions_2021-08-01",
        "getListingsRestrictions",
        "its errors are a bare array",
    ),
    (
        "definitionsProductTypes_2020-09-01",
        "getDefinitionsProductType",
        "the schema itself is behind an address: keep it by its checksum",
    ),
    (
        REPORTS,
        "createReport",
        "CANCELLED may mean no data, asked too often or cancelled: never empty anything because of it",
    ),
    (
        REPORTS,
        "getReport",
        "DONE may take an hour; FATAL may have a document that explains",
    ),
    (
        REPORTS,
        "getReportDocument",
        "the address lives five minutes, takes no access token, and tells its charset in the content type",
    ),
    (
        REPORTS,
        "getReports",
        "the token of the next page must be the only parameter",
    ),
    (
        FEEDS,
        "createFeed",
        "one in two minutes: prefer single patches for a few SKUs. Feeds and patches for one SKU are unordered",
    ),
    (
        FEEDS,
        "createFeedDocument",
        "the upload must carry the very content type that was announced",
    ),
    (
        FEEDS,
        "getFeed",
        "DONE says nothing of the messages: read the result document",
    ),
    (
        IN24,
        "createInboundPlan",
        "carries no id of ours but the name: use `ensure_plan`",
    ),
    (
        IN24,
        "createInboundPlan",
        "missing prep details make it fail later, with the owner that would be right in the text of the problem",
    ),
    (
        IN24,
        "getInboundOperationStatus",
        "problems come in blocks: after mending some, others may follow",
    ),
    (IN24, "confirmPlacementOption", "cannot be undone"),
    (
        IN24,
        "confirmTransportationOptions",
        "cannot be undone, takes every shipment at once, and has failed for no reason",
    ),
    (
        IN24,
        "listShipmentBoxes",
        "boxes come in another order than they were sent: match them by template name",
    ),
    (
        IN24,
        "updateShipmentTrackingDetails",
        "fails until the transportation is confirmed",
    ),
    (
        IN24,
        "cancelInboundPlan",
        "free for a day, for freight for an hour, after a partnered carrier was confirmed",
    ),
    (
        IN24,
        "listPrepDetails",
        "percent signs, plus signs and commas in `mskus` are encoded twice",
    ),
    (
        "fulfillmentInboundV0",
        "getLabels",
        "the address lives 15 seconds; package ids are refused at times, then ask for all",
    ),
    (
        "fulfillmentInboundV0",
        "getShipmentItemsByShipmentId",
        "the only place that has received quantities",
    ),
    (
        "tokens_2021-03-01",
        "createRestrictedDataToken",
        "old documents show the token inside `payload`; for a report the path must name the one document",
    ),
    (
        "application_2023-11-30",
        "rotateApplicationClientSecret",
        "the new secret comes to a queue, not in the answer; the old one works for seven more days",
    ),
    (
        "merchantFulfillmentV0",
        "getShipment",
        "needs a restricted data token; the label is gzip within base64",
    ),
    (
        "notifications",
        "createDestination",
        "needs a token of client credentials, not of a seller",
    ),
];
