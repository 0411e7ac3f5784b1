//! Annexes 2 and 4: the tall cells and what is attached.

use crate::check::count::blank;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::Application;

pub(super) const S11: Rule = Rule {
    code: "S11",
    severities: &[Error],
    forms: FormSet::annexes("2"),
    basis: &[basis::ANNEX2_3],
    summary: "园区建设内容应填写",
    why: "备案表第三部分是全表唯一的正文，空着的表会被退回。",
    wrong: "园区建设内容: \"\"",
    right: "园区建设内容: \"@建设内容.txt\"",
    mend: "填写 `园区建设内容`，可写在同一文件夹的文本文件中，用 `\"@文件.txt\"` 引用",
    needs: Needs::Nothing,
    check: Check::Park(filing_content),
};

fn filing_content(context: &Context, found: &mut Found) {
    found.require(
        "备案表.园区建设内容",
        content(context),
        "介绍园区概况及创建基础、总体方案、重点任务和支撑项目，不超过 1000 字",
    );
}

fn content<'a>(context: &Context<'a>) -> &'a str {
    context
        .park
        .filing
        .as_ref()
        .map_or("", |filing| &filing.content)
}

/// What 园区建设内容 must speak of, and words that show it does.
const TOPICS: [(&str, &[&str]); 4] = [
    ("园区概况及创建基础", &["概况", "基础", "优势"]),
    ("总体方案", &["总体", "目标", "指标"]),
    ("重点任务", &["任务"]),
    ("支撑项目", &["项目"]),
];

pub(super) const S12: Rule = Rule {
    code: "S12",
    severities: &[Warning],
    forms: FormSet::annexes("2"),
    basis: &[basis::ANNEX2_3],
    summary: "园区建设内容应写到四个方面",
    why: "提示语要求介绍园区概况及创建基础、总体方案、重点任务和支撑项目。按用词判断：概况、基础、优势；总体、目标、指标；任务；项目，一个方面的词一个都没有的才报。",
    wrong: "园区建设内容: 园区概况……总体方案……重点任务……",
    right: "园区建设内容: 园区概况……总体方案……重点任务……支撑项目……",
    mend: "补写缺少的方面",
    needs: Needs::Nothing,
    check: Check::Park(filing_topics),
};

fn filing_topics(context: &Context, found: &mut Found) {
    let content = content(context);
    if blank(content) {
        return;
    }
    let missing: Vec<String> = TOPICS
        .iter()
        .filter(|(_, words)| !words.iter().any(|word| content.contains(word)))
        .map(|(topic, _)| format!("「{topic}」"))
        .collect();
    if !missing.is_empty() {
        found
            .warning(
                "备案表.园区建设内容",
                format!("园区建设内容没有写到{}", missing.join("、")),
            )
            .hint("四个方面都要介绍");
    }
}

pub(super) const S13: Rule = Rule {
    code: "S13",
    severities: &[Warning],
    forms: FormSet::annexes("2"),
    basis: &[basis::ANNEX2_ATTACHED],
    summary: "备案表应附实施方案文本和主要论证意见",
    why: "表末的“附”列明两件：实施方案文本和主要论证意见（`创建申报.主要论证意见`）。两件都不印在备案表上，数据中没有时可能另有文件，所以是警告，不妨碍生成备案表。",
    wrong: "创建申报: {申请创建日期: 2026-05-20}",
    right: "创建申报: {主要论证意见: 专家组一致同意通过论证。}",
    mend: "填写 `主要论证意见`，备好实施方案电子版",
    needs: Needs::Nothing,
    check: Check::Park(filing_attached),
};

fn filing_attached(context: &Context, found: &mut Found) {
    if blank(&context.park.process.review) {
        found
            .warning(
                "创建申报.主要论证意见",
                "备案表应附主要论证意见，数据中没有 `主要论证意见`",
            )
            .hint("另行备好论证意见，或填写省级部门组织论证的主要意见")
            .unfilled();
    }
    if context.park.plan.is_none() {
        found
            .warning(
                "备案表",
                "备案表应附《实施方案》文本，数据中没有 `实施方案`",
            )
            .hint("另行备好实施方案电子版，或把实施方案写进数据，由程序生成");
    }
}

fn application(context: &Context) -> Application {
    context.park.application.clone().unwrap_or_default()
}

pub(super) const S22: Rule = Rule {
    code: "S22",
    severities: &[Error],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_3],
    summary: "申请表第三部分的三格应填写",
    why: "三格是省级部门批准创建时间、重点任务完成情况、支撑项目完成情况。批准时间取自 `创建申报`，备案表和申请表用的是同一个日期。",
    wrong: "验收申请表: {重点任务完成情况: \"\"}",
    right: "验收申请表: {重点任务完成情况: 《实施方案》确定的7项重点任务全部完成……}",
    mend: "补填三格",
    needs: Needs::Nothing,
    check: Check::Park(application_progress),
};

fn application_progress(context: &Context, found: &mut Found) {
    let application = application(context);
    found.require(
        "创建申报.省级部门批准创建时间",
        context.park.process.approved.as_str(),
        "填写省级部门发文同意创建的日期",
    );
    found.require(
        "验收申请表.重点任务完成情况",
        &application.tasks,
        "概括各项重点任务的完成情况",
    );
    found.require(
        "验收申请表.支撑项目完成情况",
        &application.projects,
        "概括各个支撑项目的完成情况",
    );
}

pub(super) const S23: Rule = Rule {
    code: "S23",
    severities: &[Error],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_4],
    summary: "创建指标完成情况应填写",
    why: "申请表第四部分是验收的依据，空着的表会被退回。",
    wrong: "创建指标完成情况: \"\"",
    right: "创建指标完成情况: \"@指标完成情况.txt\"",
    mend: "填写 `创建指标完成情况`",
    needs: Needs::Nothing,
    check: Check::Park(application_indicators),
};

fn application_indicators(context: &Context, found: &mut Found) {
    found.require(
        "验收申请表.创建指标完成情况",
        &application(context).indicators,
        "概括评价指标的完成情况，不超过 500 字",
    );
}

pub(super) const S24: Rule = Rule {
    code: "S24",
    severities: &[Error],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_5],
    summary: "园区特色及亮点应填写",
    why: "申请表第五部分，空着的表会被退回。",
    wrong: "园区特色及亮点: \"\"",
    right: "园区特色及亮点: 园区以“三链三网”为特色……",
    mend: "填写 `园区特色及亮点`",
    needs: Needs::Nothing,
    check: Check::Park(application_highlights),
};

fn application_highlights(context: &Context, found: &mut Found) {
    found.require(
        "验收申请表.园区特色及亮点",
        &application(context).highlights,
        "写明园区特色及亮点，不超过 500 字",
    );
}
