//! The rules of consistency and writing on texts that are right, and what
//! `fix` makes of texts that are not.

use std::fs;
use std::path::{Path, PathBuf};

use ecopark::check::{self, Context, Options};
use ecopark::form::FormSet;
use ecopark::input::{self, Files, Input};
use ecopark::report::Finding;

/// The files of a folder.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(name)).map_err(|_| "文件不存在".to_owned())
    }
}

fn sample(name: &str) -> Input {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(name);
    let bytes = fs::read(folder.join("park.yaml")).expect("a sample");
    input::read("park.yaml", &bytes, &Folder(folder))
}

/// Findings of groups C and F.
fn findings(input: &Input) -> Vec<Finding> {
    let options = Options::default();
    let park = input.park.as_ref().expect("data");
    let context = Context {
        park,
        texts: &input.texts,
        figures: &input.figures,
        forms: if park.forms().is_empty() {
            FormSet::ALL
        } else {
            park.forms()
        },
        options: &options,
    };
    let mut found = check::check(&context);
    found.retain(|finding| finding.code.starts_with(['C', 'F']));
    found
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|one| format!("{} {} {:?} {}", one.code, one.path, one.within, one.message))
        .collect()
}

#[test]
fn samples_are_clean() {
    for name in ["湘澜经开区", "临澜化工园"] {
        let found = findings(&sample(name));
        assert!(found.is_empty(), "{name}: {:#?}", shown(&found));
    }
}
