//! Texts of annex 1. Nothing in them happened after the baseline year.

use super::facts::Facts;
use super::section::Section;
use super::topic::Topic;
use super::words::{self, and, clause, valued};
use crate::park::{Choose, Interval, Level, ParkKind, Stage, Task, money};

/// A section that tells the quantities and indicators of its topic.
fn standing(facts: &Facts, section: &str, about: &[Topic], open: &str) -> Section {
    let mut text = Section::default();
    let (sentence, paths) = facts.standing(section, about, &facts.baseline);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    text.say(sentence, &paths).open(open);
    text
}

/// Who the park is: when it was founded, its kind, area, body.
pub(super) fn identity(facts: &Facts) -> Option<String> {
    let basics = &facts.park.basics;
    let body = &facts.park.body;
    let mut parts = Vec::new();
    if !basics.founded.is_empty() {
        parts.push(format!("园区成立于{}", basics.founded.printed()));
    }
    let level = match basics.level.known() {
        Some(Level::Other) | None => basics.level_note.clone(),
        Some(level) => level.label(),
    };
    let kind = match basics.kind.known() {
        Some(ParkKind::Other) | None => basics.kind_note.clone(),
        Some(kind) => kind.label(),
    };
    if !kind.is_empty() {
        let by = match basics.approved_by.is_empty() {
            true => String::new(),
            false => format!("{}批准的", basics.approved_by),
        };
        parts.push(format!("现为{by}{level}{kind}"));
    }
    if !basics.extent.area.is_empty() {
        parts.push(format!(
            "面积{}{}",
            basics.extent.area,
            basics.extent.unit.text()
        ));
    }
    if !body.name.is_empty() {
        let nature = match body.nature.text() {
            nature if nature.is_empty() => String::new(),
            nature => format!("（{nature}）"),
        };
        parts.push(format!("由{}{nature}管理", body.name));
    }
    let subject = match parts.first() {
        Some(first) if first.starts_with("园区") => "",
        _ => "园区",
    };
    // An area alone is no sentence.
    (parts.len() > 1).then(|| format!("{subject}{}。", parts.join("，")))
}

/// Where it lies.
pub(super) fn place(facts: &Facts) -> Option<String> {
    let basics = &facts.park.basics;
    let mut parts = Vec::new();
    if !basics.location.is_empty() {
        parts.push(format!("园区位于{}", basics.location));
    }
    let boundaries = clause(&basics.extent.boundaries);
    if !boundaries.is_empty() {
        parts.push(boundaries);
    }
    if !basics.extent.area.is_empty() {
        parts.push(format!(
            "面积{}{}",
            basics.extent.area,
            basics.extent.unit.text()
        ));
    }
    (parts.len() > 1).then(|| format!("{}。", parts.join("，")))
}

pub(super) fn development(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    text.say(
        identity(facts),
        &["园区基本情况", "园区管理机构情况.机构名称"],
    );
    text.say(
        economy(facts, &facts.baseline),
        &["验收报告.经济状况.近三年"],
    );
    let (sentence, paths) = facts.standing("园区发展概况", &[Topic::Economy], &facts.baseline);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    text.paragraph().say(sentence, &paths);
    text.open("补充沿革、主导产业及其比重、企业情况");
    text
}

/// `2025年，园区总产值438.50亿元，…。`
pub(super) fn economy(facts: &Facts, year: &str) -> Option<String> {
    let row = facts.economy(year)?;
    let unit = facts.money_unit();
    let named = [
        ("园区总产值", &row.output),
        ("地区生产总值", &row.gdp),
        ("工业增加值", &row.value_added),
    ];
    let parts: Vec<String> = named
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}{}", valued(value, unit)))
        .collect();
    (!parts.is_empty()).then(|| format!("{year}年，{}。", parts.join("，")))
}

pub(super) fn location(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    text.say(place(facts), &["园区基本情况.园区四至范围及面积"]);
    let park = facts.park;
    let eia = park.process.eia.as_ref().filter(|eia| !eia.area.is_empty());
    text.say(
        eia.map(|eia| format!("规划环评评价范围面积{}{}。", eia.area, eia.unit.text())),
        &["创建申报.规划环评"],
    );
    text.open("补充地形、气候、水系，以及创建范围与管理范围是否一致");
    text
}

pub(super) fn environment(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充各环境要素的评价标准、点位和结果";
    standing(facts, "生态环境质量", &[Topic::Environment], open)
}

pub(super) fn resources(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充能源结构、用水结构和重点用能用水单位";
    standing(facts, "资源能源消耗", &[Topic::Resources], open)
}

pub(super) fn carbon(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充核算边界、方法和各领域排放量";
    standing(facts, "实施方案.园区概况.碳排放", &[Topic::Carbon], open)
}

pub(super) fn pollutants(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充主要行业、去向和处理设施";
    standing(facts, "污染物排放", &[Topic::Pollution], open)
}

pub(super) fn risk(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充风险源、预案、设施和不足";
    let mut text = standing(facts, "环境风险防控", &[Topic::Risk], open);
    let period = &facts.park.process.compliance.period;
    text.say(
        (!period.is_empty())
            .then(|| format!("园区管理机构出具了{}的环境守法证明。", period.printed())),
        &["创建申报.环境守法.证明期间"],
    );
    text
}

/// Indicators by whether the baseline meets the standard.
fn judged(facts: &Facts, wanted: bool) -> Vec<String> {
    facts
        .indicators()
        .filter(|(_, one)| facts.meets(one, &one.baseline) == Some(wanted))
        .map(|(_, one)| {
            let value = valued(&one.baseline, &one.unit);
            match words::limit(&one.limit, &one.unit) {
                Some(limit) if !wanted => format!("{}（{value}，《标准》要求{limit}）", one.name),
                _ => format!("{}（{value}）", one.name),
            }
        })
        .collect()
}

pub(super) fn strengths(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let met = judged(facts, true);
    let sentence = format!(
        "对照《标准》，{}年已符合要求的指标有{}项，分别为{}。",
        facts.baseline,
        met.len(),
        met.join("、")
    );
    let told = !met.is_empty() && !facts.baseline.is_empty();
    text.say(told.then_some(sentence), &["指标体系.指标"]);
    text.open("补充产业链、公用设施、制度方面的优势");
    text
}

pub(super) fn weaknesses(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let missed = judged(facts, false);
    let sentence = format!(
        "对照《标准》，{}年尚未符合要求的指标有{}项，分别为{}。",
        facts.baseline,
        missed.len(),
        missed.join("、")
    );
    let told = !missed.is_empty() && !facts.baseline.is_empty();
    text.say(told.then_some(sentence), &["指标体系.指标"]);
    text.open("补充差距的原因和产业链上的缺口");
    text
}

pub(super) fn challenges(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let (tasks, projects) = (task_count(facts), project_count(facts));
    if tasks > 0 && projects > 0 && !facts.target.is_empty() {
        let sum = investment(facts).map(|sum| format!("，支撑项目计划总投资{sum}"));
        let sentence = format!(
            "到{}年，须完成重点任务{tasks}项、支撑项目{projects}项{}。",
            facts.target,
            sum.unwrap_or_default()
        );
        text.say(Some(sentence), &["重点任务", "支撑项目"]);
    }
    text.open("补充增量项目、资金来源和协同难点");
    text
}

/// All planned investments with their unit.
pub(super) fn investment(facts: &Facts) -> Option<String> {
    let projects = &facts.park.projects;
    let unit = money::unit(projects);
    let sum = money::total(projects.iter().map(|p| (&p.investment, &p.unit)), unit)?;
    Some(format!("{sum}{}", unit.label()))
}

/// The themes that tasks name, in their order.
pub(super) fn themes(facts: &Facts) -> Vec<String> {
    let mut themes: Vec<String> = Vec::new();
    for task in &facts.park.tasks {
        if !task.theme.is_empty() && !task.name.is_empty() && !themes.contains(&task.theme) {
            themes.push(task.theme.clone());
        }
    }
    themes
}

pub(super) fn framework(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let park = facts.park;
    let (themes, tasks, projects) = (themes(facts), task_count(facts), project_count(facts));
    if !themes.is_empty() && tasks > 0 {
        let also = match projects {
            0 => String::new(),
            count => format!("、支撑项目{count}项"),
        };
        let sentence = format!(
            "方案围绕{}{}个方面，安排重点任务{tasks}项{also}。",
            themes.join("、"),
            words::numeral(themes.len())
        );
        text.say(Some(sentence), &["重点任务", "支撑项目"]);
    }
    let network = &park.network;
    if !network.is_empty() {
        let planned = |count: usize, what: &str| match count {
            0 => String::new(),
            count => format!("，计划新增{what}{count}"),
        };
        let nodes = network.nodes.iter();
        let flows = network.flows.iter();
        let new_nodes = nodes.filter(|one| one.state.is(Stage::Planned)).count();
        let new_flows = flows.filter(|one| one.state.is(Stage::Planned)).count();
        let mut chains: Vec<String> = Vec::new();
        for node in &network.nodes {
            if !node.chain.is_empty() && !chains.contains(&node.chain) {
                chains.push(node.chain.clone());
            }
        }
        text.paragraph();
        if !chains.is_empty() {
            text.say(
                Some(format!("生态工业链由{}组成。", and(&chains))),
                &["产业链.节点"],
            );
        }
        let sentence = format!(
            "链图中现有节点{}个、流{}条{}{}。",
            network.nodes.len() - new_nodes,
            network.flows.len() - new_flows,
            planned(new_nodes, "节点")
                .replace(&format!("节点{new_nodes}"), &format!("节点{new_nodes}个")),
            planned(new_flows, "流")
                .replace(&format!("流{new_flows}"), &format!("流{new_flows}条")),
        );
        text.say(Some(sentence), &["产业链"]);
    }
    text.open("补充主线、推进机制和生态工业链的构建思路");
    text
}

fn task_count(facts: &Facts) -> usize {
    facts
        .park
        .tasks
        .iter()
        .filter(|one| !one.name.is_empty())
        .count()
}

fn project_count(facts: &Facts) -> usize {
    facts
        .park
        .projects
        .iter()
        .filter(|one| !one.name.is_empty())
        .count()
}

/// Earliest and latest of what ends when; whole words of the data.
fn span<'a>(dates: impl Iterator<Item = &'a crate::park::FuzzyDate>) -> Option<(String, String)> {
    let ends = |date: &crate::park::FuzzyDate| -> Option<(Interval, String)> {
        let (_, end) = date.ends()?;
        let printed = date.printed();
        let last = printed.split('—').next_back().unwrap_or(&printed);
        Some((end, last.to_owned()))
    };
    let mut all: Vec<(Interval, String)> = dates.filter_map(ends).collect();
    all.sort_by_key(|(interval, _)| interval.last);
    let (first, last) = (all.first()?, all.last()?);
    Some((first.1.clone(), last.1.clone()))
}

pub(super) fn tasks(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let (themes, count) = (themes(facts), task_count(facts));
    if count == 0 || themes.is_empty() {
        return text;
    }
    let when = match span(facts.park.tasks.iter().map(|task| &task.due)) {
        Some((first, last)) if first == last => format!("，计划于{last}完成"),
        Some((first, last)) => format!("，计划于{first}至{last}陆续完成"),
        None => String::new(),
    };
    let sentence = format!(
        "围绕{}{}个方面，安排重点任务{count}项{when}。",
        themes.join("、"),
        words::numeral(themes.len())
    );
    text.say(Some(sentence), &["重点任务"]);
    let duties = duties(facts);
    if duties.len() > 1 {
        text.paragraph();
        text.say(Some("各责任部门承担的任务如下：".to_owned()), &["重点任务"]);
        let head = ["责任部门", "重点任务", "完成时间"].map(str::to_owned);
        for row in std::iter::once(head).chain(duties) {
            text.paragraph();
            text.say(Some(words::row(&row)), &["重点任务"]);
        }
    }
    text.open("补充各方面的任务安排与短板的对应关系");
    text
}

/// 责任分解: department, task and when it is due, the tasks of one department
/// together, in the order of the tasks.
fn duties(facts: &Facts) -> Vec<[String; 3]> {
    let tasks: Vec<&Task> = facts
        .park
        .tasks
        .iter()
        .filter(|task| !task.name.is_empty() && !task.department.trim().is_empty())
        .collect();
    let first = |department: &str| {
        let place = tasks
            .iter()
            .position(|task| task.department.trim() == department);
        place.unwrap_or_default()
    };
    let mut sorted = tasks.clone();
    sorted.sort_by_key(|task| first(task.department.trim()));
    let row = |task: &&Task| {
        [
            task.department.trim().to_owned(),
            task.name.clone(),
            task.due.printed(),
        ]
    };
    sorted.iter().map(row).collect()
}

pub(super) fn projects(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let projects = &facts.park.projects;
    let count = project_count(facts);
    if count == 0 {
        return text;
    }
    let mut parts = vec![format!("安排支撑项目{count}项")];
    if let Some(sum) = investment(facts) {
        parts.push(format!("计划总投资{sum}"));
    }
    if let Some((_, last)) = span(projects.iter().map(|project| &project.period)) {
        parts.push(format!("最晚于{last}完成"));
    }
    text.say(Some(format!("{}。", parts.join("，"))), &["支撑项目"]);
    let names: Vec<String> = projects.iter().map(|one| one.name.clone()).collect();
    if count > 1 && count == projects.len() {
        text.say(
            Some(format!("项目分别为{}。", names.join("、"))),
            &["支撑项目"],
        );
    }
    text.open("补充资金来源、前期工作和落空时的安排");
    text
}

pub(super) fn support(facts: &Facts, _: &[usize]) -> Section {
    /// The most indicators that are named.
    const NAMED: usize = 8;
    let mut text = Section::default();
    let mut counts = [0_usize; 3];
    let mut bare = Vec::new();
    for (_, indicator) in facts.indicators() {
        let (tasks, projects) = facts.supporters(indicator);
        match (tasks.is_empty(), projects.is_empty()) {
            (false, false) => counts[0] += 1,
            (true, true) => {
                counts[2] += 1;
                bare.push(indicator.name.clone());
            }
            _ => counts[1] += 1,
        }
    }
    let all: usize = counts.iter().sum();
    // Without tasks and projects there is nothing to weigh yet.
    if all == counts[2] {
        return text;
    }
    let mut parts = Vec::new();
    if counts[0] > 0 {
        parts.push(format!("由重点任务和支撑项目共同支撑的有{}项", counts[0]));
    }
    if counts[1] > 0 {
        parts.push(format!("由重点任务或支撑项目单独支撑的有{}项", counts[1]));
    }
    if counts[2] > 0 {
        parts.push(format!(
            "没有任务和项目支撑的有{}项，为{}{}",
            counts[2],
            bare.iter()
                .take(NAMED)
                .cloned()
                .collect::<Vec<_>>()
                .join("、"),
            if bare.len() > NAMED { "等" } else { "" }
        ));
    }
    let sentence = match counts {
        [both, 0, 0] => {
            let (tasks, projects) = supporting(facts);
            format!(
                "方案选定的指标共{both}项，均由重点任务和支撑项目共同支撑，涉及重点任务{tasks}项、支撑项目{projects}项。"
            )
        }
        _ => format!("方案选定的指标共{all}项，其中{}。", parts.join("，")),
    };
    text.say(Some(sentence), &["指标体系.指标", "重点任务", "支撑项目"]);
    text.open("补充起决定作用的项目，以及项目推迟时的影响");
    text
}

/// How many tasks and projects support an indicator.
fn supporting(facts: &Facts) -> (usize, usize) {
    let (mut tasks, mut projects) = (Vec::new(), Vec::new());
    for (_, indicator) in facts.indicators() {
        let found = facts.supporters(indicator);
        tasks.extend(found.0.iter().map(|one| one.name.as_str()));
        projects.extend(found.1.iter().map(|one| one.name.as_str()));
    }
    for names in [&mut tasks, &mut projects] {
        names.sort_unstable();
        names.dedup();
    }
    (tasks.len(), projects.len())
}

pub(super) fn goal(facts: &Facts, _: &[usize]) -> Section {
    /// The most indicators that the goal names.
    const NAMED: usize = 4;
    let mut text = Section::default();
    if facts.baseline.is_empty() || facts.target.is_empty() {
        return text;
    }
    let mut rows: Vec<(bool, rust_decimal::Decimal, String)> = Vec::new();
    for (_, one) in facts.indicators() {
        let (Some(from), Some(to)) = (one.baseline.number(), one.target.number()) else {
            continue;
        };
        if from == to {
            continue;
        }
        let share = match from.is_zero() {
            true => rust_decimal::Decimal::ONE,
            false => ((to - from) / from).abs(),
        };
        let met = facts.meets(one, &one.baseline) == Some(true);
        let sentence = format!(
            "{}由{}{}{}",
            one.name,
            valued(&one.baseline, &one.unit),
            words::verb(from, to, &one.unit),
            valued(&one.target, &one.unit)
        );
        rows.push((met, share, sentence));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let named: Vec<String> = rows.into_iter().take(NAMED).map(|row| row.2).collect();
    if named.is_empty() {
        return text;
    }
    let sentence = format!(
        "以{}年为基准年，到{}年，{}。",
        facts.baseline,
        facts.target,
        named.join("，")
    );
    text.say(Some(sentence), &["指标体系"]);
    text.say(
        Some(format!("选定的指标为{}。", facts.categories()))
            .filter(|_| !facts.categories().is_empty()),
        &["指标体系.指标"],
    );
    text.open("补充总体目标和示范意义");
    text
}
