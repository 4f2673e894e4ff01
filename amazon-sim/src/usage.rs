//! Usage plans: one token bucket for each pair of application and seller, and each operation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Ms;
use crate::model::UsagePlan;

/// Operations whose model states no plan get this one.
pub const UNSTATED: UsagePlan = UsagePlan {
    rate: 5.0,
    burst: 15.0,
};

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Bucket {
    tokens: f64,
    at: Ms,
}

/// All buckets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Buckets {
    buckets: BTreeMap<String, Bucket>,
    /// Rates that differ from the model's for a key or an operation.
    pub overrides: BTreeMap<String, (f64, f64)>,
}

impl Buckets {
    /// The plan in force for an operation.
    pub fn plan(&self, operation: &str, stated: Option<UsagePlan>) -> UsagePlan {
        match self.overrides.get(operation) {
            Some((rate, burst)) => UsagePlan {
                rate: *rate,
                burst: *burst,
            },
            None => stated.unwrap_or(UNSTATED),
        }
    }

    /// Takes a token; false when the bucket is empty.
    pub fn take(&mut self, owner: &str, operation: &str, plan: UsagePlan, now: Ms) -> bool {
        let bucket = self
            .buckets
            .entry(format!("{owner}/{operation}"))
            .or_insert(Bucket {
                tokens: plan.burst,
                at: now,
            });
        let elapsed = (now - bucket.at).max(0) as f64 / 1000.0;
        bucket.tokens = (bucket.tokens + elapsed * plan.rate).min(plan.burst);
        bucket.at = now;
        // Rounding of many small refills may not cost a caller who waits exactly 1/rate its token.
        if bucket.tokens + 1e-6 < 1.0 {
            return false;
        }
        bucket.tokens -= 1.0;
        true
    }

    /// Tokens left, for the control page.
    pub fn levels(&self) -> impl Iterator<Item = (&str, f64)> {
        self.buckets
            .iter()
            .map(|(key, bucket)| (key.as_str(), bucket.tokens))
    }
}
