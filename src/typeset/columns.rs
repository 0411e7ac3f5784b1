//! Widths of the columns of tables of data, from what stands in them.
//!
//! A form gives widths that suit short contents. Where texts are longer, columns
//! take room from each other as long as the table becomes lower, but none
//! becomes narrower than its short data and the words that cannot be broken.
//! What comes out stands in the blocks, so that both drawers draw the same.

use super::bounds;
use super::fit::Measures;
use crate::blocks::{Block, Cell, Inline, Style, Table};

/// How much room moves at a time, millimetres.
const STEPS: [f64; 4] = [8.0, 4.0, 2.0, 1.0];
/// Moves of one size; more gain nothing that is seen.
const MOVES: usize = 40;
/// Data up to this width stay in one line where the form gave them the room, em.
const SHORT: f64 = 4.6;
/// A word up to this width, as a date, is kept whole, millimetres.
const WORD_MM: f64 = 42.0;
/// What a line that is not full counts of a line: leads over plateaus.
const PART: f64 = 0.05;
/// What a millimetre of departure from the form's widths counts.
const DEPARTURE: f64 = 0.02;

/// A line of a cell before it is broken, in millimetres.
struct Line {
    wide: f64,
    left: f64,
    pitch: f64,
}

/// What stands in one cell.
struct Text {
    x: usize,
    cols: usize,
    lines: Vec<Line>,
}

/// A table as far as its height depends on its columns.
pub(super) struct Grid {
    rows: Vec<(f64, Vec<Text>)>,
    /// What each column needs at least.
    least: Vec<f64>,
    inset: (f64, f64),
}

impl Grid {
    pub fn new(table: &Table, measures: &Measures) -> Self {
        let insets = measures.insets;
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().filter(|cell| cell.rows == 1);
            let texts = cells.map(|cell| text(cell, measures)).collect();
            (row.min_mm, texts)
        });
        let mut least = vec![0.0_f64; table.columns_mm.len()];
        for (y, row) in table.rows.iter().enumerate() {
            for cell in row.cells.iter().filter(|cell| cell.cols == 1) {
                let head = y < table.header_rows;
                let needed = needed(cell, head, measures) + 2.0 * insets.x + 0.05;
                let needed = (needed * 10.0).ceil() / 10.0;
                // A word that is very wide may break.
                let most = table.columns_mm[cell.x].max(WORD_MM);
                least[cell.x] = least[cell.x].max(needed.min(most));
            }
        }
        let whole: f64 = table.columns_mm.iter().sum();
        if least.iter().sum::<f64>() > whole {
            let given = table.columns_mm.iter();
            least = given
                .zip(least)
                .map(|(given, needed)| needed.min(*given))
                .collect();
        }
        Self {
            rows: rows.collect(),
            least,
            inset: (insets.x, insets.y),
        }
    }

    /// The widths under which the table is lowest, beginning with `widths`.
    pub fn spread(&self, widths: &[f64]) -> Vec<f64> {
        let mut now = self.raised(widths);
        let mut cost = self.cost(&now, widths);
        for step in STEPS {
            for _ in 0..MOVES {
                let Some((from, to, better)) = self.best_move(&mut now, widths, step, cost) else {
                    break;
                };
                now[from] -= step;
                now[to] += step;
                cost = better;
            }
        }
        now.iter().map(|w| (w * 100.0).round() / 100.0).collect()
    }

    /// The widths, none less than its column needs: the widest give way.
    fn raised(&self, widths: &[f64]) -> Vec<f64> {
        let mut now = widths.to_vec();
        for x in 0..now.len() {
            while now[x] < self.least[x] {
                let slack = |at: usize| now[at] - self.least[at];
                let widest = (0..now.len()).max_by(|a, b| slack(*a).total_cmp(&slack(*b)));
                let Some(widest) = widest.filter(|&at| slack(at) > 0.0) else {
                    return now;
                };
                let step = (self.least[x] - now[x]).min(slack(widest));
                now[widest] -= step;
                now[x] += step;
            }
        }
        now
    }

    fn best_move(
        &self,
        now: &mut [f64],
        given: &[f64],
        step: f64,
        cost: f64,
    ) -> Option<(usize, usize, f64)> {
        let mut best: Option<(usize, usize, f64)> = None;
        for from in 0..now.len() {
            if now[from] - step < self.least[from] {
                continue;
            }
            for to in (0..now.len()).filter(|to| *to != from) {
                now[from] -= step;
                now[to] += step;
                let moved = self.cost(now, given);
                now[from] += step;
                now[to] -= step;
                if moved < best.map_or(cost, |(_, _, cost)| cost) - 1e-6 {
                    best = Some((from, to, moved));
                }
            }
        }
        best
    }

    /// The given widths in another whole width; nothing where that is too narrow.
    pub fn scaled(&self, widths: &[f64], whole: f64) -> Option<Vec<f64>> {
        let all: f64 = widths.iter().sum();
        let least: f64 = self.least.iter().sum();
        if least > whole {
            return None;
        }
        let share = (whole - least) / (all - least).max(1e-6);
        let pairs = widths.iter().zip(&self.least);
        let scaled = pairs.map(|(width, least)| least + (width - least) * share);
        Some(whole_tenths(&scaled.collect::<Vec<_>>(), whole))
    }

    /// Height of each row, millimetres.
    pub fn heights<'a>(&'a self, widths: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        let rows = self.rows.iter();
        rows.map(|(min, texts)| min.max(self.row(texts, widths).0))
    }

    fn cost(&self, widths: &[f64], given: &[f64]) -> f64 {
        let departure: f64 = widths.iter().zip(given).map(|(a, b)| (a - b).abs()).sum();
        let rows = self.rows.iter().map(|(min, texts)| {
            let (height, part) = self.row(texts, widths);
            min.max(height) + PART * min.max(part)
        });
        rows.sum::<f64>() + DEPARTURE * departure
    }

    /// Height of a row in whole lines, and in parts of lines.
    fn row(&self, texts: &[Text], widths: &[f64]) -> (f64, f64) {
        let mut row = (0.0_f64, 0.0_f64);
        for text in texts {
            let width: f64 = widths[text.x..text.x + text.cols].iter().sum();
            let room = width - 2.0 * self.inset.0;
            let (mut whole, mut part) = (0.0, 0.0);
            for line in &text.lines {
                let lines = ((line.wide + 0.01) / (room - line.left).max(1.0)).max(1.0);
                whole += lines.ceil() * line.pitch;
                part += lines * line.pitch;
            }
            row = (row.0.max(whole), row.1.max(part));
        }
        let inset = 2.0 * self.inset.1;
        (row.0 + inset, row.1 + inset)
    }
}

/// Widths in tenths of a millimetre whose sum is `whole`: the widest takes the
/// rest.
fn whole_tenths(widths: &[f64], whole: f64) -> Vec<f64> {
    let mut widths: Vec<f64> = widths.iter().map(|w| (w * 10.0).floor() / 10.0).collect();
    let rest = whole - widths.iter().sum::<f64>();
    let widest = widths
        .iter_mut()
        .max_by(|a, b| a.total_cmp(b))
        .expect("a table has columns");
    *widest = ((*widest + rest) * 100.0).round() / 100.0;
    widths
}

fn text(cell: &Cell, measures: &Measures) -> Text {
    let mut lines = Vec::new();
    each_paragraph(cell, &mut |style, inlines| {
        let spec = &measures.styles[&style];
        let em = spec.size * super::fit::POINT_MM;
        for wide in super::fit::line_widths(inlines) {
            lines.push(Line {
                wide: (wide + spec.indent) * em,
                left: spec.left * em,
                pitch: spec.pitch * super::fit::POINT_MM,
            });
        }
    });
    Text {
        x: cell.x,
        cols: cell.cols,
        lines,
    }
}

/// What a cell's column needs at least, millimetres: its short data and heads
/// whole, of others what cannot be broken and no fewer than two characters.
fn needed(cell: &Cell, head: bool, measures: &Measures) -> f64 {
    let mut needed = 0.0_f64;
    each_paragraph(cell, &mut |style, inlines| {
        let em = measures.styles[&style].size * super::fit::POINT_MM;
        for wide in super::fit::line_widths(inlines) {
            let short = match wide <= SHORT {
                true => wide,
                false if head => wide / 2.0,
                false => 2.0,
            };
            needed = needed.max(short * em);
        }
        needed = needed.max(bounds::widest_piece(inlines, em) * em);
    });
    needed
}

fn each_paragraph<'a>(cell: &'a Cell, see: &mut dyn FnMut(Style, &'a [Inline])) {
    for block in &cell.blocks {
        match block {
            Block::Para { style, inlines } => see(*style, inlines),
            Block::Prose { paragraphs, .. } => {
                let texts = paragraphs.iter().filter(|one| one.rows.is_empty());
                texts.for_each(|one| see(one.style, &one.inlines));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[f64]], least: &[f64]) -> Grid {
        let texts = |row: &&[f64]| {
            let texts = row.iter().enumerate().map(|(x, wide)| Text {
                x,
                cols: 1,
                lines: vec![Line {
                    wide: *wide,
                    left: 0.0,
                    pitch: 5.0,
                }],
            });
            (8.0, texts.collect())
        };
        Grid {
            rows: rows.iter().map(texts).collect(),
            least: least.to_vec(),
            inset: (2.0, 0.8),
        }
    }

    #[test]
    fn a_long_text_takes_room_from_short_ones() {
        let grid = grid(&[&[8.0, 300.0], &[8.0, 280.0]], &[12.4, 12.4]);
        let widths = grid.spread(&[50.0, 50.0]);
        assert!(widths[0] >= 12.4 && widths[0] < 40.0, "{widths:?}");
        assert!((widths.iter().sum::<f64>() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn what_fits_keeps_the_form_s_widths() {
        let grid = grid(&[&[8.0, 30.0], &[20.0, 10.0]], &[12.4, 12.4]);
        assert_eq!(grid.spread(&[50.0, 50.0]), [50.0, 50.0]);
    }

    #[test]
    fn a_column_is_no_narrower_than_its_dates() {
        let grid = grid(&[&[8.0, 30.0]], &[22.6, 12.4]);
        assert_eq!(grid.spread(&[22.5, 77.5]), [22.6, 77.4]);
    }

    #[test]
    fn a_narrower_table_keeps_what_its_columns_need() {
        let grid = grid(&[&[8.0, 300.0]], &[20.0, 30.0]);
        assert_eq!(grid.scaled(&[25.0, 125.0], 100.0), Some(vec![22.5, 77.5]));
        assert_eq!(grid.scaled(&[25.0, 125.0], 45.0), None);
    }
}
