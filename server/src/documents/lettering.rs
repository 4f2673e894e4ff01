//! The one font of printed paper, and how wide its texts are.

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

const FONT: &[u8] = include_bytes!("../../fonts/atkinson-hyperlegible-next-latin-500.ttf");

/// Points of a millimetre.
pub const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// The font as it goes into a document.
pub fn font() -> Font {
    Font::new(FONT.into(), 0).expect("the font is checked in")
}

/// Width of a text in points.
pub fn width(text: &str, points: f32) -> f32 {
    let font = FontRef::new(FONT).expect("the font is checked in");
    let (letters, metrics) = (
        font.charmap(),
        font.glyph_metrics(Size::new(points), LocationRef::default()),
    );
    let advance = |letter: char| {
        let glyph = letters.map(letter).unwrap_or_default();
        metrics.advance_width(glyph).unwrap_or(points)
    };
    text.chars().map(advance).sum()
}

/// The text, or as much of it as fits with an ellipsis behind.
pub fn fitting(text: &str, points: f32, room: f32) -> String {
    // A new line or a tab in a name is a blank on paper.
    let text: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if width(&text, points) <= room {
        return text;
    }
    let (mut kept, mut used) = (String::new(), width("…", points));
    for letter in text.chars() {
        used += width(letter.encode_utf8(&mut [0; 4]), points);
        if used > room {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_room_ends() {
        let whole = "Dry bag, 10 l, orange";
        assert_eq!(fitting(whole, 10.0, width(whole, 10.0)), whole);
        let cut = fitting(whole, 10.0, 60.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0) <= 60.0, "{cut}");
        assert!(cut.chars().count() > 6, "{cut}");
        assert!(width("iii", 10.0) < width("WWW", 10.0));
    }
}
