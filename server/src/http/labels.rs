//! Labels to print.

use super::extract::{Path, Query};
use super::problem::Problem;
use super::table::{Table, get};
use crate::app::{App, Caller};
use crate::documents::labels::{Label, Paper, pdf};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::{LocationId, ProductId};
use serde::Deserialize;
use std::str::FromStr;

/// Most labels in one file.
const MOST: usize = 5_000;

/// The addresses of labels.
pub fn addresses(table: Table) -> Table {
    table
        .add(
            get("/labels/bins", "read_bin_labels", "Labels of bins in walking order as PDF; paper sheet (A4, 3 by 8) or roll (57 by 32 mm), quantity of each")
                .query("ids paper quantity"),
            read_bin_labels,
        )
        .add(
            get("/labels/products", "read_product_labels", "Labels of products as PDF; paper and quantity as for bins").query("ids paper quantity"),
            read_product_labels,
        )
        .add(
            get("/locations/{id}/labels.pdf", "read_location_labels", "Labels of all bins of a location as PDF").query("paper quantity"),
            read_location_labels,
        )
        .add(
            get("/products/{id}/label.pdf", "read_product_label", "The label of a product as PDF").query("paper quantity"),
            read_product_label,
        )
}

/// Which labels are wanted, and on what.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    ids: Option<String>,
    paper: Option<String>,
    quantity: Option<usize>,
}

impl Wanted {
    fn ids<T: FromStr>(&self) -> Result<Vec<T>, Problem> {
        let ids = self
            .ids
            .as_deref()
            .unwrap_or_default()
            .split(',')
            .filter(|id| !id.is_empty());
        let ids: Result<Vec<T>, Problem> = ids
            .map(|id| {
                id.parse()
                    .map_err(|_| Problem::field("ids", "one of them is no such id"))
            })
            .collect();
        match ids {
            Ok(ids) if ids.len() > MOST => {
                Err(Problem::field("ids", "these are too many for one file"))
            }
            other => other,
        }
    }

    /// How many of each.
    fn quantity(&self) -> Result<usize, Problem> {
        match self.quantity.unwrap_or(1) {
            0 => Err(Problem::field("quantity", "is at least 1")),
            n if n > MOST => Err(Problem::field("quantity", format!("is at most {MOST}"))),
            n => Ok(n),
        }
    }

    fn paper(&self, usual: Paper) -> Result<Paper, Problem> {
        match self.paper.as_deref() {
            None => Ok(usual),
            Some(name) => Paper::of_name(name)
                .ok_or_else(|| Problem::field("paper", "is neither sheet nor roll")),
        }
    }
}

/// Labels of bins.
pub async fn read_bin_labels(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let labels = app.bin_labels(&caller, &wanted.ids()?).await?;
    printed(
        "bins",
        labels,
        wanted.paper(Paper::Sheet)?,
        wanted.quantity()?,
    )
    .await
}

/// Labels of products.
pub async fn read_product_labels(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let labels = app.product_labels(&caller, &wanted.ids()?).await?;
    printed(
        "products",
        labels,
        wanted.paper(Paper::Sheet)?,
        wanted.quantity()?,
    )
    .await
}

/// Labels of all bins of a location.
pub async fn read_location_labels(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<LocationId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let labels = app.location_labels(&caller, id).await?;
    printed(
        "bins",
        labels,
        wanted.paper(Paper::Sheet)?,
        wanted.quantity()?,
    )
    .await
}

/// The label of a product.
pub async fn read_product_label(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ProductId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let labels = app.product_labels(&caller, &[id]).await?;
    printed(
        "product",
        labels,
        wanted.paper(Paper::Roll)?,
        wanted.quantity()?,
    )
    .await
}

async fn printed(
    name: &str,
    labels: Vec<Label>,
    paper: Paper,
    quantity: usize,
) -> Result<Response, Problem> {
    if labels.len() * quantity > MOST {
        return Err(Problem::field(
            "quantity",
            format!("would make more than {MOST} labels: print them in parts"),
        ));
    }
    let labels: Vec<Label> = labels
        .into_iter()
        .flat_map(|label| std::iter::repeat_n(label, quantity))
        .collect();
    let drawn = tokio::task::spawn_blocking(move || pdf(&labels, paper)).await;
    let bytes = drawn
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let file = format!("inline; filename=\"labels-{name}.pdf\"");
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, file),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
