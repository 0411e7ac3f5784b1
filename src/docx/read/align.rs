//! The page beside the paper that we wrote: which line is which.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::super::base::{self, Base, CellMark, Mark};
use super::super::key;
use super::super::page::{Block, Page, Table};
use crate::park::catalogue;

/// What a block of the page was when we wrote it.
#[derive(Debug, Default, Clone)]
pub(super) struct Match {
    /// Number of the block in the base.
    pub base: Option<usize>,
    /// Where it is new: the blocks of the base that are gone from there.
    pub gone: Vec<usize>,
}

/// Finds for each block of the page the one of the base.
pub(super) fn blocks(page: &Page, blocks: &[Block], base: &Base) -> Vec<Match> {
    let mut matches = vec![Match::default(); blocks.len()];
    if base.blocks.is_empty() {
        return matches;
    }
    let ours: Vec<u64> = base.blocks.iter().map(base_id).collect();
    let theirs: Vec<u64> = blocks.iter().map(|block| page_id(page, block)).collect();
    for op in capture_diff_slices(Algorithm::Patience, &ours, &theirs) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            for (from, to) in old.zip(new) {
                matches[to].base = Some(from);
            }
            continue;
        }
        // A table stays the table of its place, whatever became of its head.
        let tables: Vec<usize> = old
            .clone()
            .filter(|&at| matches!(base.blocks[at], base::Block::Table(_)))
            .collect();
        let mut tables = tables.into_iter();
        for at in new {
            match blocks[at] {
                Block::Table(_) => matches[at].base = tables.next(),
                Block::Line(_) => matches[at].gone = old.clone().collect(),
            }
        }
    }
    matches
}

/// The same for a line of both sides.
fn line_id(mark: &Mark) -> u64 {
    let long = mark.data.iter().find(|(target, _)| is_long(&target.path));
    match long.or(mark.data.first()) {
        Some((target, _)) => 1 << 40 | u64::from(key::hash(&target.path)),
        None => u64::from(mark.text),
    }
}

fn base_id(block: &base::Block) -> u64 {
    match block {
        base::Block::Line(mark) => line_id(mark),
        base::Block::Table(rows) => table_id(rows.first().map(Vec::as_slice).unwrap_or_default()),
    }
}

fn page_id(page: &Page, block: &Block) -> u64 {
    match block {
        Block::Line(line) => line_id(&Mark::of(&page.lines[*line], page)),
        Block::Table(table) => {
            let first = table.rows.first().map(Vec::as_slice).unwrap_or_default();
            let marks: Vec<CellMark> = first.iter().map(|cell| page.mark(cell)).collect();
            table_id(&marks)
        }
    }
}

/// A table is known by its first row, which holds the form's words or the data
/// that it begins with.
fn table_id(cells: &[CellMark]) -> u64 {
    let words = cells.iter().flat_map(|cell| &cell.lines).map(line_id);
    words.fold(1 << 41, |all, one| {
        all.wrapping_mul(31).wrapping_add(one) | 1 << 41
    })
}

/// Whether a datum is a long text, or a record that stands for one.
pub(super) fn is_long(path: &str) -> bool {
    let field = catalogue::field(path);
    field.is_some_and(|field| field.long || field.shape == catalogue::Shape::Record)
}

/// Finds for each row of a table the one of the base: by place where there are
/// as many, else by its words.
pub(super) fn rows(page: &Page, table: &Table, base: &[Vec<CellMark>]) -> Vec<Option<usize>> {
    if table.rows.len() == base.len() {
        return (0..base.len()).map(Some).collect();
    }
    let known: Vec<u32> = base.iter().flatten().flat_map(CellMark::texts).collect();
    let id = |marks: &[CellMark]| -> u64 {
        let data = marks.iter().flat_map(|cell| cell.data()).next();
        let words = marks
            .iter()
            .flat_map(CellMark::texts)
            .filter(|text| known.contains(text));
        match data {
            Some((target, _)) => 1 << 40 | u64::from(key::hash(&target.path)),
            None => words.fold(7, |all, one| {
                all.wrapping_mul(31).wrapping_add(u64::from(one))
            }),
        }
    };
    let ours: Vec<u64> = base.iter().map(|row| id(row)).collect();
    let theirs: Vec<u64> = table
        .rows
        .iter()
        .map(|row| id(&row.iter().map(|cell| page.mark(cell)).collect::<Vec<_>>()))
        .collect();
    let mut found = vec![None; table.rows.len()];
    for op in capture_diff_slices(Algorithm::Patience, &ours, &theirs) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal || (tag == DiffTag::Replace && old.len() == new.len()) {
            for (from, to) in old.zip(new) {
                found[to] = Some(from);
            }
        }
    }
    found
}
