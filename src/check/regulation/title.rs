//! The title that may not be used before the park is named (G01).

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::facts::frame::{self, Whose};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;

/// The titles, new and old.
const TITLES: [&str; 5] = [
    "生态文明建设示范区（生态工业园区）",
    "国家生态工业示范园区",
    "国家级生态工业示范园区",
    "国家级生态工业园区",
    "国家生态工业园区",
];

/// Words of a name that claim the title.
const NAMES: [&str; 3] = ["生态文明建设示范区", "生态工业园区", "生态工业示范园区"];

/// Words ahead of a title that claim it.
const CLAIMS: [&str; 14] = [
    "作为",
    "园区系",
    "建成",
    "获评",
    "获得",
    "荣获",
    "成为",
    "命名为",
    "授予",
    "评为",
    "认定为",
    "入选",
    "跻身",
    "取得",
];

/// Words ahead of a title that only aim at it.
const AIMS: [&str; 20] = [
    "创建",
    "申报",
    "申请",
    "建设成",
    "拟",
    "争创",
    "力争",
    "争取",
    "将",
    "目标",
    "规划",
    "努力",
    "计划",
    "推动",
    "加快",
    "未",
    "打造",
    "为建成",
    "早日",
    "确保",
];

/// What makes a title part of another name.
const OTHER_NAMES: [&str; 8] = [
    "标准",
    "管理办法",
    "建设规划",
    "建设实施方案",
    "创建",
    "验收",
    "申报",
    "称号前",
];

pub(super) const G01: Rule = Rule {
    code: "G01",
    severities: &[Error, Warning],
    forms: FormSet::ALL,
    basis: &[basis::ART_13],
    summary: "命名前不得使用称号",
    why: "园区在创建期间未获得正式命名，不得使用称号。园区名称中带有称号的为错误；正文说“已建成”“被命名为”“作为”生态文明建设示范区（生态工业园区）或国家生态工业示范园区的作警告，创建、申报、力争建成一类说法不算。填了 `创建申报.命名日期` 的不查。",
    wrong: "园区作为国家生态工业示范园区，率先开展……",
    right: "园区创建生态文明建设示范区（生态工业园区）以来……",
    mend: "改为“创建”“申报”；已经命名的填写 `命名日期`",
    needs: Needs::Nothing,
    check: Check::Park(check),
};

fn check(context: &Context, found: &mut Found) {
    let park = context.park;
    if !park.process.named.is_empty() {
        return;
    }
    if let Some(title) = NAMES
        .iter()
        .find(|title| park.basics.name.contains(**title))
    {
        found
            .error(
                "园区基本情况.园区名称",
                format!("命名前不得使用称号，园区名称中有「{title}」"),
            )
            .hint("填写批准设立时的名称；已经命名的填写 `创建申报.命名日期`");
    }
    for text in context.texts {
        if text.path == "园区基本情况.园区名称" {
            continue;
        }
        for range in claims(&text.value) {
            let claim = text.value[range.clone()].to_owned();
            found
                .warning(&text.path, format!("命名前不得使用称号，这里写「{claim}」"))
                .within(range)
                .forms(text.forms)
                .hint("改为“创建”“申报”等说法；已经命名的填写 `创建申报.命名日期`");
        }
    }
}

/// Where `text` claims a title: from the claiming word to the title's end.
fn claims(text: &str) -> Vec<Range<usize>> {
    static FINDER: LazyLock<AhoCorasick> =
        LazyLock::new(|| AhoCorasick::new(TITLES).expect("few and short words"));
    FINDER
        .find_iter(text)
        .filter(|title| {
            let behind = &text[title.end()..];
            // 被命名为…后，园区将…: what will be.
            let later = behind.starts_with('后')
                || behind.starts_with("之后")
                || behind.starts_with("以后");
            !later && !OTHER_NAMES.iter().any(|one| behind.starts_with(one))
        })
        .filter_map(|title| Some(claimed_from(text, title.start())?..title.end()))
        .collect()
}

/// Where the claim to the title at `at` begins, if the clause ahead claims it
/// and its sentence does not only aim at it.
fn claimed_from(text: &str, at: usize) -> Option<usize> {
    let sentence = after_last(&text[..at], "。；！？\n");
    let clause = after_last(&text[..at], "。；！？\n，、：");
    if AIMS.iter().any(|aim| text[sentence..at].contains(aim)) {
        return None;
    }
    let ahead = &text[clause..at];
    // 全省已有21家园区被命名为…, 对标…等已建成的…: others have it.
    let others = frame::whose(Whose::Park, &text[sentence..at], false) == Whose::Other;
    if others || ahead.ends_with("建成的") || ahead.ends_with("命名的") {
        return None;
    }
    let found = CLAIMS.iter().filter_map(|claim| ahead.rfind(claim)).max()?;
    Some(clause + found)
}

/// The byte behind the last of `marks`.
fn after_last(text: &str, marks: &str) -> usize {
    text.rfind(|c| marks.contains(c)).map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_to_the_title() {
        #[track_caller]
        fn case(text: &str, expected: &[&str]) {
            let claims: Vec<&str> = claims(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(claims, expected, "{text}");
        }

        case(
            "作为国家生态工业示范园区，园区率先行动",
            &["作为国家生态工业示范园区"],
        );
        case(
            "2020年被命名为国家生态工业示范园区。",
            &["命名为国家生态工业示范园区"],
        );
        case(
            "已建成生态文明建设示范区（生态工业园区），并获评国家生态工业示范园区",
            &[
                "建成生态文明建设示范区（生态工业园区）",
                "获评国家生态工业示范园区",
            ],
        );
        case(
            "方案已拟。荣获国家生态工业示范园区",
            &["荣获国家生态工业示范园区"],
        );
        for right in [
            "对标苏州工业园区等已建成的国家生态工业示范园区，学习经验",
            "江苏省已有21家园区被命名为国家生态工业示范园区",
            "验收通过并被命名为生态文明建设示范区（生态工业园区）后，园区将编制报告",
        ] {
            case(right, &[]);
        }
        case(
            "园区系国家级生态工业示范园区，把培育",
            &["园区系国家级生态工业示范园区"],
        );
        case("作为国家级生态工业园区，", &["作为国家级生态工业园区"]);
        case(
            "启动创建。荣获国家生态工业示范园区",
            &["荣获国家生态工业示范园区"],
        );
    }

    #[test]
    fn no_claims() {
        #[track_caller]
        fn case(text: &str) {
            assert_eq!(claims(text), Vec::<Range<usize>>::new(), "{text}");
        }

        case("创建生态文明建设示范区（生态工业园区）");
        case("力争到2028年建成生态文明建设示范区（生态工业园区）");
        case("申报成为国家生态工业示范园区");
        case("获得国家生态工业示范园区创建资格");
        case("取得国家生态工业示范园区标准文本");
        case("获得好评，国家生态工业示范园区名单已经公布");
        case("荣获省级生态工业示范园区");
        case("园区成为标杆");
    }
}
