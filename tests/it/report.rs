//! What users see of the rules and of the samples.

use std::fs;
use std::path::{Path, PathBuf};

use ecopark::check::{self, Check, Context, Options};
use ecopark::input::{self, Files};
use ecopark::report::{self, Report, Selection, Style};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a sample's folder.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(name)).map_err(|_| "文件不存在".to_owned())
    }
}

/// The report on a data file, for the forms that it has.
fn report(path: &Path) -> Report {
    let folder = Folder(path.parent().expect("a folder").to_owned());
    let name = path.strip_prefix(root()).expect("one of ours");
    let bytes = fs::read(path).expect("a sample");
    let input = input::read(&name.to_string_lossy(), &bytes, &folder);
    let options = Options::default();
    let findings = match &input.park {
        Some(park) => check::check(&Context {
            park,
            texts: &input.texts,
            figures: &input.figures,
            forms: park.forms(),
            options: &options,
        }),
        None => Vec::new(),
    };
    Report::new(&input, findings, &Selection::default())
}

#[test]
fn samples_are_reported_as_before() {
    insta::glob!("../../samples", "*/park.yaml", |path| {
        let park = path.parent().expect("a folder").file_name();
        let park = park.expect("a name").to_string_lossy().into_owned();
        insta::with_settings!({
            snapshot_suffix => park,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("sample", report::text(&[report(path)], &Style::default()));
        });
    });
}

#[test]
fn every_rule_explains_itself() {
    for rule in check::rules() {
        let code = rule.code;
        let text = report::explain(&code.to_lowercase()).expect("known");
        assert!(text.contains(rule.summary), "{code}");
        assert!(!rule.basis.is_empty(), "{code} has no basis");
        assert!(!rule.why.is_empty(), "{code} says not why");
        if let Check::Omitted(reason) = rule.check {
            assert!(text.contains(reason), "{code}");
        }
    }
    assert!(report::explain("Z01").is_none());
}
