//! Phrases: values with units, changes, limits, lists.

use rust_decimal::Decimal;

use crate::park::{Limit, Literal, Relation, split_unit};

/// Whether a unit stands for none.
pub(super) fn is_dimensionless(unit: &str) -> bool {
    matches!(unit.trim(), "" | "—" | "-" | "－" | "无" | "/")
}

/// `22.4%`, `0.482吨标准煤/万元`; a word stands alone.
pub(super) fn valued(value: &Literal, unit: &str) -> String {
    let text = value.as_str().trim();
    match value.number().is_some() && !is_dimensionless(unit) {
        true => format!("{text}{}", unit.trim()),
        false => text.to_owned(),
    }
}

/// Whether a unit counts things, so that its values are more or fewer and not
/// higher or lower.
fn counts(unit: &str) -> bool {
    unit != "%" && !unit.contains('/') && !unit.contains('μ')
}

/// `由2025年的22.4%提高到2028年的25.3%`; a word changes 由…转为….
pub(super) fn moved(from: (&str, &Literal), to: (&str, &Literal), unit: &str) -> Option<String> {
    let ((first, old), (last, new)) = (from, to);
    if old.is_empty() || new.is_empty() {
        return None;
    }
    let (a, b) = (valued(old, unit), valued(new, unit));
    Some(match (old.number(), new.number()) {
        (Some(x), Some(y)) if x == y => format!("{first}至{last}均为{b}"),
        (Some(x), Some(y)) => format!("由{first}的{a}{}{last}的{b}", verb(x, y, unit)),
        _ if a == b => format!("{first}至{last}均为{b}"),
        _ => format!("由{first}的“{a}”转为{last}的“{b}”"),
    })
}

/// The verb of a change.
pub(super) fn verb(from: Decimal, to: Decimal, unit: &str) -> &'static str {
    match (to > from, counts(unit)) {
        (true, true) => "增加到",
        (true, false) => "提高到",
        (false, true) => "减少到",
        (false, false) => "降至",
    }
}

/// `提高1.4个百分点`, `减少0.052吨标准煤/万元`; `None` when equal or no numbers.
pub(super) fn difference(from: &Literal, to: &Literal, unit: &str) -> Option<String> {
    let (old, new) = (from.number()?, to.number()?);
    let change = new.checked_sub(old)?.normalize();
    if change.is_zero() {
        return None;
    }
    let verb = match (change.is_sign_positive(), counts(unit)) {
        (true, true) => "增加",
        (true, false) => "提高",
        (false, true) => "减少",
        (false, false) => "降低",
    };
    let decimals = from.decimals().max(to.decimals());
    let amount = format!("{:.*}", decimals, change.abs());
    let unit = match unit.trim() {
        "%" => "个百分点",
        unit if is_dimensionless(unit) => "",
        unit => unit,
    };
    Some(format!("{verb}{amount}{unit}"))
}

/// `不低于15%`, `不高于0.5吨标准煤/万元`, `为100%`; a condition or word in quotes.
pub(super) fn limit(limit: &Literal, unit: &str) -> Option<String> {
    let text = limit.as_str().trim();
    if text.is_empty() {
        return None;
    }
    let unit = if is_dimensionless(unit) {
        ""
    } else {
        unit.trim()
    };
    Some(match Limit::parse(text, None) {
        Some(Limit::Bound {
            relation,
            value,
            unit: own,
        }) => {
            let unit = if own.is_empty() { unit } else { &own };
            let number = number_of(text).unwrap_or_else(|| value.to_string());
            format!("{}{number}{unit}", relation_words(relation))
        }
        Some(Limit::Range { low, high, .. }) => format!("为{low}{unit}～{high}{unit}"),
        Some(Limit::Word(word)) => format!("为“{word}”"),
        Some(Limit::Conditional(text)) => format!("为“{text}”"),
        None => format!("为“{text}”"),
    })
}

/// The number of a limit as it is written (`≥0.50` → `0.50`).
fn number_of(text: &str) -> Option<String> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    split_unit(rest)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}

fn relation_words(relation: Relation) -> &'static str {
    match relation {
        Relation::AtLeast => "不低于",
        Relation::AtMost => "不高于",
        Relation::Above => "高于",
        Relation::Below => "低于",
        Relation::Equal => "为",
    }
}

/// `甲、乙和丙`.
pub(super) fn and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{}和{last}", all.join("、")),
    }
}

/// How many of `all` indicators meet the standard, which limits `limited`.
pub(super) fn met(met: usize, limited: usize, all: usize) -> String {
    match (met == limited, limited == all) {
        (_, _) if limited == 0 => "《标准》均未作规定".to_owned(),
        (true, true) => "全部符合《标准》要求".to_owned(),
        (true, false) => format!("《标准》规定了指标值的{limited}项均符合要求"),
        (false, true) => format!("符合《标准》要求的{met}项"),
        (false, false) => format!("《标准》规定了指标值的{limited}项中符合要求的{met}项"),
    }
}

/// How many of `all` indicators reach their targets.
pub(super) fn reached(reached: usize, all: usize) -> String {
    match reached == all {
        true => "全部达到方案目标值".to_owned(),
        false => format!("达到方案目标值的{reached}项"),
    }
}

/// A row of a table in a text: `| 甲 | 乙 |`.
pub(super) fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "／")).collect();
    format!("| {} |", cells.join(" | "))
}

/// A text without its final stop, to stand in the middle of a sentence.
pub(super) fn clause(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    line.trim_end_matches(['。', '；', '，']).to_owned()
}

/// Lower Chinese numerals of small counts (一 to 九十九), for 一是、二是.
pub(super) fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) if tens < 10 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Literal {
        Literal(text.to_owned())
    }

    #[test]
    fn changes() {
        #[track_caller]
        fn case(from: &str, to: &str, unit: &str, expected: Option<&str>) {
            let moved = moved(("2025年", &literal(from)), ("2028年", &literal(to)), unit);
            assert_eq!(moved.as_deref(), expected);
        }

        case(
            "22.4",
            "25.3",
            "%",
            Some("由2025年的22.4%提高到2028年的25.3%"),
        );
        case(
            "0.482",
            "0.402",
            "吨标准煤/万元",
            Some("由2025年的0.482吨标准煤/万元降至2028年的0.402吨标准煤/万元"),
        );
        case("0", "8", "个", Some("由2025年的0个增加到2028年的8个"));
        case("100.0", "100.0", "%", Some("2025年至2028年均为100.0%"));
        case(
            "不具备",
            "具备",
            "—",
            Some("由2025年的“不具备”转为2028年的“具备”"),
        );
        case("", "8", "个", None);
    }

    #[test]
    fn differences() {
        let between =
            |from: &str, to: &str, unit: &str| difference(&literal(from), &literal(to), unit);
        assert_eq!(
            between("2.6", "4.0", "%").as_deref(),
            Some("提高1.4个百分点")
        );
        assert_eq!(between("0", "7", "个").as_deref(), Some("增加7个"));
        assert_eq!(
            between("0.482", "0.430", "吨标准煤/万元").as_deref(),
            Some("降低0.052吨标准煤/万元")
        );
        assert_eq!(between("7", "7", "个"), None);
        assert_eq!(between("具备", "7", "个"), None);
    }

    #[test]
    fn tallies() {
        assert_eq!(met(7, 7, 8), "《标准》规定了指标值的7项均符合要求");
        assert_eq!(met(8, 8, 8), "全部符合《标准》要求");
        assert_eq!(met(6, 8, 8), "符合《标准》要求的6项");
        assert_eq!(met(6, 7, 8), "《标准》规定了指标值的7项中符合要求的6项");
        assert_eq!(met(0, 0, 2), "《标准》均未作规定");
        assert_eq!(reached(8, 8), "全部达到方案目标值");
        assert_eq!(reached(7, 8), "达到方案目标值的7项");
    }

    #[test]
    fn limits() {
        let words = |text: &str, unit: &str| limit(&literal(text), unit);
        assert_eq!(words("≥15", "%").as_deref(), Some("不低于15%"));
        assert_eq!(
            words("≤0.50", "吨标准煤/万元").as_deref(),
            Some("不高于0.50吨标准煤/万元")
        );
        assert_eq!(words("=100", "%").as_deref(), Some("为100%"));
        assert_eq!(words("具备", "—").as_deref(), Some("为“具备”"));
        assert_eq!(words("", "%"), None);
    }
}
