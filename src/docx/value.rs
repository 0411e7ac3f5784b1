//! Text from a document → value as the YAML has it, and back to a notation.

use crate::park::{FuzzyDate, Line, LineKind, Precision, cells, lines};

const LEVEL: &str = "0123456789+-−xn";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋ₓₙ";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ˣⁿ";

/// Lowered type as characters: `2` → `₂`.
pub(super) fn lowered(text: &str) -> String {
    translated(text, LOWERED)
}

/// Raised type as characters: `3` → `³`.
pub(super) fn raised(text: &str) -> String {
    translated(text, RAISED)
}

/// A lowered or raised character on the line; any other as it is.
pub(super) fn level(c: char) -> char {
    if c.is_ascii() || c >= '\u{3000}' {
        return c;
    }
    let place = |alphabet: &str| alphabet.chars().position(|other| other == c);
    place(LOWERED)
        .or_else(|| place(RAISED))
        .and_then(|place| LEVEL.chars().nth(place))
        .unwrap_or(c)
}

fn translated(text: &str, alphabet: &str) -> String {
    text.chars()
        .map(|c| {
            let place = LEVEL.chars().position(|level| level == c);
            place
                .and_then(|place| alphabet.chars().nth(place))
                .unwrap_or(c)
        })
        .collect()
}

/// A datum in one line: no line ends, no blanks around it.
pub(super) fn line(text: &str) -> String {
    let text: String = text.lines().map(str::trim).collect();
    text.trim().to_owned()
}

/// The words behind 其他, without the brackets that the form puts around them.
pub(super) fn note(text: &str) -> String {
    bare_note(&line(text)).to_owned()
}

/// `text` without the brackets around all of it.
pub(super) fn bare_note(text: &str) -> &str {
    text.strip_prefix('（')
        .and_then(|text| text.strip_suffix('）'))
        .unwrap_or(text)
}

/// A long text: one line for each paragraph. The printed guidance alone is an
/// empty place, whose control an office has dropped.
pub(super) fn prose(text: &str, guidance: Option<&str>) -> String {
    let text = joined(text);
    match guidance.and_then(|guidance| behind(&text, guidance)) {
        Some(rest) => joined(rest),
        None => text,
    }
}

/// What stands behind the words of `start`, blanks left out of account; `None`
/// where the text does not begin with them.
fn behind<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let mut due = start.chars().filter(|c| !c.is_whitespace());
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        match due.next() {
            None => return Some(&text[at..]),
            Some(word) if word != c => return None,
            Some(_) => {}
        }
    }
    due.next().is_none().then_some("")
}

fn joined(text: &str) -> String {
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && *line != "-")
        .collect();
    lines.join("\n")
}

/// What placeholders of empty fields say (blanks left out).
pub(super) const PROMPTS: [&str; 1] = ["单击此处填写"];

/// Whether two texts say the same, but for blanks.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    words(one) == words(other)
}

/// A date from its words, in which year, month and day may be left out.
pub(super) fn date(text: &str) -> String {
    let words: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .collect();
    // Typed behind the slots instead of into them.
    let words = match words.strip_prefix("年月日") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => words,
    };
    if words.chars().all(|c| "年月日".contains(c)) {
        return String::new();
    }
    match slots(&words) {
        Some([year, "", ""]) => format!("{year}年"),
        Some([year, month, ""]) => format!("{year}年{month}月"),
        Some([year, month, day]) if !month.is_empty() => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => words,
    }
}

/// A full-width digit as a plain one.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// `2026年9月日` → `2026`, `9`, nothing; `None` when it is written otherwise.
fn slots(words: &str) -> Option<[&str; 3]> {
    let (year, rest) = words.split_once('年')?;
    let (month, rest) = rest.split_once('月').unwrap_or(("", rest));
    let day = rest.strip_suffix('日').unwrap_or(rest);
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (year.len() == 4 && number(year) && number(month) && number(day)).then_some([year, month, day])
}

/// Whether two wordings are the same date, long text or line.
pub(super) fn same(one: &str, other: &str, kind: Kind) -> bool {
    match kind {
        Kind::Date => same_date(one, other),
        Kind::Long => {
            let shown = |line: Line<'_>| match line.kind {
                LineKind::TableRow => (false, cells(line.text).join("|")),
                kind => (kind == LineKind::ListItem, line.text.to_owned()),
            };
            lines(one).map(shown).eq(lines(other).map(shown))
        }
        Kind::YesNo => yes_no(one) == yes_no(other),
        Kind::Line => one.trim() == other.trim(),
    }
}

/// Whether the two are one date, or the first is what a form prints of the other
/// in fewer words (2026年5月 of 2026-05-15).
fn same_date(one: &str, other: &str) -> bool {
    let (one, other) = (FuzzyDate(one.to_owned()), FuzzyDate(other.to_owned()));
    if one.printed() == other.printed() {
        return true;
    }
    match (one.interval(), other.interval()) {
        (Some(one), Some(other)) => {
            rank(one.precision) < rank(other.precision)
                && one.precision != Precision::Range
                && one.first <= other.first
                && other.last <= one.last
        }
        _ => false,
    }
}

/// How much a date says: a day more than a month.
pub(super) fn rank(precision: Precision) -> u8 {
    match precision {
        Precision::Day => 3,
        Precision::Month => 2,
        Precision::Year => 1,
        Precision::Range => 0,
    }
}

/// How a datum is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// By what it prints.
    Date,
    /// By its paragraphs.
    Long,
    /// `true` and 是 are one.
    YesNo,
    /// By its text.
    Line,
}

fn yes_no(text: &str) -> &str {
    match text.trim() {
        "true" | "True" | "TRUE" | "yes" | "on" => "是",
        "false" | "False" | "FALSE" | "no" | "off" => "否",
        other => other,
    }
}

/// `date` in the notation of `model`: 2026-09-10, 2026/9/10, 2026.9.10 or
/// 2026年9月10日. What is no plain day, month or year stays as it is.
pub(super) fn in_notation(date: &str, model: &str) -> String {
    let Some(interval) = FuzzyDate(date.to_owned()).interval() else {
        return date.to_owned();
    };
    let (year, month, day) = (
        interval.first.year(),
        interval.first.month(),
        interval.first.day(),
    );
    let separator = match model {
        _ if model.contains('年') => '年',
        _ if model.contains('/') => '/',
        _ if model.contains('.') => '.',
        _ => '-',
    };
    match (interval.precision, separator) {
        (Precision::Day, '年') => format!("{year}年{month}月{day}日"),
        (Precision::Day, '-') => format!("{year}-{month:02}-{day:02}"),
        (Precision::Day, c) => format!("{year}{c}{month}{c}{day}"),
        (Precision::Month, '年') => format!("{year}年{month}月"),
        (Precision::Month, '-') if model.contains('-') => format!("{year}-{month:02}"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_from_controls() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(date(text), expected);
        }

        case("2026 年 9 月 10 日", "2026-09-10");
        case("　　年　　月　　日", "");
        case("2026年9月　日", "2026年9月");
        case("2026年　月　日", "2026年");
        case("1994年6月", "1994年6月");
        case("2028年底", "2028年底");
        case("2026.9.10", "2026.9.10");
        case("　年　月　日２０２６年１１月３日", "2026-11-03");
    }

    #[test]
    fn dates_keep_the_notation_of_the_file() {
        #[track_caller]
        fn case(date: &str, model: &str, expected: &str) {
            assert_eq!(in_notation(date, model), expected);
        }

        case("2026-09-10", "", "2026-09-10");
        case("2026-09-10", "2025年1月1日", "2026年9月10日");
        case("2026年9月10日", "2025-01-01", "2026-09-10");
        case("2026-09-10", "2025.1.1", "2026.9.10");
        case("2009年11月", "2009-10", "2009-11");
        case("2028年底", "2027-12", "2028年底");
    }

    #[test]
    fn texts_from_controls() {
        assert_eq!(prose("　甲。\n\n- 乙\n-\n", None), "甲。\n- 乙");
        assert_eq!(prose("（不超过500字）\n", Some("（不超过500字）")), "");
        assert_eq!(
            prose("（不超过500字）甲。", Some("（不超过500字）")),
            "甲。"
        );
        assert_eq!(prose("（不超过", Some("（不超过500字）")), "（不超过");
        assert_eq!(line(" 湘澜\n经开区　"), "湘澜经开区");
        assert_eq!(lowered("2"), "₂");
        assert_eq!(raised("3"), "³");
    }

    #[test]
    fn what_is_unchanged() {
        assert!(same("2009-11", "2009年11月", Kind::Date));
        assert!(same("甲\n\n乙\n", "甲\n乙", Kind::Long));
        assert!(!same("甲\n乙", "甲\n- 乙", Kind::Long));
        assert!(same("true", "是", Kind::YesNo));
    }
}
