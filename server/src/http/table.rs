//! The table of contents of the interface: one line an address makes both its route and its entry in the OpenAPI
//! document, so that neither can be there without the other.

use crate::app::App;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, on};
use utoipa::ToSchema;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem,
    PathsBuilder, Ref, RefOr, Required, ResponseBuilder, Schema,
};

/// Below this the interface lives.
pub const BASE: &str = "/api/v1";

/// The scheme of people: the cookie of a session.
const SESSION: &str = "session";
/// The scheme of programs: a key with each request.
const KEY: &str = "key";

type Schemas = Vec<(String, RefOr<Schema>)>;

/// One address and method.
pub struct Entry {
    method: HttpMethod,
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    query: &'static str,
    takes: Option<RefOr<Schema>>,
    gives: Option<RefOr<Schema>>,
    status: u16,
    is_open: bool,
    schemas: Schemas,
}

const fn entry(
    method: HttpMethod,
    path: &'static str,
    id: &'static str,
    summary: &'static str,
) -> Entry {
    Entry {
        method,
        path,
        id,
        summary,
        query: "",
        takes: None,
        gives: None,
        status: 200,
        is_open: false,
        schemas: Vec::new(),
    }
}

/// Reads.
pub const fn get(path: &'static str, id: &'static str, summary: &'static str) -> Entry {
    entry(HttpMethod::Get, path, id, summary)
}

/// Makes or does.
pub const fn post(path: &'static str, id: &'static str, summary: &'static str) -> Entry {
    entry(HttpMethod::Post, path, id, summary)
}

/// Replaces.
pub const fn put(path: &'static str, id: &'static str, summary: &'static str) -> Entry {
    entry(HttpMethod::Put, path, id, summary)
}

/// Changes.
pub const fn patch(path: &'static str, id: &'static str, summary: &'static str) -> Entry {
    entry(HttpMethod::Patch, path, id, summary)
}

/// Removes or archives.
pub const fn delete(path: &'static str, id: &'static str, summary: &'static str) -> Entry {
    entry(HttpMethod::Delete, path, id, summary)
}

impl Entry {
    /// Names of query parameters, separated by spaces.
    pub const fn query(mut self, names: &'static str) -> Self {
        self.query = names;
        self
    }

    /// The body it takes.
    pub fn takes<T: ToSchema>(mut self) -> Self {
        self.takes = Some(reference::<T>(&mut self.schemas));
        self
    }

    /// The body it answers with.
    pub fn gives<T: ToSchema>(mut self) -> Self {
        self.gives = Some(reference::<T>(&mut self.schemas));
        self
    }

    /// A page of these.
    pub fn pages<T: ToSchema>(mut self) -> Self {
        let item = reference::<T>(&mut self.schemas);
        let items = utoipa::openapi::schema::ArrayBuilder::new()
            .items(item)
            .build();
        let next = ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::SchemaType::from_iter([
                Type::String,
                Type::Null,
            ]))
            .build();
        let page = ObjectBuilder::new()
            .property("items", items)
            .property("next", next)
            .required("items")
            .required("next");
        self.gives = Some(page.build().into());
        self
    }

    /// Nobody has to be signed in.
    pub const fn open(mut self) -> Self {
        self.is_open = true;
        self
    }

    /// Another status than 200.
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

/// A reference to a named schema, which is added to the components with all that it refers to.
fn reference<T: ToSchema>(schemas: &mut Schemas) -> RefOr<Schema> {
    let name = T::name().into_owned();
    T::schemas(schemas);
    schemas.push((name.clone(), T::schema()));
    Ref::from_schema_name(name).into()
}

/// Routes and their description, growing line by line.
#[derive(Default)]
pub struct Table {
    router: Router<App>,
    entries: Vec<Entry>,
}

impl Table {
    /// One more line.
    #[must_use]
    pub fn add<H, T>(mut self, entry: Entry, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let filter = match entry.method {
            HttpMethod::Post => MethodFilter::POST,
            HttpMethod::Put => MethodFilter::PUT,
            HttpMethod::Patch => MethodFilter::PATCH,
            HttpMethod::Delete => MethodFilter::DELETE,
            _ => MethodFilter::GET,
        };
        self.router = self.router.route(entry.path, on(filter, handler));
        self.entries.push(entry);
        self
    }

    /// The routes, and the document that describes them.
    pub fn finish(self) -> (Router<App>, OpenApi) {
        let mut paths = PathsBuilder::new();
        let mut components = ComponentsBuilder::new()
            .security_scheme(
                SESSION,
                SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(super::SESSION_COOKIE))),
            )
            .security_scheme(
                KEY,
                SecurityScheme::Http(
                    HttpBuilder::new()
                        .scheme(HttpAuthScheme::Bearer)
                        .description(Some("An API key, made on the page of users."))
                        .build(),
                ),
            );
        let (problem, mut problem_schemas) = {
            let mut schemas = Vec::new();
            (reference::<api::common::Problem>(&mut schemas), schemas)
        };
        for entry in self.entries {
            for (name, schema) in entry.schemas {
                components = components.schema(name, schema);
            }
            let mut operation = OperationBuilder::new()
                .operation_id(Some(entry.id))
                .summary(Some(entry.summary))
                .tag(entry.path.split('/').nth(1).unwrap_or_default());
            for name in entry
                .path
                .split('/')
                .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            {
                operation = operation.parameter(parameter(name, ParameterIn::Path));
            }
            for name in entry.query.split_whitespace() {
                operation = operation.parameter(parameter(name, ParameterIn::Query));
            }
            if !matches!(entry.method, HttpMethod::Get) {
                operation = operation.parameter(parameter("Idempotency-Key", ParameterIn::Header));
            }
            if entry.is_open {
                operation = operation.securities(Some([]));
            }
            if let Some(schema) = entry.takes {
                let content = ContentBuilder::new().schema(Some(schema)).build();
                let body = RequestBodyBuilder::new()
                    .content("application/json", content)
                    .required(Some(Required::True));
                operation = operation.request_body(Some(body.build()));
            }
            let mut response = ResponseBuilder::new().description("Done");
            if let Some(schema) = entry.gives {
                response = response.content(
                    "application/json",
                    ContentBuilder::new().schema(Some(schema)).build(),
                );
            }
            let refused = ContentBuilder::new().schema(Some(problem.clone())).build();
            let refused = ResponseBuilder::new()
                .description("Not done")
                .content("application/problem+json", refused);
            let operation = operation
                .response(entry.status.to_string(), response.build())
                .response("default", refused.build());
            paths = paths.path(
                format!("{BASE}{}", entry.path),
                PathItem::new(entry.method, operation.build()),
            );
        }
        for (name, schema) in problem_schemas.drain(..) {
            components = components.schema(name, schema);
        }
        let info = InfoBuilder::new()
            .title("Quayside")
            .version("1")
            .description(Some(
                "Moments are milliseconds since 1970 in UTC, quantities whole eaches, money minor units beside its \
                 currency, unit costs decimal texts of the base currency. Collections answer `items` and `next`; give \
                 `next` back as `after`. Writes take an `Idempotency-Key`; records carry an `ETag`, changes take `If-Match`.",
            ))
            .build();
        let document = OpenApiBuilder::new()
            .info(info)
            .paths(paths.build())
            .components(Some(components.build()))
            .security(Some(
                [SESSION, KEY].map(|scheme| SecurityRequirement::new(scheme, [""; 0])),
            ))
            .build();
        (self.router, document)
    }
}

fn parameter(name: &str, place: ParameterIn) -> utoipa::openapi::path::Parameter {
    let required = if matches!(place, ParameterIn::Path) {
        Required::True
    } else {
        Required::False
    };
    let schema = ObjectBuilder::new().schema_type(Type::String).build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .schema(Some(schema))
        .build()
}
