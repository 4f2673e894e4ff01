//! What else whoever shows the client wants to see of it.

use super::{Client, Entry};
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

    /// One entry of the outbox.
    pub fn entry(&self, n: u64) -> Option<&Entry> {
        self.outbox.entries.get(&n)
    }

    /// Who made what was made under a grant.
    pub fn author(&self, grant: GrantId) -> Option<UserId> {
        self.grants.get(&grant).map(|grant| grant.user)
    }
}
