//! `ecopark verify`: is what lies there what the data say now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ecopark::batch::{self, Ledger, Program};
use ecopark::error::Error;

use super::args::VerifyArgs;
use super::build::engine;
use super::{Exit, say};

pub(super) fn run(args: &VerifyArgs) -> Result<Exit, Error> {
    let program = batch::program(&engine(args.forms.as_deref())?);
    let mut files: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut exit = Exit::Clean;
    for path in &args.paths {
        if path.is_dir() {
            exit = exit.max(folder(path, &program, None)?);
        } else if !path.exists() {
            return Err(Error::read(path, std::io::ErrorKind::NotFound.into()));
        } else if let Some((folder, name)) = batch::folder_of(path) {
            files.entry(folder).or_default().insert(name);
        } else {
            return Err(Error::Usage(format!(
                "`{}` 所在的文件夹及其上级没有 清单.json，无从核对",
                path.display()
            )));
        }
    }
    for (path, only) in files {
        exit = exit.max(folder(&path, &program, Some(&only))?);
    }
    Ok(exit)
}

/// One output folder, or some files in it.
fn folder(path: &Path, program: &Program, only: Option<&BTreeSet<String>>) -> Result<Exit, Error> {
    let ledger = Ledger::open(path, None)?;
    if ledger.known().is_empty() {
        return Err(Error::Usage(format!(
            "`{}` 里没有 清单.json，不是 ecopark build 的输出文件夹",
            path.display()
        )));
    }
    let (known, verdicts) = batch::verify(&ledger, program, only)?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for verdict in &verdicts {
        let word = verdict.fault.word();
        *counts.entry(word).or_default() += 1;
        let file = path.join(&verdict.path);
        let why = match &verdict.fault {
            batch::Fault::Stale(why) => format!("：{why}"),
            _ => String::new(),
        };
        say::out(&format!("{word}  {}{why}", file.display()))?;
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(word, count)| format!("{word} {count}"))
        .collect();
    say::note(&match counts.is_empty() {
        true => format!("{known} 个文件都与数据一致"),
        false => format!("{known} 个文件：{}", counts.join("，")),
    });
    Ok(match verdicts.is_empty() {
        true => Exit::Clean,
        false => Exit::Findings,
    })
}
