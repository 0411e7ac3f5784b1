//! Making the papers: blocks, pages, PDF and DOCX of one form of one park.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::atomic::Ordering;

use serde_json::Value as Json;

use super::Engine;
use crate::blocks::Document;
use crate::docx;
use crate::dossier::Listing;
use crate::drawing;
use crate::finding::Finding;
use crate::form::{FormId, FormSet};
use crate::input::{FigureFile, Input};
use crate::park::Park;
use crate::typeset::{self, Kit, Layout, StyleSheet, TemplateError};
use crate::view::{self, Mode, ViewOptions};

/// Which format a paper is made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF/A-2a and PDF/UA-1.
    Pdf,
    /// Office Open XML.
    Docx,
    /// Pages as PNG.
    Png {
        /// Which pages.
        pages: PageRange,
        /// Dots per inch.
        dpi: u16,
    },
    /// Pages as SVG.
    Svg {
        /// Which pages.
        pages: PageRange,
    },
}

/// Some pages of a paper, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRange {
    /// The first.
    pub first: usize,
    /// The last; the paper may end before it.
    pub last: usize,
}

impl PageRange {
    /// Every page.
    pub const ALL: Self = Self {
        first: 1,
        last: usize::MAX,
    };

    /// Those of a paper with `count` pages, from 0.
    fn of(self, count: usize) -> std::ops::Range<usize> {
        self.first.max(1) - 1..self.last.min(count)
    }
}

/// One page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePicture {
    /// Which page, from 1.
    pub page: usize,
    /// Ending of its file: `png` or `svg`.
    pub ending: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Format {
    /// The two that are handed in.
    pub const ALL: &[Self] = &[Self::Pdf, Self::Docx];
}

/// One paper, in the formats asked for.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// The PDF.
    pub pdf: Option<Vec<u8>>,
    /// The DOCX.
    pub docx: Option<Vec<u8>>,
    /// What is to stand beside the words of the DOCX as comments: where the texts
    /// of a draft come from that the program wrote.
    pub comments: Vec<docx::Comment>,
    /// Its pages as pictures.
    pub pages: Vec<PagePicture>,
    /// What is wrong on its pages (group P), where they were laid out.
    pub findings: Vec<Finding>,
}

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
#[error("无法生成 `{paper}`：{cause}")]
pub struct PaperError {
    /// The paper, as its file is called: `附件2-创建备案表`.
    pub paper: String,
    /// What stands in the way.
    #[source]
    pub cause: Cause,
}

/// What stands in the way of a paper.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// There are no data: the file could not be read as YAML.
    #[error("没有可读的数据")]
    NoData,
    /// The form is faulty, or the pages cannot be printed.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The blocks cannot be drawn as DOCX.
    #[error(transparent)]
    Docx(#[from] docx::Error),
}

/// A form of a park before it is drawn.
struct Draft<'a> {
    form: FormId,
    mode: Mode,
    data: Json,
    pictures: &'a HashMap<String, Vec<u8>>,
}

impl Draft<'static> {
    /// The official empty form.
    fn blank(form: FormId) -> Self {
        static NONE: LazyLock<HashMap<String, Vec<u8>>> = LazyLock::new(HashMap::new);
        let options = ViewOptions {
            form,
            mode: Mode::Blank,
            figures: &[],
        };
        Self {
            form,
            mode: Mode::Blank,
            data: view::view(&Park::default(), &options),
            pictures: &NONE,
        }
    }
}

/// The data with the figures that are drawn from them: each is drawn once, and
/// stands among the pictures under a name that no file has.
struct Drawn<'a> {
    park: Cow<'a, Park>,
    figures: Cow<'a, [FigureFile]>,
    pictures: Cow<'a, HashMap<String, Vec<u8>>>,
}

impl<'a> Drawn<'a> {
    fn of(input: &'a Input, park: &'a Park, form: FormId) -> Self {
        let mut drawn = Self {
            park: Cow::Borrowed(park),
            figures: Cow::Borrowed(&input.figures),
            pictures: Cow::Borrowed(&input.pictures),
        };
        let is_drawn = |file: &FigureFile| matches!(file, FigureFile::Drawn { .. });
        if !input.figures.iter().any(is_drawn) {
            return drawn;
        }
        let told = match form {
            FormId::Plan => Cow::Owned(drawing::before_application(park)),
            _ => Cow::Borrowed(park),
        };
        for (i, figure) in park.figures.iter().enumerate() {
            if !matches!(input.figures.get(i), Some(FigureFile::Drawn { .. })) {
                continue;
            }
            let Some(drawing) = drawing::draw(&told, &input.survey, figure) else {
                continue;
            };
            let name = format!("〔图件{}〕", i + 1);
            drawn.figures.to_mut()[i] = FigureFile::Drawn {
                width: drawing.width,
                height: drawing.height,
            };
            let shown = &mut drawn.park.to_mut().figures[i];
            shown.file.clone_from(&name);
            shown.alt = drawing.alt;
            drawn
                .pictures
                .to_mut()
                .insert(name, drawing.svg.into_bytes());
        }
        drawn
    }
}

impl Engine {
    /// Makes one paper in the formats asked for.
    ///
    /// # Errors
    /// When there are no data, the form is faulty, a character has no glyph, or
    /// a document breaks its standard.
    pub fn paper(
        &self,
        input: &Input,
        form: FormId,
        mode: Mode,
        formats: &[Format],
    ) -> Result<Paper, PaperError> {
        let paper = self.draft(input, form, mode, |draft| self.draw(draft, formats));
        self.finish();
        paper
    }

    /// Makes the official empty form or outline.
    ///
    /// # Errors
    /// When the form is faulty.
    pub fn blank(&self, form: FormId, formats: &[Format]) -> Result<Paper, PaperError> {
        let paper = self.draw(&Draft::blank(form), formats);
        self.finish();
        paper.map_err(|cause| failed(form, Mode::Blank, cause))
    }

    /// Makes a list that goes into an archive, from its own data
    /// ([`crate::dossier::cover`], [`crate::dossier::index`]).
    ///
    /// # Errors
    /// As [`Engine::paper`].
    pub fn listing(
        &self,
        listing: Listing,
        data: &Json,
        formats: &[Format],
    ) -> Result<Paper, PaperError> {
        let paper = self.draw_listing(listing, data, formats);
        self.finish();
        paper.map_err(|cause| PaperError {
            paper: listing.title().to_owned(),
            cause,
        })
    }

    fn draw_listing(
        &self,
        listing: Listing,
        data: &Json,
        formats: &[Format],
    ) -> Result<Paper, Cause> {
        let none = HashMap::new();
        let mut paper = Paper::default();
        let blocks = self.kit().blocks_of(listing.key(), data)?;
        if formats.contains(&Format::Pdf) {
            paper.pdf = Some(self.kit().layout(&blocks, &none)?.pdf()?);
        }
        if formats.contains(&Format::Docx) {
            let options = docx::Options {
                form: listing.key(),
                pages: None,
                pictures: &none,
            };
            paper.docx = Some(docx::write(&blocks, &options)?);
        }
        Ok(paper)
    }

    /// What stands on a paper, as blocks.
    ///
    /// # Errors
    /// When there are no data or the form is faulty.
    pub fn blocks(&self, input: &Input, form: FormId, mode: Mode) -> Result<Document, PaperError> {
        self.draft(input, form, mode, |draft| {
            Ok(self.kit().blocks(draft.form, &draft.data)?)
        })
    }

    /// A paper laid out on pages.
    ///
    /// # Errors
    /// When there are no data, the form is faulty or a character has no glyph.
    pub fn pages(&self, input: &Input, form: FormId, mode: Mode) -> Result<Layout, PaperError> {
        self.draft(input, form, mode, |draft| {
            let blocks = self.kit().blocks(draft.form, &draft.data)?;
            Ok(self.kit().layout(&blocks, draft.pictures)?)
        })
    }

    /// The official empty form or outline, laid out on pages.
    ///
    /// # Errors
    /// When the form is faulty.
    pub fn blank_pages(&self, form: FormId) -> Result<Layout, PaperError> {
        let draft = Draft::blank(form);
        let blocks = self.kit().blocks(form, &draft.data);
        let layout = blocks.and_then(|blocks| self.kit().layout(&blocks, draft.pictures));
        layout.map_err(|error| failed(form, Mode::Blank, error.into()))
    }

    /// What is wrong on the pages of these forms (group P). A form that cannot
    /// be laid out is none of them: making it says why.
    pub(super) fn measured(&self, input: &Input, forms: FormSet) -> Vec<Finding> {
        let one = |form| {
            let found = self.draft(input, form, Mode::Filled, |draft| {
                let blocks = self.kit().blocks(form, &draft.data)?;
                let layout = self.kit().layout(&blocks, draft.pictures)?;
                Ok(typeset::findings(form, &blocks, &layout.faults()))
            });
            typeset::finish_document();
            found.unwrap_or_default()
        };
        forms.iter().flat_map(one).collect()
    }

    /// The measures and styles of the papers.
    ///
    /// # Errors
    /// Only when the embedded `fixed.typ` is broken.
    pub fn style_sheet(&self) -> Result<StyleSheet, TemplateError> {
        self.kit().styles()
    }

    /// How many papers were made so far, those that failed among them.
    pub fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// One paper more; lets go of what it left.
    fn finish(&self) {
        typeset::finish_document();
        self.made.fetch_add(1, Ordering::Relaxed);
    }

    /// Name and text of every form and what they use, in order: what papers
    /// depend on beside data and fonts.
    pub fn templates(&self) -> Vec<(String, &str)> {
        self.kit().templates()
    }

    fn kit(&self) -> &Kit {
        self.kit.get_or_init(Kit::default)
    }

    /// Prepares the data for a form, and says which paper failed.
    fn draft<T>(
        &self,
        input: &Input,
        form: FormId,
        mode: Mode,
        make: impl FnOnce(&Draft) -> Result<T, Cause>,
    ) -> Result<T, PaperError> {
        let made = match &input.park {
            None => Err(Cause::NoData),
            Some(park) => {
                let drawn = Drawn::of(input, park, form);
                let mut data = view::view(
                    &drawn.park,
                    &ViewOptions {
                        form,
                        mode,
                        figures: &drawn.figures,
                    },
                );
                data["文档"]["提示"] = self.hints.name().into();
                make(&Draft {
                    form,
                    mode,
                    data,
                    pictures: &drawn.pictures,
                })
            }
        };
        made.map_err(|cause| failed(form, mode, cause))
    }

    /// Draws a form in the formats asked for.
    fn draw(&self, draft: &Draft, formats: &[Format]) -> Result<Paper, Cause> {
        let Draft {
            form,
            mode,
            data,
            pictures,
        } = draft;
        let wants = |format| formats.contains(&format);
        let mut paper = Paper::default();
        let blocks = self.kit().blocks(*form, data)?;
        // A DOCX needs the pages of the layout only for its table of contents.
        let mut pages: Option<Vec<String>> = None;
        let as_pictures = |one: &Format| matches!(one, Format::Png { .. } | Format::Svg { .. });
        if wants(Format::Pdf) || form.form().outline || formats.iter().any(as_pictures) {
            let marked = (*mode == Mode::Draft).then(|| typeset::marked(&blocks));
            let shown = marked.as_ref().unwrap_or(&blocks);
            let layout = self.kit().layout(shown, pictures)?;
            paper.findings = typeset::findings(*form, &blocks, &layout.faults());
            paper.pages = formats
                .iter()
                .flat_map(|&one| pictures_of(&layout, one))
                .collect();
            pages = Some(layout.headings.iter().map(u64::to_string).collect());
            if wants(Format::Pdf) {
                paper.pdf = Some(layout.pdf()?);
            }
        }
        if wants(Format::Docx) {
            let options = docx::Options {
                form: form.form().key,
                pages: pages.as_deref(),
                pictures,
            };
            paper.docx = Some(docx::write(&blocks, &options)?);
            paper.comments = origins(&blocks, data);
        }
        Ok(paper)
    }
}

/// Where the texts on a paper come from that the program wrote.
fn origins(blocks: &Document, data: &Json) -> Vec<docx::Comment> {
    let origins = &data["派生"]["出处"];
    let comment = |path: &str| {
        Some(docx::Comment {
            path: path.to_owned(),
            words: None,
            text: origins[path].as_str()?.to_owned(),
        })
    };
    blocks.texts().into_iter().filter_map(comment).collect()
}

/// The pages of a layout as pictures, if `format` is one of pictures.
fn pictures_of(layout: &Layout, format: Format) -> Vec<PagePicture> {
    let pages = match format {
        Format::Png { pages, .. } | Format::Svg { pages } => pages.of(layout.pages),
        Format::Pdf | Format::Docx => return Vec::new(),
    };
    let picture = |page| {
        let (ending, bytes) = match format {
            Format::Png { dpi, .. } => ("png", layout.png(page, f64::from(dpi))?),
            _ => ("svg", layout.svg(page)?.into_bytes()),
        };
        let page = page + 1;
        Some(PagePicture {
            page,
            ending,
            bytes,
        })
    };
    pages.filter_map(picture).collect()
}

fn failed(form: FormId, mode: Mode, cause: Cause) -> PaperError {
    PaperError {
        paper: form.form().stem(mode == Mode::Blank),
        cause,
    }
}
