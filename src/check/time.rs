//! Group T: periods and dates.
//!
//! The regulation counts from three days: the application for creation, the
//! approval, the application for acceptance. `n` years or months later means
//! calendar arithmetic, at the end of the month where it has no such day.

mod calendar;
mod dates;
mod filing;
mod period;
mod report;
#[cfg(test)]
mod tests;

use super::{Check, Context, Needs, Rule};
use crate::finding::Severity::Info;
use crate::finding::basis;
use crate::form::FormSet;
use calendar::{Dated, dated};
pub(super) use calendar::{year, year_of};

/// Path of the day of the application for creation.
const APPLIED: &str = "创建申报.申请创建日期";
/// Path of the day of the approval.
const APPROVED: &str = "创建申报.省级部门批准创建时间";
/// Path of the day of the naming.
const NAMED: &str = "创建申报.命名日期";

/// The day of the application for creation.
fn applied<'a>(context: &Context<'a>) -> Option<Dated<'a>> {
    dated(APPLIED, &context.park.process.applied)
}

/// The day of the approval.
fn approved<'a>(context: &Context<'a>) -> Option<Dated<'a>> {
    dated(APPROVED, &context.park.process.approved)
}

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    filing::T01,
    filing::T02,
    period::T03,
    period::T04,
    period::T05,
    period::T06,
    period::T07,
    dates::T08,
    report::T09,
    report::T10,
    report::T11,
    report::T12,
    filing::T13,
    filing::T14,
    report::T15,
    filing::T16,
    filing::T17,
    dates::T18,
    T19,
    dates::T20,
    filing::T21,
];

const T19: Rule = Rule {
    code: "T19",
    severities: &[Info],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_OPINIONS],
    summary: "省级部门意见的日期不早于申请日期",
    why: "三个省级部门的意见、盖章和日期由各部门在纸面上填写。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted(
        "附件4 的意见和日期只能由省级部门填写，数据中没有这些项（写入的由 G07 拒绝），无可比较",
    ),
};
