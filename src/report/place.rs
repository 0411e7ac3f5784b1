//! Places as people count them: lines and columns.

use std::ops::Range;

use crate::finding::Place;
use crate::input::{Input, SourceFile};

/// A file and where its lines begin.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Its name as the user knows it.
    pub name: String,
    /// Its decoded text.
    pub text: String,
    /// Byte offset of the first character of each line.
    starts: Vec<usize>,
}

/// A place in a file, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Index of the file: 0 is the YAML, the others are the texts it refers to.
    pub file: usize,
    /// Bytes of the file's decoded text.
    pub span: Range<usize>,
    /// Line of the first character, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column just behind the last character.
    pub end_column: usize,
}

/// The files of a park. The YAML names its texts by their places beside it;
/// here they are named as seen from where the YAML is.
pub(super) fn sources(input: &Input) -> Vec<Source> {
    let mut sources: Vec<Source> = input.files.iter().map(Source::new).collect();
    let Some((yaml, texts)) = sources.split_first_mut() else {
        return sources;
    };
    let folder = yaml.name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    for (index, text) in (1..).zip(texts) {
        if !input.is_overlay(index) {
            text.name.insert_str(0, &yaml.name[..folder]);
        }
    }
    sources
}

impl Source {
    pub fn new(file: &SourceFile) -> Self {
        let breaks = file.text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            name: file.name.clone(),
            starts: std::iter::once(0).chain(breaks).collect(),
            text: file.text.clone(),
        }
    }

    /// Index of the line, from 0, that `offset` lies in.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Bytes of a line, by its index, without its end.
    pub fn line(&self, index: usize) -> Range<usize> {
        let start = self.starts[index];
        let end = self
            .starts
            .get(index + 1)
            .map_or(self.text.len(), |&next| next - 1);
        let text = self.text[start..end].trim_end_matches('\r');
        start..start + text.len()
    }

    /// Line and column, from 1, of `offset`.
    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let column = self.text[self.starts[line]..offset].chars().count();
        (line + 1, column + 1)
    }

    /// Moves `offset` to the next boundary of a character, inside the text.
    fn clamp(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset += 1;
        }
        offset
    }
}

impl Spot {
    /// Resolves `place`; the white space at the end of a block text is left
    /// out, and a place outside the file becomes its nearest end.
    pub(super) fn new(sources: &[Source], place: &Place) -> Self {
        let file = place.file.min(sources.len().saturating_sub(1));
        let source = &sources[file];
        let start = source.clamp(place.span.start);
        let end = source.clamp(place.span.end.max(start));
        let end = start + source.text[start..end].trim_end().len();
        let (line, column) = source.position(start);
        let (end_line, end_column) = source.position(end);
        Self {
            file,
            span: start..end,
            line,
            column,
            end_line,
            end_column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let file = SourceFile {
            name: "a.yaml".into(),
            encoding: crate::input::decode::Encoding::Utf8,
            text: "甲: 乙\r\n  丙: |\n    丁\n\n".into(),
        };
        let sources = [Source::new(&file)];
        #[track_caller]
        fn case(sources: &[Source], span: Range<usize>, expected: [usize; 4]) {
            let spot = Spot::new(sources, &Place { file: 0, span });
            assert_eq!(
                [spot.line, spot.column, spot.end_line, spot.end_column],
                expected
            );
        }

        case(&sources, 0..3, [1, 1, 1, 2]);
        case(&sources, 5..8, [1, 4, 1, 5]);
        // The line ends behind a block text do not belong to it.
        case(&sources, 23..28, [3, 5, 3, 6]);
        // Inside a character, and far outside.
        case(&sources, 1..2, [1, 2, 1, 2]);
        case(&sources, 900..999, [5, 1, 5, 1]);
        assert_eq!(&file.text[sources[0].line(0)], "甲: 乙");
        assert_eq!(&file.text[sources[0].line(4)], "");
    }
}
