//! Making the papers: for each park and form the PDF, the DOCX or both.

use std::path::{Path, PathBuf};

use super::{Checked, Loaded, folders, in_parallel, write_whole};
use crate::engine::{Engine, Format, PagePicture, Paper};
use crate::error::Error;
use crate::form::FormId;
use crate::input::Input;
use crate::report::{Report, Selection};
use crate::view::Mode;

/// One paper of one park: made, refused or failed.
#[derive(Debug)]
pub struct Outcome {
    /// Index of the park among the checked ones.
    pub park: usize,
    /// Which form.
    pub form: FormId,
    /// What is wrong on its pages, if anything.
    pub pages: Option<Report>,
    /// The files written, or why there are none.
    pub result: Result<Vec<PathBuf>, Refusal>,
}

/// Why a paper was not made.
#[derive(Debug)]
pub enum Refusal {
    /// The data have errors for this form.
    Errors,
    /// Something is cut or lost on its pages.
    Pages,
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
            Err(other) => return (None, Err(Refusal::SameName(other.clone()))),
        };
        let refused = !request.draft && checked.reports[at].has_errors(form.into());
        if refused {
            return (None, Err(Refusal::Errors));
        }
        one(engine, &checked.parks[at], form, &folder, request)
    });
    tasks
        .into_iter()
        .zip(made)
        .map(|((park, form), (pages, result))| Outcome {
            park,
            form,
            pages,
            result,
        })
        .collect()
}

/// One paper of one park, made and written.
fn one(
    engine: &Engine,
    loaded: &Loaded,
    form: FormId,
    folder: &Path,
    request: &Request,
) -> (Option<Report>, Result<Vec<PathBuf>, Refusal>) {
    let mode = match request.draft {
        true => Mode::Draft,
        false => Mode::Filled,
    };
    let made = engine.paper(&loaded.input, form, mode, &request.formats);
    let paper = match made {
        Ok(paper) => paper,
        Err(error) => return (None, Err(Refusal::Failed(error.into()))),
    };
    let pages = pages(&loaded.input, &paper);
    let cut = pages
        .as_ref()
        .is_some_and(|one| one.has_errors(form.into()));
    let result = match cut && !request.draft {
        true => Err(Refusal::Pages),
        false => write(&paper, folder, &form.form().stem(false)).map_err(Refusal::Failed),
    };
    (pages, result)
}

/// What is wrong on the pages of a paper, if anything.
fn pages(input: &Input, paper: &Paper) -> Option<Report> {
    if paper.findings.is_empty() {
        return None;
    }
    let group = Selection::new(&["P"], &[]).expect("a group of rules");
    let report = Report::new(input, paper.findings.clone(), &group);
    (!report.findings().is_empty()).then_some(report)
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
    for PagePicture {
        page,
        ending,
        bytes,
    } in &paper.pages
    {
        let path = folder.join(format!("{stem}-{page:02}.{ending}"));
        write_whole(&path, bytes)?;
        written.push(path);
    }
    Ok(written)
}
