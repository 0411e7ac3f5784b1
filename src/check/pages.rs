//! Group P: the printed pages. Checked where pages are laid out
//! (`typeset::measure`), since only they show what does not fit.

use super::{Check, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "P01",
        severities: &[Error],
        forms: FormSet::ALL,
        basis: &[basis::PRINTING],
        summary: "文字不出格、不出版心、不互相遮盖",
        why: "\
出了格子或版心的字会压在框线上、被裁掉或印不出来。排版之后逐页测量每个字和每条线的位置。
过长的邮箱、网址、数字在格内换行，一般不会出格；`ecopark check --layout` 也检查。",
        wrong: "",
        right: "",
        mend: "缩短这项内容，或分成几行写",
        needs: Needs::Layout,
        check: Check::Output,
    },
    Rule {
        code: "P02",
        severities: &[Error],
        forms: FormSet::annexes("13"),
        basis: &[basis::PRINTING],
        summary: "图件不出版心",
        why: "图件按 150 毫米宽、150 毫米高以内印刷；排版之后逐页测量位置。",
        wrong: "",
        right: "",
        mend: "改变图的长宽比例",
        needs: Needs::Layout,
        check: Check::Output,
    },
    Rule {
        code: "P03",
        severities: &[Error, Warning],
        forms: FormSet::ALL,
        basis: &[basis::PRINTING, basis::FORMAT],
        summary: "封面、意见和各张表各占一页",
        why: "\
封面和省级部门意见分到两页，盖章和日期就与内容分开，为错误；其他表的内容过多而多出一页的，为警告。
篇幅超过上限的由 L 组规则报，不重复。",
        wrong: "",
        right: "",
        mend: "缩短名称、地址等较长的内容",
        needs: Needs::Layout,
        check: Check::Output,
    },
    Rule {
        code: "P04",
        severities: &[Warning],
        forms: FormSet::ALL,
        basis: &[basis::PRINTING],
        summary: "标题、表头不单独留在页末",
        why: "标题与下文、表头与第一行应在同一页。程序排版时已保持在一起，个别情况下仍放不下的，在这里提醒。",
        wrong: "",
        right: "",
        mend: "调整前面的文字，使标题移到下一页",
        needs: Needs::Layout,
        check: Check::Output,
    },
];
