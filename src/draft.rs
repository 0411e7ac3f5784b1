//! Texts written from the data: what a section can already say.
//!
//! A text left as `自动` is written when the file is read, and in a draft an
//! empty one too. Only facts that the data hold are told, in plain official
//! Chinese, with their years and units; nothing is concluded: what the writer
//! must still say (causes, contributions, whether a goal can be reached) is
//! [`Written::open`], shown beside the text and never in it. Annex 1 tells
//! nothing that happened after the baseline year.
//!
//! Everything here is a function of the park; the same data give the same
//! words.

mod capped;
mod facts;
mod indicator;
mod plan;
mod report;
mod section;
mod topic;
mod undertaking;
mod words;

use serde_json::Value;

use crate::park::catalogue;
use crate::park::{Figure, FigurePurpose, Park, Written};

use facts::Facts;

/// The word that asks for a text from the data.
pub const AUTO: &str = "自动";

/// How one datum is written; the numbers are the indexes in its path.
type Writer = fn(&Facts, &[usize]) -> section::Section;

/// Every datum that can be written, by its pattern.
const WRITERS: &[(&str, Writer)] = &[
    ("实施方案.园区概况.园区发展概况", plan::development),
    ("实施方案.园区概况.地理位置", plan::location),
    ("实施方案.园区概况.生态环境质量", plan::environment),
    ("实施方案.园区概况.资源能源消耗", plan::resources),
    ("实施方案.园区概况.碳排放", plan::carbon),
    ("实施方案.园区概况.污染物排放", plan::pollutants),
    ("实施方案.园区概况.环境风险防控", plan::risk),
    ("实施方案.创建基础.优势", plan::strengths),
    ("实施方案.创建基础.劣势", plan::weaknesses),
    ("实施方案.创建基础.挑战", plan::challenges),
    ("实施方案.总体框架", plan::framework),
    ("实施方案.重点任务说明", plan::tasks),
    ("实施方案.支撑项目说明", plan::projects),
    ("实施方案.支撑情况分析", plan::support),
    ("指标体系.创建工作目标", plan::goal),
    ("指标体系.指标[].可达性分析", indicator::attainability),
    ("指标体系.指标[].支撑说明", indicator::support_note),
    ("指标体系.指标[].达标分析", indicator::attained),
    ("指标体系.指标[].变化说明", indicator::change),
    ("重点任务[].完成情况.说明", undertaking::task),
    ("支撑项目[].完成情况.说明", undertaking::project),
    ("支撑项目[].支撑性", undertaking::support),
    ("备案表.园区建设内容", capped::content),
    ("验收报告.基本情况.园区成立时间", report::founded),
    ("验收报告.基本情况.发展概况", report::development),
    ("验收报告.基本情况.地理位置", report::location),
    ("验收报告.基本情况.主要资源条件", report::resources),
    ("验收报告.基本情况.管理机构情况", report::body),
    ("验收报告.基本情况.基础设施建设情况", report::infrastructure),
    ("验收报告.经济状况.综述", report::economy),
    (
        "验收报告.生态环境现状.整体的生态环境质量状况",
        report::quality,
    ),
    (
        "验收报告.生态环境现状.污染源情况",
        report::pollution_sources,
    ),
    (
        "验收报告.生态环境现状.主要和特征污染物排放情况",
        report::pollutants,
    ),
    ("验收报告.生态环境现状.环境风险情况", report::risk),
    ("验收报告.生态环境现状.环境管理情况", report::management),
    ("验收报告.碳排放与碳汇现状.工业", report::industry),
    ("验收报告.碳排放与碳汇现状.人居", report::settlement),
    ("验收报告.碳排放与碳汇现状.交通", report::transport),
    ("验收报告.碳排放与碳汇现状.碳汇", report::sinks),
    ("验收报告.评价时段.说明", report::period),
    ("验收报告.标准符合性综述", report::conformity),
    ("验收报告.支撑性分析", report::support),
    (
        "验收报告.创建特点和经验总结.经济社会环境协调发展成果和效益",
        report::results,
    ),
    ("验收申请表.重点任务完成情况", capped::tasks),
    ("验收申请表.支撑项目完成情况", capped::projects),
    ("验收申请表.创建指标完成情况", capped::indicators),
];

/// Whether the datum at `path` can be written from data.
pub fn can_write(path: &str) -> bool {
    writer(path).is_some()
}

fn writer(path: &str) -> Option<Writer> {
    let pattern = catalogue::pattern(path);
    WRITERS
        .iter()
        .find(|(known, _)| *known == pattern)
        .map(|&(_, writer)| writer)
}

/// The text for the datum at `path`; `None` for one that is never written.
/// Its text is empty when the data do not suffice.
pub fn write(park: &Park, path: &str) -> Option<Written> {
    let writer = writer(path)?;
    let indexes: Vec<usize> = path
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split(']').next()?.parse().ok())
        .collect();
    let mut section = writer(&Facts::new(park), &indexes);
    if !section.is_empty() {
        section.end_table();
        section.say(figures(park, path), &["图件"]);
    }
    Some(section.finish())
}

/// What a text of annex 1 or 3 says of the figures behind it.
fn figures(park: &Park, path: &str) -> Option<String> {
    let key = path.rsplit('.').next().unwrap_or(path);
    let is_here = |figure: &&Figure| match figure.purpose.known() {
        Some(FigurePurpose::Extent) => path == "实施方案.园区概况.地理位置",
        Some(FigurePurpose::Chain) => path == "实施方案.总体框架",
        _ => {
            let place = figure.place.trim();
            !place.is_empty() && (place == path || key.starts_with(place))
        }
    };
    let named = park.figures.iter().filter(|figure| !figure.name.is_empty());
    let told: Vec<String> = named
        .filter(is_here)
        .map(|figure| {
            let what = match figure.purpose.known() {
                Some(FigurePurpose::Extent) => "园区范围",
                Some(FigurePurpose::Chain) => "生态工业链",
                Some(FigurePurpose::Indicators) => "各项指标的数值",
                Some(FigurePurpose::Economy) => "近三年经济情况",
                Some(FigurePurpose::Investment) => "各项目的投资",
                Some(FigurePurpose::Progress) => "任务进度",
                Some(FigurePurpose::Other) | None => "有关情况",
            };
            format!("{what}见{}", figure.name)
        })
        .collect();
    (!told.is_empty()).then(|| format!("{}。", told.join("，")))
}

/// The park with its texts at `paths` written, as far as the data suffice; what
/// was written is noted in [`Park::written`]. A text that cannot be is left
/// empty.
pub fn fill(park: &Park, paths: &[String]) -> Park {
    let mut json = serde_json::to_value(park).expect("a park is plain data");
    let mut written = park.written.clone();
    for path in paths {
        let draft = write(park, path).unwrap_or_default();
        if let Some(place) = json.pointer_mut(&pointer(path)) {
            *place = Value::String(draft.text.clone());
            written.insert(path.clone(), draft);
        }
    }
    match serde_json::from_value::<Park>(json) {
        Ok(filled) => Park { written, ..filled },
        Err(_) => park.clone(),
    }
}

/// The park with every empty text written for which the data suffice: what a
/// draft shows.
pub fn fill_empty(park: &Park) -> Park {
    // What belongs to one annex alone may not have been begun.
    let mut begun = park.clone();
    begun.plan.get_or_insert_default();
    begun.filing.get_or_insert_default();
    begun.report.get_or_insert_default();
    begun.application.get_or_insert_default();
    let park = &begun;
    let told: Vec<String> = empty(park)
        .into_iter()
        .filter(|path| !ON_REQUEST.iter().any(|key| path.ends_with(key)))
        .filter(|path| write(park, path).is_some_and(|draft| !draft.text.is_empty()))
        .collect();
    fill(park, &told)
}

/// Texts that most places rightly have none of.
const ON_REQUEST: &[&str] = &[".变化说明", ".支撑说明"];

/// Paths of the empty data that can be written, in the order of the forms.
fn empty(park: &Park) -> Vec<String> {
    let json = serde_json::to_value(park).expect("a park is plain data");
    let mut paths = Vec::new();
    for (pattern, _) in WRITERS {
        for path in places(&json, pattern) {
            let value = json.pointer(&pointer(&path)).and_then(Value::as_str);
            if value.is_some_and(|text| text.trim().is_empty()) {
                paths.push(path);
            }
        }
    }
    paths
}

/// The paths that a pattern has in these data.
fn places(json: &Value, pattern: &str) -> Vec<String> {
    let Some((list, rest)) = pattern.split_once("[]") else {
        return vec![pattern.to_owned()];
    };
    let items = json.pointer(&pointer(list)).and_then(Value::as_array);
    (0..items.map_or(0, Vec::len))
        .map(|i| format!("{list}[{i}]{rest}"))
        .collect()
}

/// `支撑项目[0].支撑性` → `/支撑项目/0/支撑性`.
fn pointer(path: &str) -> String {
    let steps = path.replace('[', ".").replace(']', "");
    format!("/{}", steps.replace('.', "/"))
}

#[cfg(test)]
mod tests;
