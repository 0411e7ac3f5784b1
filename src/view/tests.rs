//! The contract with the forms.

use serde_json::{Value, json};

use super::*;
use crate::form::FormId;
use crate::input::FigureFile;
use crate::park::catalogue;

/// A sample, read by serde alone: these tests know no reader.
fn sample(name: &str) -> Park {
    let path = format!("{}/samples/{name}/park.yaml", env!("CARGO_MANIFEST_DIR"));
    let yaml = std::fs::read_to_string(path).expect("a sample");
    let value: serde_yaml::Value = serde_yaml::from_str(&yaml).expect("YAML");
    serde_json::from_value(as_text(&value)).expect("a park")
}

/// Scalars as texts, as the reader hands them over.
fn as_text(value: &serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::String(text) => text.as_str().into(),
        Yaml::Sequence(items) => items.iter().map(as_text).collect(),
        Yaml::Mapping(map) => map
            .iter()
            .map(|(key, value)| (plain(key), as_text(value)))
            .collect::<Map<_, _>>()
            .into(),
        scalar => plain(scalar).into(),
    }
}

fn plain(value: &serde_yaml::Value) -> String {
    match value {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other)
            .expect("a scalar")
            .trim()
            .to_owned(),
    }
}

fn filled(name: &str, form: FormId) -> Value {
    let figures = [
        FigureFile::Raster {
            width: 1800,
            height: 1200,
        },
        FigureFile::Vector {
            width: 100.0,
            height: 60.0,
            words: String::new(),
        },
    ];
    let options = ViewOptions {
        form,
        mode: Mode::Filled,
        figures: &figures,
    };
    view(&sample(name), &options)
}

fn empty(mode: Mode, form: FormId) -> Value {
    let options = ViewOptions {
        form,
        mode,
        figures: &[],
    };
    view(&Park::default(), &options)
}

/// What stands at a path of the catalogue; an item is looked for in any list.
fn resolves(value: &Value, path: &str) -> bool {
    let Some((key, rest)) = path.split_once('.') else {
        let key = path.trim_end_matches("[]").trim_end_matches("{}");
        return value.get(key).is_some();
    };
    match key.strip_suffix("[]") {
        None => value.get(key).is_some_and(|below| resolves(below, rest)),
        Some(key) => value
            .get(key)
            .and_then(Value::as_array)
            .is_some_and(|items| items.iter().all(|item| resolves(item, rest))),
    }
}

#[test]
fn every_path_of_the_catalogue_resolves() {
    let mut views = vec![filled("湘澜经开区", FormId::Plan)];
    views.push(filled("临澜化工园", FormId::Filing));
    views.extend([Mode::Draft, Mode::Blank].map(|mode| empty(mode, FormId::Report)));
    for view in views {
        for field in catalogue::fields() {
            assert!(resolves(&view, &field.path), "{}", field.path);
        }
    }
}

#[test]
fn a_word_in_place_of_a_record_is_kept() {
    let view = filled("湘澜经开区", FormId::Filing);
    assert_eq!(view["创建申报"]["延期"]["文字"], "无");
    assert_eq!(view["创建申报"]["延期"]["延期至"], Value::Null);
    let raw = &view["指标体系"]["指标"][2]["原始数据清单"][1];
    assert_eq!(raw, &json!({"名称": "排放因子表", "文件": null}));
    assert_eq!(view["派生"]["面积"], "42.60平方公里");
}

#[test]
fn dates_come_in_parts() {
    let view = filled("湘澜经开区", FormId::Filing);
    #[track_caller]
    fn case(view: &Value, path: &str, expected: Value) {
        assert_eq!(view["派生"]["日期"][path], expected);
    }

    case(
        &view,
        "备案表.报送日期",
        json!({"印": "2026年9月10日", "年": "2026", "月": "9", "日": "10"}),
    );
    case(
        &view,
        "园区基本情况.成立时间",
        json!({"印": "1994年6月", "年": "1994", "月": "6", "日": null}),
    );
    case(
        &view,
        "支撑项目[0].实施期限",
        json!({"印": "2026年9月—2027年12月", "年": null, "月": null, "日": null}),
    );
    case(
        &view,
        "创建申报.命名日期",
        json!({"印": null, "年": null, "月": null, "日": null}),
    );
}

#[test]
fn paragraphs_have_kinds() {
    let view = filled("湘澜经开区", FormId::Plan);
    let access = &view["派生"]["段落"]["实施方案.园区概况.区位条件"];
    assert_eq!(access[1]["类"], "列表");
    let framework = &view["派生"]["段落"]["实施方案.总体框架"];
    assert_eq!(
        framework[1],
        json!({"类": "小标题", "文": "（一）三条产业链"})
    );
}

#[test]
fn the_paper_says_what_it_is() {
    #[track_caller]
    fn case(view: &Value, key: &str, expected: Value) {
        assert_eq!(view["文档"][key], expected);
    }

    let plan = filled("湘澜经开区", FormId::Plan);
    case(&plan, "日期", json!("2026-05-15"));
    case(&plan, "年月", json!("2026年5月"));
    case(&plan, "作者", json!("湘澜经济技术开发区管理委员会"));
    case(&plan, "方式", json!("填报"));
    // No 实施方案 in the data: the latest date of the stage.
    let early = filled("临澜化工园", FormId::Plan);
    case(&early, "日期", json!("2026-06-30"));
    case(&early, "年月", json!(null));
    let report = filled("湘澜经开区", FormId::Report);
    case(&report, "日期", json!("2029-03-01"));
    let blank = empty(Mode::Blank, FormId::Plan);
    case(&blank, "日期", json!("2026-01-23"));
    let title = json!(["生态文明建设示范区（生态工业园区）", "建设实施方案提纲"]);
    case(&blank, "标题", title);
}

#[test]
fn totals_of_the_projects() {
    let money = &filled("湘澜经开区", FormId::Report)["派生"]["投资"];
    assert_eq!(
        money,
        &json!({"单位": "万元", "合计": "91500", "完成合计": "92260"})
    );
}

#[test]
fn the_matrix_shows_who_supports_what() {
    let view = filled("湘澜经开区", FormId::Plan);
    let matrix = &view["派生"]["支撑矩阵"];
    assert_eq!(matrix.as_array().map(Vec::len), Some(1));
    let ids = json!([
        "R1", "R2", "R3", "R4", "R5", "R6", "R7", "X1", "X2", "X3", "X4", "X5"
    ]);
    assert_eq!(matrix[0]["列"], ids);
    assert_eq!(matrix[0]["横排"], false);
    let widths = matrix[0]["列宽"].as_array().expect("a list");
    let all: f64 = widths.iter().filter_map(Value::as_f64).sum();
    assert!((all - 156.0).abs() < 0.1, "{all}");
    let row = &matrix[0]["行"][2];
    assert_eq!(row["编号"], "Z3");
    let marked: Vec<&Value> = row["标记"]
        .as_array()
        .expect("a list")
        .iter()
        .zip(ids.as_array().expect("a list"))
        .filter_map(|(mark, id)| (!mark.is_null()).then_some(id))
        .collect();
    assert_eq!(marked, ["R2", "R7", "X2", "X4", "X5"]);
}

#[test]
fn many_columns_become_a_list() {
    let mut park = sample("湘澜经开区");
    park.tasks = vec![park.tasks[0].clone(); 25];
    park.projects = vec![park.projects[0].clone(); 40];
    let matrix = super::matrix::matrix(&park);
    let list = &matrix[0];
    assert_eq!(matrix.as_array().map(Vec::len), Some(1));
    assert_eq!(list["清单"], true);
    let rows = list["行"].as_array().expect("a list");
    let supported = rows.iter().find(|row| row["编号"] == "T1").expect("T1");
    assert_eq!(supported["标记"][0], vec!["R1"; 25].join("、"));
}

#[test]
fn indicators_have_names_for_ids_and_a_value_for_each_year() {
    let view = filled("湘澜经开区", FormId::Report);
    let derived = &view["派生"];
    assert_eq!(derived["年份"], json!(["2025", "2026", "2027", "2028"]));
    let carbon = &derived["指标"][2];
    assert_eq!(
        carbon["数据来源"],
        "湘澜经开区统计年报（2022—2028年）；园区温室气体排放清单（2022—2028年）"
    );
    assert_eq!(carbon["年值"][3], "实际值.2028");
    assert_eq!(carbon["原始数据"], "能源消费量统计表；排放因子表");
    assert_eq!(
        carbon["支撑"]["任务"],
        "园区减污降碳协同增效（R2）、智慧环保平台建设（R7）"
    );
    let highlight = &derived["指标"][7];
    assert_eq!(highlight["标准值"], "—");
}

#[test]
fn figures_are_fitted_and_named() {
    let view = filled("湘澜经开区", FormId::Plan);
    let extent = &view["派生"]["图件"]["四至"][0];
    assert_eq!(extent["宽"], 150.0);
    assert_eq!(extent["高"], 100.0);
    assert_eq!(
        extent["来源"],
        "资料来源：湘澜经开区总体规划（2021—2035年），审图号：湘S（2026）000号"
    );
    let draft = empty(Mode::Draft, FormId::Plan);
    let frame = &draft["派生"]["图件"]["工业链"][0];
    assert_eq!(
        (&frame["名称"], &frame["文件"]),
        (&json!("园区生态工业链图"), &Value::Null)
    );
    let blank = empty(Mode::Blank, FormId::Plan);
    assert_eq!(blank["派生"]["图件"]["四至"], json!([]));
}

#[test]
fn a_draft_has_rows_to_write_in() {
    let draft = empty(Mode::Draft, FormId::Report);
    let derived = &draft["派生"];
    assert_eq!(derived["指标"][0]["标题"], "（1）（指标名称）");
    assert_eq!(derived["指标"][0]["标准值"], Value::Null);
    assert_eq!(derived["任务"][0]["路径"], "重点任务[0]");
    assert_eq!(derived["近三年"]["行"].as_array().map(Vec::len), Some(3));
    assert_eq!(draft["重点任务"][0]["任务内容"], Value::Null);
    assert_eq!(derived["任务小结"], Value::Null);
    assert_eq!(
        empty(Mode::Blank, FormId::Report)["派生"]["任务"],
        json!([])
    );
}

#[test]
fn sentences_that_the_form_adds() {
    let view = filled("湘澜经开区", FormId::Report);
    let derived = &view["派生"];
    assert_eq!(derived["任务小结"], "重点任务共7项，已全部完成。");
    assert_eq!(
        derived["项目小结"],
        "支撑项目共5项，已全部完成；计划总投资91500万元，完成投资92260万元。"
    );
    assert_eq!(
        derived["评价时段"],
        "园区的评价时段为2025—2028年，其中实施方案基准年为2025年，验收年为2028年。"
    );
    assert_eq!(derived["无调整"], false);
}
