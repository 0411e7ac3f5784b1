//! Whole sentences as facts.

use super::frame::{Mood, Whose};
use super::role::Role;
use super::subject::Names;
use super::{Passage, Source, read};

fn source() -> Source {
    Source {
        looks_back: true,
        baseline: Some(2025),
        acceptance: Some(2028),
        target: Some(2028),
        ..Source::default()
    }
}

fn passage(text: &str) -> Passage {
    let indicators = [
        "绿化覆盖率",
        "再生水（中水）回用率",
        "单位工业增加值二氧化碳排放量年均削减率",
        "园区分布式光伏装机容量",
    ];
    let names = Names::new(
        vec!["湘澜经开区".into()],
        &indicators.map(str::to_owned),
        vec!["再生水厂".into()],
    );
    read::read(0, text, &source(), &names)
}

/// What is read of a text: `subject role year value`, a line for each.
fn told(text: &str) -> String {
    let lines: Vec<String> = passage(text)
        .quantities
        .iter()
        .map(|one| {
            let role = match one.role {
                Role::Level => "=",
                Role::From => "由",
                Role::To(_) => "到",
                Role::Change(_) => "变",
                Role::Average(_) => "年均",
                Role::Reference => "比",
                Role::Added => "增",
                Role::Left => "余",
                Role::Total => "共",
            };
            let year = one
                .time
                .year
                .map_or("?".to_owned(), |year| year.to_string());
            let sure = if one.time.told { "" } else { "~" };
            let other = if one.whose == Whose::Other {
                " 他"
            } else {
                ""
            };
            let plan = if one.mood == Mood::Actual { "" } else { " 拟" };
            let among = one.among.map_or(String::new(), |at| format!(" <{at}"));
            let scope = if one.subject.scope.is_empty() {
                String::new()
            } else {
                format!("{}:", one.subject.scope)
            };
            format!(
                "{scope}{} {role} {year}{sure} {}{among}{other}{plan}",
                one.subject.key, one.amount.value
            )
        })
        .collect();
    lines.join("\n")
}

#[track_caller]
fn case(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected.join("\n"), "{text}");
}

#[test]
fn levels_under_a_year() {
    case(
        "2025年，园区总产值438.50亿元，地区生产总值186.42亿元；规模以上工业企业212家，其中高新技术企业86家、省级以上绿色工厂11家。",
        &[
            "总产值 = 2025 438.5",
            "地区生产总值 = 2025 186.42",
            "规模以上工业企业 = 2025 212",
            "高新技术企业 = 2025 86 <2",
            "省级以上绿色工厂 = 2025 11 <2",
        ],
    );
}

#[test]
fn from_to_and_growth() {
    case(
        "工业增加值由2025年的121.36亿元增加到2028年的168.90亿元，年均增长11.6%；再生水回用率由12.4%提高到31.6%。",
        &[
            "工业增加值 由 2025 121.36",
            "工业增加值 到 2028 168.9",
            "工业增加值 年均 2028~ 11.6",
            "再生水回用率 由 2025~ 12.4",
            "再生水回用率 到 2028~ 31.6",
        ],
    );
}

#[test]
fn rows_with_分别() {
    case(
        "2026年、2027年和2028年，工业增加值分别增长11.2%、11.7%和12.0%。",
        &[
            "工业增加值 变 2026 11.2",
            "工业增加值 变 2027 11.7",
            "工业增加值 变 2028 12",
        ],
    );
    case(
        "2028年，园区工业源排放化学需氧量312.5吨、氨氮24.8吨，比2025年分别下降18.2%和21.5%。",
        &[
            "工业源:化学需氧量 = 2028 312.5",
            "工业源:氨氮 = 2028 24.8",
            "工业源:化学需氧量 变 2028 18.2",
            "工业源:氨氮 变 2028 21.5",
        ],
    );
    case(
        "二氧化硫、氮氧化物排放量比2025年分别下降30.4%和25.1%。",
        &["二氧化硫 变 2028~ 30.4", "氮氧化物 变 2028~ 25.1"],
    );
    case(
        "2025—2028年，园区工业领域CO₂排放量分别为146.4万吨、157.3万吨、164.2万吨和161.3万吨。",
        &[
            "工业领域二氧化碳排放量 = 2025 146.4",
            "工业领域二氧化碳排放量 = 2026 157.3",
            "工业领域二氧化碳排放量 = 2027 164.2",
            "工业领域二氧化碳排放量 = 2028 161.3",
        ],
    );
}

#[test]
fn years_that_words_tell() {
    case(
        "基准年绿化覆盖率为22.4%，已高于《标准》要求的15%。缓冲带于2027年10月完工，当年绿化覆盖率提高到25.1%，2028年达到25.3%，完成25.0%的方案目标。",
        &[
            "绿化覆盖率 = 2025 22.4",
            "绿化覆盖率 比 2028~ 15",
            "绿化覆盖率 到 2027 25.1",
            "绿化覆盖率 = 2028 25.3",
            "绿化覆盖率 比 2028 25",
        ],
    );
}

#[test]
fn others_and_plans() {
    case(
        "2025年全省城市建成区绿化覆盖率达到41.6%，园区绿化覆盖率为22.4%。预计2030年绿化覆盖率达到26%，再生水回用率达到35%。",
        &[
            "全省城市建成区绿化覆盖率 = 2025 41.6 他",
            "绿化覆盖率 = 2025 22.4",
            "绿化覆盖率 = 2030 26 拟",
            "再生水回用率 = 2030 35 拟",
        ],
    );
}

#[test]
fn counted_things() {
    case(
        "26家重点排污单位全部接入，接入率100%；36家环境风险企业的应急预案备案率保持100%，尚余2家。",
        &[
            "重点排污单位 = 2028~ 26",
            "接入率 = 2028~ 100",
            "环境风险企业 = 2028~ 36",
            "环境风险企业的应急预案备案率 = 2028~ 100",
            "环境风险企业的应急预案备案率 余 2028~ 2",
        ],
    );
}

#[test]
fn sizes_belong_to_their_works() {
    case(
        "建成再生水厂1座，规模3万立方米/日，再生水管网18公里。",
        &[
            "再生水厂 = 2028~ 1",
            "再生水厂规模 = 2028~ 3",
            "再生水管网 = 2028~ 18",
        ],
    );
}

#[test]
fn parts_of_a_whole_told_elsewhere() {
    case(
        "省级增加4项指标，园区选取其中8项指标。",
        &["省级 变 2028~ 4", "指标 = 2028~ 8"],
    );
}

#[test]
fn brackets_follow_their_subject() {
    case(
        "再生水（中水）回用率（31.6%）高于目标。",
        &["再生水回用率 = 2028~ 31.6"],
    );
}
