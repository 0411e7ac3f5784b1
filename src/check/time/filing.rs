//! From the application to the filing: T01, T02, T13, T14, T16, T17.

use std::sync::LazyLock;

use regex::Regex;

use super::calendar::{
    Certainty, Dated, before, dated, days, one_day, plus_days, plus_months, plus_years, shown,
};
use super::period::accepting;
use super::{APPLIED, APPROVED, applied, approved};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::{FormId, FormSet};
use crate::park::{Eia, Interval, OrWord, Revocation, plain};

const FILED: &str = "备案表.报送日期";
const EIA: &str = "创建申报.规划环评";
const REVIEWED: &str = "创建申报.规划环评.审查时间";
const FOLLOWED_UP: &str = "创建申报.规划环评.跟踪评价.完成时间";
const REVOKED: &str = "创建申报.撤销命名";
const REVOKED_WHEN: &str = "创建申报.撤销命名.时间";
const CERTIFIED: &str = "创建申报.环境守法.证明期间";

/// Days after the approval from which a filing looks forgotten.
const FILING_DAYS: i32 = 90;
/// Fewest days between application and approval: 论证, and 公示 of 5 working days.
const REVIEW_DAYS: i32 = 8;
/// How long a planning EIA serves without follow-up.
const EIA_YEARS: i32 = 5;
/// From when on its end is near, in months.
const EIA_NEAR: i32 = 54;
/// How far back compliance is certified.
const COMPLIANCE_YEARS: i32 = 3;

pub(super) const T01: Rule = Rule {
    code: "T01",
    severities: &[Error, Info],
    forms: FormSet::annexes("2"),
    basis: &[basis::ART_12],
    summary: "备案表的报送日期不早于批准创建之日",
    why: "\
省级部门先发文同意创建，再填写备案表报送备案，报送日期早于批准日期说明两个日期有一个写错。
管理办法没有规定报送期限；批准后超过 90 天才报送的给出提示，以免遗忘。
日期只写到月时按整月理解，同一个月内不判先后。",
    wrong: "批准创建 2026-08-31，报送日期 2026-08-30",
    right: "批准创建 2026-08-31，报送日期 2026-08-31 或以后",
    mend: "核对两个日期，以同意创建的发文日期和实际报送日期为准",
    needs: Needs::Nothing,
    check: Check::Park(filing_follows_approval),
};

/// The filing follows the approval.
fn filing_follows_approval(context: &Context, found: &mut Found) {
    let filing = context.park.filing.as_ref();
    let filed = filing.and_then(|filing| dated(FILED, &filing.date));
    let (Some(filed), Some(approved)) = (filed, approved(context)) else {
        return;
    };
    if before(filed.when, approved.when) == Certainty::Yes {
        found
            .error(
                FILED,
                format!("报送备案应不早于批准创建之日 {approved}，实际 {filed}"),
            )
            .also(APPROVED, "同意创建之日")
            .hint("核对两个日期，备案在发文同意创建之后");
    } else if before(plus_days(approved.when, FILING_DAYS), filed.when) == Certainty::Yes {
        found
            .info(
                FILED,
                format!("报送备案距批准创建超过 {FILING_DAYS} 天：批准 {approved}，报送 {filed}"),
            )
            .also(APPROVED, "同意创建之日")
            .hint("确认日期无误，并尽快报送备案");
    }
}

pub(super) const T02: Rule = Rule {
    code: "T02",
    severities: &[Error, Warning],
    forms: FormSet::annexes("124"),
    basis: &[basis::ART_12],
    summary: "批准创建晚于申请创建，且留有论证和公示的时间",
    why: "\
申请后要经论证，通过后公示 5 个工作日，再发文同意。批准早于申请是错误。
5 个工作日至少跨一个周末，加上论证当天，申请到批准不足 8 天的给出警告；恰为 8 天不警告。",
    wrong: "申请创建 2026-05-20，批准创建 2026-05-27（只隔 7 天）",
    right: "申请创建 2026-05-20，批准创建 2026-05-28",
    mend: "核对申请和批准的日期，批准以省级部门发文日期为准",
    needs: Needs::Nothing,
    check: Check::Park(application_precedes_approval),
};

/// The application precedes the approval by the time that review takes.
fn application_precedes_approval(context: &Context, found: &mut Found) {
    let (Some(applied), Some(approved)) = (applied(context), approved(context)) else {
        return;
    };
    if before(approved.when, applied.when) == Certainty::Yes {
        found
            .error(
                APPROVED,
                format!("批准创建应不早于申请创建之日 {applied}，实际 {approved}"),
            )
            .also(APPLIED, "申请创建之日")
            .hint("核对两个日期是否写反");
    } else if before(approved.when, plus_days(applied.when, REVIEW_DAYS)) == Certainty::Yes {
        found
            .warning(
                APPROVED,
                format!(
                    "申请到批准应至少 {REVIEW_DAYS} 天（论证并公示 5 个工作日），实际由 {applied} 到 {approved}"
                ),
            )
            .also(APPLIED, "申请创建之日")
            .hint("核对两个日期，批准创建以省级部门发文日期为准");
    }
}

pub(super) const T13: Rule = Rule {
    code: "T13",
    severities: &[Error, Warning, Info],
    forms: FormSet::annexes("12"),
    basis: &[basis::ART_10_4],
    summary: "规划环评齐全，超过 5 年的有跟踪评价",
    why: "\
申请时应有规划环评报告书和审查意见，从审查之日到申请创建之日超过 5 年的，应提交跟踪评价。
恰满 5 年的当天不算超过，但 4 年半以后给出警告：材料补正期间容易超期。
写明跟踪评价的报告名称或完成时间即视为有跟踪评价；`不需要` 不算。
没有申请创建日期时无法计算，给出提示。
规划环评不印在附件上，数据中没有时可能另有文件，所以是警告，不妨碍生成。",
    wrong: "审查时间 2021-05-19，申请创建 2026-05-20，没有跟踪评价",
    right: "审查时间 2021-05-19，跟踪评价: {报告名称: 规划环境影响跟踪评价报告书, 完成时间: 2025-11-20}",
    mend: "补充审查意见，或补充跟踪评价的报告名称和完成时间",
    needs: Needs::Nothing,
    check: Check::Park(eia_is_valid),
};

/// There is a planning EIA, younger than five years or followed up.
fn eia_is_valid(context: &Context, found: &mut Found) {
    let Some(eia) = &context.park.process.eia else {
        found
            .warning(
                EIA,
                "申请材料应有规划环境影响报告书和审查意见，数据中没有 `规划环评`",
            )
            .hint("另行备好，或补充 `规划环评`，写明 `规划名称` 和 `审查时间`");
        return;
    };
    if eia.reviewed.is_empty() {
        found
            .warning(REVIEWED, "缺少规划环评的审查时间，无法判断是否超过 5 年")
            .hint("补充审查意见的日期");
        return;
    }
    if has_follow_up(eia) {
        return;
    }
    if context.park.process.applied.is_empty() {
        found
            .info(
                APPLIED,
                format!("没有填写申请创建日期，无法判断规划环评是否超过 {EIA_YEARS} 年"),
            )
            .also(REVIEWED, "规划环评审查时间")
            .hint("补充园区向省级生态环境部门提出申请的日期");
    }
    let (Some(reviewed), Some(applied)) = (dated(REVIEWED, &eia.reviewed), applied(context)) else {
        return;
    };
    let end = plus_years(reviewed.when, EIA_YEARS);
    match before(end, applied.when) {
        Certainty::Yes => report_old_eia(&reviewed, &applied, end, found),
        Certainty::Open => {
            found
                .warning(
                    REVIEWED,
                    format!(
                        "规划环评到申请创建时可能已超过 {EIA_YEARS} 年：审查时间 {reviewed}，申请创建 {applied}"
                    ),
                )
                .also(APPLIED, "申请创建之日")
                .hint("日期写到日；超过 5 年的，补充 `跟踪评价`");
        }
        Certainty::No => {
            let near = plus_months(reviewed.when, EIA_NEAR);
            if before(near, applied.when) == Certainty::Yes {
                found
                    .warning(
                        REVIEWED,
                        format!(
                            "规划环评到申请创建时将满 {EIA_YEARS} 年：{} 期满，申请创建 {applied}",
                            days(end)
                        ),
                    )
                    .also(APPLIED, "申请创建之日")
                    .hint("材料补正期间可能超期，宜提前准备规划环境影响跟踪评价");
            }
        }
    }
}

fn report_old_eia(reviewed: &Dated, applied: &Dated, end: Interval, found: &mut Found) {
    found
        .error(
            REVIEWED,
            format!(
                "规划环评到申请创建时应不超过 {EIA_YEARS} 年或有跟踪评价：{} 期满，申请创建 {applied}",
                days(end)
            ),
        )
        .label(format!("审查时间 {reviewed}"))
        .also(APPLIED, "申请创建之日")
        .hint("补充 `跟踪评价`，写明报告名称和完成时间");
}

fn has_follow_up(eia: &Eia) -> bool {
    match &eia.follow_up {
        OrWord::Record(follow_up) => !follow_up.name.is_empty() || !follow_up.finished.is_empty(),
        OrWord::Word(_) => false,
    }
}

pub(super) const T14: Rule = Rule {
    code: "T14",
    severities: &[Warning],
    forms: FormSet::annexes("12"),
    basis: &[basis::ART_10_4],
    summary: "规划环评、跟踪评价、申请创建先后有序",
    why: "\
申请时规划环评应已取得审查意见，需要跟踪评价的应已完成；跟踪评价又必然晚于规划环评。
同一天不警告。材料可以在受理后补正，所以只是警告。",
    wrong: "审查时间 2022-04-11，跟踪评价完成时间 2021-11-20",
    right: "审查时间 2019-05-08，跟踪评价完成时间 2025-11-20，申请创建 2026-06-30",
    mend: "核对各个日期是否写反",
    needs: Needs::Nothing,
    check: Check::Park(eia_in_order),
};

/// EIA, follow-up and application follow one another.
fn eia_in_order(context: &Context, found: &mut Found) {
    let Some(eia) = &context.park.process.eia else {
        return;
    };
    let reviewed = dated(REVIEWED, &eia.reviewed);
    let follow_up = eia.follow_up.record();
    let finished = follow_up.and_then(|record| dated(FOLLOWED_UP, &record.finished));
    if let (Some(reviewed), Some(applied)) = (&reviewed, applied(context))
        && before(applied.when, reviewed.when) == Certainty::Yes
    {
        found
            .warning(
                REVIEWED,
                format!("规划环评审查应不晚于申请创建之日 {applied}，实际 {reviewed}"),
            )
            .also(APPLIED, "申请创建之日")
            .hint("申请时应已取得审查意见，核对两个日期");
    }
    let Some(finished) = finished else {
        return;
    };
    if let Some(reviewed) = &reviewed
        && before(finished.when, reviewed.when) == Certainty::Yes
    {
        found
            .warning(
                FOLLOWED_UP,
                format!("跟踪评价应晚于规划环评审查 {reviewed}，实际 {finished}"),
            )
            .also(REVIEWED, "规划环评审查时间")
            .hint("核对两个日期是否写反");
    } else if let Some(applied) = applied(context)
        && before(applied.when, finished.when) == Certainty::Yes
    {
        found
            .warning(
                FOLLOWED_UP,
                format!("跟踪评价应在申请创建之日 {applied} 前完成，实际 {finished}"),
            )
            .also(APPLIED, "申请创建之日")
            .hint("申请时应提交跟踪评价的相关文件，核对两个日期");
    }
}

pub(super) const T16: Rule = Rule {
    code: "T16",
    severities: &[Error, Warning],
    forms: FormSet::annexes("12"),
    basis: &[basis::ART_28],
    summary: "被撤销命名后 3 年（情形一至三为 5 年）内不得再次申请",
    why: "\
被撤销命名的园区 3 年内不得再次申请创建，因第二十八条（一）（二）（三）项撤销的为 5 年；满 3 年（5 年）的当天可以申请。
情形写第几项，或者写条文的原话（如“数据弄虚作假”即（三））；看不出是哪一项的，3 年内是错误，3 至 5 年之间给出警告。",
    wrong: "撤销命名: {时间: 2022-06-01, 情形: （三）}，申请创建 2026-05-20",
    right: "撤销命名: {时间: 2021-05-20, 情形: （三）}，申请创建 2026-05-20",
    mend: "期满后再申请；写明撤销命名的时间和情形",
    needs: Needs::Nothing,
    check: Check::Park(revocation_is_over),
};

/// No application within three (five) years after a revocation.
fn revocation_is_over(context: &Context, found: &mut Found) {
    let Some(revoked) = &context.park.process.revoked else {
        return;
    };
    if revoked.when.is_empty() {
        found
            .warning(REVOKED, "缺少撤销命名的时间，无法判断是否可以再次申请")
            .hint("补充 `时间` 和 `情形`");
        return;
    }
    let (Some(when), Some(applied)) = (dated(REVOKED_WHEN, &revoked.when), applied(context)) else {
        return;
    };
    let (least, most) = barred_years(revoked);
    let blocked = |years| before(applied.when, plus_years(when.when, years));
    if blocked(least) == Certainty::Yes {
        found
            .error(
                REVOKED_WHEN,
                format!(
                    "撤销命名后 {least} 年内不得再次申请创建，应不早于 {}，实际 {applied}",
                    days(plus_years(when.when, least))
                ),
            )
            .also(APPLIED, "申请创建之日")
            .hint("期满后再申请");
    } else if blocked(most) != Certainty::No {
        found
            .warning(
                REVOKED_WHEN,
                format!("撤销命名 {when} 后再次申请创建 {applied}，可能仍在不得申请的 {most} 年内"),
            )
            .also(APPLIED, "申请创建之日")
            .hint("写明第二十八条的第几项，日期写到日");
    }
}

/// For how long a revocation bars the park, at least and at most: five years in
/// the cases （一）（二）（三）, three in the others; a case that is not told may be
/// either.
fn barred_years(revoked: &Revocation) -> (i32, i32) {
    match item(&revoked.circumstance) {
        Some(1..=3) => (5, 5),
        Some(_) => (3, 3),
        None => (3, 5),
    }
}

/// Words of 第二十八条 by which people tell its items, the most telling first.
const ITEMS: [(&str, usize); 12] = [
    ("弄虚作假", 3),
    ("造假", 3),
    ("虚假", 3),
    ("督察", 2),
    ("严重污染", 1),
    ("突发环境事件", 1),
    ("整改", 4),
    ("退出警示", 4),
    ("机构变更", 5),
    ("专门机构", 5),
    ("主动", 6),
    ("其他", 7),
];

/// Which item of 第二十八条 is meant, by its number (`（三）`, `第3项`) or in its
/// words (`数据弄虚作假`).
fn item(written: &str) -> Option<usize> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^[（(]?([一二三四五六七1-7])(?:[）)、.．]|$|项)|[（(第]([一二三四五六七1-7])[）)]?(?:项|$|[）)])")
            .expect("a pattern that the tests try")
    });
    let text = plain(written);
    let number = NUMBER
        .captures(&text)
        .and_then(|found| found.get(1).or(found.get(2)))
        .and_then(|digit| {
            "一二三四五六七"
                .find(digit.as_str())
                .map(|at| at / 3 + 1)
                .or_else(|| digit.as_str().parse().ok())
        });
    number.or_else(|| {
        let (_, item) = ITEMS.iter().find(|(words, _)| text.contains(words))?;
        Some(*item)
    })
}

pub(super) const T17: Rule = Rule {
    code: "T17",
    severities: &[Error],
    forms: FormSet::annexes("12"),
    basis: &[basis::ART_10_3],
    summary: "守法证明覆盖申请创建之日前三年",
    why: "\
守法证明要说明申请创建之日前三年内的情况，证明期间应从三年前的同一天（或更早）到申请之日（或更晚）。
只写到月的按整月理解。没有写 `证明期间` 的不检查，材料清单见 G04。",
    wrong: "申请创建 2026-05-20，证明期间 2023-06-01—2026-05-20",
    right: "申请创建 2026-05-20，证明期间 2023-05-20—2026-05-20",
    mend: "由园区管理机构按三年期间重新出具证明",
    needs: Needs::Nothing,
    check: Check::Park(compliance_covers_three_years),
};

/// The certificate of compliance covers the three years.
fn compliance_covers_three_years(context: &Context, found: &mut Found) {
    let period = &context.park.process.compliance.period;
    let (Some((from, to)), Some(applied)) = (period.ends(), applied(context)) else {
        return;
    };
    let begin = plus_years(applied.when, -COMPLIANCE_YEARS);
    let late = before(begin, one_day(from.first)) == Certainty::Yes;
    let early = before(one_day(to.last), applied.when) == Certainty::Yes;
    if late || early {
        found
            .error(
                CERTIFIED,
                format!(
                    "守法证明应覆盖申请创建前 {COMPLIANCE_YEARS} 年（{} 至 {applied}），实际 {}",
                    days(begin),
                    shown(period)
                ),
            )
            .also(APPLIED, "申请创建之日")
            .hint(if late {
                "由园区管理机构重新出具证明，起始日期提前"
            } else {
                "由园区管理机构重新出具证明，截止日期延至申请创建之日"
            });
    }
}

pub(super) const T21: Rule = Rule {
    code: "T21",
    severities: &[Warning],
    forms: FormSet::annexes("134"),
    basis: &[basis::ART_10, basis::ART_16],
    summary: "先编制实施方案、验收报告，后提出申请",
    why: "\
申请创建时应提交《实施方案》，申请验收时应提交《验收报告》，编制日期因此不晚于相应的申请日期；同一天不警告。
只写到月的按整月理解，同一个月内不判先后。论证后修改的，编制日期可以写修改后的日期，所以只是警告。",
    wrong: "实施方案编制日期 2026-07-15，申请创建 2026-05-20",
    right: "实施方案编制日期 2026-05-15，申请创建 2026-05-20",
    mend: "核对编制日期和申请日期",
    needs: Needs::Nothing,
    check: Check::Park(papers_precede_applications),
};

/// The plan is older than the application for creation, the report than that
/// for acceptance.
fn papers_precede_applications(context: &Context, found: &mut Found) {
    let park = context.park;
    let plan = park.plan.as_ref();
    let plan = plan.and_then(|plan| dated("实施方案.编制日期", &plan.date));
    let report = park.report.as_ref();
    let report = report.and_then(|report| dated("验收报告.编制日期", &report.date));
    for (paper, application, form, what) in [
        (
            plan,
            applied(context),
            FormId::Plan,
            ("实施方案", "申请创建"),
        ),
        (
            report,
            accepting(context),
            FormId::Report,
            ("验收报告", "申请验收"),
        ),
    ] {
        let (Some(paper), Some(application)) = (paper, application) else {
            continue;
        };
        if before(application.when, paper.when) == Certainty::Yes {
            let (name, step) = what;
            found
                .warning(
                    &paper.path,
                    format!("{name}应在{step}之日 {application} 前编制，实际 {paper}"),
                )
                .also(&application.path, format!("{step}之日"))
                .hint("核对编制日期和申请日期")
                .forms(form.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::item;

    #[test]
    fn items_of_the_article() {
        #[track_caller]
        fn case(written: &str, expected: Option<usize>) {
            assert_eq!(item(written), expected, "{written}");
        }

        for third in [
            "（三）",
            "(3)",
            "三",
            "3",
            "第三项",
            "第3项",
            "第二十八条第（三）项",
            "（三）数据、资料弄虚作假",
            "数据弄虚作假",
            "存在资料造假",
            "提供虚假材料",
        ] {
            case(third, Some(3));
        }
        case("发生重大突发环境事件", Some(1));
        case("因一起严重污染环境事件", Some(1));
        case("中央生态环境保护督察发现突出问题", Some(2));
        case("整改不到位", Some(4));
        case("被提出退出警示", Some(4));
        case("管理机构变更，无专门机构对接", Some(5));
        case("园区管理机构主动提出申请", Some(6));
        case("其他", Some(7));
        case("因故撤销", None);
        case("第二十八条", None);
        case("", None);
    }
}
