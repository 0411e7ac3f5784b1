//! Data from beside the file: what all parks have in common (`--defaults`) and
//! what is set for this run (`--set`).
//!
//! They are laid into the tree before it is checked, so that they are judged
//! like data, and each keeps its own place: a finding names `--set` or the file
//! of the defaults.

use super::decode;
use super::tree::{self, Entries, Entry, Kind, Node};
use super::write::{self, Context};
use crate::finding::Place;
use crate::park::catalogue;

/// Data to be laid into a file's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// What a finding calls it.
    name: String,
    /// As YAML.
    text: String,
    /// Whether it takes the place of what the file says, or fills gaps only.
    wins: bool,
}

impl Overlay {
    /// What fills the gaps of every park: a YAML file like theirs.
    ///
    /// # Errors
    /// Says in Chinese why the file cannot be read.
    pub fn defaults(name: &str, bytes: &[u8]) -> Result<Self, String> {
        let (text, _) = decode::decode(bytes).map_err(|_| "不是文本文件".to_owned())?;
        let tree = tree::parse(&text).map_err(|fault| {
            let line = text[..fault.at.start.min(text.len())].matches('\n').count() + 1;
            format!("第 {line} 行不合 YAML 的写法；用 `ecopark check {name}` 查看")
        })?;
        match tree.root.map(|root| root.kind) {
            Some(Kind::Map(_)) => Ok(Self {
                name: name.to_owned(),
                text,
                wins: false,
            }),
            _ => Err("第一层应是 `备案表:` 等键".to_owned()),
        }
    }

    /// One datum, `备案表.报送日期=2026-09-10`, whatever the file says.
    ///
    /// # Errors
    /// Says in Chinese what is wrong: no `=`, no such datum, not one text.
    pub fn set(setting: &str) -> Result<Self, String> {
        let (path, value) = setting
            .split_once('=')
            .ok_or("应写成 路径=值，如 备案表.报送日期=2026-09-10")?;
        let (path, value) = (path.trim(), value.trim());
        let field = catalogue::field(path).ok_or_else(|| match nearest(path) {
            Some(near) => format!("没有 `{path}` 这个数据；是不是想写 `{near}`？"),
            None => format!("没有 `{path}` 这个数据；`ecopark schema` 列出全部"),
        })?;
        let list = value.starts_with('[') && value.ends_with(']');
        if !field.shape.is_scalar() && !list && field.shape != catalogue::Shape::RecordOrWord {
            return Err(format!("`{path}` 不是一项文字，不能这样设定"));
        }
        let flow = Context {
            flow: true,
            indent: 0,
            newline: "\n",
            plain: false,
        };
        let value = match list {
            true => value.to_owned(),
            false => write::scalar(value, &flow),
        };
        let steps: Vec<String> = steps(path);
        let open: Vec<String> = steps.iter().map(|step| format!("{{{step}: ")).collect();
        let text = format!("{}{value}{}", open.concat(), "}".repeat(steps.len()));
        match tree::parse(&text) {
            Ok(_) => Ok(Self {
                name: "--set".to_owned(),
                text,
                wins: true,
            }),
            Err(_) => Err(format!("「{value}」不是 `{path}` 的值")),
        }
    }

    /// By what it changes papers, for the record of how they were made.
    pub fn description(&self) -> String {
        match self.wins {
            true => format!("--set {}", self.text),
            false => format!("--defaults {}", self.text),
        }
    }
}

/// A path as keys; an index is one of its own: `"[2]"`.
fn steps(path: &str) -> Vec<String> {
    path.replace('[', ".[")
        .split('.')
        .map(|step| match step.starts_with('[') {
            true => format!("\"{step}\""),
            false => step.to_owned(),
        })
        .collect()
}

/// The datum that a path is most like.
fn nearest(path: &str) -> Option<&'static str> {
    let label = path.rsplit('.').next().unwrap_or(path);
    let fields = catalogue::fields().iter();
    fields
        .filter(|field| field.shape.is_scalar() && !field.path.contains(['[', '{']))
        .map(|field| {
            let same = field.label == label;
            let distance = strsim::osa_distance(&field.path, path);
            (if same { distance.min(2) } else { distance }, field)
        })
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, field)| field.path.as_str())
}

/// Where the texts of overlays begin behind the file's own.
#[derive(Debug, Clone, Default)]
pub struct Tails {
    /// First byte and name of each.
    starts: Vec<(usize, String)>,
}

impl Tails {
    /// Lays `overlays` into the tree of `text`, to which their texts are added,
    /// so that every place is one of this text.
    pub fn lay(overlays: &[Overlay], text: &mut String, root: &mut Option<Node>) -> Self {
        let mut tails = Self::default();
        for overlay in overlays {
            text.push('\n');
            let start = text.len();
            text.push_str(&overlay.text);
            tails.starts.push((start, overlay.name.clone()));
            let Ok(mut tree) = tree::parse(&overlay.text) else {
                continue;
            };
            tree.shift(&|at| at + start);
            match (root.as_mut(), tree.root) {
                (Some(base), Some(over)) => merge(base, over, overlay.wins),
                (None, over) => *root = over,
                (Some(_), None) => {}
            }
        }
        tails
    }

    /// Whether nothing was laid in.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// First byte behind the file's own text.
    pub fn end_of_file(&self) -> Option<usize> {
        // A line end stands between them.
        self.starts.first().map(|(start, _)| start - 1)
    }

    /// A place of the whole text as one of its own file; the first overlay is
    /// the file `first`.
    pub fn place(&self, place: Place, first: usize) -> Place {
        let at = place.span.start;
        let after = self.starts.partition_point(|(start, _)| *start <= at);
        match after.checked_sub(1) {
            Some(index) if place.file == 0 => {
                let start = self.starts[index].0;
                Place {
                    file: first + index,
                    span: at - start..place.span.end - start,
                }
            }
            _ => place,
        }
    }

    /// Name and text of each, taken out of the whole text.
    pub fn split<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.starts
            .iter()
            .enumerate()
            .map(|(index, (start, name))| {
                let next = self.starts.get(index + 1).map(|(start, _)| start - 1);
                (name.as_str(), &text[*start..next.unwrap_or(text.len())])
            })
    }
}

/// Lays `over` into `base`: where both are records, key by key.
fn merge(base: &mut Node, over: Node, wins: bool) {
    let empty = matches!(base.kind, Kind::Null);
    match (&mut base.kind, over.kind) {
        (Kind::Map(entries), Kind::Map(over)) => {
            for entry in over.list {
                merge_entry(entries, entry, wins);
            }
        }
        (Kind::List(items), Kind::Map(over)) => {
            for entry in over.list {
                let index = entry.key.value.strip_prefix('[');
                let index = index.and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
                match index.and_then(|index| items.list.get_mut(index)) {
                    Some(item) => merge(item, entry.value, wins),
                    // Behind the end: one more, which is checked like data.
                    None => items.list.push(entry.value),
                }
            }
        }
        (_, kind) if wins || empty => {
            base.kind = kind;
            base.span = over.span;
        }
        _ => {}
    }
}

fn merge_entry(entries: &mut Entries, over: Entry, wins: bool) {
    let same = entries.list.iter_mut();
    match same
        .into_iter()
        .find(|entry| entry.key.value == over.key.value)
    {
        Some(entry) => {
            let replaced = wins && !matches!(over.value.kind, Kind::Map(_));
            if replaced || matches!(entry.value.kind, Kind::Null) {
                entry.key = over.key.clone();
            }
            merge(&mut entry.value, over.value, wins);
        }
        None => entries.list.push(over),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{NoFiles, read_with};

    const PARK: &str =
        "备案表:\n  报送单位: 甲\n  报送日期:\n重点任务:\n  - {编号: R1, 责任部门: 乙局}\n";

    #[test]
    fn gaps_are_filled_and_settings_win() {
        let defaults =
            "备案表:\n  报送单位: 省厅\n  报送日期: 2026-09-10\n标识: {省级行政区: 湖南省}\n";
        let overlays = [
            Overlay::defaults("省厅.yaml", defaults.as_bytes()).unwrap(),
            Overlay::set("重点任务[0].责任部门=丙局").unwrap(),
            Overlay::set("园区基本情况.邮政编码=061100").unwrap(),
        ];
        let input = read_with("a.yaml", PARK.as_bytes(), &NoFiles, &overlays);
        assert!(input.findings.is_empty(), "{:?}", input.findings);
        let park = input.park.as_ref().expect("readable");
        let filing = park.filing.as_ref().expect("there");
        assert_eq!(filing.submitter, "甲", "the file's own word counts");
        assert_eq!(filing.date.as_str(), "2026-09-10");
        assert_eq!(park.identity.province, "湖南省");
        assert_eq!(park.tasks[0].department, "丙局");
        assert_eq!(park.basics.postcode.as_str(), "061100");
        assert_eq!(input.files[0].text, PARK);
    }

    #[test]
    fn findings_name_where_the_datum_comes_from() {
        let overlays = [
            Overlay::defaults("省厅.yaml", "\n备案表:\n  报送日其: 2026\n".as_bytes()).unwrap(),
            Overlay::set("园区基本情况.园区名称=[1, 2]").unwrap(),
        ];
        let input = read_with("市/a.yaml", PARK.as_bytes(), &NoFiles, &overlays);
        let places: Vec<(&str, &str)> = input
            .findings
            .iter()
            .map(|finding| {
                let place = finding.place.as_ref().expect("the reader knows");
                let file = &input.files[place.file];
                (file.name.as_str(), &file.text[place.span.clone()])
            })
            .collect();
        assert_eq!(places, [("省厅.yaml", "报送日其"), ("--set", "[1, 2]")]);
        assert!(input.is_overlay(1) && !input.is_overlay(0));
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        #[track_caller]
        fn case(setting: &str, says: &str) {
            let error = Overlay::set(setting).unwrap_err();
            assert!(error.contains(says), "{error}");
        }

        case("备案表.报送日期", "应写成");
        case("备案表.报送日其=x", "是不是想写 `备案表.报送日期`");
        case("天气=晴", "没有 `天气`");
        case("备案表=x", "不是一项文字");
        assert!(Overlay::defaults("a.yaml", b"- x").is_err());
        assert!(Overlay::defaults("a.yaml", b"a: {").is_err());
    }
}
