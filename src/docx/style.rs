//! Which style of `forms/docx/styles.xml` stands for which [`Style`].
//!
//! All looks are in that file: the body of a document names styles and hardly
//! ever formats directly, so that a user can restyle it in one place.

use crate::blocks::Style;

/// Paragraph of one point: between tables, after controls, for sections.
pub(super) const THIN: &str = "Thin";
/// Paragraph of 8 points: air above and below tables of data and figures.
pub(super) const AIR: &str = "Air";
/// Label of a line on the cover.
pub(super) const FILL_LABEL: &str = "FillLabel";
/// Datum on a line of the cover.
pub(super) const FILL_VALUE: &str = "FillValue";
/// Date on the cover.
pub(super) const FILL_DATE: &str = "FillDate";
/// Remark behind a line of the cover.
pub(super) const FILL_REMARK: &str = "FillRemark";
/// Date below a place for a seal, with air below.
pub(super) const STAMP_DATE: &str = "StampDate";
/// Paragraph that holds a picture.
pub(super) const PICTURE: &str = "Picture";
/// Character style of guidance in an empty control.
pub(super) const PLACEHOLDER: &str = "PlaceholderText";
/// Table style with all rules.
pub(super) const RULED_TABLE: &str = "FormTable";
/// Table style without rules and insets: the cover's lines.
pub(super) const FILL_TABLE: &str = "FillTable";

/// Style id of a paragraph.
pub(super) fn id(style: Style) -> &'static str {
    match style {
        Style::AnnexMark => "AnnexMark",
        Style::CoverTitle => "Title",
        Style::CoverLine => "CoverLine",
        Style::TocTitle => "TOCHeading",
        Style::Body => "BodyText",
        Style::SubHeading => "SubHeading",
        Style::ListItem => "ListBullet",
        Style::Guidance => "Guidance",
        Style::Written => "WrittenText",
        Style::Hint => "WritingHint",
        Style::Note => "Note",
        Style::Label => "FormLabel",
        Style::Cell => "FormCell",
        Style::RowHeading => "FormHeading",
        Style::CellProse => "FormProse",
        Style::CellWritten => "FormWritten",
        Style::CellSubHeading => "FormSubHeading",
        Style::CellListItem => "FormBullet",
        Style::CellGuidance => "FormGuidance",
        Style::TightProse => "TightProse",
        Style::TightSubHeading => "TightSubHeading",
        Style::TightListItem => "TightBullet",
        Style::Stamp => "Stamp",
        Style::Caption => "Caption",
        Style::Unit => "TableUnit",
        Style::Source => "Source",
        Style::TableHead => "TableHead",
        Style::TableText => "TableText",
        Style::TableWritten => "TableWritten",
        Style::TableCentre => "TableCentre",
        Style::TableNumber => "TableNumber",
        Style::SmallHead => "SmallHead",
        Style::SmallText => "SmallText",
        Style::SmallCentre => "SmallCentre",
        Style::SmallNumber => "SmallNumber",
    }
}

/// Style id of a heading of the given level.
pub(super) fn heading(level: u8) -> &'static str {
    match level {
        1 => "Heading1",
        2 => "Heading2",
        _ => "Heading3",
    }
}

/// Style id of an entry in the table of contents.
pub(super) fn toc(level: u8) -> &'static str {
    match level {
        1 => "TOC1",
        2 => "TOC2",
        _ => "TOC3",
    }
}

/// The style that text takes when somebody types over guidance of `style`.
pub(super) fn typed_over(style: Style) -> Style {
    match style {
        Style::Guidance => Style::Body,
        Style::CellGuidance => Style::CellProse,
        other => other,
    }
}
