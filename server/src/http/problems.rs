//! What each error of a use case looks like from outside.

use super::problem::Problem;
use crate::app::keys::KeyRefusal;
use crate::app::people::PeopleError;
use crate::app::{ActError, SyncError};
use crate::store::StoreError;
use axum::http::StatusCode;
use domain::books::Refusal;
use domain::ids::BinId;
use domain::operation::Disposition;
use domain::stocktake::review::Blocker;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            error_ref if error_ref.is_retryable() => Self::unavailable(error),
            error_ref if error_ref.is_full() => {
                let text = "The server's disk is full. Nothing was changed, and what was saved before is safe. Tell whoever \
                            runs this server to make room, then try again.";
                let mut problem = Self::internal(error);
                (problem.status, problem.kind, problem.detail) = (
                    StatusCode::INSUFFICIENT_STORAGE,
                    "server/full",
                    text.to_owned(),
                );
                problem
            }
            StoreError::Newer { .. } => {
                let text = "A newer version of the server is taking this one's place. Nothing was changed. Try again in a \
                            moment.";
                let mut problem = Self::unavailable(error).retry_after(5);
                (problem.kind, problem.detail) = ("server/outdated", text.to_owned());
                problem
            }
            StoreError::Constraint(_) => {
                let text = "Somebody else wrote the same thing at the same moment. Nothing was changed. Load it again and \
                            look what is there now.";
                let mut problem = Self::internal(error);
                (problem.status, problem.kind, problem.detail) =
                    (StatusCode::CONFLICT, "record/collision", text.to_owned());
                problem
            }
            _ => Self::internal(error),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match &refusal {
            Refusal::NotAllowed(_) | Refusal::DeviceRevoked => StatusCode::FORBIDDEN,
            Refusal::Missing(_) => StatusCode::NOT_FOUND,
            Refusal::NothingToDo
            | Refusal::SamePlace
            | Refusal::BinElsewhere
            | Refusal::TooManyOptions
            | Refusal::WrongVariant
            | Refusal::ZeroQuantity
            | Refusal::WrongKit
            | Refusal::WrongCurrency
            | Refusal::WrongLines
            | Refusal::WrongCoverage => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::CONFLICT,
        };
        let detail = format!("{} {}", refusal.sentence(), refusal.advice());
        let reasons = match &refusal {
            Refusal::Blocked(blockers) => blockers.iter().map(blocker).collect(),
            Refusal::CostMissing(products) => products
                .iter()
                .map(|product| format!("{product} needs a unit cost."))
                .collect(),
            Refusal::Short {
                product,
                wanted,
                available,
            } => {
                vec![format!(
                    "{product}: {wanted} wanted, {available} available."
                )]
            }
            _ => Vec::new(),
        };
        Self::new(status, refusal.code(), detail).with_reasons(reasons)
    }
}

/// What stands in the way of completing, for programs that do not read the review.
fn blocker(blocker: &Blocker) -> String {
    let place = |bin: &Option<BinId>| {
        bin.map_or("the place without a bin".to_owned(), |bin| bin.to_string())
    };
    match blocker {
        Blocker::OpenPass(pass) => format!("The count {pass} is open or has not arrived whole."),
        Blocker::Conflict(bin) => format!("The counts of {} differ.", place(bin)),
        Blocker::Recount(bin) => format!("The recount of {} is not done.", place(bin)),
        Blocker::Quarantine(pass) => format!("The count {pass} came from a revoked device."),
        Blocker::UnknownCode(code) => format!("The code {code} is not linked to a product."),
        Blocker::DeviceNotReported(device) => {
            format!("The tablet {device} has not reported since its last count.")
        }
        Blocker::Unclear(key) => format!(
            "Whether {} moved before or after its count is not known.",
            key.product
        ),
        Blocker::NotCountable(product) => format!("{product} is a kit, a service or unknown."),
        Blocker::Unreported(key) => format!(
            "No figure of {} came from the service: confirm that none is there, or enter what is.",
            key.product
        ),
    }
}

fn unfit(disposition: Disposition) -> Problem {
    let (kind, text) = match disposition {
        Disposition::Late => (
            "fact/late",
            "This stocktake has ended or this transfer is void. Nothing was changed. Look at its log for what happened.",
        ),
        Disposition::UnknownItem => (
            "fact/unknown-item",
            "This names a product, transfer or line that is not there. Nothing was changed. Load it again and choose anew.",
        ),
        _ => (
            "fact/out-of-scope",
            "This cannot have happened there: kits and services have no stock, and bins belong to one location. Nothing was \
             changed. Choose another place or product.",
        ),
    };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, kind, text)
}

impl From<ActError> for Problem {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refusal) => refusal.into(),
            ActError::Stale(_) => Self::new(
                StatusCode::PRECONDITION_FAILED,
                "record/changed",
                "Somebody else has changed this since you saw it. Nothing was changed. Load it again and look at both.",
            ),
            ActError::Missing(record) => Refusal::Missing(record).into(),
            ActError::Input { field, message } => Self::field(&field, message),
            ActError::Unfit(disposition) => unfit(disposition),
            ActError::Store(error) => error.into(),
        }
    }
}

impl From<SyncError> for Problem {
    fn from(error: SyncError) -> Self {
        match &error {
            SyncError::Stopping => Self::unavailable(error),
            SyncError::Store(cause) if cause.is_retryable() => Self::unavailable(error),
            SyncError::Store(_) => Self::internal(error),
        }
    }
}

impl From<KeyRefusal> for Problem {
    fn from(refusal: KeyRefusal) -> Self {
        let (kind, detail) = match refusal {
            KeyRefusal::Unknown => (
                "key/unknown",
                "This API key is not one of this server. Check that it was copied whole.",
            ),
            KeyRefusal::Expired(_) => (
                "key/expired",
                "This API key has expired. An administrator can make a new one.",
            ),
            KeyRefusal::Revoked(_) => (
                "key/revoked",
                "This API key was revoked. An administrator can make a new one.",
            ),
            KeyRefusal::Throttled { seconds } => {
                let detail = format!(
                    "There were too many wrong API keys. Wait {seconds} seconds, then try again."
                );
                return Self::new(StatusCode::TOO_MANY_REQUESTS, "key/too-many-tries", detail)
                    .retry_after(seconds);
            }
            KeyRefusal::Store(error) => return error.into(),
        };
        Self::new(StatusCode::UNAUTHORIZED, kind, detail)
    }
}

impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::SetUpAlready => Self::new(
                StatusCode::CONFLICT,
                "setup/done",
                "This server is set up already. Sign in, or ask its administrator for an invitation.",
            ),
            PeopleError::NotSetUp => Self::new(
                StatusCode::CONFLICT,
                "setup/needed",
                "This server is not set up yet. Open it in a browser to do so.",
            ),
            PeopleError::NotAllowed(permission) => Refusal::NotAllowed(permission).into(),
            PeopleError::WrongPassword => Self::new(
                StatusCode::UNAUTHORIZED,
                "session/wrong-password",
                "Address and password do not belong together. Check both; an administrator can send you a link for a new \
                 password.",
            ),
            PeopleError::Throttled { seconds } => Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "session/too-many-tries",
                format!(
                    "There were too many failed tries. Wait {seconds} seconds, then try again."
                ),
            )
            .retry_after(seconds),
            PeopleError::DeviceRevoked => Refusal::DeviceRevoked.into(),
            PeopleError::DeviceKey => Self::field(
                "device.public_key",
                "it is no uncompressed point of P-256 in base64",
            ),
            PeopleError::Password(unfit) => Self::field("password", unfit.to_string()),
            PeopleError::Address(email) => {
                Self::field("email", format!("{email} is not an e-mail address"))
            }
            PeopleError::Zone(zone) => Self::field(
                "time_zone",
                format!("{zone} is not the name of a time zone"),
            ),
            PeopleError::DeadLink => Self::new(
                StatusCode::NOT_FOUND,
                "link/dead",
                "This link was used before or is too old. Ask an administrator for a new one.",
            ),
            PeopleError::Missing(what) => Self::not_found("people/missing", what),
            PeopleError::Taken(what) => Self::new(
                StatusCode::CONFLICT,
                "people/taken",
                format!(
                    "Another {what} has this already. Choose another, or change the one that has it."
                ),
            ),
            PeopleError::LastAdministrator => Self::new(
                StatusCode::CONFLICT,
                "people/last-administrator",
                "Nobody would be left who may administer users. Give somebody else that right first.",
            ),
            PeopleError::RoleInUse => Self::new(
                StatusCode::CONFLICT,
                "role/in-use",
                "Users or API keys have this role, or had it when they were revoked. Give users another role first.",
            ),
            PeopleError::OverAlready => Self::field("expires", "this moment has passed already"),
            PeopleError::NotByKey => Self::new(
                StatusCode::FORBIDDEN,
                "key/not-by-key",
                "An API key makes no other keys. Sign in to make one.",
            ),
            PeopleError::NoMail => Self::new(
                StatusCode::CONFLICT,
                "mail/not-set-up",
                "This server sends no mail. Ask whoever manages users for a link to a new password.",
            ),
            PeopleError::Store(error) => error.into(),
        }
    }
}
