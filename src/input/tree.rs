//! YAML as a tree in which everything knows its place.
//!
//! This is the only file that knows the YAML parser. Aliases, anchors and tags
//! are refused, depth and size are limited; nothing here recurses deeper than
//! [`DEPTH`].

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle, options};

use super::scalar::{Scalar, Style};

/// How deep lists and records may be nested.
pub const DEPTH: usize = 32;

/// How many nodes a file may have.
pub const NODES: usize = 100_000;

/// A value and its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands: of a block, from its first to its last part.
    pub span: Range<usize>,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Nothing: no value, `~` or `null`.
    Null,
    /// A text.
    Scalar(Scalar),
    /// A list.
    List(Items),
    /// Keys with values.
    Map(Entries),
}

/// The items of a list.
#[derive(Debug, Clone)]
pub struct Items {
    /// The items.
    pub list: Vec<Node>,
    /// Whether it stands in brackets.
    pub flow: bool,
}

/// The entries of a map.
#[derive(Debug, Clone)]
pub struct Entries {
    /// The entries.
    pub list: Vec<Entry>,
    /// Whether it stands in braces.
    pub flow: bool,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: Scalar,
    /// The value.
    pub value: Node,
}

/// A comment, `#` included.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Where it stands.
    pub span: Range<usize>,
    /// Its text behind the `#`.
    pub text: String,
}

/// A parsed file.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The document; `None` if there is none.
    pub root: Option<Node>,
    /// The comments, in order.
    pub comments: Vec<Comment>,
}

/// Why a text is no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub at: Range<usize>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// An alias (`*名称`).
    Alias,
    /// An anchor (`&名称`).
    Anchor,
    /// A tag (`!类型`).
    Tag,
    /// A list or record as a key.
    ComplexKey,
    /// A second document.
    Documents,
    /// Nested deeper than [`DEPTH`].
    Depth,
    /// More nodes than [`NODES`].
    Nodes,
    /// A quote that is not closed.
    Quote,
    /// A bracket or brace that is not closed, or closed by another.
    Bracket,
    /// A tab in the indentation.
    Tab,
    /// A value in a place where none may stand: usually a second `: `.
    Value,
    /// A character that cannot begin a text.
    Character(char),
    /// A block header (`|` or `>`) with something behind it.
    Header,
    /// Something behind a closing quote.
    Trailing,
    /// An escape that YAML does not know.
    Escape,
    /// Wrong indentation.
    Indentation,
    /// A line without `: `.
    Key,
    /// A comment within a text.
    Comment,
    /// A directive (`%`).
    Directive,
    /// Another error of syntax.
    Other,
}

/// The tree of `text`.
pub fn parse(text: &str) -> Result<Tree, Fault> {
    let masked = mask(text);
    let options = options! {
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        disallow_directives: true,
        max_buffered_comment_events: 10_000,
    };
    let mut builder = Builder::new(text);
    for event in Parser::new_from_str_with_options(&masked, options) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
            fault(fault_kind(error.kind()), at..at)
        })?;
        let place = span.byte_range().unwrap_or(0..0);
        builder.take(event, place, span.indent.unwrap_or(0))?;
    }
    Ok(Tree {
        root: builder.root,
        comments: builder.comments,
    })
}

fn fault(kind: FaultKind, at: Range<usize>) -> Fault {
    Fault { kind, at }
}

/// The text with characters that the parser refuses replaced by others of the
/// same length: pasted text carries them, and the cleaning takes them out.
fn mask(text: &str) -> Cow<'_, str> {
    let masked = |c| match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1F}' | '\u{7F}' => ' ',
        '\u{80}'..='\u{9F}' => '\u{A1}',
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{2028}' | '\u{2029}' => '\u{FFFD}',
        _ => c,
    };
    match text.chars().all(|c| masked(c) == c) {
        true => text.into(),
        false => text.chars().map(masked).collect(),
    }
}

/// What the parser's error is to us.
fn fault_kind(kind: &ErrorKind) -> FaultKind {
    use ErrorKind as E;
    match kind {
        E::RecursionLimitExceeded => FaultKind::Depth,
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => FaultKind::Quote,
        E::UnclosedFlowCollection { .. }
        | E::MismatchedFlowCollectionEnd { .. }
        | E::MisplacedFlowCollectionEnd
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidFlowScalarIndent => FaultKind::Bracket,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar
        | E::InvalidBlockEntryWhitespace
        | E::InvalidMappingValueWhitespace => FaultKind::Tab,
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::FlowMappingValueAdjacentCollection => FaultKind::Value,
        E::UnexpectedCharacter { character } => FaultKind::Character(*character),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => FaultKind::Header,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            FaultKind::Trailing
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => FaultKind::Escape,
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::MappingKeyNotAllowed => FaultKind::Indentation,
        E::SimpleKeyExpected | E::InvalidSimpleKey => FaultKind::Key,
        E::CommentInterceptedScalar | E::CommentNotSeparated => FaultKind::Comment,
        E::DirectiveDisallowed => FaultKind::Directive,
        E::MissingAnchorOrAliasName => FaultKind::Alias,
        E::UndeclaredTagHandle
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape => FaultKind::Tag,
        _ => FaultKind::Other,
    }
}

/// A list or map that is still open.
enum Open {
    List(Items, Range<usize>),
    Map(Entries, Range<usize>, Option<Scalar>),
}

/// Builds the tree from the parser's events.
struct Builder<'a> {
    text: &'a str,
    open: Vec<Open>,
    root: Option<Node>,
    comments: Vec<Comment>,
    documents: usize,
    nodes: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            open: Vec::new(),
            root: None,
            comments: Vec::new(),
            documents: 0,
            nodes: 0,
        }
    }

    fn take(&mut self, event: Event, place: Range<usize>, indent: usize) -> Result<(), Fault> {
        if event.tag().is_some() {
            return Err(fault(FaultKind::Tag, place));
        }
        if event.is_node() {
            self.nodes += 1;
            if self.nodes > NODES {
                return Err(fault(FaultKind::Nodes, place));
            }
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(fault(FaultKind::Documents, place));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return Err(fault(FaultKind::Alias, place));
            }
            Event::Anchor(..) => return Err(fault(FaultKind::Anchor, place)),
            Event::Comment(text, _) => self.comments.push(Comment {
                span: place,
                text: text.into_owned(),
            }),
            Event::Scalar(value, style, ..) => self.scalar(&value, style, place, indent)?,
            Event::SequenceStart(style, ..) => {
                let items = Items {
                    list: Vec::new(),
                    flow: style == StructureStyle::Flow,
                };
                self.start(Open::List(items, place))?;
            }
            Event::MappingStart(style, ..) => {
                let entries = Entries {
                    list: Vec::new(),
                    flow: style == StructureStyle::Flow,
                };
                self.start(Open::Map(entries, place, None))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place)?,
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, open: Open) -> Result<(), Fault> {
        let (Open::List(_, place) | Open::Map(_, place, _)) = &open;
        if let Some(Open::Map(_, _, None)) = self.open.last() {
            return Err(fault(FaultKind::ComplexKey, place.clone()));
        }
        if self.open.len() >= DEPTH {
            return Err(fault(FaultKind::Depth, place.clone()));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, place: Range<usize>) -> Result<(), Fault> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let node = match open {
            Open::List(items, start) => {
                let end = if items.flow {
                    place.end
                } else {
                    items.list.last().map_or(start.end, |node| node.span.end)
                };
                Node {
                    kind: Kind::List(items),
                    span: start.start..end,
                }
            }
            Open::Map(entries, start, _) => {
                let end = if entries.flow {
                    place.end
                } else {
                    entries
                        .list
                        .last()
                        .map_or(start.end, |entry| entry.value.span.end)
                };
                Node {
                    kind: Kind::Map(entries),
                    span: start.start..end,
                }
            }
        };
        self.put(node)
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        place: Range<usize>,
        indent: usize,
    ) -> Result<(), Fault> {
        let scalar = match style {
            ScalarStyle::Plain => Scalar::flow(self.text, place.clone(), Style::Plain),
            ScalarStyle::SingleQuoted => Scalar::flow(self.text, place.clone(), Style::Single),
            ScalarStyle::DoubleQuoted => Scalar::flow(self.text, place.clone(), Style::Double),
            ScalarStyle::Literal => Scalar::block(self.text, place.clone(), indent, false, value),
            ScalarStyle::Folded => Scalar::block(self.text, place.clone(), indent, true, value),
        };
        let is_key = matches!(self.open.last(), Some(Open::Map(_, _, None)));
        let absent = style == ScalarStyle::Plain
            && matches!(scalar.value.as_str(), "" | "~" | "null" | "Null" | "NULL");
        let span = scalar.span.clone();
        let kind = if absent && !is_key {
            Kind::Null
        } else {
            Kind::Scalar(scalar)
        };
        self.put(Node { kind, span })
    }

    /// Puts a finished node where it belongs.
    fn put(&mut self, node: Node) -> Result<(), Fault> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(items, _)) => items.list.push(node),
            Some(Open::Map(entries, _, key)) => match (key.take(), node.kind) {
                (Some(key), kind) => entries.list.push(Entry {
                    key,
                    value: Node { kind, ..node },
                }),
                (None, Kind::Scalar(scalar)) => *key = Some(scalar),
                (None, _) => return Err(fault(FaultKind::ComplexKey, node.span)),
            },
        }
        Ok(())
    }
}

impl Tree {
    /// Moves every place by `shift`.
    pub fn shift(&mut self, shift: &impl Fn(usize) -> usize) {
        if let Some(root) = &mut self.root {
            root.shift(shift);
        }
        for comment in &mut self.comments {
            comment.span = shift(comment.span.start)..shift(comment.span.end);
        }
    }
}

impl Node {
    fn shift(&mut self, shift: &impl Fn(usize) -> usize) {
        self.span = shift(self.span.start)..shift(self.span.end);
        match &mut self.kind {
            Kind::Null => {}
            Kind::Scalar(scalar) => scalar.shift(shift),
            Kind::List(items) => items.list.iter_mut().for_each(|item| item.shift(shift)),
            Kind::Map(entries) => {
                for entry in &mut entries.list {
                    entry.key.shift(shift);
                    entry.value.shift(shift);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRng, TestRunner};

    /// The scalars of `text` as the parser has them.
    fn parsed(text: &str) -> Option<Vec<String>> {
        Parser::new_from_str(text)
            .filter_map(|event| match event {
                Ok((Event::Scalar(value, ..), _)) => Some(Ok(value.into_owned())),
                Ok(_) => None,
                Err(_) => Some(Err(())),
            })
            .collect::<Result<_, _>>()
            .ok()
    }

    fn ours(node: &Node, texts: &mut Vec<String>) {
        match &node.kind {
            Kind::Null => texts.push("~".into()),
            Kind::Scalar(scalar) => texts.push(scalar.value.clone()),
            Kind::List(items) => items.list.iter().for_each(|item| ours(item, texts)),
            Kind::Map(entries) => {
                for entry in &entries.list {
                    texts.push(entry.key.value.clone());
                    ours(&entry.value, texts);
                }
            }
        }
    }

    /// Values are undone by us, for their way back to the source: we must
    /// agree with the parser wherever we do not depart on purpose.
    #[test]
    fn values_are_those_of_the_parser() {
        let config = Config {
            cases: 5_000,
            failure_persistence: None,
            ..Config::default()
        };
        let rng = TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(config, rng);
        let piece = "[ ab\n'\"\\\\nt:#x4-]{0,24}";
        let header = prop::sample::select(vec![
            "", "\"", "'", "|\n  ", ">\n  ", "|-\n  ", ">+\n  ", "|2\n  ",
        ]);
        runner
            .run(&(header, piece), |(header, piece)| {
                let close = if header.starts_with(['"', '\'']) {
                    header
                } else {
                    ""
                };
                let body = piece.replace('\n', "\n  ");
                let text = format!("k: {header}{body}{close}\nl: m\n");
                let (Some(theirs), Ok(tree)) = (parsed(&text), parse(&text)) else {
                    return Ok(());
                };
                let mut texts = Vec::new();
                if let Some(root) = &tree.root {
                    ours(root, &mut texts);
                }
                let theirs: Vec<String> = theirs
                    .into_iter()
                    .map(|text| if text.is_empty() { "~".into() } else { text })
                    .collect();
                let texts: Vec<String> = texts
                    .into_iter()
                    .map(|text| if text.is_empty() { "~".into() } else { text })
                    .collect();
                prop_assert_eq!(texts, theirs, "{:?}", text);
                Ok(())
            })
            .expect("as the parser has it");
    }

    #[test]
    fn folded_chinese_lines_are_joined_without_a_blank() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            let tree = parse(text).expect("yaml");
            let mut texts = Vec::new();
            ours(tree.root.as_ref().expect("a root"), &mut texts);
            assert_eq!(texts[1], expected);
        }

        case("k: 第一行\n  第二行\n", "第一行第二行");
        case("k: >\n  第一行，\n  2025年\n", "第一行，2025年\n");
        case("k: >-\n  one\n  two\n", "one two");
        case("k: \"甲\n  乙\n\n  丙\"\n", "甲乙\n丙");
        case("k: a\u{b}b\n", "a\u{b}b");
    }
}
