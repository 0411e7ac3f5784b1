//! Fuzzy dates against each other.
//!
//! A date that is written to the month is every day of it. So a comparison has
//! three answers, and a rule reports an error only for what is certain.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::park::{FuzzyDate, Interval, Literal, Precision, plain};

/// Whether something holds for every day that the dates may mean, for none, or
/// for some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// For every day.
    Yes,
    /// For no day.
    No,
    /// It depends on the day.
    Open,
}

/// A date of the data that can be read, with its path.
#[derive(Debug, Clone)]
pub(crate) struct Dated<'a> {
    /// Data path.
    pub(crate) path: String,
    /// As written.
    pub(crate) date: &'a FuzzyDate,
    /// The days it may mean.
    pub(crate) when: Interval,
}

/// The date at `path`, if it is one.
pub(crate) fn dated<'a>(path: impl Into<String>, date: &'a FuzzyDate) -> Option<Dated<'a>> {
    Some(Dated {
        path: path.into(),
        date,
        when: date.interval()?,
    })
}

/// `2026-08-31` for a day, as written for anything vaguer.
impl fmt::Display for Dated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(self.date))
    }
}

/// How a message shows a date of the data.
pub(crate) fn shown(date: &FuzzyDate) -> String {
    match date.day() {
        Some(day) => day.to_string(),
        None => date.as_str().trim().to_owned(),
    }
}

/// How a message shows a computed date.
pub(crate) fn days(interval: Interval) -> String {
    if interval.first == interval.last {
        interval.first.to_string()
    } else {
        format!("{} 至 {}", interval.first, interval.last)
    }
}

/// Whether `a` lies before `b`; the same day is not before.
pub(crate) fn before(a: Interval, b: Interval) -> Certainty {
    if a.last < b.first {
        Certainty::Yes
    } else if a.first >= b.last {
        Certainty::No
    } else {
        Certainty::Open
    }
}

/// So many calendar months later (earlier if negative), at the end of the month
/// where it has no such day: 2026-08-31 + 6 months = 2027-02-28.
pub(crate) fn plus_months(interval: Interval, months: i32) -> Interval {
    let later = |day: Date| day.saturating_add(months.months());
    Interval {
        first: later(interval.first),
        last: later(interval.last),
        precision: interval.precision,
    }
}

/// So many calendar years later.
pub(crate) fn plus_years(interval: Interval, years: i32) -> Interval {
    plus_months(interval, 12 * years)
}

/// So many days later.
pub(crate) fn plus_days(interval: Interval, days: i32) -> Interval {
    let later = |day: Date| day.saturating_add(days.days());
    Interval {
        first: later(interval.first),
        last: later(interval.last),
        precision: interval.precision,
    }
}

/// One day.
pub(crate) fn one_day(day: Date) -> Interval {
    Interval {
        first: day,
        last: day,
        precision: Precision::Day,
    }
}

/// The later of two.
pub(crate) fn later(a: Interval, b: Interval) -> Interval {
    if a.last >= b.last { a } else { b }
}

/// The year that a literal names: `2025`, `2025年`; 1900 to 2199.
pub(crate) fn year(literal: &Literal) -> Option<i16> {
    year_of(literal.as_str())
}

/// The same for a text.
pub(crate) fn year_of(text: &str) -> Option<i16> {
    let text = plain(text);
    let year: i16 = text.strip_suffix('年').unwrap_or(&text).parse().ok()?;
    (1900..2200).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Interval {
        FuzzyDate(text.to_owned()).interval().expect("a date")
    }

    #[test]
    fn months_end_where_the_calendar_does() {
        #[track_caller]
        fn case(date: &str, months: i32, expected: &str) {
            assert_eq!(days(plus_months(interval(date), months)), expected);
        }

        case("2026-08-31", 6, "2027-02-28");
        case("2027-08-31", 6, "2028-02-29");
        case("2026-08-31", 24, "2028-08-31");
        case("2028-02-29", 36, "2031-02-28");
        case("2026-05-20", -36, "2023-05-20");
        case("2026年8月", 24, "2028-08-01 至 2028-08-31");
        case("9999-12-31", 12, "9999-12-31");
    }

    #[test]
    fn years_and_days_later() {
        assert_eq!(days(plus_years(interval("2028-02-29"), 1)), "2029-02-28");
        assert_eq!(days(plus_days(interval("2026-08-31"), 8)), "2026-09-08");
    }

    #[test]
    fn before_has_three_answers() {
        #[track_caller]
        fn case(a: &str, b: &str, expected: Certainty) {
            assert_eq!(before(interval(a), interval(b)), expected, "{a} {b}");
        }

        case("2026-08-30", "2026-08-31", Certainty::Yes);
        case("2026-08-31", "2026-08-31", Certainty::No);
        case("2026-09-01", "2026-08-31", Certainty::No);
        case("2026年8月", "2026-08-31", Certainty::Open);
        case("2026年8月", "2026-08-01", Certainty::No);
        case("2026年7月", "2026-08-01", Certainty::Yes);
        case("2026-08-31", "2026年8月", Certainty::No);
        case("2026年8月", "2026年8月", Certainty::Open);
    }

    #[test]
    fn later_of_two() {
        let (a, b) = (interval("2026-08-31"), interval("2026-09-01"));
        assert_eq!((later(a, b), later(b, a), later(a, a)), (b, b, a));
    }

    #[test]
    fn years() {
        #[track_caller]
        fn case(text: &str, expected: Option<i16>) {
            assert_eq!(year_of(text), expected, "{text}");
        }

        case("2025", Some(2025));
        case("２０２５ 年", Some(2025));
        case("1900", Some(1900));
        case("1899", None);
        case("2199", Some(2199));
        case("2200", None);
        case("25", None);
        case("基准年", None);
    }

    #[test]
    fn dates_in_messages() {
        assert_eq!(shown(&FuzzyDate("2026年8月31日".into())), "2026-08-31");
        assert_eq!(shown(&FuzzyDate(" 2026年8月 ".into())), "2026年8月");
    }
}
