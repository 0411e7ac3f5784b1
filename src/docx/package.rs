//! Parts → zip: our own packaging, the same bytes for the same parts.
//!
//! Parts that never change are deflated once per process and copied from
//! there. Dates in the archive are the format's first day.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::picture::Media;
use super::xml::escape;
use super::{FORM, FORMAT, HASH, VERSION};
use crate::blocks::Properties;

/// All looks.
pub(super) const STYLES: &str = include_str!("../../forms/docx/styles.xml");

/// The parts that are the same in every document.
const CONSTANT: [(&str, &str); 9] = [
    (
        "[Content_Types].xml",
        include_str!("../../forms/docx/content-types.xml"),
    ),
    ("_rels/.rels", include_str!("../../forms/docx/package.rels")),
    ("docProps/app.xml", include_str!("../../forms/docx/app.xml")),
    ("word/styles.xml", STYLES),
    (
        "word/settings.xml",
        include_str!("../../forms/docx/settings.xml"),
    ),
    (
        "word/theme/theme1.xml",
        include_str!("../../forms/docx/theme.xml"),
    ),
    (
        "word/fontTable.xml",
        include_str!("../../forms/docx/fontTable.xml"),
    ),
    (
        "customXml/itemProps1.xml",
        include_str!("../../forms/docx/itemProps.xml"),
    ),
    (
        "customXml/_rels/item1.xml.rels",
        include_str!("../../forms/docx/item.rels"),
    ),
];

/// Relations of the document part; pictures come behind.
const RELATIONS: &str = include_str!("../../forms/docx/document.rels");
/// Lists for what a writer adds; a new chapter counts on from `{chapter}`.
const NUMBERING: &str = include_str!("../../forms/docx/numbering.xml");
/// Footers with a page number, the mark (草稿) put in for `{mark}`.
const FOOTER_ODD: &str = include_str!("../../forms/docx/footerOdd.xml");
const FOOTER_EVEN: &str = include_str!("../../forms/docx/footerEven.xml");
/// Footer of pages without a number.
const FOOTER_EMPTY: &str = include_str!("../../forms/docx/footerEmpty.xml");

/// What differs from document to document.
pub(super) struct Parts<'a> {
    /// Document part.
    pub document: &'a str,
    /// The paper as it was written, for whoever reads it back.
    pub base: &'a str,
    /// Glossary part.
    pub glossary: &'a str,
    /// Pictures.
    pub media: &'a [Media],
    /// How many chapters the paper has.
    pub chapters: usize,
    /// Document properties.
    pub properties: &'a Properties,
    /// Id of the form.
    pub form: &'a str,
}

/// Zips a document.
pub(super) fn pack(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(32 * 1024)));
    copy_constant(&mut zip);
    add(&mut zip, "word/document.xml", parts.document.as_bytes());
    add(&mut zip, "customXml/item1.xml", parts.base.as_bytes());
    add(
        &mut zip,
        "word/glossary/document.xml",
        parts.glossary.as_bytes(),
    );
    let numbering = compact(NUMBERING).replace("{chapter}", &(parts.chapters + 1).to_string());
    add(&mut zip, "word/numbering.xml", numbering.as_bytes());
    let mark = parts.properties.mark.as_deref();
    for (name, template) in [
        ("word/footerOdd.xml", FOOTER_ODD),
        ("word/footerEven.xml", FOOTER_EVEN),
        ("word/footerEmpty.xml", FOOTER_EMPTY),
    ] {
        add(&mut zip, name, footer(template, mark).as_bytes());
    }
    let relations = relations(parts.media);
    add(
        &mut zip,
        "word/_rels/document.xml.rels",
        relations.as_bytes(),
    );
    add(
        &mut zip,
        "docProps/core.xml",
        core(parts.properties).as_bytes(),
    );
    add(&mut zip, "docProps/custom.xml", custom(parts).as_bytes());
    for (index, media) in parts.media.iter().enumerate() {
        let name = format!("word/media/image{}.{}", index + 1, media.extension);
        add_as(&mut zip, &name, &media.bytes, CompressionMethod::Stored);
    }
    zip.finish().expect("writing to memory").into_inner()
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) {
    add_as(zip, name, bytes, CompressionMethod::Deflated);
}

fn add_as(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
    method: CompressionMethod,
) {
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT);
    zip.start_file(name, options).expect("writing to memory");
    zip.write_all(bytes).expect("writing to memory");
}

/// Copies the constant parts as they were deflated the first time.
fn copy_constant(zip: &mut ZipWriter<Cursor<Vec<u8>>>) {
    static DEFLATED: OnceLock<ZipArchive<Cursor<Vec<u8>>>> = OnceLock::new();
    let archive = DEFLATED.get_or_init(|| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in CONSTANT {
            add(&mut zip, name, compact(text).as_bytes());
        }
        let bytes = zip.finish().expect("writing to memory").into_inner();
        ZipArchive::new(Cursor::new(bytes)).expect("our own archive")
    });
    // A clone shares the directory and copies the bytes, some kilobytes.
    let mut archive = archive.clone();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("our own archive");
        zip.raw_copy_file(file).expect("writing to memory");
    }
}

/// The constant parts are indented for people; Word needs no indents.
fn compact(xml: &str) -> String {
    xml.lines().map(str::trim_start).collect()
}

/// A footer with the mark between page number and margin.
fn footer(template: &str, mark: Option<&str>) -> String {
    let mark = mark.map_or(String::new(), |mark| {
        format!(
            r#"<w:r><w:t xml:space="preserve">　{}　</w:t></w:r>"#,
            escape(mark)
        )
    });
    compact(template).replace("{mark}", &mark)
}

fn relations(media: &[Media]) -> String {
    let mut all = compact(RELATIONS);
    if media.is_empty() {
        return all;
    }
    let end = "</Relationships>";
    all.truncate(all.len() - end.len());
    for (index, media) in media.iter().enumerate() {
        let number = index + 1;
        all.push_str(&format!(
            concat!(
                r#"<Relationship Id="rIdImage{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image""#,
                r#" Target="media/image{number}.{extension}"/>"#
            ),
            number = number,
            extension = media.extension
        ));
    }
    all.push_str(end);
    all
}

fn core(properties: &Properties) -> String {
    let date = escape(&properties.date);
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties""#,
            r#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/""#,
            r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            r#"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:created>"#,
            r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>"#
        ),
        title = escape(&properties.title),
        author = escape(&properties.author),
        date = date,
    )
}

/// Hash of a document part, by which a file that was saved since is known.
pub(super) fn hash(document: &str) -> String {
    let digest = Sha256::digest(document.as_bytes());
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Says which form the file is, so that it is recognised when it comes back.
fn custom(parts: &Parts) -> String {
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties""#,
            r#" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">"#,
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{form}</vt:lpwstr></property>"#,
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="3" name="{format}"><vt:lpwstr>{version}</vt:lpwstr></property>"#,
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="4" name="{hash}"><vt:lpwstr>{digest}</vt:lpwstr></property>"#,
            r#"</Properties>"#
        ),
        name = FORM,
        format = FORMAT,
        version = VERSION,
        form = escape(parts.form),
        hash = HASH,
        digest = hash(parts.document),
    )
}
