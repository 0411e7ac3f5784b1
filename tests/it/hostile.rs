//! Data that nobody means: the program answers, whatever they say.

use std::cell::Cell;

use ecopark::{Engine, FormSet, Input, NoFiles, Options};
use serde_json::Value;

/// Numbers at the ends of what a decimal holds.
const EXTREMES: [&str; 6] = [
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "9999999999999999999999999999",
    "0.0000000000000000000000000001",
    "0",
    "7922816251426433759354395033.5",
];

/// Puts what `next` gives in the place of every number: of data that are one,
/// and with `words` of those in texts, too.
fn each_number(value: &mut Value, words: bool, next: &dyn Fn() -> &'static str) {
    match value {
        Value::String(text) if text.parse::<f64>().is_ok() => *text = next().to_owned(),
        Value::String(text) if words => *text = with_numbers(text, next),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| each_number(item, words, next)),
        Value::Object(record) => record
            .values_mut()
            .for_each(|item| each_number(item, words, next)),
        _ => {}
    }
}

/// The text with other numbers.
fn with_numbers(text: &str, next: &dyn Fn() -> &'static str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        let part = c.is_ascii_digit() || inside && c == '.';
        if part && !inside {
            out.push_str(next());
        }
        if !part {
            out.push(c);
        }
        inside = part;
    }
    out
}

/// The sample with extreme numbers, taken in turn by these steps.
fn extreme(from: usize, step: usize, words: bool) -> Input {
    let input = crate::sample("湘澜经开区");
    let park = input.park.as_ref().expect("readable");
    let mut data = serde_json::to_value(park).expect("plain data");
    let at = Cell::new(from);
    each_number(&mut data, words, &|| {
        at.set(at.get() + step);
        EXTREMES[at.get() % EXTREMES.len()]
    });
    let yaml = serde_yaml::to_string(&data).expect("plain data");
    let input = Engine::new().read("park.yaml", yaml.as_bytes(), &NoFiles);
    assert!(input.park.is_some(), "{:?}", input.findings);
    input
}

#[test]
fn no_number_is_too_large_or_too_small() {
    let engine = Engine::new();
    let options = Options {
        forms: FormSet::ALL,
        ..Options::default()
    };
    for step in 1..EXTREMES.len() {
        for from in 0..EXTREMES.len() {
            for words in [false, true] {
                let findings = engine.findings(&extreme(from, step, words), &options);
                assert!(!findings.is_empty());
            }
        }
    }
}

/// Sums and conversions of units in the papers.
#[cfg(feature = "typeset")]
#[test]
fn papers_bear_any_number() {
    use ecopark::{FormId, Mode};

    let engine = Engine::new();
    for from in 0..EXTREMES.len() {
        let made = engine.blocks(&extreme(from, 0, false), FormId::Report, Mode::Draft);
        assert!(made.is_ok(), "{:?}", made.err());
    }
}
