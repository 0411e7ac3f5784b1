//! For the unit tests of rules: a park from a few lines of YAML, and what one
//! rule says of it.
//!
//! The YAML is read by serde alone, without the reader: literals are quoted.

use super::{Check, Context, FigureFile, Found, Options, Text, rule};
use crate::form::FormSet;
use crate::park::Park;

/// A park and what surrounds it.
#[derive(Debug, Default)]
pub(crate) struct Case {
    park: Park,
    texts: Vec<Text>,
    figures: Vec<FigureFile>,
    options: Options,
    forms: Option<FormSet>,
}

/// The park that `yaml` describes.
#[track_caller]
pub(crate) fn park(yaml: &str) -> Case {
    Case {
        park: serde_yaml::from_str(yaml).expect("YAML of a park"),
        ..Case::default()
    }
}

impl Case {
    /// Checks for these annexes only.
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
        self.figures = figures;
        self
    }

    /// Adds a text as the file has it.
    pub(crate) fn text(mut self, path: &str, value: &str) -> Self {
        let (path, value) = (path.to_owned(), value.to_owned());
        self.texts
            .push(Text::new(path, value, FormSet::ALL, false, true));
        self
    }

    /// What the rule says, one line for each finding: `错误 路径: 消息`.
    #[track_caller]
    pub(crate) fn found(&self, code: &str) -> Vec<String> {
        let rule = rule(code).expect("code of a rule");
        let Check::Park(check) = rule.check else {
            panic!("{code} is not checked over one park")
        };
        let context = Context {
            park: &self.park,
            texts: &self.texts,
            figures: &self.figures,
            forms: self.forms.unwrap_or(rule.forms),
            options: &self.options,
        };
        let mut found = Found::default();
        found.run(rule, |found| check(&context, found));
        found
            .findings
            .iter()
            .map(|one| {
                assert!(
                    rule.severities.contains(&one.severity),
                    "{code} does not announce {}",
                    one.severity
                );
                format!("{} {}: {}", one.severity, one.path, one.message)
            })
            .collect()
    }

    /// Only the severities of the findings: `错误 警告`.
    #[track_caller]
    pub(crate) fn severities(&self, code: &str) -> String {
        let found = self.found(code);
        let severities: Vec<&str> = found
            .iter()
            .filter_map(|line| line.split(' ').next())
            .collect();
        severities.join(" ")
    }
}
