//! Labels as PDF: a name, a line below it, and a code that a scanner reads (Code 128, or EAN-13 where the code is one).

use super::PaperError;
use super::lettering::{POINTS_PER_MM, fitting, font};
use barcoders::sym::code128::Code128;
use barcoders::sym::ean13::EAN13;
use krilla::Document;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

/// The narrowest bar that a label printer of 203 dpi prints well, in points.
const NARROWEST: f32 = 0.17 * POINTS_PER_MM;
/// Wider bars help no scanner.
const WIDEST: f32 = 0.5 * POINTS_PER_MM;
/// Modules that stay white on each side of a code.
const QUIET: f32 = 11.0;

/// What is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// A4 sheets of 3 by 8 labels.
    Sheet,
    /// A roll of labels of 57 by 32 mm.
    Roll,
}

impl Paper {
    /// By the word in an address.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "sheet" => Some(Self::Sheet),
            "roll" => Some(Self::Roll),
            _ => None,
        }
    }

    /// Width and height of a page in millimetres, labels across and down.
    const fn layout(self) -> (f32, f32, usize, usize) {
        match self {
            Self::Sheet => (210.0, 297.0, 3, 8),
            Self::Roll => (57.0, 32.0, 1, 1),
        }
    }
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The large line.
    pub title: String,
    /// The small line.
    pub detail: String,
    /// What the code says; also printed below it.
    pub code: String,
}

/// A PDF of labels.
///
/// # Errors
/// Fails if a text cannot be put into a PDF.
pub fn pdf(labels: &[Label], paper: Paper) -> Result<Vec<u8>, PaperError> {
    let (width, height, n_across, n_down) = paper.layout();
    let (width, height) = (width * POINTS_PER_MM, height * POINTS_PER_MM);
    let (label_width, label_height) = (width / n_across as f32, height / n_down as f32);
    let font = font();
    let mut document = Document::new();
    let none = [];
    // A document has a page, also when there is nothing to print.
    let pages = labels
        .chunks(n_across * n_down)
        .chain(labels.is_empty().then_some(&none[..]));
    for labels in pages {
        let settings = PageSettings::from_wh(width, height).expect("paper has a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (place, label) in labels.iter().enumerate() {
            let left = (place % n_across) as f32 * label_width;
            let top = (place / n_across) as f32 * label_height;
            draw(
                &mut surface,
                &font,
                label,
                (left, top),
                (label_width, label_height),
            );
        }
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| PaperError(format!("{error:?}")))
}

fn draw(surface: &mut Surface<'_>, font: &Font, label: &Label, at: (f32, f32), size: (f32, f32)) {
    let margin = 3.0 * POINTS_PER_MM;
    let (left, top, width) = (at.0 + margin, at.1 + margin, size.0 - 2.0 * margin);
    let mut write = |x: f32, y: f32, points: f32, text: &str| {
        let text = fitting(text, points, width);
        surface.draw_text(
            Point::from_xy(x, y),
            font.clone(),
            points,
            &text,
            false,
            TextDirection::Auto,
        );
    };
    // A short name, such as a bin's, is read from the aisle.
    let title_points = if label.title.chars().count() <= 12 {
        18.0
    } else {
        10.0
    };
    let detail_at = top + title_points + 9.0;
    write(left, top + title_points * 0.8, title_points, &label.title);
    write(left, detail_at, 7.0, &label.detail);
    let bottom = at.1 + size.1 - margin;
    let modules = modules(&label.code);
    let module = (width / (modules.len() as f32 + 2.0 * QUIET)).min(WIDEST);
    if modules.is_empty() || module < NARROWEST {
        write(
            left,
            bottom - 10.0,
            7.0,
            "No scanner code: the text is too long or has letters that none can hold",
        );
        write(left, bottom, 9.0, &label.code);
        return;
    }
    let code_left = at.0 + (size.0 - modules.len() as f32 * module) / 2.0;
    write(code_left, bottom, 8.0, &label.code);
    let (bars_top, bars_bottom) = (detail_at + 3.0, bottom - 9.0);
    let mut path = PathBuilder::new();
    for (start, length) in bars(&modules) {
        let (x, width) = (code_left + start as f32 * module, length as f32 * module);
        let rect = Rect::from_xywh(x, bars_top, width, bars_bottom - bars_top);
        path.push_rect(rect.expect("labels are higher than their texts"));
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Dark and light modules of a code; none if no symbology here can hold it.
fn modules(code: &str) -> Vec<u8> {
    let is_digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits
        && matches!(code.len(), 12 | 13)
        && let Ok(ean) = EAN13::new(format!("{code:0>13}"))
    {
        return ean.encode();
    }
    if code.is_empty() || !code.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Vec::new();
    }
    // Set C holds two digits in the room of one letter of set B.
    let set = if is_digits && code.len().is_multiple_of(2) {
        '\u{0106}'
    } else {
        '\u{0181}'
    };
    Code128::new(format!("{set}{code}"))
        .map(|code| code.encode())
        .unwrap_or_default()
}

/// Start and length of each dark run.
fn bars(modules: &[u8]) -> Vec<(usize, usize)> {
    let mut bars: Vec<(usize, usize)> = Vec::new();
    for place in (0..modules.len()).filter(|place| modules[*place] == 1) {
        match bars.last_mut() {
            Some((start, length)) if *start + *length == place => *length += 1,
            _ => bars.push((place, 1)),
        }
    }
    bars
}
