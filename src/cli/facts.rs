//! `ecopark facts`: what the papers say, to be compared by eye.

use ecopark::batch;
use ecopark::error::Error;
use ecopark::report;

use super::args::{FactsArgs, ShowFacts};
use super::{Exit, say};

pub(super) fn run(args: &FactsArgs) -> Result<Exit, Error> {
    let sources = batch::discover(&args.paths, None)?;
    let mut inputs = Vec::new();
    let mut exit = Exit::Clean;
    for read in batch::in_parallel(&sources, |source| source.load(&[])) {
        match read {
            Ok((input, _)) => inputs.push(input),
            Err(error) => {
                say::error(&error.to_string());
                exit = Exit::Failed;
            }
        }
    }
    let inputs: Vec<_> = inputs.iter().collect();
    say::out(&match args.format {
        ShowFacts::Text => report::facts_text(&inputs),
        ShowFacts::Csv => report::facts_csv(&inputs),
        ShowFacts::Json => report::facts_json(&inputs),
    })?;
    Ok(exit)
}
