//! Where each datum stands on the pages, for who shows them on a screen.
//!
//! Typst's pages know words, not data. The words of the document are looked for
//! in the order of its blocks, which is the order of drawing but for cells of
//! several rows and cells that share a page break: labels keep the search in
//! step, data are what is wanted.
//! A datum without words stands behind the label before it.

use super::super::paper::Layout;
use super::owner::words;
use super::page::{Mark, Marks, Run};
use crate::blocks::{Block, Document, Inline, Table};

/// A page and the data on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PagePlaces {
    /// Width, millimetres.
    pub width: f64,
    /// Height, millimetres.
    pub height: f64,
    /// Every datum on it, in the order of the paper.
    pub data: Vec<Place>,
}

/// A datum on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its path.
    pub path: String,
    /// What it covers.
    pub mark: Mark,
}

/// How many characters of a text are looked for at once.
const HEAD: usize = 12;
/// How many characters a search may pass over: a page of a form.
const AHEAD: usize = 1500;
/// The same for texts so short that they stand in many places.
const SHORT_AHEAD: usize = 60;
/// How many lines of other cells may stand between two lines of a text.
const BETWEEN: usize = 40;
/// An empty datum is shown this wide, millimetres.
const EMPTY_WIDTH: f64 = 24.0;

/// Where the data of `document` stand on the pages of `layout`.
pub fn places(document: &Document, layout: &Layout) -> Vec<PagePlaces> {
    let marks: Vec<Marks> = layout.document.pages().iter().map(Marks::of).collect();
    let mut pages: Vec<PagePlaces> = marks
        .iter()
        .map(|page| PagePlaces {
            width: page.width,
            height: page.height,
            data: Vec::new(),
        })
        .collect();
    let mut search = Search::of(&marks);
    for item in items(document) {
        for (page, mark) in search.place(&item) {
            if let Some(path) = &item.path {
                pages[page].data.push(Place {
                    path: path.clone(),
                    mark,
                });
            }
        }
    }
    pages
}

/// Words of the document; a datum's, if it has a path.
struct Item {
    path: Option<String>,
    text: Vec<char>,
    /// Stands in a cell of several rows, which Typst draws behind all others of
    /// its page: the search does not go on from there.
    aside: bool,
}

/// Every text of a document in the order of its blocks.
fn items(document: &Document) -> Vec<Item> {
    let mut items = Vec::new();
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.for_each(|block| of_block(block, &mut items));
    items
}

fn push(path: Option<&str>, text: &str, items: &mut Vec<Item>) {
    let text: Vec<char> = text.chars().filter(|c| !is_blank(*c)).collect();
    if path.is_some() || !text.is_empty() {
        let path = path.map(str::to_owned);
        items.push(Item {
            path,
            text,
            aside: false,
        });
    }
}

fn of_block(block: &Block, items: &mut Vec<Item>) {
    match block {
        Block::Para { inlines, .. } => of_line(inlines, items),
        Block::Heading { text, .. } => push(None, text, items),
        Block::Prose {
            path,
            value,
            guidance,
            ..
        } => {
            let shown = value.as_deref().or(guidance.as_deref());
            push(Some(path), shown.unwrap_or_default(), items);
        }
        Block::FillLines { rows, .. } => {
            for row in rows {
                push(None, &row.label, items);
                of_line(std::slice::from_ref(&row.content), items);
            }
        }
        Block::Stamp { label, date, .. } => {
            push(None, label, items);
            of_line(std::slice::from_ref(date), items);
        }
        Block::Figure { caption, .. } => push(caption.id.as_deref(), &caption.text, items),
        Block::Table(table) => of_table(table, items),
        Block::Toc { .. } | Block::Space { .. } | Block::PageBreak => {}
    }
}

fn of_table(table: &Table, items: &mut Vec<Item>) {
    if let Some(caption) = &table.caption {
        push(caption.id.as_deref(), &caption.text, items);
    }
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        let first = items.len();
        cell.blocks.iter().for_each(|block| of_block(block, items));
        let aside = cell.rows > 1;
        items[first..]
            .iter_mut()
            .for_each(|item| item.aside = aside);
    }
}

fn of_line(inlines: &[Inline], items: &mut Vec<Item>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Ref { text, .. } => push(None, text, items),
            Inline::Field { path, value, runs } => {
                let shown: String = runs.iter().map(words).collect();
                let shown = if shown.is_empty() {
                    value.clone().unwrap_or_default()
                } else {
                    shown
                };
                push(Some(path), &shown, items);
            }
            Inline::Date {
                path,
                year,
                month,
                day,
                ..
            } => {
                let part = |part: &Option<String>| part.clone().unwrap_or_default();
                let date = format!("{}年{}月{}日", part(year), part(month), part(day));
                push(Some(path), &date, items);
            }
            Inline::Choice { path, options, .. } => {
                let first = options.first().map_or("", |option| option.label.as_str());
                push(Some(path), first, items);
            }
            Inline::Break | Inline::Gap { .. } => {}
        }
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200B}'
}

/// The words of all pages, and how far the search has come.
struct Search<'a> {
    runs: Vec<(usize, &'a Run)>,
    text: Vec<char>,
    /// The run of each character of `text`.
    owner: Vec<usize>,
    /// First character of each run.
    begin: Vec<usize>,
    cursor: usize,
}

impl<'a> Search<'a> {
    fn of(marks: &'a [Marks]) -> Self {
        let mut search = Self {
            runs: Vec::new(),
            text: Vec::new(),
            owner: Vec::new(),
            begin: Vec::new(),
            cursor: 0,
        };
        for (page, marks) in marks.iter().enumerate() {
            for run in &marks.runs {
                search.begin.push(search.text.len());
                for c in run.text.chars().filter(|c| !is_blank(*c)) {
                    search.text.push(c);
                    search.owner.push(search.runs.len());
                }
                search.runs.push((page, run));
            }
        }
        search
    }

    /// Where an item stands: a mark on each page that has some of it.
    fn place(&mut self, item: &Item) -> Vec<(usize, Mark)> {
        if item.text.is_empty() {
            return self.behind().into_iter().collect();
        }
        let Some(start) = self.find(&item.text) else {
            return Vec::new();
        };
        let here = self.cursor;
        let marks = self.follow(start, &item.text);
        if item.aside {
            self.cursor = here;
        }
        marks
    }

    /// An empty place behind the words that came last.
    fn behind(&self) -> Option<(usize, Mark)> {
        let last = *self.owner.get(self.cursor.checked_sub(1)?)?;
        let (page, run) = self.runs[last];
        let x0 = run.mark.x1 + 1.0;
        let mark = Mark {
            x0,
            x1: x0 + EMPTY_WIDTH,
            ..run.mark
        };
        Some((page, mark))
    }

    /// The first place from the cursor on where the head of `text` stands.
    fn find(&self, text: &[char]) -> Option<usize> {
        let head = &text[..text.len().min(HEAD)];
        let ahead = if head.len() < 4 { SHORT_AHEAD } else { AHEAD };
        let end = (self.cursor + ahead + head.len()).min(self.text.len());
        let room = self.text.get(self.cursor..end)?;
        let found = room.windows(head.len()).position(|window| window == head);
        found.map(|at| self.cursor + at)
    }

    /// The marks of `text`, which begins at `start`: its lines may have words of
    /// other cells between them. The cursor stops behind its first stretch.
    fn follow(&mut self, start: usize, text: &[char]) -> Vec<(usize, Mark)> {
        let mut marks: Vec<(usize, Mark)> = Vec::new();
        let (mut at, mut done, mut missed) = (start, 0, 0);
        while done < text.len() && at < self.text.len() && missed < BETWEEN {
            let run = self.owner[at];
            let end = self.begin.get(run + 1).copied().unwrap_or(self.text.len());
            let rest = text[done..].iter().zip(&self.text[at..end]);
            let same = rest.take_while(|(one, other)| one == other).count();
            if same > 0 && (at + same == end || done + same == text.len()) {
                let (page, found) = self.runs[run];
                match marks.last_mut() {
                    Some((last, mark)) if *last == page => mark.include(&found.mark),
                    _ => marks.push((page, found.mark)),
                }
                done += same;
                if missed == 0 {
                    self.cursor = at + same;
                }
            } else {
                missed += 1;
            }
            at = end;
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::form::{FORMS, FormId};
    use crate::park::Park;
    use crate::typeset::Pictures;
    use crate::typeset::tests::{data, kit, sample};
    use crate::view::Mode;

    fn placed(park: &Park, form: FormId) -> (Document, Vec<PagePlaces>) {
        let kit = kit();
        let blocks = kit.blocks(form, &data(park, form, Mode::Filled)).unwrap();
        let layout = kit.layout(&blocks, &Pictures::new()).unwrap();
        let places = places(&blocks, &layout);
        (blocks, places)
    }

    #[test]
    fn nearly_every_datum_is_placed_in_filled_and_in_empty_forms() {
        for form in &FORMS {
            for park in [sample("湘澜经开区"), Park::default()] {
                let (document, pages) = placed(&park, form.id);
                let places = pages.iter().flat_map(|page| &page.data);
                let known: BTreeSet<&str> = places.map(|place| place.path.as_str()).collect();
                let items = items(&document);
                let all: BTreeSet<&str> = items
                    .iter()
                    .filter_map(|item| item.path.as_deref())
                    .collect();
                let lost: Vec<_> = all.difference(&known).collect();
                assert!(lost.len() * 20 <= all.len(), "{}: {lost:?}", form.name);
            }
        }
    }

    #[test]
    fn a_datum_lies_on_its_words() {
        let (_, pages) = placed(&sample("湘澜经开区"), FormId::Filing);
        let find = |path: &str| {
            let data = pages
                .iter()
                .enumerate()
                .flat_map(|(page, places)| places.data.iter().map(move |place| (page, place)));
            let found: Vec<_> = data.filter(|(_, place)| place.path == path).collect();
            found
                .into_iter()
                .map(|(page, place)| (page, place.mark))
                .collect::<Vec<_>>()
        };
        let name = find("园区基本情况.园区名称");
        // On the cover and in the table.
        assert_eq!(
            name.iter().map(|(page, _)| *page).collect::<Vec<_>>(),
            [0, 1]
        );
        let content = find("备案表.园区建设内容");
        let height: f64 = content.iter().map(|(_, mark)| mark.y1 - mark.y0).sum();
        assert!(height > 100.0, "{content:?}");
    }
}
