//! The rescue file: what was never sent, to be taken in by any tablet (OFF-59). Taking it in twice, or taking in what was
//! sent after all, does no harm: every operation keeps its id.

use super::outbox::Entry;
use super::{Client, Grant};
use crate::planted::{Planted, is_planted};
use serde::{Deserialize, Serialize};

const MARK: &[u8] = b"Quayside rescue file\n";
const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Contents {
    grants: Vec<Grant>,
    entries: Vec<Entry>,
    check: [u8; 32],
}

/// Why a file cannot be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableRescue {
    /// Something else.
    #[error("not a rescue file")]
    NotOurs,
    /// From a newer app.
    #[error("a rescue file of a newer version of the app")]
    Newer,
    /// Cut off or changed.
    #[error("a damaged rescue file")]
    Damaged,
}

impl Client {
    /// The rescue file: operations that are not known to be on the server, and those that need attention.
    pub fn rescue_file(&self) -> Vec<u8> {
        let acked = self.outbox.progress.acked_n;
        let wanted = |n: u64| match self.outbox.marks.get(&n) {
            Some(mark) => mark.settled.is_none() && !mark.code.is_done(),
            None => n > acked,
        };
        let entries = self.outbox.entries.iter().filter(|(n, _)| wanted(**n));
        let mut entries: Vec<Entry> = entries.map(|(_, entry)| entry.clone()).collect();
        entries.extend(self.drafts.iter().cloned());
        for entry in &mut entries {
            entry.at = self.restamp(entry.at);
        }
        let grants = self.grants.values().cloned().collect();
        let check = checksum(&entries);
        let head = [MARK, &[VERSION]].concat();
        postcard::to_extend(
            &Contents {
                grants,
                entries,
                check,
            },
            head,
        )
        .expect("entries serialise into memory")
    }

    /// Takes a rescue file in: its operations go into this outbox under their own ids, but for those that are in it
    /// already. Writes follow. Answers how many were taken.
    ///
    /// # Errors
    /// Refuses what is no rescue file, whole.
    pub fn take_rescue(&mut self, file: &[u8]) -> Result<usize, UnreadableRescue> {
        let rest = file.strip_prefix(MARK).ok_or(UnreadableRescue::NotOurs)?;
        let (version, rest) = rest.split_first().ok_or(UnreadableRescue::Damaged)?;
        if *version != VERSION {
            return Err(UnreadableRescue::Newer);
        }
        let Contents {
            grants,
            entries,
            check,
        } = postcard::from_bytes(rest).map_err(|_| UnreadableRescue::Damaged)?;
        if check != checksum(&entries) {
            return Err(UnreadableRescue::Damaged);
        }
        let known: std::collections::HashSet<_> = self
            .outbox
            .entries
            .values()
            .chain(&self.drafts)
            .map(|entry| entry.op_id)
            .collect();
        let fresh: Vec<Entry> = entries
            .into_iter()
            .filter(|entry| !known.contains(&entry.op_id))
            .collect();
        for grant in grants {
            if !self.grants.contains_key(&grant.id) {
                self.sign_in(grant);
            }
        }
        let fresh: Vec<Entry> = fresh
            .into_iter()
            .map(|mut entry| {
                // It speaks of the numbers of another outbox.
                entry.knew = 0;
                if is_planted(Planted::RescueNewIds) {
                    Entry {
                        op_id: domain::ids::OperationId::derived(entry.op_id.uuid(), 9),
                        ..entry
                    }
                } else {
                    entry
                }
            })
            .collect();
        let n_taken = fresh.len();
        self.drafts.extend(fresh);
        Ok(n_taken)
    }
}

fn checksum(entries: &[Entry]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for entry in entries {
        // As the version of the file has it, whatever the outbox of the one who reads it is written in.
        if is_planted(Planted::RescueSumOfOutbox) {
            hasher.update(&entry.to_bytes());
        }
        hasher.update(&entry.in_form(VERSION));
    }
    *hasher.finalize().as_bytes()
}
