//! Facts: what the prose of the papers and the typed data say, made comparable.
//!
//! ```text
//! text ─token─▶ dates, quantities, marks ─role, subject, frame─▶ Quantity, Event
//! Park ─data──▶ Datum
//! ```
//!
//! A [`Quantity`] is a number with its unit, what it is of ([`subject::Subject`]),
//! what it is of that ([`role::Role`]: where it comes from or goes to, a change, a
//! part), when ([`Time`]), whose ([`frame::Whose`]) and whether as a fact
//! ([`frame::Mood`]). An [`Event`] is a date with what is said to happen then. A
//! [`Datum`] is the same from the typed data. Nothing is judged here: the rules
//! of `check` ask.
//!
//! **Read:** Arabic and Han numerals (百分之三十一点六, 一百二十六兆瓦), ranges, 约 and
//! 以上, units with scale and stroke (万吨标准煤, 立方米/万元), years, spans, 基准年, 当年,
//! 由…到…, 年均, 比…提高, 占, 其中, 分别 with years or names in a row, 规模 of the works
//! named before, indicators by full and short name, others' figures (全省, 邻近园区),
//! plans (预计, 力争).
//!
//! **Not read:** sentences whose subject stands in another sentence, causes,
//! pronouns but 其中 and 当年, ratios (2.1∶68.4∶29.5), formulas with letters, what
//! stands in 《》. A quantity without a subject stays in the list, so that
//! `ecopark facts` shows what was not understood.

mod data;
pub mod frame;
mod number;
mod read;
pub mod role;
pub mod subject;
pub mod token;
pub mod unit;
mod words;

use std::ops::Range;

pub use data::Datum;

use crate::input::Text;
use crate::park::Park;
use frame::{Mood, Whose};
use role::{Against, Role};
use subject::{Names, Subject};
use token::{Amount, Date, Token};

/// All facts of one park.
#[derive(Debug, Default)]
pub struct Facts {
    /// The texts that were read, in their order.
    pub passages: Vec<Passage>,
    /// What is known of each.
    pub sources: Vec<Source>,
    /// What the typed data say.
    pub data: Vec<Datum>,
    /// Names by which texts call the indicators.
    pub names: Names,
}

/// One text as facts.
#[derive(Debug, Default)]
pub struct Passage {
    /// Which of the texts it is.
    pub text: usize,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Range<usize>>,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// Its dates with what happens then.
    pub events: Vec<Event>,
}

/// A number with a unit, and what it is.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The number and its unit.
    pub amount: Amount,
    /// What it is of its subject.
    pub role: Role,
    /// 分别: one of several in a row.
    pub each: bool,
    /// 累计.
    pub cumulative: bool,
    /// What a change is measured from.
    pub against: Against,
    /// What it is of.
    pub subject: Subject,
    /// Whether the subject is that of the number before.
    pub heir: bool,
    /// 占: what it is a share of.
    pub share: Option<String>,
    /// When.
    pub time: Time,
    /// Whose.
    pub whose: Whose,
    /// Fact, plan or target.
    pub mood: Mood,
    /// Which sentence of the passage.
    pub sentence: usize,
    /// Which part of it, between semicolons.
    pub segment: usize,
    /// Which clause.
    pub clause: usize,
    /// The first quantity of its row (18.2%、21.5%和30.4%).
    pub row: usize,
    /// The whole of which it is a part (其中).
    pub among: Option<usize>,
    /// The words in front of it.
    pub lead: Range<usize>,
    /// Its token.
    pub token: usize,
}

/// When something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Time {
    /// The year.
    pub year: Option<i32>,
    /// Whether the text tells it; else it follows from where the text stands.
    pub told: bool,
    /// 比2025年.
    pub compared: Option<i32>,
    /// 2025—2028年.
    pub span: Option<(i32, i32)>,
    /// 上半年, 1—3月: no year's figure.
    pub partial: bool,
}

/// A date with what is said to happen then.
#[derive(Debug, Clone)]
pub struct Event {
    /// Bytes of the date.
    pub range: Range<usize>,
    /// The date.
    pub date: Date,
    /// First and last possible day, as [`Date::days`] gives them.
    pub days: (i32, i32),
    /// The words of its clause in front of it.
    pub before: Range<usize>,
    /// The words behind it.
    pub after: Range<usize>,
    /// Which sentence of the passage.
    pub sentence: usize,
    /// Whose.
    pub whose: Whose,
    /// Fact or plan.
    pub mood: Mood,
}

/// What is known of a text before it is read.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The indicator in whose record it stands.
    pub indicator: Option<usize>,
    /// The project.
    pub project: Option<usize>,
    /// The task.
    pub task: Option<usize>,
    /// As what its figures are told, unless it says otherwise.
    pub mood: Mood,
    /// Whether it is told after the creation period.
    pub looks_back: bool,
    /// 基准年.
    pub baseline: Option<i32>,
    /// 验收年.
    pub acceptance: Option<i32>,
    /// 目标年.
    pub target: Option<i32>,
}

impl Source {
    /// The year of a figure whose year the text does not tell.
    fn default_year(&self, role: Role) -> Option<i32> {
        match (role, self.mood, self.looks_back) {
            (Role::From, _, _) => self.baseline,
            (_, Mood::Target, _) => self.target,
            (_, Mood::Plan, _) => None,
            (_, Mood::Actual, true) => self.acceptance,
            (Role::To(_), Mood::Actual, false) => None,
            (_, Mood::Actual, false) => self.baseline,
        }
    }
}

impl Facts {
    /// Reads the prose among `texts`, and the typed data.
    pub fn read(park: &Park, texts: &[Text]) -> Self {
        let names = data::names(park);
        let wanted = texts
            .iter()
            .enumerate()
            .filter(|(_, text)| data::is_prose(text));
        let (mut passages, mut sources) = (Vec::new(), Vec::new());
        for (index, text) in wanted {
            let source = data::source(park, &text.path);
            passages.push(read::read(index, &text.value, &source, &names));
            sources.push(source);
        }
        Self {
            data: data::data(park, &names),
            passages,
            sources,
            names,
        }
    }
}

#[cfg(test)]
mod tests;
