//! Locations and bins.

use super::extract::{IfMatch, Json, Path};
use super::page::whole;
use super::problem::Problem;
use super::{Tagged, tagged};
use crate::app::{Act, ActError, App, Caller, Note, Seen};
use crate::store::records::{self, Versioned};
use api::common::Page;
use api::places as shape;
use axum::extract::State;
use axum::http::StatusCode;
use domain::books::{Command, Entity, EntityRef, Record};
use domain::ids::{BinId, LocationId};
use domain::location::{Bin, Location, LocationKind};
use domain::permission::Permission;

fn location_view(found: Versioned<Location>, n_bins: u32) -> shape::Location {
    let Versioned { record, version } = found;
    shape::Location {
        id: record.id,
        name: record.name,
        kind: record.kind,
        not_for_sale: record.not_for_sale,
        archived: record.archived,
        n_bins,
        version,
    }
}

fn bin_view(found: Versioned<Bin>) -> shape::Bin {
    let Versioned { record, version } = found;
    shape::Bin {
        id: record.id,
        location: record.location,
        name: record.name,
        zone: record.zone,
        walk: record.walk,
        not_for_sale: record.not_for_sale,
        archived: record.archived,
        version,
    }
}

async fn location(app: &App, id: LocationId) -> Result<Versioned<Location>, ActError> {
    let key = EntityRef::Location(id);
    let found = app.record(&key).await?;
    match found.record {
        Entity::Location(record) => Ok(Versioned {
            record,
            version: found.version,
        }),
        _ => Err(ActError::Missing(key)),
    }
}

async fn bin(app: &App, id: BinId) -> Result<Versioned<Bin>, ActError> {
    let key = EntityRef::Bin(id);
    let found = app.record(&key).await?;
    match found.record {
        Entity::Bin(record) => Ok(Versioned {
            record,
            version: found.version,
        }),
        _ => Err(ActError::Missing(key)),
    }
}

async fn shown_location(app: &App, id: LocationId) -> Result<Tagged<shape::Location>, Problem> {
    let n_bins = records::n_bins(app.store().reader())
        .await?
        .get(&id)
        .copied()
        .unwrap_or(0);
    let view = location_view(location(app, id).await?, n_bins);
    Ok(tagged(view.version, view))
}

async fn shown_bin(app: &App, id: BinId) -> Result<Tagged<shape::Bin>, Problem> {
    let view = bin_view(bin(app, id).await?);
    Ok(tagged(view.version, view))
}

/// Every location.
pub async fn list_locations(
    State(app): State<App>,
    _: Caller,
) -> Result<axum::Json<Page<shape::Location>>, Problem> {
    let n_bins = records::n_bins(app.store().reader()).await?;
    let found = records::locations(app.store().reader()).await?;
    let views = found.into_iter().map(|found| {
        let n = n_bins.get(&found.record.id).copied().unwrap_or(0);
        location_view(found, n)
    });
    Ok(axum::Json(whole(views.collect())))
}

/// Creates a location.
pub async fn create_location(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<shape::NewLocation>,
) -> Result<(StatusCode, Tagged<shape::Location>), Problem> {
    let id = LocationId::new(
        caller
            .operation
            .map_or_else(|| app.fresh(), |operation| operation.uuid()),
    );
    let record = Location {
        id,
        name: new.name,
        kind: LocationKind::Own,
        connected: false,
        not_for_sale: new.not_for_sale,
        archived: false,
    };
    let note = Note::new("location/created", id, record.name.as_str());
    app.save(&caller, Record::Location(record), None, note)
        .await?;
    Ok((StatusCode::CREATED, shown_location(&app, id).await?))
}

/// One location.
pub async fn read_location(
    State(app): State<App>,
    _: Caller,
    Path(id): Path<LocationId>,
) -> Result<Tagged<shape::Location>, Problem> {
    shown_location(&app, id).await
}

/// Changes a location.
pub async fn change_location(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<LocationId>,
    seen: IfMatch,
    Json(change): Json<shape::LocationChange>,
) -> Result<Tagged<shape::Location>, Problem> {
    let Versioned {
        mut record,
        version,
    } = location(&app, id).await?;
    let key = EntityRef::Location(id);
    let seen = seen.of(key.clone()).unwrap_or(Seen {
        record: key,
        version,
    });
    record.name = change.name.unwrap_or(record.name);
    record.not_for_sale = change.not_for_sale.unwrap_or(record.not_for_sale);
    record.archived = change.archived.unwrap_or(record.archived);
    let note = Note::new("location/changed", id, record.name.as_str());
    app.save(&caller, Record::Location(record), Some(seen), note)
        .await?;
    shown_location(&app, id).await
}

/// Removes or archives a location.
pub async fn remove_location(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<LocationId>,
    seen: IfMatch,
) -> Result<StatusCode, Problem> {
    let key = EntityRef::Location(id);
    app.remove(
        &caller,
        key.clone(),
        seen.of(key),
        Note::new("location/removed", id, ""),
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The bins of a location, in walking order.
pub async fn list_bins(
    State(app): State<App>,
    _: Caller,
    Path(id): Path<LocationId>,
) -> Result<axum::Json<Page<shape::Bin>>, Problem> {
    location(&app, id).await?;
    let found = records::bins_of(app.store().reader(), id).await?;
    Ok(axum::Json(whole(found.into_iter().map(bin_view).collect())))
}

/// Creates a bin.
pub async fn create_bin(
    State(app): State<App>,
    caller: Caller,
    Path(location): Path<LocationId>,
    Json(new): Json<shape::NewBin>,
) -> Result<(StatusCode, Tagged<shape::Bin>), Problem> {
    let id = BinId::new(
        caller
            .operation
            .map_or_else(|| app.fresh(), |operation| operation.uuid()),
    );
    let walk = match new.walk {
        Some(walk) => walk,
        None => {
            let bins = records::bins_of(app.store().reader(), location).await?;
            bins.iter()
                .map(|bin| bin.record.walk)
                .max()
                .unwrap_or(0)
                .saturating_add(10)
        }
    };
    let record = Bin {
        id,
        location,
        name: new.name,
        zone: new.zone,
        walk,
        not_for_sale: new.not_for_sale,
        archived: false,
    };
    let note = Note::new("bin/created", id, record.name.as_str());
    app.save(&caller, Record::Bin(record), None, note).await?;
    Ok((StatusCode::CREATED, shown_bin(&app, id).await?))
}

/// One bin.
pub async fn read_bin(
    State(app): State<App>,
    _: Caller,
    Path(id): Path<BinId>,
) -> Result<Tagged<shape::Bin>, Problem> {
    shown_bin(&app, id).await
}

/// Changes a bin.
pub async fn change_bin(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<BinId>,
    seen: IfMatch,
    Json(change): Json<shape::BinChange>,
) -> Result<Tagged<shape::Bin>, Problem> {
    let Versioned {
        mut record,
        version,
    } = bin(&app, id).await?;
    let key = EntityRef::Bin(id);
    let seen = seen.of(key.clone()).unwrap_or(Seen {
        record: key,
        version,
    });
    record.name = change.name.unwrap_or(record.name);
    change.zone.apply(&mut record.zone);
    record.walk = change.walk.unwrap_or(record.walk);
    record.not_for_sale = change.not_for_sale.unwrap_or(record.not_for_sale);
    record.archived = change.archived.unwrap_or(record.archived);
    let note = Note::new("bin/changed", id, record.name.as_str());
    app.save(&caller, Record::Bin(record), Some(seen), note)
        .await?;
    shown_bin(&app, id).await
}

/// Removes or archives a bin.
pub async fn remove_bin(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<BinId>,
    seen: IfMatch,
) -> Result<StatusCode, Problem> {
    let key = EntityRef::Bin(id);
    app.remove(
        &caller,
        key.clone(),
        seen.of(key),
        Note::new("bin/removed", id, ""),
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets the walking order of a location: the bins named come first, in their order; the others keep theirs behind.
pub async fn set_walking_order(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<LocationId>,
    Json(order): Json<shape::WalkingOrder>,
) -> Result<axum::Json<Page<shape::Bin>>, Problem> {
    caller.require_act(Permission::EditLocations)?;
    let known = records::bins_of(app.store().reader(), id).await?;
    if let Some(at) = order
        .bins
        .iter()
        .position(|bin| !known.iter().any(|known| known.record.id == *bin))
    {
        return Err(Problem::field(
            &format!("bins[{at}]"),
            "it is no bin of this location",
        ));
    }
    let rest = known
        .iter()
        .map(|bin| bin.record.id)
        .filter(|bin| !order.bins.contains(bin));
    let all: Vec<BinId> = order.bins.iter().copied().chain(rest).collect();
    let mut acts = Vec::new();
    for (walk, bin) in (10_u32..).step_by(10).zip(all) {
        if let Some(found) = known
            .iter()
            .find(|known| known.record.id == bin && known.record.walk != walk)
        {
            acts.push(Act::Command(Command::Save(Record::Bin(Bin {
                walk,
                ..found.record.clone()
            }))));
        }
    }
    let note = Note::new(
        "location/walking-order",
        id,
        format!("{} bins moved", acts.len()),
    );
    app.perform_together(&caller, &acts, Some(&note)).await?;
    let found = records::bins_of(app.store().reader(), id).await?;
    Ok(axum::Json(whole(found.into_iter().map(bin_view).collect())))
}
