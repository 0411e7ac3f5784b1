//! Whether the standard is met at acceptance: I15 to I17.

use super::set::quoted;
use super::values::by_year;
use super::{Verdict, applicable, called, judge, limit};
use crate::check::count::blank;
use crate::check::time::year;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::{FormId, FormSet};
use crate::park::walk::Item;
use crate::park::{Attained, Category, Direction, Indicator, Limit, Literal};

pub(super) const I15: Rule = Rule {
    code: "I15",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_3],
    summary: "每项指标有数据采集方法、数据来源、计算过程、原始数据清单",
    why: "\
提纲逐字列出这四项，技术核查也看“指标计算方法的正确性”和支撑材料是否全面。
所有指标都没有数据来源的，由 E02 就整张表报一个错误。",
    wrong: "{编号: Z4, 数据来源: [S6], 计算过程: …}",
    right: "{编号: Z4, 数据来源: [S6], 数据采集方法: …, 计算过程: …, 原始数据清单: [绿化覆盖面积测绘成果]}",
    mend: "逐项补写",
    needs: Needs::Nothing,
    check: Check::Park(documented),
};

/// How each indicator was measured.
fn documented(context: &Context, found: &mut Found) {
    let sources_missed = super::no_indicator_has_a_source(context);
    for one in applicable(context) {
        let without_source = one.sources.iter().all(blank) && !sources_missed;
        let missing: Vec<&str> = [
            ("数据采集方法", blank(&one.method)),
            ("数据来源", without_source),
            ("计算过程", blank(&one.calculation)),
            (
                "原始数据清单",
                one.raw_data.iter().all(|raw| blank(raw.name())),
            ),
        ]
        .into_iter()
        .filter_map(|(key, missing)| missing.then_some(key))
        .collect();
        if let Some(first) = missing.first() {
            found
                .error(
                    one.key(first),
                    format!("{}缺少 `{}`", called(&one), missing.join("`、`")),
                )
                .hint("验收报告第三章要求逐项详列，补写缺少的内容")
                .lacks(missing.iter().map(|key| one.key(key)));
        }
    }
}

/// The value at acceptance: of the acceptance year, else of the last year.
fn at_acceptance<'a>(context: &Context, one: &'a Indicator) -> Option<(i16, &'a Literal)> {
    let years = by_year(one);
    let report = context.park.report.as_ref();
    let acceptance = report.and_then(|report| year(&report.period.acceptance_year));
    match acceptance {
        Some(year) => Some((year, *years.get(&year)?)),
        None => years.last_key_value().map(|(year, value)| (*year, *value)),
    }
}

pub(super) const I16: Rule = Rule {
    code: "I16",
    severities: &[Error, Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_3, basis::ART_18],
    summary: "达标情况与验收年的实际值相符，方案目标已完成",
    why: "\
以验收年（没有的按最后一年）的实际值对照标准值：写达标而不满足、写未达标而满足的都是错误。
给出指标目录（`--standard`）时，写达标而不满足目录限值的，限值已核实的为错误，未核实的为警告。
满足标准值而没有完成方案目标的给出警告，因为技术核查还要看目标完成情况；亮点指标没有标准值，只看目标。
没有写 `达标情况` 的由 S19 检查。",
    wrong: "标准值: \"≥15\"，2028 年 14.9，达标情况: 达标",
    right: "标准值: \"≥15\"，2028 年 15.0，达标情况: 达标",
    mend: "核对实际值和达标情况",
    needs: Needs::Nothing,
    check: Check::Park(stated_is_true),
};

/// What is stated agrees with what the values say.
fn stated_is_true(context: &Context, found: &mut Found) {
    for one in applicable(context) {
        let Some((year, value)) = at_acceptance(context, &one) else {
            continue;
        };
        let stated = one.attained.known();
        let path = one.key("达标情况");
        let name = called(&one);
        match (stated, judge(context, &one, value)) {
            (Some(Attained::Yes), Verdict::Fails(limit)) => {
                found
                    .error(
                        path,
                        format!(
                            "{name}写为达标，但 {year} 年的值 {} 不满足标准值 {limit}",
                            quoted(value)
                        ),
                    )
                    .also(one.key("标准值"), "标准值")
                    .hint("核对实际值；确未达标的，改为未达标，暂不申请验收");
            }
            (Some(Attained::Yes), Verdict::FailsCatalogue { limit, verified }) => {
                let message = format!(
                    "{name}写为达标，但 {year} 年的值 {} 不满足{}的限值 {limit}{}",
                    quoted(value),
                    super::title(context),
                    super::unverified(verified)
                );
                if verified {
                    found.error(path, message)
                } else {
                    found.warning(path, message)
                }
                .hint("对照《标准》原文核对标准值和实际值");
            }
            (Some(Attained::No), Verdict::Meets) => {
                found
                    .error(
                        path,
                        format!(
                            "{name}写为未达标，但 {year} 年的值 {} 满足标准值 {}",
                            quoted(value),
                            one.limit
                        ),
                    )
                    .also(one.key("标准值"), "标准值")
                    .hint("核对实际值和达标情况");
            }
            (_, Verdict::Meets | Verdict::Unknown) => {
                misses_target(&one, (year, value), found);
            }
            _ => {}
        }
    }
}

/// Says if the standard is met, but not the plan's target.
fn misses_target(one: &Item<Indicator>, at_acceptance: (i16, &Literal), found: &mut Found) {
    let (year, value) = at_acceptance;
    if meets_target(one, value) == Some(false) {
        found
            .warning(
                one.key("达标情况"),
                format!(
                    "{}未完成方案目标：{year} 年的值 {value}，目标值 {}",
                    called(one),
                    one.target
                ),
            )
            .also(one.key("目标值"), "目标值")
            .hint("技术核查要看目标完成情况，在达标分析中说明原因和后续措施");
    }
}

/// Whether `value` reaches the target; `None` when that cannot be told.
fn meets_target(one: &Indicator, value: &Literal) -> Option<bool> {
    let (reached, target) = (value.number()?, one.target.number()?);
    let direction = one.direction.known();
    match direction.or_else(|| limit(one)?.direction()) {
        Some(Direction::Up) => Some(reached >= target),
        Some(Direction::Down) => Some(reached <= target),
        Some(Direction::Met) | None => match limit(one) {
            Some(Limit::Bound { value: bound, .. }) if bound == target => Some(reached == target),
            _ => None,
        },
    }
}

pub(super) const I17: Rule = Rule {
    code: "I17",
    severities: &[Error],
    forms: FormSet::annexes("4"),
    basis: &[basis::ART_16],
    summary: "必选和特色指标全部达标才能申请验收",
    why: "\
第十六条：达到《标准》要求的园区才准备验收材料。必选或特色指标写为未达标，或验收年的值不满足标准值的，都不能申请。
亮点指标不在《标准》之内，不检查。同时检查验收报告时，写达标而数值不满足的由 I16 报，这里不重复。",
    wrong: "{指标名称: 绿化覆盖率, 类别: 必选, 达标情况: 未达标}",
    right: "{指标名称: 绿化覆盖率, 类别: 必选, 达标情况: 达标}",
    mend: "达标后再申请验收",
    needs: Needs::Nothing,
    check: Check::Park(all_attained),
};

/// Nobody applies for acceptance with an indicator unmet.
fn all_attained(context: &Context, found: &mut Found) {
    let demanded = [Category::Compulsory, Category::Characteristic];
    for one in applicable(context) {
        if !one
            .category
            .known()
            .is_some_and(|category| demanded.contains(&category))
        {
            continue;
        }
        let stated = one.attained.known();
        let fails = at_acceptance(context, &one)
            .is_some_and(|(_, value)| matches!(judge(context, &one, value), Verdict::Fails(_)));
        // What is stated as met and is not, is I16's in the same check.
        let contradicts = stated == Some(Attained::Yes) && context.wants(FormId::Report);
        if stated == Some(Attained::No) || fails && !contradicts {
            found
                .error(
                    one.key("达标情况"),
                    format!("{}未达标，不能申请验收", called(&one)),
                )
                .hint("必选和特色指标全部达到《标准》后再申请验收");
        }
    }
}
