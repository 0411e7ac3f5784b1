//! 指标体系: indicators, targets, values over the years.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Choice, Choose, Literal, Refs, plain};

/// 指标体系.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Indicators {
    /// Baseline year.
    #[serde(rename = "基准年")]
    #[schemars(description = "实施方案基准年", extend("x-附件" = "13", "x-例" = "2025", "x-种类" = "年份"))]
    pub baseline_year: Literal,
    /// Target year.
    #[serde(rename = "目标年")]
    #[schemars(description = "目标年", extend("x-附件" = "13", "x-例" = "2028", "x-种类" = "年份"))]
    pub target_year: Literal,
    /// Goal of the creation.
    #[serde(rename = "创建工作目标")]
    #[schemars(
        description = "创建工作目标",
        extend(
            "x-附件" = "1",
            "x-种类" = "长文",
            "x-指引" = "（依据《标准》明确创建工作目标和具体指标，按照要求涵盖必选和特色两类指标，园区可根据自身特点提出亮点指标，编制目标指标表）"
        )
    )]
    pub goal: String,
    /// The indicators.
    #[serde(rename = "指标")]
    #[schemars(description = "目标指标表的各行")]
    pub list: Vec<Indicator>,
}

/// One indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Indicator {
    /// Id.
    #[serde(rename = "编号")]
    #[schemars(description = "编号，供引用", extend("x-附件" = "13", "x-例" = "Z1", "x-种类" = "代码"))]
    pub id: String,
    /// Name as in the standard.
    #[serde(rename = "指标名称")]
    #[schemars(description = "与《标准》一致的名称", extend("x-附件" = "134", "x-例" = "绿化覆盖率", "x-种类" = "名称"))]
    pub name: String,
    /// Category.
    #[serde(rename = "类别")]
    #[schemars(description = "选一项", extend("x-附件" = "13", "x-规则" = "I02"))]
    pub category: Choice<Category>,
    /// Unit; — when dimensionless.
    #[serde(rename = "单位")]
    #[schemars(description = "单位；无量纲的填 —", extend("x-附件" = "13", "x-例" = "\"%\"", "x-种类" = "单位"))]
    pub unit: String,
    /// Limit of the standard.
    #[serde(rename = "标准值")]
    #[schemars(
        description = "《标准》的指标值，如 \"≥15\"、\"=100\"、具备；亮点指标可不填",
        extend("x-附件" = "134", "x-例" = "\"≥15\"")
    )]
    pub limit: Literal,
    /// Condition under which the limit applies.
    #[serde(rename = "条件")]
    #[schemars(description = "标准值的适用条件，如 增长率>0时", extend("x-附件" = "13"))]
    pub condition: String,
    /// Value in the baseline year.
    #[serde(rename = "基准年值")]
    #[schemars(description = "基准年的值", extend("x-附件" = "13", "x-例" = "\"22.4\""))]
    pub baseline: Literal,
    /// Target value.
    #[serde(rename = "目标值")]
    #[schemars(description = "目标年的值", extend("x-附件" = "13", "x-例" = "\"25.0\""))]
    pub target: Literal,
    /// Which way is better.
    #[serde(rename = "方向")]
    #[schemars(
        description = "亮点指标没有标准值时说明优劣方向",
        extend("x-附件" = "13")
    )]
    pub direction: Choice<Direction>,
    /// Sources of the data.
    #[serde(rename = "数据来源")]
    #[schemars(description = "数据来源的编号", extend("x-附件" = "13", "x-例" = "[S1]", "x-种类" = "来源"))]
    pub sources: Refs,
    /// Attainability analysis.
    #[serde(rename = "可达性分析")]
    #[schemars(description = "该指标目标的可达性分析", extend("x-附件" = "1", "x-种类" = "长文"))]
    pub attainability: String,
    /// Why no task or project supports it.
    #[serde(rename = "支撑说明")]
    #[schemars(description = "没有任务和项目支撑时说明（如已达标）", extend("x-附件" = "1"))]
    pub support_note: String,
    /// Values by year.
    #[serde(rename = "实际值")]
    #[schemars(description = "评价时段内各年的值，如 {2025: \"22.4\"}", extend("x-附件" = "34"))]
    pub actual: BTreeMap<String, Literal>,
    /// Remark on jumps.
    #[serde(rename = "变化说明")]
    #[schemars(description = "年度变化较大或按累计数统计时说明", extend("x-附件" = "3"))]
    pub change_note: String,
    /// How the data were collected.
    #[serde(rename = "数据采集方法")]
    #[schemars(description = "数据采集方法", extend("x-附件" = "3"))]
    pub method: String,
    /// Calculation.
    #[serde(rename = "计算过程")]
    #[schemars(description = "计算过程", extend("x-附件" = "3", "x-种类" = "长文"))]
    pub calculation: String,
    /// Raw data.
    #[serde(rename = "原始数据清单")]
    #[schemars(description = "原始数据清单；可写 {名称, 文件}", extend("x-附件" = "3"))]
    pub raw_data: Vec<RawDatum>,
    /// Whether the limit is met.
    #[serde(rename = "达标情况")]
    #[schemars(description = "选一项", extend("x-附件" = "34"))]
    pub attained: Choice<Attained>,
    /// Analysis of that.
    #[serde(rename = "达标分析")]
    #[schemars(description = "达标情况的分析", extend("x-附件" = "3", "x-种类" = "长文"))]
    pub attained_note: String,
    /// Why a compulsory indicator does not apply.
    #[serde(rename = "不适用说明")]
    #[schemars(description = "《标准》的必选指标不适用时说明", extend("x-附件" = "13"))]
    pub not_applicable: String,
}

/// One item of 原始数据清单: a name, or a name with its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RawDatum {
    /// Only its name.
    Name(String),
    /// Name and file.
    Filed(FiledDatum),
}

/// A raw datum with its file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FiledDatum {
    /// Name.
    #[serde(rename = "名称")]
    #[schemars(description = "资料名称", extend("x-种类" = "名称"))]
    pub name: String,
    /// File in the folder of supporting material.
    #[serde(rename = "文件")]
    #[schemars(description = "支撑材料中的文件名", extend("x-种类" = "文件"))]
    pub file: String,
}

impl RawDatum {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Filed(datum) => &datum.name,
        }
    }

    /// Whether `file` (a path in the supporting material) is its file: the one
    /// that it names, or one whose name contains its own.
    pub fn is_held_by(&self, file: &str) -> bool {
        let file = file.replace('\\', "/");
        match self {
            Self::Filed(datum) if !datum.file.is_empty() => {
                file == datum.file || file.ends_with(&format!("/{}", datum.file))
            }
            _ => {
                let name = plain(self.name());
                !name.is_empty() && plain(&file).contains(&name)
            }
        }
    }
}

/// 类别.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Category {
    /// 必选.
    #[serde(rename = "必选")]
    Compulsory,
    /// 特色.
    #[serde(rename = "特色")]
    Characteristic,
    /// 亮点.
    #[serde(rename = "亮点")]
    Highlight,
}

impl Choose for Category {
    const ALL: &'static [Self] = &[Self::Compulsory, Self::Characteristic, Self::Highlight];
}

/// 方向.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Direction {
    /// 越大越好.
    #[serde(rename = "越大越好")]
    Up,
    /// 越小越好.
    #[serde(rename = "越小越好")]
    Down,
    /// 达标.
    #[serde(rename = "达标")]
    Met,
}

impl Choose for Direction {
    const ALL: &'static [Self] = &[Self::Up, Self::Down, Self::Met];
}

/// 达标情况.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Attained {
    /// 达标.
    #[serde(rename = "达标")]
    Yes,
    /// 未达标.
    #[serde(rename = "未达标")]
    No,
}

impl Choose for Attained {
    const ALL: &'static [Self] = &[Self::Yes, Self::No];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_raw_data() {
        let name = |name: &str| RawDatum::Name(name.into());
        assert!(name("绿化覆盖面积测绘成果").is_held_by("05 环境/绿化 覆盖面积测绘成果.pdf"));
        assert!(!name("绿化覆盖面积测绘成果").is_held_by("绿化.pdf"));
        let filed = RawDatum::Filed(FiledDatum {
            name: "台账".into(),
            file: "a/台账.xlsx".into(),
        });
        assert!(filed.is_held_by("a\\台账.xlsx"));
        assert!(filed.is_held_by("支撑材料/a/台账.xlsx"));
        assert!(!filed.is_held_by("台账.xlsx"));
    }
}
