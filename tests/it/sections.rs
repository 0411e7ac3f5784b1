//! The complete sample without some of its sections: the rule that demands the
//! section speaks at its place, and no other rule of group S raises an error.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ecopark::batch::Folder;
use ecopark::finding::Severity;
use ecopark::{Engine, FormSet, Options};
use serde_yaml::Value;

/// What each outline and table demands: code, section, items.
const DEMANDED: [(&str, &str, &[&str]); 13] = [
    (
        "S02",
        "实施方案.园区概况",
        &[
            "园区发展概况",
            "地理位置",
            "区位条件",
            "生态环境质量",
            "资源能源消耗",
            "碳排放",
            "污染物排放",
            "环境风险防控",
        ],
    ),
    (
        "S03",
        "实施方案.创建基础",
        &["优势", "劣势", "机遇", "挑战"],
    ),
    (
        "S14",
        "验收报告.基本情况",
        &[
            "园区成立时间",
            "发展概况",
            "地理位置",
            "主要资源条件",
            "管理机构情况",
            "基础设施建设情况",
        ],
    ),
    ("S15", "验收报告.经济状况", &["综述", "近三年"]),
    (
        "S15",
        "验收报告.经济状况.近三年[2]",
        &[
            "年份",
            "园区总产值",
            "地区生产总值",
            "工业增加值",
            "经济发展速度",
        ],
    ),
    (
        "S16",
        "验收报告.生态环境现状",
        &[
            "整体的生态环境质量状况",
            "污染源情况",
            "主要和特征污染物排放情况",
            "环境风险情况",
            "环境管理情况",
        ],
    ),
    (
        "S17",
        "验收报告.碳排放与碳汇现状",
        &["工业", "人居", "交通", "碳汇"],
    ),
    ("S18", "验收报告.评价时段", &["基准年", "验收年"]),
    (
        "S21",
        "验收报告.创建特点和经验总结",
        &[
            "典型做法和措施",
            "体制机制创新和突破",
            "经济社会环境协调发展成果和效益",
            "可供其他园区借鉴的经验",
        ],
    ),
    (
        "S22",
        "验收申请表",
        &["重点任务完成情况", "支撑项目完成情况"],
    ),
    ("S23", "验收申请表", &["创建指标完成情况"]),
    ("S24", "验收申请表", &["园区特色及亮点"]),
    ("S22", "创建申报", &["省级部门批准创建时间"]),
];

const SAMPLE: &str = "samples/湘澜经开区/park.yaml";

/// Errors of group S, as `S02 实施方案.园区概况.碳排放`, over the sample without
/// `paths`.
fn errors_without(paths: &[String]) -> BTreeSet<String> {
    let text = fs::read_to_string(SAMPLE).expect("the sample");
    let mut data: Value = serde_yaml::from_str(&text).expect("the sample is sound");
    for path in paths {
        remove(&mut data, path);
    }
    let yaml = serde_yaml::to_string(&data).expect("it was YAML before");
    let engine = Engine::new();
    let input = engine.read("park.yaml", yaml.as_bytes(), &Folder::of(Path::new(SAMPLE)));
    let options = Options {
        forms: FormSet::ALL,
        ..Options::default()
    };
    let findings = engine.findings(&input, &options);
    findings
        .iter()
        .filter(|finding| finding.code.starts_with('S') && finding.severity == Severity::Error)
        .map(|finding| format!("{} {}", finding.code, finding.path))
        .collect()
}

/// Takes the datum at `path` away: a key, or an item of a list (`图件[0]`).
fn remove(data: &mut Value, path: &str) {
    let mut keys: Vec<&str> = path.split(['.', '[']).collect();
    let last = keys.pop().expect("a path has a key");
    let index = |key: &str| {
        key.strip_suffix(']')
            .map(|at| at.parse().expect("an index"))
    };
    let mut here = data;
    for key in keys {
        let next = match index(key) {
            Some(at) => here.get_mut::<usize>(at),
            None => here.get_mut(key),
        };
        here = next.unwrap_or_else(|| panic!("{path}: no {key}"));
    }
    match here {
        Value::Sequence(list) => {
            list.remove(index(last).expect("an item"));
        }
        Value::Mapping(record) => {
            let gone = record.remove(last);
            assert!(gone.is_some(), "{path}: no {last}");
        }
        _ => panic!("{path} leads nowhere"),
    }
}

#[track_caller]
fn case(paths: &[&str], expected: &[&str]) {
    let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    let expected: BTreeSet<String> = expected.iter().map(|one| (*one).to_owned()).collect();
    assert_eq!(errors_without(&paths), expected, "without {paths:?}");
}

#[test]
fn the_sample_lacks_nothing() {
    case(&[], &[]);
}

/// Every second item of each section, then the others.
#[test]
fn each_item_that_is_demanded() {
    for half in 0..2 {
        let (mut paths, mut expected) = (Vec::new(), BTreeSet::new());
        for (code, section, items) in DEMANDED {
            let years_gone = half == 1 && section.contains("近三年");
            for item in items.iter().skip(half).step_by(2).filter(|_| !years_gone) {
                paths.push(format!("{section}.{item}"));
                expected.insert(format!("{code} {section}.{item}"));
            }
        }
        assert_eq!(errors_without(&paths), expected);
    }
}

#[test]
fn each_section_as_a_whole() {
    case(
        &[
            "实施方案.园区概况",
            "实施方案.创建基础",
            "实施方案.总体框架",
            "实施方案.支撑情况分析",
            "指标体系.创建工作目标",
            "验收报告.基本情况",
            "验收报告.生态环境现状",
            "验收报告.碳排放与碳汇现状",
            "验收报告.支撑性分析",
            "验收报告.创建特点和经验总结",
            "指标体系.指标[7].达标情况",
            "备案表.园区建设内容",
        ],
        &[
            "S02 实施方案.园区概况",
            "S03 实施方案.创建基础",
            "S04 实施方案.总体框架",
            "S08 实施方案.支撑情况分析",
            "S05 指标体系.创建工作目标",
            "S14 验收报告.基本情况",
            "S16 验收报告.生态环境现状",
            "S17 验收报告.碳排放与碳汇现状",
            "S20 验收报告.支撑性分析",
            "S21 验收报告.创建特点和经验总结",
            "S19 指标体系.指标[7]",
            "S11 备案表.园区建设内容",
        ],
    );
}

#[test]
fn tables_without_rows() {
    case(
        &["重点任务", "支撑项目", "指标体系.指标"],
        &[
            "S06 重点任务",
            "S07 支撑项目",
            "S05 指标体系.指标",
            "S19 指标体系.指标",
            "S20 重点任务",
            "S20 支撑项目",
        ],
    );
}

#[test]
fn a_chapter_without_anything_is_one_finding() {
    case(
        &["实施方案", "指标体系", "重点任务", "支撑项目", "图件"],
        &[
            "S01 实施方案.园区概况",
            "S01 实施方案.总体框架",
            "S01 重点任务",
            "S01 支撑项目",
            "S01 实施方案.支撑情况分析",
            "S19 指标体系.指标",
            "S20 重点任务",
            "S20 支撑项目",
        ],
    );
}

#[test]
fn a_chapter_with_anything_is_judged_by_its_sections() {
    case(
        &[
            "实施方案.园区概况",
            "图件[1]",
            "图件[0]",
            "实施方案.总体框架",
            "指标体系.创建工作目标",
        ],
        &[
            "S02 实施方案.园区概况",
            "S04 实施方案.总体框架",
            "S05 指标体系.创建工作目标",
            "S09 图件",
            "S10 图件",
        ],
    );
    case(
        &[
            "实施方案.创建基础",
            "图件[0]",
            "实施方案.总体框架",
            "指标体系",
        ],
        &[
            "S03 实施方案.创建基础",
            "S04 实施方案.总体框架",
            "S05 指标体系.创建工作目标",
            "S05 指标体系.指标",
            "S09 图件",
            "S19 指标体系.指标",
        ],
    );
}
