//! The list of data still wanted, as a workbook to send round.
//!
//! One sheet for each department: what is asked in rows, years in columns.
//! Places to fill are white and take text as it is typed; what is not asked for
//! is grey.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::Error;
use crate::checklist::{Cell, Checklist, Group};
use crate::form::REGULATION_DATE;

/// Widths of the columns of words, in characters.
const WIDTHS: [f64; 3] = [34.0, 16.0, 40.0];
/// Width of a column of values.
const VALUE: f64 = 14.0;
/// The longest name that a sheet may have.
const NAME: usize = 31;

/// The workbook.
///
/// # Errors
/// When it exceeds what a workbook can hold.
pub fn checklist(list: &Checklist) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    let created = rust_xlsxwriter::ExcelDateTime::parse_from_str(REGULATION_DATE)?;
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title(format!("{}数据清单", list.park))
        .set_creation_datetime(&created);
    book.set_properties(&properties);
    for group in &list.groups {
        sheet(&mut book, group)?;
    }
    Ok(book.save_to_buffer()?)
}

fn sheet(book: &mut Workbook, group: &Group) -> Result<(), XlsxError> {
    let cell = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_num_format("@");
    let head = cell
        .clone()
        .set_bold()
        .set_background_color(Color::RGB(0xE8F1EA));
    let unasked = cell.clone().set_background_color(Color::RGB(0xD9D9D9));
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&group.department))?;
    let words = ["数据", "单位", "口径和说明"];
    let heads = words
        .iter()
        .copied()
        .chain(group.columns.iter().map(String::as_str));
    for (x, (text, at)) in heads.zip(0_u16..).enumerate() {
        sheet.write_string_with_format(0, at, text, &head)?;
        sheet.set_column_width(at, WIDTHS.get(x).copied().unwrap_or(VALUE))?;
    }
    let from = heads_and_one(group);
    sheet.write_string_with_format(0, from, "提供单位和来源", &head)?;
    sheet.set_column_width(from, WIDTHS[2])?;
    for (row, y) in group.rows.iter().zip(1_u32..) {
        for (text, x) in [&row.name, &row.unit, &row.scope].into_iter().zip(0_u16..) {
            sheet.write_string_with_format(y, x, text, &cell)?;
        }
        for (place, x) in row.cells.iter().zip(3_u16..) {
            match place {
                Cell::Known(value) => sheet.write_string_with_format(y, x, value, &cell)?,
                Cell::Wanted => sheet.write_blank(y, x, &cell)?,
                Cell::Unasked => sheet.write_blank(y, x, &unasked)?,
            };
        }
        sheet.write_blank(y, from, &cell)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

/// The column behind the years.
fn heads_and_one(group: &Group) -> u16 {
    3 + u16::try_from(group.columns.len()).unwrap_or(u16::MAX - 3)
}

/// A name that a sheet may have: short, without `[]:*?/\`.
fn sheet_name(department: &str) -> String {
    let plain = department.replace(['[', ']', ':', '*', '?', '/', '\\'], "");
    plain.chars().take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::park::Park;
    use calamine::{Data, Reader, Xlsx};

    #[test]
    fn a_workbook_with_a_sheet_for_each_department() {
        let list = crate::checklist::checklist(&Park::default());
        let bytes = checklist(&list).expect("a workbook");
        assert_eq!(bytes, checklist(&list).expect("the same bytes twice"));
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("it opens");
        assert_eq!(book.sheet_names().len(), list.groups.len());
        let first = book.worksheet_range("统计部门").expect("its sheet");
        let text = |y, x| first.get_value((y, x)).cloned();
        assert_eq!(text(0, 0), Some(Data::String("数据".to_owned())));
        assert_eq!(text(1, 0), Some(Data::String("园区总产值".to_owned())));
    }
}
