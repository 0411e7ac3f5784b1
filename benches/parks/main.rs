//! Writes different parks into a folder, for runs of the whole program.
//!
//! `cargo run --release --example parks -- FOLDER [PARKS] [PROJECTS]`

use std::path::Path;
use std::{env, fs, io};

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
    for at in 0..count {
        let folder = Path::new(&folder).join(format!("{at:04}"));
        let park = parks::park(at, projects);
        fs::create_dir_all(folder.join("figs"))?;
        fs::write(folder.join("park.yaml"), park.yaml)?;
        for (name, bytes) in park.files {
            fs::write(folder.join(name), bytes)?;
        }
    }
    Ok(())
}
