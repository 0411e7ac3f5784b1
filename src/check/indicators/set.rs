//! The set of indicators and the rows of its table: I01 to I03, I09 to I12,
//! I19.

use super::{applicable, at, called, list};
use crate::check::count::blank;
use crate::check::{Context, Found};
use crate::park::{Category, Choice, Choose, Indicator, Limit, Literal};

/// I01: at least one compulsory and one characteristic indicator.
pub(super) fn both_categories(ctx: &Context, found: &mut Found) {
    if applicable(ctx).next().is_none() {
        return;
    }
    for category in [Category::Compulsory, Category::Characteristic] {
        if !applicable(ctx).any(|(_, one)| one.category.is(category)) {
            let label = category.label();
            found
                .error(
                    "指标体系.指标",
                    format!("指标应涵盖必选和特色两类，现在没有{label}指标"),
                )
                .hint(format!("对照《标准》选定{label}指标，填写 `类别: {label}`"));
        }
    }
}

/// I02: each row of the table is complete.
pub(super) fn rows_complete(ctx: &Context, found: &mut Found) {
    for (i, one) in list(ctx) {
        if let Choice::Other(text) = &one.category {
            found
                .error(
                    at(i, "类别"),
                    format!("类别应为必选、特色或亮点，实际「{text}」"),
                )
                .hint("按《标准》填写；园区自己提出的填“亮点”");
        }
        let missing = missing(one);
        if let Some(first) = missing.first() {
            found
                .error(
                    at(i, first),
                    format!("{}缺少 `{}`", called(one), missing.join("`、`")),
                )
                .hint("补齐目标指标表的各列，无量纲的单位填 `—`");
        }
    }
}

/// Keys of a row that are not filled in. One that does not apply needs no
/// values.
fn missing(one: &Indicator) -> Vec<&'static str> {
    let applies = one.not_applicable.is_empty();
    [
        ("编号", blank(&one.id), applies),
        ("指标名称", blank(&one.name), true),
        ("类别", one.category.is_empty(), true),
        ("单位", blank(&one.unit), applies),
        ("基准年值", blank(one.baseline.as_str()), applies),
        ("目标值", blank(one.target.as_str()), applies),
    ]
    .into_iter()
    .filter_map(|(key, missing, needed)| (missing && needed).then_some(key))
    .collect()
}

/// I03: compulsory and characteristic indicators have a limit that can be read.
pub(super) fn limits(ctx: &Context, found: &mut Found) {
    for (i, one) in applicable(ctx) {
        let path = at(i, "标准值");
        if blank(one.limit.as_str()) {
            if one.category.known() != Some(Category::Highlight) {
                found
                    .error(path, format!("{}缺少 `标准值`", called(one)))
                    .hint("按《标准》填写，如 `\"≥15\"`；《标准》没有规定的，类别应为亮点");
            }
            continue;
        }
        match Limit::parse(one.limit.as_str(), one.direction.known()) {
            Some(Limit::Conditional(_)) => found
                .warning(
                    path,
                    format!("标准值带有适用条件，无法对照：「{}」", one.limit),
                )
                .hint("`标准值` 只写本园区适用的限值，适用条件写入 `条件`"),
            None => found
                .warning(path, format!("标准值无法识别：「{}」", one.limit))
                .hint("写作 `\"≥15\"`、`\"≤0.5\"`、`\"=100\"`、`达标` 等"),
            Some(_) => continue,
        };
    }
}

/// I09: every indicator has its attainability analysis.
pub(super) fn attainability(ctx: &Context, found: &mut Found) {
    let support = ctx.park.plan.as_ref().map(|plan| plan.support.as_str());
    let analysed = applicable(ctx).any(|(_, one)| !blank(&one.attainability));
    // A chapter without a word is S01's.
    if !analysed && support.is_none_or(blank) {
        return;
    }
    for (i, one) in applicable(ctx) {
        if blank(&one.attainability) {
            found
                .error(
                    at(i, "可达性分析"),
                    format!("{}缺少 `可达性分析`", called(one)),
                )
                .hint("写明现状、措施、测算和结论：目标为什么能够实现");
        }
    }
}

/// I10: every indicator is supported by a task or a project.
pub(super) fn supported(ctx: &Context, found: &mut Found) {
    let park = ctx.park;
    if park.tasks.is_empty() && park.projects.is_empty() {
        return;
    }
    let supports = |id: &str| {
        let by_task = park
            .tasks
            .iter()
            .any(|task| task.indicators.iter().any(|one| one == id));
        by_task
            || park
                .projects
                .iter()
                .any(|project| project.indicators.iter().any(|one| one == id))
    };
    for (i, one) in applicable(ctx) {
        if one.id.is_empty() || supports(&one.id) {
            continue;
        }
        let name = called(one);
        if !blank(&one.support_note) && already_met(one) {
            found
                .warning(
                    at(i, "支撑说明"),
                    format!("{name}没有重点任务或支撑项目支撑，仅有支撑说明"),
                )
                .hint("基准年已达标的可以如此；有巩固措施的，在任务或项目的 `支撑指标` 中列出");
        } else {
            found
                .error(
                    at(i, "编号"),
                    format!("{name}没有任何重点任务或支撑项目支撑"),
                )
                .hint(format!(
                    "在有关任务或项目的 `支撑指标` 中列出 `{}`；基准年已达标的，填写 `支撑说明`",
                    one.id
                ));
        }
    }
}

/// Whether the baseline value meets the limit, as far as can be told.
fn already_met(one: &Indicator) -> bool {
    let limit = Limit::parse(one.limit.as_str(), one.direction.known());
    limit.and_then(|limit| limit.satisfied_by(&one.baseline)) != Some(false)
}

/// I11: the park has something of its own to show.
pub(super) fn highlights(ctx: &Context, found: &mut Found) {
    let mut indicators = applicable(ctx).peekable();
    if indicators.peek().is_some()
        && !indicators.any(|(_, one)| one.category.is(Category::Highlight))
    {
        found
            .info("指标体系.指标", "没有亮点指标")
            .hint("有特色工作的，可自行提出一两项亮点指标，填写 `类别: 亮点`");
    }
}

/// I12: every baseline value has a source.
pub(super) fn sources(ctx: &Context, found: &mut Found) {
    // A table without any source is E02's.
    if super::no_indicator_has_a_source(ctx) {
        return;
    }
    for (i, one) in applicable(ctx) {
        if !one.baseline.is_empty() && one.sources.iter().all(blank) {
            found
                .error(
                    at(i, "数据来源"),
                    format!("{}的基准年值缺少 `数据来源`", called(one)),
                )
                .hint("在顶层 `数据来源` 中登记资料，这里写它的编号，如 `[S1]`");
        }
    }
}

/// I19: ids and names are unique.
pub(super) fn unique(ctx: &Context, found: &mut Found) {
    type Get = fn(&Indicator) -> &str;
    let keys: [(&str, Get); 2] = [("编号", |one| &one.id), ("指标名称", |one| &one.name)];
    for (key, get) in keys {
        for (i, one) in list(ctx) {
            let text = get(one).trim();
            let earlier = list(ctx)
                .take(i)
                .find(|(_, other)| get(other).trim() == text);
            if let Some((first, _)) = earlier.filter(|_| !text.is_empty()) {
                found
                    .error(at(i, key), format!("`{key}` 重复：「{text}」"))
                    .also(at(first, key), "首次出现")
                    .hint("改用不同的名称和编号，或删去重复的一项");
            }
        }
    }
}

/// The literal's text in a message.
pub(super) fn quoted(value: &Literal) -> String {
    if value.number().is_some() {
        value.to_string()
    } else {
        format!("「{value}」")
    }
}
