//! Joins the style sheets in the order that `style/index.css` declares. Plain CSS in, plain CSS out: the same files
//! work unjoined in a browser.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::plan::Plan;

/// One style sheet out of `style/`, with its references to `public/` turned into hashed names.
pub fn join(folder: &Path, plan: &Plan) -> Result<String> {
    let index = read(&folder.join("index.css"))?;
    let mut joined = String::new();
    let mut imported = BTreeSet::new();
    for line in index.lines() {
        match line
            .strip_prefix("@import \"")
            .and_then(|rest| rest.strip_suffix("\";"))
        {
            Some(name) => {
                if !imported.insert(name.to_owned()) {
                    bail!("style/index.css imports {name} twice");
                }
                let css = read(&folder.join(name))?;
                joined.push_str(&link(&css, plan).with_context(|| format!("in style/{name}"))?);
            }
            None => joined.push_str(line),
        }
        joined.push('\n');
    }
    for name in sheets(folder, folder)? {
        if name != "index.css" && !imported.contains(&name) {
            bail!("style/{name} is not imported by style/index.css, so no page would show it");
        }
    }
    Ok(joined)
}

/// Replaces `url("../public/…")` by the hashed URL of that file.
fn link(css: &str, plan: &Plan) -> Result<String> {
    const OPEN: &str = "url(\"../public/";
    let mut linked = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((name, after)) = after.split_once('"') else {
            bail!("an unclosed url(\"…\")")
        };
        linked.push_str(before);
        linked.push_str("url(\"");
        linked.push_str(plan.url(name)?);
        linked.push('"');
        rest = after;
    }
    linked.push_str(rest);
    Ok(linked)
}

fn sheets(folder: &Path, root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            names.extend(sheets(&path, root)?);
        } else if path.extension().is_some_and(|extension| extension == "css") {
            names.push(path.strip_prefix(root)?.to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;
    use crate::site::plan::Kept;

    #[test]
    fn every_sheet_is_joined_and_every_face_is_linked() {
        let mut plan = Plan::new();
        plan.place_folder(&shell::root().join("public"), "fonts", &[])
            .expect("the faces are there");
        let css = join(&shell::root().join("style"), &plan).expect("the sheets join");
        assert!(
            !css.contains("../public/") && !css.contains("@import"),
            "something is left to load"
        );
        assert!(
            css.contains(
                plan.url("fonts/barlow-semi-condensed-latin-700-normal.woff2")
                    .expect("placed")
            )
        );
    }

    #[test]
    fn a_face_that_is_not_there_is_refused() {
        let mut plan = Plan::new();
        plan.place("fonts/one.woff2", Vec::new(), Kept::OnDemand);
        assert!(link("src: url(\"../public/fonts/one.woff2\")", &plan).is_ok());
        let error =
            link("src: url(\"../public/fonts/two.woff2\")", &plan).expect_err("nothing placed");
        assert!(error.to_string().contains("fonts/two.woff2"), "{error}");
    }
}
