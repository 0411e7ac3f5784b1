//! Annex 1: the five chapters of its outline, S01 to S10.

use super::outline::{all_blank, plan, section, texts};
use crate::check::count::blank;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::Error;
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{FigurePurpose, Park, walk};

const OVERVIEW: &str = "实施方案.园区概况";
const FOUNDATION: &str = "实施方案.创建基础";

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
    (Chapter::Foundation, "一、园区概况及创建基础", OVERVIEW),
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
            all_blank(&texts(OVERVIEW, &plan.overview))
                && all_blank(&texts(FOUNDATION, &plan.foundation))
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

pub(super) const S01: Rule = Rule {
    code: "S01",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "实施方案的五章都应有内容",
    why: "提纲列出五章。整章没有任何内容时只报这一条；章内缺某一节、某一项的，由 S02 至 S10 报告。",
    wrong: "实施方案: {}",
    right: "实施方案: {园区概况: {园区发展概况: …}, 总体框架: …}",
    mend: "按提纲补写该章",
    needs: Needs::Nothing,
    check: Check::Park(chapters),
};

fn chapters(context: &Context, found: &mut Found) {
    for (chapter, heading, path) in CHAPTERS {
        if is_empty(context.park, chapter) {
            found
                .error(path, format!("实施方案“{heading}”整章没有内容"))
                .hint("按提纲补写该章")
                .unfilled();
        }
    }
}

pub(super) const S02: Rule = Rule {
    code: "S02",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_1_1],
    summary: "园区概况的八项内容应齐全",
    why: "提纲括号内列出八项：园区发展概况、地理位置、区位条件、生态环境质量、资源能源消耗、碳排放、污染物排放、环境风险防控。一项都没有的合报一条。",
    wrong: "园区概况: {碳排放: \"\"}",
    right: "园区概况: {碳排放: 2025年，园区CO₂排放量157.8万吨……}",
    mend: "补写缺少的各项",
    needs: Needs::Nothing,
    check: Check::Park(plan_overview),
};

fn plan_overview(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Foundation) {
        section(found, OVERVIEW, &plan(context.park).overview);
    }
}

pub(super) const S03: Rule = Rule {
    code: "S03",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_1_2],
    summary: "创建基础应写明优势、劣势、机遇、挑战",
    why: "提纲要求提出优势和劣势，以及面临的机遇和挑战，缺一项即不完整。",
    wrong: "创建基础: {优势: …, 劣势: …, 机遇: …}",
    right: "创建基础: {优势: …, 劣势: …, 机遇: …, 挑战: …}",
    mend: "补写缺少的各项",
    needs: Needs::Nothing,
    check: Check::Park(foundation),
};

fn foundation(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Foundation) {
        section(found, FOUNDATION, &plan(context.park).foundation);
    }
}

pub(super) const S04: Rule = Rule {
    code: "S04",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_2_1],
    summary: "总体框架应有内容",
    why: "提纲要求提出创建生态工业园区的总体框架；框架图（S10）代替不了文字。",
    wrong: "总体框架: \"\"",
    right: "总体框架: 以减污降碳协同增效为主线，构建“三链三网”总体框架……",
    mend: "补写总体框架",
    needs: Needs::Nothing,
    check: Check::Park(framework),
};

fn framework(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Scheme) {
        let plan = plan(context.park);
        found.require("实施方案.总体框架", &plan.framework, "提出创建的总体框架");
    }
}

pub(super) const S05: Rule = Rule {
    code: "S05",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_2_2],
    summary: "应有创建工作目标，并至少选定一项指标",
    why: "提纲要求明确创建工作目标和具体指标，编制目标指标表。必选、特色是否都有，由 I01 检查。",
    wrong: "指标体系: {创建工作目标: …, 指标: []}",
    right: "指标体系: {创建工作目标: …, 指标: [{编号: Z1, …}]}",
    mend: "填写 `创建工作目标` 和 `指标`",
    needs: Needs::Nothing,
    check: Check::Park(goal),
};

fn goal(context: &Context, found: &mut Found) {
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
            .hint("依据《标准》选定必选和特色指标，列在 `指标` 下")
            .unfilled();
    }
}

pub(super) const S06: Rule = Rule {
    code: "S06",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_3],
    summary: "应至少有一项重点任务",
    why: "没有任务就编不成重点任务表。各列是否齐全由 K01 检查。",
    wrong: "重点任务: []",
    right: "重点任务: [{编号: R1, 重点任务名称: 绿色制造体系培育, …}]",
    mend: "在 `重点任务` 下逐项列出",
    needs: Needs::Nothing,
    check: Check::Park(tasks),
};

fn tasks(context: &Context, found: &mut Found) {
    let park = context.park;
    if park.tasks.is_empty() && !is_empty(park, Chapter::Tasks) {
        found
            .error("重点任务", "没有列出重点任务，编不成重点任务表")
            .hint("在 `重点任务` 下逐项列出名称、内容、完成时间、责任部门、预期目标")
            .unfilled();
    }
}

pub(super) const S07: Rule = Rule {
    code: "S07",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_4],
    summary: "应至少有一个支撑项目",
    why: "没有项目就编不成支撑项目表。各列是否齐全由 X01 检查。",
    wrong: "支撑项目: []",
    right: "支撑项目: [{编号: X1, 项目名称: 再生水厂及配套管网工程, …}]",
    mend: "在 `支撑项目` 下逐个列出",
    needs: Needs::Nothing,
    check: Check::Park(projects),
};

fn projects(context: &Context, found: &mut Found) {
    let park = context.park;
    if park.projects.is_empty() && !is_empty(park, Chapter::Projects) {
        found
            .error("支撑项目", "没有列出支撑项目，编不成支撑项目表")
            .hint("在 `支撑项目` 下逐个列出名称、建设内容、实施期限、实施主体、投资金额、预期目标")
            .unfilled();
    }
}

pub(super) const S08: Rule = Rule {
    code: "S08",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_5],
    summary: "应阐明重点任务与支撑项目对目标指标的支撑情况",
    why: "提纲第五章要求两件事：各指标的可达性（逐项由 I09 检查）和支撑情况。支撑矩阵由程序生成，文字分析写在 `支撑情况分析`。",
    wrong: "支撑情况分析: \"\"",
    right: "支撑情况分析: 方案选定的8项指标均有重点任务和支撑项目支撑……",
    mend: "填写 `支撑情况分析`",
    needs: Needs::Nothing,
    check: Check::Park(support),
};

fn support(context: &Context, found: &mut Found) {
    if !is_empty(context.park, Chapter::Attainability) {
        let plan = plan(context.park);
        found.require(
            "实施方案.支撑情况分析",
            &plan.support,
            "阐明重点任务与支撑项目对目标指标的支撑情况",
        );
    }
}

pub(super) const S09: Rule = Rule {
    code: "S09",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_1_1],
    summary: "应有园区四至范围图",
    why: "提纲要求绘制园区四至范围图。按图件的 `用途` 认定，图名可以另拟。",
    wrong: "图件: []",
    right: "图件: [{编号: T-01, 名称: 园区四至范围图, 用途: 园区四至范围图, 文件: 四至.png, 来源: S4}]",
    mend: "在 `图件` 中加入用途为园区四至范围图的图",
    needs: Needs::Nothing,
    check: Check::Park(extent_figure),
};

fn extent_figure(context: &Context, found: &mut Found) {
    figure(
        context,
        found,
        FigurePurpose::Extent,
        Chapter::Foundation,
        "园区四至范围图",
    );
}

pub(super) const S10: Rule = Rule {
    code: "S10",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_2_1],
    summary: "应有园区生态工业链图",
    why: "提纲要求绘制园区生态工业链图。按图件的 `用途` 认定，图名可以另拟。",
    wrong: "图件: []",
    right: "图件: [{编号: T-02, 名称: 园区生态工业链图, 用途: 园区生态工业链图, 文件: 链图.svg, 来源: S5}]",
    mend: "在 `图件` 中加入用途为园区生态工业链图的图",
    needs: Needs::Nothing,
    check: Check::Park(chain_figure),
};

fn chain_figure(context: &Context, found: &mut Found) {
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
            .hint(format!("在 `图件` 中加入一幅，`用途: {name}`"))
            .unfilled();
    }
}

pub(super) const S29: Rule = Rule {
    code: "S29",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::COMPLETENESS],
    summary: "附加章节应有标题和内容",
    why: "写在 `附加章节` 下的每一章都要印出，缺标题的目录中是空行，缺内容的只有标题。不需要的章节删去整项。",
    wrong: "附加章节: [{标题: 保障措施, 内容: \"\"}]",
    right: "附加章节: [{标题: 保障措施, 内容: 建立联席会议制度……}]",
    mend: "补写标题和内容，或删去这一章",
    needs: Needs::Nothing,
    check: Check::Park(chapters_told),
};

fn chapters_told(context: &Context, found: &mut Found) {
    for chapter in walk::chapters(context.park) {
        for cell in walk::data(&chapter.path(), chapter.value, |_| true) {
            found.require(cell.path, &cell.value, "补写这一项，或删去这一章");
        }
    }
}
