//! Named misbehaviours: what Amazon has been seen to do, switched on by name for a seller, an operation, a number
//! of times, a while, or a share of the calls.

use serde::{Deserialize, Serialize};

use crate::clock::Ms;

/// A misbehaviour and what a caller sees of it.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// What the caller sees.
    pub seen: &'static str,
}

/// Every misbehaviour the simulator knows.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "throttle",
        seen: "every matching call answers 429 QuotaExceeded, without Retry-After",
    },
    Kind {
        name: "drop-reply-after-accept",
        seen: "the call is done, then the connection closes without an answer",
    },
    Kind {
        name: "drop-call",
        seen: "the connection closes before anything is done",
    },
    Kind {
        name: "slow-body",
        seen: "the head of the answer comes at once, the body in drops (parameter: milliseconds, default 5000)",
    },
    Kind {
        name: "truncated-body",
        seen: "the connection closes in the middle of the body",
    },
    Kind {
        name: "html-error",
        seen: "a load balancer's HTML page with status 503 instead of JSON",
    },
    Kind {
        name: "server-error",
        seen: "500 InternalFailure before anything is done",
    },
    Kind {
        name: "server-error-after-accept",
        seen: "the call is done, and 500 is answered",
    },
    Kind {
        name: "maintenance",
        seen: "503 ServiceUnavailable",
    },
    Kind {
        name: "expired-token",
        seen: "403 with the message that the access token has expired",
    },
    Kind {
        name: "revoked-authorisation",
        seen: "token exchange answers invalid_grant, calls answer 403",
    },
    Kind {
        name: "expired-authorisation",
        seen: "as 365 days after the seller's consent: token exchange answers invalid_grant, calls answer 403",
    },
    Kind {
        name: "missing-role",
        seen: "403 Unauthorized, \"Access to requested resource is denied.\"",
    },
    Kind {
        name: "wrong-region",
        seen: "403, as an endpoint of another region answers",
    },
    Kind {
        name: "rejects-valid",
        seen: "400 InvalidInput for a valid request, as a region does for a day",
    },
    Kind {
        name: "clock-skew",
        seen: "times in answers are five minutes ahead (parameter: milliseconds)",
    },
    Kind {
        name: "stuck-planning",
        seen: "fulfilment orders stay in Planning",
    },
    Kind {
        name: "estimated-fees-null",
        seen: "previews of fulfillable orders come without estimatedFees",
    },
    Kind {
        name: "tracking-absent",
        seen: "packages have no tracking number",
    },
    Kind {
        name: "partial-list",
        seen: "lists leave out every third entry",
    },
    Kind {
        name: "stale-list",
        seen: "order lists show the state of ten minutes ago",
    },
    Kind {
        name: "stale-inventory",
        seen: "inventory keeps showing the figures of the moment it was switched on",
    },
    Kind {
        name: "expired-page-token",
        seen: "every paging token has expired",
    },
    Kind {
        name: "price-absent",
        seen: "orders come without prices and totals",
    },
    Kind {
        name: "address-absent",
        seen: "orders come without buyer and address",
    },
    Kind {
        name: "buyer-absent",
        seen: "orders come without the buyer, though with an address",
    },
    Kind {
        name: "report-cancelled",
        seen: "reports end CANCELLED",
    },
    Kind {
        name: "report-fatal",
        seen: "reports end FATAL",
    },
    Kind {
        name: "report-huge",
        seen: "reports repeat their rows until they hold ten megabytes (parameter: bytes)",
    },
    Kind {
        name: "cp1252",
        seen: "reports come in windows-1252, letters outside it already replaced by ?",
    },
    Kind {
        name: "shift-jis",
        seen: "reports come in Shift_JIS",
    },
    Kind {
        name: "feed-fatal",
        seen: "feeds end FATAL",
    },
    Kind {
        name: "accepted-never-applied",
        seen: "changes of listings and of held orders are accepted and never take effect",
    },
    Kind {
        name: "listing-price-zero",
        seen: "listings take effect with price 0",
    },
    Kind {
        name: "listing-price-strange",
        seen: "listings come with prices that are none: negative (parameter 1), with too many digits (2), in a currency that there is not (3), without an amount (4), or each in turn",
    },
    Kind {
        name: "listing-quantity-zero",
        seen: "listings take effect with quantity 0",
    },
    Kind {
        name: "patch-replaces",
        seen: "a merge of a listing's attribute drops the members that it does not name",
    },
    Kind {
        name: "prep-puzzle",
        seen: "inbound plans fail with FBA_INB_0182 until prep details are set",
    },
    Kind {
        name: "problems-in-blocks",
        seen: "an inbound plan with several problems tells the first one alone",
    },
    Kind {
        name: "boxes-shuffled",
        seen: "the boxes of an inbound shipment come in another order than they were sent",
    },
    Kind {
        name: "operation-fails",
        seen: "asynchronous inbound operations end FAILED; with an operation, such as inbound/confirmPlacementOption, what it starts",
    },
    Kind {
        name: "operation-slow",
        seen: "asynchronous inbound operations take hours; with an operation what it starts",
    },
    Kind {
        name: "plan-voided",
        seen: "inbound plans are VOIDED as soon as they are made",
    },
    Kind {
        name: "labels-refused",
        seen: "labels are refused when boxes are named",
    },
    Kind {
        name: "path-forbidden",
        seen: "paths with encoded characters answer 403",
    },
    Kind {
        name: "unknown-fields",
        seen: "answers hold members and enum values no model knows",
    },
    Kind {
        name: "wrong-charset",
        seen: "JSON answers say charset=ISO-8859-1",
    },
];

/// What is wrong with a listing's price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StrangePrice {
    /// It is below zero.
    Negative,
    /// It has digits that its currency does not.
    TooFine,
    /// There is no such currency.
    NoCurrency,
    /// It is not told.
    NoAmount,
}

impl StrangePrice {
    /// What the parameter of the misbehaviour says of the listing in a row, from 0.
    pub(crate) fn of(parameter: i64, row: usize) -> Self {
        match (parameter, row % 4) {
            (1, _) | (0, 0) => Self::Negative,
            (2, _) | (0, 1) => Self::TooFine,
            (3, _) | (0, 2) => Self::NoCurrency,
            _ => Self::NoAmount,
        }
    }

    /// What an amount becomes where its currency stands apart, or is not told at all.
    pub(crate) fn amount(self, amount: &str) -> Option<String> {
        match self {
            Self::Negative => Some(format!("-{amount}")),
            Self::TooFine if amount.contains('.') => Some(format!("{amount}4567")),
            Self::TooFine => Some(format!("{amount}.4567")),
            Self::NoCurrency => Some(amount.to_owned()),
            Self::NoAmount => None,
        }
    }
}

/// A currency that there is not.
pub(crate) const NO_CURRENCY: &str = "ZZZ";

/// What integrations with Amazon have stumbled over, and the misbehaviours that play it.
pub struct Trap {
    /// What happens.
    pub what: &'static str,
    /// Names of misbehaviours; none where the simulated Amazon is so by nature.
    pub kinds: &'static [&'static str],
}

/// The fifteen traps that a robust caller survives, in the order of the project's guide to the API.
pub const TRAPS: [Trap; 15] = [
    Trap {
        what: "calls are throttled without a hint how long, orders hardest",
        kinds: &["throttle"],
    },
    Trap {
        what: "a create times out and is done all the same",
        kinds: &["drop-reply-after-accept", "server-error-after-accept"],
    },
    Trap {
        what: "a fulfillable order sits in Planning for days",
        kinds: &["stuck-planning"],
    },
    Trap {
        what: "fees and tracking numbers are missing",
        kinds: &["estimated-fees-null", "tracking-absent"],
    },
    Trap {
        what: "orders are missing from lists, or lists lag behind",
        kinds: &["partial-list", "stale-list"],
    },
    Trap {
        what: "pending orders have no price and no address",
        kinds: &["price-absent", "address-absent"],
    },
    Trap {
        what: "the buyer's name is missing",
        kinds: &["buyer-absent"],
    },
    Trap {
        what: "a region refuses valid parameters for a day",
        kinds: &["rejects-valid"],
    },
    Trap {
        what: "inventory is late or partial",
        kinds: &["stale-inventory", "partial-list"],
    },
    Trap {
        what: "reports end CANCELLED or FATAL without a reason",
        kinds: &["report-cancelled", "report-fatal"],
    },
    Trap {
        what: "report texts come in old character sets, already damaged",
        kinds: &["cp1252", "shift-jis"],
    },
    Trap {
        what: "a listing is ACCEPTED and absent, or has the price 0",
        kinds: &["accepted-never-applied", "listing-price-zero"],
    },
    Trap {
        what: "a patch replaces more than it was meant to",
        kinds: &["patch-replaces"],
    },
    Trap {
        what: "inbound plans are puzzles: who prepares, problems one by one, plans voided, boxes and labels mixed up",
        kinds: &[
            "prep-puzzle",
            "problems-in-blocks",
            "plan-voided",
            "boxes-shuffled",
            "labels-refused",
        ],
    },
    Trap {
        what: "SKUs with slashes and other signs, and 403 for what is a wrong path",
        kinds: &["path-forbidden"],
    },
];

/// A misbehaviour that is switched on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Misbehaviour {
    /// Number of the switch, for taking it back.
    pub id: u64,
    /// Which.
    pub name: String,
    /// Only calls of this seller.
    pub seller_id: Option<String>,
    /// Only operations whose key (`outbound/createFulfillmentOrder`) or model (`outbound`) is this. What an operation
    /// starts and what ends later goes by its key as well.
    pub operation: Option<String>,
    /// How often it still strikes; without it, always.
    pub times: Option<u32>,
    /// How many matching calls it lets pass first.
    pub after: u32,
    /// Until when (virtual milliseconds).
    pub until: Option<Ms>,
    /// Every how many matching calls it strikes.
    pub every: Option<u32>,
    /// A number whose meaning the misbehaviour says.
    pub parameter: Option<i64>,
    /// Matching calls so far.
    pub n_seen: u32,
}

impl Misbehaviour {
    fn fits(&self, name: &str, seller: &str, operation: &str, now: Ms) -> bool {
        self.name == name
            && self
                .seller_id
                .as_deref()
                .is_none_or(|wanted| wanted == seller)
            && self.operation.as_deref().is_none_or(|wanted| {
                wanted == operation
                    || operation.split('/').next() == Some(wanted)
                    || wanted.split('/').next() == Some(operation)
            })
            && self.until.is_none_or(|until| now < until)
            && self.times != Some(0)
    }
}

/// Everything that is switched on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Misbehaviours {
    active: Vec<Misbehaviour>,
    n_made: u64,
}

/// A name no misbehaviour has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no misbehaviour called {0:?}")]
pub struct UnknownMisbehaviour(pub String);

impl Misbehaviours {
    /// Switches one on.
    ///
    /// # Errors
    /// When no misbehaviour has the name.
    pub fn switch_on(
        &mut self,
        mut misbehaviour: Misbehaviour,
    ) -> Result<u64, UnknownMisbehaviour> {
        if !KINDS.iter().any(|kind| kind.name == misbehaviour.name) {
            return Err(UnknownMisbehaviour(misbehaviour.name));
        }
        self.n_made += 1;
        misbehaviour.id = self.n_made;
        self.active.push(misbehaviour);
        Ok(self.n_made)
    }

    /// Switches one off; whether there was one.
    pub fn switch_off(&mut self, id: u64) -> bool {
        let n = self.active.len();
        self.active.retain(|held| held.id != id);
        self.active.len() < n
    }

    /// Switches off all of a name, or all.
    pub fn clear(&mut self, name: Option<&str>) {
        self.active
            .retain(|held| name.is_some_and(|name| held.name != name));
    }

    /// What is switched on.
    pub fn active(&self) -> &[Misbehaviour] {
        &self.active
    }

    /// Whether `name` strikes this call; counts the call.
    pub fn strikes(&mut self, name: &str, seller: &str, operation: &str, now: Ms) -> bool {
        self.strike(name, seller, operation, now).is_some()
    }

    /// Like [`Self::strikes`], with the parameter (0 without one).
    pub fn strike(&mut self, name: &str, seller: &str, operation: &str, now: Ms) -> Option<i64> {
        let found = self
            .active
            .iter_mut()
            .find(|held| held.fits(name, seller, operation, now))?;
        found.n_seen += 1;
        if found.n_seen <= found.after {
            return None;
        }
        if found
            .every
            .is_some_and(|every| (found.n_seen - found.after) % every.max(1) != 0)
        {
            return None;
        }
        if let Some(times) = &mut found.times {
            *times -= 1;
        }
        Some(found.parameter.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each trap is played by misbehaviours that exist, and each misbehaviour says in a sentence what is seen.
    #[test]
    fn every_trap_has_a_name_to_switch_it_on_by() {
        for trap in &TRAPS {
            assert!(!trap.kinds.is_empty(), "{}", trap.what);
            for name in trap.kinds {
                let mut found = KINDS.iter().filter(|kind| kind.name == *name);
                assert!(
                    found.next().is_some() && found.next().is_none(),
                    "{}: {name}",
                    trap.what
                );
            }
        }
        assert!(KINDS.iter().all(|kind| kind.seen.len() > 10));
    }
}
