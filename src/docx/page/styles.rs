//! What styles say of the paragraphs that have them.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::xml::attribute;

/// What styles say of the paragraphs that have them.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub(super) lists: HashSet<String>,
    pub(super) headings: HashMap<String, u8>,
    pub(super) contents: HashSet<String>,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Self {
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
