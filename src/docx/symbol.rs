//! Characters of symbol fonts, as the characters that they show.

/// Whether a font shows other characters than its text names.
pub(super) fn is_symbolic(font: &str) -> bool {
    font.starts_with("Wingdings") || font == "Symbol" || font == "Webdings"
}

/// The character that a font of symbols shows for a code in hexadecimal
/// (`F052`).
pub(super) fn of_code(font: &str, code: &str) -> char {
    let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    of(font, code.unwrap_or('\u{fffd}'))
}

/// The character that a font of symbols shows for `c`; `c` itself where it is
/// none that forms use.
pub(super) fn of(font: &str, c: char) -> char {
    let code = match u32::from(c) {
        code @ 0xf000..=0xf0ff => code - 0xf000,
        code => code,
    };
    match (font, code) {
        ("Wingdings 2", 0x50) => '✓',
        ("Wingdings 2", 0x4f) => '✗',
        ("Wingdings 2", 0x52) => '☑',
        ("Wingdings 2", 0x51 | 0x53 | 0x54) => '☒',
        ("Wingdings 2", 0x2a | 0x30 | 0xa3) => '☐',
        ("Wingdings 2", 0xa2) => '■',
        ("Wingdings", 0xfc) => '✓',
        ("Wingdings", 0xfb) => '✗',
        ("Wingdings", 0xfe) => '☑',
        ("Wingdings", 0x78 | 0xfd) => '☒',
        ("Wingdings", 0x6f | 0x71 | 0x72 | 0xa8) => '☐',
        ("Wingdings", 0x6e) => '■',
        ("Wingdings", 0x6c) => '●',
        ("Wingdings 3", _) => '▶',
        ("Webdings", 0x61) => '✓',
        ("Webdings", 0x63) => '☐',
        ("Symbol", 0xd6) => '√',
        ("Symbol", 0xb7) => '·',
        ("Symbol", 0xb3) => '≥',
        ("Symbol", 0xa3) => '≤',
        ("Symbol", 0xb1) => '±',
        ("Symbol", 0xb4) => '×',
        ("Symbol", 0xb8) => '÷',
        ("Symbol", 0xb0) => '°',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offices_insert() {
        assert_eq!(of("Wingdings 2", 'R'), '☑');
        assert_eq!(of_code("Wingdings 2", "F052"), '☑');
        assert_eq!(of_code("Wingdings", "F0FE"), '☑');
        assert_eq!(of_code("Wingdings", "00A8"), '☐');
        assert_eq!(of("宋体", 'R'), 'R');
        assert!(is_symbolic("Wingdings 2") && !is_symbolic("仿宋"));
    }
}
