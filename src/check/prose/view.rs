//! What the rules over facts look at, and what they say.

use std::collections::HashMap;
use std::ops::Range;

use crate::facts::frame::{Mood, Whose};
use crate::facts::role::Role;
use crate::facts::token::{Amount, Bound};
use crate::facts::unit::Dim;
use crate::facts::{Datum, Facts, Passage, Quantity, Source};
use crate::finding::Severity;
use crate::form::FormSet;
use crate::input::Text;
use crate::park::Park;

/// Values that an amount may mean, least and greatest, in base units.
pub(super) type Interval = (f64, f64);

/// What is told: subject, dimension and year.
pub type Told = (String, Dim, i32);

/// The data, the texts and their facts.
pub(super) struct View<'a> {
    pub park: &'a Park,
    pub texts: &'a [Text],
    pub facts: &'a Facts,
    book: HashMap<Told, Vec<Entry>>,
}

/// A value that is told of a subject in a year.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub interval: Interval,
    /// Path of the text or datum.
    pub path: String,
    /// As printed.
    pub shown: String,
    /// Passage and quantity; none for typed data.
    pub at: Option<(usize, usize)>,
    /// Whether the text tells the year.
    pub told: bool,
}

/// Something to be said.
#[derive(Debug, Clone)]
pub(in crate::check) struct Said {
    pub code: &'static str,
    pub severity: Severity,
    pub path: String,
    pub within: Option<Range<usize>>,
    pub message: String,
    pub also: Vec<(String, String)>,
    pub hint: String,
    pub forms: FormSet,
    /// The numbers that disagree: one cause, one finding.
    pub causes: Vec<(usize, usize)>,
}

impl<'a> View<'a> {
    pub fn new(park: &'a Park, texts: &'a [Text], facts: &'a Facts) -> Self {
        let mut view = Self {
            park,
            texts,
            facts,
            book: HashMap::new(),
        };
        view.fill();
        view
    }

    fn fill(&mut self) {
        for (p, passage) in self.facts.passages.iter().enumerate() {
            for (q, one) in passage.quantities.iter().enumerate() {
                let level = matches!(one.role, Role::Level | Role::From | Role::To(_));
                let (Some(year), true) = (one.time.year, level && is_plain_fact(one)) else {
                    continue;
                };
                let entry = Entry {
                    interval: one.amount.interval(),
                    path: self.path(passage).to_owned(),
                    shown: self.shown(passage, one).to_owned(),
                    at: Some((p, q)),
                    told: one.time.told,
                };
                let key = (twin_key(one), one.amount.unit.dim, year);
                self.book.entry(key).or_default().push(entry);
            }
        }
        for datum in self
            .facts
            .data
            .iter()
            .filter(|one| one.mood == Mood::Actual && !one.yearly)
        {
            let Some(year) = datum.year else { continue };
            let entry = Entry {
                interval: datum.amount.interval(),
                path: datum.path.clone(),
                shown: datum.amount.value.to_string(),
                at: None,
                told: true,
            };
            let key = (datum.key.clone(), datum.amount.unit.dim, year);
            self.book.entry(key).or_default().push(entry);
        }
    }

    /// What is told of a subject in a year, the told years first.
    pub fn known(&self, key: &str, dim: Dim, year: i32) -> Option<&Entry> {
        let entries = self.book.get(&(key.to_owned(), dim, year))?;
        entries
            .iter()
            .find(|one| one.told)
            .or_else(|| entries.first())
    }

    /// Every subject, dimension and year with what is told of it, in order.
    pub fn book(&self) -> Vec<(&Told, &Vec<Entry>)> {
        let mut all: Vec<_> = self.book.iter().collect();
        all.sort_by(|a, b| a.0.cmp(b.0));
        all
    }

    /// The text of a passage.
    pub fn text(&self, passage: &Passage) -> &'a Text {
        &self.texts[passage.text]
    }

    /// The path of a passage.
    pub fn path(&self, passage: &Passage) -> &'a str {
        &self.texts[passage.text].path
    }

    /// A quantity as printed.
    pub fn shown(&self, passage: &Passage, one: &Quantity) -> &'a str {
        self.texts[passage.text].value[one.range.clone()].trim()
    }

    /// Every passage with what is known of its text.
    pub fn passages(&self) -> impl Iterator<Item = (usize, &'a Passage, &'a Source)> {
        let facts = self.facts;
        let both = facts.passages.iter().zip(&facts.sources);
        both.enumerate()
            .map(|(index, (passage, source))| (index, passage, source))
    }

    /// The data of an indicator.
    pub fn indicator(&self, index: usize) -> impl Iterator<Item = &'a Datum> {
        self.facts
            .data
            .iter()
            .filter(move |one| one.indicator == Some(index))
    }

    /// Something about a part of a passage.
    pub fn say(
        &self,
        code: &'static str,
        severity: Severity,
        passage: &Passage,
        within: Range<usize>,
        message: String,
    ) -> Said {
        let text = self.text(passage);
        Said {
            code,
            severity,
            path: text.path.clone(),
            within: Some(within),
            message,
            also: Vec::new(),
            hint: String::new(),
            forms: text.forms,
            causes: Vec::new(),
        }
    }
}

impl Said {
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    pub fn also(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.also.push((path.into(), text.into()));
        self
    }

    /// The quantities, by passage and index, that disagree.
    pub fn about(mut self, causes: impl IntoIterator<Item = (usize, usize)>) -> Self {
        self.causes.extend(causes);
        self
    }
}

/// Whether a quantity is told exactly, as a fact, of this park.
pub(super) fn is_plain_fact(one: &Quantity) -> bool {
    one.whose == Whose::Park
        && one.mood == Mood::Actual
        && one.amount.is_exact()
        && !one.time.partial
        && !one.subject.key.is_empty()
}

/// The name under which a quantity is compared with others.
pub(super) fn twin_key(one: &Quantity) -> String {
    let share = one
        .share
        .as_ref()
        .map_or(String::new(), |of| format!("占{of}"));
    let added = if one.role == Role::Added {
        "新增"
    } else {
        ""
    };
    let key = &format!("{added}{}", one.subject.key);
    if one.subject.scope.is_empty() && share.is_empty() {
        return key.clone();
    }
    format!("{}{key}{share}", one.subject.scope)
}

/// Whether two intervals have a value in common, a hair more allowed.
pub(super) fn meet(a: Interval, b: Interval) -> bool {
    let hair = 1e-9
        * a.0
            .abs()
            .max(a.1.abs())
            .max(b.0.abs())
            .max(b.1.abs())
            .min(f64::MAX);
    let hair = if hair.is_finite() { hair } else { 1e-9 };
    a.0 <= b.1 + hair && b.0 <= a.1 + hair
}

/// Whether two amounts may mean the same.
pub(super) fn same(a: &Amount, b: &Amount) -> bool {
    meet(a.interval(), b.interval())
}

/// The amount without 以上 and 约: what is printed.
pub(super) fn printed(amount: &Amount) -> Amount {
    Amount {
        bound: Bound::Exact,
        ..amount.clone()
    }
}

/// What stands in front of byte `at`, back to the last of `ends` but at most some
/// forty characters: a clause is no longer, and long texts stay linear.
pub(super) fn before<'t>(text: &'t str, at: usize, ends: &[char]) -> &'t str {
    let ahead = &text[..at];
    let near = ahead.char_indices().rev().take(40);
    let mut start = at;
    for (place, c) in near {
        if ends.contains(&c) {
            break;
        }
        start = place;
    }
    &ahead[start..]
}

/// How many times the one is the other, at least 1.
pub(super) fn ratio(a: f64, b: f64) -> f64 {
    let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    if low == 0.0 {
        f64::INFINITY
    } else {
        high / low
    }
}

/// A number as a person prints it, with so many decimals.
pub(super) fn rounded(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if text
        .trim_start_matches('-')
        .chars()
        .all(|c| matches!(c, '0' | '.'))
    {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    }
}

/// A message with a blank between Chinese and Latin or digits; dates and the
/// user's own words in 「」 stay as they are.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut quoted = 0_u32;
    let mut last = None;
    for c in text.chars() {
        match c {
            '「' => quoted += 1,
            '」' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '‰' | 'μ' | '³' | '²');
        let dated = |last: char| {
            last.is_ascii_digit() && matches!(c, '年' | '月' | '日')
                || c.is_ascii_digit() && matches!(last, '年' | '月')
        };
        let apart = last
            .is_some_and(|last| (han(last) && latin(c) || latin(last) && han(c)) && !dated(last));
        if apart && quoted == 0 {
            out.push(' ');
        }
        out.push(c);
        last = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_have_blanks() {
        assert_eq!(
            spaced("由121.36亿元到168.90亿元，算得11.6%"),
            "由 121.36 亿元到 168.90 亿元，算得 11.6%"
        );
        assert_eq!(
            spaced("成立时间为1994年6月18日"),
            "成立时间为 1994年6月18日"
        );
        assert_eq!(spaced("算式「9家÷10家」不成立"), "算式「9家÷10家」不成立");
    }

    #[test]
    fn clauses_end_at_marks() {
        assert_eq!(before("甲，乙丙丁", 15, &['，']), "乙丙丁");
        assert_eq!(before("乙丙丁", 9, &['，']), "乙丙丁");
        assert_eq!(before("甲", 0, &['，']), "");
        assert_eq!(before(&"甲".repeat(60), 180, &['，']).chars().count(), 40);
    }

    #[test]
    fn intervals_meet_at_a_hair() {
        assert!(meet((1.0, 2.0), (2.0, 3.0)));
        assert!(!meet((1.0, 2.0), (2.1, 3.0)));
        assert!(meet((1.0, f64::INFINITY), (5.0, 5.0)));
        assert_eq!(ratio(2.0, 6.0), 3.0);
        assert_eq!(rounded(-0.04, 1), "0.0");
    }
}
