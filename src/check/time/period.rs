//! The creation period: T03 to T07.

use jiff::civil::Date;

use super::calendar::{
    Certainty, Dated, before, dated, days, later, one_day, plus_days, plus_years, shown,
};
use super::{APPLIED, APPROVED, applied, approved};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis::{self, Basis};
use crate::form::FormSet;
use crate::park::{Extension, FuzzyDate, Interval, OrWord, State, walk};

const APPLICATION: &str = "验收申请表.申请日期";
const EXTENSION: &str = "创建申报.延期";
const ASKED: &str = "创建申报.延期.申请时间";
const GRANTED: &str = "创建申报.延期.批准时间";
const UNTIL: &str = "创建申报.延期.延期至";
const NUMBER: &str = "创建申报.延期.文号";

/// Least and greatest length of the creation period, and of an extension.
const LEAST: i32 = 2;
pub(super) const GREATEST: i32 = 3;
const EXTENDED: i32 = 4;

/// Fewer days than this from the application to the end leave no time for
/// pre-acceptance, verification, a month of mending, review and publication.
const SHORT_DAYS: i32 = 90;

/// The day the regulation was signed; who was approved before stands under the
/// old one (环发〔2015〕167号).
const IN_FORCE: Date = jiff::civil::date(2026, 1, 23);

/// What T04 cites for parks that were approved before.
const TRANSITION: &[Basis] = &[basis::ART_13, basis::ART_35];

/// The day of the application for acceptance.
pub(super) fn accepting<'a>(context: &Context<'a>) -> Option<Dated<'a>> {
    dated(APPLICATION, &context.park.application.as_ref()?.date)
}

/// The extension, if one is recorded.
fn extension<'a>(context: &Context<'a>) -> Option<&'a Extension> {
    context.park.process.extension.record()
}

pub(super) const T03: Rule = Rule {
    code: "T03",
    severities: &[Error, Warning],
    forms: FormSet::annexes("4"),
    basis: &[basis::ART_13],
    summary: "创建期满 2 年才能申请验收",
    why: "\
创建期自同意创建之日起不低于 2 年，满 2 年的当天即可申请。
日期只写到月，无法确定是否满 2 年的，给出警告，不作为错误。",
    wrong: "批准创建 2026-08-31，申请验收 2028-08-30",
    right: "批准创建 2026-08-31，申请验收 2028-08-31",
    mend: "期满后再申请验收；日期写错的，改正",
    needs: Needs::Nothing,
    check: Check::Park(not_too_short),
};

/// At least two years from approval to application.
fn not_too_short(context: &Context, found: &mut Found) {
    let (Some(accepting), Some(approved)) = (accepting(context), approved(context)) else {
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

pub(super) const T04: Rule = Rule {
    code: "T04",
    severities: &[Error, Warning],
    forms: FormSet::annexes("4"),
    basis: &[basis::ART_13, basis::ART_22],
    summary: "验收在创建期（3 年）内通过，已延期的在延期截止日前",
    why: "\
创建期不超过 3 年，已批准延期的以 `延期至` 为准。第二十二条要求创建期内通过验收，期满才申请的来不及，满后申请的是错误。
预验收、技术核查、整改（1 个月）、论证和公示（5 个工作日）都要在期内，申请到期满不足 90 天的给出警告；90 天是本程序的估计，不是规定。
创建期内未通过验收的视为创建未完成，须重新申请创建。延期的手续是否齐全由 T05 检查。
现行办法印发（2026-01-23）前批准创建的园区，期限如何衔接没有明文，只给出警告，由省级部门核实。
日期只写到月，无法确定是否超期的，也只给出警告。",
    wrong: "批准创建 2026-08-31，申请验收 2029-09-01，没有延期",
    right: "批准创建 2026-08-31，申请验收 2029-06-02",
    mend: "补充延期的批复信息；没有批准延期的，按管理办法第二十二条处理",
    needs: Needs::Nothing,
    check: Check::Park(not_too_long),
};

/// At most three years, or until the extended end.
fn not_too_long(context: &Context, found: &mut Found) {
    let (Some(accepting), Some(approved)) = (accepting(context), approved(context)) else {
        return;
    };
    let (latest, why) = match extension(context) {
        None => (plus_years(approved.when, GREATEST), "创建期应不超过 3 年"),
        Some(extension) => match extension.until.interval() {
            // T05 asks for the end that is missing.
            None => return,
            Some(until) => (until, "创建期已延期"),
        },
    };
    let message = format!(
        "{why}，申请验收应早于期满 {}，实际 {accepting}",
        days(latest)
    );
    let old = before(approved.when, one_day(IN_FORCE)) == Certainty::Yes;
    match before(latest, accepting.when) {
        Certainty::No if !short_of_time(accepting.when, latest) => return,
        Certainty::No => found
            .warning(
                APPLICATION,
                format!(
                    "验收应在创建期内通过，{} 期满，申请验收 {accepting} 已不足 {SHORT_DAYS} 天",
                    days(latest)
                ),
            )
            .hint("核查、整改、论证和公示都要在期满前完成；来不及的，期满前申请延期"),
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

/// Whether a word in place of the extension says that there is none.
fn says_none(word: &str) -> bool {
    ["", "无", "没有", "否", "未延期", "不延期", "—", "-", "/"].contains(&word.trim())
}

/// Whether acceptance can hardly be passed between the application and the end,
/// on whatever days they fall.
fn short_of_time(accepting: Interval, end: Interval) -> bool {
    before(end, plus_days(accepting, SHORT_DAYS)) == Certainty::Yes
}

pub(super) const T05: Rule = Rule {
    code: "T05",
    severities: &[Error, Warning],
    forms: FormSet::annexes("34"),
    basis: &[basis::ART_13],
    summary: "延期有批复，原则上不超过 1 年，并在期满前申请",
    why: "\
延期须经批准，因此 `批准时间`、`延期至`、`文号` 缺一不可；只写“2年”一类的，也看不出批准到哪一天。
“原则上不得超过 1 年”留有余地，超过的给出警告：恰为批准创建后满 4 年的不警告。
3 年期满之后才申请延期的，给出警告；`申请时间` 可以不填。",
    wrong: "延期: {批准时间: 2029-08-01, 延期至: 2030-08-31}（没有文号）",
    right: "延期: {申请时间: 2029-06-01, 批准时间: 2029-08-01, 延期至: 2030-08-31, 文号: 湘环函〔2029〕000号}",
    mend: "按省级部门的批复补充；没有延期的写 `延期: 无`",
    needs: Needs::Nothing,
    check: Check::Park(extension_is_sound),
};

/// An extension is granted in writing, asked for in time, one year at most.
fn extension_is_sound(context: &Context, found: &mut Found) {
    if let OrWord::Word(word) = &context.park.process.extension
        && !says_none(word)
    {
        found
            .error(
                EXTENSION,
                format!("延期应写明批准时间、延期至和文号，实际「{}」", word.trim()),
            )
            .hint("写成 `延期: {批准时间: …, 延期至: …, 文号: …}`；没有延期的，填 `延期: 无`")
            .unfilled();
    }
    let Some(extension) = extension(context) else {
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
    let Some(approved) = approved(context) else {
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
fn planned<'a>(context: &Context<'a>) -> Vec<Planned<'a>> {
    let tasks = walk::tasks(context.park)
        .filter(|task| !task.progress.state.is(State::Cancelled))
        .map(|task| Planned {
            path: task.key("完成时间"),
            date: &task.value.due,
        });
    let projects = walk::projects(context.park)
        .filter(|project| !project.progress.state.is(State::Cancelled))
        .map(|project| Planned {
            path: project.key("实施期限"),
            date: &project.value.period,
        });
    tasks.chain(projects).collect()
}

pub(super) const T06: Rule = Rule {
    code: "T06",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_13],
    summary: "任务和项目在创建期（3 年）内完成",
    why: "\
验收要看任务和项目是否完成，安排到创建期以后的任务和项目无法验收。
创建期从批准创建之日起算，尚未批准的从申请创建之日起算；已批准延期的算到 `延期至`。
完成时间写得较宽（如“2029年”），只要有可能在期内就不警告。已取消的任务和项目不看。",
    wrong: "批准创建 2026-08-31，完成时间 2029年底",
    right: "批准创建 2026-08-31，完成时间 2029年8月",
    mend: "提前完成时间，或拆出创建期内可完成的部分",
    needs: Needs::Nothing,
    check: Check::Park(done_in_time),
};

/// Everything is done within the creation period.
fn done_in_time(context: &Context, found: &mut Found) {
    let Some(start) = approved(context).or_else(|| applied(context)) else {
        return;
    };
    let mut end = plus_years(start.when, GREATEST);
    if let Some(until) = extension(context).and_then(|extension| extension.until.interval()) {
        end = later(end, until);
    }
    for one in planned(context) {
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

pub(super) const T07: Rule = Rule {
    code: "T07",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_3, basis::ANNEX1_4],
    summary: "任务和项目不在申请创建之前就已完成",
    why: "\
申请创建之前已经完成的任务和项目属于创建基础，不是创建期的措施。
只看完成的时间：申请前开工、创建期内完成的项目不警告。",
    wrong: "申请创建 2026-05-20，实施期限 2024年1月—2026年4月",
    right: "申请创建 2026-05-20，实施期限 2024年1月—2026年5月",
    mend: "改写入 `创建基础`，或写明创建期内继续实施的内容",
    needs: Needs::Nothing,
    check: Check::Park(not_over_before),
};

/// Nothing was over before the application.
fn not_over_before(context: &Context, found: &mut Found) {
    let Some(applied) = applied(context) else {
        return;
    };
    for one in planned(context) {
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
