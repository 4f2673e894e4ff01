//! Paper: labels as PDF with codes that a scanner reads.

use barcoders::sym::code128::Code128;
use krilla::Document;
use krilla::SerializeSettings;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
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

/// Size of a page in millimetres.
#[derive(Clone, Copy, Debug)]
pub struct PageSize(pub f32, pub f32);

/// Four by six inches.
pub const BOX_LABEL: PageSize = PageSize(101.6, 152.4);
/// An article sticker.
pub const ITEM_LABEL: PageSize = PageSize(63.5, 38.1);

/// A PDF with one label on each page.
pub fn labels_pdf(labels: &[Label], size: PageSize) -> Vec<u8> {
    // Uncompressed drawing commands keep the files easy to check; they are small.
    let settings = SerializeSettings {
        compress_content_streams: false,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let font = Font::new(FONT.into(), 0).expect("the font is checked in");
    let (width, height) = (size.0 * POINTS_PER_MM, size.1 * POINTS_PER_MM);
    for label in labels {
        let settings = PageSettings::from_wh(width, height).expect("page sizes are positive");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let margin = width * 0.06;
        let mut y = margin;
        for (points, text) in &label.lines {
            y += points * 1.25;
            let text = shortened(text, *points, width - 2.0 * margin);
            surface.draw_text(
                Point::from_xy(margin, y),
                font.clone(),
                *points,
                &text,
                false,
                TextDirection::Auto,
            );
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
                left + start as f32 * module,
                top,
                length as f32 * module,
                bar_height,
            );
            path.push_rect(rect.expect("bars have a positive width"));
        }
        if let Some(contents) = &label.contents {
            pdf417(&mut path, contents, (margin, y + 8.0), width - 2.0 * margin);
        }
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
        surface.draw_text(
            Point::from_xy(left, height - margin - 2.0),
            font.clone(),
            9.0,
            &label.code,
            false,
            TextDirection::Auto,
        );
        surface.finish();
        page.finish();
    }
    document.finish().expect("labels hold nothing a PDF cannot")
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

/// Adds the modules of a PDF417 to a path, no wider than `width`. What is too long for one is left out, as it is on
/// Amazon's labels.
fn pdf417(path: &mut PathBuilder, text: &str, (left, top): (f32, f32), width: f32) {
    let Ok(matrix) = PDF417Writer.encode(text, &BarcodeFormat::PDF_417, 1, 1) else {
        return;
    };
    let module = (width / matrix.width() as f32).min(1.2);
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
