//! Slips of syntax that are mended in passing, so that they do not hide what
//! else is wrong: full-width colons, tabs, missing blanks, quotes.
//!
//! The file is looked at line by line, outside of block texts. Mending happens
//! in a copy that only the parser sees; [`Mended::source`] leads back, so that
//! every place and every value is that of the file.

use std::ops::Range;

use super::keys;
use super::tree::{Kind, Node, Tree};

/// How many slips are looked for: a file with more is something else.
const MOST: usize = 20_000;

/// One slip and how it is mended.
#[derive(Debug, Clone)]
pub struct Slip {
    /// What it is.
    pub kind: SlipKind,
    /// Where it stands.
    pub at: Range<usize>,
    /// What is put in place of which bytes, in order.
    puts: Vec<(Range<usize>, String)>,
}

/// Kinds of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipKind {
    /// `园区名称：甲`.
    WideColon,
    /// `园区名称:甲`.
    NoBlankAfterColon,
    /// `-编号: R1`.
    NoBlankAfterDash,
    /// `－ 编号: R1`.
    WideDash,
    /// `{编号: S1，名称: 甲}`.
    WideComma,
    /// A tab in the indentation.
    TabIndent,
    /// A full-width or non-breaking blank in the indentation.
    WideIndent,
    /// A text that begins with a character that YAML keeps for itself.
    Indicator(char),
    /// `>15`: the begin of a block text to YAML.
    Comparison,
    /// `"甲`, and the line ends.
    OpenQuote,
    /// `"甲"乙`.
    BehindQuote,
    /// A second `: ` in a line.
    SecondColon,
}

/// A text that was mended.
#[derive(Debug, Default)]
pub struct Mended {
    /// The text for the parser.
    pub text: String,
    /// Where runs of it come from: first byte here, first byte in the file,
    /// and whether it is the file's own text.
    runs: Vec<(usize, usize, bool)>,
}

impl Mended {
    /// `text` with these slips mended.
    pub fn new<'a>(text: &str, slips: impl Iterator<Item = &'a Slip>) -> Self {
        let mut puts: Vec<&(Range<usize>, String)> = slips.flat_map(|slip| &slip.puts).collect();
        puts.sort_by_key(|(range, _)| (range.start, range.end));
        let mut mended = Self::default();
        let mut at = 0;
        for (range, put) in puts {
            if range.start < at {
                continue;
            }
            mended.run(at, true, &text[at..range.start]);
            mended.run(range.start, false, put);
            at = range.end;
        }
        mended.run(at, true, &text[at..]);
        mended
    }

    fn run(&mut self, source: usize, own: bool, text: &str) {
        self.runs.push((self.text.len(), source, own));
        self.text.push_str(text);
    }

    /// The offset in the file of an offset in the mended text.
    pub fn source(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|(start, _, _)| *start <= at);
        match next.checked_sub(1).map(|index| self.runs[index]) {
            Some((start, source, true)) => source + (at - start),
            Some((_, source, false)) => source,
            None => at,
        }
    }
}

/// Every slip in `text`, whether it keeps the parser from reading or not.
pub fn slips(text: &str) -> Vec<Slip> {
    let mut scanner = Scanner::new(text);
    scanner.scan();
    scanner.slips
}

/// The slips that did not keep the parser from reading, but changed what it
/// read: those inside of texts without quotes.
pub fn hidden(tree: &Tree, slips: Vec<Slip>) -> Vec<Slip> {
    let mut plain = Vec::new();
    if let Some(root) = &tree.root {
        collect_plain(root, &mut plain);
    }
    slips
        .into_iter()
        .filter(|slip| match slip.kind {
            SlipKind::WideIndent | SlipKind::Comparison => true,
            SlipKind::WideColon
            | SlipKind::NoBlankAfterColon
            | SlipKind::NoBlankAfterDash
            | SlipKind::WideDash
            | SlipKind::WideComma => {
                let next = plain.partition_point(|span| span.start <= slip.at.start);
                next.checked_sub(1)
                    .is_some_and(|index| slip.at.start <= plain[index].end)
            }
            _ => false,
        })
        .collect()
}

/// Spans of all texts without quotes, in order.
fn collect_plain(node: &Node, spans: &mut Vec<Range<usize>>) {
    use super::scalar::Style;
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar(scalar) if matches!(scalar.style, Style::Plain | Style::Folded) => {
            spans.push(scalar.span.clone());
        }
        Kind::Scalar(_) => {}
        Kind::List(items) => items
            .list
            .iter()
            .for_each(|item| collect_plain(item, spans)),
        Kind::Map(entries) => {
            for entry in &entries.list {
                if entry.key.style == Style::Plain {
                    spans.push(entry.key.span.clone());
                }
                collect_plain(&entry.value, spans);
            }
        }
    }
}

/// A block text that the scanner is in.
struct Block {
    /// Column of its key: deeper lines belong to it.
    parent: usize,
    /// Column of its first line, once known.
    indent: Option<usize>,
}

/// Looks at a file line by line.
struct Scanner<'a> {
    text: &'a str,
    /// Columns that a tab stands for.
    tab: usize,
    block: Option<Block>,
    slips: Vec<Slip>,
}

/// A line without its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        let tab = lines(text)
            .map(|line| line.text.bytes().take_while(|&b| b == b' ').count())
            .filter(|&indent| indent > 0)
            .min()
            .unwrap_or(2);
        Self {
            text,
            tab,
            block: None,
            slips: Vec::new(),
        }
    }

    fn scan(&mut self) {
        let mut rest = 0;
        while let Some(line) = line_at(self.text, rest) {
            rest = self.line(line);
            if self.slips.len() > MOST {
                return;
            }
        }
    }

    /// Looks at a line; returns where to go on.
    fn line(&mut self, line: Line<'a>) -> usize {
        let next = line.start + line.text.len() + end_length(self.text, line);
        let content = line.text.trim_start_matches(is_indent);
        if content.is_empty() {
            return next;
        }
        let indent = &line.text[..line.text.len() - content.len()];
        let columns: usize = indent.chars().map(|c| self.width(c)).sum();
        if let Some(block) = &mut self.block {
            let odd = indent.chars().any(|c| c != ' ');
            if columns > block.parent || (odd && split_known(content).is_none()) {
                let first = if odd { block.parent + 2 } else { columns };
                let depth = *block.indent.get_or_insert(first);
                self.block_line(line, indent, depth);
                return next;
            }
            self.block = None;
        }
        if content.starts_with('#') {
            return next;
        }
        let at = line.start + indent.len();
        if indent.chars().any(|c| c != ' ') {
            let kind = if indent.contains('\t') {
                SlipKind::TabIndent
            } else {
                SlipKind::WideIndent
            };
            self.slip(
                kind,
                line.start..at,
                [(line.start..at, " ".repeat(columns))],
            );
        }
        let (at, column) = self.dashes(at, columns, line);
        self.entry(at, column, line).unwrap_or(next)
    }

    /// A line of a block text whose indentation is not of blanks.
    fn block_line(&mut self, line: Line, indent: &str, depth: usize) {
        let blanks = indent.bytes().take_while(|&b| b == b' ').count();
        if blanks >= depth || indent.len() == blanks {
            return;
        }
        let odd = &indent[blanks..];
        let range = line.start..line.start + indent.len();
        if odd.starts_with('\t') {
            let put = " ".repeat(depth);
            self.slip(SlipKind::TabIndent, range.clone(), [(range, put)]);
        } else {
            // The blank itself belongs to the text.
            let at = line.start + blanks;
            let put = " ".repeat(depth - blanks);
            self.slip(SlipKind::WideIndent, range, [(at..at, put)]);
        }
    }

    fn width(&self, c: char) -> usize {
        match c {
            '\t' => self.tab,
            '\u{3000}' => 2,
            _ => 1,
        }
    }

    fn slip<const N: usize>(
        &mut self,
        kind: SlipKind,
        at: Range<usize>,
        puts: [(Range<usize>, String); N],
    ) {
        self.slips.push(Slip {
            kind,
            at,
            puts: puts.into(),
        });
    }

    /// The dashes that a line's content begins with; returns what is behind
    /// them, and its column.
    fn dashes(&mut self, mut at: usize, mut column: usize, line: Line) -> (usize, usize) {
        let end = line.start + line.text.len();
        loop {
            let rest = &self.text[at..end];
            if let Some(behind) = rest.strip_prefix('-') {
                let blanks = behind.len() - behind.trim_start_matches(' ').len();
                if blanks > 0 {
                    at += 1 + blanks;
                    column += 1 + blanks;
                    continue;
                }
                if starts_with_key(behind) {
                    let put = [(at + 1..at + 1, " ".to_owned())];
                    self.slip(SlipKind::NoBlankAfterDash, at..at + 1, put);
                    return (at + 1, column + 2);
                }
            } else if let Some(dash) = rest.chars().next().filter(|c| "－—–−".contains(*c)) {
                let behind = &rest[dash.len_utf8()..];
                let blanks = behind.len() - behind.trim_start_matches([' ', '\u{3000}']).len();
                if starts_with_key(&behind[blanks..]) {
                    let all = at..at + dash.len_utf8() + blanks;
                    let put = [(all.clone(), "- ".to_owned())];
                    self.slip(SlipKind::WideDash, at..at + dash.len_utf8(), put);
                    return (all.end, column + 2);
                }
            }
            return (at, column);
        }
    }

    /// A key with its value, or a value alone; says where to go on if that is
    /// not the next line.
    fn entry(&mut self, at: usize, column: usize, line: Line) -> Option<usize> {
        let end = line.start + line.text.len();
        let rest = &self.text[at..end];
        let Some((key, colon)) = split_key(rest) else {
            return self.value(at, column, end);
        };
        let colon_at = at + key.len();
        let behind = colon_at + colon.len_utf8();
        if colon == '：' {
            if !keys::is_known(key) && !is_year(key) {
                return None;
            }
            let put = [(colon_at..behind, ": ".to_owned())];
            self.slip(SlipKind::WideColon, colon_at..behind, put);
        } else if self.text[behind..end].starts_with(|c: char| !c.is_whitespace()) {
            if !keys::is_known(key) {
                return self.value(at, column, end);
            }
            let put = [(behind..behind, " ".to_owned())];
            self.slip(SlipKind::NoBlankAfterColon, colon_at..behind, put);
        }
        let blanks = &self.text[behind..end];
        let blanks = blanks.len() - blanks.trim_start_matches([' ', '\t']).len();
        self.value(behind + blanks, column, end)
    }

    /// A value up to the end of its line; `column` is that of its key.
    fn value(&mut self, at: usize, column: usize, end: usize) -> Option<usize> {
        let written = without_comment(&self.text[at..end]);
        let span = at..at + written.len();
        let first = written.chars().next()?;
        match first {
            '|' | '>' if is_header(written) => {
                let empty = first == '>'
                    && written.contains(|c: char| c.is_ascii_digit())
                    && !self.has_deeper(end, column);
                if empty {
                    self.quote(SlipKind::Comparison, span);
                } else {
                    self.block = Some(Block {
                        parent: column,
                        indent: None,
                    });
                }
            }
            '>' | '|' => self.quote(SlipKind::Comparison, span),
            '"' | '\'' => return self.quoted(first, span, column, end),
            '{' | '[' => self.flow(span),
            '@' | '`' | '%' | '*' | ',' | ']' | '}' => {
                self.quote(SlipKind::Indicator(first), span);
            }
            // With something behind the name it is an anchor or a tag.
            '&' | '!' if !written.contains(' ') && !self.has_deeper(end, column) => {
                self.quote(SlipKind::Indicator(first), span);
            }
            '&' | '!' => {}
            '-' | '?' if written[1..].starts_with(' ') && self.is_behind_colon(at) => {
                self.quote(SlipKind::Indicator(first), span);
            }
            _ if written.contains(": ") || written.ends_with(':') => {
                self.quote(SlipKind::SecondColon, span);
            }
            _ => {}
        }
        None
    }

    /// Puts a text into quotes.
    fn quote(&mut self, kind: SlipKind, span: Range<usize>) {
        let mut puts = vec![(span.start..span.start, "'".to_owned())];
        for (at, _) in self.text[span.clone()].match_indices('\'') {
            let at = span.start + at;
            puts.push((at..at + 1, "''".to_owned()));
        }
        puts.push((span.end..span.end, "'".to_owned()));
        self.slips.push(Slip {
            kind,
            at: span,
            puts,
        });
    }

    /// A text that begins with a quote.
    fn quoted(
        &mut self,
        quote: char,
        span: Range<usize>,
        column: usize,
        line_end: usize,
    ) -> Option<usize> {
        let inner = &self.text[span.start + 1..line_end];
        if let Some(close) = closing(inner, quote) {
            let behind = &inner[close + 1..];
            let fine =
                without_comment(behind).is_empty() || behind.trim_start().starts_with([',', ':']);
            if !fine {
                self.quote(SlipKind::BehindQuote, span);
            }
            return None;
        }
        // It may go on in deeper lines.
        let mut next = line_end;
        loop {
            let start = next + end_length(self.text, line_at_end(self.text, next));
            let line = line_at(self.text, start).filter(|_| start > next);
            let deeper = line.filter(|line| {
                let content = line.text.trim_start_matches(is_indent);
                let indent = line.text.len() - content.len();
                content.is_empty() || (indent > column && split_known(content).is_none())
            });
            let Some(line) = deeper else {
                let at = span.start..span.start + 1;
                let put = [(span.end..span.end, quote.to_string())];
                self.slip(SlipKind::OpenQuote, at, put);
                return None;
            };
            let end = line.start + line.text.len();
            if closing(line.text, quote).is_some() {
                return Some(end + end_length(self.text, line));
            }
            next = end;
        }
    }

    /// A record or list in braces or brackets, as far as it stands on the line.
    fn flow(&mut self, span: Range<usize>) {
        let text = &self.text[span.clone()];
        let mut quote = None;
        let mut starts = Vec::new();
        for (at, c) in text.char_indices() {
            match (quote, c) {
                (Some(open), _) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if text[..at].trim_end().ends_with(['{', '[', ',', ':']) => {
                    quote = Some(c);
                }
                (None, '{' | '[' | ',' | '，') => starts.push((at, c)),
                _ => {}
            }
        }
        for (at, c) in starts {
            let behind = at + c.len_utf8();
            let blanks =
                text[behind..].len() - text[behind..].trim_start_matches([' ', '\u{3000}']).len();
            self.flow_entry(span.start + at, c, span.start + behind + blanks, span.end);
        }
    }

    /// An entry in braces or brackets that begins at `at`, behind `mark`.
    fn flow_entry(&mut self, mark_at: usize, mark: char, at: usize, end: usize) {
        let rest = &self.text[at..end];
        let key = split_key(rest).filter(|(key, _)| keys::is_known(key) || is_year(key));
        if mark == '，' {
            if key.is_some() {
                let range = mark_at..mark_at + mark.len_utf8();
                self.slip(
                    SlipKind::WideComma,
                    range.clone(),
                    [(range, ", ".to_owned())],
                );
            } else {
                return;
            }
        }
        let mut value = at;
        if let Some((key, colon)) = key {
            let colon_at = at + key.len();
            let behind = colon_at + colon.len_utf8();
            let range = colon_at..behind;
            if colon == '：' {
                self.slip(
                    SlipKind::WideColon,
                    range.clone(),
                    [(range, ": ".to_owned())],
                );
            } else if self.text[behind..end]
                .starts_with(|c: char| !c.is_whitespace() && !"{[,]}\"'".contains(c))
            {
                self.slip(
                    SlipKind::NoBlankAfterColon,
                    range,
                    [(behind..behind, " ".to_owned())],
                );
            }
            let blanks = &self.text[behind..end];
            value = behind + blanks.len() - blanks.trim_start_matches(' ').len();
        }
        let rest = &self.text[value..end];
        if let Some(first) = rest.chars().next().filter(|c| "@`%*&!>|".contains(*c)) {
            let length = rest.find([',', ']', '}']).unwrap_or(rest.len());
            let length = rest[..length].trim_end().len();
            self.quote(SlipKind::Indicator(first), value..value + length);
        }
    }

    /// Whether a value stands behind a key.
    fn is_behind_colon(&self, at: usize) -> bool {
        self.text[..at].trim_end_matches(' ').ends_with([':', '：'])
    }

    /// Whether the next line with something on it is deeper than `column`.
    fn has_deeper(&self, line_end: usize, column: usize) -> bool {
        lines(&self.text[line_end..])
            .skip(1)
            .find(|line| !line.text.trim().is_empty())
            .is_some_and(|line| {
                let content = line.text.trim_start_matches(is_indent);
                line.text.len() - content.len() > column
            })
    }
}

/// The lines of `text`.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let line = line_at(text, rest)?;
        rest = line.start + line.text.len() + end_length(text, line);
        Some(line)
    })
}

/// The line that begins at `start`.
fn line_at(text: &str, start: usize) -> Option<Line<'_>> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    let length = rest.bytes().position(|b| matches!(b, b'\n' | b'\r'));
    let length = length.unwrap_or(rest.len());
    Some(Line {
        start,
        text: &rest[..length],
    })
}

/// The (empty) rest of a line at its end.
fn line_at_end(text: &str, end: usize) -> Line<'_> {
    Line {
        start: end,
        text: &text[end..end],
    }
}

/// Length of the line break behind a line.
fn end_length(text: &str, line: Line) -> usize {
    match text.as_bytes()[line.start + line.text.len()..] {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// Blanks that people indent with.
fn is_indent(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

/// The key that a text begins with and the colon behind it: `: `, a colon at
/// the end or one without blank; or a full-width one.
fn split_key(text: &str) -> Option<(&str, char)> {
    if text.starts_with(['"', '\'', '{', '[', '#', '|', '>']) {
        return None;
    }
    // No key is longer; a line of nothing else would take its square in time.
    const LONGEST: usize = 80;
    let mut head = text.char_indices().take(LONGEST);
    let (at, colon) = head.find(|(_, c)| matches!(c, ':' | '：'))?;
    Some((&text[..at], colon))
}

/// The same, if the key is one of ours.
fn split_known(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['-', ' ']);
    split_key(text)
        .map(|(key, _)| key)
        .filter(|key| keys::is_known(key))
}

fn starts_with_key(text: &str) -> bool {
    split_key(text).is_some_and(|(key, _)| keys::is_known(key))
}

/// `2025`, a key of 实际值.
fn is_year(key: &str) -> bool {
    key.len() == 4 && key.bytes().all(|b| b.is_ascii_digit())
}

/// A value without the comment behind it and without blanks at its end.
fn without_comment(text: &str) -> &str {
    let end = if text.starts_with('#') {
        0
    } else {
        text.find(" #")
            .or_else(|| text.find("\t#"))
            .unwrap_or(text.len())
    };
    text[..end].trim_end()
}

/// Where the quote is closed in `text`, which begins behind it.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if quote == '"' && c == '\\' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at);
            }
        }
    }
    None
}

/// Whether a value is the header of a block text: `|`, `>-`, `|2+`.
fn is_header(value: &str) -> bool {
    let marks = &value[1..];
    marks.len() <= 2
        && marks.chars().filter(|c| matches!(c, '+' | '-')).count() <= 1
        && marks.chars().filter(|c| matches!(c, '1'..='9')).count() <= 1
        && marks.chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
}
