//! F08–F10: formulas and units.

use std::ops::Range;

use super::scope::{self, COLUMNS, Hits, WORDS, WORDS_AND_UNITS, after, before, each};
use crate::check::count::is_han;
use crate::check::{Check, Needs, Rule};
use crate::finding::Severity::{Info, Warning};
use crate::finding::{Fix, basis};
use crate::form::FormSet;

/// Formulas as people type them, and as they are printed.
const FORMULAS: [(&str, &str); 31] = [
    ("CO2", "CO₂"),
    ("SO2", "SO₂"),
    ("SO3", "SO₃"),
    ("SOx", "SOₓ"),
    ("SOX", "SOₓ"),
    ("NO2", "NO₂"),
    ("NOx", "NOₓ"),
    ("NOX", "NOₓ"),
    ("N2O", "N₂O"),
    ("NH3", "NH₃"),
    ("CH4", "CH₄"),
    ("O3", "O₃"),
    ("H2S", "H₂S"),
    ("H2O", "H₂O"),
    ("H2O2", "H₂O₂"),
    ("CS2", "CS₂"),
    ("SF6", "SF₆"),
    ("NF3", "NF₃"),
    ("PM2.5", "PM₂.₅"),
    ("PM10", "PM₁₀"),
    ("BOD5", "BOD₅"),
    ("H2SO4", "H₂SO₄"),
    ("HNO3", "HNO₃"),
    ("CaCO3", "CaCO₃"),
    ("CaSO4", "CaSO₄"),
    ("Na2SO4", "Na₂SO₄"),
    ("Na2CO3", "Na₂CO₃"),
    ("SiO2", "SiO₂"),
    ("TiO2", "TiO₂"),
    ("Al2O3", "Al₂O₃"),
    ("Fe2O3", "Fe₂O₃"),
];

pub(super) const F08: Rule = Rule {
    code: "F08",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GB_3100],
    summary: "化学式和颗粒物名称应有下标",
    why: "CO₂、NOₓ、PM₂.₅ 的数字是下标，写成 CO2 印出来不规范。只认单独成词的，产品型号和网址中的不算。",
    wrong: "CO2排放量、PM2.5浓度",
    right: "CO₂排放量、PM₂.₅浓度",
    mend: "改为带下标的字符；`ecopark fix` 可以代劳",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS_AND_UNITS, Warning, formula)),
};

/// Formulas without subscripts.
fn formula(text: &str, hits: &mut Hits) {
    for word in words(text) {
        let written =
            text[word.clone()].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        // 吨 is often written before the formula: 万tCO2, and 当量 behind it.
        let before_carbon = |mass: &&str| {
            let rest = written.strip_prefix(*mass);
            rest.is_some_and(|rest| rest.starts_with("CO2"))
        };
        let mass = ["t", "kg", "kt", "Mt", "g"]
            .into_iter()
            .find(before_carbon)
            .unwrap_or("");
        let rest = &written[mass.len()..];
        let bare = rest
            .strip_suffix("eq")
            .or(rest.strip_suffix('e'))
            .unwrap_or(rest);
        let bare = if bare == "CO2" { bare } else { rest };
        let Some((plain, printed)) = FORMULAS.iter().find(|(plain, _)| *plain == bare) else {
            continue;
        };
        let start = word.end - rest.len();
        let range = start..start + plain.len();
        if is_name(text, &word) {
            continue;
        }
        hits.at(
            range.clone(),
            format!("「{plain}」应写作「{printed}」（下标）"),
        )
        .fix(Fix::safe(range, *printed));
    }
}

/// Whether the formula at `word` is part of another name: of a file
/// (`figs/CO2-flow.png`), a model (`CO2-100A`), a numbered plant (`O3号车间`,
/// `NO2机组`), or a compound of which we know only a part (`V2O5-WO3/TiO2`).
fn is_name(text: &str, word: &Range<usize>) -> bool {
    let behind = &text[word.end..];
    if ["号", "机组", "车间", "#", "＃"]
        .iter()
        .any(|next| behind.starts_with(next))
    {
        return true;
    }
    let joins = |b: u8| b.is_ascii_alphanumeric() || b"-_/.+#".contains(&b);
    let bytes = text.as_bytes();
    let start = bytes[..word.start]
        .iter()
        .rev()
        .take_while(|&&b| joins(b))
        .count();
    let end = bytes[word.end..].iter().take_while(|&&b| joins(b)).count();
    let run = &text[word.start - start..word.end + end];
    let run = run.trim_end_matches(['.', '-', '/']);
    if scope::is_file(run) {
        return true;
    }
    // Each part with a digit must be a formula or a plain number.
    run.split(['-', '/', '+', '_', '#']).any(|part| {
        let letters = part.bytes().any(|b| b.is_ascii_alphabetic());
        let digits = part.bytes().any(|b| b.is_ascii_digit());
        letters && digits && !is_formula(part)
    })
}

/// Whether `part` is a formula that we know, an amount or a unit before it.
fn is_formula(part: &str) -> bool {
    let part = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let part = ["t", "kg", "kt", "Mt", "g"]
        .iter()
        .find_map(|mass| {
            part.strip_prefix(mass)
                .filter(|rest| rest.starts_with("CO2"))
        })
        .unwrap_or(part);
    let bare = part
        .strip_suffix("eq")
        .or(part.strip_suffix('e'))
        .unwrap_or(part);
    let known = |name: &str| FORMULAS.iter().any(|(plain, _)| *plain == name);
    known(part) || known(bare)
}

pub(super) const F09: Rule = Rule {
    code: "F09",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GB_3100],
    summary: "平方、立方单位应有上标",
    why: "m²、m³ 写成 m2、m3 会被读成另一个符号。只认单独的长度单位，货币供应量 M2 等不算。",
    wrong: "0.5km2、3万m3/d",
    right: "0.5km²、3万m³/d",
    mend: "改为带上标的字符；`ecopark fix` 可以代劳",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS_AND_UNITS, Warning, power)),
};

/// Square and cubic units without superscripts.
fn power(text: &str, hits: &mut Hits) {
    const METRES: [&str; 9] = ["m", "km", "cm", "dm", "mm", "hm", "Nm", "um", "nm"];
    for word in words(text) {
        let written = &text[word.clone()];
        let Some(digits) = written.find(|c: char| !c.is_ascii_alphabetic()) else {
            continue;
        };
        // `100m3` is one word, whose number is no part of the unit.
        let (start, unit, exponent) = match digits {
            0 => {
                let number = written.len()
                    - written
                        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
                        .len();
                let rest = &written[number..];
                let Some(digits) = rest.find(|c: char| !c.is_ascii_alphabetic()) else {
                    continue;
                };
                (word.start + number, &rest[..digits], &rest[digits..])
            }
            _ => (word.start, &written[..digits], &written[digits..]),
        };
        let power = match exponent {
            "2" | "^2" => "²",
            "3" | "^3" => "³",
            _ => continue,
        };
        if !METRES.contains(&unit) || matches!(before(text, start), Some('-' | '_')) {
            continue;
        }
        let range = start..word.end;
        let plain = &text[range.clone()];
        hits.at(
            range.clone(),
            format!("「{plain}」应写作「{unit}{power}」（上标）"),
        )
        .fix(Fix::safe(start + unit.len()..word.end, power));
    }
}

/// Units in the wrong case, and how they are written.
const UNITS: [(&str, &str); 22] = [
    ("KW", "kW"),
    ("Kw", "kW"),
    ("kw", "kW"),
    ("KWH", "kW·h"),
    ("KWh", "kW·h"),
    ("Kwh", "kW·h"),
    ("kwh", "kW·h"),
    ("Mw", "MW"),
    ("mw", "MW"),
    ("MWH", "MW·h"),
    ("KV", "kV"),
    ("Kv", "kV"),
    ("KVA", "kV·A"),
    ("kVA", "kV·A"),
    ("KM", "km"),
    ("Km", "km"),
    ("KG", "kg"),
    ("Kg", "kg"),
    ("Mpa", "MPa"),
    ("mpa", "MPa"),
    ("KPa", "kPa"),
    ("Kj", "kJ"),
];

pub(super) const F10: Rule = Rule {
    code: "F10",
    severities: &[Info],
    forms: FormSet::ALL,
    basis: &[basis::GB_3100],
    summary: "应使用法定计量单位和规定的大小写",
    why: "千瓦是 kW，吨是 t，煤当量写吨标准煤，面积不用亩。只判断跟在数字后面的；「亩均」是政策用语，不算。指标的 `单位` 以《标准》为准，只看吨标煤、全角的 ％ 和 ‰ 一类写法。",
    wrong: "500亩、38.5Mw、0.5吨标煤/万元",
    right: "33.33公顷、38.5MW、0.5吨标准煤/万元",
    mend: "换用法定单位，改正大小写",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| {
        each(context, found, WORDS, Info, unit);
        each(context, found, COLUMNS, Info, column);
    }),
};

/// A unit in a column of its own.
fn column(text: &str, hits: &mut Hits) {
    coal(text, hits);
    for (start, sign) in text.match_indices(['％', '﹪']) {
        let range = start..start + sign.len();
        hits.at(range.clone(), format!("单位「{sign}」应写作半角「%」"))
            .fix(Fix::safe(range, "%"));
    }
}

/// 吨标煤, wherever it stands.
fn coal(text: &str, hits: &mut Hits) {
    for (start, word) in text.match_indices("吨标煤") {
        let range = start..start + word.len();
        hits.at(range.clone(), "「吨标煤」应写作「吨标准煤」")
            .fix(Fix::safe(range, "吨标准煤"));
    }
}

/// Units that are not legal, or in the wrong case.
fn unit(text: &str, hits: &mut Hits) {
    coal(text, hits);
    for (start, word) in text.match_indices("公里²") {
        let range = start..start + word.len();
        hits.at(range.clone(), "「公里²」应写作「平方公里」")
            .fix(Fix::bold(range, "平方公里"));
    }
    for (start, word) in text.match_indices('亩') {
        let counted = |c: char| c.is_ascii_digit() || "十百千万".contains(c);
        if before(text, start).is_some_and(counted) && after(text, start + word.len()) != Some('均')
        {
            hits.at(start..start + word.len(), "「亩」不是法定计量单位")
                .hint("换算为公顷（1 公顷为 15 亩）或平方公里");
        }
    }
    for word in words(text) {
        miscased(text, word, hits);
    }
}

/// Judges a unit behind a number.
fn miscased(text: &str, word: Range<usize>, hits: &mut Hits) {
    let written = &text[word.clone()];
    let bare = written.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let start = word.end - bare.len();
    let left = before(text, start);
    let counted = left.is_some_and(|c| c.is_ascii_digit() || "万亿千百/".contains(c));
    if !counted || bare.is_empty() {
        return;
    }
    let tonne = bare == "T" && left.is_some_and(|c| c == '万');
    let printed = match UNITS.iter().find(|(plain, _)| *plain == bare) {
        Some((_, printed)) => printed,
        None if tonne => "t",
        None => return,
    };
    let range = start..word.end;
    hits.at(range.clone(), format!("单位「{bare}」应写作「{printed}」"))
        .fix(Fix::bold(range, printed));
}

/// Runs of ASCII letters, digits and `.^` that hold a letter, outside of
/// addresses.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let belongs = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'^';
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at
                + bytes[at..]
                    .iter()
                    .position(|&b| b.is_ascii_alphanumeric())?;
            let length = bytes[start..].iter().take_while(|&&b| belongs(b)).count();
            at = start + length;
            let word = text[start..at].trim_end_matches(['.', '^']);
            let alone = !matches!(before(text, start), Some('@' | '_'))
                && !text[..start].ends_with("//")
                && !matches!(after(text, at), Some('@' | '_'));
            let latin = text[..start]
                .chars()
                .next_back()
                .is_none_or(|c| !is_letter(c));
            if alone && latin && word.bytes().any(|b| b.is_ascii_alphabetic()) {
                return Some(start..start + word.len());
            }
        }
    })
}

/// Whether a letter of another script than Han, so that what follows is part of
/// a longer word (`μm`).
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

#[cfg(test)]
mod tests {
    use super::super::scope::tests::{case, fine};
    use super::{FORMULAS, UNITS};

    #[test]
    fn formulas() {
        case(
            "F08",
            "CO2排放量、SO2和NOx",
            &["CO2", "SO2", "NOx"],
            "CO₂排放量、SO₂和NOₓ",
        );
        case(
            "F08",
            "PM2.5、PM10浓度",
            &["PM2.5", "PM10"],
            "PM₂.₅、PM₁₀浓度",
        );
        case(
            "F08",
            "NH3-N，5万tCO2e，N2O.",
            &["NH3", "CO2", "N2O"],
            "NH₃-N，5万tCO₂e，N₂O.",
        );
        fine(
            "F08",
            "CO₂、PM₂.₅、VOCs、COD、G5517、ISO14001、MO3A、http://CO2.cn",
        );
        for name in [
            "figs/CO2-flow.png",
            "PM2.5-2025.xlsx",
            "CO2-100A型",
            "O3号车间",
            "NO2机组",
            "V2O5-WO3/TiO2催化剂",
            "CaCl2",
        ] {
            fine("F08", name);
        }
        case("F08", "SO2/NO2比值", &["SO2", "NO2"], "SO₂/NO₂比值");
        for word in ["_CO2", "@CO2", "甲//CO2", "CO2@", "CO2_", "SO2e", "βCO2"] {
            fine("F08", word);
        }
        for (mass, printed) in [
            ("5kgCO2", "5kgCO₂"),
            ("千tCO2eq", "千tCO₂eq"),
            ("ktCO2", "ktCO₂"),
            ("MtCO2e", "MtCO₂e"),
            ("gCO2", "gCO₂"),
        ] {
            case("F08", mass, &["CO2"], printed);
        }
        for (plain, printed) in FORMULAS {
            case("F08", plain, &[plain], printed);
        }
    }

    #[test]
    fn powers() {
        case("F09", "3万m3/d、0.5km2", &["m3", "km2"], "3万m³/d、0.5km²");
        case(
            "F09",
            "100m3，5mg/m3，20m^2",
            &["m3", "m3", "m^2"],
            "100m³，5mg/m³，20m²",
        );
        for unit in ["km", "cm", "dm", "mm", "hm", "um", "nm"] {
            case(
                "F09",
                &format!("3{unit}2"),
                &[&format!("{unit}2")],
                &format!("3{unit}²"),
            );
        }
        case("F09", "3Nm3", &["Nm3"], "3Nm³");
        fine("F09", "m²、m³、M2、AM2、A-m2、m23、H2、μm2");
    }

    #[test]
    fn units() {
        case("F10", "0.5吨标煤/万元", &["吨标煤"], "0.5吨标准煤/万元");
        case("F10", "500亩", &["亩"], "500亩");
        case("F10", "三百亩", &["亩"], "三百亩");
        case("F10", "12公里²", &["公里²"], "12平方公里");
        case("F10", "0.6元/KWh", &["KWh"], "0.6元/kW·h");
        for (plain, printed) in UNITS {
            case(
                "F10",
                &format!("3{plain}"),
                &[plain],
                &format!("3{printed}"),
            );
        }
        case(
            "F10",
            "38.5Mw、3万KWh、5万T",
            &["Mw", "KWh", "T"],
            "38.5MW、3万kW·h、5万t",
        );
        fine(
            "F10",
            "亩均论英雄，吨标准煤，126.0MW，5kWh，KW公司，5T吊车，万亩均值",
        );
    }
}
