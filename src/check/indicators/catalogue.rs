//! Against the catalogue of the standard: I04, I05, I20, I22.

use super::{Verdict, applicable, called, list};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::walk::Item;
use crate::park::{Category, Choose, Indicator, Limit, plain};
use crate::standard::{Entry, Match, Standard};

const NUMBER: &str = "标准.编号";

pub(super) const I04: Rule = Rule {
    code: "I04",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_02, basis::ANNEX1_2_2],
    summary: "《标准》的必选指标全部选定",
    why: "\
用 `--standard 目录.yaml` 给出指标目录时检查：目录中的每项必选指标都应选定，缺一项报一个错误。
确不适用的，列出名称并填写 `不适用说明`，改为警告，因为论证时会核对理由。名称只有细微差别的视为已选定，由 I20 提醒。",
    wrong: "目录的必选指标有「绿化覆盖率」，`指标` 中没有",
    right: "指标: [{指标名称: 绿化覆盖率, 类别: 必选, …}]",
    mend: "补充该指标，或填写 `不适用说明`",
    needs: Needs::Standard,
    check: Check::Park(compulsory_chosen),
};

/// Every compulsory indicator of the catalogue is chosen.
fn compulsory_chosen(context: &Context, found: &mut Found) {
    let Some(standard) = &context.options.standard else {
        return;
    };
    for entry in standard.indicators.iter().filter(|entry| entry.compulsory) {
        let chosen = list(context).find(|one| means(standard, one, entry));
        let called_otherwise =
            || list(context).any(|one| likely(context, standard, &one) == Some(entry));
        match chosen {
            // I20 asks whether it is meant.
            None if called_otherwise() => {}
            None => {
                found
                    .error(
                        "指标体系.指标",
                        format!("缺少{}的必选指标「{}」", standard.title(), entry.name),
                    )
                    .hint("补充该指标；确不适用的，列出指标名称并填写 `不适用说明`");
            }
            Some(one) if !one.not_applicable.is_empty() => {
                found
                    .warning(
                        one.key("不适用说明"),
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

/// Below this share of common characters two names are not taken for one.
const ALIKE: f64 = 0.6;

/// What an indicator that the catalogue does not know by its name may be: the
/// entry with the likest name that no other indicator is.
fn likely<'a>(context: &Context, standard: &'a Standard, one: &Indicator) -> Option<&'a Entry> {
    if one.category.is(Category::Highlight)
        || one.name.is_empty()
        || !matches!(standard.find(&one.name), Match::None)
    {
        return None;
    }
    let free = |entry: &&Entry| !list(context).any(|other| means(standard, &other, entry));
    let entries = standard.indicators.iter().filter(free);
    let scored = entries.map(|entry| (alike(&plain(&one.name), &plain(&entry.name)), entry));
    let best = scored.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (best.0 >= ALIKE).then_some(best.1)
}

/// The share of characters that two names have in common, in their order.
fn alike(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = match x == y {
                true => diagonal + 1,
                false => above.max(row[at]),
            };
            diagonal = above;
        }
    }
    2.0 * row[b.len()] as f64 / (a.len() + b.len()).max(1) as f64
}

pub(super) const I05: Rule = Rule {
    code: "I05",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_02, basis::ANNEX1_2_2],
    summary: "特色指标的选取符合《标准》的分组要求",
    why: "\
用 `--standard 目录.yaml` 给出指标目录时检查：目录规定“几项中至少选几项”的，逐组核对。
标为不适用的指标不计。目录中该组注明 `核实: 否` 的，只给出警告并在消息中说明。",
    wrong: "目录要求第 11—12 项至少选 1 项，一项都没有选",
    right: "选定「单位工业增加值综合能耗」",
    mend: "从该组中补选指标",
    needs: Needs::Standard,
    check: Check::Park(groups_satisfied),
};

/// Enough of every group is chosen.
fn groups_satisfied(context: &Context, found: &mut Found) {
    let Some(standard) = &context.options.standard else {
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
            .filter(|entry| applicable(context).any(|one| means(standard, &one, entry)))
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

pub(super) const I20: Rule = Rule {
    code: "I20",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_02],
    summary: "指标名称、单位、类别、标准值与《标准》一致",
    why: "\
用 `--standard 目录.yaml` 给出指标目录时检查必选和特色指标。名称相近的提示改为目录的写法，目录中没有的也给出警告；名称相同的再比较单位、类别和标准值。
全角半角括号、空格、“标煤”与“标准煤”不算差别；按条件给出几个限值的指标不比较标准值。目录该项注明 `核实: 否` 的，消息中说明。",
    wrong: "指标名称: 绿化覆盖比率",
    right: "指标名称: 绿化覆盖率",
    mend: "按《标准》原文填写",
    needs: Needs::Standard,
    check: Check::Park(as_in_the_catalogue),
};

/// Name, unit, category and limit are those of the catalogue.
fn as_in_the_catalogue(context: &Context, found: &mut Found) {
    let Some(standard) = &context.options.standard else {
        return;
    };
    for one in list(context) {
        if one.category.is(Category::Highlight) || one.name.is_empty() {
            continue;
        }
        match standard.find(&one.name) {
            Match::Same(entry) => rest_as_in_the_catalogue(context, &one, entry, found),
            Match::Near(entry) => {
                found
                    .warning(
                        one.key("指标名称"),
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
                let message = format!("{}中没有指标「{}」", standard.title(), one.name);
                let hint = match likely(context, standard, &one) {
                    Some(entry) => {
                        format!("是不是「{}」？园区自己提出的，类别填“亮点”", entry.name)
                    }
                    None => "核对指标名称；园区自己提出的，类别填“亮点”".to_owned(),
                };
                found.warning(one.key("指标名称"), message).hint(hint);
            }
        }
    }
}

fn rest_as_in_the_catalogue(
    context: &Context,
    one: &Item<Indicator>,
    entry: &Entry,
    found: &mut Found,
) {
    let title = super::title(context);
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
                one.key("类别"),
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
                one.key("单位"),
                format!(
                    "{}的单位应为「{}」，实际「{}」",
                    called(one),
                    entry.unit,
                    one.unit
                ),
            )
            .hint(format!("按{title}填写，数值一并换算"));
    }
    other_limit(context, one, entry, found);
}

/// Says if the data quote another limit than the catalogue; one that the
/// target misses is I06's.
fn other_limit(context: &Context, one: &Item<Indicator>, entry: &Entry, found: &mut Found) {
    let own = Limit::parse(one.limit.as_str(), one.direction.known());
    let (Some(own), Some(limit)) = (own, entry.limit()) else {
        return;
    };
    let missed = matches!(
        super::judge(context, one, &one.target),
        Verdict::FailsCatalogue { .. }
    );
    if !missed && !same_limit(&own, &limit) {
        found
            .warning(
                one.key("标准值"),
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

pub(super) const I23: Rule = Rule {
    code: "I23",
    severities: &[Info],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_02],
    summary: "写明了《标准》，还应给出指标目录，以便逐项核对",
    why: "\
指标是不是《标准》所列、必选的是不是都选了、单位和限值对不对，要有指标目录才能核对（I04、I05、I20）。
没有目录时整份数据只提示一次。目录的格式见 `samples/标准`。",
    wrong: "标准: {编号: HJ 274-2015}（没有给出目录）",
    right: "标准: {编号: HJ 274-2015}（用 --standard 给出目录，或数据文件旁有 `标准.yaml`）",
    mend: "把指标目录存为数据文件旁的 `标准.yaml`，或用 `--standard` 指定",
    needs: Needs::Nothing,
    check: Check::Park(not_compared),
};

/// Says once that the indicators were not compared with the standard named.
fn not_compared(context: &Context, found: &mut Found) {
    let standard = &context.park.standard;
    let (path, name) = match standard.number.trim() {
        "" => ("标准.名称", standard.name.trim()),
        number => (NUMBER, number),
    };
    if context.options.standard.is_none() && !name.is_empty() && list(context).next().is_some() {
        found
            .info(
                path,
                format!("没有「{name}」的指标目录，各项指标未与《标准》核对"),
            )
            .hint("把指标目录存为数据文件旁的 `标准.yaml`，或用 `--standard` 指定");
    }
}

pub(super) const I22: Rule = Rule {
    code: "I22",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ART_02],
    summary: "所依据的《标准》是最新版本",
    why: "\
管理办法规定依据《生态工业园区建设标准》，以最新版本为准。HJ 274-2015 及更早的 HJ 274-2009、HJ/T 273—275-2006 是原管理办法时期的版本，给出警告；不认识的编号不判断。
新标准的编号和指标本程序没有收录，由编制单位核对。
给出的指标目录（`--standard`）注明 `已被替代: 是`，或编号与 `标准.编号` 不同，也给出警告。只报其中最要紧的一项。",
    wrong: "标准: {名称: 国家生态工业示范园区标准, 编号: HJ 274-2015}",
    right: "标准: {名称: 生态工业园区建设标准, 编号: 最新版本的编号}",
    mend: "对照最新版本核对指标、单位和限值",
    needs: Needs::Nothing,
    check: Check::Park(latest_edition),
};

/// The standard is the latest edition.
fn latest_edition(context: &Context, found: &mut Found) {
    let number = &context.park.standard.number;
    if is_superseded(number) {
        found
            .warning(
                NUMBER,
                format!("标准应为《生态工业园区建设标准》最新版本，实际「{number}」是旧版本"),
            )
            .hint("对照最新版本核对指标、单位和限值");
    } else if let Some(standard) = &context.options.standard
        && standard.superseded
    {
        found
            .warning(
                NUMBER,
                format!("校验所用的指标目录{}已被替代", standard.title()),
            )
            .hint("`--standard` 换用最新版本的目录");
    } else if let Some(standard) = &context.options.standard
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
