//! Typst in-process: forms are evaluated to blocks and laid out on pages.
//!
//! ```text
//! data ─▶ forms/filing.typ ─ evaluate, fit ─▶ blocks::Document   (also for the DOCX)
//!                                                  └─ forms/draw.typ ─ lay out ─▶ pages ─▶ PDF/A-2a + PDF/UA-1
//! ```
//!
//! `Kit` holds library, fonts and templates and is made once per process; it
//! is shared by threads. Its world has no disk, no network and no clock: a
//! template reads the embedded files, the data of one park as JSON, and that
//! park's figures. User text is data for Typst, never markup, and `eval` does
//! not exist for a template.
//!
//! Typst memoises through comemo; `finish_document` lets go of what the last
//! document left, so that memory stays flat in a batch.

mod bounds;
mod closure;
mod columns;
mod decimal;
mod error;
mod fit;
mod fonts;
mod marked;
mod measure;
mod native;
mod paper;
mod picture;
mod upright;
mod world;

use std::collections::HashMap;

use comemo::Track;
use serde::Deserialize;
use serde_json::Value as Json;
use typst::engine::{Route, Sink, Traced};
use typst::foundations::Value;

use crate::blocks::{Block, Document};
use crate::form::FormId;

pub use error::{TemplateError, TemplateFault, TemplatePlace};
pub use fonts::covers;
pub use marked::marked;
pub use measure::{Fault, FaultKind, Mark, PagePlaces, Place, Run, findings, places};
pub use paper::Layout;
pub(crate) use world::Kit;

use fit::Measures;
use world::Desk;

/// Bytes of the figures' files, by the name that the data give.
pub type Pictures = HashMap<String, Vec<u8>>;

/// How many documents a memoised result may go unused before it is dropped: what
/// the other form of a park may ask again. Larger values cost memory and gain
/// nothing between different parks.
const KEEP: usize = 2;

/// Lets go of memoised results that no recent document used. To be called after
/// each document; cheap, and safe from several threads.
pub(crate) fn finish_document() {
    comemo::evict(KEEP);
}

impl Kit {
    /// The blocks of a form filled with data, as both drawers take them.
    ///
    /// # Errors
    /// When the template does not compile, asks for data that do not exist, or
    /// returns something that is no document.
    pub fn blocks(&self, form: FormId, data: &Json) -> Result<Document, TemplateError> {
        self.blocks_of(form.form().key, data)
    }

    /// The blocks of a form by its file stem: an annex, or a list of an archive.
    ///
    /// # Errors
    /// As [`Self::blocks`].
    pub fn blocks_of(&self, form: &'static str, data: &Json) -> Result<Document, TemplateError> {
        let value = self.evaluate(&Desk::of_form(self, form, data))?;
        let mut document = document(form, &value)?;
        let measures = self.measures()?;
        measures.turn(&mut document);
        measures.fit(&mut document);
        Ok(document)
    }

    /// The measures and styles that `fixed.typ` owns.
    ///
    /// # Errors
    /// Only when the embedded `fixed.typ` is broken.
    pub fn styles(&self) -> Result<StyleSheet, TemplateError> {
        let value = self.evaluate(&Desk::of_styles(self))?;
        StyleSheet::deserialize(&value).map_err(|error| TemplateError::Contract {
            file: "fixed.typ".to_owned(),
            reason: error.to_string(),
        })
    }

    /// The measures by which heights are told, asked for once.
    fn measures(&self) -> Result<&Measures, TemplateError> {
        if let Some(measures) = self.measures.get() {
            return Ok(measures);
        }
        let measures = Measures::new(&self.styles()?);
        Ok(self.measures.get_or_init(|| measures))
    }

    /// Evaluates the desk's main file and takes its `result`.
    fn evaluate(&self, desk: &Desk) -> Result<Json, TemplateError> {
        let mut sink = Sink::new();
        let source = desk.main_source();
        let world: &dyn typst::World = desk;
        let module = typst_eval::eval(
            world.track(),
            world.library(),
            Traced::default().track(),
            sink.track_mut(),
            Route::default().track(),
            source,
        )
        .map_err(|errors| error::compile(desk, &errors))?;
        let result = module.scope().get("result").map(|binding| binding.read());
        let json = serde_json::to_value(result.unwrap_or(&Value::None));
        Ok(json.expect("a Typst value has a JSON form"))
    }
}

/// Reads the value that a form returned; says which block is amiss.
fn document(form: &str, value: &Json) -> Result<Document, TemplateError> {
    let fault = |reason: String| TemplateError::Contract {
        file: format!("{form}.typ"),
        reason,
    };
    let document = Document::deserialize(value)
        .map_err(|error| fault(faulty_block(value).unwrap_or_else(|| error.to_string())))?;
    for (y, block) in document.sections.iter().flat_map(|s| &s.blocks).enumerate() {
        if let Block::Table(table) = block
            && let Some(reason) = table.fault()
        {
            return Err(fault(format!("第 {} 块（table）：{reason}", y + 1)));
        }
    }
    Ok(document)
}

/// Deserializes block by block, since an error of the whole names no place.
fn faulty_block(value: &Json) -> Option<String> {
    let sections = value.get("sections")?.as_array()?;
    sections.iter().enumerate().find_map(|(s, section)| {
        let blocks = section.get("blocks")?.as_array()?;
        blocks.iter().enumerate().find_map(|(b, block)| {
            let error = Block::deserialize(block).err()?;
            let kind = match block.get("kind").and_then(Json::as_str) {
                Some(kind) => kind.to_owned(),
                None if block.get("func").is_some() => "Typst 内容，不是块".to_owned(),
                None => "没有 kind".to_owned(),
            };
            Some(format!("第 {} 节第 {} 块（{kind}）：{error}", s + 1, b + 1))
        })
    })
}

/// What `fixed.typ` says of paper and type: `forms/docx/styles.xml` is tested
/// against it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StyleSheet {
    /// The paper.
    pub geometry: Geometry,
    /// The space in cells.
    pub insets: Insets,
    /// Every style by its name: those of [`crate::blocks::Style`], besides
    /// `heading-1` to `-3`, `toc-1` to `-3`, `fill-line`, `fill-remark` and
    /// `page-number`.
    pub styles: std::collections::BTreeMap<String, StyleSpec>,
}

/// Paper and margins in millimetres (GB/T 9704-2012 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Geometry {
    /// Width of the paper.
    pub width: f64,
    /// Height of the paper.
    pub height: f64,
    /// Upper margin (天头).
    pub top: f64,
    /// Lower margin.
    pub bottom: f64,
    /// Left margin (订口).
    pub left: f64,
    /// Right margin.
    pub right: f64,
    /// Width of the text block (版心).
    pub text_width: f64,
    /// Height of the text block.
    pub text_height: f64,
    /// Lines on a page.
    pub lines: f64,
    /// Characters in a line.
    pub characters: f64,
}

/// Space between rule and text of a cell, millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Insets {
    /// Left and right.
    pub x: f64,
    /// Above and below.
    pub y: f64,
    /// Above a long text of a form.
    pub tall: f64,
}

/// How a style looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StyleSpec {
    /// 仿宋, 楷体, 黑体, 标题 (小标宋) or 宋体.
    pub font: String,
    /// Size of type, points.
    pub size: f64,
    /// From line to line, points.
    pub pitch: f64,
    /// `left`, `center`, `right` or `justify`.
    pub align: String,
    /// Indent of the first line, em.
    pub indent: f64,
    /// Indent of every line, em.
    pub left: f64,
    /// Space above, points.
    pub above: f64,
    /// Space below, points.
    pub below: f64,
    /// Grey instead of black.
    pub grey: bool,
}

#[cfg(test)]
mod tests;
