//! Group K: key tasks, and the references between the tables.

use std::collections::HashSet;

use super::count::blank;
use super::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::walk::{self, Item};
use crate::park::{Park, Progress, Reading, State, THEMES, Task};

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[K01, K02, K03, K04, K05, K06, K07, K08, K09, K10];

/// How a task is named in a message: by its name, else its id, else its place.
fn title(task: &Item<Task>) -> String {
    call(&task.name, &task.id, task.index)
}

/// 「name」, else 「id」, else 第 n 项.
pub(super) fn call(name: &str, id: &str, at: usize) -> String {
    match (name.trim(), id.trim()) {
        ("", "") => format!("第 {} 项", at + 1),
        ("", id) => format!("「{id}」"),
        (name, _) => format!("「{name}」"),
    }
}

const K01: Rule = Rule {
    code: "K01",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_3],
    summary: "重点任务表的五列应填全",
    why: "提纲要求明确重点任务名称、任务内容、完成时间、责任部门、预期目标，逐格检查。一项任务都没有的由 S06 报告。",
    wrong: "重点任务: [{编号: R1, 重点任务名称: 绿色制造体系培育, 责任部门: \"\"}]",
    right: "重点任务: [{编号: R1, 重点任务名称: 绿色制造体系培育, 任务内容: …, 完成时间: 2028年6月, 责任部门: 产业发展局, 预期目标: 新增省级以上绿色工厂6家}]",
    mend: "补填空格",
    needs: Needs::Nothing,
    check: Check::Park(columns),
};

fn columns(context: &Context, found: &mut Found) {
    for task in walk::tasks(context.park) {
        let title = title(&task);
        let cells = [
            ("重点任务名称", task.name.as_str()),
            ("任务内容", &task.content),
            ("完成时间", task.due.as_str()),
            ("责任部门", &task.department),
            ("预期目标", &task.goal),
        ];
        for (label, text) in cells {
            found.require(
                task.key(label),
                text,
                &format!("补填重点任务{title}的这一列"),
            );
        }
    }
}

const K02: Rule = Rule {
    code: "K02",
    severities: &[Error],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_3],
    summary: "重点任务的编号和名称不应重复",
    why: "编号供指标和项目引用，重复的引用说不清指哪一项；名称重复的，多半是复制后忘了改。",
    wrong: "重点任务: [{编号: R1, 重点任务名称: 甲}, {编号: R1, 重点任务名称: 乙}]",
    right: "重点任务: [{编号: R1, 重点任务名称: 甲}, {编号: R2, 重点任务名称: 乙}]",
    mend: "改正重复的编号或名称",
    needs: Needs::Nothing,
    check: Check::Park(unique_tasks),
};

fn unique_tasks(context: &Context, found: &mut Found) {
    let tasks = &context.park.tasks;
    let ids = tasks.iter().map(|task| task.id.as_str());
    unique(found, "重点任务", "编号", ids);
    let names = tasks.iter().map(|task| task.name.as_str());
    unique(found, "重点任务", "重点任务名称", names);
}

/// Reports each value of the column `label` that stood before.
pub(super) fn unique<'a>(
    found: &mut Found,
    list: &str,
    label: &str,
    values: impl Iterator<Item = &'a str>,
) {
    let mut seen: Vec<&str> = Vec::new();
    for (at, value) in values.map(str::trim).enumerate() {
        if let Some(first) = seen
            .iter()
            .position(|one| !value.is_empty() && *one == value)
        {
            found
                .error(
                    format!("{list}[{at}].{label}"),
                    format!("`{label}`「{value}」与第 {} 项重复", first + 1),
                )
                .also(format!("{list}[{first}].{label}"), "第一次出现在这里")
                .hint("改正重复的一处");
        }
        seen.push(value);
    }
}

const K03: Rule = Rule {
    code: "K03",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_3],
    summary: "提纲所列七个方面各应有重点任务",
    why: "提纲说“从……等方面”提出任务，七个方面并非一个不能少，缺少的论证时常被问到，作警告。按任务的 `方面` 判断，一项任务可以写几个方面。",
    wrong: "重点任务: [{编号: R1, 方面: 减污降碳协同}]",
    right: "重点任务: [{编号: R1, 方面: 减污降碳协同}, {编号: R2, 方面: 资源循环利用}, …]",
    mend: "补充该方面的任务，或在相应任务的 `方面` 中写明",
    needs: Needs::Nothing,
    check: Check::Park(themes),
};

fn themes(context: &Context, found: &mut Found) {
    let tasks = &context.park.tasks;
    if tasks.is_empty() {
        return;
    }
    let missing: Vec<String> = THEMES
        .into_iter()
        .filter(|theme| !tasks.iter().any(|task| task.theme.contains(theme)))
        .map(|theme| format!("「{theme}」"))
        .collect();
    if !missing.is_empty() {
        found
            .warning(
                "重点任务",
                format!("没有{}方面的重点任务", missing.join("、")),
            )
            .hint("补充这些方面的任务，或在相应任务的 `方面` 中写明");
    }
}

const K04: Rule = Rule {
    code: "K04",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_5],
    summary: "每项重点任务应支撑指标，或有支撑项目",
    why: "提纲要求阐明重点任务对目标指标的支撑情况。任务自己写了 `支撑指标`、`支撑项目`，或者有项目把它写进 `支撑任务`，都算有联系。",
    wrong: "重点任务: [{编号: R4, 重点任务名称: 水资源循环利用}]",
    right: "重点任务: [{编号: R4, 重点任务名称: 水资源循环利用, 支撑指标: [T2]}]",
    mend: "填写 `支撑指标` 或 `支撑项目`",
    needs: Needs::Nothing,
    check: Check::Park(linked),
};

fn linked(context: &Context, found: &mut Found) {
    let park = context.park;
    for task in walk::tasks(park) {
        let supported = park
            .projects
            .iter()
            .any(|project| !task.id.is_empty() && project.tasks.iter().any(|id| id == task.id));
        if task.indicators.is_empty() && task.projects.is_empty() && !supported {
            found
                .warning(
                    task.path(),
                    format!("重点任务{}与任何指标、项目都没有联系", title(&task)),
                )
                .hint("填写 `支撑指标` 或 `支撑项目`");
        }
    }
}

/// The ids that may be referred to.
struct Ids<'a> {
    indicators: HashSet<&'a str>,
    tasks: HashSet<&'a str>,
    projects: HashSet<&'a str>,
    sources: HashSet<&'a str>,
}

impl<'a> Ids<'a> {
    fn of(park: &'a Park) -> Self {
        Self {
            indicators: park
                .indicators
                .list
                .iter()
                .map(|one| one.id.trim())
                .collect(),
            tasks: park.tasks.iter().map(|one| one.id.trim()).collect(),
            projects: park.projects.iter().map(|one| one.id.trim()).collect(),
            sources: park.sources.iter().map(|one| one.id.trim()).collect(),
        }
    }
}

const K05: Rule = Rule {
    code: "K05",
    severities: &[Error],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_5, basis::ANNEX1_NOTE],
    summary: "引用的编号应存在",
    why: "支撑指标、支撑项目、支撑任务引用的编号须在相应的表中。数据来源和图件来源也可以直接写文字，只有像编号的（字母加数字，与已有编号同样写法）才查。",
    wrong: "支撑指标: [T9]",
    right: "支撑指标: [T2]",
    mend: "改正编号，或补上被引用的一项",
    needs: Needs::Nothing,
    check: Check::Park(references),
};

fn references(context: &Context, found: &mut Found) {
    let park = context.park;
    let ids = Ids::of(park);
    for task in walk::tasks(park) {
        known(
            found,
            &task.key("支撑指标"),
            task.indicators.iter(),
            &ids.indicators,
        );
        known(
            found,
            &task.key("支撑项目"),
            task.projects.iter(),
            &ids.projects,
        );
    }
    for project in walk::projects(park) {
        known(
            found,
            &project.key("支撑任务"),
            project.tasks.iter(),
            &ids.tasks,
        );
        known(
            found,
            &project.key("支撑指标"),
            project.indicators.iter(),
            &ids.indicators,
        );
    }
    for indicator in walk::indicators(park) {
        let path = indicator.key("数据来源");
        known_source(found, &path, indicator.sources.iter(), &ids.sources);
    }
    if let Some(report) = &park.report {
        let path = "验收报告.经济状况.数据来源";
        known_source(found, path, report.economy.sources.iter(), &ids.sources);
    }
    for figure in walk::figures(park) {
        let source = figure.source.trim();
        if is_id(source) && !ids.sources.contains(source) {
            unknown(found, &figure.key("来源"), source, &ids.sources);
        }
    }
}

/// Reports each of `references` that `ids` lacks.
fn known<'a>(
    found: &mut Found,
    path: &str,
    references: impl Iterator<Item = &'a str>,
    ids: &HashSet<&str>,
) {
    for (at, reference) in references.map(str::trim).enumerate() {
        if !reference.is_empty() && !ids.contains(reference) {
            unknown(found, &format!("{path}[{at}]"), reference, ids);
        }
    }
}

/// The same for sources, which may be words as well.
fn known_source<'a>(
    found: &mut Found,
    path: &str,
    references: impl Iterator<Item = &'a str>,
    ids: &HashSet<&str>,
) {
    for (at, reference) in references.map(str::trim).enumerate() {
        if is_id(reference) && !ids.contains(reference) {
            unknown(found, &format!("{path}[{at}]"), reference, ids);
        }
    }
}

fn unknown(found: &mut Found, path: &str, reference: &str, ids: &HashSet<&str>) {
    let list = path.split('.').next_back().unwrap_or_default();
    let label = list.split('[').next().unwrap_or_default();
    // In order, so that the same file gives the same hint.
    let mut known: Vec<&str> = ids.iter().copied().filter(|id| !id.is_empty()).collect();
    known.sort_unstable();
    let near = known
        .iter()
        .copied()
        .filter(|id| strsim::damerau_levenshtein(id, reference) == 1)
        .min_by_key(|id| id.len().abs_diff(reference.len()));
    let hint = match near {
        Some(id) => format!("是不是想写 `{id}`？已有的编号：{}", known.join("、")),
        None if known.is_empty() => "相应的表中还没有编号".to_owned(),
        None => format!("已有的编号：{}", known.join("、")),
    };
    found
        .error(path, format!("`{label}` 引用的编号「{reference}」不存在"))
        .hint(hint);
}

/// Whether a source is meant as an id: letters with digits, short.
fn is_id(source: &str) -> bool {
    source.len() <= 8
        && source.starts_with(|c: char| c.is_ascii_alphabetic())
        && source.ends_with(|c: char| c.is_ascii_digit())
        && source
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

const K06: Rule = Rule {
    code: "K06",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_4],
    summary: "每项重点任务应有完成状态和说明",
    why: "提纲要求逐项阐述重点任务完成情况。已取消而没有说明的由 K07 报告。",
    wrong: "完成情况: {状态: 已完成}",
    right: "完成情况: {状态: 已完成, 说明: 新增省级以上绿色工厂8家，任务于2028年5月完成。}",
    mend: "填写 `完成情况` 的 `状态` 和 `说明`",
    needs: Needs::Nothing,
    check: Check::Park(progress),
};

fn progress(context: &Context, found: &mut Found) {
    for task in walk::tasks(context.park) {
        let path = task.key("完成情况");
        told(found, &path, &title(&task), &task.progress);
    }
}

/// Reports a progress without state or statement; without both, once. A
/// cancelled undertaking is judged elsewhere.
pub(super) fn told(found: &mut Found, path: &str, title: &str, progress: &Progress) {
    let no_note = blank(&progress.note);
    let hint = format!("写明{title}的完成情况");
    if progress.state.is_empty() && no_note {
        found.require(path, "", &hint);
    } else if progress.state.is_empty() {
        found.require(
            format!("{path}.状态"),
            "",
            "填已完成、基本完成、正在实施、未完成或已取消",
        );
    } else if no_note && !progress.state.is(State::Cancelled) {
        found.require(format!("{path}.说明"), "", &hint);
    }
}

const K07: Rule = Rule {
    code: "K07",
    severities: &[Error, Warning],
    forms: FormSet::annexes("34"),
    basis: &[basis::ART_18],
    summary: "验收时重点任务应已完成",
    why: "技术核查要看《实施方案》落实和目标完成情况。正在实施、未完成的作警告；已取消而没有说明原因的为错误，说明了的不报。",
    wrong: "完成情况: {状态: 正在实施}",
    right: "完成情况: {状态: 基本完成, 说明: 剩余1项收尾工程不影响指标达标。}",
    mend: "核对状态；未完成的说明原因和安排",
    needs: Needs::Nothing,
    check: Check::Park(unfinished),
};

fn unfinished(context: &Context, found: &mut Found) {
    for task in walk::tasks(context.park) {
        let title = title(&task);
        let path = task.key("完成情况.状态");
        not_done(found, &path, &format!("重点任务{title}"), &task.progress);
        if task.progress.state.is(State::Cancelled) && blank(&task.progress.note) {
            found
                .error(path, format!("重点任务{title}已取消，没有说明原因"))
                .hint("在 `完成情况.说明` 中写明原因及其影响");
        }
    }
}

/// Warns of what is not done at acceptance.
pub(super) fn not_done(found: &mut Found, path: &str, title: &str, progress: &Progress) {
    if progress.state.is(State::UnderWay) || progress.state.is(State::NotDone) {
        let state = progress.state.text();
        found
            .warning(path, format!("{title}验收时应已完成，实际为「{state}」"))
            .hint("核对状态；确未完成的，说明原因、影响和安排");
    }
}

const K08: Rule = Rule {
    code: "K08",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_3],
    summary: "完成时间应是一个时间",
    why: "“长期”“持续”“尽快”无法在验收时对照。日历上没有的日期由 T08 报告。",
    wrong: "完成时间: 长期",
    right: "完成时间: 2028年6月",
    mend: "写明年月",
    needs: Needs::Nothing,
    check: Check::Park(due),
};

fn due(context: &Context, found: &mut Found) {
    for task in walk::tasks(context.park) {
        if matches!(task.due.read(), Reading::Ongoing | Reading::Unreadable) {
            found
                .warning(
                    task.key("完成时间"),
                    format!("完成时间应是一个时间，实际为「{}」", task.due),
                )
                .hint("写成 2028年6月 的样子");
        }
    }
}

/// More departments than this cannot all be in charge.
const DEPARTMENTS: usize = 4;

const K09: Rule = Rule {
    code: "K09",
    severities: &[Info],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_3],
    summary: "责任部门宜是园区的部门，不多于 4 个",
    why: "企业适合作项目的实施主体，任务的责任部门一般是园区管理机构的内设部门；超过 4 个的责任难以落实。数据中没有部门名录，不与名录核对。",
    wrong: "责任部门: 湘澜水务有限公司",
    right: "责任部门: 自然资源和建设局",
    mend: "写明牵头的部门",
    needs: Needs::Nothing,
    check: Check::Park(departments),
};

fn departments(context: &Context, found: &mut Found) {
    for task in walk::tasks(context.park) {
        let path = task.key("责任部门");
        let department = task.department.trim();
        let number = department
            .split(['、', '，', '；', ',', ';', '/', '\n'])
            .filter(|one| !one.trim().is_empty())
            .count();
        if number > DEPARTMENTS {
            found
                .info(
                    path,
                    format!("责任部门宜不多于 {DEPARTMENTS} 个，实际 {number}"),
                )
                .hint("写明牵头的部门");
        } else if ["公司", "集团", "工厂"]
            .iter()
            .any(|one| department.contains(one))
        {
            found
                .info(path, format!("责任部门是企业「{department}」"))
                .hint("企业作项目的实施主体，责任部门写园区的部门");
        }
    }
}

const K10: Rule = Rule {
    code: "K10",
    severities: &[Info],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_3],
    summary: "预期目标宜有数字",
    why: "没有数字的目标验收时难以核查。阿拉伯数字、带量词的汉字数字，以及全部、全覆盖、零一类的词都算有数。",
    wrong: "预期目标: 水资源利用水平明显提高",
    right: "预期目标: 再生水回用率达到30%",
    mend: "补上可核查的数量",
    needs: Needs::Nothing,
    check: Check::Park(goals),
};

fn goals(context: &Context, found: &mut Found) {
    for task in walk::tasks(context.park) {
        let goal = task.goal.trim();
        if !goal.is_empty() && !has_quantity(goal) {
            found
                .info(
                    task.key("预期目标"),
                    format!("预期目标没有数字，难以核查：「{goal}」"),
                )
                .hint("补上可核查的数量");
        }
    }
}

/// Whether a goal can be measured.
fn has_quantity(goal: &str) -> bool {
    let mut before = None;
    let counted = goal.chars().any(|c| {
        let numeral = before
            .replace(c)
            .is_some_and(|one| "一二两三四五六七八九十百千".contains(one));
        numeral && "个项家座条处次台套万公吨成倍类批名户".contains(c)
    });
    counted
        || goal.contains(|c: char| c.is_numeric() && !"一二三四五六七八九十百千".contains(c))
        || ["全部", "全覆盖", "零"]
            .iter()
            .any(|word| goal.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_that_can_be_measured() {
        #[track_caller]
        fn case(goal: &str, expected: bool) {
            assert_eq!(has_quantity(goal), expected, "{goal}");
        }

        case("再生水回用率达到30%", true);
        case("回用率达到３０％", true);
        case("建成三座泵站", true);
        case("实现重点排污单位全覆盖", true);
        case("突发环境事件零发生", true);
        case("统一管理，一体推进", false);
        case("水平明显提高", false);
    }

    #[test]
    fn sources_that_are_ids() {
        #[track_caller]
        fn case(source: &str, expected: bool) {
            assert_eq!(is_id(source), expected, "{source}");
        }

        case("S1", true);
        case("T-01", true);
        case("S_1", true);
        case("S12345678", false);
        case("GDP", false);
        case("2025", false);
        case("S1 统计年报2025", false);
        case("统计年报2025", false);
    }
}
