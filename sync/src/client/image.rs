//! The image in memory of what storage holds: every committed transaction is done here once more.

use super::*;

impl Client {
    pub(super) fn load(
        &mut self,
        table: Table,
        key: &[u8],
        value: &[u8],
    ) -> Result<(), UnreadableStorage> {
        let number = || {
            <[u8; 8]>::try_from(key)
                .map(u64::from_be_bytes)
                .map_err(|_| UnreadableStorage)
        };
        match table {
            Table::Counter if key == WIPED => self.wiped = true,
            Table::Counter => {
                self.has_counter = true;
                self.outbox.next_n =
                    u64::from_be_bytes(value.try_into().map_err(|_| UnreadableStorage)?);
            }
            Table::Outbox => {
                self.outbox.entries.insert(
                    number()?,
                    Entry::from_bytes(value).ok_or(UnreadableStorage)?,
                );
            }
            Table::Mark => {
                self.outbox.marks.insert(
                    number()?,
                    postcard::from_bytes(value).map_err(|_| UnreadableStorage)?,
                );
            }
            Table::Page => {
                // What cannot be read is found missing by the sums and read anew.
                if let (Some((scope, generation, to)), Ok(rows)) =
                    (read_page_key(key), postcard::from_bytes(value))
                {
                    self.page_keys.insert((scope, generation, to), value.len());
                    self.replica.stage_page(scope, generation, to, rows);
                }
            }
            Table::Segment => {
                if let (Some((scope, generation, at)), Ok(segment)) =
                    (read_page_key(key), Segment::from_bytes(value))
                {
                    self.replica
                        .stage_segment(scope, generation, at as u32, segment);
                }
            }
            Table::Meta => match key {
                META_IDENTITY => {
                    self.identity = postcard::from_bytes(value).map_err(|_| UnreadableStorage)?
                }
                META_PROGRESS => {
                    self.outbox.progress =
                        postcard::from_bytes(value).map_err(|_| UnreadableStorage)?;
                }
                META_GRANTS => {
                    let grants: Vec<Grant> =
                        postcard::from_bytes(value).map_err(|_| UnreadableStorage)?;
                    self.grants = grants.into_iter().map(|grant| (grant.id, grant)).collect();
                }
                META_REVISION => {
                    let bytes = value.try_into().map_err(|_| UnreadableStorage)?;
                    self.revision = u64::from_be_bytes(bytes);
                }
                META_SCHEMA => {
                    let schema = value.try_into().map_err(|_| UnreadableStorage)?;
                    self.schema = u16::from_be_bytes(schema);
                    self.has_lost_cursors = false;
                    // What a newer app keeps here is not for this one to write.
                    if self.schema > release::current().schema {
                        return Err(UnreadableStorage);
                    }
                }
                META_CLOCK => self.measured = postcard::from_bytes(value).ok(),
                META_CURSORS => match postcard::from_bytes(value) {
                    Ok(cursors) => drop(self.replica.move_to(cursors)),
                    Err(_) => self.has_lost_cursors = true,
                },
                _ => {}
            },
        }
        Ok(())
    }

    /// Does in memory what a committed write did in storage. Answers what was appended.
    pub(super) fn apply(
        &mut self,
        write: &StoreWrite,
        first_n: Option<u64>,
        events: &mut Vec<Event>,
    ) -> Vec<(u64, OperationId)> {
        let mut appended = Vec::new();
        let mut changed: BTreeSet<EntityRef> = BTreeSet::new();
        let mut rebuild = None;
        let mut attention = Vec::new();
        for op in &write.ops {
            match op {
                StoreOp::Put {
                    table: Table::Meta,
                    key,
                    value,
                } if key.as_slice() == META_CURSORS => {
                    if let Ok(cursors) = postcard::from_bytes::<Cursors>(value) {
                        if cursors.as_of > self.replica.cursors.as_of {
                            events.push(Event::Revealed);
                        }
                        let held = |state: &&ScopeState| cursors.of(state.scope).is_none();
                        let gone = self.replica.cursors.scopes.iter().filter(held);
                        let gone: Vec<Scope> = gone.map(|state| state.scope).collect();
                        if !gone.is_empty() {
                            events.push(Event::Dropped(gone));
                        }
                        let moved = self.replica.move_to(cursors);
                        changed.extend(
                            moved
                                .keys
                                .iter()
                                .filter_map(|(kind, id)| crate::row::key(*kind, id).ok()),
                        );
                        let n_rows: u32 = moved.pieces.iter().map(|piece| piece.n_rows()).sum();
                        if n_rows > MANY_ROWS {
                            events.push(Event::Filled);
                        } else {
                            let keys = moved.pieces.iter().flat_map(|piece| piece.keys());
                            changed.extend(
                                keys.filter_map(|(kind, id)| crate::row::key(kind, &id).ok()),
                            );
                        }
                        rebuild = rebuild.or(Some(Whole::No));
                    }
                }
                StoreOp::Put { table, key, value } => {
                    let before = self.identity.client;
                    if self.load(*table, key, value).is_err() {
                        self.reopen = true;
                        events.push(Event::Reopen);
                    }
                    match table {
                        Table::Outbox => rebuild = Some(Whole::Yes),
                        Table::Mark => {
                            rebuild = rebuild.or(Some(Whole::No));
                            attention.extend(self.needs_attention(key));
                        }
                        Table::Meta if key.as_slice() == META_PROGRESS => {
                            rebuild = rebuild.or(Some(Whole::No))
                        }
                        _ => {}
                    }
                    if self.identity.client != before {
                        events.push(Event::NewIdentity(self.identity.client));
                    }
                }
                StoreOp::Delete { table, key } => self.delete(*table, key, &next_key(key)),
                StoreOp::DeleteRange { table, from, to } => self.delete(*table, from, to),
                StoreOp::Append { values } => {
                    let first = first_n.unwrap_or(self.outbox.next_n);
                    if first > self.outbox.next_n {
                        // Another tab has appended what this one never heard of.
                        self.seen.next_n = self.seen.next_n.max(first + values.len() as u64 + 1);
                    }
                    for (n, bytes) in (first..).zip(values) {
                        // What this tab found when it opened its storage may be told to it once more.
                        if self.outbox.entries.contains_key(&n) {
                            continue;
                        }
                        let Some(entry) = Entry::from_bytes(bytes) else {
                            // Another tab runs a newer app.
                            self.reopen = true;
                            events.push(Event::Reopen);
                            continue;
                        };
                        appended.push((n, entry.op_id));
                        self.outbox.entries.insert(n, entry);
                    }
                    self.has_counter = true;
                    self.outbox.next_n = self.outbox.next_n.max(first + values.len() as u64);
                }
            }
        }
        if !attention.is_empty() {
            events.push(Event::Attention(attention));
        }
        match rebuild {
            Some(whole) => changed.extend(self.rebuild(whole)),
            None => {
                for (n, _) in &appended {
                    let entry = &self.outbox.entries[n];
                    let ctx = self.ctx(*n, entry);
                    changed.extend(self.visible.add(&self.replica, *n, entry, &ctx, true));
                }
            }
        }
        if !changed.is_empty() {
            events.push(Event::Changed(changed.into_iter().collect()));
        }
        appended
    }

    pub(super) fn needs_attention(&self, key: &[u8]) -> Option<OperationId> {
        let n = u64::from_be_bytes(key.try_into().ok()?);
        let mark = self.outbox.marks.get(&n)?;
        let open = mark.settled.is_none() && !mark.code.is_done();
        open.then(|| self.outbox.entries.get(&n).map(|entry| entry.op_id))
            .flatten()
    }

    pub(super) fn delete(&mut self, table: Table, from: &[u8], to: &[u8]) {
        let inside = |n: &u64| {
            let key = n.to_be_bytes();
            key.as_slice() >= from && key.as_slice() < to
        };
        match table {
            Table::Outbox => self.outbox.entries.retain(|n, _| !inside(n)),
            Table::Mark => self.outbox.marks.retain(|n, _| !inside(n)),
            Table::Page => {
                self.page_keys.retain(|(scope, generation, at), _| {
                    let key = page_key(*scope, *generation, *at);
                    !(key.as_slice() >= from && key.as_slice() < to)
                });
            }
            // The cursor row says what is shown; what is deleted of copies is what it no longer names.
            Table::Segment | Table::Meta | Table::Counter => {}
        }
    }

    pub(super) fn rebuild(&mut self, whole: Whole) -> Vec<EntityRef> {
        let mut visible = std::mem::take(&mut self.visible);
        let changed = visible.rebuild(&self.replica, &self.outbox, &Contexts(self), whole);
        self.visible = visible;
        changed
    }

    /// An entry for something that is done now.
    pub(super) fn made(
        &self,
        draft: Draft,
        after: Option<OperationId>,
        clock: ClockReading,
    ) -> Entry {
        let knew = self.outbox.next_n - 1;
        let seen = self.replica.cursors.seen;
        Entry::new(draft, after, self.stamp(clock), knew, seen)
    }

    pub(super) fn ctx(&self, n: u64, entry: &Entry) -> Ctx {
        let grant = self.grants.get(&entry.grant);
        let stamp = self.restamp(entry.at);
        let claimed = stamp.interval(crate::server::UNSYNCED_ERROR_MS);
        let seen = entry.seen.unwrap_or(Timestamp::MIN);
        let now = stamp.wall.plus_millis(stamp.offset_ms.unwrap_or(0));
        Ctx {
            actor: Actor {
                user: grant.map_or(UserId::new(Uuid::nil()), |grant| grant.user),
                device: Some(self.setup.device),
                // What happened, happened: rights that change meanwhile do not change the image of it.
                permissions: match entry.lane {
                    Lane::Fact => Permission::ALL.iter().copied().collect(),
                    Lane::Intent => grant
                        .map(|grant| grant.permissions.clone())
                        .unwrap_or_default(),
                },
                revoked: false,
            },
            now,
            operation: entry.op_id,
            at: Moment::settled(
                claimed,
                seen,
                Timestamp::MAX,
                Written::one(self.identity.client, n, entry.knew),
                stamp.ticked(),
            ),
            books_closed_until: None,
        }
    }

    /// Queues a transaction that is not an append.
    pub(super) fn queue(
        &mut self,
        durability: Durability,
        require: Vec<Require>,
        ops: Vec<StoreOp>,
    ) {
        let mut write = self.write(durability, require, ops);
        let ahead = self.sync_queue.last().or(self.sync_running.as_ref());
        let upon = ahead.and_then(revision_of).unwrap_or(self.revision);
        fence(&mut write, upon);
        self.sync_queue.push(write);
    }

    pub(super) fn write(
        &mut self,
        durability: Durability,
        require: Vec<Require>,
        ops: Vec<StoreOp>,
    ) -> StoreWrite {
        self.write_id += 1;
        StoreWrite {
            id: self.write_id,
            durability,
            require,
            ops,
        }
    }
}
