//! Many parks in one run, run again, in parts, from and into spreadsheets.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests; a panic is their failure"
)]

use std::fs;

use super::cli::{Place, sample};

/// The complete sample with other names, as it stands in a batch.
fn park(name: &str) -> String {
    let yaml = fs::read_to_string(sample("湘澜经开区/park.yaml")).unwrap();
    yaml.replace("湘澜", name)
        .replace("@建设内容-1000字.txt", "见附件")
        .replace("@指标完成情况-500字.txt", "全部达标")
}

/// A province with parks of these names, each in its own city's folder.
fn province(names: &[&str]) -> Place {
    let place = Place::new();
    for (at, name) in names.iter().enumerate() {
        place.write(&format!("批次/市{at}/{name}.yaml"), park(name));
    }
    place
}

/// Builds annex 2 as DOCX as drafts, which need no figures.
const BUILD: [&str; 8] = [
    "build", "批次", "--out", "成果", "--form", "2", "--format", "docx",
];

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    BUILD
        .iter()
        .copied()
        .chain(["--draft"])
        .chain(more.iter().copied())
        .collect()
}

const PAPER: &str = "成果/甲山经开区/附件2-创建备案表-草稿.docx";

#[test]
fn a_second_run_makes_only_what_changed() {
    let place = province(&["甲山", "乙水"]);
    let first = place.run(&args(&[]));
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    assert!(
        first.out.starts_with("2 个园区，2 份：已生成 2\n"),
        "{}",
        first.out
    );
    let before: Vec<Vec<u8>> = ["成果/清单.json", "成果/汇总.csv", PAPER]
        .map(|file| fs::read(place.path(file)).unwrap())
        .to_vec();

    let second = place.run(&args(&[]));
    assert!(
        second.out.starts_with("2 个园区，2 份：未变化 2\n"),
        "{}",
        second.out
    );
    assert_eq!(fs::read(place.path("成果/清单.json")).unwrap(), before[0]);
    assert_eq!(fs::read(place.path(PAPER)).unwrap(), before[2]);

    let file = "批次/市0/甲山.yaml";
    let yaml = fs::read_to_string(place.path(file)).unwrap();
    place.write(file, yaml.replace("周启明", "周启亮"));
    let third = place.run(&args(&[]));
    assert!(
        third
            .out
            .starts_with("2 个园区，2 份：已生成 1，未变化 1\n"),
        "{}",
        third.out
    );
    assert!(fs::read(place.path(PAPER)).unwrap() != before[2]);
    let summary = fs::read_to_string(place.path("成果/汇总.csv")).unwrap();
    assert!(
        summary.contains("甲山经开区,已生成") && summary.contains("42.60平方公里"),
        "{summary}"
    );
    assert!(place.path("成果/汇总.xlsx").exists() && place.path("成果/问题.md").exists());
}

#[test]
fn what_somebody_edited_is_never_overwritten_unasked() {
    let place = province(&["甲山", "乙水"]);
    place.run(&args(&[]));
    place.write(PAPER, "by hand");
    let run = place.run(&args(&[]));
    assert_eq!(run.code, 0, "the data are the same: {}", run.out);
    assert!(
        run.out.contains("未覆盖 1") && run.out.contains("有人改过"),
        "{}",
        run.out
    );
    let yaml = fs::read_to_string(place.path("批次/市0/甲山.yaml")).unwrap();
    place.write("批次/市0/甲山.yaml", yaml.replace("周启明", "周启亮"));
    assert_eq!(
        place.run(&args(&[])).code,
        1,
        "the paper is behind the data"
    );
    assert_eq!(fs::read(place.path(PAPER)).unwrap(), b"by hand");
    let run = place.run(&args(&["--force"]));
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(fs::read(place.path(PAPER)).unwrap().starts_with(b"PK"));

    // Without a manifest a file counts as somebody else's unless it is equal.
    fs::remove_file(place.path("成果/清单.json")).unwrap();
    place.write(PAPER, "foreign");
    let run = place.run(&args(&[]));
    assert_eq!(run.code, 1);
    assert!(run.out.contains("不是本程序写的"), "{}", run.out);
    assert!(
        run.out.contains("已生成 1"),
        "the other is equal: {}",
        run.out
    );
}

#[test]
fn threads_and_shards_change_no_byte() {
    let names = ["甲山", "乙水", "丙林", "丁田"];
    let place = province(&names);
    let build = |out: &str, more: &[&str]| {
        let mut args = args(more);
        args[3] = out;
        let run = place.run(&args);
        assert!(run.code <= 1, "{}{}", run.out, run.err);
    };
    for jobs in ["1", "2", "8"] {
        build(jobs, &["--jobs", jobs]);
    }
    for shard in ["1/3", "2/3", "3/3"] {
        build("s", &["--shard", shard]);
    }
    for name in names {
        let file = |out: &str| {
            let path = format!("{out}/{name}经开区/附件2-创建备案表-草稿.docx");
            fs::read(place.path(&path)).unwrap()
        };
        let one = file("1");
        for out in ["2", "8", "s"] {
            assert!(file(out) == one, "{out} {name}");
        }
    }
    assert!(place.path("s/清单.2-3.json").exists());
    // A part of which all is refused was here, too, and tells of itself alone.
    let run = place.run(&[
        "build",
        "批次",
        "--out",
        "r",
        "--form",
        "2",
        "--set",
        "园区基本情况.邮政编码=6110",
        "--shard",
        "2/4",
    ]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.starts_with("1 个园区，1 份：未生成 1\n"),
        "{}",
        run.out
    );
    assert!(place.path("r/清单.2-4.json").exists());
    let verify = place.run(&["verify", "s"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
    // One run over all takes the parts together.
    let run = place.run(&{
        let mut args = args(&[]);
        args[3] = "s";
        args
    });
    assert!(run.out.contains("未变化 4"), "{}", run.out);
    assert!(!place.path("s/清单.2-3.json").exists());
    assert_eq!(
        fs::read(place.path("s/清单.json")).unwrap(),
        fs::read(place.path("1/清单.json")).unwrap()
    );
}

#[test]
fn what_no_longer_belongs_is_listed_and_pruned() {
    let place = province(&["甲山", "乙水"]);
    place.run(&args(&["--keep-tree"]));
    let paper = "成果/市1/乙水经开区/附件2-创建备案表-草稿.docx";
    assert!(place.path(paper).exists(), "{:?}", place.files());
    fs::remove_file(place.path("批次/市1/乙水.yaml")).unwrap();
    place.write("批次/市0/丙林.yaml", park("丙林"));
    let run = place.run(&args(&["--keep-tree"]));
    assert!(run.err.contains("已不需要；--prune"), "{}", run.err);
    assert!(place.path(paper).exists());
    let run = place.run(&args(&["--keep-tree", "--prune"]));
    assert!(run.err.contains("已删除"), "{}", run.err);
    assert!(!place.path("成果/市1").exists());
}

#[test]
fn what_lies_there_is_verified() {
    let place = province(&["甲山", "乙水"]);
    place.run(&args(&[]));
    assert_eq!(place.run(&["verify", "成果"]).code, 0);
    place.write(PAPER, "by hand");
    place.write("成果/乙水经开区/别的.txt", "x");
    let yaml = fs::read_to_string(place.path("批次/市1/乙水.yaml")).unwrap();
    place.write("批次/市1/乙水.yaml", yaml.replace("周启明", "周启亮"));
    let run = place.run(&["verify", "成果"]);
    assert_eq!(run.code, 1);
    for word in ["过期", "改动", "外来"] {
        assert!(run.out.contains(word), "{}", run.out);
    }
    let one = place.run(&["verify", PAPER]);
    assert_eq!(
        (one.code, one.out.lines().count()),
        (1, 1),
        "{}{}",
        one.out,
        one.err
    );
    place.write("别处/a.pdf", "x");
    assert_eq!(place.run(&["verify", "别处/a.pdf"]).code, 2);
}

#[test]
fn one_bad_park_stops_no_other() {
    let place = province(&["甲山"]);
    place
        .write("批次/坏.yaml", "园区基本情况: {\n")
        .write("批次/空.yaml", "")
        .write("批次/字节.yaml", [0u8, 159, 146, 150, 255, 0, 1])
        .write("批次/大数.yaml", "标识: {园区简称: 大数}\n园区基本情况: {园区四至范围及面积: {面积: \"999999999999999999999999999\", 面积单位: 平方公里}}\n备案表: {}\n");
    #[cfg(unix)]
    {
        let pipe = place.path("批次/管.yaml");
        assert!(
            std::process::Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let run = place.run(&["check", "批次/管.yaml"]);
        assert!(run.err.contains("不是普通文件"), "{}", run.err);
    }
    let run = place.run(&args(&[]));
    assert!(run.code >= 1, "{}{}", run.out, run.err);
    assert!(place.path(PAPER).exists(), "{}{}", run.out, run.err);
    assert!(
        run.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.out
    );
    assert!(run.out.lines().count() <= 24, "{}", run.out);
    assert!(run.out.contains("数据无法读取"), "{}", run.out);
}

#[test]
fn a_folder_takes_one_run_at_a_time() {
    let place = province(&["甲山", "乙水"]);
    fs::create_dir(place.path("成果")).unwrap();
    let lock = fs::File::create(place.path("成果/.ecopark.lock")).unwrap();
    lock.lock().unwrap();
    let run = place.run(&args(&[]));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("正在由另一个 ecopark 写入"), "{}", run.err);
    drop(lock);
    assert_eq!(place.run(&args(&[])).code, 0);
    assert!(!place.path("成果/.ecopark.lock").exists());
}

#[test]
fn data_from_beside_the_files() {
    let place = province(&["甲山"]);
    place.write("省厅.yaml", "备案表: {报送日其: 2026-09-10}\n");
    let run = place.run(&[
        "check",
        "批次",
        "--defaults",
        "省厅.yaml",
        "--select",
        "Y01",
    ]);
    assert!(run.out.contains("--> 省厅.yaml:1:7"), "{}", run.out);
    let run = place.run(&[
        "check",
        "批次",
        "--set",
        "园区基本情况.邮政编码=6110",
        "--select",
        "B04",
    ]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("--> --set:1:"), "{}", run.out);
    let run = place.run(&["check", "批次", "--set", "备案表.报送日其=1"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("是不是想写 `备案表.报送日期`"),
        "{}",
        run.err
    );
}

#[test]
fn a_platform_sends_yaml_and_gets_a_paper() {
    let place = Place::new();
    let yaml = park("甲山");
    let command = [
        "build",
        "-",
        "--form",
        "备案表",
        "--format",
        "docx",
        "--out",
        "-",
        "--draft",
    ];
    let run = place.feed(&command, yaml.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.bytes.starts_with(b"PK"));
    assert_eq!(place.files(), [""; 0], "nothing is written");
    let run = place.feed(&["check", "-", "--format", "json"], yaml.as_bytes());
    assert!(run.bytes.starts_with(b"["), "{}", run.err);
    let run = place.feed(&["build", "-", "--out", "-"], yaml.as_bytes());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--form"), "{}", run.err);
}

#[test]
fn a_park_goes_through_a_workbook() {
    let place = province(&["甲山", "乙水"]);
    let run = place.run(&[
        "sheet",
        "export",
        "批次",
        "--for",
        "filing",
        "-o",
        "备案.xlsx",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = place.run(&["sheet", "import", "备案.xlsx", "-o", "新"]);
    assert!(run.code <= 1, "{}", run.err);
    assert_eq!(
        run.out,
        "新/甲山经开区/park.yaml\n新/乙水经开区/park.yaml\n"
    );
    let run = place.run(&["sheet", "import", "备案.xlsx", "-o", "批次"]);
    assert!(run.code <= 1, "{}", run.err);
    assert_eq!(run.out, "", "nothing has changed");
    let run = place.run(&["sheet", "new", "备案.xlsx"]);
    assert_eq!(run.code, 2, "it is there already");
    place.write("坏.xlsx", "x");
    let run = place.run(&["sheet", "import", "坏.xlsx", "-o", "新"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("没有找到认识的栏目"), "{}", run.err);
}

#[test]
fn the_dates_of_a_province() {
    let place = province(&["甲山"]);
    let run = place.run(&["timeline", "批次", "--today", "2028-01-15"]);
    assert!(run.out.contains("创建满 2 年"), "{}", run.out);
    let ics = place.run(&["timeline", "批次", "--ics"]);
    assert!(ics.out.starts_with("BEGIN:VCALENDAR\r\n"), "{}", ics.out);
    let csv = place.run(&["timeline", "批次", "--format", "csv"]);
    assert!(csv.out.starts_with("\u{FEFF}日期,状态,园区"), "{}", csv.out);
}

/// The files of an archive, by name.
fn unzipped(place: &Place, path: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(place.path(path)).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
            (file.name().to_owned(), bytes)
        })
        .collect()
}

#[test]
fn each_park_has_an_archive_of_what_is_asked() {
    let place = province(&["甲山", "乙水"]);
    place
        .write("材料/甲山经开区/能源/能源消费量统计表.xlsx", "energy")
        .write("材料/甲山经开区/创建申请（盖章）.pdf", "application")
        .write("材料/甲山经开区/照片.jpg", "photo")
        .write("材料/散.pdf", "nobody's");
    let more = ["--zip", "--evidence", "材料"];
    let run = place.run(&args(&more));
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("材料包 2：缺材料 2"), "{}", run.out);
    let first = fs::read(place.path("成果/甲山经开区.zip")).unwrap();
    let files = unzipped(&place, "成果/甲山经开区.zip");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "甲山经开区/材料清单.docx",
            "甲山经开区/数据支撑材料目录.docx",
            "甲山经开区/附件2-创建备案表-草稿.docx",
            "甲山经开区/数据支撑材料/03-单位工业增加值二氧化碳排放量年均削减率/能源消费量统计表.xlsx",
            "甲山经开区/证明材料/创建申请（盖章）.pdf",
            "甲山经开区/数据支撑材料/清单之外/照片.jpg",
        ]
    );
    assert_eq!(files[3].1, b"energy");
    assert_eq!(files[2].1, fs::read(place.path(PAPER)).unwrap());
    assert_eq!(
        unzipped(&place, "成果/乙水经开区.zip").len(),
        2,
        "no material of others"
    );
    let table = fs::read_to_string(place.path("成果/汇总.csv")).unwrap();
    assert!(table.contains(",材料包") && table.contains("缺"), "{table}");

    // Again: nothing to do. Other material, and one that somebody changed.
    let run = place.run(&args(&more));
    assert_eq!(fs::read(place.path("成果/甲山经开区.zip")).unwrap(), first);
    assert_eq!(place.run(&["verify", "成果"]).code, 0, "{}", run.out);
    place.write("材料/甲山经开区/照片.jpg", "another");
    let verdict = place.run(&["verify", "成果"]);
    assert!(verdict.out.contains("照片.jpg"), "{}", verdict.out);
    place.write("成果/乙水经开区.zip", "by hand");
    let run = place.run(&args(&more));
    assert!(run.out.contains("有人改过"), "{}", run.out);
    assert!(fs::read(place.path("成果/甲山经开区.zip")).unwrap() != first);
    assert_eq!(
        fs::read(place.path("成果/乙水经开区.zip")).unwrap(),
        b"by hand"
    );

    // Threads and places change no byte; without --zip archives stay.
    place.write("材料/甲山经开区/照片.jpg", "photo");
    let mut args = args(&["--zip", "--evidence", "材料", "-j", "8"]);
    args[3] = "别处";
    place.run(&args);
    assert!(fs::read(place.path("别处/甲山经开区.zip")).unwrap() == first);
}

#[cfg(unix)]
#[test]
fn an_archive_takes_no_pipe_and_follows_no_link() {
    let place = province(&["甲山"]);
    place
        .write("材料/表.xlsx", "table")
        .write("秘密.txt", "secret");
    let pipe = place.path("材料/管.pdf");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    std::os::unix::fs::symlink(place.path("秘密.txt"), place.path("材料/链接.txt")).unwrap();
    let run = place.run(&args(&["--zip", "--evidence", "材料"]));
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.err.contains("材料包还缺"), "{}", run.err);
    let files = unzipped(&place, "成果/甲山经开区.zip");
    let beside: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.contains("清单之外"))
        .collect();
    assert_eq!(beside.len(), 1, "{files:?}");
}

#[test]
fn papers_are_called_as_told() {
    let place = province(&["甲山", "乙水"]);
    place.run(&args(&[]));
    let pattern = "{园区代码}_{附件}_{园区简称}_{日期}";
    let run = place.run(&args(&["--name", pattern]));
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let paper = "成果/甲山经开区/XLJKQ_附件2-创建备案表_甲山经开区_2026-09-10-草稿.docx";
    assert!(place.path(paper).exists(), "{:?}", place.files());
    assert!(run.err.contains("已不需要；--prune"), "{}", run.err);
    let run = place.run(&args(&["--name", pattern, "--prune"]));
    assert!(run.out.contains("未变化 2"), "{}", run.out);
    assert!(!place.path(PAPER).exists() && place.path(paper).exists());
    let run = place.run(&args(&["--name", "{园区代号}{附件}"]));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("没有 {园区代号}，可用"), "{}", run.err);
}
