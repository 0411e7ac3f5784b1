//! Texts of annexes 2 and 4: much to tell in little room. The most telling
//! facts come first, and a fact that no longer fits is left out whole.

use rust_decimal::Decimal;

use super::facts::Facts;
use super::plan::{self, economy, identity, investment, themes};
use super::report::states;
use super::section::Section;
use super::undertaking::{of_project, of_task, spent};
use super::words::{self, clause, numeral, valued};
use crate::park::{Category, Choose, Indicator, State, money};

/// Caps of the forms, in characters; the measure here counts a little more.
const CONTENT: usize = 1000;
const INDICATORS: usize = 500;

/// Characters without white space.
fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Items joined, as many as fit; how many were left out.
fn fitting(items: &[String], room: usize) -> (Vec<String>, usize) {
    let mut used = 0;
    let mut kept = Vec::new();
    for item in items {
        used += length(item) + 1;
        if used > room {
            break;
        }
        kept.push(item.clone());
    }
    let left = items.len() - kept.len();
    (kept, left)
}

/// `一是…；二是…。`, or `…等12项。` when some are left out.
fn enumerated(items: &[String], room: usize) -> Option<String> {
    let numbered: Vec<String> = items
        .iter()
        .enumerate()
        .map(|(i, item)| format!("{}是{item}", numeral(i + 1)))
        .collect();
    let (kept, left) = fitting(&numbered, room.saturating_sub(12));
    if kept.is_empty() {
        return None;
    }
    Some(match left {
        0 => format!("{}。", kept.join("；")),
        left => format!("{}；另有{left}项。", kept.join("；")),
    })
}

pub(super) fn content(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let park = facts.park;
    // 园区概况及创建基础, 总体方案, 重点任务, 支撑项目: about 25, 25, 30, 20 %.
    text.say(
        identity(facts),
        &["园区基本情况", "园区管理机构情况.机构名称"],
    );
    text.say(
        economy(facts, &facts.baseline),
        &["验收报告.经济状况.近三年"],
    );
    let met: Vec<String> = facts
        .indicators()
        .filter(|(_, one)| facts.meets(one, &one.baseline) == Some(true))
        .map(|(_, one)| one.name.clone())
        .collect();
    let told = !met.is_empty() && !facts.baseline.is_empty();
    let (named, left) = fitting(&met, 120);
    let and_so_on = if left > 0 { "等" } else { "" };
    let sentence = format!(
        "创建基础方面，{}年已符合《标准》要求的指标{}项，为{}{and_so_on}。",
        facts.baseline,
        met.len(),
        named.join("、")
    );
    text.say(
        (told && !named.is_empty()).then_some(sentence),
        &["指标体系.指标"],
    );
    text.paragraph();
    text.say(scheme(facts), &["指标体系"]);
    text.paragraph();
    let tasks: Vec<String> = park
        .tasks
        .iter()
        .filter(|task| !task.name.is_empty())
        .map(|task| match clause(&task.goal) {
            goal if goal.is_empty() => task.name.clone(),
            goal => format!("{}，{goal}", task.name),
        })
        .collect();
    let themes = themes(facts);
    if !tasks.is_empty() {
        let about = match themes.is_empty() {
            true => String::new(),
            false => format!("围绕{}等方面，", themes[0]),
        };
        let about = if themes.len() < 2 {
            String::new()
        } else {
            about
        };
        text.say(
            Some(format!("{about}安排重点任务{}项。", tasks.len())),
            &["重点任务"],
        );
        text.say(enumerated(&tasks, 300), &["重点任务"]);
    }
    text.paragraph();
    let projects: Vec<String> = park
        .projects
        .iter()
        .filter(|one| !one.name.is_empty())
        .map(|one| one.name.clone())
        .collect();
    if !projects.is_empty() {
        let sum = investment(facts)
            .map(|sum| format!("，计划总投资{sum}"))
            .unwrap_or_default();
        let (named, left) = fitting(&projects, 160);
        let and_so_on = if left > 0 { "等" } else { "" };
        let which = match named.is_empty() {
            true => String::new(),
            false => format!("，包括{}{and_so_on}", named.join("、")),
        };
        let sentence = format!("安排支撑项目{}项{sum}{which}。", projects.len());
        text.say(Some(sentence), &["支撑项目"]);
    }
    text.open("补充主导产业、创建优势、总体框架，控制在1000字以内");
    within(text, CONTENT)
}

/// What the scheme aims at.
fn scheme(facts: &Facts) -> Option<String> {
    let count = facts.indicators().count();
    if count == 0 {
        return None;
    }
    let goal = plan::goal(facts, &[]).finish().text;
    let goal = goal.split('。').next().unwrap_or_default();
    let categories = match facts.categories() {
        categories if categories.is_empty() => String::new(),
        categories => format!("，其中{categories}"),
    };
    let aim = if goal.is_empty() {
        String::new()
    } else {
        format!("{goal}。")
    };
    Some(format!("方案选定指标{count}项{categories}。{aim}"))
}

/// The text, without its last sentences where it would exceed the cap.
fn within(text: Section, cap: usize) -> Section {
    let draft = text.finish();
    let mut kept = draft.text.clone();
    while length(&kept) > cap {
        let body = kept.trim_end_matches('。');
        match body.rfind(['。', '\n']) {
            Some(end) if end > 0 => {
                let end = end
                    + if body[end..].starts_with('。') {
                        '。'.len_utf8()
                    } else {
                        0
                    };
                kept.truncate(end);
            }
            _ => {
                kept.clear();
                break;
            }
        }
    }
    let sources: Vec<&str> = draft.sources.iter().map(String::as_str).collect();
    let mut section = Section::default();
    for line in kept.lines() {
        section.paragraph().say(Some(line.to_owned()), &sources);
    }
    section.open(&draft.open);
    section
}

/// Whether all have a state, and which.
fn known<'a>(all: impl Iterator<Item = &'a crate::park::Choice<State>>) -> Option<Vec<State>> {
    all.map(crate::park::Choice::known).collect()
}

/// Characters for a list in annex 4's cells, which have no printed cap.
const CELL: usize = 900;

pub(super) fn tasks(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let tasks: Vec<_> = facts
        .park
        .tasks
        .iter()
        .filter(|one| !one.name.is_empty())
        .collect();
    let Some(all) =
        known(tasks.iter().map(|one| &one.progress.state)).filter(|all| !all.is_empty())
    else {
        return text;
    };
    let sentence = format!(
        "《实施方案》确定的重点任务共{}项，{}。",
        tasks.len(),
        states(&all)
    );
    text.say(Some(sentence), &["重点任务"]);
    // Those that are not done come first: they must be told.
    let mut sorted = tasks.clone();
    sorted.sort_by_key(|one| one.progress.state.is(State::Done));
    let items: Vec<String> = sorted
        .iter()
        .filter_map(|one| {
            let state = of_task(one)?;
            let goal = match clause(&one.goal) {
                goal if goal.is_empty() => String::new(),
                goal => format!("，预期目标为{goal}"),
            };
            Some(format!("“{}”{state}{goal}", one.name))
        })
        .collect();
    text.say(enumerated(&items, CELL), &["重点任务"]);
    text.open("补充各项任务的成效");
    text
}

pub(super) fn projects(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let projects: Vec<_> = facts
        .park
        .projects
        .iter()
        .filter(|one| !one.name.is_empty())
        .collect();
    let Some(all) =
        known(projects.iter().map(|one| &one.progress.state)).filter(|all| !all.is_empty())
    else {
        return text;
    };
    let list = &facts.park.projects;
    let unit = money::unit(list);
    let planned = money::total(list.iter().map(|p| (&p.investment, &p.unit)), unit);
    let done = money::total(list.iter().map(|p| (&p.progress.invested, &p.unit)), unit);
    let sums = match planned.zip(done) {
        Some((planned, done)) => {
            let unit = unit.label();
            format!("；计划总投资{planned}{unit}，完成投资{done}{unit}")
        }
        None => String::new(),
    };
    let sentence = format!(
        "《实施方案》确定的支撑项目共{}项，{}{sums}。",
        projects.len(),
        states(&all)
    );
    text.say(Some(sentence), &["支撑项目"]);
    let mut sorted = projects.clone();
    sorted.sort_by_key(|one| one.progress.state.is(State::Done));
    let items: Vec<String> = sorted
        .iter()
        .filter_map(|one| {
            let state = of_project(one)?;
            let money = spent(one)
                .map(|money| format!("，{money}"))
                .unwrap_or_default();
            Some(format!("“{}”{state}{money}", one.name))
        })
        .collect();
    text.say(enumerated(&items, CELL), &["支撑项目"]);
    text.open("补充运行情况和调整情况");
    text
}

/// One indicator in two lengths.
struct Told {
    category: Option<Category>,
    /// How much it changed against its baseline; what changed least is
    /// shortened first.
    share: Decimal,
    long: String,
    short: String,
    is_long: bool,
}

impl Told {
    fn text(&self) -> &str {
        if self.is_long {
            &self.long
        } else {
            &self.short
        }
    }
}

pub(super) fn indicators(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let year = &facts.acceptance;
    let mut told: Vec<Told> = Vec::new();
    let (mut met, mut reached) = (0, 0);
    for (_, one) in facts.indicators() {
        let Some(value) = facts.value(one, year) else {
            return text;
        };
        met += usize::from(facts.meets(one, value) == Some(true));
        reached += usize::from(facts.reaches(one, value) == Some(true));
        told.push(tell(facts, one, value));
    }
    if told.is_empty() {
        return text;
    }
    let limited = facts
        .indicators()
        .filter(|(_, one)| !one.limit.is_empty())
        .count();
    let head = format!(
        "《实施方案》选定指标{}项，其中{}。{year}年，{}，{}。",
        told.len(),
        facts.categories(),
        words::met(met, limited, told.len()),
        words::reached(reached, told.len()),
    );
    let sources = ["指标体系.指标"];
    let body = shortened(&mut told, INDICATORS.saturating_sub(length(&head)));
    text.say(Some(head), &sources);
    text.say(body, &sources);
    text.open("补充数据来源和佐证情况，控制在500字以内");
    text
}

/// What is said of one indicator.
fn tell(facts: &Facts, one: &Indicator, value: &crate::park::Literal) -> Told {
    let unit = &one.unit;
    let now = valued(value, unit);
    let from = facts.value(one, &facts.baseline);
    let share = from
        .and_then(|from| {
            let (from, to) = (from.number()?, value.number()?);
            match from.is_zero() {
                true => Some(if to.is_zero() {
                    Decimal::ZERO
                } else {
                    Decimal::ONE
                }),
                false => ((to - from) / from).abs().into(),
            }
        })
        .unwrap_or_default();
    let short = format!("{}为{now}", one.name);
    let changed = from.filter(|_| !share.is_zero()).and_then(|from| {
        let (old, new) = (from.number()?, value.number()?);
        let verb = words::verb(old, new, unit);
        Some(format!("{}由{}{verb}{now}", one.name, valued(from, unit)))
    });
    let limit = words::limit(&one.limit, unit)
        .map(|limit| format!("（《标准》要求{limit}）"))
        .unwrap_or_default();
    Told {
        category: one.category.known(),
        share,
        long: format!("{}{limit}", changed.unwrap_or_else(|| short.clone())),
        short,
        is_long: true,
    }
}

/// The indicators by category within `room`: the least changed are shortened
/// first; where even the short forms do not fit, only the most changed stand.
fn shortened(told: &mut [Told], room: usize) -> Option<String> {
    loop {
        let text = by_category(told.iter());
        if length(&text) <= room {
            return Some(text);
        }
        let next = told
            .iter_mut()
            .filter(|one| one.is_long)
            .min_by(|a, b| a.share.cmp(&b.share));
        match next {
            Some(one) => one.is_long = false,
            None => break,
        }
    }
    let mut order: Vec<&Told> = told.iter().collect();
    order.sort_by_key(|told| std::cmp::Reverse(told.share));
    for count in (1..order.len()).rev() {
        let text = by_category(order[..count].iter().copied());
        let rest = format!("其余{}项指标的值见《验收报告》。", order.len() - count);
        if length(&text) + length(&rest) <= room {
            return Some(text + &rest);
        }
    }
    None
}

fn by_category<'a>(told: impl Iterator<Item = &'a Told> + Clone) -> String {
    let mut parts = Vec::new();
    for &category in Category::ALL {
        let items: Vec<&str> = told
            .clone()
            .filter(|one| one.category == Some(category))
            .map(Told::text)
            .collect();
        if !items.is_empty() {
            parts.push(format!(
                "{}指标中，{}。",
                category.label(),
                items.join("；")
            ));
        }
    }
    let others: Vec<&str> = told
        .filter(|one| one.category.is_none())
        .map(Told::text)
        .collect();
    if !others.is_empty() {
        parts.push(format!("{}。", others.join("；")));
    }
    parts.join("")
}
