//! Group X: support projects.

use rust_decimal::{Decimal, RoundingStrategy};

use super::count::blank;
use super::tasks::{call, not_done, told, unique};
use super::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::{Fix, basis};
use crate::form::FormSet;
use crate::park::walk::{self, Item};
use crate::park::{
    AdjustmentKind, ChangeKind, Choice, Choose, MoneyUnit, Precision, Project, Reading, State,
    money,
};

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[X01, X02, X03, X04, X05, X06, X07, X08, X09, X10, X11];

fn title(project: &Item<Project>) -> String {
    call(&project.name, &project.id, project.index)
}

const X01: Rule = Rule {
    code: "X01",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_4],
    summary: "支撑项目表的六列应填全",
    why: "提纲要求明确项目名称、建设内容、实施期限、实施主体、投资金额、预期目标，逐格检查。一个项目都没有的由 S07 报告。",
    wrong: "支撑项目: [{编号: X1, 项目名称: 再生水厂及配套管网工程, 实施主体: \"\"}]",
    right: "支撑项目: [{编号: X1, 项目名称: 再生水厂及配套管网工程, 建设内容: …, 实施期限: 2026年9月—2027年12月, 实施主体: 湘澜水务有限公司, 投资金额: 21600, 预期目标: 再生水回用率达到30%}]",
    mend: "补填空格",
    needs: Needs::Nothing,
    check: Check::Park(columns),
};

fn columns(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        let title = title(&project);
        let cells = [
            ("项目名称", project.name.as_str()),
            ("建设内容", &project.content),
            ("实施期限", project.period.as_str()),
            ("实施主体", &project.owner),
            ("投资金额", project.investment.as_str()),
            ("预期目标", &project.goal),
        ];
        for (label, text) in cells {
            found.require(
                project.key(label),
                text,
                &format!("补填支撑项目{title}的这一列"),
            );
        }
    }
}

const X02: Rule = Rule {
    code: "X02",
    severities: &[Error],
    forms: FormSet::annexes("13"),
    basis: &[basis::ANNEX1_4],
    summary: "支撑项目的编号和名称不应重复",
    why: "编号供任务引用，重复的引用说不清指哪一个；名称重复的，多半是复制后忘了改。",
    wrong: "支撑项目: [{编号: X1, 项目名称: 甲}, {编号: X1, 项目名称: 乙}]",
    right: "支撑项目: [{编号: X1, 项目名称: 甲}, {编号: X2, 项目名称: 乙}]",
    mend: "改正重复的编号或名称",
    needs: Needs::Nothing,
    check: Check::Park(unique_projects),
};

fn unique_projects(context: &Context, found: &mut Found) {
    let projects = &context.park.projects;
    let ids = projects.iter().map(|project| project.id.as_str());
    unique(found, "支撑项目", "编号", ids);
    let names = projects.iter().map(|project| project.name.as_str());
    unique(found, "支撑项目", "项目名称", names);
}

/// 500 亿元, in 万元.
const LARGEST: Decimal = Decimal::from_parts(5_000_000, 0, 0, false, 0);

const X03: Rule = Rule {
    code: "X03",
    severities: &[Error, Warning, Info],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_4],
    summary: "投资金额应是大于 0 的数，单位为万元或亿元",
    why: "金额要参加合计，只写数值，单位另填 `投资单位`（不填按万元计）。单个项目超过 500 亿元或不足 1 万元的，多半是单位写错，作警告。写成 `3.2亿元` 的照样认得，提示改成数值，`ecopark fix` 可以代劳。",
    wrong: "投资金额: 2.16亿元",
    right: "投资金额: 2.16\n投资单位: 亿元",
    mend: "只写数值，单位填 `投资单位`",
    needs: Needs::Nothing,
    check: Check::Park(investment),
};

fn investment(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        let path = project.key("投资金额");
        let written = project.investment.as_str().trim();
        if written.is_empty() {
            continue;
        }
        let own = project.unit.known().unwrap_or(MoneyUnit::TenThousand);
        if project.investment.number().is_none()
            && let Some(amount) = money::convert(&project.investment, &project.unit, own)
        {
            found
                .info(
                    path.clone(),
                    format!(
                        "`投资金额` 只写数值，「{written}」按 {amount} {} 计",
                        own.label()
                    ),
                )
                .hint(format!("写作 {amount}"))
                .fix(Fix::safe(
                    0..project.investment.as_str().len(),
                    amount.to_string(),
                ));
        }
        let amount = money::convert(&project.investment, &project.unit, own);
        let Some(amount) = amount.filter(|one| *one > Decimal::ZERO) else {
            found
                .error(
                    path,
                    format!("`投资金额` 应是大于 0 的数，实际为「{written}」"),
                )
                .hint("只写数值，单位填 `投资单位`");
            continue;
        };
        let (factor, unit) = match &project.unit {
            Choice::Known(MoneyUnit::HundredMillion) => (10_000, "亿元"),
            Choice::Known(MoneyUnit::TenThousand) | Choice::Empty => (1, "万元"),
            Choice::Other(_) => continue,
        };
        let wrong = match amount.checked_mul(Decimal::from(factor)) {
            Some(amount) if amount < Decimal::ONE => "不足 1 万元",
            Some(amount) if amount <= LARGEST => continue,
            _ => "超过 500 亿元",
        };
        found
            .warning(path, format!("投资金额{wrong}，实际为 {written} {unit}"))
            .hint("核对金额和单位");
    }
}

const X04: Rule = Rule {
    code: "X04",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_4],
    summary: "实施期限应是起止时间或年份",
    why: "期限要与创建期对照。只写一个月、一天的看不出起止，“长期”“分期实施”没有期限。日历上没有的日期、先后颠倒的由 T08 报告。",
    wrong: "实施期限: 2027年12月",
    right: "实施期限: 2026年9月—2027年12月",
    mend: "写明起止年月",
    needs: Needs::Nothing,
    check: Check::Park(period),
};

fn period(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        let vague = match project.period.read() {
            Reading::Date(interval) => {
                matches!(interval.precision, Precision::Month | Precision::Day)
            }
            Reading::Ongoing | Reading::Unreadable => true,
            Reading::Empty | Reading::Impossible | Reading::Reversed(_) => false,
        };
        if vague {
            found
                .error(
                    project.key("实施期限"),
                    format!("实施期限应是起止时间或年份，实际为「{}」", project.period),
                )
                .hint("写成 2026年9月—2027年12月 的样子");
        }
    }
}

const X05: Rule = Rule {
    code: "X05",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_4, basis::ANNEX1_5],
    summary: "每个支撑项目应支撑任务或指标",
    why: "支撑项目根据工作任务提出，支撑目标指标。项目自己写了 `支撑任务`、`支撑指标`，或者有任务把它写进 `支撑项目`，都算有联系。",
    wrong: "支撑项目: [{编号: X1, 项目名称: 再生水厂及配套管网工程}]",
    right: "支撑项目: [{编号: X1, 项目名称: 再生水厂及配套管网工程, 支撑任务: [R4], 支撑指标: [T2]}]",
    mend: "填写 `支撑任务` 或 `支撑指标`",
    needs: Needs::Nothing,
    check: Check::Park(linked),
};

fn linked(context: &Context, found: &mut Found) {
    let park = context.park;
    for project in walk::projects(park) {
        let used = park
            .tasks
            .iter()
            .any(|task| !project.id.is_empty() && task.projects.iter().any(|id| id == project.id));
        if project.tasks.is_empty() && project.indicators.is_empty() && !used {
            found
                .warning(
                    project.path(),
                    format!("支撑项目{}与任何任务、指标都没有联系", title(&project)),
                )
                .hint("填写 `支撑任务` 或 `支撑指标`");
        }
    }
}

const X06: Rule = Rule {
    code: "X06",
    severities: &[Error, Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_4],
    summary: "每个支撑项目应有完成状态、说明和完成投资",
    why: "提纲要求逐项阐述支撑项目完成情况。已完成、基本完成的项目没有 `完成投资` 的作警告，核查时要与投资金额对照。已取消的项目，说明写在 `调整情况`，由 X07 检查。",
    wrong: "完成情况: {状态: 已完成}",
    right: "完成情况: {状态: 已完成, 说明: 2027年11月投运，2028年供再生水986万立方米。, 完成投资: 22140}",
    mend: "填写 `完成情况` 的 `状态`、`说明` 和 `完成投资`",
    needs: Needs::Nothing,
    check: Check::Park(progress),
};

fn progress(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        let path = project.key("完成情况");
        let progress = &project.progress;
        told(found, &path, &title(&project), progress);
        let finished = progress.state.is(State::Done) || progress.state.is(State::NearlyDone);
        if finished && progress.invested.is_empty() {
            found
                .warning(
                    project.key("完成情况.完成投资"),
                    format!("支撑项目{}已完成，没有填写 `完成投资`", title(&project)),
                )
                .hint("填写实际完成的投资，单位同投资单位")
                .unfilled();
        }
    }
}

/// Whether the project was changed in a way that must be explained.
fn is_changed(project: &Project) -> bool {
    let change = project.change.kind.known();
    change.is_some_and(|kind| kind != ChangeKind::None)
        || project.progress.state.is(State::Cancelled)
}

const X07: Rule = Rule {
    code: "X07",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_4],
    summary: "有调整的支撑项目应说明调整情况",
    why: "提纲要求：支撑项目有调整的，就调整情况作出说明。`调整情况.类型` 为变更、取消、新增、替换，或者状态为已取消的，都应有 `调整情况.说明`。",
    wrong: "调整情况: {类型: 变更}",
    right: "调整情况: {类型: 变更, 说明: 处理规模由10万吨/年调整为12万吨/年，实施主体和建设地点不变。}",
    mend: "填写 `调整情况.说明`",
    needs: Needs::Nothing,
    check: Check::Park(change_told),
};

fn change_told(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        if is_changed(&project) && blank(&project.change.note) {
            found
                .error(
                    project.key("调整情况.说明"),
                    format!("支撑项目{}有调整，没有说明调整情况", title(&project)),
                )
                .hint("写明调整的内容和原因");
        }
    }
}

const X08: Rule = Rule {
    code: "X08",
    severities: &[Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ART_14],
    summary: "变更、新增、取消、替换项目的应有重大调整记录",
    why: "重点支撑项目变更属重大调整，应在发生后 6 个月内书面报告，未及时报告的不予验收。是否“重点”由省级部门认定，所以作警告。`类型` 为变更的同样是变更；只是进度有先后的，不写 `类型`。",
    wrong: "调整情况: {类型: 取消, 说明: …}\n重大调整: []",
    right: "调整情况: {类型: 取消, 说明: …}\n重大调整: [{类别: 重点支撑项目, 内容: 取消X3, 发生时间: 2027-03-05, 报告时间: 2027-06-10}]",
    mend: "在 `重大调整` 中补记；尚未报告的尽快书面报告",
    needs: Needs::Nothing,
    check: Check::Park(change_recorded),
};

fn change_recorded(context: &Context, found: &mut Found) {
    let park = context.park;
    let recorded = park
        .adjustments
        .iter()
        .any(|one| one.kind.is(AdjustmentKind::Projects));
    for project in walk::projects(park) {
        let kind = match project.change.kind.known() {
            Some(kind) if kind != ChangeKind::None => crate::park::Choose::label(kind),
            _ if project.progress.state.is(State::Cancelled) => "取消".to_owned(),
            _ => continue,
        };
        if !recorded {
            found
                .warning(
                    project.key("调整情况"),
                    format!("支撑项目{}为{kind}，`重大调整` 中没有记录", title(&project)),
                )
                .hint("补记类别为重点支撑项目的重大调整；尚未报告的尽快书面报告");
        }
    }
}

const X09: Rule = Rule {
    code: "X09",
    severities: &[Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ART_17],
    summary: "完成投资与投资金额相差超过 30% 应说明",
    why: "预验收要看支撑项目完成情况，投资相差过大会被追问。正好 30% 的不报；`完成情况.说明` 或 `调整情况.说明` 中提到投资、资金、概算、造价、费用的，视为已经说明。",
    wrong: "投资金额: 10000\n完成情况: {状态: 已完成, 完成投资: 6999, 说明: 已投运。}",
    right: "投资金额: 10000\n完成情况: {状态: 已完成, 完成投资: 7000, 说明: 已投运。}",
    mend: "核对两个金额及单位，确实相差的说明原因",
    needs: Needs::Nothing,
    check: Check::Park(invested),
};

fn invested(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        let (planned, spent) = (&project.investment, &project.progress.invested);
        let (Some(plan), Some(cost)) = (planned.number(), spent.number()) else {
            continue;
        };
        let apart = cost.checked_sub(plan);
        let tolerance = plan / Decimal::TEN * Decimal::from(3);
        let off = plan > Decimal::ZERO && apart.is_none_or(|apart| apart.abs() > tolerance);
        let explained = [&project.progress.note, &project.change.note]
            .iter()
            .any(|note| {
                ["投资", "资金", "概算", "造价", "费用"]
                    .iter()
                    .any(|word| note.contains(word))
            });
        if off && !explained {
            // Rounded up, so that what is over 30 % never prints as 30.0.
            let percent = apart
                .and_then(|apart| apart.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(plan))
                .map(|percent| percent.round_dp_with_strategy(1, RoundingStrategy::AwayFromZero))
                .map_or("悬殊".to_owned(), |percent| {
                    format!(" {}%", percent.abs())
                });
            found
                .warning(
                    project.key("完成情况.完成投资"),
                    format!(
                        "完成投资与投资金额相差不宜超过 30%，实际 {spent} 与 {planned} 相差{percent}"
                    ),
                )
                .also(project.key("投资金额"), "投资金额在这里")
                .hint("核对金额和单位，确实相差的在 `完成情况.说明` 中写明原因");
        }
    }
}

const X10: Rule = Rule {
    code: "X10",
    severities: &[Error],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_4],
    summary: "每个支撑项目应写明支撑性",
    why: "提纲要求分析支撑项目与指标达标的逻辑关系和支撑性，逐个项目写在 `支撑性`。已取消的项目不必写。",
    wrong: "支撑性: \"\"",
    right: "支撑性: 投运后年供再生水986万立方米，直接支撑再生水回用率达标。",
    mend: "写明项目怎样支撑指标达标",
    needs: Needs::Nothing,
    check: Check::Park(support),
};

fn support(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        if !project.progress.state.is(State::Cancelled) {
            found.require(
                project.key("支撑性"),
                &project.support,
                &format!("写明{}怎样支撑指标达标", title(&project)),
            );
        }
    }
}

const X11: Rule = Rule {
    code: "X11",
    severities: &[Warning],
    forms: FormSet::annexes("34"),
    basis: &[basis::ART_17, basis::ART_18],
    summary: "验收时支撑项目应已完成",
    why: "预验收和技术核查要看支撑项目完成情况及运行有效性。正在实施、未完成的作警告。",
    wrong: "完成情况: {状态: 未完成}",
    right: "完成情况: {状态: 基本完成, 说明: 主体已投运，绿化收尾。}",
    mend: "核对状态；未完成的说明原因和安排",
    needs: Needs::Nothing,
    check: Check::Park(unfinished),
};

fn unfinished(context: &Context, found: &mut Found) {
    for project in walk::projects(context.park) {
        let title = format!("支撑项目{}", title(&project));
        let path = project.key("完成情况.状态");
        not_done(found, &path, &title, &project.progress);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    #[test]
    fn costs_beyond_all_reckoning() {
        #[track_caller]
        fn case(plan: &str, cost: &str, expected: &str) {
            let yaml =
                format!("支撑项目: [{{投资金额: '{plan}', 完成情况: {{完成投资: '{cost}'}}}}]");
            assert_eq!(said("X09", &yaml), expected);
        }

        let most = "79228162514264337593543950335";
        case(most, most, "");
        case(
            "1",
            most,
            "警告: 完成投资与投资金额相差不宜超过 30%，实际 79228162514264337593543950335 与 1 相差悬殊",
        );
        case(
            most,
            "-79228162514264337593543950335",
            "警告: 完成投资与投资金额相差不宜超过 30%，实际 -79228162514264337593543950335 与 79228162514264337593543950335 相差悬殊",
        );
    }

    #[test]
    fn changes_that_need_no_record() {
        for project in ["编号: X1", "调整情况: {说明: 甲}", "调整情况: {类型: 无}"]
        {
            assert_eq!(
                said("X08", &format!("支撑项目: [{{{project}}}]")),
                "",
                "{project}"
            );
        }
    }

    #[test]
    fn replacements_need_one() {
        assert_eq!(
            said("X08", "支撑项目: [{编号: X1, 调整情况: {类型: 替换}}]"),
            "警告: 支撑项目「X1」为替换，`重大调整` 中没有记录"
        );
    }
}
