//! What drawing an SVG costs, estimated from its elements, so that no figure
//! takes minutes or all memory.

use std::collections::{HashMap, HashSet};

use resvg::usvg::roxmltree::{Document, Node, NodeId};

/// The most elements, those that `use` repeats counted each time. 100,000
/// strokes took 28 seconds.
const ELEMENTS: usize = 40_000;

/// The most steps of filters. Forty blurs over the whole picture took a minute.
const FILTER_STEPS: usize = 400;

/// A step that looks at many pixels for each, in plain steps.
const HEAVY: usize = 25;

/// Kinds of such steps.
const HEAVY_STEPS: [&str; 6] = [
    "feGaussianBlur",
    "feDropShadow",
    "feMorphology",
    "feTurbulence",
    "feConvolveMatrix",
    "feDiffuseLighting",
];

/// Refuses an SVG that would take too long.
pub(super) fn bounded(document: &Document) -> Result<(), String> {
    let mut cost = Cost::new(document);
    let elements = cost.elements(document.root_element());
    if elements > ELEMENTS {
        let shown = match elements > 100 * ELEMENTS {
            true => format!("超过 {} 万", 100 * ELEMENTS / 10_000),
            false => elements.to_string(),
        };
        return Err(format!(
            "SVG 的图形太多（{shown} 个，最多 {ELEMENTS}），应合并图形或导出为 PNG"
        ));
    }
    let steps = filter_steps(document);
    if steps > FILTER_STEPS {
        return Err("SVG 的滤镜（模糊、阴影等）太多，应去掉滤镜或导出为 PNG".into());
    }
    Ok(())
}

/// Counts elements.
struct Cost<'a> {
    /// Elements by their `id`.
    named: HashMap<&'a str, Node<'a, 'a>>,
    known: HashMap<NodeId, usize>,
    /// What is being counted, for a `use` that leads back to itself.
    open: HashSet<NodeId>,
}

impl<'a> Cost<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        let elements = document.descendants().filter(Node::is_element);
        Self {
            named: elements
                .filter_map(|node| Some((node.attribute("id")?, node)))
                .collect(),
            known: HashMap::new(),
            open: HashSet::new(),
        }
    }

    /// Elements of the tree below `node`, with what is repeated there.
    fn elements(&mut self, node: Node<'a, 'a>) -> usize {
        let mut sum = 0usize;
        for node in node.descendants().filter(Node::is_element) {
            let repeated = match node.tag_name().name() {
                "use" => self.repeated(node),
                _ => 0,
            };
            sum = sum.saturating_add(1).saturating_add(repeated);
        }
        sum
    }

    /// Elements that a `use` repeats.
    fn repeated(&mut self, node: Node<'a, 'a>) -> usize {
        let mut hrefs = node.attributes().filter(|one| one.name() == "href");
        let target = hrefs.find_map(|one| self.named.get(one.value().strip_prefix('#')?).copied());
        let Some(target) = target else { return 0 };
        if let Some(&known) = self.known.get(&target.id()) {
            return known;
        }
        if !self.open.insert(target.id()) {
            return 0;
        }
        let sum = self.elements(target);
        self.open.remove(&target.id());
        self.known.insert(target.id(), sum);
        sum
    }
}

/// Steps of the filters that elements ask for, each time they do.
fn filter_steps(document: &Document) -> usize {
    let steps = |filter: Node| -> usize {
        let steps = filter.children().filter(Node::is_element);
        steps
            .map(|step| match HEAVY_STEPS.contains(&step.tag_name().name()) {
                true => HEAVY,
                false => 1,
            })
            .sum()
    };
    let elements = || document.descendants().filter(Node::is_element);
    let filters: HashMap<&str, usize> = elements()
        .filter(|node| node.tag_name().name() == "filter")
        .filter_map(|node| Some((node.attribute("id")?, steps(node))))
        .collect();
    elements()
        .flat_map(|node| node.attributes())
        .filter(|attribute| matches!(attribute.name(), "filter" | "style"))
        .flat_map(|attribute| attribute.value().split("url(").skip(1))
        .filter_map(|rest| {
            let rest = rest
                .trim_start_matches(['"', '\'', ' '])
                .strip_prefix('#')?;
            filters.get(rest.split(['"', '\'', ' ', ')']).next()?)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(inside: &str, expected: &str) {
        let text = format!(r#"<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>"#);
        let document = Document::parse(&text).expect("XML");
        let why = bounded(&document).err().unwrap_or_default();
        assert_eq!(why, expected);
    }

    #[test]
    fn many_elements() {
        case(&"<path d='M0 0L9 9'/>".repeat(39_999), "");
        case(
            &"<path d='M0 0L9 9'/>".repeat(40_000),
            "SVG 的图形太多（40001 个，最多 40000），应合并图形或导出为 PNG",
        );
    }

    #[test]
    fn elements_repeated_by_use() {
        let mut text = "<g id='a0'><rect/></g>".to_owned();
        for level in 1..40 {
            let one = format!("<use href='#a{}'/>", level - 1);
            text.push_str(&format!("<g id='a{level}'>{one}{one}</g>"));
        }
        case(
            &text,
            "SVG 的图形太多（超过 400 万 个，最多 40000），应合并图形或导出为 PNG",
        );
        case(
            "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
            "",
        );
    }

    #[test]
    fn filters() {
        let filter = "<filter id='f'><feGaussianBlur/></filter>";
        let used = "<rect filter='url(#f)'/>";
        case(&format!("{filter}{}", used.repeat(16)), "");
        case(
            &format!("{filter}{}", used.repeat(17)),
            "SVG 的滤镜（模糊、阴影等）太多，应去掉滤镜或导出为 PNG",
        );
        let chain = format!(
            "<filter id='f'>{}</filter>{used}",
            "<feGaussianBlur/>".repeat(40)
        );
        case(
            &chain,
            "SVG 的滤镜（模糊、阴影等）太多，应去掉滤镜或导出为 PNG",
        );
    }
}
