//! Cells out of workbooks and CSV.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use crate::input::decode::{self, Undecodable};

/// The most cells that a sheet may have.
const CELLS: usize = 4_000_000;

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Its name; empty for CSV.
    pub name: String,
    /// The cells, row by row from A1.
    pub rows: Vec<Vec<Raw>>,
    /// Regions of merged cells: first and last row and column, from 0.
    pub merged: Vec<((u32, u32), (u32, u32))>,
}

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Raw {
    /// Nothing.
    #[default]
    Empty,
    /// A text, as it stands.
    Text(String),
    /// A number; the spreadsheet has forgotten how it was written.
    Number(f64),
    /// A day.
    Date(u16, u8, u8),
    /// True or false.
    Bool(bool),
    /// An error of a formula, such as `#REF!`.
    Error(String),
}

impl Raw {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// Its text, if it is one.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text.trim(),
            _ => "",
        }
    }
}

impl Grid {
    /// The cell at a row and column from 0.
    pub fn at(&self, row: usize, column: usize) -> &Raw {
        static EMPTY: Raw = Raw::Empty;
        self.rows
            .get(row)
            .and_then(|cells| cells.get(column))
            .unwrap_or(&EMPTY)
    }
}

/// The sheets of a file, known by its bytes: XLSX, XLS and the like, else CSV.
///
/// # Errors
/// Says in Chinese why it cannot be read.
pub fn grids(bytes: &[u8]) -> Result<Vec<Grid>, String> {
    let zip = bytes.starts_with(b"PK");
    let ole = bytes.starts_with(b"\xD0\xCF\x11\xE0");
    if !zip && !ole {
        return Ok(vec![csv(&text(bytes)?)]);
    }
    let broken = |_| match zip {
        true => "不是 Excel 工作簿，或文件已损坏",
        false => "不是 .xls 工作簿，或文件有密码；用 Excel、WPS 另存为 .xlsx",
    };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(broken)?;
    book.sheet_names()
        .into_iter()
        .map(|name| {
            let range = book
                .worksheet_range(&name)
                .map_err(|_| format!("工作表「{name}」无法读取"))?;
            let merged = merged(&mut book, &name);
            grid(name, &range, merged)
        })
        .collect()
}

fn grid(
    name: String,
    range: &calamine::Range<Data>,
    merged: Vec<((u32, u32), (u32, u32))>,
) -> Result<Grid, String> {
    let (height, width) = range.end().map_or((0, 0), |(row, column)| {
        (row as usize + 1, column as usize + 1)
    });
    let used = range.rows().map(<[Data]>::len).sum::<usize>();
    if used > CELLS {
        return Err(format!("工作表「{name}」太大（{height} 行 {width} 列）"));
    }
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut rows = vec![Vec::new(); top as usize];
    rows.extend(range.rows().map(|cells| {
        let mut row = vec![Raw::Empty; left as usize];
        row.extend(cells.iter().map(raw));
        while row.last().is_some_and(Raw::is_empty) {
            row.pop();
        }
        row
    }));
    Ok(Grid { name, rows, merged })
}

fn raw(data: &Data) -> Raw {
    match data {
        Data::Empty => Raw::Empty,
        Data::String(text) => Raw::Text(text.clone()),
        Data::Int(number) => Raw::Number(*number as f64),
        Data::Float(number) => Raw::Number(*number),
        Data::Bool(value) => Raw::Bool(*value),
        Data::DateTime(time) if time.is_duration() => Raw::Number(time.as_f64()),
        Data::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            Raw::Date(year, month, day)
        }
        Data::DateTimeIso(text) => iso(text).unwrap_or_else(|| Raw::Text(text.clone())),
        Data::DurationIso(text) => Raw::Text(text.clone()),
        Data::Error(error) => Raw::Error(error.to_string()),
    }
}

fn iso(text: &str) -> Option<Raw> {
    let mut parts = text.get(..10)?.split('-');
    let date = Raw::Date(
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    Some(date)
}

fn merged(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<((u32, u32), (u32, u32))> {
    let regions = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    regions
        .into_iter()
        .map(|region| (region.start, region.end))
        .collect()
}

fn text(bytes: &[u8]) -> Result<String, String> {
    match decode::decode(bytes) {
        Ok((text, _)) => Ok(text),
        Err(Undecodable::Binary(Some(kind))) => Err(format!("不是表格文件，是 {kind}")),
        Err(Undecodable::Binary(None)) => Err("不是表格文件".to_owned()),
        Err(Undecodable::Damaged(_)) => {
            Err("文件已损坏，有的字节不是 UTF-8；用 Excel、WPS 另存为 CSV UTF-8".to_owned())
        }
    }
}

/// CSV: quotes, doubled quotes, line ends inside quotes; separated by whatever
/// the first line has most of: comma, tab or semicolon.
fn csv(text: &str) -> Grid {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    let separator = [',', '\t', ';']
        .into_iter()
        .rev()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(',');
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                row.push(Raw::Text(std::mem::take(&mut cell)));
                rows.push(std::mem::take(&mut row));
            }
            c if c == separator && !quoted => row.push(Raw::Text(std::mem::take(&mut cell))),
            '\r' => {}
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(Raw::Text(cell));
        rows.push(row);
    }
    for cell in rows.iter_mut().flatten() {
        *cell = unguarded(cell);
    }
    Grid {
        rows,
        ..Grid::default()
    }
}

/// Without the apostrophe that our own CSV puts before what looks like a
/// formula, and without the `="061100"` that keeps zeros in Excel.
fn unguarded(cell: &Raw) -> Raw {
    let text = cell.text();
    let inner = text
        .strip_prefix("=\"")
        .and_then(|text| text.strip_suffix('"'))
        .or_else(|| {
            let rest = text.strip_prefix('\'')?;
            rest.starts_with(['=', '+', '-', '@']).then_some(rest)
        });
    match (inner, text.is_empty()) {
        (Some(inner), _) => Raw::Text(inner.to_owned()),
        (None, true) => Raw::Empty,
        (None, false) => cell.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(grid: &Grid) -> Vec<Vec<&str>> {
        grid.rows
            .iter()
            .map(|row| row.iter().map(Raw::text).collect())
            .collect()
    }

    #[test]
    fn csv_in_its_writings() {
        let grid = csv("a,b\r\n\"一,二\",\"三\n\"\"四\"\"\"\n'=1,=\"061100\"");
        assert_eq!(
            texts(&grid),
            [
                vec!["a", "b"],
                vec!["一,二", "三\n\"四\""],
                vec!["=1", "061100"]
            ]
        );
        assert_eq!(texts(&csv("a\tb,c\td\n")), [["a", "b,c", "d"]]);
        let (gbk, ..) = encoding_rs::GB18030.encode("园区名称,邮政编码\n临澜,061100\n");
        let grids = grids(&gbk).unwrap();
        assert_eq!(texts(&grids[0])[1], ["临澜", "061100"]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(grids(b"PK\x03\x04x").unwrap_err().contains("损坏"));
        assert!(grids(b"\xD0\xCF\x11\xE0").unwrap_err().contains("xls"));
        assert!(grids(b"%PDF-1.7\n\x00\x01\x02").is_err());
    }
}
