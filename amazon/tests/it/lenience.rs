//! Answers as Amazon really sends them, and worse: for every operation the client has, mutated in every way that has been
//! seen. What can be read is kept, what cannot is handed back, and no page is ever lost.

use std::{collections::BTreeSet, fs, path::Path, sync::OnceLock, time::Instant};

use amazon::{
    Effort, Error, lenient,
    operation::{About, Operation, about},
};
use proptest::prelude::*;
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use crate::{
    peer::{Peer, account, json as reply},
    replay_table,
    sandbox::{Visitor, cases, differences},
};

/// An answer of an operation, with the places whose values the model lists.
struct Sample {
    api: String,
    operation: String,
    answer: Value,
    enums: BTreeSet<String>,
    /// Places that differ already in the answer as it is: secrets, and samples that break their own schema.
    differing: BTreeSet<String>,
}

/// Reads an answer and writes it again, with the places that could not be read.
struct Reread<'a>(&'a [u8]);

impl Visitor for Reread<'_> {
    type Seen = Result<(Value, Vec<String>), serde_json::Error>;

    fn visit<O>(self) -> Self::Seen
    where
        O: Operation + DeserializeOwned,
        O::Answer: Serialize,
    {
        let (answer, unread) = lenient::read::<O::Answer>(self.0)?;
        let written = serde_json::to_value(&answer).expect("answers are writable");
        Ok((
            written,
            unread.into_iter().map(|unread| unread.path).collect(),
        ))
    }
}

/// What is known of an operation by its name.
struct Known;

impl Visitor for Known {
    type Seen = About;

    fn visit<O>(self) -> About
    where
        O: Operation + DeserializeOwned,
        O::Answer: Serialize,
    {
        about::<O>()
    }
}

impl Sample {
    fn new(api: &str, operation: &str, answer: Value, schema: (&Value, &Value)) -> Self {
        let mut sample = Self {
            api: api.to_owned(),
            operation: operation.to_owned(),
            enums: BTreeSet::new(),
            differing: BTreeSet::new(),
            answer,
        };
        listed(schema.0, schema.1, &sample.answer, "", &mut sample.enums);
        let (written, _) = sample.reread(&sample.answer).expect("a sample is readable");
        sample.differing = places(&sample.answer, &written);
        sample
    }

    fn reread(&self, answer: &Value) -> Result<(Value, Vec<String>), serde_json::Error> {
        let bytes = serde_json::to_vec(answer).expect("JSON");
        replay_table::dispatch(&self.api, &self.operation, Reread(&bytes))
    }
}

/// The places where two values differ.
fn places(a: &Value, b: &Value) -> BTreeSet<String> {
    let mut found = Vec::new();
    differences("", a, b, &mut found);
    let place = |line: &String| line.split(": ").next().unwrap_or_default().to_owned();
    found.iter().map(place).collect()
}

fn resolve<'a>(model: &'a Value, mut schema: &'a Value) -> &'a Value {
    while let Some(reference) = schema["$ref"].as_str() {
        schema = model.pointer(&reference[1..]).expect("a definition");
    }
    schema
}

/// An answer with everything that a schema has; lists have two rows.
fn instance(model: &Value, schema: &Value, depth: usize) -> Value {
    let schema = resolve(model, schema);
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in parts {
            if let Value::Object(members) = instance(model, part, depth) {
                whole.extend(members);
            }
        }
        return Value::Object(whole);
    }
    if let Some(values) = schema["enum"].as_array() {
        return values[0].clone();
    }
    match schema["type"].as_str() {
        Some("string") if schema["format"] == "date-time" => json!("2026-08-05T10:00:00Z"),
        Some("string") => json!("12"),
        Some("integer") => json!(3),
        Some("number") => json!(12.5),
        Some("boolean") => json!(true),
        Some("array") if depth == 0 => json!([]),
        Some("array") => {
            let row = instance(model, &schema["items"], depth - 1);
            json!([row, row])
        }
        _ if depth == 0 => json!({}),
        _ => {
            let members = schema["properties"].as_object().into_iter().flatten();
            let mut object: Map<String, Value> = members
                .map(|(name, schema)| (name.clone(), instance(model, schema, depth - 1)))
                .collect();
            if schema["additionalProperties"].is_object() && object.is_empty() {
                let inner = instance(model, &schema["additionalProperties"], depth - 1);
                object.insert("anything".into(), inner);
            }
            Value::Object(object)
        }
    }
}

/// The places of a value for which its schema lists the values.
fn listed(model: &Value, schema: &Value, value: &Value, at: &str, found: &mut BTreeSet<String>) {
    let schema = resolve(model, schema);
    for part in schema["allOf"].as_array().into_iter().flatten() {
        listed(model, part, value, at, found);
    }
    match value {
        Value::String(_) if schema["enum"].is_array() => drop(found.insert(at.to_owned())),
        Value::Array(rows) => {
            for (number, row) in rows.iter().enumerate() {
                listed(
                    model,
                    &schema["items"],
                    row,
                    &format!("{at}[{number}]"),
                    found,
                );
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                if let Some(schema) = schema["properties"].get(name) {
                    listed(model, schema, member, &format!("{at}.{name}"), found);
                }
            }
        }
        _ => {}
    }
}

/// An answer of every operation in full, and every answer that Amazon published.
fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let mut samples = Vec::new();
        let published = cases();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        for entry in fs::read_dir(folder).expect("models").flatten() {
            let path = entry.path();
            let Some(api) = path.to_str().and_then(|path| path.strip_suffix(".json")) else {
                continue;
            };
            let api = api.rsplit('/').next().expect("name");
            let model: Value =
                serde_json::from_slice(&fs::read(&path).expect("model")).expect("JSON");
            let methods = model["paths"].as_object().expect("paths").values();
            for operation in
                methods.flat_map(|methods| methods.as_object().expect("methods").values())
            {
                let Some(id) = operation["operationId"].as_str() else {
                    continue;
                };
                for (status, response) in operation["responses"].as_object().expect("responses") {
                    let schema = &response["schema"];
                    if !status.starts_with('2') || schema.is_null() {
                        continue;
                    }
                    let full = instance(&model, schema, 12);
                    samples.push(Sample::new(api, id, full, (&model, schema)));
                    let of_this = published.iter().filter(|case| {
                        (case.api.as_str(), case.operation.as_str()) == (api, id)
                            && case.status.to_string() == *status
                    });
                    samples.extend(
                        of_this.map(|case| {
                            Sample::new(api, id, case.response.clone(), (&model, schema))
                        }),
                    );
                }
            }
        }
        samples
    })
}

/// The places of a value, those of its members first; whether it is a member of an object.
fn walk(value: &Value, at: &str, is_member: bool, found: &mut Vec<(String, bool)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                walk(member, &format!("{at}.{name}"), true, found);
            }
        }
        Value::Array(rows) => {
            for (number, row) in rows.iter().enumerate() {
                walk(row, &format!("{at}[{number}]"), false, found);
            }
        }
        _ => {}
    }
    if !at.is_empty() {
        found.push((at.to_owned(), is_member));
    }
}

/// A place as a JSON pointer.
fn pointer(place: &str) -> String {
    place
        .replace('[', ".")
        .replace(']', "")
        .split('.')
        .skip(1)
        .fold(String::new(), |path, part| path + "/" + part)
}

/// What is done to an answer.
#[derive(Clone, Copy, Debug)]
enum Mutation {
    /// A member that no model has, in every object.
    UnknownMembers,
    /// A value that no model lists.
    UnknownValue,
    /// Something is left out.
    Removed,
    /// Something is there and null.
    Null,
    /// Something is of another kind.
    Strange,
}

const MUTATIONS: [Mutation; 5] = [
    Mutation::UnknownMembers,
    Mutation::UnknownValue,
    Mutation::Removed,
    Mutation::Null,
    Mutation::Strange,
];

const NEW: &str = "SOMETHING_NEW";

/// Adds what nobody knows to every object whose members a schema names.
fn add_unknown(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(add_unknown);
            members.insert("addedNextYear".into(), json!({"deep": [1, null, "text"]}));
        }
        Value::Array(rows) => rows.iter_mut().for_each(add_unknown),
        _ => {}
    }
}

/// Mutates an answer at random; the place that may now read otherwise.
fn mutate(
    sample: &Sample,
    answer: &mut Value,
    mutation: Mutation,
    random: &mut StdRng,
) -> Option<String> {
    let mut all = Vec::new();
    walk(answer, "", false, &mut all);
    let members: Vec<&String> = all
        .iter()
        .filter(|(_, is_member)| *is_member)
        .map(|(place, _)| place)
        .collect();
    let place = (*members.choose(random)?).clone();
    let (above, name) = place.rsplit_once('.')?;
    match mutation {
        Mutation::UnknownMembers => {
            add_unknown(answer);
            None
        }
        Mutation::UnknownValue => {
            let listed: Vec<&String> = sample
                .enums
                .iter()
                .filter(|place| {
                    answer
                        .pointer(&pointer(place))
                        .is_some_and(Value::is_string)
                })
                .collect();
            let place = listed.choose(random)?;
            *answer.pointer_mut(&pointer(place))? = json!(NEW);
            None
        }
        Mutation::Removed => {
            answer
                .pointer_mut(&pointer(above))?
                .as_object_mut()?
                .remove(name)?;
            Some(place)
        }
        Mutation::Null => {
            *answer.pointer_mut(&pointer(&place))? = Value::Null;
            Some(place)
        }
        Mutation::Strange => {
            let strange = [
                json!({"a": 1}),
                json!("text"),
                json!(-1.5),
                json!([["x"]]),
                json!(true),
            ];
            *answer.pointer_mut(&pointer(&place))? = strange.choose(random)?.clone();
            Some(place)
        }
    }
}

/// The page tokens of an answer, with their places.
fn tokens(value: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    walk(value, "", false, &mut all);
    let is_token = |place: &&(String, bool)| place.0.to_ascii_lowercase().ends_with("nexttoken");
    let found = all.iter().filter(is_token);
    found
        .filter_map(|(place, _)| {
            Some((
                place.clone(),
                value.pointer(&pointer(place))?.as_str()?.to_owned(),
            ))
        })
        .collect()
}

/// Takes back what `add_unknown` did.
fn without_unknown(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("addedNextYear");
            members.values_mut().for_each(without_unknown);
        }
        Value::Array(rows) => rows.iter_mut().for_each(without_unknown),
        _ => {}
    }
}

/// Holds a mutated answer against what was read of it.
fn check(sample: &Sample, mutated: &Value, touched: &[String]) {
    let name = format!("{} {}", sample.api, sample.operation);
    let (mut written, unread) = sample
        .reread(mutated)
        .unwrap_or_else(|error| panic!("{name} lost a page: {error}: {mutated}"));
    let mut expected = mutated.clone();
    without_unknown(&mut expected);
    without_unknown(&mut written);
    let is_within = |place: &str, outer: &str| {
        place
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    for (place, token) in tokens(&expected) {
        if touched.iter().any(|touched| is_within(&place, touched)) {
            continue;
        }
        assert_eq!(
            written.pointer(&pointer(&place)),
            Some(&json!(token)),
            "{name} lost the token {place}: {mutated}"
        );
    }
    for place in places(&expected, &written) {
        let is_excused = touched
            .iter()
            .chain(&sample.differing)
            .any(|excused| is_within(&place, excused) || is_within(excused, &place));
        assert!(
            is_excused,
            "{name} changed {place}, unread {unread:?}, touched {touched:?}: {mutated} became {written}"
        );
    }
}

#[test]
fn every_operation_reads_all_that_its_model_has() {
    let operations: BTreeSet<(&str, &str)> = samples()
        .iter()
        .map(|sample| (sample.api.as_str(), sample.operation.as_str()))
        .collect();
    assert!(
        operations.len() > 120,
        "{} operations with an answer",
        operations.len()
    );
    let mut differing = BTreeSet::new();
    for sample in samples() {
        let known = replay_table::dispatch(&sample.api, &sample.operation, Known);
        assert_eq!(
            (known.api, known.name),
            (sample.api.as_str(), sample.operation.as_str())
        );
        let full = samples()
            .iter()
            .find(|other| other.operation == sample.operation && other.api == sample.api);
        differing.extend(full.into_iter().flat_map(|full| {
            full.differing
                .iter()
                .map(|place| format!("{}{place}", full.operation))
        }));
    }
    // Addresses that let whoever has them in, and tokens, are read into secrets that cannot be written.
    let secret = [
        "createFeedDocument.url",
        "createRestrictedDataToken.restrictedDataToken",
        "getBillOfLading.payload.DownloadURL",
        "getFeedDocument.url",
        "getLabels.payload.DownloadURL",
        "getReportDocument.url",
    ];
    assert_eq!(differing.into_iter().collect::<Vec<_>>(), secret);
}

/// Each mutation of each answer, at several places.
#[test]
fn no_mutation_loses_more_than_its_place() {
    for (number, sample) in samples().iter().enumerate() {
        for (kind, mutation) in MUTATIONS.into_iter().enumerate() {
            for round in 0..6 {
                let mut random = StdRng::seed_from_u64((number * 100 + kind * 10 + round) as u64);
                let mut answer = sample.answer.clone();
                let touched = mutate(sample, &mut answer, mutation, &mut random);
                check(sample, &answer, touched.as_slice());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    /// Several mutations at once.
    #[test]
    fn mutations_do_not_add_up_to_a_lost_page(which in any::<prop::sample::Index>(), seed in any::<u64>(), n in 2_usize..7) {
        let sample = &samples()[which.index(samples().len())];
        let mut random = StdRng::seed_from_u64(seed);
        let mut answer = sample.answer.clone();
        let mut touched = Vec::new();
        for _ in 0..n {
            let mutation = *MUTATIONS.choose(&mut random).expect("mutations");
            touched.extend(mutate(sample, &mut answer, mutation, &mut random));
        }
        check(sample, &answer, &touched);
    }

    /// Bodies cut anywhere, bytes of any charset anywhere: an error or an answer, never a panic.
    #[test]
    fn no_bytes_make_it_panic(which in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let sample = &samples()[which.index(samples().len())];
        let mut random = StdRng::seed_from_u64(seed);
        let mut bytes = serde_json::to_vec(&sample.answer).expect("JSON");
        for _ in 0..random.random_range(1..6) {
            let place = random.random_range(0..bytes.len());
            bytes[place] = random.random();
        }
        if random.random_bool(0.5) {
            bytes.truncate(random.random_range(0..bytes.len()));
        }
        let _ = replay_table::dispatch(&sample.api, &sample.operation, Reread(&bytes));
    }
}

/// A body cut at any byte is an error, and never half an answer.
#[test]
fn a_cut_body_is_an_error() {
    for sample in samples() {
        let bytes = serde_json::to_vec(&sample.answer).expect("JSON");
        let step = (bytes.len() / 200).max(1);
        for end in (1..bytes.len()).step_by(step) {
            let read =
                replay_table::dispatch(&sample.api, &sample.operation, Reread(&bytes[..end]));
            assert!(
                read.is_err(),
                "{} {} read {end} of {} bytes",
                sample.api,
                sample.operation,
                bytes.len()
            );
        }
    }
}

/// Calls an operation of which every answer has this body.
struct Called<'a> {
    content_type: &'a str,
    status: u16,
    body: &'a [u8],
}

impl Visitor for Called<'_> {
    type Seen = Result<Value, Error>;

    fn visit<O>(self) -> Self::Seen
    where
        O: Operation + DeserializeOwned,
        O::Answer: Serialize,
    {
        let (operation, _) = lenient::read::<O>(b"{}").expect("parameters have defaults");
        let mut answer = reply(self.status, "");
        answer.headers[0].1 = self.content_type.to_owned();
        answer.body = self.body.to_vec();
        let (peer, clock) = Peer::new(move |_, _| Ok(answer.clone()));
        let session = peer.client().session(&account("a")).with_effort(Effort {
            attempts: 2,
            ..Effort::default()
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("runtime");
        let answer = runtime.block_on(clock.run(session.call(&operation)))?;
        Ok(serde_json::to_value(&answer.body).expect("answers are writable"))
    }
}

/// Through the client itself: pages of HTML, cut bodies, foreign charsets and marks before the first brace.
#[test]
fn the_client_survives_what_comes_over_the_wire() {
    let html = b"<html><head><title>503 Service Temporarily Unavailable</title></head></html>";
    let mut seen = BTreeSet::new();
    for sample in samples() {
        if !seen.insert((&sample.api, &sample.operation)) {
            continue;
        }
        let name = format!("{} {}", sample.api, sample.operation);
        let call = |status: u16, content_type: &str, body: &[u8]| {
            let called = Called {
                content_type,
                status,
                body,
            };
            replay_table::dispatch(&sample.api, &sample.operation, called)
        };
        for status in [200, 400, 403, 500, 503] {
            let error = call(status, "text/html", html).expect_err("HTML is no answer");
            assert!(!error.to_string().is_empty(), "{name}");
        }
        let bytes = serde_json::to_vec(&sample.answer).expect("JSON");
        assert!(
            call(200, "application/json", &bytes[..bytes.len() / 2]).is_err(),
            "{name}: a cut body"
        );
        assert!(
            call(200, "application/json", b"\xff\xfe\x00\xff").is_err(),
            "{name}: no text at all"
        );
        // Windows-1252, said and not said, and a byte order mark.
        let marked = [b"\xef\xbb\xbf", bytes.as_slice()].concat();
        call(200, "application/json", &marked)
            .unwrap_or_else(|error| panic!("{name}: a mark: {error}"));
        let mut foreign = String::from_utf8(bytes)
            .expect("UTF-8")
            .replace("\"12\"", "\"caf#\"")
            .into_bytes();
        foreign
            .iter_mut()
            .filter(|byte| **byte == b'#')
            .for_each(|byte| *byte = 0xe9);
        for content_type in [
            "application/json; charset=windows-1252",
            "application/json",
            "application/json; charset=utf-8",
        ] {
            let answer = call(200, content_type, &foreign);
            let answer = answer.unwrap_or_else(|error| panic!("{name}: {content_type}: {error}"));
            let text = answer.to_string();
            assert!(!text.contains('\u{fffd}'), "{name}: {content_type}: {text}");
        }
    }
}

/// Ten megabytes of rows, each with something strange, cost neither the page nor its token, nor a minute.
#[test]
fn ten_megabytes_are_read_whole() {
    let row = |number: usize| {
        json!({
            "asin": format!("B{number:09}"), "sellerSku": {"strange": number}, "fnSku": "X000000001", "condition": 7, "productName": "Mug ".repeat(20),
            "totalQuantity": if number.is_multiple_of(3) { json!("12") } else { json!(12) }, "lastUpdatedTime": ["2026-08-05T10:00:00Z"],
            "inventoryDetails": {"fulfillableQuantity": "many", "reservedQuantity": {"totalReservedQuantity": number}},
        })
    };
    let rows: Vec<Value> = (0..33_000).map(row).collect();
    let answer = json!({
        "payload": {"granularity": {"granularityType": "Marketplace", "granularityId": "A1"}, "inventorySummaries": rows},
        "pagination": {"nextToken": "more"},
    });
    let bytes = serde_json::to_vec(&answer).expect("JSON");
    assert!(bytes.len() > 10_000_000, "{} bytes", bytes.len());
    let begun = Instant::now();
    let (written, unread) =
        replay_table::dispatch("fbaInventory", "getInventorySummaries", Reread(&bytes))
            .expect("a page");
    assert_eq!(written["pagination"]["nextToken"], "more");
    let read = written["payload"]["inventorySummaries"]
        .as_array()
        .expect("rows");
    assert_eq!(read.len(), 33_000);
    assert_eq!(
        (&read[32_999]["asin"], &read[32_999]["condition"]),
        (&json!("B000032999"), &json!("7"))
    );
    assert_eq!(read[3]["totalQuantity"], 12);
    assert_eq!(
        unread.len(),
        3 * 33_000,
        "the strange fields are handed back"
    );
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    let cut = &bytes[..10_000_000];
    assert!(replay_table::dispatch("fbaInventory", "getInventorySummaries", Reread(cut)).is_err());
}
