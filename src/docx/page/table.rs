//! Tables: their rows, cells and columns.

use quick_xml::events::BytesStart;

use super::super::xml::attribute;
use super::Cell;
use super::walk::Walk;

impl Walk {
    pub(super) fn begin_table(&mut self) {
        self.finish_line();
        self.tables += 1;
        if self.tables == 1 {
            self.page.tables += 1;
        } else {
            self.inner = (self.inner.0 + 1, 0);
        }
    }

    pub(super) fn begin_row(&mut self) {
        if self.tables == 1 {
            self.page.rows.push(self.page.tables - 1);
            self.x = 0;
        } else {
            self.inner = (self.inner.0 + 1, 0);
        }
    }

    pub(super) fn begin_cell(&mut self) {
        if self.tables != 1 {
            self.inner.1 += 1;
            return;
        }
        self.page.cells.push(Cell {
            row: self.page.rows.len().saturating_sub(1),
            x: self.x,
            hangs: false,
            picture: false,
        });
        self.cell = Some(self.page.cells.len() - 1);
        self.x += 1;
    }

    pub(super) fn end_cell(&mut self) {
        self.finish_line();
        self.joined = false;
        if self.tables != 1 {
            return;
        }
        // Bookmarks whose end LibreOffice has lost.
        let (keys, cell) = (&self.page.keys, self.cell);
        self.open
            .retain(|&open| keys[open].name.is_empty() || keys[open].cell != cell);
        self.cell = None;
    }

    pub(super) fn span(&mut self, element: &BytesStart) {
        let columns = attribute(element, "w:val").and_then(|text| text.parse::<usize>().ok());
        if self.tables == 1 {
            self.x += columns.unwrap_or(1).clamp(1, 100) - 1;
        }
    }

    pub(super) fn hang(&mut self, element: &BytesStart) {
        let restart = attribute(element, "w:val").is_some_and(|kind| kind == "restart");
        if let (1, Some(cell), false) = (self.tables, self.cell, restart) {
            self.page.cells[cell].hangs = true;
        }
    }
}
