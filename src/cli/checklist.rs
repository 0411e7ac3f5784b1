//! `ecopark checklist`: what a park must still supply, by department.

use std::collections::HashMap;
use std::path::PathBuf;

use ecopark::batch::{self, safe_name, write_whole};
use ecopark::checklist::{self, Checklist};
use ecopark::docx;
use ecopark::error::Error;
use ecopark::sheet;

use super::args::{ChecklistArgs, ListFormat};
use super::{Exit, say};

pub(super) fn run(args: &ChecklistArgs) -> Result<Exit, Error> {
    let input = batch::load(&args.path)?;
    let Some(park) = &input.park else {
        return Err(Error::NoData {
            path: args.path.clone(),
        });
    };
    let list = checklist::checklist(park);
    let (bytes, ending) = match args.format {
        ListFormat::Md => (checklist::markdown(&list).into_bytes(), "md"),
        ListFormat::Docx => (word(&list)?, "docx"),
        ListFormat::Xlsx => (sheet::checklist(&list)?, "xlsx"),
    };
    let (known, all) = list.progress();
    if args.format == ListFormat::Md && args.out.is_none() {
        say::out(&String::from_utf8_lossy(&bytes))?;
    } else {
        let target = target(args, park.short_name(), ending);
        if target.exists() {
            return Err(Error::Exists { path: target });
        }
        write_whole(&target, &bytes)?;
        say::out(&target.display().to_string())?;
    }
    say::note(&format!("共 {all} 格，已有 {known} 格"));
    Ok(Exit::Clean)
}

/// The list as a Word file.
fn word(list: &Checklist) -> Result<Vec<u8>, Error> {
    let options = docx::Options {
        form: "checklist",
        pages: None,
        pictures: &HashMap::new(),
    };
    Ok(docx::write(&checklist::document(list), &options)?)
}

/// Where the list goes: as told, else beside the data.
fn target(args: &ChecklistArgs, park: &str, ending: &str) -> PathBuf {
    match &args.out {
        Some(out) => out.clone(),
        None => {
            let name = safe_name(&format!("{park}数据清单"));
            args.path.with_file_name(format!("{name}.{ending}"))
        }
    }
}
