//! Group K: key tasks.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
