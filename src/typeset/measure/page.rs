//! One page: its marks, and which of them stand where they must not.

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst::visualize::Geometry;
use typst_layout::Page;

use super::{Fault, FaultKind};

/// The margins of a standing page as `forms/kit.typ` has them (a test holds
/// them against it), millimetres: top, right, bottom, left.
pub(super) const MARGINS: [f64; 4] = [37.0, 26.0, 35.0, 28.0];

/// How far a mark may stand out, millimetres: less than a rule is thick, more
/// than what rounding does.
const SLACK: f64 = 0.5;
/// A lone overlap smaller than this (em of the smaller type) is a matter of the
/// fonts' bearings.
const TOUCH: f64 = 0.3;
/// What a character takes of its line, em above and below the base line: less
/// than its box, for in Chinese type nothing reaches the edges.
const ABOVE: f64 = 0.72;
const BELOW: f64 = 0.02;
/// How far below a base line the rule under an empty row is at least, mm.
const EMPTY_ROW: f64 = 8.0;

/// A rectangle on a page, millimetres from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Left edge.
    pub x0: f64,
    /// Upper edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Lower edge.
    pub y1: f64,
}

/// A run of text in one font.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its words.
    pub text: String,
    /// What it covers, without white space at its ends.
    pub mark: Mark,
    /// Size of type, millimetres.
    pub size: f64,
    /// Its base line.
    pub base: f64,
    /// Family of its font.
    pub family: String,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub width: f64,
    pub height: f64,
    pub runs: Vec<Run>,
    /// Rules, each as thin as a line.
    pub rules: Vec<Mark>,
    pub pictures: Vec<Mark>,
}

impl Mark {
    fn around(corners: [Point; 2], transform: Transform) -> Self {
        let [a, b] = corners;
        let all = [a, Point::new(a.x, b.y), Point::new(b.x, a.y), b]
            .map(|corner| corner.transform(transform));
        let (xs, ys) = (
            all.map(|corner| corner.x.to_mm()),
            all.map(|corner| corner.y.to_mm()),
        );
        let least = |values: [f64; 4]| values.into_iter().fold(f64::INFINITY, f64::min);
        let most = |values: [f64; 4]| values.into_iter().fold(f64::NEG_INFINITY, f64::max);
        Self {
            x0: least(xs),
            y0: least(ys),
            x1: most(xs),
            y1: most(ys),
        }
    }

    /// Grows so that it covers `other`, too.
    pub(super) fn include(&mut self, other: &Self) {
        self.x0 = self.x0.min(other.x0);
        self.y0 = self.y0.min(other.y0);
        self.x1 = self.x1.max(other.x1);
        self.y1 = self.y1.max(other.y1);
    }

    /// Whether it lies in `other`, with some slack.
    fn within(&self, other: &Self) -> bool {
        self.x0 >= other.x0 - SLACK
            && self.y0 >= other.y0 - SLACK
            && self.x1 <= other.x1 + SLACK
            && self.y1 <= other.y1 + SLACK
    }

    /// By how much the two lie on each other, across and down.
    fn shared(&self, other: &Self) -> (f64, f64) {
        (
            self.x1.min(other.x1) - self.x0.max(other.x0),
            self.y1.min(other.y1) - self.y0.max(other.y0),
        )
    }
}

impl Marks {
    /// Every mark of a page.
    pub fn of(page: &Page) -> Self {
        let size = page.frame.size();
        let mut marks = Self {
            width: size.x.to_mm(),
            height: size.y.to_mm(),
            ..Self::default()
        };
        marks.add(&page.frame, Transform::identity());
        marks
    }

    fn add(&mut self, frame: &Frame, outer: Transform) {
        for (place, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(place.x, place.y));
            match item {
                FrameItem::Group(group) => {
                    self.add(&group.frame, here.pre_concat(group.transform));
                }
                FrameItem::Text(run) => self.runs.extend(text(run, here)),
                FrameItem::Shape(shape, _) if shape.stroke.is_some() => match shape.geometry {
                    Geometry::Line(to) => {
                        self.rules.push(Mark::around([Point::zero(), to], here));
                    }
                    Geometry::Rect(size) => self.frame(size, here),
                    Geometry::Curve(_) => {}
                },
                FrameItem::Image(_, size, _) => {
                    let picture = Mark::around([Point::zero(), size.to_point()], here);
                    self.pictures.push(picture);
                }
                _ => {}
            }
        }
    }

    /// The four sides of a rectangle.
    fn frame(&mut self, size: Size, here: Transform) {
        let Mark { x0, y0, x1, y1 } = Mark::around([Point::zero(), size.to_point()], here);
        self.rules.extend([
            Mark { x0, y0, x1, y1: y0 },
            Mark { x0, y0: y1, x1, y1 },
            Mark { x0, y0, x1: x0, y1 },
            Mark { x0: x1, y0, x1, y1 },
        ]);
    }

    /// The sheet.
    fn sheet(&self) -> Mark {
        Mark {
            x0: 0.0,
            y0: 0.0,
            x1: self.width,
            y1: self.height,
        }
    }

    /// Whether the page lies.
    fn lies(&self) -> bool {
        self.width > self.height
    }

    /// The text block. Even and odd pages may be mirrored; the wider block of
    /// the two is meant, since a page does not say which it is.
    fn block(&self) -> Mark {
        let [top, right, bottom, left] = MARGINS;
        let (top, right, bottom, left) = match self.lies() {
            true => (left.min(right), top, left.min(right), bottom),
            false => (top, left.min(right), bottom, left.min(right)),
        };
        Mark {
            x0: left,
            y0: top,
            x1: self.width - right,
            y1: self.height - bottom,
        }
    }

    /// Whether a run is the page's number or the mark of a draft, which stand in
    /// the margin.
    fn is_footer(&self, run: &Run) -> bool {
        let block = self.block();
        let below = match self.lies() {
            true => run.mark.x1 < block.x0 + SLACK,
            false => run.mark.y0 > block.y1,
        };
        let known = |c: char| c.is_ascii_digit() || " —草稿".contains(c);
        below && run.text.chars().all(known) && run.mark.within(&self.sheet())
    }

    /// Tells what is amiss. `pictures` counts those of the pages before.
    pub fn faults(&self, page: usize, last: bool, pictures: &mut usize, faults: &mut Vec<Fault>) {
        let mut say = |kind, what: &str| {
            let what = what.trim().to_owned();
            faults.push(Fault { page, kind, what });
        };
        let runs: Vec<&Run> = self
            .runs
            .iter()
            .filter(|run| !self.is_footer(run))
            .collect();
        let (sheet, block) = (self.sheet(), self.block());
        for run in &runs {
            if !run.mark.within(&sheet) {
                say(FaultKind::Sheet, &run.text);
            } else if self.rules.iter().any(|rule| crosses(run, rule)) {
                say(FaultKind::Rule, &run.text);
            } else if !run.mark.within(&block) {
                say(FaultKind::Margin, &run.text);
            }
        }
        for run in overlapping(&runs) {
            say(FaultKind::Overlap, &run.text);
        }
        for picture in &self.pictures {
            if !picture.within(&block) {
                say(FaultKind::Picture, &pictures.to_string());
            }
            *pictures += 1;
        }
        if let Some(heading) = self.lone_heading(&runs).filter(|_| !last) {
            say(FaultKind::Foot, &heading);
        }
    }

    /// The lowest line of the page if it is a heading or the head of a table, which
    /// are the only ones in 黑体 besides captions of figures, lines of the table of
    /// contents and labels in its first column.
    fn lone_heading(&self, runs: &[&Run]) -> Option<String> {
        let lowest = runs
            .iter()
            .map(|run| run.base)
            .fold(f64::NEG_INFINITY, f64::max);
        // An empty row below it has no words but a rule.
        let followed = self.rules.iter().any(|rule| rule.y1 > lowest + EMPTY_ROW);
        let line: Vec<&&Run> = runs.iter().filter(|run| run.base > lowest - 1.0).collect();
        let text: String = line.iter().map(|run| run.text.as_str()).collect();
        let is_heading = line.iter().any(|run| run.family == "GW Form Hei")
            && line.iter().all(|run| {
                let digits = run.text.chars().all(|c| c.is_ascii() || c.is_whitespace());
                run.family == "GW Form Hei" || digits
            });
        let other = text.starts_with('图') || text.contains("...") || self.is_beside_room(&line);
        (is_heading && !other && !followed).then_some(text)
    }

    /// Whether these words stand left of an empty cell: the label of a row, as
    /// nobody has filled it in.
    fn is_beside_room(&self, line: &[&&Run]) -> bool {
        /// The least width of a cell.
        const CELL: f64 = 5.0;
        let right = line.iter().map(|run| run.mark.x1).fold(0.0, f64::max);
        let beside = line.iter().all(|run| {
            let upright = self.rules.iter().filter(|rule| {
                let tall = rule.y1 - rule.y0 > rule.x1 - rule.x0;
                tall && rule.x0 > right && rule.y0 < run.base && rule.y1 > run.base
            });
            let sides = upright.map(|rule| rule.x0);
            let (near, far) = sides.fold((f64::INFINITY, 0.0_f64), |(near, far), x| {
                (near.min(x), far.max(x))
            });
            far - near > CELL
        });
        !line.is_empty() && beside
    }
}

/// The run as it covers the paper; nothing for white space alone.
fn text(item: &TextItem, here: Transform) -> Option<Run> {
    let blank = |glyph: &typst::text::Glyph| {
        let words = item.text.get(glyph.range()).unwrap_or_default();
        words.chars().all(|c| c.is_whitespace() || c == '\u{200B}')
    };
    let first = item.glyphs.iter().position(|glyph| !blank(glyph))?;
    let last = item.glyphs.iter().rposition(|glyph| !blank(glyph))?;
    let advance = |end: usize| -> Abs {
        let glyphs = item.glyphs[..end].iter();
        glyphs.map(|glyph| glyph.x_advance.at(item.size)).sum()
    };
    // A justified line moves its last character, too: what stands behind the
    // ink is no part of it.
    let ink = item.font.x_advance(item.glyphs[last].id);
    let wide = advance(last + 1) - advance(last);
    let wide = ink.map_or(wide, |ink| ink.at(item.size).min(wide));
    let (left, right) = (advance(first), advance(last) + wide);
    let corners = [
        Point::new(left, -item.size * ABOVE),
        Point::new(right, item.size * BELOW),
    ];
    Some(Run {
        text: item.text.to_string(),
        mark: Mark::around(corners, here),
        size: item.size.to_mm(),
        base: Point::zero().transform(here).y.to_mm(),
        family: item.font.font().info().family.as_str().to_owned(),
    })
}

/// Whether a rule runs through the words.
fn crosses(run: &Run, rule: &Mark) -> bool {
    let Mark { x0, y0, x1, y1 } = run.mark;
    let upright = rule.x1 - rule.x0 < rule.y1 - rule.y0;
    if upright {
        let middle = (y0 + y1) / 2.0;
        rule.x0 > x0 + SLACK && rule.x0 < x1 - SLACK && rule.y0 < middle && rule.y1 > middle
    } else {
        // Underlined words stand on their rule, not in it.
        let (across, _) = run.mark.shared(rule);
        across > SLACK && rule.y0 > y0 + SLACK && rule.y0 < y1 - SLACK
    }
}

/// The runs that lie on an earlier one.
fn overlapping<'a>(runs: &[&'a Run]) -> Vec<&'a Run> {
    let mut order: Vec<&Run> = runs.to_vec();
    order.sort_by(|a, b| a.mark.y0.total_cmp(&b.mark.y0));
    let mut found = Vec::new();
    for (at, run) in order.iter().enumerate() {
        let near = order[at + 1..]
            .iter()
            .take_while(|other| other.mark.y0 < run.mark.y1);
        for other in near {
            let (across, down) = run.mark.shared(&other.mark);
            let least = TOUCH * run.size.min(other.size);
            if across > least && down > least {
                let longer = match run.text.len() >= other.text.len() {
                    true => run,
                    false => other,
                };
                found.push(*longer);
            }
        }
    }
    found
}
