//! Reads codes with the camera: frames go to the decoder in a worker of its own, which is loaded when a camera is
//! first opened and works without a network, since it is kept with the application (OFF-41).

use crate::platform::{document, reason, time, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlMetaElement, HtmlVideoElement, MediaStream,
    MediaStreamConstraints, MediaStreamTrack, MessageEvent, Worker, WorkerOptions, WorkerType,
};

/// Why there is no camera.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CameraError {
    /// The page is not secure, or the browser has no cameras.
    #[error("the browser offers no camera here")]
    Unavailable,
    /// The person or a policy said no, or the camera is used elsewhere.
    #[error("the camera could not be opened: {0}")]
    Refused(String),
    /// The decoder did not start.
    #[error("the barcode reader could not be loaded: {0}")]
    Decoder(String),
}

impl CameraError {
    /// What happened, what it means, what to do.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Unavailable => {
                "This browser offers no camera here. It needs an https address. Use a scanner, or type the code."
            }
            Self::Refused(_) => {
                "The camera could not be opened. Allow it for this address in the browser's settings, or close what else uses it."
            }
            Self::Decoder(_) => {
                "The barcode reader could not be loaded. Connect once so that it is kept on this device."
            }
        }
    }
}

/// Milliseconds between two looks; decoding takes 5 to 30.
const LOOK_MS: u32 = 90;
/// Each so many looks one is thorough.
const THOROUGH_EACH: u32 = 6;
/// A code counts again when it has been out of sight this long.
const GONE_MS: f64 = 900.0;
/// Wide enough for an EAN across half the picture, small enough to decode in time.
const MOST_WIDTH: u32 = 1_280;

/// An open camera. Dropping it switches it off.
pub struct Camera(Rc<Inner>);

/// Hears what the decoder answers.
type Listener = Closure<dyn FnMut(MessageEvent)>;

struct Inner {
    video: HtmlVideoElement,
    stream: MediaStream,
    worker: Worker,
    canvas: HtmlCanvasElement,
    looks: Cell<u32>,
    is_open: Cell<bool>,
    is_decoding: Cell<bool>,
    /// The code in sight, and when it was seen last.
    in_sight: RefCell<Option<(String, f64)>>,
    on_code: Box<dyn Fn(String)>,
    answer: RefCell<Option<Listener>>,
}

impl Camera {
    /// Opens the camera, shows it in `video` and calls `on_code` with each code that comes into sight.
    ///
    /// # Errors
    /// If there is none, it was refused, or the decoder cannot be loaded.
    pub async fn open(
        video: HtmlVideoElement,
        on_code: impl Fn(String) + 'static,
    ) -> Result<Self, CameraError> {
        let worker = start_worker()?;
        let stream = match open_stream().await {
            Ok(stream) => stream,
            Err(error) => {
                worker.terminate();
                return Err(error);
            }
        };
        video.set_src_object(Some(&stream));
        video.set_muted(true);
        if let Ok(playing) = video.play() {
            // Refused until the page is touched; the tap on "Camera" was such a touch.
            let _ = JsFuture::from(playing).await;
        }
        let canvas = document()
            .create_element("canvas")
            .map_err(decoder)?
            .unchecked_into();
        let inner = Rc::new(Inner {
            video,
            stream,
            worker,
            canvas,
            looks: Cell::new(0),
            is_open: Cell::new(true),
            is_decoding: Cell::new(false),
            in_sight: RefCell::default(),
            on_code: Box::new(on_code),
            answer: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = weak.upgrade() {
                inner.answered(&event.data());
            }
        });
        inner
            .worker
            .set_onmessage(Some(answer.as_ref().unchecked_ref()));
        inner.answer.replace(Some(answer));
        let looking = Rc::downgrade(&inner);
        spawn_local(async move {
            loop {
                time::sleep(LOOK_MS).await;
                match looking.upgrade() {
                    // A frame that cannot be had is the last one's successor's business.
                    Some(inner) if inner.is_open.get() => drop(inner.look()),
                    _ => break,
                }
            }
        });
        Ok(Self(inner))
    }

    /// Switches the lamp on or off, where there is one.
    pub fn light(&self, on: bool) {
        for track in self.0.stream.get_video_tracks().iter() {
            let torch = js_sys::Object::new();
            let advanced = js_sys::Object::new();
            let set = js_sys::Reflect::set(&torch, &"torch".into(), &on.into()).is_ok()
                && js_sys::Reflect::set(&advanced, &"advanced".into(), &js_sys::Array::of1(&torch))
                    .is_ok();
            if set {
                // Without a lamp it stays dark.
                let _ = track
                    .unchecked_into::<MediaStreamTrack>()
                    .apply_constraints_with_constraints(advanced.unchecked_ref());
            }
        }
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        self.0.is_open.set(false);
        self.0.worker.terminate();
        for track in self.0.stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
        self.0.video.set_src_object(None);
    }
}

impl Inner {
    /// Sends the frame in sight to the decoder, unless it is still busy with the one before.
    fn look(&self) -> Result<(), JsValue> {
        let (width, height) = (self.video.video_width(), self.video.video_height());
        if self.is_decoding.get() || width == 0 || height == 0 {
            return Ok(());
        }
        let to_width = width.min(MOST_WIDTH);
        let to_height = height * to_width / width;
        if self.canvas.width() != to_width || self.canvas.height() != to_height {
            self.canvas.set_width(to_width);
            self.canvas.set_height(to_height);
        }
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
        let context = self
            .canvas
            .get_context_with_context_options("2d", &options)?;
        let Some(context) = context else {
            return Ok(());
        };
        let context: CanvasRenderingContext2d = context.unchecked_into();
        context.draw_image_with_html_video_element_and_dw_and_dh(
            &self.video,
            0.0,
            0.0,
            f64::from(to_width),
            f64::from(to_height),
        )?;
        let data: JsValue = context
            .get_image_data(0.0, 0.0, f64::from(to_width), f64::from(to_height))?
            .into();
        let rgba = js_sys::Reflect::get(
            &js_sys::Reflect::get(&data, &"data".into())?,
            &"buffer".into(),
        )?;
        let looks = self.looks.get().wrapping_add(1);
        self.looks.set(looks);
        let message = js_sys::Object::new();
        js_sys::Reflect::set(&message, &"id".into(), &looks.into())?;
        js_sys::Reflect::set(&message, &"rgba".into(), &rgba)?;
        js_sys::Reflect::set(&message, &"width".into(), &to_width.into())?;
        js_sys::Reflect::set(&message, &"height".into(), &to_height.into())?;
        js_sys::Reflect::set(
            &message,
            &"thorough".into(),
            &(looks.is_multiple_of(THOROUGH_EACH)).into(),
        )?;
        self.is_decoding.set(true);
        self.worker
            .post_message_with_transfer(&message, &js_sys::Array::of1(&rgba))
    }

    fn answered(&self, data: &JsValue) {
        self.is_decoding.set(false);
        let now_ms = time::monotonic_ms();
        let codes = js_sys::Reflect::get(data, &"codes".into()).unwrap_or(JsValue::UNDEFINED);
        if !js_sys::Array::is_array(&codes) {
            return;
        }
        for code in codes.unchecked_into::<js_sys::Array>().iter() {
            let text = js_sys::Reflect::get(&code, &"text".into())
                .ok()
                .and_then(|text| text.as_string());
            if let Some(text) = text {
                let is_still_there = self
                    .in_sight
                    .borrow()
                    .as_ref()
                    .is_some_and(|(seen, at_ms)| *seen == text && now_ms - at_ms < GONE_MS);
                self.in_sight.replace(Some((text.clone(), now_ms)));
                if !is_still_there {
                    (self.on_code)(text);
                }
            }
        }
    }
}

fn start_worker() -> Result<Worker, CameraError> {
    let meta = document()
        .query_selector("meta[name='quayside-scanner-worker']")
        .ok()
        .flatten();
    let path = meta.map(|meta| meta.unchecked_into::<HtmlMetaElement>().content());
    let path = path.ok_or_else(|| CameraError::Decoder("this page does not name it".into()))?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&path, &options).map_err(decoder)
}

fn decoder(error: JsValue) -> CameraError {
    CameraError::Decoder(reason(&error))
}

async fn open_stream() -> Result<MediaStream, CameraError> {
    let refused = |error: JsValue| CameraError::Refused(reason(&error));
    let devices = window()
        .navigator()
        .media_devices()
        .map_err(|_| CameraError::Unavailable)?;
    if devices.is_undefined() {
        return Err(CameraError::Unavailable);
    }
    let wanted = js_sys::JSON::parse(
        r#"{"facingMode":"environment","width":{"ideal":1280},"height":{"ideal":720}}"#,
    )
    .map_err(refused)?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wanted);
    let promise = devices
        .get_user_media_with_constraints(&constraints)
        .map_err(refused)?;
    JsFuture::from(promise)
        .await
        .map_err(refused)
        .map(JsCast::unchecked_into)
}
