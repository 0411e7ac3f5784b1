//! 园区边界 as told → rings of longitude and latitude, with what is wrong.
//!
//! Coordinates come as a list of points or as GeoJSON, geographic or on a
//! Gauss–Krüger zone of CGCS2000. Here they become degrees, their area on the
//! ellipsoid, and a list of faults for the rules to word. CGCS2000 and WGS84
//! differ by less than a metre, which no drawing of a park shows; GCJ-02 is
//! shifted by hundreds of metres and is moved back.

mod gcj;
mod geojson;
mod points;
mod province;
mod ring;
mod system;

use crate::park::{Boundary, LayerKind};

pub use system::System;

/// The most points of a boundary: more tell nothing on a page.
pub const MOST_POINTS: usize = 5_000;

/// A point in degrees: longitude, latitude.
pub type Degrees = (f64, f64);

/// The files of a boundary: bytes by the name that the data give.
pub type Maps = std::collections::HashMap<String, Vec<u8>>;

/// What a boundary says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// Closed rings (the first point is not repeated), parts and holes alike.
    pub rings: Vec<Vec<Degrees>>,
    /// Area on the ellipsoid in square kilometres, holes taken off.
    pub area_km2: f64,
    /// Roads, rivers and the like.
    pub layers: Vec<Shape>,
    /// What is wrong, in the order of the data.
    pub faults: Vec<Fault>,
}

impl Survey {
    /// The middle of the box around the park.
    pub fn middle(&self) -> Option<Degrees> {
        let (least, most) = self.extent()?;
        Some((
            f64::midpoint(least.0, most.0),
            f64::midpoint(least.1, most.1),
        ))
    }

    /// The south-western and the north-eastern corner of the box around it.
    pub fn extent(&self) -> Option<(Degrees, Degrees)> {
        ring::extent(self.rings.iter().flatten().copied())
    }

    /// Whether it can be drawn.
    pub fn is_drawable(&self) -> bool {
        !self.rings.is_empty() && !self.faults.iter().any(Fault::is_fatal)
    }
}

/// A layer of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: LayerKind,
    /// Its lines.
    pub lines: Vec<Vec<Degrees>>,
    /// Its single points.
    pub points: Vec<Degrees>,
}

/// What is wrong with a boundary. Numbers count from 1, as users do.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The coordinate system is not known.
    System(String),
    /// A line of the list holds no two numbers.
    Line {
        /// Which line.
        line: usize,
        /// The line.
        text: String,
    },
    /// Latitude stands before longitude, or Y before X.
    Swapped,
    /// The numbers are on another kind of system than the one told.
    Mismatch {
        /// Whether degrees are told but metres found.
        metres: bool,
    },
    /// Points lie outside the province, or outside the country if none is told.
    Elsewhere {
        /// Where the middle lies.
        at: Degrees,
    },
    /// The zone does not run through the province.
    Zone {
        /// The zone told.
        told: u32,
        /// The zones that do.
        fitting: Vec<u32>,
    },
    /// The zone in the coordinates is not the zone told.
    OtherZone {
        /// The zone told.
        told: u32,
        /// The zone in front of the coordinates.
        found: u32,
    },
    /// A ring has fewer than three points, or no area.
    Flat {
        /// Which ring.
        ring: usize,
    },
    /// The last point of a GeoJSON ring is not its first.
    Open {
        /// Which ring.
        ring: usize,
    },
    /// Two edges of a ring cross.
    Crossing {
        /// Which ring.
        ring: usize,
        /// The points at which the two edges begin.
        edges: (usize, usize),
    },
    /// More points than are read.
    Many(usize),
    /// A GeoJSON file that cannot be read.
    Unreadable {
        /// Its name.
        file: String,
        /// Why.
        reason: String,
    },
    /// List and file describe one outline, shifted as GCJ-02 is.
    Shifted,
}

impl Fault {
    /// Whether there is nothing to draw with it.
    pub fn is_fatal(&self) -> bool {
        !matches!(
            self,
            Self::Open { .. } | Self::Zone { .. } | Self::Elsewhere { .. } | Self::Shifted
        )
    }
}

/// Reads a boundary. `province` is 省级行政区 as the data have it.
pub fn survey(boundary: &Boundary, province: &str, maps: &Maps) -> Survey {
    let mut survey = Survey::default();
    if boundary.is_empty() {
        return survey;
    }
    let Some(system) = System::parse(&boundary.system) else {
        survey.faults.push(Fault::System(boundary.system.clone()));
        return survey;
    };
    let listed = points::read(&boundary.points, &mut survey.faults);
    let filed = geojson::outline(&boundary.file, maps, &mut survey.faults);
    let told = if listed.is_empty() { &filed } else { &listed };
    let count = told.iter().map(Vec::len).sum();
    if count > MOST_POINTS {
        survey.faults.push(Fault::Many(count));
    }
    if survey.faults.iter().any(Fault::is_fatal) {
        return survey;
    }
    let degrees = system.degrees(told, &mut survey.faults);
    if survey.faults.iter().any(Fault::is_fatal) {
        return survey;
    }
    if !listed.is_empty() && !filed.is_empty() {
        let other = system.degrees(&filed, &mut Vec::new());
        if gcj::is_shifted(&degrees, &other) {
            survey.faults.push(Fault::Shifted);
        }
    }
    survey.rings = degrees;
    survey
        .faults
        .extend(survey.rings.iter().enumerate().flat_map(ring::faults));
    survey.area_km2 = ring::area_km2(&survey.rings);
    survey
        .faults
        .extend(province::faults(&survey, &system, province));
    for layer in &boundary.layers {
        let shape = geojson::layer(layer, &system, maps, &mut survey.faults);
        survey.layers.extend(shape);
    }
    survey
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The boundary of the hints: about 42.61 square kilometres.
    const SQUARE: &str = "112.3010 28.6000\n112.3745 28.6025\n112.3725 28.6552\n112.2985 28.6538\n";

    fn boundary(system: &str, points: &str) -> Boundary {
        Boundary {
            system: system.to_owned(),
            points: points.to_owned(),
            ..Boundary::default()
        }
    }

    #[track_caller]
    fn faults(system: &str, points: &str) -> Vec<Fault> {
        survey(&boundary(system, points), "湖南省", &Maps::new()).faults
    }

    #[test]
    fn a_right_boundary_has_its_area_and_no_fault() {
        let survey = survey(&boundary("CGCS2000", SQUARE), "湖南省", &Maps::new());
        assert_eq!(survey.faults, []);
        assert!(
            (survey.area_km2 - 42.61).abs() < 0.01,
            "{}",
            survey.area_km2
        );
        assert!(survey.is_drawable());
    }

    /// Reference: pyproj 3.7.2 (PROJ 9.5.1), `Geod(ellps="GRS80")
    /// .polygon_area_perimeter`, which is GeographicLib's; zones by
    /// `+proj=tmerc +lon_0=111 +x_0=37500000 +ellps=GRS80` (six degrees:
    /// `+x_0=19500000`).
    #[test]
    fn areas_agree_with_proj() {
        #[track_caller]
        fn case(system: &str, points: &str, expected: f64) {
            let area = survey(&boundary(system, points), "", &Maps::new()).area_km2;
            assert!((area / expected - 1.0).abs() < 1e-4, "{area} {expected}");
        }

        case("CGCS2000", SQUARE, 42.608_734);
        case(
            "WGS84",
            "109.5000 18.2500\n109.5080 18.2500\n109.5080 18.2570\n109.5000 18.2575\n",
            0.678_892,
        );
        case(
            "CGCS2000",
            "127.45 50.2\n127.4563 50.215\n127.425 50.226\n127.4 50.23\n127.375 50.226\n\
             127.3437 50.215\n127.35 50.2\n127.3697 50.185\n127.375 50.174\n127.4 50.17\n\
             127.425 50.174\n127.4303 50.185\n",
            35.749_371,
        );
        case(
            "CGCS2000三度带37",
            "3165628.03 37627258.95\n3165983.0 37634441.0\n3171821.0 37634181.0\n3171570.0 37626960.0\n",
            42.483_641,
        );
        case(
            "CGCS2000六度带19",
            "3123782.5 19774964.1\n3125075.8 19782797.4\n3131706.5 19781657.2\n3130413.6 19773828.2\n",
            53.297_261,
        );
    }

    #[test]
    fn zone_coordinates_are_the_same_park() {
        let zone = "J1 3165628.03 37627258.95\nJ2 3165983.0 37634441.0\nJ3 3171821.0 37634181.0\n";
        let survey = survey(&boundary("CGCS2000三度带37", zone), "湖南省", &Maps::new());
        assert_eq!(survey.faults, []);
        let first = survey.rings[0][0];
        assert!((first.0 - 112.3010).abs() < 1e-6, "{first:?}");
        assert!((first.1 - 28.6000).abs() < 1e-6, "{first:?}");
    }

    #[test]
    fn broken_boundaries_are_told_apart() {
        #[track_caller]
        fn case(system: &str, points: &str, fault: &Fault) {
            let found = faults(system, points);
            assert!(found.contains(fault), "{found:?}");
        }

        case("北京54", SQUARE, &Fault::System("北京54".to_owned()));
        case(
            "WGS84",
            "112.3 28.6\n甲\n112.4 28.7",
            &Fault::Line {
                line: 2,
                text: "甲".to_owned(),
            },
        );
        case(
            "WGS84",
            "28.60 112.30\n28.60 112.37\n28.65 112.37",
            &Fault::Swapped,
        );
        case(
            "CGCS2000三度带37",
            "37627258.95 3165628.03\n37634441 3165983\n37634181 3171821",
            &Fault::Swapped,
        );
        case(
            "CGCS2000三度带37",
            SQUARE,
            &Fault::Mismatch { metres: false },
        );
        case(
            "CGCS2000",
            "3165628.03 37627258.95\n3165983 37634441\n3171821 37634181",
            &Fault::Mismatch { metres: true },
        );
        case(
            "CGCS2000三度带38",
            "3165628.03 37627258.95\n3165983 37634441\n3171821 37634181",
            &Fault::OtherZone {
                told: 38,
                found: 37,
            },
        );
        case(
            "CGCS2000三度带41",
            "3165628.03 41627258.95\n3165983 41634441\n3171821 41634181",
            &Fault::Zone {
                told: 41,
                fitting: vec![36, 37, 38],
            },
        );
        case(
            "WGS84",
            "112.30 28.60\n112.37 28.60",
            &Fault::Flat { ring: 1 },
        );
        case(
            "WGS84",
            "112.30 28.60\n112.37 28.65\n112.37 28.60\n112.30 28.65",
            &Fault::Crossing {
                ring: 1,
                edges: (1, 3),
            },
        );
        case(
            "WGS84",
            "121.30 31.10\n121.37 31.10\n121.37 31.15",
            &Fault::Elsewhere {
                at: (f64::midpoint(121.30, 121.37), f64::midpoint(31.10, 31.15)),
            },
        );
    }

    #[test]
    fn a_file_shifted_as_gcj_is_found_out() {
        let shifted: Vec<String> = SQUARE
            .lines()
            .map(|line| {
                let (x, y) = line.split_once(' ').expect("two numbers");
                let point = (x.parse().expect("a number"), y.parse().expect("a number"));
                let (x, y) = gcj::to_gcj(point);
                format!("[{x}, {y}]")
            })
            .collect();
        let ring = format!("{}, {}", shifted.join(", "), shifted[0]);
        let json = format!(r#"{{"type": "Polygon", "coordinates": [[{ring}]]}}"#);
        let mut boundary = boundary("WGS84", SQUARE);
        boundary.file = "b.geojson".to_owned();
        let maps = Maps::from([("b.geojson".to_owned(), json.into_bytes())]);
        let found = survey(&boundary, "湖南省", &maps).faults;
        assert_eq!(found, [Fault::Shifted]);
    }

    #[test]
    fn open_rings_and_bad_files_are_told() {
        let open = br#"{"type":"Polygon","coordinates":[[[112.30,28.60],[112.37,28.60],[112.37,28.65],[112.30,28.65]]]}"#;
        let boundary = Boundary {
            system: "WGS84".to_owned(),
            file: "b.geojson".to_owned(),
            ..Boundary::default()
        };
        let maps = Maps::from([("b.geojson".to_owned(), open.to_vec())]);
        let found = survey(&boundary, "湖南省", &maps);
        assert_eq!(found.faults, [Fault::Open { ring: 1 }]);
        assert_eq!(found.rings[0].len(), 4);
        let maps = Maps::from([("b.geojson".to_owned(), b"{}".to_vec())]);
        let found = survey(&boundary, "湖南省", &maps).faults;
        assert!(
            matches!(found.as_slice(), [Fault::Unreadable { .. }]),
            "{found:?}"
        );
    }
}
