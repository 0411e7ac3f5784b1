//! Data out of filled-in workbooks and tables, each with its cell.
//!
//! A sheet is understood by the codes or heads on it, wherever they stand. What
//! a spreadsheet may have changed (zeros, decimals, dates, characters) is
//! reported at its cell.

mod cell;
mod found;

use std::collections::HashMap;

use super::grid::{Grid, grids};
use super::layout::{self, VERSION};
use super::template::STAMP;
use super::value::{raw_data, references};
use crate::finding::{Finding, Place, Severity};
use crate::form::FormSet;
use crate::input::compose::{Datum, compose};
use crate::input::edit::Editor;
use crate::input::{self, Input, NoFiles, SourceFile};
use crate::park::catalogue::{Field, Shape};
use cell::Said;
use found::{Found, Table};

/// What a file holds.
#[derive(Debug, Default)]
pub struct Imported {
    /// The parks, in their order.
    pub parks: Vec<ImportedPark>,
    /// What is wrong with the file as a whole.
    pub findings: Vec<Finding>,
    name: String,
    cells: Vec<SourceFile>,
}

/// One park's data.
#[derive(Debug, Default)]
pub struct ImportedPark {
    /// The data, in their order.
    pub data: Vec<Datum>,
    /// What the spreadsheet may have changed.
    pub findings: Vec<Finding>,
    /// Index of the cell for each path, empty cells included.
    places: HashMap<String, usize>,
}

/// Reads a workbook or CSV that the user knows as `name`.
///
/// # Errors
/// Says in Chinese why the file cannot be read, or that it is no such table.
pub fn import(name: &str, bytes: &[u8]) -> Result<Imported, String> {
    let grids = grids(bytes)?;
    let mut reader = Reader {
        out: Imported {
            name: name.to_owned(),
            cells: vec![source(name, "")],
            ..Imported::default()
        },
        one: ImportedPark::default(),
    };
    reader.version(&grids);
    let mut understood = false;
    for grid in &grids {
        let found = found::find(grid);
        for unknown in &found.unknown {
            reader.unknown(grid, unknown);
        }
        if let Some(table) = &found.table {
            understood = true;
            reader.table(grid, table);
        }
    }
    if !understood {
        return Err(
            "没有找到认识的栏目；表头用 `ecopark sheet new` 生成的编码或栏目名称".to_owned(),
        );
    }
    Ok(reader.finish())
}

/// Gathers data from the sheets of one file.
struct Reader {
    out: Imported,
    /// The park that the whole workbook is about.
    one: ImportedPark,
}

impl Reader {
    /// Says so if the workbook was made by another version of the layout.
    fn version(&mut self, grids: &[Grid]) {
        for grid in grids {
            for (row, cells) in grid.rows.iter().enumerate().take(5) {
                let Some(version) = cells
                    .first()
                    .and_then(|cell| cell.text().strip_prefix(STAMP))
                else {
                    continue;
                };
                let version = version.trim();
                if version != VERSION {
                    let place = self.cell(grid, row, 0);
                    let message = format!("采集表是版本「{version}」，本程序的是 {VERSION}");
                    let hint = "认识的栏目已读入；用 `ecopark sheet new` 重新生成采集表";
                    let finding = finding("Y10", Severity::Warning, "", message, hint, place);
                    self.out.findings.push(finding);
                }
            }
        }
    }

    fn unknown(&mut self, grid: &Grid, unknown: &found::Unknown) {
        let place = self.cell(grid, unknown.row, unknown.column);
        let hint = match unknown.several {
            true => "写明是哪一项，如「园区管理机构情况·机构名称」，或用采集表的编码",
            false => "核对栏目名称；不需要的列可以不管",
        };
        let what = match unknown.several {
            true => "不止一个栏目叫",
            false => "不认识栏目",
        };
        let message = format!("{what}「{}」，这一列没有读入", unknown.text);
        let finding = finding("Y01", Severity::Warning, "", message, hint, place);
        self.out.findings.push(finding);
    }

    fn table(&mut self, grid: &Grid, table: &Table) {
        self.merged(grid, table);
        match table {
            Table::Lines { value, slots } => {
                for (row, field) in slots {
                    let path = field.path.clone();
                    let read = self.read(grid, *row, *value, path, field);
                    self.one.add(read);
                }
            }
            Table::Rows { first, slots } => {
                let items = slots.iter().any(|slot| slot.code.contains("[]"));
                let mut item = self
                    .one
                    .next_item(slots.first().map_or("", |slot| &slot.code));
                for row in *first..grid.rows.len() {
                    let filled = |slot: &&Found| !grid.at(row, slot.column).is_empty();
                    if !slots.iter().any(|slot| filled(&slot)) {
                        continue;
                    }
                    let mut park = ImportedPark::default();
                    for slot in slots {
                        let path = slot.code.replacen("[]", &format!("[{item}]"), 1);
                        let read = self.read(grid, row, slot.column, path, slot.field);
                        match items {
                            true => self.one.add(read),
                            false => park.add(read),
                        }
                    }
                    item += 1;
                    if !items {
                        self.out.parks.push(park);
                    }
                }
            }
        }
    }

    /// Merged cells hide values: only the first keeps its own.
    fn merged(&mut self, grid: &Grid, table: &Table) {
        let first = match table {
            Table::Lines { .. } => 0,
            Table::Rows { first, .. } => *first,
        };
        for &((top, left), _) in grid
            .merged
            .iter()
            .filter(|((top, _), _)| *top as usize >= first)
        {
            let place = self.cell(grid, top as usize, left as usize);
            let message = "合并的格子里只有左上角的值读得到".to_owned();
            let hint = "取消合并，每格各填各的";
            let finding = finding("Y03", Severity::Warning, "", message, hint, place);
            self.out.findings.push(finding);
        }
    }

    /// One datum and what is to be said of its cell.
    fn read(
        &mut self,
        grid: &Grid,
        row: usize,
        column: usize,
        path: String,
        field: &'static Field,
    ) -> ReadCell {
        let raw = grid.at(row, column);
        let place = self.cell(grid, row, column);
        let Said { text, faults } = cell::read(raw, field);
        let findings = faults
            .into_iter()
            .map(|fault| {
                let (code, severity) = (fault.code, fault.severity);
                finding(
                    code,
                    severity,
                    &path,
                    fault.message,
                    fault.hint,
                    place.clone(),
                )
            })
            .collect();
        ReadCell {
            path,
            shape: &field.shape,
            text,
            findings,
            place: place.file,
        }
    }

    /// A place for a cell: a source of its own, so that a finding names
    /// workbook, sheet and cell and shows what stands there.
    fn cell(&mut self, grid: &Grid, row: usize, column: usize) -> Place {
        let address = super::address(row as u32, column as u16);
        let file = self.out.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = match grid.name.is_empty() {
            true => format!("{file} {address}"),
            false => format!("{file} {}!{address}", grid.name),
        };
        let text = cell::shown(grid.at(row, column));
        let span = 0..text.len();
        self.out.cells.push(source(&name, &text));
        Place {
            file: self.out.cells.len() - 1,
            span,
        }
    }

    fn finish(mut self) -> Imported {
        if !self.one.data.is_empty() {
            self.out.parks.push(self.one);
        }
        self.out
    }
}

/// What a cell gives.
struct ReadCell {
    path: String,
    shape: &'static Shape,
    text: String,
    findings: Vec<Finding>,
    place: usize,
}

impl ImportedPark {
    fn add(&mut self, read: ReadCell) {
        self.places.insert(read.path.clone(), read.place);
        self.findings.extend(read.findings);
        if read.text.is_empty() {
            return;
        }
        self.data.push(match read.shape {
            Shape::Refs => Datum::List(read.path, references(&read.text)),
            Shape::TextOrRecordList => Datum::Named(read.path, raw_data(&read.text)),
            _ => Datum::Text(read.path, read.text),
        });
    }

    /// Index of the item that follows those already read of a list.
    fn next_item(&self, code: &str) -> usize {
        let Some((list, _)) = code.split_once("[]") else {
            return 0;
        };
        (0..)
            .find(|index| {
                let item = format!("{list}[{index}]");
                !self.places.keys().any(|path| path.starts_with(&item))
            })
            .unwrap_or(0)
    }

    /// The text of a datum, empty if there is none.
    pub fn text(&self, path: &str) -> &str {
        self.data
            .iter()
            .find_map(|datum| match datum {
                Datum::Text(own, text) if own == path => Some(text.as_str()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// What to call it: its short name, else its name.
    pub fn title(&self) -> &str {
        match self.text("标识.园区简称") {
            "" => self.text("园区基本情况.园区名称"),
            name => name,
        }
    }

    /// A new data file.
    pub fn to_yaml(&self) -> String {
        compose(&self.data)
    }

    /// Changes the data that were read into `input`: what the cells say now,
    /// where they say anything. Gives the files that changed and what could not
    /// be written.
    pub fn merge(&self, input: Input) -> (Vec<SourceFile>, Vec<String>) {
        let mut editor = Editor::new(input);
        let mut refused = Vec::new();
        for datum in &self.data {
            let outcome = match datum {
                Datum::Text(path, text) => match cell::same(editor.text(path), text, path) {
                    true => Ok(()),
                    false => editor.set(path, text),
                },
                Datum::List(path, items) => set_list(&mut editor, path, items),
                Datum::Named(path, items) => {
                    let names: Vec<String> = items.iter().map(|(name, _)| name.clone()).collect();
                    match named(&editor, path) == *items {
                        true => Ok(()),
                        false => set_list(&mut editor, path, &names),
                    }
                }
            };
            if let Err(error) = outcome {
                refused.push(error.to_string());
            }
        }
        let files = editor.changed().map(|(_, file)| file.clone()).collect();
        (files, refused)
    }
}

fn set_list(
    editor: &mut Editor,
    path: &str,
    items: &[String],
) -> Result<(), crate::input::edit::EditError> {
    let now: Vec<String> = (0..)
        .map_while(|index| editor.text(&format!("{path}[{index}]")).map(str::to_owned))
        .collect();
    match now == items {
        true => Ok(()),
        false => editor.set_list(path, items),
    }
}

/// The raw data that a file lists, as a cell would.
fn named(editor: &Editor, path: &str) -> Vec<(String, String)> {
    let text = |path: String| editor.text(&path).map(str::to_owned);
    (0..)
        .map_while(|index| {
            let item = format!("{path}[{index}]");
            let name = text(item.clone()).or_else(|| text(format!("{item}.名称")))?;
            Some((name, text(format!("{item}.文件")).unwrap_or_default()))
        })
        .collect()
}

impl Imported {
    /// What a report on `park` is made from: the findings of rules over
    /// `input`, each at the cell that its datum came from, and those of the
    /// cells themselves.
    pub fn report_input(
        &self,
        park: &ImportedPark,
        input: &Input,
        rules: Vec<Finding>,
    ) -> (Input, Vec<Finding>) {
        let mut shown = self.empty_input();
        shown.park.clone_from(&input.park);
        let findings = input.findings.iter().cloned().chain(rules);
        let mut findings: Vec<Finding> = findings
            .map(|mut finding| {
                finding.place = Some(self.place_of(park, &finding));
                finding.labels.clear();
                finding
            })
            .collect();
        findings.extend(park.findings.iter().cloned());
        (shown, findings)
    }

    /// What a report on the file as a whole is made from.
    pub fn own_report_input(&self) -> (Input, Vec<Finding>) {
        (self.empty_input(), self.findings.clone())
    }

    fn empty_input(&self) -> Input {
        let mut input = input::read(&self.name, b"", &NoFiles);
        input.findings.clear();
        input.files.clone_from(&self.cells);
        input
    }

    /// The cell of a finding's datum, or of a record above it.
    fn place_of(&self, park: &ImportedPark, finding: &Finding) -> Place {
        let mut here = finding.path.as_str();
        loop {
            if let Some(&file) = park.places.get(here) {
                let whole = 0..self.cells[file].text.len();
                let span = match &finding.within {
                    Some(within)
                        if here == finding.path
                            && self.cells[file].text.get(within.clone()).is_some() =>
                    {
                        within.clone()
                    }
                    _ => whole,
                };
                return Place { file, span };
            }
            match here.rfind(['.', '[']) {
                Some(end) => here = &here[..end],
                None => {
                    return Place {
                        file: 0,
                        span: 0..0,
                    };
                }
            }
        }
    }
}

fn source(name: &str, text: &str) -> SourceFile {
    SourceFile {
        name: name.to_owned(),
        text: text.to_owned(),
        encoding: input::decode::Encoding::Utf8,
    }
}

fn finding(
    code: &'static str,
    severity: Severity,
    path: &str,
    message: String,
    hint: &str,
    place: Place,
) -> Finding {
    let forms = crate::park::catalogue::field(path).map_or(FormSet::ALL, |field| field.forms);
    Finding {
        code,
        severity,
        message,
        path: path.to_owned(),
        place: Some(place),
        within: None,
        lacks: Vec::new(),
        label: String::new(),
        labels: Vec::new(),
        hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
        fix: None,
        basis: &[crate::finding::basis::FORMAT],
        forms,
    }
}

#[cfg(test)]
mod tests;
