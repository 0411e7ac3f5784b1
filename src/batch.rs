//! Many parks: find, read, check, plan, make, write.
//!
//! This is the edge that touches the disk. One bad park never stops the others,
//! and one bad form never stops the other forms of its park.

#[cfg(feature = "typeset")]
mod build;
mod discover;
mod files;
mod work;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[cfg(feature = "typeset")]
pub use build::{Outcome, Refusal, Request, blank, build};
pub use discover::discover;
pub use files::{Folder, read_limited, replace_whole, safe_name, write_whole};
pub use work::in_parallel;

use crate::check;
use crate::engine::Engine;
use crate::error::Error;
use crate::form::FormSet;
use crate::input::{self, Input};
use crate::park::Park;
use crate::report::{Report, Selection};
use crate::standard;

/// The most bytes that a YAML file may have; the reader refuses more in words.
const YAML_LIMIT: u64 = 64 << 20;

/// One park's file, read.
#[derive(Debug)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// What reading it gave.
    pub input: Input,
    /// The forms that it is checked for; none if it holds no readable data.
    pub forms: FormSet,
}

/// What checking some paths gave.
#[derive(Debug, Default)]
pub struct Checked {
    /// The parks that could be read, in the order of the files.
    pub parks: Vec<Loaded>,
    /// The findings of each, placed and ordered.
    pub reports: Vec<Report>,
    /// The files that could not be read.
    pub errors: Vec<Error>,
}

/// Reads and checks every file that `paths` name (see [`discover`]), each alone
/// and all together.
///
/// A file that cannot be read is an error beside the others, not the end.
///
/// # Errors
/// When a path does not exist or a folder holds no YAML.
pub fn check(
    engine: &Engine,
    paths: &[PathBuf],
    out: Option<&Path>,
    options: &check::Options,
    selection: &Selection,
) -> Result<Checked, Error> {
    let mut checked = Checked::default();
    let paths = discover(paths, out)?;
    let read = in_parallel(&paths, |path| load(path));
    for (path, read) in paths.into_iter().zip(read) {
        match read {
            Ok(input) if is_catalogue(&input) => {}
            Ok(input) => {
                let forms = options.wanted(&input);
                checked.parks.push(Loaded { path, input, forms });
            }
            Err(error) => checked.errors.push(error),
        }
    }
    checked.reports = reports(engine, &checked.parks, options, selection);
    Ok(checked)
}

/// Reads the YAML file at `path` and what it refers to in its folder.
///
/// # Errors
/// When the file cannot be read; what is wrong in it is a finding.
pub fn load(path: &Path) -> Result<Input, Error> {
    let bytes = read_limited(path, YAML_LIMIT).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    Ok(input::read(
        &path.display().to_string(),
        &bytes,
        &Folder::of(path),
    ))
}

/// Whether the file is an indicator catalogue, which may lie beside the parks.
fn is_catalogue(input: &Input) -> bool {
    let empty = |park: &Park| park.forms().is_empty() && park.basics.name.is_empty();
    input.park.as_ref().is_some_and(empty)
        && input
            .files
            .first()
            .is_some_and(|file| standard::load(&file.name, file.text.as_bytes()).is_ok())
}

/// The findings of each park.
fn reports(
    engine: &Engine,
    parks: &[Loaded],
    options: &check::Options,
    selection: &Selection,
) -> Vec<Report> {
    let mut findings = in_parallel(parks, |park| engine.findings(&park.input, options));
    let inputs: Vec<&Input> = parks.iter().map(|park| &park.input).collect();
    for (findings, more) in findings.iter_mut().zip(engine.compare(&inputs, options)) {
        findings.extend(more);
    }
    let one = |(park, findings): (&Loaded, _)| Report::new(&park.input, findings, selection);
    parks.iter().zip(findings).map(one).collect()
}

/// The folder of each park's papers under the output folder, and for parks of
/// one name the file that has it too (they refuse each other).
pub fn folders(parks: &[Loaded]) -> Vec<Result<String, String>> {
    let names: Vec<String> = parks
        .iter()
        .map(|park| {
            let name = park.input.park.as_ref().map(Park::short_name);
            let name = name.map(str::trim).filter(|name| !name.is_empty());
            let stem = || park.path.file_stem().unwrap_or_default().to_string_lossy();
            safe_name(&name.map_or_else(|| stem().into_owned(), str::to_owned))
        })
        .collect();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        // File systems of Windows and macOS do not tell A from a.
        by_name.entry(name.to_lowercase()).or_default().push(at);
    }
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            match by_name[&name.to_lowercase()]
                .iter()
                .find(|&&other| other != at)
            {
                Some(&other) => Err(parks[other].path.display().to_string()),
                None => Ok(name.clone()),
            }
        })
        .collect()
}
