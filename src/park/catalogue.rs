//! The catalogue of data: what the model's attributes say of each datum.
//!
//! Derived once from the schema of [`Park`]; forms, skeleton file, rules, DOCX
//! and editors ask here, so that a label, an option or a cap is written once.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::{Kind, Park};
use crate::form::FormSet;

/// What is fixed about one datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Pattern of its path; `[]` stands for any index, `{}` for any key:
    /// `指标体系.指标[].实际值{}`.
    pub path: String,
    /// Its key, which is the form's own label.
    pub label: String,
    /// What an editor shows.
    pub description: String,
    /// What it holds.
    pub shape: Shape,
    /// Annexes that use it.
    pub forms: FormSet,
    /// The official guidance for an empty place, verbatim.
    pub guidance: Option<String>,
    /// Cap on its characters.
    pub cap: Option<u32>,
    /// An example, as YAML.
    pub example: Option<String>,
    /// The rule that judges a choice or a date.
    pub rule: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Whether a form prints it.
    pub printed: bool,
    /// Whether it is a long text in paragraphs ([`Kind::Prose`]).
    pub long: bool,
}

impl Field {
    /// Path of the record that it stands in; empty at the top.
    pub fn parent(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(parent, _)| parent)
    }
}

/// What a datum holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text or literal.
    Text,
    /// A date.
    Date,
    /// One of these.
    Choice(Vec<String>),
    /// Ids.
    Refs,
    /// A record; its keys follow in the catalogue.
    Record,
    /// A record or a word.
    RecordOrWord,
    /// A list of records.
    List,
    /// A list of texts or records (原始数据清单).
    TextOrRecordList,
    /// Values by free key (实际值).
    Map,
}

impl Shape {
    /// Whether it is one scalar in the YAML.
    pub fn is_scalar(&self) -> bool {
        matches!(self, Self::Text | Self::Date | Self::Choice(_))
    }
}

/// The JSON Schema of the data, with the extensions that [`Park`] documents.
pub fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| schemars::schema_for!(Park).to_value())
}

/// Every datum, in the order of the model, records before their keys.
pub fn fields() -> &'static [Field] {
    static FIELDS: OnceLock<Vec<Field>> = OnceLock::new();
    FIELDS.get_or_init(|| {
        let mut fields = Vec::new();
        let above = Above {
            forms: FormSet::ALL,
            printed: true,
        };
        walk(schema(), "", above, &mut fields);
        fields
    })
}

/// The datum at `path`, which may carry indexes and free keys
/// (`指标体系.指标[2].目标值`, `指标体系.指标[0].实际值.2025`).
pub fn field(path: &str) -> Option<&'static Field> {
    let pattern = pattern(path);
    of_pattern(&pattern).or_else(|| {
        let (map, _) = pattern.rsplit_once('.')?;
        of_pattern(&format!("{map}{{}}"))
    })
}

/// The datum with this [`Field::path`].
pub fn of_pattern(pattern: &str) -> Option<&'static Field> {
    static BY_PATTERN: OnceLock<HashMap<&'static str, &'static Field>> = OnceLock::new();
    let fields = || fields().iter().map(|f| (f.path.as_str(), f)).collect();
    BY_PATTERN.get_or_init(fields).get(pattern).copied()
}

/// `支撑项目[3].项目名称` → `支撑项目[].项目名称`.
pub fn pattern(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside = match c {
            '[' => true,
            ']' => false,
            _ => inside,
        };
        if !inside || c == '[' {
            pattern.push(c);
        }
    }
    pattern
}

/// What a datum inherits from the record that it stands in.
#[derive(Debug, Clone, Copy)]
struct Above {
    forms: FormSet,
    printed: bool,
}

/// Adds the keys of a record schema, depth first.
fn walk(record: &'static Value, path: &str, above: Above, fields: &mut Vec<Field>) {
    let Some(properties) = resolve(record).get("properties").and_then(Value::as_object) else {
        return;
    };
    for (key, schema) in properties {
        let here = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        let (field, below) = datum(schema, &here, key, above);
        let above = Above {
            forms: field.forms,
            printed: field.printed,
        };
        let (shape, entry) = (field.shape.clone(), entry(&field));
        fields.push(field);
        fields.extend(entry);
        if let Some(below) = below {
            let item = match shape {
                Shape::List | Shape::TextOrRecordList => format!("{here}[]"),
                _ => here,
            };
            walk(below, &item, above, fields);
        }
    }
}

/// The datum that a property describes, and the record schema below it.
fn datum(
    schema: &'static Value,
    path: &str,
    label: &str,
    above: Above,
) -> (Field, Option<&'static Value>) {
    let text = |name: &str| schema.get(name).and_then(Value::as_str).map(str::to_owned);
    let (shape, below) = shape(schema);
    let kind = text("x-种类").map_or_else(
        || kind(schema, &shape),
        |word| Kind::named(&word).unwrap_or_else(|| panic!("{path}: no kind {word}")),
    );
    let field = Field {
        path: path.to_owned(),
        label: label.to_owned(),
        description: text("description").unwrap_or_default(),
        shape,
        forms: text("x-附件").map_or(above.forms, |annexes| FormSet::annexes(&annexes)),
        guidance: text("x-指引"),
        cap: schema
            .get("x-上限")
            .and_then(Value::as_u64)
            .map(|cap| cap as u32),
        example: text("x-例"),
        rule: text("x-规则"),
        kind,
        printed: above.printed && schema.get("x-不印").is_none(),
        long: kind == Kind::Prose,
    };
    (field, below)
}

/// What a datum is whose attributes do not say it.
fn kind(schema: &Value, shape: &Shape) -> Kind {
    match shape {
        Shape::Choice(_) => Kind::Choice,
        Shape::Date => Kind::Date,
        Shape::Refs => Kind::Reference,
        Shape::Map => Kind::Quantity,
        Shape::Record | Shape::RecordOrWord | Shape::List => Kind::Group,
        Shape::TextOrRecordList => Kind::Name,
        Shape::Text if schema.get("type").is_some_and(Value::is_array) => Kind::Quantity,
        Shape::Text => Kind::Words,
    }
}

/// The entry of a list or map of scalars.
fn entry(field: &Field) -> Option<Field> {
    let mark = match field.shape {
        Shape::TextOrRecordList | Shape::Refs => "[]",
        Shape::Map => "{}",
        _ => return None,
    };
    Some(Field {
        path: format!("{}{mark}", field.path),
        description: String::new(),
        shape: Shape::Text,
        guidance: None,
        cap: None,
        example: None,
        rule: None,
        ..field.clone()
    })
}

/// The shape of a property, and the record schema that its keys come from.
fn shape(schema: &'static Value) -> (Shape, Option<&'static Value>) {
    let resolved = resolve(schema);
    if let Some(options) = resolved.get("enum").and_then(Value::as_array) {
        let options = options
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        return (Shape::Choice(options), None);
    }
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        let record = any
            .iter()
            .find(|one| resolve(one).get("properties").is_some());
        let word = any
            .iter()
            .any(|one| one.get("type").is_some_and(|t| t == "string"));
        return match record {
            Some(record) if word => (Shape::RecordOrWord, Some(record)),
            Some(record) => (Shape::Record, Some(record)),
            None => (Shape::Text, None),
        };
    }
    if resolved.get("properties").is_some() {
        return (Shape::Record, Some(schema));
    }
    if resolved
        .get("additionalProperties")
        .is_some_and(Value::is_object)
    {
        return (Shape::Map, None);
    }
    if let Some(items) = resolved.get("items") {
        if resolved["type"].is_array() {
            return (Shape::Refs, None);
        }
        if let Some(any) = resolve(items).get("anyOf").and_then(Value::as_array) {
            return (
                Shape::TextOrRecordList,
                any.iter().find(|one| one.get("$ref").is_some()),
            );
        }
        return (Shape::List, Some(items));
    }
    if resolved.get("x-日期").is_some() {
        return (Shape::Date, None);
    }
    (Shape::Text, None)
}

/// Follows `$ref` into `$defs`.
fn resolve(value: &'static Value) -> &'static Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => {
            let name = reference.trim_start_matches("#/$defs/");
            schema()
                .pointer("/$defs")
                .and_then(|defs| defs.get(name))
                .unwrap_or(value)
        }
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_datum_says_what_it_is() {
        assert!(fields().len() > 200, "{} fields", fields().len());
        for field in fields() {
            let entry = field.path.ends_with("[]") || field.path.ends_with("{}");
            assert!(
                entry || !field.description.is_empty(),
                "{} has no description",
                field.path
            );
        }
    }

    /// What every datum is: a look at the whole model.
    #[test]
    fn kind_of_each_datum() {
        let kinds: Vec<String> = fields()
            .iter()
            .map(|field| {
                let printed = if field.printed { "" } else { "（不印）" };
                format!("{} {:?}{printed}", field.path, field.kind)
            })
            .collect();
        insta::assert_snapshot!(kinds.join("\n"));
    }

    #[test]
    fn attributes_come_through() {
        let content = field("备案表.园区建设内容").expect("in the catalogue");
        assert_eq!(content.cap, Some(1000));
        assert!(
            content
                .guidance
                .as_deref()
                .is_some_and(|g| g.contains("不超过1000字"))
        );
        assert_eq!(content.forms, FormSet::annexes("2"));

        let kind = field("园区基本情况.园区类型").expect("in the catalogue");
        assert!(matches!(&kind.shape, Shape::Choice(options) if options.len() == 6));
        assert_eq!(kind.rule.as_deref(), Some("B08"));
    }

    #[test]
    fn paths_with_indexes_and_free_keys() {
        #[track_caller]
        fn case(path: &str, shape: &Shape) {
            assert_eq!(
                &field(path).unwrap_or_else(|| panic!("{path}")).shape,
                shape
            );
        }

        case("指标体系.指标[2].目标值", &Shape::Text);
        case("指标体系.指标[2].实际值", &Shape::Map);
        case("指标体系.指标[2].实际值.2025", &Shape::Text);
        case("指标体系.指标[0].原始数据清单", &Shape::TextOrRecordList);
        case("指标体系.指标[0].原始数据清单[1]", &Shape::Text);
        case("指标体系.指标[0].原始数据清单[1].文件", &Shape::Text);
        case("支撑项目[3].支撑任务[0]", &Shape::Text);
        case("创建申报.延期", &Shape::RecordOrWord);
        case("创建申报.延期.延期至", &Shape::Date);
        case("创建申报.规划环评", &Shape::Record);
        case("创建申报.规划环评.跟踪评价.报告名称", &Shape::Text);
        case("验收报告.经济状况.近三年[0].年份", &Shape::Text);
        assert!(field("园区基本情况.园区名城").is_none());
    }
}
