//! How long a text is: 字符数, 字数, 汉字数.
//!
//! The measures are defined in the rules' explanation (L01) and only here.
//! Guidance, headings that a form adds and YAML's markup never come in: what is
//! counted is the text of a datum. Line ends and blanks count for nothing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::Measure;
use crate::park::{self, LineKind};

/// The three counts of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// 字符数（不计空格）: characters as a reader sees them (grapheme clusters)
    /// without blanks and invisible ones; `CO₂` is 3, a punctuation mark 1.
    pub characters: usize,
    /// 字数 as Word and WPS count it: each Han character, kana, full-width
    /// letter or Chinese mark is 1, each run of other characters that holds a
    /// letter or digit is 1, lone half-width punctuation is nothing. Never more
    /// than `characters`.
    pub words: usize,
    /// 汉字数: Han characters alone.
    pub han: usize,
}

impl Count {
    /// The count that is held against a cap.
    pub fn by(self, measure: Measure) -> usize {
        match measure {
            Measure::Characters => self.characters,
            Measure::Words => self.words,
        }
    }
}

/// Counts `text`; the pipes and dashes of a table in it are markup.
pub fn count(text: &str) -> Count {
    if text.contains('|') {
        return count_words(&unruled(text));
    }
    count_words(text)
}

/// `text` without what rules its tables.
fn unruled(text: &str) -> String {
    let lines = park::lines(text).map(|line| match line.kind {
        LineKind::TableRow => park::cells(line.text).join(" "),
        _ => line.text.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn count_words(text: &str) -> Count {
    if text.chars().all(stands_alone) {
        let places = text.char_indices();
        tally(places.map(|(at, c)| &text[at..at + c.len_utf8()]))
    } else {
        let text: String = text.nfc().collect();
        tally(text.graphemes(true))
    }
}

/// Counts clusters.
fn tally<'t>(clusters: impl Iterator<Item = &'t str>) -> Count {
    let mut tally = Tally::default();
    clusters.for_each(|cluster| tally.add(cluster));
    tally.count
}

/// Whether `c` is among the characters of ordinary texts: beside each other
/// they neither compose nor cluster, so that they can be counted one by one.
fn stands_alone(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{B0}'..='\u{B7}' | '×' | '÷'
        | '\u{2010}'..='\u{2027}' | '\u{2070}'..='\u{2094}' | '\u{2264}'..='\u{2265}'
        | '\u{3000}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
}

/// Where `text` passes `cap`: the byte at which the first character stands that
/// is too much; `None` if all of it is within.
pub fn beyond(text: &str, measure: Measure, cap: usize) -> Option<usize> {
    let mut tally = Tally::default();
    text.grapheme_indices(true).find_map(|(at, cluster)| {
        tally.add(cluster);
        (tally.count.by(measure) > cap).then_some(at)
    })
}

/// Whether a reader sees nothing in `text`.
pub fn blank(text: &str) -> bool {
    text.chars().all(|c| !visible(c))
}

/// Counts in the making.
#[derive(Debug, Default)]
struct Tally {
    count: Count,
    /// Whether the run of Western characters that we are in was counted.
    in_word: bool,
}

impl Tally {
    /// Adds one grapheme cluster.
    fn add(&mut self, cluster: &str) {
        let Some(base) = cluster.chars().find(|&c| visible(c)) else {
            // A blank ends a word; what has no width at all does not.
            self.in_word &= !cluster.contains(char::is_whitespace);
            return;
        };
        self.count.characters += 1;
        self.count.han += usize::from(is_han(base));
        if is_wide(base) {
            self.in_word = false;
            self.count.words += 1;
        } else if !self.in_word && base.is_alphanumeric() {
            self.in_word = true;
            self.count.words += 1;
        }
    }
}

/// Whether `c` shows by itself.
fn visible(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || is_combining_mark(c) || is_format(c))
}

/// Characters of Unicode's category Cf, and variation selectors.
pub(super) fn is_format(c: char) -> bool {
    matches!(c as u32,
        0xAD | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2 | 0x180E
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0x2066..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB | 0x110BD | 0x110CD
        | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
        | 0xE0001 | 0xE0020..=0xE007F | 0xE0100..=0xE01EF)
}

/// Whether Word counts `c` by itself: Han, kana, full-width forms, Chinese marks.
fn is_wide(c: char) -> bool {
    matches!(c as u32,
        0x2E80..=0x9FFF | 0xE000..=0xF8FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F
        | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFF)
        || "“”‘’…—·≥≤℃①②③④⑤⑥⑦⑧⑨⑩×÷±∶～".contains(c)
}

/// Whether `c` is a Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, characters: usize, words: usize) {
        let count = count(text);
        assert_eq!(
            (count.characters, count.words),
            (characters, words),
            "{text}"
        );
    }

    #[test]
    fn blanks_and_invisible_characters_count_for_nothing() {
        case("", 0, 0);
        case("　　 \n", 0, 0);
        case("\u{200B}\u{FEFF}\u{AD}\u{7}", 0, 0);
        case("葛\u{E0100}", 1, 1);
        case("甲\r\n乙", 2, 2);
        assert!(blank("　\u{200B}\n") && !blank("　甲"));
    }

    #[test]
    fn a_character_is_what_a_reader_sees() {
        case("\u{2CB7C}", 1, 1);
        case("e\u{301}", 1, 1);
        case("\u{1F469}\u{1F3FD}\u{200D}\u{1F52C}", 1, 0);
        case("か\u{309A}", 1, 1);
        case("\u{301}", 0, 0);
    }

    #[test]
    fn what_stands_alone_neither_composes_nor_clusters() {
        let alone: String = ('\0'..=char::MAX).filter(|&c| stands_alone(c)).collect();
        assert!(alone.chars().count() > 20_000);
        for text in [&alone, &alone.chars().rev().collect()] {
            assert!(text.nfc().eq(text.chars()));
            assert_eq!(text.graphemes(true).count(), text.chars().count());
        }
        // Each beside each kind of its range's ends.
        for c in alone.chars().step_by(97) {
            for other in ["a", "₂", "一", "（", "”", "°"] {
                let text = format!("{c}{other}{c}");
                assert_eq!(text.graphemes(true).count(), 3, "{text}");
                assert!(text.nfc().eq(text.chars()), "{text}");
            }
        }
    }

    #[test]
    fn marks_and_letters() {
        case("CO₂", 3, 1);
        case("2026年9月30日", 10, 6);
        case("２０２６", 4, 4);
        case("“你好，世界！”", 8, 8);
        case("a,b", 3, 1);
        case("a, b", 3, 2);
        case("a\u{200B}b", 2, 1);
        case(",a", 2, 1);
        case("，", 1, 1);
        case(",", 1, 0);
        case("36.5μg/m³", 9, 1);
        case("≥15%", 4, 2);
    }

    #[test]
    fn han_characters() {
        assert_eq!(count("CO₂排放，2025年").han, 3);
        assert_eq!(count("\u{2CB7C}䶮々").han, 2);
    }

    /// The texts whose length is known exactly.
    #[test]
    fn sample_texts() {
        #[track_caller]
        fn case(name: &str, text: &str, expected: (usize, usize, usize)) {
            let count = count(text);
            assert_eq!(
                (count.characters, count.words, count.han),
                expected,
                "{name}"
            );
        }
        macro_rules! sample {
            ($name:literal, $expected:expr) => {
                case(
                    $name,
                    include_str!(concat!("../../samples/texts/", $name)),
                    $expected,
                );
            };
        }

        sample!("建设内容-1000字.txt", (1000, 1000, 914));
        sample!("建设内容-1001字.txt", (1001, 1001, 915));
        sample!("指标完成情况-500字.txt", (500, 500, 461));
        sample!("指标完成情况-501字.txt", (501, 501, 462));
        sample!("指标完成情况-混排.txt", (558, 340, 252));
    }

    #[test]
    fn where_the_cap_is_passed() {
        #[track_caller]
        fn case(text: &str, measure: Measure, cap: usize, expected: Option<&str>) {
            assert_eq!(beyond(text, measure, cap).map(|at| &text[at..]), expected);
        }

        case("甲乙丙", Measure::Characters, 3, None);
        case("甲乙 丙", Measure::Characters, 2, Some("丙"));
        case("CO₂甲", Measure::Characters, 3, Some("甲"));
        case("CO₂甲乙", Measure::Words, 2, Some("乙"));
        case("CO₂甲", Measure::Words, 2, None);
        case("", Measure::Characters, 0, None);
    }

    #[test]
    fn the_chosen_measure() {
        let count = count("CO₂");
        assert_eq!(
            (count.by(Measure::Characters), count.by(Measure::Words)),
            (3, 1)
        );
    }
}
