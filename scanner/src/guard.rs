//! What a decoder may claim before it is believed. Only knows the text of a code, not the picture.

use crate::Symbology;

/// Shelf edges and shadows read as very short Code 39: it has no check digit of its own.
const SHORTEST_CODE_39: usize = 4;

/// Whether a code of this symbology may say this.
pub fn believes(symbology: Symbology, text: &str) -> bool {
    if text.trim().is_empty() {
        return false;
    }
    match symbology {
        Symbology::Ean13 => is_gtin(text, 13),
        Symbology::Ean8 => is_gtin(text, 8),
        Symbology::UpcA => is_gtin(text, 12),
        // The check digit belongs to the long form; the decoder has expanded and tested it.
        Symbology::UpcE => text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()),
        Symbology::Itf14 => is_gtin(text, 14),
        Symbology::Code39 => text.trim().len() == text.len() && text.len() >= SHORTEST_CODE_39,
        // These carry checks of their own that no shadow passes.
        Symbology::Code128 | Symbology::Qr | Symbology::DataMatrix => true,
    }
}

/// Whether `text` is this many digits of which the last is right: weights 3 and 1 from the right.
fn is_gtin(text: &str, digits: usize) -> bool {
    if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let weighted = text.bytes().rev().enumerate().map(|(place, byte)| {
        let weight = if place % 2 == 0 { 1 } else { 3 };
        u32::from(byte - b'0') * weight
    });
    weighted.sum::<u32>() % 10 == 0
}
