//! Group N: figures and facts in the prose, compared with the data and with each
//! other.
//!
//! All prose is read once ([`Facts`]), and [`judge`] asks every question of it at
//! once; each rule then tells its share. One cause makes one finding: of findings
//! about the same numbers the first in the order of the rules stays.

mod change;
mod event;
mod field;
mod formula;
mod indicator;
mod order;
mod part;
mod twin;
mod view;

use std::collections::HashSet;

use super::{Check, Context, Found, Needs, Rule};
use crate::facts::Facts;
use crate::finding::Severity::{Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use view::{Said, View, spaced};

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[N01, N02, N03, N04, N05, N06, N07, N08, N09];

const N01: Rule = Rule {
    code: "N01",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "算式应成立",
    why: "正文中用 ÷、×、＋、－、＝ 写出的算式，按各数印出的位数重算；带单位、不带单位、乘以 100% 的算法有一种成立就算对。“开立方得”一类的文字同样重算。算式前后有文字夹着的不算。",
    wrong: "67.9万吨标准煤÷168.90亿元＝0.452吨标准煤/万元",
    right: "67.9万吨标准煤÷168.90亿元＝0.402吨标准煤/万元",
    mend: "核对算式两边的数",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N02: Rule = Rule {
    code: "N02",
    severities: &[Warning, Info],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "变化的幅度应与两端的数值相符",
    why: "「由…到…」之后的增长、下降、年均、百分点，以及「比2025年」「比计划」「比预期」的差额，按两端的数值重算，允许印出位数造成的误差。另一端不在句中的，从别处或数据中找同一事物那一年的值；找不到的不判断。「下降2倍」说不通，写降低了百分之几。年份没有写明的，有一种间隔算得通就算对。",
    wrong: "工业增加值由121.36亿元增加到168.90亿元，年均增长16.1%",
    right: "工业增加值由121.36亿元增加到168.90亿元，年均增长11.6%",
    mend: "核对两个数值和算出的变化",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N03: Rule = Rule {
    code: "N03",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "升降的说法应与数值的方向一致",
    why: "写「提高到」而数值变小，写「降至」而数值变大，不是数错就是词错。说「调整为」「变为」的不看方向。",
    wrong: "综合能耗由0.482吨标准煤/万元提高到0.402吨标准煤/万元",
    right: "综合能耗由0.482吨标准煤/万元降至0.402吨标准煤/万元",
    mend: "核对两个数值，或改正表示升降的词",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N04: Rule = Rule {
    code: "N04",
    severities: &[Warning, Info],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "占比、比率、分项与合计应相符",
    why: "占比按两个数值重算；「X率」在一句话里有「X量」和总量的，相除重算；「合计」「其中」「连同」「尚余」按各部分重算；单位增加值的量按总量和增加值重算。分项不全的（其中只举几例）只在部分大于总量、或各部分显然是一种划分时判断。",
    wrong: "CO₂排放量158.7万吨，其中工业领域146.4万吨、人居领域6.5万吨、交通领域4.9万吨",
    right: "CO₂排放量157.8万吨，其中工业领域146.4万吨、人居领域6.5万吨、交通领域4.9万吨",
    mend: "核对各部分和总量",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N05: Rule = Rule {
    code: "N05",
    severities: &[Warning, Info],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "正文中的指标值应与指标表一致",
    why: "以全称、简称（再生水回用率、碳排放强度）说到的指标，按句中的年份与各年实际值、基准年值、目标值、标准值比较，汉字数目同样识别。没有写年份、又不是该指标任何一个值的，为提示。全省、邻近园区的数值，预计、力争的数值，名称前另有限定的（厂区绿化覆盖率），不算。创建工作目标和预期目标只与目标值比较。",
    wrong: "2028年绿化覆盖率达到25.8%（数据中 2028 年为 25.3）",
    right: "2028年绿化覆盖率达到25.3%",
    mend: "核对正文和指标表中的数值",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N06: Rule = Rule {
    code: "N06",
    severities: &[Warning, Info],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "同一事物在两处的数值应一致",
    why: "同一名称、同一单位、同一年份的数值在正文两处不同的，至少有一处错。年份写明的为警告；按所在附件推断的为提示，相差过大又不像换了数字次序的不报。管网长度、处理规模等建成后不变的，方案与报告也对照。",
    wrong: "附件1：环境风险企业36家；附件3：环境风险企业63家",
    right: "两处都写36家",
    mend: "核对后两处写同一个数",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N07: Rule = Rule {
    code: "N07",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "正文中的时间应与数据一致，先后合理",
    why: "成立、申请、批准创建、规划环评审查的时间，基准年、目标年，与数据不同的提示；建成、投运的时间晚于报告或验收申请的，晚于任务完成时间、项目实施期限的提示；调整后报告的期限超过 6 个月的提示。",
    wrong: "缓冲带于2028年4月完工，预期目标如期实现（完成时间为 2027年10月）",
    right: "缓冲带于2027年10月完工，预期目标如期实现",
    mend: "核对时间",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N08: Rule = Rule {
    code: "N08",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "正文中的面积、四至、产值、投资和数目应与栏目一致",
    why: "园区面积、四至、三年表中各年的产值和增加值、项目的投资、各类指标的数目，正文与栏目不同的提示；子园区、历史上的面积不算。总投资的其余说法由 C14 检查。",
    wrong: "总面积46.20平方公里（基本情况为 42.60）",
    right: "总面积42.60平方公里",
    mend: "两处写同一个值",
    needs: Needs::Nothing,
    check: Check::Prose,
};

const N09: Rule = Rule {
    code: "N09",
    severities: &[Warning, Info],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "序号、列举、名称和图表引用应对得上",
    why: "「一是、二是、四是」跳号，列举的比写的数目少，任务和项目的名称差一两个字，引用了没有的图表编号，一段文字在两节里完全相同，都会被专家当场指出。",
    wrong: "一是…；二是…；四是…",
    right: "一是…；二是…；三是…",
    mend: "照提示改正",
    needs: Needs::Nothing,
    check: Check::Prose,
};

/// What all rules of the group have to say of a park.
pub(super) fn judge(context: &Context) -> Vec<Said> {
    let facts = Facts::read(context.park, context.texts);
    let view = View::new(context.park, context.texts, &facts);
    let mut said = Vec::new();
    formula::judge(&view, &mut said);
    event::judge(&view, &mut said);
    field::judge(&view, &mut said);
    indicator::judge(&view, &mut said);
    change::judge(&view, &mut said);
    part::judge(&view, &mut said);
    twin::judge(&view, &mut said);
    order::judge(&view, &mut said);
    one_for_each_cause(said)
}

/// Of findings that share a number, the first.
fn one_for_each_cause(said: Vec<Said>) -> Vec<Said> {
    let mut seen: HashSet<(usize, usize)> = HashSet::new();
    let mut kept = Vec::new();
    for one in said {
        let known = one.causes.iter().any(|cause| seen.contains(cause));
        seen.extend(one.causes.iter().copied());
        if !known {
            kept.push(one);
        }
    }
    kept
}

/// Tells the share of one rule.
pub(super) fn tell(said: &[Said], code: &str, found: &mut Found) {
    for one in said.iter().filter(|one| one.code == code) {
        let mut pending = match one.severity {
            Info => found.info(one.path.clone(), spaced(&one.message)),
            _ => found.warning(one.path.clone(), spaced(&one.message)),
        };
        if let Some(within) = &one.within {
            pending = pending.within(within.clone());
        }
        for (path, text) in &one.also {
            pending = pending.also(path.clone(), spaced(text));
        }
        pending.hint(one.hint.clone()).forms(one.forms);
    }
}
