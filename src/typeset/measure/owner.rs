//! Whose words stand on the paper: every datum that a document shows.

use crate::blocks::{Block, Document, Inline};

/// A datum and what is printed of it, without white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    pub path: String,
    pub text: String,
}

/// Every datum that is shown, in the order of the paper.
pub(super) fn owners(document: &Document) -> Vec<Owner> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    of_blocks(&blocks.collect::<Vec<_>>())
}

/// Every datum that these blocks show.
pub(super) fn of_blocks(blocks: &[&Block]) -> Vec<Owner> {
    let mut owners = Vec::new();
    for block in blocks {
        add(block, &mut owners);
    }
    owners.retain(|owner| !owner.text.is_empty());
    owners
}

fn add(block: &Block, owners: &mut Vec<Owner>) {
    match block {
        Block::Para { inlines, .. } => of_line(inlines, owners),
        Block::Prose { path, value, .. } => push(path, value.as_deref(), owners),
        Block::FillLines { rows, .. } => {
            for row in rows {
                of_line(std::slice::from_ref(&row.content), owners);
            }
        }
        Block::Figure {
            caption, source, ..
        } => {
            if let Some(path) = &caption.id {
                push(path, Some(&caption.text), owners);
                push(path, source.as_deref(), owners);
            }
        }
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            for block in cells.flat_map(|cell| &cell.blocks) {
                add(block, owners);
            }
        }
        _ => {}
    }
}

fn of_line(inlines: &[Inline], owners: &mut Vec<Owner>) {
    for inline in inlines {
        match inline {
            Inline::Field { path, value, runs } => {
                push(path, value.as_deref(), owners);
                let shown: String = runs.iter().map(words).collect();
                push(path, Some(&shown), owners);
            }
            Inline::Date { path, value, .. } => push(path, value.as_deref(), owners),
            Inline::Choice { path, note, .. } => push(path, note.as_deref(), owners),
            _ => {}
        }
    }
}

/// The words of a run of a field.
pub(super) fn words(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text,
        _ => "",
    }
}

fn push(path: &str, text: Option<&str>, owners: &mut Vec<Owner>) {
    let text = text.unwrap_or_default();
    owners.push(Owner {
        path: path.to_owned(),
        text: text.chars().filter(|c| !c.is_whitespace()).collect(),
    });
}
