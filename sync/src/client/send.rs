//! Requests: what is pushed and what is asked for.

use super::*;

impl Client {
    pub(super) fn push(&self, first_n: u64) -> Option<Push> {
        let mut items = Vec::new();
        let mut size = 0;
        let most = if is_planted(Planted::PushesOneByOne) {
            1
        } else {
            MOST_ITEMS
        };
        for (n, entry) in self.outbox.entries.range(first_n..).take(most) {
            // A gap here was made by nobody: rather say nothing than let the server wait for ever.
            if *n != first_n + items.len() as u64 {
                break;
            }
            size += entry.body.len() + 96;
            if size > MOST_PUSH_BYTES && !items.is_empty() {
                break;
            }
            items.push(entry.to_item(*n, self.restamp(entry.at)));
        }
        (!items.is_empty()).then_some(Push { first_n, items })
    }

    /// Whether there are entries behind one that this tab has not seen.
    pub(super) fn lacks_entries(&self) -> bool {
        let first_n = self.outbox.progress.acked_n + 1;
        let first = self.outbox.entries.range(first_n..).next();
        first.is_some_and(|(n, _)| *n > first_n)
    }

    pub(super) fn pull(&self) -> Pull {
        let cursors = self.replica.cursors.scopes.iter().map(|state| {
            let (seq, since) = match (&state.stage, state.revealed) {
                (Some(stage), _) => (stage.to, stage.since),
                (None, revealed) => (revealed.unwrap_or(0), 0),
            };
            ReadTo {
                scope: state.scope,
                seq,
                since,
            }
        });
        Pull {
            cursors: cursors.collect(),
            mismatched: self.mismatched.iter().copied().collect(),
            max_bytes: self.setup.pull_bytes,
            snapshots: self.setup.snapshots,
        }
    }

    pub(super) fn missing_segment(&self) -> Option<(Scope, String)> {
        // A scope that is to be asked for anew has no use for its pieces.
        let wanted = |state: &&ScopeState| !self.mismatched.contains(&state.scope);
        self.replica
            .cursors
            .scopes
            .iter()
            .filter(wanted)
            .find_map(|state| {
                let piece = state.stage.as_ref()?.missing()?;
                Some((state.scope, piece.hash.clone()))
            })
    }
}
