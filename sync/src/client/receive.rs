//! Answers: acknowledgements, pages, new identities.

use super::*;
use domain::order;

/// What a page comes to.
pub(super) enum Taken {
    Final,
    More,
    Mismatch,
}

impl Client {
    /// Up to which number it was sent, because what the server has beyond that may be of a clone of this storage: only what
    /// was sent was compared.
    pub(super) fn take_ack(
        &mut self,
        ack: &Ack,
        sent_upto: u64,
        progress: &mut Progress,
        ops: &mut Vec<StoreOp>,
    ) {
        let upto = if is_planted(Planted::AckBeyondPush) {
            ack.n.min(self.outbox.next_n - 1)
        } else {
            ack.n.min(sent_upto)
        };
        if upto > progress.acked_n {
            progress.acked_n = upto;
            if is_planted(Planted::LeavesOverlayOnAck) {
                progress.covered_n = upto;
            }
            if is_planted(Planted::OutboxDeletedOnAck) {
                let to = (upto + 1).to_be_bytes().to_vec();
                ops.push(StoreOp::DeleteRange {
                    table: Table::Outbox,
                    from: Vec::new(),
                    to,
                });
            }
        }
        for outcome in &ack.outcomes {
            let known = self
                .outbox
                .entries
                .get(&outcome.n)
                .is_some_and(|entry| entry.op_id == outcome.op_id);
            let settled = self
                .outbox
                .marks
                .get(&outcome.n)
                .and_then(|mark| mark.settled);
            if !known {
                continue;
            }
            let mark = Mark {
                code: outcome.code.clone(),
                detail: outcome.detail.clone(),
                settled,
            };
            let key = outcome.n.to_be_bytes().to_vec();
            ops.push(StoreOp::Put {
                table: Table::Mark,
                key,
                value: to_bytes(&mark),
            });
        }
    }

    pub(super) fn take_pulled(
        &mut self,
        pulled: Pulled,
        as_of: Timestamp,
        progress: &mut Progress,
        ops: &mut Vec<StoreOp>,
        events: &mut Vec<Event>,
    ) {
        let mut cursors = self.replica.cursors.clone();
        cursors.seen = cursors.seen.max(Some(as_of));
        let held: BTreeSet<Scope> = order::set(pulled.pages.iter().map(|page| page.scope));
        let gone: Vec<Scope> = cursors
            .scopes
            .iter()
            .map(|state| state.scope)
            .filter(|scope| !held.contains(scope))
            .collect();
        for scope in gone.iter().filter(|_| !is_planted(Planted::DroppedKept)) {
            ops.extend(delete_scope(*scope));
            cursors.scopes.retain(|state| state.scope != *scope);
        }
        let mut ready = true;
        let mut mismatched = BTreeSet::new();
        for page in &pulled.pages {
            match self.take_page(page, &mut cursors, ops) {
                Taken::Final => {}
                Taken::More => ready = false,
                Taken::Mismatch => {
                    ready = false;
                    mismatched.insert(page.scope);
                }
            }
        }
        if is_planted(Planted::RevealEarly) {
            ready = true;
        }
        if ready {
            for state in &mut cursors.scopes {
                if let Some(stage) = state.stage.take() {
                    if stage.generation != state.generation {
                        ops.extend(delete_generation(state.scope, state.generation));
                    }
                    state.generation = stage.generation;
                    state.revealed = Some(stage.to);
                }
            }
            cursors.as_of = Some(as_of);
            if !is_planted(Planted::NeverLeavesOverlay) {
                progress.cover(pulled.last_n.min(self.outbox.next_n - 1), as_of);
            }
        } else {
            self.wanted = true;
        }
        if !mismatched.is_empty() {
            events.push(Event::Healing(mismatched.iter().copied().collect()));
        }
        self.mismatched = mismatched;
        if is_planted(Planted::CursorBeforeData) {
            let value = to_bytes(&cursors);
            let put = StoreOp::Put {
                table: Table::Meta,
                key: META_CURSORS.to_vec(),
                value,
            };
            self.queue(Durability::Relaxed, Vec::new(), vec![put]);
        }
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_CURSORS.to_vec(),
            value: to_bytes(&cursors),
        });
    }

    pub(super) fn take_page(
        &self,
        page: &Page,
        cursors: &mut Cursors,
        ops: &mut Vec<StoreOp>,
    ) -> Taken {
        let Some(stage) = staged_after(cursors.of(page.scope), page) else {
            return Taken::More;
        };
        let abandoned = cursors
            .of(page.scope)
            .and_then(|state| state.stage.as_ref())
            .map(|stage| stage.generation);
        let state = cursors.of(page.scope);
        if let Some(old) = abandoned.filter(|old| *old != stage.generation) {
            let shown = state
                .filter(|state| state.generation == old)
                .and_then(|state| state.revealed);
            ops.push(StoreOp::DeleteRange {
                table: Table::Page,
                from: page_key(page.scope, old, shown.map_or(0, |seq| seq + 1)),
                to: page_key(page.scope, old + 1, 0),
            });
            if shown.is_none() {
                ops.extend(delete_generation(page.scope, old));
            }
        }
        if !page.rows.is_empty() {
            ops.push(StoreOp::Put {
                table: Table::Page,
                key: page_key(page.scope, stage.generation, page.to),
                value: to_bytes(&page.rows),
            });
        }
        let complete = stage.missing().is_none();
        let sum = page
            .check
            .map(|check| check == self.replica.sum_after(page.scope, &stage, &page.rows));
        set_stage(cursors, page.scope, Some(stage));
        match sum {
            Some(false) if complete => Taken::Mismatch,
            Some(true) if complete && page.is_final() => Taken::Final,
            _ => Taken::More,
        }
    }

    /// Gives up what was staged of a scope and asks for it from the beginning.
    pub(super) fn restart(&mut self, scope: Scope) {
        self.mismatched.insert(scope);
        self.wanted = true;
    }

    /// The server was restored or replaced: cursors mean nothing any more, and it has to be told again what it forgot.
    pub(super) fn take_epoch(
        &mut self,
        epoch: crate::wire::Epoch,
        last_n: u64,
        fresh: ClientId,
        mut ops: Vec<StoreOp>,
    ) {
        let mut cursors = self.replica.cursors.clone();
        if !is_planted(Planted::EpochKeepsCursors) {
            self.read_anew(&mut cursors, &mut ops);
        }
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_CURSORS.to_vec(),
            value: to_bytes(&cursors),
        });
        let acked = self.outbox.progress.acked_n;
        let again = last_n.min(acked) + 1..acked + 1;
        let complete = again.clone().all(|n| self.outbox.entries.contains_key(&n));
        let settled = self
            .outbox
            .marks
            .range(again)
            .any(|(_, mark)| mark.settled.is_some());
        if !complete || settled {
            self.take_new_identity(fresh, Some(epoch), ops);
            return;
        }
        let old = &self.outbox.progress;
        let progress = Progress {
            acked_n: if is_planted(Planted::EpochForgetsOutbox) {
                acked
            } else {
                acked.min(last_n)
            },
            covered_n: old.covered_n.min(last_n),
            covered: Vec::new(),
            hidden_upto: old.hidden_upto.max(old.covered_n),
            hidden_until_reveal: true,
        };
        // What the server said about operations that it does not know any more is void.
        for n in self.outbox.marks.range(last_n + 1..).map(|(n, _)| *n) {
            ops.push(StoreOp::Delete {
                table: Table::Mark,
                key: n.to_be_bytes().to_vec(),
            });
        }
        let identity = Identity {
            epoch: Some(epoch),
            ..self.identity.clone()
        };
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_PROGRESS.to_vec(),
            value: to_bytes(&progress),
        });
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_IDENTITY.to_vec(),
            value: to_bytes(&identity),
        });
        self.queue(Durability::Strict, vec![self.require_identity()], ops);
    }

    /// Takes a new client id and queues everything that is kept under new numbers, with the ids it had, so that nothing
    /// takes effect twice (DECISIONS 9).
    pub(super) fn take_new_identity(
        &mut self,
        fresh: ClientId,
        epoch: Option<crate::wire::Epoch>,
        mut ops: Vec<StoreOp>,
    ) {
        let end = vec![0xff; 9];
        ops.push(StoreOp::DeleteRange {
            table: Table::Outbox,
            from: Vec::new(),
            to: end.clone(),
        });
        ops.push(StoreOp::DeleteRange {
            table: Table::Mark,
            from: Vec::new(),
            to: end,
        });
        let mut n = 0_u64;
        let mut hidden_upto = 0;
        let replaced = epoch != self.identity.epoch;
        let covered = self
            .outbox
            .progress
            .covered_n
            .max(self.outbox.progress.hidden_upto);
        for (old_n, entry) in &self.outbox.entries {
            let settled = self
                .outbox
                .marks
                .get(old_n)
                .is_some_and(|mark| mark.settled.is_some());
            if settled || is_planted(Planted::ForkDropsOutbox) {
                continue;
            }
            let mut entry = entry.clone();
            // Numbers begin anew, so what was known of the old ones proves nothing.
            entry.knew = 0;
            if is_planted(Planted::NewIdsOnFork) {
                entry.op_id = OperationId::derived(entry.op_id.uuid(), 7);
            }
            n += 1;
            if *old_n <= covered {
                hidden_upto = n;
            }
            ops.push(StoreOp::Put {
                table: Table::Outbox,
                key: n.to_be_bytes().to_vec(),
                value: entry.to_bytes(),
            });
        }
        let next_n = n + 1;
        let hidden_until_reveal = replaced || self.outbox.progress.hidden_until_reveal;
        let progress = Progress {
            hidden_upto,
            hidden_until_reveal,
            ..Progress::default()
        };
        let identity = Identity {
            client: fresh,
            formerly: Some(self.identity.client),
            epoch,
        };
        ops.push(StoreOp::Put {
            table: Table::Counter,
            key: NEXT_N.to_vec(),
            value: next_n.to_be_bytes().to_vec(),
        });
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_PROGRESS.to_vec(),
            value: to_bytes(&progress),
        });
        ops.push(StoreOp::Put {
            table: Table::Meta,
            key: META_IDENTITY.to_vec(),
            value: to_bytes(&identity),
        });
        // Another tab may append meanwhile: then this is not written, and everything is looked at anew.
        let require = vec![self.require_identity(), self.require_counter()];
        self.queue(Durability::Strict, require, ops);
    }

    /// Nobody has appended what this tab does not know of.
    pub(super) fn require_counter(&self) -> Require {
        let counter = self
            .has_counter
            .then(|| self.outbox.next_n.to_be_bytes().to_vec());
        Require {
            table: Table::Counter,
            key: NEXT_N.to_vec(),
            value: counter,
        }
    }

    pub(super) fn require_identity(&self) -> Require {
        let value = Some(to_bytes(&self.identity));
        Require {
            table: Table::Meta,
            key: META_IDENTITY.to_vec(),
            value,
        }
    }
}
