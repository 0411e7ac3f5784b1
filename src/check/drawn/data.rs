//! 基础数据, and intensities as amounts over value added.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{Datum, Indicator, Literal};

pub(super) const D02: Rule = Rule {
    code: "D02",
    severities: &[Error, Warning],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_NOTE],
    summary: "基础数据写全名称、单位、来源，年份和值可读，不重复",
    why: "基础数据要写进各节正文、据以核对强度指标；同名同口径的写两遍，值就可能不一致。",
    wrong: "基础数据: [{名称: 综合能源消费量, 值: {2025: \"58.5万\"}}]",
    right: "基础数据: [{名称: 综合能源消费量, 单位: 万吨标准煤, 值: {2025: \"58.5\"}, 来源: [S1]}]",
    mend: "补全名称、单位、来源；值只写数字",
    needs: Needs::Nothing,
    check: Check::Park(complete),
};

/// Names, units, sources, years, values.
fn complete(ctx: &Context, found: &mut Found) {
    let data = &ctx.park.data;
    for (i, datum) in data.iter().enumerate() {
        let path = format!("基础数据[{i}]");
        found.require(format!("{path}.名称"), &datum.name, "照统计报表的叫法填写");
        found.require(format!("{path}.单位"), &datum.unit, "没有量纲的填 —");
        if datum.sources.is_empty() {
            found
                .warning(format!("{path}.来源"), format!("`{}` 没有来源", datum.name))
                .hint("填写 `数据来源` 中的编号")
                .unfilled();
        }
        if datum.values.is_empty() {
            found
                .warning(format!("{path}.值"), format!("`{}` 没有值", datum.name))
                .hint("按年份填写，如 {2025: \"58.5\"}")
                .unfilled();
        }
        for (year, value) in &datum.values {
            let at = format!("{path}.值.{year}");
            if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
                found
                    .error(at, format!("年份应为四位数字，实际是「{year}」"))
                    .hint("如 2025");
            } else if value.number().is_none() {
                found
                    .error(at, format!("值应只有数字，实际是「{value}」"))
                    .hint("单位写在 `单位` 里");
            }
        }
        let same = |other: &&Datum| other.name == datum.name && other.scope == datum.scope;
        if !datum.name.is_empty() && data[..i].iter().any(|other| same(&other)) {
            found
                .warning(
                    format!("{path}.名称"),
                    format!("`{}` 写了不止一次", datum.name),
                )
                .hint("合成一项，或用 `口径` 加以区分");
        }
    }
}

/// What an intensity is called, the amounts that it may be of, and by how much
/// amount over value added (亿元) must be multiplied for its unit: 万吨 over
/// 亿元 is 吨 over 万元.
const INTENSITIES: &[(&str, &[&str])] = &[
    (
        "单位工业增加值综合能耗",
        &["工业综合能源消费量", "综合能源消费量"],
    ),
    (
        "单位工业增加值新鲜水耗",
        &[
            "工业新鲜水用量",
            "工业新鲜水取用量",
            "新鲜水取用量",
            "新鲜水用量",
        ],
    ),
    (
        "单位工业增加值二氧化碳排放量",
        &[
            "工业二氧化碳排放量",
            "工业领域二氧化碳排放量",
            "工业CO₂排放量",
            "工业领域CO₂排放量",
        ],
    ),
    (
        "单位工业增加值废水排放量",
        &["工业废水排放量", "废水排放量"],
    ),
    (
        "单位工业增加值固废产生量",
        &["一般工业固体废物产生量", "工业固体废物产生量"],
    ),
];

/// Names of value added, those of constant prices first.
const VALUE_ADDED: &[&str] = &["工业增加值（不变价）", "不变价工业增加值", "工业增加值"];

pub(super) const D03: Rule = Rule {
    code: "D03",
    severities: &[Warning],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX3_3],
    summary: "强度指标等于总量除以增加值",
    why: "\
单位工业增加值综合能耗、新鲜水耗、二氧化碳排放量、废水排放量、固废产生量，应等于基础数据中的总量除以同年工业增加值。
按各数印出的位数取区间，区间不相交才提示；名称或单位对不上的不比。",
    wrong: "综合能源消费量 58.5 万吨标准煤，工业增加值 121.36 亿元，单位工业增加值综合能耗 0.428",
    right: "单位工业增加值综合能耗 0.482",
    mend: "核对总量、增加值（现价或不变价）和指标值",
    needs: Needs::Nothing,
    check: Check::Park(intensities),
};

/// Intensities against amounts.
fn intensities(ctx: &Context, found: &mut Found) {
    for (i, indicator) in ctx.park.indicators.list.iter().enumerate() {
        let Some((_, amounts)) = INTENSITIES.iter().find(|(name, _)| *name == indicator.name)
        else {
            continue;
        };
        for (year, path, value) in values(ctx, i, indicator) {
            let amount = amounts.iter().find_map(|name| datum(ctx, name, &year));
            let added = VALUE_ADDED
                .iter()
                .find_map(|name| datum(ctx, name, &year))
                .filter(|added| added.unit == "亿元");
            if let Some((amount, added)) = amount.zip(added) {
                compare(found, &path, indicator, value, &year, (&amount, &added));
            }
        }
    }
}

/// The values of an indicator: year, path, value.
fn values<'a>(
    ctx: &Context<'a>,
    index: usize,
    indicator: &'a Indicator,
) -> Vec<(String, String, &'a Literal)> {
    let path = format!("指标体系.指标[{index}]");
    let mut values: Vec<(String, String, &Literal)> = indicator
        .actual
        .iter()
        .map(|(year, value)| (year.clone(), format!("{path}.实际值.{year}"), value))
        .collect();
    let baseline = ctx
        .park
        .indicators
        .baseline_year
        .as_str()
        .trim()
        .trim_end_matches('年');
    if !values.iter().any(|(year, ..)| year == baseline) {
        let at = format!("{path}.基准年值");
        values.push((baseline.to_owned(), at, &indicator.baseline));
    }
    values
}

/// A quantity of a year.
struct Amount<'a> {
    name: &'a str,
    unit: &'a str,
    value: &'a Literal,
}

fn datum<'a>(ctx: &Context<'a>, name: &str, year: &str) -> Option<Amount<'a>> {
    let datum = ctx.park.data.iter().find(|datum| datum.name == name)?;
    Some(Amount {
        name: &datum.name,
        unit: datum.unit.trim(),
        value: datum.values.get(year)?,
    })
}

/// The two ends that a printed number may stand for.
fn interval(value: &Literal) -> Option<(f64, f64)> {
    let number = value.number()?;
    let half = Decimal::new(5, u32::try_from(value.decimals()).ok()?.checked_add(1)?);
    Some(((number - half).to_f64()?, (number + half).to_f64()?))
}

fn compare(
    found: &mut Found,
    path: &str,
    indicator: &Indicator,
    value: &Literal,
    year: &str,
    (amount, added): (&Amount, &Amount),
) {
    // 万吨 over 亿元 is 吨 over 万元, whatever is weighed; other units are left.
    let of = amount.unit.strip_prefix('万');
    if of.is_none()
        || of.map(|unit| format!("{unit}/万元")).as_deref() != Some(indicator.unit.trim())
    {
        return;
    }
    let (Some(stated), Some(top), Some(bottom)) = (
        interval(value),
        interval(amount.value),
        interval(added.value),
    ) else {
        return;
    };
    if bottom.0 <= 0.0 {
        return;
    }
    let computed = (top.0 / bottom.1, top.1 / bottom.0);
    if stated.1 < computed.0 || stated.0 > computed.1 {
        let decimals = value.decimals();
        let middle = f64::midpoint(computed.0, computed.1);
        found
            .warning(
                path,
                format!(
                    "{year}年{}为 {value}，按{} {} ÷ 工业增加值 {} 算得 {middle:.decimals$}",
                    indicator.name, amount.name, amount.value, added.value
                ),
            )
            .hint("核对总量、增加值（现价或不变价）和指标值");
    }
}
