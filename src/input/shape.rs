//! The tree against the model: every fault at once, and no second finding for
//! the same slip.
//!
//! What is right goes on into the data; what is not is reported, left out and
//! remembered as lost, so that no rule calls it missing.

use std::collections::HashSet;
use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::clean::{clean, clean_line};
use super::keys::{self, Key};
use super::reader::{Parts, Reader};
use super::scalar::{Scalar, Style};
use super::tree::{Entries, Entry, Items, Kind, Node};
use super::{Text, include, scalar};
use crate::finding::{Fix, Place, Severity};
use crate::form::FormSet;
use crate::park::catalogue::{self, Field, Shape};
use crate::park::{self, Literal};

impl Reader<'_> {
    /// The data of the whole file.
    pub fn document(&mut self, root: Option<&Node>) -> Option<Value> {
        let hint = "第一层应是 `园区基本情况:` 等键，可用 `ecopark new` 生成一份";
        match root.map(|node| (&node.kind, node)) {
            None | Some((Kind::Null, _)) => {
                self.error("Y03", "", place(0..0), "文件中没有数据").hint = Some(hint.into());
                None
            }
            Some((Kind::Map(entries), _)) => Some(Value::Mapping(self.record("", "", entries))),
            Some((_, node)) => {
                let at = self.head(&node.span);
                let message = format!("文件的第一层应是一组键值，实际是{}", actual(node));
                self.error("Y03", "", at, message).hint = Some(hint.into());
                None
            }
        }
    }

    /// A record: its keys against those of the model.
    fn record(&mut self, pattern: &str, path: &str, entries: &Entries) -> Mapping {
        let mut record = Mapping::new();
        let mut seen: Vec<&str> = Vec::new();
        let mut parts = Vec::new();
        let written: HashSet<&str> = entries
            .list
            .iter()
            .map(|entry| entry.key.value.as_str())
            .collect();
        for entry in &entries.list {
            let Some(field) = self.key(pattern, path, &written, entry) else {
                continue;
            };
            let here = join(path, &field.label);
            if seen.contains(&field.label.as_str()) {
                self.duplicate(&here, entry);
                continue;
            }
            seen.push(&field.label);
            parts.push((field.label.clone(), span_of(entry)));
            self.mark(&here, &entry.key.span, &entry.value);
            if let Some(value) = self.value(field, &here, entry) {
                record.insert(field.label.clone().into(), value);
            }
        }
        self.spot(path).parts = Parts::Record {
            flow: entries.flow,
            entries: parts,
        };
        record
    }

    /// The datum that a key means; says what is wrong with the key.
    fn key(
        &mut self,
        pattern: &str,
        path: &str,
        written: &HashSet<&str>,
        entry: &Entry,
    ) -> Option<&'static Field> {
        let found = keys::find(pattern, &entry.key.value, |label| written.contains(label));
        let key = &match found {
            Key::Unknown => brief(&entry.key.value),
            _ => entry.key.value.clone(),
        };
        let here = join(path, key);
        let at = place(entry.key.span.clone());
        match found {
            Key::Exact(field) => Some(field),
            Key::Variant(field) => {
                let label = &field.label;
                let message = format!("`{key}` 的规范写法是 `{label}`");
                self.say(Severity::Info, "Y01", join(path, label), at, message)
                    .hint = Some(format!("已按 `{label}` 读取，改写键名即可"));
                Some(field)
            }
            Key::Likely(field) => {
                let label = &field.label;
                let message = format!("没有 `{key}` 这个键");
                self.error("Y01", here, at, message).hint =
                    Some(format!("是不是想写 `{label}`？本次已按 `{label}` 检查"));
                Some(field)
            }
            Key::Elsewhere(field) => {
                let record = field.path.rsplit_once('.').map_or("", |(record, _)| record);
                let hint = match record {
                    "" => format!("`{key}` 应写在第一层，前面不缩进"),
                    _ => format!("`{key}` 应写在 `{record}` 之下"),
                };
                let message = format!("`{key}` 写错了位置");
                self.error("Y01", here, at, message).hint = Some(hint);
                self.lost.insert(field.path.clone());
                None
            }
            Key::Unknown => {
                let message = format!("没有 `{key}` 这个键");
                self.error("Y01", here, at, message).hint = Some(known_keys(pattern, path));
                None
            }
        }
    }

    fn duplicate(&mut self, path: &str, entry: &Entry) {
        let key = &entry.key.value;
        let at = place(entry.key.span.clone());
        let finding = self.error("Y02", path, at, format!("`{key}` 写了不止一次"));
        finding.label = "重复".into();
        finding.hint = Some("保留一处，删去其余；本次按第一处检查".into());
        finding.labels.push(crate::finding::Label {
            path: path.to_owned(),
            text: "第一次写在这里".into(),
        });
    }

    /// The value of a datum; `None` where there is none.
    fn value(&mut self, field: &'static Field, path: &str, entry: &Entry) -> Option<Value> {
        let node = &entry.value;
        match (&field.shape, &node.kind) {
            (_, Kind::Null) => None,
            (Shape::Text | Shape::Date, Kind::Scalar(text)) => Some(self.text(field, path, text)),
            (Shape::Choice(_), Kind::Scalar(text)) => {
                self.choices.push((path.to_owned(), field));
                Some(self.text(field, path, text))
            }
            (Shape::Choice(_), Kind::List(items)) if field.rule.is_some() => {
                Some(self.several(field, path, items, node))
            }
            (Shape::Record | Shape::RecordOrWord, Kind::Map(entries)) => {
                Some(Value::Mapping(self.record(&field.path, path, entries)))
            }
            (Shape::RecordOrWord, Kind::Scalar(word)) => Some(self.text(field, path, word)),
            (Shape::List | Shape::TextOrRecordList, Kind::List(items)) => {
                Some(self.list(field, path, items))
            }
            (Shape::List | Shape::TextOrRecordList, Kind::Map(_))
            | (Shape::TextOrRecordList, Kind::Scalar(_)) => {
                self.wrong(field, path, node);
                let only = self.item(field, &format!("{path}[0]"), node)?;
                Some(Value::Sequence(vec![only]))
            }
            (Shape::Refs, Kind::List(items)) => Some(self.refs(field, path, items)),
            (Shape::Refs, Kind::Scalar(text)) => match ids(&text.value) {
                Some(ids) => {
                    self.ids_in_a_row(field, path, text, &ids);
                    self.keep(field, path, 0, text.clone());
                    Some(Value::Sequence(ids.into_iter().map(Value::from).collect()))
                }
                None => Some(self.text(field, path, text)),
            },
            (Shape::Map, Kind::Map(entries)) => Some(self.map(field, path, entries)),
            _ => {
                self.wrong(field, path, node);
                self.lost.insert(path.to_owned());
                None
            }
        }
    }

    /// A scalar that belongs to the data.
    fn text(&mut self, field: &'static Field, path: &str, scalar: &Scalar) -> Value {
        let is_text = field.shape == Shape::Text;
        if let Some(name) = include::reference(&scalar.value).filter(|_| is_text) {
            return self.included(field, path, name, scalar);
        }
        self.digits(field, path, scalar);
        match self.smart_quoted(field, path, scalar) {
            Some(inner) => {
                self.keep(field, path, 0, scalar.clone());
                Value::String(inner)
            }
            None => self.keep(field, path, 0, scalar.clone()),
        }
    }

    /// Word's “ ” in the place of YAML's quotes; the text in them, where they
    /// can be nothing else.
    fn smart_quoted(
        &mut self,
        field: &'static Field,
        path: &str,
        scalar: &Scalar,
    ) -> Option<String> {
        let text = scalar.value.trim();
        let inner = text.strip_prefix(['“', '”'])?.strip_suffix(['”', '“'])?;
        if scalar.style != Style::Plain || field.long || inner.contains(['“', '”']) {
            return None;
        }
        let certain = !inner.is_empty() && inner.is_ascii() || field.shape != Shape::Text;
        let at = place(scalar.span.clone());
        let (severity, message) = if certain {
            let message = format!("`{}` 的引号是中文引号", field.label);
            (Severity::Error, message)
        } else {
            let message = format!("`{}` 的中文引号会成为内容的一部分", field.label);
            (Severity::Warning, message)
        };
        let finding = self.say(severity, "Y06", path, at, message);
        finding.hint = Some(format!("写成 `\"{inner}\"`，用英文双引号"));
        finding.forms = field.forms;
        certain.then(|| clean_line(inner))
    }

    /// Remembers a scalar and gives its cleaned text.
    fn keep(&mut self, field: &'static Field, path: &str, file: usize, scalar: Scalar) -> Value {
        let cleaned = if field.long {
            clean(&scalar.value)
        } else {
            clean_line(&scalar.value)
        };
        self.texts.push(Text::new(
            path.to_owned(),
            scalar.value.clone(),
            field,
            scalar.style != Style::Plain,
        ));
        self.spot(path).text = Some((file, scalar));
        Value::String(cleaned)
    }

    /// The text of the file `name`.
    fn included(&mut self, field: &'static Field, path: &str, name: &str, at: &Scalar) -> Value {
        match self.include(name) {
            Ok(file) => {
                let text = scalar::Scalar::file(&self.sources[file].text);
                self.keep(field, path, file, text)
            }
            Err(reason) => {
                let message = format!("无法读取 `{name}`：{reason}");
                let finding = self.error("Y07", path, place(at.span.clone()), message);
                finding.hint = Some("把文件放在数据文件旁边，并核对文件名".into());
                finding.forms = field.forms;
                self.lost.insert(path.to_owned());
                Value::String(String::new())
            }
        }
    }

    /// Several options where one is to be chosen: its rule says so.
    fn several(&mut self, field: &'static Field, path: &str, items: &Items, node: &Node) -> Value {
        let words: Vec<&str> = items
            .list
            .iter()
            .filter_map(|item| match &item.kind {
                Kind::Scalar(word) => Some(word.value.as_str()),
                _ => None,
            })
            .collect();
        let value = words.join("、");
        let text = Text::new(path.to_owned(), value.clone(), field, false);
        self.texts.push(text);
        self.spot(path).whole = Some(node.span.clone());
        Value::String(value)
    }

    fn list(&mut self, field: &'static Field, path: &str, items: &Items) -> Value {
        let mut list = Vec::new();
        for item in &items.list {
            let here = format!("{path}[{}]", list.len());
            list.extend(self.item(field, &here, item));
        }
        self.spot(path).parts = Parts::List {
            flow: items.flow,
            items: items.list.iter().map(|item| item.span.clone()).collect(),
        };
        Value::Sequence(list)
    }

    /// An item of a list of records or texts.
    fn item(&mut self, field: &'static Field, path: &str, item: &Node) -> Option<Value> {
        let pattern = format!("{}[]", field.path);
        self.mark(path, &self.head(&item.span).span, item);
        match (&field.shape, &item.kind) {
            (_, Kind::Map(entries)) => {
                if let Some(first) = entries.list.first() {
                    self.spot(path).key = first.key.span.clone();
                }
                Some(Value::Mapping(self.record(&pattern, path, entries)))
            }
            (Shape::TextOrRecordList, Kind::Scalar(text)) => {
                let leaf = catalogue::field(path).unwrap_or(field);
                Some(self.text(leaf, path, text))
            }
            (_, kind) => {
                let message = match kind {
                    Kind::Null => format!("`{}` 中有空的一项", field.label),
                    _ => format!(
                        "`{}` 的每一项应是一组键值，实际是{}",
                        field.label,
                        actual(item)
                    ),
                };
                let at = self.head(&item.span);
                let finding = self.error("Y03", path, at, message);
                finding.hint = Some(item_hint(&pattern));
                finding.forms = field.forms;
                None
            }
        }
    }

    /// A list of ids or words.
    fn refs(&mut self, field: &'static Field, path: &str, items: &Items) -> Value {
        let mut ids = Vec::new();
        for item in &items.list {
            let here = format!("{path}[{}]", ids.len());
            let at = self.head(&item.span);
            match &item.kind {
                Kind::Scalar(text) => {
                    self.mark(&here, &at.span, item);
                    match self::ids(&text.value) {
                        Some(several) => {
                            let message = format!("`{}` 的编号没有用半角逗号隔开", field.label);
                            let finding = self.error("Y06", &here, at, message);
                            finding.hint = Some(format!("写成 `[{}]`", several.join(", ")));
                            finding.forms = field.forms;
                            self.keep(field, &here, 0, text.clone());
                            ids.extend(several.into_iter().map(Value::from));
                        }
                        None => ids.push(self.text(field, &here, text)),
                    }
                }
                Kind::Null => {}
                _ => {
                    let message =
                        format!("`{}` 的每一项应是文字，实际是{}", field.label, actual(item));
                    self.error("Y03", here, at, message).forms = field.forms;
                }
            }
        }
        self.spot(path).parts = Parts::List {
            flow: items.flow,
            items: items.list.iter().map(|item| item.span.clone()).collect(),
        };
        Value::Sequence(ids)
    }

    /// Values by year.
    fn map(&mut self, field: &'static Field, path: &str, entries: &Entries) -> Value {
        let leaf = catalogue::of_pattern(&format!("{}{{}}", field.path)).unwrap_or(field);
        let mut map = Mapping::new();
        let mut parts = Vec::new();
        for entry in &entries.list {
            let key = clean_line(&entry.key.value);
            let here = join(path, &key);
            if map.contains_key(&key) {
                self.duplicate(&here, entry);
                continue;
            }
            parts.push((key.clone(), span_of(entry)));
            self.mark(&here, &entry.key.span, &entry.value);
            match &entry.value.kind {
                Kind::Scalar(text) => {
                    let value = self.text(leaf, &here, text);
                    map.insert(key.into(), value);
                }
                Kind::Null => {}
                _ => {
                    let at = self.head(&entry.value.span);
                    let message = format!(
                        "`{}` 的值应是数值或文字，实际是{}",
                        entry.key.value,
                        actual(&entry.value)
                    );
                    self.error("Y03", here, at, message).forms = field.forms;
                }
            }
        }
        self.lost_zeros(field, path, &entries.list);
        self.spot(path).parts = Parts::Record {
            flow: entries.flow,
            entries: parts,
        };
        Value::Mapping(map)
    }

    /// Numbers without quotes that have fewer decimals than those of the other
    /// years: a spreadsheet drops the zeros at the end.
    fn lost_zeros(&mut self, field: &'static Field, path: &str, entries: &[Entry]) {
        let decimals = |entry: &Entry| match &entry.value.kind {
            Kind::Scalar(text) => {
                let literal = Literal(text.value.clone());
                literal.number().map(|_| literal.decimals())
            }
            _ => None,
        };
        let most = entries.iter().filter_map(decimals).max().unwrap_or(0);
        for entry in entries {
            let Kind::Scalar(text) = &entry.value.kind else {
                continue;
            };
            let Some(own) = decimals(entry).filter(|own| *own < most) else {
                continue;
            };
            // A whole 0 or 100 among decimals is exact.
            if text.style != Style::Plain || matches!(text.value.as_str(), "0" | "100") {
                continue;
            }
            let year = &entry.key.value;
            let message = format!(
                "`{year}` 的「{}」有 {own} 位小数，少于其他年份的 {most} 位",
                text.value
            );
            let at = place(text.span.clone());
            let finding = self.say(Severity::Warning, "Y04", join(path, year), at, message);
            finding.hint = Some("末尾的 0 可能已丢失，核对后补上，并加英文双引号".into());
            finding.forms = field.forms;
        }
    }

    /// A value of another kind than the datum has.
    fn wrong(&mut self, field: &'static Field, path: &str, node: &Node) {
        let (expected, hint) = expected(field);
        let message = format!("`{}` 应是{expected}，实际是{}", field.label, actual(node));
        let at = self.head(&node.span);
        let finding = self.error("Y03", path, at, message);
        finding.hint = Some(hint);
        finding.forms = field.forms;
    }

    /// Says of `S1、S4` that it is read as a list, and should be one.
    fn ids_in_a_row(&mut self, field: &'static Field, path: &str, text: &Scalar, ids: &[&str]) {
        let list = format!("[{}]", ids.join(", "));
        let message = format!(
            "`{}` 按 {} 个编号读入：「{}」",
            field.label,
            ids.len(),
            text.value
        );
        let finding = self.error("Y03", path, place(text.span.clone()), message);
        finding.severity = Severity::Info;
        finding.hint = Some(format!("写成 `{}: {list}`", field.label));
        finding.fix = Some(Fix::safe(0..text.value.len(), list));
        finding.forms = field.forms;
    }

    /// Digits that a spreadsheet has changed, or that the next one would.
    fn digits(&mut self, field: &'static Field, path: &str, scalar: &Scalar) {
        if scalar.style != Style::Plain
            || !matches!(field.kind, park::Kind::Postcode | park::Kind::Phone)
        {
            return;
        }
        let text = scalar.value.as_str();
        let at = place(scalar.span.clone());
        if is_scientific(text) {
            let message = format!("`{}` 的「{text}」是被改写成科学计数法的数", field.label);
            let finding = self.error("Y04", path, at, message);
            finding.hint = Some("按原号码重填，并加英文引号".into());
            finding.forms = field.forms;
        } else if text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit()) {
            let message = format!("`{}` 以 0 开头却没有加引号", field.label);
            let finding = self.say(Severity::Warning, "Y04", path, at, message);
            finding.hint = Some(format!(
                "写成 `\"{text}\"`，以免其他程序当作数字而丢掉开头的 0"
            ));
            finding.forms = field.forms;
        }
    }

    /// The words of choices against their options, once the data are typed:
    /// then `km²` has become 平方公里.
    pub fn options(&mut self, park: &crate::park::Park) {
        let doubtful: Vec<(String, &Field)> = std::mem::take(&mut self.choices)
            .into_iter()
            .filter(|(path, field)| {
                field.rule.is_none() && !self.is_option(field, self.text_at(path))
            })
            .collect();
        if doubtful.is_empty() {
            return;
        }
        let Ok(typed) = serde_json::to_value(park) else {
            return;
        };
        for (path, field) in doubtful {
            let word = lookup(&typed, &path).unwrap_or_default();
            if word.is_empty() || self.is_option(field, word) {
                continue;
            }
            let Shape::Choice(options) = &field.shape else {
                continue;
            };
            let at = self.value_place(&path);
            let message = format!("`{}` 的「{}」不在选项内", field.label, brief(word));
            let finding = self.error("Y03", &path, at, message);
            finding.hint = Some(format!("可选：{}", options.join("、")));
            finding.forms = field.forms;
            self.lost.insert(path);
        }
    }

    fn is_option(&self, field: &'static Field, word: &str) -> bool {
        matches!(&field.shape, Shape::Choice(options) if options.iter().any(|o| o == word.trim()))
    }
}

/// `a` and `b` as a path.
pub fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// The ids in a text that was meant as a list of them: `T1、T2`.
pub(crate) fn ids(text: &str) -> Option<Vec<&str>> {
    const LONGEST: usize = 8;
    let ids: Vec<&str> = text
        .split(['、', '，', ',', '；', ';', ' '])
        .filter(|id| !id.is_empty())
        .collect();
    let is_id = |id: &&str| {
        id.len() <= LONGEST
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && id.bytes().any(|b| b.is_ascii_digit())
    };
    (ids.len() > 1 && ids.iter().all(is_id)).then_some(ids)
}

/// From the key of an entry to the end of its value.
fn span_of(entry: &Entry) -> Range<usize> {
    entry.key.span.start..entry.key.span.end.max(entry.value.span.end)
}

/// A place in the YAML.
pub fn place(span: Range<usize>) -> Place {
    Place { file: 0, span }
}

/// The text at `path` in the serialized data.
fn lookup<'a>(data: &'a serde_json::Value, path: &str) -> Option<&'a str> {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    data.pointer(&format!("/{pointer}"))?.as_str()
}

/// Whether digits have become `1.39E+10`.
fn is_scientific(text: &str) -> bool {
    text.split_once(['e', 'E'])
        .is_some_and(|(mantissa, exponent)| {
            mantissa.contains('.')
                && mantissa.parse::<f64>().is_ok()
                && exponent.parse::<i32>().is_ok()
        })
}

/// What a datum should be, and how it is written.
fn expected(field: &'static Field) -> (&'static str, String) {
    let key = &field.label;
    match &field.shape {
        Shape::Text if field.long => (
            "文字",
            format!("写成 `{key}: |`，下面各行缩进两格，一行一段"),
        ),
        Shape::Text => ("文字", format!("写成 `{key}: 文字`")),
        Shape::Date => (
            "日期",
            format!("写成 `{key}: 2026年9月30日` 或 `{key}: 2026-09-30`"),
        ),
        Shape::Choice(options) => ("选项之一", format!("可选：{}", options.join("、"))),
        Shape::Refs => ("编号的列表", format!("写成 `{key}: [T1, T2]`")),
        Shape::Record | Shape::RecordOrWord => (
            "一组键值",
            format!("在 `{key}:` 下面各行缩进两格，写 `键: 值`"),
        ),
        Shape::List => (
            "列表",
            format!("在 `{key}:` 下面每项以 `- ` 开头；没有的删去这个键"),
        ),
        Shape::TextOrRecordList => ("列表", format!("写成 `{key}: [名称, 名称]`")),
        Shape::Map => (
            "按年份填写的值",
            format!("写成 `{key}: {{2025: \"22.4\", 2026: \"23.1\"}}`"),
        ),
    }
}

/// How an item of a list is written.
fn item_hint(pattern: &str) -> String {
    match keys::children(pattern) {
        [first, second, ..] => format!(
            "写成 `- {}: …`，下一行 `  {}: …`",
            first.label, second.label
        ),
        _ => "每项写成 `- 键: 值`".into(),
    }
}

/// What a node is, as a message says it.
fn actual(node: &Node) -> String {
    match &node.kind {
        Kind::Null => "空的".into(),
        Kind::Scalar(scalar) => format!("文字「{}」", brief(&scalar.value)),
        Kind::List(_) => "列表".into(),
        Kind::Map(_) => "一组键值".into(),
    }
}

/// The beginning of a text.
pub fn brief(text: &str) -> String {
    const MOST: usize = 16;
    let line = text.trim().lines().next().unwrap_or_default();
    let mut brief: String = line.chars().take(MOST).collect();
    if line.chars().count() > MOST || text.trim().len() > line.len() {
        brief.push('…');
    }
    brief
}

/// The keys that a record may have; of a long record, where to look them up.
fn known_keys(pattern: &str, path: &str) -> String {
    const MOST: usize = 20;
    let keys: Vec<&str> = keys::children(pattern)
        .iter()
        .map(|field| field.label.as_str())
        .collect();
    let whose = if path.is_empty() {
        "第一层".to_owned()
    } else {
        format!("`{path}` ")
    };
    if keys.len() > MOST && !path.is_empty() {
        return "删去它，或对照 `ecopark new` 生成的文件改正键名".into();
    }
    format!("{whose}可用的键：{}", keys.join("、"))
}

impl Reader<'_> {
    /// Forms that a record belongs to.
    pub fn forms_of(path: &str) -> FormSet {
        let mut path = path;
        while !path.is_empty() {
            if let Some(field) = catalogue::field(path) {
                return field.forms;
            }
            path = path.rsplit_once('.').map_or("", |(record, _)| record);
        }
        FormSet::ALL
    }
}
