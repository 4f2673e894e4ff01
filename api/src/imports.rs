//! Files that bring products, barcodes, stock and bins, and files that take them away.

use crate::macros::{choices, shapes};
use domain::ids::ImportId;
use domain::time::Timestamp;
use std::collections::BTreeMap;

choices! {
    /// What a file is about.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    pub enum ImportKind {
        /// Products: one row each, by SKU.
        Products,
        /// More barcodes of products: one row each.
        Barcodes,
        /// Stock that is there: product, location, bin, quantity.
        OpeningStock,
        /// Bins of locations.
        Bins,
        /// Amazon's report of all listings: products by seller SKU, without quantities.
        AmazonListings,
    }

    /// How far an import is.
    #[derive(Copy)]
    pub enum ImportStatus {
        /// The file is here; nothing has been done with it.
        Uploaded,
        /// Its rows are being taken in.
        Running,
        /// All rows that could be taken in were.
        Finished,
        /// It stopped; what was taken in before stays, and running it again goes on.
        Failed,
    }
}

shapes! {
    /// A file that was sent to be imported.
    pub struct Import {
        /// Its id.
        pub id: ImportId,
        /// The file's name.
        pub name: String,
        /// How far it is.
        pub status: ImportStatus,
        /// How the file was read: `CSV with commas, UTF-8`.
        pub format: String,
        /// What it is about; `None` until somebody says so, if the titles do not tell.
        pub kind: Option<ImportKind>,
        /// Titles of its columns.
        pub headers: Vec<String>,
        /// Rows below the header.
        pub n_rows: u32,
        /// The first rows.
        pub sample: Vec<Vec<String>>,
        /// Which field is in which column, by title: what was chosen, or what the titles suggest.
        pub mapping: BTreeMap<String, String>,
        /// Fields that files of this kind may have.
        pub fields: Vec<ImportField>,
        /// When the very same file was imported before, or began to be, if it was.
        pub repeats: Option<Timestamp>,
        /// When it was sent.
        pub uploaded: Timestamp,
        /// Commands carried out.
        pub n_done: u32,
        /// Commands to carry out.
        pub n_total: u32,
        /// What came of it.
        pub result: Option<ImportPlan>,
        /// Why it stopped, in plain words.
        pub failure: Option<String>,
    }

    /// A field of a kind of file.
    pub struct ImportField {
        /// Its name in mappings.
        pub key: String,
        /// What people read.
        pub title: String,
        /// Rows without it say nothing.
        pub required: bool,
    }

    /// How a file is to be understood.
    pub struct ImportChoice {
        /// What it is about.
        pub kind: ImportKind,
        /// Which field is in which column, by title.
        pub mapping: BTreeMap<String, String>,
    }

    /// What an import would do, or did.
    pub struct ImportPlan {
        /// Rows that make something new.
        pub n_created: u32,
        /// Rows that change something.
        pub n_changed: u32,
        /// Rows that say what is so already.
        pub n_unchanged: u32,
        /// Rows with an error; they are left out.
        pub n_rejected: u32,
        /// Errors in all.
        pub n_errors: u32,
        /// The first errors; all of them are in the error file.
        pub errors: Vec<ImportError>,
        /// The first things that are done although they may not be meant.
        pub warnings: Vec<ImportError>,
    }

    /// Something wrong in a cell or a row.
    pub struct ImportError {
        /// The row as a spreadsheet shows it; the header is row 1.
        pub row: u32,
        /// Title of the column; `None` is the row as a whole.
        pub column: Option<String>,
        /// What is wrong.
        pub text: String,
    }

    /// How an import is to be run.
    pub struct ImportRun {
        /// What it is about.
        pub kind: ImportKind,
        /// Which field is in which column, by title.
        pub mapping: BTreeMap<String, String>,
        /// Leave rows with errors out; otherwise an error anywhere refuses the whole.
        pub skip_errors: bool,
        /// Post opening stock once more although the very same file was imported before; otherwise that is refused.
        #[serde(default)]
        pub post_again: bool,
    }
}
