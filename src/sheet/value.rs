//! Data as cells hold them: one text for each datum.

use serde_json::Value as Json;

use crate::park::Park;
use crate::park::catalogue::Shape;

/// Between references in one cell.
const BETWEEN: &str = "、";

/// Between the name and the file of a raw datum.
const FILE: char = '｜';

/// The data of one park, by path.
#[derive(Debug, Clone, Default)]
pub struct Values(Json);

impl Values {
    /// Of this park.
    pub fn of(park: &Park) -> Self {
        Self(serde_json::to_value(park).unwrap_or_default())
    }

    /// What a cell shows of the datum at `path`; empty if there is none.
    pub fn text(&self, path: &str, shape: &Shape) -> String {
        let Some(value) = self.at(path) else {
            return String::new();
        };
        match (shape, value) {
            (Shape::Refs, Json::Array(items)) => {
                let items: Vec<String> = items.iter().map(plain).collect();
                items.join(BETWEEN)
            }
            (Shape::TextOrRecordList, Json::Array(items)) => {
                let items: Vec<String> = items.iter().map(raw_datum).collect();
                items.join("\n")
            }
            (_, value) => plain(value),
        }
    }

    /// How many items the list at `path` has.
    pub fn length(&self, path: &str) -> usize {
        self.at(path).and_then(Json::as_array).map_or(0, Vec::len)
    }

    /// Every year for which an indicator has a value.
    pub fn years(&self) -> Vec<String> {
        let indicators = self.at("指标体系.指标").and_then(Json::as_array);
        indicators
            .into_iter()
            .flatten()
            .filter_map(|one| one.get("实际值")?.as_object())
            .flat_map(|values| values.keys().cloned())
            .collect()
    }

    fn at(&self, path: &str) -> Option<&Json> {
        let mut here = &self.0;
        for part in path.split(['.', '[']) {
            here = match part.strip_suffix(']') {
                Some(index) => here.get(index.parse::<usize>().ok()?)?,
                None => here.get(part)?,
            };
        }
        Some(here)
    }
}

/// A scalar as text; nothing for a record.
fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.trim_end_matches('\n').to_owned(),
        Json::Number(number) => number.to_string(),
        Json::Bool(true) => "是".to_owned(),
        Json::Bool(false) => "否".to_owned(),
        _ => String::new(),
    }
}

/// `名称` or `名称｜文件`.
fn raw_datum(value: &Json) -> String {
    let part = |key: &str| value.get(key).map(plain).unwrap_or_default();
    match value {
        Json::Object(_) => match part("文件") {
            file if file.is_empty() => part("名称"),
            file => format!("{}{FILE}{file}", part("名称")),
        },
        other => plain(other),
    }
}

/// The references that a cell lists.
pub fn references(text: &str) -> Vec<String> {
    text.split(['、', '，', ',', '；', ';', ' ', '\n', '\u{3000}'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The raw data that a cell lists, a line each: name, and file if there is one.
pub fn raw_data(text: &str) -> Vec<(String, String)> {
    text.split(['\n', '；', ';'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, file) = line.split_once([FILE, '|']).unwrap_or((line, ""));
            (name.trim().to_owned(), file.trim().to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_become_text() {
        let mut park = Park::default();
        park.indicators.list.push(Default::default());
        let one = &mut park.indicators.list[0];
        one.name = "绿化覆盖率".to_owned();
        one.actual
            .insert("2025".to_owned(), serde_yaml::from_str("'22.40'").unwrap());
        one.sources = serde_yaml::from_str("[S1, S3]").unwrap();
        one.raw_data = serde_yaml::from_str("[台账, {名称: 表, 文件: a.xlsx}]").unwrap();
        let values = Values::of(&park);
        assert_eq!(values.length("指标体系.指标"), 1);
        assert_eq!(values.years(), ["2025"]);
        let text = |path: &str, shape| values.text(&format!("指标体系.指标[0].{path}"), &shape);
        assert_eq!(text("指标名称", Shape::Text), "绿化覆盖率");
        assert_eq!(text("实际值.2025", Shape::Map), "22.40");
        assert_eq!(text("数据来源", Shape::Refs), "S1、S3");
        let raw = text("原始数据清单", Shape::TextOrRecordList);
        assert_eq!(raw, "台账\n表｜a.xlsx");
        let expected = [("台账", ""), ("表", "a.xlsx")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(raw_data(&raw), expected);
        assert_eq!(references("S1、S3，T2"), ["S1", "S3", "T2"]);
    }
}
