//! What every provider must keep, as tests that any provider can be put through.
//!
//! A provider's tests make a bench around it and call [`fulfilment`], [`inbound()`] or [`sales`]. A
//! breach is a panic that names the promise, as in any test. What a provider does not claim to be able to do is
//! not asked of it, but then it must say so when asked.

mod inbound;

use std::{collections::HashSet, time::Duration};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{
    error::{Error, Reason},
    fulfilment::{
        Cancellation, FulfilmentService, LineProgress, Method, OutboundLine, OutboundOrder,
        Progress, Release, ReturnUnit, Sent, Status, StockQuery,
    },
    sales::{
        CatalogueQuery, ChannelOrder, Confirmed, Offer, OrderQuery, OrderState, PriceChange,
        PublishState, SalesChannel, ShipmentConfirmation, ShippedBy, StockChange,
    },
    words::{Address, Earlier, Money},
};

pub use inbound::{InboundBench, inbound};

/// A world that can be moved.
#[async_trait]
pub trait Bench: Send + Sync {
    /// A text that makes ids of this run unlike those of any other.
    fn run(&self) -> String;
    /// The present of its world.
    fn now(&self) -> Timestamp;
    /// Lets time pass in its world.
    async fn pass(&self, time: Duration);
}

/// A fulfilment service in a world that can be moved.
pub trait FulfilmentBench: Bench {
    /// The service.
    fn service(&self) -> &dyn FulfilmentService;
    /// A SKU of which it has at least fifty that can be sold.
    fn stocked(&self) -> String;
    /// A SKU that it knows and has none of.
    fn exhausted(&self) -> String;
    /// Where it delivers to.
    fn address(&self) -> Address;
}

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Puts a fulfilment service through all that it must keep.
pub async fn fulfilment(bench: &dyn FulfilmentBench) {
    it_does_what_it_claims(bench).await;
    methods_are_offered_or_explained(bench).await;
    bad_orders_never_reach_it(bench).await;
    an_order_is_sent_once(bench).await;
    a_held_order_waits_and_goes(bench).await;
    a_cancelled_order_is_cancelled(bench).await;
    what_is_not_there_is_refused_or_fails(bench).await;
    parcels_arrive_and_lines_add_up(bench).await;
    stock_is_told_as_asked(bench).await;
}

fn order(bench: &dyn FulfilmentBench, name: &str, sku: String, quantity: u32) -> OutboundOrder {
    let method = bench
        .service()
        .methods()
        .into_iter()
        .next()
        .unwrap_or(Method("Standard".into()));
    let id = format!("{}-{name}", bench.run());
    OutboundOrder {
        number: id.clone(),
        id,
        date: bench.now(),
        comment: "Thank you".into(),
        method,
        address: bench.address(),
        lines: vec![OutboundLine {
            id: "1".into(),
            sku,
            quantity,
        }],
        notify: Vec::new(),
    }
}

async fn progress(bench: &dyn FulfilmentBench, id: &str) -> Progress {
    bench
        .service()
        .progress(id, &[])
        .await
        .unwrap_or_else(|error| panic!("{id} can be followed: {error}"))
}

async fn sellable(bench: &dyn FulfilmentBench, sku: &str) -> u32 {
    let pass = bench
        .service()
        .stock(&StockQuery::Skus(vec![sku.to_owned()]))
        .await
        .expect("stock can be read");
    pass.rows
        .iter()
        .find(|row| row.sku == sku)
        .map_or(0, |row| row.sellable)
}

async fn it_does_what_it_claims(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let can = service.capabilities();
    assert_eq!(
        can.inbound,
        service.inbound().is_some(),
        "inbound is there exactly if it is claimed"
    );
    assert!(
        !service.methods().is_empty(),
        "a service has at least one method"
    );
    let unknown = format!("{}-unknown", bench.run());
    let asked = service.progress(&unknown, &[]).await;
    assert!(
        matches!(asked, Err(Error::NotFound(_))),
        "an unknown order is not found: {asked:?}"
    );
    if !can.hold {
        let held = order(bench, "hold", bench.stocked(), 1);
        let sent = service.send(&held, Release::Hold, Earlier::Never).await;
        assert!(
            matches!(sent, Err(Error::Unsupported(_))),
            "holding is refused where it cannot be done: {sent:?}"
        );
        let asked = service.progress(&held.id, &[]).await;
        assert!(
            matches!(asked, Err(Error::NotFound(_))),
            "what was refused is not there: {asked:?}"
        );
    }
    if !can.returns {
        let reasons = service
            .return_reasons(&unknown, &bench.stocked(), "en")
            .await;
        assert!(
            matches!(reasons, Err(Error::Unsupported(_))),
            "returns are refused where they cannot be announced"
        );
    }
}

async fn methods_are_offered_or_explained(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    if !service.capabilities().methods_by_address {
        return;
    }
    let lines = [OutboundLine {
        id: "1".into(),
        sku: bench.stocked(),
        quantity: 1,
    }];
    let offers = service
        .preview(&bench.address(), &lines)
        .await
        .expect("a preview can be had");
    let mut offered: Vec<&str> = offers.iter().map(|offer| &*offer.method.0).collect();
    offered.sort_unstable();
    let methods = service.methods();
    let mut methods: Vec<&str> = methods.iter().map(|method| &*method.0).collect();
    methods.sort_unstable();
    assert_eq!(
        offered, methods,
        "each of its methods is offered or explained once, and no other"
    );
    let possible = offers
        .iter()
        .filter(|offer| offer.unavailable.is_empty())
        .count();
    assert!(
        possible > 0,
        "something in stock can be sent somehow: {offers:?}"
    );
    assert_eq!(offers.unread, [], "all of it can be read");
    for offer in &offers {
        let arrival = offer.arrives.and_then(|window| window.latest);
        if let (Some(departure), Some(arrival)) = (offer.ships_by, arrival) {
            assert!(
                bench.now() <= departure && departure <= arrival,
                "it leaves before it arrives: {offer:?}"
            );
        }
    }
    let none = [OutboundLine {
        id: "1".into(),
        sku: bench.exhausted(),
        quantity: 1,
    }];
    match service.preview(&bench.address(), &none).await {
        Ok(offers) => {
            assert!(!offers.is_empty(), "every method is explained");
            for offer in offers {
                assert!(
                    !offer.unavailable.is_empty(),
                    "what is not there cannot be offered: {offer:?}"
                );
            }
        }
        Err(Error::Refused { message, .. }) => assert!(!message.is_empty(), "a refusal says why"),
        Err(error) => panic!("goods that are not there are no passing trouble: {error}"),
    }
}

async fn bad_orders_never_reach_it(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let mut bad = order(bench, "bad", bench.stocked(), 1);
    match service.capabilities().longest_comment {
        Some(longest) => bad.comment = "x".repeat(longest + 1),
        None => bad.lines.clear(),
    }
    assert!(
        !service.check(&bad).is_empty(),
        "what is wrong is found before sending"
    );
    let sent = service.send(&bad, Release::Ship, Earlier::Never).await;
    assert!(
        matches!(
            sent,
            Err(Error::Refused {
                reason: Reason::Invalid,
                ..
            })
        ),
        "and refused: {sent:?}"
    );
    let asked = service.progress(&bad.id, &[]).await;
    assert!(
        matches!(asked, Err(Error::NotFound(_))),
        "and not there: {asked:?}"
    );
    assert!(
        service
            .check(&order(bench, "good", bench.stocked(), 1))
            .is_empty(),
        "a good order has no problems"
    );
}

async fn an_order_is_sent_once(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let sku = bench.stocked();
    let before = sellable(bench, &sku).await;
    let once = order(bench, "once", sku.clone(), 2);
    assert_eq!(
        service
            .send(&once, Release::Ship, Earlier::Never)
            .await
            .expect("accepted"),
        Sent::Now
    );
    for _ in 0..2 {
        let again = service
            .send(&once, Release::Ship, Earlier::Perhaps)
            .await
            .expect("found");
        assert_eq!(again, Sent::Before, "a repetition finds the first");
    }
    bench.pass(HOUR).await;
    let after = sellable(bench, &sku).await;
    assert_eq!(before - after, 2, "the goods are taken once");
    let changed = service
        .changed_since(bench.now() - DAY)
        .await
        .expect("changes can be read");
    assert_eq!(
        changed
            .iter()
            .filter(|changed| changed.id == once.id)
            .count(),
        1,
        "it is there once"
    );
}

async fn a_held_order_waits_and_goes(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let can = service.capabilities();
    if !can.edit_held {
        let order = order(bench, "unedited", bench.stocked(), 1);
        let edited = service.edit_held(&order).await;
        assert!(
            matches!(edited, Err(Error::Unsupported(_))),
            "what it cannot do it refuses: {edited:?}"
        );
    }
    if !can.hold {
        return;
    }
    let mut held = order(bench, "held", bench.stocked(), 1);
    service
        .send(&held, Release::Hold, Earlier::Never)
        .await
        .expect("accepted");
    bench.pass(DAY).await;
    let waiting = progress(bench, &held.id).await;
    assert_eq!(
        waiting.status,
        Some(Status::OnHold),
        "held is held: {}",
        waiting.service_status
    );
    assert_eq!(
        waiting.held_until.is_some(),
        can.longest_hold.is_some(),
        "when it is dropped is told"
    );
    if can.edit_held {
        held.comment = "Another comment".into();
        held.lines[0].quantity = 2;
        service
            .edit_held(&held)
            .await
            .expect("a held order can be edited");
        let edited = progress(bench, &held.id).await;
        assert_eq!(
            edited
                .lines
                .iter()
                .map(|line| line.ordered)
                .collect::<Vec<_>>(),
            [Some(2)],
            "the edit is there"
        );
    }
    service
        .release(&held.id)
        .await
        .expect("a held order can be released");
    service
        .release(&held.id)
        .await
        .expect("releasing again is fine");
    bench.pass(HOUR).await;
    let going = progress(bench, &held.id).await;
    assert_eq!(
        going.status,
        Some(Status::Shipped),
        "released is released: {}",
        going.service_status
    );
}

async fn a_cancelled_order_is_cancelled(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let can = service.capabilities();
    if !can.hold && !can.cancel_released {
        return;
    }
    let sku = bench.stocked();
    let before = sellable(bench, &sku).await;
    let release = if can.hold {
        Release::Hold
    } else {
        Release::Ship
    };
    let unwanted = order(bench, "unwanted", sku.clone(), 3);
    service
        .send(&unwanted, release, Earlier::Never)
        .await
        .expect("accepted");
    match service
        .cancel(&unwanted.id)
        .await
        .expect("can be cancelled")
    {
        Cancellation::Done => {}
        Cancellation::Asked => bench.pass(HOUR).await,
    }
    assert_eq!(
        progress(bench, &unwanted.id).await.status,
        Some(Status::Cancelled)
    );
    let again = service
        .cancel(&unwanted.id)
        .await
        .expect("cancelling again is fine");
    assert_eq!(again, Cancellation::Done);
    bench.pass(HOUR).await;
    assert_eq!(sellable(bench, &sku).await, before, "the goods are back");
}

async fn what_is_not_there_is_refused_or_fails(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let lacking = order(bench, "lacking", bench.exhausted(), 1);
    match service.send(&lacking, Release::Ship, Earlier::Never).await {
        Err(Error::Refused { message, .. }) => assert!(!message.is_empty(), "a refusal says why"),
        Err(error) => panic!("goods that are not there are no passing trouble: {error}"),
        Ok(_) => {
            for _ in 0..10 {
                bench.pass(DAY).await;
                let found = progress(bench, &lacking.id).await;
                if found.status == Some(Status::Failed) {
                    assert!(found.explanation.is_some(), "a failure says why");
                    return;
                }
            }
            panic!("an order of what is not there fails within ten days");
        }
    }
}

async fn parcels_arrive_and_lines_add_up(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let can = service.capabilities();
    let sent = order(bench, "sent", bench.stocked(), 3);
    service
        .send(&sent, Release::Ship, Earlier::Never)
        .await
        .expect("accepted");
    let mut known = Status::Shipped;
    let mut known_at = None;
    let mut last = progress(bench, &sent.id).await;
    for _ in 0..60 {
        last = progress(bench, &sent.id).await;
        known = last.settle(&known, known_at);
        known_at = last.changed_at.max(known_at);
        assert!(
            !matches!(known, Status::Cancelled | Status::Failed | Status::OnHold),
            "{known:?} of {}",
            last.service_status
        );
        let now = bench.now();
        assert!(
            !last.should_have_left(None, now),
            "what is worked on leaves in time: {last:?}"
        );
        if last.lines.iter().all(LineProgress::has_left) {
            assert_eq!(last.ships_by, None, "nothing is left to leave: {last:?}");
        }
        if matches!(known, Status::Delivered) {
            break;
        }
        bench.pass(DAY / 2).await;
    }
    if can.tracking {
        // A parcel can get lost; then the service says so.
        let is_lost = last.parcels.iter().any(|parcel| parcel.exception.is_some());
        assert!(
            known == Status::Delivered || (known == Status::Completed && is_lost),
            "a service that tracks reports the delivery, or what came between: {known:?}"
        );
        assert!(
            !last.parcels.is_empty(),
            "what was delivered came in parcels"
        );
        for parcel in &last.parcels {
            let number =
                parcel.tracking_number.is_some() || parcel.service_tracking_number.is_some();
            assert!(
                number && (parcel.delivered || is_lost),
                "a parcel has a number and arrives: {parcel:?}"
            );
        }
        let ids: HashSet<_> = last.parcels.iter().map(|parcel| &parcel.id).collect();
        assert_eq!(
            ids.len(),
            last.parcels.len(),
            "parcels have ids of their own"
        );
    } else {
        assert_eq!(
            known,
            Status::Completed,
            "without tracking the estimate decides"
        );
    }
    assert_eq!(last.lines.len(), sent.lines.len(), "every line is told");
    for line in &last.lines {
        assert_eq!(
            [line.shipped, line.cancelled, line.unfulfillable]
                .into_iter()
                .sum::<Option<u32>>(),
            line.ordered,
            "every unit is accounted for: {line:?}"
        );
    }
    if can.returns {
        returns_are_announced_once(bench, &sent, &last).await;
    }
}

async fn returns_are_announced_once(
    bench: &dyn FulfilmentBench,
    sent: &OutboundOrder,
    last: &Progress,
) {
    let service = bench.service();
    let line = &sent.lines[0];
    let reasons = service
        .return_reasons(&sent.id, &line.sku, "en_US")
        .await
        .expect("reasons can be read");
    let reason = reasons.first().expect("there is a reason");
    let unit = ReturnUnit {
        id: format!("{}-r1", sent.id),
        line: line.id.clone(),
        shipment: last.parcels[0].shipment.clone(),
        reason: reason.code.clone(),
        comment: None,
    };
    let units = [unit];
    let first = service
        .announce_return(&sent.id, &units, Earlier::Never)
        .await
        .expect("announced");
    let taken: Vec<_> = first
        .iter()
        .filter(|unit| unit.refused.is_none())
        .map(|unit| &unit.id)
        .collect();
    assert_eq!(
        taken,
        [&units[0].id],
        "what was delivered can be returned: {first:?}"
    );
    let again = service
        .announce_return(&sent.id, &units, Earlier::Perhaps)
        .await
        .expect("found");
    assert_eq!(
        again.iter().map(|unit| &unit.id).collect::<Vec<_>>(),
        [&units[0].id]
    );
    let told = progress(bench, &sent.id).await.returns;
    assert_eq!(
        told.iter().filter(|unit| unit.id == units[0].id).count(),
        1,
        "announced once: {told:?}"
    );
}

async fn stock_is_told_as_asked(bench: &dyn FulfilmentBench) {
    let service = bench.service();
    let all = service
        .stock(&StockQuery::Everything)
        .await
        .expect("all stock can be read");
    assert!(all.unread.is_empty(), "every row is read: {:?}", all.unread);
    let skus: HashSet<_> = all.rows.iter().map(|row| row.sku.as_str()).collect();
    assert_eq!(skus.len(), all.rows.len(), "each SKU stands once");
    assert!(
        skus.contains(bench.stocked().as_str()),
        "what is in stock is there"
    );
    let one = service
        .stock(&StockQuery::Skus(vec![bench.stocked()]))
        .await
        .expect("one can be read");
    assert_eq!(
        one.rows
            .iter()
            .map(|row| row.sku.clone())
            .collect::<Vec<_>>(),
        [bench.stocked()]
    );
    let none = service
        .stock(&StockQuery::Skus(vec![format!("{}-no-such", bench.run())]))
        .await
        .expect("none can be read");
    assert!(none.rows.is_empty(), "an unknown SKU has no row");
    let since = StockQuery::ChangedSince(bench.now() - DAY);
    let changed = service.stock(&since).await.expect("changes can be read");
    assert!(
        changed.iter().all(|row| all.contains(row)),
        "what changed is told as all of it tells it"
    );
}

/// A sales channel in a world that can be moved.
#[async_trait]
pub trait SalesBench: Bench {
    /// The channel.
    fn channel(&self) -> &dyn SalesChannel;
    /// One of its shops.
    fn shop(&self) -> String;
    /// The shop's currency.
    fn currency(&self) -> String;
    /// A listing that we ship.
    fn own_listing(&self) -> String;
    /// A listing that the channel ships, if it ships.
    fn channel_listing(&self) -> Option<String>;
    /// An order that we are to ship.
    async fn unshipped_order(&self) -> ChannelOrder;
    /// One of three units of a listing, of which one was cancelled since.
    async fn partly_cancelled_order(&self) -> ChannelOrder;
    /// A product that we may offer and do not yet: its id, kind and a condition.
    fn offerable(&self) -> Option<(String, String, String)>;
    /// A product that we may not offer.
    fn restricted(&self) -> Option<String>;
}

/// Puts a sales channel through all that it must keep.
pub async fn sales(bench: &dyn SalesBench) {
    the_account_has_the_shop(bench).await;
    listings_are_told_once_each(bench).await;
    orders_come_in_pages_with_one_watermark(bench).await;
    quantities_and_prices_arrive_where_they_may(bench).await;
    a_shipment_is_confirmed_once(bench).await;
    what_is_cancelled_is_not_to_ship(bench).await;
    offers_are_made_or_explained(bench).await;
    payouts_add_up(bench).await;
}

async fn the_account_has_the_shop(bench: &dyn SalesBench) {
    let account = bench
        .channel()
        .account()
        .await
        .expect("the account can be read");
    let shop = account
        .shops
        .iter()
        .find(|shop| shop.id == bench.shop())
        .expect("the shop is one of the account's");
    assert!(shop.active && shop.currency == bench.currency(), "{shop:?}");
}

async fn listings_are_told_once_each(bench: &dyn SalesBench) {
    let pass = bench
        .channel()
        .listings(&bench.shop())
        .await
        .expect("listings can be read");
    assert!(
        pass.unread.is_empty(),
        "every row is read: {:?}",
        pass.unread
    );
    let skus: HashSet<_> = pass
        .listings
        .iter()
        .map(|listing| listing.sku.as_str())
        .collect();
    assert_eq!(skus.len(), pass.listings.len(), "each SKU stands once");
    assert!(
        skus.contains(bench.own_listing().as_str()),
        "our own listing is there"
    );
    for listing in &pass.listings {
        if listing.shipped_by == ShippedBy::Channel {
            assert_eq!(
                listing.quantity, None,
                "what the channel ships has no quantity of ours: {}",
                listing.sku
            );
        }
    }
    if let Some(sku) = bench.channel_listing() {
        let listing = pass.listings.iter().find(|listing| listing.sku == sku);
        assert_eq!(
            listing.map(|listing| &listing.shipped_by),
            Some(&ShippedBy::Channel),
            "what the channel ships is among them, and is told to be"
        );
    }
    let one = bench
        .channel()
        .listing(&bench.shop(), &bench.own_listing())
        .await
        .expect("one can be read");
    let one = one.expect("it is there");
    assert_eq!((&one.sku, &one.unread), (&bench.own_listing(), &Vec::new()));
    let none = bench
        .channel()
        .listing(&bench.shop(), &format!("{}-none", bench.run()))
        .await
        .expect("none can be read");
    assert_eq!(none, None);
}

async fn orders_come_in_pages_with_one_watermark(bench: &dyn SalesBench) {
    let channel = bench.channel();
    let query = OrderQuery::ChangedSince(bench.now() - DAY * 30);
    let mut ids = HashSet::new();
    let mut cursor = None;
    let watermark = loop {
        let page = channel
            .orders(&query, cursor.as_ref())
            .await
            .expect("orders can be read");
        assert!(
            page.unread.is_empty(),
            "every order is read: {:?}",
            page.unread
        );
        for order in &page.orders {
            assert!(
                ids.insert(order.id.clone()),
                "{} came twice in one pass",
                order.id
            );
            assert!(order.raw.is_object(), "the order as it came is kept");
            let currencies: HashSet<_> = order
                .lines
                .iter()
                .flat_map(|line| &line.charges)
                .map(|charge| &charge.amount.as_ref().expect("it is told").currency)
                .collect();
            assert!(
                currencies.len() <= 1,
                "an order has one currency: {currencies:?}"
            );
        }
        assert_eq!(
            page.next.is_none(),
            page.watermark.is_some(),
            "the last page has the watermark, and no other"
        );
        if let Some(watermark) = page.watermark {
            break watermark;
        }
        cursor = page.next;
    };
    assert!(!ids.is_empty(), "there are orders");
    let made = OrderQuery::MadeBetween(bench.now() - DAY * 30, bench.now() + HOUR);
    let mut cursor = None;
    let mut n_made = 0;
    loop {
        let page = channel.orders(&made, cursor.as_ref()).await;
        let page = page.expect("orders of a time can be read");
        assert_eq!(page.watermark, None, "history has no watermark");
        for order in &page.orders {
            assert!(ids.contains(&order.id), "what was made has changed then");
        }
        n_made += page.orders.len();
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert!(n_made > 0, "some of them were made in that time");
    assert!(
        watermark <= bench.now(),
        "a watermark is never ahead of time"
    );
    let order = channel
        .order(ids.iter().next().expect("one"))
        .await
        .expect("one can be read");
    assert!(ids.contains(&order.id));
    assert_eq!(order.unread, [], "all of it is read");
    let unknown = channel.order("000-0000000-0000000").await;
    assert!(
        matches!(unknown, Err(Error::NotFound(_))),
        "an unknown order is not found: {unknown:?}"
    );
}

async fn quantities_and_prices_arrive_where_they_may(bench: &dyn SalesBench) {
    let channel = bench.channel();
    let shop = bench.shop();
    let own = bench.own_listing();
    let unknown = format!("{}-none", bench.run());
    let mut changes = vec![
        StockChange {
            sku: own.clone(),
            quantity: 37,
        },
        StockChange {
            sku: unknown.clone(),
            quantity: 1,
        },
    ];
    changes.extend(
        bench
            .channel_listing()
            .map(|sku| StockChange { sku, quantity: 5 }),
    );
    let pushed = channel.push_stock(&shop, &changes).await;
    assert_eq!(pushed.len(), changes.len(), "every change has an outcome");
    for outcome in &pushed {
        let refused = outcome.outcome.is_err();
        assert_eq!(
            refused,
            outcome.sku != own,
            "only our own listing takes a quantity: {outcome:?}"
        );
    }
    let price = Money::new(4321, bench.currency());
    let pushed = channel
        .push_prices(
            &shop,
            &[PriceChange {
                sku: own.clone(),
                price: price.clone(),
            }],
        )
        .await;
    assert_eq!(pushed.len(), 1, "every change has an outcome");
    assert!(pushed[0].outcome.is_ok(), "{pushed:?}");
    bench.pass(HOUR).await;
    let listing = channel
        .listing(&shop, &own)
        .await
        .expect("can be read")
        .expect("is there");
    assert_eq!(
        (listing.quantity, &listing.price),
        (Some(37), &Some(price)),
        "what was told is there"
    );
    if let Some(sku) = bench.channel_listing() {
        let listing = channel
            .listing(&shop, &sku)
            .await
            .expect("can be read")
            .expect("is there");
        assert_eq!(
            (&listing.shipped_by, listing.quantity),
            (&ShippedBy::Channel, None),
            "still the channel's"
        );
    }
}

/// A parcel with all that is left to ship of an order.
fn parcel_of(bench: &dyn SalesBench, order: &ChannelOrder) -> ShipmentConfirmation {
    let lines = order.lines.iter();
    ShipmentConfirmation {
        order: order.id.clone(),
        shop: order.shop.clone().unwrap_or_else(|| bench.shop()),
        parcel: 1,
        carrier_code: "UPS".into(),
        carrier_name: None,
        method: Some("Ground".into()),
        tracking_number: "1Z999AA10123456784".into(),
        shipped_at: bench.now(),
        lines: lines
            .map(|line| (line.id.clone(), line.open.expect("told")))
            .collect(),
    }
}

async fn what_is_cancelled_is_not_to_ship(bench: &dyn SalesBench) {
    let channel = bench.channel();
    if !channel.capabilities().confirm_shipments {
        return;
    }
    let order = bench.partly_cancelled_order().await;
    assert_eq!(order.state, OrderState::Unshipped);
    let [line] = &order.lines[..] else {
        panic!("an order of one listing: {:?}", order.lines);
    };
    assert_eq!((line.shipped, line.open), (Some(0), Some(2)));
    let right = parcel_of(bench, &order);
    let mut wrong = right.clone();
    wrong.lines[0].1 = 3;
    let refused = channel.confirm_shipment(&wrong).await;
    assert!(
        matches!(refused, Err(Error::Refused { .. })),
        "a unit that was cancelled cannot be shipped: {refused:?}"
    );
    let still = channel.order(&order.id).await.expect("can be read");
    assert_eq!((still.lines[0].open, still.parcels.len()), (Some(2), 0));
    let taken = channel.confirm_shipment(&right).await;
    assert_eq!(taken.expect("confirmed"), Confirmed::Accepted);
    bench.pass(HOUR).await;
    let shipped = channel.order(&order.id).await.expect("can be read");
    assert_eq!(shipped.state, OrderState::Shipped);
    assert_eq!(
        (shipped.lines[0].shipped, shipped.lines[0].open),
        (Some(2), Some(0))
    );
}

async fn a_shipment_is_confirmed_once(bench: &dyn SalesBench) {
    let channel = bench.channel();
    if !channel.capabilities().confirm_shipments {
        return;
    }
    let order = bench.unshipped_order().await;
    let confirmation = parcel_of(bench, &order);
    channel
        .confirm_shipment(&confirmation)
        .await
        .expect("confirmed");
    channel
        .confirm_shipment(&confirmation)
        .await
        .expect("confirming again is fine");
    bench.pass(HOUR).await;
    let shipped = channel.order(&order.id).await.expect("can be read");
    assert_eq!(shipped.state, OrderState::Shipped);
    let parcels: Vec<_> = shipped
        .parcels
        .iter()
        .filter(|parcel| parcel.tracking_number.as_deref() == Some("1Z999AA10123456784"))
        .collect();
    assert_eq!(parcels.len(), 1, "one parcel: {:?}", shipped.parcels);
}

async fn offers_are_made_or_explained(bench: &dyn SalesBench) {
    let channel = bench.channel();
    if !channel.capabilities().publish {
        return;
    }
    let shop = bench.shop();
    if let Some(restricted) = bench.restricted() {
        let why = channel
            .restrictions(&shop, &restricted, "new_new")
            .await
            .expect("can be asked");
        assert!(
            why.iter().all(|why| !why.message.is_empty()) && !why.is_empty(),
            "a restriction says why"
        );
    }
    let Some((id, kind, condition)) = bench.offerable() else {
        return;
    };
    let found = channel
        .search(&shop, &CatalogueQuery::Ids(vec![id.clone()]))
        .await
        .expect("can be searched");
    assert!(
        found.iter().any(|item| item.catalogue_id == id),
        "the product is in the catalogue"
    );
    let offer = Offer {
        sku: format!("{}-offer", bench.run()),
        shop,
        catalogue_id: id,
        product_type: kind,
        condition,
        price: Money::new(1999, bench.currency()),
        quantity: 4,
    };
    assert_eq!(
        channel.published(&offer).await.expect("can be asked"),
        PublishState::Absent
    );
    channel.publish(&offer).await.expect("published");
    let mut state = channel.published(&offer).await.expect("can be asked");
    for _ in 0..24 {
        if state == PublishState::Listed {
            break;
        }
        assert!(!matches!(state, PublishState::Failed(_)), "{state:?}");
        bench.pass(HOUR).await;
        state = channel.published(&offer).await.expect("can be asked");
    }
    assert_eq!(state, PublishState::Listed, "within a day");
    channel
        .publish(&offer)
        .await
        .expect("publishing again is harmless");
    assert_eq!(
        channel.published(&offer).await.expect("can be asked"),
        PublishState::Listed
    );
}

async fn payouts_add_up(bench: &dyn SalesBench) {
    let channel = bench.channel();
    if !channel.capabilities().payouts {
        return;
    }
    let payouts = channel
        .payouts(bench.now() - DAY * 60)
        .await
        .expect("payouts can be read");
    assert_eq!(payouts.unread, [], "every payout is read");
    assert!(!payouts.is_empty(), "something was paid out");
    for payout in payouts {
        assert!(payout.adds_up, "{} adds up to {}", payout.id, payout.total);
        assert!(!payout.entries.is_empty(), "{} has entries", payout.id);
        let sum: i64 = payout.entries.iter().map(|entry| entry.amount.minor).sum();
        assert_eq!(sum, payout.total.minor, "{}", payout.id);
    }
}
