//! Group L: caps on length.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
