//! Figures drawn from data: the industrial chain, the map of the boundary,
//! charts.
//!
//! Every drawing is a pure function of data to one SVG in millimetres. From
//! there it takes the road of any other picture: vectors with real text in the
//! PDF, a PNG of 300 dots per inch in the DOCX. So both papers show the same
//! lines, and neither Typst nor a browser is needed to make them.
//!
//! Colours help, but nothing is told by colour alone: kinds differ by line and
//! label, so that a grey copy says the same.

use crate::park::{Choice, Choose, Figure, FigurePurpose, Park, Progress};
use crate::survey::Survey;

pub mod chain;
pub mod chart;
mod layout;
pub mod map;
mod svg;

/// A figure that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The SVG.
    pub svg: String,
    /// Printed width, millimetres.
    pub width: f64,
    /// Printed height, millimetres.
    pub height: f64,
    /// What it shows, for who cannot see it.
    pub alt: String,
}

impl Drawing {
    /// Whether it needs a lying page.
    pub fn lies(&self) -> bool {
        self.width > STANDING_MM.0
    }
}

/// The word that asks for a figure from the data, in place of its file.
pub const AUTO: &str = "自动";

/// Adds the two required figures to 图件 where the data for them are there and
/// no figure of theirs is listed.
pub fn list(park: &mut Park) {
    let network = (!park.network.is_empty()).then(|| park.network.sources.clone());
    let boundary = (!park.boundary.is_empty()).then(|| park.boundary.sources.clone());
    for (purpose, sources) in [
        (FigurePurpose::Extent, boundary),
        (FigurePurpose::Chain, network),
    ] {
        let Some(sources) = sources else { continue };
        if !park.figures.iter().any(|figure| figure.purpose.is(purpose)) {
            park.figures.push(Figure {
                name: purpose.label(),
                purpose: Choice::Known(purpose),
                file: AUTO.to_owned(),
                source: sources.iter().next().unwrap_or_default().to_owned(),
                ..Figure::default()
            });
        }
    }
}

/// Whether a figure has no file of its own and the data suffice to draw it.
pub fn can_draw(park: &Park, survey: &Survey, figure: &Figure) -> bool {
    if !is_asked(figure) {
        return false;
    }
    match figure.purpose.known() {
        Some(FigurePurpose::Extent) => survey.is_drawable(),
        Some(FigurePurpose::Chain) => chain::can_draw(&park.network),
        _ => draw(park, survey, figure).is_some(),
    }
}

/// Draws a figure that has no file of its own.
pub fn draw(park: &Park, survey: &Survey, figure: &Figure) -> Option<Drawing> {
    if !is_asked(figure) {
        return None;
    }
    match figure.purpose.known()? {
        FigurePurpose::Extent => map::draw(survey, &park.boundary, &park.basics),
        FigurePurpose::Chain => chain::draw(&park.network),
        FigurePurpose::Indicators => chart::indicators(park),
        FigurePurpose::Economy => chart::economy(park),
        FigurePurpose::Investment => chart::investment(park),
        FigurePurpose::Progress => chart::progress(park),
        FigurePurpose::Other => None,
    }
}

/// The park as it was when it applied: what happened after the baseline year is
/// no part of annex 1, nor of its charts.
pub fn before_application(park: &Park) -> Park {
    let baseline = park.indicators.baseline_year.as_str();
    let baseline = baseline.trim().trim_end_matches('年').to_owned();
    let mut park = park.clone();
    for indicator in &mut park.indicators.list {
        indicator.actual.retain(|year, _| *year <= baseline);
    }
    for task in &mut park.tasks {
        task.progress = Progress::default();
    }
    for project in &mut park.projects {
        project.progress = Progress::default();
    }
    if let Some(report) = &mut park.report {
        report
            .economy
            .years
            .retain(|row| row.year.as_str().trim_end_matches('年') <= baseline.as_str());
    }
    park
}

fn is_asked(figure: &Figure) -> bool {
    matches!(figure.file.trim(), "" | AUTO)
}

/// The room for a figure on a standing page (millimetres): the text block, and
/// so much of its height that caption and heading stand with it.
pub(crate) const STANDING_MM: (f64, f64) = (156.0, 190.0);
/// The room on a lying page.
pub(crate) const LYING_MM: (f64, f64) = (225.0, 130.0);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_of_annex_1_know_nothing_of_later_years() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/湘澜经开区/park.yaml");
        let yaml = std::fs::read_to_string(path).expect("a sample");
        let park: Park = serde_yaml::from_str(&yaml).expect("a park");
        let then = before_application(&park);
        let chart = chart::indicators(&then).expect("baseline and target");
        assert!(chart.svg.contains("2025") && !chart.svg.contains("2028"));
        assert_eq!(chart::economy(&then), None);
        let money = chart::investment(&then).expect("planned");
        assert!(!money.svg.contains("完成投资"));
    }
}
