//! Lengths of texts.
