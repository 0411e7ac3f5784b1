//! The supporting material, sorted by the indicators that it proves.

use crate::park::Park;

/// The folder of the supporting material in an archive.
pub const FOLDER: &str = "数据支撑材料";

/// Where files lie that prove what 第十条 and 第十六条 ask for.
const PROOFS: &str = "证明材料";

/// Where files lie that no list speaks of.
const BESIDE: &str = "清单之外";

/// The most characters of an indicator's name in the name of its folder: paths
/// stay below what Windows can open.
const LONGEST: usize = 24;

/// One raw datum of an indicator, and its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The indicator, with its number in the list: `1. 单位工业增加值综合能耗（Z01）`.
    pub indicator: String,
    /// The raw datum; empty when the indicator lists none.
    pub datum: String,
    /// Its files, as paths in the archive.
    pub files: Vec<String>,
}

/// A file and its place in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// As it was given: relative to the folder of the material.
    pub from: String,
    /// Relative to the archive's folder.
    pub to: String,
}

/// The supporting material of a park.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The raw data of all indicators, in the order of the data.
    pub rows: Vec<Row>,
    /// The files that prove what the regulation asks for.
    pub proofs: Vec<Placed>,
    /// The files that are neither.
    pub beside: Vec<Placed>,
    /// The files of the indicators; one that proves several lies with the first.
    pub placed: Vec<Placed>,
}

impl Evidence {
    /// All files, in the order of the archive.
    pub fn files(&self) -> impl Iterator<Item = &Placed> {
        self.placed.iter().chain(&self.proofs).chain(&self.beside)
    }

    /// How many raw data there are and how many of them have no file.
    pub fn counts(&self) -> (usize, usize) {
        let data = self.rows.iter().filter(|row| !row.datum.is_empty());
        let missing = data.clone().filter(|row| row.files.is_empty());
        (data.count(), missing.count())
    }
}

/// Sorts files (paths relative to the folder of the material, with `/`).
/// `is_proof` tells those that the regulation asks for; `place` gives a folder
/// and a name in it their final form, free of clashes.
pub fn sort(
    park: &Park,
    files: &[String],
    is_proof: impl Fn(&str) -> bool,
    mut place: impl FnMut(&str, &str) -> String,
) -> Evidence {
    let mut evidence = Evidence::default();
    for (number, one) in (1..).zip(&park.indicators.list) {
        let name = one.name.trim();
        let short: String = name.chars().take(LONGEST).collect();
        let folder = format!("{FOLDER}/{number:02}-{short}");
        let id = match one.id.trim() {
            "" => String::new(),
            id => format!("（{id}）"),
        };
        let indicator = format!("{number}. {name}{id}");
        if one.raw_data.is_empty() {
            evidence.rows.push(Row {
                indicator: indicator.clone(),
                datum: String::new(),
                files: Vec::new(),
            });
        }
        for datum in &one.raw_data {
            let mut held = Vec::new();
            for file in files.iter().filter(|file| datum.is_held_by(file)) {
                let old = evidence.placed.iter().find(|old| old.from == *file);
                let to = old.map(|old| old.to.clone()).unwrap_or_else(|| {
                    let to = place(&folder, last(file));
                    evidence.placed.push(Placed {
                        from: file.clone(),
                        to: to.clone(),
                    });
                    to
                });
                held.push(to);
            }
            evidence.rows.push(Row {
                indicator: indicator.clone(),
                datum: datum.name().trim().to_owned(),
                files: held,
            });
        }
    }
    for file in files {
        if evidence.placed.iter().any(|one| one.from == *file) {
            continue;
        }
        let proof = is_proof(last(file));
        let folder = match proof {
            true => PROOFS.to_owned(),
            false => format!("{FOLDER}/{BESIDE}"),
        };
        let placed = Placed {
            from: file.clone(),
            to: place(&folder, last(file)),
        };
        match proof {
            true => evidence.proofs.push(placed),
            false => evidence.beside.push(placed),
        }
    }
    evidence
}

/// The name of a file without its folders.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::park::{Indicator, RawDatum};

    #[test]
    fn files_lie_with_the_first_indicator_that_they_prove() {
        let mut park = Park::default();
        let indicator = |name: &str, data: &[&str]| Indicator {
            name: name.to_owned(),
            raw_data: data
                .iter()
                .map(|one| RawDatum::Name((*one).to_owned()))
                .collect(),
            ..Indicator::default()
        };
        park.indicators.list = vec![
            indicator("能耗", &["能源统计表"]),
            indicator("碳排放", &["能源统计表", "排放因子表"]),
            indicator("满意度", &[]),
        ];
        let files = ["能源/能源 统计表.xlsx", "守法证明.pdf", "照片.jpg"].map(str::to_owned);
        let evidence = sort(
            &park,
            &files,
            |name| name.contains("守法证明"),
            |folder, name| format!("{folder}/{name}"),
        );
        let place = "数据支撑材料/01-能耗/能源 统计表.xlsx";
        let rows: Vec<(&str, &[String])> = evidence
            .rows
            .iter()
            .map(|row| (row.datum.as_str(), row.files.as_slice()))
            .collect();
        let held = [place.to_owned()];
        assert_eq!(
            rows,
            [
                ("能源统计表", &held[..]),
                ("能源统计表", &held[..]),
                ("排放因子表", &[]),
                ("", &[]),
            ]
        );
        let places: Vec<&str> = evidence.files().map(|one| one.to.as_str()).collect();
        assert_eq!(
            places,
            [
                place,
                "证明材料/守法证明.pdf",
                "数据支撑材料/清单之外/照片.jpg"
            ]
        );
        assert_eq!(evidence.counts(), (3, 1));
    }
}
