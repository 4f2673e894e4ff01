//! State over restarts: a snapshot of the world, its secrets sealed, and the journal of inputs since. A kill in the middle loses nothing
//! that was answered: the inputs after the snapshot are repeated.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::journal::{Entry, Journal};
use crate::sealed::Key;
use crate::world::World;

/// Why state cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system.
    #[error("cannot use the state directory")]
    Io(#[from] std::io::Error),
    /// The content.
    #[error("cannot read the kept state")]
    Json(#[from] serde_json::Error),
    /// No content.
    #[error("the journal is empty")]
    Empty,
    /// A journal that is not whole; how many inputs it holds.
    #[error(
        "the journal is cut: it holds the first {0} inputs of a longer run, which cannot be repeated"
    )]
    Cut(usize),
}

/// A state directory.
pub(crate) struct Store {
    directory: PathBuf,
    journal: Option<BufWriter<File>>,
    key: Key,
}

/// What a directory held.
pub(crate) struct Kept {
    pub(crate) world: World,
    pub(crate) journal: Journal,
    pub(crate) tail: Vec<Entry>,
}

#[derive(serde::Serialize)]
struct SnapshotRef<'a> {
    n_entries: usize,
    world: &'a World,
}

#[derive(serde::Deserialize)]
struct Snapshot {
    n_entries: usize,
    world: World,
}

impl Store {
    pub(crate) fn open(directory: impl AsRef<Path>) -> Result<Self, StoreError> {
        fs::create_dir_all(&directory)?;
        Ok(Self {
            directory: directory.as_ref().to_owned(),
            journal: None,
            key: Key::kept_in(&directory.as_ref().join("key"))?,
        })
    }

    pub(crate) fn load(&self) -> Result<Option<Kept>, StoreError> {
        let (world_path, journal_path) = (
            self.directory.join("world.json"),
            self.directory.join("journal.jsonl"),
        );
        if !world_path.exists() || !journal_path.exists() {
            return Ok(None);
        }
        let file = BufReader::new(File::open(world_path)?);
        let snapshot: Snapshot = self.key.during(|| serde_json::from_reader(file))?;
        let mut journal = Journal::read(BufReader::new(File::open(journal_path)?))?;
        let tail = journal
            .entries
            .split_off(snapshot.n_entries.min(journal.entries.len()));
        Ok(Some(Kept {
            world: snapshot.world,
            journal,
            tail,
        }))
    }

    pub(crate) fn append(&mut self, entry: &Entry) -> Result<(), StoreError> {
        if let Some(journal) = &mut self.journal {
            serde_json::to_writer(&mut *journal, entry)?;
            journal.write_all(b"\n")?;
            journal.flush()?;
        }
        Ok(())
    }

    /// Writes both files anew; each is put in place as a whole.
    pub(crate) fn save(&mut self, world: &World, journal: &Journal) -> Result<(), StoreError> {
        self.journal = None;
        self.replace("journal.jsonl", |file| Ok(journal.write(file)?))?;
        self.replace("world.json", |file| {
            let snapshot = SnapshotRef {
                n_entries: journal.entries.len(),
                world,
            };
            Ok(self.key.during(|| serde_json::to_writer(file, &snapshot))?)
        })?;
        let file = OpenOptions::new()
            .append(true)
            .open(self.directory.join("journal.jsonl"))?;
        self.journal = Some(BufWriter::new(file));
        Ok(())
    }

    fn replace(
        &self,
        name: &str,
        fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let draft = self.directory.join(format!("{name}.new"));
        let mut file = BufWriter::new(File::create(&draft)?);
        fill(&mut file)?;
        file.flush()?;
        fs::rename(draft, self.directory.join(name))?;
        Ok(())
    }
}
