//! Pages and their PDF.

use typst::foundations::{NativeElement, Selector, Smart};
use typst::introspection::Introspector;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::HeadingElem;
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::world::Desk;
use super::{Kit, Pictures, TemplateError, error};
use crate::blocks::Document;

/// A form laid out on pages.
#[derive(Debug)]
pub struct Layout {
    pub(super) document: PagedDocument,
    /// How many pages it has.
    pub pages: usize,
    /// Number of the page of each heading, in the order of the document.
    pub headings: Vec<u64>,
}

impl Kit {
    /// Lays blocks out without writing a PDF (the DOCX needs the page numbers).
    ///
    /// # Errors
    /// When a figure cannot be drawn or a character has no glyph.
    pub fn layout(&self, blocks: &Document, pictures: &Pictures) -> Result<Layout, TemplateError> {
        let desk = Desk::of_pages(self, blocks, pictures);
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
}

impl Layout {
    /// The words of each page, in lines, in the order in which they are drawn.
    pub fn words(&self) -> Vec<String> {
        self.document.pages().iter().map(words).collect()
    }

    /// Writes the PDF, PDF/A-2a and PDF/UA-1 at once.
    ///
    /// # Errors
    /// When the pages break a rule of PDF/A or PDF/UA.
    pub fn pdf(&self) -> Result<Vec<u8>, TemplateError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("the two standards go together");
        let options = PdfOptions {
            creator: Smart::Custom(Some("ecopark".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options)
            .map_err(|errors| TemplateError::Export(errors.iter().map(error::wording).collect()))
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
        each_run(&page.frame, Point::zero(), &mut |_, run| {
            for glyph in run.glyphs.iter().filter(|glyph| glyph.id == 0) {
                missing.extend(run.text[glyph.range()].chars());
            }
        });
    }
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(TemplateError::Glyphs(missing))
    }
}

/// The words of a page; a line ends where the next run stands lower or higher.
fn words(page: &Page) -> String {
    let mut words = String::new();
    let mut line: Option<Abs> = None;
    each_run(&page.frame, Point::zero(), &mut |at, run| {
        if line.is_some_and(|line| !line.approx_eq(at.y)) {
            words.push('\n');
        }
        line = Some(at.y);
        words.push_str(&run.text);
    });
    words
}

/// Shows every run of text with its place on the page, in the order of drawing.
fn each_run(frame: &Frame, origin: Point, see: &mut dyn FnMut(Point, &TextItem)) {
    for (place, item) in frame.items() {
        let at = origin + *place;
        match item {
            FrameItem::Group(group) => each_run(&group.frame, at, see),
            FrameItem::Text(run) => see(at, run),
            _ => {}
        }
    }
}
