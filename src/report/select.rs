//! `--select` and `--ignore`: which findings the user wants to see.

use crate::check;
use crate::form::FormSet;

use super::{Finding, suppress};

/// Which findings to show. The default is all.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
    forms: FormSet,
}

/// A name on the command line that is neither a rule nor a group of rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有规则或规则组 `{name}`；{}", .suggestion.map_or("`ecopark rules` 列出全部规则".to_owned(), |code| format!("是不是想写 `{code}`？")))]
pub struct UnknownCode {
    /// The name as given.
    pub name: String,
    /// The rule with the likeliest code.
    pub suggestion: Option<&'static str>,
}

impl Selection {
    /// Shows only findings of `select` (codes like `L01` or groups like `L`;
    /// none means all) and none of `ignore`. Letters may be small.
    ///
    /// # Errors
    /// When a name is neither a rule nor a group.
    pub fn new<S: AsRef<str>>(select: &[S], ignore: &[S]) -> Result<Self, UnknownCode> {
        Ok(Self {
            select: all_known(select)?,
            ignore: all_known(ignore)?,
            forms: FormSet::NONE,
        })
    }

    /// Shows only what concerns one of `forms` (none means all), and says of a
    /// suppression that it is unused only if they could have used it.
    #[must_use]
    pub fn for_forms(mut self, forms: FormSet) -> Self {
        self.forms = forms;
        self
    }

    /// The forms that are checked for; none means those of the data.
    pub(super) fn forms(&self) -> FormSet {
        self.forms
    }

    /// Whether findings of this rule are shown.
    pub fn takes_code(&self, code: &str) -> bool {
        (self.select.is_empty() || named(&self.select, code)) && !self.ignores(code)
    }

    /// Whether findings of this rule are to be left out.
    pub(super) fn ignores(&self, code: &str) -> bool {
        named(&self.ignore, code)
    }

    /// Whether this finding is shown. What a form demands is, even if it should
    /// be left out: the paper cannot be made with it.
    pub(super) fn takes(&self, finding: &Finding) -> bool {
        let code = finding.code;
        let selected = self.select.is_empty() || named(&self.select, code);
        selected
            && (!self.ignores(code) || !suppress::suppressible(finding))
            && (self.forms.is_empty() || !self.forms.and(finding.forms).is_empty())
    }
}

/// Whether one of `names` is this rule or its group.
fn named(names: &[String], code: &str) -> bool {
    names.iter().any(|name| code.starts_with(name.as_str()))
}

fn all_known<S: AsRef<str>>(names: &[S]) -> Result<Vec<String>, UnknownCode> {
    names.iter().map(|name| known(name.as_ref())).collect()
}

/// The code or group that the user means.
fn known(name: &str) -> Result<String, UnknownCode> {
    let upper = name.trim().to_ascii_uppercase();
    let exists = match upper.len() {
        1 => check::group(&upper).is_some(),
        _ => check::rule(&upper).is_some(),
    };
    if exists {
        return Ok(upper);
    }
    Err(UnknownCode::new(name))
}

impl UnknownCode {
    /// For a name that leads to nothing (`explain` gives `None` for it).
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            suggestion: nearest(&name.trim().to_ascii_uppercase()),
        }
    }
}

/// The code that `name` is a slip of, if it is one: `L1` and `L001` for `L01`.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let (letter, number) = name.split_at_checked(1)?;
    let number: u8 = number.trim_matches(['-', '_', ' ']).parse().ok()?;
    check::rule(&format!("{letter}{number:02}")).map(|rule| rule.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_codes() {
        #[track_caller]
        fn case(select: &[&str], ignore: &[&str], code: &str, expected: bool) {
            let selection = Selection::new(select, ignore).expect("known codes");
            assert_eq!(selection.takes_code(code), expected);
        }

        case(&[], &[], "L01", true);
        case(&["L", "s"], &[], "S01", true);
        case(&["L", "S"], &[], "F18", false);
        case(&[], &["F"], "F18", false);
        case(&["F"], &["F"], "F18", false);
    }

    #[test]
    fn slips_are_asked_about() {
        let message = UnknownCode::new("b4").to_string();
        assert_eq!(message, "没有规则或规则组 `b4`；是不是想写 `B04`？");
    }

    #[test]
    fn unknown_names_are_refused() {
        let err = Selection::new(&["Q"], &[]).expect_err("no such group");
        assert_eq!(
            err.to_string(),
            "没有规则或规则组 `Q`；`ecopark rules` 列出全部规则"
        );
    }
}
