//! Group I: indicators.
//!
//! An indicator with 不适用说明 stands in the table, but has no values to judge:
//! most rules look at those that apply. A limit comes from the data (标准值); a
//! catalogue (`--standard`) is a second opinion, an error only where its limit
//! was verified.

mod attainment;
mod catalogue;
mod set;
mod targets;
#[cfg(test)]
mod tests;
mod values;

use super::count::blank;
use super::{Check, Context, Needs, Rule};
use crate::finding::Severity::Error;
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::walk::{self, Item};
use crate::park::{Indicator, Limit, Literal};
use crate::standard::Match;

/// Every indicator.
fn list<'a>(context: &Context<'a>) -> impl Iterator<Item = Item<'a, Indicator>> + use<'a> {
    walk::indicators(context.park)
}

/// Those that apply.
pub(super) fn applicable<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = Item<'a, Indicator>> + use<'a> {
    list(context).filter(|one| one.not_applicable.is_empty())
}

/// Whether there are indicators, and none of them names a source: E02 says so
/// once, I12 and I15 do not repeat it for each.
pub(super) fn no_indicator_has_a_source(context: &Context) -> bool {
    let mut indicators = applicable(context).peekable();
    indicators.peek().is_some() && indicators.all(|one| one.sources.iter().all(blank))
}

/// How a message calls an indicator.
pub(super) fn called(one: &Indicator) -> String {
    match (one.name.as_str(), one.id.as_str()) {
        ("", "") => "指标".to_owned(),
        ("", id) => format!("指标 `{id}` "),
        (name, _) => format!("「{name}」"),
    }
}

/// The limit that the data quote.
fn limit(one: &Indicator) -> Option<Limit> {
    Limit::parse(one.limit.as_str(), one.direction.known())
}

/// How a value stands to the limits.
enum Verdict {
    /// It meets them.
    Meets,
    /// It fails the limit that the data quote.
    Fails(Limit),
    /// It fails only the catalogue's.
    FailsCatalogue {
        /// That limit.
        limit: Limit,
        /// Whether it was checked against the standard's text.
        verified: bool,
    },
    /// That cannot be told.
    Unknown,
}

/// Holds a value against the limit of the data and that of the catalogue.
fn judge(context: &Context, one: &Indicator, value: &Literal) -> Verdict {
    let own = limit(one);
    let met = own.as_ref().and_then(|limit| limit.satisfied_by(value));
    if let (Some(false), Some(own)) = (met, own) {
        return Verdict::Fails(own);
    }
    let standard = context.options.standard.as_ref();
    let entry = match standard.map(|standard| standard.find(&one.name)) {
        Some(Match::Same(entry)) => Some(entry),
        _ => None,
    };
    let limit = entry.and_then(|entry| Some((entry.limit()?, entry.verified)));
    let theirs = limit
        .as_ref()
        .and_then(|(limit, _)| limit.satisfied_by(value));
    match (met, theirs, limit) {
        (_, Some(false), Some((limit, verified))) => Verdict::FailsCatalogue { limit, verified },
        (Some(true), ..) | (_, Some(true), _) => Verdict::Meets,
        _ => Verdict::Unknown,
    }
}

/// How messages call the catalogue.
fn title(context: &Context) -> String {
    let standard = context.options.standard.as_ref();
    standard
        .map(crate::standard::Standard::title)
        .unwrap_or_default()
}

/// What a message adds where a limit comes from an unverified entry.
fn unverified(verified: bool) -> &'static str {
    if verified {
        ""
    } else {
        "（目录中该项未与标准原文核实）"
    }
}

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    set::I01,
    set::I02,
    set::I03,
    catalogue::I04,
    catalogue::I05,
    targets::I06,
    targets::I07,
    values::I08,
    set::I09,
    set::I10,
    set::I11,
    set::I12,
    I13,
    values::I14,
    attainment::I15,
    attainment::I16,
    attainment::I17,
    values::I18,
    set::I19,
    catalogue::I20,
    values::I21,
    catalogue::I22,
    catalogue::I23,
];

const I13: Rule = Rule {
    code: "I13",
    severities: &[Error],
    forms: FormSet::annexes("34"),
    basis: &[basis::ANNEX3_3, basis::ART_14],
    summary: "验收报告的指标与实施方案选定的一致",
    why: "两个附件的指标若分别填写，容易不一致。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted(
        "指标在数据中只有一处，实施方案和验收报告都由它生成，不可能不一致；中途调整的，在 `重大调整` 中记录（T15）",
    ),
};
