//! Making the papers: for each park and form the PDF, the DOCX or both.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{Checked, Loaded, folders, in_parallel, write_whole};
use crate::docx;
use crate::error::Error;
use crate::form::FormId;
use crate::input::FigureFile;
use crate::park::Park;
use crate::typeset::{self, Kit};
use crate::view::{self, Mode, ViewOptions};

/// Which format a paper is made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF/A-2a and PDF/UA-1.
    Pdf,
    /// Office Open XML.
    Docx,
}

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

/// One paper, in the formats asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF.
    pub pdf: Option<Vec<u8>>,
    /// The DOCX.
    pub docx: Option<Vec<u8>>,
}

/// What one paper is made from.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The data.
    pub park: &'a Park,
    /// Which form.
    pub form: FormId,
    /// Filled, draft or blank.
    pub mode: Mode,
    /// What is known of the figures' files, in the order of 图件.
    pub figures: &'a [FigureFile],
    /// The figures' bytes, by the name that the data give.
    pub pictures: &'a HashMap<String, Vec<u8>>,
}

/// Makes one paper in the formats asked for.
pub fn paper(kit: &Kit, order: &Order, formats: &[Format]) -> Result<Paper, Error> {
    let Order {
        park,
        form,
        mode,
        figures,
        pictures,
    } = *order;
    let data = view::view(
        park,
        &ViewOptions {
            form,
            mode,
            figures,
        },
    );
    let failed = |why: String| {
        let paper = form.form().stem(mode == Mode::Blank);
        Error::Paper(format!("无法生成 `{paper}`：{why}"))
    };
    let template = |error: typeset::TemplateError| failed(error.to_string());
    let wants = |format| formats.contains(&format);

    let mut paper = Paper {
        pdf: None,
        docx: None,
    };
    // A DOCX needs the pages of the layout only for its table of contents.
    let mut pages: Option<Vec<String>> = None;
    if wants(Format::Pdf) || form.form().outline {
        let layout = kit.layout(form, &data, pictures).map_err(template)?;
        pages = Some(layout.headings.iter().map(u64::to_string).collect());
        if wants(Format::Pdf) {
            paper.pdf = Some(layout.pdf().map_err(template)?.pdf);
        }
    }
    if wants(Format::Docx) {
        let blocks = kit.blocks(form, &data).map_err(template)?;
        let options = docx::Options {
            form: form.form().key,
            pages: pages.as_deref(),
            pictures,
        };
        let bytes = docx::write(&blocks, &options).map_err(|error| failed(error.to_string()))?;
        paper.docx = Some(bytes);
    }
    typeset::finish_document();
    Ok(paper)
}

/// Makes and writes the papers of checked parks, on all cores.
///
/// A form is made when the data have no error for that form (in a draft: when
/// there are data); every other form of the park, and every other park, is made
/// all the same.
pub fn build(kit: &Kit, checked: &Checked, request: &Request) -> Vec<Outcome> {
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
        one(kit, &checked.parks[at], form, &folder, request)
    });
    tasks
        .into_iter()
        .zip(made)
        .map(|((park, form), result)| Outcome { park, form, result })
        .collect()
}

/// One paper of one park, made and written.
fn one(
    kit: &Kit,
    loaded: &Loaded,
    form: FormId,
    folder: &Path,
    request: &Request,
) -> Result<Vec<PathBuf>, Refusal> {
    let Loaded { input, .. } = loaded;
    let park = input.park.as_ref().ok_or(Refusal::Errors)?;
    let mode = if request.draft {
        Mode::Draft
    } else {
        Mode::Filled
    };
    let order = Order {
        park,
        form,
        mode,
        figures: &input.figures,
        pictures: &input.pictures,
    };
    let paper = paper(kit, &order, &request.formats).map_err(Refusal::Failed)?;
    write(&paper, folder, &form.form().stem(false)).map_err(Refusal::Failed)
}

/// Makes and writes the official empty forms and outlines, into `<out>/空白`.
pub fn blank(kit: &Kit, forms: &[FormId], request: &Request) -> Vec<Result<Vec<PathBuf>, Error>> {
    let folder = request.out.join("空白");
    in_parallel(forms, |&form| {
        let (park, pictures) = (Park::default(), HashMap::new());
        let order = Order {
            park: &park,
            form,
            mode: Mode::Blank,
            figures: &[],
            pictures: &pictures,
        };
        let paper = paper(kit, &order, &request.formats)?;
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
