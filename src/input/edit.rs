//! Values changed in their files, every other byte kept.
//!
//! An [`Editor`] takes over what was read and changes one datum at a time: it
//! replaces the bytes of a text, or inserts a missing key where the model's
//! order puts it. After each change the file is read again; a change that does
//! not read back as what was meant is taken back and refused.

mod items;

use std::collections::BTreeSet;
use std::ops::Range;

use super::clean::clean;
use super::include::is_word;
use super::reader::{Extent, Parts};
use super::scalar::{Scalar, Style};
use super::write::{self, Context};
use super::{Input, SourceFile, keys};
use crate::finding::Severity;
use crate::park::catalogue::{self, Shape};

/// Why a datum was not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The model has no such datum.
    #[error("没有 `{0}` 这个数据")]
    Unknown(String),
    /// It holds no text of its own.
    #[error("无法改写 `{0}`：它不是一段文字")]
    NoText(String),
    /// A list would get a gap.
    #[error("无法写入 `{0}`：前面的项还没有")]
    Gap(String),
    /// It stands in a Word file, which is never written.
    #[error("无法改写 `{0}`：文字在 `{1}` 里，需要在 Word 中修改那个文件")]
    Word(String, String),
    /// The file would not read back as what was meant.
    #[error("无法改写 `{0}`：这里的写法太特殊，需要手工修改")]
    Awkward(String),
}

/// Changes data in the files that they were read from.
#[derive(Debug)]
pub struct Editor {
    input: Input,
    changed: BTreeSet<usize>,
}

/// One replacement in a file.
struct Change {
    file: usize,
    span: Range<usize>,
    text: String,
}

/// A step of a data path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl Editor {
    /// An editor of what was read.
    pub fn new(input: Input) -> Self {
        Self {
            input,
            changed: BTreeSet::new(),
        }
    }

    /// The data and places as they are now.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The text at `path` as it is now, before cleaning.
    pub fn text(&self, path: &str) -> Option<&str> {
        let (_, scalar) = self.input.spots.get(path)?.text.as_ref()?;
        Some(&scalar.value)
    }

    /// The files that were changed, with their indexes in [`Input::files`].
    pub fn changed(&self) -> impl Iterator<Item = (usize, &SourceFile)> {
        self.changed
            .iter()
            .map(|&file| (file, &self.input.files[file]))
    }

    /// Replaces parts of the text at `path`: byte ranges of
    /// [`Text::value`](crate::input::Text::value), in order, not overlapping.
    ///
    /// # Errors
    /// When there is no such text, or it stands in a way that cannot be changed.
    pub fn replace(
        &mut self,
        path: &str,
        edits: &[(Range<usize>, String)],
    ) -> Result<(), EditError> {
        let spot = self.spot(path)?;
        let Some((file, scalar)) = &spot.text else {
            return Err(EditError::NoText(path.to_owned()));
        };
        self.refuse_word(path, *file)?;
        let mut wanted = scalar.value.clone();
        for (range, text) in edits.iter().rev() {
            if wanted.get(range.clone()).is_none() {
                return Err(EditError::Awkward(path.to_owned()));
            }
            wanted.replace_range(range.clone(), text);
        }
        let changes = edits
            .iter()
            .map(|(range, text)| Change {
                file: *file,
                span: scalar.locate(range),
                text: write::piece(text, scalar.style, self.column(scalar.span.start)),
            })
            .collect();
        let change = self.rewrite(path, *file, scalar, &wanted);
        if self.try_changes(path, changes, |value| value == wanted) {
            return Ok(());
        }
        if self.try_changes(path, vec![change], |value| value == wanted) {
            Ok(())
        } else {
            Err(EditError::Awkward(path.to_owned()))
        }
    }

    /// Makes `value` the text at `path`; a key that is missing is inserted, a
    /// record or the next item of a list that is missing comes with it.
    ///
    /// # Errors
    /// When there is no such datum, or its file is written in a way that cannot be
    /// changed safely.
    pub fn set(&mut self, path: &str, value: &str) -> Result<(), EditError> {
        let field = catalogue::field(path).ok_or_else(|| EditError::Unknown(path.to_owned()))?;
        if !field.shape.is_scalar() && !matches!(field.shape, Shape::RecordOrWord | Shape::Refs) {
            return Err(EditError::NoText(path.to_owned()));
        }
        let change = match self.input.spots.get(path) {
            Some(spot) => match &spot.text {
                Some((file, scalar)) => {
                    self.refuse_word(path, *file)?;
                    self.rewrite(path, *file, scalar, value)
                }
                None if spot.parts == Parts::None && spot.whole.is_none() => {
                    self.fill(spot, write::scalar(value, &self.context(path)))
                }
                None => return Err(EditError::NoText(path.to_owned())),
            },
            None => self.insert(path, &|context| write::scalar(value, context))?,
        };
        let wanted = clean(value).trim().to_owned();
        if self.try_changes(path, vec![change], |text| clean(text).trim() == wanted) {
            Ok(())
        } else {
            Err(EditError::Awkward(path.to_owned()))
        }
    }

    /// Makes `values` the list at `path` (ids, names).
    ///
    /// # Errors
    /// As for [`Editor::set`].
    pub fn set_list(&mut self, path: &str, values: &[String]) -> Result<(), EditError> {
        let known = catalogue::field(path)
            .is_some_and(|field| matches!(field.shape, Shape::Refs | Shape::TextOrRecordList));
        if !known {
            return Err(EditError::Unknown(path.to_owned()));
        }
        let list = write::list(values);
        let change = match self.input.spots.get(path) {
            Some(spot) => self.fill(spot, list),
            None => self.insert(path, &|_| list.clone())?,
        };
        let last = values.len().checked_sub(1);
        let fits = |editor: &Self| {
            let at = |index: usize| editor.text(&format!("{path}[{index}]"));
            last.is_none_or(|last| at(last).map(clean) == values.get(last).map(|v| clean(v)))
                && at(values.len()).is_none()
        };
        if self.try_all(vec![change], fits) {
            Ok(())
        } else {
            Err(EditError::Awkward(path.to_owned()))
        }
    }

    fn refuse_word(&self, path: &str, file: usize) -> Result<(), EditError> {
        let name = &self.input.files[file].name;
        match is_word(name) {
            true => Err(EditError::Word(path.to_owned(), name.clone())),
            false => Ok(()),
        }
    }

    fn spot(&self, path: &str) -> Result<&Extent, EditError> {
        self.input
            .spots
            .get(path)
            .ok_or_else(|| EditError::Unknown(path.to_owned()))
    }

    fn yaml(&self) -> &str {
        &self.input.files[0].text
    }

    /// Column of a byte of the YAML, in characters from 0.
    fn column(&self, at: usize) -> usize {
        column(self.yaml(), at)
    }

    /// Where and how a value at `path` is to be written.
    fn context(&self, path: &str) -> Context {
        let key = self.input.spots.get(path).map_or(0, |spot| spot.key.start);
        Context {
            flow: self.is_in_flow(path),
            indent: self.column(key) + 2,
            newline: self.newline(),
            plain: false,
        }
    }

    fn newline(&self) -> &'static str {
        if self.yaml().contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }

    /// Whether a record or list above `path` stands in braces or brackets.
    fn is_in_flow(&self, path: &str) -> bool {
        parents(path).any(|parent| {
            self.input
                .spots
                .get(parent)
                .is_some_and(|spot| match &spot.parts {
                    Parts::None => false,
                    Parts::Record { flow, .. } | Parts::List { flow, .. } => *flow,
                })
        })
    }

    /// Another text in place of a scalar.
    fn rewrite(&self, path: &str, file: usize, scalar: &Scalar, value: &str) -> Change {
        let text = &self.input.files[file].text;
        let span = scalar.span.clone();
        if scalar.style == Style::File {
            let kept = text.trim_end_matches(['\n', '\r']).len();
            let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let mut content = value.trim_end_matches('\n').replace('\n', newline);
            content.push_str(&text[kept..]);
            return Change {
                file,
                span,
                text: content,
            };
        }
        let mut context = self.context(path);
        context.plain = scalar.style == Style::Plain;
        match scalar.style {
            Style::Literal | Style::Folded
                if scalar.value.trim().is_empty() && !value.trim().is_empty() =>
            {
                self.begin_block(path, span.start, value)
            }
            Style::Literal if !value.trim().is_empty() && !value.starts_with([' ', '\n']) => {
                let indent = self.column(span.start);
                Change {
                    file,
                    span,
                    text: write::lines(value.trim_end_matches('\n'), indent, context.newline),
                }
            }
            Style::Literal | Style::Folded => {
                let header = text[..span.start].rfind(['|', '>']).unwrap_or(span.start);
                Change {
                    file,
                    span: header..span.end,
                    text: write::scalar(value, &context),
                }
            }
            _ => Change {
                file,
                span,
                text: write::like(value, scalar.style, &context),
            },
        }
    }

    /// The first lines of an empty `|`; a comment behind it stays.
    fn begin_block(&self, path: &str, until: usize, value: &str) -> Change {
        let (text, context) = (self.yaml(), self.context(path));
        let key = self.input.spots.get(path).map_or(0, |spot| spot.key.end);
        let before = &text[key.min(until)..until];
        let header = before.find(['|', '>']).map_or(until, |at| key + at);
        let end = line_end(text, header);
        let rest = text[header..end]
            .find('#')
            .map_or("", |at| &text[header + at..end]);
        let gap = if rest.is_empty() { "" } else { "   " };
        let value = value.trim_matches('\n');
        // An indentation of its own would be taken for that of the block.
        let mark = if value.starts_with(' ') { "|2" } else { "|" };
        let (newline, indent) = (context.newline, " ".repeat(context.indent));
        let lines = write::lines(value, context.indent, newline);
        Change {
            file: 0,
            span: header..end,
            text: format!("{mark}{gap}{rest}{newline}{indent}{lines}"),
        }
    }

    /// A value where a key has none, or a list in place of another.
    fn fill(&self, spot: &Extent, value: String) -> Change {
        let (span, text) = if spot.value.is_empty() {
            let at = after_colon(self.yaml(), spot.key.end);
            (at..at, format!(" {value}"))
        } else {
            (spot.value.clone(), value)
        };
        Change {
            file: 0,
            span,
            text,
        }
    }

    /// A missing key, with the records that are missing above it.
    fn insert(&self, path: &str, render: &dyn Fn(&Context) -> String) -> Result<Change, EditError> {
        if catalogue::field(path).is_none() {
            return Err(EditError::Unknown(path.to_owned()));
        }
        let above = parents(path)
            .find(|parent| self.input.spots.contains_key(*parent))
            .ok_or_else(|| EditError::Awkward(path.to_owned()))?;
        let rest = steps(path[above.len()..].trim_start_matches('.'));
        let spot = &self.input.spots[above];
        let flow = self.is_in_flow(path);
        let fragment = |column: usize| {
            let context = Context {
                flow,
                indent: column,
                newline: self.newline(),
                plain: false,
            };
            write_steps(&rest, &context, render)
        };
        match &spot.parts {
            Parts::None if spot.text.is_some() => {
                let context = Context {
                    flow: true,
                    indent: 0,
                    newline: "\n",
                    plain: false,
                };
                let record = format!("{{{}}}", write_steps(&rest, &context, render));
                Ok(self.fill(spot, record))
            }
            Parts::None => Ok(self.open(spot, &rest, &fragment)),
            Parts::Record { flow, entries } => {
                let Some(Step::Key(key)) = rest.first() else {
                    return Err(EditError::NoText(path.to_owned()));
                };
                let before = predecessor(above, key, entries);
                Ok(self.among(
                    spot,
                    *flow,
                    entries.iter().map(|(_, span)| span),
                    before,
                    above.is_empty() && rest.len() > 1,
                    &fragment,
                ))
            }
            Parts::List { flow, items } => match rest.first() {
                Some(Step::Index(index)) if *index == items.len() => {
                    Ok(self.append(spot, *flow, items, &fragment))
                }
                _ => Err(EditError::Gap(path.to_owned())),
            },
        }
    }

    /// The first entries of a record or list that is empty.
    fn open(&self, spot: &Extent, rest: &[Step], fragment: &dyn Fn(usize) -> String) -> Change {
        if spot.value.is_empty() && self.yaml().trim().is_empty() {
            let end = self.yaml().len();
            return Change {
                file: 0,
                span: end..end,
                text: fragment(0) + self.newline(),
            };
        }
        let column = self.column(spot.key.start) + 2;
        let at = after_colon(self.yaml(), spot.key.end);
        let newline = self.newline();
        let text = match rest.first() {
            Some(_) => format!("{newline}{}{}", " ".repeat(column), fragment(column)),
            None => String::new(),
        };
        let end = if spot.value.is_empty() {
            at
        } else {
            spot.value.end
        };
        // A comment behind the colon stays on its line.
        if self.yaml()[end..line_end(self.yaml(), end)]
            .trim_start()
            .starts_with('#')
        {
            let end = line_end(self.yaml(), end);
            return Change {
                file: 0,
                span: end..end,
                text,
            };
        }
        Change {
            file: 0,
            span: at..end,
            text,
        }
    }

    /// An entry behind the entry `before`, or in front of all.
    fn among<'s>(
        &self,
        spot: &Extent,
        flow: bool,
        mut entries: impl Iterator<Item = &'s Range<usize>> + Clone,
        before: Option<usize>,
        spaced: bool,
        fragment: &dyn Fn(usize) -> String,
    ) -> Change {
        let first = entries.clone().next();
        let (at, text) = match (flow, before.and_then(|index| entries.nth(index)), first) {
            (true, Some(span), _) => (span.end, format!(", {}", fragment(0))),
            (true, None, Some(first)) => (first.start, format!("{}, ", fragment(0))),
            (true, None, None) => (spot.value.start + 1, fragment(0)),
            (false, Some(span), _) => {
                let column = first.map_or(0, |first| self.column(first.start));
                let newline = self.newline();
                let gap = if spaced { newline } else { "" };
                let text = format!("{gap}{newline}{}{}", " ".repeat(column), fragment(column));
                (line_end(self.yaml(), span.end), text)
            }
            (false, None, first) => {
                let start = first.map_or(spot.value.start, |first| first.start);
                let column = self.column(start);
                let newline = self.newline();
                let gap = if spaced { newline } else { "" };
                let text = format!("{}{newline}{gap}{}", fragment(column), " ".repeat(column));
                (start, text)
            }
        };
        Change {
            file: 0,
            span: at..at,
            text,
        }
    }

    /// An item behind the last of a list.
    fn append(
        &self,
        spot: &Extent,
        flow: bool,
        items: &[Range<usize>],
        fragment: &dyn Fn(usize) -> String,
    ) -> Change {
        let (at, text) = match (flow, items.last()) {
            (true, None) => (spot.value.start + 1, fragment(0)),
            (true, Some(last)) => (last.end, format!(", {}", fragment(0))),
            (false, last) => {
                let last = last.cloned().unwrap_or_else(|| spot.value.clone());
                let dash = self.yaml()[..last.start].rfind('-').unwrap_or(last.start);
                let column = self.column(dash);
                let text = format!(
                    "{}{}{}",
                    self.newline(),
                    " ".repeat(column),
                    fragment(column)
                );
                (line_end(self.yaml(), last.end), text)
            }
        };
        Change {
            file: 0,
            span: at..at,
            text,
        }
    }

    /// How many faults of structure the files have.
    fn errors(&self) -> usize {
        let findings = self.input.findings.iter();
        findings
            .filter(|finding| finding.severity == Severity::Error)
            .count()
    }

    /// Makes changes and keeps them if the text at `path` is then right.
    fn try_changes(
        &mut self,
        path: &str,
        changes: Vec<Change>,
        fits: impl Fn(&str) -> bool,
    ) -> bool {
        self.try_all(changes, |editor| {
            fits(editor.text(path).unwrap_or_default())
        })
    }

    /// Makes changes, which must be in order; takes them back unless all data
    /// stay readable and `fits` says yes.
    fn try_all(&mut self, changes: Vec<Change>, fits: impl Fn(&Self) -> bool) -> bool {
        let Some(file) = changes.first().map(|change| change.file) else {
            return true;
        };
        let before = self.input.files[file].text.clone();
        let faults = self.errors();
        for change in changes.into_iter().rev() {
            self.input.files[file]
                .text
                .replace_range(change.span, &change.text);
        }
        self.input.reread();
        let fine = self.input.park.is_some() && self.errors() <= faults && fits(self);
        if fine {
            self.changed.insert(file);
        } else {
            self.input.files[file].text = before;
            self.input.reread();
        }
        fine
    }
}

/// `steps` as YAML, the value last.
fn write_steps(steps: &[Step], context: &Context, render: &dyn Fn(&Context) -> String) -> String {
    let deeper = Context {
        indent: context.indent + 2,
        ..context.clone()
    };
    let Some((step, rest)) = steps.split_first() else {
        return render(context);
    };
    let is_list = matches!(rest.first(), Some(Step::Index(_)));
    match (step, context.flow) {
        (Step::Key(key), _) if rest.is_empty() => format!("{key}: {}", render(&deeper)),
        (Step::Key(key), true) => {
            let (open, close) = if is_list { ('[', ']') } else { ('{', '}') };
            format!("{key}: {open}{}{close}", write_steps(rest, context, render))
        }
        (Step::Key(key), false) => format!(
            "{key}:{}{}{}",
            context.newline,
            " ".repeat(deeper.indent),
            write_steps(rest, &deeper, render)
        ),
        (Step::Index(_), _) if rest.is_empty() && context.flow => render(context),
        (Step::Index(_), true) => format!("{{{}}}", write_steps(rest, context, render)),
        (Step::Index(_), false) => format!("- {}", write_steps(rest, &deeper, render)),
    }
}

/// Which entry of the record at `path` the key comes behind: the last one that
/// the model puts before it.
fn predecessor(path: &str, key: &str, entries: &[(String, Range<usize>)]) -> Option<usize> {
    let order = keys::children(&catalogue::pattern(path));
    let rank = |label: &str| order.iter().position(|field| field.label == label);
    let comes_before = |label: &str| match (rank(label), rank(key)) {
        (Some(label), Some(key)) => label < key,
        // The years of 实际值.
        _ => label < key,
    };
    entries
        .iter()
        .enumerate()
        .filter(|(_, (label, _))| comes_before(label))
        .map(|(index, _)| index)
        .next_back()
}

/// The steps of a path.
fn steps(path: &str) -> Vec<Step<'_>> {
    path.split(['.', '['])
        .filter(|part| !part.is_empty())
        .map(|part| match part.strip_suffix(']') {
            Some(index) => Step::Index(index.parse().unwrap_or(usize::MAX)),
            None => Step::Key(part),
        })
        .collect()
}

/// The paths above `path`, the nearest first; the last is empty.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    let mut here = Some(path);
    std::iter::from_fn(move || {
        let end = here?.rfind(['.', '[']);
        here = match (end, here) {
            (Some(end), Some(path)) => Some(&path[..end]),
            (None, Some(path)) if !path.is_empty() => Some(""),
            _ => None,
        };
        here
    })
}

/// Where a value may stand behind a key that has none.
fn after_colon(text: &str, key_end: usize) -> usize {
    let rest = &text[key_end..];
    let quotes = rest.len() - rest.trim_start_matches([' ', '"', '\'']).len();
    if rest[quotes..].starts_with(':') {
        key_end + quotes + 1
    } else {
        key_end
    }
}

/// Column of a byte, in characters from 0.
fn column(text: &str, at: usize) -> usize {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    text[line..at].chars().count()
}

/// End of the line with `at`, before its line break.
fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end)
}
