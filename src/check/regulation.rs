//! Group G: the regulation's own demands.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
