//! P10: slips of the pen that read as figures or facts.

use super::view::{Said, View};
use crate::facts::Passage;
use crate::facts::role::{Role, Way};
use crate::facts::unit::{Base, Dim};
use crate::finding::Severity::Warning;

/// Doubled words, years in two digits, 下降两倍, and places that were never filled.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for (index, passage, _) in view.passages() {
        doubled(view, passage, said);
        unfilled(view, passage, said);
        figures(view, index, passage, said);
    }
}

/// 的的, 了了.
fn doubled(view: &View, passage: &Passage, said: &mut Vec<Said>) {
    const WORDS: [(&str, &[&str], &[&str]); 5] = [
        ("的的", &["目"], &["确"]),
        ("了了", &[], &["解", "然"]),
        ("与与", &[], &[]),
        ("及及", &["以"], &["时", "其"]),
        ("和和", &[], &["平", "气", "睦", "谐", "美"]),
    ];
    let text = &view.text(passage).value;
    for (word, before, behind) in WORDS {
        for (at, found) in text.match_indices(word) {
            let (ahead, rest) = (&text[..at], &text[at + found.len()..]);
            let sound = before.iter().any(|one| ahead.ends_with(one))
                || behind.iter().any(|one| rest.starts_with(one));
            if !sound {
                let message = format!("重复的字「{word}」");
                said.push(
                    view.say("P10", Warning, passage, at..at + found.len(), message)
                        .hint("删去一个"),
                );
            }
        }
    }
}

/// 某年, [年份], ？年: what the draft left open.
fn unfilled(view: &View, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    let mut say = |range: std::ops::Range<usize>| {
        let message = format!("「{}」没有填写", &text[range.clone()]);
        said.push(
            view.say("P10", Warning, passage, range, message)
                .hint("写明实际的内容"),
        );
    };
    for (at, found) in text.match_indices("某年") {
        say(at..at + found.len());
    }
    for (at, mark) in text.match_indices(['？', '?']) {
        let end = at + mark.len();
        if let Some(unit) = ["年", "月", "%", "万", "亿", "家", "吨", "个", "项", "平方"]
            .iter()
            .find(|unit| text[end..].starts_with(**unit))
        {
            say(at..end + unit.len());
        }
    }
    for (at, _) in text.match_indices('[') {
        let inner: String = text[at + 1..]
            .chars()
            .take(8)
            .take_while(|c| *c != ']')
            .collect();
        let words = !inner.is_empty()
            && inner
                .chars()
                .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let end = at + 1 + inner.len();
        if words && text[end..].starts_with(']') {
            say(at..end + 1);
        }
    }
}

/// 下降2倍, and 截至28年底.
fn figures(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    for (at, one) in passage.quantities.iter().enumerate() {
        let shown = view.shown(passage, one);
        let dim = one.amount.unit.dim;
        let say = |message: String, hint: &str| {
            view.say("P10", Warning, passage, one.range.clone(), message)
                .hint(hint)
                .about([(index, at)])
        };
        if dim == Dim::of(Base::Times) && matches!(one.role, Role::Change(Way::Down)) {
            said.push(say(
                format!("减少不能用倍数，文中写「{shown}」"),
                "写降低了百分之几，或降至几分之几",
            ));
        }
        let digits = text[one.range.clone()].starts_with(|c: char| c.is_ascii_digit());
        let year = dim == Dim::of(Base::Year)
            && digits
            && (10.0..50.0).contains(&one.amount.value)
            && one.amount.decimals == 0;
        let end = text[one.range.end..].starts_with(['底', '末', '初']);
        if year && end {
            said.push(say(
                format!("年份「{shown}」应写四位数字"),
                "写全年份，如“2028年底”",
            ));
        }
    }
}
