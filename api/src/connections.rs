//! Connections to fulfilment services, and the stocktakes that their figures fill. No answer carries a secret.

use crate::macros::{choices, shapes};
use domain::ids::{ConnectionId, LocationId, ProductId, StocktakeId};
use domain::quantity::Quantity;
use domain::text::Name;
use domain::time::Timestamp;

choices! {
    /// A fulfilment service.
    #[derive(Copy)]
    pub enum Service {
        /// Fulfilment by Amazon.
        Fba,
    }

    /// How often the service's figures are taken over without anybody asking (SET-08).
    #[derive(Copy, Default)]
    pub enum AutoSync {
        /// Not by itself.
        #[default]
        Never,
        /// Every day.
        Daily,
        /// Every week, on the weekday on which it was set.
        Weekly,
        /// Every month, on the day on which it was set, or the month's last.
        Monthly,
    }

    /// Where the stock of a connection is kept.
    pub enum Place {
        /// In a new location of this name; a number is added if the name is taken.
        New {
            /// Its name.
            name: Name,
        },
        /// In this location, unless it has bins.
        Existing {
            /// The location.
            location: LocationId,
        },
    }
}

shapes! {
    /// A connection to a fulfilment service.
    pub struct Connection {
        /// Its id.
        pub id: ConnectionId,
        /// Which service.
        pub service: Service,
        /// The account's name.
        pub name: String,
        /// The seller's id at the service.
        pub seller_id: String,
        /// The marketplace.
        pub marketplace_id: String,
        /// Where its stock is kept.
        pub location: LocationId,
        /// How often its figures are taken over.
        pub auto_sync: AutoSync,
        /// At which hour of the company's day, 0 to 23.
        pub sync_hour: u8,
        /// When it was connected.
        pub connected: Timestamp,
        /// When it last answered.
        pub last_good: Option<Timestamp>,
        /// What it last failed with, if that was later than the last good answer.
        pub last_error: Option<String>,
        /// When its figures were last read.
        pub last_sync: Option<Timestamp>,
    }

    /// `POST /connections`: connects an account. Proved against the service before anything is kept.
    pub struct NewConnection {
        /// Which service.
        pub service: Service,
        /// The seller's id at the service.
        pub seller_id: String,
        /// The marketplace.
        pub marketplace_id: String,
        /// The application's id.
        pub client_id: String,
        /// The application's secret.
        pub client_secret: String,
        /// The token of the seller's authorisation.
        pub refresh_token: String,
        /// Where its stock is kept.
        pub place: Place,
    }

    /// What connecting did.
    pub struct Connected {
        /// The connection.
        pub connection: Connection,
        /// Something that a person should know, such as a location that was not used because it has bins.
        pub remark: Option<String>,
    }

    /// `PATCH /connections/{id}`.
    #[derive(Default)]
    pub struct ConnectionChange {
        /// New rhythm.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub auto_sync: Option<AutoSync>,
        /// New hour, 0 to 23.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sync_hour: Option<u8>,
    }

    /// `POST /stocktakes/{id}/sync`: what reading the service's figures brought. `GET` says it of the last reading.
    pub struct SyncResult {
        /// The stocktake.
        pub stocktake: StocktakeId,
        /// When the figures were read.
        pub at: Timestamp,
        /// Products that the service reports and that are known here.
        pub n_rows: u32,
        /// What the service reports and nobody knows here: not imported (SET-07).
        pub unmatched: Vec<Unmatched>,
        /// Rows that could not be read at all.
        pub n_unread: u32,
        /// Which these are. Nothing is proposed for their products.
        #[serde(default)]
        pub unread: Vec<UnreadRow>,
    }

    /// A row of the service that could not be read.
    pub struct UnreadRow {
        /// The service's SKU; `null` where that could not be read either, so that it may be of any product.
        pub sku: Option<String>,
        /// The product here of that SKU, if there is one.
        pub product: Option<ProductId>,
        /// Why it could not be read.
        pub reason: String,
    }

    /// Something at the service that is unknown here.
    pub struct Unmatched {
        /// The service's SKU.
        pub sku: String,
        /// Its title there.
        pub title: Option<String>,
        /// Units that can be sold.
        pub quantity: u32,
    }

    /// `GET /stocktakes/{id}/figures`: the two tables of a stocktake of an external location.
    pub struct Figures {
        /// Whether its location was ever synchronised before this stocktake.
        pub synced_before: bool,
        /// The last reading, if there was one.
        pub last: Option<SyncResult>,
        /// One for each product that the service or the books have.
        pub rows: Vec<FigureRow>,
    }

    /// One product at the service and in the books.
    pub struct FigureRow {
        /// The product.
        pub product: ProductId,
        /// Something of it is on hand here: the first table. Otherwise the second, whose rows need a unit cost.
        pub has_stock: bool,
        /// What the service said last.
        pub synced: Option<Quantity>,
        /// A person entered another quantity since.
        pub by_hand: bool,
        /// The service does not report it: proposed at zero until a person confirms.
        pub unreported: bool,
        /// What the service said of it could not be read: nothing is proposed until a person enters what is there.
        pub unread: bool,
    }

    /// `PUT /stocktakes/{id}/figures`: what a person says is there.
    pub struct EnteredFigure {
        /// Of this product.
        pub product: ProductId,
        /// So many.
        pub quantity: Quantity,
    }
}
