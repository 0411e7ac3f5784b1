//! Which texts a rule of writing looks at, and how it moves in them.
//!
//! False alarms are worse than misses here, so a rule names the kinds of text
//! that it understands: an address is no prose, and a telephone number is no
//! range of numbers.

use std::ops::Range;

use crate::check::count::is_han;
use crate::check::{Context, Found, Pending};
use crate::finding::Severity;
use crate::input::Text;
use crate::park::Kind;
use crate::park::catalogue::Field;

use Sort::{Contact, Document, Other, Person, Phrase, Prose, Unit, Value};

/// What a datum is to a rule of writing: [`Kind`]s that are written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A long text in paragraphs.
    Prose,
    /// Printed words: a name of something, an address, a goal.
    Phrase,
    /// A unit, which follows the 《标准》.
    Unit,
    /// A number or other value that prints as it stands.
    Value,
    /// A person's name.
    Person,
    /// Telephone, fax, e-mail, postcode.
    Contact,
    /// The number of a document.
    Document,
    /// Dates, choices, ids, files: judged by other rules, or not printed.
    Other,
}

impl Sort {
    /// The sort of a datum.
    fn of(field: &Field) -> Self {
        match field.kind {
            Kind::Prose => Prose,
            Kind::Words | Kind::Note | Kind::Name | Kind::Body | Kind::Source if field.printed => {
                Phrase
            }
            Kind::Unit => Unit,
            Kind::Quantity => Value,
            Kind::Person => Person,
            Kind::Phone | Kind::Email | Kind::Postcode => Contact,
            Kind::Document => Document,
            _ => Other,
        }
    }
}

/// Paragraphs.
pub(super) const PARAGRAPHS: &[Sort] = &[Prose];
/// Words in sentences or alone.
pub(super) const WORDS: &[Sort] = &[Prose, Phrase];
/// Units in a column of their own.
pub(super) const COLUMNS: &[Sort] = &[Unit];
/// Words and units.
pub(super) const WORDS_AND_UNITS: &[Sort] = &[Prose, Phrase, Unit];
/// Words and values.
pub(super) const WORDS_AND_VALUES: &[Sort] = &[Prose, Phrase, Unit, Value];
/// Words, and numbers of documents even where no form prints them.
pub(super) const WORDS_AND_DOCUMENTS: &[Sort] = &[Prose, Phrase, Document];
/// All but persons, whose lost characters are the business of B21.
pub(super) const NO_PERSONS: &[Sort] = &[Prose, Phrase, Unit, Value, Contact, Document, Other];
/// Whatever a form prints.
pub(super) const PRINTED: &[Sort] = &[Prose, Phrase, Unit, Value, Person, Contact];
/// Everything.
pub(super) const EVERYTHING: &[Sort] =
    &[Prose, Phrase, Unit, Value, Person, Contact, Document, Other];

/// A text being looked through, and where its faults go.
pub(super) struct Hits<'a> {
    found: &'a mut Found,
    text: &'a Text,
    severity: Severity,
}

impl Hits<'_> {
    /// Reports the bytes `range` of the text.
    pub fn at(&mut self, range: Range<usize>, message: impl Into<String>) -> Pending<'_> {
        let path = self.text.path.clone();
        let pending = match self.severity {
            Severity::Error => self.found.error(path, message),
            Severity::Warning => self.found.warning(path, message),
            Severity::Info => self.found.info(path, message),
        };
        pending.within(range).forms(self.text.forms)
    }
}

/// Looks through every text of these kinds.
pub(super) fn each(
    context: &Context,
    found: &mut Found,
    sorts: &[Sort],
    severity: Severity,
    scan: impl Fn(&str, &mut Hits),
) {
    for text in context.texts {
        if !text.value.is_empty() && sorts.contains(&Sort::of(text.field)) {
            let mut hits = Hits {
                found: &mut *found,
                text,
                severity,
            };
            scan(&text.value, &mut hits);
        }
    }
}

/// The character before byte `at` on the same line.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back().filter(|&c| c != '\n')
}

/// The character from byte `at` on, on the same line.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next().filter(|&c| c != '\n')
}

/// The lines of a text with their offsets, without blanks at both ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    text.split_inclusive('\n').filter_map(move |whole| {
        let start = offset + (whole.len() - whole.trim_start().len());
        offset += whole.len();
        let line = whole.trim();
        (!line.is_empty()).then_some((start, line))
    })
}

/// The sentence around bytes `range`: what stands between two 。；！？ or line
/// ends.
pub(super) fn sentence<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    const ENDS: [char; 5] = ['。', '；', '！', '？', '\n'];
    let start = text[..range.start].rfind(ENDS).map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[range.end..]
        .find(ENDS)
        .map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

/// Whether `at` stands between 《 and 》 on its line.
pub(super) fn in_title(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let open = text[line..at].rfind('《');
    let close = text[line..at].rfind('》');
    open.is_some() && open > close
}

/// Whether `run` ends like the name of a file.
pub(super) fn is_file(run: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "png", "jpg", "jpeg", "svg", "pdf", "xlsx", "xls", "csv", "doc", "docx", "wps", "et",
        "txt", "yaml", "zip", "dwg", "tif", "pptx",
    ];
    run.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.iter().any(|one| one.eq_ignore_ascii_case(ending)))
}

/// Whether a Han character or a full-width mark.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || is_mark(c)
}

/// Whether a mark of Chinese text.
pub(super) fn is_mark(c: char) -> bool {
    "，。、；：？！…—·～“”‘’（）《》〈〉【】〔〕「」『』".contains(c)
}

/// A rule that tries texts outside of a data set.
#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::check::testing::park;
    use crate::finding::Finding;

    /// What rule `code` says of a long text, in a datum of annexes 1 to 4.
    pub fn of_prose(code: &str, value: &str) -> Vec<Finding> {
        findings(code, "实施方案.总体框架", value)
    }

    /// What rule `code` says of a datum.
    pub fn findings(code: &str, path: &str, value: &str) -> Vec<Finding> {
        park("实施方案: {}").text(path, value).findings(code)
    }

    /// The text with every mending of rule `code` done.
    pub fn mended(code: &str, value: &str) -> String {
        let mut edits: Vec<_> = of_prose(code, value)
            .into_iter()
            .filter_map(|finding| finding.fix)
            .flat_map(|fix| fix.edits)
            .collect();
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = value.to_owned();
        for (range, new) in edits.into_iter().rev() {
            text.replace_range(range, &new);
        }
        text
    }

    /// Asserts what rule `code` points at in a text, and how it mends it.
    #[track_caller]
    pub fn case(code: &str, value: &str, places: &[&str], after: &str) {
        let found = of_prose(code, value);
        let at: Vec<&str> = found
            .iter()
            .map(|finding| &value[finding.within.clone().expect("a part of the text")])
            .collect();
        assert_eq!(at, places, "{code} on {value}");
        assert_eq!(mended(code, value), after, "{code} mends {value}");
    }

    /// Asserts that rule `code` has nothing to say.
    #[track_caller]
    pub fn fine(code: &str, value: &str) {
        case(code, value, &[], value);
    }

    #[test]
    fn sentences_and_titles() {
        let text = "一。二三；四\n《五》六";
        let at = |part: &str| {
            let start = text.find(part).expect("in the text");
            start..start + part.len()
        };
        assert_eq!(sentence(text, &at("二")), "二三");
        assert_eq!(sentence(text, &at("三")), "二三");
        assert_eq!(sentence(text, &at("四")), "四");
        assert!(in_title(text, at("五").start));
        assert!(!in_title(text, at("六").start));
    }
}
