//! The papers of every sample as they were last looked at: the words of each
//! page, and the document part of the DOCX, a line for each paragraph or cell.

use ecopark::{Engine, Format, Mode};

#[test]
fn papers_look_as_before() {
    let engine = Engine::new();
    let mut papers = 0;
    for sample in ["湘澜经开区", "临澜化工园"] {
        let input = crate::sample(sample);
        let park = input.park.as_ref().expect("readable");
        for form in park.forms().iter() {
            let layout = engine.pages(&input, form, Mode::Filled).expect("pages");
            let made = engine.paper(&input, form, Mode::Filled, &[Format::Docx]);
            let made = made.expect("a paper");
            let file = made.docx.expect("a DOCX");
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
