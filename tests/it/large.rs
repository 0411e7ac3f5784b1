//! A park with more than any has: its papers stay papers.

#[path = "../../benches/parks/large.rs"]
mod large_park;
#[path = "../../benches/parks/mod.rs"]
mod parks;

use ecopark::{Engine, FormId, Mode};

/// Pages of annex 1 with 40 indicators, 60 tasks and 60 projects whose names
/// have 80 characters.
const MOST: usize = 60;

#[test]
fn many_long_names_take_few_pages() {
    let engine = Engine::new();
    let park = large_park::large(40, 60, 60);
    let input = engine.read("park.yaml", park.yaml.as_bytes(), &park);
    let faults: Vec<&str> = input
        .findings
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    assert!(input.park.is_some(), "{faults:#?}");
    let layout = engine
        .pages(&input, FormId::Plan, Mode::Draft)
        .expect("pages");
    assert!(layout.pages <= MOST, "{} pages", layout.pages);
    let found: Vec<_> = layout.faults().into_iter().collect();
    assert!(found.is_empty(), "{found:#?}");
}
