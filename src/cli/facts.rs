//! `ecopark facts`: what the papers say, to be compared by eye.

use ecopark::Engine;
use ecopark::batch;
use ecopark::check::Options;
use ecopark::error::Error;
use ecopark::report::{self, Selection};

use super::args::{FactsArgs, ShowFacts};
use super::{Exit, say};

pub(super) fn run(args: &FactsArgs) -> Result<Exit, Error> {
    let options = Options::default();
    let read = batch::check(
        &Engine::new(),
        &args.paths,
        None,
        &options,
        &Selection::default(),
    )?;
    let inputs: Vec<_> = read.parks.iter().map(|park| &park.input).collect();
    say::out(&match args.format {
        ShowFacts::Text => report::facts_text(&inputs),
        ShowFacts::Csv => report::facts_csv(&inputs),
        ShowFacts::Json => report::facts_json(&inputs),
    })?;
    for error in &read.errors {
        say::error(&error.to_string());
    }
    Ok(if read.errors.is_empty() {
        Exit::Clean
    } else {
        Exit::Failed
    })
}
