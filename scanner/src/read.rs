//! Looks for codes in a frame and returns those that can be believed.

use std::collections::{BTreeSet, HashSet};

use rxing::common::HybridBinarizer;
use rxing::multi::{GenericMultipleBarcodeReader, MultipleBarcodeReader};
use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiUseMultiFormatReader,
    RXingResult, Reader,
};

use crate::{Frame, guard};

/// A kind of barcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbology {
    /// Retail, 13 digits.
    Ean13,
    /// Retail, 8 digits.
    Ean8,
    /// Retail in North America, 12 digits.
    UpcA,
    /// UPC-A with its zeros left out.
    UpcE,
    /// Cartons, 14 digits.
    Itf14,
    /// Letters and digits; bins and older labels.
    Code39,
    /// All of ASCII; shipping labels and Amazon's FNSKU.
    Code128,
    /// Square, with three eyes.
    Qr,
    /// Square, with two solid edges.
    DataMatrix,
}

impl Symbology {
    const ALL: &'static [Self] = &[
        Self::Ean13,
        Self::Ean8,
        Self::UpcA,
        Self::UpcE,
        Self::Itf14,
        Self::Code39,
        Self::Code128,
        Self::Qr,
        Self::DataMatrix,
    ];

    /// Those of one row of bars: the first of all.
    fn bars() -> &'static [Self] {
        Self::ALL.split_at(7).0
    }

    /// Its name as printed in books and shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ean13 => "EAN-13",
            Self::Ean8 => "EAN-8",
            Self::UpcA => "UPC-A",
            Self::UpcE => "UPC-E",
            Self::Itf14 => "ITF-14",
            Self::Code39 => "Code 39",
            Self::Code128 => "Code 128",
            Self::Qr => "QR",
            Self::DataMatrix => "Data Matrix",
        }
    }

    fn format(self) -> BarcodeFormat {
        match self {
            Self::Ean13 => BarcodeFormat::EAN_13,
            Self::Ean8 => BarcodeFormat::EAN_8,
            Self::UpcA => BarcodeFormat::UPC_A,
            Self::UpcE => BarcodeFormat::UPC_E,
            Self::Itf14 => BarcodeFormat::ITF,
            Self::Code39 => BarcodeFormat::CODE_39,
            Self::Code128 => BarcodeFormat::CODE_128,
            Self::Qr => BarcodeFormat::QR_CODE,
            Self::DataMatrix => BarcodeFormat::DATA_MATRIX,
        }
    }

    fn of(format: BarcodeFormat) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|symbology| symbology.format() == format)
    }
}

/// A code that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// What it is.
    pub symbology: Symbology,
    /// What it says.
    pub text: String,
}

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// One code, with bars across the rows. Fast enough for every frame.
    Glance,
    /// One code, with bars along the rows: the tablet or the label is turned. For every other frame.
    GlanceTurned,
    /// All codes, both ways round, small and slanted ones too. Takes ten times as long: for now and then.
    Thorough,
}

/// Returns the codes in `frame` that can be believed, each once.
pub fn read(frame: &Frame, effort: Effort) -> Vec<Code> {
    let found = match effort {
        Effort::Glance => glance(frame),
        Effort::GlanceTurned => glance(&frame.transposed()),
        Effort::Thorough => {
            let mut found = search(frame);
            found.extend(search(&frame.transposed()));
            found
        }
    };
    let believed: BTreeSet<_> = found.iter().filter_map(believe).collect();
    let codes = believed
        .iter()
        .filter(|code| !is_long_form(code, &believed));
    codes.cloned().collect()
}

fn believe(result: &RXingResult) -> Option<Code> {
    let symbology = Symbology::of(*result.getBarcodeFormat())?;
    let text = result.getText().to_owned();
    guard::believes(symbology, &text).then_some(Code { symbology, text })
}

/// A UPC-A is an EAN-13 with a leading zero, in the same bars: looked for twice, it is found as both.
fn is_long_form(code: &Code, believed: &BTreeSet<Code>) -> bool {
    let Some(short) = code.text.strip_prefix('0') else {
        return false;
    };
    let upc = Code {
        symbology: Symbology::UpcA,
        text: short.to_owned(),
    };
    code.symbology == Symbology::Ean13 && believed.contains(&upc)
}

fn glance(frame: &Frame) -> Vec<RXingResult> {
    let hints = hints(Symbology::ALL, false);
    let found = MultiUseMultiFormatReader::default().decode_with_hints(&mut bitmap(frame), &hints);
    found.into_iter().collect()
}

/// Around each code found, the search goes on in what is left of the frame. A code in the middle of others can be cut
/// by that, so each kind that was not found is looked for once more in the whole.
///
/// Bars and the two square kinds are searched one after the other: looked for together, the library picks the first in
/// an order that changes from one call to the next, and with it which codes are cut.
fn search(frame: &Frame) -> Vec<RXingResult> {
    let mut bitmap = bitmap(frame);
    let mut found = Vec::new();
    for together in [
        Symbology::bars(),
        &[Symbology::Qr],
        &[Symbology::DataMatrix],
    ] {
        let mut reader = GenericMultipleBarcodeReader::new(MultiUseMultiFormatReader::default());
        found.extend(
            reader
                .decode_multiple_with_hints(&mut bitmap, &hints(together, true))
                .unwrap_or_default(),
        );
    }
    if found.is_empty() {
        return found;
    }
    for &symbology in Symbology::ALL {
        let is_missing = found
            .iter()
            .filter_map(believe)
            .all(|code| code.symbology != symbology);
        if is_missing {
            let hints = hints(&[symbology], true);
            found.extend(
                MultiUseMultiFormatReader::default().decode_with_hints(&mut bitmap, &hints),
            );
        }
    }
    found
}

fn bitmap(frame: &Frame) -> BinaryBitmap<HybridBinarizer<Luma8LuminanceSource>> {
    let source = Luma8LuminanceSource::new(frame.luma().to_vec(), frame.width(), frame.height());
    let source = source.expect("a frame has one byte a pixel");
    BinaryBitmap::new(HybridBinarizer::new(source))
}

fn hints(symbologies: &[Symbology], try_harder: bool) -> DecodeHints {
    DecodeHints {
        PossibleFormats: Some(
            symbologies
                .iter()
                .map(|symbology| symbology.format())
                .collect::<HashSet<_>>(),
        ),
        TryHarder: Some(try_harder),
        AllowedLengths: Some(vec![14]),
        ..DecodeHints::default()
    }
}
