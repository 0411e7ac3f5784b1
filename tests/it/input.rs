//! Reading: the samples say what they say, and their places are right.

use std::path::Path;

use ecopark::Engine;
use ecopark::batch;
use ecopark::input::decode::Encoding;
use ecopark::input::{Input, NoFiles};
use ecopark::park::Park;

fn samples() -> Vec<std::path::PathBuf> {
    let mut samples: Vec<_> = std::fs::read_dir("samples")
        .expect("samples")
        .map(|entry| entry.expect("entry").path().join("park.yaml"))
        .filter(|path| path.exists())
        .collect();
    samples.sort();
    samples
}

fn read(path: &Path) -> Input {
    batch::load(path).expect("sample")
}

/// What another YAML reader makes of the sample.
fn other(path: &Path) -> Park {
    let text = std::fs::read_to_string(path).expect("sample");
    serde_yaml::from_str(&text).expect("a park")
}

/// Every text of the data, by path.
fn texts(value: &serde_json::Value, path: &str, texts: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::String(text) if !text.is_empty() => {
            texts.push((path.to_owned(), text.clone()));
        }
        serde_json::Value::Array(list) => {
            for (index, item) in list.iter().enumerate() {
                self::texts(item, &format!("{path}[{index}]"), texts);
            }
        }
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                let here = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                self::texts(value, &here, texts);
            }
        }
        _ => {}
    }
}

fn all(park: &Park) -> Vec<(String, String)> {
    let mut all = Vec::new();
    texts(&serde_json::to_value(park).expect("json"), "", &mut all);
    all
}

#[test]
fn samples_read_as_another_reader_reads_them() {
    for path in samples() {
        let input = read(&path);
        let ours = all(input.park.as_ref().expect("a park"));
        let theirs = all(&other(&path));
        assert_eq!(ours.len(), theirs.len());
        for ((here, text), (there, expected)) in ours.iter().zip(&theirs) {
            assert_eq!(here, there);
            match expected.strip_prefix('@') {
                Some(name) => {
                    let file = path.with_file_name(name);
                    let content = std::fs::read_to_string(file).expect("a text");
                    assert_eq!(text, content.trim_end());
                }
                None => assert_eq!(text, expected.trim_end(), "{here}"),
            }
        }
    }
}

#[test]
fn every_text_of_a_sample_stands_where_its_place_says() {
    for path in samples() {
        let input = read(&path);
        assert!(input.texts.len() > 30);
        for text in &input.texts {
            for (at, c) in text.value.char_indices().filter(|(_, c)| *c != '\n') {
                let place = input.place(&text.path, Some(at..at + c.len_utf8()));
                assert_eq!(
                    &input.files[place.file].text[place.span],
                    c.to_string(),
                    "{}",
                    text.path
                );
            }
        }
    }
}

#[test]
fn line_ends_and_encodings_change_nothing() {
    for path in samples() {
        let text = std::fs::read_to_string(&path).expect("sample");
        let folder = batch::Folder::of(&path);
        let expected = read(&path).park;
        let windows = text.replace('\n', "\r\n");
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf8Bom,
            Encoding::Utf16Le { bom: true },
            Encoding::Gb18030,
        ] {
            let input = Engine::new().read("park.yaml", &encoding.encode(&windows), &folder);
            assert_eq!(input.park, expected, "{encoding:?}");
            for text in &input.texts {
                for (at, c) in text.value.char_indices().filter(|(_, c)| *c != '\n') {
                    let place = input.place(&text.path, Some(at..at + c.len_utf8()));
                    let source = &input.files[place.file].text[place.span];
                    assert_eq!(source, c.to_string(), "{}", text.path);
                }
            }
        }
    }
}

#[test]
fn samples_have_no_fault_of_structure() {
    for path in samples() {
        let findings = read(&path).findings;
        let faults: Vec<_> = findings.iter().filter(|f| f.code != "Y07").collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn suppressions_hold_for_the_key_at_which_they_stand() {
    #[track_caller]
    fn case(yaml: &str, scopes: &[&str]) {
        let input = Engine::new().read("park.yaml", yaml.as_bytes(), &NoFiles);
        let found: Vec<&str> = input.suppressions.iter().map(|s| s.path.as_str()).collect();
        assert_eq!(found, scopes);
    }

    case(
        "标识:\n  园区简称: 甲  # 忽略 C02：理由\n",
        &["标识.园区简称"],
    );
    case("# 忽略 C02：理由\n标识:\n  园区简称: 甲\n", &["标识"]);
    case("标识:  # 忽略 C02：理由\n  园区简称: 甲\n", &["标识"]);
    case(
        "标识: {园区简称: 甲, 园区代码: J}  # 忽略 C02：理由\n",
        &["标识"],
    );
    case(
        "重点任务:\n  # 忽略 K01：理由\n  # 说明\n  - 编号: R1\n",
        &["重点任务[0]"],
    );
    case(
        "重点任务:\n  - 编号: R1 # 忽略 K01：理由\n",
        &["重点任务[0].编号"],
    );
    case(
        "重点任务:\n  - {编号: R1, 方面: 甲} # 忽略 K01：理由\n",
        &["重点任务[0]"],
    );
    case("标识:\n  园区简称: 甲\n\n# 忽略 K01：理由\n", &[""]);
}
