//! The creation period: T03 to T07.

use jiff::civil::Date;

use super::calendar::{Certainty, Dated, before, dated, days, later, one_day, plus_years, shown};
use super::{APPLIED, APPROVED, applied, approved};
use crate::check::{Context, Found};
use crate::finding::basis::{self, Basis};
use crate::park::{Extension, FuzzyDate, State};

const APPLICATION: &str = "验收申请表.申请日期";
const ASKED: &str = "创建申报.延期.申请时间";
const GRANTED: &str = "创建申报.延期.批准时间";
const UNTIL: &str = "创建申报.延期.延期至";
const NUMBER: &str = "创建申报.延期.文号";

/// Least and greatest length of the creation period, and of an extension.
const LEAST: i32 = 2;
pub(super) const GREATEST: i32 = 3;
const EXTENDED: i32 = 4;

/// The day the regulation was signed; who was approved before stands under the
/// old one (环发〔2015〕167号).
const IN_FORCE: Date = jiff::civil::date(2026, 1, 23);

/// What T04 cites for parks that were approved before.
const TRANSITION: &[Basis] = &[basis::ART_13, basis::ART_35];

/// The day of the application for acceptance.
fn accepting<'a>(ctx: &Context<'a>) -> Option<Dated<'a>> {
    dated(APPLICATION, &ctx.park.application.as_ref()?.date)
}

/// The extension, if one is recorded.
fn extension<'a>(ctx: &Context<'a>) -> Option<&'a Extension> {
    ctx.park.process.extension.record()
}

/// T03: at least two years from approval to application.
pub(super) fn not_too_short(ctx: &Context, found: &mut Found) {
    let (Some(accepting), Some(approved)) = (accepting(ctx), approved(ctx)) else {
        return;
    };
    let earliest = plus_years(approved.when, LEAST);
    match before(accepting.when, earliest) {
        Certainty::Yes => found
            .error(
                APPLICATION,
                format!(
                    "创建期应不少于 {LEAST} 年，申请验收应不早于 {}，实际 {accepting}",
                    days(earliest)
                ),
            )
            .also(APPROVED, "创建期自此起算")
            .hint("期满后再申请验收，或核对批准创建的日期"),
        Certainty::Open => found
            .warning(
                APPLICATION,
                format!(
                    "创建期是否满 {LEAST} 年无法确定：申请验收应不早于 {}，实际 {accepting}",
                    days(earliest)
                ),
            )
            .also(APPROVED, "创建期自此起算")
            .hint("两个日期都写到日"),
        Certainty::No => return,
    };
}

/// T04: at most three years, or until the extended end.
pub(super) fn not_too_long(ctx: &Context, found: &mut Found) {
    let (Some(accepting), Some(approved)) = (accepting(ctx), approved(ctx)) else {
        return;
    };
    let (latest, why) = match extension(ctx) {
        None => (plus_years(approved.when, GREATEST), "创建期应不超过 3 年"),
        Some(extension) => match extension.until.interval() {
            // T05 asks for the end that is missing.
            None => return,
            Some(until) => (until, "创建期已延期"),
        },
    };
    let message = format!("{why}，申请验收应不晚于 {}，实际 {accepting}", days(latest));
    let old = before(approved.when, one_day(IN_FORCE)) == Certainty::Yes;
    match before(latest, accepting.when) {
        Certainty::No => return,
        Certainty::Yes if old => found
            .warning(APPLICATION, message)
            .basis(TRANSITION)
            .hint("园区在现行办法印发（2026-01-23）前批准创建，过渡情形向省级部门核实"),
        Certainty::Yes => found
            .error(APPLICATION, message)
            .hint("已批准延期的，补充 `创建申报.延期`；否则按管理办法第二十二条重新申请创建"),
        Certainty::Open => found.warning(APPLICATION, message).hint("日期写到日"),
    }
    .also(APPROVED, "创建期自此起算");
}

/// T05: an extension is granted in writing, asked for in time, one year at most.
pub(super) fn extension_is_sound(ctx: &Context, found: &mut Found) {
    let Some(extension) = extension(ctx) else {
        return;
    };
    for (path, empty, what) in [
        (GRANTED, extension.granted.is_empty(), "批准时间"),
        (UNTIL, extension.until.is_empty(), "延期至"),
        (NUMBER, extension.number.trim().is_empty(), "文号"),
    ] {
        if empty {
            found
                .error(path, format!("延期缺少 `{what}`"))
                .hint("延期以省级部门的批复为准，按批复补充；没有延期的，填 `延期: 无`");
        }
    }
    let Some(approved) = approved(ctx) else {
        return;
    };
    let longest = plus_years(approved.when, EXTENDED);
    if let Some(until) = dated(UNTIL, &extension.until)
        && before(longest, until.when) == Certainty::Yes
    {
        found
            .warning(
                UNTIL,
                format!(
                    "延期原则上不超过 1 年，即不晚于 {}，实际 {until}",
                    days(longest)
                ),
            )
            .also(APPROVED, "创建期自此起算")
            .hint("核对批复；确有特殊情况的，在材料中说明理由");
    }
    let end = plus_years(approved.when, GREATEST);
    if let Some(asked) = dated(ASKED, &extension.asked)
        && before(end, asked.when) == Certainty::Yes
    {
        found
            .warning(
                ASKED,
                format!("延期应在创建期满（{}）前申请，实际 {asked}", days(end)),
            )
            .also(APPROVED, "创建期自此起算")
            .hint("核对申请延期的日期");
    }
}

/// One task or project with the dates that T06 and T07 look at.
struct Planned<'a> {
    path: String,
    date: &'a FuzzyDate,
}

/// Every task's 完成时间 and every project's 实施期限, those cancelled left out.
fn planned<'a>(ctx: &Context<'a>) -> Vec<Planned<'a>> {
    let tasks = ctx.park.tasks.iter().enumerate();
    let tasks = tasks
        .filter(|(_, task)| !task.progress.state.is(State::Cancelled))
        .map(|(i, task)| Planned {
            path: format!("重点任务[{i}].完成时间"),
            date: &task.due,
        });
    let projects = ctx.park.projects.iter().enumerate();
    let projects = projects
        .filter(|(_, project)| !project.progress.state.is(State::Cancelled))
        .map(|(i, project)| Planned {
            path: format!("支撑项目[{i}].实施期限"),
            date: &project.period,
        });
    tasks.chain(projects).collect()
}

/// T06: everything is done within the creation period.
pub(super) fn done_in_time(ctx: &Context, found: &mut Found) {
    let Some(start) = approved(ctx).or_else(|| applied(ctx)) else {
        return;
    };
    let mut end = plus_years(start.when, GREATEST);
    if let Some(until) = extension(ctx).and_then(|extension| extension.until.interval()) {
        end = later(end, until);
    }
    for one in planned(ctx) {
        if let Some((_, last)) = one.date.ends()
            && before(end, last) == Certainty::Yes
        {
            found
                .warning(
                    one.path,
                    format!(
                        "应在创建期内完成，即不晚于 {}，实际 {}",
                        days(end),
                        shown(one.date)
                    ),
                )
                .also(start.path.clone(), "创建期自此起算")
                .hint("提前完成时间，或拆出创建期内可完成的部分");
        }
    }
}

/// T07: nothing was over before the application.
pub(super) fn not_over_before(ctx: &Context, found: &mut Found) {
    let Some(applied) = applied(ctx) else {
        return;
    };
    for one in planned(ctx) {
        if let Some((_, last)) = one.date.ends()
            && before(last, applied.when) == Certainty::Yes
        {
            found
                .warning(
                    one.path,
                    format!(
                        "完成于申请创建之日 {applied} 之前，不属于创建期的措施：{}",
                        shown(one.date)
                    ),
                )
                .also(APPLIED, "申请创建之日")
                .hint("改列入 `创建基础`，或写明创建期内继续实施的内容和期限");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transition_ends_with_the_regulation() {
        assert_eq!(IN_FORCE.to_string(), crate::form::REGULATION_DATE);
    }
}
