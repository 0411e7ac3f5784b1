//! Controls and bookmarks: where the data stand.

use quick_xml::events::BytesStart;

use super::super::key;
use super::super::xml::attribute;
use super::Key;
use super::walk::{Walk, is_on};

impl Walk {
    /// A child of a control's properties.
    pub(super) fn property(&mut self, name: &str, element: &BytesStart) {
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
    pub(super) fn begin_control(&mut self) {
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

    pub(super) fn begin_key(&mut self, key: Key) -> usize {
        self.page.keys.push(key);
        let number = self.page.keys.len() - 1;
        self.open.push(number);
        number
    }

    pub(super) fn begin_bookmark(&mut self, element: &BytesStart) {
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

    pub(super) fn end_bookmark(&mut self, element: &BytesStart) {
        let id = attribute(element, "w:id").unwrap_or_default();
        let keys = &self.page.keys;
        self.open
            .retain(|&open| keys[open].name.is_empty() || keys[open].id != id);
    }
}
