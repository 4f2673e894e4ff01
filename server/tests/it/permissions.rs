//! Who may not, is told so at every address: each operation of the interface is called with what it would accept by
//! somebody who is signed in and may do nothing.

use crate::harness::{Server, on_each};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Open without a session, or to everybody who is signed in: oneself, messages to all, and the names by which things are
/// known. Stock, costs and people are not among them.
const FOR_EVERYBODY: [&str; 28] = [
    "read_setup",
    "set_up",
    "sign_in",
    "sign_out",
    "read_session",
    "change_password",
    "forgot_password",
    "read_link",
    "use_link",
    "read_company",
    "list_permissions",
    "list_notifications",
    "read_notification",
    "read_all_notifications",
    "list_products",
    "read_product",
    "list_families",
    "read_family",
    "list_categories",
    "list_brands",
    "list_price_tiers",
    "list_tax_rules",
    "list_locations",
    "read_location",
    "list_bins",
    "read_bin",
    "read_image",
    "read_product_label",
];

/// What there is in the world of this test, by the first part of its address.
type Things = BTreeMap<&'static str, String>;

/// A body that the operation would take from who may.
fn body(operation: &str, things: &Things) -> Value {
    let (product, location) = (&things["products"], &things["locations"]);
    let (bin, role) = (&things["bins"], &things["roles"]);
    match operation {
        "create_adjustment" => {
            json!({ "product": product, "location": location, "delta": 1, "reason": "found" })
        }
        "create_bin_move" => {
            json!({ "product": product, "location": location, "to": bin, "quantity": 1 })
        }
        "create_receipt" => json!({ "product": product, "location": location, "quantity": 1 }),
        "create_api_key" => json!({ "name": "Scales", "role": role }),
        "create_product" => json!({ "sku": "TW-2", "name": "Another" }),
        "change_product" => json!({ "description": "Bright." }),
        "change_products" => {
            json!({ "products": [product], "change": { "archived": true } })
        }
        "create_family" | "change_family" => json!({ "name": "Socks", "options": ["Size"] }),
        "create_price_tier" => json!({ "name": "Trade", "currency": "GBP" }),
        "create_tax_rule" | "change_tax_rule" => json!({ "name": "Reduced", "rate_bp": 500 }),
        "connect_service" => json!({
            "service": "fba", "seller_id": "A1", "marketplace_id": "A1F83G8C2ARO7P",
            "client_id": "amzn1.application-oa2-client.1", "client_secret": "s", "refresh_token": "Atzr|1",
            "place": { "new": { "name": "FBA" } },
        }),
        "set_walking_order" => json!({ "bins": [bin] }),
        "create_role" | "change_role" => json!({ "name": "Packers", "permissions": [] }),
        "invite_user" => json!({ "name": "Ann", "email": "ann@tidewater.example", "role": role }),
        "start_stocktake" => json!({ "location": location }),
        "accept_unclear" => json!({ "product": product, "bin": bin }),
        "assign_bins" => json!({ "assignments": [] }),
        "map_code" => json!({ "code": "123", "product": product }),
        "enter_figure" => json!({ "product": product, "quantity": 1 }),
        "decide_late" => json!({ "pass": format!("pas_{}", Uuid::now_v7()), "accept": true }),
        "rule_pass" => json!({ "release": true }),
        "order_recount" => json!({ "bin": bin }),
        "resolve_conflict" => json!({ "bin": bin, "resolution": "sum" }),
        "draft_costs" => json!({ "costs": [{ "product": product, "unit_cost": "1.00" }] }),
        "void_stocktake" => json!({ "reason": "begun twice" }),
        "create_transfer" => {
            json!({ "from": location, "to": things["other"], "lines": [{ "product": product, "quantity": 1 }] })
        }
        "set_transfer_lines" => json!({ "lines": [{ "product": product, "quantity": 1 }] }),
        "list_import_errors" | "plan_import" => json!({ "kind": "products", "mapping": {} }),
        "run_import" => json!({ "kind": "products", "mapping": {}, "skip_errors": false }),
        "create_brand" | "rename_brand" | "create_category" | "rename_category"
        | "rename_price_tier" | "create_location" | "create_bin" | "rename_device" => {
            json!({ "name": "Northlight" })
        }
        _ => json!({}),
    }
}

/// One of everything that an address may name.
async fn furnished(server: &Server) -> Things {
    let mut office = server.founded().await;
    let location = office
        .create("/locations", json!({ "name": "Leith" }))
        .await;
    let other = office.create("/locations", json!({ "name": "York" })).await;
    let bin = office
        .create(
            &format!("/locations/{location}/bins"),
            json!({ "name": "A" }),
        )
        .await;
    let product = office.product("TW-1").await;
    let line = json!({ "product": product, "quantity": 1 });
    let transfer = json!({ "from": location, "to": other, "lines": [line] });
    let transfer = office.create("/transfers", transfer).await;
    let stocktake = office
        .create("/stocktakes", json!({ "location": location }))
        .await;
    let family = office
        .create("/families", json!({ "name": "Hats", "options": ["Size"] }))
        .await;
    let brand = office.create("/brands", json!({ "name": "Tern" })).await;
    let category = office
        .create("/categories", json!({ "name": "Lighting" }))
        .await;
    let rule = office
        .create("/tax-rules", json!({ "name": "Standard", "rate_bp": 2000 }))
        .await;
    let tier = office.get("/price-tiers").await.body["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let role = office
        .create("/roles", json!({ "name": "Nobody", "permissions": [] }))
        .await;
    let users = office.get("/users").await.expect(StatusCode::OK);
    let devices = office.get("/devices").await.expect(StatusCode::OK);
    let id = |page: &Value| page["items"][0]["id"].as_str().unwrap().to_owned();
    let unknown = |prefix: &str| format!("{prefix}_{}", Uuid::now_v7());
    Things::from([
        ("locations", location),
        ("other", other),
        ("bins", bin),
        ("products", product),
        ("transfers", transfer),
        ("stocktakes", stocktake),
        ("families", family),
        ("brands", brand),
        ("categories", category),
        ("tax-rules", rule),
        ("price-tiers", tier),
        ("roles", role),
        ("users", id(&users)),
        ("devices", id(&devices)),
        ("imports", unknown("imp")),
        ("connections", unknown("con")),
        ("api-keys", unknown("usr")),
        ("review-tasks", unknown("tsk")),
        ("notifications", unknown("ntf")),
    ])
}

/// Proves USR-02 for the interface: every operation but those for everybody answers 403 to who may do nothing, and nothing
/// is changed by it.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_permission_every_operation_is_refused() {
    on_each(async |server: Server| {
        let things = furnished(&server).await;
        let mut nobody = server.user("Nobody", "Niels").await;
        let document: Value =
            serde_json::from_str(&server::http::document().to_json().unwrap()).unwrap();
        let mut wrong = Vec::new();
        let mut n_refused = 0;
        for (address, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let id = operation["operationId"].as_str().unwrap();
                if FOR_EVERYBODY.contains(&id) {
                    continue;
                }
                let address = address.trim_start_matches("/api/v1");
                let first = address.split('/').nth(1).unwrap();
                let parts = address.split('/').map(|part| match part {
                    "{id}" => things.get(first).map_or("anything", String::as_str),
                    "{name}" => "purge",
                    "{kind}" => "products",
                    "{pass}" => "pas_01900000-0000-7000-8000-000000000000",
                    other => other,
                });
                let path = parts.collect::<Vec<_>>().join("/");
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                let sends =
                    (method != Method::GET && method != Method::DELETE).then(|| body(id, &things));
                let answer = nobody.send(method, &path, &[], sends).await;
                n_refused += 1;
                if answer.status != StatusCode::FORBIDDEN || answer.body["type"].as_str().is_none()
                {
                    wrong.push(format!("{id}: {} {}", answer.status, answer.text));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(n_refused > 90, "{n_refused}");
        server
    })
    .await;
}
