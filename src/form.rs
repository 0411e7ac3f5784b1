//! The table of forms: the four annexes of 环科财〔2026〕4号.
//!
//! One more form costs one line in [`FORMS`], one file in `forms/` and one
//! sample. Everything that differs by form and is no drawing stands here.

use serde::{Deserialize, Serialize};

/// The day the regulation was signed (成文日期); blank forms bear it as their
/// document date, since PDF/A asks for one and the clock is out of bounds.
pub const REGULATION_DATE: &str = "2026-01-23";

/// Which annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormId {
    /// 附件1 建设实施方案.
    Plan,
    /// 附件2 创建备案表.
    Filing,
    /// 附件3 验收报告.
    Report,
    /// 附件4 验收申请表.
    Application,
}

/// What is fixed about one form.
#[derive(Debug)]
pub struct Form {
    /// Which one.
    pub id: FormId,
    /// Number of the annex, 1 to 4.
    pub annex: u8,
    /// English id: file stem of the template and command-line name.
    pub key: &'static str,
    /// Short Chinese name, part of the output's file name.
    pub name: &'static str,
    /// The top-level key of the data that belongs to this form alone; a file
    /// that has it wants the form built.
    pub block: &'static str,
    /// Further names accepted on the command line.
    pub aliases: &'static [&'static str],
    /// Whether the annex is an outline (提纲) and not a table to fill in.
    pub outline: bool,
}

/// How many there are.
const COUNT: usize = 4;

/// Every form, in the order of the annexes.
pub static FORMS: [Form; COUNT] = [
    Form {
        id: FormId::Plan,
        annex: 1,
        key: "plan",
        name: "建设实施方案",
        block: "实施方案",
        aliases: &["1", "附件1", "实施方案", "建设实施方案"],
        outline: true,
    },
    Form {
        id: FormId::Filing,
        annex: 2,
        key: "filing",
        name: "创建备案表",
        block: "备案表",
        aliases: &["2", "附件2", "备案表", "创建备案表"],
        outline: false,
    },
    Form {
        id: FormId::Report,
        annex: 3,
        key: "report",
        name: "验收报告",
        block: "验收报告",
        aliases: &["3", "附件3", "验收报告"],
        outline: true,
    },
    Form {
        id: FormId::Application,
        annex: 4,
        key: "application",
        name: "验收申请表",
        block: "验收申请表",
        aliases: &["4", "附件4", "验收申请表", "申请表"],
        outline: false,
    },
];

impl FormId {
    /// The line of the table that describes this form.
    pub fn form(self) -> &'static Form {
        &FORMS[self as usize]
    }

    /// The form that a user means by `name` (`2`, `附件2`, `备案表`, `filing`).
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim();
        FORMS
            .iter()
            .find(|form| form.key == name || form.aliases.contains(&name))
            .map(|form| form.id)
    }
}

impl Form {
    /// File stem of the output: `附件2-创建备案表`, for a blank outline
    /// `附件1-建设实施方案提纲`.
    pub fn stem(&self, blank: bool) -> String {
        let outline = if blank && self.outline { "提纲" } else { "" };
        format!("附件{}-{}{outline}", self.annex, self.name)
    }
}

/// A set of forms, as small as a byte, so that rules and findings carry one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FormSet(u8);

impl FormSet {
    /// No form.
    pub const NONE: Self = Self(0);
    /// All of them.
    pub const ALL: Self = Self((1 << COUNT) - 1);

    /// From annex numbers: `FormSet::annexes("24")`. Characters that are no
    /// annex are ignored.
    pub const fn annexes(digits: &str) -> Self {
        let bytes = digits.as_bytes();
        let (mut bits, mut i) = (0, 0);
        while i < bytes.len() {
            if bytes[i] >= b'1' && bytes[i] < b'1' + COUNT as u8 {
                bits |= 1 << (bytes[i] - b'1');
            }
            i += 1;
        }
        Self(bits)
    }

    /// Whether `form` is in the set.
    pub fn contains(self, form: FormId) -> bool {
        self.0 & (1 << form as u8) != 0
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What messages call it: `附件2、4`.
    pub fn name(self) -> String {
        let numbers: Vec<String> = self.iter().map(|id| id.form().annex.to_string()).collect();
        match numbers.is_empty() {
            true => "不限附件".to_owned(),
            false => format!("附件{}", numbers.join("、")),
        }
    }

    /// The forms in it, in the order of the annexes.
    pub fn iter(self) -> impl Iterator<Item = FormId> {
        FORMS
            .iter()
            .map(|form| form.id)
            .filter(move |&id| self.contains(id))
    }
}

impl From<FormId> for FormSet {
    fn from(form: FormId) -> Self {
        Self(1 << form as u8)
    }
}

impl FromIterator<FormId> for FormSet {
    fn from_iter<I: IntoIterator<Item = FormId>>(forms: I) -> Self {
        forms
            .into_iter()
            .fold(Self::NONE, |set, form| set.or(form.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_forms() {
        #[track_caller]
        fn case(name: &str, expected: Option<FormId>) {
            assert_eq!(FormId::by_name(name), expected);
        }

        case("2", Some(FormId::Filing));
        case("附件2", Some(FormId::Filing));
        case("备案表", Some(FormId::Filing));
        case("application", Some(FormId::Application));
        case("5", None);
    }

    #[test]
    fn the_table_is_in_the_order_of_the_ids() {
        for form in &FORMS {
            assert_eq!(form.id.form().annex, form.annex);
        }
    }

    #[test]
    fn sets_of_forms() {
        let set = FormSet::annexes("24");
        assert!(set.contains(FormId::Filing) && !set.contains(FormId::Plan));
        assert_eq!(set.iter().collect::<FormSet>(), set);
        assert!(set.and(FormSet::annexes("13")).is_empty());
        assert_eq!(set.or(FormSet::annexes("13")), FormSet::ALL);
    }
}
