//! Amazon's tab-separated report files: columns by name, whatever their order, rows of any length.
//!
//! Nothing is quoted in them: a quotation mark in a value is part of it.

use std::collections::HashMap;

use rust_decimal::Decimal;

/// A table with named columns.
#[derive(Clone, Debug, Default)]
pub struct FlatFile {
    columns: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The line in the file, counted from 1, for messages.
    pub line: usize,
    columns: &'a HashMap<String, usize>,
    cells: &'a [String],
}

impl FlatFile {
    /// Reads a file whose first line names the columns.
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let header = lines
            .next()
            .unwrap_or_default()
            .trim_start_matches('\u{feff}');
        let columns = header
            .split('\t')
            .enumerate()
            .map(|(i, name)| (normal(name), i))
            .collect();
        let rows = lines
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                line.trim_end_matches('\r')
                    .split('\t')
                    .map(|cell| cell.trim().to_owned())
                    .collect()
            })
            .collect();
        Self { columns, rows }
    }

    /// Whether a column of this name is there.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(&normal(column))
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().enumerate().map(|(i, cells)| Row {
            line: i + 2,
            columns: &self.columns,
            cells,
        })
    }
}

impl<'a> Row<'a> {
    /// The value in a column; `None` when the column is missing, the row too short, or the cell empty.
    pub fn value(&self, column: &str) -> Option<&'a str> {
        let at = *self.columns.get(&normal(column))?;
        self.cells
            .get(at)
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
    }

    /// The cells that are not empty, each with the name of its column in lower case, words joined by hyphens.
    pub fn cells(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let (columns, cells) = (self.columns, self.cells);
        columns.iter().filter_map(move |(name, at)| {
            let cell = cells.get(*at).filter(|cell| !cell.is_empty())?;
            Some((&**name, &**cell))
        })
    }

    /// The value in the first of these columns that has one, for headers that vary.
    pub fn any(&self, columns: &[&str]) -> Option<&'a str> {
        columns.iter().find_map(|column| self.value(column))
    }
}

/// An amount with a decimal point or a decimal comma, and perhaps thousands between; `None` for what is none.
pub fn amount(text: &str) -> Option<Decimal> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'')
        .collect();
    let comma = plain.rfind(',');
    let point = plain.rfind('.');
    let plain = match (comma, point) {
        // The last of the two marks is the decimal mark.
        (Some(c), Some(p)) if c > p => plain.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => plain.replace(',', ""),
        (Some(_), None) => plain.replace(',', "."),
        _ => plain,
    };
    plain.parse().ok()
}

/// `Seller SKU`, `seller-sku` and `SELLER_SKU` are one column.
fn normal(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_and_quotes_are_text() {
        let file = FlatFile::read("\u{feff}Seller SKU\tnew\ttitle\r\nA 1\t?\t5\" pipe\r\n\nB\n");
        let rows: Vec<_> = file.rows().collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].value("seller-sku"), rows[0].value("title")),
            (Some("A 1"), Some("5\" pipe"))
        );
        assert_eq!(
            (rows[1].value("title"), rows[1].any(&["sku", "seller_sku"])),
            (None, Some("B"))
        );
        assert!(!file.has("asin"));
    }
}
