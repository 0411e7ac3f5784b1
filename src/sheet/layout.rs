//! Which datum stands where in a workbook.

use crate::form::{FORMS, FormId, FormSet};
use crate::park::catalogue::{self, Field, Shape};

/// What a workbook is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Annex 2 of many parks, a row for each.
    Filing,
    /// All data of one park.
    All,
}

/// Version of the layout, written into each workbook.
pub const VERSION: &str = "1";

/// One sheet.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// How data stand on it.
    pub shape: PageShape,
    /// The data, in order.
    pub slots: Vec<Slot>,
}

/// How data stand on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageShape {
    /// A line for each datum of one park.
    Lines,
    /// A column for each datum, a row for each park.
    Parks,
    /// A column for each datum, a row for each item of a list.
    Items,
}

/// One place for a datum.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Its code: the path, with `[]` for the item of the row
    /// (`重点任务[].编号`), or the year behind (`指标体系.指标[].实际值.2025`).
    pub code: String,
    /// What is fixed about it.
    pub field: &'static Field,
}

impl Slot {
    /// What heads it: the label, with the records above it that are not the
    /// sheet's own (`法定代表人（或主要负责人）·姓名`).
    pub fn title(&self) -> String {
        if self.field.shape == Shape::Map {
            let year = self.code.rsplit('.').next().unwrap_or_default();
            return format!("{year}年{}", self.field.label);
        }
        let below = match self.code.rsplit_once("[].") {
            Some((_, below)) => below,
            None => self
                .code
                .split_once('.')
                .map_or(self.code.as_str(), |(_, below)| below),
        };
        below.replace('.', "·")
    }
}

/// The sheets of a workbook; `years` are those of 实际值.
pub fn pages(purpose: Purpose, years: &[String]) -> Vec<Page> {
    match purpose {
        Purpose::Filing => vec![Page {
            name: "备案表数据".to_owned(),
            shape: PageShape::Parks,
            slots: singles()
                .filter(|field| is_filing(field))
                .map(slot)
                .collect(),
        }],
        Purpose::All => {
            let mut pages = lines();
            pages.extend(lists(years));
            pages
        }
    }
}

/// Whether a datum that stands once is wanted for the filing.
fn is_filing(field: &Field) -> bool {
    let block = field.path.split('.').next().unwrap_or_default();
    let other = FORMS
        .iter()
        .any(|form| form.id != FormId::Filing && form.block == block);
    field.forms.contains(FormId::Filing)
        && !other
        && !matches!(block, "指标体系" | "标准" | "格式版本")
}

/// Every datum that stands once for a park.
fn singles() -> impl Iterator<Item = &'static Field> {
    catalogue::fields().iter().filter(|field| {
        let once = !field.path.contains("[]") && !field.path.ends_with('}');
        once && field.path != "格式版本" && is_cell(&field.shape)
    })
}

/// Whether it is written into one cell.
fn is_cell(shape: &Shape) -> bool {
    shape.is_scalar()
        || matches!(
            shape,
            Shape::Refs | Shape::RecordOrWord | Shape::TextOrRecordList
        )
}

fn slot(field: &'static Field) -> Slot {
    Slot {
        code: field.path.clone(),
        field,
    }
}

/// Data that stand once, by the form that they belong to alone.
fn lines() -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for field in singles() {
        let block = field.path.split('.').next().unwrap_or_default();
        let own = FORMS.iter().find(|form| form.block == block);
        let name = match own {
            Some(form) => format!("附件{} {}", form.annex, form.block),
            None if block == "指标体系" => "指标体系".to_owned(),
            None => "基本情况".to_owned(),
        };
        match pages.iter_mut().find(|page| page.name == name) {
            Some(page) => page.slots.push(slot(field)),
            None => pages.push(Page {
                name,
                shape: PageShape::Lines,
                slots: vec![slot(field)],
            }),
        }
    }
    pages
}

/// A sheet for each list.
fn lists(years: &[String]) -> Vec<Page> {
    let mut pages: Vec<(String, Page)> = Vec::new();
    for field in catalogue::fields() {
        if field.shape == Shape::List {
            let page = Page {
                name: name_of(field),
                shape: PageShape::Items,
                slots: Vec::new(),
            };
            pages.push((format!("{}[].", field.path), page));
            continue;
        }
        let Some((_, page)) = pages.iter_mut().find(|(prefix, _)| {
            let below = field.path.strip_prefix(prefix.as_str());
            below.is_some_and(|below| !below.contains(['[', '{']))
        }) else {
            continue;
        };
        if field.shape == Shape::Map {
            page.slots.extend(years.iter().map(|year| Slot {
                code: format!("{}.{year}", field.path),
                field,
            }));
        } else if is_cell(&field.shape) {
            page.slots.push(slot(field));
        }
    }
    pages.into_iter().map(|(_, page)| page).collect()
}

/// A list's sheet: its label, with the record above it where that is needed.
fn name_of(field: &Field) -> String {
    let same = catalogue::fields()
        .iter()
        .filter(|other| other.shape == Shape::List && other.label == field.label);
    let name = match (same.count(), field.path.rsplit_once('.')) {
        (2.., Some((above, _))) => {
            let above = above.rsplit('.').next().unwrap_or_default();
            format!("{above} {}", field.label)
        }
        _ => field.label.clone(),
    };
    name.chars().take(31).collect()
}

/// The datum that a code means, in any index or year.
pub fn known(code: &str) -> Option<&'static Field> {
    let field = catalogue::field(code)?;
    (is_cell(&field.shape) || field.path.ends_with('}')).then_some(field)
}

/// Whether several data have this label.
pub fn is_label(label: &str) -> bool {
    singles().any(|field| field.label == label)
}

/// The code that a plain head means, where one datum alone has that label
/// among those that a park has once and `forms` use.
pub fn by_label(label: &str, forms: FormSet) -> Option<&'static Field> {
    let plain = |text: &str| -> String {
        let half = text.chars().map(crate::park::half_width);
        half.filter(|c| !c.is_whitespace()).collect()
    };
    let label = plain(label);
    let mut found = singles().filter(|field| {
        let title = slot(field).title();
        let same = plain(&field.label) == label || plain(&title) == label;
        same && !field.forms.and(forms).is_empty()
    });
    match (found.next(), found.next()) {
        (Some(field), None) => Some(field),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_datum_has_its_place_once() {
        let pages = pages(Purpose::All, &["2025".to_owned()]);
        let mut codes = HashSet::new();
        let mut names = HashSet::new();
        for page in &pages {
            assert!(names.insert(&page.name) && page.name.chars().count() <= 31);
            for slot in &page.slots {
                assert!(codes.insert(slot.code.clone()), "{} twice", slot.code);
                assert!(known(&slot.code).is_some(), "{}", slot.code);
            }
        }
        let leaf = |field: &&Field| {
            let entry = field.path.ends_with([']', '}']);
            let part = field.path.contains("原始数据清单[].");
            is_cell(&field.shape) && !entry && !part
        };
        for field in catalogue::fields().iter().filter(leaf) {
            let there = codes.contains(&field.path) || field.path == "格式版本";
            assert!(there, "{} has no place", field.path);
        }
    }

    #[test]
    fn a_row_holds_annex_2() {
        let pages = pages(Purpose::Filing, &[]);
        let codes: Vec<&str> = pages[0]
            .slots
            .iter()
            .map(|slot| slot.code.as_str())
            .collect();
        for code in [
            "标识.园区简称",
            "园区基本情况.邮政编码",
            "园区管理机构情况.负责园区生态工业工作的职能部门.邮箱",
            "备案表.园区建设内容",
        ] {
            assert!(codes.contains(&code), "{code}");
        }
        assert!(
            !codes.iter().any(|code| code.starts_with("验收")),
            "{codes:?}"
        );
    }

    #[test]
    fn plain_heads_are_understood() {
        #[track_caller]
        fn case(label: &str, expected: Option<&str>) {
            let found = by_label(label, FormId::Filing.into());
            assert_eq!(found.map(|field| field.path.as_str()), expected);
        }

        case("园区名称", Some("园区基本情况.园区名称"));
        case("邮 政 编 码", Some("园区基本情况.邮政编码"));
        case(
            "法定代表人(或主要负责人)·姓名",
            Some("园区管理机构情况.法定代表人（或主要负责人）.姓名"),
        );
        case(
            "电话",
            Some("园区管理机构情况.法定代表人（或主要负责人）.电话"),
        );
        case("天气", None);
    }
}
