//! Park → the dictionary that the forms receive.
//!
//! Forms arrange and compute nothing: what they show stands here ready made.
//! [`view`] gives one JSON object:
//!
//! - every key of the schema at its place, `null` where the data have nothing
//!   (records are always there, lists hold full records, a record that may be a
//!   word keeps the word under `文字`, raw data are always records), so that a
//!   wrong path in a form is an error and not a blank;
//! - `文档`, the paper itself: `方式` (填报, 草稿, 空白), `附件` (附件1), `标题`
//!   in lines, `日期`, `年月`, `作者`;
//! - `派生`, what is derived from the data:
//!   - `日期`: path → `印` (print form) and `年`, `月`, `日` as far as exact;
//!   - `段落`: path → `类` (段落, 小标题, 列表) and `文` of each paragraph of a
//!     long text;
//!   - `面积`, the rows of each table (`tables.rs`), the figures
//!     (`figures.rs`), the sentences that the form adds (`words.rs`).
//!
//! What is fixed about each datum (label, guidance, cap, options) is no part of
//! a park: the kit asks the catalogue.
//!
//! Texts are those of the data; scripts (CO₂) are split by the kit.

mod complete;
mod draft;
mod figures;
mod matrix;
mod money;
mod paper;
mod tables;
mod words;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::check::FigureFile;
use crate::form::FormId;
use crate::park::{Park, Refs};

/// How a form is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// From complete data.
    Filled,
    /// From what there is: empty places stay writable, with their guidance.
    Draft,
    /// The official empty form; the data are not looked at.
    Blank,
}

impl Mode {
    /// Its name in `文档.方式`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Filled => "填报",
            Self::Draft => "草稿",
            Self::Blank => "空白",
        }
    }
}

/// What a view depends on besides the data.
#[derive(Debug, Clone, Copy)]
pub struct ViewOptions<'a> {
    /// For which form.
    pub form: FormId,
    /// How it is made.
    pub mode: Mode,
    /// What is known of the figures' files, in the order of `图件`; a figure
    /// beyond the list counts as missing.
    pub figures: &'a [FigureFile],
}

/// The dictionary for one form of one park.
pub fn view(park: &Park, options: &ViewOptions) -> Value {
    let park = match options.mode {
        Mode::Filled => Cow::Borrowed(park),
        Mode::Draft => Cow::Owned(draft::with_places(park)),
        Mode::Blank => Cow::Owned(Park::default()),
    };
    let park = park.as_ref();
    let complete::Complete {
        mut data,
        dates,
        paragraphs,
    } = complete::complete(park);
    let mut derived = Map::new();
    derived.insert("日期".into(), Value::Object(dates));
    derived.insert("段落".into(), Value::Object(paragraphs));
    derived.insert("面积".into(), area(park));
    derived.insert("图件".into(), figures::figures(park, options));
    tables::add(park, &mut derived);
    words::add(park, &mut derived);
    data.insert("文档".into(), paper::paper(park, options));
    data.insert("派生".into(), Value::Object(derived));
    Value::Object(data)
}

/// `42.60平方公里`; `null` without a number.
fn area(park: &Park) -> Value {
    let extent = &park.basics.extent;
    match extent.area.is_empty() {
        true => Value::Null,
        false => format!("{}{}", extent.area, extent.unit.text()).into(),
    }
}

/// A text, `null` when empty.
fn text(text: &str) -> Value {
    match text.trim() {
        "" => Value::Null,
        text => text.into(),
    }
}

/// The source's name for each id; what is no id stands for itself.
fn source_names(park: &Park, ids: &Refs) -> Value {
    let names: Vec<&str> = ids.iter().map(|id| source_name(park, id)).collect();
    text(&names.join("；"))
}

/// The name of the source with this id, else the words themselves.
fn source_name<'a>(park: &'a Park, id: &'a str) -> &'a str {
    park.sources
        .iter()
        .find(|source| source.id == id && !source.name.is_empty())
        .map_or(id, |source| &source.name)
}

#[cfg(test)]
mod tests;
