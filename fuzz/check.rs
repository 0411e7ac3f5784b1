//! Any bytes, read and checked: no panic, no hang, every place exists.
//!
//! ```console
//! $ cargo +nightly fuzz run check fuzz/work fuzz/corpus/check -- -max_total_time=180
//! ```
//!
//! What it finds lands in `fuzz/work`; keep in `fuzz/corpus` only what shows
//! something new.

#![no_main]

use ecopark::input::edit::Editor;
use ecopark::{Engine, Files, FormSet, Options};
use libfuzzer_sys::fuzz_target;

/// Texts are short, pictures are missing.
struct Beside;

impl Files for Beside {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        match name.ends_with(".txt") {
            true => Ok("一段。\r\n".into()),
            false => Err("文件不存在".into()),
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let engine = Engine::new();
    let input = engine.read("park.yaml", bytes, &Beside);
    let options = Options {
        forms: FormSet::ALL,
        ..Options::default()
    };
    let mut findings = input.findings.clone();
    findings.extend(engine.findings(&input, &options));
    for finding in &findings {
        let place = finding
            .place
            .clone()
            .unwrap_or_else(|| input.place(&finding.path, finding.within.clone()));
        let text = &input.files[place.file].text;
        assert!(text.get(place.span.clone()).is_some(), "{finding:?}");
    }
    if input.park.is_some() {
        let mut editor = Editor::new(input);
        let _ = editor.set("园区基本情况.园区名称", "甲: 乙");
        assert!(editor.input().park.is_some());
    }
});
