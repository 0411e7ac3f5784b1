//! Blocks → docx-rs tree.
//!
//! The tree holds paragraphs, runs, tables and controls. What docx-rs cannot
//! say is kept in [`Notes`], and the finishing pass puts it in: a run whose
//! text is [`MARK`] and a number stands for prepared XML, a control's title is
//! the number of its properties.

use std::collections::HashMap;

use docx_rs::{
    BreakType, Document as Tree, DocumentChild, IndentLevel, LineSpacing, LineSpacingType,
    NumberingId, PageMargin, PageOrientationType, PageSize, Paragraph, Run, RunChild, RunFonts,
    SectionProperty, StructuredDataTag, Table, Text, VertAlignType,
};

use super::control::{self, Controls, Kind};
use super::field;
use super::picture::{self, Media};
use super::style;
use super::value;
use super::xml::clean;
use super::{Error, Options};
use crate::blocks::measures::{PITCH, Page};
use crate::blocks::{Block, Caption, ChoiceOption, Document, Inline, Script, Section, Style};
use crate::park::catalogue::{self, Shape};

/// Begins the text of a run that stands for prepared XML. No text of a user
/// holds it: [`clean`] drops it, since XML forbids it.
pub(super) const MARK: char = '\u{1}';

/// What the tree cannot say.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// XML that takes the place of marked runs.
    pub raw: Vec<String>,
    /// Properties of the controls.
    pub controls: Controls,
    /// For each row of all tables: whether it repeats on each page.
    pub head_rows: Vec<bool>,
    /// For each section: what docx-rs has no word for in its properties.
    pub sections: Vec<String>,
    /// Pictures, in the order of their first use.
    pub media: Vec<Media>,
}

/// What stands in a body or a cell.
pub(super) enum Flow {
    /// A paragraph.
    Paragraph(Box<Paragraph>),
    /// A table.
    Table(Box<Table>),
}

/// Where something is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Width that lines have.
    pub width_mm: f64,
    /// Whether it stays on the page of what follows.
    pub keep_next: bool,
    /// Whether it stands in an official form, whose labels are protected.
    pub form: bool,
}

/// Draws blocks; what it has noted on the way is in `notes`.
pub(super) struct Drawer<'a> {
    pub notes: Notes,
    options: &'a Options<'a>,
    /// Headings of the whole document, for the table of contents.
    headings: Vec<(u8, &'a str)>,
    /// How many of them have been drawn.
    drawn_headings: usize,
    /// Number of each picture that stands in the document already.
    pictures: HashMap<&'a str, usize>,
    drawings: u32,
    /// The next block begins a page.
    new_page: bool,
    /// Size of the data's type where it is not its style's.
    pub half_points: Option<usize>,
}

/// Turns a document into a tree and what the tree cannot say.
pub(super) fn draw<'a>(
    document: &'a Document,
    options: &'a Options<'a>,
) -> Result<(Tree, Notes), Error> {
    let mut drawer = Drawer {
        notes: Notes::default(),
        options,
        headings: headings(document),
        drawn_headings: 0,
        pictures: HashMap::new(),
        drawings: 0,
        new_page: false,
        half_points: None,
    };
    let mut tree = Tree::new();
    let last = document.sections.len().saturating_sub(1);
    for (index, section) in document.sections.iter().enumerate() {
        drawer.section(section, index == last, &mut tree)?;
    }
    Ok((tree, drawer.notes))
}

fn headings(document: &Document) -> Vec<(u8, &str)> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Heading { level, text } => Some((*level, text.as_str())),
            _ => None,
        })
        .collect()
}

impl<'a> Drawer<'a> {
    fn section(&mut self, section: &'a Section, last: bool, tree: &mut Tree) -> Result<(), Error> {
        let place = Setting {
            width_mm: Page::new(section.landscape).text_width(),
            keep_next: false,
            form: false,
        };
        // A page break before a section break would make an empty page.
        self.new_page = false;
        let mut flow = Vec::new();
        for block in &section.blocks {
            self.block(block, place, &mut flow)?;
        }
        let properties = section_properties(section);
        self.notes.sections.push(section_notes(section));
        if last {
            if !matches!(flow.last(), Some(Flow::Paragraph(_))) {
                flow.push(thin(false));
            }
            tree.section_property = properties;
        } else {
            end_section(&mut flow, properties);
        }
        tree.children
            .extend(flow.into_iter().map(|flow| match flow {
                Flow::Paragraph(paragraph) => DocumentChild::Paragraph(paragraph),
                Flow::Table(table) => DocumentChild::Table(table),
            }));
        Ok(())
    }

    /// Draws one block.
    pub fn block(
        &mut self,
        block: &'a Block,
        place: Setting,
        flow: &mut Vec<Flow>,
    ) -> Result<(), Error> {
        match block {
            Block::Para { style, inlines } => {
                let paragraph = self.paragraph(style::id(*style), place);
                let (before, inlines, behind) = aligned(*style, inlines);
                let mut paragraph = self.inlines(paragraph, inlines, *style, place);
                if before > 0 || behind > 0 {
                    paragraph = paragraph.indent(Some(before), None, Some(behind), None);
                }
                flow.push(paragraph.into());
            }
            Block::Heading { level, text } => flow.push(self.heading(*level, text, place)),
            Block::Toc { title, depth } => self.toc(title, *depth, place, flow),
            Block::Prose { .. } => self.prose(block, place, flow),
            Block::FillLines { .. } => self.fill_lines(block, flow),
            Block::Stamp { label, date, .. } => {
                let paragraph = self.paragraph(style::id(Style::Stamp), place);
                flow.push(self.label(paragraph, label, place).into());
                let paragraph = self.paragraph(style::STAMP_DATE, place);
                flow.push(self.inline(paragraph, date, Style::Stamp, place).into());
            }
            Block::Figure { .. } => self.figure(block, place, flow),
            Block::Space { height_mm } => flow.push(self.space(*height_mm, place)),
            Block::PageBreak => self.new_page = true,
            Block::Table(table) => self.table(table, place, flow)?,
        }
        Ok(())
    }

    /// An empty paragraph of a style, on a new page where one is due.
    pub fn paragraph(&mut self, style: &str, place: Setting) -> Paragraph {
        let mut paragraph = Paragraph::new().style(style);
        if place.keep_next {
            paragraph = paragraph.keep_next(true);
        }
        if self.take_page() {
            paragraph = paragraph.page_break_before(true);
        }
        paragraph
    }

    /// Makes the next paragraph begin a page.
    pub fn begin_page(&mut self) {
        self.new_page = true;
    }

    /// Whether a page is to begin here; the caller sees to it.
    pub fn take_page(&mut self) -> bool {
        std::mem::take(&mut self.new_page)
    }

    fn heading(&mut self, level: u8, text: &str, place: Setting) -> Flow {
        self.drawn_headings += 1;
        let id = self.notes.controls.bookmark();
        let name = field::heading_bookmark(self.drawn_headings);
        // Its number is typed: the style's list is for what a writer adds.
        self.paragraph(style::heading(level), place)
            .numbering(NumberingId::new(0), IndentLevel::new(0))
            .add_bookmark_start(id as usize, name)
            .add_run(run(text))
            .add_bookmark_end(id as usize)
            .into()
    }

    fn toc(&mut self, title: &str, depth: u8, place: Setting, flow: &mut Vec<Flow>) {
        let heading = self.paragraph(style::id(Style::TocTitle), place);
        flow.push(heading.add_run(run(title)).into());
        let entries: Vec<_> = self
            .headings
            .iter()
            .enumerate()
            .filter(|(_, (level, _))| *level <= depth)
            .map(|(index, (level, text))| (index, *level, *text))
            .collect();
        let last = entries.len().saturating_sub(1);
        for (at, (index, level, text)) in entries.into_iter().enumerate() {
            let page = self.options.pages.and_then(|pages| pages.get(index));
            let mut xml = String::new();
            if at == 0 {
                xml.push_str(&field::toc_begin(depth));
            }
            xml.push_str(&field::toc_entry(index + 1, text, page.map(String::as_str)));
            if at == last {
                xml.push_str(field::END);
            }
            let paragraph = self.paragraph(style::toc(level), place);
            flow.push(self.raw(paragraph, xml).into());
        }
    }

    /// A long text: its paragraphs stand free between the ends of a bookmark,
    /// since a control around paragraphs is torn by every program but Word. An
    /// empty one is a control in one paragraph, which shows the guidance.
    fn prose(&mut self, block: &'a Block, place: Setting, flow: &mut Vec<Flow>) {
        let Block::Prose {
            path,
            guidance,
            guidance_style,
            paragraphs,
            ..
        } = block
        else {
            unreachable!("called for prose only");
        };
        if paragraphs.is_empty() {
            let kind = Kind::Text(guidance.as_deref());
            let control = self.notes.controls.datum(path, kind, true);
            let text = guidance.as_deref().unwrap_or(control::BLANK);
            let mut tag = control_tag(control);
            for (index, line) in text.lines().enumerate() {
                if index > 0 {
                    tag = tag.add_run(Run::new().add_break(BreakType::TextWrapping));
                }
                tag = tag.add_run(guidance_run(line, *guidance_style));
            }
            let drawn = self.paragraph(style::id(style::typed_over(*guidance_style)), place);
            flow.push(drawn.add_structured_data_tag(tag).into());
            return;
        }
        let (id, name) = self.notes.controls.place(path);
        let last = paragraphs.len() - 1;
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if !paragraph.rows.is_empty() {
                // The ends of the bookmark stand in paragraphs of their own.
                if index == 0 {
                    let begin = Paragraph::new().style(style::THIN);
                    flow.push(begin.add_bookmark_start(id as usize, name.clone()).into());
                }
                self.text_table(&paragraph.rows, place, flow);
                if index == last {
                    let end = Paragraph::new().style(style::THIN);
                    flow.push(end.add_bookmark_end(id as usize).into());
                }
                continue;
            }
            let mut drawn = self.paragraph(style::id(paragraph.style), place);
            if index == 0 {
                drawn = drawn.add_bookmark_start(id as usize, name.clone());
            }
            drawn = self.inlines(drawn, &paragraph.inlines, paragraph.style, place);
            if index == last {
                drawn = drawn.add_bookmark_end(id as usize);
            }
            flow.push(drawn.into());
        }
    }

    fn figure(&mut self, block: &'a Block, place: Setting, flow: &mut Vec<Flow>) {
        let Block::Figure {
            caption,
            alt,
            file,
            width_mm,
            height_mm,
            source,
        } = block
        else {
            unreachable!("called for figures only");
        };
        let size = (*width_mm, *height_mm);
        air(flow);
        match file.as_deref().and_then(|file| self.media(file, size)) {
            Some(media) => {
                self.drawings += 1;
                let xml = picture::drawing(self.drawings, media, alt, size);
                let paragraph = self.paragraph(style::PICTURE, place);
                flow.push(self.raw(paragraph, xml).into());
            }
            None => self.frame(size, flow),
        }
        let place = Setting {
            keep_next: source.is_some(),
            ..place
        };
        flow.push(self.caption(caption, place));
        if let Some(source) = source {
            let place = Setting {
                keep_next: false,
                ..place
            };
            let paragraph = self.paragraph(style::id(Style::Source), place);
            flow.push(
                paragraph
                    .align(docx_rs::AlignmentType::Center)
                    .add_run(run(source))
                    .into(),
            );
        }
        air(flow);
    }

    /// Number of the media file for the user's `file`, if there is a picture.
    fn media(&mut self, file: &'a str, size: (f64, f64)) -> Option<usize> {
        if let Some(&number) = self.pictures.get(file) {
            return Some(number);
        }
        let bytes = self.options.pictures.get(file)?;
        self.notes.media.push(picture::media(bytes, size)?);
        self.pictures.insert(file, self.notes.media.len());
        Some(self.notes.media.len())
    }

    /// Caption with a number that Word counts.
    pub fn caption(&mut self, caption: &Caption, place: Setting) -> Flow {
        let paragraph = self.paragraph(style::id(Style::Caption), place);
        let mut xml = String::new();
        let number = field::sequence(&caption.label, caption.number);
        match &caption.id {
            Some(id) => {
                let bookmark = self.notes.controls.bookmark();
                xml.push_str(&field::bookmarked(
                    bookmark,
                    &field::caption_bookmark(id),
                    &number,
                ));
            }
            None => xml.push_str(&number),
        }
        let paragraph = self.raw(paragraph, xml);
        paragraph
            .add_run(run(&format!("　{}", caption.text)))
            .into()
    }

    fn space(&mut self, height_mm: f64, place: Setting) -> Flow {
        let spacing = LineSpacing::new()
            .line_rule(LineSpacingType::Exact)
            .line(twips(height_mm) as i32);
        self.paragraph(style::THIN, place)
            .line_spacing(spacing)
            .into()
    }

    /// Adds a label; in a form it cannot be changed by mistake.
    pub fn label(&mut self, paragraph: Paragraph, text: &str, place: Setting) -> Paragraph {
        if !place.form {
            return paragraph.add_run(run(text));
        }
        let control = self.notes.controls.label(text);
        paragraph.add_structured_data_tag(control_tag(control).add_run(run(text)))
    }

    /// Adds pieces of a line.
    pub fn inlines(
        &mut self,
        mut paragraph: Paragraph,
        inlines: &'a [Inline],
        style: Style,
        place: Setting,
    ) -> Paragraph {
        let protected = place.form && matches!(style, Style::Label | Style::RowHeading);
        for inline in inlines {
            paragraph = match inline {
                Inline::Text { text, script: None } if protected => {
                    self.label(paragraph, text, place)
                }
                other => self.inline(paragraph, other, style, place),
            };
        }
        paragraph
    }

    /// Adds one piece of a line.
    pub fn inline(
        &mut self,
        paragraph: Paragraph,
        inline: &Inline,
        style: Style,
        place: Setting,
    ) -> Paragraph {
        match inline {
            Inline::Text { .. } | Inline::Break | Inline::Gap { .. } => {
                runs(inline).into_iter().fold(paragraph, Paragraph::add_run)
            }
            Inline::Field { path, value, runs } => {
                let field = self.field(path, value.as_deref(), runs, style);
                paragraph.add_structured_data_tag(field)
            }
            Inline::Date { .. } => {
                paragraph.add_structured_data_tag(self.date(inline, style.points()))
            }
            Inline::Choice {
                path,
                options,
                note,
                ..
            } => self.choice(paragraph, path, options, note.as_deref(), style, place),
            Inline::Ref { target, text } => {
                let xml = field::reference(&field::caption_bookmark(target), text);
                self.raw(paragraph, xml)
            }
        }
    }

    /// Control of a datum in one line.
    fn field(
        &mut self,
        path: &str,
        value: Option<&str>,
        inlines: &[Inline],
        style: Style,
    ) -> StructuredDataTag {
        let kind = match catalogue::field(path).map(|field| &field.shape) {
            Some(Shape::Choice(words)) => Kind::List(words),
            _ => Kind::Text(None),
        };
        let control = self.notes.controls.datum(path, kind, value.is_none());
        let tag = control_tag(control);
        match value {
            None if inlines.is_empty() => tag.add_run(run(control::blank(style))),
            Some(value) if inlines.is_empty() => tag.add_run(self.sized(run(value))),
            // What the form prints for an empty datum (—), too.
            _ => inlines
                .iter()
                .flat_map(runs)
                .map(|run| self.sized(run))
                .fold(tag, StructuredDataTag::add_run),
        }
    }

    /// Control of a date in type of the given size.
    fn date(&mut self, inline: &Inline, points: f64) -> StructuredDataTag {
        let Inline::Date {
            path,
            value,
            year,
            month,
            day,
            gaps_mm,
            ruled,
        } = inline
        else {
            unreachable!("called for dates only");
        };
        let full = match (year, month, day) {
            (Some(year), Some(month), Some(day)) => {
                Some(format!("{year:0>4}-{month:0>2}-{day:0>2}"))
            }
            _ => None,
        };
        let empty = value.is_none() && year.is_none();
        let control = self
            .notes
            .controls
            .datum(path, Kind::Date(full.as_deref()), empty);
        let mut tag = control_tag(control);
        let slots = [(year, "年"), (month, "月"), (day, "日")];
        for ((digits, unit), gap_mm) in slots.into_iter().zip(gaps_mm) {
            let mut slot = run(&padded(digits.as_deref().unwrap_or(""), *gap_mm, points));
            if *ruled {
                slot = slot.underline("single");
            }
            tag = tag.add_run(slot).add_run(run(unit));
        }
        tag
    }

    fn choice(
        &mut self,
        mut paragraph: Paragraph,
        path: &str,
        options: &[ChoiceOption],
        note: Option<&str>,
        style: Style,
        place: Setting,
    ) -> Paragraph {
        let em_mm = style.points() * 25.4 / 72.0;
        let room = (place.width_mm / em_mm).floor();
        let mut used = 0.0;
        for (index, option) in options.iter().enumerate() {
            // A box stays with its label: lines break between options only.
            let width = option.label.chars().count() as f64 + 1.0;
            if index > 0 {
                let fits = used + 1.0 + width <= room;
                let gap = if fits {
                    run("　")
                } else {
                    Run::new().add_break(BreakType::TextWrapping)
                };
                used = if fits { used + 1.0 } else { 0.0 };
                paragraph = paragraph.add_run(gap);
            }
            used += width;
            paragraph = self.label(paragraph, &option.label, place);
            let kind = Kind::Check(index, &option.label, option.ticked);
            let control = self.notes.controls.datum(path, kind, false);
            paragraph = paragraph
                .add_structured_data_tag(control_tag(control).add_run(box_run(option.ticked)));
        }
        if let Some(note) = note {
            let note = format!("（{}）", value::bare_note(note));
            // A note that fits on a line does not begin at the end of one.
            let width = note.chars().count() as f64;
            if used + width > room && width <= room {
                paragraph = paragraph.add_run(Run::new().add_break(BreakType::TextWrapping));
            }
            let path = format!("{path}说明");
            let control = self.notes.controls.datum(&path, Kind::Text(None), false);
            paragraph = paragraph.add_structured_data_tag(control_tag(control).add_run(run(&note)));
        }
        paragraph
    }

    /// Type that is smaller than its style's, so that a long name fits.
    fn sized(&self, run: Run) -> Run {
        match self.half_points {
            Some(size) => run.size(size),
            None => run,
        }
    }

    /// Adds prepared XML in the place of a run.
    fn raw(&mut self, paragraph: Paragraph, xml: String) -> Paragraph {
        self.notes.raw.push(xml);
        paragraph.add_run(marked(self.notes.raw.len() - 1))
    }
}

impl From<Paragraph> for Flow {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

/// A control with the given number.
pub(super) fn control_tag(number: usize) -> StructuredDataTag {
    StructuredDataTag::new().alias(number.to_string())
}

/// A run of text.
pub(super) fn run(text: &str) -> Run {
    let run = Run::new().add_text(clean(text));
    match text.contains(of_both_scripts) {
        true => run.fonts(RunFonts::new().hint("eastAsia")),
        false => run,
    }
}

/// Characters that Word sets in the Latin font unless it is told that they
/// are Chinese: “” · — … × ÷ ℃ Ⅰ ① ≥ ● □ (ECMA-376-1 17.3.2.26).
fn of_both_scripts(c: char) -> bool {
    matches!(c, '·' | '×' | '÷' | '±' | '°' | '\u{2014}'..='\u{2027}' | '\u{2100}'..='\u{27BF}')
}

/// A run that stands for prepared XML.
fn marked(number: usize) -> Run {
    let mut run = Run::new();
    run.children.push(RunChild::Text(Text {
        text: format!("{MARK}{number}"),
        preserve_space: true,
    }));
    run
}

/// A paragraph of one point.
pub(super) fn thin(new_page: bool) -> Flow {
    Paragraph::new()
        .style(style::THIN)
        .page_break_before(new_page)
        .into()
}

/// Puts air between a table or figure and what surrounds it, once.
pub(super) fn air(flow: &mut Vec<Flow>) {
    let airy = |paragraph: &Paragraph| {
        let style = paragraph.property.style.as_ref();
        style.is_some_and(|style| style.val == style::AIR)
    };
    if !matches!(flow.last(), Some(Flow::Paragraph(paragraph)) if airy(paragraph)) {
        flow.push(Paragraph::new().style(style::AIR).into());
    }
}

/// Empty width before and behind a number in a column, twips, and what stands
/// between: indents, so that it is no blank in the text.
fn aligned(style: Style, inlines: &[Inline]) -> (i32, &[Inline], i32) {
    let columns = [
        Style::TableCentre,
        Style::TableNumber,
        Style::SmallCentre,
        Style::SmallNumber,
    ];
    if !columns.contains(&style) {
        return (0, inlines, 0);
    }
    let width = |em: f64| (em * style.points() * 20.0).round() as i32;
    let (before, rest) = match inlines {
        [Inline::Gap { em }, rest @ ..] => (width(*em), rest),
        _ => (0, inlines),
    };
    match rest {
        [rest @ .., Inline::Gap { em }] => (before, rest, width(*em)),
        _ => (before, rest, 0),
    }
}

/// Runs of plain inlines; others have none.
fn runs(inline: &Inline) -> Vec<Run> {
    match inline {
        Inline::Text { text, script } => {
            let mut all = Vec::new();
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    all.push(Run::new().add_break(BreakType::TextWrapping));
                }
                all.push(scripted(run(line), *script));
            }
            all
        }
        Inline::Break => vec![Run::new().add_break(BreakType::TextWrapping)],
        Inline::Gap { em } => vec![run(&blanks(*em))],
        _ => Vec::new(),
    }
}

fn scripted(mut run: Run, script: Option<Script>) -> Run {
    let place = match script {
        None => return run,
        Some(Script::Sub) => VertAlignType::SubScript,
        Some(Script::Super) => VertAlignType::SuperScript,
    };
    run.run_property = run.run_property.vert_align(place);
    run
}

/// Guidance in an empty control: a reminder looks like one, official words as
/// the form prints them. Formatted directly too, since LibreOffice does not heed
/// the character style there.
fn guidance_run(text: &str, style: Style) -> Run {
    if !matches!(style, Style::Guidance | Style::CellGuidance) {
        return run(text);
    }
    run(text)
        .style(style::PLACEHOLDER)
        .fonts(RunFonts::new().east_asia("楷体_GB2312").hint("eastAsia"))
        .color("6B6B6B")
}

/// A box, in a font that has one of the size of Han characters.
fn box_run(ticked: bool) -> Run {
    const FONT: &str = "Segoe UI Symbol";
    let fonts = RunFonts::new()
        .ascii(FONT)
        .hi_ansi(FONT)
        .east_asia(FONT)
        .cs(FONT);
    run(if ticked { "☑" } else { "☐" }).fonts(fonts)
}

/// Blanks of the given width: ideographic ones, the rest quarters of an em.
fn blanks(em: f64) -> String {
    let quarters = (em * 4.0).round() as usize;
    "　".repeat(quarters / 4) + &" ".repeat(quarters % 4)
}

/// `digits` in the middle of a gap: a blank of Times is a quarter of an em
/// wide, a digit half an em.
fn padded(digits: &str, gap_mm: f64, points: f64) -> String {
    let quarter_mm = points * 25.4 / 72.0 / 4.0;
    let blanks = ((gap_mm / quarter_mm).round() as usize).saturating_sub(2 * digits.len());
    let before = blanks / 2;
    format!(
        "{}{digits}{}",
        " ".repeat(before),
        " ".repeat(blanks - before)
    )
}

/// Millimetres as twentieths of a point.
pub(super) fn twips(mm: f64) -> usize {
    (mm * 1440.0 / 25.4).round() as usize
}

/// Puts the properties of a section into its last paragraph.
fn end_section(flow: &mut Vec<Flow>, properties: SectionProperty) {
    if !matches!(flow.last(), Some(Flow::Paragraph(_))) {
        flow.push(thin(false));
    }
    if let Some(Flow::Paragraph(paragraph)) = flow.last_mut() {
        paragraph.property.section_property = Some(properties);
    }
}

/// The page of a section; lying, the sheet is turned with its margins.
fn section_properties(section: &Section) -> SectionProperty {
    let page = Page::new(section.landscape);
    let mut size = PageSize::new().size(twips(page.width) as u32, twips(page.height) as u32);
    if section.landscape {
        size = size.orient(PageOrientationType::Landscape);
    }
    let margin = PageMargin::new()
        .top(twips(page.top) as i32)
        .right(twips(page.right) as i32)
        .bottom(twips(page.bottom) as i32)
        .left(twips(page.left) as i32)
        .header(twips(15.0) as i32)
        .footer(twips(page.bottom - 9.8) as i32);
    let mut properties = SectionProperty::new().page_size(size).page_margin(margin);
    if let Some(start) = section.start {
        let number = docx_rs::PageNumType::new().start(start);
        properties = properties.page_num_type(number);
    }
    let grid = docx_rs::DocGrid::new()
        .grid_type(docx_rs::DocGridType::Lines)
        // Rounded down, so that the lines of a page stay on it.
        .line_pitch((PITCH * 20.0).floor() as usize);
    properties.doc_grid(grid)
}

/// Footers and kind of break of a section.
fn section_notes(section: &Section) -> String {
    let (odd, even) = if section.numbered {
        ("rIdFooterOdd", "rIdFooterEven")
    } else {
        ("rIdFooterEmpty", "rIdFooterEmpty")
    };
    let kind = if section.odd { "oddPage" } else { "nextPage" };
    format!(
        concat!(
            r#"<w:footerReference w:type="default" r:id="{}"/>"#,
            r#"<w:footerReference w:type="even" r:id="{}"/><w:type w:val="{}"/>"#
        ),
        odd, even, kind
    )
}
