//! Findings and how they are shown.
//!
//! Findings are the product: Chinese, one clause, both values, the exact
//! place, the article, how to mend it. A rule makes a [`Finding`] that names a
//! data path; [`Report`] holds the findings of one park with their places in
//! the files, without those that the user chose not to see or suppressed with
//! a reason. It can be shown on a terminal ([`text()`]), to programs ([`json()`],
//! [`sarif()`]) and as tables over many parks ([`markdown`], [`csv`]).

mod digest;
mod explain;
mod facts;
mod json;
mod place;
mod sarif;
mod select;
mod suppress;
mod table;
mod text;
mod view;

pub use digest::{Blanks, Digest, Group, Item, Scope};
pub use explain::{explain, rules, rules_markdown};
pub use facts::{facts_csv, facts_json, facts_text};
pub use json::json;
pub use place::Spot;
pub use sarif::sarif;
pub use select::{Selection, UnknownCode};
pub use suppress::Suppressed;
pub use table::{csv, markdown};
pub use text::{Style, text};

use crate::finding::basis::Basis;
use crate::finding::{Finding, Severity};
use crate::form::{FormId, FormSet};
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
    /// For which forms, and why.
    scope: Scope,
    /// Codes of `--ignore` that may not be ignored.
    refused: Vec<&'static str>,
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
    /// Of what is shown, how many `ecopark fix` mends without being asked.
    pub fixable: usize,
}

impl Report {
    /// The report on `input`: `findings` of the rules, and the reader's own
    /// ([`Input::findings`]), placed, suppressed, selected and ordered.
    pub fn new(input: &Input, findings: Vec<Finding>, selection: &Selection) -> Self {
        let sources = place::sources(input);
        // What the reader left out is no second fault for a rule that misses it.
        let findings = findings
            .into_iter()
            .filter(|finding| !input.is_lost(&finding.path));
        let all = input.findings.iter().cloned().chain(findings);
        let mut refused = Vec::new();
        let mut located: Vec<Located> = all
            .filter(|finding| selection.takes(finding))
            .inspect(|finding| {
                if selection.ignores(finding.code) && !refused.contains(&finding.code) {
                    refused.push(finding.code);
                }
            })
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
            scope: scope(input, selection),
            refused,
        }
    }

    /// The forms that the park is checked for, and why.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// How many findings of each gravity concern `form`.
    pub fn counts_of(&self, form: FormId) -> Counts {
        let concern = |one: &&Located| one.finding.forms.contains(form);
        count(self.findings.iter().filter(concern))
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
        Counts {
            suppressed: self.suppressed.len(),
            ..count(self.findings.iter())
        }
    }

    /// The file that `spot` lies in.
    fn source(&self, spot: &Spot) -> &Source {
        &self.sources[spot.file]
    }
}

impl Located {
    /// Where the finding comes from, as far as it concerns its forms: what is
    /// wrong in annex 2 does not cite annex 4.
    pub fn basis(&self) -> Vec<&'static Basis> {
        let Finding { basis, forms, .. } = &self.finding;
        let concerns = |basis: &&Basis| basis.form().is_none_or(|form| forms.contains(form));
        let cited: Vec<_> = basis.iter().filter(concerns).collect();
        match cited.is_empty() {
            true => basis.iter().collect(),
            false => cited,
        }
    }

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
        if self.fixable > 0 {
            line.push_str(&format!(
                "；其中 {} 处可用 `ecopark fix` 改正",
                self.fixable
            ));
        }
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
            fixable: self.fixable + other.fixable,
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), std::ops::Add::add)
    }
}

/// How many findings of each gravity are among `findings`.
fn count<'a>(findings: impl Iterator<Item = &'a Located>) -> Counts {
    findings.fold(Counts::default(), |mut counts, one| {
        match one.finding.severity {
            Severity::Error => counts.errors += 1,
            Severity::Warning => counts.warnings += 1,
            Severity::Info => counts.infos += 1,
        }
        let fix = one.finding.fix.as_ref();
        counts.fixable += usize::from(fix.is_some_and(|fix| fix.safe));
        counts
    })
}

/// For which forms the data are checked, and why.
fn scope(input: &Input, selection: &Selection) -> Scope {
    let Some(park) = &input.park else {
        return Scope::default();
    };
    let asked = selection.forms();
    if !asked.is_empty() {
        return Scope {
            papers: asked,
            asked: true,
            ..Scope::default()
        };
    }
    let told = [
        ("指标体系", park.indicators.list.is_empty()),
        ("重点任务", park.tasks.is_empty()),
        ("支撑项目", park.projects.is_empty()),
    ];
    let told = told.into_iter().filter(|(_, empty)| !empty);
    Scope {
        papers: park.forms(),
        data: park.data_forms(),
        asked: false,
        blocks: (
            park.forms().iter().map(|form| form.form().block).collect(),
            told.map(|(block, _)| block).collect(),
        ),
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
    use crate::finding::{Label, Place};
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
            lacks: Vec::new(),
            label: String::new(),
            labels: Vec::new(),
            hint: None,
            fix: None,
            basis: &[crate::finding::basis::ANNEX2_1],
            forms: FormSet::annexes("24"),
        }
    }

    /// The same in the YAML, with something written under it.
    fn labelled(
        input: &Input,
        words: &str,
        severity: Severity,
        message: &str,
        label: &str,
    ) -> Finding {
        Finding {
            label: label.to_owned(),
            ..finding(input, 0, words, severity, message)
        }
    }

    fn plain(reports: &[Report]) -> String {
        text(reports, &Style::default())
    }

    #[test]
    fn a_finding_on_the_terminal() {
        let input = input("园区基本情况:\n  邮政编码: 06420   # 天津\n", &[]);
        let message = "`邮政编码` 应为六位数字，实际 5 位";
        let found = Finding {
            hint: Some("补上开头的 0，并加引号：`\"006420\"`".to_owned()),
            ..labelled(&input, "06420", Severity::Error, message, "少一位")
        };
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
        let all = labelled(&input, &whole, Severity::Error, message, "多 47 个字符");
        let end = labelled(&input, "末尾", Severity::Warning, "这里有毛病", "这里");
        let report = Report::new(&input, vec![end, all], &Selection::default());
        insta::assert_snapshot!(plain(&[report]), @"
        湘澜/park.yaml
        按附件2校验，因为写有 `备案表`

        错误[B04]: 字数应不超过 200，实际 247
         --> 湘澜/park.yaml:3:5
          |
        3 | /     甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁…
        4 | |     第二段
        5 | | …辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸。末尾
          | |_________________________________________________________________________^ 多 47 个字符
          |
          = 依据: 附件2·一、园区基本情况

        警告[B04]: 这里有毛病
         --> 湘澜/park.yaml:5:126
          |
        5 | …辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸。末尾
          |                                                                      ^^^^ 这里
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
        湘澜/park.yaml
        按附件2校验，因为写有 `备案表`

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

    /// Findings of the rules `codes` (`code`, gravity) at 园区名称.
    fn named(codes: &[(&'static str, Severity)]) -> Vec<Finding> {
        codes
            .iter()
            .map(|&(code, severity)| Finding {
                code,
                severity,
                message: "园区名称不对".to_owned(),
                path: "园区基本情况.园区名称".to_owned(),
                place: None,
                within: None,
                lacks: Vec::new(),
                label: String::new(),
                labels: Vec::new(),
                hint: None,
                fix: None,
                basis: &[],
                forms: FormSet::ALL,
            })
            .collect()
    }

    /// What is shown and suppressed, in short.
    #[track_caller]
    fn suppression(yaml: &str, found: &[(&'static str, Severity)], expected: &str) {
        let input = input(yaml, &[]);
        let selection = Selection::default().for_forms(FormSet::ALL);
        let report = Report::new(&input, named(found), &selection);
        let shown = report.findings.iter().map(|one| {
            let line = one.spot.line;
            format!("{line} {} {}", one.finding.code, one.finding.message)
        });
        let gone = report
            .suppressed
            .iter()
            .map(|one| format!("忽略 {}（{}）", one.located.finding.code, one.reason));
        let all: Vec<String> = shown.chain(gone).collect();
        assert_eq!(all.join("\n"), expected);
    }

    #[test]
    fn suppressions() {
        let found = [("B10", Severity::Warning)];
        // On the line of the key, above it, above the record.
        suppression(
            "园区基本情况:\n  园区名称: 甲   # 忽略 B10：认定中\n",
            &found,
            "忽略 B10（认定中）",
        );
        suppression(
            "# 忽略 B10：认定中\n园区基本情况:\n  园区名称: 甲\n",
            &found,
            "忽略 B10（认定中）",
        );
        // Elsewhere, for another rule.
        suppression(
            "标识:   # 忽略 B10：认定中\n  园区代码: A\n园区基本情况:\n  园区名称: 甲\n",
            &found,
            "1 B10 忽略 `B10` 没有用到，这里没有这个问题\n4 B10 园区名称不对",
        );
        // Without a reason, with a slip in the code.
        suppression(
            "园区基本情况:\n  园区名称: 甲   # 忽略 B10\n",
            &found,
            "2 B10 园区名称不对\n2 B10 忽略 `B10` 没有写理由，不起作用",
        );
        suppression(
            "园区基本情况:\n  园区名称: 甲   # 忽略 B99：认定中\n",
            &found,
            "2 B10 园区名称不对\n2 Y01 没有规则 `B99`，这条忽略不起作用",
        );
    }

    #[test]
    fn what_a_form_demands_cannot_be_suppressed() {
        let yaml = "园区基本情况:\n  园区名称: 甲   # 忽略 L05、L01：就这样\n";
        suppression(
            yaml,
            &[("L01", Severity::Error), ("L05", Severity::Warning)],
            "2 L01 园区名称不对\n2 L01 `L01` 是表格自身的要求，不能忽略\n忽略 L05（就这样）",
        );
    }

    #[test]
    fn a_suppression_is_unused_only_where_it_could_be_used() {
        // L01 is about annex 2; a check for annex 4 does not say it is unused.
        let yaml = "备案表:\n  园区建设内容: 甲   # 忽略 L01：直管\n";
        let input = input(yaml, &[]);
        let shown = |annexes: &str| {
            let selection = Selection::default().for_forms(FormSet::annexes(annexes));
            Report::new(&input, Vec::new(), &selection).counts().total()
        };
        assert_eq!([shown("4"), shown("24")], [0, 1]);
    }

    #[test]
    fn findings_are_selected() {
        let input = input("园区基本情况:\n  园区名称: 甲\n", &[]);
        let found = named(&[("B01", Severity::Error), ("L05", Severity::Info)]);
        let selection = Selection::new(&["B"], &[]).expect("a group");
        let report = Report::new(&input, found, &selection);
        assert_eq!(report.counts().summary(), "共 1 处：错误 1");
        assert!(report.has_errors(FormSet::ALL));
    }

    #[test]
    fn many_parks() {
        let clean = input("园区基本情况:\n  园区名称: 乙|园\n", &[]);
        let clean = Report::new(&clean, Vec::new(), &Selection::default());
        let broken = input("园区基本情况:\n  园区名称: 甲\n", &[]);
        let mut found = named(&[("B01", Severity::Error), ("B01", Severity::Info)]);
        found[0].hint = Some("写“全称”，如 \"甲, 乙\"".to_owned());
        let broken = Report::new(&broken, found, &Selection::default());
        let reports = [clean, broken];
        insta::assert_snapshot!(markdown(&reports), @r#"
        # 校验汇总

        | 园区 | 文件 | 错误 | 警告 | 提示 | 涉及规则 |
        |---|---|---:|---:|---:|---|
        | 乙\|园 | 湘澜/park.yaml | 0 | 0 | 0 |  |
        | 甲 | 湘澜/park.yaml | 1 | 0 | 1 | B01×2 |
        | 合计 2 个园区 | | 1 | 0 | 1 | |

        ## 问题清单

        | 园区 | 代码 | 程度 | 位置 | 问题 | 建议 | 依据 |
        |---|---|---|---|---|---|---|
        | 甲 | B01 | 错误 | 湘澜/park.yaml:2:9 | 园区名称不对 | 写“全称”，如 "甲, 乙" |  |
        | 甲 | B01 | 提示 | 湘澜/park.yaml:2:9 | 园区名称不对 |  |  |
        "#);
        insta::assert_snapshot!(csv(&reports).trim_start_matches('\u{FEFF}').replace('\r', ""), @r#"
        园区,文件,行,列,代码,程度,问题,建议,依据,数据路径,涉及附件
        乙|园,湘澜/park.yaml,,,,,没有发现问题,,,,
        甲,湘澜/park.yaml,2,9,B01,错误,园区名称不对,"写“全称”，如 ""甲, 乙""",,园区基本情况.园区名称,附件1、2、3、4
        甲,湘澜/park.yaml,2,9,B01,提示,园区名称不对,,,园区基本情况.园区名称,附件1、2、3、4
        "#);
        let quiet = Style {
            quiet: true,
            ..Style::default()
        };
        insta::assert_snapshot!(text(&reports, &quiet), @r#"
        错误[B01]: 园区名称不对
         --> 湘澜/park.yaml:2:9
          |
        2 |   园区名称: 甲
          |             ^^
          |
          = 建议: 写“全称”，如 "甲, 乙"

        湘澜/park.yaml：错误 1，提示 1
        2 个园区，共 2 处：错误 1，提示 1
        "#);
    }

    #[test]
    fn for_programs() {
        let input = input("园区基本情况:\n  邮政编码: 06420   # 忽略 B10：甲\n", &[]);
        let wrong = Finding {
            path: "园区基本情况.邮政编码".to_owned(),
            hint: Some("补上开头的 0".to_owned()),
            labels: vec![Label {
                path: "园区基本情况".to_owned(),
                text: "这里".to_owned(),
            }],
            ..finding(
                &input,
                0,
                "06420",
                Severity::Error,
                "应为六位数字，实际 5 位",
            )
        };
        let mut known = wrong.clone();
        known.code = "B10";
        let report = Report::new(&input, vec![wrong, known], &Selection::default());
        insta::assert_snapshot!(json(std::slice::from_ref(&report)), @r#"
        [
          {
            "code": "B04",
            "severity": "error",
            "message": "应为六位数字，实际 5 位",
            "path": "园区基本情况.邮政编码",
            "file": "湘澜/park.yaml",
            "line": 2,
            "column": 9,
            "end_line": 2,
            "end_column": 14,
            "basis": [
              "附件2·一、园区基本情况"
            ],
            "hint": "补上开头的 0",
            "forms": [
              "filing",
              "application"
            ]
          }
        ]
        "#);
        let log: serde_json::Value = serde_json::from_str(&sarif(&[report])).expect("JSON");
        let run = &log["runs"][0];
        let (shown, gone) = (&run["results"][0], &run["results"][1]);
        for result in [shown, gone] {
            let index = result["ruleIndex"].as_u64().expect("a rule in force") as usize;
            assert_eq!(
                run["tool"]["driver"]["rules"][index]["id"],
                result["ruleId"]
            );
        }
        assert_eq!(gone["suppressions"][0]["justification"], "甲");
        assert!(shown["suppressions"].is_null());
        assert_eq!(shown["relatedLocations"][0]["message"]["text"], "这里");
        let place = serde_json::to_string_pretty(&shown["locations"]).expect("JSON");
        insta::assert_snapshot!(place, @r#"
        [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "%E6%B9%98%E6%BE%9C/park.yaml"
              },
              "region": {
                "startLine": 2,
                "startColumn": 9,
                "endLine": 2,
                "endColumn": 14,
                "charOffset": 16,
                "charLength": 5,
                "snippet": {
                  "text": "06420"
                }
              }
            },
            "logicalLocations": [
              {
                "fullyQualifiedName": "园区基本情况.邮政编码",
                "kind": "member"
              }
            ]
          }
        ]
        "#);
    }
}
