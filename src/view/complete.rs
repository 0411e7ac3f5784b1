//! The data with every key of the schema; its dates and long texts in parts.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Map, Value, json};

use super::shown;
use crate::park::catalogue::{self, Field, Shape};
use crate::park::{FuzzyDate, LineKind, Park, Precision, cells, lines};

/// The parts of a view that follow the schema.
pub(super) struct Complete {
    /// Every key, `null` where there is nothing.
    pub data: Map<String, Value>,
    /// Path → parts of a date.
    pub dates: Map<String, Value>,
    /// Path → paragraphs of a long text.
    pub paragraphs: Map<String, Value>,
}

/// Completes the data of `park`.
pub(super) fn complete(park: &Park) -> Complete {
    let data = serde_json::to_value(park).expect("a park is plain data");
    let mut walker = Walker {
        dates: Map::new(),
        paragraphs: Map::new(),
    };
    let data = walker.record(data, "", "");
    Complete {
        data,
        dates: walker.dates,
        paragraphs: walker.paragraphs,
    }
}

/// The data below each record, by the record's pattern.
fn children() -> &'static HashMap<&'static str, Vec<&'static Field>> {
    static CHILDREN: OnceLock<HashMap<&'static str, Vec<&'static Field>>> = OnceLock::new();
    CHILDREN.get_or_init(|| {
        let mut children: HashMap<&str, Vec<&Field>> = HashMap::new();
        for field in catalogue::fields() {
            if !field.path.ends_with(['}', ']']) {
                let parent = field.path.rsplit_once('.').map_or("", |(parent, _)| parent);
                children.entry(parent).or_default().push(field);
            }
        }
        children
    })
}

struct Walker {
    dates: Map<String, Value>,
    paragraphs: Map<String, Value>,
}

impl Walker {
    /// A record with all its keys. `pattern` finds it in the catalogue, `path`
    /// is where it stands.
    fn record(&mut self, value: Value, pattern: &str, path: &str) -> Map<String, Value> {
        let mut given = match value {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        let mut whole = Map::new();
        for field in children().get(pattern).into_iter().flatten() {
            let here = match path {
                "" => field.label.clone(),
                path => format!("{path}.{}", field.label),
            };
            let value = given.remove(&field.label).unwrap_or(Value::Null);
            let value = self.datum(value, field, &here);
            whole.insert(field.label.clone(), value);
        }
        whole
    }

    fn datum(&mut self, value: Value, field: &Field, path: &str) -> Value {
        match &field.shape {
            Shape::Text | Shape::Choice(_) => self.scalar(value, field, path),
            Shape::Date => self.date(value, path),
            Shape::Refs => items(value).into(),
            Shape::Record => self.record(value, &field.path, path).into(),
            Shape::RecordOrWord => {
                let word = match &value {
                    Value::String(word) => word.trim().to_owned(),
                    _ => String::new(),
                };
                let mut record = self.record(value, &field.path, path);
                record.insert("文字".into(), shown::text(&word));
                record.into()
            }
            Shape::List => self.list(value, field, path, Self::record_item),
            Shape::TextOrRecordList => self.list(value, field, path, Self::named_item),
            Shape::Map => match value {
                Value::Object(map) => map.into(),
                _ => json!({}),
            },
        }
    }

    fn scalar(&mut self, value: Value, field: &Field, path: &str) -> Value {
        let text = as_text(&value);
        if field.long {
            self.paragraphs.insert(path.to_owned(), paragraphs(&text));
        }
        shown::text(&text)
    }

    fn date(&mut self, value: Value, path: &str) -> Value {
        let date = FuzzyDate(as_text(&value));
        self.dates.insert(path.to_owned(), date_parts(&date));
        shown::text(date.as_str())
    }

    fn list(
        &mut self,
        value: Value,
        field: &Field,
        path: &str,
        item: fn(&mut Self, Value, &str, &str) -> Value,
    ) -> Value {
        let pattern = format!("{}[]", field.path);
        items(value)
            .into_iter()
            .enumerate()
            .map(|(i, value)| item(self, value, &pattern, &format!("{path}[{i}]")))
            .collect::<Vec<_>>()
            .into()
    }

    fn record_item(&mut self, value: Value, pattern: &str, path: &str) -> Value {
        self.record(value, pattern, path).into()
    }

    /// An item that is a record or only its name.
    fn named_item(&mut self, value: Value, pattern: &str, path: &str) -> Value {
        let record = match value {
            Value::String(name) => json!({ "名称": name }),
            record => record,
        };
        self.record(record, pattern, path).into()
    }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim_end().to_owned(),
        _ => String::new(),
    }
}

fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

/// Kind and text of each paragraph; a table is one, with its rows of cells, each
/// as wide as the widest.
fn paragraphs(text: &str) -> Value {
    let mut all: Vec<Value> = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in lines(text) {
        let kind = match line.kind {
            LineKind::TableRow => {
                rows.push(cells(line.text));
                continue;
            }
            LineKind::Paragraph => "段落",
            LineKind::SubHeading => "小标题",
            LineKind::ListItem => "列表",
        };
        all.extend(table(&mut rows));
        all.push(json!({ "类": kind, "文": line.text }));
    }
    all.extend(table(&mut rows));
    all.into()
}

/// The rows so far as a table, if there are any.
fn table(rows: &mut Vec<Vec<&str>>) -> Option<Value> {
    let width = rows.iter().map(Vec::len).max()?;
    for row in rows.iter_mut() {
        row.resize(width, "");
    }
    Some(json!({ "类": "表格", "文": "", "行": std::mem::take(rows) }))
}

/// The printed form of a date, and its digits as far as it is exact.
fn date_parts(date: &FuzzyDate) -> Value {
    let exact = |least: &[Precision]| date.interval().filter(|i| least.contains(&i.precision));
    let year = exact(&[Precision::Day, Precision::Month, Precision::Year]);
    let month = exact(&[Precision::Day, Precision::Month]);
    json!({
        "印": shown::text(&date.printed()),
        "年": year.map(|i| i.first.year().to_string()),
        "月": month.map(|i| i.first.month().to_string()),
        "日": date.day().map(|day| day.day().to_string()),
    })
}
