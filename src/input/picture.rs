//! What a figure's file is, and the bytes that both drawers get of it.
//!
//! A file is looked at once, when it is read: what cannot be drawn, or only at
//! a cost that nobody would wait for, is broken and says why, so that `check`
//! never passes what `build` cannot make. What the two drawers would treat
//! differently is made alike here: the fonts of an SVG, the colours of a JPEG.

mod svg;

use std::io::Cursor;

use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use crate::input::FigureFile;

/// The most bytes that a figure may have.
const LARGEST: usize = 64 << 20;

/// The most pixels of a raster picture: A4 at 600 dpi has 35 million.
const PIXELS: u64 = 60_000_000;

/// Quality of a JPEG whose colours were converted.
const QUALITY: u8 = 92;

/// A figure's file as the drawers get it.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What it is.
    pub file: FigureFile,
    /// Its bytes where they are not those of the file.
    pub bytes: Option<Vec<u8>>,
}

impl From<FigureFile> for Picture {
    fn from(file: FigureFile) -> Self {
        Self { file, bytes: None }
    }
}

/// Looks at the bytes of a figure's file.
pub fn picture(bytes: &[u8]) -> Picture {
    look(bytes).unwrap_or_else(|why| FigureFile::Broken(why).into())
}

fn look(bytes: &[u8]) -> Result<Picture, String> {
    if bytes.len() > LARGEST {
        return Err(format!("文件超过 {} MB", LARGEST >> 20));
    }
    if bytes.is_empty() {
        return Err("文件是空的".into());
    }
    match kind(bytes) {
        Some(ImageFormat::Png) => raster(bytes, ImageFormat::Png, b"IEND"),
        Some(format) => raster(bytes, format, b"\xFF\xD9"),
        None => svg::vector(bytes),
    }
}

/// The two kinds of raster picture, by their first bytes.
fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(b"\x89PNG") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"\xFF\xD8") {
        Some(ImageFormat::Jpeg)
    } else {
        None
    }
}

/// A PNG or JPEG: whole, of a size that can be drawn, in colours of the screen.
fn raster(bytes: &[u8], format: ImageFormat, end: &[u8]) -> Result<Picture, String> {
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let Ok((width, height)) = reader.into_dimensions() else {
        return Err("图片已损坏".into());
    };
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    if !tail.windows(end.len()).any(|window| window == end) {
        return Err("图片不完整，文件被截断".into());
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXELS {
        return Err(format!(
            "图片有 {} 万像素（{width}×{height}），最多 {} 万",
            pixels / 10_000,
            PIXELS / 10_000
        ));
    }
    if format == ImageFormat::Png {
        let size = FigureFile::Raster { width, height };
        return match every_row(bytes) {
            true => Ok(size.into()),
            false => Err("图片已损坏，无法解码".into()),
        };
    }
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let (Ok(decoder), four) = (reader.into_decoder(), has_four_inks(bytes)) else {
        return Err("图片已损坏".into());
    };
    let plain = matches!(decoder.color_type(), ColorType::L8 | ColorType::Rgb8);
    let Ok(image) = DynamicImage::from_decoder(decoder) else {
        return Err("图片已损坏，无法解码".into());
    };
    let converted = four || !plain;
    Ok(Picture {
        file: FigureFile::Raster { width, height },
        bytes: converted.then(|| for_the_screen(&image)),
    })
}

/// Whether every row of a PNG can be decoded. Its colours are not looked at, and
/// no picture is made of the rows: both would take most of the time of reading.
fn every_row(bytes: &[u8]) -> bool {
    let Ok(mut reader) = png::Decoder::new(Cursor::new(bytes)).read_info() else {
        return false;
    };
    loop {
        match reader.next_row() {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// Whether a JPEG is made for four inks (CMYK), which PDF/A refuses without the
/// printer's profile: its frame header has four components.
fn has_four_inks(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, marker, high, low, ..] = *rest {
        let length = usize::from(u16::from_be_bytes([high, low]));
        // Frame headers, without the tables that stand among their numbers.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return rest.get(9) == Some(&4);
        }
        match rest.get(2 + length..) {
            Some(next) if marker != 0xDA => rest = next,
            _ => return false,
        }
    }
    false
}

/// The picture as a JPEG in RGB.
fn for_the_screen(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    image
        .to_rgb8()
        .write_with_encoder(encoder)
        .expect("a vector takes every byte");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut bytes, ImageFormat::Png)
            .expect("into memory");
        bytes.into_inner()
    }

    /// Why the picture cannot be used.
    fn fault(bytes: &[u8]) -> String {
        match picture(bytes).file {
            FigureFile::Broken(why) => why,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn pictures_are_known_by_their_bytes() {
        let whole = png(4, 3);
        let file = FigureFile::Raster {
            width: 4,
            height: 3,
        };
        assert_eq!(picture(&whole), Picture { file, bytes: None });
        assert_eq!(fault(b"hello"), "不是 PNG、JPEG 或 SVG 图片");
        assert_eq!(fault(b""), "文件是空的");
        assert_eq!(fault(b"\x89PNG\r\n"), "图片已损坏");
        assert_eq!(fault(&whole[..whole.len() - 12]), "图片不完整，文件被截断");
    }

    #[test]
    fn a_damaged_picture_is_found_before_it_is_drawn() {
        let mut bytes = png(40, 30);
        let data = bytes.windows(4).position(|four| four == b"IDAT");
        let at = data.expect("pixels") + 6;
        bytes[at..at + 12].fill(0xAA);
        assert_eq!(fault(&bytes), "图片已损坏，无法解码");
    }

    #[test]
    fn too_many_pixels_are_refused_by_their_number() {
        // The head alone: 65,535 squared, as in a file of 4 MB that takes 4 GB.
        let mut bytes = png(1, 1);
        bytes[16..20].copy_from_slice(&65_535u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&65_535u32.to_be_bytes());
        let crc = crc(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(
            fault(&bytes),
            "图片有 429483 万像素（65535×65535），最多 6000 万"
        );
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
            })
        })
    }

    #[test]
    fn four_inks_become_three_colours() {
        let bytes = include_bytes!("../../tests/figures/cmyk.jpg");
        assert!(has_four_inks(bytes));
        let Picture { file, bytes } = picture(bytes);
        assert_eq!(
            file,
            FigureFile::Raster {
                width: 8,
                height: 8
            }
        );
        let bytes = bytes.expect("converted");
        assert!(!has_four_inks(&bytes));
        // Pure cyan of the press.
        let image = image::load_from_memory(&bytes).expect("a JPEG").to_rgb8();
        let [red, green, blue] = image.get_pixel(4, 4).0;
        assert!(
            red < 60 && green > 120 && blue > 180,
            "{red} {green} {blue}"
        );
    }
}
