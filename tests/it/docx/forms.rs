//! The four forms of every sample as DOCX: without fault, small enough, and the
//! identity when they are read back.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use ecopark::batch::{self, Folder};
use ecopark::blocks::Style;
use ecopark::blocks::measures::{PITCH, STANDING};
use ecopark::docx::{self, Options};
use ecopark::typeset::StyleSpec;
use ecopark::{Engine, Files as _, FormId, FormSet, Input, Mode, NoFiles};

use super::lint;

fn samples() -> Vec<(String, Input)> {
    let mut samples: Vec<_> = fs::read_dir("samples")
        .expect("in the repository")
        .map(|entry| entry.expect("readable").path())
        .filter(|folder| folder.join("park.yaml").exists())
        .map(|folder| {
            let input = batch::load(&folder.join("park.yaml")).expect("readable");
            let name = folder.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), input)
        })
        .collect();
    samples.sort_by(|one, other| one.0.cmp(&other.0));
    samples
}

/// Draws a form.
fn draw(engine: &Engine, form: FormId, mode: Mode, input: &Input, name: &str) -> Vec<u8> {
    let blocks = engine.blocks(input, form, mode);
    let blocks = blocks.unwrap_or_else(|error| panic!("{name}: {error}"));
    let options = Options {
        form: form.form().key,
        pages: None,
        pictures: &input.pictures,
    };
    docx::write(&blocks, &options).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_form_of_every_sample_is_without_fault() {
    let engine = Engine::new();
    for (sample, input) in samples() {
        let park = input.park.as_ref().expect("readable");
        for form in FormSet::ALL.iter() {
            let key = form.form().key;
            for mode in [Mode::Filled, Mode::Draft, Mode::Blank] {
                if mode == Mode::Filled && !park.forms().contains(form) {
                    continue;
                }
                let name = format!("{key}-{sample}-{}", mode.name());
                let bytes = draw(&engine, form, mode, &input, &name);
                assert_eq!(lint::faults(&bytes), Vec::<String>::new(), "{name}");
                assert_eq!(
                    engine.read_back(&bytes).expect("ours").form,
                    Some(form),
                    "{name}"
                );
                if form == FormId::Filing {
                    assert!(bytes.len() <= 30_000, "{name}: {} bytes", bytes.len());
                }
            }
        }
    }
}

#[test]
fn what_the_tables_show_is_read_back_unchanged() {
    let engine = Engine::new();
    let mut compared = 0;
    for (sample, input) in samples() {
        for form in [FormId::Filing, FormId::Application] {
            let name = format!("{}-{sample}-读回", form.form().key);
            let bytes = draw(&engine, form, Mode::Draft, &input, &name);
            let filled = engine.read_back(&bytes).expect("ours");
            compared += filled.data.len();
            assert_eq!(filled.unreadable, [], "{name}");
            let folder = Folder::of(&Path::new("samples").join(&sample).join("park.yaml"));
            let yaml = folder.read("park.yaml").expect("readable");
            let back = filled.merge(engine.read("park.yaml", &yaml, &folder));
            assert_eq!(back.changed, Vec::<String>::new(), "{name}: {}", back.diff);
            assert_eq!(back.messages, Vec::<String>::new(), "{name}");
            same_data(&filled, &input, &name);
        }
    }
    assert!(compared > 50, "only {compared} data were compared");
}

/// A new file from the form says what the sample says, datum by datum.
fn same_data(filled: &docx::Filled, input: &Input, name: &str) {
    let back = filled.to_yaml("park.yaml");
    assert_eq!(back.messages, Vec::<String>::new(), "{name}");
    let bytes = back.files[0].bytes();
    let again = Engine::new().read("park.yaml", &bytes, &NoFiles);
    let back = filled.merge(again);
    assert_eq!(back.changed, Vec::<String>::new(), "{name}: {}", back.diff);
    for datum in filled.data.iter().filter(|datum| datum.values != [""]) {
        let known = input.texts.iter().any(|text| text.path == datum.path);
        assert!(known, "{name}: {} is not in the sample", datum.path);
    }
}

/// Paragraph styles of `styles.xml`: what each sets, with what it inherits.
fn style_sheet() -> HashMap<String, HashMap<String, String>> {
    let xml = fs::read_to_string("forms/docx/styles.xml").expect("in the repository");
    let mut styles: HashMap<String, HashMap<String, String>> = HashMap::new();
    for style in xml.split("<w:style ").skip(1) {
        let value = |from: &str, attribute: &str| {
            let rest = &style[style.find(from)? + from.len()..];
            let rest = &rest[..rest.find('>')?];
            let rest = &rest[rest.find(&format!("{attribute}=\""))? + attribute.len() + 2..];
            Some(rest[..rest.find('"')?].to_owned())
        };
        let id = style.split("w:styleId=\"").nth(1).expect("an id");
        let id = id[..id.find('"').expect("closed")].to_owned();
        let base = value("<w:basedOn", "w:val").unwrap_or_default();
        let mut set = styles.get(&base).cloned().unwrap_or_default();
        for (name, from, attribute) in [
            ("font", "<w:rFonts", "w:eastAsia"),
            ("size", "<w:sz ", "w:val"),
            ("pitch", "<w:spacing", "w:line"),
            ("above", "<w:spacing", "w:before"),
            ("below", "<w:spacing", "w:after"),
            ("align", "<w:jc", "w:val"),
            ("indent", "<w:ind", "w:firstLine"),
            ("left", "<w:ind", "w:left"),
            ("colour", "<w:color", "w:val"),
        ] {
            if let Some(value) = value(from, attribute) {
                set.insert(name.to_owned(), value);
            }
        }
        styles.insert(id, set);
    }
    styles
}

#[test]
fn word_s_styles_are_the_kit_s() {
    let engine = Engine::new();
    let sheet = engine.style_sheet().expect("the program's own kit");
    let styles = style_sheet();
    for (name, id) in STYLES {
        let spec: &StyleSpec = &sheet.styles[*name];
        let set = |what: &str| styles[*id].get(what).map_or("", String::as_str);
        let points = |what: &str, unit: f64| set(what).parse::<f64>().unwrap_or(0.0) / unit;
        let font = match spec.font.as_str() {
            "仿宋" => "仿宋_GB2312",
            "楷体" => "楷体_GB2312",
            "标题" => "方正小标宋简体",
            other => other,
        };
        assert_eq!(set("font"), font, "font of {name}");
        assert_eq!(points("size", 2.0), spec.size, "size of {name}");
        let pitch = points("pitch", 20.0);
        assert!(
            (pitch - spec.pitch).abs() < 0.06,
            "pitch of {name}: {pitch}"
        );
        let indent = points("indent", 20.0) / spec.size;
        assert_eq!(indent, spec.indent, "indent of {name}");
        assert_eq!(
            points("left", 20.0) / spec.size,
            spec.left,
            "left of {name}"
        );
        assert_eq!(points("above", 20.0), spec.above, "above {name}");
        assert_eq!(points("below", 20.0), spec.below, "below {name}");
        let align = match set("align") {
            "both" => "justify",
            align => align,
        };
        assert_eq!(align, spec.align, "place of {name}");
        assert_eq!(!set("colour").is_empty(), spec.grey, "colour of {name}");
    }
}

#[test]
fn measures_are_the_kit_s() {
    let sheet = Engine::new().style_sheet().expect("the program's own kit");
    let (page, kit) = (STANDING, sheet.geometry);
    let ours = [page.width, page.height, page.top, page.right];
    assert_eq!(ours, [kit.width, kit.height, kit.top, kit.right]);
    let ours = [
        page.bottom,
        page.left,
        page.text_width(),
        page.text_height(),
    ];
    let theirs = [kit.bottom, kit.left, kit.text_width, kit.text_height];
    assert_eq!(ours, theirs);
    assert_eq!(PITCH, sheet.styles["body"].pitch);
    let mut styles = 0;
    for (name, spec) in &sheet.styles {
        if let Ok(style) = serde_json::from_value::<Style>(name.as_str().into()) {
            assert_eq!(style.points(), spec.size, "size of {name}");
            styles += 1;
        }
    }
    assert!(styles > 20, "{styles}");
}

/// The kit's names and ours.
const STYLES: &[(&str, &str)] = &[
    ("annex-mark", "AnnexMark"),
    ("cover-title", "Title"),
    ("cover-line", "CoverLine"),
    ("fill-line", "FillLabel"),
    ("fill-remark", "FillRemark"),
    ("toc-title", "TOCHeading"),
    ("toc-1", "TOC1"),
    ("toc-2", "TOC2"),
    ("toc-3", "TOC3"),
    ("heading-1", "Heading1"),
    ("heading-2", "Heading2"),
    ("heading-3", "Heading3"),
    ("body", "BodyText"),
    ("sub-heading", "SubHeading"),
    ("list-item", "ListBullet"),
    ("guidance", "Guidance"),
    ("written", "WrittenText"),
    ("hint", "WritingHint"),
    ("note", "Note"),
    ("label", "FormLabel"),
    ("small-head", "SmallHead"),
    ("small-text", "SmallText"),
    ("small-centre", "SmallCentre"),
    ("small-number", "SmallNumber"),
    ("cell", "FormCell"),
    ("row-heading", "FormHeading"),
    ("cell-prose", "FormProse"),
    ("tight-prose", "TightProse"),
    ("tight-sub-heading", "TightSubHeading"),
    ("tight-list-item", "TightBullet"),
    ("cell-written", "FormWritten"),
    ("cell-sub-heading", "FormSubHeading"),
    ("cell-list-item", "FormBullet"),
    ("cell-guidance", "FormGuidance"),
    ("stamp", "Stamp"),
    ("caption", "Caption"),
    ("unit", "TableUnit"),
    ("source", "Source"),
    ("table-head", "TableHead"),
    ("table-text", "TableText"),
    ("table-written", "TableWritten"),
    ("table-centre", "TableCentre"),
    ("table-number", "TableNumber"),
];
