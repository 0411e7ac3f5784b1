//! Group E: evidence and figures.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
