//! Annexes 1 and 3: what the outlines ask to be written.

use crate::check::count::{blank, count};
use crate::check::{Context, Found};
use crate::form::{FormId, FormSet};
use crate::park::{
    AcceptanceReport, Aspects, Carbon, Environment, Experience, FigurePurpose, Foundation,
    Indicator, Park, Plan, PlanOverview, ReportOverview,
};

/// Below this many characters an item says little.
const THIN: usize = 30;

/// Texts of a section with their keys.
type Items<'a> = Vec<(&'static str, &'a str)>;

fn overview_items(overview: &PlanOverview) -> Items<'_> {
    vec![
        ("园区发展概况", &overview.development),
        ("地理位置", &overview.location),
        ("区位条件", &overview.access),
        ("生态环境质量", &overview.environment),
        ("资源能源消耗", &overview.resources),
        ("碳排放", &overview.carbon),
        ("污染物排放", &overview.pollutants),
        ("环境风险防控", &overview.risk),
    ]
}

fn foundation_items(foundation: &Foundation) -> Items<'_> {
    vec![
        ("优势", &foundation.strengths),
        ("劣势", &foundation.weaknesses),
        ("机遇", &foundation.opportunities),
        ("挑战", &foundation.challenges),
    ]
}

fn report_items(overview: &ReportOverview) -> Items<'_> {
    vec![
        ("园区成立时间", &overview.founded),
        ("发展概况", &overview.development),
        ("地理位置", &overview.location),
        ("主要资源条件", &overview.resources),
        ("管理机构情况", &overview.body),
        ("基础设施建设情况", &overview.infrastructure),
    ]
}

fn environment_items(environment: &Environment) -> Items<'_> {
    vec![
        ("整体的生态环境质量状况", &environment.quality),
        ("污染源情况", &environment.pollution_sources),
        ("主要和特征污染物排放情况", &environment.pollutants),
        ("环境风险情况", &environment.risk),
        ("环境管理情况", &environment.management),
    ]
}

fn carbon_items(carbon: &Carbon) -> Items<'_> {
    vec![
        ("工业", &carbon.industry),
        ("人居", &carbon.settlement),
        ("交通", &carbon.transport),
        ("碳汇", &carbon.sinks),
    ]
}

fn experience_items(experience: &Experience) -> Items<'_> {
    vec![
        ("典型做法和措施", &experience.practices),
        ("体制机制创新和突破", &experience.innovations),
        ("经济社会环境协调发展成果和效益", &experience.results),
        ("可供其他园区借鉴的经验", &experience.lessons),
    ]
}

fn aspect_items(aspects: &Aspects) -> Items<'_> {
    vec![
        ("培育发展绿色生产力", &aspects.productivity),
        ("减污降碳协同", &aspects.synergy),
        ("生态工业链网构建与完善", &aspects.network),
        ("环境管理能力建设和机制创新", &aspects.management),
        ("环境风险防控和预警体系建设", &aspects.risk),
        ("绿色低碳技术转化应用", &aspects.technology),
    ]
}

/// Whether nothing is written in any of `items`.
fn all_blank(items: &Items) -> bool {
    items.iter().all(|(_, text)| blank(text))
}

/// Reports what is missing of a section: the section itself if nothing is
/// there, else each item.
fn section(found: &mut Found, path: &str, items: &Items) {
    let label = path.rsplit('.').next().unwrap_or_default();
    let names: Vec<&str> = items.iter().map(|(name, _)| *name).collect();
    if all_blank(items) {
        found
            .error(path, format!("`{label}` 没有内容，应写 {} 项", items.len()))
            .hint(format!("写明{}", names.join("、")));
        return;
    }
    for (name, text) in items {
        found.require(
            format!("{path}.{name}"),
            text,
            &format!("提纲要求 `{label}` 写明这一项"),
        );
    }
}

fn plan(park: &Park) -> Plan {
    park.plan.clone().unwrap_or_default()
}

fn report(park: &Park) -> AcceptanceReport {
    park.report.clone().unwrap_or_default()
}

fn has_figure(park: &Park, purpose: FigurePurpose) -> bool {
    park.figures.iter().any(|figure| figure.purpose.is(purpose))
}

/// The five chapters of annex 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chapter {
    Foundation,
    Scheme,
    Tasks,
    Projects,
    Attainability,
}

/// Heading of each chapter, and the datum where it is reported missing.
const CHAPTERS: [(Chapter, &str, &str); 5] = [
    (
        Chapter::Foundation,
        "一、园区概况及创建基础",
        "实施方案.园区概况",
    ),
    (Chapter::Scheme, "二、总体方案", "实施方案.总体框架"),
    (Chapter::Tasks, "三、重点任务", "重点任务"),
    (Chapter::Projects, "四、支撑项目", "支撑项目"),
    (
        Chapter::Attainability,
        "五、指标可达性分析",
        "实施方案.支撑情况分析",
    ),
];

/// Whether a chapter has nothing at all.
fn is_empty(park: &Park, chapter: Chapter) -> bool {
    let plan = plan(park);
    match chapter {
        Chapter::Foundation => {
            all_blank(&overview_items(&plan.overview))
                && all_blank(&foundation_items(&plan.foundation))
                && !has_figure(park, FigurePurpose::Extent)
        }
        Chapter::Scheme => {
            blank(&plan.framework)
                && blank(&park.indicators.goal)
                && park.indicators.list.is_empty()
                && !has_figure(park, FigurePurpose::Chain)
        }
        Chapter::Tasks => blank(&plan.tasks) && park.tasks.is_empty(),
        Chapter::Projects => blank(&plan.projects) && park.projects.is_empty(),
        Chapter::Attainability => {
            let indicators = &park.indicators.list;
            blank(&plan.support) && indicators.iter().all(|one| blank(&one.attainability))
        }
    }
}

/// S01.
pub(super) fn chapters(context: &Context, found: &mut Found) {
    for (chapter, heading, path) in CHAPTERS {
        if is_empty(context.park, chapter) {
            found
                .error(path, format!("实施方案“{heading}”整章没有内容"))
                .hint("按提纲补写该章");
        }
    }
}

/// S02.
pub(super) fn plan_overview(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Foundation) {
        let plan = plan(context.park);
        section(found, "实施方案.园区概况", &overview_items(&plan.overview));
    }
}

/// S03.
pub(super) fn foundation(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Foundation) {
        let plan = plan(context.park);
        section(
            found,
            "实施方案.创建基础",
            &foundation_items(&plan.foundation),
        );
    }
}

/// S04.
pub(super) fn framework(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Scheme) {
        let plan = plan(context.park);
        found.require("实施方案.总体框架", &plan.framework, "提出创建的总体框架");
    }
}

/// S05.
pub(super) fn goal(context: &Context, found: &mut Found) {
    if is_empty(context.park, Chapter::Scheme) {
        return;
    }
    let indicators = &context.park.indicators;
    found.require(
        "指标体系.创建工作目标",
        &indicators.goal,
        "写明创建期末要达到的目标",
    );
    if indicators.list.is_empty() {
        found
            .error("指标体系.指标", "没有选定任何指标")
            .hint("依据《标准》选定必选和特色指标，列在 `指标` 下");
    }
}

/// S06.
pub(super) fn tasks(context: &Context, found: &mut Found) {
    let park = context.park;
    if park.tasks.is_empty() && !is_empty(park, Chapter::Tasks) {
        found
            .error("重点任务", "没有列出重点任务，编不成重点任务表")
            .hint("在 `重点任务` 下逐项列出名称、内容、完成时间、责任部门、预期目标");
    }
}

/// S07.
pub(super) fn projects(context: &Context, found: &mut Found) {
    let park = context.park;
    if park.projects.is_empty() && !is_empty(park, Chapter::Projects) {
        found
            .error("支撑项目", "没有列出支撑项目，编不成支撑项目表")
            .hint("在 `支撑项目` 下逐个列出名称、建设内容、实施期限、实施主体、投资金额、预期目标");
    }
}

/// S08.
pub(super) fn support(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Attainability) {
        let plan = plan(context.park);
        found.require(
            "实施方案.支撑情况分析",
            &plan.support,
            "阐明重点任务与支撑项目对目标指标的支撑情况",
        );
    }
}

/// S09.
pub(super) fn extent_figure(context: &Context, found: &mut Found) {
    figure(
        context,
        found,
        FigurePurpose::Extent,
        Chapter::Foundation,
        "园区四至范围图",
    );
}

/// S10.
pub(super) fn chain_figure(context: &Context, found: &mut Found) {
    figure(
        context,
        found,
        FigurePurpose::Chain,
        Chapter::Scheme,
        "园区生态工业链图",
    );
}

/// Reports that the figure for `purpose` is missing.
fn figure(
    context: &Context,
    found: &mut Found,
    purpose: FigurePurpose,
    chapter: Chapter,
    name: &str,
) {
    let park = context.park;
    if !has_figure(park, purpose) && !is_empty(park, chapter) {
        found
            .error("图件", format!("没有{name}"))
            .hint(format!("在 `图件` 中加入一幅，`用途: {name}`"));
    }
}

/// S14.
pub(super) fn report_overview(context: &Context, found: &mut Found) {
    let report = report(context.park);
    section(found, "验收报告.基本情况", &report_items(&report.overview));
}

/// S15.
pub(super) fn economy(context: &Context, found: &mut Found) {
    let report = report(context.park);
    let economy = &report.economy;
    found.require(
        "验收报告.经济状况.综述",
        &economy.summary,
        "描述园区经济和工业发展水平",
    );
    if economy.years.is_empty() {
        found
            .error("验收报告.经济状况.近三年", "没有近三年的数据")
            .hint("填写三年的园区总产值、地区生产总值、工业增加值、经济发展速度");
    }
    for (at, year) in economy.years.iter().enumerate() {
        let cells = [
            ("年份", &year.year),
            ("园区总产值", &year.output),
            ("地区生产总值", &year.gdp),
            ("工业增加值", &year.value_added),
            ("经济发展速度", &year.growth),
        ];
        for (label, value) in cells {
            found.require(
                format!("验收报告.经济状况.近三年[{at}].{label}"),
                value.as_str(),
                "补填这一年的数据",
            );
        }
    }
}

/// S16.
pub(super) fn environment(context: &Context, found: &mut Found) {
    let report = report(context.park);
    section(
        found,
        "验收报告.生态环境现状",
        &environment_items(&report.environment),
    );
}

/// S17.
pub(super) fn carbon(context: &Context, found: &mut Found) {
    let report = report(context.park);
    section(
        found,
        "验收报告.碳排放与碳汇现状",
        &carbon_items(&report.carbon),
    );
}

/// S18.
pub(super) fn period(context: &Context, found: &mut Found) {
    let report = report(context.park);
    let years = [
        (
            "基准年",
            &report.period.baseline_year,
            "填写实施方案的基准年",
        ),
        (
            "验收年",
            &report.period.acceptance_year,
            "填写评价时段的最后一年",
        ),
    ];
    for (label, year, hint) in years {
        found.require(format!("验收报告.评价时段.{label}"), year.as_str(), hint);
    }
}

/// S19.
pub(super) fn conformity(context: &Context, found: &mut Found) {
    let indicators = &context.park.indicators.list;
    if indicators.is_empty() {
        found
            .error("指标体系.指标", "没有可供评价的指标")
            .hint("列出《实施方案》选定的指标及其逐年数据");
    }
    let applies = |one: &(usize, &Indicator)| one.1.not_applicable.is_empty();
    for (at, indicator) in indicators.iter().enumerate().filter(applies) {
        let missing: Vec<&str> = [
            ("达标情况", indicator.attained.is_empty()),
            ("达标分析", blank(&indicator.attained_note)),
        ]
        .into_iter()
        .filter_map(|(label, missing)| missing.then_some(label))
        .collect();
        if !missing.is_empty() {
            found
                .error(
                    format!("指标体系.指标[{at}]"),
                    format!("指标「{}」缺少 `{}`", indicator.name, missing.join("`、`")),
                )
                .hint("对照《标准》和方案目标写明是否达标及其依据");
        }
    }
}

/// S20.
pub(super) fn undertakings(context: &Context, found: &mut Found) {
    let park = context.park;
    if park.tasks.is_empty() {
        found
            .error("重点任务", "没有重点任务，无法阐述完成情况")
            .hint("列出《实施方案》确定的重点任务及其完成情况");
    }
    if park.projects.is_empty() {
        found
            .error("支撑项目", "没有支撑项目，无法阐述完成情况")
            .hint("列出《实施方案》确定的支撑项目及其完成情况");
    }
    found.require(
        "验收报告.支撑性分析",
        &report(park).support,
        "分析支撑项目与指标达标的逻辑关系和支撑性",
    );
}

/// S21.
pub(super) fn experience(context: &Context, found: &mut Found) {
    let path = "验收报告.创建特点和经验总结";
    let report = report(context.park);
    let parts = experience_items(&report.experience);
    let aspects = aspect_items(&report.experience.aspects);
    section(found, path, &parts);
    if all_blank(&parts) && all_blank(&aspects) {
        return;
    }
    for (name, text) in aspects {
        if blank(text) && !parts.iter().any(|(_, part)| part.contains(name)) {
            found
                .warning(format!("{path}.方面.{name}"), format!("没有写到「{name}」"))
                .hint("提纲列为重点内容，在 `方面` 下写明，或在四部分中写到");
        }
    }
}

/// S27.
pub(super) fn thin(context: &Context, found: &mut Found) {
    let (plan, report) = (plan(context.park), report(context.park));
    let of = |form: FormId, path: &'static str, items| (FormSet::from(form), path, items);
    let sections: [(FormSet, &str, Items); 9] = [
        of(
            FormId::Plan,
            "实施方案.园区概况",
            overview_items(&plan.overview),
        ),
        of(
            FormId::Plan,
            "实施方案.创建基础",
            foundation_items(&plan.foundation),
        ),
        of(
            FormId::Plan,
            "实施方案",
            vec![
                ("总体框架", &plan.framework),
                ("支撑情况分析", &plan.support),
            ],
        ),
        of(
            FormId::Report,
            "验收报告.基本情况",
            report_items(&report.overview),
        ),
        of(
            FormId::Report,
            "验收报告.生态环境现状",
            environment_items(&report.environment),
        ),
        of(
            FormId::Report,
            "验收报告.碳排放与碳汇现状",
            carbon_items(&report.carbon),
        ),
        of(
            FormId::Report,
            "验收报告",
            vec![("支撑性分析", &report.support)],
        ),
        of(
            FormId::Report,
            "验收报告.创建特点和经验总结",
            experience_items(&report.experience),
        ),
        of(
            FormId::Report,
            "验收报告.创建特点和经验总结.方面",
            aspect_items(&report.experience.aspects),
        ),
    ];
    for (form, path, items) in sections {
        for (name, text) in items {
            let length = count(text).characters;
            if (1..THIN).contains(&length) {
                found
                    .info(
                        format!("{path}.{name}"),
                        format!("内容不足 {THIN} 字，实际 {length}"),
                    )
                    .forms(form)
                    .hint("充实内容");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    #[test]
    fn aspects_without_the_four_parts() {
        let yaml = "验收报告: {创建特点和经验总结: {方面: {减污降碳协同: 略述}}}";
        let said = said("S21", yaml);
        assert_eq!(said.matches("警告").count(), 5, "{said}");
        assert_eq!(said.matches("错误").count(), 1, "{said}");
    }

    #[test]
    fn nothing_at_all_is_one_finding() {
        assert_eq!(
            said("S21", "验收报告: {}"),
            "错误: `创建特点和经验总结` 没有内容，应写 4 项"
        );
    }
}
