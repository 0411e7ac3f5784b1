//! Findings as Word comments, put into a finished paper.
//!
//! A comment stands at the bookmark of its datum; of a datum that the paper does
//! not show, at what stands above or below it in the data; else at the first
//! words. The reader leaves comments of [`AUTHOR`] out.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::key;
use super::package;
use super::xml::escape;

/// Who writes the comments.
pub(super) const AUTHOR: &str = "ecopark";

/// Kind of the part in `[Content_Types].xml`, and of the relation to it.
const CONTENT: &str = r#"<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>"#;
const RELATION: &str = r#"<Relationship Id="rIdComments" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#;

/// A remark about a datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Data path.
    pub path: String,
    /// Its lines.
    pub text: String,
}

/// Where a datum stands in the document part.
struct Place {
    path: String,
    /// Behind the beginning of its bookmark.
    from: usize,
    /// Before the end.
    to: usize,
}

/// A paper that [`write`](super::write) made, with comments.
///
/// # Errors
/// When the bytes are no DOCX.
pub fn comment(bytes: &[u8], comments: &[Comment]) -> Result<Vec<u8>, zip::result::ZipError> {
    if comments.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut old = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts: Vec<(String, Vec<u8>)> = Vec::with_capacity(old.len() + 1);
    for index in 0..old.len() {
        let mut file = old.by_index(index)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        parts.push((file.name().to_owned(), bytes));
    }
    let mut before = String::new();
    let mut after = String::new();
    change(&mut parts, "word/document.xml", |text| {
        after = marked(text, comments);
        before = text.to_owned();
        after.clone()
    });
    change(&mut parts, "[Content_Types].xml", |text| {
        text.replace("</Types>", CONTENT)
    });
    change(&mut parts, "word/_rels/document.xml.rels", |text| {
        text.replace("</Relationships>", RELATION)
    });
    change(&mut parts, "docProps/custom.xml", |text| {
        text.replace(&package::hash(&before), &package::hash(&after))
    });
    parts.push(("word/comments.xml".to_owned(), part(comments).into_bytes()));
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 4096)));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn change(parts: &mut [(String, Vec<u8>)], name: &str, make: impl FnOnce(&str) -> String) {
    if let Some((_, bytes)) = parts.iter_mut().find(|(other, _)| other == name) {
        let text = make(&String::from_utf8_lossy(bytes));
        *bytes = text.into_bytes();
    }
}

/// The document part with the ranges of the comments.
fn marked(document: &str, comments: &[Comment]) -> String {
    let places = places(document);
    let mut added: Vec<(usize, String)> = Vec::new();
    for (id, comment) in comments.iter().enumerate() {
        let Some((from, to)) = find(&places, &comment.path).or_else(|| first_run(document)) else {
            continue;
        };
        added.push((from, format!(r#"<w:commentRangeStart w:id="{id}"/>"#)));
        added.push((
            to,
            format!(
                r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#
            ),
        ));
    }
    added.sort_by_key(|(at, _)| *at);
    let mut text = String::with_capacity(document.len() + added.len() * 80);
    let mut copied = 0;
    for (at, xml) in added {
        text.push_str(&document[copied..at]);
        text.push_str(&xml);
        copied = at;
    }
    text.push_str(&document[copied..]);
    text
}

/// The bookmarks of data.
fn places(document: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, _) in document.match_indices("<w:bookmarkStart ") {
        let Some(end) = document[at..].find("/>").map(|end| at + end) else {
            continue;
        };
        let attribute = |name: &str| {
            let rest = document[at..end].split_once(name)?.1;
            Some(rest.split('"').next().unwrap_or_default())
        };
        let (Some(id), Some(name)) = (attribute("w:id=\""), attribute("w:name=\"")) else {
            continue;
        };
        let close = format!("<w:bookmarkEnd w:id=\"{id}\"");
        let to = document[end..].find(&close).map(|to| end + to);
        if let (Some(target), Some(to)) = (key::from_bookmark(name), to) {
            places.push(Place {
                path: target.path,
                from: end + "/>".len(),
                to,
            });
        }
    }
    places
}

/// The place of a datum, else of the first below it, else of the nearest above.
fn find(places: &[Place], path: &str) -> Option<(usize, usize)> {
    let is_below = |inner: &str, outer: &str| {
        let rest = inner.strip_prefix(outer);
        rest.is_some_and(|rest| rest.starts_with(['.', '[']))
    };
    let exact = places.iter().find(|place| place.path == path);
    let below = || places.iter().find(|place| is_below(&place.path, path));
    let beside = || {
        let mut above = path;
        while let Some(cut) = above.rfind(['.', '[']) {
            above = &above[..cut];
            if let Some(place) = places
                .iter()
                .find(|place| place.path == above || is_below(&place.path, above))
            {
                return Some(place);
            }
        }
        None
    };
    let place = exact.or_else(below).or_else(beside)?;
    Some((place.from, place.to))
}

/// The first words of the paper.
fn first_run(document: &str) -> Option<(usize, usize)> {
    let from = document.find("<w:r>")?;
    let to = from + document[from..].find("</w:r>")? + "</w:r>".len();
    Some((from, to))
}

/// The part that holds the comments.
fn part(comments: &[Comment]) -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#
    ));
    for (id, comment) in comments.iter().enumerate() {
        let _ = write!(
            xml,
            r#"<w:comment w:id="{id}" w:author="{AUTHOR}" w:initials="e">"#
        );
        for line in comment.text.lines() {
            let _ = write!(
                xml,
                r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
                escape(line)
            );
        }
        xml.push_str("</w:comment>");
    }
    xml.push_str("</w:comments>");
    xml
}
