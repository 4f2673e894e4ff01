//! Looking at printed paper as a warehouse does: drawn by Poppler at the resolution of a label printer, read by a
//! scanner that others wrote.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Dots per inch of a label printer.
const RESOLUTION: &str = "203";

/// A folder that is gone when the paper has been looked at.
struct Desk(PathBuf);

impl Desk {
    /// The pages of a PDF as grey images, in order.
    fn with(pdf: &[u8]) -> (Self, Vec<PathBuf>) {
        static NUMBERED: AtomicU32 = AtomicU32::new(0);
        let number = NUMBERED.fetch_add(1, Ordering::Relaxed);
        let desk = Self(
            std::env::temp_dir().join(format!("amazon-sim-paper-{}-{number}", std::process::id())),
        );
        std::fs::create_dir_all(&desk.0).unwrap();
        let file = desk.0.join("paper.pdf");
        std::fs::write(&file, pdf).unwrap();
        let output = Command::new("pdftoppm")
            .args(["-r", RESOLUTION, "-gray"])
            .args([&file, &desk.0.join("page")])
            .output()
            .expect("pdftoppm is there; install poppler-utils");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut pages: Vec<PathBuf> = std::fs::read_dir(&desk.0)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "pgm"))
            .collect();
        pages.sort();
        (desk, pages)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The pages of a PDF: how wide and high each is in millimetres.
pub fn pages(pdf: &[u8]) -> Vec<(i64, i64)> {
    let (desk, pages) = Desk::with(pdf);
    let told = Command::new("pdfinfo")
        .args(["-f", "1", "-l", &pages.len().to_string()])
        .arg(desk.0.join("paper.pdf"))
        .output()
        .expect("pdfinfo is there; install poppler-utils");
    let told = String::from_utf8(told.stdout).unwrap();
    let sizes = told
        .lines()
        .filter(|line| line.starts_with("Page ") && line.contains("size:"));
    sizes
        .map(|line| {
            let numbers: Vec<f64> = line
                .split(':')
                .nth(1)
                .unwrap()
                .split_whitespace()
                .filter_map(|word| word.parse().ok())
                .collect();
            let millimetres = |points: f64| (points * 25.4 / 72.0).round() as i64;
            (millimetres(numbers[0]), millimetres(numbers[1]))
        })
        .collect()
}

/// What a scanner reads from the linear codes of a PDF, page by page.
pub fn scanned(pdf: &[u8]) -> Vec<String> {
    let (_desk, pages) = Desk::with(pdf);
    let mut read = Vec::new();
    for page in pages {
        let output = Command::new("zbarimg")
            .args([
                "--quiet",
                "--raw",
                "--nodbus",
                "-Sdisable",
                "-Scode128.enable",
            ])
            .arg(&page)
            .output()
            .expect("zbarimg is there; install zbar-tools");
        let said = String::from_utf8(output.stdout).unwrap();
        read.extend(said.lines().map(str::to_owned));
    }
    read
}

/// What the two-dimensional code on the first page of a PDF says. (zbarimg reads no PDF417.)
pub fn contents(pdf: &[u8]) -> String {
    let (_desk, pages) = Desk::with(pdf);
    let image = std::fs::read(&pages[0]).unwrap();
    // A grey image begins with its kind, width, height and greatest value, each followed by one white space.
    let mut rest = image.as_slice();
    let head: Vec<String> = (0..4)
        .map(|_| {
            let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
            let word = String::from_utf8(rest[..end].to_vec()).unwrap();
            rest = &rest[end + 1..];
            word
        })
        .collect();
    assert_eq!((head[0].as_str(), head[3].as_str()), ("P5", "255"));
    let (width, height) = (head[1].parse().unwrap(), head[2].parse().unwrap());
    let read = rxing::helpers::detect_in_luma(
        rest.to_vec(),
        width,
        height,
        Some(rxing::BarcodeFormat::PDF_417),
    );
    read.unwrap().getText().to_owned()
}
