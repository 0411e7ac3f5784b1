//! Dates of any kind: T08, T18, T20.

use jiff::civil::Date;

use super::calendar::{Certainty, before, dated, one_day, plus_years, shown, year_of};
use super::period::GREATEST;
use super::{APPROVED, NAMED, approved};
use crate::check::{Context, Found};
use crate::park::{FuzzyDate, Park, Reading, State, catalogue};

/// From how many days before its end a period is called to mind.
const REMIND_DAYS: i32 = 180;
/// Years between two 绩效评价.
const EVALUATION_YEARS: i32 = 3;

/// A date of the data.
struct Place<'a> {
    path: String,
    date: &'a FuzzyDate,
    /// What a date in the future would contradict: it is stated as done.
    done: bool,
    /// Whether another rule judges what is no date at all (K08, X04).
    judged: bool,
}

/// Every date but 成立时间, which is B05's.
fn places(park: &Park) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    let mut add = |path: String, date, done, judged| {
        places.push(Place {
            path,
            date,
            done,
            judged,
        });
    };
    let process = &park.process;
    add(
        "创建申报.申请创建日期".into(),
        &process.applied,
        true,
        false,
    );
    add(APPROVED.into(), &process.approved, true, false);
    add(NAMED.into(), &process.named, true, false);
    if let Some(extension) = process.extension.record() {
        add(
            "创建申报.延期.申请时间".into(),
            &extension.asked,
            true,
            false,
        );
        add(
            "创建申报.延期.批准时间".into(),
            &extension.granted,
            true,
            false,
        );
        add(
            "创建申报.延期.延期至".into(),
            &extension.until,
            false,
            false,
        );
    }
    if let Some(eia) = &process.eia {
        add(
            "创建申报.规划环评.审查时间".into(),
            &eia.reviewed,
            true,
            false,
        );
        if let Some(follow_up) = eia.follow_up.record() {
            let path = "创建申报.规划环评.跟踪评价.完成时间".into();
            add(path, &follow_up.finished, true, false);
        }
    }
    let certified = &process.compliance.period;
    add("创建申报.环境守法.证明期间".into(), certified, false, false);
    if let Some(revoked) = &process.revoked {
        add("创建申报.撤销命名.时间".into(), &revoked.when, true, false);
    }
    for (i, body) in park.body.former.iter().enumerate() {
        let path = format!("园区管理机构情况.变更记录[{i}].起止时间");
        add(path, &body.period, false, false);
    }
    add("标准.版本日期".into(), &park.standard.edition, true, false);
    for (i, task) in park.tasks.iter().enumerate() {
        add(format!("重点任务[{i}].完成时间"), &task.due, false, true);
        let path = format!("重点任务[{i}].完成情况.实际完成时间");
        add(path, &task.progress.finished, true, false);
        let path = format!("重点任务[{i}].完成情况.投运时间");
        add(path, &task.progress.in_operation, true, false);
    }
    for (i, project) in park.projects.iter().enumerate() {
        add(
            format!("支撑项目[{i}].实施期限"),
            &project.period,
            false,
            true,
        );
        let path = format!("支撑项目[{i}].完成情况.实际完成时间");
        add(path, &project.progress.finished, true, false);
        let path = format!("支撑项目[{i}].完成情况.投运时间");
        let done = project.progress.state.is(State::Done);
        add(path, &project.progress.in_operation, done, false);
        let change = &project.change;
        add(
            format!("支撑项目[{i}].调整情况.时间"),
            &change.when,
            true,
            false,
        );
        add(
            format!("支撑项目[{i}].调整情况.报告时间"),
            &change.reported,
            true,
            false,
        );
    }
    for (i, adjustment) in park.adjustments.iter().enumerate() {
        add(
            format!("重大调整[{i}].发生时间"),
            &adjustment.when,
            true,
            false,
        );
        add(
            format!("重大调整[{i}].报告时间"),
            &adjustment.reported,
            true,
            false,
        );
    }
    if let Some(plan) = &park.plan {
        add("实施方案.编制日期".into(), &plan.date, false, false);
    }
    if let Some(filing) = &park.filing {
        add("备案表.报送日期".into(), &filing.date, false, false);
    }
    if let Some(report) = &park.report {
        add("验收报告.编制日期".into(), &report.date, false, false);
    }
    if let Some(application) = &park.application {
        add(
            "验收申请表.申请日期".into(),
            &application.date,
            false,
            false,
        );
    }
    places
}

/// T08: every date is one, and ranges run forward.
pub(super) fn real_dates(ctx: &Context, found: &mut Found) {
    for place in places(ctx.park) {
        let text = place.date.as_str().trim();
        let (message, hint) = match place.date.read() {
            Reading::Impossible => (format!("日历上没有这一天：「{text}」"), "核对月份和日期"),
            Reading::Reversed(range) => (
                format!(
                    "起止时间应由先到后，实际由 {} 到 {}",
                    range.first, range.last
                ),
                "对调起止时间，或改正写错的一个",
            ),
            Reading::Unreadable | Reading::Ongoing if !place.judged => (
                format!("应为日期，实际「{text}」"),
                "写作 `2026-08-31`、`2026年8月` 或 `2026年9月—2027年12月`",
            ),
            _ => continue,
        };
        let forms = catalogue::field(&place.path).map_or(ctx.forms, |field| field.forms);
        found.error(place.path, message).hint(hint).forms(forms);
    }
}

/// T18: what is stated as done lies not in the future.
pub(super) fn nothing_from_the_future(ctx: &Context, found: &mut Found) {
    let Some(today) = ctx.options.today else {
        return;
    };
    for place in places(ctx.park) {
        let after = |date: &FuzzyDate| {
            let when = date.interval()?;
            Some(before(one_day(today), when) == Certainty::Yes)
        };
        if place.done && after(place.date) == Some(true) {
            let forms = catalogue::field(&place.path).map_or(ctx.forms, |field| field.forms);
            found
                .warning(
                    place.path,
                    format!(
                        "已发生的事项应不晚于今天 {today}，实际 {}",
                        shown(place.date)
                    ),
                )
                .hint("核对日期；尚未发生的，先不填")
                .forms(forms);
        }
    }
    values_from_the_future(ctx.park, today, found);
}

/// Values of a year that has not come; one finding for each table row.
fn values_from_the_future(park: &Park, today: Date, found: &mut Found) {
    let rule = |year: i16| format!("实际值的年份应不晚于今年 {}，实际 {year}", today.year());
    let hint = "尚未到来的年份没有实际值，先不填";
    for (i, indicator) in park.indicators.list.iter().enumerate() {
        let future = indicator.actual.keys().find_map(|key| {
            let year = year_of(key).filter(|&year| year > today.year())?;
            Some((key, year))
        });
        if let Some((key, year)) = future {
            let path = format!("指标体系.指标[{i}].实际值.{key}");
            let forms = catalogue::field(&path).map_or(crate::form::FormSet::ALL, |f| f.forms);
            found.warning(path, rule(year)).hint(hint).forms(forms);
        }
    }
    let economy = park.report.iter().flat_map(|report| &report.economy.years);
    for (i, row) in economy.enumerate() {
        if let Some(year) = year_of(row.year.as_str()).filter(|&year| year > today.year()) {
            found
                .warning(format!("验收报告.经济状况.近三年[{i}].年份"), rule(year))
                .hint(hint)
                .forms(crate::form::FormId::Report.into());
        }
    }
}

/// T20: what will soon be due.
pub(super) fn reminders(ctx: &Context, found: &mut Found) {
    let Some(today) = ctx.options.today else {
        return;
    };
    match dated(NAMED, &ctx.park.process.named) {
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
            let Some(approved) = approved(ctx) else {
                return;
            };
            if ctx.park.application.is_some() {
                return;
            }
            let extension = ctx.park.process.extension.record();
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

    #[test]
    fn all_dates_of_the_model_are_looked_at() {
        let yaml = "
创建申报:
  延期: {延期至: 甲}
  规划环评: {跟踪评价: {完成时间: 甲}}
  撤销命名: {时间: 甲}
园区管理机构情况: {变更记录: [{起止时间: 甲}]}
重点任务: [{编号: R1}]
支撑项目: [{编号: X1}]
重大调整: [{内容: 乙}]
实施方案: {}
备案表: {}
验收报告: {}
验收申请表: {}
";
        let park: Park = serde_yaml::from_str(yaml).expect("a park");
        let mut listed: Vec<String> = places(&park)
            .into_iter()
            .map(|place| place.path.replace("[0]", "[]"))
            .collect();
        let mut dates: Vec<String> = catalogue::fields()
            .iter()
            .filter(|field| field.shape == catalogue::Shape::Date)
            .map(|field| field.path.clone())
            .filter(|path| path != "园区基本情况.成立时间")
            .collect();
        listed.sort();
        dates.sort();
        assert_eq!(listed, dates);
    }
}
