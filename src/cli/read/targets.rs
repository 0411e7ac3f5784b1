//! Which YAML each paper belongs to.

use std::path::{Path, PathBuf};

use ecopark::batch;
use ecopark::error::Error;
use ecopark::park::Park;

use super::papers::FilledForm;

/// YAML files with their papers, in the order of the papers.
type Groups<'a> = Vec<(PathBuf, Vec<&'a FilledForm>)>;
/// Forms that belong to no data file, each with the reason.
type Homeless<'a> = Vec<(&'a FilledForm, String)>;

/// Puts papers to the YAML at `data`; of a folder, to the one of their park. And
/// the papers that fit none, with the reason.
pub(super) fn groups<'a>(
    data: &Path,
    papers: &'a [FilledForm],
) -> Result<(Groups<'a>, Homeless<'a>), Error> {
    if papers.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    if !data.is_dir() {
        return Ok((vec![(data.to_owned(), papers.iter().collect())], Vec::new()));
    }
    let mut parks = Vec::new();
    for source in batch::discover(&[data.to_owned()], None)? {
        let Some(path) = source.path().map(Path::to_owned) else {
            continue;
        };
        if let Some(park) = batch::load(&path)?.park {
            parks.push((path, park));
        }
    }
    let mut groups: Groups = Vec::new();
    let mut unmatched = Vec::new();
    for paper in papers {
        match target(paper, &parks) {
            Ok(yaml) => match groups.iter_mut().find(|(other, _)| other == yaml) {
                Some((_, papers)) => papers.push(paper),
                None => groups.push((yaml.to_owned(), vec![paper])),
            },
            Err(reason) => unmatched.push((paper, reason)),
        }
    }
    Ok((groups, unmatched))
}

/// The YAML whose park has the paper's name; else the one whose code or short
/// name stands in the paper's path.
fn target<'p>(paper: &FilledForm, parks: &'p [(PathBuf, Park)]) -> Result<&'p Path, String> {
    let names = paper.filled.names();
    let named = |park: &Park| names.iter().any(|name| *name == park.basics.name.trim());
    let placed = |park: &Park| {
        let ids = [park.identity.code.trim(), park.identity.short_name.trim()];
        paper.path.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            ids.iter().any(|id| {
                !id.is_empty()
                    && (part == *id || part.split(['-', '_', '.', ' ']).any(|word| word == *id))
            })
        })
    };
    let by = |fits: &dyn Fn(&Park) -> bool| -> Vec<&'p Path> {
        parks
            .iter()
            .filter(|(_, park)| fits(park))
            .map(|(path, _)| path.as_path())
            .collect()
    };
    let found = match by(&named) {
        found if found.is_empty() => by(&placed),
        found => found,
    };
    let shown = names.first().copied().unwrap_or("（空）");
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(format!("没有园区名称是「{shown}」的数据文件")),
        many => Err(format!(
            "园区名称是「{shown}」的数据文件不止一个：{}",
            many.iter()
                .map(|path| format!("`{}`", path.display()))
                .collect::<Vec<_>>()
                .join("、")
        )),
    }
}
