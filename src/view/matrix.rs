//! 支撑矩阵: indicators × key tasks and support projects.

use serde_json::{Value, json};

use super::text;
use crate::park::{Park, Refs};

/// Most columns of tasks and projects in one table; more are spread over
/// several.
const MOST_COLUMNS: usize = 24;

/// One column: its id, its name, the indicators that it supports.
struct Column<'a> {
    id: &'a str,
    name: &'a str,
    indicators: &'a Refs,
}

/// `派生.支撑矩阵`: the tables (`title`, `columns` of ids, `rows` with `marks`),
/// one where all columns fit, else tasks and projects apart. Empty without
/// indicators, tasks or projects.
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
    if park.indicators.list.is_empty() || tasks.is_empty() && projects.is_empty() {
        return json!([]);
    }
    if tasks.len() + projects.len() <= MOST_COLUMNS {
        let all: Vec<Column> = tasks.into_iter().chain(projects).collect();
        return json!([part(park, "支撑矩阵", &all)]);
    }
    let parts = |title: &str, columns: &[Column]| -> Vec<Value> {
        let count = columns.len().div_ceil(MOST_COLUMNS).max(1);
        let each = columns.len().div_ceil(count).max(1);
        columns
            .chunks(each)
            .enumerate()
            .map(|(i, chunk)| match i {
                0 => part(park, title, chunk),
                _ => part(park, &format!("{title}（续{i}）"), chunk),
            })
            .collect()
    };
    let mut all = parts("支撑矩阵：重点任务与指标", &tasks);
    all.extend(parts("支撑矩阵：支撑项目与指标", &projects));
    all.into()
}

fn part(park: &Park, title: &str, columns: &[Column]) -> Value {
    let rows: Vec<Value> = park
        .indicators
        .list
        .iter()
        .map(|indicator| {
            let mark = |column: &Column| {
                let supports = !indicator.id.is_empty()
                    && column.indicators.iter().any(|id| id == indicator.id);
                supports.then_some("●")
            };
            json!({
                "编号": text(&indicator.id),
                "指标名称": text(&indicator.name),
                "marks": columns.iter().map(mark).collect::<Vec<_>>(),
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
        "title": title,
        "columns": columns.iter().map(|column| column.id).collect::<Vec<_>>(),
        "rows": rows,
        "note": note,
    })
}
