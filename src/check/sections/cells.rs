//! Annexes 2 and 4: the tall cells and what is attached.

use crate::check::count::blank;
use crate::check::{Context, Found};
use crate::park::Application;

/// S11.
pub(super) fn filing_content(context: &Context, found: &mut Found) {
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

/// S12.
pub(super) fn filing_topics(context: &Context, found: &mut Found) {
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

/// S13.
pub(super) fn filing_attached(context: &Context, found: &mut Found) {
    found.require(
        "创建申报.主要论证意见",
        &context.park.process.review,
        "填写省级部门组织论证的主要意见",
    );
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

/// S22.
pub(super) fn application_progress(context: &Context, found: &mut Found) {
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

/// S23.
pub(super) fn application_indicators(context: &Context, found: &mut Found) {
    found.require(
        "验收申请表.创建指标完成情况",
        &application(context).indicators,
        "概括评价指标的完成情况，不超过 500 字",
    );
}

/// S24.
pub(super) fn application_highlights(context: &Context, found: &mut Found) {
    found.require(
        "验收申请表.园区特色及亮点",
        &application(context).highlights,
        "写明园区特色及亮点，不超过 500 字",
    );
}
