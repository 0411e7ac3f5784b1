//! Texts of the sample, and what holds for any park.

use super::*;
use crate::park::{Category, Choice, Indicator, Literal, Project, State, Task};

fn sample() -> Park {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/湘澜经开区/park.yaml");
    let yaml = std::fs::read_to_string(path).expect("a sample");
    serde_yaml::from_str(&yaml).expect("a park")
}

#[track_caller]
fn case(path: &str, expected: &str) {
    let draft = write(&sample(), path).expect("it is written");
    assert_eq!(draft.text, expected);
    assert!(!draft.sources.is_empty());
}

#[test]
fn every_pattern_is_a_long_text_or_a_note() {
    for (pattern, _) in WRITERS {
        let field = catalogue::field(pattern).unwrap_or_else(|| panic!("{pattern}"));
        assert!(field.shape.is_scalar(), "{pattern}");
    }
}

#[test]
fn what_the_data_say() {
    case(
        "实施方案.园区概况.地理位置",
        "园区位于湖南省益阳市资阳区，东至澜溪河，南至资江北岸大堤，西至迎宾西路，北至G5517高速公路，面积42.60平方公里。规划环评评价范围面积42.60平方公里。园区范围见园区四至范围图。",
    );
    case(
        "指标体系.指标[6].达标分析",
        "2028年为31.6%，比2025年提高19.2个百分点，符合《标准》不低于10%的要求，达到方案确定的目标值30.0%。",
    );
    case(
        "验收报告.基本情况.管理机构情况",
        "湘澜经济技术开发区管理委员会为政府派出机构，由生态环境和应急管理局负责园区生态工业工作。",
    );
    case(
        "实施方案.支撑项目说明",
        "安排支撑项目5项，计划总投资91500万元，最晚于2028年6月完成。项目分别为再生水厂及配套管网工程、集中供热低碳改造项目、工业固体废物资源化中心、智慧环保与碳管理平台、分布式光伏与生态缓冲带项目。",
    );
}

/// Annex 1 knows nothing that happened after the baseline year.
#[test]
fn the_plan_does_not_know_the_future() {
    let park = sample();
    for (pattern, _) in WRITERS {
        if !pattern.starts_with("实施方案.园区概况") {
            continue;
        }
        let text = write(&park, pattern).expect("it is written").text;
        for year in ["2026", "2027", "2028"] {
            assert!(!text.contains(year), "{pattern}: {text}");
        }
    }
}

#[test]
fn nothing_is_concluded_and_no_place_is_left() {
    let park = sample();
    let json = serde_json::to_value(&park).expect("plain data");
    let places: Vec<String> = WRITERS
        .iter()
        .flat_map(|(pattern, _)| super::places(&json, pattern))
        .collect();
    assert!(places.len() > 60, "{}", places.len());
    for path in places {
        let draft = write(&park, &path).expect("it is written");
        for word in [
            "可达。",
            "显著",
            "明显",
            "直接原因",
            "{",
            "}",
            "补：",
            "。。",
            "，。",
            "；。",
        ] {
            assert!(!draft.text.contains(word), "{path}: {}", draft.text);
        }
        assert!(
            draft.text.is_empty() || path.ends_with("说明") || draft.text.ends_with('。'),
            "{path}: {}",
            draft.text
        );
    }
}

#[test]
fn an_empty_park_says_nothing() {
    let park = Park::default();
    for (pattern, _) in WRITERS {
        let path = pattern.replace("[]", "[0]");
        assert_eq!(write(&park, &path).expect("known").text, "", "{path}");
    }
    assert_eq!(write(&park, "园区基本情况.园区名称"), None);
}

#[test]
fn filling_replaces_the_word() {
    let mut park = sample();
    let path = "实施方案.园区概况.地理位置".to_owned();
    park.plan.get_or_insert_default().overview.location = AUTO.to_owned();
    let filled = fill(&park, std::slice::from_ref(&path));
    let text = &filled.plan.expect("a plan").overview.location;
    assert_eq!(text, &filled.written[&path].text);
    assert!(text.starts_with("园区位于"));
}

/// A park of some size, the same for the same seed.
fn generated(seed: u64) -> Park {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |end: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % end
    };
    let mut park = sample();
    let names = [
        "单位工业增加值综合能耗",
        "绿化覆盖率",
        "园区环境风险防控体系建设完善度",
        "工业固体废物（含危险废物）处置利用率",
    ];
    park.indicators.list = (0..8 + below(32))
        .map(|i| {
            let value = |n: u64| Literal(format!("{}.{}", n / 10, n % 10));
            let old = value(below(1000));
            let new = value(below(1000));
            Indicator {
                id: format!("Z{i}"),
                name: format!("{}之{i}", names[below(4) as usize]),
                category: Choice::Known(
                    [
                        Category::Compulsory,
                        Category::Characteristic,
                        Category::Highlight,
                    ][below(3) as usize],
                ),
                unit: ["%", "吨标准煤/万元", "个", "—"][below(4) as usize].to_owned(),
                limit: Literal(["≥15", "≤0.5", "=100", "具备", ""][below(5) as usize].to_owned()),
                baseline: old.clone(),
                target: value(below(1000)),
                actual: [("2025".to_owned(), old), ("2028".to_owned(), new)].into(),
                ..Indicator::default()
            }
        })
        .collect();
    park.tasks = (0..1 + below(40))
        .map(|i| {
            let mut task = Task {
                id: format!("R{i}"),
                name: format!("重点行业绿色低碳循环发展提升行动之{i}"),
                theme: crate::park::THEMES[below(7) as usize].to_owned(),
                goal: "碳排放强度年均下降4%以上，再生水回用率达到30%".to_owned(),
                ..Task::default()
            };
            task.progress.state = Choice::Known([State::Done, State::UnderWay][below(2) as usize]);
            task
        })
        .collect();
    park.projects = (0..1 + below(40))
        .map(|i| {
            let mut project = Project {
                id: format!("X{i}"),
                name: format!("园区基础设施绿色化改造工程之{i}"),
                investment: Literal(below(100_000).to_string()),
                ..Project::default()
            };
            project.progress.state = Choice::Known(State::Done);
            project
        })
        .collect();
    park
}

#[test]
fn caps_are_kept_for_two_hundred_parks() {
    let length = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    for seed in 0..200 {
        let park = generated(seed);
        for (path, cap) in [
            ("备案表.园区建设内容", 1000),
            ("验收申请表.创建指标完成情况", 500),
        ] {
            let text = write(&park, path).expect("it is written").text;
            assert!(!text.is_empty(), "{seed} {path}");
            assert!(length(&text) <= cap, "{seed} {path}: {}", length(&text));
            assert!(text.ends_with('。'), "{seed} {path}: {text}");
        }
    }
}
