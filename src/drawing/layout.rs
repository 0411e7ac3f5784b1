//! Where the nodes and flows of a network stand: layers, by dagre.

use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir};

/// A box with its middle and size.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Place {
    /// Whether the two cover some of each other.
    #[cfg(test)]
    pub fn overlaps(&self, other: &Self) -> bool {
        let apart = |a: f64, b: f64, sizes: f64| (a - b).abs() * 2.0 >= sizes - 1e-6;
        !apart(self.x, other.x, self.width + other.width)
            && !apart(self.y, other.y, self.height + other.height)
    }
}

/// A flow to be laid out: from which node to which, size of its label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    pub size: (f64, f64),
}

/// A network with its places.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub width: f64,
    pub height: f64,
    /// In the order of the nodes.
    pub nodes: Vec<Place>,
    /// The labels, in the order of the edges.
    pub labels: Vec<Place>,
    /// The lines, in the order of the edges.
    pub lines: Vec<Vec<(f64, f64)>>,
}

/// Which way the layers follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From above to below.
    Down,
    /// From left to right.
    Right,
}

/// Lays nodes of these sizes and edges out; `gap` is the least distance.
pub(super) fn layout(nodes: &[(f64, f64)], edges: &[Edge], way: Way, gap: f64) -> Layout {
    let mut graph = Graph::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    for (i, &(width, height)) in nodes.iter().enumerate() {
        let label = NodeLabel {
            width,
            height,
            ..NodeLabel::default()
        };
        graph.set_node(i.to_string(), Some(label));
    }
    for (i, edge) in edges.iter().enumerate() {
        let label = EdgeLabel {
            width: edge.size.0,
            height: edge.size.1,
            labelpos: LabelPos::Center,
            ..EdgeLabel::default()
        };
        let name = i.to_string();
        graph.set_edge(
            edge.from.to_string(),
            edge.to.to_string(),
            Some(label),
            Some(&name),
        );
    }
    let options = LayoutOptions {
        rankdir: match way {
            Way::Down => RankDir::TB,
            Way::Right => RankDir::LR,
        },
        nodesep: gap,
        edgesep: gap,
        ranksep: gap * 3.0,
        ..LayoutOptions::default()
    };
    dagre::layout(&mut graph, Some(options));
    read(&graph, nodes.len(), edges)
}

/// The places that the graph holds, moved so that nothing lies outside.
fn read(graph: &Graph<NodeLabel, EdgeLabel>, nodes: usize, edges: &[Edge]) -> Layout {
    let mut layout = Layout::default();
    for i in 0..nodes {
        let node = graph.node(&i.to_string());
        layout
            .nodes
            .push(node.map_or(Place::default(), |node| Place {
                x: node.x.unwrap_or_default(),
                y: node.y.unwrap_or_default(),
                width: node.width,
                height: node.height,
            }));
    }
    for (i, edge) in edges.iter().enumerate() {
        let name = i.to_string();
        let label = graph.edge(&edge.from.to_string(), &edge.to.to_string(), Some(&name));
        layout
            .labels
            .push(label.map_or(Place::default(), |label| Place {
                x: label.x.unwrap_or_default(),
                y: label.y.unwrap_or_default(),
                width: edge.size.0,
                height: edge.size.1,
            }));
        let points = label.map_or(&[][..], |label| label.points.as_slice());
        layout
            .lines
            .push(points.iter().map(|point| (point.x, point.y)).collect());
    }
    layout.settle();
    layout
}

impl Layout {
    /// Moves everything to the upper left and measures it.
    fn settle(&mut self) {
        let boxes = self.nodes.iter().chain(&self.labels);
        let corners = boxes.flat_map(|one| {
            let (half, high) = (one.width / 2.0, one.height / 2.0);
            [(one.x - half, one.y - high), (one.x + half, one.y + high)]
        });
        let points: Vec<(f64, f64)> = corners
            .chain(self.lines.iter().flatten().copied())
            .collect();
        let least =
            |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).fold(f64::INFINITY, f64::min);
        let most = |pick: fn(&(f64, f64)) -> f64| {
            points.iter().map(pick).fold(f64::NEG_INFINITY, f64::max)
        };
        if points.is_empty() {
            return;
        }
        let (left, top) = (least(|p| p.0), least(|p| p.1));
        self.width = most(|p| p.0) - left;
        self.height = most(|p| p.1) - top;
        for one in self.nodes.iter_mut().chain(&mut self.labels) {
            one.x -= left;
            one.y -= top;
        }
        for point in self.lines.iter_mut().flatten() {
            point.0 -= left;
            point.1 -= top;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same every time.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (self.0 >> 33) as usize % end
        }
    }

    fn network(seed: u64) -> (Vec<(f64, f64)>, Vec<Edge>) {
        let mut dice = Dice(seed);
        let nodes: Vec<(f64, f64)> = (0..40)
            .map(|_| (30.0 + dice.below(50) as f64, 18.0))
            .collect();
        let edges = (0..80)
            .map(|i| {
                let from = dice.below(40);
                let to = (from + 1 + dice.below(39)) % 40;
                let size = (
                    20.0 + dice.below(40) as f64,
                    if i % 3 == 0 { 20.0 } else { 10.0 },
                );
                Edge { from, to, size }
            })
            .collect();
        (nodes, edges)
    }

    #[test]
    fn nothing_overlaps_in_fifty_networks() {
        for seed in 0..50 {
            let (nodes, edges) = network(seed);
            let way = if seed % 2 == 0 { Way::Down } else { Way::Right };
            let layout = layout(&nodes, &edges, way, 4.0);
            let boxes: Vec<Place> = layout.nodes.iter().chain(&layout.labels).copied().collect();
            let mut pairs = 0;
            for (i, one) in boxes.iter().enumerate() {
                for other in &boxes[i + 1..] {
                    pairs += usize::from(one.overlaps(other));
                }
            }
            assert_eq!(pairs, 0, "seed {seed}");
        }
    }

    #[test]
    fn the_same_network_is_laid_out_the_same() {
        let (nodes, edges) = network(7);
        let first = layout(&nodes, &edges, Way::Down, 4.0);
        for _ in 0..3 {
            let again = layout(&nodes, &edges, Way::Down, 4.0);
            assert_eq!(first.nodes, again.nodes);
            assert_eq!(first.lines, again.lines);
        }
    }
}
