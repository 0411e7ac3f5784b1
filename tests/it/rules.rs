//! Every rule against its fixtures in `tests/rules/`.
//!
//! `CODE.yaml` breaks the rule on the lines that carry `# ← CODE`, and on no
//! other; `CODE.ok.yaml` keeps it by a hair. What the findings look like is in
//! `tests/it/snapshots/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ecopark::batch::Folder;
use ecopark::check::{self, Check, Measure, Rule};
use ecopark::report::Style;
use ecopark::{Engine, FormId, Input, Options, Report, Selection};

/// A line of a file, counted from 1.
type Line = (String, usize);

/// A fixture, read and checked.
struct Fixture {
    input: Input,
    report: Report,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// Names of the files in the folder of fixtures.
fn names() -> BTreeSet<String> {
    fs::read_dir(folder())
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("a readable name"))
        .filter(|name| !name.starts_with('.'))
        .collect()
}

/// The rule that a fixture is about, and whether the fixture breaks it.
fn about(name: &str) -> Option<(&'static Rule, bool)> {
    let stem = name.strip_suffix(".yaml")?;
    match stem.strip_suffix(".ok") {
        Some(code) => Some((check::rule(code)?, false)),
        None => Some((check::rule(stem)?, true)),
    }
}

/// What the fixture's first line asks for.
#[derive(Default)]
struct Wish {
    options: Options,
    /// Other parks of the same run.
    with: Vec<String>,
}

/// Reads `# 选项: --form 备案表 --count 字数 --today 2026-11-20`. Without
/// `--form` a fixture is checked for all the forms of its rule.
fn wish(text: &str, rule: &Rule) -> Wish {
    let mut wish = Wish::default();
    let first = text.lines().next().unwrap_or_default();
    let mut words = first
        .strip_prefix("# 选项:")
        .unwrap_or_default()
        .split_whitespace();
    while let Some(option) = words.next() {
        let value = words.next().expect("an option has a value");
        let options = &mut wish.options;
        match option {
            "--form" => {
                let form = FormId::by_name(value).expect("name of a form");
                options.forms = options.forms.or(form.into());
            }
            "--count" if value == "字数" => options.measure = Measure::Words,
            "--today" => options.today = Some(value.parse().expect("a day")),
            "--evidence" => {
                let files = fs::read_dir(folder().join(value)).expect("folder of evidence");
                let name = |file: fs::DirEntry| file.file_name().to_string_lossy().into_owned();
                options.evidence = Some(files.map(|file| name(file.expect("a file"))).collect());
            }
            "--without" if value == "麻将牌" => {
                options.glyphs = Some(|c| !('\u{1F000}'..='\u{1F02F}').contains(&c));
            }
            "--standard" => {
                let bytes = fs::read(folder().join(value)).expect("a catalogue");
                let standard = ecopark::standard::load(value, &bytes);
                options.standard = Some(standard.expect("a catalogue without faults"));
            }
            "--with" => wish.with.push(value.to_owned()),
            _ => panic!("{option} {value} is no option of a fixture"),
        }
    }
    // Fonts that have everything, whatever fonts this build has.
    wish.options.glyphs.get_or_insert(|_| true);
    if wish.options.forms.is_empty() {
        wish.options.forms = rule.forms;
    }
    wish
}

/// Reads the fixture `name` and checks it, alone and with the parks that it
/// names.
fn run(name: &str, rule: &Rule) -> Fixture {
    let text = fs::read_to_string(folder().join(name)).expect("a fixture");
    let wish = wish(&text, rule);
    let mut inputs = vec![read(name)];
    inputs.extend(wish.with.iter().map(|other| read(other)));
    let only = Selection::new(&[rule.code], &[]).expect("a code");
    let all: Vec<&Input> = inputs.iter().collect();
    let report = Engine::new()
        .check_all(&all, &wish.options, &only)
        .swap_remove(0);
    Fixture {
        input: inputs.swap_remove(0),
        report,
    }
}

/// The reports on the fixtures that break a rule, by the fixture's name.
pub fn reports() -> Vec<(String, Report)> {
    names()
        .into_iter()
        .filter_map(|name| match about(&name) {
            Some((rule, true)) => Some((name.clone(), run(&name, rule).report)),
            _ => None,
        })
        .collect()
}

fn read(name: &str) -> Input {
    let bytes = fs::read(folder().join(name)).unwrap_or_else(|err| panic!("{name}: {err}"));
    Engine::new().read(name, &bytes, &Folder::of(&folder().join(name)))
}

impl Fixture {
    /// Lines on which findings stand.
    fn found(&self) -> BTreeSet<Line> {
        let spots = self.report.findings().iter().map(|located| &located.spot);
        spots
            .map(|spot| (self.input.files[spot.file].name.clone(), spot.line))
            .collect()
    }

    /// Lines marked `# ← CODE`, or named by `# ← CODE 文件.txt:3` where the text
    /// can bear no mark.
    fn marked(&self, code: &str) -> BTreeSet<Line> {
        let yaml = &self.input.files[0];
        let mark = format!("# ← {code}");
        let mut marked = BTreeSet::new();
        for (at, line) in yaml.text.lines().enumerate() {
            let Some((_, rest)) = line.split_once(&mark) else {
                continue;
            };
            marked.insert(match rest.trim().rsplit_once(':') {
                Some((file, line)) => (file.to_owned(), line.parse().expect("a line number")),
                None => (yaml.name.clone(), at + 1),
            });
        }
        marked
    }

    /// The findings, as a user sees them.
    fn shown(&self) -> String {
        let style = Style::default();
        let findings = self.report.findings().iter();
        let texts = findings.map(|one| self.report.finding_text(one, &style) + "\n\n");
        texts.collect()
    }
}

#[test]
fn each_fixture_yields_its_code_at_its_lines() {
    let mut faults = String::new();
    for name in names() {
        let Some((rule, broken)) = about(&name) else {
            continue;
        };
        let fixture = run(&name, rule);
        let (found, marked) = (fixture.found(), fixture.marked(rule.code));
        if found != marked || broken == marked.is_empty() {
            let shown = fixture.shown();
            writeln!(
                faults,
                "{name}: marked {marked:?}, found {found:?}\n{shown}"
            )
            .expect("into a string");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn findings_look_as_before() {
    let mut settings = insta::Settings::clone_current();
    settings.set_allow_empty_glob(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    insta::glob!("../rules", "*.yaml", |path| {
        let name = path.file_name().expect("a file").to_string_lossy();
        let Some((rule, true)) = about(&name) else {
            return;
        };
        insta::with_settings!({ snapshot_suffix => rule.code }, {
            insta::assert_snapshot!("rule", run(&name, rule).shown());
        });
    });
}

#[test]
fn every_rule_has_both_fixtures() {
    let names = names();
    let missing: Vec<String> = check::rules()
        .filter(|rule| matches!(rule.check, Check::Park(_) | Check::Parks(_)))
        .flat_map(|rule| {
            [
                format!("{}.yaml", rule.code),
                format!("{}.ok.yaml", rule.code),
            ]
        })
        .filter(|name| !names.contains(name))
        .collect();
    assert!(missing.is_empty(), "tests/rules lacks {missing:?}");
}

#[test]
fn no_fixture_is_an_orphan() {
    let texts: Vec<String> = names()
        .iter()
        .filter(|name| about(name).is_some())
        .map(|name| fs::read_to_string(folder().join(name)).expect("a fixture"))
        .collect();
    let orphans: Vec<String> = names()
        .into_iter()
        .filter(|name| {
            about(name).is_none() && !texts.iter().any(|text| text.contains(name.as_str()))
        })
        .collect();
    assert!(orphans.is_empty(), "no rule is tested by {orphans:?}");
}

#[test]
fn the_registry_is_in_order() {
    let mut seen = BTreeMap::new();
    for rule in check::rules() {
        let code = rule.code;
        assert!(
            seen.insert(code, rule).is_none(),
            "{code} is registered twice"
        );
        assert!(!rule.severities.is_empty(), "{code} has no severity");
        assert!(
            rule.severities.is_sorted(),
            "{code}: gravest severity first"
        );
        assert!(
            !rule.summary.ends_with('。'),
            "{code}: a summary is no sentence"
        );
        if matches!(rule.check, Check::Park(_) | Check::Parks(_)) {
            for text in [rule.why, rule.wrong, rule.right, rule.mend] {
                assert!(!text.is_empty(), "{code} explains too little");
            }
        }
    }
}
