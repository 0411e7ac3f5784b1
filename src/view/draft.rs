//! What a draft adds to the data: a row to write in where a table is empty.

use serde_json::{Map, Value};

use super::Mode;
use crate::park::{EconomicYear, Indicator, Park, Project, Task};

/// The years of 近三年.
const YEARS: usize = 3;

/// `park` with one empty indicator, task and project, and three empty years,
/// where it has none.
pub(super) fn with_places(park: &Park) -> Park {
    let mut park = park.clone();
    if park.indicators.list.is_empty() {
        park.indicators.list.push(Indicator::default());
    }
    if park.tasks.is_empty() {
        park.tasks.push(Task::default());
    }
    if park.projects.is_empty() {
        park.projects.push(Project::default());
    }
    let years = &mut park.report.get_or_insert_default().economy.years;
    if years.is_empty() {
        years.resize(YEARS, EconomicYear::default());
    }
    park
}

/// Where each text that the program wrote comes from, for a comment in Word:
/// `派生.出处`.
pub(super) fn origins(park: &Park, mode: Mode) -> Value {
    let mut origins = Map::new();
    if mode == Mode::Draft {
        for (path, written) in &park.written {
            if written.text.is_empty() {
                continue;
            }
            let mut text = format!("自动生成，待核改\n数据：{}", written.sources.join("、"));
            if !written.open.is_empty() {
                text = format!("{text}\n{}", written.open);
            }
            origins.insert(path.clone(), text.into());
        }
    }
    origins.into()
}

/// What a draft says below each text that the program wrote: `派生.自动`.
pub(super) fn written(park: &Park, mode: Mode) -> Value {
    let mut notes = Map::new();
    if mode == Mode::Draft {
        for (path, written) in &park.written {
            if written.text.is_empty() {
                continue;
            }
            let note = match written.open.as_str() {
                "" => "（自动生成，待核改）".to_owned(),
                open => format!("（自动生成，待核改；{open}）"),
            };
            notes.insert(path.clone(), note.into());
        }
    }
    notes.into()
}
