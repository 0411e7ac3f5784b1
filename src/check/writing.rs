//! Group F: the text's form: GB/T 9704, 15834, 15835.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
