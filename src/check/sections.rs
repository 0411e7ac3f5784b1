//! Group S: required sections and content.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
