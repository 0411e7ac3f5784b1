//! F02, F03, F11, F12, F13, F18: punctuation after GB/T 15834.

use std::ops::Range;

use super::scope::{
    Hits, PARAGRAPHS, WORDS, after, before, each, in_title, is_file, is_mark, is_wide, lines,
};
use crate::check::count::is_han;
use crate::check::{Check, Needs, Rule};
use crate::finding::Severity::{Info, Warning};
use crate::finding::{Fix, basis};
use crate::form::FormSet;
use crate::park::{self, LineKind};

pub(super) const F02: Rule = Rule {
    code: "F02",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GBT_15834],
    summary: "中文之间的标点应为全角",
    why: "汉字之间的逗号、冒号、括号等用全角。数字之间的（1,200、3:1、8:30）、网址、计量单位和算式中的不算；发文字号的括号由 F19 判断。两边都是汉字或全角标点的可以放心改，只有一边是的要核对。",
    wrong: "园区, 企业(含重点企业)",
    right: "园区，企业（含重点企业）",
    mend: "改为全角标点；`ecopark fix` 可以代劳",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| {
        each(context, found, WORDS, Warning, half_width);
        each(context, found, WORDS, Warning, straight_quotes);
    }),
};

/// Half-width punctuation in Chinese text.
fn half_width(text: &str, hits: &mut Hits) {
    if !text.bytes().any(|b| b",.;:?!()".contains(&b)) {
        return;
    }
    let addresses = addresses(text);
    let mut at = 0;
    while let Some(found) = text[at..].find([',', '.', ';', ':', '?', '!']) {
        let start = at + found;
        let mark = text.as_bytes()[start] as char;
        at = start + 1;
        if mark == '.' && text[start..].starts_with("...") {
            at = start + text[start..].len() - text[start..].trim_start_matches('.').len();
        }
        if !addresses.iter().any(|address| address.contains(&start)) {
            half_width_mark(text, start..at, hits);
        }
    }
    half_width_brackets(text, hits);
}

/// Straight quotes around Chinese text.
fn straight_quotes(text: &str, hits: &mut Hits) {
    for (offset, line) in lines(text) {
        let marks: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
        if marks.is_empty() || marks.len() % 2 == 1 {
            continue;
        }
        for pair in marks.chunks(2) {
            let (open, close) = (pair[0], pair[1]);
            if !line[open..close].chars().any(is_han) {
                continue;
            }
            let at = |mark: usize| offset + mark..offset + mark + 1;
            let shown = &line[open..=close];
            let shown = if close - open > 40 { "\"…\"" } else { shown };
            hits.at(
                offset + open..offset + close + 1,
                format!("直引号{shown}应改为全角引号“”"),
            )
            .fix(Fix {
                edits: vec![(at(open), "“".to_owned()), (at(close), "”".to_owned())],
                safe: true,
            });
        }
    }
}

/// Judges one mark, or a row of dots.
fn half_width_mark(text: &str, range: Range<usize>, hits: &mut Hits) {
    let left = text[..range.start].trim_end_matches(' ');
    let right = text[range.end..].trim_start_matches(' ');
    let (b, a) = (before(left, left.len()), after(right, 0));
    let Some(b) = b else { return };
    let (wide_left, wide_right) = (is_wide(b), a.is_none_or(is_wide));
    let chinese = wide_left || a.is_some_and(is_wide);
    let full = match &text[range.clone()] {
        "," if chinese => "，",
        ";" if chinese => "；",
        "?" if chinese => "？",
        "!" if chinese => "！",
        ":" if chinese && !b.is_ascii_digit() && !matches!(a, Some('/' | '\\')) => "：",
        "." if is_han(b) && a.is_none() => "。",
        "." if is_han(b) && a.is_some_and(is_han) => "",
        "." | "," | ";" | "?" | "!" | ":" => return,
        _ if is_han(b) => "……",
        _ => return,
    };
    let half = &text[range.clone()];
    if full.is_empty() {
        hits.at(
            range,
            "汉字之间的「.」应为「。」，外国人名、少数民族人名中的应为「·」",
        );
        return;
    }
    let pending = hits.at(range.clone(), format!("半角「{half}」应改为全角「{full}」"));
    let end = if a.is_some() {
        text.len() - right.len()
    } else {
        range.end
    };
    let fix = left.len()..end;
    pending.fix(if wide_left && wide_right {
        Fix::safe(fix, full)
    } else {
        Fix::bold(fix, full)
    });
}

/// Judges round brackets, pair by pair.
fn half_width_brackets(text: &str, hits: &mut Hits) {
    if !text.contains(['(', ')']) {
        return;
    }
    for (offset, line) in lines(text) {
        for (open, close) in pairs(line).0 {
            let half = [open, close]
                .into_iter()
                .filter(|&at| matches!(line.as_bytes()[at], b'(' | b')'))
                .collect::<Vec<_>>();
            if half.is_empty() || !chinese_brackets(line, open, close) {
                continue;
            }
            let edits = half.iter().map(|&at| {
                let full = if at == open { "（" } else { "）" };
                (offset + at..offset + at + 1, full.to_owned())
            });
            let end = close + line[close..].chars().next().map_or(1, char::len_utf8);
            let shown = if end - open > 40 {
                "(…)"
            } else {
                &line[open..end]
            };
            hits.at(
                offset + open..offset + end,
                format!("半角括号「{shown}」应改为全角「（）」"),
            )
            .fix(Fix {
                edits: edits.collect(),
                safe: true,
            });
        }
    }
}

/// Whether a pair of brackets belongs to Chinese text, and is no formula, unit,
/// chemical name or document number (F19).
fn chinese_brackets(line: &str, open: usize, close: usize) -> bool {
    let width = |at: usize| line[at..].chars().next().map_or(1, char::len_utf8);
    let inside = &line[open + width(open)..close];
    let (b, a) = (before(line, open), after(line, close + width(close)));
    // 附表(2).xlsx.
    let run = &line[close + width(close)..];
    let run = run
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .next();
    if run.is_some_and(|run| run.starts_with('.') && is_file(run)) {
        return false;
    }
    // An ordinal at the head of a line goes with those inside it.
    let ordinal = !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
    if b.is_none() && ordinal && inside.len() < 3 && a.is_some_and(is_wide) {
        return true;
    }
    let operator = |c: char| "/·×÷＋+－-−＝=*^".contains(c);
    if b.is_some_and(operator) || a.is_some_and(operator) {
        return false;
    }
    let year = inside.len() == 4 && inside.bytes().all(|b| b.is_ascii_digit());
    let number = a.is_some_and(|c| c.is_ascii_digit() || c == '第');
    if year && number {
        return false;
    }
    let locant = inside.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && inside.contains('-')
        && inside.chars().any(is_han);
    !locant && (inside.chars().any(is_han) || b.is_some_and(is_wide))
}

pub(super) const F03: Rule = Rule {
    code: "F03",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GBT_15834],
    summary: "书名号、引号、括号应成对",
    why: "只有一半的书名号、引号、括号多是删改时遗漏。先在段内配对；全文能配成对的（引文分段）不算，序号的半个括号 1）和区间 （0，5] 也不算。",
    wrong: "《实施方案提出",
    right: "《实施方案》提出",
    mend: "补上缺少的一半",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS, Warning, unbalanced)),
};

/// Brackets and quotation marks without their other half.
fn unbalanced(text: &str, hits: &mut Hits) {
    if !text.contains(|c| class(c).is_some()) || pairs(text).1.is_empty() {
        return;
    }
    for (offset, line) in lines(text) {
        for at in pairs(line).1 {
            let c = line[at..].chars().next().unwrap_or_default();
            if c.is_ascii() {
                continue;
            }
            let range = offset + at..offset + at + c.len_utf8();
            hits.at(range, format!("「{c}」没有配对的「{}」", partner(c)))
                .hint("补上另一半，或删去多余的一半");
        }
    }
}

/// Opening and closing marks that belong together; square brackets may close
/// round ones, since intervals are written so.
const PARTNERS: [(char, char, u8); 11] = [
    ('《', '》', 0),
    ('〈', '〉', 1),
    ('“', '”', 2),
    ('‘', '’', 3),
    ('（', '）', 4),
    ('(', ')', 4),
    ('[', ']', 4),
    ('［', '］', 4),
    ('〔', '〕', 5),
    ('【', '】', 6),
    ('「', '」', 7),
];

/// Which pair a mark belongs to, and whether it opens it.
fn class(c: char) -> Option<(u8, bool)> {
    // Hardly any character is one of them, and every one is asked for.
    let possible = matches!(c, '(' | ')' | '[' | ']' | '\u{2018}'..='\u{201D}' | '\u{3008}'..='\u{3015}')
        || matches!(c, '（' | '）' | '［' | '］');
    if !possible {
        return None;
    }
    PARTNERS
        .iter()
        .find_map(|&(open, close, class)| (c == open || c == close).then_some((class, c == open)))
}

fn partner(c: char) -> char {
    PARTNERS
        .iter()
        .find_map(|&(open, close, _)| match c {
            _ if c == open => Some(close),
            _ if c == close => Some(open),
            _ => None,
        })
        .unwrap_or(c)
}

/// The pairs of `text`, and the marks that are left over, by byte offset.
fn pairs(text: &str) -> (Vec<(usize, usize)>, Vec<usize>) {
    let (mut found, mut left) = (Vec::new(), Vec::new());
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some((class, opens)) = class(c) else {
            continue;
        };
        let latin = || before(text, at).is_some_and(|c| c.is_ascii_alphanumeric());
        if opens {
            open.push((class, at));
        } else if let Some(depth) = open.iter().rposition(|&(other, _)| other == class) {
            left.extend(open.drain(depth + 1..).map(|(_, at)| at));
            found.extend(open.pop().map(|(_, start)| (start, at)));
        } else if !(matches!(c, '’' | ')' | '）') && latin()) {
            left.push(at);
        }
    }
    left.extend(open.into_iter().map(|(_, at)| at));
    left.sort_unstable();
    found.sort_unstable();
    (found, left)
}

pub(super) const F11: Rule = Rule {
    code: "F11",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GBT_15834],
    summary: "标点和虚词不应重复",
    why: "两个点号连用、两个“的”连用多是删改留下的。省略号、破折号、叹号问号连用不算，“的的确确”“不了了之”一类不算。",
    wrong: "已经完成。。",
    right: "已经完成。",
    mend: "删去多余的标点",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| {
        each(context, found, WORDS, Warning, doubled);
        each(context, found, WORDS, Warning, stuttered);
    }),
};

/// Two marks where one belongs.
fn doubled(text: &str, hits: &mut Hits) {
    const POINTS: [char; 5] = ['。', '，', '、', '；', '：'];
    let mut at = 0;
    while let Some(found) = text[at..].find(POINTS) {
        let start = at + found;
        let rest = &text[start..];
        let run = &rest[..rest.len() - rest.trim_start_matches(POINTS).len()];
        at = start + run.len();
        if run.chars().count() < 2 {
            continue;
        }
        let one = match run {
            _ if run.chars().count() > 2 && run.chars().all(|c| c == '。') => "……",
            _ if run.contains('。') => "。",
            _ if run.contains('；') => "；",
            _ if run.contains('：') => "：",
            _ if run.contains('，') => "，",
            _ => "、",
        };
        hits.at(start..at, format!("标点重复：「{run}」应为「{one}」"))
            .fix(Fix::bold(start..at, one));
    }
}

/// A particle twice: what idioms begin or end with is left alone.
fn stuttered(text: &str, hits: &mut Hits) {
    const TWICE: [(&str, &str, &str); 6] = [
        ("的的", "", "确士"),
        ("了了", "不", "解之"),
        ("和和", "", "美气"),
        ("与与", "", ""),
        ("及及", "", "时"),
        ("为为", "", ""),
    ];
    for (pair, ahead, behind) in TWICE {
        for (start, _) in text.match_indices(pair) {
            let end = start + pair.len();
            let idiom = before(text, start).is_some_and(|c| ahead.contains(c))
                || after(text, end).is_some_and(|c| behind.contains(c));
            if !idiom {
                let one = &pair[..pair.len() / 2];
                hits.at(start..end, format!("「{one}」重复"))
                    .fix(Fix::bold(start..end, one));
            }
        }
    }
}

pub(super) const F12: Rule = Rule {
    code: "F12",
    severities: &[Info],
    forms: FormSet::ALL,
    basis: &[basis::GBT_15834],
    summary: "并列的书名号、引号之间通常不用顿号",
    why: "标有书名号或引号的并列成分之间通常不用顿号；中间插有其他成分（如括注）时才用。",
    wrong: "《标准》、《实施方案》",
    right: "《标准》《实施方案》",
    mend: "删去顿号",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS, Info, needless_comma)),
};

/// 、 between titles or quotations that stand side by side.
fn needless_comma(text: &str, hits: &mut Hits) {
    for pattern in ["》、《", "”、“"] {
        for (start, _) in text.match_indices(pattern) {
            let mark = start + '》'.len_utf8()..start + '》'.len_utf8() + '、'.len_utf8();
            hits.at(
                mark.clone(),
                format!("并列的书名号、引号之间通常不用顿号：「{pattern}」"),
            )
            .fix(Fix::bold(mark, ""));
        }
    }
}

pub(super) const F13: Rule = Rule {
    code: "F13",
    severities: &[Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::GBT_15834],
    summary: "段落末尾应有标点",
    why: "表格中的长文每段以句号等结束，缺句号常是复制不全。小标题、单独成行的「一、…」和后引号前有句号的不算。",
    wrong: "全部指标达到标准要求",
    right: "全部指标达到标准要求。",
    mend: "补上句号，并核对文字是否完整",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, PARAGRAPHS, Info, unended)),
};

/// A paragraph that does not end.
fn unended(text: &str, hits: &mut Hits) {
    const ENDS: [char; 8] = ['。', '！', '？', '；', '：', '）', '…', '．'];
    for (offset, line) in lines(text) {
        let kind = park::lines(line).next().map(|line| line.kind);
        let bare = line.trim_end_matches(['”', '’', '》', '」']);
        if matches!(kind, None | Some(LineKind::SubHeading | LineKind::TableRow))
            || is_title(line)
            || bare.ends_with(ENDS)
        {
            continue;
        }
        let last = line.chars().next_back().map_or(0, char::len_utf8);
        let end = offset + line.len();
        let message = match line.chars().next_back() {
            Some(c) if is_mark(c) => format!("段落应以句号等结束，实际以「{c}」结束"),
            _ => "段落末尾缺少句号".to_owned(),
        };
        hits.at(end - last..end, message).hint("补上句号");
    }
}

/// Whether a line is a title of its own: `一、园区概况及创建基础`.
fn is_title(line: &str) -> bool {
    let ordinal = line.find('、').is_some_and(|at| {
        at > 0
            && line[..at]
                .chars()
                .all(|c| "一二三四五六七八九十".contains(c))
    });
    ordinal && line.chars().count() <= 30 && !line.contains(['，', '。', '；'])
}

pub(super) const F18: Rule = Rule {
    code: "F18",
    severities: &[Info],
    forms: FormSet::ALL,
    basis: &[basis::PRINTING],
    summary: "汉字与汉字、标点、数字之间不留空格",
    why: "公文排版不在汉字之间、汉字与标点、汉字与数字之间加空格。联合发文机关之间（中共中央 国务院）、章节号之后、标准号之后和书名号之内的空格不算，段首缩进不算。同一段只报一次。",
    wrong: "到 2028 年， 全部达标",
    right: "到2028年，全部达标",
    mend: "删去空格",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS, Info, blanks)),
};

/// Blanks between Han characters, or between them and marks or digits.
fn blanks(text: &str, hits: &mut Hits) {
    if !text.contains([' ', '　']) {
        return;
    }
    for (offset, line) in lines(text) {
        let needless: Vec<Range<usize>> = runs(line, |c| c == ' ' || c == '　')
            .filter(|range| is_needless(line, range))
            .map(|range| offset + range.start..offset + range.end)
            .collect();
        let Some(first) = needless.first() else {
            continue;
        };
        let count = match needless.len() {
            1 => String::new(),
            more => format!("，本段共 {more} 处"),
        };
        let message = format!("汉字与汉字、标点、数字之间不留空格{count}");
        hits.at(first.clone(), message).fix(Fix {
            edits: needless
                .into_iter()
                .map(|range| (range, String::new()))
                .collect(),
            safe: false,
        });
    }
}

/// Whether the blanks `range` of a line are out of place.
fn is_needless(line: &str, range: &Range<usize>) -> bool {
    let (left, right) = (&line[..range.start], &line[range.end..]);
    let (Some(b), Some(a)) = (left.chars().next_back(), right.chars().next()) else {
        return false;
    };
    match (b, a) {
        _ if is_han(b) && is_han(a) => !in_title(line, range.start) && !is_heading(left),
        _ if is_mark(b) && is_wide(a) || is_han(b) && is_mark(a) => true,
        _ if is_han(b) && a.is_ascii_digit() => !is_heading(left),
        _ if b.is_ascii_digit() && is_han(a) => !is_standard(left),
        _ => false,
    }
}

/// Whether a blank belongs after `left`: 中共中央 国务院, 第三章 总则.
fn is_heading(left: &str) -> bool {
    const ISSUERS: [&str; 6] = [
        "中共中央",
        "国务院",
        "办公厅",
        "委员会",
        "人民政府",
        "中央军委",
    ];
    let chapter = left.rfind('第').is_some_and(|at| {
        let ordinal = &left[at..];
        ordinal.chars().count() <= 6 && ordinal.ends_with(['章', '节', '条', '篇', '编', '款'])
            || ordinal.ends_with("部分")
    });
    chapter || ISSUERS.iter().any(|issuer| left.ends_with(issuer))
}

/// Whether `left` ends with the number of a standard: GB 18918-2002.
fn is_standard(left: &str) -> bool {
    let number = left.rsplit(is_wide).next().unwrap_or_default();
    number.contains(|c: char| c.is_ascii_alphabetic()) || number.contains('-')
}

/// The runs of characters that `belongs` accepts.
fn runs(text: &str, belongs: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(belongs)?;
        let rest = &text[start..];
        at = start + (rest.len() - rest.trim_start_matches(belongs).len());
        Some(start..at)
    })
}

/// Web and mail addresses in a text, whose marks are their own.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for pattern in ["://", "www.", "@"] {
        for (at, _) in text.match_indices(pattern) {
            // A page may have a Chinese name, a mailbox not.
            let page = pattern == "://";
            let part = |c: char| c.is_ascii_graphic() || page && is_han(c);
            let start = text[..at]
                .trim_end_matches(|c: char| c.is_ascii_graphic())
                .len();
            let rest = &text[at..];
            let end = at + (rest.len() - rest.trim_start_matches(part).len());
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::scope::tests::{case, fine, of_prose};

    #[test]
    fn half_width_marks() {
        case("F02", "绿化,修复", &[","], "绿化，修复");
        case("F02", "绿化, 修复; 提升", &[",", ";"], "绿化，修复；提升");
        case("F02", "达到30%,完成", &[","], "达到30%，完成");
        case("F02", "注:见表", &[":"], "注：见表");
        case("F02", "已完成.", &["."], "已完成。");
        case("F02", "等等...", &["..."], "等等……");
        case("F02", "真好!怎样?", &["!", "?"], "真好！怎样？");
        case("F02", "等等...完成", &["..."], "等等……完成");
        case("F02", "A,完成", &[","], "A，完成");
        case("F02", "绿化 ,修复", &[","], "绿化，修复");
        fine("F02", "OK! Really? a; b, c... A.");
        fine("F02", "路径:/data，盘符:\\x");
        case("F02", "阿依古丽.买买提", &["."], "阿依古丽.买买提");
        fine("F02", "投资1,200万元，比例3:1，8:30开始");
        fine("F02", "见https://example.cn/园区?a=1,2。");
        let text = "见https://example.cn，绿化,修复";
        case("F02", text, &[","], "见https://example.cn，绿化，修复");
        fine("F02", "邮箱a.b@example.cn，网址www.example.cn");
        fine("F02", "1.5万吨，PM₂.₅，GB/T 15834");
        fine("F02", "1. 供水");
    }

    #[test]
    fn straight_quotes() {
        case(
            "F02",
            "构建\"三链三网\"框架",
            &["\"三链三网\""],
            "构建“三链三网”框架",
        );
        for text in ["管径\"25", "屏幕15\"，甲", "\"ISO 14001\""] {
            fine("F02", text);
        }
    }

    #[test]
    fn names_of_files_keep_their_brackets() {
        fine("F02", "见附表(2).xlsx");
        case("F02", "(1)建设甲", &["(1)"], "（1）建设甲");
    }

    #[test]
    fn half_width_brackets() {
        case(
            "F02",
            "再生水(中水)回用率",
            &["(中水)"],
            "再生水（中水）回用率",
        );
        case("F02", "(四)完成", &["(四)"], "（四）完成");
        let shown = |text: &str| of_prose("F02", text)[0].message.clone();
        let long = "(再生水、雨水和循环冷却水等非常规水源)";
        assert!(shown("再生水回用率达到标准要求(中水)").contains("「(中水)」"));
        assert!(shown(&format!("水源{long}")).contains("「(…)」"));
        let (fits, beyond) = ("甲".repeat(12) + "ab", "甲".repeat(12) + "abc");
        assert!(shown(&format!("水源({fits})")).contains(&fits), "40 bytes");
        assert!(shown(&format!("水源({beyond})")).contains("「(…)」"));
        case("F02", "见附件（3)。", &["（3)"], "见附件（3）。");
        case("F02", "投资(kg)计", &["(kg)"], "投资（kg）计");
        case("F02", "方案(2026)。", &["(2026)"], "方案（2026）。");
        case("F02", "园区(12)5个", &["(12)"], "园区（12）5个");
        fine("F02", "单位为mg/(m²·d)，kg/(万元·a)");
        fine("F02", "(期末值-期初值)÷期初值");
        fine("F02", "GDP(USD)");
        fine("F02", "湘环函(2026)12号");
        fine("F02", "双(2-羟乙基)胺");
    }

    #[test]
    fn other_halves() {
        case("F03", "《实施方案规定", &["《"], "《实施方案规定");
        case("F03", "“三链三网”》框架", &["》"], "“三链三网”》框架");
        case("F03", "（一期）建成）", &["）"], "（一期）建成）");
        fine("F03", "《〈标准〉说明》（“一”）〔2026〕【注】");
        fine("F03", "（0，5]区间，1）第一，a)第二");
        fine("F03", "“第一段\n第二段”");
        fine("F03", "it’s");
        case("F03", "《（一》", &["（"], "《（一》");
        case("F03", "一’二", &["’"], "一’二");
        case("F03", "〔一【二「三", &["〔", "【", "「"], "〔一【二「三");
        fine("F03", "(abc");
    }

    #[test]
    fn doubled_marks() {
        case("F11", "完成。。", &["。。"], "完成。");
        case("F11", "一，，二、、三", &["，，", "、、"], "一，二、三");
        case("F11", "完成；。", &["；。"], "完成。");
        case("F11", "等。。。。", &["。。。。"], "等……");
        case(
            "F11",
            "一，。二、；三：，四、，五",
            &["，。", "、；", "：，", "、，"],
            "一。二；三：四，五",
        );
        fine("F11", "“好。”（是的。）什么？！……——");
    }

    #[test]
    fn comma_between_titles() {
        case("F12", "《甲》、《乙》", &["、"], "《甲》《乙》");
        case("F12", "“甲”、“乙”", &["、"], "“甲”“乙”");
        fine("F12", "《甲》和《乙》、“丙”");
        fine("F12", "《甲》（一）、《乙》");
    }

    #[test]
    fn ends_of_paragraphs() {
        case("F13", "已经完成", &["成"], "已经完成");
        case("F13", "处理废水、废气", &["气"], "处理废水、废气");
        let long = format!("一、{}", "甲".repeat(29));
        case("F13", &long, &["甲"], &long);
        fine("F13", &format!("一、{}", "甲".repeat(28)));
        case("F13", "一、甲，乙", &["乙"], "一、甲，乙");
        case(
            "F13",
            "一、概况\n已经完成，",
            &["，"],
            "一、概况\n已经完成，",
        );
        fine(
            "F13",
            "完成。\n包括：\n- 甲；\n（见表）\n他说“好。”\n（一）供水\n1. 排水",
        );
    }

    #[test]
    fn blanks_in_chinese_text() {
        case("F18", "绿化 修复", &[" "], "绿化修复");
        case("F18", "绿化　覆盖， 修复", &["　"], "绿化覆盖，修复");
        case("F18", "到 2028 年", &[" "], "到2028年");
        case("F18", "修复 ，绿化", &[" "], "修复，绿化");
        fine("F18", "第一部分 总则，第二节 概况");
        fine("F18", "执行GB 18918-2002 城镇标准，HJ 274 标准");
        fine(
            "F18",
            "《中共中央 国务院关于甲》，中共中央 国务院，第三章 总则",
        );
        fine("F18", "　　段首缩进\n1. 供水\n- 排水\nABC DEF");
    }
}
