//! N07: dates in the texts against the data, and in their order.

use super::view::{Said, View, is_plain_fact, meet, printed, same};
use crate::facts::frame::{Mood, Whose};
use crate::facts::role::{Against, Role};
use crate::facts::token::Bound;
use crate::facts::unit::{Base, Dim};
use crate::facts::{Event, Passage, Source};
use crate::finding::Severity::Warning;
use crate::park::{FuzzyDate, Interval};

/// Words that say that something is finished.
const DONE: [&str; 14] = [
    "投运",
    "并网",
    "完工",
    "建成",
    "竣工",
    "通过验收",
    "上线",
    "完成",
    "投产",
    "投入运行",
    "投入使用",
    "通水",
    "验收合格",
    "交付",
];

/// Every date that the data or another date contradicts.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for (index, passage, source) in view.passages() {
        for event in &passage.events {
            facts(view, passage, event, said);
            order(view, passage, source, event, said);
        }
        years(view, passage, said);
        months(view, index, passage, said);
        expected(view, index, passage, source, said);
    }
}

/// First and last day of a date of the data.
fn days(date: &FuzzyDate) -> Option<(i32, i32)> {
    let Interval { first, last, .. } = date.interval()?;
    let day = |one: jiff::civil::Date| {
        i32::from(one.year()) * 10_000 + i32::from(one.month()) * 100 + i32::from(one.day())
    };
    Some((day(first), day(last)))
}

/// A fact of the data that a sentence tells with a date.
struct Known<'a> {
    what: &'static str,
    date: &'a FuzzyDate,
    path: &'static str,
}

/// 成立, 同意创建, 申请创建, 规划环评 against the data.
fn facts(view: &View, passage: &Passage, event: &Event, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    if event.whose != Whose::Park {
        return;
    }
    let before = text[event.before.clone()].trim();
    let after = &text[event.after.clone()];
    let sentence = &text[passage.sentences[event.sentence].clone()];
    let behind = text[event.range.end..passage.sentences[event.sentence].end]
        .trim_start_matches(['，', ',']);
    let park = view.park;
    let known = if is_founding(view, before, after) {
        let path = "验收报告.基本情况.园区成立时间";
        (view.path(passage) != path).then_some(Known {
            what: "成立时间",
            date: &park.basics.founded,
            path: "园区基本情况.成立时间",
        })
    } else if sentence.contains("生态工业园区创建")
        || sentence.contains("生态工业园区") && sentence.contains("创建")
    {
        creation(view, before, behind)
    } else if (before.contains("规划环评")
        || before.contains("规划环境影响")
        || behind.contains("规划环评")
        || behind.contains("规划环境影响"))
        && ["审查", "审查意见"]
            .iter()
            .any(|word| sentence.contains(word))
        && !sentence.contains("跟踪")
    {
        park.process.eia.as_ref().map(|eia| Known {
            what: "规划环评审查时间",
            date: &eia.reviewed,
            path: "创建申报.规划环评.审查时间",
        })
    } else {
        None
    };
    let Some(known) = known else { return };
    let Some((first, last)) = days(known.date) else {
        return;
    };
    if event.days.1 < first || last < event.days.0 {
        let message = format!(
            "{}文中为 {}，数据中为 {}",
            known.what,
            &text[event.range.clone()],
            known.date.printed()
        );
        said.push(
            view.say("N07", Warning, passage, event.range.clone(), message)
                .hint("两处写同一个时间")
                .also(
                    known.path,
                    format!("{}为 {}", known.what, known.date.printed()),
                ),
        );
    }
}

/// Whether a date is that of the park's own founding.
fn is_founding(view: &View, before: &str, after: &str) -> bool {
    const VERBS: [&str; 6] = [
        "成立于",
        "始建于",
        "设立于",
        "组建于",
        "创建于",
        "成立时间为",
    ];
    let subject = VERBS.iter().find_map(|verb| before.strip_suffix(verb));
    let own = |words: &str| {
        let words = words.trim_end_matches(['于', '，', ' ']);
        matches!(
            words,
            "" | "园区" | "本园区" | "开发区" | "经开区" | "高新区"
        ) || words == view.park.basics.name
            || words == view.park.identity.short_name
    };
    match subject {
        Some(subject) => own(subject),
        None => {
            own(before)
                && before.contains('区')
                && ["成立", "设立", "组建成立"]
                    .iter()
                    .any(|verb| after.starts_with(verb))
                && after.chars().count() <= 4
        }
    }
}

/// 申请创建 or 同意创建.
fn creation<'a>(view: &'a View, before: &str, behind: &str) -> Option<Known<'a>> {
    let process = &view.park.process;
    let clause: String = behind
        .chars()
        .take_while(|c| !matches!(c, '；' | '。'))
        .collect();
    if clause.contains("验收")
        || before.contains("验收")
        || clause.contains("调研")
        || before.contains("编制")
        || clause.contains("编制")
        || clause.contains("命名")
    {
        return None;
    }
    let agreed = ["同意", "批准", "批复"]
        .iter()
        .any(|word| clause.contains(word));
    let applied = [
        "提出申请",
        "申请创建",
        "提出创建",
        "提交创建",
        "报送创建申请",
    ]
    .iter()
    .any(|word| clause.contains(word));
    match (agreed, applied) {
        (true, false) => Some(Known {
            what: "批准创建时间",
            date: &process.approved,
            path: "创建申报.省级部门批准创建时间",
        }),
        (false, true) => Some(Known {
            what: "申请创建日期",
            date: &process.applied,
            path: "创建申报.申请创建日期",
        }),
        _ => None,
    }
}

/// Finished after the application for acceptance, or after a deadline that is
/// said to be kept.
fn order(view: &View, passage: &Passage, source: &Source, event: &Event, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    let after = &text[event.after.clone()];
    let finished = DONE.iter().any(|word| after.contains(word)) && !after.contains('前');
    if !finished
        || event.mood != Mood::Actual
        || event.date.month == 0
        || event.whose != Whose::Park
    {
        return;
    }
    let shown = &text[event.range.clone()];
    let park = view.park;
    if source.looks_back {
        let applied = park
            .application
            .as_ref()
            .map(|one| (&one.date, "验收申请表.申请日期", "验收申请日期"));
        let written = park
            .report
            .as_ref()
            .map(|one| (&one.date, "验收报告.编制日期", "报告编制日期"));
        for (date, path, what) in [applied, written].into_iter().flatten() {
            if days(date).is_some_and(|(_, last)| event.days.0 > last) {
                let message = format!("{shown}{}晚于{what} {}", done_word(after), date.printed());
                said.push(
                    view.say("N07", Warning, passage, event.range.clone(), message)
                        .hint("核对完成的时间")
                        .also(path, format!("{what} {}", date.printed())),
                );
                return;
            }
        }
    }
    let kept = ["按期", "如期", "按时"]
        .iter()
        .any(|word| text.contains(word));
    let due = match (source.task, source.project) {
        (Some(task), _) => park.tasks.get(task).map(|one| {
            (
                one.due.clone(),
                format!("重点任务[{task}].完成时间"),
                "完成时间",
            )
        }),
        (_, Some(project)) => park.projects.get(project).map(|one| {
            (
                one.period.clone(),
                format!("支撑项目[{project}].实施期限"),
                "实施期限",
            )
        }),
        _ => None,
    };
    let progress = view.path(passage).contains(".完成情况.");
    if let Some((due, path, what)) = due
        && progress
        && (kept || source.project.is_some())
        && days(&due).is_some_and(|(_, last)| event.days.0 > last)
    {
        let claim = if kept { "，文中仍称按期" } else { "" };
        let message = format!(
            "{shown}{}晚于{what} {}{claim}",
            done_word(after),
            due.printed()
        );
        said.push(
            view.say("N07", Warning, passage, event.range.clone(), message)
                .hint("核对时间，确实延后的说明原因")
                .also(path, format!("{what} {}", due.printed())),
        );
    }
}

fn done_word(after: &str) -> &'static str {
    DONE.iter()
        .find(|word| after.contains(**word))
        .copied()
        .unwrap_or("完成")
}

/// 基准年为2025年, against the data.
fn years(view: &View, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    let park = view.park;
    let known = [
        ("基准年", &park.indicators.baseline_year, "指标体系.基准年"),
        ("目标年", &park.indicators.target_year, "指标体系.目标年"),
    ];
    for event in passage
        .events
        .iter()
        .filter(|event| event.date.month == 0 && event.whose == Whose::Park)
    {
        let before = text[event.before.clone()].trim();
        let sentence_end = passage.sentences[event.sentence].end;
        let behind = text[event.range.end..sentence_end].trim_start_matches(['，', '（', '）']);
        for (what, literal, path) in known {
            let Some(year) = literal.as_str().trim().parse::<i32>().ok() else {
                continue;
            };
            let named = [
                format!("{what}为"),
                format!("{what}是"),
                format!("{what}（"),
                format!("{what}确定为"),
            ]
            .iter()
            .any(|word| before.ends_with(word.as_str()))
                || before.ends_with('以') && behind.starts_with(&format!("为{what}"))
                || behind.starts_with(&format!("为{what}"))
                || behind.starts_with("为申请创建时可以获得")
                    && behind.contains(&format!("确定为{what}"));
            if named && event.date.only_year().is_some_and(|told| told != year) {
                let message = format!(
                    "{what}文中为 {}，数据中为 {year} 年",
                    &text[event.range.clone()]
                );
                said.push(
                    view.say("N07", Warning, passage, event.range.clone(), message)
                        .hint("两处写同一年")
                        .also(path, format!("{what} {year}")),
                );
            }
        }
    }
}

/// 调整后12个月内作了书面报告: the regulation allows six.
fn months(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    for (at, one) in passage.quantities.iter().enumerate() {
        let lead = &text[one.lead.clone()];
        let behind: String = text[one.range.end..].chars().take(14).collect();
        let reported =
            lead.ends_with("调整后") || lead.ends_with("变更后") || lead.ends_with("发生后");
        let within = one.amount.unit.dim == Dim::of(Base::Month)
            && behind.starts_with('内')
            && behind.contains("报告");
        if reported && within && one.amount.value > 6.0 {
            let message = format!(
                "文中写调整后 {}内报告，管理办法要求 6 个月内",
                view.shown(passage, one)
            );
            said.push(
                view.say("N07", Warning, passage, one.range.clone(), message)
                    .hint("核对报告的时间")
                    .about([(index, at)]),
            );
        }
    }
}

/// 比预期多2家, 比计划增加540万元, and the money of one project.
fn expected(view: &View, index: usize, passage: &Passage, source: &Source, said: &mut Vec<Said>) {
    for (at, one) in passage.quantities.iter().enumerate() {
        money(view, index, passage, source, at, said);
        let Role::Change(way) = one.role else {
            continue;
        };
        if !matches!(one.against, Against::Plan | Against::Expected)
            || one.amount.bound != Bound::Exact
        {
            continue;
        }
        let dim = one.amount.unit.dim;
        let before = passage.quantities[..at].iter().enumerate().rev();
        let mut before = before
            .filter(|(_, other)| other.sentence == one.sentence && other.amount.unit.dim == dim);
        let Some((done_at, done)) = before.find(|(_, other)| {
            other.among.is_none() && matches!(other.role, Role::Level | Role::Added | Role::To(_))
        }) else {
            continue;
        };
        let Some((planned, path)) = plan(view, source, dim) else {
            continue;
        };
        let (a, b) = (done.amount.interval(), planned);
        let difference = match way {
            crate::facts::role::Way::Down => (b.0 - a.1, b.1 - a.0),
            _ => (a.0 - b.1, a.1 - b.0),
        };
        if meet(difference, one.amount.interval()) {
            continue;
        }
        let factor = one.amount.unit.factor;
        let message = format!(
            "{} 与计划的 {} 相差 {}，文中写 {}",
            view.shown(passage, done),
            (b.0 + b.1) / 2.0 / factor,
            ((difference.0 + difference.1) / 2.0 / factor).abs(),
            view.shown(passage, one)
        );
        said.push(
            view.say("N02", Warning, passage, one.range.clone(), message)
                .hint("核对实际、计划和两者之差")
                .also(path, "计划的数值")
                .about([(index, at), (index, done_at)]),
        );
    }
}

/// What the record of a task or project plans.
fn plan(view: &View, source: &Source, dim: Dim) -> Option<((f64, f64), String)> {
    if let Some(project) = source.project
        && dim == Dim::of(Base::Money)
    {
        let path = format!("支撑项目[{project}].投资金额");
        let datum = view.facts.data.iter().find(|datum| datum.path == path)?;
        return Some((datum.amount.interval(), path));
    }
    let path = match (source.task, source.project) {
        (Some(task), _) => format!("重点任务[{task}].预期目标"),
        (_, Some(project)) => format!("支撑项目[{project}].预期目标"),
        _ => return None,
    };
    let goal = view
        .facts
        .passages
        .iter()
        .find(|passage| view.path(passage) == path)?;
    let mut figures = goal
        .quantities
        .iter()
        .filter(|one| one.amount.unit.dim == dim);
    let figure = figures.next()?;
    figures
        .next()
        .is_none()
        .then(|| (printed(&figure.amount).interval(), path))
}

/// 完成投资 in the text of one project.
fn money(
    view: &View,
    index: usize,
    passage: &Passage,
    source: &Source,
    at: usize,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let Some(project) = source.project else {
        return;
    };
    let path = match one.subject.key.as_str() {
        "完成投资" | "实际完成投资" | "实际投资" if one.role == Role::Level => {
            format!("支撑项目[{project}].完成情况.完成投资")
        }
        "总投资" | "计划投资" | "计划总投资" | "投资" if one.role == Role::Level => {
            format!("支撑项目[{project}].投资金额")
        }
        _ => return,
    };
    let Some(datum) = view.facts.data.iter().find(|datum| datum.path == path) else {
        return;
    };
    if !is_plain_fact(one)
        || one.amount.unit.dim != datum.amount.unit.dim
        || same(&one.amount, &datum.amount)
    {
        return;
    }
    let what = if path.ends_with("完成投资") {
        "完成投资"
    } else {
        "投资金额"
    };
    let message = format!(
        "{what}文中为 {}，数据中为 {}",
        view.shown(passage, one),
        datum.amount.value
    );
    said.push(
        view.say("N08", Warning, passage, one.range.clone(), message)
            .hint("核对两处的金额和单位")
            .also(path, format!("{what} {}", datum.amount.value))
            .about([(index, at)]),
    );
}
