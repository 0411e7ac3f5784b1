//! Functions of the vocabulary that are Rust, since they are called for every
//! text: templates see them beside Typst's own.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use typst::foundations::{
    Array, CastInfo, Dict, Func, IntoValue, NativeFuncData, NativeFuncPtr, Scope, Str, Value,
};

use super::fit::width_em;

/// The functions by their names.
pub(super) fn functions() -> [(&'static str, Func); 2] {
    [
        ("width-em", Func::from(&WIDTH_EM)),
        ("runs", Func::from(&RUNS)),
    ]
}

static WIDTH_EM: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&|_, _, args| {
        let text: Str = args.expect("text")?;
        Ok(width_em(&text).into_value())
    }),
    name: "width-em",
    title: "Width",
    docs: "About how wide a text is, in em.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

static RUNS: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&|_, _, args| {
        let text: Str = args.expect("text")?;
        Ok(runs(&text).into_value())
    }),
    name: "runs",
    title: "Runs",
    docs: "Words as inlines: indexes split off, line ends as breaks.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

/// Words as inlines: indexes split off, line ends as breaks.
fn runs(text: &str) -> Array {
    let mut runs = Array::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            runs.push(inline("break", []));
        }
        for (words, script) in pieces(line) {
            let script = script.map_or(Value::None, IntoValue::into_value);
            runs.push(inline(
                "text",
                [("text", words.into_value()), ("script", script)],
            ));
        }
    }
    runs
}

fn inline<const N: usize>(kind: &str, more: [(&str, Value); N]) -> Value {
    let mut dict = Dict::new();
    dict.insert("kind".into(), kind.into_value());
    for (key, value) in more {
        dict.insert(key.into(), value);
    }
    dict.into_value()
}

/// Lowered and raised characters, and the plain ones that stand for them.
const LOWERED: [&str; 2] = ["₀₁₂₃₄₅₆₇₈₉₊₋ₓₙ", "0123456789+−xn"];
const RAISED: [&str; 2] = ["⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+−n"];

/// A line in pieces, each plain, lowered (`sub`) or raised (`super`). CO₂ has a
/// small 2 in every font if the digit is set as an index; ³ alone stands in the
/// fonts and stays a character.
fn pieces(line: &str) -> Vec<(String, Option<&'static str>)> {
    static SCRIPTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[₀-₉₊₋ₓₙ]+(\\.[₀-₉₊₋ₓₙ]+)*|[¹²³]*[⁰⁴-⁹⁺⁻ⁿ][⁰¹²³⁴-⁹⁺⁻ⁿ]*").expect("a pattern")
    });
    let mut pieces = Vec::new();
    let plain = |range: Range<usize>| (!range.is_empty()).then(|| (line[range].to_owned(), None));
    let mut from = 0;
    for found in SCRIPTS.find_iter(line) {
        pieces.extend(plain(from..found.start()));
        pieces.push(script(found.as_str()));
        from = found.end();
    }
    pieces.extend(plain(from..line.len()));
    pieces
}

fn script(text: &str) -> (String, Option<&'static str>) {
    let lowered = text.starts_with(|c| LOWERED[0].contains(c));
    let [from, to] = if lowered { LOWERED } else { RAISED };
    let plain = text.chars().map(|c| {
        let at = from.chars().position(|other| other == c);
        at.and_then(|at| to.chars().nth(at)).unwrap_or(c)
    });
    (plain.collect(), Some(if lowered { "sub" } else { "super" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_are_split_off() {
        #[track_caller]
        fn case(line: &str, expected: &[(&str, Option<&str>)]) {
            let pieces = pieces(line);
            let pieces: Vec<_> = pieces
                .iter()
                .map(|(text, how)| (text.as_str(), *how))
                .collect();
            assert_eq!(pieces, expected);
        }

        case("", &[]);
        case("42.60平方公里", &[("42.60平方公里", None)]);
        case(
            "CO₂减排",
            &[("CO", None), ("2", Some("sub")), ("减排", None)],
        );
        case(
            "PM₂.₅。",
            &[("PM", None), ("2.5", Some("sub")), ("。", None)],
        );
        case("36μg/m³", &[("36μg/m³", None)]);
        case("kg·m⁻²", &[("kg·m", None), ("−2", Some("super"))]);
        case("10¹⁰", &[("10", None), ("10", Some("super"))]);
    }
}
