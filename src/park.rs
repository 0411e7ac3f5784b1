//! The typed data set of one park.
//!
//! Field names of the YAML are the labels of the official forms, verbatim
//! (`serde(rename)`); they are the public interface. What is fixed about a
//! datum stands here once, as attributes of its field: `description` (what an
//! editor shows), and the extensions
//!
//! - `x-附件`: annexes that use it (`"24"`); inherited by what is below,
//! - `x-指引`: the official guidance, verbatim, for an empty place,
//! - `x-上限`: cap on its characters, as the form prints it,
//! - `x-例`: an example, for `ecopark new`,
//! - `x-种类`: what it is ([`Kind`]), where its type does not say so,
//! - `x-不印` (`true`): no form prints it; inherited by what is below,
//! - `x-规则`: the rule that judges a choice (else it is Y03) or a date (T08).
//!
//! [`catalogue`] reads them back from the derived schema, for the forms, the
//! skeleton file, the rules and the editors; [`walk`] goes through the data of
//! a park with them at hand. Nothing else lists data by name.
//!
//! Values are plain: a missing text is empty, no field knows its place in the
//! file (a rule names the data path, the report finds the place). Literals stay
//! text: `42.60` prints `42.60`.

mod basics;
mod boundary;
pub mod catalogue;
mod data;
mod dates;
pub mod hints;
mod indicators;
mod kind;
pub mod legacy;
mod limit;
pub mod money;
mod narrative;
mod network;
mod text;
mod undertakings;
mod values;
pub mod walk;
mod written;

pub use basics::*;
pub use boundary::*;
pub use data::*;
pub use dates::{FuzzyDate, Interval, Precision, Reading};
pub use indicators::*;
pub use kind::Kind;
pub(crate) use limit::plain;
pub use limit::{Limit, Relation, is_verdict, split_unit};
pub use narrative::*;
pub use network::*;
pub use text::{Line, LineKind, cells, is_rule, lines};
pub use undertakings::*;
pub(crate) use values::half_width;
pub use values::{Choice, Choose, Literal, OrWord, Refs, YesNo};
pub use written::Written;

use std::collections::BTreeMap;

use crate::form::{FORMS, FormId, FormSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One park: everything that its four annexes are made from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(
    title = "生态工业园区数据",
    description = "一个园区的全部数据，四个附件都由它生成"
)]
pub struct Park {
    /// Version of the format, now 1.
    #[serde(rename = "格式版本")]
    #[schemars(description = "数据格式的版本，目前为 1", extend("x-例" = "1", "x-种类" = "代码"))]
    pub format: Literal,
    /// Names by which programs and texts call the park.
    #[serde(rename = "标识")]
    #[schemars(description = "园区在程序和文字中的称呼", extend("x-不印" = true))]
    pub identity: Identity,
    /// 一、园区基本情况 of annexes 2 and 4.
    #[serde(rename = "园区基本情况")]
    #[schemars(description = "附件2、附件4 第一部分")]
    pub basics: Basics,
    /// 二、园区管理机构情况 of annexes 2 and 4.
    #[serde(rename = "园区管理机构情况")]
    #[schemars(description = "附件2、附件4 第二部分")]
    pub body: ManagementBody,
    /// Facts of the application, mostly not printed, that rules need.
    #[serde(rename = "创建申报")]
    #[schemars(
        description = "申报过程中的事实，多数不打印，供校验使用",
        extend("x-不印" = true)
    )]
    pub process: Process,
    /// The 《标准》 that the indicators follow.
    #[serde(rename = "标准")]
    #[schemars(description = "指标所依据的《标准》", extend("x-附件" = "13"))]
    pub standard: Standard,
    /// Sources of data, referred to by 编号.
    #[serde(rename = "数据来源")]
    #[schemars(description = "数据来源清单，各处以编号引用", extend("x-附件" = "13"))]
    pub sources: Vec<Source>,
    /// Indicators and targets.
    #[serde(rename = "指标体系")]
    #[schemars(description = "创建目标和指标", extend("x-附件" = "134"))]
    pub indicators: Indicators,
    /// Key tasks.
    #[serde(rename = "重点任务")]
    #[schemars(description = "重点任务表的各行", extend("x-附件" = "134"))]
    pub tasks: Vec<Task>,
    /// Support projects.
    #[serde(rename = "支撑项目")]
    #[schemars(description = "支撑项目表的各行", extend("x-附件" = "134"))]
    pub projects: Vec<Project>,
    /// Major adjustments during the creation period.
    #[serde(rename = "重大调整")]
    #[schemars(
        description = "创建期内名称、管理机构、创建范围、评价指标、重点支撑项目等的变更",
        extend("x-附件" = "34")
    )]
    pub adjustments: Vec<Adjustment>,
    /// Figures.
    #[serde(rename = "图件")]
    #[schemars(description = "图件清单", extend("x-附件" = "1"))]
    pub figures: Vec<Figure>,
    /// Quantities that no indicator holds.
    #[serde(rename = "基础数据")]
    #[schemars(
        description = "各节要写的总量等数据，自动成文和核对强度指标时取用",
        extend("x-附件" = "13")
    )]
    pub data: Vec<Datum>,
    /// The industrial chain, for its figure.
    #[serde(rename = "产业链")]
    #[schemars(
        description = "生态工业链的节点和流，据此绘制园区生态工业链图",
        extend("x-附件" = "13")
    )]
    pub network: Network,
    /// Where the park lies, for its map.
    #[serde(rename = "园区边界")]
    #[schemars(
        description = "园区边界的坐标和图层，据此绘制园区四至范围图",
        extend("x-附件" = "13")
    )]
    pub boundary: Boundary,
    /// What only annex 1 shows.
    #[serde(rename = "实施方案")]
    #[schemars(description = "附件1 建设实施方案的文字", extend("x-附件" = "1"))]
    pub plan: Option<Plan>,
    /// What only annex 2 shows.
    #[serde(rename = "备案表")]
    #[schemars(description = "附件2 创建备案表的内容", extend("x-附件" = "2"))]
    pub filing: Option<Filing>,
    /// What only annex 3 shows.
    #[serde(rename = "验收报告")]
    #[schemars(description = "附件3 验收报告的文字", extend("x-附件" = "3"))]
    pub report: Option<AcceptanceReport>,
    /// What only annex 4 shows.
    #[serde(rename = "验收申请表")]
    #[schemars(description = "附件4 验收申请表的内容", extend("x-附件" = "4"))]
    pub application: Option<Application>,
    /// Texts that the program wrote, by path; no part of the file.
    #[serde(skip)]
    #[schemars(skip)]
    pub written: BTreeMap<String, Written>,
}

impl Park {
    /// Name for folders and lists: 园区简称, else 园区名称; empty if neither.
    pub fn short_name(&self) -> &str {
        if self.identity.short_name.is_empty() {
            &self.basics.name
        } else {
            &self.identity.short_name
        }
    }

    /// The forms that this file is about: those whose own block it has.
    pub fn forms(&self) -> FormSet {
        let ids = FORMS.iter().map(|form| form.id);
        ids.filter(|&id| self.own_date(id).is_some()).collect()
    }

    /// The forms whose data the file has without their own block: 指标体系,
    /// 重点任务 and 支撑项目 are annex 1's, and what they say of the progress
    /// annex 3's.
    pub fn data_forms(&self) -> FormSet {
        let own = self.forms();
        let told =
            !self.indicators.list.is_empty() || !self.tasks.is_empty() || !self.projects.is_empty();
        if !told || !own.and(FormSet::annexes("13")).is_empty() {
            return FormSet::NONE;
        }
        let done = self
            .indicators
            .list
            .iter()
            .any(|one| !one.actual.is_empty())
            || self.tasks.iter().any(|one| !one.progress.state.is_empty())
            || self
                .projects
                .iter()
                .any(|one| !one.progress.state.is_empty());
        FormSet::annexes(if done { "13" } else { "1" })
    }

    /// The date of a form's own block, empty if it has none; `None` without the
    /// block.
    pub fn own_date(&self, form: FormId) -> Option<&FuzzyDate> {
        match form {
            FormId::Plan => self.plan.as_ref().map(|block| &block.date),
            FormId::Filing => self.filing.as_ref().map(|block| &block.date),
            FormId::Report => self.report.as_ref().map(|block| &block.date),
            FormId::Application => self.application.as_ref().map(|block| &block.date),
        }
    }
}
