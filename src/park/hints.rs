//! 撰写要点: what belongs in each section of annexes 1 and 3, as suggestions.
//!
//! They are ours, not the regulation's: the official guidance of a datum is its
//! `x-指引`, and nothing here adds a demand to it. The words stand in
//! `hints.yaml` by data path; `ecopark new`, `ecopark schema` and a draft show
//! them. They are never counted and never read as text.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The points for the datum with this pattern (`指标体系.指标[].可达性分析`), in
/// order; none for most data.
pub fn hints(pattern: &str) -> &'static [String] {
    all().get(pattern).map_or(&[], Vec::as_slice)
}

/// Every section's points, by pattern.
fn all() -> &'static HashMap<String, Vec<String>> {
    static ALL: OnceLock<HashMap<String, Vec<String>>> = OnceLock::new();
    ALL.get_or_init(|| serde_yaml::from_str(include_str!("hints.yaml")).expect("a test reads it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FormId;
    use crate::park::catalogue;

    /// Long texts without points: chapters of the park's own.
    const FREE: &[&str] = &["实施方案.附加章节[].内容"];

    #[test]
    fn every_section_of_annexes_1_and_3_has_points() {
        let sections = catalogue::fields().iter().filter(|field| {
            let outline = [FormId::Plan, FormId::Report];
            field.long && outline.iter().any(|&form| field.forms.contains(form))
        });
        let mut seen = 0;
        for section in sections.filter(|section| !FREE.contains(&section.path.as_str())) {
            let points = hints(&section.path).len();
            assert!(
                (2..=5).contains(&points),
                "{}: {points} points",
                section.path
            );
            seen += 1;
        }
        assert!(seen > 40, "{seen} sections");
    }

    #[test]
    fn every_key_is_a_datum() {
        for pattern in all().keys() {
            let field = catalogue::field(pattern);
            assert!(field.is_some(), "{pattern} is not in the schema");
            assert_eq!(&catalogue::pattern(pattern), pattern);
        }
    }

    #[test]
    fn points_suggest_and_never_command() {
        for (pattern, points) in all() {
            for point in points {
                let length = point.chars().count();
                assert!((6..=40).contains(&length), "{pattern}: {length}：{point}");
                let law = ["必须", "应当", "不得", "应予", "第十", "办法规定"];
                let commands = law.iter().find(|word| point.contains(**word));
                assert_eq!(commands, None, "{pattern}: {point}");
                assert!(!point.ends_with(['。', '；']), "{pattern}: {point}");
            }
        }
    }
}
