//! Words: what counts, and what stands beside.

use quick_xml::events::BytesStart;

use super::super::symbol;
use super::super::value;
use super::super::xml::attribute;
use super::walk::{Field, Script, Walk};
use super::{Aside, AsideKind, Piece};
use crate::input::is_invisible;

impl Walk {
    pub(super) fn track(&mut self, name: &str, element: &BytesStart, empty: bool) {
        let kind = match name {
            "w:del" | "w:moveFrom" => AsideKind::Deleted,
            _ => AsideKind::Inserted,
        };
        if empty {
            // The mark of a paragraph, or a row.
            if kind == AsideKind::Deleted {
                match self.in_paragraph {
                    0 => self.row_deleted = true,
                    _ => self.joined = true,
                }
            }
            return;
        }
        let author = attribute(element, "w:author").unwrap_or_default();
        self.tracked.push((kind, author));
    }

    pub(super) fn picture(&mut self) {
        if self.skipped == 0 {
            self.aside(AsideKind::Picture, "");
        }
        if let Some(cell) = self.cell {
            self.page.cells[cell].picture = true;
        }
    }

    pub(super) fn aside_of(&mut self, kind: AsideKind, id: Option<String>) {
        let words = id.unwrap_or_default();
        let known = |aside: &Aside| aside.kind == kind && aside.words == words;
        if !self.page.asides.iter().any(known) {
            self.aside(kind, &words);
        }
    }

    /// Notes what is no text of the paper; goes on with the one before.
    pub(super) fn aside(&mut self, kind: AsideKind, words: &str) {
        let line = self.page.lines.len();
        let author = match self.tracked.last() {
            Some((_, author)) => author.clone(),
            None => String::new(),
        };
        let goes_on = matches!(
            kind,
            AsideKind::Comment | AsideKind::Footnote | AsideKind::Picture
        );
        if let Some(last) = self.page.asides.last_mut()
            && !goes_on
            && (last.line, last.kind, &last.author) == (line, kind, &author)
        {
            last.words.push_str(words);
            return;
        }
        self.page.asides.push(Aside {
            line,
            kind,
            words: words.to_owned(),
            author,
        });
    }

    pub(super) fn text(&mut self, text: &str) {
        let visible;
        let text = match text.contains(is_invisible) {
            true => {
                visible = text.replace(is_invisible, "");
                &visible
            }
            false => text,
        };
        let symbols;
        let text = match &self.look.font {
            Some(font) => {
                symbols = text
                    .chars()
                    .map(|c| symbol::of(font, c))
                    .collect::<String>();
                &symbols
            }
            None => text,
        };
        match self.look.script {
            Script::Level => self.push(text),
            Script::Sub => self.push(&value::lowered(text)),
            Script::Super => self.push(&value::raised(text)),
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.skipped > 0 || self.fields.last() == Some(&Field::Instruction) || text.is_empty() {
            return;
        }
        let deleted = self
            .tracked
            .iter()
            .any(|(kind, _)| *kind == AsideKind::Deleted);
        if deleted || self.row_deleted {
            return self.aside(AsideKind::Deleted, text);
        }
        if self.look.hidden {
            return self.aside(AsideKind::Hidden, text);
        }
        if self.look.struck {
            return self.aside(AsideKind::Struck, text);
        }
        if self.boxed > 0 {
            return self.push_boxed(text);
        }
        if !self.tracked.is_empty() {
            self.aside(AsideKind::Inserted, text);
        }
        let field = !self.fields.is_empty();
        let Some(line) = &mut self.line else { return };
        match line.pieces.last_mut() {
            Some(last) if last.keys == self.open && last.field == field => last.text.push_str(text),
            _ => line.pieces.push(Piece {
                text: text.to_owned(),
                keys: self.open.clone(),
                field,
            }),
        }
    }

    pub(super) fn push_boxed(&mut self, text: &str) {
        if self.skipped == 0 {
            self.aside(AsideKind::Boxed, text);
        }
    }
}
