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
//!   - `自动`: path → what a draft says of a text that the program wrote;
//!   - `出处`: path → the data that such a text tells, in words;
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
mod options;
mod paper;
mod shown;
mod tables;
mod words;

use std::borrow::Cow;

pub use options::{Mode, ViewOptions};
use serde_json::{Map, Value};

use crate::park::{Park, money};

/// The dictionary for one form of one park.
pub fn view(park: &Park, options: &ViewOptions) -> Value {
    let park = match options.mode {
        Mode::Filled => Cow::Borrowed(park),
        Mode::Draft => Cow::Owned(draft::with_places(&crate::draft::fill_empty(park))),
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
    derived.insert("自动".into(), draft::written(park, options.mode));
    derived.insert("出处".into(), draft::origins(park, options.mode));
    derived.insert("面积".into(), shown::area(park));
    derived.insert("图件".into(), figures::figures(park, options));
    tables::add(park, &mut derived);
    words::add(park, &mut derived);
    data.insert("文档".into(), paper::paper(park, options));
    data.insert("派生".into(), Value::Object(derived));
    Value::Object(data)
}

#[cfg(test)]
mod tests;
