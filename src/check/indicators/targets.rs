//! Targets against limits and baselines: I06, I07.

use super::set::quoted;
use super::{Verdict, applicable, at, called, limit};
use crate::check::{Context, Found};
use crate::park::{Direction, Indicator};

/// I06: the target meets the limit.
pub(super) fn target_meets_limit(ctx: &Context, found: &mut Found) {
    for (i, one) in applicable(ctx) {
        match super::judge(ctx, one, &one.target) {
            Verdict::Fails(limit) => {
                found
                    .error(
                        at(i, "目标值"),
                        format!(
                            "{}的目标值应满足标准值 {limit}，实际 {}",
                            called(one),
                            quoted(&one.target)
                        ),
                    )
                    .also(at(i, "标准值"), "标准值")
                    .hint("提高目标；标准值写错的，改正");
            }
            Verdict::FailsCatalogue { limit, verified } => {
                let message = format!(
                    "{}的目标值应满足{}的限值 {limit}，实际 {}{}",
                    called(one),
                    super::title(ctx),
                    quoted(&one.target),
                    super::unverified(verified)
                );
                let path = at(i, "目标值");
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

/// I07: the target is not worse than the baseline.
pub(super) fn target_is_no_step_back(ctx: &Context, found: &mut Found) {
    for (i, one) in applicable(ctx) {
        // One that misses the limit is I06's.
        if matches!(super::judge(ctx, one, &one.target), Verdict::Fails(_)) {
            continue;
        }
        if worse(one) == Some(true) {
            found
                .warning(
                    at(i, "目标值"),
                    format!(
                        "{}的目标值应不劣于基准年值 {}，实际 {}",
                        called(one),
                        one.baseline,
                        one.target
                    ),
                )
                .also(at(i, "基准年值"), "基准年值")
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
