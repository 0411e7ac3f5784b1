//! C04, C05, C11, C14: numbers in the texts against the data.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::number::number;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::facts::frame::{self, Whose};
use crate::finding::Severity::{Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::input::Text;
use crate::park::{Category, ChangeKind, Choice, MoneyUnit, Park, State};

/// A count in a text: 「七项重点任务」.
struct Counted<'t> {
    range: Range<usize>,
    number: usize,
    noun: &'t str,
    /// What stands before it in the clause.
    before: &'t str,
    /// What stands behind it in the clause.
    after: &'t str,
}

/// The counts of tasks, projects and indicators in a text.
fn counts(text: &str) -> impl Iterator<Item = Counted<'_>> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "([0-9]{1,3}|[一二两三四五六七八九十百]{1,4})[项个](重点任务|支撑项目|重点支撑项目|任务|必选指标|特色指标|亮点指标|创建指标|评价指标|指标)",
        )
        .expect("a pattern that the tests try")
    });
    const CLAUSE: [char; 5] = ['。', '；', '，', '：', '\n'];
    COUNT.captures_iter(text).filter_map(|found| {
        let (count, noun) = (found.get(1)?, found.get(2)?);
        let left = behind_last(text, count.start(), &CLAUSE);
        let right = text[noun.end()..].find(CLAUSE);
        let right = right.map_or(text.len(), |at| noun.end() + at);
        let whole = !text[..count.start()].ends_with(['第', '.']);
        Some(Counted {
            range: count.start()..noun.end(),
            number: whole.then(|| number(count.as_str()))??.try_into().ok()?,
            noun: noun.as_str(),
            before: &text[left..count.start()],
            after: &text[noun.end()..right],
        })
    })
}

/// Where the clause that byte `at` stands in begins: behind the last of `ends`.
fn behind_last(text: &str, at: usize, ends: &[char]) -> usize {
    let last = text[..at].char_indices().rfind(|(_, c)| ends.contains(c));
    last.map_or(0, |(end, c)| end + c.len_utf8())
}

impl Counted<'_> {
    /// Whether the whole is counted, and not some of it.
    fn is_total(&self) -> bool {
        const TOTAL: [&str; 24] = [
            "安排",
            "安排了",
            "确定",
            "确定的",
            "确定了",
            "选定",
            "选定的",
            "选定了",
            "选取",
            "选取了",
            "设置",
            "设置了",
            "设定",
            "提出",
            "提出了",
            "部署",
            "部署了",
            "明确",
            "明确了",
            "共",
            "共有",
            "共计",
            "谋划",
            "谋划了",
        ];
        const PARTIAL: [&str; 18] = [
            "国家", "省级", "上级", "每", "其中", "另", "剩余", "尚余", "其余", "新增", "调整",
            "变更", "取消", "上述", "前", "后", "涉及", "分别",
        ];
        // 减污降碳协同方面安排1项, not 七个方面安排七项.
        let one_aspect = self.before.contains("方面")
            && !["个方面", "等方面"]
                .iter()
                .any(|word| self.before.contains(word));
        if one_aspect || PARTIAL.iter().any(|word| self.before.contains(word)) {
            return false;
        }
        let all = self.after.starts_with("全部") || self.after.starts_with("均");
        let alone = self.before.is_empty() && all;
        alone || TOTAL.iter().any(|word| self.before.ends_with(word))
    }
}

/// What the data say of a noun: how many there are, what they are called, where
/// they stand. None when the data have none of the kind.
fn in_data(park: &Park, noun: &str) -> Option<(usize, &'static str)> {
    let of = |category: Category| {
        let list = &park.indicators.list;
        list.iter().filter(|one| one.category.is(category)).count()
    };
    let indicators = park.indicators.list.len();
    let (count, path) = match noun {
        "重点任务" | "任务" => (park.tasks.len(), "重点任务"),
        "支撑项目" | "重点支撑项目" => (park.projects.len(), "支撑项目"),
        _ if indicators == 0 => return None,
        "必选指标" => return Some((of(Category::Compulsory), "指标体系.指标")),
        "特色指标" => return Some((of(Category::Characteristic), "指标体系.指标")),
        "亮点指标" => return Some((of(Category::Highlight), "指标体系.指标")),
        _ => (indicators, "指标体系.指标"),
    };
    (count > 0).then_some((count, path))
}

/// Texts about the whole park: those of one task, project or indicator may count
/// some of the others.
fn about_all<'c>(context: &'c Context, annexes: &'static str) -> impl Iterator<Item = &'c Text> {
    let forms = FormSet::annexes(annexes);
    context.texts.iter().filter(move |text| {
        text.field.long
            && !text.forms.and(forms).is_empty()
            && !text.path.starts_with("重点任务[")
            && !text.path.starts_with("支撑项目[")
            && !text.path.starts_with("指标体系.指标[")
    })
}

pub(super) const C04: Rule = Rule {
    code: "C04",
    severities: &[Warning],
    forms: FormSet::annexes("123"),
    basis: &[basis::TRUTHFULNESS],
    summary: "文中的任务、项目、指标数量应与数据一致",
    why: "改了一张表，正文里的「7项重点任务」常常忘改。只核对说总数的句子（安排、确定、选定、共…，或「N项…全部…」）；其中、新增、调整等部分数量不算，各任务、项目、指标自己的文字不算；数据中没有该类内容时不核对。汉字数目同样识别。附件4 由 C11 核对。",
    wrong: "重点任务说明: 安排8项重点任务（数据中为 7 项）",
    right: "重点任务说明: 安排7项重点任务",
    mend: "改正文字，或补全数据",
    needs: Needs::Nothing,
    check: Check::Park(totals),
};

/// Counts in the texts.
fn totals(context: &Context, found: &mut Found) {
    for text in about_all(context, "123") {
        for counted in counts(&text.value).filter(Counted::is_total) {
            judge(context.park, text, &counted, found);
        }
    }
}

/// Holds one count against the data.
fn judge(park: &Park, text: &Text, counted: &Counted, found: &mut Found) {
    let Some((count, path)) = in_data(park, counted.noun) else {
        return;
    };
    if counted.number == count {
        return;
    }
    let written = &text.value[counted.range.clone()];
    found
        .warning(
            text.path.clone(),
            format!("文中写「{written}」，数据中为 {count} 项"),
        )
        .within(counted.range.clone())
        .also(path, format!("共 {count} 项"))
        .hint("改正文字，或补全数据")
        .forms(text.forms);
}

pub(super) const C11: Rule = Rule {
    code: "C11",
    severities: &[Warning],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_3],
    summary: "完成情况的数量应与各项状态一致",
    why: "申请表中「7项重点任务全部完成」「完成率100%」「已完成5项」应与各任务、项目的 `完成情况.状态` 相符；已完成和基本完成都算完成，完成率差不到 1 个百分点的不算。",
    wrong: "重点任务完成情况: 7项重点任务全部完成（有一项状态为正在实施）",
    right: "重点任务完成情况: 7项重点任务完成6项，1项正在实施",
    mend: "改正文字，或更新状态",
    needs: Needs::Nothing,
    check: Check::Park(states),
};

/// Annex 4 against the states of tasks and projects.
fn states(context: &Context, found: &mut Found) {
    let park = context.park;
    let tasks: Vec<_> = park
        .tasks
        .iter()
        .map(|one| one.progress.state.known())
        .collect();
    let projects: Vec<_> = park
        .projects
        .iter()
        .map(|one| one.progress.state.known())
        .collect();
    for text in context.texts {
        let states = match text.path.as_str() {
            "验收申请表.重点任务完成情况" => &tasks,
            "验收申请表.支撑项目完成情况" => &projects,
            _ => continue,
        };
        for counted in counts(&text.value).filter(Counted::is_total) {
            judge(park, text, &counted, found);
        }
        if !states.is_empty() {
            finished(text, states, found);
        }
    }
}

/// Statements about how many are done.
fn finished(text: &Text, states: &[Option<State>], found: &mut Found) {
    static ALL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[项个](?:重点任务|支撑项目|任务|项目)(?:已|均已|已经)?(?:全部|均)(?:按期|如期)?(?:完成|建成|投运)")
            .expect("a pattern that the tests try")
    });
    static SOME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:已完成|已经完成|已建成)([0-9]{1,3}|[一二三四五六七八九十]{1,3})[项个]")
            .expect("a pattern that the tests try")
    });
    static RATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("完成率[为达到]{0,2}([0-9]{1,3}(?:\\.[0-9]+)?)%")
            .expect("a pattern that the tests try")
    });
    let done = states
        .iter()
        .filter(|state| matches!(state, Some(State::Done | State::NearlyDone)))
        .count();
    let all = states.len();
    let list = if text.path.contains("任务") {
        "重点任务"
    } else {
        "支撑项目"
    };
    let mut say = |range: Range<usize>, message: String| {
        found
            .warning(text.path.clone(), message)
            .within(range)
            .also(list, format!("共 {all} 项，已完成或基本完成 {done} 项"))
            .hint("按各项的 `完成情况.状态` 改正文字，或更新状态");
    };
    if let Some(whole) = ALL.find(&text.value).filter(|_| done < all) {
        say(
            whole.range(),
            format!("文中写全部完成，数据中 {all} 项只有 {done} 项完成"),
        );
    }
    for some in SOME
        .captures_iter(&text.value)
        .filter_map(|found| found.get(1))
    {
        if number(some.as_str()).is_some_and(|number| number != Decimal::from(done)) {
            say(
                some.range(),
                format!("文中写已完成 {} 项，数据中为 {done} 项", some.as_str()),
            );
        }
    }
    // 减排任务完成率 and 审核完成率 are rates of something else.
    let of_all = |start: usize| {
        let clause =
            &text.value[behind_last(&text.value, start, &['。', '；', '，', '：', '\n'])..start];
        let bare = clause.trim_start_matches(['总', '均']);
        matches!(
            bare,
            "" | "重点任务" | "任务" | "支撑项目" | "项目" | "任务总体" | "总体"
        )
    };
    for rate in RATE
        .captures_iter(&text.value)
        .filter(|found| found.get(0).is_some_and(|whole| of_all(whole.start())))
        .filter_map(|found| found.get(1))
    {
        let computed = Decimal::from(done * 100) / Decimal::from(all);
        let off = number(rate.as_str()).map(|rate| rate.checked_sub(computed));
        if off.is_some_and(|off| off.is_none_or(|off| off.abs() >= Decimal::ONE)) {
            say(
                rate.range(),
                format!(
                    "文中写完成率 {}%，按状态计算为 {}%",
                    rate.as_str(),
                    computed.round_dp(1)
                ),
            );
        }
    }
}

pub(super) const C05: Rule = Rule {
    code: "C05",
    severities: &[Info],
    forms: FormSet::annexes("34"),
    basis: &[basis::TRUTHFULNESS],
    summary: "文中引用的指标值应与数据一致",
    why: "正文中的指标值要与指标表的各年值一致。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted("由 N05 检查：按句中的年份与各年实际值、目标值、标准值分别比较"),
};

pub(super) const C14: Rule = Rule {
    code: "C14",
    severities: &[Warning],
    forms: FormSet::annexes("14"),
    basis: &[basis::ANNEX1_4, basis::ANNEX4_3],
    summary: "文中的投资合计应与各项目相符",
    why: "方案和申请表中支撑项目的总投资，应等于各项目投资金额之和（按文中的小数位数四舍五入；新增或取消的项目计与不计都可以）。完成投资只与完成投资之和比较；等于某一个项目金额的，视为说那个项目；金额不全时不比较。",
    wrong: "支撑项目说明: 安排5项支撑项目，总投资91000万元（合计 91500 万元）",
    right: "支撑项目说明: 安排5项支撑项目，总投资91500万元",
    mend: "改正文字，或核对各项目的金额",
    needs: Needs::Nothing,
    check: Check::Park(investment),
};

/// Sums of money in the texts.
fn investment(context: &Context, found: &mut Found) {
    static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:计划)?(?:总投资|投资总额|总投资额|投资合计)(?:约|为|达|共|共计|计){0,2}([0-9][0-9,]*(?:\\.[0-9]+)?)(万元|亿元)")
            .expect("a pattern that the tests try")
    });
    static SPENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:累计)?完成(?:总)?投资(?:额)?(?:约|为|达|共|共计){0,2}([0-9][0-9,]*(?:\\.[0-9]+)?)(万元|亿元)")
            .expect("a pattern that the tests try")
    });
    let park = context.park;
    let Some(planned) = sums(park) else { return };
    let spent = spent(park);
    for text in about_all(context, "14") {
        if !text.path.starts_with("实施方案") && !text.path.starts_with("验收申请表") {
            continue;
        }
        judge_money(text, &PLANNED, "总投资", &planned, park, found);
        if let Some(spent) = spent.filter(|_| text.path == "验收申请表.支撑项目完成情况")
        {
            judge_money(text, &SPENT, "完成投资", &[spent], park, found);
        }
    }
}

/// Holds the sums that a pattern finds against those of the data, in 万元.
fn judge_money(
    text: &Text,
    pattern: &Regex,
    what: &str,
    sums: &[Decimal],
    park: &Park,
    found: &mut Found,
) {
    for captures in pattern.captures_iter(&text.value) {
        let (Some(amount), Some(unit)) = (captures.get(1), captures.get(2)) else {
            continue;
        };
        let Some(written) = number(amount.as_str()) else {
            continue;
        };
        let factor = Decimal::from(if unit.as_str() == "亿元" { 10_000 } else { 1 });
        let equals = |sum: &Decimal| (*sum / factor).round_dp(written.scale()) == written;
        let start = captures
            .get(0)
            .map_or(amount.start(), |whole| whole.start());
        let single = park.projects.iter().any(|project| {
            text.value[..start].ends_with(project.name.as_str())
                || in_ten_thousands(&project.investment, &project.unit)
                    .is_some_and(|one| equals(&one))
        });
        // 2027年完成投资: what was spent in one year.
        let clause = &text.value[behind_last(&text.value, start, &['。', '；', '，', '\n'])..start];
        let yearly = clause.ends_with('年') || clause.ends_with("当年");
        if single
            || yearly
            || sums.iter().any(equals)
            || !about_projects(&text.value, start, &text.path)
        {
            continue;
        }
        let sum = sums.first().copied().unwrap_or_default() / factor;
        let unit = unit.as_str();
        found
            .warning(
                text.path.clone(),
                format!(
                    "文中{what}为 {} {unit}，各项目合计 {} {unit}",
                    amount.as_str(),
                    sum.normalize()
                ),
            )
            .within(amount.range())
            .also("支撑项目", "各项目")
            .hint("改正文字，或核对各项目的金额")
            .forms(text.forms);
    }
}

/// Whether the sum is that of the support projects: they are what the sentence
/// is about, or it begins with the sum in a text about them.
fn about_projects(text: &str, start: usize, path: &str) -> bool {
    const ENDS: [char; 3] = ['。', '；', '\n'];
    let sentence = text[behind_last(text, start, &ENDS)..start].trim();
    let one = ["其中", "该项目", "单个", "每个"];
    let sums = ["计划总投资", "总投资", "计划投资", "累计"];
    let opens = sentence.is_empty() || sums.iter().any(|word| sentence.starts_with(word));
    let begins = path.contains("支撑项目") && opens;
    let named = sentence.contains("支撑项目") || begins;
    let park = frame::whose(Whose::Park, sentence, false) == Whose::Park;
    named && park && !one.iter().any(|word| sentence.contains(word))
}

/// The planned sum in 万元: of all projects, and without those that were added or
/// dropped on the way. None while an amount is missing or beyond all reckoning.
fn sums(park: &Park) -> Option<[Decimal; 3]> {
    if park.projects.is_empty() {
        return None;
    }
    let sum = |without: &[ChangeKind]| {
        park.projects
            .iter()
            .filter(|one| !without.iter().any(|&kind| one.change.kind.is(kind)))
            .map(|one| in_ten_thousands(&one.investment, &one.unit))
            .try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one?))
    };
    Some([
        sum(&[])?,
        sum(&[ChangeKind::Added])?,
        sum(&[ChangeKind::Cancelled])?,
    ])
}

/// What was spent, in 万元, once every project says so.
fn spent(park: &Park) -> Option<Decimal> {
    park.projects
        .iter()
        .map(|one| in_ten_thousands(&one.progress.invested, &one.unit))
        .try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one?))
}

fn in_ten_thousands(amount: &crate::park::Literal, unit: &Choice<MoneyUnit>) -> Option<Decimal> {
    let factor = match unit {
        Choice::Empty => 1,
        Choice::Known(MoneyUnit::TenThousand) => 1,
        Choice::Known(MoneyUnit::HundredMillion) => 10_000,
        Choice::Other(_) => return None,
    };
    amount.number()?.checked_mul(Decimal::from(factor))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::park;

    /// How often a rule speaks of `text`, which stands at `path` in the park.
    fn count(code: &str, yaml: &str, path: &str, text: &str) -> usize {
        park(yaml).text(path, text).found(code).len()
    }

    #[test]
    fn without_indicators_their_count_is_not_judged() {
        let said = |yaml, text| park(yaml).text("实施方案.总体框架", text).found("C04");
        let text = "方案确定5项必选指标，共6项特色指标。";
        assert!(said("{}", text).is_empty());
        let short = "园区基本情况: {园区所在地: 共9项任务}\n重点任务: [{重点任务名称: 甲}]";
        assert!(park(short).found("C04").is_empty(), "only long texts count");
        let one = "指标体系: {指标: [{指标名称: 甲, 类别: 必选}]}";
        assert_eq!(
            said(one, text),
            [
                "警告 实施方案.总体框架: 文中写「5项必选指标」，数据中为 1 项",
                "警告 实施方案.总体框架: 文中写「6项特色指标」，数据中为 0 项",
            ]
        );
    }

    #[test]
    fn which_counts_are_totals() {
        let tasks = "重点任务: [{重点任务名称: 甲}, {重点任务名称: 乙}]";
        let said = |text| count("C04", tasks, "实施方案.总体框架", text);
        assert_eq!(said("方案确定3项重点任务。"), 1);
        assert_eq!(said("方案确定2项重点任务。"), 0);
        assert_eq!(said("3项重点任务全部完成。"), 1);
        assert_eq!(said("3项任务均已完成。"), 1);
        // Some of them, one of several, and what nothing calls a total.
        assert_eq!(said("其中确定3项重点任务。"), 0);
        assert_eq!(said("方案确定第3项重点任务。"), 0);
        assert_eq!(said("方案确定2.3项重点任务。"), 0);
        assert_eq!(said("推进3项重点任务。"), 0);
        assert_eq!(said("3项重点任务正在实施。"), 0);
        assert_eq!(
            said("方案确定3个支撑项目。"),
            0,
            "there are none in the data"
        );
        let of_one = "重点任务: [{重点任务名称: 甲, 任务内容: 共3项任务}]";
        assert!(park(of_one).found("C04").is_empty());
    }

    #[test]
    fn how_many_are_done() {
        let three = "重点任务: [{完成情况: {状态: 已完成}}, {完成情况: {状态: 基本完成}}, {完成情况: {状态: 正在实施}}]";
        let said = |text: &str| {
            let yaml = format!("{three}\n验收申请表: {{重点任务完成情况: {text}}}");
            park(&yaml).found("C11").len()
        };
        assert_eq!(said("3项任务已全部完成。"), 1);
        assert_eq!(said("已完成2项。"), 0);
        assert_eq!(said("已完成3项。"), 1);
        // Two of three are 66.7 %.
        assert_eq!(said("完成率66.7%。"), 0);
        assert_eq!(said("完成率67.6%。"), 0);
        assert_eq!(said("完成率67.7%。"), 1);
        assert_eq!(said("完成率65.6%。"), 1);
        let done = "重点任务: [{完成情况: {状态: 已完成}}]\n验收申请表: {重点任务完成情况: 1项任务已全部完成。}";
        assert!(park(done).found("C11").is_empty());
    }

    #[test]
    fn sums_of_money() {
        let projects = "支撑项目: [{项目名称: 再生水厂, 投资金额: '600', 完成情况: {完成投资: '500'}}, \
            {项目名称: 光伏, 投资金额: '0.04', 投资单位: 亿元, 完成情况: {完成投资: '0.04'}}]";
        let said = |path, text| count("C14", projects, path, text);
        let plan = "实施方案.支撑项目说明";
        assert_eq!(said(plan, "总投资1000万元。"), 0);
        assert_eq!(said(plan, "总投资0.1亿元。"), 0);
        assert_eq!(said(plan, "总投资1100万元。"), 1);
        assert_eq!(said(plan, "总投资0.2亿元。"), 1);
        // One project, what it has alone, and sums of something else.
        assert_eq!(said(plan, "再生水厂总投资700万元。"), 0);
        assert_eq!(said(plan, "总投资600万元。"), 0);
        assert_eq!(said(plan, "其中总投资1100万元。"), 0);
        assert_eq!(said("实施方案.总体框架", "园区总投资1100万元。"), 0);
        assert_eq!(said("实施方案.总体框架", "支撑项目总投资1100万元。"), 1);
        let done = "验收申请表.支撑项目完成情况";
        assert_eq!(said(done, "完成投资900万元。"), 0);
        assert_eq!(said(done, "完成投资800万元。"), 1);
    }
}
