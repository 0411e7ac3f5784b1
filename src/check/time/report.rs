//! Years of the plan and the report, and reports in time: T09 to T12, T15.

use super::calendar::{Certainty, before, dated, days, plus_months, shown, year};
use super::period::GREATEST;
use super::{APPLIED, applied, approved};
use crate::check::{Context, Found};
use crate::park::{Adjustment, Literal};

const BASELINE: &str = "指标体系.基准年";
const TARGET: &str = "指标体系.目标年";
const PERIOD_BASELINE: &str = "验收报告.评价时段.基准年";
const ACCEPTANCE: &str = "验收报告.评价时段.验收年";
const THREE_YEARS: &str = "验收报告.经济状况.近三年";

/// How many months a major adjustment may wait for its report.
const REPORT_MONTHS: i32 = 6;

/// The year that stands at `path`; says if what stands there is none.
fn year_at(path: &str, literal: &Literal, found: &mut Found) -> Option<i16> {
    let read = year(literal);
    if read.is_none() && !literal.is_empty() {
        found
            .error(path, format!("应为四位年份，实际「{literal}」"))
            .hint("写四位年份，如 `2025`");
    }
    read
}

/// T09: the baseline year is the last whole year before the application.
pub(super) fn baseline_year(ctx: &Context, found: &mut Found) {
    let indicators = &ctx.park.indicators;
    if indicators.baseline_year.is_empty() && !indicators.list.is_empty() {
        found
            .error(BASELINE, "缺少基准年")
            .hint("填写申请创建时可以获得的最新量化数据的年份");
    }
    let Some(baseline) = year_at(BASELINE, &indicators.baseline_year, found) else {
        return;
    };
    let Some(applied) = applied(ctx) else {
        return;
    };
    let (first, last) = (applied.when.first.year(), applied.when.last.year());
    let pending = if baseline > last {
        found.error(
            BASELINE,
            format!("基准年应早于申请创建的年份 {last}，实际 {baseline}"),
        )
    } else if baseline == first && first == last {
        found.warning(
            BASELINE,
            format!("基准年应早于申请创建的年份 {first}，实际 {baseline}：当年数据尚不完整"),
        )
    } else if baseline < first - 2 {
        found.warning(
            BASELINE,
            format!("基准年应为最新量化数据的年份（申请创建前两年内），申请于 {first} 年，实际 {baseline}"),
        )
    } else {
        return;
    };
    pending
        .also(APPLIED, "申请创建之日")
        .hint("基准年取申请创建时可以获得的最新量化数据的年份，一般为上一年");
}

/// T10: the target year follows the baseline year, within the creation period.
pub(super) fn target_year(ctx: &Context, found: &mut Found) {
    let indicators = &ctx.park.indicators;
    if indicators.target_year.is_empty() && !indicators.list.is_empty() {
        found.error(TARGET, "缺少目标年").hint("填写创建期满的年份");
    }
    let Some(target) = year_at(TARGET, &indicators.target_year, found) else {
        return;
    };
    if let Some(baseline) = year(&indicators.baseline_year)
        && target <= baseline
    {
        found
            .error(
                TARGET,
                format!("目标年应晚于基准年 {baseline}，实际 {target}"),
            )
            .also(BASELINE, "基准年")
            .hint("核对两个年份是否写反");
        return;
    }
    let Some(start) = approved(ctx).or_else(|| applied(ctx)) else {
        return;
    };
    let extended = ctx.park.process.extension.record().is_some();
    let longest = GREATEST as i16 + i16::from(extended);
    let latest = start.when.last.year() + longest;
    if target > latest {
        found
            .warning(
                TARGET,
                format!("目标年应在创建期内，即不晚于 {latest}，实际 {target}"),
            )
            .also(start.path, "创建期自此起算")
            .hint("目标年取创建期满的年份；更远的目标可写入规划展望");
    }
}

/// T11: the evaluation runs from the plan's baseline year to the acceptance year.
pub(super) fn evaluation_period(ctx: &Context, found: &mut Found) {
    let Some(report) = &ctx.park.report else {
        return;
    };
    let period = &report.period;
    let planned = year(&ctx.park.indicators.baseline_year);
    let baseline = year_at(PERIOD_BASELINE, &period.baseline_year, found);
    let acceptance = year_at(ACCEPTANCE, &period.acceptance_year, found);
    if let (Some(baseline), Some(planned)) = (baseline, planned)
        && baseline != planned
    {
        found
            .error(
                PERIOD_BASELINE,
                format!("评价时段应从实施方案基准年 {planned} 起，实际 {baseline}"),
            )
            .also(BASELINE, "实施方案基准年")
            .hint("与实施方案保持一致");
    }
    let Some(acceptance) = acceptance else {
        return;
    };
    if let Some(baseline) = baseline
        && acceptance <= baseline
    {
        found
            .error(
                ACCEPTANCE,
                format!("验收年应晚于基准年 {baseline}，实际 {acceptance}"),
            )
            .also(PERIOD_BASELINE, "基准年")
            .hint("核对两个年份是否写反");
        return;
    }
    acceptance_year(ctx, acceptance, found);
}

/// The acceptance year is that of the application or the year before.
fn acceptance_year(ctx: &Context, acceptance: i16, found: &mut Found) {
    let application = ctx.park.application.as_ref();
    let application = application.and_then(|one| dated("验收申请表.申请日期", &one.date));
    let report = ctx.park.report.as_ref();
    let report = report.and_then(|report| dated("验收报告.编制日期", &report.date));
    let Some(at) = application.or(report) else {
        return;
    };
    let (first, last) = (at.when.first.year(), at.when.last.year());
    if acceptance > last || acceptance < first - 1 {
        found
            .warning(
                ACCEPTANCE,
                format!(
                    "验收年应为申请验收的当年或上一年（{} 或 {last}），实际 {acceptance}",
                    first - 1
                ),
            )
            .also(at.path, "申请验收（或报告编制）的日期")
            .hint("验收年取已有完整数据的最近一年");
    }
}

/// T12: three years running, the last of them that of the acceptance.
pub(super) fn three_years(ctx: &Context, found: &mut Found) {
    let Some(report) = &ctx.park.report else {
        return;
    };
    let rows = &report.economy.years;
    // No year at all is S15's.
    if rows.is_empty() {
        return;
    }
    if rows.len() != 3 {
        found
            .error(
                THREE_YEARS,
                format!("近三年应为 3 个年份，实际 {}", rows.len()),
            )
            .hint("只列、且列全最近三年");
        return;
    }
    let mut years = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        years.extend(year_at(
            &format!("{THREE_YEARS}[{i}].年份"),
            &row.year,
            found,
        ));
    }
    let [first, second, third] = years[..] else {
        return;
    };
    if second != first + 1 || third != second + 1 {
        found
            .error(
                THREE_YEARS,
                format!("近三年应为由远及近的连续三年，实际 {first}、{second}、{third}"),
            )
            .hint("补齐缺少的年份，按年份先后排列");
        return;
    }
    if let Some(acceptance) = year(&report.period.acceptance_year)
        && third != acceptance
        && third != acceptance - 1
    {
        found
            .warning(
                format!("{THREE_YEARS}[2].年份"),
                format!(
                    "近三年的末年应为验收年或上一年（{acceptance} 或 {}），实际 {third}",
                    acceptance - 1
                ),
            )
            .also(ACCEPTANCE, "验收年")
            .hint("换用到验收年为止的三年数据");
    }
}

/// T15: a major adjustment is reported within six months.
pub(super) fn adjustments_reported(ctx: &Context, found: &mut Found) {
    for (i, adjustment) in ctx.park.adjustments.iter().enumerate() {
        adjustment_reported(&format!("重大调整[{i}]"), adjustment, found);
    }
}

fn adjustment_reported(path: &str, adjustment: &Adjustment, found: &mut Found) {
    let (when_path, reported_path) = (format!("{path}.发生时间"), format!("{path}.报告时间"));
    for (path, date, what) in [
        (&when_path, &adjustment.when, "发生时间"),
        (&reported_path, &adjustment.reported, "报告时间"),
    ] {
        if date.is_empty() {
            found
                .error(path, format!("重大调整缺少 `{what}`"))
                .hint("补充日期；未及时报告的，不予开展验收工作");
        }
    }
    let when = dated(&when_path, &adjustment.when);
    let reported = dated(&reported_path, &adjustment.reported);
    let (Some(when), Some(reported)) = (when, reported) else {
        return;
    };
    let latest = plus_months(when.when, REPORT_MONTHS);
    match before(latest, reported.when) {
        Certainty::Yes => {
            found
                .error(
                    &reported_path,
                    format!(
                        "应在调整发生后 {REPORT_MONTHS} 个月内书面报告，即不晚于 {}，实际 {reported}",
                        days(latest)
                    ),
                )
                .also(when_path, "调整发生")
                .hint("核对两个日期；确已超期的，先与省级部门沟通处理意见");
        }
        Certainty::Open => {
            found
                .warning(
                    &reported_path,
                    format!(
                        "是否在 {REPORT_MONTHS} 个月内报告无法确定：应不晚于 {}，实际 {reported}",
                        days(latest)
                    ),
                )
                .also(when_path, "调整发生")
                .hint("两个日期都写到日");
        }
        Certainty::No if before(reported.when, when.when) == Certainty::Yes => {
            found
                .warning(
                    &reported_path,
                    format!(
                        "报告时间应不早于发生时间 {when}，实际 {}",
                        shown(reported.date)
                    ),
                )
                .also(when_path, "调整发生")
                .hint("核对两个日期是否写反");
        }
        Certainty::No => {}
    }
}
