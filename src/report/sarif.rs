//! Findings as SARIF 2.1.0, for editors and code-review systems.
//!
//! Columns are counted in code points. Suppressed findings are in it too, with
//! their reasons; so the file is complete whatever its reader shows.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Located, Report, Severity, Spot};
use crate::check::{self, Rule};

/// Where the standard's schema lives; the file names it, nobody fetches it.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// One run over all parks.
pub fn sarif(reports: &[Report]) -> String {
    let rules: Vec<&Rule> = check::rules()
        .filter(|rule| rule.check.in_force())
        .collect();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|report| results(report, &rules))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ecopark",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("the log is plain data");
    text.push('\n');
    text
}

/// What is known of a rule.
fn descriptor(rule: &Rule) -> Value {
    let explained = super::explain(rule.code).unwrap_or_default();
    let mut descriptor = json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "help": { "text": explained },
        "properties": { "tags": [check::group(&rule.code[..1]).map(|group| group.title)] },
    });
    if !rule.why.is_empty() {
        descriptor["fullDescription"] = json!({ "text": rule.why });
    }
    if let Some(&severity) = rule.severities.first() {
        descriptor["defaultConfiguration"] = json!({ "level": level(severity) });
    }
    descriptor
}

/// Every finding of a park, the suppressed ones with their reasons.
fn results(report: &Report, rules: &[&Rule]) -> Vec<Value> {
    let shown = report
        .findings
        .iter()
        .map(|located| result(report, located, rules));
    let suppressed = report.suppressed.iter().map(|one| {
        let mut result = result(report, &one.located, rules);
        result["suppressions"] = json!([{ "kind": "inSource", "justification": one.reason }]);
        result
    });
    shown.chain(suppressed).collect()
}

fn result(report: &Report, located: &Located, rules: &[&Rule]) -> Value {
    let finding = &located.finding;
    let message = match &finding.hint {
        Some(hint) => format!("{}\n建议：{hint}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [location(report, &located.spot, &finding.path)],
        "properties": {
            "basis": located.basis().iter().map(|basis| basis.name).collect::<Vec<_>>(),
            "forms": finding.forms.iter().map(|id| id.form().key).collect::<Vec<_>>(),
        },
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    if !located.labels.is_empty() {
        let related = located.labels.iter().zip(&finding.labels);
        result["relatedLocations"] = related
            .map(|((spot, text), label)| {
                let mut location = location(report, spot, &label.path);
                location["message"] = json!({ "text": text });
                location
            })
            .collect();
    }
    result
}

fn location(report: &Report, spot: &Spot, path: &str) -> Value {
    let source = report.source(spot);
    let before = &source.text[..spot.span.start];
    let words = &source.text[spot.span.clone()];
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&source.name) },
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endLine": spot.end_line,
                "endColumn": spot.end_column,
                "charOffset": before.chars().count(),
                "charLength": words.chars().count(),
                "snippet": { "text": words },
            },
        },
    });
    if !path.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": path, "kind": "member" }]);
    }
    location
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A file's name as a URI reference: `\` becomes `/`, all but plain characters
/// are percent-encoded.
fn uri(name: &str) -> String {
    let mut uri = String::new();
    for byte in name.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            _ => write!(uri, "%{byte:02X}").expect("a string takes all"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    #[test]
    fn uris_are_plain() {
        #[track_caller]
        fn case(name: &str, expected: &str) {
            assert_eq!(super::uri(name), expected);
        }

        case("a/b-1.yaml", "a/b-1.yaml");
        case("园区\\p 1.yaml", "%E5%9B%AD%E5%8C%BA/p%201.yaml");
    }
}
