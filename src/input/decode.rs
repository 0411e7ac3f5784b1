//! From bytes to text: UTF-8 with or without BOM, UTF-16, GB18030 and GBK.
//!
//! Line ends are kept as they are, so that an edited file keeps them; whoever
//! takes values out of the text undoes them.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// How a file was encoded, so that it can be written back the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 with a byte order mark (Windows Notepad).
    Utf8Bom,
    /// UTF-16, low byte first; with a byte order mark or not.
    Utf16Le {
        /// Whether it begins with one.
        bom: bool,
    },
    /// UTF-16, high byte first.
    Utf16Be {
        /// Whether it begins with one.
        bom: bool,
    },
    /// GB18030, of which GBK and GB2312 are parts.
    Gb18030,
}

impl Encoding {
    /// Its name, as a message gives it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Bom => "UTF-8",
            Self::Utf16Le { .. } | Self::Utf16Be { .. } => "UTF-16",
            Self::Gb18030 => "GB18030",
        }
    }

    /// Whether it is UTF-8, with or without a byte order mark.
    pub fn is_utf8(self) -> bool {
        matches!(self, Self::Utf8 | Self::Utf8Bom)
    }

    /// The bytes of `text` in this encoding.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8Bom => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Utf16Le { bom } => mark(bom)
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
            Self::Utf16Be { bom } => mark(bom)
                .chain(text.encode_utf16())
                .flat_map(u16::to_be_bytes)
                .collect(),
            Self::Gb18030 => GB18030.encode(text).0.into_owned(),
        }
    }
}

/// The byte order mark, if there is one.
fn mark(bom: bool) -> impl Iterator<Item = u16> {
    bom.then_some(0xFEFF).into_iter()
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecodable {
    /// The file is of another kind; says which, where that is plain.
    Binary(Option<&'static str>),
    /// Text in UTF-8 with bytes in it that are none: the text with U+FFFD in
    /// their places.
    Damaged(String),
}

/// The text of `bytes` without a byte order mark, and how it was encoded.
///
/// # Errors
/// When the bytes are no text, or damaged UTF-8.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), Undecodable> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest).map(|text| (text, Encoding::Utf8Bom));
    }
    for (prefix, codec, encoding) in [
        (&b"\xFF\xFE"[..], UTF_16LE, Encoding::Utf16Le { bom: true }),
        (&b"\xFE\xFF"[..], UTF_16BE, Encoding::Utf16Be { bom: true }),
    ] {
        if let Some(rest) = bytes.strip_prefix(prefix) {
            return whole(codec, rest)
                .map(|text| (text, encoding))
                .ok_or(Undecodable::Binary(None));
        }
    }
    if let Some(kind) = other_kind(bytes) {
        return Err(Undecodable::Binary(Some(kind)));
    }
    if bytes.contains(&0) {
        return bare_utf16(bytes).ok_or(Undecodable::Binary(None));
    }
    match utf8(bytes) {
        Ok(text) => Ok((text, Encoding::Utf8)),
        Err(Undecodable::Damaged(text)) if mostly_utf8(&text) => Err(Undecodable::Damaged(text)),
        Err(_) => match whole(GB18030, bytes) {
            Some(text) => Ok((text, Encoding::Gb18030)),
            None => Err(Undecodable::Binary(None)),
        },
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Undecodable> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(Undecodable::Damaged(
            String::from_utf8_lossy(bytes).into_owned(),
        )),
    }
}

/// The text, if every byte of it can be decoded.
fn whole(codec: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    codec
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

/// Whether a text with U+FFFD in it was UTF-8 but for a few bytes: GBK read as
/// UTF-8 has hardly a character that is right.
fn mostly_utf8(text: &str) -> bool {
    let wide = text
        .chars()
        .filter(|&c| c >= '\u{800}' && c != '\u{FFFD}')
        .count();
    let broken = text.split('\u{FFFD}').filter(|run| !run.is_empty()).count();
    wide > 4 * broken.saturating_sub(1).max(1)
}

/// UTF-16 without a byte order mark, told by its line ends and colons.
fn bare_utf16(bytes: &[u8]) -> Option<(String, Encoding)> {
    let count = |pair: [u8; 2]| bytes.chunks_exact(2).filter(|two| **two == pair).count();
    let little = count([b'\n', 0]) + count([b':', 0]);
    let big = count([0, b'\n']) + count([0, b':']);
    let (codec, encoding) = if little > big {
        (UTF_16LE, Encoding::Utf16Le { bom: false })
    } else {
        (UTF_16BE, Encoding::Utf16Be { bom: false })
    };
    let text = whole(codec, bytes)?;
    (little.max(big) > 0 && !text.contains('\0')).then_some((text, encoding))
}

/// What a file is that people hand over in place of a text.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 7] = [
        (b"PK\x03\x04", "DOCX、XLSX 或 ZIP 文件"),
        (b"\xD0\xCF\x11\xE0", "DOC 或 XLS 文件"),
        (b"%PDF", "PDF 文件"),
        (b"{\\rtf", "RTF 文件"),
        (b"\x89PNG", "图片"),
        (b"\xFF\xD8\xFF", "图片"),
        (b"\x1F\x8B", "压缩文件"),
    ];
    KINDS
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "园区名称: 湘澜经济技术开发区\r\n邮政编码: \"413000\"\n";

    #[test]
    fn every_encoding_comes_back_as_it_was() {
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf8Bom,
            Encoding::Utf16Le { bom: true },
            Encoding::Utf16Le { bom: false },
            Encoding::Utf16Be { bom: true },
            Encoding::Utf16Be { bom: false },
            Encoding::Gb18030,
        ] {
            let bytes = encoding.encode(TEXT);
            assert_eq!(decode(&bytes), Ok((TEXT.to_owned(), encoding)));
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(
            decode(b"PK\x03\x04\0\0"),
            Err(Undecodable::Binary(Some("DOCX、XLSX 或 ZIP 文件")))
        );
        assert_eq!(decode(&[0; 16]), Err(Undecodable::Binary(None)));
        assert_eq!(decode(&[0x81, 0xFF, 0xFF]), Err(Undecodable::Binary(None)));
    }

    #[test]
    fn a_broken_byte_in_utf8_is_not_taken_for_gbk() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes[30] = 0xFF;
        let Err(Undecodable::Damaged(text)) = decode(&bytes) else {
            panic!("read as something else");
        };
        assert!(text.contains('\u{FFFD}') && text.contains("园区名称"));
    }
}
