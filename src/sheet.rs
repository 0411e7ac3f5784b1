//! Workbooks: lists to be sent round and filled in.

mod checklist;

pub use checklist::checklist;

/// Why a workbook cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self(error.to_string())
    }
}
