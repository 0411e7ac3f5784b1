//! What the words in front of a number make of it: where something comes from
//! or goes to, how much it changed, what share it is, or what it is held
//! against. [`read`] takes those words off, and leaves the subject.

use std::sync::LazyLock;

use super::words::Words;

/// What a quantity is of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It stands there: 达到, 为, nothing.
    Level,
    /// 由 …
    From,
    /// … 到; which way the verb points.
    To(Way),
    /// 提高了, 下降.
    Change(Way),
    /// 年均增长.
    Average(Way),
    /// 要求的, 目标的, 高于: something else that it is compared with.
    Reference,
    /// 新增.
    Added,
    /// 尚余.
    Left,
    /// 合计, 共.
    Total,
}

/// Which way a verb points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// 提高, 增加.
    Up,
    /// 下降, 减少.
    Down,
    /// 调整为: either way.
    Either,
}

/// What a change is measured from, where the words say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Against {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// 比2025年, 比基准年: a year that a date or a word names.
    Year,
    /// 同比, 比上年.
    YearBefore,
    /// 比计划.
    Plan,
    /// 比预期.
    Expected,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read<'t> {
    /// The words that are left: the subject, still with its leading verbs.
    pub rest: &'t str,
    /// Its role.
    pub role: Option<Role>,
    /// 分别: one value for each of several.
    pub each: bool,
    /// What a change is measured from.
    pub against: Against,
    /// 累计.
    pub cumulative: bool,
}

#[derive(Debug, Clone, Copy)]
enum Effect {
    Is(Role),
    Each,
    Cumulative,
    Nothing,
}

use Effect::{Each, Is, Nothing};
use Way::{Down, Either, Up};

/// Words that end what stands in front of a number, and what they say.
const ENDINGS: &[(&str, Effect)] = &[
    ("提高到", Is(Role::To(Up))),
    ("提高至", Is(Role::To(Up))),
    ("提高为", Is(Role::To(Up))),
    ("提升到", Is(Role::To(Up))),
    ("提升至", Is(Role::To(Up))),
    ("提升为", Is(Role::To(Up))),
    ("增加到", Is(Role::To(Up))),
    ("增加至", Is(Role::To(Up))),
    ("增长到", Is(Role::To(Up))),
    ("增长至", Is(Role::To(Up))),
    ("增至", Is(Role::To(Up))),
    ("增到", Is(Role::To(Up))),
    ("上升到", Is(Role::To(Up))),
    ("上升至", Is(Role::To(Up))),
    ("升至", Is(Role::To(Up))),
    ("升到", Is(Role::To(Up))),
    ("扩大到", Is(Role::To(Up))),
    ("扩大至", Is(Role::To(Up))),
    ("扩展到", Is(Role::To(Up))),
    ("发展到", Is(Role::To(Up))),
    ("延长到", Is(Role::To(Up))),
    ("延长至", Is(Role::To(Up))),
    ("攀升至", Is(Role::To(Up))),
    ("跃升至", Is(Role::To(Up))),
    ("下降到", Is(Role::To(Down))),
    ("下降至", Is(Role::To(Down))),
    ("下降为", Is(Role::To(Down))),
    ("降低到", Is(Role::To(Down))),
    ("降低至", Is(Role::To(Down))),
    ("降低为", Is(Role::To(Down))),
    ("降至", Is(Role::To(Down))),
    ("降到", Is(Role::To(Down))),
    ("降为", Is(Role::To(Down))),
    ("减少到", Is(Role::To(Down))),
    ("减少至", Is(Role::To(Down))),
    ("减至", Is(Role::To(Down))),
    ("减到", Is(Role::To(Down))),
    ("减为", Is(Role::To(Down))),
    ("压减到", Is(Role::To(Down))),
    ("压减至", Is(Role::To(Down))),
    ("压缩到", Is(Role::To(Down))),
    ("压缩至", Is(Role::To(Down))),
    ("缩短到", Is(Role::To(Down))),
    ("缩短至", Is(Role::To(Down))),
    ("缩减至", Is(Role::To(Down))),
    ("回落到", Is(Role::To(Down))),
    ("回落至", Is(Role::To(Down))),
    ("削减到", Is(Role::To(Down))),
    ("削减至", Is(Role::To(Down))),
    ("调整为", Is(Role::To(Either))),
    ("调整到", Is(Role::To(Either))),
    ("调整至", Is(Role::To(Either))),
    ("变更为", Is(Role::To(Either))),
    ("变化为", Is(Role::To(Either))),
    ("变为", Is(Role::To(Either))),
    ("改为", Is(Role::To(Either))),
    ("优化为", Is(Role::To(Either))),
    ("优化到", Is(Role::To(Either))),
    ("提高", Is(Role::Change(Up))),
    ("提升", Is(Role::Change(Up))),
    ("增加", Is(Role::Change(Up))),
    ("增长", Is(Role::Change(Up))),
    ("增长率", Is(Role::Change(Up))),
    ("增长幅度", Is(Role::Change(Up))),
    ("增速", Is(Role::Change(Up))),
    ("增幅", Is(Role::Change(Up))),
    ("上升", Is(Role::Change(Up))),
    ("升高", Is(Role::Change(Up))),
    ("扩大", Is(Role::Change(Up))),
    ("改善", Is(Role::Change(Either))),
    ("多", Is(Role::Change(Up))),
    ("超支", Is(Role::Change(Up))),
    ("净增", Is(Role::Change(Up))),
    ("下降", Is(Role::Change(Down))),
    ("降低", Is(Role::Change(Down))),
    ("减少", Is(Role::Change(Down))),
    ("削减", Is(Role::Change(Down))),
    ("递减", Is(Role::Change(Down))),
    ("削减率", Is(Role::Change(Down))),
    ("下降率", Is(Role::Change(Down))),
    ("降幅", Is(Role::Change(Down))),
    ("缩短", Is(Role::Change(Down))),
    ("节约", Is(Role::Change(Down))),
    ("节省", Is(Role::Change(Down))),
    ("少", Is(Role::Change(Down))),
    ("新增", Is(Role::Added)),
    ("尚余", Is(Role::Left)),
    ("剩余", Is(Role::Left)),
    ("其余", Is(Role::Left)),
    ("还有", Is(Role::Left)),
    ("尚有", Is(Role::Left)),
    ("合计", Is(Role::Total)),
    ("总计", Is(Role::Total)),
    ("共计", Is(Role::Total)),
    ("由", Is(Role::From)),
    ("从", Is(Role::From)),
    ("自", Is(Role::From)),
    ("高于", Is(Role::Reference)),
    ("低于", Is(Role::Reference)),
    ("优于", Is(Role::Reference)),
    ("高出", Is(Role::Change(Up))),
    ("分别", Each),
    ("分别为", Each),
    ("分别达到", Each),
    ("分别达", Each),
    ("分别是", Each),
    ("依次为", Each),
    ("累计", Effect::Cumulative),
    ("总共", Nothing),
    ("共", Nothing),
    ("共有", Nothing),
    ("达到", Nothing),
    ("达到了", Nothing),
    ("达", Nothing),
    ("为", Nothing),
    ("是", Nothing),
    ("约", Nothing),
    ("约为", Nothing),
    ("近", Nothing),
    ("大约", Nothing),
    ("接近", Nothing),
    ("超过", Nothing),
    ("超", Nothing),
    ("逾", Nothing),
    ("突破", Nothing),
    ("不低于", Nothing),
    ("不少于", Nothing),
    ("不小于", Nothing),
    ("不超过", Nothing),
    ("不高于", Nothing),
    ("不大于", Nothing),
    ("控制在", Nothing),
    ("稳定在", Nothing),
    ("维持在", Nothing),
    ("保持在", Nothing),
    ("保持", Nothing),
    ("稳定", Nothing),
    ("稳定达到", Nothing),
    ("至少", Nothing),
    ("至多", Nothing),
    ("仅", Nothing),
    ("仅为", Nothing),
    ("只有", Nothing),
    ("均", Nothing),
    ("均为", Nothing),
    ("也", Nothing),
    ("已", Nothing),
    ("已达", Nothing),
    ("已达到", Nothing),
    ("了", Nothing),
    ("的", Nothing),
    ("在", Nothing),
    ("可达", Nothing),
    ("可达到", Nothing),
    ("实现", Nothing),
    ("计", Nothing),
    ("年末", Nothing),
    ("年底", Nothing),
    ("每万元", Nothing),
    ("时", Nothing),
    ("按", Nothing),
    ("可", Nothing),
    ("并网", Nothing),
];

/// Words behind a comparison.
const AGAINST: &[(&str, Against)] = &[
    ("比基准年", Against::Year),
    ("较基准年", Against::Year),
    ("比创建前", Against::Year),
    ("较创建前", Against::Year),
    ("比上年", Against::YearBefore),
    ("较上年", Against::YearBefore),
    ("比上年度", Against::YearBefore),
    ("同比", Against::YearBefore),
    ("比去年", Against::YearBefore),
    ("较去年", Against::YearBefore),
    ("比计划", Against::Plan),
    ("较计划", Against::Plan),
    ("比原计划", Against::Plan),
    ("较原计划", Against::Plan),
    ("比预期", Against::Expected),
    ("较预期", Against::Expected),
    ("比目标", Against::Expected),
    ("比预期目标", Against::Expected),
    ("比", Against::Year),
    ("较", Against::Year),
    ("相比", Against::Year),
];

/// Words that make a number one that something is held against.
const REFERENCES: &[&str] = &[
    "要求",
    "规定",
    "限值",
    "目标",
    "目标值",
    "标准",
    "标准值",
    "预期",
    "指标值",
    "平均水平",
    "要求值",
    "门槛",
    "基准线",
];

/// Reads the words in front of a number; dates are already out of them.
pub fn read(lead: &str) -> Read<'_> {
    let mut read = Read {
        rest: lead.trim(),
        ..Read::default()
    };
    loop {
        if read.role.is_none() && is_reference(read.rest) {
            read.role = Some(Role::Reference);
        }
        let Some((word, effect)) = ending(read.rest) else {
            break;
        };
        let shorter = &read.rest[..read.rest.len() - word.len()];
        match effect {
            Is(role) => {
                read.rest = shorter.trim_end();
                if read.role.is_none() {
                    read.role = Some(role);
                }
                break;
            }
            Each => read.each = true,
            Effect::Cumulative => read.cumulative = true,
            Nothing => {}
        }
        read.rest = shorter.trim_end();
    }
    behind_change(&mut read);
    read
}

/// 年均, and what a change is measured from.
fn behind_change(read: &mut Read) {
    let Some(Role::Change(way)) = read.role else {
        if let Some((word, against)) = comparison(read.rest)
            && read.role.is_none()
        {
            read.against = against;
            read.rest = read.rest[..read.rest.len() - word.len()].trim_end();
        }
        return;
    };
    for word in [
        "累计", "共", "分别", "各", "均", "可", "将", "已", "又", "逐年", "同步", "大幅", "明显",
        "再", "约", "总体", "整体",
    ] {
        if !read.rest.ends_with("年均")
            && let Some(rest) = read.rest.strip_suffix(word)
        {
            read.cumulative |= word == "累计";
            read.each |= word == "分别" || word == "各";
            read.rest = rest;
        }
    }
    for word in ["年均", "平均每年", "年平均", "每年"] {
        if let Some(rest) = read.rest.strip_suffix(word) {
            read.role = Some(Role::Average(way));
            read.rest = rest.trim_end_matches("预计");
            return;
        }
    }
    if let Some((word, against)) = comparison(read.rest) {
        read.against = against;
        read.rest = read.rest[..read.rest.len() - word.len()].trim_end();
    }
}

fn comparison(rest: &str) -> Option<(&'static str, Against)> {
    static ENDS: LazyLock<Words<Against>> = LazyLock::new(|| Words::last(AGAINST.iter().copied()));
    ENDS.ending(rest).next()
}

fn ending(rest: &str) -> Option<(&'static str, Effect)> {
    static ENDS: LazyLock<Words<Effect>> = LazyLock::new(|| Words::last(ENDINGS.iter().copied()));
    let (word, effect) = ENDS.ending(rest).next()?;
    // 自由, 同时, 领先: the last character of a longer word.
    let head = &rest[..rest.len() - word.len()];
    let part_of_word = match word {
        "由" => head.ends_with(['自', '理', '缘']),
        "时" => head.ends_with(['同', '小', '当', '及', '实', '按', '临', '瓦', '工', '学']),
        "近" => head.ends_with(['附', '邻', '临', '相', '最']),
        "计" => head.ends_with(['设', '统', '审', '会', '估', '预']),
        "少" => head.ends_with(['减', '至', '不', '缺', '较']),
        "多" => head.ends_with(['众', '至', '许', '诸', '大']),
        "自" => head.ends_with(['各', '来', '独']),
        "达" => head.ends_with(['发', '到', '送', '抵', '传', '下']),
        "共" => head.ends_with(['公']),
        "超" => head.ends_with(['反']),
        "是" => head.ends_with(['于', '但', '就']),
        "为" => head.ends_with(['作', '行', '成', '分', '认']),
        "从" => head.ends_with(['服', '跟']),
        _ => false,
    };
    (!part_of_word).then_some((word, effect))
}

/// Whether the words make the number something to be held against: 高于《标准》要求的,
/// 和方案目标.
fn is_reference(rest: &str) -> bool {
    let bare = rest.trim_end_matches(['的', '为', '是', '：']);
    static ENDS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::last(REFERENCES.iter().map(|word| (*word, ()))));
    ENDS.ending(bare).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(lead: &str, rest: &str, role: Option<Role>) {
        let read = read(lead);
        assert_eq!((read.rest, read.role), (rest, role), "{lead}");
    }

    #[test]
    fn roles_of_numbers() {
        case("园区总产值", "园区总产值", None);
        case("再生水回用率由", "再生水回用率", Some(Role::From));
        case("再生水回用率由的", "再生水回用率", Some(Role::From));
        case("提高到的", "", Some(Role::To(Up)));
        case("年均增长", "", Some(Role::Average(Up)));
        case("碳排放强度累计下降", "碳排放强度", Some(Role::Change(Down)));
        case("工业增加值", "工业增加值", None);
        case(
            "高于《标准》要求的",
            "高于《标准》要求",
            Some(Role::Reference),
        );
        case("和方案目标", "和方案目标", Some(Role::Reference));
        case("尚余", "", Some(Role::Left));
        case("绿化覆盖率稳定在", "绿化覆盖率", None);
        case("合计处理规模", "合计处理规模", None);
    }

    #[test]
    fn what_a_change_is_measured_from() {
        #[track_caller]
        fn case(lead: &str, rest: &str, against: Against, each: bool) {
            let read = read(lead);
            assert_eq!(
                (read.rest, read.against, read.each),
                (rest, against, each),
                "{lead}"
            );
        }

        case("比分别下降", "", Against::Year, true);
        case("比计划增加", "", Against::Plan, false);
        case("比预期多", "", Against::Expected, false);
        case("工业增加值比增长", "工业增加值", Against::Year, false);
        case("比提高", "", Against::Year, false);
        case(
            "地区生产总值同比增长",
            "地区生产总值",
            Against::YearBefore,
            false,
        );
    }
}
