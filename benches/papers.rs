//! What is promised of the papers, measured in process on different parks
//! (figures are in README).
//!
//! Each iteration makes the paper of another park, from the bytes of its YAML to
//! the bytes of the PDF or DOCX, in one thread, with a warm program; `(CPU)` counts
//! the time of the processor, which others on the machine do not lengthen.
//! `cargo bench --bench papers -- 'annex 2'` runs those with that in their name.

use std::hint::black_box;

use criterion::measurement::Measurement;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ecopark::form::FormId;
use ecopark::{Engine, Format, Mode};

#[path = "parks/cpu.rs"]
mod cpu;
#[path = "parks/mod.rs"]
mod parks;

/// How many parks take turns: what Typst remembers of one is gone when it comes
/// again.
const PARKS: usize = 24;

fn given() -> Vec<parks::Park> {
    (0..PARKS)
        .map(|number| parks::park(number, parks::PROJECTS))
        .collect()
}

/// Bytes of the YAML → bytes of the paper.
fn make(engine: &Engine, park: &parks::Park, form: FormId, format: Format) -> ecopark::Paper {
    let input = engine.read("park.yaml", park.yaml.as_bytes(), park);
    engine
        .paper(&input, form, Mode::Filled, &[format])
        .expect("the paper is made")
}

/// Each paper in each format.
fn papers<M: Measurement + 'static>(bench: &mut Criterion<M>, suffix: &str) {
    let engine = Engine::new();
    let given = given();
    let mut group = bench.benchmark_group("paper");
    group.sample_size(10).throughput(Throughput::Elements(1));
    for (annex, form) in (1..).zip([
        FormId::Plan,
        FormId::Filing,
        FormId::Report,
        FormId::Application,
    ]) {
        for (name, format) in [("PDF", Format::Pdf), ("DOCX", Format::Docx)] {
            let id = BenchmarkId::from_parameter(format!("annex {annex} {name}{suffix}"));
            let mut turn = given.iter().cycle();
            group.bench_function(id, |bench| {
                bench.iter(|| {
                    let park = turn.next().expect("an endless cycle");
                    make(&engine, black_box(park), form, format)
                });
            });
        }
    }
    group.finish();
}

/// A filled-in annex 2 read back.
fn read_back<M: Measurement + 'static>(bench: &mut Criterion<M>, suffix: &str) {
    let engine = Engine::new();
    let files: Vec<Vec<u8>> = given()
        .iter()
        .filter_map(|park| make(&engine, park, FormId::Filing, Format::Docx).docx)
        .collect();
    let mut turn = files.iter().cycle();
    bench.bench_function(&format!("read annex 2 back{suffix}"), |bench| {
        bench.iter(|| engine.read_back(black_box(turn.next().expect("an endless cycle"))));
    });
}

fn wall(bench: &mut Criterion) {
    papers(bench, "");
    read_back(bench, "");
}

fn processor(bench: &mut Criterion<cpu::CpuTime>) {
    papers(bench, " (CPU)");
    read_back(bench, " (CPU)");
}

criterion_group!(by_the_clock, wall);
criterion_group! {
    name = by_the_processor;
    config = Criterion::default().with_measurement(cpu::CpuTime);
    targets = processor
}
criterion_main!(by_the_clock, by_the_processor);
