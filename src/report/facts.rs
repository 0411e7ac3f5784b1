//! What the papers say, subject by subject and year by year, with every place:
//! the cross-check before printing, and the way to see what was understood.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::place::{self, Source, Spot};
use super::table::push_line;
use crate::facts::frame::{Mood, Whose};
use crate::facts::role::{Role, Way};
use crate::facts::{Datum, Facts, Quantity};
use crate::input::Input;

/// A figure and where it is told.
#[derive(Debug, Serialize)]
struct Told {
    park: String,
    /// Empty where it was not understood of what the figure is.
    subject: String,
    year: Option<i32>,
    /// Whether the text tells the year.
    year_told: bool,
    /// As printed, with its unit.
    value: String,
    /// 由, 到, 增减 and the like; 数据 for the typed data.
    role: &'static str,
    /// 实际, 计划, 目标, 他处.
    kind: &'static str,
    path: String,
    file: String,
    line: usize,
    column: usize,
}

/// The figures of parks as a text to read.
pub fn facts_text(inputs: &[&Input]) -> String {
    let mut out = String::new();
    for input in inputs {
        let rows = rows(input);
        let (known, unknown): (Vec<Told>, Vec<Told>) =
            rows.into_iter().partition(|row| !row.subject.is_empty());
        let park = input.park.as_ref().map_or("", |park| park.short_name());
        let _ = writeln!(
            out,
            "{park}：读到 {} 处数字，{} 处没有读懂",
            known.len() + unknown.len(),
            unknown.len()
        );
        let mut subjects: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
        for row in &known {
            subjects.entry(&row.subject).or_default().push(row);
        }
        for (subject, mut rows) in subjects {
            rows.sort_by_key(|row| (row.year, row.line, row.column));
            let _ = writeln!(out, "\n{subject}");
            for row in rows {
                line(&mut out, row);
            }
        }
        if !unknown.is_empty() {
            out.push_str("\n没有读懂的\n");
            for row in &unknown {
                line(&mut out, row);
            }
        }
    }
    out
}

fn line(out: &mut String, row: &Told) {
    let year = match (row.year, row.year_told) {
        (Some(year), true) => format!("{year} 年"),
        (Some(year), false) => format!("{year} 年？"),
        (None, _) => "未写年份".to_owned(),
    };
    let Told {
        value,
        role,
        kind,
        path,
        file,
        line,
        ..
    } = row;
    let _ = writeln!(
        out,
        "  {year}\t{role}\t{value}\t{kind}\t{path} ({file}:{line})"
    );
}

/// The same as CSV.
pub fn facts_csv(inputs: &[&Input]) -> String {
    let mut out = String::from('\u{FEFF}');
    push_line(
        &mut out,
        [
            "园区",
            "说的是",
            "年份",
            "年份写明",
            "数值",
            "关系",
            "种类",
            "数据路径",
            "文件",
            "行",
            "列",
        ],
    );
    for row in inputs.iter().flat_map(|input| rows(input)) {
        let year = row.year.map_or(String::new(), |year| year.to_string());
        let (line, column) = (row.line.to_string(), row.column.to_string());
        let told = if row.year_told { "是" } else { "否" };
        push_line(
            &mut out,
            [
                &row.park,
                &row.subject,
                &year,
                told,
                &row.value,
                row.role,
                row.kind,
                &row.path,
                &row.file,
                &line,
                &column,
            ],
        );
    }
    out
}

/// The same as JSON.
pub fn facts_json(inputs: &[&Input]) -> String {
    let rows: Vec<Told> = inputs.iter().flat_map(|input| rows(input)).collect();
    let mut text = serde_json::to_string_pretty(&rows).expect("rows are plain data");
    text.push('\n');
    text
}

/// Every figure of a park, in the order of its texts, the typed data behind.
fn rows(input: &Input) -> Vec<Told> {
    let Some(park) = &input.park else {
        return Vec::new();
    };
    let facts = Facts::read(park, &input.texts);
    let sources = place::sources(input);
    let name = park.short_name();
    let prose = facts.passages.iter().flat_map(|passage| {
        let text = &input.texts[passage.text];
        let sources = &sources;
        passage.quantities.iter().map(move |one| {
            let told = Told::of(one, &text.value, name);
            told.at(input, sources, &text.path, Some(one.range.clone()))
        })
    });
    let data = facts
        .data
        .iter()
        .map(|one| Told::datum(one, input, name).at(input, &sources, &one.path, None));
    prose.chain(data).collect()
}

impl Told {
    fn of(one: &Quantity, text: &str, park: &str) -> Self {
        let scope = &one.subject.scope;
        let share = one
            .share
            .as_ref()
            .map_or(String::new(), |of| format!("占{of}"));
        let key = &one.subject.key;
        Self {
            park: park.to_owned(),
            subject: if key.is_empty() {
                String::new()
            } else {
                format!("{scope}{key}{share}")
            },
            year: one.time.year,
            year_told: one.time.told,
            value: text[one.range.clone()].to_owned(),
            role: role(one.role),
            kind: match (one.whose, one.mood) {
                (Whose::Other, _) => "他处",
                (_, Mood::Actual) => "实际",
                (_, Mood::Plan) => "计划",
                (_, Mood::Target) => "目标",
            },
            path: String::new(),
            file: String::new(),
            line: 0,
            column: 0,
        }
    }

    fn datum(one: &Datum, input: &Input, park: &str) -> Self {
        let text = input.texts.iter().find(|text| text.path == one.path);
        Self {
            park: park.to_owned(),
            subject: one.key.clone(),
            year: one.year,
            year_told: one.year.is_some(),
            value: text.map_or_else(|| one.amount.value.to_string(), |text| text.value.clone()),
            role: "数据",
            kind: if one.mood == Mood::Target {
                "目标"
            } else {
                "实际"
            },
            path: String::new(),
            file: String::new(),
            line: 0,
            column: 0,
        }
    }

    fn at(
        mut self,
        input: &Input,
        sources: &[Source],
        path: &str,
        within: Option<std::ops::Range<usize>>,
    ) -> Self {
        let place = input.place(path, within);
        let spot = Spot::new(sources, &place);
        path.clone_into(&mut self.path);
        self.file.clone_from(&sources[spot.file].name);
        (self.line, self.column) = (spot.line, spot.column);
        self
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Level => "为",
        Role::From => "由",
        Role::To(_) => "到",
        Role::Change(Way::Up) => "增",
        Role::Change(Way::Down) => "减",
        Role::Change(Way::Either) => "变",
        Role::Average(Way::Down) => "年均减",
        Role::Average(_) => "年均增",
        Role::Reference => "对照",
        Role::Added => "新增",
        Role::Left => "尚余",
        Role::Total => "合计",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{NoFiles, read};

    const YAML: &str = "标识: {园区简称: 湘澜}
指标体系: {基准年: 2025, 目标年: 2028, 指标: [{指标名称: 绿化覆盖率, 单位: '%', 基准年值: '22.4'}]}
实施方案:
  总体框架: |
    2025年，园区绿化覆盖率为22.4%，=1以上。
";

    #[test]
    fn subjects_with_their_places() {
        let input = read("park.yaml", YAML.as_bytes(), &NoFiles);
        insta::assert_snapshot!(facts_text(&[&input]), @r"
        湘澜：读到 3 处数字，0 处没有读懂

        绿化覆盖率
          2025 年	数据	22.4	实际	指标体系.指标[0].基准年值 (park.yaml:2)
          2025 年	为	22.4%	实际	实施方案.总体框架 (park.yaml:5)
          2025 年	为	1	实际	实施方案.总体框架 (park.yaml:5)
        ");
        assert!(
            facts_csv(&[&input])
                .contains("湘澜,绿化覆盖率,2025,是,22.4%,为,实际,实施方案.总体框架,park.yaml,5,")
        );
        let json: serde_json::Value = serde_json::from_str(&facts_json(&[&input])).expect("JSON");
        assert_eq!(json[0]["subject"], "绿化覆盖率");
        assert_eq!(json[0]["year"], 2025);
    }
}
