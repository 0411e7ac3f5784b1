//! What can go wrong with a template, in Chinese and with its place.

mod chinese;

use typst::WorldExt;
use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::DiagSpan;

use super::world::{Desk, is_own};

/// Why a form could not be evaluated or laid out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// The template does not compile or stopped with errors: every one.
    #[error("模板有误：{}", lines(.0))]
    Template(Vec<TemplateFault>),
    /// The template returned something that is not made of the kit's blocks.
    #[error("模板 `{file}` 给出的内容不合约定：{reason}")]
    Contract {
        /// The template.
        file: String,
        /// Which block, and what is wrong with it.
        reason: String,
    },
    /// A template of the user's that nothing uses.
    #[error("模板 `{file}` 没有用到{}", suggested(suggestion))]
    Unused {
        /// Its name.
        file: String,
        /// The name that it may have been meant to have.
        suggestion: Option<String>,
    },
    /// A template of the user's has a name that belongs to the program.
    #[error("`{0}` 属于程序，不能用 `--forms` 替换")]
    Reserved(String),
    /// No font has these characters, so that they would print as empty boxes.
    #[error("字体中没有这些字，无法打印：{}", spelled(.0))]
    Glyphs(Vec<char>),
    /// The pages could not be written as PDF/A-2a and PDF/UA-1.
    #[error("无法导出 PDF：{}", lines(.0))]
    Export(Vec<String>),
}

/// One error of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Where; absent when Typst names no place.
    pub place: Option<TemplatePlace>,
    /// What Typst says.
    pub message: String,
}

impl std::fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}：{}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// A place in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePlace {
    /// File name, as in the folder of templates.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl std::fmt::Display for TemplatePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The errors, each on a line of its own.
fn lines(faults: &[impl ToString]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn suggested(name: &Option<String>) -> String {
    name.as_ref()
        .map_or_else(String::new, |name| format!("，是不是 `{name}`"))
}

/// `「䶮」(U+4DAE)`, with the code point, since such a character may not show.
fn spelled(chars: &[char]) -> String {
    let names: Vec<String> = chars
        .iter()
        .map(|&c| format!("「{c}」(U+{:04X})", c as u32))
        .collect();
    names.join("、")
}

/// Typst's errors, each once.
pub(super) fn compile(desk: &Desk, errors: &[SourceDiagnostic]) -> TemplateError {
    let mut faults: Vec<TemplateFault> = Vec::new();
    for error in errors {
        let fault = fault(desk, error);
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    TemplateError::Template(faults)
}

/// One of them, at the place in the form that led to it: an error inside the
/// kit is the fault of the form that called it.
fn fault(desk: &Desk, error: &SourceDiagnostic) -> TemplateFault {
    let mut places = std::iter::once(error.span)
        .chain(error.trace.iter().filter_map(|point| {
            let call = matches!(point.v, Tracepoint::Call(_) | Tracepoint::Import(_));
            call.then_some(point.span.into())
        }))
        .filter_map(|span| place(desk, span));
    let first = places.next();
    let mut message = wording(error);
    let mut place = match first {
        Some(own) if is_own(&own.file) => match places.find(|other| !is_own(&other.file)) {
            Some(caller) => {
                message.push_str(&format!("（{own}）"));
                Some(caller)
            }
            None => Some(own),
        },
        other => other,
    };
    // The program's own line imports `form` from the template, and there is none.
    if let Some(own) = place.as_mut().filter(|own| own.file.starts_with("main/")) {
        let file = own.file.rsplit_once("/").map(|(_, file)| file.to_owned());
        own.file = file.unwrap_or_default();
        (own.line, own.column) = (1, 1);
        message = "没有名为 `form` 的函数".to_owned();
    }
    TemplateFault { place, message }
}

/// A text of a template's without what a terminal would obey.
fn visible(text: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
    text.chars().map(shown).collect()
}

/// Typst's message in Chinese; of a `panic` what it says.
pub(super) fn wording(error: &SourceDiagnostic) -> String {
    let message = error.message.as_str();
    match message.strip_prefix("panicked with: ") {
        Some(own) => visible(own.trim_matches('"')),
        None => visible(&chinese::message(message)),
    }
}

/// Line and column of a span.
fn place(desk: &Desk, span: DiagSpan) -> Option<TemplatePlace> {
    let id = span.id()?;
    let range = desk.range(span)?;
    let source = typst::World::source(desk, id).ok()?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    Some(TemplatePlace {
        file: id.get().vpath().get_without_slash().to_owned(),
        line: line + 1,
        column: column + 1,
    })
}
