//! From the bytes of a file to the parts of a DOCX, or why it is none.
//!
//! Nothing is trusted: sizes and counts are capped while unpacking, not taken
//! from the archive's own words.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most entries that a DOCX may have.
const ENTRIES: usize = 4_000;
/// The most bytes that one part may unpack to.
const PART: u64 = 64 << 20;
/// First bytes of the container of `.doc` files and of encrypted packages.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Ends the type of the relation to the main part (transitional and strict).
const MAIN_RELATION: &str = "/relationships/officeDocument";

/// Why a file cannot be read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No zip, or a zip without a document.
    #[error("不是 DOCX 文件")]
    NotDocx,
    /// A binary document of Word 97 to 2003, or of WPS.
    #[error(
        "是旧的 .doc（.wps）格式，需要先在 Word 或 WPS 中另存为 .docx：文件—另存为—保存类型选“Word 文档（*.docx）”"
    )]
    OldDoc,
    /// A document of another kind; names it.
    #[error(
        "是 {0} 格式，需要先在 Word 或 WPS 中另存为 .docx：打开文件，文件—另存为—保存类型选“Word 文档（*.docx）”"
    )]
    OtherKind(&'static str),
    /// A password is set.
    #[error("文件设了密码，需要先取消密码再保存")]
    Locked,
    /// Far more than a form can be.
    #[error("文件解开后过大，不像是填好的表格")]
    TooLarge,
    /// Elements in elements without end.
    #[error("文件的结构层层嵌套过深，不像是填好的表格")]
    TooDeep,
    /// A part is not what it should be; names it.
    #[error("文件已损坏：其中的 `{0}` 无法读取")]
    Damaged(String),
    /// Nothing in it is one of our data.
    #[error("不是 ecopark 生成的表格，找不到可以读回的内容")]
    NotOurs,
    /// Written by a later version.
    #[error("表格由更新版本的 ecopark 生成（格式 {found}，本程序最高支持 {known}），需要升级程序")]
    Newer {
        /// Format number of the file.
        found: u32,
        /// The highest that we know.
        known: u32,
    },
}

/// The parts that are read.
#[derive(Debug)]
pub(super) struct Parts {
    /// Main document part.
    pub document: String,
    /// Styles; empty when there are none.
    pub styles: String,
    /// Custom properties; empty when there are none.
    pub custom: String,
    /// Comments, footnotes and endnotes; empty when there are none.
    pub comments: String,
    pub notes: String,
    pub ends: String,
    /// Headers and footers.
    pub margins: Vec<String>,
    /// The text of our base; empty when it is lost.
    pub base: String,
}

/// Unpacks what is read of a DOCX.
pub(super) fn unpack(bytes: &[u8]) -> Result<Parts, ReadError> {
    if bytes.starts_with(OLE) {
        return Err(ole(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(ReadError::OtherKind(".rtf"));
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::NotDocx)?;
    if zip.len() > ENTRIES {
        return Err(ReadError::TooLarge);
    }
    let Some(relations) = part(&mut zip, "_rels/.rels")? else {
        let kind = part(&mut zip, "mimetype")?.unwrap_or_default();
        return Err(
            match kind.starts_with("application/vnd.oasis.opendocument") {
                true => ReadError::OtherKind(".odt"),
                false => ReadError::NotDocx,
            },
        );
    };
    let main = main_part(&relations).unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(document) = part(&mut zip, &main)? else {
        return Err(ReadError::NotDocx);
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let margins = margins(&mut zip, folder)?;
    let styles = part(&mut zip, &format!("{folder}/styles.xml"))?;
    let custom = part(&mut zip, "docProps/custom.xml")?;
    let mut beside = |name: &str| -> Result<String, ReadError> {
        Ok(part(&mut zip, &format!("{folder}/{name}.xml"))?.unwrap_or_default())
    };
    let (comments, notes, ends) = (
        beside("comments")?,
        beside("footnotes")?,
        beside("endnotes")?,
    );
    Ok(Parts {
        document,
        styles: styles.unwrap_or_default(),
        custom: custom.unwrap_or_default(),
        comments,
        notes,
        ends,
        margins,
        base: base(&mut zip)?,
    })
}

/// An OLE container is an old `.doc` or a package with a password.
fn ole(bytes: &[u8]) -> ReadError {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        ReadError::Locked
    } else {
        ReadError::OldDoc
    }
}

/// The text of a part, if it is there.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, ReadError> {
    let damaged = || ReadError::Damaged(name.to_owned());
    let file = match zip.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return Err(ReadError::Locked);
        }
        Err(_) => return Err(damaged()),
    };
    let mut bytes = Vec::new();
    file.take(PART + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| damaged())?;
    if bytes.len() as u64 > PART {
        return Err(ReadError::TooLarge);
    }
    let text = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(text).map(Some).map_err(|_| damaged())
}

/// The headers and footers, in the order of their names.
fn margins(zip: &mut ZipArchive<Cursor<&[u8]>>, folder: &str) -> Result<Vec<String>, ReadError> {
    let is_margin = |name: &&str| {
        let name = name.strip_prefix(folder).unwrap_or(name);
        let name = name.trim_start_matches('/');
        name.starts_with("header") || name.starts_with("footer")
    };
    let names = zip.file_names().filter(is_margin);
    let mut names: Vec<String> = names
        .filter(|name| name.ends_with(".xml"))
        .map(str::to_owned)
        .collect();
    names.sort();
    let texts = names.iter().take(100).map(|name| part(zip, name));
    Ok(texts
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// The text of our base, wherever an office has put the part.
fn base(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, ReadError> {
    let names = zip
        .file_names()
        .filter(|name| name.starts_with("customXml/item"));
    let names: Vec<String> = names
        .filter(|name| name.ends_with(".xml"))
        .map(str::to_owned)
        .collect();
    for name in names.into_iter().take(100) {
        let Ok(Some(text)) = part(zip, &name) else {
            continue;
        };
        let Some((_, inside)) = text.split_once(super::base::NAMESPACE) else {
            continue;
        };
        let inside = inside.split_once('>').map_or("", |(_, inside)| inside);
        let inside = inside.split('<').next().unwrap_or_default();
        let plain = quick_xml::escape::unescape(inside);
        return Ok(plain.map(std::borrow::Cow::into_owned).unwrap_or_default());
    }
    Ok(String::new())
}

/// Name of the main document part, from the package's relations.
fn main_part(relations: &str) -> Option<String> {
    let mut reader = Reader::from_str(relations);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                let attribute = |name| {
                    let found = element.try_get_attribute(name).ok().flatten()?;
                    Some(found.value.into_owned())
                };
                if attribute("Type").is_some_and(|kind| kind.ends_with(MAIN_RELATION)) {
                    return Some(attribute("Target")?.trim_start_matches('/').to_owned());
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
