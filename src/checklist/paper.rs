//! The list as a paper, in the blocks that the drawers know.

use super::tables::text;
use super::{Cell, Checklist, Group, Row};
use crate::blocks::{
    self, Block, Caption, Document, Inline, Look, Properties, Section, Style, Table, VAlign,
};
use crate::form::REGULATION_DATE;

/// Width of a lying page's text block, and of the three columns of words.
const WIDTH_MM: f64 = 225.0;
const WORDS_MM: [f64; 3] = [54.0, 26.0, 50.0];
/// Least height of a row, to write in.
const ROW_MM: f64 = 9.0;

/// The list on lying pages, one table for each department.
pub fn document(list: &Checklist) -> Document {
    let (known, all) = list.progress();
    let mut blocks = vec![
        para(Style::CoverTitle, &format!("{}数据清单", list.park)),
        para(
            Style::Note,
            &format!(
                "共{all}格，已有{known}格；空格待补，“—”不需要填写。数据写明口径，附盖章的报表或台账。"
            ),
        ),
    ];
    for (number, group) in (1..).zip(&list.groups) {
        blocks.push(Block::Heading {
            level: 2,
            text: format!("{number}. {}", group.department),
        });
        blocks.push(Block::Table(table(number, group)));
    }
    Document {
        properties: Properties {
            title: format!("{}数据清单", list.park),
            author: String::new(),
            date: REGULATION_DATE.to_owned(),
            mark: None,
        },
        sections: vec![Section {
            landscape: true,
            numbered: true,
            odd: false,
            start: Some(1),
            blocks,
        }],
    }
}

fn table(number: u32, group: &Group) -> Table {
    let mut columns_mm = WORDS_MM.to_vec();
    let rest = WIDTH_MM - WORDS_MM.iter().sum::<f64>();
    let each = (rest / group.columns.len().max(1) as f64 * 10.0).floor() / 10.0;
    columns_mm.resize(WORDS_MM.len() + group.columns.len(), each);
    let mut head = vec!["数据", "单位", "口径和说明"];
    head.extend(group.columns.iter().map(String::as_str));
    let mut rows = vec![line(&head, |_| Style::TableHead, true)];
    rows.extend(group.rows.iter().map(row));
    Table {
        look: Look::Data,
        columns_mm,
        new_page: false,
        header_rows: 1,
        caption: Some(Caption {
            label: "表".to_owned(),
            number,
            text: format!("{}提供的数据", group.department),
            id: None,
        }),
        unit: None,
        source: None,
        summary: format!("{}提供的数据", group.department),
        steady: true,
        small: false,
        fill_mm: None,
        rows,
    }
}

fn row(row: &Row) -> blocks::Row {
    let mut cells = vec![row.name.as_str(), &row.unit, &row.scope];
    cells.extend(row.cells.iter().map(text));
    let long = |x: usize| {
        let cell = row.cells.get(x.wrapping_sub(WORDS_MM.len()));
        matches!(cell, Some(Cell::Known(value)) if value.chars().count() > 12)
    };
    line(
        &cells,
        |x| match x {
            0 | 2 => Style::TableText,
            _ if long(x) => Style::TableText,
            _ => Style::TableCentre,
        },
        false,
    )
}

fn line(texts: &[&str], style: impl Fn(usize) -> Style, head: bool) -> blocks::Row {
    let cells = texts
        .iter()
        .enumerate()
        .map(|(x, text)| blocks::Cell {
            x,
            cols: 1,
            rows: 1,
            valign: VAlign::Middle,
            open: Vec::new(),
            header: head,
            blocks: vec![para(style(x), text)],
        })
        .collect();
    blocks::Row {
        min_mm: ROW_MM,
        split: false,
        keep_next: head,
        height: blocks::RowHeight::default(),
        cells,
    }
}

fn para(style: Style, text: &str) -> Block {
    let run = Inline::Text {
        text: text.to_owned(),
        script: None,
    };
    Block::Para {
        style,
        inlines: if text.is_empty() {
            Vec::new()
        } else {
            vec![run]
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::park::Park;

    #[test]
    fn every_table_is_whole_and_fits_the_page() {
        let list = super::super::checklist(&Park::default());
        let document = document(&list);
        let tables = document.sections[0]
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            });
        let mut seen = 0;
        for table in tables {
            assert_eq!(table.fault(), None);
            assert!(table.columns_mm.iter().sum::<f64>() <= WIDTH_MM + 0.01);
            seen += 1;
        }
        assert_eq!(seen, list.groups.len());
    }
}
