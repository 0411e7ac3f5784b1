//! Everything that is tested from outside the crate, in one binary so that it
//! is linked once. See `tests/README.md`.

#[cfg(all(feature = "cli", feature = "typeset"))]
mod cli;
mod docx;
mod edit;
mod hostile;
mod input;
#[cfg(feature = "typeset")]
mod large;
mod layers;
mod mutations;
#[cfg(feature = "typeset")]
mod outlines;
#[cfg(feature = "typeset")]
mod papers;
#[cfg(feature = "typeset")]
mod pictures;
#[cfg(all(feature = "cli", feature = "typeset"))]
mod province;
#[cfg(all(feature = "cli", feature = "typeset"))]
mod recall;
mod report;
mod rules;
mod sections;
mod structure;
#[cfg(all(feature = "cli", feature = "typeset"))]
mod word;
mod writing;
#[cfg(feature = "typeset")]
mod written;

use std::path::Path;

/// A sample of the repository, read with what lies beside it.
fn sample(name: &str) -> ecopark::input::Input {
    let file = Path::new("samples").join(name).join("park.yaml");
    ecopark::batch::load(&file).expect("a sample")
}
