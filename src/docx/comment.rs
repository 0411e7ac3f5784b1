//! Findings as Word comments, put into a finished paper.
//!
//! A comment stands at the words that it means, else at the bookmark of its
//! datum; of a datum that the paper does not show, at what stands above or below
//! it in the data; else at the first words. Its date is the paper's own. The
//! reader leaves comments of [`AUTHOR`] out.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
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
    /// The part of the datum's text that is meant, and how often the same words
    /// stand before it.
    pub words: Option<(String, usize)>,
    /// Its lines.
    pub text: String,
}

/// How the text of a comment looks, whatever the paper's own text is like.
const PARAGRAPH: &str = concat!(
    r#"<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>"#,
    r#"<w:jc w:val="left"/></w:pPr>"#
);
const RUN: &str = r#"<w:r><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>"#;

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
/// # Panics
/// When the bytes are none that [`write`](super::write) made.
pub fn comment(bytes: &[u8], comments: &[Comment]) -> Vec<u8> {
    if comments.is_empty() {
        return bytes.to_vec();
    }
    let mut parts = parts(bytes).expect("our own archive");
    let (mut before, mut after) = (String::new(), String::new());
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
    let comments = part(comments, &date(&parts));
    parts.push(("word/comments.xml".to_owned(), comments.into_bytes()));
    zipped(&parts).expect("writing to memory")
}

/// Names and bytes of the parts of a file.
fn parts(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ZipError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = Vec::with_capacity(zip.len() + 1);
    for index in 0..zip.len() {
        let mut file = zip.by_index(index)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        parts.push((file.name().to_owned(), bytes));
    }
    Ok(parts)
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn change(parts: &mut [(String, Vec<u8>)], name: &str, make: impl FnOnce(&str) -> String) {
    if let Some((_, bytes)) = parts.iter_mut().find(|(other, _)| other == name) {
        let text = make(&String::from_utf8_lossy(bytes));
        *bytes = text.into_bytes();
    }
}

/// When the paper was made, as its properties say.
fn date(parts: &[(String, Vec<u8>)]) -> String {
    let core = parts.iter().find(|(name, _)| name == "docProps/core.xml");
    let core = core.map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let date = core.as_ref().and_then(|core| {
        let (_, rest) = core.split_once("<dcterms:created")?;
        rest.split_once('>')?.1.split('<').next()
    });
    date.map(str::to_owned).unwrap_or_default()
}

/// The document part with the ranges of the comments.
fn marked(document: &str, comments: &[Comment]) -> String {
    let places = places(document);
    let mut added: Vec<(usize, String)> = Vec::new();
    for (id, comment) in comments.iter().enumerate() {
        let start = format!(r#"<w:commentRangeStart w:id="{id}"/>"#);
        let end = format!(
            r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#
        );
        let place = find(&places, &comment.path);
        let words = place
            .zip(comment.words.as_ref())
            .and_then(|(place, (words, nth))| Words::find(document, place, words, *nth));
        if let Some(words) = words {
            added.push((words.from, words.between(&start)));
            added.push((words.to, words.between(&end)));
        } else if let Some((from, to)) = place.or_else(|| first_run(document)) {
            added.push((from, start));
            added.push((to, end));
        }
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

/// Words in a run, which is taken apart around them.
struct Words {
    from: usize,
    to: usize,
    /// How the run begins anew.
    open: String,
}

impl Words {
    /// The `nth` words (from 0) in the runs of a place; `None` where they stand in
    /// several runs, or in a control that may hold only one.
    fn find(document: &str, place: (usize, usize), words: &str, nth: usize) -> Option<Self> {
        let words = escape(words);
        let mut left = nth;
        let mut at = place.0;
        while let Some(found) = document[at..place.1].find("<w:t") {
            let begin = at + found;
            let text = begin + document[begin..].find('>')? + 1;
            at = text;
            if !document[begin..].starts_with("<w:t>") && !document[begin..].starts_with("<w:t ") {
                continue;
            }
            let end = text + document[text..].find('<')?;
            at = end;
            let mut inside = document[text..end].match_indices(&*words);
            match inside.nth(left) {
                Some((offset, _)) => {
                    let from = text + offset;
                    return Self::at(document, begin, from, from + words.len());
                }
                None => left -= document[text..end].matches(&*words).count(),
            }
        }
        None
    }

    fn at(document: &str, text: usize, from: usize, to: usize) -> Option<Self> {
        let before = &document[..text];
        let run = before.rfind("<w:r>")?;
        let control = before.rfind("<w:sdt>");
        let is_open = control > before.rfind("</w:sdt>");
        let one_run = |control: usize| before[control..].contains("<w:text");
        if is_open && control.is_some_and(one_run) {
            return None;
        }
        let properties = before[run..].find("<w:rPr>").and_then(|begin| {
            let end = before[run..].find("</w:rPr>")? + "</w:rPr>".len();
            before[run..].get(begin..end)
        });
        let open = format!(
            r#"<w:r>{}<w:t xml:space="preserve">"#,
            properties.unwrap_or_default()
        );
        Some(Self { from, to, open })
    }

    /// `xml` between two parts of the run.
    fn between(&self, xml: &str) -> String {
        format!("</w:t></w:r>{xml}{}", self.open)
    }
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
fn part(comments: &[Comment], date: &str) -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#
    ));
    let date = match date.is_empty() {
        true => String::new(),
        false => format!(r#" w:date="{}""#, escape(date)),
    };
    for (id, comment) in comments.iter().enumerate() {
        let _ = write!(
            xml,
            r#"<w:comment w:id="{id}" w:author="{AUTHOR}"{date} w:initials="e">"#
        );
        for line in comment.text.lines() {
            let _ = write!(
                xml,
                r#"{PARAGRAPH}{RUN}<w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
                escape(line)
            );
        }
        xml.push_str("</w:comment>");
    }
    xml.push_str("</w:comments>");
    xml
}
