//! Group C: consistency within a park and between parks.

use super::Rule;

/// The rules of this group.
pub static RULES: &[Rule] = &[];
