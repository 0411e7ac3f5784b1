//! Texts of one task or project.

use rust_decimal::Decimal;

use super::facts::Facts;
use super::section::Section;
use super::words::{self, clause};
use crate::park::{Choose, FuzzyDate, Indicator, MoneyUnit, Progress, Project, State, Task};

/// How far something got: `于2028年5月完成`, `正在实施，计划2028年6月完成`.
fn state(progress: &Progress, done: &FuzzyDate, verb: &str, due: &str) -> Option<String> {
    let state = progress.state.known()?;
    Some(match state {
        State::Done | State::NearlyDone if !done.is_empty() => {
            let almost = if state == State::Done { "" } else { "基本" };
            format!("于{}{almost}{verb}", done.printed())
        }
        State::Done | State::NearlyDone | State::Cancelled => state.label(),
        State::UnderWay | State::NotDone if due.is_empty() => state.label(),
        State::UnderWay | State::NotDone => format!("{}，计划{due}{verb}", state.label()),
    })
}

/// What became of a task, as a clause.
pub(super) fn of_task(task: &Task) -> Option<String> {
    state(
        &task.progress,
        &task.progress.finished,
        "完成",
        &task.due.printed(),
    )
}

/// What became of a project, as a clause.
pub(super) fn of_project(project: &Project) -> Option<String> {
    let printed = project.period.printed();
    let due = printed.split('—').next_back().unwrap_or_default();
    state(
        &project.progress,
        &project.progress.in_operation,
        "投运",
        due,
    )
}

/// `完成投资22140万元，比计划增加540万元`.
pub(super) fn spent(project: &Project) -> Option<String> {
    let spent = &project.progress.invested;
    if spent.is_empty() {
        return None;
    }
    let unit = project
        .unit
        .known()
        .unwrap_or(MoneyUnit::TenThousand)
        .label();
    let change = spent.number().zip(project.investment.number());
    let change = change.and_then(|(spent, planned)| spent.checked_sub(planned));
    let than = match change {
        Some(change) if change > Decimal::ZERO => format!("，比计划增加{change}{unit}"),
        Some(change) if change < Decimal::ZERO => format!("，比计划减少{}{unit}", change.abs()),
        Some(_) => "，与计划一致".to_owned(),
        None => String::new(),
    };
    Some(format!("完成投资{spent}{unit}{than}"))
}

pub(super) fn task(facts: &Facts, at: &[usize]) -> Section {
    let mut text = Section::default();
    let Some((index, task)) = at
        .first()
        .and_then(|&i| Some((i, facts.park.tasks.get(i)?)))
    else {
        return text;
    };
    let Some(state) = of_task(task) else {
        return text;
    };
    let mut parts = vec![format!("该任务{state}")];
    let goal = clause(&task.goal);
    if !goal.is_empty() {
        parts.push(format!("预期目标为{goal}"));
    }
    let path = format!("重点任务[{index}]");
    text.say(Some(format!("{}。", parts.join("；"))), &[&path]);
    text.open("补充做了哪几件事、预期目标达到多少");
    text
}

pub(super) fn project(facts: &Facts, at: &[usize]) -> Section {
    let mut text = Section::default();
    let found = at
        .first()
        .and_then(|&i| Some((i, facts.park.projects.get(i)?)));
    let Some((index, project)) = found else {
        return text;
    };
    let Some(state) = of_project(project) else {
        return text;
    };
    let mut parts = vec![format!("该项目{state}")];
    parts.extend(spent(project));
    let goal = clause(&project.goal);
    if !goal.is_empty() {
        parts.push(format!("预期目标为{goal}"));
    }
    let path = format!("支撑项目[{index}]");
    text.say(Some(format!("{}。", parts.join("；"))), &[&path]);
    text.open("补充验收、负荷、产出，以及投资相差的原因");
    text
}

pub(super) fn support(facts: &Facts, at: &[usize]) -> Section {
    let mut text = Section::default();
    let found = at
        .first()
        .and_then(|&i| Some((i, facts.park.projects.get(i)?)));
    let Some((index, project)) = found else {
        return text;
    };
    let parts: Vec<String> = facts
        .indicators()
        .filter(|(_, one)| !one.id.is_empty() && project.indicators.iter().any(|id| id == one.id))
        .filter_map(|(_, one)| moved(facts, project, one))
        .collect();
    let path = format!("支撑项目[{index}].支撑指标");
    let sentence = format!("本项目支撑的指标中，{}。", parts.join("；"));
    text.say(
        (!parts.is_empty()).then_some(sentence),
        &[&path, "指标体系.指标"],
    );
    text.open("补充产出进入指标的哪一部分、使指标变动多少");
    text
}

/// An indicator from the year before the project ran to the acceptance year.
fn moved(facts: &Facts, project: &Project, indicator: &Indicator) -> Option<String> {
    let began = project.progress.in_operation.year();
    let before = began.map(|year| (year - 1).to_string());
    let first = before
        .filter(|year| facts.value(indicator, year).is_some())
        .unwrap_or_else(|| facts.baseline.clone());
    let (old, new) = (
        facts.value(indicator, &first)?,
        facts.value(indicator, &facts.acceptance)?,
    );
    let years = (format!("{first}年"), format!("{}年", facts.acceptance));
    let moved = words::moved((&years.0, old), (&years.1, new), &indicator.unit)?;
    Some(format!("{}{moved}", indicator.name))
}
