//! A line of prose as tokens: dates, quantities, marks, and what is to be read
//! over. The words in between are no tokens; `super::read` looks at them
//! through the gaps.
//!
//! What stands in 《》 and 〔〕 is read over, and so are codes (G5517, DN300,
//! HW08), ordinals (第3季度, 1号, 2#) and ratios.

use std::ops::Range;

use super::number::{self, Number, is_han_numeral, plain};
use super::unit::{self, Base, Unit};

/// A token of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Kinds of token.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A number with its unit, or a range of them.
    Quantity(Amount),
    /// A date or a span.
    Date(Date),
    /// A mark of punctuation or arithmetic.
    Mark(char),
    /// Something that is read over.
    Opaque,
}

/// How exactly an amount is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// 约, 左右.
    About,
    /// 以上, 不低于, 超过.
    AtLeast,
    /// 以下, 不超过.
    AtMost,
}

/// A number with a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number as printed, in its own unit.
    pub value: f64,
    /// Of a range, its upper end; else the same.
    pub upper: f64,
    /// Digits behind the point, as printed.
    pub decimals: usize,
    /// Its unit.
    pub unit: Unit,
    /// How exactly.
    pub bound: Bound,
    /// Where the number ends and the unit begins (a byte of the text).
    pub unit_at: usize,
}

impl Amount {
    /// The values it may mean, in base units: counts are exact, other numbers
    /// carry half their last printed digit.
    pub fn interval(&self) -> (f64, f64) {
        let exact = self.unit.counts() && self.decimals == 0;
        let half = if exact {
            0.0
        } else {
            0.5 * 10f64.powi(-(self.decimals as i32))
        };
        let (low, high) = (self.value - half, self.upper + half);
        let slack = 0.03 * self.value.abs();
        let (low, high) = match self.bound {
            Bound::Exact => (low, high),
            Bound::About => (low - slack, high + slack),
            Bound::AtLeast => (low, f64::INFINITY),
            Bound::AtMost => (f64::NEG_INFINITY, high),
        };
        (low * self.unit.factor, high * self.unit.factor)
    }

    /// Its value in base units.
    pub fn base(&self) -> f64 {
        self.value * self.unit.factor
    }

    /// Whether it is one number, told exactly.
    pub fn is_exact(&self) -> bool {
        self.bound == Bound::Exact && self.value == self.upper
    }
}

/// A date, as far as it is written; 0 where it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month.
    pub month: u32,
    /// Day.
    pub day: u32,
    /// Last year of a span.
    pub until: i32,
    /// Whether it is a part of a year whose figures are no year's (上半年,
    /// 1—3月).
    pub part: bool,
    /// 底, 末: the end of the year.
    pub end: bool,
}

impl Date {
    /// The one year that it names.
    pub fn only_year(&self) -> Option<i32> {
        (self.year > 0 && self.until == 0 && !self.part).then_some(self.year)
    }

    /// First and last possible day, as year × 10000 + month × 100 + day; none
    /// without a year.
    pub fn days(&self) -> Option<(i32, i32)> {
        if self.year == 0 || self.until > 0 || self.part {
            return None;
        }
        let day = |month: u32, day: u32| self.year * 10_000 + month as i32 * 100 + day as i32;
        Some(match (self.month, self.day) {
            (0, _) if self.end => (day(12, 1), day(12, 31)),
            (0, _) => (day(1, 1), day(12, 31)),
            (month, 0) => (day(month, 1), day(month, 31)),
            (month, one) => (day(month, one), day(month, one)),
        })
    }
}

/// The tokens of the line `text[line]`.
pub fn tokens(text: &str, line: Range<usize>) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        at: line.start,
        end: line.end,
        tokens: Vec::new(),
        unclosed: 0,
    };
    while lexer.at < lexer.end {
        lexer.step();
    }
    lexer.tokens
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    tokens: Vec<Token>,
    /// Behind this byte no closing bracket was found: look no more.
    unclosed: usize,
}

/// Latin words that name a quantity, so that a number may follow at once.
const NAMES: [&str; 14] = [
    "GDP", "COD", "VOCs", "VOC", "BOD", "TP", "TN", "SO₂", "NOx", "NOₓ", "CO₂", "CO2", "SO2", "pH",
];

/// Marks that are tokens.
const MARKS: &str = "，。；：、（）()！？÷×＋+－−=＝,;:“”";

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            return;
        };
        match plain(c) {
            '《' => self.bracket('》'),
            '〔' => self.bracket('〕'),
            '0'..='9' => self.digits(),
            c if c.is_ascii_alphabetic() => self.code(),
            _ if is_han_numeral(c) => self.numerals(),
            _ if rest.starts_with("百分之") || rest.starts_with("千分之") => self.numerals(),
            _ if MARKS.contains(c) => self.push(c.len_utf8(), Kind::Mark(c)),
            _ => self.at += c.len_utf8(),
        }
    }

    fn push(&mut self, len: usize, kind: Kind) {
        let range = self.at..self.at + len;
        self.at = range.end;
        self.tokens.push(Token { range, kind });
    }

    /// Reads over a bracket, if it closes on this line.
    fn bracket(&mut self, close: char) {
        let open = self.rest().chars().next().map_or(1, char::len_utf8);
        let within = if self.at < self.unclosed {
            None
        } else {
            self.rest().find(close)
        };
        match within {
            Some(at) => self.push(at + close.len_utf8(), Kind::Opaque),
            None => {
                self.unclosed = self.end;
                self.at += open;
            }
        }
    }

    /// Letters, and what belongs to them.
    fn code(&mut self) {
        let rest = self.rest();
        if let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) {
            self.at += name.len();
            return;
        }
        let part = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(
                    c,
                    '₀'..='₉' | '²' | '³' | '.' | '-' | '－' | '/' | '_' | '#' | 'ₓ' | '·'
                )
        };
        let len = rest.find(|c| !part(c)).unwrap_or(rest.len());
        // R&D, and words without digits, are words.
        if rest[..len].bytes().any(|b| b.is_ascii_digit()) {
            self.push(len, Kind::Opaque);
        } else {
            self.at += len;
        }
    }

    fn digits(&mut self) {
        let rest = self.rest();
        if let Some((date, len)) = date(rest) {
            return self.push(len, Kind::Date(date));
        }
        let Some(first) = number::arabic(rest) else {
            self.at += 1;
            return;
        };
        let before = self.text[..self.at].chars().next_back();
        let behind = rest[first.len..].chars().next();
        let ordinal = before == Some('第')
            || matches!(behind, Some('号' | '#' | '＃' | '∶' | ':' | '′' | '″'));
        let joined = before.is_some_and(|c| matches!(c, '₀'..='₉' | '.' | '#' | '∶' | '°' | '′'));
        let letter = behind == Some('-')
            && rest[first.len + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
        if ordinal || joined || letter {
            return self.push(first.len, Kind::Opaque);
        }
        if let Some((date, len)) = month(rest) {
            return self.push(len, Kind::Date(date));
        }
        self.amount(first, false);
    }

    fn numerals(&mut self) {
        let rest = self.rest();
        for (words, factor) in [("百分之", 1.0), ("千分之", 0.1)] {
            if let Some(numeral) = rest.strip_prefix(words) {
                let read = if numeral.starts_with(|c: char| plain(c).is_ascii_digit()) {
                    number::arabic(numeral)
                } else {
                    number::han(numeral)
                };
                let Some(number) = read else {
                    self.at += words.len();
                    return;
                };
                let unit = Unit {
                    factor,
                    ..unit::read("%").map_or(Unit::NONE, |read| read.0)
                };
                let len = words.len() + number.len;
                return self.finish(
                    number.value,
                    number.value,
                    number.decimals,
                    unit,
                    len,
                    self.at + len,
                );
            }
        }
        if let Some((date, len)) = han_date(rest) {
            return self.push(len, Kind::Date(date));
        }
        const NOT_BEHIND: &str = "第统唯专单同逐每某另任万进这那哪之";
        let before = self.text[..self.at].chars().next_back();
        let run = rest.find(|c| !is_han_numeral(c)).unwrap_or(rest.len());
        let read = number::han(rest).filter(|_| !before.is_some_and(|c| NOT_BEHIND.contains(c)));
        let Some(first) = read else {
            self.at += run.max(1);
            while !self.text.is_char_boundary(self.at) {
                self.at += 1;
            }
            return;
        };
        self.amount(first, true);
    }

    /// A number with what stands behind it.
    fn amount(&mut self, first: Number, han: bool) {
        let rest = self.rest();
        let mut len = first.len;
        let mut bound = Bound::Exact;
        let mut approximate = |text: &str| {
            let word = ["余", "多", "几", "来"]
                .iter()
                .find(|word| text.starts_with(**word));
            if word.is_some() {
                bound = Bound::AtLeast;
            }
            word.map_or(0, |word| word.len())
        };
        len += approximate(&rest[len..]);
        let unit_at = self.at + len + usize::from(rest[len..].starts_with(' '));
        let gap = unit_at - self.at - len;
        let read =
            unit::read(&rest[len + gap..]).filter(|read| read.0.dim.over != Base::None || !han);
        if han && read.is_none() {
            self.at += first.len;
            return;
        }
        let (unit, unit_len) = read.unwrap_or((Unit::NONE, 0));
        if unit_len > 0 {
            len += gap + unit_len;
        }
        let (mut upper, mut shown_unit, mut decimals) = (first.value, unit, first.decimals);
        if let Some((to, to_unit, to_len)) = self.range_end(&rest[len..], unit) {
            (upper, shown_unit, decimals) = (to.value, to_unit, decimals.max(to.decimals));
            len += to_len;
        }
        let before = &self.text[..self.at];
        let value = if before.ends_with('负') {
            -first.value
        } else {
            first.value
        };
        let upper = if upper == first.value { value } else { upper };
        let unit_at = unit_at.min(self.at + len);
        let bound = if bound == Bound::Exact {
            around(before, &rest[len..])
        } else {
            bound
        };
        self.finish_bound(value, upper, decimals, shown_unit, len, unit_at, bound);
    }

    /// The upper end of a range: `10%～20%`, `3至5个`, not `由10至20`.
    fn range_end(&self, rest: &str, unit: Unit) -> Option<(Number, Unit, usize)> {
        let mark = rest.chars().next().filter(|c| "—–-－~～至".contains(*c))?;
        let behind = rest[mark.len_utf8()..].trim_start_matches(['—', '–']);
        let skipped = rest.len() - behind.len();
        let to = number::arabic(behind).or_else(|| number::han(behind))?;
        let (to_unit, unit_len) = unit::read(&behind[to.len..])?;
        let before = &self.text[..self.at];
        let from_to = mark == '至' && before.ends_with(['由', '从', '自']);
        let same = unit.is_none() || unit.dim == to_unit.dim;
        (!from_to && same).then_some((to, to_unit, skipped + to.len + unit_len))
    }

    fn finish(
        &mut self,
        value: f64,
        upper: f64,
        decimals: usize,
        unit: Unit,
        len: usize,
        unit_at: usize,
    ) {
        let bound = around(&self.text[..self.at], &self.rest()[len..]);
        self.finish_bound(value, upper, decimals, unit, len, unit_at, bound);
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one amount")]
    fn finish_bound(
        &mut self,
        value: f64,
        upper: f64,
        decimals: usize,
        unit: Unit,
        len: usize,
        unit_at: usize,
        bound: Bound,
    ) {
        let amount = Amount {
            value,
            upper,
            decimals,
            unit,
            bound,
            unit_at,
        };
        self.push(len, Kind::Quantity(amount));
    }
}

/// What the words around an amount say of its exactness.
fn around(before: &str, behind: &str) -> Bound {
    const LEAST_AHEAD: [&str; 12] = [
        "不低于",
        "不少于",
        "不小于",
        "至少",
        "大于",
        "超过",
        "突破",
        "逾",
        "超",
        "≥",
        ">",
        "＞",
    ];
    const MOST_AHEAD: [&str; 12] = [
        "不超过",
        "不高于",
        "不大于",
        "不多于",
        "至多",
        "小于",
        "低于",
        "少于",
        "≤",
        "<",
        "＜",
        "控制在",
    ];
    let starts = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let word = before.trim_end_matches(['约', '近']);
    let inside = before.len() > word.len()
        && word.ends_with([
            '节', '集', '制', '公', '合', '条', '预', '附', '邻', '最', '相', '临',
        ]);
    if starts(&["以上", "及以上", "（含）以上"]) || ends(&LEAST_AHEAD) {
        Bound::AtLeast
    } else if starts(&["以下", "以内", "及以下", "之内"]) || ends(&MOST_AHEAD) {
        Bound::AtMost
    } else if starts(&["左右", "上下"])
        || !inside && ends(&["约", "近", "约为", "大约", "接近", "±"])
    {
        Bound::About
    } else {
        Bound::Exact
    }
}

/// A date with a year with which `text` begins.
fn date(text: &str) -> Option<(Date, usize)> {
    let (year, mut at) = four_digits(text)?;
    let rest = &text[at..];
    if !rest.starts_with('年') {
        return iso(text, year, at).or_else(|| span(text, year, at));
    }
    at += '年'.len_utf8();
    let mut date = Date {
        year,
        ..Date::default()
    };
    at += within_year(&text[at..], &mut date);
    if let Some(behind) = after_dash(&text[at..])
        && let Some((to, len)) = date_behind_dash(behind)
    {
        let dash = text[at..].len() - behind.len();
        let until = if to.year > 0 { to.year } else { year };
        let part = until == year || date.month > 0 || to.month > 0;
        let whole = Date {
            until: if until == year { 0 } else { until },
            part,
            day: 0,
            ..date
        };
        return Some((whole, at + dash + len));
    }
    Some((date, at))
}

/// What follows 年 of a date, written into it; the bytes it takes.
fn within_year(rest: &str, date: &mut Date) -> usize {
    for (word, end) in [
        ("年底", true),
        ("底", true),
        ("年末", true),
        ("末", true),
        ("初", false),
    ] {
        if rest.starts_with(word) {
            date.end = end;
            return word.len();
        }
    }
    for word in [
        "上半年",
        "下半年",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "第一季度",
        "第二季度",
        "第三季度",
        "第四季度",
        "前三季度",
    ] {
        if rest.starts_with(word) {
            date.part = true;
            return word.len();
        }
    }
    let Some((inner, len)) = month(rest) else {
        return 0;
    };
    *date = Date {
        year: date.year,
        ..inner
    };
    len
}

/// 6月, 6月底, 6月18日, 1—3月, 4月至7月: no year.
fn month(text: &str) -> Option<(Date, usize)> {
    let (first, mut at) = two_digits(text)?;
    if let Some(behind) = after_dash(&text[at..]) {
        let (_, len) = two_digits(behind)?;
        let dash = text[at..].len() - behind.len();
        let rest = &behind[len..];
        if rest.starts_with('月') && !rest.starts_with("月均") {
            let date = Date {
                month: first,
                part: true,
                ..Date::default()
            };
            return Some((date, at + dash + len + '月'.len_utf8()));
        }
        return None;
    }
    let rest = text[at..]
        .strip_prefix('月')
        .filter(|_| (1..=12).contains(&first))?;
    at += '月'.len_utf8();
    let mut date = Date {
        month: first,
        ..Date::default()
    };
    if let Some((day, len)) = two_digits(rest)
        && let Some(mark) = rest[len..]
            .chars()
            .next()
            .filter(|c| matches!(c, '日' | '号'))
    {
        date.day = day;
        return Some((date, at + len + mark.len_utf8()));
    }
    if let Some(behind) = after_dash(rest)
        && let Some((_, len)) = two_digits(behind)
        && behind[len..].starts_with('月')
    {
        date.part = true;
        return Some((
            date,
            at + (rest.len() - behind.len()) + len + '月'.len_utf8(),
        ));
    }
    for word in ["底", "末", "初", "上旬", "中旬", "下旬", "份"] {
        if rest.starts_with(word) {
            return Some((date, at + word.len()));
        }
    }
    Some((date, at))
}

/// `2026-05-20`, `2026.05.20`, `2026/5/20`.
fn iso(text: &str, year: i32, at: usize) -> Option<(Date, usize)> {
    let mark = text[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (month, month_len) = two_digits(&text[at + 1..])?;
    let day_at = at + 1 + month_len;
    let rest = text[day_at..].strip_prefix(mark)?;
    let (day, day_len) = two_digits(rest)?;
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    let date = Date {
        year,
        month,
        day,
        ..Date::default()
    };
    valid.then_some((date, day_at + 1 + day_len))
}

/// `2025—2028年`.
fn span(text: &str, year: i32, at: usize) -> Option<(Date, usize)> {
    let behind = after_dash(&text[at..])?;
    let (until, len) = four_digits(behind)?;
    let end = text.len() - behind.len() + len;
    if !text[end..].starts_with('年') || until <= year {
        return None;
    }
    let date = Date {
        year,
        until,
        ..Date::default()
    };
    Some((date, end + '年'.len_utf8()))
}

/// 二〇二六年六月 and 二零二八年.
fn han_date(text: &str) -> Option<(Date, usize)> {
    let end = text.char_indices().nth(4).filter(|(_, c)| *c == '年')?.0;
    let year = &text[..end];
    let number =
        number::han(year).filter(|n| n.len == end && (1900.0..2100.0).contains(&n.value))?;
    let mut date = Date {
        year: number.value as i32,
        ..Date::default()
    };
    let mut at = end + '年'.len_utf8();
    if let Some(month) = number::han(&text[at..])
        && text[at + month.len..].starts_with('月')
    {
        date.month = month.value as u32;
        at += month.len + '月'.len_utf8();
    }
    Some((date, at))
}

/// What stands behind a dash (or 至) with which `text` begins.
fn after_dash(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| "—–-－~～至".contains(*c))?;
    Some(text[mark.len_utf8()..].trim_start_matches(['—', '–']))
}

/// The end of a span: `2028年`, `12月`, `2027年12月`.
fn date_behind_dash(text: &str) -> Option<(Date, usize)> {
    if let Some((year, at)) = four_digits(text) {
        let rest = text[at..].strip_prefix('年')?;
        let mut date = Date {
            year,
            ..Date::default()
        };
        let len = within_year(rest, &mut date);
        return Some((date, at + '年'.len_utf8() + len));
    }
    month(text).filter(|(date, _)| !date.part)
}

fn four_digits(text: &str) -> Option<(i32, usize)> {
    let (value, len, count) = integer(text, 5)?;
    (count == 4 && (1900..2100).contains(&value)).then_some((value, len))
}

fn two_digits(text: &str) -> Option<(u32, usize)> {
    let (value, len, count) = integer(text, 3)?;
    (count <= 2).then_some((value as u32, len))
}

/// An integer of at most `most` digits: value, bytes, digits.
fn integer(text: &str, most: usize) -> Option<(i32, usize, usize)> {
    let (mut value, mut len, mut count) = (0, 0, 0);
    for c in text.chars().take(most) {
        let Some(digit) = plain(c).to_digit(10) else {
            break;
        };
        value = value * 10 + digit as i32;
        len += c.len_utf8();
        count += 1;
    }
    (count > 0).then_some((value, len, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a line, marks left out: `2025年|438.5 亿元`.
    fn read(text: &str) -> String {
        let shown: Vec<String> = tokens(text, 0..text.len())
            .into_iter()
            .filter_map(|token| {
                let written = &text[token.range.clone()];
                match token.kind {
                    Kind::Quantity(amount) if amount.value != amount.upper => {
                        Some(format!("{}..{} {written}", amount.value, amount.upper))
                    }
                    Kind::Quantity(amount) => Some(format!("{} {written}", amount.value)),
                    Kind::Date(date) => Some(format!(
                        "d{}-{}-{}{}{}",
                        date.year,
                        date.month,
                        date.day,
                        if date.until > 0 {
                            format!("..{}", date.until)
                        } else {
                            String::new()
                        },
                        if date.part { "p" } else { "" }
                    )),
                    _ => None,
                }
            })
            .collect();
        shown.join("|")
    }

    #[test]
    fn lines_as_tokens() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(read(text), expected, "{text}");
        }

        case("2025年，园区总产值438.50亿元", "d2025-0-0|438.5 438.50亿元");
        case(
            "由百分之九十二点三提高到百分之百",
            "92.3 百分之九十二点三|100 百分之百",
        );
        case("每万元零点四零二吨标准煤", "0.402 零点四零二吨标准煤");
        case("北至G5517高速公路，铺设DN300管道", "");
        case(
            "2026年、2027年和2028年分别",
            "d2026-0-0|d2027-0-0|d2028-0-0",
        );
        case("2025—2028年，2022年4月至7月", "d2025-0-0..2028|d2022-4-0p");
        case("2026年8月31日，2028年底", "d2026-8-31|d2028-0-0");
        case("《办法》（环发〔2015〕167号）第3条", "");
        case("八项指标，三级防控，一是，统一安排，十四五期间", "8 八项");
        case(
            "新增10%～15%，3至5个，由46至52家",
            "10..15 10%～15%|3..5 3至5个|46 46|52 52家",
        );
        case(
            "二〇二六年六月，三十余年，12个月内",
            "d2026-6-0|30 三十余年|12 12个月",
        );
        case("X3项目、T2、PM₂.₅浓度36.5μg/m³", "36.5 36.5μg/m³");
        case("8大重点任务，三大主导产业", "8 8大|3 三大");
        case(
            "GDP251.07亿元，18.2 mg/L",
            "251.07 251.07亿元|18.2 18.2 mg/L",
        );
        case("1994年6月18日成立，2026.05.20", "d1994-6-18|d2026-5-20");
        case("创建期内3.2亿元", "3.2 3.2亿元");
        case("1号泵站、2#锅炉、88号", "");
    }

    #[test]
    fn how_exactly() {
        let bound = |text: &str| {
            tokens(text, 0..text.len())
                .into_iter()
                .find_map(|token| match token.kind {
                    Kind::Quantity(amount) => Some(amount.bound),
                    _ => None,
                })
        };
        assert_eq!(bound("约150兆瓦"), Some(Bound::About));
        assert_eq!(bound("节约6.3万吨"), Some(Bound::Exact));
        assert_eq!(bound("达到30%以上"), Some(Bound::AtLeast));
        assert_eq!(bound("172万吨以内"), Some(Bound::AtMost));
        assert_eq!(bound("20余家"), Some(Bound::AtLeast));
        assert_eq!(bound("8家"), Some(Bound::Exact));
    }
}
