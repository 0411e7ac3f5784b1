//! What people do to our papers in Word and WPS, at the level of XML: whatever
//! was typed is read, or named as unread.

use std::path::Path;

use ecopark::batch;
use ecopark::docx::{self, Filled, Options};
use ecopark::{Engine, FormId, Mode};

use super::{lint, with_document, with_part};

/// Words that no sample holds.
const TYPED: &str = "新填写的内容";

/// A paper of the sample, with its document part to be edited.
#[derive(Clone)]
struct Paper {
    bytes: Vec<u8>,
    xml: String,
}

fn paper(engine: &Engine, form: FormId, mode: Mode) -> Paper {
    let input = batch::load(Path::new("samples/湘澜经开区/park.yaml")).expect("readable");
    let blocks = engine.blocks(&input, form, mode).expect("drawn");
    let options = Options {
        form: form.form().key,
        pages: None,
        pictures: &input.pictures,
    };
    let bytes = docx::write(&blocks, &options).expect("drawn");
    let xml = lint::document(&bytes);
    Paper { bytes, xml }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn run(text: &str) -> String {
    format!(
        r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#,
        escaped(text)
    )
}

impl Paper {
    fn read(&self) -> Filled {
        Engine::new()
            .read_back(&with_document(&self.bytes, &self.xml))
            .expect("ours")
    }

    /// Where the `nth` control of a tag begins and ends, and where its content does.
    #[track_caller]
    fn control(&self, tag: &str, nth: usize) -> (usize, usize, usize, usize) {
        let name = format!(r#"<w:tag w:val="{tag}"/>"#);
        let at = self
            .xml
            .match_indices(&name)
            .nth(nth)
            .unwrap_or_else(|| panic!("no control {tag}"))
            .0;
        let start = self.xml[..at].rfind("<w:sdt>").expect("a control");
        let content =
            at + self.xml[at..].find("<w:sdtContent>").expect("content") + "<w:sdtContent>".len();
        let end = content
            + self.xml[content..]
                .find("</w:sdtContent>")
                .expect("content");
        (start, end + "</w:sdtContent></w:sdt>".len(), content, end)
    }

    /// Types over what a control holds; Word takes `showingPlcHdr` away.
    #[track_caller]
    fn type_over(mut self, tag: &str, nth: usize, text: &str) -> Self {
        let (start, _, content, end) = self.control(tag, nth);
        let properties = self.xml[start..content].replace("<w:showingPlcHdr/>", "");
        self.xml.replace_range(content..end, &run(text));
        self.xml.replace_range(start..content, &properties);
        self
    }

    /// The same as LibreOffice does it: the attribute stays.
    #[track_caller]
    fn type_over_placeholder(mut self, tag: &str, text: &str) -> Self {
        let (_, _, content, end) = self.control(tag, 0);
        self.xml.replace_range(content..end, &run(text));
        self
    }

    /// Types behind a control, in the same paragraph.
    #[track_caller]
    fn type_behind(mut self, tag: &str, nth: usize, text: &str) -> Self {
        let (_, end, _, _) = self.control(tag, nth);
        self.xml.insert_str(end, &run(text));
        self
    }

    /// Types before a control, in the same paragraph.
    #[track_caller]
    fn type_before(mut self, tag: &str, nth: usize, text: &str) -> Self {
        let (start, _, _, _) = self.control(tag, nth);
        self.xml.insert_str(start, &run(text));
        self
    }

    /// Takes the control away with its bookmark; its text stays, and is changed.
    #[track_caller]
    fn free(mut self, tag: &str, nth: usize, text: &str) -> Self {
        let (start, end, ..) = self.control(tag, nth);
        let mark = self.xml[..start]
            .rfind("<w:bookmarkStart")
            .expect("a bookmark");
        let close = end + self.xml[end..].find("/>").expect("a bookmark") + 2;
        self.xml.replace_range(mark..close, &run(text));
        self
    }

    /// `cell.text = …` of python-docx: one paragraph with one run, nothing else.
    #[track_caller]
    fn cell_text(mut self, tag: &str, text: &str) -> Self {
        let (start, end, ..) = self.control(tag, 0);
        let cell = self.xml[..start].rfind("<w:tc>").expect("a cell");
        let first = cell + self.xml[cell..].find("<w:p>").expect("a paragraph");
        let last = end + self.xml[end..].find("</w:tc>").expect("a cell");
        let lines = text
            .split('\n')
            .map(escaped)
            .collect::<Vec<_>>()
            .join("</w:t><w:br/><w:t>");
        self.xml.replace_range(
            first..last,
            &format!("<w:p><w:r><w:t>{lines}</w:t></w:r></w:p>"),
        );
        self
    }

    /// Puts XML behind the paragraph with these words.
    #[track_caller]
    fn after_paragraph(mut self, words: &str, xml: &str) -> Self {
        let at = self.xml.find(words).unwrap_or_else(|| panic!("no {words}"));
        let end = at + self.xml[at..].find("</w:p>").expect("a paragraph") + "</w:p>".len();
        self.xml.insert_str(end, xml);
        self
    }

    #[track_caller]
    fn replace(mut self, old: &str, new: &str) -> Self {
        assert!(self.xml.contains(old), "no {old}");
        self.xml = self.xml.replacen(old, new, 1);
        self
    }

    /// The row with the control of a tag.
    #[track_caller]
    fn row(&self, tag: &str) -> (usize, usize) {
        let (start, end, ..) = self.control(tag, 0);
        let from = self.xml[..start].rfind("<w:tr>").expect("a row");
        (
            from,
            end + self.xml[end..].find("</w:tr>").expect("a row") + "</w:tr>".len(),
        )
    }
}

/// What was typed at the place of a datum; nothing where it was not edited.
fn typed<'a>(filled: &'a Filled, path: &str) -> Vec<&'a str> {
    let datum = filled.data.iter().find(|datum| datum.path == path);
    datum.map_or(Vec::new(), |datum| {
        datum.typed.iter().map(String::as_str).collect()
    })
}

/// Everything that a reading says of what is no datum.
fn named(filled: &Filled) -> String {
    let unread = filled
        .unread
        .iter()
        .map(|unread| format!("{}：{}", unread.words, unread.reason));
    let unreadable = filled
        .unreadable
        .iter()
        .map(|(path, reason)| format!("{path}：{reason}"));
    let remarks = filled
        .remarks
        .iter()
        .map(|remark| format!("{}：{}", remark.kind.name(), remark.words));
    unread
        .chain(unreadable)
        .chain(remarks)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Edits that were tried; `lost` are those of which nothing was said.
#[derive(Default)]
struct Tally {
    tried: usize,
    read: usize,
    named: usize,
    lost: Vec<String>,
}

impl Tally {
    /// An edit that is to be read as these values.
    #[track_caller]
    fn reads(&mut self, what: &str, paper: &Paper, expected: &[(&str, &str)]) {
        self.tried += 1;
        self.read += 1;
        let filled = paper.read();
        for (path, value) in expected {
            if typed(&filled, path) != [*value] {
                self.lost.push(format!(
                    "{what}: {path} {:?}\n{}",
                    typed(&filled, path),
                    named(&filled)
                ));
            }
        }
    }

    /// An edit that is to be named with these words.
    #[track_caller]
    fn names(&mut self, what: &str, paper: &Paper, words: &str) {
        self.tried += 1;
        self.named += 1;
        let filled = paper.read();
        if !named(&filled).contains(words) {
            self.lost.push(format!("{what}: {:?}", named(&filled)));
        }
    }

    /// An edit of which nothing is read and nothing is said.
    #[track_caller]
    fn ignores(&mut self, what: &str, paper: &Paper) {
        self.tried += 1;
        self.read += 1;
        let filled = paper.read();
        let any = filled.data.iter().find(|datum| !datum.typed.is_empty());
        if any.is_some() || !filled.unread.is_empty() {
            self.lost
                .push(format!("{what}: {any:?} {}", named(&filled)));
        }
    }
}

/// One-line data of annexes 2 and 4.
const LINES: [&str; 14] = [
    "园区基本情况.园区所在地",
    "园区基本情况.通信地址",
    "园区基本情况.邮政编码",
    "园区管理机构情况.机构名称",
    "园区管理机构情况.法定代表人（或主要负责人）.姓名",
    "园区管理机构情况.法定代表人（或主要负责人）.职务",
    "园区管理机构情况.法定代表人（或主要负责人）.电话",
    "园区管理机构情况.负责园区生态工业工作的职能部门.名称",
    "园区管理机构情况.负责园区生态工业工作的职能部门.负责人",
    "园区管理机构情况.负责园区生态工业工作的职能部门.负责人电话",
    "园区管理机构情况.负责园区生态工业工作的职能部门.联系人",
    "园区管理机构情况.负责园区生态工业工作的职能部门.联系人电话",
    "园区管理机构情况.负责园区生态工业工作的职能部门.传真",
    "园区管理机构情况.负责园区生态工业工作的职能部门.邮箱",
];

#[test]
fn nothing_typed_into_a_form_is_lost() {
    let kit = Engine::new();
    let mut tally = Tally::default();
    for (form, mode) in [
        (FormId::Filing, Mode::Filled),
        (FormId::Filing, Mode::Blank),
    ] {
        let paper = paper(&kit, form, mode);
        let name = mode.name();
        tally.ignores(&format!("{name}, not edited"), &paper);
        for path in LINES {
            let tag = path_tag(path);
            let it = || paper.clone();
            let what = |how: &str| format!("{name} {path} {how}");
            tally.reads(
                &what("typed over"),
                &it().type_over(&tag, 0, TYPED),
                &[(path, TYPED)],
            );
            tally.reads(
                &what("cell.text"),
                &it().cell_text(&tag, TYPED),
                &[(path, TYPED)],
            );
            tally.reads(
                &what("control gone"),
                &it().free(&tag, 0, TYPED),
                &[(path, TYPED)],
            );
            if mode == Mode::Blank {
                tally.reads(
                    &what("placeholder kept"),
                    &it().type_over_placeholder(&tag, TYPED),
                    &[(path, TYPED)],
                );
                tally.reads(
                    &what("typed behind"),
                    &it().type_behind(&tag, 0, TYPED),
                    &[(path, TYPED)],
                );
                tally.reads(
                    &what("typed before"),
                    &it().type_before(&tag, 0, TYPED),
                    &[(path, TYPED)],
                );
            }
        }
    }
    settle(&tally, 100);
}

/// The tag of a datum, as it stands in the file.
fn path_tag(path: &str) -> String {
    assert!(path.chars().count() <= 64, "{path}");
    path.to_owned()
}

#[track_caller]
fn settle(tally: &Tally, least: usize) {
    assert!(
        tally.lost.is_empty(),
        "{} lost:\n{}",
        tally.lost.len(),
        tally.lost.join("\n")
    );
    println!(
        "{} edits: {} read, {} named",
        tally.tried, tally.read, tally.named
    );
    assert!(tally.tried >= least, "only {} edits", tally.tried);
}

#[test]
fn ticks_are_read_as_the_page_shows_them() {
    const LEVEL: &str = "园区基本情况.园区级别";
    const PARK: &str = "园区基本情况.是否为由省级人民政府认定的化工园区";
    let kit = Engine::new();
    let blank = paper(&kit, FormId::Filing, Mode::Blank);
    let full = paper(&kit, FormId::Filing, Mode::Filled);
    let mut tally = Tally::default();
    let first = format!("{LEVEL}=国家级");
    let second = format!("{LEVEL}=省级");
    for mark in ["☑", "☒", "√", "✓", "✔", "■"] {
        let it = || blank.clone();
        tally.reads(
            &format!("{mark} over the box"),
            &it().type_over(&second, 0, mark),
            &[(LEVEL, "省级")],
        );
        tally.reads(
            &format!("{mark} behind the box"),
            &it().type_behind(&second, 0, mark),
            &[(LEVEL, "省级")],
        );
        tally.reads(
            &format!("{mark} before the box"),
            &it().type_before(&second, 0, mark),
            &[(LEVEL, "省级")],
        );
    }
    let symbol =
        |font: &str, char: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>"#);
    for (font, char) in [
        ("Wingdings 2", "F052"),
        ("Wingdings", "F0FE"),
        ("Wingdings", "F0FC"),
        ("Wingdings 2", "F050"),
    ] {
        let mut it = blank.clone();
        let (_, _, content, end) = it.control(&first, 0);
        it.xml.replace_range(content..end, &symbol(font, char));
        tally.reads(&format!("{font} {char}"), &it, &[(LEVEL, "国家级")]);
    }
    let mut it = blank.clone();
    let (_, _, content, end) = it.control(&first, 0);
    let letter = r#"<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>"#;
    it.xml.replace_range(content..end, letter);
    tally.reads("R in Wingdings 2", &it, &[(LEVEL, "国家级")]);
    let moved = full
        .clone()
        .type_over(&first, 0, "☐")
        .type_over(&second, 0, "☑");
    tally.reads("☐ over the ticked box", &moved, &[(LEVEL, "省级")]);
    let two = full.clone().type_over(&second, 0, "☑");
    tally.names("two ticks", &two, "勾选了多项：国家级、省级");
    tally.reads(
        "cell.text",
        &full.clone().cell_text(&first, "省级"),
        &[(LEVEL, "省级")],
    );
    let other = blank
        .clone()
        .type_over(&format!("{LEVEL}=其他"), 0, "☑")
        .type_behind(&format!("{LEVEL}=其他"), 0, "（县级）");
    tally.reads(
        "other, in words",
        &other,
        &[(LEVEL, "其他"), ("园区基本情况.园区级别说明", "县级")],
    );
    tally.reads(
        "yes",
        &full
            .clone()
            .type_over(&format!("{PARK}=是"), 0, "√")
            .type_over(&format!("{PARK}=否"), 0, "□"),
        &[(PARK, "是")],
    );
    let words = full.clone().type_behind(&second, 0, "待省里批复");
    tally.names("words among boxes", &words, "待省里批复");
    settle(&tally, 25);
}

#[test]
fn sentences_dates_and_long_texts_are_read() {
    const EXTENT: &str = "园区基本情况.园区四至范围及面积";
    let kit = Engine::new();
    let blank = paper(&kit, FormId::Filing, Mode::Blank);
    let full = paper(&kit, FormId::Filing, Mode::Filled);
    let mut tally = Tally::default();
    let bounds = "东至澜溪河，南至大堤，西至大道，北至高速";
    let three = [
        (&*format!("{EXTENT}.四至范围"), bounds),
        (&*format!("{EXTENT}.面积"), "42.60"),
        (&*format!("{EXTENT}.面积单位"), "平方公里"),
    ];
    let sentence = format!("{bounds}。面积42.60平方公里。");
    let tag = format!("{EXTENT}.四至范围");
    tally.reads(
        "one sentence over three controls",
        &blank.clone().cell_text(&tag, &sentence),
        &three,
    );
    tally.reads(
        "one sentence before three controls",
        &blank.clone().type_before(&tag, 0, &sentence),
        &three,
    );
    tally.names(
        "bounds without an area",
        &blank.clone().cell_text(&tag, bounds),
        bounds,
    );
    // Dates: the words win over the attribute.
    let date = "备案表.报送日期";
    tally.reads(
        "date in words",
        &full.clone().type_over(date, 0, "2026年11月3日"),
        &[(date, "2026-11-03")],
    );
    tally.reads(
        "date in full width",
        &blank.clone().type_over(date, 0, "２０２６年１１月３日"),
        &[(date, "2026-11-03")],
    );
    tally.reads(
        "date with dots",
        &blank.clone().type_over(date, 0, "2026.11.3"),
        &[(date, "2026.11.3")],
    );
    let old = full
        .clone()
        .replace("w:fullDate=\"2026", "w:fullDate=\"1999");
    tally.ignores("only the attribute of a date", &old);
    // Long texts.
    let text = "备案表.园区建设内容";
    let paragraph = |text: &str| format!("<w:p>{}</w:p>", run(text));
    tally.reads(
        "guidance typed over",
        &blank.clone().type_over(text, 0, "一段。"),
        &[(text, "一段。")],
    );
    tally.reads(
        "cell.text over guidance",
        &blank.clone().cell_text(text, "一。\n二。"),
        &[(text, "一。\n二。")],
    );
    let behind = blank
        .clone()
        .after_paragraph("w:val=\"备案表.园区建设内容\"", &paragraph("一段。"));
    tally.reads("typed below guidance", &behind, &[(text, "一段。")]);
    settle(&tally, 10);

    // The cell of a filled text: first words, last words, a paragraph more.
    let before = full.read();
    let datum = before
        .data
        .iter()
        .find(|datum| datum.path == text)
        .expect("there");
    let value = datum.values[0].clone();
    let last: String = value
        .lines()
        .last()
        .expect("lines")
        .chars()
        .take(12)
        .collect();
    let more = full
        .clone()
        .after_paragraph(&last, &paragraph(TYPED))
        .read();
    assert_eq!(typed(&more, text), [format!("{value}\n{TYPED}")]);
    let breaks = full
        .clone()
        .after_paragraph(
            &last,
            "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>",
        )
        .read();
    assert_eq!(typed(&breaks, text), [format!("{value}\n甲\n乙")]);
    let bullet = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>一项</w:t></w:r></w:p>"#;
    let bullets = full.clone().after_paragraph(&last, bullet).read();
    assert_eq!(typed(&bullets, text), [format!("{value}\n- 一项")]);
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl><w:p/>",
        cell("年"),
        cell("值"),
        cell("2025"),
        cell("0.8")
    );
    let tables = full.clone().after_paragraph(&last, &table).read();
    assert_eq!(
        typed(&tables, text),
        [format!("{value}\n| 年 | 值 |\n|---|---|\n| 2025 | 0.8 |")]
    );
    for (mark, name) in [
        ("w:vanish", "隐藏文字"),
        ("w:strike", "带删除线的文字"),
        ("w:dstrike", "带删除线的文字"),
    ] {
        let hidden = format!("<w:p><w:r><w:rPr><{mark}/></w:rPr><w:t>{TYPED}</w:t></w:r></w:p>");
        let read = full.clone().after_paragraph(&last, &hidden).read();
        assert_eq!(typed(&read, text), Vec::<&str>::new(), "{mark}");
        assert!(
            named(&read).contains(name) && named(&read).contains(TYPED),
            "{}",
            named(&read)
        );
    }
    // The text retyped from its first to its last word; the bookmark is gone.
    let retyped = full.clone();
    let start = retyped
        .xml
        .find("<w:bookmarkStart")
        .map(|_| retyped.xml.rfind("<w:bookmarkStart").expect("there"));
    let mut retyped = retyped;
    let at = start.expect("a bookmark");
    let cell = retyped.xml[..at].rfind("<w:tc>").expect("a cell");
    let first = cell + retyped.xml[cell..].find("<w:p>").expect("a paragraph");
    let end = at + retyped.xml[at..].find("</w:tc>").expect("a cell");
    retyped.xml.replace_range(
        first..end,
        &format!("{}{}", paragraph("甲。"), paragraph("乙。")),
    );
    assert_eq!(typed(&retyped.read(), text), ["甲。\n乙。"]);
}

#[test]
fn rows_are_known_by_their_ids() {
    let kit = Engine::new();
    let plan = paper(&kit, FormId::Plan, Mode::Filled);
    let ids = |filled: &Filled| -> Vec<String> {
        let list = filled.lists.iter().find(|list| list.path == "重点任务");
        list.map_or(Vec::new(), |list| {
            list.rows.iter().map(|(_, id)| id.clone()).collect()
        })
    };
    let before = plan.read();
    let known = ids(&before);
    assert!(
        known.len() > 3 && before.unread.is_empty(),
        "{known:?} {}",
        named(&before)
    );
    assert!(
        before.data.iter().all(|datum| datum.typed.is_empty()),
        "{before:?}"
    );
    let last = known.len() - 1;
    let tag = format!("重点任务[{last}].编号");
    let (from, to) = plan.row(&tag);

    // A row copied and retyped: a new one, the old one as it was.
    let mut copied = plan.clone();
    let row = plan.xml[from..to].replacen(&format!(">{}<", known[last]), ">R99<", 1);
    copied.xml.insert_str(to, &row);
    let read = copied.read();
    assert_eq!(ids(&read).last().map(String::as_str), Some("R99"));
    assert_eq!(typed(&read, &tag), Vec::<&str>::new());
    assert_eq!(
        typed(&read, &format!("重点任务[{}].编号", last + 1)),
        ["R99"]
    );

    // A row put in by hand, without controls.
    let cells = [
        "R98",
        "绿色生产力",
        "新任务",
        "新内容",
        "2027年6月",
        "某局",
        "新目标",
    ];
    let cells: String = cells
        .iter()
        .map(|text| format!("<w:tc><w:tcPr/><w:p>{}</w:p></w:tc>", run(text)))
        .collect();
    let mut typed_in = plan.clone();
    typed_in
        .xml
        .insert_str(from, &format!("<w:tr>{cells}</w:tr>"));
    let read = typed_in.read();
    assert_eq!(ids(&read)[last], "R98");
    assert_eq!(
        typed(&read, &format!("重点任务[{}].责任部门", last + 1)),
        ["某局"]
    );
    assert_eq!(
        typed(&read, &format!("重点任务[{}].任务内容", last + 1)),
        ["新内容"]
    );

    // A row taken out, and one moved to the front.
    let mut without = plan.clone();
    without.xml.replace_range(from..to, "");
    assert_eq!(ids(&without.read()), known[..last]);
    let (first, _) = plan.row("重点任务[0].编号");
    let mut moved = without.clone();
    moved.xml.insert_str(first, &plan.xml[from..to]);
    let read = moved.read();
    assert_eq!(ids(&read)[0], known[last]);
    assert!(
        read.data.iter().all(|datum| datum.typed.is_empty()),
        "{}",
        named(&read)
    );

    // What that makes of the data.
    let load = || batch::load(Path::new("samples/湘澜经开区/park.yaml")).expect("readable");
    let back = copied.read().merge(load());
    assert!(
        back.diff.contains("+  - 编号: R99"),
        "{}{:?}",
        back.diff,
        back.messages
    );
    assert!(
        !back.diff.lines().any(|line| line.starts_with("-  ")),
        "{}",
        back.diff
    );
    assert!(
        back.messages.iter().any(|message| message.contains("新增")),
        "{:?}",
        back.messages
    );
    let back = without.read().merge(load());
    assert_eq!(back.diff, "");
    assert!(
        back.stops.iter().any(|stop| stop.contains(&known[last])),
        "{:?}",
        back.stops
    );
    let accept = docx::Accept {
        losses: true,
        ..docx::Accept::default()
    };
    let back = docx::merge(&[("表", &without.read())], load(), accept);
    assert!(
        back.diff.contains(&format!("-  - 编号: {}", known[last])),
        "{}",
        back.diff
    );
    let back = moved.read().merge(load());
    assert!(
        back.messages.iter().any(|message| message.contains("重排")),
        "{:?}",
        back.messages
    );
}

#[test]
fn what_is_typed_into_outlines_is_read_or_named() {
    let kit = Engine::new();
    let plan = paper(&kit, FormId::Plan, Mode::Filled);
    let report = paper(&kit, FormId::Report, Mode::Filled);
    let mut tally = Tally::default();
    tally.ignores("annex 1, not edited", &plan);
    tally.ignores("annex 3, not edited", &report);
    let paragraph = |text: &str| format!("<w:p>{}</w:p>", run(text));
    let heading = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{}</w:p>"#,
        run("六、保障措施")
    );
    let chapter = format!("{heading}{}", paragraph(TYPED));
    for (name, it) in [("annex 1", &plan), ("annex 3", &report)] {
        let end = it.xml.rfind("<w:sectPr>").expect("a section");
        let mut more = it.clone();
        more.xml.insert_str(end, &chapter);
        tally.names(&format!("{name}: a new chapter"), &more, TYPED);
        let caption = it
            .clone()
            .replace("支撑矩阵</w:t>", &format!("支撑矩阵（{TYPED}）</w:t>"));
        tally.names(&format!("{name}: a caption"), &caption, TYPED);
        let source = it
            .clone()
            .replace("注：●表示", &format!("注：{TYPED}，●表示"));
        tally.names(&format!("{name}: a source"), &source, TYPED);
        let at = it.xml.find("●表示有支撑").expect("a note");
        let dot = it.xml[..at].rfind(">●<").expect("a dot");
        let mut dots = it.clone();
        dots.xml.replace_range(dot + 1..dot + 1 + "●".len(), "○");
        tally.names(&format!("{name}: a dot of the matrix"), &dots, "○");
        let boxed = format!(
            "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
            paragraph(TYPED)
        );
        let mut boxes = it.clone();
        boxes.xml.insert_str(end, &boxed);
        tally.names(&format!("{name}: a text box"), &boxes, TYPED);
        let picture = "<w:p><w:r><w:drawing/></w:r></w:p>";
        let mut pictures = it.clone();
        pictures.xml.insert_str(end, picture);
        tally.names(&format!("{name}: a picture"), &pictures, "图片");
        let inserted = format!(
            r#"<w:p><w:ins w:id="9001" w:author="王工">{}</w:ins></w:p>"#,
            run(TYPED)
        );
        let mut tracked = it.clone();
        tracked.xml.insert_str(end, &inserted);
        tally.names(&format!("{name}: tracked"), &tracked, "修订插入");
    }
    let mut dots = plan.clone();
    let note = dots.xml.find("●表示有支撑").expect("a note");
    let dot = dots.xml[..note]
        .rfind("<w:t xml:space=\"preserve\">●<")
        .expect("a dot");
    let cell = dots.xml[..dot].rfind("<w:tc>").expect("a cell");
    let empty = dots.xml[..cell]
        .rfind("<w:p><w:pPr>")
        .expect("a cell before");
    let end = empty + dots.xml[empty..].find("</w:pPr>").expect("its looks") + "</w:pPr>".len();
    dots.xml.insert_str(end, &run(TYPED));
    tally.names("words in the matrix", &dots, TYPED);
    // A row copied in a table whose rows are the form's, and one put in.
    let filing = paper(&kit, FormId::Filing, Mode::Filled);
    let (from, to) = filing.row("园区管理机构情况.机构名称");
    let cell = format!("<w:tc>{}</w:tc>", paragraph(TYPED));
    let mut rows = filing.clone();
    rows.xml
        .insert_str(to, &format!("<w:tr>{cell}{cell}</w:tr>"));
    tally.names("annex 2: a row put in", &rows, TYPED);
    let mut rows = filing.clone();
    let copied = rows.xml[from..to].replace("湘澜经济技术开发区管理委员会", TYPED);
    rows.xml.insert_str(to, &copied);
    tally.names("annex 2: a row copied", &rows, TYPED);
    for part in ["word/footerOdd.xml", "word/footerEmpty.xml"] {
        let xml = String::from_utf8(lint::parts(&filing.bytes)[part].clone()).expect("UTF-8");
        let xml = xml.replacen("</w:p>", &format!("{}</w:p>", run(TYPED)), 1);
        let xml = xml.replacen("<w:p/>", &paragraph(TYPED), 1);
        let mut margins = filing.clone();
        margins.bytes = with_part(&margins.bytes, part, &xml);
        tally.names(&format!("annex 2: {part}"), &margins, TYPED);
    }
    // Blank outlines: texts, and records by their sub-headings.
    let report = paper(&kit, FormId::Report, Mode::Blank);
    tally.ignores("blank outline of annex 3", &report);
    let text = "验收报告.支撑性分析";
    tally.reads(
        "text of the blank outline of annex 3",
        &report.clone().type_over(text, 0, TYPED),
        &[(text, TYPED)],
    );
    let text = "验收报告.创建特点和经验总结";
    let loose = report.clone().type_over(text, 0, TYPED);
    tally.names("a record of the blank outline of annex 3", &loose, TYPED);
    let blank = paper(&kit, FormId::Plan, Mode::Blank);
    tally.ignores("blank outline", &blank);
    let text = "实施方案.总体框架";
    tally.reads(
        "text of a blank outline",
        &blank.clone().type_over(text, 0, TYPED),
        &[(text, TYPED)],
    );
    let record = "实施方案.创建基础";
    let parts = format!(
        "{}{}{}{}",
        paragraph("（1）优势"),
        paragraph("甲。"),
        paragraph("（2）劣势：乙。"),
        paragraph("丙。")
    );
    let it = blank
        .clone()
        .after_paragraph(&format!("<w:tag w:val=\"{record}\"/>"), &parts);
    tally.reads(
        "record of a blank outline",
        &it,
        &[
            ("实施方案.创建基础.优势", "甲。"),
            ("实施方案.创建基础.劣势", "乙。\n丙。"),
        ],
    );
    let loose = blank
        .clone()
        .after_paragraph(&format!("<w:tag w:val=\"{record}\"/>"), &paragraph(TYPED));
    tally.names("words below no sub-heading", &loose, TYPED);
    settle(&tally, 18);
}

#[test]
fn tables_in_texts_are_drawn_and_read_back() {
    let engine = Engine::new();
    let table = "见下表。\n    | 年份 | 值 |\n    |---|---|\n    | 2025 | CO₂ 0.8 |\n";
    let yaml = format!(
        "格式版本: 1\n园区基本情况:\n  园区名称: 甲园区\n备案表:\n  园区建设内容: |\n    {table}    完。\n实施方案:\n  总体框架: |\n    {table}"
    );
    let load = || engine.read("park.yaml", yaml.as_bytes(), &ecopark::NoFiles);
    for (form, path, end) in [
        (FormId::Filing, "备案表.园区建设内容", "\n完。"),
        (FormId::Plan, "实施方案.总体框架", ""),
    ] {
        let formats = [ecopark::Format::Pdf, ecopark::Format::Docx];
        let paper = engine
            .paper(&load(), form, Mode::Draft, &formats)
            .unwrap_or_else(|error| panic!("{error}"));
        let bytes = paper.docx.expect("asked for");
        assert_eq!(lint::faults(&bytes), Vec::<String>::new());
        let xml = lint::document(&bytes);
        assert!(!xml.contains("|---|") && !xml.contains("| 年份"), "{path}");
        assert!(paper.pdf.is_some(), "{path}");
        let filled = Engine::new().read_back(&bytes).expect("ours");
        let datum = filled
            .data
            .iter()
            .find(|datum| datum.path == path)
            .expect("read");
        let expected = format!("见下表。\n| 年份 | 值 |\n|---|---|\n| 2025 | CO₂ 0.8 |{end}");
        assert_eq!(datum.values, [expected.as_str()]);
        assert_eq!(datum.typed, Vec::<String>::new(), "{path}");
        assert_eq!(filled.merge(load()).changed, Vec::<String>::new());
        let edited = xml.replacen(">2025<", ">2026<", 1);
        let filled = Engine::new()
            .read_back(&with_document(&bytes, &edited))
            .expect("ours");
        assert_eq!(typed(&filled, path), [expected.replace("2025", "2026")]);
    }
}
