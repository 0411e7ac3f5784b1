//! Small values as the forms show them.

use serde_json::Value;

use crate::park::{Park, Refs};

/// `42.60平方公里`; `null` without a number.
pub(super) fn area(park: &Park) -> Value {
    let extent = &park.basics.extent;
    match extent.area.is_empty() {
        true => Value::Null,
        false => format!("{}{}", extent.area, extent.unit.text()).into(),
    }
}

/// A text, `null` when empty.
pub(super) fn text(text: &str) -> Value {
    match text.trim() {
        "" => Value::Null,
        text => text.into(),
    }
}

/// The source's name for each id; what is no id stands for itself.
pub(super) fn source_names(park: &Park, ids: &Refs) -> Value {
    let names: Vec<&str> = ids.iter().map(|id| source_name(park, id)).collect();
    text(&names.join("；"))
}

/// The name of the source with this id, else the words themselves.
pub(super) fn source_name<'a>(park: &'a Park, id: &'a str) -> &'a str {
    park.sources
        .iter()
        .find(|source| source.id == id && !source.name.is_empty())
        .map_or(id, |source| &source.name)
}
