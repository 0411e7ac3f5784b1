//! Figures: E01, E03 to E06.

use crate::check::count::blank;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::{FormId, FormSet};
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
fn figures<'a>(context: &Context<'a>) -> impl Iterator<Item = (String, &'a Figure)> + use<'a> {
    let figures = context.park.figures.iter().enumerate();
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

pub(super) const E01: Rule = Rule {
    code: "E01",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_NOTE],
    summary: "每幅图件注明来源",
    why: "提纲备注要求图件通过正规途径获取，并注明具体来源。自己绘制的也要写明绘制单位和所据资料。",
    wrong: "图件: [{编号: T-01, 名称: 园区四至范围图, 文件: 四至.png}]",
    right: "图件: [{编号: T-01, 名称: 园区四至范围图, 文件: 四至.png, 来源: S4}]",
    mend: "填写 `来源`：`数据来源` 中的编号，或来源文字",
    needs: Needs::Nothing,
    check: Check::Park(sources),
};

/// Every figure has a source.
fn sources(context: &Context, found: &mut Found) {
    for (path, figure) in figures(context) {
        if blank(&figure.source) {
            found
                .error(
                    format!("{path}.来源"),
                    format!("{}缺少 `来源`", called(figure)),
                )
                .hint("写 `数据来源` 中的编号，或写明绘制单位和所据资料")
                .unfilled();
        }
    }
}

pub(super) const E03: Rule = Rule {
    code: "E03",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::FORMAT, basis::ANNEX1],
    summary: "图件的文件可用（PNG、JPEG 或 SVG）",
    why: "\
没有写文件，或文件不是图、已经损坏，都画不出来。按文件内容认，不看扩展名。
过大的图（超过 6000 万像素，SVG 超过 4 万个图形或滤镜太多）、引用别的文件的 SVG、SVG 中字库没有的字也报。
SVG 的字体按宋、黑、楷、仿宋、小标宋换成程序自带的；印刷用的四色 JPEG 自动转成三色。
文件不存在、在数据文件夹之外的由 Y07 检查。",
    wrong: "文件: 四至.dwg",
    right: "文件: 四至.png",
    mend: "用绘图软件导出为 PNG、JPEG 或 SVG",
    needs: Needs::Nothing,
    check: Check::Park(usable),
};

/// Every figure is a picture that can be drawn.
fn usable(context: &Context, found: &mut Found) {
    for ((path, figure), file) in figures(context).zip(context.figures) {
        let (message, hint) = match file {
            FigureFile::Unnamed => (
                format!("{}没有写图的 `文件`", called(figure)),
                "写明与数据文件同一文件夹内的 PNG、JPEG 或 SVG 文件名，或填齐绘图所需的数据",
            ),
            FigureFile::Broken(why) => (
                format!("图件 `{}` 不能用：{why}", figure.file),
                "用绘图软件重新导出为 PNG、JPEG 或 SVG",
            ),
            FigureFile::Vector { words, .. } => match without_glyph(context, words) {
                Some(c) => (
                    format!(
                        "图件 `{}` 不能用：字库中没有图里的「{c}」（U+{:04X}）",
                        figure.file, c as u32
                    ),
                    "换用字库中有的字，或导出为 PNG",
                ),
                None => continue,
            },
            FigureFile::Missing | FigureFile::Raster { .. } | FigureFile::Drawn { .. } => continue,
        };
        let told = found.error(format!("{path}.文件"), message).hint(hint);
        if matches!(file, FigureFile::Unnamed) {
            told.unfilled();
        }
    }
}

/// The first of these characters that no font of the PDF has.
fn without_glyph(context: &Context, words: &str) -> Option<char> {
    let has_glyph = context.glyphs?;
    words.chars().find(|&c| !has_glyph(c))
}

pub(super) const E04: Rule = Rule {
    code: "E04",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::PRINTING],
    summary: "图件印刷后不低于 150 dpi",
    why: "\
图件按 150 毫米宽印刷（几乎满版），低于 150 dpi 文字会模糊，即宽度应不少于 886 像素。
SVG 是矢量图，不受影响。",
    wrong: "四至.png，宽 800 像素（135 dpi）",
    right: "四至.png，宽 886 像素以上",
    mend: "导出更大的图，或用 SVG",
    needs: Needs::Nothing,
    check: Check::Park(sharp),
};

/// Raster figures are sharp enough in print.
fn sharp(context: &Context, found: &mut Found) {
    for ((path, figure), file) in figures(context).zip(context.figures) {
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

pub(super) const E05: Rule = Rule {
    code: "E05",
    severities: &[Info],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1_NOTE],
    summary: "地图注明审图号或底图来源",
    why: "\
公开使用的地图应当送审。用途为园区四至范围图，或图名含地图、区位、四至、位置图、影像、规划图等的视为地图。
实施方案不一定公开，所以只作提示；图注或来源中写明底图来源的也可以。",
    wrong: "{名称: 园区四至范围图, 用途: 园区四至范围图, 来源: S4}",
    right: "{名称: 园区四至范围图, 用途: 园区四至范围图, 来源: S4, 审图号: 湘S（2026）000号}",
    mend: "填写 `审图号`，或在 `图注` 写明底图来源",
    needs: Needs::Nothing,
    check: Check::Park(maps_reviewed),
};

/// A map says where it was reviewed.
fn maps_reviewed(context: &Context, found: &mut Found) {
    for (path, figure) in figures(context) {
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

pub(super) const E06: Rule = Rule {
    code: "E06",
    severities: &[Info],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "每幅图件在正文中提到",
    why: "正文没有提到的图，读者不知道与哪一段有关。正文出现图名或编号即可；没有实施方案正文时不检查。",
    wrong: "图名为园区生态工业链图，正文没有提到",
    right: "总体框架: ……构建“三链三网”总体框架，见园区生态工业链图。",
    mend: "在有关段落写“见某某图”，或删去不用的图件",
    needs: Needs::Nothing,
    check: Check::Park(mentioned),
};

/// Every figure is mentioned in the text of the plan.
fn mentioned(context: &Context, found: &mut Found) {
    let texts: Vec<String> = context
        .texts
        .iter()
        .filter(|text| text.forms.contains(FormId::Plan) && !text.path.starts_with("图件"))
        .filter(|text| text.field.long)
        .map(|text| plain(&text.value))
        .collect();
    if context.park.plan.is_none() || texts.is_empty() {
        return;
    }
    for (path, figure) in figures(context) {
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
