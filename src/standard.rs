//! A catalogue of indicators: the 《标准》 in its latest edition, given by the
//! user as a YAML file (`--standard 目录.yaml`), never limits in code.
//!
//! The catalogue is read by the same parser as a park's data, checked whole,
//! and every fault is reported with its line. `samples/标准/` shows the format.

mod load;

use std::fmt;

pub use load::load;

use crate::park::{Limit, Literal, plain};

/// A catalogue of indicators.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standard {
    /// Title, without 《》.
    pub name: String,
    /// Number: `HJ 274-2015`.
    pub number: String,
    /// Whether a later edition has taken its place.
    pub superseded: bool,
    /// Groups of which some must be chosen.
    pub groups: Vec<Group>,
    /// The indicators, in the order of the standard.
    pub indicators: Vec<Entry>,
}

/// A group of indicators of which at least some must be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many of it, at least.
    pub least: usize,
    /// Whether that was checked against the standard's text.
    pub verified: bool,
}

/// One indicator of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Whether every park must choose it.
    pub compulsory: bool,
    /// Name of its group; empty if it has none.
    pub group: String,
    /// Unit; empty if the catalogue gives none.
    pub unit: String,
    /// Limits, each under its condition; a limit for all has none.
    pub limits: Vec<EntryLimit>,
    /// Whether they were checked against the standard's text.
    pub verified: bool,
}

/// A limit of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryLimit {
    /// When it holds; empty: always.
    pub condition: String,
    /// The limit as written.
    pub limit: Literal,
}

/// How a name of the data stands to the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match<'a> {
    /// The catalogue has it.
    Same(&'a Entry),
    /// The catalogue has one that differs a little.
    Near(&'a Entry),
    /// It has none like it.
    None,
}

/// From which likeness on two names are meant to be one.
const LIKENESS: f64 = 0.8;

impl Standard {
    /// The indicator that `name` means.
    pub fn find(&self, name: &str) -> Match<'_> {
        let name = plain(name);
        if let Some(same) = self.indicators.iter().find(|one| plain(&one.name) == name) {
            return Match::Same(same);
        }
        self.indicators
            .iter()
            .map(|one| {
                (
                    strsim::normalized_levenshtein(&plain(&one.name), &name),
                    one,
                )
            })
            .filter(|(likeness, _)| *likeness >= LIKENESS)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map_or(Match::None, |(_, near)| Match::Near(near))
    }

    /// How messages call it: 《国家生态工业示范园区标准》（HJ 274-2015）.
    pub fn title(&self) -> String {
        if self.number.is_empty() {
            format!("《{}》", self.name)
        } else {
            format!("《{}》（{}）", self.name, self.number)
        }
    }
}

impl Entry {
    /// The limit, if one holds for all parks.
    pub fn limit(&self) -> Option<Limit> {
        match self.limits.as_slice() {
            [only] if only.condition.is_empty() => Limit::parse(only.limit.as_str(), None),
            _ => None,
        }
    }
}

impl Match<'_> {
    /// The entry, the same or a near one.
    pub fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Same(entry) | Self::Near(entry) => Some(entry),
            Self::None => None,
        }
    }
}

/// A fault of a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, with both values.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
        } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

/// Why a catalogue cannot be used: every fault of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct Unusable(pub Vec<Fault>);

fn lines(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    lines.join("\n")
}
