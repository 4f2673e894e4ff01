//! What the client shows: records, entries, status.

use super::*;

impl Client {
    /// A record as it is seen: the replica with own operations on top.
    pub fn entity(&self, key: &EntityRef) -> Option<Entity> {
        self.visible.entity(&self.replica, key)
    }

    /// Every record of a kind whose id ([`crate::row::id`]) begins with `prefix`. For the catalogue use
    /// [`Client::segments`] and an index.
    pub fn records(&self, kind: EntityKind, prefix: &[u8]) -> Vec<Entity> {
        self.visible.records(&self.replica, kind, prefix)
    }

    /// Whether an own operation that has not landed shows in this record (OFF-18).
    pub fn is_pending(&self, key: &EntityRef) -> bool {
        self.visible.is_pending(key, self.outbox.progress.covered_n)
    }

    /// The packed pieces of a scope. Rows of [`Client::loose`] come on top of them.
    pub fn segments(&self, scope: Scope) -> &[Rc<Segment>] {
        self.replica.segments(scope)
    }

    /// Rows of a scope that are not packed; `None` hides a packed one.
    pub fn loose(&self, scope: Scope) -> impl Iterator<Item = (u16, &[u8], Option<Entity>)> {
        self.replica.loose(scope).map(|(kind, id, value)| {
            (
                kind,
                id,
                value.and_then(|value| crate::row::decode(kind, value).ok()),
            )
        })
    }

    /// Like [`Client::loose`], as they are kept: also those that this version of the app cannot show.
    pub fn loose_values(
        &self,
        scope: Scope,
    ) -> impl Iterator<Item = (u16, &[u8], Option<&crate::wire::Value>)> {
        let rows = self.replica.loose(scope);
        rows.map(|(kind, id, value)| (kind, id, value.map(AsRef::as_ref)))
    }

    /// The scopes held, and how far each is revealed.
    pub fn cursors(&self) -> &Cursors {
        &self.replica.cursors
    }

    /// The sum of a scope's revealed rows.
    pub fn sum(&self, scope: Scope) -> crate::check::Sum {
        self.replica.sum(scope)
    }

    /// The storage instance.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Number of the next operation.
    pub fn next_n(&self) -> u64 {
        self.outbox.next_n
    }

    /// Everything in the outbox, oldest first: what waits, what needs attention, and the history that is kept.
    pub fn entries(&self) -> impl Iterator<Item = EntryView<'_>> {
        let sending = match &self.flight {
            Some(Flight::Sync { upto, .. }) => *upto,
            _ => 0,
        };
        self.outbox.entries.iter().map(move |(n, entry)| EntryView {
            n: *n,
            entry,
            state: self.outbox.state(*n, sending),
            doubtful: self.visible.doubtful().contains(n),
        })
    }

    /// Passes counted here that are open: a new version of the app waits for them.
    pub fn open_passes(&self) -> Vec<PassId> {
        self.visible.open_passes()
    }

    /// How the device stands.
    pub fn status(&self) -> Status {
        let mut status = Status {
            online: self.online,
            syncing: self.flight.is_some(),
            waiting: self.drafts.len(),
            attention: 0,
            held: 0,
            as_of: self.replica.cursors.as_of,
            last_success: self.last_success,
            upgrade: self.upgrade,
            sign_in: self.sign_in,
            full: self.full,
            revoked: self.revoked,
            clock_offset_ms: None,
            filling: None,
        };
        status.waiting +=
            (self.outbox.next_n - 1 - self.outbox.progress.acked_n.min(self.outbox.next_n - 1))
                as usize;
        for mark in self
            .outbox
            .marks
            .values()
            .filter(|mark| mark.settled.is_none())
        {
            match mark.code {
                OutcomeCode::Refused(_) => status.attention += 1,
                OutcomeCode::Held { .. } => status.held += 1,
                _ => {}
            }
        }
        let scopes = &self.replica.cursors.scopes;
        let complete = scopes
            .iter()
            .filter(|state| state.revealed.is_some())
            .count();
        if complete < scopes.len() || scopes.is_empty() {
            status.filling = Some(Filling {
                complete,
                scopes: scopes.len(),
                rows: self.replica.n_staged(),
            });
        }
        status
    }

    /// Like [`Client::status`], with the offset of the clock at this reading.
    pub fn status_at(&self, clock: ClockReading) -> Status {
        Status {
            clock_offset_ms: self.stamp(clock).offset_ms,
            ..self.status()
        }
    }
}
