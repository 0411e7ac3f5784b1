//! GCJ-02: the shifted degrees of public web maps.

use super::Degrees;

/// Half the axis of the ellipsoid that GCJ-02 shifts on, and its eccentricity.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;
/// Degrees below which two outlines are one (about ten metres).
const SAME: f64 = 1e-4;

/// A point as public web maps show it.
pub(super) fn to_gcj((lon, lat): Degrees) -> Degrees {
    let (x, y) = (lon - 105.0, lat - 35.0);
    let north = shift(
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * x.abs().sqrt(),
        x,
        y,
        (160.0, 320.0, 12.0, 30.0),
    );
    let east = shift(
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * x.abs().sqrt(),
        x,
        x,
        (150.0, 300.0, 12.0, 30.0),
    );
    let radians = lat.to_radians();
    let magic = 1.0 - ECCENTRICITY * radians.sin().powi(2);
    let along = AXIS * (1.0 - ECCENTRICITY) / magic.powf(1.5);
    let across = AXIS / magic.sqrt() * radians.cos();
    (
        lon + (east / across).to_degrees(),
        lat + (north / along).to_degrees(),
    )
}

/// The waves of the shift along one axis, in metres.
fn shift(base: f64, x: f64, y: f64, waves: (f64, f64, f64, f64)) -> f64 {
    let wave = |value: f64| (value * std::f64::consts::PI).sin();
    let ripples = (20.0 * wave(6.0 * x) + 20.0 * wave(2.0 * x)) * 2.0 / 3.0;
    let swell = (20.0 * wave(y) + 40.0 * wave(y / 3.0)) * 2.0 / 3.0;
    let long = (waves.0 * wave(y / waves.2) + waves.1 * wave(y / waves.3)) * 2.0 / 3.0;
    base + ripples + swell + long
}

/// The point that a public web map shows there.
pub(super) fn from_gcj(shown: Degrees) -> Degrees {
    let mut point = shown;
    for _ in 0..5 {
        let again = to_gcj(point);
        point.0 -= again.0 - shown.0;
        point.1 -= again.1 - shown.1;
    }
    point
}

/// Whether one outline is the other, shifted as GCJ-02 is.
pub(super) fn is_shifted(one: &[Vec<Degrees>], other: &[Vec<Degrees>]) -> bool {
    let near = |a: &[Vec<Degrees>], b: &[Vec<Degrees>]| {
        let pairs = || a.iter().flatten().zip(b.iter().flatten());
        pairs().count() > 0
            && a.iter().map(Vec::len).eq(b.iter().map(Vec::len))
            && pairs().all(|(a, b)| (a.0 - b.0).abs() < SAME && (a.1 - b.1).abs() < SAME)
    };
    let shifted = |rings: &[Vec<Degrees>]| -> Vec<Vec<Degrees>> {
        let ring = |ring: &Vec<Degrees>| ring.iter().map(|&point| to_gcj(point)).collect();
        rings.iter().map(ring).collect()
    };
    !near(one, other) && (near(&shifted(one), other) || near(&shifted(other), one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let beijing = (116.404, 39.915);
        let (lon, lat) = to_gcj(beijing);
        // The well-known example of public converters.
        assert!((lon - 116.410_244).abs() < 1e-5, "{lon}");
        assert!((lat - 39.916_404).abs() < 1e-5, "{lat}");
        let back = from_gcj((lon, lat));
        assert!((back.0 - beijing.0).abs() < 1e-9 && (back.1 - beijing.1).abs() < 1e-9);
    }
}
