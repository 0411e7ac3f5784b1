//! What is promised of the papers, measured in process (figures are in README).
//!
//! `cargo bench -- docx` runs those with that word in their name.

use std::collections::HashMap;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ecopark::{Engine, FormId, Format, Input, Mode, batch, docx};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/湘澜经开区/park.yaml");

fn sample() -> Input {
    batch::load(Path::new(SAMPLE)).expect("the sample is there")
}

/// Promises: annex 2 as DOCX 600 a second from blocks, one thread; read back
/// 1,500 a second.
fn docx_of_annex_2(bench: &mut Criterion) {
    let input = sample();
    let blocks = Engine::new()
        .blocks(&input, FormId::Filing, Mode::Filled)
        .expect("the form evaluates");
    let pictures = HashMap::new();
    let options = docx::Options {
        form: "filing",
        pages: None,
        pictures: &pictures,
    };
    let file = docx::write(&blocks, &options).expect("the blocks are sound");

    let mut group = bench.benchmark_group("docx");
    group.throughput(Throughput::Elements(1));
    group.bench_function("write annex 2", |bench| {
        bench.iter(|| docx::write(black_box(&blocks), &options));
    });
    group.bench_function("read annex 2", |bench| {
        bench.iter(|| docx::read(black_box(&file)))
    });
    group.finish();
}

/// One paper of each kind, both formats, with a warm program.
fn papers(bench: &mut Criterion) {
    let input = sample();
    let engine = Engine::new();
    let mut group = bench.benchmark_group("paper");
    group.sample_size(10);
    for (name, form) in [
        ("annex 1", FormId::Plan),
        ("annex 2", FormId::Filing),
        ("annex 3", FormId::Report),
        ("annex 4", FormId::Application),
    ] {
        group.bench_function(name, |bench| {
            bench.iter(|| engine.paper(&input, form, Mode::Filled, Format::ALL));
        });
    }
    group.finish();
}

criterion_group!(promises, docx_of_annex_2, papers);
criterion_main!(promises);
