//! Pictures: PNG and JPEG as they are, SVG as a PNG of 300 dots per inch.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use resvg::usvg::fontdb::{Database, Source};
use sha2::{Digest as _, Sha256};

use super::xml::escape;
use crate::fonts::FILES;

/// English Metric Units per millimetre.
const EMU: f64 = 36_000.0;
/// Dots per inch of a rasterised SVG.
const DPI: f64 = 300.0;
/// The most dots that one side of a rasterised SVG has.
const SIDE: f64 = 8_000.0;

/// A file in `word/media`.
#[derive(Debug)]
pub(super) struct Media {
    /// `png` or `jpeg`.
    pub extension: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes the media file of the user's picture, to be printed at `size`
/// (millimetres); `None` when it is none of the three kinds.
pub(super) fn media(bytes: &[u8], size: (f64, f64)) -> Option<Media> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(Media {
            extension: "png",
            bytes: bytes.to_vec(),
        });
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some(Media {
            extension: "jpeg",
            bytes: bytes.to_vec(),
        });
    }
    Some(Media {
        extension: "png",
        bytes: rasterised(bytes, size)?,
    })
}

/// How many rasterised figures a process remembers, the last ones used.
const REMEMBERED: usize = 16;

/// The picture of an SVG, made once for its bytes and size.
fn rasterised(svg: &[u8], size: (f64, f64)) -> Option<Vec<u8>> {
    type Key = ([u8; 32], [u64; 2]);
    static DONE: Mutex<VecDeque<(Key, Vec<u8>)>> = Mutex::new(VecDeque::new());
    let key = (
        Sha256::digest(svg).into(),
        [size.0.to_bits(), size.1.to_bits()],
    );
    let done = || DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, png)) = done().iter().find(|(known, _)| *known == key) {
        return Some(png.clone());
    }
    let png = rasterise(svg, size)?;
    let mut done = done();
    if done.len() == REMEMBERED {
        done.pop_front();
    }
    done.push_back((key, png.clone()));
    Some(png)
}

fn rasterise(svg: &[u8], (width_mm, height_mm): (f64, f64)) -> Option<Vec<u8>> {
    use resvg::{tiny_skia, usvg};
    let options = usvg::Options {
        fontdb: fonts(),
        font_family: "Zhuque Fangsong (technical preview)".to_owned(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(svg, &options).ok()?;
    let dots = |mm: f64| (mm / 25.4 * DPI).round().clamp(1.0, SIDE);
    let (width, height) = (dots(width_mm), dots(height_mm));
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32)?;
    pixmap.fill(tiny_skia::Color::WHITE);
    let size = tree.size();
    let scale = tiny_skia::Transform::from_scale(
        width as f32 / size.width(),
        height as f32 / size.height(),
    );
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    encode(&pixmap)
}

/// The pixels as a PNG. They are opaque, so that it has no alpha channel.
fn encode(pixmap: &resvg::tiny_skia::Pixmap) -> Option<Vec<u8>> {
    let rgb: Vec<u8> = pixmap
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut bytes = Vec::with_capacity(rgb.len() / 16);
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&rgb).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// Our fonts, for text in an SVG; those of the machine never.
fn fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut all = Database::new();
        for file in FILES {
            all.load_font_source(Source::Binary(Arc::new(file)));
        }
        Arc::new(all)
    });
    Arc::clone(fonts)
}

/// A run with the `media`th picture (from 1) as the `nth` drawing.
pub(super) fn drawing(nth: u32, media: usize, alt: &str, size: (f64, f64)) -> String {
    let (width, height) = ((size.0 * EMU).round() as u64, (size.1 * EMU).round() as u64);
    let alt = escape(alt);
    format!(
        concat!(
            r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">"#,
            r#"<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{nth}" name="图{nth}" descr="{alt}"/>"#,
            r#"<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{a}" noChangeAspect="1"/></wp:cNvGraphicFramePr>"#,
            r#"<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}">"#,
            r#"<pic:nvPicPr><pic:cNvPr id="{nth}" name="图{nth}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>"#,
            r#"<pic:blipFill><a:blip r:embed="rIdImage{media}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"#,
            r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>"#,
            r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"#,
            r#"</wp:inline></w:drawing></w:r>"#
        ),
        width = width,
        height = height,
        nth = nth,
        alt = alt,
        media = media,
        a = "http://schemas.openxmlformats.org/drawingml/2006/main",
        pic = "http://schemas.openxmlformats.org/drawingml/2006/picture",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_becomes_a_png_of_300_dots_per_inch() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="red"/></svg>"#;
        let media = media(svg, (25.4, 12.7)).expect("an SVG");
        assert_eq!(media.extension, "png");
        let png = image::load_from_memory(&media.bytes).expect("a PNG");
        assert_eq!((png.width(), png.height()), (300, 150));
    }

    #[test]
    fn jpeg_stays_jpeg_and_text_is_no_picture() {
        let size = (10.0, 10.0);
        let jpeg = media(b"\xff\xd8\xff\xe0", size).expect("a JPEG");
        assert_eq!((jpeg.extension, jpeg.bytes.len()), ("jpeg", 4));
        assert!(media("不是图片".as_bytes(), size).is_none());
    }
}
