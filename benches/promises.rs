//! What the program promises of its speed, measured in process.
//!
//! `cargo bench` runs all; `cargo bench -- docx` runs those with that word in
//! their name. Figures with machine and date are in README.

use std::collections::HashMap;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ecopark::batch::{self, Format, Order};
use ecopark::check::{self, Context, Options};
use ecopark::form::FormId;
use ecopark::input::{self, Input};
use ecopark::typeset::Kit;
use ecopark::view::{self, Mode, ViewOptions};
use ecopark::{docx, report};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/湘澜经开区/park.yaml");

fn sample() -> (Vec<u8>, Input) {
    let bytes = std::fs::read(SAMPLE).expect("the sample is there");
    let input = read(&bytes);
    (bytes, input)
}

fn read(bytes: &[u8]) -> Input {
    input::read("park.yaml", bytes, &batch::Folder::of(Path::new(SAMPLE)))
}

fn context<'a>(input: &'a Input, options: &'a Options) -> Context<'a> {
    batch::context(input, options).expect("the sample is readable")
}

/// Promise: one complete park at most 5 ms, from bytes to the report.
fn check_one(bench: &mut Criterion) {
    let (bytes, _) = sample();
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

/// Promises: annex 2 as DOCX 600 a second from blocks, one thread; read back
/// 1,500 a second.
fn docx_of_annex_2(bench: &mut Criterion) {
    let (_, input) = sample();
    let kit = Kit::new(&[]).expect("our own templates are sound");
    let park = input.park.as_ref().expect("readable");
    let options = ViewOptions {
        form: FormId::Filing,
        mode: Mode::Filled,
        figures: &input.figures,
    };
    let blocks = kit
        .blocks(FormId::Filing, &view::view(park, &options))
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
    let (_, input) = sample();
    let kit = Kit::new(&[]).expect("our own templates are sound");
    let mut group = bench.benchmark_group("paper");
    group.sample_size(10);
    for (name, form) in [
        ("annex 1", FormId::Plan),
        ("annex 2", FormId::Filing),
        ("annex 3", FormId::Report),
        ("annex 4", FormId::Application),
    ] {
        let order = Order {
            park: input.park.as_ref().expect("readable"),
            form,
            mode: Mode::Filled,
            figures: &input.figures,
            pictures: &input.pictures,
        };
        group.bench_function(name, |bench| {
            bench.iter(|| batch::paper(&kit, &order, &[Format::Pdf, Format::Docx]));
        });
    }
    group.finish();
}

criterion_group!(promises, check_one, check_many, docx_of_annex_2, papers);
criterion_main!(promises);
