//! The rules: what the authority would refuse, and what it would ask about.
//!
//! A rule is one place: a [`Rule`] (code, forms, basis, summary, explanation,
//! examples) right above its function over the data. One more rule costs that
//! place, its name in the list of its group and one pair of fixtures in
//! `tests/rules/`; forgetting any of them fails a test.
//!
//! `check` runs every rule that the wanted forms need. A rule reports every
//! violation, runs on whatever data are there (missing parts are empty), and
//! never touches disk or clock: what it needs from outside is in [`Context`].

mod basics;
mod consistency;
pub mod count;
mod dataset;
mod drawn;
mod evidence;
mod indicators;
mod length;
mod pages;
mod projects;
mod prose;
mod provinces;
mod regulation;
mod sections;
mod tasks;
#[cfg(test)]
mod testing;
mod time;
mod writing;

use crate::finding::basis::Basis;
use crate::finding::{Finding, Fix, Label, Severity};
use crate::form::{FormId, FormSet};
use crate::input::{FigureFile, Input, Text};
use crate::park::Park;
use crate::survey::Survey;

/// The groups, in the order in which findings are explained.
pub static GROUPS: &[Group] = &[
    of("Y", "数据文件", dataset::RULES),
    of("B", "基本信息", basics::RULES),
    of("L", "篇幅", length::RULES),
    of("S", "必备内容", sections::RULES),
    of("T", "时间", time::RULES),
    of("I", "指标", indicators::RULES),
    of("K", "重点任务", tasks::RULES),
    of("X", "支撑项目", projects::RULES),
    of("E", "数据来源与图件", evidence::RULES),
    of("D", "自动成文与绘图数据", drawn::RULES),
    of("C", "前后一致", consistency::RULES),
    of("N", "正文的数字和事实", prose::RULES),
    of("G", "管理办法的要求", regulation::RULES),
    of("F", "文字规范", writing::RULES),
    of("P", "版面", pages::RULES),
];

/// Rules about the same matter.
#[derive(Debug)]
pub struct Group {
    /// What their codes begin with.
    pub letter: &'static str,
    /// What they are about, for users.
    pub title: &'static str,
    /// The rules, by their codes.
    pub rules: &'static [Rule],
}

const fn of(letter: &'static str, title: &'static str, rules: &'static [Rule]) -> Group {
    Group {
        letter,
        title,
        rules,
    }
}

/// The group whose codes begin with `letter`.
pub fn group(letter: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|group| group.letter == letter)
}

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|group| group.rules)
}

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name: `L01`.
    pub code: &'static str,
    /// Severities that its findings may have, gravest first.
    pub severities: &'static [Severity],
    /// Forms in whose check it runs.
    pub forms: FormSet,
    /// Where it comes from.
    pub basis: &'static [Basis],
    /// One line: what is checked.
    pub summary: &'static str,
    /// Why, and what was decided where the definition leaves something open.
    pub why: &'static str,
    /// A wrong example, YAML or text.
    pub wrong: &'static str,
    /// The same, right.
    pub right: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// What it needs beyond the data.
    pub needs: Needs,
    /// How it is checked.
    pub check: Check,
}

/// What a rule needs beyond the data; without it the rule does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// The data are enough.
    Nothing,
    /// [`Options::today`].
    Today,
    /// [`Options::standard`].
    Standard,
    /// [`Options::evidence`].
    Evidence,
    /// [`Context::glyphs`].
    Glyphs,
    /// [`Options::layout`].
    Layout,
}

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// By this function over the data of one park.
    Park(fn(&Context, &mut Found)),
    /// With all rules over the facts of the prose, which are read once.
    Prose,
    /// By the reader, while it reads the file (Y01 and its like).
    Reader,
    /// By this function over all parks of a run.
    Parks(fn(&[Context], &mut [Found])),
    /// When the output is made or planned (file names, pages).
    Output,
    /// Not at all, for this reason.
    Omitted(&'static str),
}

impl Check {
    /// Whether the rule is in force.
    pub fn in_force(&self) -> bool {
        !matches!(self, Self::Omitted(_))
    }
}

/// Which measure of length is held against a cap (`count.rs`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// 字符数（不计空格）: the default.
    #[default]
    Characters,
    /// 字数 as Word and WPS count it.
    Words,
}

/// What the user may set for a check.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Forms to check for; empty: those whose block or data the file has.
    pub forms: FormSet,
    /// Measure of length.
    pub measure: Measure,
    /// Today, for the rules that ask; without it they do not run.
    pub today: Option<jiff::civil::Date>,
    /// Names of the files in the folder of supporting material (E09).
    pub evidence: Option<Vec<String>>,
    /// The catalogue of indicators (`--standard`), for the rules that compare
    /// with it.
    pub standard: Option<crate::standard::Standard>,
    /// Whether the pages are laid out and measured too (group P).
    pub layout: bool,
    /// Whether the fonts have a glyph for a character (F16), in place of what
    /// the engine's fonts say.
    pub glyphs: Option<fn(char) -> bool>,
}

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The data.
    pub park: &'a Park,
    /// The texts as the file has them, in the order of the file.
    pub texts: &'a [Text],
    /// The figures' files, in the order of `图件`.
    pub figures: &'a [FigureFile],
    /// 园区边界 as coordinates.
    pub survey: &'a Survey,
    /// Forms that are checked for.
    pub forms: FormSet,
    /// Of these, the forms whose own block the file has, or that were asked
    /// for: of the others only what is written is judged, not what is missing.
    pub papers: FormSet,
    /// Whether the fonts of the PDF have a glyph for a character; without it
    /// F16 does not run.
    pub glyphs: Option<fn(char) -> bool>,
    /// What the user set.
    pub options: &'a Options,
}

impl Options {
    /// The forms that are made of `input`: those asked for, else those whose
    /// block it has; none if it holds no readable data.
    pub fn wanted(&self, input: &Input) -> FormSet {
        match &input.park {
            None => FormSet::NONE,
            Some(park) if self.forms.is_empty() => park.forms(),
            Some(_) => self.forms,
        }
    }
}

impl<'a> Context<'a> {
    /// What the rules see of one input; nothing if it holds no readable data.
    pub fn new(input: &'a Input, options: &'a Options) -> Option<Self> {
        let park = input.park.as_ref()?;
        let papers = options.wanted(input);
        let data = match options.forms.is_empty() {
            true => park.data_forms(),
            false => FormSet::NONE,
        };
        Some(Self {
            park,
            texts: &input.texts,
            figures: &input.figures,
            survey: &input.survey,
            forms: papers.or(data),
            papers,
            glyphs: options.glyphs,
            options,
        })
    }
}

impl Context<'_> {
    /// Whether the check is for `form`.
    pub fn wants(&self, form: FormId) -> bool {
        self.forms.contains(form)
    }

    /// Whether the check is for any form of these annexes: `wants_any("24")`.
    pub fn wants_any(&self, annexes: &str) -> bool {
        !self.forms.and(FormSet::annexes(annexes)).is_empty()
    }
}

/// Collects the findings of one rule at a time.
#[derive(Debug, Default)]
pub struct Found {
    rule: Option<&'static Rule>,
    findings: Vec<Finding>,
}

impl Found {
    /// A finding of gravity error at `path`; the builder methods add the rest.
    pub fn error(&mut self, path: impl Into<String>, message: impl Into<String>) -> Pending<'_> {
        self.add(Severity::Error, path.into(), message.into())
    }

    /// The same, a warning.
    pub fn warning(&mut self, path: impl Into<String>, message: impl Into<String>) -> Pending<'_> {
        self.add(Severity::Warning, path.into(), message.into())
    }

    /// The same, a mere remark.
    pub fn info(&mut self, path: impl Into<String>, message: impl Into<String>) -> Pending<'_> {
        self.add(Severity::Info, path.into(), message.into())
    }

    /// An error if a reader sees nothing in `text`, which stands at `path`.
    pub fn require(&mut self, path: impl Into<String>, text: &str, hint: &str) {
        if count::blank(text) {
            let path = path.into();
            let label = path.rsplit('.').next().unwrap_or_default();
            let message = format!("`{label}` 未填写");
            self.error(path, message).hint(hint).unfilled();
        }
    }

    fn add(&mut self, severity: Severity, path: String, message: String) -> Pending<'_> {
        let rule = self.rule.expect("a rule is running");
        self.findings.push(Finding {
            code: rule.code,
            severity,
            message,
            path,
            place: None,
            within: None,
            lacks: Vec::new(),
            label: String::new(),
            labels: Vec::new(),
            hint: None,
            fix: None,
            basis: rule.basis,
            forms: rule.forms,
        });
        Pending(self.findings.last_mut().expect("just pushed"))
    }

    /// Runs one rule.
    fn run(&mut self, rule: &'static Rule, check: impl FnOnce(&mut Self)) {
        self.rule = Some(rule);
        check(self);
        self.rule = None;
    }
}

/// A finding that was just reported and may be told more.
#[derive(Debug)]
pub struct Pending<'a>(&'a mut Finding);

impl Pending<'_> {
    /// Points at a part of the datum's text (bytes of [`Text::value`]).
    pub fn within(self, range: std::ops::Range<usize>) -> Self {
        self.0.within = Some(range);
        self
    }

    /// Writes something under the place.
    pub fn label(self, text: impl Into<String>) -> Self {
        self.0.label = text.into();
        self
    }

    /// Points at a second place.
    pub fn also(self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.0.labels.push(Label {
            path: path.into(),
            text: text.into(),
        });
        self
    }

    /// Says how to mend it.
    pub fn hint(self, text: impl Into<String>) -> Self {
        self.0.hint = Some(text.into());
        self
    }

    /// Says that it is nothing but its datum not filled in yet.
    pub fn unfilled(self) -> Self {
        let path = self.0.path.clone();
        self.lacks([path])
    }

    /// The same of several data, by their paths.
    pub fn lacks(self, paths: impl IntoIterator<Item = String>) -> Self {
        self.0.lacks.extend(paths);
        self
    }

    /// Gives the mending, for `ecopark fix`.
    pub fn fix(self, fix: Fix) -> Self {
        self.0.fix = Some(fix);
        self
    }

    /// Cites other articles than the rule's.
    pub fn basis(self, basis: &'static [Basis]) -> Self {
        self.0.basis = basis;
        self
    }

    /// Narrows the forms that it concerns (`.forms(text.forms)`).
    pub fn forms(self, forms: FormSet) -> Self {
        self.0.forms = self.0.forms.and(forms);
        self
    }
}

/// Runs every rule that the wanted forms need over one park.
///
/// Findings come in the order of the rules; the report orders them by place.
pub(crate) fn check(context: &Context) -> Vec<Finding> {
    let mut found = Found::default();
    let mut said = None;
    for rule in rules().filter(|rule| !rule.forms.and(context.forms).is_empty()) {
        match rule.check {
            Check::Park(check) => found.run(rule, |found| check(context, found)),
            Check::Prose => {
                let said = said.get_or_insert_with(|| prose::judge(context));
                found.run(rule, |found| prose::tell(said, rule.code, found));
            }
            _ => {}
        }
    }
    let mut findings = found.findings;
    for finding in &mut findings {
        finding.forms = finding.forms.and(context.forms);
    }
    findings.retain(|finding| !finding.forms.is_empty() && is_due(context, finding));
    findings
}

/// The data that annexes 1 and 3 are made from beside their own blocks.
const SHARED: [&str; 5] = ["标准", "指标体系", "重点任务", "支撑项目", "重大调整"];

/// Whether the finding is about a form that is made, or about what is written
/// of the data of one that is not begun yet.
fn is_due(context: &Context, finding: &Finding) -> bool {
    let top = finding.path.split(['.', '[']).next().unwrap_or_default();
    !finding.forms.and(context.papers).is_empty()
        || finding.lacks.is_empty() && SHARED.contains(&top)
}

/// Runs the rules that compare the parks of one run; one list for each park.
pub(crate) fn check_together(contexts: &[Context]) -> Vec<Vec<Finding>> {
    let mut found: Vec<Found> = contexts.iter().map(|_| Found::default()).collect();
    for rule in rules() {
        if let Check::Parks(check) = rule.check {
            for one in &mut found {
                one.rule = Some(rule);
            }
            check(contexts, &mut found);
        }
    }
    found.into_iter().map(|found| found.findings).collect()
}
