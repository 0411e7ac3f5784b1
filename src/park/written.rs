//! Texts that the program wrote from the data.

/// A text that was written, by whom the data asked for it (`自动`) or in an empty
/// place of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The text, in paragraphs; empty when the data do not suffice.
    pub text: String,
    /// Paths of the data that it tells.
    pub sources: Vec<String>,
    /// What the writer must still add; empty when nothing is missing.
    pub open: String,
}
