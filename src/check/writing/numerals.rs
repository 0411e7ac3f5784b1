//! F04–F07: ordinals, dates and ranges after GB/T 15834, 15835 and 9704.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::scope::{Hits, PARAGRAPHS, WORDS, after, before, each, in_title, sentence};
use crate::check::count::is_han;
use crate::check::{Check, Needs, Rule};
use crate::finding::Severity::Warning;
use crate::finding::{Fix, basis};
use crate::form::FormSet;

/// A pattern of this file; they are tried by the tests.
macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a pattern that the tests try"));
    };
}

pattern!(ARABIC, r"(?m)(?:^[ 　]*|[。；：])([0-9]{1,2}、)");
pattern!(
    BRACKETED,
    r"(?m)(?:^[ 　]*|[。；：])(?:[（(][一二三四五六七八九十0-9]{1,3}[）)])([、．.，])"
);
pattern!(
    NUMERIC_DATE,
    r"(19|20)([0-9]{2})([.．/-])([0-9]{1,2})([.．/-])([0-9]{1,2})"
);
pattern!(PADDED, r"年0([1-9]月)(?:0([1-9])日)?|月0([1-9]日)");
pattern!(
    SHORT_YEAR,
    r"([0-4][0-9])年([0-9]{1,2}月[^份个]|[0-9]{1,2}月份|[0-9]{1,2}月$|度|底|末|初[^步期])"
);
pattern!(
    HAN_YEAR,
    r"(二[〇零○０0]|一九)([〇零○０0一二三四五六七八九])([〇零○０0一二三四五六七八九])年"
);
pattern!(
    RANGE,
    r"([0-9]+(?:\.[0-9]+)?)(%?)(--|[-–~∼～])([0-9]+(?:\.[0-9]+)?)(%?)"
);

pub(super) const F04: Rule = Rule {
    code: "F04",
    severities: &[Warning],
    forms: FormSet::annexes("13"),
    basis: &[basis::GBT_15834],
    summary: "阿拉伯数字序号后应用下脚点",
    why: "汉字序号后用顿号（一、），不带括号的阿拉伯数字序号后用下脚点（1.）。只看段首和句读之后的一至二位数；后面还是数字的（1、2号锅炉）是并列，不是序号。",
    wrong: "1、总体要求",
    right: "1.总体要求",
    mend: "把序号后的顿号改为下脚点",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, PARAGRAPHS, Warning, ordinal)),
};

/// An Arabic ordinal takes a dot.
fn ordinal(text: &str, hits: &mut Hits) {
    if !text.contains('、') {
        return;
    }
    for found in ARABIC.captures_iter(text) {
        let ordinal = found.get(1).expect("always there");
        let next = after(text, ordinal.end());
        if next.is_none_or(|c| c.is_ascii_digit() || c == '\u{3000}') {
            continue;
        }
        let number = ordinal.as_str().trim_end_matches('、');
        let mark = ordinal.end() - '、'.len_utf8()..ordinal.end();
        hits.at(
            ordinal.range(),
            format!("阿拉伯数字序号后用下脚点：「{number}、」应为「{number}.」"),
        )
        .fix(Fix::bold(mark, "."));
    }
}

pub(super) const F05: Rule = Rule {
    code: "F05",
    severities: &[Warning],
    forms: FormSet::annexes("13"),
    basis: &[basis::GBT_15834],
    summary: "带括号的序号后不加标点",
    why: "（一）、（1）已经有括号，后面不再加顿号、逗号或点。并列引用（见（一）、（二））不算。",
    wrong: "（一）、总体要求",
    right: "（一）总体要求",
    mend: "删去序号后的标点",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| {
        each(context, found, PARAGRAPHS, Warning, bracketed_ordinal)
    }),
};

/// No mark follows an ordinal in brackets.
fn bracketed_ordinal(text: &str, hits: &mut Hits) {
    if !text.contains(['）', ')']) {
        return;
    }
    for found in BRACKETED.captures_iter(text) {
        let mark = found.get(1).expect("always there").range();
        if matches!(after(text, mark.end), None | Some('（' | '(')) {
            continue;
        }
        let shown = &text[mark.clone()];
        hits.at(
            mark.clone(),
            format!("带括号的序号后不加标点，实际有「{shown}」"),
        )
        .fix(Fix::bold(mark, ""));
    }
}

pub(super) const F06: Rule = Rule {
    code: "F06",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GBT_9704, basis::GBT_15835],
    summary: "文字中的日期应写作 2026年5月1日",
    why: "成文中的日期用阿拉伯数字写全年、月、日，年份四位，月、日不编虚位。日期字段按 YAML 习惯写 2026-05-01 不受影响，印出时自动转换；汉字年份只在与阿拉伯数字年份混用时提示，书名号内的照原名。",
    wrong: "自2026.5.1至2026年05月31日",
    right: "自2026年5月1日至2026年5月31日",
    mend: "改写日期；去掉虚位 `ecopark fix` 可以代劳",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS, Warning, date)),
};

/// Dates that are not written as official documents do.
fn date(text: &str, hits: &mut Hits) {
    numeric_date(text, hits);
    if text.contains('年') {
        padded(text, hits);
        short_year(text, hits);
        han_year(text, hits);
    }
}

/// `2026.5.1`, `2026-05-01`, `2026/5/1`.
fn numeric_date(text: &str, hits: &mut Hits) {
    for found in NUMERIC_DATE.captures_iter(text) {
        let range = found.get(0).expect("the match").range();
        let number = |group: usize| found[group].parse().unwrap_or(0);
        let real = found[3] == found[5]
            && jiff::civil::Date::new(number_of_year(&found), number(4), number(6)).is_ok();
        let apart =
            |c: Option<char>| c.is_none_or(|c| !(c.is_ascii_alphanumeric() || "-./_".contains(c)));
        if !real || !apart(before(text, range.start)) || !apart(after(text, range.end)) {
            continue;
        }
        let printed = format!("{}{}年{}月{}日", &found[1], &found[2], number(4), number(6));
        hits.at(
            range.clone(),
            format!("日期「{}」应写作「{printed}」", &text[range.clone()]),
        )
        .fix(Fix::bold(range, printed));
    }
}

fn number_of_year(found: &regex::Captures) -> i16 {
    format!("{}{}", &found[1], &found[2]).parse().unwrap_or(0)
}

/// `2026年05月01日`: months and days take no zero.
fn padded(text: &str, hits: &mut Hits) {
    for found in PADDED.captures_iter(text) {
        let range = found.get(0).expect("the match").range();
        let shown = &text[range.clone()];
        let start = range.start + shown.chars().next().map_or(0, char::len_utf8);
        let written = &text[start..range.end];
        let printed = written.replace('0', "");
        hits.at(
            start..range.end,
            format!("月、日不编虚位：「{written}」应为「{printed}」"),
        )
        .fix(Fix::safe(start..range.end, printed));
    }
}

/// `26年5月`: years take four digits.
fn short_year(text: &str, hits: &mut Hits) {
    for found in SHORT_YEAR.captures_iter(text) {
        let year = found.get(1).expect("always there");
        let left = before(text, year.start());
        let until = text[..year.start()].ends_with("截至");
        if left.is_some_and(|c| c.is_ascii_alphanumeric() || ".-第近满约过前后历经".contains(c))
            || left.is_some_and(|c| "—～至".contains(c)) && !until
        {
            continue;
        }
        let range = year.start()..year.end() + '年'.len_utf8();
        hits.at(
            range.clone(),
            format!("年份应写四位数，实际为「{}」", &text[range]),
        )
        .hint(format!("写作「20{}年」", year.as_str()));
    }
}

/// `二〇二六年` in a text that has Arabic years, too.
fn han_year(text: &str, hits: &mut Hits) {
    static ARABIC_YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("(?:19|20)[0-9]{2}年").expect("a pattern that the tests try"));
    for found in HAN_YEAR.find_iter(text) {
        if in_title(text, found.start()) || !ARABIC_YEAR.is_match(text) {
            continue;
        }
        let year: String = found.as_str().chars().map(arabic).collect();
        let (length, day) = han_day(&text[found.end()..]);
        let range = found.start()..found.end() + length;
        let shown = &text[range.clone()];
        hits.at(
            range.clone(),
            format!("年份写法不一致：「{shown}」应写作「{year}{day}」"),
        )
        .fix(Fix::bold(range, format!("{year}{day}")));
    }
}

/// A month and a day in Han numerals at the beginning of `text`: how many bytes
/// they take, and as they should be.
fn han_day(text: &str) -> (usize, String) {
    let mut length = 0;
    let mut arabic = String::new();
    for (mark, most) in [('月', 12), ('日', 31)] {
        let rest = &text[length..];
        let Some(end) = rest.find(mark).filter(|&end| end > 0 && end <= 9) else {
            break;
        };
        let Some(number) = han_number(&rest[..end]).filter(|number| (1..=most).contains(number))
        else {
            break;
        };
        length += end + mark.len_utf8();
        arabic.push_str(&format!("{number}{mark}"));
    }
    (length, arabic)
}

/// 三十一 and its like, up to 99.
fn han_number(text: &str) -> Option<u32> {
    let digit = |text: &str| {
        "一二三四五六七八九"
            .chars()
            .position(|c| text == c.to_string())
    };
    let digit = |text: &str| digit(text).map(|at| at as u32 + 1);
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// The Arabic digit for a Han one; others stay.
fn arabic(c: char) -> char {
    match "〇一二三四五六七八九".chars().position(|han| han == c) {
        Some(digit) => char::from_digit(digit as u32, 10).unwrap_or(c),
        None if "零○０".contains(c) => '0',
        None => c,
    }
}

pub(super) const F07: Rule = Rule {
    code: "F07",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GBT_15835, basis::GBT_15834],
    summary: "数值范围用浪纹线，起止年月用一字线",
    why: "数值范围写 5%～10%，两端都带百分号；起止年月写 2026—2028年。只判断后面跟着单位、前小后大的两个数；电话、标准号、编号、门牌、化学名称中的短横不算。",
    wrong: "下降5-10%，2026-2028年",
    right: "下降5%～10%，2026—2028年",
    mend: "改用 ～ 或 —",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS, Warning, range)),
};

/// Ranges of numbers and of years.
fn range(text: &str, hits: &mut Hits) {
    if !text.contains(['-', '–', '~', '∼', '～']) {
        return;
    }
    for found in RANGE.captures_iter(text) {
        let whole = found.get(0).expect("the match").range();
        let half_percent = !found[2].is_empty() && found[5].is_empty();
        let Some(mark) = range_mark(text, &found, &whole).filter(|_| !half_percent) else {
            continue;
        };
        let percent = if found[5].is_empty() { "" } else { "%" };
        let printed = format!("{}{percent}{mark}{}{}", &found[1], &found[4], &found[5]);
        let written = &text[whole.clone()];
        if printed == written {
            continue;
        }
        let message = if &found[3] == "～" {
            format!("范围两端都要写百分号：「{written}」应为「{printed}」")
        } else {
            format!("范围「{written}」应写作「{printed}」")
        };
        hits.at(whole.clone(), message)
            .fix(Fix::bold(whole, printed));
    }
}

/// The mark that belongs between two numbers; `None` unless they are a range
/// beyond doubt: no telephone number, standard, date, code or house number.
fn range_mark(text: &str, found: &regex::Captures, whole: &Range<usize>) -> Option<&'static str> {
    const UNITS: [&str; 40] = [
        "个", "项", "家", "万", "亿", "吨", "倍", "公里", "千米", "米", "公顷", "平方", "立方",
        "小时", "分钟", "天", "人", "元", "千瓦", "兆瓦", "℃", "mg", "μg", "kg", "km", "kW", "MW",
        "m²", "m³", "t/", "处", "座", "条", "台", "套", "分贝", "dB", "次", "名", "户",
    ];
    let left = before(text, whole.start);
    if left.is_some_and(|c| c.is_ascii_alphanumeric() || "-./–—～~_第附".contains(c)) {
        return None;
    }
    let spaced = text[..whole.start].strip_suffix(' ').map(str::as_bytes);
    if spaced.is_some_and(|rest| rest.last().is_some_and(u8::is_ascii_alphanumeric)) {
        return None;
    }
    let rest = &text[whole.end..];
    if rest.starts_with(['-', '–', '.', '~', '～']) {
        return None;
    }
    let (from, to) = (&found[1], &found[4]);
    let years = [from, to]
        .iter()
        .all(|n| n.len() == 4 && n.starts_with(['1', '2']));
    let tilde = &found[3] == "～";
    let percent = !found[5].is_empty();
    if tilde {
        return percent.then_some("～");
    }
    if rest.starts_with('年') && years {
        return Some("—");
    }
    if years || from.len() > 1 && from.starts_with('0') && !from.contains('.') {
        return None;
    }
    let ascending = || {
        let number = |text: &str| text.parse::<rust_decimal::Decimal>().ok();
        number(from) < number(to)
    };
    if rest.starts_with('月') || rest.starts_with('日') {
        return ascending().then_some("—");
    }
    let unit = percent || rest.starts_with('年') || UNITS.iter().any(|unit| rest.starts_with(unit));
    (unit && ascending()).then_some("～")
}

/// Whether the sentence around `range` speaks of a year before `year`, so that
/// what was right then may stand.
pub(super) fn speaks_of_the_past(text: &str, range: &Range<usize>, year: u16) -> bool {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("((?:19|20)[0-9]{2})年").expect("a pattern that the tests try")
    });
    let sentence = sentence(text, range);
    YEAR.captures_iter(sentence)
        .any(|found| found[1].parse::<u16>().is_ok_and(|past| past < year))
        || HAN_YEAR.find_iter(sentence).any(|found| {
            let past: String = found.as_str().chars().map(arabic).collect();
            let past = past.trim_end_matches('年').parse::<u16>();
            past.is_ok_and(|past| past < year)
        })
        || has_old_name(text, range.start)
}

/// Whether 原 stands shortly before: 原湖南省环境保护厅.
fn has_old_name(text: &str, at: usize) -> bool {
    let shortly = text[..at].char_indices().rev().take(8);
    let mut words = shortly.take_while(|&(_, c)| is_han(c));
    words.any(|(at, c)| {
        let next = after(text, at + c.len_utf8());
        c == '原' && !next.is_some_and(|next| "料因则有始理油".contains(next))
    })
}

#[cfg(test)]
mod tests {
    use super::super::scope::tests::{case, fine};

    #[test]
    fn ordinals() {
        case("F04", "1、总体要求", &["1、"], "1.总体要求");
        case(
            "F04",
            "包括：1、锅炉；2、管网",
            &["1、", "2、"],
            "包括：1.锅炉；2.管网",
        );
        fine("F04", "1、2号锅炉");
        fine("F04", "2026、2027年，1.总体，一、概况");
        fine("F04", "其中5、6月");
        fine("F04", "1、　总体");
        case("F04", "第一。\n2、完成", &["2、"], "第一。\n2.完成");
    }

    #[test]
    fn ordinals_in_brackets() {
        case("F05", "（一）、概况", &["、"], "（一）概况");
        case("F05", "完成；(1).供水", &["."], "完成；(1)供水");
        case("F05", "（一），概况", &["，"], "（一）概况");
        case("F05", "（一）．概况", &["．"], "（一）概况");
        fine("F05", "（一）概况，见（一）、（二）");
        fine("F05", "包括：（一）、（二）");
        fine("F05", "（2025年）、（2026年）");
    }

    #[test]
    fn dates() {
        case("F06", "于2026.5.1开工", &["2026.5.1"], "于2026年5月1日开工");
        case("F06", "自2026-05-01起", &["2026-05-01"], "自2026年5月1日起");
        case("F06", "2026年05月01日", &["05月01日"], "2026年5月1日");
        case("F06", "2026年11月03日", &["03日"], "2026年11月3日");
        case("F06", "2024-02-29", &["2024-02-29"], "2024年2月29日");
        fine("F06", "2026-02-29");
        case("F06", "26年5月底", &["26年"], "26年5月底");
        case("F06", "截至28年底", &["28年"], "截至28年底");
        fine("F06", "近10年底子，用了15年初步建成");
        case(
            "F06",
            "二〇二六年至2028年",
            &["二〇二六年"],
            "2026年至2028年",
        );
        fine("F06", "2026年10月20日，2026年5月1日");
        fine("F06", "近26年5个月，2025.12万吨，V2026.5.1，2026-13-40");
        fine("F06", "《二〇三五年远景目标纲要》2026年");
        fine("F06", "二〇二六年");
        fine("F06", "满10年度");
        case("F06", "于2026/5/1起", &["2026/5/1"], "于2026年5月1日起");
        fine("F06", "2026.5-1，2026.5.123，2026.5.1.2，A-2026.5.1");
        case("F06", "2026年05月底", &["05月"], "2026年5月底");
        case("F06", "25年度计划", &["25年"], "25年度计划");
        case("F06", "25年5月份", &["25年"], "25年5月份");
        fine("F06", "第26年5月底，近26年5月底，2025—26年5月底");
        case(
            "F06",
            "一九九八年至2028年",
            &["一九九八年"],
            "1998年至2028年",
        );
        case(
            "F06",
            "二零二六年至2028年",
            &["二零二六年"],
            "2026年至2028年",
        );
    }

    #[test]
    fn ranges() {
        case("F07", "下降5-10%", &["5-10%"], "下降5%～10%");
        case("F07", "2026-2028年", &["2026-2028"], "2026—2028年");
        case("F07", "约3~5项", &["3~5"], "约3～5项");
        case("F07", "5～10%", &["5～10%"], "5%～10%");
        case("F07", "4-7月", &["4-7"], "4—7月");
        case("F07", "0-5吨", &["0-5"], "0～5吨");
        fine("F07", "05-10吨");
        case("F07", "1-2项", &["1-2"], "1～2项");
        case("F07", "3000-5000吨", &["3000-5000"], "3000～5000吨");
        case("F07", "0.5-1吨", &["0.5-1"], "0.5～1吨");
        case("F07", "3-5年", &["3-5"], "3～5年");
        case("F07", "3-5日", &["3-5"], "3—5日");
        case("F07", "约 3-5项", &["3-5"], "约 3～5项");
        fine("F07", "第3-5项，附3-5项，3-5-7项，3-5～7项，10-5吨，7-4月");
        fine("F07", "3-5丙，2026-2028，2028-2026人");
        fine("F07", "5%-10，5%～10%，32～46米，2025—2028年");
        fine(
            "F07",
            "电话0737-4000001，GB 18918-2002，HJ274-2015年版，T-01",
        );
        fine("F07", "澜溪大道88-2号，1-丁烯，COVID-19，2026-05-01，3-2");
    }
}
