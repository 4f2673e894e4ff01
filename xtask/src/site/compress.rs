//! Compressed copies beside each file, made once per content: the server sends them as they are.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// What compression makes smaller. Pictures and faces are compressed already.
const TEXTUAL: [&str; 8] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// How much each file weighs on the wire.
pub struct Weights(Vec<(String, usize)>);

impl Weights {
    /// All of the application that a device keeps, without the barcode decoder.
    pub fn without_scanner(&self, is_kept: impl Fn(&str) -> bool) -> usize {
        let counted = self
            .0
            .iter()
            .filter(|(name, _)| !name.starts_with("scanner-") && is_kept(name));
        counted.map(|(_, bytes)| bytes).sum()
    }
}

/// Makes `.br` and `.gz` beside each file of `site`, taking unchanged ones from `cache`, and drops what `cache` holds
/// beyond that.
pub fn all(site: &Path, cache: &Path, quality: u32) -> Result<Weights> {
    fs::create_dir_all(cache)?;
    let mut jobs: Vec<PathBuf> = Vec::new();
    let mut weights = Weights(Vec::new());
    for folder in [site.to_owned(), site.join("assets")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_textual = path
                .extension()
                .is_some_and(|ending| TEXTUAL.iter().any(|known| ending == *known));
            let is_copy = path
                .extension()
                .is_some_and(|ending| ending == "br" || ending == "gz");
            if path.is_file() && is_textual {
                jobs.push(path);
            } else if path.is_file() && !is_copy {
                let bytes = usize::try_from(fs::metadata(&path)?.len())?;
                weights.0.push((name_of(&path), bytes));
            }
        }
    }
    // Longest first, so that no thread is left with the largest file at the end.
    jobs.sort_by_key(|path| fs::metadata(path).map_or(0, |meta| meta.len()));
    let jobs = Mutex::new(jobs);
    let done = Mutex::new((weights, BTreeSet::new()));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers = (0..threads).map(|_| {
            scope.spawn(|| -> Result<()> {
                while let Some(path) = { jobs.lock().expect("no worker panics").pop() } {
                    let (weight, used) = one(&path, cache, quality)?;
                    let mut done = done.lock().expect("no worker panics");
                    done.0.0.push((name_of(&path), weight));
                    done.1.extend(used);
                }
                Ok(())
            })
        });
        let workers: Vec<_> = workers.collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().expect("no worker panics"))
    })?;
    let (weights, used) = done.into_inner().expect("no worker panics");
    for entry in fs::read_dir(cache)? {
        let path = entry?.path();
        if !used.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(weights)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .expect("a listed file has a name")
        .to_string_lossy()
        .into_owned()
}

fn one(path: &Path, cache: &Path, quality: u32) -> Result<(usize, [PathBuf; 2])> {
    let content = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    let hash = blake3::hash(&content).to_hex();
    let held = [
        cache.join(format!("{hash}.br")),
        cache.join(format!("{hash}.gz")),
    ];
    if !held[0].exists() {
        replace(&held[0], &brotli(&content, quality)?)?;
    }
    if !held[1].exists() {
        replace(&held[1], &gzip(&content, quality)?)?;
    }
    for (from, ending) in held.iter().zip(["br", "gz"]) {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(ending);
        fs::copy(from, PathBuf::from(name))?;
    }
    let weight = fs::metadata(&held[0])?.len();
    Ok((usize::try_from(weight)?, held))
}

/// Writes beside and renames, so that a build that is stopped leaves no half file behind.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let beside = path.with_extension("part");
    fs::write(&beside, content)?;
    fs::rename(beside, path)?;
    Ok(())
}

fn brotli(content: &[u8], quality: u32) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 22);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}

fn gzip(content: &[u8], quality: u32) -> Result<Vec<u8>> {
    let level = if quality > 9 {
        Compression::best()
    } else {
        Compression::fast()
    };
    let mut writer = GzEncoder::new(Vec::new(), level);
    writer.write_all(content)?;
    Ok(writer.finish()?)
}
