//! Both forms evaluated and laid out, from the templates on the disk.

use std::path::{Path, PathBuf};

use super::*;
use crate::park::Park;
use crate::view::{Mode, ViewOptions, view};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The kit with the templates as they stand in `forms/` now.
pub(in crate::typeset) fn kit() -> Kit {
    let templates: Vec<(String, String)> = std::fs::read_dir(folder("forms"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "typ"))
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    Kit::with_templates(
        templates
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
}

/// A sample, its `@文件` put in.
pub(in crate::typeset) fn sample(name: &str) -> Park {
    let folder = folder("samples").join(name);
    let text = std::fs::read_to_string(folder.join("park.yaml")).unwrap();
    let mut park: Park = serde_yaml::from_str(&text).unwrap();
    let include = |text: &mut String| {
        if let Some(file) = text.strip_prefix('@') {
            *text = std::fs::read_to_string(folder.join(file)).unwrap();
        }
    };
    park.filing
        .iter_mut()
        .for_each(|filing| include(&mut filing.content));
    park.application
        .iter_mut()
        .for_each(|one| include(&mut one.indicators));
    park
}

pub(in crate::typeset) fn data(park: &Park, form: FormId, mode: Mode) -> Json {
    let figures = &[];
    view(
        park,
        &ViewOptions {
            form,
            mode,
            figures,
        },
    )
}

/// A park with everything longer, rarer and more than forms expect.
pub(in crate::typeset) fn nasty() -> Park {
    let mut park = sample("湘澜经开区");
    park.basics.name =
        "国家东中西区域合作示范区（连云港徐圩新区）䶮𬭼山沿海临港石化与新材料循环经济产业园区"
            .to_owned();
    park.basics.address = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇经济技术开发区纬一路与经三路交叉口西北角创新创业服务中心A座1208室".to_owned();
    park.basics.level = serde_yaml::from_str("其他").unwrap();
    park.basics.level_note = "省级人民政府批准的集中区".to_owned();
    park.basics.kind = serde_yaml::from_str("其他").unwrap();
    park.basics.kind_note = "跨省合作的化工新材料产业园区".to_owned();
    park.body.name = format!("{}管理委员会（筹备组）", park.basics.name);
    park.body.head.name = "𬭼䶮·买买提艾力".to_owned();
    park.body.head.post =
        "党工委书记、管委会主任（兼任经济技术开发区投资集团有限责任公司董事长）".to_owned();
    park.body.department.email =
        "averylongmailboxnameofthedepartmentforecology@ecologyoflianyungangxuwei.example.gov.cn"
            .to_owned();
    let filing = park.filing.as_mut().unwrap();
    filing.submitter = "新疆维吾尔自治区生态环境厅（新疆生产建设兵团生态环境局）".to_owned();
    filing.content = format!(
        "（一）#read(\"/etc/passwd\") $x^2$ CO₂与PM₂.₅\n{}\n- 清单甲\n- 清单乙，m³、kg·m⁻²",
        filing.content.repeat(3)
    );
    let application = park.application.as_mut().unwrap();
    application.tasks = application.tasks.repeat(4);
    application.highlights = application.highlights.repeat(2);
    park
}

/// Every paper that the tests look at: its name and its data.
pub(in crate::typeset) fn papers() -> Vec<(String, FormId, Json)> {
    let mut papers = Vec::new();
    for form in crate::form::FormSet::ALL.iter() {
        let key = form.form().key;
        papers.push((
            format!("{key}-空白"),
            form,
            data(&Park::default(), form, Mode::Blank),
        ));
        for name in ["湘澜经开区", "临澜化工园"] {
            let park = sample(name);
            let mode = if park.forms().contains(form) {
                Mode::Filled
            } else {
                Mode::Draft
            };
            papers.push((format!("{key}-{name}"), form, data(&park, form, mode)));
        }
        papers.push((format!("{key}-难"), form, data(&nasty(), form, Mode::Draft)));
    }
    papers
}

#[test]
fn every_form_becomes_blocks_and_pages() {
    let kit = kit();
    let target = folder("target").join("papers");
    std::fs::create_dir_all(&target).unwrap();
    for (name, form, data) in papers() {
        let blocks = kit
            .blocks(form, &data)
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        let json = serde_json::to_string_pretty(&blocks).unwrap();
        std::fs::write(target.join(format!("{name}.json")), json).unwrap();
        let layout = kit.layout(&blocks, &Pictures::new());
        let pdf = layout
            .and_then(|layout| layout.pdf())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        std::fs::write(target.join(format!("{name}.pdf")), pdf).unwrap();
        finish_document();
    }
}

#[test]
fn the_forms_have_their_pages() {
    let kit = kit();
    #[track_caller]
    fn case(kit: &Kit, form: FormId, data: &Json, pages: usize) {
        let blocks = kit.blocks(form, data).unwrap_or_else(|e| panic!("{e}"));
        let layout = kit.layout(&blocks, &Pictures::new());
        assert_eq!(layout.unwrap_or_else(|e| panic!("{e}")).pages, pages);
    }

    let park = sample("湘澜经开区");
    for (form, pages) in [(FormId::Filing, 3), (FormId::Application, 5)] {
        let blank = data(&Park::default(), form, Mode::Blank);
        case(&kit, form, &blank, pages);
        case(&kit, form, &data(&park, form, Mode::Filled), pages);
    }
}

#[test]
fn a_fault_in_a_template_is_told_with_its_place() {
    #[track_caller]
    fn case(form: &str, expected: &str) {
        let text = format!("#import \"kit.typ\": *\n#let form() = {form}\n");
        let kit = Kit::new(&[("filing.typ".to_owned(), text)]).unwrap();
        let data = data(&Park::default(), FormId::Filing, Mode::Blank);
        let error = kit.blocks(FormId::Filing, &data).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    case(
        "datum(\"园区基本情况.园区名城\")",
        "模板有误：filing.typ:2:15：数据中没有",
    );
    case("eval(\"1\")", "filing.typ:2:15");
    case("read(\"/etc/passwd\")", "filing.typ:2");
    case("[内容]", "filing.typ");
    // Every slip of the pen, not only the first.
    case("(\n#let a = (\n#let b = )", "\nfiling.typ:");
    let own = Kit::new(&[("kit.typ".to_owned(), String::new())]);
    assert_eq!(
        own.unwrap_err(),
        TemplateError::Reserved("kit.typ".to_owned())
    );
}

#[test]
fn fonts_cover_rare_characters_but_not_all() {
    assert!("䶮𬭼☑“CO₂ ㎡".chars().all(covers));
    assert!(!covers('😀'));
}

/// Level 3 of GB 18030-2022: 87,887 ideographs, 214 + 14 radicals.
fn level_3() -> String {
    let radicals = "⺁⺄⺈⺋⺌⺗⺧⺪⺮⺳⺶⺷⺻⻊";
    let unified = "\u{FA0E}\u{FA0F}\u{FA11}\u{FA13}\u{FA14}\u{FA1F}\u{FA21}\u{FA23}\u{FA24}\u{FA27}\u{FA28}\u{FA29}";
    let ranges = [
        '\u{4E00}'..='\u{9FEF}',
        '\u{3400}'..='\u{4DB5}',
        '\u{20000}'..='\u{2A6D6}',
        '\u{2A700}'..='\u{2B734}',
        '\u{2B740}'..='\u{2B81D}',
        '\u{2B820}'..='\u{2CEA1}',
        '\u{2CEB0}'..='\u{2EBE0}',
        '\u{2F00}'..='\u{2FD5}',
    ];
    let listed = radicals.chars().chain(unified.chars());
    ranges.into_iter().flatten().chain(listed).collect()
}

#[test]
fn every_font_role_sets_level_3_of_gb_18030() {
    let text = level_3();
    assert_eq!(text.chars().count(), 88_115);
    assert!(text.chars().all(covers));
    let kit = kit();
    let blank = data(&Park::default(), FormId::Filing, Mode::Blank);
    let blocks = kit.blocks(FormId::Filing, &blank).unwrap();
    // 仿宋, 楷体, 黑体, 小标宋: every chain ends in the 宋体.
    for role in ["cover-line", "sub-heading", "annex-mark", "cover-title"] {
        let mut document = blocks.clone();
        document.sections.truncate(1);
        document.sections[0].blocks = vec![Block::Para {
            style: serde_json::from_value(role.into()).unwrap(),
            inlines: vec![crate::blocks::Inline::Text {
                text: text.clone(),
                script: None,
            }],
        }];
        let layout = kit.layout(&document, &Pictures::new());
        let layout = layout.unwrap_or_else(|error| panic!("{role}: {error}"));
        let runs = layout.runs();
        let set: usize = runs
            .iter()
            .flatten()
            .map(|run| run.text.chars().count())
            .sum();
        assert_eq!(set, 88_115, "{role}");
        finish_document();
    }
}
