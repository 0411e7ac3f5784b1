//! Rings: their area on the ellipsoid, edges that cross.

use geo::algorithm::GeodesicArea;
use geo::{Contains, LineString, Point, Polygon};

use super::{Degrees, Fault};

/// Area of all rings in square kilometres; a ring within another is a hole.
pub(super) fn area_km2(rings: &[Vec<Degrees>]) -> f64 {
    let polygons: Vec<Polygon> = rings.iter().map(|ring| polygon(ring)).collect();
    let mut area = 0.0;
    for (i, ring) in rings.iter().enumerate() {
        let Some(&(lon, lat)) = ring.first() else {
            continue;
        };
        let point = Point::new(lon, lat);
        let others = polygons.iter().enumerate().filter(|(j, _)| *j != i);
        let depth = others.filter(|(_, other)| other.contains(&point)).count();
        let one = polygons[i].geodesic_area_unsigned() / 1e6;
        area += if depth % 2 == 0 { one } else { -one };
    }
    area
}

fn polygon(ring: &[Degrees]) -> Polygon {
    Polygon::new(LineString::from(ring.to_vec()), Vec::new())
}

/// The corners of the box around points.
pub(super) fn extent(points: impl Iterator<Item = Degrees>) -> Option<(Degrees, Degrees)> {
    points.fold(None, |extent: Option<(Degrees, Degrees)>, point| {
        let (least, most) = extent.unwrap_or((point, point));
        Some((
            (least.0.min(point.0), least.1.min(point.1)),
            (most.0.max(point.0), most.1.max(point.1)),
        ))
    })
}

/// What is wrong with the shape of a ring.
pub(super) fn faults((index, ring): (usize, &Vec<Degrees>)) -> Vec<Fault> {
    let number = index + 1;
    if ring.len() < 3 || polygon(ring).geodesic_area_unsigned() < 1.0 {
        let crossing = crossing(ring);
        return match crossing {
            Some(edges) => vec![Fault::Crossing {
                ring: number,
                edges,
            }],
            None => vec![Fault::Flat { ring: number }],
        };
    }
    crossing(ring)
        .map(|edges| Fault::Crossing {
            ring: number,
            edges,
        })
        .into_iter()
        .collect()
}

/// The first two edges that cross, by the numbers of their first points.
///
/// Edges are taken in the order of their western ends, so that each is compared
/// only with those that it can meet.
fn crossing(ring: &[Degrees]) -> Option<(usize, usize)> {
    let count = ring.len();
    let edge = |i: usize| (ring[i], ring[(i + 1) % count]);
    let west = |i: usize| {
        let (a, b) = edge(i);
        a.0.min(b.0)
    };
    let east = |i: usize| {
        let (a, b) = edge(i);
        a.0.max(b.0)
    };
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&i, &j| west(i).total_cmp(&west(j)));
    for (at, &i) in order.iter().enumerate() {
        for &j in &order[at + 1..] {
            if west(j) > east(i) {
                break;
            }
            let neighbours = (i + 1) % count == j || (j + 1) % count == i;
            if !neighbours && cross(edge(i), edge(j)) {
                return Some((i.min(j) + 1, i.max(j) + 1));
            }
        }
    }
    None
}

/// Whether two edges have a point in common.
fn cross((a, b): (Degrees, Degrees), (c, d): (Degrees, Degrees)) -> bool {
    let side = |p: Degrees, q: Degrees, r: Degrees| {
        let turn = (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
        if turn.abs() < 1e-14 {
            0
        } else if turn > 0.0 {
            1
        } else {
            -1
        }
    };
    let between = |p: Degrees, q: Degrees, r: Degrees| {
        r.0 >= p.0.min(q.0) && r.0 <= p.0.max(q.0) && r.1 >= p.1.min(q.1) && r.1 <= p.1.max(q.1)
    };
    let (s1, s2, s3, s4) = (side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b));
    (s1 != s2 && s3 != s4 && s1 != 0 && s2 != 0 && s3 != 0 && s4 != 0)
        || (s1 == 0 && between(a, b, c))
        || (s2 == 0 && between(a, b, d))
        || (s3 == 0 && between(c, d, a))
        || (s4 == 0 && between(c, d, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_within_is_a_hole() {
        let square = |least: f64, most: f64| {
            vec![(least, least), (most, least), (most, most), (least, most)]
        };
        let whole = area_km2(&[square(20.0, 21.0)]);
        let hole = area_km2(&[square(20.2, 20.4)]);
        let both = area_km2(&[square(20.0, 21.0), square(20.2, 20.4)]);
        assert!((both - (whole - hole)).abs() < 1e-6);
    }

    #[test]
    fn a_large_ring_is_tested_in_no_time() {
        let ring: Vec<Degrees> = (0..5000)
            .map(|i| {
                let angle = f64::from(i) / 5000.0 * std::f64::consts::TAU;
                (112.0 + angle.cos() * 0.1, 28.0 + angle.sin() * 0.1)
            })
            .collect();
        assert_eq!(crossing(&ring), None);
    }
}
