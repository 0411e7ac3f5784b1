//! The paper itself: title, author, date, mark.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::options::{Mode, ViewOptions};
use super::shown;
use crate::form::{FormId, REGULATION_DATE};
use crate::park::{FuzzyDate, Park};

/// First line of every title.
const KIND: &str = "生态文明建设示范区（生态工业园区）";

/// `文档`.
pub(super) fn paper(park: &Park, options: &ViewOptions) -> Value {
    let form = options.form.form();
    let outline = match options.mode {
        Mode::Blank if form.outline => "提纲",
        _ => "",
    };
    json!({
        "方式": options.mode.name(),
        "提示": "全部",
        "附件": format!("附件{}", form.annex),
        "标题": [KIND, format!("{}{outline}", form.name)],
        "作者": shown::text(&park.body.name),
        "日期": document_date(park, options).to_string(),
        "年月": month(form_date(park, options.form)),
    })
}

/// The day that the document bears: the form's own date, else the latest of its
/// stage, else the day of the regulation.
fn document_date(park: &Park, options: &ViewOptions) -> Date {
    let constant = REGULATION_DATE.parse().expect("a date");
    if options.mode == Mode::Blank {
        return constant;
    }
    let last = |date: &FuzzyDate| date.interval().map(|interval| interval.last);
    last(form_date(park, options.form))
        .or_else(|| stage_dates(park, options.form).filter_map(last).max())
        .unwrap_or(constant)
}

/// The date that a form itself prints.
fn form_date(park: &Park, form: FormId) -> &FuzzyDate {
    static NONE: FuzzyDate = FuzzyDate(String::new());
    park.own_date(form).unwrap_or(&NONE)
}

/// Facts that are past when the form is written.
fn stage_dates(park: &Park, form: FormId) -> impl Iterator<Item = &FuzzyDate> {
    let process = &park.process;
    let mut dates = vec![&process.applied];
    if let Some(eia) = &process.eia {
        dates.push(&eia.reviewed);
        dates.extend(eia.follow_up.record().map(|one| &one.finished));
    }
    if form >= FormId::Filing {
        dates.push(&process.approved);
        dates.push(form_date(park, FormId::Plan));
    }
    if form >= FormId::Report {
        dates.push(form_date(park, FormId::Filing));
        dates.extend(process.extension.record().map(|one| &one.granted));
        let tasks = park.tasks.iter().map(|task| &task.progress);
        let projects = park.projects.iter().map(|project| &project.progress);
        for progress in tasks.chain(projects) {
            dates.extend([&progress.finished, &progress.in_operation]);
        }
        dates.extend(park.projects.iter().map(|project| &project.change.reported));
        dates.extend(park.adjustments.iter().map(|one| &one.reported));
    }
    if form >= FormId::Application {
        dates.push(form_date(park, FormId::Report));
    }
    dates.into_iter()
}

/// Year and month for a cover: `2026年5月`.
fn month(date: &FuzzyDate) -> Value {
    match date.interval() {
        Some(interval) => format!("{}年{}月", interval.first.year(), interval.first.month()).into(),
        None => Value::Null,
    }
}
