//! The OpenAPI document of the control API.

use serde_json::{Value, json};

/// Method, path, summary, example of the request body (null for none).
fn operations() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    vec![
        (
            "get",
            "/sim/accounts",
            "Seller accounts with the credentials of their private applications.",
            Value::Null,
        ),
        (
            "post",
            "/sim/accounts",
            "Open an account.",
            json!({"name": "New Seller", "region": "na", "countries": ["US"], "has_fba": true, "plan": "PROFESSIONAL"}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}",
            "One account.",
            Value::Null,
        ),
        (
            "patch",
            "/sim/accounts/{seller_id}",
            "Change plan, missing roles, revocation, FBA, orders a day.",
            json!({"plan": "INDIVIDUAL", "missing_roles": ["Pricing"], "revoked": false, "has_fba": true, "orders_per_day": 24}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/listings",
            "Listings.",
            Value::Null,
        ),
        (
            "post",
            "/sim/accounts/{seller_id}/listings",
            "Add listings: described one by one, or a number of invented ones.",
            json!({"items": [{"sku": "QS-1", "title": "Mug", "ean": "2000000000008", "fba": true, "quantity": 10}], "count": 0, "prefix": "BULK", "fba": true}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/listings/{sku}",
            "One listing.",
            Value::Null,
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/stock",
            "Stock in Amazon's hands.",
            Value::Null,
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/stock/{sku}",
            "Stock of one SKU.",
            Value::Null,
        ),
        (
            "patch",
            "/sim/accounts/{seller_id}/stock/{sku}",
            "Set figures of one SKU.",
            json!({"fulfillable": 12, "inbound_shipped": 0}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/orders",
            "Store orders, last changed first.",
            Value::Null,
        ),
        (
            "post",
            "/sim/accounts/{seller_id}/orders",
            "Let buyers order: given lines, or whatever they like.",
            json!({"lines": [{"sku": "QS-1", "quantity": 1, "gift_message": null, "discount": 0}], "marketplace_id": null, "stay_pending": false, "business": false, "count": 1}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/orders/{order_id}",
            "One order.",
            Value::Null,
        ),
        (
            "post",
            "/sim/accounts/{seller_id}/orders/{order_id}/{action}",
            "confirm, ship, cancel, request-cancellation, cancel-units, return.",
            json!({"by": "BUYER", "reason": "BUYER_CANCELLED", "order_item_id": null, "quantity": 1}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/fulfilment-orders",
            "Multi-channel fulfilment orders, last changed first.",
            Value::Null,
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/fulfilment-orders/{id}",
            "One fulfilment order with its parcels.",
            Value::Null,
        ),
        (
            "post",
            "/sim/accounts/{seller_id}/fulfilment-orders/{id}/status",
            "Move it to a state.",
            json!({"status": "Processing"}),
        ),
        (
            "patch",
            "/sim/parcels/{number}",
            "Scan a parcel, or give it a status.",
            json!({"event": "EVENT_301", "city": "Portland", "status": null}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/inbound-plans",
            "Inbound plans with their shipments.",
            Value::Null,
        ),
        (
            "post",
            "/sim/accounts/{seller_id}/inbound-shipments/{shipment_id}/status",
            "Move an inbound shipment to a state.",
            json!({"status": "RECEIVING"}),
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/notifications",
            "Messages in the queues of its destinations.",
            Value::Null,
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/transactions",
            "Money booked.",
            Value::Null,
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/reports",
            "Reports.",
            Value::Null,
        ),
        (
            "get",
            "/sim/accounts/{seller_id}/feeds",
            "Feeds.",
            Value::Null,
        ),
        (
            "get",
            "/sim/applications",
            "Developer applications.",
            Value::Null,
        ),
        (
            "patch",
            "/sim/applications/{client_id}",
            "Set redirect URIs and the end of the secret.",
            json!({"redirect_uris": ["https://example.com/back"], "secret_expires": "2027-01-01T00:00:00Z"}),
        ),
        (
            "post",
            "/sim/applications/{client_id}/rotate",
            "Rotate the secret; the old one works for seven more days.",
            json!({}),
        ),
        (
            "get",
            "/sim/calls",
            "Calls received. Filters: operation, seller_id, status; `after` is a call's number.",
            Value::Null,
        ),
        (
            "delete",
            "/sim/calls",
            "Empty the list of calls.",
            Value::Null,
        ),
        ("get", "/sim/clock", "The virtual clock.", Value::Null),
        (
            "post",
            "/sim/clock",
            "Advance it, set it, stop it or let it run. It stops wherever a follower wants to wake.",
            json!({"advance": "PT24H", "set": null, "running": true}),
        ),
        (
            "put",
            "/sim/clock/followers/{name}",
            "Follow the clock: all work until now is done, wake me at `wake_at`. Answers at that instant, or after `wait_seconds`.",
            json!({"wake_at": "2026-11-21T20:00:00Z", "wait_seconds": 20}),
        ),
        (
            "get",
            "/sim/misbehaviours",
            "What is switched on.",
            Value::Null,
        ),
        (
            "get",
            "/sim/misbehaviours/kinds",
            "Every misbehaviour by name, and what a caller sees.",
            Value::Null,
        ),
        (
            "post",
            "/sim/misbehaviours",
            "Switch one on.",
            json!({"name": "throttle", "seller_id": null, "operation": "orders/searchOrders", "times": 3, "after": 0, "every": null, "for": "PT1H", "parameter": null}),
        ),
        (
            "delete",
            "/sim/misbehaviours",
            "Switch all off.",
            Value::Null,
        ),
        (
            "delete",
            "/sim/misbehaviours/{id_or_name}",
            "Switch one off, or all of a name.",
            Value::Null,
        ),
        (
            "get",
            "/sim/usage-plans",
            "The usage plans in force.",
            Value::Null,
        ),
        (
            "put",
            "/sim/usage-plans/{model}/{operation}",
            "Change a usage plan.",
            json!({"rate": 2.0, "burst": 30.0}),
        ),
        (
            "get",
            "/sim/journal",
            "The journal of this run as JSON lines; `amazon-sim replay FILE` repeats it.",
            Value::Null,
        ),
        (
            "get",
            "/sim/faults",
            "Answers that broke Amazon's models; always empty, or it is a bug.",
            Value::Null,
        ),
    ]
}

/// The document.
pub(super) fn document() -> Value {
    let mut paths = json!({});
    for (method, path, summary, example) in operations() {
        let parameters: Vec<Value> = path
            .split('/')
            .filter(|segment| segment.starts_with('{'))
            .map(|segment| json!({"name": segment.trim_matches(['{', '}']), "in": "path", "required": true, "schema": {"type": "string"}}))
            .collect();
        let words: Vec<String> = path
            .trim_start_matches("/sim/")
            .split(['/', '-'])
            .map(|word| word.trim_matches(['{', '}']).to_owned())
            .collect();
        let mut operation = json!({
            "operationId": format!("{method}_{}", words.join("_")), "summary": summary, "parameters": parameters,
            "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": {"type": "object"}}}}, "404": {"description": "There is no such thing."}},
        });
        if !example.is_null() {
            operation["requestBody"] = json!({"content": {"application/json": {"schema": {"type": "object"}, "example": example}}});
        }
        paths[path][method] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Simulated Amazon: control API", "version": "1", "description": "Watches and steers a simulated Amazon. The Selling Partner API itself is described by Amazon's models."},
        "paths": paths,
    })
}
