//! The simulator on the network: plain HTTP/1.1, every request handed to [`Simulator::call`]. A dropped reply closes
//! the connection without a word.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;

use crate::lwa::parse_query;
use crate::simulator::{Call, Delivery, Reply, Simulator};

/// Requests larger than this are not read to their end.
const MAX_BODY: usize = 64 << 20;

/// The caller gets no answer.
#[derive(Debug, thiserror::Error)]
#[error("the reply was dropped on purpose")]
struct Dropped;

/// Serves until `stop` is done.
///
/// # Errors
/// Those of accepting connections.
pub async fn serve(
    listener: TcpListener,
    simulator: Simulator,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, _) = tokio::select! {
            accepted = listener.accept() => accepted?,
            () = &mut stop => return Ok(()),
        };
        stream.set_nodelay(true)?;
        let simulator = simulator.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| respond(simulator.clone(), request));
            let builder = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            // An error here is a caller that went away, or a reply dropped on purpose.
            if let Err(error) = builder
                .http1_only()
                .serve_connection(TokioIo::new(stream), service)
                .await
            {
                tracing::debug!("a connection ended: {error}");
            }
        });
    }
}

async fn respond(
    simulator: Simulator,
    request: Request<Incoming>,
) -> Result<Response<Body>, Dropped> {
    let (head, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(Body::new(body), MAX_BODY).await else {
        return Ok(into_response(Reply::json(
            413,
            &serde_json::json!({"errors": [{"code": "PayloadTooLarge", "message": "The request size exceeded the maximum accepted size.", "details": ""}]}),
        )));
    };
    let headers = head
        .headers
        .iter()
        .map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let call = Call {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: parse_query(head.uri.query().unwrap_or_default()),
        headers,
        body: body.to_vec(),
    };
    let reply = if call.path.starts_with("/sim") {
        crate::control::respond(&simulator, call).await
    } else {
        simulator.call(&call)
    };
    match reply.delivery {
        Delivery::Dropped => Err(Dropped),
        _ => Ok(into_response(reply)),
    }
}

fn into_response(reply: Reply) -> Response<Body> {
    let mut builder = Response::builder().status(reply.status.max(100));
    for (name, value) in &reply.headers {
        builder = builder.header(name, value);
    }
    let body = match reply.delivery {
        Delivery::Slow(whole) => dripping(reply.body, whole),
        Delivery::Truncated => {
            builder = builder.header("content-length", reply.body.len());
            cut(reply.body)
        }
        _ => Body::from(reply.body),
    };
    builder
        .body(body)
        .unwrap_or_else(|_| Response::new(Body::empty()))
}

/// The body in ten drops.
fn dripping(body: Vec<u8>, whole: Duration) -> Body {
    let size = body.len().div_ceil(10).max(1);
    let drops: Vec<Bytes> = body.chunks(size).map(Bytes::copy_from_slice).collect();
    let pause = whole / u32::try_from(drops.len().max(1)).unwrap_or(1);
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for drop in drops {
            tokio::time::sleep(pause).await;
            if sender.send(Ok::<_, Infallible>(drop)).await.is_err() {
                return;
            }
        }
    });
    Body::new(ChannelBody(receiver))
}

/// The first half of the body, then a broken connection.
fn cut(body: Vec<u8>) -> Body {
    let half = Bytes::copy_from_slice(&body[..body.len() / 2]);
    let (sender, receiver) = tokio::sync::mpsc::channel(2);
    tokio::spawn(async move {
        let _ = sender.send(Ok(half)).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
        let _ = sender.send(Err(Dropped)).await;
    });
    Body::new(ChannelBody(receiver))
}

struct ChannelBody<E>(tokio::sync::mpsc::Receiver<Result<Bytes, E>>);

impl<E> hyper::body::Body for ChannelBody<E> {
    type Data = Bytes;
    type Error = E;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, E>>> {
        self.0
            .poll_recv(cx)
            .map(|item| item.map(|result| result.map(hyper::body::Frame::data)))
    }
}
