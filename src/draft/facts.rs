//! Questions that several texts ask of the data.

use super::topic::{Topic, topic};
use super::words::{self, valued};
use crate::park::{Category, Datum, EconomicYear, Indicator, Limit, Literal, Park, Project, Task};

/// A park with its years read.
pub(super) struct Facts<'a> {
    pub park: &'a Park,
    /// Baseline year in digits; empty if none is told.
    pub baseline: String,
    /// Target year in digits.
    pub target: String,
    /// Acceptance year in digits.
    pub acceptance: String,
}

/// The digits of a year.
fn year(literal: &Literal) -> String {
    let text = literal.as_str().trim().trim_end_matches('年');
    match text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => text.to_owned(),
        false => String::new(),
    }
}

impl<'a> Facts<'a> {
    pub fn new(park: &'a Park) -> Self {
        let period = park.report.as_ref().map(|report| &report.period);
        let mut baseline = year(&park.indicators.baseline_year);
        if baseline.is_empty() {
            baseline = period
                .map(|one| year(&one.baseline_year))
                .unwrap_or_default();
        }
        Self {
            park,
            baseline,
            target: year(&park.indicators.target_year),
            acceptance: period
                .map(|one| year(&one.acceptance_year))
                .unwrap_or_default(),
        }
    }

    /// Named indicators.
    pub fn indicators(&self) -> impl Iterator<Item = (usize, &'a Indicator)> {
        let list = self.park.indicators.list.iter().enumerate();
        list.filter(|(_, one)| !one.name.is_empty())
    }

    /// The value of an indicator in a year.
    pub fn value(&self, indicator: &'a Indicator, year: &str) -> Option<&'a Literal> {
        let actual = indicator.actual.get(year);
        actual
            .or((year == self.baseline).then_some(&indicator.baseline))
            .filter(|value| !value.is_empty())
    }

    /// Whether a value meets the limit of the standard; `None` without one, or
    /// when it cannot be told.
    pub fn meets(&self, indicator: &Indicator, value: &Literal) -> Option<bool> {
        let direction = indicator.direction.known();
        Limit::parse(indicator.limit.as_str(), direction)?.satisfied_by(value)
    }

    /// Whether a value reaches the target, whichever way is better.
    pub fn reaches(&self, indicator: &Indicator, value: &Literal) -> Option<bool> {
        let target = indicator.target.as_str();
        match (indicator.target.number(), value.number()) {
            (Some(goal), Some(reached)) => {
                let limit = Limit::parse(indicator.limit.as_str(), None);
                let direction = indicator
                    .direction
                    .known()
                    .or_else(|| limit.and_then(|limit| limit.direction()));
                let baseline = indicator.baseline.number();
                Some(match direction {
                    Some(crate::park::Direction::Up) => reached >= goal,
                    Some(crate::park::Direction::Down) => reached <= goal,
                    _ if reached == goal => true,
                    _ => {
                        let from = baseline?;
                        if goal >= from {
                            reached >= goal
                        } else {
                            reached <= goal
                        }
                    }
                })
            }
            _ if target.is_empty() => None,
            _ => Some(target.trim() == value.as_str().trim()),
        }
    }

    /// The tasks and projects that name an indicator.
    pub fn supporters(&self, indicator: &Indicator) -> (Vec<&'a Task>, Vec<&'a Project>) {
        let names = |ids: &crate::park::Refs| {
            !indicator.id.is_empty() && ids.iter().any(|id| id == indicator.id)
        };
        let tasks = self.park.tasks.iter();
        let projects = self.park.projects.iter();
        (
            tasks
                .filter(|one| !one.name.is_empty() && names(&one.indicators))
                .collect(),
            projects
                .filter(|one| !one.name.is_empty() && names(&one.indicators))
                .collect(),
        )
    }

    /// How many indicators of each category: `必选指标5项、特色指标2项`.
    pub fn categories(&self) -> String {
        use crate::park::Choose;
        let parts: Vec<String> = Category::ALL
            .iter()
            .filter_map(|&category| {
                let count = self
                    .indicators()
                    .filter(|(_, one)| one.category.is(category))
                    .count();
                (count > 0).then(|| format!("{}指标{count}项", category.label()))
            })
            .collect();
        parts.join("、")
    }

    /// The row of 近三年 for a year.
    pub fn economy(&self, of: &str) -> Option<&'a EconomicYear> {
        let economy = &self.park.report.as_ref()?.economy;
        economy
            .years
            .iter()
            .find(|row| year(&row.year) == of && !of.is_empty())
    }

    /// Unit of money in 近三年.
    pub fn money_unit(&self) -> &'a str {
        let economy = self.park.report.as_ref().map(|report| &report.economy);
        match economy.map_or("", |one| one.money_unit.as_str()) {
            "" => "亿元",
            unit => unit,
        }
    }

    /// Quantities of a section: those that name it, and those about its topic
    /// that name none.
    pub fn data(&self, section: &str, about: &[Topic]) -> Vec<(usize, &'a Datum)> {
        let data = self.park.data.iter().enumerate();
        data.filter(|(_, one)| {
            let place = one.place.trim();
            let here = match place.is_empty() {
                true => topic(&one.name).is_some_and(|topic| about.contains(&topic)),
                false => section.ends_with(place),
            };
            here && !one.name.is_empty()
        })
        .collect()
    }

    /// Indicators about a topic.
    pub fn about(&self, about: &[Topic]) -> Vec<(usize, &'a Indicator)> {
        self.indicators()
            .filter(|(_, one)| topic(&one.name).is_some_and(|topic| about.contains(&topic)))
            .collect()
    }

    /// `2025年，园区综合能源消费量58.5万吨标准煤（规模以上），…。`: quantities
    /// and indicators of one year, with the paths of what is told.
    pub fn standing(
        &self,
        section: &str,
        about: &[Topic],
        year: &str,
    ) -> (Option<String>, Vec<String>) {
        let mut parts = Vec::new();
        let mut paths = Vec::new();
        for (i, datum) in self.data(section, about) {
            let Some(value) = datum.values.get(year).filter(|one| !one.is_empty()) else {
                continue;
            };
            parts.push(format!(
                "{}{}{}",
                datum.name,
                valued(value, &datum.unit),
                scope(datum)
            ));
            paths.push(format!("基础数据[{i}].值.{year}"));
        }
        for (i, indicator) in self.about(about) {
            if let Some(value) = self.value(indicator, year) {
                parts.push(format!(
                    "{}为{}",
                    indicator.name,
                    valued(value, &indicator.unit)
                ));
                paths.push(format!("指标体系.指标[{i}]"));
            }
        }
        (sentence(year, &parts), paths)
    }

    /// The same over the years of the evaluation: `综合能源消费量由2025年的…`.
    pub fn change(&self, section: &str, about: &[Topic]) -> (Option<String>, Vec<String>) {
        let (first, last) = (&self.baseline, &self.acceptance);
        let mut parts = Vec::new();
        let mut paths = Vec::new();
        let years = (format!("{first}年"), format!("{last}年"));
        for (i, datum) in self.data(section, about) {
            let old = datum.values.get(first);
            let Some(new) = datum.values.get(last).filter(|one| !one.is_empty()) else {
                continue;
            };
            let moved =
                old.and_then(|old| words::moved((&years.0, old), (&years.1, new), &datum.unit));
            parts.push(match moved {
                Some(moved) => format!("{}{}{moved}", datum.name, scope(datum)),
                None => format!(
                    "{last}年{}{}{}",
                    datum.name,
                    valued(new, &datum.unit),
                    scope(datum)
                ),
            });
            paths.push(format!("基础数据[{i}].值"));
        }
        for (i, indicator) in self.about(about) {
            let values = self
                .value(indicator, first)
                .zip(self.value(indicator, last));
            let moved = values.and_then(|(old, new)| {
                words::moved((&years.0, old), (&years.1, new), &indicator.unit)
            });
            if let Some(moved) = moved {
                parts.push(format!("{}{moved}", indicator.name));
                paths.push(format!("指标体系.指标[{i}].实际值"));
            }
        }
        match parts.is_empty() || first.is_empty() || last.is_empty() {
            true => (None, Vec::new()),
            false => (Some(format!("{}。", parts.join("；"))), paths),
        }
    }
}

/// `（规模以上）`, or nothing.
fn scope(datum: &Datum) -> String {
    match datum.scope.trim() {
        "" => String::new(),
        scope => format!("（{scope}）"),
    }
}

/// `2025年，园区A…，B…。`
fn sentence(year: &str, parts: &[String]) -> Option<String> {
    let first = parts.first()?;
    let subject = match first.starts_with("园区") || first.starts_with("工业园区") {
        true => "",
        false => "园区",
    };
    (!year.is_empty()).then(|| format!("{year}年，{subject}{}。", parts.join("，")))
}
