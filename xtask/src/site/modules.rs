//! Compiles the browser crates and writes their JavaScript side with wasm-bindgen's own library, so that no tool of a
//! matching version has to be installed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::Build;
use super::plan::{Kept, Plan};
use crate::shell;

/// The crates that become WASM modules. Each is loaded by itself.
const MODULES: [&str; 2] = ["app", "scanner"];

/// A compiled crate with its JavaScript side.
pub struct Module {
    name: &'static str,
    folder: PathBuf,
}

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
    let hash = blake3::hash(&wasm).to_hex().to_string();
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
                .remove_name_section(release)
                .remove_producers_section(release)
                .generate(&folder)
        })
        .map_err(|error| anyhow!("wasm-bindgen refused `{name}`: {error:#}"))?;
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
