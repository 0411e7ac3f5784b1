//! The papers of every sample as they were last looked at: the words of each
//! page, and the document part of the DOCX, a line for each paragraph or cell.

use std::path::Path;

use ecopark::batch;
use ecopark::docx;
use ecopark::typeset::Kit;
use ecopark::view::{self, Mode, ViewOptions};

#[test]
fn papers_look_as_before() {
    let kit = Kit::new(&[]).expect("the embedded templates");
    let mut papers = 0;
    for sample in ["湘澜经开区", "临澜化工园"] {
        let input = batch::load(&Path::new("samples").join(sample).join("park.yaml"));
        let input = input.expect("a sample");
        let park = input.park.as_ref().expect("readable");
        for form in park.forms().iter() {
            let options = ViewOptions {
                form,
                mode: Mode::Filled,
                figures: &input.figures,
            };
            let data = view::view(park, &options);
            let layout = kit.layout(form, &data, &input.pictures).expect("pages");
            let pages: Vec<String> = layout.headings.iter().map(u64::to_string).collect();
            let blocks = kit.blocks(form, &data).expect("blocks");
            let options = docx::Options {
                form: form.form().key,
                pages: Some(&pages),
                pictures: &input.pictures,
            };
            let file = docx::write(&blocks, &options).expect("a DOCX");
            insta::with_settings!({
                snapshot_suffix => format!("{sample}-{}", form.form().key),
                prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                insta::assert_snapshot!("pages", numbered(&layout.words()));
                insta::assert_snapshot!("docx", in_lines(&part(&file, "word/document.xml")));
            });
            papers += 1;
        }
    }
    assert_eq!(papers, 5);
}

/// The pages, each below its number.
fn numbered(pages: &[String]) -> String {
    let page =
        |(index, words): (usize, &String)| format!("== {} / {}\n{words}\n", index + 1, pages.len());
    pages.iter().enumerate().map(page).collect()
}

/// A part of a DOCX.
fn part(file: &[u8], name: &str) -> String {
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let part = parts.by_name(name).expect("the part");
    std::io::read_to_string(part).expect("UTF-8")
}

/// XML with a line for each paragraph, row, cell, control and section.
fn in_lines(xml: &str) -> String {
    ["p", "tbl", "tr", "tc", "sdt", "sectPr"]
        .iter()
        .fold(xml.to_owned(), |xml, tag| {
            xml.replace(&format!("<w:{tag}>"), &format!("\n<w:{tag}>"))
        })
}
