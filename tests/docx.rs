//! The DOCX drawer on hand-made blocks: every kind of block once.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use ecopark::blocks::Document;
use ecopark::docx::{self, Options};

/// A 1 × 1 PNG.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c,
    0x63, 0xf8, 0x0f, 0, 1, 1, 1, 0, 0x1b, 0xb6, 0xee, 0x56, 0, 0, 0, 0, b'I', b'E', b'N', b'D',
    0xae, 0x42, 0x60, 0x82,
];

fn every_block() -> Document {
    let json = fs::read_to_string("tests/docx/every-block.json").expect("in the repository");
    serde_json::from_str(&json).expect("blocks")
}

fn write(document: &Document) -> Vec<u8> {
    let pictures = HashMap::from([("map.png".to_owned(), PNG.to_vec())]);
    let pages = ["1".to_owned(), "1".to_owned(), "3".to_owned()];
    let options = Options {
        form: "filing",
        pages: Some(&pages),
        pictures: &pictures,
    };
    docx::write(document, &options).expect("drawn")
}

#[test]
fn every_block_is_drawn() {
    let bytes = write(&every_block());
    assert!(bytes.starts_with(b"PK"));
    let folder = Path::new("target/docx");
    fs::create_dir_all(folder).expect("writable");
    fs::write(folder.join("every-block.docx"), &bytes).expect("writable");
}

#[test]
fn the_same_blocks_give_the_same_bytes_in_any_thread() {
    let document = every_block();
    let here = write(&document);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| write(&document))).collect();
        for thread in threads {
            assert!(thread.join().expect("no panic") == here);
        }
    });
}
