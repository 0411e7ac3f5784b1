//! From the bytes of a YAML file to a [`Park`] and the places of its data.
//!
//! ```text
//! bytes ─decode─▶ text ─tree─▶ spanned tree ─include─▶ with @files
//!                                 │ shape: against the schema, every fault at once
//!                                 └──▶ serde_yaml::Value ─▶ Park
//! ```
//!
//! [`read`] never touches the disk: files that the YAML refers to come through
//! the [`Files`] that its caller passes in. No input makes it panic, hang or
//! use unbounded memory; every fault is a finding with its place.

use crate::check::{FigureFile, Text};
use crate::park::Park;
use crate::report::{Finding, Place};

/// Gives the files that a YAML refers to, by the name it uses.
pub trait Files {
    /// The bytes of the file `name`, which lies in the YAML's folder or below;
    /// says in Chinese why not.
    fn read(&self, name: &str) -> Result<Vec<u8>, String>;
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its name as the user knows it.
    pub name: String,
    /// Its text, decoded.
    pub text: String,
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
    /// Bytes of the figures' files, by the name that the data give.
    pub pictures: std::collections::HashMap<String, Vec<u8>>,
}

/// Reads the YAML file `name` with the given bytes.
pub fn read(name: &str, bytes: &[u8], files: &dyn Files) -> Input {
    let _ = (name, bytes, files);
    unimplemented!("written next")
}

impl Input {
    /// Where the datum at `path` stands; with `within`, that part of its text
    /// (bytes of [`Text::value`]). A datum that is not there is placed at the
    /// key of the nearest record above it that is.
    pub fn place(&self, path: &str, within: Option<std::ops::Range<usize>>) -> Place {
        let _ = (path, within);
        unimplemented!("written next")
    }
}
