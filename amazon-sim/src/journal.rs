//! The journal: every input of a run with its virtual instant, enough to repeat the run exactly. It holds no token
//! and no secret: a call is kept with what its token stood for.

use std::fmt;
use std::fs::{self, File};
use std::io::{BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::auth::Grant;
use crate::changes::Change;
use crate::clock::{Ms, Pace};
use crate::simulator::{Call, Config, Reply, Simulator};
use crate::store::StoreError;
use crate::world::founding::Scale;

/// So many inputs a journal keeps, unless it is told otherwise ([`Config::max_inputs`]).
pub const MAX_INPUTS: usize = 200_000;
/// Answers longer than this are recorded by their digest alone, in bytes.
const MAX_ANSWER: usize = 16_000;
/// So many places of a changed answer are shown.
const MAX_PLACES: usize = 12;

/// A token exchange without its credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Application.
    pub client_id: String,
    /// Seller.
    pub seller: Option<String>,
    /// Scope of a grantless token.
    pub scope: Option<String>,
    /// Whether a code was exchanged.
    pub is_code: bool,
    /// Whether a token was given.
    pub is_granted: bool,
}

/// Who made a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Somebody with a token.
    Grant(Grant),
    /// Somebody in need of one.
    Token(Exchange),
    /// A seller who consented.
    Consent {
        /// Application.
        client_id: String,
        /// Seller.
        seller: String,
    },
    /// Whoever had a document's address.
    Document,
    /// Somebody at the control API.
    Control,
    /// A program that changed the world itself, with no call.
    Program,
}

impl Who {
    /// The seller concerned.
    pub fn seller(&self) -> Option<String> {
        match self {
            Self::Grant(grant) => grant.seller.clone(),
            Self::Token(exchange) => exchange.seller.clone(),
            Self::Consent { seller, .. } => Some(seller.clone()),
            Self::Document | Self::Control | Self::Program => None,
        }
    }
}

/// One input and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Virtual instant.
    pub at: Ms,
    /// Who.
    pub who: Who,
    /// Method.
    pub method: String,
    /// Raw path.
    pub path: String,
    /// Decoded query.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// Headers that matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// Body as text, if it is text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Body as hexadecimal, if it is not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bytes: String,
    /// Status answered.
    pub status: u16,
    /// Digest of the body answered, with the simulator's own address left out.
    pub digest: String,
    /// The answer itself, in a journal that was recorded to be read by people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

const AGENT: &str = "user-agent";
const KEPT_HEADERS: [&str; 4] = [
    "content-type",
    "host",
    "x-amzn-idempotency-token",
    "x-amzn-fulfillment-service-id",
];

impl Entry {
    /// The entry of a call and its reply.
    pub(crate) fn of(at: Ms, who: Who, call: &Call, reply: &Reply, public_url: &str) -> Self {
        let is_secret = matches!(who, Who::Token(_) | Who::Consent { .. });
        let is_stranger = matches!(who, Who::Grant(_)) && !call.is_introduced();
        let (text, bytes) = match std::str::from_utf8(&call.body) {
            _ if is_secret => (String::new(), String::new()),
            Ok(text) => (text.to_owned(), String::new()),
            Err(_) => (String::new(), crate::bytes::to_hex(&call.body)),
        };
        Self {
            at,
            method: call.method.clone(),
            path: call.path.clone(),
            query: if is_secret || who == Who::Document {
                Vec::new()
            } else {
                call.query.clone()
            },
            headers: call
                .headers
                .iter()
                .filter(|(name, _)| KEPT_HEADERS.contains(&name.as_str()))
                .cloned()
                // Who called does not matter, but that somebody did not say it.
                .chain(is_stranger.then(|| (AGENT.to_owned(), String::new())))
                .collect(),
            text,
            bytes,
            status: reply.status,
            digest: if is_secret {
                String::new()
            } else {
                digest(&reply.body, public_url)
            },
            answer: None,
            who,
        }
    }

    /// The entry of a change that no call made, with the print of the world after it.
    pub(crate) fn of_change(at: Ms, changes: &[Change], reply: &Reply) -> Self {
        Self {
            at,
            who: Who::Program,
            method: "CHANGE".to_owned(),
            path: "/".to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            text: serde_json::to_string(changes).expect("changes are texts and values"),
            bytes: String::new(),
            status: reply.status,
            digest: digest(&reply.body, ""),
            answer: None,
        }
    }

    /// The call, with a token to stand in for the one it had.
    pub(crate) fn call(&self, token: Option<&str>) -> Call {
        let mut headers = self.headers.clone();
        if let (Some(token), Who::Grant(_)) = (token, &self.who) {
            headers.push(("x-amz-access-token".to_owned(), token.to_owned()));
            if headers.iter().all(|(name, _)| name != AGENT) {
                headers.push((AGENT.to_owned(), "journal".to_owned()));
            }
        }
        let body = if self.bytes.is_empty() {
            self.text.clone().into_bytes()
        } else {
            crate::bytes::from_hex(&self.bytes).unwrap_or_default()
        };
        Call {
            method: self.method.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers,
            body,
        }
    }
}

fn digest(body: &[u8], public_url: &str) -> String {
    let text = String::from_utf8_lossy(body);
    let text = match public_url {
        "" => text.into_owned(),
        url => text.replace(url, ""),
    };
    blake3::hash(text.as_bytes()).to_hex()[..24].to_owned()
}

/// What a run started from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Seed.
    pub seed: u64,
    /// Virtual start.
    pub start: Ms,
    /// Listings of the first account.
    pub n_listings: usize,
    /// Orders a day of the first account.
    pub orders_per_day: i64,
    /// Days of business before the start.
    pub history_days: i64,
    /// Whether inputs are missing because there were too many: such a run cannot be repeated to its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_cut: bool,
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// What it started from.
    pub header: Header,
    /// Inputs in order.
    pub entries: Vec<Entry>,
}

/// What an entry was answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Status.
    pub status: u16,
    /// Digest of the body.
    pub digest: String,
    /// The body, if it is at hand and no secret.
    pub answer: Option<String>,
}

/// Where a repeated run differed from the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Number of the entry, from 0.
    pub entry: usize,
    /// What was asked.
    pub call: String,
    /// What was answered then.
    pub then: Told,
    /// What is answered now.
    pub now: Told,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (then, now) = (&self.then, &self.now);
        write!(f, "entry {}: {}: ", self.entry, self.call)?;
        if then.status == now.status {
            write!(f, "{}, with another body", now.status)?;
        } else {
            write!(f, "then {}, now {}", then.status, now.status)?;
        }
        let parsed = |told: &Told| {
            let text = told.answer.as_deref()?;
            Some(serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)))
        };
        match (parsed(then), parsed(now)) {
            (Some(then), Some(now)) => {
                let mut places = Vec::new();
                compare("", &then, &now, &mut places);
                for place in places.iter().take(MAX_PLACES) {
                    write!(f, "\n    {place}")?;
                }
                if places.len() > MAX_PLACES {
                    write!(f, "\n    and {} places more", places.len() - MAX_PLACES)?;
                }
            }
            (None, Some(now)) => write!(f, "\n    now {}", shortened(&now))?,
            _ => {}
        }
        Ok(())
    }
}

/// The places where two answers differ, each as a line.
fn compare(path: &str, then: &Value, now: &Value, places: &mut Vec<String>) {
    let absent = Value::Null;
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => {
            for name in then
                .keys()
                .chain(now.keys().filter(|name| !then.contains_key(*name)))
            {
                let (then, now) = (
                    then.get(name).unwrap_or(&absent),
                    now.get(name).unwrap_or(&absent),
                );
                compare(&format!("{path}.{name}"), then, now, places);
            }
        }
        (Value::Array(then), Value::Array(now)) if then.len() == now.len() => {
            for (index, (then, now)) in then.iter().zip(now).enumerate() {
                compare(&format!("{path}[{index}]"), then, now, places);
            }
        }
        _ if then == now => {}
        _ => places.push(format!(
            "{}: {} became {}",
            if path.is_empty() { "." } else { path },
            shortened(then),
            shortened(now)
        )),
    }
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

impl Journal {
    /// An empty journal.
    pub fn new(seed: u64, start: Ms, scale: Scale) -> Self {
        let header = Header {
            seed,
            start,
            n_listings: scale.n_listings,
            orders_per_day: scale.orders_per_day,
            history_days: scale.history_days,
            is_cut: false,
        };
        Self {
            header,
            entries: Vec::new(),
        }
    }

    /// Adds an input, if there are not `most` already; from then on the journal is cut.
    pub(crate) fn keep(&mut self, entry: Entry, most: usize) {
        if self.header.is_cut || self.entries.len() >= most {
            self.header.is_cut = true
        } else {
            self.entries.push(entry)
        }
    }

    /// Writes it as JSON lines, the header first.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, mut to: impl Write) -> std::io::Result<()> {
        serde_json::to_writer(&mut to, &self.header)?;
        for entry in &self.entries {
            to.write_all(b"\n")?;
            serde_json::to_writer(&mut to, entry)?;
        }
        to.write_all(b"\n")
    }

    /// Reads what [`Self::write`] wrote, and what was added to it line by line. A last line without its end was being
    /// written when the process was killed; nobody has been answered yet, so it is left out.
    ///
    /// # Errors
    /// When it is no journal.
    pub fn read(mut from: impl BufRead) -> Result<Self, StoreError> {
        let mut line = String::new();
        from.read_line(&mut line)?;
        if line.is_empty() {
            return Err(StoreError::Empty);
        }
        let header = serde_json::from_str(&line)?;
        let mut entries = Vec::new();
        loop {
            let mut bytes = Vec::new();
            from.read_until(b'\n', &mut bytes)?;
            if bytes.is_empty() {
                return Ok(Self { header, entries });
            }
            match serde_json::from_slice(&bytes) {
                Ok(entry) => entries.push(entry),
                Err(_) if !bytes.ends_with(b"\n") || bytes.trim_ascii().is_empty() => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Leaves the journal as `{name}.jsonl` in a directory, made if need be; where it lies.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn leave(&self, directory: &Path, name: &str) -> std::io::Result<PathBuf> {
        fs::create_dir_all(directory)?;
        let path = directory.join(format!("{name}.jsonl"));
        let mut file = BufWriter::new(File::create(&path)?);
        self.write(&mut file)?;
        file.flush()?;
        Ok(path)
    }

    /// Repeats the run and takes down what is answered now, in words, so that a later difference can be read.
    ///
    /// # Errors
    /// When the journal is cut, or no world can be founded.
    pub fn record(&mut self, public_url: &str) -> Result<(), StoreError> {
        let simulator = self.found(public_url)?;
        for entry in &mut self.entries {
            let told = repeated(&simulator, entry, public_url);
            entry.status = told.status;
            entry.digest = told.digest;
            entry.answer = told.answer;
        }
        Ok(())
    }

    /// Repeats the run in a fresh world; answers that world and where it differed.
    ///
    /// # Errors
    /// When the journal is cut, or no world can be founded.
    pub fn replay(&self, public_url: &str) -> Result<(Simulator, Vec<Difference>), StoreError> {
        let simulator = self.found(public_url)?;
        let mut differences = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let now = repeated(&simulator, entry, public_url);
            let then = Told {
                status: entry.status,
                digest: entry.digest.clone(),
                answer: entry.answer.clone(),
            };
            if (now.status, &now.digest) != (then.status, &then.digest) {
                differences.push(Difference {
                    entry: index,
                    call: format!("{} {}", entry.method, entry.path),
                    then,
                    now,
                });
            }
        }
        Ok((simulator, differences))
    }

    /// The world that the run began in, with a clock that the inputs alone move.
    fn found(&self, public_url: &str) -> Result<Simulator, StoreError> {
        if self.header.is_cut {
            return Err(StoreError::Cut(self.entries.len()));
        }
        let scale = Scale {
            n_listings: self.header.n_listings,
            orders_per_day: self.header.orders_per_day,
            history_days: self.header.history_days,
        };
        let config = Config {
            seed: self.header.seed,
            start: self.header.start,
            pace: Pace::Frozen,
            public_url: public_url.to_owned(),
            scale,
            ..Config::default()
        };
        let simulator = Simulator::new(config)?;
        simulator.lock().clock.hold();
        Ok(simulator)
    }
}

/// What an entry is answered with now.
fn repeated(simulator: &Simulator, entry: &Entry, public_url: &str) -> Told {
    let reply = simulator.repeat(entry);
    // Tokens and client secrets begin like this.
    let is_secret = |text: &str| text.contains("Atz") || text.contains("amzn1.oa2-cs");
    let readable = std::str::from_utf8(&reply.body)
        .ok()
        .filter(|text| !entry.digest.is_empty() && text.len() <= MAX_ANSWER && !is_secret(text));
    Told {
        status: reply.status,
        digest: if entry.digest.is_empty() {
            String::new()
        } else {
            digest(&reply.body, public_url)
        },
        answer: readable
            .map(|text| crate::documents::without_signatures(text).replace(public_url, "")),
    }
}
