//! What became of a run over many parks, on one screen and as tables.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::archive::{self, Packed};
use super::build::{Made, Outcome, Refusal, Request};
use super::{Checked, Loaded};
use crate::error::{Error, io_reason};
use crate::finding::Severity;
use crate::form::{FORMS, Form, FormId};
use crate::report::{Counts, Report};
use crate::sheet::table::{Cell, Table};

/// Columns of a terminal that a line may take.
const WIDTH: usize = 80;

/// Lines that a list of parks may take, so that all is on one screen.
const LINES: usize = 16;

/// What became of the parks of a run.
#[derive(Debug)]
pub struct Summary<'a> {
    checked: &'a Checked,
    rows: Vec<Row<'a>>,
    archives: &'a [Packed],
}

/// One park.
#[derive(Debug)]
struct Row<'a> {
    /// Index of the park among the checked ones.
    at: usize,
    park: &'a Loaded,
    report: &'a Report,
    papers: BTreeMap<FormId, Fate>,
}

/// What became of one paper.
#[derive(Debug)]
struct Fate {
    state: State,
    /// Whether older files lie there.
    stale: bool,
    /// Why it was not made, in one clause.
    why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    New,
    Unchanged,
    Kept,
    Refused,
    Failed,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::New => "已生成",
            Self::Unchanged => "未变化",
            Self::Kept => "未覆盖",
            Self::Refused => "未生成",
            Self::Failed => "出错",
        }
    }
}

impl<'a> Summary<'a> {
    /// Of what was checked and what came of it; a part of a divided run tells of
    /// its own parks.
    pub fn new(checked: &'a Checked, request: &Request, outcomes: &[Outcome]) -> Self {
        let mut rows: Vec<Row> = checked
            .parks
            .iter()
            .zip(&checked.reports)
            .enumerate()
            .map(|(at, (park, report))| Row {
                at,
                park,
                report,
                papers: BTreeMap::new(),
            })
            .collect();
        for outcome in outcomes {
            let row = &mut rows[outcome.park];
            let fate = Fate::of(outcome, row.report);
            row.papers.insert(outcome.form, fate);
        }
        rows.retain(|row| request.has(row.at));
        Self {
            checked,
            rows,
            archives: &[],
        }
    }

    /// With the archives of its parks.
    #[must_use]
    pub fn with_archives(self, archives: &'a [Packed]) -> Self {
        Self { archives, ..self }
    }

    /// One screen of at most 80 columns: the counts, then each park with each
    /// of its papers; of many parks only those of which not all was made.
    pub fn text(&self) -> String {
        let mut out = self.counts();
        let few = self.rows.len() + self.checked.errors.len() <= LINES / 2;
        let rows: Vec<&Row> = self
            .rows
            .iter()
            .filter(|row| few || !row.is_fine())
            .collect();
        let mut lines: Vec<String> = Vec::new();
        for row in &rows {
            lines.extend(row.lines(!few));
        }
        for row in &self.rows {
            let Some(one) = self.archive(row).filter(|one| one.result.is_err()) else {
                continue;
            };
            let title = padded(&cut(&row.park.title(), 20), 20);
            let line = format!("{title}  材料包没有生成：{}", row.material(one));
            lines.push(cut(&line, WIDTH));
        }
        for error in &self.checked.errors {
            lines.push(cut(&error.to_string(), WIDTH));
        }
        if lines.is_empty() {
            return out;
        }
        let all = lines.len();
        if all > LINES {
            lines.truncate(LINES - 1);
            lines.push(format!("……另有 {} 行见 `问题.md`", all - lines.len()));
        }
        let _ = write!(out, "\n{}\n", lines.join("\n"));
        out
    }

    /// `60 个园区，240 份：已生成 228，未生成 12`.
    fn counts(&self) -> String {
        let mut by_state: BTreeMap<State, usize> = BTreeMap::new();
        for fate in self.rows.iter().flat_map(|row| row.papers.values()) {
            *by_state.entry(fate.state).or_default() += 1;
        }
        let papers: usize = by_state.values().sum();
        let states: Vec<String> = by_state
            .iter()
            .map(|(state, count)| format!("{} {count}", state.word()))
            .collect();
        let mut line = format!("{} 个园区，{papers} 份", self.rows.len());
        if !states.is_empty() {
            let _ = write!(line, "：{}", states.join("，"));
        }
        let stale = self.rows.iter().flat_map(|row| row.papers.values());
        let stale = stale.filter(|fate| fate.stale && fate.state != State::Kept);
        match stale.count() {
            0 => {}
            count => {
                let _ = write!(line, "（其中 {count} 份的旧文件已过期）");
            }
        }
        if !self.archives.is_empty() {
            let counts = archive::counts(self.archives);
            let counts = counts.iter().map(|(word, count)| format!("{word} {count}"));
            let counts: Vec<String> = counts.collect();
            let _ = write!(
                line,
                "\n材料包 {}：{}",
                self.archives.len(),
                counts.join("，")
            );
        }
        let total: Counts = self.rows.iter().map(|row| row.report.counts()).sum();
        let _ = write!(line, "\n数据问题 {}\n", total.total());
        if total.total() > 0 {
            line.pop();
            let _ = writeln!(line, "：{}", total.by_severity());
        }
        match self.checked.errors.len() {
            0 => {}
            count => {
                let _ = writeln!(line, "另有 {count} 个文件无法读取或处理");
            }
        }
        line
    }

    /// What was not made and why, for the head of `问题.md`.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        let refused: Vec<(&Row, FormId, &Fate)> = self
            .rows
            .iter()
            .flat_map(|row| {
                row.papers
                    .iter()
                    .map(move |(form, fate)| (row, *form, fate))
            })
            .filter(|(.., fate)| !fate.is_fine())
            .collect();
        if !refused.is_empty() {
            out.push_str("# 没有生成的附件\n\n| 园区 | 附件 | 结果 | 原因 |\n|---|---|---|---|\n");
            for (row, form, fate) in refused {
                let cells = [
                    row.park.title(),
                    form.form().stem(false),
                    fate.words(),
                    fate.why.clone(),
                ];
                let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
                let _ = writeln!(out, "| {} |", cells.join(" | "));
            }
            out.push('\n');
        }
        if !self.checked.errors.is_empty() {
            out.push_str("# 无法读取或处理的文件\n\n");
            for error in &self.checked.errors {
                let _ = writeln!(out, "- {error}");
            }
            out.push('\n');
        }
        out
    }

    /// 一览 (a line for each park) and 指标 (a line for each indicator).
    pub fn tables(&self) -> [Table; 2] {
        [self.parks(), self.indicators()]
    }

    fn parks(&self) -> Table {
        let shown = |form: &&Form| {
            self.rows
                .iter()
                .any(|row| row.papers.contains_key(&form.id))
        };
        let forms: Vec<&Form> = FORMS.iter().filter(shown).collect();
        let mut head: Vec<(String, f64)> = vec![("园区".to_owned(), 18.0)];
        head.extend(forms.iter().map(|form| (form.stem(false), 14.0)));
        let columns = [
            ("未生成的原因", 40.0),
            ("错误", 6.0),
            ("警告", 6.0),
            ("园区代码", 10.0),
            ("园区名称", 24.0),
            ("园区所在地", 20.0),
            ("园区级别", 9.0),
            ("园区类型", 18.0),
            ("面积", 14.0),
            ("省级部门批准创建时间", 16.0),
            ("报送日期", 16.0),
            ("申请验收日期", 16.0),
            ("基准年", 8.0),
            ("目标年", 8.0),
            ("指标", 22.0),
            ("重点任务", 9.0),
            ("支撑项目", 9.0),
            ("总投资（万元）", 14.0),
            ("数据文件", 40.0),
        ];
        head.extend(columns.map(|(title, width)| (title.to_owned(), width)));
        let mut rows: Vec<Vec<Cell>> = self.rows.iter().map(|row| row.cells(&forms)).collect();
        if !self.archives.is_empty() {
            head.push(("材料包".to_owned(), 40.0));
            for (row, cells) in self.rows.iter().zip(&mut rows) {
                let words = self.archive(row).map(|one| row.material(one));
                cells.push(words.unwrap_or_default().into());
            }
        }
        Table {
            name: "一览",
            head,
            rows,
        }
    }

    fn archive(&self, row: &Row) -> Option<&Packed> {
        self.archives.iter().find(|one| one.park == row.at)
    }

    fn indicators(&self) -> Table {
        let columns = [
            ("园区", 18.0),
            ("编号", 8.0),
            ("指标名称", 36.0),
            ("类别", 8.0),
            ("单位", 14.0),
            ("标准值", 10.0),
            ("基准年值", 10.0),
            ("目标值", 10.0),
            ("最近年份", 9.0),
            ("最近实际值", 11.0),
            ("达标情况", 10.0),
        ];
        let rows = self.rows.iter().flat_map(|row| {
            let indicators = row.park.facts.iter().flat_map(|facts| &facts.indicators);
            indicators.map(|one| {
                let (year, value) = one.latest.clone().unwrap_or_default();
                [
                    row.park.title(),
                    one.id.clone(),
                    one.name.clone(),
                    one.category.clone(),
                    one.unit.clone(),
                    one.limit.clone(),
                    one.baseline.clone(),
                    one.target.clone(),
                    year,
                    value,
                    one.attained.clone(),
                ]
                .map(Cell::from)
                .to_vec()
            })
        });
        Table {
            name: "指标",
            head: columns
                .map(|(title, width)| (title.to_owned(), width))
                .to_vec(),
            rows: rows.collect(),
        }
    }
}

impl Row<'_> {
    /// What its archive lacks, or why there is none.
    fn material(&self, one: &Packed) -> String {
        match &one.result {
            Ok(archive) if archive.missing.is_empty() => "齐全".to_owned(),
            Ok(archive) => format!("缺{}", archive.missing.join("、")),
            Err(refusal) => why(refusal, None, self.report),
        }
    }

    fn is_fine(&self) -> bool {
        !self.papers.is_empty() && self.papers.values().all(Fate::is_fine)
    }

    /// The park with all its papers, and below it why some were not made; in
    /// `short`, only those.
    fn lines(&self, short: bool) -> Vec<String> {
        let title = padded(&cut(&self.park.title(), 20), 20);
        if self.papers.is_empty() {
            let line = format!("{title}  {}", self.nothing());
            return vec![cut(&line, WIDTH)];
        }
        // One reason for several papers stands once.
        let mut reasons: Vec<(&Fate, String)> = Vec::new();
        for (form, fate) in self.papers.iter().filter(|(_, fate)| !fate.is_fine()) {
            let annex = form.form().annex.to_string();
            let same = |other: &Fate| other.why == fate.why && other.words() == fate.words();
            match reasons.iter_mut().find(|(other, _)| same(other)) {
                Some((_, annexes)) => *annexes = format!("{annexes}、{annex}"),
                None => reasons.push((fate, annex)),
            }
        }
        if short {
            let line = |(at, (fate, annexes)): (usize, (&Fate, String))| {
                let title = if at == 0 { &title } else { "" };
                let why = format!("附件{annexes} {}：{}", fate.words(), fate.why);
                cut(&format!("{}  {why}", padded(title, 20)), WIDTH)
            };
            return reasons.into_iter().enumerate().map(line).collect();
        }
        let papers: Vec<String> = self
            .papers
            .iter()
            .map(|(form, fate)| format!("附件{} {}", form.form().annex, fate.words()))
            .collect();
        let mut lines = vec![cut(&format!("{title}  {}", papers.join("  ")), WIDTH)];
        let reasons = reasons
            .into_iter()
            .map(|(fate, annexes)| cut(&format!("  附件{annexes}：{}", fate.why), WIDTH));
        lines.extend(reasons);
        lines
    }

    /// Why there is no paper at all.
    fn nothing(&self) -> String {
        let first = self.report.findings().first().map(|located| {
            let finding = &located.finding;
            format!("[{}] {}", finding.code, finding.message)
        });
        match (self.park.is_readable(), first) {
            (false, Some(first)) => format!("数据无法读取：{first}"),
            _ => "没有可生成的附件".to_owned(),
        }
    }

    fn cells(&self, forms: &[&Form]) -> Vec<Cell> {
        let mut cells: Vec<Cell> = vec![self.park.title().into()];
        for form in forms {
            let fate = self.papers.get(&form.id);
            cells.push(fate.map_or_else(String::new, Fate::words).into());
        }
        let mut reasons: Vec<&str> = Vec::new();
        for fate in self.papers.values().filter(|fate| !fate.is_fine()) {
            if !reasons.contains(&fate.why.as_str()) {
                reasons.push(&fate.why);
            }
        }
        let counts = self.report.counts();
        cells.push(match self.papers.is_empty() {
            true => self.nothing().into(),
            false => reasons.join("；").into(),
        });
        cells.extend([Cell::from(counts.errors), counts.warnings.into()]);
        let facts = self.park.facts.clone().unwrap_or_default();
        let indicators = facts.indicator_counts();
        cells.extend(
            [
                facts.code,
                facts.name,
                facts.location,
                facts.level,
                facts.kind,
                facts.area,
                facts.approved,
                facts.filed,
                facts.applied,
                facts.baseline_year,
                facts.target_year,
                indicators,
            ]
            .map(Cell::from),
        );
        let count = |count: usize| match count {
            0 => Cell::from(""),
            count => count.into(),
        };
        cells.extend([count(facts.tasks), count(facts.projects)]);
        let sum = facts.investment.map(|sum| sum.to_string());
        cells.push(sum.unwrap_or_default().into());
        cells.push(self.park.source.name().into());
        cells
    }
}

impl Fate {
    fn of(outcome: &Outcome, report: &Report) -> Self {
        let (state, why) = match &outcome.result {
            Ok(Made::New(_)) => (State::New, String::new()),
            Ok(Made::Unchanged(_)) => (State::Unchanged, String::new()),
            Err(refusal) => {
                let state = match refusal {
                    Refusal::Edited { .. } | Refusal::Foreign(_) => State::Kept,
                    Refusal::Failed(_) => State::Failed,
                    _ => State::Refused,
                };
                (state, why(refusal, Some(outcome.form), report))
            }
        };
        Self {
            state,
            stale: outcome.stale,
            why,
        }
    }

    fn is_fine(&self) -> bool {
        matches!(self.state, State::New | State::Unchanged)
    }

    /// `未生成（旧文件已过期）`.
    fn words(&self) -> String {
        match self.stale && self.state != State::Kept {
            true => format!("{}（旧文件过期）", self.state.word()),
            false => self.state.word().to_owned(),
        }
    }
}

/// Why a paper was not made, in one clause.
pub(super) fn why(refusal: &Refusal, form: Option<FormId>, report: &Report) -> String {
    match refusal {
        Refusal::Errors => match form {
            Some(form) => errors(form, report),
            None => "数据无法读取".to_owned(),
        },
        Refusal::Pages => "版面有错误，见 `问题.md`".to_owned(),
        Refusal::SameName(other) => format!("与 `{other}` 同名"),
        Refusal::Edited { path, .. } => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            format!("`{name}` 有人改过，--force 才覆盖")
        }
        Refusal::Foreign(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            format!("已有不是本程序写的 `{name}`，--force 才覆盖")
        }
        Refusal::Failed(Error::Panic { why, .. }) => format!("程序内部出错「{why}」"),
        // The row names the park, the column the paper: the path only pushes the
        // reason out of sight.
        Refusal::Failed(Error::Write { source, .. }) => {
            format!("无法写入：{}", io_reason(source))
        }
        Refusal::Failed(error) => error.to_string(),
    }
}

/// The first error of a form, and how many there are.
fn errors(form: FormId, report: &Report) -> String {
    let mut errors = report.findings().iter().filter(|located| {
        let finding = &located.finding;
        finding.severity == Severity::Error && finding.forms.contains(form)
    });
    let Some(first) = errors.next() else {
        return "数据无法读取".to_owned();
    };
    let finding = &first.finding;
    let line = format!("[{}] {}", finding.code, finding.message);
    match errors.count() {
        0 => line,
        more => format!("{line}，等 {} 处错误", more + 1),
    }
}

/// Columns of a terminal that a character takes, near enough.
fn columns(c: char) -> usize {
    if c >= '\u{1100}' { 2 } else { 1 }
}

/// `text` cut to this many columns; `…` stands for the rest.
fn cut(text: &str, width: usize) -> String {
    let text: String = text
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    if text.chars().map(columns).sum::<usize>() <= width {
        return text;
    }
    let mut used = 1;
    let kept: String = text
        .chars()
        .take_while(|&c| {
            used += columns(c);
            used <= width
        })
        .collect();
    format!("{kept}…")
}

fn padded(text: &str, width: usize) -> String {
    let used: usize = text.chars().map(columns).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(used)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_to_columns() {
        assert_eq!(cut("甲乙丙", 6), "甲乙丙");
        assert_eq!(cut("甲乙丙丁", 6), "甲乙…");
        assert_eq!(cut("a\nb", 6), "a b");
        assert_eq!(padded("甲", 4), "甲  ");
    }
}
