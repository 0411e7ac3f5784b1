//! How high the text of a table stands, and how its rows share a page.
//!
//! A form fills its page, so the room that a text takes must be known before it
//! is laid out: by the widths of its characters, which for Han are exact. What
//! comes out stands in the blocks ([`Row::min_mm`], [`Row::split`],
//! [`Row::keep_next`], [`Row::height`]), so that both drawers agree.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::value::{Error as Unknown, StrDeserializer};

use super::columns::Grid;
use super::{Insets, StyleSheet, StyleSpec, bounds, decimal};
use crate::blocks::measures::{Page, STANDING};
use crate::blocks::{Block, Cell, Document, Inline, Look, Row, Style, Table};

/// Millimetres per point, as the kit counts.
pub(super) const POINT_MM: f64 = 0.3528;
/// The least heights of a form may shrink and grow by this.
const STRETCH: (f64, f64) = (0.82, 1.1);
/// A row of a form is at least this high.
const WRITABLE_MM: f64 = 8.0;
/// A row of data higher than this may break across pages.
const SPLITS_ABOVE_MM: f64 = 75.0;
/// A form that fills its page but for less than this takes smaller type.
const SPARE_MM: f64 = 6.0;
/// A table of data higher than so many pages is set in smaller type.
const MANY_PAGES: f64 = 5.0;
/// A table of data lower than this stands whole on one page.
const WHOLE_BELOW_MM: f64 = 110.0;

/// The measures by which heights are told.
#[derive(Debug)]
pub(super) struct Measures {
    pub insets: Insets,
    pub styles: HashMap<Style, StyleSpec>,
}

impl Measures {
    /// Takes them from the kit's sheet.
    pub fn new(sheet: &StyleSheet) -> Self {
        let known = |name: &str| Style::deserialize(StrDeserializer::<Unknown>::new(name)).ok();
        let styles = sheet.styles.iter();
        Self {
            insets: sheet.insets,
            styles: styles
                .filter_map(|(name, spec)| Some((known(name)?, spec.clone())))
                .collect(),
        }
    }

    /// Gives the rows of all tables their heights, and says where they may break.
    pub fn fit(&self, document: &mut Document) {
        let blocks = document.sections.iter_mut().flat_map(|one| &mut one.blocks);
        for block in blocks {
            let Block::Table(table) = block else { continue };
            if table.look == Look::Data {
                self.spread(table);
                decimal::align(table, self);
            }
            let mut needed = self.rows(table);
            if table.look == Look::Form && !fits(table, &needed) {
                shrink(table);
                needed = self.rows(table);
            }
            match table.look {
                Look::Form => fill(table, &needed),
                Look::Data => keep(table, &needed),
            }
            for (y, height) in bounds::heights(table, self).into_iter().enumerate() {
                table.rows[y].height = height;
            }
        }
    }

    /// Gives the columns their widths; a table of many pages smaller type first.
    fn spread(&self, table: &mut Table) {
        if table.steady {
            return;
        }
        let grid = Grid::new(table, self);
        let widths = grid.spread(&table.columns_mm);
        let high: f64 = grid.heights(&widths).sum();
        let page = Page::new(widths.iter().sum::<f64>() > STANDING.text_width() + 1.0);
        if high <= MANY_PAGES * page.text_height() {
            table.columns_mm = widths;
            return;
        }
        table.small = true;
        shrink(table);
        table.columns_mm = Grid::new(table, self).spread(&table.columns_mm);
    }

    /// About how high the text of each row stands.
    fn rows(&self, table: &Table) -> Vec<f64> {
        table.rows.iter().map(|row| self.row(row, table)).collect()
    }

    /// About how high the text of a row stands, from rule to rule.
    fn row(&self, row: &Row, table: &Table) -> f64 {
        let cells = row.cells.iter().filter(|cell| cell.rows == 1);
        cells.map(|cell| self.cell(cell, table)).fold(0.0, f64::max)
    }

    fn cell(&self, cell: &Cell, table: &Table) -> f64 {
        let width = self.width(cell, table);
        let blocks: f64 = cell
            .blocks
            .iter()
            .map(|block| self.block(block, width))
            .sum();
        2.0 * self.insets.y + blocks
    }

    /// Width that lines have in a cell.
    pub fn width(&self, cell: &Cell, table: &Table) -> f64 {
        let columns = &table.columns_mm[cell.x..cell.x + cell.cols];
        columns.iter().sum::<f64>() - 2.0 * self.insets.x
    }

    /// About how high a block of text is, millimetres.
    pub fn block(&self, block: &Block, width: f64) -> f64 {
        match block {
            Block::Para { style, inlines } => self.paragraph(*style, inlines, width),
            Block::Prose { paragraphs, .. } => {
                let lines = paragraphs.iter();
                let text: f64 = lines
                    .map(|one| match one.rows.len() {
                        0 => self.paragraph(one.style, &one.inlines, width),
                        rows => self.text_table(rows),
                    })
                    .sum();
                self.above(block) + text
            }
            Block::Stamp { size_mm, .. } => *size_mm,
            _ => 0.0,
        }
    }

    /// About how high a table in a text is: a line or two in each row.
    fn text_table(&self, rows: usize) -> f64 {
        let pitch = self.styles[&Style::TableText].pitch * POINT_MM;
        rows as f64 * (1.5 * pitch + 2.0 * self.insets.y)
    }

    /// What a long text has above besides the inset of every cell.
    pub fn above(&self, block: &Block) -> f64 {
        if is_tall(block) {
            self.insets.tall - self.insets.y
        } else {
            0.0
        }
    }

    fn paragraph(&self, style: Style, inlines: &[Inline], width: f64) -> f64 {
        let spec = &self.styles[&style];
        let em = spec.size * POINT_MM;
        let lines: f64 = line_widths(inlines)
            .iter()
            .map(|em_wide| {
                let lines = ((em_wide + spec.indent) * em + 0.01) / (width - spec.left * em);
                lines.ceil().max(1.0)
            })
            .sum();
        lines * spec.pitch * POINT_MM
    }
}

/// Sets the texts of a table in smaller type.
fn shrink(table: &mut Table) {
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    for block in cells.flat_map(|cell| &mut cell.blocks) {
        match block {
            Block::Para { style, .. } => *style = style.small(),
            Block::Prose { paragraphs, .. } => {
                let texts = paragraphs.iter_mut();
                texts.for_each(|one| one.style = one.style.small());
            }
            _ => {}
        }
    }
}

/// Whether a form fits into the height that it asks for, its rows squeezed, with
/// some lines to spare for programs that set them wider.
fn fits(table: &Table, needed: &[f64]) -> bool {
    let rows = table.rows.iter().zip(needed);
    let least = rows.map(|(row, needed)| squeezed(row.min_mm, STRETCH.0).max(*needed));
    table
        .fill_mm
        .is_none_or(|height| least.sum::<f64>() + SPARE_MM <= height)
}

/// Whether it is a long text in a form; in a table of data it is one datum among
/// others.
fn is_tall(block: &Block) -> bool {
    matches!(
        block,
        Block::Prose {
            guidance_style: Style::Cell | Style::CellGuidance,
            ..
        }
    )
}

/// Stretches or squeezes the least heights of a form so that its rows fill the
/// height it asks for, or as little more as can be.
fn fill(table: &mut Table, needed: &[f64]) {
    let Some(height) = table.fill_mm else { return };
    let total = |factor: f64| -> f64 {
        let rows = table.rows.iter().zip(needed);
        rows.map(|(row, needed)| squeezed(row.min_mm, factor).max(*needed))
            .sum()
    };
    let (mut low, mut high) = STRETCH;
    // Where even that is too much, little is left over for the next page.
    let steps = if total(low) > height { 0 } else { 12 };
    for _ in 0..steps {
        let middle = f64::midpoint(low, high);
        if total(middle) > height {
            high = middle;
        } else {
            low = middle;
        }
    }
    for row in &mut table.rows {
        row.min_mm = (squeezed(row.min_mm, low) * 100.0).round() / 100.0;
    }
}

/// A row's least height by `factor`, but high enough for a pen.
fn squeezed(height: f64, factor: f64) -> f64 {
    (height * factor).max(height.min(WRITABLE_MM))
}

/// Says which rows of data may break and which stay with the next: heads, rows
/// that a cell hangs down from, and all of a table that stands whole.
fn keep(table: &mut Table, needed: &[f64]) {
    let heights: Vec<f64> = table
        .rows
        .iter()
        .zip(needed)
        .map(|(row, needed)| row.min_mm.max(*needed))
        .collect();
    let whole = heights.iter().sum::<f64>() <= WHOLE_BELOW_MM;
    let last = table.rows.len().saturating_sub(1);
    for (y, row) in table.rows.iter_mut().enumerate() {
        let hangs = row.cells.iter().any(|cell| cell.rows > 1);
        row.split = heights[y] > SPLITS_ABOVE_MM;
        row.keep_next = y < table.header_rows || hangs || (whole && y < last);
    }
}

/// Width of each line of a paragraph before it is broken, in em.
pub(super) fn line_widths(inlines: &[Inline]) -> Vec<f64> {
    let mut lines = vec![0.0];
    add_widths(inlines, &mut lines);
    lines
}

fn add_widths(inlines: &[Inline], lines: &mut Vec<f64>) {
    for inline in inlines {
        let width = match inline {
            Inline::Break => {
                lines.push(0.0);
                continue;
            }
            Inline::Field { runs, .. } => {
                add_widths(runs, lines);
                continue;
            }
            Inline::Text { text, .. } => width_em(text),
            // 　　　　年　　月　　日
            Inline::Date { .. } => 11.0,
            Inline::Ref { .. } => width_em("表00"),
            Inline::Gap { em } => *em,
            Inline::Choice { options, note, .. } => {
                let note = note.as_ref().map_or(0.0, |note| width_em(note) + 2.0);
                let options = options.iter();
                // A box and the space behind it.
                options
                    .map(|option| width_em(&option.label) + 2.0)
                    .sum::<f64>()
                    + note
            }
        };
        *lines.last_mut().expect("there is a line") += width;
    }
}

/// About how wide a text is, in em: Han and full-width characters are 1 em, all
/// others a little more than half of it.
pub(super) fn width_em(text: &str) -> f64 {
    let (mut wide, mut narrow) = (0_u32, 0_u32);
    for c in text.chars() {
        if is_wide(c) {
            wide += 1;
        } else {
            narrow += 1;
        }
    }
    f64::from(wide) + f64::from(narrow) * 0.55
}

pub(super) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '—' | '…' | '□' | '☐' | '☑')
}
