//! What `ecopark new` and `ecopark schema` write: an empty data file that
//! explains itself, and the JSON Schema by which editors help to fill it in.
//!
//! Both come from [`catalogue`], so a new key of the model is in them at once.
//!
//! In the skeleton, `## ` begins an explanation and `# ` at the very beginning
//! of a line a part that the filing does not need: taking that `# ` away (what
//! every editor does by one key) brings the part in, and the explanations in
//! it stay comments. No value is filled in, so that nothing invented can end
//! up in a form; examples stand behind the keys.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::form::FormId;
use crate::park::catalogue::{self, Field, Shape};

/// Name of the schema file that lies beside the skeleton.
pub const SCHEMA_FILE: &str = "ecopark.schema.json";

/// What a data file must know of YAML, and of this program.
const HEAD: &[&str] = &[
    "一个园区的全部数据，四个附件都由它生成；键名就是表格上的栏目名称，照原样保留",
    "",
    "以“# ”开头的是填报备案表时用不到的内容，用到时删去行首的“# ”",
    "冒号用半角，后面空一格；用空格缩进，不用 Tab",
    "电话、邮政编码和末位是 0 的数值加引号，如 \"42.60\"",
    "有选项的照抄其中一项；暂时没有的留空",
    "长文字写在“|”的下一行，比键多缩进两格；也可以写成 \"@文件.txt\"，文字放在旁边的文件里",
    "随时可以检查：ecopark check --form 备案表 本文件",
];

/// Columns of Chinese text to a line of explanation.
const LINE: usize = 44;

/// A data file without data for the park that people call `name`.
pub fn skeleton(name: &str) -> String {
    let mut writer = Writer {
        out: format!("# yaml-language-server: $schema={SCHEMA_FILE}\n"),
        ..Writer::default()
    };
    for line in HEAD {
        writer.out.push_str(format!("## {line}").trim_end());
        writer.out.push('\n');
    }
    for field in catalogue::fields() {
        writer.add(field, name);
    }
    writer.out
}

/// Writes the data of the catalogue one after another.
#[derive(Default)]
struct Writer {
    out: String,
    /// Path of the record that is commented out as a whole.
    off: Option<String>,
    /// List items that have begun.
    begun: HashSet<String>,
}

impl Writer {
    fn add(&mut self, field: &Field, name: &str) {
        if field.path.ends_with("[]") || field.path.ends_with("{}") {
            return;
        }
        if !self
            .off
            .as_ref()
            .is_some_and(|off| inside(&field.path, off))
        {
            self.off = optional(field).then(|| field.path.clone());
        }
        let indent = indent(&field.path);
        if indent == 0 {
            self.out.push('\n');
        }
        for line in explanation(field) {
            self.explain(indent, &line);
        }
        let dash = self.dash(&field.path);
        let key = match dash {
            true => format!("{}- {}", " ".repeat(indent - 2), field.label),
            false => format!("{}{}", " ".repeat(indent), field.label),
        };
        let mut line = format!("{key}:{}", value(field, name));
        if let Some(remark) = remark(field) {
            line.push_str(&format!("   # {remark}"));
        }
        let off = if self.off.is_some() { "# " } else { "" };
        self.out.push_str(&format!("{off}{line}\n"));
    }

    fn explain(&mut self, indent: usize, line: &str) {
        let blank = " ".repeat(indent);
        self.out.push_str(&match self.off {
            Some(_) => format!("##{blank} {line}\n"),
            None => format!("{blank}## {line}\n"),
        });
    }

    /// Whether this is the first key of a list item.
    fn dash(&mut self, path: &str) -> bool {
        let Some((parent, _)) = path.rsplit_once('.') else {
            return false;
        };
        parent.ends_with("[]") && self.begun.insert(parent.to_owned())
    }
}

/// Whether the datum is commented out: the filing does not use it, or an empty
/// record would say that there is something.
fn optional(field: &Field) -> bool {
    let absent = field.description.contains("没有的不填") && field.shape == Shape::Record;
    !field.forms.contains(FormId::Filing) || absent || field.shape == Shape::RecordOrWord
}

/// Whether `path` lies below `record`.
fn inside(path: &str, record: &str) -> bool {
    path.strip_prefix(record)
        .is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// Blanks ahead of a key: two for each record above it, four for each list.
fn indent(path: &str) -> usize {
    let above = path.split('.').count() - 1;
    2 * above + 2 * path.matches("[].").count()
}

/// What stands above a key: the annexes of a block, the official guidance.
fn explanation(field: &Field) -> Vec<String> {
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
    lines
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

/// What stands in the place of the value.
fn value(field: &Field, name: &str) -> String {
    match (&field.shape, field.path.as_str()) {
        (_, "格式版本") => " 1".to_owned(),
        (_, "标识.园区简称") if !name.is_empty() => format!(" {}", Value::from(name)),
        (Shape::Refs, _) => " []".to_owned(),
        (Shape::Map, _) => " {}".to_owned(),
        _ if field.long => " |".to_owned(),
        _ => String::new(),
    }
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

/// The JSON Schema of the data for editors: Chinese descriptions with options,
/// guidance and examples; an empty place is allowed, since the check says
/// better what is missing.
pub fn schema() -> Value {
    let mut schema = catalogue::schema().clone();
    for_editors(&mut schema);
    schema
}

/// Turns our extensions into what editors show, and allows empty places.
fn for_editors(schema: &mut Value) {
    match schema {
        Value::Array(all) => all.iter_mut().for_each(for_editors),
        Value::Object(object) => {
            describe(object);
            object.retain(|key, _| !key.starts_with("x-"));
            allow_nothing(object);
            object.values_mut().for_each(for_editors);
        }
        _ => {}
    }
}

/// Gathers what is known of a datum in its description.
fn describe(object: &mut Map<String, Value>) {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let Some(mut description) = text("description") else {
        return;
    };
    if let Some(guidance) = text("x-指引") {
        description.push_str(&format!("\n\n填写要求：{guidance}"));
    }
    if let Some(cap) = object.get("x-上限").and_then(Value::as_u64) {
        description.push_str(&format!("\n\n不超过 {cap} 字"));
    }
    if let Some(example) = text("x-例") {
        description.push_str(&format!("\n\n例：`{example}`"));
        let example = serde_yaml::from_str::<Value>(&example).unwrap_or(Value::String(example));
        object.insert("examples".to_owned(), json!([example]));
    }
    // VS Code shows the Markdown, others the plain text.
    object.insert("markdownDescription".to_owned(), json!(description));
    object.insert(
        "description".to_owned(),
        json!(description.replace('`', "")),
    );
}

/// Adds null to the types and options of a datum.
fn allow_nothing(object: &mut Map<String, Value>) {
    if let Some(options) = object.get_mut("enum").and_then(Value::as_array_mut) {
        options.push(Value::Null);
    }
    match object.get_mut("type") {
        Some(Value::Array(types)) => types.push(json!("null")),
        Some(one @ Value::String(_)) if *one != "null" => *one = json!([one.clone(), "null"]),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{self, Input, NoFiles};

    fn read(yaml: &str) -> Input {
        input::read("数据.yaml", yaml.as_bytes(), &NoFiles)
    }

    /// Takes the `# ` away that keeps parts out.
    fn whole(skeleton: &str) -> String {
        let (modeline, rest) = skeleton.split_once('\n').expect("many lines");
        let lines = rest
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line));
        format!("{modeline}\n{}\n", lines.collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn it_reads_without_a_fault() {
        for text in [skeleton("甲园区"), whole(&skeleton("甲: “园区”"))] {
            let input = read(&text);
            let faults: Vec<_> = input.findings.iter().map(|one| &one.message).collect();
            assert!(faults.is_empty(), "{faults:#?}\n{text}");
            assert!(input.park.is_some());
        }
    }

    /// A YAML value as JSON; keys are texts there.
    fn json(value: serde_yaml::Value) -> Value {
        match value {
            serde_yaml::Value::Mapping(map) => {
                let key = |key| match json(key) {
                    Value::String(key) => key,
                    other => other.to_string(),
                };
                let entries = map.into_iter().map(|(k, v)| (key(k), json(v)));
                Value::Object(entries.collect())
            }
            serde_yaml::Value::Sequence(all) => all.into_iter().map(json).collect(),
            other => serde_json::to_value(other).expect("a scalar"),
        }
    }

    #[test]
    fn editors_accept_what_we_accept() {
        let validator = jsonschema::validator_for(&schema()).expect("a valid schema");
        let samples = ["湘澜经开区", "临澜化工园"].map(|park| {
            let path = format!("{}/samples/{park}/park.yaml", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).expect("a sample")
        });
        for yaml in samples.into_iter().chain([whole(&skeleton("甲园区"))]) {
            let data = json(serde_yaml::from_str(&yaml).expect("YAML"));
            let faults: Vec<String> = validator
                .iter_errors(&data)
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{faults:#?}");
        }
        let wrong = json!({ "园区基本情况": { "园区级别": "市级", "园区名城": "甲" } });
        assert_eq!(validator.iter_errors(&wrong).count(), 2);
    }

    #[test]
    fn it_looks_like_this() {
        insta::assert_snapshot!(skeleton("甲园区"));
    }

    #[test]
    fn it_holds_every_datum() {
        let text = whole(&skeleton("甲园区"));
        let input = read(&text);
        for field in catalogue::fields() {
            if field.path.ends_with("[]") || field.path.ends_with("{}") {
                continue;
            }
            let path = field.path.replace("[]", "[0]");
            let place = input.place(&path, None);
            let rest = &text[text[..place.span.start].rfind('\n').map_or(0, |at| at + 1)..];
            let line = rest.lines().next().unwrap_or_default();
            assert!(
                line.contains(&format!("{}:", field.label)),
                "{path} is not there: {line}"
            );
        }
    }
}
