//! Tables as text that Excel opens by a double click.

/// Rows as CSV: begins with a byte order mark and has CRLF line ends, since
/// Excel takes a file without them for GBK. A cell that a spreadsheet would
/// take for a formula is made text by an apostrophe.
pub fn csv<R, C>(rows: R) -> String
where
    R: IntoIterator,
    R::Item: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut out = String::from("\u{FEFF}");
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(|one| cell(one.as_ref())).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    let text = format!("{guard}{text}");
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_guarded() {
        let rows = [["甲,乙", "一\"二"], ["=1+1", "061100"]];
        assert_eq!(
            csv(rows),
            "\u{FEFF}\"甲,乙\",\"一\"\"二\"\r\n'=1+1,061100\r\n"
        );
    }
}
