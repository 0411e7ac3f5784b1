//! 产业链: the industrial chain as nodes and flows, for its figure.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Choice, Choose, FuzzyDate, Literal, Refs, YesNo};

/// 产业链: who gives what to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Network {
    /// Year of the quantities.
    #[serde(rename = "年份")]
    #[schemars(description = "数量所属的年份", extend("x-例" = "2025", "x-种类" = "年份"))]
    pub year: Literal,
    /// Sources.
    #[serde(rename = "来源")]
    #[schemars(description = "数据来源的编号", extend("x-例" = "[S5]", "x-种类" = "来源"))]
    pub sources: Refs,
    /// Enterprises, sectors, facilities.
    #[serde(rename = "节点")]
    #[schemars(description = "企业、行业或设施")]
    pub nodes: Vec<Node>,
    /// Material, by-products, energy, water.
    #[serde(rename = "流")]
    #[schemars(description = "物质、副产物、能量、水的流动")]
    pub flows: Vec<Flow>,
}

impl Network {
    /// Whether nothing is told: rows to fill in are nothing yet.
    pub fn is_empty(&self) -> bool {
        let node = |node: &Node| node.id.is_empty() && node.name.is_empty();
        let flow = |flow: &Flow| flow.from.is_empty() && flow.to.is_empty();
        self.nodes.iter().all(node) && self.flows.iter().all(flow)
    }
}

/// 节点: one enterprise, sector or facility.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Node {
    /// Id.
    #[serde(rename = "编号")]
    #[schemars(description = "编号，供流引用", extend("x-例" = "N1", "x-种类" = "代码"))]
    pub id: String,
    /// Name.
    #[serde(rename = "名称")]
    #[schemars(
        description = "图上的名称，宜在 10 个字以内",
        extend("x-例" = "精密铸造", "x-种类" = "名称")
    )]
    pub name: String,
    /// Kind.
    #[serde(rename = "类")]
    #[schemars(description = "选一项")]
    pub kind: Choice<NodeKind>,
    /// The chain or network that it belongs to.
    #[serde(rename = "链")]
    #[schemars(description = "所属的链或网", extend("x-例" = "装备制造链", "x-种类" = "名称"))]
    pub chain: String,
    /// Existing or planned; existing when empty.
    #[serde(rename = "状态")]
    #[schemars(description = "不填为现有")]
    pub state: Choice<Stage>,
    /// Projects that bring it about.
    #[serde(rename = "支撑项目")]
    #[schemars(description = "建成它的支撑项目编号", extend("x-例" = "[X1]", "x-种类" = "引用"))]
    pub projects: Refs,
}

/// 流: what one node gives to another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Flow {
    /// From.
    #[serde(rename = "自")]
    #[schemars(description = "从哪个节点流出（编号）", extend("x-例" = "N1", "x-种类" = "代码"))]
    pub from: String,
    /// To.
    #[serde(rename = "至")]
    #[schemars(description = "流入哪个节点（编号）", extend("x-例" = "N2", "x-种类" = "代码"))]
    pub to: String,
    /// What flows.
    #[serde(rename = "物")]
    #[schemars(description = "流动的是什么", extend("x-例" = "铸件", "x-种类" = "文字"))]
    pub what: String,
    /// Kind.
    #[serde(rename = "种类")]
    #[schemars(description = "选一项")]
    pub kind: Choice<FlowKind>,
    /// Quantity; unknown when empty.
    #[serde(rename = "数量")]
    #[schemars(description = "数量，未知的不填", extend("x-例" = "\"8.0\"", "x-种类" = "数量"))]
    pub amount: Literal,
    /// Unit.
    #[serde(rename = "单位")]
    #[schemars(
        description = "物质、副产物用万吨/年，水用万立方米/年，热用万吉焦/年，电用万千瓦时/年",
        extend("x-例" = "万吨/年", "x-种类" = "单位")
    )]
    pub unit: String,
    /// Existing or planned; existing when empty.
    #[serde(rename = "状态")]
    #[schemars(description = "不填为现有")]
    pub state: Choice<Stage>,
    /// When it begins.
    #[serde(rename = "投运")]
    #[schemars(description = "计划或实际开始的时间", extend("x-例" = "2028年1月", "x-种类" = "期限", "x-规则" = "D08"))]
    pub begins: FuzzyDate,
    /// Whether it counts as a new link of the chain.
    #[serde(rename = "新增")]
    #[schemars(description = "是否计入新增生态工业链项目，同一交换关系只标一次")]
    pub is_new: Choice<YesNo>,
    /// Tasks that bring it about.
    #[serde(rename = "支撑任务")]
    #[schemars(description = "所依托的任务编号", extend("x-例" = "[R3]", "x-种类" = "引用"))]
    pub tasks: Refs,
    /// Projects that bring it about.
    #[serde(rename = "支撑项目")]
    #[schemars(description = "所依托的项目编号", extend("x-例" = "[X3]", "x-种类" = "引用"))]
    pub projects: Refs,
}

/// 类 of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum NodeKind {
    /// 企业.
    #[serde(rename = "企业")]
    Enterprise,
    /// 行业.
    #[serde(rename = "行业")]
    Sector,
    /// 设施.
    #[serde(rename = "设施")]
    Facility,
    /// 园外.
    #[serde(rename = "园外")]
    Outside,
}

impl Choose for NodeKind {
    const ALL: &'static [Self] = &[
        Self::Enterprise,
        Self::Sector,
        Self::Facility,
        Self::Outside,
    ];
}

/// 种类 of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FlowKind {
    /// 物质.
    #[serde(rename = "物质")]
    Material,
    /// 副产物.
    #[serde(rename = "副产物")]
    ByProduct,
    /// 能量.
    #[serde(rename = "能量")]
    Energy,
    /// 水.
    #[serde(rename = "水")]
    Water,
}

impl Choose for FlowKind {
    const ALL: &'static [Self] = &[Self::Material, Self::ByProduct, Self::Energy, Self::Water];
}

/// 状态 of a node or flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Stage {
    /// 现有.
    #[serde(rename = "现有")]
    Existing,
    /// 计划.
    #[serde(rename = "计划")]
    Planned,
}

impl Choose for Stage {
    const ALL: &'static [Self] = &[Self::Existing, Self::Planned];
}
