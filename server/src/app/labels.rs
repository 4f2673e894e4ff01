//! What stands on labels of bins and products.

use super::{ActError, App, Caller};
use crate::documents::labels::Label;
use crate::store::records;
use domain::books::{Entity, EntityRef};
use domain::catalogue::Product;
use domain::ids::{BinId, LocationId, ProductId};
use domain::location::Bin;
use domain::permission::Permission;
use domain::quantity::Quantity;

impl App {
    /// Labels of these bins in walking order, each once. A scanner knows a bin by its name.
    ///
    /// # Errors
    /// Names the first that is not there.
    pub async fn bin_labels(&self, caller: &Caller, ids: &[BinId]) -> Result<Vec<Label>, ActError> {
        caller.require_act(Permission::ViewStock)?;
        let mut bins = Vec::new();
        for id in ids {
            let key = EntityRef::Bin(*id);
            match self.record(&key).await?.record {
                Entity::Bin(bin) => bins.push(bin),
                _ => return Err(ActError::Missing(key)),
            }
        }
        bins.sort_by_key(|bin| (bin.location, bin.walk, bin.name.folded(), bin.id));
        bins.dedup_by_key(|bin| bin.id);
        self.labels_of(bins).await
    }

    /// Labels of all bins in use of a location, in walking order.
    ///
    /// # Errors
    /// Says that there is no such location.
    pub async fn location_labels(
        &self,
        caller: &Caller,
        location: LocationId,
    ) -> Result<Vec<Label>, ActError> {
        caller.require_act(Permission::ViewStock)?;
        self.record(&EntityRef::Location(location)).await?;
        let found = records::bins_of(self.store().reader(), location).await?;
        self.labels_of(
            found
                .into_iter()
                .map(|one| one.record)
                .filter(|bin| !bin.archived)
                .collect(),
        )
        .await
    }

    async fn labels_of(&self, bins: Vec<Bin>) -> Result<Vec<Label>, ActError> {
        let locations = records::locations(self.store().reader()).await?;
        let label = |bin: Bin| {
            let location = locations.iter().find(|one| one.record.id == bin.location);
            let parts = [
                location.map(|one| one.record.name.as_str()),
                bin.zone.as_ref().map(|zone| zone.as_str()),
            ];
            Label {
                title: bin.name.as_str().to_owned(),
                detail: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
                code: bin.name.as_str().to_owned(),
            }
        };
        Ok(bins.into_iter().map(label).collect())
    }

    /// Labels of these products: the first code that counts for one, or the SKU, which scanners know as well.
    ///
    /// # Errors
    /// Names the first that is not there.
    pub async fn product_labels(
        &self,
        caller: &Caller,
        ids: &[ProductId],
    ) -> Result<Vec<Label>, ActError> {
        caller.require_act(Permission::ViewStock)?;
        let mut labels = Vec::new();
        for id in ids {
            let key = EntityRef::Product(*id);
            match self.record(&key).await?.record {
                Entity::Product(product) => labels.push(product_label(&product)),
                _ => return Err(ActError::Missing(key)),
            }
        }
        Ok(labels)
    }
}

fn product_label(product: &Product) -> Label {
    let code = product
        .barcodes
        .iter()
        .find(|barcode| barcode.pack == Quantity::ONE);
    Label {
        title: product.name.as_str().to_owned(),
        detail: product.sku.as_str().to_owned(),
        code: code
            .map_or(product.sku.as_str(), |barcode| barcode.code.shown())
            .to_owned(),
    }
}
