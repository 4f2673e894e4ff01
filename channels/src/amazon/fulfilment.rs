//! Fulfilment by Amazon.

use std::time::Duration;

use ::amazon::{
    Priority,
    api::{
        fba_inventory::{self, GetInventorySummaries, InventorySummary},
        outbound_2020::{
            self as wire, CancelFulfillmentOrder, CreateFulfillmentOrder,
            CreateFulfillmentOrderItem, CreateFulfillmentOrderRequest, CreateFulfillmentReturn,
            CreateFulfillmentReturnRequest, CreateReturnItem, CurrentStatus, Fee,
            FulfillmentAction, FulfillmentOrderStatus, FulfillmentPreview,
            FulfillmentPreviewShipment, FulfillmentReturnItemStatus,
            FulfillmentShipmentFulfillmentShipmentStatus, GetFulfillmentOrder,
            GetFulfillmentOrderResult, GetFulfillmentPreview, GetFulfillmentPreviewItem,
            GetFulfillmentPreviewRequest, GetPackageTrackingDetails, ListAllFulfillmentOrders,
            ListReturnReasonCodes, PackageTrackingDetails, ReturnAuthorization, ReturnItem,
            ShippingSpeedCategory, UpdateFulfillmentOrder, UpdateFulfillmentOrderItem,
            UpdateFulfillmentOrderRequest,
        },
    },
    operation::Safety,
};
use async_trait::async_trait;
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;

use super::{
    Fba, filled, lower_lines, mapping,
    reading::{Lost, Unreadable, count, latest, needed, present},
    told,
};
use crate::{
    error::{Error, Reason},
    fulfilment::{
        Cancellation, Capabilities, Changed, FulfilmentService, LineProgress, Method, MethodOffer,
        OutboundLine, OutboundOrder, Parcel, Progress, Release, ReturnProgress, ReturnReason,
        ReturnUnit, Sent, Status, StockPass, StockQuery, StockRow, TrackingEvent, Window,
    },
    inbound::InboundService,
    words::{self, Earlier, Money, Problem, Told, Unread},
};

/// The methods that are not Japan's alone.
const METHODS: [ShippingSpeedCategory; 3] = [
    ShippingSpeedCategory::Standard,
    ShippingSpeedCategory::Expedited,
    ShippingSpeedCategory::Priority,
];
/// Where previews stand in their answer.
const PREVIEWS: &str = "payload.fulfillmentPreviews";
/// Parcels whose tracking is asked for at a time.
const AT_A_TIME: usize = 4;
/// After this a parcel is not asked about any more.
const LONGEST_TRACKING: Duration = Duration::from_secs(45 * 24 * 3600);

#[async_trait]
impl FulfilmentService for Fba {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            hold: true,
            edit_held: true,
            cancel_released: true,
            tracking: true,
            methods_by_address: true,
            printed_comment: true,
            returns: true,
            inbound: true,
            longest_hold: Some(wire::LONGEST_HOLD),
            longest_comment: Some(wire::LONGEST_COMMENT),
            most_lines: Some(wire::MOST_LINES),
            most_units: u32::try_from(wire::MOST_UNITS).ok(),
            longest_id: wire::LONGEST_ORDER_ID,
        }
    }

    fn methods(&self) -> Vec<Method> {
        METHODS
            .iter()
            .map(|speed| Method(speed.to_string()))
            .collect()
    }

    fn check(&self, order: &OutboundOrder) -> Vec<Problem> {
        let mut problems = check_address(&order.address);
        let mut find = |about: &str, wrong: bool, message: String| {
            if wrong {
                problems.push(Problem::of(about, message));
            }
        };
        find(
            "id",
            order.id.is_empty() || order.id.len() > wire::LONGEST_ORDER_ID,
            format!(
                "the order's id must have 1 to {} characters",
                wire::LONGEST_ORDER_ID
            ),
        );
        find("id", order.id.contains('+') || order.id.contains("  "), "the order's id must have no plus sign and no double space, as Amazon cannot find it again".into());
        find(
            "comment",
            order.comment.chars().count() > wire::LONGEST_COMMENT,
            format!(
                "the comment has {} characters; Amazon takes at most {}",
                order.comment.chars().count(),
                wire::LONGEST_COMMENT
            ),
        );
        find(
            "number",
            order.number.len() > wire::LONGEST_ORDER_ID || order.number.is_empty(),
            format!(
                "the order's number must have 1 to {} characters",
                wire::LONGEST_ORDER_ID
            ),
        );
        find(
            "lines",
            order.lines.is_empty(),
            "there is nothing to send".into(),
        );
        find(
            "lines",
            order.lines.len() > wire::MOST_LINES,
            format!("Amazon takes at most {} lines", wire::MOST_LINES),
        );
        let units: i64 = order
            .lines
            .iter()
            .map(|line| i64::from(line.quantity))
            .sum();
        find(
            "lines",
            units > wire::MOST_UNITS,
            format!("Amazon takes at most {} units", wire::MOST_UNITS),
        );
        for line in &order.lines {
            find(
                &line.id,
                line.quantity == 0,
                format!("line {} has no units", line.id),
            );
            find(
                &line.id,
                line.sku.is_empty()
                    || line.sku.len() > 50
                    || line.id.is_empty()
                    || line.id.len() > 50,
                format!(
                    "line {} needs an id and a SKU of 1 to 50 characters",
                    line.id
                ),
            );
        }
        problems
    }

    async fn preview(
        &self,
        address: &words::Address,
        lines: &[OutboundLine],
    ) -> Result<Told<MethodOffer>, Error> {
        let wrong = check_address(address);
        if !wrong.is_empty() {
            return Err(Error::invalid(wrong));
        }
        let request = GetFulfillmentPreview {
            body: GetFulfillmentPreviewRequest {
                address: wire_address(address),
                items: lines
                    .iter()
                    .map(|line| GetFulfillmentPreviewItem {
                        seller_sku: line.sku.clone(),
                        seller_fulfillment_order_item_id: line.id.clone(),
                        quantity: line.quantity.into(),
                        ..Default::default()
                    })
                    .collect(),
                marketplace_id: Some(self.marketplace.clone()),
                shipping_speed_categories: Some(METHODS.to_vec()),
                ..Default::default()
            },
        };
        // A person waits for it.
        let session = self.session.with_priority(Priority::Interactive);
        let answer = session
            .payload(&request)
            .await
            .map_err(|error| told::<GetFulfillmentPreview>(error, "preview"))?;
        let mut lost = Lost::from(answer.unread);
        let previews = answer.body.fulfillment_previews;
        let is_told = previews.is_some();
        let mut offers = lost.rows(PREVIEWS, "shippingSpeedCategory", previews, offer);
        offers.rows = std::mem::take(&mut offers.rows)
            .into_iter()
            .map(|offer| without_partial_sums(offer, &offers.unread))
            .collect();
        // What has lost its name may be of any method.
        let is_whole = is_told && offers.unread.iter().all(|lost| lost.about.is_some());
        for speed in METHODS {
            let method = Method(speed.to_string());
            let is_method = |lost: &Unread| lost.about.as_ref() == Some(&method.0);
            let is_read = offers.iter().any(|offer| offer.method == method);
            match is_read || offers.unread.iter().any(is_method) {
                true => {}
                false if is_whole => offers.push(not_offered(method)),
                false => offers.unread.push(untold_method(&method, PREVIEWS)),
            }
        }
        offers.unread.extend(lost.rest(None));
        Ok(offers)
    }

    async fn send(
        &self,
        order: &OutboundOrder,
        release: Release,
        earlier: Earlier,
    ) -> Result<Sent, Error> {
        let problems = self.check(order);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let request = CreateFulfillmentOrderRequest {
            marketplace_id: Some(self.marketplace.clone()),
            seller_fulfillment_order_id: order.id.clone(),
            displayable_order_id: printable(&order.number),
            displayable_order_date: order.date.into(),
            displayable_order_comment: comment(order),
            shipping_speed_category: order.method.0.as_str().into(),
            destination_address: wire_address(&order.address),
            fulfillment_action: Some(match release {
                Release::Ship => FulfillmentAction::Ship,
                Release::Hold => FulfillmentAction::Hold,
            }),
            notification_emails: (!order.notify.is_empty()).then(|| order.notify.clone()),
            items: order
                .lines
                .iter()
                .map(|line| CreateFulfillmentOrderItem {
                    seller_sku: line.sku.clone(),
                    seller_fulfillment_order_item_id: line.id.clone(),
                    quantity: line.quantity.into(),
                    ..Default::default()
                })
                .collect(),
            ..Default::default()
        };
        let session = self.session.with_priority(Priority::Write);
        let earlier = match earlier {
            Earlier::Never => ::amazon::operation::Earlier::Never,
            Earlier::Perhaps => ::amazon::operation::Earlier::Perhaps,
        };
        match wire::ensure_created(&session, &request, earlier).await {
            Ok(::amazon::operation::Created::Now) => Ok(Sent::Now),
            Ok(::amazon::operation::Created::Before) => Ok(Sent::Before),
            Err(error) => Err(told::<CreateFulfillmentOrder>(error, &order.id)),
        }
    }

    async fn edit_held(&self, order: &OutboundOrder) -> Result<(), Error> {
        let problems = self.check(order);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let update = UpdateFulfillmentOrder {
            seller_fulfillment_order_id: order.id.clone(),
            body: UpdateFulfillmentOrderRequest {
                marketplace_id: Some(self.marketplace.clone()),
                displayable_order_comment: Some(comment(order)),
                shipping_speed_category: Some(order.method.0.as_str().into()),
                destination_address: Some(wire_address(&order.address)),
                notification_emails: (!order.notify.is_empty()).then(|| order.notify.clone()),
                items: Some(
                    order
                        .lines
                        .iter()
                        .map(|line| UpdateFulfillmentOrderItem {
                            seller_sku: Some(line.sku.clone()),
                            seller_fulfillment_order_item_id: line.id.clone(),
                            quantity: line.quantity.into(),
                            ..Default::default()
                        })
                        .collect(),
                ),
                ..Default::default()
            },
        };
        self.update(&update).await
    }

    async fn release(&self, id: &str) -> Result<(), Error> {
        match self.update(&wire::ship_held(id)).await {
            Err(
                error @ Error::Refused {
                    reason: Reason::NotNow,
                    ..
                },
            ) => {
                // It may have gone already, by a call whose answer was lost.
                let head = self.read(id).await?.fulfillment_order.unwrap_or_default();
                if head.fulfillment_action == Some(FulfillmentAction::Ship) {
                    Ok(())
                } else {
                    Err(error)
                }
            }
            outcome => outcome,
        }
    }

    async fn cancel(&self, id: &str) -> Result<Cancellation, Error> {
        let cancel = CancelFulfillmentOrder {
            seller_fulfillment_order_id: id.to_owned(),
        };
        let session = self.session.with_priority(Priority::Write);
        let refusal = match session.call(&cancel).await {
            Ok(answer) => answer
                .body
                .errors
                .filter(|errors| !errors.is_empty())
                .map(|errors| {
                    super::refused(&::amazon::Refusal {
                        status: answer.status,
                        errors,
                        text: None,
                        request_id: answer.request_id,
                    })
                }),
            Err(error) => match told::<CancelFulfillmentOrder>(error, id) {
                refused @ Error::Refused { .. } => Some(refused),
                // An order that is not held or not waiting is refused with 403 too.
                Error::NotPermitted { message, .. } => Some(Error::Refused {
                    reason: Reason::NotNow,
                    message,
                    problems: Vec::new(),
                }),
                error => return Err(error),
            },
        };
        let head = self.read(id).await?.fulfillment_order.unwrap_or_default();
        match (head.fulfillment_order_status, refusal) {
            (Some(FulfillmentOrderStatus::Cancelled), _) => Ok(Cancellation::Done),
            (_, None) => Ok(Cancellation::Asked),
            (
                _,
                Some(Error::Refused {
                    message, problems, ..
                }),
            ) => Err(Error::Refused {
                reason: Reason::NotNow,
                message,
                problems,
            }),
            (_, Some(error)) => Err(error),
        }
    }

    async fn progress(&self, id: &str, delivered: &[String]) -> Result<Progress, Error> {
        let (order, lost) = self.read_whole(id).await?;
        let now = self.session.client().clock().now();
        let mut parcels = parcels(&order);
        for parcel in &mut parcels {
            parcel.delivered = delivered.contains(&parcel.id);
        }
        let open: Vec<usize> = (0..parcels.len())
            .filter(|at| self.is_worth_tracking(&parcels[*at], now))
            .collect();
        let tracked: Vec<(usize, ::amazon::Answer<PackageTrackingDetails>)> = stream::iter(open)
            .map(|at| {
                let number = parcels[at].id.parse().unwrap_or_default();
                async move {
                    self.tracking(number)
                        .await
                        .map(|details| details.map(|details| (at, details)))
                }
            })
            .buffer_unordered(AT_A_TIME)
            .try_filter_map(|found| async { Ok(found) })
            .try_collect()
            .await?;
        let mut unread = lost.rest(Some(id));
        for (at, details) in tracked {
            unread.extend(Lost::from(details.unread).rest(Some(id)));
            follow(&mut parcels[at], details.body);
        }
        Ok(progress(id, order, parcels, unread, now))
    }

    async fn changed_since(&self, since: Timestamp) -> Result<Told<Changed>, Error> {
        let list = ListAllFulfillmentOrders {
            query_start_date: Some(since.into()),
            next_token: None,
        };
        let pages: Vec<_> = self
            .session
            .pages(list)
            .try_collect()
            .await
            .map_err(|error| told::<ListAllFulfillmentOrders>(error, "orders"))?;
        let mut changed = Told::default();
        for page in pages {
            let mut lost = Lost::from(page.unread);
            let orders = page.body.payload.and_then(|page| page.fulfillment_orders);
            let (list, name) = ("payload.fulfillmentOrders", "sellerFulfillmentOrderId");
            changed.extend(lost.rows(list, name, orders, |order| {
                Ok(Changed {
                    id: present(order.seller_fulfillment_order_id, "the order's id")?,
                    service_status: order
                        .fulfillment_order_status
                        .map(|word| word.to_string())
                        .unwrap_or_default(),
                    changed_at: order.status_updated_date.and_then(|time| time.instant()),
                })
            }));
            changed.unread.extend(lost.rest(None));
        }
        Ok(changed)
    }

    async fn return_reasons(
        &self,
        order: &str,
        sku: &str,
        language: &str,
    ) -> Result<Told<ReturnReason>, Error> {
        let list = ListReturnReasonCodes {
            seller_sku: sku.to_owned(),
            seller_fulfillment_order_id: Some(order.to_owned()),
            language: filled(language),
            marketplace_id: None,
        };
        let answer = self
            .session
            .payload(&list)
            .await
            .map_err(|error| told::<ListReturnReasonCodes>(error, order))?;
        let mut lost = Lost::from(answer.unread);
        let reasons = answer.body.reason_code_details;
        let (list, name) = ("payload.reasonCodeDetails", "returnReasonCode");
        let mut told = lost.rows(list, name, reasons, |reason| {
            let code = present(reason.return_reason_code, "the reason's code")?;
            let description = reason
                .translated_description
                .or(reason.description)
                .unwrap_or_else(|| code.clone());
            Ok(ReturnReason { code, description })
        });
        told.unread.extend(lost.rest(Some(order)));
        Ok(told)
    }

    async fn announce_return(
        &self,
        order: &str,
        units: &[ReturnUnit],
        earlier: Earlier,
    ) -> Result<Vec<ReturnProgress>, Error> {
        let request = CreateFulfillmentReturnRequest {
            items: units
                .iter()
                .map(|unit| CreateReturnItem {
                    seller_return_item_id: unit.id.clone(),
                    seller_fulfillment_order_item_id: unit.line.clone(),
                    amazon_shipment_id: unit.shipment.clone(),
                    return_reason_code: unit.reason.clone(),
                    return_comment: unit.comment.clone(),
                })
                .collect(),
        };
        let earlier = match earlier {
            Earlier::Never => ::amazon::operation::Earlier::Never,
            Earlier::Perhaps => ::amazon::operation::Earlier::Perhaps,
        };
        let session = self.session.with_priority(Priority::Write);
        let result = wire::ensure_returned(&session, order, &request, earlier)
            .await
            .map_err(|error| told::<CreateFulfillmentReturn>(error, order))?;
        let mut found = returns(result.return_items, result.return_authorizations);
        found.extend(
            result
                .invalid_return_items
                .into_iter()
                .flatten()
                .map(|invalid| ReturnProgress {
                    id: invalid.seller_return_item_id.unwrap_or_default(),
                    line: invalid.seller_fulfillment_order_item_id,
                    arrived: false,
                    condition: None,
                    authorisation: None,
                    send_to: None,
                    refused: invalid.invalid_item_reason.map(|reason| {
                        let code = reason
                            .invalid_item_reason_code
                            .map(|code| code.to_string())
                            .unwrap_or_default();
                        reason.description.unwrap_or(code)
                    }),
                }),
        );
        Ok(found)
    }

    async fn stock(&self, query: &StockQuery) -> Result<StockPass, Error> {
        let outcome = match query {
            StockQuery::Everything => {
                fba_inventory::all(&self.session, &self.marketplace, None).await
            }
            StockQuery::ChangedSince(since) => {
                fba_inventory::all(&self.session, &self.marketplace, Some(*since)).await
            }
            StockQuery::Skus(skus) => self.stock_of(skus).await,
        };
        match outcome {
            Ok(pass) => Ok(stock_pass(pass)),
            // It started over several times; the next run does again.
            Err(error) if fba_inventory::is_expired_token(&error) => Err(Error::Unreachable {
                retry_after: None,
                cause: super::chain(&error),
            }),
            Err(error) if fba_inventory::is_without_fba(&error) => Err(Error::Refused {
                reason: Reason::Other,
                message: format!("Amazon says that this account has no FBA: {error}"),
                problems: Vec::new(),
            }),
            Err(error) => Err(told::<GetInventorySummaries>(error, "stock")),
        }
    }

    fn inbound(&self) -> Option<&dyn InboundService> {
        Some(self)
    }
}

impl Fba {
    async fn read(&self, id: &str) -> Result<GetFulfillmentOrderResult, Error> {
        Ok(self.read_whole(id).await?.0)
    }

    /// An order, and what of it could not be read.
    async fn read_whole(&self, id: &str) -> Result<(GetFulfillmentOrderResult, Lost), Error> {
        let get = GetFulfillmentOrder {
            seller_fulfillment_order_id: id.to_owned(),
        };
        match self.session.payload(&get).await {
            Ok(answer) => Ok((answer.body, answer.unread.into())),
            Err(error) if wire::is_absent(&error) => Err(Error::NotFound(id.to_owned())),
            Err(error) => Err(told::<GetFulfillmentOrder>(error, id)),
        }
    }

    /// What comes back of an order, and what of that could not be read.
    pub(super) async fn returns_of(&self, id: &str) -> Result<Told<ReturnProgress>, Error> {
        let (order, lost) = self.read_whole(id).await?;
        let mut unread = lost.rest(Some(id));
        unread.retain(|lost| lost.place.starts_with("payload.return"));
        let rows = returns(order.return_items, order.return_authorizations);
        Ok(Told { rows, unread })
    }

    async fn update(&self, update: &UpdateFulfillmentOrder) -> Result<(), Error> {
        let session = self.session.with_priority(Priority::Write);
        let id = &update.seller_fulfillment_order_id;
        match session.call(update).await {
            Ok(answer) => match answer.body.errors.filter(|errors| !errors.is_empty()) {
                None => Ok(()),
                Some(errors) => Err(super::refused(&::amazon::Refusal {
                    status: answer.status,
                    errors,
                    text: None,
                    request_id: answer.request_id,
                })),
            },
            Err(error) => Err(match told::<UpdateFulfillmentOrder>(error, id) {
                // An order that is not held any more is refused with 403.
                Error::NotPermitted { message, .. } => Error::Refused {
                    reason: Reason::NotNow,
                    message,
                    problems: Vec::new(),
                },
                error => error,
            }),
        }
    }

    fn is_worth_tracking(&self, parcel: &Parcel, now: Timestamp) -> bool {
        let old = parcel.shipped_at.is_some_and(|at| {
            now.duration_since(at) > LONGEST_TRACKING.try_into().unwrap_or_default()
        });
        !parcel.delivered && !old && parcel.id.parse::<i64>().is_ok()
    }

    /// Tracking that cannot be had now is left for the next time; the rest of the order is worth telling.
    async fn tracking(
        &self,
        package_number: i64,
    ) -> Result<Option<::amazon::Answer<PackageTrackingDetails>>, Error> {
        let get = GetPackageTrackingDetails { package_number };
        match self.session.payload(&get).await {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if error.retryable() || error.authorisation_revoked() => {
                Err(super::told_of(error, "tracking", Safety::Read))
            }
            Err(error) => {
                tracing::info!(%error, package_number, "no tracking for a parcel");
                Ok(None)
            }
        }
    }

    async fn stock_of(&self, skus: &[String]) -> Result<fba_inventory::Pass, ::amazon::Error> {
        const MOST: usize = 50;
        let mut pass = fba_inventory::Pass::default();
        for some in skus.chunks(MOST) {
            let get = GetInventorySummaries {
                seller_skus: Some(some.to_vec()),
                ..fba_inventory::of_marketplace(&self.marketplace)
            };
            let session = self.session.with_priority(Priority::Interactive);
            let pages: Vec<_> = session.pages(get).try_collect().await?;
            for page in pages {
                pass.extend(page);
            }
        }
        Ok(pass)
    }
}

/// What an address lacks for Amazon.
pub(super) fn check_address(address: &words::Address) -> Vec<Problem> {
    let japan = address.country == "JP";
    let empty = |text: &Option<String>| text.as_deref().and_then(filled).is_none();
    [
        (
            address.name.trim().is_empty(),
            "name",
            "the address needs a name",
        ),
        (
            address.line1.trim().is_empty(),
            "line1",
            "the address needs a street",
        ),
        (
            address.country.len() != 2,
            "country",
            "the address needs a country",
        ),
        (
            lower_lines(address).is_none(),
            "company",
            "Amazon has two lines below the street, and the company needs one of them: the second or third must be empty",
        ),
        (
            empty(&address.postal_code),
            "postal_code",
            "the address needs a postal code",
        ),
        (
            !japan && empty(&address.city),
            "city",
            "the address needs a town",
        ),
        (
            japan && !empty(&address.city),
            "city",
            "an address in Japan must have no town of its own for Amazon",
        ),
    ]
    .into_iter()
    .filter(|(wrong, _, _)| *wrong)
    .map(|(_, about, message)| Problem::of(about, message))
    .collect()
}

fn wire_address(address: &words::Address) -> wire::Address {
    // One that does not fit is refused by `check_address`.
    let [address_line2, address_line3] = lower_lines(address).unwrap_or_default();
    wire::Address {
        name: filled(&address.name),
        address_line1: filled(&address.line1),
        address_line2,
        address_line3,
        city: address.city.as_deref().and_then(filled),
        district_or_county: address.district.as_deref().and_then(filled),
        state_or_region: address.region.as_deref().and_then(filled),
        postal_code: address.postal_code.as_deref().and_then(filled),
        country_code: filled(&address.country),
        phone: address.phone.as_deref().and_then(filled),
    }
}

/// Amazon wants a comment in any case.
pub(super) fn comment(order: &OutboundOrder) -> String {
    filled(&order.comment).unwrap_or_else(|| printable(&order.number))
}

/// What Amazon can print: Latin-1, no double spaces.
pub(super) fn printable(text: &str) -> String {
    let latin: String = text
        .chars()
        .map(|c| {
            if u32::from(c) < 256 && !c.is_control() {
                c
            } else {
                '-'
            }
        })
        .collect();
    latin.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Amazon's code of why a preview cannot be fulfilled, as a sentence. Only two are documented; others stand for
/// themselves.
fn in_words(reason: &str) -> String {
    match reason {
        "DeliverySLAUnavailable" => "Amazon does not offer this method for the address".to_owned(),
        "InvalidDestinationAddress" => "Amazon cannot deliver to the address".to_owned(),
        other => other.to_owned(),
    }
}

/// A method that Amazon does not name.
pub(super) fn not_offered(method: Method) -> MethodOffer {
    let missing = Problem::of(
        &method.0,
        "Amazon does not offer this method for the address",
    );
    MethodOffer {
        method,
        unavailable: vec![missing],
        cost: None,
        ships_by: None,
        arrives: None,
    }
}

/// A method of which nobody knows whether Amazon names it.
pub(super) fn untold_method(method: &Method, place: &str) -> Unread {
    Unread {
        about: Some(method.0.clone()),
        place: place.to_owned(),
        reason: "whether this method can be had is not told".to_owned(),
        raw: serde_json::Value::Null,
    }
}

/// An offer without the figures that are made of lists of which a part could not be read.
fn without_partial_sums(mut offer: MethodOffer, unread: &[Unread]) -> MethodOffer {
    let lacks = |list: &str| {
        unread.iter().any(|lost| {
            let about = lost.about.as_ref();
            about.is_none_or(|about| *about == offer.method.0)
                && lost.place.contains(list)
                && lost.place.ends_with(']')
        })
    };
    let (fees, shipments) = (
        lacks(".estimatedFees["),
        lacks(".fulfillmentPreviewShipments["),
    );
    offer.cost = offer.cost.filter(|_| !fees);
    offer.ships_by = offer.ships_by.filter(|_| !shipments);
    offer.arrives = offer.arrives.filter(|_| !shipments);
    offer
}

fn offer(preview: FulfillmentPreview) -> Result<MethodOffer, Unreadable> {
    let speed = preview.shipping_speed_category;
    let method = present(speed.map(|speed| speed.to_string()), "the method")?;
    let is_fulfillable = preview.is_fulfillable;
    let mut unavailable = Vec::new();
    if !is_fulfillable.ok_or("whether it can be had is not told")? {
        let order = preview
            .order_unfulfillable_reasons
            .into_iter()
            .flatten()
            .map(|reason| (None, reason));
        let items = preview
            .unfulfillable_preview_items
            .into_iter()
            .flatten()
            .flat_map(|item| {
                let sku = item.seller_sku;
                item.item_unfulfillable_reasons
                    .into_iter()
                    .flatten()
                    .map(move |reason| (sku.clone(), reason))
            });
        unavailable.extend(order.chain(items).map(|(about, reason)| Problem {
            message: in_words(&reason),
            code: Some(reason),
            about,
            severity: words::Severity::Error,
        }));
        if unavailable.is_empty() {
            unavailable.push(Problem::of(
                "method",
                "Amazon cannot fulfil this and does not say why",
            ));
        }
    }
    let shipments = preview.fulfillment_preview_shipments.unwrap_or_default();
    let instants = |of: fn(&FulfillmentPreviewShipment) -> &Option<::amazon::lenient::DateTime>| {
        let shipments = shipments.iter();
        latest(shipments.map(|shipment| of(shipment).as_ref()?.instant()))
    };
    let earliest = instants(|shipment| &shipment.earliest_arrival_date);
    let latest = instants(|shipment| &shipment.latest_arrival_date);
    Ok(MethodOffer {
        method: Method(method),
        unavailable,
        cost: preview.estimated_fees.as_deref().and_then(sum),
        ships_by: instants(|shipment| &shipment.latest_ship_date),
        arrives: (earliest.is_some() || latest.is_some()).then_some(Window { earliest, latest }),
    })
}

/// The sum of fees of one currency; nothing when one is missing or they differ.
fn sum(fees: &[Fee]) -> Option<Money> {
    let mut total: Option<Money> = None;
    for fee in fees {
        let amount = fee.amount.as_ref()?;
        let fee = Money::from_major(
            amount.value.as_ref()?.value()?,
            amount.currency_code.clone()?,
        )?;
        total = Some(match total {
            None => fee,
            Some(sum) if sum.currency == fee.currency => {
                Money::new(sum.minor.checked_add(fee.minor)?, fee.currency)
            }
            Some(_) => return None,
        });
    }
    total
}

fn parcels(order: &GetFulfillmentOrderResult) -> Vec<Parcel> {
    let shipments = order.fulfillment_shipments.iter().flatten();
    shipments
        .flat_map(|shipment| {
            let contents = |package: Option<i64>| {
                let items = shipment.fulfillment_shipment_item.iter().flatten();
                items
                    .filter(move |item| item.package_number == package)
                    .map(|item| {
                        (
                            item.seller_fulfillment_order_item_id
                                .clone()
                                .unwrap_or_default(),
                            count(item.quantity),
                        )
                    })
                    .collect::<Vec<_>>()
            };
            shipment
                .fulfillment_shipment_package
                .iter()
                .flatten()
                .map(move |package| Parcel {
                    id: package
                        .package_number
                        .map(|number| number.to_string())
                        .unwrap_or_default(),
                    shipment: shipment.amazon_shipment_id.clone().unwrap_or_default(),
                    carrier: package.carrier_code.as_deref().and_then(filled),
                    tracking_number: package.tracking_number.as_deref().and_then(filled),
                    service_tracking_number: package
                        .amazon_fulfillment_tracking_number
                        .as_deref()
                        .and_then(filled),
                    // An estimate until it has left.
                    shipped_at: shipment
                        .shipping_date
                        .as_ref()
                        .filter(|_| mapping::is_sent(shipment))
                        .and_then(|time| time.instant()),
                    estimated_arrival: package
                        .estimated_arrival_date
                        .as_ref()
                        .and_then(|time| time.instant()),
                    contents: contents(package.package_number),
                    ..Parcel::default()
                })
        })
        .collect()
}

/// Adds what tracking says about a parcel.
fn follow(parcel: &mut Parcel, details: PackageTrackingDetails) {
    let mut events: Vec<TrackingEvent> = details
        .tracking_events
        .into_iter()
        .flatten()
        .map(|event| TrackingEvent {
            at: event.event_date.and_then(|time| time.instant()),
            code: event
                .event_code
                .map(|code| code.to_string())
                .unwrap_or_default(),
            description: event.event_description,
            place: event.event_address.map(|place| {
                [place.city, place.state, place.country]
                    .into_iter()
                    .flatten()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            }),
        })
        .collect();
    events.sort_by_key(|event| event.at);
    let status = details.current_status;
    parcel.delivered = status == Some(CurrentStatus::Delivered);
    if parcel.delivered {
        let reported = events
            .iter()
            .find(|event| event.code == "EVENT_301")
            .or(events.last());
        parcel.delivered_at = reported.and_then(|event| event.at);
    }
    parcel.exception = match status {
        Some(
            word @ (CurrentStatus::Returning
            | CurrentStatus::Returned
            | CurrentStatus::Undeliverable
            | CurrentStatus::Delayed
            | CurrentStatus::CustomerAction
            | CurrentStatus::AvailableForPickup
            | CurrentStatus::ReturnReceivedInFc),
        ) => Some(word.to_string()),
        _ => None,
    };
    parcel.link = details.customer_tracking_link.or(details.carrier_url);
    parcel.tracking_number = parcel
        .tracking_number
        .take()
        .or(details.tracking_number.as_deref().and_then(filled));
    parcel.carrier = parcel.carrier.take().or(details.carrier_code);
    parcel.estimated_arrival = details
        .estimated_arrival_date
        .and_then(|time| time.instant())
        .or(parcel.estimated_arrival);
    parcel.events = events;
}

fn progress(
    id: &str,
    order: GetFulfillmentOrderResult,
    parcels: Vec<Parcel>,
    mut unread: Vec<Unread>,
    now: Timestamp,
) -> Progress {
    let status = mapping::status(&order, &parcels, now);
    let estimated_arrival = mapping::latest_estimate(&order, &parcels);
    // A shipment without a state and an item without a line may be of any line: then nobody knows.
    let shipped = |line: &str| -> Option<u32> {
        let mut sum = 0;
        for shipment in order.fulfillment_shipments.as_ref()? {
            let status = shipment.fulfillment_shipment_status.as_ref();
            if status
                .is_some_and(|word| *word != FulfillmentShipmentFulfillmentShipmentStatus::Shipped)
            {
                continue;
            }
            for item in shipment.fulfillment_shipment_item.as_ref()? {
                if item.seller_fulfillment_order_item_id.as_deref()? == line {
                    status?;
                    sum += count(item.quantity)?;
                }
            }
        }
        Some(sum)
    };
    if order.fulfillment_order_items.is_none() {
        unread.push(untold_lines(id));
    }
    let lines: Vec<LineProgress> = order
        .fulfillment_order_items
        .iter()
        .flatten()
        .map(|item| {
            let id = item
                .seller_fulfillment_order_item_id
                .clone()
                .unwrap_or_default();
            LineProgress {
                shipped: shipped(&id).filter(|_| !id.is_empty()),
                sku: item.seller_sku.clone().unwrap_or_default(),
                ordered: count(item.quantity),
                cancelled: count(item.cancelled_quantity),
                unfulfillable: count(item.unfulfillable_quantity),
                id,
            }
        })
        .collect();
    let may_wait = status.is_none() || status == Some(Status::Shipped);
    let ships_by = ships_by(&order, &lines).filter(|_| may_wait);
    let head = order.fulfillment_order.unwrap_or_default();
    let word = head
        .fulfillment_order_status
        .map(|word| word.to_string())
        .unwrap_or_default();
    let held = status == Some(Status::OnHold);
    let was_held = head.fulfillment_action == Some(FulfillmentAction::Hold);
    let received = head.received_date.and_then(|time| time.instant());
    let changed_at = head.status_updated_date.and_then(|time| time.instant());
    Progress {
        id: id.to_owned(),
        explanation: mapping::explanation(status.as_ref(), &word, was_held, received, changed_at),
        status,
        service_status: word,
        changed_at,
        held_until: received
            .filter(|_| held)
            .and_then(|at| at.checked_add(wire::LONGEST_HOLD).ok()),
        lines,
        parcels,
        ships_by,
        estimated_arrival,
        returns: returns(order.return_items, order.return_authorizations),
        unread,
    }
}

/// By when the next of what has not left should leave: by the estimate of the shipment that it is packed for, or else by
/// that of its line (`estimatedShipDate`, `shippingDate` of a pending shipment).
fn ships_by(order: &GetFulfillmentOrderResult, lines: &[LineProgress]) -> Option<Timestamp> {
    let pending = || {
        let shipments = order.fulfillment_shipments.iter().flatten();
        shipments.filter_map(|shipment| {
            let word = shipment.fulfillment_shipment_status.as_ref()?;
            let is_pending = *word == FulfillmentShipmentFulfillmentShipmentStatus::Pending;
            let leaves = shipment.shipping_date.as_ref()?.instant()?;
            is_pending.then_some((shipment, leaves))
        })
    };
    let is_packed = |line: &LineProgress| {
        pending().any(|(shipment, _)| {
            let mut items = shipment.fulfillment_shipment_item.iter().flatten();
            items.any(|item| item.seller_fulfillment_order_item_id.as_ref() == Some(&line.id))
        })
    };
    let items = order.fulfillment_order_items.iter().flatten().zip(lines);
    items
        .filter(|(_, line)| !line.has_left() && !is_packed(line))
        .filter_map(|(item, _)| item.estimated_ship_date.as_ref()?.instant())
        .chain(pending().map(|(_, leaves)| leaves))
        .min()
}

/// An order without its lines, which every order has.
pub(super) fn untold_lines(id: &str) -> Unread {
    Unread {
        about: Some(id.to_owned()),
        place: "lines".to_owned(),
        reason: "the order's lines are not told".to_owned(),
        raw: serde_json::Value::Null,
    }
}

fn returns(
    items: Option<Vec<ReturnItem>>,
    authorisations: Option<Vec<ReturnAuthorization>>,
) -> Vec<ReturnProgress> {
    let authorisations = authorisations.unwrap_or_default();
    items
        .into_iter()
        .flatten()
        .map(|item| {
            let authorisation = authorisations.iter().find(|known| {
                known.return_authorization_id.is_some()
                    && known.return_authorization_id == item.return_authorization_id
            });
            ReturnProgress {
                id: item.seller_return_item_id.unwrap_or_default(),
                line: item.seller_fulfillment_order_item_id,
                arrived: item.status == Some(FulfillmentReturnItemStatus::Processed),
                condition: item
                    .return_received_condition
                    .map(|condition| condition.to_string()),
                authorisation: authorisation.and_then(|known| known.amazon_rma_id.clone()),
                send_to: authorisation
                    .and_then(|known| known.return_to_address.as_ref())
                    .map(one_line),
                refused: None,
            }
        })
        .collect()
}

fn one_line(address: &wire::Address) -> String {
    [
        &address.name,
        &address.address_line1,
        &address.address_line2,
        &address.address_line3,
        &address.city,
        &address.state_or_region,
        &address.postal_code,
        &address.country_code,
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .cloned()
    .collect::<Vec<_>>()
    .join(", ")
}

fn stock_pass(pass: fba_inventory::Pass) -> StockPass {
    let mut lost = Lost::from(pass.unread);
    let (list, name) = ("payload.inventorySummaries", "sellerSku");
    let mut stock = lost.rows(list, name, Some(pass.rows), stock_row);
    stock.unread.extend(lost.rest(None));
    stock
}

fn stock_row(row: InventorySummary) -> Result<StockRow, Unreadable> {
    let details = row.inventory_details.unwrap_or_default();
    let reserved = details.reserved_quantity.unwrap_or_default();
    let unfulfillable = details.unfulfillable_quantity.unwrap_or_default();
    let researching = details.researching_quantity.unwrap_or_default();
    Ok(StockRow {
        sku: present(row.seller_sku, "the SKU")?,
        catalogue_id: row.asin,
        label_code: row.fn_sku,
        title: row.product_name,
        condition: row.condition,
        sellable: needed(details.fulfillable_quantity, "how many can be sold")?,
        inbound_working: count(details.inbound_working_quantity),
        inbound_shipped: count(details.inbound_shipped_quantity),
        inbound_receiving: count(details.inbound_receiving_quantity),
        reserved_orders: count(reserved.pending_customer_order_quantity),
        reserved_moving: count(reserved.pending_transshipment_quantity),
        reserved_processing: count(reserved.fc_processing_quantity),
        researching: count(researching.total_researching_quantity),
        unfulfillable: count(unfulfillable.total_unfulfillable_quantity),
        as_of: row.last_updated_time.and_then(|time| time.instant()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves TRK-09 at the service: a package without a carrier's number shows Amazon's own, and one with both the
    /// carrier's.
    #[test]
    fn a_package_without_a_carriers_number_shows_amazons() {
        let order = serde_json::json!({"fulfillmentShipments": [{
            "amazonShipmentId": "D1",
            "fulfillmentShipmentPackage": [
                {"packageNumber": 1, "carrierCode": "AMZN_US", "amazonFulfillmentTrackingNumber": "TBA1"},
                {"packageNumber": 2, "carrierCode": "UPS", "trackingNumber": "1Z2", "amazonFulfillmentTrackingNumber": "TBA2"},
                {"packageNumber": 3, "carrierCode": "UPS", "trackingNumber": ""},
            ],
        }]});
        let order: GetFulfillmentOrderResult = serde_json::from_value(order).expect("an order");
        let parcels = parcels(&order);
        let numbers: Vec<_> = parcels.iter().map(Parcel::number).collect();
        assert_eq!(numbers, [Some("TBA1"), Some("1Z2"), None]);
    }
}
