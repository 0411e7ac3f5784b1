//! 支撑矩阵: indicators × key tasks and support projects.

use serde_json::{Value, json};

use super::shown::text;
use crate::blocks::measures::{LYING, Page, STANDING};
use crate::park::{Park, Refs};

/// The column of ids, and the least one of names.
const ID_MM: f64 = 14.0;
const NAME_MM: (f64, f64) = (34.0, 45.0);

/// One column: its id, its name, the indicators that it supports.
struct Column<'a> {
    id: &'a str,
    name: &'a str,
    indicators: &'a Refs,
}

/// `派生.支撑矩阵`: the tables (`标题`, `列` with ids, `列宽`, `横排`, `行` with
/// `标记`, `注`): one where all columns fit, else tasks and projects apart,
/// each over as many tables as it takes. Empty without indicators, tasks or
/// projects.
pub(super) fn matrix(park: &Park) -> Value {
    let tasks: Vec<Column> = park
        .tasks
        .iter()
        .map(|task| Column {
            id: &task.id,
            name: &task.name,
            indicators: &task.indicators,
        })
        .collect();
    let projects: Vec<Column> = park
        .projects
        .iter()
        .map(|project| Column {
            id: &project.id,
            name: &project.name,
            indicators: &project.indicators,
        })
        .collect();
    let named = tasks.iter().chain(&projects).any(|one| !one.id.is_empty());
    if park.indicators.list.is_empty() || !named {
        return json!([]);
    }
    let mark = mark_mm(tasks.iter().chain(&projects));
    let most = ((LYING.text_width() - ID_MM - NAME_MM.1) / mark) as usize;
    if tasks.len() + projects.len() <= most {
        let all: Vec<Column> = tasks.into_iter().chain(projects).collect();
        return json!([part(park, "支撑矩阵", &all, mark, !stands(all.len(), mark))]);
    }
    let parts = |title: &str, columns: &[Column]| -> Vec<Value> {
        let count = columns.len().div_ceil(most).max(1);
        let each = columns.len().div_ceil(count).max(1);
        columns
            .chunks(each)
            .enumerate()
            .map(|(i, chunk)| match i {
                0 => part(park, title, chunk, mark, true),
                _ => part(park, &format!("{title}（续{i}）"), chunk, mark, true),
            })
            .collect()
    };
    let mut all = parts("支撑矩阵：重点任务与指标", &tasks);
    all.extend(parts("支撑矩阵：支撑项目与指标", &projects));
    all.into()
}

/// Width of a column of marks: its longest id in one line, within reason.
fn mark_mm<'a>(columns: impl Iterator<Item = &'a Column<'a>>) -> f64 {
    let width = |c: char| if c.is_ascii() { 2.2 } else { 3.8 };
    columns
        .map(|column| 4.4 + column.id.chars().map(width).sum::<f64>())
        .fold(0.0, f64::max)
        .clamp(8.8, 14.0)
}

/// Whether so many columns of marks fit on a standing page.
fn stands(marks: usize, mark: f64) -> bool {
    marks as f64 * mark <= STANDING.text_width() - ID_MM - NAME_MM.0
}

/// Widths of all columns.
fn widths(marks: usize, mark: f64, lying: bool) -> Vec<f64> {
    let all = Page::new(lying).text_width();
    let tenths = |mm: f64| (mm * 10.0).round() / 10.0;
    let mut widths = vec![ID_MM, tenths(all - ID_MM - marks as f64 * mark)];
    widths.resize(2 + marks, tenths(mark));
    widths
}

fn part(park: &Park, title: &str, columns: &[Column], mark: f64, lying: bool) -> Value {
    let rows: Vec<Value> = park
        .indicators
        .list
        .iter()
        .map(|indicator| {
            let supported = |column: &Column| {
                let supports = !indicator.id.is_empty()
                    && column.indicators.iter().any(|id| id == indicator.id);
                supports.then_some("●")
            };
            json!({
                "编号": text(&indicator.id),
                "指标名称": text(&indicator.name),
                "标记": columns.iter().map(supported).collect::<Vec<_>>(),
            })
        })
        .collect();
    let names: Vec<String> = columns
        .iter()
        .filter(|column| !column.id.is_empty() && !column.name.is_empty())
        .map(|column| format!("{}为{}", column.id, column.name))
        .collect();
    let note = match names.is_empty() {
        true => Value::Null,
        false => format!("注：●表示有支撑关系；{}。", names.join("，")).into(),
    };
    json!({
        "标题": title,
        "列": columns.iter().map(|column| column.id).collect::<Vec<_>>(),
        "列宽": widths(columns.len(), mark, lying),
        "横排": lying,
        "行": rows,
        "注": note,
    })
}
