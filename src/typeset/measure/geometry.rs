//! The papers on the ruler: seals, gaps for the pen, rows, lines.

use super::{Mark, Run};
use crate::form::FormId;
use crate::park::Park;
use crate::typeset::tests::{data, kit, nasty, sample};
use crate::typeset::{Layout, Pictures};
use crate::view::Mode;

/// Diameter of a seal and what is left round it, millimetres.
const SEAL: (f64, f64) = (45.0, 3.0);
/// What a pen needs before 年, 月 and 日, and between two rules, millimetres.
const PEN: (f64, f64) = (15.0, 8.0);
/// Rounding.
const EXACT: f64 = 0.05;

fn pages(park: &Park, form: FormId, mode: Mode) -> Layout {
    let kit = kit();
    let blocks = kit.blocks(form, &data(park, form, mode)).expect("blocks");
    kit.layout(&blocks, &Pictures::new()).expect("pages")
}

/// The only run that is `text` on the line of `base`, behind `x`.
fn behind<'a>(runs: &'a [Run], text: &str, base: f64, x: f64) -> &'a Run {
    let mut here = runs
        .iter()
        .filter(|run| run.text.trim() == text && (run.base - base).abs() < 1.0)
        .filter(|run| run.mark.x0 > x);
    here.next().unwrap_or_else(|| panic!("no {text} at {base}"))
}

fn middle(mark: &Mark) -> (f64, f64) {
    (
        f64::midpoint(mark.x0, mark.x1),
        f64::midpoint(mark.y0, mark.y1),
    )
}

#[test]
fn a_seal_on_its_words_stays_in_its_cell() {
    let layout = pages(&Park::default(), FormId::Application, Mode::Blank);
    let (runs, rules) = (layout.runs(), layout.rules());
    let (runs, rules) = (runs.last().expect("a page"), rules.last().expect("a page"));
    let labels: Vec<&Run> = runs.iter().filter(|run| run.text == "盖章").collect();
    assert_eq!(labels.len(), 3);
    let radius = SEAL.0 / 2.0 + SEAL.1;
    for label in labels {
        let (x, above) = middle(&label.mark);
        let month = behind(runs, "月", label.base + 8.47, 0.0);
        let y = f64::midpoint(above, middle(&month.mark).1);
        let seal = Mark {
            x0: x - radius,
            y0: y - radius,
            x1: x + radius,
            y1: y + radius,
        };
        assert!(
            seal.x1 <= 184.0 + EXACT && seal.y1 <= 262.0 + EXACT,
            "{seal:?}"
        );
        for rule in rules {
            let (across, down) = rule_inside(rule, &seal);
            assert!(!(across > EXACT && down > EXACT), "{rule:?} in {seal:?}");
        }
    }
}

/// How far a rule, taken as thin as it is, reaches into a square.
fn rule_inside(rule: &Mark, square: &Mark) -> (f64, f64) {
    (
        rule.x1.min(square.x1) - rule.x0.max(square.x0) + 2.0 * EXACT,
        rule.y1.min(square.y1) - rule.y0.max(square.y0) + 2.0 * EXACT,
    )
}

#[test]
fn a_seal_on_the_cover_of_annex_2_covers_neither_name_nor_date() {
    let layout = pages(&sample("湘澜经开区"), FormId::Filing, Mode::Filled);
    let runs = &layout.runs()[0];
    let line = |label: &str| {
        let found = runs.iter().find(|run| run.text.starts_with(label));
        found.unwrap_or_else(|| panic!("no {label}")).mark
    };
    let free = line("报送日期").y0 - line("园").y1;
    assert!(free >= SEAL.0 + 2.0 * SEAL.1 - EXACT, "{free}");
}

#[test]
fn there_is_room_for_a_pen_before_year_month_and_day() {
    for form in [
        FormId::Filing,
        FormId::Application,
        FormId::Plan,
        FormId::Report,
    ] {
        let layout = pages(&Park::default(), form, Mode::Blank);
        for runs in layout.runs() {
            for year in runs.iter().filter(|run| run.text.trim() == "年") {
                let month = behind(&runs, "月", year.base, year.mark.x1);
                let day = behind(&runs, "日", year.base, month.mark.x1);
                for gap in [month.mark.x0 - year.mark.x1, day.mark.x0 - month.mark.x1] {
                    assert!(gap >= PEN.0 - EXACT, "{form:?}: {gap}");
                }
            }
        }
    }
}

#[test]
fn every_row_of_a_form_is_high_enough() {
    let papers = [
        (Park::default(), Mode::Blank),
        (sample("湘澜经开区"), Mode::Filled),
        (nasty(), Mode::Draft),
    ];
    for (park, mode) in papers {
        for form in [FormId::Filing, FormId::Application] {
            for rules in pages(&park, form, mode).rules().iter().skip(1) {
                let lying = rules.iter().filter(|rule| rule.y1 - rule.y0 < EXACT);
                let mut ys: Vec<f64> = lying.map(|rule| rule.y0).collect();
                ys.sort_by(f64::total_cmp);
                ys.dedup_by(|a, b| (*a - *b).abs() < EXACT);
                for two in ys.windows(2) {
                    assert!(two[1] - two[0] >= PEN.1 - EXACT, "{form:?}: {two:?}");
                }
            }
        }
    }
}

#[test]
fn lines_stand_on_the_grid_of_gb_9704() {
    let layout = pages(&sample("湘澜经开区"), FormId::Plan, Mode::Filled);
    let runs = &layout.runs()[2];
    let text: Vec<&Run> = runs
        .iter()
        .filter(|run| (run.size - 5.644).abs() < 0.01)
        .collect();
    assert!(text.len() > 20);
    let mut bases: Vec<f64> = text.iter().map(|run| run.base).collect();
    bases.sort_by(f64::total_cmp);
    bases.dedup_by(|a, b| (*a - *b).abs() < EXACT);
    let pitch = 225.0 / 22.0;
    for base in &bases {
        let lines = (base - bases[0]) / pitch;
        assert!((lines - lines.round()).abs() < 0.01, "{base}");
    }
    assert!(bases.len() >= 20, "{} lines", bases.len());
    // A right-hand page: bound at the left.
    let left = text
        .iter()
        .map(|run| run.mark.x0)
        .fold(f64::INFINITY, f64::min);
    let right = text.iter().map(|run| run.mark.x1).fold(0.0, f64::max);
    assert!(
        (left - 28.0).abs() < 0.3 && (right - 184.0).abs() < 0.6,
        "{left} {right}"
    );
}
