//! The part of a file that a finding shows, with long lines cut.
//!
//! A paragraph of 300 characters is one line of the file. To show all of it
//! would bury the finding; so each line is cut to a window around what is
//! meant, and `…` stands for the rest.

use std::ops::Range;

use super::place::Source;

/// Lines of a file, cut to a width.
#[derive(Debug)]
pub(super) struct View {
    /// What to show.
    pub text: String,
    /// Number of its first line, from 1.
    pub first_line: usize,
    lines: Vec<Line>,
}

/// One line of a view.
#[derive(Debug)]
struct Line {
    /// Bytes of the line in the file.
    whole: Range<usize>,
    /// Bytes of the file that are shown.
    kept: Range<usize>,
    /// Bytes of the view that the line takes, ellipses included.
    shown: Range<usize>,
    /// Where the kept part begins in the view.
    begin: usize,
}

impl View {
    /// The lines from the first to the last of `spans` (never empty); the
    /// first span is the one that matters most.
    pub fn new(source: &Source, spans: &[Range<usize>], width: usize) -> Self {
        let first = source.line_of(spans.iter().map(|span| span.start).min().unwrap_or(0));
        let last = source.line_of(spans.iter().map(|span| span.end).max().unwrap_or(0));
        let mut view = Self {
            text: String::new(),
            first_line: first + 1,
            lines: Vec::new(),
        };
        for index in first..=last {
            if index > first {
                view.text.push('\n');
            }
            view.add(source, source.line(index), spans, width);
        }
        view
    }

    /// Adds a line of the file.
    fn add(&mut self, source: &Source, line: Range<usize>, spans: &[Range<usize>], width: usize) {
        let kept = window(&source.text, &line, focus(&line, spans), width);
        let from = self.text.len();
        if kept.start > line.start {
            self.text.push('…');
        }
        let begin = self.text.len();
        self.text.push_str(&source.text[kept.clone()]);
        if kept.end < line.end {
            self.text.push('…');
        }
        self.lines.push(Line {
            whole: line,
            kept,
            shown: from..self.text.len(),
            begin,
        });
    }

    /// The bytes of the view that show `span` of the file; the ellipsis stands
    /// for what is cut off.
    pub fn span(&self, span: &Range<usize>) -> Range<usize> {
        let (line, start) = self.line(span.start);
        let start = match start {
            Part::Head => line.shown.start,
            Part::Kept(at) => at,
            Part::Tail => line.shown.end - '…'.len_utf8(),
        };
        let (line, end) = self.line(span.end);
        let end = match end {
            Part::Head => line.begin,
            Part::Kept(at) => at,
            Part::Tail => line.shown.end,
        };
        start..end.max(start)
    }

    /// Column, in characters from 1, at which `offset` of the view stands.
    pub fn column(&self, offset: usize) -> usize {
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        self.text[start..offset].chars().count() + 1
    }

    /// The line that `offset` of the file stands on, and where in it.
    fn line(&self, offset: usize) -> (&Line, Part) {
        let after = self
            .lines
            .partition_point(|line| line.whole.start <= offset);
        let line = &self.lines[after.saturating_sub(1)];
        let part = if offset < line.kept.start {
            Part::Head
        } else if offset <= line.kept.end {
            Part::Kept(line.begin + (offset - line.kept.start))
        } else if line.kept.end < line.whole.end {
            Part::Tail
        } else {
            Part::Kept(line.shown.end)
        };
        (line, part)
    }
}

/// Where an offset of the file lies in a line of the view.
enum Part {
    /// In the part that is cut off in front.
    Head,
    /// Here.
    Kept(usize),
    /// In the part that is cut off behind.
    Tail,
}

/// What of a line must be seen: where the most important span begins, or
/// ends, if it began on an earlier line.
fn focus(line: &Range<usize>, spans: &[Range<usize>]) -> Option<usize> {
    spans.iter().find_map(|span| {
        if line.start <= span.start && span.start <= line.end {
            Some(span.start)
        } else if line.start <= span.end && span.end <= line.end {
            Some(span.end)
        } else {
            None
        }
    })
}

/// The bytes of `line` to keep so that `focus` is seen within `width` columns.
fn window(text: &str, line: &Range<usize>, focus: Option<usize>, width: usize) -> Range<usize> {
    if columns(&text[line.clone()]) <= width {
        return line.clone();
    }
    let focus = focus.unwrap_or(line.start).clamp(line.start, line.end);
    let start = if columns(&text[line.start..focus]) <= width / 2 {
        line.start
    } else {
        let room = width.saturating_sub(columns(&text[focus..line.end]));
        focus - last_columns(&text[line.start..focus], room.max(width / 4))
    };
    let end = start + first_columns(&text[start..line.end], width);
    start..end
}

/// Bytes of the longest head of `text` that fits `width` columns.
fn first_columns(text: &str, width: usize) -> usize {
    fitting(text.chars(), width)
}

/// Bytes of the longest tail of `text` that fits `width` columns.
fn last_columns(text: &str, width: usize) -> usize {
    fitting(text.chars().rev(), width)
}

fn fitting(chars: impl Iterator<Item = char>, width: usize) -> usize {
    chars
        .scan(0, |used, c| {
            *used += column(c);
            (*used <= width).then_some(c.len_utf8())
        })
        .sum()
}

/// Columns of a terminal that `text` takes, near enough for cutting.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// Columns of a terminal that a character takes.
pub(super) fn column(c: char) -> usize {
    if c >= '\u{2E80}' { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::SourceFile;

    #[test]
    fn long_lines_are_cut_around_what_is_meant() {
        #[track_caller]
        fn case(text: &str, meant: &str, expected: &str) {
            let source = Source::new(&SourceFile {
                name: String::new(),
                encoding: crate::input::decode::Encoding::Utf8,
                text: text.to_owned(),
            });
            let start = text.find(meant).expect("it is there");
            let span = start..start + meant.len();
            let view = View::new(&source, std::slice::from_ref(&span), 12);
            let shown = view.span(&span);
            let (head, tail) = (&view.text[..shown.start], &view.text[shown.end..]);
            assert_eq!(format!("{head}[{}]{tail}", &view.text[shown]), expected);
        }

        case("甲: 乙", "乙", "甲: [乙]");
        case("一二三四五六七八九十", "一", "[一]二三四五六…");
        case("一二三四五六七八九十", "七八", "…五六[七八]九十");
        case(
            "一二三四五六七八九十",
            "二三四五六七八九",
            "一[二三四五六…]",
        );
        case(
            "甲\n一二三四五六七八九十\n乙",
            "九十\n乙",
            "…五六七八[九十\n乙]",
        );
        case(
            "一二三四五六七八九十\n一二三四五六七八九十\n一二三四五六七八九十",
            "十\n一二三四五六七八九十\n一二三四五六七八九",
            "…五六七八九[十\n一二三四五六…\n…五六七八九]十",
        );
    }
}
