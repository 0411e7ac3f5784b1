//! Dates of any kind: T08, T18, T20.

use std::collections::HashSet;

use jiff::civil::Date;

use super::calendar::{Certainty, before, dated, one_day, plus_years, shown, year_of};
use super::period::GREATEST;
use super::{APPROVED, NAMED, approved};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::{FormId, FormSet};
use crate::park::walk::{self, Datum};
use crate::park::{FuzzyDate, Kind, Park, Reading, State, catalogue};

/// From how many days before its end a period is called to mind.
const REMIND_DAYS: i32 = 180;
/// Years between two 绩效评价.
const EVALUATION_YEARS: i32 = 3;

/// Every date but 成立时间, which is B05's.
fn dates(park: &Park) -> Vec<Datum> {
    walk::data("", park, |field| {
        field.kind.is_date() && field.rule.as_deref() != Some("B05")
    })
}

/// Paths of dates that are planned still: a project that is not done may say
/// when it will go into operation.
fn planned(park: &Park) -> HashSet<String> {
    walk::projects(park)
        .filter(|project| !project.progress.state.is(State::Done))
        .map(|project| project.key("完成情况.投运时间"))
        .collect()
}

pub(super) const T08: Rule = Rule {
    code: "T08",
    severities: &[Error],
    forms: FormSet::ALL,
    basis: &[basis::GBT_15835],
    summary: "日期真实存在，起止时间先后正确",
    why: "\
二月三十日、十三月这样的日期，先后颠倒的起止时间，以及写成其他文字的日期，都无法填入表格，也无法计算期限。
成立时间由 B05 检查；完成时间和实施期限写成“长期”“尽快”之类由 K08、X04 检查。",
    wrong: "申请日期: 2029-02-29",
    right: "申请日期: 2028-02-29",
    mend: "改正日期，写作 `2026-08-31`、`2026年8月` 或 `2026年9月—2027年12月`",
    needs: Needs::Nothing,
    check: Check::Park(real_dates),
};

/// Every date is one, and ranges run forward.
fn real_dates(context: &Context, found: &mut Found) {
    for Datum { path, field, value } in dates(context.park) {
        let text = value.trim();
        let (message, hint) = match FuzzyDate(value.clone()).read() {
            Reading::Impossible => (format!("日历上没有这一天：「{text}」"), "核对月份和日期"),
            Reading::Reversed(range) => (
                format!(
                    "起止时间应由先到后，实际由 {} 到 {}",
                    range.first, range.last
                ),
                "对调起止时间，或改正写错的一个",
            ),
            Reading::Unreadable | Reading::Ongoing if field.rule.is_none() => (
                format!("应为日期，实际「{text}」"),
                "写作 `2026-08-31`、`2026年8月` 或 `2026年9月—2027年12月`",
            ),
            _ => continue,
        };
        found.error(path, message).hint(hint).forms(field.forms);
    }
}

pub(super) const T18: Rule = Rule {
    code: "T18",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "已发生的事项和实际数据不在将来",
    why: "\
申请、批准、审查、调整、报告、完成等已发生的事项，日期不应晚于今天；尚未到来的年份不应有实际值。
只在给出 `--today` 时检查，使同一份数据每天的检查结果相同。
编制、报送、申请验收的日期可以预先填写，不检查；实际值每个指标只报最早的一个将来年份。",
    wrong: "今天 2026-11-20，省级部门批准创建时间 2027-08-31",
    right: "今天 2026-11-20，省级部门批准创建时间 2026-11-20",
    mend: "核对日期；尚未发生的，先不填",
    needs: Needs::Today,
    check: Check::Park(nothing_from_the_future),
};

/// What is stated as done lies not in the future.
fn nothing_from_the_future(context: &Context, found: &mut Found) {
    let Some(today) = context.options.today else {
        return;
    };
    let planned = planned(context.park);
    for Datum { path, field, value } in dates(context.park) {
        let date = FuzzyDate(value);
        let late = date
            .interval()
            .is_some_and(|when| before(one_day(today), when) == Certainty::Yes);
        if late && field.kind == Kind::Date && !planned.contains(&path) {
            found
                .warning(
                    path,
                    format!("已发生的事项应不晚于今天 {today}，实际 {}", shown(&date)),
                )
                .hint("核对日期；尚未发生的，先不填")
                .forms(field.forms);
        }
    }
    values_from_the_future(context.park, today, found);
}

/// Values of a year that has not come; one finding for each table row.
fn values_from_the_future(park: &Park, today: Date, found: &mut Found) {
    let rule = |year: i16| format!("实际值的年份应不晚于今年 {}，实际 {year}", today.year());
    let hint = "尚未到来的年份没有实际值，先不填";
    for indicator in walk::indicators(park) {
        let future = indicator.actual.keys().find_map(|key| {
            let year = year_of(key).filter(|&year| year > today.year())?;
            Some((key, year))
        });
        if let Some((key, year)) = future {
            let path = indicator.key(&format!("实际值.{key}"));
            let forms = catalogue::field(&path).map_or(FormSet::ALL, |field| field.forms);
            found.warning(path, rule(year)).hint(hint).forms(forms);
        }
    }
    for row in walk::years(park) {
        if let Some(year) = year_of(row.year.as_str()).filter(|&year| year > today.year()) {
            found
                .warning(row.key("年份"), rule(year))
                .hint(hint)
                .forms(FormId::Report.into());
        }
    }
}

pub(super) const T20: Rule = Rule {
    code: "T20",
    severities: &[Info],
    forms: FormSet::ALL,
    basis: &[basis::ART_24, basis::ART_25, basis::ART_13],
    summary: "临近的期限：年度工作报告、绩效评价、创建期满",
    why: "\
已命名的园区（填了 `命名日期`）每年 6 月 30 日前报送上一年的《年度工作报告》，每 3 年接受一次绩效评价；创建中的园区应在期满前申请验收或延期。
只在给出 `--today` 时提示，且只提示 180 天以内的期限，包括当天。技术核查后 1 个月的整改期没有对应的数据，不提示。",
    wrong: "今天 2029-06-01，批准创建 2026-08-31，尚未申请验收",
    right: "今天 2029-03-01，批准创建 2026-08-31（距期满 183 天）",
    mend: "列入工作安排",
    needs: Needs::Today,
    check: Check::Park(reminders),
};

/// What will soon be due.
fn reminders(context: &Context, found: &mut Found) {
    let Some(today) = context.options.today else {
        return;
    };
    match dated(NAMED, &context.park.process.named) {
        Some(named) => {
            let evaluation = next_evaluation(named.when.last, today);
            for (due, what) in [
                (
                    next_annual_report(named.when.last, today),
                    "《年度工作报告》应于 6 月 30 日前报送",
                ),
                (evaluation, "每 3 年一次的绩效评价将至"),
            ] {
                remind(NAMED, today, due, what, found);
            }
        }
        None => {
            let Some(approved) = approved(context) else {
                return;
            };
            if context.park.application.is_some() {
                return;
            }
            let extension = context.park.process.extension.record();
            let until = extension.and_then(|extension| extension.until.interval());
            let end = until.unwrap_or_else(|| plus_years(approved.when, GREATEST));
            remind(
                APPROVED,
                today,
                end.last,
                "创建期将满，应申请验收或延期",
                found,
            );
        }
    }
}

/// Says what is due at `due`, if that is near.
fn remind(path: &str, today: Date, due: Date, what: &str, found: &mut Found) {
    let left = (due - today).get_days();
    if (0..=REMIND_DAYS).contains(&left) {
        found
            .info(
                path,
                format!("{what}：{due}，距今天 {today} 还有 {left} 天"),
            )
            .hint("列入工作安排");
    }
}

/// The next 30 June on which a report for a past year is due; the first is for
/// the year of the naming.
fn next_annual_report(named: Date, today: Date) -> Date {
    let due = |year| Date::new(year, 6, 30).unwrap_or(Date::MAX);
    let first = named.year() + 1;
    let year = today.year().max(first);
    if due(year) < today {
        due(year + 1)
    } else {
        due(year)
    }
}

/// The next return of the third anniversary.
fn next_evaluation(named: Date, today: Date) -> Date {
    let mut times = 1;
    loop {
        let due = plus_years(one_day(named), EVALUATION_YEARS * times).last;
        if due >= today || due == Date::MAX {
            return due;
        }
        times += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn what_is_due_next() {
        #[track_caller]
        fn case(named: &str, today: &str, report: &str, evaluation: &str) {
            let (named, today) = (day(named), day(today));
            assert_eq!(next_annual_report(named, today), day(report));
            assert_eq!(next_evaluation(named, today), day(evaluation));
        }

        case("2029-09-01", "2029-12-01", "2030-06-30", "2032-09-01");
        case("2029-09-01", "2030-06-30", "2030-06-30", "2032-09-01");
        case("2029-09-01", "2030-07-01", "2031-06-30", "2032-09-01");
        case("2029-09-01", "2032-09-01", "2033-06-30", "2032-09-01");
        case("2029-09-01", "2032-09-02", "2033-06-30", "2035-09-01");
    }
}
