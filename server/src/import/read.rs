//! Reads a table out of a file that somebody saved with who knows what: CSV with comma, semicolon or tab in UTF-8,
//! UTF-16 or Windows-1252, Amazon's unquoted tab files, XLSX. Says for every damaged row which one it is.
//! What the columns mean is not its business.

use calamine::{Data, Reader, Xlsx};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::Cursor;

/// Most characters of one cell: what spreadsheet programs can hold.
pub const MOST_CHARACTERS: usize = 32_767;
/// Most columns of a table.
pub const MOST_COLUMNS: usize = 512;
/// Most rows of a table, the header not counted.
pub const MOST_ROWS: usize = 500_000;

/// A table as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Titles of the columns, trimmed.
    pub headers: Vec<String>,
    /// The rows below.
    pub rows: Vec<Row>,
    /// How it was read, for people to see: `CSV, comma, UTF-8`.
    pub format: String,
    /// What is wrong with single rows; the others can be used.
    pub faults: Vec<RowFault>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it; the header is row 1.
    pub number: u32,
    /// One text a column; as many as there are headers.
    pub cells: Vec<String>,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Its number as a spreadsheet shows it.
    pub number: u32,
    /// What is wrong with it, for people.
    pub text: String,
}

/// Why a file is no table.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// A spreadsheet file that is damaged or something else.
    #[error(
        "This looks like an XLSX file but cannot be opened ({0}). Save it again in your spreadsheet program."
    )]
    Workbook(String),
    /// An old or foreign spreadsheet format.
    #[error("This spreadsheet format cannot be read. Save it as XLSX or CSV.")]
    OldWorkbook,
    /// Bytes that are no text.
    #[error("This is not a table: it holds binary data. Use CSV or XLSX.")]
    Binary,
    /// It ends in the middle of a quoted cell.
    #[error(
        "The file ends inside a quoted cell that begins in row {0}. It may have been cut off; save it again."
    )]
    CutOff(u32),
    /// A title is missing, or the first row is no header.
    #[error("The first row must hold the titles of the columns.")]
    NoHeader,
    /// A title occurs twice.
    #[error("The column title \"{0}\" occurs twice. Rename one of them.")]
    SameTitle(String),
    /// More columns than a table has.
    #[error("The file has {0} columns; at most {MOST_COLUMNS} are read.")]
    TooWide(usize),
    /// More rows than are taken at once.
    #[error("The file has more than {MOST_ROWS} rows. Split it.")]
    TooLong,
    /// The encoding that was asked for does not exist.
    #[error("There is no character encoding called \"{0}\".")]
    UnknownEncoding(String),
}

/// How the text of a file is to be read, where whoever sends it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading<'a> {
    /// Name of the encoding, such as `windows-1252`; found out if `None`.
    pub encoding: Option<&'a str>,
}

/// Reads a table.
///
/// # Errors
/// Says why the file as a whole is no table; faults of single rows are in the sheet.
pub fn sheet(bytes: &[u8], reading: Reading<'_>) -> Result<Sheet, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(ReadError::OldWorkbook);
    }
    let (text, encoding) = decode(bytes, reading)?;
    let separator = separator(&text);
    let format = format!("{}, {encoding}", separator.name());
    let (records, faults) = records(&text, separator)?;
    assemble(records, faults, format)
}

fn decode(bytes: &[u8], reading: Reading<'_>) -> Result<(String, &'static str), ReadError> {
    let (found, marked) = match (reading.encoding, Encoding::for_bom(bytes)) {
        (_, Some((encoding, _))) => (encoding, true),
        (Some(name), None) => {
            let unknown = || ReadError::UnknownEncoding(name.chars().take(40).collect());
            (
                Encoding::for_label(name.as_bytes()).ok_or_else(unknown)?,
                true,
            )
        }
        (None, None) => (guess(bytes), false),
    };
    let (text, used, _) = found.decode(bytes);
    let unreadable = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if !marked && text.chars().take(4_096).filter(|c| unreadable(*c)).count() > 8 {
        return Err(ReadError::Binary);
    }
    Ok((text.into_owned(), used.name()))
}

/// UTF-8 if it is valid; otherwise UTF-16 by its zeros, Shift JIS if every byte pair fits it and Windows-1252
/// would be full of signs that nobody writes; else Windows-1252, which reads anything.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        return UTF_8;
    }
    let head = &bytes[..bytes.len().min(4_096)];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    if zeros(1) * 4 > head.len() {
        return UTF_16LE;
    }
    if zeros(0) * 4 > head.len() {
        return UTF_16BE;
    }
    let lead = |byte: &u8| matches!(byte, 0x81..=0x9F);
    let many_leads =
        bytes.iter().filter(|b| lead(b)).count() * 4 > bytes.iter().filter(|b| **b >= 0x80).count();
    let fits_japanese = SHIFT_JIS
        .decode_without_bom_handling_and_without_replacement(bytes)
        .is_some();
    if many_leads && fits_japanese {
        SHIFT_JIS
    } else {
        WINDOWS_1252
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Semicolon,
    Tab,
    Bar,
}

impl Separator {
    const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Bar];

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Comma => "CSV with commas",
            Self::Semicolon => "CSV with semicolons",
            Self::Tab => "text with tabs",
            Self::Bar => "text with bars",
        }
    }
}

fn separator(text: &str) -> Separator {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |separator: &Separator| header.bytes().filter(|b| *b == separator.byte()).count();
    Separator::ALL
        .into_iter()
        .rev()
        .max_by_key(count)
        .expect("there are four")
}

type Records = Vec<(u32, Vec<String>)>;

fn records(text: &str, separator: Separator) -> Result<(Records, Vec<RowFault>), ReadError> {
    // A tab file with a quote in the header was saved by a spreadsheet; Amazon's have none, and there a quote is
    // only a quote (inches).
    let header = text.lines().next().unwrap_or_default();
    if separator == Separator::Tab && !header.contains('"') {
        return Ok((unquoted(text), Vec::new()));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .from_reader(text.as_bytes());
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    let mut last_start = 0;
    for (number, record) in (1_u32..).zip(reader.records()) {
        match record {
            Ok(record) => {
                last_start = record
                    .position()
                    .map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
                records.push((number, record.iter().map(str::to_owned).collect()));
            }
            Err(error) => faults.push(RowFault {
                number,
                text: format!("The row cannot be read: {error}."),
            }),
        }
        if records.len() > MOST_ROWS + 1 {
            return Err(ReadError::TooLong);
        }
    }
    if ends_inside_quotes(&text.as_bytes()[last_start.min(text.len())..]) {
        let number = records.last().map_or(1, |(number, _)| *number);
        return Err(ReadError::CutOff(number));
    }
    Ok((records, faults))
}

fn unquoted(text: &str) -> Records {
    (1_u32..)
        .zip(text.lines())
        .map(|(number, line)| (number, line.split('\t').map(str::to_owned).collect()))
        .collect()
}

/// Quotes come in pairs, also doubled ones, so an odd number leaves one open.
fn ends_inside_quotes(last_record: &[u8]) -> bool {
    last_record.iter().filter(|b| **b == b'"').count() % 2 == 1
}

fn workbook(bytes: &[u8]) -> Result<Sheet, ReadError> {
    let failed = |error: calamine::XlsxError| ReadError::Workbook(error.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let name = book
        .sheet_names()
        .first()
        .cloned()
        .ok_or(ReadError::Empty)?;
    let range = book.worksheet_range(&name).map_err(failed)?;
    let first = range.start().map_or(0, |(row, _)| row);
    let records = (first + 1..)
        .zip(range.rows())
        .map(|(number, row)| (number, row.iter().map(text_of).collect()));
    assemble(
        records.collect(),
        Vec::new(),
        format!("XLSX, sheet \"{name}\""),
    )
}

/// A cell as a person reads it. Whole numbers lose the point that spreadsheets add, so that a barcode stays one.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

fn assemble(
    records: Records,
    mut faults: Vec<RowFault>,
    format: String,
) -> Result<Sheet, ReadError> {
    let blank = |cells: &[String]| cells.iter().all(|cell| cell.trim().is_empty());
    let mut records = records.into_iter().filter(|(_, cells)| !blank(cells));
    let (_, titles) = records.next().ok_or(ReadError::Empty)?;
    let headers = headers(titles)?;
    let mut rows = Vec::new();
    for (number, mut cells) in records {
        while cells.len() > headers.len() && cells.last().is_some_and(|cell| cell.trim().is_empty())
        {
            cells.pop();
        }
        let long = cells
            .iter()
            .zip(&headers)
            .find(|(cell, _)| cell.len() > MOST_CHARACTERS * 4);
        if let Some((cell, title)) = long {
            let length = cell.chars().count();
            let text = format!(
                "\"{title}\" holds {length} characters; a cell holds at most {MOST_CHARACTERS}."
            );
            faults.push(RowFault { number, text });
        } else if cells.len() > headers.len() {
            let text = format!(
                "The row has {} cells, but there are {} columns. A separator inside a text may not be quoted.",
                cells.len(),
                headers.len()
            );
            faults.push(RowFault { number, text });
        } else {
            cells.resize(headers.len(), String::new());
            rows.push(Row { number, cells });
        }
        if rows.len() > MOST_ROWS {
            return Err(ReadError::TooLong);
        }
    }
    Ok(Sheet {
        headers,
        rows,
        format,
        faults,
    })
}

fn headers(titles: Vec<String>) -> Result<Vec<String>, ReadError> {
    let mut headers: Vec<String> = titles.iter().map(|title| title.trim().to_owned()).collect();
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    if headers.len() > MOST_COLUMNS {
        return Err(ReadError::TooWide(headers.len()));
    }
    if headers.is_empty() || headers.iter().any(|title| title.chars().count() > 200) {
        return Err(ReadError::NoHeader);
    }
    for (at, title) in headers
        .iter()
        .enumerate()
        .filter(|(_, title)| !title.is_empty())
    {
        if headers[..at]
            .iter()
            .any(|before| before.eq_ignore_ascii_case(title))
        {
            return Err(ReadError::SameTitle(title.clone()));
        }
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(bytes: &[u8]) -> Sheet {
        sheet(bytes, Reading::default()).unwrap()
    }

    #[test]
    fn separators_and_encodings_are_found_out() {
        let plain = read(b"sku,name\nA-1,\"Rope, 10 m\"\n");
        assert_eq!(plain.rows[0].cells, ["A-1", "Rope, 10 m"]);
        assert_eq!(plain.format, "CSV with commas, UTF-8");
        let german = read(b"sku;name\r\nA-1;Gr\xF6\xDFe\r\n");
        assert_eq!(
            (german.rows[0].cells[1].as_str(), german.format.as_str()),
            ("Größe", "CSV with semicolons, windows-1252")
        );
        let (japanese, ..) = SHIFT_JIS.encode("出品者SKU\t商品名\nA-1\t登山用ロープ\n");
        assert_eq!(read(&japanese).rows[0].cells[1], "登山用ロープ");
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(
                "sku\tname\nA\tB\n"
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes),
            )
            .collect();
        assert_eq!(read(&utf16).rows[0].cells, ["A", "B"]);
    }

    #[test]
    fn a_quote_in_an_unquoted_tab_file_is_only_a_quote() {
        let report = read(b"item-name\tseller-sku\nTarp 6\" hem\tTW-1\n\"Bargain\" mug\tTW-2\n");
        assert_eq!(report.rows[0].cells[0], "Tarp 6\" hem");
        assert_eq!(report.rows[1].cells[0], "\"Bargain\" mug");
    }

    #[test]
    fn damage_is_named_by_its_row() {
        let sheet = read(b"sku,name\nA,1\nB,2,3\n\nC\n");
        assert_eq!(sheet.faults.len(), 1);
        assert_eq!(sheet.faults[0].number, 3);
        assert_eq!(
            sheet
                .rows
                .iter()
                .map(|row| row.cells[0].as_str())
                .collect::<Vec<_>>(),
            ["A", "C"]
        );
        let huge = format!("sku,name\nA,{}\nB,b\n", "x".repeat(10_000_000));
        let sheet = read(huge.as_bytes());
        assert_eq!((sheet.faults.len(), sheet.rows.len()), (1, 1));
        let error = |bytes: &[u8]| super::sheet(bytes, Reading::default()).unwrap_err();
        assert!(matches!(
            error(b"sku,name\nA,1\nB,\"cut o"),
            ReadError::CutOff(3)
        ));
        assert!(matches!(error(b"  \n"), ReadError::Empty));
        assert!(matches!(error(b"sku,name,SKU\n"), ReadError::SameTitle(_)));
        assert!(matches!(
            error(b"PK\x03\x04 nonsense"),
            ReadError::Workbook(_)
        ));
        assert!(matches!(
            error(&[0x7F, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 0xFF, 0x1B, 0x02]),
            ReadError::Binary
        ));
    }
}
