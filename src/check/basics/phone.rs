//! Telephone numbers (B18).

use crate::check::{Context, Found};
use crate::park::{Literal, half_width};

/// B18.
pub(super) fn check(context: &Context, found: &mut Found) {
    let body = &context.park.body;
    let department = "园区管理机构情况.负责园区生态工业工作的职能部门";
    let phones: [(String, &Literal); 4] = [
        (
            "园区管理机构情况.法定代表人（或主要负责人）.电话".to_owned(),
            &body.head.phone,
        ),
        (
            format!("{department}.负责人电话"),
            &body.department.head_phone,
        ),
        (
            format!("{department}.联系人电话"),
            &body.department.contact_phone,
        ),
        (format!("{department}.传真"), &body.department.fax),
    ];
    for (path, phone) in phones {
        let written = phone.as_str().trim();
        let none = path.ends_with("传真") && written == "无";
        if !written.is_empty() && !none {
            field(found, &path, written);
        }
    }
}

/// Judges the numbers of one field.
fn field(found: &mut Found, path: &str, written: &str) {
    let label = path.rsplit('.').next().unwrap_or_default();
    let mut area_code = false;
    for number in written.split(['、', '；', ';', '/', '／', '，', ',']) {
        match kind(number) {
            Kind::Complete => area_code = true,
            Kind::Local if area_code => {}
            Kind::Local => {
                found
                    .warning(
                        path,
                        format!("`{label}` 没有区号，实际为「{}」", number.trim()),
                    )
                    .hint("写成 区号-号码");
            }
            Kind::None => {
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
enum Kind {
    /// It can be dialled from anywhere.
    Complete,
    /// It lacks the area code.
    Local,
    /// It is no number.
    None,
}

fn kind(written: &str) -> Kind {
    let plain = plain(written);
    let (main, extension) = match plain.split_once('转') {
        Some((main, extension)) => (main, Some(extension)),
        None => (plain.as_str(), None),
    };
    if extension.is_some_and(|digits| !is_extension(digits)) {
        return Kind::None;
    }
    let Some(parts) = parts(main) else {
        return Kind::None;
    };
    let whole = whole(&parts.concat());
    if whole != Kind::None || extension.is_some() {
        return whole;
    }
    // 0479-8200002-8001: the last part is an extension.
    match parts.split_last() {
        Some((last, number)) if is_extension(last) && is_landline(&number.concat()) => {
            Kind::Complete
        }
        _ => Kind::None,
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
fn whole(digits: &str) -> Kind {
    if is_mobile(digits) || is_landline(digits) || is_400(digits) {
        Kind::Complete
    } else if matches!(digits.len(), 7 | 8) && digits.starts_with(|c| ('2'..='9').contains(&c)) {
        Kind::Local
    } else {
        Kind::None
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
        fn case(written: &str, expected: Kind) {
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
            case(complete, Kind::Complete);
        }
        for local in ["4000001", "82000018"] {
            case(local, Kind::Local);
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
            case(none, Kind::None);
        }
    }
}
