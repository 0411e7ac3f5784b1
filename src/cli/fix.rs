//! `ecopark fix`: mends what a machine can mend.

use std::fs;
use std::path::{Path, PathBuf};

use ecopark::Engine;
use ecopark::batch::{self, rewrite};
use ecopark::check::Options;
use ecopark::error::Error;
use ecopark::fix::{Fixed, FixedFile};
use ecopark::report::Selection;

use super::args::FixArgs;
use super::{Exit, say};

pub(super) fn run(args: &FixArgs) -> Result<Exit, Error> {
    let engine = Engine::new();
    let mut exit = Exit::Clean;
    for source in batch::discover(&args.paths, None)? {
        let Some(path) = source.path() else { continue };
        exit = exit.max(mend(&engine, path, args).unwrap_or_else(|error| {
            say::error(&error.to_string());
            Exit::Failed
        }));
    }
    Ok(exit)
}

fn mend(engine: &Engine, path: &Path, args: &FixArgs) -> Result<Exit, Error> {
    let input = batch::load(path)?;
    if input.park.is_none() {
        let path = path.display();
        say::error(&format!(
            "没有修正 `{path}`：读不出数据；用 `ecopark check` 看错在哪里，改正后再修正"
        ));
        return Ok(Exit::Findings);
    }
    let fixed = if args.keep {
        engine.keep(input)
    } else {
        engine.fix(
            input,
            &Options::default(),
            &Selection::default(),
            args.unsafe_fixes,
        )
    };
    // Every file is ready before the first is written.
    let mut ready = Vec::new();
    for file in &fixed.files {
        let target = beside(path, file);
        let original = fs::read(&target).map_err(|source| Error::Read {
            path: target.clone(),
            source,
        })?;
        let bytes = file.bytes(&original)?;
        ready.push((target, bytes));
        say::out(&file.diff())?;
    }
    if !args.dry_run {
        for (target, bytes) in &ready {
            rewrite(target, bytes)?;
        }
    }
    say::note(&summary(path, &fixed, args));
    Ok(Exit::Clean)
}

/// Where a file lies: the YAML itself, or a text in its folder.
fn beside(yaml: &Path, file: &FixedFile) -> PathBuf {
    if file.is_yaml {
        yaml.to_owned()
    } else {
        yaml.with_file_name(&file.name)
    }
}

fn summary(path: &Path, fixed: &Fixed, args: &FixArgs) -> String {
    let verb = if args.dry_run {
        "可修正"
    } else {
        "已修正"
    };
    let mut text = match args.keep {
        true => format!(
            "`{}`：写入 {} 处自动生成的文字",
            path.display(),
            fixed.kept.len()
        ),
        false => format!("`{}`：{verb} {} 处", path.display(), fixed.mended.len()),
    };
    if fixed.bold_left > 0 && !args.unsafe_fixes {
        text.push_str(&format!("；另有 {} 处可用 --unsafe 修正", fixed.bold_left));
    }
    for (datum, reason) in &fixed.refused {
        text.push_str(&format!("\n没有改动 `{datum}`：{reason}"));
    }
    text
}
