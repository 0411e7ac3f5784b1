//! Boundaries of the rules on evidence and figures.

use crate::check::testing::park;
use crate::input::FigureFile;

/// The rule over one figure of these lines.
#[track_caller]
fn figure(code: &str, lines: &str, file: FigureFile, expected: &str) {
    let case = park(&format!("图件: [{{名称: 园区图, {lines}}}]")).figures(vec![file]);
    assert_eq!(case.severities(code), expected, "{code} {lines}");
}

#[test]
fn e01_sources_of_figures() {
    figure("E01", "来源: S1", FigureFile::Unnamed, "");
    figure("E01", "来源: ' '", FigureFile::Unnamed, "错误");
}

#[test]
fn e02_sources_of_tables() {
    #[track_caller]
    fn case(yaml: &str, annexes: &str, expected: &str) {
        assert_eq!(
            park(yaml).annexes(annexes).severities("E02"),
            expected,
            "{yaml}"
        );
    }

    case("指标体系: {指标: [{编号: Z1}, {编号: Z2}]}", "1", "错误");
    case("指标体系: {指标: [{编号: Z1}, {数据来源: [S1]}]}", "1", "");
    case("指标体系: {指标: [{编号: Z1, 不适用说明: 甲}]}", "1", "");
    let economy = "验收报告: {经济状况: {近三年: [{年份: '2028'}]}}";
    case(economy, "13", "错误");
    case(economy, "1", "");
    case(
        "验收报告: {经济状况: {近三年: [{年份: '2028'}], 数据来源: [S1]}}",
        "13",
        "",
    );
    case("验收报告: {经济状况: {}}", "13", "");
}

#[test]
fn e03_usable_pictures() {
    let raster = FigureFile::Raster {
        width: 1,
        height: 1,
    };
    let vector = FigureFile::Vector {
        width: 1.0,
        height: 1.0,
        words: String::new(),
    };
    figure("E03", "文件: a.png", raster, "");
    figure("E03", "文件: a.svg", vector, "");
    figure("E03", "文件: a.png", FigureFile::Missing, "");
    figure(
        "E03",
        "文件: a.png",
        FigureFile::Broken("坏了".into()),
        "错误",
    );
    figure("E03", "来源: S1", FigureFile::Unnamed, "错误");
    let vector = FigureFile::Vector {
        width: 1.0,
        height: 1.0,
        words: "㎡\u{1F600}".to_owned(),
    };
    let case = park("图件: [{文件: a.svg}]").figures(vec![vector]);
    assert!(case.found("E03").is_empty());
    let case = case.options(|options| options.glyphs = Some(|c| c == '㎡'));
    assert_eq!(
        case.found("E03"),
        ["错误 图件[0].文件: 图件 `a.svg` 不能用：字库中没有图里的「\u{1F600}」（U+1F600）"]
    );
}

#[test]
fn e04_sharp_pictures() {
    let raster = |width| FigureFile::Raster { width, height: 9 };
    figure("E04", "文件: a.png", raster(885), "警告");
    figure("E04", "文件: a.png", raster(886), "");
    let vector = FigureFile::Vector {
        width: 1.0,
        height: 1.0,
        words: String::new(),
    };
    figure("E04", "文件: a.svg", vector, "");
    let case = park("图件: [{文件: a.png}]").figures(vec![raster(600)]);
    assert_eq!(
        case.found("E04"),
        ["警告 图件[0].文件: 图件 `a.png` 印出来只有 101 dpi，宽度应不少于 886 像素，实际 600"]
    );
}

#[test]
fn e05_maps() {
    let none = || FigureFile::Unnamed;
    figure("E05", "用途: 园区四至范围图", none(), "提示");
    figure("E05", "用途: 园区四至范围图, 审图号: 湘S", none(), "");
    figure(
        "E05",
        "用途: 园区四至范围图, 图注: 底图来源：甲",
        none(),
        "",
    );
    figure("E05", "用途: 园区四至范围图, 来源: 审图号湘S", none(), "");
    figure("E05", "用途: 园区生态工业链图", none(), "");
    assert_eq!(park("图件: [{名称: 园区区位图}]").severities("E05"), "提示");
}

#[test]
fn e06_figures_in_the_text() {
    #[track_caller]
    fn case(text: &str, expected: &str) {
        let case = park("图件: [{编号: T-01, 名称: 生态工业链图}]\n实施方案: {}")
            .text("实施方案.总体框架", text)
            .text("图件[0].图注", "生态工业链图");
        assert_eq!(case.severities("E06"), expected, "{text}");
    }

    case("见生态工业链图", "");
    case("见图T-01", "");
    case("见生态工业 链图", "");
    case("见链图", "提示");
    assert_eq!(
        park("图件: [{名称: 甲}]\n实施方案: {}").severities("E06"),
        ""
    );
    let without_plan = park("图件: [{名称: 甲}]").text("备案表.园区建设内容", "乙");
    assert_eq!(without_plan.severities("E06"), "");
    let nameless = park("图件: [{编号: T-01}]\n实施方案: {}").text("实施方案.总体框架", "乙");
    assert_eq!(nameless.severities("E06"), "");
}

#[test]
fn e07_vague_sources() {
    #[track_caller]
    fn case(yaml: &str, expected: &[&str]) {
        assert_eq!(park(yaml).found("E07"), expected);
    }

    case(
        "数据来源: [{名称: 统计年报}, {名称: 内部资料, 提供单位: 经发局}]",
        &[],
    );
    case(
        "数据来源: [{名称: 网络, 提供单位: 网上}]",
        &["警告 数据来源[0].名称: 来源不具体：「网络」"],
    );
    case(
        "验收报告: {经济状况: {数据来源: [S1, 估算]}}",
        &["警告 验收报告.经济状况.数据来源[1]: 来源不具体：「估算」"],
    );
    let estimated = park("数据来源: [{名称: 估算}]\n图件: [{来源: 推算}]");
    assert_eq!(estimated.severities("E07"), "");
    assert_eq!(estimated.annexes("1").severities("E07"), "警告 警告");
    case(
        "指标体系: {指标: [{数据来源: [百度]}]}",
        &["警告 指标体系.指标[0].数据来源[0]: 来源不具体：「百度」"],
    );
}

#[test]
fn e08_years_of_sources() {
    #[track_caller]
    fn case(sources: &str, refs: &str, annexes: &str, expected: &[&str]) {
        let yaml = format!(
            "数据来源: [{sources}]
指标体系: {{基准年: '2025', 指标: [{{指标名称: 甲, 数据来源: [{refs}], 实际值: {{'2025': '1', '2029': '1'}}}}]}}
验收报告: {{经济状况: {{近三年: [{{年份: '2028'}}, {{年份: '2021'}}], 数据来源: [S1]}}}}"
        );
        assert_eq!(
            park(&yaml).annexes(annexes).found("E08"),
            expected,
            "{sources}"
        );
    }

    let one = "{编号: S1, 名称: 年报（2022—2028年）}";
    case(one, "S1", "1", &[]);
    case(
        one,
        "S1",
        "13",
        &[
            "提示 指标体系.指标[0].数据来源: 「甲」的来源未写明包括 2029 年",
            "提示 验收报告.经济状况.数据来源: 近三年经济数据的来源未写明包括 2021 年",
        ],
    );
    case(
        "{编号: S1, 名称: 年报（2022—2024年）}",
        "S1",
        "1",
        &["提示 指标体系.指标[0].数据来源: 「甲」的来源未写明包括 2025 年"],
    );
    let two = "{编号: S1, 名称: 年报2024}, {编号: S2, 年份: '2025'}";
    case(two, "S1, S2", "1", &[]);
    case("{编号: S1, 名称: 年报2024}, {编号: S2}", "S1, S2", "1", &[]);
    case(one, "S9", "1", &[]);
    case(one, "", "1", &[]);
}

#[test]
fn e09_files_of_evidence() {
    let yaml = "指标体系: {指标: [{原始数据清单: [测绘成果, 因子表, '']}]}";
    let with =
        park(yaml).options(|options| options.evidence = Some(vec!["01 测绘成果.pdf".into()]));
    assert_eq!(
        with.found("E09"),
        ["警告 指标体系.指标[0].原始数据清单[1]: 支撑材料中没有「因子表」"]
    );
    assert_eq!(park(yaml).severities("E09"), "");
}
