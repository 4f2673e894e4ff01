//! What needs its author: retry and discard (SM-8).

use super::*;

impl Client {
    /// Sends what was refused again, perhaps changed, as a new operation that names the refused one. What was held behind
    /// it follows.
    ///
    /// # Errors
    /// Only what needs attention can be sent again.
    pub fn retry(
        &mut self,
        refused: OperationId,
        mut draft: Draft,
        clock: ClockReading,
    ) -> Result<(), RecordError> {
        let n = self.settling(refused)?;
        draft.replaces = Some(refused);
        draft.chain = self.outbox.entries[&n].chain;
        let after = self.outbox.entries[&n].after;
        let new = draft.op_id;
        let entry = self.made(draft, after, clock);
        self.settle(n, Settled::Replaced(new), Some(entry), Some(new));
        Ok(())
    }

    /// Gives up what was refused. What was held behind it goes on without it.
    ///
    /// # Errors
    /// Only what needs attention can be given up.
    pub fn discard(&mut self, refused: OperationId) -> Result<(), RecordError> {
        let n = self.settling(refused)?;
        let after = self.outbox.entries[&n].after;
        self.settle(n, Settled::Discarded, None, after);
        Ok(())
    }

    pub(super) fn settling(&self, op_id: OperationId) -> Result<u64, RecordError> {
        let n = self
            .outbox
            .number_of(op_id)
            .ok_or(RecordError::NotSettling)?;
        match self.outbox.state(n, 0) {
            EntryState::NeedsAttention { .. } | EntryState::Held { .. } => Ok(n),
            _ => Err(RecordError::NotSettling),
        }
    }

    /// One strict write: the mark, the operation that stands in, and those that were held behind, sent again.
    pub(super) fn settle(
        &mut self,
        n: u64,
        settled: Settled,
        new: Option<Entry>,
        after: Option<OperationId>,
    ) {
        let mut ops = Vec::new();
        let mut values: Vec<Vec<u8>> = new.iter().map(Entry::to_bytes).collect();
        let refused = self.outbox.entries[&n].op_id;
        let mark = |outbox: &Outbox, n: u64, settled| StoreOp::Put {
            table: Table::Mark,
            key: n.to_be_bytes().to_vec(),
            value: to_bytes(&Mark {
                settled: Some(settled),
                ..outbox.marks[&n].clone()
            }),
        };
        ops.push(mark(&self.outbox, n, settled));
        // Each held one keeps its predecessor, but for those that built on the refused one itself.
        for (held_n, entry) in self.outbox.entries.range(n + 1..) {
            let is_held = matches!(
                self.outbox.marks.get(held_n),
                Some(Mark { code: OutcomeCode::Held { behind }, settled: None, .. }) if *behind == refused
            );
            if is_held {
                let after = if entry.after == Some(refused) {
                    after
                } else {
                    entry.after
                };
                values.push(
                    Entry {
                        after,
                        ..entry.clone()
                    }
                    .to_bytes(),
                );
                ops.push(mark(&self.outbox, *held_n, Settled::Replaced(entry.op_id)));
            }
        }
        if !values.is_empty() {
            ops.push(StoreOp::Append { values });
        }
        self.queue(Durability::Strict, Vec::new(), ops);
    }
}
