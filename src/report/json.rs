//! Findings for programs.

use serde::Serialize;

use super::{Report, Severity};

/// One finding as `--format json` gives it. Lines and columns count
/// characters from 1; `end_column` is the column behind the last one.
#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    path: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    basis: Vec<&'a str>,
    hint: Option<&'a str>,
    forms: Vec<&'a str>,
}

/// An array of the findings of all parks, in their order.
pub fn json(reports: &[Report]) -> String {
    let rows: Vec<Row> = reports.iter().flat_map(rows).collect();
    let mut text = serde_json::to_string_pretty(&rows).expect("rows are plain data");
    text.push('\n');
    text
}

fn rows(report: &Report) -> impl Iterator<Item = Row<'_>> {
    report.findings.iter().map(|located| {
        let (finding, spot) = (&located.finding, &located.spot);
        Row {
            code: finding.code,
            severity: finding.severity,
            message: &finding.message,
            path: &finding.path,
            file: &report.source(spot).name,
            line: spot.line,
            column: spot.column,
            end_line: spot.end_line,
            end_column: spot.end_column,
            basis: located.basis().iter().map(|basis| basis.name).collect(),
            hint: finding.hint.as_deref(),
            forms: finding.forms.iter().map(|id| id.form().key).collect(),
        }
    })
}
