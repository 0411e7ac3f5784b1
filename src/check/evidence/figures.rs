//! Figures: E01, E03 to E06.

use crate::check::count::blank;
use crate::check::{Context, Found};
use crate::form::FormId;
use crate::input::FigureFile;
use crate::park::{Figure, FigurePurpose, plain};

/// Width of a figure on paper, in mm: nearly the whole text block.
const WIDTH: f64 = 150.0;
/// Fewest dots per inch that print well.
const SHARP: f64 = 150.0;
const INCH: f64 = 25.4;

/// Words in the name of a figure that is a map.
const MAP: [&str; 9] = [
    "地图",
    "区位",
    "四至",
    "位置图",
    "范围图",
    "影像",
    "遥感",
    "规划图",
    "水系图",
];

/// Every figure with its path.
fn figures<'a>(ctx: &Context<'a>) -> impl Iterator<Item = (String, &'a Figure)> + use<'a> {
    let figures = ctx.park.figures.iter().enumerate();
    figures.map(|(i, figure)| (format!("图件[{i}]"), figure))
}

/// How a message calls a figure.
fn called(figure: &Figure) -> String {
    if figure.name.is_empty() {
        "图件".to_owned()
    } else {
        format!("「{}」", figure.name)
    }
}

/// E01: every figure has a source.
pub(super) fn sources(ctx: &Context, found: &mut Found) {
    for (path, figure) in figures(ctx) {
        if blank(&figure.source) {
            found
                .error(
                    format!("{path}.来源"),
                    format!("{}缺少 `来源`", called(figure)),
                )
                .hint("写 `数据来源` 中的编号，或写明绘制单位和所据资料");
        }
    }
}

/// E03: every figure is a picture that can be drawn.
pub(super) fn usable(ctx: &Context, found: &mut Found) {
    for ((path, figure), file) in figures(ctx).zip(ctx.figures) {
        let (message, hint) = match file {
            FigureFile::Unnamed => (
                format!("{}没有写图的 `文件`", called(figure)),
                "写明与数据文件同一文件夹内的 PNG、JPEG 或 SVG 文件名",
            ),
            FigureFile::Broken(why) => (
                format!("图件 `{}` 不能用：{why}", figure.file),
                "用绘图软件重新导出为 PNG、JPEG 或 SVG",
            ),
            FigureFile::Missing | FigureFile::Raster { .. } | FigureFile::Vector { .. } => continue,
        };
        found.error(format!("{path}.文件"), message).hint(hint);
    }
}

/// E04: raster figures are sharp enough in print.
pub(super) fn sharp(ctx: &Context, found: &mut Found) {
    for ((path, figure), file) in figures(ctx).zip(ctx.figures) {
        let FigureFile::Raster { width, .. } = file else {
            continue;
        };
        let dpi = f64::from(*width) / (WIDTH / INCH);
        if dpi < SHARP {
            let needed = (SHARP * WIDTH / INCH).ceil();
            found
                .warning(
                    format!("{path}.文件"),
                    format!(
                        "图件 `{}` 印出来只有 {} dpi，宽度应不少于 {needed} 像素，实际 {width}",
                        figure.file,
                        dpi.floor()
                    ),
                )
                .hint("导出更大的图，或用 SVG");
        }
    }
}

/// E05: a map says where it was reviewed.
pub(super) fn maps_reviewed(ctx: &Context, found: &mut Found) {
    for (path, figure) in figures(ctx) {
        let says = [&figure.note, &figure.source]
            .iter()
            .any(|text| text.contains("底图") || text.contains("审图号"));
        if is_map(figure) && blank(&figure.map_number) && !says {
            found
                .info(
                    format!("{path}.审图号"),
                    format!("{}是地图，没有写 `审图号` 或底图来源", called(figure)),
                )
                .hint("公开使用的地图应送审；填写 `审图号`，或在 `图注` 中写明底图来源");
        }
    }
}

fn is_map(figure: &Figure) -> bool {
    figure.purpose.is(FigurePurpose::Extent) || MAP.iter().any(|word| figure.name.contains(word))
}

/// E06: every figure is mentioned in the text of the plan.
pub(super) fn mentioned(ctx: &Context, found: &mut Found) {
    let texts: Vec<String> = ctx
        .texts
        .iter()
        .filter(|text| text.forms.contains(FormId::Plan) && !text.path.starts_with("图件"))
        .filter(|text| text.field.long)
        .map(|text| plain(&text.value))
        .collect();
    if ctx.park.plan.is_none() || texts.is_empty() {
        return;
    }
    for (path, figure) in figures(ctx) {
        let mut names = [&figure.name, &figure.id]
            .into_iter()
            .map(|name| plain(name));
        let mentioned =
            names.any(|name| !name.is_empty() && texts.iter().any(|text| text.contains(&name)));
        if !mentioned && !blank(&figure.name) {
            found
                .info(
                    format!("{path}.名称"),
                    format!("正文没有提到图件「{}」", figure.name),
                )
                .hint(format!("在有关段落写“见{}”，或删去不用的图件", figure.name));
        }
    }
}
