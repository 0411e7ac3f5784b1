//! What users see of the rules and of the samples.
//!
//! `RULES.md` is written by `UPDATE=1 cargo test rules_md`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ecopark::batch;
use ecopark::check::{self, Check};
use ecopark::report::{self, Style};
use ecopark::{Engine, FormId, NoFiles, Options, Report, Selection};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The report on a data file, for the forms that it has.
fn report(path: &Path) -> Report {
    let name = path.strip_prefix(root()).expect("one of ours");
    let input = batch::load(name).expect("a sample");
    Engine::new().check(&input, &Options::default(), &Selection::default())
}

#[test]
fn samples_are_reported_as_before() {
    insta::glob!("../../samples", "*/park.yaml", |path| {
        let park = path.parent().expect("a folder").file_name();
        let park = park.expect("a name").to_string_lossy().into_owned();
        insta::with_settings!({
            snapshot_suffix => park,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("sample", report::text(&[report(path)], &Style::default()));
        });
    });
}

#[test]
fn the_skeleton_is_walked_through() {
    let yaml = ecopark::skeleton::skeleton(&ecopark::skeleton::Wish::filing("甲园区"));
    let engine = Engine::new();
    let input = engine.read("数据.yaml", yaml.as_bytes(), &NoFiles);
    let forms = FormId::Filing.into();
    let options = Options {
        forms,
        ..Options::default()
    };
    let report = engine.check(&input, &options, &Selection::default().for_forms(forms));
    assert!(report.counts().errors > 20);
    for finding in report.findings().iter().map(|located| &located.finding) {
        let missing = ["未填写", "未选择", "缺少", "没有"];
        assert!(
            missing.iter().any(|word| finding.message.contains(word)) && finding.hint.is_some(),
            "{}: {}",
            finding.code,
            finding.message
        );
    }
}

#[test]
fn codes_have_no_gap() {
    for group in check::GROUPS {
        let codes: Vec<&str> = group.rules.iter().map(|rule| rule.code).collect();
        let expected: Vec<String> = (1..=codes.len())
            .map(|n| format!("{}{n:02}", group.letter))
            .collect();
        assert_eq!(codes, expected);
    }
}

#[test]
fn readme_names_the_groups() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let (rules, groups) = (check::rules().count(), check::GROUPS.len());
    let count = format!("{rules} 条规则，分 {groups} 组");
    assert!(readme.contains(&count), "README does not say {count}");
    for group in check::GROUPS {
        let named = format!("{}（{}）", group.title, group.letter);
        assert!(readme.contains(&named), "README does not say {named}");
    }
}

#[test]
fn enough_rules_are_in_force() {
    let in_force = check::rules().filter(|rule| rule.check.in_force()).count();
    assert!(in_force >= 155, "{in_force}");
    assert_eq!(report::rules(true).lines().count(), check::rules().count());
    assert_eq!(report::rules(false).lines().count(), in_force);
}

#[test]
fn every_rule_explains_itself() {
    for rule in check::rules() {
        let code = rule.code;
        let text = report::explain(&code.to_lowercase()).expect("known");
        assert!(text.contains(rule.summary), "{code}");
        assert!(!rule.basis.is_empty(), "{code} has no basis");
        assert!(!rule.why.is_empty(), "{code} says not why");
        if let Check::Omitted(reason) = rule.check {
            assert!(text.contains(reason), "{code}");
        }
    }
    assert!(report::explain("Z01").is_none());
}

#[test]
fn rules_md_is_what_the_rules_say() {
    let path = root().join("RULES.md");
    let rules = report::rules_markdown();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &rules).expect("RULES.md can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == rules,
        "RULES.md is out of date: UPDATE=1 cargo test rules_md"
    );
}

/// What is wrong with the manner of a text that a user reads.
fn faults(text: &str, message: bool) -> Vec<&'static str> {
    // Keys, the user's words and quotations are as they are.
    let plain = without(&without(text, '`', '`'), '「', '」');
    let plain = without(&plain, '“', '”');
    let mut faults = Vec::new();
    if text.trim().is_empty() {
        faults.push("is empty");
    }
    if message && text.ends_with(['。', '.', '！']) {
        faults.push("ends like a sentence");
    }
    if plain.contains('请') && !plain.contains("申请") || plain.contains('您') {
        faults.push("is polite");
    }
    if plain.contains("  ") {
        faults.push("has two blanks");
    }
    if glued(&plain) {
        faults.push("has no blank between Chinese and Latin or digits");
    }
    faults
}

/// `text` with what stands between the marks cut to one neutral mark.
fn without(text: &str, open: char, close: char) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, behind)) = after.split_once(close) else {
            break;
        };
        out.push_str(before);
        out.push('…');
        rest = behind;
    }
    out + rest
}

/// Whether a Han character and a letter or digit touch, but for dates, numbers
/// of documents and annexes (2026年5月, 4号, 附件2).
fn glued(text: &str) -> bool {
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"年月日号件".contains(c);
    let chars: Vec<char> = text.chars().collect();
    chars.windows(2).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        han(a) && b.is_ascii_alphanumeric() || a.is_ascii_alphanumeric() && han(b)
    })
}

#[test]
fn findings_keep_to_the_manner() {
    let mut wrong = String::new();
    for (name, report) in crate::rules::reports() {
        for finding in report.findings().iter().map(|located| &located.finding) {
            let hint = finding.hint.as_deref();
            let labels = finding.labels.iter().map(|label| label.text.as_str());
            let label = Some(finding.label.as_str()).filter(|label| !label.is_empty());
            let texts = [Some(finding.message.as_str()), hint, label]
                .into_iter()
                .flatten();
            for text in texts.chain(labels) {
                for fault in faults(text, true) {
                    writeln!(wrong, "{name}: {} {fault}: {text}", finding.code).expect("a string");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn rules_keep_to_the_manner() {
    let mut wrong = String::new();
    for rule in check::rules() {
        let mut texts = vec![(rule.summary, true), (rule.why, false), (rule.mend, true)];
        if let Check::Omitted(reason) = rule.check {
            texts = vec![(rule.summary, true), (reason, true)];
        }
        for (text, message) in texts {
            for fault in faults(text, message) {
                writeln!(wrong, "{} {fault}: {text}", rule.code).expect("a string");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
