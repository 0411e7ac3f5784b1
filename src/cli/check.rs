//! `ecopark check`: findings only.

use std::io::Read;
use std::path::{Path, PathBuf};

use ecopark::Engine;
use ecopark::batch::{self, Checked, Checking, Material, Source, read_limited};
use ecopark::check::{Measure, Options};
use ecopark::error::Error;
use ecopark::form::FormSet;
use ecopark::input::overlay::Overlay;
use ecopark::report::{self, Report, Selection, Style};
use ecopark::standard::{self, Standard};

use super::args::{CheckArgs, Count, RuleArgs, Show};
use super::{Exit, say};

/// The most bytes that an indicator catalogue may have.
const CATALOGUE_LIMIT: u64 = 8 << 20;

/// The most bytes that standard input may have; the reader refuses more in
/// words.
const STDIN_LIMIT: u64 = 64 << 20;

pub(super) fn run(args: &CheckArgs) -> Result<Exit, Error> {
    let mut options = options(&args.rules)?;
    options.layout = args.layout;
    let selection = Selection::new(&args.select, &args.rules.ignore)?.for_forms(options.forms);
    let sources = sources(&args.paths, None)?;
    let checking = Checking {
        options,
        selection,
        overlays: overlays(&args.rules)?,
        material: material(&args.rules, sources.len() > 1)?,
        threads: batch::cores(),
    };
    let Checked {
        reports, errors, ..
    } = batch::check(&Engine::new(), &sources, &checking, &|_| {});
    // The counts stand last on the screen.
    for error in &errors {
        say::error(&error.to_string());
    }
    say::out(&match args.format {
        Show::Text => {
            let style = Style {
                colour: say::colour(),
                quiet: args.quiet,
                all: args.all,
                ..Style::default()
            };
            report::text(&reports, &style)
        }
        Show::Json => report::json(&reports),
        Show::Sarif => report::sarif(&reports),
        Show::Markdown => report::markdown(&reports),
        Show::Csv => report::csv(&reports),
    })?;
    let has_errors = |report: &Report| report.has_errors(FormSet::ALL);
    Ok(if !errors.is_empty() {
        Exit::Failed
    } else if reports.iter().any(has_errors) {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// The data that the user means: files, folders, or `-` for what comes in by
/// standard input.
pub(super) fn sources(paths: &[PathBuf], out: Option<&Path>) -> Result<Vec<Source>, Error> {
    let given = |path: &&PathBuf| path.as_os_str() == "-";
    let files: Vec<PathBuf> = paths.iter().filter(|path| !given(path)).cloned().collect();
    let mut sources = batch::discover(&files, out)?;
    if paths.iter().any(|path| given(&path)) {
        let name = "标准输入".to_owned();
        let mut bytes = Vec::new();
        let stdin = std::io::stdin().lock();
        stdin
            .take(STDIN_LIMIT)
            .read_to_end(&mut bytes)
            .map_err(|source| Error::read(Path::new(&name), source))?;
        sources.push(Source::Given { name, bytes });
    }
    Ok(sources)
}

/// What is laid into the data of every park: the defaults, then what is set.
pub(super) fn overlays(args: &RuleArgs) -> Result<Vec<Overlay>, Error> {
    let mut overlays = Vec::new();
    if let Some(path) = &args.defaults {
        let bytes =
            read_limited(path, CATALOGUE_LIMIT).map_err(|source| Error::read(path, source))?;
        let name = path.display().to_string();
        let defaults = Overlay::defaults(&name, &bytes)
            .map_err(|why| Error::Usage(format!("无法读取 `{name}`：{why}")))?;
        overlays.push(defaults);
    }
    overlays.extend(args.set.iter().cloned());
    Ok(overlays)
}

/// Where the supporting material lies, of several parks if `many`.
pub(super) fn material(args: &RuleArgs, many: bool) -> Result<Option<Material>, Error> {
    let folder = args.evidence.as_deref();
    folder.map(|folder| Material::new(folder, many)).transpose()
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
