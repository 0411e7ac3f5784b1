//! The JSON Schema by which editors help to fill a data file in.

use serde_json::{Map, Value, json};

use crate::park::catalogue;
use crate::park::hints::hints;

/// Where the points of a datum wait in the schema until it is described.
const POINTS: &str = "x-要点";

/// The JSON Schema of the data for editors: Chinese descriptions with options,
/// guidance, points and examples; an empty place is allowed, since the check
/// says better what is missing.
pub fn schema() -> Value {
    let mut schema = catalogue::schema().clone();
    for field in catalogue::fields() {
        add_points(&mut schema, &field.path);
    }
    for_editors(&mut schema);
    schema
}

/// Puts the points of the datum with this pattern beside its description.
/// Records that several lists share gather the points of all of them.
fn add_points(schema: &mut Value, pattern: &str) {
    let points = hints(pattern);
    if points.is_empty() {
        return;
    }
    let Some(datum) = pointer(schema, pattern).and_then(|at| schema.pointer_mut(&at)) else {
        return;
    };
    let Some(object) = datum.as_object_mut() else {
        return;
    };
    let all = object.entry(POINTS).or_insert_with(|| json!([]));
    if let Some(all) = all.as_array_mut() {
        for point in points {
            if !all.iter().any(|one| one == point) {
                all.push(json!(point));
            }
        }
    }
}

/// JSON pointer to the property that describes the datum with this pattern.
fn pointer(schema: &Value, pattern: &str) -> Option<String> {
    let mut record = String::new();
    let mut property = None;
    for step in pattern.split('.') {
        if let Some(before) = property.take() {
            record = record_below(schema, before)?;
        }
        let key = step.trim_end_matches("[]");
        let here = format!("{record}/properties/{key}");
        schema.pointer(&here)?;
        property = Some(here);
    }
    property
}

/// Pointer to the record that a property holds, by itself or in a list.
fn record_below(schema: &Value, mut at: String) -> Option<String> {
    loop {
        let value = schema.pointer(&at)?;
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            at = reference.trim_start_matches('#').to_owned();
        } else if value.get("properties").is_some() {
            return Some(at);
        } else if value.get("items").is_some() {
            at.push_str("/items");
        } else {
            let any = value.get("anyOf")?.as_array()?;
            let record = any
                .iter()
                .position(|one| one.get("$ref").is_some() || one.get("properties").is_some())?;
            at.push_str(&format!("/anyOf/{record}"));
        }
    }
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
    if let Some(points) = object.get(POINTS).and_then(Value::as_array) {
        description.push_str("\n\n撰写要点（建议）：");
        for point in points.iter().filter_map(Value::as_str) {
            description.push_str(&format!("\n- {point}"));
        }
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

    #[test]
    fn every_point_is_in_a_description() {
        let schema = schema().to_string();
        let mut seen = 0;
        for field in catalogue::fields() {
            for point in hints(&field.path) {
                assert!(schema.contains(point), "{}: {point}", field.path);
                seen += 1;
            }
        }
        assert!(seen > 130, "{seen} points");
    }
}
