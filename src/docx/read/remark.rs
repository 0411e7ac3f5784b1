//! What is in a file beside the text of the paper: comments, tracked changes,
//! hidden words, pictures, boxes, notes.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::base::Base;
use super::super::comment::AUTHOR;
use super::super::page::{self, Aside, AsideKind, Page};
use super::super::unpack::{Parts, ReadError};
use super::super::xml::attribute;
use super::{Filled, Unread};

/// Something beside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// Where it stands: the words of its line, shortened.
    pub place: String,
    /// Who made it; may be empty.
    pub author: String,
    /// Its words.
    pub words: String,
}

/// Kinds of [`Remark`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// A comment.
    Comment,
    /// Words inserted with changes tracked; they count.
    Inserted,
    /// Words deleted with changes tracked; they do not.
    Deleted,
    /// Words struck through; they do not count.
    Struck,
    /// Hidden words; they do not count.
    Hidden,
    /// A picture that was put in; it is not read.
    Picture,
}

impl RemarkKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "批注",
            Self::Inserted => "修订插入（已读入）",
            Self::Deleted => "修订删除（未读入）",
            Self::Struck => "带删除线的文字（未读入）",
            Self::Hidden => "隐藏文字（未读入）",
            Self::Picture => "新插入的图片（未读入，需要写进 `图件`）",
        }
    }
}

/// What our footers say beside the number of the page.
const DRAFT: &str = "草稿";

/// Adds the remarks of a page, and what stands in boxes, notes and margins.
pub(super) fn add(
    page: &Page,
    base: &Base,
    parts: &Parts,
    filled: &mut Filled,
) -> Result<(), ReadError> {
    let comments = texts(&parts.comments, "w:comment");
    let notes = texts(&parts.notes, "w:footnote");
    let ends = texts(&parts.ends, "w:endnote");
    let mut pictures = 0;
    for aside in &page.asides {
        let place = place(page, aside);
        let kind = match aside.kind {
            AsideKind::Inserted => RemarkKind::Inserted,
            AsideKind::Deleted => RemarkKind::Deleted,
            AsideKind::Struck => RemarkKind::Struck,
            AsideKind::Hidden => RemarkKind::Hidden,
            AsideKind::Picture => {
                pictures += 1;
                if pictures > base.pictures && filled.based {
                    let words = String::new();
                    let (kind, author) = (RemarkKind::Picture, String::new());
                    filled.remarks.push(Remark {
                        kind,
                        place,
                        author,
                        words,
                    });
                }
                continue;
            }
            AsideKind::Comment => {
                let found = comments.iter().find(|one| one.id == aside.words);
                if let Some(one) = found.filter(|one| one.author != AUTHOR) {
                    filled.remarks.push(Remark {
                        kind: RemarkKind::Comment,
                        place,
                        author: one.author.clone(),
                        words: one.words.clone(),
                    });
                }
                continue;
            }
            AsideKind::Boxed | AsideKind::Footnote => {
                let (words, reason) = match aside.kind {
                    AsideKind::Boxed => (aside.words.clone(), "在文本框里"),
                    _ => {
                        let mut all = notes.iter().chain(&ends);
                        let found = all.find(|one| one.id == aside.words);
                        let words = found.map(|one| one.words.clone()).unwrap_or_default();
                        (words, "在脚注或尾注里")
                    }
                };
                if !words.trim().is_empty() {
                    filled.unread.push(Unread {
                        place,
                        words: words.trim().to_owned(),
                        reason,
                    });
                }
                continue;
            }
        };
        if !aside.words.trim().is_empty() {
            filled.remarks.push(Remark {
                kind,
                place,
                author: aside.author.clone(),
                words: aside.words.trim().to_owned(),
            });
        }
    }
    margins(parts, filled)
}

/// Names what was typed into headers and footers.
fn margins(parts: &Parts, filled: &mut Filled) -> Result<(), ReadError> {
    let mut known: Vec<String> = Vec::new();
    for part in &parts.margins {
        let page = page::read(part, "", "word/footer.xml")?;
        let pieces = page.lines.iter().flat_map(|line| &line.pieces);
        let words: String = pieces
            .filter(|piece| !piece.field)
            .map(|piece| {
                piece
                    .text
                    .trim_matches(|c: char| c.is_whitespace() || "—-".contains(c))
            })
            .collect();
        if words.is_empty() || words == DRAFT || known.contains(&words) {
            continue;
        }
        filled.unread.push(Unread {
            place: String::new(),
            words: words.clone(),
            reason: "在页眉或页脚里",
        });
        known.push(words);
    }
    Ok(())
}

/// The words of the line that an aside stands in, shortened.
fn place(page: &Page, aside: &Aside) -> String {
    let text = page
        .lines
        .get(aside.line)
        .map(|line| line.text())
        .unwrap_or_default();
    let text = match text.trim().is_empty() {
        false => text,
        true => {
            let before = page.lines[..aside.line.min(page.lines.len())].iter().rev();
            let before = before
                .map(|line| line.text())
                .find(|text| !text.trim().is_empty());
            before.unwrap_or_default()
        }
    };
    let words: String = text.split_whitespace().collect();
    let short: String = words.chars().take(16).collect();
    match words.chars().count() > 16 {
        true => format!("{short}…"),
        false => short,
    }
}

/// A comment or note.
struct Text {
    id: String,
    author: String,
    words: String,
}

/// The texts of a part of comments or notes.
fn texts(xml: &str, element: &str) -> Vec<Text> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<Text> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if start.name().as_ref() == element => found.push(Text {
                id: attribute(&start, "w:id").unwrap_or_default(),
                author: attribute(&start, "w:author").unwrap_or_default(),
                words: String::new(),
            }),
            Ok(Event::Start(start)) if start.name().as_ref() == "w:t" => inside = true,
            Ok(Event::End(end)) if end.name().as_ref() == "w:t" => inside = false,
            Ok(Event::End(end)) if end.name().as_ref() == "w:p" => {
                found
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|text| text.words.push(' '));
            }
            Ok(Event::Text(text)) if inside => {
                found
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|one| one.words.push_str(&text));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    found
        .iter_mut()
        .for_each(|text| text.words = text.words.trim().to_owned());
    found
}
