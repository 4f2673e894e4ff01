//! Presigned addresses: documents that can be read or written for a short while, without any token, and whose
//! errors are XML as those of Amazon S3 are.

use crate::clock::{self, Ms};
use crate::world::World;

/// The path under which documents live.
pub const PREFIX: &str = "/spapi-documents/";

/// An address of a document that is good until `expires`.
pub fn presigned(world: &World, document: &str, expires: Ms) -> String {
    let pairs: Vec<String> = signed(world, document, expires)
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{}{PREFIX}{document}?{}", world.public_url, pairs.join("&"))
}

/// The query of such an address.
pub fn signed(world: &World, document: &str, expires: Ms) -> Vec<(String, String)> {
    let date = clock::format(world.now, "%Y%m%dT%H%M%SZ");
    [
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256".to_owned()),
        ("X-Amz-Date", date),
        ("X-Amz-Expires", expires.to_string()),
        ("X-Amz-Signature", signature(world, document, expires)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// A text with the signatures of addresses blotted out.
pub fn without_signatures(text: &str) -> String {
    let mut parts = text.split("X-Amz-Signature=");
    let mut blotted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        blotted.push_str("X-Amz-Signature=…");
        blotted.push_str(part.trim_start_matches(|letter: char| letter.is_ascii_hexdigit()));
    }
    blotted
}

fn signature(world: &World, document: &str, expires: Ms) -> String {
    blake3::hash(format!("{}/document/{document}/{expires}", world.seed).as_bytes())
        .to_hex()
        .to_string()
}

/// Why a document cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefusal {
    /// The signature is not ours.
    #[error("The request signature we calculated does not match the signature you provided.")]
    Signature,
    /// Too late.
    #[error("Request has expired")]
    Expired,
    /// No such document.
    #[error("The specified key does not exist.")]
    Absent,
    /// An access token was sent along.
    #[error("Only one auth mechanism allowed")]
    TokenSent,
    /// The content type is not the one the address was made for.
    #[error(
        "The request signature we calculated does not match the signature you provided. Check the Content-Type."
    )]
    ContentType,
}

impl DocumentRefusal {
    /// S3's status and body.
    pub fn answer(self) -> (u16, String) {
        let (status, code) = match self {
            Self::Signature | Self::ContentType => (403, "SignatureDoesNotMatch"),
            Self::Expired => (403, "AccessDenied"),
            Self::Absent => (404, "NoSuchKey"),
            Self::TokenSent => (400, "InvalidArgument"),
        };
        (
            status,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{self}</Message><RequestId>0</RequestId></Error>"
            ),
        )
    }
}

/// Checks an address.
///
/// # Errors
/// When it is not ours or has expired.
pub fn check(
    world: &World,
    document: &str,
    query: &[(String, String)],
) -> Result<(), DocumentRefusal> {
    let value = |name: &str| {
        query
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    };
    let expires: Ms = value("X-Amz-Expires")
        .parse()
        .map_err(|_| DocumentRefusal::Signature)?;
    if value("X-Amz-Signature") != signature(world, document, expires) {
        return Err(DocumentRefusal::Signature);
    }
    if expires <= world.now {
        return Err(DocumentRefusal::Expired);
    }
    Ok(())
}

/// Reads a document: its bytes and content type.
///
/// # Errors
/// As [`check`], or when there is none.
pub fn read(
    world: &World,
    document: &str,
    query: &[(String, String)],
) -> Result<(Vec<u8>, String), DocumentRefusal> {
    check(world, document, query)?;
    let held = world
        .documents
        .get(document)
        .filter(|held| !held.is_upload)
        .ok_or(DocumentRefusal::Absent)?;
    Ok((held.bytes.clone(), held.content_type.clone()))
}

/// Takes an upload.
///
/// # Errors
/// As [`check`], or when the content type differs from the one announced.
pub fn write(
    world: &mut World,
    document: &str,
    query: &[(String, String)],
    content_type: &str,
    bytes: &[u8],
) -> Result<(), DocumentRefusal> {
    check(world, document, query)?;
    let held = world
        .documents
        .get_mut(document)
        .ok_or(DocumentRefusal::Absent)?;
    let plain = |text: &str| text.to_ascii_lowercase().replace(' ', "");
    if plain(content_type) != plain(&held.content_type) {
        return Err(DocumentRefusal::ContentType);
    }
    held.bytes = bytes.to_vec();
    held.is_upload = false;
    Ok(())
}
