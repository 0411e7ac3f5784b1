//! Numbers as texts write them: `1,200.5`, `１２`, 一百二十六, 三十八点五.

/// A number with its printed precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// Digits behind the decimal point, as printed.
    pub decimals: usize,
    /// Bytes of the text that it takes.
    pub len: usize,
}

/// The half-width form of a digit or a mark inside numbers.
pub(super) fn plain(c: char) -> char {
    match c {
        '０'..='９' | '．' | '％' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The number in Arabic digits with which `text` begins; commas of thousands
/// are read over.
pub fn arabic(text: &str) -> Option<Number> {
    let mut digits = String::new();
    let mut decimals = None;
    let mut len = 0;
    for (at, c) in text.char_indices() {
        match plain(c) {
            digit @ '0'..='9' => {
                digits.push(digit);
                decimals = decimals.map(|n: usize| n + 1);
            }
            '.' if decimals.is_none() && next_is_digit(&text[at + c.len_utf8()..]) => {
                digits.push('.');
                decimals = Some(0);
            }
            ',' if decimals.is_none() && three_digits(&text[at + 1..]) => {}
            _ => break,
        }
        len = at + c.len_utf8();
    }
    let value = digits.parse().ok()?;
    Some(Number {
        value,
        decimals: decimals.unwrap_or(0),
        len,
    })
}

fn next_is_digit(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| plain(c).is_ascii_digit())
}

fn three_digits(text: &str) -> bool {
    let digits = text.chars().take_while(|c| plain(*c).is_ascii_digit());
    digits.count() == 3
}

/// Whether `c` may stand in a number in Han numerals.
pub fn is_han_numeral(c: char) -> bool {
    digit(c).is_some() || place(c).is_some()
}

fn digit(c: char) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九";
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => DIGITS.chars().position(|one| one == c).map(|n| n as u32),
    }
}

fn place(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    }
}

/// The number in Han numerals with which `text` begins: 七, 一百二十六, 零点四零二,
/// 二〇二六. 三四 (three or four) is none, and neither is a bare 百 or 万.
pub fn han(text: &str) -> Option<Number> {
    let run = |text: &str| -> usize {
        let end = text.char_indices().find(|&(_, c)| !is_han_numeral(c));
        end.map_or(text.len(), |(at, _)| at)
    };
    let len = run(text);
    let whole = whole(&text[..len])?;
    let Some(rest) = text[len..].strip_prefix('点') else {
        return Some(Number {
            value: whole,
            decimals: 0,
            len,
        });
    };
    let (mut fraction, mut decimals) = (0.0, 0);
    let mut behind = 0;
    for c in rest.chars().map_while(|c| Some((c.len_utf8(), digit(c)?))) {
        decimals += 1;
        fraction = fraction * 10.0 + f64::from(c.1);
        behind += c.0;
    }
    if decimals == 0 {
        return Some(Number {
            value: whole,
            decimals: 0,
            len,
        });
    }
    Some(Number {
        value: whole + fraction / 10f64.powi(decimals),
        decimals: decimals as usize,
        len: len + '点'.len_utf8() + behind,
    })
}

fn whole(text: &str) -> Option<f64> {
    let digits: Vec<u32> = text.chars().filter_map(digit).collect();
    let count = text.chars().count();
    if digits.is_empty() {
        // 百 in 百分之百, and 十.
        return match text {
            "十" => Some(10.0),
            "百" => Some(100.0),
            _ => None,
        };
    }
    if digits.len() == count && count > 1 {
        let zeros = text.contains(['零', '〇']);
        let listed = digits.iter().fold(0.0, |n, d| n * 10.0 + f64::from(*d));
        return (count == 4 && (zeros || digits[0] <= 2)).then_some(listed);
    }
    let (mut sum, mut section, mut last) = (0.0, 0.0, None);
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            if last.is_some_and(|last| last != 0.0) {
                return None;
            }
            last = Some(f64::from(digit));
            continue;
        }
        let place = place(c)?;
        if place < 1e4 {
            section += last.take().filter(|n| *n > 0.0).unwrap_or(1.0) * place;
        } else {
            section += last.take().unwrap_or(0.0);
            sum += if section > 0.0 { section } else { 1.0 } * place;
            section = 0.0;
        }
    }
    Some(sum + section + last.unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_digits() {
        let read = |text| arabic(text).map(|n| (n.value, n.decimals, n.len));
        assert_eq!(read("42.60平方公里"), Some((42.6, 2, 5)));
        assert_eq!(read("91,500万元"), Some((91500.0, 0, 6)));
        assert_eq!(read("12,5家"), Some((12.0, 0, 2)));
        assert_eq!(read("３．５"), Some((3.5, 1, 9)));
        assert_eq!(read("7."), Some((7.0, 0, 1)));
        assert_eq!(read("家"), None);
    }

    #[test]
    fn han_numerals() {
        #[track_caller]
        fn case(text: &str, value: Option<(f64, usize)>) {
            let read = han(text).map(|n| (n.value, n.decimals));
            assert_eq!(read, value, "{text}");
        }

        case("七", Some((7.0, 0)));
        case("十", Some((10.0, 0)));
        case("十二", Some((12.0, 0)));
        case("二十三", Some((23.0, 0)));
        case("一百零五", Some((105.0, 0)));
        case("一百二十六", Some((126.0, 0)));
        case("三十八点五", Some((38.5, 1)));
        case("零点四零二", Some((0.402, 3)));
        case("九万一千五百", Some((91500.0, 0)));
        case("二〇二六", Some((2026.0, 0)));
        case("百", Some((100.0, 0)));
        case("两", Some((2.0, 0)));
        case("三四", None);
        case("万", None);
        assert_eq!(han("八项").map(|n| n.len), Some(3));
    }
}
