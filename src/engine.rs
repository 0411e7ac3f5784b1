//! The front door: everything that a caller does with a park, by one value.
//!
//! ```text
//! bytes ─read─▶ Input ─check─▶ Report
//!                 └────paper─▶ Paper (PDF, DOCX) ─read_back─▶ Filled ─merge─▶ YAML
//! ```
//!
//! An [`Engine`] holds fonts and forms, is made once and shared by threads. It
//! has no disk, clock, thread or terminal: files come through [`Files`], and the
//! same input gives the same bytes.

#[cfg(feature = "typeset")]
mod paper;

#[cfg(feature = "typeset")]
pub use paper::{Cause, Format, PagePicture, PageRange, Paper, PaperError};

#[cfg(feature = "typeset")]
use std::sync::{OnceLock, atomic::AtomicUsize};

use crate::check::{self, Context, Options};
use crate::docx::{self, Filled, ReadError};
use crate::finding::Finding;
use crate::fix::{self, Fixed};
use crate::input::{self, Files, Input};
use crate::report::{Report, Selection};
#[cfg(feature = "typeset")]
use crate::typeset::{self, Kit, TemplateError};

/// Fonts and forms, and all that can be done with them.
#[derive(Debug, Default)]
pub struct Engine {
    /// Made when the first paper is: to check needs no fonts.
    #[cfg(feature = "typeset")]
    kit: OnceLock<Kit>,
    /// How many papers were made, or failed.
    #[cfg(feature = "typeset")]
    made: AtomicUsize,
    /// What drafts say in empty places.
    #[cfg(feature = "typeset")]
    hints: Hints,
}

/// What a draft says in the places that are still empty.
#[cfg(feature = "typeset")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hints {
    /// The regulation's words and the points to write on.
    #[default]
    All,
    /// The regulation's words alone.
    Law,
    /// Nothing.
    Off,
}

#[cfg(feature = "typeset")]
impl Hints {
    /// Its name in `文档.提示`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Law => "指引",
            Self::Off => "无",
        }
    }
}

impl Engine {
    /// The engine with the program's own forms.
    pub fn new() -> Self {
        Self::default()
    }

    /// The engine with a user's forms beside the program's own: name and text of
    /// `.typ` files; a file of one name takes the place of ours.
    ///
    /// # Errors
    /// When a file has a name that belongs to the program (`kit.typ`).
    #[cfg(feature = "typeset")]
    pub fn with_forms(forms: &[(String, String)]) -> Result<Self, TemplateError> {
        Ok(Self {
            kit: Kit::new(forms)?.into(),
            ..Self::default()
        })
    }

    /// What its drafts say in empty places.
    #[cfg(feature = "typeset")]
    pub(crate) fn hints(&self) -> Hints {
        self.hints
    }

    /// The same engine, with drafts that say this much in empty places.
    #[cfg(feature = "typeset")]
    #[must_use]
    pub fn with_hints(self, hints: Hints) -> Self {
        Self { hints, ..self }
    }

    /// Reads the YAML file `name`; what it refers to comes through `files`.
    pub fn read(&self, name: &str, bytes: &[u8], files: &dyn Files) -> Input {
        input::read(name, bytes, &docx::Texts(files))
    }

    /// Holds one park against the rules.
    pub fn check(&self, input: &Input, options: &Options, selection: &Selection) -> Report {
        Report::new(input, self.findings(input, options), selection)
    }

    /// Holds parks against the rules, each alone and all against each other; a
    /// report for each.
    pub fn check_all(
        &self,
        inputs: &[&Input],
        options: &Options,
        selection: &Selection,
    ) -> Vec<Report> {
        let together = self.compare(inputs, options);
        inputs
            .iter()
            .zip(together)
            .map(|(input, more)| {
                let mut findings = self.findings(input, options);
                findings.extend(more);
                Report::new(input, findings, selection)
            })
            .collect()
    }

    /// What the rules say of one park alone, for callers that make the
    /// [`Report`] themselves; nothing if it holds no readable data.
    pub fn findings(&self, input: &Input, options: &Options) -> Vec<Finding> {
        let Some(context) = self.context(input, options) else {
            return Vec::new();
        };
        #[cfg_attr(
            not(feature = "typeset"),
            expect(unused_mut, reason = "only pages add to them")
        )]
        let mut findings = check::check(&context);
        #[cfg(feature = "typeset")]
        if options.layout {
            findings.extend(self.measured(input, context.papers));
        }
        findings
    }

    /// What the rules that compare parks say of each of them.
    pub fn compare(&self, inputs: &[&Input], options: &Options) -> Vec<Vec<Finding>> {
        let mut found: Vec<Vec<Finding>> = inputs.iter().map(|_| Vec::new()).collect();
        let (places, contexts): (Vec<usize>, Vec<Context>) = inputs
            .iter()
            .enumerate()
            .filter_map(|(at, input)| Some((at, self.context(input, options)?)))
            .unzip();
        for (at, findings) in places.into_iter().zip(check::check_together(&contexts)) {
            found[at] = findings;
        }
        found
    }

    /// Mends what the rules find and a machine can mend; with `bold`, also what
    /// should be looked at before it is believed.
    pub fn fix(&self, input: Input, options: &Options, selection: &Selection, bold: bool) -> Fixed {
        fix::fix(input, options, selection, bold)
    }

    /// Makes the texts that the program wrote for `自动` texts of the file.
    pub fn keep(&self, input: Input) -> Fixed {
        fix::keep(input)
    }

    /// Reads a DOCX of ours that somebody has filled in.
    ///
    /// # Errors
    /// When the file is no DOCX that can be opened, or none of ours.
    pub fn read_back(&self, bytes: &[u8]) -> Result<Filled, ReadError> {
        docx::read(bytes)
    }

    /// What the rules see of a park, with what the fonts can print.
    fn context<'a>(&self, input: &'a Input, options: &'a Options) -> Option<Context<'a>> {
        let context = Context::new(input, options)?;
        #[cfg(feature = "typeset")]
        let context = Context {
            glyphs: context.glyphs.or(Some(typeset::covers)),
            ..context
        };
        Some(context)
    }
}
