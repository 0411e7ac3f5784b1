//! Fields and bookmarks as XML: captions, cross references, contents.
//!
//! Results are written out (cached), nothing is marked dirty and no setting
//! asks for an update, so Word shows right numbers at once and asks nothing.

use std::fmt::Write as _;

use super::key;
use super::xml::escape;

/// End of a field.
pub(super) const END: &str = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;

/// Bookmark of the `nth` heading, from 1.
pub(super) fn heading_bookmark(nth: usize) -> String {
    format!("_Toc{nth:09}")
}

/// Bookmark around label and number of the caption with the given id.
pub(super) fn caption_bookmark(id: &str) -> String {
    format!("_Ref{:09}", key::hash(id) % 1_000_000_000)
}

/// `表` and its number, which Word counts.
pub(super) fn sequence(label: &str, number: u32) -> String {
    let label = escape(label);
    format!(
        r#"<w:r><w:t>{label}</w:t></w:r>{}"#,
        field(&format!(" SEQ {label} \\* ARABIC "), &number.to_string())
    )
}

/// A mention that follows its target.
pub(super) fn reference(bookmark: &str, text: &str) -> String {
    field(&format!(" REF {bookmark} \\h "), text)
}

/// `xml` inside a bookmark.
pub(super) fn bookmarked(id: u32, name: &str, xml: &str) -> String {
    format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{id}"/>"#)
}

/// Beginning of the table of contents.
pub(super) fn toc_begin(depth: u8) -> String {
    begin(&format!(" TOC \\o \"1-{depth}\" \\h \\z \\u "))
}

/// An entry of the table of contents: a link to the `nth` heading.
pub(super) fn toc_entry(nth: usize, text: &str, page: Option<&str>) -> String {
    let bookmark = heading_bookmark(nth);
    let mut xml = format!(
        r#"<w:hyperlink w:anchor="{bookmark}" w:history="1"><w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:tab/></w:r>"#,
        escape(text)
    );
    xml.push_str(&field(
        &format!(" PAGEREF {bookmark} \\h "),
        page.unwrap_or(""),
    ));
    xml.push_str("</w:hyperlink>");
    xml
}

fn begin(instruction: &str) -> String {
    format!(
        concat!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
            r#"<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#
        ),
        escape(instruction)
    )
}

fn field(instruction: &str, result: &str) -> String {
    let mut xml = begin(instruction);
    let _ = write!(
        xml,
        r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>{END}"#,
        escape(result)
    );
    xml
}
