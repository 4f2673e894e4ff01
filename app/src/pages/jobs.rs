//! Scheduled jobs (JOB-09): last run, result, next run, run now, last errors.

use super::server::{self, Loaded, Method, Remote};
use crate::books::Books;
use crate::format;
use crate::shell::Clock;
use crate::ui::{
    Action, Dialog, Empty, Gate, Glyph, LayerKind, PageHead, Tag, Toasts, Tone, Weight,
    needs_connection,
};
use crate::view;
use api::common::Page;
use api::jobs::{Job, JobRun, RunOutcome};
use domain::permission::Permission;
use domain::time::Timestamp;
use leptos::prelude::*;

/// The page.
#[component]
pub fn JobsPage() -> impl IntoView {
    view! { <Gate needs=Permission::Jobs what="jobs"><JobsBody /></Gate> }
}

/// What an outcome is called.
pub const fn outcome_words(outcome: RunOutcome) -> (&'static str, Tone) {
    match outcome {
        RunOutcome::Running => ("Running", Tone::Info),
        RunOutcome::Succeeded => ("Done", Tone::Ok),
        RunOutcome::Failed => ("Failed", Tone::Bad),
    }
}

/// The last run that failed, if it is another one than the last.
pub fn last_error(job: &Job) -> Option<&JobRun> {
    let last = job.last.as_ref().map(|run| run.id);
    job.last_failed.as_ref().filter(|run| Some(run.id) != last)
}

/// How long a run took, or takes so far.
pub fn duration_words(run: &JobRun, now: Timestamp) -> String {
    let seconds = run.ended.unwrap_or(now).millis_since(run.started).max(0) / 1000;
    match seconds {
        0 => "under 1 s".into(),
        1..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[component]
fn JobsBody() -> impl IntoView {
    let remote = Remote::<Page<Job>>::new(|| server::read("/jobs"));
    let runs_of = RwSignal::new(None::<Job>);
    let draw = Callback::new(move |page: Page<Job>| {
        if page.items.is_empty() {
            return view! { <Empty title="No jobs" text="What runs by itself is listed here: backups, purges, snapshots." /> }.into_any();
        }
        view! {
            <div class="table-wrap"><table class="table" data-testid="job-list">
                <thead><tr><th>"Job"</th><th class="p2">"When"</th><th>"Last run"</th><th>"Next run"</th><th><span class="sr">"Actions"</span></th></tr></thead>
                <tbody>{page.items.into_iter().map(|job| view! { <JobRow job remote runs_of /> }).collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    });
    let close = Callback::new(move |()| runs_of.set(None));
    let title = crate::derived(move || {
        runs_of
            .read()
            .as_ref()
            .map(|job| format!("Runs of {}", job.title))
            .unwrap_or_default()
    });
    view! {
        <PageHead title="Jobs" lede=Signal::stored(format!("What runs by itself. Times in {}.", format::zone())) />
        <section class="card" aria-label="Jobs"><Loaded remote what="jobs" draw /></section>
        <Dialog open=crate::derived(move || runs_of.read().is_some()) on_close=close title kind=LayerKind::Wide testid="runs-dialog">
            {move || runs_of.get().map(|job| view! { <Runs name=job.name /> })}
        </Dialog>
    }
}

#[component]
fn JobRow(job: Job, remote: Remote<Page<Job>>, runs_of: RwSignal<Option<Job>>) -> impl IntoView {
    let (books, clock, toasts) = (
        expect_context::<Books>(),
        expect_context::<Clock>(),
        expect_context::<Toasts>(),
    );
    let now = clock.read();
    let when = move |at: Option<Timestamp>| {
        at.map_or_else(|| format::UNKNOWN.to_owned(), |at| format::brief(at, now))
    };
    let result = job.last.as_ref().map(|run| {
        let (text, tone) = outcome_words(run.outcome);
        view! { <Tag tone text=text.to_owned() /><span class="d">{run.summary.clone()}</span> }
    });
    let error = last_error(&job).map(|run| {
        let text = format!(
            "Last error {}: {}",
            format::moment_within(run.started, now),
            run.summary
        );
        view! { <span class="d" data-testid="job-error">{text}</span> }
    });
    let name = job.name.clone();
    let run = move |()| {
        let path = format!("/jobs/{name}/run");
        server::spawn(async move {
            match server::act(Method::Post, &path, &serde_json::json!({})).await {
                Ok(()) => toasts.ok("Started"),
                Err(fault) => toasts.bad(fault.words()),
            }
            remote.again();
        });
    };
    let is_running = job.running;
    let offline = needs_connection(books);
    let blocked = crate::derived(move || {
        offline
            .get()
            .or_else(|| is_running.then(|| "It runs already".to_owned()))
    });
    let shown = job.clone();
    view! {
        <tr data-row="" tabindex="-1" data-testid="job-row">
            <td><span class="t">{job.title.clone()}</span></td>
            <td class="p2 muted">{job.schedule.clone()}</td>
            <td>{when(job.last.as_ref().map(|run| run.started))}" "{result}{error}</td>
            <td class="nowrap">{when(job.next)}</td>
            <td class="act"><Action text="Runs" weight=Weight::Quiet on_press=move |()| runs_of.set(Some(shown.clone())) testid="job-runs" /><Action text="Run now" glyph=Glyph::Play blocked on_press=run testid="run-job" /></td>
        </tr>
    }
}

#[component]
fn Runs(name: String) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let remote = Remote::<Page<JobRun>>::new(move || {
        let path = format!("/jobs/{name}/runs?limit=30");
        async move { server::read(&path).await }
    });
    let draw = Callback::new(move |page: Page<JobRun>| {
        let now = clock.read();
        let row = |run: JobRun| {
            let (text, tone) = outcome_words(run.outcome);
            view! { <tr><td class="num">{format::moment(run.started, now)}</td><td><Tag tone text=text.to_owned() /></td><td class="num p2">{duration_words(&run, now)}</td><td>{run.summary.clone()}</td></tr> }
        };
        view! { <div class="layer-scroll table-wrap"><table class="table"><thead><tr><th class="num">"Started"</th><th>"Result"</th><th class="num p2">"Took"</th><th>"What happened"</th></tr></thead><tbody>{page.items.into_iter().map(row).collect_view()}</tbody></table></div> }.into_any()
    });
    view! { <Loaded remote what="runs" draw /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::JobRunId;
    use uuid::Uuid;

    #[test]
    fn the_last_error_is_said_beside_a_later_run_that_went_well() {
        let run = |n: u128, outcome| JobRun {
            id: JobRunId::new(Uuid::from_u128(n)),
            due: Timestamp::from_millis(0),
            started: Timestamp::from_millis(0),
            ended: None,
            outcome,
            summary: String::new(),
        };
        let failed = || Some(run(1, RunOutcome::Failed));
        let job = |last: Option<JobRun>, last_failed: Option<JobRun>| Job {
            name: "backup".into(),
            title: "Backup".into(),
            schedule: "Daily".into(),
            next: None,
            last,
            last_failed,
            running: false,
        };
        let later = Some(run(2, RunOutcome::Succeeded));
        assert_eq!(last_error(&job(later, failed())), failed().as_ref());
        assert_eq!(
            last_error(&job(failed(), failed())),
            None,
            "it is the result"
        );
        assert_eq!(last_error(&job(None, None)), None);
    }

    #[test]
    fn a_run_says_how_long_it_took() {
        let at = Timestamp::from_millis;
        let run = |ended| JobRun {
            id: JobRunId::new(Uuid::from_u128(1)),
            due: at(0),
            started: at(0),
            ended,
            outcome: RunOutcome::Succeeded,
            summary: String::new(),
        };
        assert_eq!(duration_words(&run(Some(at(300))), at(0)), "under 1 s");
        assert_eq!(duration_words(&run(Some(at(75_000))), at(0)), "1 min 15 s");
        assert_eq!(duration_words(&run(None), at(4_000)), "4 s");
    }
}
