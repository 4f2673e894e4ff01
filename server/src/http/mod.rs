//! The JSON interface: extract, authorise, call one use case, wrap. No handler holds SQL, and no rule lives only here.

mod connections;
mod exports;
pub mod extract;
mod health;
pub mod idempotency;
mod images;
mod imports;
mod jobs;
mod keys;
mod labels;
mod mail;
mod notices;
mod outdated;
mod page;
mod people;
mod photos;
mod places;
pub mod problem;
mod problems;
mod products;
mod reference;
mod security;
mod session;
mod setup;
mod stock;
mod stocktakes;
mod sync;
pub mod table;
mod tasks;
mod transfers;

use crate::access::sessions::Sessions;
use crate::app::App;
use crate::site::Site;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get as on_get;
use problem::REQUEST_ID;
use std::sync::Arc;
use table::{BASE, Table, delete, get, patch, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

/// The cookie of the session.
pub const SESSION_COOKIE: &str = "quayside-session";
/// The cookie that takes a device up again.
pub const DEVICE_COOKIE: &str = "quayside-device";

/// A session ends after so many days without use.
const SESSION_DAYS: i64 = 30;

/// Everything below `/api/v1`, with its description.
fn interface() -> Table {
    let table = Table::default();
    let table = setup_and_people(table);
    let table = catalogue(table);
    let table = places_and_stock(table);
    let table = counting(table);
    let table = tasks::addresses(table);
    let table = images::addresses(table);
    let table = photos::addresses(table);
    let table = imports::addresses(table);
    let table = exports::addresses(table);
    let table = labels::addresses(table);
    let table = connections::addresses(table);
    let table = jobs::addresses(table);
    let table = keys::addresses(table);
    notifications(table)
}

/// A record with its version as `ETag`.
pub struct Tagged<T>(i64, axum::Json<T>);

fn tagged<T>(version: i64, body: T) -> Tagged<T> {
    Tagged(version, axum::Json(body))
}

impl<T: serde::Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let tag = HeaderValue::from_str(&format!("\"{}\"", self.0)).expect("digits");
        ([(axum::http::header::ETAG, tag)], self.1).into_response()
    }
}

fn catalogue(table: Table) -> Table {
    use api::catalogue::{
        Brand, BulkChange, BulkChanged, Category, Family, NewFamily, NewProduct, Product,
        ProductChange,
    };
    use api::company::{NewPriceTier, NewTaxRule, PriceTier, Renaming, TaxRule};
    table
        .add(
            get("/products", "list_products", "Products by name")
                .query("query category brand family archived limit after")
                .pages::<Product>(),
            products::list_products,
        )
        .add(
            post("/products", "create_product", "Creates a product")
                .takes::<NewProduct>()
                .gives::<Product>()
                .status(201),
            products::create_product,
        )
        .add(
            post(
                "/products/bulk",
                "change_products",
                "Changes many alike, all or none",
            )
            .takes::<BulkChange>()
            .gives::<BulkChanged>(),
            products::change_products,
        )
        .add(
            get("/products/{id}", "read_product", "One product").gives::<Product>(),
            products::read_product,
        )
        .add(
            patch(
                "/products/{id}",
                "change_product",
                "Changes fields of a product",
            )
            .takes::<ProductChange>()
            .gives::<Product>(),
            products::change_product,
        )
        .add(
            delete(
                "/products/{id}",
                "remove_product",
                "Removes it, or archives it if anything refers to it",
            )
            .status(204),
            products::remove_product,
        )
        .add(
            get("/families", "list_families", "Families by name")
                .query("limit after")
                .pages::<Family>(),
            products::list_families,
        )
        .add(
            post("/families", "create_family", "Creates a family")
                .takes::<NewFamily>()
                .gives::<Family>()
                .status(201),
            products::create_family,
        )
        .add(
            get("/families/{id}", "read_family", "One family").gives::<Family>(),
            products::read_family,
        )
        .add(
            put("/families/{id}", "change_family", "Changes a family")
                .takes::<NewFamily>()
                .gives::<Family>(),
            products::change_family,
        )
        .add(
            delete("/families/{id}", "remove_family", "Removes or archives it").status(204),
            products::remove_family,
        )
        .add(
            get("/categories", "list_categories", "Categories").pages::<Category>(),
            reference::list_categories,
        )
        .add(
            post("/categories", "create_category", "Creates a category")
                .takes::<Renaming>()
                .gives::<Category>()
                .status(201),
            reference::create_category,
        )
        .add(
            put("/categories/{id}", "rename_category", "Renames a category")
                .takes::<Renaming>()
                .gives::<Category>(),
            reference::rename_category,
        )
        .add(
            delete(
                "/categories/{id}",
                "remove_category",
                "Removes one without products",
            )
            .status(204),
            reference::remove_category,
        )
        .add(
            get("/brands", "list_brands", "Brands").pages::<Brand>(),
            reference::list_brands,
        )
        .add(
            post("/brands", "create_brand", "Creates a brand")
                .takes::<Renaming>()
                .gives::<Brand>()
                .status(201),
            reference::create_brand,
        )
        .add(
            put("/brands/{id}", "rename_brand", "Renames a brand")
                .takes::<Renaming>()
                .gives::<Brand>(),
            reference::rename_brand,
        )
        .add(
            delete(
                "/brands/{id}",
                "remove_brand",
                "Removes one without products",
            )
            .status(204),
            reference::remove_brand,
        )
        .add(
            get("/price-tiers", "list_price_tiers", "Price tiers by number").pages::<PriceTier>(),
            reference::list_price_tiers,
        )
        .add(
            post("/price-tiers", "create_price_tier", "Creates a tier")
                .takes::<NewPriceTier>()
                .gives::<PriceTier>()
                .status(201),
            reference::create_price_tier,
        )
        .add(
            put("/price-tiers/{id}", "rename_price_tier", "Renames a tier")
                .takes::<Renaming>()
                .gives::<PriceTier>(),
            reference::rename_price_tier,
        )
        .add(
            delete(
                "/price-tiers/{id}",
                "remove_price_tier",
                "Removes one without prices",
            )
            .status(204),
            reference::remove_price_tier,
        )
        .add(
            get("/tax-rules", "list_tax_rules", "Tax rules").pages::<TaxRule>(),
            reference::list_tax_rules,
        )
        .add(
            post("/tax-rules", "create_tax_rule", "Creates a rule")
                .takes::<NewTaxRule>()
                .gives::<TaxRule>()
                .status(201),
            reference::create_tax_rule,
        )
        .add(
            put("/tax-rules/{id}", "change_tax_rule", "Changes a rule")
                .takes::<NewTaxRule>()
                .gives::<TaxRule>(),
            reference::change_tax_rule,
        )
        .add(
            delete(
                "/tax-rules/{id}",
                "remove_tax_rule",
                "Removes one without products",
            )
            .status(204),
            reference::remove_tax_rule,
        )
}

fn places_and_stock(table: Table) -> Table {
    use api::places::{
        Bin, BinChange, Location, LocationChange, NewBin, NewLocation, WalkingOrder,
    };
    use api::stock::{
        Movement, NewAdjustment, NewBinMove, NewReceipt, Posted, StockLine, StockValue, Why,
    };
    use api::transfers::{LogEntry, NewTransfer, Transfer, TransferLines, TransferMoves};
    table
        .add(
            get("/locations", "list_locations", "Locations by name").pages::<Location>(),
            places::list_locations,
        )
        .add(
            post("/locations", "create_location", "Creates a location")
                .takes::<NewLocation>()
                .gives::<Location>()
                .status(201),
            places::create_location,
        )
        .add(
            get("/locations/{id}", "read_location", "One location").gives::<Location>(),
            places::read_location,
        )
        .add(
            patch("/locations/{id}", "change_location", "Changes a location")
                .takes::<LocationChange>()
                .gives::<Location>(),
            places::change_location,
        )
        .add(
            delete(
                "/locations/{id}",
                "remove_location",
                "Removes or archives it",
            )
            .status(204),
            places::remove_location,
        )
        .add(
            get(
                "/locations/{id}/bins",
                "list_bins",
                "Its bins in walking order",
            )
            .pages::<Bin>(),
            places::list_bins,
        )
        .add(
            post("/locations/{id}/bins", "create_bin", "Creates a bin")
                .takes::<NewBin>()
                .gives::<Bin>()
                .status(201),
            places::create_bin,
        )
        .add(
            put(
                "/locations/{id}/walk",
                "set_walking_order",
                "Sets the walking order",
            )
            .takes::<WalkingOrder>()
            .pages::<Bin>(),
            places::set_walking_order,
        )
        .add(
            get("/bins/{id}", "read_bin", "One bin").gives::<Bin>(),
            places::read_bin,
        )
        .add(
            patch("/bins/{id}", "change_bin", "Changes a bin")
                .takes::<BinChange>()
                .gives::<Bin>(),
            places::change_bin,
        )
        .add(
            delete("/bins/{id}", "remove_bin", "Removes or archives it").status(204),
            places::remove_bin,
        )
        .add(
            get(
                "/stock",
                "list_stock",
                "Stock by product, location or bin, now or as of a moment",
            )
            .query("by q location product bin category as_of recorded limit after")
            .pages::<StockLine>(),
            stock::list_stock,
        )
        .add(
            get(
                "/stock/value",
                "read_stock_value",
                "Value of stock by location",
            )
            .query("as_of location")
            .gives::<StockValue>(),
            stock::read_stock_value,
        )
        .add(
            get(
                "/stock/why",
                "read_why",
                "The figures of a product in a place, and which documents hold parts of them",
            )
            .query("product location bin as_of recorded")
            .gives::<Why>(),
            stock::read_why,
        )
        .add(
            get(
                "/movements",
                "list_movements",
                "Why stock is what it is, newest first",
            )
            .query("product location bin account document from until as_of recorded limit after")
            .pages::<Movement>(),
            stock::list_movements,
        )
        .add(
            post("/adjustments", "create_adjustment", "Adjusts stock")
                .takes::<NewAdjustment>()
                .gives::<Posted>()
                .status(201),
            stock::create_adjustment,
        )
        .add(
            post("/bin-moves", "create_bin_move", "Moves goods between bins")
                .takes::<NewBinMove>()
                .gives::<Posted>()
                .status(201),
            stock::create_bin_move,
        )
        .add(
            post(
                "/receipts",
                "create_receipt",
                "Takes goods in without a document",
            )
            .takes::<NewReceipt>()
            .gives::<Posted>()
            .status(201),
            stock::create_receipt,
        )
        .add(
            get("/transfers", "list_transfers", "Transfers, newest first")
                .query("location status limit after")
                .pages::<Transfer>(),
            transfers::list_transfers,
        )
        .add(
            post("/transfers", "create_transfer", "Creates a draft")
                .takes::<NewTransfer>()
                .gives::<Transfer>()
                .status(201),
            transfers::create_transfer,
        )
        .add(
            get("/transfers/{id}", "read_transfer", "One transfer").gives::<Transfer>(),
            transfers::read_transfer,
        )
        .add(
            put(
                "/transfers/{id}/lines",
                "set_transfer_lines",
                "Replaces the lines of a draft",
            )
            .takes::<TransferLines>()
            .gives::<Transfer>(),
            transfers::set_transfer_lines,
        )
        .add(
            post(
                "/transfers/{id}/hold",
                "hold_transfer",
                "Reserves the goods",
            )
            .gives::<Transfer>(),
            transfers::hold_transfer,
        )
        .add(
            post("/transfers/{id}/send", "send_transfer", "Goods left")
                .takes::<TransferMoves>()
                .gives::<Transfer>(),
            transfers::send_transfer,
        )
        .add(
            post(
                "/transfers/{id}/receive",
                "receive_transfer",
                "Goods arrived",
            )
            .takes::<TransferMoves>()
            .gives::<Transfer>(),
            transfers::receive_transfer,
        )
        .add(
            post("/transfers/{id}/void", "void_transfer", "Annuls it").gives::<Transfer>(),
            transfers::void_transfer,
        )
        .add(
            post(
                "/transfers/{id}/close",
                "close_transfer",
                "Writes off what is still on its way",
            )
            .gives::<Transfer>(),
            transfers::close_transfer,
        )
        .add(
            get(
                "/transfers/{id}/log",
                "read_transfer_log",
                "What was done to it",
            )
            .pages::<LogEntry>(),
            transfers::read_transfer_log,
        )
}

fn counting(table: Table) -> Table {
    use api::stocktakes::{
        Assignments, Complete, CompletionResult, CountEvent, LateDecision, MapCode, NewRecount,
        NewStocktake, PassRuling, Progress, Resolve, Review, Stocktake, UnclearLine, UnitCosts,
        VoidStocktake,
    };
    table
        .add(
            get("/stocktakes", "list_stocktakes", "Stocktakes, newest first")
                .query("location status limit after")
                .pages::<Stocktake>(),
            stocktakes::list_stocktakes,
        )
        .add(
            post("/stocktakes", "start_stocktake", "Starts a stocktake")
                .takes::<NewStocktake>()
                .gives::<Stocktake>()
                .status(201),
            stocktakes::start_stocktake,
        )
        .add(
            get("/stocktakes/{id}", "read_stocktake", "One stocktake").gives::<Stocktake>(),
            stocktakes::read_stocktake,
        )
        .add(
            put(
                "/stocktakes/{id}/assignments",
                "assign_bins",
                "Says who counts which bin",
            )
            .takes::<Assignments>()
            .gives::<Stocktake>(),
            stocktakes::assign_bins,
        )
        .add(
            get(
                "/stocktakes/{id}/progress",
                "read_progress",
                "Who counts where and what is left",
            )
            .gives::<Progress>(),
            stocktakes::read_progress,
        )
        .add(
            get(
                "/stocktakes/{id}/review",
                "read_review",
                "Variance against the book at each line's own moment",
            )
            .gives::<Review>(),
            stocktakes::read_review,
        )
        .add(
            get(
                "/stocktakes/{id}/events",
                "list_events",
                "The history of counting",
            )
            .query("bin pass product limit after")
            .pages::<CountEvent>(),
            stocktakes::list_events,
        )
        .add(
            post(
                "/stocktakes/{id}/resolve",
                "resolve_conflict",
                "Settles differing counts",
            )
            .takes::<Resolve>()
            .status(204),
            stocktakes::resolve_conflict,
        )
        .add(
            post(
                "/stocktakes/{id}/recounts",
                "order_recount",
                "Orders a recount",
            )
            .takes::<NewRecount>()
            .status(204),
            stocktakes::order_recount,
        )
        .add(
            post(
                "/stocktakes/{id}/codes",
                "map_code",
                "Says what an unknown code was",
            )
            .takes::<MapCode>()
            .status(204),
            stocktakes::map_code,
        )
        .add(
            put(
                "/stocktakes/{id}/unit-costs",
                "draft_costs",
                "Keeps unit costs for the completion",
            )
            .takes::<UnitCosts>()
            .status(204),
            stocktakes::draft_costs,
        )
        .add(
            post(
                "/stocktakes/{id}/accept-unclear",
                "accept_unclear",
                "Accepts a line of unclear order",
            )
            .takes::<UnclearLine>()
            .status(204),
            stocktakes::accept_unclear,
        )
        .add(
            post(
                "/stocktakes/{id}/passes/{pass}/rule",
                "rule_pass",
                "Releases a held count, or sets one aside",
            )
            .takes::<PassRuling>()
            .status(204),
            stocktakes::rule_pass,
        )
        .add(
            post(
                "/stocktakes/{id}/complete",
                "complete_stocktake",
                "Posts the differences",
            )
            .takes::<Complete>()
            .gives::<CompletionResult>(),
            stocktakes::complete_stocktake,
        )
        .add(
            post("/stocktakes/{id}/void", "void_stocktake", "Annuls it")
                .takes::<VoidStocktake>()
                .gives::<Stocktake>(),
            stocktakes::void_stocktake,
        )
        .add(
            post(
                "/stocktakes/{id}/late",
                "decide_late",
                "Decides on counts that came after completion",
            )
            .takes::<LateDecision>()
            .gives::<CompletionResult>(),
            stocktakes::decide_late,
        )
}

fn notifications(table: Table) -> Table {
    use api::jobs::Notification;
    table
        .add(
            get(
                "/notifications",
                "list_notifications",
                "Messages, newest first",
            )
            .query("unread limit after")
            .pages::<Notification>(),
            notices::list_notifications,
        )
        .add(
            post(
                "/notifications/read",
                "read_all_notifications",
                "Marks all as read",
            )
            .status(204),
            notices::read_all_notifications,
        )
        .add(
            post(
                "/notifications/{id}/read",
                "read_notification",
                "Marks one as read",
            )
            .status(204),
            notices::read_notification,
        )
}

fn setup_and_people(table: Table) -> Table {
    use api::company::{Company, CompanyChange, SetUp, SetupState};
    use api::people::{
        AuditEntry, Device, DeviceChange, Link, NewRole, NewUser, PermissionInfo, Revocation, Role,
        User, UserChange,
    };
    use api::session::{LinkInfo, LinkUse, PasswordChange, PasswordForgotten, Session, SignIn};
    table
        .add(
            get(
                "/setup",
                "read_setup",
                "Whether the company still has to be set up",
            )
            .open()
            .gives::<SetupState>(),
            setup::read_setup,
        )
        .add(
            post("/setup", "set_up", "Sets the company up; works once")
                .open()
                .takes::<SetUp>()
                .gives::<Session>()
                .status(201),
            setup::set_up,
        )
        .add(
            get("/company", "read_company", "The company's settings").gives::<Company>(),
            setup::read_company,
        )
        .add(
            patch(
                "/company",
                "change_company",
                "Changes the company's settings",
            )
            .takes::<CompanyChange>()
            .gives::<Company>(),
            setup::change_company,
        )
        .add(
            post("/session", "sign_in", "Signs in")
                .open()
                .takes::<SignIn>()
                .gives::<Session>(),
            session::sign_in,
        )
        .add(
            get("/session", "read_session", "Who is signed in").gives::<Session>(),
            session::read_session,
        )
        .add(
            delete("/session", "sign_out", "Signs out")
                .open()
                .status(204),
            session::sign_out,
        )
        .add(
            post(
                "/session/password",
                "change_password",
                "Sets one's own password",
            )
            .takes::<PasswordChange>()
            .status(204),
            session::change_password,
        )
        .add(
            post(
                "/password-resets",
                "forgot_password",
                "Asks for a link by mail",
            )
            .open()
            .takes::<PasswordForgotten>()
            .status(202),
            session::forgot_password,
        )
        .add(
            get("/links/{token}", "read_link", "What a link is for")
                .open()
                .gives::<LinkInfo>(),
            session::read_link,
        )
        .add(
            post(
                "/links/{token}",
                "use_link",
                "Sets the password and signs in",
            )
            .open()
            .takes::<LinkUse>()
            .gives::<Session>(),
            session::use_link,
        )
        .add(
            get("/users", "list_users", "Users").pages::<User>(),
            people::list_users,
        )
        .add(
            post("/users", "invite_user", "Invites somebody")
                .takes::<NewUser>()
                .gives::<Link>()
                .status(201),
            people::invite_user,
        )
        .add(
            get("/users/{id}", "read_user", "One user").gives::<User>(),
            people::read_user,
        )
        .add(
            patch("/users/{id}", "change_user", "Changes a user")
                .takes::<UserChange>()
                .gives::<User>(),
            people::change_user,
        )
        .add(
            post(
                "/users/{id}/link",
                "renew_link",
                "A new invitation or reset link",
            )
            .gives::<Link>(),
            people::renew_link,
        )
        .add(
            get("/roles", "list_roles", "Roles").pages::<Role>(),
            people::list_roles,
        )
        .add(
            post("/roles", "create_role", "Makes a role")
                .takes::<NewRole>()
                .gives::<Role>()
                .status(201),
            people::create_role,
        )
        .add(
            put("/roles/{id}", "change_role", "Changes a role")
                .takes::<NewRole>()
                .gives::<Role>(),
            people::change_role,
        )
        .add(
            delete(
                "/roles/{id}",
                "remove_role",
                "Removes a role that nobody has",
            )
            .status(204),
            people::remove_role,
        )
        .add(
            get("/permissions", "list_permissions", "What a role can allow")
                .pages::<PermissionInfo>(),
            people::list_permissions,
        )
        .add(
            get("/devices", "list_devices", "Tablets and browsers").pages::<Device>(),
            people::list_devices,
        )
        .add(
            patch("/devices/{id}", "rename_device", "Names a device")
                .takes::<DeviceChange>()
                .gives::<Device>(),
            people::rename_device,
        )
        .add(
            post("/devices/{id}/revoke", "revoke_device", "Revokes a device")
                .takes::<Revocation>()
                .gives::<Device>(),
            people::revoke_device,
        )
        .add(
            post("/devices/{id}/restore", "restore_device", "Allows it again").gives::<Device>(),
            people::restore_device,
        )
        .add(
            get("/audit", "list_audit", "Who did what, newest first")
                .query("subject limit after")
                .pages::<AuditEntry>(),
            people::list_audit,
        )
}

/// The OpenAPI document.
pub fn document() -> utoipa::openapi::OpenApi {
    interface().finish().1
}

/// The whole server: the interface, sync, health and the built app.
pub fn router(app: App, site: Site) -> Router {
    let (interface, document) = interface().finish();
    let document = Arc::new(document.to_json().expect("the document is plain data"));
    let sessions = SessionManagerLayer::new(Sessions::new(app.store().clone()))
        .with_name(SESSION_COOKIE)
        .with_same_site(SameSite::Lax)
        .with_secure(app.is_https())
        .with_expiry(Expiry::OnInactivity(Duration::days(SESSION_DAYS)));
    let openapi = move || async move {
        (
            [(
                axum::http::header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            )],
            document.as_str().to_owned(),
        )
    };
    let api = interface
        .route("/openapi.json", on_get(openapi))
        .merge(sync::routes())
        .layer(from_fn_with_state(app.clone(), idempotency::once))
        .layer(sessions)
        .layer(from_fn_with_state(app.clone(), outdated::step_aside))
        .layer(from_fn(security::same_origin))
        .layer(DefaultBodyLimit::max(extract::MOST_JSON));
    let compressed = SizeAbove::new(512)
        .and(NotForContentType::const_new("text/event-stream"))
        .and(NotForContentType::const_new("application/wasm"))
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("font/"));
    Router::new()
        .nest(BASE, api)
        .merge(health::routes())
        .merge(mail::routes())
        .fallback(move |State(_): State<App>, request: Request| {
            let site = site.clone();
            async move {
                site.respond(request.method(), request.uri(), request.headers())
                    .await
            }
        })
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(from_fn(problem::report))
        .layer(from_fn(health::observe))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(app)
}

/// A bug stops the one request, never the process.
fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = text.unwrap_or("unknown"), "a request panicked");
    problem::Problem::new(
        axum::http::StatusCode::INTERNAL_SERVER_ERROR,
        "server/internal",
        "Something went wrong on the server. Try again; if it stays so, tell whoever runs this server.",
    )
    .into_response()
}

/// A header's name, for tests and other programs.
pub const IDEMPOTENCY_KEY: HeaderName = idempotency::KEY;
