//! Tables as files: CSV for other programs, XLSX for people. What stands in the tables is the business of
//! `app::exports`; here they are only written, so that nothing in a cell becomes a formula when it is opened.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A whole number: a quantity.
    Number(i64),
    /// A decimal number as it is to be read: a cost, a value, a measure.
    Decimal(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A text, or nothing.
    pub fn maybe(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_string()))
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            other => other.plain(),
        }
    }

    fn plain(&self) -> String {
        match self {
            Self::Text(text) => guarded(text),
            Self::Number(number) => number.to_string(),
            Self::Decimal(decimal) => decimal.clone(),
            Self::Empty => String::new(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A table to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet and the file.
    pub name: String,
    /// Titles of the columns.
    pub headers: Vec<String>,
    /// One cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// UTF-8 with a mark, commas, RFC 4180.
    Csv,
    /// The same with semicolons, for places whose decimal sign is the comma.
    CsvSemicolon,
    /// An Excel workbook.
    Xlsx,
}

impl Shape {
    /// By the word in an address.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "csv-semicolon" => Some(Self::CsvSemicolon),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// What a browser is told.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvSemicolon => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The end of the file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvSemicolon => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// As CSV.
    #[error("the table cannot be written as CSV")]
    Csv(#[from] csv::Error),
    /// As XLSX.
    #[error("the table cannot be written as a workbook")]
    Xlsx(#[from] XlsxError),
}

/// Writes a table.
///
/// # Errors
/// Fails if a sheet cannot hold it: a workbook has 1,048,576 rows at most.
pub fn write(sheet: &Sheet, shape: Shape) -> Result<Vec<u8>, WriteError> {
    match shape {
        Shape::Csv => csv_bytes(sheet, b','),
        Shape::CsvSemicolon => csv_bytes(sheet, b';'),
        Shape::Xlsx => workbook(sheet),
    }
}

fn csv_bytes(sheet: &Sheet, separator: u8) -> Result<Vec<u8>, WriteError> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(sheet.headers.iter().map(|title| guarded(title)))?;
    for row in &sheet.rows {
        let decimal_comma = separator == b';';
        out.write_record(row.iter().map(|cell| match cell {
            Cell::Decimal(decimal) if decimal_comma => decimal.replace('.', ","),
            other => other.plain(),
        }))?;
    }
    out.into_inner()
        .map_err(|error| csv::Error::from(error.into_error()).into())
}

/// A spreadsheet takes a text that begins so for a formula; the apostrophe says that it is none, and the import
/// takes it away again.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(
        sheet
            .name
            .chars()
            .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'))
            .take(31)
            .collect::<String>(),
    )?;
    let bold = Format::new().set_bold();
    for (column, title) in (0_u16..).zip(&sheet.headers) {
        page.write_string_with_format(0, column, title, &bold)?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => drop(page.write_string(row, column, text)?),
                // The file format itself keeps numbers as floating point.
                Cell::Number(number) => drop(page.write_number(row, column, *number as f64)?),
                Cell::Decimal(decimal) => match decimal.parse::<f64>() {
                    Ok(number) => drop(page.write_number(row, column, number)?),
                    Err(_) => drop(page.write_string(row, column, decimal)?),
                },
                Cell::Empty => {}
            }
        }
    }
    page.set_freeze_panes(1, 0)?;
    page.autofit();
    Ok(book.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cells;
    use crate::import::read::{Reading, sheet as read};

    fn table() -> Sheet {
        Sheet {
            name: "products".into(),
            headers: vec![
                "SKU".into(),
                "Name".into(),
                "Quantity".into(),
                "Cost".into(),
            ],
            rows: vec![
                vec![
                    "=1+1".into(),
                    "Tarp \"3 × 3\", moss; green".into(),
                    Cell::Number(-5),
                    Cell::Decimal("4.35".into()),
                ],
                vec![
                    "0012".into(),
                    "<script>alert(1)</script>\nline".into(),
                    Cell::Number(0),
                    Cell::Empty,
                ],
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_becomes_a_formula() {
        for shape in [Shape::Csv, Shape::CsvSemicolon, Shape::Xlsx] {
            let bytes = write(&table(), shape).unwrap();
            let read = read(&bytes, Reading::default()).unwrap();
            assert_eq!(read.headers, table().headers, "{shape:?}");
            let sku = cells::text(&read.rows[0].cells[0]);
            assert_eq!(sku, Some("=1+1"), "{shape:?}");
            assert_eq!(read.rows[1].cells[0], "0012", "{shape:?}");
            assert_eq!(
                read.rows[0].cells[1], "Tarp \"3 × 3\", moss; green",
                "{shape:?}"
            );
            assert_eq!(
                cells::decimal(&read.rows[0].cells[3]).map(|cost| cost.to_string()),
                Ok("4.35".into())
            );
        }
        let text = String::from_utf8(write(&table(), Shape::Csv).unwrap()).unwrap();
        assert!(text.contains("\r\n'=1+1,"));
    }
}
