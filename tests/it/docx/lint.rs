//! What the Open XML SDK does not look for in a DOCX.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The parts of a DOCX by their names.
pub fn parts(bytes: &[u8]) -> HashMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("whole");
            (file.name().to_owned(), bytes)
        })
        .collect()
}

/// Main document part.
pub fn document(bytes: &[u8]) -> String {
    String::from_utf8(parts(bytes)["word/document.xml"].clone()).expect("UTF-8")
}

/// Everything that is wrong with a DOCX, one line each.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let parts = parts(bytes);
    let text = |name: &str| String::from_utf8(parts[name].clone()).expect("UTF-8");
    let mut faults = Vec::new();
    for (name, bytes) in &parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            well_formed(name, &text, &mut faults);
        }
    }
    let document = text("word/document.xml");
    let mut lint = Lint {
        styles: attributes(&text("word/styles.xml"), "w:style", "w:styleId"),
        relations: attributes(&text("word/_rels/document.xml.rels"), "Relationship", "Id"),
        placeholders: attributes(&text("word/glossary/document.xml"), "w:name", "w:val"),
        faults,
        ..Lint::default()
    };
    lint.walk(&document);
    for target in attributes(
        &text("word/_rels/document.xml.rels"),
        "Relationship",
        "Target",
    ) {
        let part = match target.strip_prefix("../") {
            Some(above) => above.to_owned(),
            None => format!("word/{target}"),
        };
        if !parts.contains_key(&part) {
            lint.faults
                .push(format!("no part for the relation to {target}"));
        }
    }
    lint.faults
}

fn well_formed(name: &str, text: &str, faults: &mut Vec<String>) {
    let legal = |c: char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        c => c >= ' ',
    };
    if let Some(c) = text.chars().find(|&c| !legal(c)) {
        faults.push(format!("{name}: illegal character {:?}", c));
    }
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return,
            Ok(_) => {}
            Err(error) => return faults.push(format!("{name}: {error}")),
        }
    }
}

fn attributes(xml: &str, element: &str, name: &str) -> HashSet<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = HashSet::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(e) | Event::Empty(e) if e.name().as_ref() == element => {
                found.extend(attribute(&e, name));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).expect("attributes")?;
    Some(attribute.value.into_owned())
}

#[derive(Default)]
struct Lint {
    styles: HashSet<String>,
    relations: HashSet<String>,
    placeholders: HashSet<String>,
    faults: Vec<String>,
    /// Names of the open elements.
    path: Vec<String>,
    /// Last child of each open element.
    last: Vec<String>,
    grid: Vec<u32>,
    /// Columns and width of the row at hand.
    columns: usize,
    width: u32,
    cell_columns: usize,
    cell_width: u32,
    /// The same of the tables around: grid, columns, widths.
    outer: Vec<(Vec<u32>, [usize; 2], [u32; 2])>,
    controls: HashSet<String>,
    bookmarks: HashMap<String, bool>,
    bookmark_names: HashSet<String>,
    drawings: HashSet<String>,
    anchors: Vec<String>,
}

impl Lint {
    fn walk(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(element) => {
                    self.element(&element);
                    self.path.push(element.name().as_ref().to_owned());
                    self.last.push(String::new());
                }
                Event::Empty(element) => {
                    self.element(&element);
                    self.close(element.name().as_ref(), "");
                }
                Event::End(element) => {
                    self.path.pop();
                    let last = self.last.pop().expect("balanced");
                    self.close(element.name().as_ref(), &last);
                }
                Event::Text(text) if !self.in_run() => {
                    self.fault(format!("text outside of a run: {}", &*text));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let open: Vec<_> = self
            .bookmarks
            .iter()
            .filter(|(_, ended)| !**ended)
            .collect();
        assert!(open.is_empty(), "bookmarks without an end: {open:?}");
        for anchor in std::mem::take(&mut self.anchors) {
            if !self.bookmark_names.contains(&anchor) {
                self.fault(format!("a link to {anchor}, which is no bookmark"));
            }
        }
    }

    /// Whether text may stand here.
    fn in_run(&self) -> bool {
        let name = self.path.last().map(String::as_str);
        matches!(name, Some("w:t" | "w:instrText"))
    }

    fn element(&mut self, element: &BytesStart) {
        let val = || attribute(element, "w:val").unwrap_or_default();
        let number = |name| {
            attribute(element, name)
                .and_then(|n| n.parse().ok())
                .unwrap_or(0)
        };
        let parent = self.path.last().map_or("", String::as_str);
        match element.name().as_ref() {
            "w:tbl" => self.outer.push((
                std::mem::take(&mut self.grid),
                [self.columns, self.cell_columns],
                [self.width, self.cell_width],
            )),
            "w:tblGrid" => self.grid.clear(),
            "w:gridCol" => self.grid.push(number("w:w")),
            "w:tr" => (self.columns, self.width) = (0, 0),
            "w:tc" => (self.cell_columns, self.cell_width) = (1, 0),
            "w:tcW" => self.cell_width = number("w:w"),
            "w:gridSpan" => self.cell_columns = number("w:val") as usize,
            "w:pStyle" | "w:rStyle" | "w:tblStyle" if !self.styles.contains(&val()) => {
                self.fault(format!("unknown style {}", val()));
            }
            "w:id" if parent == "w:sdtPr" && !self.controls.insert(val()) => {
                self.fault(format!("two controls with id {}", val()));
            }
            "w:docPart" if !self.placeholders.contains(&val()) => {
                self.fault(format!("unknown placeholder {}", val()));
            }
            "w:bookmarkStart" => self.bookmark(element),
            "w:bookmarkEnd" => {
                let id = attribute(element, "w:id").expect("an id");
                if self.bookmarks.insert(id.clone(), true) != Some(false) {
                    self.fault(format!("bookmark {id} ends without a beginning"));
                }
            }
            "wp:docPr" => {
                let id = attribute(element, "id").expect("an id");
                if attribute(element, "descr").is_none_or(|words| words.is_empty()) {
                    self.fault(format!("drawing {id} has no alternative text"));
                }
                if !self.drawings.insert(id.clone()) {
                    self.fault(format!("two drawings with id {id}"));
                }
            }
            "w:hyperlink" => self.anchors.extend(attribute(element, "w:anchor")),
            _ => {}
        }
        for name in ["r:id", "r:embed"] {
            if let Some(id) = attribute(element, name)
                && !self.relations.contains(&id)
            {
                self.fault(format!("no relation {id}"));
            }
        }
    }

    fn bookmark(&mut self, element: &BytesStart) {
        let id = attribute(element, "w:id").expect("an id");
        let name = attribute(element, "w:name").expect("a name");
        if name.len() > 40 || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            self.fault(format!("a bookmark may not be called {name}"));
        }
        if self.bookmarks.insert(id.clone(), false).is_some() {
            self.fault(format!("two bookmarks with id {id}"));
        }
        if !self.bookmark_names.insert(name.clone()) {
            self.fault(format!("two bookmarks called {name}"));
        }
    }

    /// Ends an element whose last child was `last`.
    fn close(&mut self, name: &str, last: &str) {
        if let Some(siblings) = self.last.last_mut() {
            name.clone_into(siblings);
        }
        match name {
            "w:tc" => {
                if last != "w:p" {
                    self.fault(format!("a cell ends with {last}"));
                }
                let from = self.columns.min(self.grid.len());
                let to = (from + self.cell_columns).min(self.grid.len());
                let width: u32 = self.grid[from..to].iter().sum();
                if width != self.cell_width {
                    self.fault(format!(
                        "a cell is {} wide, its columns {width}",
                        self.cell_width
                    ));
                }
                self.columns += self.cell_columns;
                self.width += self.cell_width;
            }
            "w:tr" if self.columns != self.grid.len() => {
                self.fault(format!(
                    "a row of {} columns of {}",
                    self.columns,
                    self.grid.len()
                ));
            }
            "w:tbl" => {
                let (grid, columns, widths) = self.outer.pop().expect("balanced");
                self.grid = grid;
                [self.columns, self.cell_columns] = columns;
                [self.width, self.cell_width] = widths;
            }
            "w:body" if last != "w:sectPr" => self.fault(format!("the body ends with {last}")),
            _ => {}
        }
    }

    fn fault(&mut self, words: String) {
        self.faults.push(words);
    }
}
