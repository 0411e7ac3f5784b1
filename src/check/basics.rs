//! Group B: the form's own fields, parts 一 and 二 of annexes 2 and 4.

mod body;
mod extent;
mod kind;
mod level;
mod park;
mod people;
mod phone;
mod place;

use super::{Found, Rule};
use crate::park::{Choice, Choose};

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[
    park::B01,
    place::B02,
    place::B03,
    place::B04,
    park::B05,
    level::B06,
    level::B07,
    kind::B08,
    kind::B09,
    kind::B10,
    kind::B11,
    level::B12,
    extent::B13,
    body::B14,
    body::B15,
    people::B16,
    people::B17,
    phone::B18,
    people::B19,
    people::B20,
    people::B21,
    body::B22,
];

/// Reports a choice that is not made, or not one of the options.
fn choice<T: Choose>(found: &mut Found, path: &str, choice: &Choice<T>, hint: &str) {
    let label = path.rsplit('.').next().unwrap_or_default();
    let options: Vec<String> = T::ALL.iter().map(|option| option.label()).collect();
    let all = options.join("、");
    match choice {
        Choice::Known(_) => {}
        Choice::Empty => {
            found
                .error(path, format!("`{label}` 未选择，应在 {all} 中选一项"))
                .hint(hint)
                .unfilled();
        }
        Choice::Other(text) => {
            let several = options
                .iter()
                .filter(|one| text.contains(one.as_str()))
                .count()
                > 1;
            let message = if several {
                format!("`{label}` 只能选一项，实际为「{text}」")
            } else {
                format!("`{label}` 应在 {all} 中选一项，实际为「{text}」")
            };
            found.error(path, message).hint(hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    #[track_caller]
    fn case(code: &str, field: &str, expected: &str) {
        let yaml = format!("园区基本情况: {{{field}}}");
        assert_eq!(said(code, &yaml), expected, "{field}");
    }

    #[test]
    fn choices() {
        case(
            "B06",
            "园区级别: ''",
            "错误: `园区级别` 未选择，应在 国家级、省级、其他 中选一项",
        );
        case("B06", "园区级别: 省级", "");
        case(
            "B06",
            "园区级别: 国家级园区",
            "错误: `园区级别` 应在 国家级、省级、其他 中选一项，实际为「国家级园区」",
        );
        case("B09", "是否为由省级人民政府认定的化工园区: true", "");
        case(
            "B08",
            "园区类型: 其他",
            "警告: 园区类型为其他的应填写 `园区类型说明`",
        );
        case("B08", "园区类型: 保税区", "");
        case(
            "B08",
            "园区类型: 工业园区",
            "错误: `园区类型` 应在 经济技术开发区、高新技术产业开发区、保税区、出口加工区、边境经济合作区、其他 中选一项，实际为「工业园区」",
        );
    }
}
