//! Making the papers: for each park and form the PDF, the DOCX or both.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::comments::{comments, digest};
use super::ledger::{Entry, Inputs, Ledger, Program, State};
use super::naming::Naming;
use super::{
    Checked, Checking, Hash, Loaded, Progress, Source, Step, folders, guarded, in_threads,
    write_together,
};
use crate::docx;
use crate::engine::{Engine, Format, Hints, Paper};
use crate::error::Error;
use crate::fonts;
use crate::form::FormId;
use crate::input::Input;
use crate::input::overlay::Overlay;
use crate::report::{Report, Selection};
use crate::view::Mode;

/// One paper of one park: made, unchanged, refused or failed.
#[derive(Debug)]
pub struct Outcome {
    /// Index of the park among the checked ones.
    pub park: usize,
    /// Which form.
    pub form: FormId,
    /// What is wrong on its pages, if anything.
    pub pages: Option<Report>,
    /// What became of it.
    pub result: Result<Made, Refusal>,
    /// Whether files of an earlier run lie there that the data have left
    /// behind.
    pub stale: bool,
}

/// The files of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// Written now.
    New(Vec<PathBuf>),
    /// Made by an earlier run from the same data, and untouched since.
    Unchanged(Vec<PathBuf>),
}

impl Made {
    /// Where they are.
    pub fn paths(&self) -> &[PathBuf] {
        match self {
            Self::New(paths) | Self::Unchanged(paths) => paths,
        }
    }
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
    /// A file was changed by somebody.
    Edited {
        /// The file.
        path: PathBuf,
        /// Whether the data are other than when it was made.
        behind: bool,
    },
    /// This file lies there, and this program did not write it.
    Foreign(PathBuf),
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
    /// Whether the DOCX of a draft bear what was found as comments.
    pub comments: bool,
    /// Whether the folders (市) above the parks are kept.
    pub tree: bool,
    /// Whether files that somebody changed are overwritten.
    pub force: bool,
    /// How many papers are made at once.
    pub threads: usize,
    /// Which of how many parts of the parks are built: `(3, 8)` is every eighth
    /// park from the third on.
    pub shard: Option<(usize, usize)>,
    /// How the files of papers are called, if not after their forms.
    pub naming: Option<Naming>,
}

impl Request {
    /// The stem of a paper's files.
    pub(super) fn stem(&self, park: &Loaded, form: FormId, mode: Mode) -> String {
        match &self.naming {
            Some(naming) => naming.stem(park, form, mode),
            None => stem(form, mode),
        }
    }

    /// A paper's files in the park's folder, but for pictures of its pages.
    pub(super) fn paper_files(&self, park: &Loaded, folder: &Path, form: FormId) -> Vec<PathBuf> {
        let stem = self.stem(park, form, self.mode());
        let endings = self.formats.iter().filter_map(|&format| ending(format));
        endings
            .map(|ending| self.out.join(folder).join(format!("{stem}.{ending}")))
            .collect()
    }

    fn mode(&self) -> Mode {
        match self.draft {
            true => Mode::Draft,
            false => Mode::Filled,
        }
    }

    /// Whether the park at this index belongs to this part of the run.
    pub fn has(&self, park: usize) -> bool {
        self.shard.is_none_or(|(part, of)| park % of == part - 1)
    }
}

/// The ending of a format's file; pictures have one for each page.
fn ending(format: Format) -> Option<&'static str> {
    match format {
        Format::Pdf => Some("pdf"),
        Format::Docx => Some("docx"),
        Format::Png { .. } | Format::Svg { .. } => None,
    }
}

/// The files of a paper: what stands behind its name, and the bytes.
fn parts(paper: &Paper) -> impl Iterator<Item = (String, &[u8])> {
    let whole = [(&paper.pdf, ".pdf"), (&paper.docx, ".docx")];
    let whole = whole
        .into_iter()
        .filter_map(|(bytes, ending)| Some((ending.to_owned(), bytes.as_deref()?)));
    let pages = paper.pages.iter().map(|picture| {
        let name = format!("-{:02}.{}", picture.page, picture.ending);
        (name, picture.bytes.as_slice())
    });
    whole.chain(pages)
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

/// Puts the comments of a paper, and those on findings, into its DOCX, if there is one.
fn annotate(paper: &mut Paper, findings: &[docx::Comment]) {
    let comments = [paper.comments.as_slice(), findings].concat();
    if let Some(bytes) = &paper.docx
        && !comments.is_empty()
    {
        paper.docx = Some(docx::comment(bytes, &comments));
    }
}

/// What papers of `engine` depend on beside the data.
pub fn program(engine: &Engine) -> Program {
    let templates = engine.templates();
    let parts = templates
        .iter()
        .flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
    // A font file begins with the checksums of its tables.
    let heads = fonts::FILES
        .iter()
        .map(|file| &file[..file.len().min(4096)]);
    Program {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        templates: Hash::of_parts(parts),
        fonts: Hash::of_parts(heads),
    }
}

/// Makes and writes the papers of checked parks, several at once.
///
/// A form is made when the data have no error for that form (in a draft: when
/// there are data); every other form of the park, and every other park, is made
/// all the same. What an earlier run made from the same data is left alone.
pub fn build(
    engine: &Engine,
    (checked, checking): (&Checked, &Checking),
    request: &Request,
    ledger: &Ledger,
    progress: Progress,
) -> Vec<Outcome> {
    let folders = folders(&checked.parks, request.tree);
    let tasks: Vec<(usize, FormId)> = checked
        .parks
        .iter()
        .enumerate()
        .filter(|(at, _)| request.has(*at))
        .flat_map(|(at, park)| park.forms.iter().map(move |form| (at, form)))
        .collect();
    let desks: Vec<Desk> = checked
        .parks
        .iter()
        .map(|park| Desk::new(park.forms.iter().count()))
        .collect();
    let program = program(engine);
    in_threads(request.threads, &tasks, |&(at, form)| {
        let task = Task {
            engine,
            overlays: &checking.overlays,
            request,
            ledger,
            program: &program,
            park: &checked.parks[at],
            report: &checked.reports[at],
            desk: &desks[at],
            folder: folders[at].as_deref().map_err(String::as_str),
            refused: !request.draft && checked.reports[at].has_errors(form.into()),
            form,
        };
        let mut pages = None;
        let result = guarded(|| task.run(&mut pages)).unwrap_or_else(|why| {
            let name = task.park.source.name();
            let what = format!("{name} 的 {}", form.form().stem(false));
            Err(Refusal::Failed(Error::Panic { what, why }))
        });
        desks[at].leave();
        let stale = result.is_err() && task.lies_there();
        progress(Step::Paper);
        Outcome {
            park: at,
            form,
            pages,
            result,
            stale,
        }
    })
}

/// The bytes of one paper of one park, in the first format asked for; `report` is
/// what was found in its data.
///
/// # Errors
/// When the data cannot be read, or the paper cannot be made.
pub fn one_paper(
    engine: &Engine,
    (source, report): (&Source, &Report),
    form: FormId,
    checking: &Checking,
    request: &Request,
) -> Result<Vec<u8>, Error> {
    let made = guarded(|| {
        let (input, _) = source.load(&checking.overlays)?;
        let mut paper = engine.paper(&input, form, request.mode(), &request.formats)?;
        let findings = match request.comments {
            true => comments(&input, form, report, pages(&input, &paper).as_ref()),
            false => Vec::new(),
        };
        annotate(&mut paper, &findings);
        Ok(paper)
    });
    let paper = made.unwrap_or_else(|why| {
        let what = source.name();
        Err(Error::Panic { what, why })
    })?;
    let first = paper.pages.into_iter().next().map(|page| page.bytes);
    Ok(paper.pdf.or(paper.docx).or(first).unwrap_or_default())
}

/// The data of one park while its papers are made: read when the first needs
/// them, let go with the last.
struct Desk {
    input: Mutex<Option<Arc<Input>>>,
    waiting: Mutex<usize>,
}

impl Desk {
    fn new(papers: usize) -> Self {
        Self {
            input: Mutex::default(),
            waiting: Mutex::new(papers),
        }
    }

    /// The data, as they were when they were checked.
    fn input(&self, park: &Loaded, overlays: &[Overlay]) -> Result<Arc<Input>, Error> {
        let mut slot = self
            .input
            .lock()
            .unwrap_or_else(|broken| broken.into_inner());
        if let Some(input) = &*slot {
            return Ok(Arc::clone(input));
        }
        let (input, read) = park.source.load(overlays)?;
        if read != park.read {
            let name = park.source.name();
            return Err(Error::Changed { name });
        }
        Ok(Arc::clone(slot.insert(Arc::new(input))))
    }

    /// One paper less to wait for.
    fn leave(&self) {
        let mut waiting = self
            .waiting
            .lock()
            .unwrap_or_else(|broken| broken.into_inner());
        *waiting = waiting.saturating_sub(1);
        if *waiting == 0 {
            *self
                .input
                .lock()
                .unwrap_or_else(|broken| broken.into_inner()) = None;
        }
    }
}

/// One paper of one park, to be made.
struct Task<'a> {
    engine: &'a Engine,
    overlays: &'a [Overlay],
    request: &'a Request,
    ledger: &'a Ledger,
    program: &'a Program,
    park: &'a Loaded,
    /// What was found in its data.
    report: &'a Report,
    desk: &'a Desk,
    folder: Result<&'a Path, &'a str>,
    refused: bool,
    form: FormId,
}

impl Task<'_> {
    /// Makes and writes it if need be; puts what is wrong on its pages into
    /// `report`.
    fn run(&self, report: &mut Option<Report>) -> Result<Made, Refusal> {
        let folder = match self.folder {
            Ok(folder) => folder,
            Err(other) => return Err(Refusal::SameName(other.to_owned())),
        };
        if self.refused || !self.park.is_readable() {
            return Err(Refusal::Errors);
        }
        let inputs = self.inputs();
        let files = self.files(folder);
        let mut states = Vec::new();
        for path in &files {
            states.push(self.ledger.state(path).map_err(Refusal::Failed)?);
        }
        let at = |path: &String| self.request.out.join(path);
        let paths: Vec<PathBuf> = files.iter().map(at).collect();
        let is_unchanged =
            |state: &State| matches!(state, State::Ours(entry) if entry.inputs == inputs);
        let pictures = files.len() < self.request.formats.len();
        if !pictures && states.iter().all(is_unchanged) {
            for (path, state) in files.iter().zip(states) {
                if let State::Ours(entry) = state {
                    self.ledger.keep(path, entry);
                }
            }
            return Ok(Made::Unchanged(paths));
        }
        let edited = states
            .iter()
            .zip(&paths)
            .find_map(|(state, path)| match state {
                State::Edited(entry) => Some((entry, path)),
                _ => None,
            });
        if let (Some((entry, path)), false) = (edited, self.request.force) {
            return Err(Refusal::Edited {
                path: path.clone(),
                behind: entry.inputs != inputs,
            });
        }
        let paper = self.make(report)?;
        self.write(&paper, folder, &inputs)
    }

    /// Makes the paper; what is cut or lost on its pages stops it.
    fn make(&self, report: &mut Option<Report>) -> Result<Paper, Refusal> {
        let input = self.desk.input(self.park, self.overlays);
        let input = input.map_err(Refusal::Failed)?;
        let (mode, formats) = (self.request.mode(), &self.request.formats);
        let made = self.engine.paper(&input, self.form, mode, formats);
        let mut paper = made.map_err(|error| Refusal::Failed(error.into()))?;
        *report = pages(&input, &paper);
        let findings = match self.request.comments {
            true => comments(&input, self.form, self.report, report.as_ref()),
            false => Vec::new(),
        };
        annotate(&mut paper, &findings);
        let cut = report
            .as_ref()
            .is_some_and(|one| one.has_errors(self.form.into()));
        match cut && !self.request.draft {
            true => Err(Refusal::Pages),
            false => Ok(paper),
        }
    }

    /// Writes what has changed: of one paper all files or none.
    fn write(&self, paper: &Paper, folder: &Path, inputs: &Inputs) -> Result<Made, Refusal> {
        let stem = self.stem(folder);
        let mut paths = Vec::new();
        let mut writing = Vec::new();
        let mut entries = Vec::new();
        for (ending, bytes) in parts(paper) {
            let path = format!("{stem}{ending}");
            let entry = Entry {
                inputs: inputs.clone(),
                form: Some(self.form),
                content: Hash::of(bytes),
            };
            let target = self.request.out.join(&path);
            let state = self.ledger.state(&path).map_err(Refusal::Failed)?;
            let same = match &state {
                State::Missing => false,
                State::Ours(old) => old.content == entry.content,
                State::Edited(_) | State::Foreign => {
                    std::fs::read(&target).is_ok_and(|found| found == bytes)
                }
            };
            if !same && !self.request.force {
                match state {
                    State::Foreign => return Err(Refusal::Foreign(target)),
                    State::Edited(old) => {
                        return Err(Refusal::Edited {
                            path: target,
                            behind: old.inputs != *inputs,
                        });
                    }
                    _ => {}
                }
            }
            paths.push(target.clone());
            if !same {
                writing.push((target, bytes));
            }
            entries.push((path, entry));
        }
        for (path, entry) in &entries {
            let noted = self.ledger.note(path, entry.clone());
            noted.map_err(Refusal::Failed)?;
        }
        write_together(&writing).map_err(|error| {
            for (path, _) in &entries {
                self.ledger.forget(path);
            }
            Refusal::Failed(error)
        })?;
        Ok(Made::New(paths))
    }

    fn inputs(&self) -> Inputs {
        Inputs {
            source: self.ledger.relative(&self.park.source),
            read: self.park.read.clone(),
            program: self.program.clone(),
            options: {
                let draft = self.request.draft.then(|| match self.engine.hints() {
                    Hints::All => "草稿".to_owned(),
                    hints => format!("草稿（提示：{}）", hints.name()),
                });
                let comments = self.request.comments.then(|| digest(self.report));
                let overlays = self.overlays.iter().map(Overlay::description);
                draft.into_iter().chain(comments).chain(overlays).collect()
            },
        }
    }

    /// The paper's name relative to the output folder, without an ending.
    fn stem(&self, folder: &Path) -> String {
        let folder = folder.to_string_lossy().replace('\\', "/");
        let request = self.request;
        format!(
            "{folder}/{}",
            request.stem(self.park, self.form, request.mode())
        )
    }

    /// Its files but for pictures of its pages.
    fn files(&self, folder: &Path) -> Vec<String> {
        let stem = self.stem(folder);
        let formats = self.request.formats.iter();
        formats
            .filter_map(|&format| Some(format!("{stem}.{}", ending(format)?)))
            .collect()
    }

    /// Whether a file of an earlier run lies where this paper would.
    fn lies_there(&self) -> bool {
        let Ok(folder) = self.folder else {
            return false;
        };
        let mut files = self.files(folder).into_iter();
        files.any(|path| self.request.out.join(path).is_file())
    }
}

/// File stem of a paper: drafts have a name of their own.
fn stem(form: FormId, mode: Mode) -> String {
    let stem = form.form().stem(mode == Mode::Blank);
    match mode {
        Mode::Draft => format!("{stem}-草稿"),
        _ => stem,
    }
}

/// Makes and writes the official empty forms and outlines, into `<out>/空白`.
pub fn blank(
    engine: &Engine,
    forms: &[FormId],
    request: &Request,
) -> Vec<Result<Vec<PathBuf>, Error>> {
    let folder = request.out.join("空白");
    in_threads(request.threads, forms, |&form| {
        let made = guarded(|| Ok(engine.blank(form, &request.formats)?));
        let stem = stem(form, Mode::Blank);
        let paper = made.unwrap_or_else(|why| {
            let what = stem.clone();
            Err(Error::Panic { what, why })
        })?;
        let files: Vec<(PathBuf, &[u8])> = parts(&paper)
            .map(|(ending, bytes)| (folder.join(format!("{stem}{ending}")), bytes))
            .collect();
        write_together(&files)?;
        Ok(files.into_iter().map(|(path, _)| path).collect())
    })
}
