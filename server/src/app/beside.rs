//! What is written beside the books in the same transaction, so that neither is there without the other when the server
//! dies in between or somebody else is faster.

use super::images::{Picture, no_such_picture};
use super::{ActError, Caller};
use crate::store::connections::{self, Connection};
use crate::store::drafts::{self, Draft};
use crate::store::notices::{self, Notice};
use crate::store::sync::SyncTx;
use crate::store::{images, people};
use api::connections::SyncResult;
use domain::ids::{ConnectionId, LocationId, StocktakeId};
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// What else is written.
#[derive(Clone, Copy)]
pub(super) enum Beside<'a> {
    /// Nothing.
    Nothing,
    /// A new connection, whose location is among the changes.
    Connected(&'a Connection),
    /// A connection ends.
    Disconnected(ConnectionId),
    /// What reading a service's figures brought, whose rows are among the changes.
    Read(LocationId, &'a SyncResult),
    /// The stocktake in which rows of a connection wait for a person is this one from now on.
    Waits(ConnectionId, Waiting<'a>),
    /// No rows of a connection wait any more.
    NothingWaits(ConnectionId),
    /// A picture that a product among the changes names.
    Pictured(&'a Picture),
    /// Which pictures that are here already products among the changes name from now on, and which no longer.
    Shown(&'a Shown<'a>),
}

/// Digests of pictures of products that change.
#[derive(Debug, Default)]
pub(super) struct Shown<'a> {
    /// Not named before.
    pub named: BTreeSet<&'a str>,
    /// Not named any more. They stay for a day: somebody may want them back.
    pub left: BTreeSet<&'a str>,
}

/// Rows that wait for a person.
#[derive(Clone, Copy)]
pub(super) struct Waiting<'a> {
    /// In this stocktake.
    pub stocktake: StocktakeId,
    /// Of this location.
    pub location: LocationId,
    /// What was read.
    pub reading: &'a SyncResult,
    /// What a person has entered already.
    pub draft: &'a Draft,
    /// What people are told.
    pub notice: &'a Notice,
}

impl Beside<'_> {
    pub(super) async fn write(
        self,
        tx: &SyncTx,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<(), ActError> {
        let db = tx.db();
        match self {
            Self::Nothing => {}
            Self::Connected(new) => {
                connections::add(db, new).await?;
                let (action, subject) = ("connection/connected", Some(new.shown.id.to_string()));
                let name = &new.shown.name;
                people::write_audit(db, now, caller.by(), action, subject, name).await?;
            }
            Self::Disconnected(id) => connections::remove(db, id).await?,
            Self::Read(location, result) => connections::put_reading(db, location, result).await?,
            Self::Waits(connection, waiting) => {
                if !waiting.draft.unit_costs.is_empty() {
                    drafts::put(db, waiting.stocktake, waiting.draft).await?;
                }
                connections::put_reading(db, waiting.location, waiting.reading).await?;
                connections::set_draft(db, connection, Some(waiting.stocktake)).await?;
                notices::add(db, waiting.notice, now).await?;
            }
            Self::NothingWaits(connection) => connections::set_draft(db, connection, None).await?,
            Self::Pictured(new) => {
                images::put(db, &new.digest, new.media_type, &new.bytes, now).await?;
            }
            Self::Shown(shown) => {
                images::touch(db, &shown.left, now).await?;
                // One of them may have been purged after it was looked for.
                if !images::touch(db, &shown.named, now).await?.is_empty() {
                    return Err(no_such_picture("images"));
                }
            }
        }
        Ok(())
    }
}
