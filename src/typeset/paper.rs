//! Pages and their PDF.

use typst::foundations::{NativeElement, Selector, Smart};
use typst::introspection::Introspector;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::HeadingElem;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::world::{Desk, Stage};
use super::{Kit, Pictures, TemplateError, error};
use crate::form::FormId;
use serde_json::Value as Json;

/// A form laid out on pages.
#[derive(Debug)]
pub struct Layout {
    document: PagedDocument,
    /// How many pages it has.
    pub pages: usize,
    /// Number of the page of each heading, in the order of the document.
    pub headings: Vec<u64>,
}

/// A form as a PDF file.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The file: PDF/A-2a and PDF/UA-1.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Number of the page of each heading, in the order of the document.
    pub headings: Vec<u64>,
}

impl Kit {
    /// Lays a form out without writing a PDF (the DOCX needs the page numbers).
    ///
    /// # Errors
    /// When the template is broken or a character has no glyph.
    pub fn layout(
        &self,
        form: FormId,
        data: &Json,
        pictures: &Pictures,
    ) -> Result<Layout, TemplateError> {
        let desk = Desk::new(self, Stage::Pages, form, data, pictures);
        let document: PagedDocument = typst::compile(&desk)
            .output
            .map_err(|errors| error::compile(&desk, &errors))?;
        missing_glyphs(&document)?;
        Ok(Layout {
            pages: document.pages().len(),
            headings: headings(&document),
            document,
        })
    }

    /// Lays a form out and writes it as PDF/A-2a and PDF/UA-1 at once.
    ///
    /// # Errors
    /// As for [`Kit::layout`], and when the export finds a fault.
    pub fn pdf(
        &self,
        form: FormId,
        data: &Json,
        pictures: &Pictures,
    ) -> Result<Paper, TemplateError> {
        self.layout(form, data, pictures)?.pdf()
    }
}

impl Layout {
    /// The words of each page, in lines, in the order in which they are drawn.
    pub fn words(&self) -> Vec<String> {
        let page = |page: &typst_layout::Page| {
            let mut words = Words::default();
            words.of(&page.frame, Point::zero());
            words.text
        };
        self.document.pages().iter().map(page).collect()
    }

    /// Writes the PDF.
    ///
    /// # Errors
    /// When the pages break a rule of PDF/A or PDF/UA.
    pub fn pdf(self) -> Result<Paper, TemplateError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("the two standards go together");
        let options = PdfOptions {
            creator: Smart::Custom(Some("ecopark".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&self.document, &options).map_err(|errors| {
            TemplateError::Export(errors.first().map(error::wording).unwrap_or_default())
        })?;
        Ok(Paper {
            pdf,
            pages: self.pages,
            headings: self.headings,
        })
    }
}

/// Gathers the words of a page.
#[derive(Debug, Default)]
struct Words {
    text: String,
    /// Height on the page of the line at hand.
    line: Option<Abs>,
}

impl Words {
    fn of(&mut self, frame: &Frame, origin: Point) {
        for (place, item) in frame.items() {
            let at = origin + *place;
            match item {
                FrameItem::Group(group) => self.of(&group.frame, at),
                FrameItem::Text(run) => {
                    if self.line.is_some_and(|line| !line.approx_eq(at.y)) {
                        self.text.push('\n');
                    }
                    self.line = Some(at.y);
                    self.text.push_str(&run.text);
                }
                _ => {}
            }
        }
    }
}

/// The page number that each heading's page bears.
fn headings(document: &PagedDocument) -> Vec<u64> {
    let introspector = document.introspector();
    introspector
        .query(&Selector::Elem(HeadingElem::ELEM, None))
        .iter()
        .filter_map(|heading| {
            let page = introspector.page(heading.location()?)?;
            Some(document.pages().get(page.get() - 1)?.number)
        })
        .collect()
}

/// Characters that no font of their chain has: Typst itself is silent, PDF/A
/// forbids them.
fn missing_glyphs(document: &PagedDocument) -> Result<(), TemplateError> {
    let mut missing = Vec::new();
    for page in document.pages() {
        walk(&page.frame, &mut missing);
    }
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(TemplateError::Glyphs(missing))
    }
}

fn walk(frame: &Frame, missing: &mut Vec<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, missing),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    missing.extend(text.text[glyph.range()].chars());
                }
            }
            _ => {}
        }
    }
}
