//! Which texts a rule of writing looks at, and how it moves in them.
//!
//! False alarms are worse than misses here, so a rule names the kinds of text
//! that it understands: an address is no prose, and a telephone number is no
//! range of numbers.

use std::ops::Range;

use crate::check::count::is_han;
use crate::check::{Context, Found, Pending, Text};
use crate::report::Severity;

/// What a datum is to a rule of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
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

/// Paragraphs.
pub(super) const PARAGRAPHS: &[Kind] = &[Prose];
/// Words in sentences or alone.
pub(super) const WORDS: &[Kind] = &[Prose, Phrase];
/// Words and units.
pub(super) const WORDS_AND_UNITS: &[Kind] = &[Prose, Phrase, Unit];
/// Words and values.
pub(super) const WORDS_AND_VALUES: &[Kind] = &[Prose, Phrase, Unit, Value];
/// Words, and numbers of documents even where no form prints them.
pub(super) const WORDS_AND_DOCUMENTS: &[Kind] = &[Prose, Phrase, Document];
/// All but persons, whose lost characters are the business of B21.
pub(super) const NO_PERSONS: &[Kind] = &[Prose, Phrase, Unit, Value, Contact, Document, Other];
/// Whatever a form prints.
pub(super) const PRINTED: &[Kind] = &[Prose, Phrase, Unit, Value, Person, Contact];
/// Everything.
pub(super) const EVERYTHING: &[Kind] =
    &[Prose, Phrase, Unit, Value, Person, Contact, Document, Other];

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

/// A text being looked through, and where its faults go.
pub(super) struct Hits<'a> {
    found: &'a mut Found,
    text: &'a Text,
    severity: Severity,
}

impl Hits<'_> {
    /// Reports the bytes `range` of the text.
    pub fn at(&mut self, range: Range<usize>, message: impl Into<String>) -> Pending<'_> {
        let path = self.text.path.clone();
        let pending = match self.severity {
            Severity::Error => self.found.error(path, message),
            Severity::Warning => self.found.warning(path, message),
            Severity::Info => self.found.info(path, message),
        };
        pending.within(range).forms(self.text.forms)
    }
}

/// Looks through every text of these kinds.
pub(super) fn each(
    context: &Context,
    found: &mut Found,
    kinds: &[Kind],
    severity: Severity,
    scan: impl Fn(&str, &mut Hits),
) {
    for text in context.texts {
        if !text.value.is_empty() && kinds.contains(&text.kind) {
            let mut hits = Hits {
                found: &mut *found,
                text,
                severity,
            };
            scan(&text.value, &mut hits);
        }
    }
}

/// The character before byte `at` on the same line.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back().filter(|&c| c != '\n')
}

/// The character from byte `at` on, on the same line.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next().filter(|&c| c != '\n')
}

/// The lines of a text with their offsets, without blanks at both ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    text.split_inclusive('\n').filter_map(move |whole| {
        let start = offset + (whole.len() - whole.trim_start().len());
        offset += whole.len();
        let line = whole.trim();
        (!line.is_empty()).then_some((start, line))
    })
}

/// The sentence around bytes `range`: what stands between two 。；！？ or line
/// ends.
pub(super) fn sentence<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    const ENDS: [char; 5] = ['。', '；', '！', '？', '\n'];
    let start = text[..range.start].rfind(ENDS).map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[range.end..]
        .find(ENDS)
        .map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

/// Whether `at` stands between 《 and 》 on its line.
pub(super) fn in_title(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let open = text[line..at].rfind('《');
    let close = text[line..at].rfind('》');
    open.is_some() && open > close
}

/// Whether a Han character or a full-width mark.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || is_mark(c)
}

/// Whether a mark of Chinese text.
pub(super) fn is_mark(c: char) -> bool {
    "，。、；：？！…—·～“”‘’（）《》〈〉【】〔〕「」『』".contains(c)
}

/// A rule that tries texts outside of a data set.
#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::check::{Check, Options, rule};
    use crate::form::FormSet;
    use crate::park::{Park, catalogue};
    use crate::report::Finding;

    /// What rule `code` says of a long text, in a datum of annexes 1 to 4.
    pub fn of_prose(code: &str, value: &str) -> Vec<Finding> {
        findings(code, "实施方案.总体框架", true, value)
    }

    /// What rule `code` says of a datum.
    pub fn findings(code: &str, path: &str, long: bool, value: &str) -> Vec<Finding> {
        let (path, value) = (path.to_owned(), value.to_owned());
        let texts = [Text::new(path, value, FormSet::ALL, false, long)];
        let context = Context {
            park: &Park::default(),
            texts: &texts,
            figures: &[],
            forms: FormSet::ALL,
            options: &Options::default(),
        };
        let rule = rule(code).expect("a rule");
        let Check::Park(check) = rule.check else {
            panic!("{code} is not checked so");
        };
        let mut found = Found::default();
        found.run(rule, |found| check(&context, found));
        found.findings
    }

    /// The text with every mending of rule `code` done.
    pub fn mended(code: &str, value: &str) -> String {
        let mut edits: Vec<_> = of_prose(code, value)
            .into_iter()
            .filter_map(|finding| finding.fix)
            .flat_map(|fix| fix.edits)
            .collect();
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = value.to_owned();
        for (range, new) in edits.into_iter().rev() {
            text.replace_range(range, &new);
        }
        text
    }

    /// Asserts what rule `code` points at in a text, and how it mends it.
    #[track_caller]
    pub fn case(code: &str, value: &str, places: &[&str], after: &str) {
        let found = of_prose(code, value);
        let at: Vec<&str> = found
            .iter()
            .map(|finding| &value[finding.within.clone().expect("a part of the text")])
            .collect();
        assert_eq!(at, places, "{code} on {value}");
        assert_eq!(mended(code, value), after, "{code} mends {value}");
    }

    /// Asserts that rule `code` has nothing to say.
    #[track_caller]
    pub fn fine(code: &str, value: &str) {
        case(code, value, &[], value);
    }

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

    #[test]
    fn sentences_and_titles() {
        let text = "一。二三；四\n《五》六";
        let at = |part: &str| {
            let start = text.find(part).expect("in the text");
            start..start + part.len()
        };
        assert_eq!(sentence(text, &at("二")), "二三");
        assert_eq!(sentence(text, &at("三")), "二三");
        assert_eq!(sentence(text, &at("四")), "四");
        assert!(in_title(text, at("五").start));
        assert!(!in_title(text, at("六").start));
    }
}
