//! Who may know whom: no room of `src/` imports from a storey above its own.

use std::fs;
use std::path::{Path, PathBuf};

/// The storeys, ground first. Rooms of one storey do not know each other; the
/// front door, `lib.rs` itself, knows all.
const STOREYS: &[&[&str]] = &[
    &["blocks", "fonts", "form"],
    &["finding"],
    &["park"],
    &["draft", "survey"],
    &["drawing"],
    &["input"],
    &["standard"],
    &["facts"],
    &["check"],
    &["report"],
    &[
        "checklist",
        "dossier",
        "fix",
        "skeleton",
        "timeline",
        "view",
    ],
    &["docx", "sheet", "typeset"],
    &["compare"],
    &["engine"],
    &["error"],
    &["batch"],
    &["cli"],
];

/// The storey of a room.
fn storey(room: &str) -> Option<usize> {
    STOREYS.iter().position(|rooms| rooms.contains(&room))
}

/// Every Rust file below `folder`, in order.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The rooms that a line of code names by `crate::…`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split("//").next().unwrap_or_default();
    code.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// What is wrong with a line in `room`; nothing if all is well.
fn fault(room: &str, line: &str) -> Option<String> {
    let here = storey(room).expect("every room has its storey");
    named(line).find_map(|other| match storey(other) {
        None => Some(format!("`{other}` has no storey")),
        Some(there) if there > here => Some(format!("`{room}` lies below `{other}`")),
        Some(there) if there == here && other != room => {
            Some(format!("`{room}` and `{other}` are not to know each other"))
        }
        Some(_) => None,
    })
}

#[test]
fn no_import_points_upward() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    for file in files {
        let inside = file.strip_prefix(&src).expect("below src");
        let room = inside.iter().next().expect("a name").to_string_lossy();
        let room = room.trim_end_matches(".rs");
        if matches!(room, "lib" | "main") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a text");
        for (at, line) in text.lines().enumerate() {
            if let Some(fault) = fault(room, line) {
                panic!("src/{}:{}: {fault}", inside.display(), at + 1);
            }
        }
    }
}

#[test]
fn upward_imports_are_seen() {
    #[track_caller]
    fn case(room: &str, line: &str, expected: Option<&str>) {
        assert_eq!(fault(room, line).as_deref(), expected);
    }

    case("check", "use crate::input::{self, Text};", None);
    case("check", "/// Shown by [`crate::report`].", None);
    case(
        "input",
        "    let found = crate::check::rule(\"B01\");",
        Some("`input` lies below `check`"),
    );
    case(
        "docx",
        "use crate::typeset::Kit;",
        Some("`docx` and `typeset` are not to know each other"),
    );
    case("docx", "use crate::{form};", Some("`` has no storey"));
}
