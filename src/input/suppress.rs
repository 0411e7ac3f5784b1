//! Comments that silence a finding: `# 忽略 C02：理由`.
//!
//! On the line of a key, or right above it, such a comment holds for that key
//! and what is below it; where several data begin on one line, for the
//! outermost of them.

use super::shape::place;
use super::tree::Comment;
use crate::finding::Suppression;

/// The suppressions among the comments of `text`. `order` has the data, each
/// with the offset where it begins, in the order of the file.
pub fn suppressions(
    text: &str,
    comments: &[Comment],
    order: &[(usize, String)],
) -> Vec<Suppression> {
    let mut suppressions = Vec::new();
    for comment in comments {
        let Some((codes, reason)) = parse(&comment.text) else {
            continue;
        };
        let path = scope(text, comment, order);
        suppressions.extend(codes.into_iter().map(|code| Suppression {
            code,
            reason: reason.clone(),
            path: path.clone(),
            place: place(comment.span.clone()),
        }));
    }
    suppressions
}

/// The codes and the reason of a comment's text (without `#`).
fn parse(comment: &str) -> Option<(Vec<String>, String)> {
    let rest = comment.trim().strip_prefix("忽略")?;
    let rest = rest.trim_start_matches([' ', '\u{3000}', '：', ':']);
    let end = rest.find(['：', ':', '（', '(']).unwrap_or(rest.len());
    let codes: Vec<String> = rest[..end]
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/'))
        .filter(|code| !code.is_empty())
        .map(str::to_ascii_uppercase)
        .collect();
    let looks_like_code = |code: &String| {
        code.starts_with(|c: char| c.is_ascii_uppercase())
            && code[1..].bytes().all(|b| b.is_ascii_digit())
    };
    if codes.is_empty() || !codes.iter().all(looks_like_code) {
        return None;
    }
    let reason = rest[end..].trim_matches(|c: char| c.is_whitespace() || "：:（）()".contains(c));
    Some((codes, reason.to_owned()))
}

/// The datum that a comment belongs to.
fn scope(text: &str, comment: &Comment, order: &[(usize, String)]) -> String {
    let line = line_start(text, comment.span.start);
    let own_line = text[line..comment.span.start].trim().is_empty();
    if !own_line {
        let here: Vec<&str> = begins_in(order, line..comment.span.start);
        return match here.as_slice() {
            // `- 编号: R1 # 忽略 …`: the key is meant, not the whole item.
            [item, key] if key.starts_with(&format!("{item}.")) && item.ends_with(']') => key,
            [outermost, ..] => outermost,
            [] => "",
        }
        .to_owned();
    }
    const COMMENTS: usize = 50;
    let mut next = line_end(text, comment.span.end);
    for _ in 0..COMMENTS {
        let line = &text[next..line_end(text, next)];
        if !line.trim_start().starts_with('#') {
            break;
        }
        next += line.len();
    }
    let below = next..line_end(text, next);
    begins_in(order, below)
        .first()
        .map(|path| (*path).to_owned())
        .unwrap_or_default()
}

/// The data that begin within `range`, the outermost first.
fn begins_in(order: &[(usize, String)], range: std::ops::Range<usize>) -> Vec<&str> {
    let first = order.partition_point(|(start, _)| *start < range.start);
    order[first..]
        .iter()
        .take_while(|(start, _)| *start < range.end)
        .map(|(_, path)| path.as_str())
        .collect()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Where the line after the one with `at` begins.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_reasons() {
        #[track_caller]
        fn case(comment: &str, expected: Option<(&[&str], &str)>) {
            let expected = expected.map(|(codes, reason)| {
                let codes = codes.iter().map(|code| (*code).to_owned()).collect();
                (codes, reason.to_owned())
            });
            assert_eq!(parse(comment), expected);
        }

        case(" 忽略 C02：确是别的园区", Some((&["C02"], "确是别的园区")));
        case(
            "忽略C02、F03: 原文如此",
            Some((&["C02", "F03"], "原文如此")),
        );
        case(" 忽略 c02", Some((&["C02"], "")));
        case(" 忽略 C02（引文）", Some((&["C02"], "引文")));
        case(" 忽略不计的部分", None);
        case(" 虚构", None);
    }
}
