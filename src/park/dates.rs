//! Fuzzy dates: `1994年6月`, `2028年底`, `2026年9月—2027年12月`.
//!
//! A date keeps its literal and, when read, becomes an interval of days. The
//! official print form is `2026年9月30日`, no leading zeros (GB/T 9704-2012
//! 7.3.5.4).

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::values::half_width;

/// A date as a person writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FuzzyDate(pub String);

/// The days that a fuzzy date may mean, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// First possible day; of a range, its first day.
    pub first: Date,
    /// Last possible day; of a range, its last day.
    pub last: Date,
    /// How exactly it was written.
    pub precision: Precision,
}

/// How exactly a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year, or a part of one (上半年, 年底).
    Year,
    /// From … to ….
    Range,
}

/// What reading a fuzzy date gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is written.
    Empty,
    /// A date.
    Date(Interval),
    /// 长期, 持续: no end.
    Ongoing,
    /// Looks like a date, but the calendar has none such (2026-02-30).
    Impossible,
    /// A range that ends before it begins.
    Reversed(Interval),
    /// Something else.
    Unreadable,
}

impl FuzzyDate {
    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// What it means.
    pub fn read(&self) -> Reading {
        read(&self.0)
    }

    /// The days it may mean, if it is a date.
    pub fn interval(&self) -> Option<Interval> {
        match self.read() {
            Reading::Date(interval) => Some(interval),
            _ => None,
        }
    }

    /// The day it names, if it names one.
    pub fn day(&self) -> Option<Date> {
        self.interval()
            .filter(|i| i.precision == Precision::Day)
            .map(|i| i.first)
    }

    /// The year it lies in; of a range, of its first day.
    pub fn year(&self) -> Option<i16> {
        self.interval().map(|i| i.first.year())
    }

    /// Its two ends as far as written: `2026—2028年` begins some day of 2026
    /// and ends some day of 2028. A date that is no range is both ends.
    pub fn ends(&self) -> Option<(Interval, Interval)> {
        let whole = self.interval()?;
        if whole.precision != Precision::Range {
            return Some((whole, whole));
        }
        let (from, to) = split_range(&normal(&self.0))?;
        match (read_one(&from), read_one(&to)) {
            (Reading::Date(from), Reading::Date(to)) => Some((from, to)),
            _ => None,
        }
    }

    /// The official print form: `2026-09-10` → `2026年9月10日`, `2009-11` →
    /// `2009年11月`; words (年底, 上半年) stay; what is no date prints as it stands.
    pub fn printed(&self) -> String {
        let text = self.0.trim();
        let Some(interval) = self.interval() else {
            return text.to_owned();
        };
        match interval.precision {
            Precision::Range => match split_range(&normal(text)) {
                Some((from, to)) => {
                    let (from, to) = (Self(from), Self(to));
                    format!("{}—{}", from.printed(), to.printed())
                }
                None => text.to_owned(),
            },
            _ => print_one(&normal(text), interval),
        }
    }
}

impl fmt::Display for FuzzyDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for FuzzyDate {
    fn schema_name() -> Cow<'static, str> {
        "日期".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"], "x-日期": true })
    }
}

/// Half-width digits, no blanks.
fn normal(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .collect()
}

fn read(text: &str) -> Reading {
    let text = normal(text);
    if text.is_empty() {
        return Reading::Empty;
    }
    if matches!(text.as_str(), "长期" | "持续" | "长期坚持" | "持续推进") {
        return Reading::Ongoing;
    }
    if let one @ (Reading::Date(_) | Reading::Impossible) = read_one(&text) {
        return one;
    }
    let Some((from, to)) = split_range(&text) else {
        return Reading::Unreadable;
    };
    match (read_one(&from), read_one(&to)) {
        (Reading::Date(from), Reading::Date(to)) => {
            let range = Interval {
                first: from.first,
                last: to.last,
                precision: Precision::Range,
            };
            if from.first > to.last {
                Reading::Reversed(range)
            } else {
                Reading::Date(range)
            }
        }
        (Reading::Impossible, Reading::Date(_) | Reading::Impossible)
        | (Reading::Date(_), Reading::Impossible) => Reading::Impossible,
        _ => Reading::Unreadable,
    }
}

/// The two ends of a range. A hyphen splits only where both sides are dates
/// (`2026-2028`, `2026-09-01-2027-12-31`); `2026—2028年` shares the 年, `2026年9月—12月`
/// the year.
fn split_range(text: &str) -> Option<(String, String)> {
    for (at, mark) in text.char_indices() {
        if !"—–－-~～至".contains(mark) || at == 0 {
            continue;
        }
        let from = text[..at].to_owned();
        let mut to = text[at + mark.len_utf8()..]
            .trim_start_matches(['—', '–'])
            .to_owned();
        let shares_year = !to.contains('年') && to.contains('月') && from.contains('年');
        if shares_year {
            let year = from.split('年').next().unwrap_or_default();
            to = format!("{year}年{to}");
        }
        if matches!(read_one(&from), Reading::Date(_) | Reading::Impossible)
            && matches!(read_one(&to), Reading::Date(_) | Reading::Impossible)
        {
            return Some((from, to));
        }
    }
    None
}

/// One date, not a range, blanks already gone.
fn read_one(text: &str) -> Reading {
    if let Some(part) = part_of_year(text) {
        return part;
    }
    let Some(numbers) = numbers(text) else {
        return Reading::Unreadable;
    };
    let interval = match *numbers.as_slice() {
        [year] => whole_year(year),
        [year, month] => Date::new(year, month as i8, 1).ok().map(|first| Interval {
            first,
            last: first.last_of_month(),
            precision: Precision::Month,
        }),
        [year, month, day] => {
            let day = Date::new(year, month as i8, day as i8).ok();
            day.map(|day| Interval {
                first: day,
                last: day,
                precision: Precision::Day,
            })
        }
        _ => return Reading::Unreadable,
    };
    interval.map_or(Reading::Impossible, Reading::Date)
}

fn whole_year(year: i16) -> Option<Interval> {
    let first = Date::new(year, 1, 1).ok()?;
    Some(Interval {
        first,
        last: first.last_of_year(),
        precision: Precision::Year,
    })
}

/// `2028年底`, `2028年上半年`, `2028年第三季度`.
fn part_of_year(text: &str) -> Option<Reading> {
    let (year, part) = text.split_once('年')?;
    let year = four_digits(year)?;
    let quarter = |n: i8| (3 * n - 2, 3 * n);
    let (from, to) = match part {
        "底" | "末" | "年底" | "年末" => (12, 12),
        "初" | "年初" => (1, 1),
        "上半年" => (1, 6),
        "下半年" => (7, 12),
        "第一季度" | "一季度" | "第1季度" | "1季度" => quarter(1),
        "第二季度" | "二季度" | "第2季度" | "2季度" => quarter(2),
        "第三季度" | "三季度" | "第3季度" | "3季度" => quarter(3),
        "第四季度" | "四季度" | "第4季度" | "4季度" => quarter(4),
        _ => return None,
    };
    let first = Date::new(year, from, 1).ok()?;
    let last = Date::new(year, to, 1).ok()?.last_of_month();
    Some(Reading::Date(Interval {
        first,
        last,
        precision: Precision::Year,
    }))
}

/// Year, month, day as far as written; `None` if it is not of that shape.
fn numbers(text: &str) -> Option<Vec<i16>> {
    let (year, rest) = text.split_at_checked(4)?;
    let year = four_digits(year)?;
    let mark = rest.chars().next();
    let parts: Vec<&str> = match mark {
        None => vec![],
        Some('年') => {
            let rest = rest.strip_prefix('年')?;
            match rest.split_once('月') {
                None if rest.is_empty() => vec![],
                None => return None,
                Some((month, "")) => vec![month],
                Some((month, day)) => vec![month, day.strip_suffix(['日', '号'])?],
            }
        }
        Some(mark @ ('-' | '/' | '.')) => rest[1..].split(mark).collect(),
        Some(_) => return None,
    };
    let mut numbers = vec![year];
    for part in parts {
        if part.is_empty() || part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        numbers.push(part.parse().ok()?);
    }
    Some(numbers)
}

fn four_digits(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn print_one(text: &str, interval: Interval) -> String {
    let day = interval.first;
    match interval.precision {
        Precision::Day => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Precision::Month => format!("{}年{}月", day.year(), day.month()),
        Precision::Year if text.len() == 4 => format!("{}年", day.year()),
        Precision::Year | Precision::Range => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_people_write() {
        #[track_caller]
        fn case(text: &str, first: &str, last: &str) {
            let interval = FuzzyDate(text.to_owned()).interval().expect("a date");
            assert_eq!(
                (interval.first.to_string(), interval.last.to_string()),
                (first.into(), last.into())
            );
        }

        case("1994年6月", "1994-06-01", "1994-06-30");
        case("2009-11", "2009-11-01", "2009-11-30");
        case("2026-09-10", "2026-09-10", "2026-09-10");
        case("2026年9月10日", "2026-09-10", "2026-09-10");
        case("2026/9/1", "2026-09-01", "2026-09-01");
        case("2026.9", "2026-09-01", "2026-09-30");
        case("２０２６年９月", "2026-09-01", "2026-09-30");
        case("2026", "2026-01-01", "2026-12-31");
        case("2028年底", "2028-12-01", "2028-12-31");
        case("2028年上半年", "2028-01-01", "2028-06-30");
        case("2028年第三季度", "2028-07-01", "2028-09-30");
        case("2026年9月—2027年12月", "2026-09-01", "2027-12-31");
        case("2026—2028年", "2026-01-01", "2028-12-31");
        case("2026-2028", "2026-01-01", "2028-12-31");
        case("2026年9月至12月", "2026-09-01", "2026-12-31");
        case("2023-05-20—2026-05-20", "2023-05-20", "2026-05-20");
    }

    #[test]
    fn ends_of_ranges() {
        #[track_caller]
        fn case(text: &str, begins: [&str; 2], ends: [&str; 2]) {
            let (from, to) = FuzzyDate(text.to_owned()).ends().expect("a date");
            let days = |i: Interval| [i.first.to_string(), i.last.to_string()];
            assert_eq!(
                (days(from), days(to)),
                (begins.map(Into::into), ends.map(Into::into))
            );
        }

        case(
            "2026—2028年",
            ["2026-01-01", "2026-12-31"],
            ["2028-01-01", "2028-12-31"],
        );
        case(
            "2026年9月至12月",
            ["2026-09-01", "2026-09-30"],
            ["2026-12-01", "2026-12-31"],
        );
        case(
            "2027-10",
            ["2027-10-01", "2027-10-31"],
            ["2027-10-01", "2027-10-31"],
        );
        assert_eq!(FuzzyDate("2028年—2026年".into()).ends(), None);
    }

    #[test]
    fn dates_that_are_none() {
        #[track_caller]
        fn case(text: &str, expected: Reading) {
            assert_eq!(FuzzyDate(text.to_owned()).read(), expected);
        }

        case("", Reading::Empty);
        case("长期", Reading::Ongoing);
        case("2026-02-30", Reading::Impossible);
        case("2027-13-40", Reading::Impossible);
        case("尽快", Reading::Unreadable);
        case("26年", Reading::Unreadable);
        assert!(matches!(
            FuzzyDate("2028年—2026年".into()).read(),
            Reading::Reversed(_)
        ));
    }

    #[test]
    fn printed_without_leading_zeros() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(FuzzyDate(text.to_owned()).printed(), expected);
        }

        case("2026-09-10", "2026年9月10日");
        case("2009-11", "2009年11月");
        case("2028年底", "2028年底");
        case("2026-09-01~2027-12-31", "2026年9月1日—2027年12月31日");
        case("尽快", "尽快");
    }
}
