//! The world in which templates run: embedded files and the data of one park.
//!
//! Ids of files are never freed by Typst, so that every document uses the same
//! names: `data.json`, `blocks.json`, `figures.json`, `figures/0` ….

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Serialize;
use serde_json::{Value as Json, json};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fit::Measures;
use super::{Pictures, TemplateError, closure, fonts, native};
use crate::blocks::Document;
use crate::form::FORMS;
use crate::park::catalogue::{self, Shape};
use crate::park::hints::hints;

/// The templates of the program.
static TEMPLATES: [(&str, &str); 12] = [
    ("fixed.typ", include_str!("../../forms/fixed.typ")),
    ("blocks.typ", include_str!("../../forms/blocks.typ")),
    ("kit.typ", include_str!("../../forms/kit.typ")),
    ("draw.typ", include_str!("../../forms/draw.typ")),
    ("common.typ", include_str!("../../forms/common.typ")),
    ("outline.typ", include_str!("../../forms/outline.typ")),
    ("plan.typ", include_str!("../../forms/plan.typ")),
    ("filing.typ", include_str!("../../forms/filing.typ")),
    ("report.typ", include_str!("../../forms/report.typ")),
    (
        "application.typ",
        include_str!("../../forms/application.typ"),
    ),
    ("dossier.typ", include_str!("../../forms/dossier.typ")),
    ("evidence.typ", include_str!("../../forms/evidence.typ")),
];

/// The lists of an archive: forms that are no annex.
const LISTINGS: [&str; 2] = ["dossier", "evidence"];

/// The templates that belong to the program: the kit and the drawer.
const OWN: [&str; 4] = ["fixed.typ", "blocks.typ", "kit.typ", "draw.typ"];

/// Whether the file belongs to the program, so that no folder of templates may
/// replace it and errors in it are blamed on its caller.
pub(super) fn is_own(file: &str) -> bool {
    OWN.contains(&file) || file.starts_with("main/")
}

/// An override that replaces no template and that no other override names: its
/// name is misspelt.
fn unused(overrides: &[(String, String)]) -> Option<TemplateError> {
    let used = |name: &str| {
        let quoted = format!("{name}\"");
        let others = overrides.iter().filter(|(other, _)| other != name);
        TEMPLATES.iter().any(|(own, _)| *own == name)
            || others.into_iter().any(|(_, text)| text.contains(&quoted))
    };
    let (name, _) = overrides.iter().find(|(name, _)| !used(name))?;
    let near = TEMPLATES
        .iter()
        .filter(|(own, _)| !is_own(own))
        .map(|(own, _)| (strsim::jaro_winkler(own, name), *own))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    Some(TemplateError::Unused {
        file: name.clone(),
        suggestion: near.map(|(_, own)| own.to_owned()),
    })
}

/// What templates are evaluated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    /// The blocks of a form (its file stem), from the data of a park; or of a
    /// list, from its own.
    Blocks(&'static str),
    /// Pages, from blocks.
    Pages,
    /// The kit's measures.
    Styles,
}

/// Library, fonts and templates: made once per process, shared by threads.
pub struct Kit {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    mains: HashMap<Stage, FileId>,
    pub(super) measures: OnceLock<Measures>,
}

impl std::fmt::Debug for Kit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kit").finish_non_exhaustive()
    }
}

impl Default for Kit {
    /// The kit with the program's own templates.
    fn default() -> Self {
        Self::with_templates(TEMPLATES.iter().copied())
    }
}

impl Kit {
    /// The kit with the program's templates; `overrides` (file name, text)
    /// replace some of them or add further ones.
    ///
    /// # Errors
    /// When an override has the name of a file that belongs to the program, or
    /// a name that nothing uses.
    pub fn new(overrides: &[(String, String)]) -> Result<Self, TemplateError> {
        if let Some((name, _)) = overrides.iter().find(|(name, _)| is_own(name)) {
            return Err(TemplateError::Reserved(name.clone()));
        }
        if let Some(unused) = unused(overrides) {
            return Err(unused);
        }
        let own = TEMPLATES.iter().copied();
        let others = overrides
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        Ok(Self::with_templates(own.chain(others)))
    }

    /// The kit with these templates; of two with one name the last counts.
    pub(super) fn with_templates<'a>(templates: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = HashMap::new();
        let mut add = |name: &str, text: String| {
            let id = file_id(name);
            sources.insert(id, Source::new(id, text));
            id
        };
        for (name, text) in templates {
            add(name, text.to_owned());
        }
        let forms = FORMS.iter().map(|form| form.key).chain(LISTINGS);
        let stages = forms.map(Stage::Blocks);
        let stages = stages.chain([Stage::Pages, Stage::Styles]);
        let mains = stages
            .map(|stage| {
                let (name, text) = main(stage);
                (stage, add(&name, text))
            })
            .collect();
        let fields = serde_json::to_vec(&fields()).expect("plain JSON");
        Self {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::from_fonts(fonts::fonts())),
            sources,
            files: HashMap::from([(file_id("fields.json"), Bytes::new(fields))]),
            mains,
            measures: OnceLock::new(),
        }
    }
}

impl Kit {
    /// Name and text of every template, in order.
    pub fn templates(&self) -> Vec<(String, &str)> {
        let sources = self.sources.iter();
        let mut templates: Vec<_> = sources
            .map(|(id, source)| {
                let name = id.get().vpath().get_without_slash();
                (name.to_owned(), source.text())
            })
            .collect();
        templates.sort();
        templates
    }
}

/// Typst's library with our functions and without `eval`: no template can run
/// text as code.
fn library() -> Library {
    // `pdf.header-cell` is among the extras.
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    library.routines = closure::routines();
    let scope = library.global.scope_mut();
    scope.bind("eval".into(), Binding::detached(Value::None));
    for (name, function) in native::functions() {
        scope.bind(name.into(), Binding::detached(function));
    }
    library
}

/// Name and text of the few lines from which a stage starts.
fn main(stage: Stage) -> (String, String) {
    match stage {
        Stage::Blocks(form) => {
            let text = format!("#import \"/{form}.typ\": form\n#let result = form()\n");
            (format!("main/{form}.typ"), text)
        }
        Stage::Pages => {
            let text = "#import \"/draw.typ\": draw\n#draw(json(\"/blocks.json\"), json(\"/figures.json\"))\n";
            ("main/pages.typ".to_owned(), text.to_owned())
        }
        Stage::Styles => {
            let text = "#import \"/fixed.typ\": geometry, insets, styles\n#let result = (geometry: geometry, insets: insets, styles: styles)\n";
            ("main/styles.typ".to_owned(), text.to_owned())
        }
    }
}

/// The catalogue as `fixed.typ` reads it.
fn fields() -> Json {
    let fields = catalogue::fields().iter().map(|field| {
        let options = match &field.shape {
            Shape::Choice(options) => json!(options),
            _ => Json::Null,
        };
        let fixed = json!({
            "标签": field.label,
            "指引": field.guidance,
            "要点": hints(&field.path),
            "上限": field.cap,
            "选项": options,
        });
        (field.path.clone(), fixed)
    });
    Json::Object(fields.collect())
}

fn json_bytes(value: &impl Serialize) -> Bytes {
    Bytes::new(serde_json::to_vec(value).expect("plain JSON"))
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain relative path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one evaluation.
pub(super) struct Desk<'a> {
    kit: &'a Kit,
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Desk<'a> {
    /// A desk for the kit's measures, where no data lie.
    pub fn of_styles(kit: &'a Kit) -> Self {
        Self::new(kit, Stage::Styles)
    }

    /// A desk with the data of a park, for its blocks; `form` is a file stem.
    pub fn of_form(kit: &'a Kit, form: &'static str, data: &Json) -> Self {
        let mut desk = Self::new(kit, Stage::Blocks(form));
        desk.lay("data.json", json_bytes(data));
        desk
    }

    /// A desk with blocks and figures, for their pages.
    pub fn of_pages(kit: &'a Kit, blocks: &Document, pictures: &Pictures) -> Self {
        let mut names = blocks.figures();
        names.retain(|name| pictures.contains_key(*name));
        names.sort_unstable();
        names.dedup();
        let mut desk = Self::new(kit, Stage::Pages);
        desk.lay("blocks.json", json_bytes(blocks));
        desk.lay("figures.json", json_bytes(&names));
        for (i, name) in names.iter().enumerate() {
            desk.lay(&format!("figures/{i}"), Bytes::new(pictures[*name].clone()));
        }
        desk
    }

    fn new(kit: &'a Kit, stage: Stage) -> Self {
        Self {
            kit,
            main: kit.mains[&stage],
            files: HashMap::new(),
        }
    }

    fn lay(&mut self, name: &str, bytes: Bytes) {
        self.files.insert(file_id(name), bytes);
    }

    /// The file that evaluation starts from.
    pub fn main_source(&self) -> &Source {
        &self.kit.sources[&self.main]
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.kit.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.kit.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.kit
            .sources
            .get(&id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(&id)
            .or_else(|| self.kit.files.get(&id))
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::fonts().get(index).cloned()
    }

    /// There is no clock: a template that asks gets an error.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
