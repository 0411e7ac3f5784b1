//! Group T: periods and dates.
//!
//! The regulation counts from three days: the application for creation, the
//! approval, the application for acceptance. `n` years or months later means
//! calendar arithmetic, at the end of the month where it has no such day.

mod calendar;
mod dates;
mod filing;
mod period;
mod report;
#[cfg(test)]
mod tests;

use super::{Check, Context, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use calendar::{Dated, dated};
pub(super) use calendar::{year, year_of};

/// Path of the day of the application for creation.
const APPLIED: &str = "创建申报.申请创建日期";
/// Path of the day of the approval.
const APPROVED: &str = "创建申报.省级部门批准创建时间";
/// Path of the day of the naming.
const NAMED: &str = "创建申报.命名日期";

/// The day of the application for creation.
fn applied<'a>(ctx: &Context<'a>) -> Option<Dated<'a>> {
    dated(APPLIED, &ctx.park.process.applied)
}

/// The day of the approval.
fn approved<'a>(ctx: &Context<'a>) -> Option<Dated<'a>> {
    dated(APPROVED, &ctx.park.process.approved)
}

/// The rules of this group.
pub static RULES: &[Rule] = &[
    Rule {
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
        check: Check::Park(filing::filing_follows_approval),
    },
    Rule {
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
        check: Check::Park(filing::application_precedes_approval),
    },
    Rule {
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
        check: Check::Park(period::not_too_short),
    },
    Rule {
        code: "T04",
        severities: &[Error, Warning],
        forms: FormSet::annexes("4"),
        basis: &[basis::ART_13, basis::ART_22],
        summary: "申请验收不晚于创建期满（3 年），已延期的不晚于延期截止日",
        why: "\
创建期不超过 3 年，满 3 年的当天仍可申请；已批准延期的，以 `延期至` 为准。
创建期内未完成的视为创建未完成，须重新申请。延期的手续是否齐全由 T05 检查。
现行办法印发（2026-01-23）前批准创建的园区，期限如何衔接没有明文，只给出警告，由省级部门核实。
日期只写到月，无法确定是否超期的，也只给出警告。",
        wrong: "批准创建 2026-08-31，申请验收 2029-09-01，没有延期",
        right: "批准创建 2026-08-31，申请验收 2029-08-31",
        mend: "补充延期的批复信息；没有批准延期的，按管理办法第二十二条处理",
        check: Check::Park(period::not_too_long),
    },
    Rule {
        code: "T05",
        severities: &[Error, Warning],
        forms: FormSet::annexes("34"),
        basis: &[basis::ART_13],
        summary: "延期有批复，原则上不超过 1 年，并在期满前申请",
        why: "\
延期须经批准，因此 `批准时间`、`延期至`、`文号` 缺一不可。
“原则上不得超过 1 年”留有余地，超过的给出警告：恰为批准创建后满 4 年的不警告。
3 年期满之后才申请延期的，给出警告；`申请时间` 可以不填。",
        wrong: "延期: {批准时间: 2029-08-01, 延期至: 2030-08-31}（没有文号）",
        right: "延期: {申请时间: 2029-06-01, 批准时间: 2029-08-01, 延期至: 2030-08-31, 文号: 湘环函〔2029〕000号}",
        mend: "按省级部门的批复补充；没有延期的写 `延期: 无`",
        check: Check::Park(period::extension_is_sound),
    },
    Rule {
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
        check: Check::Park(period::done_in_time),
    },
    Rule {
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
        check: Check::Park(period::not_over_before),
    },
    Rule {
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
        check: Check::Park(dates::real_dates),
    },
    Rule {
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
        check: Check::Park(report::baseline_year),
    },
    Rule {
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
        check: Check::Park(report::target_year),
    },
    Rule {
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
        check: Check::Park(report::evaluation_period),
    },
    Rule {
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
        check: Check::Park(report::three_years),
    },
    Rule {
        code: "T13",
        severities: &[Error, Warning, Info],
        forms: FormSet::annexes("12"),
        basis: &[basis::ART_10_4],
        summary: "规划环评齐全，超过 5 年的有跟踪评价",
        why: "\
申请时应有规划环评报告书和审查意见，从审查之日到申请创建之日超过 5 年的，应提交跟踪评价。
恰满 5 年的当天不算超过，但 4 年半以后给出警告：材料补正期间容易超期。
写明跟踪评价的报告名称或完成时间即视为有跟踪评价；`不需要` 不算。
没有申请创建日期时无法计算，给出提示。",
        wrong: "审查时间 2021-05-19，申请创建 2026-05-20，没有跟踪评价",
        right: "审查时间 2021-05-19，跟踪评价: {报告名称: 规划环境影响跟踪评价报告书, 完成时间: 2025-11-20}",
        mend: "补充审查意见，或补充跟踪评价的报告名称和完成时间",
        check: Check::Park(filing::eia_is_valid),
    },
    Rule {
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
        check: Check::Park(filing::eia_in_order),
    },
    Rule {
        code: "T15",
        severities: &[Error, Warning],
        forms: FormSet::annexes("34"),
        basis: &[basis::ART_14],
        summary: "重大调整在发生后 6 个月内书面报告",
        why: "\
名称、管理机构、创建范围、评价指标、重点支撑项目的调整应在 6 个月内书面报告，未及时报告的不予验收。
按日历月计算，月末对月末：8 月 31 日发生的，次年 2 月 28 日（闰年 29 日）为最后一天，当天报告不算超期。
只写到月、无法确定的给出警告；报告早于发生的，疑为写反，给出警告。",
        wrong: "{类别: 管理机构, 发生时间: 2026-08-31, 报告时间: 2027-03-01}",
        right: "{类别: 管理机构, 发生时间: 2026-08-31, 报告时间: 2027-02-28}",
        mend: "补充或改正日期；确已超期的，先与省级部门沟通",
        check: Check::Park(report::adjustments_reported),
    },
    Rule {
        code: "T16",
        severities: &[Error, Warning],
        forms: FormSet::annexes("12"),
        basis: &[basis::ART_28],
        summary: "被撤销命名后 3 年（情形一至三为 5 年）内不得再次申请",
        why: "\
被撤销命名的园区 3 年内不得再次申请创建，因第二十八条（一）（二）（三）项撤销的为 5 年；满 3 年（5 年）的当天可以申请。
没有写明情形时，3 年内是错误，3 至 5 年之间给出警告。",
        wrong: "撤销命名: {时间: 2022-06-01, 情形: （三）}，申请创建 2026-05-20",
        right: "撤销命名: {时间: 2021-05-20, 情形: （三）}，申请创建 2026-05-20",
        mend: "期满后再申请；写明撤销命名的时间和情形",
        check: Check::Park(filing::revocation_is_over),
    },
    Rule {
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
        check: Check::Park(filing::compliance_covers_three_years),
    },
    Rule {
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
        check: Check::Park(dates::nothing_from_the_future),
    },
    Rule {
        code: "T19",
        severities: &[Info],
        forms: FormSet::annexes("4"),
        basis: &[basis::ANNEX4_OPINIONS],
        summary: "省级部门意见的日期不早于申请日期",
        why: "三个省级部门的意见、盖章和日期由各部门在纸面上填写。",
        wrong: "",
        right: "",
        mend: "",
        check: Check::Omitted(
            "附件4 的意见和日期只能由省级部门填写，数据中没有这些项（写入的由 G07 拒绝），无可比较",
        ),
    },
    Rule {
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
        check: Check::Park(dates::reminders),
    },
];
