//! Findings on a terminal.
//!
//! ```text
//! 错误[L01]: 字数应不超过 1000，实际 1001
//!  --> park.yaml:12:9
//!   |
//! 12 |   园区建设内容: …
//!   |                 ^ 多出 1 个字符
//!   |
//!   = 建议: 删去 1 个字符
//!   = 依据: 附件2·三、园区建设内容
//! ```

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::view::{View, column, columns};
use super::{Counts, Digest, Item, Located, Report, Severity, Spot};
use crate::finding::basis;

/// How to show findings on a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to colour.
    pub colour: bool,
    /// Whether to show only errors and the summary.
    pub quiet: bool,
    /// Whether to show every finding at length.
    pub all: bool,
    /// Columns of a source line beyond which it is cut.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colour: false,
            quiet: false,
            all: false,
            width: 72,
        }
    }
}

/// From so many findings on, groups have titles.
const TITLED: usize = 4;

/// Columns of a terminal that our own lines may take.
const COLUMNS: usize = 80;

/// Lines that the names of what is missing in one part may take.
const NAMES: usize = 3;

/// Findings alike that are told in a line each.
const LIKE: usize = 4;

/// The findings of all parks one after another, and a summary.
pub fn text(reports: &[Report], style: &Style) -> String {
    let mut out = String::new();
    for report in reports {
        out.push_str(&report.text(style));
    }
    out.push_str(&summary(reports));
    out
}

/// The last lines: of one park its forms, of several one line for each that has
/// findings; then the whole.
fn summary(reports: &[Report]) -> String {
    let total: Counts = reports.iter().map(Report::counts).sum();
    let mut out = String::new();
    if let [report] = reports {
        let by_form = report.by_form();
        if by_form.len() > 1 {
            out.push_str(&format!("{}\n", by_form.join("；")));
        }
        out.push_str(&format!("{}\n", total.summary()));
        return out;
    }
    for report in reports {
        let counts = report.counts();
        if counts.total() > 0 {
            let by_severity = counts.by_severity();
            out.push_str(&format!("{}：{by_severity}\n", report.file()));
        }
    }
    out.push_str(&format!("{} 个园区，{}\n", reports.len(), total.summary()));
    out
}

impl Report {
    /// The findings, an empty line behind each; without a summary.
    pub fn text(&self, style: &Style) -> String {
        let digest = self.digest(style.all);
        let mut out = String::new();
        let blanks = self.blanks_text(&digest);
        if !style.quiet && !self.findings.is_empty() {
            let lines = self.scope.lines();
            if !lines.is_empty() {
                out.push_str(&format!("{}\n{}\n\n", self.file(), lines.join("\n")));
            }
        }
        out.push_str(&blanks);
        let shown = digest.groups.iter().map(|group| group.items.len());
        let titled = !style.quiet && shown.sum::<usize>() >= TITLED;
        for group in &digest.groups {
            let items = group.items.iter();
            let items: Vec<&Item> = items
                .filter(|item| !style.quiet || item.located.finding.severity == Severity::Error)
                .collect();
            if titled && !items.is_empty() {
                out.push_str(&format!("── {} ──\n\n", group.title));
            }
            for item in items {
                out.push_str(&self.finding_text(item.located, style));
                out.push('\n');
                out.push_str(&self.like_text(&item.like));
                out.push('\n');
            }
        }
        if !digest.later.is_empty() && !style.quiet {
            let count = digest.later.len();
            out.push_str(&format!(
                "另有警告、提示 {count} 处，填完再看；--all 现在就列出\n\n"
            ));
        }
        for code in &self.refused {
            out.push_str(&format!("`{code}` 是表格自身的要求，--ignore 不能忽略\n\n"));
        }
        out
    }

    /// What is not filled in yet: how much, what comes next, and what by part.
    fn blanks_text(&self, digest: &Digest) -> String {
        let Some(next) = digest.next else {
            return String::new();
        };
        let mut heads: Vec<String> = self
            .scope
            .papers
            .iter()
            .map(|form| (form, self.lacking(form)))
            .filter(|(_, count)| *count > 0)
            .map(|(form, count)| format!("附件{} 还差 {count} 栏", form.form().annex))
            .collect();
        if heads.is_empty() {
            let count: usize = digest.blanks.iter().map(|part| part.count).sum();
            heads.push(format!("还差 {count} 栏"));
        }
        let mut out = format!("{}\n", heads.join("，"));
        for part in &digest.blanks {
            let head = format!("  {} {} 栏：", part.part, part.count);
            out.push_str(&wrapped(&head, &part.names));
        }
        let label = next.finding.lacks.first().map_or("", |path| {
            let pattern = path.rsplit('.').next().unwrap_or_default();
            pattern.split('[').next().unwrap_or_default()
        });
        let place = format!(
            "{}:{}:{}",
            self.source(&next.spot).name,
            next.spot.line,
            next.spot.column
        );
        let hint = next.finding.hint.as_deref().unwrap_or("填写这一栏");
        out.push_str(&format!("下一栏：`{label}`，{hint}\n --> {place}\n"));
        out.push_str("（--all 逐栏列出依据和改法）\n\n");
        out
    }

    /// The findings that have the cause of the one above.
    fn like_text(&self, like: &[&Located]) -> String {
        if like.is_empty() {
            return String::new();
        }
        let mut out = format!("  同样的还有 {} 处：\n", like.len());
        for one in like.iter().take(LIKE) {
            let file = match one.spot.file {
                0 => String::new(),
                file => format!("{} ", self.sources[file].name),
            };
            let line = format!("    {file}第 {} 行：{}", one.spot.line, one.finding.message);
            out.push_str(&cut(&line, COLUMNS));
            out.push('\n');
        }
        if like.len() > LIKE {
            out.push_str(&format!("    ……另 {} 处用 --all 列出\n", like.len() - LIKE));
        }
        out
    }

    /// `附件2：错误 1，警告 2` for each form that has findings.
    fn by_form(&self) -> Vec<String> {
        let forms = self.scope.papers.or(self.scope.data);
        let counts = forms.iter().map(|form| (form, self.counts_of(form)));
        counts
            .filter(|(_, counts)| counts.total() > 0)
            .map(|(form, counts)| format!("附件{}：{}", form.form().annex, counts.by_severity()))
            .collect()
    }

    /// One finding, without a line end.
    pub fn finding_text(&self, located: &Located, style: &Style) -> String {
        let renderer = match style.colour {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        // Lines are cut by us: the renderer would cut the label as well.
        let renderer = renderer.term_width(usize::from(u16::MAX));
        let finding = &located.finding;
        let views = self.views(located, style.width);
        let mut group = Group::with_title(
            level(finding.severity)
                .primary_title(finding.message.as_str())
                .id(finding.code),
        );
        for view in &views {
            group = match view.view.text.is_empty() && self.sources[view.file].text.is_empty() {
                true => group.element(Origin::path(view.name)),
                false => group.element(self.snippet(view)),
            };
        }
        for (name, words) in notes(self, located) {
            let words = normalize_untrusted_str(&words);
            group = group.element(Level::NOTE.with_name(name).message(words));
        }
        let rendered = renderer.render(&[group]);
        right_columns(rendered, &views)
    }

    /// The parts of files to show: first that of the finding, then of labels
    /// in other files.
    fn views<'a>(&'a self, located: &'a Located, width: usize) -> Vec<FileView<'a>> {
        let mut marks: Vec<Mark> = vec![Mark {
            spot: &located.spot,
            label: &located.finding.label,
            kind: AnnotationKind::Primary,
        }];
        marks.extend(located.labels.iter().map(|(spot, label)| Mark {
            spot,
            label,
            kind: AnnotationKind::Context,
        }));
        let mut views: Vec<FileView> = Vec::new();
        for file in marks.iter().map(|mark| mark.spot.file) {
            if views.iter().any(|view| view.file == file) {
                continue;
            }
            let marks: Vec<Mark> = marks
                .iter()
                .filter(|mark| mark.spot.file == file)
                .copied()
                .collect();
            let spans: Vec<_> = marks.iter().map(|mark| mark.spot.span.clone()).collect();
            views.push(FileView {
                file,
                name: &self.sources[file].name,
                view: View::new(&self.sources[file], &spans, width),
                marks,
            });
        }
        views
    }

    fn snippet<'a>(&self, file: &'a FileView) -> Snippet<'a, Annotation<'a>> {
        let annotations = file.marks.iter().map(|mark| {
            let label = (!mark.label.is_empty()).then_some(mark.label);
            mark.kind.span(file.view.span(&mark.spot.span)).label(label)
        });
        Snippet::source(file.view.text.as_str())
            .path(file.name)
            .line_start(file.view.first_line)
            .annotations(annotations)
    }
}

/// `head` and `names`, in lines that a terminal takes; names beyond
/// [`NAMES`] lines are left out.
fn wrapped(head: &str, names: &[String]) -> String {
    let names = names.join("、");
    let mut lines = vec![head.to_owned()];
    for (at, name) in names.split('、').enumerate() {
        let more = lines.len() < NAMES;
        let last = lines.last_mut().expect("the head");
        let comma = if at == 0 { "" } else { "、" };
        if columns(last) + columns(name) + 6 <= COLUMNS {
            last.push_str(comma);
            last.push_str(name);
        } else if more {
            last.push_str(comma);
            lines.push(format!("    {name}"));
        } else {
            last.push_str("……");
            break;
        }
    }
    lines.join("\n") + "\n"
}

/// `line`, cut to so many columns.
fn cut(line: &str, most: usize) -> String {
    if columns(line) <= most {
        return line.to_owned();
    }
    let mut width = 1;
    let kept = line.chars().take_while(|&c| {
        width += column(c);
        width <= most
    });
    kept.chain(['…']).collect()
}

/// A place to underline.
#[derive(Clone, Copy)]
struct Mark<'a> {
    spot: &'a Spot,
    label: &'a str,
    kind: AnnotationKind,
}

/// What is shown of one file.
struct FileView<'a> {
    file: usize,
    name: &'a str,
    view: View,
    marks: Vec<Mark<'a>>,
}

/// The lines below the snippet: name and words.
fn notes(report: &Report, located: &Located) -> Vec<(&'static str, String)> {
    let finding = &located.finding;
    let mut notes = Vec::new();
    if let Some(hint) = &finding.hint {
        notes.push(("建议", hint.clone()));
    }
    let names: Vec<&str> = located
        .basis()
        .iter()
        .filter(|basis| ***basis != basis::FORMAT)
        .map(|basis| basis.name)
        .collect();
    if !names.is_empty() {
        notes.push(("依据", names.join("；")));
    }
    // Inside the YAML the place says it; in a text file only the path does.
    if located.spot.file > 0 {
        notes.push((
            "数据",
            format!("`{}`，在 `{}` 中引用", finding.path, report.file()),
        ));
    }
    notes
}

/// The renderer counts columns in the line as we cut it; puts in the column of
/// the file.
fn right_columns(mut rendered: String, views: &[FileView]) -> String {
    for file in views {
        let mark = file
            .marks
            .iter()
            .find(|mark| mark.kind == AnnotationKind::Primary)
            .or(file.marks.first());
        let Some(mark) = mark else { continue };
        let shown = file.view.column(file.view.span(&mark.spot.span).start);
        if shown != mark.spot.column {
            let place = |column: usize| format!("{}:{}:{column}\n", file.name, mark.spot.line);
            rendered = rendered.replacen(&place(shown), &place(mark.spot.column), 1);
        }
    }
    rendered
}

fn level(severity: Severity) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    level.with_name(severity.to_string())
}
