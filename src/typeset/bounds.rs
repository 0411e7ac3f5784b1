//! Rows whose height is known before they are laid out.
//!
//! Typst lays a cell out to learn how high its row is, and once more in the row.
//! Most rows of a form hold one line and their least height has room for it:
//! they are exactly that high. This needs bounds, not estimates: no character is
//! wider than counted here, and no line is left emptier than its widest piece
//! that cannot be broken.

use super::fit::{Measures, POINT_MM, is_wide};
use crate::blocks::{Block, Cell, Inline, RowHeight, Style, Table};

/// Lines may hold this much more than their width, where marks are squeezed.
const SQUEEZED: f64 = 1.2;
/// A piece that cannot be broken takes marks beside it along, em.
const MARKS_EM: f64 = 3.0;

/// What is known of the height of each row.
pub(super) fn heights(table: &Table, measures: &Measures) -> Vec<RowHeight> {
    let mut heights: Vec<RowHeight> = table
        .rows
        .iter()
        .map(|row| {
            if row.split {
                return RowHeight::Least;
            }
            let cells = || row.cells.iter().filter(|cell| cell.rows == 1);
            if cells().all(|cell| most(cell, table, measures) <= row.min_mm) {
                RowHeight::Exact
            } else if cells().any(|cell| least(cell, table, measures) > row.min_mm) {
                RowHeight::Free
            } else {
                RowHeight::Least
            }
        })
        .collect();
    for (y, row) in table.rows.iter().enumerate() {
        for cell in row.cells.iter().filter(|cell| cell.rows > 1) {
            let rows = y..y + cell.rows;
            let room: f64 = table.rows[rows.clone()].iter().map(|row| row.min_mm).sum();
            if most(cell, table, measures) > room {
                for height in &mut heights[rows] {
                    if *height == RowHeight::Exact {
                        *height = RowHeight::Least;
                    }
                }
            }
        }
    }
    heights
}

/// The most that a cell may be high, millimetres.
fn most(cell: &Cell, table: &Table, measures: &Measures) -> f64 {
    let width = measures.width(cell, table);
    let block = |block: &Block| match block {
        Block::Para { style, inlines } => most_lines(*style, inlines, width, measures),
        Block::Prose {
            paragraphs,
            guidance: None,
            guidance_style,
            ..
        } => {
            let lines = paragraphs.iter();
            let lines = lines.map(|one| match one.rows.is_empty() {
                true => most_lines(one.style, &one.inlines, width, measures),
                false => f64::INFINITY,
            });
            let empty = most_lines(*guidance_style, &[], width, measures);
            measures.above(block) + lines.sum::<f64>().max(empty)
        }
        _ => f64::INFINITY,
    };
    2.0 * measures.insets.y + cell.blocks.iter().map(block).sum::<f64>()
}

fn most_lines(style: Style, inlines: &[Inline], width: f64, measures: &Measures) -> f64 {
    let spec = &measures.styles[&style];
    let em = spec.size * POINT_MM;
    let room = width / em - spec.left;
    let lines: f64 = lines(inlines, em)
        .iter()
        .map(|line| {
            let wide = line.wide + spec.indent;
            let filled = room - line.piece - MARKS_EM;
            if wide <= room {
                1.0
            } else if filled <= 0.0 {
                f64::INFINITY
            } else {
                (wide / filled).floor() + 1.0
            }
        })
        .sum();
    lines * spec.pitch * POINT_MM + spec.above * POINT_MM + spec.below * POINT_MM
}

/// The least that a cell is high, millimetres.
fn least(cell: &Cell, table: &Table, measures: &Measures) -> f64 {
    let width = measures.width(cell, table);
    let lines = |style: Style, inlines: &[Inline]| {
        let spec = &measures.styles[&style];
        let room = width / (spec.size * POINT_MM) * SQUEEZED;
        let lines: f64 = lines(inlines, spec.size * POINT_MM)
            .iter()
            .map(|line| (line.sure / room).ceil().max(1.0))
            .sum();
        lines * spec.pitch * POINT_MM
    };
    let block = |block: &Block| match block {
        Block::Para { style, inlines } => lines(*style, inlines),
        Block::Prose { paragraphs, .. } => {
            let paragraphs = paragraphs.iter();
            paragraphs.map(|one| lines(one.style, &one.inlines)).sum()
        }
        _ => 0.0,
    };
    2.0 * measures.insets.y + cell.blocks.iter().map(block).sum::<f64>()
}

/// Bounds of one line before it is broken, in em.
#[derive(Debug, Default)]
struct Line {
    /// No wider than this.
    wide: f64,
    /// No narrower than this.
    sure: f64,
    /// Its widest piece that cannot be broken.
    piece: f64,
    /// The piece at its end.
    open: f64,
    /// Whether that ends in a mark which no line begins with.
    closed: bool,
}

impl Line {
    fn character(&mut self, c: char) {
        let width = width(c);
        self.wide += width;
        self.sure += if is_wide(c) { 0.8 } else { 0.2 };
        // A date is kept whole with its 年, 月, 日 and dash.
        let breaks = c == ' ' || (is_wide(c) && !"年月日—".contains(c));
        let closes = "）》」”’；，。、：！？".contains(c);
        if std::mem::replace(&mut self.closed, closes) && !closes {
            self.open = 0.0;
        }
        self.open = match c {
            '（' | '《' | '「' | '“' => width,
            _ if closes || !breaks => self.open + width,
            _ => 0.0,
        };
        self.piece = self.piece.max(self.open);
    }

    fn whole(&mut self, width: f64) {
        self.wide += width;
        self.open = 0.0;
        self.piece = self.piece.max(width);
    }
}

/// The widest piece of a text that cannot be broken, in em; a long word can.
pub(super) fn widest_piece(inlines: &[Inline], em: f64) -> f64 {
    let lines = lines(inlines, em);
    lines.iter().map(|line| line.piece).fold(0.0, f64::max)
}

fn lines(inlines: &[Inline], em: f64) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    add(inlines, em, &mut lines);
    lines
}

fn add(inlines: &[Inline], em: f64, lines: &mut Vec<Line>) {
    for inline in inlines {
        let line = lines.last_mut().expect("there is a line");
        match inline {
            Inline::Break => lines.push(Line::default()),
            Inline::Field { runs, .. } => add(runs, em, lines),
            Inline::Text { text, .. } => text.chars().for_each(|c| line.character(c)),
            Inline::Gap { em } => line.whole(*em),
            Inline::Date { gaps_mm, .. } => line.whole(gaps_mm.iter().sum::<f64>() / em + 3.0),
            Inline::Ref { text, .. } => text.chars().for_each(|c| line.character(c)),
            Inline::Choice { options, note, .. } => {
                let text = |text: &str| text.chars().map(width).sum::<f64>();
                for option in options {
                    // The box, and the space behind it.
                    line.whole(text(&option.label) + 2.0);
                }
                if let Some(note) = note {
                    line.whole(text(note) + 2.0);
                }
            }
        }
    }
}

/// The most that a character is wide, em: figures are half an em in our Latin
/// font, and no letter is wider than W.
fn width(c: char) -> f64 {
    match c {
        '0'..='9' | ' ' => 0.5,
        '!'..='~' => 0.95,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        let inlines = [Inline::Text {
            text: text.to_owned(),
            script: None,
        }];
        lines(&inlines, 1.0).remove(0)
    }

    #[test]
    fn a_piece_that_cannot_be_broken_is_as_wide_as_its_words() {
        #[track_caller]
        fn case(text: &str, wide: f64, piece: f64) {
            let line = line(text);
            assert!((line.wide - wide).abs() < 1e-9, "{}", line.wide);
            assert!((line.piece - piece).abs() < 1e-9, "{}", line.piece);
        }

        case("", 0.0, 0.0);
        case("湘澜经开区", 5.0, 0.0);
        case("2028年12月", 5.0, 5.0);
        case("2026—2028年", 6.0, 6.0);
        case("面积42.60平方公里", 8.95, 2.95);
        case("a b", 2.4, 0.95);
        case("年报（2022—2028年）；及", 12.0, 9.0);
    }
}
