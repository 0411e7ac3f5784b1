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

use super::view::View;
use super::{Counts, Located, Report, Severity, Spot};
use crate::finding::basis;

/// How to show findings on a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to colour.
    pub colour: bool,
    /// Whether to show only errors and the summary.
    pub quiet: bool,
    /// Columns of a source line beyond which it is cut.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colour: false,
            quiet: false,
            width: 88,
        }
    }
}

/// The findings of all parks one after another, and a summary.
pub fn text(reports: &[Report], style: &Style) -> String {
    let mut out = String::new();
    for report in reports {
        out.push_str(&report.text(style));
    }
    out.push_str(&summary(reports));
    out
}

/// The last line; with several parks, ahead of it one line for each that has
/// findings.
fn summary(reports: &[Report]) -> String {
    let total: Counts = reports.iter().map(Report::counts).sum();
    if let [_] = reports {
        return format!("{}\n", total.summary());
    }
    let mut out = String::new();
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
        self.findings
            .iter()
            .filter(|located| !style.quiet || located.finding.severity == Severity::Error)
            .map(|located| self.finding_text(located, style) + "\n\n")
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
