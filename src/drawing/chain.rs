//! 园区生态工业链图: nodes in layers, flows with what they carry.
//!
//! Kinds of flow differ by line (thin, hollow head, thick, double), planned
//! ones are dashed, and every flow says in words what it is.

use super::layout::{Edge, Layout, Place, Way, layout};
use super::svg::{Anchor, Pen, Svg, width_em, wrapped};
use super::{Drawing, LYING_MM, STANDING_MM};
use crate::park::{Choose, Flow, FlowKind, Network, Node, NodeKind, Stage};

/// The most nodes and flows that one figure shows: beyond it the words are too
/// small to read, and the layout takes seconds.
pub const MOST: (usize, usize) = (60, 120);

/// Size of the type in the units of the layout.
const TYPE: f64 = 10.0;
/// Least distance between things, in those units.
const GAP: f64 = 5.0;
/// Largest type, millimetres: small networks need no larger words.
const LARGEST_TYPE_MM: f64 = 3.4;
/// A lying page must set the type so much larger to be worth turning.
const WORTH_TURNING: f64 = 1.15;
/// Em to a line of a node's name and of a flow's.
const NAME_EM: f64 = 7.0;
const FLOW_EM: f64 = 8.0;
/// Height of the legend, millimetres.
const LEGEND_MM: f64 = 9.0;
/// Up to so many nodes, each says its chain.
const FEW: usize = 24;

/// A flow whose ends are known.
struct Link<'a> {
    flow: &'a Flow,
    lines: Vec<String>,
}

/// Whether the network can be drawn.
pub fn can_draw(network: &Network) -> bool {
    let (nodes, flows) = (network.nodes.len(), network.flows.len());
    !network.is_empty() && nodes > 0 && nodes <= MOST.0 && flows <= MOST.1
}

/// Draws the network; `None` when it has nothing to show or is too large.
pub fn draw(network: &Network) -> Option<Drawing> {
    let nodes = &network.nodes;
    if !can_draw(network) {
        return None;
    }
    let boxes: Vec<Boxed> = nodes
        .iter()
        .map(|node| Boxed::new(node, nodes.len() <= FEW))
        .collect();
    let (links, edges) = links(network);
    let sizes: Vec<(f64, f64)> = boxes.iter().map(|one| one.size).collect();
    let plan = best(&sizes, &edges);
    let picture = Picture { plan, boxes, links };
    let (width, height) = picture.size();
    Some(Drawing {
        svg: picture.draw(),
        width,
        height,
        alt: alternative(network),
    })
}

/// The flows that can be drawn, and how they are laid out.
fn links(network: &Network) -> (Vec<Link<'_>>, Vec<Edge>) {
    let index = |id: &str| network.nodes.iter().position(|node| node.id == id);
    let known = network.flows.iter().filter_map(|flow| {
        let (from, to) = (index(&flow.from)?, index(&flow.to)?);
        (from != to).then(|| {
            let lines = words(flow);
            let edge = Edge {
                from,
                to,
                size: size(&lines, TYPE),
            };
            (Link { flow, lines }, edge)
        })
    });
    known.unzip()
}

/// What a flow says: its name, its quantity.
fn words(flow: &Flow) -> Vec<String> {
    let mut lines = wrapped(&flow.what, FLOW_EM);
    if !flow.amount.is_empty() {
        let amount = format!("{}{}", flow.amount, flow.unit);
        lines.extend(wrapped(&amount, FLOW_EM + 2.0));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Room for lines of words.
fn size(lines: &[String], size: f64) -> (f64, f64) {
    let width = lines.iter().map(|line| width_em(line)).fold(0.0, f64::max);
    (width * size + 4.0, lines.len() as f64 * size * 1.2 + 2.0)
}

/// A node with its words and its size.
struct Boxed<'a> {
    node: &'a Node,
    lines: Vec<String>,
    chain: Option<&'a str>,
    size: (f64, f64),
}

impl<'a> Boxed<'a> {
    fn new(node: &'a Node, with_chain: bool) -> Self {
        let name = if node.name.is_empty() {
            &node.id
        } else {
            &node.name
        };
        let lines = wrapped(name, NAME_EM);
        let chain = Some(node.chain.as_str()).filter(|chain| with_chain && !chain.is_empty());
        let (mut width, mut height) = size(&lines, TYPE);
        if let Some(chain) = chain {
            width = width.max(width_em(chain) * TYPE * 0.75 + 4.0);
            height += TYPE * 0.9;
        }
        Self {
            node,
            lines,
            chain,
            size: (width + 8.0, height + 6.0),
        }
    }
}

/// A layout on its page.
struct Plan {
    layout: Layout,
    /// Millimetres to a unit of the layout.
    scale: f64,
    page: (f64, f64),
}

/// The layout with the largest type; standing unless lying is worth it.
fn best(sizes: &[(f64, f64)], edges: &[Edge]) -> Plan {
    let plans = [Way::Down, Way::Right].map(|way| layout(sizes, edges, way, GAP));
    let on = |page: (f64, f64)| {
        let scale = |layout: &Layout| {
            let wide = (page.0 - 2.0) / layout.width.max(1.0);
            let high = (page.1 - 2.0 - LEGEND_MM) / layout.height.max(1.0);
            wide.min(high).min(LARGEST_TYPE_MM / TYPE)
        };
        let better = plans
            .iter()
            .max_by(|a, b| scale(a).total_cmp(&scale(b)))
            .cloned()
            .unwrap_or_default();
        Plan {
            scale: scale(&better),
            layout: better,
            page,
        }
    };
    let (standing, lying) = (on(STANDING_MM), on(LYING_MM));
    match lying.scale > standing.scale * WORTH_TURNING {
        true => lying,
        false => standing,
    }
}

struct Picture<'a> {
    plan: Plan,
    boxes: Vec<Boxed<'a>>,
    links: Vec<Link<'a>>,
}

impl Picture<'_> {
    /// Printed size: as wide as the page's text, as high as needed.
    fn size(&self) -> (f64, f64) {
        let high = self.plan.layout.height * self.plan.scale + 2.0 + LEGEND_MM;
        (self.plan.page.0, (high * 10.0).ceil() / 10.0)
    }

    /// A point of the layout on the paper: the whole stands in the middle.
    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let wide = self.plan.layout.width * self.plan.scale;
        let left = (self.plan.page.0 - wide) / 2.0;
        (left + x * self.plan.scale, 1.0 + y * self.plan.scale)
    }

    fn draw(&self) -> String {
        let (width, height) = self.size();
        let mut svg = Svg::new(width, height);
        for (link, line) in self.links.iter().zip(&self.plan.layout.lines) {
            let points: Vec<(f64, f64)> = line.iter().map(|&point| self.at(point)).collect();
            arrow(&mut svg, &points, link.flow);
        }
        for (link, place) in self.links.iter().zip(&self.plan.layout.labels) {
            self.label(&mut svg, link, place);
        }
        for (one, place) in self.boxes.iter().zip(&self.plan.layout.nodes) {
            self.node(&mut svg, one, place);
        }
        self.legend(&mut svg, (width, height));
        svg.finish()
    }

    fn label(&self, svg: &mut Svg, link: &Link, place: &Place) {
        if link.lines.is_empty() {
            return;
        }
        let scale = self.plan.scale;
        let corner = (place.x - place.width / 2.0, place.y - place.height / 2.0);
        let area = (place.width * scale, place.height * scale);
        svg.area(self.at(corner), area, "#ffffff");
        self.lines(svg, &link.lines, (place.x, place.y), TYPE);
    }

    fn node(&self, svg: &mut Svg, one: &Boxed, place: &Place) {
        let scale = self.plan.scale;
        let corner = (place.x - place.width / 2.0, place.y - place.height / 2.0);
        let (fill, radius) = look(one.node);
        let pen = Pen::line("#333333", 0.3);
        let planned = one.node.state.is(Stage::Planned);
        let pen = if planned { pen.dashed(1.2, 0.8) } else { pen };
        let area = (place.width * scale, place.height * scale);
        svg.rect(self.at(corner), area, radius, fill, pen);
        let lift = one.chain.map_or(0.0, |_| TYPE * 0.45);
        self.lines(svg, &one.lines, (place.x, place.y - lift), TYPE);
        if let Some(chain) = one.chain {
            let low = place.y + place.height / 2.0 - TYPE * 0.75;
            let at = self.at((place.x, low));
            svg.text(
                at,
                TYPE * 0.75 * scale,
                Anchor::Middle,
                &format!("〔{chain}〕"),
            );
        }
    }

    /// Lines of words around a middle.
    fn lines(&self, svg: &mut Svg, lines: &[String], (x, y): (f64, f64), size: f64) {
        let first = y - (lines.len() as f64 - 1.0) * size * 0.6;
        for (i, line) in lines.iter().enumerate() {
            let at = self.at((x, first + i as f64 * size * 1.2));
            svg.text(at, size * self.plan.scale, Anchor::Middle, line);
        }
    }

    /// Which line is what, at the foot.
    fn legend(&self, svg: &mut Svg, (width, height): (f64, f64)) {
        let entries = self.entries();
        let room = |text: &str| 11.0 + width_em(text) * LEGEND_TYPE + 4.0;
        let all: f64 = entries.iter().map(|(text, _)| room(text)).sum();
        let squeeze = (width / all.max(1.0)).min(1.0);
        let mut x = (width - all * squeeze) / 2.0;
        let y = height - LEGEND_MM / 2.0 + 1.0;
        for (text, flow) in &entries {
            let line = [(x, y), (x + 9.5 * squeeze, y)];
            match flow {
                Sample::Flow(flow) => arrow(svg, &line, flow),
                Sample::Node(stage) => {
                    let pen = Pen::line("#333333", 0.3);
                    let planned = *stage == Stage::Planned;
                    let pen = if planned { pen.dashed(1.2, 0.8) } else { pen };
                    svg.rect((x, y - 1.7), (9.0 * squeeze, 3.4), 0.6, "#ffffff", pen);
                }
            }
            let size = LEGEND_TYPE * squeeze;
            svg.text((x + 11.0 * squeeze, y), size, Anchor::Start, text);
            x += room(text) * squeeze;
        }
    }

    /// The kinds and states that the figure shows.
    fn entries(&self) -> Vec<(String, Sample)> {
        let mut entries = Vec::new();
        for &kind in FlowKind::ALL {
            if self.links.iter().any(|link| kind_of(link.flow) == kind) {
                let flow = Flow {
                    kind: crate::park::Choice::Known(kind),
                    ..Flow::default()
                };
                entries.push((kind.label(), Sample::Flow(Box::new(flow))));
            }
        }
        let flows = self.links.iter().map(|link| &link.flow.state);
        let nodes = self.boxes.iter().map(|one| &one.node.state);
        if flows.chain(nodes).any(|state| state.is(Stage::Planned)) {
            let planned = Flow {
                state: crate::park::Choice::Known(Stage::Planned),
                ..Flow::default()
            };
            entries.push(("计划的流".to_owned(), Sample::Flow(Box::new(planned))));
            entries.push(("计划的节点".to_owned(), Sample::Node(Stage::Planned)));
            entries.push(("现有的节点".to_owned(), Sample::Node(Stage::Existing)));
        }
        entries
    }
}

/// Size of the legend's type, millimetres.
const LEGEND_TYPE: f64 = 3.0;

/// What stands before the words of the legend.
enum Sample {
    Flow(Box<Flow>),
    Node(Stage),
}

/// Fill and radius of a node.
fn look(node: &Node) -> (&'static str, f64) {
    match node.kind.known() {
        Some(NodeKind::Facility) => ("#fdf1dc", 0.0),
        Some(NodeKind::Outside) => ("#efefef", 0.0),
        Some(NodeKind::Sector) => ("#e8f1ea", 1.6),
        Some(NodeKind::Enterprise) | None => ("#ffffff", 1.6),
    }
}

fn kind_of(flow: &Flow) -> FlowKind {
    flow.kind.known().unwrap_or(FlowKind::Material)
}

/// The line of a flow with its head.
fn arrow(svg: &mut Svg, points: &[(f64, f64)], flow: &Flow) {
    let [.., before, tip] = points else { return };
    let (colour, width) = match kind_of(flow) {
        FlowKind::Material => ("#333333", 0.35),
        FlowKind::ByProduct => ("#8a5a2b", 0.35),
        FlowKind::Energy => ("#b03a2e", 0.8),
        FlowKind::Water => ("#1f6fb2", 1.1),
    };
    let pen = Pen::line(colour, width);
    let planned = flow.state.is(Stage::Planned);
    let pen = if planned { pen.dashed(1.8, 1.1) } else { pen };
    let (base, head) = head(*before, *tip);
    let mut line = points.to_vec();
    if let Some(last) = line.last_mut() {
        *last = base;
    }
    svg.curve(&line, pen);
    if kind_of(flow) == FlowKind::Water {
        svg.curve(&line, Pen::line("#ffffff", 0.45));
    }
    let fill = match kind_of(flow) {
        FlowKind::ByProduct => "#ffffff",
        _ => colour,
    };
    svg.polygon(&head, fill, Pen::line(colour, 0.25));
}

/// The head of an arrow, and the middle of its base.
fn head(before: (f64, f64), tip: (f64, f64)) -> ((f64, f64), [(f64, f64); 3]) {
    const LENGTH: f64 = 2.2;
    const HALF: f64 = 0.8;
    let (dx, dy) = (tip.0 - before.0, tip.1 - before.1);
    let length = dx.hypot(dy).max(1e-6);
    let (dx, dy) = (dx / length, dy / length);
    let base = (tip.0 - dx * LENGTH, tip.1 - dy * LENGTH);
    let side = |sign: f64| (base.0 - sign * dy * HALF, base.1 + sign * dx * HALF);
    (base, [tip, side(1.0), side(-1.0)])
}

/// The figure in words: how many nodes and flows, then the flows by kind, as
/// far as a screen reader's listener bears.
fn alternative(network: &Network) -> String {
    const MOST: usize = 400;
    let planned = |count: usize| match count {
        0 => String::new(),
        count => format!("（其中计划{count}）"),
    };
    let nodes = network.nodes.iter();
    let flows = network.flows.iter();
    let mut text = format!(
        "园区生态工业链图：节点{}个{}，流{}条{}",
        network.nodes.len(),
        planned(nodes.filter(|one| one.state.is(Stage::Planned)).count()),
        network.flows.len(),
        planned(flows.filter(|one| one.state.is(Stage::Planned)).count()),
    );
    let name = |id: &str| {
        let node = network.nodes.iter().find(|node| node.id == id);
        node.map_or(id, |node| node.name.as_str()).to_owned()
    };
    for flow in &network.flows {
        let amount = match flow.amount.is_empty() {
            true => String::new(),
            false => format!("{}{}", flow.amount, flow.unit),
        };
        let one = format!(
            "；{}向{}供{}{amount}",
            name(&flow.from),
            name(&flow.to),
            flow.what
        );
        if text.chars().count() + one.chars().count() > MOST {
            text.push_str("；等");
            break;
        }
        text.push_str(&one);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::park::{Choice, Literal};

    fn node(id: &str, name: &str) -> Node {
        Node {
            id: id.to_owned(),
            name: name.to_owned(),
            ..Node::default()
        }
    }

    fn flow(from: &str, to: &str, what: &str, kind: FlowKind) -> Flow {
        Flow {
            from: from.to_owned(),
            to: to.to_owned(),
            what: what.to_owned(),
            kind: Choice::Known(kind),
            amount: Literal("8.0".to_owned()),
            unit: "万吨/年".to_owned(),
            ..Flow::default()
        }
    }

    fn small() -> Network {
        Network {
            nodes: vec![node("N1", "热电厂"), node("N2", "资源化中心")],
            flows: vec![flow("N1", "N2", "炉渣", FlowKind::ByProduct)],
            ..Network::default()
        }
    }

    #[test]
    fn words_of_nodes_and_flows_are_in_the_figure() {
        let drawing = draw(&small()).expect("a figure");
        for word in ["热电厂", "资源化中心", "炉渣", "8.0万吨/年", "副产物"] {
            assert!(drawing.svg.contains(word), "{word}");
        }
        assert!(!drawing.svg.contains("计划"));
        assert!(!drawing.lies());
        assert_eq!(
            drawing.alt,
            "园区生态工业链图：节点2个，流1条；热电厂向资源化中心供炉渣8.0万吨/年"
        );
    }

    #[test]
    fn planned_flows_are_dashed_and_told_in_the_legend() {
        let mut network = small();
        network.flows[0].state = Choice::Known(Stage::Planned);
        let drawing = draw(&network).expect("a figure");
        assert!(drawing.svg.contains("stroke-dasharray"));
        assert!(drawing.svg.contains("计划的流"));
    }

    #[test]
    fn broken_flows_are_left_out_and_large_networks_refused() {
        let mut network = small();
        network
            .flows
            .push(flow("N1", "N9", "蒸汽", FlowKind::Energy));
        network
            .flows
            .push(flow("N1", "N1", "自用", FlowKind::Water));
        let drawing = draw(&network).expect("a figure");
        assert!(!drawing.svg.contains("蒸汽") && !drawing.svg.contains("自用"));
        network.nodes = (0..61).map(|i| node(&i.to_string(), "甲")).collect();
        assert!(draw(&network).is_none());
        assert!(draw(&Network::default()).is_none());
    }
}
