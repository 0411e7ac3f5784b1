//! Telephone numbers (B18).

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::{Fix, basis};
use crate::form::FormSet;
use crate::park::{Kind, half_width, walk};

pub(super) const B18: Rule = Rule {
    code: "B18",
    severities: &[Error, Warning, Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "电话和传真应是能拨通的号码",
    why: "认可手机号、带区号的固定电话（可带分机）和 400 电话；全角数字、空格、括号和各种横线不计较，几个号码用顿号、分号或斜线隔开。七八位而没有区号的固定电话作警告，外地无法拨打；同一格里前一个号码已有区号的，后面可以省。",
    wrong: "联系人电话: \"1380000\"",
    right: "联系人电话: \"13900000001\"",
    mend: "写成 区号-号码 或十一位手机号",
    needs: Needs::Nothing,
    check: Check::Park(check),
};

fn check(context: &Context, found: &mut Found) {
    for phone in walk::data("", context.park, |field| field.kind == Kind::Phone) {
        let written = phone.value.trim();
        let fax = phone.field.label == "传真";
        if fax && ["/", "／", "-", "—", "——", "没有", "暂无"].contains(&written) {
            found
                .info(
                    phone.path.clone(),
                    format!("没有传真的填无，实际为「{written}」"),
                )
                .hint("改为 无")
                .fix(Fix::safe(0..phone.value.len(), "无"));
        } else if !(written.is_empty() || fax && written == "无") {
            field(found, &phone.path, written);
        }
    }
}

/// Judges the numbers of one field.
fn field(found: &mut Found, path: &str, written: &str) {
    let label = path.rsplit('.').next().unwrap_or_default();
    let mut area_code = false;
    for number in written.split(['、', '；', ';', '/', '／', '，', ',']) {
        match kind(number) {
            Number::Complete => area_code = true,
            Number::Local if area_code => {}
            Number::Local => {
                found
                    .warning(
                        path,
                        format!("`{label}` 没有区号，实际为「{}」", number.trim()),
                    )
                    .hint("写成 区号-号码");
            }
            Number::None => {
                found
                    .error(
                        path,
                        format!("`{label}` 不是有效的号码，实际为「{}」", number.trim()),
                    )
                    .hint("写成 0737-4000001、13900000001 的样子");
            }
        }
    }
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// It can be dialled from anywhere.
    Complete,
    /// It lacks the area code.
    Local,
    /// It is no number.
    None,
}

fn kind(written: &str) -> Number {
    let plain = plain(written);
    let (main, extension) = match plain.split_once('转') {
        Some((main, extension)) => (main, Some(extension)),
        None => (plain.as_str(), None),
    };
    if extension.is_some_and(|digits| !is_extension(digits)) {
        return Number::None;
    }
    let Some(parts) = parts(main) else {
        return Number::None;
    };
    let whole = whole(&parts.concat());
    if whole != Number::None || extension.is_some() {
        return whole;
    }
    // 0479-8200002-8001: the last part is an extension.
    match parts.split_last() {
        Some((last, number)) if is_extension(last) && is_landline(&number.concat()) => {
            Number::Complete
        }
        _ => Number::None,
    }
}

/// Half-width, one kind of dash, no blanks and brackets, no `+86`.
fn plain(written: &str) -> String {
    let plain: String = written
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .map(|c| match c {
            '—' | '–' | '－' | '−' | '‐' | ')' => '-',
            other => other,
        })
        .filter(|&c| c != '(')
        .collect();
    let plain = plain.replace("--", "-");
    let home = ["+86-", "+86", "0086-", "0086"]
        .into_iter()
        .find_map(|prefix| plain.strip_prefix(prefix));
    home.map_or(plain.clone(), str::to_owned)
}

/// The runs of digits between dashes; `None` if anything else is there.
fn parts(number: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = number.split('-').collect();
    parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        .then_some(parts)
}

/// What the digits of a whole number are.
fn whole(digits: &str) -> Number {
    if is_mobile(digits) || is_landline(digits) || is_400(digits) {
        Number::Complete
    } else if matches!(digits.len(), 7 | 8) && digits.starts_with(|c| ('2'..='9').contains(&c)) {
        Number::Local
    } else {
        Number::None
    }
}

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && bytes[1] >= b'3'
}

/// 010 and 02x with eight digits, other area codes with seven or eight.
fn is_landline(digits: &str) -> bool {
    if !digits.starts_with('0') || digits.len() < 3 {
        return false;
    }
    match &digits[1..2] {
        "0" => false,
        "1" => digits.starts_with("010") && digits.len() == 11,
        "2" => digits.len() == 11,
        _ => matches!(digits.len(), 11 | 12),
    }
}

fn is_400(digits: &str) -> bool {
    digits.starts_with("400") && digits.len() == 10
}

fn is_extension(digits: &str) -> bool {
    (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_number() {
        #[track_caller]
        fn case(written: &str, expected: Number) {
            assert_eq!(kind(written), expected, "{written}");
        }

        for complete in [
            "0737-4000001",
            "07374000001",
            "010-12345678",
            "０４７９－８２００００１",
            "0479-8200002转8001",
            "0479-8200002-8001",
            "0479-8200002-1",
            "13900000001",
            "139 0000 0001",
            "(0737)4000001",
            "（0737）4000001",
            "(0737)-4000001",
            "400-800-1234",
            "021-12345678",
            "0755-12345678",
            "+86 13900000001",
            "0086-737-4000001".replace("-737", "-0737").as_str(),
        ] {
            case(complete, Number::Complete);
        }
        for local in ["4000001", "82000018"] {
            case(local, Number::Local);
        }
        for none in [
            "1380000",
            "138000000011",
            "12900000001",
            "0531-0000",
            "-",
            "",
            "0",
            "021-123456789",
            "无",
            "010-1234567",
            "010-123456789",
            "021-1234567",
            "0737-400000",
            "0737-400000123",
            "0079-8200001",
            "011-12345678",
            "0479-8200002转",
            "0479-8200002转1234567",
            "0479-8200002-1234567",
            "400-800-123",
            "400-800-12345",
            "13900000001-",
            "139a0000001",
        ] {
            case(none, Number::None);
        }
    }
}
