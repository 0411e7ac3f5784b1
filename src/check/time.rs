//! Group T: periods and dates.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
