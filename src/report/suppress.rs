//! `# 忽略 C02：引用了邻近园区名称`: findings that the user has looked at.
//!
//! A suppression needs a reason, holds for a key and what is below it, and is
//! itself reported when it has no effect. Errors that are a form's own
//! requirements (groups L and S) and faults of structure (Y) cannot be
//! suppressed: the paper would still be wrong.

use super::place::Source;
use super::{Located, Selection, Spot, select};
use crate::check::{self, Check, Needs, Rule};
use crate::finding::{Finding, Severity, Suppression};
use crate::form::FormSet;
use crate::input::Input;
use crate::park::catalogue;

/// A finding that was suppressed.
#[derive(Debug, Clone)]
pub struct Suppressed {
    /// The finding.
    pub located: Located,
    /// Why it is none.
    pub reason: String,
}

/// Takes the suppressed findings out of `located`, and adds what is to be said
/// about the suppressions themselves.
pub(super) fn apply(
    input: &Input,
    sources: &[Source],
    selection: &Selection,
    located: &mut Vec<Located>,
) -> Vec<Suppressed> {
    let mut suppressed = Vec::new();
    for suppression in &input.suppressions {
        let (hit, rest): (Vec<_>, Vec<_>) = located
            .drain(..)
            .partition(|one| suppression.covers(&one.finding) && !suppression.reason.is_empty());
        let (kept, gone): (Vec<_>, Vec<_>) =
            hit.into_iter().partition(|one| !suppressible(&one.finding));
        *located = rest;
        let notice = suppression.notice(input, selection, kept.len(), gone.len());
        located.extend(kept);
        located.extend(notice.map(|finding| Located {
            spot: Spot::new(sources, &suppression.place),
            labels: Vec::new(),
            finding,
        }));
        suppressed.extend(gone.into_iter().map(|located| Suppressed {
            located,
            reason: suppression.reason.clone(),
        }));
    }
    suppressed
}

/// Whether the user may decide that this is none.
pub(super) fn suppressible(finding: &Finding) -> bool {
    finding.severity != Severity::Error || !finding.code.starts_with(['L', 'P', 'S', 'Y'])
}

impl Suppression {
    /// Whether it is meant for this finding.
    fn covers(&self, finding: &Finding) -> bool {
        finding.code == self.code && below(&finding.path, &self.path)
    }

    /// What is to be said about it, if `kept` findings were refused and `gone`
    /// suppressed.
    fn notice(
        &self,
        input: &Input,
        selection: &Selection,
        kept: usize,
        gone: usize,
    ) -> Option<Finding> {
        let code = &self.code;
        let Some(rule) = check::rule(code) else {
            let hint = select::nearest(code).map(|code| format!("是不是想写 `{code}`？"));
            return Some(self.finding("Y01", format!("没有规则 `{code}`，这条忽略不起作用"), hint));
        };
        let (message, hint) = if self.reason.is_empty() {
            (
                format!("忽略 `{code}` 没有写理由，不起作用"),
                format!("写成 `# 忽略 {code}：理由`"),
            )
        } else if kept > 0 {
            (
                format!("`{code}` 是表格自身的要求，不能忽略"),
                "改正所指的问题，再删去这条忽略".to_owned(),
            )
        } else if gone == 0 && self.would_be_used(rule, input, selection) {
            (
                format!("忽略 `{code}` 没有用到，这里没有这个问题"),
                "删去这条忽略".to_owned(),
            )
        } else {
            return None;
        };
        Some(self.finding(rule.code, message, Some(hint)))
    }

    /// Whether this run would have shown what it suppresses.
    fn would_be_used(&self, rule: &Rule, input: &Input, selection: &Selection) -> bool {
        let checked = match selection.forms() {
            FormSet::NONE => input
                .park
                .as_ref()
                .map_or(FormSet::NONE, crate::park::Park::forms),
            forms => forms,
        };
        let forms = catalogue::field(&self.path).map_or(FormSet::ALL, |field| field.forms);
        let needed = rule.forms.and(forms);
        selection.takes_code(rule.code)
            && matches!(rule.check, Check::Park(_) | Check::Prose)
            && rule.needs == Needs::Nothing
            && needed.and(checked) == needed
    }

    fn finding(&self, code: &'static str, message: String, hint: Option<String>) -> Finding {
        Finding {
            code,
            severity: Severity::Warning,
            message,
            path: self.path.clone(),
            place: Some(self.place.clone()),
            within: None,
            lacks: Vec::new(),
            label: String::new(),
            labels: Vec::new(),
            hint,
            fix: None,
            basis: &[],
            forms: FormSet::ALL,
        }
    }
}

/// Whether `path` is `above` or below it.
fn below(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
