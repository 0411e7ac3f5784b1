//! Facts from the typed data: the same kinds as from prose, with their paths.

use super::frame::Mood;
use super::subject::{Names, canonical, stem};
use super::token::{Amount, Bound};
use super::unit::{self, Unit};
use super::{Source, number};
use crate::input::Text;
use crate::park::{Choose, Literal, Park};

/// A value of the typed data.
#[derive(Debug, Clone)]
pub struct Datum {
    /// Where it stands.
    pub path: String,
    /// Canonical name of what it is of.
    pub key: String,
    /// The indicator, if it is one's.
    pub indicator: Option<usize>,
    /// The number and its unit.
    pub amount: Amount,
    /// Its year.
    pub year: Option<i32>,
    /// Fact or target.
    pub mood: Mood,
    /// Whether it is a rate of change per year, not a level.
    pub yearly: bool,
}

/// Whether a text is prose: long, or one of the short ones that tell figures.
pub(super) fn is_prose(text: &Text) -> bool {
    text.field.long
        || text.path.ends_with(".预期目标")
        || text.path.starts_with("重大调整[") && text.path.ends_with(".内容")
}

/// How the texts call the park, its indicators and its projects.
pub(super) fn names(park: &Park) -> Names {
    let identity = &park.identity;
    let own = [&park.basics.name, &identity.short_name];
    let own = own
        .into_iter()
        .chain(&identity.aliases.0)
        .map(|name| name.trim().to_owned());
    let indicators: Vec<String> = park
        .indicators
        .list
        .iter()
        .map(|one| one.name.trim().to_owned())
        .collect();
    let projects = park.projects.iter().map(|one| one.name.trim().to_owned());
    Names::new(own.collect(), &indicators, projects.collect())
}

/// What is known of the text at `path`.
pub(super) fn source(park: &Park, path: &str) -> Source {
    let at = |list: &str| -> Option<usize> {
        let rest = path.strip_prefix(list)?.strip_prefix('[')?;
        rest.split(']').next()?.parse().ok()
    };
    let period = park.report.as_ref().map(|report| &report.period);
    let acceptance = period.and_then(|one| year(&one.acceptance_year));
    let target = year(&park.indicators.target_year);
    let ends = |ending: &[&str]| ending.iter().any(|ending| path.ends_with(ending));
    let aims = ends(&[".预期目标", ".创建工作目标"]);
    let planned = ends(&[".任务内容", ".建设内容", ".支撑性", ".可达性分析"])
        || path == "备案表.园区建设内容";
    let looks_back = path.starts_with("验收")
        || ends(&[".达标分析", ".计算过程", ".变化说明"])
        || path.contains(".完成情况.")
        || path.contains(".调整情况.");
    Source {
        indicator: at("指标体系.指标"),
        project: at("支撑项目"),
        task: at("重点任务"),
        mood: match (aims, planned && !path.ends_with(".可达性分析")) {
            (true, _) => Mood::Target,
            (_, true) => Mood::Plan,
            _ => Mood::Actual,
        },
        looks_back,
        baseline: year(&park.indicators.baseline_year)
            .or_else(|| period.and_then(|one| year(&one.baseline_year))),
        acceptance: acceptance.or(target),
        target,
    }
}

fn year(literal: &Literal) -> Option<i32> {
    let digits = literal.as_str().trim().trim_end_matches('年');
    digits
        .parse()
        .ok()
        .filter(|year| (1900..2100).contains(year))
}

/// A literal as an amount of the unit that is called so.
pub(super) fn amount(literal: &Literal, unit: &str) -> Option<Amount> {
    let text = literal.as_str().trim();
    let read = number::arabic(text.trim_start_matches(['-', '−', '－']))
        .filter(|n| n.len + 3 >= text.len())?;
    let negative = text.starts_with(['-', '−', '－']);
    if read.len < text.trim_start_matches(['-', '−', '－']).len() {
        return None;
    }
    let unit = match unit.trim() {
        "" | "—" | "-" | "/" | "无量纲" => Unit::NONE,
        unit => unit::read(unit)?.0,
    };
    let value = if negative { -read.value } else { read.value };
    Some(Amount {
        value,
        upper: value,
        decimals: read.decimals,
        unit,
        bound: Bound::Exact,
        unit_at: 0,
    })
}

/// Every value of the typed data that texts repeat.
pub(super) fn data(park: &Park, names: &Names) -> Vec<Datum> {
    let mut data = Vec::new();
    indicators(park, names, &mut data);
    economy(park, &mut data);
    extent(park, &mut data);
    projects(park, &mut data);
    data
}

fn indicators(park: &Park, names: &Names, data: &mut Vec<Datum>) {
    let baseline_year = year(&park.indicators.baseline_year);
    let target_year = year(&park.indicators.target_year);
    for (index, one) in park.indicators.list.iter().enumerate() {
        let path = |key: &str| format!("指标体系.指标[{index}].{key}");
        let yearly = stem(&canonical(&one.name)) != canonical(&one.name);
        let mut add = |literal: &Literal, path: String, year: Option<i32>, mood: Mood| {
            if let Some(amount) = amount(literal, &one.unit) {
                let key = names.indicator_name(index).to_owned();
                data.push(Datum {
                    path,
                    key,
                    indicator: Some(index),
                    amount,
                    year,
                    mood,
                    yearly,
                });
            }
        };
        add(&one.baseline, path("基准年值"), baseline_year, Mood::Actual);
        add(&one.target, path("目标值"), target_year, Mood::Target);
        for (written, literal) in &one.actual {
            let told = year(&Literal(written.clone()));
            add(
                literal,
                path(&format!("实际值.{written}")),
                told,
                Mood::Actual,
            );
        }
    }
}

fn economy(park: &Park, data: &mut Vec<Datum>) {
    let Some(report) = &park.report else { return };
    let economy = &report.economy;
    for (index, row) in economy.years.iter().enumerate() {
        let columns = [
            ("园区总产值", "总产值", &row.output),
            ("地区生产总值", "地区生产总值", &row.gdp),
            ("工业增加值", "工业增加值", &row.value_added),
        ];
        let told = year(&row.year);
        for (column, key, literal) in columns {
            if let Some(amount) = amount(literal, &economy.money_unit) {
                data.push(Datum {
                    path: format!("验收报告.经济状况.近三年[{index}].{column}"),
                    key: key.to_owned(),
                    indicator: None,
                    amount,
                    year: told,
                    mood: Mood::Actual,
                    yearly: false,
                });
            }
        }
    }
}

fn extent(park: &Park, data: &mut Vec<Datum>) {
    let extent = &park.basics.extent;
    let Some(unit) = extent.unit.known() else {
        return;
    };
    if let Some(amount) = amount(&extent.area, &unit.label()) {
        data.push(Datum {
            path: "园区基本情况.园区四至范围及面积.面积".into(),
            key: "面积".into(),
            indicator: None,
            amount,
            year: None,
            mood: Mood::Actual,
            yearly: false,
        });
    }
}

fn projects(park: &Park, data: &mut Vec<Datum>) {
    for (index, project) in park.projects.iter().enumerate() {
        let unit = if project.unit.is_empty() {
            "万元".to_owned()
        } else {
            project.unit.text()
        };
        let columns = [
            ("投资金额", "计划", &project.investment),
            ("完成情况.完成投资", "完成", &project.progress.invested),
        ];
        for (column, what, literal) in columns {
            if let Some(amount) = amount(literal, &unit) {
                data.push(Datum {
                    path: format!("支撑项目[{index}].{column}"),
                    key: format!("项目{index}{what}投资"),
                    indicator: None,
                    amount,
                    year: None,
                    mood: Mood::Actual,
                    yearly: false,
                });
            }
        }
    }
}
