//! How the files of papers are called (`--name`).

use super::load::Loaded;
use super::names::safe_name;
use crate::form::FormId;
use crate::park::{FuzzyDate, Precision};
use crate::view::Mode;

/// A pattern for the names of papers: `{园区代码}_{附件}_{日期}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Code,
    Name,
    ShortName,
    Paper,
    Date,
}

/// What stands in braces.
const FIELDS: [(&str, Field); 5] = [
    ("园区代码", Field::Code),
    ("园区名称", Field::Name),
    ("园区简称", Field::ShortName),
    ("附件", Field::Paper),
    ("日期", Field::Date),
];

impl Naming {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it: an unknown word in braces, a brace without its
    /// other half, or no `{附件}`, by which the papers of a park differ.
    pub fn parse(pattern: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = pattern;
        while let Some(at) = rest.find(['{', '}']) {
            let (text, from) = rest.split_at(at);
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            let inside = from.strip_prefix('{').and_then(|from| from.split_once('}'));
            let Some((word, after)) = inside else {
                return Err("花括号不成对".to_owned());
            };
            let found = FIELDS.iter().find(|(name, _)| *name == word.trim());
            let Some((_, field)) = found else {
                let known = FIELDS.map(|(name, _)| format!("{{{name}}}"));
                return Err(format!("没有 {{{word}}}，可用 {}", known.join("、")));
            };
            pieces.push(Piece::Field(*field));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        if !pieces.contains(&Piece::Field(Field::Paper)) {
            return Err("其中要有 {附件}，否则同一园区的几个附件会同名".to_owned());
        }
        Ok(Self(pieces))
    }

    /// The stem of a paper's file.
    pub(super) fn stem(&self, park: &Loaded, form: FormId, mode: Mode) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Field(field) => field.of(park, form),
        });
        let name = safe_name(&pieces.collect::<String>());
        match mode {
            Mode::Draft => format!("{name}-草稿"),
            _ => name,
        }
    }
}

impl Field {
    fn of(self, park: &Loaded, form: FormId) -> String {
        let facts = park.facts.as_ref();
        let (label, text) = match self {
            Self::Paper => return form.form().stem(false),
            Self::Code => ("代码", facts.map(|facts| facts.code.clone())),
            Self::Name => ("名称", facts.map(|facts| facts.name.clone())),
            Self::ShortName => ("简称", Some(park.title())),
            Self::Date => ("日期", park.dates.get(&form).cloned()),
        };
        match text.unwrap_or_default().trim() {
            "" => format!("无{label}"),
            text => text.to_owned(),
        }
    }
}

/// A date as names of files have it: `2026-09-10`, as far as it is known.
pub(super) fn in_a_name(date: &FuzzyDate) -> String {
    let Some(interval) = date.interval() else {
        return String::new();
    };
    let day = interval.last.to_string();
    match interval.precision {
        Precision::Day => day,
        Precision::Month => day[..day.len() - 3].to_owned(),
        _ => interval.last.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_or_say_what_is_wrong() {
        #[track_caller]
        fn case(pattern: &str, expected: &str) {
            let error = Naming::parse(pattern).err().unwrap_or_default();
            assert!(
                error.contains(expected) && error.is_empty() == expected.is_empty(),
                "{error}"
            );
        }

        case("{园区代码}_{附件}_{园区简称}_{日期}", "");
        case("{附件}", "");
        case("{园区代码}", "要有 {附件}");
        case("{园区代号}{附件}", "没有 {园区代号}，可用 {园区代码}");
        case("{附件", "不成对");
        case("附件}", "不成对");
    }

    #[test]
    fn a_date_as_far_as_it_is_known() {
        #[track_caller]
        fn case(date: &str, expected: &str) {
            assert_eq!(in_a_name(&FuzzyDate(date.to_owned())), expected);
        }

        case("2026年9月10日", "2026-09-10");
        case("2026-9", "2026-09");
        case("2026年", "2026");
        case("", "");
        case("待定", "");
    }
}
