//! What is promised of checking, measured in process (figures are in README).
//!
//! `cargo bench --bench check` needs no Typst with `--no-default-features`.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use ecopark::batch;
use ecopark::{Engine, Input, Options, Selection};

#[path = "parks/mod.rs"]
mod parks;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/湘澜经开区/park.yaml");

fn read(engine: &Engine, bytes: &[u8]) -> Input {
    engine.read("park.yaml", bytes, &batch::Folder::of(Path::new(SAMPLE)))
}

/// Promise: one complete park at most 5 ms, from bytes to the report.
fn check_one(bench: &mut Criterion) {
    let bytes = std::fs::read(SAMPLE).expect("the sample is there");
    let (engine, options) = (Engine::new(), Options::default());
    bench.bench_function("check: one park", |bench| {
        bench.iter(|| {
            let input = read(&engine, black_box(&bytes));
            engine.check(&input, &options, &Selection::default())
        });
    });
}

/// Promise: 200 parks with the rules that compare them at most 1 s.
fn check_many(bench: &mut Criterion) {
    let parks: Vec<parks::Park> = (0..200)
        .map(|number| parks::park(number, parks::PROJECTS))
        .collect();
    let (engine, options) = (Engine::new(), Options::default());
    let mut group = bench.benchmark_group("check");
    group.sample_size(10);
    group.bench_function("200 parks", |bench| {
        bench.iter(|| {
            let inputs = batch::in_parallel(&parks, |park| {
                engine.read("park.yaml", park.yaml.as_bytes(), park)
            });
            let inputs: Vec<&Input> = inputs.iter().collect();
            let alone = batch::in_parallel(&inputs, |input| engine.findings(input, &options));
            (alone, engine.compare(&inputs, &options))
        });
    });
    group.finish();
}

criterion_group!(promises, check_one, check_many);
criterion_main!(promises);
