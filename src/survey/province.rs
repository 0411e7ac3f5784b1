//! Where the provinces lie, roughly: whether coordinates can be right.

use super::{Degrees, Fault, Survey, System};

/// How far a park may lie outside the box of its province, degrees.
const MARGIN: f64 = 0.3;

/// Name without its kind, western and eastern longitude, southern and northern
/// latitude, in whole or half degrees outwards.
const BOXES: &[(&str, f64, f64, f64, f64)] = &[
    ("北京", 115.4, 117.6, 39.4, 41.1),
    ("天津", 116.7, 118.1, 38.5, 40.3),
    ("河北", 113.4, 119.9, 36.0, 42.7),
    ("山西", 110.2, 114.6, 34.5, 40.8),
    ("内蒙古", 97.1, 126.1, 37.4, 53.4),
    ("辽宁", 118.8, 125.8, 38.7, 43.5),
    ("吉林", 121.6, 131.4, 40.8, 46.4),
    ("黑龙江", 121.1, 135.2, 43.4, 53.6),
    ("上海", 120.8, 122.3, 30.6, 31.9),
    ("江苏", 116.3, 122.0, 30.7, 35.2),
    ("浙江", 118.0, 123.2, 27.0, 31.2),
    ("安徽", 114.8, 119.7, 29.3, 34.7),
    ("福建", 115.8, 120.8, 23.5, 28.4),
    ("江西", 113.5, 118.5, 24.4, 30.1),
    ("山东", 114.7, 122.8, 34.3, 38.5),
    ("河南", 110.3, 116.7, 31.3, 36.4),
    ("湖北", 108.3, 116.2, 29.0, 33.3),
    ("湖南", 108.7, 114.3, 24.6, 30.2),
    ("广东", 109.6, 117.4, 20.2, 25.6),
    ("广西", 104.4, 112.1, 20.9, 26.4),
    ("海南", 108.5, 111.3, 18.1, 20.2),
    ("重庆", 105.2, 110.2, 28.1, 32.3),
    ("四川", 97.3, 108.6, 26.0, 34.4),
    ("贵州", 103.6, 109.6, 24.6, 29.3),
    ("云南", 97.5, 106.3, 21.1, 29.3),
    ("西藏", 78.3, 99.2, 26.8, 36.6),
    ("陕西", 105.4, 111.3, 31.7, 39.6),
    ("甘肃", 92.3, 108.8, 32.5, 42.9),
    ("青海", 89.3, 103.1, 31.5, 39.3),
    ("宁夏", 104.2, 107.7, 35.2, 39.5),
    ("新疆", 73.4, 96.5, 34.3, 49.3),
];

/// All of the country.
const COUNTRY: (f64, f64, f64, f64) = (73.4, 135.2, 18.1, 53.6);

/// What speaks against the place of the coordinates.
pub(super) fn faults(survey: &Survey, system: &System, province: &str) -> Vec<Fault> {
    let (west, east, south, north) = BOXES
        .iter()
        .find(|(name, ..)| province.starts_with(name))
        .map_or(COUNTRY, |&(_, west, east, south, north)| {
            (west, east, south, north)
        });
    if let System::Zone(width, told) = *system {
        let fitting = zones(width, west, east);
        if !fitting.contains(&told) {
            return vec![Fault::Zone { told, fitting }];
        }
    }
    let inside = |(lon, lat): Degrees| {
        (west - MARGIN..east + MARGIN).contains(&lon)
            && (south - MARGIN..north + MARGIN).contains(&lat)
    };
    match survey.middle() {
        Some(at) if !inside(at) => vec![Fault::Elsewhere { at }],
        _ => Vec::new(),
    }
}

/// The zones of that width between two longitudes.
fn zones(width: u32, west: f64, east: f64) -> Vec<u32> {
    let zone = |lon: f64| match width {
        3 => (lon / 3.0).round() as u32,
        _ => (lon / 6.0).floor() as u32 + 1,
    };
    (zone(west)..=zone(east)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_of_hunan() {
        assert_eq!(zones(3, 108.7, 114.3), [36, 37, 38]);
        assert_eq!(zones(6, 108.7, 114.3), [19, 20]);
    }
}
