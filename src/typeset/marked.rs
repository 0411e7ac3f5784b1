//! What a draft prints in place of a character without a glyph.

use serde_json::Value as Json;

use super::fonts::covers;
use crate::blocks::Document;

/// 〓, which printers have always set where a character was lacking.
const MARK: char = '〓';

/// The document with a visible mark for each character that no font has, so that
/// a draft prints whatever it is given; F16 says which they are.
pub fn marked(document: &Document) -> Document {
    let mut json = serde_json::to_value(document).expect("plain data");
    mark(&mut json);
    serde_json::from_value(json).expect("the same shape")
}

fn mark(json: &mut Json) {
    match json {
        Json::String(text) if !text.chars().all(covers) => {
            let shown = |c: char| if covers(c) { c } else { MARK };
            *text = text.chars().map(shown).collect();
        }
        Json::Array(items) => items.iter_mut().for_each(mark),
        Json::Object(entries) => entries.values_mut().for_each(mark),
        _ => {}
    }
}
