//! The document part as it stands on its pages: lines in cells or outside, each
//! in pieces, each piece with the data whose control or bookmark it stands in.
//!
//! What a person does not see is no part of it: deleted, hidden and struck text,
//! fallbacks, texts of fields' instructions. Text boxes are kept apart.

mod control;
mod styles;
mod table;
mod text;
mod walk;

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::base::{CellMark, Mark};
use super::key::Target;
use super::unpack::ReadError;
use styles::Styles;
use walk::Walk;

/// Elements that may stand in each other; Word itself stops far below.
const DEPTH: usize = 400;

/// What a document shows.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Paragraphs, in the order of the document.
    pub lines: Vec<Line>,
    /// Cells of tables that stand outside of tables.
    pub cells: Vec<Cell>,
    /// Rows of those tables: number of the table.
    pub rows: Vec<usize>,
    /// How many such tables there are.
    pub tables: usize,
    /// Controls and bookmarks of data.
    pub keys: Vec<Key>,
    /// What is there beside the text.
    pub asides: Vec<Aside>,
}

/// A control or bookmark of a datum.
#[derive(Debug, Default)]
pub(super) struct Key {
    /// The datum.
    pub target: Option<Target>,
    /// Whether it shows its placeholder, as far as its attributes say.
    pub placeholder: bool,
    /// The state of a box, as far as its attributes say.
    pub checked: Option<bool>,
    /// Bookmark of that name and id; empty for a control.
    name: String,
    id: String,
    /// Cell in which it began.
    cell: Option<usize>,
}

/// A paragraph.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    /// The cell that it stands in.
    pub cell: Option<usize>,
    /// Row and place in a table inside that cell.
    pub inner: Option<(usize, usize)>,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Level of a heading, from 1.
    pub heading: Option<u8>,
    /// An entry of the table of contents.
    pub toc: bool,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// Text in the same surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words; a line end within the paragraph is `\n`.
    pub text: String,
    /// Numbers of the keys that it stands in, the outermost first.
    pub keys: Vec<usize>,
    /// Result of a field (number of a caption, mention of one).
    pub field: bool,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Number of its row in [`Page::rows`].
    pub row: usize,
    /// First column of the grid.
    pub x: usize,
    /// Continues the cell above.
    pub hangs: bool,
    /// Whether it has a picture.
    pub picture: bool,
}

/// What is no text of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aside {
    /// Line where it is.
    pub line: usize,
    /// What it is.
    pub kind: AsideKind,
    /// Its words.
    pub words: String,
    /// Who made it.
    pub author: String,
}

/// Kinds of [`Aside`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum AsideKind {
    /// Inserted with changes tracked; its text counts.
    Inserted,
    /// Deleted with changes tracked.
    Deleted,
    /// Struck through.
    Struck,
    /// Hidden.
    Hidden,
    /// In a text box.
    Boxed,
    /// A picture.
    Picture,
    /// A comment begins; its words are its id.
    Comment,
    /// A footnote or endnote is mentioned; its words are its id.
    Footnote,
}

impl Line {
    /// All its text.
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    /// Whether nothing is to be seen of it.
    pub fn is_blank(&self) -> bool {
        let blank = |piece: &Piece| piece.text.chars().all(char::is_whitespace);
        self.pieces.iter().all(blank)
    }
}

/// Reads a document part; `styles` tells lists and headings.
pub(super) fn read(document: &str, styles: &str, part: &str) -> Result<Page, ReadError> {
    let mut walk = Walk {
        styles: Styles::read(styles),
        ..Walk::default()
    };
    let mut reader = Reader::from_str(document);
    let damaged = || ReadError::Damaged(part.to_owned());
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(element) => walk.start(&element, false),
            Event::Empty(element) => walk.start(&element, true),
            Event::End(element) => walk.end(element.name().as_ref()),
            Event::Text(text) if walk.in_text => walk.text(&text),
            Event::CData(text) if walk.in_text => walk.text(&text),
            Event::GeneralRef(entity) if walk.in_text => {
                if let Ok(Some(c)) = entity.resolve_char_ref() {
                    walk.text(c.encode_utf8(&mut [0; 4]));
                } else if let Some(text) = resolve_predefined_entity(&entity) {
                    walk.text(text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
        if walk.depth > DEPTH {
            return Err(ReadError::TooDeep);
        }
    }
    if walk.depth != 0 {
        return Err(damaged());
    }
    walk.finish_line();
    Ok(walk.page)
}

/// What stands one below the other.
#[derive(Debug)]
pub(super) enum Block {
    /// Number of a line outside of tables.
    Line(usize),
    /// A table.
    Table(Table),
}

/// A table outside of tables.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its rows of cells.
    pub rows: Vec<Vec<CellLines>>,
}

/// A cell with the numbers of its lines.
#[derive(Debug, Clone, Default)]
pub(super) struct CellLines {
    /// First column of the grid.
    pub x: usize,
    /// Continues the cell above.
    pub hangs: bool,
    /// Its lines.
    pub lines: Vec<usize>,
}

impl Page {
    /// Lines and tables, in their order.
    pub fn blocks(&self) -> Vec<Block> {
        let mut of_cell: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut blocks = Vec::new();
        let mut tables: HashMap<usize, Table> = HashMap::new();
        let mut last = None;
        for (number, line) in self.lines.iter().enumerate() {
            let Some(cell) = line.cell else {
                blocks.push((number, None));
                continue;
            };
            of_cell.entry(cell).or_default().push(number);
            let table = self.rows[self.cells[cell].row];
            if last != Some(table) {
                blocks.push((number, Some(table)));
                last = Some(table);
            }
        }
        let mut row = None;
        for (number, cell) in self.cells.iter().enumerate() {
            let table = tables.entry(self.rows[cell.row]).or_default();
            if row != Some(cell.row) {
                table.rows.push(Vec::new());
                row = Some(cell.row);
            }
            if let Some(row) = table.rows.last_mut() {
                row.push(CellLines {
                    x: cell.x,
                    hangs: cell.hangs,
                    lines: of_cell.remove(&number).unwrap_or_default(),
                });
            }
        }
        blocks
            .into_iter()
            .map(|(line, table)| match table {
                Some(table) => Block::Table(tables.remove(&table).unwrap_or_default()),
                None => Block::Line(line),
            })
            .collect()
    }

    /// What is to be kept of a cell.
    pub fn mark(&self, cell: &CellLines) -> CellMark {
        let marks = cell
            .lines
            .iter()
            .map(|&line| Mark::of(&self.lines[line], self));
        CellMark {
            x: cell.x,
            lines: marks
                .filter(|mark| mark.text != 0 || !mark.data.is_empty())
                .collect(),
        }
    }

    /// The datum of a key that began outside of tables.
    pub fn outer(&self, key: usize) -> Option<&Target> {
        let key = &self.keys[key];
        key.target.as_ref().filter(|_| key.cell.is_none())
    }

    /// How many pictures there are.
    pub fn pictures(&self) -> usize {
        let pictures = self.asides.iter();
        pictures
            .filter(|aside| aside.kind == AsideKind::Picture)
            .count()
    }
}
