//! Publishing an offer, stage by stage: the offer is made, then its price is there, then its quantity (AMZ-PUB-14).
//!
//! A stage may last minutes or hours, so a publication is a value that can be stored between two looks: whoever runs it
//! calls [`Publication::advance`], stores it, and comes back when told, before or after a restart. Only what the channel
//! shows counts. It stores nothing and waits for nothing itself.

use std::{fmt, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    sales::{Offer, PriceChange, PublishState, Pushed, SalesChannel, Stage, StockChange},
    words::Problem,
};

/// A stage that is not seen by then is over: the channel has accepted something and lost it.
pub const PATIENCE: Duration = Duration::from_secs(24 * 3600);
/// The offer carries price and quantity, so they are told again only when they have not come by then.
const SETTLING: Duration = Duration::from_secs(1800);
const SHORTEST_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// An offer on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// What is offered.
    pub offer: Offer,
    /// How far it is.
    pub state: State,
    /// When its stage began.
    entered: Timestamp,
    /// Whether the stage's own call was accepted.
    asked: bool,
}

/// How far a publication is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// In this stage.
    In(Stage),
    /// Buyers can buy it.
    Listed,
    /// It stopped (AMZ-PUB-15).
    Failed(Failure),
}

/// Why a publication stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Where.
    pub stage: Stage,
    /// In words, the channel's where it has any.
    pub message: String,
    /// Where to ask for permission, if that is what is missing (AMZ-PUB-19).
    pub links: Vec<String>,
    /// Whether it was there all the same when it was last looked for, or may be since a call for it was accepted
    /// (AMZ-PUB-16).
    pub exists: bool,
}

/// What to do with a publication next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Come back after this time.
    Wait(Duration),
    /// It is listed or has failed.
    Over,
}

impl Publication {
    /// An offer that nothing was done about yet.
    pub fn new(offer: Offer, now: Timestamp) -> Self {
        Self {
            offer,
            state: State::In(Stage::Offer),
            entered: now,
            asked: false,
        }
    }

    /// Looks, and does what its stage asks for.
    ///
    /// # Errors
    /// The channel could not be asked, or what became of a call is not known: nothing has changed, and calling this
    /// again later is right.
    pub async fn advance(
        &mut self,
        channel: &dyn SalesChannel,
        now: Timestamp,
    ) -> Result<Next, Error> {
        let State::In(mut stage) = self.state.clone() else {
            return Ok(Next::Over);
        };
        let seen = match channel.published(&self.offer).await {
            Ok(seen) => seen,
            Err(error) => {
                // A later stage has seen it, and one whose call was accepted may have made it.
                let may_exist = stage != Stage::Offer || self.asked;
                return self.stop(stage, error, may_exist);
            }
        };
        let exists = seen != PublishState::Absent;
        loop {
            let is_seen = match (&seen, stage) {
                (PublishState::Listed, _) => {
                    self.state = State::Listed;
                    return Ok(Next::Over);
                }
                (PublishState::Failed(problems), _) => {
                    self.fail(stage, told(problems), true);
                    return Ok(Next::Over);
                }
                (PublishState::Absent, _) => false,
                // Seen to the end, and not for sale yet.
                (PublishState::Reached(_), Stage::Quantity) => false,
                (PublishState::Reached(reached), stage) => *reached >= stage,
            };
            if !is_seen {
                break;
            }
            stage = match stage {
                Stage::Offer => Stage::Price,
                Stage::Price | Stage::Quantity => Stage::Quantity,
            };
            self.enter(stage, now);
        }
        let waited: Duration = now
            .duration_since(self.entered)
            .try_into()
            .unwrap_or_default();
        if waited > PATIENCE {
            let message = "it was accepted and has not been seen for a day".to_owned();
            self.fail(stage, message, exists);
            return Ok(Next::Over);
        }
        let is_due = match stage {
            Stage::Offer => !self.asked,
            Stage::Price => !self.asked && waited >= SETTLING,
            Stage::Quantity => {
                let is_there = seen == PublishState::Reached(Stage::Quantity);
                !self.asked && waited >= SETTLING && !is_there
            }
        };
        if is_due {
            match self.ask(channel, stage).await {
                Ok(true) => self.asked = true,
                Ok(false) => return Ok(Next::Over),
                Err(error) => return self.stop(stage, error, exists),
            }
        }
        Ok(Next::Wait(
            (waited / 4).clamp(SHORTEST_PAUSE, LONGEST_PAUSE),
        ))
    }

    /// The call of a stage; whether it was made.
    async fn ask(&mut self, channel: &dyn SalesChannel, stage: Stage) -> Result<bool, Error> {
        let offer = self.offer.clone();
        let outcome = |pushed: Vec<Pushed>| pushed.into_iter().try_for_each(|one| one.outcome);
        match stage {
            Stage::Offer => {
                let why = channel
                    .restrictions(&offer.shop, &offer.catalogue_id, &offer.condition)
                    .await?;
                if let Some(first) = why.first() {
                    self.fail(stage, first.message.clone(), false);
                    if let State::Failed(failure) = &mut self.state {
                        failure.links = why.iter().flat_map(|one| one.links.clone()).collect();
                    }
                    return Ok(false);
                }
                channel.publish(&offer).await?;
            }
            Stage::Price => {
                let change = PriceChange {
                    sku: offer.sku,
                    price: offer.price,
                };
                outcome(channel.push_prices(&offer.shop, &[change]).await)?;
            }
            Stage::Quantity => {
                let change = StockChange {
                    sku: offer.sku,
                    quantity: offer.quantity,
                };
                outcome(channel.push_stock(&offer.shop, &[change]).await)?;
            }
        }
        Ok(true)
    }

    /// Looks whether a failed offer is there all the same, half or fully (AMZ-PUB-16).
    ///
    /// # Errors
    /// The channel could not be asked.
    pub async fn check(&mut self, channel: &dyn SalesChannel) -> Result<(), Error> {
        let State::Failed(failure) = &mut self.state else {
            return Ok(());
        };
        match channel.published(&self.offer).await? {
            PublishState::Listed => self.state = State::Listed,
            seen => failure.exists = seen != PublishState::Absent,
        }
        Ok(())
    }

    /// Tries a failed offer again from the beginning; what is there already is not made again.
    pub fn retry(&mut self, now: Timestamp) {
        if matches!(self.state, State::Failed(_)) {
            self.enter(Stage::Offer, now);
        }
    }

    fn enter(&mut self, stage: Stage, now: Timestamp) {
        self.state = State::In(stage);
        self.entered = now;
        self.asked = false;
    }

    fn fail(&mut self, stage: Stage, message: String, exists: bool) {
        self.state = State::Failed(Failure {
            stage,
            message,
            links: Vec::new(),
            exists,
        });
    }

    /// Trouble that passes is the caller's to wait for; everything else ends the publication.
    fn stop(&mut self, stage: Stage, error: Error, exists: bool) -> Result<Next, Error> {
        if error.retryable() {
            return Err(error);
        }
        let message = match &error {
            Error::Refused { message, .. } => message.clone(),
            error => error.to_string(),
        };
        self.fail(stage, message, exists);
        Ok(Next::Over)
    }
}

fn told(problems: &[Problem]) -> String {
    let messages: Vec<_> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    messages.join("; ")
}

/// Offers that were started together. It is stored between two looks like a [`Publication`], and tells once what became
/// of them all (AMZ-PUB-18), however often the program is started anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The offers.
    pub publications: Vec<Publication>,
    /// Whether the end was told.
    told: bool,
}

impl Run {
    /// Offers that nothing was done about yet.
    pub fn new(offers: Vec<Offer>, now: Timestamp) -> Self {
        let begin = |offer| Publication::new(offer, now);
        Self {
            publications: offers.into_iter().map(begin).collect(),
            told: false,
        }
    }

    /// Looks after each offer that is under way; the shortest of their waits.
    ///
    /// # Errors
    /// The first trouble of any, once all were looked after: see [`Publication::advance`].
    pub async fn advance(
        &mut self,
        channel: &dyn SalesChannel,
        now: Timestamp,
    ) -> Result<Next, Error> {
        let mut next = Next::Over;
        let mut trouble = None;
        for publication in &mut self.publications {
            match publication.advance(channel, now).await {
                Ok(Next::Over) => {}
                Ok(Next::Wait(pause)) => {
                    next = match next {
                        Next::Wait(shortest) => Next::Wait(shortest.min(pause)),
                        Next::Over => Next::Wait(pause),
                    }
                }
                Err(error) => trouble = trouble.or(Some(error)),
            }
        }
        trouble.map_or(Ok(next), Err)
    }

    /// Tries a failed offer again; the end will be told anew.
    pub fn retry(&mut self, sku: &str, now: Timestamp) {
        let failed =
            |one: &&mut Publication| one.offer.sku == sku && matches!(one.state, State::Failed(_));
        if let Some(publication) = self.publications.iter_mut().find(failed) {
            publication.retry(now);
            self.told = false;
        }
    }

    /// What became of the offers, once: `None` while any is under way and after it was told. Store the run in the
    /// transaction that stores the message.
    pub fn finished(&mut self) -> Option<Finished> {
        let finished = Finished::of(&self.publications).filter(|_| !self.told)?;
        self.told = true;
        Some(finished)
    }
}

/// What is told to the user once all publications of a run are over (AMZ-PUB-18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// SKUs that buyers can buy now.
    pub listed: Vec<String>,
    /// SKUs that failed, with why.
    pub failed: Vec<(String, String)>,
}

impl Finished {
    /// What became of them; `None` while any is under way.
    pub fn of(run: &[Publication]) -> Option<Self> {
        let mut finished = Self {
            listed: Vec::new(),
            failed: Vec::new(),
        };
        for publication in run {
            let sku = publication.offer.sku.clone();
            match &publication.state {
                State::In(_) => return None,
                State::Listed => finished.listed.push(sku),
                State::Failed(failure) => finished.failed.push((sku, failure.message.clone())),
            }
        }
        Some(finished)
    }
}

impl fmt::Display for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sentences = Vec::new();
        if !self.listed.is_empty() {
            sentences.push(format!("Published: {}.", self.listed.join(", ")));
        }
        for (sku, why) in &self.failed {
            sentences.push(format!("{sku} failed: {}.", why.trim_end_matches('.')));
        }
        f.write_str(&sentences.join(" "))
    }
}
