use super::*;
use crate::park::Park;
use crate::sheet::{Purpose, Values, fill, template};

/// The complete sample of the repository.
fn sample() -> Park {
    let yaml = include_bytes!("../../../samples/湘澜经开区/park.yaml");
    input::read("park.yaml", yaml, &NoFiles)
        .park
        .expect("readable")
}

#[test]
fn a_park_goes_through_its_workbook_unchanged() {
    let mut park = sample();
    let book = fill(Purpose::All, &[Values::of(&park)]).unwrap();
    let imported = import("湘澜.xlsx", &book).unwrap();
    assert!(imported.findings.is_empty(), "{:?}", imported.findings);
    let [one] = imported.parks.as_slice() else {
        panic!("{} parks", imported.parks.len());
    };
    assert!(one.findings.is_empty(), "{:?}", one.findings);
    let yaml = one.to_yaml();
    let back = input::read("湘澜.yaml", yaml.as_bytes(), &NoFiles);
    let mut again = back.park.expect("readable");
    park.format = again.format.clone();
    let json = |park: &Park| serde_json::to_string_pretty(park).unwrap();
    // Blank lines at the ends of texts are no data.
    for park in [&mut park, &mut again] {
        let text = json(park).replace("\\n\"", "\"");
        *park = serde_json::from_str(&text).unwrap();
    }
    assert_eq!(json(&again), json(&park));
}

#[test]
fn rows_are_parks() {
    let park = sample();
    let book = fill(Purpose::Filing, &[Values::of(&park), Values::of(&park)]).unwrap();
    let imported = import("备案.xlsx", &book).unwrap();
    let titles: Vec<&str> = imported.parks.iter().map(ImportedPark::title).collect();
    assert_eq!(titles, ["湘澜经开区", "湘澜经开区"]);
    assert_eq!(imported.parks[0].text("园区基本情况.邮政编码"), "413000");
}

#[test]
fn an_empty_workbook_has_no_parks() {
    for purpose in [Purpose::Filing, Purpose::All] {
        let book = template(purpose).unwrap();
        assert_eq!(book, template(purpose).unwrap(), "the same bytes");
        let imported = import("采集表.xlsx", &book).unwrap();
        assert_eq!(imported.parks.len(), 0);
        assert!(imported.findings.is_empty());
    }
}

#[test]
fn findings_name_workbook_sheet_and_cell() {
    let csv = "园区名称,邮政编码,名称,天气\n临?园区,06110,甲,晴\n";
    let imported = import("收到/备案.csv", csv.as_bytes()).unwrap();
    let messages: Vec<&str> = imported
        .findings
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["不认识栏目「天气」，这一列没有读入"],
        "名称 means the department's alone"
    );
    let park = &imported.parks[0];
    let yaml = park.to_yaml();
    let back = input::read("x.yaml", yaml.as_bytes(), &NoFiles);
    let options = crate::check::Options {
        forms: crate::form::FormId::Filing.into(),
        ..Default::default()
    };
    let context = crate::check::Context::new(&back, &options).expect("readable");
    let rules = crate::check::check(&context);
    let (input, findings) = imported.report_input(park, &back, rules);
    let selection = crate::report::Selection::new(&["B04", "Y05"], &[]).unwrap();
    let report = crate::report::Report::new(&input, findings, &selection);
    let text = crate::report::text(&[report], &crate::report::Style::default());
    insta::assert_snapshot!(text);
}

#[test]
fn a_file_is_updated_and_its_comments_stay() {
    let yaml = "园区基本情况:\n  园区名称: 甲园区 # 认定中\n  邮政编码: \"061100\"\n重点任务:\n  - {编号: R1, 支撑指标: [Z1]}\n";
    let mut park = ImportedPark::default();
    let text = |path: &str, text: &str| Datum::Text(path.to_owned(), text.to_owned());
    park.data = vec![
        text("园区基本情况.园区名称", "乙园区"),
        text("园区基本情况.邮政编码", "061100"),
        text("园区基本情况.成立时间", "2009年11月"),
        Datum::List(
            "重点任务[0].支撑指标".to_owned(),
            vec!["Z1".into(), "Z2".into()],
        ),
    ];
    let (files, refused) = park.merge(input::read("a.yaml", yaml.as_bytes(), &NoFiles));
    assert_eq!(refused, Vec::<String>::new());
    assert_eq!(
        files[0].text,
        "园区基本情况:\n  园区名称: 乙园区 # 认定中\n  邮政编码: \"061100\"\n  成立时间: 2009年11月\n重点任务:\n  - {编号: R1, 支撑指标: [Z1, Z2]}\n"
    );
}
