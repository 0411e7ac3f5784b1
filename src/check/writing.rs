//! Group F: the form of the text, after GB/T 9704, 15834 and 15835.
//!
//! These rules look at [`Context::texts`](super::Context::texts), the texts as
//! the file has them, so that a finding points at the very characters; where a
//! machine can mend them, the scan that finds a fault also says what belongs
//! there ([`Fix`](crate::finding::Fix)), and `ecopark fix` does just that.

mod characters;
mod numerals;
mod punctuation;
mod scope;
mod terms;
mod units;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    characters::F01,
    punctuation::F02,
    punctuation::F03,
    numerals::F04,
    numerals::F05,
    numerals::F06,
    numerals::F07,
    units::F08,
    units::F09,
    units::F10,
    punctuation::F11,
    punctuation::F12,
    punctuation::F13,
    characters::F14,
    characters::F15,
    characters::F16,
    characters::F17,
    punctuation::F18,
    terms::F19,
    terms::F20,
    characters::F21,
    characters::F22,
];
