//! Rules about commits. What is in the history stays there, so this speaks up while a subject can still be changed.

use anyhow::Result;

use super::Finding;
use crate::shell;

const LONGEST_SUBJECT: usize = 72;

pub fn check() -> Result<Vec<Finding>> {
    let log = shell::output(shell::program("git").args(["log", "--no-merges", "--format=%h %s"]))?;
    let commits = log.lines().filter_map(|line| line.split_once(' '));
    Ok(commits
        .filter_map(|(id, subject)| judge(id, subject))
        .collect())
}

fn judge(id: &str, subject: &str) -> Option<Finding> {
    let place = format!("commit {id}");
    if subject.chars().count() > LONGEST_SUBJECT {
        return Some(Finding::new(
            place,
            format!("the subject is longer than {LONGEST_SUBJECT} characters"),
        ));
    }
    let has_area = subject
        .split_once(": ")
        .is_some_and(|(area, _)| !area.is_empty() && !area.contains("  "));
    (!has_area).then(|| Finding::new(place, "the subject is not of the form `area: Summary`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_names_its_area_and_is_short() {
        assert_eq!(
            judge("1ca2166", "outbox: Hold dependants of a refused operation"),
            None
        );
        assert!(judge("1ca2166", "Fix things").is_some());
        assert!(judge("1ca2166", &format!("outbox: {}", "x".repeat(70))).is_some());
    }
}
