//! From one YAML file about a park to its four official papers.
//!
//! ```text
//!             ┌────────────── input ──────────────┐                     ┌─ typeset ─▶ PDF
//! YAML bytes ─▶ decode ─▶ spanned tree ─▶ Park ───┼─▶ view ─▶ forms/*.typ ─▶ blocks ┤
//!                              │                  │                     └─ docx ────▶ DOCX
//!                              └─▶ check ─▶ Report (findings with file:line:column)
//! ```
//!
//! [`Engine`] is the front door: it reads, checks, makes papers and reads them
//! back, without disk, clock, thread or terminal.
//!
//! ```
//! use ecopark::{Engine, Format, FormId, Mode, NoFiles, Options, Selection};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let yaml = "园区基本情况: {园区名称: 湘澜经济技术开发区}\n备案表: {}\n";
//! let engine = Engine::new();
//! let input = engine.read("park.yaml", yaml.as_bytes(), &NoFiles);
//! let report = engine.check(&input, &Options::default(), &Selection::default());
//! assert!(report.has_errors(FormId::Filing.into())); // much is still missing
//! # #[cfg(feature = "typeset")] {
//! let paper = engine.paper(&input, FormId::Filing, Mode::Draft, &[Format::Docx])?;
//! let filled = engine.read_back(&paper.docx.unwrap_or_default())?;
//! let back = filled.merge(input);
//! assert!(back.changed.is_empty()); // nobody has changed the form
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! A storey of this house knows only those below it (`tests/it/layers.rs`).

#[cfg(not(target_family = "wasm"))]
pub mod batch;
pub mod blocks;
pub mod check;
pub mod checklist;
pub mod compare;
pub mod docx;
pub mod dossier;
pub mod draft;
pub mod drawing;
mod engine;
pub mod error;
pub mod facts;
pub mod finding;
pub mod fix;
mod fonts;
pub mod form;
pub mod input;
pub mod park;
pub mod report;
pub mod sheet;
pub mod skeleton;
pub mod standard;
pub mod survey;
pub mod timeline;
#[cfg(feature = "typeset")]
pub mod typeset;
pub mod view;

pub use check::Options;
pub use docx::{Filled, ReadError};
pub use engine::Engine;
#[cfg(feature = "typeset")]
pub use engine::{Cause, Format, Hints, PagePicture, PageRange, Paper, PaperError};
pub use form::{FormId, FormSet};
pub use input::{Files, Input, NoFiles};
pub use report::{Report, Selection};
pub use view::Mode;
