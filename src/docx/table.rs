//! Tables: forms, data, the cover's lines and the frame of a missing figure.

use docx_rs::{
    AlignmentType, BorderType, HeightRule, Table as Tree, TableAlignmentType, TableCell,
    TableCellBorder, TableCellBorderPosition, TableCellBorders, TableCellContent, TableLayoutType,
    TableRow, VAlignType, VMergeType, WidthType,
};

use super::Error;
use super::body::{Drawer, Flow, Setting, air, run, thin, twips};
use super::style;
use crate::blocks::{Block, Cell, FillRow, Inline, Look, Row, Side, Style, Table, VAlign};

/// Left and right inset of a cell, both together.
const INSETS_MM: f64 = 4.0;
/// Width of a rule: 0.6 pt in eighths of a point.
const RULE: usize = 5;

/// The same in twentieths of a point, rounded up.
const RULE_TWIPS: usize = 13;
/// Height that a form leaves free on a full page, in twips.
const SPARE: usize = 260;

/// A merged cell that goes on below.
#[derive(Clone, Copy)]
struct Hanging<'a> {
    cell: &'a Cell,
    rows_left: usize,
}

impl<'a> Drawer<'a> {
    /// Draws a table with caption, unit and source.
    pub fn table(
        &mut self,
        table: &'a Table,
        place: Setting,
        flow: &mut Vec<Flow>,
    ) -> Result<(), Error> {
        if let Some(fault) = table.fault() {
            return Err(Error::Grid(fault));
        }
        if table.new_page {
            self.begin_page();
        }
        self.before_table(flow);
        let above = Setting {
            keep_next: true,
            ..place
        };
        if table.look == Look::Data {
            air(flow);
        }
        if let Some(caption) = &table.caption {
            flow.push(self.caption(caption, above));
        }
        if let Some(unit) = &table.unit {
            let paragraph = self.paragraph(style::id(Style::Unit), above);
            flow.push(paragraph.add_run(run(unit)).into());
        }
        let drawn = self.grid(table)?;
        flow.push(Flow::Table(Box::new(drawn)));
        if let Some(source) = &table.source {
            let paragraph = self.paragraph(style::id(Style::Source), place);
            flow.push(paragraph.add_run(run(source)).into());
        }
        if table.look == Look::Data {
            air(flow);
        }
        Ok(())
    }

    /// Keeps adjacent tables apart, and begins a page where one is due.
    fn before_table(&mut self, flow: &mut Vec<Flow>) {
        let new_page = self.take_page();
        if new_page || matches!(flow.last(), Some(Flow::Table(_))) {
            flow.push(thin(new_page));
        }
    }

    fn grid(&mut self, table: &'a Table) -> Result<Tree, Error> {
        let columns: Vec<usize> = edges(&table.columns_mm);
        let mut hanging: Vec<Option<Hanging>> = vec![None; columns.len()];
        let heights = heights(table);
        let mut rows = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            let head = index < table.header_rows;
            self.notes.head_rows.push(head);
            let drawn = self.row(table, row, &columns, &mut hanging)?;
            rows.push(match heights[index] {
                0 => drawn,
                height => drawn
                    .row_height(height as f32)
                    .height_rule(HeightRule::AtLeast),
            });
        }
        Ok(fixed(rows, columns).style(style::RULED_TABLE))
    }

    fn row(
        &mut self,
        table: &'a Table,
        row: &'a Row,
        columns: &[usize],
        hanging: &mut [Option<Hanging<'a>>],
    ) -> Result<TableRow, Error> {
        let mut cells = Vec::with_capacity(row.cells.len() + 1);
        let mut x = 0;
        while x < columns.len() {
            if let Some(above) = hanging[x] {
                cells.push(
                    frame(above.cell, columns)
                        .vertical_merge(VMergeType::Continue)
                        .add_paragraph(docx_rs::Paragraph::new().style(style::id(Style::Cell))),
                );
                hanging[x] = (above.rows_left > 1).then_some(Hanging {
                    rows_left: above.rows_left - 1,
                    ..above
                });
                x += above.cell.cols;
                continue;
            }
            let cell = row.cells.iter().find(|cell| cell.x == x);
            let cell = cell.expect("the grid was checked: a cell begins where none hangs");
            cells.push(self.cell(table, row, cell, columns)?);
            if cell.rows > 1 {
                hanging[x] = Some(Hanging {
                    cell,
                    rows_left: cell.rows - 1,
                });
            }
            x += cell.cols;
        }
        let drawn = TableRow::new(cells);
        Ok(if row.split { drawn } else { drawn.cant_split() })
    }

    fn cell(
        &mut self,
        table: &Table,
        row: &Row,
        cell: &'a Cell,
        columns: &[usize],
    ) -> Result<TableCell, Error> {
        let width_mm: f64 = table.columns_mm[cell.x..cell.x + cell.cols].iter().sum();
        let place = Setting {
            width_mm: width_mm - INSETS_MM,
            keep_next: row.keep_next,
            form: table.look == Look::Form,
        };
        let mut drawn = frame(cell, columns);
        if cell.rows > 1 {
            drawn = drawn.vertical_merge(VMergeType::Restart);
        }
        let mut flow = Vec::new();
        for block in &cell.blocks {
            self.block(block, place, &mut flow)?;
        }
        if !matches!(flow.last(), Some(Flow::Paragraph(_))) {
            flow.push(thin(false));
        }
        drawn.children.extend(flow.into_iter().map(content));
        Ok(drawn)
    }

    /// A table that the user has put into a text.
    pub fn text_table(
        &mut self,
        rows: &'a [Vec<Vec<Inline>>],
        place: Setting,
        flow: &mut Vec<Flow>,
    ) {
        self.before_table(flow);
        let count = rows.first().map_or(1, Vec::len).max(1);
        let columns = edges(&vec![place.width_mm / count as f64; count]);
        let mut drawn = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let style = match index {
                0 => Style::TableHead,
                _ => Style::TableText,
            };
            let mut cells = Vec::with_capacity(count);
            for (inlines, width) in row.iter().zip(&columns) {
                let paragraph = docx_rs::Paragraph::new().style(style::id(style));
                let paragraph = self.inlines(paragraph, inlines, style, place);
                cells.push(
                    bare(*width)
                        .vertical_align(VAlignType::Center)
                        .add_paragraph(paragraph),
                );
            }
            self.notes.head_rows.push(index == 0);
            drawn.push(TableRow::new(cells).cant_split());
        }
        let table = fixed(drawn, columns).style(style::RULED_TABLE);
        flow.push(Flow::Table(Box::new(table)));
    }

    /// The cover's fields: a table without rules whose middle column is lined.
    pub fn fill_lines(&mut self, block: &'a Block, flow: &mut Vec<Flow>) {
        let Block::FillLines {
            label_mm,
            line_mm,
            pitch_mm,
            rows,
        } = block
        else {
            unreachable!("called for the cover's lines only");
        };
        self.before_table(flow);
        // Label and remark take from the line what room they need.
        let whole_mm = label_mm + line_mm;
        let label_mm = rows.iter().map(label_width).fold(*label_mm, f64::max);
        let remark_mm = rows.iter().map(remark_width).fold(1.0, f64::max);
        let line_mm = whole_mm - label_mm - remark_mm;
        let columns = edges(&[label_mm, line_mm, remark_mm]);
        let mut drawn = Vec::with_capacity(rows.len());
        for row in rows {
            self.notes.head_rows.push(false);
            let row = self.fill_row(row, &columns, line_mm);
            drawn.push(
                row.row_height(twips(*pitch_mm) as f32)
                    .height_rule(HeightRule::Exact)
                    .cant_split(),
            );
        }
        let table = fixed(drawn, columns)
            .style(style::FILL_TABLE)
            .align(TableAlignmentType::Center);
        flow.push(Flow::Table(Box::new(table)));
    }

    fn fill_row(&mut self, row: &'a FillRow, columns: &[usize], line_mm: f64) -> TableRow {
        let place = Setting {
            width_mm: line_mm,
            keep_next: false,
            form: true,
        };
        let label = self.paragraph(style::FILL_LABEL, place);
        let label = self.label(label, &row.label, place);
        let mut cells = vec![lined(columns[0]).add_paragraph(label)];
        let whole = row.after.is_none();
        let width = if whole {
            columns[1] + columns[2]
        } else {
            columns[1]
        };
        let date = matches!(row.content, Inline::Date { .. });
        let style = if date {
            style::FILL_DATE
        } else {
            style::FILL_VALUE
        };
        let content = self.paragraph(style, place);
        self.half_points = (row.size_pt < Style::CoverLine.points())
            .then_some((row.size_pt * 2.0).round() as usize);
        let content = self.inline(content, &row.content, Style::CoverLine, place);
        self.half_points = None;
        let mut line = lined(width).add_paragraph(content);
        if !date {
            line = line.set_borders(rules([TableCellBorderPosition::Bottom], RULE));
        }
        cells.push(if whole { line.grid_span(2) } else { line });
        if let Some(after) = &row.after {
            let remark = self.paragraph(style::FILL_REMARK, place);
            cells.push(lined(columns[2]).add_paragraph(self.label(remark, after, place)));
        }
        TableRow::new(cells)
    }

    /// An empty frame where a figure is missing.
    pub fn frame(&mut self, size: (f64, f64), flow: &mut Vec<Flow>) {
        self.before_table(flow);
        let sides = [
            TableCellBorderPosition::Top,
            TableCellBorderPosition::Left,
            TableCellBorderPosition::Bottom,
            TableCellBorderPosition::Right,
        ];
        let width = twips(size.0);
        let paragraph = docx_rs::Paragraph::new()
            .style(style::id(Style::TableCentre))
            .keep_next(true)
            .align(AlignmentType::Center);
        let cell = bare(width)
            .set_borders(rules(sides, RULE))
            .vertical_align(VAlignType::Center)
            .add_paragraph(paragraph);
        let row = TableRow::new(vec![cell])
            .row_height(twips(size.1) as f32)
            .height_rule(HeightRule::Exact)
            .cant_split();
        self.notes.head_rows.push(false);
        let table = fixed(vec![row], vec![width]).align(TableAlignmentType::Center);
        flow.push(Flow::Table(Box::new(table)));
    }
}

/// Least heights of the rows in twips, 0 for none.
///
/// Word and LibreOffice from version 25 add a rule to each row, and set some
/// lines wider than we do: each row gives way by a rule, and those of a form
/// together by [`SPARE`], so that a page that they fill stays one page.
fn heights(table: &Table) -> Vec<usize> {
    let nominal = table.rows.iter().map(|row| twips(row.min_mm));
    let whole: usize = nominal.clone().sum();
    let spare = match table.look {
        Look::Form => SPARE.min(whole / 20),
        Look::Data => 0,
    };
    nominal
        .map(|height| {
            let share = (spare * height).div_ceil(whole.max(1));
            height.saturating_sub(RULE_TWIPS + share)
        })
        .collect()
}

/// Widths in twips whose sum is the rounded sum of the millimetres.
fn edges(columns_mm: &[f64]) -> Vec<usize> {
    let (mut at_mm, mut at) = (0.0, 0);
    columns_mm
        .iter()
        .map(|width| {
            at_mm += width;
            let edge = twips(at_mm);
            let column = edge - at;
            at = edge;
            column
        })
        .collect()
}

/// A table of fixed layout without rules of its own.
fn fixed(rows: Vec<TableRow>, columns: Vec<usize>) -> Tree {
    let width = columns.iter().sum();
    Tree::without_borders(rows)
        .set_grid(columns)
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
}

/// A cell without content, with its width, rules and place of text.
fn frame(cell: &Cell, columns: &[usize]) -> TableCell {
    let width = columns[cell.x..cell.x + cell.cols].iter().sum();
    let mut drawn = bare(width);
    if cell.cols > 1 {
        drawn = drawn.grid_span(cell.cols);
    }
    if !cell.open.is_empty() {
        drawn = drawn.set_borders(rules(cell.open.iter().copied().map(position), 0));
    }
    match cell.valign {
        VAlign::Top => drawn,
        VAlign::Middle => drawn.vertical_align(VAlignType::Center),
        VAlign::Bottom => drawn.vertical_align(VAlignType::Bottom),
    }
}

/// A cell of a line on the cover: what stands in it stands on the line.
fn lined(width: usize) -> TableCell {
    bare(width).vertical_align(VAlignType::Bottom)
}

fn bare(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

/// Rules on the given sides of a cell; size 0 takes a rule away.
fn rules(
    sides: impl IntoIterator<Item = TableCellBorderPosition>,
    size: usize,
) -> TableCellBorders {
    let kind = if size == 0 {
        BorderType::Nil
    } else {
        BorderType::Single
    };
    sides
        .into_iter()
        .fold(TableCellBorders::with_empty(), |all, side| {
            all.set(TableCellBorder::new(side).border_type(kind).size(size))
        })
}

fn position(side: Side) -> TableCellBorderPosition {
    match side {
        Side::Top => TableCellBorderPosition::Top,
        Side::Bottom => TableCellBorderPosition::Bottom,
        Side::Left => TableCellBorderPosition::Left,
        Side::Right => TableCellBorderPosition::Right,
    }
}

fn content(flow: Flow) -> TableCellContent {
    match flow {
        Flow::Paragraph(paragraph) => TableCellContent::Paragraph(paragraph),
        Flow::Table(table) => TableCellContent::Table(table),
    }
}

/// Room for a label in the type of the cover.
fn label_width(row: &FillRow) -> f64 {
    width_mm(&row.label, Style::CoverLine)
}

/// Room for a remark.
fn remark_width(row: &FillRow) -> f64 {
    let remark = row.after.as_deref();
    remark.map_or(0.0, |text| width_mm(text, Style::Note))
}

/// Width of a line of Han characters.
fn width_mm(text: &str, style: Style) -> f64 {
    text.chars().count() as f64 * style.points() * 25.4 / 72.0
}
