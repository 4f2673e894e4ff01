//! Chores: the purge of what landed long ago, and the merging of pages.

use super::*;

impl Client {
    /// Removes what landed more than a week ago. Call it now and then; writes follow.
    pub fn purge(&mut self, clock: ClockReading) {
        if !self.leads || self.busy_writing() {
            return;
        }
        // By the server's time, and not later than it can be: a wall clock set ahead must not make a week of it.
        let stamp = self.stamp(clock);
        if stamp.offset_ms.is_none() {
            return;
        }
        let now = stamp.interval(0).from();
        let mut progress = self.outbox.progress.clone();
        let kept_ms = if is_planted(Planted::PurgedTooSoon) {
            0
        } else {
            KEPT_MS
        };
        let old = |covered: &Covered| now.millis_since(covered.since) >= kept_ms;
        let n_old = progress
            .covered
            .iter()
            .take_while(|covered| old(covered))
            .count();
        let Some(upto) = progress.covered[..n_old].last().map(|covered| covered.upto) else {
            return;
        };
        // What the server has not acknowledged stays, whatever its rows show.
        let upto = upto.min(progress.acked_n);
        progress.covered.drain(..n_old);
        let needed: Vec<(u64, u64)> = self.visible.spans().collect();
        let is_needed = |n: u64| {
            let open = self
                .outbox
                .marks
                .get(&n)
                .is_some_and(|mark| mark.settled.is_none() && !mark.code.is_done());
            open || needed
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&n))
        };
        let mut ops = Vec::new();
        for n in self
            .outbox
            .entries
            .range(..=upto)
            .map(|(n, _)| *n)
            .filter(|n| !is_needed(*n))
        {
            let key = n.to_be_bytes().to_vec();
            ops.push(StoreOp::Delete {
                table: Table::Outbox,
                key: key.clone(),
            });
            if self.outbox.marks.contains_key(&n) {
                ops.push(StoreOp::Delete {
                    table: Table::Mark,
                    key,
                });
            }
        }
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_PROGRESS.to_vec(),
            value: to_bytes(&progress),
        });
        self.queue(Durability::Relaxed, Vec::new(), ops);
    }

    /// After an update of the app: the copies that an older one fetched lack what it did not ask for, so every scope is read
    /// anew. What can still be read stays in use meanwhile, also without a network. The outbox is left as it is.
    pub(super) fn renew_copies(&mut self, is_old: bool) {
        let schema = release::current().schema;
        if self.schema == schema && !self.has_lost_cursors {
            return;
        }
        let mut ops = vec![StoreOp::Put {
            table: Table::Meta,
            key: META_SCHEMA.to_vec(),
            value: schema.to_be_bytes().to_vec(),
        }];
        if self.has_lost_cursors {
            self.replica = Replica::default();
            self.page_keys.clear();
            ops.extend(
                [Table::Page, Table::Segment].map(|table| StoreOp::DeleteRange {
                    table,
                    from: Vec::new(),
                    to: vec![0xff; 9],
                }),
            );
        }
        if is_planted(Planted::UpgradeLosesJournal) {
            ops.push(StoreOp::DeleteRange {
                table: Table::Outbox,
                from: Vec::new(),
                to: vec![0xff; 9],
            });
        }
        if is_old && (self.has_lost_cursors || !is_planted(Planted::OldCopiesKept)) {
            let mut cursors = self.replica.cursors.clone();
            self.read_anew(&mut cursors, &mut ops);
            ops.push(StoreOp::Put {
                table: Table::Meta,
                key: META_CURSORS.to_vec(),
                value: to_bytes(&cursors),
            });
        }
        self.queue(Durability::Strict, Vec::new(), ops);
    }

    /// Every scope is to be read from the beginning, beside what is shown of it.
    pub(super) fn read_anew(&self, cursors: &mut Cursors, ops: &mut Vec<StoreOp>) {
        for state in &mut cursors.scopes {
            let newest = state
                .stage
                .as_ref()
                .map_or(state.generation, |stage| stage.generation);
            if let Some(stage) = &state.stage
                && stage.generation != state.generation
            {
                ops.extend(delete_generation(state.scope, stage.generation));
            }
            state.stage = Some(Stage {
                generation: newest + 1,
                to: 0,
                since: 0,
                snapshot: None,
            });
        }
    }

    /// Merges the pages of a scope that has many. Call it when idle; writes follow.
    pub fn merge(&mut self) {
        if !self.leads || self.busy_writing() {
            return;
        }
        let crowded = self.replica.cursors.scopes.iter().find_map(|state| {
            let (generation, revealed) = (state.generation, state.revealed?);
            let pages = self
                .page_keys
                .range((state.scope, generation, 0)..=(state.scope, generation, revealed));
            (pages.count() >= MERGE_PAGES).then_some((state.scope, generation, revealed))
        });
        let Some((scope, generation, revealed)) = crowded else {
            return;
        };
        let mut ops = vec![StoreOp::DeleteRange {
            table: Table::Page,
            from: page_key(scope, generation, 0),
            to: page_key(
                scope,
                generation,
                if is_planted(Planted::MergeDeletesStaged) {
                    u64::MAX
                } else {
                    revealed + 1
                },
            ),
        }];
        let mut rows = Vec::new();
        let mut size = 0;
        let mut merged = self.replica.merged(scope).into_iter().peekable();
        while let Some(row) = merged.next() {
            size += 24 + row.id.len() + row.value.as_ref().map_or(0, |value| value.body.len());
            let to = row.seq;
            rows.push(row);
            if size >= MERGED_BYTES || merged.peek().is_none() {
                let key = page_key(scope, generation, to);
                ops.push(StoreOp::Put {
                    table: Table::Page,
                    key,
                    value: to_bytes(&std::mem::take(&mut rows)),
                });
                size = 0;
            }
        }
        self.queue(Durability::Relaxed, Vec::new(), ops);
    }

    pub(super) fn busy_writing(&self) -> bool {
        self.sync_running.is_some() || !self.sync_queue.is_empty() || self.reopen
    }
}
