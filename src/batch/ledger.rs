//! What lies in an output folder, and what each file was made from.
//!
//! `清单.json` holds for every file the fingerprints of the data, of the files
//! that they refer to, of templates, fonts, program and options, and of the
//! file itself. While a run is at work it notes each file in a journal before
//! it takes its place, so that a run that was killed is taken up again.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::files::{open_regular, read_limited};
use super::hash::Hash;
use super::load::{Read, Source};
use super::write::write_whole;
use crate::error::{Error, Reason};
use crate::form::FormId;

/// Version of the manifest's format.
const FORMAT: u32 = 1;

/// The most bytes of a manifest: some hundred thousand papers.
const LIMIT: u64 = 512 << 20;

/// How the names of manifests begin and end; between them stands the shard.
const PREFIX: &str = "清单";
const SUFFIX: &str = ".json";
const JOURNAL: &str = ".journal";

/// What a paper was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The data file, relative to the output folder, with `/`.
    #[serde(rename = "数据文件")]
    pub source: String,
    /// What was read.
    #[serde(flatten)]
    pub read: Read,
    /// What made it.
    #[serde(flatten)]
    pub program: Program,
    /// Options that change a paper (草稿, --set).
    #[serde(rename = "选项", default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

/// Version and parts of the program that papers depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its version.
    #[serde(rename = "程序")]
    pub version: String,
    /// Of the templates, the user's included.
    #[serde(rename = "模板")]
    pub templates: Hash,
    /// Of the fonts.
    #[serde(rename = "字体")]
    pub fonts: Hash,
}

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it was made from.
    pub inputs: Inputs,
    /// Which form it is; none for an archive.
    pub form: Option<FormId>,
    /// Its bytes.
    pub content: Hash,
}

/// A manifest as it is written: what several files have in common stands once.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    #[serde(rename = "格式")]
    format: u32,
    #[serde(rename = "来源")]
    inputs: BTreeMap<String, Inputs>,
    #[serde(rename = "文件")]
    files: BTreeMap<String, Row>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Row {
    #[serde(rename = "来源")]
    inputs: String,
    #[serde(rename = "附件", default, skip_serializing_if = "Option::is_none")]
    form: Option<FormId>,
    #[serde(rename = "内容")]
    content: Hash,
}

/// A line of the journal.
#[derive(Serialize, Deserialize)]
struct Note {
    #[serde(rename = "文件")]
    path: String,
    #[serde(rename = "来源")]
    inputs: Inputs,
    #[serde(rename = "附件", default, skip_serializing_if = "Option::is_none")]
    form: Option<FormId>,
    #[serde(rename = "内容")]
    content: Hash,
}

/// What lies in an output folder, open for a run.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    /// Which part of a divided run this is: `3-8`.
    part: Option<String>,
    /// By path relative to the folder; several where shards and journals speak
    /// of one file.
    known: HashMap<String, Vec<Entry>>,
    /// What this part wrote down before.
    own: BTreeMap<String, Entry>,
    /// What this run found or made.
    new: Mutex<BTreeMap<String, Entry>>,
    /// Opened when the first file is made.
    journal: Mutex<Option<File>>,
    /// Manifests and journals that were read.
    read: Vec<PathBuf>,
}

/// What a file in the folder is, as far as its bytes tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// There is none.
    Missing,
    /// The bytes are what this program wrote.
    Ours(Entry),
    /// This program wrote the file and somebody changed it; with what is known
    /// of it as it was.
    Edited(Entry),
    /// Nothing is known of it.
    Foreign,
}

impl Ledger {
    /// Reads the manifests and journals in `folder`. A folder that is not there
    /// holds nothing.
    ///
    /// # Errors
    /// [`Error::Read`] for a manifest that cannot be read or understood.
    pub fn open(folder: &Path, part: Option<&str>) -> Result<Self, Error> {
        let mut ledger = Self {
            folder: folder.to_owned(),
            part: part.map(str::to_owned),
            known: HashMap::new(),
            own: BTreeMap::new(),
            new: Mutex::default(),
            journal: Mutex::default(),
            read: Vec::new(),
        };
        let own = (ledger.manifest_path(), ledger.journal_path());
        for path in records(folder)? {
            let bytes = read_limited(&path, LIMIT).map_err(|source| Error::read(&path, source))?;
            let entries = match is_journal(&path) {
                true => journal(&bytes),
                false => manifest(&bytes)
                    .map_err(|reason| Error::read(&path, io::Error::other(reason)))?,
            };
            let is_own = path == own.0 || path == own.1;
            for (file, entry) in entries {
                if is_own || part.is_none() {
                    ledger.own.insert(file.clone(), entry.clone());
                }
                ledger.known.entry(file).or_default().push(entry);
            }
            ledger.read.push(path);
        }
        Ok(ledger)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file that is known, with its entries, in order.
    pub fn known(&self) -> BTreeMap<&str, &[Entry]> {
        let entries = self.known.iter();
        entries
            .map(|(path, known)| (path.as_str(), known.as_slice()))
            .collect()
    }

    /// What lies at `path` (relative to the folder, with `/`).
    ///
    /// # Errors
    /// [`Error::Read`] when it cannot be read.
    pub fn state(&self, path: &str) -> Result<State, Error> {
        let file = self.folder.join(path);
        let hash = match fs::symlink_metadata(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Missing),
            // A link or folder is not what this program wrote.
            Ok(found) if !found.is_file() => None,
            _ => {
                let hash = open_regular(&file).and_then(Hash::of_reader);
                Some(hash.map_err(|source| Error::read(&file, source))?)
            }
        };
        let entries = self.known.get(path).map_or(&[][..], Vec::as_slice);
        // Of entries with these bytes the last is the newest.
        let ours = entries
            .iter()
            .rev()
            .find(|entry| Some(entry.content) == hash);
        Ok(match (ours, entries.last()) {
            (Some(entry), _) => State::Ours(entry.clone()),
            (None, Some(entry)) => State::Edited(entry.clone()),
            (None, None) => State::Foreign,
        })
    }

    /// Notes that a file is about to take its place.
    ///
    /// # Errors
    /// [`Error::Write`] when the journal cannot be written.
    pub fn note(&self, path: &str, entry: Entry) -> Result<(), Error> {
        let note = Note {
            path: path.to_owned(),
            inputs: entry.inputs.clone(),
            form: entry.form,
            content: entry.content,
        };
        let mut line = serde_json::to_vec(&note).expect("plain data");
        line.push(b'\n');
        let mut journal = self
            .journal
            .lock()
            .expect("nothing panics while it holds the lock");
        let at = self.journal_path();
        let failed = |source| Error::write(&at, source);
        if journal.is_none() {
            fs::create_dir_all(&self.folder).map_err(failed)?;
            // A link that was planted there is not followed.
            if fs::symlink_metadata(&at).is_ok_and(|found| !found.is_file()) {
                return Err(failed(io::ErrorKind::AlreadyExists.into()));
            }
            let mut options = OpenOptions::new();
            let file = options.create(true).append(true).open(&at);
            *journal = Some(file.map_err(failed)?);
            // The last line of a run that was killed may have been cut.
            line.insert(0, b'\n');
        }
        if let Some(file) = journal.as_mut() {
            file.write_all(&line).map_err(failed)?;
        }
        drop(journal);
        self.keep(path, entry);
        Ok(())
    }

    /// Notes that a file is there and as it should be.
    pub fn keep(&self, path: &str, entry: Entry) {
        let mut new = self
            .new
            .lock()
            .expect("nothing panics while it holds the lock");
        new.insert(path.to_owned(), entry);
    }

    /// Takes back a note: the file did not take its place.
    pub fn forget(&self, path: &str) {
        let mut new = self
            .new
            .lock()
            .expect("nothing panics while it holds the lock");
        new.remove(path);
    }

    /// The data file as the manifest names it: relative to the folder.
    pub fn relative(&self, source: &Source) -> String {
        let path = source.path();
        path.and_then(|path| relative(path, &self.folder))
            .unwrap_or_else(|| source.name())
    }

    /// Writes the manifest, without `gone`; the journal has done its work then.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn close(self, gone: &[String]) -> Result<(), Error> {
        let mut files = self.own.clone();
        files.extend(
            self.new
                .into_inner()
                .expect("nothing panics while it holds the lock"),
        );
        files.retain(|path, _| !gone.contains(path) && self.folder.join(path).exists());
        let own = match &self.part {
            Some(part) => self.folder.join(format!("{PREFIX}.{part}{SUFFIX}")),
            None => self.folder.join(format!("{PREFIX}{SUFFIX}")),
        };
        // A part says that it was here even if all its papers were refused:
        // schedulers wait for its manifest.
        if !files.is_empty() || self.part.is_some() || own.exists() {
            let bytes = to_bytes(files);
            if fs::read(&own).ok().as_deref() != Some(&bytes) {
                write_whole(&own, &bytes)?;
            }
        }
        // One manifest takes the place of those of the shards.
        let parted = self.part.is_some();
        let done = self.read.iter().filter(|path| {
            **path != own && (!parted || is_journal(path) && own_journal(&own) == **path)
        });
        for path in done.chain([&own_journal(&own)]) {
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    fn manifest_path(&self) -> PathBuf {
        let part = self
            .part
            .as_deref()
            .map(|part| format!(".{part}"))
            .unwrap_or_default();
        self.folder.join(format!("{PREFIX}{part}{SUFFIX}"))
    }

    fn journal_path(&self) -> PathBuf {
        own_journal(&self.manifest_path())
    }
}

/// The way from `folder` to `path`, with `/`.
pub(super) fn relative(path: &Path, folder: &Path) -> Option<String> {
    let (path, folder) = (absolute(path).ok()?, absolute(folder).ok()?);
    let shared = path
        .components()
        .zip(folder.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path.components().skip(shared)).collect();
    Some(relative.to_string_lossy().replace('\\', "/"))
}

/// The absolute path without links, also of what is not there yet.
fn absolute(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    match path.canonicalize() {
        Ok(real) => Ok(real),
        Err(_) => match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => Ok(absolute(folder)?.join(name)),
            _ => Ok(path),
        },
    }
}

/// The journal that belongs to a manifest.
fn own_journal(manifest: &Path) -> PathBuf {
    let name = manifest.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(SUFFIX).unwrap_or(&name);
    manifest.with_file_name(format!(".{stem}{JOURNAL}"))
}

fn is_journal(path: &Path) -> bool {
    path.to_string_lossy().ends_with(JOURNAL)
}

/// Manifests and journals in a folder: the undivided one, then those of shards,
/// then journals.
fn records(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::read(folder, error)),
    };
    let mut records = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| Error::read(folder, source))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let stem = name
            .strip_suffix(SUFFIX)
            .or_else(|| name.strip_suffix(JOURNAL)?.strip_prefix('.'));
        let part = stem.and_then(|stem| stem.strip_prefix(PREFIX));
        if part.is_some_and(|part| part.is_empty() || is_part(part)) {
            records.push((name.ends_with(JOURNAL), name.len(), entry.path()));
        }
    }
    records.sort();
    Ok(records.into_iter().map(|(.., path)| path).collect())
}

/// Whether it is `.3-8`.
fn is_part(text: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('.')
        .and_then(|text| text.split_once('-'))
        .is_some_and(|(part, of)| number(part) && number(of))
}

fn manifest(bytes: &[u8]) -> Result<Vec<(String, Entry)>, Reason> {
    let wrong = Reason("它不是本程序的清单；移走它再运行，内容相同的文件不会改写");
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(|_| wrong)?;
    if manifest.format != FORMAT {
        return Err(Reason("它是另一个版本的程序写的清单；移走它再运行"));
    }
    let entry = |(path, row): (String, Row)| {
        let inputs = manifest.inputs.get(&row.inputs)?.clone();
        let entry = Entry {
            inputs,
            form: row.form,
            content: row.content,
        };
        Some((path, entry))
    };
    manifest
        .files
        .into_iter()
        .map(|file| entry(file).ok_or(wrong))
        .collect()
}

/// The lines of a journal; the last may have been cut.
fn journal(bytes: &[u8]) -> Vec<(String, Entry)> {
    bytes
        .split(|&byte| byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Note>(line).ok())
        .map(|note| {
            let entry = Entry {
                inputs: note.inputs,
                form: note.form,
                content: note.content,
            };
            (note.path, entry)
        })
        .collect()
}

fn to_bytes(files: BTreeMap<String, Entry>) -> Vec<u8> {
    let mut inputs = BTreeMap::new();
    let files = files
        .into_iter()
        .map(|(path, entry)| {
            let bytes = serde_json::to_vec(&entry.inputs).expect("plain data");
            let key = Hash::of(&bytes).to_string()[..16].to_owned();
            inputs.insert(key.clone(), entry.inputs);
            let row = Row {
                inputs: key,
                form: entry.form,
                content: entry.content,
            };
            (path, row)
        })
        .collect();
    let manifest = Manifest {
        format: FORMAT,
        inputs,
        files,
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("plain data");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(data: &[u8], content: &[u8]) -> Entry {
        Entry {
            inputs: Inputs {
                source: "../甲.yaml".to_owned(),
                read: Read {
                    data: Hash::of(data),
                    files: BTreeMap::from([("图.png".to_owned(), Some(Hash::of(b"p")))]),
                },
                program: Program {
                    version: "1".to_owned(),
                    templates: Hash::of(b"t"),
                    fonts: Hash::of(b"f"),
                },
                options: Vec::new(),
            },
            form: Some(FormId::Filing),
            content: Hash::of(content),
        }
    }

    fn put(folder: &Path, path: &str, bytes: &[u8]) {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), bytes).unwrap();
    }

    #[test]
    fn what_was_made_is_known_again() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path();
        let ledger = Ledger::open(folder, None).unwrap();
        for (path, bytes) in [("甲/a.pdf", "a"), ("甲/b.pdf", "b"), ("甲/c.pdf", "c")] {
            ledger.note(path, entry(b"data", bytes.as_bytes())).unwrap();
            put(folder, path, bytes.as_bytes());
        }
        ledger.close(&["甲/c.pdf".to_owned()]).unwrap();
        let names = |ending: &str| {
            let entries = fs::read_dir(folder).unwrap().flatten();
            let names = entries.map(|entry| entry.file_name().into_string().unwrap());
            names.filter(|name| name.ends_with(ending)).count()
        };
        assert_eq!((names(SUFFIX), names(JOURNAL)), (1, 0));

        put(folder, "甲/b.pdf", b"by hand");
        let ledger = Ledger::open(folder, None).unwrap();
        assert_eq!(
            ledger.state("甲/a.pdf").unwrap(),
            State::Ours(entry(b"data", b"a"))
        );
        assert_eq!(
            ledger.state("甲/b.pdf").unwrap(),
            State::Edited(entry(b"data", b"b"))
        );
        assert_eq!(ledger.state("甲/c.pdf").unwrap(), State::Foreign);
        assert_eq!(ledger.state("甲/d.pdf").unwrap(), State::Missing);
    }

    #[test]
    fn a_killed_run_is_taken_up_again() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path();
        let ledger = Ledger::open(folder, None).unwrap();
        ledger.note("a.pdf", entry(b"1", b"old")).unwrap();
        put(folder, "a.pdf", b"old");
        ledger.close(&[]).unwrap();
        // The next run is killed before the file takes its place, and the one
        // after it behind that; a line of the journal was cut.
        for bytes in ["old", "new"] {
            let ledger = Ledger::open(folder, None).unwrap();
            ledger.note("a.pdf", entry(b"2", b"new")).unwrap();
            let path = ledger.journal_path();
            drop(ledger);
            let mut file = OpenOptions::new().append(true).open(path).unwrap();
            file.write_all(b"{\"cut").unwrap();
            put(folder, "a.pdf", bytes.as_bytes());
            let state = Ledger::open(folder, None).unwrap().state("a.pdf").unwrap();
            assert!(matches!(state, State::Ours(_)), "{bytes}: {state:?}");
        }
    }

    #[test]
    fn shards_keep_their_own_manifests() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path();
        for (part, path) in [("1-2", "a.pdf"), ("2-2", "b.pdf")] {
            let ledger = Ledger::open(folder, Some(part)).unwrap();
            ledger.note(path, entry(b"data", b"x")).unwrap();
            put(folder, path, b"x");
            ledger.close(&[]).unwrap();
        }
        assert!(folder.join("清单.1-2.json").exists() && folder.join("清单.2-2.json").exists());
        let ledger = Ledger::open(folder, None).unwrap();
        assert_eq!(ledger.known().len(), 2);
        ledger.keep("a.pdf", entry(b"data", b"x"));
        ledger.close(&[]).unwrap();
        assert!(
            !folder.join("清单.1-2.json").exists(),
            "one takes their place"
        );
        assert_eq!(Ledger::open(folder, None).unwrap().known().len(), 2);
    }

    #[test]
    fn a_manifest_of_somebody_else_is_refused() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("清单.json"), "{}").unwrap();
        let error = Ledger::open(root.path(), None).unwrap_err().to_string();
        assert!(error.contains("不是本程序的清单"), "{error}");
    }
}
