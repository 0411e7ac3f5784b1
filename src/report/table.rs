//! Findings of many parks as tables: Markdown for a page, CSV for Excel.

use super::{Counts, Report};

/// 校验汇总: a table of parks with their counts, and one of the findings.
pub fn markdown(reports: &[Report]) -> String {
    let total: Counts = reports.iter().map(Report::counts).sum();
    let mut out = String::from("# 校验汇总\n\n");
    out.push_str("| 园区 | 文件 | 错误 | 警告 | 提示 | 涉及规则 |\n");
    out.push_str("|---|---|---:|---:|---:|---|\n");
    for report in reports {
        let counts = report.counts();
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            cell(report.title()),
            cell(report.file()),
            counts.errors,
            counts.warnings,
            counts.infos,
            codes(report).join("、"),
        ));
    }
    out.push_str(&format!(
        "| 合计 {} 个园区 | | {} | {} | {} | |\n",
        reports.len(),
        total.errors,
        total.warnings,
        total.infos
    ));
    if total.total() > 0 {
        out.push_str("\n## 问题清单\n\n| 园区 | 代码 | 程度 | 位置 | 问题 | 建议 | 依据 |\n");
        out.push_str("|---|---|---|---|---|---|---|\n");
        for row in reports.iter().flat_map(rows) {
            let place = format!("{}:{}:{}", row.file, row.line, row.column);
            let cells = [
                row.park,
                row.code,
                &row.severity,
                &place,
                row.message,
                row.hint,
                &row.basis,
            ];
            let cells: Vec<String> = cells.into_iter().map(cell).collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    out
}

/// One line for each finding, and one for each park without any; begins with
/// a byte order mark and has CRLF line ends, since Excel takes a file without
/// them for GBK.
pub fn csv(reports: &[Report]) -> String {
    let mut out =
        String::from("\u{FEFF}园区,文件,行,列,代码,程度,问题,建议,依据,数据路径,涉及附件\r\n");
    for report in reports {
        if report.findings.is_empty() {
            let line = [
                report.title(),
                report.file(),
                "",
                "",
                "",
                "",
                "没有发现问题",
            ];
            push_line(&mut out, line.into_iter().chain([""; 4]));
        }
        for row in rows(report) {
            let (line, column) = (row.line.to_string(), row.column.to_string());
            let cells = [
                row.park,
                row.file,
                &line,
                &column,
                row.code,
                &row.severity,
                row.message,
                row.hint,
                &row.basis,
                row.path,
                &row.forms,
            ];
            push_line(&mut out, cells);
        }
    }
    out
}

/// One finding in words.
struct Row<'a> {
    park: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    code: &'a str,
    severity: String,
    message: &'a str,
    hint: &'a str,
    basis: String,
    path: &'a str,
    forms: String,
}

fn rows(report: &Report) -> impl Iterator<Item = Row<'_>> {
    report.findings.iter().map(|located| {
        let (finding, spot) = (&located.finding, &located.spot);
        let basis: Vec<&str> = located.basis().iter().map(|basis| basis.name).collect();
        Row {
            park: report.title(),
            file: &report.source(spot).name,
            line: spot.line,
            column: spot.column,
            code: finding.code,
            severity: finding.severity.to_string(),
            message: &finding.message,
            hint: finding.hint.as_deref().unwrap_or_default(),
            basis: basis.join("；"),
            path: &finding.path,
            forms: finding.forms.name(),
        }
    })
}

/// Codes of the findings with how often each occurs: `F02×3`.
fn codes(report: &Report) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::new();
    for located in &report.findings {
        *counts.entry(located.finding.code).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .map(|(code, count)| match count {
            1 => code.to_owned(),
            _ => format!("{code}×{count}"),
        })
        .collect()
}

/// The text of a Markdown cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// Adds a line of CSV. A cell that a spreadsheet would take for a formula is
/// made text by an apostrophe.
pub(super) fn push_line<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    let cells: Vec<String> = cells
        .into_iter()
        .map(|cell| {
            let guard = if cell.starts_with(['=', '+', '-', '@']) {
                "'"
            } else {
                ""
            };
            let text = format!("{guard}{cell}");
            if text.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text
            }
        })
        .collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}
