//! The two lists of an archive, as data of their forms.

use serde_json::{Value, json};

use super::demand::{Demand, Group};
use super::evidence::{Evidence, FOLDER};
use crate::form::{FORMS, REGULATION_DATE};
use crate::park::Park;

/// A list that the program lays into an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// 材料清单.
    Cover,
    /// 数据支撑材料目录.
    Index,
}

impl Listing {
    /// The stem of its form in `forms/`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Cover => "dossier",
            Self::Index => "evidence",
        }
    }

    /// Its title, and the stem of its files.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cover => "材料清单",
            Self::Index => "数据支撑材料目录",
        }
    }
}

/// The data of 材料清单.
pub fn cover(park: &Park, groups: &[Group]) -> Value {
    let demands = || groups.iter().flat_map(|group| &group.demands);
    let missing = demands().filter(|one| one.files.is_empty()).count();
    let all = demands().count();
    let groups: Vec<Value> = groups
        .iter()
        .map(|group| {
            let row = |one: &Demand| {
                json!({
                    "材料": one.what,
                    "依据": one.basis,
                    "文件": one.files,
                    "缺": one.missing,
                })
            };
            let rows: Vec<Value> = group.demands.iter().map(row).collect();
            json!({ "标题": group.title, "行": rows })
        })
        .collect();
    data(
        park,
        Listing::Cover,
        json!({ "组": groups, "共": all, "缺": missing }),
    )
}

/// The data of 数据支撑材料目录.
pub fn index(park: &Park, evidence: &Evidence) -> Value {
    let inside = |path: &String| {
        let below = path.strip_prefix(FOLDER).unwrap_or(path);
        below.trim_start_matches('/').to_owned()
    };
    let rows: Vec<Value> = evidence
        .rows
        .iter()
        .map(|row| {
            json!({
                "指标": row.indicator,
                "资料": row.datum,
                "文件": row.files.iter().map(inside).collect::<Vec<_>>(),
            })
        })
        .collect();
    let beside: Vec<String> = evidence.beside.iter().map(|one| inside(&one.to)).collect();
    let (all, missing) = evidence.counts();
    data(
        park,
        Listing::Index,
        json!({ "行": rows, "其他": beside, "共": all, "缺": missing }),
    )
}

/// A listing's data in the shape that the kit expects of a paper's.
fn data(park: &Park, listing: Listing, content: Value) -> Value {
    let or_null = |text: &str| match text.trim() {
        "" => Value::Null,
        text => text.into(),
    };
    json!({
        "园区基本情况": { "园区名称": or_null(&park.basics.name) },
        "派生": {},
        "文档": {
            "方式": "填报",
            "附件": Value::Null,
            "标题": [listing.title()],
            "日期": date(park),
            "年月": Value::Null,
            "作者": or_null(&park.body.name),
        },
        "材料": content,
    })
}

/// The latest day that a form of the park bears, else the regulation's.
fn date(park: &Park) -> String {
    let dates = FORMS.iter().filter_map(|form| park.own_date(form.id));
    let days = dates.filter_map(|date| date.interval().map(|interval| interval.last));
    days.max()
        .map_or_else(|| REGULATION_DATE.to_owned(), |day| day.to_string())
}
