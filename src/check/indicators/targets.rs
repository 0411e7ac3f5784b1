//! Targets against limits and baselines: I06, I07.

use super::set::quoted;
use super::{Verdict, applicable, called, limit};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{Direction, Indicator};

pub(super) const I06: Rule = Rule {
    code: "I06",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_09, basis::ART_16],
    summary: "目标值满足标准值",
    why: "\
创建的目的是达到《标准》，目标定得低于标准值，验收时必然不达标。恰好等于标准值算满足。
给出指标目录（`--standard`）时，还与目录的限值对照：满足自己写的标准值、却不满足目录限值的，目录限值已核实的为错误，未核实的为警告并在消息中说明。
标准值或目标值是文字、带条件、单位不同而无法比较的，不判断。",
    wrong: "标准值: \"≥15\"，目标值: \"14.9\"",
    right: "标准值: \"≥15\"，目标值: \"15.0\"",
    mend: "提高目标值，或改正标准值",
    needs: Needs::Nothing,
    check: Check::Park(target_meets_limit),
};

/// The target meets the limit.
fn target_meets_limit(context: &Context, found: &mut Found) {
    for one in applicable(context) {
        match super::judge(context, &one, &one.target) {
            Verdict::Fails(limit) => {
                found
                    .error(
                        one.key("目标值"),
                        format!(
                            "{}的目标值应满足标准值 {limit}，实际 {}",
                            called(&one),
                            quoted(&one.target)
                        ),
                    )
                    .also(one.key("标准值"), "标准值")
                    .hint("提高目标；标准值写错的，改正");
            }
            Verdict::FailsCatalogue { limit, verified } => {
                let message = format!(
                    "{}的目标值应满足{}的限值 {limit}，实际 {}{}",
                    called(&one),
                    super::title(context),
                    quoted(&one.target),
                    super::unverified(verified)
                );
                let path = one.key("目标值");
                if verified {
                    found.error(path, message)
                } else {
                    found.warning(path, message)
                }
                .hint("对照《标准》原文核对标准值和目标值");
            }
            Verdict::Meets | Verdict::Unknown => {}
        }
    }
}

pub(super) const I07: Rule = Rule {
    code: "I07",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_5],
    summary: "目标值不劣于基准年值",
    why: "\
目标比现状还差，论证时一定会被问到。优劣方向看 `方向`，没有的看标准值的符号（≥ 越大越好，≤ 越小越好）；方向不明的不判断，相等不警告。
目标值已不满足标准值的由 I06 报错，这里不重复。",
    wrong: "标准值: \"≥15\"，基准年值: \"22.4\"，目标值: \"22.3\"",
    right: "标准值: \"≥15\"，基准年值: \"22.4\"，目标值: \"22.4\"",
    mend: "核对数值，或在可达性分析中说明原因",
    needs: Needs::Nothing,
    check: Check::Park(target_is_no_step_back),
};

/// The target is not worse than the baseline.
fn target_is_no_step_back(context: &Context, found: &mut Found) {
    for one in applicable(context) {
        // One that misses the limit is I06's.
        if matches!(super::judge(context, &one, &one.target), Verdict::Fails(_)) {
            continue;
        }
        if worse(&one) == Some(true) {
            found
                .warning(
                    one.key("目标值"),
                    format!(
                        "{}的目标值应不劣于基准年值 {}，实际 {}",
                        called(&one),
                        one.baseline,
                        one.target
                    ),
                )
                .also(one.key("基准年值"), "基准年值")
                .hint("核对数值；确因统计口径等原因下降的，在可达性分析中说明");
        }
    }
}

/// Whether the target is worse than the baseline, if the direction is known.
fn worse(one: &Indicator) -> Option<bool> {
    let direction = one.direction.known().or_else(|| limit(one)?.direction())?;
    let (baseline, target) = (one.baseline.number()?, one.target.number()?);
    match direction {
        Direction::Up => Some(target < baseline),
        Direction::Down => Some(target > baseline),
        Direction::Met => None,
    }
}
