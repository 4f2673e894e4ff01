//! Products and families.

use super::extract::{IfMatch, Json, Path, Query};
use super::page::Wanted;
use super::problem::Problem;
use super::{Tagged, tagged};
use crate::app::{App, Caller, Note};
use crate::store::records::{self, ProductFilter, Versioned};
use api::catalogue as shape;
use api::common::Page;
use axum::extract::State;
use axum::http::StatusCode;
use domain::books::{Entity, EntityRef, Record};
use domain::catalogue::Family;
use domain::ids::{BrandId, CategoryId, FamilyId, ProductId};
use serde::Deserialize;

/// Which products are wanted.
#[derive(Debug, Deserialize)]
pub struct ProductQuery {
    query: Option<String>,
    category: Option<CategoryId>,
    brand: Option<BrandId>,
    family: Option<FamilyId>,
    archived: Option<bool>,
}

/// A product as whoever asks may see it.
pub(super) async fn shown(
    app: &App,
    caller: &Caller,
    id: ProductId,
) -> Result<Tagged<shape::Product>, Problem> {
    let found = app.product(id).await?;
    let view = app.product_views(caller, vec![found]).await?.pop();
    let view = view.ok_or_else(|| Problem::not_found("record/missing", "such product"))?;
    Ok(tagged(view.version, view))
}

/// Products by name.
pub async fn list_products(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ProductQuery>,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::Product>>, Problem> {
    let after = wanted.after::<2>()?.map(|[name, id]| {
        (
            name,
            id.parse::<ProductId>()
                .map(ProductId::uuid)
                .unwrap_or_default(),
        )
    });
    let ProductQuery {
        query,
        category,
        brand,
        family,
        archived,
    } = query;
    let filter = ProductFilter {
        query,
        category,
        brand,
        family,
        archived,
        after,
    };
    let found = records::list_products(app.store().reader(), &filter, wanted.one_more()).await?;
    let views = app.product_views(&caller, found).await?;
    Ok(axum::Json(wanted.page(views, |product| {
        vec![product.name.folded(), product.id.to_string()]
    })))
}

/// Creates a product.
pub async fn create_product(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewProduct>,
) -> Result<(StatusCode, Tagged<shape::Product>), Problem> {
    let id = app.create_product(&caller, new).await?;
    Ok((StatusCode::CREATED, shown(&app, &caller, id).await?))
}

/// One product.
pub async fn read_product(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ProductId>,
) -> Result<Tagged<shape::Product>, Problem> {
    shown(&app, &caller, id).await
}

/// Changes a product.
pub async fn change_product(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ProductId>,
    seen: IfMatch,
    Json(change): Json<shape::ProductChange>,
) -> Result<Tagged<shape::Product>, Problem> {
    app.change_product(&caller, id, change, seen.of(EntityRef::Product(id)))
        .await?;
    shown(&app, &caller, id).await
}

/// Removes a product, or archives it if anything refers to it.
pub async fn remove_product(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ProductId>,
    seen: IfMatch,
) -> Result<StatusCode, Problem> {
    let key = EntityRef::Product(id);
    app.remove(
        &caller,
        key.clone(),
        seen.of(key),
        Note::new("product/removed", id, ""),
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes many products alike.
pub async fn change_products(
    State(app): State<App>,
    caller: Caller,
    Json(bulk): Json<shape::BulkChange>,
) -> Result<axum::Json<shape::BulkChanged>, Problem> {
    let changed = app.change_products(&caller, bulk).await?;
    Ok(axum::Json(shape::BulkChanged {
        changed: u32::try_from(changed).unwrap_or(u32::MAX),
    }))
}

fn family_view((found, n_products): (Versioned<Family>, u32)) -> shape::Family {
    let Versioned { record, version } = found;
    shape::Family {
        id: record.id,
        name: record.name,
        options: record.options,
        archived: record.archived,
        n_products,
        version,
    }
}

async fn family(app: &App, id: FamilyId) -> Result<Versioned<Family>, Problem> {
    let found = app.record(&EntityRef::Family(id)).await?;
    match found.record {
        Entity::Family(record) => Ok(Versioned {
            record,
            version: found.version,
        }),
        _ => Err(Problem::not_found("record/missing", "such family")),
    }
}

/// Families by name.
pub async fn list_families(
    State(app): State<App>,
    _: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<axum::Json<Page<shape::Family>>, Problem> {
    let after = wanted.after::<2>()?.map(|[name, id]| {
        (
            name,
            id.parse::<FamilyId>()
                .map(FamilyId::uuid)
                .unwrap_or_default(),
        )
    });
    let after = after.as_ref().map(|(name, id)| (name.as_str(), *id));
    let found = records::families(app.store().reader(), after, wanted.one_more()).await?;
    let views = found.into_iter().map(family_view).collect();
    Ok(axum::Json(wanted.page(views, |family: &shape::Family| {
        vec![family.name.folded(), family.id.to_string()]
    })))
}

/// Creates a family.
pub async fn create_family(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewFamily>,
) -> Result<(StatusCode, Tagged<shape::Family>), Problem> {
    let id = FamilyId::new(
        caller
            .operation
            .map_or_else(|| app.fresh(), |operation| operation.uuid()),
    );
    let record = Family {
        id,
        name: new.name,
        options: new.options,
        archived: false,
    };
    let note = Note::new("family/created", id, record.name.as_str());
    app.save(&caller, Record::Family(record), None, note)
        .await?;
    let view = family_view((family(&app, id).await?, 0));
    Ok((StatusCode::CREATED, tagged(view.version, view)))
}

/// One family.
pub async fn read_family(
    State(app): State<App>,
    _: Caller,
    Path(id): Path<FamilyId>,
) -> Result<Tagged<shape::Family>, Problem> {
    let found = family(&app, id).await?;
    let filter = ProductFilter {
        family: Some(id),
        ..ProductFilter::default()
    };
    let variants = records::list_products(app.store().reader(), &filter, 10_000).await?;
    let view = family_view((found, u32::try_from(variants.len()).unwrap_or(u32::MAX)));
    Ok(tagged(view.version, view))
}

/// Changes a family.
pub async fn change_family(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<FamilyId>,
    seen: IfMatch,
    Json(new): Json<shape::NewFamily>,
) -> Result<Tagged<shape::Family>, Problem> {
    let mut record = family(&app, id).await?.record;
    (record.name, record.options) = (new.name, new.options);
    let note = Note::new("family/changed", id, record.name.as_str());
    app.save(
        &caller,
        Record::Family(record),
        seen.of(EntityRef::Family(id)),
        note,
    )
    .await?;
    let view = family_view((family(&app, id).await?, 0));
    Ok(tagged(view.version, view))
}

/// Removes or archives a family.
pub async fn remove_family(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<FamilyId>,
    seen: IfMatch,
) -> Result<StatusCode, Problem> {
    let key = EntityRef::Family(id);
    app.remove(
        &caller,
        key.clone(),
        seen.of(key),
        Note::new("family/removed", id, ""),
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
