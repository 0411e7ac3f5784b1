//! Papers that go to Word and come back, by the binary.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests; a panic is their failure"
)]

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use super::cli::{Place, Run, copy, readme};

const PARK: &str = "湘澜经开区";

/// A part of a DOCX.
fn part(docx: &Path, name: &str) -> Option<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(docx).unwrap())).unwrap();
    let mut text = String::new();
    let mut file = zip.by_name(name).ok()?;
    file.read_to_string(&mut text).unwrap();
    Some(text)
}

/// Changes the document part of a DOCX, as a program like python-docx does: the
/// other parts are packed again as they are.
fn edit(docx: &Path, change: impl Fn(String) -> String) {
    let bytes = fs::read(docx).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if file.name() == "word/document.xml" {
            bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(file.name(), options).unwrap();
        out.write_all(&bytes).unwrap();
    }
    fs::write(docx, out.finish().unwrap().into_inner()).unwrap();
}

/// What the sample says of each datum.
fn answers() -> HashMap<String, String> {
    let texts = super::sample(PARK).texts.into_iter();
    texts.map(|text| (text.path, text.value)).collect()
}

/// A blank form with these answers typed into its controls, and boxes ticked.
fn filled(mut xml: String, answers: &HashMap<String, String>) -> String {
    let run = |text: &str| {
        let text = text.trim().replace('&', "&amp;").replace('<', "&lt;");
        let text = text.replace('\n', "</w:t><w:br/><w:t>");
        format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
    };
    let tags: Vec<(usize, String)> = xml
        .match_indices(r#"<w:tag w:val=""#)
        .map(|(at, found)| {
            let rest = &xml[at + found.len()..];
            (at, rest.split('"').next().unwrap().to_owned())
        })
        .collect();
    for (at, tag) in tags.into_iter().rev() {
        let value = match tag.split_once('=') {
            Some((path, option)) => answers
                .get(path)
                .filter(|value| *value == option)
                .map(|_| "☑".to_owned()),
            None => answers.get(&tag).cloned(),
        };
        let Some(value) = value else { continue };
        let content = at + xml[at..].find("<w:sdtContent>").unwrap() + "<w:sdtContent>".len();
        let end = content + xml[content..].find("</w:sdtContent>").unwrap();
        xml.replace_range(content..end, &run(&value));
        let control = xml[..at].rfind("<w:sdt>").unwrap();
        let properties = xml[control..content].replace("<w:showingPlcHdr/>", "");
        xml.replace_range(control..content, &properties);
    }
    xml
}

#[test]
fn a_blank_form_filled_in_word_builds_at_once() {
    let place = Place::new();
    let run = place.run(&["build", "--blank", "--form", "2", "--format", "docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let form = "out/空白/附件2-创建备案表.docx";
    let answers = answers();
    edit(&place.path(form), |xml| filled(xml, &answers));
    let run = place.run(&["read", form, "-o", "park.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = place.run(&["build", "park.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    // What else the package needs is said, and stops nothing.
    for needed in ["主要论证意见", "《实施方案》文本", "规划环评"] {
        assert!(run.err.contains(needed), "{needed}: {}", run.err);
    }
    assert!(!run.err.contains("错误"), "{}", run.err);

    // The paper goes to Word once more, and comes home.
    let paper = "out/湘澜经济技术开发区/附件2-创建备案表.docx";
    edit(&place.path(paper), |xml| {
        xml.replacen("刘思远", "刘思运", 1)
    });
    let run = place.run(&["build", "park.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("有人改过"), "{}", run.err);
    let run = place.run(&["read", paper, "--into", "park.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("+    负责人: 刘思运"), "{}", run.out);
    let run = place.run(&["build", "park.yaml", "--force"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let built = part(&place.path(paper), "word/document.xml").unwrap();
    assert!(built.contains("刘思运") && !built.contains("刘思远"));
}

#[test]
fn the_readme_walks_through_word() {
    let place = Place::new();
    let answers = answers();
    let blank = place.path("out/空白/附件2-创建备案表.docx");
    let paper = place.path("out/湘澜经济技术开发区/附件2-创建备案表.docx");
    let blocks = readme("console").into_iter();
    let lines = blocks
        .filter(|block| {
            let mut lines = block.iter();
            lines.any(|line| line.contains("--blank") || line.contains("ecopark read"))
        })
        .flatten()
        .collect::<Vec<_>>();
    let commands: Vec<usize> = (0..lines.len())
        .filter(|&at| lines[at].starts_with("$ ecopark "))
        .collect();
    for (number, &at) in commands.iter().enumerate() {
        let command = lines[at].trim_start_matches("$ ecopark ");
        let end = commands.get(number + 1).copied().unwrap_or(lines.len());
        let run = place.run(&command.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, 0, "{command}: {}{}", run.out, run.err);
        let shown = &lines[at + 1..end];
        if !shown.is_empty() {
            assert_eq!(run.out.lines().collect::<Vec<_>>(), shown, "{command}");
        }
        // What the person does between the commands, in Word.
        if command.contains("--blank") {
            edit(&blank, |xml| filled(xml, &answers));
        } else if command == "build park.yaml --format docx" {
            edit(&paper, |xml| xml.replacen("刘思远", "刘思运", 1));
        }
    }
    assert_eq!(commands.len(), 7);
    let built = part(&paper, "word/document.xml").unwrap();
    assert!(built.contains("刘思运") && !built.contains("刘思远"));
}

/// Builds the draft of annex 2 as DOCX.
fn draft(place: &Place, more: &[&str]) -> Run {
    let args = "build park/park.yaml --form 2 --format docx --draft";
    let args: Vec<&str> = args.split(' ').chain(more.iter().copied()).collect();
    place.run(&args)
}

#[test]
fn findings_are_comments_of_the_draft() {
    let place = Place::new();
    copy(&Path::new("samples").join(PARK), &place.path("park"));
    let path = place.path("park/建设内容-1000字.txt");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("总体稳定向好", "总体稳定向好,", 1)).unwrap();
    let run = draft(&place, &["--comments"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let paper = place.path("out/湘澜经开区/附件2-创建备案表-草稿.docx");
    let comments = part(&paper, "word/comments.xml").unwrap();
    assert!(
        comments.contains(r#"w:author="ecopark" w:date="2026-09-10T00:00:00Z""#),
        "{comments}"
    );
    for said in [
        "提示 G08：手机号属个人信息",
        "建议：对外公开前遮盖",
        "错误 L01：",
    ] {
        assert!(comments.contains(said), "{said}: {comments}");
    }
    // A comment stands at the very comma that it means.
    let document = part(&paper, "word/document.xml").unwrap();
    let comma = document.find(r#"preserve">,</w:t></w:r><w:commentRangeEnd"#);
    assert!(comma.is_some(), "no comment at the comma");
    // It is no edit, neither for `read` nor for the next run.
    let args_read = ["read", "out", "--into", "park/park.yaml", "--dry-run"];
    let read = place.run(&args_read);
    assert_eq!((read.code, read.out.as_str()), (0, ""), "{}", read.err);
    assert!(!read.err.contains("批注"), "{}", read.err);
    let again = draft(&place, &["--comments"]);
    assert!(again.err.contains("没有变化"), "{}", again.err);
    let plain = draft(&place, &[]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert!(part(&paper, "word/comments.xml").is_none());
    let alone = place.run(&["build", "park/park.yaml", "--comments"]);
    assert_eq!(alone.code, 2, "{}", alone.err);
}

#[test]
fn a_word_file_is_a_long_text() {
    let place = Place::new();
    copy(&Path::new("samples").join(PARK), &place.path("park"));
    let run = place.run(&[
        "build", "--blank", "--form", "2", "--format", "docx", "--out", "park",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let source = place.path("park/空白/附件2-创建备案表.docx");
    let text = fs::read_to_string(place.path("park/建设内容-1000字.txt")).unwrap();
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"))
        .collect();
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let row = |one: &str, other: &str| format!("<w:tr>{}{}</w:tr>", cell(one), cell(other));
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row("年份", "数值"),
        row("2025", "42.6")
    );
    let body = format!("{}{table}<w:p/>", lines.concat());
    edit(&source, |xml| {
        let from = xml.find("<w:body>").unwrap() + "<w:body>".len();
        let to = xml.rfind("<w:sectPr").unwrap();
        format!("{}{body}{}", &xml[..from], &xml[to..])
    });
    fs::rename(&source, place.path("park/建设内容.docx")).unwrap();
    let yaml = fs::read_to_string(place.path("park/park.yaml")).unwrap();
    assert!(yaml.contains("@建设内容-1000字.txt"));
    let yaml = yaml.replace("@建设内容-1000字.txt", "@建设内容.docx");
    place.write("park/park.yaml", &yaml);
    let run = draft(&place, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("建设内容.docx:"), "{}", run.err);
    let paper = place.path("out/湘澜经开区/附件2-创建备案表-草稿.docx");
    let drawn = part(&paper, "word/document.xml").unwrap();
    for words in ["地处湘北平原", "42.6", "年份"] {
        assert!(drawn.contains(words), "{words}");
    }
    assert!(!drawn.contains('|'), "the table is drawn as one");
    // The Word file is its owner's: it is named, and never written.
    let before = fs::read(place.path("park/建设内容.docx")).unwrap();
    edit(&paper, |xml| {
        xml.replacen("地处湘北平原", "位于湘北平原", 1)
    });
    let read = place.run(&["read", "out", "--into", "park/park.yaml"]);
    assert!(
        read.err.contains("文字在 `建设内容.docx` 里"),
        "{}",
        read.err
    );
    assert_eq!(fs::read(place.path("park/建设内容.docx")).unwrap(), before);

    place.write(
        "park/park.yaml",
        yaml.replace("@建设内容.docx", "@figs/坏.docx"),
    );
    place.write("park/figs/坏.docx", "x");
    let run = place.run(&["check", "park/park.yaml", "--form", "2"]);
    assert!(run.out.contains("不是 DOCX 文件"), "{}", run.out);
}

#[test]
fn fix_says_when_it_can_read_nothing() {
    let place = Place::new();
    place.write("bad.yaml", "甲: [1, 2\n乙: }\n");
    let run = place.run(&["fix", "bad.yaml"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains("读不出数据"), "{}", run.err);
    assert!(!run.err.contains("已修正"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn modes_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let place = Place::new();
    copy(&Path::new("samples").join(PARK), &place.path("park"));
    let yaml = fs::read_to_string(place.path("park/park.yaml")).unwrap();
    place.write("park/park.yaml", yaml.replace("1994年6月", "１994年6月"));
    let file = place.path("park/park.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let link = place.path("park/link.yaml");
    symlink("park.yaml", &link).unwrap();
    let kept = |what: &str| {
        let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{what}");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "{what}");
    };
    let run = place.run(&["fix", "park/link.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mended = fs::read_to_string(&file).unwrap();
    assert!(mended.contains("1994年6月"), "{}", run.err);
    kept("fix");

    let run = place.run(&["build", "park/park.yaml", "--form", "2", "--format", "docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let paper = place.path("out/湘澜经开区/附件2-创建备案表.docx");
    edit(&paper, |xml| xml.replacen("刘思远", "刘思运", 1));
    let run = place.run(&["read", "out", "--into", "park/link.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(fs::read_to_string(&file).unwrap().contains("刘思运"));
    kept("read --into");
}
