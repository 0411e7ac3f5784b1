//! A filled-in DOCX → data.
//!
//! ```text
//! document part ─page─▶ lines and cells ─align (with the base)─▶ places ─cell, tick, text─▶ data
//!                                                              └─▶ what was placed nowhere
//! ```
//!
//! The page is believed, no attribute: what a control says of itself (a date, a
//! state, that it shows its placeholder) counts only where the page does not
//! speak. What a person typed becomes a datum, or is named in
//! [`Filled::unread`]; what he left as we wrote it is no change
//! ([`Datum::typed`]).

mod align;
mod cell;
mod place;
mod remark;
mod rows;
mod tick;

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::base::Base;
use super::unpack::{self, ReadError};
use super::xml::attribute;
use super::{FORM, FORMAT, VERSION, page};
use crate::form::{FORMS, FormId};

pub(super) use place::plain;
pub use remark::{Remark, RemarkKind};

/// What a filled-in form says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Which form it is, if it says so.
    pub form: Option<FormId>,
    /// Every datum found, in the order of the document.
    pub data: Vec<Datum>,
    /// What could not be read: data path and reason.
    pub unreadable: Vec<(String, String)>,
    /// What was typed and belongs to no datum.
    pub unread: Vec<Unread>,
    /// The lists that stand in tables, with the ids of their rows.
    pub lists: Vec<List>,
    /// What is there beside the text: comments, tracked changes, pictures.
    pub remarks: Vec<Remark>,
    /// Whether the file still knows what we wrote into it. Without that, words
    /// typed outside of the places of data cannot be told from the form's own.
    pub based: bool,
}

/// One datum of a filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// Data path. The index of a row of a list is the one that its paper was
    /// written with; rows that were added count on.
    pub path: String,
    /// What its places say, each wording once; empty text is an empty place.
    pub values: Vec<String>,
    /// Those of the places that were edited since the paper was written.
    pub typed: Vec<String>,
}

/// Words that were typed and belong to no datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where they stand, in the words of the form.
    pub place: String,
    /// The words.
    pub words: String,
    /// Why they are no datum.
    pub reason: &'static str,
}

/// A list that stands in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its data path: `重点任务`.
    pub path: String,
    /// Ids of its items when the paper was written, by their indexes.
    pub before: Vec<String>,
    /// The rows now: index and id.
    pub rows: Vec<(usize, String)>,
}

/// Reads a filled-in form.
///
/// # Errors
/// When the file is no DOCX that can be opened, or none of ours.
pub(crate) fn read(bytes: &[u8]) -> Result<Filled, ReadError> {
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
    let page = page::read(&parts.document, &parts.styles, "word/document.xml")?;
    let named = properties.get(FORM).and_then(|name| FormId::by_name(name));
    if page.keys.is_empty() && parts.base.is_empty() && named.is_none() {
        return Err(ReadError::NotOurs);
    }
    let base = Base::read(&parts.base);
    let mut filled = Filled {
        based: !base.blocks.is_empty(),
        ..Filled::default()
    };
    place::place(&page, &base, &mut filled);
    remark::add(&page, &base, &parts, &mut filled)?;
    filled.form = named.or_else(|| form_of(&filled));
    Ok(filled)
}

/// The form whose own block the data belong to.
fn form_of(filled: &Filled) -> Option<FormId> {
    FORMS
        .iter()
        .find(|form| {
            filled.data.iter().any(|datum| {
                let rest = datum.path.strip_prefix(form.block);
                rest.is_some_and(|rest| rest.starts_with('.'))
            })
        })
        .map(|form| form.id)
}

/// Custom properties by name.
pub(super) fn properties(xml: &str) -> HashMap<String, String> {
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

impl Filled {
    /// The names of the park that the paper shows.
    pub fn names(&self) -> Vec<&str> {
        let datum = self
            .data
            .iter()
            .find(|datum| datum.path == "园区基本情况.园区名称");
        let names = datum.into_iter().flat_map(|datum| &datum.values);
        names
            .map(|name| name.trim())
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// Whether nothing at all is filled in.
    pub fn says_nothing(&self) -> bool {
        let mut values = self.data.iter().flat_map(|datum| &datum.values);
        values.all(String::is_empty) && self.unread.is_empty() && self.unreadable.is_empty()
    }

    /// Records what a place of a datum says.
    fn add(&mut self, path: &str, value: String, typed: bool) {
        let known = self.data.iter().position(|datum| datum.path == path);
        let index = known.unwrap_or_else(|| {
            self.data.push(Datum {
                path: path.to_owned(),
                values: Vec::new(),
                typed: Vec::new(),
            });
            self.data.len() - 1
        });
        let datum = &mut self.data[index];
        if typed && !datum.typed.contains(&value) {
            datum.typed.push(value.clone());
        }
        if !datum.values.contains(&value) {
            datum.values.push(value);
        }
    }
}
