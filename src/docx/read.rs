//! A filled-in DOCX → data.
//!
//! The walk looks for content controls with our tags and for our bookmarks,
//! wherever Word, WPS or LibreOffice have moved them: around runs, paragraphs
//! or cells. Where a datum has a tag left, bookmarks of it do not count.

use std::collections::{BTreeMap, HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::key::{self, Choice, Target};
use super::unpack::{self, Parts, ReadError};
use super::value;
use super::xml::attribute;
use super::{FORM, FORMAT, VERSION};
use crate::form::{FORMS, FormId};
use crate::park::Kind;
use crate::park::catalogue::{self, Shape};

/// What a filled-in form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Which form it is, if it says so.
    pub form: Option<FormId>,
    /// Every datum found, in the order of the document.
    pub data: Vec<Datum>,
    /// What could not be read: data path and reason.
    pub unreadable: Vec<(String, String)>,
}

/// One datum of a filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// Data path.
    pub path: String,
    /// What its places say, each wording once; empty text is an empty place.
    pub values: Vec<String>,
}

/// Reads a filled-in form.
///
/// # Errors
/// When the file is no DOCX that can be opened, or none of ours.
pub fn read(bytes: &[u8]) -> Result<Filled, ReadError> {
    let parts = unpack::unpack(bytes)?;
    let properties = properties(&parts.custom);
    if let Some(found) = properties.get(FORMAT).and_then(|text| text.parse().ok())
        && found > VERSION
    {
        return Err(ReadError::Newer {
            found,
            known: VERSION,
        });
    }
    let places = places(&parts)?;
    // The blank outlines are ours without holding a datum.
    if places.is_empty() && !properties.contains_key(FORM) {
        return Err(ReadError::NotOurs);
    }
    let form = properties
        .get(FORM)
        .and_then(|name| FormId::by_name(name))
        .or_else(|| form_of(&places));
    let mut filled = Filled {
        form,
        data: Vec::new(),
        unreadable: Vec::new(),
    };
    collect(places, &mut filled);
    Ok(filled)
}

/// One place of a datum in the document.
#[derive(Debug)]
struct Place {
    target: Target,
    /// Whether a tag names it, not just a bookmark.
    tagged: bool,
    text: String,
    checked: Option<bool>,
    full_date: Option<String>,
    /// Shows its placeholder: nothing has been filled in.
    placeholder: bool,
}

/// The form whose own block the places belong to.
fn form_of(places: &[Place]) -> Option<FormId> {
    FORMS
        .iter()
        .find(|form| {
            places.iter().any(|place| {
                let rest = place.target.path.strip_prefix(form.block);
                rest.is_some_and(|rest| rest.starts_with('.'))
            })
        })
        .map(|form| form.id)
}

/// Brings the places of each datum together.
fn collect(places: Vec<Place>, filled: &mut Filled) {
    let tagged: HashSet<String> = places
        .iter()
        .filter(|place| place.tagged)
        .map(|place| place.target.path.clone())
        .collect();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut boxes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for place in places {
        if !place.tagged && tagged.contains(&place.target.path) {
            continue;
        }
        let path = &place.target.path;
        let index = *at.entry(path.clone()).or_insert_with(|| {
            filled.data.push(Datum {
                path: path.clone(),
                values: Vec::new(),
            });
            filled.data.len() - 1
        });
        match &place.target.option {
            Some(option) => {
                let ticked = boxes.entry(index).or_default();
                if is_ticked(&place) {
                    let label = label(path, option);
                    if !ticked.contains(&label) {
                        ticked.push(label);
                    }
                }
            }
            None => {
                let value = value_of(&place);
                let values = &mut filled.data[index].values;
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
    }
    for (index, ticked) in boxes {
        let datum = &mut filled.data[index];
        match ticked.len() {
            0 => datum.values.push(String::new()),
            1 => datum.values.extend(ticked),
            _ => {
                let reason = format!("勾选了多项：{}", ticked.join("、"));
                filled.unreadable.push((datum.path.clone(), reason));
            }
        }
    }
    filled.data.retain(|datum| !datum.values.is_empty());
}

/// The state of a box: of the control, else of the character.
fn is_ticked(place: &Place) -> bool {
    place
        .checked
        .unwrap_or_else(|| place.text.contains(['☑', '☒', '✓', '✔', '√', '■']))
}

fn label(path: &str, option: &Choice) -> String {
    match option {
        Choice::Label(label) => label.clone(),
        Choice::Index(index) => {
            let shape = catalogue::field(path).map(|field| &field.shape);
            match shape {
                Some(Shape::Choice(options)) => options.get(*index).cloned().unwrap_or_default(),
                _ => String::new(),
            }
        }
    }
}

fn value_of(place: &Place) -> String {
    if place.placeholder {
        return String::new();
    }
    let path = &place.target.path;
    match catalogue::field(path) {
        Some(field) if field.long => value::prose(&place.text, field.guidance.as_deref()),
        Some(field) if field.shape == Shape::Date => {
            value::date(&place.text, place.full_date.as_deref())
        }
        Some(field) if field.kind == Kind::Note => value::note(&place.text),
        _ => value::line(&place.text),
    }
}

/// Custom properties by name.
fn properties(xml: &str) -> HashMap<String, String> {
    let mut reader = Reader::from_str(xml);
    let mut found = HashMap::new();
    let mut name = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "property" => {
                name = attribute(&element, "name");
            }
            Ok(Event::Text(text)) => {
                if let Some(name) = name.take() {
                    found.insert(name, text.trim().to_owned());
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Ids of the styles whose paragraphs are items of a list.
fn list_styles(xml: &str) -> HashSet<String> {
    const NAMES: [&str; 2] = ["list bullet", "表格列表"];
    let mut reader = Reader::from_str(xml);
    let mut ids = HashSet::new();
    let mut id = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.name().as_ref() == "w:style" => {
                id = attribute(&element, "w:styleId");
            }
            Ok(Event::Empty(element)) if element.name().as_ref() == "w:name" => {
                let name = attribute(&element, "w:val").unwrap_or_default();
                if NAMES.contains(&name.to_lowercase().as_str()) {
                    ids.extend(id.take());
                }
            }
            Ok(Event::Eof) | Err(_) => return ids,
            Ok(_) => {}
        }
    }
}

/// All places of data in the document part.
fn places(parts: &Parts) -> Result<Vec<Place>, ReadError> {
    let mut walk = Walk {
        lists: list_styles(&parts.styles),
        ..Walk::default()
    };
    let mut reader = Reader::from_str(&parts.document);
    let damaged = |_| ReadError::Damaged("word/document.xml".to_owned());
    loop {
        match reader.read_event().map_err(damaged)? {
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
    }
    if walk.depth != 0 {
        return Err(ReadError::Damaged("word/document.xml".to_owned()));
    }
    Ok(walk.places)
}

/// A control or bookmark that is open.
#[derive(Debug, Default)]
struct Open {
    target: Option<Target>,
    tagged: bool,
    /// Id of the bookmark; absent for a control.
    bookmark: Option<String>,
    /// Name of the bookmark.
    name: String,
    /// Lengths of the texts of what was open where this control began.
    lengths: Vec<usize>,
    /// Cells that were open where it began.
    cells: usize,
    text: String,
    checked: Option<bool>,
    full_date: Option<String>,
    placeholder: bool,
}

#[derive(Debug, Default)]
struct Walk {
    places: Vec<Place>,
    open: Vec<Open>,
    lists: HashSet<String>,
    /// Elements that are open.
    depth: usize,
    /// Cells that are open.
    cells: usize,
    /// Inside `w:t`.
    in_text: bool,
    /// Inside `w:sdtPr`.
    in_properties: bool,
    /// Nested elements whose text does not count (deleted, moved away).
    skipped: usize,
    script: Script,
    /// Text of the control that ended just before, with nothing in between.
    before: Option<String>,
    /// The paragraph at hand is an item of a list.
    item: bool,
    /// The paragraph at hand has text already.
    begun: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Script {
    #[default]
    Level,
    Sub,
    Super,
}

impl Walk {
    fn start(&mut self, element: &BytesStart, empty: bool) {
        if !empty {
            self.depth += 1;
        }
        let name = element.name();
        let name = name.as_ref();
        if self.in_properties {
            self.property(name, element);
            return;
        }
        match name {
            "w:sdt" if !empty => {
                let lengths = self.open.iter().map(|open| open.text.len()).collect();
                self.open.push(Open {
                    lengths,
                    ..Open::default()
                });
            }
            "w:sdtPr" if !empty => self.in_properties = true,
            "w:bookmarkStart" => self.begin_bookmark(element),
            "w:bookmarkEnd" => self.end_bookmark(element),
            "w:tc" if !empty => self.cells += 1,
            "w:p" => {
                self.before = None;
                self.item = false;
                self.begun = false;
            }
            "w:pStyle" => {
                let style = attribute(element, "w:val").unwrap_or_default();
                self.item |= self.lists.contains(&style);
            }
            "w:numPr" => self.item = true,
            "w:r" => self.script = Script::Level,
            "w:vertAlign" => {
                self.script = match attribute(element, "w:val").as_deref() {
                    Some("subscript") => Script::Sub,
                    Some("superscript") => Script::Super,
                    _ => Script::Level,
                }
            }
            "w:t" => self.in_text = !empty,
            "w:br" | "w:cr" => self.push("\n"),
            "w:tab" if self.begun => self.push(" "),
            "w:noBreakHyphen" => self.push("-"),
            "w:del" | "w:moveFrom" | "mc:Fallback" | "w:txbxContent" if !empty => {
                self.skipped += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.wrapping_sub(1);
        match name {
            "w:sdtPr" => self.in_properties = false,
            "w:sdt" => self.end_control(),
            "w:t" => self.in_text = false,
            "w:p" => self.push("\n"),
            "w:tc" => self.end_cell(),
            "w:del" | "w:moveFrom" | "mc:Fallback" | "w:txbxContent" => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// A child of the properties of the innermost control.
    fn property(&mut self, name: &str, element: &BytesStart) {
        let Some(control) = self.open.iter_mut().rev().find(|o| o.bookmark.is_none()) else {
            return;
        };
        match name {
            "w:tag" => {
                control.target = attribute(element, "w:val").and_then(|tag| key::from_tag(&tag));
                control.tagged = control.target.is_some();
            }
            "w:showingPlcHdr" => control.placeholder = is_on(attribute(element, "w:val")),
            "w14:checked" => control.checked = Some(is_on(attribute(element, "w14:val"))),
            "w:date" => control.full_date = attribute(element, "w:fullDate"),
            _ => {}
        }
    }

    fn begin_bookmark(&mut self, element: &BytesStart) {
        let name = attribute(element, "w:name").unwrap_or_default();
        let Some(target) = key::from_bookmark(&name) else {
            return;
        };
        self.before = None;
        let id = attribute(element, "w:id").unwrap_or_default();
        // LibreOffice begins a bookmark over several paragraphs twice.
        let twice = self
            .open
            .iter_mut()
            .find(|open| open.name == name && open.bookmark.is_some());
        if let Some(open) = twice {
            open.bookmark = Some(id);
            return;
        }
        // A block of text whose bookmark was moved into its first paragraph.
        let text = if self.item && !self.begun && is_long(&target.path) {
            "- ".to_owned()
        } else {
            String::new()
        };
        self.open.push(Open {
            target: Some(target),
            bookmark: Some(id),
            name,
            cells: self.cells,
            text,
            ..Open::default()
        });
    }

    fn end_bookmark(&mut self, element: &BytesStart) {
        self.before = None;
        let id = attribute(element, "w:id").unwrap_or_default();
        let found = self
            .open
            .iter()
            .rposition(|open| open.bookmark.as_deref() == Some(id.as_str()));
        if let Some(index) = found {
            let open = self.open.remove(index);
            self.record(open);
        }
    }

    /// Ends bookmarks of the cell whose end LibreOffice has lost.
    fn end_cell(&mut self) {
        while let Some(index) = self
            .open
            .iter()
            .position(|open| open.bookmark.is_some() && open.cells == self.cells && self.cells > 0)
        {
            let open = self.open.remove(index);
            self.record(open);
        }
        self.cells = self.cells.saturating_sub(1);
    }

    fn end_control(&mut self) {
        let found = self.open.iter().rposition(|open| open.bookmark.is_none());
        let Some(index) = found else { return };
        let control = self.open.remove(index);
        let echo = self
            .before
            .take()
            .filter(|before| is_echo(before, &control.text));
        if let (Some(before), true) = (echo, control.target.is_none()) {
            for (open, &length) in self.open.iter_mut().zip(&control.lengths) {
                open.text.truncate(length);
            }
            self.before = Some(before);
            return;
        }
        self.before = Some(control.text.clone());
        if control.target.is_none() {
            // A control whose tag was lost tells the bookmark around it.
            for open in self.open.iter_mut().filter(|o| o.bookmark.is_some()) {
                open.checked = open.checked.or(control.checked);
                open.placeholder |= control.placeholder;
                if open.full_date.is_none() {
                    open.full_date.clone_from(&control.full_date);
                }
            }
        }
        self.record(control);
    }

    fn record(&mut self, open: Open) {
        if let Some(target) = open.target {
            self.places.push(Place {
                target,
                tagged: open.tagged,
                text: open.text,
                checked: open.checked,
                full_date: open.full_date,
                placeholder: open.placeholder,
            });
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 || text.is_empty() {
            return;
        }
        if self.item && !self.begun {
            for open in &mut self.open {
                if open.text.is_empty() || open.text.ends_with('\n') {
                    open.text.push_str("- ");
                }
            }
        }
        self.begun = true;
        if !self.open.iter().any(|open| open.bookmark.is_none()) {
            self.before = None;
        }
        match self.script {
            Script::Level => self.push(text),
            Script::Sub => self.push(&value::lowered(text)),
            Script::Super => self.push(&value::raised(text)),
        }
    }

    fn push(&mut self, text: &str) {
        if self.skipped == 0 {
            for open in &mut self.open {
                open.text.push_str(text);
            }
        }
    }
}

/// LibreOffice 7 writes the first paragraph of a control of paragraphs more than
/// once, as controls in a row: whole, and its pieces (Han, Latin) with the whole
/// in between.
fn is_echo(before: &str, text: &str) -> bool {
    before.chars().count() > 1 && before.contains(&text.replace(before, ""))
}

fn is_long(path: &str) -> bool {
    catalogue::field(path).is_some_and(|field| field.long)
}

/// An on-off value: on when it is not said.
fn is_on(value: Option<String>) -> bool {
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}
