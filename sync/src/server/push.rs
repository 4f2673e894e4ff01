//! Taking operations in: each once, in order, facts always, intents if the books allow.

use super::books::Books;
use super::tx::{Caller, ClientRow, GrantRow, LossReport, Recorded, Tx};
use crate::planted::{Planted, is_planted};
use crate::wire::operation::{UnknownOperation, decode};
use crate::wire::{Ack, Cursor, Lane, Outcome, OutcomeCode, Problem, PushItem, Request};
use domain::books::{Actor, Ctx, Decision, decide};
use domain::ids::{ClientId, GrantId, OperationId};
use domain::operation::{Disposition, Operation};
use domain::time::{Moment, Timestamp, Written};
use std::collections::{BTreeMap, HashMap};

/// How far a device that never measured its clock may be wrong: two days, as people set dates by hand.
pub const UNSYNCED_ERROR_MS: i64 = 48 * 3_600_000;

/// What a server says that a newer one has taken the place of: that one answers soon.
pub(super) const OUTDATED: Problem = Problem::Slow { retry_ms: 5_000 };

/// A request that has arrived.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// What it says.
    pub request: &'a Request,
    /// Who sends it.
    pub caller: Caller,
    /// When it arrived.
    pub at: Timestamp,
}

/// What became of an arrival. Tell its sender only after the transaction has committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// Why it was not an ordinary one.
    pub problem: Option<Problem>,
    /// What became of its operations.
    pub ack: Option<Ack>,
}

/// How much care a push is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Items are written together. If the database fails at one of them, all fail.
    Batched,
    /// Each item has a savepoint of its own. If the database fails at it, it alone is set aside, so that nothing
    /// blocks the queue behind it. For the second try after a failure that is not worth repeating as it was.
    EachAlone,
}

/// Takes the pushes of several clients in, within one writing transaction (group commit). Also notes what each client
/// reports about itself, so call it for requests without a push as well.
///
/// The second part of the answer is where everything landed, for the poke after the commit.
///
/// # Errors
/// What the database says. Roll back; after a serialisation failure, deadlock or unique violation try again as it
/// was, after anything else try once more with [`Care::EachAlone`].
pub async fn push<T: Tx>(
    tx: &mut T,
    arrivals: &[Arrival<'_>],
    care: Care,
) -> Result<(Vec<Pushed>, Vec<Cursor>), T::Error> {
    if tx.is_outdated().await? && !is_planted(Planted::OutdatedServes) {
        let pushed = Pushed {
            problem: Some(OUTDATED),
            ack: None,
        };
        return Ok((vec![pushed; arrivals.len()], Vec::new()));
    }
    let mut order: Vec<usize> = (0..arrivals.len()).collect();
    // Locks are taken in sorted order, and two requests of one client stay in theirs.
    order.sort_by_key(|&at| arrivals[at].request.client);
    let mut accepted = Vec::new();
    let mut pushed = vec![
        Pushed {
            problem: None,
            ack: None
        };
        arrivals.len()
    ];
    for at in order {
        match admit(tx, &arrivals[at]).await? {
            Ok(row) => accepted.push((at, row)),
            Err(problem) => pushed[at].problem = Some(problem),
        }
    }
    let mut books = Books::new(tx);
    let mut sessions: HashMap<OperationId, Recorded> = HashMap::new();
    let mut rows: BTreeMap<_, ClientRow> = BTreeMap::new();
    let mut acks = Vec::new();
    let accepted: Vec<_> = accepted
        .into_iter()
        .map(|(at, row)| (at, row, decoded(arrivals[at].request)))
        .collect();
    // All of the transaction at once, so that two transactions lock in the same order.
    let mut to_come = Vec::new();
    for (at, row, operations) in &accepted {
        let items = items_of(arrivals[*at].request).iter().zip(operations);
        for (item, operation) in items.filter(|(item, _)| item.n > row.last_n) {
            to_come.extend(operation.as_ref().ok().map(|known| (item.op_id, known)));
        }
    }
    books.foresee(&to_come).await?;
    drop(to_come);
    for (at, row, operations) in accepted {
        let arrival = &arrivals[at];
        let row = rows.entry(row.id).or_insert(row);
        match take_items(&mut books, arrival, row, operations, &mut sessions, care).await? {
            Ok(taken) => acks.push((at, taken)),
            Err(problem) => pushed[at].problem = Some(problem),
        }
        report(row, arrival);
    }
    for row in rows.values() {
        books.tx().await?.put_client(row).await?;
    }
    let landed = books.finish().await?;
    for (at, taken) in acks {
        let arrival = &arrivals[at];
        if arrival.request.push.is_some() {
            pushed[at].ack = Some(Ack {
                n: taken.last_n,
                outcomes: taken.outcomes,
            });
        }
        if arrival.caller.revoked {
            pushed[at].problem = Some(Problem::Revoked);
        }
    }
    Ok((pushed, landed))
}

fn items_of(request: &Request) -> &[PushItem] {
    request.push.as_ref().map_or(&[], |push| &push.items)
}

fn decoded(request: &Request) -> Vec<Result<Operation, UnknownOperation>> {
    items_of(request)
        .iter()
        .map(|item| decode(item.lane, item.kind, item.v, &item.body))
        .collect()
}

/// Locks the client's row and sees whether this is the client and the server it was.
async fn admit<T: Tx>(
    tx: &mut T,
    arrival: &Arrival<'_>,
) -> Result<Result<ClientRow, Problem>, T::Error> {
    let request = arrival.request;
    let known = tx.lock_client(request.client).await?;
    let last_n = known.as_ref().map_or(0, |row| row.last_n);
    let epoch = tx.epoch().await?;
    if request.epoch.is_some_and(|theirs| theirs != epoch) {
        return Ok(Err(Problem::Epoch { last_n }));
    }
    // Storage that has given fewer numbers than have arrived here is an old copy of itself; one that speaks for
    // another device is a clone.
    let elsewhere = known
        .as_ref()
        .is_some_and(|row| row.device != arrival.caller.device);
    let behind = request.report.next_n <= last_n && !is_planted(Planted::NoForkCheck);
    if elsewhere || behind {
        return Ok(Err(Problem::Forked));
    }
    match known {
        Some(row) => {
            notice_loss(tx, arrival, false).await?;
            Ok(Ok(row))
        }
        None => {
            notice_loss(tx, arrival, true).await?;
            Ok(Ok(ClientRow {
                id: request.client,
                device: arrival.caller.device,
                user: arrival.caller.user,
                last_n: 0,
                next_n: 1,
                open_passes: Vec::new(),
                seen: arrival.at,
                outbox_empty: None,
                app: request.app,
                schema: request.schema,
            }))
        }
    }
}

/// Storage that said it had work and is silent for so long has lost it, if its device works on with other storage.
const SILENT_MS: i64 = 60_000;

/// A device that comes back with new storage has lost what its old storage had not sent (SYNC 5.8). The first word of
/// the old storage may also come after the device was back; then it is noticed once that has been silent for a while.
async fn notice_loss<T: Tx>(
    tx: &mut T,
    arrival: &Arrival<'_>,
    is_new: bool,
) -> Result<(), T::Error> {
    if is_planted(Planted::LossNotReported) {
        return Ok(());
    }
    let device = arrival.caller.device;
    let request = arrival.request;
    for old in tx.clients_of(device).await? {
        let came_along = old.id == request.client || request.report.formerly == Some(old.id);
        let unsent = old.next_n.saturating_sub(old.last_n + 1);
        let is_lost = if is_new {
            unsent > 0 || !old.open_passes.is_empty()
        } else {
            unsent > 0 && arrival.at.millis_since(old.seen) > SILENT_MS
        };
        if is_lost && !came_along {
            let report = LossReport {
                device,
                client: old.id,
                open_passes: old.open_passes,
                unsent,
                seen: old.seen,
                noticed: arrival.at,
            };
            tx.report_loss(&report).await?;
        }
    }
    Ok(())
}

/// Notes what the client says about itself.
fn report(row: &mut ClientRow, arrival: &Arrival<'_>) {
    let request = arrival.request;
    row.user = arrival.caller.user;
    row.seen = row.seen.max(arrival.at);
    row.next_n = row.next_n.max(request.report.next_n);
    row.open_passes.clone_from(&request.report.open_passes);
    row.app = request.app;
    row.schema = request.schema;
    if request.report.next_n == row.last_n + 1 {
        row.outbox_empty = Some(arrival.at);
    }
}

struct Taken {
    last_n: u64,
    outcomes: Vec<Outcome>,
}

async fn take_items<T: Tx>(
    books: &mut Books<'_, T>,
    arrival: &Arrival<'_>,
    row: &mut ClientRow,
    operations: Vec<Result<Operation, UnknownOperation>>,
    session: &mut HashMap<OperationId, Recorded>,
    care: Care,
) -> Result<Result<Taken, Problem>, T::Error> {
    let Some(push) = &arrival.request.push else {
        return Ok(Ok(Taken {
            last_n: row.last_n,
            outcomes: Vec::new(),
        }));
    };
    let in_line = push
        .items
        .iter()
        .zip(push.first_n..)
        .all(|(item, n)| item.n == n);
    if !in_line || push.first_n > row.last_n + 1 {
        return Ok(Err(Problem::Gap {
            expected: row.last_n + 1,
        }));
    }
    learn_recorded(books, &push.items, session).await?;
    // A number that was used for another operation: two storages write under one id. Nothing is dropped, because
    // nothing is taken.
    let forked = |item: &&PushItem| item.n <= row.last_n && !session.contains_key(&item.op_id);
    if push.items.iter().any(|item| forked(&item)) && !is_planted(Planted::NoForkCheck) {
        return Ok(Err(Problem::Forked));
    }
    let grants = load_grants(books, &push.items).await?;
    let closed_until = books.tx().await?.books_closed_until().await?;
    let mut taken = Taken {
        last_n: row.last_n,
        outcomes: Vec::new(),
    };
    let mut fresh = Vec::new();
    for (item, operation) in push.items.iter().zip(operations) {
        let before = session.get(&item.op_id);
        let mut is_new = before.is_none_or(|before| is_held(before) && item.n > row.last_n);
        if is_planted(Planted::NoForkCheck) && item.n <= row.last_n && is_new {
            continue;
        }
        if is_planted(Planted::RepeatsByNumberAlone) {
            is_new = item.n > row.last_n;
        }
        if is_new {
            let judge = Judge {
                client: arrival.request.client,
                caller: arrival.caller,
                received: arrival.at,
                now: arrival.at,
                item,
                grant: grants.get(&item.grant),
                closed_until,
            };
            let (outcome, detail) = judge.outcome(books, operation, session, care).await?;
            let is_kept = match recorded_as(&outcome) {
                Kept::Refused => !is_planted(Planted::RefusedNotRecorded),
                Kept::Opaque => !is_planted(Planted::UnknownFactDropped),
                Kept::Otherwise => true,
            };
            if is_kept {
                fresh.push(item.op_id);
            }
            let recorded = judge.recorded(outcome, detail);
            session.insert(item.op_id, recorded);
        }
        let recorded = &session[&item.op_id];
        if let Some(code) = &recorded.outcome {
            let detail = recorded.detail.clone();
            taken.outcomes.push(Outcome {
                n: item.n,
                op_id: item.op_id,
                code: code.clone(),
                detail,
            });
        }
        taken.last_n = taken.last_n.max(item.n);
    }
    let records: Vec<Recorded> = fresh.iter().map(|id| session[id].clone()).collect();
    if !records.is_empty() {
        books.tx().await?.record(&records).await?;
    }
    if !is_planted(Planted::NumberNotKept) {
        row.last_n = taken.last_n;
    }
    Ok(Ok(taken))
}

enum Kept {
    Refused,
    Opaque,
    Otherwise,
}

const fn recorded_as(outcome: &Option<OutcomeCode>) -> Kept {
    match outcome {
        Some(OutcomeCode::Refused(_)) => Kept::Refused,
        Some(OutcomeCode::Opaque) => Kept::Opaque,
        _ => Kept::Otherwise,
    }
}

fn is_held(recorded: &Recorded) -> bool {
    matches!(recorded.outcome, Some(OutcomeCode::Held { .. }))
}

async fn learn_recorded<T: Tx>(
    books: &mut Books<'_, T>,
    items: &[PushItem],
    session: &mut HashMap<OperationId, Recorded>,
) -> Result<(), T::Error> {
    let wanted = items
        .iter()
        .flat_map(|item| [Some(item.op_id), item.after])
        .flatten();
    let mut unknown: Vec<OperationId> = wanted.filter(|id| !session.contains_key(id)).collect();
    unknown.sort_unstable();
    unknown.dedup();
    if !unknown.is_empty() {
        for recorded in books.tx().await?.recorded(&unknown).await? {
            session.insert(recorded.op_id, recorded);
        }
    }
    Ok(())
}

async fn load_grants<T: Tx>(
    books: &mut Books<'_, T>,
    items: &[PushItem],
) -> Result<HashMap<GrantId, GrantRow>, T::Error> {
    let mut ids: Vec<GrantId> = items.iter().map(|item| item.grant).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let grants = books.tx().await?.grants(&ids).await?;
    Ok(grants.into_iter().map(|grant| (grant.id, grant)).collect())
}

/// One item that was not there before, and its circumstances.
struct Judge<'a> {
    client: ClientId,
    caller: Caller,
    received: Timestamp,
    now: Timestamp,
    item: &'a PushItem,
    grant: Option<&'a GrantRow>,
    closed_until: Option<Timestamp>,
}

type Verdict = (Option<OutcomeCode>, String);

impl Judge<'_> {
    async fn outcome<T: Tx>(
        &self,
        books: &mut Books<'_, T>,
        operation: Result<Operation, UnknownOperation>,
        session: &HashMap<OperationId, Recorded>,
        care: Care,
    ) -> Result<Verdict, T::Error> {
        if let Some(behind) = self.blocked_by(session) {
            return Ok((Some(OutcomeCode::Held { behind }), String::new()));
        }
        let operation = match operation {
            Ok(operation) => operation,
            Err(reason) => return Ok(self.unknown(reason)),
        };
        if is_planted(Planted::RevokedFactsRefused) && self.grant.is_some_and(|grant| grant.revoked)
        {
            return Ok((
                Some(OutcomeCode::Refused("device/revoked".into())),
                String::new(),
            ));
        }
        if self.item.lane == Lane::Intent && self.grant.is_none() {
            let text = "The server does not know under whose name this was made. Sign in and make it again.";
            return Ok((
                Some(OutcomeCode::Refused("grant/unknown".into())),
                text.into(),
            ));
        }
        let ctx = self.ctx();
        match care {
            Care::Batched => {
                let decision = books
                    .decide_valued(&ctx, |given| decide(&operation, &ctx, given))
                    .await?;
                Ok(verdict(&decision))
            }
            Care::EachAlone => {
                books.tx().await?.savepoint().await?;
                match books
                    .decide_alone(&ctx, |given| decide(&operation, &ctx, given))
                    .await
                {
                    Ok(decision) => {
                        books.tx().await?.release().await?;
                        Ok(verdict(&decision))
                    }
                    Err(error) if T::is_transient(&error) || is_planted(Planted::PoisonBlocks) => {
                        Err(error)
                    }
                    Err(_) => {
                        books.forget();
                        books.tx().await?.roll_back().await?;
                        Ok(self.set_aside())
                    }
                }
            }
        }
    }

    /// OFF-16: an intent waits for the one it builds on. Facts wait for nothing.
    fn blocked_by(&self, session: &HashMap<OperationId, Recorded>) -> Option<OperationId> {
        if is_planted(Planted::HeldNotHeld) {
            return None;
        }
        let before = self.item.after.filter(|_| self.item.lane == Lane::Intent)?;
        match &session.get(&before)?.outcome {
            Some(OutcomeCode::Refused(_)) => Some(before),
            Some(OutcomeCode::Held { behind }) => Some(*behind),
            _ => None,
        }
    }

    /// OFF-12, OFF-37: what is not understood is never guessed at. A fact is kept as it is, an intent is refused.
    fn unknown(&self, reason: UnknownOperation) -> Verdict {
        match (self.item.lane, reason) {
            (Lane::Fact, _) => (Some(OutcomeCode::Opaque), String::new()),
            (Lane::Intent, UnknownOperation::Newer) => {
                let text = "The server does not know this kind of change. Ask for the server to be updated, then send it again.";
                (
                    Some(OutcomeCode::Refused("operation/unknown".into())),
                    text.into(),
                )
            }
            (Lane::Intent, UnknownOperation::Damaged) => {
                let text = "This change arrived damaged. Make it again.";
                (
                    Some(OutcomeCode::Refused("operation/damaged".into())),
                    text.into(),
                )
            }
        }
    }

    fn set_aside(&self) -> Verdict {
        match self.item.lane {
            Lane::Fact => (Some(OutcomeCode::Opaque), String::new()),
            Lane::Intent => {
                let text = "The server failed at this change and set it aside. Try again, or ask your administrator.";
                (
                    Some(OutcomeCode::Refused("server/failed".into())),
                    text.into(),
                )
            }
        }
    }

    fn ctx(&self) -> Ctx {
        let (item, caller) = (self.item, self.caller);
        let actor = match self.grant {
            Some(grant) if is_planted(Planted::RevokedTrusted) => Actor {
                user: grant.user,
                device: Some(grant.device),
                permissions: grant.permissions.clone(),
                revoked: false,
            },
            Some(grant) => Actor {
                user: grant.user,
                device: Some(grant.device),
                permissions: grant.permissions.clone(),
                revoked: grant.revoked || caller.revoked,
            },
            // Nobody knows who made it: kept aside, like what comes from a revoked device.
            None => Actor {
                user: caller.user,
                device: Some(caller.device),
                permissions: Default::default(),
                revoked: true,
            },
        };
        let claimed = item.at.interval(UNSYNCED_ERROR_MS);
        let seen = item.seen.unwrap_or(Timestamp::MIN);
        let knew = if is_planted(Planted::NumbersTrusted) {
            item.n.saturating_sub(1)
        } else {
            // Whatever it says, it cannot have known its own.
            item.knew.min(item.n.saturating_sub(1))
        };
        let written = Written::one(self.client, item.n, knew);
        Ctx {
            actor,
            now: self.now,
            operation: item.op_id,
            at: match () {
                () if is_planted(Planted::ClocksTrusted) => Moment::exact(item.at.wall),
                () if is_planted(Planted::SetOnArrival) => Moment::exact(self.received),
                () => Moment::settled(claimed, seen, self.received, written, item.at.ticked()),
            },
            books_closed_until: self.closed_until,
        }
    }

    fn recorded(&self, outcome: Option<OutcomeCode>, detail: String) -> Recorded {
        let item = self.item;
        Recorded {
            op_id: item.op_id,
            client: self.client,
            n: item.n,
            chain: item.chain,
            lane: item.lane,
            kind: item.kind,
            v: item.v,
            body: item.body.clone(),
            at: item.at,
            grant: item.grant,
            user: self
                .grant
                .filter(|_| !is_planted(Planted::AuthorIsSender))
                .map_or(self.caller.user, |grant| grant.user),
            received: self.received,
            outcome,
            detail,
        }
    }
}

/// Decides facts that an older server could only store, from after this one on (OFF-37), as they were meant when they
/// were made. Call it after an update of the server and now and then while two versions of it run, each time in a
/// transaction of its own, until it answers `None`; each answer says where to go on, and where things landed.
///
/// # Errors
/// What the database says. Roll back and try again.
pub async fn understand<T: Tx>(
    tx: &mut T,
    after: Option<(ClientId, u64)>,
    now: Timestamp,
) -> Result<Option<Understood>, T::Error> {
    const BATCH: usize = 200;
    if tx.is_outdated().await? {
        return Ok(None);
    }
    let found = tx.opaque(after, BATCH).await?;
    let Some(next) = found.last().map(|last| (last.client, last.n)) else {
        return Ok(None);
    };
    let mut books = Books::new(tx);
    let closed_until = books.tx().await?.books_closed_until().await?;
    let mut understood = Vec::new();
    for before in found {
        let operation = decode(before.lane, before.kind, before.v, &before.body);
        if operation.is_err() || is_planted(Planted::OpaqueForEver) {
            continue;
        }
        let item = PushItem {
            n: before.n,
            op_id: before.op_id,
            chain: before.chain,
            after: None,
            replaces: None,
            lane: before.lane,
            kind: before.kind,
            v: before.v,
            body: before.body.clone(),
            at: before.at,
            // Not kept: what the device knew then is not known any more, so the order against others is less certain.
            knew: 0,
            seen: None,
            grant: before.grant,
        };
        let grants = load_grants(&mut books, std::slice::from_ref(&item)).await?;
        let Some(from) = books.tx().await?.client(before.client).await? else {
            continue;
        };
        let caller = Caller {
            user: before.user,
            device: from.device,
            revoked: false,
        };
        let judge = Judge {
            client: before.client,
            caller,
            received: before.received,
            now,
            item: &item,
            grant: grants.get(&item.grant),
            closed_until,
        };
        let (outcome, detail) = judge
            .outcome(&mut books, operation, &HashMap::new(), Care::EachAlone)
            .await?;
        if outcome != Some(OutcomeCode::Opaque) {
            understood.push(judge.recorded(outcome, detail));
        }
    }
    if !understood.is_empty() {
        books.tx().await?.record(&understood).await?;
    }
    let landed = books.finish().await?;
    Ok(Some(Understood { next, landed }))
}

/// What became of facts that an older server could only store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// Go on after this one.
    pub next: (ClientId, u64),
    /// Where they landed, for the poke after the commit.
    pub landed: Vec<Cursor>,
}

fn verdict(decision: &Decision) -> Verdict {
    let noted = |name: &str| (Some(OutcomeCode::Noted(name.into())), String::new());
    match decision {
        Decision::Changed(_) => (None, String::new()),
        Decision::Refused(refusal) => {
            let text = format!("{} {}", refusal.sentence(), refusal.advice());
            (Some(OutcomeCode::Refused(refusal.code().into())), text)
        }
        Decision::Recorded { disposition, .. } => match disposition {
            Disposition::Accepted | Disposition::Duplicate => (None, String::new()),
            Disposition::Late => noted("late"),
            Disposition::UnknownItem => noted("unknown-item"),
            Disposition::OutOfScope => noted("out-of-scope"),
            Disposition::Quarantined => (Some(OutcomeCode::Quarantined), String::new()),
        },
    }
}
