//! Workbooks to fill in, empty or with the data of parks.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, FormatAlign,
    FormatBorder, Formula, Note, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::layout::{Page, PageShape, Purpose, Slot, VERSION, pages};
use super::table::properties;
use super::value::Values;
use crate::check::count::count;
use crate::park::catalogue::Shape;

/// Rows of a list or of parks that are ready to be filled in.
const ROWS: u32 = 500;

/// Rows of an empty list that are printed.
const PRINTED: u32 = 12;

/// A4, by the number that spreadsheets know it by.
const A4: u8 = 9;

/// Rows above the first park or item: heads, hints, codes.
pub(super) const HEAD: u32 = 4;

/// Height of a line, in points, and of one in the small type of hints.
const LINE: f64 = 15.0;
const SMALL_LINE: f64 = 12.5;

/// How much more of the small type stands in a column: 9 points beside 11.
const SMALL: f64 = 11.0 / 9.0;

/// The least height of a row that is filled in.
const ROOM: f64 = 20.0;

/// The highest that a row is made; a longer text is scrolled in its cell.
const TALLEST: f64 = 260.0;

/// Years of 实际值 in an empty workbook.
const YEARS: [&str; 7] = ["2024", "2025", "2026", "2027", "2028", "2029", "2030"];

/// How the cell that bears the version begins.
pub(super) const STAMP: &str = "ecopark 采集表";

/// An empty workbook.
///
/// # Errors
/// Never with our own layout; the writer's limits are checked by a test.
pub fn template(purpose: Purpose) -> Result<Vec<u8>, super::Error> {
    fill(purpose, &[Values::default()])
}

/// A workbook with the data of `parks`: for [`Purpose::All`] of the first.
///
/// # Errors
/// When a text is longer than a cell may be (32,767 characters).
pub fn fill(purpose: Purpose, parks: &[Values]) -> Result<Vec<u8>, super::Error> {
    let mut years: Vec<String> = parks.iter().flat_map(Values::years).collect();
    if years.is_empty() {
        years.extend(YEARS.map(str::to_owned));
    }
    years.sort();
    years.dedup();
    let pages = pages(purpose, &years);
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    let looks = Looks::new();
    guide(&mut book, &looks, purpose, &pages)?;
    for page in &pages {
        let sheet = book.add_worksheet();
        sheet.set_name(&page.name)?;
        match page.shape {
            PageShape::Lines => lines(sheet, &looks, page, parks.first())?,
            PageShape::Parks => {
                let rows: Vec<Row> = parks.iter().map(|park| Row { park, item: None }).collect();
                columns(sheet, &looks, page, &rows)?;
            }
            PageShape::Items => {
                let rows = parks.first().map(|park| items(park, page));
                columns(sheet, &looks, page, &rows.unwrap_or_default())?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

/// A row of a sheet: a park, or an item of one of its lists.
struct Row<'a> {
    park: &'a Values,
    item: Option<usize>,
}

impl Row<'_> {
    fn text(&self, slot: &Slot) -> String {
        let path = match self.item {
            Some(item) => slot.code.replacen("[]", &format!("[{item}]"), 1),
            None => slot.code.clone(),
        };
        self.park.text(&path, &slot.field.shape)
    }
}

fn items<'a>(park: &'a Values, page: &Page) -> Vec<Row<'a>> {
    let list = page
        .slots
        .first()
        .and_then(|slot| slot.code.split_once("[]"));
    let length = list.map_or(0, |(list, _)| park.length(list));
    (0..length)
        .map(|item| Row {
            park,
            item: Some(item),
        })
        .collect()
}

/// The formats of cells.
struct Looks {
    title: Format,
    text: Format,
    head: Format,
    hint: Format,
    code: Format,
    section: Format,
    input: Format,
    count: Format,
    over: Format,
}

impl Looks {
    fn new() -> Self {
        let base = Format::new()
            .set_font_name("宋体")
            .set_font_size(11)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let boxed = base.clone().set_border(FormatBorder::Thin);
        Self {
            title: base.clone().set_bold().set_font_size(16),
            head: boxed
                .clone()
                .set_bold()
                .set_background_color("D9E2F3")
                .set_align(FormatAlign::VerticalCenter),
            section: boxed.clone().set_bold().set_background_color("F2F2F2"),
            hint: boxed
                .clone()
                .set_align(FormatAlign::VerticalCenter)
                .set_font_size(9)
                .set_font_color("595959")
                .set_background_color("F7F7F7"),
            code: Format::new()
                .set_font_name("宋体")
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_font_size(8)
                .set_font_color("808080")
                .set_background_color("F7F7F7"),
            input: boxed
                .clone()
                .set_align(FormatAlign::VerticalCenter)
                .set_num_format("@")
                .set_unlocked(),
            count: boxed
                .set_font_size(9)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            over: Format::new()
                .set_font_color("9C0006")
                .set_background_color("FFC7CE"),
            text: base,
        }
    }
}

/// 填表说明: how to fill in, the sheets, the version.
fn guide(
    book: &mut Workbook,
    looks: &Looks,
    purpose: Purpose,
    pages: &[Page],
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("填表说明")?;
    sheet.set_column_width(0, 90)?;
    let what = match purpose {
        Purpose::Filing => "备案表（附件2）数据采集表：一行一个园区",
        Purpose::All => "生态工业园区数据采集表：一个园区一个文件",
    };
    let mut lines = vec![
        format!("{STAMP} {VERSION}"),
        String::new(),
        "一、白色的格子填写，灰色和蓝色的格子是栏目名称、说明和编码，不能改动".to_owned(),
        "二、填写的格子都是文本格式：邮政编码开头的 0、面积末位的 0 会保留；从别处粘贴时用“选择性粘贴—数值”".to_owned(),
        "三、日期写成 2026-09-10，只到月的写成 2026年9月，期限写成 2026年9月—2027年12月".to_owned(),
        "四、有下拉箭头的从中选择；暂时没有的留空，没有传真、延期的写“无”".to_owned(),
        "五、长文字在格子里按 Alt+Enter 分段；“字数”一列随时显示已填字符数（不计空格）和上限，超过时变红".to_owned(),
        "六、引用别的编号时用顿号隔开，如 Z1、Z3；原始数据清单一行一项，有文件的写成 名称｜文件名".to_owned(),
        "七、不合并格子，不插入、删除列；列表从第一个白色的行开始一行一项，中间不空行".to_owned(),
        "八、填好后由汇总单位运行 ecopark sheet import 转成数据文件，问题会指到工作表和格子".to_owned(),
        String::new(),
        "各工作表：".to_owned(),
    ];
    lines.extend(pages.iter().map(|page| {
        let how = match page.shape {
            PageShape::Lines => "一行一项",
            PageShape::Parks => "一行一个园区",
            PageShape::Items => "列表，一行一条",
        };
        format!("　　{}（{how}）", page.name)
    }));
    sheet.write_string_with_format(0, 0, what, &looks.title)?;
    sheet.set_row_height(0, 2.0 * LINE)?;
    for (row, line) in (1..).zip(lines) {
        sheet.set_row_height(row, height(&line, 90.0).max(ROOM))?;
        sheet.write_string_with_format(row, 0, line, &looks.text)?;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}

/// A line for each datum: code, label, value, format, count, guidance.
fn lines(
    sheet: &mut Worksheet,
    looks: &Looks,
    page: &Page,
    park: Option<&Values>,
) -> Result<(), XlsxError> {
    let heads = [
        ("栏目", 34.0),
        ("填写内容", 62.0),
        ("字数", 10.0),
        ("格式和选项", 44.0),
        ("填写要求", 40.0),
        ("编码", 16.0),
    ];
    for (column, (head, width)) in (0..).zip(heads) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, head, &looks.head)?;
    }
    let mut row = 1;
    let mut above = String::new();
    for slot in &page.slots {
        let (record, label) = slot.code.rsplit_once('.').unwrap_or(("", &slot.code));
        if record != above && !record.is_empty() {
            for column in 0..6 {
                sheet.write_blank(row, column, &looks.section)?;
            }
            let title = record.replace('.', "·");
            sheet.write_string_with_format(row, 0, title, &looks.section)?;
            row += 1;
        }
        above = record.to_owned();
        let value = park.map_or_else(String::new, |park| park.text(&slot.code, &slot.field.shape));
        sheet.write_string_with_format(row, 0, label, &looks.head)?;
        write_value(sheet, looks, row, 1, &value)?;
        sheet.write_blank(row, 2, &looks.count)?;
        if let Some(cap) = slot.field.cap {
            live_count(sheet, looks, (row, 1), (row, 2), cap, &value)?;
        }
        let hint = format_hint(slot);
        sheet.write_string_with_format(row, 3, &hint, &looks.hint)?;
        let guidance = slot.field.guidance.as_deref().unwrap_or_default();
        sheet.write_string_with_format(row, 4, guidance, &looks.hint)?;
        sheet.write_string_with_format(row, 5, &slot.code, &looks.code)?;
        let least = if slot.field.long { 90.0 } else { ROOM };
        let needed = [
            height(label, 34.0),
            height(&value, 62.0),
            small_height(&hint, 44.0),
            small_height(guidance, 40.0),
        ];
        let needed = needed.into_iter().fold(least, f64::max);
        sheet.set_row_height(row, needed.min(TALLEST))?;
        validate(sheet, slot, (row, 1, row, 1))?;
        row += 1;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    // The codes are for the program alone.
    sheet.set_print_area(0, 0, row - 1, 4)?;
    finish(sheet)
}

/// A column for each datum: label, format, guidance, code, then the rows.
fn columns(
    sheet: &mut Worksheet,
    looks: &Looks,
    page: &Page,
    rows: &[Row],
) -> Result<(), XlsxError> {
    let last = HEAD + ROWS.max(rows.len() as u32) - 1;
    let mut column = 0;
    for slot in &page.slots {
        sheet.set_column_width(column, width(slot))?;
        sheet.set_column_format(column, &looks.input)?;
        sheet.write_string_with_format(0, column, slot.title(), &looks.head)?;
        sheet.write_string_with_format(1, column, format_hint(slot), &looks.hint)?;
        let guidance = slot.field.guidance.as_deref().unwrap_or_default();
        sheet.write_string_with_format(2, column, guidance, &looks.hint)?;
        sheet.write_string_with_format(3, column, &slot.code, &looks.code)?;
        if let Some(note) = note(slot) {
            sheet.insert_note(0, column, &note)?;
        }
        for (row, one) in (HEAD..).zip(rows) {
            write_value(sheet, looks, row, column, &one.text(slot))?;
        }
        validate(sheet, slot, (HEAD, column, last, column))?;
        if let Some(cap) = slot.field.cap {
            // The live count stands in a locked column beside it.
            let value = column;
            column += 1;
            sheet.set_column_width(column, 9)?;
            sheet.write_string_with_format(0, column, "字数", &looks.head)?;
            for row in 1..HEAD {
                sheet.write_blank(row, column, &looks.hint)?;
            }
            for row in HEAD..=last {
                let text = rows.get((row - HEAD) as usize).map(|one| one.text(slot));
                let text = text.unwrap_or_default();
                live_count(sheet, looks, (row, value), (row, column), cap, &text)?;
            }
        }
        column += 1;
    }
    sheet.set_row_height(0, 2.0 * LINE)?;
    for row in [1, 2] {
        let needed = page.slots.iter().map(|slot| {
            let text = match row {
                1 => format_hint(slot),
                _ => slot.field.guidance.clone().unwrap_or_default(),
            };
            small_height(&text, width(slot))
        });
        sheet.set_row_height(row, needed.fold(LINE, f64::max).min(8.0 * LINE))?;
    }
    for (row, one) in (HEAD..).zip(rows) {
        let needed = page
            .slots
            .iter()
            .map(|slot| height(&one.text(slot), width(slot)));
        sheet.set_row_height(row, needed.fold(ROOM, f64::max).min(TALLEST / 2.0))?;
    }
    sheet.set_freeze_panes(HEAD, 1)?;
    sheet
        .set_repeat_rows(0, HEAD - 1)?
        .set_repeat_columns(0, 0)?;
    // Not the hundreds of rows that are ready but empty.
    let printed = HEAD + (rows.len() as u32).max(PRINTED) - 1;
    sheet.set_print_area(0, 0, printed, column.saturating_sub(1))?;
    finish(sheet)
}

/// Width of a datum's column, in characters.
fn width(slot: &Slot) -> f64 {
    match (slot.field.long, &slot.field.shape) {
        (true, _) => 50.0,
        (_, Shape::Map) => 12.0,
        (_, Shape::Choice(_) | Shape::Date | Shape::Refs) => 16.0,
        _ => 20.0,
    }
}

/// Points that a hint takes.
fn small_height(text: &str, width: f64) -> f64 {
    height(text, width * SMALL) / LINE * SMALL_LINE
}

/// Points that a text takes in a cell of this width: spreadsheets do not make
/// room for wrapped lines by themselves.
fn height(text: &str, width: f64) -> f64 {
    let columns = |line: &str| -> f64 {
        let one = |c: char| if c >= '\u{1100}' { 2.0 } else { 1.1 };
        line.chars().map(one).sum()
    };
    let lines = text
        .split('\n')
        .map(|line| (columns(line) / width).ceil().max(1.0));
    lines.sum::<f64>() * LINE
}

/// Protects the heads; rows may be added and all may be made wider and higher.
fn finish(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        sort: true,
        ..ProtectionOptions::new()
    });
    sheet.set_landscape().set_paper_size(A4);
    Ok(())
}

fn write_value(
    sheet: &mut Worksheet,
    looks: &Looks,
    row: u32,
    column: u16,
    value: &str,
) -> Result<(), XlsxError> {
    match value.is_empty() {
        true => sheet.write_blank(row, column, &looks.input)?,
        false => sheet.write_string_with_format(row, column, value, &looks.input)?,
    };
    Ok(())
}

/// `998/1000` of the characters in a cell, red beyond the cap.
fn live_count(
    sheet: &mut Worksheet,
    looks: &Looks,
    (row, column): (u32, u16),
    at: (u32, u16),
    cap: u32,
    value: &str,
) -> Result<(), XlsxError> {
    let length = length_of(&super::address(row, column));
    let cell = super::address(row, column);
    let now = match value.is_empty() {
        true => String::new(),
        false => format!("{}/{cap}", count(value).characters),
    };
    let formula = Formula::new(format!("IF({cell}=\"\",\"\",{length}&\"/{cap}\")"));
    sheet.write_formula_with_format(at.0, at.1, formula.set_result(now), &looks.count)?;
    let over = ConditionalFormatFormula::new()
        .set_rule(Formula::new(format!("{length}>{cap}")))
        .set_format(&looks.over);
    sheet.add_conditional_format(at.0, at.1, at.0, at.1, &over)?;
    Ok(())
}

/// The formula for the characters of a cell without blanks and line ends.
fn length_of(cell: &str) -> String {
    let parts = ["\" \"", "\"　\"", "CHAR(10)", "CHAR(13)", "CHAR(9)"];
    let stripped = parts.iter().fold(cell.to_owned(), |inner, part| {
        format!("SUBSTITUTE({inner},{part},\"\")")
    });
    format!("LEN({stripped})")
}

/// Drop-downs, and a warning beyond the cap.
fn validate(
    sheet: &mut Worksheet,
    slot: &Slot,
    (top, left, bottom, right): (u32, u16, u32, u16),
) -> Result<(), XlsxError> {
    let rule = match (&slot.field.shape, slot.field.cap) {
        (Shape::Choice(options), _) => DataValidation::new()
            .allow_list_strings(options)?
            .set_error_title("只能选表上的选项")?
            .set_error_message(cut(&options.join("、"), 220))?,
        (_, Some(cap)) => {
            let length = length_of(&super::address(top, left));
            DataValidation::new()
                .allow_custom(Formula::new(format!("{length}<={cap}")))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("超过字数上限")?
                .set_error_message(format!("不超过 {cap} 字（不计空格）"))?
        }
        _ => return Ok(()),
    };
    sheet.add_data_validation(top, left, bottom, right, &rule)?;
    Ok(())
}

/// What form a value has: description, options, example, cap.
fn format_hint(slot: &Slot) -> String {
    let field = slot.field;
    let mut parts: Vec<String> = Vec::new();
    match &field.shape {
        Shape::Choice(options) => parts.push(format!("选一项：{}", options.join("、"))),
        Shape::Map => parts.push("当年的值".to_owned()),
        _ if field.description != field.label => parts.push(field.description.clone()),
        _ => {}
    }
    if let Some(cap) = field.cap {
        parts.push(format!("不超过 {cap} 字"));
    }
    if let (Some(example), false) = (&field.example, matches!(field.shape, Shape::Choice(_))) {
        let example = example.trim_matches(['"', '[', ']']);
        parts.push(format!("例：{example}"));
    }
    parts.join("；")
}

/// What hovers over a head: guidance and the annexes that print it.
fn note(slot: &Slot) -> Option<Note> {
    let field = slot.field;
    let mut text = field.forms.name();
    if let Some(guidance) = &field.guidance {
        text = format!("{guidance}\n{text}");
    }
    (!text.is_empty()).then(|| {
        Note::new(cut(&text, 900))
            .set_width(300)
            .set_height(120)
            .add_author_prefix(false)
    })
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}
