//! Keeps snapshots of scopes fresh, so that a new device reads files instead of rows (SYNC 5.9).

use super::App;
use crate::store::sync::{SyncTx, snapshot_lags};
use crate::store::{StoreError, pieces};
use ::sync::scope::Scope;
use ::sync::server::build_snapshot;

/// A scope gets its first snapshot at so many rows.
const FIRST_AT: u64 = 2_000;

impl App {
    /// Builds snapshots of the scopes whose tail has grown by a tenth or whose snapshot is of another release's rows, and
    /// says of which.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn refresh_snapshots(&self) -> Result<Vec<Scope>, StoreError> {
        let mut built = Vec::new();
        for (scope, head, snapshot) in snapshot_lags(self.store().reader()).await? {
            let is_due = match snapshot {
                None => head >= FIRST_AT,
                Some(seq) => head - seq.min(head) > (seq / 10).max(FIRST_AT / 4),
            };
            if is_due {
                let mut tx = SyncTx::writing(self.store()).await?;
                build_snapshot(&mut tx, scope).await?;
                tx.commit().await?;
                built.push(scope);
            }
        }
        // Outside of the transactions that made them: packing takes seconds for a large catalogue.
        pieces::pack(self.store().writer()).await?;
        Ok(built)
    }
}
