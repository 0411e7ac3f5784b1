//! GeoJSON: outlines and layers.

use geojson::{Geometry, GeometryValue, Position};

use super::{Degrees, Fault, Maps, Shape, System, points};
use crate::park::{Layer, LayerKind};

/// The rings of a file's areas; none without a file.
pub(super) fn outline(file: &str, maps: &Maps, faults: &mut Vec<Fault>) -> Vec<Vec<(f64, f64)>> {
    let mut rings = Vec::new();
    for geometry in geometries(file, maps, faults) {
        match &geometry.value {
            GeometryValue::Polygon { coordinates } => {
                rings.extend(coordinates.iter().map(|line| ring(line)))
            }
            GeometryValue::MultiPolygon { coordinates } => {
                rings.extend(coordinates.iter().flatten().map(|line| ring(line)));
            }
            _ => {}
        }
    }
    if rings.is_empty() && !file.is_empty() && maps.contains_key(file) && faults.is_empty() {
        faults.push(Fault::Unreadable {
            file: file.to_owned(),
            reason: "里面没有面（Polygon、MultiPolygon）".to_owned(),
        });
    }
    for (i, ring) in rings.iter_mut().enumerate() {
        if ring.first() != ring.last() {
            faults.push(Fault::Open { ring: i + 1 });
        }
        points::close(ring);
    }
    rings
}

/// A layer of the map; none when its file cannot be read.
pub(super) fn layer(
    layer: &Layer,
    system: &System,
    maps: &Maps,
    faults: &mut Vec<Fault>,
) -> Option<Shape> {
    let mut shape = Shape {
        name: layer.name.clone(),
        kind: layer.kind.known().unwrap_or(LayerKind::Other),
        lines: Vec::new(),
        points: Vec::new(),
    };
    for geometry in geometries(&layer.file, maps, faults) {
        add(&geometry, system, &mut shape);
    }
    (!shape.lines.is_empty() || !shape.points.is_empty()).then_some(shape)
}

fn add(geometry: &Geometry, system: &System, shape: &mut Shape) {
    let line = |positions: &Vec<Position>| -> Vec<Degrees> {
        ring(positions)
            .into_iter()
            .filter_map(|point| system.point(point))
            .collect()
    };
    match &geometry.value {
        GeometryValue::Point { coordinates } => {
            shape.points.extend(system.point(pair(coordinates)));
        }
        GeometryValue::MultiPoint { coordinates } => {
            let points = coordinates.iter().filter_map(|one| system.point(pair(one)));
            shape.points.extend(points);
        }
        GeometryValue::LineString { coordinates } => shape.lines.push(line(coordinates)),
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            shape.lines.extend(coordinates.iter().map(line));
        }
        GeometryValue::MultiPolygon { coordinates } => {
            shape.lines.extend(coordinates.iter().flatten().map(line));
        }
        GeometryValue::GeometryCollection { geometries } => {
            for one in geometries {
                add(one, system, shape);
            }
        }
    }
}

/// Every geometry of a file; a fault when it cannot be read.
fn geometries(file: &str, maps: &Maps, faults: &mut Vec<Fault>) -> Vec<Geometry> {
    if file.is_empty() {
        return Vec::new();
    }
    let mut fault = |reason: String| {
        faults.push(Fault::Unreadable {
            file: file.to_owned(),
            reason,
        });
        Vec::new()
    };
    // A file that is not there is the reader's business.
    let Some(bytes) = maps.get(file) else {
        return Vec::new();
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return fault("不是 UTF-8 编码的文本".to_owned());
    };
    match text
        .trim_start_matches('\u{FEFF}')
        .parse::<geojson::GeoJson>()
    {
        Ok(geojson::GeoJson::Geometry(geometry)) => vec![geometry],
        Ok(geojson::GeoJson::Feature(feature)) => feature.geometry.into_iter().collect(),
        Ok(geojson::GeoJson::FeatureCollection(all)) => {
            let features = all.features.into_iter();
            features.filter_map(|feature| feature.geometry).collect()
        }
        Err(_) => fault("不是 GeoJSON".to_owned()),
    }
}

fn ring(positions: &[Position]) -> Vec<(f64, f64)> {
    positions.iter().map(pair).collect()
}

/// Longitude and latitude; what is missing is nothing.
fn pair(position: &Position) -> (f64, f64) {
    let values = position.as_slice();
    let at = |i: usize| values.get(i).copied().unwrap_or_default();
    (at(0), at(1))
}
