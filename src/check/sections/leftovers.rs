//! What should have been replaced or deleted: placeholders and guidance.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::Error;
use crate::finding::basis;
use crate::form::FormSet;
use crate::input::Text;
use crate::park::{Kind, catalogue, half_width};

pub(super) const S25: Rule = Rule {
    code: "S25",
    severities: &[Error],
    forms: FormSet::ALL,
    basis: &[basis::COMPLETENESS],
    summary: "不应留有待填的占位文字",
    why: "XX、××、某某、某年、[年份]、待补充、待定、TODO、（略）、“此处填写”、下划线空格、只有省略号的一行，以及“若干万吨”一类没有填数的量。“若干措施”“有待完善”一类通常的说法不算，样例中的“000号”也不算。",
    wrong: "创建工作目标: 到20XX年，再生水回用率达到XX%",
    right: "创建工作目标: 到2028年，再生水回用率达到30%",
    mend: "填上实际内容",
    needs: Needs::Nothing,
    check: Check::Park(placeholders),
};

fn placeholders(context: &Context, found: &mut Found) {
    for text in context.texts.iter().filter(|text| is_worded(text)) {
        for range in holes(&text.value) {
            let hole = text.value[range.clone()].trim();
            found
                .error(&text.path, format!("留有占位文字「{hole}」"))
                .within(range)
                .forms(text.forms)
                .hint("填上实际内容");
        }
    }
}

/// Whether a text consists of words; names of files, ids and addresses have a
/// form of their own.
fn is_worded(text: &Text) -> bool {
    !matches!(text.field.kind, Kind::File | Kind::Code | Kind::Email)
}

/// Words that are a placeholder, unless they follow or precede certain
/// characters; 若干 only ahead of a unit.
const WORDS: [(&str, &str, &str); 19] = [
    ("某年", "", "级"),
    ("某月", "", ""),
    ("某市", "", "场"),
    ("某公司", "", ""),
    ("某某", "", ""),
    ("待填", "", ""),
    ("TODO", "", ""),
    ("TBD", "", ""),
    ("（略）", "", ""),
    ("(略)", "", ""),
    ("此处填", "", ""),
    ("此处插", "", ""),
    ("此处写", "", ""),
    ("此处略", "", ""),
    ("此处补", "", ""),
    ("此处粘", "", ""),
    ("待补充", "有亟急", ""),
    ("待定", "等期对看接招善优有", "期点制向额量位性岗居植"),
    ("若干", "", ""),
];

/// Units that make 若干 an amount.
const UNITS: [&str; 14] = [
    "万", "亿", "元", "吨", "公里", "千米", "平方", "立方", "兆瓦", "千瓦", "公顷", "亩", "%", "％",
];

/// Where placeholders stand, in order.
fn holes(text: &str) -> Vec<Range<usize>> {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::new(WORDS.map(|(word, ..)| word)).expect("few and short words")
    });
    let mut holes = Vec::new();
    for found in FINDER.find_iter(text) {
        let (word, before, after) = WORDS[found.pattern().as_usize()];
        let (ahead, behind) = (&text[..found.start()], &text[found.end()..]);
        let guarded =
            ahead.ends_with(|c| before.contains(c)) || behind.starts_with(|c| after.contains(c));
        if word == "若干" {
            let unit = UNITS.iter().find(|unit| behind.starts_with(**unit));
            holes.extend(unit.map(|unit| found.start()..found.end() + unit.len()));
        } else if !guarded {
            holes.push(found.range());
        }
    }
    holes.extend(blanks(text));
    holes.extend(runs(text));
    holes.extend(dots(text));
    holes.sort_by_key(|range| range.start);
    holes
}

/// Names of what belongs there, in brackets (`[年份]`), and a question mark in
/// place of a number (`？年`).
fn blanks(text: &str) -> impl Iterator<Item = Range<usize>> {
    static BLANK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?m)[\[【［][^\[\]【】［］\n]{0,6}",
            r"(?:年份|日期|时间|名称|数字|数值|数据|数量|单位|地名|地址|金额|面积|填写|待填|补充)",
            r"[^\[\]【】［］\n]{0,4}[\]】］]",
            r"|(?:^|[，。；：、（ ])([？?]+)(?:年|月|日|%|万|亿|吨|家|个|项|公里|平方)"
        ))
        .expect("a pattern that the tests try")
    });
    BLANK.captures_iter(text).filter_map(|found| {
        let whole = found.get(1).or_else(|| found.get(0))?;
        Some(whole.range())
    })
}

/// Runs of two or more X, × or underlines.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut run: Option<(char, Range<usize>, usize)> = None;
    let mut before = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let kind = match half_width(c) {
            'X' | 'x' => Some('X'),
            '×' => Some('×'),
            '_' => Some('_'),
            _ => None,
        };
        match (&mut run, kind) {
            (Some((mark, range, length)), Some(kind)) if *mark == kind => {
                range.end = at + c.len_utf8();
                *length += 1;
            }
            (finished, _) => {
                let letter_follows = c.is_ascii_alphabetic();
                let complete = finished
                    .take()
                    .filter(|(mark, _, length)| *length >= 2 && !(*mark == 'X' && letter_follows));
                runs.extend(complete.map(|(_, range, _)| range));
                // Part of a Western word it is none: MAXX, Exxon.
                let in_word =
                    kind == Some('X') && before.is_some_and(|c: char| c.is_ascii_alphabetic());
                run = kind
                    .filter(|_| !in_word)
                    .map(|kind| (kind, at..at + c.len_utf8(), 1));
            }
        }
        before = Some(c);
    }
    runs
}

/// Lines of dots alone: `……`.
fn dots(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut dots = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let start = at + line.len() - line.trim_start().len();
        if content.contains(['…', '.']) && content.chars().all(|c| "….。".contains(c)) {
            dots.push(start..start + content.len());
        }
        at += line.len();
    }
    dots
}

pub(super) const S26: Rule = Rule {
    code: "S26",
    severities: &[Error],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_3, basis::ANNEX4_4, basis::ANNEX4_5],
    summary: "不应留有表中的提示语",
    why: "提示语（如“重点介绍园区概况……不超过1000字”）是填表说明，填写后应删去；留下整句或者其中的“不超过1000字”都算，空格和标点的全角半角不论。",
    wrong: "园区特色及亮点: （不超过500字）园区以……",
    right: "园区特色及亮点: 园区以……",
    mend: "删去提示语",
    needs: Needs::Nothing,
    check: Check::Park(guidance),
};

fn guidance(context: &Context, found: &mut Found) {
    static PHRASES: LazyLock<Vec<String>> = LazyLock::new(phrases);
    for text in context.texts {
        let forms = text.forms.and(FormSet::annexes("24"));
        if forms.is_empty() {
            continue;
        }
        let (plain, places) = plain(&text.value);
        let hit = PHRASES.iter().find_map(|phrase| {
            let at = plain.find(phrase.as_str())?;
            Some(places[at]..places[at + phrase.len()])
        });
        if let Some(range) = hit {
            let left = text.value[range.clone()].trim();
            found
                .error(&text.path, format!("留有表中的提示语「{left}」"))
                .within(range)
                .forms(forms)
                .hint("填写后删去提示语");
        }
    }
}

/// Pieces of guidance that nobody writes by himself, longest first: each
/// guidance of annexes 2 and 4 without its brackets, its cap alone, and where
/// to stamp.
fn phrases() -> Vec<String> {
    let tables = FormSet::annexes("24");
    let mut phrases = vec!["省级生态环境部门盖章".to_owned()];
    for field in catalogue::fields() {
        if field.forms.and(tables).is_empty() {
            continue;
        }
        if let Some(guidance) = &field.guidance {
            phrases.push(plain(guidance.trim_matches(['（', '）'])).0);
        }
        if let Some(cap) = field.cap {
            phrases.push(format!("不超过{cap}字"));
        }
    }
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases
}

/// `text` in half-width form without blanks; and for each of its bytes, and for
/// its end, the byte of `text` that it comes from.
fn plain(text: &str) -> (String, Vec<usize>) {
    let mut plain = String::new();
    let mut places = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() {
            let c = half_width(c);
            plain.push(c);
            places.resize(plain.len(), at);
        }
    }
    places.push(text.len());
    (plain, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_placeholder() {
        #[track_caller]
        fn case(text: &str, expected: &[&str]) {
            let holes: Vec<&str> = holes(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(holes, expected, "{text}");
        }

        case("到20XX年达到xx%", &["XX", "xx"]);
        case("××公司、ＸＸ市", &["××", "ＸＸ"]);
        case("负责人____，电话＿＿＿", &["____", "＿＿＿"]);
        case("某某公司（略）", &["某某", "（略）"]);
        case("××A座", &["××"]);
        case("投资若干万元，若干%", &["若干万", "若干%"]);
        case("完成时间待定", &["待定"]);
        case("数据待补充", &["待补充"]);
        case("TODO", &["TODO"]);
        case("……", &["……"]);
        case("第一段。\n  …… \n第二段", &["……"]);
        case("此处填写任务内容", &["此处填"]);
        case("某年经批准，由某公司承担", &["某年", "某公司"]);
        case("[年份]经批准，【单位名称】", &["[年份]", "【单位名称】"]);
        case("？年经批准，投资？万元", &["？"]);
    }

    #[test]
    fn what_is_none() {
        #[track_caller]
        fn case(text: &str) {
            assert_eq!(holes(text), Vec::<Range<usize>>::new(), "{text}");
        }

        case("国办函〔2012〕000号");
        case("7.49÷29.60×100%");
        case("MAXX型、Exxon公司、X射线、X2");
        case("XXL型号");
        case("宽X×高2");
        case("若干措施的通知、若干政策");
        case("等待定期检查，有待定量核算");
        case("亟待补充应急物资");
        case("水、电……全部接入");
        case("此处为资江北岸");
        case("某年级、某市场主体");
        case("怎样建好它？年底见分晓");
        case("[1]、【例】、［注］");
        case("。");
    }

    #[test]
    fn guidance_without_blanks_and_width() {
        let text = "（ 不超过 ５００ 字）甲";
        let (plain, places) = plain(text);
        assert_eq!(plain, "(不超过500字)甲");
        assert_eq!(
            &text[places[plain.find('不').expect("there")]..],
            "不超过 ５００ 字）甲"
        );
        assert_eq!(places[plain.len()], text.len());
    }

    #[test]
    fn phrases_of_the_tables() {
        let phrases = phrases();
        assert!(
            phrases
                .iter()
                .any(|phrase| phrase.starts_with("重点介绍园区概况"))
        );
        assert!(phrases.contains(&"不超过500字".to_owned()));
        assert!(!phrases.iter().any(|phrase| phrase.contains("评价时段为")));
        assert!(phrases[0].len() >= phrases[1].len());
    }
}
