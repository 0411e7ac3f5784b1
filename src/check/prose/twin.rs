//! N06: the same thing told twice with two values.

use super::view::{Entry, Said, View, is_plain_fact, meet, ratio, twin_key};
use crate::facts::Quantity;
use crate::facts::role::Role;
use crate::facts::unit::{Base, Dim};
use crate::finding::Severity::{Info, Warning};

/// Subjects that say too little to be compared.
const GENERAL: [&str; 24] = [
    "企业",
    "项目",
    "面积",
    "规模",
    "能力",
    "投资",
    "总投资",
    "完成投资",
    "计划总投资",
    "人员",
    "管网",
    "道路",
    "产值",
    "数量",
    "单位",
    "方面",
    "部门",
    "生产线",
    "示范企业",
    "任务",
    "指标",
    "占地面积",
    "建筑面积",
    "从业人员",
];

/// Every subject with two values in one year, and what has a size that does not
/// change.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for ((key, dim, year), entries) in view.book() {
        if entries.len() >= 2 && is_special(key, *dim) {
            compare(view, key, Some(*year), entries, said);
        }
    }
    sizes(view, said);
    swapped(view, said);
}

/// A count of another year with the same digits in another order: 36家 in the
/// plan, 63家 in the report, where neither tells a year.
fn swapped(view: &View, said: &mut Vec<Said>) {
    let book = view.book();
    for pair in book.windows(2) {
        let [((key, dim, _), before), ((other, other_dim, _), after)] = pair else {
            continue;
        };
        let counted = matches!(dim.over, Base::Count(_));
        if key != other || dim != other_dim || !counted || !is_special(key, *dim) {
            continue;
        }
        let (Some(a), Some(b)) = (before.first(), after.iter().find(|one| one.at.is_some())) else {
            continue;
        };
        let untold = before.iter().chain(after.iter()).all(|one| !one.told);
        if untold && a.shown != b.shown && same_digits(&a.shown, &b.shown) {
            compare(view, key, None, &[a.clone(), b.clone()], said);
        }
    }
}

fn is_special(key: &str, dim: Dim) -> bool {
    let length = key.chars().count();
    let counted = matches!(dim.over, Base::Count(_));
    let measured = !matches!(
        dim.over,
        Base::None | Base::Year | Base::Month | Base::Day | Base::Hour | Base::Times
    );
    measured && !GENERAL.contains(&key) && length >= if counted { 5 } else { 3 }
}

/// Reports the value that stands against the others.
fn compare(view: &View, key: &str, year: Option<i32>, entries: &[Entry], said: &mut Vec<Said>) {
    let against = |one: &Entry| {
        entries
            .iter()
            .filter(|other| !meet(one.interval, other.interval))
            .count()
    };
    // The one that most others contradict; of two, the later one, typed data never.
    let odd = entries
        .iter()
        .filter(|one| against(one) > 0 && one.at.is_some())
        .max_by_key(|one| (against(one), one.at));
    let Some(odd) = odd else { return };
    let others: Vec<&Entry> = entries
        .iter()
        .filter(|other| !meet(odd.interval, other.interval))
        .collect();
    let Some(other) = others
        .iter()
        .find(|one| one.at.is_none())
        .or_else(|| others.iter().find(|one| one.told))
        .or(others.first())
    else {
        return;
    };
    let told = odd.told && other.told;
    let near = odd.path == other.path;
    let middle = |one: &Entry| (one.interval.0 + one.interval.1) / 2.0;
    let times = ratio(middle(odd), middle(other));
    let swapped = same_digits(&odd.shown, &other.shown);
    let unit = times > 300.0;
    let agreed = others.len() >= 2;
    if near && (!told || agreed) && !swapped || !told && times > 3.0 && !swapped && !unit {
        return;
    }
    let Some((p, q)) = odd.at else { return };
    let passage = &view.facts.passages[p];
    let one = &passage.quantities[q];
    let when = year
        .filter(|_| told)
        .map_or(String::new(), |year| format!(" {year} 年"));
    let message = if unit {
        format!(
            "{key}{when}两处相差 {times:.0} 倍：{} 和 {}，单位可能写错",
            odd.shown, other.shown
        )
    } else {
        format!("{key}{when}两处不一致：{} 和 {}", odd.shown, other.shown)
    };
    let severity = if told || agreed || swapped || unit {
        Warning
    } else {
        Info
    };
    let causes = [(p, q)].into_iter().chain(other.at);
    said.push(
        view.say("N06", severity, passage, one.range.clone(), message)
            .hint("核对后两处写同一个数")
            .also(other.path.clone(), format!("这里写 {}", other.shown))
            .about(causes),
    );
}

/// Whether two numbers have the same digits in another order: 81 and 18.
fn same_digits(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    let (a, b) = (digits(a), digits(b));
    a.len() >= 2 && a == b
}

/// Lengths, areas, capacities and counts of works, which plan and report share.
fn sizes(view: &View, said: &mut Vec<Said>) {
    let mut sizes: std::collections::BTreeMap<(String, Dim), Vec<Entry>> =
        std::collections::BTreeMap::new();
    for (p, passage, source) in view.passages() {
        let of_works = source.project.is_some()
            || source.task.is_some()
            || source.looks_back
            || view.path(passage).starts_with("重大调整");
        if !of_works {
            continue;
        }
        for (q, one) in passage.quantities.iter().enumerate() {
            let steady = is_steady(one);
            let now = one
                .time
                .year
                .is_none_or(|year| Some(year) == source.acceptance);
            let level = matches!(one.role, Role::Level | Role::To(_))
                || one.role == Role::From && one.subject.key.ends_with("规模");
            if !steady
                || !level
                || !(now || one.role == Role::From)
                || !one.amount.is_exact()
                || one.whose != crate::facts::frame::Whose::Park
            {
                continue;
            }
            let key = works(view, one);
            let key = if one.role == Role::From {
                format!("{key}（调整前）")
            } else {
                key
            };
            if key.chars().count() < 3 || GENERAL.contains(&key.as_str()) {
                continue;
            }
            sizes
                .entry((key, one.amount.unit.dim))
                .or_default()
                .push(Entry {
                    interval: one.amount.interval(),
                    path: view.path(passage).to_owned(),
                    shown: view.shown(passage, one).to_owned(),
                    at: Some((p, q)),
                    told: false,
                });
        }
    }
    for ((key, _), entries) in &sizes {
        let both_in_book = entries.iter().filter_map(|entry| entry.at).all(|(p, q)| {
            let one = &view.facts.passages[p].quantities[q];
            is_plain_fact(one) && twin_key(one) == *key
        });
        if entries.len() >= 2 && !both_in_book {
            let shown = key
                .strip_prefix("项目")
                .and_then(|rest| rest.split("规模").next()?.parse::<usize>().ok());
            let name = shown
                .and_then(|index| view.park.projects.get(index))
                .map(|project| format!("{}规模", project.name));
            compare(view, name.as_deref().unwrap_or(key), None, entries, said);
        }
    }
}

/// What is built and stays as it is.
fn is_steady(one: &Quantity) -> bool {
    let unit = one.amount.unit.dim;
    let rate = matches!(unit.over, Base::Mass | Base::Volume)
        && matches!(unit.under, Base::Year | Base::Day | Base::Hour);
    matches!(
        unit,
        Dim {
            over: Base::Length | Base::Count("座" | "台" | "套"),
            under: Base::None
        }
    ) || rate
}

/// The works: of 再生水厂和配套管网 the last.
fn works(view: &View, one: &Quantity) -> String {
    let key = &one.subject.key;
    if let Some(project) = view
        .facts
        .names
        .project(key.trim_end_matches("处理规模").trim_end_matches("规模"))
    {
        return format!("项目{project}规模");
    }
    if key.ends_with("处理规模")
        && key.starts_with('X')
        && let Some(project) = view
            .park
            .projects
            .iter()
            .position(|project| !project.id.is_empty() && key.starts_with(&project.id))
    {
        return format!("项目{project}规模");
    }
    let last = key.rsplit(['和', '及', '与']).next().unwrap_or(key);
    if last.chars().count() >= 3 {
        last.to_owned()
    } else {
        key.clone()
    }
}
