//! N02, N03: from … to …, how much that is, and which way it goes.

use super::view::{Interval, Said, View, is_plain_fact, meet, printed, ratio, rounded, twin_key};
use crate::facts::role::{Against, Role, Way};
use crate::facts::unit::{Base, Dim};
use crate::facts::{Passage, Quantity, Source};
use crate::finding::Severity::{Info, Warning};

/// Two ends of a change.
struct Ends {
    from: Interval,
    to: Interval,
    /// Years between them, where both are told.
    span: Option<i32>,
    /// Whether the values are per cents.
    percent: bool,
    /// Both, as a message names them.
    shown: String,
    /// The place of the one that stands elsewhere.
    elsewhere: Option<(String, String)>,
    causes: Vec<(usize, usize)>,
}

/// Every change that does not come out or goes the other way.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for (index, passage, source) in view.passages() {
        let mut pair: Option<(usize, usize)> = None;
        for (at, one) in passage.quantities.iter().enumerate() {
            match one.role {
                Role::To(way) => {
                    pair = from_of(passage, at).map(|from| (from, at));
                    if let Some((from, _)) = pair {
                        direction(view, index, passage, from, at, way, said);
                    }
                }
                Role::Change(Way::Down) if one.amount.unit.dim == Dim::of(Base::Times) => {
                    let message = format!("减少不能用倍数，文中写「{}」", view.shown(passage, one));
                    said.push(
                        view.say("N02", Warning, passage, one.range.clone(), message)
                            .hint("写降低了百分之几，或降至几分之几")
                            .about([(index, at)]),
                    );
                }
                Role::Change(way) | Role::Average(way) => {
                    let ends = pair
                        .filter(|&(_, to)| belongs(passage, to, at))
                        .map(|(from, to)| Ends::pair(view, index, passage, from, to))
                        .or_else(|| Ends::compared(view, index, passage, source, at));
                    if let Some(ends) = ends {
                        amount(view, index, passage, at, way, &ends, said);
                    }
                }
                _ => {}
            }
        }
        rows(view, index, passage, said);
    }
}

/// The 由 that a 到 ends.
fn from_of(passage: &Passage, to: usize) -> Option<usize> {
    let end = &passage.quantities[to];
    let before = passage.quantities[..to].iter().enumerate().rev();
    let mut before = before.take_while(|(_, one)| one.segment == end.segment);
    let (from, start) = before.next()?;
    let fits = start.role == Role::From
        && start.amount.unit.dim == end.amount.unit.dim
        && (end.heir || twin_key(start) == twin_key(end));
    fits.then_some(from)
}

/// Whether a change without a subject of its own follows from a pair.
fn belongs(passage: &Passage, to: usize, at: usize) -> bool {
    let (end, one) = (&passage.quantities[to], &passage.quantities[at]);
    let between = &passage.quantities[to + 1..at];
    let unbroken = between
        .iter()
        .all(|other| other.heir && matches!(other.role, Role::Change(_) | Role::Average(_)));
    let measured = matches!(one.against, Against::Unsaid | Against::Year);
    let sure = one.time.compared.is_none_or(|year| {
        end.time
            .year
            .is_none_or(|_| from_year(passage, to) == Some(year))
    });
    one.sentence == end.sentence
        && one.segment == end.segment
        && one.heir
        && !one.each
        && unbroken
        && measured
        && sure
}

fn from_year(passage: &Passage, to: usize) -> Option<i32> {
    from_of(passage, to).and_then(|from| passage.quantities[from].time.year)
}

/// N03: 提高到 with falling numbers, 降至 with rising ones.
fn direction(
    view: &View,
    index: usize,
    passage: &Passage,
    from: usize,
    to: usize,
    way: Way,
    said: &mut Vec<Said>,
) {
    let (start, end) = (&passage.quantities[from], &passage.quantities[to]);
    let (a, b) = (
        printed(&start.amount).interval(),
        printed(&end.amount).interval(),
    );
    let wrong = match way {
        Way::Up => b.1 < a.0,
        Way::Down => b.0 > a.1,
        Way::Either => false,
    };
    if !wrong {
        return;
    }
    let (verb, truth) = if way == Way::Up {
        ("升", "降")
    } else {
        ("降", "升")
    };
    let message = format!(
        "文中说{verb}，数值却由 {} {truth}到 {}",
        view.shown(passage, start),
        view.shown(passage, end)
    );
    let range = start.range.start..end.range.end;
    said.push(
        view.say("N03", Warning, passage, range, message)
            .hint("核对两个数值，或改正表示升降的词")
            .about([(index, from), (index, to)]),
    );
}

impl Ends {
    fn pair(view: &View, index: usize, passage: &Passage, from: usize, to: usize) -> Self {
        let (start, end) = (&passage.quantities[from], &passage.quantities[to]);
        let span = start
            .time
            .year
            .zip(end.time.year)
            .map(|(from, to)| to - from);
        Self {
            from: start.amount.interval(),
            to: end.amount.interval(),
            span: span.filter(|span| *span > 0),
            percent: end.amount.unit.is_percent(),
            shown: format!(
                "{} 到 {}",
                view.shown(passage, start),
                view.shown(passage, end)
            ),
            elsewhere: None,
            causes: vec![(index, from), (index, to)],
        }
    }

    /// 比2025年: the value now from this sentence or from elsewhere, the one then
    /// from elsewhere.
    fn compared(
        view: &View,
        index: usize,
        passage: &Passage,
        source: &Source,
        at: usize,
    ) -> Option<Self> {
        let one = &passage.quantities[at];
        if !is_told(one) || one.subject.key.is_empty() {
            return None;
        }
        let then = match one.against {
            Against::Year => one.time.compared.or(source.baseline)?,
            Against::Unsaid if one.cumulative && source.looks_back => source.baseline?,
            _ => return None,
        };
        let key = twin_key(one);
        let sentence = passage.quantities[..at].iter().enumerate().rev();
        let here = sentence
            .take_while(|(_, other)| other.sentence == one.sentence)
            .find(|(_, other)| {
                matches!(other.role, Role::Level | Role::To(_))
                    && twin_key(other) == key
                    && is_plain_fact(other)
            });
        let (to, dim, now, shown_now, cause) = match here {
            Some((place, other)) => (
                other.amount.interval(),
                other.amount.unit.dim,
                other.time.year?,
                view.shown(passage, other).to_owned(),
                Some((index, place)),
            ),
            None => {
                let year = one
                    .time
                    .year
                    .filter(|year| *year != then)
                    .or(source.acceptance)?;
                let dims = view
                    .book()
                    .into_iter()
                    .filter(|((name, ..), _)| *name == key)
                    .map(|((_, dim, _), _)| *dim);
                let dim = dims.filter(|dim| dim.over != Base::None).max()?;
                let entry = view.known(&key, dim, year)?;
                (entry.interval, dim, year, entry.shown.clone(), entry.at)
            }
        };
        let base = view
            .known(&key, dim, then)
            .filter(|entry| entry.at.is_none_or(|place| place != (index, at)))?;
        Some(Self {
            from: base.interval,
            to,
            span: Some(now - then).filter(|span| *span > 0),
            percent: dim == Dim::of(Base::Percent),
            shown: format!("{} 到 {}", base.shown, shown_now),
            elsewhere: Some((base.path.clone(), format!("{then} 年为 {}", base.shown))),
            causes: cause.into_iter().chain(base.at).collect(),
        })
    }
}

/// Whether a change is told of this park, not of a part of a year.
fn is_told(one: &Quantity) -> bool {
    one.whose == crate::facts::frame::Whose::Park
        && !one.time.partial
        && one.mood == crate::facts::frame::Mood::Actual
}

/// N02: how much a change is, computed again.
fn amount(
    view: &View,
    index: usize,
    passage: &Passage,
    at: usize,
    way: Way,
    ends: &Ends,
    said: &mut Vec<Said>,
) {
    let one = &passage.quantities[at];
    let shown = view.shown(passage, one);
    let unit = one.amount.unit;
    let rises = ends.to.0 > ends.from.1;
    let falls = ends.to.1 < ends.from.0;
    let causes = ends.causes.iter().copied().chain([(index, at)]);
    let say = |code, severity, message: String| {
        let mut one_said = view
            .say(code, severity, passage, one.range.clone(), message)
            .hint("核对两个数值和算出的变化")
            .about(causes.clone());
        one_said.also.extend(ends.elsewhere.clone());
        one_said
    };
    if way == Way::Up && falls || way == Way::Down && rises {
        let (verb, truth) = if way == Way::Up {
            ("升", "降")
        } else {
            ("降", "升")
        };
        said.push(say(
            "N03",
            Warning,
            format!("文中说{verb} {shown}，数值却由 {}，是{truth}", ends.shown),
        ));
        return;
    }
    let printed = one.amount.interval();
    let decimals = one.amount.decimals;
    let (expected, sign) = if unit.is_percent() {
        if matches!(one.role, Role::Average(_)) {
            let Some(wanted) = averages(ends, printed) else {
                return;
            };
            (wanted, "%")
        } else {
            (change(ends.from, ends.to), "%")
        }
    } else if unit.dim == Dim::of(Base::Point) && ends.percent {
        (distance(ends), " 个百分点")
    } else if unit.dim == Dim::of(Base::Times) && way == Way::Down
        || one.subject.key.is_empty()
        || matches!(one.role, Role::Average(_))
    {
        return;
    } else {
        let pair = &passage.quantities[ends.causes.first().map_or(at, |cause| cause.1)];
        if ends.elsewhere.is_none() && pair.amount.unit.dim != unit.dim
            || ends.elsewhere.is_some()
                && view
                    .known(&twin_key(one), unit.dim, one.time.year.unwrap_or(0))
                    .is_none()
        {
            return;
        }
        let (low, high) = distance(ends);
        if !meet((low, high), printed) {
            let message = format!(
                "由 {}，相差 {}，文中写 {shown}",
                ends.shown,
                rounded((low + high) / 2.0 / unit.factor, decimals)
            );
            said.push(say("N02", Warning, message));
        }
        return;
    };
    if meet(expected, printed) {
        return;
    }
    let points = distance(ends);
    if ends.percent && unit.is_percent() && meet(points, printed) {
        let message = format!(
            "由 {}，相差 {} 个百分点，文中写 {shown}",
            ends.shown,
            rounded(one.amount.value, decimals)
        );
        said.push(say("N02", Warning, message).hint("百分数之差写“个百分点”"));
        return;
    }
    let middle = (expected.0 + expected.1) / 2.0;
    if !middle.is_finite() {
        return;
    }
    let untold = ends.elsewhere.is_some() && ratio(middle, one.amount.value) > 5.0;
    let severity = if untold { Info } else { Warning };
    let what = if matches!(one.role, Role::Average(_)) {
        "年均变化"
    } else {
        "变化"
    };
    let message = format!(
        "由 {}，{what}算得 {}{sign}，文中写 {shown}",
        ends.shown,
        rounded(middle, decimals)
    );
    said.push(say("N02", severity, message));
}

/// The change in per cent, whichever way.
fn change(from: Interval, to: Interval) -> Interval {
    let of = |from: f64, to: f64| (to / from - 1.0) * 100.0;
    if from.0 <= 0.0 || !from.1.is_finite() || !to.1.is_finite() {
        return (f64::NEG_INFINITY, f64::INFINITY);
    }
    let (low, high) = (of(from.1, to.0), of(from.0, to.1));
    if high < 0.0 {
        (-high, -low)
    } else if low < 0.0 {
        (0.0, high.max(-low))
    } else {
        (low, high)
    }
}

/// How far the ends are apart.
fn distance(ends: &Ends) -> Interval {
    let (low, high) = (ends.to.0 - ends.from.1, ends.to.1 - ends.from.0);
    if high < 0.0 {
        (-high, -low)
    } else if low < 0.0 {
        (0.0, high.max(-low))
    } else {
        (low, high)
    }
}

/// The yearly change; with an untold span, the one that fits if any does.
fn averages(ends: &Ends, printed: Interval) -> Option<Interval> {
    let yearly = |n: i32| {
        let (low, high) = (ends.to.0 / ends.from.1, ends.to.1 / ends.from.0);
        let root = |ratio: f64| (ratio.powf(1.0 / f64::from(n)) - 1.0) * 100.0;
        let (low, high) = (root(low), root(high));
        if high < 0.0 {
            (-high, -low)
        } else {
            (low.max(0.0), high)
        }
    };
    if ends.from.0 <= 0.0 {
        return None;
    }
    match ends.span {
        Some(n) => Some(yearly(n)),
        None => (1..=10)
            .map(yearly)
            .find(|wanted| meet(*wanted, printed))
            .or(None),
    }
}

/// N02: growth over the year before, told for several years in a row: against the
/// values, and whether it fits when shifted by a year.
fn rows(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    let firsts = passage
        .quantities
        .iter()
        .enumerate()
        .filter(|(at, one)| one.row == *at && one.each);
    for (first, one) in firsts {
        let row: Vec<(usize, &Quantity)> = passage
            .quantities
            .iter()
            .enumerate()
            .filter(|(_, other)| other.row == first)
            .collect();
        let growth = matches!(one.role, Role::Change(Way::Up))
            && one.amount.unit.is_percent()
            && one.against != Against::Year;
        if row.len() < 2
            || !growth
            || !row
                .iter()
                .all(|(_, other)| other.time.told && is_told(other))
        {
            continue;
        }
        let computed = |year: i32| -> Option<Interval> {
            let dim = Dim::of(Base::Money);
            let key = twin_key(one);
            Some(change(
                view.known(&key, dim, year - 1)?.interval,
                view.known(&key, dim, year)?.interval,
            ))
        };
        let fits = |shift: i32| {
            let mut count = (0, 0);
            for (_, other) in &row {
                if let Some(expected) = other.time.year.and_then(|year| computed(year + shift)) {
                    count.0 += 1;
                    count.1 += i32::from(meet(expected, other.amount.interval()));
                }
            }
            count
        };
        let (known, right) = fits(0);
        let shifted = [1, -1].into_iter().find(|&shift| {
            let (known, right) = fits(shift);
            known >= 2 && right == known
        });
        if known >= 1
            && right == 0
            && let Some(shift) = shifted
        {
            let last = row
                .last()
                .map_or(one.range.end, |(_, other)| other.range.end);
            let message = format!(
                "各年的增长率与数值不符，年份似乎应各{}一年",
                if shift > 0 { "晚" } else { "早" }
            );
            said.push(
                view.say("N02", Warning, passage, one.range.start..last, message)
                    .hint("核对句中的年份")
                    .about(row.iter().map(|(at, _)| (index, *at))),
            );
        }
    }
}
