//! Keys as people write them: exact, nearly exact, known by another name,
//! misspelt, or in the wrong place.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::park::catalogue::{self, Field};

/// Names that people use for a key of ours.
const ALIASES: &[(&str, &str)] = &[
    ("邮编", "邮政编码"),
    ("成立日期", "成立时间"),
    ("单位性质", "机构性质"),
    ("单位名称", "机构名称"),
    ("管理机构名称", "机构名称"),
    ("E-mail", "邮箱"),
    ("Email", "邮箱"),
    ("电子邮箱", "邮箱"),
    ("电子邮件", "邮箱"),
    ("四至", "四至范围"),
    ("联系电话", "电话"),
    ("通讯地址", "通信地址"),
    ("园区面积", "面积"),
    ("园区性质", "园区类型"),
    ("法定代表人", "法定代表人（或主要负责人）"),
    ("主要负责人", "法定代表人（或主要负责人）"),
    ("职能部门", "负责园区生态工业工作的职能部门"),
    ("任务名称", "重点任务名称"),
    ("报送时间", "报送日期"),
    ("申请时间", "申请日期"),
    ("编制时间", "编制日期"),
    ("投资额", "投资金额"),
    ("总投资", "投资金额"),
];

/// What a key is.
#[derive(Debug, Clone, Copy)]
pub enum Key {
    /// A key of the record.
    Exact(&'static Field),
    /// A key of the record in another writing or by another name.
    Variant(&'static Field),
    /// Probably this key of the record.
    Likely(&'static Field),
    /// A key of another record.
    Elsewhere(&'static Field),
    /// Nothing that we know.
    Unknown,
}

/// The data below the record with this pattern (`重点任务[]`), in the order of
/// the model; the empty pattern is the top level.
pub fn children(pattern: &str) -> &'static [&'static Field] {
    static CHILDREN: OnceLock<HashMap<&'static str, Vec<&'static Field>>> = OnceLock::new();
    let children = CHILDREN.get_or_init(|| {
        let mut children: HashMap<&str, Vec<&Field>> = HashMap::new();
        for field in catalogue::fields() {
            if !field.path.ends_with([']', '}']) {
                let record = field.path.rsplit_once('.').map_or("", |(record, _)| record);
                children.entry(record).or_default().push(field);
            }
        }
        children
    });
    children.get(pattern).map_or(&[], Vec::as_slice)
}

/// Every label and alias, for the repair of lines that YAML cannot read.
pub fn is_known(key: &str) -> bool {
    static KNOWN: OnceLock<std::collections::HashSet<String>> = OnceLock::new();
    KNOWN
        .get_or_init(|| {
            let labels = catalogue::fields().iter().map(|field| field.label.as_str());
            labels
                .chain(ALIASES.iter().map(|(alias, _)| *alias))
                .map(plain)
                .collect()
        })
        .contains(&plain(key))
}

/// What `key` is in the record with this pattern; `taken` tells keys that the
/// record has anyway, which a misspelt one cannot mean.
pub fn find(pattern: &str, key: &str, taken: impl Fn(&str) -> bool) -> Key {
    let fields = children(pattern);
    if let Some(field) = fields.iter().find(|field| field.label == key) {
        return Key::Exact(field);
    }
    let written = plain(key);
    if let Some(field) = fields.iter().find(|field| plain(&field.label) == written) {
        return Key::Variant(field);
    }
    let meant = ALIASES
        .iter()
        .filter(|(alias, _)| plain(alias) == written)
        .find_map(|(_, label)| fields.iter().find(|field| field.label == *label));
    if let Some(field) = meant {
        return Key::Variant(field);
    }
    if let Some(field) = nearest(fields, &written, taken) {
        return Key::Likely(field);
    }
    let mut elsewhere = catalogue::fields()
        .iter()
        .filter(|field| field.label == key && !field.path.ends_with([']', '}']));
    match (elsewhere.next(), elsewhere.next()) {
        (Some(field), None) => Key::Elsewhere(field),
        _ => Key::Unknown,
    }
}

/// The one key that is nearest to what is written, if it is near.
fn nearest(
    fields: &[&'static Field],
    written: &str,
    taken: impl Fn(&str) -> bool,
) -> Option<&'static Field> {
    let length = written.chars().count();
    let mut near: Vec<(usize, &'static Field)> = fields
        .iter()
        .filter(|field| !taken(&field.label))
        .map(|field| (strsim::osa_distance(&plain(&field.label), written), *field))
        .filter(|(distance, field)| {
            let longest = length.max(field.label.chars().count());
            *distance <= (longest / 3).max(1) && *distance < length
        })
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(first, nearest), (second, _), ..] if first < second => Some(nearest),
        _ => None,
    }
}

/// A key without what people vary: width, case, blanks, quotes.
fn plain(key: &str) -> String {
    key.chars()
        .map(crate::park::half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '\'' | '：' | ':'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(record: &str, key: &str, expected: &str) {
        let found = match find(record, key, |_| false) {
            Key::Exact(field) => format!("= {}", field.path),
            Key::Variant(field) => format!("~ {}", field.path),
            Key::Likely(field) => format!("? {}", field.path),
            Key::Elsewhere(field) => format!("> {}", field.path),
            Key::Unknown => "-".into(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn keys_are_found_as_they_are_written() {
        case("园区基本情况", "园区名称", "= 园区基本情况.园区名称");
        case("园区基本情况", "园区名城", "? 园区基本情况.园区名称");
        case("园区基本情况", "邮编", "~ 园区基本情况.邮政编码");
        case("园区基本情况", "邮 政 编 码", "~ 园区基本情况.邮政编码");
        case(
            "园区管理机构情况",
            "法定代表人(或主要负责人)",
            "~ 园区管理机构情况.法定代表人（或主要负责人）",
        );
        case(
            "园区管理机构情况.负责园区生态工业工作的职能部门",
            "e-mail",
            "~ 园区管理机构情况.负责园区生态工业工作的职能部门.邮箱",
        );
        case("", "园区建设内容", "> 备案表.园区建设内容");
        case("重点任务[]", "重点任务名", "? 重点任务[].重点任务名称");
        case("", "天气", "-");
        case("支撑项目[]", "名", "-");
    }
}
