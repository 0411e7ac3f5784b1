//! Everything that is tested from outside the crate, in one binary so that it
//! is linked once. See `tests/README.md`.

#[cfg(feature = "typeset")]
mod cli;
#[cfg(feature = "typeset")]
mod outlines;
#[cfg(feature = "typeset")]
mod papers;
mod report;
mod rules;
mod sections;
mod writing;
