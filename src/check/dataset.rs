//! Group Y: data set and run.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
