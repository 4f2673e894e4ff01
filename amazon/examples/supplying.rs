//! Sending goods to Amazon (inbound 2024-03-20): whether a product is taken, a plan that is made once, placements, and
//! giving the plan up.
//!
//! ```text
//! cargo run -p amazon-sim -- --listen 127.0.0.1:8090 --seed 1
//! cargo run -p amazon --example supplying -- http://127.0.0.1:8090
//! ```

mod simulated;

use std::process::ExitCode;

use amazon::{
    Session,
    api::{
        fba_inventory,
        inbound_2024::{
            self, AddressInput, CancelInboundPlan, CreateInboundPlanRequest, Ended,
            GeneratePlacementOptions, ItemInput, LabelOwner, ListPlacementOptions, PrepOwner,
        },
    },
    operation::Earlier,
    polling::Pacing,
};
pub use simulated::{Place, Trouble};

/// Plans a shipment of whatever is in stock, and says what was seen.
///
/// # Errors
/// A call failed, or a step did.
pub async fn run(session: Session, place: Place) -> Result<String, Trouble> {
    let stock = fba_inventory::all(&session, place.home(), None).await?;
    let skus: Vec<String> = stock
        .rows
        .into_iter()
        .filter_map(|row| row.seller_sku)
        .collect();
    let now = session.client().clock().now();
    let request = |sku: &String, owner: (PrepOwner, LabelOwner)| CreateInboundPlanRequest {
        // The name is what the plan is found by after a lost answer, so no two plans share one.
        name: Some(format!("EXAMPLE-{}-{sku}-{}", now.as_second(), owner.0)),
        destination_marketplaces: vec![place.home().to_owned()],
        source_address: AddressInput {
            name: "Warehouse".to_owned(),
            address_line1: "1 Quay Street".to_owned(),
            city: "Portland".to_owned(),
            state_or_province_code: Some("OR".to_owned()),
            postal_code: "97205".to_owned(),
            country_code: "US".to_owned(),
            phone_number: "5035550100".to_owned(),
            ..Default::default()
        },
        items: vec![ItemInput {
            msku: Some(sku.clone()),
            quantity: Some(5),
            prep_owner: Some(owner.0),
            label_owner: Some(owner.1),
            ..Default::default()
        }],
    };

    // Who prepares and who labels is a puzzle: the problems of a plan that failed name what would be right.
    let mut made = None;
    let mut problems = 0;
    'found: for sku in skus.iter().take(5) {
        for prep in [PrepOwner::None, PrepOwner::Seller] {
            for label in [LabelOwner::None, LabelOwner::Seller] {
                let request = request(sku, (prep.clone(), label));
                let plan = inbound_2024::ensure_plan(&session, &request, Earlier::Never).await?;
                let operation = plan.operation_id.clone().unwrap_or_default();
                match inbound_2024::await_operation(&session, &operation, Pacing::OPERATION).await?
                {
                    Ended::Done(_) => {
                        made = plan.inbound_plan_id;
                        break 'found;
                    }
                    Ended::Failed(told) => problems += told.len(),
                }
            }
        }
    }
    let plan = made.ok_or(Trouble::Missing("product that a plan would take"))?;

    // Every step is asked for, then followed, then read.
    let generate = GeneratePlacementOptions {
        inbound_plan_id: plan.clone(),
        ..Default::default()
    };
    let operation = session
        .call(&generate)
        .await?
        .body
        .operation_id
        .unwrap_or_default();
    inbound_2024::await_operation(&session, &operation, Pacing::OPERATION).await?;
    let options = ListPlacementOptions {
        inbound_plan_id: plan.clone(),
        ..Default::default()
    };
    let options = session
        .call(&options)
        .await?
        .body
        .placement_options
        .unwrap_or_default();

    let cancel = CancelInboundPlan {
        inbound_plan_id: plan,
    };
    let operation = session
        .call(&cancel)
        .await?
        .body
        .operation_id
        .unwrap_or_default();
    let ended = inbound_2024::await_operation(&session, &operation, Pacing::OPERATION).await?;
    let is_cancelled = matches!(ended, Ended::Done(_));
    Ok(format!(
        "{problems} problems on the way; {} placements; given up: {is_cancelled}",
        options.len()
    ))
}

/// Runs it for people.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> ExitCode {
    simulated::present(run).await
}
