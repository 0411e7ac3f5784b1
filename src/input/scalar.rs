//! The text of a scalar, and where each part of it stands in the file.
//!
//! A value is the source with quotes, escapes, folding and indentation undone;
//! its [`Segment`]s lead from a byte of the value back to the file. Lines that
//! YAML folds together are joined without a blank where Chinese text meets.

use std::ops::Range;

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'`.
    Single,
    /// In `"`.
    Double,
    /// A block after `|`.
    Literal,
    /// A block after `>`.
    Folded,
    /// The text of a file (`"@文件.txt"`).
    File,
}

/// A run of a value and the run of the source that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// First byte in the value.
    at: usize,
    /// Bytes of the value.
    len: usize,
    /// Bytes of the source; the same text if it is as long, else an escape or a
    /// line end with its indentation.
    source: Range<usize>,
}

/// A scalar with its way back to the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// Its text.
    pub value: String,
    /// How it is written.
    pub style: Style,
    /// Where it stands, quotes included; of a block, its lines.
    pub span: Range<usize>,
    segments: Vec<Segment>,
}

impl Scalar {
    /// Where the bytes `range` of the value stand in the source.
    pub fn locate(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start, false);
        let end = if range.is_empty() {
            start
        } else {
            self.source_of(range.end - 1, true)
        };
        start..end.max(start)
    }

    /// Source offset of a byte of the value; `behind` it, if wanted.
    fn source_of(&self, at: usize, behind: bool) -> usize {
        let next = self.segments.partition_point(|segment| segment.at <= at);
        let Some(segment) = next.checked_sub(1).map(|i| &self.segments[i]) else {
            return self.span.start;
        };
        let verbatim = segment.len == segment.source.len();
        match (at < segment.at + segment.len, verbatim) {
            (true, true) => segment.source.start + (at - segment.at) + usize::from(behind),
            (true, false) if behind => segment.source.end,
            (true, false) => segment.source.start,
            (false, _) => segment.source.end,
        }
    }

    /// Moves every place by `shift`, which maps offsets of one text to those of
    /// another.
    pub fn shift(&mut self, shift: &impl Fn(usize) -> usize) {
        let moved = |range: &Range<usize>| shift(range.start)..shift(range.end);
        self.span = moved(&self.span);
        for segment in &mut self.segments {
            segment.source = moved(&segment.source);
        }
    }

    /// The text of a whole file; line ends become `\n`.
    pub fn file(text: &str) -> Self {
        let mut value = Value::default();
        let mut rest = 0..text.len();
        while let Some(end) = text[rest.clone()].find('\r').map(|at| rest.start + at) {
            value.copy(text, rest.start..end);
            rest.start = end + line_end(&text[end..]);
            value.put("\n", end..rest.start);
        }
        value.copy(text, rest);
        value.done(Style::File, 0..text.len())
    }

    /// A scalar in one of the flow styles, `span` of `text` with its quotes.
    pub fn flow(text: &str, span: Range<usize>, style: Style) -> Self {
        let mut value = Value::default();
        let inner = match style {
            Style::Single | Style::Double => span.start + 1..(span.end - 1).max(span.start + 1),
            _ => span.clone(),
        };
        let mut at = inner.start;
        while at < inner.end {
            at = value.step(text, at, inner.end, style);
        }
        value.done(style, span)
    }

    /// A block scalar: `span` begins behind the indentation of its first line,
    /// `indent` is that indentation. `parsed` is what the parser made of it; it
    /// decides on the empty lines at both ends.
    pub fn block(
        text: &str,
        span: Range<usize>,
        indent: usize,
        folded: bool,
        parsed: &str,
    ) -> Self {
        let mut value = Value::default();
        let leading = parsed.len() - parsed.trim_start_matches('\n').len();
        for _ in 0..leading {
            value.put("\n", span.start..span.start);
        }
        let lines = block_lines(text, span.clone(), indent);
        let mut previous: Option<&Range<usize>> = None;
        let mut blank = 0;
        for line in &lines {
            if line.is_empty() {
                blank += 1;
                continue;
            }
            if let Some(before) = previous {
                let gap = before.end..line.start;
                let keep = !folded || is_indented(text, before) || is_indented(text, line);
                match (keep, blank) {
                    (true, _) => value.put(&"\n".repeat(blank + 1), gap),
                    (false, 0) => value.fold(text, gap),
                    (false, _) => value.put(&"\n".repeat(blank), gap),
                }
            }
            value.copy(text, line.clone());
            previous = Some(line);
            blank = 0;
        }
        let end = previous.map_or(span.start, |line| line.end);
        let trailing = if previous.is_some() {
            parsed.len() - parsed.trim_end_matches('\n').len()
        } else {
            0
        };
        value.put(&"\n".repeat(trailing), end..end);
        let style = if folded {
            Style::Folded
        } else {
            Style::Literal
        };
        value.done(style, span.start..end)
    }
}

/// The content lines of a block scalar; empty ranges for empty lines.
fn block_lines(text: &str, span: Range<usize>, indent: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = span.start;
    let mut skip = 0;
    while start < span.end {
        let rest = &text[start..span.end];
        let length = rest.bytes().position(|b| matches!(b, b'\n' | b'\r'));
        let length = length.unwrap_or(rest.len());
        let indentation = rest.bytes().take(skip).take_while(|&b| b == b' ').count();
        lines.push(start + indentation.min(length)..start + length);
        start += length + line_end(&rest[length..]);
        skip = indent;
    }
    while lines.last().is_some_and(Range::is_empty) {
        lines.pop();
    }
    lines
}

/// Whether a line of a folded block is more indented, so that it is not folded.
fn is_indented(text: &str, line: &Range<usize>) -> bool {
    text[line.clone()].starts_with([' ', '\t'])
}

/// Length of the line end that `text` begins with.
fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// A value under construction.
#[derive(Debug, Default)]
struct Value {
    text: String,
    segments: Vec<Segment>,
}

impl Value {
    /// Takes over a run of the source as it is.
    fn copy(&mut self, text: &str, source: Range<usize>) {
        if !source.is_empty() {
            self.put(&text[source.clone()], source);
        }
    }

    /// Puts `piece` for a run of the source.
    fn put(&mut self, piece: &str, source: Range<usize>) {
        if piece.is_empty() {
            return;
        }
        let (at, len) = (self.text.len(), piece.len());
        self.text.push_str(piece);
        if let Some(last) = self.segments.last_mut()
            && last.source.end == source.start
            && last.len == last.source.len()
            && len == source.len()
        {
            last.len += len;
            last.source.end = source.end;
            return;
        }
        self.segments.push(Segment { at, len, source });
    }

    /// Joins two lines: with a blank, but without one beside Chinese text.
    fn fold(&mut self, text: &str, gap: Range<usize>) {
        let before = self.text.chars().next_back();
        let after = text[gap.end..].chars().next();
        if !before.is_some_and(is_wide) && !after.is_some_and(is_wide) {
            self.put(" ", gap);
        }
    }

    /// Takes the next piece of a flow scalar; returns where it ends.
    fn step(&mut self, text: &str, at: usize, end: usize, style: Style) -> usize {
        let rest = &text[at..end];
        if let Some(gap) = line_break(rest) {
            let to = at + gap.len;
            match gap.breaks {
                1 => self.fold(text, at..to),
                more => self.put(&"\n".repeat(more - 1), at..to),
            }
            return to;
        }
        if style == Style::Single && rest.starts_with("''") {
            self.put("'", at..at + 2);
            return at + 2;
        }
        if style == Style::Double && rest.starts_with('\\') {
            let (piece, length) = escape(rest);
            self.put(&piece, at..at + length);
            return at + length;
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let special = |b| matches!(b, b'\n' | b'\r' | b' ' | b'\t' | b'\'' | b'\\');
        let run = rest[first..].bytes().position(special);
        let run = run.map_or(rest.len(), |more| first + more);
        self.copy(text, at..at + run);
        at + run
    }

    fn done(self, style: Style, span: Range<usize>) -> Scalar {
        Scalar {
            value: self.text,
            style,
            span,
            segments: self.segments,
        }
    }
}

/// A line break with the blanks around it.
struct Gap {
    len: usize,
    breaks: usize,
}

/// The line breaks that `text` begins with, blanks before and after included.
fn line_break(text: &str) -> Option<Gap> {
    let mut gap = Gap { len: 0, breaks: 0 };
    loop {
        let rest = &text[gap.len..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let end = line_end(&rest[blanks..]);
        if end == 0 {
            if gap.breaks > 0 {
                gap.len += blanks;
            }
            return (gap.breaks > 0).then_some(gap);
        }
        gap.len += blanks + end;
        gap.breaks += 1;
    }
}

/// The escape that `text` begins with, undone, and its length.
fn escape(text: &str) -> (String, usize) {
    let mut chars = text.chars();
    chars.next();
    let Some(kind) = chars.next() else {
        return (String::new(), text.len());
    };
    let short = 1 + kind.len_utf8();
    let plain = |c: char| (c.to_string(), short);
    match kind {
        '0' => plain('\0'),
        'a' => plain('\u{7}'),
        'b' => plain('\u{8}'),
        't' | '\t' => plain('\t'),
        'n' => plain('\n'),
        'v' => plain('\u{b}'),
        'f' => plain('\u{c}'),
        'r' => plain('\r'),
        'e' => plain('\u{1b}'),
        'N' => plain('\u{85}'),
        '_' => plain('\u{a0}'),
        'L' => plain('\u{2028}'),
        'P' => plain('\u{2029}'),
        'x' => hexadecimal(text, 2),
        'u' => unicode(text),
        'U' => hexadecimal(text, 8),
        '\n' | '\r' => {
            let (length, breaks) =
                line_break(&text[1..]).map_or((1, 1), |gap| (gap.len, gap.breaks));
            ("\n".repeat(breaks - 1), 1 + length)
        }
        other => plain(other),
    }
}

/// `\x` or `\U` with its digits.
fn hexadecimal(text: &str, digits: usize) -> (String, usize) {
    let decoded = text
        .get(2..2 + digits)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .and_then(char::from_u32);
    match decoded {
        Some(c) => (c.to_string(), 2 + digits),
        None => (String::new(), text.len().min(2)),
    }
}

/// `\u`, or two of them that are a surrogate pair.
fn unicode(text: &str) -> (String, usize) {
    let unit = |at: usize| {
        text.get(at..at + 4)
            .and_then(|digits| u16::from_str_radix(digits, 16).ok())
    };
    if let (Some(high @ 0xD800..=0xDBFF), Some("\\u"), Some(low)) =
        (unit(2), text.get(6..8), unit(8))
    {
        return (String::from_utf16_lossy(&[high, low]), 12);
    }
    hexadecimal(text, 4)
}

/// Whether a character belongs to Chinese text: no blank stands beside it.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        | '—' | '…' | '“' | '”' | '‘' | '’' | '·')
}
