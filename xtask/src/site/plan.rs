//! What the site will hold: names, contents and the words that templates may use. Touches the disk only to read
//! sources and, at the end, to write what differs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Hashed names keep this many hexadecimal digits: 48 bits, far from any clash.
const DIGITS: usize = 12;

/// Whether the service worker stores a file when it is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Before it is asked for.
    Beforehand,
    /// Once it was asked for.
    OnDemand,
}

/// The files of the site, by their path in it, and the words of templates, by name.
#[derive(Default)]
pub struct Plan {
    files: BTreeMap<String, Vec<u8>>,
    words: BTreeMap<String, String>,
    precache: Vec<String>,
}

impl Plan {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Lets templates say `{{word}}`.
    pub fn define(&mut self, word: &str, value: &str) {
        self.words.insert(word.to_owned(), value.to_owned());
    }

    /// Puts `content` under a hashed name below `/assets/`, lets templates say `{{name}}` for its URL, and returns it.
    pub fn place(&mut self, name: &str, content: Vec<u8>, kept: Kept) -> String {
        let file = name
            .rsplit('/')
            .next()
            .expect("a split has at least one part");
        let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "bin"));
        let hash = blake3::hash(&content).to_hex();
        let path = format!("assets/{stem}-{}.{extension}", &hash[..DIGITS]);
        let url = format!("/{path}");
        self.define(name, &url);
        if kept == Kept::Beforehand {
            self.precache.push(url.clone());
        }
        self.files.insert(path, content);
        url
    }

    /// Puts `content` at a path that browsers ask for by name.
    pub fn place_by_name(&mut self, path: &str, content: Vec<u8>) {
        self.files.insert(path.to_owned(), content);
    }

    /// Places every file of `public/{kind}` as `{kind}/{file}`. Licences go along, since the files are passed on.
    pub fn place_folder(&mut self, public: &Path, kind: &str, lazy: &[&str]) -> Result<()> {
        let folder = public.join(kind);
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("could not read {}", folder.display()))?;
        let mut paths = entries
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<PathBuf>>>()?;
        paths.sort();
        for path in paths {
            let file = path
                .file_name()
                .expect("a listed file has a name")
                .to_string_lossy();
            let name = format!("{kind}/{file}");
            let is_lazy = lazy.contains(&name.as_str()) || file.ends_with(".txt");
            let kept = if is_lazy {
                Kept::OnDemand
            } else {
                Kept::Beforehand
            };
            self.place(&name, fs::read(&path)?, kept);
        }
        Ok(())
    }

    /// Lets templates say `{{precache}}` for what was placed beforehand, as a JavaScript array.
    pub fn define_precache(&mut self) -> Result<()> {
        self.precache.sort();
        let list = serde_json::to_string_pretty(&self.precache)?;
        self.define("precache", &list);
        Ok(())
    }

    /// Lets templates say `{{version}}`: a hash over all that was placed and the sources of what is still to come.
    pub fn define_version(&mut self, sources: &[PathBuf]) -> Result<()> {
        let mut hasher = blake3::Hasher::new();
        for path in self.files.keys() {
            hasher.update(path.as_bytes());
        }
        for source in sources {
            hasher.update(
                &fs::read(source)
                    .with_context(|| format!("could not read {}", source.display()))?,
            );
        }
        let version = hasher.finalize().to_hex()[..DIGITS].to_owned();
        self.define("version", &version);
        Ok(())
    }

    /// Whether a device has the file of this name after the first visit: all but what was placed for when it is asked for.
    pub fn keeps(&self, file: &str) -> bool {
        let asset = format!("assets/{file}");
        !self.files.contains_key(&asset) || self.precache.contains(&format!("/{asset}"))
    }

    /// The URL of something placed.
    pub fn url(&self, name: &str) -> Result<&str> {
        self.words
            .get(name)
            .map(String::as_str)
            .with_context(|| format!("nothing was placed as `{name}`"))
    }

    /// Reads a template and puts the words in.
    pub fn fill(&self, template: &Path) -> Result<String> {
        let source = fs::read_to_string(template)
            .with_context(|| format!("could not read {}", template.display()))?;
        self.fill_text(&source)
            .with_context(|| format!("in {}", template.display()))
    }

    fn fill_text(&self, source: &str) -> Result<String> {
        let mut filled = String::with_capacity(source.len());
        let mut rest = source;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((word, after)) = after.split_once("}}") else {
                bail!("`{{{{` without `}}}}`")
            };
            filled.push_str(before);
            filled.push_str(self.url(word)?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// Makes `site` hold exactly this plan (and compressed copies, see `compress`). Returns how many files were written.
    pub fn write(&self, site: &Path) -> Result<usize> {
        let assets = site.join("assets");
        fs::create_dir_all(&assets)?;
        let mut written = 0;
        for (path, content) in &self.files {
            let target = site.join(path);
            if fs::read(&target).is_ok_and(|held| &held == content) {
                continue;
            }
            fs::write(&target, content)?;
            written += 1;
        }
        for folder in [site, &assets] {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_file() && !self.owns(site, &path) {
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(written)
    }

    fn owns(&self, site: &Path, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(site) else {
            return false;
        };
        let name = relative.to_string_lossy();
        let plain = name
            .strip_suffix(".br")
            .or_else(|| name.strip_suffix(".gz"))
            .unwrap_or(&name);
        self.files.contains_key(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_its_content_only() {
        let mut plan = Plan::new();
        let first = plan.place("boot.js", b"one".to_vec(), Kept::Beforehand);
        let again = plan.place("boot.js", b"one".to_vec(), Kept::Beforehand);
        let other = plan.place("boot.js", b"two".to_vec(), Kept::Beforehand);
        assert_eq!(first, again);
        assert_ne!(first, other);
        assert!(
            first.starts_with("/assets/boot-") && first.ends_with(".js"),
            "{first}"
        );
    }

    #[test]
    fn a_template_that_names_nothing_known_is_refused() {
        let mut plan = Plan::new();
        plan.define("build", "dev");
        assert_eq!(
            plan.fill_text("a {{build}} b").expect("known word"),
            "a dev b"
        );
        let error = plan
            .fill_text("{{fonts/missing.woff2}}")
            .expect_err("unknown word");
        assert!(error.to_string().contains("fonts/missing.woff2"), "{error}");
    }
}
