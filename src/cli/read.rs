//! `ecopark read`: filled-in forms back into YAML.

use std::fs;
use std::path::{Path, PathBuf};

use ecopark::Engine;
use ecopark::batch::{self, read_limited, safe_name, write_whole};
use ecopark::docx::Readback;
use ecopark::error::Error;

use super::args::ReadArgs;
use super::{Exit, say};

/// The most bytes that a filled-in form may have.
const LIMIT: u64 = 64 << 20;

pub(super) fn run(args: &ReadArgs) -> Result<Exit, Error> {
    let forms = forms(&args.paths)?;
    let many = forms.len() > 1 || args.paths.iter().any(|path| path.is_dir());
    let engine = Engine::new();
    let mut exit = Exit::Clean;
    for form in &forms {
        if let Err(error) = one(&engine, form, many, args) {
            say::error(&error.to_string());
            exit = Exit::Failed;
        }
    }
    Ok(exit)
}

/// The DOCX files that the user means; of a folder, those in it and below.
fn forms(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut forms = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = forms.len();
            add(path, &mut forms).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            if forms.len() == before {
                return Err(Error::NoDocx { path: path.clone() });
            }
        } else {
            forms.push(path.clone());
        }
    }
    Ok(forms)
}

/// Word keeps a `~$` file beside each open document; it is none.
fn add(folder: &Path, forms: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(['.', '~']) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            add(&path, forms)?;
        } else if path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("docx"))
        {
            forms.push(path);
        }
    }
    Ok(())
}

fn one(engine: &Engine, form: &Path, many: bool, args: &ReadArgs) -> Result<(), Error> {
    let path = || form.to_owned();
    let bytes = read_limited(form, LIMIT).map_err(|source| Error::Read {
        path: path(),
        source,
    })?;
    let filled = engine.read_back(&bytes).map_err(|source| Error::ReadBack {
        path: path(),
        source,
    })?;
    if let Some(data) = args.into.as_ref().or(args.diff.as_ref()) {
        let back = filled.merge(batch::load(data)?);
        tell(form, &back);
        if !back.diff.is_empty() {
            say::out(&back.diff)?;
        }
        if args.into.is_some() {
            for file in &back.files {
                write_whole(&beside(data, &file.name), &file.bytes())?;
            }
        }
        return Ok(());
    }
    let back = filled.to_yaml("park.yaml");
    tell(form, &back);
    let text = back.files.first().map_or("", |file| file.text.as_str());
    match &args.out {
        None => say::out(text),
        Some(out) => {
            let target = if many {
                out.join(file_name(form))
            } else {
                out.clone()
            };
            if target.exists() {
                return Err(Error::Exists { path: target });
            }
            write_whole(&target, text.as_bytes())?;
            say::out(&target.display().to_string())
        }
    }
}

/// Where a file lies: the YAML itself, or a text in its folder.
fn beside(yaml: &Path, name: &str) -> PathBuf {
    if yaml.display().to_string() == name {
        yaml.to_owned()
    } else {
        yaml.with_file_name(name)
    }
}

/// The name of the YAML for one of many forms: the folder that it lay in tells
/// the park, its own name the form.
fn file_name(form: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let park = part(form.parent().and_then(Path::file_name));
    let stem = part(form.file_stem());
    let name = if park.is_empty() {
        stem
    } else {
        format!("{park}-{stem}")
    };
    format!("{}.yaml", safe_name(&name))
}

fn tell(form: &Path, back: &Readback) {
    say::note(&format!(
        "`{}`：读回 {} 项改动",
        form.display(),
        back.changed.len()
    ));
    for message in &back.messages {
        say::note(&format!("  {message}"));
    }
}
