//! What a person is told of one park, in the order in which it is worth reading:
//! what is not filled in yet, what stops a paper, then the rest by part of the
//! data. The terminal ([`super::text()`]) and the page show the same.

use std::collections::BTreeMap;

use super::{Located, Report};
use crate::finding::Severity;
use crate::form::{FormId, FormSet};
use crate::park::catalogue;

/// The findings of one park, grouped. The groups share out the findings: none
/// is left out, none stands twice.
#[derive(Debug)]
pub struct Digest<'a> {
    /// What is not filled in yet, by part of the data.
    pub blanks: Vec<Blanks<'a>>,
    /// What the user may fill in next.
    pub next: Option<&'a Located>,
    /// What is wrong: first what stops a paper, then by part of the data.
    pub groups: Vec<Group<'a>>,
    /// What can wait while the park is hardly begun: no errors, and nothing about
    /// how the file was read, are among it.
    pub later: Vec<&'a Located>,
}

/// What is not filled in yet of one part of the data.
#[derive(Debug)]
pub struct Blanks<'a> {
    /// The part: `园区基本情况`, `实施方案·园区概况`.
    pub part: String,
    /// How many data.
    pub count: usize,
    /// Their names; those of a record behind it: `负责人（姓名、职务）`.
    pub names: Vec<String>,
    /// The findings that say so.
    pub findings: Vec<&'a Located>,
}

/// Findings that belong together.
#[derive(Debug)]
pub struct Group<'a> {
    /// What to write above them.
    pub title: String,
    /// The findings.
    pub items: Vec<Item<'a>>,
}

/// One finding, and those that have the same cause.
#[derive(Debug)]
pub struct Item<'a> {
    /// The finding.
    pub located: &'a Located,
    /// The others that the same rule makes in the same part, mended alike.
    pub like: Vec<&'a Located>,
}

/// With so many data not filled in, the park is hardly begun.
const HARDLY_BEGUN: usize = 10;

/// From so many findings alike on, one stands for all.
const ALIKE: usize = 3;

/// Why a park is checked for the forms that it is checked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The forms that are made, or were asked for.
    pub papers: FormSet,
    /// The forms of which only what is written is judged.
    pub data: FormSet,
    /// Whether the user named the forms.
    pub asked: bool,
    /// The blocks of the file that lead to `papers`, and to `data`.
    pub blocks: (Vec<&'static str>, Vec<&'static str>),
}

impl Scope {
    /// The head of the list: which forms, and why; empty if there is no data.
    pub fn lines(&self) -> Vec<String> {
        let quoted = |blocks: &[&str]| {
            let blocks: Vec<String> = blocks.iter().map(|one| format!("`{one}`")).collect();
            blocks.join("、")
        };
        let mut lines = Vec::new();
        let papers = self.papers.name();
        if self.asked {
            lines.push(format!("按{papers}校验"));
        } else if !self.papers.is_empty() {
            lines.push(format!(
                "按{papers}校验，因为写有 {}",
                quoted(&self.blocks.0)
            ));
        }
        if !self.data.is_empty() {
            let blocks: Vec<String> = self
                .data
                .iter()
                .map(|form| format!("`{}`", form.form().block))
                .collect();
            lines.push(format!(
                "{}写有 {}，还没有 {}：只查{}数据中写错的",
                if lines.is_empty() { "" } else { "另" },
                quoted(&self.blocks.1),
                blocks.join("、"),
                self.data.name()
            ));
        }
        lines
    }
}

/// A part of the data: its place in the model, and its name.
type Part = (usize, String);

/// The part of the data that `path` lies in: its block; of the forms' own
/// blocks the section.
fn part(path: &str) -> Part {
    let pattern = catalogue::pattern(path);
    let mut keys = pattern.split(['.', '[']);
    let block = keys.next().unwrap_or_default();
    let own = crate::form::FORMS.iter().any(|form| form.block == block);
    let section = keys
        .next()
        .map(|key| format!("{block}.{key}"))
        .filter(|section| {
            own && catalogue::of_pattern(section).is_some_and(|field| !field.shape.is_scalar())
        });
    let order = |path: &str| {
        let fields = catalogue::fields();
        fields.iter().position(|field| field.path == path)
    };
    match section {
        Some(section) => (
            order(&section).map_or(0, |at| at + 1),
            section.replace('.', "·"),
        ),
        None if block.is_empty() => (0, "数据文件".to_owned()),
        None => (order(block).map_or(0, |at| at + 1), block.to_owned()),
    }
}

impl Report {
    /// The findings, grouped for a person; with `all`, none stands for others
    /// and what is not filled in stands among what stops a paper.
    pub fn digest(&self, all: bool) -> Digest<'_> {
        let is_blank = |one: &&Located| !all && !one.finding.lacks.is_empty();
        let (blank, wrong): (Vec<&Located>, Vec<&Located>) =
            self.findings.iter().partition(is_blank);
        let next = blank.iter().copied().min_by_key(|one| {
            let place = part(&one.finding.path).0;
            (one.finding.severity, place, one.spot.span.start)
        });
        let blanks = blanks(&blank);
        let lacking: usize = blanks.iter().map(|part| part.count).sum();
        // How the file was read (group Y) is told at once: what a spreadsheet lost
        // is found again only while the original is at hand.
        let waits = |one: &&Located| {
            let finding = &one.finding;
            lacking >= HARDLY_BEGUN
                && finding.severity != Severity::Error
                && !finding.code.starts_with('Y')
        };
        let (later, wrong): (Vec<&Located>, Vec<&Located>) =
            wrong.iter().partition(|one| waits(one));
        Digest {
            blanks,
            next,
            groups: groups(&wrong, all),
            later,
        }
    }

    /// How many data of `form` are not filled in yet.
    pub fn lacking(&self, form: FormId) -> usize {
        self.findings
            .iter()
            .filter(|one| one.finding.forms.contains(form))
            .map(|one| one.finding.lacks.len())
            .sum()
    }
}

/// What is not filled in, by part.
fn blanks<'a>(findings: &[&'a Located]) -> Vec<Blanks<'a>> {
    let mut parts: BTreeMap<Part, Vec<&Located>> = BTreeMap::new();
    for one in findings {
        parts.entry(part(&one.finding.path)).or_default().push(one);
    }
    let filled = |((_, name), findings): (Part, Vec<&'a Located>)| {
        let paths: Vec<&str> = findings
            .iter()
            .flat_map(|one| one.finding.lacks.iter().map(String::as_str))
            .collect();
        Blanks {
            names: names(&name, &paths),
            part: name,
            count: paths.len(),
            findings,
        }
    };
    parts.into_iter().map(filled).collect()
}

/// What to call the data at `paths` of one part: those of a record together, and
/// of a list each datum once with how many records lack it.
fn names(part: &str, paths: &[&str]) -> Vec<String> {
    let mut records: Vec<(String, Vec<(String, usize)>)> = Vec::new();
    for path in paths {
        let pattern = catalogue::pattern(path);
        let (record, label) = pattern.rsplit_once('.').unwrap_or(("", &pattern));
        let record = match record.replace('.', "·") == part {
            true => "",
            false => record.rsplit('.').next().unwrap_or_default(),
        };
        let record = record.trim_end_matches("[]");
        let record = match record == part {
            true => "",
            false => record,
        };
        let label = label.trim_end_matches("[]");
        let at = records.iter().position(|(known, _)| known == record);
        let at = at.unwrap_or_else(|| {
            records.push((record.to_owned(), Vec::new()));
            records.len() - 1
        });
        let labels = &mut records[at].1;
        match labels.iter_mut().find(|(known, _)| known == label) {
            Some((_, count)) => *count += 1,
            None => labels.push((label.to_owned(), 1)),
        }
    }
    let called = |(label, count): &(String, usize)| match count {
        1 => label.clone(),
        count => format!("{label} {count} 处"),
    };
    let mut names = Vec::new();
    for (record, labels) in &records {
        let labels: Vec<String> = labels.iter().map(called).collect();
        match record.is_empty() {
            true => names.extend(labels),
            false => names.push(format!("{record}（{}）", labels.join("、"))),
        }
    }
    names
}

/// What is wrong: first what stops a paper, then the rest by part.
fn groups<'a>(findings: &[&'a Located], all: bool) -> Vec<Group<'a>> {
    let stops = |one: &&Located| one.finding.severity == Severity::Error;
    let (errors, rest): (Vec<&Located>, Vec<&Located>) =
        findings.iter().partition(|one| stops(one));
    let mut groups = Vec::new();
    if !errors.is_empty() {
        let forms = errors
            .iter()
            .fold(FormSet::NONE, |set, one| set.or(one.finding.forms));
        groups.push(Group {
            title: format!("先改这 {} 处，不改生成不了{}", errors.len(), forms.name()),
            items: items(&errors, all),
        });
    }
    let mut parts: BTreeMap<Part, Vec<&Located>> = BTreeMap::new();
    for one in rest {
        parts.entry(part(&one.finding.path)).or_default().push(one);
    }
    groups.extend(parts.into_iter().map(|((_, title), mut findings)| {
        findings.sort_by_key(|one| one.finding.severity);
        Group {
            title: format!("{title}：{} 处", findings.len()),
            items: items(&findings, all),
        }
    }));
    groups
}

/// The findings by part of the data, those alike behind the first of them.
fn items<'a>(findings: &[&'a Located], all: bool) -> Vec<Item<'a>> {
    let mut findings: Vec<(usize, &Located)> = findings
        .iter()
        .map(|one| (part(&one.finding.path).0, *one))
        .collect();
    findings.sort_by_key(|(part, one)| (one.finding.severity, *part));
    let mut alike: Vec<(usize, Vec<&Located>)> = Vec::new();
    for (part, one) in findings {
        let same = |(known, list): &&mut (usize, Vec<&Located>)| {
            !all && *known == part && have_one_cause(list[0], one)
        };
        match alike.iter_mut().find(same) {
            Some((_, list)) => list.push(one),
            None => alike.push((part, vec![one])),
        }
    }
    let mut items = Vec::new();
    for (_, mut list) in alike {
        let like = match list.len() >= ALIKE {
            true => list.split_off(1),
            false => Vec::new(),
        };
        let mut list = list.into_iter();
        items.extend(list.next_back().map(|located| Item { located, like }));
        let at = items.len() - 1;
        items.splice(
            at..at,
            list.map(|located| Item {
                located,
                like: Vec::new(),
            }),
        );
    }
    items
}

/// Whether one rule says both, to be mended alike.
fn have_one_cause(a: &Located, b: &Located) -> bool {
    let (a, b) = (&a.finding, &b.finding);
    a.code == b.code && a.severity == b.severity && a.hint.is_some() && a.hint == b.hint
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{self, Context, Options};
    use crate::input::{self, NoFiles};
    use crate::report::{Selection, Style, text};

    fn report(yaml: &str, ignore: &[&str]) -> Report {
        let input = input::read("park.yaml", yaml.as_bytes(), &NoFiles);
        let selection = Selection::new(&[], ignore).expect("known codes");
        let options = Options::default();
        let context = Context::new(&input, &options).expect("data");
        Report::new(&input, check::check(&context), &selection)
    }

    /// A form of which only the block is there.
    const BEGUN: &str = "备案表:\n  报送日期:\n";

    #[test]
    fn a_file_hardly_begun_is_a_short_list() {
        let report = report(BEGUN, &[]);
        let lines = text(std::slice::from_ref(&report), &Style::default());
        assert!(lines.lines().count() <= 20, "{lines}");
        let wide = |line: &&str| crate::report::view::columns(line) > 80;
        assert_eq!(lines.lines().find(wide), None);
        assert!(lines.contains("附件2 还差 "), "{lines}");
        assert!(lines.contains("下一栏：`园区名称`，"), "{lines}");
        assert!(
            lines
                .trim_end()
                .lines()
                .last()
                .is_some_and(|line| line.starts_with("共 "))
        );
    }

    #[test]
    fn every_finding_stands_somewhere_once() {
        for all in [false, true] {
            let report = report(BEGUN, &[]);
            let digest = report.digest(all);
            let blanks: usize = digest.blanks.iter().map(|part| part.findings.len()).sum();
            let items = digest.groups.iter().flat_map(|group| &group.items);
            let shown: usize = items.map(|item| 1 + item.like.len()).sum();
            assert_eq!(blanks + shown + digest.later.len(), report.findings().len());
            assert_eq!(all, digest.blanks.is_empty());
        }
    }

    #[test]
    fn data_without_their_form_are_judged_for_what_is_written() {
        let yaml =
            "支撑项目:\n  - {编号: X1, 项目名称: 甲, 投资金额: \"-18500\", 支撑任务: [R9]}\n";
        let report = report(yaml, &[]);
        assert!(report.has_errors(FormSet::ALL));
        let lines = report.scope().lines();
        assert_eq!(
            lines,
            ["写有 `支撑项目`，还没有 `实施方案`：只查附件1数据中写错的"]
        );
        let codes: Vec<&str> = report
            .findings()
            .iter()
            .map(|one| one.finding.code)
            .collect();
        assert!(
            codes.contains(&"X03") && codes.contains(&"K05"),
            "{codes:?}"
        );
        assert!(!codes.contains(&"X01"), "{codes:?}");
    }

    #[test]
    fn what_stops_a_paper_comes_first_and_one_cause_is_one_item() {
        let yaml = "备案表:\n  报送单位: 益阳市生态环境局\n  园区建设内容: |\n    园区共有企业26家.\n    园区共有职工5万人.\n    园区共有道路6公里.\n    园区共有绿地7公顷.\n";
        let report = report(yaml, &["B", "S", "T"]);
        let digest = report.digest(false);
        let first = &digest.groups[0];
        assert!(
            first.title.starts_with("先改这 ") && first.title.ends_with("附件2"),
            "{}",
            first.title
        );
        let errors = first
            .items
            .iter()
            .all(|item| item.located.finding.severity == Severity::Error);
        assert!(errors);
    }

    #[test]
    fn what_a_form_demands_is_not_ignored() {
        let lines = text(
            &[report("备案表:\n  报送日期: 2026-09-10\n", &["S11", "T"])],
            &Style::default(),
        );
        assert!(
            lines.contains("`S11` 是表格自身的要求，--ignore 不能忽略"),
            "{lines}"
        );
    }

    #[test]
    fn parts_are_those_of_the_file() {
        #[track_caller]
        fn case(path: &str, expected: &str) {
            assert_eq!(part(path).1, expected);
        }

        case("", "数据文件");
        case("园区基本情况.园区名称", "园区基本情况");
        case("指标体系.指标[3].实际值.2025", "指标体系");
        case("实施方案.园区概况.碳排放", "实施方案·园区概况");
        case("备案表.报送单位", "备案表");
    }

    #[test]
    fn names_of_a_list_are_counted() {
        let paths = [
            "重点任务[0].责任部门",
            "重点任务[1].责任部门",
            "园区管理机构情况.负责园区生态工业工作的职能部门.联系人",
        ];
        assert_eq!(
            names("重点任务", &paths),
            ["责任部门 2 处", "负责园区生态工业工作的职能部门（联系人）"]
        );
    }
}
