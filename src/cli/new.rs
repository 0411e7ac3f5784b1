//! `ecopark new`: a folder with a data file to fill in.

use std::fs;
use std::path::Path;

use ecopark::batch::{safe_name, write_whole};
use ecopark::error::Error;
use ecopark::skeleton;

use super::args::NewArgs;
use super::{Exit, say};

pub(super) fn run(args: &NewArgs) -> Result<Exit, Error> {
    let folder = safe_name(&args.name);
    let folder = Path::new(&folder);
    if fs::symlink_metadata(folder).is_ok() {
        return Err(Error::Exists {
            path: folder.to_owned(),
        });
    }
    let data = folder.join("park.yaml");
    write_whole(&data, skeleton::skeleton(&args.name).as_bytes())?;
    write_whole(
        &folder.join(skeleton::SCHEMA_FILE),
        super::schema().as_bytes(),
    )?;
    say::out(&data.display().to_string())?;
    say::note(&format!(
        "用编辑器填写，随时可用 `ecopark check {} --form 备案表` 查看还缺什么",
        data.display()
    ));
    Ok(Exit::Clean)
}
