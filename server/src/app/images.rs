//! Pictures of products: taken in for what their bytes are, whatever they are called, and kept in the books' database,
//! so that a backup has them too.

use super::beside::Beside;
use super::catalogue::few;
use super::{Act, ActError, App, Caller, Note, Seen, TRIES};
use crate::store::images::{self as stored, SHOWN_AT};
use crate::store::records::Versioned;
use domain::books::{Command, EntityRef, Record};
use domain::ids::ProductId;
use domain::permission::Permission;

/// Most bytes of a picture.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// Most bytes of the small form of a picture.
pub const MOST_SMALL_BYTES: usize = 64 * 1024;
/// Most pixels in a row or column of it: a thumbnail on a screen of twice the density.
const MOST_SMALL_PIXELS: u32 = 320;
/// Most pixels in a row or column: tablets draw them all.
const MOST_PIXELS: u32 = 10_000;
/// Most pixels in all: a picture of one colour is small to send and takes four bytes of a tablet for each.
const MOST_IN_ALL: u64 = 50_000_000;

/// Why a picture is not taken in. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum ImageFailure {
    /// The bytes are of another kind.
    #[error("the bytes are no JPEG, PNG or WebP")]
    OtherKind,
    /// It begins as a picture, but is not whole.
    #[error("the picture is damaged or cut off")]
    Damaged,
    /// A tablet could not draw it.
    #[error("the picture has {width} by {height} pixels")]
    TooManyPixels {
        /// In a row.
        width: u32,
        /// In a column.
        height: u32,
    },
    /// The product was not changed.
    #[error(transparent)]
    Act(#[from] ActError),
}

/// A picture that was sent.
pub(super) struct Picture {
    /// What names it.
    pub digest: String,
    /// What a browser is told.
    pub media_type: &'static str,
    /// As it was sent.
    pub bytes: Vec<u8>,
}

impl Picture {
    pub(super) fn of(bytes: Vec<u8>) -> Result<Self, ImageFailure> {
        Self::within(bytes, MOST_PIXELS)
    }

    fn within(bytes: Vec<u8>, most_pixels: u32) -> Result<Self, ImageFailure> {
        let (media_type, size) = form(&bytes).ok_or(ImageFailure::OtherKind)?;
        let (width, height) = size.ok_or(ImageFailure::Damaged)?;
        if width == 0 || height == 0 {
            return Err(ImageFailure::Damaged);
        }
        let in_all = u64::from(width) * u64::from(height);
        if width.max(height) > most_pixels || in_all > MOST_IN_ALL {
            return Err(ImageFailure::TooManyPixels { width, height });
        }
        Ok(Self {
            digest: blake3::hash(&bytes).to_hex().to_string(),
            media_type,
            bytes,
        })
    }
}

impl App {
    /// Puts a picture behind those that a product has.
    ///
    /// # Errors
    /// Says what is wrong with it, and whether somebody else was quicker.
    pub async fn add_image(
        &self,
        caller: &Caller,
        id: ProductId,
        seen: Option<Seen>,
        bytes: Vec<u8>,
    ) -> Result<(), ImageFailure> {
        caller.require_act(Permission::EditProducts)?;
        let picture = Picture::of(bytes)?;
        let address = format!("{SHOWN_AT}{}", picture.digest);
        let mut tries = 1;
        loop {
            let Versioned {
                record: mut product,
                version,
            } = self.product(id).await?;
            if product.images.contains(&address) {
                return self.keep_named(&picture).await;
            }
            product.images.push(address.clone());
            few("images", &product.images)?;
            // Another picture may come in between: then this one goes behind it.
            let now = Seen {
                record: EntityRef::Product(id),
                version,
            };
            let note = Note::new("product/changed", id, format!("{}: images", product.sku));
            let save = Act::Command(Command::Save(Record::Product(Box::new(product))));
            let seen_now = seen.as_ref().unwrap_or(&now);
            let beside = Beside::Pictured(&picture);
            match self
                .perform_beside(caller, &[save], Some(seen_now), Some(&note), beside)
                .await
            {
                Err(ActError::Stale(_)) if seen.is_none() && tries < TRIES => tries += 1,
                other => return other.map(drop).map_err(ImageFailure::from),
            }
        }
    }

    /// Keeps a picture that a product names already: it may name one that is lost.
    async fn keep_named(&self, picture: &Picture) -> Result<(), ImageFailure> {
        let (db, now) = (self.store().writer(), self.now());
        stored::put(db, &picture.digest, picture.media_type, &picture.bytes, now)
            .await
            .map_err(|error| ActError::from(error).into())
    }

    /// Keeps the small form of a picture, which whoever adds the picture makes: nothing here draws pictures. The first one
    /// stays. Answers whether the picture is here.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub async fn add_small_image(
        &self,
        caller: &Caller,
        digest: &str,
        bytes: Vec<u8>,
    ) -> Result<bool, ImageFailure> {
        caller.require_act(Permission::EditProducts)?;
        let small = Picture::within(bytes, MOST_SMALL_PIXELS)?;
        let db = self.store().writer();
        stored::put_small(db, digest, small.media_type, &small.bytes)
            .await
            .map_err(|error| ActError::from(error).into())
    }

    /// The small form of a picture, if it has one.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn small_image(&self, digest: &str) -> Result<Option<stored::Image>, ActError> {
        Ok(stored::small(self.store().reader(), digest).await?)
    }

    /// A picture by the digest of its bytes.
    ///
    /// # Errors
    /// Fails if the database does.
    pub async fn image(&self, digest: &str) -> Result<Option<stored::Image>, ActError> {
        Ok(stored::one(self.store().reader(), digest).await?)
    }
}

/// Refuses to name a picture that is not here.
pub(super) fn no_such_picture(field: impl Into<String>) -> ActError {
    ActError::Input {
        field: field.into(),
        message: "this server has no such picture; add it to the product first".to_owned(),
    }
}

/// What kind of picture bytes are, and how large; no size if it is not whole. `None` if they are none.
fn form(bytes: &[u8]) -> Option<(&'static str, Option<(u32, u32)>)> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(("image/jpeg", jpeg_size(bytes)))
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(("image/png", png_size(bytes)))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(("image/webp", webp_size(bytes)))
    } else {
        None
    }
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

/// PNG 3, 11.2.1: the header comes first; and `IEND` ends it.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let is_whole = bytes.windows(4).rev().any(|four| four == b"IEND");
    if bytes.get(12..16) != Some(b"IHDR") || !is_whole {
        return None;
    }
    let [width, height] = [16, 20].map(|at| number(bytes, at).map(u32::from_be_bytes));
    Some((width?, height?))
}

/// ITU T.81, B.2.2: the frame header among the segments before the first scan; `EOI` ends it, maybe before what cameras
/// put behind.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.windows(2).rev().any(|two| two == [0xFF, 0xD9]) {
        return None;
    }
    let mut at = 2;
    loop {
        while bytes.get(at..at + 2)? == [0xFF, 0xFF] {
            at += 1;
        }
        let [0xFF, marker] = number(bytes, at)? else {
            return None;
        };
        match marker {
            0xC4 | 0xC8 | 0xCC => {}
            0xC0..=0xCF => {
                let [height, width] = [at + 5, at + 7].map(|at| number(bytes, at));
                return Some((
                    u16::from_be_bytes(width?).into(),
                    u16::from_be_bytes(height?).into(),
                ));
            }
            // A scan or the end before any frame.
            0xD8..=0xDA => return None,
            _ => {}
        }
        let length = u16::from_be_bytes(number(bytes, at + 2)?);
        at += 2 + usize::from(length.max(2));
    }
}

/// RFC 9649, 2.5 to 2.7: the first chunk tells the size, in one of three forms.
fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let length = usize::try_from(u32::from_le_bytes(number(bytes, 4)?)).ok()?;
    if bytes.len() < length.checked_add(8)? {
        return None;
    }
    let three = |at: usize| {
        let [a, b, c] = number(bytes, at)?;
        Some(u32::from_le_bytes([a, b, c, 0]))
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((three(24)? + 1, three(27)? + 1)),
        b"VP8L" if bytes.get(20) == Some(&0x2F) => {
            let bits = u32::from_le_bytes(number(bytes, 21)?);
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        b"VP8 " if bytes.get(23..26) == Some(&[0x9D, 0x01, 0x2A]) => {
            let [width, height] = [26, 28].map(|at| number(bytes, at).map(u16::from_le_bytes));
            Some(((width? & 0x3FFF).into(), (height? & 0x3FFF).into()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x02\0\0\0....\0\0\0\0IEND....");
        bytes
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = vec![
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xFF, 0xC0, 0, 11, 8,
        ];
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0xD9, 0]);
        bytes
    }

    fn webp(chunk: &[u8]) -> Vec<u8> {
        let mut bytes = b"RIFF".to_vec();
        bytes.extend(u32::try_from(chunk.len() + 4).unwrap().to_le_bytes());
        bytes.extend(b"WEBP");
        bytes.extend(chunk);
        bytes
    }

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(form(&png(640, 480)), Some(("image/png", Some((640, 480)))));
        assert_eq!(
            form(&jpeg(640, 480)),
            Some(("image/jpeg", Some((640, 480))))
        );
        let lossy = webp(b"VP8 ....\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01");
        assert_eq!(form(&lossy), Some(("image/webp", Some((640, 480)))));
        let lossless = webp(b"VP8L....\x2f\x7f\xc2\x77\0");
        assert_eq!(form(&lossless), Some(("image/webp", Some((640, 480)))));
        let extended = webp(b"VP8X....\0\0\0\0\x7f\x02\0\xdf\x01\0");
        assert_eq!(form(&extended), Some(("image/webp", Some((640, 480)))));
        for other in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"GIF89a",
            b"%PDF-1.7",
            b"<!doctype html><script>alert(1)</script>",
        ] {
            assert_eq!(form(other), None);
        }
    }

    /// However a picture is cut off or filled with nonsense, it is damaged and nothing worse.
    #[test]
    fn damaged_pictures_have_no_size() {
        let whole = [
            png(640, 480),
            jpeg(640, 480),
            webp(b"VP8X....\0\0\0\0\x7f\x02\0\xdf\x01\0"),
        ];
        for picture in whole {
            for end in 12..picture.len() - 8 {
                assert_eq!(
                    form(&picture[..end]).unwrap().1,
                    None,
                    "{end} of {picture:?}"
                );
            }
        }
        let endless = [&[0xFF, 0xD8][..], &[0xFF; 4_000], &[0xD9]].concat();
        assert_eq!(form(&endless), Some(("image/jpeg", None)));
        assert!(matches!(Picture::of(png(0, 5)), Err(ImageFailure::Damaged)));
        assert!(matches!(
            Picture::of(png(20_000, 5)),
            Err(ImageFailure::TooManyPixels { .. })
        ));
    }
}
