//! The binary as a user meets it: commands, exit codes, messages, bad input.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests; a panic is their failure"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A fresh folder that the binary runs in.
pub(crate) struct Place(tempfile::TempDir);

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// What a run gave that was fed.
pub(crate) struct Fed {
    pub(crate) code: i32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the folder")).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        finish(
            Command::new(env!("CARGO_BIN_EXE_ecopark"))
                .args(args)
                .current_dir(self.0.path()),
        )
    }

    /// Runs with these bytes on standard input.
    pub(crate) fn feed(&self, args: &[&str], bytes: &[u8]) -> Fed {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ecopark"))
            .args(args)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        // It may refuse its arguments without reading.
        let _ = child.stdin.take().expect("piped").write_all(bytes);
        let output = child.wait_with_output().expect("it ends");
        Fed {
            code: output.status.code().expect("it ends by itself"),
            bytes: output.stdout,
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Every file below, relative, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        list(self.0.path(), self.0.path(), &mut files);
        files.sort();
        files
    }
}

fn finish(command: &mut Command) -> Run {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the binary starts");
    Run {
        code: status.code().expect("it ends by itself"),
        out: String::from_utf8(stdout).expect("UTF-8"),
        err: String::from_utf8(stderr).expect("UTF-8"),
    }
}

fn list(folder: &Path, root: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(&path, root, files);
        } else {
            files.push(
                path.strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
}

/// Copies a folder and what is below it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::write(target, fs::read(path).unwrap()).unwrap();
        }
    }
}

/// A sample of the repository.
pub(crate) fn sample(name: &str) -> String {
    format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

const COMPLETE: &str = "湘澜经开区/park.yaml";

#[test]
fn the_main_job_makes_eight_files_the_same_each_time() {
    let place = Place::new();
    let run = place.run(&["build", &sample(COMPLETE), "--out", "out"]);
    assert_eq!((run.code, run.out.lines().count()), (0, 8), "{}", run.err);
    let expected = [
        "out/湘澜经开区/附件1-建设实施方案.docx",
        "out/湘澜经开区/附件1-建设实施方案.pdf",
        "out/湘澜经开区/附件2-创建备案表.docx",
        "out/湘澜经开区/附件2-创建备案表.pdf",
        "out/湘澜经开区/附件3-验收报告.docx",
        "out/湘澜经开区/附件3-验收报告.pdf",
        "out/湘澜经开区/附件4-验收申请表.docx",
        "out/湘澜经开区/附件4-验收申请表.pdf",
    ];
    assert_eq!(place.files()[0], "out/清单.json");
    assert_eq!(place.files()[1..], expected);
    place.run(&["build", &sample(COMPLETE), "--out", "again"]);
    for file in expected {
        let again = file.replacen("out", "again", 1);
        assert!(
            fs::read(place.path(file)).unwrap() == fs::read(place.path(&again)).unwrap(),
            "{file}"
        );
    }
}

#[test]
fn blank_forms_need_no_data() {
    let place = Place::new();
    let run = place.run(&["build", "--blank", "--out", "out", "--format", "pdf"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        place.files(),
        [
            "out/空白/附件1-建设实施方案提纲.pdf",
            "out/空白/附件2-创建备案表.pdf",
            "out/空白/附件3-验收报告提纲.pdf",
            "out/空白/附件4-验收申请表.pdf",
        ]
    );
}

#[test]
fn a_form_with_errors_is_refused_and_the_others_are_made() {
    let place = Place::new();
    let yaml = fs::read_to_string(sample(COMPLETE)).unwrap();
    copy(&PathBuf::from(sample("湘澜经开区")), place.0.path());
    place.write(
        "park.yaml",
        yaml.replace("报送单位: 湖南省生态环境厅", "报送单位: 益阳市生态环境局"),
    );
    let run = place.run(&["build", "park.yaml", "--format", "docx"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("C07") && run.err.contains("没有生成"),
        "{}",
        run.err
    );
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    assert!(!run.out.contains("附件2"), "{}", run.out);

    let draft = place.run(&[
        "build",
        "park.yaml",
        "--format",
        "docx",
        "--draft",
        "--form",
        "2",
    ]);
    assert_eq!(draft.code, 0, "{}", draft.err);
    assert!(draft.out.contains("附件2"), "{}", draft.out);
}

#[test]
fn bad_input_is_told_in_one_clear_message() {
    #[track_caller]
    fn case(place: &Place, args: &[&str], code: i32, says: &str) {
        let before = place.files();
        let run = place.run(args);
        let told = format!("{}{}", run.out, run.err);
        assert_eq!(run.code, code, "{told}");
        assert!(told.contains(says), "{told}");
        assert_eq!(place.files(), before, "nothing is left behind");
    }

    let place = Place::new();
    place
        .write("empty.yaml", "")
        .write("folder/note.txt", "x")
        .write("file", "x");
    place.write("binary.yaml", [0u8, 159, 146, 150, 255, 0, 1]);
    place.write("climbs.yaml", "备案表:\n  园区建设内容: \"@../x.txt\"\n");
    place.write(
        "figure.yaml",
        "图件:\n  - {编号: T1, 名称: 图, 用途: 其他, 文件: 无.png, 来源: 甲}\n实施方案: {}\n",
    );
    place.write("broken.png", "no picture");
    place.write(
        "picture.yaml",
        "图件:\n  - {编号: T1, 名称: 图, 用途: 其他, 文件: broken.png, 来源: 甲}\n实施方案: {}\n",
    );
    place.write("forms/filing.typ", "#let form() = (\n  1 +\n)\n");

    case(
        &place,
        &["build", "none.yaml"],
        2,
        "无法读取 `none.yaml`：文件不存在",
    );
    case(&place, &["build", "empty.yaml"], 1, "文件中没有数据");
    case(&place, &["build", "folder"], 2, "`folder` 里没有 YAML 文件");
    case(&place, &["build", "binary.yaml"], 1, "binary.yaml");
    case(&place, &["build", "climbs.yaml"], 1, "Y07");
    case(&place, &["build", "figure.yaml"], 1, "Y07");
    case(&place, &["build", "picture.yaml"], 1, "E03");
    case(
        &place,
        &["build", &sample(COMPLETE), "--out", "file"],
        2,
        "它是一个文件，不是文件夹",
    );
    case(
        &place,
        &[
            "build",
            &sample(COMPLETE),
            "--form",
            "2",
            "--forms",
            "forms",
        ],
        2,
        "filing.typ:",
    );
    case(
        &place,
        &["build", &sample(COMPLETE), "--form", "7"],
        2,
        "`--form <附件>` 的值不能是「7」",
    );
    case(
        &place,
        &["biuld"],
        2,
        "没有 `biuld` 这个命令；是不是想写 `build`？",
    );
    case(
        &place,
        &["check", "x.yaml", "--fast"],
        2,
        "不认识参数 `--fast`",
    );
    case(&place, &["explain", "Q01"], 2, "没有规则或规则组 `Q01`；");
}

#[test]
fn a_draft_prints_whatever_it_is_given() {
    let place = Place::new();
    let park = fs::read_to_string(sample(COMPLETE)).unwrap();
    let park = park.replace("资阳区澜溪大道88号", "资阳区\u{1F004}大道88号");
    copy(Path::new(&sample("湘澜经开区")), &place.path("park"));
    place.write("park/park.yaml", park);
    let build = ["build", "park/park.yaml", "--form", "2", "--format", "pdf"];
    let run = place.run(&build);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("[F16]"), "{}", run.err);
    assert!(!run.out.contains(".pdf"), "{}", run.out);
    let run = place.run(&[&build[..], &["--draft"]].concat());
    assert!(run.out.contains(".pdf"), "{}", run.err);
}

#[test]
fn pages_become_pictures() {
    let place = Place::new();
    let args = ["build", "--blank", "--form", "2", "--format", "png,svg"];
    let run = place.run(&[&args[..], &["--pages", "2-3", "--dpi", "40"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        place.files(),
        [
            "out/空白/附件2-创建备案表-02.png",
            "out/空白/附件2-创建备案表-02.svg",
            "out/空白/附件2-创建备案表-03.png",
            "out/空白/附件2-创建备案表-03.svg",
        ]
    );
    let png = fs::read(place.path("out/空白/附件2-创建备案表-02.png")).unwrap();
    let picture = image::load_from_memory(&png).unwrap();
    assert_eq!((picture.width(), picture.height()), (331, 468));
    let run = place.run(&[&args[..], &["--pages", "3-2"]].concat());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("应写成 2 或 1-3"), "{}", run.err);
}

#[test]
fn pages_that_do_not_fit_are_findings() {
    let place = Place::new();
    let long = "一二三四五六七八九十".repeat(60);
    let park = fs::read_to_string(sample(COMPLETE)).unwrap();
    let park = park.replace("资阳区澜溪大道88号", &long);
    assert!(park.contains(&long));
    copy(Path::new(&sample("湘澜经开区")), &place.path("park"));
    place.write("park/park.yaml", park);
    let run = place.run(&[
        "check",
        "park/park.yaml",
        "--form",
        "2",
        "--layout",
        "--select",
        "P",
    ]);
    assert!(run.out.contains("警告[P03]"), "{}", run.out);
    assert!(run.out.contains("应占 1 页，实际 2 页"), "{}", run.out);
    let run = place.run(&["check", "park/park.yaml", "--form", "2", "--select", "P"]);
    assert!(!run.out.contains("P03"), "{}", run.out);
}

#[test]
fn a_template_that_cannot_be_used_is_told_with_its_place() {
    #[track_caller]
    fn case(file: &str, text: &str, says: &str) {
        let place = Place::new();
        place.write(&format!("forms/{file}"), text);
        let run = place.run(&["build", "--blank", "--form", "2", "--forms", "forms"]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(says), "{}", run.err);
    }

    case(
        "filling.typ",
        "",
        "模板 `filling.typ` 没有用到，是不是 `filing.typ`",
    );
    case(
        "filing.typ",
        "#let from() = none",
        "filing.typ:1:1：没有名为 `form` 的函数",
    );
    case(
        "filing.typ",
        "#let form() = feild()",
        "filing.typ:1:15：没有名为 `feild` 的变量或函数",
    );
    let form = "#import \"kit.typ\": *\n#let form() = while true { }";
    case("filing.typ", form, "filing.typ:2");
}

#[test]
fn names_of_parks_become_safe_and_distinct() {
    let place = Place::new();
    let park = |name: &str| format!("标识: {{园区简称: \"{name}\"}}\n备案表: {{}}\n");
    place.write("one.yaml", park("甲/乙:丙*?"));
    let run = place.run(&["build", "one.yaml", "--draft", "--format", "docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        place.files(),
        [
            "one.yaml",
            "out/清单.json",
            "out/甲_乙_丙__/附件2-创建备案表-草稿.docx"
        ]
    );

    let place = Place::new();
    place
        .write("a.yaml", park("甲"))
        .write("b.yaml", park("甲"))
        .write("c.yaml", park("丙"));
    let run = place.run(&["build", ".", "--draft", "--format", "docx"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("同名"), "{}", run.out);
    let papers = place
        .files()
        .into_iter()
        .filter(|file| file.ends_with(".docx"));
    assert_eq!(
        papers.collect::<Vec<_>>(),
        ["out/丙/附件2-创建备案表-草稿.docx"]
    );
}

#[cfg(unix)]
#[test]
fn without_permission_or_room_nothing_is_left() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let place = Place::new();
    // A copy that an ordinary user may run.
    let binary = place.path("ecopark");
    fs::copy(env!("CARGO_BIN_EXE_ecopark"), &binary).unwrap();
    place.write("park.yaml", "标识: {园区简称: 甲}\n备案表: {}\n");
    fs::create_dir(place.path("locked")).unwrap();
    fs::set_permissions(place.path("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(&binary);
    command.args(["build", "park.yaml", "--draft", "--out", "locked/out"]);
    command.current_dir(place.0.path());
    if fs::metadata(&binary).unwrap().uid() == 0 {
        command.uid(65534); // Root may write anywhere.
    }
    let run = finish(&mut command);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("没有权限"), "{}", run.err);

    // Files may grow to 4 kB only: as on a full disk, the write fails half-way.
    let script = "trap '' XFSZ; ulimit -f 8; exec ./ecopark build park.yaml --draft --out full";
    let run = finish(
        Command::new("sh")
            .args(["-c", script])
            .current_dir(place.0.path()),
    );
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("无法写入"), "{}", run.err);
    assert_eq!(place.files(), ["ecopark", "park.yaml"]);
}

#[test]
fn a_new_park_is_walked_through_its_form() {
    let place = Place::new();
    let run = place.run(&["new", "东澜园区"]);
    assert_eq!((run.code, run.out.trim()), (0, "东澜园区/park.yaml"));
    assert!(
        fs::read_to_string(place.path("东澜园区/park.yaml"))
            .unwrap()
            .starts_with("# yaml-language-server:")
    );
    let check = place.run(&["check", "东澜园区/park.yaml", "--form", "备案表"]);
    assert_eq!(check.code, 1);
    let shown = readme("txt")[0].join("\n");
    assert!(check.out.contains(&shown), "{}", check.out);
    let check = place.run(&["check", "东澜园区/park.yaml", "--form", "备案表", "--all"]);
    assert!(
        check.out.contains("B01") && check.out.contains("S11"),
        "{}",
        check.out
    );
    assert!(!check.out.contains("[Y0"), "{}", check.out);
    assert_eq!(place.run(&["new", "东澜园区"]).code, 2);
}

/// The fenced blocks of README of this kind, without their indentation.
pub(crate) fn readme(kind: &str) -> Vec<Vec<String>> {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let mut blocks = Vec::new();
    let mut open: Option<usize> = None;
    for line in readme.lines() {
        let indent = line.len() - line.trim_start().len();
        match (open, line.trim_start().strip_prefix("```")) {
            (None, Some(found)) if found == kind => {
                open = Some(indent);
                blocks.push(Vec::new());
            }
            (None, _) => {}
            (Some(_), Some(_)) => open = None,
            (Some(indent), None) => {
                let block = blocks.last_mut().expect("it is open");
                block.push(line.get(indent..).unwrap_or_default().to_owned());
            }
        }
    }
    blocks
}

#[test]
fn the_readme_says_what_happens() {
    let place = Place::new();
    let text = fs::read_to_string(sample(COMPLETE)).unwrap();
    let mut data: serde_yaml::Mapping = serde_yaml::from_str(&text).unwrap();
    for later in ["实施方案", "验收报告", "验收申请表"] {
        data.remove(later);
    }
    data["标识"]["园区简称"] = "东澜园区".into();
    let filled = serde_yaml::to_string(&data).unwrap();

    let mut ran = 0;
    // The walk through Word is walked in `word.rs`.
    let through_word = |line: &String| line.contains("--blank") || line.contains("ecopark read");
    for block in readme("console") {
        if block.iter().any(through_word) {
            continue;
        }
        for (at, line) in block.iter().enumerate() {
            let Some(command) = line.strip_prefix("$ ecopark ") else {
                continue;
            };
            let expected: Vec<&str> = block[at + 1..].iter().map(String::as_str).collect();
            let run = place.run(&command.split(' ').collect::<Vec<_>>());
            assert_eq!(run.code, 0, "{command}: {}{}", run.out, run.err);
            if !expected.is_empty() {
                assert_eq!(run.out.lines().collect::<Vec<_>>(), expected, "{command}");
            }
            ran += 1;
            // What the reader does between the commands: he fills the file.
            copy(
                &PathBuf::from(sample("湘澜经开区")),
                &place.path("东澜园区"),
            );
            place.write("东澜园区/park.yaml", &filled);
        }
    }
    assert_eq!(ran, 3);

    place.write("park.yaml", "备案表:\n  报送单位: 益阳市生态环境局\n");
    let run = place.run(&["check", "park.yaml", "--select", "C07"]);
    let shown = readme("text").concat().join("\n");
    assert!(run.out.contains(&shown), "{}", run.out);
}

#[test]
fn a_filled_form_goes_back_into_the_data() {
    let place = Place::new();
    copy(&PathBuf::from(sample("湘澜经开区")), &place.path("park"));
    let run = place.run(&["build", "park/park.yaml", "--form", "2", "--format", "docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let form = "out/湘澜经开区/附件2-创建备案表.docx";
    let same = place.run(&["read", form, "--diff", "park/park.yaml"]);
    assert_eq!((same.code, same.out.as_str()), (0, ""), "{}", same.err);

    // Edited on the paper, and beside that something else in the data: both stay,
    // in the YAML and in the text beside it.
    let yaml = fs::read_to_string(place.path("park/park.yaml")).unwrap();
    let text = fs::read_to_string(place.path("park/建设内容-1000字.txt")).unwrap();
    edit(
        &place.path(form),
        &[("刘思远", "刘思运"), ("地处湘北平原", "位于湘北平原")],
    );
    place.write(
        "park/park.yaml",
        yaml.replace("职务: 党工委", "职务: 区党工委"),
    );
    let run = place.run(&["read", form, "--into", "park/park.yaml", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("+    负责人: 刘思运"), "{}", run.out);
    let now = fs::read_to_string(place.path("park/park.yaml")).unwrap();
    assert!(now.contains("负责人: 刘思远"));
    let run = place.run(&["read", form, "--into", "park/park.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = yaml
        .replace("职务: 党工委", "职务: 区党工委")
        .replace("负责人: 刘思远", "负责人: 刘思运");
    assert_eq!(
        fs::read_to_string(place.path("park/park.yaml")).unwrap(),
        expected
    );
    assert_eq!(
        fs::read_to_string(place.path("park/park.yaml.bak")).unwrap(),
        now
    );
    assert_eq!(
        fs::read_to_string(place.path("park/建设内容-1000字.txt")).unwrap(),
        text.replacen("地处湘北平原", "位于湘北平原", 1)
    );

    // Another park's data: nothing is written without --force.
    place.write(
        "other.yaml",
        "格式版本: 1\n园区基本情况:\n  园区名称: 东澜产业园区\n",
    );
    let run = place.run(&["read", form, "--into", "other.yaml"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("不像是同一个园区"), "{}", run.err);
    assert_eq!(
        fs::read_to_string(place.path("other.yaml"))
            .unwrap()
            .lines()
            .count(),
        3
    );
    let run = place.run(&["read", form, "--into", "other.yaml", "--force"]);
    assert_eq!(run.code, 0, "{}", run.err);

    // A text that loses more than a third waits for --accept.
    let kept = fs::read_to_string(place.path("park/建设内容-1000字.txt")).unwrap();
    place.write(
        "park/建设内容-1000字.txt",
        format!("{}{kept}", "增".repeat(600)),
    );
    let run = place.run(&["read", form, "--into", "park/park.yaml"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("少了三分之一以上"), "{}", run.err);
    let run = place.run(&["read", form, "--into", "park/park.yaml", "--accept"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        fs::read_to_string(place.path("park/建设内容-1000字.txt")).unwrap(),
        kept
    );

    place
        .write("not.docx", "x")
        .write("old.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for bad in ["not.docx", "old.docx", "none.docx"] {
        let run = place.run(&["read", bad, "-o", "new.yaml"]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(!place.path("new.yaml").exists());
    }
    let old = place.run(&["read", "old.docx"]);
    assert!(old.err.contains("另存为"), "{}", old.err);

    // The paper of many is found by its park's name.
    let found = place.run(&["read", "out", "--into", "park", "--dry-run"]);
    assert_eq!(found.code, 0, "{}", found.err);
    let lost = place.run(&["read", "out", "--into", "out", "--dry-run"]);
    assert_ne!(lost.code, 0, "{}", lost.err);

    let changes = place.run(&["diff", "other.yaml", "park/park.yaml", "--markdown"]);
    assert_eq!(changes.code, 0, "{}", changes.err);
    assert!(
        changes.out.contains("| 序号 | 内容 | 修改前 | 修改后 |"),
        "{}",
        changes.out
    );
}

#[test]
fn a_blank_form_that_nobody_filled_says_so() {
    let place = Place::new();
    let run = place.run(&["build", "--blank", "--form", "2", "--format", "docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = place.run(&["read", "out/空白/附件2-创建备案表.docx"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("没有填写任何内容"), "{}", run.err);
}

/// Changes words of the document part, as somebody does in Word.
fn edit(docx: &Path, changes: &[(&str, &str)]) {
    let bytes = fs::read(docx).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        if file.name() == "word/document.xml" {
            let mut text = String::from_utf8(bytes).unwrap();
            for (old, new) in changes {
                assert!(text.contains(old), "no {old}");
                text = text.replacen(old, new, 1);
            }
            bytes = text.into_bytes();
        }
        out.start_file(file.name(), zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut out, &bytes).unwrap();
    }
    fs::write(docx, out.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn findings_as_json() {
    let place = Place::new();
    place.write("park.yaml", "备案表:\n  报送单位: 益阳市生态环境局\n");
    let run = place.run(&["check", "park.yaml", "--format", "json"]);
    assert_eq!(run.code, 1);
    let findings: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let wrong = findings
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == "C07")
        .expect("the submitter is no provincial department");
    assert_eq!((&wrong["line"], &wrong["column"]), (&2.into(), &9.into()));
    for key in [
        "severity",
        "message",
        "path",
        "file",
        "end_line",
        "end_column",
        "basis",
        "hint",
        "forms",
    ] {
        assert!(wrong.get(key).is_some(), "{key}");
    }
}

#[test]
fn what_the_program_says_of_itself_is_chinese() {
    let place = Place::new();
    for args in [
        &["--help"][..],
        &["build", "--help"],
        &["check", "--help"],
        &["read", "--help"],
    ] {
        let run = place.run(args);
        assert_eq!(run.code, 0);
        for english in [
            "Usage", "Options", "Print", "Commands", "[default", "possible",
        ] {
            assert!(
                !run.out.contains(english),
                "{args:?} says {english}:\n{}",
                run.out
            );
        }
    }
    let licenses = place.run(&["--licenses"]);
    assert!(
        licenses.out.contains("SIL OPEN FONT LICENSE") && licenses.out.contains("Apache License")
    );
    let rules = place.run(&["rules", "--all"]);
    let count = ecopark::check::rules().count();
    assert_eq!(rules.out.lines().count(), count, "{}", rules.out);
    assert!(place.run(&["explain", "T04"]).out.contains("第十三条"));
    let slip = place.run(&["explain", "t4"]);
    assert_eq!(
        (slip.code, slip.err.as_str()),
        (2, "错误: 没有规则或规则组 `t4`；是不是想写 `T04`？\n")
    );
    let schema: serde_json::Value = serde_json::from_str(&place.run(&["schema"]).out).unwrap();
    assert!(schema["properties"]["园区基本情况"].is_object());
}
