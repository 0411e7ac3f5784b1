//! Rows of the tables that annexes 1 and 3 show: indicators, tasks, projects,
//! years, adjustments, sources.
//!
//! Each row carries the data path of its record, and what is printed where that
//! is not the datum itself (`null` when there is nothing).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::shown::{source_names, text};
use super::{matrix, money};
use crate::blocks::measures::{Page, STANDING};
use crate::park::{Category, ChangeKind, Indicator, Park, Project, Refs};

/// Adds the tables to `派生`.
pub(super) fn add(park: &Park, derived: &mut Map<String, Value>) {
    let years = years(park);
    derived.insert("指标".into(), indicators(park, &years));
    derived.insert("任务".into(), tasks(park));
    derived.insert("项目".into(), projects(park));
    derived.insert("投资".into(), investment(park));
    derived.insert("支撑矩阵".into(), matrix::matrix(park));
    derived.insert("近三年".into(), economy(park));
    derived.insert("调整".into(), adjustments(park));
    derived.insert("数据来源".into(), sources(park));
    derived.insert("指标总表".into(), overview(years.len()));
    derived.insert("评价表".into(), card(years.len()));
    derived.insert("年份".into(), years.into_iter().collect());
}

/// The years of the evaluation: baseline to acceptance (else target) year, and
/// every year that an indicator has a value for.
fn years(park: &Park) -> BTreeSet<String> {
    let report = park.report.as_ref().map(|report| &report.period);
    let year = |text: &str| text.trim().trim_end_matches('年').parse::<u16>().ok();
    let first = report
        .and_then(|period| year(period.baseline_year.as_str()))
        .or_else(|| year(park.indicators.baseline_year.as_str()));
    let last = report
        .and_then(|period| year(period.acceptance_year.as_str()))
        .or_else(|| year(park.indicators.target_year.as_str()));
    let mut years: BTreeSet<String> = park
        .indicators
        .list
        .iter()
        .flat_map(|indicator| indicator.actual.keys())
        .map(|year| bare_year(year).to_owned())
        .collect();
    if let (Some(first), Some(last)) = (first, last) {
        // A slip such as 2205 must not make a table of two hundred columns.
        years.extend((first..=last).take(10).map(|year| year.to_string()));
    }
    years
}

/// `2025年` → `2025`.
fn bare_year(year: &str) -> &str {
    year.trim().trim_end_matches('年')
}

/// Columns of the table of all indicators (编号, name, limit, target, each
/// year, verdict), and whether they need a lying page.
fn overview(years: usize) -> Value {
    let lying = years > 4;
    let year = if years > 7 { 12.0 } else { 15.5 };
    let [id, limit, target, verdict] = [12.0, 15.5, 15.5, 19.0];
    let all = Page::new(lying).text_width();
    let name = all - id - limit - target - verdict - year * years as f64;
    let mut widths = vec![id, name, limit, target];
    widths.resize(4 + years, year);
    widths.push(verdict);
    json!({ "列宽": widths, "横排": lying })
}

/// Columns of the table of one indicator: labels, each year, limit, target,
/// verdict.
fn card(years: usize) -> Value {
    let (label, verdict) = (27.0, 19.0);
    let each = (STANDING.text_width() - label - verdict) / (years + 2) as f64;
    let each = (each * 10.0).floor() / 10.0;
    let rest = STANDING.text_width() - verdict - each * (years + 2) as f64;
    let mut widths = vec![(rest * 10.0).round() / 10.0];
    widths.resize(years + 3, each);
    widths.push(verdict);
    json!({ "列宽": widths })
}

/// Each indicator.
fn indicators(park: &Park, years: &BTreeSet<String>) -> Value {
    let rows = park.indicators.list.iter().enumerate();
    rows.map(|(i, indicator)| {
        json!({
            "路径": format!("指标体系.指标[{i}]"),
            "标题": format!("（{}）{}", i + 1, or(&indicator.name, "指标名称")),
            "名称和单位": text(&with_remark(&indicator.name, unit(indicator))),
            "值的单位": text(unit(indicator)),
            "表名": format!("{}评价表", indicator.name),
            "标准值": limit(indicator),
            "数据来源": source_names(park, &indicator.sources),
            "年值": yearly(indicator, years),
            "变化说明": text(&indicator.change_note),
            "原始数据": raw_data(indicator),
            "支撑": supporters(park, indicator),
            "支撑说明": text(&indicator.support_note),
            "不适用说明": text(&indicator.not_applicable),
        })
    })
    .collect()
}

/// The unit; none for a dimensionless indicator.
fn unit(indicator: &Indicator) -> &str {
    match indicator.unit.trim() {
        "—" | "－" | "-" => "",
        unit => unit,
    }
}

/// The limit with its condition; a highlight that the standard says nothing
/// of has a dash.
fn limit(indicator: &Indicator) -> Value {
    match (indicator.limit.as_str().trim(), indicator.condition.trim()) {
        ("", _) if indicator.category.is(Category::Highlight) => "—".into(),
        (limit, "") => text(limit),
        (limit, condition) => format!("{limit}（{condition}）").into(),
    }
}

/// The key of each year's value, as the data write it.
fn yearly(indicator: &Indicator, years: &BTreeSet<String>) -> Value {
    let key = |year: &String| {
        let mut written = indicator.actual.keys();
        let found = written.find(|key| bare_year(key) == year);
        format!("实际值.{}", found.unwrap_or(year))
    };
    years.iter().map(key).collect()
}

fn raw_data(indicator: &Indicator) -> Value {
    let names: Vec<&str> = indicator
        .raw_data
        .iter()
        .map(|datum| datum.name())
        .collect();
    text(&names.join("；"))
}

/// Tasks and projects that support an indicator, by name and id.
fn supporters(park: &Park, indicator: &Indicator) -> Value {
    let supports =
        |refs: &Refs| !indicator.id.is_empty() && refs.iter().any(|id| id == indicator.id);
    let tasks: Vec<String> = park
        .tasks
        .iter()
        .filter(|task| supports(&task.indicators))
        .map(|task| named(&task.name, &task.id))
        .collect();
    let projects: Vec<String> = park
        .projects
        .iter()
        .filter(|project| supports(&project.indicators))
        .map(|project| named(&project.name, &project.id))
        .collect();
    let ids = |list: &mut dyn Iterator<Item = &str>| list.collect::<Vec<_>>().join("、");
    let task_ids = park.tasks.iter().filter(|task| supports(&task.indicators));
    let project_ids = park.projects.iter().filter(|one| supports(&one.indicators));
    let (task_ids, project_ids) = (
        ids(&mut task_ids.map(|task| task.id.as_str())),
        ids(&mut project_ids.map(|one| one.id.as_str())),
    );
    let (tasks, projects) = (short(tasks, &task_ids), short(projects, &project_ids));
    json!({
        "任务": text(&tasks),
        "项目": text(&projects),
        // Ids alone stand in one line.
        "合并": !tasks.is_empty() && !projects.is_empty() && tasks == task_ids && projects == project_ids,
    })
}

/// Characters of names that a reader takes in; the tables before have them all.
const TOLD: usize = 60;

/// The names in one line, or the ids alone where that is long.
fn short(names: Vec<String>, ids: &str) -> String {
    let told = names.join("、");
    let known = !ids.is_empty() && !ids.starts_with('、') && !ids.contains("、、");
    match known && told.chars().count() > TOLD {
        true => ids.to_owned(),
        false => told,
    }
}

/// `水资源循环利用（R4）`.
fn named(name: &str, id: &str) -> String {
    match (name, id) {
        ("", id) => id.to_owned(),
        (name, "") => name.to_owned(),
        (name, id) => format!("{name}（{id}）"),
    }
}

/// `text`, else `（words）` for a heading of a draft.
fn or(text: &str, words: &str) -> String {
    match text.trim() {
        "" => format!("（{words}）"),
        text => text.to_owned(),
    }
}

/// Each key task.
fn tasks(park: &Park) -> Value {
    let rows = park.tasks.iter().enumerate();
    rows.map(|(i, task)| {
        json!({
            "路径": format!("重点任务[{i}]"),
            "完成时间": text(&task.due.printed()),
            "实际完成时间": text(&task.progress.finished.printed()),
        })
    })
    .collect()
}

/// Each support project; money in the unit of the table.
fn projects(park: &Park) -> Value {
    let unit = money::unit(&park.projects);
    let rows = park.projects.iter().enumerate();
    rows.map(|(i, project)| {
        let money = |literal| text(&money::amount(literal, &project.unit, unit));
        json!({
            "路径": format!("支撑项目[{i}]"),
            "实施期限": text(&project.period.printed()),
            "投资金额": money(&project.investment),
            "完成投资": money(&project.progress.invested),
            "支撑指标": indicator_names(park, &project.indicators),
            "投运时间": text(&project.progress.in_operation.printed()),
            "有调整": is_changed(project),
        })
    })
    .collect()
}

/// Whether a project has something to report under 调整情况.
pub(super) fn is_changed(project: &Project) -> bool {
    let change = &project.change;
    !change.kind.is(ChangeKind::None) && (!change.kind.is_empty() || !change.note.is_empty())
}

fn indicator_names(park: &Park, ids: &Refs) -> Value {
    let name = |id: &str| {
        let found = park.indicators.list.iter().find(|one| one.id == id);
        named(found.map_or("", |one| &one.name), id)
    };
    text(&ids.iter().map(name).collect::<Vec<_>>().join("、"))
}

/// Unit and totals of the projects' investments.
fn investment(park: &Park) -> Value {
    let unit = money::unit(&park.projects);
    let planned = park.projects.iter().map(|p| (&p.investment, &p.unit));
    let spent = park
        .projects
        .iter()
        .map(|p| (&p.progress.invested, &p.unit));
    json!({
        "单位": crate::park::Choose::label(unit),
        "合计": money::total(planned, unit).map(|sum| sum.to_string()),
        "完成合计": money::total(spent, unit).map(|sum| sum.to_string()),
    })
}

/// 近三年: its rows, its units, its sources.
fn economy(park: &Park) -> Value {
    let nothing = crate::park::Economy::default();
    let economy = park.report.as_ref().map_or(&nothing, |one| &one.economy);
    let path = |i| json!({ "路径": format!("验收报告.经济状况.近三年[{i}]") });
    let rows: Vec<Value> = (0..economy.years.len()).map(path).collect();
    json!({
        "行": rows,
        "金额单位": text(&economy.money_unit),
        "速度单位": text(&economy.growth_unit),
        "数据来源": source_names(park, &economy.sources),
    })
}

/// 重大调整, one row each.
fn adjustments(park: &Park) -> Value {
    let rows = park.adjustments.iter().enumerate();
    rows.map(|(i, one)| {
        json!({
            "路径": format!("重大调整[{i}]"),
            "发生时间": text(&one.when.printed()),
            "报告时间": text(&one.reported.printed()),
            "省级意见": if one.opinion.is_empty() { "—" } else { &one.opinion },
        })
    })
    .collect()
}

/// `words（remark）`.
fn with_remark(words: &str, remark: &str) -> String {
    match remark {
        "" => words.to_owned(),
        remark => format!("{words}（{remark}）"),
    }
}

/// 数据来源, one row each.
fn sources(park: &Park) -> Value {
    let rows = park.sources.iter().enumerate();
    rows.map(|(i, source)| {
        json!({
            "路径": format!("数据来源[{i}]"),
            "资料": text(&with_remark(&source.name, source.years.as_str())),
            "提供": text(&with_remark(&source.provider, &source.channel)),
        })
    })
    .collect()
}
