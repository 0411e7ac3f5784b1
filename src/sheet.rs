//! Workbooks out and in.
//!
//! ```text
//! Park ─value─▶ texts ─template─▶ XLSX with heads, drop-downs, live counts
//! XLSX, XLS, CSV ─grid─▶ cells ─import─▶ data with their cells ─▶ YAML
//! ```
//!
//! What stands where is said once, in `layout`, by the catalogue of data; a
//! head's code is the path of its datum, so that columns may be moved. [`table`]
//! writes plain tables (a summary over many parks) and [`csv`] the same as text.

mod checklist;
pub mod csv;
mod grid;
mod import;
mod layout;
pub mod table;
mod template;
mod value;

pub use checklist::checklist;
pub use import::{Imported, ImportedPark, import};
pub use layout::Purpose;
pub use template::{fill, template};
pub use value::Values;

/// Why a workbook cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// `C5` for row 4, column 2, counted from 0.
fn address(row: u32, column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let letter = ((rest - 1) % 26) as u8;
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(address(0, 0), "A1");
        assert_eq!(address(4, 25), "Z5");
        assert_eq!(address(9, 26), "AA10");
        assert_eq!(address(0, 702), "AAA1");
    }
}
