//! Fulfilment Outbound 2026-07-04: the newer way to the same warehouses, with tracking inside the
//! order. It has no returns, no tracking events and no edit of a held order but its action; those
//! stay with [`outbound_2020`](super::outbound_2020).
//!
//! Traps: creating answers 200 with the order or 202 with its id and status alone, so read it back;
//! `packageNumber` is text here; amounts are texts with a unit; the priority tier exists in Canada,
//! India and Mexico only.

mod wire;

use std::time::Duration;

pub use wire::*;

use super::outbound_2020::is_absent;
use crate::{
    client::Session,
    error::Error,
    operation::{Created, Earlier, Operation, Safety},
};

const SETTLING: Duration = Duration::from_secs(5);
const ATTEMPTS: u32 = 3;

/// Creates an order exactly once; see [`outbound_2020::ensure_created`](super::outbound_2020::ensure_created).
///
/// Amazon may answer 202, which promises nothing yet: the order is then read back, and counts as
/// created only when it is there.
///
/// # Errors
/// Amazon refuses the order, or its fate could not be found out.
pub async fn ensure_created(
    session: &Session,
    order_id: &str,
    create: &CreateOrder,
    earlier: Earlier,
) -> Result<Created, Error> {
    if earlier == Earlier::Perhaps && exists(session, order_id).await? {
        return Ok(Created::Before);
    }
    let mut attempt = 0;
    loop {
        attempt += 1;
        let error = match session.call(create).await {
            Ok(answer) if answer.body.order.is_some() => return Ok(Created::Now),
            Ok(_) if exists(session, order_id).await? => return Ok(Created::Now),
            Ok(answer) => Error::Unreadable {
                operation: CreateOrder::NAME,
                reason: "the order was accepted and cannot be read back yet".to_owned(),
                request_id: answer.request_id,
            },
            Err(error) => error,
        };
        let unknown = error.outcome_unknown(Safety::Once);
        let taken = error
            .refusal()
            .is_some_and(|refusal| refusal.mentions("already") || refusal.mentions("duplicate"));
        if !unknown && !taken {
            return Err(error);
        }
        if exists(session, order_id).await? {
            return Ok(Created::Before);
        }
        if taken || attempt == ATTEMPTS {
            return Err(error);
        }
    }
}

/// Whether Amazon knows an order, asked twice before it is taken for unknown.
///
/// # Errors
/// Amazon could not be asked.
pub async fn exists(session: &Session, order_id: &str) -> Result<bool, Error> {
    let get = GetOrder {
        order_id: order_id.to_owned(),
        ..GetOrder::default()
    };
    for look in 0..2 {
        if look > 0 {
            session.client().clock().sleep(SETTLING).await;
        }
        match session.call(&get).await {
            Ok(_) => return Ok(true),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}
