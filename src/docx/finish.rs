//! The finishing pass: docx-rs's document part → one that Word accepts.
//!
//! docx-rs writes the children of property elements in an order that the
//! schema forbids, numbers paragraphs by thread, and has no words for much of
//! what a form needs. One walk over its bytes sorts, drops and exchanges;
//! what needs no change is copied as it stands.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::body::{MARK, Notes};

/// Root element, in the place of docx-rs's.
const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document"#,
    r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
    r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
    r#" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#,
    r#" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
    r#" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml""#,
    r#" mc:Ignorable="w14">"#
);

/// ECMA-376 order of the children of the property elements that we write.
const P_PR: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "tabs",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "rPr",
    "sectPr",
];
const NUM_PR: &[&str] = &["ilvl", "numId"];
const R_PR: &[&str] = &[
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "color",
    "spacing",
    "sz",
    "szCs",
    "u",
    "vertAlign",
];
const SECT_PR: &[&str] = &[
    "footerReference",
    "type",
    "pgSz",
    "pgMar",
    "pgNumType",
    "cols",
    "titlePg",
    "docGrid",
];
const TBL_PR: &[&str] = &[
    "tblStyle",
    "tblW",
    "jc",
    "tblInd",
    "tblBorders",
    "tblLayout",
    "tblCellMar",
    "tblLook",
];
const TC_PR: &[&str] = &[
    "tcW",
    "gridSpan",
    "vMerge",
    "tcBorders",
    "shd",
    "tcMar",
    "vAlign",
];
const BORDERS: &[&str] = &["top", "left", "bottom", "right", "insideH", "insideV"];

/// The order of a property element's children; `None` for other elements.
fn order(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:pPr" => P_PR,
        "w:numPr" => NUM_PR,
        "w:rPr" => R_PR,
        "w:sectPr" => SECT_PR,
        "w:tblPr" => TBL_PR,
        "w:tcPr" => TC_PR,
        "w:tblBorders" | "w:tcBorders" => BORDERS,
        _ => return None,
    })
}

/// Finishes docx-rs's document part.
pub(super) fn document(source: &[u8], notes: &Notes) -> String {
    let source = std::str::from_utf8(source).expect("docx-rs writes UTF-8");
    let mut pass = Pass {
        source,
        reader: Reader::from_str(source),
        notes,
        out: String::with_capacity(source.len() + notes.controls.made.len() * 400),
        copied: 0,
        at: 0,
        run: 0,
        open: Vec::new(),
        rows: 0,
        sections: 0,
    };
    pass.walk();
    pass.out
}

struct Pass<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    notes: &'a Notes,
    out: String,
    /// Everything before this byte of the source is in `out` or dropped.
    copied: usize,
    /// Where the event at hand begins.
    at: usize,
    /// Length of `out` at the beginning of the run at hand.
    run: usize,
    /// Numbers of the controls that are open.
    open: Vec<usize>,
    rows: usize,
    sections: usize,
}

impl<'a> Pass<'a> {
    fn walk(&mut self) {
        loop {
            match self.next() {
                Event::Start(start) => self.start(&start),
                Event::Empty(empty) => self.empty(&empty),
                Event::End(end) => match end.name().as_ref() {
                    "w:sdt" => self.end_control(),
                    "w:trPr" if self.head_row() => {
                        self.flush();
                        self.out.push_str("<w:tblHeader/>");
                    }
                    _ => {}
                },
                Event::Text(text) if text.starts_with(MARK) => self.marked_run(),
                Event::Eof => break,
                _ => {}
            }
        }
        self.at = self.source.len();
        self.flush();
    }

    fn next(&mut self) -> Event<'a> {
        self.at = self.position();
        self.reader
            .read_event()
            .expect("docx-rs writes well-formed XML")
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).expect("the part is in memory")
    }

    /// Copies what stands before the event at hand.
    fn flush(&mut self) {
        self.out.push_str(&self.source[self.copied..self.at]);
        self.copied = self.at;
    }

    /// Leaves the event at hand out.
    fn skip(&mut self) {
        self.copied = self.position();
    }

    fn start(&mut self, start: &BytesStart) {
        let name = start.name();
        match name.as_ref() {
            "w:document" => {
                self.skip();
                self.out.push_str(HEAD);
            }
            // Drops w14:paraId, which counts by thread.
            "w:p" => {
                self.flush();
                self.out.push_str("<w:p>");
                self.skip();
            }
            "w:r" => {
                self.flush();
                self.run = self.out.len();
            }
            "w:sdt" => self.begin_control(),
            name => {
                if let Some(order) = order(name) {
                    self.flush();
                    let name = name.to_owned();
                    let xml = self.sorted(&name, order);
                    self.out.push_str(&xml);
                    self.copied = self.position();
                }
            }
        }
    }

    fn empty(&mut self, empty: &BytesStart) {
        match empty.name().as_ref() {
            "w:p" => {
                self.flush();
                self.out.push_str("<w:p/>");
                self.skip();
            }
            "w:rPr" | "w:pPr" | "w:tcPr" => {
                self.flush();
                self.skip();
            }
            "w:trPr" => {
                self.flush();
                if self.head_row() {
                    self.out.push_str("<w:trPr><w:tblHeader/></w:trPr>");
                }
                self.skip();
            }
            // Drops w:type, which the schema does not know here.
            "w:gridCol" => {
                self.flush();
                self.out.push_str("<w:gridCol w:w=\"");
                self.out.push_str(&attribute(empty, "w:w"));
                self.out.push_str("\"/>");
                self.skip();
            }
            _ => {}
        }
    }

    fn head_row(&mut self) -> bool {
        self.rows += 1;
        self.notes.head_rows.get(self.rows - 1) == Some(&true)
    }

    /// Exchanges the properties of a control and opens its bookmark.
    fn begin_control(&mut self) {
        self.flush();
        let mut number = 0;
        loop {
            match self.next() {
                Event::Empty(empty) if empty.name().as_ref() == "w:alias" => {
                    number = attribute(&empty, "w:val").parse().unwrap_or_default();
                }
                Event::End(end) if end.name().as_ref() == "w:sdtPr" => break,
                Event::Eof => break,
                _ => {}
            }
        }
        self.skip();
        let control = &self.notes.controls.made[number];
        if let Some((id, name)) = &control.bookmark {
            self.out.push_str(&format!(
                r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#
            ));
        }
        self.out.push_str("<w:sdt>");
        self.out.push_str(&control.properties);
        self.open.push(number);
    }

    fn end_control(&mut self) {
        self.at = self.position();
        self.flush();
        let control = self
            .open
            .pop()
            .map(|number| &self.notes.controls.made[number]);
        if let Some((id, _)) = control.and_then(|control| control.bookmark.as_ref()) {
            self.out
                .push_str(&format!(r#"<w:bookmarkEnd w:id="{id}"/>"#));
        }
    }

    /// Puts prepared XML in the place of the run at hand.
    fn marked_run(&mut self) {
        let text = &self.source[self.at..self.position()];
        let number: usize = text[MARK.len_utf8()..]
            .parse()
            .expect("a mark has a number");
        self.out.truncate(self.run);
        self.out.push_str(&self.notes.raw[number]);
        loop {
            match self.next() {
                Event::End(end) if end.name().as_ref() == "w:r" => break,
                Event::Eof => break,
                _ => {}
            }
        }
        self.skip();
    }

    /// Reads a property element to its end; gives it with its children in
    /// order, or nothing when it has none.
    fn sorted(&mut self, name: &str, order: &[&str]) -> String {
        let mut children: Vec<(usize, String)> = Vec::new();
        if name == "w:sectPr" {
            self.add_section(&mut children);
        }
        loop {
            let event = self.next();
            let (child, nested) = match &event {
                Event::Empty(child) => (child, false),
                Event::Start(child) => (child, true),
                Event::End(_) | Event::Eof => break,
                _ => continue,
            };
            let child = child.name().as_ref().to_owned();
            let xml = match (nested, self::order(&child)) {
                (true, Some(order)) => self.sorted(&child, order),
                (false, Some(_)) => continue,
                (true, None) => self.whole(&child),
                (false, None) => self.source[self.at..self.position()].to_owned(),
            };
            children.push((rank(&child, order), xml));
        }
        if children.is_empty() {
            return String::new();
        }
        children.sort_by_key(|(rank, _)| *rank);
        let mut xml = format!("<{name}>");
        for (_, child) in &children {
            xml.push_str(child);
        }
        xml.push_str("</");
        xml.push_str(name);
        xml.push('>');
        xml
    }

    /// The source of an element whose start is the event at hand.
    fn whole(&mut self, name: &str) -> String {
        let begin = self.at;
        loop {
            match self.next() {
                Event::End(end) if end.name().as_ref() == name => break,
                Event::Eof => break,
                _ => {}
            }
        }
        self.source[begin..self.position()].to_owned()
    }

    fn add_section(&mut self, children: &mut Vec<(usize, String)>) {
        if let Some(notes) = self.notes.sections.get(self.sections) {
            children.push((0, notes.clone()));
        }
        self.sections += 1;
    }
}

/// Place of a child among its siblings; unknown ones go last.
fn rank(child: &str, order: &[&str]) -> usize {
    let child = child.strip_prefix("w:").unwrap_or(child);
    order
        .iter()
        .position(|name| *name == child)
        .unwrap_or(order.len())
}

fn attribute(element: &BytesStart, name: &str) -> String {
    element
        .try_get_attribute(name)
        .ok()
        .flatten()
        .map(|attribute| attribute.value.into_owned())
        .unwrap_or_default()
}
