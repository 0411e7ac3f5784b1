//! Every page of every paper of the samples beside a picture of how it was last
//! looked at.
//!
//! The references are grey pages of 40 dots per inch in `tests/pictures/`. Where a
//! page looks different, old, new and what differs lie in `target/pictures/`;
//! after an intended change, `ECOPARK_ACCEPT=1 cargo test --test it pictures`
//! writes the references anew.

use std::fs;
use std::path::{Path, PathBuf};

use ecopark::{Engine, FormId, Format, Mode, PageRange};
use image::GrayImage;

/// Dots per inch: a page has 331 × 468 of them.
const DPI: u16 = 40;
/// A dot differs if it is so much lighter or darker, of 255.
const SHADE: u8 = 56;
/// A page may differ in so many dots: less than a character.
const DOTS: usize = 6;

fn pages(engine: &Engine) -> Vec<(String, GrayImage)> {
    let format = [Format::Png {
        pages: PageRange::ALL,
        dpi: DPI,
    }];
    let mut all = Vec::new();
    let mut add = |name: String, pages: Vec<ecopark::PagePicture>| {
        for page in pages {
            let picture = image::load_from_memory(&page.bytes)
                .expect("a PNG")
                .to_luma8();
            all.push((format!("{name}-{:02}", page.page), picture));
        }
    };
    for sample in ["湘澜经开区", "临澜化工园"] {
        let input = crate::sample(sample);
        let park = input.park.as_ref().expect("readable");
        for form in park.forms().iter() {
            let made = engine
                .paper(&input, form, Mode::Filled, &format)
                .expect("a paper");
            add(format!("{sample}-{}", form.form().key), made.pages);
        }
    }
    for form in [
        FormId::Plan,
        FormId::Filing,
        FormId::Report,
        FormId::Application,
    ] {
        let made = engine.blank(form, &format).expect("a paper");
        add(format!("空白-{}", form.form().key), made.pages);
    }
    all
}

#[test]
fn pictures_of_the_pages_look_as_before() {
    let references = Path::new("tests/pictures");
    let accepts = std::env::var_os("ECOPARK_ACCEPT").is_some();
    let pages = pages(&Engine::new());
    if accepts {
        let _ = fs::remove_dir_all(references);
        fs::create_dir_all(references).expect("a folder");
        for (name, page) in &pages {
            page.save(references.join(format!("{name}.png")))
                .expect("written");
        }
    }
    let mut faults = Vec::new();
    for (name, page) in &pages {
        let file = references.join(format!("{name}.png"));
        match image::open(&file).map(|picture| picture.to_luma8()) {
            Ok(old) if differing(&old, page) <= DOTS => {}
            Ok(old) => faults.push(kept(name, Some(&old), page)),
            Err(_) => faults.push(kept(name, None, page)),
        }
    }
    let known = fs::read_dir(references).expect("the references").count();
    assert!(
        faults.is_empty(),
        "{} of {} pages look different:\n{}",
        faults.len(),
        pages.len(),
        faults.join("\n")
    );
    assert_eq!(
        known,
        pages.len(),
        "pages that are no more lie in {}",
        references.display()
    );
    assert!(size(references) < 5_000_000, "more than 5 MB");
}

/// How many dots differ that can be seen.
fn differing(old: &GrayImage, new: &GrayImage) -> usize {
    if old.dimensions() != new.dimensions() {
        return usize::MAX;
    }
    let pairs = old.as_raw().iter().zip(new.as_raw());
    pairs.filter(|(a, b)| a.abs_diff(**b) > SHADE).count()
}

/// Lays old, new and what differs where a person finds them, and says so.
fn kept(name: &str, old: Option<&GrayImage>, new: &GrayImage) -> String {
    let folder = PathBuf::from("target/pictures");
    fs::create_dir_all(&folder).expect("a folder");
    let keep = |kind: &str, picture: &GrayImage| {
        let file = folder.join(format!("{name}-{kind}.png"));
        picture.save(&file).expect("written");
        file.display().to_string()
    };
    let mut told = vec![keep("new", new)];
    match old {
        None => told.push("no reference".to_owned()),
        Some(old) => {
            told.push(keep("old", old));
            let (width, height) = new.dimensions();
            let diff = GrayImage::from_fn(width, height, |x, y| {
                let before = old.get_pixel_checked(x, y).map_or(255, |dot| dot.0[0]);
                image::Luma([255 - before.abs_diff(new.get_pixel(x, y).0[0])])
            });
            told.push(keep("diff", &diff));
            told.push(format!("{} dots", differing(old, new)));
        }
    }
    format!("{name}: {}", told.join(", "))
}

fn size(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).expect("a folder");
    let sizes = files.map(|file| {
        file.and_then(|file| file.metadata())
            .map_or(0, |one| one.len())
    });
    sizes.sum()
}

#[test]
fn a_moved_line_is_seen_and_a_shade_is_not() {
    let page = GrayImage::from_pixel(40, 40, image::Luma([250]));
    let mut shaded = page.clone();
    shaded.pixels_mut().for_each(|dot| dot.0[0] -= 20);
    assert_eq!(differing(&page, &shaded), 0);
    let mut lined = page.clone();
    (0..40).for_each(|x| lined.put_pixel(x, 7, image::Luma([0])));
    assert_eq!(differing(&page, &lined), 40);
    assert_eq!(differing(&page, &GrayImage::new(20, 20)), usize::MAX);
}
