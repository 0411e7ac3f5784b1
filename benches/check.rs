//! What is promised of checking, measured in process (figures are in README).
//!
//! `cargo bench --bench check` needs no Typst with `--no-default-features`.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use ecopark::batch;
use ecopark::check::{self, Context, Options};
use ecopark::input::{self, Input};
use ecopark::report;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/湘澜经开区/park.yaml");

fn read(bytes: &[u8]) -> Input {
    input::read("park.yaml", bytes, &batch::Folder::of(Path::new(SAMPLE)))
}

fn context<'a>(input: &'a Input, options: &'a Options) -> Context<'a> {
    batch::context(input, options).expect("the sample is readable")
}

/// Promise: one complete park at most 5 ms, from bytes to the report.
fn check_one(bench: &mut Criterion) {
    let bytes = std::fs::read(SAMPLE).expect("the sample is there");
    let options = Options::default();
    bench.bench_function("check: one park", |bench| {
        bench.iter(|| {
            let input = read(black_box(&bytes));
            let findings = check::check(&context(&input, &options));
            report::Report::new(&input, findings, &report::Selection::default())
        });
    });
}

/// Promise: 200 parks with the rules that compare them at most 1 s.
fn check_many(bench: &mut Criterion) {
    let yaml = std::fs::read_to_string(SAMPLE).expect("the sample is there");
    let files: Vec<String> = (0..200)
        .map(|n| yaml.replace("湘澜", &format!("湘澜{n}")))
        .collect();
    let options = Options::default();
    let mut group = bench.benchmark_group("check");
    group.sample_size(10);
    group.bench_function("200 parks", |bench| {
        bench.iter(|| {
            let inputs = batch::in_parallel(&files, |yaml| read(yaml.as_bytes()));
            let contexts: Vec<Context> = inputs
                .iter()
                .map(|input| context(input, &options))
                .collect();
            let alone = batch::in_parallel(&contexts, check::check);
            (alone, check::check_together(&contexts))
        });
    });
    group.finish();
}

criterion_group!(promises, check_one, check_many);
criterion_main!(promises);
