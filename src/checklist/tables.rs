//! The list as Markdown.

use super::{Cell, Checklist, Group};

/// What stands in a place that is not asked for.
const UNASKED: &str = "—";

/// The list as Markdown, one table for each department.
pub fn markdown(list: &Checklist) -> String {
    let (known, all) = list.progress();
    let mut out = format!(
        "# {}数据清单\n\n共 {all} 格，已有 {known} 格；空格待补，“—”不需要填写。\n",
        list.park
    );
    for group in &list.groups {
        out.push_str(&table(group));
    }
    out
}

fn table(group: &Group) -> String {
    let mut head = vec!["数据", "单位", "口径和说明"];
    head.extend(group.columns.iter().map(String::as_str));
    let mut out = format!("\n## {}\n\n{}", group.department, line(&head));
    out.push_str(&line(&vec!["---"; head.len()]));
    for row in &group.rows {
        let mut cells = vec![row.name.as_str(), &row.unit, &row.scope];
        cells.extend(row.cells.iter().map(text));
        out.push_str(&line(&cells));
    }
    out
}

/// What is printed in a place.
pub(super) fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Known(value) => value,
        Cell::Wanted => "",
        Cell::Unasked => UNASKED,
    }
}

fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| cell.replace('|', "\\|").replace('\n', " "))
        .collect();
    format!("| {} |\n", cells.join(" | "))
}
