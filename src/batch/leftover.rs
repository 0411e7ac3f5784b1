//! Files that this program once made and that belong to nothing any more.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::archive::archive_path;
use super::ledger::{Ledger, State};
use super::{Checked, Loaded, Request, folders};
use crate::error::Error;
use crate::form::FormId;
use crate::view::Mode;

/// A file that no park of the data has any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// Whether somebody changed it since it was made.
    pub edited: bool,
}

/// What lies in the output folder, was made by this program and belongs to no
/// park: its data file is gone, or the park has another name or no such form
/// now. Of data files that were not checked nothing is said, nor of forms if
/// `all` are not asked for.
///
/// # Errors
/// [`Error::Read`] for a file that cannot be looked at.
pub fn leftovers(
    ledger: &Ledger,
    checked: &Checked,
    request: &Request,
    all: bool,
) -> Result<Vec<Leftover>, Error> {
    let folders = folders(&checked.parks, request.tree);
    let mut parks: HashMap<String, Option<(String, &Loaded)>> = HashMap::new();
    for (park, folder) in checked.parks.iter().zip(folders) {
        let source = ledger.relative(&park.source);
        let folder = folder.ok().filter(|_| park.is_readable());
        let folder = folder.map(|folder| folder.to_string_lossy().replace('\\', "/"));
        parks.insert(source, folder.map(|folder| (folder, park)));
    }
    let mut gone: HashSet<&str> = HashSet::new();
    let mut leftovers = Vec::new();
    for (path, entries) in ledger.known() {
        let Some(entry) = entries.last() else {
            continue;
        };
        let source = entry.inputs.source.as_str();
        let belongs = match parks.get(source) {
            Some(None) => true,
            Some(Some((folder, park))) => match entry.form {
                None => path == archive_path(Path::new(folder)),
                Some(form) => {
                    let own = path.rsplit_once('/').filter(|(own, _)| own == folder);
                    own.is_some_and(|(_, name)| is_called(request, park, form, name))
                        && (!all || park.forms.contains(form))
                }
            },
            None if gone.contains(source) => false,
            None if ledger.folder().join(source).exists() => true,
            None => {
                gone.insert(source);
                false
            }
        };
        if belongs {
            continue;
        }
        let edited = match ledger.state(path)? {
            State::Missing => continue,
            State::Ours(_) => false,
            State::Edited(_) | State::Foreign => true,
        };
        leftovers.push(Leftover {
            path: path.to_owned(),
            edited,
        });
    }
    Ok(leftovers)
}

/// Whether a file of this form would be called so now, filled in or as a draft.
fn is_called(request: &Request, park: &Loaded, form: FormId, name: &str) -> bool {
    [Mode::Filled, Mode::Draft].into_iter().any(|mode| {
        let rest = name.strip_prefix(&request.stem(park, form, mode));
        // Pictures have the number of their page behind the name.
        let number = |rest: &str| {
            let page = rest.strip_prefix('-').and_then(|rest| rest.split_once('.'));
            page.is_some_and(|(page, _)| page.bytes().all(|digit| digit.is_ascii_digit()))
        };
        rest.is_some_and(|rest| rest.starts_with('.') || number(rest))
    })
}

/// Removes those of `leftovers` that nobody changed, and folders that are empty
/// then; gives the paths that are gone.
///
/// # Errors
/// [`Error::Write`] for the first that cannot be removed.
pub fn prune(ledger: &Ledger, leftovers: &[Leftover]) -> Result<Vec<String>, Error> {
    let mut gone = Vec::new();
    for leftover in leftovers.iter().filter(|leftover| !leftover.edited) {
        let path: PathBuf = ledger.folder().join(&leftover.path);
        fs::remove_file(&path).map_err(|source| Error::write(&path, source))?;
        let above = path.ancestors().skip(1);
        for folder in above.take_while(|folder| *folder != ledger.folder()) {
            // A folder with anything in it stays.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        gone.push(leftover.path.clone());
    }
    Ok(gone)
}
