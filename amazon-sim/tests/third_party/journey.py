"""A third-party client goes through the simulator: hosts changed, nothing else."""

import gzip
import io
import json
import sys
import urllib.request

from sp_api.api import (
    CatalogItems,
    Feeds,
    Finances,
    FulfillmentInbound,
    FulfillmentOutbound,
    Inventories,
    ListingsItems,
    ListingsRestrictions,
    Notifications,
    Orders,
    ProductFees,
    ProductTypeDefinitions,
    Reports,
    Sellers,
    Tokens,
)
from sp_api.auth import AccessTokenClient, access_token_client
from sp_api.auth.exceptions import AuthorizationError
from sp_api.base import Marketplaces
from sp_api.base.exceptions import (
    SellingApiBadRequestException,
    SellingApiForbiddenException,
    SellingApiNotFoundException,
    SellingApiRequestThrottledException,
)

BASE = sys.argv[1].rstrip("/")

# The only change: where Amazon lives.
for marketplace in Marketplaces:
    marketplace.endpoint = BASE
AccessTokenClient.scheme, AccessTokenClient.host = BASE.split("://")[0] + "://", BASE.split("://")[1]


def sim(method, path, body=None):
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{BASE}{path}", data=data, method=method)
    with urllib.request.urlopen(request) as reply:
        return json.loads(reply.read())


def advance(duration):
    sim("POST", "/sim/clock", {"advance": duration})
    # The client keeps its tokens by real time, which virtual time has left behind.
    access_token_client.cache.clear()
    access_token_client.grantless_cache.clear()


def step(name):
    print("ok:", name, flush=True)


ACCOUNT = next(a for a in sim("GET", "/sim/accounts")["items"] if "US" in a["countries"] and a["has_fba"])
SELLER = ACCOUNT["seller_id"]
CREDENTIALS = dict(
    refresh_token=ACCOUNT["refresh_token"],
    lwa_app_id=ACCOUNT["client_id"],
    lwa_client_secret=ACCOUNT["client_secret"],
)
US = Marketplaces.US
COMMON = dict(marketplace=US, credentials=CREDENTIALS)
STOCK = [s for s in sim("GET", f"/sim/accounts/{SELLER}/stock")["items"] if s["fulfillable"] > 40]
SKU = STOCK[0]["sku"]


def participations():
    found = Sellers(**COMMON).get_marketplace_participation().payload
    assert {"US", "CA", "MX"} <= {p["marketplace"]["countryCode"] for p in found}
    step("marketplace participations")


def inventory():
    client, token, seen = Inventories(**COMMON), None, []
    while True:
        more = {"nextToken": token} if token else {}
        page = client.get_inventory_summary_marketplace(details=True, marketplaceIds=[US.marketplace_id], **more)
        seen += [row["sellerSku"] for row in page.payload["inventorySummaries"]]
        token = page.next_token
        if not token:
            break
        advance("PT1S")
    assert len(seen) == len(set(seen)) == ACCOUNT["n_stock"] > 50, (len(seen), ACCOUNT["n_stock"])
    step(f"inventory summaries over all pages ({len(seen)} SKUs)")


def outbound():
    client = FulfillmentOutbound(**COMMON)
    address = dict(
        name="Rosa Delgado", addressLine1="12 Mill Ln", city="Albany", stateOrRegion="NY", postalCode="12207", countryCode="US"
    )
    item = dict(sellerSku=SKU, sellerFulfillmentOrderItemId="line-1", quantity=2)
    previews = client.get_fulfillment_preview(
        marketplaceId=US.marketplace_id, address=address, items=[item], shippingSpeedCategories=["Standard", "Expedited"]
    ).payload["fulfillmentPreviews"]
    assert [p["isFulfillable"] for p in previews] == [True, True]
    assert previews[0]["estimatedFees"][0]["name"] == "FBAPerUnitFulfillmentFee"
    step("outbound preview")

    now = sim("GET", "/sim/clock")["now"]
    order = dict(
        marketplaceId=US.marketplace_id, sellerFulfillmentOrderId="QS-1001", displayableOrderId="QS-1001",
        displayableOrderDate=now, displayableOrderComment="Thank you", shippingSpeedCategory="Standard",
        fulfillmentAction="Hold", destinationAddress=address, items=[item],
    )
    before = stock(SKU)
    client.create_fulfillment_order(**order)
    assert stock(SKU)["fulfillable"] == before["fulfillable"] - 2
    step("outbound create on hold reserves stock")
    try:
        client.create_fulfillment_order(**order)
        raise AssertionError("a second create was accepted")
    except SellingApiBadRequestException as refusal:
        assert refusal.amzn_code == "InvalidInput", refusal.error
    step("outbound create again is refused")

    client.update_fulfillment_order("QS-1001", displayableOrderComment="Changed")
    read = client.get_fulfillment_order("QS-1001").payload
    assert read["fulfillmentOrder"]["displayableOrderComment"] == "Changed"
    assert read["fulfillmentOrder"]["fulfillmentAction"] == "Hold"
    client.update_fulfillment_order("QS-1001", fulfillmentAction="Ship")
    step("outbound update and ship")

    advance("P2D")
    listed = client.list_all_fulfillment_orders(queryStartDate="2026-01-01T00:00:00Z").payload["fulfillmentOrders"]
    assert "QS-1001" in [o["sellerFulfillmentOrderId"] for o in listed]
    read = client.get_fulfillment_order("QS-1001").payload
    assert read["fulfillmentOrder"]["fulfillmentOrderStatus"] == "Complete", read["fulfillmentOrder"]
    shipment = read["fulfillmentShipments"][0]
    package = shipment["fulfillmentShipmentPackage"][0]
    step("outbound list and get: shipped")
    advance("P8D")
    tracking = client.get_package_tracking_details(packageNumber=package["packageNumber"]).payload
    assert tracking["currentStatus"] in ("DELIVERED", "UNDELIVERABLE") and tracking["trackingEvents"], tracking
    step(f"package tracking: {tracking['carrierCode']} {tracking['trackingNumber']} {tracking['currentStatus']}")

    client.create_fulfillment_order(**{**order, "sellerFulfillmentOrderId": "QS-1002", "fulfillmentAction": "Ship"})
    client.cancel_fulfillment_order("QS-1002")
    advance("PT10M")
    cancelled = client.get_fulfillment_order("QS-1002").payload["fulfillmentOrder"]
    assert cancelled["fulfillmentOrderStatus"] == "Cancelled"
    step("outbound cancel")

    reasons = client.list_return_reason_codes(
        sellerSku=SKU, sellerFulfillmentOrderId="QS-1001", language="en"
    ).payload["reasonCodeDetails"]
    returned = client.create_fulfillment_return(
        "QS-1001",
        items=[dict(
            sellerReturnItemId="back-1", sellerFulfillmentOrderItemId="line-1", amazonShipmentId=shipment["amazonShipmentId"],
            returnReasonCode=reasons[0]["returnReasonCode"], returnComment="No longer wanted",
        )],
    ).payload
    assert len(returned["returnItems"]) == 1 and returned["returnAuthorizations"][0]["amazonRmaId"]
    step("return reasons and return")


def stock(sku):
    return sim("GET", f"/sim/accounts/{SELLER}/stock/{urllib.request.quote(sku, safe='')}")


def orders():
    client = Orders(version="2026-01-01", **COMMON)
    token, seen = None, []
    while True:
        more = {"paginationToken": token} if token else {}
        page = client.search_orders(
            createdAfter="2026-06-01T00:00:00Z", maxResultsPerPage=100,
            includedData=["BUYER", "RECIPIENT", "PROCEEDS", "FULFILLMENT", "PACKAGES"], **more,
        )
        seen += page.payload["orders"]
        token = page.next_token
        if not token:
            break
        advance("PT3M")
    ids = [o["orderId"] for o in seen]
    assert len(ids) == len(set(ids)) > 100, len(ids)
    step(f"orders search over all pages ({len(ids)})")

    listings = sim("GET", f"/sim/accounts/{SELLER}/listings")["items"]
    merchant = next(l["sku"] for l in listings if not l["is_fba"] and l["channels"].get("DEFAULT", 0) > 5)
    order_id = sim("POST", f"/sim/accounts/{SELLER}/orders", {"lines": [{"sku": merchant, "quantity": 1}], "marketplace_id": US.marketplace_id})["ids"][0]
    advance("PT12H")
    read = client.get_order(order_id, includedData="FULFILLMENT,RECIPIENT,BUYER").payload["order"]
    if read["fulfillment"]["fulfillmentStatus"] == "CANCELLED":  # three buyers in a hundred think better of it
        return orders()
    assert read["fulfillment"]["fulfillmentStatus"] == "UNSHIPPED" and read["recipient"]["deliveryAddress"]["addressLine1"]
    Orders(version="v0", **COMMON).confirm_shipment(
        order_id, marketplaceId=US.marketplace_id,
        packageDetail=dict(
            packageReferenceId="1", carrierCode="UPS", shippingMethod="Ground", trackingNumber="1Z5R89390357567127",
            shipDate=sim("GET", "/sim/clock")["now"], orderItems=[dict(orderItemId=read["orderItems"][0]["orderItemId"], quantity=1)],
        ),
    )
    read = client.get_order(order_id, includedData="FULFILLMENT,PACKAGES").payload["order"]
    assert read["fulfillment"]["fulfillmentStatus"] == "SHIPPED" and read["packages"][0]["trackingNumber"] == "1Z5R89390357567127"
    step("order get and shipment confirmation")

    old = Orders(version="v0", **COMMON).get_order(order_id).payload
    assert old["OrderStatus"] == "Shipped" and "BuyerName" not in old.get("BuyerInfo", {})
    token = Tokens(**COMMON).create_restricted_data_token(
        restrictedResources=[dict(method="GET", path=f"/orders/v0/orders/{order_id}", dataElements=["buyerInfo", "shippingAddress"])]
    ).payload["restrictedDataToken"]
    old = Orders(version="v0", restricted_data_token=token, **COMMON).get_order(order_id).payload
    assert old["BuyerInfo"]["BuyerName"]
    step("restricted data token opens buyer data of v0")


def reports():
    client = Reports(**COMMON)
    report = client.create_report(reportType="GET_MERCHANT_LISTINGS_ALL_DATA", marketplaceIds=[US.marketplace_id]).payload
    assert client.get_report(report["reportId"]).payload["processingStatus"] == "IN_QUEUE"
    advance("PT5M")
    done = client.get_report(report["reportId"]).payload
    assert done["processingStatus"] == "DONE", done
    document = client.get_report_document(done["reportDocumentId"], download=True).payload["document"]
    lines = document.splitlines()
    assert lines[0].split("\t")[3] == "seller-sku" and len(lines) > 100
    assert client.get_reports(reportTypes=["GET_MERCHANT_LISTINGS_ALL_DATA"]).payload["reports"][0]["reportId"] == report["reportId"]
    settlements = client.get_reports(reportTypes=["GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2"]).payload["reports"]
    text = client.get_report_document(settlements[0]["reportDocumentId"], download=True).payload["document"]
    rows = [dict(zip(text.splitlines()[0].split("\t"), line.split("\t"))) for line in text.splitlines()[1:]]
    total = round(sum(float(r["amount"]) for r in rows[1:]), 2)
    assert total == float(rows[0]["total-amount"]), (total, rows[0])
    step(f"report round trip with document ({len(lines) - 1} rows), settlement adds up")


def feeds():
    client = Feeds(**COMMON)
    listings = sim("GET", f"/sim/accounts/{SELLER}/listings")["items"]
    merchant = next(l["sku"] for l in listings if not l["is_fba"])
    feed = {
        "header": {"sellerId": SELLER, "version": "2.0", "issueLocale": "en_US"},
        "messages": [
            {"messageId": 1, "sku": merchant, "operationType": "PATCH", "productType": "PRODUCT", "patches": [
                {"op": "merge", "path": "/attributes/fulfillment_availability", "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": 77}]}]},
            {"messageId": 2, "sku": "NO-SUCH-SKU", "operationType": "DELETE"},
        ],
    }
    document, created = client.submit_feed(
        "JSON_LISTINGS_FEED", io.BytesIO(json.dumps(feed).encode()), content_type="application/json; charset=UTF-8",
        marketplaceIds=[US.marketplace_id],
    )
    advance("PT5M")
    done = client.get_feed(created.payload["feedId"]).payload
    assert done["processingStatus"] == "DONE", done
    result = client.get_feed_result_document(done["resultFeedDocumentId"])
    result = json.loads(result) if isinstance(result, str) else result
    assert result["summary"]["messagesAccepted"] == 1 and result["issues"][0]["sku"] == "NO-SUCH-SKU", result
    shown = sim("GET", f"/sim/accounts/{SELLER}/listings/{urllib.request.quote(merchant, safe='')}")
    assert shown["channels"]["DEFAULT"] == 77
    step("feed round trip with documents")


def catalogue():
    client = CatalogItems(version="2022-04-01", **COMMON)
    found = client.search_catalog_items(keywords=["mug"], marketplaceIds=[US.marketplace_id], includedData="summaries,identifiers").payload
    assert found["numberOfResults"] > 0
    asin = found["items"][0]["asin"]
    item = client.get_catalog_item(asin, marketplaceIds=[US.marketplace_id], includedData="summaries,images,relationships,dimensions").payload
    assert item["asin"] == asin and item["images"][0]["images"][0]["link"]
    try:
        client.get_catalog_item("B000000000", marketplaceIds=[US.marketplace_id])
        raise AssertionError("an unknown ASIN was found")
    except SellingApiNotFoundException:
        pass
    step("catalogue search and item")
    return asin


def listings(asin):
    client = ListingsItems(**COMMON)
    sku = "NEW/SKU + 1"
    allowed = ListingsRestrictions(**COMMON).get_listings_restrictions(
        asin=asin, sellerId=SELLER, marketplaceIds=[US.marketplace_id], conditionType="new_new"
    ).payload
    assert "restrictions" in allowed
    step("listing restrictions")
    types = ProductTypeDefinitions(**COMMON).search_definitions_product_types(keywords=["mug"], marketplaceIds=[US.marketplace_id]).payload
    assert types["productTypes"][0]["name"] == "MUG"
    attributes = {
        "condition_type": [{"value": "new_new", "marketplace_id": US.marketplace_id}],
        "merchant_suggested_asin": [{"value": asin, "marketplace_id": US.marketplace_id}],
        "purchasable_offer": [{"marketplace_id": US.marketplace_id, "currency": "USD", "our_price": [{"schedule": [{"value_with_tax": 19.99}]}]}],
        "fulfillment_availability": [{"fulfillment_channel_code": "DEFAULT", "quantity": 5, "lead_time_to_ship_max_days": 3}],
    }
    body = {"productType": "MUG", "requirements": "LISTING_OFFER_ONLY", "attributes": attributes}
    bad = {**body, "attributes": {k: v for k, v in attributes.items() if k != "condition_type"}}
    refused = client.put_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id], body=bad).payload
    assert refused["status"] == "INVALID" and refused["issues"][0]["attributeNames"] == ["condition_type"], refused
    preview = client.put_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id], mode="VALIDATION_PREVIEW", body=body).payload
    assert preview["status"] == "VALID"
    assert client.put_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id], body=body).payload["status"] == "ACCEPTED"
    advance("PT15M")
    read = client.get_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id], includedData="summaries,issues,offers,attributes,fulfillmentAvailability").payload
    assert read["offers"][0]["price"]["amount"] == "19.99" and read["summaries"][0]["asin"] == asin
    patch = {"productType": "PRODUCT", "patches": [{"op": "replace", "path": "/attributes/fulfillment_availability", "value": [{"fulfillment_channel_code": "DEFAULT", "quantity": 9}]}]}
    assert client.patch_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id], body=patch).payload["status"] == "ACCEPTED"
    advance("PT1M")
    read = client.get_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id], includedData="attributes,fulfillmentAvailability").payload
    assert read["fulfillmentAvailability"] == [{"fulfillmentChannelCode": "DEFAULT", "quantity": 9}]
    assert "lead_time_to_ship_max_days" not in read["attributes"]["fulfillment_availability"][0]  # replace drops siblings
    assert client.delete_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id]).payload["status"] == "ACCEPTED"
    advance("PT1M")
    try:
        client.get_listings_item(SELLER, sku, marketplaceIds=[US.marketplace_id])
        raise AssertionError("a deleted listing was found")
    except SellingApiNotFoundException:
        pass
    step("listings get, put, patch, delete with issues")


def inbound():
    client = FulfillmentInbound(version="2024-03-20", **COMMON)
    source = dict(name="Harbour Lane", addressLine1="1 Quay St", city="Portland", stateOrProvinceCode="OR", postalCode="97205", countryCode="US", phoneNumber="5550100")
    skus = [s["sku"] for s in STOCK[:2]]

    def finished(operation):
        for _ in range(10):
            status = client.get_inbound_operation_status(operation).payload
            if status["operationStatus"] != "IN_PROGRESS":
                return status
            advance("PT5S")
        raise AssertionError("an operation never ended")

    def done(answer):
        status = finished(answer.payload["operationId"])
        assert status["operationStatus"] == "SUCCESS", status
        return status

    owners = {}
    for _ in range(3):
        items = [dict(msku=sku, quantity=24, prepOwner=owners.get(sku, "SELLER"), labelOwner="SELLER") for sku in skus]
        created = client.create_inbound_plan(name="Autumn refill", sourceAddress=source, destinationMarketplaces=[US.marketplace_id], items=items)
        status = finished(created.payload["operationId"])
        if status["operationStatus"] == "SUCCESS":
            break
        for problem in status["operationProblems"]:
            assert problem["code"] == "FBA_INB_0182", problem
            if "requires prep" in problem["message"]:
                done(client.set_prep_details(marketplaceId=US.marketplace_id, mskuPrepDetails=[dict(msku=problem["details"], prepCategory="NONE", prepTypes=["ITEM_NO_PREP"])])) if hasattr(client, "set_prep_details") else None
                owners[problem["details"]] = "NONE"
            else:
                owners[problem["details"]] = problem["message"].split("[")[1].split("]")[0]
    plan = created.payload["inboundPlanId"]
    step("inbound plan created (owners as Amazon wants them)")

    done(client.generate_packing_options(plan))
    packing = client.list_packing_options(plan).payload["packingOptions"][-1]
    done(client.confirm_packing_option(plan, packing["packingOptionId"]))
    groupings = []
    for group in packing["packingGroups"]:
        held = client.list_packing_group_items(plan, group).payload["items"]
        boxes = [dict(
            contentInformationSource="BOX_CONTENT_PROVIDED", quantity=2, weight=dict(unit="LB", value=18),
            dimensions=dict(unitOfMeasurement="IN", length=18, width=12, height=10),
            items=[dict(msku=i["msku"], quantity=i["quantity"] // 2, labelOwner=i["labelOwner"], prepOwner=i["prepInstructions"][0]["prepOwner"]) for i in held],
        )]
        groupings.append(dict(packingGroupId=group, boxes=boxes))
    done(client.set_packing_information(plan, packageGroupings=groupings))
    done(client.generate_placement_options(plan))
    placement = client.list_placement_options(plan).payload["placementOptions"][0]
    configurations = [
        dict(shipmentId=s, readyToShipWindow=dict(start=sim("GET", "/sim/clock")["now"]), contactInformation=dict(name="Robin", phoneNumber="5550100", email="robin@example.com"))
        for s in placement["shipmentIds"]
    ]
    done(client.generate_transportation_options(plan, placementOptionId=placement["placementOptionId"], shipmentTransportationConfigurations=configurations))
    done(client.confirm_placement_option(plan, placement["placementOptionId"]))
    options = client.list_transportation_options(plan, placementOptionId=placement["placementOptionId"]).payload["transportationOptions"]
    own = [o for o in options if o["shippingSolution"] == "USE_YOUR_OWN_CARRIER"]
    for shipment in placement["shipmentIds"]:
        done(client.generate_delivery_window_options(plan, shipment))
        window = next(w for w in client.list_delivery_window_options(plan, shipment).payload["deliveryWindowOptions"] if w["availabilityType"] == "AVAILABLE")
        done(client.confirm_delivery_window_options(plan, shipment, window["deliveryWindowOptionId"]))
    done(client.confirm_transportation_options(plan, transportationSelections=[dict(shipmentId=o["shipmentId"], transportationOptionId=o["transportationOptionId"]) for o in own]))
    step("inbound packing, placement, delivery window, transport")

    shipment = client.get_shipment(plan, placement["shipmentIds"][0]).payload
    assert shipment["status"] == "READY_TO_SHIP" and shipment["shipmentConfirmationId"].startswith("FBA")
    labels = FulfillmentInbound(version="v0", **COMMON).get_labels(
        shipment["shipmentConfirmationId"], PageType="PackageLabel_Plain_Paper", LabelType="UNIQUE"
    ).payload
    with urllib.request.urlopen(labels["DownloadURL"]) as reply:
        assert reply.read(5) == b"%PDF-"
    step(f"inbound labels of {shipment['shipmentConfirmationId']}")


def errors():
    try:
        Sellers(marketplace=US, credentials={**CREDENTIALS, "refresh_token": "Atzr|wrong"}).get_account()
        raise AssertionError("a wrong refresh token was accepted")
    except AuthorizationError as refusal:
        assert refusal.error_code == "invalid_grant", refusal
    try:
        Sellers(marketplace=US, credentials={**CREDENTIALS, "refresh_token": ACCOUNT["refresh_token"] + "", "lwa_client_secret": "wrong", }, refresh_token="Atzr|other").get_account()
        raise AssertionError("a wrong secret was accepted")
    except AuthorizationError as refusal:
        assert refusal.error_code == "invalid_client", refusal
    sim("POST", "/sim/misbehaviours", {"name": "missing-role", "operation": "sellers", "times": 1})
    try:
        Sellers(**COMMON).get_marketplace_participation()
        raise AssertionError("a missing role was no hindrance")
    except SellingApiForbiddenException as refusal:
        assert refusal.amzn_code == "Unauthorized"
    step("token errors")
    client, n = CatalogItems(version="2022-04-01", **COMMON), 0
    advance("PT1M")
    try:
        for n in range(10):
            client.search_catalog_items(keywords=["tea"], marketplaceIds=[US.marketplace_id])
        raise AssertionError("no call was throttled")
    except SellingApiRequestThrottledException as refusal:
        assert refusal.amzn_code == "QuotaExceeded" and n == 2, n
    advance("PT1S")
    answer = client.search_catalog_items(keywords=["tea"], marketplaceIds=[US.marketplace_id])
    assert answer.rate_limit == "2", answer.rate_limit
    step("throttling after the burst, and again after a second")


def others():
    destination = Notifications(**COMMON).create_destination(name="queue", arn="arn:aws:sqs:us-east-1:123456789012:queue").payload
    subscription = Notifications(**COMMON).create_subscription("ORDER_CHANGE", destination_id=destination["destinationId"]).payload
    assert subscription["subscriptionId"]
    sim("POST", f"/sim/accounts/{SELLER}/orders", {"count": 3})
    messages = sim("GET", f"/sim/accounts/{SELLER}/notifications")["items"]
    assert messages and messages[0]["body"]["NotificationType"] == "ORDER_CHANGE"
    fees = ProductFees(**COMMON).get_product_fees_estimate_for_sku(SKU, price=19.99, currency="USD", is_fba=True).payload
    assert fees["FeesEstimateResult"]["Status"] == "Success"
    step("notifications and fees")


participations()
inventory()
outbound()
orders()
reports()
feeds()
listings(catalogue())
inbound()
errors()
others()
faults = sim("GET", "/sim/faults")["items"]
assert not faults, faults
print("done")
