//! Years of the plan and the report, and reports in time: T09 to T12, T15.

use super::calendar::{Certainty, before, dated, days, plus_months, shown, year};
use super::period::GREATEST;
use super::{APPLIED, applied, approved};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::walk;
use crate::park::{FuzzyDate, Literal};

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

pub(super) const T09: Rule = Rule {
    code: "T09",
    severities: &[Error, Warning],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX3_2],
    summary: "基准年是申请创建时最新量化数据的年份",
    why: "\
申请时能得到的最新全年数据一般是上一年的，有时是前年的。
基准年晚于申请的年份是错误；等于申请年份的，当年数据尚不完整，给出警告；早于申请年份两年以上的，不像“最新”，给出警告。
目标指标表的表头要用到基准年，缺少也是错误。",
    wrong: "申请创建 2026-05-20，基准年 2026",
    right: "申请创建 2026-05-20，基准年 2025",
    mend: "基准年取已有完整数据的最近一年，并更新各指标的基准年值",
    needs: Needs::Nothing,
    check: Check::Park(baseline_year),
};

/// The baseline year is the last whole year before the application.
fn baseline_year(context: &Context, found: &mut Found) {
    let indicators = &context.park.indicators;
    if indicators.baseline_year.is_empty() && !indicators.list.is_empty() {
        found
            .error(BASELINE, "缺少基准年")
            .hint("填写申请创建时可以获得的最新量化数据的年份")
            .unfilled();
    }
    let Some(baseline) = year_at(BASELINE, &indicators.baseline_year, found) else {
        return;
    };
    let Some(applied) = applied(context) else {
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

pub(super) const T10: Rule = Rule {
    code: "T10",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_13, basis::ANNEX1_2_2],
    summary: "目标年晚于基准年，并在创建期内",
    why: "\
目标在创建期内实现，目标年因此晚于基准年，且不晚于批准（尚未批准的按申请）年份加 3 年，已延期的加 4 年。
目标指标表的表头要用到目标年，缺少也是错误。",
    wrong: "批准创建 2026-08-31，目标年 2030",
    right: "批准创建 2026-08-31，目标年 2029",
    mend: "目标年取创建期满的年份，并更新各指标的目标值",
    needs: Needs::Nothing,
    check: Check::Park(target_year),
};

/// The target year follows the baseline year, within the creation period.
fn target_year(context: &Context, found: &mut Found) {
    let indicators = &context.park.indicators;
    if indicators.target_year.is_empty() && !indicators.list.is_empty() {
        found
            .error(TARGET, "缺少目标年")
            .hint("填写创建期满的年份")
            .unfilled();
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
    let Some(start) = approved(context).or_else(|| applied(context)) else {
        return;
    };
    let extended = context.park.process.extension.record().is_some();
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

pub(super) const T11: Rule = Rule {
    code: "T11",
    severities: &[Error, Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_2],
    summary: "评价时段为实施方案基准年至验收年",
    why: "\
评价时段的基准年就是实施方案的基准年，验收年应晚于基准年，否则是错误。
验收年可否为当年没有明文：申请验收的当年和上一年都接受，其余给出警告；没有申请日期的，按报告的编制日期看。",
    wrong: "实施方案基准年 2025，评价时段 {基准年: 2026, 验收年: 2028}",
    right: "实施方案基准年 2025，评价时段 {基准年: 2025, 验收年: 2028}",
    mend: "与实施方案保持一致，验收年取已有完整数据的最近一年",
    needs: Needs::Nothing,
    check: Check::Park(evaluation_period),
};

/// The evaluation runs from the plan's baseline year to the acceptance year.
fn evaluation_period(context: &Context, found: &mut Found) {
    let Some(report) = &context.park.report else {
        return;
    };
    let period = &report.period;
    let planned = year(&context.park.indicators.baseline_year);
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
    acceptance_year(context, acceptance, found);
}

/// The acceptance year is that of the application or the year before.
fn acceptance_year(context: &Context, acceptance: i16, found: &mut Found) {
    let application = context.park.application.as_ref();
    let application = application.and_then(|one| dated("验收申请表.申请日期", &one.date));
    let report = context.park.report.as_ref();
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

pub(super) const T12: Rule = Rule {
    code: "T12",
    severities: &[Error, Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_1_2],
    summary: "近三年是连续的三年，末年为验收年或上一年",
    why: "\
“近三年”是连续三年，按年份先后排列；不是三年、不连续、次序颠倒是错误（一年都没有的由 S15 检查）。
末年既不是验收年也不是上一年的，不算“近”，给出警告。",
    wrong: "近三年的年份为 2025、2026、2028",
    right: "近三年的年份为 2026、2027、2028",
    mend: "补齐缺少的年份，换用到验收年为止的三年数据",
    needs: Needs::Nothing,
    check: Check::Park(three_years),
};

/// Three years running, the last of them that of the acceptance.
fn three_years(context: &Context, found: &mut Found) {
    let Some(report) = &context.park.report else {
        return;
    };
    let rows = walk::years(context.park);
    // No year at all is S15's.
    if rows.len() == 0 {
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
    for row in rows {
        years.extend(year_at(&row.key("年份"), &row.year, found));
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

pub(super) const T15: Rule = Rule {
    code: "T15",
    severities: &[Error, Warning],
    forms: FormSet::annexes("34"),
    basis: &[basis::ART_14],
    summary: "重大调整在发生后 6 个月内书面报告",
    why: "\
名称、管理机构、创建范围、评价指标、重点支撑项目的调整应在 6 个月内书面报告，未及时报告的不予验收。支撑项目自己的 `调整情况` 写有时间和报告时间的，同样检查。
按日历月计算，月末对月末：8 月 31 日发生的，次年 2 月 28 日（闰年 29 日）为最后一天，当天报告不算超期。
只写到月、无法确定的给出警告；报告早于发生的，疑为写反，给出警告。",
    wrong: "{类别: 管理机构, 发生时间: 2026-08-31, 报告时间: 2027-03-01}",
    right: "{类别: 管理机构, 发生时间: 2026-08-31, 报告时间: 2027-02-28}",
    mend: "补充或改正日期；确已超期的，先与省级部门沟通",
    needs: Needs::Nothing,
    check: Check::Park(adjustments_reported),
};

/// A major adjustment is reported within six months.
fn adjustments_reported(context: &Context, found: &mut Found) {
    for adjustment in walk::adjustments(context.park) {
        for (path, date, what) in [
            (adjustment.key("发生时间"), &adjustment.when, "发生时间"),
            (adjustment.key("报告时间"), &adjustment.reported, "报告时间"),
        ] {
            if date.is_empty() {
                found
                    .error(path, format!("重大调整缺少 `{what}`"))
                    .hint("补充日期；未及时报告的，不予开展验收工作")
                    .unfilled();
            }
        }
        reported_in_time(
            (adjustment.key("发生时间"), &adjustment.when),
            (adjustment.key("报告时间"), &adjustment.reported),
            found,
        );
    }
    for project in walk::projects(context.park) {
        reported_in_time(
            (project.key("调整情况.时间"), &project.change.when),
            (project.key("调整情况.报告时间"), &project.change.reported),
            found,
        );
    }
}

/// A path with the date that stands there.
type At<'a> = (String, &'a FuzzyDate);

/// Says if a report came more than six months after what it reports.
fn reported_in_time(when: At, reported: At, found: &mut Found) {
    let (when_path, reported_path) = (when.0, reported.0);
    let when = dated(&when_path, when.1);
    let reported = dated(&reported_path, reported.1);
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
