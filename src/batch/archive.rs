//! One archive for each park: its papers, what the regulation asks for beside
//! them, and the supporting material (`--zip`).
//!
//! Files go from disk to disk, so that memory stays flat however large the
//! material is. The same files give the same bytes.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::build::{Outcome, Refusal, Request, program};
use super::files::open_regular;
use super::ledger::{Entry, Inputs, Ledger, Program, State, relative};
use super::names::{collision_key, safe_name};
use super::summary::why;
use super::write::Waiting;
use super::{Checked, Checking, Hash, Loaded, Progress, Step, folders, guarded, in_threads};
use crate::dossier::{self, Evidence, Group, Listing, PaperState};
use crate::engine::{Engine, Format};
use crate::error::Error;
use crate::input::overlay::Overlay;
use crate::park::Park;
use crate::report::Report;

/// Endings of files that packing makes smaller; others are packed already.
const LOOSE: [&str; 8] = ["txt", "csv", "xls", "doc", "ppt", "bmp", "tif", "geojson"];

/// What became of the archive of one park.
#[derive(Debug)]
pub struct Packed {
    /// Index of the park among the checked ones.
    pub park: usize,
    /// The archive, or why there is none.
    pub result: Result<Archive, Refusal>,
}

/// An archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was written now.
    pub new: bool,
    /// What the regulation asks for and is not in it.
    pub missing: Vec<&'static str>,
}

/// Makes the archives of the parks of this run, several at once. A park whose
/// data cannot be read, or that another one shares its name with, has none.
pub fn archives(
    engine: &Engine,
    (checked, checking): (&Checked, &Checking),
    request: &Request,
    outcomes: &[Outcome],
    ledger: &Ledger,
    progress: Progress,
) -> Vec<Packed> {
    let folders = folders(&checked.parks, request.tree);
    let parks: Vec<(usize, &PathBuf)> = folders
        .iter()
        .enumerate()
        .filter_map(|(at, folder)| Some((at, folder.as_ref().ok()?)))
        .filter(|(at, _)| request.has(*at))
        .filter(|(at, _)| checked.parks[*at].is_readable() && !checked.parks[*at].forms.is_empty())
        .collect();
    let program = program(engine);
    in_threads(request.threads, &parks, |&(at, folder)| {
        let packing = Packing {
            engine,
            checking,
            request,
            ledger,
            program: &program,
            park: &checked.parks[at],
            report: &checked.reports[at],
            folder,
            outcomes: outcomes.iter().filter(|one| one.park == at).collect(),
        };
        let result = guarded(|| packing.run()).unwrap_or_else(|why| {
            let what = format!("{} 的材料包", packing.park.source.name());
            Err(Refusal::Failed(Error::Panic { what, why }))
        });
        progress(Step::Paper);
        Packed { park: at, result }
    })
}

/// Where the archive of a park with this folder lies, relative to the output
/// folder, with `/`.
pub(super) fn archive_path(folder: &Path) -> String {
    format!("{}.zip", folder.to_string_lossy().replace('\\', "/"))
}

/// A file on its way into an archive.
enum Content {
    Made(Vec<u8>),
    OnDisk(PathBuf),
}

/// The archive of one park, to be made.
struct Packing<'a> {
    engine: &'a Engine,
    checking: &'a Checking,
    request: &'a Request,
    ledger: &'a Ledger,
    program: &'a Program,
    park: &'a Loaded,
    report: &'a Report,
    folder: &'a Path,
    outcomes: Vec<&'a Outcome>,
}

impl Packing<'_> {
    fn run(&self) -> Result<Archive, Refusal> {
        let (input, read) = self.park.source.load(&self.checking.overlays)?;
        let name = || self.park.source.name();
        if read != self.park.read {
            return Err(Error::Changed { name: name() }.into());
        }
        let Some(park) = &input.park else {
            return Err(Refusal::Errors);
        };
        let mut names = Names::default();
        let (papers, mut files) = self.papers(&mut names);
        let (evidence, folder) = self.evidence(park, &mut names)?;
        let from = folder.unwrap_or_default();
        for one in evidence.files() {
            files.push((one.to.clone(), from.join(&one.from)));
        }

        let formats = self.formats();
        let index = match evidence.placed.is_empty() {
            true => Vec::new(),
            false => file_names(Listing::Index, &formats),
        };
        let groups = dossier::groups(park, &papers, &evidence, &index);
        let mut lists = vec![(Listing::Cover, dossier::cover(park, &groups))];
        if !index.is_empty() {
            lists.push((Listing::Index, dossier::index(park, &evidence)));
        }

        let inputs = self.inputs(&files, &lists)?;
        let path = archive_path(self.folder);
        let target = self.request.out.join(&path);
        let archive = |new| Archive {
            path: target.clone(),
            new,
            missing: missing(&groups),
        };
        match self.ledger.state(&path)? {
            State::Ours(entry) if entry.inputs == inputs => {
                self.ledger.keep(&path, entry);
                return Ok(archive(false));
            }
            State::Edited(entry) if !self.request.force => {
                return Err(Refusal::Edited {
                    path: target,
                    behind: entry.inputs != inputs,
                });
            }
            State::Foreign if !self.request.force => return Err(Refusal::Foreign(target)),
            _ => {}
        }
        let entries = self.listed(&lists, &formats)?.into_iter().chain(
            files
                .into_iter()
                .map(|(name, path)| (name, Content::OnDisk(path))),
        );
        self.write(&target, &path, entries.collect(), inputs)?;
        Ok(archive(true))
    }

    /// What became of each paper, and where its files lie. One that somebody
    /// changed goes in as it lies there, unless the data have left it behind.
    fn papers(&self, names: &mut Names) -> (Vec<PaperState>, Vec<(String, PathBuf)>) {
        let mut files = Vec::new();
        let papers = self.outcomes.iter().map(|outcome| {
            let paths: Vec<PathBuf> = match &outcome.result {
                Ok(made) => made.paths().to_vec(),
                Err(Refusal::Edited { behind: false, .. }) => {
                    self.request
                        .paper_files(self.park, self.folder, outcome.form)
                }
                Err(_) => Vec::new(),
            };
            let paths = paths.into_iter().filter(|path| path.is_file());
            let placed: Vec<String> = paths
                .map(|path| {
                    let own = path.file_name().unwrap_or_default().to_string_lossy();
                    let name = names.place("", &own);
                    files.push((name.clone(), path));
                    name
                })
                .collect();
            let why = match &outcome.result {
                Err(refusal) if placed.is_empty() => why(refusal, Some(outcome.form), self.report),
                _ => String::new(),
            };
            PaperState {
                form: outcome.form,
                files: placed,
                why,
            }
        });
        (papers.collect(), files)
    }

    /// The supporting material, and the folder that it lies in.
    fn evidence(
        &self,
        park: &Park,
        names: &mut Names,
    ) -> Result<(Evidence, Option<PathBuf>), Error> {
        let Some(material) = &self.checking.material else {
            return Ok((Evidence::default(), None));
        };
        let source = &self.park.source;
        let files = material.names(source, park)?;
        let place = |folder: &str, name: &str| names.place(folder, name);
        let evidence = dossier::sort(park, &files, dossier::is_proof, place);
        Ok((evidence, material.folder(source, park)))
    }

    /// The formats of the lists: those of the papers, or both.
    fn formats(&self) -> Vec<Format> {
        let whole = Format::ALL.iter().copied();
        let asked: Vec<Format> = whole
            .filter(|format| self.request.formats.contains(format))
            .collect();
        match asked.is_empty() {
            true => Format::ALL.to_vec(),
            false => asked,
        }
    }

    /// What the archive is made from: data, papers, material, and what the
    /// lists say.
    fn inputs(
        &self,
        files: &[(String, PathBuf)],
        lists: &[(Listing, Value)],
    ) -> Result<Inputs, Error> {
        let mut read = self.park.read.clone();
        let data = self.park.source.path().and_then(Path::parent);
        let data = data.filter(|folder| !folder.as_os_str().is_empty());
        let data = data.unwrap_or(Path::new("."));
        for (_, path) in files {
            let hash = open_regular(path).and_then(Hash::of_reader);
            let hash = hash.map_err(|source| Error::read(path, source))?;
            let name = relative(path, data).unwrap_or_else(|| path.display().to_string());
            read.files.insert(name, Some(hash));
        }
        let said: Vec<Vec<u8>> = lists
            .iter()
            .map(|(_, data)| serde_json::to_vec(data).expect("plain data"))
            .collect();
        let said = Hash::of_parts(said.iter().map(Vec::as_slice));
        let overlays = self.checking.overlays.iter().map(Overlay::description);
        Ok(Inputs {
            source: self.ledger.relative(&self.park.source),
            read,
            program: self.program.clone(),
            options: overlays.chain([format!("材料清单 {said}")]).collect(),
        })
    }

    /// The lists, made.
    fn listed(
        &self,
        lists: &[(Listing, Value)],
        formats: &[Format],
    ) -> Result<Vec<(String, Content)>, Error> {
        let mut made = Vec::new();
        for (listing, data) in lists {
            let paper = self.engine.listing(*listing, data, formats)?;
            let bytes = [(paper.pdf, "pdf"), (paper.docx, "docx")];
            made.extend(bytes.into_iter().filter_map(|(bytes, ending)| {
                let name = format!("{}.{ending}", listing.title());
                Some((name, Content::Made(bytes?)))
            }));
        }
        Ok(made)
    }

    fn write(
        &self,
        target: &Path,
        path: &str,
        entries: Vec<(String, Content)>,
        inputs: Inputs,
    ) -> Result<(), Error> {
        let top = self.folder.file_name().unwrap_or_default();
        let top = top.to_string_lossy();
        let waiting = Waiting::write(target, |file| pack(file, &top, &entries))?;
        let content = File::open(waiting.path()).and_then(Hash::of_reader);
        let content = content.map_err(|source| Error::read(target, source))?;
        self.ledger.note(
            path,
            Entry {
                inputs,
                form: None,
                content,
            },
        )?;
        waiting
            .take_place()
            .inspect_err(|_| self.ledger.forget(path))
    }
}

/// The files of a list in an archive.
fn file_names(listing: Listing, formats: &[Format]) -> Vec<String> {
    let ending = |format: &Format| match format {
        Format::Pdf => "pdf",
        _ => "docx",
    };
    let formats = formats.iter();
    formats
        .map(|format| format!("{}.{}", listing.title(), ending(format)))
        .collect()
}

/// What is asked for and not there.
fn missing(groups: &[Group]) -> Vec<&'static str> {
    let demands = groups.iter().flat_map(|group| &group.demands);
    demands
        .filter(|one| one.files.is_empty())
        .map(|one| one.what)
        .collect()
}

/// Packs files into one folder of an archive. The names are UTF-8 and say so
/// (bit 11), so that Windows and WPS show them right.
fn pack(file: &mut File, top: &str, entries: &[(String, Content)]) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for (name, content) in entries {
        let ending = Path::new(name).extension().unwrap_or_default();
        let loose = LOOSE.iter().any(|one| ending.eq_ignore_ascii_case(one));
        let size = match content {
            Content::Made(bytes) => bytes.len() as u64,
            Content::OnDisk(path) => path.metadata()?.len(),
        };
        let options = SimpleFileOptions::default()
            .compression_method(match loose {
                true => CompressionMethod::Deflated,
                false => CompressionMethod::Stored,
            })
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .system(System::Unix)
            .large_file(size >= u64::from(u32::MAX));
        zip.start_file(format!("{top}/{name}"), options)?;
        match content {
            Content::Made(bytes) => zip.write_all(bytes)?,
            Content::OnDisk(path) => {
                io::copy(&mut open_regular(path)?, &mut zip)?;
            }
        }
    }
    zip.finish()?.flush()
}

/// The names in an archive: safe on every system, and each once.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn place(&mut self, folder: &str, name: &str) -> String {
        let folder: Vec<String> = folder
            .split('/')
            .filter(|part| !part.is_empty())
            .map(safe_name)
            .collect();
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{}", safe_name(ending))),
            _ => (name, String::new()),
        };
        let stem = safe_name(stem);
        let mut number = 1;
        loop {
            let copy = match number {
                1 => String::new(),
                number => format!("（{number}）"),
            };
            let parts = folder.iter().cloned();
            let path: Vec<String> = parts.chain([format!("{stem}{copy}{ending}")]).collect();
            let path = path.join("/");
            if self.0.insert(collision_key(&path)) {
                return path;
            }
            number += 1;
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// How many archives there are, and how many of them lack something.
pub(super) fn counts(archives: &[Packed]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for one in archives {
        let word = match &one.result {
            Ok(archive) if archive.missing.is_empty() => "齐全",
            Ok(_) => "缺材料",
            Err(_) => "没有生成",
        };
        *counts.entry(word).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Seek};

    use super::*;

    #[test]
    fn names_are_utf_8_and_bytes_the_same() {
        let root = tempfile::tempdir().unwrap();
        let table = root.path().join("表.csv");
        std::fs::write(&table, "能耗,1\n".repeat(100)).unwrap();
        let pack = || {
            let entries = [
                (
                    "附件2-创建备案表.pdf".to_owned(),
                    Content::Made(b"pdf".to_vec()),
                ),
                (
                    "数据支撑材料/01-能耗/表.csv".to_owned(),
                    Content::OnDisk(table.clone()),
                ),
            ];
            let mut file = tempfile::tempfile().unwrap();
            super::pack(&mut file, "甲山", &entries).unwrap();
            file.rewind().unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            bytes
        };
        let bytes = pack();
        assert_eq!(pack(), bytes);
        // Bit 11 of the flags says UTF-8 (APPNOTE 4.4.4).
        assert_eq!(u16::from_le_bytes([bytes[6], bytes[7]]) & 0x0800, 0x0800);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut file = zip.by_name("甲山/数据支撑材料/01-能耗/表.csv").unwrap();
        assert!(file.compressed_size() < file.size());
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text.lines().count(), 100);
    }

    #[test]
    fn names_that_clash_are_told_apart() {
        let mut names = Names::default();
        assert_eq!(names.place("甲/乙:丙", "a.pdf"), "甲/乙_丙/a.pdf");
        assert_eq!(names.place("甲/乙:丙", "A.PDF"), "甲/乙_丙/A（2）.PDF");
        assert_eq!(names.place("", "COM¹.txt"), "_COM¹.txt");
        assert_eq!(names.place("", "é.pdf"), "é.pdf");
        assert_eq!(names.place("", "e\u{301}.pdf"), "é（2）.pdf");
    }
}
