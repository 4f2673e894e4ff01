//! Usage plans.

use amazon_sim::clock::SECOND;
use serde_json::json;

use crate::harness::{Amazon, header};

/// Proves JOB-10's ground: the burst, then 429 without a hint, then one call each 1/rate; each operation, seller by itself.
#[test]
fn a_bucket_empties_and_fills_again() {
    let amazon = Amazon::new();
    let (us, de) = (amazon.caller("US"), amazon.caller("DE"));
    let path = "/catalog/2022-04-01/items?keywords=mug&marketplaceIds=ATVPDKIKX0DER";
    let status = || us.raw("GET", path, None).status;
    assert_eq!((status(), status(), status()), (200, 200, 429));
    let reply = us.raw("GET", path, None);
    assert_eq!(
        String::from_utf8_lossy(&reply.body),
        r#"{"errors":[{"code":"QuotaExceeded","details":"","message":"You exceeded your quota for the requested resource."}]}"#
    );
    assert_eq!(
        (
            header(&reply, "x-amzn-ratelimit-limit"),
            header(&reply, "retry-after")
        ),
        (None, None)
    );
    assert_eq!(
        de.raw(
            "GET",
            "/catalog/2022-04-01/items?keywords=mug&marketplaceIds=A1PA6795UKMFR9",
            None
        )
        .status,
        200,
        "another seller"
    );
    assert_eq!(
        us.raw("GET", "/sellers/v1/account", None).status,
        200,
        "another operation"
    );
    amazon.advance(SECOND / 2);
    let reply = us.raw("GET", path, None);
    assert_eq!(
        (reply.status, header(&reply, "x-amzn-ratelimit-limit")),
        (200, Some("2"))
    );
    assert_eq!(status(), 429);
}

/// Proves that the rate is told with 200, 400 and 404, and not with 403.
#[test]
fn the_rate_is_told_where_amazon_tells_it() {
    let amazon = Amazon::new();
    let caller = amazon.caller("US");
    let rate = |path: &str| {
        let reply = caller.raw("GET", path, None);
        (
            reply.status,
            header(&reply, "x-amzn-ratelimit-limit").map(str::to_owned),
        )
    };
    assert_eq!(
        rate("/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z"),
        (200, Some("0.0056".to_owned()))
    );
    assert_eq!(
        rate("/orders/2026-01-01/orders"),
        (400, Some("0.0056".to_owned()))
    );
    assert_eq!(
        rate("/orders/2026-01-01/orders/999-0000000-0000000"),
        (404, Some("0.5".to_owned()))
    );
    amazon.switch_on(json!({"name": "missing-role"}));
    assert_eq!(
        rate("/orders/2026-01-01/orders/999-0000000-0000000"),
        (403, None)
    );
}

/// Proves that orders can be read at 0.0056 a second for ever, neither faster nor slower.
#[test]
fn the_slowest_plan_is_exact() {
    let amazon = Amazon::new();
    amazon.simulator.change_world(|world| {
        world
            .accounts
            .values_mut()
            .for_each(|account| account.orders_per_day = 0)
    });
    let path = "/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z&maxResultsPerPage=1";
    let mut caller = amazon.caller("US");
    let burst = (0..21)
        .filter(|_| caller.raw("GET", path, None).status == 200)
        .count();
    assert_eq!(burst, 20);
    for _ in 0..20 {
        caller = caller.later(178_000);
        assert_eq!(caller.raw("GET", path, None).status, 429);
        amazon.advance(572);
        assert_eq!(caller.raw("GET", path, None).status, 200);
    }
}
