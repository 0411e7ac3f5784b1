//! What belongs to one annex alone: its texts, its dates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FuzzyDate, Literal, Refs};

/// 实施方案: what only annex 1 shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Day of the document; printed on the cover as year and month.
    #[serde(rename = "编制日期")]
    #[schemars(description = "编制日期", extend("x-例" = "2026-05-15", "x-种类" = "期限"))]
    pub date: FuzzyDate,
    /// 一、1.
    #[serde(rename = "园区概况")]
    #[schemars(
        description = "一、1. 园区概况",
        extend(
            "x-指引" = "（主要包括园区发展概况、地理位置、区位条件、生态环境质量、资源能源消耗、碳排放、污染物排放、环境风险防控等现状内容，绘制园区四至范围图）"
        )
    )]
    pub overview: PlanOverview,
    /// 一、2.
    #[serde(rename = "创建基础")]
    #[schemars(
        description = "一、2. 创建基础",
        extend("x-指引" = "（提出创建生态工业园区的优势和劣势，以及面临的机遇和挑战）")
    )]
    pub foundation: Foundation,
    /// 二、1.
    #[serde(rename = "总体框架")]
    #[schemars(
        description = "二、1. 总体框架",
        extend(
            "x-种类" = "长文",
            "x-指引" = "（提出创建生态工业园区的总体框架，绘制园区生态工业链图）"
        )
    )]
    pub framework: String,
    /// 三.
    #[serde(rename = "重点任务说明")]
    #[schemars(
        description = "三、重点任务的总述",
        extend(
            "x-种类" = "长文",
            "x-指引" = "从培育发展绿色生产力、减污降碳协同、主导行业生态体系构建、资源循环利用、污染防治与生态保护修复、环境风险防控、生态环境管理能力提升等方面提出创建方案和重点任务，明确重点任务名称、任务内容、完成时间、责任部门、预期目标等，编制重点任务表。"
        )
    )]
    pub tasks: String,
    /// 四.
    #[serde(rename = "支撑项目说明")]
    #[schemars(
        description = "四、支撑项目的总述",
        extend(
            "x-种类" = "长文",
            "x-指引" = "根据工作任务提出支撑项目清单，明确项目名称、建设内容、实施期限、实施主体、投资金额、预期目标等，编制支撑项目表。"
        )
    )]
    pub projects: String,
    /// 五.
    #[serde(rename = "支撑情况分析")]
    #[schemars(
        description = "五、任务和项目对指标的支撑情况",
        extend(
            "x-种类" = "长文",
            "x-指引" = "分析各目标指标的可达性，阐明重点任务与支撑项目对目标指标的支撑情况。"
        )
    )]
    pub support: String,
    /// Further chapters.
    #[serde(rename = "附加章节")]
    #[schemars(description = "提纲之外的章节，排在最后")]
    pub extra: Vec<Chapter>,
}

/// 园区概况: eight items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlanOverview {
    /// ①.
    #[serde(rename = "园区发展概况")]
    #[schemars(description = "园区发展概况", extend("x-种类" = "长文"))]
    pub development: String,
    /// ②.
    #[serde(rename = "地理位置")]
    #[schemars(description = "地理位置", extend("x-种类" = "长文"))]
    pub location: String,
    /// ③.
    #[serde(rename = "区位条件")]
    #[schemars(description = "区位条件", extend("x-种类" = "长文"))]
    pub access: String,
    /// ④.
    #[serde(rename = "生态环境质量")]
    #[schemars(description = "生态环境质量", extend("x-种类" = "长文"))]
    pub environment: String,
    /// ⑤.
    #[serde(rename = "资源能源消耗")]
    #[schemars(description = "资源能源消耗", extend("x-种类" = "长文"))]
    pub resources: String,
    /// ⑥.
    #[serde(rename = "碳排放")]
    #[schemars(description = "碳排放", extend("x-种类" = "长文"))]
    pub carbon: String,
    /// ⑦.
    #[serde(rename = "污染物排放")]
    #[schemars(description = "污染物排放", extend("x-种类" = "长文"))]
    pub pollutants: String,
    /// ⑧.
    #[serde(rename = "环境风险防控")]
    #[schemars(description = "环境风险防控", extend("x-种类" = "长文"))]
    pub risk: String,
}

/// 创建基础: four items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Foundation {
    /// ①.
    #[serde(rename = "优势")]
    #[schemars(description = "优势", extend("x-种类" = "长文"))]
    pub strengths: String,
    /// ②.
    #[serde(rename = "劣势")]
    #[schemars(description = "劣势", extend("x-种类" = "长文"))]
    pub weaknesses: String,
    /// ③.
    #[serde(rename = "机遇")]
    #[schemars(description = "机遇", extend("x-种类" = "长文"))]
    pub opportunities: String,
    /// ④.
    #[serde(rename = "挑战")]
    #[schemars(description = "挑战", extend("x-种类" = "长文"))]
    pub challenges: String,
}

/// A chapter beyond the outline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Chapter {
    /// Heading without number.
    #[serde(rename = "标题")]
    #[schemars(description = "章节标题，不带序号")]
    pub title: String,
    /// Text.
    #[serde(rename = "内容")]
    #[schemars(description = "章节内容", extend("x-种类" = "长文"))]
    pub text: String,
}

/// 备案表: what only annex 2 shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Filing {
    /// Who submits.
    #[serde(rename = "报送单位")]
    #[schemars(description = "省级生态环境部门全称", extend("x-例" = "湖南省生态环境厅", "x-种类" = "机构"))]
    pub submitter: String,
    /// Day of submission.
    #[serde(rename = "报送日期")]
    #[schemars(description = "报送日期", extend("x-例" = "2026-09-10", "x-种类" = "期限"))]
    pub date: FuzzyDate,
    /// What the park builds.
    #[serde(rename = "园区建设内容")]
    #[schemars(
        description = "园区建设内容，可写 \"@文件.txt\"",
        extend(
            "x-种类" = "长文",
            "x-上限" = 1000,
            "x-指引" = "（重点介绍园区概况及创建基础、总体方案、重点任务和支撑项目，不超过1000字）"
        )
    )]
    pub content: String,
}

/// 验收报告: what only annex 3 shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AcceptanceReport {
    /// Day of the document.
    #[serde(rename = "编制日期")]
    #[schemars(description = "编制日期", extend("x-例" = "2029-03-01", "x-种类" = "期限"))]
    pub date: FuzzyDate,
    /// 一、1.
    #[serde(rename = "基本情况")]
    #[schemars(
        description = "一、1. 基本情况",
        extend(
            "x-指引" = "（包括园区成立时间、发展概况、地理位置、主要资源条件、管理机构情况、基础设施建设情况）"
        )
    )]
    pub overview: ReportOverview,
    /// 一、2.
    #[serde(rename = "经济状况")]
    #[schemars(
        description = "一、2. 经济状况",
        extend(
            "x-指引" = "（描述园区经济和工业发展水平，包括近三年园区总产值、地区生产总值、工业增加值、经济发展速度）"
        )
    )]
    pub economy: Economy,
    /// 一、3.
    #[serde(rename = "生态环境现状")]
    #[schemars(
        description = "一、3. 生态环境现状",
        extend(
            "x-指引" = "（包括园区整体的生态环境质量状况、污染源情况、主要和特征污染物排放情况、环境风险情况、环境管理情况）"
        )
    )]
    pub environment: Environment,
    /// 一、4.
    #[serde(rename = "碳排放与碳汇现状")]
    #[schemars(
        description = "一、4. 碳排放与碳汇现状",
        extend("x-指引" = "（包括园区工业、人居、交通等重点领域碳排放与碳汇现状）")
    )]
    pub carbon: Carbon,
    /// 二.
    #[serde(rename = "评价时段")]
    #[schemars(
        description = "二、评价时段",
        extend(
            "x-指引" = "园区的评价时段为实施方案基准年至验收年。实施方案基准年应为园区实施方案报送省级生态环境部门申请创建时可以获得的最新量化数据的年份。"
        )
    )]
    pub period: EvaluationPeriod,
    /// 三.
    #[serde(rename = "标准符合性综述")]
    #[schemars(
        description = "三、《标准》符合性评价的综述",
        extend(
            "x-种类" = "长文",
            "x-指引" = "根据《实施方案》选定的指标，对照《标准》指标值要求，逐项分析各指标的达标情况，详列评价时段内各指标的数据采集方法、数据来源、计算过程、原始数据清单。"
        )
    )]
    pub conformity: String,
    /// 四.
    #[serde(rename = "支撑性分析")]
    #[schemars(
        description = "四、支撑项目与指标达标的逻辑关系和支撑性",
        extend(
            "x-种类" = "长文",
            "x-指引" = "结合《实施方案》，逐项阐述园区创建重点任务和支撑项目完成情况，分析支撑项目与指标达标的逻辑关系和支撑性。支撑项目有调整的，就调整情况作出说明。"
        )
    )]
    pub support: String,
    /// 五.
    #[serde(rename = "创建特点和经验总结")]
    #[schemars(
        description = "五、创建特点和经验总结",
        extend(
            "x-指引" = "总结园区在生态工业园区创建过程中的典型做法和措施、体制机制创新和突破、经济社会环境协调发展成果和效益，重点包括培育发展绿色生产力、减污降碳协同、生态工业链网构建与完善、环境管理能力建设和机制创新、环境风险防控和预警体系建设、绿色低碳技术转化应用等方面的内容，提炼生态工业建设过程中可供其他园区借鉴的经验。"
        )
    )]
    pub experience: Experience,
}

/// 基本情况: six items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportOverview {
    /// ①.
    #[serde(rename = "园区成立时间")]
    #[schemars(description = "园区成立时间", extend("x-种类" = "长文"))]
    pub founded: String,
    /// ②.
    #[serde(rename = "发展概况")]
    #[schemars(description = "发展概况", extend("x-种类" = "长文"))]
    pub development: String,
    /// ③.
    #[serde(rename = "地理位置")]
    #[schemars(description = "地理位置", extend("x-种类" = "长文"))]
    pub location: String,
    /// ④.
    #[serde(rename = "主要资源条件")]
    #[schemars(description = "主要资源条件", extend("x-种类" = "长文"))]
    pub resources: String,
    /// ⑤.
    #[serde(rename = "管理机构情况")]
    #[schemars(description = "管理机构情况", extend("x-种类" = "长文"))]
    pub body: String,
    /// ⑥.
    #[serde(rename = "基础设施建设情况")]
    #[schemars(description = "基础设施建设情况", extend("x-种类" = "长文"))]
    pub infrastructure: String,
}

/// 经济状况.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Economy {
    /// Text.
    #[serde(rename = "综述")]
    #[schemars(description = "经济和工业发展水平", extend("x-种类" = "长文"))]
    pub summary: String,
    /// Three years.
    #[serde(rename = "近三年")]
    #[schemars(description = "连续三年的四项数据")]
    pub years: Vec<EconomicYear>,
    /// Unit of money.
    #[serde(rename = "金额单位")]
    #[schemars(description = "亿元或万元", extend("x-例" = "亿元", "x-种类" = "单位"))]
    pub money_unit: String,
    /// Unit of growth.
    #[serde(rename = "速度单位")]
    #[schemars(description = "经济发展速度的单位", extend("x-例" = "\"%\"", "x-种类" = "单位"))]
    pub growth_unit: String,
    /// Sources.
    #[serde(rename = "数据来源")]
    #[schemars(description = "数据来源的编号", extend("x-例" = "[S1]", "x-种类" = "来源"))]
    pub sources: Refs,
}

/// One year of 近三年.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EconomicYear {
    /// Year.
    #[serde(rename = "年份")]
    #[schemars(description = "年份", extend("x-例" = "2026", "x-种类" = "年份"))]
    pub year: Literal,
    /// Gross output.
    #[serde(rename = "园区总产值")]
    #[schemars(description = "园区总产值", extend("x-例" = "\"486.20\""))]
    pub output: Literal,
    /// Regional GDP.
    #[serde(rename = "地区生产总值")]
    #[schemars(description = "地区生产总值", extend("x-例" = "\"205.10\""))]
    pub gdp: Literal,
    /// Industrial value added.
    #[serde(rename = "工业增加值")]
    #[schemars(description = "工业增加值", extend("x-例" = "\"134.95\""))]
    pub value_added: Literal,
    /// Growth of GDP over the year before.
    #[serde(rename = "经济发展速度")]
    #[schemars(description = "地区生产总值比上年的增长率", extend("x-例" = "\"10.0\""))]
    pub growth: Literal,
}

/// 生态环境现状: five items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Environment {
    /// ①.
    #[serde(rename = "整体的生态环境质量状况")]
    #[schemars(description = "整体的生态环境质量状况", extend("x-种类" = "长文"))]
    pub quality: String,
    /// ②.
    #[serde(rename = "污染源情况")]
    #[schemars(description = "污染源情况", extend("x-种类" = "长文"))]
    pub pollution_sources: String,
    /// ③.
    #[serde(rename = "主要和特征污染物排放情况")]
    #[schemars(description = "主要和特征污染物排放情况", extend("x-种类" = "长文"))]
    pub pollutants: String,
    /// ④.
    #[serde(rename = "环境风险情况")]
    #[schemars(description = "环境风险情况", extend("x-种类" = "长文"))]
    pub risk: String,
    /// ⑤.
    #[serde(rename = "环境管理情况")]
    #[schemars(description = "环境管理情况", extend("x-种类" = "长文"))]
    pub management: String,
}

/// 碳排放与碳汇现状.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Carbon {
    /// ①.
    #[serde(rename = "工业")]
    #[schemars(description = "工业领域碳排放", extend("x-种类" = "长文"))]
    pub industry: String,
    /// ②.
    #[serde(rename = "人居")]
    #[schemars(description = "人居领域碳排放", extend("x-种类" = "长文"))]
    pub settlement: String,
    /// ③.
    #[serde(rename = "交通")]
    #[schemars(description = "交通领域碳排放", extend("x-种类" = "长文"))]
    pub transport: String,
    /// ④.
    #[serde(rename = "碳汇")]
    #[schemars(description = "碳汇", extend("x-种类" = "长文"))]
    pub sinks: String,
    /// Open list (等).
    #[serde(rename = "其他")]
    #[schemars(description = "其他重点领域，可不填", extend("x-种类" = "长文"))]
    pub other: String,
}

/// 评价时段.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EvaluationPeriod {
    /// Baseline year.
    #[serde(rename = "基准年")]
    #[schemars(description = "实施方案基准年", extend("x-例" = "2025", "x-种类" = "年份"))]
    pub baseline_year: Literal,
    /// Acceptance year.
    #[serde(rename = "验收年")]
    #[schemars(description = "验收年", extend("x-例" = "2028", "x-种类" = "年份"))]
    pub acceptance_year: Literal,
    /// Reasons.
    #[serde(rename = "说明")]
    #[schemars(description = "确定评价时段的理由", extend("x-种类" = "长文"))]
    pub note: String,
}

/// 创建特点和经验总结.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Experience {
    /// ①.
    #[serde(rename = "典型做法和措施")]
    #[schemars(description = "典型做法和措施", extend("x-种类" = "长文"))]
    pub practices: String,
    /// ②.
    #[serde(rename = "体制机制创新和突破")]
    #[schemars(description = "体制机制创新和突破", extend("x-种类" = "长文"))]
    pub innovations: String,
    /// ③.
    #[serde(rename = "经济社会环境协调发展成果和效益")]
    #[schemars(description = "经济社会环境协调发展成果和效益", extend("x-种类" = "长文"))]
    pub results: String,
    /// ④.
    #[serde(rename = "可供其他园区借鉴的经验")]
    #[schemars(description = "可供其他园区借鉴的经验", extend("x-种类" = "长文"))]
    pub lessons: String,
    /// Six aspects (not the seven themes of annex 1).
    #[serde(rename = "方面")]
    #[schemars(description = "六个重点方面")]
    pub aspects: Aspects,
}

/// 方面: the six aspects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Aspects {
    /// (a).
    #[serde(rename = "培育发展绿色生产力")]
    #[schemars(description = "培育发展绿色生产力", extend("x-种类" = "长文"))]
    pub productivity: String,
    /// (b).
    #[serde(rename = "减污降碳协同")]
    #[schemars(description = "减污降碳协同", extend("x-种类" = "长文"))]
    pub synergy: String,
    /// (c).
    #[serde(rename = "生态工业链网构建与完善")]
    #[schemars(description = "生态工业链网构建与完善", extend("x-种类" = "长文"))]
    pub network: String,
    /// (d).
    #[serde(rename = "环境管理能力建设和机制创新")]
    #[schemars(description = "环境管理能力建设和机制创新", extend("x-种类" = "长文"))]
    pub management: String,
    /// (e).
    #[serde(rename = "环境风险防控和预警体系建设")]
    #[schemars(description = "环境风险防控和预警体系建设", extend("x-种类" = "长文"))]
    pub risk: String,
    /// (f).
    #[serde(rename = "绿色低碳技术转化应用")]
    #[schemars(description = "绿色低碳技术转化应用", extend("x-种类" = "长文"))]
    pub technology: String,
}

/// 验收申请表: what only annex 4 shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Application {
    /// Day of the application.
    #[serde(rename = "申请日期")]
    #[schemars(description = "申请验收的日期", extend("x-例" = "2029-03-16", "x-种类" = "期限"))]
    pub date: FuzzyDate,
    /// Tasks.
    #[serde(rename = "重点任务完成情况")]
    #[schemars(description = "重点任务完成情况", extend("x-种类" = "长文"))]
    pub tasks: String,
    /// Projects.
    #[serde(rename = "支撑项目完成情况")]
    #[schemars(description = "支撑项目完成情况", extend("x-种类" = "长文"))]
    pub projects: String,
    /// Indicators.
    #[serde(rename = "创建指标完成情况")]
    #[schemars(
        description = "创建指标完成情况，可写 \"@文件.txt\"",
        extend(
            "x-种类" = "长文",
            "x-上限" = 500,
            "x-指引" = "（园区评价指标完成情况，不超过500字）"
        )
    )]
    pub indicators: String,
    /// Characteristics and highlights.
    #[serde(rename = "园区特色及亮点")]
    #[schemars(
        description = "园区特色及亮点",
        extend("x-种类" = "长文", "x-上限" = 500, "x-指引" = "（不超过500字）")
    )]
    pub highlights: String,
}
