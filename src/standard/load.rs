//! From the bytes of a catalogue file to a [`Standard`], every fault at once.

use std::collections::HashMap;
use std::ops::Range;

use super::{Entry, EntryLimit, Fault, Group, Standard, Unusable};
use crate::input::decode::{self, Undecodable};
use crate::input::tree::{self, Kind, Node};
use crate::park::{Limit, Literal, plain};

/// Keys of the file, of a group, of an indicator, of a limit.
const STANDARD: &[&str] = &["名称", "编号", "已被替代", "说明", "分组", "指标"];
const GROUP: &[&str] = &["名称", "至少", "核实"];
const ENTRY: &[&str] = &[
    "序号",
    "分类",
    "指标名称",
    "类别",
    "分组",
    "单位",
    "限值",
    "条件限值",
    "核实",
];
const LIMIT: &[&str] = &["条件", "限值"];

/// Reads the catalogue in the file `name`.
///
/// # Errors
/// Every fault of the catalogue, with its place.
pub fn load(name: &str, bytes: &[u8]) -> Result<Standard, Unusable> {
    let mut loader = Loader {
        file: name,
        text: String::new(),
        faults: Vec::new(),
    };
    let standard = loader.open(bytes);
    if loader.faults.is_empty() {
        Ok(standard)
    } else {
        loader
            .faults
            .sort_by_key(|fault| (fault.line, fault.column));
        Err(Unusable(loader.faults))
    }
}

/// Reads one file and collects its faults.
struct Loader<'a> {
    file: &'a str,
    text: String,
    faults: Vec<Fault>,
}

/// The values of a record by key.
type Record<'n> = HashMap<&'static str, &'n Node>;

impl Loader<'_> {
    fn open(&mut self, bytes: &[u8]) -> Standard {
        if bytes.len() > crate::input::LARGEST {
            self.fault(&(0..0), "文件太大，不像指标目录");
            return Standard::default();
        }
        match decode::decode(bytes) {
            Ok((text, _)) => self.text = text,
            Err(Undecodable::Binary(_) | Undecodable::Damaged(_)) => {
                self.fault(&(0..0), "不是 UTF-8 或 GB18030 编码的文本文件");
                return Standard::default();
            }
        }
        match tree::parse(&self.text.clone()) {
            Ok(tree) => match tree.root {
                Some(root) => self.standard(&root),
                None => {
                    self.fault(&(0..0), "文件是空的");
                    Standard::default()
                }
            },
            Err(fault) => {
                self.fault(&fault.at, "YAML 写法有误");
                Standard::default()
            }
        }
    }

    fn standard(&mut self, root: &Node) -> Standard {
        let record = self.record(root, STANDARD);
        let mut standard = Standard {
            name: self.text_at(&record, "名称"),
            number: self.text_at(&record, "编号"),
            superseded: self.yes_at(&record, "已被替代", false),
            ..Standard::default()
        };
        if standard.name.is_empty() {
            self.fault(&root.span, "缺少 `名称`");
        }
        for node in self.items_at(&record, "分组") {
            let group = self.group(node);
            standard.groups.push(group);
        }
        for node in self.items_at(&record, "指标") {
            let entry = self.entry(node, &standard);
            standard.indicators.push(entry);
        }
        if standard.indicators.is_empty() {
            self.fault(&root.span, "缺少 `指标`，目录中没有任何指标");
        }
        standard
    }

    fn group(&mut self, node: &Node) -> Group {
        let record = self.record(node, GROUP);
        let least = self.text_at(&record, "至少");
        let least = match least.parse() {
            Ok(least) => least,
            Err(_) if least.is_empty() => 1,
            Err(_) => {
                self.fault(
                    &record["至少"].span,
                    format!("`至少` 应为整数，实际「{least}」"),
                );
                1
            }
        };
        let name = self.text_at(&record, "名称");
        if name.is_empty() {
            self.fault(&node.span, "分组缺少 `名称`");
        }
        Group {
            name,
            least,
            verified: self.yes_at(&record, "核实", true),
        }
    }

    fn entry(&mut self, node: &Node, standard: &Standard) -> Entry {
        let record = self.record(node, ENTRY);
        let name = self.text_at(&record, "指标名称");
        if name.is_empty() {
            self.fault(&node.span, "指标缺少 `指标名称`");
        } else if standard
            .indicators
            .iter()
            .any(|one| plain(&one.name) == plain(&name))
        {
            self.fault(&record["指标名称"].span, format!("指标「{name}」重复"));
        }
        let group = self.text_at(&record, "分组");
        if !group.is_empty() && !standard.groups.iter().any(|one| one.name == group) {
            self.fault(&record["分组"].span, format!("`分组` 中没有「{group}」"));
        }
        let compulsory = self.compulsory(&record, node);
        Entry {
            name,
            compulsory,
            group,
            unit: self.text_at(&record, "单位"),
            limits: self.limits(&record),
            verified: self.yes_at(&record, "核实", true),
        }
    }

    fn compulsory(&mut self, record: &Record, node: &Node) -> bool {
        let kind = self.text_at(record, "类别");
        let span = record.get("类别").map_or(&node.span, |node| &node.span);
        match kind.as_str() {
            "必选" => true,
            "特色" | "可选" => false,
            "" => {
                self.fault(span, "指标缺少 `类别`");
                false
            }
            other => {
                self.fault(
                    span,
                    format!("`类别` 应为必选、特色或可选，实际「{other}」"),
                );
                false
            }
        }
    }

    fn limits(&mut self, record: &Record) -> Vec<EntryLimit> {
        let mut limits = Vec::new();
        let limit = self.text_at(record, "限值");
        if !limit.is_empty() {
            self.readable(&limit, &record["限值"].span);
            limits.push(EntryLimit {
                condition: String::new(),
                limit: Literal(limit),
            });
        }
        for node in self.items_at(record, "条件限值") {
            let record = self.record(node, LIMIT);
            let (condition, limit) = (self.text_at(&record, "条件"), self.text_at(&record, "限值"));
            if condition.is_empty() {
                self.fault(&node.span, "条件限值缺少 `条件`");
            }
            self.readable(&limit, &node.span);
            limits.push(EntryLimit {
                condition,
                limit: Literal(limit),
            });
        }
        limits
    }

    /// Says if a limit cannot be read.
    fn readable(&mut self, limit: &str, span: &Range<usize>) {
        match Limit::parse(limit, None) {
            Some(Limit::Conditional(_)) => {
                self.fault(span, format!("限值「{limit}」带有条件，应写入 `条件限值`"))
            }
            Some(_) => {}
            None => self.fault(
                span,
                format!("限值「{limit}」无法识别，应如 `≥15`、`100`、`达标`"),
            ),
        }
    }

    /// The values of a record, by those of its keys that are known.
    fn record<'n>(&mut self, node: &'n Node, keys: &'static [&'static str]) -> Record<'n> {
        let mut record = Record::new();
        let Kind::Map(entries) = &node.kind else {
            self.fault(&node.span, format!("应为 `{}` 等键组成的一组", keys[0]));
            return record;
        };
        for entry in &entries.list {
            let key = entry.key.value.trim();
            match keys.iter().find(|known| **known == key) {
                None => self.fault(&entry.key.span, unknown(key, keys)),
                Some(known) if record.contains_key(known) => {
                    self.fault(&entry.key.span, format!("键 `{key}` 重复"));
                }
                Some(known) => {
                    record.insert(known, &entry.value);
                }
            }
        }
        record
    }

    fn text_at(&mut self, record: &Record, key: &str) -> String {
        match record.get(key).map(|node| (&node.kind, &node.span)) {
            None | Some((Kind::Null, _)) => String::new(),
            Some((Kind::Scalar(scalar), _)) => scalar.value.trim().to_owned(),
            Some((_, span)) => {
                self.fault(span, format!("`{key}` 应为一项文字"));
                String::new()
            }
        }
    }

    fn yes_at(&mut self, record: &Record, key: &str, absent: bool) -> bool {
        match self.text_at(record, key).as_str() {
            "" => absent,
            "是" | "true" => true,
            "否" | "false" => false,
            other => {
                self.fault(
                    &record[key].span,
                    format!("`{key}` 应为是或否，实际「{other}」"),
                );
                absent
            }
        }
    }

    fn items_at<'n>(&mut self, record: &Record<'n>, key: &str) -> &'n [Node] {
        match record.get(key).map(|node| (&node.kind, &node.span)) {
            None | Some((Kind::Null, _)) => &[],
            Some((Kind::List(items), _)) => &items.list,
            Some((_, span)) => {
                self.fault(span, format!("`{key}` 应为列表，每项以 `- ` 开头"));
                &[]
            }
        }
    }

    fn fault(&mut self, at: &Range<usize>, message: impl Into<String>) {
        let before = self.text.get(..at.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            message: message.into(),
        });
    }
}

/// An unknown key, with the one that is probably meant.
fn unknown(key: &str, keys: &[&str]) -> String {
    let near = keys
        .iter()
        .map(|known| (strsim::normalized_levenshtein(known, key), known))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, known)) => format!("不认识键 `{key}`，是不是想写 `{known}`？"),
        None => format!("不认识键 `{key}`，这里可用 `{}`", keys.join("`、`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::Match;

    /// The catalogue that is shipped.
    fn shipped() -> Standard {
        let bytes = include_bytes!("../../samples/标准/HJ 274-2015.yaml");
        load("HJ 274-2015.yaml", bytes).expect("a catalogue")
    }

    #[track_caller]
    fn faults(yaml: &str) -> String {
        load("目录.yaml", yaml.as_bytes())
            .expect_err("faults")
            .to_string()
    }

    #[test]
    fn the_shipped_catalogue() {
        let standard = shipped();
        assert_eq!(
            standard.title(),
            "《国家生态工业示范园区标准》（HJ 274-2015）"
        );
        assert!(standard.superseded);
        assert_eq!(standard.indicators.len(), 32);
        let compulsory = standard.indicators.iter().filter(|one| one.compulsory);
        assert_eq!(compulsory.count(), 17);
        assert_eq!(standard.groups.len(), 6);
        assert!(standard.groups.iter().all(|group| group.least == 1));
        assert!(
            standard
                .indicators
                .iter()
                .all(|one| !one.verified && !one.limits.is_empty())
        );
        let optional = standard.indicators.iter().filter(|one| !one.compulsory);
        assert!(optional.into_iter().all(|one| !one.group.is_empty()));
        let conditional = standard
            .indicators
            .iter()
            .filter(|one| one.limit().is_none());
        assert_eq!(conditional.count(), 4);
    }

    #[test]
    fn names_that_differ_a_little() {
        let standard = shipped();
        let name = |found: Match| match found {
            Match::Same(entry) => format!("= {}", entry.name),
            Match::Near(entry) => format!("~ {}", entry.name),
            Match::None => "-".to_owned(),
        };
        #[track_caller]
        fn case(found: String, expected: &str) {
            assert_eq!(found, expected);
        }

        case(
            name(standard.find("再生水(中水)回用率")),
            "= 再生水（中水）回用率",
        );
        case(name(standard.find("绿化覆盖比率")), "~ 绿化覆盖率");
        case(name(standard.find("园区分布式光伏装机容量")), "-");
        case(name(standard.find("单位工业增加值电耗")), "-");
    }

    #[test]
    fn every_fault_with_its_place() {
        assert_eq!(
            faults(
                "名称: 甲\n已被替代: 或许\n分组:\n  - {至少: 一}\n指标:\n  - 指标名: 乙\n    类别: 任选\n    限值: 见标准\n    分组: 丙\n"
            ),
            "\
目录.yaml:2:7: `已被替代` 应为是或否，实际「或许」
目录.yaml:4:5: 分组缺少 `名称`
目录.yaml:4:10: `至少` 应为整数，实际「一」
目录.yaml:6:5: 不认识键 `指标名`，是不是想写 `指标名称`？
目录.yaml:6:5: 指标缺少 `指标名称`
目录.yaml:7:9: `类别` 应为必选、特色或可选，实际「任选」
目录.yaml:8:9: 限值「见标准」无法识别，应如 `≥15`、`100`、`达标`
目录.yaml:9:9: `分组` 中没有「丙」"
        );
    }

    #[test]
    fn files_that_are_no_catalogue() {
        #[track_caller]
        fn case(yaml: &str, expected: &str) {
            assert_eq!(faults(yaml), expected);
        }

        case("", "目录.yaml:1:1: 文件是空的");
        case("名称: [", "目录.yaml:1:5: YAML 写法有误");
        case("名称: 甲", "目录.yaml:1:1: 缺少 `指标`，目录中没有任何指标");
        case(
            "指标: 甲",
            "目录.yaml:1:1: 缺少 `名称`\n目录.yaml:1:1: 缺少 `指标`，目录中没有任何指标\n目录.yaml:1:5: `指标` 应为列表，每项以 `- ` 开头",
        );
        case(
            "名称: 甲\n名称: 乙\n指标: [{指标名称: 丙, 类别: 必选}, {指标名称: 丙, 类别: 必选}]",
            "目录.yaml:2:1: 键 `名称` 重复\n目录.yaml:3:32: 指标「丙」重复",
        );
        let limits = "名称: 甲\n指标:\n  - 指标名称: 丙\n    类别: 必选\n    限值: 增长率>0时≤0.6\n    条件限值: [{限值: 5}]\n";
        case(
            limits,
            "目录.yaml:5:9: 限值「增长率>0时≤0.6」带有条件，应写入 `条件限值`\n目录.yaml:6:12: 条件限值缺少 `条件`",
        );
        assert!(load("目录.yaml", &[0, 159, 146, 150]).is_err());
    }
}
