//! Texts of one indicator. They follow each other on paper, so their sentences
//! take turns.

use super::facts::Facts;
use super::section::Section;
use super::words::{self, clause, difference, valued};
use crate::park::{Indicator, Project, Task};

/// The indicator that the indexes mean.
fn one<'a>(facts: &Facts<'a>, at: &[usize]) -> Option<(usize, &'a Indicator)> {
    let index = *at.first()?;
    Some((index, facts.park.indicators.list.get(index)?))
}

pub(super) fn attainability(facts: &Facts, at: &[usize]) -> Section {
    let mut text = Section::default();
    let Some((index, indicator)) = one(facts, at) else {
        return text;
    };
    if indicator.baseline.is_empty() || indicator.target.is_empty() || facts.baseline.is_empty() {
        return text;
    }
    let path = format!("指标体系.指标[{index}]");
    text.say(Some(gap(facts, indicator, index)), &[&path]);
    let (tasks, projects) = facts.supporters(indicator);
    text.say(
        closed_by(&tasks, &projects, index),
        &["重点任务", "支撑项目"],
    );
    text.open("补充趋势测算、各项任务和项目的贡献量，并作出可达性判断");
    text
}

/// Baseline, limit, target and what lies between.
fn gap(facts: &Facts, indicator: &Indicator, turn: usize) -> String {
    let unit = &indicator.unit;
    let (from, to) = (
        valued(&indicator.baseline, unit),
        valued(&indicator.target, unit),
    );
    let change = difference(&indicator.baseline, &indicator.target, unit);
    let year = &facts.baseline;
    let change = match &change {
        Some(change) => format!("比基准年{change}"),
        None => "与基准年持平".to_owned(),
    };
    let Some(limit) = words::limit(&indicator.limit, unit) else {
        return match turn % 2 {
            0 => format!("《标准》未作规定。{year}年为{from}，目标值为{to}，{change}。"),
            _ => format!("该指标由园区自行提出，{year}年为{from}，目标值为{to}，{change}。"),
        };
    };
    match (facts.meets(indicator, &indicator.baseline), turn % 3) {
        (Some(true), 0) => {
            format!(
                "{year}年为{from}，已符合《标准》{}的要求；目标值为{to}，{change}。",
                bare(&limit)
            )
        }
        (Some(true), 1) => format!(
            "《标准》要求{limit}，基准年{year}年为{from}，已经符合。目标值为{to}，{change}。"
        ),
        (Some(true), _) => {
            format!(
                "目标值为{to}，{change}；{year}年为{from}，已符合《标准》{}的要求。",
                bare(&limit)
            )
        }
        (_, 0) => format!("{year}年为{from}，《标准》要求{limit}；目标值为{to}，{change}。"),
        (_, 1) => format!("《标准》要求{limit}，基准年{year}年为{from}。目标值为{to}，{change}。"),
        (_, _) => format!("目标值为{to}，{change}；{year}年为{from}，《标准》要求{limit}。"),
    }
}

/// A limit in front of 的要求: 为100% loses its verb.
fn bare(limit: &str) -> &str {
    limit.strip_prefix('为').unwrap_or(limit)
}

/// The tasks and projects that are to close the gap.
fn closed_by(tasks: &[&Task], projects: &[&Project], turn: usize) -> Option<String> {
    let tasks: Vec<String> = tasks.iter().map(|one| task(one)).collect();
    let projects: Vec<String> = projects.iter().map(|one| project(one)).collect();
    let (tasks, projects) = (words::and(&tasks), words::and(&projects));
    match (tasks.is_empty(), projects.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("由重点任务{tasks}支撑。")),
        (true, false) => Some(format!("由支撑项目{projects}支撑。")),
        (false, false) => Some(match turn % 3 {
            0 => format!("由重点任务{tasks}，以及支撑项目{projects}支撑。"),
            1 => format!("对应的重点任务为{tasks}；支撑项目为{projects}。"),
            _ => format!("支撑项目为{projects}，列入重点任务{tasks}推进。"),
        }),
    }
}

fn task(task: &Task) -> String {
    let mut parts = Vec::new();
    if !task.due.is_empty() {
        parts.push(format!("计划{}完成", task.due.printed()));
    }
    let goal = clause(&task.goal);
    if !goal.is_empty() {
        parts.push(format!("预期目标为{goal}"));
    }
    remarked(&task.name, &parts)
}

fn project(project: &Project) -> String {
    let mut parts = Vec::new();
    if !project.period.is_empty() {
        parts.push(project.period.printed());
    }
    let goal = clause(&project.goal);
    if !goal.is_empty() {
        parts.push(format!("预期目标为{goal}"));
    }
    remarked(&project.name, &parts)
}

fn remarked(name: &str, parts: &[String]) -> String {
    match parts.is_empty() {
        true => format!("“{name}”"),
        false => format!("“{name}”（{}）", parts.join("，")),
    }
}

pub(super) fn support_note(facts: &Facts, at: &[usize]) -> Section {
    let mut text = Section::default();
    let Some((index, indicator)) = one(facts, at) else {
        return text;
    };
    let (tasks, projects) = facts.supporters(indicator);
    let met = facts.meets(indicator, &indicator.baseline) == Some(true);
    if tasks.is_empty() && projects.is_empty() && met {
        let limit = words::limit(&indicator.limit, &indicator.unit);
        let path = format!("指标体系.指标[{index}]");
        text.say(
            limit.map(|limit| format!("基准年已符合《标准》{}的要求", bare(&limit))),
            &[&path],
        );
        text.open("补充靠什么保持");
    }
    text
}

pub(super) fn attained(facts: &Facts, at: &[usize]) -> Section {
    let mut text = Section::default();
    let Some((index, indicator)) = one(facts, at) else {
        return text;
    };
    let last = &facts.acceptance;
    let Some(value) = facts.value(indicator, last) else {
        return text;
    };
    let path = format!("指标体系.指标[{index}]");
    text.say(Some(reached(facts, indicator, value, index)), &[&path]);
    text.say(since(facts, indicator), &[&path]);
    text.open("补充达标的主要原因，与任务、项目的对应关系");
    text
}

/// The value of the acceptance year beside baseline, standard and target.
fn reached(
    facts: &Facts,
    indicator: &Indicator,
    value: &crate::park::Literal,
    turn: usize,
) -> String {
    let unit = &indicator.unit;
    let (first, last) = (&facts.baseline, &facts.acceptance);
    let now = valued(value, unit);
    let from = facts.value(indicator, first).filter(|_| first != last);
    let change = from.and_then(|from| difference(from, value, unit));
    let mut parts = Vec::new();
    parts.push(match (change, turn % 2) {
        (Some(change), 0) => format!("{last}年为{now}，比{first}年{change}"),
        (Some(_), _) => {
            let years = (format!("{first}年"), format!("{last}年"));
            let moved =
                from.and_then(|from| words::moved((&years.0, from), (&years.1, value), unit));
            moved.unwrap_or_else(|| format!("{last}年为{now}"))
        }
        (None, _) => format!("{last}年为{now}"),
    });
    if let (Some(limit), Some(met)) = (
        words::limit(&indicator.limit, unit),
        facts.meets(indicator, value),
    ) {
        let verb = if met { "符合" } else { "不符合" };
        parts.push(format!("{verb}《标准》{}的要求", bare(&limit)));
    } else if indicator.limit.is_empty() {
        parts.push("《标准》未作规定".to_owned());
    }
    if let Some(reached) = facts.reaches(indicator, value) {
        let verb = if reached { "达到" } else { "未达到" };
        parts.push(format!(
            "{verb}方案确定的目标值{}",
            valued(&indicator.target, unit)
        ));
    }
    format!("{}。", parts.join("，"))
}

/// `2026年起各年均符合《标准》要求。`, where an earlier year did not.
fn since(facts: &Facts, indicator: &Indicator) -> Option<String> {
    let mut first = None;
    let mut failed = false;
    for (year, value) in &indicator.actual {
        match facts.meets(indicator, value)? {
            true => {
                first.get_or_insert(year);
            }
            false => {
                first = None;
                failed = true;
            }
        }
    }
    let first = first?;
    (failed && *first != facts.acceptance).then(|| format!("{first}年起各年均符合《标准》要求。"))
}

pub(super) fn change(facts: &Facts, at: &[usize]) -> Section {
    /// A change over this share of the year before wants a word.
    const LARGE: rust_decimal::Decimal = rust_decimal::Decimal::from_parts(3, 0, 0, false, 1);
    let mut text = Section::default();
    let Some((index, indicator)) = one(facts, at) else {
        return text;
    };
    let years: Vec<(&String, &crate::park::Literal)> = indicator.actual.iter().collect();
    let mut largest: Option<(
        rust_decimal::Decimal,
        &String,
        &crate::park::Literal,
        &crate::park::Literal,
    )> = None;
    for pair in years.windows(2) {
        let [(_, old), (year, new)] = pair else {
            continue;
        };
        let (Some(from), Some(to)) = (old.number(), new.number()) else {
            continue;
        };
        let share = match from.is_zero() {
            true => rust_decimal::Decimal::ONE,
            false => ((to - from) / from).abs(),
        };
        if share > LARGE && largest.as_ref().is_none_or(|(most, ..)| share > *most) {
            largest = Some((share, *year, *old, *new));
        }
    }
    let Some((_, year, old, new)) = largest else {
        return text;
    };
    let projects: Vec<String> = facts
        .supporters(indicator)
        .1
        .iter()
        .filter(|one| {
            one.progress
                .in_operation
                .year()
                .is_some_and(|y| y.to_string() == *year)
        })
        .map(|one| format!("“{}”", one.name))
        .collect();
    let along = match projects.is_empty() {
        true => String::new(),
        false => format!("，同期{}投运", words::and(&projects)),
    };
    let change = difference(old, new, &indicator.unit);
    let path = format!("指标体系.指标[{index}].实际值");
    text.say(
        change.map(|change| format!("{year}年比上年{change}{along}")),
        &[&path],
    );
    text.open("补充变化的原因");
    text
}
