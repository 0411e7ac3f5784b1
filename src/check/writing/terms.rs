//! F19, F20: numbers of documents, and terms that are out of date.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::numerals::speaks_of_the_past;
use super::scope::{Hits, WORDS, WORDS_AND_DOCUMENTS, after, before, each, in_title, sentence};
use crate::check::count::is_han;
use crate::check::{Check, Needs, Rule};
use crate::finding::Severity::Warning;
use crate::finding::{Fix, basis};
use crate::form::FormSet;

pub(super) const F19: Rule = Rule {
    code: "F19",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GBT_9704],
    summary: "发文字号的年份应用六角括号",
    why: "发文字号写作 湘环函〔2026〕12号。审图号（如「湘S（2026）000号」）用圆括号，不算。",
    wrong: "湘环函[2026]12号",
    right: "湘环函〔2026〕12号",
    mend: "改用〔〕",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| {
        each(
            context,
            found,
            WORDS_AND_DOCUMENTS,
            Warning,
            document_number,
        )
    }),
};

/// The year of a document number stands in 〔〕.
fn document_number(text: &str, hits: &mut Hits) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"([\[【［(（「]) ?((?:19|20)[0-9]{2})(?:年)? ?([\]】］)）」]) ?(?:第 ?)?[0-9]{1,5} ?号",
        )
        .expect("a pattern that the tests try")
    });
    if !text.contains('号') {
        return;
    }
    for found in NUMBER.captures_iter(text) {
        let (open, close) = (found.get(1), found.get(3));
        let (Some(open), Some(close)) = (open, close) else {
            continue;
        };
        // 湘S（2026）000号 is the number of a map, and has round brackets.
        let issuer = before(text, open.start()).is_some_and(is_han);
        let shortly: String = text[..open.start()].chars().rev().take(12).collect();
        if !issuer
            || ["审图", "图审", "审字", "地图"]
                .iter()
                .any(|map| shortly.contains(map.chars().rev().collect::<String>().as_str()))
        {
            continue;
        }
        let written = &text[open.start()..close.end()];
        hits.at(
            open.start()..close.end(),
            format!(
                "发文字号的年份用六角括号：「{written}」应为「〔{}〕」",
                &found[2]
            ),
        )
        .fix(Fix {
            edits: vec![
                (open.range(), "〔".to_owned()),
                (close.range(), "〕".to_owned()),
            ],
            safe: false,
        });
    }
}

/// What is to be said of a term in a text.
type Judge = fn(&str, Range<usize>, &mut Hits);

/// Terms of the regulation before this one.
const TERMS: [(&str, Judge); 13] = [
    ("国家生态工业示范园区管理办法", old_regulation),
    ("建设协调领导小组", old_mechanism),
    ("商务部、科技部", old_members),
    ("商务部和科技部", old_members),
    ("科技部、商务部", old_members),
    ("环境保护部", old_office),
    ("环保部", old_office),
    ("环境保护厅", old_office),
    ("环保厅", old_office),
    ("《建设规划》", old_plan),
    ("生态工业园区建设规划", old_plan),
    ("生态工业示范园区建设规划", old_plan),
    ("三线一单", old_zoning),
];

pub(super) const F20: Rule = Rule {
    code: "F20",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[
        basis::ART_35,
        basis::ART_04,
        basis::ART_09,
        basis::REFORM_2018,
        basis::ZONING_2024,
    ],
    summary: "不应使用已经过时的名称",
    why: "环科财〔2026〕4号 废止了原办法：领导小组改为协调机制，科技部改为工业和信息化部，建设规划改为《实施方案》；机构改革后环保部、环境保护厅改称生态环境部、厅；「三线一单」现称生态环境分区管控。回顾往事的（句中写有当时年份，或加「原」字）、书名号内的和指标自己的名称（建设规划实施后…）不算。",
    wrong: "报湖南省环境保护厅",
    right: "报湖南省生态环境厅",
    mend: "改用现行名称；确是当时名称的，加「原」字",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS, Warning, dated)),
};

/// Terms of the regulation before this one.
fn dated(text: &str, hits: &mut Hits) {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::new(TERMS.map(|(term, _)| term)).expect("few and short words")
    });
    for term in FINDER.find_iter(text) {
        let (_, judge) = TERMS[term.pattern().as_usize()];
        judge(text, term.range(), hits);
    }
}

fn old_regulation(text: &str, range: Range<usize>, hits: &mut Hits) {
    let repealed = sentence(text, &range).contains("废止");
    if repealed || speaks_of_the_past(text, &range, 2026) {
        return;
    }
    hits.at(range, "《国家生态工业示范园区管理办法》已于 2026 年废止")
        .basis(&[basis::ART_35])
        .hint("改为《生态文明建设示范区（生态工业园区）管理办法》（环科财〔2026〕4号）");
}

fn old_mechanism(text: &str, range: Range<usize>, hits: &mut Hits) {
    // Parks have leading groups of their own for other things.
    let of_parks = sentence(text, &range).contains("生态工业");
    if of_parks && !speaks_of_the_past(text, &range, 2026) {
        hits.at(range, "「建设协调领导小组」已改为协调机制")
            .basis(&[basis::ART_04])
            .hint("改为“生态工业园区建设协调机制”");
    }
}

fn old_members(text: &str, range: Range<usize>, hits: &mut Hits) {
    let approves = ["命名", "验收", "批准", "审定", "备案"];
    let here = sentence(text, &range);
    let about_parks = here.contains("园区") && approves.iter().any(|word| here.contains(word));
    if about_parks && !speaks_of_the_past(text, &range, 2026) {
        let term = &text[range.clone()];
        let message = format!("「{term}」：科技部不再参与，成员单位为工业和信息化部");
        hits.at(range, message)
            .basis(&[basis::ART_04])
            .hint("改为“生态环境部、商务部、工业和信息化部”");
    }
}

fn old_office(text: &str, range: Range<usize>, hits: &mut Hits) {
    let term = &text[range.clone()];
    let now = match term.ends_with('厅') {
        true => "生态环境厅",
        false => "生态环境部",
    };
    if is_office(text, &range, term) && !speaks_of_the_past(text, &range, 2019) {
        hits.at(range.clone(), format!("「{term}」已改为「{now}」"))
            .basis(&[basis::REFORM_2018])
            .fix(Fix::bold(range, now));
    }
}

/// Whether `term` is the ministry or department, and not 环保部门 or a company's
/// 安全环保部.
fn is_office(text: &str, range: &Range<usize>, term: &str) -> bool {
    if in_title(text, range.start) || after(text, range.end) == Some('门') {
        return false;
    }
    match before(text, range.start) {
        Some(c) if is_han(c) && term.ends_with('厅') => "省区".contains(c),
        Some(c) if is_han(c) => "经由报向与和及被原国".contains(c),
        _ => true,
    }
}

/// 建设规划 as the document that is now the 《实施方案》. An indicator's own name
/// begins with 建设规划实施后, and towns have plans for building, too.
fn old_plan(text: &str, range: Range<usize>, hits: &mut Hits) {
    let term = &text[range.clone()];
    let part_of_longer = term.starts_with('生') && text[range.end..].starts_with("实施后");
    if part_of_longer || speaks_of_the_past(text, &range, 2026) {
        return;
    }
    let message = format!("「{term}」已改为《实施方案》");
    hits.at(range, message)
        .basis(&[basis::ART_09])
        .hint("创建文件称《生态文明建设示范区（生态工业园区）建设实施方案》");
}

fn old_zoning(text: &str, range: Range<usize>, hits: &mut Hits) {
    let named = text[range.end..].trim_start_matches(['”', '"']);
    let with_new_name = named.starts_with("生态环境分区管控");
    if with_new_name || in_title(text, range.start) || speaks_of_the_past(text, &range, 2024) {
        return;
    }
    hits.at(range, "「三线一单」现称生态环境分区管控")
        .basis(&[basis::ZONING_2024])
        .hint("改为“生态环境分区管控”");
}

#[cfg(test)]
mod tests {
    use super::super::scope::tests::{case, findings, fine};

    #[test]
    fn numbers_of_documents() {
        case("F19", "湘环函[2026]12号", &["[2026]"], "湘环函〔2026〕12号");
        case(
            "F19",
            "国办函（2012）第3号",
            &["（2012）"],
            "国办函〔2012〕第3号",
        );
        fine(
            "F19",
            "湘环函〔2026〕12号，湘S（2026）000号，审图号：国审（2026）12号",
        );
        fine("F19", "（2026）湘01民初12号，2026年第10号，方案（2026）");
        case(
            "F19",
            "湘环函[2026年]12号",
            &["[2026年]"],
            "湘环函〔2026年〕12号",
        );
        fine(
            "F19",
            "湘审字（2026）12号，图审（2026）12号，地图（2026）12号，A（2026）12号",
        );
        let number = findings("F19", "创建申报.同意创建文号", "湘环函[2026]000号");
        assert_eq!(number.len(), 1, "judged though no form prints it");
        assert!(findings("F19", "图件[0].审图号", "湘审（2026）0号").is_empty());
    }

    #[test]
    fn old_terms() {
        case(
            "F20",
            "依据国家生态工业示范园区管理办法开展",
            &["国家生态工业示范园区管理办法"],
            "依据国家生态工业示范园区管理办法开展",
        );
        case(
            "F20",
            "报湖南省环境保护厅",
            &["环境保护厅"],
            "报湖南省生态环境厅",
        );
        case("F20", "由环保部组织", &["环保部"], "由生态环境部组织");
        case("F20", "落实三线一单要求", &["三线一单"], "落实三线一单要求");
        case(
            "F20",
            "编制《建设规划》",
            &["《建设规划》"],
            "编制《建设规划》",
        );
        case(
            "F20",
            "园区由生态环境部、商务部、科技部验收",
            &["商务部、科技部"],
            "园区由生态环境部、商务部、科技部验收",
        );
        case(
            "F20",
            "2019年报湖南省环境保护厅",
            &["环境保护厅"],
            "2019年报湖南省生态环境厅",
        );
        fine("F20", "2018年报湖南省环境保护厅");
        fine(
            "F20",
            "长沙市环保厅，商务部、科技部联合印发，园区由商务部、科技部支持",
        );
        for act in ["命名", "批准", "审定", "备案"] {
            let text = format!("园区由商务部和科技部{act}");
            case("F20", &text, &["商务部和科技部"], &text);
        }
        let mechanism = "成立生态工业园区建设协调领导小组";
        case("F20", mechanism, &["建设协调领导小组"], mechanism);
        fine(
            "F20",
            "成立重大项目建设协调领导小组。生态工业园区建设规划实施后",
        );
        fine("F20", "建设规划实施后新增构建生态工业链项目数量");
        fine(
            "F20",
            "国家生态工业示范园区标准，城市建设规划，园区建设规划",
        );
        fine(
            "F20",
            "安全环保部、环保部门、原环境保护部、原湖南省环境保护厅",
        );
        fine("F20", "2014年经环境保护部、商务部、科技部批准开展园区建设");
        fine("F20", "原《国家生态工业示范园区管理办法》同步废止");
        fine(
            "F20",
            "《湖南省“三线一单”管控意见》，“三线一单”生态环境分区管控",
        );
        fine("F20", "科技部门支持园区创新，科技部重点研发计划");
    }
}
