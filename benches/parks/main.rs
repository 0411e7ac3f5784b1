//! Writes different parks into a folder, for runs of the whole program.
//!
//! `cargo run --release --example parks -- FOLDER [PARKS] [PROJECTS]`; PARKS 0 makes
//! the large one: 40 indicators, 60 tasks and 60 projects with names of 80 characters.

use std::path::Path;
use std::{env, fs, io};

mod large;
#[path = "mod.rs"]
mod parks;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments
        .next()
        .unwrap_or_else(|| "target/parks".to_owned());
    let mut number = |otherwise| {
        let argument = arguments.next().and_then(|text| text.parse().ok());
        argument.unwrap_or(otherwise)
    };
    let (count, projects) = (number(200), number(parks::PROJECTS));
    let large = (count == 0).then(|| ("large".to_owned(), large::large(40, 60, 60)));
    let many = (0..count).map(|at| (format!("{at:04}"), parks::park(at, projects)));
    for (name, park) in many.chain(large) {
        let folder = Path::new(&folder).join(name);
        fs::create_dir_all(folder.join("figs"))?;
        fs::write(folder.join("park.yaml"), park.yaml)?;
        for (name, bytes) in park.files {
            fs::write(folder.join(name), bytes)?;
        }
    }
    Ok(())
}
