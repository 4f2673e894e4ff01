//! Paper: labels as PDF with codes that a scanner reads.

use barcoders::sym::code128::Code128;
use krilla::Document;
use krilla::SerializeSettings;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use rxing::pdf417::PDF417Writer;
use rxing::{BarcodeFormat, Writer};

const FONT: &[u8] = include_bytes!("../../fonts/atkinson-hyperlegible-next-latin-500.ttf");
/// Points in a millimetre.
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// One label: lines of text with their size in points, and a Code 128 below them.
pub struct Label {
    /// Lines, top down.
    pub lines: Vec<(f32, String)>,
    /// What the code says; also printed below it.
    pub code: String,
    /// What a PDF417 above it says, such as the contents of a box.
    pub contents: Option<String>,
}

/// Width and height in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSize(pub f32, pub f32);

/// A4.
pub const A4: PageSize = PageSize(210.0, 297.0);
/// US Letter.
pub const LETTER: PageSize = PageSize(215.9, 279.4);

/// A page of labels: they stand in rows and columns in its middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// The page.
    pub page: PageSize,
    /// One label.
    pub label: PageSize,
    /// Labels side by side.
    pub columns: usize,
    /// Labels one below the other.
    pub rows: usize,
}

impl Sheet {
    /// A page that is one label, as label printers have it.
    pub fn single(label: PageSize) -> Self {
        Self {
            page: label,
            label,
            columns: 1,
            rows: 1,
        }
    }

    /// A page divided without rest.
    fn divided(page: PageSize, columns: usize, rows: usize) -> Self {
        Self {
            page,
            label: PageSize(page.0 / columns as f32, page.1 / rows as f32),
            columns,
            rows,
        }
    }

    /// The sheets that v0 names for labels of boxes (`PageType` of `getLabels`).
    pub fn of_box_labels(page_type: &str) -> Self {
        match page_type {
            "PackageLabel_Letter_2" => Self::divided(LETTER, 1, 2),
            "PackageLabel_Letter_4" => Self::divided(LETTER, 2, 2),
            "PackageLabel_Letter_6" | "PackageLabel_Letter_6_CarrierLeft" => {
                Self::divided(LETTER, 2, 3)
            }
            "PackageLabel_A4_2" => Self::divided(A4, 1, 2),
            "PackageLabel_A4_4" => Self::divided(A4, 2, 2),
            "PackageLabel_Plain_Paper" | "PackageLabel_Plain_Paper_CarrierBottom" => {
                Self::divided(LETTER, 1, 1)
            }
            _ => Self::single(BOX_LABEL),
        }
    }

    /// The sheets for labels of articles (`pageType` of `createMarketplaceItemLabels`); none for a name that is not
    /// one. Amazon tells how many there are on a page, and for some how large one is; the other sizes are those of
    /// the sheets that are sold with so many labels.
    pub fn of_item_labels(page_type: &str) -> Option<Self> {
        let (page, width, height, columns, rows) = match page_type {
            "A4_21" => (A4, 63.5, 38.1, 3, 7),
            "A4_24" => (A4, 63.5, 33.9, 3, 8),
            "A4_24_64x33" => (A4, 64.6, 33.8, 3, 8),
            "A4_24_66x35" => (A4, 66.0, 35.0, 3, 8),
            "A4_24_70x36" => (A4, 70.0, 36.0, 3, 8),
            "A4_24_70x37" | "A4_24i" => (A4, 70.0, 37.0, 3, 8),
            "A4_27" => (A4, 63.5, 29.6, 3, 9),
            "A4_40_52x29" => (A4, 52.5, 29.7, 4, 10),
            "A4_44_48x25" => (A4, 48.5, 25.4, 4, 11),
            "Letter_30" => (LETTER, 66.7, 25.4, 3, 10),
            _ => return None,
        };
        Some(Self {
            page,
            label: PageSize(width, height),
            columns,
            rows,
        })
    }

    /// The left upper corner of a label in points.
    fn corner(self, place: usize) -> (f32, f32) {
        let begin = |page: f32, label: f32, n: usize| (page - label * n as f32) / 2.0;
        let (column, row) = (place % self.columns, place / self.columns);
        (
            (begin(self.page.0, self.label.0, self.columns) + self.label.0 * column as f32)
                * POINTS_PER_MM,
            (begin(self.page.1, self.label.1, self.rows) + self.label.1 * row as f32)
                * POINTS_PER_MM,
        )
    }
}

/// Four by six inches.
pub const BOX_LABEL: PageSize = PageSize(101.6, 152.4);
/// An article sticker.
pub const ITEM_LABEL: PageSize = PageSize(63.5, 38.1);

/// A PDF of sheets, filled row by row.
pub fn labels_pdf(labels: &[Label], sheet: Sheet) -> Vec<u8> {
    // Uncompressed drawing commands keep the files easy to check; they are small.
    let settings = SerializeSettings {
        compress_content_streams: false,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let font = Font::new(FONT.into(), 0).expect("the font is checked in");
    let points = |size: PageSize| (size.0 * POINTS_PER_MM, size.1 * POINTS_PER_MM);
    let (width, height) = points(sheet.page);
    for some in labels.chunks(sheet.columns * sheet.rows) {
        let settings = PageSettings::from_wh(width, height).expect("page sizes are positive");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (place, label) in some.iter().enumerate() {
            draw(
                &mut surface,
                &font,
                label,
                sheet.corner(place),
                points(sheet.label),
            );
        }
        surface.finish();
        page.finish();
    }
    document.finish().expect("labels hold nothing a PDF cannot")
}

/// Draws one label with its left upper corner at `(x, y)`.
fn draw(
    surface: &mut Surface<'_>,
    font: &Font,
    label: &Label,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
) {
    let margin = (width * 0.06).min(height * 0.06);
    let write = |surface: &mut Surface<'_>, left: f32, base: f32, points: f32, text: &str| {
        surface.draw_text(
            Point::from_xy(x + left, y + base),
            font.clone(),
            points,
            text,
            false,
            TextDirection::Auto,
        );
    };
    let mut base = margin;
    for (points, text) in &label.lines {
        base += points * 1.25;
        let text = shortened(text, *points, width - 2.0 * margin);
        write(surface, margin, base, *points, &text);
    }
    let modules = code128(&label.code);
    let quiet = 10.0;
    let module = ((width - 2.0 * margin) / (modules.len() as f32 + 2.0 * quiet)).min(1.4);
    let bar_height = (height * 0.22).max(22.0);
    let top = height - margin - 12.0 - bar_height;
    let left = (width - modules.len() as f32 * module) / 2.0;
    let mut path = PathBuilder::new();
    for (start, length) in bars(&modules) {
        let rect = Rect::from_xywh(
            x + left + start as f32 * module,
            y + top,
            length as f32 * module,
            bar_height,
        );
        path.push_rect(rect.expect("bars have a positive width"));
    }
    if let Some(contents) = &label.contents {
        let room = (width - 2.0 * margin, top - base - 16.0);
        pdf417(&mut path, contents, (x + margin, y + base + 8.0), room);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    write(surface, left, height - margin - 2.0, 9.0, &label.code);
}

/// A letter of the font is about half as wide as it is high.
fn shortened(text: &str, points: f32, width: f32) -> String {
    let n_fitting = (width / (points * 0.52)) as usize;
    if text.chars().count() <= n_fitting {
        return text.to_owned();
    }
    text.chars()
        .take(n_fitting.saturating_sub(1))
        .chain(std::iter::once('…'))
        .collect()
}

/// The modules of a Code 128, set B.
fn code128(text: &str) -> Vec<u8> {
    let printable: String = text
        .chars()
        .filter(|letter| (' '..='~').contains(letter))
        .collect();
    Code128::new(format!("\u{0181}{printable}"))
        .map(|code| code.encode())
        .unwrap_or_default()
}

/// Adds the modules of a PDF417 to a path, within this width and height. What is too long for one is left out, as it is on
/// Amazon's labels.
fn pdf417(
    path: &mut PathBuilder,
    text: &str,
    (left, top): (f32, f32),
    (width, height): (f32, f32),
) {
    let Ok(matrix) = PDF417Writer.encode(text, &BarcodeFormat::PDF_417, 1, 1) else {
        return;
    };
    let module = (width / matrix.width() as f32)
        .min(height / matrix.height() as f32)
        .min(1.2);
    for y in 0..matrix.height() {
        let row: Vec<u8> = (0..matrix.width())
            .map(|x| u8::from(matrix.get(x, y)))
            .collect();
        for (start, length) in bars(&row) {
            let rect = Rect::from_xywh(
                left + start as f32 * module,
                top + y as f32 * module,
                length as f32 * module,
                module,
            );
            path.push_rect(rect.expect("modules have a positive size"));
        }
    }
}

/// Start and length of each dark run.
fn bars(modules: &[u8]) -> Vec<(usize, usize)> {
    let mut bars: Vec<(usize, usize)> = Vec::new();
    for (place, _) in modules
        .iter()
        .enumerate()
        .filter(|(_, module)| **module == 1)
    {
        match bars.last_mut() {
            Some((start, length)) if *start + *length == place => *length += 1,
            _ => bars.push((place, 1)),
        }
    }
    bars
}

/// A small square picture of one colour pair, as PNG: the product photographs of the simulated catalogue.
pub fn picture(asin: &str, variant: i64) -> Vec<u8> {
    const SIDE: usize = 64;
    let digest = blake3::hash(format!("{asin}/{variant}").as_bytes());
    let byte = |place: usize| digest.as_bytes()[place % 32];
    let (front, back) = (
        [byte(0) / 2 + 60, byte(1) / 2 + 60, byte(2) / 2 + 60],
        [245, 243, 238],
    );
    let mut rows = Vec::with_capacity(SIDE * (SIDE * 3 + 1));
    for y in 0..SIDE {
        rows.push(0);
        for x in 0..SIDE {
            // A mirrored pattern of eight by eight cells looks like an object, and is unlike for unlike articles.
            let (column, row) = ((x / 8).min(7 - x / 8), y / 8);
            let is_inside = (1..7).contains(&row) && column > 0 && byte(3 + row * 4 + column) > 90;
            rows.extend_from_slice(if is_inside { &front } else { &back });
        }
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let side = (SIDE as u32).to_be_bytes();
    let mut head = [side, side].concat();
    head.extend_from_slice(&[8, 2, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &head);
    chunk(&mut png, b"IDAT", &zlib(&rows));
    chunk(&mut png, b"IEND", &[]);
    png
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing to memory does not fail")
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], body: &[u8]) {
    png.extend_from_slice(&u32::try_from(body.len()).unwrap_or(0).to_be_bytes());
    let start = png.len();
    png.extend_from_slice(name);
    png.extend_from_slice(body);
    let mut crc = flate2::Crc::new();
    crc.update(&png[start..]);
    png.extend_from_slice(&crc.sum().to_be_bytes());
}
