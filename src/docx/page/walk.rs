//! The walk over the elements of a document part: paragraphs and the looks of
//! their runs.

use quick_xml::events::BytesStart;

use super::super::symbol;
use super::super::xml::attribute;
use super::styles::Styles;
use super::{AsideKind, Key, Line, Page};

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    #[default]
    Level,
    Sub,
    Super,
}

/// Where in a field the walk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Instruction,
    Result,
}

/// How the run at hand looks, as far as it matters.
#[derive(Debug, Default, Clone)]
pub(super) struct Look {
    pub(super) script: Script,
    pub(super) hidden: bool,
    pub(super) struck: bool,
    /// Its symbol font, if it has one.
    pub(super) font: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) page: Page,
    pub(super) styles: Styles,
    /// Elements that are open.
    pub(super) depth: usize,
    /// Numbers of the keys that are open.
    pub(super) open: Vec<usize>,
    /// For each open control: its key, if it has a datum.
    pub(super) controls: Vec<Option<usize>>,
    /// Properties of the control at hand, while they are read.
    pub(super) properties: Option<Key>,
    pub(super) line: Option<Line>,
    /// The next paragraph goes on in this one: its mark was deleted.
    pub(super) joined: bool,
    /// Inside `w:pPr`.
    pub(super) in_paragraph: usize,
    /// Inside `w:t`.
    pub(super) in_text: bool,
    pub(super) look: Look,
    pub(super) fields: Vec<Field>,
    /// Nested elements whose text does not count.
    pub(super) skipped: usize,
    /// Nested text boxes.
    pub(super) boxed: usize,
    /// Tables that are open.
    pub(super) tables: usize,
    /// Row and cell of the table inside a cell.
    pub(super) inner: (usize, usize),
    pub(super) cell: Option<usize>,
    pub(super) x: usize,
    pub(super) row_deleted: bool,
    /// Tracked changes that are open: kind, author.
    pub(super) tracked: Vec<(AsideKind, String)>,
}

impl Walk {
    pub(super) fn start(&mut self, element: &BytesStart, empty: bool) {
        if !empty {
            self.depth += 1;
        }
        let name = element.name();
        let name = name.as_ref();
        if self.properties.is_some() {
            self.property(name, element);
            return;
        }
        match name {
            "w:sdt" if !empty => self.controls.push(None),
            "w:sdtPr" if !empty => self.properties = Some(Key::default()),
            "w:bookmarkStart" => self.begin_bookmark(element),
            "w:bookmarkEnd" => self.end_bookmark(element),
            "w:tbl" if !empty => self.begin_table(),
            "w:tr" if !empty => self.begin_row(),
            "w:tc" if !empty => self.begin_cell(),
            "w:gridSpan" => self.span(element),
            "w:vMerge" => self.hang(element),
            "w:p" => self.begin_line(empty),
            "w:pPr" if !empty => self.in_paragraph += 1,
            "w:pStyle" => self.style(&attribute(element, "w:val").unwrap_or_default()),
            // 0 takes the list of the style away.
            "w:numId" => {
                let listed = attribute(element, "w:val").is_none_or(|id| id != "0");
                self.with_line(|line| line.item = listed);
            }
            "w:outlineLvl" => {}
            "w:r" if !empty => self.look = Look::default(),
            "w:t" | "m:t" => self.in_text = !empty,
            "w:br" => {
                if attribute(element, "w:type").is_none_or(|kind| kind == "textWrapping") {
                    self.push("\n");
                }
            }
            "w:cr" => self.push("\n"),
            "w:tab" if self.in_paragraph == 0 => self.push("\t"),
            "w:noBreakHyphen" => self.push("-"),
            "w:sym" => {
                let font = attribute(element, "w:font").unwrap_or_default();
                let code = attribute(element, "w:char").unwrap_or_default();
                self.push(&symbol::of_code(&font, &code).to_string());
            }
            "w:fldSimple" if !empty => self.fields.push(Field::Result),
            "w:fldChar" => self.field(element),
            "w:drawing" | "w:pict" => self.picture(),
            "w:commentRangeStart" | "w:commentReference" => {
                self.aside_of(AsideKind::Comment, attribute(element, "w:id"));
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                self.aside_of(AsideKind::Footnote, attribute(element, "w:id"));
            }
            "w:del" | "w:moveFrom" | "w:ins" | "w:moveTo" => self.track(name, element, empty),
            "mc:Fallback" | "w:rt" if !empty => self.skipped += 1,
            "w:txbxContent" if !empty => self.boxed += 1,
            _ => self.run_property(name, element),
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        self.depth = self.depth.wrapping_sub(1);
        match name {
            "w:sdtPr" => self.begin_control(),
            "w:sdt" => {
                if let Some(Some(key)) = self.controls.pop() {
                    self.open.retain(|&open| open != key);
                }
            }
            "w:pPr" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "w:t" | "m:t" => self.in_text = false,
            "w:p" if self.boxed == 0 => self.finish_line(),
            "w:p" => self.push_boxed("\n"),
            "w:tc" => self.end_cell(),
            "w:tr" => self.row_deleted = false,
            "w:tbl" => self.tables = self.tables.saturating_sub(1),
            "w:fldSimple" => {
                self.fields.pop();
            }
            "w:del" | "w:moveFrom" | "w:ins" | "w:moveTo" => {
                self.tracked.pop();
            }
            "mc:Fallback" | "w:rt" => self.skipped = self.skipped.saturating_sub(1),
            "w:txbxContent" => self.boxed = self.boxed.saturating_sub(1),
            _ => {}
        }
    }

    pub(super) fn begin_line(&mut self, empty: bool) {
        if self.boxed > 0 {
            return;
        }
        if !self.joined {
            self.finish_line();
            self.line = Some(Line {
                cell: self.cell,
                inner: (self.tables > 1).then_some(self.inner),
                ..Line::default()
            });
        }
        self.joined = false;
        self.in_paragraph = 0;
        if empty {
            self.finish_line();
        }
    }

    pub(super) fn finish_line(&mut self) {
        if self.joined {
            return;
        }
        if let Some(line) = self.line.take() {
            self.page.lines.push(line);
        }
    }

    pub(super) fn with_line(&mut self, change: impl FnOnce(&mut Line)) {
        if let (0, Some(line)) = (self.boxed, self.line.as_mut()) {
            change(line);
        }
    }

    pub(super) fn style(&mut self, id: &str) {
        let item = self.styles.lists.contains(id);
        let heading = self.styles.headings.get(id).copied();
        let toc = self.styles.contents.contains(id);
        self.with_line(|line| {
            line.item |= item;
            line.heading = heading;
            line.toc = toc;
        });
    }

    pub(super) fn field(&mut self, element: &BytesStart) {
        match attribute(element, "w:fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::Instruction),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = Field::Result;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    pub(super) fn run_property(&mut self, name: &str, element: &BytesStart) {
        if self.in_paragraph > 0 {
            return;
        }
        let on = || is_on(attribute(element, "w:val"));
        match name {
            "w:vertAlign" => {
                self.look.script = match attribute(element, "w:val").as_deref() {
                    Some("subscript") => Script::Sub,
                    Some("superscript") => Script::Super,
                    _ => Script::Level,
                }
            }
            "w:vanish" => self.look.hidden = on(),
            "w:strike" | "w:dstrike" => self.look.struck = on(),
            "w:rFonts" => {
                let font = attribute(element, "w:ascii").or_else(|| attribute(element, "w:hAnsi"));
                self.look.font = font.filter(|font| symbol::is_symbolic(font));
            }
            _ => {}
        }
    }
}

/// An on-off value: on when it is not said.
pub(super) fn is_on(value: Option<String>) -> bool {
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}
