//! Texts and figures as the files have them.

use crate::form::FormSet;
use crate::park::catalogue::Field;

/// One scalar of the data as the file has it: before cleaning, but with YAML's
/// quoting and indentation undone and `@文件` read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Data path.
    pub path: String,
    /// The text.
    pub value: String,
    /// What is fixed about the datum.
    pub field: &'static Field,
    /// Annexes that use it.
    pub forms: FormSet,
    /// Whether it was quoted (or a block), so that YAML reads it as text.
    pub quoted: bool,
}

impl Text {
    /// The text of the datum `field` at `path`.
    pub fn new(path: String, value: String, field: &'static Field, quoted: bool) -> Self {
        Self {
            path,
            value,
            field,
            forms: field.forms,
            quoted,
        }
    }
}

/// What is known of a figure's file.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureFile {
    /// No file is named.
    Unnamed,
    /// It could not be read, or it lies outside the data's folder; the reader
    /// has said so (Y07).
    Missing,
    /// It is none of PNG, JPEG, SVG, or is broken; says why.
    Broken(String),
    /// A raster picture.
    Raster {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// A vector picture (SVG).
    Vector {
        /// Width in its own units.
        width: f64,
        /// Height in the same.
        height: f64,
        /// The characters that it writes, each once, without ASCII.
        words: String,
    },
    /// None: the figure is drawn from the data.
    Drawn {
        /// Printed width in millimetres; nothing before it is drawn.
        width: f64,
        /// Printed height.
        height: f64,
    },
}
