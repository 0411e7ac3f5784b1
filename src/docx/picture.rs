//! Pictures: PNG and JPEG as they are, SVG as a PNG of 300 dots per inch.

use super::Error;
use super::xml::escape;

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

/// Makes the media file of the user's `file`, to be printed at `size`
/// (millimetres).
pub(super) fn media(file: &str, bytes: &[u8], size: (f64, f64)) -> Result<Media, Error> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Media {
            extension: "png",
            bytes: bytes.to_vec(),
        });
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(Media {
            extension: "jpeg",
            bytes: bytes.to_vec(),
        });
    }
    let bytes = rasterise(bytes, size).ok_or_else(|| Error::Picture(file.to_owned()))?;
    Ok(Media {
        extension: "png",
        bytes,
    })
}

fn rasterise(svg: &[u8], (width_mm, height_mm): (f64, f64)) -> Option<Vec<u8>> {
    use resvg::{tiny_skia, usvg};
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).ok()?;
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
    pixmap.encode_png().ok()
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
