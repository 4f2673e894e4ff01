//! Draws codes with another part of the library than the one that reads them, on paper-like frames.

use rxing::{BarcodeFormat, MultiFormatWriter, Writer};

use crate::{Code, Effort, Frame, Symbology, guard, read};

/// One code of each symbology, with what it says.
const SHEET: [(Symbology, BarcodeFormat, &str); 9] = [
    (Symbology::Ean13, BarcodeFormat::EAN_13, "5012345678900"),
    (Symbology::Ean8, BarcodeFormat::EAN_8, "96385074"),
    (Symbology::UpcA, BarcodeFormat::UPC_A, "036000291452"),
    (Symbology::UpcE, BarcodeFormat::UPC_E, "01234565"),
    (Symbology::Itf14, BarcodeFormat::ITF, "15012345678907"),
    (Symbology::Code39, BarcodeFormat::CODE_39, "A-05-3"),
    (Symbology::Code128, BarcodeFormat::CODE_128, "X001ABC2DE"),
    (
        Symbology::Qr,
        BarcodeFormat::QR_CODE,
        "https://quayside.example/p/42",
    ),
    (
        Symbology::DataMatrix,
        BarcodeFormat::DATA_MATRIX,
        "LOT 2026-11 / 0042",
    ),
];

/// White paper of RGBA pixels to draw on.
struct Paper {
    rgba: Vec<u8>,
    width: u32,
    height: u32,
}

impl Paper {
    fn new(width: u32, height: u32) -> Self {
        Self {
            rgba: vec![235; (width * height * 4) as usize],
            width,
            height,
        }
    }

    fn draw(
        &mut self,
        format: BarcodeFormat,
        text: &str,
        (left, top): (u32, u32),
        (width, height): (i32, i32),
    ) {
        let bits = MultiFormatWriter
            .encode(text, &format, width, height)
            .expect("the writer takes the text");
        for y in 0..bits.height() {
            for x in 0..bits.width() {
                if bits.get(x, y) {
                    let pixel = (((top + y) * self.width + left + x) * 4) as usize;
                    self.rgba[pixel..pixel + 3].copy_from_slice(&[25, 30, 35]);
                }
            }
        }
    }

    fn frame(&self) -> Frame {
        Frame::from_rgba(&self.rgba, self.width, self.height).expect("the paper fits its size")
    }
}

fn single(format: BarcodeFormat, text: &str) -> Frame {
    let mut paper = Paper::new(640, 360);
    let is_square = matches!(format, BarcodeFormat::QR_CODE | BarcodeFormat::DATA_MATRIX);
    paper.draw(
        format,
        text,
        (140, 60),
        if is_square { (200, 200) } else { (360, 120) },
    );
    paper.frame()
}

/// Proves OFF-42.
#[test]
fn a_sheet_with_all_nine_symbologies_is_read() {
    let mut paper = Paper::new(1280, 960);
    for (place, (symbology, format, text)) in SHEET.into_iter().enumerate() {
        let (column, row) = (place as u32 % 3, place as u32 / 3);
        let is_square = matches!(symbology, Symbology::Qr | Symbology::DataMatrix);
        let size = if is_square { (200, 200) } else { (340, 110) };
        paper.draw(format, text, (40 + column * 410, 50 + row * 300), size);
    }
    let mut expected = SHEET
        .map(|(symbology, _, text)| Code {
            symbology,
            text: text.to_owned(),
        })
        .to_vec();
    expected.sort();
    assert_eq!(read(&paper.frame(), Effort::Thorough), expected);
}

/// Proves OFF-42.
#[test]
fn each_symbology_is_read_at_a_glance() {
    for (symbology, format, text) in SHEET {
        let codes = read(&single(format, text), Effort::Glance);
        assert_eq!(
            codes,
            [Code {
                symbology,
                text: text.to_owned()
            }]
        );
    }
}

#[test]
fn a_turned_label_is_read_on_a_turned_frame() {
    for (symbology, format, text) in SHEET {
        let turned = single(format, text).transposed();
        let codes = read(&turned, Effort::GlanceTurned);
        assert_eq!(
            codes,
            [Code {
                symbology,
                text: text.to_owned()
            }]
        );
    }
}

#[test]
fn a_upc_is_not_read_as_an_ean_too() {
    let codes = read(
        &single(BarcodeFormat::UPC_A, "036000291452"),
        Effort::Thorough,
    );
    let expected = Code {
        symbology: Symbology::UpcA,
        text: "036000291452".to_owned(),
    };
    assert_eq!(codes, [expected]);
}

#[test]
fn an_empty_shelf_holds_no_code() {
    let paper = Paper::new(640, 360).frame();
    for effort in [Effort::Glance, Effort::GlanceTurned, Effort::Thorough] {
        assert_eq!(read(&paper, effort), []);
    }
}

#[test]
fn a_carton_code_of_the_wrong_length_or_check_digit_is_refused() {
    for text in ["1501234567", "15012345678900"] {
        assert_eq!(
            read(&single(BarcodeFormat::ITF, text), Effort::Glance),
            [],
            "{text}"
        );
    }
}

#[test]
fn a_code_39_of_a_few_blanks_is_a_shadow() {
    for text in [" ", "AB1", " A-05", "    "] {
        assert!(!guard::believes(Symbology::Code39, text), "{text:?}");
    }
    assert!(guard::believes(Symbology::Code39, "A-05"));
    assert_eq!(
        read(&single(BarcodeFormat::CODE_39, "AB1"), Effort::Glance),
        []
    );
}

#[test]
fn bytes_that_do_not_fit_the_size_are_refused() {
    assert!(Frame::from_rgba(&[0; 15], 2, 2).is_err());
    assert!(Frame::from_rgba(&[], 0, 0).is_err());
    assert!(Frame::from_rgba(&[0; 16], 2, 2).is_ok());
}
