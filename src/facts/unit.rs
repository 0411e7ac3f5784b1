//! Units: what is measured, and how many of the base unit one of them is.

use std::sync::LazyLock;

use super::words::Words;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    /// No unit.
    None,
    /// Per cent; ‰ is a tenth.
    Percent,
    /// 百分点.
    Point,
    /// 元.
    Money,
    /// 美元.
    Dollar,
    /// Tonnes.
    Mass,
    /// Tonnes of standard coal.
    Coal,
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Kilowatts.
    Power,
    /// Kilowatt hours.
    Energy,
    /// Gigajoules.
    Heat,
    /// Years.
    Year,
    /// Months.
    Month,
    /// Days.
    Day,
    /// Hours.
    Hour,
    /// 倍.
    Times,
    /// Things, counted by this word.
    Count(&'static str),
    /// Something that is only compared with itself.
    Other(&'static str),
}

/// A dimension: a base, over another one if there is a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dim {
    /// Above the stroke.
    pub over: Base,
    /// Below it; [`Base::None`] without one.
    pub under: Base,
}

/// A unit as it was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// What it measures.
    pub dim: Dim,
    /// How many base units it is.
    pub factor: f64,
}

impl Unit {
    /// No unit.
    pub const NONE: Self = Self {
        dim: Dim {
            over: Base::None,
            under: Base::None,
        },
        factor: 1.0,
    };

    /// Whether there is one.
    pub fn is_none(&self) -> bool {
        self.dim == Self::NONE.dim
    }

    /// Whether whole things are counted.
    pub fn counts(&self) -> bool {
        matches!(
            self.dim,
            Dim {
                over: Base::Count(_),
                under: Base::None
            }
        )
    }

    /// Whether it is a per cent or ‰.
    pub fn is_percent(&self) -> bool {
        self.dim.over == Base::Percent && self.dim.under == Base::None
    }
}

impl Dim {
    /// A dimension without a stroke.
    pub const fn of(over: Base) -> Self {
        Self {
            over,
            under: Base::None,
        }
    }

    /// Whether amounts of the two may be compared: the same, or counters that
    /// stand for one another (项, 个).
    pub fn like(self, other: Self) -> bool {
        let general = |base| matches!(base, Base::Count("个" | "项" | "条" | "类" | "大" | "家"));
        self == other || self.under == other.under && general(self.over) && general(other.over)
    }
}

/// Scales in front of a base unit, longest first.
const SCALES: [(&str, f64); 9] = [
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("万亿", 1e12),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
];

use Base::{
    Area, Coal, Count, Day, Dollar, Energy, Heat, Hour, Length, Mass, Money, Month, Other, Percent,
    Point, Power, Times, Volume, Year,
};

/// Spelling, base, factor.
const UNITS: &[(&str, Base, f64)] = &[
    ("%", Percent, 1.0),
    ("％", Percent, 1.0),
    ("﹪", Percent, 1.0),
    ("‰", Percent, 0.1),
    ("个百分点", Point, 1.0),
    ("百分点", Point, 1.0),
    ("元", Money, 1.0),
    ("元人民币", Money, 1.0),
    ("美元", Dollar, 1.0),
    ("吨标准煤", Coal, 1.0),
    ("吨标煤", Coal, 1.0),
    ("tce", Coal, 1.0),
    ("吨二氧化碳当量", Mass, 1.0),
    ("吨二氧化碳", Mass, 1.0),
    ("吨CO₂", Mass, 1.0),
    ("吨CO2", Mass, 1.0),
    ("吨", Mass, 1.0),
    ("t", Mass, 1.0),
    ("公斤", Mass, 1e-3),
    ("千克标准煤", Coal, 1e-3),
    ("千克", Mass, 1e-3),
    ("kg", Mass, 1e-3),
    ("克", Mass, 1e-6),
    ("g", Mass, 1e-6),
    ("毫克", Mass, 1e-9),
    ("mg", Mass, 1e-9),
    ("微克", Mass, 1e-12),
    ("μg", Mass, 1e-12),
    ("µg", Mass, 1e-12),
    ("ug", Mass, 1e-12),
    ("公里", Length, 1e3),
    ("千米", Length, 1e3),
    ("km", Length, 1e3),
    ("海里", Other("海里"), 1.0),
    ("米", Length, 1.0),
    ("m", Length, 1.0),
    ("厘米", Length, 1e-2),
    ("毫米", Length, 1e-3),
    ("mm", Length, 1e-3),
    ("平方公里", Area, 1e6),
    ("平方千米", Area, 1e6),
    ("km²", Area, 1e6),
    ("km2", Area, 1e6),
    ("公顷", Area, 1e4),
    ("hm²", Area, 1e4),
    ("hm2", Area, 1e4),
    ("亩", Area, 10_000.0 / 15.0),
    ("平方米", Area, 1.0),
    ("m²", Area, 1.0),
    ("m2", Area, 1.0),
    ("㎡", Area, 1.0),
    ("立方米", Volume, 1.0),
    ("m³", Volume, 1.0),
    ("m3", Volume, 1.0),
    ("标立方米", Volume, 1.0),
    ("升", Volume, 1e-3),
    ("L", Volume, 1e-3),
    ("千瓦", Power, 1.0),
    ("kW", Power, 1.0),
    ("兆瓦", Power, 1e3),
    ("MW", Power, 1e3),
    ("吉瓦", Power, 1e6),
    ("GW", Power, 1e6),
    ("千瓦时", Energy, 1.0),
    ("kWh", Energy, 1.0),
    ("kW·h", Energy, 1.0),
    ("度电", Energy, 1.0),
    ("兆瓦时", Energy, 1e3),
    ("MWh", Energy, 1e3),
    ("MW·h", Energy, 1e3),
    ("吉焦", Heat, 1.0),
    ("GJ", Heat, 1.0),
    ("年", Year, 1.0),
    ("a", Year, 1.0),
    ("个月", Month, 1.0),
    ("天", Day, 1.0),
    ("日", Day, 1.0),
    ("d", Day, 1.0),
    ("小时", Hour, 1.0),
    ("h", Hour, 1.0),
    ("时", Hour, 1.0),
    ("倍", Times, 1.0),
    ("℃", Other("℃"), 1.0),
    ("°", Other("°"), 1.0),
    ("dB", Other("dB"), 1.0),
    ("分贝", Other("dB"), 1.0),
    ("kV", Other("kV"), 1.0),
    ("千伏", Other("kV"), 1.0),
    ("MVA", Other("MVA"), 1.0),
    ("千伏安", Other("kVA"), 1.0),
    ("MPa", Other("MPa"), 1.0),
    ("蒸吨", Other("蒸吨"), 1.0),
    ("家次", Count("家次"), 1.0),
    ("家", Count("家"), 1.0),
    ("个", Count("个"), 1.0),
    ("项", Count("项"), 1.0),
    ("条", Count("条"), 1.0),
    ("座", Count("座"), 1.0),
    ("处", Count("处"), 1.0),
    ("套", Count("套"), 1.0),
    ("台", Count("台"), 1.0),
    ("台套", Count("台"), 1.0),
    ("台（套）", Count("台"), 1.0),
    ("辆", Count("辆"), 1.0),
    ("人次", Count("人次"), 1.0),
    ("人", Count("人"), 1.0),
    ("名", Count("名"), 1.0),
    ("户", Count("户"), 1.0),
    ("类", Count("类"), 1.0),
    ("种", Count("种"), 1.0),
    ("次", Count("次"), 1.0),
    ("件", Count("件"), 1.0),
    ("份", Count("份"), 1.0),
    ("所", Count("所"), 1.0),
    ("只", Count("只"), 1.0),
    ("支", Count("支"), 1.0),
    ("艘", Count("艘"), 1.0),
    ("口", Count("口"), 1.0),
    ("眼", Count("眼"), 1.0),
    ("块", Count("块"), 1.0),
    ("张", Count("张"), 1.0),
    ("幅", Count("幅"), 1.0),
    ("株", Count("株"), 1.0),
    ("颗", Count("颗"), 1.0),
    ("棵", Count("棵"), 1.0),
    ("批", Count("批"), 1.0),
    ("届", Count("届"), 1.0),
    ("大", Count("大"), 1.0),
];

/// Nouns behind 大 that it counts (8大重点任务); elsewhere it is no counter.
const GREAT: [&str; 10] = [
    "重点任务",
    "任务",
    "支撑项目",
    "项目",
    "指标",
    "工程",
    "行动",
    "举措",
    "措施",
    "主导产业",
];

/// The unit with which `text` begins, and the bytes it takes. The scale alone
/// (`3.2亿`) is a unit of its own: none with a factor.
pub fn read(text: &str) -> Option<(Unit, usize)> {
    let (over, factor, len) = base(text)?;
    let over_unit = |under, divisor: f64, len| {
        let dim = Dim { over, under };
        (
            Unit {
                dim,
                factor: factor / divisor,
            },
            len,
        )
    };
    let rest = &text[len..];
    let Some(stroke) = rest.chars().next().filter(|c| matches!(c, '/' | '／')) else {
        return Some(over_unit(Base::None, 1.0, len));
    };
    let below = &rest[stroke.len_utf8()..];
    let inner = below.strip_prefix(['(', '（']).unwrap_or(below);
    let Some((under, divisor, below_len)) = base(inner) else {
        return Some(over_unit(Base::None, 1.0, len));
    };
    let mut end = text.len() - inner.len() + below_len;
    if inner.len() != below.len() {
        let close = text[end..]
            .char_indices()
            .take(8)
            .find(|(_, c)| matches!(c, ')' | '）'));
        end += close.map_or(0, |(at, c)| at + c.len_utf8());
    }
    Some(over_unit(under, divisor, end))
}

/// A base unit with its scale: 万立方米 is 10⁴ of [`Base::Volume`].
fn base(text: &str) -> Option<(Base, f64, usize)> {
    if let Some((spelled, base, factor)) = longest(text) {
        return Some((base, factor, spelled.len()));
    }
    let (scale, times) = SCALES.iter().find(|(scale, _)| text.starts_with(scale))?;
    match longest(&text[scale.len()..]) {
        Some((spelled, base, factor)) if base != Count("大") => {
            Some((base, factor * times, scale.len() + spelled.len()))
        }
        _ if *scale == "千" => None,
        _ => Some((Base::None, *times, scale.len())),
    }
}

fn longest(text: &str) -> Option<(&'static str, Base, f64)> {
    static UNIT: LazyLock<Words<(Base, f64)>> = LazyLock::new(|| {
        Words::first(
            UNITS
                .iter()
                .map(|(spelled, base, factor)| (*spelled, (*base, *factor))),
        )
    });
    let (spelled, (base, factor)) = UNIT.beginning(text).next()?;
    let behind = &text[spelled.len()..];
    let latin = spelled.ends_with(|c: char| c.is_ascii_alphabetic());
    let word_goes_on = latin && behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    let no_counter = base == Count("大") && !GREAT.iter().any(|noun| behind.starts_with(noun));
    (!word_goes_on && !no_counter).then_some((spelled, base, factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, over: Base, under: Base, factor: f64, len: usize) {
        let (unit, read) = read(text).expect("a unit");
        assert_eq!((unit.dim, read), (Dim { over, under }, len), "{text}");
        assert!(
            (unit.factor / factor - 1.0).abs() < 1e-9,
            "{text}: {}",
            unit.factor
        );
    }

    #[test]
    fn units_that_papers_use() {
        case("%", Percent, Base::None, 1.0, 1);
        case("‰", Percent, Base::None, 0.1, 3);
        case("个百分点", Point, Base::None, 1.0, 12);
        case("亿元", Money, Base::None, 1e8, 6);
        case("万元，", Money, Base::None, 1e4, 6);
        case("万吨标准煤", Coal, Base::None, 1e4, 15);
        case("吨标准煤/万元", Coal, Money, 1e-4, 19);
        case("万立方米/日", Volume, Day, 1e4, 16);
        case("μg/m³", Mass, Volume, 1e-12, 7);
        case("兆瓦", Power, Base::None, 1e3, 6);
        case("t/(km²·a)", Mass, Area, 1e-6, 11);
        case("家企业", Count("家"), Base::None, 1.0, 3);
        case("亿", Base::None, Base::None, 1e8, 3);
        case("大重点任务", Count("大"), Base::None, 1.0, 3);
    }

    #[test]
    fn what_is_no_unit() {
        for text in ["大学", "千方百计", "mol", "号", "", "期"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
