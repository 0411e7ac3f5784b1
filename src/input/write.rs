//! How a value is written in YAML, so that it reads back as it is.

use super::clean::is_invisible;
use super::scalar::Style;

/// Where a value stands.
#[derive(Debug, Clone)]
pub struct Context {
    /// Whether it is inside braces or brackets.
    pub flow: bool,
    /// Column of the lines of a block.
    pub indent: usize,
    /// The file's line end.
    pub newline: &'static str,
    /// Whether a number or date may stand without quotes, since the one that
    /// it replaces did.
    pub plain: bool,
}

/// A value: plain if that is safe, a block if it has lines, else in quotes.
pub fn scalar(value: &str, context: &Context) -> String {
    if value.contains('\n') && !context.flow && !value.contains(is_odd) {
        return block(value, context);
    }
    if is_plain(value, context) {
        value.to_owned()
    } else {
        double(value)
    }
}

/// A value in the style of the one that it replaces, if that can be.
pub fn like(value: &str, style: Style, context: &Context) -> String {
    match style {
        Style::Single if !value.contains(['\n', '\r']) && !value.contains(is_odd) => {
            format!("'{}'", value.replace('\'', "''"))
        }
        Style::Double if !value.contains('\n') || context.flow => double(value),
        _ => scalar(value, context),
    }
}

/// Part of a value in the middle of a scalar of this style; `indent` is the
/// column of a block's lines.
pub fn piece(text: &str, style: Style, indent: usize) -> String {
    match style {
        Style::Single => text.replace('\'', "''"),
        Style::Double => escape(text),
        Style::Literal => text.replace('\n', &format!("\n{}", " ".repeat(indent))),
        _ => text.to_owned(),
    }
}

/// A list of short texts in brackets.
pub fn list(values: &[String]) -> String {
    let context = Context {
        flow: true,
        indent: 0,
        newline: "\n",
        plain: true,
    };
    let items: Vec<String> = values.iter().map(|value| scalar(value, &context)).collect();
    format!("[{}]", items.join(", "))
}

/// The lines of a block behind its header: all but the first indented.
pub fn lines(value: &str, indent: usize, newline: &str) -> String {
    let mut text = String::new();
    for (index, line) in value.split('\n').enumerate() {
        if index > 0 {
            text.push_str(newline);
            if !line.is_empty() {
                text.push_str(&" ".repeat(indent));
            }
        }
        text.push_str(line);
    }
    text
}

/// A block with its header.
fn block(value: &str, context: &Context) -> String {
    let value = value.trim_end_matches('\n').trim_start_matches('\n');
    let header = if value.starts_with([' ', '\t']) {
        "|2"
    } else {
        "|"
    };
    format!(
        "{header}{}{}{}",
        context.newline,
        " ".repeat(context.indent),
        lines(value, context.indent, context.newline)
    )
}

/// Whether a value may stand without quotes.
fn is_plain(value: &str, context: &Context) -> bool {
    const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`“‘~=<";
    let words = [
        "null", "Null", "NULL", "true", "false", "yes", "no", "on", "off",
    ];
    let begins_well = value.starts_with(|c: char| !INDICATORS.contains(c) && !c.is_whitespace());
    let number = value.trim().parse::<f64>().is_ok();
    begins_well
        && !value.ends_with(char::is_whitespace)
        && !value.ends_with(':')
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.contains(is_odd)
        && !value.contains(['\n', '\r', '\t'])
        && !(context.flow && value.contains([',', '[', ']', '{', '}']))
        && !words.iter().any(|word| value.eq_ignore_ascii_case(word))
        && (context.plain || !number)
}

/// Characters that only quotes can hold.
fn is_odd(c: char) -> bool {
    c != '\n'
        && (is_invisible(c) || matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'))
}

/// A value in double quotes.
fn double(value: &str) -> String {
    format!("\"{}\"", escape(value))
}

fn escape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            _ if is_odd(c) => text.push_str(&format!("\\u{:04x}", c as u32)),
            _ => text.push(c),
        }
    }
    text
}
