//! 标准值: the limit that a standard sets on an indicator, and whether a value
//! meets it.
//!
//! People write limits in many ways (`≥15`, `>= 15`, `不低于15%`, `10%～20%`,
//! `100`, `达标`); what cannot be read for certain is no [`Limit`].

use std::fmt;

use rust_decimal::Decimal;

use super::values::half_width;
use super::{Direction, Literal};

/// A limit on an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// A bound on one side, or a number to be met exactly.
    Bound {
        /// How a value must stand to the number.
        relation: Relation,
        /// The number.
        value: Decimal,
        /// Unit behind it, if one is written.
        unit: String,
    },
    /// From … to …, both included.
    Range {
        /// Least value.
        low: Decimal,
        /// Greatest value.
        high: Decimal,
        /// Unit behind it, if one is written.
        unit: String,
    },
    /// 具备, 达标, 完成.
    Word(String),
    /// Several limits, or one that holds under a condition only
    /// (`增长率>0时≤0.6`): nobody can tell from the text alone which applies.
    Conditional(String),
}

/// How a value must stand to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// ≥.
    AtLeast,
    /// ≤.
    AtMost,
    /// >.
    Above,
    /// <.
    Below,
    /// =.
    Equal,
}

/// Signs and words in front of a number; longer ones first.
const BEFORE: [(&str, Relation); 31] = [
    ("大于或等于", Relation::AtLeast),
    ("小于或等于", Relation::AtMost),
    ("大于等于", Relation::AtLeast),
    ("小于等于", Relation::AtMost),
    ("不低于", Relation::AtLeast),
    ("不小于", Relation::AtLeast),
    ("不少于", Relation::AtLeast),
    ("不高于", Relation::AtMost),
    ("不大于", Relation::AtMost),
    ("不超过", Relation::AtMost),
    ("不多于", Relation::AtMost),
    ("至少", Relation::AtLeast),
    ("至多", Relation::AtMost),
    ("大于", Relation::Above),
    ("高于", Relation::Above),
    ("超过", Relation::Above),
    ("小于", Relation::Below),
    ("低于", Relation::Below),
    ("等于", Relation::Equal),
    (">=", Relation::AtLeast),
    ("=>", Relation::AtLeast),
    ("<=", Relation::AtMost),
    ("=<", Relation::AtMost),
    ("≥", Relation::AtLeast),
    ("⩾", Relation::AtLeast),
    ("≧", Relation::AtLeast),
    ("≤", Relation::AtMost),
    ("⩽", Relation::AtMost),
    ("≦", Relation::AtMost),
    (">", Relation::Above),
    ("<", Relation::Below),
];

/// Words behind a number.
const BEHIND: [(&str, Relation); 5] = [
    ("及以上", Relation::AtLeast),
    ("以上", Relation::AtLeast),
    ("及以下", Relation::AtMost),
    ("以下", Relation::AtMost),
    ("以内", Relation::AtMost),
];

/// Words that say that a demand is met.
const MET: [&str; 12] = [
    "达标",
    "全部达标",
    "稳定达标",
    "具备",
    "已具备",
    "完成",
    "已完成",
    "全部完成",
    "达到",
    "合格",
    "是",
    "有",
];

/// Words that say that it is not.
const UNMET: [&str; 9] = [
    "未达标",
    "不达标",
    "不具备",
    "未具备",
    "未完成",
    "未达到",
    "不合格",
    "否",
    "无",
];

impl Limit {
    /// Reads `text`. A bare number is a bound in the given direction, without
    /// one a number to be met exactly. `None` for what is no limit at all
    /// (`见标准`).
    pub fn parse(text: &str, direction: Option<Direction>) -> Option<Self> {
        let text = plain(text);
        if MET.contains(&text.as_str()) {
            return Some(Self::Word(text));
        }
        if let Some(range) = range(&text) {
            return Some(range);
        }
        if let Some((relation, rest)) = relation(&text)
            && let Some((value, unit)) = split_unit(rest)
            && is_unit(unit)
        {
            return Some(Self::Bound {
                relation,
                value,
                unit: unit.to_owned(),
            });
        }
        if let Some((value, unit)) = split_unit(&text) {
            if let Some((unit, relation)) = behind(unit) {
                let unit = unit.to_owned();
                return Some(Self::Bound {
                    relation,
                    value,
                    unit,
                });
            }
            if is_unit(unit) {
                let relation = match direction {
                    Some(Direction::Up) => Relation::AtLeast,
                    Some(Direction::Down) => Relation::AtMost,
                    Some(Direction::Met) | None => Relation::Equal,
                };
                let unit = unit.to_owned();
                return Some(Self::Bound {
                    relation,
                    value,
                    unit,
                });
            }
        }
        is_conditional(&text).then_some(Self::Conditional(text))
    }

    /// Whether `value` meets it; `None` when that cannot be told (a word where a
    /// number is wanted, another unit, a condition).
    pub fn satisfied_by(&self, value: &Literal) -> Option<bool> {
        match self {
            Self::Bound {
                relation,
                value: bound,
                unit,
            } => Some(relation.holds(number(value, unit)?, *bound)),
            Self::Range { low, high, unit } => {
                let value = number(value, unit)?;
                Some(*low <= value && value <= *high)
            }
            Self::Word(_) => word_met(value),
            Self::Conditional(_) => None,
        }
    }

    /// Which way is better, as far as the limit tells.
    pub fn direction(&self) -> Option<Direction> {
        match self {
            Self::Bound { relation, .. } => match relation {
                Relation::AtLeast | Relation::Above => Some(Direction::Up),
                Relation::AtMost | Relation::Below => Some(Direction::Down),
                Relation::Equal => None,
            },
            Self::Word(_) => Some(Direction::Met),
            Self::Range { .. } | Self::Conditional(_) => None,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bound {
                relation,
                value,
                unit,
            } => write!(f, "{relation}{value}{unit}"),
            Self::Range { low, high, unit } => write!(f, "{low}{unit}～{high}{unit}"),
            Self::Word(text) | Self::Conditional(text) => f.write_str(text),
        }
    }
}

impl Relation {
    /// Whether `value` stands so to `bound`.
    fn holds(self, value: Decimal, bound: Decimal) -> bool {
        match self {
            Self::AtLeast => value >= bound,
            Self::AtMost => value <= bound,
            Self::Above => value > bound,
            Self::Below => value < bound,
            Self::Equal => value == bound,
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Above => ">",
            Self::Below => "<",
            Self::Equal => "=",
        })
    }
}

/// Whether `text` is one of the words by which a value says that something is
/// met or not.
pub fn is_verdict(text: &str) -> bool {
    let text = plain(text);
    MET.contains(&text.as_str()) || UNMET.contains(&text.as_str())
}

/// A number with what stands behind it: `15%` → 15 and `%`.
pub fn split_unit(text: &str) -> Option<(Decimal, &str)> {
    let end = text
        .char_indices()
        .find(|&(at, c)| {
            !(c.is_ascii_digit() || c == '.' || c == ',' || at == 0 && "+-−".contains(c))
        })
        .map_or(text.len(), |(at, _)| at);
    let digits: String = text[..end]
        .chars()
        .filter(|&c| c != ',')
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    Some((digits.parse().ok()?, &text[end..]))
}

/// Half-width signs, no blanks.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .collect()
}

/// The number that `value` is, if its unit (when written) is the limit's.
fn number(value: &Literal, unit: &str) -> Option<Decimal> {
    if let Some(number) = value.number() {
        return Some(number);
    }
    let text = plain(value.as_str());
    let (number, written) = split_unit(&text)?;
    (written == unit).then_some(number)
}

/// Whether a value meets a demand in words; a whole 100 does, other numbers
/// cannot be told.
fn word_met(value: &Literal) -> Option<bool> {
    let text = plain(value.as_str());
    if MET.contains(&text.as_str()) {
        return Some(true);
    }
    if UNMET.contains(&text.as_str()) {
        return Some(false);
    }
    let (number, _) = split_unit(&text)?;
    (number == Decimal::ONE_HUNDRED).then_some(true)
}

/// The relation that `text` begins with, and the rest.
fn relation(text: &str) -> Option<(Relation, &str)> {
    BEFORE
        .iter()
        .chain(&[("=", Relation::Equal)])
        .find_map(|&(sign, relation)| Some((relation, text.strip_prefix(sign)?)))
}

/// `%以上` → `%` and ≥.
fn behind(text: &str) -> Option<(&str, Relation)> {
    BEHIND
        .iter()
        .find_map(|&(word, relation)| Some((text.strip_suffix(word)?, relation)))
}

/// `10%～20%`, `10~20`, `10至20吨`.
fn range(text: &str) -> Option<Limit> {
    let (low, rest) = split_unit(text)?;
    let (unit, high) = ["～", "~", "—", "–", "-", "至"]
        .iter()
        .find_map(|mark| rest.split_once(mark))?;
    let (high, behind) = split_unit(high)?;
    let same = unit.is_empty() || unit == behind;
    (same && is_unit(behind) && low <= high).then(|| Limit::Range {
        low,
        high,
        unit: behind.to_owned(),
    })
}

/// Whether `text` may be a unit: no digit but an exponent's, no sign of another
/// limit.
fn is_unit(text: &str) -> bool {
    text.chars().count() <= 12
        && !text.contains(|c: char| c.is_ascii_digit() && !"23".contains(c))
        && !text.contains(['≥', '≤', '>', '<', '=', ';', ':', ',', '。', '、', '或'])
}

/// A limit somewhere behind words, or several.
fn is_conditional(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && BEFORE.iter().any(|(sign, _)| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<Limit> {
        Limit::parse(text, None)
    }

    #[test]
    fn limits_that_people_write() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            let limit = parse(text).unwrap_or_else(|| panic!("{text} is a limit"));
            assert_eq!(limit.to_string(), expected);
            assert!(!matches!(limit, Limit::Conditional(_)), "{text}");
        }

        case("≥15", "≥15");
        case(">= 15", "≥15");
        case("＞＝１５", "≥15");
        case("≤0.5吨标准煤/万元", "≤0.5吨标准煤/万元");
        case("100", "=100");
        case("=100", "=100");
        case("＝100%", "=100%");
        case("0", "=0");
        case("达标", "达标");
        case("具备", "具备");
        case("不低于15%", "≥15%");
        case("不超过 1,000 立方米", "≤1000立方米");
        case("小于或等于8", "≤8");
        case("大于3", ">3");
        case("低于-3", "<-3");
        case("15%以上", "≥15%");
        case("7吨/万元及以下", "≤7吨/万元");
        case("10%～20%", "10%～20%");
        case("10~20", "10～20");
        case("10至20", "10～20");
        case("≥6mg/m3", "≥6mg/m3");
    }

    #[test]
    fn limits_under_a_condition() {
        #[track_caller]
        fn case(text: &str) {
            assert!(matches!(parse(text), Some(Limit::Conditional(_))), "{text}");
        }

        case("增长率>0时≤0.6");
        case("缺水城市≥20；京津冀≥30；其他≥10");
        case("≤0.6（增长率>0）");
        case("≥15或≤3");
    }

    #[test]
    fn what_is_no_limit() {
        #[track_caller]
        fn case(text: &str) {
            assert_eq!(parse(text), None, "{text}");
        }

        case("");
        case("见标准");
        case("约15左右的某个值再看看吧");
        case("20～10");
        case("未达标");
    }

    #[test]
    fn a_bare_number_follows_the_direction() {
        #[track_caller]
        fn case(direction: Option<Direction>, expected: &str) {
            let limit = Limit::parse("15", direction).expect("a limit");
            assert_eq!(limit.to_string(), expected);
        }

        case(Some(Direction::Up), "≥15");
        case(Some(Direction::Down), "≤15");
        case(Some(Direction::Met), "=15");
        case(None, "=15");
    }

    #[test]
    fn values_against_limits() {
        #[track_caller]
        fn case(limit: &str, value: &str, expected: Option<bool>) {
            let limit = parse(limit).expect("a limit");
            assert_eq!(
                limit.satisfied_by(&Literal(value.into())),
                expected,
                "{limit} {value}"
            );
        }

        case("≥15", "15", Some(true));
        case("≥15", "15.0", Some(true));
        case("≥15", "14.99", Some(false));
        case("≤0.5", "0.500", Some(true));
        case("≤0.5", "0.501", Some(false));
        case(">3", "3", Some(false));
        case(">3", "3.1", Some(true));
        case("<3", "3", Some(false));
        case("<3", "2.9", Some(true));
        case("=100", "100.0", Some(true));
        case("=100", "99.9", Some(false));
        case("0", "0", Some(true));
        case("0", "1", Some(false));
        case("≥15%", "15%", Some(true));
        case("≥15%", "15", Some(true));
        case("≥15%", "15吨", None);
        case("≥15", "达标", None);
        case("10%～20%", "10", Some(true));
        case("10%～20%", "20", Some(true));
        case("10%～20%", "9.9", Some(false));
        case("10%～20%", "20.1", Some(false));
        case("具备", "具备", Some(true));
        case("具备", "不具备", Some(false));
        case("达标", "100", Some(true));
        case("达标", "99", None);
        case("达标", "良好", None);
        case("增长率>0时≤0.6", "0.5", None);
    }

    #[test]
    fn which_way_is_better() {
        #[track_caller]
        fn case(limit: &str, expected: Option<Direction>) {
            assert_eq!(
                parse(limit).expect("a limit").direction(),
                expected,
                "{limit}"
            );
        }

        case("≥15", Some(Direction::Up));
        case(">15", Some(Direction::Up));
        case("≤15", Some(Direction::Down));
        case("<15", Some(Direction::Down));
        case("=15", None);
        case("10～20", None);
        case("达标", Some(Direction::Met));
        case("增长率>0时≤0.6", None);
    }

    #[test]
    fn words_that_judge() {
        assert!(is_verdict("达标") && is_verdict(" 不具备 "));
        assert!(!is_verdict("良好") && !is_verdict("15"));
    }
}
