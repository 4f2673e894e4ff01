//! Buckets in a folder: the persistent form for programs that have no database of their own.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::{BucketKey, BucketState, PlanStore, StoreError, Stored};

/// Buckets kept in a folder of this machine, one small file each, shared by all processes that open
/// the same folder.
///
/// A change is made under a lock on the bucket and put in place by a rename, so that readers see the
/// old state or the new one and a process that is killed leaves nothing half written. It is not
/// forced to disk: what a power cut may lose is at most some spent tokens, and a 429 brings that
/// knowledge back. A file that cannot be read counts as a bucket that does not exist yet.
///
/// The files are tiny and local, so they are read and written on the spot, without another thread. A
/// program with a database had better implement [`PlanStore`] on that.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    version: u64,
    state: BucketState,
}

impl FileStore {
    /// Buckets in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(|error| failed("make", &folder, &error))?;
        Ok(Self { folder })
    }

    fn path(&self, key: &BucketKey, ending: &str) -> PathBuf {
        let name = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        self.folder.join(format!(
            "{}-{}.{ending}",
            name(&key.account),
            name(&key.operation)
        ))
    }

    fn read(&self, key: &BucketKey) -> Result<Option<Stored>, StoreError> {
        let path = self.path(key, "json");
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("read", &path, &error)),
        };
        match serde_json::from_slice::<Kept>(&text) {
            Ok(Kept { version, state }) => Ok(Some(Stored { state, version })),
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "a kept usage plan cannot be read; it starts anew");
                Ok(None)
            }
        }
    }

    fn replace(
        &self,
        key: &BucketKey,
        seen: Option<u64>,
        state: BucketState,
    ) -> Result<bool, StoreError> {
        let lock_path = self.path(key, "lock");
        let lock = File::create(&lock_path)
            .and_then(|lock| lock.lock().map(|()| lock))
            .map_err(|error| failed("lock", &lock_path, &error))?;
        if self.read(key)?.map(|stored| stored.version) != seen {
            return Ok(false);
        }
        let kept = Kept {
            version: seen.map_or(0, |version| version + 1),
            state,
        };
        let text = serde_json::to_vec(&kept).map_err(|error| StoreError(error.to_string()))?;
        let (fresh, path) = (self.path(key, "new"), self.path(key, "json"));
        File::create(&fresh)
            .and_then(|mut file| file.write_all(&text))
            .and_then(|()| fs::rename(&fresh, &path))
            .map_err(|error| failed("write", &path, &error))?;
        // Given back before anybody is told that it worked.
        drop(lock);
        Ok(true)
    }
}

fn failed(what: &str, path: &Path, error: &io::Error) -> StoreError {
    StoreError(format!("cannot {what} {}: {error}", path.display()))
}

#[async_trait]
impl PlanStore for FileStore {
    async fn load(&self, key: &BucketKey) -> Result<Option<Stored>, StoreError> {
        self.read(key)
    }

    async fn swap(
        &self,
        key: &BucketKey,
        seen: Option<u64>,
        state: BucketState,
    ) -> Result<bool, StoreError> {
        self.replace(key, seen, state)
    }
}
