//! Coordinate systems, and their way to degrees.

use std::sync::LazyLock;

use proj4rs::proj::Proj;
use proj4rs::transform::transform;
use regex::Regex;

use super::{Degrees, Fault, gcj};

/// Which system coordinates are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Degrees of CGCS2000 or WGS84, the same on any drawing.
    Geographic,
    /// Degrees of GCJ-02, shifted by hundreds of metres.
    Gcj,
    /// Metres on a Gauss–Krüger zone of CGCS2000: width of the zones in
    /// degrees, number of the zone.
    Zone(u32, u32),
}

impl System {
    /// From what people write: `CGCS2000`, `WGS-84`, `CGCS2000三度带37`.
    pub fn parse(text: &str) -> Option<Self> {
        static ZONE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("^(?:CGCS2000|国家2000|2000国家大地坐标系)?(三|3|六|6)度(?:分)?带第?([0-9]{1,2})(?:带|号)?$")
                .expect("a pattern")
        });
        let plain: String = text
            .chars()
            .map(crate::park::half_width)
            .filter(|c| !c.is_whitespace() && !"-_（）()，,".contains(*c))
            .collect();
        let plain = plain.to_uppercase();
        if let Some(found) = ZONE.captures(&plain) {
            let width = if matches!(&found[1], "三" | "3") {
                3
            } else {
                6
            };
            let number = found[2].parse().ok()?;
            let known = if width == 3 { 24..=45 } else { 13..=23 };
            return known.contains(&number).then_some(Self::Zone(width, number));
        }
        match plain.as_str() {
            "CGCS2000" | "国家2000" | "2000国家大地坐标系" | "WGS84" | "EPSG4490" | "EPSG4326" => {
                Some(Self::Geographic)
            }
            "GCJ02" | "火星坐标" | "国测局坐标" => Some(Self::Gcj),
            _ => None,
        }
    }

    /// Degrees of its zone's middle.
    fn meridian(self) -> Option<u32> {
        match self {
            Self::Zone(3, number) => Some(number * 3),
            Self::Zone(_, number) => Some(number * 6 - 3),
            _ => None,
        }
    }

    /// Rings of this system in degrees; adds what does not fit it.
    pub(super) fn degrees(
        self,
        rings: &[Vec<(f64, f64)>],
        faults: &mut Vec<Fault>,
    ) -> Vec<Vec<Degrees>> {
        let fault = match self.meridian() {
            None => not_degrees(rings),
            Some(_) => self.not_metres(rings),
        };
        if let Some(fault) = fault {
            faults.push(fault);
            return Vec::new();
        }
        let convert = |ring: &Vec<(f64, f64)>| {
            let points = ring.iter().map(|&point| self.point(point));
            points.collect::<Option<Vec<Degrees>>>()
        };
        match rings.iter().map(convert).collect() {
            Some(rings) => rings,
            None => {
                faults.push(Fault::Mismatch { metres: false });
                Vec::new()
            }
        }
    }

    /// One point in degrees.
    pub(super) fn point(self, (first, second): (f64, f64)) -> Option<Degrees> {
        match self {
            Self::Geographic => Some((first, second)),
            Self::Gcj => Some(gcj::from_gcj((first, second))),
            Self::Zone(..) => self.on_ellipsoid(first, second),
        }
    }

    /// X (north) and Y (east, with or without the zone's number) in degrees.
    fn on_ellipsoid(self, north: f64, east: f64) -> Option<Degrees> {
        let meridian = self.meridian()?;
        let zone = Proj::from_proj_string(&format!(
            "+proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs"
        ));
        let degrees = Proj::from_proj_string("+proj=longlat +ellps=GRS80 +no_defs");
        let mut point = (east % 1_000_000.0, north, 0.0);
        transform(&zone.ok()?, &degrees.ok()?, &mut point).ok()?;
        let (lon, lat) = (point.0.to_degrees(), point.1.to_degrees());
        (lon.is_finite() && lat.is_finite()).then_some((lon, lat))
    }

    /// What speaks against metres on this zone.
    fn not_metres(self, rings: &[Vec<(f64, f64)>]) -> Option<Fault> {
        let Self::Zone(_, told) = self else {
            return None;
        };
        let north = |x: f64| (1_500_000.0..6_500_000.0).contains(&x);
        let east = |y: f64| (100_000.0..900_000.0).contains(&(y % 1_000_000.0)) && y < 46_000_000.0;
        let all = |test: &dyn Fn(&(f64, f64)) -> bool| rings.iter().flatten().all(test);
        if all(&|&(x, y)| x.abs() <= 180.0 && y.abs() <= 180.0) {
            return Some(Fault::Mismatch { metres: false });
        }
        let is_zoned = |value: f64| value > 10_000_000.0;
        if all(&|&(x, y)| (is_zoned(x) || !north(x)) && north(y) && east(x)) {
            return Some(Fault::Swapped);
        }
        if !all(&|&(x, y)| north(x) && east(y)) {
            return Some(Fault::Mismatch { metres: false });
        }
        let found = rings.iter().flatten().find_map(|&(_, y)| {
            let found = (y / 1_000_000.0).floor() as u32;
            (found != 0 && found != told).then_some(found)
        });
        found.map(|found| Fault::OtherZone { told, found })
    }
}

/// What speaks against degrees: metres, or latitude first.
fn not_degrees(rings: &[Vec<(f64, f64)>]) -> Option<Fault> {
    let all = |test: fn(&(f64, f64)) -> bool| rings.iter().flatten().all(test);
    let any = |test: fn(&(f64, f64)) -> bool| rings.iter().flatten().any(test);
    if any(|&(lon, lat)| lon.abs() > 180.0 || lat.abs() > 180.0) {
        return Some(Fault::Mismatch { metres: true });
    }
    if all(|&(lon, lat)| (3.0..54.0).contains(&lon) && (73.0..136.0).contains(&lat)) {
        return Some(Fault::Swapped);
    }
    if any(|&(_, lat)| lat.abs() > 90.0) {
        return Some(Fault::Mismatch { metres: true });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_as_people_write_them() {
        #[track_caller]
        fn case(text: &str, system: Option<System>) {
            assert_eq!(System::parse(text), system, "{text}");
        }

        case("CGCS2000", Some(System::Geographic));
        case("wgs-84", Some(System::Geographic));
        case("GCJ-02", Some(System::Gcj));
        case("CGCS2000三度带37", Some(System::Zone(3, 37)));
        case("CGCS2000（3度带 37带）", Some(System::Zone(3, 37)));
        case("CGCS2000六度带第19带", Some(System::Zone(6, 19)));
        case("CGCS2000三度带19", None);
        case("北京54", None);
        case("", None);
    }

    #[test]
    fn a_zone_agrees_with_proj() {
        // pyproj, EPSG:4525 and EPSG:4497, of (112.3010, 28.6000).
        let point = System::Zone(3, 37).point((3_165_628.03, 37_627_258.95));
        let (lon, lat) = point.expect("a point");
        assert!((lon - 112.301).abs() < 2e-7 && (lat - 28.6).abs() < 2e-7);
        let bare = System::Zone(3, 37).point((3_165_628.03, 627_258.95));
        let (bare_lon, bare_lat) = bare.expect("a point");
        assert!((bare_lon - lon).abs() < 1e-9 && (bare_lat - lat).abs() < 1e-9);
    }
}
