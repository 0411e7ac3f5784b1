//! Faults of the pages as findings at the data that they come from.

use super::owner::{Owner, owners};
use super::{Fault, FaultKind};
use crate::blocks::{Block, Document};
use crate::check::{self, count};
use crate::finding::{Finding, Severity};
use crate::form::FormId;

/// How much of a text a message shows.
const SHOWN: usize = 20;

/// What is wrong on the pages of `form`, at the data that `document` shows
/// there. Texts over their cap spill by themselves, and group L says so.
pub fn findings(form: FormId, document: &Document, faults: &[Fault]) -> Vec<Finding> {
    let owners = owners(document);
    faults
        .iter()
        .filter_map(|fault| finding(form, document, &owners, fault))
        .collect()
}

fn finding(form: FormId, document: &Document, owners: &[Owner], fault: &Fault) -> Option<Finding> {
    let Fault { page, kind, what } = fault;
    let words = shown(what);
    let owner = match kind {
        FaultKind::Picture => picture(document, what),
        FaultKind::Spill { .. } => largest(document, what),
        _ => owner(owners, what),
    };
    let path = owner.unwrap_or_else(|| form.form().block.to_owned());
    let name = form.form().stem(false);
    let (code, severity, message) = match kind {
        FaultKind::Sheet => (
            "P01",
            Severity::Error,
            format!("{name} 第 {page} 页的「{words}」印到纸外"),
        ),
        FaultKind::Margin => (
            "P01",
            Severity::Error,
            format!("{name} 第 {page} 页的「{words}」超出版心"),
        ),
        FaultKind::Rule => (
            "P01",
            Severity::Error,
            format!("{name} 第 {page} 页的「{words}」超出格子"),
        ),
        FaultKind::Overlap => (
            "P01",
            Severity::Error,
            format!("{name} 第 {page} 页的「{words}」与别的文字重叠"),
        ),
        FaultKind::Picture => (
            "P02",
            Severity::Error,
            format!("{name} 第 {page} 页的图超出版心"),
        ),
        FaultKind::Spill { pages } => {
            if over_cap(document, what) {
                return None;
            }
            let severity = match is_signed(document, what) {
                true => Severity::Error,
                false => Severity::Warning,
            };
            let message = format!("{name} 的{words}应占 1 页，实际 {pages} 页");
            ("P03", severity, message)
        }
        FaultKind::Foot => (
            "P04",
            Severity::Warning,
            format!("{name} 第 {page} 页的末行是标题「{words}」"),
        ),
    };
    let rule = check::rule(code).expect("a rule of group P");
    Some(Finding {
        code: rule.code,
        severity,
        message,
        path,
        place: None,
        within: None,
        lacks: Vec::new(),
        label: String::new(),
        labels: Vec::new(),
        hint: Some(rule.mend.to_owned()),
        fix: None,
        basis: rule.basis,
        forms: form.into(),
    })
}

/// A text as a message shows it.
fn shown(text: &str) -> String {
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(SHOWN).collect();
    match chars.next() {
        Some(_) => format!("{short}…"),
        None => short,
    }
}

/// The datum that holds the words: the one whose text has them, else the one
/// whose whole text is among them.
fn owner(owners: &[Owner], words: &str) -> Option<String> {
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let holds = owners.iter().find(|owner| owner.text.contains(&words));
    let held = || {
        let inside = owners.iter().filter(|owner| words.contains(&owner.text));
        inside.max_by_key(|owner| owner.text.len())
    };
    let found = holds.or_else(held).filter(|_| !words.is_empty());
    found.map(|owner| owner.path.clone())
}

/// The path of the `nth` picture.
fn picture(document: &Document, nth: &str) -> Option<String> {
    let nth: usize = nth.parse().ok()?;
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let pictures = blocks.filter_map(|block| match block {
        Block::Figure {
            caption,
            file: Some(_),
            ..
        } => Some(caption.id.clone()),
        _ => None,
    });
    pictures.flatten().nth(nth)
}

/// The blocks of a part: a form table, or the cover.
fn part<'a>(document: &'a Document, name: &str) -> Vec<&'a Block> {
    let blocks = || document.sections.iter().flat_map(|section| &section.blocks);
    let table =
        blocks().find(|block| matches!(block, Block::Table(table) if table.summary == name));
    match (table, document.sections.first()) {
        (Some(table), _) => vec![table],
        (None, Some(cover)) => cover.blocks.iter().collect(),
        (None, None) => Vec::new(),
    }
}

/// The longest datum of a part.
fn largest(document: &Document, name: &str) -> Option<String> {
    let owners = super::owner::of_blocks(&part(document, name));
    let longest = owners
        .into_iter()
        .max_by_key(|owner| owner.text.chars().count());
    longest.map(|owner| owner.path)
}

/// Whether a part has a place for a seal, or is the cover.
fn is_signed(document: &Document, name: &str) -> bool {
    part(document, name).iter().any(|block| match block {
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .flat_map(|cell| &cell.blocks)
            .any(|block| matches!(block, Block::Stamp { .. })),
        _ => true,
    })
}

/// Whether a long text of a part is longer than its cap.
fn over_cap(document: &Document, name: &str) -> bool {
    part(document, name).iter().any(|block| match block {
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .flat_map(|cell| &cell.blocks)
            .any(|block| match block {
                Block::Prose {
                    value: Some(value),
                    cap: Some(cap),
                    ..
                } => count::count(value).characters > *cap as usize,
                _ => false,
            }),
        _ => false,
    })
}
