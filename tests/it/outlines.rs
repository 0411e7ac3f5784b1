//! Annexes 1 and 3: the outlines word for word, and what stands in the papers
//! made from them.

use ecopark::blocks::{Block, Document, Inline, Style};
use ecopark::{Engine, FormId, Format, Input, Mode, NoFiles};

use crate::sample;

fn paper(input: &Input, form: FormId, mode: Mode) -> Document {
    Engine::new()
        .blocks(input, form, mode)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Data without anything.
fn nothing() -> Input {
    Engine::new().read("park.yaml", "标识: {}".as_bytes(), &NoFiles)
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

/// The words of headings and paragraphs, without blanks.
fn words(document: &Document) -> String {
    let mut words = String::new();
    for block in blocks(document) {
        match block {
            Block::Heading { text, .. } => words.push_str(text),
            Block::Prose { guidance, .. } => words.push_str(guidance.as_deref().unwrap_or("")),
            Block::Para { inlines, .. } => {
                for inline in inlines {
                    if let Inline::Text { text, .. } = inline {
                        words.push_str(text);
                    }
                }
            }
            _ => {}
        }
    }
    words.retain(|c| !c.is_whitespace());
    words
}

fn captions(document: &Document, label: &str) -> Vec<String> {
    blocks(document)
        .filter_map(|block| match block {
            Block::Table(table) => table.caption.as_ref(),
            Block::Figure { caption, .. } => Some(caption),
            _ => None,
        })
        .filter(|caption| caption.label == label)
        .map(|caption| format!("{}{} {}", caption.label, caption.number, caption.text))
        .collect()
}

/// Headings down to `depth`.
fn headings(document: &Document, depth: u8) -> Vec<&str> {
    blocks(document)
        .filter_map(|block| match block {
            Block::Heading { level, text } if *level <= depth => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn the_blank_outlines_are_the_regulation_word_for_word() {
    let plan = paper(&nothing(), FormId::Plan, Mode::Blank);
    assert_eq!(words(&plan), PLAN.replace(['\n', ' '], ""));
    let report = paper(&nothing(), FormId::Report, Mode::Blank);
    assert_eq!(words(&report), REPORT.replace(['\n', ' '], ""));
}

#[test]
fn annex_1_has_its_chapters_tables_and_figures() {
    let input = sample("湘澜经开区");
    let plan = paper(&input, FormId::Plan, Mode::Filled);
    assert_eq!(
        headings(&plan, 2),
        [
            "一、园区概况及创建基础",
            "1. 园区概况",
            "2. 创建基础",
            "二、总体方案",
            "1. 总体框架",
            "2. 主要目标及指标",
            "三、重点任务",
            "四、支撑项目",
            "五、指标可达性分析",
            "1. 各目标指标的可达性",
            "2. 重点任务与支撑项目对目标指标的支撑情况",
        ]
    );
    assert_eq!(
        captions(&plan, "表"),
        [
            "表1 目标指标表",
            "表2 重点任务表",
            "表3 支撑项目表",
            "表4 支撑矩阵",
            "表5 数据和图件来源",
        ]
    );
    assert_eq!(
        captions(&plan, "图"),
        ["图1 园区四至范围图", "图2 园区生态工业链图"]
    );
}

#[test]
fn a_mention_has_the_number_of_its_table() {
    let input = sample("湘澜经开区");
    let report = paper(&input, FormId::Report, Mode::Filled);
    let mentions: Vec<&str> = blocks(&report)
        .filter_map(|block| match block {
            Block::Para { inlines, .. } => Some(inlines),
            _ => None,
        })
        .flatten()
        .filter_map(|inline| match inline {
            Inline::Ref { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        mentions,
        ["表1", "表2", "表11", "表12", "表13", "表14", "表15", "表16"]
    );
    assert_eq!(captions(&report, "表")[10], "表11 重点任务完成情况表");
}

#[test]
fn every_item_of_annex_3_has_a_heading() {
    let input = sample("湘澜经开区");
    let report = paper(&input, FormId::Report, Mode::Filled);
    let all = headings(&report, 3);
    for heading in [
        "（6）基础设施建设情况",
        "（5）环境管理情况",
        "（4）碳汇",
        "二、评价时段",
        "（8）园区分布式光伏装机容量",
        "4. 调整情况说明",
        "（6）绿色低碳技术转化应用",
        "5. 可供其他园区借鉴的经验",
    ] {
        assert!(all.contains(&heading), "{heading}");
    }
}

#[test]
fn a_draft_shows_guidance_where_nothing_is_written() {
    let input = sample("临澜化工园");
    let plan = paper(&input, FormId::Plan, Mode::Draft);
    let guidance: Vec<&str> = blocks(&plan)
        .filter_map(|block| match block {
            Block::Prose { guidance, .. } => guidance.as_deref(),
            _ => None,
        })
        .collect();
    assert!(guidance.contains(&"（提出创建生态工业园区的总体框架，绘制园区生态工业链图）"));
    assert!(guidance.contains(&"（在此写碳排放）"));
    assert_eq!(plan.properties.mark.as_deref(), Some("草稿"));
}

/// The words of the points and notes of a paper.
fn hints(paper: &Document) -> Vec<String> {
    blocks(paper)
        .filter_map(|block| match block {
            Block::Para {
                style: Style::Hint,
                inlines,
            } => Some(inlines.iter().map(text).collect::<String>()),
            _ => None,
        })
        .collect()
}

fn text(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text,
        _ => "",
    }
}

#[test]
fn a_draft_tells_what_the_data_tell_and_what_to_write() {
    let input = sample("临澜化工园");
    let plan = paper(&input, FormId::Plan, Mode::Draft);
    let written = blocks(&plan).any(|block| match block {
        Block::Prose { path, value, .. } => {
            let told = value.as_deref().unwrap_or_default();
            path.ends_with("园区概况.地理位置") && told.starts_with("园区位于")
        }
        _ => false,
    });
    assert!(written);
    let hints = hints(&plan);
    assert!(
        hints
            .iter()
            .any(|hint| hint.starts_with("（自动生成，待核改"))
    );
    assert!(hints.iter().any(|hint| hint.starts_with("—— ")));
    let filled = paper(&sample("湘澜经开区"), FormId::Plan, Mode::Filled);
    assert_eq!(self::hints(&filled), Vec::<String>::new());
}

/// Each written text has a style and a comment of its own; the comments are no
/// edits.
#[test]
fn a_draft_in_word_tells_where_its_texts_come_from() {
    let engine = Engine::new();
    let input = sample("临澜化工园");
    let made = engine.paper(&input, FormId::Plan, Mode::Draft, &[Format::Docx]);
    let made = made.unwrap_or_else(|error| panic!("{error}"));
    let location = "实施方案.园区概况.地理位置";
    let comment = made.comments.iter().find(|one| one.path == location);
    let comment = comment.expect("it is written");
    assert!(
        comment
            .text
            .starts_with("自动生成，待核改\n数据：园区基本情况.")
    );
    let plan = paper(&input, FormId::Plan, Mode::Draft);
    let styles: Vec<Style> = blocks(&plan)
        .filter_map(|block| match block {
            Block::Prose {
                path, paragraphs, ..
            } if path == location => Some(paragraphs.iter().map(|one| one.style)),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(styles, [Style::Written]);
    let plain = made.docx.expect("asked for");
    let commented = ecopark::docx::comment(&plain, &made.comments);
    assert!(commented.len() > plain.len());
    let read = |bytes: &[u8]| engine.read_back(bytes).expect("ours").to_yaml("park.yaml");
    let (plain, commented) = (read(&plain), read(&commented));
    assert_eq!(plain.files[0].text, commented.files[0].text);
}

#[test]
fn tables_of_a_large_park_fit_their_pages() {
    let mut input = sample("湘澜经开区");
    let park = input.park.as_mut().expect("readable");
    let grow = |count: usize, len: usize| (0..count).map(move |i| (i, i % len));
    let indicators = park.indicators.list.clone();
    park.indicators.list = grow(10, indicators.len())
        .map(|(i, from)| {
            let mut one = indicators[from].clone();
            one.id = format!("指标-{i}");
            one
        })
        .collect();
    let tasks = park.tasks.clone();
    park.tasks = grow(13, tasks.len())
        .map(|(i, from)| {
            let mut one = tasks[from].clone();
            one.id = format!("R{i}");
            one
        })
        .collect();
    let projects = park.projects.clone();
    park.projects = grow(24, projects.len())
        .map(|(i, from)| {
            let mut one = projects[from].clone();
            one.id = format!("支撑项目-{i}");
            one
        })
        .collect();
    let engine = Engine::new();
    for form in [FormId::Plan, FormId::Report] {
        let document = paper(&input, form, Mode::Filled);
        for section in &document.sections {
            let width = if section.landscape { 225.0 } else { 156.0 };
            for block in &section.blocks {
                if let Block::Table(table) = block {
                    let sum: f64 = table.columns_mm.iter().sum();
                    let caption = table.caption.as_ref().map(|one| &one.text);
                    assert!((sum - width).abs() < 0.5, "{caption:?}: {sum}");
                    assert!(table.columns_mm.iter().all(|&mm| mm > 8.0), "{caption:?}");
                }
            }
        }
        // Tables break across lying pages, too.
        let made = engine.paper(&input, form, Mode::Filled, &[Format::Pdf]);
        assert!(made.is_ok(), "{:?}", made.err());
    }
}

const PLAN: &str = "附件1
生态文明建设示范区（生态工业园区）
建设实施方案提纲
一、园区概况及创建基础
1. 园区概况
（主要包括园区发展概况、地理位置、区位条件、生态环境质量、资源能源消耗、碳排放、污染物排放、环境风险防控等现状内容，绘制园区四至范围图）
2. 创建基础
（提出创建生态工业园区的优势和劣势，以及面临的机遇和挑战）
二、总体方案
1. 总体框架
（提出创建生态工业园区的总体框架，绘制园区生态工业链图）
2. 主要目标及指标
（依据《标准》明确创建工作目标和具体指标，按照要求涵盖必选和特色两类指标，园区可根据自身特点提出亮点指标，编制目标指标表）
三、重点任务
从培育发展绿色生产力、减污降碳协同、主导行业生态体系构建、资源循环利用、污染防治与生态保护修复、环境风险防控、生态环境管理能力提升等方面提出创建方案和重点任务，明确重点任务名称、任务内容、完成时间、责任部门、预期目标等，编制重点任务表。
四、支撑项目
根据工作任务提出支撑项目清单，明确项目名称、建设内容、实施期限、实施主体、投资金额、预期目标等，编制支撑项目表。
五、指标可达性分析
分析各目标指标的可达性，阐明重点任务与支撑项目对目标指标的支撑情况。
备注：方案中涉及相关数据、图件应通过正规途径获取，并注明具体来源。";

const REPORT: &str = "附件3
生态文明建设示范区（生态工业园区）
验收报告提纲
一、园区概况
1. 基本情况
（包括园区成立时间、发展概况、地理位置、主要资源条件、管理机构情况、基础设施建设情况）
2. 经济状况
（描述园区经济和工业发展水平，包括近三年园区总产值、地区生产总值、工业增加值、经济发展速度）
3. 生态环境现状
（包括园区整体的生态环境质量状况、污染源情况、主要和特征污染物排放情况、环境风险情况、环境管理情况）
4. 碳排放与碳汇现状
（包括园区工业、人居、交通等重点领域碳排放与碳汇现状）
二、评价时段
园区的评价时段为实施方案基准年至验收年。实施方案基准年应为园区实施方案报送省级生态环境部门申请创建时可以获得的最新量化数据的年份。
三、《标准》符合性评价
根据《实施方案》选定的指标，对照《标准》指标值要求，逐项分析各指标的达标情况，详列评价时段内各指标的数据采集方法、数据来源、计算过程、原始数据清单。
四、重点任务和支撑项目完成情况
结合《实施方案》，逐项阐述园区创建重点任务和支撑项目完成情况，分析支撑项目与指标达标的逻辑关系和支撑性。支撑项目有调整的，就调整情况作出说明。
五、创建特点和经验总结
总结园区在生态工业园区创建过程中的典型做法和措施、体制机制创新和突破、经济社会环境协调发展成果和效益，重点包括培育发展绿色生产力、减污降碳协同、生态工业链网构建与完善、环境管理能力建设和机制创新、环境风险防控和预警体系建设、绿色低碳技术转化应用等方面的内容，提炼生态工业建设过程中可供其他园区借鉴的经验。";
