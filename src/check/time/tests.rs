//! Boundaries of the periods: the last day that passes, the first that fails.

use crate::check::testing::{Case, park};

/// A rule over `创建申报` with these lines.
#[track_caller]
fn process(code: &str, lines: &str, expected: &str) {
    let case = park(&format!("创建申报: {{{lines}}}\n备案表: {{}}"));
    assert_eq!(case.severities(code), expected, "{lines}");
}

#[test]
fn t01_filing_follows_approval() {
    #[track_caller]
    fn case(approved: &str, filed: &str, expected: &str) {
        let yaml = format!(
            "创建申报: {{省级部门批准创建时间: {approved}}}\n备案表: {{报送日期: {filed}}}"
        );
        assert_eq!(
            park(&yaml).severities("T01"),
            expected,
            "{approved} {filed}"
        );
    }

    case("2026-08-31", "2026-08-30", "错误");
    case("2026-08-31", "2026-08-31", "");
    case("2026-08-31", "2026-11-29", "");
    case("2026-08-31", "2026-11-30", "提示");
    case("2026-08-31", "2026年8月", "");
    case("2026-08-31", "2026年7月", "错误");
    case("''", "2026-08-30", "");
}

#[test]
fn t02_application_precedes_approval() {
    #[track_caller]
    fn case(applied: &str, approved: &str, expected: &str) {
        let lines = format!("申请创建日期: {applied}, 省级部门批准创建时间: {approved}");
        process("T02", &lines, expected);
    }

    case("2026-05-20", "2026-05-19", "错误");
    case("2026-05-20", "2026-05-20", "警告");
    case("2026-05-20", "2026-05-27", "警告");
    case("2026-05-20", "2026-05-28", "");
    case("2026-05-20", "2026年5月", "");
    case("2026-05-20", "2026年4月", "错误");
}

/// A park that was approved and applies for acceptance, with an extension.
fn creation(approved: &str, extension: &str, applied: &str) -> Case {
    park(&format!(
        "创建申报: {{省级部门批准创建时间: {approved}, 延期: {extension}}}
验收申请表: {{申请日期: {applied}}}"
    ))
}

#[test]
fn t03_two_years_at_least() {
    #[track_caller]
    fn case(approved: &str, applied: &str, expected: &str) {
        let case = creation(approved, "无", applied);
        assert_eq!(case.severities("T03"), expected, "{approved} {applied}");
    }

    case("2026-08-31", "2028-08-30", "错误");
    case("2026-08-31", "2028-08-31", "");
    case("2026-08-31", "2028年8月", "警告");
    case("2026-08-31", "2028年7月", "错误");
    case("2026年8月", "2028-08-31", "");
    case("2026年8月", "2028-08-30", "警告");
    case("2024-02-29", "2026-02-28", "");
    assert_eq!(
        creation("2026-08-31", "无", "2028-08-30").found("T03"),
        [
            "错误 验收申请表.申请日期: 创建期应不少于 2 年，申请验收应不早于 2028-08-31，实际 2028-08-30"
        ]
    );
}

#[test]
fn t04_three_years_at_most() {
    #[track_caller]
    fn case(approved: &str, extension: &str, applied: &str, expected: &str) {
        let case = creation(approved, extension, applied);
        assert_eq!(
            case.severities("T04"),
            expected,
            "{approved} {extension} {applied}"
        );
    }

    case("2026-08-31", "无", "2029-06-02", "");
    case("2026-08-31", "无", "2029-06-03", "警告");
    case("2026-08-31", "无", "2029年6月", "");
    case("2026-08-31", "无", "2029-08-31", "警告");
    case("2026-08-31", "无", "2029-09-01", "错误");
    case("2026-08-31", "无", "2029年8月", "警告");
    case("2026-08-31", "无", "2029年9月", "错误");
    case("2026-08-15", "无", "2029年8月", "警告");
    case("2026-08-31", "{延期至: 2030-08-31}", "2030-06-02", "");
    case("2026-08-31", "{延期至: 2030-08-31}", "2030-08-31", "警告");
    case("2026-08-31", "{延期至: 2030-08-31}", "2030-09-01", "错误");
    case("2026-08-31", "{批准时间: 2029-08-01}", "2030-09-01", "");
    case("2026-01-22", "无", "2029-01-23", "警告");
    case("2026-01-23", "无", "2029-01-24", "错误");
}

#[test]
fn t05_extensions() {
    #[track_caller]
    fn case(extension: &str, expected: &str) {
        let lines = format!("省级部门批准创建时间: 2026-08-31, 延期: {extension}");
        process("T05", &lines, expected);
    }

    case("2年", "错误");
    case("没有", "");
    case("无", "");
    case("{批准时间: 2029-08-01, 延期至: 2030-08-31, 文号: 甲}", "");
    case(
        "{批准时间: 2029-08-01, 延期至: 2030-09-01, 文号: 甲}",
        "警告",
    );
    case("{批准时间: 2029-08-01, 延期至: 2030-08-31}", "错误");
    case("{延期至: 2030-08-31, 文号: 甲}", "错误");
    case("{批准时间: 2029-08-01, 文号: 甲}", "错误");
    let asked = "批准时间: 2029-09-10, 延期至: 2030-08-31, 文号: 甲";
    case(&format!("{{申请时间: 2029-08-31, {asked}}}"), "");
    case(&format!("{{申请时间: 2029-09-01, {asked}}}"), "警告");
}

#[test]
fn t06_done_within_the_period() {
    #[track_caller]
    fn case(process: &str, due: &str, expected: &str) {
        let yaml = format!(
            "创建申报: {{{process}}}
重点任务: [{{完成时间: {due}}}]
支撑项目: [{{实施期限: 2026年9月—{due}}}]"
        );
        assert_eq!(park(&yaml).severities("T06"), expected, "{process} {due}");
    }

    let approved = "申请创建日期: 2026-05-20, 省级部门批准创建时间: 2026-08-31";
    case(approved, "2029-08-31", "");
    case(approved, "2029-09-01", "警告 警告");
    case(approved, "2029年", "");
    case(approved, "2029年9月", "警告 警告");
    case("申请创建日期: 2026-05-20", "2029-05-20", "");
    case("申请创建日期: 2026-05-20", "2029-05-21", "警告 警告");
    let extended = format!("{approved}, 延期: {{延期至: 2030-08-31}}");
    case(&extended, "2030-08-31", "");
    case(&extended, "2030-09-01", "警告 警告");
    let shorter = format!("{approved}, 延期: {{延期至: 2029-01-01}}");
    case(&shorter, "2029-08-31", "");
    case("", "2039-01-01", "");
}

#[test]
fn t07_not_over_before() {
    #[track_caller]
    fn case(due: &str, expected: &str) {
        let yaml = format!(
            "创建申报: {{申请创建日期: 2026-05-20}}
重点任务: [{{完成时间: {due}}}, {{完成时间: 2020年, 完成情况: {{状态: 已取消}}}}]
支撑项目: [{{实施期限: 2024年1月—{due}}}, {{实施期限: 2020年, 完成情况: {{状态: 已取消}}}}]"
        );
        assert_eq!(park(&yaml).severities("T07"), expected, "{due}");
    }

    case("2026-05-19", "警告 警告");
    case("2026-05-20", "");
    case("2026年5月", "");
    case("2026年4月", "警告 警告");
}

#[test]
fn t08_dates_that_are_none() {
    #[track_caller]
    fn case(date: &str, expected: &str) {
        let yaml = format!("创建申报: {{申请创建日期: {date}}}");
        assert_eq!(park(&yaml).severities("T08"), expected, "{date}");
    }

    case("2028-02-29", "");
    case("2029-02-29", "错误");
    case("2028年—2026年", "错误");
    case("尽快", "错误");
    case("长期", "错误");
    case("''", "");
    let tasks = "重点任务: [{完成时间: 长期}, {完成时间: 2027-13-01}]";
    assert_eq!(
        park(tasks).found("T08"),
        ["错误 重点任务[1].完成时间: 日历上没有这一天：「2027-13-01」"]
    );
    // A date of annex 2 is none of annex 1's business.
    let filing = park("备案表: {报送日期: 尽快}").annexes("12").found("T08");
    assert_eq!(filing.len(), 1);
}

/// A park with these years.
fn years(baseline: &str, target: &str, process: &str) -> Case {
    park(&format!(
        "创建申报: {{{process}}}
指标体系: {{基准年: '{baseline}', 目标年: '{target}', 指标: [{{编号: Z1}}]}}"
    ))
}

#[test]
fn t09_baseline_year() {
    #[track_caller]
    fn case(baseline: &str, applied: &str, expected: &str) {
        let case = years(baseline, "2028", &format!("申请创建日期: {applied}"));
        assert_eq!(case.severities("T09"), expected, "{baseline} {applied}");
    }

    case("2027", "2026-05-20", "错误");
    case("2026", "2026-05-20", "警告");
    case("2025", "2026-05-20", "");
    case("2024", "2026-05-20", "");
    case("2023", "2026-05-20", "警告");
    case("去年", "2026-05-20", "错误");
    case("", "2026-05-20", "错误");
    case("2026", "2026年12月—2027年1月", "");
    case("2027", "2026年12月—2027年1月", "");
    case("2028", "2026年12月—2027年1月", "错误");
    assert_eq!(park("指标体系: {}").severities("T09"), "");
}

#[test]
fn t10_target_year() {
    #[track_caller]
    fn case(target: &str, process: &str, expected: &str) {
        let case = years("2025", target, process);
        assert_eq!(case.severities("T10"), expected, "{target} {process}");
    }

    let approved = "申请创建日期: 2025-05-20, 省级部门批准创建时间: 2026-08-31";
    case("2025", approved, "错误");
    case("2026", approved, "");
    case("2029", approved, "");
    case("2030", approved, "警告");
    let extended = format!("{approved}, 延期: {{延期至: 2030-08-31}}");
    case("2030", &extended, "");
    case("2031", &extended, "警告");
    case("2028", "申请创建日期: 2025-05-20", "");
    case("2029", "申请创建日期: 2025-05-20", "警告");
    case("2039", "", "");
    case("", approved, "错误");
    assert_eq!(park("指标体系: {}").severities("T10"), "");
}

#[test]
fn t11_evaluation_period() {
    #[track_caller]
    fn case(baseline: &str, acceptance: &str, dates: &str, expected: &str) {
        let yaml = format!(
            "指标体系: {{基准年: '2025'}}
验收报告: {{评价时段: {{基准年: '{baseline}', 验收年: '{acceptance}'}}, 编制日期: 2029-03-01}}
{dates}"
        );
        assert_eq!(
            park(&yaml).severities("T11"),
            expected,
            "{baseline} {acceptance}"
        );
    }

    case("2025", "2028", "", "");
    case("2026", "2028", "", "错误");
    case("2025", "2025", "", "错误");
    case("2025", "2026", "", "警告");
    case("2025", "2027", "", "警告");
    case("2025", "2029", "", "");
    case("2025", "2030", "", "警告");
    case("2025", "明年", "", "错误");
    case("2025", "2029", "验收申请表: {申请日期: 2030-03-16}", "");
    case("2025", "2028", "验收申请表: {申请日期: 2030-03-16}", "警告");
}

#[test]
fn t12_three_years() {
    #[track_caller]
    fn case(years: &[&str], expected: &str) {
        let rows: Vec<String> = years.iter().map(|y| format!("{{年份: '{y}'}}")).collect();
        let yaml = format!(
            "验收报告: {{评价时段: {{验收年: '2028'}}, 经济状况: {{近三年: [{}]}}}}",
            rows.join(", ")
        );
        assert_eq!(park(&yaml).severities("T12"), expected, "{years:?}");
    }

    case(&["2026", "2027", "2028"], "");
    case(&["2025", "2026", "2027"], "");
    case(&["2024", "2025", "2026"], "警告");
    case(&["2027", "2028", "2029"], "警告");
    case(&["2025", "2027", "2028"], "错误");
    case(&["2026", "2027", "2029"], "错误");
    case(&["2028", "2027", "2026"], "错误");
    case(&["2026", "2027", "今年"], "错误");
    case(&["2025", "2026", "2027", "2028"], "错误");
    case(&["2027", "2028"], "错误");
    case(&[], "");
}

#[test]
fn t13_planning_eia() {
    #[track_caller]
    fn case(eia: &str, expected: &str) {
        process(
            "T13",
            &format!("申请创建日期: 2026-05-20, 规划环评: {{{eia}}}"),
            expected,
        );
    }

    case("审查时间: 2022-04-11", "");
    case("审查时间: 2021-11-20", "");
    case("审查时间: 2021-11-19", "警告");
    case("审查时间: 2021-05-20", "警告");
    case("审查时间: 2021-05-19", "错误");
    case("审查时间: 2021年5月", "警告");
    case("审查时间: 2021-05-19, 跟踪评价: 不需要", "错误");
    case("审查时间: 2021-05-19, 跟踪评价: {报告名称: 甲}", "");
    case("审查时间: 2021-05-19, 跟踪评价: {完成时间: 2025-11-20}", "");
    case("审查时间: 2021-05-19, 跟踪评价: {}", "错误");
    case("规划名称: 甲", "警告");
    process("T13", "申请创建日期: 2026-05-20", "警告");
    process("T13", "规划环评: {审查时间: 2001-01-01}", "提示");
    let follow_up = "规划环评: {审查时间: 2001-01-01, 跟踪评价: {完成时间: 2025-01-01}}";
    process("T13", follow_up, "");
}

#[test]
fn t14_eia_in_order() {
    #[track_caller]
    fn case(reviewed: &str, finished: &str, expected: &str) {
        let lines = format!(
            "申请创建日期: 2026-05-20, 规划环评: {{审查时间: {reviewed}, 跟踪评价: {{完成时间: {finished}}}}}"
        );
        process("T14", &lines, expected);
    }

    case("2019-05-08", "2025-11-20", "");
    case("2026-05-20", "''", "");
    case("2026-05-21", "''", "警告");
    case("2022-04-11", "2022-04-10", "警告");
    case("2022-04-11", "2022-04-11", "");
    case("2022-04-11", "2026-05-20", "");
    case("2022-04-11", "2026-05-21", "警告");
}

#[test]
fn t15_reported_within_six_months() {
    #[track_caller]
    fn case(when: &str, reported: &str, expected: &str) {
        let yaml = format!("重大调整: [{{发生时间: {when}, 报告时间: {reported}}}]");
        assert_eq!(park(&yaml).severities("T15"), expected, "{when} {reported}");
    }

    case("2026-08-31", "2027-02-28", "");
    case("2026-08-31", "2027-03-01", "错误");
    case("2027-08-31", "2028-02-29", "");
    case("2027-08-31", "2028-03-01", "错误");
    case("2027-03-05", "2027-09-05", "");
    case("2027-03-05", "2027-09-06", "错误");
    case("2027-03-05", "2027年9月", "警告");
    case("2027年3月", "2027-09-01", "");
    case("2027年3月", "2027-10-01", "错误");
    case("2027-03-05", "2027-03-05", "");
    case("2027-03-05", "2027-03-04", "警告");
    case("2027-03-05", "''", "错误");
    case("''", "2027-03-05", "错误");
    case("''", "''", "错误 错误");
}

#[test]
fn t16_barred_after_a_revocation() {
    #[track_caller]
    fn case(when: &str, circumstance: &str, expected: &str) {
        let lines =
            format!("申请创建日期: 2026-05-20, 撤销命名: {{时间: {when}, 情形: '{circumstance}'}}");
        process("T16", &lines, expected);
    }

    case("2023-05-20", "（四）", "");
    case("2023-05-21", "（四）", "错误");
    case("2023-05-21", "第7项", "错误");
    case("2021-05-20", "（三）", "");
    case("2021-05-21", "（三）", "错误");
    case("2021-05-21", "（一）", "错误");
    case("2021-05-21", "1", "错误");
    case("2021-05-21", "（五）", "");
    case("2023-05-21", "", "错误");
    case("2023-05-20", "", "警告");
    case("2021-05-21", "", "警告");
    case("2021-05-20", "", "");
    case("2022-05-01", "数据弄虚作假", "错误");
    case("2022-05-01", "园区管理机构主动提出申请", "");
    case("2022-05-01", "整改不到位", "");
    case("2023年5月", "（四）", "警告");
    case("''", "（四）", "警告");
}

#[test]
fn t17_three_years_of_compliance() {
    #[track_caller]
    fn case(period: &str, expected: &str) {
        let lines = format!("申请创建日期: 2026-05-20, 环境守法: {{证明期间: {period}}}");
        process("T17", &lines, expected);
    }

    case("2023-05-20—2026-05-20", "");
    case("2023-05-21—2026-05-20", "错误");
    case("2023-05-20—2026-05-19", "错误");
    case("2023年5月—2026年5月", "");
    case("2023年6月—2026年5月", "错误");
    case("2020年—2026年6月", "");
    case("''", "");
}

#[test]
fn t18_nothing_from_the_future() {
    #[track_caller]
    fn case(yaml: &str, expected: &str) {
        let asked = park(yaml).options(|o| o.today = Some(jiff::civil::date(2026, 11, 20)));
        assert_eq!(asked.severities("T18"), expected, "{yaml}");
        assert_eq!(park(yaml).severities("T18"), "", "{yaml}");
    }

    case("创建申报: {省级部门批准创建时间: 2026-11-20}", "");
    case("创建申报: {省级部门批准创建时间: 2026-11-21}", "警告");
    case("创建申报: {省级部门批准创建时间: 2026年11月}", "");
    case("创建申报: {延期: {延期至: 2030-11-21}}", "");
    case("重点任务: [{完成时间: 2028年}]", "");
    case(
        "支撑项目: [{完成情况: {状态: 已完成, 投运时间: 2027年}}]",
        "警告",
    );
    case(
        "支撑项目: [{完成情况: {状态: 正在实施, 投运时间: 2027年}}]",
        "",
    );
    case("验收申请表: {申请日期: 2029-03-16}", "");
    case("指标体系: {指标: [{实际值: {'2026': '1'}}]}", "");
    case(
        "指标体系: {指标: [{实际值: {'2026': '1', '2027': '1', '2028': '1'}}]}",
        "警告",
    );
    case(
        "验收报告: {经济状况: {近三年: [{年份: '2026'}, {年份: '2027'}]}}",
        "警告",
    );
}

#[test]
fn t20_reminders() {
    #[track_caller]
    fn case(yaml: &str, today: &str, expected: &str) {
        let case = park(yaml).options(|o| o.today = Some(today.parse().expect("a day")));
        assert_eq!(case.severities("T20"), expected, "{today}");
        assert_eq!(park(yaml).severities("T20"), "");
    }

    let creating = "创建申报: {省级部门批准创建时间: 2026-08-31}";
    case(creating, "2029-03-03", "");
    case(creating, "2029-03-04", "提示");
    case(creating, "2029-08-31", "提示");
    case(creating, "2029-09-01", "");
    let applying = format!("{creating}\n验收申请表: {{}}");
    case(&applying, "2029-08-31", "");
    let extended = "创建申报: {省级部门批准创建时间: 2026-08-31, 延期: {延期至: 2030-08-31}}";
    case(extended, "2029-08-31", "");
    case(extended, "2030-08-31", "提示");
    let named = "创建申报: {省级部门批准创建时间: 2026-08-31, 命名日期: 2029-09-01}";
    case(named, "2029-12-01", "");
    case(named, "2030-06-30", "提示");
    case(named, "2032-06-01", "提示 提示");
}

/// A park in which every date is `date`.
fn all_dates(date: &str) -> Case {
    park(&format!(
        "
创建申报:
  申请创建日期: {date}
  省级部门批准创建时间: {date}
  命名日期: {date}
  延期: {{申请时间: {date}, 批准时间: {date}, 延期至: {date}}}
  规划环评: {{审查时间: {date}, 跟踪评价: {{完成时间: {date}}}}}
  环境守法: {{证明期间: {date}}}
  撤销命名: {{时间: {date}}}
园区管理机构情况: {{变更记录: [{{起止时间: {date}}}]}}
园区基本情况: {{成立时间: {date}}}
标准: {{版本日期: {date}}}
重点任务: [{{完成时间: {date}, 完成情况: {{状态: 已完成, 实际完成时间: {date}, 投运时间: {date}}}}}]
支撑项目:
  - 实施期限: {date}
    完成情况: {{状态: 已完成, 实际完成时间: {date}, 投运时间: {date}}}
    调整情况: {{时间: {date}, 报告时间: {date}}}
重大调整: [{{发生时间: {date}, 报告时间: {date}}}]
实施方案: {{编制日期: {date}}}
备案表: {{报送日期: {date}}}
验收报告: {{编制日期: {date}}}
验收申请表: {{申请日期: {date}}}
"
    ))
    .options(|options| options.today = Some(jiff::civil::date(2026, 11, 20)))
}

/// Paths of the findings.
fn paths(case: &Case, code: &str) -> String {
    let found = case.found(code);
    let paths: Vec<&str> = found
        .iter()
        .filter_map(|line| line.split(' ').nth(1)?.strip_suffix(':'))
        .collect();
    paths.join("\n")
}

/// What has happened, when it is stated.
const DONE: &str = "\
创建申报.申请创建日期
创建申报.省级部门批准创建时间
创建申报.命名日期
创建申报.延期.申请时间
创建申报.延期.批准时间
创建申报.规划环评.审查时间
创建申报.规划环评.跟踪评价.完成时间
创建申报.撤销命名.时间
标准.版本日期
重点任务[0].完成情况.实际完成时间
重点任务[0].完成情况.投运时间
支撑项目[0].完成情况.实际完成时间
支撑项目[0].完成情况.投运时间
支撑项目[0].调整情况.时间
支撑项目[0].调整情况.报告时间
重大调整[0].发生时间
重大调整[0].报告时间";

/// What may lie ahead, and is no rule's but T08's.
const AHEAD: &str = "\
创建申报.延期.延期至
创建申报.环境守法.证明期间
园区管理机构情况.变更记录[0].起止时间
实施方案.编制日期
备案表.报送日期
验收报告.编制日期
验收申请表.申请日期";

#[test]
fn t18_every_statement_of_what_is_done() {
    assert_eq!(paths(&all_dates("2099-01-01"), "T18"), DONE);
    assert_eq!(paths(&all_dates("2026-11-20"), "T18"), "");
}

#[test]
fn t08_every_date_but_those_of_other_rules() {
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let found = paths(&all_dates("尽快"), "T08");
    assert_eq!(sorted(&found), sorted(&format!("{DONE}\n{AHEAD}")));
    let impossible = paths(&all_dates("2027-13-01"), "T08");
    let judged = "重点任务[0].完成时间\n支撑项目[0].实施期限";
    assert_eq!(
        sorted(&impossible),
        sorted(&format!("{DONE}\n{AHEAD}\n{judged}"))
    );
}
