//! What a reviewer would find, and whether `check` finds it.
//!
//! `tests/recall/faults.yaml` holds faults planted in the complete sample, one at
//! a time; README shows how many of each kind are spoken of. On the sentences of
//! `tests/recall/right.yaml` nothing may be said. To see every fault with what is
//! said of it: `cargo test --test it recall -- --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ecopark::batch::{Folder, in_parallel};
use ecopark::{Engine, Options, Selection};
use serde::Deserialize;

/// A fault, and where it is planted.
#[derive(Debug, Deserialize)]
struct Fault {
    kind: String,
    fault: String,
    old: String,
    new: String,
}

/// A right sentence.
#[derive(Debug, Deserialize)]
struct Right {
    name: String,
    text: String,
}

/// Where right sentences are put: behind these words of the sample.
const ANCHORS: [&str; 5] = [
    "发展质量和集约化水平持续提升。\n",
    "统筹监测、核算、预警和考核。\n",
    "创建期内未作调整。\n",
    "环境管理制度化、规范化水平不断提高。\n",
    "经验可供同类园区借鉴。\n",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample() -> PathBuf {
    root().join("samples/湘澜经开区/park.yaml")
}

fn read(name: &str) -> String {
    let path = root().join("tests/recall").join(name);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// What is said of the sample with this text, each finding as code, path, words.
fn said(text: &str) -> BTreeSet<String> {
    let engine = Engine::new();
    let path = sample();
    let input = engine.read("park.yaml", text.as_bytes(), &Folder::of(&path));
    let report = engine.check(&input, &Options::default(), &Selection::default());
    let findings = report.findings().iter().map(|one| &one.finding);
    findings
        .map(|one| format!("{} {} {}", one.code, one.path, one.message))
        .collect()
}

#[test]
fn planted_faults_are_spoken_of() {
    let source = fs::read_to_string(sample()).expect("the sample");
    let faults: Vec<Fault> = serde_yaml::from_str(&read("faults.yaml")).expect("faults");
    let before = said(&source);
    let told = in_parallel(&faults, |fault| {
        assert_eq!(source.matches(&fault.old).count(), 1, "{}", fault.fault);
        let after = said(&source.replace(&fault.old, &fault.new));
        after.difference(&before).cloned().collect::<Vec<_>>()
    });
    let mut kinds: Vec<(&str, usize, usize)> = Vec::new();
    for (fault, told) in faults.iter().zip(&told) {
        println!("{}：{}：{}", fault.kind, fault.fault, told.join("；"));
        if kinds.last().is_none_or(|(kind, ..)| *kind != fault.kind) {
            kinds.push((&fault.kind, 0, 0));
        }
        let (_, found, all) = kinds.last_mut().expect("just pushed");
        *found += usize::from(!told.is_empty());
        *all += 1;
    }
    let rows: Vec<String> = kinds
        .iter()
        .map(|(kind, found, all)| format!("| {kind} | {all} | {found} |"))
        .collect();
    let table = rows.join("\n");
    println!("{table}");
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    assert!(readme.contains(&table), "README should say:\n{table}");
    let shown = readme.split("```recall\n").nth(1).expect("ten findings");
    let shown = shown.split("```").next().expect("before the end");
    for line in shown.lines() {
        let (code, message) = line.split_once(' ').expect("a code and a message");
        let is_told = |one: &String| one.starts_with(code) && one.ends_with(message);
        assert!(told.iter().flatten().any(is_told), "nobody is told: {line}");
    }
    assert_eq!(shown.lines().count(), 10);
}

#[test]
fn right_sentences_raise_no_alarm() {
    let source = fs::read_to_string(sample()).expect("the sample");
    let sentences: Vec<Right> = serde_yaml::from_str(&read("right.yaml")).expect("sentences");
    let before = said(&source);
    let alarms = in_parallel(&sentences, |one| {
        let mut text = source.clone();
        for anchor in ANCHORS {
            let at = text.find(anchor).expect("words of the sample");
            let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
            let indent: String = text[line..].chars().take_while(|c| *c == ' ').collect();
            let more = format!("{anchor}{indent}{}\n", one.text);
            text = text.replacen(anchor, &more, 1);
        }
        let alarms = said(&text);
        // Lengths, and that a short text does not cover the annex, are no alarms.
        let alarms = alarms
            .difference(&before)
            .filter(|one| !one.starts_with('L') && !one.starts_with("S12"))
            // It stands in five texts here.
            .filter(|one| !one.ends_with("与另一处完全相同"));
        alarms
            .map(|alarm| format!("{}: {alarm}", one.name))
            .collect::<Vec<_>>()
    });
    assert_eq!(alarms.concat(), Vec::<String>::new());
}
