//! SVG: can it be drawn, what does it cost, and in which fonts.
//!
//! The file is only read as XML: laying out its paths takes longer than all the
//! rest of reading, and drawing does it anyway.

mod cost;
mod fonts;

use std::collections::BTreeSet;

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

use super::{Picture, kind, look};
use crate::input::FigureFile;

/// The most nodes that are read at all.
const NODES: u32 = 1_000_000;

/// Attributes that point at something.
const POINTERS: [&str; 7] = [
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "marker",
    "style",
];

/// Looks at the bytes of an SVG.
pub(super) fn vector(bytes: &[u8]) -> Result<Picture, String> {
    let text = std::str::from_utf8(bytes).ok();
    let Some(text) = text.filter(|text| text.contains("<svg")) else {
        return Err("不是 PNG、JPEG 或 SVG 图片".into());
    };
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let Ok(document) = Document::parse_with_options(text, options) else {
        return Err("SVG 已损坏，无法解析".into());
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("不是 SVG：最外层不是 `svg`".into());
    }
    let (width, height) = size(root)?;
    drawable(&document)?;
    cost::bounded(&document)?;
    let mapped = fonts::ours(text);
    Ok(Picture {
        file: FigureFile::Vector {
            width,
            height,
            words: words(root),
        },
        bytes: (mapped != text).then(|| mapped.into_bytes()),
    })
}

/// Width and height in pixels.
fn size(root: Node) -> Result<(f64, f64), String> {
    let view: Vec<f64> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter_map(|number| number.parse().ok())
        .collect();
    let size = |name: &str, index: usize| {
        let own = root.attribute(name).and_then(length);
        own.or_else(|| view.get(index).copied())
            .filter(|size| size.is_finite() && *size > 0.0)
    };
    size("width", 2)
        .zip(size("height", 3))
        .ok_or_else(|| "SVG 没有写明大小（`width`、`height` 或 `viewBox`）".into())
}

/// A length of SVG in pixels; `None` for a share of the page (`100%`).
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let pixels = match &text[digits.len()..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    Some(digits.parse::<f64>().ok()? * pixels)
}

/// Whether everything in it stands in the file and is SVG.
fn drawable(document: &Document) -> Result<(), String> {
    for node in document.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "foreignObject" if is_lost(node) => {
                return Err("SVG 里有网页排版的文字（`foreignObject`），印不出来".into());
            }
            "a" => {}
            _ => references(node)?,
        }
    }
    Ok(())
}

/// Whether a `foreignObject` has words and no drawn ones instead of them.
fn is_lost(node: Node) -> bool {
    let has_words = |node: Node| {
        node.descendants()
            .filter_map(|node| node.text())
            .any(|text| !text.trim().is_empty())
    };
    let switched = node
        .parent_element()
        .filter(|parent| parent.tag_name().name() == "switch")
        .is_some_and(|parent| parent.children().filter(Node::is_element).count() > 1);
    has_words(node) && !switched
}

/// What a node refers to must stand in the file.
fn references(node: Node) -> Result<(), String> {
    for attribute in node.attributes() {
        let value = attribute.value().trim();
        if attribute.name() == "href" {
            reference(value)?;
        } else if POINTERS.contains(&attribute.name()) || attribute.name().starts_with("marker-") {
            let pointers = value.split("url(").skip(1);
            for target in pointers.map(|rest| rest.trim_start_matches(['"', '\'', ' '])) {
                if !target.starts_with(['#', ')']) {
                    return Err(outside(target));
                }
            }
        }
    }
    let style = node.text().filter(|_| node.tag_name().name() == "style");
    match style.is_some_and(|style| style.contains("@import")) {
        true => Err("SVG 引用了别的文件（`@import`），应全部画在一个文件里".into()),
        false => Ok(()),
    }
}

/// One reference: a part of the file, or a picture inside it.
fn reference(value: &str) -> Result<(), String> {
    let Some(data) = value.strip_prefix("data:") else {
        return match value.is_empty() || value.starts_with('#') {
            true => Ok(()),
            false => Err(outside(value)),
        };
    };
    let bytes = match data.split_once(";base64,") {
        Some((_, coded)) => base64(coded).ok_or("SVG 里嵌的图片已损坏")?,
        None => return Ok(()),
    };
    // Other kinds (GIF, WebP) are small and few, and an SVG in an SVG must not
    // hold a third.
    match kind(&bytes) {
        Some(_) => look(&bytes)
            .map(drop)
            .map_err(|why| format!("SVG 里嵌的图不能用：{why}")),
        None => Ok(()),
    }
}

fn outside(target: &str) -> String {
    const SHOWN: usize = 40;
    let short: String = target.chars().take(SHOWN).collect();
    let short = short.trim_end_matches([')', '"', '\'']);
    format!("SVG 引用了别的文件 `{short}`，应全部画在一个文件里")
}

/// The bytes of a text in base 64; `None` if it is none.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for c in text.bytes().filter(|c| !c.is_ascii_whitespace()) {
        let six = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            b'%' => return None,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

/// The characters that it writes, each once.
fn words(root: Node) -> String {
    let texts = root
        .descendants()
        .filter(|node| node.tag_name().name() == "text")
        .flat_map(|node| node.descendants())
        .filter_map(|node| node.text());
    let all: BTreeSet<char> = texts.flat_map(str::chars).collect();
    all.into_iter().filter(|c| !c.is_ascii()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="30">{inside}</svg>"#
        )
    }

    #[track_caller]
    fn case(inside: &str, expected: &str) {
        let why = match vector(svg(inside).as_bytes()) {
            Ok(_) => String::new(),
            Err(why) => why,
        };
        assert_eq!(why, expected);
    }

    #[test]
    fn sizes() {
        #[track_caller]
        fn case(head: &str, expected: Option<(f64, f64)>) {
            let text = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" {head}/>"#);
            let found = vector(text.as_bytes())
                .ok()
                .map(|picture| match picture.file {
                    FigureFile::Vector { width, height, .. } => (width, height),
                    other => panic!("{other:?}"),
                });
            assert_eq!(found, expected);
        }

        case(r#"width="40" height="30""#, Some((40.0, 30.0)));
        case(r#"width="100%" viewBox="0 0 8 6""#, Some((8.0, 6.0)));
        case(r#"width="1in" height="0.5in""#, Some((96.0, 48.0)));
        case("", None);
    }

    #[test]
    fn what_lies_outside_is_refused() {
        case("<use href='#a'/><a href='http://x'/>", "");
        case(
            "<image href='http://example.com/a.png'/>",
            "SVG 引用了别的文件 `http://example.com/a.png`，应全部画在一个文件里",
        );
        case(
            "<image xlink:href='a.png'/>",
            "SVG 引用了别的文件 `a.png`，应全部画在一个文件里",
        );
        case(
            "<rect fill='url(b.svg#x)'/>",
            "SVG 引用了别的文件 `b.svg#x`，应全部画在一个文件里",
        );
        case("<rect fill='url(#x)' style='fill:url(\"#y\")'/>", "");
        case(
            "<style>@import url(a.css);</style>",
            "SVG 引用了别的文件（`@import`），应全部画在一个文件里",
        );
    }

    #[test]
    fn a_picture_inside_is_looked_at_too() {
        case(
            "<image href='data:image/png;base64,iVBORw0KGgo='/>",
            "SVG 里嵌的图不能用：图片已损坏",
        );
        case(
            "<image href='data:image/png;base64,*'/>",
            "SVG 里嵌的图片已损坏",
        );
        case("<image href='data:image/gif;base64,R0lGODdh'/>", "");
    }

    #[test]
    fn words_of_a_web_page_are_lost_unless_drawn_as_well() {
        let lost = "<foreignObject><p>园区</p></foreignObject>";
        case(lost, "SVG 里有网页排版的文字（`foreignObject`），印不出来");
        case(&format!("<switch>{lost}<text>园区</text></switch>"), "");
        case("<foreignObject/>", "");
    }

    #[test]
    fn characters_are_listed_once() {
        let text = svg("<text>A园区<tspan>园㎡</tspan></text><desc>图</desc>");
        let picture = vector(text.as_bytes()).expect("fine");
        let FigureFile::Vector { words, .. } = picture.file else {
            panic!("a vector picture")
        };
        assert_eq!(words, "㎡区园");
    }
}
