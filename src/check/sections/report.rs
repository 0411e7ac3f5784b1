//! Annex 3: what its outline asks to be written, S14 to S21.

use super::outline::{all_blank, report, section, texts};
use crate::check::count::blank;
use crate::check::{Check, Context, Found, Needs, Rule, indicators};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::walk;

const EXPERIENCE: &str = "验收报告.创建特点和经验总结";

pub(super) const S14: Rule = Rule {
    code: "S14",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_1_1],
    summary: "基本情况的六项内容应齐全",
    why: "提纲括号内列出六项：园区成立时间、发展概况、地理位置、主要资源条件、管理机构情况、基础设施建设情况。一项都没有的合报一条。",
    wrong: "基本情况: {发展概况: …}",
    right: "基本情况: {园区成立时间: …, 发展概况: …, 地理位置: …, 主要资源条件: …, 管理机构情况: …, 基础设施建设情况: …}",
    mend: "补写缺少的各项",
    needs: Needs::Nothing,
    check: Check::Park(report_overview),
};

fn report_overview(context: &Context, found: &mut Found) {
    section(found, "验收报告.基本情况", &report(context.park).overview);
}

pub(super) const S15: Rule = Rule {
    code: "S15",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_1_2],
    summary: "经济状况应有综述和近三年的四项数据",
    why: "提纲要求近三年园区总产值、地区生产总值、工业增加值、经济发展速度。空格逐个报告；年份的个数和连续由 T12 检查。",
    wrong: "近三年: [{年份: 2026, 园区总产值: \"486.20\"}]",
    right: "近三年: [{年份: 2026, 园区总产值: \"486.20\", 地区生产总值: \"205.10\", 工业增加值: \"134.95\", 经济发展速度: \"10.0\"}, …]",
    mend: "补齐综述和三年数据",
    needs: Needs::Nothing,
    check: Check::Park(economy),
};

fn economy(context: &Context, found: &mut Found) {
    let economy = &report(context.park).economy;
    found.require(
        "验收报告.经济状况.综述",
        &economy.summary,
        "描述园区经济和工业发展水平",
    );
    if economy.years.is_empty() {
        found
            .error("验收报告.经济状况.近三年", "没有近三年的数据")
            .hint("填写三年的园区总产值、地区生产总值、工业增加值、经济发展速度")
            .unfilled();
    }
    for year in walk::years(context.park) {
        for cell in walk::data(&year.path(), year.value, |_| true) {
            found.require(cell.path, &cell.value, "补填这一年的数据");
        }
    }
}

pub(super) const S16: Rule = Rule {
    code: "S16",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_1_3],
    summary: "生态环境现状的五项内容应齐全",
    why: "提纲括号内列出五项：整体的生态环境质量状况、污染源情况、主要和特征污染物排放情况、环境风险情况、环境管理情况。一项都没有的合报一条。",
    wrong: "生态环境现状: {污染源情况: …}",
    right: "生态环境现状: {整体的生态环境质量状况: …, 污染源情况: …, 主要和特征污染物排放情况: …, 环境风险情况: …, 环境管理情况: …}",
    mend: "补写缺少的各项",
    needs: Needs::Nothing,
    check: Check::Park(environment),
};

fn environment(context: &Context, found: &mut Found) {
    section(
        found,
        "验收报告.生态环境现状",
        &report(context.park).environment,
    );
}

pub(super) const S17: Rule = Rule {
    code: "S17",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_1_4],
    summary: "碳排放与碳汇现状应写明工业、人居、交通和碳汇",
    why: "提纲要求包括工业、人居、交通等重点领域碳排放与碳汇现状。“其他”领域可以不写。一项都没有的合报一条。",
    wrong: "碳排放与碳汇现状: {工业: …, 人居: …, 交通: …}",
    right: "碳排放与碳汇现状: {工业: …, 人居: …, 交通: …, 碳汇: …}",
    mend: "补写缺少的各项",
    needs: Needs::Nothing,
    check: Check::Park(carbon),
};

fn carbon(context: &Context, found: &mut Found) {
    section(
        found,
        "验收报告.碳排放与碳汇现状",
        &report(context.park).carbon,
    );
}

pub(super) const S18: Rule = Rule {
    code: "S18",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_2],
    summary: "评价时段应写明基准年和验收年",
    why: "评价时段为实施方案基准年至验收年，各指标的逐年数据以此为限。",
    wrong: "评价时段: {基准年: 2025}",
    right: "评价时段: {基准年: 2025, 验收年: 2028}",
    mend: "填写 `基准年` 和 `验收年`",
    needs: Needs::Nothing,
    check: Check::Park(period),
};

fn period(context: &Context, found: &mut Found) {
    let period = &report(context.park).period;
    let years = [
        ("基准年", &period.baseline_year, "填写实施方案的基准年"),
        ("验收年", &period.acceptance_year, "填写评价时段的最后一年"),
    ];
    for (label, year, hint) in years {
        found.require(format!("验收报告.评价时段.{label}"), year.as_str(), hint);
    }
}

pub(super) const S19: Rule = Rule {
    code: "S19",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_3],
    summary: "每项选定的指标都应有达标情况和达标分析",
    why: "提纲要求逐项分析各指标的达标情况。`达标情况` 填结论，`达标分析` 写依据；数据采集方法、数据来源、计算过程、原始数据清单由 I15 检查。一项指标都没有的也报。",
    wrong: "指标: [{编号: Z4, 指标名称: 绿化覆盖率, 达标情况: 达标}]",
    right: "指标: [{编号: Z4, 指标名称: 绿化覆盖率, 达标情况: 达标, 达标分析: 2028年达到25.3%，高于《标准》要求的15%……}]",
    mend: "补填 `达标情况` 和 `达标分析`",
    needs: Needs::Nothing,
    check: Check::Park(conformity),
};

fn conformity(context: &Context, found: &mut Found) {
    if context.park.indicators.list.is_empty() {
        found
            .error("指标体系.指标", "没有可供评价的指标")
            .hint("列出《实施方案》选定的指标及其逐年数据")
            .unfilled();
    }
    for indicator in indicators::applicable(context) {
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
                    indicator.path(),
                    format!("指标「{}」缺少 `{}`", indicator.name, missing.join("`、`")),
                )
                .hint("对照《标准》和方案目标写明是否达标及其依据")
                .lacks(missing.iter().map(|key| indicator.key(key)));
        }
    }
}

pub(super) const S20: Rule = Rule {
    code: "S20",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_4],
    summary: "应有重点任务、支撑项目和支撑性分析",
    why: "提纲要求逐项阐述任务和项目的完成情况，分析支撑项目与指标达标的逻辑关系和支撑性。这里查有没有任务、项目和 `支撑性分析`；每项的完成情况由 K06、X06 检查，每个项目的支撑性由 X10 检查。",
    wrong: "验收报告: {支撑性分析: \"\"}",
    right: "验收报告: {支撑性分析: 5项支撑项目全部建成投运，与8项指标之间形成了清晰的对应关系……}",
    mend: "填写 `支撑性分析`",
    needs: Needs::Nothing,
    check: Check::Park(undertakings),
};

fn undertakings(context: &Context, found: &mut Found) {
    let park = context.park;
    if park.tasks.is_empty() {
        found
            .error("重点任务", "没有重点任务，无法阐述完成情况")
            .hint("列出《实施方案》确定的重点任务及其完成情况")
            .unfilled();
    }
    if park.projects.is_empty() {
        found
            .error("支撑项目", "没有支撑项目，无法阐述完成情况")
            .hint("列出《实施方案》确定的支撑项目及其完成情况")
            .unfilled();
    }
    found.require(
        "验收报告.支撑性分析",
        &report(park).support,
        "分析支撑项目与指标达标的逻辑关系和支撑性",
    );
}

pub(super) const S21: Rule = Rule {
    code: "S21",
    severities: &[Error, Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_5],
    summary: "创建特点和经验总结应有四部分，并涉及六个方面",
    why: "四部分（典型做法和措施、体制机制创新和突破、经济社会环境协调发展成果和效益、可供其他园区借鉴的经验）缺一为错误。六个方面是“重点包括”，缺一作警告：写在 `方面` 之下，或者四部分中提到该方面的名称，都算写到。",
    wrong: "创建特点和经验总结: {典型做法和措施: …}",
    right: "创建特点和经验总结: {典型做法和措施: …, 体制机制创新和突破: …, 经济社会环境协调发展成果和效益: …, 可供其他园区借鉴的经验: …, 方面: {…}}",
    mend: "补写缺少的部分和方面",
    needs: Needs::Nothing,
    check: Check::Park(experience),
};

fn experience(context: &Context, found: &mut Found) {
    let experience = &report(context.park).experience;
    section(found, EXPERIENCE, experience);
    let parts = texts(EXPERIENCE, experience);
    let aspects = texts(&format!("{EXPERIENCE}.方面"), &experience.aspects);
    if all_blank(&parts) && all_blank(&aspects) {
        return;
    }
    let told = |name: &str| parts.iter().any(|part| part.value.contains(name));
    let missing: Vec<String> = aspects
        .iter()
        .filter(|aspect| blank(&aspect.value) && !told(&aspect.field.label))
        .map(|aspect| format!("「{}」", aspect.field.label))
        .collect();
    if !missing.is_empty() {
        found
            .warning(
                format!("{EXPERIENCE}.方面"),
                format!("没有写到{}", missing.join("、")),
            )
            .hint("提纲列为重点内容，在 `方面` 下写明，或在四部分中写到");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    #[test]
    fn aspects_without_the_four_parts() {
        let yaml = "验收报告: {创建特点和经验总结: {方面: {减污降碳协同: 略述}}}";
        let said = said("S21", yaml);
        assert_eq!(said.matches("警告").count(), 1, "{said}");
        assert_eq!(said.matches('「').count(), 5, "{said}");
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
