//! Shortens the names under which a module and its script know each other. wasm-bindgen ends them with a hash, which
//! nobody reads and no compression shortens, in both files.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, Import, ImportSectionReader, Parser, Payload};

/// So many hexadecimal digits end a name that is shortened.
const DIGITS: usize = 16;

/// A module and its script.
pub struct Pair {
    /// The module.
    pub wasm: Vec<u8>,
    /// The JavaScript that loads it.
    pub script: String,
}

/// The same two files, with short names between them.
///
/// # Errors
/// When `wasm` is no module that its reader knows.
pub fn shorten(wasm: &[u8], script: &str) -> Result<Pair> {
    let taken: BTreeSet<&str> = words(script).collect();
    let mut free = (0..)
        .map(|n| format!("q{n}"))
        .filter(|name| !taken.contains(name.as_str()));
    let long = long_names(wasm)?;
    let short: BTreeMap<String, String> = long.into_iter().zip(&mut free).collect();

    let mut renamed = Module::new();
    Renaming(&short)
        .parse_core_module(&mut renamed, Parser::new(0), wasm)
        .map_err(|error| anyhow!("{error}"))?;
    let script = words(script)
        .map(|word| short.get(word).map_or(word, String::as_str))
        .collect();
    Ok(Pair {
        wasm: renamed.finish(),
        script,
    })
}

/// What the module imports and exports under a name with a hash.
fn long_names(wasm: &[u8]) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for part in Parser::new(0).parse_all(wasm) {
        match part? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    names.insert(import?.name.to_owned());
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    names.insert(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    names.retain(|name| {
        let hash = name.len().checked_sub(DIGITS).and_then(|at| name.get(at..));
        let is_hexadecimal = |hash: &str| hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        words(name).count() == 1 && hash.is_some_and(is_hexadecimal)
    });
    Ok(names)
}

/// The names in a script and what stands between them, in turn; joined they are the script.
fn words(script: &str) -> impl Iterator<Item = &str> {
    let is_part_of_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut rest = script;
    std::iter::from_fn(move || {
        let first = is_part_of_name(rest.chars().next()?);
        let end = rest
            .find(|c| is_part_of_name(c) != first)
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

struct Renaming<'a>(&'a BTreeMap<String, String>);

impl Renaming<'_> {
    fn name<'n>(&'n self, name: &'n str) -> &'n str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Renaming<'_> {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.name(import.name).to_owned();
            let renamed = Import {
                name: &name,
                ..import
            };
            utils::parse_import(self, imports, renamed)?;
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let name = self.name(export.name).to_owned();
        utils::parse_export(
            self,
            exports,
            Export {
                name: &name,
                ..export
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, TypeSection};

    #[test]
    fn both_sides_call_the_same_thing_by_the_same_short_name() {
        let (log, run) = ("__wbg_log_0123456789abcdef", "run__h00112233445566ff");
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", log, EntityType::Function(0));
        imports.import("./app_bg.js", "short", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export(run, ExportKind::Func, 0);
        exports.export("main", ExportKind::Func, 1);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        let script = format!("let q0 = {{ {log}: () => wasm.{run}(), short }}; wasm.main(x{log});");

        let pair = shorten(&module.finish(), &script).expect("it shortens");

        assert_eq!(
            pair.script,
            format!("let q0 = {{ q1: () => wasm.q2(), short }}; wasm.main(x{log});")
        );
        let mut names = Vec::new();
        for part in Parser::new(0).parse_all(&pair.wasm) {
            match part.expect("a module") {
                Payload::ImportSection(imports) => names.extend(
                    imports
                        .into_imports()
                        .map(|import| import.expect("an import").name),
                ),
                Payload::ExportSection(exports) => {
                    names.extend(exports.into_iter().map(|export| export.expect("one").name));
                }
                _ => {}
            }
        }
        assert_eq!(names, ["q1", "short", "q2", "main"]);
    }
}
