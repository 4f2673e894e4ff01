//! Compiles the browser crates and writes their JavaScript side with wasm-bindgen's own library, so that no tool of a
//! matching version has to be installed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::Build;
use super::pack::pack;
use super::plan::{Kept, Plan};
use super::shorten::shorten;
use crate::{setup, shell};

/// The crates that become WASM modules. Each is loaded by itself.
pub const MODULES: [&str; 2] = ["app", "scanner"];

/// What decides what is made of a compiled crate: a changed step is a reason to make it anew.
const STEPS: [&str; 3] = [
    include_str!("modules.rs"),
    include_str!("pack.rs"),
    include_str!("shorten.rs"),
];

/// A compiled crate with its JavaScript side.
pub struct Module {
    name: &'static str,
    folder: PathBuf,
}

/// Where a release build leaves the names of a module's functions, each behind the number that a browser's stack trace
/// gives it.
pub fn function_names(name: &str) -> PathBuf {
    shell::target().join(format!(
        "xtask/bindgen/{}/{name}.names",
        Build::Release.name()
    ))
}

/// What a release build asks of Cargo beyond its profile. These options are not stable, so they are used only where
/// the standard library's source is there to be compiled with them.
const FOR_SIZE: [&str; 4] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "--config",
    // Where a panic happened is found by the names of the functions on the way to it, which are kept beside the module.
    "target.wasm32-unknown-unknown.rustflags=[\"-Zlocation-detail=none\", \"-Zfmt-debug=none\"]",
];

/// Compiles all modules in one call of Cargo, then binds those whose WASM file has changed.
pub fn compile(build: Build) -> Result<Vec<Module>> {
    let mut cargo = shell::cargo();
    cargo.args([
        "build",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        build.profile(),
    ]);
    for name in MODULES {
        cargo.args(["-p", name]);
    }
    if build == Build::Release {
        match setup::standard_library_source() {
            Ok(()) => {
                cargo.args(FOR_SIZE).env("RUSTC_BOOTSTRAP", "1");
            }
            Err(error) => eprintln!("The application will be some 50 kB larger: {error:#}"),
        }
    }
    shell::run(&mut cargo)?;
    MODULES.into_iter().map(|name| bind(name, build)).collect()
}

fn bind(name: &'static str, build: Build) -> Result<Module> {
    let file = format!("{name}.wasm");
    let source = shell::target()
        .join("wasm32-unknown-unknown")
        .join(build.profile())
        .join(file);
    let wasm = fs::read(&source).with_context(|| {
        format!(
            "`{name}` made no {}: is it a `cdylib`, or does it have a `main`?",
            source.display()
        )
    })?;
    let folder = shell::target()
        .join("xtask/bindgen")
        .join(build.name())
        .join(name);
    let stamp = folder.with_extension("stamp");
    let mut hasher = blake3::Hasher::new();
    for made_by in STEPS {
        hasher.update(made_by.as_bytes());
    }
    let hash = hasher.update(&wasm).finalize().to_hex().to_string();
    if fs::read_to_string(&stamp).is_ok_and(|last| last == hash) {
        return Ok(Module { name, folder });
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let release = build == Build::Release;
    Bindgen::new()
        .input_bytes(name, wasm)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(true)
                .generate(&folder)
        })
        .map_err(|error| anyhow!("wasm-bindgen refused `{name}`: {error:#}"))?;
    if release {
        let bound = folder.join(format!("{name}_bg.wasm"));
        let script = folder.join(format!("{name}.js"));
        let packed =
            pack(&fs::read(&bound)?).with_context(|| format!("could not pack `{name}`"))?;
        fs::write(function_names(name), packed.names)?;
        let pair = shorten(&packed.wasm, &fs::read_to_string(&script)?)
            .with_context(|| format!("could not shorten the names of `{name}`"))?;
        fs::write(bound, pair.wasm)?;
        fs::write(script, pair.script)?;
    }
    fs::write(stamp, hash)?;
    Ok(Module { name, folder })
}

/// Puts a module's files into the plan as `{name}.wasm` and `{name}.js`.
pub fn place(plan: &mut Plan, module: &Module) -> Result<()> {
    let name = module.name;
    let wasm = fs::read(module.folder.join(format!("{name}_bg.wasm")))?;
    let mut js = fs::read_to_string(module.folder.join(format!("{name}.js")))?;
    // Crates may bring JavaScript of their own; its import paths follow it to its hashed name.
    for snippet in files_below(&module.folder.join("snippets"))? {
        let relative = snippet
            .strip_prefix(&module.folder)?
            .to_string_lossy()
            .into_owned();
        let url = plan.place(&relative, fs::read(&snippet)?, Kept::Beforehand);
        js = js.replace(&format!("./{relative}"), &url);
    }
    plan.place(&format!("{name}.wasm"), wasm, Kept::Beforehand);
    plan.place(&format!("{name}.js"), js.into_bytes(), Kept::Beforehand);
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
