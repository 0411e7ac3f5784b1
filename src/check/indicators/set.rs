//! The set of indicators and the rows of its table: I01 to I03, I09 to I12,
//! I19.

use super::{applicable, called, list};
use crate::check::count::blank;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::{Fix, basis};
use crate::form::FormSet;
use crate::park::walk::Item;
use crate::park::{Category, Choice, Choose, Indicator, Limit, Literal, plain};

pub(super) const I01: Rule = Rule {
    code: "I01",
    severities: &[Error],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_2_2],
    summary: "指标涵盖必选和特色两类",
    why: "\
提纲要求按《标准》涵盖必选和特色两类指标，两类各至少一项。标为不适用的指标不计在内；亮点指标不能代替特色指标。
一项指标都没有的由 S05 检查。",
    wrong: "指标: [{编号: Z1, 类别: 必选}, {编号: L1, 类别: 亮点}]",
    right: "指标: [{编号: Z1, 类别: 必选}, {编号: T1, 类别: 特色}]",
    mend: "对照《标准》选定缺少的一类指标",
    needs: Needs::Nothing,
    check: Check::Park(both_categories),
};

/// At least one compulsory and one characteristic indicator.
fn both_categories(context: &Context, found: &mut Found) {
    // Without any category, I02 misses it in each row.
    if !applicable(context).any(|one| !one.category.is_empty()) {
        return;
    }
    for category in [Category::Compulsory, Category::Characteristic] {
        if !applicable(context).any(|one| one.category.is(category)) {
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

pub(super) const I02: Rule = Rule {
    code: "I02",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_2_2],
    summary: "每项指标有编号、名称、类别、单位、基准年值、目标值",
    why: "\
这些是目标指标表的各列，编号供任务和项目引用。类别只有必选、特色、亮点三种；旧标准的“可选”填特色。
没有单位的填 `—`。填了 `不适用说明` 的指标只要有名称和类别。",
    wrong: "{编号: Z4, 指标名称: 绿化覆盖率, 类别: 可选, 单位: \"%\"}",
    right: "{编号: Z4, 指标名称: 绿化覆盖率, 类别: 必选, 单位: \"%\", 基准年值: \"22.4\", 目标值: \"25.0\"}",
    mend: "补齐各列",
    needs: Needs::Nothing,
    check: Check::Park(rows_complete),
};

/// Each row of the table is complete.
fn rows_complete(context: &Context, found: &mut Found) {
    for one in list(context) {
        if let Choice::Other(text) = &one.category {
            found
                .error(
                    one.key("类别"),
                    format!("类别应为必选、特色或亮点，实际「{text}」"),
                )
                .hint("按《标准》填写；园区自己提出的填“亮点”");
        }
        let missing = missing(&one);
        if let Some(first) = missing.first() {
            found
                .error(
                    one.key(first),
                    format!("{}缺少 `{}`", called(&one), missing.join("`、`")),
                )
                .hint("补齐目标指标表的各列，无量纲的单位填 `—`")
                .lacks(missing.iter().map(|key| one.key(key)));
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

pub(super) const I03: Rule = Rule {
    code: "I03",
    severities: &[Error, Warning, Info],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_2_2, basis::ANNEX3_3],
    summary: "必选和特色指标有标准值，写法可以识别",
    why: "\
必选和特色指标都出自《标准》，要有标准值才能对照；亮点指标由园区自己提出，可以没有。
标准值识别不了的（如“见标准”）给出警告，因为目标值和实际值无法自动对照。
《标准》按条件给出几个限值的，只写本园区适用的一个，条件写入 `条件`；把条件写进标准值的给出警告。
标准值照原样印出：>=、<= 应写作 ≥、≤；`单位` 一列已有的单位不必再写。",
    wrong: "标准值: \"增长率>0时≤0.6\"",
    right: "标准值: \"≤0.6\"，条件: 综合能耗增长率大于 0",
    mend: "写作 `\"≥15\"`、`\"≤0.5吨标准煤/万元\"`、`\"=100\"`、`达标`、`\"10%～20%\"` 等",
    needs: Needs::Nothing,
    check: Check::Park(limits),
};

/// Compulsory and characteristic indicators have a limit that can be read.
fn limits(context: &Context, found: &mut Found) {
    for one in applicable(context) {
        let path = one.key("标准值");
        if blank(one.limit.as_str()) {
            if one.category.known() != Some(Category::Highlight) {
                found
                    .error(path, format!("{}缺少 `标准值`", called(&one)))
                    .hint("按《标准》填写，如 `\"≥15\"`；《标准》没有规定的，类别应为亮点")
                    .unfilled();
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
            Some(limit) => {
                written(&one, &limit, found);
                continue;
            }
        };
    }
}

/// Says how a limit that can be read should be written, since it prints as it
/// stands.
fn written(one: &Item<Indicator>, limit: &Limit, found: &mut Found) {
    let path = one.key("标准值");
    let text = one.limit.as_str();
    if text.contains(['=', '＝']) && text.contains(['>', '<', '＞', '＜']) {
        found
            .warning(path, format!("标准值的符号应为 ≥ 或 ≤，实际「{text}」"))
            .hint(format!("改为 `\"{limit}\"`"))
            .fix(Fix::safe(0..text.len(), limit.to_string()));
    } else if let Limit::Bound { unit, .. } = limit
        && !unit.is_empty()
        && plain(unit) == plain(&one.unit)
    {
        let told = found
            .info(path, format!("标准值「{text}」中的单位与 `单位` 一列重复"))
            .hint("标准值只写符号和数值");
        if let Some(bare) = text.strip_suffix(unit.as_str()) {
            told.fix(Fix::safe(bare.len()..text.len(), ""));
        }
    }
}

pub(super) const I09: Rule = Rule {
    code: "I09",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_5, basis::ART_09],
    summary: "每项指标有可达性分析",
    why: "\
提纲第五章要求分析各目标指标的可达性，逐项都要有；整章没有内容的由 S01 检查，这里不重复。",
    wrong: "{编号: Z4, 指标名称: 绿化覆盖率}（没有可达性分析）",
    right: "可达性分析: 基准年已高于《标准》要求。创建期修复生态缓冲带6.2公里……目标可达。",
    mend: "写明现状、措施、测算和结论",
    needs: Needs::Nothing,
    check: Check::Park(attainability),
};

/// Every indicator has its attainability analysis.
fn attainability(context: &Context, found: &mut Found) {
    let support = context.park.plan.as_ref().map(|plan| plan.support.as_str());
    let analysed = applicable(context).any(|one| !blank(&one.attainability));
    // A chapter without a word is S01's.
    if !analysed && support.is_none_or(blank) {
        return;
    }
    for one in applicable(context) {
        if blank(&one.attainability) {
            found
                .error(
                    one.key("可达性分析"),
                    format!("{}缺少 `可达性分析`", called(&one)),
                )
                .hint("写明现状、措施、测算和结论：目标为什么能够实现")
                .unfilled();
        }
    }
}

pub(super) const I10: Rule = Rule {
    code: "I10",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_5],
    summary: "每项指标至少有一项重点任务或支撑项目支撑",
    why: "\
提纲要求阐明重点任务与支撑项目对目标指标的支撑情况，支撑矩阵中不应有空行。以任务和项目的 `支撑指标` 为准。
基准年已达标、并填写了 `支撑说明` 的改为警告；基准年未达标的，只有说明不够，仍为错误。
任务和项目一个都没有的由 S06、S07 检查，没有编号的指标由 I02 检查。",
    wrong: "指标 Z4 没有出现在任何任务、项目的 `支撑指标` 中",
    right: "重点任务: [{编号: R5, 支撑指标: [Z4]}]",
    mend: "在有关任务或项目的 `支撑指标` 中列出编号",
    needs: Needs::Nothing,
    check: Check::Park(supported),
};

/// Every indicator is supported by a task or a project.
fn supported(context: &Context, found: &mut Found) {
    let park = context.park;
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
    for one in applicable(context) {
        if one.id.is_empty() || supports(&one.id) {
            continue;
        }
        let name = called(&one);
        if !blank(&one.support_note) && already_met(&one) {
            found
                .warning(
                    one.key("支撑说明"),
                    format!("{name}没有重点任务或支撑项目支撑，仅有支撑说明"),
                )
                .hint("基准年已达标的可以如此；有巩固措施的，在任务或项目的 `支撑指标` 中列出");
        } else {
            found
                .error(
                    one.key("编号"),
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

pub(super) const I11: Rule = Rule {
    code: "I11",
    severities: &[Info],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_2_2],
    summary: "可以提出亮点指标",
    why: "提纲规定园区可根据自身特点提出亮点指标，是“可”不是“应”，所以只作提示。",
    wrong: "指标全部为必选和特色",
    right: "{编号: L1, 指标名称: 园区分布式光伏装机容量, 类别: 亮点, 方向: 越大越好}",
    mend: "有特色工作的，提出一两项亮点指标",
    needs: Needs::Nothing,
    check: Check::Park(highlights),
};

/// The park has something of its own to show.
fn highlights(context: &Context, found: &mut Found) {
    let mut indicators = applicable(context).peekable();
    if indicators.peek().is_some() && !indicators.any(|one| one.category.is(Category::Highlight)) {
        found
            .info("指标体系.指标", "没有亮点指标")
            .hint("有特色工作的，可自行提出一两项亮点指标，填写 `类别: 亮点`");
    }
}

pub(super) const I12: Rule = Rule {
    code: "I12",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_NOTE],
    summary: "每项指标的基准年值注明数据来源",
    why: "\
提纲备注要求相关数据注明具体来源。所有指标都没有来源的，由 E02 就整张表报一个错误，这里不逐项重复。",
    wrong: "{编号: Z4, 基准年值: \"22.4\"}（没有数据来源）",
    right: "{编号: Z4, 基准年值: \"22.4\", 数据来源: [S6]}",
    mend: "在顶层 `数据来源` 登记资料，用编号引用",
    needs: Needs::Nothing,
    check: Check::Park(sources),
};

/// Every baseline value has a source.
fn sources(context: &Context, found: &mut Found) {
    // A table without any source is E02's.
    if super::no_indicator_has_a_source(context) {
        return;
    }
    for one in applicable(context) {
        if !one.baseline.is_empty() && one.sources.iter().all(blank) {
            found
                .error(
                    one.key("数据来源"),
                    format!("{}的基准年值缺少 `数据来源`", called(&one)),
                )
                .hint("在顶层 `数据来源` 中登记资料，这里写它的编号，如 `[S1]`")
                .unfilled();
        }
    }
}

pub(super) const I19: Rule = Rule {
    code: "I19",
    severities: &[Error],
    forms: FormSet::annexes("13"),
    basis: &[basis::FORMAT, basis::ANNEX1_2_2],
    summary: "指标的编号、名称不重复",
    why: "编号重复则引用不明，名称重复则同一指标出现两次。首尾空格不计，第二次及以后的每一处都报。",
    wrong: "指标: [{编号: Z1, …}, {编号: Z1, …}]",
    right: "指标: [{编号: Z1, …}, {编号: Z2, …}]",
    mend: "改正编号或名称，或删去重复的一项",
    needs: Needs::Nothing,
    check: Check::Park(unique),
};

/// Ids and names are unique.
fn unique(context: &Context, found: &mut Found) {
    type Get = fn(&Indicator) -> &str;
    let keys: [(&str, Get); 2] = [("编号", |one| &one.id), ("指标名称", |one| &one.name)];
    for (key, get) in keys {
        for one in list(context) {
            let text = get(&one).trim();
            let earlier = list(context)
                .take(one.index)
                .find(|other| get(other).trim() == text);
            if let Some(first) = earlier.filter(|_| !text.is_empty()) {
                found
                    .error(one.key(key), format!("`{key}` 重复：「{text}」"))
                    .also(first.key(key), "首次出现")
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
