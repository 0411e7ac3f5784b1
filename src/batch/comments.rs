//! What was found, as comments for the DOCX of a draft.

use super::Hash;
use crate::docx::Comment;
use crate::finding::Finding;
use crate::form::FormId;
use crate::input::Input;
use crate::report::Report;

/// The comments of one paper: what was found in its data and on its pages, in
/// that order.
pub(super) fn comments(
    input: &Input,
    form: FormId,
    data: &Report,
    pages: Option<&Report>,
) -> Vec<Comment> {
    let reports = [Some(data), pages];
    reports
        .into_iter()
        .flatten()
        .flat_map(Report::findings)
        .map(|located| &located.finding)
        .filter(|finding| finding.forms.contains(form))
        .map(|finding| Comment {
            path: finding.path.clone(),
            words: words(input, finding),
            text: text(finding),
        })
        .collect()
}

/// The words that a finding means, and how often they stand before.
fn words(input: &Input, finding: &Finding) -> Option<(String, usize)> {
    let within = finding.within.clone()?;
    let text = input.texts.iter().find(|text| text.path == finding.path)?;
    let words = text.value.get(within.clone())?;
    let before = text.value.get(..within.start)?;
    let fit = !words.trim().is_empty() && words.len() < text.value.trim().len();
    fit.then(|| (words.to_owned(), before.matches(words).count()))
}

/// What a comment says: gravity, code and message, then the remedy.
fn text(finding: &Finding) -> String {
    let Finding {
        severity,
        code,
        message,
        hint,
        ..
    } = finding;
    match hint {
        Some(hint) => format!("{severity} {code}：{message}\n建议：{hint}"),
        None => format!("{severity} {code}：{message}"),
    }
}

/// By which it is known whether the comments of an earlier run are still right.
pub(super) fn digest(report: &Report) -> String {
    let findings = report.findings().iter().map(|located| &located.finding);
    let words: Vec<String> = findings
        .map(|finding| format!("{} {}", finding.path, text(finding)))
        .collect();
    let digest = Hash::of_parts(words.iter().map(|line| line.as_bytes()));
    format!("批注 {digest}")
}
