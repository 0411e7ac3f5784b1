//! From text to tree: mending what can be mended, and what is said about it.

use std::ops::Range;

use super::reader::Reader;
use super::repair::{self, Mended, Slip, SlipKind};
use super::shape::{brief, place};
use super::tree::{self, DEPTH, Fault, FaultKind, NODES, Tree};
use crate::finding::Severity;

impl Reader<'_> {
    /// The tree of the YAML; `None` if there is a fault that nobody can mend.
    pub fn tree(&mut self) -> Option<Tree> {
        let text = self.sources[0].text.clone();
        match tree::parse(&text) {
            Ok(tree) => Some(self.revise(&text, tree)),
            Err(fault) => self.mend(&text, fault),
        }
    }

    /// Mends slips that the parser did not mind but that changed the meaning.
    fn revise(&mut self, text: &str, tree: Tree) -> Tree {
        let slips = repair::hidden(&tree, repair::slips(text));
        if slips.is_empty() {
            return tree;
        }
        let mended = Mended::new(text, slips.iter());
        match tree::parse(&mended.text) {
            Ok(mut better) => {
                better.shift(&|at| mended.source(at));
                self.report_slips(text, &slips);
                better
            }
            Err(_) => tree,
        }
    }

    /// Mends all slips of a text that cannot be read.
    fn mend(&mut self, text: &str, fault: Fault) -> Option<Tree> {
        let slips = repair::slips(text);
        if slips.is_empty() || matches!(fault.kind, FaultKind::Nodes | FaultKind::Depth) {
            self.report_fault(text, fault);
            return None;
        }
        let mended = Mended::new(text, slips.iter());
        match tree::parse(&mended.text) {
            Ok(mut tree) => {
                tree.shift(&|at| mended.source(at));
                self.report_slips(text, &slips);
                Some(tree)
            }
            Err(left) => {
                self.report_slips(text, &slips);
                let at = mended.source(left.at.start)..mended.source(left.at.end);
                self.report_fault(text, Fault { at, ..left });
                None
            }
        }
    }

    /// Says what was mended; slips that come by the dozen are said once.
    fn report_slips(&mut self, text: &str, slips: &[Slip]) {
        let mut said = Vec::new();
        for slip in slips {
            let lines = match slip.kind {
                SlipKind::TabIndent | SlipKind::WideIndent => {
                    if said.contains(&slip.kind) {
                        continue;
                    }
                    said.push(slip.kind);
                    slips.iter().filter(|other| other.kind == slip.kind).count()
                }
                _ => 1,
            };
            let (message, hint) = slip_text(text, slip, lines);
            self.error("Y06", "", place(slip.at.clone()), message).hint = Some(hint);
        }
    }

    /// Says what nobody could mend.
    fn report_fault(&mut self, text: &str, fault: Fault) {
        let (message, hint) = fault_text(text, &fault);
        let span = shown(text, &fault);
        self.error("Y06", "", place(span), message).hint = Some(hint);
    }

    /// Comments that were probably meant as text: `威海 #1 园区`.
    pub fn swallowed(&mut self, tree: &Tree) {
        let text = self.sources[0].text.clone();
        for comment in &tree.comments {
            let start = text[..comment.span.start]
                .rfind(['\n', '\r'])
                .map_or(0, |end| end + 1);
            let before = text[start..comment.span.start].trim_end();
            let value = before.rsplit_once(": ").map_or(before, |(_, value)| value);
            let plain = !value.is_empty()
                && !value.ends_with([':', '-', '"', '\'', ']', '}', '|', '>'])
                && !value.starts_with(['|', '>']);
            let glued = comment.text.starts_with(|c: char| c.is_alphanumeric());
            if plain && glued {
                let message = format!("`#` 之后的「{}」被当作注释，没有读入", brief(&comment.text));
                self.say(
                    Severity::Warning,
                    "Y06",
                    "",
                    place(comment.span.clone()),
                    message,
                )
                .hint = Some("是正文就给整个值加英文双引号，是注释就在 `#` 后加空格".into());
            }
        }
    }
}

/// What is said of a slip, and how it is mended.
fn slip_text(text: &str, slip: &Slip, lines: usize) -> (String, String) {
    let key = key_before(text, slip.at.start);
    let written = &text[slip.at.clone()];
    match slip.kind {
        SlipKind::WideColon => (
            format!("`{key}` 后面用了全角冒号"),
            format!("改成 `{key}: `，即半角冒号加空格"),
        ),
        SlipKind::NoBlankAfterColon => (
            format!("`{key}:` 后面没有空格"),
            format!("改成 `{key}: `，即半角冒号加空格"),
        ),
        SlipKind::NoBlankAfterDash => (
            "列表的 `-` 后面没有空格".into(),
            "改成 `- `，即半角短横加空格".into(),
        ),
        SlipKind::WideDash => (
            format!("列表用了「{written}」"),
            "改成 `- `，即半角短横加空格".into(),
        ),
        SlipKind::WideComma => (
            "键与键之间用了全角逗号".into(),
            "改成 `, `，即半角逗号加空格".into(),
        ),
        SlipKind::TabIndent => (
            format!("缩进用了制表符，共 {lines} 行"),
            "改成空格，每级两个；编辑器里可设为按 Tab 键插入空格".into(),
        ),
        SlipKind::WideIndent => (
            format!("缩进用了全角空格或不间断空格，共 {lines} 行"),
            "改成半角空格，每级两个".into(),
        ),
        SlipKind::Indicator(c) => (
            format!("以 `{c}` 开头的文字没有加引号"),
            format!("写成 `\"{}\"`", brief(written)),
        ),
        SlipKind::Comparison => (
            format!(
                "「{}」没有加引号，YAML 会把 `>` 和 `|` 当作多行文字的开头",
                brief(written)
            ),
            format!("写成 `\"{}\"`", brief(written)),
        ),
        SlipKind::OpenQuote => (
            "引号没有闭合".into(),
            format!("在这段文字末尾补上 `{written}`"),
        ),
        SlipKind::BehindQuote => (
            "引号之后还有文字".into(),
            "给整段文字加引号，里面的引号改用中文引号“”".into(),
        ),
        SlipKind::SecondColon => (
            "值里有冒号加空格，YAML 会当作又一个键".into(),
            "把值里的冒号改成全角 `：`，或给整个值加英文双引号".into(),
        ),
    }
}

/// The key that ends at `at`.
fn key_before(text: &str, at: usize) -> &str {
    let start = text[..at]
        .rfind(['\n', '\r', '{', '[', ',', '，'])
        .map_or(0, |before| {
            before + text[before..].chars().next().map_or(1, char::len_utf8)
        });
    text[start..at]
        .trim()
        .trim_start_matches(['-', '－', '—', '–', ' ', '　'])
}

/// What is said of a fault, and how it is mended.
fn fault_text(text: &str, fault: &Fault) -> (String, String) {
    let written = brief(&text[shown(text, fault)]);
    let (message, hint) = match fault.kind {
        FaultKind::Alias => (
            "不支持 YAML 的别名（`*名称`）",
            "把内容直接写在这里；以 `*` 开头的文字要加英文双引号",
        ),
        FaultKind::Anchor => (
            "不支持 YAML 的锚点（`&名称`）",
            "删去它；以 `&` 开头的文字要加英文双引号",
        ),
        FaultKind::Tag => (
            "不支持 YAML 的标签（`!类型`）",
            "删去它；以 `!` 开头的文字要加英文双引号",
        ),
        FaultKind::ComplexKey => (
            "键应是一个词，不能是列表或一组键值",
            "检查这里的 `?`、`[`、`{`",
        ),
        FaultKind::Documents => (
            "一个文件里有两份数据（`---` 隔开）",
            "一个园区一个文件，把后一份另存",
        ),
        FaultKind::Depth => {
            return (
                format!("嵌套超过 {DEPTH} 层"),
                "检查这里的括号或缩进，数据最多只有六七层".into(),
            );
        }
        FaultKind::Nodes => {
            return (
                format!("数据超过 {NODES} 项"),
                "检查文件是否拿错，一个园区一般不到两千项".into(),
            );
        }
        FaultKind::Quote => ("引号没有闭合", "补上另一半引号"),
        FaultKind::Bracket => (
            "括号没有配对，或里面缺逗号",
            "检查 `[ ]`、`{ }` 是否成对，各项之间是否有半角逗号",
        ),
        FaultKind::Tab => ("这里不能用制表符", "改成空格"),
        FaultKind::Value => (
            "一行里有两个 `: `，或缩进与上一行不一致",
            "值里有冒号加空格的，给整个值加英文双引号；同一级的键左边对齐",
        ),
        FaultKind::Character(_) => {
            return (
                format!("「{written}」不能这样开头"),
                "给整个值加英文双引号".into(),
            );
        }
        FaultKind::Header => (
            "`|` 或 `>` 之后不能有文字",
            "`|` 后换行再写正文；以 `>` 开头的值要加英文双引号",
        ),
        FaultKind::Trailing => (
            "引号之后还有文字",
            "给整段文字加引号，里面的引号改用中文引号“”",
        ),
        FaultKind::Escape => (
            "双引号里的 `\\` 用法不对",
            "改用单引号，或把 `\\` 写成 `\\\\`",
        ),
        FaultKind::Indentation => ("缩进不一致", "同一级的键左边对齐，下一级多缩进两个空格"),
        FaultKind::Key => (
            "这里不是 `键: 值` 的写法",
            "检查冒号是否半角、后面是否有空格；续行的文字要比键缩进",
        ),
        FaultKind::Comment => ("文字中间夹了注释", "把注释移到别处，或给整个值加英文双引号"),
        FaultKind::Directive => (
            "行首的 `%` 有特殊含义",
            "给整个值加英文双引号，或删去这一行",
        ),
        FaultKind::Other => ("YAML 写法有误", "检查这一行的冒号、缩进、引号和括号"),
    };
    (message.to_owned(), hint.to_owned())
}

/// What a fault shows: from its place to the end of the line, of a place
/// behind the last line the last line; of brackets the one that is not closed.
fn shown(text: &str, fault: &Fault) -> Range<usize> {
    const MOST: usize = 40;
    if fault.kind == FaultKind::Bracket
        && let Some(open) = unclosed(text, fault.at.start)
    {
        return open..open + 1;
    }
    let mut start = fault.at.start.min(text.len());
    if text[start..].trim().is_empty() {
        start = text.trim_end().rfind(['\n', '\r']).map_or(0, |end| end + 1);
    }
    let end = if fault.at.end > start {
        fault.at.end
    } else {
        text.len()
    };
    let rest = &text[start..end];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let line = line
        .char_indices()
        .nth(MOST)
        .map_or(line, |(at, _)| &line[..at]);
    let shown = line.trim_end();
    let lead = shown.len() - shown.trim_start().len();
    start + lead..start + shown.len()
}

/// The last bracket before `at` that is not closed before it.
fn unclosed(text: &str, at: usize) -> Option<usize> {
    const FURTHEST: usize = 4000;
    let mut closed = 0;
    for (at, c) in text[..at].char_indices().rev().take(FURTHEST) {
        match c {
            '}' | ']' => closed += 1,
            '{' | '[' if closed == 0 => return Some(at),
            '{' | '[' => closed -= 1,
            _ => {}
        }
    }
    None
}
