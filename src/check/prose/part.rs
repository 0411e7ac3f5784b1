//! N04: shares, rates, parts and totals.

use super::view::{
    Interval, Said, View, before, is_plain_fact, meet, printed, ratio, rounded, twin_key,
};
use crate::facts::role::{Against, Role};
use crate::facts::unit::{Base, Dim};
use crate::facts::{Passage, Quantity};
use crate::finding::Severity::{Info, Warning};

/// A whole: its interval, dimension, words, and where the prose tells it
/// (passage and quantity).
type Whole = (Interval, Dim, String, Option<(usize, usize)>);

/// Every share, rate and sum that does not come out.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for (index, passage, _) in view.passages() {
        for at in 0..passage.quantities.len() {
            shares(view, index, passage, at, said);
            rates(view, index, passage, at, said);
            totals(view, index, passage, at, said);
            together(view, index, passage, at, said);
            left(view, index, passage, at, said);
            per_unit(view, index, passage, at, said);
        }
        parts(view, index, passage, said);
        net(view, index, passage, said);
        economy(view, index, passage, said);
    }
}

fn percent(part: Interval, whole: Interval) -> Interval {
    (part.0 / whole.1 * 100.0, part.1 / whole.0 * 100.0)
}

/// 工业增加值占地区生产总值的65.1%.
fn shares(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    let (Some(of), Some(year), true) = (&one.share, one.time.year, is_plain_fact(one)) else {
        return;
    };
    let find = |key: &str, money: Option<Dim>| -> Option<Whole> {
        let here = passage.quantities.iter().enumerate().find(|(_, other)| {
            other.sentence == one.sentence
                && other.share.is_none()
                && twin_key(other) == key
                && other.time.year == Some(year)
                && !other.amount.unit.is_percent()
                && matches!(other.role, Role::Level | Role::From | Role::To(_))
        });
        if let Some((place, other)) = here {
            let shown = view.shown(passage, other).to_owned();
            return Some((
                other.amount.interval(),
                other.amount.unit.dim,
                shown,
                Some((index, place)),
            ));
        }
        let dims = [
            Dim::of(Base::Money),
            Dim::of(Base::Mass),
            Dim::of(Base::Coal),
            Dim::of(Base::Area),
            Dim::of(Base::Volume),
        ];
        let mut dims = dims
            .into_iter()
            .filter(|dim| money.is_none_or(|wanted| wanted == *dim));
        dims.find_map(|dim| {
            let entry = view.known(key, dim, year).filter(|entry| entry.told)?;
            Some((entry.interval, dim, entry.shown.clone(), entry.at))
        })
    };
    let Some((part, dim, part_shown, part_at)) = find(&one.subject.key, None) else {
        return;
    };
    let Some((whole, whole_dim, whole_shown, whole_at)) =
        find(of, Some(dim)).or_else(|| sum_of_fields(view, of, dim, year))
    else {
        return;
    };
    // One number is not its own part.
    if part_at.is_some() && part_at == whole_at {
        return;
    }
    let expected = percent(part, whole);
    if whole_dim != dim || meet(expected, one.amount.interval()) {
        return;
    }
    let middle = (expected.0 + expected.1) / 2.0;
    let message = format!(
        "{part_shown} 占 {whole_shown} 算得 {}%，文中写 {}",
        rounded(middle, one.amount.decimals),
        view.shown(passage, one)
    );
    let causes = [(index, at)].into_iter().chain(part_at).chain(whole_at);
    said.push(
        view.say("N04", Warning, passage, one.range.clone(), message)
            .hint("核对占比和两个数值")
            .about(causes),
    );
}

/// The whole as the sum of its three fields (工业、人居、交通领域).
fn sum_of_fields(view: &View, of: &str, dim: Dim, year: i32) -> Option<Whole> {
    let mut sum = (0.0, 0.0);
    let mut count = 0;
    for ((key, unit, told), entries) in view.book() {
        let field = key
            .strip_suffix(of)
            .is_some_and(|head| head.ends_with("领域"));
        if field
            && *unit == dim
            && *told == year
            && let Some(entry) = entries.first()
        {
            sum = (sum.0 + entry.interval.0, sum.1 + entry.interval.1);
            count += 1;
        }
    }
    (count >= 3).then(|| (sum, dim, "各领域之和".to_owned(), None))
}

/// 产生量10.30万吨，综合利用量9.10万吨，综合利用率88.35%.
fn rates(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    let Some(stem) = one.subject.key.strip_suffix('率') else {
        return;
    };
    let level = matches!(one.role, Role::Level | Role::To(_));
    if !level || !one.amount.unit.is_percent() || !is_plain_fact(one) || one.share.is_some() {
        return;
    }
    let same_sentence = |other: &&(usize, &Quantity)| {
        other.1.sentence == one.sentence
            && other.0 < at
            && other.1.role == Role::Level
            && is_plain_fact(other.1)
            && !other.1.amount.unit.is_percent()
    };
    let all: Vec<(usize, &Quantity)> = passage.quantities.iter().enumerate().collect();
    let amount = format!("{stem}量");
    let short = |key: &str| key == amount || amount.ends_with(key) && key.chars().count() >= 4;
    let Some(&(part_at, part)) = all
        .iter()
        .filter(same_sentence)
        .find(|(_, other)| short(&other.subject.key))
    else {
        return;
    };
    let wholes: Vec<&(usize, &Quantity)> = all
        .iter()
        .filter(same_sentence)
        .filter(|(place, other)| *place != part_at && other.amount.unit.dim == part.amount.unit.dim)
        .collect();
    let Some(&&(whole_at, whole)) = wholes
        .last()
        .filter(|(place, _)| *place + 1 == part_at || part_at + 1 == *place)
    else {
        return;
    };
    let expected = percent(part.amount.interval(), whole.amount.interval());
    let middle = (expected.0 + expected.1) / 2.0;
    if meet(expected, one.amount.interval())
        || middle > 100.0
        || ratio(middle, one.amount.value) > 3.0
    {
        return;
    }
    let message = format!(
        "{} 除以 {} 算得 {}%，文中写 {}",
        view.shown(passage, part),
        view.shown(passage, whole),
        rounded(middle, one.amount.decimals),
        view.shown(passage, one)
    );
    let causes = [(index, at), (index, part_at), (index, whole_at)];
    said.push(
        view.say("N04", Warning, passage, one.range.clone(), message)
            .hint("核对比率和两个数值")
            .about(causes),
    );
}

/// 副产物交换类3个、再制造类1个、固体废物资源化类3个，合计7个.
fn totals(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    if one.role != Role::Total || !one.heir {
        return;
    }
    let items: Vec<(usize, &Quantity)> = passage.quantities[..at]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, other)| {
            other.segment == one.segment && other.amount.unit.dim == one.amount.unit.dim
        })
        .take_while(|(_, other)| matches!(other.role, Role::Level | Role::Added))
        .collect();
    if items.len() < 2 {
        return;
    }
    let mut sum = (0.0, 0.0);
    for (count, (_, item)) in items.iter().enumerate() {
        let interval = item.amount.interval();
        sum = (sum.0 + interval.0, sum.1 + interval.1);
        if count >= 1 && meet(sum, one.amount.interval()) {
            return;
        }
    }
    // 「以及其他地方的捐助，总计…」 lists only the larger parts.
    let first = items.last().map_or(one, |(_, item)| item);
    let row = &view.text(passage).value[first.range.end..one.range.start];
    let is_open = ["以及", "其他", "其余", "等地", "等单位"]
        .iter()
        .any(|word| row.contains(word));
    if is_open && sum.1 < one.amount.interval().1 {
        return;
    }
    sum_is_wrong(view, index, passage, at, &items, sum, said);
}

fn sum_is_wrong(
    view: &View,
    index: usize,
    passage: &Passage,
    whole: usize,
    items: &[(usize, &Quantity)],
    sum: Interval,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[whole];
    let decimals = items
        .iter()
        .map(|(_, item)| item.amount.decimals)
        .max()
        .unwrap_or(0);
    let message = format!(
        "各部分之和为 {}，文中写 {}",
        rounded((sum.0 + sum.1) / 2.0 / one.amount.unit.factor, decimals),
        view.shown(passage, one)
    );
    let causes = items
        .iter()
        .map(|(place, _)| (index, *place))
        .chain([(index, whole)]);
    said.push(
        view.say("N04", Warning, passage, one.range.clone(), message)
            .hint("核对各部分和合计")
            .about(causes),
    );
}

/// 157.8万吨，其中工业领域146.4万吨、人居领域6.5万吨、交通领域4.9万吨.
fn parts(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    let mut wholes: Vec<usize> = passage
        .quantities
        .iter()
        .filter_map(|one| one.among)
        .collect();
    wholes.dedup();
    for whole in wholes {
        let head = &passage.quantities[whole];
        let members: Vec<(usize, &Quantity)> = passage
            .quantities
            .iter()
            .enumerate()
            .filter(|(_, one)| one.among == Some(whole))
            .filter(|(_, one)| match one.role {
                Role::Level | Role::Added => true,
                Role::Change(_) => {
                    one.against == Against::Unsaid && matches!(head.role, Role::Change(_))
                }
                _ => false,
            })
            .collect();
        let interval = printed(&head.amount).interval();
        let over = members.iter().find(|(_, one)| {
            one.amount.interval().0 > interval.1 && one.amount.unit.dim == head.amount.unit.dim
        });
        if let Some((place, one)) = over {
            let message = format!(
                "部分 {} 大于总量 {}",
                view.shown(passage, one),
                view.shown(passage, head)
            );
            let causes = [(index, whole), (index, *place)];
            said.push(
                view.say("N04", Warning, passage, one.range.clone(), message)
                    .hint("核对总量和“其中”的数值")
                    .about(causes),
            );
            continue;
        }
        let exact = members.iter().all(|(_, one)| one.amount.is_exact()) && head.amount.is_exact();
        if members.len() < 2 || !exact {
            continue;
        }
        let sum = members.iter().fold((0.0, 0.0), |sum: Interval, (_, one)| {
            let factor = if one.amount.unit.dim == head.amount.unit.dim {
                1.0
            } else {
                head.amount.unit.factor / one.amount.unit.factor
            };
            let part = one.amount.interval();
            (sum.0 + part.0 * factor, sum.1 + part.1 * factor)
        });
        if meet(sum, interval) {
            continue;
        }
        let middle = (sum.0 + sum.1) / 2.0;
        let close = ratio(middle, head.amount.base()) <= 1.06;
        let partition = is_partition(&members);
        let counted = head.amount.unit.counts();
        let complete =
            partition && (middle > head.amount.base() || close || counted && members.len() >= 3);
        let nearly = !counted && close && members.len() >= 2;
        if complete || nearly {
            sum_is_wrong(view, index, passage, whole, &members, sum, said);
        }
    }
}

/// Whether the parts look like all there are: they end alike (…类, …领域), or are
/// years.
fn is_partition(members: &[(usize, &Quantity)]) -> bool {
    const ALIKE: [&str; 9] = ["类", "领域", "级", "型", "业", "源", "性", "指标", "期"];
    let years: Vec<i32> = members
        .iter()
        .filter(|(_, one)| one.time.told)
        .filter_map(|(_, one)| one.time.year)
        .collect();
    let mut distinct = years.clone();
    distinct.dedup();
    let yearly = members.iter().skip(1).all(|(_, one)| one.heir)
        && distinct.len() == members.len()
        && members.len() >= 3;
    let ends = |word: &str| {
        members
            .iter()
            .all(|(_, one)| !one.heir && one.subject.key.ends_with(word))
    };
    yearly || ALIKE.iter().any(|word| ends(word))
}

/// 新建87.5兆瓦，连同既有38.5兆瓦，累计装机容量达到126.0兆瓦.
fn together(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    let text = &view.text(passage).value;
    let lead = &text[one.lead.clone()];
    if !["连同", "加上", "加之", "叠加"]
        .iter()
        .any(|word| lead.contains(word))
        || at == 0
    {
        return;
    }
    let (Some(before), Some(after)) = (
        passage.quantities.get(at - 1),
        passage.quantities.get(at + 1),
    ) else {
        return;
    };
    let dim = one.amount.unit.dim;
    let alike = [before, after].iter().all(|other| {
        other.segment == one.segment && other.amount.unit.dim == dim && other.amount.is_exact()
    });
    if !alike
        || !one.amount.is_exact()
        || !matches!(after.role, Role::Level | Role::Total | Role::To(_))
    {
        return;
    }
    let (a, b) = (before.amount.interval(), one.amount.interval());
    let sum = (a.0 + b.0, a.1 + b.1);
    if !meet(sum, after.amount.interval()) {
        sum_is_wrong(
            view,
            index,
            passage,
            at + 1,
            &[(at - 1, before), (at, one)],
            sum,
            said,
        );
    }
}

/// 共26家，已完成24家，尚余2家.
fn left(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    let text = &view.text(passage).value;
    let clause = before(text, one.range.start, &['，', '。', '；', '\n']);
    let left = one.role == Role::Left || clause.starts_with("尚余") || clause.starts_with("剩余");
    if !left || !one.amount.unit.counts() {
        return;
    }
    let counted: Vec<(usize, &Quantity)> = passage.quantities[..at]
        .iter()
        .enumerate()
        .filter(|(_, other)| {
            other.sentence == one.sentence && other.amount.unit.dim == one.amount.unit.dim
        })
        .collect();
    let [(whole_at, whole), (done_at, done)] = counted.as_slice() else {
        return;
    };
    let expected = whole.amount.value - done.amount.value;
    let finished = text[done.lead.clone()].contains("完成")
        || text[done.lead.clone()].contains('已')
        || text[done.lead.clone()].contains("建成");
    if !finished || expected < 0.0 || expected == one.amount.value || !one.amount.is_exact() {
        return;
    }
    let message = format!(
        "{} 减去 {} 余 {}，文中写 {}",
        view.shown(passage, whole),
        view.shown(passage, done),
        expected,
        view.shown(passage, one)
    );
    let causes = [(index, at), (index, *whole_at), (index, *done_at)];
    said.push(
        view.say("N04", Warning, passage, one.range.clone(), message)
            .hint("核对总数、完成数和余数")
            .about(causes),
    );
}

/// 单位工业增加值新鲜水耗7.62立方米/万元, with the water and the value added told.
fn per_unit(view: &View, index: usize, passage: &Passage, at: usize, said: &mut Vec<Said>) {
    let one = &passage.quantities[at];
    let Some(rest) = one.subject.key.strip_prefix("单位") else {
        return;
    };
    let (Some(year), true, Role::Level) = (one.time.year, is_plain_fact(one), one.role) else {
        return;
    };
    let Some((by, what)) = ["工业增加值", "地区生产总值"]
        .iter()
        .find_map(|by| Some((*by, rest.strip_prefix(by)?)))
    else {
        return;
    };
    let dim = one.amount.unit.dim;
    let Some(divisor) = view
        .known(by, Dim::of(dim.under), year)
        .filter(|entry| entry.told)
    else {
        return;
    };
    let start: String = what.chars().take(3).collect();
    let about = |other: &Quantity| {
        let head = other
            .among
            .map(|head| passage.quantities[head].subject.key.contains(&start));
        other.subject.key.contains(&start) || head == Some(true)
    };
    let candidates: Vec<(usize, &Quantity)> = passage
        .quantities
        .iter()
        .enumerate()
        .filter(|(place, other)| {
            *place != at
                && other.amount.unit.dim == Dim::of(dim.over)
                && other.time.year == Some(year)
        })
        .filter(|(_, other)| {
            is_plain_fact(other)
                && matches!(other.role, Role::Level | Role::To(_) | Role::From)
                && about(other)
        })
        .collect();
    if candidates.is_empty() || start.chars().count() < 3 {
        return;
    }
    let quotient = |other: &Quantity| {
        let value = other.amount.interval();
        (value.0 / divisor.interval.1, value.1 / divisor.interval.0)
    };
    if candidates
        .iter()
        .any(|(_, other)| meet(quotient(other), one.amount.interval()))
    {
        return;
    }
    let [(place, other)] = candidates.as_slice() else {
        return;
    };
    let (low, high) = quotient(other);
    let middle = (low + high) / 2.0;
    if ratio(middle, one.amount.base()) > 3.0 {
        return;
    }
    let message = format!(
        "{} 除以{by} {} 算得 {}，文中写 {}",
        view.shown(passage, other),
        divisor.shown,
        rounded(middle / one.amount.unit.factor, one.amount.decimals),
        view.shown(passage, one)
    );
    let severity = if one.time.told { Warning } else { Info };
    let causes = [(index, at), (index, *place)].into_iter().chain(divisor.at);
    said.push(
        view.say("N04", severity, passage, one.range.clone(), message)
            .hint("核对总量、增加值和单位值")
            .also(divisor.path.clone(), format!("{by}为 {}", divisor.shown))
            .about(causes),
    );
}

/// 扣除绿地碳汇量后净排放量为172.6万吨: the fields together less the sink.
fn net(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    for (at, one) in passage.quantities.iter().enumerate() {
        let (Some(year), true) = (
            one.time.year,
            one.subject.key.ends_with("净排放量") && is_plain_fact(one),
        ) else {
            continue;
        };
        let dim = one.amount.unit.dim;
        let Some((sum, ..)) = sum_of_fields(view, "二氧化碳排放量", dim, year) else {
            continue;
        };
        let sinks = ["绿地碳汇量", "碳汇量", "碳汇总量"]
            .iter()
            .find_map(|key| view.known(key, dim, year));
        let Some(sink) = sinks else { continue };
        let expected = (sum.0 - sink.interval.1, sum.1 - sink.interval.0);
        if meet(expected, one.amount.interval()) {
            continue;
        }
        let message = format!(
            "各领域排放量之和减去碳汇量算得 {}，文中净排放量写 {}",
            rounded(
                (expected.0 + expected.1) / 2.0 / one.amount.unit.factor,
                one.amount.decimals
            ),
            view.shown(passage, one)
        );
        said.push(
            view.say("N04", Warning, passage, one.range.clone(), message)
                .hint("核对各领域排放量、碳汇量和净排放量")
                .also(sink.path.clone(), format!("碳汇量 {}", sink.shown))
                .about([(index, at)]),
        );
    }
}

/// 园区总产值 is more than 工业增加值 of the same year and sentence.
fn economy(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    let of = |key: &str, like: &Quantity| {
        passage.quantities.iter().enumerate().find(|(_, one)| {
            one.subject.key == key
                && one.sentence == like.sentence
                && one.time.year == like.time.year
                && one.role == Role::Level
                && is_plain_fact(one)
        })
    };
    for (at, one) in passage.quantities.iter().enumerate() {
        if one.subject.key != "总产值"
            || one.role != Role::Level
            || !is_plain_fact(one)
            || one.amount.unit.dim != Dim::of(Base::Money)
        {
            continue;
        }
        let Some((part_at, part)) = of("工业增加值", one) else {
            continue;
        };
        if part.amount.unit.dim == one.amount.unit.dim
            && part.amount.interval().0 > one.amount.interval().1
        {
            let message = format!(
                "工业增加值 {} 大于园区总产值 {}",
                view.shown(passage, part),
                view.shown(passage, one)
            );
            said.push(
                view.say("N04", Warning, passage, one.range.clone(), message)
                    .hint("增加值是总产值的一部分，核对数值和单位")
                    .about([(index, at), (index, part_at)]),
            );
        }
    }
}
