//! `ecopark build`: papers from data, or the official empty forms.

use std::fs;
use std::path::Path;

use ecopark::PageRange;
use ecopark::batch::{self, Loaded, Outcome, Refusal, Request};
use ecopark::error::Error;
use ecopark::form::{FORMS, FormId};
use ecopark::report::{self, Report, Selection, Style};
use ecopark::{Engine, Format};

use super::args::{self, BuildArgs};
use super::check::options;
use super::{Exit, guard, say};

pub(super) fn run(args: &BuildArgs) -> Result<Exit, Error> {
    if args.out.is_file() {
        return Err(Error::OutIsFile {
            path: args.out.clone(),
        });
    }
    let engine = Engine::with_forms(&templates(args.forms.as_deref())?)?;
    let request = request(args);
    let work = || match args.blank {
        true => blank(&engine, args, &request),
        false => build(&engine, args, &request),
    };
    match args.forms {
        Some(_) => guard::watched(&engine, work),
        None => work(),
    }
}

fn request(args: &BuildArgs) -> Request {
    let format = |format: &args::Format| match format {
        args::Format::Pdf => Format::Pdf,
        args::Format::Docx => Format::Docx,
        args::Format::Png => Format::Png {
            pages: args.pages.unwrap_or(PageRange::ALL),
            dpi: args.dpi,
        },
        args::Format::Svg => Format::Svg {
            pages: args.pages.unwrap_or(PageRange::ALL),
        },
    };
    Request {
        out: args.out.clone(),
        formats: args.format.iter().map(format).collect(),
        draft: args.draft,
    }
}

/// The user's own templates: name and text of every `.typ` in the folder.
fn templates(folder: Option<&Path>) -> Result<Vec<(String, String)>, Error> {
    let Some(folder) = folder else {
        return Ok(Vec::new());
    };
    let unreadable = |source| Error::Read {
        path: folder.to_owned(),
        source,
    };
    let mut templates = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "typ") {
            let text = fs::read_to_string(&path).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            templates.push((name, text));
        }
    }
    templates.sort();
    if templates.is_empty() {
        return Err(Error::NoTemplates {
            path: folder.to_owned(),
        });
    }
    Ok(templates)
}

fn blank(engine: &Engine, args: &BuildArgs, request: &Request) -> Result<Exit, Error> {
    let forms: Vec<FormId> = if args.rules.form.is_empty() {
        FORMS.iter().map(|form| form.id).collect()
    } else {
        args.rules.form.clone()
    };
    let mut exit = Exit::Clean;
    for result in batch::blank(engine, &forms, request) {
        match result {
            Ok(paths) => say_paths(&paths)?,
            Err(error) => {
                say::error(&error.to_string());
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

fn build(engine: &Engine, args: &BuildArgs, request: &Request) -> Result<Exit, Error> {
    let options = options(&args.rules)?;
    let selection = Selection::default().for_forms(options.forms);
    let checked = batch::check(engine, &args.paths, Some(&args.out), &options, &selection)?;
    let style = Style {
        colour: say::colour_stderr(),
        ..Style::default()
    };
    say::note(report::text(&checked.reports, &style).trim_end());
    let mut exit = if checked.errors.is_empty() {
        Exit::Clean
    } else {
        Exit::Failed
    };
    for error in &checked.errors {
        say::error(&error.to_string());
    }
    for park in &checked.parks {
        if park.forms.is_empty() {
            exit = exit.max(Exit::Findings);
        }
        if park.forms.is_empty() && park.input.park.is_some() {
            say::error(&nothing_to_build(park));
        }
    }
    let outcomes = batch::build(engine, &checked, request);
    let pages: Vec<Report> = outcomes
        .iter()
        .filter_map(|one| one.pages.clone())
        .collect();
    if !pages.is_empty() {
        say::note(report::text(&pages, &style).trim_end());
    }
    for outcome in outcomes {
        exit = exit.max(say_outcome(&checked.parks, &outcome)?);
    }
    Ok(exit)
}

fn nothing_to_build(park: &Loaded) -> String {
    let blocks: Vec<String> = FORMS
        .iter()
        .map(|form| format!("`{}`", form.block))
        .collect();
    format!(
        "`{}` 里没有 {} 中的任何一块，没有可生成的附件；可用 --form 指定",
        park.path.display(),
        blocks.join("、")
    )
}

/// Says what became of one paper.
fn say_outcome(parks: &[Loaded], outcome: &Outcome) -> Result<Exit, Error> {
    let name = format!(
        "`{}` 的 {}",
        parks[outcome.park].path.display(),
        outcome.form.form().stem(false)
    );
    match &outcome.result {
        Ok(paths) => {
            say_paths(paths)?;
            return Ok(Exit::Clean);
        }
        Err(Refusal::Errors) => {
            say::error(&format!(
                "没有生成 {name}：数据有错误；改正后重新生成，或用 --draft 生成草稿"
            ));
        }
        Err(Refusal::Pages) => {
            say::error(&format!(
                "没有生成 {name}：版面有错误；改正后重新生成，或用 --draft 生成草稿"
            ));
        }
        Err(Refusal::SameName(other)) => {
            say::error(&format!(
                "没有生成 {name}：与 `{other}` 同名，两者会写进同一个文件夹；改 `标识.园区简称` 加以区分"
            ));
        }
        Err(Refusal::Failed(error)) => {
            say::error(&error.to_string());
            return Ok(Exit::Failed);
        }
    }
    Ok(Exit::Findings)
}

fn say_paths(paths: &[std::path::PathBuf]) -> Result<(), Error> {
    paths
        .iter()
        .try_for_each(|path| say::out(&path.display().to_string()))
}
