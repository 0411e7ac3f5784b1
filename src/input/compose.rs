//! A new YAML from data that somebody else has (a workbook, a page).

use super::keys::children;
use super::write::{self, Context};
use crate::park::catalogue;

/// One datum to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Datum {
    /// A text at a path.
    Text(String, String),
    /// A list of short texts (ids) at a path.
    List(String, Vec<String>),
    /// A list of names with files (原始数据清单) at a path; a name without a
    /// file stands alone.
    Named(String, Vec<(String, String)>),
}

/// The nested data.
#[derive(Debug)]
enum Tree {
    Record(Vec<(String, Tree)>),
    List(Vec<Tree>),
    Leaf(Datum),
}

impl Datum {
    /// As it is written in a place.
    fn write(&self, context: &Context) -> String {
        match self {
            Self::Text(_, text) => write::scalar(text, context),
            Self::List(_, items) => write::list(items),
            Self::Named(_, items) => {
                let flow = Context {
                    flow: true,
                    ..context.clone()
                };
                let one = |text: &str| write::scalar(text, &flow);
                let items: Vec<String> = items
                    .iter()
                    .map(|(name, file)| match file.is_empty() {
                        true => one(name),
                        false => format!("{{名称: {}, 文件: {}}}", one(name), one(file)),
                    })
                    .collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

/// The text of a data file with these data, in the order of the model. A datum
/// whose path the model does not have is left out, as is an empty one.
pub fn compose(data: &[Datum]) -> String {
    let mut root = Tree::Record(Vec::new());
    for datum in data {
        let path = match datum {
            Datum::Text(path, _) | Datum::List(path, _) | Datum::Named(path, _) => path,
        };
        let known = catalogue::field(path).is_some();
        if known && !is_empty(datum) {
            root.insert(path, datum.clone());
        }
    }
    root.sort("");
    let mut out = String::from("格式版本: 1\n");
    if let Tree::Record(entries) = &root {
        for (key, value) in entries {
            out.push('\n');
            write_entry(&mut out, key, value, 0);
        }
    }
    out
}

fn is_empty(datum: &Datum) -> bool {
    match datum {
        Datum::Text(_, text) => text.trim().is_empty(),
        Datum::List(_, items) => items.is_empty(),
        Datum::Named(_, items) => items.is_empty(),
    }
}

impl Tree {
    fn insert(&mut self, path: &str, leaf: Datum) {
        if path.is_empty() {
            *self = Self::Leaf(leaf);
            return;
        }
        if let Some(rest) = path.strip_prefix('[') {
            let (index, rest) = rest.split_once(']').unwrap_or((rest, ""));
            let index: usize = index.parse().unwrap_or(0);
            if !matches!(self, Self::List(_)) {
                *self = Self::List(Vec::new());
            }
            if let Self::List(items) = self {
                while items.len() <= index {
                    items.push(Self::Record(Vec::new()));
                }
                items[index].insert(rest.trim_start_matches('.'), leaf);
            }
            return;
        }
        let end = path.find(['.', '[']).unwrap_or(path.len());
        let (key, rest) = path.split_at(end);
        let rest = rest.trim_start_matches('.');
        if !matches!(self, Self::Record(_)) {
            // A word (无) and a record in one place: the record says more.
            *self = Self::Record(Vec::new());
        }
        if let Self::Record(entries) = self {
            let at = entries.iter().position(|(own, _)| own == key);
            let at = at.unwrap_or_else(|| {
                entries.push((key.to_owned(), Self::Record(Vec::new())));
                entries.len() - 1
            });
            entries[at].1.insert(rest, leaf);
        }
    }

    /// Puts keys in the order of the model, and takes out empty items.
    fn sort(&mut self, pattern: &str) {
        match self {
            Self::Record(entries) => {
                let order = children(pattern);
                let place = |key: &str| order.iter().position(|field| field.label == key);
                entries.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
                for (key, value) in entries {
                    let below = match pattern.is_empty() {
                        true => key.clone(),
                        false => format!("{pattern}.{key}"),
                    };
                    value.sort(&below);
                }
            }
            Self::List(items) => {
                items.retain(|item| !matches!(item, Self::Record(entries) if entries.is_empty()));
                for item in items {
                    item.sort(&format!("{pattern}[]"));
                }
            }
            Self::Leaf(_) => {}
        }
    }
}

/// `key: value` at a column, with its line end.
fn write_entry(out: &mut String, key: &str, value: &Tree, column: usize) {
    out.push_str(key);
    out.push(':');
    let inner = column + 2;
    let indent = " ".repeat(inner);
    match value {
        Tree::Leaf(leaf) => {
            let context = Context {
                flow: false,
                indent: inner,
                newline: "\n",
                plain: false,
            };
            out.push(' ');
            out.push_str(&leaf.write(&context));
            out.push('\n');
        }
        Tree::Record(entries) if is_map(entries) => {
            out.push_str(" {");
            for (at, (key, value)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                out.push_str(&format!("{key}: {}", flow(value)));
            }
            out.push_str("}\n");
        }
        Tree::Record(entries) => {
            out.push('\n');
            for (key, value) in entries {
                out.push_str(&indent);
                write_entry(out, key, value, inner);
            }
        }
        Tree::List(items) => {
            out.push('\n');
            for item in items {
                let Tree::Record(entries) = item else {
                    continue;
                };
                for (at, (key, value)) in entries.iter().enumerate() {
                    let mark = if at == 0 { "- " } else { "  " };
                    out.push_str(&format!("{indent}{mark}"));
                    write_entry(out, key, value, inner + 2);
                }
            }
        }
    }
}

/// Whether the keys are years, as in 实际值: such a record stands on one line.
fn is_map(entries: &[(String, Tree)]) -> bool {
    let year = |key: &str| key.len() == 4 && key.bytes().all(|b| b.is_ascii_digit());
    !entries.is_empty() && entries.iter().all(|(key, _)| year(key))
}

fn flow(value: &Tree) -> String {
    let context = Context {
        flow: true,
        indent: 0,
        newline: "\n",
        plain: false,
    };
    match value {
        Tree::Leaf(leaf) => leaf.write(&context),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{NoFiles, read};

    #[test]
    fn data_become_a_file_that_reads_back() {
        let text = |path: &str, text: &str| Datum::Text(path.to_owned(), text.to_owned());
        let data = [
            text(
                "备案表.园区建设内容",
                "一、概况。\n  二、方案：好 # 不是注释。\n",
            ),
            text("园区基本情况.邮政编码", "061100"),
            text("园区基本情况.园区名称", "甲: 乙"),
            text("指标体系.指标[0].实际值.2025", "22.40"),
            text("指标体系.指标[0].实际值.2026", "达标"),
            text("指标体系.指标[0].编号", "Z1"),
            Datum::List(
                "指标体系.指标[0].数据来源".to_owned(),
                vec!["S1".into(), "S2".into()],
            ),
            Datum::Named(
                "指标体系.指标[0].原始数据清单".to_owned(),
                vec![
                    ("台账".into(), String::new()),
                    ("表, 一".into(), "a.xlsx".into()),
                ],
            ),
            text("重点任务[1].编号", "R2"),
            text("没有.这个", "x"),
            text("创建申报.延期", "无"),
        ];
        let yaml = compose(&data);
        insta::assert_snapshot!(yaml);
        let input = read("a.yaml", yaml.as_bytes(), &NoFiles);
        assert!(input.findings.is_empty(), "{:?}", input.findings);
        let park = input.park.expect("readable");
        assert_eq!(park.basics.postcode.as_str(), "061100");
        assert_eq!(park.indicators.list[0].actual["2025"].as_str(), "22.40");
        assert_eq!(park.indicators.list[0].raw_data.len(), 2);
        assert_eq!(park.tasks.len(), 1, "an empty item is no item");
    }
}
