//! The folder of supporting material (`--evidence`), and what of it is whose.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::load::Source;
use super::names::safe_name;
use crate::error::Error;
use crate::park::Park;

/// Where the supporting material lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    root: PathBuf,
    /// Whether several parks share the folder, so that each has only what lies
    /// in a folder of its own.
    shared: bool,
}

impl Material {
    /// In the folder `root`; `shared` by several parks.
    ///
    /// # Errors
    /// [`Error::Read`] when it is no folder that can be read.
    pub fn new(root: &Path, shared: bool) -> Result<Self, Error> {
        fs::read_dir(root).map_err(|source| Error::read(root, source))?;
        Ok(Self {
            root: root.to_owned(),
            shared,
        })
    }

    /// The park's own folder: one that is called like the park, its code or its
    /// data; the whole for a park that is alone and has none.
    pub(super) fn folder(&self, source: &Source, park: &Park) -> Option<PathBuf> {
        let path = source.path();
        let stem = path.and_then(Path::file_stem).unwrap_or_default();
        let above = path.and_then(Path::parent).and_then(Path::file_name);
        let names = [
            park.identity.short_name.clone(),
            park.basics.name.clone(),
            park.identity.code.clone(),
            stem.to_string_lossy().into_owned(),
            above.unwrap_or_default().to_string_lossy().into_owned(),
        ];
        let own = names
            .iter()
            .filter(|name| !name.trim().is_empty())
            .map(|name| self.root.join(safe_name(name)))
            .find(|folder| folder.is_dir());
        own.or_else(|| (!self.shared).then(|| self.root.clone()))
    }

    /// The park's files, by their paths below its folder, with `/`, in order.
    ///
    /// # Errors
    /// [`Error::Read`] for a folder that cannot be read.
    pub(super) fn names(&self, source: &Source, park: &Park) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        if let Some(folder) = self.folder(source, park) {
            list(&folder, "", &mut names).map_err(|source| Error::read(&folder, source))?;
        }
        names.sort();
        Ok(names)
    }
}

/// Adds the regular files below a folder; links are not followed, and what
/// systems and offices leave behind is none.
fn list(folder: &Path, below: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let left = matches!(name.as_str(), "Thumbs.db" | "desktop.ini");
        if left || name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), &format!("{below}{name}/"), names)?;
        } else if kind.is_file() {
            names.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_park_among_others_has_only_its_own_folder() {
        let root = tempfile::tempdir().unwrap();
        for file in [
            "甲山/能源/表.xlsx",
            "甲山/~$表.xlsx",
            "乙水/水表.pdf",
            "散.pdf",
        ] {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let park = |name: &str| {
            let mut park = Park::default();
            park.identity.short_name = name.to_owned();
            park
        };
        let source = Source::File {
            path: "批次/数据.yaml".into(),
            below: PathBuf::new(),
        };
        let names = |shared: bool, name: &str| {
            let material = Material::new(root.path(), shared).unwrap();
            material.names(&source, &park(name)).unwrap()
        };
        assert_eq!(names(true, "甲山"), ["能源/表.xlsx"]);
        assert_eq!(names(true, "丙林"), [""; 0]);
        assert_eq!(names(false, "丙林").len(), 3);
        assert!(Material::new(&root.path().join("没有"), true).is_err());
    }
}
