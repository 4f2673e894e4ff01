//! What else whoever shows the client wants to see of it.

use super::{Client, Entry, ScopeState};
use crate::scope::Scope;
use domain::books::EntityRef;
use domain::ids::{GrantId, UserId};

impl Client {
    /// Records that own operations change, over what the server has told: what an index built from
    /// [`Client::segments`] and [`Client::loose`] still lacks.
    pub fn overlaid(&self) -> Vec<EntityRef> {
        self.visible.overlaid()
    }

    /// Everything in the outbox up to this number is durable on the server.
    pub fn acked_n(&self) -> u64 {
        self.outbox.progress.acked_n
    }

    /// Pieces of snapshots that will be asked for after the one that is missing now, at most so many.
    pub fn coming_segments(&self, most: usize) -> Vec<(Scope, String)> {
        let wanted = |state: &&ScopeState| !self.mismatched.contains(&state.scope);
        let scopes = self.replica.cursors.scopes.iter().filter(wanted);
        let missing = scopes.flat_map(|state| {
            let snapshot = state
                .stage
                .as_ref()
                .and_then(|stage| stage.snapshot.as_ref());
            let pieces = snapshot
                .map(|(snapshot, fetched)| snapshot.segments.iter().skip(*fetched as usize));
            let pieces = pieces.into_iter().flatten();
            pieces.map(|piece| (state.scope, piece.hash.clone()))
        });
        missing.skip(1).take(most).collect()
    }

    /// One entry of the outbox.
    pub fn entry(&self, n: u64) -> Option<&Entry> {
        self.outbox.entries.get(&n)
    }

    /// Who made what was made under a grant.
    pub fn author(&self, grant: GrantId) -> Option<UserId> {
        self.grants.get(&grant).map(|grant| grant.user)
    }
}
