//! The list of data that a park must still supply, by department
//! (`ecopark checklist`).
//!
//! What is asked stands in `checklist/items.yaml`; the years come from the
//! park's own baseline and acceptance years, and what the data hold already is
//! filled in. It is a list and no rule: nothing here says that something is
//! wrong.

mod items;
mod paper;
mod tables;

use serde_json::Value;

use crate::park::{Datum, Indicator, Park};

pub use paper::document;
pub use tables::markdown;

use items::{Item, Years};

/// The column of what is valid now.
const LATEST: &str = "最新";
/// The column of the three years before the application.
const BEFORE: &str = "申请前三年";
/// Who computes the indicators.
const INDICATORS: &str = "指标（编制组汇总）";

/// The whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// The park's name; empty when the data have none.
    pub park: String,
    /// What is asked, one group for each department.
    pub groups: Vec<Group>,
}

/// What one department is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The department.
    pub department: String,
    /// The columns: years, then what has no year.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What is to be minded.
    pub scope: String,
    /// A cell for each column of the group.
    pub cells: Vec<Cell>,
}

/// One place of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// The data have it.
    Known(String),
    /// Still to be supplied.
    Wanted,
    /// Not asked for.
    Unasked,
}

impl Checklist {
    /// How many places the data fill, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let rows = self.groups.iter().flat_map(|group| &group.rows);
        let cells = rows.flat_map(|row| &row.cells);
        cells.fold((0, 0), |(known, all), cell| match cell {
            Cell::Known(_) => (known + 1, all + 1),
            Cell::Wanted => (known, all + 1),
            Cell::Unasked => (known, all),
        })
    }
}

/// The list for a park.
pub fn checklist(park: &Park) -> Checklist {
    let data = Data {
        park,
        json: serde_json::to_value(park).expect("a park is plain data"),
        period: Period::of(park),
    };
    let mut groups: Vec<Group> = items::departments()
        .iter()
        .map(|one| group(&one.name, one.items.iter().map(|item| data.row(item))))
        .collect();
    if !park.indicators.list.is_empty() {
        let rows = park.indicators.list.iter().map(|one| data.indicator(one));
        groups.push(group(INDICATORS, rows));
    }
    Checklist {
        park: park.basics.name.clone(),
        groups,
    }
}

/// A row before its group has agreed on columns.
struct Asked {
    name: String,
    unit: String,
    scope: String,
    /// Column → the value, if the data have it.
    places: Vec<(String, Option<String>)>,
}

/// Rows under the columns that any of them needs.
fn group(department: &str, rows: impl Iterator<Item = Asked>) -> Group {
    let rows: Vec<Asked> = rows.collect();
    let mut columns: Vec<String> = Vec::new();
    for (column, _) in rows.iter().flat_map(|row| &row.places) {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    // Years first, in order; words as they came, and last what is valid now.
    columns.sort_by_key(|column| {
        let is_year = column.starts_with(|c: char| c.is_ascii_digit());
        let year = if is_year { column.as_str() } else { "" };
        (!is_year, *column == LATEST, year.to_owned())
    });
    let cell = |row: &Asked, column: &String| {
        let place = row.places.iter().find(|(asked, _)| asked == column);
        match place {
            Some((_, Some(value))) => Cell::Known(value.clone()),
            Some((_, None)) => Cell::Wanted,
            None => Cell::Unasked,
        }
    };
    let rows = rows
        .iter()
        .map(|row| Row {
            name: row.name.clone(),
            unit: row.unit.clone(),
            scope: row.scope.clone(),
            cells: columns.iter().map(|column| cell(row, column)).collect(),
        })
        .collect();
    Group {
        department: department.to_owned(),
        columns,
        rows,
    }
}

/// The years that the list asks for.
struct Period {
    baseline: Option<i16>,
    acceptance: Option<i16>,
}

impl Period {
    fn of(park: &Park) -> Self {
        let year = |text: &str| text.trim().trim_end_matches('年').parse().ok();
        let report = park.report.as_ref().map(|report| &report.period);
        let baseline = year(park.indicators.baseline_year.as_str());
        Self {
            baseline: baseline.or(report.and_then(|one| year(one.baseline_year.as_str()))),
            acceptance: report.and_then(|one| year(one.acceptance_year.as_str())),
        }
    }

    /// The columns that `years` means here.
    fn columns(&self, years: Years) -> Vec<String> {
        let span = |first: i16, last: i16| {
            // A slip in a year shall not ask for a century.
            let first = first.max(last.saturating_sub(9));
            (first..=last).map(|year| format!("{year}年")).collect()
        };
        let words = |words: &[&str]| words.iter().map(|&one| one.to_owned()).collect();
        match (years, self.baseline, self.acceptance) {
            (Years::Latest, ..) => words(&[LATEST]),
            (Years::Before, ..) => words(&[BEFORE]),
            (Years::Three, _, Some(last)) | (Years::Three, Some(last), None) => {
                span(last - 2, last)
            }
            (Years::Three, None, None) => words(&["前年", "上年", "基准年"]),
            (Years::Each, Some(first), Some(last)) => span(first, last),
            (Years::Both, Some(first), Some(last)) => {
                vec![format!("{first}年"), format!("{last}年")]
            }
            (_, Some(one), None) | (_, None, Some(one)) => span(one, one),
            (_, None, None) => words(&["基准年"]),
        }
    }
}

/// What the park has.
struct Data<'a> {
    park: &'a Park,
    json: Value,
    period: Period,
}

impl Data<'_> {
    fn row(&self, item: &Item) -> Asked {
        let columns = self.period.columns(item.years);
        Asked {
            name: item.name.clone(),
            unit: item.unit.clone(),
            scope: item.scope.clone(),
            places: columns
                .into_iter()
                .map(|column| {
                    let value = self.value(item, &column);
                    (column, value)
                })
                .collect(),
        }
    }

    /// An indicator is asked for in the years of the evaluation.
    fn indicator(&self, indicator: &Indicator) -> Asked {
        let columns = self.period.columns(Years::Each);
        let value = |column: &String| self.of_indicator(indicator, column);
        let method = match indicator.method.is_empty() {
            true => "附计算底稿和原始数据".to_owned(),
            false => indicator.method.clone(),
        };
        Asked {
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            scope: method,
            places: columns
                .into_iter()
                .map(|column| {
                    let value = value(&column);
                    (column, value)
                })
                .collect(),
        }
    }

    fn value(&self, item: &Item, column: &str) -> Option<String> {
        if let Some(path) = &item.path {
            return match path.strip_prefix("近三年.") {
                Some(key) => self
                    .economic(key, column)
                    .or_else(|| self.named(item, column)),
                None => self.at(path),
            };
        }
        self.named(item, column)
    }

    /// The datum or indicator that an item means, in that year.
    fn named(&self, item: &Item, column: &str) -> Option<String> {
        let means = |name: &str| item.name == name || item.aliases.iter().any(|one| one == name);
        let datum = self.park.data.iter().find(|one| means(&one.name));
        let indicators = &self.park.indicators.list;
        datum.and_then(|one| of_datum(one, column)).or_else(|| {
            let indicator = indicators.iter().find(|one| means(&one.name))?;
            self.of_indicator(indicator, column)
        })
    }

    fn of_indicator(&self, indicator: &Indicator, column: &str) -> Option<String> {
        let year = column.trim_end_matches('年');
        let actual = indicator.actual.get(year).map(|value| value.to_string());
        let baseline = self.period.baseline.map(|year| year.to_string());
        actual
            .or_else(|| {
                let is_baseline = baseline.as_deref() == Some(year) || column == "基准年";
                is_baseline.then(|| indicator.baseline.to_string())
            })
            .filter(|value| !value.is_empty())
    }

    /// A row of 近三年.
    fn economic(&self, key: &str, column: &str) -> Option<String> {
        let years = self.json.pointer("/验收报告/经济状况/近三年")?.as_array()?;
        let row = years.iter().find(|row| {
            let year = row.get("年份").and_then(Value::as_str).unwrap_or_default();
            year.trim_end_matches('年') == column.trim_end_matches('年')
        })?;
        filled(row.get(key)?)
    }

    /// The text at a path of the data.
    fn at(&self, path: &str) -> Option<String> {
        let pointer = format!("/{}", path.replace('.', "/"));
        filled(self.json.pointer(&pointer)?)
    }
}

fn of_datum(datum: &Datum, column: &str) -> Option<String> {
    let value = datum.values.get(column.trim_end_matches('年'))?;
    (!value.is_empty()).then(|| value.to_string())
}

fn filled(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{self, NoFiles};

    fn park(yaml: &str) -> Park {
        let input = input::read("park.yaml", yaml.as_bytes(), &NoFiles);
        assert!(input.findings.is_empty(), "{:?}", input.findings);
        input.park.expect("data")
    }

    fn row<'a>(list: &'a Checklist, name: &str) -> (&'a Group, &'a Row) {
        let found = list.groups.iter().find_map(|group| {
            let row = group.rows.iter().find(|row| row.name == name)?;
            Some((group, row))
        });
        found.unwrap_or_else(|| panic!("{name} is not asked for"))
    }

    /// The places of a row as `column=value`, unasked ones left out.
    fn places(list: &Checklist, name: &str) -> Vec<String> {
        let (group, row) = row(list, name);
        let cells = group.columns.iter().zip(&row.cells);
        cells
            .filter_map(|(column, cell)| match cell {
                Cell::Known(value) => Some(format!("{column}={value}")),
                Cell::Wanted => Some(format!("{column}=")),
                Cell::Unasked => None,
            })
            .collect()
    }

    #[test]
    fn an_empty_park_is_asked_for_everything() {
        let list = checklist(&Park::default());
        assert!(list.groups.len() >= 10);
        let (known, all) = list.progress();
        assert_eq!(known, 0);
        assert!(all > 70, "{all}");
        assert_eq!(places(&list, "综合能源消费量"), ["基准年="]);
        assert_eq!(places(&list, "园区总产值"), ["前年=", "上年=", "基准年="]);
    }

    #[test]
    fn what_the_data_hold_is_filled_in() {
        let park = park(
            concat!(
                "园区基本情况: {成立时间: 1994年6月}\n",
                "基础数据:\n  - {名称: 综合能源消费量, 单位: 万吨标准煤, 值: {2025: \"58.5\"}}\n",
                "指标体系:\n  基准年: 2025\n  指标:\n    - {编号: Z1, 名称旧: 甲}\n"
            )
            .replace("名称旧", "指标名称")
            .as_str(),
        );
        let list = checklist(&park);
        assert_eq!(places(&list, "综合能源消费量"), ["2025年=58.5"]);
        assert_eq!(places(&list, "园区成立时间"), ["最新=1994年6月"]);
        assert_eq!(
            places(&list, "园区总产值"),
            ["2023年=", "2024年=", "2025年="]
        );
        assert_eq!(places(&list, "甲"), ["2025年="]);
    }

    #[test]
    fn the_report_asks_for_every_year_of_the_evaluation() {
        let park = park(concat!(
            "指标体系:\n  基准年: 2025\n  指标:\n",
            "    - {编号: Z1, 指标名称: 绿化覆盖率, 实际值: {2025: \"22.4\", 2026: \"23.1\"}}\n",
            "验收报告:\n  评价时段: {基准年: 2025, 验收年: 2027}\n",
            "  经济状况:\n    近三年:\n      - {年份: 2025, 园区总产值: \"438.50\"}\n"
        ));
        let list = checklist(&park);
        assert_eq!(
            places(&list, "园区总产值"),
            ["2025年=438.50", "2026年=", "2027年="]
        );
        assert_eq!(
            places(&list, "绿化覆盖率"),
            ["2025年=22.4", "2026年=23.1", "2027年="]
        );
        assert_eq!(places(&list, "环境守法证明"), ["申请前三年="]);
        assert_eq!(places(&list, "原料和副产物去向"), ["2025年=", "2027年="]);
    }
}
