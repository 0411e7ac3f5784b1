//! Charts: indicators against their goals, the economy, investments, progress.

use super::Drawing;
use super::svg::{Anchor, Pen, Svg, width_em, wrapped};
use crate::park::{Choose, Indicator, Limit, MoneyUnit, Park, State, money};
use rust_decimal::prelude::ToPrimitive;

/// Printed width of every chart.
const WIDTH: f64 = 150.0;
/// Small multiples in a row, and the height of each.
const COLUMNS: usize = 3;
const PANEL: (f64, f64) = (WIDTH / 3.0, 38.0);
/// The most indicators in one figure.
const PANELS: usize = 15;
/// Sizes of type, millimetres.
const TYPE: f64 = 2.9;
const SMALL: f64 = 2.4;
/// Height of a bar's row.
const ROW: f64 = 7.0;

const DARK: &str = "#2f6b4a";
const LIGHT: &str = "#a9cdb8";
const GREY: &str = "#888888";
const FRAME: &str = "#666666";

/// Each indicator's values over the years, with its target and limit.
pub fn indicators(park: &Park) -> Option<Drawing> {
    let panels: Vec<Panel> = park
        .indicators
        .list
        .iter()
        .filter_map(|one| Panel::of(park, one))
        .take(PANELS)
        .collect();
    if panels.is_empty() {
        return None;
    }
    let rows = panels.len().div_ceil(COLUMNS);
    let height = rows as f64 * PANEL.1 + 7.0;
    let mut svg = Svg::new(WIDTH, height);
    for (i, panel) in panels.iter().enumerate() {
        let at = (
            (i % COLUMNS) as f64 * PANEL.0,
            (i / COLUMNS) as f64 * PANEL.1,
        );
        panel.draw(&mut svg, at);
    }
    let y = height - 3.0;
    svg.line(
        &[(30.0, y), (40.0, y)],
        Pen::line("#000000", 0.35).dashed(1.6, 0.9),
    );
    svg.text((41.5, y), SMALL, Anchor::Start, "目标值");
    svg.line(
        &[(62.0, y), (72.0, y)],
        Pen::line(GREY, 0.35).dashed(0.5, 0.7),
    );
    svg.text((73.5, y), SMALL, Anchor::Start, "《标准》的指标值");
    let told: Vec<String> = panels.iter().map(Panel::words).collect();
    Some(Drawing {
        svg: svg.finish(),
        width: WIDTH,
        height,
        alt: format!("指标变化图：{}", told.join("；")),
    })
}

/// One indicator in a small chart.
struct Panel<'a> {
    indicator: &'a Indicator,
    /// Year, value as printed, value.
    points: Vec<(String, String, f64)>,
    target: Option<f64>,
    limit: Option<f64>,
}

impl<'a> Panel<'a> {
    fn of(park: &Park, indicator: &'a Indicator) -> Option<Self> {
        let number = |text: &str| crate::park::Literal(text.to_owned()).number()?.to_f64();
        let mut points: Vec<(String, String, f64)> = indicator
            .actual
            .iter()
            .filter_map(|(year, value)| {
                Some((year.clone(), value.to_string(), number(value.as_str())?))
            })
            .collect();
        let digits = |text: &str| text.trim().trim_end_matches('年').to_owned();
        if points.is_empty() {
            let year = digits(park.indicators.baseline_year.as_str());
            let value = number(indicator.baseline.as_str())?;
            points.push((year, indicator.baseline.to_string(), value));
        }
        let limit = match Limit::parse(indicator.limit.as_str(), None) {
            Some(Limit::Bound { value, .. }) => value.to_f64(),
            _ => None,
        };
        let target = number(indicator.target.as_str());
        let many = points.len() > 1 || target.is_some();
        (many && !indicator.name.is_empty()).then_some(Self {
            indicator,
            points,
            target,
            limit,
        })
    }

    fn words(&self) -> String {
        let values: Vec<String> = self
            .points
            .iter()
            .map(|(year, value, _)| format!("{year}年{value}"))
            .collect();
        format!("{}{}", self.indicator.name, values.join("、"))
    }

    fn draw(&self, svg: &mut Svg, (x, y): (f64, f64)) {
        let unit = match self.indicator.unit.trim() {
            "" | "—" => String::new(),
            unit => format!("（{unit}）"),
        };
        let title = format!("{}{unit}", self.indicator.name);
        let lines = wrapped(&title, (PANEL.0 - 4.0) / SMALL);
        for (i, line) in lines.iter().take(2).enumerate() {
            let at = (x + PANEL.0 / 2.0, y + 2.5 + i as f64 * SMALL * 1.2);
            svg.text(at, SMALL, Anchor::Middle, line);
        }
        let (left, right) = (x + 3.0, x + PANEL.0 - 3.0);
        let (top, bottom) = (y + 13.0, y + PANEL.1 - 6.0);
        let all = self.points.iter().map(|point| point.2);
        let most = all
            .chain(self.target)
            .chain(self.limit)
            .fold(0.0_f64, |most, value| most.max(value.abs()))
            .max(1e-9);
        let height = |value: f64| bottom - (value.max(0.0) / most) * (bottom - top);
        svg.line(&[(left, bottom), (right, bottom)], Pen::line(FRAME, 0.25));
        let step = (right - left) / self.points.len() as f64;
        let wide = (step * 0.55).min(9.0);
        for (i, (year, _, value)) in self.points.iter().enumerate() {
            let middle = left + (i as f64 + 0.5) * step;
            let upper = height(*value);
            let fill = if i == 0 { LIGHT } else { DARK };
            let pen = Pen::line(FRAME, 0.15);
            svg.rect(
                (middle - wide / 2.0, upper),
                (wide, bottom - upper),
                0.0,
                fill,
                pen,
            );
            svg.text((middle, bottom + 2.0), SMALL * 0.9, Anchor::Middle, year);
        }
        if let Some(limit) = self.limit {
            let pen = Pen::line(GREY, 0.35).dashed(0.5, 0.7);
            svg.line(&[(left, height(limit)), (right, height(limit))], pen);
        }
        if let Some(target) = self.target {
            let pen = Pen::line("#000000", 0.35).dashed(1.6, 0.9);
            svg.line(&[(left, height(target)), (right, height(target))], pen);
        }
        // The values stand on top of all, each on white.
        for (i, (_, printed, value)) in self.points.iter().enumerate() {
            let at = (left + (i as f64 + 0.5) * step, height(*value) - 1.7);
            let wide = width_em(printed) * SMALL * 0.9;
            svg.area((at.0 - wide / 2.0, at.1 - 1.2), (wide, 2.4), "#ffffff");
            svg.text(at, SMALL * 0.9, Anchor::Middle, printed);
        }
    }
}

/// Output, GDP and value added of the three years, side by side.
pub fn economy(park: &Park) -> Option<Drawing> {
    let economy = &park.report.as_ref()?.economy;
    let years: Vec<_> = economy
        .years
        .iter()
        .filter(|row| !row.year.is_empty())
        .map(|row| {
            let values = [&row.output, &row.gdp, &row.value_added];
            (
                row.year.as_str(),
                values.map(|value| value.number().and_then(|number| number.to_f64())),
                values.map(ToString::to_string),
            )
        })
        .collect();
    let most = years
        .iter()
        .flat_map(|row| row.1)
        .flatten()
        .fold(0.0_f64, f64::max);
    if years.len() < 2 || most <= 0.0 {
        return None;
    }
    const HEIGHT: f64 = 70.0;
    let names = ["园区总产值", "地区生产总值", "工业增加值"];
    let fills = [DARK, LIGHT, "#ffffff"];
    let mut svg = Svg::new(WIDTH, HEIGHT);
    let (left, right, top, bottom) = (6.0, WIDTH - 6.0, 12.0, HEIGHT - 14.0);
    svg.line(&[(left, bottom), (right, bottom)], Pen::line(FRAME, 0.3));
    let group = (right - left) / years.len() as f64;
    let wide = group * 0.24;
    for (i, (year, values, printed)) in years.iter().enumerate() {
        let start = left + i as f64 * group + group * 0.14;
        for (j, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let upper = bottom - value / most * (bottom - top);
            let x = start + j as f64 * wide;
            svg.rect(
                (x, upper),
                (wide * 0.9, bottom - upper),
                0.0,
                fills[j],
                Pen::line(FRAME, 0.2),
            );
            svg.text(
                (x + wide * 0.45, upper - 2.0),
                SMALL,
                Anchor::Middle,
                &printed[j],
            );
        }
        let label = format!("{}年", year.trim_end_matches('年'));
        svg.text(
            (left + (i as f64 + 0.5) * group, bottom + 3.0),
            TYPE,
            Anchor::Middle,
            &label,
        );
    }
    let unit = match economy.money_unit.as_str() {
        "" => "亿元",
        unit => unit,
    };
    svg.text((left, 4.0), SMALL, Anchor::Start, &format!("单位：{unit}"));
    legend(
        &mut svg,
        HEIGHT - 4.0,
        &[
            (names[0], fills[0]),
            (names[1], fills[1]),
            (names[2], fills[2]),
        ],
    );
    let told: Vec<String> = years
        .iter()
        .map(|(year, _, printed)| format!("{year}年{}、{}、{}", printed[0], printed[1], printed[2]))
        .collect();
    Some(Drawing {
        svg: svg.finish(),
        width: WIDTH,
        height: HEIGHT,
        alt: format!(
            "近三年经济图，园区总产值、地区生产总值、工业增加值（{unit}）：{}",
            told.join("；")
        ),
    })
}

/// Planned and spent investment, project by project, then by theme.
pub fn investment(park: &Park) -> Option<Drawing> {
    let unit = money::unit(&park.projects);
    let amount = |literal, own| money::convert(literal, own, unit)?.to_f64();
    let rows: Vec<(String, Option<f64>, Option<f64>)> = park
        .projects
        .iter()
        .filter(|one| !one.name.is_empty())
        .map(|one| {
            (
                one.name.clone(),
                amount(&one.investment, &one.unit),
                amount(&one.progress.invested, &one.unit),
            )
        })
        .collect();
    let themes = by_theme(park, unit);
    let spent = rows.iter().any(|row| row.2.is_some());
    let bars: Vec<(String, Vec<(f64, &'static str)>)> = rows
        .iter()
        .chain(&themes)
        .map(|(name, planned, done)| {
            let bars = [(planned, LIGHT), (done, DARK)];
            let bars = bars
                .into_iter()
                .filter_map(|(value, fill)| Some(((*value)?, fill)));
            (name.clone(), bars.collect())
        })
        .collect();
    let told: Vec<String> = park
        .projects
        .iter()
        .filter(|one| !one.name.is_empty() && !one.investment.is_empty())
        .map(|one| format!("{}{}{}", one.name, one.investment, one.unit.text()))
        .collect();
    let keys: &[(&str, &str)] = match spent {
        true => &[("计划投资", LIGHT), ("完成投资", DARK)],
        false => &[("计划投资", LIGHT)],
    };
    let chart = Bars {
        rows: bars,
        unit: unit.label(),
        keys,
        gap: (!themes.is_empty()).then_some(rows.len()),
    };
    chart.draw(format!("支撑项目投资图：{}", told.join("；")))
}

/// Investments by the theme of the task that a project supports first.
fn by_theme(park: &Park, unit: MoneyUnit) -> Vec<(String, Option<f64>, Option<f64>)> {
    let mut themes: Vec<(String, Option<f64>, Option<f64>)> = Vec::new();
    for project in &park.projects {
        let task = project
            .tasks
            .iter()
            .find_map(|id| park.tasks.iter().find(|task| task.id == id));
        let Some(theme) = task
            .map(|task| task.theme.as_str())
            .filter(|theme| !theme.is_empty())
        else {
            continue;
        };
        let amount = |literal| money::convert(literal, &project.unit, unit)?.to_f64();
        let (planned, done) = (
            amount(&project.investment),
            amount(&project.progress.invested),
        );
        let add = |sum: &mut Option<f64>, value: Option<f64>| {
            if let Some(value) = value {
                *sum = Some(sum.unwrap_or_default() + value);
            }
        };
        let at = themes
            .iter()
            .position(|row| row.0 == theme)
            .unwrap_or_else(|| {
                themes.push((theme.to_owned(), None, None));
                themes.len() - 1
            });
        add(&mut themes[at].1, planned);
        add(&mut themes[at].2, done);
    }
    themes
}

/// How far each task got: planned and actual completion on one axis of time.
pub fn progress(park: &Park) -> Option<Drawing> {
    let tasks: Vec<_> = park
        .tasks
        .iter()
        .filter(|one| !one.name.is_empty())
        .filter_map(|one| {
            let due = one.due.interval()?.last;
            let done = one
                .progress
                .finished
                .interval()
                .map(|interval| interval.last);
            Some((one, due, done))
        })
        .collect();
    let month = |date: jiff::civil::Date| f64::from(date.year()) * 12.0 + f64::from(date.month());
    let all = || {
        tasks
            .iter()
            .flat_map(|(_, due, done)| [Some(*due), *done])
            .flatten()
    };
    let first = all().map(month).fold(f64::INFINITY, f64::min) - 12.0;
    let last = all().map(month).fold(f64::NEG_INFINITY, f64::max) + 2.0;
    if tasks.is_empty() || !first.is_finite() || last - first > 600.0 {
        return None;
    }
    let height = tasks.len() as f64 * ROW + 20.0;
    let mut svg = Svg::new(WIDTH, height);
    let (left, right, top) = (52.0, WIDTH - 4.0, 8.0);
    let at = |month: f64| left + (month - first) / (last - first) * (right - left);
    let bottom = top + tasks.len() as f64 * ROW;
    let mut year = (first / 12.0).ceil();
    while year * 12.0 + 1.0 <= last {
        let x = at(year * 12.0 + 1.0);
        svg.line(&[(x, top - 1.0), (x, bottom)], Pen::line("#c8c8c8", 0.2));
        svg.text((x, top - 3.5), SMALL, Anchor::Middle, &format!("{year}年"));
        year += 1.0;
    }
    let pen = Pen::line(FRAME, 0.25);
    for (i, (task, due, done)) in tasks.iter().enumerate() {
        let y = top + (i as f64 + 0.5) * ROW;
        let name = wrapped(&task.name, (left - 4.0) / SMALL);
        for (j, line) in name.iter().take(2).enumerate() {
            let up = (name.len().min(2) as f64 - 1.0) * SMALL * 0.6;
            svg.text(
                (left - 2.0, y - up + j as f64 * SMALL * 1.2),
                SMALL,
                Anchor::End,
                line,
            );
        }
        svg.line(&[(left, y), (right, y)], Pen::line("#e0e0e0", 0.2));
        let planned = at(month(*due));
        svg.polygon(
            &[
                (planned, y - 1.7),
                (planned + 1.7, y),
                (planned, y + 1.7),
                (planned - 1.7, y),
            ],
            "#ffffff",
            pen,
        );
        match done {
            Some(done) => svg.circle((at(month(*done)), y), 1.3, DARK, pen),
            None if task.progress.state.is(State::Done) => svg.circle((planned, y), 1.3, DARK, pen),
            None => {}
        }
    }
    let y = height - 4.0;
    svg.polygon(
        &[(50.0, y - 1.7), (51.7, y), (50.0, y + 1.7), (48.3, y)],
        "#ffffff",
        pen,
    );
    svg.text((53.0, y), SMALL, Anchor::Start, "计划完成");
    svg.circle((80.0, y), 1.3, DARK, pen);
    svg.text((83.0, y), SMALL, Anchor::Start, "实际完成");
    let told: Vec<String> = tasks
        .iter()
        .map(|(task, ..)| match task.progress.finished.is_empty() {
            true => format!("{}计划{}", task.name, task.due.printed()),
            false => format!(
                "{}计划{}、实际{}",
                task.name,
                task.due.printed(),
                task.progress.finished.printed()
            ),
        })
        .collect();
    Some(Drawing {
        svg: svg.finish(),
        width: WIDTH,
        height,
        alt: format!("重点任务进度图：{}", told.join("；")),
    })
}

/// Lying bars with their names at the left.
struct Bars<'a> {
    rows: Vec<(String, Vec<(f64, &'static str)>)>,
    unit: String,
    keys: &'a [(&'a str, &'a str)],
    /// A gap stands ahead of this row.
    gap: Option<usize>,
}

impl Bars<'_> {
    fn draw(&self, alt: String) -> Option<Drawing> {
        let values = self.rows.iter().flat_map(|row| &row.1);
        let most = values.map(|bar| bar.0).fold(0.0_f64, f64::max);
        if most <= 0.0 {
            return None;
        }
        let gap = if self.gap.is_some() { 5.0 } else { 0.0 };
        let height = self.rows.len() as f64 * ROW + gap + 14.0;
        let mut svg = Svg::new(WIDTH, height);
        let (left, right) = (56.0, WIDTH - 18.0);
        svg.text(
            (left, 3.0),
            SMALL,
            Anchor::Start,
            &format!("单位：{}", self.unit),
        );
        let mut y = 6.0;
        for (i, (name, bars)) in self.rows.iter().enumerate() {
            if self.gap == Some(i) {
                y += gap;
            }
            let lines = wrapped(name, (left - 3.0) / SMALL);
            for (j, line) in lines.iter().take(2).enumerate() {
                let up = (lines.len().min(2) as f64 - 1.0) * SMALL * 0.6;
                let at = (left - 2.0, y + ROW / 2.0 - up + j as f64 * SMALL * 1.2);
                svg.text(at, SMALL, Anchor::End, line);
            }
            let thick = (ROW - 1.6) / bars.len().max(1) as f64;
            for (j, (value, fill)) in bars.iter().enumerate() {
                let long = value / most * (right - left);
                let upper = y + 0.8 + j as f64 * thick;
                svg.rect(
                    (left, upper),
                    (long, thick),
                    0.0,
                    fill,
                    Pen::line(FRAME, 0.15),
                );
                let size = SMALL.min(thick);
                svg.text(
                    (left + long + 1.0, upper + thick / 2.0),
                    size,
                    Anchor::Start,
                    &printed(*value),
                );
            }
            y += ROW;
        }
        legend(&mut svg, height - 4.0, self.keys);
        Some(Drawing {
            svg: svg.finish(),
            width: WIDTH,
            height,
            alt,
        })
    }
}

/// A number without idle zeros.
fn printed(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

/// Fills and their names in the middle of a line.
fn legend(svg: &mut Svg, y: f64, keys: &[(&str, &str)]) {
    let wide = |name: &str| 8.0 + width_em(name) * SMALL + 5.0;
    let all: f64 = keys.iter().map(|(name, _)| wide(name)).sum();
    let mut x = (WIDTH - all) / 2.0;
    for (name, fill) in keys {
        svg.rect((x, y - 1.4), (6.0, 2.8), 0.0, fill, Pen::line(FRAME, 0.2));
        svg.text((x + 7.5, y), SMALL, Anchor::Start, name);
        x += wide(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Park {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/湘澜经开区/park.yaml");
        let yaml = std::fs::read_to_string(path).expect("a sample");
        serde_yaml::from_str(&yaml).expect("a park")
    }

    #[test]
    fn charts_of_the_sample_show_its_numbers() {
        let park = sample();
        let shows = |drawing: Option<Drawing>, words: &[&str]| {
            let drawing = drawing.expect("a chart");
            for word in words {
                assert!(drawing.svg.contains(word), "{word}");
            }
            assert!(drawing.alt.chars().count() > 30, "{}", drawing.alt);
        };
        shows(indicators(&park), &["绿化覆盖率", "25.3", "2028", "目标值"]);
        shows(economy(&park), &["603.40", "2028年", "单位：亿元"]);
        shows(investment(&park), &["38400", "资源循环利用", "单位：万元"]);
        shows(progress(&park), &["水资源循环利用", "2028年", "计划完成"]);
    }

    #[test]
    fn nothing_to_show_is_no_chart() {
        let park = Park::default();
        assert_eq!(indicators(&park), None);
        assert_eq!(economy(&park), None);
        assert_eq!(investment(&park), None);
        assert_eq!(progress(&park), None);
    }
}
