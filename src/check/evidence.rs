//! Group E: evidence and figures.

mod figures;
mod sources;
#[cfg(test)]
mod tests;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    figures::E01,
    sources::E02,
    figures::E03,
    figures::E04,
    figures::E05,
    figures::E06,
    sources::E07,
    sources::E08,
    sources::E09,
];
