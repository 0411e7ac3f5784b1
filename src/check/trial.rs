//! Tries one rule on a piece of YAML, for the tests that stand beside rules.

use super::{Check, Context, Found, Measure, Options};
use crate::input::{self, Files};
use crate::report::Finding;

/// No file at all.
struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("文件不存在".to_owned())
    }
}

/// What the rule `code` says of `yaml` when checked for all its forms: a line
/// `警告: message` for each finding.
pub(super) fn said(code: &str, yaml: &str) -> String {
    said_with(code, yaml, &Options::default())
}

/// The same, counted as Word does.
pub(super) fn said_by_words(code: &str, yaml: &str) -> String {
    let options = Options {
        measure: Measure::Words,
        ..Options::default()
    };
    said_with(code, yaml, &options)
}

/// The same with `options`.
pub(super) fn said_with(code: &str, yaml: &str, options: &Options) -> String {
    let lines: Vec<String> = findings(code, yaml, options)
        .iter()
        .map(|one| format!("{}: {}", one.severity, one.message))
        .collect();
    lines.join("\n")
}

/// The hints that the rule gives, a line for each.
pub(super) fn advised(code: &str, yaml: &str) -> String {
    let hints: Vec<String> = findings(code, yaml, &Options::default())
        .into_iter()
        .filter_map(|one| one.hint)
        .collect();
    hints.join("\n")
}

fn findings(code: &str, yaml: &str, options: &Options) -> Vec<Finding> {
    let rule = super::rule(code).expect("a registered rule");
    let Check::Park(check) = rule.check else {
        panic!("{code} looks at no park");
    };
    let input = input::read("park.yaml", yaml.as_bytes(), &Nothing);
    let context = Context {
        park: input.park.as_ref().expect("sound YAML"),
        texts: &input.texts,
        figures: &input.figures,
        forms: rule.forms,
        options,
    };
    let mut found = Found::default();
    found.run(rule, |found| check(&context, found));
    found.findings
}
