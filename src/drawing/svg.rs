//! An SVG made of lines, areas and words; lengths are millimetres.

use std::fmt::Write;

/// The family of words in figures, one of the program's own.
const FAMILY: &str = "GW Form Kai";
/// How far indexes stand off the line, and how large they are, in em.
const INDEX: (f64, f64, f64) = (0.2, -0.35, 0.65);

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Colour.
    pub colour: &'static str,
    /// Width.
    pub width: f64,
    /// Dash and gap; whole when absent.
    pub dash: Option<(f64, f64)>,
}

impl Pen {
    /// A whole line.
    pub const fn line(colour: &'static str, width: f64) -> Self {
        Self {
            colour,
            width,
            dash: None,
        }
    }

    /// The same line, dashed.
    pub const fn dashed(self, dash: f64, gap: f64) -> Self {
        Self {
            dash: Some((dash, gap)),
            ..self
        }
    }

    fn attributes(&self) -> String {
        let dash = match self.dash {
            Some((dash, gap)) => format!(" stroke-dasharray=\"{} {}\"", mm(dash), mm(gap)),
            None => String::new(),
        };
        format!(
            "stroke=\"{}\" stroke-width=\"{}\"{dash}",
            self.colour,
            mm(self.width)
        )
    }
}

/// Where words stand against their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// They begin there.
    Start,
    /// Their middle is there.
    Middle,
    /// They end there.
    End,
}

/// The drawing as it grows.
#[derive(Debug)]
pub struct Svg {
    width: f64,
    height: f64,
    body: String,
}

impl Svg {
    /// An empty white sheet.
    pub fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            body: String::new(),
        }
    }

    /// A rectangle by its upper left corner.
    pub fn rect(&mut self, at: (f64, f64), size: (f64, f64), radius: f64, fill: &str, pen: Pen) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{fill}\" {}/>",
            mm(at.0),
            mm(at.1),
            mm(size.0),
            mm(size.1),
            mm(radius),
            pen.attributes()
        );
    }

    /// A white or coloured rectangle without a line.
    pub fn area(&mut self, at: (f64, f64), size: (f64, f64), fill: &str) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"/>",
            mm(at.0),
            mm(at.1),
            mm(size.0),
            mm(size.1)
        );
    }

    /// A closed area through points.
    pub fn polygon(&mut self, points: &[(f64, f64)], fill: &str, pen: Pen) {
        let _ = writeln!(
            self.body,
            "<path d=\"{}Z\" fill=\"{fill}\" stroke-linejoin=\"round\" {}/>",
            through(points),
            pen.attributes()
        );
    }

    /// Several rings as one area; a ring within another is a hole.
    pub fn rings(&mut self, rings: &[Vec<(f64, f64)>], fill: &str, pen: Pen) {
        let path: Vec<String> = rings
            .iter()
            .map(|ring| format!("{}Z", through(ring)))
            .collect();
        let _ = writeln!(
            self.body,
            "<path d=\"{}\" fill=\"{fill}\" fill-rule=\"evenodd\" stroke-linejoin=\"round\" {}/>",
            path.join(""),
            pen.attributes()
        );
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f64, f64)], pen: Pen) {
        let _ = writeln!(
            self.body,
            "<path d=\"{}\" fill=\"none\" stroke-linejoin=\"round\" {}/>",
            through(points),
            pen.attributes()
        );
    }

    /// A line that bends softly at the points between its ends.
    pub fn curve(&mut self, points: &[(f64, f64)], pen: Pen) {
        let [first, middle @ .., last] = points else {
            return;
        };
        let mut path = format!("M{}", point(*first));
        for (i, bend) in middle.iter().enumerate() {
            let next = middle.get(i + 1).copied();
            let to = next.map_or(*last, |next| between(*bend, next));
            let _ = write!(path, "Q{} {}", point(*bend), point(to));
        }
        if middle.is_empty() {
            let _ = write!(path, "L{}", point(*last));
        }
        let _ = writeln!(
            self.body,
            "<path d=\"{path}\" fill=\"none\" {}/>",
            pen.attributes()
        );
    }

    /// A circle.
    pub fn circle(&mut self, at: (f64, f64), radius: f64, fill: &str, pen: Pen) {
        let _ = writeln!(
            self.body,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\" {}/>",
            mm(at.0),
            mm(at.1),
            mm(radius),
            pen.attributes()
        );
    }

    /// Words whose middle height is at the point. Indexes (CO₂) are set as such.
    pub fn text(&mut self, at: (f64, f64), size: f64, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            mm(at.0),
            mm(at.1 + size * 0.36),
            mm(size),
            runs(text, size)
        );
    }

    /// The whole file.
    pub fn finish(self) -> String {
        let (width, height) = (mm(self.width), mm(self.height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FAMILY}\">\n{}</svg>\n",
            self.body
        )
    }
}

/// About how wide words are, in em: Han and full-width characters are one em
/// wide, others a little more than half of it.
pub fn width_em(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            '₀'..='₉' | '⁰'..='⁹' | '²' | '³' | '¹' => 0.4,
            c if is_wide(c) => 1.0,
            _ => 0.56,
        })
        .sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '—' | '…' | '℃' | 'μ')
}

/// Words in lines of at most so many em; a word is never left without a line.
pub fn wrapped(text: &str, em: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut width = 0.0;
    for c in text.chars() {
        let this = width_em(c.encode_utf8(&mut [0; 4]));
        let closes = "，。、；：）》”/".contains(c);
        if width + this > em && width > 0.0 && !closes {
            lines.push(String::new());
            width = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        width += this;
    }
    lines
}

/// Words with their indexes set apart.
fn runs(text: &str, size: f64) -> String {
    let mut out = String::new();
    let mut shift = 0.0;
    for c in text.chars() {
        let (plain, wanted) = match c {
            '₀'..='₉' => (char::from(b'0' + (c as u32 - '₀' as u32) as u8), INDEX.0),
            '⁰' | '⁴'..='⁹' => (char::from(b'0' + (c as u32 - '⁰' as u32) as u8), INDEX.1),
            '₊' => ('+', INDEX.0),
            '₋' => ('−', INDEX.0),
            'ₓ' => ('x', INDEX.0),
            c => (c, 0.0),
        };
        if wanted == 0.0 {
            if shift != 0.0 {
                let _ = write!(
                    out,
                    "<tspan dy=\"{}\">{}</tspan>",
                    mm(-shift * size),
                    escaped(c)
                );
            } else {
                out.push_str(&escaped(c));
            }
        } else {
            let _ = write!(
                out,
                "<tspan dy=\"{}\" font-size=\"{}\">{plain}</tspan>",
                mm((wanted - shift) * size),
                mm(size * INDEX.2)
            );
        }
        shift = wanted;
    }
    out
}

fn escaped(c: char) -> String {
    match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        c if c.is_control() => String::new(),
        c => c.to_string(),
    }
}

fn through(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (i, &at) in points.iter().enumerate() {
        path.push(if i == 0 { 'M' } else { 'L' });
        path.push_str(&point(at));
    }
    path
}

fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", mm(x), mm(y))
}

fn between(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))
}

/// A length to a hundredth of a millimetre, without idle zeros.
fn mm(length: f64) -> String {
    let rounded = (length * 100.0).round() / 100.0;
    // No minus in front of nothing.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_stand_apart_and_marks_are_escaped() {
        assert_eq!(
            runs("CO₂<1", 10.0),
            "CO<tspan dy=\"2\" font-size=\"6.5\">2</tspan><tspan dy=\"-2\">&lt;</tspan>1"
        );
        assert_eq!(runs("甲&乙", 3.0), "甲&amp;乙");
    }

    #[test]
    fn long_words_are_broken() {
        assert_eq!(wrapped("零部件加工", 3.0), ["零部件", "加工"]);
        assert_eq!(wrapped("", 3.0), [""]);
        assert_eq!(wrapped("万吨/年", 2.0), ["万吨/", "年"]);
    }

    #[test]
    fn lengths_are_short() {
        assert_eq!(mm(1.0), "1");
        assert_eq!(mm(-0.001), "0");
        assert_eq!(mm(2.345), "2.35");
    }
}
