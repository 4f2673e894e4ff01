//! Publishing over hours and restarts, and catalogues that become products and families.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use amazon_sim::world::misbehaviour::Misbehaviour;
use channels::{
    SalesChannel,
    amazon::Store,
    contract::{Bench, SalesBench},
    publishing::{Failure, Finished, Next, Publication, Run, State},
    sales::{CatalogueEntry, CatalogueItem, CatalogueQuery, Offer, PublishState, Stage, entries},
    stub::{SHOP, Stub},
    words::Money,
};
use serde_json::Value;

use crate::{
    amazon::StoreBench,
    simulated::{Sim, US},
};

fn offer(bench: &StoreBench, sku: &str) -> Offer {
    let (catalogue_id, product_type, condition) = bench.offerable.clone().expect("there is one");
    Offer {
        sku: sku.into(),
        shop: US.into(),
        catalogue_id,
        product_type,
        condition,
        price: Money::new(1999, "USD"),
        quantity: 4,
    }
}

/// The calls of an operation that the other side recorded.
fn recorded(sim: &Sim, operation: &str) -> Vec<Value> {
    let calls = sim.recorded().into_iter();
    calls
        .filter(|call| call["operation"] == operation)
        .collect()
}

/// Where and why a publication stopped.
#[track_caller]
fn failure(publication: &Publication) -> &Failure {
    let State::Failed(failure) = &publication.state else {
        panic!("{:?}", publication.state)
    };
    failure
}

/// Runs a publication to its end, storing it and starting the program anew before every look; the stages it went through.
async fn to_the_end(bench: &StoreBench, publication: &mut Publication) -> Vec<State> {
    let mut states = vec![publication.state.clone()];
    for _ in 0..2_000 {
        let stored = serde_json::to_string(&publication).expect("it can be stored");
        *publication = serde_json::from_str(&stored).expect("it can be read");
        let store = Store::new(bench.sim.session(), &bench.sim.seller, vec![US.into()]);
        let next = publication.advance(&store, bench.now()).await;
        if states.last() != Some(&publication.state) {
            states.push(publication.state.clone());
        }
        match next {
            Ok(Next::Over) => return states,
            Ok(Next::Wait(pause)) => bench.pass(pause).await,
            Err(error) => {
                assert!(error.retryable(), "{error}");
                bench.pass(Duration::from_secs(600)).await;
            }
        }
    }
    panic!("it does not end: {publication:?}");
}

/// What is wrong with a world's listings, from a submission on and for so many of them.
fn spoil(bench: &StoreBench, name: &str, after: u32, times: u32) {
    bench.sim.switch_on(Misbehaviour {
        name: name.into(),
        seller_id: Some(bench.sim.seller.clone()),
        after,
        times: Some(times),
        ..Misbehaviour::default()
    });
}

/// The calls by which an offer was changed, oldest first, in a word each: one that asks whether it could be made, one that
/// makes it, one that tells its price or its quantity, and whichever was not taken.
fn changes(sim: &Sim) -> Vec<&'static str> {
    let word = |call: &Value| {
        let is_taken = call["status"] == 200;
        let (request, reply) = (call["request"].as_str()?, call["reply"].as_str()?);
        let (is_price, is_quantity) = (
            request.contains("purchasable_offer"),
            request.contains("fulfillment_availability"),
        );
        match call["operation"].as_str()? {
            "listings/putListingsItem" => {
                assert!(is_price && is_quantity, "it carries both: {request}");
                Some(match (is_taken, reply.contains("\"ACCEPTED\"")) {
                    (true, true) => "put",
                    (true, false) => "preview",
                    (false, _) => "put refused",
                })
            }
            "listings/patchListingsItem" => Some(match (is_price, is_quantity, is_taken) {
                (true, false, true) => "price",
                (true, false, false) => "price refused",
                (false, true, true) => "quantity",
                (false, true, false) => "quantity refused",
                _ => panic!("neither price nor quantity alone: {request}"),
            }),
            _ => None,
        }
    };
    sim.recorded().iter().filter_map(word).collect()
}

/// What is told of an offer that failed, and where it did.
#[track_caller]
fn told_to_have_failed(publication: &Publication, stage: Stage) -> &Failure {
    let failure = failure(publication);
    assert_eq!(failure.stage, stage, "{failure:?}");
    let told = Finished::of(std::slice::from_ref(publication));
    assert_eq!(
        told.expect("over").to_string(),
        format!(
            "{} failed: {}.",
            publication.offer.sku,
            failure.message.trim_end_matches('.')
        )
    );
    failure
}

const ALL: [State; 4] = [
    State::In(Stage::Offer),
    State::In(Stage::Price),
    State::In(Stage::Quantity),
    State::Listed,
];

/// Proves AMZ-PUB-14 at the channel: an offer whose price and quantity are missing at first goes through the three stages
/// one after another and is listed. Each stage makes its own call, once, after the stage before it was seen; the program
/// starts anew before every look.
#[tokio::test]
async fn the_three_stages_follow_one_another() {
    let bench = StoreBench::new(60).await;
    spoil(&bench, "listing-price-zero", 0, 1);
    // What the put brought, and what the price brings with it.
    spoil(&bench, "listing-quantity-zero", 0, 2);
    let mut publication = Publication::new(offer(&bench, "NEW-1"), bench.now());
    let work = to_the_end(&bench, &mut publication);
    let states = bench.sim.clock.run(work).await;
    assert_eq!(states, ALL);
    assert_eq!(
        changes(&bench.sim),
        ["preview", "put", "price", "quantity"],
        "each once"
    );
    let finished = Finished::of(&[publication]).expect("over").to_string();
    assert_eq!(finished, "Published: NEW-1.");
}

/// The put carries price and quantity. Where both come with it nothing more is called; where the price comes and the
/// quantity does not, the third stage tells the quantity and nothing else.
///
/// Prepares what the jobs need: a program that starts anew before every look goes on where it was, also in a storm, and
/// what is told at the end names the product.
#[tokio::test]
async fn an_offer_is_published_over_restarts() {
    for (seed, is_stormy) in [(61, false), (62, true)] {
        let bench = StoreBench::new(seed).await;
        if is_stormy {
            bench.sim.storm(seed, 30);
        }
        let offer = offer(&bench, "NEW-1");
        let mut publication = Publication::new(offer.clone(), bench.now());
        assert_eq!(Finished::of(&[publication.clone()]), None);
        let work = to_the_end(&bench, &mut publication);
        let states = bench.sim.clock.run(work).await;
        let [first, second, _, last] = ALL;
        assert_eq!(states, [first, second, last]);
        bench.sim.calm();
        if !is_stormy {
            assert_eq!(changes(&bench.sim), ["preview", "put"]);
        }
        let seen = bench.sim.clock.run(bench.store.published(&offer)).await;
        assert_eq!(seen.expect("read"), PublishState::Listed);
        let finished = Finished::of(&[publication]).expect("over").to_string();
        assert_eq!(finished, "Published: NEW-1.");
    }

    let bench = StoreBench::new(70).await;
    spoil(&bench, "listing-quantity-zero", 0, 1);
    let mut publication = Publication::new(offer(&bench, "NEW-1"), bench.now());
    let work = to_the_end(&bench, &mut publication);
    let states = bench.sim.clock.run(work).await;
    assert_eq!(states, ALL);
    assert_eq!(changes(&bench.sim), ["preview", "put", "quantity"]);
}

/// Proves AMZ-PUB-15, AMZ-PUB-16 at the channel, for each of the three stages: an error in it stops those after it and is
/// told with Amazon's words and the product; what failed and is there all the same is found by a check; a retry goes on
/// with what is missing and makes no second one.
#[tokio::test]
async fn an_error_stops_the_stages_after_it() {
    const PUT: &str = "listings/putListingsItem";
    const PATCH: &str = "listings/patchListingsItem";
    /// What is called, in order.
    type Calls = &'static [&'static str];
    let cases: [(Stage, Option<&str>, &str, Calls, Calls); 3] = [
        (
            Stage::Offer,
            None,
            PUT,
            &["put refused"],
            &["preview", "put"],
        ),
        (
            Stage::Price,
            Some("listing-price-zero"),
            PATCH,
            &["preview", "put", "price refused"],
            &["price"],
        ),
        (
            Stage::Quantity,
            Some("listing-quantity-zero"),
            PATCH,
            &["preview", "put", "quantity refused"],
            &["quantity"],
        ),
    ];
    for (stage, missing, refused, before, after) in cases {
        let bench = StoreBench::new(64).await;
        if let Some(name) = missing {
            spoil(&bench, name, 0, 1);
        }
        bench.sim.switch("rejects-valid", Some(refused));
        let mut publication = Publication::new(offer(&bench, "NEW-3"), bench.now());
        let work = to_the_end(&bench, &mut publication);
        bench.sim.clock.run(work).await;
        let failure = told_to_have_failed(&publication, stage);
        let is_there = stage != Stage::Offer;
        assert_eq!(failure.exists, is_there);
        assert_eq!(
            failure.message,
            "InvalidInput: One or more request parameters are invalid."
        );
        assert_eq!(changes(&bench.sim), before, "no call of a later stage");

        bench.sim.behave();
        let again = async {
            publication.check(&bench.store).await.expect("asked");
            assert!(
                matches!(&publication.state, State::Failed(failure) if failure.exists == is_there)
            );
            publication.retry(bench.now());
            to_the_end(&bench, &mut publication).await
        };
        bench.sim.clock.run(again).await;
        assert_eq!(publication.state, State::Listed);
        assert_eq!(
            changes(&bench.sim),
            [before, after].concat(),
            "what is there is not made again"
        );
    }
}

/// Proves AMZ-PUB-15 at the channel: what Amazon says of one SKU is not said of the next.
#[tokio::test]
async fn a_sku_that_may_not_be_asked_for_does_not_stand_for_others() {
    let bench = StoreBench::new(73).await;
    bench.sim.switch("path-forbidden", None);
    let looked = async {
        for odd in ["NEW 1/A", "NEW 2/A", "NEW 3/A"] {
            let seen = bench.store.published(&offer(&bench, odd)).await;
            let error = seen.expect_err("403");
            assert!(
                matches!(error, channels::Error::NotPermitted { .. }),
                "{error:?}"
            );
        }
        bench.store.published(&offer(&bench, "NEW-4")).await
    };
    let seen = bench.sim.clock.run(looked).await;
    assert_eq!(seen.expect("it may be asked for"), PublishState::Absent);
}

/// Proves AMZ-PUB-16 at the channel: what was seen, or accepted, is not said to be absent when looking for it is refused.
#[tokio::test]
async fn what_may_be_there_is_said_to_be_when_nobody_may_look() {
    for (stage, missing) in [
        (Stage::Offer, "accepted-never-applied"),
        (Stage::Price, "listing-price-zero"),
    ] {
        let bench = StoreBench::new(72).await;
        spoil(&bench, missing, 0, 1);
        let mut publication = Publication::new(offer(&bench, "NEW-9"), bench.now());
        let until_asked = async {
            while publication.state != State::In(stage) || !changes(&bench.sim).contains(&"put") {
                let step = publication.advance(&bench.store, bench.now()).await;
                let Next::Wait(pause) = step.expect("asked") else {
                    panic!("over: {publication:?}");
                };
                bench.pass(pause).await;
            }
        };
        bench.sim.clock.run(until_asked).await;
        bench
            .sim
            .switch("missing-role", Some("listings/getListingsItem"));
        let looked = publication.advance(&bench.store, bench.now());
        let next = bench.sim.clock.run(looked).await;
        assert_eq!(next.expect("it is over"), Next::Over);
        let failure = failure(&publication);
        assert!(failure.stage == stage && failure.exists, "{failure:?}");
    }
}

/// Proves AMZ-PUB-16 at the channel: Amazon's word that it accepted a price or a quantity counts for nothing until it is
/// seen. After a day the stage fails, tells why, and says that the offer is there.
#[tokio::test]
async fn what_is_accepted_and_never_seen_fails_in_its_stage() {
    for (stage, missing, calls) in [
        (
            Stage::Price,
            "listing-price-zero",
            ["preview", "put", "price"],
        ),
        (
            Stage::Quantity,
            "listing-quantity-zero",
            ["preview", "put", "quantity"],
        ),
    ] {
        let bench = StoreBench::new(71).await;
        spoil(&bench, missing, 0, 1);
        // The put is let through.
        spoil(&bench, "accepted-never-applied", 1, 1);
        let began = bench.now();
        let mut publication = Publication::new(offer(&bench, "NEW-8"), began);
        let work = to_the_end(&bench, &mut publication);
        bench.sim.clock.run(work).await;
        let failure = told_to_have_failed(&publication, stage);
        assert!(failure.exists && failure.message.contains("not been seen"));
        assert!(bench.now().duration_since(began).as_hours() >= 24);
        assert_eq!(changes(&bench.sim), calls);
    }
}

/// Proves AMZ-PUB-19 at the channel: a restricted product fails with the reason and a link, before anything is made; and
/// what Amazon accepts and never shows fails after a day.
#[tokio::test]
async fn what_may_not_be_offered_or_never_comes_fails() {
    let bench = StoreBench::new(65).await;
    let restricted = Offer {
        catalogue_id: bench.restricted().expect("there is one"),
        ..offer(&bench, "NEW-4")
    };
    let mut publication = Publication::new(restricted, bench.now());
    bench
        .sim
        .clock
        .run(to_the_end(&bench, &mut publication))
        .await;
    let refused = failure(&publication);
    assert!(!refused.exists && !refused.links.is_empty(), "{refused:?}");
    assert_eq!(
        recorded(&bench.sim, "listings/putListingsItem"),
        Vec::<Value>::new()
    );

    bench.sim.switch("accepted-never-applied", None);
    let began = bench.now();
    let mut publication = Publication::new(offer(&bench, "NEW-5"), began);
    bench
        .sim
        .clock
        .run(to_the_end(&bench, &mut publication))
        .await;
    let failure = failure(&publication);
    assert_eq!((failure.stage, failure.exists), (Stage::Offer, false));
    assert!(bench.now().duration_since(began).as_hours() >= 24);
    let puts = recorded(&bench.sim, "listings/putListingsItem");
    assert_eq!(puts.len(), 2, "a validation and the put, once");
}

/// The second provider is published to by the same stages.
#[tokio::test]
async fn the_stub_is_published_to_as_well() {
    let now = "2026-08-05T12:00:00Z".parse().expect("instant");
    let stub = Stub::new(now, &[], Vec::new());
    let offer = Offer {
        sku: "A".into(),
        shop: SHOP.into(),
        catalogue_id: "X-1".into(),
        product_type: "THING".into(),
        condition: "new".into(),
        price: Money::new(500, "EUR"),
        quantity: 2,
    };
    let mut publication = Publication::new(offer, now);
    let first = publication.advance(&stub, now).await.expect("made");
    assert!(matches!(first, Next::Wait(_)));
    let second = publication.advance(&stub, now).await.expect("seen");
    assert_eq!((second, publication.state), (Next::Over, State::Listed));
}

/// Proves AMZ-CAT-02, AMZ-CAT-12 at the channel: one listing without options is a product, one with options is a family
/// with as many products as it has variants, each with its options, its weight and its size.
#[tokio::test]
async fn a_catalogue_becomes_products_and_families() {
    let bench = StoreBench::new(66).await;
    let (single, family, variants, measures) = bench.sim.simulator.with_world(|world| {
        let products: Vec<_> = world.catalogue.products().collect();
        let single = products
            .iter()
            .find(|held| held.parent.is_none() && !held.is_parent());
        let family = products
            .iter()
            .find(|held| held.is_parent())
            .expect("there is one");
        let variants: Vec<_> = products
            .iter()
            .filter(|held| held.parent.as_deref() == Some(&family.asin))
            .map(|held| (held.asin.to_string(), held.variation.clone()))
            .collect();
        let single = single.expect("there is one");
        let measures = (single.weight_g, single.size_mm);
        (
            single.asin.to_string(),
            family.asin.to_string(),
            variants,
            measures,
        )
    });
    assert!(variants.len() > 1);
    let mut ids = vec![single.clone(), family.clone()];
    ids.extend(variants.iter().map(|(asin, _)| asin.clone()));
    let query = CatalogueQuery::Ids(ids);
    let found = bench.store.search(US, &query);
    let found = bench.sim.clock.run(found).await.expect("read");
    let entries = entries(found);
    assert_eq!(entries.len(), 2, "one product, one family: {entries:?}");
    let product = entries.iter().find_map(|entry| match entry {
        CatalogueEntry::Product(item) => Some(item),
        CatalogueEntry::Family { .. } => None,
    });
    let product = product.expect("a product");
    assert_eq!(product.catalogue_id, single);
    let (length, width, height) = measures.1;
    let size = [length, width, height].map(|side| u32::try_from(side).expect("small"));
    assert_eq!(product.weight_g.map(i64::from), Some(measures.0));
    assert_eq!(product.size_mm, Some(size));
    let told = entries.iter().find_map(|entry| match entry {
        CatalogueEntry::Family {
            catalogue_id,
            options,
            variants,
            ..
        } => Some((catalogue_id, options, variants)),
        CatalogueEntry::Product(_) => None,
    });
    let (id, options, told) = told.expect("a family");
    assert_eq!((id, told.len()), (&family, variants.len()));
    assert!(!options.is_empty());
    for item in told {
        let (_, values) = variants
            .iter()
            .find(|(asin, _)| *asin == item.catalogue_id)
            .expect("a variant");
        let own = item.variant_of.as_ref().expect("a variant");
        assert!(!own.options.is_empty(), "{item:?}");
        for (name, value) in &own.options {
            assert_eq!(
                values.get(name).map(|held| &**held),
                Some(&**value),
                "{name}"
            );
        }
        assert!(item.weight_g.is_some() && item.size_mm.is_some());
    }
}

/// Proves AMZ-PUB-10 at the channel: words of a title find its item among others, in whichever case and order; the id of a
/// category that an item of the result has narrows the search to that category; words that nothing has find nothing.
#[tokio::test]
async fn the_catalogue_is_searched_by_words_and_category() {
    let bench = StoreBench::new(69).await;
    // Where each word of the titles stands: articles with their categories.
    let by_word = bench.sim.simulator.with_world(|world| {
        let mut by_word: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
        for product in world.catalogue.products() {
            let category = product.kind().category.0.to_owned();
            for word in product.title.to_lowercase().split_whitespace() {
                let held = (product.asin.to_string(), category.clone());
                by_word.entry(word.to_owned()).or_default().insert(held);
            }
        }
        by_word
    });
    // One that stands in several categories, and in one of them on a page.
    let found = by_word.into_iter().find_map(|(word, there)| {
        let mut sizes: BTreeMap<&String, usize> = BTreeMap::new();
        for (_, category) in &there {
            *sizes.entry(category).or_default() += 1;
        }
        let is_plain = word.len() > 3 && word.chars().all(|letter| letter.is_ascii_alphabetic());
        let (category, _) = sizes.iter().find(|(_, size)| **size <= 20)?;
        let category = (*category).clone();
        (is_plain && sizes.len() > 1).then_some((word, there, category))
    });
    let (word, there, category) = found.expect("some word is in several categories");
    let search = async |words: &[&str], category: Option<String>| {
        let query = CatalogueQuery::Words {
            words: words.iter().map(|&word| word.to_owned()).collect(),
            category,
        };
        let found = bench.store.search(US, &query).await.expect("searched");
        assert!(found.iter().all(|item| item.title.is_some()), "{found:?}");
        let of = |item: CatalogueItem| Some((item.catalogue_id, item.category?.id));
        found.into_iter().filter_map(of).collect::<BTreeSet<_>>()
    };
    let work = async {
        let all = search(&[&word.to_uppercase()], None).await;
        assert!(!all.is_empty() && all.is_subset(&there), "{word}: {all:?}");
        let narrowed = search(&[&word], Some(category.clone())).await;
        let of_category = there.iter().filter(|(_, held)| *held == category);
        assert_eq!(narrowed, of_category.cloned().collect(), "{word}");
        assert!(narrowed.len() < there.len());
        let none = search(&[&word, "xyzzyplugh"], None).await;
        assert_eq!(none.len(), 0);
    };
    bench.sim.clock.run(work).await;
}

/// Proves CON-12's count: however often the listings are asked for within a day, Amazon is asked for one report an hour
/// at most, and for one every hour; and the hint to the mails that this brings names the way to the switch.
#[tokio::test]
async fn one_listings_report_an_hour_is_asked_for() {
    let bench = StoreBench::new(67).await;
    let n_reports = || {
        bench.sim.simulator.with_world(|world| {
            let reports = world.accounts[&bench.sim.seller].jobs.reports.values();
            reports
                .filter(|job| job.kind == "GET_MERCHANT_LISTINGS_ALL_DATA")
                .count()
        })
    };
    let before = n_reports();
    let day = async {
        let end = bench.now() + Duration::from_secs(24 * 3600);
        let mut hour = 0;
        while bench.now() < end {
            bench.store.listings(US).await.expect("read");
            // Three times an hour, on the hour and twice in between.
            hour += 1;
            let next = end - Duration::from_secs(24 * 3600) + Duration::from_secs(hour * 1200);
            let pause = next
                .duration_since(bench.now())
                .try_into()
                .unwrap_or_default();
            bench.pass(pause).await;
        }
    };
    bench.sim.clock.run(day).await;
    assert_eq!(n_reports() - before, 24, "one an hour");
    let hint = bench
        .store
        .capabilities()
        .report_mail
        .expect("Amazon mails");
    assert_eq!(
        hint.switched_off_at.join(" > "),
        "Seller Central > Settings > Notification Preferences > Open Listings Report"
    );
}

/// What a program keeps of a run between two starts, and nothing else of it.
fn restarted(run: &Run) -> Run {
    let stored = serde_json::to_vec(run).expect("it can be stored");
    serde_json::from_slice(&stored).expect("it can be read")
}

/// Proves AMZ-PUB-17, AMZ-PUB-18 at the channel: a program that ends in the second stage of one offer, hours long, and
/// starts anew with what it stored goes on there, makes no call twice, and tells once, naming each product, when all
/// offers are over.
#[tokio::test]
async fn a_restart_in_the_second_stage_goes_on_and_the_end_is_told_once() {
    let bench = StoreBench::new(68).await;
    let refused = Offer {
        catalogue_id: bench.restricted().expect("there is one"),
        ..offer(&bench, "NEW-7")
    };
    bench.sim.switch("listing-price-zero", None);
    bench
        .sim
        .switch("maintenance", Some("listings/patchListingsItem"));
    let mut run = Run::new(vec![offer(&bench, "NEW-6"), refused], bench.now());
    let before = async {
        let end = bench.now() + Duration::from_secs(3 * 3600);
        while bench.now() < end {
            if let Err(error) = run.advance(&bench.store, bench.now()).await {
                assert!(error.retryable(), "{error}");
            }
            bench.pass(Duration::from_secs(600)).await;
        }
    };
    bench.sim.clock.run(before).await;
    assert_eq!(run.publications[0].state, State::In(Stage::Price));
    assert!(matches!(run.publications[1].state, State::Failed(_)));
    assert_eq!(run.finished(), None, "one is under way");

    let mut run = restarted(&run);
    bench.sim.behave();
    let after = async {
        for _ in 0..500 {
            let store = Store::new(bench.sim.session(), &bench.sim.seller, vec![US.into()]);
            match run.advance(&store, bench.now()).await.expect("asked") {
                Next::Over => return,
                Next::Wait(pause) => bench.pass(pause).await,
            }
            run = restarted(&run);
        }
        panic!("it does not end: {run:?}");
    };
    bench.sim.clock.run(after).await;
    assert_eq!(run.publications[0].state, State::Listed);
    let accepted = |operation: &str| {
        let calls = recorded(&bench.sim, operation);
        calls.iter().filter(|call| call["status"] == 200).count()
    };
    assert_eq!(
        accepted("listings/putListingsItem"),
        2,
        "a validation and the put"
    );
    assert_eq!(accepted("listings/patchListingsItem"), 1);

    let told = run.finished().expect("all are over").to_string();
    assert!(
        told.starts_with("Published: NEW-6. NEW-7 failed: "),
        "{told}"
    );
    assert_eq!(restarted(&run).finished(), None, "told once");
    run.retry("NEW-7", bench.now());
    assert_eq!(run.finished(), None, "it is under way again");
}
