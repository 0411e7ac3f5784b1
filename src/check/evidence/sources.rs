//! Sources of data: E02, E07, E08, E09.

use std::ops::RangeInclusive;

use crate::check::count::blank;
use crate::check::indicators::{applicable, called, no_indicator_has_a_source};
use crate::check::time::{year, year_of};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::{FormId, FormSet};
use crate::park::walk;
use crate::park::{Refs, Source, plain};

const ECONOMY: &str = "验收报告.经济状况.数据来源";

/// Words that name no source.
const VAGUE: [&str; 17] = [
    "网络",
    "互联网",
    "网上",
    "百度",
    "百度百科",
    "搜索引擎",
    "估算",
    "推算",
    "测算",
    "估计",
    "自测",
    "自行测算",
    "内部",
    "经验值",
    "其他",
    "无",
    "不详",
];

/// Words around them that add nothing.
const FILLING: [&str; 9] = [
    "资料", "数据", "来源", "查询", "搜索", "下载", "公开", "统计", "文件",
];

pub(super) const E02: Rule = Rule {
    code: "E02",
    severities: &[Error],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_NOTE, basis::ANNEX3_3],
    summary: "每张数据表注明数据来源",
    why: "\
数据表指目标指标表和近三年经济数据表，任务表、项目表不是数据。
所有指标都没有来源的，就整张表报一个错误；个别指标没有来源的由 I12、I15 逐项报。",
    wrong: "经济状况: {近三年: […]}（没有数据来源）",
    right: "经济状况: {近三年: […], 数据来源: [S1]}",
    mend: "在顶层 `数据来源` 登记资料，用编号引用",
    needs: Needs::Nothing,
    check: Check::Park(tables_have_sources),
};

/// Every table of data names its sources.
fn tables_have_sources(context: &Context, found: &mut Found) {
    if no_indicator_has_a_source(context) {
        found
            .error("指标体系.指标", "所有指标都没有 `数据来源`")
            .hint("在顶层 `数据来源` 中登记资料，各指标写上编号")
            .lacks(["指标体系.指标[].数据来源".to_owned()]);
    }
    let Some(report) = context
        .park
        .report
        .as_ref()
        .filter(|_| context.wants(FormId::Report))
    else {
        return;
    };
    let economy = &report.economy;
    if !economy.years.is_empty() && economy.sources.iter().all(blank) {
        found
            .error(ECONOMY, "近三年经济数据缺少 `数据来源`")
            .hint("写上资料的编号，如 `[S1]`")
            .forms(FormId::Report.into())
            .unfilled();
    }
}

pub(super) const E07: Rule = Rule {
    code: "E07",
    severities: &[Warning],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_NOTE],
    summary: "来源具体，不是“网络”“内部资料”之类",
    why: "\
“正规途径”“具体来源”排除了说不清出处的资料。只在来源全文就是网络、百度、估算、自测、内部资料之类时警告；
写明了资料名称或提供单位的（如“国家统计局网络直报平台”）不警告。检查验收报告时，来源为估算、推算的由 G09 报。",
    wrong: "{编号: S1, 名称: 网络资料}",
    right: "{编号: S1, 名称: 园区统计年报（2022—2028年）, 提供单位: 园区经济发展局}",
    mend: "写明资料名称、年份和提供单位",
    needs: Needs::Nothing,
    check: Check::Park(no_vague_source),
};

/// No source is a mere 网络.
fn no_vague_source(context: &Context, found: &mut Found) {
    let park = context.park;
    // In the check of a report, estimates are G09's.
    let vague = |text: &str| {
        is_vague(text) && !(context.wants(FormId::Report) && text.contains(['估', '推']))
    };
    for source in walk::sources(park) {
        let provided = !blank(&source.provider) && !is_vague(&source.provider);
        if vague(&source.name) && (!provided || is_web(&source.name)) {
            report_vague(source.key("名称"), &source.name, found);
        }
    }
    for one in applicable(context) {
        for (k, text) in one.sources.iter().enumerate() {
            if is_vague(text) {
                report_vague(format!("{}[{k}]", one.key("数据来源")), text, found);
            }
        }
    }
    for figure in walk::figures(park) {
        if vague(&figure.source) {
            report_vague(figure.key("来源"), &figure.source, found);
        }
    }
    let economy = park.report.as_ref().map(|report| &report.economy);
    for (k, text) in economy
        .iter()
        .flat_map(|economy| economy.sources.iter().enumerate())
    {
        if is_vague(text) {
            report_vague(format!("{ECONOMY}[{k}]"), text, found);
        }
    }
}

fn report_vague(path: String, text: &str, found: &mut Found) {
    let forms = crate::park::catalogue::field(&path).map_or(FormSet::ALL, |field| field.forms);
    found
        .warning(path, format!("来源不具体：「{}」", text.trim()))
        .hint("写明资料名称、年份和提供单位，通过正规途径获取")
        .forms(forms);
}

/// Whether a source is but the web, whoever looked there.
fn is_web(text: &str) -> bool {
    ["网络", "互联网", "网上", "百度", "搜索引擎"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a text consists of nothing but a vague word.
fn is_vague(text: &str) -> bool {
    let mut rest = plain(text);
    rest.retain(|c| c.is_alphanumeric());
    if VAGUE.contains(&rest.as_str()) {
        return true;
    }
    for word in FILLING {
        rest = rest.replace(word, "");
    }
    VAGUE.contains(&rest.as_str())
}

pub(super) const E08: Rule = Rule {
    code: "E08",
    severities: &[Info],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_NOTE],
    summary: "数据来源的年份包括所引数据的年份",
    why: "\
看来源的 `年份`，没有的看名称中的年份，首尾之间都算；年鉴刊载上一年的数据，往前多算一年。
实施方案看基准年，验收报告再看各年实际值和近三年。有一个来源没有写年份的，不判断。",
    wrong: "基准年 2025，来源为“环境统计年报（2020—2024年）”",
    right: "基准年 2025，来源为“环境统计年报（2020—2025年）”",
    mend: "补充资料，或改正来源名称中的年份",
    needs: Needs::Nothing,
    check: Check::Park(sources_cover_years),
};

/// Sources cover the years of the values.
fn sources_cover_years(context: &Context, found: &mut Found) {
    let baseline = year(&context.park.indicators.baseline_year);
    for one in applicable(context) {
        let Some(covered) = covered(context, &one.sources) else {
            continue;
        };
        let mut years: Vec<i16> = baseline.into_iter().collect();
        if context.wants(FormId::Report) {
            years.extend(one.actual.keys().filter_map(|key| year_of(key)));
        }
        report_uncovered(one.key("数据来源"), &called(&one), &years, &covered, found);
    }
    let Some(report) = context
        .park
        .report
        .as_ref()
        .filter(|_| context.wants(FormId::Report))
    else {
        return;
    };
    let economy = &report.economy;
    if let Some(covered) = covered(context, &economy.sources) {
        let years = economy.years.iter().filter_map(|row| year(&row.year));
        let years: Vec<i16> = years.collect();
        report_uncovered(
            ECONOMY.to_owned(),
            "近三年经济数据",
            &years,
            &covered,
            found,
        );
    }
}

fn report_uncovered(
    path: String,
    what: &str,
    years: &[i16],
    covered: &[RangeInclusive<i16>],
    found: &mut Found,
) {
    let mut outside: Vec<i16> = years
        .iter()
        .copied()
        .filter(|year| !covered.iter().any(|range| range.contains(year)))
        .collect();
    outside.sort_unstable();
    outside.dedup();
    if !outside.is_empty() {
        let outside: Vec<String> = outside.iter().map(i16::to_string).collect();
        found
            .info(
                path,
                format!("{what}的来源未写明包括 {} 年", outside.join("、")),
            )
            .hint("补充该年的资料，或改正来源名称中的年份");
    }
}

/// The years that these sources cover; `None` if one of them does not say.
fn covered(context: &Context, sources: &Refs) -> Option<Vec<RangeInclusive<i16>>> {
    let ranges: Option<Vec<_>> = sources
        .iter()
        .map(|id| {
            let source = context.park.sources.iter().find(|source| source.id == id)?;
            years_of(source)
        })
        .collect();
    ranges.filter(|ranges| !ranges.is_empty())
}

/// The years in a source's 年份, else in its name; a yearbook of a year tells
/// of the year before.
fn years_of(source: &Source) -> Option<RangeInclusive<i16>> {
    let text = if source.years.is_empty() {
        &source.name
    } else {
        source.years.as_str()
    };
    let years = years_in(text);
    let (first, last) = (*years.iter().min()?, *years.iter().max()?);
    let before = i16::from(source.name.contains("年鉴"));
    Some(first - before..=last)
}

/// Every number of four digits that may be a year.
fn years_in(text: &str) -> Vec<i16> {
    plain(text)
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(year_of)
        .collect()
}

pub(super) const E09: Rule = Rule {
    code: "E09",
    severities: &[Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ART_16],
    summary: "原始数据清单的每一项在支撑材料中有文件",
    why: "\
验收材料包括数据支撑材料电子版，原始数据清单是它的目录。用 `--evidence 文件夹` 给出支撑材料时检查。
写了 `文件` 的按文件名（可带下级文件夹）找，没有写的找文件名中含该名称的文件，不计空格和全角半角；不打开文件内容。",
    wrong: "原始数据清单: [能源消费量统计表]，文件夹中没有名称含“能源消费量统计表”的文件",
    right: "文件夹中有“03 能源消费量统计表（2025—2028年）.xlsx”",
    mend: "把电子版放入文件夹，或在清单中写明 `{名称: …, 文件: …}`",
    needs: Needs::Evidence,
    check: Check::Park(raw_data_are_there),
};

/// Every raw datum lies in the folder of supporting material.
fn raw_data_are_there(context: &Context, found: &mut Found) {
    let Some(files) = &context.options.evidence else {
        return;
    };
    for one in applicable(context) {
        for (k, raw) in one.raw_data.iter().enumerate() {
            if !blank(raw.name()) && !files.iter().any(|file| raw.is_held_by(file)) {
                found
                    .warning(
                        format!("{}[{k}]", one.key("原始数据清单")),
                        format!("支撑材料中没有「{}」", raw.name()),
                    )
                    .hint("把电子版放入支撑材料文件夹，文件名含清单中的名称，或写明 `文件`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_sources() {
        #[track_caller]
        fn case(text: &str, expected: bool) {
            assert_eq!(is_vague(text), expected, "{text}");
        }

        case("网络", true);
        case("网络资料", true);
        case("百度搜索", true);
        case("（内部资料）", true);
        case("估算", true);
        case("估算数据", true);
        case("国家统计局网络直报平台", false);
        case("园区统计年报", false);
        case("编制组企业调查（2026年3月）", false);
        case("S1", false);
        case("", false);
    }

    #[test]
    fn years_of_sources() {
        #[track_caller]
        fn case(name: &str, years: &str, expected: Option<RangeInclusive<i16>>) {
            let source = Source {
                name: name.into(),
                years: crate::park::Literal(years.into()),
                ..Source::default()
            };
            assert_eq!(years_of(&source), expected, "{name}");
        }

        case("统计年报（2022—2028年）", "", Some(2022..=2028));
        case("统计年报", "2025年", Some(2025..=2025));
        case("统计年鉴2026", "", Some(2025..=2026));
        case("统计年报", "", None);
        case("编号12345的资料", "", None);
    }
}
