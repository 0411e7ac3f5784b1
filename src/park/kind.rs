//! What each datum is: prose, a name, a number, a telephone …

/// What a datum is to a rule of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A long text in paragraphs.
    Prose,
    /// Printed words: a name of something, an address, a goal.
    Phrase,
    /// A unit of an indicator, which follows the 《标准》.
    Unit,
    /// A number or other value that prints as it stands.
    Value,
    /// A person's name.
    Person,
    /// Telephone, fax, e-mail, postcode.
    Contact,
    /// The number of a document.
    Document,
    /// Dates, choices, ids, files: judged by other rules, or not printed.
    Other,
}

use Kind::{Contact, Document, Other, Person, Phrase, Prose, Unit, Value};

impl Kind {
    /// What the datum at `path` is.
    pub fn of(path: &str, long: bool) -> Self {
        if long {
            return Prose;
        }
        let listed = path.ends_with(']');
        let whole = path.split_once('[').map_or(path, |_| {
            path.rfind('[')
                .filter(|_| listed)
                .map_or(path, |at| &path[..at])
        });
        let label = whole.rsplit('.').next().unwrap_or(whole);
        match label {
            _ if path.contains(".实际值.") => Value,
            "面积" | "评价范围面积" | "标准值" | "基准年值" | "目标值" | "投资金额"
            | "完成投资" | "园区总产值" | "地区生产总值" | "工业增加值" | "经济发展速度" => {
                Value
            }
            "姓名" | "负责人" | "联系人" => Person,
            "邮政编码" | "电话" | "负责人电话" | "联系人电话" | "传真" | "邮箱" => {
                Contact
            }
            "单位" => Unit,
            _ if label.ends_with("文号") => Document,
            _ if other(label, listed) => Other,
            _ if path.starts_with("创建申报") || path.starts_with("标识") => Other,
            _ => Phrase,
        }
    }
}

/// Dates, choices, ids and files.
fn other(label: &str, listed: bool) -> bool {
    matches!(
        label,
        "格式版本"
            | "编号"
            | "文件"
            | "目录文件"
            | "审图号"
            | "所在章节"
            | "支撑指标"
            | "支撑任务"
            | "园区级别"
            | "园区类型"
            | "机构性质"
            | "类别"
            | "类型"
            | "状态"
            | "用途"
            | "方向"
            | "达标情况"
            | "面积单位"
            | "投资单位"
            | "金额单位"
            | "速度单位"
            | "是否为由省级人民政府认定的化工园区"
    ) || label == "支撑项目" && listed
        || matches!(
            label,
            "年份" | "基准年" | "目标年" | "验收年" | "实施期限" | "延期至" | "证明期间"
        )
        || label.ends_with("时间")
        || label.ends_with("日期")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::park::catalogue;

    #[test]
    fn kinds_of_datum() {
        #[track_caller]
        fn case(path: &str, expected: Kind) {
            assert_eq!(Kind::of(path, false), expected, "{path}");
        }

        case("园区基本情况.通信地址", Phrase);
        case("园区基本情况.成立时间", Other);
        case("园区基本情况.批准文号", Document);
        case("园区管理机构情况.法定代表人（或主要负责人）.姓名", Person);
        case(
            "园区管理机构情况.负责园区生态工业工作的职能部门.邮箱",
            Contact,
        );
        case("指标体系.指标[2].实际值.2025", Value);
        case("指标体系.指标[2].单位", Unit);
        case("指标体系.指标[0].原始数据清单[1]", Phrase);
        case("支撑项目[3].支撑任务[0]", Other);
        case("支撑项目[3].项目名称", Phrase);
        case("重点任务[0].支撑项目[1]", Other);
        case("图件[0].文件", Other);
        case("图件[0].审图号", Other);
        case("创建申报.规划环评.规划名称", Other);
        case("创建申报.规划环评.审查意见文号", Document);
        case("标识.别名[0]", Other);
        case("验收报告.评价时段.验收年", Other);
    }

    /// What every datum of the model is; of a list, its items.
    #[test]
    fn kind_of_each_datum() {
        let kinds: Vec<String> = catalogue::fields()
            .iter()
            .map(|field| field.path.replace("[]", "[0]").replace("{}", ".2025"))
            .map(|path| {
                let item = format!("{path}[0]");
                format!(
                    "{path} {:?} {:?}",
                    Kind::of(&path, false),
                    Kind::of(&item, false)
                )
            })
            .collect();
        insta::assert_snapshot!(kinds.join("\n"));
    }
}
