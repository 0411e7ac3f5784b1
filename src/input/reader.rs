//! What is gathered while a file is read.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::decode::Encoding;
use super::include::{self, Texts};
use super::overlay::{Overlay, Tails};
use super::picture::picture;
use super::scalar::Scalar;
use super::shape::place;
use super::tree::{Kind, Node};
use super::{FigureFile, Files, SourceFile, Text};
use crate::draft;
use crate::drawing;
use crate::finding::basis;
use crate::finding::{Finding, Place, Severity, Suppression};
use crate::park::Park;
use crate::park::catalogue::Field;
use crate::survey::{self, Survey};

/// The version of the format that this program reads.
const FORMAT: &str = "1";

/// How many findings are listed.
const MOST: usize = 1000;

/// Where a datum stands.
#[derive(Debug, Clone, Default)]
pub struct Extent {
    /// Its key; of a list's item, the item's first key.
    pub key: Range<usize>,
    /// Its text with the file that it stands in.
    pub text: Option<(usize, Scalar)>,
    /// Its value, where that is no text but is shown like one.
    pub whole: Option<Range<usize>>,
    /// Its value; empty where there is none.
    pub value: Range<usize>,
    /// What is below it.
    pub parts: Parts,
}

/// What is below a record or list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Parts {
    /// It is neither.
    #[default]
    None,
    /// The entries of a record: label, and from the key to the end of the value.
    Record {
        /// Whether it stands in braces.
        flow: bool,
        /// The entries.
        entries: Vec<(String, Range<usize>)>,
    },
    /// The items of a list.
    List {
        /// Whether it stands in brackets.
        flow: bool,
        /// The items.
        items: Vec<Range<usize>>,
    },
}

/// Reads one file.
pub struct Reader<'a> {
    files: &'a dyn Files,
    includes: Texts,
    /// The YAML and the texts that it refers to.
    pub sources: Vec<SourceFile>,
    /// Every scalar.
    pub texts: Vec<Text>,
    /// Faults so far.
    pub findings: Vec<Finding>,
    /// Where each datum stands.
    pub spots: HashMap<String, Extent>,
    /// Data in the order of the file, with the offset where each begins.
    pub order: Vec<(usize, String)>,
    /// Data that were reported and left out.
    pub lost: HashSet<String>,
    /// Comments that silence findings.
    pub suppressions: Vec<Suppression>,
    /// What is laid into the data from beside the file.
    pub overlays: &'a [Overlay],
    /// Where that begins behind the file's own text, while it is read.
    pub tails: Tails,
    /// Findings beyond [`MOST`].
    unsaid: usize,
    /// Choices, to be checked when the data are typed.
    pub choices: Vec<(String, &'static Field)>,
}

impl<'a> Reader<'a> {
    /// A reader of files that were decoded before.
    pub fn again(files: &'a dyn Files, sources: Vec<SourceFile>) -> Self {
        let mut reader = Self::new(files);
        reader.includes = Texts::known(&sources);
        reader.sources = sources;
        reader
    }

    /// A reader that has read nothing yet.
    pub fn new(files: &'a dyn Files) -> Self {
        Self {
            files,
            includes: Texts::default(),
            sources: Vec::new(),
            texts: Vec::new(),
            findings: Vec::new(),
            spots: HashMap::new(),
            order: Vec::new(),
            lost: HashSet::new(),
            suppressions: Vec::new(),
            overlays: &[],
            tails: Tails::default(),
            unsaid: 0,
            choices: Vec::new(),
        }
    }

    /// Reports a fault.
    pub fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        path: impl Into<String>,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Finding {
        let path = path.into();
        let forms = Self::forms_of(&path);
        if self.findings.len() > MOST {
            self.findings.pop();
            self.unsaid += 1;
        }
        self.findings.push(Finding {
            code,
            severity,
            message: message.into(),
            path,
            place: Some(place),
            within: None,
            lacks: Vec::new(),
            label: String::new(),
            labels: Vec::new(),
            hint: None,
            fix: None,
            basis: &[basis::FORMAT],
            forms,
        });
        self.findings.last_mut().expect("just pushed")
    }

    /// Reports an error.
    pub fn error(
        &mut self,
        code: &'static str,
        path: impl Into<String>,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.say(Severity::Error, code, path, place, message)
    }

    /// Remembers where the datum at `path` stands.
    pub fn mark(&mut self, path: &str, key: &Range<usize>, value: &Node) {
        let spot = self.spot(path);
        spot.key = key.clone();
        spot.value = value.span.clone();
        let start = match value.kind {
            Kind::Null => key.start,
            _ => key.start.min(value.span.start),
        };
        self.order.push((start, path.to_owned()));
    }

    /// The spot of `path`.
    pub fn spot(&mut self, path: &str) -> &mut Extent {
        if !self.spots.contains_key(path) {
            self.spots.insert(path.to_owned(), Extent::default());
        }
        self.spots.get_mut(path).expect("just inserted")
    }

    /// The text at `path`, empty if there is none.
    pub fn text_at(&self, path: &str) -> &str {
        self.spots
            .get(path)
            .and_then(|spot| spot.text.as_ref())
            .map_or("", |(_, scalar)| scalar.value.as_str())
    }

    /// Where the value at `path` stands.
    pub fn value_place(&self, path: &str) -> Place {
        locate(&self.spots, path, None)
    }

    /// The first line of a span: where a finding about a block points.
    pub fn head(&self, span: &Range<usize>) -> Place {
        let text = &self.sources[0].text[span.clone()];
        let length = text.find(['\n', '\r']).unwrap_or(text.len());
        place(span.start..span.start + length)
    }

    /// Index of the text file `name`.
    pub fn include(&mut self, name: &str) -> Result<usize, String> {
        let before = self.sources.len();
        let file = self.includes.get(name, self.files, &mut self.sources)?;
        if file == before {
            self.encoding(file);
        }
        Ok(file)
    }

    /// Says so if a file is not UTF-8.
    pub fn encoding(&mut self, file: usize) {
        let encoding = self.sources[file].encoding;
        if encoding.is_utf8() {
            return;
        }
        let at = Place { file, span: 0..0 };
        let message = format!("文件不是 UTF-8 编码，已按 {} 读取", encoding.name());
        self.say(Severity::Warning, "Y05", "", at, message).hint =
            Some("核对文字有无错乱，再另存为 UTF-8".into());
    }

    /// Says so if the data are of another version of the format.
    pub fn version(&mut self, park: &Park) {
        let written = park.format.as_str();
        if written.is_empty() || written == FORMAT {
            return;
        }
        let at = self.value_place("格式版本");
        let older = written.parse::<f64>().is_ok_and(|version| version < 1.0);
        let (severity, what) = if older {
            (Severity::Info, "早于")
        } else {
            (Severity::Warning, "不是")
        };
        let message = format!("`格式版本` 的「{written}」{what}本程序的 {FORMAT}");
        self.say(severity, "Y10", "格式版本", at, message).hint = Some(format!(
            "对照 `ecopark new` 生成的文件核对键名，再改成 `格式版本: {FORMAT}`"
        ));
    }

    /// Takes the overlays' texts out of the file's again, and gives findings
    /// in them their own places; gives the index of the first of them.
    pub fn split_tails(&mut self) -> (Tails, usize) {
        let tails = std::mem::take(&mut self.tails);
        let first = self.sources.len();
        let Some(end) = tails.end_of_file() else {
            return (tails, first);
        };
        let whole = self.sources[0].text.clone();
        self.sources[0].text.truncate(end);
        self.sources
            .extend(tails.split(&whole).map(|(name, text)| SourceFile {
                name: name.to_owned(),
                text: text.to_owned(),
                encoding: Encoding::Utf8,
            }));
        for finding in &mut self.findings {
            finding.place = finding.place.take().map(|place| tails.place(place, first));
        }
        (tails, first)
    }

    /// Says so if there were more findings than anybody mends at once.
    pub fn limit(&mut self) {
        if self.unsaid == 0 {
            return;
        }
        self.findings.pop();
        let left = std::mem::take(&mut self.unsaid) + 1;
        self.error(
            "Y06",
            "",
            place(0..0),
            format!("另有 {left} 处写法问题没有列出"),
        )
        .hint = Some("先改正已列出的，再检查一次".into());
    }

    /// Reads the figures' files.
    pub fn figures(
        &mut self,
        park: &Park,
        survey: &Survey,
    ) -> (Vec<FigureFile>, HashMap<String, Vec<u8>>) {
        let mut pictures = HashMap::new();
        let figures = park
            .figures
            .iter()
            .enumerate()
            .map(|(index, figure)| {
                if drawing::can_draw(park, survey, figure) {
                    return FigureFile::Drawn {
                        width: 0.0,
                        height: 0.0,
                    };
                }
                self.figure(index, &figure.file, &mut pictures)
            })
            .collect();
        (figures, pictures)
    }

    /// Writes the texts that the data left to the program.
    pub fn write(&mut self, park: Park) -> Park {
        let paths: Vec<String> = self
            .texts
            .iter()
            .filter(|text| is_asked(text))
            .map(|text| text.path.clone())
            .collect();
        if paths.is_empty() {
            return park;
        }
        let park = draft::fill(&park, &paths);
        for text in &mut self.texts {
            if let Some(written) = park.written.get(&text.path) {
                text.value.clone_from(&written.text);
            }
        }
        park
    }

    /// Reads 园区边界 with the files that it names.
    pub fn survey(&mut self, park: &Park) -> Survey {
        let boundary = &park.boundary;
        let mut maps = survey::Maps::new();
        let layers = boundary.layers.iter().enumerate();
        let named = layers
            .map(|(i, layer)| (format!("园区边界.图层[{i}].文件"), layer.file.as_str()))
            .chain([("园区边界.文件".to_owned(), boundary.file.as_str())]);
        for (path, name) in named {
            if name.is_empty() || maps.contains_key(name) {
                continue;
            }
            match include::inside(name).and_then(|()| self.files.read(name)) {
                Ok(bytes) => {
                    maps.insert(name.to_owned(), bytes);
                }
                Err(reason) => {
                    let at = self.value_place(&path);
                    let message = format!("无法读取 `{name}`：{reason}");
                    self.error("Y07", path, at, message).hint =
                        Some("把 GeoJSON 放在数据文件所在文件夹内，并核对文件名".into());
                }
            }
        }
        survey::survey(boundary, &park.identity.province, &maps)
    }

    fn figure(
        &mut self,
        index: usize,
        name: &str,
        pictures: &mut HashMap<String, Vec<u8>>,
    ) -> FigureFile {
        if name.is_empty() || name == drawing::AUTO {
            return FigureFile::Unnamed;
        }
        if let Some(bytes) = pictures.get(name) {
            return picture(bytes).file;
        }
        match include::inside(name).and_then(|()| self.files.read(name)) {
            Ok(bytes) => {
                let looked = picture(&bytes);
                pictures.insert(name.to_owned(), looked.bytes.unwrap_or(bytes));
                looked.file
            }
            Err(reason) => {
                let path = format!("图件[{index}].文件");
                let at = self.value_place(&path);
                let message = format!("无法读取 `{name}`：{reason}");
                self.error("Y07", path, at, message).hint =
                    Some("把图片放在数据文件所在文件夹内，并核对文件名".into());
                FigureFile::Missing
            }
        }
    }
}

/// Whether a text is left to the program.
fn is_asked(text: &Text) -> bool {
    text.value.trim() == draft::AUTO && (text.field.long || draft::can_write(&text.path))
}

/// Where the datum at `path` stands, see [`Input::place`](super::Input::place).
pub fn locate(spots: &HashMap<String, Extent>, path: &str, within: Option<Range<usize>>) -> Place {
    let mut here = path;
    loop {
        if let Some(spot) = spots.get(here) {
            return match (&spot.text, &spot.whole) {
                (Some((file, scalar)), _) if here == path => {
                    let span = match within {
                        Some(range) => scalar.locate(&range),
                        None => scalar.span.clone(),
                    };
                    if span.is_empty() && *file == 0 {
                        place(spot.key.clone())
                    } else {
                        Place { file: *file, span }
                    }
                }
                (None, Some(whole)) if here == path => place(whole.clone()),
                _ => place(spot.key.clone()),
            };
        }
        match here.rfind(['.', '[']) {
            Some(end) => here = &here[..end],
            None => return place(0..0),
        }
    }
}
