//! Plain tables as a workbook.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use crate::form::REGULATION_DATE;

/// One sheet with a head line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Name of the sheet, at most 31 characters.
    pub name: &'static str,
    /// Heads of the columns with their widths in characters.
    pub head: Vec<(String, f64)>,
    /// The rows below.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table as CSV.
    pub fn csv(&self) -> String {
        let head = self.head.iter().map(|(title, _)| title.clone()).collect();
        let rows = self.rows.iter();
        let rows = rows.map(|row| row.iter().map(Cell::text).collect::<Vec<_>>());
        super::csv::csv(std::iter::once(head).chain(rows))
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text; it stays one, whatever it looks like.
    Text(String),
    /// A count.
    Number(f64),
}

impl Cell {
    /// As text.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

/// The tables as an XLSX file: the head lines stay in view and have filters.
/// The same tables give the same bytes.
///
/// # Errors
/// When a sheet's name or a text is longer than Excel allows.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, super::Error> {
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    let head = Format::new()
        .set_bold()
        .set_background_color("D9E2F3")
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let body = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_num_format("@")
        .set_align(FormatAlign::Top);
    let number = body.clone().set_num_format("0.##");
    for table in tables {
        let sheet = book.add_worksheet().set_name(table.name)?;
        for (column, (title, width)) in (0..).zip(&table.head) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, title, &head)?;
        }
        for (line, row) in (1..).zip(&table.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(text) => {
                        sheet.write_string_with_format(line, column, text, &body)?
                    }
                    Cell::Number(value) => {
                        sheet.write_number_with_format(line, column, *value, &number)?
                    }
                };
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        if let (Some(last), false) = (table.head.len().checked_sub(1), table.rows.is_empty()) {
            sheet.autofilter(0, 0, table.rows.len() as u32, last as u16)?;
        }
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Properties that do not depend on the clock.
pub(super) fn properties() -> Result<DocProperties, XlsxError> {
    let date = ExcelDateTime::parse_from_str(REGULATION_DATE)?;
    Ok(DocProperties::new()
        .set_author("ecopark")
        .set_creation_datetime(&date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    #[test]
    fn tables_read_back_and_have_the_same_bytes() {
        let table = Table {
            name: "一览",
            head: vec![("园区".to_owned(), 20.0), ("数".to_owned(), 8.0)],
            rows: vec![vec!["061100".into(), 3_usize.into()]],
        };
        let bytes = workbook(std::slice::from_ref(&table)).unwrap();
        assert_eq!(workbook(&[table]).unwrap(), bytes);
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("一览").unwrap();
        assert_eq!(range.get((1, 0)), Some(&Data::String("061100".to_owned())));
        assert_eq!(range.get((1, 1)), Some(&Data::Float(3.0)));
    }
}
