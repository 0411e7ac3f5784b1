//! The paper as we wrote it, kept in the file in hashes, so that a reader can
//! tell what a person typed from what stood there, and where it stood.
//!
//! It holds no words of the paper: a line is a hash of its text and the keys of
//! the data in it. Only the ids of lists (R1, P3) are in clear, since rows are
//! matched by them. Word, WPS and LibreOffice keep the part that it stands in.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::key::{self, Choice, Target};
use super::page::{Line, Page};
use super::value;
use super::xml::escape;
use crate::park::catalogue::{self, Shape};

/// Namespace by which the part is known among others.
pub(super) const NAMESPACE: &str = "urn:ecopark:paper";

/// A paper as it was written.
#[derive(Debug, Default)]
pub(super) struct Base {
    /// Lines and tables, in their order.
    pub blocks: Vec<Block>,
    /// Ids of the items of each list, by the list's path.
    pub ids: HashMap<String, Vec<String>>,
    /// How many pictures it has.
    pub pictures: usize,
}

/// What stands one below the other.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph.
    Line(Mark),
    /// Rows of cells.
    Table(Vec<Vec<CellMark>>),
}

/// A cell.
#[derive(Debug, Default, Clone)]
pub(super) struct CellMark {
    /// First column of the grid.
    pub x: usize,
    /// Its lines that are not empty.
    pub lines: Vec<Mark>,
}

/// A line.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Hash of its text; 0 when there is none.
    pub text: u32,
    /// Hash of what stands outside of data.
    pub rest: u32,
    /// The data in it, and whether their places are empty.
    pub data: Vec<(Target, bool)>,
}

/// Hash of a text without what offices change by themselves: blanks, scripts.
pub(super) fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> u32 {
    let mut words = String::new();
    for text in texts {
        words.extend(
            text.chars()
                .filter(|c| !c.is_whitespace())
                .map(value::level),
        );
    }
    if words.is_empty() {
        0
    } else {
        key::hash(&words)
    }
}

impl Mark {
    /// What is to be kept of a line.
    pub fn of(line: &Line, page: &Page) -> Self {
        let own = || line.pieces.iter().filter(|piece| !piece.field);
        let mut data: Vec<(Target, bool)> = Vec::new();
        for key in line.pieces.iter().flat_map(|piece| &piece.keys) {
            let key = &page.keys[*key];
            if let Some(target) = &key.target
                && !data.iter().any(|(known, _)| same(known, target))
            {
                data.push((target.clone(), key.placeholder));
            }
        }
        Self {
            text: hash(own().map(|piece| piece.text.as_str())),
            rest: hash(own().filter(|p| p.keys.is_empty()).map(|p| p.text.as_str())),
            data,
        }
    }

    fn is_nothing(&self) -> bool {
        self.text == 0 && self.data.is_empty()
    }
}

/// Whether two keys mean the same place.
pub(super) fn same(one: &Target, other: &Target) -> bool {
    one.path == other.path && index(one) == index(other)
}

/// Number of the option that a key means.
pub(super) fn index(target: &Target) -> Option<usize> {
    match target.option.as_ref()? {
        Choice::Index(index) => Some(*index),
        Choice::Label(label) => match &catalogue::field(&target.path)?.shape {
            Shape::Choice(options) => options.iter().position(|option| option == label),
            _ => None,
        },
    }
}

impl Base {
    /// What is to be kept of a page.
    pub fn of(page: &Page) -> Self {
        let mut base = Self {
            pictures: page.pictures(),
            ..Self::default()
        };
        for block in page.blocks() {
            match block {
                super::page::Block::Line(line) => {
                    let mark = Mark::of(&page.lines[line], page);
                    if !mark.is_nothing() && !page.lines[line].toc {
                        base.blocks.push(Block::Line(mark));
                    }
                }
                super::page::Block::Table(table) => {
                    let rows = table.rows.iter();
                    base.blocks.push(Block::Table(
                        rows.map(|row| row.iter().map(|cell| page.mark(cell)).collect())
                            .collect(),
                    ));
                }
            }
        }
        for line in &page.lines {
            for piece in &line.pieces {
                for key in &piece.keys {
                    base.note_id(page.keys[*key].target.as_ref(), &piece.text);
                }
            }
        }
        base
    }

    fn note_id(&mut self, target: Option<&Target>, text: &str) {
        let Some((list, index, "编号")) = target.and_then(|target| item(&target.path)) else {
            return;
        };
        let ids = self.ids.entry(list.to_owned()).or_default();
        if index < 10_000 {
            ids.resize(ids.len().max(index + 1), String::new());
            ids[index] = text.trim().to_owned();
        }
    }

    /// The part's text.
    pub fn write(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "g {}", self.pictures);
        let mut lists: Vec<_> = self.ids.iter().collect();
        lists.sort();
        for (list, ids) in lists {
            let _ = writeln!(text, "i {list}\t{}", ids.join("\t"));
        }
        for block in &self.blocks {
            match block {
                Block::Line(mark) => mark.write(&mut text),
                Block::Table(rows) => {
                    text.push_str("t\n");
                    for row in rows {
                        text.push_str("r\n");
                        for cell in row {
                            let _ = writeln!(text, "c {}", cell.x);
                            cell.lines.iter().for_each(|mark| mark.write(&mut text));
                        }
                    }
                    text.push_str("e\n");
                }
            }
        }
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><paper xmlns="{NAMESPACE}">{}</paper>"#,
            escape(&text)
        )
    }

    /// Reads the part's text; what is no line of ours is passed over.
    pub fn read(text: &str) -> Self {
        let mut base = Self::default();
        let mut table: Option<Vec<Vec<CellMark>>> = None;
        for line in text.lines() {
            let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
            match kind {
                "g" => base.pictures = rest.parse().unwrap_or(0),
                "i" => {
                    let mut parts = rest.split('\t').map(str::to_owned);
                    let list = parts.next().unwrap_or_default();
                    base.ids.insert(list, parts.collect());
                }
                "t" => table = Some(Vec::new()),
                "r" => table.iter_mut().for_each(|rows| rows.push(Vec::new())),
                "c" => {
                    if let Some(row) = table.as_mut().and_then(|rows| rows.last_mut()) {
                        row.push(CellMark {
                            x: rest.parse().unwrap_or(0),
                            lines: Vec::new(),
                        });
                    }
                }
                "e" => base.blocks.extend(table.take().map(Block::Table)),
                "p" => {
                    let mark = Mark::read(rest);
                    match table.as_mut() {
                        None => base.blocks.push(Block::Line(mark)),
                        Some(rows) => {
                            let cell = rows.last_mut().and_then(|row| row.last_mut());
                            cell.into_iter()
                                .for_each(|cell| cell.lines.push(mark.clone()));
                        }
                    }
                }
                _ => {}
            }
        }
        base
    }
}

impl Mark {
    fn write(&self, text: &mut String) {
        let _ = write!(text, "p {:x} {:x}", self.text, self.rest);
        for (target, empty) in &self.data {
            let sign = if *empty { "!" } else { "" };
            let name = key::bookmark(&target.path, index(target), 1);
            let _ = write!(text, " {sign}{}", name.trim_start_matches("f_"));
        }
        text.push('\n');
    }

    fn read(text: &str) -> Self {
        let mut parts = text.split(' ');
        let mut number = || {
            parts
                .next()
                .and_then(|part| u32::from_str_radix(part, 16).ok())
        };
        let (text, rest) = (number().unwrap_or(0), number().unwrap_or(0));
        let data = parts
            .filter_map(|part| {
                let (name, empty) = match part.strip_prefix('!') {
                    Some(name) => (name, true),
                    None => (part, false),
                };
                Some((key::from_bookmark(&format!("f_{name}"))?, empty))
            })
            .collect();
        Self { text, rest, data }
    }
}

impl Block {
    /// All its lines.
    pub fn marks(&self) -> Vec<&Mark> {
        match self {
            Self::Line(mark) => vec![mark],
            Self::Table(rows) => rows.iter().flatten().flat_map(|cell| &cell.lines).collect(),
        }
    }
}

impl CellMark {
    /// The data of the cell, each once.
    pub fn data(&self) -> Vec<(Target, bool)> {
        let mut all: Vec<(Target, bool)> = Vec::new();
        for (target, empty) in self.lines.iter().flat_map(|mark| &mark.data) {
            if !all.iter().any(|(known, _)| same(known, target)) {
                all.push((target.clone(), *empty));
            }
        }
        all
    }

    /// Hashes of its texts.
    pub fn texts(&self) -> Vec<u32> {
        self.lines.iter().map(|mark| mark.text).collect()
    }

    /// Hashes of what stands outside of data.
    pub fn rests(&self) -> Vec<u32> {
        self.lines
            .iter()
            .map(|mark| mark.rest)
            .filter(|&rest| rest != 0)
            .collect()
    }
}

/// `重点任务[6].完成情况.状态` → (`重点任务`, 6, `完成情况.状态`).
pub(super) fn item(path: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (index, rest) = rest.split_once(']')?;
    Some((
        list,
        index.parse().ok()?,
        rest.strip_prefix('.').unwrap_or(rest),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_reads_back_as_written() {
        let mark = |text, path: &str| Mark {
            text,
            rest: 7,
            data: vec![(key::from_tag(path).expect("ours"), true)],
        };
        let mut base = Base {
            pictures: 2,
            ..Base::default()
        };
        base.ids
            .insert("重点任务".into(), vec!["R1".into(), "R2".into()]);
        base.blocks
            .push(Block::Line(mark(1, "备案表.园区建设内容")));
        base.blocks.push(Block::Table(vec![vec![CellMark {
            x: 3,
            lines: vec![mark(2, "重点任务[1].编号")],
        }]]));
        let text = base.write();
        let inside = text.split_once("paper\">").expect("a root").1;
        let again = Base::read(inside.trim_end_matches("</paper>"));
        assert_eq!(again.write(), text);
        assert_eq!((again.pictures, again.blocks.len()), (2, 2));
    }

    #[test]
    fn blanks_and_scripts_do_not_count() {
        assert_eq!(hash(["CO₂　减", "排"]), hash(["CO2 减排"]));
        assert_eq!(hash(["　 "]), 0);
    }
}
