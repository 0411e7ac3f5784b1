//! Group C: consistency within a park and between parks.
//!
//! One fact stands in one place of the data, so that the four annexes cannot
//! disagree; what these rules compare is the prose with the data, and facts that
//! depend on one another. False alarms are worse than misses: a sentence that can
//! be read in two ways is left alone.

mod batch;
mod counts;
mod facts;
mod names;
mod number;

use super::{Check, Needs, Rule};
use crate::finding::Severity::Error;
use crate::finding::basis;
use crate::form::FormSet;

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    C01,
    names::C02,
    facts::C03,
    counts::C04,
    counts::C05,
    C06,
    facts::C07,
    facts::C08,
    facts::C09,
    C10,
    counts::C11,
    facts::C12,
    facts::C13,
    counts::C14,
    batch::C15,
];

const C01: Rule = Rule {
    code: "C01",
    severities: &[Error],
    forms: FormSet::ALL,
    basis: &[basis::ART_14],
    summary: "四个附件的园区名称应一致",
    why: "名称不一致，备案后的材料无法与园区对应；创建期内更名属重大调整。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted(
        "园区名称只在 `园区基本情况` 中写一次，四个附件都取这一处，不会不一致；创建期内更名的，在 `重大调整` 中记载",
    ),
};

const C06: Rule = Rule {
    code: "C06",
    severities: &[Error],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_3],
    summary: "申请表的批准创建时间应与申报事实一致",
    why: "创建期由批准创建之日起算，两处不同就无从核对期限。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted(
        "省级部门批准创建时间只在 `创建申报` 中写一次，申请表直接取用，不会不一致",
    ),
};

const C10: Rule = Rule {
    code: "C10",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_4],
    summary: "报告中的任务、项目应与方案一致",
    why: "验收对照《实施方案》逐项核查，增减任务、项目须有调整说明。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted(
        "重点任务和支撑项目只有一份清单，方案和报告都由它生成，不会不一致；变更写在 `调整情况` 中，由 X07、X08 判断",
    ),
};
