//! From one YAML file about a park to its four official papers.
//!
//! ```text
//!             ┌────────────── input ──────────────┐                     ┌─ typeset ─▶ PDF
//! YAML bytes ─▶ decode ─▶ spanned tree ─▶ Park ───┼─▶ view ─▶ forms/*.typ ─▶ blocks ┤
//!                              │                  │                     └─ docx ────▶ DOCX
//!                              └─▶ check ─▶ Report (findings with file:line:column)
//! ```

pub mod batch;
pub mod blocks;
pub mod check;
pub mod docx;
pub mod error;
pub mod finding;
pub mod fix;
mod fonts;
pub mod form;
pub mod input;
pub mod park;
pub mod report;
pub mod skeleton;
pub mod standard;
#[cfg(feature = "typeset")]
pub mod typeset;
pub mod view;
