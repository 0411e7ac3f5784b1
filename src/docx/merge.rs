//! What filled-in forms say → the YAML: a new one, or changes to one.
//!
//! Only what somebody edited is written, in the notation that the file uses for
//! it; comments, order and every other byte stay, and a text kept in an
//! `"@文件.txt"` goes back into that file. Rows of lists are found by their ids. An
//! empty place never empties a datum. What would lose something waits for
//! [`Accept`].

mod list;
mod plan;

use similar::TextDiff;

use super::read::{Datum, Filled};
use super::value::{self, Kind};
use crate::input::edit::Editor;
use crate::input::{self, Input, NoFiles, SourceFile};
use crate::park::catalogue::{self, Shape};

use plan::Plan;

/// A data file without data.
const NEW: &str = "格式版本: 1\n";
/// The datum that names the park.
const NAME: &str = "园区基本情况.园区名称";

/// What is allowed beyond plain changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accept {
    /// Texts much shorter than before, rows taken out, coarser dates.
    pub losses: bool,
    /// Papers of a park of another name.
    pub other_park: bool,
    /// What was not edited on the paper but differs from the file, too.
    pub unedited: bool,
}

/// What has become of the data files.
#[derive(Debug)]
pub struct Readback {
    /// The files that changed, as they are to be written: the YAML, and texts
    /// that it refers to, by the names it uses.
    pub files: Vec<SourceFile>,
    /// All changes as a unified diff.
    pub diff: String,
    /// Paths of the data that changed, in the order of the form.
    pub changed: Vec<String>,
    /// What was left alone and why, or done beside, one clause each.
    pub messages: Vec<String>,
    /// Why nothing may be written until the user allows it, one clause each.
    pub stops: Vec<String>,
}

impl Filled {
    /// A new data file with what the form says.
    pub fn to_yaml(&self, name: &str) -> Readback {
        self.merge(input::read(name, NEW.as_bytes(), &NoFiles))
    }

    /// Changes the data that were read into `input` to what the form says.
    pub fn merge(&self, input: Input) -> Readback {
        merge(&[("", self)], input, Accept::default())
    }
}

/// Changes the data that were read into `input` to what the papers of its park
/// say; each paper with a name for messages.
pub fn merge(papers: &[(&str, &Filled)], input: Input, accept: Accept) -> Readback {
    let before: Vec<SourceFile> = input.files.clone();
    let mut editor = Editor::new(input);
    let mut plan = Plan::new(accept);
    for (name, filled) in papers {
        plan.add(name, filled, &editor);
    }
    let changed = plan.carry_out(&mut editor);
    let files: Vec<SourceFile> = editor.changed().map(|(_, file)| file.clone()).collect();
    let diff = editor
        .changed()
        .map(|(index, file)| {
            let old = before.get(index).map_or("", |file| file.text.as_str());
            TextDiff::from_lines(old, file.text.as_str())
                .unified_diff()
                .context_radius(2)
                .header(&file.name, &file.name)
                .to_string()
        })
        .collect();
    Readback {
        files,
        diff,
        changed,
        messages: plan.messages,
        stops: plan.stops,
    }
}

/// What is to be done with a datum.
#[derive(Debug, PartialEq, Eq)]
enum Change {
    None,
    /// It was emptied on the paper.
    Emptied,
    /// Its places say different things.
    Conflict(Vec<String>),
    /// The file says something else, and nobody edited the paper.
    Kept(String),
    To(String),
}

/// Compares a datum's places with the text in the file: a place that says what
/// the file says was not edited.
fn change(datum: &Datum, old: &str) -> Change {
    let kind = kind(&datum.path);
    let mut edited: Vec<&String> = Vec::new();
    for value in &datum.typed {
        let known = edited.iter().any(|other| value::same(other, value, kind));
        if !value::same(value, old, kind) && !known {
            edited.push(value);
        }
    }
    if edited.len() > 1 {
        edited.retain(|value| !value.is_empty());
    }
    match edited.as_slice() {
        [] => unedited(datum, old, kind),
        [value] if value.is_empty() => Change::Emptied,
        [value] if kind == Kind::Date => Change::To(value::in_notation(value, old)),
        [value] => Change::To((*value).clone()),
        _ => Change::Conflict(edited.into_iter().cloned().collect()),
    }
}

/// A datum that nobody edited fills an empty place of the file only.
fn unedited(datum: &Datum, old: &str, kind: Kind) -> Change {
    if datum
        .values
        .iter()
        .any(|value| value::same(value, old, kind))
        || !datum.typed.is_empty()
    {
        return Change::None;
    }
    match datum.values.iter().find(|value| !value.is_empty()) {
        Some(value) if old.trim().is_empty() => Change::To(value.clone()),
        Some(value) => Change::Kept(value.clone()),
        None => Change::None,
    }
}

fn kind(path: &str) -> Kind {
    match catalogue::field(path) {
        Some(field) if field.long => Kind::Long,
        Some(field) => match &field.shape {
            Shape::Date => Kind::Date,
            Shape::Choice(options) if options.iter().any(|option| option == "是") => Kind::YesNo,
            _ => Kind::Line,
        },
        None => Kind::Line,
    }
}

/// Whether the datum at `path` says the same on both sides: dates in other
/// notations, texts in the same paragraphs.
pub fn is_same(path: &str, one: &str, other: &str) -> bool {
    value::same(one, other, kind(path))
}

/// A text for a message, shortened.
fn short(text: &str) -> String {
    let words = visible(&text.replace('\n', "⏎"));
    match words.chars().count() > 40 {
        true => format!("{}…", words.chars().take(38).collect::<String>()),
        false => words,
    }
}

/// `text` with its control and bidirectional characters made visible.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            _ if crate::input::is_invisible(c) || c.is_control() => {
                shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
            }
            _ => shown.push(c),
        }
    }
    shown
}
