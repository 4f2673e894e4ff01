//! Measures what `benches/measures.json` lists, and writes `docs/benchmarks.md`. Benchmarks, not tests: nothing fails because a
//! machine is slow, and the page says on which machine and commit the figures were taken.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::{fs, io};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

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
    /// Measure only this (a name of benches/measures.json); may be given several times. The page keeps what it has of the others
    #[arg(long = "only", value_name = "NAME")]
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
    /// The budget as a number, where there is one: more is too much.
    limit: Option<f64>,
    /// What others did on such a machine.
    others: String,
    /// What measures it. It prints one line `{"name", "values"}` for each measure.
    program: Vec<String>,
}

/// What a program measured.
#[derive(Deserialize)]
struct Sample {
    name: String,
    values: Vec<f64>,
}

/// What is kept of a measurement, beside the page, so that measuring one thing anew forgets nothing else.
#[derive(Serialize, Deserialize)]
struct Kept {
    values: Vec<f64>,
    commit: String,
    machine: String,
}

/// Results by the names of their measures.
type Results = BTreeMap<String, Kept>;

/// What follows on the page is written by people and stays.
const BY_HAND: &str = "<!-- Written by hand from here on. -->";

/// Builds what is measured, measures it, and writes the page.
pub fn run(options: &Options) -> Result<()> {
    let measures = measures()?;
    if let Some(unknown) = options
        .names
        .iter()
        .find(|name| measures.iter().all(|measure| &measure.name != *name))
    {
        bail!("benches/measures.json has no measure `{unknown}`");
    }
    setup::wasm_target()?;
    setup::node_packages()?;
    site::build(Build::Release)?;
    programs::build(Profile::Release)?;

    let commit = shell::output(shell::program("git").args(["rev-parse", "--short=12", "HEAD"]))?;
    let mut results = results()?;
    let mut failed = Vec::new();
    for (program, names) in by_program(&measures, &options.names) {
        // Before each: the measuring itself makes load.
        let machine = machine(options);
        let (samples, is_whole) = measured_by(program, &names, options)?;
        for Sample { name, values } in samples {
            if values.is_empty() {
                continue;
            }
            let kept = Kept {
                values,
                commit: commit.trim().to_owned(),
                machine: machine.clone(),
            };
            results.insert(name, kept);
        }
        // What was measured is kept, whatever becomes of the rest.
        fs::write(
            results_path(),
            serde_json::to_string_pretty(&results)? + "\n",
        )?;
        if !is_whole {
            failed.push(program.join(" "));
        }
    }
    let path = shell::root().join("docs/benchmarks.md");
    let before = fs::read_to_string(&path).unwrap_or_default();
    let by_hand = before.split_once(BY_HAND).map_or("", |(_, notes)| notes);
    let table = page(&measures, &results);
    fs::write(&path, format!("{table}\n{BY_HAND}{by_hand}"))?;
    println!("{table}");
    if !failed.is_empty() {
        bail!(
            "not everything was measured: see what `{}` said",
            failed.join("` and `")
        );
    }
    Ok(())
}

fn measures() -> Result<Vec<Measure>> {
    let path = shell::root().join("benches/measures.json");
    let text =
        fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    serde_json::from_str(&text).context("benches/measures.json does not read")
}

fn results_path() -> PathBuf {
    shell::root().join("docs/benchmarks.json")
}

fn results() -> Result<Results> {
    match fs::read_to_string(results_path()) {
        Ok(text) => serde_json::from_str(&text).context("docs/benchmarks.json does not read"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Results::new()),
        Err(error) => Err(error).context("could not read docs/benchmarks.json"),
    }
}

/// Each program with the measures wanted from it, in the order of the list.
fn by_program<'a>(measures: &'a [Measure], wanted: &[String]) -> Vec<(&'a [String], Vec<&'a str>)> {
    let mut programs: Vec<(&[String], Vec<&str>)> = Vec::new();
    for measure in measures {
        if !wanted.is_empty() && !wanted.contains(&measure.name) {
            continue;
        }
        match programs
            .iter_mut()
            .find(|(program, _)| *program == measure.program)
        {
            Some((_, names)) => names.push(&measure.name),
            None => programs.push((&measure.program, vec![&measure.name])),
        }
    }
    programs
}

/// Processor, memory and how busy the machine is: without them a figure says little.
fn machine(options: &Options) -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let model = field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown".into());
    let memory = field(&read("/proc/meminfo"), "MemTotal")
        .and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes / 1_000_000);
    let load = read("/proc/loadavg");
    let load = load.split_whitespace().next().unwrap_or("unknown");
    format!(
        "{cores} cores of {model}, {memory} GB, load {load} before; {} products, {} repetitions",
        options.products, options.repeat
    )
}

/// What a program measured, and whether it ended well.
fn measured_by(
    program: &[String],
    names: &[&str],
    options: &Options,
) -> Result<(Vec<Sample>, bool)> {
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
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    let output = command
        .output()
        .with_context(|| format!("could not start {first}"))?;
    let said = String::from_utf8(output.stdout).context("a sample is text")?;
    let lines = said.lines().filter(|line| line.starts_with('{'));
    let samples = lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("not a sample: {line}")))
        .collect::<Result<_>>()?;
    Ok((samples, output.status.success()))
}

fn page(measures: &[Measure], results: &Results) -> String {
    let mut page = "# Benchmarks\n\n\
         Written by `cargo xtask bench`, in headless Chromium against a real server. The median of the repetitions, \
         with the smallest and the largest. \"Others\" is what alternatives did on a quiet machine of two cores with the \
         same data.\n\n\
         | measure | budget | measured | | spread | others | on |\n|---|---|---|---|---|---|---|\n"
        .to_owned();
    let mut taken: Vec<String> = Vec::new();
    for measure in measures {
        let Measure {
            title,
            unit,
            budget,
            others,
            ..
        } = measure;
        let kept = results.get(&measure.name);
        let row = kept.and_then(|kept| Some((kept, summary(&kept.values)?)));
        let Some((kept, (median, least, most))) = row else {
            page.push_str(&format!(
                "| {title} | {budget} | not measured | | – | {others} | |\n"
            ));
            continue;
        };
        let when = format!("commit {}, {}", kept.commit, kept.machine);
        let at = taken
            .iter()
            .position(|one| *one == when)
            .unwrap_or(taken.len());
        if at == taken.len() {
            taken.push(when);
        }
        page.push_str(&format!(
            "| {title} | {budget} | {} {unit} | {} | {} to {} | {others} | {} |\n",
            figure(median),
            verdict(median, measure.limit),
            figure(least),
            figure(most),
            at + 1,
        ));
    }
    page.push('\n');
    for (at, when) in taken.iter().enumerate() {
        page.push_str(&format!("{}. {when}\n", at + 1));
    }
    page
}

/// Whether a figure keeps its budget, and by how much it does not.
fn verdict(median: f64, limit: Option<f64>) -> String {
    match limit {
        None => String::new(),
        Some(limit) if median <= limit => "kept".into(),
        Some(limit) => format!("**× {}**", figure(median / limit)),
    }
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
    fn a_figure_over_its_budget_says_how_far() {
        assert_eq!(verdict(300.0, Some(300.0)), "kept");
        assert_eq!(verdict(1_050.0, Some(300.0)), "**× 3.50**");
        assert_eq!(verdict(1.0, None), "");
    }

    #[test]
    fn the_list_of_measures_reads_and_names_each_once() {
        let measures = measures().expect("the list reads");
        let names: std::collections::BTreeSet<_> =
            measures.iter().map(|measure| &measure.name).collect();
        assert_eq!(names.len(), measures.len());
    }
}
