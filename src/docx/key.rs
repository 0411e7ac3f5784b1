//! Names under which a datum can be found again in a DOCX.
//!
//! The first key is the tag of its content control: the data path itself, or
//! its short key where the path is longer than Word's 64 characters. The
//! second key is a bookmark around the control, since LibreOffice drops tags:
//! `f_` + hash of the path's pattern + `_i3` per index, `_k2025` per free key,
//! `_o1` for the second box of a choice, `_n2` for the second place of a datum
//! (letters, digits and `_`, at most 40 characters).

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::park::catalogue;

/// The most characters that Word keeps of a tag or title.
pub(super) const TAG: usize = 64;
/// The most characters of a bookmark's name.
const BOOKMARK: usize = 40;

/// 32-bit FNV-1a: stable for ever, unlike the standard library's hasher.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Bookmark name of the datum at `path`, of its `option`th box, at its `nth`
/// place in the document (from 1).
pub(super) fn bookmark(path: &str, option: Option<usize>, nth: usize) -> String {
    let (pattern, parts) = split(path);
    let mut name = format!("f_{:08x}{parts}", hash(&pattern));
    if let Some(option) = option {
        let _ = write!(name, "_o{option}");
    }
    if nth > 1 {
        let _ = write!(name, "_n{nth}");
    }
    debug_assert!(name.len() <= BOOKMARK, "{name}");
    name
}

/// Tag of the datum at `path`; of a box with `label`, `path=label`.
pub(super) fn tag(path: &str, option: Option<(usize, &str)>) -> String {
    let tag = match option {
        Some((_, label)) => format!("{path}={label}"),
        None => path.to_owned(),
    };
    if tag.chars().count() <= TAG {
        tag
    } else {
        bookmark(path, option.map(|(index, _)| index), 1)
    }
}

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Data path.
    pub path: String,
    /// For a box: the option.
    pub option: Option<Choice>,
}

/// Which option a box belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// By its words.
    Label(String),
    /// By its place among the options.
    Index(usize),
}

/// Reads a tag; `None` when it is not one of ours.
pub(super) fn from_tag(tag: &str) -> Option<Target> {
    if tag.starts_with("f_") {
        return from_bookmark(tag);
    }
    let (path, label) = match tag.split_once('=') {
        Some((path, label)) => (path, Some(label)),
        None => (tag, None),
    };
    catalogue::field(path)?;
    Some(Target {
        path: path.to_owned(),
        option: label.map(|label| Choice::Label(label.to_owned())),
    })
}

/// Reads a bookmark's name; `None` when it is not one of ours.
pub(super) fn from_bookmark(name: &str) -> Option<Target> {
    let mut parts = name.strip_prefix("f_")?.split('_');
    let hash = u32::from_str_radix(parts.next()?, 16).ok()?;
    let pattern = *patterns().get(&hash)?;
    let (mut indexes, mut keys, mut option) = (Vec::new(), Vec::new(), None);
    for part in parts {
        let rest = part.get(1..)?;
        match part.as_bytes().first()? {
            b'i' => indexes.push(rest.parse::<usize>().ok()?),
            b'k' => keys.push(rest),
            b'o' => option = Some(Choice::Index(rest.parse().ok()?)),
            b'n' => {}
            _ => return None,
        }
    }
    Some(Target {
        path: fill(pattern, &indexes, &keys)?,
        option,
    })
}

/// `指标[2].实际值.2025` → (`指标[].实际值{}`, `_i2_k2025`).
fn split(path: &str) -> (String, String) {
    let mut pattern = String::with_capacity(path.len());
    let mut parts = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('[') {
        let (index, after) = after.split_once(']').unwrap_or((after, ""));
        pattern.push_str(before);
        pattern.push_str("[]");
        let _ = write!(parts, "_i{index}");
        rest = after;
    }
    pattern.push_str(rest);
    let free = pattern
        .rsplit_once('.')
        .filter(|(_, key)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric()))
        .map(|(map, key)| (format!("{map}{{}}"), format!("_k{key}")));
    if let Some((map, key)) = free {
        parts.push_str(&key);
        pattern = map;
    }
    (pattern, parts)
}

/// Puts indexes and free keys back into a pattern.
fn fill(pattern: &str, indexes: &[usize], keys: &[&str]) -> Option<String> {
    let (mut indexes, mut keys) = (indexes.iter(), keys.iter());
    let mut path = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern;
    while let Some(at) = rest.find(['[', '{']) {
        path.push_str(&rest[..at]);
        if rest[at..].starts_with('[') {
            let _ = write!(path, "[{}]", indexes.next()?);
        } else {
            let _ = write!(path, ".{}", keys.next()?);
        }
        rest = &rest[at + 2..];
    }
    path.push_str(rest);
    (indexes.next().is_none() && keys.next().is_none()).then_some(path)
}

/// The patterns of all data by their hash.
fn patterns() -> &'static HashMap<u32, &'static str> {
    static PATTERNS: OnceLock<HashMap<u32, &'static str>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        catalogue::fields()
            .iter()
            .map(|field| (hash(&field.path), field.path.as_str()))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_data_share_a_hash() {
        assert_eq!(patterns().len(), catalogue::fields().len());
    }

    #[test]
    fn every_datum_is_found_by_both_keys() {
        for field in catalogue::fields() {
            let path = field.path.replace("[]", "[12]").replace("{}", ".2025");
            let name = bookmark(&path, None, 1);
            assert!(name.len() <= BOOKMARK, "{name}");
            assert_eq!(from_bookmark(&name).map(|t| t.path), Some(path.clone()));
            let tag = tag(&path, None);
            assert!(tag.chars().count() <= TAG, "{tag}");
            assert_eq!(from_tag(&tag).map(|t| t.path), Some(path));
        }
    }

    #[test]
    fn boxes_and_second_places() {
        let path = "园区基本情况.园区级别";
        let name = bookmark(path, Some(1), 2);
        assert!(name.ends_with("_o1_n2"), "{name}");
        let target = from_bookmark(&name).expect("ours");
        assert_eq!(target.path, path);
        assert_eq!(target.option, Some(Choice::Index(1)));
        let target = from_tag(&tag(path, Some((0, "国家级")))).expect("ours");
        assert_eq!(target.option, Some(Choice::Label("国家级".into())));
    }

    #[test]
    fn strange_names_are_not_ours() {
        for name in ["", "f_", "f_zz", "f_00000000", "_Toc1", "f_0_i", "书签"] {
            assert_eq!(from_bookmark(name), None, "{name}");
        }
        assert_eq!(from_tag("别的"), None);
    }
}
