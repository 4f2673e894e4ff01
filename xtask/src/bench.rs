//! Measures what `benches.json` lists, and writes `docs/benchmarks.md`. Benchmarks, not tests: nothing fails because a
//! machine is slow, and the page says on which machine and commit the figures were taken.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;

use crate::programs::{self, Profile};
use crate::site::{self, Build};
use crate::{setup, shell};

/// What can be chosen about a measurement.
#[derive(Args)]
pub struct Options {
    /// Products in the catalogue
    #[arg(long, default_value_t = 100_000, value_name = "N")]
    products: u32,
    /// Repetitions of each measure
    #[arg(long, default_value_t = 5, value_name = "N")]
    repeat: u32,
    /// Measure only these (names of benches.json)
    names: Vec<String>,
}

/// One line of the page.
#[derive(Deserialize)]
struct Measure {
    /// Its name on the command line and in a program's answer.
    name: String,
    /// What it says on the page.
    title: String,
    unit: String,
    budget: String,
    /// What others did on such a machine.
    others: String,
    /// What measures it. It prints one line `{"name", "values"}` for each measure.
    program: Option<Vec<String>>,
}

/// What a program measured.
#[derive(Deserialize)]
struct Sample {
    name: String,
    values: Vec<f64>,
}

/// Builds what is measured, measures it, and writes the page.
pub fn run(options: &Options) -> Result<()> {
    let measures = measures()?;
    if let Some(unknown) = options
        .names
        .iter()
        .find(|name| measures.iter().all(|measure| &measure.name != *name))
    {
        bail!("xtask/benches.json has no measure `{unknown}`");
    }
    setup::wasm_target()?;
    setup::node_packages()?;
    site::build(Build::Release)?;
    programs::build(Profile::Release)?;

    let wanted =
        |measure: &&Measure| options.names.is_empty() || options.names.contains(&measure.name);
    let mut by_program: BTreeMap<&[String], Vec<&str>> = BTreeMap::new();
    for measure in measures.iter().filter(wanted) {
        if let Some(program) = &measure.program {
            by_program.entry(program).or_default().push(&measure.name);
        }
    }
    let mut samples = BTreeMap::new();
    for (program, names) in by_program {
        for sample in measured_by(program, &names, options)? {
            samples.insert(sample.name, sample.values);
        }
    }
    let page = page(&measures, &samples, options)?;
    fs::write(shell::root().join("docs/benchmarks.md"), &page)?;
    println!("{page}");
    Ok(())
}

fn measures() -> Result<Vec<Measure>> {
    let path = shell::root().join("xtask/benches.json");
    let text =
        fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    serde_json::from_str(&text).context("xtask/benches.json does not read")
}

fn measured_by(program: &[String], names: &[&str], options: &Options) -> Result<Vec<Sample>> {
    let Some((first, rest)) = program.split_first() else {
        bail!("a measure names an empty program")
    };
    let mut command = if first == "cargo" {
        shell::cargo()
    } else {
        shell::program(first)
    };
    command
        .args(rest)
        .args(names)
        .envs(programs::browser_settings(Profile::Release)?)
        .env("QUAYSIDE_BENCH_PRODUCTS", options.products.to_string())
        .env("QUAYSIDE_BENCH_REPEAT", options.repeat.to_string())
        .stderr(Stdio::inherit());
    let said = shell::output(&mut command)?;
    let samples = said.lines().filter(|line| line.starts_with('{'));
    samples
        .map(|line| serde_json::from_str(line).with_context(|| format!("not a sample: {line}")))
        .collect()
}

fn page(
    measures: &[Measure],
    samples: &BTreeMap<String, Vec<f64>>,
    options: &Options,
) -> Result<String> {
    let commit = shell::output(shell::program("git").args(["rev-parse", "--short=12", "HEAD"]))?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut page = format!(
        "# Benchmarks\n\n\
         Written by `cargo xtask bench`. {} products, {cores} cores, headless Chromium, commit {}.\n\
         Median of {} repetitions, with the smallest and the largest. \"Others\" is what alternatives did on a quiet \
         machine of two cores with the same data.\n\n\
         | measure | budget | measured | spread | others |\n|---|---|---|---|---|\n",
        options.products,
        commit.trim(),
        options.repeat,
    );
    for Measure {
        name,
        title,
        unit,
        budget,
        others,
        ..
    } in measures
    {
        let (measured, spread) = match samples.get(name).map(|values| summary(values)) {
            Some(Some((median, least, most))) => (
                format!("{} {unit}", figure(median)),
                format!("{} to {}", figure(least), figure(most)),
            ),
            _ => ("not measured".to_owned(), "–".to_owned()),
        };
        page.push_str(&format!(
            "| {title} | {budget} | {measured} | {spread} | {others} |\n"
        ));
    }
    Ok(page)
}

/// Median, least and most; `None` when there are no values.
fn summary(values: &[f64]) -> Option<(f64, f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (least, most) = (*sorted.first()?, *sorted.last()?);
    let middle = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    };
    Some((median, least, most))
}

/// Three digits that mean something.
fn figure(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middling if middling >= 10.0 => format!("{value:.1}"),
        middling if middling >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_between_the_extremes() {
        assert_eq!(summary(&[3.0, 1.0, 2.0]), Some((2.0, 1.0, 3.0)));
        assert_eq!(summary(&[4.0, 1.0, 2.0, 3.0]), Some((2.5, 1.0, 4.0)));
        assert_eq!(summary(&[]), None);
    }

    #[test]
    fn the_list_of_measures_reads_and_names_each_once() {
        let measures = measures().expect("the list reads");
        let names: std::collections::BTreeSet<_> =
            measures.iter().map(|measure| &measure.name).collect();
        assert_eq!(names.len(), measures.len());
    }
}
