//! Texts of annex 3.

use super::facts::Facts;
use super::plan::{economy as of_year, identity, place};
use super::section::Section;
use super::topic::{Topic, topic};
use super::words::{self, difference, numeral, valued};
use crate::park::{Choose, State};

/// A section that tells how its quantities and indicators changed.
fn changes(facts: &Facts, section: &str, about: &[Topic], open: &str) -> Section {
    let mut text = Section::default();
    let (sentence, paths) = facts.change(section, about);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    text.say(sentence, &paths).open(open);
    text
}

pub(super) fn founded(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let (basics, process) = (&facts.park.basics, &facts.park.process);
    let founded =
        (!basics.founded.is_empty()).then(|| format!("园区成立于{}。", basics.founded.printed()));
    text.say(founded, &["园区基本情况.成立时间"]);
    if let Some(eia) = process
        .eia
        .as_ref()
        .filter(|eia| !eia.plan.is_empty() && !eia.reviewed.is_empty())
    {
        let number = match eia.number.is_empty() {
            true => String::new(),
            false => format!("（{}）", eia.number),
        };
        let sentence = format!(
            "{}，《{}》的规划环评通过审查{number}。",
            eia.reviewed.printed(),
            eia.plan.trim_matches(['《', '》'])
        );
        text.say(Some(sentence), &["创建申报.规划环评"]);
    }
    if !process.approved.is_empty() {
        let number = match process.approval_number.is_empty() {
            true => String::new(),
            false => format!("（{}）", process.approval_number),
        };
        let sentence = format!(
            "{}，省级生态环境部门会同商务、工业和信息化部门发文同意园区开展创建{number}。",
            process.approved.printed()
        );
        text.say(Some(sentence), &["创建申报.省级部门批准创建时间"]);
    }
    text.open("补充升级、扩区、更名的时间和文号");
    text
}

pub(super) fn development(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充主导产业、企业和建成区的变化";
    let mut text = Section::default();
    text.say(
        identity(facts),
        &["园区基本情况", "园区管理机构情况.机构名称"],
    );
    text.paragraph();
    text.say(economic_change(facts), &["验收报告.经济状况.近三年"]);
    let (sentence, paths) = facts.change("发展概况", &[Topic::Economy]);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    text.say(sentence, &paths).open(open);
    text
}

/// Value added and output from the first to the last of the three years.
fn economic_change(facts: &Facts) -> Option<String> {
    let economy = &facts.park.report.as_ref()?.economy;
    let (first, last) = (economy.years.first()?, economy.years.last()?);
    let year = |text: &str| format!("{}年", text.trim().trim_end_matches('年'));
    let years = (year(first.year.as_str()), year(last.year.as_str()));
    let unit = facts.money_unit();
    let named = [
        ("园区总产值", &first.output, &last.output),
        ("地区生产总值", &first.gdp, &last.gdp),
        ("工业增加值", &first.value_added, &last.value_added),
    ];
    let parts: Vec<String> = named
        .iter()
        .filter_map(|(name, old, new)| {
            let moved = words::moved((&years.0, old), (&years.1, new), unit)?;
            Some(format!("{name}{moved}"))
        })
        .collect();
    (!parts.is_empty() && years.0 != years.1).then(|| format!("{}。", parts.join("；")))
}

pub(super) fn location(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    text.say(place(facts), &["园区基本情况.园区四至范围及面积"]);
    let changed = !facts.park.adjustments.is_empty();
    text.say(
        changed.then(|| "创建期内的重大调整见重大调整情况表。".to_owned()),
        &["重大调整"],
    );
    text.open("补充地形、交通，以及创建期内范围有没有变化");
    text
}

pub(super) fn resources(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充水、土地、能源、矿产和可再生能源各有多少";
    changes(facts, "主要资源条件", &[Topic::Resources], open)
}

pub(super) fn body(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let body = &facts.park.body;
    let nature = body.nature.text();
    let is =
        (!body.name.is_empty() && !nature.is_empty()).then(|| format!("{}为{nature}", body.name));
    let department = &body.department.name;
    let duty = (!department.is_empty()).then(|| format!("由{department}负责园区生态工业工作"));
    let parts: Vec<String> = is.into_iter().chain(duty).collect();
    text.say(
        (!parts.is_empty()).then(|| format!("{}。", parts.join("，"))),
        &["园区管理机构情况"],
    );
    for (i, former) in body
        .former
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.name.is_empty())
    {
        let path = format!("园区管理机构情况.变更记录[{i}]");
        let when = match former.period.is_empty() {
            true => String::new(),
            false => format!("{}，", former.period.printed()),
        };
        text.say(Some(format!("{when}管理机构为{}。", former.name)), &[&path]);
    }
    text.open("补充内设机构、分工和考核");
    text
}

pub(super) fn infrastructure(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let built: Vec<String> = facts
        .park
        .projects
        .iter()
        .filter(|one| one.progress.state.is(State::Done) && !one.name.is_empty())
        .map(|one| match one.progress.in_operation.is_empty() {
            true => one.name.clone(),
            false => format!(
                "{}（{}投运）",
                one.name,
                one.progress.in_operation.printed()
            ),
        })
        .collect();
    text.say(
        (!built.is_empty()).then(|| format!("创建期内建成{}。", words::and(&built))),
        &["支撑项目"],
    );
    text.open("补充供水、排水、供热、供电、固体废物等设施的规模和负荷");
    text
}

pub(super) fn economy(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    text.say(
        of_year(facts, &facts.acceptance),
        &["验收报告.经济状况.近三年"],
    );
    let economy = facts.park.report.as_ref().map(|report| &report.economy);
    if let Some(economy) = economy {
        let unit = match economy.growth_unit.trim() {
            "" => "%",
            unit => unit,
        };
        let rows: Vec<(String, String)> = economy
            .years
            .iter()
            .filter(|row| !row.growth.is_empty() && !row.year.is_empty())
            .map(|row| {
                let year = row.year.as_str().trim().trim_end_matches('年').to_owned();
                (format!("{year}年"), valued(&row.growth, unit))
            })
            .collect();
        let (years, values): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
        if values.len() > 1 {
            let sentence = format!(
                "{}，经济发展速度分别为{}。",
                words::and(&years),
                words::and(&values)
            );
            text.say(Some(sentence), &["验收报告.经济状况.近三年"]);
        }
    }
    text.open("补充口径（现价或不变价），以及变化大的年份的原因");
    text
}

pub(super) fn quality(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充各要素与基准年同点位的比较";
    changes(facts, "整体的生态环境质量状况", &[Topic::Environment], open)
}

pub(super) fn pollution_sources(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let year = &facts.acceptance;
    // Only what is assigned here by hand: the next section tells the amounts.
    let (sentence, paths) = facts.standing("污染源情况", &[], year);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    text.say(sentence, &paths);
    text.open("补充重点排污单位的行业、许可和联网");
    text
}

pub(super) fn pollutants(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充逐年排放量、特征污染物和减排措施";
    changes(facts, "主要和特征污染物排放情况", &[Topic::Pollution], open)
}

pub(super) fn risk(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充风险源、演练，以及有无事件和负面舆情";
    changes(facts, "环境风险情况", &[Topic::Risk], open)
}

pub(super) fn management(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let theme = "生态环境管理能力提升";
    text.say(finished(facts, theme), &["重点任务"]);
    let (sentence, paths) = facts.change("环境管理情况", &[]);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    text.say(sentence, &paths);
    text.open("补充规划环评、准入、许可、监测、公开和督察整改");
    text
}

/// The finished tasks of a theme.
fn finished(facts: &Facts, theme: &str) -> Option<String> {
    let names: Vec<String> = facts
        .park
        .tasks
        .iter()
        .filter(|task| task.theme == theme && task.progress.state.is(State::Done))
        .map(|task| format!("“{}”", task.name))
        .collect();
    (!names.is_empty()).then(|| format!("创建期内完成重点任务{}。", words::and(&names)))
}

pub(super) fn industry(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充核算边界、因子和能源结构";
    changes(facts, "碳排放与碳汇现状.工业", &[Topic::Carbon], open)
}

pub(super) fn settlement(facts: &Facts, _: &[usize]) -> Section {
    changes(
        facts,
        "碳排放与碳汇现状.人居",
        &[],
        "补充居民和公共建筑用能、人口",
    )
}

pub(super) fn transport(facts: &Facts, _: &[usize]) -> Section {
    changes(
        facts,
        "碳排放与碳汇现状.交通",
        &[],
        "补充车辆边界和油、电消费",
    )
}

pub(super) fn sinks(facts: &Facts, _: &[usize]) -> Section {
    let open = "补充绿地面积、类型和因子";
    let mut text = changes(facts, "碳排放与碳汇现状.碳汇", &[], open);
    let greens = facts
        .indicators()
        .filter(|(_, one)| topic(&one.name) == Some(Topic::Environment) && one.name.contains("绿"));
    for (i, one) in greens {
        let years = (
            format!("{}年", facts.baseline),
            format!("{}年", facts.acceptance),
        );
        let values = facts
            .value(one, &facts.baseline)
            .zip(facts.value(one, &facts.acceptance));
        let moved =
            values.and_then(|(old, new)| words::moved((&years.0, old), (&years.1, new), &one.unit));
        let path = format!("指标体系.指标[{i}]");
        text.say(
            moved.map(|moved| format!("{}{moved}。", one.name)),
            &[&path],
        );
    }
    text
}

pub(super) fn period(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let applied = &facts.park.process.applied;
    let year = applied.year().map(|year| (year - 1).to_string());
    if year.as_ref() == Some(&facts.baseline) {
        let sentence = format!(
            "《实施方案》于{}报送省级生态环境部门申请创建，{}年为申请创建时的上一年。",
            applied.printed(),
            facts.baseline
        );
        text.say(Some(sentence), &["创建申报.申请创建日期"]);
    }
    text.open("补充基准年数据为何是申请创建时可以获得的最新量化数据");
    text
}

pub(super) fn conformity(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let year = &facts.acceptance;
    let (mut met, mut limited, mut reached, mut all) = (0, 0, 0, 0);
    let mut missed = Vec::new();
    for (_, one) in facts.indicators() {
        let Some(value) = facts.value(one, year) else {
            return text;
        };
        all += 1;
        let meets = facts.meets(one, value);
        limited += usize::from(meets.is_some());
        met += usize::from(meets == Some(true));
        let reaches = facts.reaches(one, value) == Some(true);
        reached += usize::from(reaches);
        if meets == Some(false) || !reaches {
            missed.push(one.name.clone());
        }
    }
    if all == 0 {
        return text;
    }
    let (counts, reached) = (words::met(met, limited, all), words::reached(reached, all));
    let missed = match missed.is_empty() {
        true => String::new(),
        false => format!("，未达到的为{}", missed.join("、")),
    };
    let sentence = format!(
        "根据《实施方案》选定指标{all}项，其中{}。{year}年，{counts}，{reached}{missed}。",
        facts.categories()
    );
    text.say(Some(sentence), &["指标体系.指标"]);
    text.open("补充口径是否与实施方案一致，未达到的原因");
    text
}

pub(super) fn support(facts: &Facts, _: &[usize]) -> Section {
    let mut text = Section::default();
    let projects: Vec<_> = facts
        .park
        .projects
        .iter()
        .filter(|one| !one.name.is_empty())
        .collect();
    let done = projects
        .iter()
        .filter(|one| one.progress.state.is(State::Done))
        .count();
    if projects.is_empty() || projects.iter().any(|one| one.progress.state.is_empty()) {
        return text;
    }
    let supported = facts
        .indicators()
        .filter(|(_, one)| !facts.supporters(one).1.is_empty())
        .count();
    let sentence = format!(
        "支撑项目{}项，已完成{done}项，支撑的指标共{supported}项。",
        projects.len()
    );
    text.say(Some(sentence), &["支撑项目"]);
    for project in &projects {
        let when = &project.progress.in_operation;
        let names: Vec<String> = facts
            .indicators()
            .filter(|(_, one)| {
                !one.id.is_empty() && project.indicators.iter().any(|id| id == one.id)
            })
            .map(|(_, one)| one.name.clone())
            .collect();
        if !names.is_empty() {
            let when = match when.is_empty() {
                true => String::new(),
                false => format!("于{}投运，", when.printed()),
            };
            let sentence = format!("{}{when}支撑{}。", project.name, words::and(&names));
            text.say(Some(sentence), &["支撑项目"]);
        }
    }
    text.open("补充各项目的贡献量，投运时间与指标变化是否对得上");
    text
}

pub(super) fn results(facts: &Facts, _: &[usize]) -> Section {
    /// The most indicators that are named.
    const NAMED: usize = 3;
    let mut text = Section::default();
    let (first, last) = (&facts.baseline, &facts.acceptance);
    let mut rows = Vec::new();
    for (i, one) in facts.indicators() {
        let values = facts.value(one, first).zip(facts.value(one, last));
        let Some((old, new)) = values else { continue };
        let (Some(from), Some(to)) = (old.number(), new.number()) else {
            continue;
        };
        if from.is_zero() || from == to {
            continue;
        }
        let share = ((to - from) / from).abs();
        let years = (format!("{first}年"), format!("{last}年"));
        if let Some(moved) = words::moved((&years.0, old), (&years.1, new), &one.unit) {
            rows.push((
                share,
                i,
                format!("{}{moved}", one.name),
                difference(old, new, &one.unit),
            ));
        }
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (at, (_, i, sentence, change)) in rows.into_iter().take(NAMED).enumerate() {
        let path = format!("指标体系.指标[{i}]");
        let change = change
            .map(|change| format!("，{change}"))
            .unwrap_or_default();
        text.say(
            Some(format!("{}是{sentence}{change}。", numeral(at + 1))),
            &[&path],
        );
    }
    text.open("补充经济、社会、环境三类效益");
    text
}

/// Words for a state that is told of many.
pub(super) fn states(states: &[State]) -> String {
    if states.iter().all(|&state| state == State::Done) {
        return "已全部完成".to_owned();
    }
    let parts: Vec<String> = State::ALL
        .iter()
        .filter_map(|&state| {
            let count = states.iter().filter(|&&one| one == state).count();
            (count > 0).then(|| format!("{}{count}项", state.label()))
        })
        .collect();
    format!("其中{}", parts.join("、"))
}
