//! Figures: which stands where, how large, with which words.

use serde_json::{Map, Value, json};

use super::options::{Mode, ViewOptions};
use super::shown::{self, source_name};
use crate::form::FormId;
use crate::input::FigureFile;
use crate::park::{Choice, Figure, FigurePurpose, Park, catalogue};

/// Largest print of a figure, millimetres: the text block less a margin, and
/// two thirds of its height, so that caption and some text share its page.
const LARGEST_MM: (f64, f64) = (150.0, 150.0);

/// Frame for a figure that is not there (draft).
const FRAME_MM: (f64, f64) = (150.0, 85.0);

/// `派生.图件`: `四至` and `工业链` (the two that annex 1 requires; in a draft
/// an empty frame each), `章节` (path of the text that they follow → figures),
/// `末尾` (those that no section claims).
pub(super) fn figures(park: &Park, options: &ViewOptions) -> Value {
    let mut places: Map<String, Value> = Map::new();
    let mut rest = Vec::new();
    for (index, figure) in park.figures.iter().enumerate() {
        if is_required(figure) {
            continue;
        }
        let shown = shown(park, options, index, figure);
        match section(&figure.place, options.form) {
            Some(path) => match places.get_mut(path) {
                Some(Value::Array(list)) => list.push(shown),
                _ => {
                    places.insert(path.to_owned(), json!([shown]));
                }
            },
            None if is_homeless(&figure.place, options.form) => rest.push(shown),
            None => {}
        }
    }
    json!({
        "四至": required(park, options, FigurePurpose::Extent),
        "工业链": required(park, options, FigurePurpose::Chain),
        "章节": places,
        "末尾": rest,
    })
}

fn is_required(figure: &Figure) -> bool {
    matches!(
        figure.purpose.known(),
        Some(FigurePurpose::Extent | FigurePurpose::Chain)
    )
}

/// The figures for one of the two required places.
fn required(park: &Park, options: &ViewOptions, purpose: FigurePurpose) -> Vec<Value> {
    let mut figures: Vec<Value> = park
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| figure.purpose.is(purpose))
        .map(|(index, figure)| shown(park, options, index, figure))
        .collect();
    if figures.is_empty() && options.mode == Mode::Draft {
        let empty = Figure {
            purpose: Choice::Known(purpose),
            ..Figure::default()
        };
        // The index that it would get, so that the two frames differ.
        let index = park.figures.len() + usize::from(purpose == FigurePurpose::Chain);
        figures.push(shown(park, options, index, &empty));
    }
    figures
}

fn shown(park: &Park, options: &ViewOptions, index: usize, figure: &Figure) -> Value {
    let name = match figure.name.as_str() {
        "" => figure.purpose.text(),
        name => name.to_owned(),
    };
    let size = match options.figures.get(index) {
        Some(FigureFile::Raster { width, height }) => {
            Some(fitted(f64::from(*width), f64::from(*height)))
        }
        Some(FigureFile::Vector { width, height, .. }) => Some(fitted(*width, *height)),
        // Drawn for the paper: it has its size already.
        Some(FigureFile::Drawn { width, height }) if *width > 0.0 => Some((*width, *height)),
        _ => None,
    };
    let (width, height) = size.unwrap_or(FRAME_MM);
    json!({
        "路径": format!("图件[{index}]"),
        "名称": name,
        "替代文字": alternative(park, figure, &name),
        "文件": size.map(|_| figure.file.as_str()),
        "横排": width > LARGEST_MM.0 + 6.0,
        "宽": width,
        "高": height,
        "来源": source(park, figure),
    })
}

/// The largest size of the same shape that fits, in tenths of a millimetre.
fn fitted(width: f64, height: f64) -> (f64, f64) {
    let scale = (LARGEST_MM.0 / width).min(LARGEST_MM.1 / height);
    let tenths = |length: f64| ((length * scale * 10.0).round() / 10.0).max(0.1);
    (tenths(width), tenths(height))
}

/// What a reader who cannot see the figure is told.
fn alternative(park: &Park, figure: &Figure, name: &str) -> String {
    if !figure.alt.is_empty() {
        return figure.alt.clone();
    }
    let boundaries = &park.basics.extent.boundaries;
    let more = match figure.purpose.known() {
        _ if !figure.note.is_empty() => &figure.note,
        Some(FigurePurpose::Extent) if !boundaries.is_empty() => boundaries,
        _ => return format!("{}{name}", park.basics.name),
    };
    format!("{}{name}：{more}", park.basics.name)
}

/// `资料来源：…，审图号：…`, after the note if there is one.
fn source(park: &Park, figure: &Figure) -> Value {
    let mut parts = Vec::new();
    if !figure.source.is_empty() {
        let name = source_name(park, figure.source.trim());
        parts.push(format!("资料来源：{name}"));
    }
    if !figure.map_number.is_empty() {
        parts.push(format!("审图号：{}", figure.map_number));
    }
    let source = parts.join("，");
    match figure.note.trim_end_matches('。') {
        "" => shown::text(&source),
        note if source.is_empty() => format!("注：{note}。").into(),
        note => format!("注：{note}。{source}").into(),
    }
}

/// The path of the text below `form`'s block that a `所在章节` names: by its
/// whole path, by its key, or by the beginning of its key (重点任务).
fn section(place: &str, form: FormId) -> Option<&'static str> {
    let block = format!("{}.", form.form().block);
    let below = || {
        catalogue::fields()
            .iter()
            .filter(|field| field.path.starts_with(&block))
    };
    let place = place.trim();
    if place.is_empty() {
        return None;
    }
    below()
        .find(|field| field.path == place || field.label == place)
        .or_else(|| below().find(|field| field.label.starts_with(place)))
        .map(|field| field.path.as_str())
}

/// Whether a figure that `form` has no section for stands at its end: annex 1
/// takes what annex 3 does not claim.
fn is_homeless(place: &str, form: FormId) -> bool {
    form == FormId::Plan && section(place, FormId::Report).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_by_path_key_or_beginning() {
        #[track_caller]
        fn case(place: &str, form: FormId, path: Option<&str>) {
            assert_eq!(section(place, form), path);
        }

        case("碳排放", FormId::Plan, Some("实施方案.园区概况.碳排放"));
        case("重点任务", FormId::Plan, Some("实施方案.重点任务说明"));
        case("实施方案.总体框架", FormId::Plan, Some("实施方案.总体框架"));
        case(
            "碳汇",
            FormId::Report,
            Some("验收报告.碳排放与碳汇现状.碳汇"),
        );
        case("碳汇", FormId::Plan, None);
        case("", FormId::Plan, None);
    }

    #[test]
    fn a_figure_keeps_its_shape() {
        assert_eq!(fitted(1500.0, 1000.0), (150.0, 100.0));
        assert_eq!(fitted(1000.0, 2000.0), (75.0, 150.0));
    }
}
