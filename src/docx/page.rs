//! The document part as it stands on its pages: lines in cells or outside, each
//! in pieces, each piece with the data whose control or bookmark it stands in.
//!
//! What a person does not see is no part of it: deleted, hidden and struck text,
//! fallbacks, texts of fields' instructions. Text boxes are kept apart.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::base::{CellMark, Mark};
use super::key::{self, Target};
use super::symbol;
use super::unpack::ReadError;
use super::value;
use super::xml::attribute;
use crate::input::is_invisible;

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

/// What styles say of the paragraphs that have them.
#[derive(Debug, Default)]
struct Styles {
    lists: HashSet<String>,
    headings: HashMap<String, u8>,
    contents: HashSet<String>,
}

impl Styles {
    fn read(xml: &str) -> Self {
        const LISTS: [&str; 2] = ["list bullet", "表格列表"];
        let mut reader = Reader::from_str(xml);
        let mut styles = Self::default();
        let mut id = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) if element.name().as_ref() == "w:style" => {
                    id = attribute(&element, "w:styleId");
                }
                Ok(Event::Empty(element)) if element.name().as_ref() == "w:name" => {
                    let name = attribute(&element, "w:val")
                        .unwrap_or_default()
                        .to_lowercase();
                    let Some(id) = id.take() else { continue };
                    if LISTS.contains(&name.as_str()) {
                        styles.lists.insert(id);
                    } else if let Some(level) = name.strip_prefix("heading ") {
                        styles.headings.insert(id, level.parse().unwrap_or(9));
                    } else if name.starts_with("toc ") {
                        styles.contents.insert(id);
                    }
                }
                Ok(Event::Eof) | Err(_) => return styles,
                Ok(_) => {}
            }
        }
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Script {
    #[default]
    Level,
    Sub,
    Super,
}

/// Where in a field the walk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Instruction,
    Result,
}

/// How the run at hand looks, as far as it matters.
#[derive(Debug, Default, Clone)]
struct Look {
    script: Script,
    hidden: bool,
    struck: bool,
    /// Its symbol font, if it has one.
    font: Option<String>,
}

#[derive(Debug, Default)]
struct Walk {
    page: Page,
    styles: Styles,
    /// Elements that are open.
    depth: usize,
    /// Numbers of the keys that are open.
    open: Vec<usize>,
    /// For each open control: its key, if it has a datum.
    controls: Vec<Option<usize>>,
    /// Properties of the control at hand, while they are read.
    properties: Option<Key>,
    line: Option<Line>,
    /// The next paragraph goes on in this one: its mark was deleted.
    joined: bool,
    /// Inside `w:pPr`.
    in_paragraph: usize,
    /// Inside `w:t`.
    in_text: bool,
    look: Look,
    fields: Vec<Field>,
    /// Nested elements whose text does not count.
    skipped: usize,
    /// Nested text boxes.
    boxed: usize,
    /// Tables that are open.
    tables: usize,
    /// Row and cell of the table inside a cell.
    inner: (usize, usize),
    cell: Option<usize>,
    x: usize,
    row_deleted: bool,
    /// Tracked changes that are open: kind, author.
    tracked: Vec<(AsideKind, String)>,
}

impl Walk {
    fn start(&mut self, element: &BytesStart, empty: bool) {
        if !empty {
            self.depth += 1;
        }
        let name = element.name();
        let name = name.as_ref();
        if self.properties.is_some() {
            self.property(name, element);
            return;
        }
        match name {
            "w:sdt" if !empty => self.controls.push(None),
            "w:sdtPr" if !empty => self.properties = Some(Key::default()),
            "w:bookmarkStart" => self.begin_bookmark(element),
            "w:bookmarkEnd" => self.end_bookmark(element),
            "w:tbl" if !empty => self.begin_table(),
            "w:tr" if !empty => self.begin_row(),
            "w:tc" if !empty => self.begin_cell(),
            "w:gridSpan" => self.span(element),
            "w:vMerge" => self.hang(element),
            "w:p" => self.begin_line(empty),
            "w:pPr" if !empty => self.in_paragraph += 1,
            "w:pStyle" => self.style(&attribute(element, "w:val").unwrap_or_default()),
            // 0 takes the list of the style away.
            "w:numId" => {
                let listed = attribute(element, "w:val").is_none_or(|id| id != "0");
                self.with_line(|line| line.item = listed);
            }
            "w:outlineLvl" => {}
            "w:r" if !empty => self.look = Look::default(),
            "w:t" | "m:t" => self.in_text = !empty,
            "w:br" => {
                if attribute(element, "w:type").is_none_or(|kind| kind == "textWrapping") {
                    self.push("\n");
                }
            }
            "w:cr" => self.push("\n"),
            "w:tab" if self.in_paragraph == 0 => self.push("\t"),
            "w:noBreakHyphen" => self.push("-"),
            "w:sym" => {
                let font = attribute(element, "w:font").unwrap_or_default();
                let code = attribute(element, "w:char").unwrap_or_default();
                self.push(&symbol::of_code(&font, &code).to_string());
            }
            "w:fldSimple" if !empty => self.fields.push(Field::Result),
            "w:fldChar" => self.field(element),
            "w:drawing" | "w:pict" => self.picture(),
            "w:commentRangeStart" | "w:commentReference" => {
                self.aside_of(AsideKind::Comment, attribute(element, "w:id"));
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                self.aside_of(AsideKind::Footnote, attribute(element, "w:id"));
            }
            "w:del" | "w:moveFrom" | "w:ins" | "w:moveTo" => self.track(name, element, empty),
            "mc:Fallback" | "w:rt" if !empty => self.skipped += 1,
            "w:txbxContent" if !empty => self.boxed += 1,
            _ => self.run_property(name, element),
        }
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.wrapping_sub(1);
        match name {
            "w:sdtPr" => self.begin_control(),
            "w:sdt" => {
                if let Some(Some(key)) = self.controls.pop() {
                    self.open.retain(|&open| open != key);
                }
            }
            "w:pPr" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "w:t" | "m:t" => self.in_text = false,
            "w:p" if self.boxed == 0 => self.finish_line(),
            "w:p" => self.push_boxed("\n"),
            "w:tc" => self.end_cell(),
            "w:tr" => self.row_deleted = false,
            "w:tbl" => self.tables = self.tables.saturating_sub(1),
            "w:fldSimple" => {
                self.fields.pop();
            }
            "w:del" | "w:moveFrom" | "w:ins" | "w:moveTo" => {
                self.tracked.pop();
            }
            "mc:Fallback" | "w:rt" => self.skipped = self.skipped.saturating_sub(1),
            "w:txbxContent" => self.boxed = self.boxed.saturating_sub(1),
            _ => {}
        }
    }

    /// A child of a control's properties.
    fn property(&mut self, name: &str, element: &BytesStart) {
        let Some(key) = &mut self.properties else {
            return;
        };
        match name {
            "w:tag" => key.target = attribute(element, "w:val").and_then(|tag| key::from_tag(&tag)),
            "w:showingPlcHdr" => key.placeholder = is_on(attribute(element, "w:val")),
            "w14:checked" => key.checked = Some(is_on(attribute(element, "w14:val"))),
            _ => {}
        }
    }

    /// The content of a control begins.
    fn begin_control(&mut self) {
        let Some(mut key) = self.properties.take() else {
            return;
        };
        if key.target.is_none() {
            // A control whose tag was lost tells the bookmark around it.
            if let Some(&around) = self.open.last() {
                let around = &mut self.page.keys[around];
                around.placeholder |= key.placeholder;
                around.checked = around.checked.or(key.checked);
            }
            return;
        }
        key.cell = self.cell;
        let number = self.begin_key(key);
        if let Some(control) = self.controls.last_mut() {
            *control = Some(number);
        }
    }

    fn begin_key(&mut self, key: Key) -> usize {
        self.page.keys.push(key);
        let number = self.page.keys.len() - 1;
        self.open.push(number);
        number
    }

    fn begin_bookmark(&mut self, element: &BytesStart) {
        let name = attribute(element, "w:name").unwrap_or_default();
        let Some(target) = key::from_bookmark(&name) else {
            return;
        };
        let id = attribute(element, "w:id").unwrap_or_default();
        // LibreOffice begins a bookmark over several paragraphs twice.
        let again = self
            .open
            .iter()
            .copied()
            .find(|&open| self.page.keys[open].name == name);
        if let Some(again) = again {
            self.page.keys[again].id = id;
            return;
        }
        self.begin_key(Key {
            target: Some(target),
            name,
            id,
            cell: self.cell,
            ..Key::default()
        });
    }

    fn end_bookmark(&mut self, element: &BytesStart) {
        let id = attribute(element, "w:id").unwrap_or_default();
        let keys = &self.page.keys;
        self.open
            .retain(|&open| keys[open].name.is_empty() || keys[open].id != id);
    }

    fn begin_table(&mut self) {
        self.finish_line();
        self.tables += 1;
        if self.tables == 1 {
            self.page.tables += 1;
        } else {
            self.inner = (self.inner.0 + 1, 0);
        }
    }

    fn begin_row(&mut self) {
        if self.tables == 1 {
            self.page.rows.push(self.page.tables - 1);
            self.x = 0;
        } else {
            self.inner = (self.inner.0 + 1, 0);
        }
    }

    fn begin_cell(&mut self) {
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

    fn end_cell(&mut self) {
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

    fn span(&mut self, element: &BytesStart) {
        let columns = attribute(element, "w:val").and_then(|text| text.parse::<usize>().ok());
        if self.tables == 1 {
            self.x += columns.unwrap_or(1).clamp(1, 100) - 1;
        }
    }

    fn hang(&mut self, element: &BytesStart) {
        let restart = attribute(element, "w:val").is_some_and(|kind| kind == "restart");
        if let (1, Some(cell), false) = (self.tables, self.cell, restart) {
            self.page.cells[cell].hangs = true;
        }
    }

    fn begin_line(&mut self, empty: bool) {
        if self.boxed > 0 {
            return;
        }
        if !self.joined {
            self.finish_line();
            self.line = Some(Line {
                cell: self.cell,
                inner: (self.tables > 1).then_some(self.inner),
                ..Line::default()
            });
        }
        self.joined = false;
        self.in_paragraph = 0;
        if empty {
            self.finish_line();
        }
    }

    fn finish_line(&mut self) {
        if self.joined {
            return;
        }
        if let Some(line) = self.line.take() {
            self.page.lines.push(line);
        }
    }

    fn with_line(&mut self, change: impl FnOnce(&mut Line)) {
        if let (0, Some(line)) = (self.boxed, self.line.as_mut()) {
            change(line);
        }
    }

    fn style(&mut self, id: &str) {
        let item = self.styles.lists.contains(id);
        let heading = self.styles.headings.get(id).copied();
        let toc = self.styles.contents.contains(id);
        self.with_line(|line| {
            line.item |= item;
            line.heading = heading;
            line.toc = toc;
        });
    }

    fn field(&mut self, element: &BytesStart) {
        match attribute(element, "w:fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::Instruction),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = Field::Result;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn run_property(&mut self, name: &str, element: &BytesStart) {
        if self.in_paragraph > 0 {
            return;
        }
        let on = || is_on(attribute(element, "w:val"));
        match name {
            "w:vertAlign" => {
                self.look.script = match attribute(element, "w:val").as_deref() {
                    Some("subscript") => Script::Sub,
                    Some("superscript") => Script::Super,
                    _ => Script::Level,
                }
            }
            "w:vanish" => self.look.hidden = on(),
            "w:strike" | "w:dstrike" => self.look.struck = on(),
            "w:rFonts" => {
                let font = attribute(element, "w:ascii").or_else(|| attribute(element, "w:hAnsi"));
                self.look.font = font.filter(|font| symbol::is_symbolic(font));
            }
            _ => {}
        }
    }

    fn track(&mut self, name: &str, element: &BytesStart, empty: bool) {
        let kind = match name {
            "w:del" | "w:moveFrom" => AsideKind::Deleted,
            _ => AsideKind::Inserted,
        };
        if empty {
            // The mark of a paragraph, or a row.
            if kind == AsideKind::Deleted {
                match self.in_paragraph {
                    0 => self.row_deleted = true,
                    _ => self.joined = true,
                }
            }
            return;
        }
        let author = attribute(element, "w:author").unwrap_or_default();
        self.tracked.push((kind, author));
    }

    fn picture(&mut self) {
        if self.skipped == 0 {
            self.aside(AsideKind::Picture, "");
        }
        if let Some(cell) = self.cell {
            self.page.cells[cell].picture = true;
        }
    }

    fn aside_of(&mut self, kind: AsideKind, id: Option<String>) {
        let words = id.unwrap_or_default();
        let known = |aside: &Aside| aside.kind == kind && aside.words == words;
        if !self.page.asides.iter().any(known) {
            self.aside(kind, &words);
        }
    }

    /// Notes what is no text of the paper; goes on with the one before.
    fn aside(&mut self, kind: AsideKind, words: &str) {
        let line = self.page.lines.len();
        let author = match self.tracked.last() {
            Some((_, author)) => author.clone(),
            None => String::new(),
        };
        let goes_on = matches!(
            kind,
            AsideKind::Comment | AsideKind::Footnote | AsideKind::Picture
        );
        if let Some(last) = self.page.asides.last_mut()
            && !goes_on
            && (last.line, last.kind, &last.author) == (line, kind, &author)
        {
            last.words.push_str(words);
            return;
        }
        self.page.asides.push(Aside {
            line,
            kind,
            words: words.to_owned(),
            author,
        });
    }

    fn text(&mut self, text: &str) {
        let visible;
        let text = match text.contains(is_invisible) {
            true => {
                visible = text.replace(is_invisible, "");
                &visible
            }
            false => text,
        };
        let symbols;
        let text = match &self.look.font {
            Some(font) => {
                symbols = text
                    .chars()
                    .map(|c| symbol::of(font, c))
                    .collect::<String>();
                &symbols
            }
            None => text,
        };
        match self.look.script {
            Script::Level => self.push(text),
            Script::Sub => self.push(&value::lowered(text)),
            Script::Super => self.push(&value::raised(text)),
        }
    }

    fn push(&mut self, text: &str) {
        if self.skipped > 0 || self.fields.last() == Some(&Field::Instruction) || text.is_empty() {
            return;
        }
        let deleted = self
            .tracked
            .iter()
            .any(|(kind, _)| *kind == AsideKind::Deleted);
        if deleted || self.row_deleted {
            return self.aside(AsideKind::Deleted, text);
        }
        if self.look.hidden {
            return self.aside(AsideKind::Hidden, text);
        }
        if self.look.struck {
            return self.aside(AsideKind::Struck, text);
        }
        if self.boxed > 0 {
            return self.push_boxed(text);
        }
        if !self.tracked.is_empty() {
            self.aside(AsideKind::Inserted, text);
        }
        let field = !self.fields.is_empty();
        let Some(line) = &mut self.line else { return };
        match line.pieces.last_mut() {
            Some(last) if last.keys == self.open && last.field == field => last.text.push_str(text),
            _ => line.pieces.push(Piece {
                text: text.to_owned(),
                keys: self.open.clone(),
                field,
            }),
        }
    }

    fn push_boxed(&mut self, text: &str) {
        if self.skipped == 0 {
            self.aside(AsideKind::Boxed, text);
        }
    }
}

/// An on-off value: on when it is not said.
fn is_on(value: Option<String>) -> bool {
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
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
