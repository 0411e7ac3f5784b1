//! DOCX: every kind of block drawn, looked over, filled in as Word does and read
//! back.

#[cfg(feature = "typeset")]
mod edits;
#[cfg(feature = "typeset")]
mod forms;
mod lint;

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Write as _};

use ecopark::Engine;
use ecopark::blocks::Document;
use ecopark::docx::{self, Datum, Filled, Options, ReadError};
use ecopark::form::FormId;
use ecopark::input::Files;

/// A 1 × 1 PNG.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c,
    0x63, 0xf8, 0x0f, 0, 1, 1, 1, 0, 0x1b, 0xb6, 0xee, 0x56, 0, 0, 0, 0, b'I', b'E', b'N', b'D',
    0xae, 0x42, 0x60, 0x82,
];

fn every_block() -> Document {
    let json = fs::read_to_string("tests/it/docx/every-block.json").expect("in the repository");
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

/// The values of a datum.
#[track_caller]
fn values<'a>(filled: &'a Filled, path: &str) -> Vec<&'a str> {
    let datum = filled.data.iter().find(|datum| datum.path == path);
    let datum = datum.unwrap_or_else(|| panic!("no {path} in {filled:#?}"));
    datum.values.iter().map(String::as_str).collect()
}

/// The DOCX with another text for one of its parts.
fn with_part(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (other, bytes) in lint::parts(bytes) {
        zip.start_file(&other, zip::write::SimpleFileOptions::default())
            .expect("in memory");
        let bytes = if other == name {
            text.as_bytes()
        } else {
            &bytes
        };
        zip.write_all(bytes).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

fn with_document(bytes: &[u8], text: &str) -> Vec<u8> {
    with_part(bytes, "word/document.xml", text)
}

/// `text` with one thing replaced that must be in it.
#[track_caller]
fn replaced(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "no {old} in the document");
    text.replacen(old, new, 1)
}

#[test]
fn every_block_is_drawn_without_fault() {
    let bytes = write(&every_block());
    assert_eq!(lint::faults(&bytes), Vec::<String>::new());
}

#[test]
fn the_lint_finds_faults() {
    #[track_caller]
    fn case(old: &str, new: &str, fault: &str) {
        let bytes = write(&every_block());
        let text = replaced(&lint::document(&bytes), old, new);
        let faults = lint::faults(&with_document(&bytes, &text));
        assert!(faults.iter().any(|f| f.contains(fault)), "{faults:?}");
    }

    case(
        r#"<w:pStyle w:val="FormCell" />"#,
        r#"<w:pStyle w:val="None"/>"#,
        "unknown style None",
    );
    case(
        r#"<w:gridSpan w:val="4" />"#,
        r#"<w:gridSpan w:val="3" />"#,
        "a cell is",
    );
    case(
        "<w:t xml:space=\"preserve\">盖章",
        "<w:t>\u{1}",
        "illegal character",
    );
    case(
        r#"<wp:docPr id="1" name="图1" descr="园区"#,
        r#"<wp:docPr id="1" name="图1" decr="园区"#,
        "alternative text",
    );
    case(
        r#"r:embed="rIdImage1""#,
        r#"r:embed="rIdImage7""#,
        "no relation rIdImage7",
    );
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

#[test]
fn what_was_drawn_is_read_back() {
    let filled = Engine::new()
        .read_back(&write(&every_block()))
        .expect("ours");
    assert_eq!(filled.form, Some(FormId::Filing));
    assert_eq!(filled.unreadable, []);
    assert_eq!(
        values(&filled, "园区基本情况.园区名称"),
        ["湘澜经济技术开发区"]
    );
    assert_eq!(values(&filled, "备案表.报送单位"), [""]);
    assert_eq!(values(&filled, "园区基本情况.园区类型"), ["其他"]);
    assert_eq!(values(&filled, "园区基本情况.园区类型说明"), ["综合保税区"]);
    assert_eq!(values(&filled, "备案表.园区建设内容"), [""]);
    assert_eq!(
        values(&filled, "重点任务[0].重点任务名称"),
        ["水资源循环利用"]
    );
    assert_eq!(
        values(&filled, "实施方案.园区概况.地理位置"),
        ["园区地处湘北，见表1。\n- 公路。\n（一）CO₂"]
    );
}

#[test]
fn edits_as_word_makes_them_are_read() {
    let bytes = write(&every_block());
    let mut text = lint::document(&bytes);
    // A run split by the spelling checker, with a tracked deletion.
    text = replaced(
        &text,
        r#"<w:t xml:space="preserve">湘澜经济技术开发区</w:t></w:r>"#,
        concat!(
            r#"<w:t>湘澜</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>高新区</w:t></w:r>"#,
            r#"<w:del w:id="900" w:author="x"><w:r><w:delText>经济</w:delText></w:r></w:del>"#,
            r#"<w:ins w:id="901" w:author="x"><w:r><w:t xml:space="preserve"> &amp; 甲</w:t></w:r></w:ins>"#
        ),
    );
    // Another box.
    let at = text.find("园区类型=经济技术开发区").expect("a box");
    let (before, after) = text.split_at(at);
    let after = replaced(
        after,
        r#"<w14:checked w14:val="0"/>"#,
        r#"<w14:checked w14:val="true"/>"#,
    );
    let after = replaced(&after, "☐", "☑");
    let at = after.find("园区类型=其他").expect("a box");
    let (middle, after) = after.split_at(at);
    let after = replaced(
        after,
        r#"<w14:checked w14:val="1"/>"#,
        r#"<w14:checked w14:val="0"/>"#,
    );
    let after = replaced(&after, "☑", "☐");
    text = format!("{before}{middle}{after}");
    // Another date from the picker, which writes attribute and words.
    text = replaced(&text, "2026-09-10T00:00:00Z", "2026-11-03T00:00:00Z");
    let at = text.find("2026-11-03T").expect("a date");
    let (before, after) = text.split_at(at);
    let end = after.find("</w:sdt>").expect("a control");
    let words = after[..end].find("<w:sdtContent>").expect("content") + "<w:sdtContent>".len();
    text = format!(
        "{before}{}<w:r><w:t>2026年11月3日</w:t></w:r></w:sdtContent>{}",
        &after[..words],
        &after[end..]
    );
    // Text typed over the guidance, in paragraphs with a list.
    let at = text
        .find(r#"w:val="备案表.园区建设内容""#)
        .expect("a control");
    let (before, after) = text.split_at(at);
    let after = replaced(after, "<w:showingPlcHdr/>", "");
    let begin = after.find("<w:sdtContent>").expect("content") + "<w:sdtContent>".len();
    let end = after.find("</w:sdtContent>").expect("content");
    text = format!(
        "{before}{}{}{}",
        &after[..begin],
        concat!(
            "<w:p><w:r><w:t>第一段</w:t><w:br/><w:t>第二段</w:t></w:r></w:p>",
            r#"<w:p><w:pPr><w:pStyle w:val="FormBullet"/></w:pPr><w:r><w:t>一项</w:t></w:r></w:p>"#,
            r#"<w:p><w:r><w:t>PM</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2.5</w:t></w:r></w:p>"#
        ),
        &after[end..]
    );
    let filled = Engine::new()
        .read_back(&with_document(&bytes, &text))
        .expect("ours");
    assert_eq!(
        values(&filled, "园区基本情况.园区名称"),
        ["湘澜高新区 & 甲"]
    );
    assert_eq!(values(&filled, "园区基本情况.园区类型"), ["经济技术开发区"]);
    // The date stands at two places of this document; one is still empty.
    assert_eq!(values(&filled, "备案表.报送日期"), ["2026-11-03", ""]);
    assert_eq!(
        values(&filled, "备案表.园区建设内容"),
        ["第一段\n第二段\n- 一项\nPM₂.₅"]
    );
}

#[test]
fn controls_moved_around_cells_are_read() {
    let bytes = write(&every_block());
    let text = lint::document(&bytes);
    let at = text
        .find(r#"w:val="重点任务[0].重点任务名称""#)
        .expect("a control");
    let begin = text[..at].rfind("<w:tc>").expect("a cell");
    let end = at + text[at..].find("</w:tc>").expect("a cell") + "</w:tc>".len();
    let cell = &text[begin..end];
    let properties =
        &cell[cell.find("<w:sdtPr>").expect("there")..cell.find("<w:sdtContent>").expect("there")];
    let inner = cell
        .replace(&format!("<w:sdt>{properties}<w:sdtContent>"), "")
        .replace("</w:sdtContent></w:sdt>", "");
    let moved = format!(
        "{}<w:sdt>{properties}<w:sdtContent>{inner}</w:sdtContent></w:sdt>{}",
        &text[..begin],
        &text[end..]
    );
    let filled = Engine::new()
        .read_back(&with_document(&bytes, &moved))
        .expect("ours");
    assert_eq!(
        values(&filled, "重点任务[0].重点任务名称"),
        ["水资源循环利用"]
    );
}

#[test]
fn bookmarks_serve_where_tags_are_lost() {
    let bytes = write(&every_block());
    let mut text = lint::document(&bytes);
    while let Some(at) = text.find("<w:tag ") {
        let end = at + text[at..].find("/>").expect("an empty element") + 2;
        text.replace_range(at..end, "");
    }
    let with_tags = Engine::new().read_back(&bytes).expect("ours");
    let without = Engine::new()
        .read_back(&with_document(&bytes, &text))
        .expect("ours");
    assert_eq!(with_tags, without);
}

#[test]
fn two_boxes_are_reported() {
    let bytes = write(&every_block());
    let text = replaced(&lint::document(&bytes), "☐", "☒");
    let filled = Engine::new()
        .read_back(&with_document(&bytes, &text))
        .expect("ours");
    let reason = "勾选了多项：经济技术开发区、其他".to_owned();
    assert_eq!(
        filled.unreadable,
        [("园区基本情况.园区类型".to_owned(), reason)]
    );
}

#[test]
fn files_that_are_no_forms_are_named() {
    #[track_caller]
    fn case(bytes: &[u8], expected: ReadError) {
        assert_eq!(Engine::new().read_back(bytes), Err(expected));
    }

    let good = write(&every_block());
    case(b"", ReadError::NotDocx);
    case("格式版本: 1".as_bytes(), ReadError::NotDocx);
    case(&good[..good.len() / 2], ReadError::NotDocx);
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    case(ole, ReadError::OldDoc);
    let package = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let locked: Vec<u8> = ole.iter().copied().chain(package).collect();
    case(&locked, ReadError::Locked);
    let text = lint::document(&good);
    let damaged = ReadError::Damaged("word/document.xml".into());
    let half = text.find("园区类型=其他").expect("a box");
    case(&with_document(&good, &text[..half]), damaged.clone());
    let crossed = "<w:document><w:body></w:p></w:document>";
    case(&with_document(&good, crossed), damaged);
    let unnamed = with_part(&good, "docProps/custom.xml", "<Properties/>");
    let unnamed = with_part(&unnamed, "customXml/item1.xml", "<paper/>");
    let deep = "<w:sdt><w:sdtContent>".repeat(20_000);
    case(
        &with_document(&good, &format!("<w:document><w:body>{deep}")),
        ReadError::TooDeep,
    );
    case(
        &with_document(&unnamed, "<w:document/>"),
        ReadError::NotOurs,
    );
    let newer = replaced(
        &String::from_utf8(lint::parts(&good)["docProps/custom.xml"].clone()).expect("UTF-8"),
        "<vt:lpwstr>1<",
        "<vt:lpwstr>7<",
    );
    case(
        &with_part(&good, "docProps/custom.xml", &newer),
        ReadError::Newer { found: 7, known: 1 },
    );
    let bomb = format!("<w:document>{}</w:document>", " ".repeat(65 << 20));
    case(&with_document(&good, &bomb), ReadError::TooLarge);
}

/// What merging `filled` into `yaml` changes, and what it says.
fn merged(filled: &Filled, yaml: &str, files: &[(&str, &str)]) -> docx::Readback {
    struct Beside<'a>(&'a [(&'a str, &'a str)]);
    impl Files for Beside<'_> {
        fn read(&self, name: &str) -> Result<Vec<u8>, String> {
            let found = self.0.iter().find(|(other, _)| *other == name);
            let (_, text) = found.ok_or("文件不存在")?;
            Ok(text.as_bytes().to_vec())
        }
    }
    filled.merge(Engine::new().read("park.yaml", yaml.as_bytes(), &Beside(files)))
}

fn filled(data: &[(&str, &[&str])]) -> Filled {
    Filled {
        form: Some(FormId::Filing),
        data: data
            .iter()
            .map(|(path, values)| Datum {
                path: (*path).to_owned(),
                values: values.iter().map(|&value| value.to_owned()).collect(),
                typed: values.iter().map(|&value| value.to_owned()).collect(),
            })
            .collect(),
        based: true,
        ..Filled::default()
    }
}

#[test]
fn only_what_differs_is_written() {
    let yaml = "\
# 某园区
格式版本: 1
园区基本情况:
  园区名称: 甲   # 简称
  成立时间: 2009-11
  是否为由省级人民政府认定的化工园区: true
备案表:
  报送日期: 2026年9月10日
  园区建设内容: \"@内容.txt\"
";
    let read = filled(&[
        ("园区基本情况.园区名称", &["甲", "乙"]),
        ("园区基本情况.成立时间", &["2009年11月"]),
        ("园区基本情况.是否为由省级人民政府认定的化工园区", &["是"]),
        ("园区基本情况.邮政编码", &["061100"]),
        ("备案表.报送日期", &["2026-11-03"]),
        ("备案表.园区建设内容", &["一\n二"]),
    ]);
    let back = merged(&read, yaml, &[("内容.txt", "一\n")]);
    assert_eq!(back.messages, Vec::<String>::new());
    assert_eq!(
        back.changed,
        [
            "园区基本情况.园区名称",
            "园区基本情况.邮政编码",
            "备案表.报送日期",
            "备案表.园区建设内容"
        ]
    );
    insta::assert_snapshot!(back.diff);
    let names: Vec<_> = back.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["park.yaml", "内容.txt"]);
}

#[test]
fn what_is_left_alone_is_said() {
    let yaml = "格式版本: 1\n园区基本情况:\n  园区名称: 甲\n  通信地址: 某路1号\n";
    let mut read = filled(&[
        ("园区基本情况.园区名称", &["乙", "丙"]),
        ("园区基本情况.通信地址", &[""]),
    ]);
    read.unreadable = vec![(
        "园区基本情况.园区级别".into(),
        "勾选了多项：国家级、省级".into(),
    )];
    let back = merged(&read, yaml, &[]);
    assert_eq!((back.changed.len(), back.files.len()), (0, 0));
    assert_eq!(
        back.messages,
        [
            "未读取 `园区基本情况.园区级别`：勾选了多项：国家级、省级",
            "`园区基本情况.园区名称` 在表中不止一处，填写不一致，未改动：「乙」、「丙」",
            "表中 `园区基本情况.通信地址` 是空的，数据文件里的内容保持不变",
        ]
    );
}

#[test]
fn a_new_file_holds_what_the_form_says() {
    let read = Engine::new()
        .read_back(&write(&every_block()))
        .expect("ours");
    let back = read.to_yaml("park.yaml");
    assert_eq!(back.messages, Vec::<String>::new());
    insta::assert_snapshot!(back.files[0].text);
}

#[test]
fn findings_stand_as_comments_and_are_not_read() {
    let bytes = write(&every_block());
    let comment = |path: &str, text: &str| docx::Comment {
        path: path.to_owned(),
        words: None,
        text: text.to_owned(),
    };
    let commented = docx::comment(
        &bytes,
        &[
            comment("园区基本情况.园区名称", "错误[B01]：甲 & 乙\n建议：改"),
            comment("实施方案.园区概况.地理位置", "提示[F01]：丙"),
            comment("园区基本情况", "警告[C02]：丁"),
            comment("创建申报.延期", "警告[T01]：戊"),
        ],
    );
    assert_eq!(lint::faults(&commented), Vec::<String>::new());
    let text = lint::document(&commented);
    assert_eq!(text.matches("<w:commentRangeStart").count(), 4);
    assert_eq!(text.matches("<w:commentRangeEnd").count(), 4);
    let (plain, read) = (
        Engine::new().read_back(&bytes),
        Engine::new().read_back(&commented),
    );
    assert_eq!(plain, read);
    assert_eq!(docx::is_unchanged(&commented), Some(true));
    assert_eq!(docx::is_unchanged(&bytes), Some(true));
    let edited = replaced(&lint::document(&bytes), "湘澜经济技术开发区", "乙开发区");
    assert_eq!(
        docx::is_unchanged(&with_document(&bytes, &edited)),
        Some(false)
    );
}
