//! One walk over the data of a park: each datum with its path and what the
//! catalogue says of it.
//!
//! A rule that is about a kind of datum (dates, telephones, the texts of a
//! section) asks [`data`] and lists no keys; one that is about the records of a
//! list asks [`tasks`], [`projects`] and their like, whose items know their
//! paths. So a key or a list has its path in one place.

use std::borrow::Cow;
use std::ops::Deref;

use serde::Serialize;
use serde_json::Value;

use super::catalogue::{self, Field, Shape};
use super::{
    Adjustment, Chapter, EconomicYear, Figure, FormerBody, Indicator, Park, Project, Source, Task,
};

/// One scalar of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// Where it stands: `支撑项目[3].项目名称`.
    pub path: String,
    /// What is fixed about it.
    pub field: &'static Field,
    /// What is written there; empty if nothing is.
    pub value: String,
}

/// The data of `record`, which stands at `path` (empty for a whole [`Park`]),
/// whose field is `wanted`, in the order of the model.
pub fn data<T: Serialize>(path: &str, record: &T, wanted: impl Fn(&Field) -> bool) -> Vec<Datum> {
    let record = serde_json::to_value(record).expect("the model is plain data");
    let mut walker = Walker {
        path: path.to_owned(),
        pattern: catalogue::pattern(path),
        wanted: &wanted,
        data: Vec::new(),
    };
    walker.value(record);
    walker.data
}

struct Walker<'a> {
    path: String,
    /// The path as the catalogue has it: `支撑项目[].项目名称`.
    pattern: String,
    wanted: &'a dyn Fn(&Field) -> bool,
    data: Vec<Datum>,
}

impl Walker<'_> {
    fn value(&mut self, value: Value) {
        let field = catalogue::of_pattern(&self.pattern);
        match value {
            Value::Object(map) if field.is_some_and(|field| field.shape == Shape::Map) => {
                for (key, value) in map {
                    self.below(&format!(".{key}"), "{}", value);
                }
            }
            Value::Object(record) => {
                for (key, value) in record {
                    let step = match self.path.is_empty() {
                        true => key,
                        false => format!(".{key}"),
                    };
                    self.below(&step, &step, value);
                }
            }
            Value::Array(list) => {
                for (index, value) in list.into_iter().enumerate() {
                    self.below(&format!("[{index}]"), "[]", value);
                }
            }
            Value::String(value) => {
                if let Some(field) = field.filter(|field| (self.wanted)(field)) {
                    let path = self.path.clone();
                    self.data.push(Datum { path, field, value });
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Goes one step down and comes back.
    fn below(&mut self, path: &str, pattern: &str, value: Value) {
        let (here, there) = (self.path.len(), self.pattern.len());
        self.path.push_str(path);
        self.pattern.push_str(pattern);
        self.value(value);
        self.path.truncate(here);
        self.pattern.truncate(there);
    }
}

/// An item of a list, which knows its path.
#[derive(Debug, Clone)]
pub struct Item<'a, T> {
    list: Cow<'a, str>,
    /// Its place in the list, from 0.
    pub index: usize,
    /// The item itself.
    pub value: &'a T,
}

impl<T> Item<'_, T> {
    /// `支撑项目[3]`.
    pub fn path(&self) -> String {
        format!("{}[{}]", self.list, self.index)
    }

    /// `支撑项目[3].项目名称`.
    pub fn key(&self, key: &str) -> String {
        debug_assert!(self.has(key), "{} has no {key}", self.list);
        format!("{}[{}].{key}", self.list, self.index)
    }

    /// Whether the model has the first step of `key`; what follows may be the
    /// user's own (a year).
    fn has(&self, key: &str) -> bool {
        let first = key.split(['.', '[']).next().unwrap_or(key);
        catalogue::field(&format!("{}[].{first}", self.list)).is_some()
    }
}

impl<T> Deref for Item<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

/// The items of `list`, which stands at `path`.
pub fn items<'a, T>(
    path: impl Into<Cow<'a, str>>,
    list: &'a [T],
) -> impl DoubleEndedIterator<Item = Item<'a, T>> + ExactSizeIterator + Clone {
    let path = path.into();
    list.iter().enumerate().map(move |(index, value)| Item {
        list: path.clone(),
        index,
        value,
    })
}

/// 指标体系.指标.
pub fn indicators(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, Indicator>> + Clone {
    items("指标体系.指标", &park.indicators.list)
}

/// 重点任务.
pub fn tasks(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, Task>> + Clone {
    items("重点任务", &park.tasks)
}

/// 支撑项目.
pub fn projects(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, Project>> + Clone {
    items("支撑项目", &park.projects)
}

/// 重大调整.
pub fn adjustments(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, Adjustment>> + Clone {
    items("重大调整", &park.adjustments)
}

/// 数据来源.
pub fn sources(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, Source>> + Clone {
    items("数据来源", &park.sources)
}

/// 图件.
pub fn figures(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, Figure>> + Clone {
    items("图件", &park.figures)
}

/// 园区管理机构情况.变更记录.
pub fn former_bodies(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, FormerBody>> + Clone {
    items("园区管理机构情况.变更记录", &park.body.former)
}

/// 实施方案.附加章节.
pub fn chapters(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, Chapter>> + Clone {
    let list: &[Chapter] = park.plan.as_ref().map_or(&[], |plan| &plan.extra);
    items("实施方案.附加章节", list)
}

/// 验收报告.经济状况.近三年.
pub fn years(park: &Park) -> impl ExactSizeIterator<Item = Item<'_, EconomicYear>> + Clone {
    let list: &[EconomicYear] = park
        .report
        .as_ref()
        .map_or(&[], |report| &report.economy.years);
    items("验收报告.经济状况.近三年", list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::park::Kind;

    fn park(yaml: &str) -> Park {
        serde_yaml::from_str(yaml).expect("a park")
    }

    #[track_caller]
    fn walked(yaml: &str, wanted: impl Fn(&Field) -> bool) -> Vec<(String, String)> {
        let data = data("", &park(yaml), |field| wanted(field));
        let written = data.into_iter().filter(|datum| !datum.value.is_empty());
        written.map(|datum| (datum.path, datum.value)).collect()
    }

    #[test]
    fn all_that_is_written_in_the_order_of_the_model() {
        let yaml = "
支撑项目: [{编号: X1}, {支撑任务: [R1, R2]}]
园区基本情况: {园区级别: 省级, 成立时间: 1994年6月}
创建申报: {延期: 无, 规划环评: {跟踪评价: {报告名称: 甲}}}
指标体系: {指标: [{实际值: {2025: '1'}, 原始数据清单: [乙, {名称: 丙, 文件: d.pdf}]}]}
";
        let paths = walked(yaml, |_| true);
        let expected = [
            ("园区基本情况.成立时间", "1994年6月"),
            ("园区基本情况.园区级别", "省级"),
            ("创建申报.延期", "无"),
            ("创建申报.规划环评.跟踪评价.报告名称", "甲"),
            ("指标体系.指标[0].实际值.2025", "1"),
            ("指标体系.指标[0].原始数据清单[0]", "乙"),
            ("指标体系.指标[0].原始数据清单[1].名称", "丙"),
            ("指标体系.指标[0].原始数据清单[1].文件", "d.pdf"),
            ("支撑项目[0].编号", "X1"),
            ("支撑项目[1].支撑任务[0]", "R1"),
            ("支撑项目[1].支撑任务[1]", "R2"),
        ]
        .map(|(path, value)| (path.to_owned(), value.to_owned()));
        assert_eq!(paths, expected);
    }

    #[test]
    fn one_kind() {
        let yaml = "园区管理机构情况: {法定代表人（或主要负责人）: {姓名: 甲, 电话: '1'}}";
        let paths = walked(yaml, |field| field.kind == Kind::Phone);
        let path = "园区管理机构情况.法定代表人（或主要负责人）.电话";
        assert_eq!(paths, [(path.to_owned(), "1".to_owned())]);
    }

    #[test]
    fn a_record_below_the_root() {
        let park = park("重点任务: [{完成情况: {说明: 甲}}]");
        let progress = &park.tasks[0].progress;
        let notes = data("重点任务[0].完成情况", progress, |field| field.long);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].path, "重点任务[0].完成情况.说明");
        assert_eq!(notes[0].field.label, "说明");
    }

    /// Every scalar of the model is met, and has its field.
    #[test]
    fn nothing_is_left_out() {
        let yaml = "
创建申报: {延期: {延期至: 甲}, 规划环评: {跟踪评价: {完成时间: 甲}}, 撤销命名: {时间: 甲}, 停止创建情形: [甲]}
标识: {别名: [甲], 提及园区: [甲]}
园区管理机构情况: {变更记录: [{起止时间: 甲}]}
指标体系: {指标: [{编号: 甲, 实际值: {2025: '1'}, 数据来源: [甲], 原始数据清单: [甲, {名称: 甲}]}]}
重点任务: [{编号: 甲, 支撑指标: [甲], 支撑项目: [甲]}]
支撑项目: [{编号: 甲, 支撑任务: [甲], 支撑指标: [甲]}]
数据来源: [{编号: 甲}]
重大调整: [{内容: 甲}]
图件: [{编号: 甲}]
基础数据: [{名称: 甲, 值: {2025: '1'}, 来源: [甲]}]
产业链: {来源: [甲], 节点: [{编号: 甲, 支撑项目: [甲]}], 流: [{自: 甲, 支撑任务: [甲], 支撑项目: [甲]}]}
园区边界: {来源: [甲], 图层: [{名称: 甲}]}
实施方案: {附加章节: [{标题: 甲}]}
备案表: {}
验收报告: {经济状况: {近三年: [{年份: 甲}], 数据来源: [甲]}}
验收申请表: {}
";
        let mut met: Vec<&str> = data("", &park(yaml), |_| true)
            .iter()
            .map(|datum| datum.field.path.as_str())
            .collect();
        met.dedup();
        let scalars: Vec<&str> = catalogue::fields()
            .iter()
            .filter(|field| field.shape.is_scalar())
            .map(|field| field.path.as_str())
            .collect();
        assert_eq!(met, scalars);
    }

    #[test]
    fn items_know_their_paths() {
        let park = park("重点任务: [{编号: R1}, {编号: R2}]");
        let last = tasks(&park).last().expect("an item");
        assert_eq!(last.path(), "重点任务[1]");
        assert_eq!(last.key("编号"), "重点任务[1].编号");
        assert_eq!((last.index, last.id.as_str()), (1, "R2"));
    }
}
