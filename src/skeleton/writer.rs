//! Writes a data file key by key, in the order of the catalogue.

use serde_json::Value;

use super::Wish;
use crate::form::FormSet;
use crate::input::write;
use crate::park::catalogue::{self, Field, Shape};
use crate::park::hints::hints;

/// Columns of Chinese text to a line of explanation.
const LINE: usize = 44;

/// Lists and records that most parks have nothing for: an empty one would say
/// that there is something.
const OCCASIONAL: &[&str] = &[
    "园区管理机构情况.变更记录",
    "支撑项目[].调整情况",
    "重大调整",
    "基础数据",
    "产业链",
    "园区边界",
    "实施方案.附加章节",
];

/// Writes the data of the catalogue one after another.
pub(super) struct Writer<'a> {
    pub out: String,
    wish: &'a Wish<'a>,
}

/// Where a record stands.
#[derive(Clone, Copy)]
struct At<'a> {
    /// Its pattern in the catalogue.
    pattern: &'a str,
    /// Blanks ahead of its keys.
    indent: usize,
    /// Whether it is commented out.
    off: bool,
    /// Whether it is an item of a list, so that its first key has a dash.
    item: bool,
    /// Whether its keys are explained: those of a list's first item are.
    explained: bool,
}

impl<'a> Writer<'a> {
    pub fn new(wish: &'a Wish<'a>, out: String) -> Self {
        Self { out, wish }
    }

    /// Every key of the park.
    pub fn park(&mut self, data: &Value) {
        let root = At {
            pattern: "",
            indent: 0,
            off: false,
            item: false,
            explained: true,
        };
        self.record(data, root);
    }

    fn record(&mut self, data: &Value, at: At) {
        let mut dash = at.item;
        for field in children(at.pattern) {
            let value = data.get(&field.label).unwrap_or(&Value::Null);
            let off = at.off || (self.optional(field) && is_nothing(value));
            self.field(field, value, At { off, ..at }, dash);
            dash = false;
        }
    }

    fn field(&mut self, field: &Field, value: &Value, at: At, dash: bool) {
        if at.indent == 0 {
            self.out.push('\n');
        }
        if at.explained {
            for line in self.explanation(field, at.off) {
                self.explain(at, &line);
            }
        }
        let key = match dash {
            true => format!("{}- {}", " ".repeat(at.indent - 2), field.label),
            false => format!("{}{}", " ".repeat(at.indent), field.label),
        };
        let remark = match at.explained {
            true => remark(field).map_or_else(String::new, |remark| format!("   # {remark}")),
            false => String::new(),
        };
        let written = scalar(field, value, at.indent + 2);
        let (head, lines) = written.split_once('\n').unwrap_or((&written, ""));
        self.line(at.off, &format!("{key}:{head}{remark}"));
        for line in lines.lines() {
            self.line(at.off, line);
        }
        self.below(field, value, at);
    }

    /// The records that a field holds.
    fn below(&mut self, field: &Field, value: &Value, at: At) {
        match field.shape {
            Shape::Record | Shape::RecordOrWord if !is_word(value) => {
                let below = At {
                    pattern: &field.path,
                    indent: at.indent + 2,
                    item: false,
                    ..at
                };
                self.record(value, below);
            }
            Shape::List | Shape::TextOrRecordList if !is_flow(value) => {
                let pattern = format!("{}[]", field.path);
                let empty = [Value::Null];
                let items = match value.as_array() {
                    Some(items) if !items.is_empty() => items,
                    _ => empty.as_slice(),
                };
                for (i, item) in items.iter().enumerate() {
                    let below = At {
                        pattern: &pattern,
                        indent: at.indent + 4,
                        item: true,
                        explained: at.explained && i == 0,
                        ..at
                    };
                    self.record(&named(item), below);
                }
            }
            _ => {}
        }
    }

    /// Whether an empty datum is commented out: the forms do not use it, or an
    /// empty record would say that there is something.
    fn optional(&self, field: &Field) -> bool {
        let absent = field.description.contains("没有的不填") && field.shape == Shape::Record;
        field.forms.and(self.wish.forms) == FormSet::NONE
            || absent
            || field.shape == Shape::RecordOrWord
            || OCCASIONAL.contains(&field.path.as_str())
    }

    /// What stands above a key: the annexes of a block, the official guidance,
    /// and for the forms wanted the points to write on.
    fn explanation(&self, field: &Field, off: bool) -> Vec<String> {
        let mut lines = Vec::new();
        if !field.path.contains('.') && !field.description.is_empty() && !field.shape.is_scalar() {
            let annexes = match field.description.contains("附件") {
                true => String::new(),
                false => format!("（{}）", field.forms.name()),
            };
            lines.push(format!("{}{annexes}", field.description));
        }
        if let Some(guidance) = &field.guidance {
            lines.extend(wrap(&format!("填写要求：{guidance}")));
        }
        let points = hints(&field.path);
        if !off && !points.is_empty() {
            lines.push("撰写要点（建议）：".to_owned());
            lines.extend(points.iter().map(|point| format!("- {point}")));
        }
        lines
    }

    fn explain(&mut self, at: At, line: &str) {
        let blank = " ".repeat(at.indent);
        self.out.push_str(&match at.off {
            true => format!("##{blank} {line}\n"),
            false => format!("{blank}## {line}\n"),
        });
    }

    fn line(&mut self, off: bool, line: &str) {
        self.out.push_str(if off { "# " } else { "" });
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// The data directly below a record.
fn children(pattern: &str) -> impl Iterator<Item = &'static Field> {
    catalogue::fields().iter().filter(move |field| {
        let parent = field.path.rsplit_once('.').map_or("", |(parent, _)| parent);
        parent == pattern && !field.path.ends_with(['}', ']'])
    })
}

/// Whether there is no datum in it at all.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_nothing),
        Value::Object(map) => map.values().all(is_nothing),
        _ => false,
    }
}

/// Whether it is a word in the place of a record (`延期: 无`).
fn is_word(value: &Value) -> bool {
    matches!(value, Value::String(text) if !text.trim().is_empty())
}

/// Whether it is a list of texts alone, which stands in brackets.
fn is_flow(value: &Value) -> bool {
    let items = value.as_array().filter(|items| !items.is_empty());
    items.is_some_and(|items| items.iter().all(Value::is_string))
}

/// An item that is only its name, as the record that it stands for.
fn named(item: &Value) -> Value {
    match item {
        Value::String(name) => serde_json::json!({ "名称": name }),
        item => item.clone(),
    }
}

/// What stands in the place of the value, with the blank ahead of it.
fn scalar(field: &Field, value: &Value, indent: usize) -> String {
    match (&field.shape, value) {
        (Shape::Refs, Value::Array(_)) | (Shape::TextOrRecordList, Value::Array(_))
            if is_flow(value) =>
        {
            format!(" {}", write::list(&texts(value)))
        }
        (Shape::Refs, _) => " []".to_owned(),
        (Shape::Map, _) => format!(" {}", map(value)),
        (_, Value::String(text)) if !text.trim().is_empty() => {
            let context = write::Context {
                flow: false,
                indent,
                newline: "\n",
                plain: false,
            };
            let text = text.trim_end();
            match field.long && !text.contains('\n') {
                true => write::scalar(&format!("{text}\n"), &context),
                false => write::scalar(text, &context),
            }
            .replacen("", " ", 1)
        }
        _ if field.long => " |".to_owned(),
        _ => String::new(),
    }
}

fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    let texts = items.filter_map(Value::as_str).map(str::to_owned);
    texts.collect()
}

/// Values by free key: `{2025: "22.4", 2026: "23.1"}`.
fn map(value: &Value) -> String {
    let context = write::Context {
        flow: true,
        indent: 0,
        newline: "\n",
        plain: false,
    };
    let entries = value.as_object().into_iter().flatten();
    let entries: Vec<String> = entries
        .map(|(key, value)| {
            let value = write::scalar(value.as_str().unwrap_or_default(), &context);
            format!("{key}: {value}")
        })
        .collect();
    format!("{{{}}}", entries.join(", "))
}

/// What stands behind a key: what it is, its options, an example.
fn remark(field: &Field) -> Option<String> {
    let mut parts = Vec::new();
    let said = !field.path.contains('.') && !field.shape.is_scalar();
    if !said && !field.description.is_empty() && field.description != field.label {
        parts.push(field.description.clone());
    }
    match (&field.shape, &field.example) {
        (Shape::Choice(options), _) => {
            parts.retain(|part| part != "选一项" && part != "是或否");
            parts.push(format!("选一项：{}", options.join("｜")));
        }
        (_, Some(example)) if field.path != "格式版本" => parts.push(format!("例：{example}")),
        _ => {}
    }
    (!parts.is_empty()).then(|| parts.join("；"))
}

/// Breaks a long text into lines; no line begins with a closing mark.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for c in text.chars() {
        if length >= LINE && !"，。、；：）》”".contains(c) {
            lines.push(String::new());
            length = 0;
        }
        lines.last_mut().expect("never empty").push(c);
        length += 1;
    }
    lines
}
