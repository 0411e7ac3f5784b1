//! Group I: indicators.
//!
//! An indicator with 不适用说明 stands in the table, but has no values to judge:
//! most rules look at those that apply. A limit comes from the data (标准值); a
//! catalogue (`--standard`) is a second opinion, an error only where its limit
//! was verified.

mod attainment;
mod catalogue;
mod set;
mod targets;
#[cfg(test)]
mod tests;
mod values;

use super::count::blank;
use super::{Check, Context, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{Indicator, Limit, Literal};
use crate::standard::Match;

/// Every indicator with its index.
fn list<'a>(ctx: &Context<'a>) -> impl Iterator<Item = (usize, &'a Indicator)> + use<'a> {
    ctx.park.indicators.list.iter().enumerate()
}

/// Those that apply.
pub(super) fn applicable<'a>(
    ctx: &Context<'a>,
) -> impl Iterator<Item = (usize, &'a Indicator)> + use<'a> {
    list(ctx).filter(|(_, one)| one.not_applicable.is_empty())
}

/// Whether there are indicators, and none of them names a source: E02 says so
/// once, I12 and I15 do not repeat it for each.
pub(super) fn no_indicator_has_a_source(ctx: &Context) -> bool {
    let mut indicators = applicable(ctx).peekable();
    indicators.peek().is_some() && indicators.all(|(_, one)| one.sources.iter().all(blank))
}

/// Path of a datum of an indicator.
pub(super) fn at(i: usize, key: &str) -> String {
    format!("指标体系.指标[{i}].{key}")
}

/// How a message calls an indicator.
pub(super) fn called(one: &Indicator) -> String {
    match (one.name.as_str(), one.id.as_str()) {
        ("", "") => "指标".to_owned(),
        ("", id) => format!("指标 `{id}` "),
        (name, _) => format!("「{name}」"),
    }
}

/// The limit that the data quote.
fn limit(one: &Indicator) -> Option<Limit> {
    Limit::parse(one.limit.as_str(), one.direction.known())
}

/// How a value stands to the limits.
enum Verdict {
    /// It meets them.
    Meets,
    /// It fails the limit that the data quote.
    Fails(Limit),
    /// It fails only the catalogue's.
    FailsCatalogue {
        /// That limit.
        limit: Limit,
        /// Whether it was checked against the standard's text.
        verified: bool,
    },
    /// That cannot be told.
    Unknown,
}

/// Holds a value against the limit of the data and that of the catalogue.
fn judge(ctx: &Context, one: &Indicator, value: &Literal) -> Verdict {
    let own = limit(one);
    let met = own.as_ref().and_then(|limit| limit.satisfied_by(value));
    if let (Some(false), Some(own)) = (met, own) {
        return Verdict::Fails(own);
    }
    let standard = ctx.options.standard.as_ref();
    let entry = match standard.map(|standard| standard.find(&one.name)) {
        Some(Match::Same(entry)) => Some(entry),
        _ => None,
    };
    let limit = entry.and_then(|entry| Some((entry.limit()?, entry.verified)));
    let theirs = limit
        .as_ref()
        .and_then(|(limit, _)| limit.satisfied_by(value));
    match (met, theirs, limit) {
        (_, Some(false), Some((limit, verified))) => Verdict::FailsCatalogue { limit, verified },
        (Some(true), ..) | (_, Some(true), _) => Verdict::Meets,
        _ => Verdict::Unknown,
    }
}

/// How messages call the catalogue.
fn title(ctx: &Context) -> String {
    let standard = ctx.options.standard.as_ref();
    standard
        .map(crate::standard::Standard::title)
        .unwrap_or_default()
}

/// What a message adds where a limit comes from an unverified entry.
fn unverified(verified: bool) -> &'static str {
    if verified {
        ""
    } else {
        "（目录中该项未与标准原文核实）"
    }
}

/// The rules of this group.
pub static RULES: &[Rule] = &[
    Rule {
        code: "I01",
        severities: &[Error],
        forms: FormSet::annexes("13"),
        basis: &[basis::ANNEX1_2_2],
        summary: "指标涵盖必选和特色两类",
        why: "\
提纲要求按《标准》涵盖必选和特色两类指标，两类各至少一项。标为不适用的指标不计在内；亮点指标不能代替特色指标。
一项指标都没有的由 S05 检查。",
        wrong: "指标: [{编号: Z1, 类别: 必选}, {编号: L1, 类别: 亮点}]",
        right: "指标: [{编号: Z1, 类别: 必选}, {编号: T1, 类别: 特色}]",
        mend: "对照《标准》选定缺少的一类指标",
        check: Check::Park(set::both_categories),
    },
    Rule {
        code: "I02",
        severities: &[Error],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_2_2],
        summary: "每项指标有编号、名称、类别、单位、基准年值、目标值",
        why: "\
这些是目标指标表的各列，编号供任务和项目引用。类别只有必选、特色、亮点三种；旧标准的“可选”填特色。
没有单位的填 `—`。填了 `不适用说明` 的指标只要有名称和类别。",
        wrong: "{编号: Z4, 指标名称: 绿化覆盖率, 类别: 可选, 单位: \"%\"}",
        right: "{编号: Z4, 指标名称: 绿化覆盖率, 类别: 必选, 单位: \"%\", 基准年值: \"22.4\", 目标值: \"25.0\"}",
        mend: "补齐各列",
        check: Check::Park(set::rows_complete),
    },
    Rule {
        code: "I03",
        severities: &[Error, Warning],
        forms: FormSet::annexes("13"),
        basis: &[basis::ANNEX1_2_2, basis::ANNEX3_3],
        summary: "必选和特色指标有标准值，写法可以识别",
        why: "\
必选和特色指标都出自《标准》，要有标准值才能对照；亮点指标由园区自己提出，可以没有。
标准值识别不了的（如“见标准”）给出警告，因为目标值和实际值无法自动对照。
《标准》按条件给出几个限值的，只写本园区适用的一个，条件写入 `条件`；把条件写进标准值的给出警告。",
        wrong: "标准值: \"增长率>0时≤0.6\"",
        right: "标准值: \"≤0.6\"，条件: 综合能耗增长率大于 0",
        mend: "写作 `\"≥15\"`、`\"≤0.5吨标准煤/万元\"`、`\"=100\"`、`达标`、`\"10%～20%\"` 等",
        check: Check::Park(set::limits),
    },
    Rule {
        code: "I04",
        severities: &[Error, Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::ART_02, basis::ANNEX1_2_2],
        summary: "《标准》的必选指标全部选定",
        why: "\
用 `--standard 目录.yaml` 给出指标目录时检查：目录中的每项必选指标都应选定，缺一项报一个错误。
确不适用的，列出名称并填写 `不适用说明`，改为警告，因为论证时会核对理由。名称只有细微差别的视为已选定，由 I20 提醒。",
        wrong: "目录的必选指标有「绿化覆盖率」，`指标` 中没有",
        right: "指标: [{指标名称: 绿化覆盖率, 类别: 必选, …}]",
        mend: "补充该指标，或填写 `不适用说明`",
        check: Check::Park(catalogue::compulsory_chosen),
    },
    Rule {
        code: "I05",
        severities: &[Error, Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::ART_02, basis::ANNEX1_2_2],
        summary: "特色指标的选取符合《标准》的分组要求",
        why: "\
用 `--standard 目录.yaml` 给出指标目录时检查：目录规定“几项中至少选几项”的，逐组核对。
标为不适用的指标不计。目录中该组注明 `核实: 否` 的，只给出警告并在消息中说明。",
        wrong: "目录要求第 11—12 项至少选 1 项，一项都没有选",
        right: "选定「单位工业增加值综合能耗」",
        mend: "从该组中补选指标",
        check: Check::Park(catalogue::groups_satisfied),
    },
    Rule {
        code: "I06",
        severities: &[Error, Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::ART_09, basis::ART_16],
        summary: "目标值满足标准值",
        why: "\
创建的目的是达到《标准》，目标定得低于标准值，验收时必然不达标。恰好等于标准值算满足。
给出指标目录（`--standard`）时，还与目录的限值对照：满足自己写的标准值、却不满足目录限值的，目录限值已核实的为错误，未核实的为警告并在消息中说明。
标准值或目标值是文字、带条件、单位不同而无法比较的，不判断。",
        wrong: "标准值: \"≥15\"，目标值: \"14.9\"",
        right: "标准值: \"≥15\"，目标值: \"15.0\"",
        mend: "提高目标值，或改正标准值",
        check: Check::Park(targets::target_meets_limit),
    },
    Rule {
        code: "I07",
        severities: &[Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_5],
        summary: "目标值不劣于基准年值",
        why: "\
目标比现状还差，论证时一定会被问到。优劣方向看 `方向`，没有的看标准值的符号（≥ 越大越好，≤ 越小越好）；方向不明的不判断，相等不警告。
目标值已不满足标准值的由 I06 报错，这里不重复。",
        wrong: "标准值: \"≥15\"，基准年值: \"22.4\"，目标值: \"22.3\"",
        right: "标准值: \"≥15\"，基准年值: \"22.4\"，目标值: \"22.4\"",
        mend: "核对数值，或在可达性分析中说明原因",
        check: Check::Park(targets::target_is_no_step_back),
    },
    Rule {
        code: "I08",
        severities: &[Error, Warning],
        forms: FormSet::annexes("13"),
        basis: &[basis::ART_18],
        summary: "指标值可以识别，大小合理",
        why: "\
值应为数值，或达标、具备、完成等表示是否达到要求的词；带单位的（“15%”）是错误，单位写在 `单位`。
单位为 % 而不在 0 至 100 之间的给出警告，名称含增长、削减、下降、弹性等的变化率除外。
相邻两年差 9 倍或以上、又没有 `变化说明` 的，疑为万元、亿元之类单位写错，给出警告。基准年值和目标值之间不比。",
        wrong: "实际值: {2026: \"186.4\", 2027: \"2051000\"}",
        right: "实际值: {2026: \"186.4\", 2027: \"205.1\"}",
        mend: "只写数值，统一单位；确属实际变化的，填写 `变化说明`",
        check: Check::Park(values::plausible),
    },
    Rule {
        code: "I09",
        severities: &[Error],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_5, basis::ART_09],
        summary: "每项指标有可达性分析",
        why: "\
提纲第五章要求分析各目标指标的可达性，逐项都要有；整章没有内容的由 S01 检查，这里不重复。",
        wrong: "{编号: Z4, 指标名称: 绿化覆盖率}（没有可达性分析）",
        right: "可达性分析: 基准年已高于《标准》要求。创建期修复生态缓冲带6.2公里……目标可达。",
        mend: "写明现状、措施、测算和结论",
        check: Check::Park(set::attainability),
    },
    Rule {
        code: "I10",
        severities: &[Error, Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_5],
        summary: "每项指标至少有一项重点任务或支撑项目支撑",
        why: "\
提纲要求阐明重点任务与支撑项目对目标指标的支撑情况，支撑矩阵中不应有空行。以任务和项目的 `支撑指标` 为准。
基准年已达标、并填写了 `支撑说明` 的改为警告；基准年未达标的，只有说明不够，仍为错误。
任务和项目一个都没有的由 S06、S07 检查，没有编号的指标由 I02 检查。",
        wrong: "指标 Z4 没有出现在任何任务、项目的 `支撑指标` 中",
        right: "重点任务: [{编号: R5, 支撑指标: [Z4]}]",
        mend: "在有关任务或项目的 `支撑指标` 中列出编号",
        check: Check::Park(set::supported),
    },
    Rule {
        code: "I11",
        severities: &[Info],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_2_2],
        summary: "可以提出亮点指标",
        why: "提纲规定园区可根据自身特点提出亮点指标，是“可”不是“应”，所以只作提示。",
        wrong: "指标全部为必选和特色",
        right: "{编号: L1, 指标名称: 园区分布式光伏装机容量, 类别: 亮点, 方向: 越大越好}",
        mend: "有特色工作的，提出一两项亮点指标",
        check: Check::Park(set::highlights),
    },
    Rule {
        code: "I12",
        severities: &[Error],
        forms: FormSet::annexes("1"),
        basis: &[basis::ANNEX1_NOTE],
        summary: "每项指标的基准年值注明数据来源",
        why: "\
提纲备注要求相关数据注明具体来源。所有指标都没有来源的，由 E02 就整张表报一个错误，这里不逐项重复。",
        wrong: "{编号: Z4, 基准年值: \"22.4\"}（没有数据来源）",
        right: "{编号: Z4, 基准年值: \"22.4\", 数据来源: [S6]}",
        mend: "在顶层 `数据来源` 登记资料，用编号引用",
        check: Check::Park(set::sources),
    },
    Rule {
        code: "I13",
        severities: &[Error],
        forms: FormSet::annexes("34"),
        basis: &[basis::ANNEX3_3, basis::ART_14],
        summary: "验收报告的指标与实施方案选定的一致",
        why: "两个附件的指标若分别填写，容易不一致。",
        wrong: "",
        right: "",
        mend: "",
        check: Check::Omitted(
            "指标在数据中只有一处，实施方案和验收报告都由它生成，不可能不一致；中途调整的，在 `重大调整` 中记录（T15）",
        ),
    },
    Rule {
        code: "I14",
        severities: &[Error],
        forms: FormSet::annexes("3"),
        basis: &[basis::ANNEX3_2, basis::ANNEX3_3],
        summary: "评价时段内每年都有实际值，基准年的与实施方案一致",
        why: "\
提纲要求详列评价时段内各指标的数据，从基准年到验收年一年都不能少。
基准年的实际值就是实施方案的基准年值，数值不等是错误（“22.4”与“22.40”相等）。评价时段之外的年份可以多写，不检查。",
        wrong: "基准年值: \"22.4\"，实际值: {2025: \"22.5\", 2026: \"23.1\", 2028: \"25.3\"}",
        right: "基准年值: \"22.4\"，实际值: {2025: \"22.4\", 2026: \"23.1\", 2027: \"25.1\", 2028: \"25.3\"}",
        mend: "补齐各年的值，与实施方案保持一致",
        check: Check::Park(values::every_year),
    },
    Rule {
        code: "I15",
        severities: &[Error],
        forms: FormSet::annexes("3"),
        basis: &[basis::ANNEX3_3],
        summary: "每项指标有数据采集方法、数据来源、计算过程、原始数据清单",
        why: "\
提纲逐字列出这四项，技术核查也看“指标计算方法的正确性”和支撑材料是否全面。
所有指标都没有数据来源的，由 E02 就整张表报一个错误。",
        wrong: "{编号: Z4, 数据来源: [S6], 计算过程: …}",
        right: "{编号: Z4, 数据来源: [S6], 数据采集方法: …, 计算过程: …, 原始数据清单: [绿化覆盖面积测绘成果]}",
        mend: "逐项补写",
        check: Check::Park(attainment::documented),
    },
    Rule {
        code: "I16",
        severities: &[Error, Warning],
        forms: FormSet::annexes("3"),
        basis: &[basis::ANNEX3_3, basis::ART_18],
        summary: "达标情况与验收年的实际值相符，方案目标已完成",
        why: "\
以验收年（没有的按最后一年）的实际值对照标准值：写达标而不满足、写未达标而满足的都是错误。
给出指标目录（`--standard`）时，写达标而不满足目录限值的，限值已核实的为错误，未核实的为警告。
满足标准值而没有完成方案目标的给出警告，因为技术核查还要看目标完成情况；亮点指标没有标准值，只看目标。
没有写 `达标情况` 的由 S19 检查。",
        wrong: "标准值: \"≥15\"，2028 年 14.9，达标情况: 达标",
        right: "标准值: \"≥15\"，2028 年 15.0，达标情况: 达标",
        mend: "核对实际值和达标情况",
        check: Check::Park(attainment::stated_is_true),
    },
    Rule {
        code: "I17",
        severities: &[Error],
        forms: FormSet::annexes("4"),
        basis: &[basis::ART_16],
        summary: "必选和特色指标全部达标才能申请验收",
        why: "\
第十六条：达到《标准》要求的园区才准备验收材料。必选或特色指标写为未达标，或验收年的值不满足标准值的，都不能申请。
亮点指标不在《标准》之内，不检查。同时检查验收报告时，写达标而数值不满足的由 I16 报，这里不重复。",
        wrong: "{指标名称: 绿化覆盖率, 类别: 必选, 达标情况: 未达标}",
        right: "{指标名称: 绿化覆盖率, 类别: 必选, 达标情况: 达标}",
        mend: "达标后再申请验收",
        check: Check::Park(attainment::all_attained),
    },
    Rule {
        code: "I18",
        severities: &[Warning],
        forms: FormSet::annexes("3"),
        basis: &[basis::ART_18],
        summary: "年度变化超过 50% 的有说明",
        why: "\
技术核查要看指标结果是否准确，一年变化超过一半的值必然被问到。恰为 50% 不警告；由 0 变为其他值视为超过。
填写了 `变化说明` 的（如按累计数统计的指标）不检查；疑为单位写错的由 I08 报。",
        wrong: "实际值: {2026: \"18.4\", 2027: \"27.7\"}",
        right: "实际值: {2026: \"18.4\", 2027: \"27.6\"}，或加上 变化说明: 再生水厂投运",
        mend: "核对数值，在 `变化说明` 中写明原因",
        check: Check::Park(values::great_changes),
    },
    Rule {
        code: "I19",
        severities: &[Error],
        forms: FormSet::annexes("13"),
        basis: &[basis::FORMAT, basis::ANNEX1_2_2],
        summary: "指标的编号、名称不重复",
        why: "编号重复则引用不明，名称重复则同一指标出现两次。首尾空格不计，第二次及以后的每一处都报。",
        wrong: "指标: [{编号: Z1, …}, {编号: Z1, …}]",
        right: "指标: [{编号: Z1, …}, {编号: Z2, …}]",
        mend: "改正编号或名称，或删去重复的一项",
        check: Check::Park(set::unique),
    },
    Rule {
        code: "I20",
        severities: &[Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::ART_02],
        summary: "指标名称、单位、类别、标准值与《标准》一致",
        why: "\
用 `--standard 目录.yaml` 给出指标目录时检查必选和特色指标。名称相近的提示改为目录的写法，目录中没有的也给出警告；名称相同的再比较单位、类别和标准值。
全角半角括号、空格、“标煤”与“标准煤”不算差别；按条件给出几个限值的指标不比较标准值。目录该项注明 `核实: 否` 的，消息中说明。",
        wrong: "指标名称: 绿化覆盖比率",
        right: "指标名称: 绿化覆盖率",
        mend: "按《标准》原文填写",
        check: Check::Park(catalogue::as_in_the_catalogue),
    },
    Rule {
        code: "I21",
        severities: &[Warning],
        forms: FormSet::annexes("13"),
        basis: &[basis::GBT_15835],
        summary: "同一指标各值的小数位数一致",
        why: "\
同一列数据精度应一致，末尾的 0 也是数据（0.430 不写作 0.43）。实施方案比较基准年值和目标值，验收报告再加各年实际值。
整数 0 和 100 常为精确值，写作 0、100 不警告。没有加引号、位数又少的实际值由 Y04 报，这里不重复。",
        wrong: "基准年值: \"0.482\"，目标值: \"0.43\"",
        right: "基准年值: \"0.482\"，目标值: \"0.430\"",
        mend: "补齐末尾的 0 并加引号",
        check: Check::Park(values::decimals),
    },
    Rule {
        code: "I22",
        severities: &[Warning],
        forms: FormSet::annexes("1"),
        basis: &[basis::ART_02],
        summary: "所依据的《标准》是最新版本",
        why: "\
管理办法规定依据《生态工业园区建设标准》，以最新版本为准。HJ 274-2015 及更早的 HJ 274-2009、HJ/T 273—275-2006 是原管理办法时期的版本，给出警告；不认识的编号不判断。
新标准的编号和指标本程序没有收录，由编制单位核对。
给出的指标目录（`--standard`）注明 `已被替代: 是`，或编号与 `标准.编号` 不同，也给出警告。只报其中最要紧的一项。",
        wrong: "标准: {名称: 国家生态工业示范园区标准, 编号: HJ 274-2015}",
        right: "标准: {名称: 生态工业园区建设标准, 编号: 最新版本的编号}",
        mend: "对照最新版本核对指标、单位和限值",
        check: Check::Park(catalogue::latest_edition),
    },
];
