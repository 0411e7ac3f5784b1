//! 基础数据: what the sections tell in numbers and no indicator holds.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Literal, Refs};

/// 基础数据: one quantity, year by year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Datum {
    /// Name.
    #[serde(rename = "名称")]
    #[schemars(
        description = "数据名称，照统计报表的叫法",
        extend("x-例" = "综合能源消费量", "x-种类" = "名称")
    )]
    pub name: String,
    /// Unit; — when dimensionless.
    #[serde(rename = "单位")]
    #[schemars(description = "单位；无量纲的填 —", extend("x-例" = "万吨标准煤", "x-种类" = "单位"))]
    pub unit: String,
    /// What is counted and what is not.
    #[serde(rename = "口径")]
    #[schemars(
        description = "统计口径，如 规模以上、全口径、现价、2020年不变价",
        extend("x-例" = "规模以上", "x-种类" = "文字")
    )]
    pub scope: String,
    /// Values by year.
    #[serde(rename = "值")]
    #[schemars(description = "各年的值，如 {2025: \"58.5\"}", extend("x-种类" = "数量"))]
    pub values: BTreeMap<String, Literal>,
    /// Sources.
    #[serde(rename = "来源")]
    #[schemars(description = "数据来源的编号", extend("x-例" = "[S1]", "x-种类" = "来源"))]
    pub sources: Refs,
    /// The section that tells it; found by its name when empty.
    #[serde(rename = "所在章节")]
    #[schemars(
        description = "写进哪一节，写该节的键名；不填按名称归入",
        extend("x-例" = "资源能源消耗", "x-种类" = "代码")
    )]
    pub place: String,
}
