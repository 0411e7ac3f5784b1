//! Which option of a choice is ticked, as the page shows it.

use crate::park::catalogue::{self, Shape};

/// Marks that say yes.
const TICKS: &str = "☑☒✓✔√✅■▣●∨Vv";
/// Boxes that wait for a mark.
const BOXES: &str = "☐□○◻";

/// What the cell of a choice says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ticked {
    /// The options with a mark, in their order.
    pub options: Vec<String>,
    /// The words that are neither option nor mark nor the choice's own label.
    pub words: String,
}

/// Reads the text of a cell with the choice at `path`. `states`: for each
/// option, what its control says of itself where no mark is to be seen.
pub(super) fn read(path: &str, text: &str, states: &[Option<bool>]) -> Ticked {
    let Some(options) = options(path) else {
        return Ticked {
            options: Vec::new(),
            words: text.trim().to_owned(),
        };
    };
    let zones = zones(options, text);
    let mut ticked = vec![false; options.len()];
    let mut rest = String::new();
    for (at, zone) in zones.iter().enumerate() {
        let next = zones.get(at + 1).and_then(|zone| zone.option);
        let mut seen = false;
        for (place, mark) in zone
            .text
            .char_indices()
            .filter(|(_, c)| is_mark(*c, zone.text))
        {
            seen = true;
            if BOXES.contains(mark) {
                continue;
            }
            let leads = leads(zone.text, place, mark) || zone.option.is_none();
            let owner = if leads {
                next.or(zone.option)
            } else {
                zone.option
            };
            if let Some(owner) = owner {
                ticked[owner] = true;
            }
        }
        if let (false, Some(option)) = (seen, zone.option) {
            ticked[option] = states.get(option).copied().flatten() == Some(true);
        }
        rest.extend(zone.text.chars().filter(|&c| !is_mark(c, zone.text)));
        rest.push('\u{0}');
    }
    let label = catalogue::field(path).map_or("", |field| field.label.as_str());
    let words = rest.replace(label, "");
    let words = words
        .split('\u{0}')
        .map(str::trim)
        .filter(|words| !words.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    // The cell says one option and shows no box at all.
    let alone = zones
        .iter()
        .filter_map(|zone| zone.option)
        .collect::<Vec<_>>();
    if let ([option], true) = (alone.as_slice(), !text.contains(|c| is_mark(c, text))) {
        ticked[*option] = true;
    }
    let chosen = options.iter().zip(&ticked).filter(|(_, ticked)| **ticked);
    Ticked {
        options: chosen.map(|(option, _)| option.clone()).collect(),
        words,
    }
}

/// The options of the choice at `path`.
pub(super) fn options(path: &str) -> Option<&'static [String]> {
    match &catalogue::field(path)?.shape {
        Shape::Choice(options) => Some(options),
        _ => None,
    }
}

/// Text behind an option's label up to the next; the first is in front of all.
struct Zone<'a> {
    option: Option<usize>,
    text: &'a str,
}

fn zones<'a>(options: &[String], text: &'a str) -> Vec<Zone<'a>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (option, label) in options.iter().enumerate() {
        let at = text[from..].find(label.as_str()).map(|at| from + at);
        // 是 also stands in the words before the boxes (是否为…).
        let at = at.and_then(|at| {
            standing(text, at, label).or_else(|| {
                let next = at + label.len();
                text[next..]
                    .find(label.as_str())
                    .and_then(|more| standing(text, next + more, label))
            })
        });
        if let Some(at) = at {
            found.push((option, at, at + label.len()));
            from = at + label.len();
        }
    }
    let mut zones = vec![Zone {
        option: None,
        text: &text[..found.first().map_or(text.len(), |first| first.1)],
    }];
    for (nth, &(option, _, end)) in found.iter().enumerate() {
        let stop = found.get(nth + 1).map_or(text.len(), |next| next.1);
        zones.push(Zone {
            option: Some(option),
            text: &text[end..stop],
        });
    }
    zones
}

/// A label stands where a word may begin and end.
fn standing(text: &str, at: usize, label: &str) -> Option<usize> {
    if label.chars().count() > 1 {
        return Some(at);
    }
    let before = text[..at].chars().next_back();
    let after = text[at + label.len()..].chars().next();
    let free = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || TICKS.contains(c) || BOXES.contains(c))
    };
    (free(before) && free(after)).then_some(at)
}

/// A letter is a mark only when it stands alone.
fn is_mark(c: char, zone: &str) -> bool {
    match c {
        'V' | 'v' => !zone.contains(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'V' | 'v')),
        _ => TICKS.contains(c) || BOXES.contains(c),
    }
}

/// A mark that stands off from what is before it and touches the next label.
fn leads(zone: &str, place: usize, mark: char) -> bool {
    let before = &zone[..place];
    let after = &zone[place + mark.len_utf8()..];
    after.is_empty()
        && before.ends_with(char::is_whitespace)
        && before.contains(|c| BOXES.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVEL: &str = "园区基本情况.园区级别";

    #[track_caller]
    fn case(path: &str, text: &str, expected: &str, words: &str) {
        let ticked = read(path, text, &[]);
        assert_eq!(ticked.options.join("+"), expected, "{text}");
        assert_eq!(ticked.words, words, "{text}");
    }

    #[test]
    fn every_manner_of_ticking() {
        case(LEVEL, "国家级☑　省级☐　其他☐", "国家级", "");
        case(LEVEL, "国家级☐　省级☒　其他☐", "省级", "");
        case(LEVEL, "国家级√　省级☐　其他☐", "国家级", "");
        case(LEVEL, "国家级☐　省级■　其他☐", "省级", "");
        case(LEVEL, "国家级☐√　省级☐　其他☐", "国家级", "");
        case(LEVEL, "国家级√☐　省级☐　其他☐", "国家级", "");
        case(LEVEL, "√国家级☐　省级☐　其他☐", "国家级", "");
        case(LEVEL, "国家级☐　√省级☐　其他☐", "省级", "");
        case(LEVEL, "国家级☐√省级☐　其他☐", "国家级", "");
        case(LEVEL, "国家级☐　省级☐　其他☐", "", "");
        case(LEVEL, "国家级☑　省级√　其他☐", "国家级+省级", "");
        case(LEVEL, "国家级", "国家级", "");
        case(LEVEL, "国家级☐　省级☐　其他☑（县级）", "其他", "（县级）");
        case(
            LEVEL,
            "国家级☐　省级☑　其他☐ 2021年批准",
            "省级",
            "2021年批准",
        );
    }

    #[test]
    fn yes_and_no() {
        let path = "园区基本情况.是否为由省级人民政府认定的化工园区";
        let label = "是否为由省级人民政府认定的化工园区";
        case(path, &format!("{label}　是☐　否☑"), "否", "");
        case(path, &format!("{label}　是√　否☐"), "是", "");
        case(path, "是", "是", "");
        case(path, &format!("{label}　是☐　否☐ 待定"), "", "待定");
    }

    #[test]
    fn a_control_speaks_where_the_page_does_not() {
        let ticked = read(LEVEL, "国家级X　省级☐　其他☐", &[Some(true), None, None]);
        assert_eq!(ticked.options, ["国家级"]);
        let ticked = read(LEVEL, "国家级☐　省级☐　其他☐", &[Some(true), None, None]);
        assert!(ticked.options.is_empty());
    }
}
