//! An Amazon store.

use std::{
    collections::{BTreeSet, HashMap},
    sync::atomic::Ordering,
    time::Duration,
};

use ::amazon::{
    Priority,
    api::{
        catalog_2022::{self, SearchCatalogItems},
        feeds::{self, ListingsFeed, ListingsMessage, ListingsOperation, ListingsReport},
        listings_2021::{
            self as listings, GetListingsItem, PatchListingsItem, PatchOperation, PutListingsItem,
            SearchListingsItems,
        },
        orders_2026::{self, GetOrder, IncludedData, Order, OrderItem, SearchOrders},
        orders_v0::{
            self, ConfirmShipment, ConfirmShipmentOrderItem, ConfirmShipmentRequest, PackageDetail,
        },
        reports::{self, CreateReportSpecification, GetReports, ReportError},
        restrictions::{self, GetListingsRestrictions},
        sellers::{self, GetAccount, GetMarketplaceParticipations},
        settlement::{self, Settlement},
    },
    flat_file::{FlatFile, Row},
    operation::{Created, Operation},
    paging::is_expired_token,
    polling::Pacing,
};
use async_trait::async_trait;
use futures::TryStreamExt;
use jiff::Timestamp;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Store, chain, filled,
    reading::{Lost, Unreadable, count, present},
    told,
};
use crate::{
    error::{Error, Reason},
    sales::{
        AccountInfo, CatalogueItem, CatalogueQuery, Category, ChannelCapabilities, ChannelOrder,
        Charge, ChargeKind, Confirmed, Cursor, Listing, ListingPass, Offer, OrderLine, OrderPage,
        OrderParcel, OrderQuery, OrderState, Payout, PayoutEntry, PriceChange, PublishState,
        Pushed, ReportMail, Restriction, SalesChannel, ShipmentConfirmation, ShippedBy, Shop,
        Stage, StockChange, Variant,
    },
    words::{Address, Money, Problem, Severity, Single, Told, Unread, is_currency},
};

const LISTINGS_REPORT: &str = "GET_MERCHANT_LISTINGS_ALL_DATA";
/// Where Amazon's mail for each listings report is switched off.
const MAIL_SWITCH: [&str; 4] = [
    "Seller Central",
    "Settings",
    "Notification Preferences",
    "Open Listings Report",
];
/// A listings report this young is not asked for again.
const FRESH: Duration = Duration::from_secs(50 * 60);
/// Each pass reads again what changed this long before the watermark.
const OVERLAP: Duration = Duration::from_secs(600);
/// More changes than this go by a feed.
const MOST_PATCHES: usize = 40;
/// When a request that Amazon should not have refused is sent again, at the earliest. It refuses them for hours, and searches of
/// orders are rare; the time is ours.
const AFTER_REFUSAL: Duration = Duration::from_secs(15 * 60);
/// Catalogue ids that one search names.
const IDS_A_SEARCH: usize = 20;
/// SKUs that one search names.
const SKUS_A_SEARCH: usize = 20;

/// What a cursor holds: the whole next search, as every parameter must stay the same, and what the pass began with, as it begins
/// anew when the token is no longer good.
#[derive(Serialize, Deserialize)]
struct NextSearch {
    query: OrderQuery,
    search: SearchOrders,
    watermark: Option<Timestamp>,
    /// When the token of the search came; `None` for the first page.
    given: Option<Timestamp>,
}

impl NextSearch {
    /// How old the token is, for a page that Amazon refuses because of it; `None` where that is not why. What an expired one is
    /// refused with is not documented: an old one is taken for expired whatever the words.
    fn refused_token(&self, error: &::amazon::Error, now: Timestamp) -> Option<Duration> {
        // A clock that was set back makes no token younger.
        let age = now.duration_since(self.given?).unsigned_abs();
        let is_old = age >= orders_2026::TOKEN_LIFE && is_called_invalid(error);
        (is_old || is_expired_token(error)).then_some(age)
    }
}

#[async_trait]
impl SalesChannel for Store {
    fn capabilities(&self) -> ChannelCapabilities {
        ChannelCapabilities {
            confirm_shipments: true,
            publish: true,
            ships_itself: true,
            payouts: true,
            report_mail: Some(ReportMail {
                reports_a_day: 24,
                switched_off_at: MAIL_SWITCH.map(str::to_owned).to_vec(),
            }),
        }
    }

    async fn account(&self) -> Result<AccountInfo, Error> {
        let session = self.session.with_priority(Priority::Interactive);
        let ask = GetMarketplaceParticipations::default();
        let shops = session
            .payload(&ask)
            .await
            .map_err(|error| told_of_own::<GetMarketplaceParticipations>(error, "account"))?;
        // The plan needs a role of its own; without it the answer is "not known".
        let account = match session.payload(&GetAccount::default()).await {
            Ok(answer) => Some(answer.body),
            Err(error) if error.refusal().is_some() => None,
            Err(error) => return Err(told::<GetAccount>(error, "account")),
        };
        let business = account
            .as_ref()
            .and_then(|account| account.business.as_ref());
        Ok(AccountInfo {
            name: business.and_then(|business| business.name.clone()),
            professional: account.as_ref().and_then(sellers::is_professional),
            shops: shops
                .body
                .into_iter()
                .filter_map(|shop| {
                    let marketplace = shop.marketplace?;
                    Some(Shop {
                        id: marketplace.id?,
                        name: marketplace.name.unwrap_or_default(),
                        country: marketplace.country_code.unwrap_or_default(),
                        currency: marketplace.default_currency_code.unwrap_or_default(),
                        active: shop.participation.and_then(|part| part.is_participating)
                            == Some(true),
                    })
                })
                .collect(),
        })
    }

    async fn listings(&self, shop: &str) -> Result<ListingPass, Error> {
        let now = self.session.client().clock().now();
        let shops = [shop.to_owned()];
        let since = now.checked_sub(FRESH).unwrap_or(now);
        let fresh = reports::find_done(&self.session, LISTINGS_REPORT, &shops, since)
            .await
            .map_err(|error| self.told_of_shop::<GetReports>(error, shop))?;
        let report = match fresh.and_then(|report| report.report_id) {
            Some(id) => id,
            None => {
                let specification = CreateReportSpecification {
                    report_type: LISTINGS_REPORT.to_owned(),
                    marketplace_ids: shops.to_vec(),
                    ..Default::default()
                };
                let created = reports::ensure_created(&self.session, specification).await;
                created
                    .map_err(|error| self.told_of_shop::<reports::CreateReport>(error, shop))?
                    .0
            }
        };
        let document = reports::fetch(&self.session, &report, Pacing::DOCUMENT)
            .await
            .map_err(of_report)?;
        let legacy = document.content_type.as_deref().is_some_and(|kind| {
            let kind = kind.to_ascii_lowercase();
            kind.contains("charset=") && !kind.contains("utf-8")
        });
        let currency = ::amazon::marketplace::by_id(shop).map(|marketplace| marketplace.currency);
        let file = FlatFile::read(&document.text());
        let mut pass = ListingPass::default();
        for row in file.rows() {
            match listing_row(&row, currency, legacy) {
                Some(listing) => {
                    pass.unread.extend(listing.unread);
                    pass.listings.push(listing.value);
                }
                None => pass.unread.push(Unread {
                    about: None,
                    place: format!("line {}", row.line),
                    reason: "the row names no SKU".to_owned(),
                    raw: json!({ "title": row.value("item-name"), "asin": row.value("asin1") }),
                }),
            }
        }
        Ok(pass)
    }

    async fn listing(&self, shop: &str, sku: &str) -> Result<Option<Single<Listing>>, Error> {
        let found = self.item(shop, sku).await?;
        Ok(found.map(|(item, lost)| {
            let mut listing = listing_of(&item, shop);
            listing.unread.extend(lost.rest(Some(sku)));
            // It is the one that was asked for, whatever it calls itself.
            sku.clone_into(&mut listing.value.sku);
            listing
        }))
    }

    async fn orders(
        &self,
        query: &OrderQuery,
        cursor: Option<&Cursor>,
    ) -> Result<OrderPage, Error> {
        let clock = self.session.client().clock();
        let mut asked: NextSearch = match cursor {
            Some(cursor) => serde_json::from_str(&cursor.0)
                .map_err(|error| Error::invalid(vec![Problem::of("cursor", error.to_string())]))?,
            None => self.first_search(query)?,
        };
        let mut answer = self.session.call(&asked.search).await;
        if let Err(error) = &answer
            && let Some(age) = asked.refused_token(error, clock.now())
        {
            // One that was only just given would not be better the next time: the caller waits, rather than going round.
            if age < AFTER_REFUSAL {
                return Err(Error::Unreachable {
                    retry_after: Some(AFTER_REFUSAL - age),
                    cause: chain(error),
                });
            }
            tracing::info!(
                account = self.session.name(),
                "the token of the next orders is no longer good, beginning anew"
            );
            asked = self.first_search(&asked.query)?;
            answer = self.session.call(&asked.search).await;
        }
        let page = answer.map_err(|error| told_of_own::<SearchOrders>(error, "orders"))?;
        let NextSearch {
            query,
            search,
            watermark,
            ..
        } = asked;
        // The bound that Amazon says it used on the first page, never beyond the one asked for: its
        // clock may be ahead.
        let bound = || {
            let asked = search
                .last_updated_before
                .as_ref()
                .and_then(|time| time.instant());
            let used = page
                .body
                .last_updated_before
                .as_ref()
                .and_then(|time| time.instant());
            asked.into_iter().chain(used).min()
        };
        let watermark = watermark.or_else(bound);
        let next = ::amazon::paging::Paged::next(&search, &page.body);
        let mut lost = Lost::from(page.unread);
        let mut strange = Vec::new();
        let read = |order| order_of(order, &mut strange);
        let mut told = lost.rows("orders", "orderId", page.body.orders, read);
        told.unread.extend(strange);
        told.unread.extend(lost.rest(None));
        let changed = matches!(query, OrderQuery::ChangedSince(_));
        let given = Some(clock.now());
        Ok(OrderPage {
            orders: told.rows,
            unread: told.unread,
            watermark: watermark.filter(|_| changed && next.is_none()),
            next: next.map(|search| {
                let next = NextSearch {
                    query,
                    search,
                    watermark,
                    given,
                };
                Cursor(serde_json::to_string(&next).expect("searches have text keys"))
            }),
        })
    }

    async fn order(&self, id: &str) -> Result<Single<ChannelOrder>, Error> {
        let included = orders_2026::everything()
            .into_iter()
            .map(|data: IncludedData| data.as_str().into())
            .collect();
        let get = GetOrder {
            order_id: id.to_owned(),
            included_data: Some(included),
        };
        let answer = self
            .session
            .call(&get)
            .await
            .map_err(|error| match is_order_id(id) {
                true => told_of_own::<GetOrder>(error, id),
                false => told::<GetOrder>(error, id),
            })?;
        let order = answer.body.order.unwrap_or_default();
        let mut unread = Lost::from(answer.unread).rest(Some(id));
        let value = order_of(order, &mut unread);
        let value = value.map_err(|Unreadable(cause)| Error::Unreachable {
            retry_after: None,
            cause,
        })?;
        Ok(Single { value, unread })
    }

    async fn push_stock(&self, shop: &str, changes: &[StockChange]) -> Vec<Pushed> {
        let skus: Vec<String> = changes.iter().map(|change| change.sku.clone()).collect();
        let known = match self.items(shop, &skus).await {
            Ok(known) => known,
            Err(error) => {
                return skus
                    .into_iter()
                    .map(|sku| Pushed {
                        sku,
                        outcome: Err(error.clone()),
                    })
                    .collect();
            }
        };
        let mut done = Vec::new();
        let mut patches = Vec::new();
        for change in changes {
            match known.get(&change.sku) {
                None => done.push(Pushed {
                    sku: change.sku.clone(),
                    outcome: Err(Error::NotFound(change.sku.clone())),
                }),
                // Nobody knows whose quantity it is.
                Some((_, Some(reason))) => done.push(Pushed {
                    sku: change.sku.clone(),
                    outcome: Err(Error::Unreachable {
                        retry_after: None,
                        cause: format!("the listing could not be read: {reason}"),
                    }),
                }),
                // AMZ-STK-05: writing it would add a second, merchant channel.
                Some((item, _)) if listings::is_fulfilled_by_amazon(item) => done.push(Pushed {
                    sku: change.sku.clone(),
                    outcome: Err(Error::Refused {
                        reason: Reason::NotNow,
                        message: "Amazon fulfils this listing, so its quantity is Amazon's"
                            .to_owned(),
                        problems: Vec::new(),
                    }),
                }),
                Some(_) => patches.push((
                    change.sku.clone(),
                    listings::quantity_patch(change.quantity),
                )),
            }
        }
        done.extend(self.patch_all(shop, patches).await);
        done
    }

    async fn push_prices(&self, shop: &str, changes: &[PriceChange]) -> Vec<Pushed> {
        let patch = |change: &PriceChange| {
            let price =
                listings::price_patch(shop, &change.price.currency, change.price.to_major());
            (change.sku.clone(), price)
        };
        self.patch_all(shop, changes.iter().map(patch).collect())
            .await
    }

    async fn confirm_shipment(
        &self,
        confirmation: &ShipmentConfirmation,
    ) -> Result<Confirmed, Error> {
        let confirm = ConfirmShipment {
            order_id: confirmation.order.clone(),
            body: ConfirmShipmentRequest {
                marketplace_id: confirmation.shop.clone(),
                package_detail: PackageDetail {
                    package_reference_id: confirmation.parcel.to_string(),
                    carrier_code: confirmation.carrier_code.clone(),
                    carrier_name: confirmation.carrier_name.clone(),
                    shipping_method: confirmation.method.clone(),
                    tracking_number: confirmation.tracking_number.clone(),
                    ship_date: confirmation.shipped_at.into(),
                    order_items: confirmation
                        .lines
                        .iter()
                        .map(|(id, quantity)| ConfirmShipmentOrderItem {
                            order_item_id: id.clone(),
                            quantity: (*quantity).into(),
                            transparency_codes: None,
                        })
                        .collect(),
                    ship_from_supply_source_id: None,
                },
                cod_collection_method: None,
            },
        };
        match self
            .session
            .with_priority(Priority::Write)
            .call(&confirm)
            .await
        {
            Ok(_) => Ok(Confirmed::Accepted),
            Err(error) if orders_v0::is_confirmed_elsewhere(&error) => Ok(Confirmed::Elsewhere),
            Err(error) => Err(told::<ConfirmShipment>(error, &confirmation.order)),
        }
    }

    async fn search(
        &self,
        shop: &str,
        query: &CatalogueQuery,
    ) -> Result<Told<CatalogueItem>, Error> {
        use catalog_2022::IncludedData::{
            Attributes, Dimensions, Identifiers, Images, ProductTypes, Relationships, Summaries,
        };
        let included = Some(vec![
            Summaries,
            Images,
            Identifiers,
            ProductTypes,
            Dimensions,
            Relationships,
            Attributes,
        ]);
        let base = SearchCatalogItems {
            marketplace_ids: vec![shop.to_owned()],
            included_data: included,
            page_size: Some(20),
            ..Default::default()
        };
        let searches: Vec<SearchCatalogItems> = match query {
            CatalogueQuery::Words { words, category } => vec![SearchCatalogItems {
                keywords: Some(words.iter().take(20).cloned().collect()),
                classification_ids: category.clone().map(|category| vec![category]),
                ..base
            }],
            CatalogueQuery::Barcode(code) => vec![SearchCatalogItems {
                identifiers: Some(vec![code.clone()]),
                identifiers_type: Some(barcode_kind(code)),
                ..base
            }],
            CatalogueQuery::Ids(ids) => ids
                .chunks(IDS_A_SEARCH)
                .map(|some| SearchCatalogItems {
                    identifiers: Some(some.to_vec()),
                    identifiers_type: Some(catalog_2022::IdentifiersType::Asin),
                    ..base.clone()
                })
                .collect(),
        };
        let session = self.session.with_priority(Priority::Interactive);
        let mut found = Told::default();
        for search in searches {
            let answer = session
                .call(&search)
                .await
                .map_err(|error| told::<SearchCatalogItems>(error, "catalogue"))?;
            let mut lost = Lost::from(answer.unread);
            found.extend(lost.rows("items", "asin", answer.body.items, catalogue_item));
            found.unread.extend(lost.rest(None));
        }
        Ok(found)
    }

    async fn restrictions(
        &self,
        shop: &str,
        catalogue_id: &str,
        condition: &str,
    ) -> Result<Vec<Restriction>, Error> {
        let ask = GetListingsRestrictions {
            asin: catalogue_id.to_owned(),
            condition_type: filled(condition).map(|condition| condition.as_str().into()),
            seller_id: self.seller.clone(),
            marketplace_ids: vec![shop.to_owned()],
            ..Default::default()
        };
        let answer = self
            .session
            .call(&ask)
            .await
            .map_err(|error| told::<GetListingsRestrictions>(error, catalogue_id))?;
        let unknown = |why: &str| Error::Unreachable {
            retry_after: None,
            cause: format!("whether {catalogue_id} may be offered could not be read: {why}"),
        };
        let reasons = |held: &restrictions::Restriction| held.reasons.clone().unwrap_or_default();
        let Some(restrictions) = answer.body.restrictions else {
            return Err(unknown("they are not told"));
        };
        // What was taken out may have been the only reason against it.
        let is_told = restrictions.iter().any(|held| !reasons(held).is_empty());
        if !is_told && let Some(lost) = answer.unread.first() {
            return Err(unknown(&format!("{}: {}", lost.path, lost.reason)));
        }
        // A restriction without a reason is one all the same.
        let reasons = restrictions.iter().flat_map(|held| match reasons(held) {
            none if none.is_empty() => vec![restrictions::Reason::default()],
            reasons => reasons,
        });
        Ok(reasons
            .map(|reason| Restriction {
                message: reason
                    .message
                    .unwrap_or_else(|| "Amazon does not say why".to_owned()),
                reason: reason.reason_code.map(|code| code.to_string()),
                links: reason
                    .links
                    .into_iter()
                    .flatten()
                    .filter_map(|link| link.resource)
                    .collect(),
            })
            .collect())
    }

    async fn publish(&self, offer: &Offer) -> Result<(), Error> {
        // A listing that is there is ours from an earlier attempt, or somebody else's work: in both
        // cases a put would replace it whole.
        if self.item(&offer.shop, &offer.sku).await?.is_some() {
            return Ok(());
        }
        let put = |mode: Option<listings::Mode>| PutListingsItem {
            seller_id: self.seller.clone(),
            sku: offer.sku.clone(),
            marketplace_ids: vec![offer.shop.clone()],
            included_data: Some(vec![listings::PutListingsItemIncludedData::Issues]),
            mode,
            issue_locale: None,
            body: listings::ListingsItemPutRequest {
                product_type: offer.product_type.clone(),
                requirements: Some(listings::ListingsItemPutRequestRequirements::ListingOfferOnly),
                attributes: attributes(offer),
            },
        };
        let session = self.session.with_priority(Priority::Write);
        for mode in [Some(listings::Mode::ValidationPreview), None] {
            let answer = session
                .call(&put(mode))
                .await
                .map_err(|error| told::<PutListingsItem>(error, &offer.sku))?;
            accepted(answer.body)?;
        }
        Ok(())
    }

    async fn published(&self, offer: &Offer) -> Result<PublishState, Error> {
        let Some((item, _)) = self.item(&offer.shop, &offer.sku).await? else {
            return Ok(PublishState::Absent);
        };
        let errors: Vec<Problem> = problems(item.issues.as_deref().unwrap_or_default())
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        if !errors.is_empty() {
            return Ok(PublishState::Failed(errors));
        }
        let listing = listing_of(&item, &offer.shop);
        let priced = listing.price.as_ref() == Some(&offer.price);
        let stocked = listing.quantity == Some(offer.quantity);
        Ok(match (priced, stocked, listing.buyable) {
            (true, true, true) => PublishState::Listed,
            (true, true, false) => PublishState::Reached(Stage::Quantity),
            (true, false, _) => PublishState::Reached(Stage::Price),
            (false, ..) => PublishState::Reached(Stage::Offer),
        })
    }

    async fn payouts(&self, since: Timestamp) -> Result<Told<Payout>, Error> {
        let list = GetReports {
            report_types: Some(vec![settlement::REPORT_TYPE.to_owned()]),
            created_since: Some(since.into()),
            page_size: Some(100),
            ..Default::default()
        };
        let pages: Vec<_> = self
            .session
            .pages(list)
            .try_collect()
            .await
            .map_err(|error| told_of_own::<GetReports>(error, "payouts"))?;
        let mut payouts: Told<Payout> = Told::default();
        let mut refused = None;
        for page in pages {
            let mut lost = Lost::from(page.unread);
            let reports = lost.rows("reports", "reportId", page.body.reports, |report| {
                Ok((settlement_report(&report)?, report))
            });
            payouts.unread.extend(reports.unread);
            payouts.unread.extend(lost.rest(None));
            for ((id, document), report) in reports.rows {
                match self.payout(&id, &document, &mut refused).await? {
                    // Amazon makes a report for each marketplace of one settlement.
                    Ok(payout) if payouts.iter().any(|known| known.id == payout.id) => {}
                    Ok(payout) => payouts.push(payout),
                    // The files are long; the report's entry is what this one is fetched again by.
                    Err(Unreadable(reason)) => payouts.unread.push(Unread {
                        place: format!("settlement report {id}"),
                        about: Some(id),
                        reason,
                        raw: serde_json::to_value(&report).unwrap_or_default(),
                    }),
                }
            }
        }
        // Where none could be had it is no matter of a single document.
        match refused {
            Some(error) if payouts.is_empty() => Err(error),
            _ => Ok(payouts),
        }
    }
}

impl Store {
    /// What a pass begins with. A time that Amazon would refuse for good, or tells nothing of yet, is not asked for.
    fn first_search(&self, query: &OrderQuery) -> Result<NextSearch, Error> {
        let now = self.session.client().clock().now();
        let age = orders_2026::SHORTEST_AGE + Duration::from_secs(5);
        let latest = now.checked_sub(age).unwrap_or(Timestamp::MIN);
        let search = match query {
            OrderQuery::ChangedSince(watermark) => {
                let after = watermark.checked_sub(OVERLAP).unwrap_or(*watermark);
                orders_2026::updated_between(&self.marketplaces, after.min(latest), latest)
            }
            OrderQuery::MadeBetween(after, before) if after >= before => {
                let message = "the time ends before it begins";
                return Err(Error::invalid(vec![Problem::of("orders", message)]));
            }
            OrderQuery::MadeBetween(after, _) if *after >= latest => {
                return Err(Error::Unreachable {
                    retry_after: Some(after.duration_since(latest).unsigned_abs() + age),
                    cause: "Amazon tells nothing of the last two minutes".to_owned(),
                });
            }
            OrderQuery::MadeBetween(after, before) => {
                orders_2026::created_between(&self.marketplaces, *after, (*before).min(latest))
            }
        };
        Ok(NextSearch {
            query: query.clone(),
            search,
            watermark: None,
            given: None,
        })
    }

    /// As [`told_of_own`] where the shop is one of this store's own, and so no word of a caller's.
    fn told_of_shop<O: Operation>(&self, error: ::amazon::Error, shop: &str) -> Error {
        match self.marketplaces.iter().any(|own| own == shop) {
            true => told_of_own::<O>(error, shop),
            false => told::<O>(error, shop),
        }
    }

    /// The payout that a settlement report tells, or why this one cannot be read; `refused` is why Amazon did not give its
    /// document, which may be for the document's sake or for all of them.
    async fn payout(
        &self,
        report: &str,
        document: &str,
        refused: &mut Option<Error>,
    ) -> Result<Result<Payout, Unreadable>, Error> {
        let found = reports::document(&self.session, report, document, None).await;
        let text = match found {
            Ok(document) => document.text(),
            // Its document is damaged or gone, and will be the next time.
            Err(ReportError::Document { source, .. }) if !source.retryable() => {
                return Ok(Err(Unreadable(chain(&source))));
            }
            Err(ReportError::Call(error)) if is_called_invalid(&error) => {
                let reason = chain(&error);
                *refused = Some(told_of_own::<reports::GetReportDocument>(error, report));
                return Ok(Err(Unreadable(reason)));
            }
            Err(error) => match of_report(error) {
                error @ (Error::NotFound(_) | Error::Refused { .. }) => {
                    return Ok(Err(Unreadable(error.to_string())));
                }
                error => return Err(error),
            },
        };
        let settlement = Settlement::read(&text).map_err(|error| Unreadable(error.to_string()));
        Ok(settlement.and_then(payout))
    }

    /// A listing, and what of it could not be read.
    async fn item(&self, shop: &str, sku: &str) -> Result<Option<(listings::Item, Lost)>, Error> {
        use listings::IncludedData::{FulfillmentAvailability, Issues, Offers, Summaries};
        let get = GetListingsItem {
            seller_id: self.seller.clone(),
            sku: sku.to_owned(),
            marketplace_ids: vec![shop.to_owned()],
            issue_locale: None,
            included_data: Some(vec![Summaries, Issues, Offers, FulfillmentAvailability]),
        };
        match self.session.call(&get).await {
            Ok(answer) => Ok(Some((answer.body, answer.unread.into()))),
            Err(error) => match told::<GetListingsItem>(error, sku) {
                Error::NotFound(_) => Ok(None),
                error => Err(error),
            },
        }
    }

    /// Listings by SKU, each with the reason if something of it could not be read; those that are not there are left out.
    async fn items(
        &self,
        shop: &str,
        skus: &[String],
    ) -> Result<HashMap<String, (listings::Item, Option<String>)>, Error> {
        use listings::IncludedData::{FulfillmentAvailability, Summaries};
        let mut found = HashMap::new();
        // The list is joined by commas, so a SKU with one cannot be searched for.
        let (mut single, several): (Vec<&String>, Vec<&String>) =
            skus.iter().partition(|sku| sku.contains(','));
        for some in several.chunks(SKUS_A_SEARCH) {
            let search = SearchListingsItems {
                seller_id: self.seller.clone(),
                marketplace_ids: vec![shop.to_owned()],
                identifiers: Some(some.iter().map(|sku| (*sku).clone()).collect()),
                identifiers_type: Some(listings::IdentifiersType::Sku),
                included_data: Some(vec![Summaries, FulfillmentAvailability]),
                page_size: i64::try_from(SKUS_A_SEARCH).ok(),
                ..Default::default()
            };
            let pages: Vec<_> = self
                .session
                .pages(search)
                .try_collect()
                .await
                .map_err(|error| told::<SearchListingsItems>(error, shop))?;
            let is_whole = pages.iter().all(|page| page.unread.is_empty());
            let items = pages
                .into_iter()
                .flat_map(|page| page.body.items.unwrap_or_default());
            match is_whole {
                true => {
                    found.extend(items.filter_map(|item| Some((item.sku.clone()?, (item, None)))));
                }
                // Which of them it was is told when each is asked for alone.
                false => single.extend(some.iter().copied()),
            }
        }
        for sku in single {
            if let Some((item, lost)) = self.item(shop, sku).await? {
                let lost = lost.rest(Some(sku)).into_iter().next();
                found.insert(sku.clone(), (item, lost.map(|lost| lost.reason)));
            }
        }
        Ok(found)
    }

    /// One patch for each SKU: few by calls, many by a feed. A later patch of a SKU replaces an
    /// earlier one, as feed and calls are unordered.
    async fn patch_all(&self, shop: &str, patches: Vec<(String, PatchOperation)>) -> Vec<Pushed> {
        let mut last: Vec<(String, PatchOperation)> = Vec::with_capacity(patches.len());
        for (sku, patch) in patches {
            match last.iter_mut().find(|(known, _)| *known == sku) {
                Some((_, kept)) => *kept = patch,
                None => last.push((sku, patch)),
            }
        }
        if last.len() > MOST_PATCHES {
            return self.feed(shop, last).await;
        }
        if self.feed_may_run.load(Ordering::Relaxed)
            && let Err(error) = self.settle().await
        {
            let refused = |(sku, _)| Pushed {
                sku,
                outcome: Err(error.clone()),
            };
            return last.into_iter().map(refused).collect();
        }
        let mut done = Vec::with_capacity(last.len());
        for (sku, patch) in last {
            let outcome = self.patch(shop, &sku, patch).await;
            done.push(Pushed { sku, outcome });
        }
        done
    }

    async fn patch(&self, shop: &str, sku: &str, patch: PatchOperation) -> Result<(), Error> {
        let patch = PatchListingsItem {
            seller_id: self.seller.clone(),
            sku: sku.to_owned(),
            marketplace_ids: vec![shop.to_owned()],
            included_data: Some(vec![listings::PatchListingsItemIncludedData::Issues]),
            mode: None,
            issue_locale: None,
            body: listings::ListingsItemPatchRequest {
                product_type: listings::ANY_PRODUCT.to_owned(),
                patches: vec![patch],
            },
        };
        let answer = self
            .session
            .with_priority(Priority::Write)
            .call(&patch)
            .await;
        accepted(
            answer
                .map_err(|error| told::<PatchListingsItem>(error, sku))?
                .body,
        )
    }

    async fn feed(&self, shop: &str, patches: Vec<(String, PatchOperation)>) -> Vec<Pushed> {
        let mut done = Vec::with_capacity(patches.len());
        for some in patches.chunks(feeds::MOST_MESSAGES) {
            let outcome = self.feed_once(shop, some).await;
            done.extend(some.iter().map(|(sku, _)| {
                let outcome = match &outcome {
                    Err(error) => Err(error.clone()),
                    Ok(report) => {
                        let issues: Vec<Problem> = report
                            .issues
                            .iter()
                            .filter(|issue| {
                                issue.sku.as_deref() == Some(sku)
                                    && issue.severity.as_deref() == Some("ERROR")
                            })
                            .map(|issue| Problem {
                                code: issue.code.clone(),
                                message: issue.message.clone().unwrap_or_default(),
                                about: issue.attribute_name.clone(),
                                severity: Severity::Error,
                            })
                            .collect();
                        if issues.is_empty() {
                            Ok(())
                        } else {
                            Err(Error::invalid(issues))
                        }
                    }
                };
                Pushed {
                    sku: sku.clone(),
                    outcome,
                }
            }));
        }
        done
    }

    /// Waits for feeds that are under way, so that none of them overtakes what is told next; says
    /// which ones there are.
    async fn settle(&self) -> Result<BTreeSet<String>, Error> {
        let session = self.session.with_priority(Priority::Write);
        let known = feeds::settle(&session, feeds::JSON_LISTINGS_FEED, Pacing::DOCUMENT)
            .await
            .map_err(of_feed)?;
        self.feed_may_run.store(false, Ordering::Relaxed);
        Ok(known)
    }

    async fn feed_once(
        &self,
        shop: &str,
        patches: &[(String, PatchOperation)],
    ) -> Result<ListingsReport, Error> {
        let messages = patches
            .iter()
            .zip(1..)
            .map(|((sku, patch), message_id)| ListingsMessage {
                message_id,
                sku: sku.clone(),
                operation_type: ListingsOperation::Patch,
                product_type: Some(listings::ANY_PRODUCT.to_owned()),
                patches: Some(vec![patch.clone()]),
                ..Default::default()
            })
            .collect();
        let bytes = ListingsFeed::new(&self.seller, messages).to_bytes();
        let session = self.session.with_priority(Priority::Write);
        let shops = [shop.to_owned()];
        let known = self.settle().await?;
        self.feed_may_run.store(true, Ordering::Relaxed);
        let submitted = feeds::ensure_submitted(
            &session,
            feeds::JSON_LISTINGS_FEED,
            &shops,
            feeds::JSON,
            &bytes,
            &known,
        );
        let (feed, created) = submitted.await.map_err(of_feed)?;
        let document = feeds::result(&session, &feed, Pacing::DOCUMENT).await;
        // A feed that was found may have a twin.
        let is_over = matches!(document, Ok(_) | Err(feeds::FeedError::Ended { .. }));
        self.feed_may_run
            .store(!is_over || created == Created::Before, Ordering::Relaxed);
        let document = document.map_err(of_feed)?;
        match document {
            Some(document) => {
                ListingsReport::read(&document).map_err(|error| Error::OutcomeUnknown {
                    cause: format!("the result of feed {feed}: {error}"),
                })
            }
            None => Ok(ListingsReport::default()),
        }
    }
}

/// As [`told`], for a request with no word of a caller's in it but instants. What is wrong with such a one is not the
/// caller's: whole regions refuse valid requests as invalid for a day (issue 5365 of amzn/selling-partner-api-models), and take
/// them again afterwards. So nothing is given up; [`AFTER_REFUSAL`] keeps the caller from asking at once.
fn told_of_own<O: Operation>(error: ::amazon::Error, about: &str) -> Error {
    if !is_called_invalid(&error) {
        return told::<O>(error, about);
    }
    tracing::warn!(operation = O::NAME, %error, "a request of our own was refused");
    Error::Unreachable {
        retry_after: Some(AFTER_REFUSAL),
        cause: chain(&error),
    }
}

/// Whether Amazon calls a request invalid, without a more special word for it.
fn is_called_invalid(error: &::amazon::Error) -> bool {
    matches!(error, ::amazon::Error::Refused { refusal, .. }
        if refusal.status == 400 && refusal.has_code("InvalidInput"))
}

fn of_report(error: ReportError) -> Error {
    match error {
        // By an id that Amazon told.
        ReportError::Call(error) => told_of_own::<reports::GetReport>(error, "report"),
        ReportError::Fatal {
            ref explanation, ..
        } => explained(explanation.as_deref(), &error),
        error => unfinished(&error),
    }
}

fn of_feed(error: feeds::FeedError) -> Error {
    match error {
        feeds::FeedError::Call(error) => told::<feeds::CreateFeed>(error, "feed"),
        feeds::FeedError::Ended {
            ref explanation, ..
        } => explained(explanation.as_deref(), &error),
        // Quantities and prices are whole values, so sending them again is harmless.
        error => unfinished(&error),
    }
}

/// A job that ended badly, with Amazon's words where it has any.
fn explained(explanation: Option<&str>, error: &dyn std::error::Error) -> Error {
    Error::Refused {
        reason: Reason::Other,
        message: explanation.map_or_else(|| error.to_string(), str::to_owned),
        problems: Vec::new(),
    }
}

/// A job that may end better another time.
fn unfinished(error: &dyn std::error::Error) -> Error {
    Error::Unreachable {
        retry_after: None,
        cause: chain(error),
    }
}

fn accepted(answer: listings::ListingsItemSubmissionResponse) -> Result<(), Error> {
    match answer.status {
        Some(listings::ListingsItemSubmissionResponseStatus::Invalid) => {
            let problems = problems(answer.issues.as_deref().unwrap_or_default());
            let approval = problems
                .iter()
                .any(|problem| problem.message.to_ascii_lowercase().contains("approval"));
            let message = problems
                .iter()
                .map(|problem| problem.message.as_str())
                .collect::<Vec<_>>()
                .join("; ");
            let reason = if approval {
                Reason::NeedsApproval
            } else {
                Reason::Invalid
            };
            Err(Error::Refused {
                reason,
                message,
                problems,
            })
        }
        _ => Ok(()),
    }
}

fn problems(issues: &[listings::Issue]) -> Vec<Problem> {
    issues
        .iter()
        .map(|issue| Problem {
            code: issue.code.clone(),
            message: issue.message.clone().unwrap_or_default(),
            about: issue
                .attribute_names
                .as_ref()
                .map(|names| names.join(", "))
                .filter(|names| !names.is_empty()),
            severity: match issue.severity {
                Some(listings::IssueSeverity::Error) => Severity::Error,
                Some(listings::IssueSeverity::Info) => Severity::Info,
                _ => Severity::Warning,
            },
        })
        .collect()
}

fn attributes(offer: &Offer) -> std::collections::BTreeMap<String, Value> {
    let shop = &offer.shop;
    let price = listings::price_patch(shop, &offer.price.currency, offer.price.to_major())
        .value
        .unwrap_or_default();
    let quantity = listings::quantity_patch(offer.quantity)
        .value
        .unwrap_or_default();
    [
        (
            "condition_type",
            json!([{ "value": offer.condition, "marketplace_id": shop }]),
        ),
        (
            "merchant_suggested_asin",
            json!([{ "value": offer.catalogue_id, "marketplace_id": shop }]),
        ),
        ("purchasable_offer", json!(price)),
        ("fulfillment_availability", json!(quantity)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

fn shipped_by_channel(code: &str) -> ShippedBy {
    match code {
        "" | "DEFAULT" => ShippedBy::Us,
        code if code.starts_with("AMAZON") => ShippedBy::Channel,
        code => ShippedBy::Unknown(code.to_owned()),
    }
}

/// A row of the listings report; `None` where it names no SKU.
fn listing_row(
    row: &Row<'_>,
    currency: Option<&str>,
    legacy_charset: bool,
) -> Option<Single<Listing>> {
    let sku = row.any(&["seller-sku", "sku"])?.to_owned();
    let title = row
        .any(&["item-name", "title", "product-name"])
        .map(str::to_owned);
    let damaged =
        |title: &String| title.contains('\u{fffd}') || (legacy_charset && title.contains('?'));
    let mut unread = Vec::new();
    let mut strange = |column: &str, reason: String| {
        unread.push(Unread {
            about: Some(sku.clone()),
            place: format!("line {}, {column}", row.line),
            reason,
            raw: json!(row.value(column)),
        });
    };
    let shipped_by = shipped_by_channel(
        row.any(&["fulfillment-channel", "fulfilment-channel"])
            .unwrap_or_default(),
    );
    let price = row.value("price").and_then(|text| {
        let (price, reason) = match text.replace(',', ".").parse() {
            Ok(amount) => priced(Some(amount), currency),
            Err(_) => (None, Some("it is no number".to_owned())),
        };
        reason
            .into_iter()
            .for_each(|reason| strange("price", reason));
        price
    });
    let quantity = row
        .value("quantity")
        .filter(|_| shipped_by != ShippedBy::Channel)
        .and_then(|text| {
            let quantity = text.parse().ok();
            if quantity.is_none() {
                strange("quantity", "it is no number".to_owned());
            }
            quantity
        });
    let value = Listing {
        catalogue_id: row.any(&["asin1", "asin", "product-id"]).map(str::to_owned),
        title_damaged: title.as_ref().is_some_and(damaged),
        title,
        price,
        quantity,
        shipped_by,
        condition: row.value("item-condition").map(str::to_owned),
        buyable: row
            .value("status")
            .is_none_or(|status| status.eq_ignore_ascii_case("active")),
        image: row.value("image-url").map(str::to_owned),
        issues: Vec::new(),
        sku,
    };
    Some(Single { value, unread })
}

/// What a listing costs, and what is strange about how that was told. A price that is none is unknown, not another one.
fn priced(amount: Option<Decimal>, currency: Option<&str>) -> (Option<Money>, Option<String>) {
    let strange = |reason: &str| (None, Some(reason.to_owned()));
    let (Some(amount), Some(currency)) = (amount, currency) else {
        return strange(match amount {
            None => "the amount is not told",
            Some(_) => "the currency is not told",
        });
    };
    if amount < Decimal::ZERO {
        return strange("a price cannot be negative");
    }
    match Money::from_major(amount, currency) {
        Some(price) if price.to_major() == amount => (Some(price), None),
        Some(price) => {
            let rounded = format!("it has more digits than its currency, and is taken as {price}");
            (Some(price), Some(rounded))
        }
        None if is_currency(currency) => strange("it is too much"),
        None => (None, Some(format!("there is no currency {currency}"))),
    }
}

fn listing_of(item: &listings::Item, shop: &str) -> Single<Listing> {
    let in_shop = |id: &Option<String>| id.as_deref() == Some(shop);
    let summary = item
        .summaries
        .iter()
        .flatten()
        .find(|summary| in_shop(&summary.marketplace_id));
    let offer = item
        .offers
        .iter()
        .flatten()
        .find(|offer| in_shop(&offer.marketplace_id));
    let availability = item.fulfillment_availability.iter().flatten();
    let own = availability
        .clone()
        .find(|part| part.fulfillment_channel_code.as_deref() == Some(listings::MERCHANT));
    let by_amazon = listings::is_fulfilled_by_amazon(item);
    let sku = item.sku.clone().unwrap_or_default();
    let mut unread = Vec::new();
    let price = offer
        .and_then(|offer| offer.price.as_ref())
        .and_then(|told| {
            let amount = told.amount.as_ref().and_then(|amount| amount.value());
            let (price, reason) = priced(amount, told.currency_code.as_deref());
            unread.extend(reason.map(|reason| Unread {
                about: Some(sku.clone()),
                place: "offers.price".to_owned(),
                reason,
                raw: json!(told),
            }));
            price
        });
    let value = Listing {
        catalogue_id: summary.and_then(|summary| summary.asin.clone()),
        title: summary.and_then(|summary| summary.item_name.clone()),
        title_damaged: false,
        price,
        quantity: own
            .filter(|_| !by_amazon)
            .and_then(|part| count(part.quantity)),
        shipped_by: if by_amazon {
            ShippedBy::Channel
        } else {
            ShippedBy::Us
        },
        condition: summary
            .and_then(|summary| summary.condition_type.as_ref())
            .map(ToString::to_string),
        buyable: listings::is_buyable(item, shop),
        image: summary.and_then(|summary| summary.main_image.as_ref()?.link.clone()),
        issues: problems(item.issues.as_deref().unwrap_or_default()),
        sku,
    };
    Single { value, unread }
}

/// Takes down amounts of an order that are there and are none.
struct Amounts<'a> {
    order: Option<String>,
    strange: &'a mut Vec<Unread>,
}

impl Amounts<'_> {
    /// An amount; `None` where there is none, which is told unless the member is missing altogether.
    fn read(&mut self, place: &str, told: Option<orders_2026::Money>) -> Option<Money> {
        let told = told?;
        let amount = told.amount.as_ref().and_then(|amount| amount.value());
        let money = amount
            .zip(told.currency_code.as_deref())
            .and_then(|(amount, currency)| Money::from_major(amount, currency));
        if money.is_none() {
            let reason = match (amount, told.currency_code.as_deref()) {
                (None, _) => "the amount is not told".to_owned(),
                (_, None) => "the currency is not told".to_owned(),
                (_, Some(currency)) if is_currency(currency) => "it is too much".to_owned(),
                (_, Some(currency)) => format!("there is no currency {currency}"),
            };
            self.tell(place, reason, json!(told));
        }
        money
    }

    fn tell(&mut self, place: &str, reason: String, raw: Value) {
        self.strange.push(Unread {
            about: self.order.clone(),
            place: place.to_owned(),
            reason,
            raw,
        });
    }

    /// A charge. One without an amount is a charge all the same, and is told.
    fn charge(
        &mut self,
        place: &str,
        kind: Option<&str>,
        told: Option<orders_2026::Money>,
    ) -> Charge {
        if told.is_none() {
            self.tell(
                place,
                "the amount is not told".to_owned(),
                json!({ "type": kind }),
            );
        }
        let kind = charge_kind(kind);
        let amount = self.read(place, told).map(|amount| match kind {
            // The sign of a discount is not documented; it always reduces.
            ChargeKind::Discount => Money::new(-amount.minor.abs(), amount.currency),
            _ => amount,
        });
        Charge { kind, amount }
    }
}

/// An order in our words; amounts that are there and are none are told.
fn order_of(order: Order, strange: &mut Vec<Unread>) -> Result<ChannelOrder, Unreadable> {
    let raw = serde_json::to_value(&order).unwrap_or_default();
    let fulfillment = order.fulfillment.unwrap_or_default();
    let buyer = order.buyer.unwrap_or_default();
    let proceeds = order.proceeds.unwrap_or_default();
    let channel = order.sales_channel.unwrap_or_default();
    let id = present(order.order_id, "the order's id")?;
    let items = order.order_items.ok_or("the order's lines are not told")?;
    let mut amounts = Amounts {
        order: Some(id.clone()),
        strange,
    };
    Ok(ChannelOrder {
        id,
        state: state(fulfillment.fulfillment_status.as_ref()),
        shipped_by: match fulfillment.fulfilled_by.as_deref() {
            Some("MERCHANT") => ShippedBy::Us,
            Some("AMAZON") => ShippedBy::Channel,
            other => ShippedBy::Unknown(other.unwrap_or_default().to_owned()),
        },
        is_own_outbound: channel.channel_name.as_deref() == Some(orders_2026::NON_AMAZON),
        shop: channel.marketplace_id,
        made_at: order.created_time.and_then(|time| time.instant()),
        changed_at: order.last_updated_time.and_then(|time| time.instant()),
        buyer_name: buyer.buyer_name.as_deref().and_then(filled),
        buyer_company: buyer.buyer_company_name.as_deref().and_then(filled),
        buyer_email: buyer.buyer_email.as_deref().and_then(filled),
        address: order
            .recipient
            .and_then(|recipient| recipient.delivery_address)
            .and_then(address),
        ship_by: fulfillment
            .ship_by_window
            .and_then(|window| window.latest_date_time?.instant()),
        service_level: fulfillment.fulfillment_service_level,
        lines: items
            .into_iter()
            .map(|item| line(item, &mut amounts))
            .collect(),
        charges: proceeds
            .breakdowns
            .into_iter()
            .flatten()
            .map(|part| {
                amounts.charge("proceeds.breakdowns", part.r#type.as_deref(), part.subtotal)
            })
            .collect(),
        total: amounts.read("proceeds.grandTotal", proceeds.grand_total),
        payments: order
            .payment
            .and_then(|payment| payment.payment_executions)
            .into_iter()
            .flatten()
            .map(|paid| {
                let amount = amounts.read("payment.paymentExecutions", paid.payment_amount);
                (paid.payment_method.unwrap_or_default(), amount)
            })
            .collect(),
        parcels: order
            .packages
            .into_iter()
            .flatten()
            .map(|parcel| OrderParcel {
                reference: parcel.package_reference_id.unwrap_or_default(),
                carrier: parcel.carrier,
                tracking_number: parcel.tracking_number,
                shipped_at: parcel.ship_time.and_then(|time| time.instant()),
            })
            .collect(),
        raw,
    })
}

fn state(word: Option<&orders_2026::FulfillmentStatus>) -> OrderState {
    match word.map(orders_2026::FulfillmentStatus::as_str) {
        Some("PENDING_AVAILABILITY" | "PENDING") => OrderState::Pending,
        Some("UNSHIPPED") => OrderState::Unshipped,
        Some("PARTIALLY_SHIPPED") => OrderState::PartlyShipped,
        Some("SHIPPED") => OrderState::Shipped,
        // The old generation wrote it with one L.
        Some("CANCELLED" | "CANCELED") => OrderState::Cancelled,
        Some("UNFULFILLABLE") => OrderState::Unfulfillable,
        other => OrderState::Unknown(other.unwrap_or_default().to_owned()),
    }
}

fn line(item: OrderItem, amounts: &mut Amounts<'_>) -> OrderLine {
    let product = item.product.unwrap_or_default();
    let proceeds = item.proceeds.unwrap_or_default();
    let fulfillment = item.fulfillment.unwrap_or_default();
    let wish = item
        .cancellation
        .and_then(|cancellation| cancellation.cancellation_request);
    OrderLine {
        id: item.order_item_id.unwrap_or_default(),
        sku: product.seller_sku,
        catalogue_id: product.asin,
        title: product.title,
        quantity: count(item.quantity_ordered),
        shipped: count(fulfillment.quantity_fulfilled),
        open: count(fulfillment.quantity_unfulfilled),
        unit_price: product
            .price
            .and_then(|price| amounts.read("orderItems.product.price.unitPrice", price.unit_price)),
        charges: proceeds
            .breakdowns
            .into_iter()
            .flatten()
            .map(|part| {
                let place = "orderItems.proceeds.breakdowns";
                amounts.charge(place, part.r#type.as_deref(), part.subtotal)
            })
            .collect(),
        total: amounts.read("orderItems.proceeds.proceedsTotal", proceeds.proceeds_total),
        cancel_wish: wish.map(|wish| wish.cancel_reason.or(wish.requester).unwrap_or_default()),
        gift_message: fulfillment
            .packing
            .and_then(|packing| packing.gift_option?.gift_message),
    }
}

fn charge_kind(word: Option<&str>) -> ChargeKind {
    match word.unwrap_or_default() {
        "ITEM" => ChargeKind::Item,
        "SHIPPING" => ChargeKind::Shipping,
        "GIFT_WRAP" => ChargeKind::GiftWrap,
        "TAX" => ChargeKind::Tax,
        "DISCOUNT" => ChargeKind::Discount,
        "COD_FEE" => ChargeKind::CashOnDelivery,
        other => ChargeKind::Other(other.to_owned()),
    }
}

fn address(address: orders_2026::CustomerAddress) -> Option<Address> {
    let found = Address {
        name: address.name.unwrap_or_default(),
        company: address.company_name.as_deref().and_then(filled),
        line1: address.address_line1.unwrap_or_default(),
        line2: address.address_line2.as_deref().and_then(filled),
        line3: address.address_line3.as_deref().and_then(filled),
        city: address.city.as_deref().and_then(filled),
        region: address.state_or_region.as_deref().and_then(filled),
        district: address
            .district_or_county
            .or(address.municipality)
            .as_deref()
            .and_then(filled),
        postal_code: address.postal_code.as_deref().and_then(filled),
        country: address.country_code.unwrap_or_default(),
        phone: address.phone.as_deref().and_then(filled),
        email: None,
    };
    // Without the role the parts come empty: that is no address.
    (found != Address::default()).then_some(found)
}

fn catalogue_item(item: catalog_2022::Item) -> Result<CatalogueItem, Unreadable> {
    let variant_of = variant(&item);
    let dimensions = item.dimensions.iter().flatten().next();
    // The article's own, or else the package's.
    let measured = |pick: fn(&catalog_2022::Dimensions) -> Option<&catalog_2022::Dimension>| {
        let held = dimensions?;
        held.item
            .as_ref()
            .and_then(pick)
            .or_else(|| held.package.as_ref().and_then(pick))
    };
    let weight_g = measured(|held| held.weight.as_ref()).and_then(grams);
    let size_mm = (|| {
        Some([
            millimetres(measured(|held| held.length.as_ref())?)?,
            millimetres(measured(|held| held.width.as_ref())?)?,
            millimetres(measured(|held| held.height.as_ref())?)?,
        ])
    })();
    let summary = item
        .summaries
        .unwrap_or_default()
        .into_iter()
        .next()
        .unwrap_or_default();
    let images = item
        .images
        .into_iter()
        .flatten()
        .flat_map(|images| images.images.unwrap_or_default());
    let codes = item
        .identifiers
        .into_iter()
        .flatten()
        .flat_map(|codes| codes.identifiers.unwrap_or_default());
    Ok(CatalogueItem {
        catalogue_id: present(item.asin, "the product's id")?,
        title: summary.item_name,
        brand: summary.brand,
        image: images.filter_map(|image| image.link).next(),
        category: summary.browse_classification.and_then(|found| {
            let id = found.classification_id?;
            let name = found.display_name.unwrap_or_else(|| id.clone());
            Some(Category { id, name })
        }),
        product_type: item
            .product_types
            .unwrap_or_default()
            .into_iter()
            .find_map(|kind| kind.product_type),
        barcodes: codes
            .filter(|code| code.identifier_type.as_deref() != Some("SKU"))
            .filter_map(|code| code.identifier)
            .collect(),
        is_family: summary.item_classification.is_some_and(|kind| {
            kind == catalog_2022::ItemSummaryByMarketplaceItemClassification::VariationParent
        }),
        variant_of,
        weight_g,
        size_mm,
    })
}

/// The family that an item is a variant of, with its options in the order of the family's theme.
fn variant(item: &catalog_2022::Item) -> Option<Variant> {
    let relationships = item.relationships.iter().flatten();
    let mut related = relationships.flat_map(|shop| shop.relationships.iter().flatten());
    let (family, theme) = related.find_map(|relationship| {
        let family = relationship.parent_asins.as_ref()?.first()?;
        Some((family.clone(), relationship.variation_theme.clone()))
    })?;
    let value = |name: &String| {
        let values = item.attributes.as_ref()?.get(name)?.as_array()?;
        let text = values.first()?.get("value")?;
        Some(
            text.as_str()
                .map_or_else(|| text.to_string(), str::to_owned),
        )
    };
    let names = theme.and_then(|theme| theme.attributes).unwrap_or_default();
    Some(Variant {
        family,
        options: names
            .into_iter()
            .map(|name| (name.clone(), value(&name).unwrap_or_default()))
            .collect(),
    })
}

/// A measure in other units, rounded; `None` for units that are new to us.
fn converted(measure: &catalog_2022::Dimension, units: &[(&str, Decimal)]) -> Option<u32> {
    let unit = measure.unit.as_ref()?.to_ascii_lowercase();
    let (_, factor) = units.iter().find(|(name, _)| *name == unit)?;
    let value = measure.value.as_ref()?.value()?;
    value.checked_mul(*factor)?.round().to_u32()
}

fn grams(measure: &catalog_2022::Dimension) -> Option<u32> {
    converted(
        measure,
        &[
            ("grams", Decimal::ONE),
            ("kilograms", Decimal::ONE_THOUSAND),
            ("pounds", Decimal::from_parts(45_359_237, 0, 0, false, 5)),
            ("ounces", Decimal::from_parts(28_349_523, 0, 0, false, 6)),
            (
                "hundredths_pounds",
                Decimal::from_parts(45_359_237, 0, 0, false, 7),
            ),
        ],
    )
}

fn millimetres(measure: &catalog_2022::Dimension) -> Option<u32> {
    converted(
        measure,
        &[
            ("millimeters", Decimal::ONE),
            ("centimeters", Decimal::TEN),
            ("meters", Decimal::ONE_THOUSAND),
            ("inches", Decimal::from_parts(254, 0, 0, false, 1)),
            ("feet", Decimal::from_parts(3_048, 0, 0, false, 1)),
            (
                "hundredths_inches",
                Decimal::from_parts(254, 0, 0, false, 3),
            ),
        ],
    )
}

fn barcode_kind(code: &str) -> catalog_2022::IdentifiersType {
    use catalog_2022::IdentifiersType::{Asin, Ean, Gtin, Isbn, Upc};
    match code.len() {
        10 if code.starts_with('B') => Asin,
        10 => Isbn,
        12 => Upc,
        14 => Gtin,
        13 if code.starts_with("978") || code.starts_with("979") => Isbn,
        _ => Ean,
    }
}

/// Whether a text has the form of Amazon's ids of orders, such as `111-2223334-5556667`. One that has not is refused for good.
fn is_order_id(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_of = |part: &str, length| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    matches!(&*parts, [first, second, third] if is_of(first, 3) && is_of(second, 7) && is_of(third, 7))
}

/// A settlement report's id and the id of its document.
fn settlement_report(report: &reports::Report) -> Result<(String, String), Unreadable> {
    let id = present(report.report_id.clone(), "the report's id")?;
    let document = report.report_document_id.as_deref().and_then(filled);
    let document = document.ok_or_else(|| {
        let state = report.processing_status.as_ref();
        let state = state.map_or("not told", reports::ReportProcessingStatus::as_str);
        Unreadable(format!("the report has no document; its state is {state}"))
    })?;
    Ok((id, document))
}

fn payout(settlement: Settlement) -> Result<Payout, Unreadable> {
    let currency = &settlement.currency;
    if !is_currency(currency) {
        return Err(Unreadable(format!("there is no currency {currency}")));
    }
    let money = |amount: Decimal, of: &str| {
        Money::from_major(amount, currency).ok_or_else(|| {
            Unreadable(format!(
                "{of} of {amount} {currency} is more than can be kept"
            ))
        })
    };
    let entries = settlement.entries.iter().map(|entry| {
        let kind = [&*entry.transaction, &entry.amount_type, &entry.description];
        Ok(PayoutEntry {
            order: entry.order_id.clone(),
            sku: entry.sku.clone(),
            kind: kind.join(" / "),
            amount: money(entry.amount, &format!("the amount in line {}", entry.line))?,
        })
    });
    let entries = entries.collect::<Result<_, Unreadable>>()?;
    let total = money(settlement.total, "the total")?;
    Ok(Payout {
        total,
        entries,
        // Last, as the sum of amounts that cannot be kept may have no end.
        adds_up: settlement.difference().is_zero(),
        id: settlement.id,
        paid: settlement.deposited,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(unit: &str, value: &str) -> catalog_2022::Dimension {
        catalog_2022::Dimension {
            unit: Some(unit.into()),
            value: serde_json::from_str(value).ok(),
        }
    }

    /// Proves AMZ-ORD-03 for the words that Amazon has: pending is not to be shipped, in both its forms; a new word is kept as
    /// it is, and is no state to ship in either.
    #[test]
    fn amazons_order_states_become_ours() {
        use OrderState::*;
        for (word, ours) in [
            ("PENDING_AVAILABILITY", Pending),
            ("PENDING", Pending),
            ("UNSHIPPED", Unshipped),
            ("PARTIALLY_SHIPPED", PartlyShipped),
            ("SHIPPED", Shipped),
            ("CANCELLED", Cancelled),
            ("CANCELED", Cancelled),
            ("UNFULFILLABLE", Unfulfillable),
            ("INVOICE_UNCONFIRMED", Unknown("INVOICE_UNCONFIRMED".into())),
        ] {
            assert_eq!(state(Some(&word.into())), ours, "{word}");
        }
        assert_eq!(state(None), Unknown(String::new()));
    }

    /// Proves AMZ-CAT-12's conversion: 2 lb becomes 0.907 kg; width, height and length are taken over.
    #[test]
    fn weights_become_grams_and_lengths_millimetres() {
        let weights = [
            ("pounds", "2", Some(907)),
            ("Pounds", "0.5", Some(227)),
            ("ounces", "16", Some(454)),
            ("kilograms", "1.25", Some(1_250)),
            ("grams", "300", Some(300)),
            ("hundredths_pounds", "200", Some(907)),
            ("stones", "2", None),
        ];
        for (unit, value, expected) in weights {
            assert_eq!(grams(&measure(unit, value)), expected, "{value} {unit}");
        }
        let lengths = [
            ("inches", "10", Some(254)),
            ("centimeters", "12.3", Some(123)),
            ("millimeters", "7", Some(7)),
            ("feet", "1", Some(305)),
            ("furlongs", "1", None),
        ];
        for (unit, value, expected) in lengths {
            assert_eq!(
                millimetres(&measure(unit, value)),
                expected,
                "{value} {unit}"
            );
        }
    }
}
