//! Photos of what a counter could not name, so that whoever reviews the count can tell what it was. They come when the scan
//! is here: a device sends them until they are taken, and a repeat changes nothing.

use super::images::{ImageFailure, Picture};
use super::{ActError, App, Caller};
use crate::store::{StoreError, images, photos, records};
use domain::books::EntityRef;
use domain::ids::StocktakeId;
use domain::permission::Permission;
use domain::text::RawCode;

/// Most bytes of a photo: devices make them smaller before they keep them.
pub const MOST_BYTES: usize = 1024 * 1024;
/// Most photos of one code in a stocktake.
const MOST_OF_ONE: i64 = 5;

/// Why a photo is not taken in. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum PhotoFailure {
    /// The scan is not here, or not yet.
    #[error("code {0} was not scanned in this stocktake")]
    NotScanned(RawCode),
    /// The bytes are others than the address says.
    #[error("the bytes are not those that the address names")]
    OtherBytes,
    /// There are enough of this code.
    #[error("code {0} has {MOST_OF_ONE} photos already")]
    Enough(RawCode),
    /// It is no picture that can be shown, or the caller may not.
    #[error(transparent)]
    Image(#[from] ImageFailure),
}

impl From<ActError> for PhotoFailure {
    fn from(error: ActError) -> Self {
        Self::Image(error.into())
    }
}

impl From<StoreError> for PhotoFailure {
    fn from(error: StoreError) -> Self {
        ActError::from(error).into()
    }
}

impl App {
    /// Keeps a photo of what was scanned as a code in a stocktake.
    ///
    /// # Errors
    /// Says what is wrong with it, and whether its scan is missing.
    pub async fn add_photo(
        &self,
        caller: &Caller,
        stocktake: StocktakeId,
        code: &RawCode,
        digest: &str,
        bytes: Vec<u8>,
    ) -> Result<(), PhotoFailure> {
        caller.require_act(Permission::Count)?;
        let picture = Picture::of(bytes)?;
        if picture.digest != digest {
            return Err(PhotoFailure::OtherBytes);
        }
        let now = self.now();
        let tx = self.store().begin().await?;
        let scanned = EntityRef::UnknownCode(stocktake, code.clone());
        if records::one(&tx, &scanned).await?.is_none() {
            return Err(PhotoFailure::NotScanned(code.clone()));
        }
        if photos::n_others(&tx, stocktake, code, digest).await? >= MOST_OF_ONE {
            return Err(PhotoFailure::Enough(code.clone()));
        }
        images::put(&tx, digest, picture.media_type, &picture.bytes, now).await?;
        photos::put(&tx, stocktake, code, digest, caller.user.id, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(())
    }
}
