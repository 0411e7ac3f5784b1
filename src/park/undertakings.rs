//! What the park undertakes: key tasks, support projects, adjustments; and the
//! figures that show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Choice, Choose, FuzzyDate, Literal, Refs};

/// The seven themes of annex 1, chapter 三 (an open list: 等方面).
pub const THEMES: [&str; 7] = [
    "培育发展绿色生产力",
    "减污降碳协同",
    "主导行业生态体系构建",
    "资源循环利用",
    "污染防治与生态保护修复",
    "环境风险防控",
    "生态环境管理能力提升",
];

/// 重点任务: one key task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Task {
    /// Id.
    #[serde(rename = "编号")]
    #[schemars(description = "编号，供引用", extend("x-附件" = "13", "x-例" = "R1", "x-种类" = "代码"))]
    pub id: String,
    /// Theme, one of [`THEMES`] or free.
    #[serde(rename = "方面")]
    #[schemars(
        description = "培育发展绿色生产力、减污降碳协同、主导行业生态体系构建、资源循环利用、污染防治与生态保护修复、环境风险防控、生态环境管理能力提升，或自拟",
        extend("x-附件" = "13", "x-例" = "资源循环利用")
    )]
    pub theme: String,
    /// Name.
    #[serde(rename = "重点任务名称")]
    #[schemars(description = "重点任务名称", extend("x-附件" = "134", "x-例" = "水资源循环利用", "x-种类" = "名称"))]
    pub name: String,
    /// Content.
    #[serde(rename = "任务内容")]
    #[schemars(description = "任务内容", extend("x-附件" = "13", "x-种类" = "长文"))]
    pub content: String,
    /// When it is to be finished.
    #[serde(rename = "完成时间")]
    #[schemars(description = "如 2027年12月、2028年底", extend("x-附件" = "13", "x-例" = "2027年12月", "x-种类" = "期限", "x-规则" = "K08"))]
    pub due: FuzzyDate,
    /// Department in charge.
    #[serde(rename = "责任部门")]
    #[schemars(description = "责任部门", extend("x-附件" = "13", "x-例" = "自然资源和建设局", "x-种类" = "机构"))]
    pub department: String,
    /// Expected result.
    #[serde(rename = "预期目标")]
    #[schemars(
        description = "可核查的预期目标",
        extend("x-附件" = "13", "x-例" = "再生水回用率达到30%")
    )]
    pub goal: String,
    /// Indicators that it supports.
    #[serde(rename = "支撑指标")]
    #[schemars(description = "所支撑指标的编号", extend("x-附件" = "13", "x-例" = "[T2]"))]
    pub indicators: Refs,
    /// Projects that support it.
    #[serde(rename = "支撑项目")]
    #[schemars(description = "支撑本任务的项目编号", extend("x-附件" = "13"))]
    pub projects: Refs,
    /// How far it got.
    #[serde(rename = "完成情况")]
    #[schemars(description = "验收时填写", extend("x-附件" = "34"))]
    pub progress: Progress,
}

/// 完成情况 of a task or a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Progress {
    /// State.
    #[serde(rename = "状态")]
    #[schemars(description = "选一项")]
    pub state: Choice<State>,
    /// Statement.
    #[serde(rename = "说明")]
    #[schemars(description = "完成情况的说明", extend("x-附件" = "3", "x-种类" = "长文"))]
    pub note: String,
    /// When it was finished (tasks).
    #[serde(rename = "实际完成时间")]
    #[schemars(description = "实际完成的时间（重点任务）")]
    pub finished: FuzzyDate,
    /// Money spent (projects).
    #[serde(rename = "完成投资")]
    #[schemars(description = "实际完成的投资，单位同投资单位（支撑项目）")]
    pub invested: Literal,
    /// When it went into operation (projects).
    #[serde(rename = "投运时间")]
    #[schemars(description = "投入运行的时间（支撑项目）")]
    pub in_operation: FuzzyDate,
}

/// 状态.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum State {
    /// 已完成.
    #[serde(rename = "已完成")]
    Done,
    /// 基本完成.
    #[serde(rename = "基本完成")]
    NearlyDone,
    /// 正在实施.
    #[serde(rename = "正在实施")]
    UnderWay,
    /// 未完成.
    #[serde(rename = "未完成")]
    NotDone,
    /// 已取消.
    #[serde(rename = "已取消")]
    Cancelled,
}

impl Choose for State {
    const ALL: &'static [Self] = &[
        Self::Done,
        Self::NearlyDone,
        Self::UnderWay,
        Self::NotDone,
        Self::Cancelled,
    ];
}

/// 支撑项目: one support project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Project {
    /// Id.
    #[serde(rename = "编号")]
    #[schemars(description = "编号，供引用", extend("x-附件" = "13", "x-例" = "X1", "x-种类" = "代码"))]
    pub id: String,
    /// Name.
    #[serde(rename = "项目名称")]
    #[schemars(description = "项目名称", extend("x-附件" = "134", "x-例" = "再生水厂及配套管网工程", "x-种类" = "名称"))]
    pub name: String,
    /// Content.
    #[serde(rename = "建设内容")]
    #[schemars(description = "建设内容", extend("x-附件" = "13", "x-种类" = "长文"))]
    pub content: String,
    /// From when to when.
    #[serde(rename = "实施期限")]
    #[schemars(
        description = "如 2026年9月—2027年12月",
        extend("x-附件" = "13", "x-例" = "2026年9月—2027年12月", "x-种类" = "期限", "x-规则" = "X04")
    )]
    pub period: FuzzyDate,
    /// Who carries it out.
    #[serde(rename = "实施主体")]
    #[schemars(description = "实施主体", extend("x-附件" = "13", "x-例" = "湘澜水务有限公司", "x-种类" = "机构"))]
    pub owner: String,
    /// Investment.
    #[serde(rename = "投资金额")]
    #[schemars(description = "投资金额的数值", extend("x-附件" = "134", "x-例" = "21600"))]
    pub investment: Literal,
    /// Its unit.
    #[serde(rename = "投资单位")]
    #[schemars(description = "不填按万元计", extend("x-附件" = "134", "x-例" = "万元"))]
    pub unit: Choice<MoneyUnit>,
    /// Expected result.
    #[serde(rename = "预期目标")]
    #[schemars(description = "预期目标", extend("x-附件" = "13", "x-例" = "再生水回用率达到30%"))]
    pub goal: String,
    /// Tasks that it supports.
    #[serde(rename = "支撑任务")]
    #[schemars(description = "所支撑任务的编号", extend("x-附件" = "13", "x-例" = "[R4]"))]
    pub tasks: Refs,
    /// Indicators that it supports.
    #[serde(rename = "支撑指标")]
    #[schemars(description = "所支撑指标的编号", extend("x-附件" = "13", "x-例" = "[T2]"))]
    pub indicators: Refs,
    /// How it supports them.
    #[serde(rename = "支撑性")]
    #[schemars(description = "与指标达标的逻辑关系和支撑性", extend("x-附件" = "3", "x-种类" = "长文"))]
    pub support: String,
    /// How far it got.
    #[serde(rename = "完成情况")]
    #[schemars(description = "验收时填写", extend("x-附件" = "34"))]
    pub progress: Progress,
    /// What was changed.
    #[serde(rename = "调整情况")]
    #[schemars(description = "有调整的说明", extend("x-附件" = "34"))]
    pub change: Change,
}

/// 投资单位.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum MoneyUnit {
    /// 万元.
    #[serde(rename = "万元")]
    TenThousand,
    /// 亿元.
    #[serde(rename = "亿元")]
    HundredMillion,
}

impl Choose for MoneyUnit {
    const ALL: &'static [Self] = &[Self::TenThousand, Self::HundredMillion];
}

/// 调整情况 of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    /// Kind.
    #[serde(rename = "类型")]
    #[schemars(description = "选一项")]
    pub kind: Choice<ChangeKind>,
    /// When.
    #[serde(rename = "时间")]
    #[schemars(description = "调整发生的日期")]
    pub when: FuzzyDate,
    /// When it was reported.
    #[serde(rename = "报告时间")]
    #[schemars(description = "书面报告的日期")]
    pub reported: FuzzyDate,
    /// Statement.
    #[serde(rename = "说明")]
    #[schemars(description = "调整的内容和原因", extend("x-附件" = "3", "x-种类" = "长文"))]
    pub note: String,
}

/// Kind of a project's change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ChangeKind {
    /// 无.
    #[serde(rename = "无")]
    None,
    /// 变更.
    #[serde(rename = "变更")]
    Altered,
    /// 取消.
    #[serde(rename = "取消")]
    Cancelled,
    /// 新增.
    #[serde(rename = "新增")]
    Added,
    /// 替换.
    #[serde(rename = "替换")]
    Replaced,
}

impl Choose for ChangeKind {
    const ALL: &'static [Self] = &[
        Self::None,
        Self::Altered,
        Self::Cancelled,
        Self::Added,
        Self::Replaced,
    ];
}

/// 重大调整: one major adjustment (第十四条·重大调整).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Adjustment {
    /// What was adjusted.
    #[serde(rename = "类别")]
    #[schemars(description = "选一项")]
    pub kind: Choice<AdjustmentKind>,
    /// Content.
    #[serde(rename = "内容")]
    #[schemars(description = "调整内容")]
    pub content: String,
    /// When it happened.
    #[serde(rename = "发生时间")]
    #[schemars(description = "调整发生的日期")]
    pub when: FuzzyDate,
    /// When it was reported.
    #[serde(rename = "报告时间")]
    #[schemars(description = "书面报告的日期，应在发生后 6 个月内")]
    pub reported: FuzzyDate,
    /// What the province said.
    #[serde(rename = "省级意见")]
    #[schemars(description = "省级部门的意见")]
    pub opinion: String,
}

/// 类别 of a major adjustment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum AdjustmentKind {
    /// 名称.
    #[serde(rename = "名称")]
    Name,
    /// 管理机构.
    #[serde(rename = "管理机构")]
    Body,
    /// 创建范围.
    #[serde(rename = "创建范围")]
    Extent,
    /// 评价指标.
    #[serde(rename = "评价指标")]
    Indicators,
    /// 重点支撑项目.
    #[serde(rename = "重点支撑项目")]
    Projects,
    /// 其他.
    #[serde(rename = "其他")]
    Other,
}

impl Choose for AdjustmentKind {
    const ALL: &'static [Self] = &[
        Self::Name,
        Self::Body,
        Self::Extent,
        Self::Indicators,
        Self::Projects,
        Self::Other,
    ];
}

/// 图件: one figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Figure {
    /// Id.
    #[serde(rename = "编号")]
    #[schemars(description = "编号，供引用", extend("x-例" = "T-01", "x-种类" = "代码"))]
    pub id: String,
    /// Name, printed as the caption.
    #[serde(rename = "名称")]
    #[schemars(description = "图名", extend("x-例" = "园区四至范围图", "x-种类" = "名称"))]
    pub name: String,
    /// What it is for.
    #[serde(rename = "用途")]
    #[schemars(description = "选一项", extend("x-例" = "园区四至范围图"))]
    pub purpose: Choice<FigurePurpose>,
    /// File beside the YAML: PNG, JPEG or SVG.
    #[serde(rename = "文件")]
    #[schemars(description = "与数据文件同一文件夹内的 PNG、JPEG 或 SVG", extend("x-例" = "四至范围图.png", "x-种类" = "文件"))]
    pub file: String,
    /// Source: an id of 数据来源, or words.
    #[serde(rename = "来源")]
    #[schemars(description = "数据来源的编号，或来源文字", extend("x-例" = "S1", "x-种类" = "来源"))]
    pub source: String,
    /// Map review number.
    #[serde(rename = "审图号")]
    #[schemars(description = "地图的审图号", extend("x-种类" = "图号"))]
    pub map_number: String,
    /// Note below it.
    #[serde(rename = "图注")]
    #[schemars(description = "图下的说明")]
    pub note: String,
    /// What a drawn figure shows, in words; no part of the file.
    #[serde(skip)]
    #[schemars(skip)]
    pub alt: String,
    /// Where it stands, when it is neither of the two required figures.
    #[serde(rename = "所在章节")]
    #[schemars(description = "其他图件放在哪一节之后，写该节的键名，如 碳排放", extend("x-种类" = "代码"))]
    pub place: String,
}

/// 用途 of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FigurePurpose {
    /// 园区四至范围图.
    #[serde(rename = "园区四至范围图")]
    Extent,
    /// 园区生态工业链图.
    #[serde(rename = "园区生态工业链图")]
    Chain,
    /// 指标变化图.
    #[serde(rename = "指标变化图")]
    Indicators,
    /// 近三年经济图.
    #[serde(rename = "近三年经济图")]
    Economy,
    /// 支撑项目投资图.
    #[serde(rename = "支撑项目投资图")]
    Investment,
    /// 重点任务进度图.
    #[serde(rename = "重点任务进度图")]
    Progress,
    /// 其他.
    #[serde(rename = "其他")]
    Other,
}

impl Choose for FigurePurpose {
    const ALL: &'static [Self] = &[
        Self::Extent,
        Self::Chain,
        Self::Indicators,
        Self::Economy,
        Self::Investment,
        Self::Progress,
        Self::Other,
    ];
}
