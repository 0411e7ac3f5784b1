//! Group E: evidence and figures.

mod figures;
mod sources;
#[cfg(test)]
mod tests;

use super::{Check, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;

/// The rules of this group.
pub static RULES: &[Rule] = &[
    Rule {
        code: "E01",
        severities: &[Error],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_NOTE],
        summary: "每幅图件注明来源",
        why: "提纲备注要求图件通过正规途径获取，并注明具体来源。自己绘制的也要写明绘制单位和所据资料。",
        wrong: "图件: [{编号: T-01, 名称: 园区四至范围图, 文件: 四至.png}]",
        right: "图件: [{编号: T-01, 名称: 园区四至范围图, 文件: 四至.png, 来源: S4}]",
        mend: "填写 `来源`：`数据来源` 中的编号，或来源文字",
        check: Check::Park(figures::sources),
    },
    Rule {
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
        check: Check::Park(sources::tables_have_sources),
    },
    Rule {
        code: "E03",
        severities: &[Error],
        forms: FormSet::annexes("1"),
        basis: &[basis::FORMAT, basis::ANNEX1],
        summary: "图件的文件可用（PNG、JPEG 或 SVG）",
        why: "\
没有写文件，或文件不是图、已经损坏，都画不出来。按文件内容认，不看扩展名。
文件不存在、在数据文件夹之外的由 Y07 检查。",
        wrong: "文件: 四至.dwg",
        right: "文件: 四至.png",
        mend: "用绘图软件导出为 PNG、JPEG 或 SVG",
        check: Check::Park(figures::usable),
    },
    Rule {
        code: "E04",
        severities: &[Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::PRINTING],
        summary: "图件印刷后不低于 150 dpi",
        why: "\
图件按 150 毫米宽印刷（几乎满版），低于 150 dpi 文字会模糊，即宽度应不少于 886 像素。
SVG 是矢量图，不受影响。",
        wrong: "四至.png，宽 800 像素（135 dpi）",
        right: "四至.png，宽 886 像素以上",
        mend: "导出更大的图，或用 SVG",
        check: Check::Park(figures::sharp),
    },
    Rule {
        code: "E05",
        severities: &[Info],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_NOTE],
        summary: "地图注明审图号或底图来源",
        why: "\
公开使用的地图应当送审。用途为园区四至范围图，或图名含地图、区位、四至、位置图、影像、规划图等的视为地图。
实施方案不一定公开，所以只作提示；图注或来源中写明底图来源的也可以。",
        wrong: "{名称: 园区四至范围图, 用途: 园区四至范围图, 来源: S4}",
        right: "{名称: 园区四至范围图, 用途: 园区四至范围图, 来源: S4, 审图号: 湘S（2026）000号}",
        mend: "填写 `审图号`，或在 `图注` 写明底图来源",
        check: Check::Park(figures::maps_reviewed),
    },
    Rule {
        code: "E06",
        severities: &[Info],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1],
        summary: "每幅图件在正文中提到",
        why: "正文没有提到的图，读者不知道与哪一段有关。正文出现图名或编号即可；没有实施方案正文时不检查。",
        wrong: "图名为园区生态工业链图，正文没有提到",
        right: "总体框架: ……构建“三链三网”总体框架，见园区生态工业链图。",
        mend: "在有关段落写“见某某图”，或删去不用的图件",
        check: Check::Park(figures::mentioned),
    },
    Rule {
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
        check: Check::Park(sources::no_vague_source),
    },
    Rule {
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
        check: Check::Park(sources::sources_cover_years),
    },
    Rule {
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
        check: Check::Park(sources::raw_data_are_there),
    },
];
