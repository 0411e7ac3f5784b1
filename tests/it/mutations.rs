//! Whatever happens to a file: no panic, bounded time, places that exist.

use std::path::Path;

use ecopark::finding::Severity;
use ecopark::form::FormSet;
use ecopark::input::edit::Editor;
use ecopark::input::{Files, Input};
use ecopark::{Engine, Options};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// One text beside the YAML, whatever its name.
struct Beside;

impl Files for Beside {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        if name.ends_with(".txt") {
            Ok("一段文字。\r\n又一段。\n".into())
        } else {
            Err("文件不存在".into())
        }
    }
}

fn samples() -> Vec<Vec<u8>> {
    [
        "samples/临澜化工园/park.yaml",
        "samples/湘澜经开区/park.yaml",
    ]
    .iter()
    .map(|path| std::fs::read(Path::new(path)).expect("sample"))
    .collect()
}

/// Failures are shown, not kept in files.
fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    }
}

/// Runs a property over the same cases every time.
fn run<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config(cases), rng)
        .run(strategy, test)
        .expect("holds for all");
}

/// Reads and checks; every place must exist.
fn survives(bytes: &[u8]) -> Result<Input, TestCaseError> {
    let engine = Engine::new();
    let input = engine.read("park.yaml", bytes, &Beside);
    let options = Options {
        forms: FormSet::ALL,
        ..Options::default()
    };
    let mut findings = input.findings.clone();
    findings.extend(engine.findings(&input, &options));
    if input.park.is_none() {
        prop_assert!(findings.iter().any(|f| f.severity == Severity::Error));
    }
    for finding in &findings {
        let place = match &finding.place {
            Some(place) => place.clone(),
            None => input.place(&finding.path, finding.within.clone()),
        };
        let text = &input.files[place.file].text;
        prop_assert!(text.get(place.span.clone()).is_some(), "{:?}", finding);
        for label in &finding.labels {
            let place = input.place(&label.path, None);
            prop_assert!(input.files[place.file].text.get(place.span).is_some());
        }
    }
    for text in &input.texts {
        let place = input.place(&text.path, Some(0..text.value.len()));
        prop_assert!(input.files[place.file].text.get(place.span).is_some());
    }
    Ok(input)
}

#[test]
fn random_bytes_and_yaml_like_text_survive() {
    run(300, &prop::collection::vec(any::<u8>(), 0..400), |bytes| {
        survives(&bytes).map(drop)
    });
    let soup = "[-:：,，{}\\[\\]|>'\"“”@%*&!# \t\n　甲乙\\\\a1\u{b}\u{200b}\u{2028}?~]{0,120}";
    run(2000, &soup, |text| survives(text.as_bytes()).map(drop));
}

#[test]
fn slips_in_a_sample_survive() {
    let samples = samples();
    let slip = prop::sample::select(vec![
        "：",
        ":",
        "\t",
        "　",
        "-",
        "－ ",
        "\"",
        "'",
        "“",
        "[",
        "{",
        "}",
        "|",
        "> ",
        "@",
        "*",
        "&",
        "!",
        "%",
        "#",
        "\n",
        "\r",
        "\u{b}",
        "\u{feff}",
        "\u{202e}",
        "园区名称",
        "\\",
        "? ",
        "---\n",
        "~",
    ]);
    let place = any::<prop::sample::Index>();
    let edit = (place, slip, any::<bool>());
    let edits = prop::collection::vec(edit, 1..4);
    run(150, &(0..samples.len(), edits), |(sample, edits)| {
        let mut text = String::from_utf8(samples[sample].clone()).expect("utf-8");
        for (place, slip, replace) in edits {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = place.get(&ends).to_owned();
            let to = if replace {
                at + text[at..].chars().next().map_or(0, char::len_utf8)
            } else {
                at
            };
            text.replace_range(at..to, slip);
        }
        survives(text.as_bytes()).map(drop)
    });
}

#[test]
fn lines_lost_doubled_or_moved_survive() {
    let samples = samples();
    let line = any::<prop::sample::Index>;
    let moves = prop::collection::vec((line(), line(), 0..4_usize), 1..6);
    run(100, &(0..samples.len(), moves), |(sample, moves)| {
        let text = String::from_utf8(samples[sample].clone()).expect("utf-8");
        let mut lines: Vec<&str> = text.lines().collect();
        for (from, to, what) in moves {
            let (from, to) = (from.index(lines.len()), to.index(lines.len()));
            match what {
                0 => drop(lines.remove(from)),
                1 => lines.insert(to, lines[from]),
                2 => lines.swap(from, to),
                _ => lines[from] = lines[from].trim_start(),
            }
        }
        survives(lines.join("\n").as_bytes()).map(drop)
    });
}

#[test]
fn broken_bytes_in_a_sample_survive() {
    let samples = samples();
    let byte = (any::<prop::sample::Index>(), any::<u8>());
    let bytes = prop::collection::vec(byte, 1..4);
    run(100, &(0..samples.len(), bytes), |(sample, changes)| {
        let mut bytes = samples[sample].clone();
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        survives(&bytes).map(drop)
    });
}

/// What is set reads back, and no other text changes.
#[test]
fn any_value_can_be_set() {
    let sample = samples().swap_remove(0);
    let before = Engine::new().read("park.yaml", &sample, &Beside);
    let paths: Vec<String> = before
        .texts
        .iter()
        .filter(|text| ecopark::park::catalogue::field(&text.path).is_some())
        .map(|text| text.path.clone())
        .collect();
    let value = "[-:：,{}\\[\\]|>'\"“”%*&!# \n甲乙\\\\a1.]{1,20}";
    run(
        150,
        &(prop::sample::select(paths), value),
        |(path, value)| {
            let input = Engine::new().read("park.yaml", &sample, &Beside);
            let mut editor = Editor::new(input);
            prop_assume!(!value.trim().is_empty());
            prop_assume!(editor.set(&path, &value).is_ok());
            for text in &before.texts {
                let now = editor.text(&text.path);
                if text.path == path {
                    let words = |text: &str| text.split_whitespace().collect::<String>();
                    prop_assert_eq!(now.map(words), Some(words(&value)));
                } else {
                    prop_assert_eq!(now, Some(text.value.as_str()));
                }
            }
            Ok(())
        },
    );
}
