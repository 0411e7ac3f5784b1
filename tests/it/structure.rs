//! Faults of structure: each input with its findings, code, place and words.
//!
//! The cases are in `structure.txt`: a name after `=== `, the YAML, and below
//! `---- ` what is to be said of it. `ECOPARK_UPDATE=1` writes anew what is said;
//! it must be read before it is committed.

use ecopark::Engine;
use ecopark::input::NoFiles;
use ecopark::input::decode::Encoding;

/// The findings of a file, a line each.
fn findings(bytes: &[u8]) -> String {
    let input = Engine::new().read("park.yaml", bytes, &NoFiles);
    let mut lines = String::new();
    for finding in &input.findings {
        let place = finding.place.clone().expect("the reader knows");
        let text = &input.files[place.file].text;
        let line = text[..place.span.start].matches('\n').count() + 1;
        let start = text[..place.span.start].rfind('\n').map_or(0, |n| n + 1);
        let column = text[start..place.span.start].chars().count() + 1;
        lines += &format!(
            "{} {} {line}:{column} 「{}」{}；{}\n",
            finding.code,
            finding.severity,
            &text[place.span],
            finding.message,
            finding.hint.as_deref().unwrap_or_default()
        );
    }
    if input.park.is_none() {
        lines += "没有数据\n";
    }
    lines
}

/// Name, YAML and expected findings of each case.
fn cases(text: &str) -> Vec<(&str, &str, &str)> {
    text.split("=== ")
        .skip(1)
        .map(|case| {
            let (name, rest) = case.split_once('\n').expect("a name");
            let (yaml, expected) = rest.split_once("----\n").expect("findings");
            (name, yaml, expected)
        })
        .collect()
}

#[test]
fn every_slip_is_said_at_its_place() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/structure.txt");
    let text = std::fs::read_to_string(path).expect("the cases");
    let mut written = String::new();
    for (name, yaml, _) in cases(&text) {
        let found = findings(yaml.as_bytes());
        written += &format!("=== {name}\n{yaml}----\n{found}");
    }
    if std::env::var_os("ECOPARK_UPDATE").is_some() {
        std::fs::write(path, &written).expect("written");
        return;
    }
    for ((name, yaml, found), (_, _, expected)) in cases(&written).iter().zip(cases(&text)) {
        assert_eq!(*found, expected, "{name}\n{yaml}");
    }
}

#[test]
fn other_encodings_are_read_and_said() {
    #[track_caller]
    fn case(encoding: Encoding, expected: &str) {
        let yaml = "标识:\r\n  园区简称: 湘澜经开区\r\n";
        let input = Engine::new().read("park.yaml", &encoding.encode(yaml), &NoFiles);
        let park = input.park.expect("a park");
        assert_eq!(park.identity.short_name, "湘澜经开区");
        let said: Vec<&str> = input.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(said.concat(), expected);
        assert_eq!(input.files[0].bytes(), encoding.encode(yaml));
    }

    case(Encoding::Utf8, "");
    case(Encoding::Utf8Bom, "");
    case(Encoding::Gb18030, "文件不是 UTF-8 编码，已按 GB18030 读取");
    for encoding in [
        Encoding::Utf16Le { bom: true },
        Encoding::Utf16Le { bom: false },
        Encoding::Utf16Be { bom: true },
    ] {
        case(encoding, "文件不是 UTF-8 编码，已按 UTF-16 读取");
    }
}

#[test]
fn hostile_files_get_one_clear_answer() {
    #[track_caller]
    fn case(bytes: &[u8], expected: &str) {
        let found = findings(bytes);
        assert!(found.ends_with("没有数据\n"), "{found}");
        assert_eq!(found.lines().count(), 2, "{found}");
        assert!(found.contains(expected), "{found}");
    }

    case(&[0; 1000], "不是文本文件");
    case(b"PK\x03\x04....", "是 DOCX、XLSX 或 ZIP 文件");
    case(&vec![b'a'; 50 << 20], "文件有 50 MB，应不超过 8 MB");
    case(
        format!("标识: {}", "[".repeat(100_000)).as_bytes(),
        "嵌套超过 32 层",
    );
    case("- ".repeat(100_000).as_bytes(), "嵌套超过 32 层");
    case("- a\n".repeat(200_000).as_bytes(), "数据超过 100000 项");
    case("[".repeat(8 << 20).as_bytes(), "嵌套超过 32 层");
    let mut damaged = "标识:\n  园区简称: 湘澜经开区\n".as_bytes().to_vec();
    damaged[30] = 0xFF;
    case(&damaged, "这里有不是 UTF-8 的字节");
    let mut bomb = "a: &a [x, x]\n".to_owned();
    for (one, next) in ('a'..='y').zip('b'..='z') {
        bomb += &format!("{next}: &{next} [*{one}, *{one}, *{one}]\n");
    }
    case(bomb.as_bytes(), "不支持 YAML 的锚点");
}

/// Shapes that take quadratic time in a careless reader.
#[test]
fn long_files_are_read_in_bounded_time() {
    let keys: String = (0..10_000).map(|n| format!("键{n}: 值\n")).collect();
    let commas = format!("标识: {{{}", ",".repeat(1 << 19));
    let colons = "园区名称：甲\n".repeat(30_000);
    let tabs = "名称：甲\n\t名称:甲\n".repeat(20_000);
    let comments = "# 忽略 C02：理由\n".repeat(3_000) + "标识: {}\n";
    let quotes = "- \"甲\n".repeat(30_000);
    for text in [keys, commas, colons, tabs, comments, quotes] {
        let input = Engine::new().read("park.yaml", text.as_bytes(), &NoFiles);
        assert!(input.findings.len() < 1100, "{}", input.findings.len());
    }
}
