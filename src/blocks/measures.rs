//! Measures that both drawers and the view reckon with. They are those of
//! `forms/kit.typ`; a test holds them to it.

use super::Style;

/// Paper and margins (GB/T 9704-2012 5.2), in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// Width of the paper.
    pub width: f64,
    /// Height of the paper.
    pub height: f64,
    /// Upper margin (天头).
    pub top: f64,
    /// Right margin.
    pub right: f64,
    /// Lower margin.
    pub bottom: f64,
    /// Left margin (订口).
    pub left: f64,
}

/// A page that stands.
pub const STANDING: Page = Page {
    width: 210.0,
    height: 297.0,
    top: 37.0,
    right: 26.0,
    bottom: 35.0,
    left: 28.0,
};

/// The same page turned with its margins, so that it is bound at the top.
pub const LYING: Page = Page {
    width: STANDING.height,
    height: STANDING.width,
    top: STANDING.left,
    right: STANDING.bottom,
    bottom: STANDING.right,
    left: STANDING.top,
};

impl Page {
    /// Such a page.
    pub const fn new(lying: bool) -> Self {
        if lying { LYING } else { STANDING }
    }

    /// Width of the text block (版心).
    pub const fn text_width(&self) -> f64 {
        self.width - self.left - self.right
    }

    /// Height of the text block.
    pub const fn text_height(&self) -> f64 {
        self.height - self.top - self.bottom
    }
}

/// From line to line of running text, in points: 22 lines on a page.
pub const PITCH: f64 = 28.99;

impl Style {
    /// Type size in points.
    pub fn points(self) -> f64 {
        match self {
            Self::CoverTitle => 22.0,
            Self::Label
            | Self::Cell
            | Self::RowHeading
            | Self::CellProse
            | Self::CellWritten
            | Self::CellSubHeading
            | Self::CellListItem
            | Self::CellGuidance
            | Self::Stamp
            | Self::Note
            | Self::Caption => 12.0,
            Self::TightProse
            | Self::TightSubHeading
            | Self::TightListItem
            | Self::Unit
            | Self::Hint
            | Self::Source
            | Self::TableHead
            | Self::TableText
            | Self::TableWritten
            | Self::TableCentre
            | Self::TableNumber => 10.5,
            Self::SmallHead | Self::SmallText | Self::SmallCentre | Self::SmallNumber => 9.0,
            _ => 16.0,
        }
    }
}
