//! Tables: forms cell by cell, lists by the ids of their rows.

use std::collections::HashMap;

use super::super::base::{self, Base, CellMark};
use super::super::key::Target;
use super::super::page::{CellLines, Line, Page, Table};
use super::align;
use super::cell::Content;
use super::place::{lines_text, take};
use super::{Filled, List, Unread};

/// A row with words but without an id.
const NO_ID: &str = "所在的行没有编号";
/// Two rows with one id.
const TWICE: &str = "所在的行与前面的行编号相同";
/// A row that was put into a table whose rows are the form's.
const ADDED: &str = "在新增的行";

/// Reads tables; keeps what they share.
pub(super) struct Rows<'a> {
    base: &'a Base,
    /// Indexes of the rows that were added, by list and id.
    added: HashMap<(String, String), usize>,
}

/// Rows that belong to one item of a list.
struct Group<'a> {
    /// Index of the item in the paper, if it has one.
    index: usize,
    rows: Vec<&'a [CellMark]>,
}

impl<'a> Rows<'a> {
    /// A reader of the tables of a paper.
    pub fn new(base: &'a Base) -> Self {
        Self {
            base,
            added: HashMap::new(),
        }
    }

    /// Reads a table, with what it was.
    pub fn table(
        &mut self,
        page: &Page,
        table: &Table,
        base: Option<&[Vec<CellMark>]>,
        heading: &str,
        filled: &mut Filled,
    ) {
        let made;
        let base_rows = match base {
            Some(base) => base,
            None => {
                let marks = |row: &Vec<CellLines>| row.iter().map(|cell| page.mark(cell)).collect();
                made = table.rows.iter().map(marks).collect::<Vec<_>>();
                made.as_slice()
            }
        };
        match list_of(base_rows) {
            Some((list, x)) => {
                let list = ListTable {
                    page,
                    table,
                    base: base_rows,
                    known: base.is_some(),
                    list,
                    x,
                };
                self.list(&list, heading, filled);
            }
            None => self.form(page, table, base, heading, filled),
        }
    }

    /// A table whose rows are fixed.
    fn form(
        &mut self,
        page: &Page,
        table: &Table,
        base: Option<&[Vec<CellMark>]>,
        heading: &str,
        filled: &mut Filled,
    ) {
        let paired = match base {
            Some(base) => align::rows(page, table, base),
            None => vec![None; table.rows.len()],
        };
        let known = base.unwrap_or_default().iter().flatten();
        let ours: Vec<u32> = known.flat_map(CellMark::texts).collect();
        for (at, (row, pair)) in table.rows.iter().zip(paired).enumerate() {
            let known = base.and_then(|base| base.get(pair?));
            if pair.is_none() && base.is_some() {
                let copied = is_copy(page, table, at);
                name_typed(page, row, (&ours, copied), ADDED, heading, filled);
                if copied {
                    continue;
                }
            }
            for (nth, cell) in row.iter().enumerate() {
                let known = known.and_then(|known| counterpart(known, cell, nth, row.len()));
                let place = place(page, row, nth, heading);
                read_cell(page, cell, known, None, base.is_some(), &place, filled);
            }
        }
    }

    /// A table whose rows are the items of a list.
    fn list(&mut self, it: &ListTable, heading: &str, filled: &mut Filled) {
        let groups = it.groups();
        let before = match self.base.ids.get(it.list) {
            Some(ids) => ids.clone(),
            None => Vec::new(),
        };
        let found = it.found();
        let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
        let mut rows: Vec<(usize, String)> = Vec::new();
        for one in &found {
            let cells = || it.table.rows[one.rows.clone()].iter();
            let words = || {
                let lines: Vec<&Line> = cells()
                    .flatten()
                    .flat_map(|cell| lines(it.page, cell))
                    .collect();
                lines_text(&lines).replace('\n', " ").trim().to_owned()
            };
            let place = format!("{heading} {}", one.id);
            let unread = |reason| Unread {
                place: place.trim().to_owned(),
                words: words(),
                reason,
            };
            if one.id.is_empty() {
                if !words().is_empty() {
                    filled.unread.push(unread(NO_ID));
                }
                continue;
            }
            if rows.iter().any(|(_, id)| *id == one.id) {
                filled.unread.push(unread(TWICE));
                continue;
            }
            let index = self.index(it, one, &before, &ids, &rows);
            rows.push((index, one.id.clone()));
            let group = groups.iter().find(|group| group.index == index);
            let template = group.or(groups
                .iter()
                .find(|group| group.rows.len() == one.rows.len()));
            let Some(template) = template.or(groups.first()) else {
                continue;
            };
            for (at, row) in cells().enumerate() {
                for (nth, cell) in row.iter().enumerate() {
                    let marks = template.rows.get(at.min(template.rows.len() - 1)).copied();
                    let mark = marks.and_then(|marks| counterpart(marks, cell, nth, row.len()));
                    let index = (it.list, index);
                    let known = it.known && group.is_some();
                    read_cell(it.page, cell, mark, Some(index), known, &place, filled);
                }
            }
        }
        let whole = groups.len() >= before.len();
        if whole && it.known {
            filled.lists.push(List {
                path: it.list.to_owned(),
                before,
                rows,
            });
        }
        self.others(it, &found, heading, filled);
    }

    /// Index of a row's item: of the id; else of the controls in it, where the
    /// id was changed; else a new one.
    fn index(
        &mut self,
        it: &ListTable,
        one: &Row,
        before: &[String],
        ids: &[&str],
        taken: &[(usize, String)],
    ) -> usize {
        let free = |index: &usize| !taken.iter().any(|(other, _)| other == index);
        if let Some(index) = before.iter().position(|id| *id == one.id).filter(free) {
            return index;
        }
        if let Some(was) = one.was.filter(free) {
            let id = before.get(was).map_or("", String::as_str);
            if !it.known || before.is_empty() || !ids.contains(&id) {
                return was;
            }
        }
        let next = before.len() + self.added.len();
        let next = next.max(taken.iter().map(|(index, _)| index + 1).max().unwrap_or(0));
        *self
            .added
            .entry((it.list.to_owned(), one.id.clone()))
            .or_insert(next)
    }

    /// Heads and sums of a list's table: what was typed there is no datum.
    fn others(&self, it: &ListTable, found: &[Row], heading: &str, filled: &mut Filled) {
        if !it.known {
            return;
        }
        let ours: Vec<u32> = it.base.iter().flatten().flat_map(CellMark::texts).collect();
        for (at, row) in it.table.rows.iter().enumerate() {
            if found.iter().any(|one| one.rows.contains(&at)) {
                continue;
            }
            name_typed(
                it.page,
                row,
                (&ours, true),
                "在表头或合计行",
                heading,
                filled,
            );
        }
    }
}

/// A table of a list.
struct ListTable<'a> {
    page: &'a Page,
    table: &'a Table,
    base: &'a [Vec<CellMark>],
    /// Whether `base` is what we wrote, not the page itself.
    known: bool,
    list: &'a str,
    /// Column of the ids.
    x: usize,
}

/// An item on the page.
struct Row {
    id: String,
    /// Index that its controls say.
    was: Option<usize>,
    rows: std::ops::Range<usize>,
}

impl<'a> ListTable<'a> {
    /// The items that we wrote.
    fn groups(&self) -> Vec<Group<'a>> {
        let mut groups: Vec<Group> = Vec::new();
        for row in self.base {
            let id = row
                .iter()
                .find(|cell| cell.x == self.x)
                .and_then(|cell| index_in(cell, self.list));
            let starts = row.iter().any(|cell| is_id(cell, self.list));
            let belongs = row.iter().any(|cell| index_in(cell, self.list).is_some());
            match (starts, id) {
                (true, Some(index)) => groups.push(Group {
                    index,
                    rows: vec![row],
                }),
                _ if belongs => {
                    if let Some(group) = groups.last_mut() {
                        group.rows.push(row);
                    }
                }
                _ => {}
            }
        }
        groups
    }

    /// The items on the page.
    fn found(&self) -> Vec<Row> {
        let heights: Vec<usize> = self.groups().iter().map(|group| group.rows.len()).collect();
        let height = heights.first().copied().unwrap_or(1);
        let widths: Vec<usize> = self
            .groups()
            .iter()
            .flat_map(|group| &group.rows)
            .map(|row| row.len())
            .collect();
        let others: Vec<Vec<u32>> = self
            .base
            .iter()
            .filter(|row| row.iter().all(|cell| index_in(cell, self.list).is_none()))
            .map(|row| row.iter().flat_map(CellMark::texts).collect())
            .collect();
        let mut found: Vec<Row> = Vec::new();
        let first = self
            .base
            .iter()
            .position(|row| row.iter().any(|cell| is_id(cell, self.list)));
        for (at, row) in self.table.rows.iter().enumerate() {
            let marks: Vec<CellMark> = row.iter().map(|cell| self.page.mark(cell)).collect();
            let was = marks.iter().find_map(|mark| index_in(mark, self.list));
            let texts: Vec<u32> = marks.iter().flat_map(CellMark::texts).collect();
            let ours = was.is_none() && (others.contains(&texts) || !widths.contains(&row.len()));
            if at < first.unwrap_or(0) || ours {
                continue;
            }
            let id_cell = row.iter().find(|cell| cell.x == self.x);
            let goes_on = id_cell.is_none_or(|cell| cell.hangs)
                || found.last().is_some_and(|one| {
                    height > 1
                        && one.rows.len() < height
                        && one.rows.end == at
                        && !marks.iter().any(|mark| is_id(mark, self.list))
                        && was.is_some()
                        && one.was == was
                });
            match found.last_mut() {
                Some(last) if goes_on && last.rows.end == at => {
                    last.rows.end += 1;
                    last.was = last.was.or(was);
                }
                _ => found.push(Row {
                    id: id_cell.map(|cell| self.id(cell)).unwrap_or_default(),
                    was,
                    rows: at..at + 1,
                }),
            }
        }
        found
    }

    fn id(&self, cell: &CellLines) -> String {
        let lines: Vec<&Line> = lines(self.page, cell).collect();
        lines_text(&lines).split_whitespace().collect()
    }
}

/// The list that a table shows, and the column of its ids.
fn list_of(base: &[Vec<CellMark>]) -> Option<(&str, usize)> {
    base.iter().flatten().find_map(|cell| {
        let marks = cell.lines.iter().flat_map(|mark| &mark.data);
        let mut items = marks.filter_map(|(target, _)| base::item(&target.path));
        let (list, ..) = items.find(|(_, _, key)| matches!(*key, "编号" | "年份"))?;
        Some((list, cell.x))
    })
}

fn is_id(cell: &CellMark, list: &str) -> bool {
    let mut data = cell.lines.iter().flat_map(|mark| &mark.data);
    data.any(|(target, _)| {
        base::item(&target.path)
            .is_some_and(|(other, _, key)| other == list && matches!(key, "编号" | "年份"))
    })
}

/// Index of the item that a cell belongs to.
fn index_in(cell: &CellMark, list: &str) -> Option<usize> {
    let mut data = cell.lines.iter().flat_map(|mark| &mark.data);
    data.find_map(|(target, _)| {
        let (other, index, _) = base::item(&target.path)?;
        (other == list).then_some(index)
    })
}

/// The cell that we wrote where a cell of the page stands: by its column, else
/// by its place.
fn counterpart<'m>(
    marks: &'m [CellMark],
    cell: &CellLines,
    nth: usize,
    count: usize,
) -> Option<&'m CellMark> {
    if marks.len() == count {
        return marks.get(nth);
    }
    marks.iter().find(|mark| mark.x == cell.x)
}

fn lines<'p>(page: &'p Page, cell: &CellLines) -> impl Iterator<Item = &'p Line> {
    cell.lines.iter().map(|&line| &page.lines[line])
}

/// Whether all data of a row have their places in other rows, too.
fn is_copy(page: &Page, table: &Table, at: usize) -> bool {
    let data = |row: &[CellLines]| -> Vec<Target> {
        let cells = row.iter().flat_map(|cell| page.mark(cell).data());
        cells.map(|(target, _)| target).collect()
    };
    let others = table.rows.iter().enumerate();
    let others = others.filter(|(other, _)| *other != at);
    let elsewhere: Vec<Target> = others.flat_map(|(_, row)| data(row)).collect();
    let own = data(&table.rows[at]);
    let known = |target: &Target| elsewhere.iter().any(|other| base::same(other, target));
    !own.is_empty() && own.iter().all(known)
}

/// Names what was typed in the cells of a row; `ours` are the hashes of the
/// table's own texts, and whether places of data are looked at, too.
fn name_typed(
    page: &Page,
    row: &[CellLines],
    (ours, all): (&[u32], bool),
    reason: &'static str,
    heading: &str,
    filled: &mut Filled,
) {
    for (nth, cell) in row.iter().enumerate() {
        let typed: Vec<&Line> = lines(page, cell)
            .filter(|line| {
                let mark = base::Mark::of(line, page);
                mark.text != 0 && (all || mark.data.is_empty()) && !ours.contains(&mark.text)
            })
            .collect();
        if !typed.is_empty() {
            filled.unread.push(Unread {
                place: place(page, row, nth, heading),
                words: lines_text(&typed),
                reason,
            });
        }
    }
}

/// Where a cell stands, in the words of the form: what heads its row.
fn place(page: &Page, row: &[CellLines], nth: usize, heading: &str) -> String {
    let text = |cell: &CellLines| {
        let lines: Vec<&Line> = lines(page, cell).collect();
        lines_text(&lines).split_whitespace().collect::<String>()
    };
    let label = row[..nth]
        .iter()
        .rev()
        .map(text)
        .find(|label| !label.is_empty());
    let label = label.unwrap_or_default();
    match (heading.is_empty(), label.is_empty()) {
        (true, _) => label,
        (false, true) => heading.to_owned(),
        (false, false) => format!("{heading}，{label}"),
    }
}

/// Reads a cell. `index` puts the data of the cell that we wrote into another
/// item of the list.
fn read_cell(
    page: &Page,
    cell: &CellLines,
    mark: Option<&CellMark>,
    index: Option<(&str, usize)>,
    known: bool,
    place: &str,
    filled: &mut Filled,
) {
    if cell.hangs {
        return;
    }
    let mut data: Vec<(Target, bool)> = match mark {
        Some(mark) => mark.data(),
        None => Vec::new(),
    };
    if let Some((list, index)) = index {
        for (target, empty) in &mut data {
            if let Some((_, _, rest)) =
                base::item(&target.path).filter(|(other, ..)| *other == list)
            {
                target.path = format!("{list}[{index}].{rest}");
                *empty &= known;
            }
        }
    }
    for (target, empty) in page.mark(cell).data() {
        match data
            .iter_mut()
            .find(|(other, _)| base::same(other, &target))
        {
            Some((_, known)) => *known |= empty,
            // A copied row brings the keys of another.
            None if index.is_some() => {}
            None => data.push((target, empty)),
        }
    }
    let content = Content {
        page,
        lines: lines(page, cell).collect(),
        data,
        base: mark.filter(|_| known).cloned(),
    };
    if content.data.is_empty() && content.base.is_none() && (index.is_none() || !filled.based) {
        return;
    }
    take(filled, content.read(), place);
}
