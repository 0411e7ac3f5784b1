//! Group S: sections and contents that the annexes demand.
//!
//! One fault, one finding: a chapter without anything is S01 alone, a section
//! without anything is one finding, otherwise each missing item is one. Tables
//! that have rows are judged row by row by groups I, K and X.

mod cells;
mod leftovers;
mod outline;
mod plan;
mod report;

use super::{Check, Needs, Rule};
use crate::finding::Severity::Info;
use crate::finding::basis;
use crate::form::FormSet;

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    plan::S01,
    plan::S02,
    plan::S03,
    plan::S04,
    plan::S05,
    plan::S06,
    plan::S07,
    plan::S08,
    plan::S09,
    plan::S10,
    cells::S11,
    cells::S12,
    cells::S13,
    report::S14,
    report::S15,
    report::S16,
    report::S17,
    report::S18,
    report::S19,
    report::S20,
    report::S21,
    cells::S22,
    cells::S23,
    cells::S24,
    leftovers::S25,
    leftovers::S26,
    outline::S27,
    S28,
    plan::S29,
];

const S28: Rule = Rule {
    code: "S28",
    severities: &[Info],
    forms: FormSet::annexes("12"),
    basis: &[basis::ART_05],
    summary: "实施方案不宜超过 300 页，备案表不宜超过 4 页",
    why: "管理办法要求精简材料报送。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted("页数要排版后才知道，校验时不排版；备案表的篇幅由 L01 控制"),
};
