//! Boundaries of the rules on indicators.

use crate::check::testing::{Case, park};
use crate::park::Literal;
use crate::standard::{Entry, EntryLimit, Group, Standard};

/// A park with one indicator of these lines.
fn one(lines: &str) -> Case {
    park(&format!(
        "指标体系: {{指标: [{{指标名称: 绿化覆盖率, {lines}}}]}}
验收报告: {{评价时段: {{基准年: '2025', 验收年: '2028'}}}}"
    ))
}

/// The rule over one indicator of these lines.
#[track_caller]
fn case(code: &str, lines: &str, expected: &str) {
    assert_eq!(one(lines).severities(code), expected, "{code} {lines}");
}

/// A catalogue with 绿化覆盖率 ≥15 and a group of two.
fn standard(verified: bool) -> Standard {
    let entry = |name: &str, compulsory, group: &str, limit: &str| Entry {
        name: name.into(),
        compulsory,
        group: group.into(),
        unit: "%".into(),
        limits: vec![EntryLimit {
            condition: String::new(),
            limit: Literal(limit.into()),
        }],
        verified,
    };
    Standard {
        name: "建设标准".into(),
        number: "HJ 0-2026".into(),
        superseded: false,
        groups: vec![Group {
            name: "水".into(),
            least: 2,
            verified,
        }],
        indicators: vec![
            entry("绿化覆盖率", true, "", "≥15"),
            entry("工业用水重复利用率", false, "水", "≥75"),
            entry("工业废水回收使用率", false, "水", "达标"),
            entry("产业用地占比", false, "", "10～20"),
        ],
    }
}

/// The rule over these indicators, with the catalogue.
#[track_caller]
fn against(verified: bool, code: &str, indicators: &str, expected: &str) {
    let yaml = format!(
        "指标体系: {{指标: [{indicators}]}}
验收报告: {{评价时段: {{基准年: '2025', 验收年: '2028'}}}}"
    );
    let case = park(&yaml).options(|options| options.standard = Some(standard(verified)));
    assert_eq!(case.severities(code), expected, "{code} {indicators}");
    if code != "I16" {
        assert_eq!(
            park(&yaml).severities(code),
            "",
            "{code} without a catalogue"
        );
    }
}

#[test]
fn i01_both_categories() {
    #[track_caller]
    fn case(categories: &[&str], expected: &str) {
        let list: Vec<String> = categories
            .iter()
            .map(|c| format!("{{类别: {c}}}"))
            .collect();
        let yaml = format!("指标体系: {{指标: [{}]}}", list.join(", "));
        assert_eq!(park(&yaml).severities("I01"), expected, "{categories:?}");
    }

    case(&[], "");
    case(&["必选", "特色"], "");
    case(&["必选", "亮点"], "错误");
    case(&["特色"], "错误");
    case(&["亮点"], "错误 错误");
    case(&["必选", "特色, 不适用说明: 无此类企业"], "错误");
}

#[test]
fn i02_rows_complete() {
    let full = "编号: Z1, 类别: 必选, 单位: '%', 基准年值: '1', 目标值: '2'";
    case("I02", full, "");
    for key in [
        "编号: Z1",
        "类别: 必选",
        "单位: '%'",
        "基准年值: '1'",
        "目标值: '2'",
    ] {
        let without = full.replace(key, "方向: 达标");
        let missing = one(&without).found("I02");
        let label = key.split(':').next().expect("a key");
        assert_eq!(
            missing,
            [format!(
                "错误 指标体系.指标[0].{label}: 「绿化覆盖率」缺少 `{label}`"
            )]
        );
    }
    case("I02", &full.replace("必选", "可选"), "错误");
    case("I02", "类别: 必选, 不适用说明: 甲", "");
    case("I02", "不适用说明: 甲", "错误");
    let nameless =
        "指标体系: {指标: [{编号: Z1, 类别: 必选, 单位: '%', 基准年值: '1', 目标值: '2'}]}";
    assert_eq!(
        park(nameless).found("I02"),
        ["错误 指标体系.指标[0].指标名称: 指标 `Z1` 缺少 `指标名称`"]
    );
}

#[test]
fn i03_limits() {
    case("I03", "类别: 必选, 标准值: '≥15'", "");
    case("I03", "类别: 必选, 标准值: 达标", "");
    case("I03", "类别: 必选", "错误");
    case("I03", "类别: 特色, 标准值: ' '", "错误");
    case("I03", "类别: 亮点", "");
    case("I03", "类别: 必选, 不适用说明: 甲", "");
    case("I03", "类别: 必选, 标准值: 见标准", "警告");
    case("I03", "类别: 亮点, 标准值: 见标准", "警告");
    case("I03", "类别: 必选, 标准值: 增长率>0时≤0.6", "警告");
}

#[test]
fn i04_compulsory() {
    against(true, "I04", "{指标名称: 工业用水重复利用率}", "错误");
    against(true, "I04", "{指标名称: 绿化覆盖率}", "");
    against(true, "I04", "{指标名称: 绿化覆盖比率}", "");
    against(
        true,
        "I04",
        "{指标名称: 绿化覆盖率, 不适用说明: 甲}",
        "警告",
    );
}

#[test]
fn i05_groups() {
    let two = "{指标名称: 工业用水重复利用率}, {指标名称: 工业废水回收使用率";
    against(true, "I05", &format!("{two}}}"), "");
    against(true, "I05", &format!("{two}, 不适用说明: 甲}}"), "错误");
    against(false, "I05", "{指标名称: 工业用水重复利用率}", "警告");
}

#[test]
fn i06_targets() {
    case("I06", "标准值: '≥15', 目标值: '15'", "");
    case("I06", "标准值: '≥15', 目标值: '14.99'", "错误");
    case("I06", "标准值: '15', 方向: 越大越好, 目标值: '16'", "");
    case("I06", "标准值: '15', 目标值: '16'", "错误");
    case("I06", "标准值: 具备, 目标值: 不具备", "错误");
    case("I06", "标准值: '≥15', 目标值: 达标", "");
    case("I06", "标准值: '≥15', 目标值: '14', 不适用说明: 甲", "");
    against(
        true,
        "I06",
        "{指标名称: 绿化覆盖率, 标准值: '≥10', 目标值: '15'}",
        "",
    );
    against(
        true,
        "I06",
        "{指标名称: 绿化覆盖率, 标准值: '≥10', 目标值: '14'}",
        "错误",
    );
    against(true, "I06", "{指标名称: 绿化覆盖率, 目标值: '14'}", "错误");
    against(
        false,
        "I06",
        "{指标名称: 绿化覆盖率, 标准值: '≥10', 目标值: '14'}",
        "警告",
    );
    against(
        true,
        "I06",
        "{指标名称: 绿化覆盖比率, 标准值: '≥10', 目标值: '14'}",
        "",
    );
}

#[test]
fn i07_steps_back() {
    case("I07", "标准值: '≥15', 基准年值: '20', 目标值: '20'", "");
    case("I07", "标准值: '≥15', 基准年值: '20', 目标值: '19'", "警告");
    case("I07", "标准值: '≤15', 基准年值: '10', 目标值: '10'", "");
    case("I07", "标准值: '≤15', 基准年值: '10', 目标值: '11'", "警告");
    case(
        "I07",
        "标准值: '≤15', 方向: 越大越好, 基准年值: '10', 目标值: '11'",
        "",
    );
    case(
        "I07",
        "方向: 越小越好, 基准年值: '10', 目标值: '11'",
        "警告",
    );
    case("I07", "方向: 达标, 基准年值: '10', 目标值: '11'", "");
    case("I07", "基准年值: '10', 目标值: '9'", "");
    case("I07", "标准值: '≥15', 基准年值: '20', 目标值: '14'", "");
}

#[test]
fn i08_values() {
    case("I08", "基准年值: '22.4', 目标值: 达标", "");
    case("I08", "基准年值: 22.4%", "错误");
    case("I08", "基准年值: 良好", "错误");
    case("I08", "基准年值: ' '", "");
    case("I08", "单位: '%', 基准年值: '0', 目标值: '100'", "");
    case(
        "I08",
        "单位: ％, 基准年值: '-0.1', 目标值: '100.1'",
        "警告 警告",
    );
    case("I08", "单位: 个, 目标值: '101'", "");
    case("I08", "实际值: {'2027': 很多}", "错误");
    assert_eq!(
        one("实际值: {'2027': 很多}").annexes("1").severities("I08"),
        ""
    );
    assert_eq!(
        park("指标体系: {指标: [{指标名称: 年均增长率, 单位: '%', 目标值: '-1'}]}")
            .severities("I08"),
        ""
    );
    assert_eq!(
        one("基准年值: 22.4%").found("I08"),
        ["错误 指标体系.指标[0].基准年值: 「绿化覆盖率」的值应为数值，实际「22.4%」"]
    );
}

#[test]
fn i08_slips_of_the_unit() {
    case("I08", "实际值: {'2026': '20', '2027': '179.9'}", "");
    case("I08", "实际值: {'2026': '20', '2027': '180'}", "警告");
    case("I08", "实际值: {'2026': '180', '2027': '20'}", "警告");
    case("I08", "实际值: {'2026': '20', '2028': '180'}", "");
    case("I08", "实际值: {'2026': '0', '2027': '180'}", "");
    case(
        "I08",
        "实际值: {'2026': '20', '2027': '180'}, 变化说明: 甲",
        "",
    );
}

#[test]
fn i09_attainability() {
    #[track_caller]
    fn case(indicators: &str, support: &str, expected: &str) {
        let yaml =
            format!("指标体系: {{指标: [{indicators}]}}\n实施方案: {{支撑情况分析: '{support}'}}");
        assert_eq!(
            park(&yaml).severities("I09"),
            expected,
            "{indicators} {support}"
        );
    }

    case("{编号: Z1}", "", "");
    case("{编号: Z1}", "甲", "错误");
    case("{编号: Z1, 可达性分析: 甲}, {编号: Z2}", "", "错误");
    case(
        "{编号: Z1, 可达性分析: 甲}, {编号: Z2, 不适用说明: 乙}",
        "",
        "",
    );
}

#[test]
fn i10_support() {
    #[track_caller]
    fn case(lines: &str, others: &str, expected: &str) {
        let yaml = format!("指标体系: {{指标: [{{编号: Z1, {lines}}}]}}\n{others}");
        assert_eq!(park(&yaml).severities("I10"), expected, "{lines} {others}");
    }

    let elsewhere = "重点任务: [{支撑指标: [Z2]}]\n支撑项目: [{支撑指标: [Z3]}]";
    case("类别: 必选", elsewhere, "错误");
    case("类别: 必选", "重点任务: [{支撑指标: [Z1]}]", "");
    case("类别: 必选", "支撑项目: [{支撑指标: [Z2, Z1]}]", "");
    case("类别: 必选", "", "");
    case(
        "支撑说明: 甲, 标准值: '≥15', 基准年值: '15'",
        elsewhere,
        "警告",
    );
    case(
        "支撑说明: 甲, 标准值: '≥15', 基准年值: '14'",
        elsewhere,
        "错误",
    );
    case("标准值: '≥15', 基准年值: '15'", elsewhere, "错误");
    case("不适用说明: 甲", elsewhere, "");
    let nameless = format!("指标体系: {{指标: [{{类别: 必选}}]}}\n{elsewhere}");
    assert_eq!(park(&nameless).severities("I10"), "");
}

#[test]
fn i11_highlights() {
    case("I11", "类别: 必选", "提示");
    case("I11", "类别: 亮点", "");
    case("I11", "类别: 亮点, 不适用说明: 甲", "");
    assert_eq!(park("指标体系: {}").severities("I11"), "");
}

#[test]
fn i12_sources() {
    #[track_caller]
    fn case(indicators: &str, expected: &str) {
        let yaml = format!("指标体系: {{指标: [{indicators}]}}");
        assert_eq!(park(&yaml).severities("I12"), expected, "{indicators}");
    }

    case("{基准年值: '1', 数据来源: [S1]}, {基准年值: '1'}", "错误");
    case(
        "{基准年值: '1', 数据来源: [S1]}, {基准年值: '1', 数据来源: ['']}",
        "错误",
    );
    case("{基准年值: '1', 数据来源: [S1]}, {目标值: '1'}", "");
    case("{基准年值: '1'}, {基准年值: '1'}", "");
}

#[test]
fn i14_every_year() {
    let all = "基准年值: '1', 实际值: {'2025': '1.0', '2026': '1', '2027': '1', '2028': '1'}";
    case("I14", all, "");
    case("I14", &all.replace("'1.0'", "'1.1'"), "错误");
    case("I14", &all.replace("基准年值: '1'", "基准年值: ''"), "");
    case("I14", &all.replace("'2028': '1'", "'2028': ''"), "错误");
    case("I14", &all.replace("'2025'", "'2025年'"), "");
    assert_eq!(
        one("实际值: {'2026': '1'}").found("I14"),
        ["错误 指标体系.指标[0].实际值: 「绿化覆盖率」缺少 2025、2027、2028 年的实际值"]
    );
    let words =
        "基准年值: 具备, 实际值: {'2025': 不具备, '2026': 具备, '2027': 具备, '2028': 具备}";
    case("I14", words, "错误");
    #[track_caller]
    fn period(from: &str, to: &str, expected: &str) {
        let yaml = format!(
            "指标体系: {{基准年: '2025', 指标: [{{编号: Z1}}]}}
验收报告: {{评价时段: {{基准年: '{from}', 验收年: '{to}'}}}}"
        );
        assert_eq!(park(&yaml).severities("I14"), expected, "{from} {to}");
    }
    period("", "2028", "错误");
    period("2025", "", "");
    period("2028", "2025", "");
    period("2025", "2055", "错误");
    period("2025", "2056", "");
}

#[test]
fn i15_documented() {
    let full = "数据采集方法: 甲, 数据来源: [S1], 计算过程: 乙, 原始数据清单: [丙]";
    case("I15", full, "");
    for missing in ["数据采集方法: 甲", "计算过程: 乙", "原始数据清单: [丙]"] {
        case("I15", &full.replace(missing, "方向: 达标"), "错误");
    }
    case("I15", &full.replace("[丙]", "['']"), "错误");
    // A table without any source is E02's.
    case("I15", &full.replace("[S1]", "[]"), "");
    let two = format!(
        "指标体系: {{指标: [{{{full}}}, {{{}}}]}}",
        full.replace("[S1]", "[]")
    );
    assert_eq!(park(&two).severities("I15"), "错误");
}

#[test]
fn i16_stated_and_computed() {
    case(
        "I16",
        "标准值: '≥15', 实际值: {'2028': '15'}, 达标情况: 达标",
        "",
    );
    case(
        "I16",
        "标准值: '≥15', 实际值: {'2028': '14.9'}, 达标情况: 达标",
        "错误",
    );
    case(
        "I16",
        "标准值: '≥15', 实际值: {'2028': '14.9'}, 达标情况: 未达标",
        "",
    );
    case(
        "I16",
        "标准值: '≥15', 实际值: {'2028': '15'}, 达标情况: 未达标",
        "错误",
    );
    case("I16", "标准值: '≥15', 实际值: {'2028': '14.9'}", "");
    case(
        "I16",
        "标准值: '≥15', 实际值: {'2027': '14.9'}, 达标情况: 达标",
        "",
    );
    let target = |lines: &str, expected: &str| {
        case("I16", &format!("{lines}, 达标情况: 达标"), expected);
    };
    target("标准值: '≥15', 目标值: '20', 实际值: {'2028': '20'}", "");
    target(
        "标准值: '≥15', 目标值: '20', 实际值: {'2028': '19.9'}",
        "警告",
    );
    target("标准值: '≤15', 目标值: '10', 实际值: {'2028': '10'}", "");
    target(
        "标准值: '≤15', 目标值: '10', 实际值: {'2028': '10.1'}",
        "警告",
    );
    target(
        "方向: 越大越好, 目标值: '20', 实际值: {'2028': '19.9'}",
        "警告",
    );
    target("目标值: '20', 实际值: {'2028': '19.9'}", "");
    target(
        "标准值: '=100', 目标值: '100', 实际值: {'2028': '100.0'}",
        "",
    );
    let catalogue = "{指标名称: 绿化覆盖率, 标准值: '≥10', 实际值: {'2028': '14'}, 达标情况: 达标}";
    against(true, "I16", catalogue, "错误");
    against(false, "I16", catalogue, "警告");
    let last =
        "指标体系: {指标: [{标准值: '≥15', 实际值: {'2027': '14', '2028': '15'}, 达标情况: 达标}]}";
    assert_eq!(park(last).severities("I16"), "");
}

#[test]
fn i17_all_attained() {
    #[track_caller]
    fn both(lines: &str, application: &str, with_report: &str) {
        assert_eq!(one(lines).severities("I17"), application, "{lines}");
        assert_eq!(
            one(lines).annexes("34").severities("I17"),
            with_report,
            "{lines}"
        );
    }

    both("类别: 必选, 达标情况: 未达标", "错误", "错误");
    both("类别: 特色, 达标情况: 未达标", "错误", "错误");
    both("类别: 亮点, 达标情况: 未达标", "", "");
    both("类别: 必选, 达标情况: 达标", "", "");
    let fails = "类别: 必选, 标准值: '≥15', 实际值: {'2028': '14'}";
    both(fails, "错误", "错误");
    both(&format!("{fails}, 达标情况: 达标"), "错误", "");
    both("类别: 必选, 标准值: '≥15', 实际值: {'2028': '15'}", "", "");
}

#[test]
fn i18_great_changes() {
    case("I18", "实际值: {'2026': '18', '2027': '27'}", "");
    case("I18", "实际值: {'2026': '18', '2027': '27.1'}", "警告");
    case("I18", "实际值: {'2026': '18', '2027': '9'}", "");
    case("I18", "实际值: {'2026': '18', '2027': '8.9'}", "警告");
    case("I18", "实际值: {'2026': '-18', '2027': '-27'}", "");
    case("I18", "实际值: {'2026': '0', '2027': '1'}", "警告");
    case("I18", "实际值: {'2026': '0', '2027': '0'}", "");
    case("I18", "实际值: {'2026': '18', '2028': '40'}", "");
    case("I18", "实际值: {'2026': '20', '2027': '180'}", "");
    case(
        "I18",
        "实际值: {'2026': '18', '2027': '40'}, 变化说明: 甲",
        "",
    );
    let huge = "实际值: {'2026': '-79228162514264337593543950335', '2027': '79228162514264337593543950335'}";
    case("I18", huge, "警告");
}

#[test]
fn i19_unique() {
    #[track_caller]
    fn case(indicators: &str, expected: &[&str]) {
        let yaml = format!("指标体系: {{指标: [{indicators}]}}");
        assert_eq!(park(&yaml).found("I19"), expected);
    }

    case("{编号: Z1}, {编号: Z2}, {编号: ''}, {编号: ''}", &[]);
    case(
        "{编号: Z1}, {编号: Z2}, {编号: ' Z1 '}, {编号: Z1}",
        &[
            "错误 指标体系.指标[2].编号: `编号` 重复：「Z1」",
            "错误 指标体系.指标[3].编号: `编号` 重复：「Z1」",
        ],
    );
    case(
        "{指标名称: 甲}, {指标名称: 甲}",
        &["错误 指标体系.指标[1].指标名称: `指标名称` 重复：「甲」"],
    );
}

#[test]
fn i20_as_in_the_catalogue() {
    let green = |lines: &str| format!("{{指标名称: 绿化覆盖率, {lines}}}");
    against(
        true,
        "I20",
        &green("类别: 必选, 单位: ％, 标准值: '≥15.0'"),
        "",
    );
    against(true, "I20", &green("类别: 特色"), "警告");
    against(true, "I20", &green("类别: 必选, 单位: 平方米"), "警告");
    against(true, "I20", &green("类别: 必选, 标准值: '≥14'"), "警告");
    against(true, "I20", &green("类别: 必选, 标准值: '>15'"), "警告");
    // A target that the catalogue's limit fails is I06's.
    against(
        true,
        "I20",
        &green("类别: 必选, 标准值: '≥14', 目标值: '14'"),
        "",
    );
    against(
        true,
        "I20",
        &green("类别: 必选, 标准值: '10～20', 目标值: '16'"),
        "警告",
    );
    against(true, "I20", "{指标名称: 绿化覆盖比率}", "警告");
    against(true, "I20", "{指标名称: 绿色工厂数}", "警告");
    against(true, "I20", "{指标名称: 绿色工厂数, 类别: 亮点}", "");
    against(true, "I20", "{类别: 必选}", "");
    let water = |limit: &str| format!("{{指标名称: 工业废水回收使用率, 标准值: {limit}}}");
    against(true, "I20", &water("具备"), "");
    against(true, "I20", &water("'=100'"), "");
    against(true, "I20", &water("'=99'"), "警告");
    let land = |limit: &str| format!("{{指标名称: 产业用地占比, 标准值: {limit}}}");
    against(true, "I20", &land("'10%～20%'"), "");
    against(true, "I20", &land("'10～30'"), "警告");
    against(true, "I20", &land("'5～20'"), "警告");
    against(true, "I20", &land("'≥10'"), "警告");
}

#[test]
fn i21_decimals() {
    case("I21", "基准年值: '0.48', 目标值: '0.43'", "");
    case("I21", "基准年值: '0.48', 目标值: '0.4'", "警告");
    case("I21", "基准年值: '92.3', 目标值: '100'", "");
    case("I21", "基准年值: '0', 目标值: '7.5'", "");
    case("I21", "基准年值: '92.3', 目标值: '101'", "警告");
    case("I21", "基准年值: 具备, 目标值: '1.5'", "");
    let actual = "基准年值: '0.48', 实际值: {'2026': '0.4'}";
    case("I21", actual, "警告");
    assert_eq!(one(actual).annexes("1").severities("I21"), "");
    // What is not quoted and shorter than another year is Y04's.
    let two = "实际值: {'2025': '0.48', '2026': '0.4'}";
    case("I21", two, "警告");
    let unquoted = |path| one(two).text(path, "0.4").severities("I21");
    assert_eq!(unquoted("指标体系.指标[0].实际值.2026"), "");
    assert_eq!(unquoted("指标体系.指标[0].实际值.2025"), "警告");
}

#[test]
fn i22_editions() {
    #[track_caller]
    fn case(number: &str, superseded: bool, expected: &[&str]) {
        let yaml = format!("标准: {{编号: '{number}'}}");
        let with = park(&yaml).options(|options| {
            options.standard = Some(Standard {
                superseded,
                ..standard(true)
            });
        });
        assert_eq!(with.found("I22"), expected);
    }

    case("HJ 0-2026", false, &[]);
    case("", false, &[]);
    case(
        "HJ 1-2026",
        false,
        &["警告 标准.编号: 标准编号应与校验所用的指标目录一致：HJ 0-2026，实际「HJ 1-2026」"],
    );
    case(
        "HJ 0-2026",
        true,
        &["警告 标准.编号: 校验所用的指标目录《建设标准》（HJ 0-2026）已被替代"],
    );
    case(
        "HJ 274-2015",
        true,
        &["警告 标准.编号: 标准应为《生态工业园区建设标准》最新版本，实际「HJ 274-2015」是旧版本"],
    );
    assert_eq!(park("标准: {编号: 甲}").severities("I22"), "");
}
