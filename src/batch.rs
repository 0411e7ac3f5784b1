//! Many parks: find, read, check, plan, make, write.
//!
//! This is the edge that touches the disk. One bad park never stops the others,
//! and one bad form never stops the other forms of its park; what panics fails
//! alone.
//!
//! ```text
//! paths ─discover─▶ sources ─check─▶ Checked: reports, and of each park a little
//!                                       │ build: read again, make, write, let go
//!                                       ▼
//!                    Ledger (清单.json) ◀─ Outcomes ─▶ summary
//! ```
//!
//! Memory stays flat: a park's data and figures are held only while it is
//! checked and while its papers are made.

#[cfg(feature = "typeset")]
mod archive;
#[cfg(feature = "typeset")]
mod build;
#[cfg(feature = "typeset")]
mod comments;
mod discover;
mod facts;
mod files;
mod hash;
mod ledger;
#[cfg(feature = "typeset")]
mod leftover;
mod load;
mod lock;
mod material;
mod names;
#[cfg(feature = "typeset")]
mod naming;
#[cfg(feature = "typeset")]
mod summary;
mod verify;
mod work;
mod write;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[cfg(feature = "typeset")]
pub use archive::{Archive, Packed, archives};
#[cfg(feature = "typeset")]
pub use build::{Made, Outcome, Refusal, Request, blank, build, one_paper, program};
pub use discover::discover;
pub use facts::{Facts, IndicatorFacts};
pub use files::{Folder, read_limited, read_text};
pub use hash::Hash;
pub use ledger::{Entry, Inputs, Ledger, Program, State};
#[cfg(feature = "typeset")]
pub use leftover::{Leftover, leftovers, prune};
pub use load::{Loaded, Read, Source, load};
pub use lock::Lock;
pub use material::Material;
pub use names::{collision_key, safe_name};
#[cfg(feature = "typeset")]
pub use naming::Naming;
#[cfg(feature = "typeset")]
pub use summary::Summary;
pub use verify::{Fault, Verdict, folder_of, verify};
pub use work::{cores, guarded, hush, in_parallel, in_threads};
pub use write::{replace_whole, rewrite, sweep, write_together, write_whole};

use crate::check::{self, Context};
use crate::engine::Engine;
use crate::error::Error;
use crate::finding::Finding;
use crate::input::overlay::Overlay;
use crate::report::{Report, Selection};
use crate::survey::Survey;
use load::{catalogue_beside, is_catalogue};

/// How parks are checked.
#[derive(Debug, Clone)]
pub struct Checking {
    /// What the rules are told.
    pub options: check::Options,
    /// Which findings are wanted.
    pub selection: Selection,
    /// What is laid into the data of every park.
    pub overlays: Vec<Overlay>,
    /// Where the supporting material lies (E09, archives).
    pub material: Option<Material>,
    /// How many parks are worked on at once.
    pub threads: usize,
}

/// What checking some paths gave.
#[derive(Debug, Default)]
pub struct Checked {
    /// The parks that could be read, in the order of the files.
    pub parks: Vec<Loaded>,
    /// The findings of each, placed and ordered.
    pub reports: Vec<Report>,
    /// The files that could not be read or checked.
    pub errors: Vec<Error>,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A park was read and checked.
    Checked,
    /// A paper was made, found unchanged or refused.
    Paper,
}

/// Is told of every step, from any thread.
pub type Progress<'a> = &'a (dyn Fn(Step) + Sync);

/// Reads and checks every source, each alone and all together.
///
/// A file that cannot be read is an error beside the others, not the end.
pub fn check(
    engine: &Engine,
    sources: &[Source],
    checking: &Checking,
    progress: Progress,
) -> Checked {
    let results = in_threads(checking.threads, sources, |source| {
        let result = one(engine, source, checking, &[]);
        progress(Step::Checked);
        result
    });
    let mut checked = Checked::default();
    for result in results {
        match result {
            Ok(Some((park, report))) => {
                checked.parks.push(park);
                checked.reports.push(report);
            }
            Ok(None) => {}
            Err(error) => checked.errors.push(error),
        }
    }
    if let Err(why) = guarded(|| together(engine, &mut checked, checking)) {
        checked.errors.push(Error::Panic {
            what: "园区之间的比对".to_owned(),
            why,
        });
    }
    checked
}

/// One park: what is kept of it and its report; nothing for a catalogue that
/// lies beside the parks.
fn one(
    engine: &Engine,
    source: &Source,
    checking: &Checking,
    more: &[Finding],
) -> Result<Option<(Loaded, Report)>, Error> {
    let options = &checking.options;
    let work = || {
        let (input, read) = source.load(&checking.overlays)?;
        if is_catalogue(&input) {
            return Ok(None);
        }
        let beside = match options.standard {
            Some(_) => None,
            None => catalogue_beside(source)?,
        };
        let evidence = match (&checking.material, &input.park) {
            (Some(material), Some(park)) => Some(material.names(source, park)?),
            _ => None,
        };
        let own = (beside.is_some() || evidence.is_some()).then(|| check::Options {
            standard: beside.or_else(|| options.standard.clone()),
            evidence: evidence.or_else(|| options.evidence.clone()),
            ..options.clone()
        });
        let options = own.as_ref().unwrap_or(options);
        let mut findings = engine.findings(&input, options);
        findings.extend(more.iter().cloned());
        let report = Report::new(&input, findings, &checking.selection);
        let loaded = Loaded::new(source.clone(), &input, read, options);
        Ok(Some((loaded, report)))
    };
    guarded(work).unwrap_or_else(|why| {
        Err(Error::Panic {
            what: source.name(),
            why,
        })
    })
}

/// Adds what the rules between parks find. A park that they speak of is read
/// once more, since only its file tells the places.
fn together(engine: &Engine, checked: &mut Checked, checking: &Checking) {
    let options = &checking.options;
    let readable: Vec<usize> = (0..checked.parks.len())
        .filter(|&at| checked.parks[at].is_readable())
        .collect();
    let survey = Survey::default();
    let contexts: Vec<Context> = readable
        .iter()
        .filter_map(|&at| {
            let park = &checked.parks[at];
            Some(Context {
                park: park.outline.as_ref()?,
                texts: &[],
                figures: &[],
                survey: &survey,
                forms: park.forms,
                papers: park.forms,
                glyphs: None,
                options,
            })
        })
        .collect();
    let found = check::check_together(&contexts);
    let spoken: Vec<(usize, Vec<Finding>)> = readable
        .into_iter()
        .zip(found)
        .filter(|(_, findings)| !findings.is_empty())
        .collect();
    let again = in_threads(checking.threads, &spoken, |(at, findings)| {
        let source = &checked.parks[*at].source;
        one(engine, source, checking, findings)
    });
    for ((at, _), result) in spoken.into_iter().zip(again) {
        match result {
            Ok(Some((_, report))) => checked.reports[at] = report,
            Ok(None) => {}
            Err(error) => checked.errors.push(error),
        }
    }
}

/// The folder of each park's papers under the output folder, and for parks
/// whose folders some file system takes for one the file that has it too (they
/// refuse each other). With `tree`, folders above the parks' own are kept.
pub fn folders(parks: &[Loaded], tree: bool) -> Vec<Result<PathBuf, String>> {
    let folders: Vec<PathBuf> = parks
        .iter()
        .map(|park| match tree {
            true => park.tree().join(park.folder_name()),
            false => park.folder_name().into(),
        })
        .collect();
    let key = |folder: &Path| collision_key(&folder.to_string_lossy());
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, folder) in folders.iter().enumerate() {
        by_key.entry(key(folder)).or_default().push(at);
    }
    let other = |at: usize, folder: &Path| {
        let sharing = &by_key[&key(folder)];
        sharing.iter().find(|&&other| other != at).copied()
    };
    folders
        .iter()
        .enumerate()
        .map(|(at, folder)| match other(at, folder) {
            Some(other) => Err(parks[other].source.name()),
            None => Ok(folder.clone()),
        })
        .collect()
}
