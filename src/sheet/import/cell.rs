//! One cell → the text of its datum, and what the spreadsheet may have changed.

use super::super::grid::Raw;
use crate::finding::Severity;
use crate::park::Kind;
use crate::park::catalogue::{self, Field, Shape};
use crate::park::{FuzzyDate, half_width};

/// What a cell says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Said {
    /// The text of the datum; empty for none.
    pub text: String,
    /// What is to be looked at again.
    pub faults: Vec<Fault>,
}

/// Something the spreadsheet has changed or lost, or cannot say.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub hint: &'static str,
}

/// Days of a spreadsheet's calendar between 1990 and 2100.
const SERIALS: std::ops::Range<f64> = 32_874.0..73_050.0;

/// Reads a cell as this datum.
pub(super) fn read(raw: &Raw, field: &Field) -> Said {
    let mut said = Said::default();
    let entry = field.path.ends_with('}');
    let date = field.shape == Shape::Date;
    match raw {
        Raw::Empty => {}
        Raw::Text(text) => {
            said.text = tidy(text, field);
            lost(&mut said, field);
        }
        Raw::Bool(value) => said.text = if *value { "是" } else { "否" }.to_owned(),
        Raw::Date(year, month, day) if date => {
            said.text = format!("{year:04}-{month:02}-{day:02}");
        }
        Raw::Date(year, month, day) => {
            said.text = format!("{year:04}-{month:02}-{day:02}");
            said.warn(
                "Y04",
                format!(
                    "`{}` 的格子被表格软件当作日期，读成「{}」",
                    field.label, said.text
                ),
                "核对原来的内容；把格子改为文本格式后重填",
            );
        }
        Raw::Number(number) if date => date_of(*number, field, &mut said),
        Raw::Number(number) => number_of(*number, field, entry, &mut said),
        Raw::Error(error) => said.faults.push(Fault {
            code: "Y03",
            severity: Severity::Error,
            message: format!("`{}` 的格子是公式错误「{error}」", field.label),
            hint: "改成填写的内容",
        }),
    }
    said
}

impl Said {
    fn warn(&mut self, code: &'static str, message: String, hint: &'static str) {
        self.faults.push(Fault {
            code,
            severity: Severity::Warning,
            message,
            hint,
        });
    }
}

/// A text without what spreadsheets leave around it.
fn tidy(text: &str, field: &Field) -> String {
    let text = text.replace("\r\n", "\n").replace("_x000D_\n", "\n");
    let text = text.trim_matches(|c: char| c.is_whitespace() && c != '\n');
    match field.long {
        true => text.trim_matches('\n').to_owned(),
        false => text.trim().to_owned(),
    }
}

/// Names a character that became `?` where a program could not write it.
fn lost(said: &mut Said, field: &Field) {
    let chars: Vec<char> = said.text.chars().collect();
    let han = |c: Option<&char>| c.is_some_and(|c| ('\u{3400}'..='\u{9FFF}').contains(c));
    let place = (0..chars.len()).find(|&at| match chars[at] {
        '\u{FFFD}' => true,
        '?' => {
            let beside = |at: usize| han(chars.get(at));
            let before = at.checked_sub(1).is_some_and(beside);
            // A question ends in a full-width mark in Chinese; a name has none.
            let short = !field.long && (before || beside(at + 1));
            short || before && beside(at + 1)
        }
        _ => false,
    });
    let Some(at) = place else { return };
    let around: String = chars[at.saturating_sub(4)..(at + 5).min(chars.len())]
        .iter()
        .collect();
    let message = format!(
        "`{}` 的「{around}」中「{}」处可能丢了一个字",
        field.label, chars[at]
    );
    let hint = "GBK 编码存不了的字（如 㙍）会变成 ?；照原件补上，另存为 .xlsx 或 CSV UTF-8";
    said.warn("Y05", message, hint);
}

/// A number where a date belongs.
fn date_of(number: f64, field: &Field, said: &mut Said) {
    let whole = number.fract() == 0.0;
    said.text = plain(number);
    let digits = said.text.clone();
    match digits.len() {
        8 if whole => {
            let date = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
            if FuzzyDate(date.clone()).interval().is_some() {
                said.text = date;
                return;
            }
        }
        4 if whole && (1900.0..2100.0).contains(&number) => return,
        5 if whole && SERIALS.contains(&number) => {
            let (year, month, day) = serial(number as i64);
            said.text = format!("{year:04}-{month:02}-{day:02}");
            said.warn(
                "Y04",
                format!(
                    "`{}` 是日期的序号 {digits}，读成 {}",
                    field.label, said.text
                ),
                "核对日期；把格子改为文本格式，写成 2026-09-10",
            );
            return;
        }
        _ => {}
    }
    let message = match (1900.0..2100.0).contains(&number) {
        // 2026.1 may have been 2026.1 or 2026.10.
        true => format!("`{}` 是数字 {digits}，月份末尾的 0 可能已丢失", field.label),
        false => format!("`{}` 是数字 {digits}，不是日期", field.label),
    };
    said.faults.push(Fault {
        code: "Y04",
        severity: Severity::Error,
        message,
        hint: "把格子改为文本格式，写成 2026-09-10 或 2026年9月",
    });
}

/// A number where a text or literal belongs.
fn number_of(number: f64, field: &Field, entry: bool, said: &mut Said) {
    said.text = plain(number);
    let text = said.text.clone();
    let kind = match entry {
        true => Kind::Quantity,
        false => field.kind,
    };
    if text.contains('E') || number.abs() >= 1e15 {
        said.faults.push(Fault {
            code: "Y04",
            severity: Severity::Error,
            message: format!("`{}` 已变成 {text}，原来的号码无法还原", field.label),
            hint: "把格子改为文本格式后照原件重填",
        });
        return;
    }
    match (field.label.as_str(), kind) {
        (label, Kind::Postcode) if text.len() < 6 => {
            let message = format!("`{label}` 是数字 {text}，开头的 0 已被表格软件去掉");
            said.text = format!("{text:0>6}");
            let hint = "已补成六位，核对；把格子改为文本格式";
            said.warn("Y04", message, hint);
        }
        (label, Kind::Phone) => {
            let message = format!("`{label}` 是数字 {text}，区号开头的 0 可能已被去掉");
            // A mobile number begins with 1 and has lost nothing.
            if !(text.len() == 11 && text.starts_with('1')) {
                said.warn("Y04", message, "核对号码；把格子改为文本格式后重填");
            }
        }
        (label, Kind::Quantity) => {
            // A whole year or count loses nothing that one would print.
            let message = format!("`{label}` 是数值 {text}，小数末尾的 0 可能已被去掉");
            said.faults.push(Fault {
                code: "Y04",
                severity: Severity::Info,
                message,
                hint: "核对小数位数；把格子改为文本格式可以保留末尾的 0",
            });
        }
        _ => {}
    }
}

/// The shortest writing of a number that reads back as it.
fn plain(number: f64) -> String {
    format!("{number}")
}

/// Day of a spreadsheet's serial number, whose day 60 never was.
fn serial(number: i64) -> (i64, i64, i64) {
    // Civil date from days since 1970-01-01 (Howard Hinnant's algorithm).
    let days = number - 25_569;
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// What a finding shows of a cell.
pub(super) fn shown(raw: &Raw) -> String {
    match raw {
        Raw::Empty => String::new(),
        Raw::Text(text) => text.replace("\r\n", "\n"),
        Raw::Number(number) => plain(*number),
        Raw::Date(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        Raw::Bool(value) => value.to_string().to_uppercase(),
        Raw::Error(error) => error.clone(),
    }
}

/// Whether a file's text and a cell's say the same.
pub(super) fn same(old: Option<&str>, new: &str, path: &str) -> bool {
    let Some(old) = old else { return false };
    let field = catalogue::field(path);
    if field.is_some_and(|field| field.shape == Shape::Date) {
        let printed = |text: &str| FuzzyDate(text.to_owned()).printed();
        return printed(old) == printed(new);
    }
    if field.is_some_and(|field| matches!(&field.shape, Shape::Choice(options) if options.iter().any(|one| one == "是"))) {
        let word = |text: &str| match text.trim() {
            "true" | "True" | "yes" => "是".to_owned(),
            "false" | "False" | "no" => "否".to_owned(),
            text => text.chars().map(half_width).collect(),
        };
        return word(old) == word(new);
    }
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    lines(old) == lines(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(path: &str, raw: Raw, text: &str, codes: &str) {
        let field = catalogue::field(path).expect("a datum");
        let said = read(&raw, field);
        let faults: Vec<&str> = said.faults.iter().map(|fault| fault.code).collect();
        assert_eq!(
            (said.text.as_str(), faults.join(" ").as_str()),
            (text, codes),
            "{said:?}"
        );
    }

    #[test]
    fn numbers_where_texts_belong() {
        let post = "园区基本情况.邮政编码";
        case(post, Raw::Text("041000".into()), "041000", "");
        case(post, Raw::Number(41_000.0), "041000", "Y04");
        case(post, Raw::Number(413_000.0), "413000", "");
        let area = "园区基本情况.园区四至范围及面积.面积";
        case(area, Raw::Text("12.10".into()), "12.10", "");
        case(area, Raw::Number(12.1), "12.1", "Y04");
        let phone = "园区管理机构情况.负责园区生态工业工作的职能部门.联系人电话";
        case(phone, Raw::Number(13_900_000_001.0), "13900000001", "");
        case(phone, Raw::Number(7_374_000_018.0), "7374000018", "Y04");
        case("指标体系.基准年", Raw::Number(2025.0), "2025", "");
        case(
            "指标体系.指标[0].实际值.2025",
            Raw::Number(22.4),
            "22.4",
            "Y04",
        );
        case(
            "园区基本情况.园区名称",
            Raw::Error("#REF!".into()),
            "",
            "Y03",
        );
    }

    #[test]
    fn dates_in_their_writings() {
        let path = "备案表.报送日期";
        case(path, Raw::Text(" 2026-09-10 ".into()), "2026-09-10", "");
        case(path, Raw::Date(2026, 9, 10), "2026-09-10", "");
        case(path, Raw::Number(20_260_910.0), "2026-09-10", "");
        case(path, Raw::Number(46_275.0), "2026-09-10", "Y04");
        case(path, Raw::Number(2026.0), "2026", "");
        case(path, Raw::Number(2026.1), "2026.1", "Y04");
        case(
            "园区基本情况.批准文号",
            Raw::Date(2026, 9, 10),
            "2026-09-10",
            "Y04",
        );
    }

    #[test]
    fn a_lost_character_is_named() {
        case(
            "园区基本情况.园区名称",
            Raw::Text("临?经济开发区".into()),
            "临?经济开发区",
            "Y05",
        );
        case(
            "备案表.园区建设内容",
            Raw::Text("为什么?因为".into()),
            "为什么?因为",
            "Y05",
        );
        case(
            "备案表.园区建设内容",
            Raw::Text("如何做?\n一是".into()),
            "如何做?\n一是",
            "",
        );
        case(
            "园区管理机构情况.负责园区生态工业工作的职能部门.邮箱",
            Raw::Text("a?b".into()),
            "a?b",
            "",
        );
    }

    #[test]
    fn what_is_the_same() {
        assert!(same(Some("2009-11"), "2009年11月", "园区基本情况.成立时间"));
        assert!(same(Some("甲\n\n乙\n"), "甲\n乙", "备案表.园区建设内容"));
        assert!(same(
            Some("true"),
            "是",
            "园区基本情况.是否为由省级人民政府认定的化工园区"
        ));
        assert!(!same(Some("甲"), "乙", "园区基本情况.园区名称"));
        assert!(!same(None, "乙", "园区基本情况.园区名称"));
    }
}
