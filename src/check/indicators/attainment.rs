//! Whether the standard is met at acceptance: I15 to I17.

use super::set::quoted;
use super::values::by_year;
use super::{Verdict, applicable, at, called, judge, limit};
use crate::check::count::blank;
use crate::check::time::year;
use crate::check::{Context, Found};
use crate::form::FormId;
use crate::park::{Attained, Category, Direction, Indicator, Limit, Literal};

/// I15: how each indicator was measured.
pub(super) fn documented(ctx: &Context, found: &mut Found) {
    let sources_missed = super::no_indicator_has_a_source(ctx);
    for (i, one) in applicable(ctx) {
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
                    at(i, first),
                    format!("{}缺少 `{}`", called(one), missing.join("`、`")),
                )
                .hint("验收报告第三章要求逐项详列，补写缺少的内容");
        }
    }
}

/// The value at acceptance: of the acceptance year, else of the last year.
fn at_acceptance<'a>(ctx: &Context, one: &'a Indicator) -> Option<(i16, &'a Literal)> {
    let years = by_year(one);
    let report = ctx.park.report.as_ref();
    let acceptance = report.and_then(|report| year(&report.period.acceptance_year));
    match acceptance {
        Some(year) => Some((year, *years.get(&year)?)),
        None => years.last_key_value().map(|(year, value)| (*year, *value)),
    }
}

/// I16: what is stated agrees with what the values say.
pub(super) fn stated_is_true(ctx: &Context, found: &mut Found) {
    for (i, one) in applicable(ctx) {
        let Some((year, value)) = at_acceptance(ctx, one) else {
            continue;
        };
        let stated = one.attained.known();
        let path = at(i, "达标情况");
        let name = called(one);
        match (stated, judge(ctx, one, value)) {
            (Some(Attained::Yes), Verdict::Fails(limit)) => {
                found
                    .error(
                        path,
                        format!(
                            "{name}写为达标，但 {year} 年的值 {} 不满足标准值 {limit}",
                            quoted(value)
                        ),
                    )
                    .also(at(i, "标准值"), "标准值")
                    .hint("核对实际值；确未达标的，改为未达标，暂不申请验收");
            }
            (Some(Attained::Yes), Verdict::FailsCatalogue { limit, verified }) => {
                let message = format!(
                    "{name}写为达标，但 {year} 年的值 {} 不满足{}的限值 {limit}{}",
                    quoted(value),
                    super::title(ctx),
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
                    .also(at(i, "标准值"), "标准值")
                    .hint("核对实际值和达标情况");
            }
            (_, Verdict::Meets | Verdict::Unknown) => {
                misses_target(i, one, (year, value), found);
            }
            _ => {}
        }
    }
}

/// Says if the standard is met, but not the plan's target.
fn misses_target(i: usize, one: &Indicator, at_acceptance: (i16, &Literal), found: &mut Found) {
    let (year, value) = at_acceptance;
    if meets_target(one, value) == Some(false) {
        found
            .warning(
                at(i, "达标情况"),
                format!(
                    "{}未完成方案目标：{year} 年的值 {value}，目标值 {}",
                    called(one),
                    one.target
                ),
            )
            .also(at(i, "目标值"), "目标值")
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

/// I17: nobody applies for acceptance with an indicator unmet.
pub(super) fn all_attained(ctx: &Context, found: &mut Found) {
    let demanded = [Category::Compulsory, Category::Characteristic];
    for (i, one) in applicable(ctx) {
        if !one
            .category
            .known()
            .is_some_and(|category| demanded.contains(&category))
        {
            continue;
        }
        let stated = one.attained.known();
        let fails = at_acceptance(ctx, one)
            .is_some_and(|(_, value)| matches!(judge(ctx, one, value), Verdict::Fails(_)));
        // What is stated as met and is not, is I16's in the same check.
        let contradicts = stated == Some(Attained::Yes) && ctx.wants(FormId::Report);
        if stated == Some(Attained::No) || fails && !contradicts {
            found
                .error(
                    at(i, "达标情况"),
                    format!("{}未达标，不能申请验收", called(one)),
                )
                .hint("必选和特色指标全部达到《标准》后再申请验收");
        }
    }
}
