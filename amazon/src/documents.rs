//! Documents behind presigned addresses: downloading and uploading, gzip, charsets.
//!
//! The addresses are secrets that live for minutes (15 seconds for labels), so they are used at
//! once, without the access token, and appear in no log. They belong to no usage plan.

use std::{io::Read, time::Duration};

use flate2::read::MultiGzDecoder;

use crate::{
    client::Client,
    credentials::{Secret, redact},
    error::beginning,
    http::{HttpError, HttpRequest},
    lenient,
};

/// Why a document could not be had or delivered.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DocumentError {
    /// The address has expired; ask for the document again.
    #[error("the document's address has expired")]
    Expired,
    /// The storage refuses, in XML.
    #[error("the document storage answered with status {status}: {text}")]
    Refused {
        /// The status.
        status: u16,
        /// What it says.
        text: String,
    },
    /// No whole answer came.
    #[error("the document did not come through")]
    NoAnswer(#[source] HttpError),
    /// What was said to be compressed cannot be unpacked.
    #[error("the document cannot be unpacked: {0}")]
    Unpack(String),
    /// Unpacked, it would be longer than allowed.
    #[error("the document is longer than {0} bytes")]
    TooLong(u64),
    /// There is no address to use.
    #[error("Amazon gave no address for the document")]
    NoAddress,
}

impl DocumentError {
    /// Whether asking for a new address and trying again can help.
    pub fn retryable(&self) -> bool {
        match self {
            Self::Expired | Self::NoAnswer(_) => true,
            Self::Refused { status, .. } => *status >= 500,
            Self::Unpack(_) | Self::TooLong(_) | Self::NoAddress => false,
        }
    }
}

/// A document as it came, unpacked.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its type, often with the charset.
    pub content_type: Option<String>,
}

impl Document {
    /// The document as text, by the charset it names.
    ///
    /// Some reports hold question marks where the source was damaged before; that cannot be mended
    /// here, so never overwrite a good title by one that has them.
    pub fn text(&self) -> String {
        lenient::decode(&self.bytes, self.content_type.as_deref())
    }
}

/// Unpacked documents above this are refused; a report of that size is an attack or an accident.
const LONGEST: u64 = 4 * 1024 * 1024 * 1024;
const ATTEMPTS: u32 = 3;

impl Client {
    /// Fetches a document. `compressed` is what the API said about it; documents that are gzip
    /// without saying so, and the other way round, are read as what they are.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub async fn download(
        &self,
        url: &Secret,
        compressed: bool,
    ) -> Result<Document, DocumentError> {
        let request = HttpRequest {
            method: "GET",
            url: url.expose().to_owned(),
            headers: vec![("user-agent", self.user_agent().to_owned())],
            body: None,
        };
        let response = self.carry(request).await?;
        let content_type = response.header("content-type").map(str::to_owned);
        let is_gzip = response.body.starts_with(&[0x1f, 0x8b]);
        let encoded = response
            .header("content-encoding")
            .is_some_and(|coding| coding.eq_ignore_ascii_case("gzip"));
        let bytes = if is_gzip && (compressed || encoded) {
            // Unpacking takes seconds for large reports: not on the threads that serve others.
            let packed = response.body;
            let unpacked = tokio::task::spawn_blocking(move || unpack(&packed)).await;
            unpacked.map_err(|error| DocumentError::Unpack(error.to_string()))??
        } else {
            response.body
        };
        Ok(Document {
            bytes,
            content_type,
        })
    }

    /// Delivers a document. `content_type` must be the one given when its address was asked for.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub async fn upload(
        &self,
        url: &Secret,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), DocumentError> {
        let request = HttpRequest {
            method: "PUT",
            url: url.expose().to_owned(),
            headers: vec![
                ("content-type", content_type.to_owned()),
                ("user-agent", self.user_agent().to_owned()),
            ],
            body: Some(bytes),
        };
        // Putting the same bytes twice is harmless.
        self.carry(request).await.map(|_| ())
    }

    async fn carry(
        &self,
        request: HttpRequest,
    ) -> Result<crate::http::HttpResponse, DocumentError> {
        if request.url.is_empty() {
            return Err(DocumentError::NoAddress);
        }
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match self.http().send(request.clone()).await {
                Ok(response) if (200..300).contains(&response.status) => return Ok(response),
                Ok(response) => refusal(response.status, &response.text()),
                Err(source) => DocumentError::NoAnswer(source),
            };
            if attempt == ATTEMPTS || !error.retryable() || matches!(error, DocumentError::Expired)
            {
                return Err(error);
            }
            self.clock()
                .sleep(Duration::from_millis(400 << attempt))
                .await;
        }
    }
}

fn refusal(status: u16, body: &str) -> DocumentError {
    let expired = body.contains("Request has expired")
        || body.contains("ExpiredToken")
        || body.contains("RequestExpired");
    if expired {
        DocumentError::Expired
    } else {
        DocumentError::Refused {
            status,
            text: beginning(&redact(body)),
        }
    }
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    let read = MultiGzDecoder::new(packed)
        .take(LONGEST + 1)
        .read_to_end(&mut bytes);
    let length = read.map_err(|error| DocumentError::Unpack(error.to_string()))?;
    if length as u64 > LONGEST {
        return Err(DocumentError::TooLong(LONGEST));
    }
    Ok(bytes)
}
