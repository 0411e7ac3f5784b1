//! `ecopark timeline`: the dates that the regulation sets each park.

use ecopark::batch;
use ecopark::error::Error;
use ecopark::timeline::{self, State};

use super::args::{TimelineArgs, TimelineFormat};
use super::{Exit, say};

pub(super) fn run(args: &TimelineArgs) -> Result<Exit, Error> {
    let sources = batch::discover(&args.paths, None)?;
    let loaded = batch::in_parallel(&sources, |source| {
        source
            .load(&[])
            .map(|(input, _)| (source.name(), input.park))
    });
    let mut exit = Exit::Clean;
    let mut parks = Vec::new();
    for result in loaded {
        match result {
            Ok((_, Some(park))) => parks.push(park),
            Ok((name, None)) => {
                say::error(&format!("`{name}` 的数据无法读取；用 `ecopark check` 查看"));
                exit = exit.max(Exit::Findings);
            }
            Err(error) => {
                say::error(&error.to_string());
                exit = Exit::Failed;
            }
        }
    }
    let events = timeline::timeline(&parks, args.today);
    say::out(&match (args.ics, args.format) {
        (true, _) => timeline::ics(&events),
        (false, TimelineFormat::Csv) => timeline::csv(&events, args.today),
        (false, TimelineFormat::Text) => timeline::text(&events, args.today),
    })?;
    if events.iter().any(|event| event.state == State::Overdue) {
        exit = exit.max(Exit::Findings);
    }
    Ok(exit)
}
