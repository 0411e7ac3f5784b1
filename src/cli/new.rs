//! `ecopark new`: a folder with a data file to fill in.

use std::fs;
use std::path::Path;

use ecopark::batch::{self, read_limited, safe_name, write_whole};
use ecopark::error::Error;
use ecopark::form::{FormId, FormSet};
use ecopark::skeleton::{self, Wish};
use ecopark::{Engine, Input, NoFiles};

use super::args::NewArgs;
use super::check::catalogue;
use super::{Exit, say};

/// The most bytes that a filled-in form may have.
const FORM_LIMIT: u64 = 64 << 20;

pub(super) fn run(args: &NewArgs) -> Result<Exit, Error> {
    let folder = safe_name(&args.name);
    let folder = Path::new(&folder);
    if fs::symlink_metadata(folder).is_ok() {
        return Err(Error::Exists {
            path: folder.to_owned(),
        });
    }
    let from = args.from.as_deref().map(known).transpose()?;
    let standard = args.standard.as_deref().map(catalogue).transpose()?;
    let forms = match args.form.is_empty() {
        true => FormId::Filing.into(),
        false => args.form.iter().copied().collect(),
    };
    let wish = Wish {
        name: &args.name,
        forms,
        data: from.as_ref().and_then(|input| input.park.as_ref()),
        standard: standard.as_ref(),
    };
    write(folder, &wish, from.as_ref())
}

/// Writes the data file, its schema and the pictures that came with the data.
fn write(folder: &Path, wish: &Wish, from: Option<&Input>) -> Result<Exit, Error> {
    let data = folder.join("park.yaml");
    write_whole(&data, skeleton::skeleton(wish).as_bytes())?;
    let schema = folder.join(skeleton::SCHEMA_FILE);
    write_whole(&schema, super::schema().as_bytes())?;
    for (name, bytes) in from.into_iter().flat_map(|input| &input.pictures) {
        write_whole(&folder.join(name), bytes)?;
    }
    say::out(&data.display().to_string())?;
    if let Some(input) = from.filter(|input| !input.findings.is_empty()) {
        say::note(&format!(
            "带入的数据有 {} 处写法有问题，检查 `{}` 时会列出",
            input.findings.len(),
            data.display()
        ));
    }
    say::note(&format!(
        "用编辑器填写，随时可用 `ecopark check {} --form {}` 查看还缺什么",
        data.display(),
        names(wish.forms)
    ));
    Ok(Exit::Clean)
}

fn names(forms: FormSet) -> String {
    let names: Vec<&str> = forms.iter().map(|form| form.form().block).collect();
    names.join(",")
}

/// The data that the user has already: a data file, or a filled-in form.
fn known(path: &Path) -> Result<Input, Error> {
    let is_form = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    let input = match is_form {
        true => read_back(path)?,
        false => batch::load(path)?,
    };
    match input.park {
        Some(_) => Ok(input),
        None => Err(Error::NoData {
            path: path.to_owned(),
        }),
    }
}

/// The data that a filled-in form says.
fn read_back(path: &Path) -> Result<Input, Error> {
    let bytes = read_limited(path, FORM_LIMIT).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let engine = Engine::new();
    let filled = engine.read_back(&bytes).map_err(|source| Error::ReadBack {
        path: path.to_owned(),
        source,
    })?;
    let back = filled.to_yaml("park.yaml");
    for message in &back.messages {
        say::note(message);
    }
    let text = back.files.first().map_or("", |file| file.text.as_str());
    Ok(engine.read("park.yaml", text.as_bytes(), &NoFiles))
}
