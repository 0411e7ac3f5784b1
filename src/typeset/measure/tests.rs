use super::page::{MARGINS, Marks};
use super::*;
use crate::finding::Severity;
use crate::typeset::Pictures;
use crate::typeset::tests::{kit, papers};

/// A run of five characters of five millimetres that begins at `x`.
fn run(text: &str, x: f64, base: f64) -> Run {
    let mark = Mark {
        x0: x,
        y0: base - 3.6,
        x1: x + 25.0,
        y1: base + 0.1,
    };
    Run {
        text: text.to_owned(),
        mark,
        size: 5.0,
        base,
        family: "Zhuque Fangsong (technical preview)".to_owned(),
    }
}

/// The faults of a standing page with these marks.
fn faults(runs: Vec<Run>, rules: Vec<Mark>, pictures: Vec<Mark>) -> Vec<(FaultKind, String)> {
    let marks = Marks {
        width: 210.0,
        height: 297.0,
        runs,
        rules,
        pictures,
    };
    let mut faults = Vec::new();
    marks.faults(1, false, &mut 0, &mut faults);
    faults.into_iter().map(|one| (one.kind, one.what)).collect()
}

fn line(x0: f64, y0: f64, x1: f64, y1: f64) -> Mark {
    Mark { x0, y0, x1, y1 }
}

#[test]
fn words_in_their_place_are_no_fault() {
    let runs = vec![run("园区名称甲", 30.0, 50.0), run("— 12 —", 30.0, 270.0)];
    let cell = vec![line(28.0, 45.0, 28.0, 60.0), line(28.0, 52.0, 184.0, 52.0)];
    assert_eq!(faults(runs, cell, vec![line(30.0, 60.0, 180.0, 200.0)]), []);
}

#[test]
fn each_kind_of_fault_is_found() {
    #[track_caller]
    fn case(runs: Vec<Run>, rules: Vec<Mark>, kind: FaultKind, what: &str) {
        assert_eq!(faults(runs, rules, Vec::new()), [(kind, what.to_owned())]);
    }

    case(
        vec![run("出纸的字甲", 190.0, 50.0)],
        vec![],
        FaultKind::Sheet,
        "出纸的字甲",
    );
    case(
        vec![run("出版心的字", 165.0, 50.0)],
        vec![],
        FaultKind::Margin,
        "出版心的字",
    );
    case(
        vec![run("低于版心的", 30.0, 280.0)],
        vec![],
        FaultKind::Margin,
        "低于版心的",
    );
    let upright = line(40.0, 45.0, 40.0, 60.0);
    case(
        vec![run("压竖线的字", 30.0, 50.0)],
        vec![upright],
        FaultKind::Rule,
        "压竖线的字",
    );
    let lying = line(28.0, 48.0, 184.0, 48.0);
    case(
        vec![run("压横线的字", 30.0, 50.0)],
        vec![lying],
        FaultKind::Rule,
        "压横线的字",
    );
    let two = vec![run("下面的字甲", 30.0, 50.0), run("上面的字", 33.0, 51.0)];
    case(two, vec![], FaultKind::Overlap, "下面的字甲");
}

#[test]
fn a_picture_beyond_the_text_block_is_named_by_its_number() {
    let pictures = vec![
        line(30.0, 60.0, 180.0, 200.0),
        line(30.0, 210.0, 180.0, 280.0),
    ];
    assert_eq!(
        faults(Vec::new(), Vec::new(), pictures),
        [(FaultKind::Picture, "1".to_owned())]
    );
}

#[test]
fn a_heading_at_the_foot_is_found_and_a_row_below_it_seen() {
    let heading = || Run {
        family: "GW Form Hei".to_owned(),
        ..run("二、主要任", 30.0, 250.0)
    };
    let runs = || vec![run("上文上文上", 30.0, 240.0), heading()];
    let found = faults(runs(), Vec::new(), Vec::new());
    assert_eq!(found, [(FaultKind::Foot, "二、主要任".to_owned())]);
    let row = line(28.0, 261.0, 184.0, 261.0);
    assert_eq!(faults(runs(), vec![row], Vec::new()), []);
    let below = vec![heading(), run("下文下文下", 30.0, 259.0)];
    assert_eq!(faults(below, Vec::new(), Vec::new()), []);
    // The head of a table, and the label of a row that nobody has filled in.
    let upright = |x: f64| line(x, 245.0, x, 258.0);
    let head = vec![upright(28.0), upright(184.0)];
    let found = faults(runs(), head, Vec::new());
    assert_eq!(found, [(FaultKind::Foot, "二、主要任".to_owned())]);
    let label = vec![upright(28.0), upright(60.0), upright(184.0)];
    assert_eq!(faults(runs(), label, Vec::new()), []);
}

#[test]
fn the_margins_are_those_of_the_kit() {
    let geometry = kit().styles().expect("the kit").geometry;
    assert_eq!(
        MARGINS,
        [geometry.top, geometry.right, geometry.bottom, geometry.left]
    );
}

/// Blank, sound, short and nasty data in all four forms. What is too long for
/// its page goes on to the next, with a warning.
#[test]
fn nothing_stands_where_it_must_not() {
    let kit = kit();
    let mut found = String::new();
    for (name, form, data) in papers() {
        let blocks = kit
            .blocks(form, &data)
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        let layout = kit.layout(&blocks, &Pictures::new());
        let layout = layout.unwrap_or_else(|e| panic!("{name}: {e}"));
        let nasty = name.ends_with('难');
        for finding in findings(form, &blocks, &layout.faults()) {
            if nasty && finding.severity == Severity::Warning {
                continue;
            }
            found += &format!("{name}: {} {}\n", finding.code, finding.message);
        }
    }
    assert_eq!(found, "");
}
