//! Whether what lies in an output folder is what the data say now.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::files::open_regular;
use super::hash::Hash;
use super::ledger::{Entry, Ledger, Program, State};
use crate::error::Error;

/// What is wrong with a file; nothing is wrong with one that is not named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The data, the program or what it uses have changed; says what.
    Stale(String),
    /// Somebody changed it.
    Edited,
    /// It is gone.
    Missing,
    /// This program did not make it.
    Foreign,
}

impl Fault {
    /// In a word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Stale(_) => "过期",
            Self::Edited => "改动",
            Self::Missing => "缺失",
            Self::Foreign => "外来",
        }
    }
}

/// Looks at every file that is known or lies there; gives how many are known,
/// and what is wrong. With `only`, at these files alone.
///
/// # Errors
/// [`Error::Read`] for a folder or file that cannot be read.
pub fn verify(
    ledger: &Ledger,
    program: &Program,
    only: Option<&BTreeSet<String>>,
) -> Result<(usize, Vec<Verdict>), Error> {
    let mut sources = Sources::default();
    let mut verdicts = Vec::new();
    let mut known = 0;
    for (path, _) in ledger.known() {
        if only.is_some_and(|only| !only.contains(path)) {
            continue;
        }
        known += 1;
        let fault = match ledger.state(path)? {
            State::Missing => Some(Fault::Missing),
            State::Edited(_) | State::Foreign => Some(Fault::Edited),
            State::Ours(entry) => sources.stale(ledger.folder(), &entry, program),
        };
        verdicts.extend(fault.map(|fault| Verdict {
            path: path.to_owned(),
            fault,
        }));
    }
    let mut found = BTreeSet::new();
    match only {
        Some(only) => found.clone_from(only),
        None => list(ledger.folder(), "", &mut found)?,
    }
    let known_paths = ledger.known();
    let foreign = found
        .into_iter()
        .filter(|path| !known_paths.contains_key(path.as_str()));
    verdicts.extend(foreign.map(|path| Verdict {
        path,
        fault: Fault::Foreign,
    }));
    verdicts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((known, verdicts))
}

/// The output folder that a file lies in, the innermost with a manifest, and
/// the file's name there.
pub fn folder_of(file: &Path) -> Option<(PathBuf, String)> {
    let file = std::path::absolute(file).ok()?;
    file.ancestors().skip(1).find_map(|folder| {
        let entries = fs::read_dir(folder).ok()?;
        let manifest = entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("清单") && name.ends_with(".json")
        });
        let inside = file.strip_prefix(folder).ok()?;
        manifest.then(|| {
            (
                folder.to_owned(),
                inside.to_string_lossy().replace('\\', "/"),
            )
        })
    })
}

/// Adds the files below a folder, without hidden ones and what a run writes
/// beside the papers.
fn list(folder: &Path, below: &str, found: &mut BTreeSet<String>) -> Result<(), Error> {
    let failed = |source| Error::read(folder, source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let own = below.is_empty()
            && (name.starts_with("清单") && name.ends_with(".json")
                || matches!(name.as_str(), "问题.md" | "汇总.xlsx" | "汇总.csv" | "空白"));
        if name.starts_with('.') || own {
            continue;
        }
        let path = format!("{below}{name}");
        match entry.file_type().map_err(failed)?.is_dir() {
            true => list(&entry.path(), &format!("{path}/"), found)?,
            false => {
                found.insert(path);
            }
        }
    }
    Ok(())
}

/// The hashes of data files and what they refer to, each taken once.
#[derive(Default)]
struct Sources {
    hashes: BTreeMap<PathBuf, Option<Hash>>,
}

impl Sources {
    fn hash(&mut self, path: &Path) -> Option<Hash> {
        let hash = self.hashes.entry(path.to_owned()).or_insert_with(|| {
            let hash = open_regular(path).and_then(Hash::of_reader);
            hash.ok()
        });
        *hash
    }

    /// What has changed since a file was made.
    fn stale(&mut self, folder: &Path, entry: &Entry, program: &Program) -> Option<Fault> {
        let inputs = &entry.inputs;
        let source = folder.join(&inputs.source);
        let stale = |why: String| Some(Fault::Stale(why));
        match self.hash(&source) {
            None => return stale(format!("数据文件 `{}` 不在了", inputs.source)),
            Some(hash) if hash != inputs.read.data => {
                return stale(format!("数据文件 `{}` 已改", inputs.source));
            }
            Some(_) => {}
        }
        for (name, hash) in &inputs.read.files {
            let file = source.with_file_name(name);
            if self.hash(&file) != *hash {
                return stale(format!("引用的 `{name}` 已改"));
            }
        }
        let made = &inputs.program;
        if made.version != program.version {
            let (old, new) = (&made.version, &program.version);
            return stale(format!("由程序的 {old} 版生成，现在是 {new} 版"));
        }
        if made.templates != program.templates {
            return stale("模板已改".to_owned());
        }
        (made.fonts != program.fonts).then(|| Fault::Stale("字体已换".to_owned()))
    }
}
