//! A Word file as a long text (`"@文件.docx"`): its paragraphs and tables.
//!
//! It need be none of ours. Deleted, struck and hidden words are left out as they
//! are from a paper, and so is a table of contents.

use super::page;
use super::read;
use super::unpack::{self, ReadError};
use crate::input::{Files, is_word};

/// Files beside a data file, those of Word as the text that they hold.
pub struct Texts<'a>(
    /// Where the files come from.
    pub &'a dyn Files,
);

impl Files for Texts<'_> {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let bytes = self.0.read(name)?;
        if !is_word(name) {
            return Ok(bytes);
        }
        let text = text(&bytes).map_err(|error| error.to_string())?;
        Ok(text.into_bytes())
    }
}

/// The text of a Word file: a line for each paragraph, tables in pipes.
///
/// # Errors
/// When the file is no DOCX that can be opened.
pub fn text(bytes: &[u8]) -> Result<String, ReadError> {
    let parts = unpack::unpack(bytes)?;
    let page = page::read(&parts.document, &parts.styles, "word/document.xml")?;
    Ok(read::plain(&page))
}
