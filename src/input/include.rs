//! Files that the YAML refers to: texts (`"@文件.txt"`) and figures.

use std::collections::HashMap;

use super::decode::{self, Undecodable};
use super::{FigureFile, Files, LARGEST, SourceFile};

/// The most bytes that all texts together may have.
const TEXTS: usize = 32 << 20;

/// The most bytes that a figure may have.
const PICTURE: usize = 64 << 20;

/// The name in a text that refers to a file.
pub fn reference(text: &str) -> Option<&str> {
    text.strip_prefix('@').map(str::trim)
}

/// Checks that `name` cannot lie outside the YAML's folder.
pub fn inside(name: &str) -> Result<(), String> {
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.is_empty() {
        Err("没有写文件名".into())
    } else if name.contains('\0') {
        Err("文件名中有控制字符".into())
    } else if name.starts_with(['/', '\\', '~']) || drive {
        Err("应是数据文件所在文件夹内的文件，不能用绝对路径".into())
    } else if name.split(['/', '\\']).any(|part| part == "..") {
        Err("应是数据文件所在文件夹内的文件，不能用 `..` 指到文件夹之外".into())
    } else if name.contains('\\') {
        Err("文件夹之间应用 `/` 分隔".into())
    } else {
        Ok(())
    }
}

/// The texts that were read so far.
#[derive(Debug, Default)]
pub struct Texts {
    read: HashMap<String, Result<usize, String>>,
    total: usize,
}

impl Texts {
    /// The texts among `sources`, whose first is the YAML.
    pub fn known(sources: &[SourceFile]) -> Self {
        let read = sources
            .iter()
            .enumerate()
            .skip(1)
            .map(|(index, source)| (source.name.clone(), Ok(index)))
            .collect();
        Self { read, total: 0 }
    }

    /// Index of the text `name` among `sources`, to which it is added when it
    /// is new; why it cannot be had.
    pub fn get(
        &mut self,
        name: &str,
        files: &dyn Files,
        sources: &mut Vec<SourceFile>,
    ) -> Result<usize, String> {
        let index = match self.read.get(name) {
            Some(known) => known.clone()?,
            None => {
                let read = text(name, files).map(|source| {
                    sources.push(source);
                    sources.len() - 1
                });
                self.read.insert(name.to_owned(), read.clone());
                read?
            }
        };
        self.total += sources[index].text.len();
        if self.total > TEXTS {
            return Err(format!("引用的文字合计超过 {} MB", TEXTS >> 20));
        }
        Ok(index)
    }
}

fn text(name: &str, files: &dyn Files) -> Result<SourceFile, String> {
    inside(name)?;
    let bytes = files.read(name)?;
    if bytes.len() > LARGEST {
        return Err(format!("文件超过 {} MB", LARGEST >> 20));
    }
    match decode::decode(&bytes) {
        Ok((text, encoding)) => Ok(SourceFile {
            name: name.to_owned(),
            text,
            encoding,
        }),
        Err(Undecodable::Binary(Some(kind))) => Err(format!("不是文本文件，是 {kind}")),
        Err(Undecodable::Binary(None)) => Err("不是文本文件".into()),
        Err(Undecodable::Damaged(_)) => Err("文件已损坏，有的字节不是 UTF-8".into()),
    }
}

/// What the bytes of a figure's file are.
pub fn figure(bytes: &[u8]) -> FigureFile {
    if bytes.len() > PICTURE {
        return FigureFile::Broken(format!("文件超过 {} MB", PICTURE >> 20));
    }
    if bytes.is_empty() {
        return FigureFile::Broken("文件是空的".into());
    }
    if bytes.starts_with(b"\x89PNG") {
        return raster(bytes, image::ImageFormat::Png, b"IEND");
    }
    if bytes.starts_with(b"\xFF\xD8") {
        return raster(bytes, image::ImageFormat::Jpeg, b"\xFF\xD9");
    }
    vector(bytes)
}

/// Size of a PNG or JPEG, whose end must be there.
fn raster(bytes: &[u8], format: image::ImageFormat, end: &[u8]) -> FigureFile {
    let reader = image::ImageReader::with_format(std::io::Cursor::new(bytes), format);
    let Ok((width, height)) = reader.into_dimensions() else {
        return FigureFile::Broken("图片已损坏".into());
    };
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    if !tail.windows(end.len()).any(|window| window == end) {
        return FigureFile::Broken("图片不完整，文件被截断".into());
    }
    FigureFile::Raster { width, height }
}

/// Size of an SVG. It is only read as XML: laying out its paths takes longer
/// than all the rest of reading, and drawing does it anyway.
fn vector(bytes: &[u8]) -> FigureFile {
    use resvg::usvg::roxmltree::{Document, ParsingOptions};
    let broken = |why: &str| FigureFile::Broken(why.into());
    let Ok(text) = std::str::from_utf8(bytes) else {
        return broken("不是 PNG、JPEG 或 SVG 图片");
    };
    if !text.contains("<svg") {
        return broken("不是 PNG、JPEG 或 SVG 图片");
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: 1_000_000,
        ..ParsingOptions::default()
    };
    let Ok(document) = Document::parse_with_options(text, options) else {
        return broken("SVG 已损坏，无法解析");
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return broken("不是 SVG：最外层不是 `svg`");
    }
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
    match (size("width", 2), size("height", 3)) {
        (Some(width), Some(height)) => FigureFile::Vector { width, height },
        _ => broken("SVG 没有写明大小（`width`、`height` 或 `viewBox`）"),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_folder() {
        #[track_caller]
        fn case(name: &str, fine: bool) {
            assert_eq!(inside(name).is_ok(), fine, "{name}");
        }

        case("建设内容.txt", true);
        case("figs/四至..图.png", true);
        case("../x.txt", false);
        case("figs/../../x.txt", false);
        case("/etc/passwd", false);
        case("C:\\x.txt", false);
        case("figs\\x.png", false);
        case("~/x.txt", false);
        case("", false);
    }

    #[test]
    fn figures_are_known_by_their_bytes() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>"#;
        assert_eq!(
            figure(svg),
            FigureFile::Vector {
                width: 40.0,
                height: 30.0
            }
        );
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 8 6"/>"#;
        assert_eq!(
            figure(svg),
            FigureFile::Vector {
                width: 8.0,
                height: 6.0
            }
        );
        assert!(matches!(figure(b"<svg xmlns='x'/>"), FigureFile::Broken(_)));
        assert!(matches!(figure(b"hello"), FigureFile::Broken(_)));
        assert!(matches!(figure(b"\x89PNG\r\n"), FigureFile::Broken(_)));
        assert!(matches!(figure(b"<svg"), FigureFile::Broken(_)));
    }
}
