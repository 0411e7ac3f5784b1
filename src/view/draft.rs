//! What a draft adds to the data: a row to write in where a table is empty.

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
