//! From the bytes of a YAML file to a [`Park`] and the places of its data.
//!
//! ```text
//! bytes ─decode─▶ text ─tree─▶ spanned tree ─include─▶ with @files
//!                                 │ shape: against the schema, every fault at once
//!                                 └──▶ serde_yaml::Value ─▶ Park
//! ```
//!
//! `read` never touches the disk: files that the YAML refers to come through
//! the [`Files`] that its caller passes in. No input makes it panic, hang or
//! use unbounded memory; every fault is a finding with its place.

mod clean;
pub mod compose;
pub mod decode;
pub mod edit;
mod include;
mod keys;
pub mod overlay;
mod picture;
mod raw;
mod reader;
mod repair;
pub(crate) mod scalar;
pub(crate) mod shape;
mod suppress;
mod syntax;
pub(crate) mod tree;
pub(crate) mod write;

use std::collections::{HashMap, HashSet};

use crate::drawing;
use crate::finding::{Finding, Place, Suppression};
use crate::park::Park;
use crate::survey::Survey;
pub(crate) use clean::is_invisible;
pub use include::is_word;
pub use raw::{FigureFile, Text};

use decode::{Encoding, Undecodable};
use overlay::{Overlay, Tails};
use reader::{Extent, Reader};
use shape::place;

/// The most bytes that a YAML file, or a text that it refers to, may have.
pub const LARGEST: usize = 8 << 20;

/// Gives the files that a YAML refers to, by the name it uses.
pub trait Files {
    /// The bytes of the file `name`, which lies in the YAML's folder or below;
    /// says in Chinese why not.
    ///
    /// # Errors
    /// When there is no such file, or it may not be read.
    fn read(&self, name: &str) -> Result<Vec<u8>, String>;
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its name as the user knows it.
    pub name: String,
    /// Its text, decoded, with its own line ends.
    pub text: String,
    /// How it was encoded.
    pub encoding: Encoding,
}

impl SourceFile {
    /// Its bytes, in the encoding that it was read in.
    pub fn bytes(&self) -> Vec<u8> {
        self.encoding.encode(&self.text)
    }
}

/// What reading a YAML file gives.
#[derive(Debug)]
pub struct Input {
    /// The YAML and the texts that it refers to; a [`Place`] counts in them.
    pub files: Vec<SourceFile>,
    /// The data; absent only when nothing could be read (syntax, encoding).
    pub park: Option<Park>,
    /// Every scalar as the file has it.
    pub texts: Vec<Text>,
    /// Faults of structure (group Y), with their places.
    pub findings: Vec<Finding>,
    /// What is known of the figures' files, in the order of 图件.
    pub figures: Vec<FigureFile>,
    /// Comments `# 忽略 C02：理由`, in the order of the file.
    pub suppressions: Vec<Suppression>,
    /// Bytes of the figures' files, by the name that the data give.
    pub pictures: HashMap<String, Vec<u8>>,
    /// 园区边界 as coordinates, and what is wrong with it.
    pub survey: Survey,
    spots: HashMap<String, Extent>,
    lost: HashSet<String>,
    /// Where data from beside the file begin, and the file of the first.
    tails: (Tails, usize),
}

/// Reads the YAML file `name` with the given bytes.
pub(crate) fn read(name: &str, bytes: &[u8], files: &dyn Files) -> Input {
    read_with(name, bytes, files, &[])
}

/// [`read`] with data from beside the file laid into it.
pub(crate) fn read_with(
    name: &str,
    bytes: &[u8],
    files: &dyn Files,
    overlays: &[Overlay],
) -> Input {
    let mut reader = Reader::new(files);
    reader.overlays = overlays;
    let park = open(&mut reader, name, bytes);
    reader.limit();
    let survey = park
        .as_ref()
        .map(|park| reader.survey(park))
        .unwrap_or_default();
    let (figures, pictures) = park
        .as_ref()
        .map(|park| reader.figures(park, &survey))
        .unwrap_or_default();
    let tails = reader.split_tails();
    Input {
        tails,
        files: reader.sources,
        park,
        texts: reader.texts,
        findings: reader.findings,
        figures,
        pictures,
        survey,
        suppressions: reader.suppressions,
        spots: reader.spots,
        lost: reader.lost,
    }
}

/// From bytes to data.
fn open(reader: &mut Reader, name: &str, bytes: &[u8]) -> Option<Park> {
    if decode_into(reader, name, bytes) {
        understand(reader)
    } else {
        None
    }
}

/// From the decoded text to data.
fn understand(reader: &mut Reader) -> Option<Park> {
    let mut tree = reader.tree()?;
    reader.swallowed(&tree);
    let end = reader.sources[0].text.len();
    let (overlays, text) = (reader.overlays, &mut reader.sources[0].text);
    reader.tails = Tails::lay(overlays, text, &mut tree.root);
    let value = reader.document(tree.root.as_ref())?;
    reader.order.retain(|(at, _)| *at <= end);
    let text = &reader.sources[0].text;
    reader.suppressions = suppress::suppressions(text, &tree.comments, &reader.order);
    let park = serde_yaml::from_value(value).expect("the shape was checked");
    reader.options(&park);
    reader.version(&park);
    let mut park = reader.write(park);
    drawing::list(&mut park);
    Some(park)
}

/// Decodes the YAML; whether it can be read on.
fn decode_into(reader: &mut Reader, name: &str, bytes: &[u8]) -> bool {
    let mut add = |text: String, encoding| {
        reader.sources.push(SourceFile {
            name: name.to_owned(),
            text,
            encoding,
        });
    };
    if bytes.len() > LARGEST {
        add(String::new(), Encoding::Utf8);
        let message = format!(
            "文件有 {} MB，应不超过 {} MB",
            bytes.len() >> 20,
            LARGEST >> 20
        );
        reader.error("Y06", "", place(0..0), message).hint =
            Some("把图件、附件移出数据文件，只写文件名".into());
        return false;
    }
    match decode::decode(bytes) {
        Ok((text, encoding)) => {
            add(text, encoding);
            reader.encoding(0);
            true
        }
        Err(Undecodable::Binary(kind)) => {
            add(String::new(), Encoding::Utf8);
            let what = kind.map(|kind| format!("，是 {kind}")).unwrap_or_default();
            reader
                .error("Y05", "", place(0..0), format!("不是文本文件{what}"))
                .hint = Some("数据文件应是 UTF-8 编码的 YAML 文本".into());
            false
        }
        Err(Undecodable::Damaged(text)) => {
            let at = text.find('\u{FFFD}').unwrap_or(0);
            add(text, Encoding::Utf8);
            reader
                .error(
                    "Y05",
                    "",
                    place(at..at + '\u{FFFD}'.len_utf8()),
                    "这里有不是 UTF-8 的字节",
                )
                .hint = Some("用编辑器打开，补全这里的字，再以 UTF-8 编码保存".into());
            false
        }
    }
}

/// The files beside a YAML that stands alone: none.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("文件不存在".into())
    }
}

impl Input {
    /// Reads the files again after their texts were changed. The figures stay.
    fn reread(&mut self) {
        let mut reader = Reader::again(&NoFiles, std::mem::take(&mut self.files));
        self.park = understand(&mut reader);
        self.files = reader.sources;
        self.texts = reader.texts;
        self.findings = reader.findings;
        self.suppressions = reader.suppressions;
        self.spots = reader.spots;
        self.lost = reader.lost;
    }

    /// Where the datum at `path` stands; with `within`, that part of its text
    /// (bytes of [`Text::value`]). A datum that is not there is placed at the
    /// key of the nearest record above it that is.
    pub fn place(&self, path: &str, within: Option<std::ops::Range<usize>>) -> Place {
        // A text that the program wrote stands nowhere in the file.
        let written = |park: &Park| park.written.contains_key(path);
        let within = within.filter(|_| !self.park.as_ref().is_some_and(written));
        let (tails, first) = &self.tails;
        tails.place(reader::locate(&self.spots, path, within), *first)
    }

    /// Whether the file at this index lies beside the data, not in their
    /// folder: what was laid into them.
    pub fn is_overlay(&self, file: usize) -> bool {
        let (tails, first) = &self.tails;
        !tails.is_empty() && file >= *first
    }

    /// Whether the reader has reported the datum at `path`, or a record above
    /// it, and left it out: a rule that misses it has nothing to add.
    pub fn is_lost(&self, path: &str) -> bool {
        let mut here = path;
        loop {
            if self.lost.contains(here) {
                return true;
            }
            match here.rfind(['.', '[']) {
                Some(end) => here = &here[..end],
                None => return false,
            }
        }
    }
}
