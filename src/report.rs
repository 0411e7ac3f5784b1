//! Findings and how they are shown.
//!
//! Findings are the product: Chinese, one clause, both values, the exact
//! place, the article, how to mend it. A rule makes a [`Finding`] that names a
//! data path; [`Report`] holds the findings of one park with their places in
//! the files, without those that the user chose not to see or suppressed with
//! a reason. It can be shown on a terminal ([`text`]), to programs ([`json`],
//! [`sarif`]) and as tables over many parks ([`markdown`], [`csv`]).

mod explain;
pub mod finding;
mod json;
mod place;
mod sarif;
mod select;
mod suppress;
mod table;
mod text;
mod view;

pub(crate) use explain::annexes;
pub use explain::{explain, group_title, rules, rules_markdown};
pub use finding::{Finding, Fix, Label, Place, Severity};
pub use json::json;
pub use place::Spot;
pub use sarif::sarif;
pub use select::{Selection, UnknownCode};
pub use suppress::{Suppressed, Suppression};
pub use table::{csv, markdown};
pub use text::{Style, text};

use crate::form::FormSet;
use crate::input::Input;
use place::Source;

/// What was found in the data of one park.
#[derive(Debug, Clone)]
pub struct Report {
    /// Short name of the park; empty if the data could not be read.
    park: String,
    /// The files that the places count in; the first is the YAML.
    sources: Vec<Source>,
    /// What to show, in the order of the files.
    findings: Vec<Located>,
    /// What the user suppressed.
    suppressed: Vec<Suppressed>,
}

/// A finding whose place is known.
#[derive(Debug, Clone)]
pub struct Located {
    /// The finding.
    pub finding: Finding,
    /// Where it stands.
    pub spot: Spot,
    /// Further places, with what to write under them.
    pub labels: Vec<(Spot, String)>,
}

/// How many findings of each gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 错误.
    pub errors: usize,
    /// 警告.
    pub warnings: usize,
    /// 提示.
    pub infos: usize,
    /// Suppressed in the file, with a reason.
    pub suppressed: usize,
}

impl Report {
    /// The report on `input`: `findings` of the rules, and the reader's own
    /// ([`Input::findings`]), placed, suppressed, selected and ordered.
    pub fn new(input: &Input, findings: Vec<Finding>, selection: &Selection) -> Self {
        let sources = place::sources(input);
        let all = input.findings.iter().cloned().chain(findings);
        let mut located: Vec<Located> = all
            .filter(|finding| selection.takes(finding))
            .map(|finding| locate(input, &sources, finding))
            .collect();
        let suppressed = suppress::apply(input, &sources, selection, &mut located);
        located.sort_by(|a, b| a.order().cmp(&b.order()));
        located.dedup_by(|a, b| a.order() == b.order());
        Self {
            park: input
                .park
                .as_ref()
                .map(|park| park.short_name().to_owned())
                .unwrap_or_default(),
            sources,
            findings: located,
            suppressed,
        }
    }

    /// The findings, in the order of the files.
    pub fn findings(&self) -> &[Located] {
        &self.findings
    }

    /// What the user suppressed.
    pub fn suppressed(&self) -> &[Suppressed] {
        &self.suppressed
    }

    /// Name of the YAML file, as the user knows it.
    pub fn file(&self) -> &str {
        self.sources
            .first()
            .map_or("", |source| source.name.as_str())
    }

    /// What to call the park in a list: its short name, else the file.
    pub fn title(&self) -> &str {
        if self.park.is_empty() {
            self.file()
        } else {
            &self.park
        }
    }

    /// Whether one of `forms` may not be built.
    pub fn has_errors(&self, forms: FormSet) -> bool {
        self.findings.iter().any(|located| {
            located.finding.severity == Severity::Error
                && !located.finding.forms.and(forms).is_empty()
        })
    }

    /// How many findings of each gravity.
    pub fn counts(&self) -> Counts {
        let count = |severity| {
            self.findings
                .iter()
                .filter(|located| located.finding.severity == severity)
                .count()
        };
        Counts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            suppressed: self.suppressed.len(),
        }
    }

    /// The file that `spot` lies in.
    fn source(&self, spot: &Spot) -> &Source {
        &self.sources[spot.file]
    }
}

impl Located {
    /// By place, then gravity, then code; equal only for the same finding
    /// reported twice.
    fn order(&self) -> (usize, usize, usize, Severity, &'static str, &str) {
        (
            self.spot.file,
            self.spot.span.start,
            self.spot.span.end,
            self.finding.severity,
            self.finding.code,
            &self.finding.message,
        )
    }
}

impl Counts {
    /// Everything that is shown.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// `错误 1，警告 2`; empty if there is nothing.
    pub fn by_severity(&self) -> String {
        [
            (Severity::Error.to_string(), self.errors),
            (Severity::Warning.to_string(), self.warnings),
            (Severity::Info.to_string(), self.infos),
        ]
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} {count}"))
        .collect::<Vec<_>>()
        .join("，")
    }

    /// The summary line: `共 3 处：错误 1，警告 2`.
    pub fn summary(&self) -> String {
        let mut line = match self.total() {
            0 => "没有发现问题".to_owned(),
            total => format!("共 {total} 处：{}", self.by_severity()),
        };
        if self.suppressed > 0 {
            line.push_str(&format!(
                "（另有 {} 处按文件中的说明忽略）",
                self.suppressed
            ));
        }
        line
    }
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
            suppressed: self.suppressed + other.suppressed,
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), std::ops::Add::add)
    }
}

/// Finds the places of a finding and its labels.
fn locate(input: &Input, sources: &[Source], finding: Finding) -> Located {
    let place = finding
        .place
        .clone()
        .unwrap_or_else(|| input.place(&finding.path, finding.within.clone()));
    Located {
        spot: Spot::new(sources, &place),
        labels: finding
            .labels
            .iter()
            .map(|label| {
                let place = input.place(&label.path, None);
                (Spot::new(sources, &place), label.text.clone())
            })
            .collect(),
        finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{self, Files};

    /// The texts that a YAML refers to.
    struct Texts<'a>(&'a [(&'a str, &'a str)]);

    impl Files for Texts<'_> {
        fn read(&self, name: &str) -> Result<Vec<u8>, String> {
            let found = self.0.iter().find(|(known, _)| *known == name);
            found
                .map(|(_, text)| text.as_bytes().to_vec())
                .ok_or_else(|| "文件不存在".to_owned())
        }
    }

    /// What the reader gives for a YAML and texts, but for its findings.
    fn input(yaml: &str, texts: &[(&str, &str)]) -> Input {
        let mut input = input::read("湘澜/park.yaml", yaml.as_bytes(), &Texts(texts));
        input.findings.clear();
        input
    }

    /// A finding at the first occurrence of `words`.
    fn finding(
        input: &Input,
        file: usize,
        words: &str,
        severity: Severity,
        message: &str,
    ) -> Finding {
        let start = input.files[file].text.find(words).expect("it is there");
        Finding {
            code: "B04",
            severity,
            message: message.to_owned(),
            path: "园区基本情况.邮政编码".to_owned(),
            place: Some(Place {
                file,
                span: start..start + words.len(),
            }),
            within: None,
            label: String::new(),
            labels: Vec::new(),
            hint: None,
            fix: None,
            basis: &[crate::check::basis::ANNEX2_1],
            forms: FormSet::annexes("24"),
        }
    }

    fn plain(reports: &[Report]) -> String {
        text(reports, &Style::default())
    }

    #[test]
    fn a_finding_on_the_terminal() {
        let input = input("园区基本情况:\n  邮政编码: 06420   # 天津\n", &[]);
        let found = finding(
            &input,
            0,
            "06420",
            Severity::Error,
            "`邮政编码` 应为六位数字，实际 5 位",
        )
        .label("少一位")
        .hint("补上开头的 0，并加引号：`\"006420\"`");
        let report = Report::new(&input, vec![found], &Selection::default());
        insta::assert_snapshot!(plain(&[report]), @r#"
        错误[B04]: `邮政编码` 应为六位数字，实际 5 位
         --> 湘澜/park.yaml:2:9
          |
        2 |   邮政编码: 06420   # 天津
          |             ^^^^^ 少一位
          |
          = 建议: 补上开头的 0，并加引号：`"006420"`
          = 依据: 附件2·一、园区基本情况

        共 1 处：错误 1
        "#);
    }

    #[test]
    fn long_texts_are_cut() {
        let long = "甲乙丙丁戊己庚辛壬癸".repeat(12);
        let yaml =
            format!("备案表:\n  园区建设内容: |\n    {long}\n    第二段\n    {long}。末尾\n");
        let input = input(&yaml, &[]);
        let whole = yaml[yaml.find('甲').expect("there")..].to_owned();
        let message = "字数应不超过 200，实际 247";
        let all = finding(&input, 0, &whole, Severity::Error, message).label("多 47 个字符");
        let end = finding(&input, 0, "末尾", Severity::Warning, "这里有毛病").label("这里");
        let report = Report::new(&input, vec![end, all], &Selection::default());
        insta::assert_snapshot!(plain(&[report]), @"
        错误[B04]: 字数应不超过 200，实际 247
         --> 湘澜/park.yaml:3:5
          |
        3 | /     甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙…
        4 | |     第二段
        5 | | …癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸。末尾
          | |_________________________________________________________________________________________^ 多 47 个字符
          |
          = 依据: 附件2·一、园区基本情况

        警告[B04]: 这里有毛病
         --> 湘澜/park.yaml:5:126
          |
        5 | …癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸。末尾
          |                                                                                      ^^^^ 这里
          |
          = 依据: 附件2·一、园区基本情况

        共 2 处：错误 1，警告 1
        ");
    }

    #[test]
    fn places_in_other_files() {
        let input = input(
            "备案表:\n  园区建设内容: \"@内容.txt\"\n",
            &[("内容.txt", "第一段\n排放CO2很少\n")],
        );
        let found = finding(&input, 1, "CO2", Severity::Warning, "`CO2` 应写作 CO₂");
        let report = Report::new(&input, vec![found], &Selection::default());
        insta::assert_snapshot!(plain(&[report]), @"
        警告[B04]: `CO2` 应写作 CO₂
         --> 湘澜/内容.txt:2:3
          |
        2 | 排放CO2很少
          |     ^^^
          |
          = 依据: 附件2·一、园区基本情况
          = 数据: `园区基本情况.邮政编码`，在 `湘澜/park.yaml` 中引用

        共 1 处：警告 1
        ");
    }
}
