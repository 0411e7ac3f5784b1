//! Fonts of an SVG: every family becomes one of ours, by its kind.
//!
//! Maps are drawn with what the machine has (SimSun, 微软雅黑, Arial); the
//! drawers have eight fonts and nothing else. The names are exchanged in the
//! text of the file, so that PDF and DOCX show the same.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

const SONG: &str = "Noto Serif SC";
const HEI: &str = "GW Form Hei";
const KAI: &str = "GW Form Kai";
const FANGSONG: &str = "Zhuque Fangsong (technical preview)";
const TITLE: &str = "GW Form Title";
const ROMAN: &str = "Liberation Serif";

/// Parts of a family's name in small letters without blanks, and what it
/// becomes; the first that fits counts.
const KINDS: [(&str, &str); 41] = [
    ("小标宋", TITLE),
    ("xiaobiaosong", TITLE),
    ("fzxbs", TITLE),
    ("gwformtitle", TITLE),
    ("仿", FANGSONG),
    ("fangsong", FANGSONG),
    ("zhuque", FANGSONG),
    ("楷", KAI),
    ("kai", KAI),
    ("黑", HEI),
    ("hei", HEI),
    ("sans", HEI),
    ("gothic", HEI),
    ("arial", HEI),
    ("helvetica", HEI),
    ("verdana", HEI),
    ("tahoma", HEI),
    ("calibri", HEI),
    ("segoe", HEI),
    ("等线", HEI),
    ("dengxian", HEI),
    ("苹方", HEI),
    ("pingfang", HEI),
    ("圆", HEI),
    ("yuan", HEI),
    ("roboto", HEI),
    ("system-ui", HEI),
    ("mono", HEI),
    ("courier", HEI),
    ("consolas", HEI),
    ("times", ROMAN),
    ("liberationserif", ROMAN),
    ("roman", ROMAN),
    ("georgia", ROMAN),
    ("cambria", ROMAN),
    ("garamond", ROMAN),
    ("宋", SONG),
    ("song", SONG),
    ("simsun", SONG),
    ("ming", SONG),
    ("serif", SONG),
];

/// What the fonts of a text without a family, or with an unknown one, become.
const OTHERWISE: &str = HEI;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a tested pattern")
}

static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"([ \t\r\n]font-family[ \t\r\n]*=[ \t\r\n]*)("[^"]*"|'[^']*')"#));
static STYLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"([ \t\r\n]style[ \t\r\n]*=[ \t\r\n]*)("[^"]*"|'[^']*')"#));
static SHEET: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)(<style[^>]*>)(.*?)(</style>)"));
static FAMILY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(font-family[ \t\r\n]*:)((?:"[^"]*"|'[^']*'|[^;}"'])*)"#));
/// The short form: `font: bold 12px/1.5 SimSun, serif`.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"((?:^|[;{ \t\r\n])font[ \t\r\n]*:[^;}"']*?[0-9.]+(?:px|pt|em|rem|mm|cm|%)(?:/[0-9.a-z%]+)?[ \t\r\n]+)((?:"[^"]*"|'[^']*'|[^;}"'])*)"#,
    )
});

/// The SVG with our fonts.
pub(super) fn ours(text: &str) -> String {
    let has_words = text.contains("<text") || text.contains(":text");
    if !has_words {
        return text.to_owned();
    }
    let text = ATTRIBUTE.replace_all(text, |found: &Captures| {
        let quote = &found[2][..1];
        let families = plain(&found[2][1..found[2].len() - 1]);
        format!(
            "{}{quote}{}{quote}",
            &found[1],
            family(&families, other(quote))
        )
    });
    let text = STYLE.replace_all(&text, |found: &Captures| {
        let quote = &found[2][..1];
        let inside = plain(&found[2][1..found[2].len() - 1]);
        format!(
            "{}{quote}{}{quote}",
            &found[1],
            declarations(&inside, other(quote))
        )
    });
    let text = SHEET.replace_all(&text, |found: &Captures| {
        format!("{}{}{}", &found[1], declarations(&found[2], "'"), &found[3])
    });
    with_default(&text)
}

/// The quotation mark that may stand inside the other.
fn other(quote: &str) -> &'static str {
    if quote == "\"" { "'" } else { "\"" }
}

/// An attribute's value without the entities of quotation marks.
fn plain(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return value.into();
    }
    let marks = ["&quot;", "&#34;", "&apos;", "&#39;"];
    let mut value = value.to_owned();
    for (mark, sign) in marks.iter().zip(["\"", "\"", "'", "'"]) {
        value = value.replace(mark, sign);
    }
    value.into()
}

/// Declarations of CSS with our fonts; `quote` stands round the names.
fn declarations(css: &str, quote: &str) -> String {
    let css = FAMILY.replace_all(css, |found: &Captures| {
        format!("{}{}", &found[1], family(&found[2], quote))
    });
    let css = SHORT.replace_all(&css, |found: &Captures| {
        format!("{}{}", &found[1], family(&found[2], quote))
    });
    // Other strings of the style attribute must not end it.
    match quote {
        "'" => css.replace('"', "'"),
        _ => css.replace('\'', "\""),
    }
}

/// Our family for a list of families.
fn family(list: &str, quote: &str) -> String {
    let known = list.split(',').find_map(kind);
    format!("{quote}{}{quote}", known.unwrap_or(OTHERWISE))
}

/// Our family for one of theirs; `None` if its kind is not known.
fn kind(name: &str) -> Option<&'static str> {
    let name: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !"\"'_".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let found = KINDS.iter().find(|(part, _)| name.contains(part));
    found.map(|(_, family)| *family)
}

/// The root names a family, for words that have none.
fn with_default(text: &str) -> String {
    let Some(root) = text.find("<svg") else {
        return text.to_owned();
    };
    let end = text[root..].find('>').map_or(text.len(), |end| root + end);
    if text[root..end].contains("font-family") {
        return text.to_owned();
    }
    let (head, rest) = text.split_at(root + "<svg".len());
    format!("{head} font-family=\"'{OTHERWISE}'\"{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_by_their_kind() {
        #[track_caller]
        fn case(list: &str, expected: &str) {
            assert_eq!(family(list, ""), expected);
        }

        for (list, expected) in [
            ("SimSun", SONG),
            ("宋体, serif", SONG),
            ("STSong", SONG),
            ("serif", SONG),
            ("Microsoft YaHei", HEI),
            ("'微软雅黑'", HEI),
            ("SimHei", HEI),
            ("sans-serif", HEI),
            ("Arial, Helvetica, sans-serif", HEI),
            ("Source Han Sans SC", HEI),
            ("KaiTi_GB2312", KAI),
            ("楷体", KAI),
            ("STKaiti", KAI),
            ("FangSong", FANGSONG),
            ("仿宋_GB2312", FANGSONG),
            ("方正小标宋简体", TITLE),
            ("Times New Roman", ROMAN),
            ("Some Thing, KaiTi", KAI),
            ("Some Thing", OTHERWISE),
        ] {
            case(list, expected);
        }
    }

    #[test]
    fn names_are_exchanged_wherever_they_stand() {
        #[track_caller]
        fn case(from: &str, expected: &str) {
            let around =
                |inside: &str| format!("<svg font-family=\"'{HEI}'\"><text{inside}</text></svg>");
            assert_eq!(ours(&around(from)), around(expected));
        }

        case(
            " font-family='SimSun'>甲",
            " font-family='\"Noto Serif SC\"'>甲",
        );
        case(
            " style=\"fill:red;font-family:&quot;KaiTi&quot;;stroke:none\">",
            " style=\"fill:red;font-family:'GW Form Kai';stroke:none\">",
        );
        case(
            " style='font: bold 12px/1.5 SimHei, serif'>",
            " style='font: bold 12px/1.5 \"GW Form Hei\"'>",
        );
        case(
            "><style>.a { font-family: Arial, \"SimSun\"; fill: red }</style>",
            "><style>.a { font-family:'GW Form Hei'; fill: red }</style>",
        );
        case(">font-family:SimSun", ">font-family:SimSun");
    }

    #[test]
    fn words_without_a_family_get_one() {
        assert_eq!(
            ours("<svg width='1'><text>甲</text></svg>"),
            format!("<svg font-family=\"'{HEI}'\" width='1'><text>甲</text></svg>")
        );
        assert_eq!(ours("<svg><rect/></svg>"), "<svg><rect/></svg>");
    }
}
