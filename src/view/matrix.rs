//! 支撑矩阵: indicators × key tasks and support projects.

use serde_json::{Value, json};

use super::shown::text;
use crate::blocks::measures::{LYING, Page, STANDING};
use crate::park::{Park, Refs};

/// The column of ids, and the least one of names.
const ID_MM: f64 = 14.0;
const NAME_MM: (f64, f64) = (34.0, 45.0);

/// Characters of names in the note below, at most.
const NOTE: usize = 400;

/// Characters of an indicator's name that a list repeats.
const NAMED: usize = 30;

/// One column: its id, its name, the indicators that it supports.
struct Column<'a> {
    id: &'a str,
    name: &'a str,
    indicators: &'a Refs,
}

/// `派生.支撑矩阵`: a table of marks (`标题`, `列` with ids, `列宽`, `横排`, `行` with
/// `标记`, `注`) where all columns fit on a page, else a list (`清单`) of ids.
/// Empty without indicators, tasks or projects.
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
        return json!([part(park, &all, mark)]);
    }
    json!([list(park, &tasks, &projects)])
}

/// The same as a list where the marks would need several tables: the ids of the
/// tasks and projects that support each indicator.
fn list(park: &Park, tasks: &[Column], projects: &[Column]) -> Value {
    let mut indicators = park.indicators.list.iter();
    let named = indicators.all(|one| one.name.chars().count() <= NAMED);
    let rows: Vec<Value> = park
        .indicators
        .list
        .iter()
        .map(|indicator| {
            let of = |columns: &[Column]| {
                let ids: Vec<&str> = columns
                    .iter()
                    .filter(|column| supports(column, &indicator.id))
                    .map(|column| column.id)
                    .collect();
                text(&ids.join("、"))
            };
            json!({
                "编号": text(&indicator.id),
                "指标名称": if named { text(&indicator.name) } else { Value::Null },
                "标记": [of(tasks), of(projects)],
            })
        })
        .collect();
    json!({
        "清单": true,
        "标题": "支撑关系表",
        "有名称": named,
        "列": ["重点任务", "支撑项目"],
        "列宽": if named { vec![ID_MM, 50.0, 46.0, 46.0] } else { vec![20.0, 68.0, 68.0] },
        "横排": false,
        "行": rows,
        "注": "注：编号所指的指标、重点任务和支撑项目见前表。",
    })
}

fn supports(column: &Column, indicator: &str) -> bool {
    !indicator.is_empty() && column.indicators.iter().any(|id| id == indicator)
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

fn part(park: &Park, columns: &[Column], mark: f64) -> Value {
    let lying = !stands(columns.len(), mark);
    let rows: Vec<Value> = park
        .indicators
        .list
        .iter()
        .map(|indicator| {
            let supported = |column: &Column| supports(column, &indicator.id).then_some("●");
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
        false if names.iter().map(|name| name.chars().count()).sum::<usize>() > NOTE => {
            "注：●表示有支撑关系；编号所指的重点任务和支撑项目见前表。".into()
        }
        false => format!("注：●表示有支撑关系；{}。", names.join("，")).into(),
    };
    json!({
        "清单": false,
        "标题": "支撑矩阵",
        "列": columns.iter().map(|column| column.id).collect::<Vec<_>>(),
        "列宽": widths(columns.len(), mark, lying),
        "横排": lying,
        "行": rows,
        "注": note,
    })
}
