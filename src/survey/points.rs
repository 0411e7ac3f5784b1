//! A list of points: one a line, rings parted by an empty line.

use super::Fault;
use crate::park::half_width;

/// The rings of the list; adds a fault for each line that is none.
pub(super) fn read(text: &str, faults: &mut Vec<Fault>) -> Vec<Vec<(f64, f64)>> {
    let mut rings: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            rings.push(Vec::new());
            continue;
        }
        match point(line) {
            Some(point) => {
                if let Some(ring) = rings.last_mut() {
                    ring.push(point);
                }
            }
            None => faults.push(Fault::Line {
                line: index + 1,
                text: line.trim().to_owned(),
            }),
        }
    }
    rings.retain(|ring| !ring.is_empty());
    for ring in &mut rings {
        close(ring);
    }
    rings
}

/// The last two numbers of a line; a name may stand ahead of them.
fn point(line: &str) -> Option<(f64, f64)> {
    let plain: String = line.chars().map(half_width).collect();
    let parts: Vec<&str> = plain
        .split(|c: char| c.is_whitespace() || ",;，；、°EN".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [name @ .., first, second] = parts.as_slice() else {
        return None;
    };
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    (name.len() <= 1).then_some(())?;
    Some((number(first)?, number(second)?))
}

/// Takes the repeated first point off the end.
pub(super) fn close(ring: &mut Vec<(f64, f64)>) {
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_as_people_paste_them() {
        #[track_caller]
        fn case(line: &str, expected: Option<(f64, f64)>) {
            assert_eq!(point(line), expected, "{line}");
        }

        case("112.3010 28.6000", Some((112.301, 28.6)));
        case("J1\t112.3010\t28.6000", Some((112.301, 28.6)));
        case("112.3010，28.6000", Some((112.301, 28.6)));
        case("112.3010°E, 28.6000°N", Some((112.301, 28.6)));
        case(
            "J1 3165628.03 37627258.95",
            Some((3_165_628.03, 37_627_258.95)),
        );
        case("112.3010", None);
        case("甲 乙", None);
        case("1 2 3 4", None);
    }

    #[test]
    fn an_empty_line_parts_rings() {
        let mut faults = Vec::new();
        let rings = read("1 1\n2 1\n2 2\n1 1\n\n5 5\n6 5\n6 6\n", &mut faults);
        assert_eq!(rings.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
        assert_eq!(faults, []);
    }
}
