//! the industrial chain.

use std::collections::{HashMap, HashSet};

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::drawing::chain::MOST;
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{Flow, FlowKind, FuzzyDate, Network, Refs, Stage};

pub(super) const D04: Rule = Rule {
    code: "D04",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "产业链的流两端都是已有的节点，不指向自己，不重复",
    why: "流的“自”“至”写节点编号；编号写错，图上就少一条线。",
    wrong: "流: [{自: N1, 至: N9, 物: 炉渣}]（没有 N9）",
    right: "流: [{自: N1, 至: N2, 物: 炉渣}]",
    mend: "改正编号，或补上节点",
    needs: Needs::Nothing,
    check: Check::Park(ends),
};

/// Ids of nodes, ends of flows.
fn ends(ctx: &Context, found: &mut Found) {
    let network = &ctx.park.network;
    let mut ids = HashSet::new();
    for (i, node) in network.nodes.iter().enumerate() {
        let path = format!("产业链.节点[{i}].编号");
        if node.id.is_empty() {
            found
                .error(path, "`编号` 未填写")
                .hint("流靠编号引用节点，如 N1")
                .unfilled();
        } else if !ids.insert(node.id.as_str()) {
            found
                .error(path, format!("节点编号「{}」重复", node.id))
                .hint("给每个节点不同的编号");
        }
    }
    let mut seen = HashSet::new();
    for (i, flow) in network.flows.iter().enumerate() {
        let path = format!("产业链.流[{i}]");
        for (key, id) in [("自", &flow.from), ("至", &flow.to)] {
            if id.is_empty() {
                found
                    .error(format!("{path}.{key}"), format!("`{key}` 未填写"))
                    .hint("填写节点编号")
                    .unfilled();
            } else if !ids.contains(id.as_str()) {
                found
                    .error(format!("{path}.{key}"), format!("没有编号为「{id}」的节点"))
                    .hint("改正编号，或在 `节点` 中补上");
            }
        }
        if !flow.from.is_empty() && flow.from == flow.to {
            found
                .error(
                    format!("{path}.至"),
                    format!("流从「{}」流回它自己", flow.from),
                )
                .hint("厂内循环不画在链图上");
        } else if !seen.insert((&flow.from, &flow.to, &flow.what)) {
            found
                .warning(
                    format!("{path}.物"),
                    format!(
                        "从「{}」到「{}」的「{}」写了不止一次",
                        flow.from, flow.to, flow.what
                    ),
                )
                .hint("合成一条");
        }
    }
}

pub(super) const D05: Rule = Rule {
    code: "D05",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "产业链的每个节点都有流进出",
    why: "没有流的节点在链图上孤立，不成链。",
    wrong: "节点 N3 没有任何流",
    right: "流: [{自: N2, 至: N3, 物: 零部件}]",
    mend: "补上它的流，或删去节点",
    needs: Needs::Nothing,
    check: Check::Park(isolated),
};

/// Nodes without flows.
fn isolated(ctx: &Context, found: &mut Found) {
    let network = &ctx.park.network;
    let touched: HashSet<&str> = network
        .flows
        .iter()
        .flat_map(|flow| [flow.from.as_str(), flow.to.as_str()])
        .collect();
    for (i, node) in network.nodes.iter().enumerate() {
        if !node.id.is_empty() && !touched.contains(node.id.as_str()) {
            let name = if node.name.is_empty() {
                &node.id
            } else {
                &node.name
            };
            found
                .warning(
                    format!("产业链.节点[{i}].编号"),
                    format!("节点「{name}」没有流进出"),
                )
                .hint("补上它的流，或删去节点");
        }
    }
}

pub(super) const D06: Rule = Rule {
    code: "D06",
    severities: &[Error],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "一幅链图不超过 60 个节点、120 条流",
    why: "再多，A4 纸上的字就小得看不清；按链、网归并为行业或设施，或分成几幅自己绘制的图。",
    wrong: "节点 500 个",
    right: "节点 40 个",
    mend: "把企业归并为行业，或改用自己绘制的图件",
    needs: Needs::Nothing,
    check: Check::Park(size),
};

/// The size of the figure.
fn size(ctx: &Context, found: &mut Found) {
    let network = &ctx.park.network;
    let counts = [
        ("节点", network.nodes.len(), MOST.0, "个"),
        ("流", network.flows.len(), MOST.1, "条"),
    ];
    for (key, count, most, unit) in counts {
        if count > most {
            found
                .error(
                    format!("产业链.{key}"),
                    format!("一幅链图的{key}应不超过 {most} {unit}，实际 {count} {unit}"),
                )
                .hint("把企业归并为行业，或改用自己绘制的图件");
        }
    }
}

pub(super) const D07: Rule = Rule {
    code: "D07",
    severities: &[Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "流的数量带单位，单位合种类；物质和能量各自不成环",
    why: "\
水用立方米，能量用吉焦、千瓦时或标准煤，物质和副产物用吨、立方米或件数。
产品一路向下游，能量逐级降低，只由物质或只由能量的流首尾相接的，多半是方向写反；副产物和水可以循环。",
    wrong: "{自: N1, 至: N2, 物: 蒸汽, 种类: 能量, 数量: \"100\", 单位: 万吨/年}",
    right: "{自: N1, 至: N2, 物: 蒸汽, 种类: 能量, 数量: \"100\", 单位: 万吉焦/年}",
    mend: "改正单位、种类或方向",
    needs: Needs::Nothing,
    check: Check::Park(sense),
};

/// Units that suit the kind, and cycles where none can be.
fn sense(ctx: &Context, found: &mut Found) {
    let network = &ctx.park.network;
    for (i, flow) in network.flows.iter().enumerate() {
        if flow.amount.is_empty() {
            continue;
        }
        let path = format!("产业链.流[{i}].单位");
        if flow.unit.trim().is_empty() {
            found
                .warning(path, format!("「{}」有数量，没有单位", flow.what))
                .hint("如 万吨/年");
        } else if let Some(kind) = flow.kind.known().filter(|&kind| !suits(kind, &flow.unit)) {
            let (name, units) = units(kind);
            found
                .warning(
                    path,
                    format!("{name}的单位应为{units}，实际是「{}」", flow.unit),
                )
                .hint("改正单位，或改正 `种类`");
        }
    }
    for (kind, name) in [(FlowKind::Material, "物质"), (FlowKind::Energy, "能量")] {
        if let Some(index) = cycle(network, kind) {
            found
                .warning(
                    format!("产业链.流[{index}].至"),
                    format!("{name}的流首尾相接成环"),
                )
                .hint("核对方向；回到上游的多半是副产物");
        }
    }
}

/// How a kind and its units are called.
fn units(kind: FlowKind) -> (&'static str, &'static str) {
    match kind {
        FlowKind::Water => ("水", "立方米或吨"),
        FlowKind::Energy => ("能量", "吉焦、千瓦时或吨标准煤"),
        FlowKind::Material | FlowKind::ByProduct => ("物质和副产物", "吨、立方米或件数"),
    }
}

fn suits(kind: FlowKind, unit: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| unit.contains(word));
    let energy = ["焦", "千瓦时", "度", "标准煤", "标煤", "kWh", "GJ", "兆瓦"];
    match kind {
        FlowKind::Water => has(&["立方米", "m³", "吨"]) && !has(&energy),
        FlowKind::Energy => has(&energy),
        FlowKind::Material | FlowKind::ByProduct => !has(&energy),
    }
}

/// The flow that closes a cycle of flows of one kind.
fn cycle(network: &Network, kind: FlowKind) -> Option<usize> {
    let mut next: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
    for (i, flow) in network.flows.iter().enumerate() {
        if flow.kind.is(kind) && flow.from != flow.to {
            next.entry(&flow.from).or_default().push((i, &flow.to));
        }
    }
    // 1: on the way, 2: done. By hand, so that a long chain needs no deep stack.
    let mut state: HashMap<&str, u8> = HashMap::new();
    for flow in &network.flows {
        let start = flow.from.as_str();
        if state.contains_key(start) {
            continue;
        }
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        state.insert(start, 1);
        while let Some((node, at)) = path.pop() {
            match next.get(node).and_then(|flows| flows.get(at)) {
                None => {
                    state.insert(node, 2);
                }
                Some(&(index, to)) => {
                    path.push((node, at + 1));
                    match state.get(to) {
                        Some(1) => return Some(index),
                        Some(_) => {}
                        None => {
                            state.insert(to, 1);
                            path.push((to, 0));
                        }
                    }
                }
            }
        }
    }
    None
}

pub(super) const D08: Rule = Rule {
    code: "D08",
    severities: &[Error, Warning],
    forms: FormSet::annexes("1"),
    basis: &[basis::ANNEX1],
    summary: "计划的节点和流有任务或项目支撑，投运时间合项目的实施期限",
    why: "计划的环节没有任务和项目，链图就落不了地；投运早于项目开工或晚于完工一年以上，时间对不上。",
    wrong: "{自: N9, 至: N10, 物: 出水, 状态: 计划}",
    right: "{自: N9, 至: N10, 物: 出水, 状态: 计划, 支撑项目: [X1]}",
    mend: "填写 `支撑项目` 或 `支撑任务`",
    needs: Needs::Nothing,
    check: Check::Park(backed),
};

/// What is planned has somebody who brings it about, in time.
fn backed(ctx: &Context, found: &mut Found) {
    let network = &ctx.park.network;
    for (i, node) in network.nodes.iter().enumerate() {
        known(
            ctx,
            found,
            &format!("产业链.节点[{i}].支撑项目"),
            &node.projects,
            true,
        );
    }
    for (i, flow) in network.flows.iter().enumerate() {
        let path = format!("产业链.流[{i}]");
        known(
            ctx,
            found,
            &format!("{path}.支撑项目"),
            &flow.projects,
            true,
        );
        known(ctx, found, &format!("{path}.支撑任务"), &flow.tasks, false);
        let bare = flow.projects.is_empty() && flow.tasks.is_empty();
        if flow.state.is(Stage::Planned) && bare {
            found
                .warning(
                    format!("{path}.状态"),
                    format!("计划的流「{}」没有任务或项目支撑", flow.what),
                )
                .hint("填写 `支撑项目` 或 `支撑任务`");
        }
        timely(ctx, found, &path, flow);
    }
}

/// Ids that mean nothing.
fn known(ctx: &Context, found: &mut Found, path: &str, ids: &Refs, projects: bool) {
    for (i, id) in ids.iter().enumerate() {
        let (is_known, what) = match projects {
            true => (ctx.park.projects.iter().any(|one| one.id == id), "支撑项目"),
            false => (ctx.park.tasks.iter().any(|one| one.id == id), "重点任务"),
        };
        if !is_known {
            found
                .error(format!("{path}[{i}]"), format!("{what}中没有编号「{id}」"))
                .hint("改正编号");
        }
    }
}

/// When a flow begins against its projects' periods.
fn timely(ctx: &Context, found: &mut Found, path: &str, flow: &Flow) {
    let Some(begins) = flow.begins.interval() else {
        return;
    };
    for id in flow.projects.iter() {
        let Some(project) = ctx.park.projects.iter().find(|one| one.id == id) else {
            continue;
        };
        let Some((start, end)) = project.period.ends() else {
            continue;
        };
        let late = end.last.saturating_add(jiff::Span::new().years(1));
        if begins.last < start.first || begins.first > late {
            found
                .warning(
                    format!("{path}.投运"),
                    format!(
                        "「{}」{}投运，与{}的实施期限 {} 不合",
                        flow.what,
                        printed(&flow.begins),
                        project.name,
                        project.period.printed()
                    ),
                )
                .hint("核对两处的时间");
        }
    }
}

fn printed(date: &FuzzyDate) -> String {
    format!(" {} ", date.printed())
}
