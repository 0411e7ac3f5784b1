//! The fonts as Typst wants them, and which characters they cover.
//!
//! Which font sets what is the chain in `forms/draw.typ`.

use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization as _;

use crate::fonts::FILES;

/// Families at the end of every chain in `forms/draw.typ`: what one of them has
/// can be printed anywhere.
const EVERYWHERE: [&str; 4] = [
    "Noto Serif SC",
    "GW Form Kai",
    "HanaMinB",
    "Liberation Serif",
];

/// The fonts, parsed once per process.
pub(super) fn fonts() -> &'static [Font] {
    static FONTS: OnceLock<Vec<Font>> = OnceLock::new();
    FONTS.get_or_init(|| {
        FILES
            .iter()
            .flat_map(|&file| Font::iter(Bytes::new(file)))
            .collect()
    })
}

/// Whether one of the fonts at the end of every chain has `c`.
fn has(c: char) -> bool {
    fonts().iter().any(|font| {
        let info = font.info();
        EVERYWHERE.contains(&info.family.as_str()) && info.coverage.contains(c as u32)
    })
}

/// Whether `c` needs no look: ASCII, the 20,902 characters of GBK, Chinese
/// punctuation.
fn is_ordinary(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{4E00}'..='\u{9FA5}' | '、'..='】' | '！'..='～')
        || "“”‘’—…·".contains(c)
}

/// Whether `c` can be printed. White space, control characters and variation
/// selectors need no glyph; of a compatibility ideograph that of the character
/// for which it stands is printed.
pub fn covers(c: char) -> bool {
    let invisible = c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}');
    // Asking the fonts means parsing 64 MB of them, which a check of ordinary
    // text need not wait for.
    invisible || is_ordinary(c) || has(c) || std::iter::once(c).nfc().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_characters_are_in_the_fonts() {
        let missing: Vec<char> = ('\0'..='\u{FFFF}')
            .filter(|&c| is_ordinary(c) && !has(c))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
