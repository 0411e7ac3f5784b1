//! Long texts: how lines become paragraphs, sub-headings and list items.
//!
//! One newline ends a paragraph; blank lines are nothing. The same reading
//! serves the forms and the rules that look at paragraphs.

/// What a line of a long text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A paragraph.
    Paragraph,
    /// A short line that begins with （一） or `1.`.
    SubHeading,
    /// A line that begins with `- `; the text is without it.
    ListItem,
    /// A row of a table, in pipes: `| 年份 | 值 |`; [`cells`] tells its cells. The
    /// line of dashes below a head is no line of its own.
    TableRow,
}

/// A line of a long text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// What it is.
    pub kind: LineKind,
    /// Its text, trimmed.
    pub text: &'a str,
}

/// The most characters that a sub-heading has.
const SUB_HEADING: usize = 30;

/// The lines of `text`, blank ones left out.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !is_rule(line))
        .map(|line| {
            if is_row(line) {
                Line {
                    kind: LineKind::TableRow,
                    text: line,
                }
            } else if let Some(item) = line.strip_prefix("- ") {
                Line {
                    kind: LineKind::ListItem,
                    text: item.trim(),
                }
            } else if is_sub_heading(line) {
                Line {
                    kind: LineKind::SubHeading,
                    text: line,
                }
            } else {
                Line {
                    kind: LineKind::Paragraph,
                    text: line,
                }
            }
        })
}

/// `| 年份 | 值 |`: pipes at both ends and between.
fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// `|---|:--:|`: the line below a table's head.
pub fn is_rule(line: &str) -> bool {
    is_row(line) && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
}

/// The cells of a table's row.
pub fn cells(row: &str) -> Vec<&str> {
    let inside = row.trim().trim_start_matches('|');
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    inside.split('|').map(str::trim).collect()
}

fn is_sub_heading(line: &str) -> bool {
    line.chars().count() <= SUB_HEADING
        && !line.ends_with(['。', '；', '：'])
        && (bracketed_ordinal(line) || arabic_ordinal(line))
}

/// （一）, （十二）…
fn bracketed_ordinal(line: &str) -> bool {
    line.strip_prefix('（')
        .and_then(|rest| rest.split_once('）'))
        .is_some_and(|(ordinal, _)| {
            !ordinal.is_empty() && ordinal.chars().all(|c| "一二三四五六七八九十".contains(c))
        })
}

/// `1.` followed by something that is no digit (`1.5万吨` is no ordinal).
fn arabic_ordinal(line: &str) -> bool {
    line.split_once('.').is_some_and(|(digits, rest)| {
        !digits.is_empty()
            && digits.len() <= 2
            && digits.bytes().all(|b| b.is_ascii_digit())
            && rest.starts_with(|c: char| !c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_line() {
        #[track_caller]
        fn case(line: &str, kind: LineKind, text: &str) {
            assert_eq!(lines(line).collect::<Vec<_>>(), [Line { kind, text }]);
        }

        case(
            "园区成立于1994年。",
            LineKind::Paragraph,
            "园区成立于1994年。",
        );
        case("（一）三条产业链", LineKind::SubHeading, "（一）三条产业链");
        case("1. 供水", LineKind::SubHeading, "1. 供水");
        case("1.5万吨废水", LineKind::Paragraph, "1.5万吨废水");
        case(
            "（一）这是一句话。",
            LineKind::Paragraph,
            "（一）这是一句话。",
        );
        case("- 公路方面，", LineKind::ListItem, "公路方面，");
        let long = format!("（一）{}", "长".repeat(28));
        case(&long, LineKind::Paragraph, &long);
        let short = format!("（一）{}", "短".repeat(27));
        case(&short, LineKind::SubHeading, &short);
    }

    #[test]
    fn tables_are_rows_of_cells() {
        let text = "见下表。\n| 年份 | 值 |\n|---|:-:|\n| 2025 | 0.8 |\n| 2026 |  |\n完。";
        let rows: Vec<_> = lines(text)
            .filter(|line| line.kind == LineKind::TableRow)
            .map(|line| cells(line.text))
            .collect();
        assert_eq!(rows, [["年份", "值"], ["2025", "0.8"], ["2026", ""]]);
        assert_eq!(lines(text).count(), 5);
        assert_eq!(lines("|x| 的绝对值").count(), 1);
        assert!(!is_rule("| - 甲 |"));
    }

    #[test]
    fn blank_lines_are_nothing() {
        assert_eq!(lines("甲\n\n　\n乙\n").count(), 2);
    }
}
