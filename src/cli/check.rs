//! `ecopark check`: findings only.

use std::fs;
use std::path::{Path, PathBuf};

use ecopark::Engine;
use ecopark::batch::{self, Checked, read_limited};
use ecopark::check::{Measure, Options};
use ecopark::error::Error;
use ecopark::form::FormSet;
use ecopark::report::{self, Report, Selection, Style};
use ecopark::standard::{self, Standard};

use super::args::{CheckArgs, Count, RuleArgs, Show};
use super::{Exit, say};

/// The most bytes that an indicator catalogue may have.
const CATALOGUE_LIMIT: u64 = 8 << 20;

pub(super) fn run(args: &CheckArgs) -> Result<Exit, Error> {
    let mut options = options(&args.rules)?;
    options.layout = args.layout;
    let selection = Selection::new(&args.select, &args.ignore)?.for_forms(options.forms);
    let Checked {
        reports, errors, ..
    } = batch::check(&Engine::new(), &args.paths, None, &options, &selection)?;
    say::out(&match args.format {
        Show::Text => {
            let style = Style {
                colour: say::colour(),
                quiet: args.quiet,
                ..Style::default()
            };
            report::text(&reports, &style)
        }
        Show::Json => report::json(&reports),
        Show::Sarif => report::sarif(&reports),
        Show::Markdown => report::markdown(&reports),
        Show::Csv => report::csv(&reports),
    })?;
    for error in &errors {
        say::error(&error.to_string());
    }
    let has_errors = |report: &Report| report.has_errors(FormSet::ALL);
    Ok(if !errors.is_empty() {
        Exit::Failed
    } else if reports.iter().any(has_errors) {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// What the rules need from outside.
pub(super) fn options(args: &RuleArgs) -> Result<Options, Error> {
    Ok(Options {
        forms: args.form.iter().copied().collect(),
        measure: match args.count {
            Count::Characters => Measure::Characters,
            Count::Words => Measure::Words,
        },
        today: args.today,
        evidence: args.evidence.as_deref().map(names_below).transpose()?,
        standard: args.standard.as_deref().map(catalogue).transpose()?,
        ..Options::default()
    })
}

/// The indicator catalogue in a file.
pub(super) fn catalogue(path: &Path) -> Result<Standard, Error> {
    let bytes = read_limited(path, CATALOGUE_LIMIT).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    Ok(standard::load(&path.display().to_string(), &bytes)?)
}

/// The files in a folder and below, by their paths relative to it.
fn names_below(folder: &Path) -> Result<Vec<String>, Error> {
    fn add(folder: &Path, root: &Path, names: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                add(&path, root, names)?;
            } else if let Ok(name) = path.strip_prefix(root) {
                names.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(())
    }
    let mut names = Vec::new();
    add(folder, folder, &mut names).map_err(|source| Error::Read {
        path: PathBuf::from(folder),
        source,
    })?;
    names.sort();
    Ok(names)
}
