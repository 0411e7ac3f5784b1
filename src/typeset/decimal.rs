//! Numbers that stand one below the other, aligned on the decimal point.
//!
//! Figures are half an em wide in both formats, so that empty width before and
//! behind a number sets its point below that of the others.

use super::fit::Measures;
use crate::blocks::{Block, Cell, Inline, Style, Table};

/// Widths of a figure and of the marks within a number, em.
const FIGURE: f64 = 0.5;
const POINT: f64 = 0.25;
const SIGN: f64 = 0.55;

/// Sets the numbers of each column of a table of data below each other.
pub(super) fn align(table: &mut Table, measures: &Measures) {
    for x in 0..table.columns_mm.len() {
        column(table, x, measures);
    }
}

fn column(table: &mut Table, x: usize, measures: &Measures) {
    let rows = table.header_rows..table.rows.len();
    let widths: Vec<Option<(bool, f64, f64)>> = rows
        .clone()
        .map(|y| {
            let cell = cell(table, y, x)?;
            let Block::Para { style, inlines } = cell.blocks.first()? else {
                return None;
            };
            let sides = sides(&words(inlines)?)?;
            let centred = [Style::TableCentre, Style::SmallCentre].contains(style);
            let aligned = centred || [Style::TableNumber, Style::SmallNumber].contains(style);
            (aligned && cell.blocks.len() == 1).then_some((centred, sides.0, sides.1))
        })
        .collect();
    let most = |side: fn(&(bool, f64, f64)) -> f64| {
        let known = widths.iter().flatten();
        known.map(side).fold(0.0_f64, f64::max)
    };
    let (before, behind) = (most(|one| one.1), most(|one| one.2));
    let em = measures.styles[&Style::TableCentre].size * super::fit::POINT_MM;
    let room = table.columns_mm[x] - 2.0 * measures.insets.x;
    if widths.iter().flatten().count() < 2 || (before + behind) * em > room {
        return;
    }
    for (y, known) in rows.zip(widths) {
        let Some((centred, here, after)) = known else {
            continue;
        };
        let cells = &mut table.rows[y].cells;
        let cell = cells.iter_mut().find(|cell| cell.x == x);
        let Some(Block::Para { inlines, .. }) = cell.and_then(|cell| cell.blocks.first_mut())
        else {
            continue;
        };
        // What stands at the right needs nothing before it.
        if centred && before > here {
            inlines.insert(0, Inline::Gap { em: before - here });
        }
        if behind > after {
            inlines.push(Inline::Gap { em: behind - after });
        }
    }
}

/// The cell of one column and row that begins there.
fn cell(table: &Table, y: usize, x: usize) -> Option<&Cell> {
    let mut cells = table.rows[y].cells.iter();
    cells.find(|cell| cell.x == x && cell.cols == 1 && cell.rows == 1)
}

/// The words of a line that holds nothing but plain ones.
fn words(inlines: &[Inline]) -> Option<String> {
    let mut all = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, script: None } => all.push_str(text),
            Inline::Field { runs, .. } => all.push_str(&words(runs)?),
            _ => return None,
        }
    }
    Some(all)
}

/// Width of a number before its point and from its point on, em; nothing for
/// what is no number.
fn sides(text: &str) -> Option<(f64, f64)> {
    let bare = text.trim_start_matches(['≥', '≤', '>', '<', '=', '-', '−', '+']);
    let signs = text.chars().count() - bare.chars().count();
    let number = bare.trim_end_matches('%');
    let percent = bare.len() - number.len();
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let grouped = whole.replace(',', "");
    if signs > 1 || percent > 0 || !figures(&grouped) || !part.is_none_or(figures) {
        return None;
    }
    let marks = (whole.len() - grouped.len()) as f64 * POINT;
    Some((
        signs as f64 * SIGN + grouped.len() as f64 * FIGURE + marks,
        part.map_or(0.0, |part| POINT + part.len() as f64 * FIGURE),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_two_sides() {
        #[track_caller]
        fn case(text: &str, expected: Option<(f64, f64)>) {
            assert_eq!(sides(text), expected);
        }

        case("21600", Some((2.5, 0.0)));
        case("0.430", Some((0.5, 1.75)));
        case("≥6", Some((1.05, 0.0)));
        case("1,234.5", Some((2.25, 0.75)));
        case("—", None);
        case("", None);
        case("2028年", None);
        case("10%", None);
        case("1.2.3", None);
    }
}
