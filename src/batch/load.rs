//! One park's file, read and checked; and what is kept of it when it is let go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::files::{Folder, read_limited};
use super::hash::Hash;
use super::names::safe_name;
#[cfg(feature = "typeset")]
use super::naming::in_a_name;
use crate::check;
use crate::docx::Texts;
use crate::error::Error;
use crate::form::FormSet;
#[cfg(feature = "typeset")]
use crate::form::{FORMS, FormId};
use crate::input::overlay::Overlay;
use crate::input::{self, Input};
use crate::park::Park;
use crate::standard::{self, Standard};

/// The most bytes that a YAML file may have; the reader refuses more in words.
const YAML_LIMIT: u64 = 64 << 20;

/// A catalogue of this name beside the data is taken by itself.
const CATALOGUE: &str = "标准.yaml";

/// Where a park's data come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, and the folder (市) that it was found in below the folder that
    /// was searched.
    File {
        /// The file.
        path: PathBuf,
        /// Relative to the searched folder; empty for a file named by itself.
        below: PathBuf,
    },
    /// Bytes that somebody handed over; files beside them are looked for in
    /// the current folder.
    Given {
        /// What to call them.
        name: String,
        /// The YAML.
        bytes: Vec<u8>,
    },
}

/// Fingerprints of what a park was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Of the YAML.
    #[serde(rename = "数据")]
    pub data: Hash,
    /// Of the files that it refers to, by the names it uses; nothing for one
    /// that could not be read.
    #[serde(rename = "引用", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, Option<Hash>>,
}

/// What is kept of a park between checking it and making its papers.
#[derive(Debug)]
pub struct Loaded {
    /// Where it comes from.
    pub source: Source,
    /// What it was read from.
    pub read: Read,
    /// The forms that it is checked for; none if it holds no readable data.
    pub forms: FormSet,
    /// Its main data; absent if it holds no readable data.
    pub facts: Option<Facts>,
    /// The date that each form bears, as names of files have it.
    #[cfg(feature = "typeset")]
    pub(super) dates: BTreeMap<FormId, String>,
    /// What the rules between parks look at.
    pub(super) outline: Option<Park>,
}

impl Source {
    /// As a message calls it.
    pub fn name(&self) -> String {
        match self {
            Self::File { path, .. } => path.display().to_string(),
            Self::Given { name, .. } => name.clone(),
        }
    }

    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File { path, .. } => Some(path),
            Self::Given { .. } => None,
        }
    }

    /// Reads the data, `overlays` laid into them, and what they refer to.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn load(&self, overlays: &[Overlay]) -> Result<(Input, Read), Error> {
        let name = self.name();
        match self {
            Self::File { path, .. } => {
                let bytes =
                    read_limited(path, YAML_LIMIT).map_err(|source| Error::read(path, source))?;
                Ok(read(&name, &bytes, Folder::of(path), overlays))
            }
            Self::Given { bytes, .. } => {
                let folder = Folder::of(Path::new("."));
                Ok(read(&name, bytes, folder, overlays))
            }
        }
    }
}

/// Reads the YAML file at `path` and what it refers to in its folder.
///
/// # Errors
/// [`Error::Read`].
pub fn load(path: &Path) -> Result<Input, Error> {
    let source = Source::File {
        path: path.to_owned(),
        below: PathBuf::new(),
    };
    source.load(&[]).map(|(input, _)| input)
}

/// The indicator catalogue that lies beside the data, if one does.
///
/// # Errors
/// [`Error::Read`], or when it is no catalogue.
pub(super) fn catalogue_beside(source: &Source) -> Result<Option<Standard>, Error> {
    let Some(path) = source.path().map(|path| path.with_file_name(CATALOGUE)) else {
        return Ok(None);
    };
    if !path.is_file() || source.path() == Some(&path) {
        return Ok(None);
    }
    let bytes = read_limited(&path, YAML_LIMIT).map_err(|source| Error::read(&path, source))?;
    Ok(Some(standard::load(&path.display().to_string(), &bytes)?))
}

fn read(name: &str, bytes: &[u8], folder: Folder, overlays: &[Overlay]) -> (Input, Read) {
    let input = input::read_with(name, bytes, &Texts(&folder), overlays);
    let read = Read {
        data: Hash::of(bytes),
        files: folder.into_read(),
    };
    (input, read)
}

impl Loaded {
    /// What to keep of `input`.
    pub(super) fn new(source: Source, input: &Input, read: Read, options: &check::Options) -> Self {
        let park = input.park.as_ref();
        Self {
            source,
            read,
            forms: options.wanted(input),
            facts: park.map(Facts::of),
            #[cfg(feature = "typeset")]
            dates: park.map(dates).unwrap_or_default(),
            outline: park.map(outline),
        }
    }

    /// Whether it holds readable data.
    pub fn is_readable(&self) -> bool {
        self.outline.is_some()
    }

    /// What to call the park in a list: its short name, else its file.
    pub fn title(&self) -> String {
        let name = self.outline.as_ref().map_or("", Park::short_name).trim();
        match name.is_empty() {
            true => self.source.name(),
            false => name.to_owned(),
        }
    }

    /// The name of its folder, before it is told apart from others.
    pub(super) fn folder_name(&self) -> String {
        let name = self.outline.as_ref().map_or("", Park::short_name).trim();
        if !name.is_empty() {
            return safe_name(name);
        }
        let stem = self.source.path().and_then(Path::file_stem);
        safe_name(&stem.unwrap_or_default().to_string_lossy())
    }

    /// The folder (市) above its own, as `--keep-tree` keeps it.
    pub(super) fn tree(&self) -> PathBuf {
        let Source::File { path, below } = &self.source else {
            return PathBuf::new();
        };
        let own = self.folder_name();
        let last = below.file_name().map(|name| name.to_string_lossy());
        let is_own = path.file_stem().is_some_and(|stem| stem == "park")
            || last.is_some_and(|last| safe_name(&last) == own);
        let kept = match is_own {
            true => below.parent().unwrap_or(Path::new("")),
            false => below,
        };
        kept.iter()
            .map(|part| safe_name(&part.to_string_lossy()))
            .collect()
    }
}

/// What the rules between parks look at: names, contacts and annex 2. A whole
/// park is fifty times as large.
fn outline(park: &Park) -> Park {
    Park {
        identity: park.identity.clone(),
        basics: park.basics.clone(),
        body: park.body.clone(),
        filing: park.filing.clone(),
        ..Park::default()
    }
}

/// The date that each form bears.
#[cfg(feature = "typeset")]
fn dates(park: &Park) -> BTreeMap<FormId, String> {
    let forms = FORMS.iter().map(|form| form.id);
    forms
        .filter_map(|form| Some((form, in_a_name(park.own_date(form)?))))
        .collect()
}

/// Whether the file is an indicator catalogue, which may lie beside the parks.
pub(super) fn is_catalogue(input: &Input) -> bool {
    let empty = |park: &Park| park.forms().is_empty() && park.basics.name.is_empty();
    input.park.as_ref().is_some_and(empty)
        && input
            .files
            .first()
            .is_some_and(|file| standard::load(&file.name, file.text.as_bytes()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_above_a_park_is_kept() {
        #[track_caller]
        fn case(below: &str, file: &str, expected: &str) {
            let mut park = Park::default();
            park.identity.short_name = "湘澜经开区".to_owned();
            let loaded = Loaded {
                source: Source::File {
                    path: Path::new("批次").join(below).join(file),
                    below: below.into(),
                },
                read: Read {
                    data: Hash::of(b""),
                    files: BTreeMap::new(),
                },
                forms: FormSet::NONE,
                facts: None,
                #[cfg(feature = "typeset")]
                dates: BTreeMap::new(),
                outline: Some(park),
            };
            assert_eq!(loaded.tree(), Path::new(expected));
        }

        case("", "湘澜.yaml", "");
        case("益阳市", "湘澜.yaml", "益阳市");
        case("益阳市/湘澜", "park.yaml", "益阳市");
        case("益阳市/湘澜经开区", "数据.yaml", "益阳市");
        case("湘/益阳市", "数据.yaml", "湘/益阳市");
    }
}
