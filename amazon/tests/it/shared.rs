//! Usage plans in a folder, shared by real processes.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use amazon::{
    clock::SystemClock,
    operation::UsagePlan,
    plan::{BucketKey, BucketState, FileStore, PlanStore, Plans, Priority},
};
use jiff::Timestamp;

const FOLDER: &str = "AMAZON_TEST_PLAN_FOLDER";
const PLAN: UsagePlan = UsagePlan::new(20.0, 5);
/// Tokens that each process takes.
const EACH: u32 = 15;

fn key() -> BucketKey {
    BucketKey {
        account: "harbour/lane + 1".into(),
        operation: "orders_2026-01-01.getOrder".into(),
    }
}

/// What comes of work that does not wait.
fn now<T>(work: impl Future<Output = T>) -> T {
    futures::FutureExt::now_or_never(work).expect("files are read on the spot")
}

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("amazon-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What one of the two processes does: says that it is ready, waits for the word, takes its tokens.
fn take_all(folder: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("runtime");
    let store = FileStore::open(folder).expect("folder");
    let plans = Plans::new(Arc::new(store), Arc::new(SystemClock), 4);
    println!("ready");
    std::io::stdout().flush().expect("stdout");
    std::io::stdin()
        .read_line(&mut String::new())
        .expect("the word");
    runtime.block_on(async {
        for _ in 0..EACH {
            plans
                .take(&key(), PLAN, Priority::Sync, Duration::from_secs(60))
                .await
                .expect("a token");
        }
    });
}

fn begin(folder: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args([
            "--exact",
            "shared::two_processes_share_one_bucket",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let said = BufReader::new(child.stdout.take().expect("piped"));
    let mut said = said.lines().map_while(Result::ok);
    assert!(said.any(|line| line.ends_with("ready")), "it gets ready");
    // The rest of what it says goes nowhere, and must not block it.
    std::thread::spawn(move || said.count());
    child
}

/// Proves JOB-10 for several processes: together they take what one bucket allows, and no change
/// of either is lost. Alone each would be done in half a second.
#[test]
fn two_processes_share_one_bucket() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        take_all(Path::new(&folder));
        return;
    }
    let folder = Folder::new("shared");
    let mut children = [begin(&folder.0), begin(&folder.0)];
    let began = Instant::now();
    for child in &mut children {
        let word = child.stdin.as_mut().expect("piped").write_all(b"go\n");
        word.expect("told");
    }
    for child in &mut children {
        assert!(child.wait().expect("ended").success());
    }
    let took = began.elapsed().as_secs_f64();
    let least = f64::from(2 * EACH - PLAN.burst) / PLAN.rate;
    assert!(took >= least, "{took} s for what takes {least} s");
    let store = FileStore::open(&folder.0).expect("folder");
    let kept = now(store.load(&key())).expect("read").expect("kept");
    assert_eq!(
        kept.version + 1,
        u64::from(2 * EACH),
        "each token was one change, and none was overwritten"
    );
}

/// Two clients that saw the same state cannot both change it; a torn file is a bucket that starts
/// anew, and a file in the place of the folder an error.
#[test]
fn a_change_on_top_of_an_unseen_one_is_refused() {
    let folder = Folder::new("swap");
    let (one, two) = (
        FileStore::open(&folder.0).expect("folder"),
        FileStore::open(&folder.0).expect("folder"),
    );
    let state = BucketState::full(PLAN, Timestamp::UNIX_EPOCH);
    let swap = |store: &FileStore, seen| now(store.swap(&key(), seen, state)).expect("reached");
    let load = |store: &FileStore| now(store.load(&key())).expect("reached");
    assert_eq!(load(&one), None);
    assert!(swap(&one, None));
    assert!(!swap(&two, None), "the other has not seen the first change");
    let seen = load(&two).expect("kept").version;
    assert!(swap(&two, Some(seen)) && !swap(&one, Some(seen)));
    assert_eq!(load(&one).expect("kept").state, state, "to the nanosecond");
    for entry in std::fs::read_dir(&folder.0).expect("folder") {
        std::fs::write(entry.expect("entry").path(), "{\"ver").expect("torn");
    }
    assert_eq!(load(&one), None);
    assert!(swap(&one, None));
    let file = folder.0.join("file");
    std::fs::write(&file, "").expect("written");
    let error = FileStore::open(&file).expect_err("no folder");
    assert!(error.to_string().contains("file"), "{error}");
}
