//! `ecopark diff`: what changed between two data files or papers.

use std::path::Path;

use ecopark::Engine;
use ecopark::batch::{self, read_limited};
use ecopark::compare::{self, State};
use ecopark::docx;
use ecopark::error::Error;

use super::args::DiffArgs;
use super::{Exit, say};

/// The most bytes that a paper may have.
const LIMIT: u64 = 64 << 20;

pub(super) fn run(args: &DiffArgs) -> Result<Exit, Error> {
    let (old, new) = (state(&args.old)?, state(&args.new)?);
    let found = compare::differences(&old, &new);
    if found.is_empty() {
        say::note("没有差别");
        return Ok(Exit::Clean);
    }
    let text = match args.markdown {
        true => compare::markdown(&found),
        false => compare::text(&found),
    };
    say::out(&docx::visible(&text))?;
    Ok(Exit::Clean)
}

/// Whether a name is that of a data file, or of one that `read --into` kept.
fn is_data(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".bak").unwrap_or(&name);
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// The data of a YAML file or of a paper.
fn state(path: &Path) -> Result<State, Error> {
    let bytes = read_limited(path, LIMIT).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    if is_data(path) {
        return Ok(State::of_input(&batch::load(path)?));
    }
    let filled = Engine::new()
        .read_back(&bytes)
        .map_err(|source| Error::ReadBack {
            path: path.to_owned(),
            source,
        })?;
    for unread in &filled.unread {
        say::note(&docx::visible(&format!(
            "`{}`：没有比较「{}」：{}",
            path.display(),
            unread.words.trim().replace('\n', "⏎"),
            unread.reason
        )));
    }
    Ok(State::of_paper(&filled))
}
