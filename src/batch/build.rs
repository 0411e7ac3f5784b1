//! Making the papers: for each park and form the PDF, the DOCX or both.

use std::path::{Path, PathBuf};

use super::{Checked, Loaded, folders, in_parallel, write_whole};
use crate::engine::{Engine, Format, Paper};
use crate::error::Error;
use crate::form::FormId;
use crate::view::Mode;

/// One paper of one park: made, refused or failed.
#[derive(Debug)]
pub struct Outcome {
    /// Index of the park among the checked ones.
    pub park: usize,
    /// Which form.
    pub form: FormId,
    /// The files written, or why there are none.
    pub result: Result<Vec<PathBuf>, Refusal>,
}

/// Why a paper was not made.
#[derive(Debug)]
pub enum Refusal {
    /// The data have errors for this form.
    Errors,
    /// Another park of the run has the same name.
    SameName(String),
    /// It could not be made or written.
    Failed(Error),
}

/// What to make, and where.
#[derive(Debug, Clone)]
pub struct Request {
    /// The output folder.
    pub out: PathBuf,
    /// The formats.
    pub formats: Vec<Format>,
    /// Whether errors do not stop a paper (草稿).
    pub draft: bool,
}

/// Makes and writes the papers of checked parks, on all cores.
///
/// A form is made when the data have no error for that form (in a draft: when
/// there are data); every other form of the park, and every other park, is made
/// all the same.
pub fn build(engine: &Engine, checked: &Checked, request: &Request) -> Vec<Outcome> {
    let folders = folders(&checked.parks);
    let tasks: Vec<(usize, FormId)> = checked
        .parks
        .iter()
        .enumerate()
        .flat_map(|(at, park)| park.forms.iter().map(move |form| (at, form)))
        .collect();
    let made = in_parallel(&tasks, |&(at, form)| {
        let folder = match &folders[at] {
            Ok(folder) => request.out.join(folder),
            Err(other) => return Err(Refusal::SameName(other.clone())),
        };
        let refused = !request.draft && checked.reports[at].has_errors(form.into());
        if refused {
            return Err(Refusal::Errors);
        }
        one(engine, &checked.parks[at], form, &folder, request)
    });
    tasks
        .into_iter()
        .zip(made)
        .map(|((park, form), result)| Outcome { park, form, result })
        .collect()
}

/// One paper of one park, made and written.
fn one(
    engine: &Engine,
    loaded: &Loaded,
    form: FormId,
    folder: &Path,
    request: &Request,
) -> Result<Vec<PathBuf>, Refusal> {
    let mode = if request.draft {
        Mode::Draft
    } else {
        Mode::Filled
    };
    let paper = engine
        .paper(&loaded.input, form, mode, &request.formats)
        .map_err(|error| Refusal::Failed(error.into()))?;
    write(&paper, folder, &form.form().stem(false)).map_err(Refusal::Failed)
}

/// Makes and writes the official empty forms and outlines, into `<out>/空白`.
pub fn blank(
    engine: &Engine,
    forms: &[FormId],
    request: &Request,
) -> Vec<Result<Vec<PathBuf>, Error>> {
    let folder = request.out.join("空白");
    in_parallel(forms, |&form| {
        let paper = engine.blank(form, &request.formats)?;
        write(&paper, &folder, &form.form().stem(true))
    })
}

/// Writes what a paper has; if one of the files fails, none of them is left.
fn write(paper: &Paper, folder: &Path, stem: &str) -> Result<Vec<PathBuf>, Error> {
    let mut written = Vec::new();
    for (bytes, ending) in [(&paper.pdf, "pdf"), (&paper.docx, "docx")] {
        let Some(bytes) = bytes else { continue };
        let path = folder.join(format!("{stem}.{ending}"));
        write_whole(&path, bytes)?;
        written.push(path);
    }
    Ok(written)
}
