//! The pages measured: what stands where it must not.
//!
//! Typst lays out whatever it is given and says nothing of a word that runs off
//! the sheet. So each page is walked once more: every run of text, every rule
//! and every picture with its place. The walk costs a few milliseconds for a
//! hundred pages; whose datum a word is, is looked for only when one is amiss.

mod finding;
#[cfg(test)]
mod geometry;
mod owner;
mod page;
mod parts;
mod place;
#[cfg(test)]
mod ruler;
#[cfg(test)]
mod tests;

use super::paper::Layout;

pub use finding::findings;
pub use page::{Mark, Run};
pub use place::{PagePlaces, Place, places};

/// What is wrong on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which page, from 1.
    pub page: usize,
    /// What it is.
    pub kind: FaultKind,
    /// The words that it is about; of a picture its number on the paper, from
    /// 0; of a part its name.
    pub what: String,
}

/// Kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// Words or rules beyond the edge of the sheet: they are lost.
    Sheet,
    /// Words beyond the text block (版心).
    Margin,
    /// Words across a rule of their table.
    Rule,
    /// Words on other words.
    Overlap,
    /// A picture beyond the text block.
    Picture,
    /// A part that needs more pages than it may have.
    Spill {
        /// Pages that it takes.
        pages: usize,
    },
    /// A heading or the head of a table is the last thing on its page.
    Foot,
}

impl Layout {
    /// Everything that is wrong on the pages, in their order; each word once.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut pictures = 0;
        let pages = self.document.pages();
        for (index, page) in pages.iter().enumerate() {
            let last = index + 1 == pages.len();
            let marks = page::Marks::of(page);
            marks.faults(index + 1, last, &mut pictures, &mut faults);
        }
        faults.extend(parts::spilled(self));
        faults.sort_by_key(|fault| fault.page);
        faults.dedup_by(|a, b| a.kind == b.kind && a.what == b.what);
        faults
    }

    /// Every run of text on every page, with its place in millimetres.
    pub fn runs(&self) -> Vec<Vec<Run>> {
        let pages = self.document.pages().iter();
        pages.map(|page| page::Marks::of(page).runs).collect()
    }

    /// Every rule on every page, in millimetres: from the one end to the other.
    pub fn rules(&self) -> Vec<Vec<Mark>> {
        let pages = self.document.pages().iter();
        pages.map(|page| page::Marks::of(page).rules).collect()
    }

    /// The parts that may have one page only, and the page on which each begins.
    pub fn parts(&self) -> Vec<(String, usize)> {
        parts::parts(self)
    }
}
