//! Findings and how they are shown.
//!
//! Findings are the product: Chinese, one clause, both values, the exact
//! place, the article, how to mend it. A rule makes a [`Finding`] that names a
//! data path; [`Report`] holds findings whose places in the files are known.

pub mod finding;

pub use finding::{Finding, Fix, Label, Place, Severity};
