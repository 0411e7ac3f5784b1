//! N09: numbering, lists, names and references.

use std::collections::HashMap;
use std::ops::Range;

use super::view::{Said, View};
use crate::facts::Passage;
use crate::facts::frame::Whose;
use crate::facts::unit::Base;
use crate::finding::Severity::{Info, Warning};

/// Every slip in numbering, lists, names and references.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for (index, passage, _) in view.passages() {
        numbering(view, passage, said);
        lists(view, index, passage, said);
        references(view, passage, said);
    }
    names(view, said);
    repeated(view, said);
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// 一是…二是…四是, （一）…（三）.
fn numbering(view: &View, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    for (open, close) in [("", "是"), ("（", "）")] {
        let mut last: Option<(usize, Range<usize>)> = None;
        for (at, c) in text.char_indices() {
            let Some(number) = NUMERALS
                .iter()
                .position(|numeral| *numeral == c)
                .map(|n| n + 1)
            else {
                continue;
            };
            let end = at + c.len_utf8();
            let (before, behind) = (&text[..at], &text[end..]);
            let opens = if open.is_empty() {
                before.is_empty()
                    || before
                        .trim_end_matches([' ', '　'])
                        .ends_with(['。', '；', '：', '\n', '，', '、', '“'])
            } else {
                before.strip_suffix(open).is_some_and(|before| {
                    before.trim_end_matches([' ', '　']).is_empty()
                        || before.trim_end_matches([' ', '　']).ends_with('\n')
                })
            };
            if !opens || !behind.starts_with(close) {
                continue;
            }
            let range = at - open.len()..end + close.len();
            let gap = last
                .as_ref()
                .is_some_and(|(before, _)| number != before + 1 && number != 1);
            if gap && let Some((before, _)) = &last {
                let message = format!(
                    "序号不连续：{} 之后是 {}",
                    NUMERALS[before - 1],
                    NUMERALS[number - 1]
                );
                said.push(
                    view.say("N09", Warning, passage, range.clone(), message)
                        .hint("按次序改正序号，或补上缺的一条"),
                );
            }
            last = Some((number, range));
        }
    }
}

/// 党政办公室、经济发展局、…8个工作机构: more are counted than are named.
fn lists(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    for (at, one) in passage.quantities.iter().enumerate() {
        let second = passage.quantities[..at]
            .last()
            .is_some_and(|other| other.clause == one.clause);
        if second {
            continue;
        }
        let counted = matches!(
            one.amount.unit.dim.over,
            Base::Count("个" | "家" | "项" | "大" | "类" | "条")
        );
        if !counted
            || !one.amount.is_exact()
            || one.amount.value < 3.0
            || one.amount.value > 30.0
            || one.whose == Whose::Other
        {
            continue;
        }
        let start = text[..one.range.start]
            .rfind(['，', '。', '；', '：', '\n', '（'])
            .map_or(0, |found| found + 3);
        let Some(clause) = text.get(start..one.range.start) else {
            continue;
        };
        let clause = clause.trim_start();
        let clause = clause.trim_end_matches(['共', '计', '这']);
        if clause.contains('等')
            || clause.contains(|c: char| c.is_ascii_digit())
            || clause.contains("其中")
        {
            continue;
        }
        let items: Vec<&str> = clause.split('、').collect();
        let Some(last) = items.last() else { continue };
        let joined = ['和', '与', '及'].iter().any(|word| last.contains(*word));
        let named = items.len() + usize::from(joined);
        let short = items
            .iter()
            .skip(1)
            .all(|item| (2..=16).contains(&item.chars().count()));
        let noun = text[one.range.end..].starts_with([
            '工', '方', '部', '机', '主', '领', '系', '片', '组', '产', '重', '环', '类', '园',
            '板', '功', '企', '项', '县', '镇', '乡', '街', '社', '村',
        ]);
        if items.len() < 3 || !short || !noun || one.amount.value <= named as f64 {
            continue;
        }
        let message = format!("前面列出 {named} 项，文中写 {}", view.shown(passage, one));
        said.push(
            view.say("N09", Warning, passage, one.range.clone(), message)
                .hint("补全列举的内容，或改正数目")
                .about([(index, at)]),
        );
    }
}

/// 见表5-8, 见图3: the forms print no numbers that could be meant.
fn references(view: &View, passage: &Passage, said: &mut Vec<Said>) {
    let text = &view.text(passage).value;
    let figures = view.park.figures.len();
    for (at, word) in text.match_indices(['表', '图']) {
        let before = &text[..at];
        let seen = ["见", "如", "详见", "参见", "列于", "列入"]
            .iter()
            .any(|verb| before.ends_with(verb));
        let behind = &text[at + word.len()..];
        let digits = behind.len()
            - behind
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        if !seen || digits == 0 {
            continue;
        }
        let rest = &behind[digits..];
        let dash = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '－' | '—' | '.' | '–'));
        let more = dash.map_or(0, |dash| {
            let tail = &rest[dash.len_utf8()..];
            let more = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if more > 0 { dash.len_utf8() + more } else { 0 }
        });
        let range = at..at + word.len() + digits + more;
        let number: usize = behind[..digits].parse().unwrap_or(0);
        if word == "图" && more == 0 && (1..=figures).contains(&number) {
            continue;
        }
        // Another paper's table: 见《年报》表3.
        if before
            .trim_end_matches(['见', '详', '参', '如'])
            .ends_with('》')
        {
            continue;
        }
        let written = &text[range.clone()];
        let message = format!("文中引用「{written}」，材料中没有这个编号");
        said.push(
            view.say("N09", Warning, passage, range, message)
                .hint("写图表的名称，如“见支撑矩阵”，或改正编号"),
        );
    }
}

/// Names of tasks and projects in lists, nearly right.
fn names(view: &View, said: &mut Vec<Said>) {
    let tasks: Vec<&str> = view
        .park
        .tasks
        .iter()
        .map(|one| one.name.trim())
        .filter(|name| name.chars().count() >= 4)
        .collect();
    let projects: Vec<&str> = view
        .park
        .projects
        .iter()
        .map(|one| one.name.trim())
        .filter(|name| name.chars().count() >= 4)
        .collect();
    for (_, passage, _) in view.passages() {
        for (all, what, path) in [
            (&tasks, "重点任务", "重点任务"),
            (&projects, "支撑项目", "支撑项目"),
        ] {
            let text = &view.text(passage).value;
            let present = all.iter().filter(|name| text.contains(**name)).count();
            if all.len() < 2 || present < 2 || present == all.len() {
                continue;
            }
            for range in items(text) {
                let item = &text[range.clone()];
                let known = tasks
                    .iter()
                    .chain(&projects)
                    .any(|name| item == *name || item.contains(name) || name.contains(item));
                if known {
                    continue;
                }
                let near = all
                    .iter()
                    .filter(|name| !text.contains(**name))
                    .find(|name| is_near(item, name));
                if let Some(name) = near {
                    let message = format!("{what}名称文中为「{item}」，数据中为「{name}」");
                    let at = view
                        .park
                        .tasks
                        .iter()
                        .map(|one| one.name.trim())
                        .position(|one| one == *name);
                    let at = at.or_else(|| {
                        view.park
                            .projects
                            .iter()
                            .map(|one| one.name.trim())
                            .position(|one| one == *name)
                    });
                    let key = if path == "重点任务" {
                        "重点任务名称"
                    } else {
                        "项目名称"
                    };
                    said.push(
                        view.say("N09", Warning, passage, range, message)
                            .hint("两处写同一个名称")
                            .also(
                                format!("{path}[{}].{key}", at.unwrap_or(0)),
                                format!("「{name}」"),
                            ),
                    );
                }
            }
        }
    }
}

/// What may be a name in a list: behind 一是, 、 or 分别为, up to the next mark.
fn items(text: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), '。')]) {
        if !matches!(c, '，' | '。' | '；' | '：' | '、' | '\n') {
            continue;
        }
        let mut from = start;
        let piece = &text[start..at];
        for opening in ["分别为", "分别是", "包括", "即"] {
            if let Some(found) = piece.find(opening) {
                from = start + found + opening.len();
            }
        }
        let mut chars = text[from..at].char_indices();
        if let (Some((_, first)), Some((_, '是'))) = (chars.next(), chars.next())
            && NUMERALS.contains(&first)
        {
            from += first.len_utf8() + '是'.len_utf8();
        }
        let length = text[from..at].chars().count();
        if (4..=24).contains(&length) {
            items.push(from..at);
        }
        start = at + c.len_utf8();
    }
    items
}

/// Whether two names differ in a few characters only.
fn is_near(item: &str, name: &str) -> bool {
    let length = name.chars().count();
    let off = strsim::levenshtein(item, name);
    off > 0 && off <= (length / 4).max(1) && item.chars().count().abs_diff(length) <= 2
}

/// One paragraph in two sections of a paper.
fn repeated(view: &View, said: &mut Vec<Said>) {
    let mut seen: HashMap<(&str, &str), (usize, Range<usize>)> = HashMap::new();
    for (index, passage, _) in view.passages() {
        let text = view.text(passage);
        let paper = text.path.split('.').next().unwrap_or_default();
        if !paper.starts_with("实施方案") && !paper.starts_with("验收报告") {
            continue;
        }
        let mut start = 0;
        for line in text.value.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            start += line.len();
            let plain = line.trim();
            let body = plain
                .split_once('是')
                .filter(|(head, _)| head.chars().count() == 1)
                .map_or(plain, |(_, body)| body);
            if body.chars().count() < 40 {
                continue;
            }
            if let Some((other, _)) = seen.get(&(paper, body)) {
                let first = view.text(&view.facts.passages[*other]);
                let severity = if *other == index { Info } else { Warning };
                said.push(
                    view.say(
                        "N09",
                        severity,
                        passage,
                        range,
                        "这一段与另一处完全相同".into(),
                    )
                    .hint("多为复制后忘记修改，按本节的内容改写")
                    .also(first.path.clone(), "相同的一段"),
                );
                continue;
            }
            seen.insert((paper, body), (index, range));
        }
    }
}
