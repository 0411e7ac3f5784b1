//! What annexes 1 and 3 have in common: sections of texts that their outlines
//! name one by one; S27.

use std::sync::LazyLock;

use serde::Serialize;

use crate::check::count::{blank, count};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::Info;
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::walk::{self, Datum};
use crate::park::{AcceptanceReport, Park, Plan};

/// Below this many characters an item says little.
const THIN: usize = 30;

/// What only annex 1 shows; without the block, an empty one.
pub(super) fn plan(park: &Park) -> &Plan {
    static NOTHING: LazyLock<Plan> = LazyLock::new(Plan::default);
    park.plan.as_ref().unwrap_or(&NOTHING)
}

/// What only annex 3 shows; without the block, an empty one.
pub(super) fn report(park: &Park) -> &AcceptanceReport {
    static NOTHING: LazyLock<AcceptanceReport> = LazyLock::new(AcceptanceReport::default);
    park.report.as_ref().unwrap_or(&NOTHING)
}

/// The texts that the outline names for the section `record` at `path`: those
/// that stand in it and are not left open (其他).
pub(super) fn texts<T: Serialize>(path: &str, record: &T) -> Vec<Datum> {
    walk::data(path, record, |field| {
        field.long && field.label != "其他" && field.parent() == path
    })
}

/// Whether nothing is written in any of `texts`.
pub(super) fn all_blank(texts: &[Datum]) -> bool {
    texts.iter().all(|text| blank(&text.value))
}

/// Reports what is missing of a section: the section itself if nothing is
/// there, else each item.
pub(super) fn section<T: Serialize>(found: &mut Found, path: &str, record: &T) {
    let label = path.rsplit('.').next().unwrap_or_default();
    let texts = texts(path, record);
    let names: Vec<&str> = texts.iter().map(|text| text.field.label.as_str()).collect();
    if all_blank(&texts) {
        found
            .error(path, format!("`{label}` 没有内容，应写 {} 项", texts.len()))
            .hint(format!("写明{}", names.join("、")))
            .lacks(texts.iter().map(|text| text.path.clone()));
        return;
    }
    for text in &texts {
        let hint = format!("提纲要求 `{label}` 写明这一项");
        found.require(&text.path, &text.value, &hint);
    }
}

pub(super) const S27: Rule = Rule {
    code: "S27",
    severities: &[Info],
    forms: FormSet::annexes("13"),
    basis: &[basis::COMPLETENESS],
    summary: "正文的一项不足 30 字",
    why: "实施方案和验收报告中提纲点名的各项，只有一两句话的，论证和预验收时常被要求充实。按字符数计。",
    wrong: "区位条件: 交通便利。",
    right: "区位条件: 园区处于湘中丘陵与洞庭湖平原的衔接地带，公路、水运、铁路和航空相互衔接……",
    mend: "充实内容",
    needs: Needs::Nothing,
    check: Check::Park(thin),
};

fn thin(context: &Context, found: &mut Found) {
    let (plan, report) = (plan(context.park), report(context.park));
    let mut named = [
        texts("实施方案.园区概况", &plan.overview),
        texts("实施方案.创建基础", &plan.foundation),
        texts("实施方案", plan),
        texts("验收报告.基本情况", &report.overview),
        texts("验收报告.生态环境现状", &report.environment),
        texts("验收报告.碳排放与碳汇现状", &report.carbon),
        texts("验收报告", report),
        texts("验收报告.创建特点和经验总结", &report.experience),
        texts(
            "验收报告.创建特点和经验总结.方面",
            &report.experience.aspects,
        ),
    ]
    .concat();
    // Summaries above a table may be short.
    named.retain(|text| !text.field.label.ends_with("说明") && !text.field.label.ends_with("综述"));
    for text in named {
        let length = count(&text.value).characters;
        if (1..THIN).contains(&length) {
            found
                .info(text.path, format!("内容不足 {THIN} 字，实际 {length}"))
                .forms(text.field.forms)
                .hint("充实内容");
        }
    }
}
