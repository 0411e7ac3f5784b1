//! What the user has looked at and found right.

use super::Place;

/// A comment `# 忽略 C02：理由` of the YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The code as written.
    pub code: String,
    /// Why; empty if the user wrote none.
    pub reason: String,
    /// Path of the key that it stands at.
    pub path: String,
    /// The comment.
    pub place: Place,
}
