//! Questions to the server's JSON interface, for what only the server knows or does: people, devices, jobs, settings,
//! imports, reviews. What the books hold is asked from [`crate::books::Books`], which answers without a network.

use crate::platform::json;
use crate::ui::{Fault, Load};
use crate::view;
use api::common::Problem;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes or does.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// An answer's status and body.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    status: u16,
    body: String,
}

/// Where the interface is.
const BASE: &str = "/api/v1";

/// Reads something.
///
/// # Errors
/// Says why it is not to be had.
pub async fn read<T: DeserializeOwned>(path: &str) -> Result<T, Fault> {
    decode(transport::send(Method::Get, &format!("{BASE}{path}"), None).await?)
}

/// Sends something and reads the answer.
///
/// # Errors
/// Says why it was not done.
pub async fn send<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &B,
) -> Result<T, Fault> {
    let body = serde_json::to_string(body).map_err(|_| Fault::Broken)?;
    decode(transport::send(method, &format!("{BASE}{path}"), Some(body)).await?)
}

/// Does something whose answer does not matter.
///
/// # Errors
/// Says why it was not done.
pub async fn act<B: Serialize>(method: Method, path: &str, body: &B) -> Result<(), Fault> {
    let body = serde_json::to_string(body).map_err(|_| Fault::Broken)?;
    judge(transport::send(method, &format!("{BASE}{path}"), Some(body)).await?).map(|_| ())
}

/// Sends a chosen file as it is.
///
/// # Errors
/// Says why it was not taken.
#[cfg(target_arch = "wasm32")]
pub async fn upload<T: DeserializeOwned>(path: &str, file: &web_sys::File) -> Result<T, Fault> {
    decode(transport::send_file(&format!("{BASE}{path}"), file).await?)
}

/// Sends something and offers the answer as a file.
///
/// # Errors
/// Says why there is no file.
pub async fn download<B: Serialize>(path: &str, body: &B, name: &str) -> Result<(), Fault> {
    let body = serde_json::to_string(body).map_err(|_| Fault::Broken)?;
    let text = judge(transport::send(Method::Post, &format!("{BASE}{path}"), Some(body)).await?)?;
    offer(name, &text);
    Ok(())
}

/// Offers a text as a file.
pub fn offer(name: &str, text: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Err(error) = transport::offer(name, text) {
        crate::platform::log(&format!(
            "quayside: a file was not offered: {}",
            crate::platform::reason(&error)
        ));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (name, text);
}

fn decode<T: DeserializeOwned>(answer: Answer) -> Result<T, Fault> {
    let body = judge(answer)?;
    let body = if body.is_empty() { "null" } else { &body };
    json::read(body.as_bytes()).map_err(|_| Fault::Broken)
}

fn judge(answer: Answer) -> Result<String, Fault> {
    if (200..300).contains(&answer.status) {
        return Ok(answer.body);
    }
    let detail = json::read::<Problem>(answer.body.as_bytes())
        .map(words)
        .ok();
    Err(match (answer.status, detail) {
        (401 | 403, Some(detail)) => Fault::Denied(detail),
        (401 | 403, None) => Fault::Denied("You may not do this.".into()),
        (404, _) => Fault::Missing,
        (502..=504, _) => Fault::Offline,
        (500.., None) => Fault::Broken,
        (_, Some(detail)) => Fault::Refused(detail),
        _ => Fault::Broken,
    })
}

/// The detail, and what is wrong with which field or stands in the way.
fn words(problem: Problem) -> String {
    let fields = problem.fields.into_iter().map(|field| field.message);
    std::iter::once(problem.detail)
        .chain(fields)
        .chain(problem.reasons)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A question on its way.
type Asked<T> = Pin<Box<dyn Future<Output = Result<T, Fault>>>>;

/// Something asked from the server and shown: asked again by [`Remote::again`].
pub struct Remote<T: 'static> {
    load: RwSignal<Load<T>>,
    asked: Trigger,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Remote<T> {
    /// Asks now, whenever a signal read by `ask` changes, and when told so. What is shown stays until the answer is here.
    pub fn new<F>(ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        Self::asking(Box::new(move || Box::pin(ask())))
    }

    fn asking(ask: Box<dyn Fn() -> Asked<T>>) -> Self {
        let (load, asked, turn) = (
            RwSignal::new(first()),
            Trigger::new(),
            StoredValue::new(0_u64),
        );
        crate::effect(move |_| {
            asked.track();
            let question = ask();
            turn.update_value(|turn| *turn += 1);
            let mine = turn.get_value();
            spawn(async move {
                let answer = question.await;
                // The page may be gone, or a later question may be on its way.
                if turn.try_get_value() == Some(mine) {
                    load.try_set(answer.map_or_else(Load::Fault, Load::Ready));
                }
            });
        });
        Self { load, asked }
    }

    /// What there is.
    pub fn load(&self) -> Signal<Load<T>> {
        self.load.into()
    }

    /// What is here, if it is.
    pub fn value(&self) -> Option<T> {
        self.load.read().ready().cloned()
    }

    /// Asks again.
    pub fn again(&self) {
        self.asked.notify();
    }

    /// Takes what an answer already brought.
    pub fn take(&self, value: T) {
        self.load.set(Load::Ready(value));
    }
}

/// What is shown before the answer: that it is awaited, or in tests of pages the answer that they give.
fn first<T: Clone + 'static>() -> Load<T> {
    #[cfg(test)]
    if let Some(answers) = use_context::<tests::Answers>() {
        return answers.of();
    }
    Load::Waiting
}

/// Runs something to its end, whatever page is open by then.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    // Behind one type, so that what drives futures is compiled once and not for each of them.
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(work);
    // Natively only the first state of a page is drawn.
    #[cfg(not(target_arch = "wasm32"))]
    drop(work);
}

/// Draws what was asked from the server in each of its states.
#[component]
pub fn Loaded<T>(
    /// What was asked.
    remote: Remote<T>,
    /// What it is, for the waiting state.
    #[prop(into)]
    what: Signal<String>,
    /// Draws it once it is here.
    draw: Callback<T, AnyView>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    use crate::ui::{Failed, Loading};
    move || match remote.load().get() {
        Load::Waiting => view! { <Loading what /> }.into_any(),
        Load::Ready(value) => draw.run(value),
        Load::Fault(fault) => {
            view! { <Failed fault on_retry=move |()| remote.again() /> }.into_any()
        }
    }
}

/// As [`Loaded`], but drawn once: what is drawn follows later answers by itself, so that a field in it is not taken from
/// under somebody's fingers.
#[component]
pub fn Followed<T>(
    /// What was asked.
    remote: Remote<T>,
    /// What it is, for the waiting state.
    #[prop(into)]
    what: Signal<String>,
    /// Draws it once it is here; it is there from then on.
    draw: Callback<Signal<Option<T>>, AnyView>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    use crate::ui::{Failed, Loading};
    let load = remote.load();
    let value = crate::memo(move |before: Option<&Option<T>>| {
        let now = load.read().ready().cloned();
        now.or_else(|| before.cloned().flatten())
    });
    let state = crate::memo(move |_| match &*load.read() {
        Load::Waiting => Load::Waiting,
        Load::Ready(_) => Load::Ready(()),
        Load::Fault(fault) => Load::Fault(fault.clone()),
    });
    move || match state.get() {
        Load::Waiting => view! { <Loading what /> }.into_any(),
        Load::Ready(()) => draw.run(value.into()),
        Load::Fault(fault) => {
            view! { <Failed fault on_retry=move |()| remote.again() /> }.into_any()
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod transport {
    use super::{Answer, Method};
    use crate::ui::Fault;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Headers, Request, RequestCredentials, RequestInit, Response};

    pub(super) async fn send(
        method: Method,
        url: &str,
        body: Option<String>,
    ) -> Result<Answer, Fault> {
        exchange(build(
            method,
            url,
            body.map(JsValue::from),
            Some("application/json"),
        ))
        .await
    }

    pub(super) async fn send_file(url: &str, file: &web_sys::File) -> Result<Answer, Fault> {
        exchange(build(
            Method::Post,
            url,
            Some(file.into()),
            Some("application/octet-stream"),
        ))
        .await
    }

    pub(super) fn offer(name: &str, text: &str) -> Result<(), JsValue> {
        let parts = js_sys::Array::of1(&text.into());
        let blob = web_sys::Blob::new_with_str_sequence(&parts)?;
        let url = web_sys::Url::create_object_url_with_blob(&blob)?;
        let link: web_sys::HtmlAnchorElement = leptos::prelude::document()
            .create_element("a")?
            .unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The browser has taken it when this turn ends; a minute is plenty.
        super::spawn(async move {
            crate::platform::time::sleep(60_000).await;
            let _ = web_sys::Url::revoke_object_url(&url);
        });
        Ok(())
    }

    async fn exchange(request: Result<Request, JsValue>) -> Result<Answer, Fault> {
        let request = request.map_err(|_| Fault::Broken)?;
        let response = JsFuture::from(leptos::prelude::window().fetch_with_request(&request));
        let response: Response = response.await.map_err(|_| Fault::Offline)?.unchecked_into();
        let text = JsFuture::from(response.text().map_err(|_| Fault::Broken)?)
            .await
            .map_err(|_| Fault::Offline)?;
        Ok(Answer {
            status: response.status(),
            body: text.as_string().unwrap_or_default(),
        })
    }

    /// Names this call, so that the server does it once however often it arrives.
    fn random_key() -> String {
        let mut bytes = [0_u8; 16];
        // Without randomness there is no key worth sending; the server then judges the call by itself.
        let _ = getrandom::fill(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn build(
        method: Method,
        url: &str,
        body: Option<JsValue>,
        content: Option<&str>,
    ) -> Result<Request, JsValue> {
        let headers = Headers::new()?;
        headers.set("Accept", "application/json")?;
        if let Some(content) = content.filter(|_| body.is_some()) {
            headers.set("Content-Type", content)?;
        }
        let init = RequestInit::new();
        if let Some(body) = &body {
            headers.set("Idempotency-Key", &random_key())?;
            init.set_body(body);
        }
        init.set_method(method.name());
        init.set_credentials(RequestCredentials::SameOrigin);
        init.set_headers(&headers);
        Request::new_with_str_and_init(url, &init)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod transport {
    use super::{Answer, Method};
    use crate::ui::Fault;

    /// There is no server to reach natively.
    #[expect(
        clippy::unused_async,
        reason = "has the shape of the one in the browser"
    )]
    pub(super) async fn send(
        method: Method,
        url: &str,
        body: Option<String>,
    ) -> Result<Answer, Fault> {
        let _ = (method.name(), url, body);
        Err(Fault::Offline)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::any::Any;
    use std::sync::Arc;

    /// What the server says to a page that is drawn natively: the same fault to every question, or these answers.
    #[derive(Clone)]
    pub struct Answers {
        fault: Option<Fault>,
        given: Arc<Vec<Box<dyn Any + Send + Sync>>>,
    }

    impl Answers {
        pub fn fault(fault: Fault) -> Self {
            Self {
                fault: Some(fault),
                given: Arc::default(),
            }
        }

        pub fn given(given: Vec<Box<dyn Any + Send + Sync>>) -> Self {
            Self {
                fault: None,
                given: Arc::new(given),
            }
        }

        pub fn of<T: Clone + 'static>(&self) -> Load<T> {
            if let Some(fault) = &self.fault {
                return Load::Fault(fault.clone());
            }
            let found = self.given.iter().find_map(|one| one.downcast_ref::<T>());
            found.cloned().map_or(Load::Waiting, Load::Ready)
        }
    }

    fn answer(status: u16, body: &str) -> Result<String, Fault> {
        judge(Answer {
            status,
            body: body.into(),
        })
    }

    #[test]
    fn a_refusal_keeps_the_words_of_the_server() {
        let problem = r#"{"type":"user/email-taken","title":"Conflict","status":409,"detail":"Somebody has this address.",
            "fields":[{"field":"email","message":"Choose another one."}]}"#;
        assert_eq!(
            answer(409, problem),
            Err(Fault::Refused(
                "Somebody has this address. Choose another one.".into()
            ))
        );
        assert_eq!(answer(204, ""), Ok(String::new()));
        assert_eq!(answer(404, ""), Err(Fault::Missing));
        assert_eq!(answer(503, ""), Err(Fault::Offline));
        assert_eq!(answer(500, "<html>"), Err(Fault::Broken));
        assert!(matches!(answer(403, "{}"), Err(Fault::Denied(_))));
    }
}
