//! Blocks → DOCX, and a filled-in DOCX → data.
//!
//! ```text
//! Document ─body─▶ docx-rs tree + notes ─build─▶ XML ─finish─▶ document part ─package─▶ DOCX
//! DOCX ─unpack─▶ document part ─page─▶ lines, cells ─read─▶ (path, value)… ─merge─▶ YAML
//! ```
//!
//! docx-rs builds the tree and is never trusted to serialize it: its document
//! part goes through `finish`, every other part is ours (`forms/docx/`), and
//! so is the zip. The same document gives the same bytes, in any thread.

mod base;
mod body;
mod comment;
mod control;
mod field;
mod finish;
mod key;
mod merge;
mod package;
mod page;
mod picture;
mod read;
mod style;
mod symbol;
mod table;
mod text;
mod unpack;
mod value;
mod xml;

use std::collections::HashMap;

use docx_rs::BuildXML as _;

use crate::blocks::{Block, Document};

pub use comment::{Comment, comment};
pub use merge::{Accept, Readback, is_same, merge, visible};
pub(crate) use read::read;
pub use read::{Datum, Filled, List, Remark, RemarkKind, Unread};
pub use text::{Texts, text};
pub use unpack::ReadError;

/// Custom property that names the form.
const FORM: &str = "ecopark.form";
/// Custom property that numbers the way in which data stand in the file.
const FORMAT: &str = "ecopark.format";
/// Custom property with the hash of the document part as we wrote it.
const HASH: &str = "ecopark.hash";
/// Its value in the files that this version writes.
const VERSION: u32 = 1;

/// What the drawer needs beside the blocks.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Id of the form (`filing`), by which a filled-in file is recognised.
    pub form: &'a str,
    /// Page labels of all headings in their order, for the table of contents;
    /// without them its entries have no numbers.
    pub pages: Option<&'a [String]>,
    /// Bytes of the figures' files, by the name that the blocks use. A figure
    /// whose file is not there or no picture becomes an empty frame.
    pub pictures: &'a HashMap<String, Vec<u8>>,
}

/// Why a document cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A form arranges cells that do not fill their table; says which.
    #[error("表格的单元格没有铺满：{0}")]
    Grid(String),
}

/// Draws a document as a DOCX file.
///
/// # Errors
///
/// When a table's cells do not fill its grid.
pub fn write(document: &Document, options: &Options) -> Result<Vec<u8>, Error> {
    let (tree, notes) = body::draw(document, options)?;
    let part = finish::document(&tree.build(), &notes);
    let page = page::read(&part, package::STYLES, "word/document.xml");
    let page = page.expect("our own part is well-formed");
    Ok(package::pack(&package::Parts {
        document: &part,
        base: &base::Base::of(&page).write(),
        glossary: &notes.controls.glossary(),
        media: &notes.media,
        chapters: chapters(document),
        properties: &document.properties,
        form: options.form,
    }))
}

/// How many chapters a document has.
fn chapters(document: &Document) -> usize {
    let blocks = document.sections.iter().flat_map(|one| &one.blocks);
    let is_chapter = |block: &&Block| matches!(block, Block::Heading { level: 1, .. });
    blocks.filter(is_chapter).count()
}

/// Whether a file is as [`write()`] made it: `Some(false)` when somebody has saved
/// it since, `None` when it is none of ours.
pub fn is_unchanged(bytes: &[u8]) -> Option<bool> {
    let parts = unpack::unpack(bytes).ok()?;
    let hash = read::properties(&parts.custom).remove(HASH)?;
    Some(hash == package::hash(&parts.document))
}
