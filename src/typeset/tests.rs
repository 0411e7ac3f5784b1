//! Both forms evaluated and laid out, from the templates on the disk.

use std::path::{Path, PathBuf};

use super::*;
use crate::park::Park;
use crate::view::{Mode, ViewOptions, view};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The kit with the templates as they stand in `forms/` now.
fn kit() -> Kit {
    let templates: Vec<(String, String)> = std::fs::read_dir(folder("forms"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "typ"))
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    Kit::with_templates(
        templates
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
}

/// A sample, its `@文件` put in.
fn sample(name: &str) -> Park {
    let folder = folder("samples").join(name);
    let text = std::fs::read_to_string(folder.join("park.yaml")).unwrap();
    let mut park: Park = serde_yaml::from_str(&text).unwrap();
    let include = |text: &mut String| {
        if let Some(file) = text.strip_prefix('@') {
            *text = std::fs::read_to_string(folder.join(file)).unwrap();
        }
    };
    park.filing
        .iter_mut()
        .for_each(|filing| include(&mut filing.content));
    park.application
        .iter_mut()
        .for_each(|one| include(&mut one.indicators));
    park
}

fn data(park: &Park, form: FormId, mode: Mode) -> Json {
    let figures = &[];
    view(
        park,
        &ViewOptions {
            form,
            mode,
            figures,
        },
    )
}

/// Every paper that the tests look at: its name and its data.
fn papers() -> Vec<(String, FormId, Json)> {
    let mut papers = Vec::new();
    for form in crate::form::FormSet::ALL.iter() {
        let key = form.form().key;
        papers.push((
            format!("{key}-空白"),
            form,
            data(&Park::default(), form, Mode::Blank),
        ));
        for name in ["湘澜经开区", "临澜化工园"] {
            let park = sample(name);
            let mode = if park.forms().contains(form) {
                Mode::Filled
            } else {
                Mode::Draft
            };
            papers.push((format!("{key}-{name}"), form, data(&park, form, mode)));
        }
    }
    papers
}

#[test]
fn every_form_becomes_blocks_and_pages() {
    let kit = kit();
    let target = folder("target").join("papers");
    std::fs::create_dir_all(&target).unwrap();
    for (name, form, data) in papers() {
        let blocks = kit
            .blocks(form, &data)
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        let json = serde_json::to_string_pretty(&blocks).unwrap();
        std::fs::write(target.join(format!("{name}.json")), json).unwrap();
        let paper = kit
            .pdf(form, &data, &Pictures::new())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        std::fs::write(target.join(format!("{name}.pdf")), paper.pdf).unwrap();
        finish_document();
    }
}
