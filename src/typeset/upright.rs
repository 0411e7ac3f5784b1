//! Which tables lie, and where lying pages stand.
//!
//! A form gives a wide table a lying page of its own. Where its columns fit on a
//! standing page, it stands in the text like any other: a lying page leaves that
//! before it half empty. Lying pages that only a short text parts follow each
//! other behind that text.

use super::columns::Grid;
use super::fit::Measures;
use crate::blocks::measures::STANDING;
use crate::blocks::{Block, Document, Look, Section, Style, Table};

/// A table stands if none of its rows is higher than this, millimetres.
const ROW_MM: f64 = 48.0;
/// And the whole no higher than this: what lies on a page, stands on two.
const TABLE_MM: f64 = 400.0;
/// A text between two lying pages that is lower than this goes before both.
const SHORT_MM: f64 = 150.0;
/// The pitch of headings, millimetres.
const HEADING_MM: f64 = 10.3;

impl Measures {
    /// Sets tables upright that fit so, and joins the sections around them.
    pub(super) fn turn(&self, document: &mut Document) {
        let sections = std::mem::take(&mut document.sections);
        let mut joined: Vec<Section> = Vec::with_capacity(sections.len());
        for mut section in sections {
            if section.landscape && !section.odd && section.start.is_none() {
                self.stand(&mut section);
            }
            self.join(section, &mut joined);
        }
        document.sections = joined;
    }

    /// Sets a section of lying tables upright if they all fit.
    fn stand(&self, section: &mut Section) {
        let upright: Option<Vec<Block>> = section
            .blocks
            .iter()
            .map(|block| match block {
                Block::Table(table) => self.upright(table).map(Block::Table),
                _ => None,
            })
            .collect();
        if let Some(blocks) = upright {
            section.blocks = blocks;
            section.landscape = false;
        }
    }

    fn upright(&self, table: &Table) -> Option<Table> {
        if table.steady || table.look != Look::Data {
            return None;
        }
        let grid = Grid::new(table, self);
        let scaled = grid.scaled(&table.columns_mm, STANDING.text_width())?;
        let widths = grid.spread(&scaled);
        let (mut all, mut highest) = (0.0, 0.0_f64);
        for height in grid.heights(&widths) {
            all += height;
            highest = highest.max(height);
        }
        (highest <= ROW_MM && all <= TABLE_MM).then(|| Table {
            columns_mm: scaled,
            ..table.clone()
        })
    }

    /// Puts a section behind the others, into the last one if it is of its kind,
    /// and a short text before the lying pages that it parts from the next.
    fn join(&self, section: Section, joined: &mut Vec<Section>) {
        let goes_on = |one: &Section, other: &Section| {
            one.landscape == other.landscape
                && one.numbered
                && other.numbered
                && !other.odd
                && other.start.is_none()
        };
        if let [.., text, lying, short] = joined.as_mut_slice()
            && lying.landscape
            && goes_on(lying, &section)
            && goes_on(text, short)
            && self.is_short(&short.blocks)
        {
            text.blocks.append(&mut short.blocks);
            joined.pop();
        }
        match joined.last_mut() {
            Some(last) if goes_on(last, &section) => last.blocks.extend(section.blocks),
            _ => joined.push(section),
        }
    }

    /// Whether it is less than a page of text, and names no table or figure of
    /// its own: those keep their order.
    fn is_short(&self, blocks: &[Block]) -> bool {
        let width = STANDING.text_width();
        let height = |block: &Block| match block {
            Block::Heading { .. } => HEADING_MM,
            Block::Para { style, .. } if *style == Style::CoverTitle => f64::INFINITY,
            Block::Para { .. } => self.block(block, width),
            Block::Prose { paragraphs, .. } => {
                let tables = paragraphs.iter().any(|one| !one.rows.is_empty());
                if tables {
                    f64::INFINITY
                } else {
                    self.block(block, width)
                }
            }
            _ => f64::INFINITY,
        };
        blocks.iter().map(height).sum::<f64>() <= SHORT_MM
    }
}
