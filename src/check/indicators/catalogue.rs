//! Against the catalogue of the standard: I04, I05, I20, I22.

use super::{Verdict, applicable, at, called, list};
use crate::check::{Context, Found};
use crate::park::{Category, Choose, Indicator, Limit, plain};
use crate::standard::{Entry, Match, Standard};

const NUMBER: &str = "标准.编号";

/// I04: every compulsory indicator of the catalogue is chosen.
pub(super) fn compulsory_chosen(ctx: &Context, found: &mut Found) {
    let Some(standard) = &ctx.options.standard else {
        return;
    };
    for entry in standard.indicators.iter().filter(|entry| entry.compulsory) {
        let chosen = list(ctx).find(|(_, one)| means(standard, one, entry));
        match chosen {
            None => {
                found
                    .error(
                        "指标体系.指标",
                        format!("缺少{}的必选指标「{}」", standard.title(), entry.name),
                    )
                    .hint("补充该指标；确不适用的，列出指标名称并填写 `不适用说明`");
            }
            Some((i, one)) if !one.not_applicable.is_empty() => {
                found
                    .warning(
                        at(i, "不适用说明"),
                        format!("必选指标「{}」写为不适用", entry.name),
                    )
                    .hint("论证时会逐项核对理由，附上依据");
            }
            Some(_) => {}
        }
    }
}

/// Whether an indicator of the data is this entry.
fn means(standard: &Standard, one: &Indicator, entry: &Entry) -> bool {
    standard.find(&one.name).entry() == Some(entry)
}

/// I05: enough of every group is chosen.
pub(super) fn groups_satisfied(ctx: &Context, found: &mut Found) {
    let Some(standard) = &ctx.options.standard else {
        return;
    };
    for group in &standard.groups {
        let members: Vec<&Entry> = standard
            .indicators
            .iter()
            .filter(|entry| entry.group == group.name)
            .collect();
        let chosen = members
            .iter()
            .filter(|entry| applicable(ctx).any(|(_, one)| means(standard, one, entry)))
            .count();
        if chosen >= group.least {
            continue;
        }
        let names: Vec<&str> = members.iter().map(|entry| entry.name.as_str()).collect();
        let message = format!(
            "{}「{}」应至少选 {} 项，实际 {chosen}{}",
            standard.title(),
            group.name,
            group.least,
            super::unverified(group.verified)
        );
        if group.verified {
            found.error("指标体系.指标", message)
        } else {
            found.warning("指标体系.指标", message)
        }
        .hint(format!("可选「{}」", names.join("」「")));
    }
}

/// I20: name, unit, category and limit are those of the catalogue.
pub(super) fn as_in_the_catalogue(ctx: &Context, found: &mut Found) {
    let Some(standard) = &ctx.options.standard else {
        return;
    };
    for (i, one) in list(ctx) {
        if one.category.is(Category::Highlight) || one.name.is_empty() {
            continue;
        }
        match standard.find(&one.name) {
            Match::Same(entry) => rest_as_in_the_catalogue(ctx, i, one, entry, found),
            Match::Near(entry) => {
                found
                    .warning(
                        at(i, "指标名称"),
                        format!(
                            "指标名称应与{}一致：「{}」，实际「{}」",
                            standard.title(),
                            entry.name,
                            one.name
                        ),
                    )
                    .hint(format!("改为「{}」", entry.name));
            }
            Match::None => {
                found
                    .warning(
                        at(i, "指标名称"),
                        format!("{}中没有指标「{}」", standard.title(), one.name),
                    )
                    .hint("核对指标名称；园区自己提出的，类别填“亮点”");
            }
        }
    }
}

fn rest_as_in_the_catalogue(
    ctx: &Context,
    i: usize,
    one: &Indicator,
    entry: &Entry,
    found: &mut Found,
) {
    let title = super::title(ctx);
    let expected = if entry.compulsory {
        Category::Compulsory
    } else {
        Category::Characteristic
    };
    if one
        .category
        .known()
        .is_some_and(|category| category != expected)
    {
        found
            .warning(
                at(i, "类别"),
                format!(
                    "{}在{title}中为{}，实际写为{}",
                    called(one),
                    expected.label(),
                    one.category.text()
                ),
            )
            .hint(format!("改为 `类别: {}`", expected.label()));
    }
    if !entry.unit.is_empty() && !one.unit.is_empty() && unit(&one.unit) != unit(&entry.unit) {
        found
            .warning(
                at(i, "单位"),
                format!(
                    "{}的单位应为「{}」，实际「{}」",
                    called(one),
                    entry.unit,
                    one.unit
                ),
            )
            .hint(format!("按{title}填写，数值一并换算"));
    }
    other_limit(ctx, i, one, entry, found);
}

/// Says if the data quote another limit than the catalogue; one that the
/// target misses is I06's.
fn other_limit(ctx: &Context, i: usize, one: &Indicator, entry: &Entry, found: &mut Found) {
    let own = Limit::parse(one.limit.as_str(), one.direction.known());
    let (Some(own), Some(limit)) = (own, entry.limit()) else {
        return;
    };
    let missed = matches!(
        super::judge(ctx, one, &one.target),
        Verdict::FailsCatalogue { .. }
    );
    if !missed && !same_limit(&own, &limit) {
        found
            .warning(
                at(i, "标准值"),
                format!(
                    "{}的标准值应为 {limit}，实际 {}{}",
                    called(one),
                    one.limit,
                    super::unverified(entry.verified)
                ),
            )
            .hint("对照《标准》原文核对");
    }
}

/// Whether two limits demand the same, units aside.
fn same_limit(a: &Limit, b: &Limit) -> bool {
    match (a, b) {
        (
            Limit::Bound {
                relation: first,
                value: one,
                ..
            },
            Limit::Bound {
                relation: second,
                value: other,
                ..
            },
        ) => one == other && first == second,
        (
            Limit::Range { low, high, .. },
            Limit::Range {
                low: least,
                high: greatest,
                ..
            },
        ) => low == least && high == greatest,
        (Limit::Word(_), Limit::Word(_)) => true,
        // 达标 stands for 100 in some catalogues.
        (Limit::Word(_), Limit::Bound { value, .. })
        | (Limit::Bound { value, .. }, Limit::Word(_)) => {
            *value == rust_decimal::Decimal::ONE_HUNDRED
        }
        _ => false,
    }
}

/// A unit without what is written in more ways than one.
fn unit(text: &str) -> String {
    let text = plain(text).replace("标准煤", "标煤");
    match text.as_str() {
        "-" | "/" | "无" | "无量纲" | "—" => "—".to_owned(),
        _ => text,
    }
}

/// I22: the standard is the latest edition.
pub(super) fn latest_edition(ctx: &Context, found: &mut Found) {
    let number = &ctx.park.standard.number;
    if is_superseded(number) {
        found
            .warning(
                NUMBER,
                format!("标准应为《生态工业园区建设标准》最新版本，实际「{number}」是旧版本"),
            )
            .hint("对照最新版本核对指标、单位和限值");
    } else if let Some(standard) = &ctx.options.standard
        && standard.superseded
    {
        found
            .warning(
                NUMBER,
                format!("校验所用的指标目录{}已被替代", standard.title()),
            )
            .hint("`--standard` 换用最新版本的目录");
    } else if let Some(standard) = &ctx.options.standard
        && !number.is_empty()
        && !standard.number.is_empty()
        && plain(number) != plain(&standard.number)
    {
        found
            .warning(
                NUMBER,
                format!(
                    "标准编号应与校验所用的指标目录一致：{}，实际「{number}」",
                    standard.number
                ),
            )
            .hint("核对所依据的标准，或换用相应的目录");
    }
}

/// Whether this is an edition of HJ 274 (HJ/T 273 to 275 before) up to 2015.
fn is_superseded(number: &str) -> bool {
    let text = plain(number).to_uppercase().replace(['—', '–', '－'], "-");
    let Some((series, year)) = text.rsplit_once('-') else {
        return false;
    };
    let series = series.replace("HJ/T", "HJ");
    ["HJ273", "HJ274", "HJ275"].contains(&series.as_str())
        && year.parse::<u16>().is_ok_and(|year| year <= 2015)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions() {
        #[track_caller]
        fn case(number: &str, expected: bool) {
            assert_eq!(is_superseded(number), expected, "{number}");
        }

        case("HJ 274-2015", true);
        case("HJ274—2015", true);
        case("hj 274-2009", true);
        case("HJ/T 273-2006", true);
        case("HJ/T 275-2006", true);
        case("HJ 274-2016", false);
        case("HJ 274-2026", false);
        case("HJ 276-2006", false);
        case("HJ 274", false);
        case("", false);
    }

    #[test]
    fn units_that_are_one() {
        assert_eq!(unit("吨标准煤/万元"), unit("吨标煤 / 万元"));
        assert_eq!(unit("%"), unit("％"));
        assert_eq!(unit("—"), unit("无量纲"));
        assert_ne!(unit("万元"), unit("亿元"));
    }
}
