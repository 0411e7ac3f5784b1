//! Values over the years: I08, I14, I18, I21.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{applicable, at, called};
use crate::check::time::{year, year_of};
use crate::check::{Context, Found};
use crate::form::FormId;
use crate::park::{Indicator, Literal, is_verdict, plain, split_unit};

/// From which ratio of two years on a slip of the unit is likelier than a
/// change: ×10 with some change, ×100, ×10000.
const SLIP: Decimal = Decimal::from_parts(9, 0, 0, false, 0);

/// The longest period that is gone through year by year.
const LONGEST: i16 = 30;

/// A value with the key that it stands under.
struct Value<'a> {
    key: String,
    value: &'a Literal,
}

/// The values of an indicator that the check is about: 实际值 only for the
/// report.
fn values<'a>(ctx: &Context<'a>, one: &'a Indicator) -> Vec<Value<'a>> {
    let mut values = vec![
        Value {
            key: "基准年值".to_owned(),
            value: &one.baseline,
        },
        Value {
            key: "目标值".to_owned(),
            value: &one.target,
        },
    ];
    if ctx.wants(FormId::Report) {
        values.extend(one.actual.iter().map(|(year, value)| Value {
            key: format!("实际值.{year}"),
            value,
        }));
    }
    values.retain(|one| !one.value.as_str().trim().is_empty());
    values
}

/// The actual values by year.
pub(super) fn by_year(one: &Indicator) -> BTreeMap<i16, &Literal> {
    one.actual
        .iter()
        .filter_map(|(key, value)| Some((year_of(key)?, value)))
        .collect()
}

/// I08: values can be read and are plausible.
pub(super) fn plausible(ctx: &Context, found: &mut Found) {
    for (i, one) in applicable(ctx) {
        for value in values(ctx, one) {
            readable(i, one, &value, found);
        }
        if ctx.wants(FormId::Report) {
            slips(i, one, found);
        }
    }
}

fn readable(i: usize, one: &Indicator, value: &Value, found: &mut Found) {
    let Some(number) = value.value.number() else {
        if is_verdict(value.value.as_str()) {
            return;
        }
        let text = plain(value.value.as_str());
        let hint = match split_unit(&text) {
            Some((number, unit)) => format!("只写数值 {number}，「{unit}」写入 `单位`"),
            None => "填数值，或达标、具备、完成等".to_owned(),
        };
        found
            .error(
                at(i, &value.key),
                format!("{}的值应为数值，实际「{}」", called(one), value.value),
            )
            .hint(hint);
        return;
    };
    let percent = plain(&one.unit) == "%" && !may_leave_percent(&one.name);
    if percent && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number) {
        found
            .warning(
                at(i, &value.key),
                format!(
                    "{}的百分比应在 0 至 100 之间，实际 {}",
                    called(one),
                    value.value
                ),
            )
            .hint("核对数值和单位");
    }
}

/// Rates of change may be negative or above 100 %.
fn may_leave_percent(name: &str) -> bool {
    [
        "增长", "增速", "变化", "削减", "下降", "降低", "提高", "提升", "弹性",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// Says where a value jumps as if its unit had changed.
fn slips(i: usize, one: &Indicator, found: &mut Found) {
    if !one.change_note.is_empty() {
        return;
    }
    for (before, after) in pairs(one) {
        if is_slip(before.1, after.1) {
            found
                .warning(
                    at(i, &format!("实际值.{}", after.2)),
                    format!(
                        "{}由 {} 年的 {} 变为 {} 年的 {}，差 9 倍或以上，疑为单位不一致",
                        called(one),
                        before.0,
                        before.1,
                        after.0,
                        after.1
                    ),
                )
                .also(at(i, &format!("实际值.{}", before.2)), "上一年的值")
                .hint("核对两年的单位（如万元、亿元）；确属实际变化的，填写 `变化说明`");
        }
    }
}

/// A year with its number and its key.
type Year<'a> = (i16, Decimal, &'a str);

/// Numbers of neighbouring years.
fn pairs(one: &Indicator) -> Vec<(Year<'_>, Year<'_>)> {
    let mut years: Vec<Year> = one
        .actual
        .iter()
        .filter_map(|(key, value)| Some((year_of(key)?, value.number()?, key.as_str())))
        .collect();
    years.sort();
    years
        .windows(2)
        .filter(|pair| pair[1].0 == pair[0].0 + 1)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

/// Whether two values differ as if by a slip of the unit.
fn is_slip(a: Decimal, b: Decimal) -> bool {
    let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    high.checked_div(low).is_some_and(|ratio| ratio >= SLIP)
}

/// I14: a value for every year of the period, the first as planned.
pub(super) fn every_year(ctx: &Context, found: &mut Found) {
    let Some(report) = &ctx.park.report else {
        return;
    };
    let baseline =
        year(&report.period.baseline_year).or_else(|| year(&ctx.park.indicators.baseline_year));
    let acceptance = year(&report.period.acceptance_year);
    for (i, one) in applicable(ctx) {
        let years = by_year(one);
        if let (Some(from), Some(to)) = (baseline, acceptance)
            && (from..=from.saturating_add(LONGEST)).contains(&to)
        {
            missing_years(i, one, &years, from..=to, found);
        }
        if let Some(first) = baseline.and_then(|year| Some((year, *years.get(&year)?))) {
            as_planned(i, one, first, found);
        }
    }
}

fn missing_years(
    i: usize,
    one: &Indicator,
    years: &BTreeMap<i16, &Literal>,
    period: std::ops::RangeInclusive<i16>,
    found: &mut Found,
) {
    let missing: Vec<String> = period
        .filter(|year| years.get(year).is_none_or(|value| value.is_empty()))
        .map(|year| year.to_string())
        .collect();
    if !missing.is_empty() {
        found
            .error(
                at(i, "实际值"),
                format!("{}缺少 {} 年的实际值", called(one), missing.join("、")),
            )
            .hint("补齐评价时段内每一年的值，如 `{2025: \"22.4\"}`");
    }
}

fn as_planned(i: usize, one: &Indicator, first: (i16, &Literal), found: &mut Found) {
    let (year, value) = first;
    if one.baseline.is_empty() || value.is_empty() || same(value, &one.baseline) {
        return;
    }
    let key = one.actual.keys().find(|key| year_of(key) == Some(year));
    found
        .error(
            at(i, &format!("实际值.{}", key.map_or("", |key| key))),
            format!(
                "{}基准年（{year} 年）的实际值应等于 `基准年值` {}，实际 {value}",
                called(one),
                one.baseline
            ),
        )
        .also(at(i, "基准年值"), "实施方案的基准年值")
        .hint("与实施方案保持一致；基准数据经核减的，在变化说明中写明");
}

/// Whether two literals say the same.
fn same(a: &Literal, b: &Literal) -> bool {
    match (a.number(), b.number()) {
        (Some(a), Some(b)) => a == b,
        _ => plain(a.as_str()) == plain(b.as_str()),
    }
}

/// I18: great changes are explained.
pub(super) fn great_changes(ctx: &Context, found: &mut Found) {
    for (i, one) in applicable(ctx) {
        if !one.change_note.is_empty() {
            continue;
        }
        for (before, after) in pairs(one) {
            // A slip of the unit is I08's.
            if is_great(before.1, after.1) && !is_slip(before.1, after.1) {
                found
                    .warning(
                        at(i, &format!("实际值.{}", after.2)),
                        format!(
                            "{}由 {} 年的 {} 变为 {} 年的 {}，变化超过 50% 而没有说明",
                            called(one),
                            before.0,
                            before.1,
                            after.0,
                            after.1
                        ),
                    )
                    .also(at(i, &format!("实际值.{}", before.2)), "上一年的值")
                    .hint("核对数值；属实的，在 `变化说明` 中写明原因，累计数写明“按累计数统计”");
            }
        }
    }
}

/// Whether `b` differs from `a` by more than half of it.
fn is_great(a: Decimal, b: Decimal) -> bool {
    let twice = b
        .checked_sub(a)
        .and_then(|d| d.abs().checked_mul(Decimal::TWO));
    twice.is_none_or(|twice| twice > a.abs())
}

/// I21: as many decimals in every value.
pub(super) fn decimals(ctx: &Context, found: &mut Found) {
    for (i, one) in applicable(ctx) {
        let values = values(ctx, one);
        let mut counted = values
            .iter()
            .filter(|value| counts(value.value) && !zeros_lost(ctx, i, one, value));
        let Some(first) = counted.next() else {
            continue;
        };
        let places = first.value.decimals();
        if let Some(other) = counted.find(|one| one.value.decimals() != places) {
            found
                .warning(
                    at(i, &other.key),
                    format!(
                        "{}各值的小数位数应一致：{} 有 {places} 位，{} 有 {} 位",
                        called(one),
                        first.value,
                        other.value,
                        other.value.decimals()
                    ),
                )
                .also(at(i, &first.key), format!("{places} 位小数"))
                .hint("补齐末尾的 0 并加引号，如 `\"25.0\"`");
        }
    }
}

/// Whether the reader has said that this actual value may have lost its last
/// zeros (Y04): it is not quoted and shorter than others.
fn zeros_lost(ctx: &Context, i: usize, one: &Indicator, value: &Value) -> bool {
    let most = one.actual.values().map(Literal::decimals).max();
    let path = at(i, &value.key);
    value.key.starts_with("实际值")
        && most.is_some_and(|most| value.value.decimals() < most)
        && ctx
            .texts
            .iter()
            .any(|text| text.path == path && !text.quoted)
}

/// Whether the decimals of a value count: a plain 0 or 100 is exact.
fn counts(value: &Literal) -> bool {
    value.number().is_some() && !matches!(plain(value.as_str()).as_str(), "0" | "100")
}
