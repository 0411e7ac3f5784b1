//! A complete park whose texts the program has written: it breaks no rule, and
//! makes all its papers.

use std::fs;
use std::path::Path;

use ecopark::batch::Folder;
use ecopark::{Engine, FormSet, Input, Options, Selection, draft};
use serde_yaml::Value;

const SAMPLE: &str = "samples/湘澜经开区/park.yaml";

/// Quantities that the sample's own texts tell, as data.
const DATA: &str = "
基础数据:
  - {名称: 环境空气优良天数比例, 单位: \"%\", 值: {2025: \"84.1\", 2028: \"91.5\"}, 来源: [S2]}
  - {名称: PM₂.₅年均浓度, 单位: μg/m³, 值: {2025: \"36.5\", 2028: \"29.8\"}, 来源: [S2]}
  - {名称: 环境风险企业, 单位: 家, 值: {2025: \"36\", 2028: \"36\"}, 来源: [S8]}
  - {名称: 重点排污单位, 单位: 家, 所在章节: 污染源情况, 值: {2025: \"26\", 2028: \"26\"}, 来源: [S2]}
  - {名称: 规模以上工业企业, 单位: 家, 所在章节: 污染源情况, 值: {2025: \"212\", 2028: \"248\"}, 来源: [S1]}
  - {名称: 重点排污单位接入率, 单位: \"%\", 所在章节: 环境管理情况, 值: {2025: \"0\", 2028: \"100\"}, 来源: [S8]}
  - {名称: 人居领域二氧化碳排放量, 单位: 万吨, 所在章节: 碳排放与碳汇现状.人居, 值: {2025: \"6.5\", 2028: \"6.8\"}, 来源: [S3]}
  - {名称: 交通领域二氧化碳排放量, 单位: 万吨, 所在章节: 碳排放与碳汇现状.交通, 值: {2025: \"4.9\", 2028: \"5.4\"}, 来源: [S3]}
  - {名称: 绿地碳汇量, 单位: 万吨, 所在章节: 碳排放与碳汇现状.碳汇, 值: {2025: \"0.7\", 2028: \"0.9\"}, 来源: [S3]}
";

/// Every text that can be written becomes `自动`; returns how many there were.
fn leave_to_the_program(value: &mut Value, path: &str) -> usize {
    match value {
        Value::Mapping(entries) => entries
            .iter_mut()
            .map(|(key, value)| {
                let key = key.as_str().map(str::to_owned);
                let key = key.unwrap_or_default();
                let path = match path {
                    "" => key,
                    path => format!("{path}.{key}"),
                };
                leave_to_the_program(value, &path)
            })
            .sum(),
        Value::Sequence(items) => items
            .iter_mut()
            .enumerate()
            .map(|(i, value)| leave_to_the_program(value, &format!("{path}[{i}]")))
            .sum(),
        Value::String(text) if draft::can_write(path) => {
            draft::AUTO.clone_into(text);
            1
        }
        _ => 0,
    }
}

fn written() -> Input {
    let yaml = fs::read_to_string(SAMPLE).expect("a sample") + DATA;
    let mut park: Value = serde_yaml::from_str(&yaml).expect("a park");
    let count = leave_to_the_program(&mut park, "");
    assert!(count > 50, "{count}");
    let text = serde_yaml::to_string(&park).expect("plain data");
    Engine::new().read(SAMPLE, text.as_bytes(), &Folder::of(Path::new(SAMPLE)))
}

/// Code and message of what is found, without what was found in the sample as it
/// is.
fn found_more(input: &Input) -> Vec<String> {
    let engine = Engine::new();
    let (options, selection) = (Options::default(), Selection::default());
    let found = |input: &Input| -> Vec<String> {
        let report = engine.check(input, &options, &selection);
        let findings = report.findings().iter().map(|located| &located.finding);
        findings
            .map(|one| format!("{} {} {}", one.code, one.path, one.message))
            .collect()
    };
    let known = found(&crate::sample("湘澜经开区"));
    let mut more = found(input);
    more.retain(|one| !known.contains(one));
    more
}

#[test]
fn what_the_program_writes_breaks_no_rule() {
    let more = found_more(&written());
    let asks = |one: &&String| one.contains("自动生成，待核改");
    let others: Vec<&String> = more.iter().filter(|one| !asks(one)).collect();
    assert_eq!(others, Vec::<&String>::new());
    assert!(more.len() > 50, "{}", more.len());
}

#[test]
fn what_the_program_writes_is_printed() {
    use ecopark::{Format, Mode};
    let (engine, input) = (Engine::new(), written());
    for form in FormSet::ALL.iter() {
        let made = engine.paper(&input, form, Mode::Filled, &[Format::Pdf]);
        let made = made.unwrap_or_else(|error| panic!("{error}"));
        assert!(made.findings.is_empty(), "{:?}", made.findings);
    }
}

/// A park that applies, its texts and figures left to the program.
#[test]
fn a_scaffold_is_made_from_data() {
    let path = Path::new("samples/起草/东澜经开区/park.yaml");
    let input = ecopark::batch::load(path).expect("a sample");
    let report = Engine::new().check(&input, &Options::default(), &Selection::default());
    let findings = report.findings().iter().map(|located| &located.finding);
    let others: Vec<String> = findings
        .filter(|one| one.code != "D01")
        .map(|one| format!("{} {}", one.code, one.message))
        .collect();
    assert_eq!(others, Vec::<String>::new());
    let park = input.park.as_ref().expect("readable");
    let drawn = park
        .figures
        .iter()
        .filter(|figure| ecopark::drawing::draw(park, &input.survey, figure).is_some());
    assert_eq!(drawn.count(), 4);
}
