//! Product type definitions, API of 2020-09-01. The schemas themselves are documents behind addresses.

use serde_json::{Value, json};

use super::{Answer, Ctx, Handler, Outcome, Refusal};
use crate::clock::DAY;
use crate::world::Document;
use crate::world::catalogue::{KINDS, Kind, kind};
use crate::world::listings::required_attributes;

pub(super) fn handler(id: &str) -> Option<Handler> {
    match id {
        "searchDefinitionsProductTypes" => Some(search),
        "getDefinitionsProductType" => Some(read),
        _ => None,
    }
}

const VERSION: &str = "U8L4z4Ud95N16tZlR7rsmbQ==";

fn search(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplaces: Vec<&str> = ctx
        .marketplaces("marketplaceIds")?
        .iter()
        .map(|found| found.id)
        .collect();
    let request = ctx.request;
    if !request.list("keywords").is_empty() && request.text("itemName").is_some() {
        return Err(Refusal::invalid(
            "The keywords and itemName parameters cannot be used together.",
        ));
    }
    let words: Vec<String> = request
        .list("keywords")
        .iter()
        .map(String::as_str)
        .chain(request.text("itemName"))
        .flat_map(str::split_whitespace)
        .map(str::to_lowercase)
        .collect();
    let fits = |kind: &Kind| {
        let text =
            format!("{} {} {}", kind.product_type, kind.display, kind.category.1).to_lowercase();
        words.is_empty()
            || words
                .iter()
                .any(|word| text.contains(word.trim_end_matches('s')))
    };
    let types: Vec<Value> = KINDS.iter().filter(|kind| fits(kind)).map(|kind| json!({"name": kind.product_type, "displayName": kind.display, "marketplaceIds": marketplaces})).collect();
    Ok(Answer::ok(
        json!({"productTypes": types, "productTypeVersion": VERSION}),
    ))
}

fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let marketplaces: Vec<&str> = ctx
        .marketplaces("marketplaceIds")?
        .iter()
        .map(|found| found.id)
        .collect();
    let name = ctx.text("productType").to_owned();
    let display = match kind(&name) {
        Some(kind) => kind.display,
        None if name == "PRODUCT" => "Product",
        None => {
            return Err(Refusal::not_found(format!(
                "The product type {name} does not exist."
            )));
        }
    };
    let requirements = ctx
        .request
        .text("requirements")
        .unwrap_or("LISTING")
        .to_owned();
    let is_enforced = ctx.request.text("requirementsEnforced") != Some("NOT_ENFORCED");
    let schema = schema_of(&name, &requirements, is_enforced, marketplaces[0]);
    let schema_link = keep(
        ctx,
        &format!("schema.{name}.{requirements}.{is_enforced}.json"),
        &schema,
    );
    let meta = json!({"$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://schemas.amazon.com/selling-partners/definitions/product-types/meta-schema/v1", "type": ["object", "boolean"]});
    let meta_link = keep(ctx, "meta-schema.v1.json", &meta);
    Ok(Answer::ok(json!({
        "metaSchema": meta_link, "schema": schema_link, "requirements": requirements,
        "requirementsEnforced": if is_enforced { "ENFORCED" } else { "NOT_ENFORCED" },
        "propertyGroups": {
            "offer": {"title": "Offer", "description": "Sales terms.", "propertyNames": ["condition_type", "fulfillment_availability", "merchant_suggested_asin", "purchasable_offer"]},
            "product_details": {"title": "Product Details", "description": "Facts of the product.", "propertyNames": ["brand", "bullet_point", "country_of_origin", "item_name", "product_description"]},
        },
        "locale": ctx.request.text("locale").filter(|locale| *locale != "DEFAULT").unwrap_or("en_US"),
        "marketplaceIds": marketplaces, "productType": name, "displayName": display,
        "productTypeVersion": {"version": VERSION, "latest": true, "releaseCandidate": false},
    })))
}

fn keep(ctx: &mut Ctx<'_>, id: &str, schema: &Value) -> Value {
    let bytes = schema.to_string().into_bytes();
    let checksum = crate::bytes::to_base64(&blake3::hash(&bytes).as_bytes()[..16]);
    let document = Document {
        bytes,
        content_type: "application/json".to_owned(),
        gzip: false,
        is_upload: false,
        restricted: false,
    };
    ctx.world.documents.insert(id.to_owned(), document);
    json!({"link": {"resource": ctx.presigned(id, 7 * DAY), "verb": "GET"}, "checksum": checksum})
}

fn schema_of(
    product_type: &str,
    requirements: &str,
    is_enforced: bool,
    marketplace: &str,
) -> Value {
    let text = |title: &str, max: i64| {
        json!({"title": title, "type": "array", "minItems": 1, "items": {"type": "object", "required": ["value"], "properties": {
            "value": {"title": title, "type": "string", "maxLength": max}, "language_tag": {"type": "string"}, "marketplace_id": {"type": "string"},
        }}})
    };
    let properties = json!({
        "item_name": text("Item Name", 200),
        "brand": text("Brand Name", 100),
        "product_description": text("Product Description", 10_000),
        "bullet_point": text("Bullet Point", 700),
        "country_of_origin": text("Country of Origin", 2),
        "externally_assigned_product_identifier": {"title": "External Product ID", "type": "array", "items": {"type": "object", "properties": {
            "type": {"type": "string", "enum": ["ean", "gtin", "upc"]}, "value": {"type": "string", "maxLength": 14}, "marketplace_id": {"type": "string"},
        }}},
        "condition_type": {"title": "Item Condition", "type": "array", "items": {"type": "object", "required": ["value"], "properties": {
            "value": {"type": "string", "enum": ["new_new", "new_open_box", "new_oem", "refurbished_refurbished", "used_like_new", "used_very_good", "used_good", "used_acceptable", "collectible_like_new", "collectible_very_good", "collectible_good", "collectible_acceptable", "club_club"]},
            "marketplace_id": {"type": "string"},
        }}},
        "merchant_suggested_asin": text("Merchant Suggested ASIN", 10),
        "purchasable_offer": {"title": "Purchasable Offer", "type": "array", "items": {"type": "object", "required": ["our_price"], "properties": {
            "currency": {"type": "string"}, "marketplace_id": {"type": "string"}, "audience": {"type": "string"},
            "our_price": {"type": "array", "items": {"type": "object", "properties": {"schedule": {"type": "array", "items": {"type": "object", "required": ["value_with_tax"], "properties": {"value_with_tax": {"type": "number", "minimum": 0}}}}}}},
        }}},
        "fulfillment_availability": {"title": "Fulfillment Availability", "type": "array", "items": {"type": "object", "required": ["fulfillment_channel_code"], "properties": {
            "fulfillment_channel_code": {"type": "string"}, "quantity": {"type": "integer", "minimum": 0}, "lead_time_to_ship_max_days": {"type": "integer", "minimum": 1, "maximum": 30},
        }}},
    });
    let required = if is_enforced {
        required_attributes(requirements)
    } else {
        &[]
    };
    json!({
        "$schema": "https://schemas.amazon.com/selling-partners/definitions/product-types/meta-schema/v1",
        "$id": format!("https://schemas.amazon.com/selling-partners/definitions/product-types/schema/v1/{product_type}"),
        "$comment": format!("Amazon product type definition {product_type}, {requirements}"),
        "$defs": {"marketplace_id": {"type": "string", "default": marketplace}},
        "type": "object", "required": required, "properties": properties, "additionalProperties": false,
    })
}
