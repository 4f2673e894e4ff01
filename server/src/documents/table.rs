//! Tables as PDF: A4 across, a head, the titles of the columns on every page, pages numbered.

use super::PaperError;
use super::lettering::{POINTS_PER_MM, fitting, font, width};
use crate::export::{Cell, Sheet};
use krilla::Document;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

const PAGE: (f32, f32) = (297.0 * POINTS_PER_MM, 210.0 * POINTS_PER_MM);
const MARGIN: f32 = 12.0 * POINTS_PER_MM;
const TITLE: f32 = 16.0;
const TEXT: f32 = 8.0;
const LINE: f32 = 12.0;
/// Between columns.
const GAP: f32 = 8.0;
/// A column gets no more than it asks for, and asks for no more than this.
const WIDEST: f32 = 230.0;

/// What stands above a table.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The large line.
    pub title: String,
    /// Lines below it.
    pub lines: Vec<String>,
}

/// A PDF of a table.
///
/// # Errors
/// Fails if a text cannot be put into a PDF.
pub fn pdf(head: &Head, sheet: &Sheet) -> Result<Vec<u8>, PaperError> {
    let columns = columns(sheet);
    let font = font();
    let on_first = fitting_rows(MARGIN + TITLE + LINE * (head.lines.len() as f32 + 2.0));
    let on_others = fitting_rows(MARGIN + LINE * 2.0);
    let (first, rest) = sheet.rows.split_at(on_first.min(sheet.rows.len()));
    let pages: Vec<&[Vec<Cell>]> = std::iter::once(first)
        .chain(rest.chunks(on_others))
        .collect();
    let mut document = Document::new();
    for (number, rows) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).expect("paper has a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut pen = Pen {
            surface: &mut surface,
            font: &font,
            y: MARGIN,
        };
        if number == 0 {
            pen.y += TITLE;
            pen.write(MARGIN, TITLE, &head.title);
            for line in &head.lines {
                pen.y += LINE;
                pen.write(MARGIN, TEXT, line);
            }
        }
        pen.y += LINE * 1.5;
        pen.titles(sheet, &columns);
        for row in *rows {
            pen.y += LINE;
            pen.row(row, &columns);
        }
        pen.y = PAGE.1 - MARGIN + LINE;
        pen.write(
            MARGIN,
            TEXT,
            &format!(
                "{} \u{b7} page {} of {}",
                head.title,
                number + 1,
                pages.len()
            ),
        );
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| PaperError(format!("{error:?}")))
}

/// Rows below a point of a page.
fn fitting_rows(top: f32) -> usize {
    (((PAGE.1 - MARGIN - top) / LINE) as usize).max(1)
}

/// Where a column begins, how wide it is, and whether its texts end at its right side.
struct Column {
    left: f32,
    width: f32,
    is_number: bool,
}

/// As wide as the widest cell; if that is more than there is, the widest columns give way.
fn columns(sheet: &Sheet) -> Vec<Column> {
    let wanted: Vec<(f32, bool)> = sheet
        .headers
        .iter()
        .enumerate()
        .map(|(at, title)| {
            let cells = || sheet.rows.iter().filter_map(|row| row.get(at));
            let widest = cells()
                .map(|cell| width(&cell.shown(), TEXT))
                .fold(width(title, TEXT), f32::max);
            let is_number = cells().any(|cell| matches!(cell, Cell::Number(_) | Cell::Decimal(_)));
            (widest.min(WIDEST), is_number)
        })
        .collect();
    let room = PAGE.0 - 2.0 * MARGIN - GAP * wanted.len().saturating_sub(1) as f32;
    let mut most = WIDEST;
    while wanted.iter().map(|(width, _)| width.min(most)).sum::<f32>() > room && most > TEXT {
        most -= 1.0;
    }
    let mut left = MARGIN;
    let mut columns = Vec::new();
    for (width, is_number) in wanted {
        let width = width.min(most);
        columns.push(Column {
            left,
            width,
            is_number,
        });
        left += width + GAP;
    }
    columns
}

struct Pen<'p, 's> {
    surface: &'p mut Surface<'s>,
    font: &'p Font,
    y: f32,
}

impl Pen<'_, '_> {
    fn write(&mut self, x: f32, points: f32, text: &str) {
        let text = fitting(text, points, PAGE.0 - MARGIN - x);
        let at = Point::from_xy(x, self.y);
        self.surface.draw_text(
            at,
            self.font.clone(),
            points,
            &text,
            false,
            TextDirection::Auto,
        );
    }

    fn cell(&mut self, column: &Column, text: &str) {
        let text = fitting(text, TEXT, column.width + 0.5);
        let x = if column.is_number {
            column.left + column.width - width(&text, TEXT)
        } else {
            column.left
        };
        self.write(x, TEXT, &text);
    }

    fn titles(&mut self, sheet: &Sheet, columns: &[Column]) {
        for (column, title) in columns.iter().zip(&sheet.headers) {
            self.cell(column, title);
        }
        let mut path = PathBuilder::new();
        let rule = Rect::from_xywh(MARGIN, self.y + 3.0, PAGE.0 - 2.0 * MARGIN, 0.75);
        path.push_rect(rule.expect("paper is wider than its margins"));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn row(&mut self, row: &[Cell], columns: &[Column]) {
        for (column, cell) in columns.iter().zip(row) {
            self.cell(column, &cell.shown());
        }
    }
}
