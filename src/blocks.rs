//! The contract between the forms and the two drawers.
//!
//! A form in `forms/*.typ` evaluates to one [`Document`] in this vocabulary.
//! `forms/draw.typ` lays it out for the PDF; [`crate::docx`] turns the very
//! same value into Word parts. A slip in a form (an unknown kind, a missing or
//! a superfluous key) is an error here, never a missing word.
//!
//! Lengths are millimetres, numbering is literal text, styles are names.
//! Absent (`none` in Typst, `null` in JSON) means: not there.

pub mod measures;

use serde::{Deserialize, Serialize};

/// A whole paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What the file says of itself.
    pub properties: Properties,
    /// Runs of pages with one orientation and one kind of footer.
    pub sections: Vec<Section>,
}

/// Document properties, for both formats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Properties {
    /// Full title, in one line.
    pub title: String,
    /// The park's management body; empty in a blank form.
    pub author: String,
    /// Document date, `YYYY-MM-DD`.
    pub date: String,
    /// Text to mark each page's footer with (草稿), if any.
    pub mark: Option<String>,
}

/// Pages of one orientation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// A4 lying instead of standing.
    pub landscape: bool,
    /// Whether the pages carry `— 1 —`. A section without it has an explicitly
    /// empty footer (Word inherits the previous one otherwise).
    pub numbered: bool,
    /// Whether it begins on an odd page (right-hand side of the sheet).
    pub odd: bool,
    /// Number of its first page; absent: counts on.
    pub start: Option<u32>,
    /// What stands on the pages.
    pub blocks: Vec<Block>,
}

/// One thing that stands on the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Block {
    /// A paragraph of the form's own text.
    Para {
        /// How it looks.
        style: Style,
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A numbered heading that the table of contents lists.
    Heading {
        /// 1 (一、) to 3.
        level: u8,
        /// Text with its literal number: `一、园区概况及创建基础`.
        text: String,
    },
    /// The table of contents. Page numbers come from the layout.
    Toc {
        /// Its heading (目　录), itself not listed.
        title: String,
        /// How many levels of headings it lists.
        depth: u8,
    },
    /// A long text of the user's, in paragraphs.
    Prose {
        /// Data path of the text.
        path: String,
        /// The text as the data have it; absent when empty.
        value: Option<String>,
        /// The official guidance, shown in an empty place; never counted.
        guidance: Option<String>,
        /// Cap on characters, if the form prints one.
        cap: Option<u32>,
        /// Style of the guidance.
        guidance_style: Style,
        /// The text split up; empty when `value` is absent.
        paragraphs: Vec<Paragraph>,
    },
    /// Label and writable line, one below the other: the cover's fields.
    FillLines {
        /// Width of the labels.
        label_mm: f64,
        /// Width of the lines.
        line_mm: f64,
        /// Distance from line to line.
        pitch_mm: f64,
        /// The rows.
        rows: Vec<FillRow>,
    },
    /// A place for a seal, with its label and a date below.
    Stamp {
        /// 盖章.
        label: String,
        /// Diameter to leave free, millimetres.
        size_mm: f64,
        /// The date line: an [`Inline::Date`], left blank for the pen.
        date: Inline,
    },
    /// A picture.
    Figure {
        /// Caption below it.
        caption: Caption,
        /// Description for who cannot see it.
        alt: String,
        /// File name as the data give it; absent or not readable (draft): an
        /// empty frame of the given size.
        file: Option<String>,
        /// Printed width.
        width_mm: f64,
        /// Printed height.
        height_mm: f64,
        /// Source line below the caption (`资料来源：…`).
        source: Option<String>,
    },
    /// Empty height, on the cover.
    Space {
        /// How much.
        height_mm: f64,
    },
    /// What follows begins on a new page.
    PageBreak,
    /// A table: a form to fill in or a table of data.
    Table(Table),
}

/// A paragraph of user text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// `body`, `sub-heading` or `list-item`, or their counterparts in cells.
    pub style: Style,
    /// Its text; empty where it is a table.
    pub inlines: Vec<Inline>,
    /// Rows of cells where it is a table in the text, all of one length, the
    /// first row its head.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// One row of [`Block::FillLines`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FillRow {
    /// Text before the line, spaced so that the colons align.
    pub label: String,
    /// What stands on the line: one field or one date.
    pub content: Inline,
    /// Remark behind the line, in small type: （省级生态环境部门盖章）.
    pub after: Option<String>,
    /// Size of the type on the line: 16, 14 or 12, so that long names fit.
    pub size_pt: f64,
}

/// A caption with its number (`表1　重点任务表`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caption {
    /// 表 or 图.
    pub label: String,
    /// Counts from 1 for each label; the kit numbers them.
    pub number: u32,
    /// The words.
    pub text: String,
    /// Name that an [`Inline::Ref`] points to.
    pub id: Option<String>,
}

/// How a table is ruled and spaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Official form: 小四, roomy rows.
    Form,
    /// Table of data: 五号, head row in 黑体.
    Data,
}

/// One kind of table for forms and for data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Ruling and spacing.
    pub look: Look,
    /// Widths of the columns.
    pub columns_mm: Vec<f64>,
    /// Whether it begins on a new page.
    pub new_page: bool,
    /// Rows at the top that repeat on each page.
    pub header_rows: usize,
    /// Caption above it.
    pub caption: Option<Caption>,
    /// Unit line at the upper right (`单位：万元`).
    pub unit: Option<String>,
    /// Source line below it.
    pub source: Option<String>,
    /// What the table is about, for who cannot see it.
    pub summary: String,
    /// Whether its columns keep the widths that the form gives them. Those of
    /// others follow their contents.
    #[serde(default)]
    pub steady: bool,
    /// Whether it is set in smaller type, since it has many pages; forms leave
    /// that to the kit.
    #[serde(default)]
    pub small: bool,
    /// The height that the rows of a form shall fill together, if any: their
    /// least heights are fitted to it.
    #[serde(default)]
    pub fill_mm: Option<f64>,
    /// The rows. Each fills the grid; [`Table::fault`] checks it.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Least height, from border to border.
    pub min_mm: f64,
    /// Whether it may break across pages.
    pub split: bool,
    /// Whether it stays on the page of the next row.
    pub keep_next: bool,
    /// What is known of its height; forms leave that to the kit.
    #[serde(default)]
    pub height: RowHeight,
    /// Its cells, without the continuations of merged ones from above.
    pub cells: Vec<Cell>,
}

/// What is known of a row's height before it is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowHeight {
    /// Nothing: its least height, or more.
    #[default]
    Least,
    /// Its text fits into its least height.
    Exact,
    /// Its text is higher than its least height.
    Free,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// First column it stands in, from 0.
    pub x: usize,
    /// Columns it spans.
    pub cols: usize,
    /// Rows it spans.
    pub rows: usize,
    /// Where its text stands.
    pub valign: VAlign,
    /// Sides without a rule.
    pub open: Vec<Side>,
    /// Whether it heads its column or row, for who cannot see it.
    pub header: bool,
    /// What stands in it; at least one block.
    pub blocks: Vec<Block>,
}

/// Vertical place in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VAlign {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

/// A side of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Upper.
    Top,
    /// Lower.
    Bottom,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Inline {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// Raised or lowered (CO₂, m³).
        script: Option<Script>,
    },
    /// A new line in the same paragraph.
    Break,
    /// Empty width.
    Gap {
        /// In em of the type.
        em: f64,
    },
    /// A datum in one line; writable when empty.
    Field {
        /// Data path.
        path: String,
        /// The datum; absent when empty.
        value: Option<String>,
        /// The same, split for scripts; empty when absent.
        runs: Vec<Inline>,
    },
    /// A date: year, month and day are written into gaps when empty.
    Date {
        /// Data path.
        path: String,
        /// The date as the data have it.
        value: Option<String>,
        /// Digits of the year.
        year: Option<String>,
        /// Digits of the month, no leading zero.
        month: Option<String>,
        /// Digits of the day, no leading zero.
        day: Option<String>,
        /// Widths of the three gaps.
        gaps_mm: [f64; 3],
        /// Whether the gaps are underlined.
        ruled: bool,
    },
    /// Options, each with a box behind it.
    Choice {
        /// Data path.
        path: String,
        /// The option chosen.
        value: Option<String>,
        /// All of them, in the order of the form.
        options: Vec<ChoiceOption>,
        /// Words behind the last option, when 其他 is explained.
        note: Option<String>,
    },
    /// A mention of a table or figure (`表1`) that Word can follow.
    Ref {
        /// [`Caption::id`] of the target.
        target: String,
        /// What is printed.
        text: String,
    },
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// The words before the box.
    pub label: String,
    /// ☑ or ☐.
    pub ticked: bool,
}

/// Raised or lowered type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Lowered.
    Sub,
    /// Raised.
    Super,
}

/// How a paragraph looks. The numbers (fonts, sizes, pitches, indents) are in
/// `styles` of `forms/fixed.typ`; `forms/docx/styles.xml` is tested against them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// 附件2, top left of the cover.
    AnnexMark,
    /// Title on the cover, 小标宋, centred.
    CoverTitle,
    /// Lines of the cover that are no fields (编制单位, 年月), centred.
    CoverLine,
    /// Heading of the table of contents.
    TocTitle,
    /// Text of a report: 仿宋 三号, indent of two characters.
    Body,
    /// Unnumbered sub-heading inside a text (（一）…): 楷体.
    SubHeading,
    /// Item of a list.
    ListItem,
    /// Guidance in an empty section: 楷体, grey.
    Guidance,
    /// Paragraph of a text that the program wrote (draft): 楷体.
    Written,
    /// A point to write on, or a note on a written text: small, 楷体, grey.
    Hint,
    /// Remark at the end (备注：…, 附：…).
    Note,
    /// Label in a form table, centred.
    Label,
    /// Datum in a form table, left.
    Cell,
    /// Heading that spans a form table (一、园区基本情况): 黑体.
    RowHeading,
    /// Paragraph of a long text in a form table, indent of two characters.
    CellProse,
    /// Paragraph in a form table that the program wrote (draft): 楷体.
    CellWritten,
    /// Sub-heading of a long text in a form table.
    CellSubHeading,
    /// List item of a long text in a form table.
    CellListItem,
    /// Guidance in a form table.
    CellGuidance,
    /// Paragraph of a long text in a form whose texts are long.
    TightProse,
    /// Sub-heading of a long text in such a form.
    TightSubHeading,
    /// List item of a long text in such a form.
    TightListItem,
    /// 盖章 and its date.
    Stamp,
    /// Caption of a table or figure.
    Caption,
    /// Unit line above a table, right.
    Unit,
    /// Source line below a table or figure.
    Source,
    /// Head of a data table.
    TableHead,
    /// Text in a data table, left.
    TableText,
    /// Text in a data table that the program wrote (draft): 楷体.
    TableWritten,
    /// Short datum in a data table, centred.
    TableCentre,
    /// Number in a data table, right.
    TableNumber,
    /// Head of a data table of many pages.
    SmallHead,
    /// Text in a data table of many pages.
    SmallText,
    /// Short datum in a data table of many pages.
    SmallCentre,
    /// Number in a data table of many pages.
    SmallNumber,
}

impl Document {
    /// The files of its figures, by the names that the data give.
    pub fn figures(&self) -> Vec<&str> {
        let mut files = Vec::new();
        for section in &self.sections {
            add_figures(&section.blocks, &mut files);
        }
        files
    }

    /// The paths of its long texts.
    pub fn texts(&self) -> Vec<&str> {
        let mut paths = Vec::new();
        for section in &self.sections {
            add_texts(&section.blocks, &mut paths);
        }
        paths
    }
}

/// The paths of the long texts among blocks, in their order.
fn add_texts<'a>(blocks: &'a [Block], paths: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Prose { path, .. } => paths.push(path),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| add_texts(&cell.blocks, paths));
            }
            _ => {}
        }
    }
}

fn add_figures<'a>(blocks: &'a [Block], files: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Figure { file, .. } => files.extend(file.as_deref()),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| add_figures(&cell.blocks, files));
            }
            _ => {}
        }
    }
}

impl Table {
    /// What is wrong with the grid: a row that does not fill it, a cell that
    /// stands outside or on another one. `None` when it is whole.
    pub fn fault(&self) -> Option<String> {
        let width = self.columns_mm.len();
        let place = |y: usize, x: usize| {
            let words = self.rows.get(y).and_then(Row::words);
            let words = words.map_or_else(String::new, |words| format!("（「{words}」）"));
            format!("第 {} 行{words}第 {} 栏", y + 1, x + 1)
        };
        let mut taken = vec![vec![false; width]; self.rows.len()];
        for (y, row) in self.rows.iter().enumerate() {
            for cell in &row.cells {
                if cell.blocks.is_empty() {
                    return Some(format!("{}的格子里没有块", place(y, cell.x)));
                }
                for line in y..y + cell.rows {
                    for x in cell.x..cell.x + cell.cols {
                        match taken.get_mut(line).and_then(|row| row.get_mut(x)) {
                            Some(free) if !*free => *free = true,
                            Some(_) => return Some(format!("{}有两个格子", place(line, x))),
                            None => {
                                return Some(format!("{}在表格的 {width} 栏之外", place(line, x)));
                            }
                        }
                    }
                }
            }
        }
        taken.iter().enumerate().find_map(|(y, row)| {
            let x = row.iter().position(|&taken| !taken)?;
            Some(format!("{}没有格子", place(y, x)))
        })
    }
}

impl Style {
    /// The smaller style in place of this one: in tables of data of many pages,
    /// and in forms whose texts do not fit otherwise.
    pub fn small(self) -> Self {
        match self {
            Self::TableHead => Self::SmallHead,
            Self::TableText | Self::TableWritten => Self::SmallText,
            Self::TableCentre => Self::SmallCentre,
            Self::TableNumber => Self::SmallNumber,
            Self::CellProse | Self::CellWritten => Self::TightProse,
            Self::CellSubHeading => Self::TightSubHeading,
            Self::CellListItem => Self::TightListItem,
            other => other,
        }
    }
}

impl Row {
    /// The first words of the row, to name it by.
    fn words(&self) -> Option<&str> {
        let blocks = self.cells.iter().flat_map(|cell| &cell.blocks);
        blocks
            .filter_map(|block| match block {
                Block::Para { inlines, .. } => Some(inlines),
                _ => None,
            })
            .flatten()
            .find_map(|inline| match inline {
                Inline::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
    }
}
