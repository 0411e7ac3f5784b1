//! What changed between two states of a park's data, in the words of the forms:
//! the 修改说明 that an expert meeting asks for.
//!
//! A state is a list of data with their paths, of a YAML file or of a paper. Data
//! that a paper does not show are no change. Rows of lists are told apart by
//! their ids.

use std::collections::{HashMap, HashSet};

use similar::{ChangeTag, TextDiff};

use crate::docx::{self, Filled};
use crate::input::Input;
use crate::park::catalogue;

/// The data of one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Path with ids in the place of indexes (`重点任务[R7].责任部门`) and value.
    data: Vec<(String, String)>,
    /// Whether what is missing is empty; a paper shows only some data.
    whole: bool,
}

/// One datum that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Data path, with ids in the place of indexes.
    pub path: String,
    /// What it was; empty when it was added.
    pub old: String,
    /// What it is; empty when it was taken away.
    pub new: String,
}

impl State {
    /// The data of a YAML file.
    pub fn of_input(input: &Input) -> Self {
        let data = input
            .texts
            .iter()
            .map(|text| (text.path.clone(), text.value.clone()));
        Self::new(data.collect(), true)
    }

    /// The data of a paper.
    pub fn of_paper(filled: &Filled) -> Self {
        let value = |datum: &docx::Datum| {
            let values = if datum.typed.is_empty() {
                &datum.values
            } else {
                &datum.typed
            };
            (datum.path.clone(), values.join("／"))
        };
        Self::new(filled.data.iter().map(value).collect(), false)
    }

    fn new(data: Vec<(String, String)>, whole: bool) -> Self {
        let mut ids: HashMap<(String, String), String> = HashMap::new();
        for (path, value) in &data {
            if let Some((list, index, "编号" | "年份")) = split(path) {
                ids.insert((list.to_owned(), index.to_owned()), value.trim().to_owned());
            }
        }
        let named = |path: String| match split(&path) {
            Some((list, index, rest)) => match ids.get(&(list.to_owned(), index.to_owned())) {
                Some(id) if !id.is_empty() => format!("{list}[{id}].{rest}"),
                _ => path,
            },
            None => path,
        };
        let data = data
            .into_iter()
            .map(|(path, value)| (named(path), value))
            .collect();
        Self { data, whole }
    }
}

/// `重点任务[6].责任部门` → (`重点任务`, `6`, `责任部门`).
fn split(path: &str) -> Option<(&str, &str, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (index, rest) = rest.split_once(']')?;
    Some((list, index, rest.strip_prefix('.').unwrap_or(rest)))
}

/// What changed from one state to the other, in the order of the new one.
pub fn differences(old: &State, new: &State) -> Vec<Difference> {
    let before: HashMap<&str, &str> = old
        .data
        .iter()
        .map(|(path, value)| (path.as_str(), value.as_str()))
        .collect();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for (path, value) in &new.data {
        if !seen.insert(path.as_str()) {
            continue;
        }
        let known = before.get(path.as_str()).copied();
        let was = match known {
            Some(was) => was,
            None if old.whole => "",
            None => continue,
        };
        if !docx::is_same(&pattern(path), value, was) && !docx::is_same(&pattern(path), was, value)
        {
            found.push(Difference {
                path: path.clone(),
                old: was.to_owned(),
                new: value.clone(),
            });
        }
    }
    let gone = old.data.iter().filter(|(path, value)| {
        new.whole && !value.trim().is_empty() && !seen.contains(path.as_str())
    });
    found.extend(gone.map(|(path, value)| Difference {
        path: path.clone(),
        old: value.clone(),
        new: String::new(),
    }));
    found
}

/// A path whose index may be an id as the catalogue knows it.
fn pattern(path: &str) -> String {
    match split(path) {
        Some((list, _, "")) => format!("{list}[0]"),
        Some((list, _, rest)) => format!("{list}[0].{rest}"),
        None => path.to_owned(),
    }
}

/// The differences as lines of text.
pub fn text(differences: &[Difference]) -> String {
    let mut all = String::new();
    for (nth, one) in differences.iter().enumerate() {
        all.push_str(&format!(
            "{}. {}：{}\n",
            nth + 1,
            label(&one.path),
            told(one)
        ));
    }
    all
}

/// The differences as a table in Markdown.
pub fn markdown(differences: &[Difference]) -> String {
    let cell = |text: &str| text.trim().replace('|', "\\|").replace('\n', "<br>");
    let mut all = String::from("| 序号 | 内容 | 修改前 | 修改后 |\n|---|---|---|---|\n");
    for (nth, one) in differences.iter().enumerate() {
        let (old, new) = match is_long(one) {
            true => marked(one),
            false => (one.old.clone(), one.new.clone()),
        };
        all.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            nth + 1,
            label(&one.path),
            cell(&old),
            cell(&new)
        ));
    }
    all
}

/// `重点任务[R7].责任部门` → `重点任务 R7 · 责任部门`.
fn label(path: &str) -> String {
    path.replace('[', " ")
        .replace("].", " · ")
        .replace(']', "")
        .replace('.', " · ")
}

fn is_long(one: &Difference) -> bool {
    let field = catalogue::field(&pattern(&one.path));
    field.is_some_and(|field| field.long) && !one.old.is_empty() && !one.new.is_empty()
}

fn told(one: &Difference) -> String {
    match (one.old.trim(), one.new.trim()) {
        ("", new) => format!("新增「{new}」"),
        (old, "") => format!("删去「{old}」"),
        _ if is_long(one) => {
            let (old, new) = marked(one);
            format!(
                "\n   修改前：{}\n   修改后：{}",
                indented(&old),
                indented(&new)
            )
        }
        (old, new) => format!("「{old}」改为「{new}」"),
    }
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n   　　　　")
}

/// The paragraphs of a long text that changed, what is gone in ［－…－］ and what
/// is new in ［＋…＋］.
fn marked(one: &Difference) -> (String, String) {
    let lines = TextDiff::from_lines(one.old.trim(), one.new.trim());
    let (mut old, mut new) = (String::new(), String::new());
    for change in lines.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {}
            ChangeTag::Delete => old.push_str(change.value()),
            ChangeTag::Insert => new.push_str(change.value()),
        }
    }
    let words = TextDiff::from_chars(old.as_str(), new.as_str());
    // Texts that have little in common are shown as they are.
    if words.ratio() < 0.5 {
        return (old.trim().to_owned(), new.trim().to_owned());
    }
    let (mut before, mut after) = (String::new(), String::new());
    for change in words.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                before.push_str(change.value());
                after.push_str(change.value());
            }
            ChangeTag::Delete => before.push_str(&format!("［－{}－］", change.value())),
            ChangeTag::Insert => after.push_str(&format!("［＋{}＋］", change.value())),
        }
    }
    let joined = |text: String| {
        text.replace("－］［－", "")
            .replace("＋］［＋", "")
            .trim()
            .to_owned()
    };
    (joined(before), joined(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(data: &[(&str, &str)], whole: bool) -> State {
        State::new(
            data.iter()
                .map(|(path, value)| ((*path).to_owned(), (*value).to_owned()))
                .collect(),
            whole,
        )
    }

    #[test]
    fn rows_are_told_apart_by_their_ids() {
        let old = state(
            &[
                ("重点任务[0].编号", "R1"),
                ("重点任务[0].责任部门", "甲局"),
                ("重点任务[1].编号", "R2"),
                ("重点任务[1].责任部门", "乙局"),
            ],
            true,
        );
        let new = state(
            &[
                ("重点任务[0].编号", "R2"),
                ("重点任务[0].责任部门", "丙局"),
                ("重点任务[1].编号", "R1"),
                ("重点任务[1].责任部门", "甲局"),
            ],
            true,
        );
        let found = differences(&old, &new);
        assert_eq!(
            text(&found),
            "1. 重点任务 R2 · 责任部门：「乙局」改为「丙局」\n"
        );
    }

    #[test]
    fn what_a_paper_does_not_show_is_no_change() {
        let yaml = state(
            &[("园区基本情况.园区名称", "甲"), ("标识.园区代码", "J")],
            true,
        );
        let paper = state(&[("园区基本情况.园区名称", "乙")], false);
        assert_eq!(differences(&yaml, &paper).len(), 1);
        assert_eq!(differences(&paper, &yaml).len(), 1);
        assert_eq!(
            text(&differences(&yaml, &state(&[], true))).lines().count(),
            2
        );
    }

    #[test]
    fn long_texts_show_what_changed_in_them() {
        let path = "备案表.园区建设内容";
        let old = state(
            &[(path, "第一段不变。\n建设项目12个，总投资28.6亿元。")],
            true,
        );
        let new = state(
            &[(path, "第一段不变。\n建设项目13个，总投资28.6亿元。")],
            true,
        );
        let found = differences(&old, &new);
        assert_eq!(
            text(&found),
            "1. 备案表 · 园区建设内容：\n   修改前：建设项目1［－2－］个，总投资28.6亿元。\n   修改后：建设项目1［＋3＋］个，总投资28.6亿元。\n"
        );
        assert!(markdown(&found).contains("| 1 | 备案表 · 园区建设内容 | 建设项目1［－2－］个"));
    }

    #[test]
    fn a_date_in_another_notation_is_the_same() {
        let path = "备案表.报送日期";
        let old = state(&[(path, "2026-09-10")], true);
        assert!(differences(&old, &state(&[(path, "2026年9月10日")], true)).is_empty());
    }
}
