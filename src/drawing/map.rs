//! 园区四至范围图: the boundary with its four sides, layers, grid, scale, north.
//!
//! It is a sketch and says so: no base map, and no use for measuring.

use super::Drawing;
use super::svg::{Anchor, Pen, Svg, wrapped};
use crate::park::{Basics, Boundary, LayerKind};
use crate::survey::{Degrees, Shape, Survey};

/// The printed size, and the margin for the words of the sides.
const SIZE: (f64, f64) = (150.0, 130.0);
const MARGIN: (f64, f64) = (24.0, 17.0);
/// Metres to a degree of latitude, about.
const METRES: f64 = 111_320.0;
/// Sizes of type, millimetres.
const SIDE_TYPE: f64 = 3.5;
const SMALL_TYPE: f64 = 2.8;
const GRID_TYPE: f64 = 2.3;
/// Lengths of the scale bar that people can read, metres.
const BARS: [f64; 10] = [
    100.0, 200.0, 500.0, 1_000.0, 2_000.0, 3_000.0, 5_000.0, 10_000.0, 20_000.0, 50_000.0,
];
/// Steps of the grid in seconds of arc.
const STEPS: [f64; 10] = [
    5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0,
];

/// Draws a boundary that can be drawn; the words of the sides come from it or
/// from 四至范围.
pub fn draw(survey: &Survey, boundary: &Boundary, basics: &Basics) -> Option<Drawing> {
    if !survey.is_drawable() {
        return None;
    }
    let frame = Frame::around(survey)?;
    let mut svg = Svg::new(SIZE.0, SIZE.1);
    frame.grid(&mut svg);
    let rings: Vec<Vec<(f64, f64)>> = survey
        .rings
        .iter()
        .map(|ring| ring.iter().map(|&point| frame.at(point)).collect())
        .collect();
    svg.rings(
        &rings,
        "#eaf3ec",
        Pen::line("#1d5c38", 0.9).dashed(4.0, 1.0),
    );
    for layer in &survey.layers {
        frame.layer(&mut svg, layer);
    }
    let sides = sides(boundary, &basics.extent.boundaries);
    frame.sides(&mut svg, &sides);
    frame.name(&mut svg, &basics.name);
    frame.scale(&mut svg);
    north(&mut svg);
    svg.text(
        (SIZE.0 - 2.0, SIZE.1 - 3.0),
        SMALL_TYPE,
        Anchor::End,
        "示意图",
    );
    Some(Drawing {
        svg: svg.finish(),
        width: SIZE.0,
        height: SIZE.1,
        alt: alternative(survey, basics, &sides),
    })
}

/// 东、南、西、北.
const NAMES: [&str; 4] = ["东", "南", "西", "北"];

/// The words at the four sides: as told, else from `东至…，南至…`.
pub fn sides(boundary: &Boundary, boundaries: &str) -> [String; 4] {
    let told = [
        &boundary.sides.east,
        &boundary.sides.south,
        &boundary.sides.west,
        &boundary.sides.north,
    ];
    let mut at = 0;
    told.map(|told| {
        let name = NAMES[at];
        at += 1;
        match told.is_empty() {
            false => told.clone(),
            true => from_words(boundaries, name).unwrap_or_default(),
        }
    })
}

/// What a side borders on, from 四至范围.
fn from_words(boundaries: &str, name: &str) -> Option<String> {
    let clauses = boundaries.split(['，', '；', '。', ',', ';', '、', ' ', '\n']);
    clauses.map(str::trim).find_map(|clause| {
        let rest = clause.strip_prefix(name)?;
        let rest = rest
            .strip_prefix("面")
            .or_else(|| rest.strip_prefix("侧"))
            .unwrap_or(rest);
        let rest = ["至", "到", "临", "接", "以"]
            .iter()
            .find_map(|verb| rest.strip_prefix(verb))?;
        (!rest.is_empty()).then(|| rest.to_owned())
    })
}

/// The paper's frame around the park.
struct Frame {
    least: Degrees,
    most: Degrees,
    /// Millimetres to a degree of longitude and of latitude.
    scale: (f64, f64),
    /// The upper left corner of what is drawn.
    corner: (f64, f64),
}

impl Frame {
    fn around(survey: &Survey) -> Option<Self> {
        let (least, most) = survey.extent()?;
        let (wide, high) = ((most.0 - least.0).max(1e-6), (most.1 - least.1).max(1e-6));
        // A little room around the park shows what it borders on.
        let (least, most) = (
            (least.0 - wide * 0.08, least.1 - high * 0.08),
            (most.0 + wide * 0.08, most.1 + high * 0.08),
        );
        let squeeze = f64::midpoint(least.1, most.1).to_radians().cos();
        let room = (SIZE.0 - 2.0 * MARGIN.0, SIZE.1 - 2.0 * MARGIN.1);
        let scale = (room.0 / ((most.0 - least.0) * squeeze)).min(room.1 / (most.1 - least.1));
        let scale = (scale * squeeze, scale);
        let corner = (
            (SIZE.0 - (most.0 - least.0) * scale.0) / 2.0,
            (SIZE.1 - (most.1 - least.1) * scale.1) / 2.0,
        );
        Some(Self {
            least,
            most,
            scale,
            corner,
        })
    }

    fn at(&self, (lon, lat): Degrees) -> (f64, f64) {
        (
            self.corner.0 + (lon - self.least.0) * self.scale.0,
            self.corner.1 + (self.most.1 - lat) * self.scale.1,
        )
    }

    /// The frame, with a line and a label at every step.
    fn grid(&self, svg: &mut Svg) {
        let (left, top) = self.at((self.least.0, self.most.1));
        let (right, bottom) = self.at((self.most.0, self.least.1));
        let thin = Pen::line("#c8c8c8", 0.15);
        for lon in steps(self.least.0, self.most.0) {
            let (x, _) = self.at((lon, self.least.1));
            svg.line(&[(x, top), (x, bottom)], thin);
            svg.text((x, bottom + 2.2), GRID_TYPE, Anchor::Middle, &arc(lon));
        }
        for lat in steps(self.least.1, self.most.1) {
            let (_, y) = self.at((self.least.0, lat));
            svg.line(&[(left, y), (right, y)], thin);
            svg.text((left - 1.0, y), GRID_TYPE, Anchor::End, &arc(lat));
        }
        let size = (right - left, bottom - top);
        svg.rect((left, top), size, 0.0, "none", Pen::line("#666666", 0.3));
    }

    fn layer(&self, svg: &mut Svg, layer: &Shape) {
        let pen = match layer.kind {
            LayerKind::Road => Pen::line("#8a8a8a", 0.8),
            LayerKind::River => Pen::line("#5b9bd5", 1.3),
            LayerKind::Enterprise | LayerKind::Other => Pen::line("#555555", 0.3),
        };
        let mut name_at = None;
        for line in &layer.lines {
            for run in self.inside(line) {
                name_at = name_at.or(run.get(run.len() / 2).copied());
                svg.line(&run, pen);
            }
        }
        for &point in &layer.points {
            if self.holds(point) {
                let at = self.at(point);
                name_at = name_at.or(Some((at.0 + 1.6, at.1)));
                svg.circle(at, 0.9, "#b03a2e", Pen::line("#ffffff", 0.2));
            }
        }
        if let Some((x, y)) = name_at.filter(|_| !layer.name.is_empty()) {
            let wide = super::svg::width_em(&layer.name) * SMALL_TYPE;
            svg.area(
                (x - 0.4, y - SMALL_TYPE * 0.6),
                (wide + 0.8, SMALL_TYPE * 1.2),
                "#ffffff",
            );
            svg.text((x, y), SMALL_TYPE, Anchor::Start, &layer.name);
        }
    }

    fn holds(&self, (lon, lat): Degrees) -> bool {
        (self.least.0..=self.most.0).contains(&lon) && (self.least.1..=self.most.1).contains(&lat)
    }

    /// The parts of a line within the frame: whole edges whose both ends are.
    fn inside(&self, line: &[Degrees]) -> Vec<Vec<(f64, f64)>> {
        let mut runs = Vec::new();
        let mut run: Vec<(f64, f64)> = Vec::new();
        for pair in line.windows(2) {
            let clipped = clip(pair[0], pair[1], self.least, self.most);
            match clipped {
                Some((from, to)) => {
                    if run.last() != Some(&self.at(from)) {
                        runs.push(std::mem::take(&mut run));
                        run.push(self.at(from));
                    }
                    run.push(self.at(to));
                }
                None => runs.push(std::mem::take(&mut run)),
            }
        }
        runs.push(run);
        runs.retain(|run| run.len() > 1);
        runs
    }

    fn sides(&self, svg: &mut Svg, sides: &[String; 4]) {
        let (left, top) = self.at((self.least.0, self.most.1));
        let (right, bottom) = self.at((self.most.0, self.least.1));
        let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        let [east, south, west, north] = sides;
        let room = 5.5;
        beside(
            svg,
            (right + 2.0, middle.1),
            Anchor::Start,
            "东至",
            east,
            room,
        );
        beside(svg, (left - 11.0, middle.1), Anchor::End, "西至", west, 3.6);
        let line = |name: &str, text: &str| format!("{name}{text}");
        if !south.is_empty() {
            svg.text(
                (middle.0, bottom + 6.6),
                SIDE_TYPE,
                Anchor::Middle,
                &line("南至", south),
            );
        }
        if !north.is_empty() {
            svg.text(
                (middle.0, top - 4.0),
                SIDE_TYPE,
                Anchor::Middle,
                &line("北至", north),
            );
        }
    }

    fn name(&self, svg: &mut Svg, name: &str) {
        if !name.is_empty() {
            let at = self.at((
                f64::midpoint(self.least.0, self.most.0),
                f64::midpoint(self.least.1, self.most.1),
            ));
            // On a ground of its own: a road may run through the middle.
            let size = SIDE_TYPE * 1.15;
            let wide = super::svg::width_em(name) * size + 1.0;
            let corner = (at.0 - wide / 2.0, at.1 - size * 0.65);
            svg.area(corner, (wide, size * 1.3), "#ffffff");
            svg.text(at, size, Anchor::Middle, name);
        }
    }

    /// A bar of a round length, at most a third of the frame.
    fn scale(&self, svg: &mut Svg) {
        let per_metre = self.scale.1 / METRES;
        let room = (self.most.0 - self.least.0) * self.scale.0 / 3.0;
        let metres = BARS
            .iter()
            .rev()
            .copied()
            .find(|metres| metres * per_metre <= room)
            .unwrap_or(BARS[0]);
        let long = metres * per_metre;
        let (x, y) = (4.0, SIZE.1 - 3.6);
        let pen = Pen::line("#000000", 0.25);
        svg.rect((x, y - 0.6), (long / 2.0, 1.2), 0.0, "#000000", pen);
        svg.rect(
            (x + long / 2.0, y - 0.6),
            (long / 2.0, 1.2),
            0.0,
            "#ffffff",
            pen,
        );
        let label = match metres >= 1_000.0 {
            true => format!("{}公里", metres / 1_000.0),
            false => format!("{metres}米"),
        };
        svg.text((x, y - 2.8), GRID_TYPE, Anchor::Middle, "0");
        svg.text((x + long, y - 2.8), GRID_TYPE, Anchor::Middle, &label);
    }
}

/// Words beside the frame in several lines.
fn beside(svg: &mut Svg, (x, y): (f64, f64), anchor: Anchor, name: &str, text: &str, em: f64) {
    if text.is_empty() {
        return;
    }
    let mut lines = vec![name.to_owned()];
    lines.extend(wrapped(text, em));
    let first = y - (lines.len() as f64 - 1.0) * SIDE_TYPE * 0.62;
    for (i, line) in lines.iter().enumerate() {
        let at = (x, first + i as f64 * SIDE_TYPE * 1.24);
        svg.text(at, SIDE_TYPE, anchor, line);
    }
}

/// An arrow to the north in the upper right corner.
fn north(svg: &mut Svg) {
    let (x, y) = (SIZE.0 - 8.0, 4.0);
    let pen = Pen::line("#000000", 0.25);
    svg.text((x, y), SMALL_TYPE, Anchor::Middle, "北");
    svg.polygon(
        &[(x, y + 2.0), (x + 2.2, y + 10.0), (x, y + 8.0)],
        "#000000",
        pen,
    );
    svg.polygon(
        &[(x, y + 2.0), (x - 2.2, y + 10.0), (x, y + 8.0)],
        "#ffffff",
        pen,
    );
}

/// Round degrees between two, four or so of them.
fn steps(least: f64, most: f64) -> Vec<f64> {
    let span = (most - least) * 3_600.0;
    let step = STEPS
        .iter()
        .copied()
        .find(|step| span / step <= 5.0)
        .unwrap_or(7_200.0);
    let first = (least * 3_600.0 / step).ceil();
    let last = (most * 3_600.0 / step).floor();
    let count = (last - first).max(-1.0) as usize + 1;
    (0..count.min(20))
        .map(|i| (first + i as f64) * step / 3_600.0)
        .collect()
}

/// Degrees, minutes and seconds: `112°18′30″`.
fn arc(degrees: f64) -> String {
    let seconds = (degrees * 3_600.0).round() as i64;
    let (d, m, s) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match s {
        0 => format!("{d}°{m:02}′"),
        s => format!("{d}°{m:02}′{s:02}″"),
    }
}

/// The part of an edge within a box (Liang and Barsky).
fn clip(a: Degrees, b: Degrees, least: Degrees, most: Degrees) -> Option<(Degrees, Degrees)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (p, q) in [
        (-dx, a.0 - least.0),
        (dx, most.0 - a.0),
        (-dy, a.1 - least.1),
        (dy, most.1 - a.1),
    ] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    let at = |t: f64| (a.0 + t * dx, a.1 + t * dy);
    (from <= to).then(|| (at(from), at(to)))
}

/// The map in words.
fn alternative(survey: &Survey, basics: &Basics, sides: &[String; 4]) -> String {
    let told: Vec<String> = NAMES
        .iter()
        .zip(sides)
        .filter(|(_, side)| !side.is_empty())
        .map(|(name, side)| format!("{name}至{side}"))
        .collect();
    let mut text = format!("{}四至范围示意图", basics.name);
    if !told.is_empty() {
        text.push_str(&format!("：{}", told.join("，")));
    }
    if let Some((lon, lat)) = survey.middle() {
        text.push_str(&format!("；中心约为东经{}、北纬{}", arc(lon), arc(lat)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Maps, survey};

    #[test]
    fn a_map_says_what_it_shows() {
        let boundary = Boundary {
            system: "CGCS2000".to_owned(),
            points: "112.3010 28.6000\n112.3745 28.6025\n112.3725 28.6552\n112.2985 28.6538"
                .to_owned(),
            ..Boundary::default()
        };
        let mut basics = Basics {
            name: "湘澜经济技术开发区".to_owned(),
            ..Basics::default()
        };
        basics.extent.boundaries =
            "东至澜溪河，南至资江北岸大堤，西至迎宾西路，北至G5517高速公路".to_owned();
        let found = survey(&boundary, "湖南省", &Maps::new());
        let map = draw(&found, &boundary, &basics).expect("a map");
        for word in [
            "示意图",
            "北至G5517高速公路",
            "南至资江北岸大堤",
            "澜溪河",
            "公里",
            "112°",
        ] {
            assert!(map.svg.contains(word), "{word}: {}", map.svg);
        }
        assert!(
            map.alt
                .starts_with("湘澜经济技术开发区四至范围示意图：东至澜溪河，南至"),
            "{}",
            map.alt
        );
    }

    #[test]
    fn sides_are_read_from_the_words() {
        let sides = sides(
            &Boundary::default(),
            "东到甲路；南临乙河，西面至丙山、北接丁村",
        );
        assert_eq!(sides, ["甲路", "乙河", "丙山", "丁村"]);
    }

    #[test]
    fn lines_are_cut_at_the_frame() {
        let cut = clip((0.0, 0.5), (2.0, 0.5), (0.5, 0.0), (1.5, 1.0));
        assert_eq!(cut, Some(((0.5, 0.5), (1.5, 0.5))));
        assert_eq!(clip((0.0, 2.0), (2.0, 2.0), (0.5, 0.0), (1.5, 1.0)), None);
    }

    #[test]
    fn arcs() {
        assert_eq!(arc(112.5), "112°30′");
        assert_eq!(arc(28.6042), "28°36′15″");
    }
}
