//! The world in which templates run: embedded files and the data of one park.
//!
//! Ids of files are never freed by Typst, so that every document uses the same
//! names: `data.json`, `figures.json`, `figures/0` ….

use std::collections::HashMap;

use serde_json::{Value as Json, json};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::{Pictures, TemplateError, fonts};
use crate::form::{FORMS, FormId};
use crate::park::catalogue::{self, Shape};

/// The templates of the program.
static TEMPLATES: [(&str, &str); 8] = [
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
];

/// Whether the file belongs to the program, so that no folder of templates may
/// replace it and errors in it are blamed on its caller.
pub(super) fn is_own(file: &str) -> bool {
    matches!(file, "kit.typ" | "draw.typ") || file.starts_with("main/")
}

/// What a document is evaluated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    /// Its blocks.
    Blocks,
    /// Its pages.
    Pages,
    /// The kit's measures; the form does not matter.
    Styles,
}

/// Library, fonts and templates: made once per process, shared by threads.
pub struct Kit {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    mains: HashMap<(Stage, FormId), FileId>,
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
    /// When an override has the name of a file that belongs to the program.
    pub fn new(overrides: &[(String, String)]) -> Result<Self, TemplateError> {
        if let Some((name, _)) = overrides.iter().find(|(name, _)| is_own(name)) {
            return Err(TemplateError::Reserved(name.clone()));
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
        let mut mains = HashMap::new();
        for form in &FORMS {
            for stage in [Stage::Blocks, Stage::Pages, Stage::Styles] {
                let (name, text) = main(stage, form.key);
                mains.insert((stage, form.id), add(&name, text));
            }
        }
        let fields = serde_json::to_vec(&fields()).expect("plain JSON");
        Self {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::from_fonts(fonts::fonts())),
            sources,
            files: HashMap::from([(file_id("fields.json"), Bytes::new(fields))]),
            mains,
        }
    }
}

/// Typst's library without `eval`: no template can run text as code.
fn library() -> Library {
    let mut library = Library::builder().build();
    let gone = Binding::detached(Value::None);
    library.global.scope_mut().bind("eval".into(), gone);
    library
}

/// The few lines from which a stage starts.
fn main(stage: Stage, form: &str) -> (String, String) {
    let evaluate =
        format!("#import \"/{form}.typ\": form\n#let result = form(json(\"/data.json\"))\n");
    match stage {
        Stage::Blocks => (format!("main/blocks-{form}.typ"), evaluate),
        Stage::Pages => {
            let draw = "#import \"/draw.typ\": draw\n#draw(result, json(\"/figures.json\"))\n";
            (format!("main/pages-{form}.typ"), evaluate + draw)
        }
        Stage::Styles => (
            format!("main/styles-{form}.typ"),
            "#import \"/kit.typ\": geometry, styles\n#let result = (geometry: geometry, styles: styles)\n".to_owned(),
        ),
    }
}

/// The catalogue as `kit.typ` reads it.
fn fields() -> Json {
    let fields = catalogue::fields().iter().map(|field| {
        let options = match &field.shape {
            Shape::Choice(options) => json!(options),
            _ => Json::Null,
        };
        let fixed = json!({
            "标签": field.label,
            "指引": field.guidance,
            "上限": field.cap,
            "选项": options,
        });
        (field.path.clone(), fixed)
    });
    Json::Object(fields.collect())
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain relative path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one document.
pub(super) struct Desk<'a> {
    kit: &'a Kit,
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Desk<'a> {
    /// Lays the data and the figures on the desk.
    pub fn new(kit: &'a Kit, stage: Stage, form: FormId, data: &Json, pictures: &Pictures) -> Self {
        let mut names: Vec<&str> = pictures.keys().map(String::as_str).collect();
        names.sort_unstable();
        let data = serde_json::to_vec(data).expect("plain JSON");
        let list = serde_json::to_vec(&names).expect("plain JSON");
        let mut files = HashMap::from([
            (file_id("data.json"), Bytes::new(data)),
            (file_id("figures.json"), Bytes::new(list)),
        ]);
        for (i, name) in names.iter().enumerate() {
            files.insert(
                file_id(&format!("figures/{i}")),
                Bytes::new(pictures[*name].clone()),
            );
        }
        Self {
            kit,
            main: kit.mains[&(stage, form)],
            files,
        }
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
