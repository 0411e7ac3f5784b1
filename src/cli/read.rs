//! `ecopark read`: filled-in forms back into YAML.

mod papers;
mod targets;

use std::path::{Path, PathBuf};

use ecopark::Engine;
use ecopark::batch::{self, replace_whole, safe_name, write_whole};
use ecopark::docx::{self, Accept, Filled, Readback};
use ecopark::error::Error;

use super::args::ReadArgs;
use super::{Exit, say};
use papers::FilledForm;

pub(super) fn run(args: &ReadArgs) -> Result<Exit, Error> {
    let found = papers::find(&args.paths)?;
    let many = found.len() > 1 || args.paths.iter().any(|path| path.is_dir());
    let mut exit = Exit::Clean;
    let mut papers = Vec::new();
    let engine = Engine::new();
    for path in &found {
        match papers::read(&engine, path) {
            Ok(paper) => papers.push(paper),
            Err((reason, worst)) => {
                say::error(&format!("无法读取 `{}`：{reason}", path.display()));
                exit = exit.max(worst);
            }
        }
    }
    for paper in &papers {
        exit = exit.max(tell(paper));
    }
    match args.into.as_ref().or(args.diff.as_ref()) {
        Some(data) => {
            let (groups, unmatched) = targets::groups(data, &papers)?;
            for (paper, reason) in unmatched {
                say::error(&format!("没有写入 `{}`：{reason}", paper.path.display()));
                exit = exit.max(Exit::Findings);
            }
            for (yaml, papers) in groups {
                exit = exit.max(merge(&yaml, &papers, args)?);
            }
        }
        None => {
            for paper in &papers {
                match fresh(paper, many, args) {
                    Ok(()) => {}
                    Err(error) => {
                        say::error(&error.to_string());
                        exit = Exit::Failed;
                    }
                }
            }
        }
    }
    Ok(exit)
}

/// Writes the papers of a park into its YAML, or shows what that would change.
fn merge(yaml: &Path, papers: &[&FilledForm], args: &ReadArgs) -> Result<Exit, Error> {
    let named: Vec<(String, &Filled)> = papers
        .iter()
        .map(|paper| (format!("`{}`", paper.path.display()), &paper.filled))
        .collect();
    let named: Vec<(&str, &Filled)> = named
        .iter()
        .map(|(name, filled)| (name.as_str(), *filled))
        .collect();
    let accept = Accept {
        losses: args.accept,
        other_park: args.force,
        unedited: args.all,
    };
    let back = docx::merge(&named, batch::load(yaml)?, accept);
    let names = papers
        .iter()
        .map(|paper| format!("`{}`", paper.path.display()));
    say::note(&summary(&names.collect::<Vec<_>>().join("、"), &back));
    if !back.diff.is_empty() {
        say::out(&docx::visible(&back.diff))?;
    }
    for stop in &back.stops {
        say::error(&docx::visible(stop));
    }
    let shows_only = args.dry_run || args.diff.is_some();
    if !back.stops.is_empty() {
        say::note(&format!("`{}` 没有改动", yaml.display()));
        return Ok(Exit::Findings);
    }
    if !shows_only {
        for file in &back.files {
            replace_whole(&beside(yaml, &file.name), &file.bytes(), true)?;
        }
    }
    Ok(Exit::Clean)
}

/// A new YAML of a paper.
fn fresh(paper: &FilledForm, many: bool, args: &ReadArgs) -> Result<(), Error> {
    let back = paper.filled.to_yaml("park.yaml");
    say::note(&summary(&format!("`{}`", paper.path.display()), &back));
    let text = back.files.first().map_or("", |file| file.text.as_str());
    let Some(out) = &args.out else {
        return say::out(&docx::visible(text));
    };
    let target = match many {
        true => out.join(file_name(&paper.path)),
        false => out.clone(),
    };
    if target.exists() {
        return Err(Error::Exists { path: target });
    }
    if !args.dry_run {
        write_whole(&target, text.as_bytes())?;
    }
    say::out(&target.display().to_string())
}

/// Where a file lies: the YAML itself, or a text in its folder.
fn beside(yaml: &Path, name: &str) -> PathBuf {
    if yaml.display().to_string() == name {
        yaml.to_owned()
    } else {
        yaml.with_file_name(name)
    }
}

/// The name of the YAML for one of many forms: the folder that it lay in tells
/// the park, its own name the form.
fn file_name(form: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let park = part(form.parent().and_then(Path::file_name));
    let stem = part(form.file_stem());
    let name = if park.is_empty() {
        stem
    } else {
        format!("{park}-{stem}")
    };
    format!("{}.yaml", safe_name(&name))
}

fn summary(papers: &str, back: &Readback) -> String {
    let mut text = format!("{papers}：读回 {} 项改动", back.changed.len());
    for message in &back.messages {
        text.push_str(&format!("\n  {}", docx::visible(message)));
    }
    text
}

/// Says what of a paper is no datum, and what stands beside its text.
fn tell(paper: &FilledForm) -> Exit {
    let filled = &paper.filled;
    for remark in &filled.remarks {
        let author = match remark.author.is_empty() {
            true => String::new(),
            false => format!("，{}", remark.author),
        };
        let words = match remark.words.is_empty() {
            true => String::new(),
            false => format!("：{}", remark.words.replace('\n', " ")),
        };
        let line = format!(
            "`{}`：「{}」处{author}的{}{words}",
            paper.path.display(),
            remark.place,
            remark.kind.name()
        );
        say::note(&docx::visible(&line));
    }
    for unread in &filled.unread {
        let place = match unread.place.is_empty() {
            true => String::new(),
            false => format!("（{}）", unread.place),
        };
        let words = unread.words.trim().replace('\n', "⏎");
        let line = format!(
            "`{}`：没有读入「{words}」{place}：{}",
            paper.path.display(),
            unread.reason
        );
        say::error(&docx::visible(&line));
    }
    if !filled.based {
        say::note(&format!(
            "`{}`：文件经别的格式另存过，写在填写处以外的文字无法识别，需要自行核对",
            paper.path.display()
        ));
    }
    let silent = filled.unread.is_empty() && filled.unreadable.is_empty();
    if silent { Exit::Clean } else { Exit::Findings }
}
