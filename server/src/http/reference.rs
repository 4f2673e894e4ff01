//! Reference books: categories, brands, price tiers, tax rules. Short lists of named things.

use super::extract::{Json, Path};
use super::page::whole;
use super::problem::Problem;
use crate::app::{App, Caller, Note};
use crate::store::records;
use api::catalogue as shape;
use api::common::Page;
use api::company::{NewPriceTier, NewTaxRule, Renaming};
use axum::extract::State;
use axum::http::StatusCode;
use domain::books::{Entity, EntityRef, Record};
use domain::catalogue::{Brand, Category, PriceTier, TaxRule};
use domain::ids::{BrandId, CategoryId, PriceTierId, TaxRuleId};
use uuid::Uuid;

fn new_id(app: &App, caller: &Caller) -> Uuid {
    caller
        .operation
        .map_or_else(|| app.fresh(), |operation| operation.uuid())
}

async fn remove(
    app: &App,
    caller: &Caller,
    key: EntityRef,
    action: &'static str,
    id: String,
) -> Result<StatusCode, Problem> {
    app.remove(caller, key, None, Note::new(action, id, ""))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Categories.
pub async fn list_categories(
    State(app): State<App>,
    _: Caller,
) -> Result<axum::Json<Page<shape::Category>>, Problem> {
    let found = records::categories(app.store().reader()).await?;
    Ok(axum::Json(whole(
        found
            .into_iter()
            .map(|one| shape::Category {
                id: one.id,
                name: one.name,
            })
            .collect(),
    )))
}

async fn save_category(
    app: &App,
    caller: &Caller,
    id: CategoryId,
    body: Renaming,
    action: &'static str,
) -> Result<axum::Json<shape::Category>, Problem> {
    let note = Note::new(action, id, body.name.as_str());
    app.save(
        caller,
        Record::Category(Category {
            id,
            name: body.name.clone(),
        }),
        None,
        note,
    )
    .await?;
    Ok(axum::Json(shape::Category {
        id,
        name: body.name,
    }))
}

/// Creates a category.
pub async fn create_category(
    State(app): State<App>,
    caller: Caller,
    Json(body): Json<Renaming>,
) -> Result<(StatusCode, axum::Json<shape::Category>), Problem> {
    let id = CategoryId::new(new_id(&app, &caller));
    Ok((
        StatusCode::CREATED,
        save_category(&app, &caller, id, body, "category/created").await?,
    ))
}

/// Renames a category.
pub async fn rename_category(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<CategoryId>,
    Json(body): Json<Renaming>,
) -> Result<axum::Json<shape::Category>, Problem> {
    app.record(&EntityRef::Category(id)).await?;
    save_category(&app, &caller, id, body, "category/renamed").await
}

/// Removes a category that no product has.
pub async fn remove_category(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<CategoryId>,
) -> Result<StatusCode, Problem> {
    remove(
        &app,
        &caller,
        EntityRef::Category(id),
        "category/removed",
        id.to_string(),
    )
    .await
}

/// Brands.
pub async fn list_brands(
    State(app): State<App>,
    _: Caller,
) -> Result<axum::Json<Page<shape::Brand>>, Problem> {
    let found = records::brands(app.store().reader()).await?;
    Ok(axum::Json(whole(
        found
            .into_iter()
            .map(|one| shape::Brand {
                id: one.id,
                name: one.name,
            })
            .collect(),
    )))
}

async fn save_brand(
    app: &App,
    caller: &Caller,
    id: BrandId,
    body: Renaming,
    action: &'static str,
) -> Result<axum::Json<shape::Brand>, Problem> {
    let note = Note::new(action, id, body.name.as_str());
    app.save(
        caller,
        Record::Brand(Brand {
            id,
            name: body.name.clone(),
        }),
        None,
        note,
    )
    .await?;
    Ok(axum::Json(shape::Brand {
        id,
        name: body.name,
    }))
}

/// Creates a brand.
pub async fn create_brand(
    State(app): State<App>,
    caller: Caller,
    Json(body): Json<Renaming>,
) -> Result<(StatusCode, axum::Json<shape::Brand>), Problem> {
    let id = BrandId::new(new_id(&app, &caller));
    Ok((
        StatusCode::CREATED,
        save_brand(&app, &caller, id, body, "brand/created").await?,
    ))
}

/// Renames a brand.
pub async fn rename_brand(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<BrandId>,
    Json(body): Json<Renaming>,
) -> Result<axum::Json<shape::Brand>, Problem> {
    app.record(&EntityRef::Brand(id)).await?;
    save_brand(&app, &caller, id, body, "brand/renamed").await
}

/// Removes a brand that no product has.
pub async fn remove_brand(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<BrandId>,
) -> Result<StatusCode, Problem> {
    remove(
        &app,
        &caller,
        EntityRef::Brand(id),
        "brand/removed",
        id.to_string(),
    )
    .await
}

fn tier_view(tier: PriceTier) -> api::company::PriceTier {
    api::company::PriceTier {
        id: tier.id,
        number: tier.number,
        name: tier.name,
        currency: tier.currency,
    }
}

/// Price tiers by number.
pub async fn list_price_tiers(
    State(app): State<App>,
    _: Caller,
) -> Result<axum::Json<Page<api::company::PriceTier>>, Problem> {
    let found = records::price_tiers(app.store().reader()).await?;
    Ok(axum::Json(whole(
        found
            .into_iter()
            .map(|tier| tier_view(tier.record))
            .collect(),
    )))
}

/// Creates a price tier with the next number.
pub async fn create_price_tier(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewPriceTier>,
) -> Result<(StatusCode, axum::Json<api::company::PriceTier>), Problem> {
    let known = records::price_tiers(app.store().reader()).await?;
    let number = known
        .iter()
        .map(|tier| tier.record.number)
        .max()
        .unwrap_or(0)
        .saturating_add(1);
    let id = PriceTierId::new(new_id(&app, &caller));
    let tier = PriceTier {
        id,
        number,
        name: new.name,
        currency: new.currency,
    };
    let note = Note::new("price-tier/created", id, tier.name.as_str());
    app.save(&caller, Record::PriceTier(tier.clone()), None, note)
        .await?;
    Ok((StatusCode::CREATED, axum::Json(tier_view(tier))))
}

/// Renames a price tier.
pub async fn rename_price_tier(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PriceTierId>,
    Json(body): Json<Renaming>,
) -> Result<axum::Json<api::company::PriceTier>, Problem> {
    let Entity::PriceTier(tier) = app.record(&EntityRef::PriceTier(id)).await?.record else {
        return Err(Problem::not_found("record/missing", "such price tier"));
    };
    let tier = PriceTier {
        name: body.name,
        ..tier
    };
    let note = Note::new("price-tier/renamed", id, tier.name.as_str());
    app.save(&caller, Record::PriceTier(tier.clone()), None, note)
        .await?;
    Ok(axum::Json(tier_view(tier)))
}

/// Removes a price tier without prices.
pub async fn remove_price_tier(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PriceTierId>,
) -> Result<StatusCode, Problem> {
    remove(
        &app,
        &caller,
        EntityRef::PriceTier(id),
        "price-tier/removed",
        id.to_string(),
    )
    .await
}

fn rule_view(rule: TaxRule) -> api::company::TaxRule {
    api::company::TaxRule {
        id: rule.id,
        name: rule.name,
        rate_bp: rule.rate_bp,
    }
}

/// Tax rules.
pub async fn list_tax_rules(
    State(app): State<App>,
    _: Caller,
) -> Result<axum::Json<Page<api::company::TaxRule>>, Problem> {
    let found = records::tax_rules(app.store().reader()).await?;
    Ok(axum::Json(whole(
        found.into_iter().map(rule_view).collect(),
    )))
}

async fn save_tax_rule(
    app: &App,
    caller: &Caller,
    id: TaxRuleId,
    new: NewTaxRule,
    action: &'static str,
) -> Result<axum::Json<api::company::TaxRule>, Problem> {
    if new.rate_bp > 100_000 {
        return Err(Problem::field("rate_bp", "it is more than 1,000 %"));
    }
    let rule = TaxRule {
        id,
        name: new.name,
        rate_bp: new.rate_bp,
    };
    let note = Note::new(action, id, format!("{} {}", rule.name, rule.rate_bp));
    app.save(caller, Record::TaxRule(rule.clone()), None, note)
        .await?;
    Ok(axum::Json(rule_view(rule)))
}

/// Creates a tax rule.
pub async fn create_tax_rule(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewTaxRule>,
) -> Result<(StatusCode, axum::Json<api::company::TaxRule>), Problem> {
    let id = TaxRuleId::new(new_id(&app, &caller));
    Ok((
        StatusCode::CREATED,
        save_tax_rule(&app, &caller, id, new, "tax-rule/created").await?,
    ))
}

/// Changes a tax rule.
pub async fn change_tax_rule(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TaxRuleId>,
    Json(new): Json<NewTaxRule>,
) -> Result<axum::Json<api::company::TaxRule>, Problem> {
    app.record(&EntityRef::TaxRule(id)).await?;
    save_tax_rule(&app, &caller, id, new, "tax-rule/changed").await
}

/// Removes a tax rule that no product has.
pub async fn remove_tax_rule(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TaxRuleId>,
) -> Result<StatusCode, Problem> {
    remove(
        &app,
        &caller,
        EntityRef::TaxRule(id),
        "tax-rule/removed",
        id.to_string(),
    )
    .await
}
