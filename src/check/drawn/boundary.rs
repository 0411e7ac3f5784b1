//! the boundary.

use rust_decimal::prelude::ToPrimitive;

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::drawing::map::sides;
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::AreaUnit;
use crate::survey::{Degrees, Fault, Shape, System};

const POINTS: &str = "园区边界.坐标";
const SYSTEM: &str = "园区边界.坐标系";
const FILE: &str = "园区边界.文件";
/// The largest share by which areas may differ.
const SHARE: f64 = 0.05;
/// Words in a source that tell a public web map.
const WEB_MAPS: [&str; 6] = ["高德", "腾讯", "谷歌", "火星坐标", "GCJ", "在线地图"];

pub(super) const D09: Rule = Rule {
    code: "D09",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "园区边界的坐标可读、闭合、不自交，坐标系与省份相符",
    why: "\
经纬度写成“经度 纬度”，平面坐标写成“X Y”（X 向北）。CGCS2000 与 WGS84 相差不到一米，示意图上看不出；
GCJ-02（高德、腾讯等网络地图）偏差数百米，须照实声明，程序会改正。三度带、六度带的带号与省份核对。",
    wrong: "坐标: 28.60 112.30（纬度在前）",
    right: "坐标: 112.30 28.60",
    mend: "照界址点成果表改正坐标和坐标系",
    needs: Needs::Nothing,
    check: Check::Park(faults),
};

/// What is wrong with the coordinates.
fn faults(ctx: &Context, found: &mut Found) {
    for fault in &ctx.survey.faults {
        say(ctx, found, fault);
    }
    web_map(ctx, found);
}

fn say(ctx: &Context, found: &mut Found, fault: &Fault) {
    let told = &ctx.park.boundary.system;
    // A ring stands in the list or in the file.
    let place = if ctx.park.boundary.points.trim().is_empty() {
        FILE
    } else {
        POINTS
    };
    match fault {
        Fault::System(text) if text.is_empty() => found
            .error(SYSTEM, "`坐标系` 未填写")
            .hint("CGCS2000、WGS84、GCJ-02，或 CGCS2000三度带37"),
        Fault::System(text) => found
            .error(SYSTEM, format!("不认识坐标系「{text}」"))
            .hint("CGCS2000、WGS84、GCJ-02，或 CGCS2000三度带37；其他坐标系先转换"),
        Fault::Line { line, text } => found
            .error(POINTS, format!("第 {line} 行「{text}」不是一个点"))
            .hint("一行写两个数：经度 纬度，或 X Y；前面可以有点号"),
        Fault::Swapped => found
            .error(place, "坐标的先后颠倒：纬度（Y）写在了经度（X）前面")
            .hint("经纬度写成“经度 纬度”，平面坐标写成“X Y”，X 是向北的七位数"),
        Fault::Mismatch { metres: true } => found
            .error(place, format!("`坐标系` 是{told}，坐标却不是经纬度"))
            .hint("平面坐标写明投影带，如 CGCS2000三度带37"),
        Fault::Mismatch { metres: false } => found
            .error(
                place,
                format!("`坐标系` 是{told}，坐标却不是这一带的平面坐标"),
            )
            .hint("X 是向北的七位数，Y 以带号开头共八位；经纬度写 CGCS2000 或 WGS84"),
        Fault::Elsewhere { at } => found
            .error(
                place,
                format!("坐标在{}，不在{}", degrees(*at), province(ctx)),
            )
            .hint("核对坐标、坐标系和 `标识.省级行政区`"),
        Fault::Zone { told, fitting } => found
            .error(
                SYSTEM,
                format!("{}没有 {told} 带，应为 {}", province(ctx), list(fitting)),
            )
            .hint("带号照界址点成果表填写"),
        Fault::OtherZone { told, found: zone } => found
            .error(
                SYSTEM,
                format!("`坐标系` 是 {told} 带，坐标的带号是 {zone}"),
            )
            .hint("两处改成一致"),
        Fault::Flat { ring } => found
            .error(place, format!("第 {ring} 块边界围不成面"))
            .hint("至少三个不在一条线上的点"),
        Fault::Open { ring } => found
            .warning(FILE, format!("第 {ring} 块边界没有闭合，末点与首点不同"))
            .hint("已按首尾相连绘制；在 GeoJSON 中重复首点"),
        Fault::Crossing { ring, edges } => found
            .error(
                place,
                format!(
                    "第 {ring} 块边界自相交：从第 {} 点和第 {} 点起的两条边相交",
                    edges.0, edges.1
                ),
            )
            .hint("核对点的次序"),
        Fault::Many(count) => found
            .error(
                place,
                format!(
                    "边界应不超过 {} 个点，实际 {count} 个",
                    crate::survey::MOST_POINTS
                ),
            )
            .hint("用软件抽稀后再用"),
        Fault::Unreadable { file, reason } => found
            .error(path_of(ctx, file), format!("`{file}` 不能用：{reason}"))
            .hint("用地图软件导出为 GeoJSON"),
        Fault::Shifted => found
            .error(
                SYSTEM,
                format!("`坐标` 与 `文件` 相差的正是 GCJ-02 的偏移，其中一份不是{told}"),
            )
            .hint("两份用同一坐标系，网络地图上取的点写 GCJ-02"),
    };
}

/// A source that is a web map with coordinates that are said to be another's.
fn web_map(ctx: &Context, found: &mut Found) {
    let boundary = &ctx.park.boundary;
    if boundary.is_empty() || System::parse(&boundary.system) == Some(System::Gcj) {
        return;
    }
    let ids = boundary.sources.iter().enumerate();
    for (i, id) in ids {
        let source = ctx.park.sources.iter().find(|source| source.id == id);
        let words = source.map_or(id.to_owned(), |source| {
            format!("{}{}{}", source.name, source.provider, source.channel)
        });
        if let Some(map) = WEB_MAPS.iter().find(|map| words.contains(**map)) {
            found
                .error(
                    format!("园区边界.来源[{i}]"),
                    format!(
                        "坐标取自{map}，应是 GCJ-02，`坐标系` 却是「{}」",
                        boundary.system
                    ),
                )
                .hint("`坐标系` 改为 GCJ-02，程序会改正偏移；或换用自然资源部门的成果");
        }
    }
}

pub(super) const D10: Rule = Rule {
    code: "D10",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "边界围成的面积与园区面积相差不超过 5%，四至文字与图上的图层相符",
    why: "\
面积按椭球面计算。相差 5% 以上，不是坐标缺点就是面积的口径不同。
四至中写到的河、路如有同名图层，应在园区的那一侧。",
    wrong: "坐标围成 42.61 平方公里，面积填 38.00 平方公里",
    right: "面积填 42.60 平方公里",
    mend: "核对批复的面积和界址点",
    needs: Needs::Nothing,
    check: Check::Park(area),
};

/// Area and sides.
fn area(ctx: &Context, found: &mut Found) {
    let survey = ctx.survey;
    if !survey.is_drawable() {
        return;
    }
    let extent = &ctx.park.basics.extent;
    if let Some(stated) = square_kilometres(ctx).filter(|stated| *stated > 0.0) {
        let share = (survey.area_km2 - stated).abs() / stated;
        if share > SHARE {
            found
                .warning(
                    "园区基本情况.园区四至范围及面积.面积",
                    format!(
                        "面积为 {} {}，边界坐标围成 {:.2} 平方公里，相差 {:.1}%",
                        extent.area,
                        extent.unit.text(),
                        survey.area_km2,
                        share * 100.0
                    ),
                )
                .hint("核对批复的面积和界址点");
        }
    }
    let told = sides(&ctx.park.boundary, &extent.boundaries);
    let Some(middle) = survey.middle() else {
        return;
    };
    for layer in &survey.layers {
        for (side, words) in ["东", "南", "西", "北"].into_iter().zip(&told) {
            let named = !layer.name.is_empty() && words.contains(layer.name.as_str());
            if named && lies_opposite(layer, side, middle) {
                found
                    .warning(
                        "园区基本情况.园区四至范围及面积.四至范围",
                        format!(
                            "四至写{side}至{words}，图层「{}」却在园区的另一侧",
                            layer.name
                        ),
                    )
                    .hint("核对四至文字和图层");
            }
        }
    }
}

/// Whether all of a layer lies on the side opposite to the one told.
fn lies_opposite(layer: &Shape, side: &str, middle: Degrees) -> bool {
    let mut points = layer.lines.iter().flatten().chain(&layer.points);
    points.all(|point| match side {
        "东" => point.0 < middle.0,
        "西" => point.0 > middle.0,
        "南" => point.1 > middle.1,
        _ => point.1 < middle.1,
    })
}

/// The stated area.
fn square_kilometres(ctx: &Context) -> Option<f64> {
    let extent = &ctx.park.basics.extent;
    let area = extent.area.number()?.to_f64()?;
    Some(match extent.unit.known()? {
        AreaUnit::SquareKilometre => area,
        AreaUnit::Hectare => area / 100.0,
        AreaUnit::SquareMetre => area / 1e6,
        AreaUnit::Mu => area / 1500.0,
    })
}

/// The datum that names a file.
fn path_of(ctx: &Context, file: &str) -> String {
    let layers = &ctx.park.boundary.layers;
    match layers.iter().position(|layer| layer.file == file) {
        Some(i) => format!("园区边界.图层[{i}].文件"),
        None => FILE.to_owned(),
    }
}

fn province(ctx: &Context) -> String {
    match ctx.park.identity.province.trim() {
        "" => "国内".to_owned(),
        province => province.to_owned(),
    }
}

fn degrees((lon, lat): Degrees) -> String {
    format!("东经 {lon:.2}°、北纬 {lat:.2}°")
}

fn list(zones: &[u32]) -> String {
    let zones: Vec<String> = zones.iter().map(u32::to_string).collect();
    zones.join("、")
}
