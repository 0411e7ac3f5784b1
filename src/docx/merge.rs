//! What a filled-in form says → the YAML: a new one, or changes to one.
//!
//! Only data that differ are written, in the notation that the file uses for
//! them; comments, order and every other byte stay, and a text kept in an
//! `"@文件.txt"` goes back into that file. An empty place never empties a datum.

use similar::TextDiff;

use super::read::{Datum, Filled};
use super::value::{self, Kind};
use crate::input::edit::Editor;
use crate::input::{self, Input, NoFiles, SourceFile};
use crate::park::catalogue::{self, Shape};

/// A data file without data.
const NEW: &str = "格式版本: 1\n";

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
    /// What was left alone and why, one clause each.
    pub messages: Vec<String>,
}

impl Filled {
    /// A new data file with what the form says.
    pub fn to_yaml(&self, name: &str) -> Readback {
        self.merge(input::read(name, NEW.as_bytes(), &NoFiles))
    }

    /// Changes the data that were read into `input` to what the form says.
    pub fn merge(&self, input: Input) -> Readback {
        let before: Vec<SourceFile> = input.files.clone();
        let mut editor = Editor::new(input);
        let mut changed = Vec::new();
        let mut messages: Vec<String> = self
            .unreadable
            .iter()
            .map(|(path, reason)| format!("未读取 `{path}`：{reason}"))
            .collect();
        for datum in &self.data {
            match change(datum, &editor) {
                Change::None => {}
                Change::Emptied => messages.push(format!(
                    "表中 `{}` 是空的，数据文件里的内容保持不变",
                    datum.path
                )),
                Change::Conflict(values) => messages.push(format!(
                    "`{}` 在表中不止一处，填写不一致，未改动：{}",
                    datum.path,
                    values
                        .iter()
                        .map(|value| format!("「{value}」"))
                        .collect::<Vec<_>>()
                        .join("、")
                )),
                Change::To(value) => match editor.set(&datum.path, &value) {
                    Ok(()) => changed.push(datum.path.clone()),
                    Err(error) => messages.push(error.to_string()),
                },
            }
        }
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
            messages,
        }
    }
}

/// What is to be done with a datum.
enum Change {
    None,
    Emptied,
    Conflict(Vec<String>),
    To(String),
}

/// Compares a datum's places with the file: a place that says what the file
/// says was not edited.
fn change(datum: &Datum, editor: &Editor) -> Change {
    let kind = kind(&datum.path);
    let old = editor.text(&datum.path).unwrap_or_default();
    let mut edited: Vec<&String> = Vec::new();
    for value in &datum.values {
        let known = edited.iter().any(|other| value::same(other, value, kind));
        if !value::same(value, old, kind) && !known {
            edited.push(value);
        }
    }
    if edited.len() > 1 {
        edited.retain(|value| !value.is_empty());
    }
    match edited.as_slice() {
        [] => Change::None,
        [value] if value.is_empty() => Change::Emptied,
        [value] if kind == Kind::Date => Change::To(value::in_notation(value, old)),
        [value] => Change::To((*value).clone()),
        _ => Change::Conflict(edited.into_iter().cloned().collect()),
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
