//! Values over the years: I08, I14, I18, I21.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{applicable, called};
use crate::check::time::{year, year_of};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::{Fix, basis};
use crate::form::{FormId, FormSet};
use crate::park::walk::Item;
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
fn values<'a>(context: &Context<'a>, one: &'a Indicator) -> Vec<Value<'a>> {
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
    if context.wants(FormId::Report) {
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

pub(super) const I08: Rule = Rule {
    code: "I08",
    severities: &[Error, Warning, Info],
    forms: FormSet::annexes("13"),
    basis: &[basis::ART_18],
    summary: "指标值可以识别，大小合理",
    why: "\
值应为数值，或达标、具备、完成等表示是否达到要求的词；带单位的（“15%”）是错误，单位写在 `单位`。
单位为 % 而不在 0 至 100 之间的给出警告，名称含增长、削减、下降、弹性等的变化率除外。
相邻两年差 9 倍或以上、又没有 `变化说明` 的，疑为万元、亿元之类单位写错，给出警告。基准年值和目标值之间不比。",
    wrong: "实际值: {2026: \"186.4\", 2027: \"2051000\"}",
    right: "实际值: {2026: \"186.4\", 2027: \"205.1\"}",
    mend: "只写数值，统一单位；确属实际变化的，填写 `变化说明`",
    needs: Needs::Nothing,
    check: Check::Park(plausible),
};

/// Values can be read and are plausible.
fn plausible(context: &Context, found: &mut Found) {
    for one in applicable(context) {
        for value in values(context, &one) {
            readable(&one, &value, found);
        }
        if context.wants(FormId::Report) {
            slips(&one, found);
        }
    }
}

fn readable(one: &Item<Indicator>, value: &Value, found: &mut Found) {
    let Some(number) = value.value.number() else {
        if is_verdict(value.value.as_str()) {
            return;
        }
        let text = plain(value.value.as_str());
        let hint = match split_unit(&text) {
            Some((number, unit)) => format!("只写数值 {number}，「{unit}」写入 `单位`"),
            None => "填数值，或达标、具备、完成等".to_owned(),
        };
        let told = found
            .error(
                one.key(&value.key),
                format!("{}的值应为数值，实际「{}」", called(one), value.value),
            )
            .hint(hint);
        if let Some(bare) = value.value.as_str().strip_suffix(one.unit.as_str())
            && !one.unit.is_empty()
        {
            told.fix(Fix::safe(bare.len()..value.value.as_str().len(), ""));
        }
        return;
    };
    if let Some(bare) = value.value.as_str().strip_prefix('约') {
        found
            .info(
                one.key(&value.key),
                format!("{}的值应为确数，实际「{}」", called(one), value.value),
            )
            .hint(format!("写作 {bare}，推算的办法写在 `计算过程`"))
            .fix(Fix::bold(0..'约'.len_utf8(), ""));
    }
    let percent = plain(&one.unit) == "%" && !may_leave_percent(&one.name);
    if percent && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number) {
        found
            .warning(
                one.key(&value.key),
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
fn slips(one: &Item<Indicator>, found: &mut Found) {
    if !one.change_note.is_empty() {
        return;
    }
    for (before, after) in pairs(one) {
        if is_slip(before.1, after.1) {
            found
                .warning(
                    one.key(&format!("实际值.{}", after.2)),
                    format!(
                        "{}由 {} 年的 {} 变为 {} 年的 {}，差 9 倍或以上，疑为单位不一致",
                        called(one),
                        before.0,
                        before.1,
                        after.0,
                        after.1
                    ),
                )
                .also(one.key(&format!("实际值.{}", before.2)), "上一年的值")
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

/// So many indicators without a value of one year have one cause.
const SEVERAL: usize = 3;

pub(super) const I14: Rule = Rule {
    code: "I14",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_2, basis::ANNEX3_3],
    summary: "评价时段内每年都有实际值，基准年的与实施方案一致",
    why: "\
提纲要求详列评价时段内各指标的数据，从基准年到验收年一年都不能少。三项以上的指标都没有的一年，多半是 `评价时段` 写错，只报一处。
基准年的实际值就是实施方案的基准年值，数值不等是错误（“22.4”与“22.40”相等）。评价时段之外的年份可以多写，不检查。",
    wrong: "基准年值: \"22.4\"，实际值: {2025: \"22.5\", 2026: \"23.1\", 2028: \"25.3\"}",
    right: "基准年值: \"22.4\"，实际值: {2025: \"22.4\", 2026: \"23.1\", 2027: \"25.1\", 2028: \"25.3\"}",
    mend: "补齐各年的值，与实施方案保持一致",
    needs: Needs::Nothing,
    check: Check::Park(every_year),
};

/// A value for every year of the period, the first as planned.
fn every_year(context: &Context, found: &mut Found) {
    let Some(report) = &context.park.report else {
        return;
    };
    let baseline =
        year(&report.period.baseline_year).or_else(|| year(&context.park.indicators.baseline_year));
    let acceptance = year(&report.period.acceptance_year);
    let period = match (baseline, acceptance) {
        (Some(from), Some(to)) if (from..=from.saturating_add(LONGEST)).contains(&to) => {
            (from..=to).collect()
        }
        _ => Vec::new(),
    };
    let nowhere = told_nowhere(context, &period, found);
    for one in applicable(context) {
        let years = by_year(&one);
        let asked = period.iter().filter(|year| !nowhere.contains(year));
        missing_years(&one, &years, asked, found);
        if let Some(first) = baseline.and_then(|year| Some((year, *years.get(&year)?))) {
            as_planned(&one, first, found);
        }
    }
}

/// The years of `period` of which none of several indicators has a value: more
/// likely the period is wrong, so that is said once.
fn told_nowhere(context: &Context, period: &[i16], found: &mut Found) -> Vec<i16> {
    let values: Vec<_> = applicable(context)
        .map(|one| years_with_value(&one))
        .collect();
    if values.len() < SEVERAL || values.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let nowhere: Vec<i16> = period
        .iter()
        .copied()
        .filter(|year| !values.iter().any(|years| years.contains(year)))
        .collect();
    if let (Some(first), [from, .., to]) = (nowhere.first(), period) {
        let wrong = if first == from {
            "基准年"
        } else {
            "验收年"
        };
        let years: Vec<String> = nowhere.iter().map(i16::to_string).collect();
        found
            .error(
                format!("验收报告.评价时段.{wrong}"),
                format!(
                    "评价时段为 {from}—{to} 年，所有指标都没有 {} 年的实际值",
                    years.join("、")
                ),
            )
            .hint(format!("核对 `{wrong}`；没有写错的，补齐各指标这一年的值"));
    }
    nowhere
}

/// The years of which the indicator has a value.
fn years_with_value(one: &Indicator) -> Vec<i16> {
    let filled = by_year(one);
    let filled = filled.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(year, _)| year).collect()
}

fn missing_years<'a>(
    one: &Item<Indicator>,
    years: &BTreeMap<i16, &Literal>,
    period: impl Iterator<Item = &'a i16>,
    found: &mut Found,
) {
    let missing: Vec<String> = period
        .filter(|year| years.get(*year).is_none_or(|value| value.is_empty()))
        .map(|year| year.to_string())
        .collect();
    if !missing.is_empty() {
        found
            .error(
                one.key("实际值"),
                format!("{}缺少 {} 年的实际值", called(one), missing.join("、")),
            )
            .hint("补齐评价时段内每一年的值，如 `{2025: \"22.4\"}`");
    }
}

fn as_planned(one: &Item<Indicator>, first: (i16, &Literal), found: &mut Found) {
    let (year, value) = first;
    if one.baseline.is_empty() || value.is_empty() || same(value, &one.baseline) {
        return;
    }
    let key = one.actual.keys().find(|key| year_of(key) == Some(year));
    found
        .error(
            one.key(&format!("实际值.{}", key.map_or("", |key| key))),
            format!(
                "{}基准年（{year} 年）的实际值应等于 `基准年值` {}，实际 {value}",
                called(one),
                one.baseline
            ),
        )
        .also(one.key("基准年值"), "实施方案的基准年值")
        .hint("与实施方案保持一致；基准数据经核减的，在变化说明中写明");
}

/// Whether two literals say the same.
fn same(a: &Literal, b: &Literal) -> bool {
    match (a.number(), b.number()) {
        (Some(a), Some(b)) => a == b,
        _ => plain(a.as_str()) == plain(b.as_str()),
    }
}

pub(super) const I18: Rule = Rule {
    code: "I18",
    severities: &[Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ART_18],
    summary: "年度变化超过 50% 的有说明",
    why: "\
技术核查要看指标结果是否准确，一年变化超过一半的值必然被问到。恰为 50% 不警告；由 0 变为其他值视为超过。
填写了 `变化说明` 的不检查；疑为单位写错的由 I08 报。名称或 `变化说明` 写明是累计数的，只增不减，减少的给出警告。",
    wrong: "实际值: {2026: \"18.4\", 2027: \"27.7\"}",
    right: "实际值: {2026: \"18.4\", 2027: \"27.6\"}，或加上 变化说明: 再生水厂投运",
    mend: "核对数值，在 `变化说明` 中写明原因",
    needs: Needs::Nothing,
    check: Check::Park(great_changes),
};

/// Great changes are explained.
fn great_changes(context: &Context, found: &mut Found) {
    for one in applicable(context) {
        cumulative(&one, found);
        if !one.change_note.is_empty() {
            continue;
        }
        for (before, after) in pairs(&one) {
            // A slip of the unit is I08's.
            if is_great(before.1, after.1) && !is_slip(before.1, after.1) {
                found
                    .warning(
                        one.key(&format!("实际值.{}", after.2)),
                        format!(
                            "{}由 {} 年的 {} 变为 {} 年的 {}，变化超过 50% 而没有说明",
                            called(&one),
                            before.0,
                            before.1,
                            after.0,
                            after.1
                        ),
                    )
                    .also(one.key(&format!("实际值.{}", before.2)), "上一年的值")
                    .hint("核对数值；属实的，在 `变化说明` 中写明原因，累计数写明“按累计数统计”");
            }
        }
    }
}

/// A sum over the years does not fall.
fn cumulative(one: &Item<Indicator>, found: &mut Found) {
    if !one.name.contains("累计") && !one.change_note.contains("累计") {
        return;
    }
    for (before, after) in pairs(one) {
        if after.1 < before.1 {
            found
                .warning(
                    one.key(&format!("实际值.{}", after.2)),
                    format!(
                        "{}是累计数，应不少于 {} 年的 {}，{} 年实际 {}",
                        called(one),
                        before.0,
                        before.1,
                        after.0,
                        after.1
                    ),
                )
                .also(one.key(&format!("实际值.{}", before.2)), "上一年的值")
                .hint("核对数值；不是累计数的，改正 `变化说明`");
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

pub(super) const I21: Rule = Rule {
    code: "I21",
    severities: &[Warning],
    forms: FormSet::annexes("13"),
    basis: &[basis::GBT_15835],
    summary: "同一指标各值的小数位数一致",
    why: "\
同一列数据精度应一致，末尾的 0 也是数据（0.430 不写作 0.43）。实施方案比较基准年值和目标值，验收报告再加各年实际值。
整数 0 和 100 常为精确值，写作 0、100 不警告。没有加引号、位数又少的实际值由 Y04 报，这里不重复。",
    wrong: "基准年值: \"0.482\"，目标值: \"0.43\"",
    right: "基准年值: \"0.482\"，目标值: \"0.430\"",
    mend: "补齐末尾的 0 并加引号",
    needs: Needs::Nothing,
    check: Check::Park(decimals),
};

/// As many decimals in every value.
fn decimals(context: &Context, found: &mut Found) {
    for one in applicable(context) {
        let values = values(context, &one);
        let mut counted = values
            .iter()
            .filter(|value| counts(value.value) && !zeros_lost(context, &one, value));
        let Some(first) = counted.next() else {
            continue;
        };
        let places = first.value.decimals();
        if let Some(other) = counted.find(|one| one.value.decimals() != places) {
            found
                .warning(
                    one.key(&other.key),
                    format!(
                        "{}各值的小数位数应一致：{} 有 {places} 位，{} 有 {} 位",
                        called(&one),
                        first.value,
                        other.value,
                        other.value.decimals()
                    ),
                )
                .also(one.key(&first.key), format!("{places} 位小数"))
                .hint("补齐末尾的 0 并加引号，如 `\"25.0\"`");
        }
    }
}

/// Whether the reader has said that this actual value may have lost its last
/// zeros (Y04): it is not quoted and shorter than others.
fn zeros_lost(context: &Context, one: &Item<Indicator>, value: &Value) -> bool {
    let most = one.actual.values().map(Literal::decimals).max();
    let path = one.key(&value.key);
    value.key.starts_with("实际值")
        && most.is_some_and(|most| value.value.decimals() < most)
        && context
            .texts
            .iter()
            .any(|text| text.path == path && !text.quoted)
}

/// Whether the decimals of a value count: a plain 0 or 100 is exact.
fn counts(value: &Literal) -> bool {
    value.number().is_some() && !matches!(plain(value.as_str()).as_str(), "0" | "100")
}
