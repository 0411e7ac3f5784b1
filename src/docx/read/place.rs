//! Which words of the page are which datum.

use std::collections::{HashMap, HashSet};

use super::super::base::{self, Base, CellMark, Mark};
use super::super::page::{Block, Line, Page, Table};
use super::align::{self, Match, is_long};
use super::cell::{Content, Found, value_of};
use super::rows::Rows;
use super::{Filled, Unread};
use crate::docx::value;
use crate::park::catalogue;

/// Typed between the form's own lines, far from any long text.
const BETWEEN: &str = "不在任何填写处";
/// Typed as a chapter of its own.
const CHAPTER: &str = "是新增的章节";
/// Typed below a heading that several texts stand under.
const UNSORTED: &str = "没有用小标题写明属于哪一项";
/// A table that belongs to no long text.
const TABLE: &str = "是新增的表格";

/// Places all that a page says.
pub(super) fn place(page: &Page, base: &Base, filled: &mut Filled) {
    let blocks: Vec<Block> = page
        .blocks()
        .into_iter()
        .filter(|block| match block {
            Block::Line(line) => {
                let line = &page.lines[*line];
                let keyed = line.pieces.iter().any(|piece| !piece.keys.is_empty());
                !line.toc && (keyed || !line.is_blank())
            }
            Block::Table(_) => true,
        })
        .collect();
    let matches = align::blocks(page, &blocks, base);
    let mut placing = Placing {
        page,
        base,
        seen: seen(page),
        filled,
        rows: Rows::new(base),
        heading: String::new(),
        texts: Vec::new(),
        before: None,
    };
    let owners: Vec<Owner> = blocks
        .iter()
        .zip(&matches)
        .map(|(block, found)| placing.owner(block, found))
        .collect();
    placing.walk(&blocks, &matches, &owners);
    placing.finish();
}

/// Paths of the data whose control or bookmark is there.
fn seen(page: &Page) -> HashSet<&str> {
    let pieces = page.lines.iter().flat_map(|line| &line.pieces);
    let keys = pieces.flat_map(|piece| &piece.keys);
    keys.filter_map(|&key| page.keys[key].target.as_ref())
        .map(|target| target.path.as_str())
        .collect()
}

/// Whom a block outside of tables belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    /// The form.
    Form,
    /// A long text.
    Text(String),
    /// Short data in one line.
    Line,
    /// A table.
    Table,
    /// Nobody: somebody has written it.
    Nobody,
}

struct Placing<'a, 'f> {
    page: &'a Page,
    base: &'a Base,
    seen: HashSet<&'a str>,
    filled: &'f mut Filled,
    rows: Rows<'a>,
    heading: String,
    /// Long texts with their lines, in the order of the document.
    texts: Vec<(String, Vec<Line>)>,
    /// The long text that goes on here, if one does.
    before: Option<String>,
}

impl<'a> Placing<'a, '_> {
    fn owner(&self, block: &Block, found: &Match) -> Owner {
        let Block::Line(line) = block else {
            if let Some(path) = self.text_of(block) {
                return Owner::Text(path);
            }
            return match found.base.is_some() || self.base.blocks.is_empty() || self.has_keys(block)
            {
                true => Owner::Table,
                false => Owner::Nobody,
            };
        };
        let line = &self.page.lines[*line];
        let mut data = Mark::of(line, self.page).data;
        if let (true, Some(base::Block::Line(mark))) =
            (data.is_empty(), found.base.map(|at| &self.base.blocks[at]))
        {
            data.clone_from(&mark.data);
        }
        let long = data.iter().find(|(target, _)| is_long(&target.path));
        match (
            long,
            data.is_empty(),
            found.base,
            self.base.blocks.is_empty(),
        ) {
            (Some((target, _)), ..) => Owner::Text(target.path.clone()),
            (None, false, ..) => Owner::Line,
            (None, true, Some(_), _) | (None, true, None, true) => Owner::Form,
            (None, true, None, false) => self.heir(found),
        }
    }

    /// The long text that a table stands in: one that began before it.
    fn text_of(&self, block: &Block) -> Option<String> {
        let Block::Table(table) = block else {
            return None;
        };
        let lines = table.rows.iter().flatten().flat_map(|cell| &cell.lines);
        let mut keys = lines.flat_map(|&line| {
            self.page.lines[line]
                .pieces
                .iter()
                .flat_map(|piece| &piece.keys)
        });
        let target = keys.find_map(|&key| self.page.outer(key))?;
        is_long(&target.path).then(|| target.path.clone())
    }

    fn has_keys(&self, block: &Block) -> bool {
        let Block::Table(table) = block else {
            return false;
        };
        let lines = table.rows.iter().flatten().flat_map(|cell| &cell.lines);
        let mut pieces = lines.flat_map(|&line| &self.page.lines[line].pieces);
        pieces.any(|piece| !piece.keys.is_empty())
    }

    /// The text that is gone from where a line was typed, if it is one.
    fn heir(&self, found: &Match) -> Owner {
        let mut paths: Vec<&str> = Vec::new();
        for &at in &found.gone {
            let base::Block::Line(mark) = &self.base.blocks[at] else {
                continue;
            };
            for (target, _) in &mark.data {
                let path = target.path.as_str();
                if is_long(path) && !self.seen.contains(path) && !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        match paths.as_slice() {
            [path] => Owner::Text((*path).to_owned()),
            _ => Owner::Nobody,
        }
    }

    fn walk(&mut self, blocks: &[Block], matches: &[Match], owners: &[Owner]) {
        let mut chapter = false;
        for (at, block) in blocks.iter().enumerate() {
            match (&owners[at], block) {
                (Owner::Form, Block::Line(line)) => {
                    chapter = false;
                    self.before = None;
                    let line = &self.page.lines[*line];
                    if line.heading.is_some() {
                        self.heading = line.text();
                    }
                }
                (Owner::Text(path), Block::Line(line)) => {
                    chapter = false;
                    self.add(path, self.page.lines[*line].clone());
                }
                (Owner::Text(path), Block::Table(table)) => {
                    chapter = false;
                    for line in inner_lines(self.page, table) {
                        self.add(path, line);
                    }
                }
                (Owner::Line, Block::Line(line)) => {
                    chapter = false;
                    self.before = None;
                    self.line(*line, &matches[at]);
                }
                (Owner::Table, Block::Table(table)) => {
                    chapter = false;
                    self.before = None;
                    let base = matches[at].base.and_then(|at| match &self.base.blocks[at] {
                        base::Block::Table(rows) => Some(rows.as_slice()),
                        base::Block::Line(_) => None,
                    });
                    self.rows
                        .table(self.page, table, base, &self.heading, self.filled);
                }
                (_, Block::Line(line)) => {
                    let line = &self.page.lines[*line];
                    chapter |= line.heading.is_some();
                    let next = || next_text(&owners[at..]);
                    match self.before.clone().or_else(next).filter(|_| !chapter) {
                        Some(path) => self.add(&path, line.clone()),
                        None => {
                            let reason = if chapter { CHAPTER } else { BETWEEN };
                            self.unread(lines_text(&[line]), reason);
                        }
                    }
                }
                (_, Block::Table(table)) => self.new_table(table, chapter),
            }
        }
    }

    /// A table that somebody has put in.
    fn new_table(&mut self, table: &Table, chapter: bool) {
        let lines = inner_lines(self.page, table);
        match self.before.clone().filter(|_| !chapter) {
            Some(path) => lines.into_iter().for_each(|line| self.add(&path, line)),
            None => {
                let lines: Vec<&Line> = lines.iter().collect();
                self.unread(lines_text(&lines), TABLE);
            }
        }
    }

    fn add(&mut self, path: &str, line: Line) {
        self.before = Some(path.to_owned());
        match self.texts.iter_mut().find(|(other, _)| other == path) {
            Some((_, lines)) => lines.push(line),
            None => self.texts.push((path.to_owned(), vec![line])),
        }
    }

    /// A line with short data.
    fn line(&mut self, line: usize, found: &Match) {
        let line = &self.page.lines[line];
        let mark = match found.base.map(|at| &self.base.blocks[at]) {
            Some(base::Block::Line(mark)) => Some(mark.clone()),
            _ => None,
        };
        let mut data = Mark::of(line, self.page).data;
        for (target, empty) in mark.iter().flat_map(|mark| &mark.data) {
            match data.iter_mut().find(|(known, _)| base::same(known, target)) {
                Some((_, known)) => *known |= empty,
                None => data.push((target.clone(), *empty)),
            }
        }
        let content = Content {
            page: self.page,
            lines: vec![line],
            data,
            base: mark.map(|mark| CellMark {
                x: 0,
                lines: vec![mark],
            }),
        };
        let place = self.heading.clone();
        take(self.filled, content.read(), &place);
    }

    fn unread(&mut self, words: String, reason: &'static str) {
        if words.trim().is_empty() {
            return;
        }
        let place = self.heading.clone();
        match self.filled.unread.last_mut() {
            Some(last) if last.place == place && last.reason == reason => {
                last.words.push('\n');
                last.words.push_str(&words);
            }
            _ => self.filled.unread.push(Unread {
                place,
                words,
                reason,
            }),
        }
    }

    /// Turns the lines of each long text into its value.
    fn finish(self) {
        let mut ours: HashMap<&str, (Vec<u32>, bool)> = HashMap::new();
        for mark in self.base.blocks.iter().flat_map(base::Block::marks) {
            for (target, empty) in mark.data.iter().filter(|(target, _)| is_long(&target.path)) {
                let known = ours.entry(&target.path).or_default();
                known.0.push(mark.text);
                known.1 |= empty;
            }
        }
        let texts = self.texts.iter();
        for (path, lines) in texts {
            let (known, empty) = ours.remove(path.as_str()).unwrap_or_default();
            let lines = &whole_lines(lines, &known);
            let typed = !lines
                .iter()
                .map(|line| Mark::of(line, self.page).text)
                .filter(|&text| text != 0)
                .eq(known.iter().copied().filter(|&text| text != 0));
            let empty = empty || lines.iter().any(|line| has_placeholder(self.page, line));
            if !typed && empty && !self.base.blocks.is_empty() {
                self.filled.add(path, String::new(), false);
                continue;
            }
            // A guidance that was left standing beside what was typed.
            let guidance = |line: &&Line| empty && known.contains(&Mark::of(line, self.page).text);
            let lines: Vec<&Line> = lines.iter().filter(|line| !guidance(line)).collect();
            let text = lines_text(&lines);
            if catalogue::field(path).is_some_and(|field| field.long) {
                self.filled.add(path, value_of(path, &text, empty), typed);
                continue;
            }
            let rest = record(path, &text, self.filled);
            let about = catalogue::field(path).and_then(|field| field.guidance.as_deref());
            let rest = about.map_or(rest.clone(), |about| value::prose(&rest, Some(about)));
            if !rest.trim().is_empty() {
                self.filled.unread.push(Unread {
                    place: path.rsplit('.').next().unwrap_or(path).to_owned(),
                    words: rest,
                    reason: UNSORTED,
                });
            }
        }
    }
}

/// Puts the lines of a record's text below the sub-headings that are its keys;
/// gives the lines that stand below none.
fn record(path: &str, text: &str, filled: &mut Filled) -> String {
    let mut rest = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let words = line.trim().trim_start_matches(|c: char| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || "（）()、.．①②③④⑤⑥⑦⑧⑨一二三四五六七八九十".contains(c)
        });
        let (head, behind) = words.split_once(['：', ':']).unwrap_or((words, ""));
        let key = format!("{path}.{}", head.trim());
        if !head.is_empty() && catalogue::field(&key).is_some_and(|field| field.long) {
            parts.push((key, behind.trim().to_owned()));
            continue;
        }
        let target = parts.last_mut().map_or(&mut rest, |(_, text)| text);
        if !target.is_empty() {
            target.push('\n');
        }
        target.push_str(line);
    }
    for (key, text) in parts {
        filled.add(&key, value::prose(&text, None), true);
    }
    rest
}

/// The lines, with those put together again that LibreOffice has torn at the end
/// of a page.
fn whole_lines(lines: &[Line], known: &[u32]) -> Vec<Line> {
    let hash = |lines: &[&Line]| {
        let pieces = lines.iter().flat_map(|line| &line.pieces);
        let own = pieces.filter(|piece| !piece.field);
        base::hash(own.map(|piece| piece.text.as_str()))
    };
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let torn = whole.last().is_some_and(|last| {
            !known.contains(&hash(&[last])) && known.contains(&hash(&[last, line]))
        });
        match whole.last_mut().filter(|_| torn) {
            Some(last) => last.pieces.extend(line.pieces.iter().cloned()),
            None => whole.push(line.clone()),
        }
    }
    whole
}

fn has_placeholder(page: &Page, line: &Line) -> bool {
    let mut keys = line.pieces.iter().flat_map(|piece| &piece.keys);
    keys.any(|&key| page.keys[key].placeholder)
}

/// The long text that begins next, with nothing of the form before it.
fn next_text(owners: &[Owner]) -> Option<String> {
    match owners.iter().find(|owner| **owner != Owner::Nobody)? {
        Owner::Text(path) => Some(path.clone()),
        _ => None,
    }
}

/// The lines of a table, as if it stood in a cell.
fn inner_lines(page: &Page, table: &Table) -> Vec<Line> {
    let mut lines = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            lines.extend(cell.lines.iter().map(|&line| Line {
                inner: Some((row, column)),
                ..page.lines[line].clone()
            }));
        }
    }
    lines
}

/// All words of a page: its paragraphs and tables, but for its contents.
pub(in crate::docx) fn plain(page: &Page) -> String {
    let mut lines = Vec::new();
    for block in page.blocks() {
        match block {
            Block::Line(line) => lines.push(page.lines[line].clone()),
            // A frame around paragraphs is no table.
            Block::Table(table) if table.rows.iter().all(|row| row.len() < 2) => {
                let cells = table.rows.iter().flatten();
                let inside = cells.flat_map(|cell| &cell.lines);
                lines.extend(inside.map(|&line| page.lines[line].clone()));
            }
            Block::Table(table) => lines.extend(inner_lines(page, &table)),
        }
    }
    let shown = |line: &&Line| !line.toc && (line.inner.is_some() || !line.is_blank());
    lines_text(&lines.iter().filter(shown).collect::<Vec<_>>())
}

/// Records what a place said.
pub(super) fn take(filled: &mut Filled, found: Found, place: &str) {
    for (path, value, typed) in found.data {
        filled.add(&path, value, typed);
    }
    filled.unreadable.extend(found.unreadable);
    for words in found.words {
        filled.unread.push(Unread {
            place: place.to_owned(),
            words,
            reason: BETWEEN,
        });
    }
}

/// The text of lines: items of lists with their sign, tables row by row.
pub(super) fn lines_text(lines: &[&Line]) -> String {
    let mut text = String::new();
    let mut rest = lines.iter().peekable();
    while let Some(line) = rest.next() {
        if !text.is_empty() {
            text.push('\n');
        }
        let Some((_, _)) = line.inner else {
            if line.item && !line.is_blank() {
                text.push_str("- ");
            }
            text.push_str(&line.text());
            continue;
        };
        let mut table: Vec<&Line> = vec![line];
        while let Some(next) = rest.next_if(|next| next.inner.is_some()) {
            table.push(next);
        }
        text.push_str(&table_text(&table));
    }
    text
}

/// A table in pipes.
fn table_text(lines: &[&Line]) -> String {
    let mut rows: Vec<(usize, Vec<(usize, String)>)> = Vec::new();
    for line in lines {
        let (row, column) = line.inner.unwrap_or_default();
        if rows.last().is_none_or(|(last, _)| *last != row) {
            rows.push((row, Vec::new()));
        }
        let Some((_, cells)) = rows.last_mut() else {
            continue;
        };
        let words = line.text().replace(['\n', '\t'], " ").replace('|', "／");
        match cells.last_mut() {
            Some((last, cell)) if *last == column => {
                cell.push(' ');
                cell.push_str(words.trim());
            }
            _ => cells.push((column, words.trim().to_owned())),
        }
    }
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (at, (_, cells)) in rows.iter().enumerate() {
        let mut words: Vec<&str> = cells.iter().map(|(_, words)| words.trim()).collect();
        words.resize(width, "");
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&format!("| {} |", words.join(" | ")));
        if at == 0 {
            text.push_str(&format!("\n|{}", "---|".repeat(width)));
        }
    }
    text
}
