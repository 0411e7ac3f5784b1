//! What is said of the data: one finding, before its place in the file is known.

pub mod basis;
mod suppression;

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::form::FormSet;
use basis::Basis;
pub use suppression::Suppression;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 错误: the authority would send the form back, or it cannot be made.
    Error,
    /// 警告: a likely question at 论证, 预验收 or 技术核查.
    Warning,
    /// 提示: worth knowing.
    Info,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Info => "提示",
        })
    }
}

/// Something that is wrong, or might be asked about.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Code of the rule: `L01`.
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// One clause, no final 。, with both values: `字数应不超过 1000，实际 1001`.
    pub message: String,
    /// The datum: `备案表.园区建设内容`. One that is not there is shown at the
    /// nearest record above it that is.
    pub path: String,
    /// Where it stands, if the finder knows (the reader does); otherwise the
    /// place of `path`.
    pub place: Option<Place>,
    /// Byte range inside the datum's text as the file gives it, when only a
    /// part of it is meant.
    pub within: Option<Range<usize>>,
    /// What to write under the place; empty: nothing.
    pub label: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// How to mend it, imperative, without 建议.
    pub hint: Option<String>,
    /// The mending itself, where a machine can do it (`ecopark fix`).
    pub fix: Option<Fix>,
    /// Where the rules come from.
    pub basis: &'static [Basis],
    /// Forms that it concerns.
    pub forms: FormSet,
    /// Paths of the data that are not filled in yet, when that is all it says.
    pub lacks: Vec<String>,
}

/// How a finding is mended by replacing parts of its datum's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Byte ranges of [`Text::value`](crate::input::Text::value) and what
    /// stands there instead, in order, not overlapping.
    pub edits: Vec<(Range<usize>, String)>,
    /// Whether it can be done without asking; the others need `--unsafe`.
    pub safe: bool,
}

impl Fix {
    /// Replaces one part, without asking.
    pub fn safe(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            edits: vec![(range, text.into())],
            safe: true,
        }
    }

    /// Replaces one part, with `--unsafe` only.
    pub fn bold(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            safe: false,
            ..Self::safe(range, text)
        }
    }
}

/// A place in one of the files of a park.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index of the file: 0 is the YAML, the others are the texts it refers to.
    pub file: usize,
    /// Bytes of the file's decoded text.
    pub span: Range<usize>,
}

/// A further place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The datum.
    pub path: String,
    /// What to write under it.
    pub text: String,
}
