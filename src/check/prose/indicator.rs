//! N05: what the texts say of an indicator against its record.

use super::view::{Said, View, is_plain_fact, printed, ratio, same};
use crate::facts::frame::{Mood, Whose};
use crate::facts::role::Role;
use crate::facts::subject::is_yearly;
use crate::facts::token::Amount;
use crate::facts::unit::Base;
use crate::facts::{Datum, Passage, Quantity, Source};
use crate::finding::Severity::{Info, Warning};
use crate::park::{Limit, Literal};

/// Every figure of an indicator that its record does not have.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    let mut units = vec![false; view.park.indicators.list.len()];
    for (index, passage, source) in view.passages() {
        for (at, one) in passage.quantities.iter().enumerate() {
            let Some(indicator) = one
                .subject
                .indicator
                .filter(|_| one.whose == Whose::Park && one.share.is_none())
            else {
                continue;
            };
            unit(view, index, passage, at, indicator, &mut units, said);
            match one.role {
                Role::Reference => reference(view, index, passage, at, indicator, said),
                Role::Level | Role::From | Role::To(_) | Role::Average(_) => {
                    value(view, index, passage, source, at, indicator, said)
                }
                Role::Added => added(view, index, passage, source, at, indicator, said),
                _ => {}
            }
        }
        added_in_record(view, index, passage, source, said);
    }
}

/// The values of an indicator that a quantity may be compared with: those of its
/// yearly change for 年均, else its levels; none if the unit is another.
fn values<'a>(view: &'a View, indicator: usize, one: &Quantity) -> Vec<&'a Datum> {
    let average = matches!(one.role, Role::Average(_));
    let data = view.indicator(indicator);
    data.filter(|datum| datum.yearly == average && datum.amount.unit.dim.like(one.amount.unit.dim))
        .collect()
}

fn value(
    view: &View,
    index: usize,
    passage: &Passage,
    source: &Source,
    at: usize,
    indicator: usize,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let values = values(view, indicator, one);
    if values.is_empty() || one.time.partial || one.amount.value != one.amount.upper {
        return;
    }
    let target = values.iter().find(|datum| datum.mood == Mood::Target);
    if one.mood == Mood::Target {
        if let Some(target) = target.filter(|target| {
            one.time.year == target.year && !same(&target.amount, &printed(&one.amount))
        }) {
            disagree(view, index, passage, at, indicator, target, true, said);
        }
        return;
    }
    if one.mood == Mood::Plan || !one.amount.is_exact() {
        return;
    }
    let actual: Vec<&&Datum> = values
        .iter()
        .filter(|datum| datum.mood == Mood::Actual)
        .collect();
    let of_year = one.time.year.and_then(|year| {
        actual
            .iter()
            .find(|datum| datum.year == Some(year))
            .copied()
    });
    // A bare future year in a plan is planned.
    let bare_future = !source.looks_back && one.time.year > source.baseline;
    if bare_future {
        return;
    }
    match of_year {
        Some(datum) if same(&datum.amount, &one.amount) => {}
        Some(datum) if one.time.told => {
            disagree(view, index, passage, at, indicator, datum, true, said)
        }
        Some(datum) => {
            let known = values.iter().any(|other| same(&other.amount, &one.amount))
                || is_limit(view, indicator, &one.amount);
            if !known && ratio(datum.amount.base(), one.amount.base()) <= 3.0 {
                disagree(
                    view,
                    index,
                    passage,
                    at,
                    indicator,
                    datum,
                    source.looks_back,
                    said,
                );
            }
        }
        None => {}
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "one finding with both its places"
)]
fn disagree(
    view: &View,
    index: usize,
    passage: &Passage,
    at: usize,
    indicator: usize,
    datum: &Datum,
    sure: bool,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let name = &view.park.indicators.list[indicator].name;
    let what = match (datum.mood, datum.year) {
        (Mood::Target, _) => "目标值".to_owned(),
        (_, Some(year)) => format!("{year} 年"),
        _ => "数据".to_owned(),
    };
    let unit = &view.park.indicators.list[indicator].unit;
    let kept = printed_datum(datum);
    let message = format!(
        "文中{name}为 {}，数据中{what}为 {kept}{}",
        view.shown(passage, one),
        unit.trim()
    );
    let severity = if sure { Warning } else { Info };
    said.push(
        view.say("N05", severity, passage, one.range.clone(), message)
            .hint("核对正文和指标表中的数值")
            .also(datum.path.clone(), format!("{what}为 {kept}"))
            .about([(index, at)]),
    );
}

fn printed_datum(datum: &Datum) -> String {
    let decimals = datum.amount.decimals;
    format!("{:.decimals$}", datum.amount.value)
}

/// 高于《标准》要求的10%和方案目标的30.0%.
fn reference(
    view: &View,
    index: usize,
    passage: &Passage,
    at: usize,
    indicator: usize,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let text = &view.text(passage).value;
    let lead = &text[one.lead.clone()];
    let behind: String = text[one.range.end..].chars().take(8).collect();
    let yearly = is_yearly(&view.park.indicators.list[indicator].name);
    let data: Vec<&Datum> = view
        .indicator(indicator)
        .filter(|datum| datum.yearly == yearly && datum.amount.unit.dim.like(one.amount.unit.dim))
        .collect();
    let aims = ["方案目标", "目标值", "预期目标", "创建目标"];
    let aim = aims.iter().any(|word| lead.contains(word))
        || behind.starts_with('的') && aims.iter().any(|word| behind.contains(word));
    let limit = ["《》", "标准", "限值", "《标准》"]
        .iter()
        .any(|word| lead.contains(word))
        && !aim;
    if aim {
        let target = data.iter().find(|datum| datum.mood == Mood::Target);
        if let Some(target) = target.filter(|target| !same(&target.amount, &printed(&one.amount))) {
            disagree(view, index, passage, at, indicator, target, true, said);
        }
    } else if limit && !data.is_empty() {
        let record = &view.park.indicators.list[indicator];
        let known = numbers_of(&record.limit);
        if !known.is_empty()
            && !known
                .iter()
                .any(|value| (value - one.amount.value).abs() < 1e-9)
        {
            let message = format!(
                "文中{}的标准值为 {}，数据中为 {}",
                record.name,
                view.shown(passage, one),
                record.limit
            );
            said.push(
                view.say("N05", Warning, passage, one.range.clone(), message)
                    .hint("核对《标准》的指标值")
                    .also(
                        format!("指标体系.指标[{indicator}].标准值"),
                        format!("标准值 {}", record.limit),
                    )
                    .about([(index, at)]),
            );
        }
    }
}

fn numbers_of(limit: &Literal) -> Vec<f64> {
    match Limit::parse(limit.as_str(), None) {
        Some(Limit::Bound { value, .. }) => value.to_string().parse().into_iter().collect(),
        Some(Limit::Range { low, high, .. }) => [low, high]
            .iter()
            .filter_map(|value| value.to_string().parse().ok())
            .collect(),
        _ => Vec::new(),
    }
}

fn is_limit(view: &View, indicator: usize, amount: &Amount) -> bool {
    numbers_of(&view.park.indicators.list[indicator].limit)
        .iter()
        .any(|value| (value - amount.value).abs() < 1e-9)
}

/// 三年新增87.5兆瓦: what the indicator gained.
fn added(
    view: &View,
    index: usize,
    passage: &Passage,
    source: &Source,
    at: usize,
    indicator: usize,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let text = &view.text(passage).value;
    let from = text[..one.range.start]
        .rfind(['，', '。', '；', '\n'])
        .map_or(0, |found| found + 3);
    let clause = text.get(from..one.range.start).unwrap_or_default();
    let whole = ["三年", "累计", "合计", "创建期"]
        .iter()
        .any(|word| clause.contains(word));
    if !whole || !is_plain_fact(one) || !source.looks_back {
        return;
    }
    gained(view, index, passage, at, indicator, Mood::Actual, said);
}

/// In an indicator's record: 按新增71.5兆瓦确定目标.
fn added_in_record(
    view: &View,
    index: usize,
    passage: &Passage,
    source: &Source,
    said: &mut Vec<Said>,
) {
    let Some(indicator) = source.indicator else {
        return;
    };
    let text = &view.text(passage).value;
    for (at, one) in passage.quantities.iter().enumerate() {
        if one.role != Role::Added || one.subject.indicator == Some(indicator) && source.looks_back
        {
            continue;
        }
        let behind: String = text[one.range.end..].chars().take(8).collect();
        let near = &text[one.lead.clone()];
        if behind.contains("目标") && behind.contains("定") {
            gained(view, index, passage, at, indicator, Mood::Target, said);
        } else if source.looks_back && (near.contains("合计") || near.contains("累计")) {
            gained(view, index, passage, at, indicator, Mood::Actual, said);
        }
    }
}

/// Holds an increase against the difference of the indicator's values.
fn gained(
    view: &View,
    index: usize,
    passage: &Passage,
    at: usize,
    indicator: usize,
    end: Mood,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let data: Vec<&Datum> = view
        .indicator(indicator)
        .filter(|datum| {
            !datum.yearly
                && datum.amount.unit.dim == one.amount.unit.dim
                && datum.amount.unit.dim.over != Base::Percent
        })
        .collect();
    let base = data.iter().find(|datum| datum.path.ends_with("基准年值"));
    let last = match end {
        Mood::Target => data.iter().find(|datum| datum.mood == Mood::Target),
        _ => data
            .iter()
            .filter(|datum| datum.mood == Mood::Actual)
            .max_by_key(|datum| datum.year),
    };
    let (Some(base), Some(last)) = (base, last) else {
        return;
    };
    let (a, b) = (last.amount.interval(), base.amount.interval());
    if super::view::meet((a.0 - b.1, a.1 - b.0), one.amount.interval()) {
        return;
    }
    let expected = super::view::rounded(
        (last.amount.base() - base.amount.base()) / one.amount.unit.factor,
        one.amount.decimals,
    );
    let message = format!(
        "由 {} 到 {}，新增算得 {expected}，文中写 {}",
        printed_datum(base),
        printed_datum(last),
        view.shown(passage, one)
    );
    said.push(
        view.say("N05", Warning, passage, one.range.clone(), message)
            .hint("核对新增的数值")
            .also(last.path.clone(), format!("为 {}", printed_datum(last)))
            .about([(index, at)]),
    );
}

/// The unit of an indicator that the texts always measure otherwise.
fn unit(
    view: &View,
    index: usize,
    passage: &Passage,
    at: usize,
    indicator: usize,
    done: &mut [bool],
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let record = &view.park.indicators.list[indicator];
    if done[indicator]
        || is_yearly(&record.name)
        || !matches!(one.role, Role::Level | Role::From | Role::To(_))
    {
        return;
    }
    let Some(datum) = view.indicator(indicator).next() else {
        return;
    };
    let (a, b) = (one.amount.unit.dim, datum.amount.unit.dim);
    let intensity = a.under != Base::None && a.under == b.under && a.over != b.over;
    let close = ratio(one.amount.value, datum.amount.value) < 3.0;
    if !intensity || !close {
        return;
    }
    done[indicator] = true;
    let text = &view.text(passage).value;
    let written = text[one.amount.unit_at..one.range.end].trim();
    let message = format!(
        "{}的单位文中写「{written}」，指标表写「{}」",
        record.name, record.unit
    );
    said.push(
        view.say("N05", Warning, passage, one.range.clone(), message)
            .hint("核对单位，两处写同一个")
            .also(
                format!("指标体系.指标[{indicator}].单位"),
                format!("单位 {}", record.unit),
            )
            .about([(index, at)]),
    );
}
