//! Numbers as texts write them: `7`, `七`, `二十三`, `91500`, `1,200.5`.

use rust_decimal::Decimal;

/// The number that `text` is, in Arabic or Han numerals.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '，')).collect();
    plain.parse().ok().or_else(|| han(text).map(Decimal::from))
}

/// A whole number below ten thousand in Han numerals.
pub(super) fn han(text: &str) -> Option<u32> {
    let (mut sum, mut digit) = (0, None);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '〇' | '零' => continue,
            '两' => {
                digit = Some(2);
                continue;
            }
            _ => {
                let value = "一二三四五六七八九".chars().position(|han| han == c)?;
                if digit.is_some() {
                    return None;
                }
                digit = Some(value as u32 + 1);
                continue;
            }
        };
        sum += digit.take().unwrap_or(1) * unit;
    }
    let all = sum + digit.unwrap_or(0);
    (all > 0).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        #[track_caller]
        fn case(text: &str, expected: Option<u32>) {
            assert_eq!(han(text), expected, "{text}");
        }

        case("七", Some(7));
        case("十", Some(10));
        case("十二", Some(12));
        case("二十三", Some(23));
        case("一百零五", Some(105));
        case("两", Some(2));
        case("二三", None);
        case("各", None);
        case("", None);
        assert_eq!(number("91,500"), Some(Decimal::from(91_500)));
        assert_eq!(number("12.8"), Some(Decimal::new(128, 1)));
    }
}
