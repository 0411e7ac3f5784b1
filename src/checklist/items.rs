//! What is asked of whom: `items.yaml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// One department and what it is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Department {
    #[serde(rename = "部门")]
    pub name: String,
    #[serde(rename = "数据")]
    pub items: Vec<Item>,
}

/// One thing that is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    #[serde(rename = "名称")]
    pub name: String,
    #[serde(rename = "单位")]
    pub unit: String,
    #[serde(rename = "口径")]
    pub scope: String,
    #[serde(rename = "年份")]
    pub years: Years,
    /// Further names that the data may use.
    #[serde(rename = "又名", default)]
    pub aliases: Vec<String>,
    /// Where the data have it; `近三年.` means the row of that year.
    #[serde(rename = "取", default)]
    pub path: Option<String>,
}

/// Which years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Years {
    #[serde(rename = "三年")]
    Three,
    #[serde(rename = "逐年")]
    Each,
    #[serde(rename = "两年")]
    Both,
    #[serde(rename = "前三年")]
    Before,
    #[serde(rename = "最新")]
    Latest,
}

/// Every department, in the order of the list.
pub(super) fn departments() -> &'static [Department] {
    static ALL: OnceLock<Vec<Department>> = OnceLock::new();
    ALL.get_or_init(|| serde_yaml::from_str(include_str!("items.yaml")).expect("a test reads it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::park::catalogue;

    #[test]
    fn every_path_is_a_datum() {
        let items = departments().iter().flat_map(|one| &one.items);
        for path in items.filter_map(|item| item.path.as_deref()) {
            let whole = match path.strip_prefix("近三年.") {
                Some(key) => format!("验收报告.经济状况.近三年[].{key}"),
                None => path.to_owned(),
            };
            assert!(catalogue::field(&whole).is_some(), "{path}");
        }
    }

    #[test]
    fn no_name_is_asked_for_twice() {
        let items = departments().iter().flat_map(|one| &one.items);
        let mut names: Vec<&str> = items
            .flat_map(|item| {
                let aliases = item.aliases.iter().map(String::as_str);
                aliases.chain([item.name.as_str()])
            })
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
