//! The main data of a park, as a summary over many lists them.

use rust_decimal::Decimal;

use crate::park::{Category, Indicator, MoneyUnit, Park};

/// What a summary says of a park.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// 园区代码.
    pub code: String,
    /// 园区名称.
    pub name: String,
    /// 园区所在地.
    pub location: String,
    /// 园区级别.
    pub level: String,
    /// 园区类型.
    pub kind: String,
    /// 面积 with its unit, as written.
    pub area: String,
    /// 报送日期 of annex 2.
    pub filed: String,
    /// 省级部门批准创建时间.
    pub approved: String,
    /// 申请日期 of annex 4.
    pub applied: String,
    /// 基准年.
    pub baseline_year: String,
    /// 目标年.
    pub target_year: String,
    /// How many 重点任务.
    pub tasks: usize,
    /// How many 支撑项目.
    pub projects: usize,
    /// Sum of their 投资金额 in 万元; nothing if there is none or one cannot be
    /// read.
    pub investment: Option<Decimal>,
    /// The indicators.
    pub indicators: Vec<IndicatorFacts>,
}

/// What a summary says of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorFacts {
    /// 编号.
    pub id: String,
    /// 指标名称.
    pub name: String,
    /// 类别.
    pub category: String,
    /// 单位.
    pub unit: String,
    /// 标准值.
    pub limit: String,
    /// 基准年值.
    pub baseline: String,
    /// 目标值.
    pub target: String,
    /// Latest year of 实际值, and its value.
    pub latest: Option<(String, String)>,
    /// 达标情况.
    pub attained: String,
}

impl Facts {
    /// Of this park.
    pub fn of(park: &Park) -> Self {
        let basics = &park.basics;
        let extent = &basics.extent;
        Self {
            code: park.identity.code.clone(),
            name: basics.name.clone(),
            location: basics.location.clone(),
            level: basics.level.text(),
            kind: basics.kind.text(),
            area: format!("{}{}", extent.area, extent.unit.text()),
            filed: park
                .filing
                .as_ref()
                .map_or_else(String::new, |one| one.date.printed()),
            approved: park.process.approved.printed(),
            applied: park
                .application
                .as_ref()
                .map_or_else(String::new, |one| one.date.printed()),
            baseline_year: park.indicators.baseline_year.to_string(),
            target_year: park.indicators.target_year.to_string(),
            tasks: park.tasks.len(),
            projects: park.projects.len(),
            investment: investment(park),
            indicators: park
                .indicators
                .list
                .iter()
                .map(IndicatorFacts::of)
                .collect(),
        }
    }

    /// `8（必选 5，特色 2，亮点 1）`; empty if there are none.
    pub fn indicator_counts(&self) -> String {
        let counts: Vec<String> = [
            Category::Compulsory,
            Category::Characteristic,
            Category::Highlight,
        ]
        .into_iter()
        .filter_map(|category| {
            use crate::park::Choose;
            let label = category.label();
            let count = self.indicators.iter().filter(|one| one.category == label);
            match count.count() {
                0 => None,
                count => Some(format!("{label} {count}")),
            }
        })
        .collect();
        match self.indicators.len() {
            0 => String::new(),
            all if counts.is_empty() => all.to_string(),
            all => format!("{all}（{}）", counts.join("，")),
        }
    }
}

impl IndicatorFacts {
    fn of(one: &Indicator) -> Self {
        Self {
            id: one.id.clone(),
            name: one.name.clone(),
            category: one.category.text(),
            unit: one.unit.clone(),
            limit: one.limit.to_string(),
            baseline: one.baseline.to_string(),
            target: one.target.to_string(),
            latest: one
                .actual
                .last_key_value()
                .map(|(year, value)| (year.clone(), value.to_string())),
            attained: one.attained.text(),
        }
    }
}

/// The sum of all projects in 万元.
fn investment(park: &Park) -> Option<Decimal> {
    let mut amounts = park.projects.iter().map(|project| {
        let amount = project.investment.number()?;
        match project.unit.known().unwrap_or(MoneyUnit::TenThousand) {
            MoneyUnit::TenThousand => Some(amount),
            MoneyUnit::HundredMillion => amount.checked_mul(Decimal::from(10_000)),
        }
    });
    let sum = amounts.try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?));
    sum.filter(|_| !park.projects.is_empty())
        .map(|sum| sum.normalize())
}
