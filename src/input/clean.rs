//! What is taken out of a text on its way into the data.
//!
//! Pasted text brings tabs, odd line ends, invisible and control characters, and
//! private-use characters of old GBK software, which become what they stand for.
//! They never reach a form; [`Text::value`](crate::input::Text::value) still
//! has them, for the rules that report them.

use crate::park::legacy;

/// The text without what no form may hold: line ends are `\n`, blanks are
/// blanks, nothing invisible; no blank ends a line, no empty line the text.
pub fn clean(text: &str) -> String {
    let piped;
    let text = match text.contains('\t') {
        true => {
            piped = tables(text);
            &piped
        }
        false => text,
    };
    let mut cleaned = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                trim(&mut cleaned);
                cleaned.push('\n');
            }
            '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}' => cleaned.push(' '),
            _ if is_invisible(c) => {}
            _ => cleaned.push(legacy::modern(c).unwrap_or(c)),
        }
    }
    while cleaned.ends_with(is_blank) {
        cleaned.pop();
    }
    let leading = cleaned.len() - cleaned.trim_start_matches('\n').len();
    cleaned.drain(..leading);
    cleaned
}

/// A table pasted from Word or Excel (lines of one number of tabs, two or more)
/// in pipes, as other tables are written.
fn tables(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let tabs = |line: &str| line.trim().matches('\t').count();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let like = |other: Option<&&str>| other.is_some_and(|other| tabs(other) == tabs(line));
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        if tabs(line) > 0 && (like(above) || like(lines.get(at + 1))) {
            let end = if line.ends_with('\r') { "\r" } else { "" };
            let cells: Vec<&str> = line.trim().split('\t').map(str::trim).collect();
            out.push(format!("| {} |{end}", cells.join(" | ")));
        } else {
            out.push((*line).to_owned());
        }
    }
    out.join("\n")
}

/// The same for a text of one line: blanks at its start are gone, too.
pub fn clean_line(text: &str) -> String {
    clean(text).trim_start_matches(is_blank).to_owned()
}

/// Takes blanks off the end of the last line.
fn trim(text: &mut String) {
    let kept = text.trim_end_matches([' ', '\u{3000}']).len();
    text.truncate(kept);
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\n')
}

/// Control, zero-width and bidirectional characters, and noncharacters.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_of_a_table_become_pipes() {
        assert_eq!(
            clean("见表。\n年份\t值\n2025\t0.8\n一个\t制表符\t多的\n完。"),
            "见表。\n| 年份 | 值 |\n| 2025 | 0.8 |\n一个 制表符 多的\n完。"
        );
    }

    #[test]
    fn what_pasting_brings_is_taken_out() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(clean(text), expected);
        }

        case("一\r\n二\r三\n", "一\n二\n三");
        case("一\u{2028}二\u{b}三\u{85}四", "一\n二\n三\n四");
        case("一\t二\u{a0}三", "一 二 三");
        case("\u{feff}一\u{200b}二\u{202e}三\u{7}", "一二三");
        case("一 　\n\n二　 ", "一\n\n二");
        case("　　一", "　　一");
        case("王\u{E863}", "王䶮");
        assert_eq!(clean_line("　 一 "), "一");
    }
}
