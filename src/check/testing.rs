//! For the unit tests of rules: a park from a few lines of YAML, and what one
//! rule says of it.

use super::{Check, Context, FigureFile, Found, Measure, Options, Text, rule};
use crate::finding::Finding;
use crate::form::FormSet;
use crate::input::{self, Input, NoFiles};
use crate::park::catalogue;

/// A park and what surrounds it.
#[derive(Debug)]
pub(crate) struct Case {
    input: Input,
    options: Options,
    forms: Option<FormSet>,
}

/// The park that `yaml` describes.
pub(crate) fn park(yaml: &str) -> Case {
    Case {
        input: input::read("park.yaml", yaml.as_bytes(), &NoFiles),
        options: Options::default(),
        forms: None,
    }
}

/// What the rule `code` says of `yaml`: a line `警告: message` for each finding.
#[track_caller]
pub(crate) fn said(code: &str, yaml: &str) -> String {
    park(yaml).said(code)
}

/// Holds what the rule `code` says of 园区基本情况, one field a line, to `expected`.
#[track_caller]
pub(crate) fn basics(code: &str, fields: &str, expected: &str) {
    let yaml = format!("园区基本情况: {{{}}}", fields.replace('\n', ", "));
    assert_eq!(said(code, &yaml), expected, "{fields}");
}

/// The same as [`said`], counted as Word does.
#[track_caller]
pub(crate) fn said_by_words(code: &str, yaml: &str) -> String {
    park(yaml)
        .options(|options| options.measure = Measure::Words)
        .said(code)
}

impl Case {
    /// Checks for these annexes only, and not for all that the rule is for.
    pub(crate) fn annexes(mut self, digits: &str) -> Self {
        self.forms = Some(FormSet::annexes(digits));
        self
    }

    /// Sets options.
    pub(crate) fn options(mut self, set: impl FnOnce(&mut Options)) -> Self {
        set(&mut self.options);
        self
    }

    /// Says what is known of the figures' files.
    pub(crate) fn figures(mut self, figures: Vec<FigureFile>) -> Self {
        self.input.figures = figures;
        self
    }

    /// Adds a text as the file has it.
    pub(crate) fn text(mut self, path: &str, value: &str) -> Self {
        self.input.texts.push(Text {
            path: path.to_owned(),
            value: value.to_owned(),
            field: catalogue::field(path).expect("a datum"),
            forms: FormSet::ALL,
            quoted: false,
        });
        self
    }

    /// What the rule says, one line for each finding: `错误 路径: 消息`.
    #[track_caller]
    pub(crate) fn found(&self, code: &str) -> Vec<String> {
        let line = |one: Finding| format!("{} {}: {}", one.severity, one.path, one.message);
        self.findings(code).into_iter().map(line).collect()
    }

    /// The same without the paths, as one text: `错误: 消息`.
    #[track_caller]
    pub(crate) fn said(&self, code: &str) -> String {
        self.joined(code, "\n", |one| {
            format!("{}: {}", one.severity, one.message)
        })
    }

    /// Only the severities of the findings: `错误 警告`.
    #[track_caller]
    pub(crate) fn severities(&self, code: &str) -> String {
        self.joined(code, " ", |one| one.severity.to_string())
    }

    /// The hints that the rule gives, a line for each.
    #[track_caller]
    pub(crate) fn advised(&self, code: &str) -> String {
        self.joined(code, "\n", |one| one.hint.unwrap_or_default())
    }

    #[track_caller]
    fn joined(&self, code: &str, with: &str, show: fn(Finding) -> String) -> String {
        let shown: Vec<String> = self.findings(code).into_iter().map(show).collect();
        shown.join(with)
    }

    /// The findings themselves.
    #[track_caller]
    pub(crate) fn findings(&self, code: &str) -> Vec<Finding> {
        let rule = rule(code).expect("code of a rule");
        let context = Context {
            forms: self.forms.unwrap_or(rule.forms),
            ..Context::new(&self.input, &self.options).expect("sound YAML")
        };
        let mut found = Found::default();
        found.run(rule, |found| match rule.check {
            Check::Park(check) => check(&context, found),
            Check::Prose => super::prose::tell(&super::prose::judge(&context), code, found),
            _ => panic!("{code} is not checked over one park"),
        });
        for one in &found.findings {
            let announced = rule.severities.contains(&one.severity);
            assert!(announced, "{code} does not announce {}", one.severity);
        }
        found.findings
    }
}
