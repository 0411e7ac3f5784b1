//! Where on a sheet the data stand: by codes, else by heads.

use super::super::grid::Grid;
use super::layout;
use crate::form::FormId;
use crate::park::catalogue::{Field, Shape};

/// Rows and columns among which codes and heads are looked for.
const SEARCHED: usize = 12;

/// What a sheet turned out to be.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its data.
    pub table: Option<Table>,
    /// Heads that mean nothing, or not one thing.
    pub unknown: Vec<Unknown>,
}

/// Where data stand.
#[derive(Debug)]
pub(super) enum Table {
    /// A line for each datum.
    Lines {
        /// Column of the values.
        value: usize,
        /// Row of each datum.
        slots: Vec<(usize, &'static Field)>,
    },
    /// A row for each park or item.
    Rows {
        /// The first row below the heads.
        first: usize,
        /// The columns.
        slots: Vec<Found>,
    },
}

/// A column of data.
#[derive(Debug)]
pub(super) struct Found {
    pub column: usize,
    pub code: String,
    pub field: &'static Field,
}

/// A head that could not be understood.
#[derive(Debug)]
pub(super) struct Unknown {
    pub row: usize,
    pub column: usize,
    pub text: String,
    /// Whether it means several data.
    pub several: bool,
}

/// Understands a sheet.
pub(super) fn find(grid: &Grid) -> Sheet {
    if let Some(table) = coded_rows(grid).or_else(|| coded_lines(grid)) {
        return Sheet {
            table: Some(table),
            unknown: Vec::new(),
        };
    }
    headed_rows(grid).unwrap_or_default()
}

/// A row of codes.
fn coded_rows(grid: &Grid) -> Option<Table> {
    let rows = grid.rows.iter().enumerate().take(SEARCHED);
    let (row, slots) = rows
        .map(|(row, cells)| {
            let slots: Vec<Found> = cells
                .iter()
                .enumerate()
                .filter_map(|(column, cell)| {
                    let code = cell.text();
                    let field = code.contains('.').then(|| layout::known(code))??;
                    Some(Found {
                        column,
                        code: code.to_owned(),
                        field,
                    })
                })
                .collect();
            (row, slots)
        })
        .max_by_key(|(row, slots)| (slots.len(), usize::MAX - row))?;
    (slots.len() >= 2).then_some(Table::Rows {
        first: row + 1,
        slots,
    })
}

/// A column of codes; the values stand below 填写内容, else in the column
/// behind the labels.
fn coded_lines(grid: &Grid) -> Option<Table> {
    let slots = |column: usize| -> Vec<(usize, &'static Field)> {
        let rows = grid.rows.iter().enumerate();
        rows.filter_map(|(row, cells)| {
            let code = cells.get(column)?.text();
            let field = code.contains('.').then(|| layout::known(code))??;
            (!code.contains("[]") && field.shape != Shape::Map).then_some((row, field))
        })
        .collect()
    };
    let (column, slots) = (0..SEARCHED)
        .map(|column| (column, slots(column)))
        .max_by_key(|(column, slots)| (slots.len(), usize::MAX - column))?;
    if slots.len() < 2 {
        return None;
    }
    let head = grid
        .rows
        .iter()
        .take(SEARCHED)
        .find_map(|cells| cells.iter().position(|cell| cell.text() == "填写内容"));
    let value = head.unwrap_or(if column == 0 { 2 } else { column - 1 });
    Some(Table::Lines { value, slots })
}

/// A row of heads as people write them: annex 2's data.
fn headed_rows(grid: &Grid) -> Option<Sheet> {
    let filing = FormId::Filing.into();
    let rows = grid.rows.iter().enumerate().take(SEARCHED);
    let (row, slots) = rows
        .map(|(row, cells)| {
            let slots: Vec<Found> = cells
                .iter()
                .enumerate()
                .filter_map(|(column, cell)| {
                    let field = layout::by_label(cell.text(), filing)?;
                    Some(Found {
                        column,
                        code: field.path.clone(),
                        field,
                    })
                })
                .collect();
            (row, slots)
        })
        .max_by_key(|(row, slots)| (slots.len(), usize::MAX - row))?;
    if slots.len() < 2 {
        return None;
    }
    let cells = grid.rows[row].iter().enumerate();
    let unknown = cells
        .filter(|(column, cell)| {
            !cell.is_empty() && !slots.iter().any(|slot| slot.column == *column)
        })
        .map(|(column, cell)| {
            let text = cell.text().to_owned();
            Unknown {
                row,
                column,
                several: layout::is_label(&text),
                text,
            }
        })
        .filter(|unknown| !matches!(unknown.text.as_str(), "序号" | "字数" | "备注"))
        .collect();
    let table = Some(Table::Rows {
        first: row + 1,
        slots,
    });
    Some(Sheet { table, unknown })
}
