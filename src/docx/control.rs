//! Content controls: what makes a datum fillable and readable back.
//!
//! docx-rs only knows a control's children and title; a control is put into
//! its tree with a number for a title, and the finishing pass exchanges its
//! properties for the ones made here and wraps it in a bookmark.
//!
//! - Controls of data are locked against deletion (`sdtLocked`), their content
//!   is free. Labels of forms are controls without a tag whose content is
//!   locked too (`sdtContentLocked`). No document protection: it would stop
//!   writing in places that the form leaves free (opinions).
//! - All text controls are rich text: plain ones lose underline and line breaks
//!   in LibreOffice. All stand inside one paragraph: a control around paragraphs
//!   loses or multiplies their text in LibreOffice, docx-preview and others.
//! - A long text that is there has no control, only a bookmark from its first to
//!   its last paragraph; whoever writes may then join, split and replace them.
//! - An empty field is blank, since a printed blank form must show what the
//!   regulation prints and nothing more; the prompt of its placeholder comes when
//!   somebody takes a text out. Guidance that the regulation prints is the
//!   placeholder of its place.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use super::key;
use super::xml::escape;
use crate::blocks::Style;

/// Placeholder of an empty field: wide enough to be clicked.
pub(super) const BLANK: &str = "　　　　";
/// Name of its part in the glossary.
const BLANK_PART: &str = "EcoparkBlank";
/// What a placeholder says before the name of its datum.
const PROMPT: &str = super::value::PROMPTS[0];
/// Placeholder of an empty date.
const DATE: &str = "　　年　　月　　日";
/// Name of its part in the glossary.
const DATE_PART: &str = "EcoparkDate";

/// [`BLANK`] in type of this style: a narrow column of data stays one line high.
pub(super) fn blank(style: Style) -> &'static str {
    match style {
        Style::TableText
        | Style::TableCentre
        | Style::TableNumber
        | Style::SmallText
        | Style::SmallCentre
        | Style::SmallNumber => "　",
        _ => BLANK,
    }
}

/// A finished control, to be put into the tree.
#[derive(Debug)]
pub(super) struct Control {
    /// Its whole `w:sdtPr`.
    pub properties: String,
    /// Id and name of the bookmark around it.
    pub bookmark: Option<(u32, String)>,
}

/// What a control holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'a> {
    /// Text; with the guidance for its empty place.
    Text(Option<&'a str>),
    /// One of these words, or another.
    List(&'a [String]),
    /// A date; the full date where the data have one (`2026-09-10`).
    Date(Option<&'a str>),
    /// A box of the option of this index and label.
    Check(usize, &'a str, bool),
}

/// All controls of a document.
#[derive(Debug, Default)]
pub(super) struct Controls {
    /// In the order of their numbers.
    pub made: Vec<Control>,
    ids: HashSet<u32>,
    places: HashMap<String, usize>,
    bookmarks: u32,
    /// Guidance texts by the names of their parts in the glossary.
    guidance: BTreeMap<String, String>,
}

impl Controls {
    /// Makes the control of the datum at `path`; returns its number. `empty`
    /// controls show their placeholder.
    pub fn datum(&mut self, path: &str, kind: Kind, empty: bool) -> usize {
        let option = match kind {
            Kind::Check(index, label, _) => Some((index, label)),
            _ => None,
        };
        let tag = key::tag(path, option);
        let name = self.name(path, option);
        let id = self.id(&name);
        let title = title(path, option.map(|(_, label)| label));
        let mut properties = format!(
            r#"<w:sdtPr><w:alias w:val="{}"/><w:tag w:val="{}"/><w:id w:val="{id}"/><w:lock w:val="sdtLocked"/>"#,
            escape(&title),
            escape(&tag),
        );
        self.add_kind(&mut properties, path, kind, empty);
        properties.push_str("</w:sdtPr>");
        let bookmark = self.bookmark();
        self.made.push(Control {
            properties,
            bookmark: Some((bookmark, name)),
        });
        self.made.len() - 1
    }

    /// Id and name of a bookmark for another place of the datum at `path`.
    pub fn place(&mut self, path: &str) -> (u32, String) {
        (self.bookmark(), self.name(path, None))
    }

    /// The bookmark's name for another place of a datum or of its box.
    fn name(&mut self, path: &str, option: Option<(usize, &str)>) -> String {
        let nth = self.places.entry(key::tag(path, option)).or_default();
        *nth += 1;
        key::bookmark(path, option.map(|(index, _)| index), *nth)
    }

    /// Makes a control that keeps a label from being changed by mistake.
    pub fn label(&mut self, text: &str) -> usize {
        let id = self.id(text);
        self.made.push(Control {
            properties: format!(
                r#"<w:sdtPr><w:id w:val="{id}"/><w:lock w:val="sdtContentLocked"/></w:sdtPr>"#
            ),
            bookmark: None,
        });
        self.made.len() - 1
    }

    /// The next id for a bookmark; ids of bookmarks count on through a document.
    pub fn bookmark(&mut self) -> u32 {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// The glossary part, which holds the placeholders' texts.
    pub fn glossary(&self) -> String {
        let mut parts = String::from(GLOSSARY_HEAD);
        add_part(
            &mut parts,
            BLANK_PART,
            &format!("<w:p>{}</w:p>", plain_run(BLANK)),
        );
        add_part(
            &mut parts,
            DATE_PART,
            &format!("<w:p>{}</w:p>", plain_run(DATE)),
        );
        for (name, text) in &self.guidance {
            let lines: Vec<_> = text.lines().map(guidance_run).collect();
            add_part(
                &mut parts,
                name,
                &format!("<w:p>{}</w:p>", lines.join("<w:r><w:br/></w:r>")),
            );
        }
        parts.push_str("</w:docParts></w:glossaryDocument>");
        parts
    }

    /// The part that asks for a datum, which Word shows when its text is taken
    /// out; places for the pen stay blank.
    fn prompt(&mut self, path: &str) -> String {
        if path.starts_with('〔') {
            return BLANK_PART.to_owned();
        }
        let text = format!("{PROMPT}{}", title(path, None));
        let name = format!("EcoparkPrompt{:08x}", key::hash(&text));
        self.guidance.insert(name.clone(), text);
        name
    }

    fn add_kind(&mut self, properties: &mut String, path: &str, kind: Kind, empty: bool) {
        let part = match kind {
            Kind::Text(None) | Kind::List(_) => self.prompt(path),
            Kind::Text(Some(guidance)) => {
                let name = format!("EcoparkGuidance{:08x}", key::hash(guidance));
                self.guidance.insert(name.clone(), guidance.to_owned());
                name
            }
            Kind::Date(_) => DATE_PART.to_owned(),
            Kind::Check(_, _, ticked) => {
                let _ = write!(
                    properties,
                    concat!(
                        r#"<w14:checkbox><w14:checked w14:val="{}"/>"#,
                        r#"<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>"#,
                        r#"<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>"#
                    ),
                    u8::from(ticked)
                );
                return;
            }
        };
        let _ = write!(
            properties,
            r#"<w:placeholder><w:docPart w:val="{part}"/></w:placeholder>"#
        );
        if empty {
            properties.push_str("<w:showingPlcHdr/>");
        }
        match kind {
            Kind::Date(full) => add_date(properties, full),
            Kind::List(words) => add_list(properties, words),
            Kind::Text(_) | Kind::Check(..) => {}
        }
    }

    /// A stable id from `name`, moved on where it is taken.
    fn id(&mut self, name: &str) -> u32 {
        let mut id = key::hash(name) & 0x7fff_ffff;
        while id == 0 || !self.ids.insert(id) {
            id = (id + 1) & 0x7fff_ffff;
        }
        id
    }
}

/// Words to choose from; another may be typed.
fn add_list(properties: &mut String, words: &[String]) {
    properties.push_str("<w:comboBox>");
    for word in words {
        let word = escape(word);
        let _ = write!(
            properties,
            r#"<w:listItem w:displayText="{word}" w:value="{word}"/>"#
        );
    }
    properties.push_str("</w:comboBox>");
}

fn add_date(properties: &mut String, full: Option<&str>) {
    properties.push_str("<w:date");
    if let Some(full) = full {
        let _ = write!(properties, r#" w:fullDate="{}T00:00:00Z""#, escape(full));
    }
    properties.push_str(concat!(
        r#"><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>"#,
        r#"<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>"#
    ));
}

/// What Word shows above a control: the form's own label.
fn title(path: &str, option: Option<&str>) -> String {
    let label = path.rsplit_once('.').map_or(path, |(_, label)| label);
    let title = match option {
        Some(option) => format!("{label}：{option}"),
        None => label.to_owned(),
    };
    title.chars().take(key::TAG).collect()
}

const GLOSSARY_HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:glossaryDocument xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docParts>"#
);

fn add_part(parts: &mut String, name: &str, body: &str) {
    let _ = write!(
        parts,
        concat!(
            r#"<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="常规"/>"#,
            r#"<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>"#,
            r#"<w:behaviors><w:behavior w:val="content"/></w:behaviors>"#,
            r#"<w:guid w:val="{{{guid:08X}-0000-4000-8000-000000000000}}"/></w:docPartPr>"#,
            r#"<w:docPartBody>{body}</w:docPartBody></w:docPart>"#
        ),
        name = name,
        guid = key::hash(name),
        body = body,
    );
}

fn guidance_run(line: &str) -> String {
    format!(
        r#"<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
        escape(line)
    )
}

fn plain_run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}
