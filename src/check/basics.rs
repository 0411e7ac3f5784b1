//! Group B: the form's own fields.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
