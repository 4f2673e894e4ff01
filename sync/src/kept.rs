//! Files of bytes that apps and servers in the field have written. They are a promise: what is listed in
//! `fixtures/released.txt` is never changed, and what is not listed yet is written anew with
//! `QUAYSIDE_WRITE_FIXTURES=1 cargo test -p sync`. A release lists all of them, with
//! `QUAYSIDE_RELEASE_FIXTURES=1 cargo test -p sync`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const LIST: &str = "released.txt";

/// Why a file is not written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{name} was released: apps in the field speak it. Give the new form a version of its own, and a file"
)]
struct Released {
    name: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Names of released files and the hashes of what is in them.
fn released(folder: &Path) -> BTreeMap<String, String> {
    let list = std::fs::read_to_string(folder.join(LIST)).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs
        .map(|(name, hash)| (name.to_owned(), hash.to_owned()))
        .collect()
}

/// Writes a file, unless that would change a released one.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Released> {
    let path = folder.join(name);
    if std::fs::read(&path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    if released(folder).contains_key(name) {
        let name = name.to_owned();
        return Err(Released { name });
    }
    std::fs::write(path, bytes).unwrap();
    Ok(())
}

/// The bytes of a kept file.
pub fn kept(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

/// Compares with a kept file, or writes it if asked to.
#[track_caller]
pub fn keeps(name: &str, bytes: &[u8]) {
    if std::env::var_os("QUAYSIDE_WRITE_FIXTURES").is_some() {
        write(&folder(), name, bytes).unwrap();
    }
    assert!(
        kept(name) == bytes,
        "{name} is no longer what apps in the field have"
    );
}

/// What was released is there, and as it was.
#[test]
fn released_files_are_as_they_were() {
    let folder = folder();
    if std::env::var_os("QUAYSIDE_RELEASE_FIXTURES").is_some() {
        release(&folder);
    }
    for (name, known) in released(&folder) {
        assert_eq!(hash(&kept(&name)), known, "{name} was changed");
    }
}

/// Puts every file on the list of released ones.
fn release(folder: &Path) {
    let mut names = released(folder);
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name != LIST {
            let now = hash(&std::fs::read(folder.join(&name)).unwrap());
            names.entry(name).or_insert(now);
        }
    }
    let lines = names.iter().map(|(name, hash)| format!("{name} {hash}\n"));
    let text = HEAD.to_owned() + &lines.collect::<String>();
    std::fs::write(folder.join(LIST), text).unwrap();
}

const HEAD: &str = "# Files that a release has written or read, and their hashes: never changed.\n";

#[test]
fn a_released_file_is_not_written_anew() {
    let folder = std::env::temp_dir().join(format!("quayside-fixtures-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(LIST), HEAD).unwrap();
    write(&folder, "request-1.bin", b"one").unwrap();
    write(&folder, "request-1.bin", b"two").unwrap();
    release(&folder);
    assert_eq!(released(&folder)["request-1.bin"], hash(b"two"));
    write(&folder, "request-1.bin", b"two").unwrap();
    let name = "request-1.bin".to_owned();
    assert_eq!(
        write(&folder, &name, b"three"),
        Err(Released { name: name.clone() })
    );
    write(&folder, "request-2.bin", b"three").unwrap();
    release(&folder);
    assert_eq!(std::fs::read(folder.join(&name)).unwrap(), b"two");
    assert_eq!(released(&folder).len(), 2);
    std::fs::remove_dir_all(folder).unwrap();
}
