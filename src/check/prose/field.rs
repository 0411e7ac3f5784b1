//! N08: areas, boundaries, sums of money, counts and the three years against the
//! fields of the data.

use super::view::{Said, View, before, is_plain_fact, ratio, same};
use crate::facts::frame::{Mood, Whose};
use crate::facts::role::Role;
use crate::facts::unit::{Base, Dim};
use crate::facts::{Passage, Quantity, Source};
use crate::finding::Severity::Warning;
use crate::park::Category;

/// Every figure that a field contradicts.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for (index, passage, source) in view.passages() {
        for at in 0..passage.quantities.len() {
            area(view, index, passage, source, at, said);
            economy(view, index, passage, at, said);
            investment(view, index, passage, at, said);
            counts(view, index, passage, at, said);
        }
        boundaries(view, passage, said);
    }
    body(view, said);
}

/// 规划面积 against 园区基本情况.
fn area(
    view: &View,
    index: usize,
    passage: &Passage,
    source: &Source,
    at: usize,
    said: &mut Vec<Said>,
) {
    const WHOLE: [&str; 9] = [
        "规划面积",
        "总面积",
        "园区面积",
        "管理面积",
        "规划总面积",
        "总规划面积",
        "创建范围面积",
        "规划范围面积",
        "管辖面积",
    ];
    let one = &passage.quantities[at];
    let text = &view.text(passage).value;
    let bare = || {
        let sentence = before(text, one.range.start, &['。', '；', '\n']);
        one.subject.key == "面积" && (sentence.contains("北至") || sentence.contains("东至"))
    };
    let history = one.time.told
        && one
            .time
            .year
            .zip(source.baseline)
            .is_some_and(|(told, base)| told < base - 1);
    let level = matches!(one.role, Role::Level)
        && is_plain_fact(one)
        && one.subject.scope.is_empty()
        && one.among.is_none();
    if !level || history || !(WHOLE.contains(&one.subject.key.as_str()) || bare()) {
        return;
    }
    let Some(datum) = view.facts.data.iter().find(|datum| datum.key == "面积") else {
        return;
    };
    let (a, b) = (&one.amount, &datum.amount);
    if a.unit.dim != b.unit.dim || same(a, b) || ratio(a.base(), b.base()) > 3.0 {
        return;
    }
    let unit = view.park.basics.extent.unit.text();
    let decimals = b.decimals;
    let message = format!(
        "园区面积文中为 {}，基本情况中为 {:.decimals$}{unit}",
        view.shown(passage, one),
        b.value
    );
    said.push(
        view.say("N08", Warning, passage, one.range.clone(), message)
            .hint("两处写同一个面积")
            .also(datum.path.clone(), format!("面积 {:.decimals$}", b.value))
            .about([(index, at)]),
    );
}

/// 园区总产值, 地区生产总值, 工业增加值 of a told year against the three years.
fn economy(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    let level = matches!(one.role, Role::Level | Role::From | Role::To(_))
        && is_plain_fact(one)
        && one.share.is_none();
    if !level || one.subject.indicator.is_some() {
        return;
    }
    let rows = view
        .facts
        .data
        .iter()
        .filter(|datum| datum.indicator.is_none() && datum.year.is_some());
    let mut rows = rows.filter(|datum| datum.key == one.subject.key && datum.year == one.time.year);
    let Some(datum) = rows.next() else { return };
    let far = ratio(one.amount.base(), datum.amount.base()) > 3.0;
    if one.amount.unit.dim != datum.amount.unit.dim
        || same(&one.amount, &datum.amount)
        || !one.time.told
        || !one.subject.scope.is_empty()
    {
        return;
    }
    let year = datum.year.unwrap_or_default();
    let decimals = datum.amount.decimals;
    let unit = if far { "，单位可能写错" } else { "" };
    let key = &one.subject.key;
    let message = format!(
        "{year} 年{key}文中为 {}，三年表中为 {:.decimals$}{unit}",
        view.shown(passage, one),
        datum.amount.value
    );
    said.push(
        view.say("N08", Warning, passage, one.range.clone(), message)
            .hint("核对正文和三年表")
            .also(
                datum.path.clone(),
                format!("表中为 {:.decimals$}", datum.amount.value),
            )
            .about([(index, at)]),
    );
}

/// 安排5项支撑项目，共需投资95100万元: all projects are the grammatical subject.
fn investment(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    const WHOLE: [&str; 8] = [
        "共需投资",
        "需投资",
        "计划投资",
        "投资共",
        "投资",
        "共投资",
        "估算投资",
        "投资估算",
    ];
    let one = &passage.quantities[at];
    if one.amount.unit.dim != Dim::of(Base::Money)
        || !WHOLE.contains(&one.subject.key.as_str())
        || !one.amount.is_exact()
        || one.whose != Whose::Park
    {
        return;
    }
    let projects = view.park.projects.len() as f64;
    let mut before = passage.quantities[..at]
        .iter()
        .filter(|other| other.sentence == one.sentence);
    let all = before.any(|other| {
        other.subject.key == "支撑项目" && other.amount.value == projects && other.among.is_none()
    });
    let one_of_them = passage.quantities[..at].iter().any(|other| {
        other.sentence == one.sentence && other.amount.unit.dim == one.amount.unit.dim
    });
    if !all || one_of_them || projects < 2.0 {
        return;
    }
    let amounts =
        view.facts.data.iter().filter(|datum| {
            datum.path.starts_with("支撑项目[") && datum.path.ends_with("].投资金额")
        });
    let (mut sum, mut count) = (0.0, 0.0);
    for datum in amounts {
        sum += datum.amount.base();
        count += 1.0;
    }
    let (low, high) = one.amount.interval();
    if count < projects || (low - 1.0..=high + 1.0).contains(&sum) {
        return;
    }
    let message = format!(
        "支撑项目投资文中为 {}，各项目合计 {} 万元",
        view.shown(passage, one),
        sum / 1e4
    );
    said.push(
        view.say("N08", Warning, passage, one.range.clone(), message)
            .hint("改正文字，或核对各项目的金额")
            .also("支撑项目", "各项目")
            .about([(index, at)]),
    );
}

/// 8大重点任务, and 其中必选6项、特色2项、亮点1项.
fn counts(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    let text = &view.text(passage).value;
    if !one.amount.is_exact() || one.whose != Whose::Park || !one.amount.unit.counts() {
        return;
    }
    let great = one.amount.unit.dim == Dim::of(Base::Count("大"));
    let of = |category| {
        view.park
            .indicators
            .list
            .iter()
            .filter(|one| one.category.is(category))
            .count()
    };
    let behind = &text[one.range.end..];
    let (expected, path, what) = match one.subject.key.trim_end_matches("指标") {
        "重点任务" | "任务" if great && behind.starts_with("重点任务") => {
            (view.park.tasks.len(), "重点任务", "重点任务")
        }
        "支撑项目" if great => (view.park.projects.len(), "支撑项目", "支撑项目"),
        "必选" if categories(passage, at) => {
            (of(Category::Compulsory), "指标体系.指标", "必选指标")
        }
        "特色" if categories(passage, at) => {
            (of(Category::Characteristic), "指标体系.指标", "特色指标")
        }
        "亮点" if categories(passage, at) => {
            (of(Category::Highlight), "指标体系.指标", "亮点指标")
        }
        _ => return,
    };
    if expected == 0 || expected as f64 == one.amount.value {
        return;
    }
    let message = format!(
        "文中{what}为 {}，数据中为 {expected} 项",
        view.shown(passage, one)
    );
    said.push(
        view.say("N08", Warning, passage, one.range.clone(), message)
            .hint("改正文字，或补全数据")
            .also(path, format!("共 {expected} 项"))
            .about([(index, at)]),
    );
}

/// Whether two of the three categories are counted side by side.
fn categories(passage: &Passage, at: usize) -> bool {
    let one = &passage.quantities[at];
    let beside = passage
        .quantities
        .iter()
        .filter(|other| other.sentence == one.sentence && other.segment == one.segment);
    let named = |other: &&Quantity| {
        matches!(
            other.subject.key.trim_end_matches("指标"),
            "必选" | "特色" | "亮点"
        )
    };
    let counted: Vec<&Quantity> = beside.filter(named).collect();
    counted.len() >= 2
        && counted.iter().all(|other| {
            matches!(other.role, Role::Level | Role::Total) && other.mood != Mood::Target
        })
}

/// 东至…，南至…，西至…，北至… against 四至范围.
fn boundaries(view: &View, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    let Some(told) = sides(text) else { return };
    let field = &view.park.basics.extent.boundaries;
    let Some(known) = sides(field) else { return };
    for ((side, told), (_, known)) in told.iter().zip(&known) {
        let (a, b) = (text[told.clone()].trim(), field[known.clone()].trim());
        if a.is_empty() || b.is_empty() || a.contains(b) || b.contains(a) {
            continue;
        }
        let message = format!("{side}至文中为「{a}」，四至范围中为「{b}」");
        said.push(
            view.say("N08", Warning, passage, told.clone(), message)
                .hint("两处写同一个边界")
                .also(
                    "园区基本情况.园区四至范围及面积.四至范围",
                    format!("{side}至{b}"),
                ),
        );
    }
}

/// What stands behind 东至, 南至, 西至 and 北至, if all four stand in one sentence.
fn sides(text: &str) -> Option<Vec<(char, std::ops::Range<usize>)>> {
    let mut found = Vec::new();
    for side in ['东', '南', '西', '北'] {
        let at = [
            format!("{side}至"),
            format!("{side}到"),
            format!("{side}抵"),
        ]
        .iter()
        .find_map(|word| {
            let at = text.find(word.as_str())?;
            Some(at + word.len())
        })?;
        let end = text[at..]
            .find(['，', '。', '；', '、', '\n', ','])
            .map_or(text.len(), |end| at + end);
        found.push((side, at..end));
    }
    let first = found.iter().map(|(_, range)| range.start).min()?;
    let last = found.iter().map(|(_, range)| range.end).max()?;
    (!text[first..last].contains('。')).then_some(found)
}

/// 机构名称 of another park than 园区名称.
fn body(view: &View, said: &mut Vec<Said>) {
    let park = view.park;
    let (name, body) = (park.basics.name.trim(), park.body.name.trim());
    let head = ["管理委员会", "管委会"]
        .iter()
        .find_map(|ending| body.strip_suffix(ending));
    let Some(head) = head.filter(|head| head.ends_with('区') && !name.is_empty()) else {
        return;
    };
    let start: String = head.chars().take(2).collect();
    let known = head == name
        || head.contains(name)
        || name.contains(head)
        || park.identity.aliases.iter().any(|alias| alias == head)
        || head == park.identity.short_name;
    if known || !name.starts_with(&start) {
        return;
    }
    said.push(Said {
        code: "N08",
        severity: Warning,
        path: "园区基本情况.园区名称".into(),
        within: None,
        message: format!("园区名称「{name}」与管理机构名称中的「{head}」不一致"),
        also: vec![("园区管理机构情况.机构名称".into(), format!("「{body}」"))],
        hint: "核对园区全称；确是两个名称的，写入 `标识.别名`".into(),
        forms: crate::form::FormSet::ALL,
        causes: Vec::new(),
    });
}
